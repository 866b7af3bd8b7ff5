r"""A page of Logseq in Org syntax becomes Markdown: its outline a list, its links links, and every word of it is kept.

Two per cent signs mean "private" in our Markdown and nothing in Org, so that they are escaped; in code, where nothing can
be, the backslash is seen.
"""

import re
from collections.abc import Iterator
from typing import Final

from ...frontmatter import Plain, Value
from .._plain_markdown import escaped

_KEYWORD: Final = re.compile(r"#\+([A-Za-z_]{1,40}):[ \t]*(.*)")
_PROPERTY: Final = re.compile(r"[ \t]*:([\w-]{1,60}):[ \t]+(.*)")
_HEADLINE: Final = re.compile(r"(\*{1,100})[ \t]+(.*)")
_TAGGED: Final = re.compile(r"[ \t]:([\w@#%]{1,100}(?::[\w@#%]{1,100}){0,50}):[ \t]*\Z")
_ITEM: Final = re.compile(r"([-+]|\d{1,9}[.)])[ \t]+(.*)")
_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(\w{1,40})[ \t]*(\S{0,40}).*", re.IGNORECASE)
_LITERAL: Final = frozenset({"src", "example", "export"})
_INLINE: Final = re.compile(
    r"\[\[([^\[\]<>\n]{1,1000})\]\[([^\[\]\n]{1,1000})\]\]|(\[\[[^\[\]\n]{1,1000}\]\]|#\[\[[^\[\]\n]{1,200}\]\]|<https?://[^<>\s]{1,1000}>)"
)
_TILDES: Final = re.compile("~{3,}")
_SECOND_PER_CENT: Final = re.compile("(?<=%)%")
_DEEPEST: Final = 12


def parted(text: str) -> tuple[dict[str, Value], str]:
    r"""Return what stands above an Org page, by key, and the page below as Markdown.

    >>> page = "#+TITLE: x\n#+filetags: :rain:work:\n\n* Slept *badly* :night:\n** [[https://a.example][here]]\n   [[Ida]]"
    >>> values, body = parted(page)
    >>> values
    {'title': Plain('x'), 'filetags': [Plain('rain'), Plain('work')], 'tags': [Plain('night')]}
    >>> print(body)
    - Slept \*badly\* :night:
      - [here](<https://a.example>)
        [[Ida]]
    """
    lines = text.split("\n")
    values, begin = _above(lines)
    tags: dict[str, Value] = {}
    for line in lines[begin:]:
        tagged = _TAGGED.search(line) if line[:1] == "*" else None
        if tagged:
            tags.update({tag: Plain(tag) for tag in tagged[1].split(":")})
    if tags and "tags" not in values:
        values["tags"] = list(tags.values())
    return values, "\n".join(_written(lines[begin:])).strip("\n")


def _above(lines: list[str]) -> tuple[dict[str, Value], int]:
    """Return the keywords and properties with which a page begins, and the place of the line after them."""
    values: dict[str, Value] = {}
    for place, line in enumerate(lines):
        keyword = _KEYWORD.fullmatch(line) or (_PROPERTY.fullmatch(line) if place else None)
        if keyword and keyword[1].casefold() not in values:
            values[keyword[1].casefold()] = _value(keyword[1], keyword[2])
        elif keyword or line.strip().upper() not in {"", ":PROPERTIES:", ":END:"}:
            return values, place if values else 0
    return values, len(lines) if values else 0


def _value(key: str, text: str) -> Value:
    if key.casefold() == "filetags":
        return [Plain(tag) for tag in re.split(r"[:\s]+", text) if tag]
    return Plain(text.strip())


def _written(lines: list[str]) -> Iterator[str]:
    margin, fence = "", ""
    tildes = "~" * (1 + max((len(run) for line in lines for run in _TILDES.findall(line)), default=3))
    for line in lines:
        begin = _BEGIN.match(line)
        if fence:
            is_end = line.strip().casefold() == f"#+end_{fence}"
            yield f"{margin}{tildes}" if is_end else margin + _SECOND_PER_CENT.sub(r"\\%", line)
            fence = "" if is_end else fence
        elif begin and begin[1].casefold() in _LITERAL and "~" not in begin[2]:
            fence = begin[1].casefold()
            yield margin + tildes + _SECOND_PER_CENT.sub("", begin[2])
        elif (headline := _HEADLINE.match(line)) is not None:
            level = min(len(headline[1]), _DEEPEST)
            margin = "  " * level
            yield f"{'  ' * (level - 1)}- {_inline(headline[2].strip())}"
        elif not line.strip():
            yield ""
        elif (item := _ITEM.match(line.strip())) is not None:
            yield f"{margin}{item[1]} {_inline(item[2].strip())}"
        else:
            yield f"{margin}{_inline(line.strip())}"


def _inline(text: str) -> str:
    made: list[str] = []
    begin = 0
    for found in _INLINE.finditer(text):
        link = found[3] or f"[{escaped(found[2].strip())}](<{found[1]}>)"
        made += [_between(text[begin : found.start()]), _SECOND_PER_CENT.sub(r"\\%", link)]
        begin = found.end()
    return "".join([*made, _between(text[begin:])])


def _between(text: str) -> str:
    bare = text.strip(" \t")
    if not bare:
        return " " if text else ""
    before, after = (" " if sign.isspace() else "" for sign in (text[0], text[-1]))
    return before + escaped(bare) + after
