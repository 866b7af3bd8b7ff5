"""People, parts and therapies: who it is about."""

from collections.abc import Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Author, Link, Source, When, day_of


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Person:
    """Somebody who occurs in the record.

    Args:
        id: The name by which others point here.
        name: What the person is called here.
        role: One of ``vocabulary.PERSON_ROLES``, or one's own word.
        aliases: Other names for the same person.
        may_be_named: ``yes``, ``no`` or ``not_asked``: whether the person agreed to stand in what is shared.

    >>> Person.new("Ines", role="therapist").role
    'therapist'
    """

    id: Id
    name: Words = ""
    role: str = "other"
    aliases: tuple[Words, ...] = ()
    may_be_named: str = "not_asked"
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(cls, name: str, *, role: str = "other", aliases: tuple[str, ...] = ()) -> "Person":
        """Return a person with a fresh id."""
        return cls(id=new_id(), name=name, role=role, aliases=aliases)

    @classmethod
    def example(cls) -> "Person":
        """Return an invented one."""
        return cls(id="ines", name="Ines", role="therapist", aliases=("Dr. Waldmeister",), may_be_named="no")


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Part:
    """A part of oneself, under one's own name for it.

    Args:
        id: The name by which others point here.
        name: One's own name for the part.
        role: What it does, in the words of ``model`` or one's own.
        age: How old it feels.
        model: The language that is borrowed, if any: ``ifs``, ``ego_states``, ``structural_dissociation``, …
        needs: What it needs.
    """

    id: Id
    name: Words = ""
    role: Words = ""
    age: Words = ""
    model: str = ""
    needs: tuple[Words, ...] = ()
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(cls, name: str, *, role: str = "", age: str = "", needs: tuple[str, ...] = ()) -> "Part":
        """Return a part with a fresh id."""
        return cls(id=new_id(), name=name, role=role, age=age, needs=needs)

    @classmethod
    def example(cls) -> "Part":
        """Return an invented one."""
        return cls(id="the-lookout", name="the lookout", role="keeps watch", age="nine", needs=("to be told first",))


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Phase:
    """A stretch of a therapy.

    Args:
        id: Its name within the therapy.
        name: One's own name for it.
        began: When it began.
        ended: When it ended.
        words: What it was like.
    """

    id: Id
    name: Words = ""
    began: When | None = None
    ended: When | None = None
    words: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Tally:
    """How many sessions there had been on a day, for journals that begin late.

    Args:
        as_of: The last day that is counted in.
        sessions: Sessions held up to then.
        minutes_each: How long one of them was, in minutes, if they were alike.
    """

    as_of: When
    sessions: int
    minutes_each: int | None = None
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        if self.sessions < 0 or (self.minutes_each or 0) < 0:
            raise ValueError("a count below nought")


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Therapy:
    """One therapy, with one therapist, from its beginning to its end.

    Args:
        id: The name by which others point here.
        therapist: The therapist: the id of a Person.
        began: When it began.
        ended: When it ended, or None while it lasts.
        ending_kind: One of ``vocabulary.ENDING_KINDS``, or one's own word.
        ending_words: How it ended, in one's own words.
        modality: What kind of therapy, as they call it.
        phases: Stretches with names.
        tallies: Sessions that were held before the journal began to count.

    >>> Therapy.example().length_in_words(Date(2024, 6, 12))
    '2 years 3 months'
    """

    id: Id
    therapist: Who | None = None
    began: When | None = None
    ended: When | None = None
    ending_kind: str | None = None
    ending_words: Words = ""
    modality: Words = ""
    phases: tuple[Phase, ...] = ()
    tallies: tuple[Tally, ...] = ()
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(cls, *, therapist: str | None = None, began: When | None = None, modality: str = "") -> "Therapy":
        """Return a therapy with a fresh id."""
        return cls(id=new_id(), therapist=therapist, began=began, modality=modality)

    @classmethod
    def example(cls) -> "Therapy":
        """Return an invented one."""
        return cls(id="with-ines", therapist="ines", began=Date(2022, 3, 8), modality="integrative")

    def length_at(self, at: DateTime | Date) -> tuple[int, int] | None:
        """Return how long it has lasted at a time (or until its end), in whole years and months.

        None when no beginning is known, or it lies after ``at``.
        """
        began, until, ended = day_of(self.began), moments.day(at), day_of(self.ended)
        if began is None:
            return None
        until = min(until, ended) if ended else until
        return moments.span_in_months(began, until) if began <= until else None

    def length_in_words(self, at: DateTime | Date) -> str:
        """Return how long it has lasted at a time, as people say it: "2 years 3 months". Empty when not known."""
        found = self.length_at(at)
        if found is None:
            return ""
        years, months = found
        said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (months, "month")) if n]
        return " ".join(said) or "less than a month"
