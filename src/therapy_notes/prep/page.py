"""What the sections of a page are made from: what a reader sees, the session that is prepared for, the time before it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import frozen

from .. import insights, moments
from ..model.ids import is_made
from ..model.journal import KINDS, Journal, Record
from ..model.sessions import Preparation, Reflection, Session, Topic
from ..model.shapes import EVERYBODY
from ..model.values import Link, When, begins, day_of, has_come
from ..moments import DateTime
from ..sharing.views import View
from .fears_today import FearToday, fears_today
from .sheet import PrepItem

Items: TypeAlias = Iterator[PrepItem]


@frozen(kw_only=True, slots=False)
class Page:
    """What the sections are made from.

    Args:
        view: What the reader sees.
        at: The moment of preparing.
        session: The session that is prepared for, or None.
        since: Where the time that it looks back on begins, in microseconds.
        last: The last session that was held before, or None.
        occasions: Whether what came of a fear stands beneath it.
    """

    view: View
    at: DateTime
    session: Session | None
    since: int
    last: Session | None
    occasions: bool = True

    @property
    def journal(self) -> Journal:
        """The journal as the reader sees it."""
        return self.view.journal

    @cached_property
    def now(self) -> int:
        """The moment of preparing, in microseconds."""
        return moments.instant(self.at)

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
    def ids(self) -> frozenset[str]:
        """The ids of all records."""
        return frozenset(record.id for kind in KINDS.values() for record in getattr(self.journal, kind.plural))

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by id."""
        return {topic.id: topic for topic in self.journal.topics}

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """The sessions that were held, oldest first."""
        return insights.held_sessions(self.journal, self.at, self.therapy)

    @cached_property
    def waiting(self) -> tuple[insights.WaitingTopic, ...]:
        """What waits to be talked about, pinned first, then by when it was opened."""
        return insights.waiting_topics(self.journal, self.at, self.therapy)

    @cached_property
    def fears_today(self) -> tuple[FearToday, ...]:
        """What is feared of this session, each once, her own first."""
        return fears_today(self)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people and parts are called, by id."""
        named = {person.id: person.name for person in self.journal.people}
        return named | {part.id: part.name for part in self.journal.parts}

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """The ids of the therapists, by the id of the therapy that they lead."""
        told = {therapy.id: therapy.therapist for therapy in self.journal.therapies}
        return {id: who for id, who in told.items() if who is not None and who not in EVERYBODY}

    @cached_property
    def therapists(self) -> frozenset[str]:
        """Those who are the therapist here: the word for it, and who leads the therapy that is prepared for."""
        return frozenset({"therapist", *(who for id, who in self.leads.items() if self.therapy in {None, id})})

    def begins(self, when: When | None) -> int:
        """Return the instant from which a time counts in this journal."""
        return begins(when, self.journal.zone)

    def is_known_by_now(self, when: When | None) -> bool:
        """Whether something is there when the page is prepared: it had begun by then, or no calendar knows when."""
        return has_come(when, self.now, self.journal.zone)

    def place_in_time(self, when: When | None) -> int:
        """Return where something stands in the order of time. What no calendar knows stands first."""
        return moments.BEGINNING if day_of(when) is None else self.begins(when)

    def belongs(self, therapy: str | None) -> bool:
        """Whether something belongs to the therapy that is prepared for."""
        return self.therapy is None or therapy is None or therapy == self.therapy

    def is_retracted(self, record: Record) -> bool:
        """Whether a record had been taken back when the page was prepared."""
        return insights.is_retracted(record, self.now, self.journal.zone)

    def is_given_up(self, topic: Topic) -> bool:
        """Whether she had withdrawn a topic, or taken it back, when the page was prepared."""
        return any(when is not None and self.is_known_by_now(when) for when in (topic.withdrawn_at, topic.retracted_at))

    def stands(self, record: Record) -> bool:
        """Whether a record is of this therapy and had not been taken back when the page was prepared."""
        return self.belongs(record.therapy) and not self.is_retracted(record)

    def is_meant_for_this(self, links: tuple[Link, ...]) -> bool:
        """Whether something is linked to the session that is prepared for, to be brought to it."""
        return any(link.kind == "for_session" and link.to == self.here for link in links)

    def in_window(self, instant: int) -> bool:
        """Whether an instant lies in the time that the page looks back on."""
        return self.since < instant <= self.now

    def is_in_words(self, text: str) -> bool:
        """Whether something where ids and words may stand is words: no id, be there such a record or not.

        What is left to another reader has been decided before, in their view.
        """
        return bool(text.strip()) and text not in self.ids and not is_made(text)

    def line(self, text: str, why: str) -> Items:
        """Yield one line of what was written for this session, if it says something."""
        if text.strip():
            yield PrepItem(text=text, why=why, record=self.here)

    def lines(self, texts: tuple[str, ...]) -> Items:
        """Yield those lines of what was written for this session that say something."""
        for text in texts:
            yield from self.line(text, "you_wrote_it")


def beginning(text: str, limit: int = 90) -> str:
    r"""Return the beginning of a text: its first line that says something, cut between words.

    >>> beginning("\n  Dear Ines,  \nit rained.")
    'Dear Ines,'
    """
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0].rstrip()} …"
