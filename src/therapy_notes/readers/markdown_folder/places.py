"""The files of a folder of notes: which are notes, which belong to a program, and to which one a link leads.

Every look-up is one step, so that ten thousand notes that all link to each other take ten times as long as one thousand.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from attrs import define, field

NOTES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mkdown", ".mdx", ".text"})
ORG: Final = ".org"
TXT: Final = ".txt"
OTHER_MARKUP: Final = frozenset({".html", ".htm", ".textile", ".rst", ".adoc", ".asciidoc"})
"""What the posts of a website may be written in besides Markdown."""

SETTINGS: Final = "in a folder of settings"
TRASH: Final = "in the trash"
TEMPLATE: Final = "a template"
FRAME: Final = "part of a website, not of its texts"

_TRASH: Final = frozenset({".trash", ".recycle", ".trashed"})
_TEMPLATES: Final = frozenset({"templates", "_templates", "archetypes"})
_FRAME: Final = frozenset({"_layouts", "_includes", "_site", "_sass", "_data", "_plugins", "node_modules"})
_OF_HUGO: Final = frozenset({"themes", "layouts", "public", "resources"})
_CONFIG_OF_HUGO: Final = frozenset(
    f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json")
)
_TEXTS_OF_HUGO: Final = frozenset({"content"})
_SETTINGS_OF_LOGSEQ: Final = frozenset({"logseq"})
_OF_LOGSEQ: Final = frozenset({"journals", "pages"})
_DEEPEST: Final = 8
"""So many folders at the end of a path may be named in a link that is not complete."""


@define
class Places:
    """The files of a folder by every name under which a link may know them.

    >>> found = Places(["Vault/Ida.md", "Vault/days/2024-05-01.md", "Vault/img/cup.png", "Vault/.obsidian/app.json"])
    >>> found.root, found.resolved("cup.png", "Vault/days/2024-05-01.md"), found.resolved("ida", "Vault/days/2024-05-01.md")
    ('Vault/', 'Vault/img/cup.png', 'Vault/Ida.md')
    >>> found.why_skipped("Vault/.obsidian/app.json"), found.why_skipped("Vault/Ida.md")
    ('in a folder of settings', None)
    """

    names: Iterable[str] = field(repr=False)
    root: str = field(default="", init=False)
    """The folder, with its slash, in which all files are; empty where there is no such."""
    logseq: frozenset[str] = field(default=frozenset[str](), init=False)
    """The folders, with their slash, that are graphs of Logseq."""
    _hugo: frozenset[str] = field(default=frozenset[str](), init=False)
    _files: frozenset[str] = field(default=frozenset[str](), init=False, repr=False)
    _paths: dict[str, str | None] = field(factory=dict[str, "str | None"], init=False, repr=False)
    _ends: dict[str, str | None] = field(factory=dict[str, "str | None"], init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._files = frozenset(self.names)
        self.root = _root(self._files)
        self.logseq = frozenset(_graphs(self._files))
        folders = {above for name in self._files if "content/" in name for above in _above(name, _TEXTS_OF_HUGO)}
        self._hugo = frozenset(
            folder for folder in folders if any(f"{folder}{config}" in self._files for config in _CONFIG_OF_HUGO)
        )
        for name in self._files:
            if self.why_skipped(name) is None:
                self._learn(name)

    def is_logseq(self, name: str) -> bool:
        """Tell whether a file is a page or a day of Logseq."""
        for part in ("journals/", "pages/"):
            before, found, _ = name.rpartition(part)
            if found and before in self.logseq:
                return True
        return False

    def why_skipped(self, name: str) -> str | None:
        """Return why a file is none of the person's own, or None."""
        *folders, file = name.removeprefix(self.root).casefold().split("/")
        for folder in folders:
            if folder in _TRASH:
                return TRASH
            if folder.startswith(".") or folder == "__macosx":
                return SETTINGS
            if folder in _TEMPLATES:
                return TEMPLATE
            if folder in _FRAME:
                return FRAME
        if file.startswith("."):
            return SETTINGS
        if self.logseq and any(above in self.logseq for above in _above(name, _SETTINGS_OF_LOGSEQ)):
            return SETTINGS
        if self._hugo and any(above in self._hugo for above in _above(name, _OF_HUGO)):
            return FRAME
        return None

    def resolved(self, target: str, of: str) -> str | None:
        """Return the file to which a link leads: seen from the note, from the top, or the only one of that name.

        Args:
            target: The file, or the name of a note without its ending.
            of: The note in which the link stands.
        """
        folder = of.rpartition("/")[0]
        for base in ("", self.root) if target.startswith("/") else (folder, self.root, ""):
            path = _joined(base, target.lstrip("/"))
            if path is None:
                continue
            if path in self._files:
                return path
            found = self._paths.get(_folded(path))
            if found is not None:
                return found
        wanted = target.lstrip("/")
        while wanted.startswith(("./", "../")):
            wanted = wanted.partition("/")[2]
        return self._ends.get(_folded(wanted))

    def _learn(self, name: str) -> None:
        folded = _folded(name)
        stem, suffix = _parted(folded)
        is_note = suffix in NOTES or suffix == ORG
        ways = [folded, stem] if is_note else [folded]
        if is_note and self.logseq and ("___" in stem or "%2f" in stem):
            ways.append(stem.replace("___", "/").replace("%2f", "/"))
        for way in ways:
            _enter(self._paths, way, name)
            parts = way.split("/")[-_DEEPEST:]
            for first in range(len(parts)):
                _enter(self._ends, "/".join(parts[first:]), name)


def _above(name: str, folders: frozenset[str]) -> Iterator[str]:
    """Yield what stands, with its slash, above each folder of one of some names in a path."""
    parts = name.split("/")[:-1]
    for place, part in enumerate(parts[:_DEEPEST]):
        if part in folders:
            yield "".join(f"{above}/" for above in parts[:place])


def _enter(into: dict[str, str | None], way: str, name: str) -> None:
    """Enter a file under one of its names; a name that two files have leads nowhere."""
    into[way] = None if into.get(way, name) != name else name


def _folded(name: str) -> str:
    return (name if name.isascii() else unicodedata.normalize("NFC", name)).casefold()


def _parted(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name[: -len(suffix)], suffix) if suffix else (name, "")


def _joined(folder: str, target: str) -> str | None:
    """Return a path with all its dots followed, or None where they lead out of the folder."""
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _root(names: frozenset[str]) -> str:
    """Return the folders that all files share. A lone file, or files in no folder, share none."""
    first = min(names, default="").split("/")[:-1]
    last = max(names, default="").split("/")[:-1]
    shared: list[str] = []
    for one, other in zip(first, last, strict=False):
        if one != other or is_folder_of_notes(one):
            break
        shared.append(one)
    return "".join(f"{part}/" for part in shared)


def is_folder_of_notes(name: str) -> bool:
    """Tell whether a folder is one that means something to a program, so that it belongs to the names in it."""
    return name.casefold() in _OF_LOGSEQ | {"_posts", "_drafts", "content"} | _TEMPLATES | _FRAME or name.startswith(".")


def _graphs(names: frozenset[str]) -> Iterable[str]:
    """Yield the folders that are graphs of Logseq: with its settings, or with days as it names them."""
    for name in names:
        if name.endswith("logseq/config.edn"):
            yield name.removesuffix("logseq/config.edn")
        before, found, file = name.rpartition("journals/")
        if found and "/" not in file and (not before or before.endswith("/")):
            year, _, rest = file.partition("_")
            if len(year) == 4 and year.isdigit() and "_" in rest:
                yield before
