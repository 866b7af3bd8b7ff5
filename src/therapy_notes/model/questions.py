"""Questions that are carried about, and what the answers were, each at its time."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Answer, Author, Link, Source, When, latest, zone_of


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Question:
    """A question to somebody, or to oneself. It may stay open; the same question may have another answer a year later.

    Args:
        id: The name by which others point here.
        text: The question.
        asked: When it was asked, or came up.
        to: To whom.
        because: Why it matters.
        expected: What answer is expected.
        wanted: Whether an answer is wanted at all: ``yes``, ``no``, ``not_sure``, or one's own word.
        answers: What the answers were, each at its time.

    >>> Question.example().answer_at(Date(2024, 5, 7)).words
    'Because the corner is where one still can.'
    """

    id: Id
    text: Words = ""
    asked: When | None = None
    to: tuple[Who, ...] = ()
    because: Words = ""
    expected: Words = ""
    wanted: str = ""
    answers: tuple[Answer, ...] = ()
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
        asked: When | None = None,
        to: Iterable[str] = ("therapist",),
        because: str = "",
        expected: str = "",
        wanted: str = "",
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Question":
        """Return a question with a fresh id, to the therapist if nobody else is named."""
        return cls(
            id=new_id(),
            text=text,
            asked=asked,
            to=several(to),
            because=because,
            expected=expected,
            wanted=wanted,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Question":
        """Return an invented one."""
        return cls(
            id="why-the-corner",
            text="Why is it always the same corner at which I turn round?",
            asked=moments.parse_day("2024-04-24"),
            to=("therapist", "client"),
            because="I have walked further on worse days.",
            expected="That I am not ready.",
            wanted="yes",
            answers=(
                Answer(at=moments.parse_day("2024-05-06"), by="both", words="Because the corner is where one still can."),
            ),
            therapy="with-ines",
        )

    def answer_at(self, at: DateTime | Date, *, by: str | None = None, zone: str | None = None) -> Answer | None:
        """Return the latest answer up to a moment, or None.

        Args:
            at: The moment; a day counts from its midnight. An answer without a time is at no moment.
            by: Only answers of this one; None for all.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        return latest((answer for answer in self.answers if by is None or answer.by == by), at, zone or zone_of(at))
