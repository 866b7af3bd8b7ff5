"""Each part of a page, as a pure question to what the reader sees. Nothing is invented; what is empty is left out."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

from attrs import frozen

from .. import insights, moments
from ..model.agreements import Revision
from ..model.contacts import Contact
from ..model.entries import Entry
from ..model.journal import Journal, Record
from ..model.sessions import Preparation, Reflection, Session, Topic
from ..model.values import Feeling, Share, When, begins, said
from ..model.vocabulary import PERSONAL_COMMITMENT, WHAT_HELPS
from ..moments import DateTime
from ..sharing.views import View
from .sheet import PrepItem

ON_ONE_PAGE: Final = 3
"""How many topics stand on the page before "if there is room"."""

KEPT: Final = 3
"""How many kept moments are shown, the latest first."""

THERAPIST: Final = "therapist"
"""The audience of the ledger whose lines stand on the owner's page as what she sent."""

BREAK_IN_SIGHT: Final = 42 * moments.DAY
"""A break is spoken of when it begins within six weeks of the session."""


@frozen(kw_only=True, slots=False)
class Page:
    """What the sections are made from.

    Args:
        view: What the reader sees.
        at: The moment of preparing.
        session: The session that is prepared for, or None.
        since: Where the time that it looks back on begins, in microseconds.
        last: The last session that was held before, or None.
    """

    view: View
    at: DateTime
    session: Session | None
    since: int
    last: Session | None

    @property
    def journal(self) -> Journal:
        """The journal as the reader sees it."""
        return self.view.journal

    @property
    def therapy(self) -> str | None:
        """The therapy that is prepared for."""
        return self.session.therapy if self.session else None

    @property
    def preparation(self) -> Preparation:
        """What was written for the session; an empty one when nothing was."""
        return (self.session.preparation if self.session else None) or Preparation()

    @property
    def reflection(self) -> Reflection:
        """What was written after the last session; an empty one when nothing was."""
        return (self.last.reflection if self.last else None) or Reflection()

    @property
    def here(self) -> str | None:
        """The id of the session that is prepared for."""
        return self.session.id if self.session else None

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by id."""
        return {topic.id: topic for topic in self.journal.topics}

    @cached_property
    def waiting(self) -> tuple[insights.WaitingTopic, ...]:
        """What waits to be talked about, pinned first, then by when it was opened."""
        return insights.waiting_topics(self.journal, self.at, self.therapy)

    def begins(self, when: When | None) -> int:
        """Return the instant from which a time counts in this journal."""
        return begins(when, self.journal.zone)

    def belongs(self, therapy: str | None) -> bool:
        """Whether something belongs to the therapy that is prepared for."""
        return self.therapy is None or therapy is None or therapy == self.therapy

    def is_retracted(self, record: Record) -> bool:
        """Whether a record had been taken back when the page was prepared."""
        return insights.is_retracted(record, moments.instant(self.at), self.journal.zone)

    def in_window(self, instant: int) -> bool:
        """Whether an instant lies in the time that the page looks back on."""
        return self.since < instant <= moments.instant(self.at)


Items: TypeAlias = Iterator[PrepItem]


def _line(page: Page, text: str, why: str) -> Items:
    if text.strip():
        yield PrepItem(text=text, why=why, record=page.here)


def safety_first(page: Page) -> Items:
    """What must come before everything else: her own words, then the cards of what helps that she linked to this session.

    Only she puts it there. No text is ever looked through for it.
    """
    yield from _line(page, page.preparation.safety_first, "you_put_it_first")
    for entry in page.journal.entries:
        if _is_card(entry) and _is_meant_for_this(page, entry) and not page.is_retracted(entry):
            text = entry.body if entry.body.strip() else entry.title
            yield from (PrepItem(text=text, why="you_put_it_first", record=entry.id),) if text.strip() else ()


def _is_card(entry: Entry) -> bool:
    return entry.kind == WHAT_HELPS


def _is_meant_for_this(page: Page, entry: Entry) -> bool:
    return any(link.kind == "for_session" and link.to == page.here for link in entry.links)


def opening_line(page: Page) -> Items:
    """The first sentence that she could say."""
    return _line(page, page.preparation.opening_line, "you_wrote_it")


def if_words_fail(page: Page) -> Items:
    """What she can show or hand over when she cannot speak."""
    return _line(page, page.preparation.if_words_fail, "you_wrote_it")


def hold_on_to(page: Page) -> Items:
    """Moments that she asked to keep, the latest first."""
    kept = (
        PrepItem(text=event.what, detail=event.meaning, since=session.starts_at, why="you_kept_it", record=session.id)
        for session in reversed(insights.held_sessions(page.journal, page.at, page.therapy))
        if session.reflection
        for event in session.reflection.events
        if event.keep and event.what.strip()
    )
    return (item for item, _ in zip(kept, range(KEPT), strict=False))


def _not_today(page: Page) -> frozenset[str]:
    return frozenset(page.preparation.not_today)


def _own_order(page: Page) -> dict[str, tuple[int | None, bool]]:
    """Return the topics that she listed for this session, in her order, with their minutes and whether they must come."""
    appearances = page.session.appearances if page.session else ()
    return {
        a.topic: (a.minutes_planned, a.must)
        for a in appearances
        if a.topic in page.topics and a.topic not in _not_today(page) and not _taken_back(page, page.topics[a.topic])
    }


def _taken_back(page: Page, topic: Topic) -> bool:
    gone = [when for when in (topic.withdrawn_at, topic.retracted_at) if when is not None]
    return any(page.begins(when) <= moments.instant(page.at) for when in gone)


def _marked(page: Page) -> frozenset[str]:
    """Return the topics that belong to an open rupture, or that she planned for this session without listing them."""
    ruptures = {o.rupture.id for o in insights.open_ruptures(page.journal, page.at, page.therapy)}
    about = {link.to for o in page.journal.ruptures if o.id in ruptures for link in o.links}
    return frozenset(
        topic.id
        for topic in page.journal.topics
        if topic.id in about
        or any(link.to in ruptures for link in topic.links)
        or (topic.plan is not None and topic.plan.session is not None and topic.plan.session == page.here)
    )


def _set_aside(page: Page, topic: Topic) -> bool:
    until = topic.plan.set_aside_until if topic.plan else None
    meeting = page.session.starts_at if page.session and page.session.starts_at is not None else page.at
    return until is not None and page.begins(until) > page.begins(meeting)


def _on_the_list(page: Page) -> list[PrepItem]:
    """Return the agenda: her own order, then pinned topics, then by when they were opened. Never by how hard they are."""
    own = _own_order(page)
    beneath = _marked(page) - own.keys()
    listed = [_topic(page, page.topics[id], "you_listed_it", minutes) for id, (minutes, _) in own.items()]
    for life in page.waiting:
        topic = life.topic
        if (
            topic.id not in own
            and topic.id not in beneath
            and topic.id not in _not_today(page)
            and not _set_aside(page, topic)
        ):
            listed.append(_topic(page, topic, "you_pinned_it" if topic.pinned else "still_waiting", None))
    return listed


def _topic(page: Page, topic: Topic, why: str, minutes: int | None) -> PrepItem:
    return PrepItem(text=topic.text, detail=topic.wish or "", since=topic.opened, why=why, record=topic.id, minutes=minutes)


def _on_the_page(page: Page) -> int:
    """Return how many topics stand on the page: three, or as far as the last that must come up."""
    own = list(_own_order(page).values())
    last_must = max((n for n, (_, must) in enumerate(own, start=1) if must), default=0)
    return max(ON_ONE_PAGE, last_must)


def agenda(page: Page) -> Items:
    """What she wants to bring."""
    return iter(_on_the_list(page)[: _on_the_page(page)])


def if_there_is_room(page: Page) -> Items:
    """What else waits."""
    return iter(_on_the_list(page)[_on_the_page(page) :])


def also_marked(page: Page) -> Items:
    """Topics of open ruptures, or with a plan for this session, that she did not put on the list."""
    own, marked, left = _own_order(page), _marked(page), _not_today(page)
    for life in page.waiting:
        if life.topic.id in marked and life.topic.id not in own and life.topic.id not in left:
            yield _topic(page, life.topic, "you_also_marked_it", None)


def not_today(page: Page) -> Items:
    """What is to be left alone."""
    for id in page.preparation.not_today:
        topic = page.topics.get(id)
        if topic is not None:
            yield PrepItem(text=topic.text, why="not_today", record=topic.id)
        elif id.strip() and id not in page.journal:
            yield PrepItem(text=id, why="not_today", record=page.here)


def ask(page: Page) -> Items:
    """How the other could help today."""
    return (PrepItem(text=text, why="you_wrote_it", record=page.here) for text in page.preparation.ask if text.strip())


def permission(page: Page) -> Items:
    """What the other may do."""
    return _line(page, page.preparation.permission, "permission")


def unsaid(page: Page) -> Items:
    """What was not said and still waits to be, oldest first; what became a topic only while the topic waits."""
    open_topics = {life.topic.id for life in page.waiting}
    for session in insights.held_sessions(page.journal, page.at, page.therapy):
        for item in session.reflection.unsaid if session.reflection else ():
            if item.topic is None or item.topic in open_topics or item.topic not in page.topics:
                yield PrepItem(
                    text=item.what,
                    detail=item.meant,
                    since=session.starts_at,
                    why=item.kind or "left_unsaid",
                    record=session.id,
                )


def fears(page: Page) -> Items:
    """What she fears, in her own words."""
    return (
        PrepItem(text=text, why="you_wrote_it", record=page.here)
        for text in page.preparation.fears
        if text.strip() and text not in page.journal
    )


def bridge(page: Page) -> Items:
    """What was left for this time, and what was taken away last time."""
    reflection = page.reflection
    last = page.last
    if last is None:
        return
    if reflection.next_time.strip():
        yield PrepItem(text=reflection.next_time, since=last.starts_at, why="left_for_this_time", record=last.id)
    for text in reflection.takeaways:
        if text.strip():
            yield PrepItem(text=text, since=last.starts_at, why="took_away", record=last.id)


def feedback(page: Page) -> Items:
    """What helped or hindered last time."""
    for event in page.reflection.events:
        if event.what.strip() and page.last is not None:
            degree = said(event.helpful) if event.helpful is not None else ""
            detail = " · ".join(filter(None, (event.meaning, degree)))
            yield PrepItem(text=event.what, detail=detail, since=page.last.starts_at, why="last_time", record=page.last.id)


def since(page: Page) -> Items:
    """What she understood since."""
    return _line(page, page.preparation.since, "you_wrote_it")


def relationship(page: Page) -> Items:
    """Open ruptures, by the names that she gave them."""
    for found in insights.open_ruptures(page.journal, page.at, page.therapy):
        yield PrepItem(text=found.rupture.title, since=found.rupture.noticed, why=found.state, record=found.rupture.id)


def agreements(page: Page) -> Items:
    """What changed since last time, is being tried, was proposed, or is to be looked at again."""
    zone, now = page.journal.zone, moments.instant(page.at)
    meeting = page.session.starts_at if page.session else None
    due = meeting if isinstance(meeting, DateTime) else page.at
    for agreement in page.journal.agreements:
        gone = agreement.retracted_at is not None and page.begins(agreement.retracted_at) <= now
        promise = agreement.kind == PERSONAL_COMMITMENT and not page.view.names("prep.personal_commitments")
        if gone or promise or not page.belongs(agreement.therapy):
            continue
        for proposal in agreement.open_proposals_at(page.at, zone=zone):
            yield from _proposal(proposal, agreement.id)
        holding = agreement.in_force_at(page.at, zone=zone)
        if holding is None:
            continue
        revision = holding.revision
        why = ""
        if agreement.reviews_due_at(due, zone=zone):
            why = "to_look_at_again"
        elif revision.trial:
            why = "on_trial"
        elif page.last is not None and page.in_window(page.begins(revision.takes_effect or revision.at)):
            why = "changed"
        if why:
            yield PrepItem(text=holding.terms.words, since=revision.at, why=why, record=agreement.id)


def _proposal(proposal: Revision, record: str) -> Items:
    offered = [proposal.terms, *(alternative.terms for alternative in proposal.alternatives)]
    for terms in offered:
        if terms is not None:
            why = "i_proposed" if proposal.by == "client" else "was_proposed"
            yield PrepItem(text=terms.words, since=proposal.at, why=why, record=record)


def materials(page: Page) -> Items:
    """What she sent, and what she brings: entries that are unfinished or meant for this session.

    Of the ledger, which is on her own page only, what she gave to her therapist since the last session.
    """
    named = set(page.preparation.materials)
    given_away = _given_away(page)
    for text in page.preparation.materials:
        if text not in page.journal and text.strip():
            yield PrepItem(text=text, why="brought", record=page.here)
    for contact in page.journal.contacts:
        if page.is_retracted(contact):
            continue
        if contact.id in named or (
            _is_material(contact) and page.belongs(contact.therapy) and page.in_window(page.begins(contact.at))
        ):
            yield PrepItem(text=_short(contact.body), since=contact.at, why=f"sent_read_{contact.read}", record=contact.id)
    for entry in page.journal.entries:
        if not page.belongs(entry.therapy) or page.is_retracted(entry):
            continue
        meant = _is_meant_for_this(page, entry)
        if meant and _is_card(entry):
            continue
        given = given_away.get(entry.id)
        if given is not None:
            yield PrepItem(text=_title(entry), since=given.shared_at, why=f"sent_read_{given.read}", record=entry.id)
        elif meant or entry.id in named:
            yield PrepItem(text=_title(entry), since=entry.written_at, why="brought", record=entry.id)
        elif entry.unfinished:
            yield PrepItem(text=_title(entry), since=entry.written_at, why="unfinished", record=entry.id)


def _given_away(page: Page) -> Mapping[str, Share]:
    return {
        share.record: share
        for share in insights.shares(page.journal, audience=THERAPIST)
        if share.withdrawn_at is None and share.shared_at is not None and page.in_window(page.begins(share.shared_at))
    }


def _is_material(contact: Contact) -> bool:
    return contact.direction == "client_to_therapist" and (
        contact.purpose == "sharing_material" or bool(contact.attachments)
    )


def _title(entry: Entry) -> str:
    return entry.title or _short(entry.body)


def _short(text: str, limit: int = 90) -> str:
    """Return the beginning of a text: its first line that says something, cut between words."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0].rstrip()} …"


def coming_break(page: Page) -> Items:
    """The next break, when it is near: how many sessions are left, and what has to be said before."""
    meeting = page.session.starts_at if page.session else None
    from_when = page.begins(meeting) if meeting is not None else moments.instant(page.at)
    for found in insights.coming_breaks(page.journal, page.at, page.therapy):
        absence = found.absence
        starts = page.begins(absence.begins)
        if starts > from_when + BREAK_IN_SIGHT:
            return
        left = str(found.sessions_left) if page.view.is_mine else ""
        yield PrepItem(detail=left, since=absence.begins, why="break", record=absence.id)
        for life in page.waiting:
            plan = life.topic.plan
            if (
                plan
                and plan.before is not None
                and moments.instant(page.at) < page.begins(plan.before) <= starts + moments.DAY
            ):
                yield PrepItem(text=life.topic.text, since=plan.before, why="before_the_break", record=life.topic.id)
        return


def homework(page: Page) -> Items:
    """What was set last time, and what came of it."""
    if page.reflection.homework.strip() and page.last is not None:
        yield PrepItem(text=page.reflection.homework, since=page.last.starts_at, why="set_last_time", record=page.last.id)
    yield from _line(page, page.preparation.homework, "tried")


def hopes(page: Page) -> Items:
    """What she would like to leave with."""
    return (PrepItem(text=text, why="you_wrote_it", record=page.here) for text in page.preparation.hopes if text.strip())


def mood(page: Page) -> Items:
    """How she comes in."""
    preparation = page.preparation
    if preparation.mood is not None:
        yield PrepItem(text=said(preparation.mood), why="mood", record=page.here)
    if preparation.capacity is not None:
        yield PrepItem(text=said(preparation.capacity), why="capacity", record=page.here)
    for feeling in preparation.feelings:
        yield _feeling(feeling, page.here)


def _feeling(feeling: Feeling, record: str | None) -> PrepItem:
    degree = said(feeling.degree) if feeling.degree is not None else ""
    return PrepItem(text=feeling.name, detail=degree, why="feeling", record=record)


def _to_write(*prompts: str) -> Callable[[Page], Items]:
    """Return a section of empty lines. A page that says nothing else has none."""

    def section(page: Page) -> Items:
        return (PrepItem(why=prompt) for prompt in prompts)

    return section


def agreed_today(page: Page) -> Items:
    """Room for what is agreed in the session, when there is one."""
    return iter((PrepItem(why="agreed"),) if page.session else ())


SECTIONS: Final[Mapping[str, Callable[[Page], Items]]] = {
    "safety_first": safety_first,
    "opening_line": opening_line,
    "if_words_fail": if_words_fail,
    "hold_on_to": hold_on_to,
    "agenda": agenda,
    "if_there_is_room": if_there_is_room,
    "also_marked": also_marked,
    "not_today": not_today,
    "ask": ask,
    "permission": permission,
    "unsaid": unsaid,
    "fears": fears,
    "bridge": bridge,
    "feedback": feedback,
    "since": since,
    "relationship": relationship,
    "agreements": agreements,
    "materials": materials,
    "coming_break": coming_break,
    "homework": homework,
    "hopes": hopes,
    "mood": mood,
    "afterwards": _to_write("said", "heard", "still_with_me"),
    "agreed_today": agreed_today,
}
"""Every section by its name."""
