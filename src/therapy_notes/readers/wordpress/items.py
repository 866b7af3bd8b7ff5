"""The fields of an item of a WordPress export, taken out of the tree by their local names.

The namespace of ``wp:`` is not one text: it names a version, with ``http`` or with ``https``, and some files never
declare it. Only the two fields called ``encoded`` are told apart by theirs.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from attrs import define, field

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - the stubs have no other name for it

OF_RSS: Final = frozenset({"title", "link", "guid", "pubDate", "description"})
"""Fields without a namespace; others of their name are something else."""
OF_WORDPRESS: Final = frozenset(
    {
        "creator", "post_id", "post_date", "post_date_gmt", "post_modified", "post_modified_gmt", "post_name",
        "post_type", "post_parent", "post_password", "status", "comment_status", "ping_status", "menu_order", "is_sticky",
        "attachment_url",
    }
)  # fmt: skip


@define
class Item:
    """An item of an export.

    Args:
        fields: What stands in the fields that are known: ``content`` and ``excerpt`` are the two called ``encoded``.
        categories: Of each its domain, its name in addresses, and its name.
        meta: The keys and values of custom fields.
        comments: The fields of each comment.
        comment_meta: How many fields programs have put to each comment.
        others: The names of fields that are not known, with what stands in each.
    """

    fields: dict[str, str] = field(factory=dict[str, str], repr=False)
    categories: list[tuple[str, str, str]] = field(factory=list[tuple[str, str, str]], repr=False)
    meta: list[tuple[str, str]] = field(factory=list[tuple[str, str]], repr=False)
    comments: list[dict[str, str]] = field(factory=list[dict[str, str]], repr=False)
    comment_meta: list[int] = field(factory=list[int], repr=False)
    others: list[tuple[str, str]] = field(factory=list[tuple[str, str]], repr=False)

    @property
    def is_of_wordpress(self) -> bool:
        """Whether it has a field that only WordPress writes."""
        return not self.fields.keys().isdisjoint(OF_WORDPRESS - {"creator"})

    def get(self, name: str) -> str:
        """Return what stands in a field, without blanks at its edges."""
        return self.fields.get(name, "").strip()

    def meta_of(self, key: str) -> str:
        """Return the first value of a custom field."""
        return next((value.strip() for known, value in self.meta if known == key), "")


def item_of(element: "Element") -> Item:
    """Return the fields of an item."""
    found = Item()
    for child in element:
        space, name = name_of(child)
        if name == "encoded":
            found.fields.setdefault("excerpt" if "excerpt" in space else "content", text_in(child))
        elif name == "category" and not space:
            found.categories.append((child.get("domain", ""), child.get("nicename", ""), text_in(child)))
        elif name == "postmeta":
            given = fields_of(child)
            found.meta.append((given.get("meta_key", "").strip(), given.get("meta_value", "")))
        elif name == "comment":
            found.comments.append(fields_of(child))
            found.comment_meta.append(sum(1 for one in child if name_of(one)[1] == "commentmeta"))
        elif name in OF_WORDPRESS or (name in OF_RSS and not space):
            found.fields.setdefault(name, text_in(child))
        elif name:
            text = text_in(child)
            if text.strip():
                found.others.append((name, text))
    return found


def fields_of(element: "Element") -> dict[str, str]:
    """Return what stands in the elements of an element, by local name; of several of one name the first."""
    found: dict[str, str] = {}
    for name, text in _children(element):
        found.setdefault(name, text)
    return found


def name_of(element: "Element") -> tuple[str, str]:
    """Return the namespace of an element, and its name in that."""
    tag = element.tag
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    return space[1:], name


def text_in(element: "Element") -> str:
    """Return all text in an element."""
    return "".join(cast("Iterator[str]", element.itertext())) if len(element) else element.text or ""


def _children(element: "Element") -> Iterator[tuple[str, str]]:
    return ((name_of(child)[1], text_in(child)) for child in element)
