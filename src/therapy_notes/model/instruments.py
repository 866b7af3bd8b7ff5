"""Known instruments: their names, scales and ends, and where they come from. Scores only, never an item.

What stands here lets a number keep its ends, and lets two numbers be told apart that do not belong together. Nothing
is concluded from a number: the cut-offs that others have published are named with their sources, and none is applied.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from attrs import field, frozen

from .values import Degree, Rating
from .vocabulary import Sureness


@frozen(kw_only=True)
class Scale:
    """One scale of an instrument.

    Args:
        name: Its name, as it stands in ``Rating.scale``.
        low: What the lowest number is.
        high: What the highest number is.
        ends: What the lowest and the highest number mean, in our own words.
        higher_means: What a higher number means.
        step: How far one number is from the next; None where any number between the ends can stand.
    """

    name: str
    low: float
    high: float
    ends: tuple[str, str]
    higher_means: str
    step: float | None = None


@frozen(kw_only=True)
class Cutoff:
    """A number that somebody has published as a border. It is here to be looked up; nothing compares a score with it.

    Where sources differ on whether the border itself belongs to one side or to the other, both readings stand here.

    Args:
        scale: The name of the scale.
        value: The number.
        comparator: Which scores are meant: those ``below`` the number, or those ``at_or_below`` it.
        source: Whose reading it is.
        whom: For whom it was published; empty for everybody.
    """

    scale: str
    value: float
    comparator: Literal["below", "at_or_below"]
    source: str
    whom: str = ""


@frozen(kw_only=True)
class Instrument:
    """A known instrument, by name and number alone.

    Args:
        name: Its short name, as it stands in ``Score.instrument``.
        title: Its full name.
        scales: Its scales. An instrument with one number only has the scale ``total``.
        citation: Where it was published.
        licence: What is known of who may use it.
        when: When it is meant to be taken.
        evidence: How the numbers are known: ``read``, ``second_hand``, ``from_memory``, or ``ours``. The least sure of them.
        version: Which version the numbers are of.
        cutoffs: Published borders, in every reading. None is ever applied.
        reliable_change: The difference from which its authors call a change reliable, where they published one. It is never
            applied either.

    >>> INSTRUMENTS["wai_sr"].rating(48)
    Rating(value=48, low=12, high=60, scale=<5 characters>)
    >>> INSTRUMENTS["wai_sr"].rating(48, "mean")
    Traceback (most recent call last):
    ValueError: a rating that is out of its range
    """

    name: str
    title: str
    scales: tuple[Scale, ...] = field(repr=False)
    citation: str = field(repr=False)
    licence: str = field(repr=False)
    when: str = field(repr=False)
    evidence: Sureness
    version: str = ""
    cutoffs: tuple[Cutoff, ...] = field(default=(), repr=False)
    reliable_change: int | None = field(default=None, repr=False)

    def scale(self, name: str) -> Scale | None:
        """Return the scale of a name, or None."""
        return next((scale for scale in self.scales if scale.name == name), None)

    def rating(self, value: float, scale: str = "total") -> Rating:
        """Return a number on one of the scales, with its ends.

        Args:
            value: The number.
            scale: The name of the scale.

        Raises:
            ValueError: The instrument has no such scale, or the number is not between the ends of the scale.
        """
        found = self.scale(scale)
        if found is None:
            raise ValueError(f"not a scale of {self.name}: it has {', '.join(one.name for one in self.scales)}")
        return Rating(value=value, low=found.low, high=found.high, scale=found.name)


def fits(instrument: str, rating: Degree | None) -> bool | None:
    """Tell whether the ends of a number are those of the scale that it names.

    None when that cannot be told: the instrument or the scale is not known here, or a word stands in place of the number.

    Args:
        instrument: The name of the instrument, as in ``Score.instrument``.
        rating: The number or the word, as in ``Score.value``.

    >>> fits("srs", Rating(value=31, low=0, high=40, scale="total"))
    True
    >>> fits("srs", Rating(value=7, low=0, high=10, scale="total"))
    False
    >>> fits("srs", "better than last time") is None
    True
    """
    known = INSTRUMENTS.get(instrument)
    if known is None or not isinstance(rating, Rating):
        return None
    scale = known.scale(rating.scale)
    return None if scale is None else (rating.low, rating.high) == (scale.low, scale.high)


def instruments() -> Mapping[str, Instrument]:
    """Return the known instruments, by their short names.

    >>> [scale.name for scale in instruments()["srs"].scales]
    ['relationship', 'goals', 'approach', 'overall', 'total']
    """
    return INSTRUMENTS


# -- the register ------------------------------------------------------------------------------------------------

_SCORES_ONLY: Final = "No licence was found. Scores only."
_MILLER_DUNCAN: Final = (
    "Copyright Miller and Duncan. Free on paper for single practitioners who register; a client is not one. Scores only, "
    "and no wording of the lines."
)
_OURS: Final = "Ours; free to use."


def _scales(
    names: str, low: float, high: float, ends: tuple[str, str], more: str, *, step: float | None = None
) -> tuple[Scale, ...]:
    return tuple(Scale(name=n, low=low, high=high, ends=ends, higher_means=more, step=step) for n in names.split())


def _both_readings(value: float, whom: str = "") -> tuple[Cutoff, ...]:
    return (
        Cutoff(
            scale="total",
            value=value,
            comparator="below",
            source="summaries by which the number itself is above the border",
            whom=whom,
        ),
        Cutoff(
            scale="total",
            value=value,
            comparator="at_or_below",
            source="summaries by which the number itself is still below it",
            whom=whom,
        ),
    )


_STRENGTH: Final = ("weak", "strong")
_KNOWN: Final = (
    Instrument(
        name="wai_sr",
        title="Working Alliance Inventory, Short Revised",
        scales=(
            *_scales("task bond goal", 4, 20, _STRENGTH, "a stronger alliance", step=1),
            *_scales("total", 12, 60, _STRENGTH, "a stronger alliance", step=1),
            *_scales("mean", 1, 5, _STRENGTH, "a stronger alliance"),
        ),
        citation="Hatcher & Gillaspy 2006, Psychotherapy Research; from Horvath & Greenberg 1989",
        licence="Copyright Society for Psychotherapy Research; permission is needed before use. Scores only.",
        when="every few sessions",
        evidence="second_hand",
        version="12 items",
    ),
    Instrument(
        name="srs",
        title="Session Rating Scale",
        scales=(
            *_scales("relationship goals approach overall", 0, 10, ("not right", "right"), "more as it should be"),
            *_scales("total", 0, 40, ("not right", "right"), "more as it should be"),
        ),
        citation="Duncan, Miller, Sparks, Claud, Reynolds, Brown & Johnson 2003, J. Brief Therapy 3(1), 3-12",
        licence=_MILLER_DUNCAN,
        when="at the end of a session",
        evidence="second_hand",
        version="3",
        cutoffs=_both_readings(36),
    ),
    Instrument(
        name="ors",
        title="Outcome Rating Scale",
        scales=(
            *_scales("individual interpersonal social overall", 0, 10, ("badly", "well"), "a better week"),
            *_scales("total", 0, 40, ("badly", "well"), "a better week"),
        ),
        citation="Miller, Duncan, Brown, Sparks & Claud 2003, J. Brief Therapy 2(2), 91-100",
        licence=_MILLER_DUNCAN,
        when="at the start of a session, about the week before",
        evidence="second_hand",
        cutoffs=(*_both_readings(25, "adults"), *_both_readings(28, "from 13 to 17 years")),
        reliable_change=5,
    ),
    Instrument(
        name="seq",
        title="Session Evaluation Questionnaire",
        scales=(
            *_scales("depth", 1, 7, ("shallow", "deep"), "a session that went deeper"),
            *_scales("smoothness", 1, 7, ("rough", "smooth"), "a session that went more easily"),
            *_scales("positivity", 1, 7, ("low", "glad"), "a gladder mood afterwards"),
            *_scales("arousal", 1, 7, ("still", "stirred"), "more stirred afterwards"),
        ),
        citation="Stiles 1980; Stiles, Gordon & Lani 2002",
        licence="On its author's own site; a sentence of permission was not seen. Scores only.",
        when="right after a session",
        evidence="read",
        version="Form 5",
    ),
    Instrument(
        name="arm",
        title="Agnew Relationship Measure",
        scales=_scales(
            "bond partnership confidence openness client_initiative", 1, 7, ("not so", "wholly so"), "more of it"
        ),
        citation="Agnew-Davies, Stiles, Hardy, Barkham & Shapiro 1998",
        licence="On an author's own site; a sentence of permission was not seen. Scores only.",
        when="after a session",
        evidence="read",
        version="28 items",
    ),
    Instrument(
        name="arm_5",
        title="Agnew Relationship Measure, five items",
        scales=_scales("total", 1, 7, ("not so", "wholly so"), "a stronger alliance"),
        citation="Cahill et al. 2012",
        licence=_SCORES_ONLY,
        when="after a session",
        evidence="second_hand",
        version="5 items, as their mean",
    ),
    Instrument(
        name="hat",
        title="Helpful Aspects of Therapy",
        scales=_scales(
            "event", 1, 9, ("it stood very much in the way", "it helped very much"), "more help; 5 is neither", step=0.5
        ),
        citation="Llewelyn 1988; form by Elliott 1993",
        licence="Offered for download by its authors' network; no licence was seen. The idea and the number only.",
        when="after a session, for an event",
        evidence="read",
        version="10/93",
    ),
    Instrument(
        name="gbo",
        title="Goal Based Outcomes",
        scales=_scales("goal", 0, 10, ("nothing of it yet", "all of it"), "further on the way; 5 is half of it", step=1),
        citation="Law & Jacob 2015, Goals and Goal Based Outcomes, 3rd edition",
        licence="Copyright Duncan Law, CC BY-NC-SA 4.0. The idea and the number; no sheet is shipped.",
        when="at any session, for each goal",
        evidence="read",
        version="3rd edition",
    ),
    Instrument(
        name="goals_form",
        title="Goals Form",
        scales=_scales("goal", 1, 7, ("nothing of it", "all of it"), "further on the way", step=1),
        citation="Cooper; described under NCT03000153",
        licence=_SCORES_ONLY,
        when="at the first session, then at each, for each goal",
        evidence="second_hand",
    ),
    Instrument(
        name="c_nip",
        title="Cooper-Norcross Inventory of Preferences",
        scales=(
            *_scales("directiveness", -15, 15, ("I lead", "the therapist leads"), "more led by the therapist", step=1),
            *_scales("emotional_intensity", -15, 15, ("feelings held back", "feelings sought"), "more feeling", step=1),
            *_scales("past_orientation", -9, 9, ("what is now", "what was"), "more of the past", step=1),
            *_scales("warm_support", -15, 15, ("challenge", "warmth"), "more warmth", step=1),
        ),
        citation="Cooper & Norcross 2016, Int. J. Clinical and Health Psychology 16(1), 87-98",
        licence="Free to use without permission, as one reads. Scores only all the same.",
        when="at the start, and when wishes change",
        evidence="from_memory",
        version="18 items",
    ),
    Instrument(
        name="psq",
        title="Single items in the manner of the Post-Session Questionnaire",
        scales=(
            *_scales("presence", 0, 1, ("no", "yes"), "there was something between us", step=1),
            *_scales("intensity", 1, 5, ("hardly tense", "as tense as can be"), "more tension at its worst", step=1),
            *_scales("resolution", 1, 5, ("not at all", "wholly"), "more settled by the end", step=1),
        ),
        citation="after Muran, Safran, Samstag & Winston 1992; used in Muran et al. 2009, Psychotherapy 46(2), 233-248",
        licence="The idea in our own words; none of its wording.",
        when="after a session",
        evidence="from_memory",
    ),
    Instrument(
        name="suds",
        title="Subjective Units of Distress",
        scales=(
            *_scales("of_ten", 0, 10, ("none", "the worst that can be thought of"), "more distress"),
            *_scales("of_hundred", 0, 100, ("none", "the worst that can be thought of"), "more distress"),
        ),
        citation="Wolpe 1969",
        licence="A way of asking; nothing to license was found.",
        when="at any moment",
        evidence="from_memory",
    ),
    Instrument(
        name="rri_c",
        title="Real Relationship Inventory, client form",
        scales=_scales("genuineness realism", 1, 5, ("not so", "wholly so"), "more of it"),
        citation="Gelso et al. 2005, J. Counseling Psychology 52(4), 640-649; client form Kelley et al. 2010",
        licence="Copyright of the journals of the American Psychological Association. Numbers of the scales only.",
        when="now and then",
        evidence="from_memory",
        version="means of the items",
    ),
    Instrument(
        name="cats",
        title="Client Attachment to Therapist Scale",
        scales=_scales("secure avoidant_fearful preoccupied_merger", 1, 6, ("not so", "wholly so"), "more of it"),
        citation="Mallinckrodt, Gantt & Coble 1995, J. Counseling Psychology 42(3), 307-317",
        licence="Copyright of the journals of the American Psychological Association. Numbers of the scales only.",
        when="now and then",
        evidence="from_memory",
        version="36 items, means",
    ),
    Instrument(
        name="connection",
        title="How close it feels",
        scales=_scales("total", 0, 10, ("nothing between us", "very close"), "closer"),
        citation="ours",
        licence=_OURS,
        when="at any moment",
        evidence="ours",
    ),
    Instrument(
        name="safety_to_speak",
        title="How safe it is to say things",
        scales=_scales("total", 0, 10, ("I could not say it", "I could say anything"), "safer"),
        citation="ours",
        licence=_OURS,
        when="at any moment",
        evidence="ours",
    ),
)

INSTRUMENTS: Final[Mapping[str, Instrument]] = MappingProxyType({known.name: known for known in _KNOWN})
"""The known instruments, by their short names."""
