r"""What a note says between its words: tags, links to other notes, files that it shows.

They are looked for where a reader sees them: not in code, not in comments, and not in what is for the writer alone, since
a tag or a link would carry it out into the open. The text itself is never changed here.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Final, cast
from urllib.parse import unquote

from attrs import frozen

from ...text import without_private_spans

_LONGEST: Final = 1000
_FENCE: Final = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)")
_ORG_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(src|example|export|comment)\b", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r" {0,3}#[ \t]+")
_TICKS: Final = re.compile("`+")

_TAG: Final = re.compile(
    r"(?:(?<=\s)|^)#(?:\[\[([^\[\]\n]{1,200})\]\]|([^\s\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]{1,200}))",
    re.MULTILINE,
)
_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{0,1000})\])?\]")
_INLINE: Final = re.compile(
    r"(?:(!)\[([^\[\]\n]{0,1000}))?\]\([ \t]*"
    r"(?:<([^<>\n]{1,1000})>|([^\s()<>]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})*))"
)
_DEFINED: Final = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]+(?:<([^<>\n]{1,1000})>|(\S{1,1000}))", re.MULTILINE)
_HTML: Final = re.compile(r"""\b(?:src|href)=["']([^"'<>\n]{1,1000})["']""", re.IGNORECASE)
_SHORTCODE: Final = re.compile(
    r"\{%-?[ \t]+(?:post_url|link)[ \t]+([^\s%]{1,1000})|\{\{[<%][ \t]+(?:rel)?ref[ \t]+\"([^\"\n]{1,1000})\""
)
_SIZE: Final = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,30}:|//|#|\{\{|mailto:")
_PROPERTY: Final = re.compile(r"^[ \t]*(?:- )?([\w-]{1,60}):: ?(.*)$")
_LIST_SIGNS: Final = "-*+"


@frozen
class Mention:
    """A note or a file that a text points to.

    Args:
        target: What it points to, without a heading or a block in it.
        is_shown: Whether it is to be shown there, as a picture is.
        alt: What stands for it, in words.
        is_wiki: Whether it stands in double brackets, where a name alone is enough.
    """

    target: str
    is_shown: bool = False
    alt: str = ""
    is_wiki: bool = False


def seen(text: str) -> str:
    r"""Return a text without what is private, what is a comment and what is code.

    >>> seen("Slept. `#no` %%#secret%% <!-- #todo --> #yes\n```\n#never\n```\n")
    'Slept.     #yes\n'
    """
    return "\n".join(map(_without_inline_code, _lines_without_code(_without_hidden(text).split("\n"))))


def first_heading(text: str) -> str:
    r"""Return the first heading of the first level, where a reader sees one; an empty text where there is none.

    >>> first_heading("%%# mine%%\n```\n# code\n```\n## Second\n # The `lift` #\n"), first_heading("#tag")
    ('The `lift`', '')
    """
    for line in _lines_without_code(_without_hidden(text).split("\n")):
        found = _HEADING.match(line)
        if found:
            words = line[found.end() :].strip()
            bare = words.rstrip("#")
            closed = bare if not bare or bare[-1].isspace() else words
            if closed.strip():
                return closed.strip()
    return ""


def _without_hidden(text: str) -> str:
    """Return a text without what is private and what is a comment."""
    shown = without_private_spans(text)
    return _COMMENT.sub(" ", shown) if "<!--" in shown else shown


def _lines_without_code(lines: Iterable[str]) -> Iterator[str]:
    fence = org_end = ""
    for line in lines:
        if org_end:
            org_end = "" if line.strip().casefold() == org_end else org_end
            continue
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            continue
        begin = _ORG_BEGIN.match(line)
        if begin:
            org_end = f"#+end_{begin[1].casefold()}"
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
        else:
            yield line


def _without_inline_code(line: str) -> str:
    """Return a line without what stands between two runs of as many backticks each."""
    if "`" not in line:
        return line
    runs = list(_TICKS.finditer(line))
    ahead: defaultdict[int, deque[int]] = defaultdict(deque)
    for number, run in enumerate(runs):
        ahead[len(run[0])].append(number)
    kept: list[str] = []
    begin = number = 0
    while number < len(runs):
        same = ahead[len(runs[number][0])]
        while same and same[0] <= number:
            same.popleft()
        if same:
            kept.append(line[begin : runs[number].start()])
            begin, number = runs[same[0]].end(), same[0]
        number += 1
    return "".join([*kept, line[begin:]])


def tags(text: str) -> Iterator[str]:
    """Yield the tags in a text that has been through :func:`seen`: a word behind ``#``, or several in double brackets.

    >>> list(tags("#rain and #rain/heavy, not #123 or C#minor; #[[two words]] # Heading #2024-05 #😀"))
    ['rain', 'rain/heavy', 'two words', '2024-05', '😀']
    """
    for found in _TAG.finditer(text):
        tag = (found[1] or found[2]).strip(" \t/")
        if tag.strip("-_/") and not tag.replace("/", "").isdigit():
            yield tag


def several(value: object) -> tuple[list[str], bool]:
    """Return the tags that a value of front matter names, and whether all of it was understood.

    >>> several("ay bee cee"), several(["#two words", "b"]), several("a, two words"), several([["x"], {}])
    ((['ay', 'bee', 'cee'], True), (['two words', 'b'], True), (['a', 'two words'], True), (['x'], False))
    """
    if isinstance(value, str):
        value = value.split(",") if "," in value else value.split()
    if not isinstance(value, list):
        return [], False
    items = [inner for item in cast("list[object]", value) for inner in _flat(item)]
    found = [item for item in items if isinstance(item, str)]
    return [tag for item in found if (tag := item.strip().lstrip("#").strip())], len(found) == len(items)


def _flat(item: object) -> list[object]:
    """Return what is in a list in a list: ``[[a]]``, meant as a link, is one for YAML."""
    return cast("list[object]", item) if isinstance(item, list) else [item]


def properties(body: str) -> Iterator[tuple[str, str]]:
    r"""Yield the properties of the page with which a note of Logseq begins: ``key:: value``, one to a line.

    >>> list(properties("\ntags:: [[rain]], work\nalias:: wet\n\n- Slept.\n  id:: 5f3\n"))
    [('tags', '[[rain]], work'), ('alias', 'wet')]
    """
    for line in body.lstrip("\n").split("\n", 100)[:100]:
        found = _PROPERTY.match(line)
        if found is None:
            return
        yield found[1], found[2].strip()


def mentions(text: str) -> Iterator[Mention]:
    """Yield what a text points to, in the order of the kinds of links; addresses elsewhere are left out.

    The text has been through :func:`seen`.

    >>> [m.target for m in mentions("[[Ida#Spring|her]], ![[cup.png|100]], [x](a%20b.md), ![tea](<my cup.png>), [w](https://a.b)")]
    ['Ida', 'cup.png', 'a b.md', 'my cup.png']
    """
    for found in _WIKI.finditer(text):
        name, _, alias = found[2].partition("|")
        alt = "" if _SIZE.fullmatch(alias.strip()) else alias.strip()
        yield from _mention(name, is_shown=bool(found[1]), alt=found[3] or alt, is_wiki=True)
    for found in _INLINE.finditer(text):
        yield from _mention(unquote(found[3] or found[4]), is_shown=bool(found[1]), alt=(found[2] or "").strip())
    for found in _DEFINED.finditer(text):
        yield from _mention(unquote(found[1] or found[2]))
    for found in _HTML.finditer(text):
        yield from _mention(unquote(found[1]), is_shown=found[0][:1] in "sS")
    for found in _SHORTCODE.finditer(text):
        yield from _mention(found[1] or found[2])


def _mention(target: str, *, is_shown: bool = False, alt: str = "", is_wiki: bool = False) -> Iterator[Mention]:
    target = target.strip().removeprefix("file:")
    if target and not _ADDRESS.match(target):
        name = target.split("#", 1)[0].split("^", 1)[0] if is_wiki else target.split("#", 1)[0].split("?", 1)[0]
        if name.strip():
            yield Mention(name.strip().replace("\\", "/"), is_shown, alt, is_wiki)


def is_blank(text: str) -> bool:
    r"""Tell whether a text holds nothing but the sign of a list, as a page that an outliner opened and nobody wrote on.

    >>> is_blank("\n-"), is_blank("\n- x")
    (True, False)
    """
    return all(sign in _LIST_SIGNS or sign.isspace() for sign in text)
