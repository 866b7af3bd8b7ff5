"""What went to and fro between sessions, and the times when nobody was there."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from .common import plain
from .contact_rules import ContactRule
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Attachment, Author, Degree, Feeling, Link, Source, When, exceeds_the_whole
from .vocabulary import Direction, YesNoUnknown


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Motive:
    """One of the reasons for which somebody wrote.

    Args:
        words: The reason.
        portion: How large a part of them all it was.
    """

    words: Words
    portion: Degree | None = None
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Contact:
    """A letter, a message, a call between sessions. Its reply is the Contact that links ``answers`` to it.

    Args:
        id: The name by which others point here.
        at: When.
        direction: From whom to whom.
        person: With whom, when it is not the therapist.
        channel: One of ``vocabulary.CHANNELS``, or one's own word.
        purpose: One of ``vocabulary.PURPOSES``, or one's own word.
        times: How often; None means many, and nobody counted.
        body: What was written or said, in Markdown.
        attachments: What went with it.
        motives: Why.
        feelings: What was felt.
        hoped: What was hoped for.
        read: Whether the other read it: ``yes``, ``no`` or ``not_known``.
        helpful: How much it helped.

    Raises:
        ValueError: The portions of the motives are together more than the whole.
    """

    id: Id
    at: When | None = None
    direction: Direction
    person: Who | None = None
    channel: str | None = None
    purpose: str | None = None
    times: int | None = 1
    body: Words = ""
    attachments: tuple[Attachment, ...] = ()
    motives: tuple[Motive, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    hoped: Words = ""
    read: YesNoUnknown = "not_known"
    helpful: Degree | None = None
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
        if exceeds_the_whole(motive.portion for motive in self.motives):
            raise ValueError("portions that are together more than the whole")

    @classmethod
    def new(
        cls,
        body: str = "",
        *,
        at: When | None = None,
        direction: Direction = "client_to_therapist",
        channel: str | None = None,
        purpose: str | None = None,
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Contact":
        """Return a contact with a fresh id."""
        return cls(
            id=new_id(),
            body=body,
            at=at,
            direction=direction,
            channel=channel,
            purpose=purpose,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Contact":
        """Return an invented one."""
        return cls(
            id="the-photograph",
            at=moments.moment("2024-05-07 08:15", "Europe/Paris"),
            direction="client_to_therapist",
            channel="email",
            purpose="sharing_material",
            body="This is the garden that I told you about.",
            motives=(Motive(words="so that it exists twice", portion="most of it"),),
            therapy="with-ines",
        )


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Absence:
    """A time when one of the two is away. A break is not a gap.

    Args:
        id: The name by which others point here.
        kind: One of ``vocabulary.ABSENCE_KINDS``, or one's own word.
        begins: The first day, or moment.
        ends: The last day, which belongs to it, or the moment at which it ends.
        announced_at: When it was told.
        cover: Who can be turned to meanwhile.
        contact_during: The contact rule in that time, if it has one of its own.
    """

    id: Id
    kind: str = ""
    begins: When | None = None
    ends: When | None = None
    announced_at: When | None = None
    cover: Words = ""
    contact_during: ContactRule | None = None
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
        *,
        kind: str = "therapist_holiday",
        begins: When | None = None,
        ends: When | None = None,
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Absence":
        """Return an absence with a fresh id."""
        return cls(id=new_id(), kind=kind, begins=begins, ends=ends, therapy=therapy, shared_with=several(shared_with))

    @classmethod
    def example(cls) -> "Absence":
        """Return an invented one."""
        return cls(
            id="three-weeks-of-august",
            kind="therapist_holiday",
            begins=moments.parse_day("2024-08-05"),
            ends=moments.parse_day("2024-08-25"),
            announced_at=moments.parse_day("2024-06-03"),
            contact_during=ContactRule(mode="by_arrangement"),
            therapy="with-ines",
        )
