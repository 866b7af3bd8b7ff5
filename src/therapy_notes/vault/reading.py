"""Files to a journal."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, cast

from attrs import evolve

from .. import codec
from ..codec.migrations import migrated
from ..codec.parsing import MAX_DEPTH
from ..codec.reading import collector_resting
from ..errors import Problem, ReadError
from ..frontmatter import MAX_HEADER
from ..model.journal import FORMAT, Unreadable
from ..model.results import JournalReading
from .folder import Folder, folder_of
from .forms import FORMAT_KEY, HEADER, JOURNAL, LISTS, NUMBER, UNREADABLE
from .names import SUFFIX, Places
from .pages import NOT_AN_OBJECT, Page, Tree
from .typed import NumberError, untyped

MISSING: Final = "missing"
TWO_JOURNALS: Final = "two pages of a journal"
TWO_WITH_ONE_ID: Final = "two records with one id"
NOT_A_KIND: Final = "not a kind of record that is known"
OWN_PATH: Final = f"{JOURNAL}{SUFFIX}"

Noted: TypeAlias = tuple[str, Problem]
"""The path of a file and something that is wrong with it; the path is for sorting, and never shown."""
Ways: TypeAlias = Mapping[str, list[str]]
"""For each list of a journal the paths of the files of its items."""

_ITEM = re.compile(r"\$\.(\w+)\[(\d+)\]\.?(.*)", re.DOTALL)
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})", re.ASCII)


def read(
    files: Mapping[str, bytes], *, lenient: bool = False, max_header: int = MAX_HEADER, max_depth: int = MAX_DEPTH
) -> JournalReading:
    r"""Return the journal that a folder of files holds.

    Every Markdown file whose header has a key ``record`` is a page, wherever it lies and whatever it is called. Everything
    else is somebody's own and is passed over; so is what is hidden, and what lies in a folder of templates.

    Args:
        files: What each file holds, by its path in the folder, with ``/`` between the parts.
        lenient: Set a record that does not read aside, in ``Journal.unreadable``, instead of refusing the folder.
        max_header: The most characters of a header that are given to the YAML parser. A header as it is written here may
            be longer.
        max_depth: How many lists and objects may stand inside one another, counted as in a file of JSON.

    Raises:
        ReadError: With all problems of all files at once. With ``lenient`` only when the journal's own page does not read.

    >>> page = b"---\nrecord: journal\nformat: 1.2\nzone: Europe/Oslo\n---\n"
    >>> note = b"---\nrecord: entry\ntitle: no\ndate: 2024-05-01\n---\nThe lift was out.\n"
    >>> (entry,) = read({"journal.md": page, "Inbox/Lift.md": note}).journal.entries
    >>> entry.title, entry.happened, entry.body
    ('no', Date(2024, 5, 1), 'The lift was out.')
    """
    with collector_resting():
        return _read(files, Places(files), lenient=lenient, max_header=max_header, max_depth=max_depth)


def _read(files: Mapping[str, bytes], places: Places, *, lenient: bool, max_header: int, max_depth: int) -> JournalReading:
    folder = folder_of(files, max_header=max_header)
    own = [*_wrong_with_the_journal(folder, places)]
    tree, ways = _tree(folder)
    reading: JournalReading | None = None
    try:
        reading = codec.journal_of(tree, lenient=lenient, max_depth=max_depth, is_migrated=True)
        wrong = reading.problems
    except ReadError as error:
        wrong = error.problems
    noted = [*_wrong_with_files(folder, places), *(_placed(problem, folder, ways, places) for problem in wrong)]
    if not lenient:
        noted += _first_ones(folder, places)
    problems = tuple(problem for _, problem in sorted([*own, *noted], key=lambda found: found[0]))
    if reading is None or own or (problems and not lenient):
        raise ReadError(problems)
    return _with_aside(evolve(reading, problems=problems), folder, ways, places)


def journal_tree(page: Page) -> Tree:
    """Return what the page of a journal holds, as JSON says it, with the header.

    Raises:
        NumberError: There is a number in the unknown part of the header that no journal can hold.
    """
    unknown = page.values.get(HEADER, {})
    header: Tree = cast("Tree", untyped(unknown)) if isinstance(unknown, dict) else {}
    said = page.values.get(FORMAT_KEY)
    if said is not None:
        header["format"] = str(said) if isinstance(said, str) else untyped(said)
    return {HEADER: header, **page.tree}


# -- what is wrong --------------------------------------------------------------------------------------------


def _wrong_with_the_journal(folder: Folder, places: Places) -> Iterator[Noted]:
    """Yield what is wrong with the journal's own page, without which nothing can be read."""
    pages = folder.journals
    broken = [file for file in folder.broken if file.form.name == JOURNAL]
    if not pages and not broken:
        yield OWN_PATH, Problem(where=OWN_PATH, what=MISSING)
    for file in broken:
        yield from ((file.path, _at(problem, file.path, places)) for problem in file.problems)
    if len(pages) > 1:
        yield from ((page.path, Problem(where=places.of(page.path), what=TWO_JOURNALS)) for page in pages)
    for page in pages:
        wrong = NOT_AN_OBJECT if not isinstance(page.values.get(HEADER, {}), dict) else None
        try:
            journal_tree(page)
        except NumberError as error:
            wrong = str(error)
        if wrong:
            yield page.path, Problem(where=places.of(page.path, HEADER), what=wrong)


def _wrong_with_files(folder: Folder, places: Places) -> Iterator[Noted]:
    for file in folder.broken:
        if file.form.name != JOURNAL:
            yield from ((file.path, _at(problem, file.path, places)) for problem in file.problems)
    for found in folder.records:
        path = found.page.path
        yield from ((path, Problem(where=places.of(path, key), what=what)) for key, what in found.problems)
    if not _is_newer(folder):
        yield from ((stray.path, Problem(where=places.of(stray.path, "record"), what=NOT_A_KIND)) for stray in folder.strays)


def _at(problem: Problem, path: str, places: Places) -> Problem:
    return Problem(where=places.of(path, problem.where), what=problem.what)


def _is_newer(folder: Folder) -> bool:
    """Tell whether a newer release wrote the journal: it may know kinds that this one does not."""
    said = _VERSION.fullmatch(str(folder.journals[0].values.get(FORMAT_KEY))) if folder.journals else None
    ours = _VERSION.fullmatch(FORMAT)
    assert ours
    return said is not None and (int(said[1]), int(said[2])) > (int(ours[1]), int(ours[2]))


def _first_ones(folder: Folder, places: Places) -> Iterator[Noted]:
    """Yield the places of the first of two records with one id; the codec tells those of the others."""
    seen: dict[str | None, str] = {}
    for found in sorted(folder.records, key=lambda found: LISTS.index(found.page.form.plural)):
        path = seen.setdefault(found.id, found.page.path)
        if path and path != found.page.path:
            yield path, Problem(where=places.of(path, "id"), what=TWO_WITH_ONE_ID)
            seen[found.id] = ""


# -- the way through the codec --------------------------------------------------------------------------------


def _tree(folder: Folder) -> tuple[Tree, Ways]:
    """Return all that was found as one journal of JSON, and where each item came from.

    What older formats say otherwise stands on the journal's own page, which names the format, and on those of what did
    not read. The page of a record may be newer than that of the journal: somebody wrote it since, or a save was cut off.
    """
    tree: Tree = {HEADER: {"format": FORMAT}}
    for page in folder.journals[:1]:
        with contextlib.suppress(NumberError):  # then it is said elsewhere
            tree = journal_tree(page)
    ways: dict[str, list[str]] = {plural: [] for plural in LISTS}
    lists: dict[str, list[object]] = {plural: [] for plural in LISTS}
    for found in folder.records:
        ways[found.page.form.plural].append(found.page.path)
        lists[found.page.form.plural].append(found.tree)
    pages = in_order(folder.unreadable)
    tree = cast("Tree", migrated({**tree, UNREADABLE: [page.tree for page in pages]}))
    lists[UNREADABLE] = cast("list[object]", tree[UNREADABLE])
    own = [page.path for page in folder.journals[:1]]
    ways[UNREADABLE] = [page.path for page in pages] + own * (len(lists[UNREADABLE]) - len(pages))
    return {**tree, **lists}, ways


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Return the pages of what did not read in the order of their numbers."""
    return sorted(pages, key=lambda page: (number_of(page), page.path))


def number_of(page: Page) -> int:
    """Return the number that the page of something that did not read has, 0 if it has none."""
    said = page.values.get(NUMBER)
    return int(said) if isinstance(said, str) and re.fullmatch(r"[0-9]{1,9}", said) else 0


def _placed(problem: Problem, folder: Folder, ways: Ways, places: Places) -> Noted:
    """Return a problem of the codec at its place among the files."""
    found = _ITEM.fullmatch(problem.where)
    if found and found[1] in ways:
        path, rest = ways[found[1]][int(found[2])], found[3]
    else:
        path = folder.journals[0].path if folder.journals else OWN_PATH
        rest = problem.where.removeprefix("$").removeprefix(".").removeprefix(f"{HEADER}.")
    return path, Problem(where=places.of(path, rest), what=problem.what)


def _with_aside(reading: JournalReading, folder: Folder, ways: Ways, places: Places) -> JournalReading:
    """Return a reading with the files set aside that do not read, in the order of the paths, before all others."""
    of_records = {found.page.path for found in folder.records}
    kept: list[Unreadable] = []
    aside: list[tuple[str, Unreadable]] = []
    for found in reading.journal.unreadable:
        placed = [_placed(problem, folder, ways, places) for problem in found.problems]
        item = evolve(found, problems=tuple(problem for _, problem in placed))
        path = placed[0][0] if placed else OWN_PATH
        if path in of_records:
            aside.append((path, item))
        else:
            kept.append(item)
    for file in folder.broken:
        problems = tuple(_at(problem, file.path, places) for problem in file.problems)
        aside.append((file.path, Unreadable(kind=file.form.name, text=file.text, problems=problems)))
    if not aside and not kept:
        return reading
    in_place = [item for _, item in sorted(aside, key=lambda pair: pair[0])]
    tally, number = reading.tally, len(folder.broken)
    return evolve(
        reading,
        journal=evolve(reading.journal, unreadable=(*in_place, *kept)),
        tally=evolve(tally, found=tally.found + number, rejected=tally.rejected + number),
    )
