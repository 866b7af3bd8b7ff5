# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes"]
# ///
"""Prepare the next session: from a journal file to one sheet of paper, as Markdown, DOCX and HTML.

    python examples/prepare_session.py                                   the invented journal, for me
    python examples/prepare_session.py my.json --audience therapist      my own, for my therapist

Nothing is sent anywhere. Only what the journal names for a reader is on that reader's page.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import therapy_notes as tn

SUFFIXES = {"markdown": ".md", "docx": ".docx", "html": ".html"}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Prepare the next session: one sheet of paper, as .md, .docx and .html.",
        epilog="Without a journal, an invented one is used, so that you can see what comes out.",
    )
    parser.add_argument("journal", nargs="?", type=Path, help="your journal, a .json file")
    parser.add_argument("--audience", default="me", help='who will read it: "me" (default), "therapist", "peer", "public"')
    parser.add_argument("--session", help="the id of a session; the next one that is planned when not given")
    parser.add_argument(
        "--at", help='as if it were this time, such as "2024-05-12 20:00" in the zone of the journal; now when not given'
    )
    parser.add_argument("--out", type=Path, default=Path("prepared"), help="the folder to write to (default: prepared)")
    parser.add_argument("--language", default="en", help="en (default) or de")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--style", choices=("page", "large_print"), default="page")
    parser.add_argument("--force", action="store_true", help="replace files that are there and differ")
    return parser.parse_args(argv)


def moment_of_preparing(journal: tn.Journal, at: str | None, *, invented: bool) -> datetime:
    """Return when it is being prepared: as asked, now, or for the invented journal the evening before its next session."""
    if at is not None:
        return tn.moment(at, None if "[" in at else journal.zone)
    if invented:
        planned = next(session.starts_at for session in journal.sessions if session.is_planned)
        assert isinstance(planned, datetime)
        return tn.moment(planned - timedelta(hours=20), journal.zone)
    return tn.moment(datetime.now().astimezone(), journal.zone)


def prepare(options: argparse.Namespace) -> list[str]:
    """Prepare, write the files, and return what there is to say about it."""
    invented = options.journal is None
    journal = tn.example() if invented else tn.load(options.journal)
    at = moment_of_preparing(journal, options.at, invented=invented)
    prep = tn.prepare(tn.view(journal, options.audience), at=at, session=options.session)
    layout = tn.Layout(style=options.style, paper=options.paper, language=options.language)

    made: dict[Path, bytes] = {}
    for format, suffix in SUFFIXES.items():
        rendered = tn.render(prep, format, layout)
        path = options.out / f"for-{prep.audience}{suffix}"
        made[path] = rendered.encode("utf-8") if isinstance(rendered, str) else rendered
    in_the_way = [path for path, data in made.items() if path.exists() and path.read_bytes() != data]
    if in_the_way and not options.force:
        names = ", ".join(str(path) for path in in_the_way)
        raise FileExistsError(f"there already, and different: {names}. Say --force to replace, or --out for another folder.")
    options.out.mkdir(parents=True, exist_ok=True)
    for path in made:
        tn.export(prep, path, layout)
    return summary(journal, prep, layout, list(made), invented=invented)


def summary(journal: tn.Journal, prep: tn.Prep, layout: tn.Layout, paths: list[Path], *, invented: bool) -> list[str]:
    """Return what stands in the terminal: counts, dates and paths, and no word of the journal."""
    counts = {kind: len(getattr(journal, kind.plural)) for kind in tn.KINDS.values()}
    kinds = [f"{n} {kind.name if n == 1 else kind.plural}" for kind, n in counts.items()]
    lines = [
        "The invented journal" if invented else "Your journal",
        f"  holds      {', '.join(kind for kind in kinds if not kind.startswith('0 '))}",
        f"  prepared   for {prep.audience}, session "
        + (f"on {layout.when(prep.day, pattern='weekday')} {layout.clock(prep.day)}".rstrip() if prep.session else "none"),
        f"  looks back {'to ' + layout.when(prep.since) if prep.since else 'to the beginning'}",
        "  on the page",
    ]
    for section in prep.sections:
        heading = layout.labels.heading(section.kind, mine=prep.audience == "me") or section.kind
        lines.append(f"    {heading:<34} {len(section.items):>3}")
    lines.append("  written")
    lines += [f"    {path}" for path in paths]
    if prep.session is None:
        lines.append("No session is planned in what this reader may see, so the page is mostly room to write.")
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Prepare, and say what was done: 0 when all is well, 2 when nothing was written."""
    options = arguments(argv)
    try:
        lines = prepare(options)
    except tn.ReadError as error:
        print(f"This journal cannot be read; nothing was written. {len(error.problems)} problem(s):", file=sys.stderr)
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
        return 2
    except (tn.TherapyNotesError, OSError, KeyError) as error:
        said = error.args[0] if isinstance(error, KeyError) else error
        print(f"Nothing was written. {said}", file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
