"""A folder as a whole: the pages in it, and what somebody typed in one of them that only the others explain."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from attrs import evolve, frozen

from ..frontmatter import MAX_HEADER
from ..model.ids import derived_id
from .forms import JOURNAL, UNREADABLE
from .names import SUFFIX, is_looked_at, key
from .pages import Broken, Page, Stray, Tree, page_of
from .shown import take_over

_LINK = re.compile(r"!?\[\[([^\[\]|#^]+)(?:[#^|][^\[\]]*)?\]\]")
_UNLINKED: Final = frozenset("[]|#^")
"""Characters that cannot stand in a link."""


@frozen(kw_only=True)
class Found:
    """A page of a record, with what somebody typed among what it only shows.

    Args:
        page: The page.
        tree: The record, with what was typed.
        problems: Keys with what is wrong there; the record reads all the same.
        settled: False when the page is to be written anew, for something to stand where it belongs.
    """

    page: Page
    tree: Tree
    problems: tuple[tuple[str, str], ...] = ()
    settled: bool = True

    @property
    def id(self) -> str | None:
        """The id of the record."""
        found = self.tree.get("id")
        return found if isinstance(found, str) else None


@frozen(kw_only=True)
class Folder:
    """What is in a folder, each in the order of the paths.

    Args:
        journals: The pages of a journal; there should be one.
        records: The pages of records.
        unreadable: The pages of what did not read somewhere else.
        broken: The files of ours that do not read.
        strays: The files of a kind that is not known, with an id as records have one.
    """

    journals: tuple[Page, ...]
    records: tuple[Found, ...]
    unreadable: tuple[Page, ...]
    broken: tuple[Broken, ...]
    strays: tuple[Stray, ...]


def folder_of(files: Mapping[str, bytes], *, max_header: int = MAX_HEADER) -> Folder:
    """Return what is in a folder.

    Args:
        files: What each file holds, by its path with ``/`` between the parts.
        max_header: The most characters of a header that are given to the YAML parser.
    """
    paths = sorted(path for path in files if is_looked_at(path))
    found = [page_of(path, files[path], max_header=max_header) for path in paths]
    pages = [page for page in found if isinstance(page, Page)]
    records = _with_ids([page for page in pages if page.form.is_record])
    links = Links(((page.path, page.id) for page in records), paths)
    return Folder(
        journals=tuple(page for page in pages if page.form.name == JOURNAL),
        records=tuple(_taken_over(page, links) for page in records),
        unreadable=tuple(page for page in pages if page.form.name == UNREADABLE),
        broken=tuple(file for file in found if isinstance(file, Broken)),
        strays=tuple(file for file in found if isinstance(file, Stray)),
    )


def _with_ids(pages: list[Page]) -> list[Page]:
    """Return the pages, each with an id: one that says none gets the one that belongs to its path, if nobody has it."""
    ids = {page.id for page in pages if page.given_id}
    made: list[Page] = []
    for page in pages:
        if page.given_id:
            made.append(page)
            continue
        path = unicodedata.normalize("NFC", page.path)
        parts = (("vault", path, *([str(n)] if n > 1 else [])) for n in count(1))
        id = next(id for id in (derived_id(*part) for part in parts) if id not in ids)
        ids.add(id)
        made.append(evolve(page, tree={"id": id, **page.tree}))
    return made


def _taken_over(page: Page, links: "Links") -> Found:
    typed = take_over(page.form, dict(page.tree), page.values, links.id_of)
    settled = typed.settled and page.given_id
    return Found(page=page, tree=typed.tree, problems=tuple(typed.problems), settled=settled)


class Links:
    """Links of the form ``[[name of a file]]``, both ways."""

    def __init__(self, ids: Iterable[tuple[str, str | None]], paths: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        for path, id in ids:
            if id is not None:
                self._ids[_bare(path)] = id
                self._paths.setdefault(id, path)
        self._named: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            bare = _bare(path)
            self._named[bare.rpartition("/")[2]].append(bare)

    def id_of(self, text: str) -> str | None:
        """Return the id of the record to whose file a link leads, if it is the only one that it can mean."""
        link = _LINK.fullmatch(text.strip())
        if link is None:
            return None
        name = key(link[1].strip()).removesuffix(SUFFIX)
        bare = self._named.get(name.rpartition("/")[2], [])
        meant = [path for path in bare if path == name or path.endswith(f"/{name}")]
        return self._ids.get(meant[0]) if len(meant) == 1 else None

    def link_to(self, id: str) -> str | None:
        """Return the link to the file of a record: its name, with the folder where another file has the same name."""
        path = self._paths.get(id)
        if path is None or _UNLINKED & {*path}:
            return None
        whole = path[: -len(SUFFIX)]
        name = whole.rpartition("/")[2]
        return f"[[{name if len(self._named[key(name)]) == 1 else whole}]]"


def _bare(path: str) -> str:
    return key(path[: -len(SUFFIX)])
