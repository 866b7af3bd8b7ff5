"""What a person would like to be otherwise, or to stay. Before it is a proposal it is only a wish."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Words
from .values import Afterthought, Author, Link, Source, When, latest, zone_of


@frozen(kw_only=True, field_transformer=guarded)
@plain
class PreferenceReading:
    """What was wished, at one time.

    Args:
        at: When.
        wish: ``keep``, ``loosen``, ``tighten``, ``more``, ``less``, ``none``, or one's own words.
        because: Why.
    """

    at: When | None = None
    wish: str = ""
    because: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Preference:
    """What a person would like about something in the therapy, then and now. Wishing the opposite later is no mistake.

    Args:
        id: The name by which others point here.
        about: About what: letters, silence, talk about the two of them.
        readings: What was wished, each at its time.

    >>> Preference.example().wish_at(Date(2024, 3, 31)), Preference.example().wish_at(Date(2024, 6, 1))
    ('loosen', 'keep')
    """

    id: Id
    about: Words = ""
    readings: tuple[PreferenceReading, ...] = ()
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
        about: str,
        *,
        readings: Iterable[PreferenceReading] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Preference":
        """Return a preference with a fresh id."""
        return cls(id=new_id(), about=about, readings=tuple(readings), therapy=therapy, shared_with=several(shared_with))

    @classmethod
    def example(cls) -> "Preference":
        """Return an invented one."""
        return cls(
            id="letters-or-not",
            about="letters between the hours",
            readings=(
                PreferenceReading(at=moments.parse_day("2024-03-11"), wish="loosen", because="Seven days are long."),
                PreferenceReading(at=moments.parse_day("2024-05-20"), wish="keep", because="I sleep on Sundays now."),
            ),
            therapy="with-ines",
        )

    def reading_at(self, at: DateTime | Date, *, zone: str | None = None) -> PreferenceReading | None:
        """Return the latest reading up to a moment, or None.

        Args:
            at: The moment; a day counts from its midnight. A reading without a time is at no moment.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        return latest(self.readings, at, zone or zone_of(at))

    def wish_at(self, at: DateTime | Date, *, zone: str | None = None) -> str | None:
        """Return what was wished at a moment, or None."""
        found = self.reading_at(at, zone=zone)
        return found.wish if found else None
