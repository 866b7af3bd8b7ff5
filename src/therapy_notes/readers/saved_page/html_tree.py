"""The bytes of a saved page become a tree, and what is not seen is out of it. Nothing is fetched, nothing runs."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ...errors import Problem, ReadError
from .._text import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - the stubs have no other name for it

MAX_BYTES: Final = 128 * 1024 * 1024
"""The largest page that is read: pictures may be written into it."""

WHAT: Final = "a page saved as HTML"
EMPTY: Final = "empty"
TOO_LARGE: Final = "larger than the limit"
TOO_DEEP: Final = "nested too deeply"
TOO_MANY_ATTRIBUTES: Final = "a tag with too many attributes"
WEB_ARCHIVE: Final = 'a web archive (MHTML): save the page again as "Web page, HTML only", or as text'
FALSE_CHARSET: Final = "it says that it is in another encoding, but it is UTF-8, and was read as that"


def listed(text: str) -> tuple[str, ...]:
    """Return the names in a list of them that is written as one text."""
    return tuple(text.split())


# -- what kind of file it is ----------------------------------------------------------------------------------

_HEAD: Final = 8192
_BEFORE: Final = r"\s{0,1000}+(?:(?:<!--.{0,1000}?-->|<\?xml[^>]{0,200}>)\s{0,1000}+){0,9}+"
_PAGE: Final = re.compile(rf"{_BEFORE}<(?:!doctype\s{{1,9}}html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PART: Final = re.compile(
    rf"{_BEFORE}<(?:article|aside|div|footer|h[1-6]|header|li|main|ol|p|section|ul)[\s>]", re.IGNORECASE | re.DOTALL
)
_MARKED: Final = re.compile(
    r"""\s(?:class=["']?(?:[^"'>]{0,500}[\s])?(?:comment|pingback|hentry|entry-content|entry-title|commentlist|comment-list|wp-block-[a-z-]{1,40})(?=["'\s>])"""
    r"""|id=["']?(?:li-|div-)?comment-[0-9])""",
    re.IGNORECASE,
)
_SAVED_BY: Final = re.compile(
    r"\s{0,100}+From:\s{0,9}[\"<]{0,2}(?:Saved by|[^\n]{1,20}Windows Internet Explorer)", re.IGNORECASE
)
_HEADER: Final = re.compile(r"\s{0,100}+([\w-]{1,40}:[^\n]{0,500}(?:\n(?=[\w \t])[^\n]{0,500}){1,40})")
_OF_A_LETTER: Final = re.compile(r"^(?:to|received|message-id|delivered-to):", re.IGNORECASE | re.MULTILINE)


def is_web_archive(data: bytes) -> bool:
    r"""Tell whether a file is a page in the form of a mail, which some browsers write.

    >>> is_web_archive(b"From: <Saved by Blink>\r\nSubject: Bread"), is_web_archive(b"From: Ida")
    (True, False)
    """
    head = _head(data).replace("\r", "")
    if _SAVED_BY.match(head):
        return True
    header = _HEADER.match(head)
    return header is not None and "multipart/related" in header[1].lower() and _OF_A_LETTER.search(header[1]) is None


def is_html(data: bytes) -> bool:
    """Tell whether a file is a page in HTML, or a part of one with the classes of a blog.

    >>> is_html(b"<!DOCTYPE html><p>Bread"), is_html(b"<ol><li id=comment-1>"), is_html(b"I wrote <html> today.")
    (True, True, False)
    """
    head = _head(data)
    return _PAGE.match(head) is not None or (_PART.match(head) is not None and _MARKED.search(head) is not None)


def _head(data: bytes) -> str:
    codec = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return data[:_HEAD].decode(codec, "replace").removeprefix("\ufeff")


# -- bytes become text ----------------------------------------------------------------------------------------

_COMMENT: Final = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_CHARSET: Final = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
)
_COMMENT_IN_BYTES: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_KNOWN: Final = frozenset(
    listed("utf-8 mac-roman koi8-r koi8-u shift_jis cp932 euc_jp iso2022_jp euc_kr cp949 gb2312 gbk gb18030 big5")
)
_WINDOWS: Final = frozenset(codecs.lookup(f"cp{number}").name for number in (874, *range(1250, 1259)))
_LATIN: Final = "iso8859-"
_AS_WINDOWS: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
_CP1252: Final = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


def text_of(data: bytes, name: str, encoding: str | None = None) -> tuple[str, list[Problem]]:
    r"""Return the text of a page, and what was odd about its encoding.

    A byte order mark counts, then the encoding that somebody names, then the one that the page declares. Latin-1 means
    Windows-1252, as in every browser. A page that declares one of these and is UTF-8 nevertheless is UTF-8.

    Raises:
        ReadError: It is empty, too large, encrypted, not text, or not in the encoding that it declares.
        ValueError: There is no such encoding.

    >>> text_of(b'<meta charset="iso-8859-1">Ida\x92s br\xf8d', "page")[0][-10:]
    'Ida’s brød'
    """
    if len(data) > MAX_BYTES:
        raise ReadError([Problem(where=name, what=TOO_LARGE)])
    has_mark = data.startswith((b"\xef\xbb\xbf", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if encoding is not None or has_mark:
        return decoded(data, name, what=WHAT, encoding=encoding)
    declared = _declared(data)
    if declared is None or declared == "utf-8":
        return decoded(data, name, what=WHAT)
    if not data.isascii() and _is_utf_8(data) and (declared in _WINDOWS or declared.startswith(_LATIN)):
        text, problems = decoded(data, name, what=WHAT)
        return text, [Problem(where=name, what=FALSE_CHARSET), *problems]
    if declared == "cp1252":
        # Five of its bytes stand for nothing; browsers keep them as they are, and Python does not.
        text, problems = decoded(data, name, what=WHAT, encoding="latin-1")
        return text.translate(_CP1252), problems
    return decoded(data, name, what=WHAT, encoding=declared)


def _declared(data: bytes) -> str | None:
    """Return the encoding that the head of a page declares, by the name that Python has for it; None for unknown ones."""
    found = _CHARSET.search(_COMMENT_IN_BYTES.sub(b"", data[:_HEAD]))
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return None
    name = _AS_WINDOWS.get(name, name)
    return name if name in _KNOWN or name in _WINDOWS or name.startswith(_LATIN) else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# -- text becomes a tree --------------------------------------------------------------------------------------

_MOST_ATTRIBUTES: Final = 2000
_ATTRIBUTES: Final = r"""(?:[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[="'])*+"""
_TOKEN: Final = re.compile(
    rf"""
      {_COMMENT}
    | <(?P<unread>script|style)(?=[\s/>]){_ATTRIBUTES}>.*?(?:</(?P=unread)(?=[\s/>])[^>]*+>|\Z)
    | (?P<tag><[A-Za-z]{_ATTRIBUTES}>?)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_CONTROLS: Final = {
    **{code: chr(0x2400 + code) for code in range(1, 32) if chr(code) not in "\t\n\r"},
    0x0C: " ",
    **dict.fromkeys((0x00, 0xFFFE, 0xFFFF), "\ufffd"),
}
"""What no tree can hold becomes its picture; a form feed is a space here, as for browsers."""
_REFERENCE: Final = re.compile(r"&#(?:[xX]0*+([0-9A-Fa-f]{1,6})|0*+([0-9]{1,7}));?", re.ASCII)
_RESOURCE_LIMIT: Final = 114


def tree_of(text: str, name: str) -> "Element":
    """Return the tree of a page, without comments, scripts and styles.

    Raises:
        ReadError: There is nothing in it, or it is made so that no program could read it in good time.

    >>> "".join(tree_of("<p>Tea<!-- no --> and <b>rain</p><style>p {}</style>", "page").itertext())
    'Tea and rain'
    """
    from lxml import etree  # noqa: PLC0415  (importing this package loads no parser)

    text = _TOKEN.sub(lambda found: _token(found, name), text)
    text = _REFERENCE.sub(_not_a_control, text.translate(_CONTROLS))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root: Element | None = None
    with suppress(etree.LxmlError, TypeError):  # of nothing but comments there is no tree
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type == _RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadError([Problem(where=name, what=TOO_DEEP)])
    if root is None:
        raise ReadError([Problem(where=name, what=EMPTY)])
    return root


def _not_a_control(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    return _CONTROLS.get(code, found[0])


def _token(found: re.Match[str], name: str) -> str:
    tag = found["tag"]
    if tag is None:
        return ""
    if len(tag) > _MOST_ATTRIBUTES and len(re.split(r"[\s/]+", _QUOTED.sub("= ", tag))) > _MOST_ATTRIBUTES:
        raise ReadError([Problem(where=name, what=TOO_MANY_ATTRIBUTES)])
    return tag


# -- looking at a tree ----------------------------------------------------------------------------------------

_BLOCKS: Final = frozenset(
    listed(
        "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p"
        " pre section table td th tr ul"
    )
)


def classes(element: "Element") -> frozenset[str]:
    """Return the class names of an element. They are never translated, and are compared without capitals."""
    return frozenset((element.get("class") or "").lower().split())


def by_class(top: "Element") -> dict[str, "Element"]:
    """Return the first element of every class inside of another one."""
    found: dict[str, Element] = {}
    for element in top.iter():
        if element is not top and element.tag != "body" and element.get("class"):
            for name in classes(element):
                found.setdefault(name, element)
    return found


def first_of(found: dict[str, "Element"], names: tuple[str, ...]) -> "Element | None":
    """Return the first element that has the foremost of these class names."""
    return next((found[name] for name in names if name in found), None)


def elements_of(top: "Element | None") -> "frozenset[Element]":
    """Return an element and all that are in it; none for None."""
    return frozenset() if top is None else frozenset(top.iter())


def walk(top: "Element") -> Iterator[tuple[bool, "Element"]]:
    """Go through an element in the order of the page; every element inside comes twice: True where it begins, then False."""
    element = top
    while True:
        yield True, element
        inside = next(iter(element), None)
        if inside is not None:
            element = inside
            continue
        while True:
            yield False, element
            if element is top:
                return
            beside, above = element.getnext(), element.getparent()
            if beside is not None:
                element = beside
                break
            if above is None:
                return
            element = above


def seen(top: "Element") -> str:
    """Return what is seen of an element, on one line."""
    parts: list[str] = []
    for begins, element in walk(top):
        if element.tag in _BLOCKS:
            parts.append(" ")
        if begins:
            parts.append(element.text or "")
        elif element is not top:
            parts.append(element.tail or "")
    return " ".join("".join(parts).split())


def empty(element: "Element") -> None:
    """Take an element out of the page; what stands behind it stays where it is."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail


def links(top: "Element") -> Iterator["Element"]:
    """Return the links inside an element, or the element itself if it is one."""
    return (element for element in top.iter("a") if element.get("href"))


def html_of(element: "Element") -> str:
    """Return what stands inside an element, as HTML."""
    from lxml import etree  # noqa: PLC0415 - loaded when it is used

    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
