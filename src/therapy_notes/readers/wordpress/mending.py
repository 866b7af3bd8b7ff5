r"""What is wrong in many real WordPress exports, made good, so that a strict parser can read on.

Mended is what has one meaning only: an ``&`` that begins no reference, a name that only HTML knows, a ``<`` that begins no
tag, a reference to a character that XML cannot hold, a section of raw text inside another, a prefix that nobody declared,
and what stands before the first and behind the last tag. Tags that do not fit together stay as they are. Whoever mends
compares afterwards whether all items are there; see :func:`counted`.
"""

import re
from html.entities import html5
from typing import BinaryIO, Final

from attrs import define, field, frozen

MENDED: Final = "not XML here, but it could be mended, and every item of the file was read"

_PIECE: Final = 1024 * 1024
_OVERLAP: Final = 1024
_LONGEST: Final = 16 * 1024 * 1024
"""How much text may wait for its end."""
_SIGN: Final = re.compile(
    rb"<(?:(?P<item>item(?:\s[^<>]{0,60})?>\s{0,60}(?=</?[A-Za-z]))"
    rb"|(?:[A-Za-z_][\w.-]{0,30}:)(?P<comment>comment>\s{0,60}(?=</?[A-Za-z]))"
    rb"|/?(?P<prefix>[A-Za-z_][\w.-]{0,30}):[A-Za-z_])"
)
_MOST_PREFIXES: Final = 100

_TOKEN: Final = re.compile(r"<!\[CDATA\[|<!--|<\?|<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*+)[^<>]*+>|<|\]\]>")
_REFERENCE: Final = re.compile(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,40})|\#(?P<number>[0-9]{1,9}|x[0-9A-Fa-f]{1,8}));|&")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT: Final = re.compile(r"<rss\b[^<>]*>")
_CDATA, _END, _ESCAPED_END = "<![CDATA[", "]]>", "]]]]><![CDATA[>"


@frozen
class Counts:
    """What the bytes of a file show without a parser.

    Args:
        items: How many items begin in it.
        comments: How many comments begin in it.
        prefixes: The prefixes of names in it.
    """

    items: int
    comments: int
    prefixes: frozenset[str]


def counted(stream: BinaryIO) -> Counts:
    """Return how many items and comments begin in a file, parser or not.

    >>> from io import BytesIO
    >>> counted(BytesIO(b"<item> <wp:comment><wp:comment_id>1</wp:comment_id></wp:comment></item>")).comments
    1
    """
    items = comments = 0
    prefixes: set[str] = set()
    rest = b""
    while True:
        piece = stream.read(_PIECE)
        data = rest + piece
        cut = len(data) - _OVERLAP if piece else len(data)
        last = 0
        for sign in _SIGN.finditer(data):
            if sign.start() >= cut:
                break
            last = sign.end()
            items += sign["item"] is not None
            comments += sign["comment"] is not None
            if sign["prefix"] and len(prefixes) < _MOST_PREFIXES:
                prefixes.add(sign["prefix"].decode("ascii", "replace"))
        if not piece:
            return Counts(items, comments, frozenset(prefixes))
        rest = data[max(cut, last, 0) :]


@define
class Mender:
    """Mends the text of one file, piece after piece. All line ends stay, so that lines keep their numbers.

    Args:
        prefixes: The prefixes of names in the file, which are declared where the file does not.

    >>> mender = Mender(frozenset({"wp"}))
    >>> mender.mended("<rss><a>Tea & rain<![CDATA[so <![CDATA[far]]> on]]></a></rss>", True)
    '<rss xmlns:wp="wp"><a>Tea &amp; rain<![CDATA[so far on]]></a></rss>'
    """

    prefixes: frozenset[str]
    _rest: str = field(default="", init=False)
    _is_begun: bool = field(default=False, init=False)
    _is_over: bool = field(default=False, init=False)
    _opened: str = field(default="", init=False)
    """The name of the last tag, if it has opened an element."""

    def mended(self, text: str, is_last: bool) -> str:
        """Return the mended text of the next piece, as far as it can be told yet."""
        if not self._is_begun:
            self._is_begun = True
            text = self._with_a_good_beginning(text)
        text = self._rest + text
        is_last = is_last or len(text) > _LONGEST
        cut = len(text) if is_last else text.rfind(">") + 1
        found: list[str] = []
        begin = 0
        while begin < cut and not self._is_over:
            token = _TOKEN.search(text, begin, cut)
            between = text[begin : token.start() if token else cut]
            if between:
                found.append(_REFERENCE.sub(_reference, between))
            if token is None:
                begin = cut
                break
            end = self._token(token, text, found, is_last=is_last)
            if end < 0:  # its end has not come yet
                begin = token.start()
                break
            begin = end
        if self._is_over:
            found.append("\n" * text.count("\n", begin))
            begin = len(text)
        self._rest = text[begin:]
        return "".join(found)

    def _token(self, token: re.Match[str], text: str, found: list[str], *, is_last: bool) -> int:
        """Write what begins here, and return where it ends; -1 if more text is needed."""
        sign, begin = token[0], token.start()
        opened, self._opened = self._opened, ""
        if token["name"]:
            found.append(_REFERENCE.sub(_reference, sign))
            if not token["end"] and not sign.endswith("/>"):
                self._opened = token["name"]
            self._is_over = sign.startswith("</rss") and token["name"] == "rss"
            return token.end()
        if sign in {"<", _END}:
            found.append("&lt;" if sign == "<" else "]]&gt;")
            return token.end()
        if sign == _CDATA:
            end = _end_of_section(text, token.end(), opened, is_last=is_last)
            if end >= 0:
                found.append(_section(text[token.end() : end]))
                return end + len(_END)
        else:
            mark = "-->" if sign == "<!--" else "?>"
            end = text.find(mark, token.end())
            if end >= 0:
                found.append(text[begin : end + len(mark)])
                return end + len(mark)
        if is_last:
            found.append(text[begin:])
            return len(text)
        self._opened = opened
        return -1

    def _with_a_good_beginning(self, text: str) -> str:
        """Return a text that begins with its outermost tag, on which all prefixes are declared."""
        root = _ROOT.search(text)
        if root is None or "<!doctype" in text[: root.start()].lower():
            return text
        unknown = sorted(one for one in self.prefixes if one != "xml" and f"xmlns:{one}=" not in root[0])
        declared = "".join(f' xmlns:{one}="{one}"' for one in unknown)
        return "\n" * text.count("\n", 0, root.start()) + root[0][:-1] + declared + ">" + text[root.end() :]


def _end_of_section(text: str, begin: int, opened: str, *, is_last: bool) -> int:
    """Return where a section of raw text ends that may hold others: at the last end before the tag is closed."""
    if opened:
        close = text.find(f"</{opened}>", begin)
        if close < 0 and not is_last:
            return -1
        end = text.rfind(_END, begin, close) if close >= 0 else -1
        if end >= 0:
            return end
    return text.find(_END, begin)


def _section(inner: str) -> str:
    parts = inner.split(_ESCAPED_END)
    text = _END.join(part.replace(_CDATA, "").replace(_END, "") for part in parts)
    return _CDATA + text.replace(_END, _ESCAPED_END) + _END


def _reference(found: re.Match[str]) -> str:
    if found["name"]:
        if found["name"] in _OF_XML:
            return found[0]
        characters = html5.get(f"{found['name']};")
        return f"&amp;{found['name']};" if characters is None else "".join(f"&#{ord(one)};" for one in characters)
    if found["number"]:
        number = found["number"]
        code = int(number[1:], 16) if number.startswith("x") else int(number)
        if code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
            return found[0]
        return chr(0x2400 + code) if code < 0x20 else "\ufffd"
    return "&amp;"
