"""The rich text of Day One becomes Markdown that shows the same words.

It is a second copy of an entry, as JSON in a text: pieces with what they look like, and things between them. It is needed
where the copy in Markdown is empty, and to see whether the two say the same. Emphasis is only written where every reader
of Markdown sees it as such; the words come first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias, cast
from urllib.parse import quote

from attrs import define, field, frozen

from ...errors import ReadError
from .._lines import line_of
from .._plain_markdown import escaped, to_markdown
from .._text import lines, with_newlines
from .data import Cleaner, Fields, WrongEntryError, json_of

_DEEPEST: Final = 12
_SOFT_BREAK: Final = "\u2028"
_RULES: Final = frozenset({"horizontalRuleLine", "horizontalLineRule"})
_MEDIA: Final = {"photo": "/", "video": "/video", "audio": "/audio", "pdfAttachment": "/pdfAttachment"}
_ID: Final = re.compile("[A-Za-z0-9_-]{1,64}")
_WITH_ADDRESS: Final = frozenset({"externalVideo", "externalAudio", "preview"})
_UNSHOWN: Final = frozenset(
    ("highlightedColor", "underline", "textColor", "backgroundColor", "textAlignment", "alignment", "pageLink", "font")
)
"""What a piece may look like that Markdown has no sign for."""
_OBJECTS: Final = frozenset(
    (
        "table", "location", "contact", "song", "podcast", "workout", "motionActivity", "stateOfMind", "event",
        "suggestedReflectionPrompt", "reflection", "template", "drawing", "externalVideo", "externalAudio", "preview",
        "photo", "video", "audio", "pdfAttachment", "renderableCodeBlock",
    )
)  # fmt: skip
"""What may stand between the words, by the name that the format gives it."""
UNKNOWN: Final = "objects that are not known here"

_Part: TypeAlias = "_Line | _Block"


@frozen
class RichText:
    """What the rich text of an entry says.

    Args:
        markdown: Its Markdown.
        unshown: What of it Markdown cannot show, by the format's names.
    """

    markdown: str = field(repr=False)
    unshown: Counter[str] = field(factory=Counter[str])


def read(found: object, cleaner: Cleaner) -> RichText | None:
    r"""Return what a field of rich text says; an empty one says nothing, and None is one that cannot be read.

    Args:
        found: What stands in the field: JSON in a text, or plain text, as some versions have it.
        cleaner: What the values in it go through.

    >>> raw = '{"contents": [{"text": "Rain", "attributes": {"bold": true}}, {"text": "\\n2. again*"}]}'
    >>> print(read(raw, Cleaner(100)).markdown)
    **Rain**
    2\. again\*
    """
    if found is None or found == {}:
        return RichText("")
    data = _data(found, cleaner) if isinstance(found, str) else found
    if isinstance(found, str) and not isinstance(data, dict):
        return None if _DATA.match(found) else RichText(to_markdown(map(line_of, lines(found))))
    contents = cast("Fields", data).get("contents") if isinstance(data, dict) else None
    if not isinstance(contents, list):
        return None
    unshown = Counter[str]()
    parts = list(_parts(cast("list[object]", contents), unshown))
    return RichText("\n".join(_written(parts)).strip("\n"), unshown)


_DATA: Final = re.compile(r'\s*+\{\s*+"')


def _data(text: str, cleaner: Cleaner) -> object:
    try:
        return cleaner.value(json_of(text, ""))
    except (ReadError, WrongEntryError):
        return None


# -- pieces become lines --------------------------------------------------------------------------------------


@frozen
class _Span:
    """Some words and what they look like."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    address: str = ""

    @property
    def look(self) -> tuple[bool, bool, bool, bool, str]:
        return self.bold, self.italic, self.struck, self.code, self.address


@define
class _Line:
    """A line, and what kind of line it is. One that goes on is part of the item or the quotation above it."""

    spans: list[_Span] = field(factory=list[_Span])
    kind: str = "text"
    level: int = 1
    style: str = ""
    checked: bool = False
    number: int | None = None
    goes_on: bool = False


@frozen
class _Block:
    """Something between the lines, already Markdown."""

    markdown: str
    kind: str = "block"


def _parts(contents: list[object], unshown: Counter[str]) -> Iterator[_Part]:
    line: _Line | None = None
    for node in contents:
        if not isinstance(node, dict):
            continue
        fields = cast("Fields", node)
        text, objects = fields.get("text"), fields.get("embeddedObjects")
        if isinstance(objects, list):
            if line is not None and line.spans:
                yield line
            line = None
            yield from _blocks(cast("list[object]", objects), unshown)
        if not isinstance(text, str):
            continue
        looks = _fields_of(fields.get("attributes"))
        unshown.update(f"richText.{name}" for name in _UNSHOWN if looks.get(name))
        for piece in re.split("([\n\u2028])", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")):
            if piece in {"\n", _SOFT_BREAK}:
                line = line or _line(looks)
                yield line
                line = _line(looks, goes_on=True) if piece == _SOFT_BREAK else None
            elif piece:
                line = line or _line(looks)
                line.spans.append(_span(piece, looks))
    if line is not None and line.spans:
        yield line


def _fields_of(value: object) -> Fields:
    return cast("Fields", value) if isinstance(value, dict) else {}


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object, default: int) -> int:
    return value if type(value) is int else default


def _line(looks: Fields, *, goes_on: bool = False) -> _Line:
    of_line = _fields_of(looks.get("line"))
    header, style = _number(of_line.get("header"), 0), _name(of_line.get("listStyle"))
    line = _Line(level=max(1, min(_number(of_line.get("indentLevel"), 1), _DEEPEST)), goes_on=goes_on)
    if of_line.get("codeBlock") is True:
        line.kind = "code"
    elif style in {"bulleted", "numbered", "checkbox"}:
        line.kind, line.style = "list", style
        line.checked = of_line.get("checked") is True
        index = _number(of_line.get("listIndex"), -1)
        line.number = index if 0 <= index < 10**9 else None
    elif of_line.get("quote") is True:
        line.kind = "quote"
    elif header > 0:
        line.kind, line.level = "header", min(header, 6)
    return line


def _span(text: str, looks: Fields) -> _Span:
    return _Span(
        text,
        bold=looks.get("bold") is True,
        italic=looks.get("italic") is True,
        struck=looks.get("strikethrough") is True,
        code=looks.get("inlineCode") is True,
        address=_name(looks.get("linkURL")),
    )


def _blocks(objects: list[object], unshown: Counter[str]) -> Iterator[_Block]:
    for item in objects:
        fields = _fields_of(item)
        kind, identifier = _name(fields.get("type")), _name(fields.get("identifier"))
        held = {name: value for name in ("markdown", "contents", "url") if isinstance(value := fields.get(name), str)}
        if kind in _RULES:
            yield _Block("---")
        elif kind in _MEDIA and _ID.fullmatch(identifier):
            yield _Block(f"![](dayone-moment:{_MEDIA[kind]}/{identifier})")
        elif kind == "table" and held.get("markdown"):
            yield _Block(with_newlines(held["markdown"]).strip("\n"))
        elif kind == "renderableCodeBlock" and "contents" in held:
            yield _Block(_fenced(held["contents"]))
        elif kind in _WITH_ADDRESS and held.get("url"):
            yield _Block(_inline([_Span(held["url"], address=held["url"])]))
        else:
            unshown[f"richText.{kind}" if kind in _OBJECTS else f"richText: {UNKNOWN}"] += 1


# -- lines become Markdown ------------------------------------------------------------------------------------


@define
class _Item:
    """An item of a list that is still open."""

    level: int
    margin: int
    style: str
    number: int
    delimiter: str


def _written(parts: Iterable[_Part]) -> Iterator[str]:
    before, is_apart = "", False
    open_items: list[_Item] = []
    for kind, group in groupby(parts, key=_kind):
        if kind == "blank":
            is_apart = True
            continue
        if before and (is_apart or kind != before):
            yield ""
        if kind != "list":
            open_items.clear()
        together = list(group)
        if kind == "code":
            yield _fenced("\n".join(map(_words, together)))
        else:
            for place, part in enumerate(together):
                if place and kind in {"header", "block"}:
                    yield ""
                yield from _one(part, open_items)
        before, is_apart = kind, False


def _kind(part: _Part) -> str:
    is_blank = isinstance(part, _Line) and part.kind != "code" and not _words(part).strip()
    return "blank" if is_blank else part.kind


def _words(part: _Part) -> str:
    return "".join(span.text for span in part.spans) if isinstance(part, _Line) else part.markdown


def _one(part: _Part, open_items: list[_Item]) -> Iterator[str]:
    if isinstance(part, _Block):
        yield part.markdown
        return
    words = _inline(part.spans)
    match part.kind:
        case _ if not words:
            return
        case "list":
            yield from _listed(part, words, open_items)
        case "header":
            yield f"{'#' * part.level} {_CLOSING.sub(_escape, words)}"
        case "quote":
            yield f"{'> ' * part.level}{words}"
        case _:
            yield words


_CLOSING: Final = re.compile(r"(?<!\\)#\Z")


def _listed(line: _Line, words: str, open_items: list[_Item]) -> Iterator[str]:
    if line.goes_on and open_items:
        yield " " * open_items[-1].margin + words
        return
    sibling: _Item | None = None
    while open_items and open_items[-1].level >= line.level:
        sibling = open_items.pop()
    margin = open_items[-1].margin if open_items else 0
    number, delimiter = line.number, "."
    if sibling is not None and sibling.style == line.style:
        number = sibling.number + 1 if number is None else number
        delimiter = sibling.delimiter
        if line.style == "numbered" and number != sibling.number + 1:
            # CommonMark counts on from the first number of a list. Another delimiter begins another list.
            delimiter = ")" if delimiter == "." else "."
    number = 1 if number is None else number
    is_other = sibling is not None and (sibling.style != line.style or sibling.delimiter != delimiter)
    # Only a list that begins with 1 may stand directly below words.
    is_late = sibling is None and bool(open_items) and line.style == "numbered" and number != 1
    if is_other or is_late:
        yield ""
    sign = {"bulleted": "-", "checkbox": "- [x]" if line.checked else "- [ ]"}.get(line.style, f"{number}{delimiter}")
    yield f"{' ' * margin}{sign} {words}"
    inside = margin + (2 if line.style != "numbered" else len(sign) + 1)
    open_items.append(_Item(line.level, inside, line.style, number, delimiter))


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return "\n".join((fence, *lines(text.removesuffix("\n")), fence))


# -- words become Markdown ------------------------------------------------------------------------------------

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>&~!%|#]")
_START: Final = re.compile(r"\A(?:(?P<sign>[-+=])|(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|\Z)))")
_NO_ADDRESS: Final = re.compile(r"\s*(?:javascript|vbscript|file|data):", re.IGNORECASE)


def _inline(spans: Iterable[_Span]) -> str:
    """Return one line of words as Markdown."""
    together = [(look, "".join(span.text for span in group)) for look, group in groupby(spans, key=lambda span: span.look)]
    written = ""
    touches = has_looks = False
    for place, ((bold, italic, struck, code, address), text) in enumerate(together):
        lead, core, tail = _cut(text)
        made = ""
        if core and code:
            lead, made, tail = "", _code(text), ""
        elif core and address and not _NO_ADDRESS.match(address):
            made = f"[{_SIGNS.sub(_escape, core)}]({quote(address, safe=_SAFE, errors='replace')})"
        elif core and (bold or italic or struck):
            before = lead[-1:] or written[-1:]
            after = tail[:1] or (together[place + 1][1][:1] if place + 1 < len(together) else "")
            made = _emphasised(core, bold=bold, italic=italic, struck=struck, is_free=_is_free(before) and _is_free(after))
        if made and not (touches and not lead and made[0] == written[-1]):
            written += _SIGNS.sub(_escape, lead) + made + _SIGNS.sub(_escape, tail)
            touches, has_looks = not tail, True
        else:
            written += _SIGNS.sub(_escape, text)
            touches = False
    if not has_looks:
        return escaped("".join(text for _, text in together).strip(" \t"))
    return _START.sub(_escape_start, written.strip(" \t"))


_SAFE: Final = ";/?:@&=+$,#%!*'~-_."


def _cut(text: str) -> tuple[str, str, str]:
    """Return what stands before the first letter, what is between the first and the last, and what stands after it."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    if not places:
        return text, "", ""
    return text[: places[0]], text[places[0] : places[-1] + 1], text[places[-1] + 1 :]


def _is_free(beside: str) -> bool:
    """Whether a sign of emphasis may stand beside another one here: at an edge, or beside what is no letter."""
    return not beside or beside.isspace() or beside in ".,;:!?()'\""


def _emphasised(core: str, *, bold: bool, italic: bool, struck: bool, is_free: bool) -> str:
    sign = "*" * (2 * bold + italic)
    words = _SIGNS.sub(_escape, core)
    if struck and (is_free or not sign):
        return f"~~{sign}{words}{sign}~~"
    return f"{sign}{words}{sign}"


def _code(text: str) -> str:
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _escape_start(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\"
