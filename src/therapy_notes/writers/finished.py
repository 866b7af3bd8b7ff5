r"""The texts in a finished file, whoever wrote it, so that one can look through it before it leaves.

A file is read as what it is: a zip archive member by member, a page and the XML of an office paragraph by paragraph, JSON
value by value, anything else line by line. What a reader sees in one piece is in one piece, so that a name is found which
two runs share. What only says how a page looks is left out; in doubt a text comes twice rather than not at all.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from attrs import define, field

from therapy_notes.document.tree import Document
from therapy_notes.errors import WriteError

NOT_TO_BE_READ: Final = "cannot be looked through for names that must not leave; nothing was written"

_DEEPEST: Final = 3
"""So deep an archive may lie in others."""


def texts_in(data: str | bytes) -> Iterator[tuple[str, str]]:
    r"""Yield the texts in a finished file, each with where it stands: ``line 12``, ``$.entries[3].title``.

    Ids of 32 hexadecimal digits are left out: names such as Ada would be found in them. Where a text stands is told without
    a word that a person may have written, so that members of an archive have numbers, unless they are called as ours are.

    Raises:
        WriteError: A member of an archive cannot be read, so that nobody can tell what is in it.

    >>> list(texts_in("# For Monday\n\nI was tired."))
    [('line 1', '# For Monday'), ('line 3', 'I was tired.')]
    >>> list(texts_in('<p>I <em>was</em>\ntired.</p><a href="https://example.org">'))
    [('line 1', 'I was\ntired.'), ('line 2: attribute href', 'https://example.org')]
    """
    for found in _texts(data, "", 0):
        yield from _without_what_nobody_reads(*found)


def _texts(data: str | bytes, inside: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file, or of a file in another, which is ``inside`` with a colon behind."""
    match data:
        case str():
            yield from _written(data, inside)
        case _ if depth < _DEEPEST and is_zipfile(BytesIO(data)):
            yield from _archived(data, inside, depth)
        case _ if data.startswith((_PNG, _JPEG)):
            for piece in _beside_the_pixels(data):
                yield from _bytes(piece, inside)
        case _:
            yield from _bytes(data, inside)


def _bytes(data: bytes, inside: str) -> Iterator[tuple[str, str]]:
    """Yield what bytes say as text: in UTF-8, or else in every way in which they may have been meant."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _written(data.decode("utf-16", "replace"), inside)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_text = len(_CONTROLS.findall(data)) * 100 < len(data)
        parted = data.decode("utf-8", "replace").replace("\ufffd", " ")  # what is no text is no part of a word either
        readings = [parted, data.decode("latin-1")] + [data[n:].decode("utf-16-le", "replace") for n in (0, 1)]
        for reading in readings:
            yield from _lines(reading if is_text else "\n".join(_LIKE_WORDS.findall(reading)), inside)
    else:
        yield from _written(text, inside)


_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_LIKE_WORDS: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ',.()/_-]){4,}")
"""In what is neither text nor known, pieces that may be words; shorter ones stand there by chance."""


# -- what nobody reads --------------------------------------------------------------------------------------------

_ID: Final = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9A-Za-z])")
_EMBEDDED: Final = re.compile(
    r"""data:[^\s,;"']{0,100}(?:;[^\s,;"'=]{1,40}=[^\s,;"']{0,80}){0,3};base64,([A-Za-z0-9+/=]*+)"""
)


def _without_what_nobody_reads(where: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield a text without ids, and without files that stand in it as base64; those are looked through as files."""
    if "base64," in text:
        for embedded in _EMBEDDED.finditer(text):
            for inner, found in _texts(_decoded(embedded[1]), "", _DEEPEST):
                yield f"{where}: {inner}", _ID.sub(" ", found)
        text = _EMBEDDED.sub(" ", text)
    yield where, _ID.sub(" ", text)


def _decoded(letters: str) -> bytes:
    """Return what base64 stands for, as far as it goes: fours of letters."""
    whole = letters.rstrip("=")
    return b64decode(whole[: len(whole) - (len(whole) % 4 == 1)] + "=" * (-len(whole) % 4 if len(whole) % 4 != 1 else 0))


# -- text ---------------------------------------------------------------------------------------------------------


def _written(text: str, inside: str) -> Iterator[tuple[str, str]]:
    begins, ends = text[:1000].lstrip("\ufeff \t\r\n")[:2], text[-1000:].rstrip()[-1:]
    if begins[:1] == "<" and ends == ">" and (begins[1:].isalpha() or begins[1:] in {"!", "?"}):
        yield from _Markup(text=text, inside=inside).texts()
        return
    if begins[:1] in {"{", "["}:
        values = _json(text, inside)
        if values is not None:
            yield from values
            return
    yield from _lines(text, inside)


_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LONGEST: Final = 80
"""So many characters of a line are looked at for a name that goes on in the next."""


def _lines(text: str, inside: str) -> Iterator[tuple[str, str]]:
    """Yield each line, and where the next one goes on, the end of one with the beginning of the other."""
    lines = _LINE_END.split(text)
    for n, (line, following) in enumerate(pairwise([*lines, ""]), 1):
        if not line.strip():
            continue
        yield f"{inside}line {n}", line
        if following.strip():
            end, beginning = _cut(line[::-1])[::-1], _cut(following)
            yield f"{inside}lines {n} to {n + 1}", f"{end}\n{beginning}"


def _cut(line: str) -> str:
    """Return the beginning of a line, up to a space."""
    return line if len(line) <= _LONGEST else line[:_LONGEST].rpartition(" ")[0]


# -- JSON ---------------------------------------------------------------------------------------------------------

_JSON: Final = re.compile(r'\s*+(?:"((?:[^"\\]++|\\.)*+)"|([{}\[\]:,])|-?[0-9][0-9.eE+-]*+|true|false|null)\s*+', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_OUR_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_OUR_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]{4,20}(?:Z|[+-]\d\d:\d\d)|\AP(?=[0-9T])[0-9DTHMS.]{1,40}\Z", re.ASCII)
"""A moment up to its zone, and a length of time: the letters in them are nobody's."""


@define
class _Level:
    """An object or a list that is open: how many values it has so far, and the key of the one that comes."""

    is_object: bool
    count: int = 0
    key: str | None = None


def _json(text: str, inside: str) -> list[tuple[str, str]] | None:
    """Return the texts in JSON, with their paths; None if it is none. Keys are told and left out only in files of ours."""
    found: list[tuple[str, str]] = []
    levels: list[_Level] = []
    is_ours: bool | None = None
    at = int(text.startswith("\ufeff"))
    while at < len(text):
        token = _JSON.match(text, at)
        if token is None:
            return None
        at = token.end()
        words, sign = token.groups()
        level = levels[-1] if levels else None
        match sign:
            case "{" | "[":
                levels.append(_Level(is_object=sign == "{"))
            case "}" | "]":
                if not levels:
                    return None
                levels.pop()
            case ",":
                if level:
                    level.count, level.key = level.count + 1, None
            case None if words is not None:
                said = _ESCAPE.sub(_unescaped, words) if "\\" in words else words
                said = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in words else said
                if level and level.is_object and level.key is None:
                    is_ours = said.startswith("therapy_notes") if is_ours is None else is_ours
                    is_known = is_ours and _OUR_KEY.fullmatch(said) is not None
                    level.key = f".{said}" if is_known else f"[{level.count}]"
                    if is_known:
                        continue
                found.append((inside + _path(levels), _OUR_TIME.sub(" ", said) if is_ours else said))
            case _:
                pass
    return found


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else _ESCAPED.get(escape[2], escape[2])


_LONGEST_PATH: Final = 40
"""So many steps of a path are told; ours have a dozen at most."""


def _path(levels: list[_Level]) -> str:
    told = "$" + "".join(level.key or f"[{level.count}]" for level in levels[:_LONGEST_PATH])
    return f"{told}…" if len(levels) > _LONGEST_PATH else told


# -- pages, and the XML of offices --------------------------------------------------------------------------------
#
# One pattern for both, which a broken page cannot lead astray: what is not surely markup is text.

_MARKUP: Final = re.compile(
    r"""<!--(?P<comment>.*?)(?:-->|\Z)
    | <!\[CDATA\[(?P<verbatim>.*?)(?:\]\]>|\Z)
    | (?P<style><style\b[^<>]*+>[^<]*+</style\s*+>)
    | <(?P<declared>[!?][^<>]*+)>
    | <(?P<slash>/?)(?P<tag>[A-Za-z][\w.:-]*+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/"'<>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++))?+""")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS: Final = _words(
    """html head body main header footer nav section article aside div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre
    figure figcaption table caption thead tbody tfoot tr td th hr form fieldset legend details summary title meta link script
    noscript address option select textarea button img svg"""
)
_INLINE: Final = _words(
    """a abbr b bdi bdo big cite code del dfn em font i input ins kbd label mark q s samp small span strike strong sub sup
    time tt u var wbr"""
)
_LOOKS: Final = _words(
    """class style lang dir rel type scope role start charset media http-equiv width height colspan rowspan checked disabled
    hidden aria-hidden"""
)
"""Attributes of a page that only say how it looks and works."""
_TECHNICAL: Final = re.compile(
    r"""(?:name|http-equiv)=["']?(?:viewport|color-scheme|referrer|content-security-policy)\b""", re.IGNORECASE
)
"""What a ``meta`` says to a program."""
_TOLD: Final = _words("href src alt title content aria-label cite value placeholder label descr tooltip Target")
"""Attributes that are told by name."""

_PROPERTIES: Final = _words("title creator subject keywords description lastModifiedBy category manager company")
_OFFICE_BLOCKS: Final = _PROPERTIES | _words(
    "p h tr tc tbl body document ftr hdr comment footnote endnote si row txbxContent"
)
_OFFICE_INLINE: Final = _words(
    """r rPr pPr pStyle t b bCs i iCs u strike dstrike rStyle rFonts sz szCs color lang proofErr bookmarkStart bookmarkEnd
    hyperlink lastRenderedPageBreak noProof delText instrText ins del vertAlign highlight shd fldSimple fldChar smartTag rtl
    cs spacing kern position caps smallCaps"""
)
_OFFICE_SIGNS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "", "line-break": "\n"}
_OFFICE_ATTRIBUTES: Final = _words(
    "descr title name alt Target tooltip author initials anchor instr caption summary label href src alias"
)
_OFFICE_LOOKS: Final = _words("font lsdException theme clrScheme fontScheme fmtScheme style")
"""Elements whose name is that of a look."""
_TYPED: Final = _words("alias tag docPartName")
"""Elements whose value somebody typed."""
_PAGE_NUMBER: Final = re.compile(r"\s*(?:PAGE|NUMPAGES)\s*")


@define
class _Markup:
    """A page, or a part of an office's file, while it is gone through."""

    text: str
    inside: str
    is_office: bool = False
    pieces: list[str | None] = field(factory=list[str | None])
    """What the open block says so far; None is a tag of which nobody knows whether it parts words."""
    where: str = ""
    """Where the open block began."""
    lines: int = 1
    paragraphs: int = 0
    tag: str = ""
    """The last tag that was opened."""

    def texts(self) -> Iterator[tuple[str, str]]:
        done = 0
        for found in _MARKUP.finditer(self.text):
            self._say(unescape(self.text[done : found.start()]))
            self.lines += self.text.count("\n", done, found.start())
            done = found.end()
            tag = found["tag"]
            if tag is not None:
                yield from self._tag(tag, found)
            elif found["verbatim"] is not None:
                self._say(found["verbatim"])
            elif found["style"] is None:
                for inner, text in _lines(found["comment"] or found["declared"] or "", ""):
                    yield self._here(f"comment, {inner}" if found["comment"] else "declaration"), text
            self.lines += found[0].count("\n")
        self._say(unescape(self.text[done:]))
        yield from self._block()

    def _here(self, what: str = "", *, further: int = 0) -> str:
        """Return where this is, ``further`` lines on."""
        if not self.is_office:
            place = f"line {self.lines + further}"
        elif self.paragraphs:
            place = f"paragraph {self.paragraphs}"
        else:
            place = self.tag if self.tag in _PROPERTIES else ""
        return self.inside + ": ".join(filter(None, (place, what))) if place or what else self.inside.removesuffix(": ")

    def _say(self, text: str) -> None:
        if self.is_office and (text.isspace() or _PAGE_NUMBER.fullmatch(text)) and self.tag != "t":
            return
        begins = len(text) - len(text.lstrip())
        if not self.where and begins < len(text):
            self.where = self._here(further=text.count("\n", 0, begins))
        self.pieces.append(text)

    def _block(self) -> Iterator[tuple[str, str]]:
        """Yield what the open block says, and what it says if tags that nobody knows part words; open another."""
        pieces, where = self.pieces, self.where
        self.pieces, self.where = [], ""
        if not where:
            return
        joined = "".join(piece for piece in pieces if piece).strip()
        parted = "".join("\n" if piece is None else piece for piece in pieces).strip()
        yield where, joined
        if parted != joined:
            yield where, parted

    def _tag(self, tag: str, found: re.Match[str]) -> Iterator[tuple[str, str]]:
        local = tag.rpartition(":")[2] if self.is_office else tag.lower()
        blocks, inline = (_OFFICE_BLOCKS, _OFFICE_INLINE) if self.is_office else (_BLOCKS, _INLINE)
        sign = _OFFICE_SIGNS.get(local) if self.is_office else "\n" if local == "br" else None
        is_known = self.is_office or sign is not None or local in blocks or local in inline
        if local in blocks:
            yield from self._block()
        elif local not in inline:
            self.pieces.append(sign)
        if found["slash"]:
            self.tag = ""
        else:
            self.tag = local
            self.paragraphs += local in {"p", "h"}
        if found["attributes"].strip(" /"):
            yield from self._attributes(local, found["attributes"])
        if not is_known:
            yield self._here("tag"), found[0]

    def _attributes(self, tag: str, attributes: str) -> Iterator[tuple[str, str]]:
        if tag == "meta" and _TECHNICAL.search(attributes):
            return
        for name, quoted in _ATTRIBUTE.findall(attributes):
            value = unescape(quoted[1:-1] if quoted[:1] in {'"', "'"} else quoted)
            local = name.rpartition(":")[2] if self.is_office else name.lower()
            if value.strip() and self._says_something(tag, local, value):
                yield self._here(f"attribute {local}" if local in _TOLD else "attribute"), value

    def _says_something(self, tag: str, name: str, value: str) -> bool:
        if not self.is_office:
            return name not in _LOOKS
        if name == "val":
            return tag in _TYPED
        return name in _OFFICE_ATTRIBUTES and tag not in _OFFICE_LOOKS and not _PAGE_NUMBER.fullmatch(value)


# -- archives -----------------------------------------------------------------------------------------------------


_OUR_PICTURE: Final = re.compile(r"word/media/picture[0-9]+\.(?:png|jpeg)")


@cache
def _empty() -> Mapping[str, bytes]:
    """Return the parts of a document of ours in which nothing stands."""
    from therapy_notes.writers import docx  # noqa: PLC0415  (slow to load, and only this needs it)

    with ZipFile(BytesIO(docx.render(Document(title="", blocks=())))) as archive:
        return MappingProxyType({name: archive.read(name) for name in archive.namelist()})


def _archived(data: bytes, inside: str, depth: int) -> Iterator[tuple[str, str]]:
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise WriteError(f"{inside}{NOT_TO_BE_READ}") from None
    with archive:
        if archive.comment:
            yield from _bytes(archive.comment, f"{inside}comment of the archive: ")
        names = archive.namelist()
        ours: Mapping[str, bytes] = _empty() if "word/document.xml" in names else {}
        is_office = "[Content_Types].xml" in names
        for number, member in enumerate(archive.infolist(), 1):
            name = member.filename
            is_our_name = name in ours or _OUR_PICTURE.fullmatch(name) is not None
            place = f"{inside}{name if is_our_name else f'member {number}'}"
            if not is_our_name:
                yield f"{place}: its name", name
            for beside in filter(None, (member.comment, member.extra)):
                yield from _bytes(beside, f"{place}: beside it: ")
            try:
                content = archive.read(member)
            except Exception:  # encrypted, broken, packed in an unknown way: zipfile raises anything
                raise WriteError(f"{place}: {NOT_TO_BE_READ}") from None
            if content == ours.get(name):
                continue
            if name.endswith((".xml", ".rels")):
                yield from _Markup(text=_xml(content), inside=f"{place}: ", is_office=is_office).texts()
            else:
                yield from _texts(content, f"{place}: ", depth + 1)


def _xml(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return content.decode(encoding, "replace")


# -- pictures -----------------------------------------------------------------------------------------------------

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_PIXELS: Final = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB pHYs bKGD sBIT".split())
"""Chunks that say nothing in words."""


def _beside_the_pixels(data: bytes) -> Iterator[bytes]:
    """Yield what stands in a picture beside what can be seen; among the pixels a short name stands by chance."""
    return _chunks(data) if data.startswith(_PNG) else _segments(data)


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind not in _PIXELS:
            yield data[at + 8 : end - 4]
        at = end
        if kind == b"IEND":
            break
    yield data[at:]


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        kind, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xE0 <= kind <= 0xEF or kind == 0xFE:
            yield data[at + 4 : end]
        at = end
    is_whole = data[at : at + 2] == b"\xff\xda"
    yield data[data.rfind(b"\xff\xd9") + 2 if is_whole else at :]
