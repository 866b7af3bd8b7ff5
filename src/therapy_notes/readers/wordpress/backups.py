"""Several backups of one blog: what stands in more than one of them is one thing, and its latest state counts.

A post is known by the address of its blog and by its number there. Within one file, two items of one number are two; so
the first of a number in one file is the first of that number in another. Where a file does not tell the address of its
blog, nobody knows whether its numbers are those of another file, and every item stays what it is.

What is in the trash in a later backup takes nothing out of an earlier one.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, Protocol, TypeVar

from attrs import field, frozen

from .comments import NUMBER
from .parts import Below, File, Part, Post, State

IN_ANOTHER_PART: Final = "in another part as well"
OLDER_STATE: Final = "an older state of a post that is in another part"


class _Known(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def state(self) -> State: ...


_T = TypeVar("_T", bound=_Known)


@frozen
class Joined:
    """Posts, each once.

    Args:
        posts: Each post in its latest state, with the comments of all its states, in the order of the files.
        addresses: The addresses of posts and of their older states, each with the post.
        left_out: Where something stands that is left out, and why.
    """

    posts: list[Post] = field(repr=False)
    addresses: list[tuple[str, Post]] = field(repr=False)
    left_out: list[tuple[str, str]]


def joined(parts: Sequence[Part]) -> Joined:
    """Return the posts of all parts, each once.

    Of its states the one that was changed last is taken; where that is not known, the one with more comments, and then the
    one in the later file. Comments that only another state has come along.
    """
    posts: list[Post] = []
    addresses: list[tuple[str, Post]] = []
    left_out: list[tuple[str, str]] = []
    for nth, states in _grouped((part.blog, part.posts) for part in parts):
        taken = _latest(states, lambda post: len(post.comments))
        taken.nth = nth
        posts.append(taken)
        addresses += ((address, taken) for post in (taken, *states) for address in post.addresses)
        has, here = set(map(_known_by, taken.comments)), set(map(_content_of, taken.comments))
        for other in states[::-1]:  # a comment that several of them have is taken as it is in the latest file
            if other is not taken:
                left_out += _join(taken, other, has, here)
    return Joined(sorted(posts, key=lambda post: post.position), addresses, left_out)


def latest_files(parts: Iterable[Part]) -> list[tuple[str, File]]:
    """Return the pictures and files of all parts, each once, with its blog."""
    return _each_once((part.blog, part.files) for part in parts)


def latest_reusable(parts: Iterable[Part]) -> dict[tuple[str, str], str | None]:
    """Return the reusable texts of all parts by blog and number; of several of one number in one file, the first."""
    found: dict[tuple[str, str], str | None] = {}
    for blog, one in _each_once((part.blog, part.reusable) for part in parts):
        found.setdefault((blog, one.key), one.text)
    return found


def _grouped(parts: Iterable[tuple[str, Iterable[_T]]]) -> list[tuple[int, list[_T]]]:
    """Return what is the same thing in several parts together, and the how-manieth of its number in a part it is."""
    groups: dict[tuple[str, str, int, int], list[_T]] = {}
    for number, (blog, things) in enumerate(parts, 1):
        seen: Counter[str] = Counter()
        for one in things:
            seen[one.key] += 1
            part = 0 if blog and one.key else number
            groups.setdefault((blog, one.key, seen[one.key], part), []).append(one)
    return [(nth, group) for (_, _, nth, _), group in groups.items()]


def _latest(states: Sequence[_T], size: Callable[[_T], int] = lambda one: 0) -> _T:
    return max(enumerate(states), key=lambda pair: (pair[1].state, size(pair[1]), pair[0]))[1]


def _each_once(parts: Iterable[tuple[str, Iterable[_T]]]) -> list[tuple[str, _T]]:
    named = [(blog, list(things)) for blog, things in parts]
    blogs = {id(one): blog for blog, things in named for one in things}
    latest = (_latest(states) for _, states in _grouped(named))
    return [(blogs[id(one)], one) for one in latest]


def _join(taken: Post, other: Post, has: set[Hashable], here: set[Hashable]) -> list[tuple[str, str]]:
    """Join the comments that a post lacks to it, and return what is left out of its other state.

    Args:
        taken: The post.
        other: The other state.
        has: What the comments of the post are known by.
        here: What is in them.
    """
    lacking = [said for said in other.comments if _known_by(said) not in has]
    rest = [said for said in other.comments if _known_by(said) in has]
    is_equal = _is_equal(taken, other) and all(_content_of(said) in here for said in rest)
    taken.comments += lacking
    has.update(map(_known_by, lacking))
    here.update(map(_content_of, lacking))
    why = IN_ANOTHER_PART if is_equal else OLDER_STATE
    return [(place, why) for place in (other.place, *(said.place for said in rest))]


def _is_equal(one: Post, other: Post) -> bool:
    return (one.body, *_fields_of(one)) == (other.body, *_fields_of(other))


def _fields_of(post: Post) -> tuple[object, ...]:
    item = post.item
    return item.fields, item.categories, item.meta, item.others


def _known_by(said: Below) -> Hashable:
    """Return what a comment is known by below its post: its number, and for want of that everything in it."""
    return said.number if NUMBER.fullmatch(said.number) else _content_of(said)


def _content_of(said: Below) -> Hashable:
    return tuple(sorted(said.given.items())), said.body.markdown
