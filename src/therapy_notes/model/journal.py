"""The journal: everything that one person keeps, in the order of time."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from attrs import field, frozen

from .. import moments
from ..errors import Problem
from ..moments import Date, DateTime
from .agreements import Agreement
from .beliefs import Belief, Prediction
from .common import plain
from .contacts import Absence, Contact
from .entries import Entry
from .goals import Goal
from .guards import guarded
from .people import Part, Person, Therapy
from .preferences import Preference
from .questions import Question
from .ruptures import Rupture
from .scores import Score
from .sessions import Session, Topic
from .shapes import DERIVED, NO_EXTRA, Ref, SourceText, ZoneName
from .statements import Statement
from .urges import Urge
from .values import Share, When, begins, over

if TYPE_CHECKING:
    from .checking import Finding

FORMAT: Final = "1.2"
"""The version of the format that this release writes."""

Record: TypeAlias = (
    Person
    | Therapy
    | Part
    | Entry
    | Session
    | Topic
    | Rupture
    | Agreement
    | Contact
    | Urge
    | Absence
    | Statement
    | Belief
    | Prediction
    | Question
    | Goal
    | Score
    | Preference
)
"""One of the kinds of record. A closed union: a ``match`` over it is complete."""


@frozen(kw_only=True)
class Kind:
    """A kind of record: its singular name, the plural under which a journal holds it, its class, and its own time.

    Args:
        name: The class name in snake_case.
        plural: The attribute of ``Journal``, and the key in JSON.
        of: The class.
        times: The fields that tell when it was; the first that is there counts.
        first_of: The field whose first item tells it when those do not.
        title: The field that says what a record of this kind is called, if one does.
    """

    name: str
    plural: str
    of: type[Record]
    times: tuple[str, ...] = ()
    first_of: str = ""
    title: str = ""


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(name="person", plural="people", of=Person, title="name"),
        Kind(name="therapy", plural="therapies", of=Therapy, times=("began",)),
        Kind(name="part", plural="parts", of=Part, title="name"),
        Kind(name="entry", plural="entries", of=Entry, times=("written_at", "happened"), title="title"),
        Kind(name="session", plural="sessions", of=Session, times=("starts_at",)),
        Kind(name="topic", plural="topics", of=Topic, times=("opened",), title="text"),
        Kind(name="rupture", plural="ruptures", of=Rupture, times=("noticed",), first_of="steps", title="title"),
        Kind(name="agreement", plural="agreements", of=Agreement, first_of="revisions", title="topic"),
        Kind(name="contact", plural="contacts", of=Contact, times=("at",)),
        Kind(name="urge", plural="urges", of=Urge, times=("at",), title="urge"),
        Kind(name="absence", plural="absences", of=Absence, times=("begins",)),
        Kind(name="statement", plural="statements", of=Statement, times=("said",), title="words"),
        Kind(name="belief", plural="beliefs", of=Belief, first_of="readings", title="text"),
        Kind(name="prediction", plural="predictions", of=Prediction, times=("made_at",), title="fear"),
        Kind(name="question", plural="questions", of=Question, times=("asked",), title="text"),
        Kind(name="goal", plural="goals", of=Goal, times=("opened",), title="text"),
        Kind(name="score", plural="scores", of=Score, times=("taken_at",), title="instrument"),
        Kind(name="preference", plural="preferences", of=Preference, first_of="readings", title="about"),
    )
}
"""The kinds of record by name, in the order in which a file holds them. A new kind is taught here and in its class."""

_KIND_OF: Final[Mapping[type, Kind]] = {kind.of: kind for kind in KINDS.values()}


def kind_of(record: Record) -> Kind:
    """Return the kind of a record.

    >>> kind_of(Entry.example()).plural
    'entries'
    """
    return _KIND_OF[type(record)]


def time_of(record: Record) -> When | None:
    """Return when a record was: an agreement counts from its first act, a belief from its first reading."""
    kind = _KIND_OF[type(record)]
    for name in kind.times:
        when: When | None = getattr(record, name)
        if when is not None:
            return when
    items = getattr(record, kind.first_of) if kind.first_of else ()
    first: When | None = items[0].at if items else None
    return first


def title_of(record: Record) -> str:
    """Return what a record is called, in the words of its writer; empty when it has no name.

    >>> title_of(Entry.example())
    'The yellow door'
    """
    field = _KIND_OF[type(record)].title
    return getattr(record, field) if field else ""


def _place(record: Record, zone: str) -> tuple[int, int, str]:
    position = record.source.position if record.source else None
    return begins(time_of(record), zone), -1 if position is None else position, record.id


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Unreadable:
    """A record that did not read, kept as it was and written back equal.

    Args:
        kind: The name of the kind that it should be, such as ``entry``; of a list that is not known, the list's own name.
        raw: The JSON of it, whatever that is. Half of a surrogate pair may stand in it.
        text: The text of it, where JSON cannot hold all of it: a key that stands twice, a number beyond all limits,
            bytes that are no text (each then stands here as half of a surrogate pair, U+DC80 and following), a file
            that is no JSON at all. Then ``raw`` is None.
        problems: What is wrong with it, and where in the file that was read. It is found out at each reading and
            not kept.
    """

    kind: str
    raw: object = None
    text: SourceText = ""
    problems: tuple[Problem, ...] = field(default=(), eq=False, metadata=DERIVED)
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Journal:
    """Everything that one person keeps.

    Each tuple is sorted by time, by the place in an imported file, and by id; what has no time stands last. Two journals
    are equal when they hold the same; ``format`` and ``producer`` are the file's header and do not count.

    Args:
        format: The version of the format in which it was read.
        producer: The program that wrote it.
        zone: The zone in which days begin.
        owner: Whose journal it is: the id of a Person.
        key: 32 random bytes from which ids for other readers are made. It never leaves one's own files.
        shares: The ledger: what was given to whom, in the order in which it was.
        unreadable: What did not read, kept as it was.

    Raises:
        ValueError: Two records have one id.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.example())
    >>> [record.id for record in journal]
    ['the-yellow-door']
    >>> journal["the-yellow-door"].title
    'The yellow door'
    >>> journal.without("the-yellow-door").entries
    ()
    """

    format: str = field(default=FORMAT, eq=False)
    producer: str = field(default="", eq=False)
    zone: ZoneName = "UTC"
    key: bytes | None = field(default=None, repr=False)
    owner: Ref | None = None
    people: tuple[Person, ...] = ()
    therapies: tuple[Therapy, ...] = ()
    parts: tuple[Part, ...] = ()
    entries: tuple[Entry, ...] = ()
    sessions: tuple[Session, ...] = ()
    topics: tuple[Topic, ...] = ()
    ruptures: tuple[Rupture, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    urges: tuple[Urge, ...] = ()
    absences: tuple[Absence, ...] = ()
    statements: tuple[Statement, ...] = ()
    beliefs: tuple[Belief, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    questions: tuple[Question, ...] = ()
    goals: tuple[Goal, ...] = ()
    scores: tuple[Score, ...] = ()
    preferences: tuple[Preference, ...] = ()
    shares: tuple[Share, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        seen: set[str] = set()
        for kind in KINDS.values():
            records: tuple[Record, ...] = getattr(self, kind.plural)
            for record in records:
                if record.id in seen:
                    raise ValueError("two records with one id")
                seen.add(record.id)
            places = [_place(record, self.zone) for record in records]
            if any(a > b for a, b in pairwise(places)):
                order = sorted(range(len(records)), key=places.__getitem__)
                object.__setattr__(self, kind.plural, tuple(records[n] for n in order))

    @classmethod
    def new(cls, *, zone: str, owner: str | None = None) -> "Journal":
        """Return an empty journal whose days begin in ``zone``, with a fresh key."""
        return cls(zone=zone, owner=owner, key=secrets.token_bytes(32))

    def __iter__(self) -> Iterator[Record]:
        """Iterate over all records in the order of time; what has no time comes last."""
        records: list[Record] = [record for kind in KINDS.values() for record in getattr(self, kind.plural)]
        return iter(sorted(records, key=lambda record: _place(record, self.zone)))

    def __len__(self) -> int:
        """Return the number of records."""
        return sum(len(getattr(self, kind.plural)) for kind in KINDS.values())

    def __bool__(self) -> bool:
        """Return True: an empty journal is still somebody's journal."""
        return True

    def __contains__(self, id: object) -> bool:
        """Whether a record of that id is here."""
        return any(record.id == id for kind in KINDS.values() for record in getattr(self, kind.plural))

    def __getitem__(self, id: str) -> Record:
        """Return the record of that id.

        Raises:
            KeyError: There is none.
        """
        for kind in KINDS.values():
            for record in getattr(self, kind.plural):
                if record.id == id:
                    found: Record = record
                    return found
        raise KeyError("no record of that id")

    def with_records(self, *records: Record) -> "Journal":
        """Return a journal that also holds these records; one with an id that is here takes the place of what was."""
        if any(type(record) not in _KIND_OF for record in records):
            raise TypeError("not a record")
        added = {record.id: record for record in records}
        kept = {kind.plural: [r for r in getattr(self, kind.plural) if r.id not in added] for kind in KINDS.values()}
        for record in added.values():
            kept[kind_of(record).plural].append(record)
        return self._holding({plural: tuple(found) for plural, found in kept.items()})

    def without(self, *ids: str) -> "Journal":
        """Return a journal without these records.

        Raises:
            KeyError: One of them is not here.
        """
        gone = set(ids)
        if any(id not in self for id in gone):
            raise KeyError("no record of that id")
        return self._holding(
            {kind.plural: tuple(r for r in getattr(self, kind.plural) if r.id not in gone) for kind in KINDS.values()}
        )

    def _holding(self, records: Mapping[str, Any]) -> "Journal":
        return attrs.evolve(self, **records)

    def only(
        self,
        *,
        kinds: Iterable[str] | None = None,
        between: tuple[When, When] | None = None,
        tags: Iterable[str] | None = None,
        therapy: str | None = None,
    ) -> "Journal":
        """Return a smaller journal, from which a view can then be made.

        Args:
            kinds: Names of kinds, such as ``("rupture", "agreement")``.
            between: A first and a last time; a last day is included. What has no time is left out.
            tags: At least one of these must be on a record.
            therapy: The id of the therapy to which a record must belong.

        Raises:
            KeyError: There is no kind of that name.
        """
        wanted_kinds = None if kinds is None else {KINDS[name].name for name in kinds}
        wanted_tags = None if tags is None else set(tags)

        def keep(record: Record) -> bool:
            if wanted_kinds is not None and kind_of(record).name not in wanted_kinds:
                return False
            if wanted_tags is not None and not wanted_tags.intersection(record.tags):
                return False
            if therapy is not None and therapy not in {record.therapy, record.id}:
                return False
            return between is None or _within(record, between, self.zone)

        kept = {kind.plural: tuple(r for r in getattr(self, kind.plural) if keep(r)) for kind in KINDS.values()}
        return self._holding({"shares": (), "unreadable": (), **kept})

    def check(self, at: DateTime | Date | None = None) -> "tuple[Finding, ...]":
        """Return what a friend might point out: a link to nothing, a trial that nobody looks at again, two rules at once.

        A finding is no error. Each has a kind, a place and one sentence, and they come in the order of the file. What has
        been taken back is left alone.

        Args:
            at: The moment as seen from which something has waited for long, or holds beside something else. When not
                given, the latest time at which anything in the journal was: nothing reads a clock.

        >>> journal = Journal(zone="Europe/Paris", agreements=(Agreement.example(),))
        >>> for finding in journal.check(Date(2024, 7, 1)):
        ...     print(finding.kind, finding, sep=" | ")
        proposal_long_open | $.agreements[0].revisions[1]: This has been without an answer for a while.
        dangling_link | $.agreements[0].therapy: This points to something that is not in the journal.
        """
        from .checking import check  # noqa: PLC0415 - loaded when it is used, and it needs this class

        return check(self, at)


def _within(record: Record, between: tuple[When, When], zone: str) -> bool:
    when = time_of(record)
    if when is None:
        return False
    first, last = between
    end = begins(last, zone) + 1 if isinstance(last, moments.DateTime) else over(last, zone)
    return begins(first, zone) <= begins(when, zone) < end
