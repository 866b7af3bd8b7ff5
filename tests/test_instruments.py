"""The register of instruments: names, ends and sources; no item, and nothing that is concluded."""

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes.model.instruments import INSTRUMENTS, Cutoff, Instrument, Scale, fits, instruments

HOUSE = Path(tn.__file__).parent
SCALES = [(known, scale) for known in INSTRUMENTS.values() for scale in known.scales]

each = pytest.mark.parametrize("known", INSTRUMENTS.values(), ids=lambda known: known.name)


@each
def test_an_instrument_stands_under_its_name_with_its_source_and_its_licence(known: Instrument) -> None:
    assert instruments()[known.name] is known
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", known.name)
    for said in (known.title, known.citation, known.licence, known.when):
        assert said == said.strip()
        assert said


@each
def test_a_scale_has_a_short_key_two_ends_and_a_direction_in_words(known: Instrument) -> None:
    assert len({scale.name for scale in known.scales}) == len(known.scales) > 0
    for scale in known.scales:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)?", scale.name), scale.name
        assert scale.low < scale.high
        assert scale.ends[0] != scale.ends[1]
        assert all((*scale.ends, scale.higher_means))
        assert scale.step is None or (scale.high - scale.low) % scale.step == 0


def test_the_ones_that_the_seeds_need_are_there() -> None:
    assert {"wai_sr", "srs", "ors", "seq", "arm", "arm_5", "hat", "gbo", "c_nip", "psq", "suds", "rri_c", "cats"} < {
        *INSTRUMENTS
    }
    assert {"goals_form", "connection", "safety_to_speak"} < {*INSTRUMENTS}


@pytest.mark.parametrize(
    ("instrument", "scale", "ends"),
    [
        ("wai_sr", "total", (12, 60)),
        ("wai_sr", "mean", (1, 5)),
        ("wai_sr", "bond", (4, 20)),
        ("srs", "overall", (0, 10)),
        ("seq", "depth", (1, 7)),
        ("arm", "openness", (1, 7)),
        ("arm_5", "total", (1, 7)),
        ("hat", "event", (1, 9)),
        ("gbo", "goal", (0, 10)),
        ("goals_form", "goal", (1, 7)),
        ("c_nip", "past_orientation", (-9, 9)),
        ("c_nip", "warm_support", (-15, 15)),
        ("psq", "resolution", (1, 5)),
        ("suds", "of_ten", (0, 10)),
        ("suds", "of_hundred", (0, 100)),
        ("safety_to_speak", "total", (0, 10)),
    ],
)
def test_the_ends_are_those_of_the_source(instrument: str, scale: str, ends: tuple[float, float]) -> None:
    found = INSTRUMENTS[instrument].scale(scale)
    assert found is not None
    assert (found.low, found.high) == ends


@pytest.mark.parametrize(("name", "parts"), [("wai_sr", 3), ("srs", 4), ("ors", 4)])
def test_a_total_begins_and_ends_where_its_parts_together_do(name: str, parts: int) -> None:
    inner = [scale for scale in INSTRUMENTS[name].scales if scale.name not in {"total", "mean"}]
    total = INSTRUMENTS[name].scale("total")
    assert total is not None
    assert len(inner) == parts
    assert (sum(scale.low for scale in inner), sum(scale.high for scale in inner)) == (total.low, total.high)


# -- borders ---------------------------------------------------------------------------------------------------------


def test_of_a_border_on_which_sources_differ_both_readings_stand_there() -> None:
    with_borders = {name: known.cutoffs for name, known in INSTRUMENTS.items() if known.cutoffs}
    assert {name: {cutoff.value for cutoff in cutoffs} for name, cutoffs in with_borders.items()} == {
        "srs": {36},
        "ors": {25, 28},
    }
    for name, cutoffs in with_borders.items():
        for value in {cutoff.value for cutoff in cutoffs}:
            readings = [cutoff for cutoff in cutoffs if cutoff.value == value]
            assert {cutoff.comparator for cutoff in readings} == {"below", "at_or_below"}
            assert len({cutoff.source for cutoff in readings}) == 2
            assert len({cutoff.whom for cutoff in readings}) == 1
            assert all(INSTRUMENTS[name].scale(cutoff.scale) for cutoff in readings)


def test_nothing_in_the_package_knows_of_a_border_but_the_register_and_the_door() -> None:
    named = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if any(word in path.read_text("utf-8").lower() for word in ("cutoff", "reliable_change"))
    }
    assert "model/instruments.py" in named
    assert named <= {"model/instruments.py", "__init__.py"}


def test_a_border_is_only_data() -> None:
    assert [name for name in vars(Cutoff) if not name.startswith("_") and callable(getattr(Cutoff, name))] == []
    assert {field.name for field in attrs.fields(Cutoff)} == {"scale", "value", "comparator", "source", "whom"}


# -- numbers ---------------------------------------------------------------------------------------------------------


@given(st.sampled_from(SCALES), st.floats(0, 1))
@example(SCALES[0], 0.0)
@example(SCALES[-1], 1.0)
def test_a_number_between_the_ends_takes_them_along_and_fits(which: tuple[Instrument, Scale], part: float) -> None:
    known, scale = which
    value = min(scale.low + part * (scale.high - scale.low), scale.high)
    rating = known.rating(value, scale.name)
    assert (rating.value, rating.low, rating.high, rating.scale) == (value, scale.low, scale.high, scale.name)
    assert fits(known.name, rating) is True


@given(st.sampled_from(SCALES), st.floats(min_value=0, max_value=1e9, exclude_min=True), st.booleans())
def test_a_number_beyond_the_ends_is_refused(which: tuple[Instrument, Scale], beyond: float, above: bool) -> None:
    known, scale = which
    value = scale.high + beyond if above else scale.low - beyond
    if scale.low <= value <= scale.high:  # so small a step that the sum is the end itself
        return
    with pytest.raises(ValueError, match="out of its range"):
        known.rating(value, scale.name)


def test_a_scale_that_is_not_there_is_refused_without_a_word_of_it() -> None:
    with pytest.raises(ValueError, match="wai_sr: it has task, bond, goal, total, mean") as caught:
        INSTRUMENTS["wai_sr"].rating(3, "how she looked at the clock")
    assert "clock" not in str(caught.value)
    with pytest.raises(ValueError, match="not a scale of suds"):
        INSTRUMENTS["suds"].rating(3)


@pytest.mark.parametrize("ends", [(0, 10), (1, 40), (0, 41)])
def test_a_number_with_other_ends_does_not_fit(ends: tuple[int, int]) -> None:
    assert fits("srs", tn.Rating(value=5, low=ends[0], high=ends[1], scale="total")) is False


def test_a_sum_and_a_mean_are_two_scales() -> None:
    whole = INSTRUMENTS["wai_sr"]
    assert fits("wai_sr", whole.rating(4, "mean")) is True
    assert fits("wai_sr", attrs.evolve(whole.rating(4, "mean"), scale="total")) is False


@given(st.sampled_from([known.name for known in INSTRUMENTS.values()]), st.text(max_size=12).filter(str.isprintable))
def test_what_is_not_known_here_neither_fits_nor_does_not(name: str, word: str) -> None:
    assert fits(name, word) is None
    assert fits(name, None) is None
    if word not in INSTRUMENTS:
        assert fits(word, tn.Rating.of(7)) is None
    if INSTRUMENTS[name].scale(word) is None:
        assert fits(name, tn.Rating(value=1, low=0, high=10, scale=word)) is None


def test_the_example_of_a_score_is_on_a_known_scale() -> None:
    score = tn.Score.example()
    assert fits(score.instrument, score.value) is True


def test_a_score_on_a_scale_comes_back_from_a_file_with_its_ends() -> None:
    score = tn.Score.new("hat", INSTRUMENTS["hat"].rating(7.5, "event"), taken_at=tn.day("2031-02-14"))
    journal = tn.loads(tn.dumps(tn.Journal(zone="UTC").with_records(score)))
    back = journal[score.id]
    assert isinstance(back, tn.Score)
    assert back.value == score.value
    assert fits(back.instrument, back.value) is True


def test_the_change_that_is_called_reliable_is_told_of_the_only_one_that_has_it() -> None:
    assert {name: known.reliable_change for name, known in INSTRUMENTS.items() if known.reliable_change} == {"ors": 5}


def test_an_instrument_shows_itself_in_one_line() -> None:
    assert all(len(repr(known)) < 160 for known in INSTRUMENTS.values())
