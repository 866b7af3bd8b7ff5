"""The comments of a page that was saved as HTML: who, when, what, to whom; by class names, which no theme translates."""

import re
from collections import Counter
from collections.abc import Iterable, Set
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import define, field

from .._lines import normal
from . import words
from .html_dates import Stamp
from .html_tree import by_class, classes, elements_of, empty, first_of, html_of, links, listed, seen, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - the stubs have no other name for it

_PLACES: Final = frozenset({"article", "div", "li", "section"})
_ID: Final = re.compile(r"(?:li-|div-)?comment-([0-9]{1,18})", re.ASCII)
_DEPTH: Final = re.compile(r"depth-([0-9]{1,4})", re.ASCII)
_COMMENT: Final = frozenset({"comment", "pingback", "trackback"})
_MACHINES: Final = frozenset({"pingback", "trackback"})
_OF_WORDPRESS: Final = frozenset({"even", "odd", "byuser", "bypostauthor", "thread-even", "thread-odd", "thread-alt"})
_LISTS_OF_COMMENTS: Final = frozenset(
    {"comment-list", "commentlist", "wp-block-comment-template", "comments-area", "wp-block-comments"}
)
_LISTS: Final = frozenset({"ol", "ul"})
_LISTS_BY_CLASS: Final = frozenset({"children", "comment-children", "replies", "comment-replies"})

_AUTHOR: Final = listed(
    "fn comment-author-name wp-block-comment-author-name comment-author-link comment_author comment-author commentauthor"
    " comment-name author-name user"
)
_TEXT: Final = listed(
    "comment-content wp-block-comment-content comment_content comment-text comment_text commenttext comment-entry"
    " comment-inner-text"
)
_DATE: Final = listed(
    "wp-block-comment-date comment-date comment_date comment-time comment-datetime comment-timestamp commentmetadata"
    " comment-metadata comment-meta datetime comment-permalink"
)
_NOT_TEXT: Final = frozenset(
    listed(
        "comment-author comment-meta commentmetadata comment-metadata comment-date comment-time avatar gravatar"
        " comment-avatar comment-awaiting-moderation comment-header comment-footer vcard wp-block-comment-date"
        " wp-block-comment-author-name wp-block-avatar comment-permalink comment_author comment-name comment-info"
    )
)
_WAITING: Final = "comment-awaiting-moderation"
_LIKES: Final = frozenset({"comment-like-feedback", "comment-likes", "comment-like", "like-count"})
_NOTES: Final = frozenset({"your comment is awaiting moderation.", "dein kommentar muss noch moderiert werden."})
"""What stood above a waiting comment before there was a class for it."""
_MOST_LOOKS: Final = 50
"""Among how many elements of one comment a name or a time is looked for."""
_MAIL: Final = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100}\.[^\s@.]{1,30}")

URLS: Final = "commenters' web addresses"
MAILS: Final = "commenters' e-mail addresses"
PICTURES: Final = "commenters' pictures"


@define(eq=False)
class Found:
    """A comment on its way out of the page."""

    element: "Element"
    number: str | None
    """The number that the blog gave it."""
    depth: int | None
    names: frozenset[str]
    around: "Found | None"
    """The comment in which it stands."""
    lists: int = 0
    """How many lists are open inside it."""
    above: "Found | None" = None
    below_a_gap: bool = False
    id: str = ""
    author: str = ""
    stamp: Stamp = field(factory=Stamp)
    html: str = ""
    likes: int | None = None
    looks: int = 0
    is_waiting: bool = False
    lost: Counter[str] = field(factory=Counter[str])

    @property
    def is_pingback(self) -> bool:
        """Whether a machine wrote it: another page links here."""
        return not self.names.isdisjoint(_MACHINES)

    @property
    def is_by_the_owner(self) -> bool | None:
        """Whether whoever wrote the post wrote it; None where the page does not tell."""
        if "bypostauthor" in self.names:
            return True
        return False if self.depth is not None or not self.names.isdisjoint(_OF_WORDPRESS) else None


# -- where they are -------------------------------------------------------------------------------------------


def comment_that_begins(element: "Element", around: Found | None, *, is_text: bool = False) -> Found | None:
    """Return the comment that begins with this element, if one does.

    Args:
        element: The element.
        around: The comment in which it stands. It may be a part of that: themes put one box into the other.
        is_text: Whether it stands in the text of a post. Somebody may call a remark a comment there: what a blog calls so
            has a number or a depth.
    """
    if element.tag not in _PLACES:
        return None
    id_ = _ID.fullmatch(element.get("id") or "")
    names = classes(element)
    if id_ is None and names.isdisjoint(_COMMENT):
        return None
    number = id_[1].lstrip("0") or "0" if id_ else None
    depth = next((int(found[1]) for name in names if (found := _DEPTH.fullmatch(name))), None)
    if is_text and id_ is None and depth is None:
        return None
    if around is not None:
        is_part = number == around.number if number and around.number else not around.lists
        if is_part and not (depth and around.depth and depth != around.depth):
            around.number, around.depth = around.number or number, around.depth or depth
            around.names |= names
            return None
    return Found(element, number, depth, names, around)


def is_list_of_comments(element: "Element") -> bool:
    """Tell whether an element holds comments and nothing else."""
    return element.get("id") == "comments" or not classes(element).isdisjoint(_LISTS_OF_COMMENTS)


def is_list(element: "Element") -> bool:
    """Tell whether comments below another one may stand in this element."""
    return element.tag in _LISTS or not classes(element).isdisjoint(_LISTS_BY_CLASS)


def into_threads(found: Iterable[Found]) -> None:
    """Find out what each comment answers: that in which it stands, else the nearest one before it that is less deep."""
    chain: list[tuple[int, Found]] = []
    depths: dict[int, int] = {}
    for item in found:
        around = item.around
        around_depth = depths.get(id(around), 0) if around is not None else 0
        depth = max(item.depth or 0, around_depth + 1)
        depths[id(item)] = depth
        while chain and chain[-1][0] >= depth:
            chain.pop()
        parent = around if around is not None else chain[-1][1] if chain else None
        parent_depth = around_depth if around is not None else chain[-1][0] if chain else 0
        item.below_a_gap = depth - parent_depth > 1
        while parent is not None and parent.is_pingback:
            parent = parent.above
        item.above = parent
        chain.append((depth, item))


# -- what they say --------------------------------------------------------------------------------------------


def note_likes(item: Found, element: "Element") -> None:
    """Note how many people liked a comment, if this element inside of it tells. It belongs to the frame of the page."""
    if item.likes is None and item.looks < _MOST_LOOKS and not classes(element).isdisjoint(_LIKES):
        item.looks += 1
        item.likes = words.likes(seen(element))


def take_out(item: Found) -> None:
    """Read a comment, without those that stand in it, and take it out of the page."""
    inside = by_class(item.element)
    text = first_of(inside, _TEXT)
    of_text = elements_of(text)
    author = _author_element(item.element, inside, of_text)
    item.author = "" if author is None else _name_in(author, item.lost)
    item.stamp = _stamp(item.element, inside, of_text)
    waiting = inside.get(_WAITING)
    if waiting is None:
        notes = (element for element in islice(item.element.iter("em", "p"), _MOST_LOOKS) if len(element) == 0)
        waiting = next((element for element in notes if normal(element.text or "") in _NOTES), None)
    if waiting is not None:
        item.is_waiting = True
        empty(waiting)
    for link in links(item.element):
        if link not in of_text and (link.get("href") or "").lower().startswith("mailto:"):
            item.lost[MAILS] += 1
    for picture in [*item.element.iter("img")]:
        if _is_face(picture):
            item.lost[PICTURES] += 1
            empty(picture)
    if text is None:
        text = item.element
        if author is not None:
            if words.speaker(f"x {(author.tail or '').strip()}"):  # "says:" outside of the name
                author.tail = None
            empty(author)
        _cut_what_is_not_text(text)
    item.html = html_of(text)
    if words.is_pingback(seen(text)):
        item.names |= {"pingback"}
    empty(item.element)


def _name_in(element: "Element", lost: Counter[str]) -> str:
    """Return the name that stands in an element, and count what is dropped with it."""
    around = element.getparent()
    for link in (*links(element), *(links(around) if around is not None and around.tag == "a" else ())):
        lost[URLS] += not (link.get("href") or "").lower().startswith(("mailto:", "#"))
    name = seen(element)
    name = words.speaker(name) or name.removesuffix(":").rstrip()
    if _MAIL.fullmatch(name):
        lost[MAILS] += 1
        name = name.partition("@")[0]
    return name


def _author_element(top: "Element", inside: dict[str, "Element"], of_text: "Set[Element]") -> "Element | None":
    for name in _AUTHOR:
        found = inside.get(name)
        if found is not None and found not in of_text:
            cite = next(iter(found.iter("cite")), None)
            return found if cite is None else cite
    cites = (cite for cite in islice(top.iter("cite"), _MOST_LOOKS) if cite not in of_text)
    return next((cite for cite in cites if not _is_quoted(cite)), None)


def _stamp(top: "Element", inside: dict[str, "Element"], of_text: "Set[Element]") -> Stamp:
    for time in islice(top.iter("time"), _MOST_LOOKS):
        if time not in of_text:
            return Stamp(time.get("datetime") or "", seen(time))
    for name in _DATE:
        element = inside.get(name)
        if element is None or element in of_text:
            continue
        for link in islice(links(element), _MOST_LOOKS):
            if _has_digit(seen(link)):
                return Stamp("", seen(link))
        if _has_digit(seen(element)):
            return Stamp(element.get("datetime") or "", seen(element))
    return Stamp()


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _cut_what_is_not_text(top: "Element") -> None:
    """Leave of a comment whose text has no class of its own only what is neither name nor time nor picture."""
    for element in [*top.iter()]:
        if element is top:
            continue
        is_name = element.tag == "cite" and not _is_quoted(element)
        if is_name or element.tag in {"time", "footer", "header"} or not classes(element).isdisjoint(_NOT_TEXT):
            empty(element)


def _is_face(picture: "Element") -> bool:
    return not classes(picture).isdisjoint({"avatar", "gravatar", "photo"}) or "gravatar.com/" in (picture.get("src") or "")


def _is_quoted(cite: "Element") -> bool:
    """Tell whether a source is named inside somebody's text."""
    around = cite.getparent()
    return around is not None and around.tag in {"p", "blockquote", "q"}


# -- how many there should be ---------------------------------------------------------------------------------

_TITLES: Final = (
    "comments-title",
    "wp-block-comments-title",
    "comment-title",
    "comments-heading",
    "comments-count",
    "comments-number",
)
_LINKS: Final = ("comments-link", "post-comments-link", "comment-count", "comment-link")
_QUOTED: Final = re.compile(r"[“„«‹「『\"].*[”“»›」』\"]", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:[.,'\u2009\u202f\xa0][0-9]{3}){1,2}(?![0-9])|[0-9]{1,9}", re.ASCII)


def claimed(top: "Element") -> int | None:
    """Return how many comments a post, or the page of one, says that there are: over them, or in its link to them."""
    inside = by_class(top)
    area = next((element for element in top.iter() if element.get("id") == "comments"), None)
    for element in (*(inside.get(name) for name in _TITLES), *_headings(area), *(inside.get(name) for name in _LINKS)):
        if element is None:
            continue
        heading = words.heading(seen(element))
        if heading is not None:
            return heading.claimed
        if not classes(element).isdisjoint((*_TITLES, *_LINKS)):
            numbers = _NUMBER.findall(_QUOTED.sub("", _without_spans(element)))
            if len(numbers) == 1:
                return int(re.sub(r"[^0-9]", "", numbers[0]))
    return None


def _headings(area: "Element | None") -> "Iterable[Element]":
    return () if area is None else [*area.iter("h1", "h2", "h3", "h4", "h5", "h6")][:20]


def _without_spans(element: "Element") -> str:
    """Return the words of a heading without the title that it quotes, where a theme marks that."""
    parts: list[str] = []
    depth = 0
    for begins, inner in walk(element):
        if inner is not element and inner.tag in {"span", "em", "i", "q"}:
            depth += 1 if begins else -1
        if depth == 0:
            parts.append((inner.text if begins else None if inner is element else inner.tail) or "")
    shown = " ".join("".join(parts).split())
    return shown if _NUMBER.search(shown) else seen(element)
