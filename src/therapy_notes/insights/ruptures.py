"""Ruptures: which are open, repaired or left so, what set them off, how big they were, and what repaired them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from statistics import median

import attrs
from attrs import field, frozen

from ..model.journal import Journal
from ..model.ruptures import CLOSED, Rupture, RuptureStep, Size
from ..model.values import Degree, Rating, begins
from ..model.vocabulary import RuptureState
from ..moments import Date, DateTime, Duration
from ._asked import standing
from ._figures import ENOUGH_FOR_USUAL, Number, plain_number, scale_of


@frozen(kw_only=True)
class OpenRupture:
    """A rupture that is open at a moment, and the state in which it is."""

    rupture: Rupture
    state: RuptureState


@frozen(kw_only=True)
class RupturesByState:
    """The ruptures that had been noticed by a moment, each in one of three ways.

    Args:
        open: Those that are neither resolved nor left unresolved.
        repaired: Those that are resolved.
        unresolved: Those that were left unresolved.
    """

    open: tuple[Rupture, ...]
    repaired: tuple[Rupture, ...]
    unresolved: tuple[Rupture, ...]

    @property
    def noticed(self) -> int:
        """How many there are in all."""
        return len(self.open) + len(self.repaired) + len(self.unresolved)


@frozen(kw_only=True)
class RupturesByTrigger:
    """What set ruptures off, and how often.

    Args:
        counts: Each trigger with the number of ruptures that name it, most first, then as they first came. A rupture with
            two triggers counts under both.
        n: How many ruptures there are in all.
        without: How many of them name no trigger.
    """

    counts: tuple[tuple[str, int], ...] = field(repr=False)
    n: int
    without: int


@frozen(kw_only=True)
class SizesOfRupture:
    """How big a rupture was, by one account.

    Args:
        according_to: Whose account it is.
        then: How big it was; the latest that was written, as the others are.
        now: How big it is now.
        warranted: How big it was right to be.
        gap_now: ``then`` less ``now``, when both are numbers on one scale; else None. Words have no difference.
        gap_warranted: ``then`` less ``warranted``, likewise.
    """

    according_to: str
    then: Size | None
    now: Size | None
    warranted: Size | None
    gap_now: Number | None
    gap_warranted: Number | None


@frozen(kw_only=True)
class RuptureBesideRepair:
    """One rupture, and what had come of it by a moment.

    Args:
        rupture: The rupture.
        state: The state in which it is.
        time_to_raise: The time from noticing it to raising it; None while it has not been raised.
        time_to_repair: The time from noticing it to the repair that held; None while it is not resolved.
        strategies: How it was worked on, in the order in which it first was.
        hurt_left: What hurt was left, the last that was written.
    """

    rupture: Rupture
    state: RuptureState
    time_to_raise: Duration | None
    time_to_repair: Duration | None
    strategies: tuple[str, ...] = field(repr=False)
    hurt_left: Degree | None = field(repr=False)


@frozen(kw_only=True)
class RupturesBesideRepair:
    """Ruptures beside their repairs.

    Args:
        ruptures: Each that had been noticed, in the order of time.
        raised: How many times ``usual_time_to_raise`` stands on.
        usual_time_to_raise: The median; None when there are fewer than three.
        repaired: How many times ``usual_time_to_repair`` stands on.
        usual_time_to_repair: The median; None when there are fewer than three.
    """

    ruptures: tuple[RuptureBesideRepair, ...]
    raised: int
    usual_time_to_raise: Duration | None
    repaired: int
    usual_time_to_repair: Duration | None


def open_ruptures(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[OpenRupture, ...]:
    """Return the ruptures that are noticed, and neither resolved nor left unresolved, at a moment.

    The states are those of ``domain.md`` §5, ``RuptureStep``; several sessions may pass in one (``seed-items.md`` S0-13).

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Rupture.example())
    >>> [found.state for found in open_ruptures(journal, Date(2024, 5, 7))]
    ['being_worked']
    """
    return tuple(
        OpenRupture(rupture=rupture, state=state) for rupture, state in _noticed(journal, at, therapy) if state not in CLOSED
    )


def _noticed(journal: Journal, at: DateTime | Date, therapy: str | None) -> Iterator[tuple[Rupture, RuptureState]]:
    """Yield the ruptures that had been noticed by a moment, each with its state then."""
    for rupture in standing(journal, journal.ruptures, at, therapy):
        state = rupture.state_at(at, zone=journal.zone)
        if state is not None:
            yield rupture, state


def time_to_raise(rupture: Rupture, zone: str = "UTC") -> Duration | None:
    """Return the time from noticing a rupture to raising it; None while it has not been raised.

    It is counted to the first step that raised it, and is no measure of courage (``seed-items.md`` S2-46).

    Args:
        rupture: The rupture.
        zone: The zone in which days begin; it should be the journal's.

    >>> time_to_raise(Rupture.example(), "Europe/Paris").days
    7
    """
    return rupture.time_to_raise(zone=zone)


def time_to_repair(rupture: Rupture, zone: str = "UTC") -> Duration | None:
    """Return the time from noticing a rupture to the repair that held; None while it is not resolved.

    A repair after which it was opened again did not hold (``seed-items.md`` S1-54, S4-55; that the last one counts is
    [ours]).

    Args:
        rupture: The rupture.
        zone: The zone in which days begin; it should be the journal's.

    >>> clock = Rupture.example()
    >>> time_to_repair(clock) is None
    True
    >>> mended = RuptureStep(at=Date(2024, 5, 13), state="resolved", by="both")
    >>> time_to_repair(attrs.evolve(clock, steps=(*clock.steps, mended)), "Europe/Paris").days
    14
    """
    return rupture.time_to_repair(zone=zone)


def ruptures_by_state(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> RupturesByState:
    """Return the ruptures that had been noticed by a moment: open, repaired, or left unresolved.

    Each is in one of the three, by its last step up to then (``domain.md`` §3, ``Rupture``). One that was repaired and
    opened again is open.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Rupture.example())
    >>> found = ruptures_by_state(journal, Date(2024, 5, 7))
    >>> len(found.open), len(found.repaired), len(found.unresolved), found.noticed
    (1, 0, 0, 1)
    """
    noticed = list(_noticed(journal, at, therapy))
    return RupturesByState(
        open=tuple(rupture for rupture, state in noticed if state not in CLOSED),
        repaired=tuple(rupture for rupture, state in noticed if state == "resolved"),
        unresolved=tuple(rupture for rupture, state in noticed if state == "unresolved"),
    )


def by_trigger(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> RupturesByTrigger:
    """Return what set off the ruptures that had been noticed by a moment, counted (``seed-items.md`` §8.6 no. 6).

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Rupture.example())
    >>> found = by_trigger(journal, Date(2024, 5, 7))
    >>> found.counts, found.n, found.without
    ((('therapist_mood_or_lapse', 1),), 1, 0)
    """
    noticed = [rupture for rupture, _ in _noticed(journal, at, therapy)]
    counts = Counter(trigger for rupture in noticed for trigger in dict.fromkeys(rupture.triggers))
    return RupturesByTrigger(
        counts=tuple(counts.most_common()),
        n=len(noticed),
        without=sum(not rupture.triggers for rupture in noticed),
    )


def sizes(rupture: Rupture, at: DateTime | Date | None = None, zone: str = "UTC") -> tuple[SizesOfRupture, ...]:
    """Return how big a rupture was then, is now and was right to be, side by side, for everybody who wrote of it.

    Only what was written (``seed-items.md`` S1-18, S2-33): of several the latest, those without a time first.

    Args:
        rupture: The rupture.
        at: Only what was written up to this moment, or at no known time; None for all.
        zone: The zone in which days begin; it should be the journal's.

    >>> found = sizes(Rupture.example())[0]
    >>> found.then.degree.value, found.now.degree, found.warranted, found.gap_now
    (8, 'about the size of a coin', None, None)
    """
    found: dict[str, dict[str, Size]] = {}
    for size in _in_order(rupture.sizes, at, zone):
        found.setdefault(size.according_to, {})[size.of] = size
    return tuple(
        SizesOfRupture(
            according_to=who,
            then=written.get("then"),
            now=written.get("now"),
            warranted=written.get("warranted"),
            gap_now=_gap(written.get("then"), written.get("now")),
            gap_warranted=_gap(written.get("then"), written.get("warranted")),
        )
        for who, written in found.items()
    )


def _in_order(written: Iterable[Size], at: DateTime | Date | None, zone: str) -> list[Size]:
    known = [size for size in written if size.at is None or at is None or begins(size.at, zone) <= begins(at, zone)]
    return sorted(known, key=lambda size: (size.at is not None, begins(size.at, zone)))


def _gap(one: Size | None, other: Size | None) -> Number | None:
    """Return the difference of two numbers of one scale."""
    first, second = one and one.degree, other and other.degree
    if not isinstance(first, Rating) or not isinstance(second, Rating) or scale_of(first) != scale_of(second):
        return None
    return plain_number(Fraction(str(first.value)) - Fraction(str(second.value)))


def beside_repair(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> RupturesBesideRepair:
    """Return the ruptures that had been noticed by a moment, each beside its repair as far as it had come by then.

    How long it took to raise and to repair each, by what ways, and what hurt was left (``seed-items.md`` S1-54, S2-46).
    The usual time is the median. With fewer than three there is none: that is too few to say.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Rupture.example())
    >>> found = beside_repair(journal, Date(2024, 5, 7))
    >>> one = found.ruptures[0]
    >>> one.time_to_raise.days, one.time_to_repair, one.hurt_left
    (7, None, 'a little')
    >>> found.raised, found.usual_time_to_raise
    (1, None)
    """
    found = tuple(_beside(rupture, state, at, journal.zone) for rupture, state in _noticed(journal, at, therapy))
    raised = [one.time_to_raise for one in found if one.time_to_raise is not None]
    repaired = [one.time_to_repair for one in found if one.time_to_repair is not None]
    return RupturesBesideRepair(
        ruptures=found,
        raised=len(raised),
        usual_time_to_raise=_usual(raised),
        repaired=len(repaired),
        usual_time_to_repair=_usual(repaired),
    )


def _beside(rupture: Rupture, state: RuptureState, at: DateTime | Date, zone: str) -> RuptureBesideRepair:
    steps = rupture.steps_until(at, zone=zone)
    then = rupture if len(steps) == len(rupture.steps) else attrs.evolve(rupture, steps=steps)
    return RuptureBesideRepair(
        rupture=rupture,
        state=state,
        time_to_raise=then.time_to_raise(zone=zone),
        time_to_repair=then.time_to_repair(zone=zone),
        strategies=tuple(dict.fromkeys(strategy for step in steps for strategy in step.strategies)),
        hurt_left=_hurt_left(steps),
    )


def _hurt_left(steps: tuple[RuptureStep, ...]) -> Degree | None:
    return next((step.hurt for step in reversed(steps) if step.hurt is not None), None)


def _usual(times: list[Duration]) -> Duration | None:
    if len(times) < ENOUGH_FOR_USUAL:
        return None
    return Duration(seconds=round(median(time.total_seconds() for time in times)))
