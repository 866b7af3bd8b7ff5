"""Figures, the connection before and after sessions, and scores."""

import math
from statistics import mean, median, stdev

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.insights._figures import Figure, figure
from therapy_notes.insights.connection import Connection, connection
from therapy_notes.insights.scores import scores
from therapy_notes.moments import Date

ZONE = "America/Santiago"
LATER = Date(2026, 1, 1)
MONDAYS = [tn.moment("2024-04-08 18:30", ZONE).add(weeks=n) for n in range(20)]


def suds(value: float) -> tn.Rating:
    return tn.Rating(value=value, low=0, high=100, scale="SUDS")


def ten(*values: float) -> list[tn.Rating]:
    return [tn.Rating.of(value) for value in values]


def test_a_figure_says_the_lowest_the_usual_and_the_highest_and_how_many_it_stands_on() -> None:
    found = figure([*ten(3, 9, 4, 4, 8, 7), "somewhere under the table", None, "better"])
    assert (found.n, found.in_words, found.on_other_scales) == (6, 2, 0)
    assert (found.lowest, found.usual, found.highest, found.span) == (3, 5.5, 9, 6)
    assert (found.low, found.high, found.scale, found.too_few) == (0, 10, "", False)
    assert found.mean == pytest.approx(mean([3, 9, 4, 4, 8, 7]))
    assert found.spread == pytest.approx(stdev([3, 9, 4, 4, 8, 7]))


@pytest.mark.parametrize(
    ("n", "usual", "spreads"),
    [(0, False, False), (1, False, False), (2, False, False), (3, True, False), (4, True, False), (5, True, True)],
)
def test_with_few_numbers_less_can_be_said(n: int, usual: bool, spreads: bool) -> None:
    found = figure(ten(*range(n)))
    assert (found.usual is not None, found.too_few) == (usual, not usual)
    assert (found.spread is not None, found.mean is not None) == (spreads, spreads)
    assert (found.lowest is not None, found.span is not None) == (n > 0, n > 0)


def test_only_numbers_of_one_scale_are_counted_together() -> None:
    found = figure([suds(80), tn.Rating.of(8), suds(20), tn.Rating(value=80, low=0, high=100), "80"])
    assert (found.n, found.on_other_scales, found.in_words) == (2, 2, 1)
    assert (found.scale, found.lowest, found.highest) == ("SUDS", 20, 80)
    assert "SUDS" not in repr(found)


def test_of_two_scales_that_are_used_as_often_the_first_is_meant() -> None:
    assert figure([*ten(2, 3), suds(40), suds(50)]).high == 10
    assert figure([suds(40), *ten(2, 3), suds(50)]).high == 100


def test_numbers_beyond_all_measure_are_figures_too() -> None:
    far = [tn.Rating(value=value, low=-1.7e308, high=1.7e308) for value in (-1.7e308, 1.7e308, 1.7e308, -1.7e308, 5e-324)]
    found = figure(far)
    assert found.usual == 5e-324
    assert found.span == 2 * int(1.7e308)
    assert found.spread is not None
    assert found.spread > 10**308
    huge = 10**400
    whole = figure([tn.Rating(value=huge + n, low=0, high=2 * huge) for n in range(4)])
    assert whole.usual == huge + 2
    assert figure([tn.Rating(value=5e-324 * n, low=0, high=1) for n in range(5)]).spread == 0


COMMON = st.sampled_from((0, 1, 2.5, 7, 10)).map(tn.Rating.of)


@given(st.lists(st.none() | COMMON | testing.degrees(), max_size=12))
def test_figures_never_leave_their_scale_and_count_every_degree_once(degrees: list[tn.Degree | None]) -> None:
    found = figure(degrees)
    assert found.n + found.in_words + found.on_other_scales == sum(degree is not None for degree in degrees)
    assert found.in_words == sum(isinstance(degree, str) for degree in degrees)
    values = [degree.value for degree in degrees if isinstance(degree, tn.Rating) and found.holds(degree)]
    assert found.n == len(values)
    if not values:
        assert (found.low, found.high, found.lowest, found.highest, found.too_few) == (None, None, None, None, True)
        return
    assert found.low is not None
    assert found.high is not None
    assert (found.lowest, found.highest) == (min(values), max(values))
    told = [value for value in (found.lowest, found.usual, found.mean, found.highest) if value is not None]
    assert all(found.low <= value <= found.high for value in told)
    if found.usual is not None:
        assert found.usual == pytest.approx(median(values))
        assert found.lowest <= found.usual <= found.highest
    if found.spread is not None:
        assert found.spread == pytest.approx(stdev(values), abs=1e-9)
        assert 0 <= found.spread <= (found.span or 0) or math.isclose(found.spread, found.span or 0)


@given(st.lists(st.none() | COMMON | testing.degrees(), max_size=12), st.text(max_size=5), st.integers(0, 12))
def test_a_degree_in_words_changes_no_number(degrees: list[tn.Degree | None], word: str, place: int) -> None:
    before, after = figure(degrees), figure([*degrees[:place], word, *degrees[place:]])
    assert after == attrs.evolve(before, in_words=before.in_words + 1)


# -- connection ----------------------------------------------------------------------------------------------------


def held(*told: object) -> tn.Journal:
    """Return a journal of weekly sessions: after each a number or a word, or a pair of before and after."""

    def degree(value: object) -> tn.Degree | None:
        return value if value is None or isinstance(value, str | tn.Rating) else tn.Rating.of(value)  # type: ignore[arg-type]  # a number

    sessions = []
    for n, one in enumerate(told):
        before, after = one if isinstance(one, tuple) else (None, one)
        sessions.append(
            tn.Session(
                id=f"s{n}",
                starts_at=MONDAYS[n],
                status="fulfilled",
                connection_before=degree(before),
                connection_after=degree(after),
                therapy="tuesdays",
            )
        )
    return tn.Journal(zone=ZONE).with_records(*sessions)


def ids(sessions: tuple[tn.Session, ...]) -> list[str]:
    return [session.id for session in sessions]


def dips(found: Connection) -> list[tuple[int, list[str], float]]:
    return [(dip.deviations, ids(dip.sessions), round(float(dip.magnitude), 3)) for dip in found.dips]


def test_the_connection_says_in_which_sessions_it_was_lowest_and_highest() -> None:
    found = connection(held((2, 6), (3, 9), ("like behind glass", 9), (2, None), None), LATER)
    assert (found.before.lowest, found.before.usual, found.before.highest) == (2, 2, 3)
    assert (ids(found.lowest_before), ids(found.highest_before)) == (["s0", "s3"], ["s1"])
    assert (ids(found.lowest_after), ids(found.highest_after)) == (["s0"], ["s1", "s2"])
    assert found.before.in_words == 1
    assert ids(tuple(one.session for one in found.sessions)) == ["s0", "s1", "s2", "s3"]
    assert "glass" not in repr(found)


def test_only_what_was_held_by_then_and_in_that_therapy_counts() -> None:
    journal = held(4, 5, 6, 7)
    planned = attrs.evolve(journal.sessions[3], id="booked", status="booked", connection_after=tn.Rating.of(1))
    elsewhere = attrs.evolve(journal.sessions[3], id="elsewhere", therapy="thursdays", connection_after=tn.Rating.of(2))
    journal = journal.with_records(planned, elsewhere)
    assert connection(journal, LATER, "tuesdays").after.n == 4
    assert connection(journal, LATER).after.n == 5
    assert connection(journal, Date(2024, 4, 20), "tuesdays").after.highest == 5


def test_with_four_numbers_there_is_too_little_for_a_dip_and_with_five_there_is_not() -> None:
    four, five = connection(held(8, 8, 8, 0, "a wall"), LATER), connection(held(8, 8, 8, 0, "a wall", 8), LATER)
    assert (four.too_few, four.dips) == (True, ())
    assert (five.too_few, dips(five)) == (False, [(1, ["s3"], 6.4)])


def test_dips_beyond_one_and_beyond_two_deviations_are_reported_apart() -> None:
    values = [7, 8, 7, 4, 1, 7, 8, 8, 7, 7, 8, 7, 8]
    centre, spread = mean(values), stdev(values)
    assert centre - 2 * spread < 4 < centre - spread
    assert centre - 2 * spread > 1
    found = connection(held(*values), LATER)
    depth = round(centre - 1, 3)
    assert dips(found) == [(1, ["s3", "s4"], depth), (2, ["s4"], depth)]
    assert [dip.length for dip in found.dips] == [2, 1]


def test_a_session_without_a_comparable_number_ends_a_dip() -> None:
    for between in (None, "no idea", suds(5)):
        found = connection(held(8, 8, 8, 8, 8, 8, 1, between, 1), LATER)
        assert [ids(dip.sessions) for dip in found.dips if dip.deviations == 1] == [["s6"], ["s8"]]


def test_a_number_that_is_exactly_one_deviation_below_is_no_dip() -> None:
    values = [0, 2, 2, 2, 2, 4]
    found = connection(held(*(tn.Rating(value=value, low=0, high=4) for value in (1, 1, 3, 3, 2))), LATER)
    assert found.after.spread == 1
    assert found.dips == ()
    assert len(connection(held(*values), LATER).dips) == 1


def test_numbers_that_never_change_have_no_dip() -> None:
    assert connection(held(*[0.1] * 9), LATER).dips == ()


def test_coming_close_is_listed_with_how_the_next_session_began() -> None:
    journal = held((3, 9), (4, 5), (6, 6), (8, 9), ("a stranger", 7), (9, 9))
    found = connection(journal, LATER).close
    assert [(one.session.id, one.before.value, one.after.value) for one in found] == [("s0", 3, 9), ("s3", 8, 9)]
    assert [(one.later and one.later.id, one.then, one.lag) for one in found] == [
        ("s1", tn.Rating.of(4), 1),
        ("s4", "a stranger", 1),
    ]
    assert "stranger" not in repr(found)


def test_how_a_session_began_that_nobody_told_is_looked_for_in_the_next_and_there_may_be_none() -> None:
    found = connection(held((1, 4), (2, 9), None, (None, 6), (3, 5), (2, 9)), LATER).close
    assert [(one.session.id, one.later and one.later.id, one.lag) for one in found] == [("s1", "s4", 3), ("s5", None, None)]


def test_with_two_numbers_nobody_can_say_what_is_close() -> None:
    assert connection(held((1, 9), (1, 10)), LATER).close == ()
    assert len(connection(held((1, 9), (1, 10), (5, 5)), LATER).close) == 1


def test_a_rise_can_be_told_only_on_one_scale() -> None:
    journal = held((tn.Rating(value=1, low=0, high=20), 9), 5, 6, ("far", 9), (None, 9))
    assert connection(journal, LATER).close == ()


DEGREES = st.none() | COMMON | COMMON | testing.degrees()


@documents
@given(st.lists(st.tuples(DEGREES, DEGREES), max_size=14))
@example([(None, tn.Rating.of(value)) for value in (8, 8, 8, 8, 8, 8, 8, 1)])
def test_dips_are_what_their_definition_says(told: list[tuple[tn.Degree | None, tn.Degree | None]]) -> None:
    journal = held(*told)
    found = connection(journal, LATER)
    numbers = {s.id: s.connection_after.value for s in journal.sessions if isinstance(s.connection_after, tn.Rating)
               and found.after.holds(s.connection_after)}  # fmt: skip
    assert found.too_few == (len(numbers) < 5)
    low: dict[int, set[str]] = {1: set(), 2: set()}
    order = [s.id for s in journal.sessions]
    for dip in found.dips:
        places = [order.index(session.id) for session in dip.sessions]
        assert places == list(range(places[0], places[0] + dip.length))
        assert not {order[n] for n in (places[0] - 1, places[-1] + 1) if 0 <= n < len(order)} & low[dip.deviations]
        low[dip.deviations] |= set(ids(dip.sessions))
    assert low[2] <= low[1]
    if found.too_few:
        assert found.dips == ()
        return
    centre, spread = mean(numbers.values()), stdev(numbers.values())
    for deviations in (1, 2):
        edge = centre - deviations * spread
        for id, value in numbers.items():
            assert math.isclose(value, edge, rel_tol=1e-9, abs_tol=1e-9) or (id in low[deviations]) == (value < edge)


@documents
@given(testing.journals(), testing.moments(), st.sampled_from((None, "a")))
def test_the_connection_is_told_for_every_journal(journal: tn.Journal, at: Date, therapy: str | None) -> None:
    found = connection(journal, at, therapy)
    for one in found.close:
        assert one.before.value < one.after.value
        assert (one.later is None) == (one.then is None) == (one.lag is None)
    for which, degrees in ((found.before, [one.before for one in found.sessions]),
                           (found.after, [one.after for one in found.sessions])):  # fmt: skip
        assert which == figure(degrees)


@documents
@given(st.lists(st.tuples(DEGREES, DEGREES), max_size=8), st.text(alphabet="so-o ", max_size=5))
def test_a_session_told_in_words_changes_no_number_of_the_connection(
    told: list[tuple[tn.Degree | None, tn.Degree | None]], word: str
) -> None:
    def numbers(found: Figure) -> Figure:
        return attrs.evolve(found, in_words=0)

    before, after = connection(held(*told), LATER), connection(held(*told, (word, word)), LATER)
    assert numbers(before.before) == numbers(after.before)
    assert numbers(before.after) == numbers(after.after)
    assert before.dips == after.dips
    assert [(one.session, one.before, one.after) for one in before.close] == [
        (one.session, one.before, one.after) for one in after.close
    ]


# -- scores --------------------------------------------------------------------------------------------------------


def score(id: str, when: str | None, value: tn.Degree | None, **fields: object) -> tn.Score:
    fields.setdefault("instrument", "wai-sr")
    taken_at = None if when is None else tn.moment(when, ZONE)
    return tn.Score(id=id, taken_at=taken_at, value=value, **fields)  # type: ignore[arg-type]  # fields by name


def bond(value: float) -> tn.Rating:
    return tn.Rating(value=value, low=4, high=20, scale="bond")


def test_scores_make_one_series_for_each_scale_and_each_person_in_the_order_of_time() -> None:
    journal = tn.Journal(zone=ZONE).with_records(
        score("b", "2024-05-13 19:20", bond(13)),
        score("a", "2024-04-08 19:20", bond(17)),
        score("task", "2024-04-08 19:20", tn.Rating(value=9, low=4, high=20, scale="task")),
        score("what she would say", "2024-04-09 07:00", bond(11), imagined=True),
        score("hers", "2024-04-09 08:00", bond(18), according_to="therapist"),
        score("as a mean", "2024-06-10 19:20", tn.Rating(value=4.25, low=1, high=5, scale="bond")),
        score("in words", "2024-06-11 19:20", "not a number today"),
        score("blank", "2024-06-12 19:20", None),
        score("own", "2024-06-12 19:20", tn.Rating.of(3), instrument="can I say it"),
    )
    found = scores(journal, "wai-sr")
    assert [([one.id for one in series.scores], series.according_to, series.imagined) for series in found] == [
        (["a", "b"], "client", False),
        (["what she would say"], "client", True),
        (["hers"], "therapist", False),
        (["task"], "client", False),
        (["as a mean"], "client", False),
        (["in words", "blank"], "client", False),
    ]
    assert [(series.scale, series.low, series.high) for series in found[3:]] == [
        ("task", 4, 20),
        ("bond", 1, 5),
        (None, None, None),
    ]
    assert (found[0].figure.n, found[0].figure.highest, found[0].figure.too_few) == (2, 17, True)
    assert (found[-1].figure.n, found[-1].figure.in_words) == (0, 1)
    everything = scores(journal)
    assert [series.instrument for series in everything][-1] == "can I say it"
    assert "can I" not in repr(everything)
    assert "today" not in repr(everything)
    assert scores(journal, "can I say") == ()


def test_scores_are_those_up_to_a_moment_of_one_therapy_that_were_not_taken_back() -> None:
    journal = tn.Journal(zone=ZONE).with_records(
        score("a", "2024-04-08 19:20", bond(17), therapy="tuesdays"),
        score("b", "2024-04-15 19:20", bond(12), retracted_at=Date(2024, 4, 20)),
        score("c", "2024-04-22 19:20", bond(15), therapy="thursdays"),
        score("undated", None, bond(20)),
    )

    def taken(**asked: object) -> list[str]:
        return [one.id for series in scores(journal, **asked) for one in series.scores]  # type: ignore[arg-type]  # by name

    assert taken() == ["a", "c", "undated"]
    assert taken(at=Date(2024, 4, 16)) == ["a", "b"]
    assert taken(at=Date(2024, 4, 23)) == ["a", "c"]
    assert taken(therapy="tuesdays") == ["a", "undated"]


@documents
@given(st.lists(testing.scores(), max_size=6, unique_by=lambda one: one.id), st.none() | testing.moments())
def test_every_score_is_in_one_series_and_every_series_has_one_scale(found: list[tn.Score], at: Date | None) -> None:
    journal = tn.Journal(zone=ZONE).with_records(*found)
    told = scores(journal, at=at)
    inside = [one.id for series in told for one in series.scores]
    assert len(inside) == len(set(inside))
    if at is None:
        assert set(inside) == {one.id for one in found if one.retracted_at is None}
    for series in told:
        assert series.figure.on_other_scales == 0
        assert series.figure.n in {0, len(series.scores)}
        whose = (series.instrument, series.according_to, series.imagined)
        assert {(one.instrument, one.according_to, one.imagined) for one in series.scores} == {whose}
    for instrument in {one.instrument for one in found}:
        assert scores(journal, instrument, at=at) == tuple(series for series in told if series.instrument == instrument)


@documents
@given(testing.journals(), st.none() | testing.days())
def test_scores_are_told_for_every_journal(journal: tn.Journal, at: Date | None) -> None:
    for series in scores(journal, at=at):
        assert series.scores
        assert series.figure == figure(one.value for one in series.scores)
