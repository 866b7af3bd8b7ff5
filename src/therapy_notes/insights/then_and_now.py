"""Then and now: one question, one wish, one belief, one text at two times, side by side. Which is right is not asked."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

from attrs import frozen

from ..model.beliefs import Belief
from ..model.entries import Entry
from ..model.journal import Journal
from ..model.preferences import Preference, PreferenceReading
from ..model.questions import Question
from ..model.values import Answer, Reading
from ..moments import Date, DateTime
from ._asked import standing
from ._weeks import begun

T = TypeVar("T")

CARRIES_ON: frozenset[str] = frozenset({"updates", "follows", "answers"})
"""The links from an entry to an earlier one of which it is a later version."""


@frozen(kw_only=True)
class ThenAndNow(Generic[T]):
    """What stood at one moment, and what stood at another.

    Args:
        then: What stood at the first; None when nothing did.
        now: What stood at the second. It is the same object where nothing newer was said.
    """

    then: T | None
    now: T | None


@frozen(kw_only=True)
class SideBySide:
    """One text as it was written down from time to time.

    Args:
        versions: The entries, each after those that it carries on, and otherwise in the order of time.
    """

    versions: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The first of them."""
        return self.versions[0]

    @property
    def latest(self) -> Entry:
        """The last of them."""
        return self.versions[-1]


def question_then_and_now(
    journal: Journal, question: Question, then: DateTime | Date, now: DateTime | Date, by: str | None = None
) -> ThenAndNow[Answer]:
    """Return the answer to a question at one moment and at another (``seed-items.md`` S0-03, §8.6 no. 20).

    Args:
        journal: The journal, in whose zone days begin.
        question: The question.
        then: The first moment.
        now: The second moment.
        by: Only answers of this one; None for all.

    >>> journal, corner = Journal.new(zone="Europe/Paris"), Question.example()
    >>> found = question_then_and_now(journal, corner, Date(2024, 5, 1), Date(2024, 6, 1))
    >>> found.then, found.now.words
    (None, 'Because the corner is where one still can.')
    """
    answers = (question.answer_at(at, by=by, zone=journal.zone) for at in (then, now))
    return ThenAndNow(then=next(answers), now=next(answers))


def preference_then_and_now(
    journal: Journal, preference: Preference, then: DateTime | Date, now: DateTime | Date
) -> ThenAndNow[PreferenceReading]:
    """Return what was wished at one moment and at another (``seed-items.md`` S1-39, S1-45, S1-46).

    Args:
        journal: The journal, in whose zone days begin.
        preference: What the wish is about.
        then: The first moment.
        now: The second moment.

    >>> letters = Preference.example()
    >>> found = preference_then_and_now(Journal.new(zone="Europe/Paris"), letters, Date(2024, 4, 1), Date(2024, 6, 1))
    >>> found.then.wish, found.now.wish
    ('loosen', 'keep')
    """
    zone = journal.zone
    return ThenAndNow(then=preference.reading_at(then, zone=zone), now=preference.reading_at(now, zone=zone))


def belief_then_and_now(
    journal: Journal, belief: Belief, then: DateTime | Date, now: DateTime | Date, by: str | None = None
) -> ThenAndNow[Reading]:
    """Return how strongly something was held at one moment and at another, known beside felt (``seed-items.md`` S1-23).

    Args:
        journal: The journal, in whose zone days begin.
        belief: The belief.
        then: The first moment.
        now: The second moment.
        by: Only readings of this one: ``client``, or the id of a part; None for all.

    >>> found = belief_then_and_now(Journal.new(zone="Europe/Paris"), Belief.example(), Date(2024, 5, 1), Date(2024, 6, 1))
    >>> found.then.felt.value, found.now.felt
    (9, 'still most of me')
    """
    zone = journal.zone
    return ThenAndNow(then=belief.reading_at(then, by=by, zone=zone), now=belief.reading_at(now, by=by, zone=zone))


def entries_side_by_side(journal: Journal, entry: Entry, *, at: DateTime | Date | None = None) -> SideBySide:
    """Return the versions of one text: the entries that carry it on, and those that it carries on.

    One entry carries another on when it links to it with ``updates``, ``follows`` or ``answers``; so do all that hang
    together in that way (``seed-items.md`` S0-03, S1-28, S1-63). A version stands after those to which it links, whatever
    the dates say; where links go in a circle, what hangs there stands in the order of time. Versions that were taken back
    are left out, though what hangs on them stays; the entry that is asked about is always among them.

    Args:
        journal: The journal to ask.
        entry: The entry.
        at: Only versions that were written up to a moment, and not taken back by then, as they hung together then; what
            has no time is at no moment. None for all.

    >>> from therapy_notes.model.values import Link
    >>> later = Entry(id="the-green-door", body="They painted it.", links=(Link(kind="updates", to="the-yellow-door"),))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.example(), later)
    >>> found = entries_side_by_side(journal, Entry.example())
    >>> found.first.id, found.latest.id
    ('the-yellow-door', 'the-green-door')
    """
    entries = {one.id: one for one in (*begun(journal, journal.entries, at), entry)}
    ties = _Ties.between(entries)
    hanging = ties.hanging_on(entry.id)
    in_time = [id for id in entries if id in hanging]
    versions = [entries[id] for id in ties.in_order(in_time)]
    stands = {one.id for one in standing(journal, versions, at)} | {entry.id}
    return SideBySide(versions=tuple(one for one in versions if one.id in stands))


@frozen(kw_only=True)
class _Ties:
    """Which entry carries on which.

    Args:
        earlier: For each entry that carries on others, the ids of those.
        later: For each entry that is carried on, the ids of those that do.
    """

    earlier: Mapping[str, tuple[str, ...]]
    later: Mapping[str, Sequence[str]]

    @classmethod
    def between(cls, entries: Mapping[str, Entry]) -> "_Ties":
        """Return the ties between entries. A tie to nothing or to itself is none."""
        earlier: dict[str, tuple[str, ...]] = {}
        later: dict[str, list[str]] = {}
        for id, entry in entries.items():
            if entry.links:
                to = dict.fromkeys(link.to for link in entry.links if link.kind in CARRIES_ON and link.to in entries)
                earlier[id] = tuple(other for other in to if other != id)
                for other in earlier[id]:
                    later.setdefault(other, []).append(id)
        return cls(earlier=earlier, later=later)

    def hanging_on(self, id: str) -> set[str]:
        """Return an entry and all that hang together with it."""
        found, ahead = {id}, [id]
        while ahead:
            one = ahead.pop()
            for other in (*self.earlier.get(one, ()), *self.later.get(one, ())):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def in_order(self, in_time: Sequence[str]) -> Iterator[str]:
        """Yield entries that hang together, each after those that it carries on, and otherwise in the order of time."""
        places = {id: place for place, id in enumerate(in_time)}
        waits_for = {id: len(self.earlier.get(id, ())) for id in in_time}
        free = [places[id] for id in in_time if not waits_for[id]]
        heapify(free)
        rest = iter(in_time)
        while waits_for:
            id = in_time[heappop(free)] if free else next(id for id in rest if id in waits_for)
            del waits_for[id]
            yield id
            for other in self.later.get(id, ()):
                if other in waits_for:
                    waits_for[other] -= 1
                    if not waits_for[other]:
                        heappush(free, places[other])
