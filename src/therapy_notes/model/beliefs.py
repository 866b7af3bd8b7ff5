"""What a person holds to be so, and what she fears will come. Both are hers; neither is ever scored."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Words
from .values import (
    Afterthought,
    Author,
    Degree,
    Evidence,
    Link,
    Rating,
    Reading,
    Source,
    When,
    begins,
    has_come,
    latest,
    surely_before,
    zone_of,
)
from .vocabulary import PredictionOutcome


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Belief:
    """Something that a person, or a part of her, holds to be so: about herself, about the other, about the two of them.

    Args:
        id: The name by which others point here.
        text: What is believed.
        kind: ``belief``, ``fear``, ``expectation``, ``self_view``, or one's own word.
        about: About whom or what.
        held_from: Where it comes from: ``told``, ``seen``, ``known``, ``guess``, ``wish``, or one's own word.
        readings: How strongly it was held, over time and by whom: ``known`` with the head, ``felt`` as it feels.
        evidence: What speaks for it and against it.

    >>> worry = Belief.example()
    >>> worry.reading_at(Date(2024, 6, 1)).felt
    'still most of me'
    """

    id: Id
    text: Words = ""
    kind: str = "belief"
    about: Words = ""
    held_from: str = ""
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()
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
    def new(
        cls,
        text: str,
        *,
        kind: str = "belief",
        about: str = "",
        held_from: str = "",
        readings: Iterable[Reading] = (),
        evidence: Iterable[Evidence] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Belief":
        """Return a belief with a fresh id."""
        return cls(
            id=new_id(),
            text=text,
            kind=kind,
            about=about,
            held_from=held_from,
            readings=tuple(readings),
            evidence=tuple(evidence),
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Belief":
        """Return an invented one."""
        return cls(
            id="only-when-useful",
            text="I am welcome as long as I bring something.",
            kind="self_view",
            about="me, in any room",
            held_from="seen",
            readings=(
                Reading(at=moments.parse_day("2024-04-22"), known=Rating.of(3), felt=Rating.of(9), because="the kettle"),
                Reading(at=moments.parse_day("2024-05-20"), known=Rating.of(1), felt="still most of me"),
            ),
            evidence=(
                Evidence(side="for", words="At home one came to the table with a report.", by="client"),
                Evidence(
                    side="against",
                    words="I was silent for ten minutes, and she was not bored.",
                    link="the-ninth",
                    accepted="partly",
                ),
            ),
            therapy="with-ines",
        )

    def reading_at(self, at: DateTime | Date, *, by: str | None = None, zone: str | None = None) -> Reading | None:
        """Return the latest reading up to a moment, or None.

        Args:
            at: The moment; a day counts from its midnight. A reading without a time is at no moment.
            by: Only readings of this one: ``client``, or the id of a part; None for all.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        return latest((r for r in self.readings if by is None or r.by == by), at, zone or zone_of(at))


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Prediction:
    """One occasion of a fear: what was feared, and what came of it. One fear may have many occasions.

    Args:
        id: The name by which others point here.
        fear: What was feared, in her words.
        of: The id of the belief of which this is an occasion.
        about: About what: a talk, a letter, a session.
        made_at: When it was feared.
        probability: How likely it seemed: a rating or a word. It is never compared with what came.
        how_bad: How bad it would be.
        outcome: ``happened``, ``partly``, ``did_not_happen``, ``opposite``; None while nobody knows.
        outcome_at: When it turned out so.
        words_after: What she wrote afterwards.

    Raises:
        ValueError: The outcome is surely before the prediction.

    >>> Prediction.example().outcome
    'did_not_happen'
    """

    id: Id
    fear: Words = ""
    of: Ref | None = None
    about: Words = ""
    made_at: When | None = None
    probability: Degree | None = None
    how_bad: Degree | None = None
    outcome: PredictionOutcome | None = None
    outcome_at: When | None = None
    words_after: Words = ""
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        if surely_before(self.outcome_at, self.made_at):
            raise ValueError("an outcome before its prediction")

    @classmethod
    def new(
        cls,
        fear: str,
        *,
        made_at: When | None = None,
        of: str | None = None,
        about: str = "",
        probability: Degree | None = None,
        how_bad: Degree | None = None,
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Prediction":
        """Return a prediction with a fresh id; what comes of it is added later."""
        return cls(
            id=new_id(),
            fear=fear,
            made_at=made_at,
            of=of,
            about=about,
            probability=probability,
            how_bad=how_bad,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Prediction":
        """Return an invented one."""
        return cls(
            id="with-nothing-to-say",
            fear="If I come with nothing to say she will look at the door.",
            of="only-when-useful",
            about="the hour of the sixth of May",
            made_at=moments.parse_day("2024-05-04"),
            probability="nearly certain",
            how_bad=Rating.of(8),
            outcome="did_not_happen",
            outcome_at=moments.parse_day("2024-05-06"),
            words_after="She looked at the plant, and then at me.",
            therapy="with-ines",
        )

    def outcome_known_at(self, at: DateTime | Date, *, zone: str | None = None) -> PredictionOutcome | None:
        """Return what had come of it by a moment; None while that was not known.

        An outcome without a day counts from the day of the prediction; without that it is known.
        """
        where = zone or zone_of(at)
        when = self.outcome_at if self.outcome_at is not None else self.made_at
        return self.outcome if has_come(when, begins(at, where), where) else None
