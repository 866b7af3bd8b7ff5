"""The second tree: what stands on a page, before anybody decides which kind of file the page is.

A ``Document`` is a sequence of blocks; a block holds inlines or other blocks. Inlines and blocks are different types, so
that a paragraph inside a link cannot be built. Marks are flat: a run of text says what it is, and writers never nest.
"""

from typing import Literal, TypeAlias

from attrs import field, frozen

Paper: TypeAlias = Literal["a4", "letter"]
Style: TypeAlias = Literal["page", "large_print", "record"]
PictureType: TypeAlias = Literal["image/jpeg", "image/png"]


@frozen
class Text:
    """A run of characters that share their marks. ``link`` is an address, already found safe."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    link: str | None = None


@frozen
class LineBreak:
    """A line that ends inside its paragraph."""


Inline: TypeAlias = Text | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


@frozen
class Title:
    """The name of the whole document. There is one, and it comes first."""

    content: Inlines


@frozen
class Heading:
    """A heading of ``level`` 1 to 6."""

    level: int
    content: Inlines


@frozen
class Paragraph:
    """A paragraph. A ``lead`` stands under the title, a ``note`` is small print, a ``prompt`` invites handwriting."""

    content: Inlines
    role: Literal["body", "lead", "note", "prompt"] = "body"


@frozen
class Listing:
    """A list. ``items`` hold blocks; ``start`` is the first number of an ordered list."""

    kind: Literal["bullet", "ordered", "checkbox"]
    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@frozen
class Quote:
    """Blocks in somebody's words."""

    blocks: tuple["Block", ...]


@frozen
class Code:
    """Text whose spaces and line ends matter."""

    text: str


@frozen
class Rule:
    """A line across the page."""


@frozen
class Table:
    """A small table with one header row; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@frozen
class WritingLines:
    """Room for handwriting: ``count`` empty lines."""

    count: int


@frozen
class Picture:
    """A picture, already cleaned: only :func:`~therapy_notes.document.pictures.clean_picture` makes one.

    Args:
        data: The bytes of a JPEG or PNG, which hold the picture and nothing about it.
        media_type: Which of the two.
        width: How wide it is, in pixels. It is never shown larger than 96 of them to an inch.
        height: How high it is.
        alt_text: What a screen reader says of it.
        in_words: What stands in its place where a file holds no pictures.
    """

    data: bytes = field(repr=False)
    media_type: PictureType
    width: int
    height: int
    alt_text: str = ""
    in_words: str = ""


Block: TypeAlias = Title | Heading | Paragraph | Listing | Quote | Code | Rule | Table | WritingLines | Picture
Blocks: TypeAlias = tuple[Block, ...]


@frozen(kw_only=True)
class Document:
    """A whole document.

    Args:
        title: The plain text of the title, for a window's caption. Writers never put it into file metadata.
        blocks: What stands on the page.
        language: A BCP 47 tag for the language of the whole.
        paper: ``a4`` or ``letter``.
        style: ``page`` (one sheet, compact), ``large_print`` (16 pt, one idea per block) or ``record`` (to keep).
        columns: 1, or 2 where a printed page runs in two columns below its title.
        footer: Words under each page; ``{page}`` and ``{pages}`` stand for the numbers.
    """

    title: str
    blocks: Blocks
    language: str = "en"
    paper: Paper = "a4"
    style: Style = "record"
    columns: Literal[1, 2] = 1
    footer: str = "{page} / {pages}"
