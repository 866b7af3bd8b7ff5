"""What speaks for a belief and against it, how strongly each holds it, and how it went beside the ruptures.

Everything is laid side by side. Nothing is weighed, averaged or concluded.
"""

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter
from typing import Final, TypeAlias

from attrs import frozen

from .. import moments
from ..model.beliefs import Belief
from ..model.goals import Goal
from ..model.journal import KINDS, Journal, Record, time_of
from ..model.ruptures import CLOSED, Rupture
from ..model.values import Evidence, Reading, begins
from ..moments import Date, DateTime
from ._asked import standing
from .fears import end_of, had_come

LINKED_AS: Final = frozenset({"instance_of", "contrast"})
"""The kinds of link by which another record may bear on a belief or a goal. Which way it bears is not ours to say."""


@frozen(kw_only=True)
class Brought:
    """How much evidence one of them brought, and for which side.

    Args:
        by: Who brought it: ``client``, ``therapist``, the id of a part.
        n: How many in all.
        for_: How many for it.
        against: How many against it.
        mixed: How many for both.
        other: How many on no side, or on one of her own naming.
    """

    by: str
    n: int
    for_: int
    against: int
    mixed: int
    other: int


@frozen(kw_only=True)
class Linked:
    """A record that says of itself that it is an instance of a belief or a goal, or a contrast to it.

    Args:
        kind: The kind of the link: ``instance_of`` or ``contrast``.
        record: The record that has it.
    """

    kind: str
    record: Record


@frozen(kw_only=True)
class Ledger:
    """What speaks for something and against it.

    Args:
        for_: What speaks for it.
        against: What speaks against it.
        mixed: What does both.
        other: What is on no side, or on one of her own naming.
        n: How many there are in all.
        by: How many each of them brought, in the order in which they first did.
        linked: Records that point here from their own side, in the order of time. They are not counted on either side.
    """

    for_: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    mixed: tuple[Evidence, ...]
    other: tuple[Evidence, ...]
    n: int
    by: tuple[Brought, ...]
    linked: tuple[Linked, ...]


@frozen(kw_only=True)
class Held:
    """How strongly one of them holds a belief: known with the head beside felt, the latest beside the first.

    Args:
        by: Whose readings these are: ``client``, or the id of a part.
        reading: The latest; None when none of them has a time.
        first: The first; None when none of them has a time.
        readings: All that have a time, in its order.
        undated: Those that have none. They are neither first nor latest.
    """

    by: str
    reading: Reading | None
    first: Reading | None
    readings: tuple[Reading, ...]
    undated: tuple[Reading, ...]


@frozen(kw_only=True)
class HeldBeside:
    """One holder's readings around one rupture.

    Args:
        by: Whose readings these are.
        before: The last one before the rupture was noticed, if there is one.
        while_open: Those while it was open, in the order of time.
        after: The first one after it closed, if there is one.
    """

    by: str
    before: Reading | None
    while_open: tuple[Reading, ...]
    after: Reading | None


@frozen(kw_only=True)
class BesideRupture:
    """A rupture, and the readings of a belief around it, for each holder who has any there."""

    rupture: Rupture
    held: tuple[HeldBeside, ...]


@frozen(kw_only=True)
class BesideRuptures:
    """A belief beside the ruptures.

    Args:
        ruptures: Each rupture in the order of time, with the readings around it.
        n: Beside how many of them one holder has a reading before it and another while it was open or after. Only these
            can be looked at as then and now.
        undated: Readings that have no time, and so stand beside nothing.
    """

    ruptures: tuple[BesideRupture, ...]
    n: int
    undated: tuple[Reading, ...]


def evidence(
    journal: Journal, belief_or_goal: str | Belief | Goal, by: str | None = None, at: DateTime | Date | None = None
) -> Ledger:
    """Return what speaks for a belief or a goal, and what against it: the two columns of a thought record.

    The columns are those of Beck's thought record in the layout of Greenberger & Padesky (1995). That several people
    and parts may fill them, that a thing may speak for both sides, and that nothing weighs one against the other, is
    [ours]. Evidence stands in the order of time; what has no time counts as known, and stands last.

    Args:
        journal: The journal to ask.
        belief_or_goal: The belief or goal, or its id. Nothing speaks for or against one that was taken back.
        by: Only evidence that this one brought; None for all. Linked records were brought by nobody, and stay.
        at: The moment; None for everything that is written.

    Raises:
        KeyError: There is no such belief or goal.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example())
    >>> ledger = evidence(journal, "only-when-useful")
    >>> len(ledger.for_), [one.accepted for one in ledger.against], ledger.n
    (1, ['partly'], 2)
    """
    found = belief_or_goal if isinstance(belief_or_goal, Belief | Goal) else _belief_or_goal(journal, belief_or_goal)
    stands = next(standing(journal, (found,), at), None)
    if stands is None:
        return _ledger((), ())
    until = end_of(at, journal.zone)
    known = (
        one for one in stands.evidence if (by is None or one.by == by) and had_come(begins(one.at, journal.zone), until)
    )
    return _ledger(
        sorted(known, key=lambda one: begins(one.at, journal.zone)),
        _linked(journal, stands.id, at),
    )


def held(journal: Journal, belief: str | Belief, at: DateTime | Date | None = None) -> tuple[Held, ...]:
    """Return how strongly each holds a belief: the client and each part, the latest reading beside the first.

    What is known with the head and what is felt are told apart, and often differ; so do the parts (``seed-items.md``
    S1-23, S1-36). Who first gave a reading stands first.

    Args:
        journal: The journal to ask.
        belief: The belief, or its id. One that was taken back is held by nobody.
        at: The moment; None for everything that is written.

    Raises:
        KeyError: There is no such belief.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example())
    >>> [(one.by, one.first.felt.value, one.reading.felt) for one in held(journal, "only-when-useful", Date(2024, 6, 1))]
    [('client', 9, 'still most of me')]
    """
    found = belief if isinstance(belief, Belief) else _belief(journal, belief)
    stands = next(standing(journal, (found,), at), None)
    if stands is None:
        return ()
    until = end_of(at, journal.zone)
    known = [(begins(reading.at, journal.zone), reading) for reading in stands.readings]
    return tuple(
        _held(by, series)
        for by, series in _by_holder((then, reading) for then, reading in known if had_come(then, until)).items()
    )


def beside_ruptures(
    journal: Journal, belief: str | Belief, therapy: str | None = None, *, at: DateTime | Date | None = None
) -> BesideRuptures:
    """Return the readings of a belief before, during and after each rupture.

    After a rupture one may doubt at once whether the relationship is real (``seed-items.md`` S1-10): what Gelso et
    al. (2005) call its realism and genuineness. Here the readings stand beside the ruptures, each holder's by itself, and
    nothing is concluded: no figure says that the one comes from the other. That is [ours].

    A rupture is open from its being noticed until the closing that held: a repair that was followed by ``reopened``
    did not, as in ``time_to_repair``. One that nobody dated has nothing beside it. A day counts from its midnight.

    Args:
        journal: The journal to ask.
        belief: The belief, or its id. Nothing stands beside the ruptures for one that was taken back.
        therapy: Only ruptures of this therapy; None for all.
        at: The moment: only ruptures that had been noticed by then, with the steps taken and the readings given by then.
            None for everything that is written.

    Raises:
        KeyError: There is no such belief.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example(), Rupture.example())
    >>> [beside] = beside_ruptures(journal, "only-when-useful").ruptures
    >>> [(one.by, one.before.felt.value, [r.felt for r in one.while_open], one.after) for one in beside.held]
    [('client', 9, ['still most of me'], None)]
    """
    found = belief if isinstance(belief, Belief) else _belief(journal, belief)
    until = end_of(at, journal.zone)
    readings = found.readings if next(standing(journal, (found,), at), None) is not None else ()
    known = [(begins(reading.at, journal.zone), reading) for reading in readings]
    series = [(then, reading) for then, reading in known if had_come(then, until)]
    dated = _by_holder((then, reading) for then, reading in series if then < moments.END)
    times = {by: [then for then, _ in told] for by, told in dated.items()}
    beside = tuple(
        BesideRupture(rupture=rupture, held=tuple(_beside(times, dated, _open_time(rupture, until, journal.zone))))
        for rupture in standing(journal, journal.ruptures, at, therapy)
        if at is None or rupture.state_at(at, zone=journal.zone) is not None
    )
    return BesideRuptures(
        ruptures=beside,
        n=sum(any(map(_has_then_and_now, each.held)) for each in beside),
        undated=tuple(reading for then, reading in series if then == moments.END),
    )


_Series: TypeAlias = list[tuple[int, Reading]]


def _belief(journal: Journal, id: str) -> Belief:
    for belief in journal.beliefs:
        if belief.id == id:
            return belief
    raise KeyError("no belief of that id")


def _belief_or_goal(journal: Journal, id: str) -> Belief | Goal:
    records: tuple[Belief | Goal, ...] = (*journal.beliefs, *journal.goals)
    for record in records:
        if record.id == id:
            return record
    raise KeyError("no belief or goal of that id")


def _ledger(found: Iterable[Evidence], linked: Iterable[Linked]) -> Ledger:
    sides: dict[str, list[Evidence]] = {"for": [], "against": [], "mixed": [], "": []}
    brought: dict[str, dict[str, int]] = {}
    for one in found:
        side = one.side if one.side in sides else ""
        sides[side].append(one)
        counts = brought.setdefault(one.by, dict.fromkeys(sides, 0))
        counts[side] += 1
    return Ledger(
        for_=tuple(sides["for"]),
        against=tuple(sides["against"]),
        mixed=tuple(sides["mixed"]),
        other=tuple(sides[""]),
        n=sum(map(len, sides.values())),
        by=tuple(
            Brought(
                by=by,
                n=sum(counts.values()),
                for_=counts["for"],
                against=counts["against"],
                mixed=counts["mixed"],
                other=counts[""],
            )
            for by, counts in brought.items()
        ),
        linked=tuple(linked),
    )


def _linked(journal: Journal, id: str, at: DateTime | Date | None) -> list[Linked]:
    until = end_of(at, journal.zone)
    found: list[Linked] = []
    for kind in KINDS.values():
        records: tuple[Record, ...] = getattr(journal, kind.plural)
        pointing = [record for record in records if any(link.to == id and link.kind in LINKED_AS for link in record.links)]
        for record in standing(journal, pointing, at):
            if had_come(begins(time_of(record), journal.zone), until):
                kinds = dict.fromkeys(link.kind for link in record.links if link.to == id and link.kind in LINKED_AS)
                found.extend(Linked(kind=link, record=record) for link in kinds)
    return sorted(found, key=lambda one: begins(time_of(one.record), journal.zone))


def _by_holder(series: Iterable[tuple[int, Reading]]) -> dict[str, _Series]:
    """Return each holder's readings in the order of time; who gave the first stands first."""
    holders: dict[str, _Series] = {}
    for then, reading in sorted(series, key=itemgetter(0)):
        holders.setdefault(reading.by, []).append((then, reading))
    return holders


def _held(by: str, series: _Series) -> Held:
    dated = tuple(reading for then, reading in series if then < moments.END)
    return Held(
        by=by,
        reading=dated[-1] if dated else None,
        first=dated[0] if dated else None,
        readings=dated,
        undated=tuple(reading for then, reading in series if then == moments.END),
    )


def _open_time(rupture: Rupture, until: int, zone: str) -> tuple[int, int]:
    """Return the instants from which and until which a rupture was open, by its steps up to an instant.

    They are the end of all time where nobody dated it, and while it has not closed.
    """
    known = ((begins(step.at, zone), step.state) for step in rupture.steps)
    steps = sorted((step for step in known if step[0] <= until), key=itemgetter(0))
    told = [then for then in (begins(rupture.noticed, zone), *(then for then, _ in steps[:1])) if then < moments.END]
    start = told[0] if told else moments.END
    closing = moments.END
    for then, state in reversed(steps):
        if state not in CLOSED:
            break
        closing = then
    return start, max(start, closing)


def _has_then_and_now(held: HeldBeside) -> bool:
    return held.before is not None and (held.while_open != () or held.after is not None)


def _beside(times: dict[str, list[int]], dated: dict[str, _Series], open_time: tuple[int, int]) -> Iterable[HeldBeside]:
    start, closing = open_time
    if start == moments.END:
        return
    for by, series in dated.items():
        first, past = bisect_left(times[by], start), bisect_left(times[by], closing)
        yield HeldBeside(
            by=by,
            before=series[first - 1][1] if first else None,
            while_open=tuple(reading for _, reading in series[first:past]),
            after=series[past][1] if past < len(series) else None,
        )
