"""A journal to files: only what changes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias, cast

from .. import codec
from ..codec.reading import collector_resting
from ..errors import ReadError, WriteError
from ..model.journal import FORMAT, Journal
from .folder import Folder, Found, Links, folder_of
from .forms import FORMAT_KEY, FORMS, HEADER, JOURNAL, LISTS, NUMBER, UNREADABLE, Form
from .names import is_looked_at, key, path_for
from .pages import Page, Tree, laid_out, page_of, patched, text_of
from .reading import in_order, journal_tree, number_of
from .shown import day_of, shown_in, take_over
from .typed import NumberError, same

Changes: TypeAlias = "dict[str, bytes | None]"
"""What each file is to hold, by its path; None for one that is to go."""

_OF_THE_FILE: Final = frozenset({FORMAT_KEY, "producer", "plain", "seal"})
"""Keys of the header of a file of JSON that are not the journal's."""


def write(journal: Journal, existing: Mapping[str, bytes]) -> Changes:
    r"""Return what has to change in a folder for it to hold a journal: new files, changed ones, and those that go.

    A file whose record is as it was is not touched, whatever else stands in it; of a changed one only the lines of what
    changed are new. Names are given once. A file that does not read, and is not that of a record, stays.

    Args:
        journal: The journal.
        existing: What each file holds, by its path in the folder, with ``/`` between the parts.

    Raises:
        WriteError: It could not be read again; with the path.

    >>> from therapy_notes.model.entries import Entry
    >>> changes = write(Journal(zone="Europe/Oslo").with_records(Entry(id="a", title="The lift", body="Out.")), {})
    >>> print(changes["entries/the-lift.md"].decode(), end="")
    ---
    record: entry
    id: "a"
    title: "The lift"
    aliases:
      - "The lift"
    shown: "9003403f"
    ---
    Out.
    """
    with collector_resting():
        return _changes(codec.tree_of(journal), existing)


def _changes(tree: Tree, existing: Mapping[str, bytes]) -> Changes:
    folder = folder_of(existing)
    wanted = {
        cast(str, record["id"]): (form, record)
        for form in FORMS.values()
        if form.is_record
        for record in cast("list[Tree]", tree.get(form.plural, []))
    }
    found = _files_of(wanted, folder)
    staying, unread = _staying(cast("list[Tree]", tree.get(UNREADABLE, [])), wanted, found, folder)
    taken = {key(path) for path in existing}
    paths = _paths(wanted, found, folder, staying, taken)
    gone = {file.page.path for file in folder.records} - {*paths.values()} - staying
    here = [path for path in {**dict.fromkeys(existing), **dict.fromkeys(paths.values())} if is_looked_at(path)]
    links = Links(((path, id) for id, path in paths.items()), (path for path in here if path not in gone))
    changes: Changes = {}
    changes |= _records(wanted, found, paths, links)
    changes |= _journal(tree, folder, taken)
    changes |= _unread(unread, folder, taken)
    changes |= dict.fromkeys(sorted(gone))
    return {path: data for path, data in changes.items() if data != existing.get(path)}


# -- which file is whose --------------------------------------------------------------------------------------

Wanted: TypeAlias = Mapping[str, tuple[Form, Tree]]
"""The records that are to be in the folder, by id."""


def _files_of(wanted: Wanted, folder: Folder) -> Mapping[str, Found]:
    """Return the page of each record that has one: the one that would be read, if there are several with its id."""
    found: dict[str, Found] = {}
    for file in sorted(folder.records, key=lambda file: LISTS.index(file.page.form.plural)):
        if file.id is not None and file.id in wanted:
            found.setdefault(file.id, file)
    return {id: file for id, file in found.items() if file.page.form is wanted[id][0]}


def _staying(
    unread: Sequence[Tree], wanted: Wanted, found: Mapping[str, Found], folder: Folder
) -> tuple[frozenset[str], list[Tree]]:
    """Return the paths of files that stay as they are because they hold what did not read, and what has no such file."""
    staying: set[str] = set()
    rest: list[Tree] = []
    for item in unread:
        match item:
            case {"kind": kind, "text": str(text), **more} if not more:
                paths = [file.path for file in folder.broken if file.form.name == kind and file.text == text]
            case {"kind": kind, "raw": raw, **more} if not more:
                paths = [
                    file.page.path
                    for file in folder.records
                    if file.page.form.name == kind and same(file.tree, raw) and _is_set_aside(file, wanted, found)
                ]
            case _:
                paths = []
        path = next((path for path in paths if path not in staying), None)
        if path is None:
            rest.append(item)
        else:
            staying.add(path)
    return frozenset(staying), rest


def _is_set_aside(file: Found, wanted: Wanted, found: Mapping[str, Found]) -> bool:
    """Tell whether a page would be set aside when the folder is read again."""
    if file.id is not None and file.id in wanted:
        first = found.get(file.id)
        # The page of the record itself comes first, so this is the second one.
        return first is not None and first is not file
    return _normal([(file.page.form, file.tree)]) == [None]


def _paths(
    wanted: Wanted, found: Mapping[str, Found], folder: Folder, staying: frozenset[str], taken: set[str]
) -> dict[str, str]:
    """Return where each record stands; a name is given only to those that stand nowhere yet."""
    broken = {file.id: file.path for file in reversed(folder.broken) if file.path not in staying and file.form.is_record}
    paths: dict[str, str] = {}
    for id, (form, record) in wanted.items():
        if id in found:
            paths[id] = found[id].page.path
        elif id in broken:
            paths[id] = broken[id]
        else:
            paths[id] = path_for(form, record.get(form.title), day_of(form, record), taken)
    return paths


# -- what each file is to hold --------------------------------------------------------------------------------


def _records(wanted: Wanted, found: Mapping[str, Found], paths: Mapping[str, str], links: Links) -> Changes:
    other = [id for id, file in found.items() if not same(file.tree, wanted[id][1])]
    normal = dict(zip(other, _normal([(found[id].page.form, found[id].tree) for id in other]), strict=True))
    changes: Changes = {}
    for id, (form, record) in wanted.items():
        file = found.get(id)
        before = normal.get(id, record)
        if file is not None and file.settled and before is not None and same(before, record):
            continue
        text = _text(form, record, links)
        if file is not None and before is not None and not file.page.is_odd:
            old = before if file.settled else file.page.tree
            text = _patched(file.page, old, record, links) or text
        changes[paths[id]] = text.encode()
    return changes


def _normal(pages: Sequence[tuple[Form, Tree]]) -> list[Tree | None]:
    """Return records as they would be written, None for each that does not read.

    People write what is there anyway, or a number as 7.0; the codec knows what is the same.
    """
    made: list[Tree | None] = [None for _ in pages]
    waiting: dict[int, str] = {n: id for n, (_, tree) in enumerate(pages) if isinstance(id := tree.get("id"), str)}
    while waiting:
        batch = {id: n for n, id in reversed(waiting.items())}
        waiting = {n: id for n, id in waiting.items() if batch[id] != n}
        whole: Tree = {HEADER: {"format": FORMAT}}
        for n in batch.values():
            form, tree = pages[n]
            whole.setdefault(form.plural, [])
            cast("list[Tree]", whole[form.plural]).append(tree)
        read = codec.tree_of(codec.journal_of(whole, lenient=True).journal)
        for plural in LISTS:
            for record in cast("list[Tree]", read.get(plural, [])) if plural != UNREADABLE else ():
                made[batch[cast(str, record["id"])]] = record
    return made


def _text(form: Form, record: Tree, links: Links) -> str:
    return text_of(*_laid_out(form, record, links))


def _laid_out(form: Form, record: Tree, links: Links) -> tuple[dict[str, object], str]:
    shown, among = shown_in(form, record, links.link_to)
    return laid_out(form, record, last=shown, among=among)


def _patched(page: Page, before: Tree, record: Tree, links: Links) -> str | None:
    """Return a page with the lines of what changed made new, or None when that would not say the same."""
    header, body = _laid_out(page.form, record, links)
    text = patched(page, _laid_out(page.form, before, links)[0], header, body)
    again = page_of(page.path, text.encode())
    if not isinstance(again, Page) or not again.given_id:
        return None
    tree = take_over(page.form, dict(again.tree), again.values, links.id_of).tree
    return text if same(tree, record) or same(_normal([(page.form, tree)])[0], record) else None


def _journal(tree: Tree, folder: Folder, taken: set[str]) -> Changes:
    """Return what changes in the journal's own page."""
    form = FORMS[JOURNAL]
    header = cast("Tree", tree[HEADER])
    wanted = {name: value for name, value in tree.items() if name not in LISTS}
    wanted[HEADER] = {name: value for name, value in header.items() if name == FORMAT_KEY or name not in _OF_THE_FILE}
    # What stands on a page that nobody can read, or on a second one, is somebody's: it is not written over.
    if any(file.form is form for file in folder.broken):
        raise WriteError("not written: the page of the journal that is there does not read; put it right, or remove it")
    if len(folder.journals) > 1:
        raise WriteError("not written: there are two pages of a journal; keep one of them")
    text = text_of(*_journal_laid_out(wanted))
    if not folder.journals:
        return {path_for(form, None, None, taken): text.encode()}
    page = folder.journals[0]
    before = _normal_journal(page)
    if before is not None and same(before, wanted):
        return {}
    if before is not None and not page.is_odd:
        new = patched(page, _journal_laid_out(before)[0], *_journal_laid_out(wanted))
        again = page_of(page.path, new.encode())
        if isinstance(again, Page) and same(_normal_journal(again), wanted):
            text = new
    return {page.path: text.encode()}


def _journal_laid_out(tree: Tree) -> tuple[dict[str, object], str]:
    header = dict(cast("Tree", tree[HEADER]))
    first = {FORMAT_KEY: header.pop(FORMAT_KEY)}
    rest = {name: value for name, value in tree.items() if name != HEADER}
    return laid_out(FORMS[JOURNAL], rest, first=first, last={HEADER: header} if header else {})


def _normal_journal(page: Page) -> Tree | None:
    """Return what the page of a journal holds as it would be written, None when it does not read."""
    try:
        said = journal_tree(page)
        read = codec.tree_of(codec.journal_of(said).journal)
    except (ReadError, NumberError):
        return None
    return {**{name: value for name, value in read.items() if name not in LISTS}, HEADER: said[HEADER]}


def _unread(unread: Iterable[Tree], folder: Folder, taken: set[str]) -> Changes:
    """Return what changes in the pages of what did not read: each has a number, which keeps their order."""
    form = FORMS[UNREADABLE]
    pages = in_order(folder.unreadable)
    changes: Changes = {}
    last = 0
    for item in unread:
        page = next((page for page in pages if same(page.tree, item)), None)
        number = number_of(page) if page is not None and number_of(page) > last else last + 1
        last = number
        header, body = laid_out(form, item, first={NUMBER: number})
        if page is None:
            kind = item["kind"]
            path = path_for(form, kind if kind in FORMS else None, None, taken)
            changes[path] = text_of(header, body).encode()
            continue
        pages.remove(page)
        if number != number_of(page):
            changes[page.path] = text_of(header, body).encode()
    return {**changes, **dict.fromkeys(page.path for page in pages)}
