"""Urges: held back beside acted on, week by week and by hour of the week, and what was done instead.

Neither is a failure, and nothing here counts days in a row.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from ..model.contact_rules import weekday_of
from ..model.contacts import Contact
from ..model.journal import KINDS, Journal, Record, time_of
from ..model.urges import Urge
from ..model.values import begins
from ..model.vocabulary import WEEKDAYS, Weekday
from ..moments import Date, DateTime
from ._figures import Figure, figure
from ._weeks import every_monday, monday_of, so_far, up_to


@frozen(kw_only=True)
class UrgeWeek:
    """The urges of one week.

    Args:
        monday: Its Monday; None for what has no time, or one of which nobody can tell the week.
        resisted: Urges that were held back.
        acted: Urges that were acted on.
        not_told: Urges of which that is not told.
        strength: How strong they were.
    """

    monday: Date | None
    resisted: int
    acted: int
    not_told: int
    strength: Figure


@frozen(kw_only=True)
class HourOfWeek:
    """What came in one hour of the week, over all weeks.

    Args:
        weekday: The day of the week; None for what has no time, or one of which nobody can tell the day.
        hour: The hour, from 0 to 23, as the clock on the wall showed it; None where only a day is known.
        resisted: Urges that were held back.
        acted: Urges that were acted on.
        not_told: Urges of which that is not told.
        strength: How strong they were.
        sent: Contacts that the client sent to the therapist.
        sent_uncounted: Records of such contacts that came "many times", which nobody counted.
    """

    weekday: Weekday | None
    hour: int | None
    resisted: int
    acted: int
    not_told: int
    strength: Figure
    sent: int
    sent_uncounted: int


@frozen(kw_only=True)
class HoursOfWeek:
    """The hours of the week in which something came, and what came at no hour that is known.

    Args:
        hours: The hours, Monday at midnight first. An hour in which nothing came is not here.
        without_hour: What has a day and no hour, by its weekday, Monday first; last what has not even that.
    """

    hours: tuple[HourOfWeek, ...]
    without_hour: tuple[HourOfWeek, ...]


def urges_by_week(
    journal: Journal, *, at: DateTime | Date | None = None, therapy: str | None = None
) -> tuple[UrgeWeek, ...]:
    """Return the urges of each week, oldest first: held back beside acted on (S2-52 of the first-hand accounts).

    Weeks begin on Monday in the journal's zone (ISO 8601). A week without any stands between the others with zeros; where
    more than two years lie between two weeks with some, the empty ones are left out. What belongs to no week that
    anybody could tell stands last.

    Args:
        journal: The journal to ask.
        at: Only what came up to a moment, and was not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Urge.example())
    >>> [(str(week.monday), week.resisted, week.acted, week.strength.highest) for week in urges_by_week(journal)]
    [('2024-05-06', 1, 0, 7)]
    """
    found: dict[int | None, list[Urge]] = {}
    for urge in so_far(journal, journal.urges, at, therapy):
        found.setdefault(monday_of(urge.at, journal.zone), []).append(urge)
    mondays = every_monday(monday for monday in found if monday is not None)
    weeks = [_week(Date.fromordinal(monday), found.get(monday, [])) for monday in mondays]
    return (*weeks, _week(None, found[None])) if None in found else tuple(weeks)


def _week(monday: Date | None, urges: list[Urge]) -> UrgeWeek:
    resisted, acted, not_told = _held_back_or_not(urges)
    return UrgeWeek(monday=monday, resisted=resisted, acted=acted, not_told=not_told, strength=_strength(urges))


def by_hour_of_week(journal: Journal, *, at: DateTime | Date | None = None, therapy: str | None = None) -> HoursOfWeek:
    """Return at which hours of the week urges came and letters went, over all weeks.

    S4-36 of the first-hand accounts: evenings and weekends are the hardest. The hour is that of the clock on the wall
    where it was told, in whatever zone; an hour that happened twice is one hour. What has a day and no hour stands
    apart.

    Args:
        journal: The journal to ask.
        at: Only what came up to a moment, and was not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Urge.example(), Contact.example())
    >>> [(found.weekday, found.hour, found.resisted, found.sent) for found in by_hour_of_week(journal).hours]
    [('tue', 8, 0, 1), ('sat', 22, 1, 0)]
    """
    urges: dict[_Place, list[Urge]] = {}
    contacts: dict[_Place, list[Contact]] = {}
    for urge in so_far(journal, journal.urges, at, therapy):
        urges.setdefault(_place(urge), []).append(urge)
    for contact in so_far(journal, journal.contacts, at, therapy):
        if contact.direction == "client_to_therapist":
            contacts.setdefault(_place(contact), []).append(contact)
    places = sorted({*urges, *contacts}, key=_in_the_week)
    found = [_hour(place, urges.get(place, []), contacts.get(place, [])) for place in places]
    return HoursOfWeek(
        hours=tuple(hour for hour in found if hour.hour is not None),
        without_hour=tuple(hour for hour in found if hour.hour is None),
    )


_Place: TypeAlias = tuple[Weekday | None, int | None]


def _place(record: Urge | Contact) -> _Place:
    if isinstance(record.at, DateTime):
        return weekday_of(record.at), record.at.hour
    if isinstance(record.at, Date):
        return weekday_of(record.at), None
    return None, None


def _in_the_week(place: _Place) -> tuple[int, int]:
    weekday, hour = place
    return 7 if weekday is None else WEEKDAYS.index(weekday), -1 if hour is None else hour


def _hour(place: _Place, urges: list[Urge], contacts: list[Contact]) -> HourOfWeek:
    resisted, acted, not_told = _held_back_or_not(urges)
    counted = [contact.times for contact in contacts if contact.times is not None and contact.times > 0]
    return HourOfWeek(
        weekday=place[0],
        hour=place[1],
        resisted=resisted,
        acted=acted,
        not_told=not_told,
        strength=_strength(urges),
        sent=sum(counted),
        sent_uncounted=len(contacts) - len(counted),
    )


def _held_back_or_not(urges: list[Urge]) -> tuple[int, int, int]:
    resisted = sum(urge.acted is False for urge in urges)
    acted = sum(urge.acted is True for urge in urges)
    return resisted, acted, len(urges) - resisted - acted


def _strength(urges: list[Urge]) -> Figure:
    return figure(urge.strength for urge in urges)


def instead(journal: Journal, *, at: DateTime | Date | None = None) -> Mapping[str, tuple[Record, ...]]:
    """Return what was done instead of each urge of which that is known, by its id, oldest first.

    Another way that was taken (``seed-items.md`` S2-26, S4-47): a record that has a link ``did_instead`` with the urge,
    in whichever of the two the link stands. One that was taken back is none. Ask this once, rather than
    :func:`did_instead` for each.

    Args:
        journal: The journal to ask.
        at: Only what came up to a moment, and was not taken back by then; what has no time is at no moment. None for all.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.values import Link
    >>> walk = Entry(id="walk", body="Round the pond.", links=(Link(kind="did_instead", to="the-second-letter"),))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Urge.example(), walk)
    >>> {id: [record.id for record in found] for id, found in instead(journal).items()}
    {'the-second-letter': ['walk']}
    """
    tied = [
        (record, link.to)
        for record in up_to(journal, _in_any_order(journal), at, None)
        for link in record.links
        if link.kind == "did_instead" and link.to != record.id
    ]
    ends = {id for _, id in tied}
    at_an_end = (record for record in _in_any_order(journal) if record.id in ends)
    there = {record.id: record for record in up_to(journal, at_an_end, at, None)}
    found: dict[str, dict[str, Record]] = {}
    for record, id in tied:
        if (other := there.get(id)) is not None:
            if isinstance(other, Urge):
                found.setdefault(id, {})[record.id] = record
            if isinstance(record, Urge):
                found.setdefault(record.id, {})[id] = other
    return MappingProxyType({id: _oldest_first(done.values(), journal.zone) for id, done in found.items()})


def _in_any_order(journal: Journal) -> Iterator[Record]:
    for kind in KINDS.values():
        yield from getattr(journal, kind.plural)


def _oldest_first(records: Iterable[Record], zone: str) -> tuple[Record, ...]:
    found = tuple(records)
    return tuple(sorted(found, key=lambda record: (begins(time_of(record), zone), record.id))) if len(found) > 1 else found


def did_instead(journal: Journal, urge: Urge) -> tuple[Record, ...]:
    """Return what was done instead of an urge, oldest first. What that is, is told at :func:`instead` (S4-47).

    >>> did_instead(Journal.new(zone="Europe/Paris").with_records(Urge.example()), Urge.example())
    ()
    """
    return instead(journal).get(urge.id, ())
