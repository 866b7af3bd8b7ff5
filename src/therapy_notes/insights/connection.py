"""How connected she felt before and after sessions: usual, lowest, highest, dips, and what followed closeness.

Lists and counts. A dip is never a rupture, and nothing here says why.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from ..model.journal import Journal
from ..model.sessions import Session
from ..model.values import Degree, Rating
from ..moments import Date, DateTime
from ._figures import ENOUGH_FOR_SPREAD, ENOUGH_FOR_USUAL, Figure, Number, figure, mean_and_variance, plain_number
from .sessions import held_sessions


@frozen(kw_only=True)
class ConnectionAt:
    """One session, and how connected she felt.

    Args:
        session: The session.
        before: How connected she felt before, or None.
        after: How connected she felt after, or None.
    """

    session: Session
    before: Degree | None = field(repr=False)
    after: Degree | None = field(repr=False)


@frozen(kw_only=True)
class Dip:
    """Sessions in a row after which the connection was further below the mean than it spreads. Never a rupture.

    Args:
        deviations: Further than one standard deviation, or further than two.
        sessions: The sessions, oldest first.
        magnitude: How far below the mean the lowest of them is, on the scale of the numbers.
    """

    deviations: Literal[1, 2]
    sessions: tuple[Session, ...]
    magnitude: Number

    @property
    def length(self) -> int:
        """How many sessions it lasted."""
        return len(self.sessions)


@frozen(kw_only=True)
class AfterCloseness:
    """A session in which she came close, and how connected she felt when the next told it. It concludes nothing.

    Args:
        session: The session in which the connection rose.
        before: How connected she felt before it.
        after: How connected she felt after it.
        later: The next held session of which it is told how connected she felt before; None while there is none.
        then: How connected she felt before that one.
        lag: How many sessions later that was; 1 is the very next.
    """

    session: Session
    before: Rating
    after: Rating
    later: Session | None
    then: Degree | None = field(repr=False)
    lag: int | None


@frozen(kw_only=True)
class Connection:
    """How connected she felt before and after sessions.

    Args:
        sessions: The held sessions of which something is told, oldest first.
        before: What the numbers before sessions come to. How far they go up and down is its ``spread`` and ``span``.
        after: The same after sessions.
        lowest_before: The sessions before which it was lowest.
        highest_before: The sessions before which it was highest.
        lowest_after: The sessions after which it was lowest.
        highest_after: The sessions after which it was highest.
        dips: The dips beyond one standard deviation, oldest first, then those beyond two.
        too_few: True when there are too few numbers after sessions to look for dips.
        close: The sessions in which she came close, oldest first, each with what followed.
    """

    sessions: tuple[ConnectionAt, ...]
    before: Figure
    after: Figure
    lowest_before: tuple[Session, ...]
    highest_before: tuple[Session, ...]
    lowest_after: tuple[Session, ...]
    highest_after: tuple[Session, ...]
    dips: tuple[Dip, ...]
    too_few: bool
    close: tuple[AfterCloseness, ...]


def connection(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> Connection:
    """Return how connected she felt before and after the sessions that were held up to a moment.

    The usual is the median. How much it goes up and down (S1-29 of the first-hand accounts) is the standard deviation and
    the span, with how many numbers they stand on.

    A dip is one or more sessions in a row whose number after is more than one standard deviation below the mean of all
    of them; those beyond two are found apart, and both are reported with their number, magnitude and length. Stiles et
    al. 2004 and Strauss et al. 2006 used different thresholds; Gumz et al. 2012 recommend reporting both. They
    compared many people; here is one, so that only her own spread counts. From five numbers on; a session without a
    comparable number ends a dip, since nobody knows. A dip is never made a rupture.

    She came close (S2-56) where the number after a session is higher than before it, and is one of the highest third of
    her numbers after sessions; from three numbers on.

    Args:
        journal: The journal to ask.
        at: The moment.
        therapy: Only sessions of this therapy; None for all. Name it where there are several.

    >>> from therapy_notes import moments
    >>> journal = Journal.new(zone="Europe/Paris").with_records(*(
    ...     Session(id=f"s{n}", status="fulfilled", starts_at=moments.moment(f"2024-05-{n:02} 16:00", "Europe/Paris"),
    ...             connection_before=Rating.of(5), connection_after=Rating.of(value))
    ...     for n, value in enumerate([6, 7, 2, 7, 8, 6], start=1)))
    >>> found = connection(journal, Date(2024, 6, 1))
    >>> found.after.lowest, found.after.usual, found.after.highest, [session.id for session in found.lowest_after]
    (2, 6.5, 8, ['s3'])
    >>> [(dip.deviations, dip.magnitude, dip.length) for dip in found.dips]
    [(1, 4, 1)]
    >>> [(close.session.id, close.then.value, close.lag) for close in found.close]
    [('s2', 5, 1), ('s4', 5, 1), ('s5', 5, 1)]
    """
    held = [
        ConnectionAt(session=session, before=session.connection_before, after=session.connection_after)
        for session in held_sessions(journal, at, therapy)
    ]
    before, after = figure(one.before for one in held), figure(one.after for one in held)
    numbers_before, numbers_after = [before.number(one.before) for one in held], [after.number(one.after) for one in held]
    return Connection(
        sessions=tuple(one for one in held if one.before is not None or one.after is not None),
        before=before,
        after=after,
        lowest_before=_with(before.lowest, held, numbers_before),
        highest_before=_with(before.highest, held, numbers_before),
        lowest_after=_with(after.lowest, held, numbers_after),
        highest_after=_with(after.highest, held, numbers_after),
        dips=_dips(held, numbers_after),
        too_few=after.n < ENOUGH_FOR_SPREAD,
        close=_close(held, after),
    )


_Numbers: TypeAlias = Sequence[Number | None]
"""For each session the number that was told, if it is one of those that are compared."""


def _with(wanted: Number | None, held: Sequence[ConnectionAt], numbers: _Numbers) -> tuple[Session, ...]:
    if wanted is None:
        return ()
    return tuple(one.session for one, number in zip(held, numbers, strict=True) if number == wanted)


def _dips(held: Sequence[ConnectionAt], numbers: _Numbers) -> tuple[Dip, ...]:
    told = [number for number in numbers if number is not None]
    if len(told) < ENOUGH_FOR_SPREAD:
        return ()
    mean, variance = mean_and_variance(told)
    below = {number: mean - Fraction(number) for number in {*told} if number < mean}
    found: list[Dip] = []
    for deviations in _DEVIATIONS:
        # exactly: (mean - number)² > deviations² · variance
        deep = {number: depth for number, depth in below.items() if depth**2 > deviations**2 * variance}
        for is_deep, run in groupby(zip(held, numbers, strict=True), key=lambda one: one[1] in deep):
            if is_deep:
                sessions, low = zip(*((one.session, deep[number]) for one, number in run if number is not None), strict=True)
                found.append(Dip(deviations=deviations, sessions=sessions, magnitude=plain_number(max(low))))
    return tuple(found)


_DEVIATIONS: Final[tuple[Literal[1, 2], ...]] = (1, 2)


def _close(held: Sequence[ConnectionAt], after: Figure) -> tuple[AfterCloseness, ...]:
    numbers = sorted(number for one in held if (number := after.number(one.after)) is not None)
    if len(numbers) < ENOUGH_FOR_USUAL:
        return ()
    high = numbers[-(len(numbers) // 3)]
    found: list[AfterCloseness] = []
    next_told: int | None = None
    for n, one in reversed(tuple(enumerate(held))):
        if after.holds(one.before) and after.holds(one.after) and one.before.value < one.after.value >= high:
            later = None if next_told is None else held[next_told]
            found.append(
                AfterCloseness(
                    session=one.session,
                    before=one.before,
                    after=one.after,
                    later=later.session if later else None,
                    then=later.before if later else None,
                    lag=None if next_told is None else next_told - n,
                )
            )
        if one.before is not None:
            next_told = n
    return tuple(reversed(found))
