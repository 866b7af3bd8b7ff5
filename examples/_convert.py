"""The command line that all convert scripts share. It shows counts and places, and never a word of the diary.

A script names its format, says what its file is and where it comes from, and adds the options that only its format
understands. Everything else is here: what is refused before anything is read, how the inputs become one journal, how that
is written whole or not at all, and the account of it on the screen and in the report.
"""

import argparse
import contextlib
import json
import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeAlias

NEEDS_MORE: Final = (
    "Some parts of the program are not installed. Either of these brings them:\n"
    "  uv run examples/convert.py …              (uv fetches what is needed by itself)\n"
    '  pip install "therapy-notes[convert]"'
)
"""What is said when a library is missing."""

try:
    from attrs import evolve, frozen

    import therapy_notes as tn
except ImportError:
    print(NEEDS_MORE, file=sys.stderr)
    raise SystemExit(2) from None

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

OK, REJECTED, BAD, STOPPED = 0, 1, 2, 130

MOST_SHOWN: Final = 20
"""How many problems of one input are on the screen. All of them are in the report."""

FEW_SHOWN: Final = 5
"""How many places of what was left out on purpose are on the screen: its reasons stand above, with their numbers."""

KINDS: Final[Mapping[str, str]] = {
    "wordpress": "a WordPress export (.xml, or the .zip with several of them)",
    "saved_page": "a saved blog page (.html or .txt)",
    "day_one": "a Day One export (.zip or .json), or a Day One Classic folder (.dayone)",
    "jrnl": "a journal of jrnl (a .txt, a folder, or an export)",
    "markdown_folder": "a folder or .zip of Markdown notes: Obsidian, Logseq, Jekyll, Hugo; or one note (.md)",
    "diary": "a plain diary with a date above each day (.txt)",
}
"""What each format is called when people are told about it."""

_EPILOG: Final = """\
What you get is one journal that holds everything that could be read. The inputs are never changed, nothing is sent
anywhere, and nobody else may see the entries unless you name somebody with --shared-with. What the program shows are
numbers and places, never what you wrote.

The program ends with 0 when all went well, with 1 when something could not be read (see the list of problems), and with 2
when nothing was written at all.
"""
_NOTHING: Final = "Nothing was written."
_HALF_WAY: Final = "Not finished. Say the same again, and it will be."
_SOME_CHANGED: Final = "files are changed"
_LEADS_OUT: Final = "leads out of the archive"
_UNKNOWN: Final = "not a kind of"
_FILE: Final = re.compile(r"\bfile ([0-9]+)\b")
_OURS: Final = re.compile(rb'\s*\{\s*"therapy_notes"')
_MARKS: Final = ("topic_tag", "session_tag", "rupture_tag")
_UNTOLD: Final = frozenset({"me", "shared_with", *_MARKS})
"""Options that hold a name or a word of somebody's own: a report says only that they were given."""


@frozen(kw_only=True)
class Option:
    """Something that can be said to a reader.

    Args:
        flag: How it is written on the command line.
        metavar: What stands for its value in the help; without one, it is said or not said, and the reader gets ``yes``.
        help: What it does, for people.
        choices: All values that there are, if there are only a few.
        several: It may be given several times; the reader gets all values with commas between them.
        of_one_input: It says something about one file, and so is refused where there are several.
    """

    flag: str
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    several: bool = False
    of_one_input: bool = False

    @property
    def name(self) -> str:
        """Its name as a reader knows it."""
        return self.flag.removeprefix("--").replace("-", "_")

    def said(self, options: argparse.Namespace) -> str | None:
        """Return its value on a command line; None if it was not given."""
        value = getattr(options, self.name)
        if self.several:
            return ",".join(value) or None
        if isinstance(value, bool):
            return "yes" if value else None
        return None if value is None else str(value)

    def add_to(self, add: Callable[..., object]) -> None:
        """Let a command line take it, by its ``add_argument``."""
        about: dict[str, Any] = {"metavar": self.metavar, "help": self.help}
        if not self.metavar:
            about = {"action": "store_true", "help": self.help}
        elif self.choices:
            about |= {"choices": self.choices, "type": str.upper}
        elif self.several:
            about |= {"action": "append", "default": []}
        add(self.flag, **about)


DATE_ORDER: Final = Option(
    flag="--date-order",
    metavar="DMY",
    choices=("DMY", "MDY", "YMD"),
    help="what 03/05/2019 means: DMY is the 3rd of May, MDY is the 5th of March. Nothing is guessed where both can be meant",
)
ENCODING: Final = Option(
    flag="--encoding",
    metavar="NAME",
    help="how the letters of an old file are stored, such as windows-1252 or mac-roman, if accents come out wrong",
)
_SHARED: Final = (
    Option(
        flag="--zone",
        metavar="ZONE",
        help="the time zone in which you lived, such as Europe/Paris, for times that name none. It is never guessed: "
        "without it, such a time counts only as its day",
    ),
    Option(flag="--me", metavar="NAME", help="the name under which you wrote, so that your own replies are marked as yours"),
    *(
        Option(
            flag=f"--{kind}-tag",
            metavar="WORD",
            several=True,
            help=f"what you marked with this tag, or wrote under a heading of this name, becomes a {kind} as well; may be "
            "given several times",
        )
        for kind in ("topic", "session", "rupture")
    ),
)


@frozen(kw_only=True)
class Account:
    """What became of one input.

    Args:
        source: The input, as it was typed.
        format: The format in which it was read.
        tally: The account of the reader.
        problems: What was wrong, and where.
        losses: What has no place of its own in a journal.
        records: How many records came of it.
        comments: How many comments are in its entries.
        again: How many of its records an input before it had just so.
        newer: How many took the place of the version that an input before it had.
        kept: How many are in the journal as an input before it had them.
        older: How many were left because an input before it had a later state of them.
        names: The names of the files in it, in the order of their numbers, if they are to be shown.
    """

    source: str
    format: str
    tally: tn.ItemTally
    problems: tuple[tn.Problem, ...] = ()
    losses: Mapping[str, int] = {}
    records: int = 0
    comments: int = 0
    again: int = 0
    newer: int = 0
    kept: int = 0
    older: int = 0
    names: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether every item that was found is accounted for."""
        tally = self.tally
        return tally.found == tally.converted + tally.skipped + tally.rejected


@frozen(kw_only=True)
class Outcome:
    """The journal that was made, and the account of it.

    Args:
        journal: What is to be written.
        accounts: One for each input.
        added: How many records are new in it.
        unchanged: How many were there already, or are there as their owner has edited them.
        updated: How many took the place of an older version that nobody had worked on.
        older: How many were left because the journal holds a later state of them.
        conflicts: What both the journal and the inputs have in their own way. The journal keeps what it had.
        before: The journal to which all this was added, as it was; None if there was none.
    """

    journal: tn.Journal
    accounts: tuple[Account, ...]
    added: int
    unchanged: int = 0
    updated: int = 0
    older: int = 0
    conflicts: tuple[tn.Conflict, ...] = ()
    before: tn.Journal | None = None


class _BadInputError(Exception):
    """What is wrong, one line for each thing."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("bad input")
        self.reasons = list(reasons)


def run(
    format: str | None,
    argv: Sequence[str] | None = None,
    *,
    description: str,
    options: tuple[Option, ...] = (),
) -> int:
    """Convert what a command line names; return the exit status.

    Args:
        format: The kind of file, as ``tn.formats()`` names it; found out for each input when None.
        argv: The arguments; those of the program if not given.
        description: What the file is, where it comes from, and one example, for ``--help``.
        options: What only this format understands.
    """
    known = (*_SHARED, *options)
    parser = _parser(description, known)
    said = parser.parse_args(argv)
    for option in known:
        if option.of_one_input and option.said(said) is not None and len(said.inputs) > 1:
            parser.error(f"{option.flag} says something about one INPUT; convert the others on their own")
    if not all(name.strip() for name in said.shared_with):
        parser.error("--shared-with takes a name; leave it out, and nobody may see it")
    if find_spec("rich") is None:
        _say(NEEDS_MORE, sys.stderr)
        return BAD
    try:
        outcome = _converted(format, said, {option.name: value for option in known if (value := option.said(said))})
    except KeyboardInterrupt:
        _say(f"Stopped. {_NOTHING}", sys.stderr)
        return STOPPED
    except ImportError as error:
        return _refused([str(error) if "pip install" in str(error) else NEEDS_MORE])
    except _BadInputError as error:
        return _refused(error.reasons)
    except tn.WriteError as error:
        reason = error.strerror or str(error)
        return _refused([reason], head=_HALF_WAY if _SOME_CHANGED in reason else _NOTHING)
    except (tn.TherapyNotesError, ValueError) as error:
        return _refused([str(error)])
    except OSError as error:
        return _refused([f"{error.filename or 'a file'}: {error.strerror or 'cannot be written'}"])
    with contextlib.suppress(KeyboardInterrupt, SystemExit):  # rich ends the program when nobody reads on, as under "| head"
        _show(outcome, said, sniffed=format is None)
    rejected = any(account.tally.rejected for account in outcome.accounts) and not said.lenient
    return REJECTED if rejected or not all(account.adds_up for account in outcome.accounts) else OK


def _parser(description: str, options: tuple[Option, ...]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=description, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    inputs = parser.add_argument_group("what to convert")
    inputs.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a .zip or a folder; several become one journal")
    target = parser.add_argument_group("where to write").add_mutually_exclusive_group()
    target.add_argument(
        "--out",
        metavar="JOURNAL",
        help="a new journal: a name that ends in .json, .jsonl or .jsonl.gz becomes one file, a name without an ending "
        "becomes a folder of Markdown files. If you do not say it, it is the name of the first INPUT, with .journal.json",
    )
    target.add_argument(
        "--into",
        metavar="JOURNAL",
        help="a journal that is there already: only what is new is added, and what you have edited since stays yours",
    )
    known = parser.add_argument_group("what only you know")
    for option in options:
        option.add_to(known.add_argument)
    known.add_argument(
        "--shared-with",
        metavar="NAME",
        action="append",
        default=[],
        help="who may see all of this, such as therapist; may be given several times. Nobody, if you leave it out",
    )
    manner = parser.add_argument_group("how to go about it").add_argument
    manner("--report", metavar="FILE.json", help="also write all numbers, problems and losses to this file")
    manner("--show-names", action="store_true", help="show on the screen which file is meant by a number, such as file 17")
    manner("--lenient", action="store_true", help="end with 0 even if something could not be read")
    manner("--force", action="store_true", help="write even if --out or --report is there already; what it held is lost")
    return parser


# -- from inputs to a journal -----------------------------------------------------------------------------------


def _converted(format: str | None, said: argparse.Namespace, options: dict[str, str]) -> Outcome:
    """Read everything, and only then write. Either both files are written or none.

    Raises:
        _BadInputError: An input, or a place to write to, is not what it should be.
    """
    into = None if said.into is None else Path(said.into)
    out = into or Path(said.out or _default(said.inputs[0]))
    report = Path(said.report) if said.report else None
    _check_targets(said.inputs, out, report, said)
    before = None if into is None else _existing(into)
    with _progress() as follow:
        readings = _read_all(format, said, options, follow)
    outcome = brought_together(readings, before)
    text = json.dumps(told(outcome, format, options, out, shared_with=len(set(said.shared_with))), indent=2) + "\n"
    with _undisturbed():
        _write(outcome, out, report, text)
    return outcome


def _default(first: str) -> str:
    path = Path(first).resolve()
    return f"{path.name if path.is_dir() else path.stem}.journal.json"


def _check_targets(inputs: Sequence[str], out: Path, report: Path | None, said: argparse.Namespace) -> None:
    """Refuse what would lose something, or could not be written, before anything is read."""
    sources = [Path(path).resolve() for path in inputs]
    targets = [(out, "--out" if said.into is None else "--into"), *([] if report is None else [(report, "--report")])]
    wrong: list[str] = []
    for target, option in targets:
        place = target.resolve()
        if place in sources:
            wrong.append(f"{target}: is an input; choose another name for the output")
        elif any(source in place.parents for source in sources if source.is_dir()):
            wrong.append(f"{target}: is inside an input; choose another place with {option}")
        elif not place.parent.is_dir():
            wrong.append(f"{target}: there is no such folder to write to")
        elif option == "--report" and place.is_dir():
            wrong.append(f"{target}: is a folder; the report is a file")
        elif option != "--into" and not said.force and _is_taken(target):
            wrong.append(f"{target}: is there already; choose another name with {option}, or say --force")
    if report is not None and report.resolve() == out.resolve():
        wrong.append(f"{report}: cannot be the journal and the report")
    if said.into is not None and not out.exists():
        wrong.append(f"{out}: is not there yet; the first time, say --out")
    if wrong:
        raise _BadInputError(wrong)


def _is_taken(target: Path) -> bool:
    """Tell whether something stands where something is to be written. An empty folder waits to be filled."""
    return bool(_seen_in(target)) if target.is_dir() else target.exists()


def _seen_in(folder: Path) -> list[Path]:
    """Return what is in a folder, without what programs hide there."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []


def _existing(into: Path) -> tn.Journal:
    try:
        return tn.load(into)
    except tn.ReadError as error:
        raise _BadInputError(f"{into}: {problem}" for problem in error.problems) from None


_Follow: TypeAlias = Callable[[str], Callable[[int, int], None]]
"""Takes an input and returns what is told how far its reading has come."""


def _read_all(
    format: str | None, said: argparse.Namespace, options: dict[str, str], follow: _Follow | None
) -> list[tuple[Account, tn.Journal]]:
    """Read every input.

    Raises:
        _BadInputError: Some are not what they should be. All of them are named.
    """
    found: list[tuple[Account, tn.Journal]] = []
    wrong: list[str] = []
    unknown = False
    for path in said.inputs:
        extra: dict[str, Any] = dict(options)
        if follow is not None:
            extra["progress"] = follow(path)
        if said.shared_with:
            extra["shared_with"] = tuple(dict.fromkeys(said.shared_with))
        try:
            if _is_ours(Path(path)):
                wrong.append(f"{path}: is a journal of this program already; to add something to it, say --into {path}")
                continue
            reading = tn.read(path, format, **extra)
            _check(reading)
            found.append((_account(path, reading, format, show_names=said.show_names), reading.journal))
        except tn.ReadError as error:
            wrong += [f"{path}: {problem}" for problem in error.problems]
            unknown = unknown or any(_UNKNOWN in problem.what for problem in error.problems)
        except OSError as error:
            wrong.append(f"{path}: {error.strerror or 'cannot be opened'}")
        except TypeError as error:
            if not str(error).startswith("the format "):
                raise
            wrong.append(f"{path}: {error}")
    if wrong:
        raise _BadInputError([*wrong, *(_what_can_be_read() if unknown and format is None else ())])
    return found


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a journal of this program. Other programs keep lists of entries in JSON, too."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return _OURS.match(file.read(100)) is not None


def _check(reading: tn.JournalReading) -> None:
    """Refuse an archive that was made to do harm, and an input of which nothing is left.

    Raises:
        ReadError: It is such a one.
    """
    harmful = [problem for problem in reading.problems if _LEADS_OUT in problem.what]
    if harmful:
        raise tn.ReadError(harmful)
    if not len(reading.journal):
        why = [tn.Problem(where="left out", what=f"{count} {what}") for what, count in reading.tally.why_skipped.items()]
        wrong = reading.problems[:MOST_SHOWN] if reading.tally.rejected else why
        raise tn.ReadError([tn.Problem(where="$", what="there is nothing in it that could be converted"), *wrong])


def _what_can_be_read() -> list[str]:
    names = [known.name for known in tn.formats() if known.is_read]
    return ["What can be read:", *(f"  {KINDS.get(name, name)}" for name in sorted(names, key=[*KINDS, *names].index))]


def _account(path: str, reading: tn.JournalReading, format: str | None, *, show_names: bool) -> Account:
    return Account(
        source=path,
        format=format or reading.format,
        tally=reading.tally,
        problems=tuple(reading.problems),
        losses=reading.losses,
        records=len(reading.journal),
        comments=sum(len(entry.comments) for entry in reading.journal.entries),
        names=tuple(tn.file_names(path)) if show_names else (),
    )


def brought_together(readings: Sequence[tuple[Account, tn.Journal]], before: tn.Journal | None = None) -> Outcome:
    """Make one journal of what was read, and add it to the one that was there before.

    Records meet by their ids, which come from the source: the same input twice adds nothing. What somebody has edited
    stays; of two versions that nobody has worked on, the one that is named later is taken.

    Args:
        readings: What was read of each input.
        before: The journal to which it is added.
    """
    accounts: list[Account] = []
    journal: tn.Journal | None = None
    conflicts: list[tn.Conflict] = []
    for account, new in readings:
        if journal is None:
            journal = new
            accounts.append(account)
            continue
        later = _without_older(new, journal)
        merged = tn.merge(journal, later)
        journal = merged.journal
        conflicts += merged.conflicts
        accounts.append(
            evolve(
                account,
                older=len(new) - len(later),
                again=_shared_ids(merged.unchanged, later),
                newer=len(merged.changed),
                kept=_records(merged.conflicts),
            )
        )
    assert journal is not None, "a command line names one input at least"
    if before is None:
        return Outcome(journal=journal, accounts=tuple(accounts), added=len(journal), conflicts=tuple(conflicts))
    later = _without_older(journal, before)
    merged = tn.merge(before, later)
    return Outcome(
        journal=merged.journal,
        accounts=tuple(accounts),
        added=len(merged.added),
        unchanged=_shared_ids(merged.unchanged, later),
        updated=len(merged.changed),
        older=len(journal) - len(later),
        conflicts=(*conflicts, *merged.conflicts),
        before=before,
    )


def _without_older(new: tn.Journal, mine: tn.Journal) -> tn.Journal:
    """Return a journal without the entries of which mine holds a later state: an old backup may be read after a new one."""
    return new.without(*(entry.id for entry in new.entries if entry.id in mine and _is_older(entry, mine[entry.id])))


def _is_older(entry: tn.Entry, mine: tn.Record) -> bool:
    """Tell which of two states of an entry came first: by when each was last changed, else by who has comments to lose."""
    if not isinstance(mine, tn.Entry):
        return False
    if entry.changed_at is not None and mine.changed_at is not None and entry.changed_at != mine.changed_at:
        return _instant(entry.changed_at) < _instant(mine.changed_at)
    return not {said.id for said in mine.comments} <= {said.id for said in entry.comments}


def _instant(when: tn.When) -> float:
    return when.timestamp() if isinstance(when, datetime) else 0.0


def _shared_ids(ids: Iterable[str], journal: tn.Journal) -> int:
    return sum(id in journal for id in ids)


def _records(conflicts: Iterable[tn.Conflict]) -> int:
    return sum(bool(conflict.id) for conflict in conflicts)


# -- writing ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _undisturbed() -> Generator[None]:
    """Finish what is being written before Ctrl-C is listened to."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _write(outcome: Outcome, out: Path, report: Path | None, text: str) -> None:
    """Write the journal and the report, or neither."""
    aside = None if report is None else report.with_name(f".{report.name}.new")
    try:
        if aside is not None:
            aside.write_text(text, encoding="utf-8")
        if outcome.before is None:
            _save_new(outcome.journal, out)
        elif outcome.journal != outcome.before:
            tn.save(outcome.journal, out, if_unchanged=outcome.before)
        if aside is not None and report is not None:
            aside.replace(report)
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)


def _save_new(journal: tn.Journal, out: Path) -> None:
    """Save a journal. A folder that was not there, or was empty, is so again if that fails."""
    was_there, was_empty = out.exists(), not _seen_in(out)
    try:
        tn.save(journal, out)
    except BaseException:
        if was_empty:
            for path in _seen_in(out):
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
            if not was_there and out.is_dir():
                shutil.rmtree(out, ignore_errors=True)
        raise


# -- the report -------------------------------------------------------------------------------------------------


def told(
    outcome: Outcome, format: str | None, options: Mapping[str, str], out: Path, *, shared_with: int = 0
) -> dict[str, object]:
    """Return what the report says: numbers, reasons and places, and neither a name nor a word of anybody.

    Args:
        outcome: What was made.
        format: The format that was asked for.
        options: What was said to the reader.
        out: Where the journal is.
        shared_with: How many people may see it.
    """
    said: dict[str, object] = {name: True if name in _UNTOLD else value for name, value in sorted(options.items())}
    if shared_with:
        said["shared_with"] = shared_with
    return {
        "format": format or "found out",
        "options": said,
        "journal": str(out),
        "records": {
            "in_the_journal": len(outcome.journal),
            "added": outcome.added,
            "unchanged": outcome.unchanged,
            "updated": outcome.updated,
            "older_and_left": outcome.older,
            "kept_as_edited": _records(outcome.conflicts),
        },
        "conflicts": [
            {"kind": conflict.kind, "id": conflict.id, "fields": list(conflict.fields)} for conflict in outcome.conflicts
        ],
        "inputs": [_told_of(account) for account in outcome.accounts],
    }


def _told_of(account: Account) -> dict[str, object]:
    tally = account.tally
    return {
        "input": account.source,
        "format": account.format,
        "found": tally.found,
        "converted": tally.converted,
        "skipped": tally.skipped,
        "rejected": tally.rejected,
        "adds_up": account.adds_up,
        "claimed": dict(tally.claimed or {}),
        "why_skipped": dict(tally.why_skipped),
        "counted": dict(tally.counted),
        "losses": dict(account.losses),
        "records": account.records,
        "comments": account.comments,
        "there_already": account.again,
        "newer_than_an_input_before": account.newer,
        "left_as_in_an_input_before": account.kept,
        "older_than_an_input_before": account.older,
        "problems": [{"where": problem.where, "what": problem.what} for problem in account.problems],
    }


# -- what is shown ----------------------------------------------------------------------------------------------


def table(accounts: Sequence[Account], *, sniffed: bool = False) -> list[tuple[str, ...]]:
    """Return the rows of the table: its head, one for each input, and the sums where there are several.

    Args:
        accounts: What became of the inputs.
        sniffed: Also say for what each was taken.
    """
    head = ("input", *(["taken for"] if sniffed else []), "found", "converted", "skipped", "rejected", "claimed")
    rows = [
        (account.source, *([account.format] if sniffed else []), *map(str, _numbers(account.tally)), _claimed(account.tally))
        for account in accounts
    ]
    if len(rows) > 1:
        sums = map(sum, zip(*(_numbers(account.tally) for account in accounts), strict=True))
        rows.append(("all", *([""] if sniffed else []), *map(str, sums), ""))
    return [head, *rows]


def _numbers(tally: tn.ItemTally) -> tuple[int, int, int, int]:
    return tally.found, tally.converted, tally.skipped, tally.rejected


def _claimed(tally: tn.ItemTally) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted((tally.claimed or {}).items())) or "-"


def details(account: Account, report: str | None = None) -> Iterator[str]:
    """Yield what else there is to say about an input. What was left out on purpose is the last of what to look at.

    Args:
        account: What became of it.
        report: Where the whole list of problems is, if anywhere.
    """
    tally = account.tally
    if not account.adds_up:
        yield "The numbers do not add up: this is a mistake of the program. Please tell those who make it."
    yield from _counts("Left out, and why", tally.why_skipped)
    yield from _counts("Counted", tally.counted)
    yield from _counts("Without a place of its own in the journal", account.losses)
    between = {
        "there already": account.again,
        "newer than before": account.newer,
        "older, and left": account.older,
        "left as before": account.kept,
    }
    yield from _counts("Also in an input before this one", {what: count for what, count in between.items() if count})
    if account.problems:
        yield "What to look at:"
        reasons = {f"{why}: skipped" for why in tally.why_skipped}
        wrong = [problem for problem in account.problems if problem.what not in reasons]
        left_out = [problem for problem in account.problems if problem.what in reasons]
        shown = [*wrong[:MOST_SHOWN], *left_out[:FEW_SHOWN]]
        yield from (f"  {problem}" for problem in shown)
        more = len(account.problems) - len(shown)
        if more:
            yield f"  and {more} more, all in {report or 'the report: say --report report.json'}"
    meant = {int(found[1]) for problem in account.problems if (found := _FILE.search(problem.where))}
    named = [(number, name) for number, name in enumerate(account.names, 1) if number in meant]
    if named:
        yield "Which file is meant:"
        yield from (f"  file {number} = {name}" for number, name in named)


def _counts(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        width = max(len(str(count)) for count in counts.values())
        yield f"{head}:"
        yield from (f"  {count:>{width}}  {what}" for what, count in counts.items())


def summary(outcome: Outcome, out: str, report: str | None = None) -> Iterator[str]:
    """Yield what has been written where.

    Args:
        outcome: What was made.
        out: Where the journal is.
        report: Where the whole list of conflicts is, if anywhere.
    """
    if outcome.conflicts:
        yield "Yours and the input's are not the same, and both may be right: yours stay. How to decide is in the guide."
        yield from (f"  {_conflict(conflict)}" for conflict in outcome.conflicts[:MOST_SHOWN])
        more = len(outcome.conflicts) - MOST_SHOWN
        if more > 0:
            yield f"  and {more} more, all in {report or 'the report: say --report report.json'}"
    if outcome.before is None:
        yield f"Written: {out} ({_number(len(outcome.journal), 'record')})"
        return
    older = f"{outcome.older} older and left, " if outcome.older else ""
    numbers = (
        f"{outcome.added} new, {outcome.unchanged} there already, {outcome.updated} newer than before, "
        f"{older}{_records(outcome.conflicts)} left as you edited them"
    )
    if outcome.journal == outcome.before:
        yield f"Nothing new: {out} is as it was ({numbers})"
    else:
        yield f"Written: {out} ({numbers})"


def _conflict(conflict: tn.Conflict) -> str:
    what = f"{conflict.kind} {conflict.id}".rstrip()
    return f"{what}: {', '.join(conflict.fields)}" if conflict.fields else what


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _show(outcome: Outcome, said: argparse.Namespace, *, sniffed: bool) -> None:
    console = _console()

    def say(line: str = "") -> None:
        console.print(_visible(line, console.encoding), markup=False, highlight=False, emoji=False, soft_wrap=True)

    console.print(_rich_table(table(outcome.accounts, sniffed=sniffed), console))
    for account in outcome.accounts:
        lines = list(details(account, said.report))
        if lines:
            say()
            if len(outcome.accounts) > 1:
                say(f"{account.source}:")
            for line in lines:
                say(line)
    say()
    for line in summary(outcome, said.into or said.out or _default(said.inputs[0]), said.report):
        say(line)


def _console() -> "Console":
    """Return where to show things: in colours and of its width on a terminal, plain and as wide as need be elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - --help needs none of it

    is_terminal = sys.stdout.isatty()
    return Console(file=sys.stdout, force_terminal=is_terminal, force_jupyter=False, width=None if is_terminal else 10_000)


def _rich_table(rows: list[tuple[str, ...]], console: "Console") -> "Table":
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    head, *body = rows
    made = Table(box=box.SIMPLE if console.is_terminal else None, pad_edge=False)
    for name in head:
        is_number = name in {"found", "converted", "skipped", "rejected"}
        made.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in body:
        made.add_row(*(Text(_visible(cell, console.encoding)) for cell in row))
    return made


@contextlib.contextmanager
def _progress() -> Generator[_Follow | None]:
    """Show on a terminal how far the reading has come."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr, force_jupyter=False)
    with Progress(*columns, console=console, transient=True) as shown:

        def follow(path: str) -> Callable[[int, int], None]:
            task = shown.add_task(_visible(path, console.encoding), total=None)
            return lambda done, total: shown.update(task, completed=done, total=total)

        yield follow


def _visible(text: str, encoding: str | None) -> str:
    """Return a text that any terminal shows and none obeys: what it cannot show, or would act on, is spelled out."""
    harmless = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
    return harmless.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")


def _say(text: str, stream: TextIO) -> None:
    for line in text.split("\n"):
        print(_visible(line, stream.encoding), file=stream)


def _refused(reasons: Iterable[str], *, head: str = _NOTHING) -> int:
    _say(head, sys.stderr)
    for reason in reasons:
        _say("  " + reason.replace("\n", "\n  "), sys.stderr)
    return BAD
