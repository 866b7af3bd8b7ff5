"""When, how and for what one may write to the other: a rule as data, and what it answers."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime, Duration
from .common import plain
from .guards import guarded
from .shapes import NO_EXTRA, WallTime, Words, ZoneName
from .values import Approximate, When
from .vocabulary import WEEKDAYS, Answer, Binds, ContactMode, Weekday


@frozen(kw_only=True, field_transformer=guarded)
@plain
class ContactWindow:
    """Days and hours. A moment lies inside when ``opens`` ≤ its time of day < ``closes``, in the window's zone.

    Args:
        days: Days of the week; empty means every day.
        opens: The first minute, ``09:00``; None means from midnight.
        closes: The minute at which it closes, up to ``24:00``; None means until midnight.
        zone: The zone of those hours; None means that of the moment that is asked about.

    Raises:
        ValueError: It closes before it opens.
    """

    days: tuple[Weekday, ...] = ()
    opens: WallTime | None = None
    closes: WallTime | None = None
    zone: ZoneName | None = None
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        if (self.closes or "24:00") <= (self.opens or "00:00"):
            raise ValueError("a window that closes before it opens")

    def has_day(self, weekday: Weekday) -> bool:
        """Whether the window is open at some time on that day of the week."""
        return not self.days or weekday in self.days

    @property
    def lasts_all_day(self) -> bool:
        """Whether it is open from midnight to midnight."""
        return (self.opens or "00:00") == "00:00" and (self.closes or "24:00") == "24:00"

    def holds(self, moment: DateTime) -> bool:
        """Whether a moment lies inside."""
        local = moment if self.zone is None else moments.seen_in(moment, self.zone)
        clock = f"{local.hour:02}:{local.minute:02}"
        return self.has_day(weekday_of(local)) and (self.opens or "00:00") <= clock < (self.closes or "24:00")


def weekday_of(day: Date) -> Weekday:
    """Return the day of the week.

    >>> weekday_of(Date(2024, 5, 4))
    'sat'
    """
    return WEEKDAYS[day.isoweekday() - 1]


@frozen(kw_only=True, field_transformer=guarded)
@plain
class ContactRule:
    """When the client may write between sessions, how and for what.

    Args:
        mode: ``open`` any time, ``windowed`` in stated hours, ``purpose_limited`` for stated purposes,
            ``by_arrangement``, ``none``.
        windows: The stated hours.
        channels: The ways that are meant; empty means any.
        purposes: The purposes that are meant; empty means any.
        always_for: Purposes for which it is allowed at any time.
        closed_on: Days on which it is not allowed.
        reply: What may be expected: one of ``vocabulary.REPLIES``, or one's own word.

    >>> rule = ContactRule(mode="windowed", windows=(ContactWindow(days=("mon", "tue"), opens="09:00", closes="17:00"),))
    >>> rule.permits(moments.moment("2024-05-06 16:59", "Europe/Paris"))
    'yes'
    >>> rule.permits(Date(2024, 5, 6)), rule.permits(Date(2024, 5, 5))
    ('cannot_tell', 'no')
    """

    mode: ContactMode
    windows: tuple[ContactWindow, ...] = ()
    channels: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    always_for: tuple[str, ...] = ()
    closed_on: tuple[Date, ...] = ()
    reply: str | None = None
    extra: Mapping[str, object] = NO_EXTRA

    def permits(self, at: When, *, channel: str | None = None, purpose: str | None = None) -> Answer:
        """Answer whether a contact is within the rule.

        Args:
            at: When it is; a day without an hour is ``no`` when it has no window, else ``cannot_tell``.
            channel: How, if known.
            purpose: What for, if known.
        """
        return self.judged(at, channel=channel, purpose=purpose)[0]

    def judged(self, at: When, *, channel: str | None = None, purpose: str | None = None) -> tuple[Answer, str]:
        """Return the answer of :meth:`permits` and the clause that decided it.

        The clause is one of ``always_for``, ``closed_on``, ``mode``, ``channels``, ``purposes``, ``windows``,
        ``hour_not_known``.
        """
        if purpose is not None and purpose in self.always_for:
            return "yes", "always_for"
        days = self._days(at)
        if self.mode == "by_arrangement" and days[0] != "no":
            return "cannot_tell", "mode"
        clauses = [
            days,
            self._mode(),
            _listed(self.channels, channel, "channels"),
            self._purposes(purpose),
            self._hours(at),
        ]
        for wanted in ("no", "cannot_tell"):
            for answer, clause in clauses:
                if answer == wanted:
                    return answer, clause
        return "yes", "windows" if self._has_hours() else "mode"

    def _has_hours(self) -> bool:
        return self.mode == "windowed" or (bool(self.windows) and self.mode != "open")

    def _days(self, at: When) -> tuple[Answer, str]:
        if not self.closed_on:
            return "yes", "closed_on"
        days = _days_of(at, next((w.zone for w in self.windows if w.zone), None))
        closed = sum(day.toordinal() in days for day in set(self.closed_on))
        return ("cannot_tell" if not days or 0 < closed < len(days) else "no" if closed else "yes"), "closed_on"

    def _mode(self) -> tuple[Answer, str]:
        if self.mode == "none":
            return "no", "mode"
        return ("cannot_tell" if self.mode == "by_arrangement" else "yes"), "mode"

    def _purposes(self, purpose: str | None) -> tuple[Answer, str]:
        if self.mode == "purpose_limited" and not self.purposes:
            return "cannot_tell", "purposes"
        return _listed(self.purposes, purpose, "purposes")

    def _hours(self, at: When) -> tuple[Answer, str]:
        if not self._has_hours():
            return "yes", "mode"
        if not self.windows:
            return "cannot_tell", "windows"
        if isinstance(at, DateTime):
            return ("yes" if any(window.holds(at) for window in self.windows) else "no"), "windows"
        week = _days_of(at, None)[:7]
        answer = agreed(self._on_day(Date.fromordinal(day)) for day in week)
        return answer, "hour_not_known" if answer == "cannot_tell" else "windows"

    def _on_day(self, day: Date) -> Answer:
        windows = [window for window in self.windows if window.has_day(weekday_of(day))]
        if not windows:
            return "no"
        return "yes" if any(window.lasts_all_day for window in windows) else "cannot_tell"


def agreed(answers: Iterable[Answer]) -> Answer:
    """Return the answer on which all agree, else ``cannot_tell``."""
    found = set(answers)
    return found.pop() if len(found) == 1 else "cannot_tell"


def _listed(allowed: tuple[str, ...], given: str | None, clause: str) -> tuple[Answer, str]:
    if not allowed:
        return "yes", clause
    if given is None:
        return "cannot_tell", clause
    return ("yes" if given in allowed else "no"), clause


def _days_of(at: When, zone: str | None) -> range:
    """Return the days that a told time can mean, counted as ``toordinal`` does. No day when it is not known."""
    if isinstance(at, Approximate):
        if at.earliest is None or at.latest is None:
            return range(0)
        return range(at.earliest.toordinal(), at.latest.toordinal() + 1)
    day = moments.seen_in(at, zone) if isinstance(at, DateTime) and zone is not None else at
    return range(day.toordinal(), day.toordinal() + 1)


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Terms:
    """What holds.

    Args:
        words: The words in which it was put.
        binds: Whom it binds: ``client``, ``therapist`` or ``both``.
        because: The reason that was given.
        contact: The contact rule that it states, if it states one.
        notice: How long before a session it may be cancelled.
    """

    words: Words
    binds: Binds | None = None
    because: Words = ""
    contact: ContactRule | None = None
    notice: Duration | None = None
    extra: Mapping[str, object] = NO_EXTRA
