r"""XML becomes elements: nothing is fetched, no entity is resolved, and a text is whole or refused.

What a strict parser would stumble over although it harms nobody is made good before it sees it: a control character that
a paste brought along becomes its picture, and a name such as ``&nbsp;`` its number. A document type is checked and taken
out, so that nothing can be declared in one. What is then still wrong is an error with its line.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from attrs import define, field, frozen

from ..errors import Problem, ReadError

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

MAX_BYTES: Final = 512 * 1024 * 1024
"""The largest file that is read when nobody says otherwise."""

EMPTY: Final = "empty"
TOO_LARGE: Final = "larger than the limit"
UNKNOWN_ENCODING: Final = "in an encoding that is not known here"
NOT_ITS_ENCODING: Final = "not text in the encoding that the file says"
DOCTYPE: Final = "a document type, which such a file does not have"
DECLARATIONS: Final = "a document type with declarations of its own"
ENTITY: Final = "an entity that is not defined"
TOO_DEEP: Final = "nested too deeply"
CUT_OFF: Final = "cut off: the end is missing"
NOT_XML: Final = "not XML from here on"

_PIECE: Final = 1024 * 1024
_WHAT: Final = {
    26: ENTITY,
    45: CUT_OFF,
    47: CUT_OFF,
    63: CUT_OFF,
    73: CUT_OFF,
    77: CUT_OFF,
    114: TOO_DEEP,
}
"""What the numbers say that libxml2 gives its errors (``xmlParserErrors``): an open comment, tag and so on."""

_OPTIONS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,  # a picture inside a note is longer than the ten megabytes that a text may have without it
    "recover": False,  # it loses text without a word
    "remove_comments": True,  # or they would cut the text around them in two
    "remove_pis": True,
    "encoding": "utf-8",
}


@frozen
class Tree:
    """A file as one tree.

    Args:
        root: Its outermost element.
        pictures: How many characters that XML cannot hold became pictures.
    """

    root: "Element" = field(repr=False)
    pictures: int


def parsed(
    data: bytes,
    *,
    where: str = "XML",
    doctype: bool = False,
    html_entities: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Tree:
    r"""Return the tree that an XML file holds. Comments and processing instructions are not in it.

    Args:
        data: The file, in the encoding that it says; in UTF-8 when it says none.
        where: What to call it in problems: its name, not its contents.
        doctype: Whether it may have a document type. One with declarations of its own is refused anyway.
        html_entities: Whether names from HTML, such as ``&nbsp;``, stand for their characters.
        max_bytes: The largest size.

    Raises:
        ReadError: It is empty, too large, not in its encoding or not XML; with the line, and never the text.

    >>> tree = parsed(b"<note>Tea\x0b&nbsp;and rain</note>", html_entities=True)
    >>> tree.root.text, tree.pictures
    ('Tea␋\xa0and rain', 1)
    """
    from lxml import etree  # noqa: PLC0415  (importing this package loads no parser)

    if len(data) > max_bytes:
        raise _refused(where, TOO_LARGE)
    cleaner = _Cleaner(where, _decoder(data, where))
    text = _without_doctype(cleaner.text(data, is_last=True), where, is_allowed=doctype)
    if html_entities and "&" in text:
        text = _REFERENCE.sub(_number, text)
    try:
        root: Element = etree.fromstring(text.encode(), etree.XMLParser(**_OPTIONS))
    except etree.LxmlError as error:
        problem = _syntax(error, where)
    else:
        _refuse_entities(root, where)
        return Tree(root, cleaner.pictures)
    raise problem


@define
class Elements:
    r"""The elements of one name or several in an XML file, one after the other, with no more in memory than one of them.

    Each is good until the next one is asked for; then it is emptied. One inside another is a part of that, and does not
    come by itself. A file that is broken somewhere gives what stands before, and then the error. Names from HTML are not
    known here: export files that are too large for one tree hold none outside their texts.

    Args:
        source: The file: bytes, or a file to read from.
        tag: The name, in the form of lxml: ``{*}item`` is one in any namespace. Or several names.
        where: What to call the file in problems: its name, not its contents.
        doctype: Whether it may have a document type. One with declarations of its own is refused anyway.
        max_bytes: The largest size.
        mend: What is done to the text before it is parsed, piece after piece; it is also told which piece is the last.
            Lines keep their numbers if it keeps all line ends.

    Raises:
        ReadError: While it is gone through: it is empty, too large, not in its encoding or not XML.

    >>> found = Elements(b"<diary><day>Rain</day><day>Sn\x0bow</day></diary>", "day")
    >>> [day.text for day in found], found.pictures
    (['Rain', 'Sn␋ow'], 1)
    """

    source: bytes | BinaryIO = field(repr=False)
    tag: str | tuple[str, ...]
    where: str = field(default="XML", kw_only=True)
    doctype: bool = field(default=False, kw_only=True)
    max_bytes: int = field(default=MAX_BYTES, kw_only=True)
    mend: Callable[[str, bool], str] | None = field(default=None, kw_only=True)
    pictures: int = field(default=0, init=False)
    """How many characters became pictures, so far."""

    def __iter__(self) -> "Iterator[Element]":
        from lxml import etree  # noqa: PLC0415 - loaded when it is used

        parser = etree.XMLPullParser(("start", "end"), tag=self.tag, **_OPTIONS)
        depth = 0
        for text in self._texts():
            problem = _fed(parser, text, self.where)
            for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                depth += 1 if event == "start" else -1
                if event == "end" and not depth:
                    _refuse_entities(element, self.where)
                    yield element
                    _forget(element)
            if problem:
                raise problem
        try:
            parser.close()
        except etree.LxmlError as error:
            problem = _syntax(error, self.where)
        else:
            return
        raise problem

    def _texts(self) -> Iterator[str]:
        cleaner: _Cleaner | None = None
        for piece, is_last in _pieces(BytesIO(self.source) if isinstance(self.source, bytes) else self.source):
            is_first = cleaner is None
            cleaner = cleaner or _Cleaner(self.where, _decoder(piece, self.where))
            text = cleaner.text(piece, is_last=is_last)
            if self.mend is not None:
                text = self.mend(text, is_last)
            if is_first:
                text = _without_doctype(text, self.where, is_allowed=self.doctype)
            if cleaner.size > self.max_bytes:
                raise _refused(self.where, TOO_LARGE)
            self.pictures = cleaner.pictures
            yield text


def _fed(parser: "etree.XMLPullParser", text: str, where: str) -> ReadError | None:
    """Give a parser its next text, and return what is wrong with it. Of an unknown entity only the parser's log knows."""
    from lxml import etree  # noqa: PLC0415 - loaded when it is used

    try:
        parser.feed(text.encode())
    except etree.LxmlError as error:
        return _syntax(error, where)
    last: Any = getattr(parser, "feed_error_log").last_error  # noqa: B009 - the stubs do not have it
    if last is not None and last.level >= etree.ErrorLevels.FATAL:
        return _refused(_line(where, last.line), _WHAT.get(last.type, NOT_XML))
    return None


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield the pieces of a file, all of one size but the last, and whether each is that."""
    is_last = False
    while not is_last:
        piece = b""
        while len(piece) < _PIECE and not is_last:
            more = file.read(_PIECE - len(piece))
            piece += more
            is_last = not more
        yield piece, is_last


def _forget(element: "Element") -> None:
    """Empty an element, and take away what stands before it: it was either given out or not asked for."""
    element.clear()
    element.tail = None
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_entities(root: "Element", where: str) -> None:
    """Refuse a tree in which an entity stands: the text around it would be read as if it ended there."""
    from lxml import etree  # noqa: PLC0415 - loaded when it is used

    if next(root.iter(etree.Entity), None) is not None:
        raise _refused(where, ENTITY)


# Before the parser: bytes become text without anything that XML cannot hold, and without a document type.

_ENCODING: Final = re.compile(rb"""<\?xml[^>]{1,200}?\sencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']""")
_KNOWN: Final = frozenset(
    ("utf-8", "ascii", "mac-roman", "koi8-r", "koi8-u", "shift_jis", "euc_jp", "euc_kr", "gb2312", "gbk", "gb18030", "big5")
) | frozenset(codecs.lookup(f"cp{number}").name for number in range(1250, 1259))
_LATIN: Final = "iso8859-"
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PROLOG: Final = re.compile(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_ROOT: Final = re.compile(r"<[^!?\s]")
"""What stands after it is no place for a document type: where the outermost element has begun, the parser refuses one."""
_DOCTYPE: Final = re.compile(
    r"""<!DOCTYPE\s++[^\s"'\[\]<>]++(?:\s++(?:SYSTEM|PUBLIC\s++(?:"[^"<>]*+"|'[^'<>]*+'))\s++(?:"[^"<>]*+"|'[^'<>]*+'))?+\s*+>"""
)


@define
class _Cleaner:
    """Turns the bytes of one file into text that can be parsed, piece by piece, and counts what it changes."""

    where: str
    decoder: codecs.IncrementalDecoder
    pictures: int = 0
    size: int = 0

    def text(self, data: bytes, *, is_last: bool) -> str:
        """Return the text of the next piece, with pictures for what XML cannot hold."""
        self.size += len(data)
        try:
            text = self.decoder.decode(data, is_last)
        except UnicodeDecodeError as error:
            place = self.size - len(error.object) + error.start
        else:
            text, found = _NOT_IN_XML.subn(_picture, text)
            self.pictures += found
            return text
        raise _refused(f"{self.where}: byte {place}", NOT_ITS_ENCODING)


def _decoder(data: bytes, where: str) -> codecs.IncrementalDecoder:
    """Return what decodes a file that begins with these bytes."""
    if not data.strip():
        raise _refused(where, EMPTY)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return codecs.getincrementaldecoder("utf-16")()
    said = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    try:
        name = codecs.lookup(said[1].decode("ascii")).name if said else "utf-8"
    except LookupError:
        name = ""
    if name not in _KNOWN and not name.startswith(_LATIN):
        raise _refused(where, UNKNOWN_ENCODING)
    return codecs.getincrementaldecoder(name)()


def _without_doctype(text: str, where: str, *, is_allowed: bool) -> str:
    """Return the beginning of a file, up to its outermost element at least, without the document type."""
    text = text.removeprefix("\ufeff")
    begin = end = _end_of(_PROLOG, text, 0)
    if text.startswith("<!DOCTYPE", begin):
        end = _end_of(_DOCTYPE, text, begin)
        if not is_allowed or end == begin:
            raise _refused(_line(where, 1 + text.count("\n", 0, begin)), DECLARATIONS if is_allowed else DOCTYPE)
    root = _end_of(_PROLOG, text, end)
    if not _ROOT.match(text, root):
        raise _refused(_line(where, 1 + text.count("\n", 0, root)), NOT_XML)
    return text[:begin] + "\n" * text.count("\n", begin, end) + text[end:]


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _end_of(pattern: re.Pattern[str], text: str, begin: int) -> int:
    found = pattern.match(text, begin)
    return found.end() if found else begin


# Names from HTML, wherever a reference can stand. A section that does not end reaches to the end of the file.

_REFERENCE: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&([A-Za-z][A-Za-z0-9]{1,40});", re.DOTALL
)
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def _number(found: re.Match[str]) -> str:
    name = found[1]
    if name is None or name in _OF_XML:
        return found[0]
    return "".join(f"&#{ord(character)};" for character in html5.get(f"{name};", "")) or found[0]


# Problems.


def _syntax(error: Exception, where: str) -> ReadError:
    return _refused(_line(where, getattr(error, "lineno", None)), _WHAT.get(getattr(error, "code", 0), NOT_XML))


def _line(where: str, line: int | None) -> str:
    return f"{where}: line {line}" if line else where


def _refused(where: str, what: str) -> ReadError:
    return ReadError([Problem(where=where, what=what)])
