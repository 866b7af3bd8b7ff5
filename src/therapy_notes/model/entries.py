"""What was written down: entries, and what others said to them."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Words
from .values import (
    Afterthought,
    Attachment,
    Author,
    ContentWarning,
    Degree,
    Feeling,
    FeelingLike,
    Link,
    Source,
    When,
)
from .values import (
    feelings as feelings_from,
)


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Comment:
    """What somebody said to an entry.

    Args:
        id: Its name within the entry.
        author: The name that the commenter used.
        mine: True for one's own reply, False for another's, None when nobody can tell.
        written_at: When, if it is known.
        body: What was said, in Markdown.
        in_reply_to: The id of the comment that it answers, or None.
        likes: How many people liked it, where the source counts.
    """

    id: Id
    author: Words = ""
    mine: bool | None = None
    written_at: When | None = None
    body: Words = ""
    in_reply_to: Ref | None = None
    likes: int | None = None
    afterthoughts: tuple[Afterthought, ...] = ()
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Series:
    """The place of an entry among several that belong together.

    Args:
        name: What they are called together.
        position: Its place among them.
    """

    name: Words
    position: int | None = None
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Entry:
    """Something that was written.

    Args:
        id: The name by which others point here.
        happened: When that of which it tells took place.
        written_at: When it was written; None when the source does not say.
        changed_at: When it was last changed.
        title: Its title.
        body: The text, in Markdown, kept byte for byte. ``%%…%%`` is for its writer alone.
        kind: One of ``vocabulary.ENTRY_KINDS``, or one's own word.
        feelings: What was felt; several at once, opposite ones too.
        warnings: What a reader may want to know before reading.
        depth: How deep it goes, as its writer rates it.
        series: Its place among several.
        unfinished: True when there is more to say; it is offered for the next session.
        comments: What others said to it.
        attachments: Pictures and papers that belong to it.

    >>> entry = Entry.new("Slept badly, thought about Thursday.",
    ...                   written_at=moments.moment("2024-05-01 09:00", "Europe/Paris"), feelings=[("fear", 8)])
    >>> entry.feelings[0].degree
    Rating(value=8, low=0, high=10)
    """

    id: Id
    happened: When | None = None
    written_at: When | None = None
    changed_at: When | None = None
    title: Words = ""
    body: Words
    kind: str = "reflection"
    feelings: tuple[Feeling, ...] = ()
    warnings: tuple[ContentWarning, ...] = ()
    depth: Degree | None = None
    series: Series | None = None
    unfinished: bool = False
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
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
        body: str,
        *,
        written_at: When | None = None,
        happened: When | None = None,
        title: str = "",
        kind: str = "reflection",
        feelings: Iterable[FeelingLike] = (),
        tags: Iterable[str] = (),
        shared_with: Iterable[str] = (),
        therapy: str | None = None,
        unfinished: bool = False,
    ) -> "Entry":
        """Return an entry with a fresh id. It invents no time.

        A feeling may be a word, or a word with how strong it is: ``("fear", 8)`` on a scale from 0 to 10, or
        ``("relief", "a little")``.
        """
        return cls(
            id=new_id(),
            body=body,
            written_at=written_at,
            happened=happened,
            title=title,
            kind=kind,
            feelings=feelings_from(feelings),
            tags=several(tags),
            shared_with=several(shared_with),
            therapy=therapy,
            unfinished=unfinished,
        )

    @classmethod
    def example(cls) -> "Entry":
        """Return an invented one."""
        return cls(
            id="the-yellow-door",
            written_at=moments.moment("2024-05-01 21:40", "Europe/Paris"),
            title="The yellow door",
            body="I stood in front of it for **four minutes** before I rang. She never asked why I was late.",
            feelings=feelings_from([("fear", 6), ("relief", "a little")]),
            tags=("arriving",),
            therapy="with-ines",
        )
