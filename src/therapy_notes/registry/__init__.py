"""The table of formats: which can be read, which can be written, and by whom. The only state of this package.

It is filled by :func:`register` and by the entry-point group ``therapy_notes.formats``, which is looked at only when a
name is not in the table.
"""

from pathlib import PurePath
from typing import Literal, overload

from attrs import evolve

from ..composition.layout import Layout as Layout
from ..errors import ResidueError, UnknownFormatError
from ..model.results import JournalReading
from ..prep.sheet import Prep
from ..sharing.manifest import Manifest
from ..sharing.views import View
from . import reading
from .format import Format as Format
from .readers import READERS
from .reading import Request as Request
from .reading import Source as Source
from .reading import names as names


def _write_markdown(thing: Prep | View | Manifest, layout: Layout | None) -> str:
    from ..composition import compose  # noqa: PLC0415 - loaded when it is used
    from ..writers import markdown  # noqa: PLC0415 - loaded when it is used

    return markdown.render(compose(thing, layout))


def _write_html(thing: Prep | View | Manifest, layout: Layout | None) -> str:
    from ..composition import compose  # noqa: PLC0415 - loaded when it is used
    from ..writers import html  # noqa: PLC0415 - loaded when it is used

    return html.render(compose(thing, layout))


def _write_docx(thing: Prep | View | Manifest, layout: Layout | None) -> bytes:
    from ..composition import compose  # noqa: PLC0415 - loaded when it is used
    from ..writers import docx  # noqa: PLC0415 - loaded when it is used

    return docx.render(compose(thing, layout))


def _write_json(thing: Prep | View | Manifest, layout: Layout | None) -> str:
    from .. import codec  # noqa: PLC0415 - loaded when it is used

    if isinstance(thing, View):
        return codec.dumps(thing.journal).decode()
    name = "therapy_notes_manifest" if isinstance(thing, Manifest) else "therapy_notes_prep"
    return codec.json_bytes({name: codec.encode_value(thing)}).decode()


_FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format(name="json", suffixes=(".json",), write=_write_json),
        Format(name="markdown", suffixes=(".md", ".markdown"), write=_write_markdown),
        Format(name="html", suffixes=(".html", ".htm"), write=_write_html),
        Format(name="docx", suffixes=(".docx",), write=_write_docx),
        *READERS,
    )
}


def formats() -> tuple[Format, ...]:
    """Return the formats that can be read or written, by name.

    >>> [format.name for format in formats() if format.write]
    ['docx', 'html', 'json', 'markdown']
    """
    return tuple(_FORMATS[name] for name in sorted(_FORMATS))


def register(format: Format) -> None:
    """Add a format, or put another in the place of one. Packages may also name one in the entry-point group."""
    if not isinstance(format, Format):
        raise TypeError("a Format is registered")
    _FORMATS[format.name] = format


def _load_entry_points() -> None:
    from importlib.metadata import entry_points  # noqa: PLC0415 - loaded when it is used

    for point in entry_points(group="therapy_notes.formats"):
        found = point.load()
        if isinstance(found, Format):
            _FORMATS.setdefault(found.name, evolve(found, name=point.name))


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        UnknownFormatError: None is registered under it.
    """
    if name not in _FORMATS:
        _load_entry_points()
    try:
        return _FORMATS[name]
    except KeyError:
        raise UnknownFormatError(f"no such format; there are {', '.join(sorted(_FORMATS))}") from None


def format_of_suffix(path: PurePath) -> Format:
    """Return the format that writes files of a path's suffix.

    Raises:
        UnknownFormatError: None does.
    """
    suffix = path.suffix.lower()
    for found in _FORMATS.values():
        if suffix in found.suffixes and found.write is not None:
            return found
    _load_entry_points()
    for found in _FORMATS.values():
        if suffix in found.suffixes and found.write is not None:
            return found
    raise UnknownFormatError("no format writes files of that suffix: say format=")


@overload
def render(
    thing: Prep | View | Manifest, format: Literal["markdown", "html", "json"], layout: Layout | None = None
) -> str: ...
@overload
def render(thing: Prep | View | Manifest, format: Literal["docx"], layout: Layout | None = None) -> bytes: ...
@overload
def render(thing: Prep | View | Manifest, format: str, layout: Layout | None = None) -> str | bytes: ...
def render(thing: Prep | View | Manifest, format: str, layout: Layout | None = None) -> str | bytes:
    """Return a page, a view or a manifest in a format: text for ``markdown``, ``html`` and ``json``, bytes for ``docx``.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.
        UnknownFormatError: There is no such format, or it cannot be written.
        ResidueError: A name that was to be replaced stands in what was made.

    >>> from therapy_notes.sharing.views import view
    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.journal import Journal
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.example())
    >>> print(render(view(journal, "me"), "markdown").splitlines()[0])
    # My journal
    """
    if not isinstance(thing, Prep | View | Manifest):
        raise TypeError('for whom? Render a View or a Prep, as in render(view(journal, "me"), …)')
    found = format_named(format)
    if found.write is None:
        raise UnknownFormatError("that format can be read, but not written")
    made = found.write(thing, layout)
    if thing.hidden_names:
        _refuse_residue(made, thing, layout)
    return made


def _refuse_residue(made: str | bytes, thing: Prep | View | Manifest, layout: Layout | None) -> None:
    """Look through what is finished, whoever wrote it, for names that must not leave. The reader knows their own name.

    Raises:
        ResidueError: One stands there.
    """
    from ..composition.own_words import own_words  # noqa: PLC0415 - loaded when it is used
    from ..sharing.residue import residue  # noqa: PLC0415 - loaded when it is used
    from ..writers.finished import texts_in  # noqa: PLC0415 - loaded when it is used

    known = {*own_words(layout), thing.audience}
    problems = residue(texts_in(made), thing.hidden_names, own_words=known)
    if problems:
        raise ResidueError(problems)


def read(source: Source, request: Request) -> JournalReading:
    """Read something foreign in a format, or in the first one that claims it.

    Raises:
        ReadError: No reader claims it, or the reader cannot read it.
        UnknownFormatError: There is no such format, or it cannot be read.
        TypeError: The format does not understand an option.
    """
    formats = _FORMATS.values() if request.format is None else [format_named(request.format)]
    return reading.read(source, request, formats)
