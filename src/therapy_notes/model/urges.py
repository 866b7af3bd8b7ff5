"""Urges: what one was about to do, and what one did."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Words
from .values import Afterthought, Author, Degree, Link, Rating, Source, When


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Urge:
    """A push to do something: to write, to ring, to stay away. Held back or not, neither is a failure.

    What was done instead is a record of its own, with a link ``did_instead``.

    Args:
        id: The name by which others point here.
        at: When.
        urge: To do what.
        tendency: Which way it pushes: one of ``vocabulary.TENDENCIES`` (Frijda's action tendencies), or one's own word.
        strength: How strong.
        acted: Whether it was acted on; None when that is not told.
        skill: What was used: one of ``vocabulary.SKILLS``, or one's own word.
        held_back_by: What held it back: a fear, a rule, a dog that wanted out.

    >>> Urge.example().acted
    False
    """

    id: Id
    at: When | None = None
    urge: Words = ""
    tendency: str = ""
    strength: Degree | None = None
    acted: bool | None = None
    skill: Words = ""
    held_back_by: Words = ""
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
        urge: str,
        *,
        at: When | None = None,
        tendency: str = "",
        strength: Degree | None = None,
        acted: bool | None = None,
        skill: str = "",
        held_back_by: str = "",
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Urge":
        """Return an urge with a fresh id."""
        return cls(
            id=new_id(),
            urge=urge,
            at=at,
            tendency=tendency,
            strength=strength,
            acted=acted,
            skill=skill,
            held_back_by=held_back_by,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Urge":
        """Return an invented one."""
        return cls(
            id="the-second-letter",
            at=moments.moment("2024-05-11 22:40", "Europe/Paris"),
            urge="to write that the first letter was not meant like that",
            tendency="approach",
            strength=Rating.of(7),
            acted=False,
            skill="self_soothe",
            held_back_by="The battery was at two per cent, and I let it be.",
            therapy="with-ines",
        )
