"""``prepare``: from what a reader sees to the page for the next session."""

import datetime as dt

from attrs import frozen

from .. import insights, moments
from ..model.journal import Journal
from ..model.sessions import Session
from ..model.values import When, begins, day_of, over
from ..moments import Date, DateTime
from ..sharing.audience import PREP_SECTIONS
from ..sharing.views import View
from .page import Page
from .sections import SECTIONS
from .sheet import FOR_ANOTHER, FOR_ME, Prep, PrepSection


def prepare(
    view: View,
    *,
    at: dt.datetime,
    session: str | Session | None = None,
    window: tuple[When, When] | None = None,
    occasions: bool = True,
) -> Prep:
    """Prepare a session from what a reader sees.

    Args:
        view: What the reader sees; its audience decides the order of the page.
        at: The moment of preparing. Nothing reads the clock.
        session: The session, or the id that it has in the view; the next one proposed or booked when not given.
        window: The first and the last time to look back on; a last day is included. Everything when no calendar knows
            the first. Since the last held session of this therapy when not given.
        occasions: Whether what came of a fear before stands beneath it, and how often. False leaves it out.

    Raises:
        TypeError: It is given a journal. A journal is for its owner; say for whom the page is.
        KeyError: The view has no session of that id.
        AmbiguousTimeError: ``at`` has no zone.

    >>> from therapy_notes.model.sessions import Preparation
    >>> from therapy_notes.sharing.views import view as see
    >>> monday = Session.new(starts_at=moments.moment("2024-05-13 16:00", "Europe/Paris"),
    ...                      preparation=Preparation(opening_line="I have brought the letter."))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(monday)
    >>> prep = prepare(see(journal, "me"), at=moments.moment("2024-05-12 20:00", "Europe/Paris"))
    >>> prep["opening_line"][0].text
    'I have brought the letter.'
    """
    if isinstance(view, Journal):
        raise TypeError('a page is prepared from a View: say for whom, as in prepare(view(journal, "me"), at=…)')
    now = moments.settled(at)
    journal = view.journal
    meeting = _meeting(journal, now, session)
    therapy = meeting.therapy if meeting else None
    before = _before(journal, now, meeting)
    last = insights.last_session(journal, before, therapy)
    looking_back = _window(journal, window, last, now)
    page = Page(view=view, at=looking_back.until, session=meeting, since=looking_back.after, last=last, occasions=occasions)
    order = FOR_ME if view.is_mine else FOR_ANOTHER
    sections = (PrepSection(kind=kind, items=tuple(SECTIONS[kind](page))) for kind in order if _is_for(view, kind))
    return Prep(
        audience=view.audience,
        at=now,
        session=meeting.id if meeting else None,
        day=meeting.starts_at if meeting else None,
        since=looking_back.since,
        until=looking_back.until,
        sections=tuple(section for section in sections if section.items),
        hidden_names=view.hidden_names,
    )


def _is_for(view: View, kind: str) -> bool:
    """Whether a section may stand on the page of this reader: some only when they were named."""
    return kind not in PREP_SECTIONS or view.names(f"prep.{kind}")


def _meeting(journal: Journal, at: DateTime, session: str | Session | None) -> Session | None:
    if session is None:
        return insights.next_session(journal, at)
    id = session.id if isinstance(session, Session) else session
    for found in journal.sessions:
        if found.id == id:
            return found
    raise KeyError("no session of that id in this view")


def _before(journal: Journal, at: DateTime, meeting: Session | None) -> DateTime:
    """Return the moment before which the last session lies: now, or the session itself when it is already past."""
    if meeting is None or meeting.starts_at is None:
        return at
    starts = begins(meeting.starts_at, journal.zone)
    if starts > moments.instant(at):
        return at
    return _seen(starts - 1, moments.zone_name(at))


@frozen(kw_only=True)
class _LookingBack:
    """The time that a page looks back on: what lies after an instant; and its ends, for the reader."""

    after: int
    since: DateTime | None
    until: DateTime


def _window(journal: Journal, window: tuple[When, When] | None, last: Session | None, now: DateTime) -> _LookingBack:
    zone = moments.zone_name(now)
    first = window[0] if window is not None else last.starts_at if last is not None else None
    until = now if window is None else _seen(min(over(window[1], journal.zone), moments.instant(now)), zone)
    if day_of(first) is None:
        return _LookingBack(after=moments.BEGINNING, since=None, until=until)
    starts = begins(first, journal.zone)
    after = starts if window is None else starts - 1
    return _LookingBack(after=after, since=_seen(starts, zone), until=until)


def _seen(instant: int, zone: str) -> DateTime:
    """Return an instant as seen in a zone; where its calendar does not reach so far, the last midnight that it has."""
    first, last = (moments.midnight(day, zone) for day in (Date(1, 1, 2), Date(9999, 12, 31)))
    return moments.at_instant(min(max(instant, first), last), zone)
