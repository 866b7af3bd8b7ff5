# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes"]
# ///
"""Hand over what a journal names for a reader: look first, replace names, write the file, note it in the ledger.

    python examples/share_a_record.py --show                                 what the invented therapist would see
    python examples/share_a_record.py my.json --pseudonyms --how "on paper"  my own, with other names, and noted

Nothing is sent anywhere. The terminal shows words of the journal only after --show or --find-names.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import therapy_notes as tn

SUFFIXES = {"docx": ".docx", "markdown": ".md", "html": ".html", "json": ".json"}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Hand over what a journal names for a reader.",
        epilog="Without a journal, an invented one is used, so that you can see what comes out.",
    )
    parser.add_argument("journal", nargs="?", type=Path, help="your journal, a .json file")
    parser.add_argument("--audience", default="therapist", help='who will read it: "therapist" (default), "peer", "public"')
    parser.add_argument(
        "--show", action="store_true", help="show, by kind and title, what the reader would see; write nothing"
    )
    parser.add_argument("--find-names", action="store_true", help="show words that may be names and that no person of the "
                        "journal has; write nothing")  # fmt: skip
    parser.add_argument("--pseudonyms", action="store_true", help="other names for the people of the journal")
    parser.add_argument("--also-a-word", action="append", default=[], metavar="NAME", help="with --pseudonyms: a name that "
                        "is a word as well, to be replaced only where it is spelled like this")  # fmt: skip
    parser.add_argument("--redact", action="store_true", help="years for dates, and no addresses and long numbers")
    parser.add_argument("--place", action="append", default=[], help="with --redact: a place that is not to be named")
    parser.add_argument("--format", choices=tuple(SUFFIXES), default="docx")
    parser.add_argument(
        "--out", type=Path, default=Path("handed-over"), help="the folder to write to (default: handed-over)"
    )
    parser.add_argument(
        "--keys", type=Path, default=Path("kept"), help="where the key of the pseudonyms stays (default: kept)"
    )
    parser.add_argument("--how", help='note it in the ledger of the journal, such as "on paper"')
    parser.add_argument("--at", help="when it is handed over, such as 2024-05-12; today when not given")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    options = parser.parse_args(argv)
    if options.place and not options.redact:
        parser.error("--place is for --redact")
    if options.also_a_word and not options.pseudonyms:
        parser.error("--also-a-word is for --pseudonyms")
    if options.how is not None and options.journal is None:
        parser.error("--how notes it in a journal: name your own")
    return options


def share(options: argparse.Namespace) -> list[str]:
    """Do what was asked, and return what there is to say about it."""
    journal = tn.example() if options.journal is None else tn.load(options.journal)
    view = tn.view(journal, options.audience)
    if options.find_names:
        return [f"{found.count:>5}  {found.name}" for found in tn.probable_names(view, known=journal.people)]

    lines = [f"for {view.audience}: {len(view.journal)} records"]
    key = None
    if options.redact:
        view, report = tn.redact(view, places=options.place)
        lines.append(f"redacted in {report.count} places; free text cannot be proved clean")
    if options.pseudonyms:
        view, key = tn.pseudonymise(view, journal.people, also_words=options.also_a_word)
        lines.append(f"names replaced in {len(key)} places; the key lists each: look through it for words that are no names")
    if options.show:
        return tn.render(tn.preview(view), "markdown").splitlines()

    handed_over = options.out / f"for-{view.audience}{SUFFIXES[options.format]}"
    kept = options.keys / f"names-for-{view.audience}.json"
    in_the_way = [path for path in (handed_over, *([kept] if key else [])) if path.exists()]
    if in_the_way and not options.force:
        raise FileExistsError(
            f"there already: {', '.join(map(str, in_the_way))}. Say --force to replace, or another folder."
        )

    # The key first: a file with pseudonyms and no key could not be read again by its owner.
    if key is not None:
        options.keys.mkdir(parents=True, exist_ok=True)
        tn.save_key(key, kept)
        lines.append(f"written    {kept}: keep it, and give it to nobody")
    options.out.mkdir(parents=True, exist_ok=True)
    tn.export(view, handed_over, format=options.format)
    lines.append(f"written    {handed_over}")
    if options.how is not None:
        noted = tn.shared(journal, view, at=moment_of_sharing(journal, options.at), how=options.how)
        tn.save(noted, options.journal, if_unchanged=journal)
        lines.append(f"noted      in {options.journal}")
    return lines


def moment_of_sharing(journal: tn.Journal, at: str | None) -> tn.When:
    """Return when it is handed over: the day that was named, or now."""
    return tn.moment(datetime.now().astimezone(), journal.zone) if at is None else tn.day(at)


def printed(lines: Iterable[str]) -> None:
    """Show lines."""
    print("\n".join(lines))


def main(argv: Sequence[str] | None = None) -> int:
    """Share, and say what was done: 0 when all is well, 2 when it was not."""
    options = arguments(argv)
    try:
        printed(share(options))
    except (tn.ReadError, tn.ResidueError) as error:
        print(f"Stopped. {len(error.problems)} problem(s):", file=sys.stderr)
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
        return 2
    except (tn.TherapyNotesError, OSError, ValueError) as error:
        print(f"Stopped. {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
