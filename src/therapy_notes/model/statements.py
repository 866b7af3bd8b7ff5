"""What somebody said, word for word or nearly, and how it was heard. What was said and what was heard are two things."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, RefOrWords, Who, Words
from .values import (
    Afterthought,
    Approximate,
    Author,
    Degree,
    Feeling,
    Link,
    Rating,
    Source,
    When,
    begins,
    exceeds_the_whole,
    zone_of,
)
from .vocabulary import Exactness


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Hearing:
    """How a statement was heard: by the whole of somebody, or by a part, a portion, a mood.

    Args:
        who: Who heard it so: the id of a part; None for oneself.
        portion: How large a portion heard it so.
        meaning: What was heard.
        at: When it was heard so. Hearing it otherwise later is another hearing.
        feelings: What was felt on hearing it.
        believed: How much the one who heard it so believed it.
        according_to: Whose account of the hearing it is.
        shared_with: Who may see it, besides who may see the statement. Nobody unless named.
    """

    who: Who | None = None
    portion: Degree | None = None
    meaning: Words
    at: When | None = None
    feelings: tuple[Feeling, ...] = ()
    believed: Degree | None = None
    according_to: Who = "client"
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Statement:
    """A sentence that somebody said, and that is worth keeping: it comforted, it hurt, it is not understood yet.

    Args:
        id: The name by which others point here.
        speaker: Who said it.
        reported_by: Who told it on, when it was not heard from the speaker.
        said: When it was said for the first time.
        again: When it was said again.
        words: The words.
        exactness: ``verbatim``, ``near``, ``gist`` or ``remembered``; None when nobody has said.
        channel: By what way: one of ``vocabulary.CHANNELS``, or one's own word. Empty in a session.
        context_before: What was said just before.
        heard: How it was heard, by whom and by how much of them.
        keep: True to hold on to it: it is shown again when it may be needed.
        answers: The fears that it answers: ids of predictions or beliefs, or words.

    Raises:
        ValueError: The portions that heard it, at one time and by one account, are together more than the whole.

    >>> said = Statement.example()
    >>> said.last_heard_at(Date(2024, 6, 1)), [heard.portion.value for heard in said.heard]
    (Date(2024, 5, 13), [1, 99])
    """

    id: Id
    speaker: Who = "unknown"
    reported_by: Who | None = None
    said: When | None = None
    again: tuple[When, ...] = ()
    words: Words
    exactness: Exactness | None = None
    channel: str = ""
    context_before: Words = ""
    heard: tuple[Hearing, ...] = ()
    keep: bool = False
    answers: tuple[RefOrWords, ...] = ()
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
        if any(exceeds_the_whole(hearing.portion for hearing in account) for account in accounts_of(self.heard, self.said)):
            raise ValueError("portions that are together more than the whole")

    @classmethod
    def new(
        cls,
        words: str,
        *,
        speaker: str = "therapist",
        said: When | None = None,
        again: Iterable[When] = (),
        exactness: Exactness | None = None,
        channel: str = "",
        context_before: str = "",
        heard: Iterable[Hearing] = (),
        keep: bool = False,
        answers: Iterable[str] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Statement":
        """Return a statement with a fresh id, of the therapist if nobody else is named."""
        return cls(
            id=new_id(),
            words=words,
            speaker=speaker,
            said=said,
            again=tuple(again),
            exactness=exactness,
            channel=channel,
            context_before=context_before,
            heard=tuple(heard),
            keep=keep,
            answers=several(answers),
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Statement":
        """Return an invented one."""
        return cls(
            id="the-kettle",
            speaker="therapist",
            said=moments.parse_day("2024-04-22"),
            again=(moments.parse_day("2024-05-13"),),
            words="You may come with an empty head. I will have put the kettle on either way.",
            exactness="near",
            context_before="I had said that I would have nothing to say next week.",
            heard=(
                Hearing(who="the-listener", portion=Rating(value=1, low=0, high=100), meaning="I am expected."),
                Hearing(portion=Rating(value=99, low=0, high=100), meaning="Anybody would be given tea."),
            ),
            keep=True,
            answers=("with-nothing-to-say",),
            therapy="with-ines",
        )

    def last_heard_at(self, at: DateTime | Date, *, zone: str | None = None) -> When | None:
        """Return the last time, up to a moment, at which it was said; None when no such time is known.

        Args:
            at: The moment; a day counts from its midnight.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        where = zone or zone_of(at)
        times = [when for when in (self.said, *self.again) if when is not None and begins(when, where) <= begins(at, where)]
        return max(times, key=lambda when: begins(when, where), default=None)


def accounts_of(heard: Iterable[Hearing], said: When | None) -> Iterable[list[Hearing]]:
    """Return hearings together that are of one time and one account: their portions are portions of one whole.

    A hearing without a time is of the time at which it was said. Two hearings of "that spring" need not have been at one
    time, so they are not here.
    """
    accounts: dict[object, list[Hearing]] = {}
    for hearing in heard:
        at = hearing.at if hearing.at is not None else said
        if not isinstance(at, Approximate):
            when = moments.instant(at) if isinstance(at, DateTime) else at
            accounts.setdefault((when, hearing.according_to), []).append(hearing)
    return accounts.values()
