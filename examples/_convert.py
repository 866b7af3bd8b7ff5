"""The command line that all convert scripts share. It shows counts and places, and never a word of the diary."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

import therapy_notes as tn

OK, REJECTED, BAD_INPUT = 0, 1, 2

_EPILOG = """\
What you get is one file that holds everything that could be read. The input files are never changed, nothing is sent
anywhere, and nobody else may see the entries unless you name somebody with --shared-with.

The program ends with 0 when all went well, with 1 when something could not be read (see the list of problems), and with 2
when nothing was written at all.
"""


@define
class _Account:
    """What became of one input file."""

    source: str
    found: int = 0
    converted: int = 0
    skipped: int = 0
    rejected: int = 0
    claimed: dict[str, int] = field(factory=dict[str, int])
    comments: int = 0
    problems: tuple[tn.Problem, ...] = ()
    losses: dict[str, int] = field(factory=dict[str, int])


def run(
    format_name: str, argv: Sequence[str] | None = None, *, description: str = "", takes_written_on: bool = False
) -> int:
    """Convert the files that a command line names; return its exit status.

    Args:
        format_name: The kind of file, as ``tn.formats()`` names it.
        argv: The arguments; those of the program if not given.
        description: What the script does, for ``--help``.
        takes_written_on: Whether the format knows no dates, so that the user may say one.
    """
    parser = _parser(description, takes_written_on=takes_written_on)
    options = parser.parse_args(argv)
    if getattr(options, "written_on", None) and len(options.inputs) > 1:
        parser.error("--written-on is the day of one INPUT; convert the others on their own")
    out = Path(options.out or f"{Path(options.inputs[0]).stem}.journal.json")
    report = Path(options.report) if options.report else None
    try:
        _check_targets(options.inputs, out, report, force=options.force)
        journal, accounts = _converted(format_name, options)
        tn.save(journal, out)
    except _BadInputError as error:
        return _failed(error.reasons)
    except (tn.TherapyNotesError, ValueError) as error:
        return _failed([str(error)])
    except OSError as error:
        return _failed([f"{error.filename or out}: {error.strerror or 'cannot be opened'}"])
    for line in (*_table(accounts), *_details(accounts), "", f"Written: {out}"):
        _say(line)
    if report is not None:
        try:
            report.write_text(_report(format_name, out, accounts), encoding="utf-8")
        except OSError as error:
            _say(f"The journal is written, but not the report: {error.strerror}", to_stderr=True)
            return BAD_INPUT
    return REJECTED if any(account.rejected for account in accounts) and not options.lenient else OK


class _BadInputError(Exception):
    """What is wrong with the input, one line for each thing."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("bad input")
        self.reasons = list(reasons)


def _parser(description: str, *, takes_written_on: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=description, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    add = parser.add_argument
    add("inputs", nargs="+", metavar="INPUT", help="a file to convert; several become one journal")
    add("--out", metavar="FILE.json", help="where to write (otherwise the name of the first INPUT, with .journal.json)")
    add("--zone", metavar="ZONE", help="the time zone of the times in the file, such as Europe/Paris; it is never guessed")
    add("--me", metavar="NAME", help="the name under which you wrote, so that your own replies are marked as yours")
    if takes_written_on:
        add("--written-on", metavar="DAY", help="when you wrote it, such as 2019-05-03, if the file does not say")
    add(
        "--shared-with",
        metavar="NAME",
        action="append",
        default=[],
        help="who may see all of this, such as therapist; may be given several times. Nobody, if you leave it out",
    )
    add("--lenient", action="store_true", help="end with 0 even if something could not be read")
    add("--report", metavar="FILE.json", help="also write counts, problems and losses to this file")
    add("--force", action="store_true", help="write even if the file is there already; what it held is lost")
    return parser


def _check_targets(inputs: list[str], out: Path, report: Path | None, *, force: bool) -> None:
    """Refuse what would lose something, before anything is read."""
    targets = [out] if report is None else [out, report]
    sources = {Path(path).resolve() for path in inputs}
    wrong = [
        f"{target}: is an input; choose another name for the output" for target in targets if target.resolve() in sources
    ]
    if report is not None and report.resolve() == out.resolve():
        wrong.append(f"{report}: cannot be the journal and the report")
    if not force:
        wrong += [
            f"{target}: is there already; choose another name with {option}, or say --force"
            for target, option in zip(targets, ("--out", "--report"), strict=False)
            if target.exists()
        ]
    if wrong:
        raise _BadInputError(wrong)


def _converted(format_name: str, options: argparse.Namespace) -> tuple[tn.Journal, list[_Account]]:
    extra: dict[str, Any] = {"written_on": options.written_on} if getattr(options, "written_on", None) else {}
    readings: list[tuple[str, tn.JournalReading]] = []
    wrong: list[str] = []
    for path in options.inputs:
        try:
            readings.append((path, tn.read(path, format=format_name, zone=options.zone, me=options.me, **extra)))
        except tn.ReadError as error:
            wrong += [f"{path}: {problem}" for problem in error.problems]
        except OSError as error:
            wrong.append(f"{path}: {error.strerror or 'cannot be opened'}")
    if wrong:
        raise _BadInputError(wrong)
    journal = readings[0][1].journal
    accounts = [_account(*readings[0])]
    for path, reading in readings[1:]:
        accounts.append(_account(path, reading))
        journal = _added(journal, reading.journal, accounts[-1])
    return _shared(journal, tuple(options.shared_with)), accounts


def _account(path: str, reading: tn.JournalReading) -> _Account:
    tally = reading.tally
    return _Account(
        source=path,
        found=tally.found,
        converted=tally.converted,
        skipped=tally.skipped,
        rejected=tally.rejected,
        claimed=dict(tally.claimed or {}),
        comments=sum(len(entry.comments) for entry in reading.journal.entries),
        problems=tuple(reading.problems),
        losses=dict(reading.losses),
    )


def _added(journal: tn.Journal, new: tn.Journal, account: _Account) -> tn.Journal:
    """Add what is not there yet. What is there already stays as it is, and is counted as left out."""
    for record in new:
        if record.id in journal:
            items = 1 + len(record.comments) if isinstance(record, tn.Entry) else 1
            account.converted -= items
            account.skipped += items
            what = (
                "is there already"
                if record == journal[record.id]
                else "is there already with other contents: the first one stays"
            )
            account.problems += (tn.Problem(where="$", what=f"an entry that {what}"),)
    return journal.with_records(*(record for record in new if record.id not in journal))


def _shared(journal: tn.Journal, names: tuple[str, ...]) -> tn.Journal:
    """Let somebody see the entries and the comments below them."""
    if not names:
        return journal
    return journal.with_records(
        *(
            evolve(
                entry,
                shared_with=(*entry.shared_with, *names),
                comments=tuple(evolve(said, shared_with=(*said.shared_with, *names)) for said in entry.comments),
            )
            for entry in journal.entries
        )
    )


# -- what is shown --------------------------------------------------------------------------------------------


def _table(accounts: list[_Account]) -> Iterable[str]:
    head = ("file", "found", "converted", "skipped", "rejected", "comments claimed", "comments found")
    rows = [
        (
            account.source,
            *map(str, (account.found, account.converted, account.skipped, account.rejected)),
            str(account.claimed.get("comments", "-")),
            str(account.comments),
        )
        for account in accounts
    ]
    if len(accounts) > 1:
        sums = [sum(int(row[n]) for row in rows) for n in range(1, 5)]
        claims = [account.claimed["comments"] for account in accounts if "comments" in account.claimed]
        claimed = str(sum(claims)) if claims else "-"
        rows.append(("all", *map(str, sums), claimed, str(sum(account.comments for account in accounts))))
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        numbers = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *numbers))


def _details(accounts: list[_Account]) -> Iterable[str]:
    for account in accounts:
        if account.problems:
            yield ""
            yield f"What to look at in {account.source}:"
            yield from (f"  {problem}" for problem in account.problems)
    losses: Counter[str] = Counter()
    for account in accounts:
        losses.update(account.losses)
    if losses:
        yield ""
        yield "What is not in the text of the entries:"
        yield from (f"  {count} {what}" for what, count in sorted(losses.items()))


def _report(format_name: str, out: Path, accounts: list[_Account]) -> str:
    report = {
        "format": format_name,
        "out": str(out),
        "inputs": [
            {
                "input": account.source,
                "found": account.found,
                "converted": account.converted,
                "skipped": account.skipped,
                "rejected": account.rejected,
                "claimed": account.claimed,
                "comments": account.comments,
                "problems": [{"where": problem.where, "what": problem.what} for problem in account.problems],
                "losses": account.losses,
            }
            for account in accounts
        ],
    }
    return json.dumps(report, indent=2) + "\n"


def _say(line: str, *, to_stderr: bool = False) -> None:
    stream = sys.stderr if to_stderr else sys.stdout
    encoding = stream.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def _failed(reasons: Iterable[str]) -> int:
    found = list(reasons)
    _say("Nothing was written.", to_stderr=True)
    for reason in found:
        _say(f"  {reason}", to_stderr=True)
    return BAD_INPUT
