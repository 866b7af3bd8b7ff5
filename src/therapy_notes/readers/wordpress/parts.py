"""What one file of a WordPress export holds: its posts, and what those may need of its other items.

Nothing of it counts before it was read to its end, and nothing is put together here: what a post shows of other items may
stand in another file.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from attrs import define, field

from .. import _xml
from .._account import digest
from . import fields, times
from .bodies import Body, body_of, needs_others, said_in
from .comments import Author
from .fields import line
from .items import Item, fields_of, item_of, name_of, text_in

ON_WHAT_IS_LEFT_OUT: Final = "a comment on what was left out"
IN_THE_TRASH: Final = "in the trash"
OTHER_KIND: Final = "an item of another kind, which was not asked for (include)"

TAGS: Final = tuple(
    f"{{*}}{name}" for name in ("item", "author", "title", "link", "wxr_version", "base_site_url", "base_blog_url")
)
"""The elements of a file that are looked at."""

_NEVER: Final[Mapping[str, str]] = {
    "attachment": "a picture or another file",
    "nav_menu_item": "a menu item",
    "revision": "an older state of a post",
    "wp_block": "a reusable text",
    "wp_navigation": "a menu",
    "wp_template": "a part of how the site looks",
    "wp_template_part": "a part of how the site looks",
    "wp_global_styles": "a part of how the site looks",
    "wp_font_family": "a part of how the site looks",
    "wp_font_face": "a part of how the site looks",
    "custom_css": "a part of how the site looks",
    "customize_changeset": "a part of how the site looks",
    "oembed_cache": "a part of how the site works",
    "user_request": "a part of how the site works",
}
_IF_ASKED: Final[Mapping[str, str]] = {
    "page": "a page, which was not asked for (include)",
    "feedback": "a message from a contact form, which was not asked for (include)",
}
_SHOWN_TO_ALL: Final = frozenset({"publish", ""})

State: TypeAlias = tuple[str, str]
"""When an item was last changed, in UTC and by the clock of the blog; of two states, the later one is greater."""


@define
class Below:
    """A comment below a post.

    Args:
        place: Where it stands.
        given: Its fields.
        body: Its text.
        meta: How many fields programs have put to it.
    """

    place: str
    given: Mapping[str, str] = field(repr=False)
    body: Body = field(repr=False)
    meta: int = 0

    @property
    def number(self) -> str:
        """Its number, as the file writes it."""
        return self.given.get("comment_id", "").strip()


@define
class Post:
    """An item that becomes an entry, on its way."""

    item: Item = field(repr=False)
    place: str
    position: int
    body: Body | None = field(repr=False)
    """None as long as other items are needed for it: then the text is still in the item."""
    comments: list[Below] = field(repr=False)
    blog: str = field(default="", repr=False)
    nth: int = 1
    """Of how many items of its number in the file it is the how-manieth."""
    id: str = ""

    @property
    def creator(self) -> str:
        """The login of who wrote it."""
        return self.item.get("creator")

    @property
    def key(self) -> str:
        """What it is known by within its blog: its number, and for want of that its address or what is in it."""
        item = self.item
        text = self.body.markdown if self.body is not None else item.fields.get("content", "")
        known = item.get("post_id") or item.get("guid") or item.get("link")
        return known or digest("\0".join((item.get("post_date"), item.get("title"), text)))

    @property
    def state(self) -> State:
        """When it was last changed."""
        return state_of(self.item)

    @property
    def addresses(self) -> Iterator[str]:
        """Its addresses, as addresses are compared."""
        return (fields.address(one) for one in (self.item.get("link"), self.item.get("guid")) if one)


@define
class File:
    """A picture or another file of the blog."""

    number: str
    parent: str
    address: str = field(repr=False)
    alt_text: str = field(repr=False)
    words: str = field(repr=False)
    state: State = field(default=("", ""), repr=False)
    is_linked: bool = False

    @property
    def key(self) -> str:
        """What it is known by within its blog."""
        return self.number or self.address


@define
class Reusable:
    """A text that posts may show.

    Args:
        key: Its number.
        text: The text; None if it is not for everybody: a draft, private, behind a password, or in the trash.
        state: When it was last changed.
    """

    key: str
    text: str | None = field(repr=False)
    state: State = field(default=("", ""), repr=False)


@define
class Part:
    """What one file holds. Nothing of it counts before it was read to its end."""

    place: str
    first: int
    """The position of its first item among those of all parts."""
    blog: str = field(default="", repr=False)
    is_export: bool = False
    has_title: bool = False
    items: int = 0
    comments: int = 0
    kinds: set[str] = field(factory=set[str], repr=False)
    authors: list[Author] = field(factory=list[Author])
    posts: list[Post] = field(factory=list[Post])
    left_out: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    """Where something stands that is left out, and why."""
    files: list[File] = field(factory=list[File])
    reusable: list[Reusable] = field(factory=list[Reusable], repr=False)
    pictures: int = 0
    mended: str = ""
    """The first line that was no XML, if one was mended."""


def part_of(elements: _xml.Elements, place: str, first: int, include: frozenset[str]) -> Part:
    """Go through a file.

    Args:
        elements: Its elements, of those in :data:`TAGS`.
        place: What it is called in problems; nothing if there is but one.
        first: How many items stand in the files before it.
        include: The kinds of items that become entries beside posts.
    """
    part = Part(place, first)
    head: dict[str, str] = {}
    for element in elements:
        space, name = name_of(element)
        if name == "item":
            _take(part, item_of(element), include)
        elif name == "author":
            _take_author(part, fields_of(element))
        elif space or name in {"title", "link"}:
            above = element.getparent()
            if above is not None and name_of(above)[1] == "channel":
                head.setdefault(name, text_in(element).strip())
    part.is_export = part.is_export or "wxr_version" in head
    part.has_title = "title" in head
    part.pictures = elements.pictures
    part.blog = fields.address(head.get("base_blog_url") or head.get("link") or "")
    for post in part.posts:
        post.blog = part.blog
    return part


def kind_of(item: Item) -> str:
    """Return what an item is: a ``post``, a ``page``, or something else."""
    return item.get("post_type").lower() or "post"


def state_of(item: Item) -> State:
    """Return when an item was last changed."""
    return times.as_compared(item.get("post_modified_gmt")), times.as_compared(item.get("post_modified"))


def _take_author(part: Part, given: Mapping[str, str]) -> None:
    part.is_export = part.is_export or "author_login" in given
    part.authors.append(
        Author(
            number=given.get("author_id", "").strip(),
            login=given.get("author_login", "").strip(),
            name=line(given.get("author_display_name", "")),
            mail=given.get("author_email", "").strip().casefold(),
        )
    )


def _take(part: Part, item: Item, include: frozenset[str]) -> None:
    """Take an item into the account of its part, and what is needed of it."""
    position = part.first + part.items
    part.items += 1
    part.comments += len(item.comments)
    part.is_export = part.is_export or item.is_of_wordpress
    place = f"{part.place}: item {part.items}" if part.place else f"item {part.items}"
    kind = kind_of(item)
    part.kinds.add(kind)
    why = _why_left_out(kind, item.get("status"), include)
    if why:
        part.left_out.append((place, why))
        part.left_out += ((f"{place}, comment {n}", ON_WHAT_IS_LEFT_OUT) for n in range(1, len(item.comments) + 1))
        _keep_what_others_need(part, item, kind)
        return
    text = item.fields.get("content", "")
    if kind == "feedback":
        item.fields["content"], text = fields.message_in(text), fields.message_in(text)
    body = None
    if not needs_others(text):
        body = body_of(text, lambda number: None, lambda numbers: ())
        item.fields["content"] = ""
    below = [
        Below(f"{place}, comment {n}", given, said_in(given.pop("comment_content", "")), meta)
        for n, (given, meta) in enumerate(zip(item.comments, item.comment_meta, strict=True), 1)
    ]
    item.comments.clear()
    part.posts.append(Post(item, place, position, body, below))


def _why_left_out(kind: str, status: str, include: frozenset[str]) -> str:
    if kind in _NEVER:
        return _NEVER[kind]
    if kind != "post" and kind not in include:
        return _IF_ASKED.get(kind, OTHER_KIND)
    return IN_THE_TRASH if status == "trash" else ""


def _keep_what_others_need(part: Part, item: Item, kind: str) -> None:
    if kind == "attachment":
        part.files.append(
            File(
                number=item.get("post_id"),
                parent=item.get("post_parent"),
                address=item.get("attachment_url") or item.get("guid"),
                alt_text=line(item.meta_of("_wp_attachment_image_alt")),
                words=line(item.get("excerpt")) or line(item.get("content")),
                state=state_of(item),
            )
        )
    elif kind == "wp_block":
        is_for_all = item.get("status") in _SHOWN_TO_ALL and not item.get("post_password")
        text = item.fields.get("content", "") if is_for_all else None
        part.reusable.append(Reusable(item.get("post_id"), text, state_of(item)))
