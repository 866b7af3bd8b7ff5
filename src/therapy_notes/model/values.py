"""The small values that records are made of."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .guards import accepts, guarded
from .shapes import NO_EXTRA, WRONG, Id, Number, Ref, Who, Words, number, union
from .vocabulary import YesNoUnknown


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Approximate:
    """A time that is known only roughly, and the words in which it was said.

    Args:
        earliest: The first day that it can have been, or None.
        latest: The last day that it can have been, or None.
        words: "late April", as said.

    Raises:
        ValueError: ``latest`` is before ``earliest``.

    >>> Approximate(earliest=Date(2024, 4, 20), latest=Date(2024, 4, 30), words="late April")
    Approximate(earliest=2024-04-20, latest=2024-04-30, words=<10 characters>)
    """

    earliest: Date | None = None
    latest: Date | None = None
    words: Words = ""
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError("an approximate time that ends before it begins")


if TYPE_CHECKING:
    When: TypeAlias = DateTime | Date | Approximate
else:

    class _AnyWhen(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, Date | Approximate)

    class When(metaclass=_AnyWhen):
        """Every time that a person tells: a ``DateTime``, a ``Date`` or an ``Approximate`` time.

        At run time one class that only answers ``isinstance``: decoders take one custom type in a union.
        """

        __shape__ = "when"


def _accept_when(value: object) -> object:
    if isinstance(value, DateTime):
        return moments.settled(value)
    if isinstance(value, Date | Approximate):
        return value
    raise TypeError(WRONG["when"])


accepts("when", _accept_when)


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Rating:
    """A number that never travels without its ends.

    Args:
        value: The number; it lies between the ends.
        low: What the lowest number is.
        high: What the highest number is.
        scale: The name of the scale, such as ``SUDS``; empty for one's own.

    Raises:
        ValueError: The number is not between the ends.

    >>> Rating.of(7)
    Rating(value=7, low=0, high=10)
    >>> Rating(value=11, low=0, high=10)
    Traceback (most recent call last):
    ValueError: a rating that is out of its range
    """

    value: Number
    low: Number
    high: Number
    scale: str = ""
    extra: Mapping[str, object] = NO_EXTRA

    def __attrs_post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError("a scale whose high end is not above its low end")
        if not self.low <= self.value <= self.high:
            raise ValueError("a rating that is out of its range")

    @classmethod
    def of(cls, value: float) -> "Rating":
        """Return a rating from 0 to 10."""
        return cls(value=value, low=0, high=10)


Degree: TypeAlias = Rating | str
"""Every intensity, hurt, fear, closeness, strength: a number with its ends, or a word, which is as good."""
union(Rating | str, "degree")


def _accept_degree(value: object) -> object:
    if isinstance(value, Rating):
        return value
    if isinstance(value, str) and value.isprintable():
        return value
    raise TypeError(WRONG["degree"])


accepts("degree", _accept_degree)


def degree(value: "Degree | float") -> Degree:
    """Return a degree; a bare number is one from 0 to 10."""
    return value if isinstance(value, Rating | str) else Rating.of(number(value))


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Feeling:
    """One feeling. Several may stand side by side, opposite ones too; nothing averages them.

    Args:
        name: The feeling, in the words of ``vocabulary``.
        degree: How strong, as a :class:`Rating` or a word.
        vocabulary: ``own`` for one's own words, ``fsre`` for the 24 of W3C EmotionML, or another's name.
        whose: Whose feeling it is.
        known_by: ``said``, ``seen`` or ``guess``, when it is somebody else's.
        moment: ``before``, ``during`` or ``after``.
    """

    name: Words
    degree: Degree | None = None
    vocabulary: str = "own"
    whose: Who = "client"
    known_by: str | None = None
    moment: str | None = None
    extra: Mapping[str, object] = NO_EXTRA


def said(degree: Degree) -> str:
    """Return a degree as people write it: a word as it is, a number with its ends, and with its scale's name.

    >>> said("a little"), said(Rating.of(7)), said(Rating(value=16, low=4, high=20, scale="bond"))
    ('a little', '7 (0–10)', '16 (4–20, bond)')
    """
    if isinstance(degree, str):
        return degree
    return f"{degree.value} ({degree.low}–{degree.high}{f', {degree.scale}' if degree.scale.strip() else ''})"


FeelingLike: TypeAlias = "Feeling | str | tuple[str, Degree | float]"


def feelings(given: Iterable[FeelingLike]) -> tuple[Feeling, ...]:
    """Return feelings from the short forms that people type.

    >>> [f.name for f in feelings(["shame", ("fear", 8), ("relief", "a little")])]
    ['shame', 'fear', 'relief']
    """
    return tuple(
        item
        if isinstance(item, Feeling)
        else Feeling(name=item)
        if isinstance(item, str)
        else Feeling(name=item[0], degree=degree(item[1]))
        for item in given
    )


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Author:
    """Somebody who wrote a record.

    Args:
        who: Who it is.
        portion: Which portion of them wrote, when it was not the whole.
        called: The name that they used then.
    """

    who: Who
    portion: Degree | None = None
    called: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Afterthought:
    """How something looks later: small now, no regret, what I learned, I take that back.

    Args:
        at: When it was seen so.
        words: What is seen.
        feelings: What is felt about it now.
        degree: How big it is now.
        according_to: Who sees it so.
    """

    at: When | None = None
    words: Words = ""
    feelings: tuple[Feeling, ...] = ()
    degree: Degree | None = None
    according_to: Who = "client"
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Link:
    """A tie to another record, or to a value inside one that has an id.

    Args:
        kind: One of ``vocabulary.LINK_KINDS``, or one's own word.
        to: The id of what it points to. It may point to nothing; ``check`` finds that.
    """

    kind: str
    to: Ref
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class ContentWarning:
    """What a reader may want to know before reading.

    Args:
        domain: One of the 14 domains of the NEON typology, or one's own word.
        detail: What it is, without telling it.
        degree: How heavy.
        covers: What it applies to: the whole, a part, a series.
    """

    domain: str
    detail: Words = ""
    degree: Degree | None = None
    covers: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Attachment:
    """A picture, a letter, a recording. Only what is known of it; the bytes stay outside.

    Args:
        id: Its name within the record.
        name: What it is called, often the name of a file.
        media_type: Its kind, such as ``image/jpeg``.
        sha256: The SHA-256 of its bytes, in hex.
        uri: Where the bytes are.
        alt_text: What it shows, for those who cannot see it.
        made: When it was made.
        words: A word on it.
    """

    id: Id
    name: Words
    media_type: str = ""
    sha256: str = ""
    uri: Words = ""
    alt_text: Words = ""
    made: When | None = None
    words: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Reading:
    """How much something weighed or was believed, at one time.

    Args:
        at: When.
        known: How much, with the head.
        felt: How much, as it feels.
        by: Whose reading it is.
        because: What made it so.
        feelings: What was felt.
    """

    at: When | None = None
    known: Degree | None = None
    felt: Degree | None = None
    by: Who = "client"
    because: Words = ""
    feelings: tuple[Feeling, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Evidence:
    """What speaks for or against something.

    Args:
        side: ``for``, ``against`` or ``mixed``.
        words: What it is.
        by: Who brought it.
        at: When.
        link: The id of a record that holds it.
        accepted: Whether it was taken in: ``yes``, ``no``, ``partly`` or ``not_yet``.
    """

    side: str = ""
    words: Words = ""
    by: Who = "client"
    at: When | None = None
    link: Ref | None = None
    accepted: str | None = None
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Answer:
    """What was answered to a question, at one time.

    Args:
        at: When.
        by: Who answered.
        words: The answer.
        link: The id of a record that holds it, or in which it was given.
    """

    at: When | None = None
    by: Who = "client"
    words: Words = ""
    link: Ref | None = None
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Progress:
    """How far something had come, at one time. What she says it is.

    Args:
        at: When.
        degree: How far: a rating or a word.
        words: What shows it.
    """

    at: When | None = None
    degree: Degree | None = None
    words: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Source:
    """Where an imported record came from. It makes importing the same file twice add nothing.

    Args:
        system: The program or kind of file.
        ref: The source's own name for it.
        position: Its place in that file, from 0; entries of one day keep their order by it.
        imported_at: When; a reader leaves it empty, since it has no clock.
        digest: SHA-256 of the record as it was read, in hex; by it ``merge`` tells whether somebody has worked on it
            since.
    """

    system: str
    ref: Words = ""
    position: int | None = None
    imported_at: DateTime | None = None
    digest: str = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Share:
    """One line of the ledger: which record was given to whom. Lines are added, never changed.

    Args:
        record: The id of the record, at home.
        audience: The name of the audience.
        shared_at: When.
        how: On paper, by mail, read aloud.
        asked_to_read_at: When the reader was asked to read it.
        read: Whether they did: ``yes``, ``no`` or ``not_known``.
        discussed_in: The id of the session in which it was talked about.
        withdrawn_at: When it was taken back.
    """

    record: Ref
    audience: str
    shared_at: When | None = None
    how: Words = ""
    asked_to_read_at: When | None = None
    read: YesNoUnknown = "not_known"
    discussed_in: Ref | None = None
    withdrawn_at: When | None = None
    extra: Mapping[str, object] = NO_EXTRA


# -- the order of time ----------------------------------------------------------------------------------------


def begins(when: "When | None", zone: str) -> int:
    """Return the instant from which a told time counts, in microseconds after 1970-01-01 UTC.

    A day counts from its midnight in ``zone``, an approximate time from ``earliest``, else ``latest``. What has no time
    stands last.
    """
    if isinstance(when, DateTime):
        return moments.instant(when)
    if when is None:
        return moments.END
    if isinstance(when, Approximate):
        return begins(when.earliest or when.latest, zone)
    return moments.midnight(when, zone)


def settles(when: "When | None", zone: str) -> int:
    """Return the instant from which a told time has surely come: as :func:`begins`, an approximate one from ``latest``."""
    if isinstance(when, Approximate):
        return begins(when.latest or when.earliest, zone)
    return begins(when, zone)


def over(when: "When | None", zone: str) -> int:
    """Return the instant at which a told time is surely past: of a day the next midnight."""
    if when is None:
        return moments.END
    if isinstance(when, DateTime):
        return moments.instant(when)
    if isinstance(when, Approximate):
        return over(when.latest, zone)
    return moments.day_end(when, zone)


def has_come(when: "When | None", now: int, zone: str) -> bool:
    """Tell whether a told time has come by an instant. What has no day that anybody knows has come: it is written down.

    >>> has_come(Approximate(words="long ago"), moments.BEGINNING, "UTC")
    True
    """
    then = begins(when, zone)
    return then <= now or then >= moments.END


def surely_before(one: "When | None", other: "When | None") -> bool:
    """Tell whether a told time was over before another began, in whatever zone its days are meant.

    >>> surely_before(Date(2024, 5, 5), Date(2024, 5, 6)), surely_before(Date(2024, 5, 6), Date(2024, 5, 6))
    (True, False)
    """
    if one is None or other is None or (isinstance(other, Approximate) and other.earliest is None):
        return False
    if isinstance(one, DateTime) or isinstance(other, DateTime):
        return over(one, _LAST_TO_BEGIN_A_DAY) < begins(other, _FIRST_TO_BEGIN_A_DAY)
    return over(one, "UTC") <= begins(other, "UTC")


_FIRST_TO_BEGIN_A_DAY = "+14:00"
_LAST_TO_BEGIN_A_DAY = "-12:00"


class _Told(Protocol):
    """Something that was told at a time."""

    @property
    def at(self) -> "When | None": ...


_T = TypeVar("_T", bound=_Told)


def latest(told: Iterable[_T], at: DateTime | Date, zone: str) -> _T | None:
    """Return the last of several told things up to a moment, or None. What has no time is at no moment.

    Of two at one time the later in order counts.
    """
    now = begins(at, zone)
    found: _T | None = None
    when = moments.BEGINNING
    for one in told:
        then = begins(one.at, zone)
        if then <= now and then >= when:
            found, when = one, then
    return found


def exceeds_the_whole(portions: "Iterable[Degree | None]") -> bool:
    """Tell whether portions of one thing are together more than all of it. Words count as nothing: they are no numbers.

    >>> exceeds_the_whole([Rating.of(6), Rating.of(5), "a little"]), exceeds_the_whole([Rating.of(6), Rating.of(4)])
    (True, False)
    """
    shares = [Fraction(p.value) / Fraction(p.high) for p in portions if isinstance(p, Rating) and p.low == 0]
    return sum(shares) > 1 + _ROUNDED_AWAY


_ROUNDED_AWAY = Fraction(1, 1000)
"""Three thirds of 33.34 are a whole: people round."""


def day_of(when: "When | None") -> Date | None:
    """Return the day of a told time as its own calendar shows it; of an approximate one the earliest."""
    if when is None:
        return None
    if isinstance(when, Approximate):
        return when.earliest or when.latest
    return moments.day(when)


def zone_of(when: "When | None", otherwise: str = "UTC") -> str:
    """Return the zone of a moment; a day has none."""
    return moments.zone_name(when) if isinstance(when, DateTime) else otherwise


def is_date(value: object) -> bool:
    """Tell a day from a moment, which for Python is a day as well."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
