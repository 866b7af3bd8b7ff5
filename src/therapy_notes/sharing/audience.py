"""Audiences: for each reader, the fields that may be seen. What is new is in no view until it is named.

A field is named by its path: ``entry.title``, ``session.preparation.hopes``, ``agreement.revisions.terms.words``. A path
that names a value with parts stands for the parts that it has today. What a value cannot be without (a session's status,
a revision's act) is seen with any of its other fields; text never is.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from attrs import field, frozen

from ..errors import UnknownAudienceError
from ..model.journal import KINDS
from ..model.shapes import Extra, Field, Many, Nested, Scalar, fields

NEVER: Final = frozenset({"id", "shared_with", "source", "extra"})
"""What no allowlist can name: ids are issued anew, and who else may see something is nobody's business."""

PREP_SECTIONS: Final = (
    "hold_on_to", "unsaid", "fears", "relationship", "wishes", "opening_line", "if_words_fail", "since", "mood",
    "personal_commitments", "occasions", "other_statements",
)  # fmt: skip
"""What another reader gets on a page only when ``prep.<name>`` is named, even from shared records.

The last three are no sections: promises to herself among the agreements, what came of a fear beneath it, and, among what
is to be held on to, what somebody else said than the two whose therapy it is.
"""

_TEXT: Final = frozenset({"words", "term", "reference_or_words"})


def nested_in(field: Field) -> type | None:
    """Return the class of the values in a field, when they have fields of their own."""
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    return shape.of if isinstance(shape, Nested) else None


def _paths_in(cls: type, prefix: str) -> Iterator[tuple[str, bool]]:
    for f in fields(cls):
        if f.name in NEVER or isinstance(f.shape, Extra):
            continue
        inner = nested_in(f)
        yield f"{prefix}.{f.name}", inner is None
        if inner is not None:
            yield from _paths_in(inner, f"{prefix}.{f.name}")


@cache
def all_paths() -> dict[str, bool]:
    """Return every path that can be named, and whether it is a leaf.

    >>> all_paths()["entry.title"], all_paths()["session.preparation"]
    (True, False)
    """
    found = {path: leaf for kind in KINDS.values() for path, leaf in _paths_in(kind.of, kind.name)}
    return found | {f"prep.{section}": True for section in PREP_SECTIONS}


def _leaves(named: frozenset[str]) -> frozenset[str]:
    """Return the leaves that a set of paths stands for.

    Raises:
        UnknownAudienceError: One of them names nothing.
    """
    known = all_paths()
    unknown = sorted(named - known.keys())
    if unknown:
        raise UnknownAudienceError(f"no such field: {', '.join(unknown)}")
    found = {path for path in named if known[path]}
    for container in (path for path in named if not known[path]):
        found.update(path for path, leaf in known.items() if leaf and path.startswith(f"{container}."))
    return frozenset(found)


def _seen(paths: Iterable[str]) -> frozenset[str]:
    return _leaves(frozenset(paths))


@frozen(kw_only=True)
class Audience:
    """Somebody who reads, and what they may see. A record must also name the audience in its own ``shared_with``.

    Args:
        name: The name that stands in ``shared_with``.
        sees: The paths of the fields that they may see.

    Raises:
        UnknownAudienceError: A path names no field, or the name is ``me``, which is the owner's.

    >>> friend = Audience(name="friend", sees=frozenset({"entry.title", "entry.body"}))
    >>> friend.may_see("entry.body"), friend.may_see("entry.feelings.name")
    (True, False)
    """

    name: str
    sees: frozenset[str] = field(converter=_seen)

    def __attrs_post_init__(self) -> None:
        if not self.name or self.name == "me":
            raise UnknownAudienceError('"me" is the owner of the journal; another audience needs another name')

    def plus(self, *paths: str, name: str = "") -> "Audience":
        """Return an audience that may see these fields as well.

        Args:
            paths: Paths of fields, or of values with all that they hold.
            name: Another name for it; the same one when not given.

        Raises:
            UnknownAudienceError: A path names no field.

        >>> friend = Audience(name="friend", sees=frozenset({"entry.title"}))
        >>> sorted(friend.plus("entry.series", name="old friend").sees)
        ['entry.series.name', 'entry.series.position', 'entry.title']
        """
        return Audience(name=name or self.name, sees=self.sees | _seen(paths))

    def minus(self, *paths: str, name: str = "") -> "Audience":
        """Return an audience that may not see these fields, nor anything inside them.

        Args:
            paths: Paths of fields, or of values with all that they hold.
            name: Another name for it; the same one when not given.

        Raises:
            UnknownAudienceError: A path names no field.

        >>> friend = Audience(name="friend", sees=frozenset({"entry.title", "entry.comments"}))
        >>> friend.minus("entry.comments").sees
        frozenset({'entry.title'})
        """
        return Audience(name=name or self.name, sees=self.sees - _seen(paths))

    def may_see(self, path: str) -> bool:
        """Whether a leaf, or anything inside a value with parts, may be seen."""
        return path in self.sees or path in _containers(self.sees)


@cache
def _containers(leaves: frozenset[str]) -> frozenset[str]:
    return frozenset(".".join(parts[:n]) for parts in (leaf.split(".") for leaf in leaves) for n in range(1, len(parts)))


def is_implied(field: Field) -> bool:
    """Whether a field is seen with any other field of its value: required, and not somebody's words."""
    return field.required and not (isinstance(field.shape, Scalar) and field.shape.kind in _TEXT)


def parsed(allowlist: str) -> frozenset[str]:
    """Return the paths of an allowlist in the short form ``entry(title feelings(name degree))``.

    >>> sorted(parsed("entry(title feelings(name degree))"))
    ['entry.feelings.degree', 'entry.feelings.name', 'entry.title']
    """
    found: set[str] = set()
    stack: list[str] = []
    last = ""
    for piece in allowlist.replace("(", " ( ").replace(")", " ) ").split():
        if piece == "(":
            found.discard(".".join([*stack, last]))
            stack.append(last)
        elif piece == ")":
            stack.pop()
        else:
            last = piece
            found.add(".".join([*stack, piece]))
    return frozenset(found)
