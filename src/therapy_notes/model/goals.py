"""What a person wants from therapy, or needs, and how far it has come."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Words
from .values import Afterthought, Author, Evidence, Link, Progress, Rating, Source, When, latest, zone_of


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Goal:
    """Something to get to, or something that is needed. Progress is what she says it is.

    Args:
        id: The name by which others point here.
        text: What it is.
        kind: ``goal``, ``need``, or one's own word.
        opened: Since when.
        progress: How far it had come, each at its time; Goal Based Outcomes (Law & Jacob 2015) count from 0 to 10.
        evidence: What speaks for having come further, and what against.

    >>> Goal.example().progress_at(Date(2024, 6, 1)).words
    'I have said it to the cat and to one friend.'
    """

    id: Id
    text: Words = ""
    kind: str = "goal"
    opened: When | None = None
    progress: tuple[Progress, ...] = ()
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
        kind: str = "goal",
        opened: When | None = None,
        progress: Iterable[Progress] = (),
        evidence: Iterable[Evidence] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Goal":
        """Return a goal with a fresh id."""
        return cls(
            id=new_id(),
            text=text,
            kind=kind,
            opened=opened,
            progress=tuple(progress),
            evidence=tuple(evidence),
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Goal":
        """Return an invented one."""
        return cls(
            id="saying-no",
            text="To say no without a reason behind it",
            opened=moments.parse_day("2024-03-04"),
            progress=(
                Progress(at=moments.parse_day("2024-03-04"), degree=Rating.of(1), words="I know that one could."),
                Progress(
                    at=moments.parse_day("2024-05-20"),
                    degree=Rating.of(4),
                    words="I have said it to the cat and to one friend.",
                ),
            ),
            evidence=(Evidence(side="for", words="The raffle at work.", by="client", at=moments.parse_day("2024-05-17")),),
            therapy="with-ines",
        )

    def progress_at(self, at: DateTime | Date, *, zone: str | None = None) -> Progress | None:
        """Return how far it had come by a moment, or None.

        Args:
            at: The moment; a day counts from its midnight. Progress without a time is at no moment.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        return latest(self.progress, at, zone or zone_of(at))
