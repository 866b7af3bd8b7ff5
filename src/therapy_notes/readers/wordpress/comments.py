"""The conversation below a WordPress post: who said it, in which order, and to what.

In the file, comments stand in no order that means anything, and a comment knows only the number of the one that it
answers. That one may stand below, be missing, or have been taken away.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import define, field, frozen

from ...model.entries import Comment
from ...model.values import When, begins
from .._lines import normal

PARENT_MISSING: Final = "it answers a comment that is not in the file: it stands directly below the post"
PARENT_LEFT_OUT: Final = "it answers a comment that was left out: it stands below what that one answered"

NUMBER: Final = re.compile(r"[0-9]{1,20}", re.ASCII)
"""The number of a comment; anything else is none."""
_MAIL_IN_BRACKETS: Final = re.compile(r" ?[(<\[][^\s@()<>\[\]]{1,100}@[^\s@()<>\[\]]{1,100}[)>\]]")
_HOST: Final = re.compile(r"(?<=[^\s@()<>\[\]])@[^\s@()<>\[\]]*\.[^\s@()<>\[\].]+")
"""What follows the name in an e-mail address."""


@frozen(kw_only=True)
class Author:
    """Somebody who writes posts, as the head of the file tells it.

    Args:
        number: Their number, by which comments know them; not all files have it.
        login: The name by which posts know them.
        name: The name that is shown.
        mail: Their address, by which their comments are known, and which is kept nowhere.
    """

    number: str = ""
    login: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)

    @property
    def names(self) -> set[str]:
        """Their names, as names are compared."""
        return {normal(name) for name in (self.login, self.name) if name.strip()}


@frozen(kw_only=True)
class Said:
    """A comment as it stands in the file.

    Args:
        number: Its number.
        above: The number of the comment that it answers; ``0`` for the post.
        place: Where in the file it is.
        author: Who wrote it, by the name that they gave, which may be an e-mail address.
        user: The number of the user who wrote it; ``0`` for a guest.
        mail: The address of who wrote it.
        why_left_out: Why it does not come into the journal, if it does not.
    """

    number: str
    above: str = field(repr=False)
    place: str
    author: str = field(default="", repr=False)
    user: str = ""
    mail: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    written_at: When | None = None
    why_left_out: str = ""
    extra: Mapping[str, object] = field(factory=dict[str, object], repr=False)


def without_mail(name: str) -> str:
    """Return a name without an e-mail address: of one that is such an address, what stands before the ``@``.

    >>> without_mail("ida@hedge.example"), without_mail("Ida (ida@hedge.example)"), without_mail("Ida @ the hedge")
    ('ida', 'Ida', 'Ida @ the hedge')
    """
    if "@" not in name:
        return name
    return _HOST.sub("", _MAIL_IN_BRACKETS.sub("", name).strip() or name)


@define
class Own:
    """Tells one's own comments.

    Args:
        me: The name that was given as one's own.
        authors: Who writes posts.

    >>> own = Own("Ottoline", [])
    >>> own.marks(Said(number="1", above="0", place="", author="OTTOLINE "), "otto")
    True
    """

    me: str | None = field(repr=False)
    authors: list[Author]
    _users: dict[str, set[str]] = field(factory=dict[str, set[str]], init=False, repr=False)
    """The numbers of each author, by login: told at the head, or learned from comments."""

    def learn(self, seen: Iterable[tuple[str, str]]) -> None:
        """Learn the numbers of authors: from the head of the file, and from addresses and numbers in comments."""
        by_mail = {author.mail: author.login for author in self.authors if author.mail}
        for author in self.authors:
            self._learned(author.login, author.number)
        for mail, user in seen:
            if mail in by_mail:
                self._learned(by_mail[mail], user)

    def _learned(self, login: str, user: str) -> None:
        if user not in {"", "0"}:
            self._users.setdefault(login, set()).add(user)

    def marks(self, said: Said, creator: str) -> bool | None:
        """Return whether a comment is by the owner of the journal: by the name that was given, or by who wrote the post."""
        authors = [author for author in self.authors if author.login == creator] or [Author(login=creator)]
        name = normal(said.author)
        if self.me is not None:
            mine = normal(self.me)
            if name == mine:
                return True
            authors = [author for author in self.authors if mine in author.names]
            if not authors:
                return False
        numbers = {number for author in authors for number in self._users.get(author.login, ())}
        if said.user not in {"", "0"} and said.user in numbers:
            return True
        if (name and any(name in author.names for author in authors)) or (
            said.mail and any(said.mail == author.mail for author in authors)
        ):
            return True
        is_known = any(author in self.authors for author in authors)
        can_tell = self.me is not None or said.user == "0" or (numbers if said.user else is_known)
        return False if can_tell else None


@frozen
class Thread:
    """The comments of one post in the order in which they are read, and what is odd about them: where, and what."""

    comments: tuple[Comment, ...]
    problems: tuple[tuple[str, str], ...]


def threaded(said: Iterable[Said], own: Own, creator: str, zone: str) -> Thread:
    """Return comments in threads: below each the ones that answer it, in the order of time."""
    every = {one.number: one for one in said}
    kept = [one for one in every.values() if not one.why_left_out]
    answers: defaultdict[str | None, list[Said]] = defaultdict(list)
    problems: list[tuple[str, str]] = []
    above: dict[str, str | None] = {}
    known: dict[str, tuple[str | None, str]] = {}
    for one in kept:
        parent, problem = _above(one, every, known)
        above[one.number] = parent
        if problem:
            problems.append((one.place, problem))
    for one in _out_of_circles(kept, above):
        above[one.number] = None
        problems.append((one.place, PARENT_MISSING))
    for one in sorted(kept, key=lambda one: (begins(one.written_at, zone), len(one.number), one.number)):
        answers[above[one.number]].append(one)
    comments: list[Comment] = []
    waiting = answers[None][::-1]
    while waiting:
        one = waiting.pop()
        comments.append(
            Comment(
                id=f"c{one.number}",
                author=without_mail(one.author),
                mine=own.marks(one, creator),
                written_at=one.written_at,
                body=one.body,
                in_reply_to=None if above[one.number] is None else f"c{above[one.number]}",
                extra=one.extra,
            )
        )
        waiting += answers[one.number][::-1]
    return Thread(tuple(comments), tuple(problems))


def _above(one: Said, every: Mapping[str, Said], known: dict[str, tuple[str | None, str]]) -> tuple[str | None, str]:
    """Return the number of what a comment answers, as far as that is here, and what is odd about it.

    Args:
        one: The comment.
        every: All comments of the post.
        known: What is known already of answers to comments that were left out.
    """
    number, path = one.above, dict[str, None]()
    while number in every and every[number].why_left_out and number not in known and number not in path:
        path[number] = None
        number = every[number].above
    if number in known:
        found = known[number]
    elif number in {"", "0"}:
        found = (None, PARENT_LEFT_OUT if path else "")
    elif number not in every or number in path:
        found = (None, PARENT_MISSING)
    else:
        found = (number, PARENT_LEFT_OUT if path else "")
    known.update(dict.fromkeys(path, found))
    return found


def _out_of_circles(kept: list[Said], above: Mapping[str, str | None]) -> list[Said]:
    """Return one comment of each circle of comments that answer one another."""
    by_number = {one.number: one for one in kept}
    safe: set[str] = set()
    found: list[Said] = []
    for one in kept:
        path: dict[str, None] = {}
        number: str | None = one.number
        while number is not None and number not in safe and number not in path:
            path[number] = None
            number = above[number]
        if number is not None and number in path:
            found.append(by_number[number])
        safe.update(path)
    return found
