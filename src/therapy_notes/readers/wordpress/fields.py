"""What the fields of a WordPress post say beside its text: tags, addresses, and what has no home in a journal."""

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import Final

from attrs import field, frozen

from ..html import text_of
from .items import Item

_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "link": (),
    "guid": (),
    "creator": (),
    "description": (),
    "post_name": (),
    "post_parent": ("0",),
    "menu_order": ("0",),
    "comment_status": ("open", "closed"),
    "ping_status": ("open", "closed"),
}
"""Fields that have no home, and what they hold when they say nothing."""
_NAMES: Final[Mapping[str, str]] = {"link": "link", "guid": "guid", "description": "description", "creator": "dc:creator"}
_PLACE: Final = re.compile(r"_?geo_\w*")
_OF_PROGRAMS: Final = re.compile(r"_oembed_\w*|_edit_(?:lock|last)|_encloseme|_pingme|_feedback_\w*|_?akismet_\w*")
"""Custom fields that programs fill for themselves. Some hold what other people's computers told."""
_SCHEME: Final = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_NO_CATEGORY: Final = "uncategorized"


@frozen
class Terms:
    """How a post is filed.

    Args:
        tags: Its tags, then its categories, each once.
        categories: Its categories.
        post_format: Its form, such as ``aside``.
        others: Other ways of filing, by the names of those.
    """

    tags: tuple[str, ...] = field(repr=False)
    categories: tuple[str, ...] = field(repr=False)
    post_format: str = ""
    others: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]], repr=False)


def line(html: str) -> str:
    """Return a title or a name as it is shown, on one line.

    >>> line("Q &amp; <em>A</em>"), line("5 < 6  "), line("<nothing>")
    ('Q & A', '5 < 6', '<nothing>')
    """
    plain = " ".join(html.split())
    return text_of(html) or plain if "<" in plain or "&" in plain else plain


def address(text: str) -> str:
    """Return an address as two of them are compared: without ``https``, ``www``, what is behind ``#``, and a last slash.

    >>> address("https://www.Example.org/2019/05/kettle/#comment-4"), address("http://example.org/?p=7")
    ('example.org/2019/05/kettle', 'example.org/?p=7')
    """
    bare = _SCHEME.sub("", unescape(text).strip(), count=1).partition("#")[0]
    host, slash, path = bare.partition("/")
    return (host.lower() + slash + path).rstrip("/")


def message_in(text: str) -> str:
    r"""Return the words of a contact form, without what stands below them: addresses of the sender and their computer.

    >>> message_in("May I quote you?\n<!--more-->\nAUTHOR EMAIL: ida@example.org")
    'May I quote you?'
    """
    return text.partition("<!--more")[0].strip()


def terms_of(item: Item) -> Terms:
    """Return how a post is filed. Old files write every category and tag twice, with and without its domain."""
    tags: dict[str, None] = {}
    categories: dict[str, None] = {}
    others: dict[str, dict[str, None]] = {}
    bare: dict[str, None] = {}
    post_format = ""
    for domain, nicename, name in item.categories:
        shown = line(name).lstrip("#") or line(name)
        if not shown:
            continue
        match domain.strip():
            case "post_tag" | "tag":
                tags[shown] = None
            case "category":
                if nicename != _NO_CATEGORY:
                    categories[shown] = None
                bare.pop(shown, None)
            case "post_format":
                post_format = nicename.removeprefix("post-format-") or shown
            case "":
                bare[shown] = None
            case other:
                others.setdefault(other, {})[shown] = None
    with_domain = {line(name).lstrip("#") for domain, _, name in item.categories if domain.strip()}
    categories.update(dict.fromkeys(name for name in bare if name not in with_domain and name.lower() != _NO_CATEGORY))
    return Terms(
        tags=tuple({**tags, **categories}),
        categories=tuple(categories),
        post_format=post_format,
        others={domain: tuple(names) for domain, names in others.items()},
    )


def extra_of(item: Item, terms: Terms, losses: Counter[str]) -> dict[str, object]:
    """Return what has no home in a journal, and count it by the names that the format gives it.

    Where somebody was is kept only if they made it public. A password is not kept at all.
    """
    extra: dict[str, object] = {}
    for name in ("post_date", "post_date_gmt", "post_modified", "post_modified_gmt"):
        if item.get(name):
            extra[name] = item.get(name)

    def keep(name: str, value: object, called: str) -> None:
        if value:
            extra[name] = value
            losses[called] += 1

    for name, usual in _USUAL.items():
        keep(name, "" if item.get(name) in usual else item.get(name), _NAMES.get(name, f"wp:{name}"))
    if terms.categories:
        extra["categories"] = terms.categories
    keep("post_format", terms.post_format, "post_format")
    keep("taxonomies", dict(terms.others), "other taxonomies")
    keep("is_sticky", item.get("is_sticky") == "1", "wp:is_sticky")
    keep("excerpt", item.get("excerpt"), "excerpt:encoded")
    losses["wp:post_password"] += bool(item.get("post_password"))
    extra.update({"has_password": True} if item.get("post_password") else {})
    meta = _meta_of(item, losses)
    extra.update({"postmeta": meta} if meta else {})
    others = _gathered(item.others)
    extra.update({"other_fields": others} if others else {})
    losses["fields that WordPress does not have"] += len(others)
    return extra


def _meta_of(item: Item, losses: Counter[str]) -> dict[str, object]:
    is_public = item.meta_of("geo_public") == "1"
    kept: list[tuple[str, str]] = []
    for key, value in item.meta:
        if _PLACE.fullmatch(key):
            losses["wp:postmeta geo_*"] += 1
            if is_public:
                kept.append((key, value))
        elif _OF_PROGRAMS.fullmatch(key):
            losses["wp:postmeta that programs fill for themselves"] += 1
        elif key and value:
            losses["wp:postmeta"] += 1
            kept.append((key, value))
    return _gathered(kept)


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Return values by key; several of one key together."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else tuple(values) for key, values in found.items()}
