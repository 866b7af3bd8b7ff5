"""Scores, one series for each scale, in the order of time. Nothing is concluded from them, and no cut-off is known here."""

from typing import TypeAlias

from attrs import field, frozen

from ..model.journal import Journal
from ..model.scores import Score
from ..model.values import Rating
from ..moments import Date, DateTime
from ._figures import Figure, Number, figure
from ._weeks import so_far


@frozen(kw_only=True)
class ScoreSeries:
    """The scores on one scale that came from one person, in the order of time.

    Args:
        instrument: Where they come from.
        scale: The name of the scale, such as ``bond``; None for scores in words, which have no scale, and for those
            without a value.
        low: What the lowest number of the scale is, or None.
        high: What its highest number is, or None.
        according_to: Who gave them.
        imagined: True when they are how she thinks that it is for somebody else.
        scores: The scores, oldest first.
        figure: What they come to.
    """

    instrument: str = field(repr=False)
    scale: str | None = field(repr=False)
    low: Number | None
    high: Number | None
    according_to: str = field(repr=False)
    imagined: bool
    scores: tuple[Score, ...]
    figure: Figure


_Scale: TypeAlias = tuple[str, str | None, Number | None, Number | None]
_Whose: TypeAlias = tuple[bool, str]


def scores(
    journal: Journal,
    instrument: str | None = None,
    *,
    at: DateTime | Date | None = None,
    therapy: str | None = None,
) -> tuple[ScoreSeries, ...]:
    """Return the series of scores: one for each instrument, scale, and person who gave them.

    Scales with different ends are different scales. All series of one scale stand side by side, hers first, and what she
    imagines for somebody else beside what is (``seed-items.md`` S0-54, S2-10). No bands, no cut-offs: their sources differ,
    and a band would say something about a person (``clinical-vocabulary.md`` §2.1).

    Args:
        journal: The journal to ask.
        instrument: Only scores of this instrument; None for all.
        at: Only those taken up to a moment, and not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> mine = Score.example()
    >>> guess = Score.new("srs", Rating(value=38, low=0, high=40, scale="total"), taken_at=mine.taken_at, imagined=True)
    >>> journal = Journal.new(zone="Europe/Paris").with_records(mine, guess)
    >>> [(found.scale, found.imagined, found.figure.highest) for found in scores(journal, "srs")]
    [('total', False, 31.5), ('total', True, 38)]
    """
    found: dict[_Scale, dict[_Whose, list[Score]]] = {}
    for score in so_far(journal, journal.scores, at, therapy):
        if instrument is None or score.instrument == instrument:
            by_whom = found.setdefault(_scale(score), {})
            by_whom.setdefault((score.imagined, score.according_to), []).append(score)
    return tuple(
        ScoreSeries(
            instrument=scale[0],
            scale=scale[1],
            low=scale[2],
            high=scale[3],
            according_to=whose[1],
            imagined=whose[0],
            scores=tuple(given),
            figure=figure(score.value for score in given),
        )
        for scale, by_whom in found.items()
        for whose, given in sorted(by_whom.items(), key=lambda item: _hers_first(item[0]))
    )


def _scale(score: Score) -> _Scale:
    value = score.value
    if isinstance(value, Rating):
        return score.instrument, value.scale, value.low, value.high
    return score.instrument, None, None, None


def _hers_first(whose: _Whose) -> tuple[bool, str, bool]:
    imagined, according_to = whose
    return according_to != "client", according_to, imagined
