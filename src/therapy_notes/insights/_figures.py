"""Figures: how many, the lowest, the usual, the highest. The one place in which numbers are counted together.

A figure comes with how many it stands on. A degree in words is as good as a number and is never made into one: it is
counted beside. "Too few to say" is an answer.
"""

import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, TypeAlias, TypeGuard

from attrs import field, frozen

from ..model.values import Degree, Rating

Number: TypeAlias = int | float
Scale: TypeAlias = tuple[Number, Number, str]
"""What makes two numbers comparable: the same ends, and the same name."""

ENOUGH_FOR_USUAL: Final = 3
"""With fewer, nothing is usual."""
ENOUGH_FOR_SPREAD: Final = 5
"""With fewer, nobody can tell how far numbers spread (``clinical-vocabulary.md`` §1.9: at least about five)."""


@frozen(kw_only=True)
class Figure:
    """What several degrees come to, on one scale.

    Only numbers of one and the same scale are comparable. Where there are several, the one that is used most often is
    meant, of two the one that was used first; numbers on others are counted and nothing more, as words are.
    ``n + in_words + on_other_scales`` is how many degrees there were.

    Args:
        n: How many numbers it stands on.
        in_words: How many more there are in words.
        on_other_scales: How many more numbers there are that cannot be compared with these.
        low: What the lowest number of the scale is; None when there is no number.
        high: What its highest number is.
        scale: The name of the scale; empty for one's own.
        lowest: The lowest number that was told; None when there is none.
        usual: The median; None with fewer than three numbers.
        highest: The highest number that was told.
        mean: The mean, around which ``spread`` is; None with fewer than five numbers.
        spread: The standard deviation of a sample; None with fewer than five numbers.
        too_few: True when there are too few numbers to say what is usual.
    """

    n: int
    in_words: int
    on_other_scales: int
    low: Number | None
    high: Number | None
    scale: str = field(repr=False)
    lowest: Number | None
    usual: Number | None
    highest: Number | None
    mean: Number | None
    spread: Number | None
    too_few: bool

    @property
    def span(self) -> Number | None:
        """How far the highest number is from the lowest; None when there is none."""
        if self.lowest is None or self.highest is None:
            return None
        return plain_number(Fraction(self.highest) - Fraction(self.lowest))

    def holds(self, degree: Degree | None) -> TypeGuard[Rating]:
        """Whether a degree is one of the numbers that this figure is about."""
        return isinstance(degree, Rating) and scale_of(degree) == (self.low, self.high, self.scale)

    def number(self, degree: Degree | None) -> Number | None:
        """Return the number of a degree, if it is one of those that this figure is about."""
        return degree.value if self.holds(degree) else None


def scale_of(rating: Rating) -> Scale:
    """Return the scale of a number: its ends and its name."""
    return rating.low, rating.high, rating.scale


def figure(degrees: Iterable[Degree | None]) -> Figure:
    """Return what degrees come to. None is none of them.

    >>> five = [Rating.of(4), "less than usual", Rating.of(7), Rating.of(6), None, Rating.of(9), Rating.of(2)]
    >>> found = figure(five)
    >>> found.n, found.in_words, (found.lowest, found.usual, found.highest), round(found.spread, 2)
    (5, 1, (2, 6, 9), 2.7)
    >>> figure([Rating.of(4), "a little"]).too_few
    True
    """
    told = [degree for degree in degrees if degree is not None]
    ratings = [degree for degree in told if isinstance(degree, Rating)]
    scales = Counter(map(scale_of, ratings))
    low, high, scale = max(scales, key=scales.__getitem__, default=(None, None, ""))
    values = [rating.value for rating in ratings if scale_of(rating) == (low, high, scale)]
    spreads = len(values) >= ENOUGH_FOR_SPREAD
    mean, variance = mean_and_variance(values) if spreads else (None, None)
    return Figure(
        n=len(values),
        in_words=len(told) - len(ratings),
        on_other_scales=len(ratings) - len(values),
        low=low,
        high=high,
        scale=scale,
        lowest=min(values, default=None),
        usual=plain_number(_median(values)) if len(values) >= ENOUGH_FOR_USUAL else None,
        highest=max(values, default=None),
        mean=None if mean is None else plain_number(mean),
        spread=None if variance is None else _root(variance),
        too_few=len(values) < ENOUGH_FOR_USUAL,
    )


def mean_and_variance(values: list[Number]) -> tuple[Fraction, Fraction]:
    """Return the mean and the variance of a sample of two numbers or more, exactly."""
    n, times = len(values), Counter(values)  # people use few numbers, many times
    exact = [(Fraction(value), count) for value, count in times.items()]
    mean = sum((value * count for value, count in exact), Fraction()) / n
    return mean, sum(((value - mean) ** 2 * count for value, count in exact), Fraction()) / (n - 1)


def _median(values: list[Number]) -> Fraction:
    ordered, last = sorted(values), len(values) - 1
    return (Fraction(ordered[last // 2]) + Fraction(ordered[len(values) // 2])) / 2


def plain_number(exact: Fraction) -> Number:
    """Return a number as people write it: a whole one without a point."""
    if exact.denominator == 1 or abs(exact) >= _WHOLE_FROM:
        return round(exact)
    return float(exact)


_WHOLE_FROM: Final = 2**53
"""From here on a ``float`` has no digits behind the point."""


def _root(variance: Fraction) -> Number:
    if variance >= _WHOLE_FROM**2:
        return math.isqrt(math.floor(variance))
    return plain_number(Fraction(math.sqrt(variance)))
