import pytest
from hypothesis import given

from therapy_notes import testing
from therapy_notes.model.people import Therapy
from therapy_notes.model.values import Approximate, When, day_of
from therapy_notes.moments import Date, moment

BEGAN = Date(2022, 3, 8)


@pytest.mark.parametrize(
    ("began", "at", "words"),
    [
        (BEGAN, Date(2022, 3, 8), "less than a month"),
        (BEGAN, Date(2022, 4, 7), "less than a month"),
        (BEGAN, Date(2022, 4, 8), "1 month"),
        (BEGAN, Date(2022, 5, 8), "2 months"),
        (BEGAN, Date(2023, 3, 7), "11 months"),
        (BEGAN, Date(2023, 3, 8), "1 year"),
        (BEGAN, Date(2023, 4, 8), "1 year 1 month"),
        (BEGAN, Date(2024, 3, 8), "2 years"),
        (BEGAN, Date(2024, 6, 12), "2 years 3 months"),
        (BEGAN, Date(2022, 3, 7), ""),
        (Date(2024, 1, 31), Date(2024, 2, 29), "1 month"),
        (Date(2024, 1, 31), Date(2024, 2, 28), "less than a month"),
        (Date(2020, 2, 29), Date(2021, 2, 28), "1 year"),
        (Approximate(earliest=BEGAN, latest=Date(2022, 5, 1)), Date(2022, 4, 8), "1 month"),
        (Approximate(words="back then"), Date(2022, 4, 8), ""),
        (None, Date(2022, 4, 8), ""),
        (moment("2022-03-08 23:30", "America/Chicago"), Date(2022, 4, 8), "1 month"),
    ],
)
def test_a_therapy_says_how_long_it_has_lasted_as_people_say_it(began: When | None, at: Date, words: str) -> None:
    assert Therapy(id="t", began=began).length_in_words(at) == words


def test_a_therapy_that_has_ended_grows_no_longer() -> None:
    ended = Therapy(id="t", began=BEGAN, ended=Date(2023, 3, 8))
    assert ended.length_in_words(Date(2022, 6, 8)) == "3 months"
    assert ended.length_in_words(Date(2030, 1, 1)) == "1 year"
    assert Therapy(id="t", began=BEGAN, ended=Date(2022, 1, 1)).length_at(Date(2030, 1, 1)) is None


@given(testing.therapies(), testing.days(), testing.days())
def test_a_therapy_never_grows_shorter(therapy: Therapy, one: Date, other: Date) -> None:
    first, last = therapy.length_at(min(one, other)), therapy.length_at(max(one, other))
    assert first is None or (last is not None and first <= last)
    began = day_of(therapy.began)
    assert first is None or (began is not None and began <= min(one, other))
    assert (first is None) == (therapy.length_in_words(min(one, other)) == "")
