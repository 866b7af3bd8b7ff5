"""Numbers that came from a questionnaire, or from a single item of one's own. Never the items themselves."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Author, Degree, Link, Rating, Source, When


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Score:
    """One number, or one word, on one scale, at one time. Nothing is concluded from it.

    Args:
        id: The name by which others point here.
        instrument: Where it comes from: the name of one of ``instruments.INSTRUMENTS``, or one's own.
        value: The number with its ends, or a word. ``Rating.scale`` names the subscale, such as ``bond``.
        taken_at: When it was taken.
        according_to: Who gave it.
        imagined: True when it is how she thinks that it is for somebody else.

    >>> Score.example().value
    Rating(value=31.5, low=0, high=40, scale=<5 characters>)
    """

    id: Id
    instrument: str = ""
    value: Degree | None = None
    taken_at: When | None = None
    according_to: Who = "client"
    imagined: bool = False
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
        instrument: str,
        value: Degree,
        *,
        taken_at: When | None = None,
        according_to: str = "client",
        imagined: bool = False,
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Score":
        """Return a score with a fresh id."""
        return cls(
            id=new_id(),
            instrument=instrument,
            value=value,
            taken_at=taken_at,
            according_to=according_to,
            imagined=imagined,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Score":
        """Return an invented one."""
        return cls(
            id="srs-of-the-ninth",
            instrument="srs",
            value=Rating(value=31.5, low=0, high=40, scale="total"),
            taken_at=moments.moment("2024-05-06 16:52", "Europe/Paris"),
            therapy="with-ines",
        )
