"""Diaries as people keep them: dates over days, in every form, and much that only looks like a date."""

import datetime as dt
import sys
import time
from pathlib import Path

import pytest

from helpers import keeps_quiet
from therapy_notes.errors import AmbiguousTimeError, ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.readers._account import NO_DATE, NO_SUCH_TIME, NO_ZONE
from therapy_notes.readers.diary import reader as diary
from therapy_notes.readers.diary.dates import Section, Stamp, clock, section, stamp
from therapy_notes.readers.diary.headings import IN_A_LIST, IN_CODE, OTHER_FORM, headings
from therapy_notes.readers.diary.languages import NEEDS_EXTRA, NO_LANGUAGES, Languages
from therapy_notes.readers.diary.order import FAR_YEAR, NO_SUCH_DAY, NO_YEAR, OTHER_WEEKDAY, Unknown
from therapy_notes.text import without_private_spans

KEPT = Path(__file__).parent / "diary"
MARCH_12 = dt.date(2018, 3, 12)  # a Monday


def read(text: str, **options: str | None) -> JournalReading:
    return diary.read(text.encode("utf-8", "surrogatepass"), **options)


def entries(text: str, **options: str | None) -> list[Entry]:
    """The entries in the order of the file."""
    found = read(text, **options).journal.entries
    return sorted(found, key=lambda entry: entry.source.position if entry.source and entry.source.position else 0)


def told(text: str, **options: str | None) -> list[tuple[str, str, str]]:
    """What was read: when, title, text."""
    return [(str(entry.written_at), entry.title, entry.body) for entry in entries(text, **options)]


def said(reading: JournalReading) -> list[tuple[str, str]]:
    return [(problem.where.partition(": ")[2], problem.what) for problem in reading.problems]


def refusal(text: str, **options: str | None) -> list[str]:
    with pytest.raises(ReadError) as caught:
        read(text, **options)
    keeps_quiet(caught.value, text)
    return [problem.what for problem in caught.value.problems]


# -- the forms -------------------------------------------------------------------------------------------------

FORMS = [
    "2018-03-12",
    "2018-3-12",
    "2018/3/12",
    "2018.03.12",
    "12.03.2018",
    "12. 3. 2018",
    "12/03/2018",
    "12-3-2018",
    "12/03/18",
    "12.3.18",
    "12-03-18",
    "12 March 2018",
    "12th of March, 2018",
    "12. Mar 2018",
    "12 MARCH 2018",
    "the 12th of March 2018",
    "12 Mar 18",
    "12 March '18",
    "March 12, 2018",
    "Mar 12th 2018",
    "Mar. 12 2018",
    "March the 12th, 2018",
    "Mar 12, 18",
    "March 12 ’18",
    "2018 March 12",
    "2018-Mar-12",
    "12-Mar-2018",
    "12/Mar/18",
    "Monday, 12 March 2018",
    "Mon 12 Mar 18",
    "Mon. 12/03/2018",
    "monday 2018-03-12",
    "2018-03-12 (Mon)",
    "12 March 2018, Monday",
    "2018-03-12 Mon.",
    "12\xa0March\u20092018",
    "\u200e12/03/2018",
    "12  March   2018",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_line_that_is_only_a_date_begins_a_day(form: str) -> None:
    assert told(f"{form}\nIt rained.", date_order="DMY") == [("2018-03-12", "", "It rained.")]


@pytest.mark.parametrize("form", FORMS[::5])
@pytest.mark.parametrize(
    "marks",
    [
        "# {}",
        "###### {} ######",
        "* {}",
        "** {}",
        "- {}",
        "= {}",
        "== {} ==",
        "==={}===",
        "--- {} ---",
        "**{}**",
        "__{}__",
        "*{}*",
        "_{}_",
        "{}:",
        "**{}**:",
        "**{}:**",
        "### **{}**",
        "   {}",
        "\t{}  ",
        "{}\n---",
        "{}\n  ========",
    ],
)
def test_a_date_may_be_marked(marks: str, form: str) -> None:
    found = entries(f"{marks.format(form)}\nIt rained.", date_order="DMY")
    assert [(entry.written_at, entry.title, entry.body) for entry in found] == [(MARCH_12, "", "It rained.")]
    assert form.strip("\u200e").split()[-1] in str(found[0].extra["diary"])


@pytest.mark.parametrize("form", FORMS[1::5])
@pytest.mark.parametrize("sign", [": ", " - ", " – ", " — ", "—", " | ", " · "])
def test_a_title_stands_behind_a_sign_of_the_closed_list(sign: str, form: str) -> None:
    assert told(f"{form}{sign}at the lake - again\n\nCold.", date_order="DMY") == [
        ("2018-03-12", "at the lake - again", "Cold.")
    ]


@pytest.mark.parametrize("form", FORMS[2::5])
@pytest.mark.parametrize(
    "line",
    [
        "{} dentist",
        "{}, dentist",
        "on {}",
        "{}.",
        "{}?",
        "> {}",
        "“{}”",
        "({})",
        "since {} nothing",
        "{} and after",
        "{}/",
        "x{}",
    ],
)
def test_a_date_in_running_text_is_no_heading(line: str, form: str) -> None:
    found = entries(f"1 March 2018\nBefore.\n\n{line.format(form)}\n\nAfter.", date_order="DMY")
    assert [entry.written_at for entry in found] == [dt.date(2018, 3, 1)]
    assert found[0].body.startswith("Before.")
    assert found[0].body.endswith("After.")


@pytest.mark.parametrize(
    ("written", "time"),
    [
        (", 9.40 pm", "21:40"),
        (" 21:40", "21:40"),
        (", 21:40", "21:40"),
        (" at 21.40", "21:40"),
        (", at 9:40 p.m.", "21:40"),
        (" @ 21:40", "21:40"),
        (" (21:40)", "21:40"),
        (" - 21:40", "21:40"),
        (" – 9:40PM", "21:40"),
        (" 9pm", "21:00"),
        (" 12 am", "00:00"),
        (", 0.20 am", "00:20"),
        (" 12.05 pm", "12:05"),
        (" 21h40", "21:40"),
        (" 21:40 hrs", "21:40"),
        (" | 21:40", "21:40"),
    ],
)
def test_a_time_of_day_may_stand_behind_the_date(written: str, time: str) -> None:
    text = f"12 March 2018{written}: late\nIt rained."
    assert told(text, zone="Europe/Paris") == [(f"2018-03-12 {time}:00+01:00", "late", "It rained.")]
    reading = read(text)
    assert reading.journal.entries[0].written_at == MARCH_12
    assert reading.tally.counted[NO_ZONE] == 1


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2018-03-12T21:40", "2018-03-12 21:40:00+01:00"),
        ("2018-03-12 21:40:05", "2018-03-12 21:40:05+01:00"),
        ("2018-03-12T21:40:05.250Z", "2018-03-12 22:40:05.250000+01:00"),
        ("2018-03-12T23:40:00+00:00", "2018-03-13 00:40:00+01:00"),
        ("2018-03-12 21:40:05 -0430", "2018-03-13 03:10:05+01:00"),
    ],
)
def test_a_moment_of_iso_8601_is_an_instant_if_it_says_how_far_it_is_from_utc(written: str, at: str) -> None:
    assert told(f"{written}\nIt rained.", zone="Europe/Paris")[0][0] == at
    alone = str(entries(f"{written}\nIt rained.")[0].written_at)
    assert ("+" in alone or "-04:30" in alone) == (written[-1] == "Z" or written[-5] in "+-" or written[-6] in "+-")


@pytest.mark.parametrize("written", ["2018-03-25 02:30", "25 March 2018, 2:30 am"])
def test_a_time_that_the_clocks_never_showed_is_a_day(written: str) -> None:
    reading = read(f"{written}\nIt rained.", zone="Europe/Paris")
    assert reading.journal.entries[0].written_at == dt.date(2018, 3, 25)
    assert said(reading) == [("line 1", NO_SUCH_TIME)]


@pytest.mark.parametrize(
    "no_date",
    [
        "31 April 2018",
        "30 February 2018",
        "29 Feb 2019",
        "2018-13-01",
        "13/13/2018",
        "0/1/2018",
        "12 March 0000",
        "12 March 1899",
        "2018-00-12",
        "12 March 2018 24:00",
        "12 March 2018, 13 pm",
        "2018-03-12T21:40+25:00",
        "12 March 2018 9:75",
        "Mar 32, 2018",
    ],
)
def test_a_day_that_never_was_is_text_and_reported(no_date: str) -> None:
    reading = read(f"1 March 2018\nOne.\n\n{no_date}\nTwo.")
    assert [entry.written_at for entry in reading.journal.entries] == [dt.date(2018, 3, 1)]
    assert said(reading) == [("line 4", NO_SUCH_DAY)]
    assert "Two." in reading.journal.entries[0].body


@pytest.mark.parametrize("wrong", ["Tuesday, 12 March 2018", "Sun 12/03/2018", "2018-03-12 (Fri)", "Mon 13 Mar 18"])
def test_a_date_with_another_day_of_the_week_is_text_and_reported(wrong: str) -> None:
    reading = read(f"1 March 2018\nOne.\n\n{wrong}\nTwo.", date_order="DMY")
    assert len(reading.journal.entries) == 1
    assert said(reading) == [("line 4", OTHER_WEEKDAY)]


@pytest.mark.parametrize("line", ["12. März 2018", "lundi 12 mars 2018", "12 March 2018.", "Am 12. März 2018"])
def test_what_looks_like_a_date_in_another_form_is_reported(line: str) -> None:
    assert said(read(f"1 March 2018\nOne.\n\n{line}\nTwo.")) == [("line 4", OTHER_FORM)]


@pytest.mark.parametrize(
    "line", ["yesterday", "May", "7 am", "5/10", "Sunday", "Session 12", "A.", "04.11", "3 weeks later", "I", "9:30"]
)
def test_what_other_programs_take_for_a_date_is_text_without_a_word(line: str) -> None:
    reading = read(f"1 March 2018\nOne.\n\n{line}\nTwo.")
    assert len(reading.journal.entries) == 1
    assert reading.problems == ()


def test_a_form_is_read_as_a_whole_or_not_at_all() -> None:
    assert stamp("12 March 20:15") == (Stamp("yearless", (0, 3, 12), clock=dt.time(20, 15)), "")
    assert stamp("May 2018") is None
    assert stamp("March 12 18") is None
    assert stamp("12 Marching 2018") is None
    assert stamp("12/03-2018") is None
    assert stamp("１２ March 2018") is None


# -- which of three numbers is which ---------------------------------------------------------------------------


def numbered(*headings: str) -> str:
    return "\n".join(f"{heading}\nIt rained {n} times.\n" for n, heading in enumerate(headings, 1))


def days_of(text: str, **options: str | None) -> list[str]:
    return [when for when, _, _ in told(text, **options)]


@pytest.mark.parametrize("sign", "/.-")
@pytest.mark.parametrize("year", ["2018", "18"])
def test_the_order_of_numbers_is_that_in_which_all_are_days(sign: str, year: str) -> None:
    day_first = [heading.replace("/", sign) for heading in (f"03/05/{year}", f"14/05/{year}", f"02/06/{year}")]
    month_first = [heading.replace("/", sign) for heading in (f"05/03/{year}", f"05/14/{year}", f"06/02/{year}")]
    expected = ["2018-05-03", "2018-05-14", "2018-06-02"]
    assert days_of(numbered(*day_first)) == expected
    assert days_of(numbered(*month_first)) == expected
    assert days_of(numbered(*reversed(month_first))) == expected[::-1]
    assert read(numbered(*day_first)).tally.counted["dates read in the order DMY"] == 3


def test_the_order_of_numbers_is_that_in_which_the_days_follow_each_other() -> None:
    headings = ("01/02/2018", "03/02/2018", "02/03/2018", "05/03/2018")
    assert days_of(numbered(*headings)) == ["2018-02-01", "2018-02-03", "2018-03-02", "2018-03-05"]
    assert days_of(numbered(*reversed(headings))) == ["2018-03-05", "2018-03-02", "2018-02-03", "2018-02-01"]


def test_one_entry_out_of_place_does_not_hide_the_order() -> None:
    days = [dt.date(2018, month, day) for month in range(1, 13) for day in range(1, 13)]
    days[40], days[90] = days[90], days[40]
    headings = [f"{day.month}/{day.day}/{day.year}" for day in days]
    assert days_of(numbered(*headings)) == list(map(str, days))


def test_other_headings_help_to_tell_the_order() -> None:
    assert days_of(numbered("2018-03-01", "02/03/2018", "3 March 2018")) == ["2018-03-01", "2018-03-02", "2018-03-03"]
    assert len(refusal(numbered("2018-01-31", "02/03/2018", "4 March 2018"))) == 1


def test_days_of_the_week_tell_the_order() -> None:
    assert days_of(numbered("Thu 05/04/2018", "04/05/2018")) == ["2018-04-05", "2018-05-04"]
    assert days_of(numbered("Fri 05/04/2018", "04/05/2018")) == ["2018-05-04", "2018-04-05"]
    assert len(refusal(numbered("Mon 12/03/2018", "04/05/2018"))) == 1  # 3 December was a Monday, too


def test_the_order_is_asked_for_where_both_fit_and_the_question_says_what_each_would_mean() -> None:
    text = numbered("03/04/2018", "04/05/2018", "9 May 2018")
    (what,) = refusal(text)
    assert what == (
        "of 3 date headings 2 depend on the order of day and month: as DMY 2 are days (steps forward: 2, back: 0); "
        "as MDY 2 are days (steps forward: 2, back: 0); say which it is (date_order)"
    )
    assert days_of(text, date_order="dmy") == ["2018-04-03", "2018-05-04", "2018-05-09"]
    assert days_of(text, date_order="MDY") == ["2018-03-04", "2018-04-05", "2018-05-09"]


def test_the_order_is_asked_for_where_neither_fits() -> None:
    (what,) = refusal(numbered("25/03/2018", "03/26/2018"))
    assert "as DMY 1 are days" in what
    (what,) = refusal(numbered("01/02/2018", "09/08/2018", "02/03/2018", "08/07/2018"))
    assert "of 4 date headings 4" in what


def test_with_an_order_that_is_said_what_is_no_day_in_it_is_text() -> None:
    reading = read(numbered("25/03/2018", "03/26/2018"), date_order="DMY")
    assert [entry.written_at for entry in reading.journal.entries] == [dt.date(2018, 3, 25)]
    assert said(reading) == [("line 4", NO_SUCH_DAY)]
    assert refusal(numbered("25/03/2018", "26/03/2018"), date_order="YMD")[0] == diary.NO_HEADINGS


def test_the_same_number_twice_needs_no_order() -> None:
    assert days_of(numbered("03/03/2018", "04/04/2018")) == ["2018-03-03", "2018-04-04"]


def test_short_numbers_may_begin_with_the_year_and_then_somebody_is_asked() -> None:
    text = numbered("18-12-31", "19-01-02")
    (what,) = refusal(text)
    assert "as YMD 2 are days" in what
    assert days_of(text, date_order="YMD") == ["2018-12-31", "2019-01-02"]
    assert days_of(text, date_order="DMY") == ["2031-12-18", "2002-01-19"]


@pytest.mark.parametrize("order", ["ymd ", "", "DYM", "day first"])
def test_an_order_that_is_none_is_refused(order: str) -> None:
    with pytest.raises(ValueError, match="DMY, MDY or YMD"):
        read("12/03/2018\nx", date_order=order)


# -- years -----------------------------------------------------------------------------------------------------


def test_two_digits_of_a_year_are_one_of_1950_to_2049() -> None:
    assert days_of(numbered("12 Mar 49", "12 Mar 50", "12 Mar 99", "12 Mar 00")) == [
        "2049-03-12",
        "1950-03-12",
        "1999-03-12",
        "2000-03-12",
    ]


def test_days_of_the_week_tell_another_century_if_all_of_at_least_three_do() -> None:
    headings = ("Mon 12 Mar 45", "Tue 13 Mar 45", "Fri 16/03/45")
    assert days_of(numbered(*headings)) == ["1945-03-12", "1945-03-13", "1945-03-16"]
    assert [what for _, what in said(read(numbered("1 March 2018", *headings[:2])))] == [OTHER_WEEKDAY] * 2


def test_a_short_year_is_in_the_century_of_the_years_close_to_it() -> None:
    assert days_of(numbered("12 March 1948", "13 Mar 48")) == ["1948-03-12", "1948-03-13"]
    assert days_of(numbered("13/3/48", "14 March 1948")) == ["1948-03-13", "1948-03-14"]
    assert days_of(numbered("30 December 1946", "1 Jan 47", "1 Jan 49", "1 Jan 51", "3 March 1952"))[-2:] == [
        "1951-01-01",
        "1952-03-03",
    ]
    assert days_of("# 1947\n" + numbered("12 Mar 47", "13 Mar 48", "13 Mar 49")) == [
        "1947-03-12",
        "1948-03-13",
        "1949-03-13",
    ]
    assert days_of(numbered("12 March 2051", "13 Mar 52")) == ["2051-03-12", "2052-03-13"]
    assert said(read(numbered("12 March 1948", "13/3/48"))) == []


def test_a_short_year_follows_the_one_before_it_into_its_century() -> None:
    short = [f"12 Mar {year}" for year in range(31, 49)]
    assert days_of(numbered("12 March 1930", *short)) == [f"{year}-03-12" for year in range(1930, 1949)]


def test_a_day_of_the_week_may_speak_against_the_century_of_the_years_around_it() -> None:
    assert days_of(numbered("12 March 1948", "Fri 13 Mar 48")) == ["1948-03-12", "2048-03-13"]
    assert days_of(numbered("12 March 1948", "Sat 13 Mar 48")) == ["1948-03-12", "1948-03-13"]


def test_a_short_year_far_from_the_day_before_it_is_reported() -> None:
    text = numbered("12 March 1948", "13 Mar 45", "14 Mar 45", "15 March 1948")
    assert days_of(text) == ["1948-03-12", "2045-03-13", "2045-03-14", "1948-03-15"]
    assert said(read(text)) == [("line 4", FAR_YEAR), ("line 10", FAR_YEAR)]
    assert said(read(numbered("12 Mar 49", "12 Mar 50"))) == [("line 4", FAR_YEAR)]
    assert said(read(numbered("12 March 1948", "12 March 2018"))) == []
    disputed = numbered("12 March 1948", "13 Mar 48", "14 March 2047")
    assert days_of(disputed)[1] == "2048-03-13"
    assert said(read(disputed)) == [("line 4", FAR_YEAR)]


def test_a_heading_without_a_year_is_in_the_year_of_the_one_before() -> None:
    text = numbered("12 March 2018", "March 13th", "Wed 14 March", "the 1st of April")
    assert days_of(text) == ["2018-03-12", "2018-03-13", "2018-03-14", "2018-04-01"]
    assert said(read(numbered("12 March 2018", "Tue 14 March"))) == [("line 4", OTHER_WEEKDAY)]
    assert said(read(numbered("12 March 2018", "29 February"))) == [("line 4", NO_SUCH_DAY)]


def test_without_any_year_above_it_is_text_and_reported() -> None:
    reading = read(numbered("March 12th", "13 March 2018"))
    assert days_of(numbered("March 12th", "13 March 2018")) == ["None", "2018-03-13"]
    assert said(reading) == [("line 1", NO_YEAR), ("line 1", diary.BEFORE)]
    assert refusal(numbered("March 12th", "March 13th")) == [diary.NO_HEADINGS, NO_YEAR, NO_YEAR]


def test_the_year_turns_from_december_to_january_in_a_diary_that_goes_forward() -> None:
    text = numbered("12 March 2018", "December 30", "January 2", "5 Jan", "30 December", "1 January")
    assert days_of(text) == ["2018-03-12", "2018-12-30", "2019-01-02", "2019-01-05", "2019-12-30", "2020-01-01"]


def test_the_year_turns_back_in_a_diary_with_the_newest_day_first() -> None:
    text = numbered("5 January 2019", "3 January", "30 December", "20 December", "1 January", "31 December")
    assert days_of(text) == ["2019-01-05", "2019-01-03", "2018-12-30", "2018-12-20", "2018-01-01", "2017-12-31"]


def test_the_year_turns_over_a_long_silence_too() -> None:
    assert days_of(numbered("3 November 2018", "20 November", "5 February")) == ["2018-11-03", "2018-11-20", "2019-02-05"]


def test_a_heading_without_a_year_is_in_the_year_before_it_unless_something_speaks_for_another() -> None:
    assert days_of(numbered("12 March 2018", "30 December")) == ["2018-03-12", "2018-12-30"]
    assert days_of(numbered("12 January 2018", "30 December")) == ["2018-01-12", "None"]
    assert days_of(numbered("28 March 2018", "20 March", "10 March", "9 March", "30 December")) == [
        "2018-03-28", "2018-03-20", "2018-03-10", "2018-03-09", "None"
    ]  # fmt: skip


def test_where_nothing_tells_whether_the_year_turned_the_day_is_not_known_and_the_report_asks() -> None:
    text = numbered("30 December 2018", "2 January", "3 March 2018")
    reading = read(text)
    assert days_of(text) == ["2018-12-30", "None", "2018-03-03"]
    assert days_of(text.replace("March 2018", "March 2019")) == ["2018-12-30", "2019-01-02", "2019-03-03"]
    assert days_of(text.replace("March 2018", "March 2017")) == ["2018-12-30", "2018-01-02", "2017-03-03"]
    assert said(reading) == [("line 4", Unknown.YEAR.value)]
    assert reading.tally.counted[NO_DATE] == 1
    assert entries(text)[1].extra == {"diary": {"heading": "2 January"}}


def test_after_a_doubtful_turn_no_year_is_known_until_one_is_told() -> None:
    text = (
        numbered("30 December 2018", "2 January", "2 January", "31 April") + "# 2018\n" + numbered("3 January", "4 January")
    )
    assert days_of(text) == ["2018-12-30", "None", "None", "2018-01-03", "2018-01-04"]
    assert said(read(text))[0] == ("line 10", NO_SUCH_DAY)


def test_a_day_of_the_week_tells_whether_the_year_turned() -> None:
    assert days_of(numbered("30 December 2018", "Wed 2 January")) == ["2018-12-30", "2019-01-02"]
    assert days_of(numbered("30 December 2018", "Tue 2 January")) == ["2018-12-30", "2018-01-02"]


def test_a_small_slip_in_the_order_turns_no_year() -> None:
    text = numbered("12 March 2018", "14 March", "13 March", "20 March")
    assert days_of(text) == ["2018-03-12", "2018-03-14", "2018-03-13", "2018-03-20"]


def test_years_and_months_are_sections_and_no_entries() -> None:
    text = "# 2020\n## August\n### 3 August\nTea.\n## September\n### 1 September\nRain.\n# 2021\n### 5 January\nSnow."
    assert told(text) == [("2020-08-03", "", "Tea."), ("2020-09-01", "", "Rain."), ("2021-01-05", "", "Snow.")]
    assert read(text).tally.counted["lines that only name a year or a month"] == 4


@pytest.mark.parametrize(
    "section", ["2020", "August 2020", "2020 August", "2020-08", "=== 2020 ===", "2020\n----", "**2020**"]
)
def test_a_section_may_be_a_bare_line_over_a_day(section: str) -> None:
    assert told(f"{section}\n\n3 August\nTea.\n") == [("2020-08-03", "", "Tea.")]


@pytest.mark.parametrize("line", ["2020", "May", "### May", "#### 2020", "August 2020", "1999", "# 2020 was bad"])
def test_a_year_or_a_name_inside_a_day_is_text(line: str) -> None:
    found = entries(f"### 12 March 2018\nTea.\n\n{line}\nMore.\n\n### 13 March\nRain.")
    assert [str(entry.written_at) for entry in found] == ["2018-03-12", "2018-03-13"]
    assert line in found[0].body


def test_may_who_signed_above_the_next_day_is_no_month() -> None:
    assert told("12 March 2018\nLove,\nMay\n\n13 March 2018\nRain.")[0][2] == "Love,\nMay"


def test_text_between_a_year_and_its_first_day_is_an_entry_without_a_date() -> None:
    text = "# 2020\nI expected much.\n\n## 3 August\nTea."
    assert told(text) == [("None", "", "I expected much."), ("2020-08-03", "", "Tea.")]
    assert said(read(text)) == [("line 2", diary.BETWEEN)]


def test_section_reads_only_years_and_months() -> None:
    assert section("2020-13") is None
    assert section("1850") is None
    assert section("March 12") is None
    assert section("Sept 2020") == Section(2020)


# -- entries ---------------------------------------------------------------------------------------------------


def test_text_before_the_first_day_is_an_entry_without_a_date_counted_and_reported() -> None:
    reading = read("Mine. Do not read.\n\n12 March 2018\nRain.")
    assert said(reading) == [("line 1", diary.BEFORE)]
    assert reading.tally.counted[NO_DATE] == 1
    assert (reading.tally.found, reading.tally.converted) == (2, 2)


def test_an_empty_day_is_skipped_and_reported() -> None:
    reading = read("12 March 2018\n\n13 March 2018\nRain.\n\n14 March 2018 – lake\n15 March 2018\n\n  \n")
    assert said(reading) == [("line 1", "no text: skipped"), ("line 7", "no text: skipped")]
    assert (reading.tally.found, reading.tally.converted, reading.tally.skipped) == (4, 2, 2)
    assert reading.tally.why_skipped == {"no text": 2}
    assert [entry.title for entry in reading.journal.entries] == ["", "lake"]


def test_two_headings_of_one_day_are_two_entries_in_order() -> None:
    found = entries("12 March 2018\nSame words.\n12 March 2018\nSame words.\n2018-03-12\nOthers.")
    assert [entry.body for entry in found] == ["Same words.", "Same words.", "Others."]
    assert len({entry.id for entry in found}) == 3
    assert [entry.body for entry in read("12 March 2018\nB.\n12 March 2018\nA.").journal.entries] == ["B.", "A."]


def test_a_long_text_behind_a_date_is_text_and_not_a_title() -> None:
    long = "It rained  and rained. " * 40
    assert told(f"12 March 2018 – {long}\nAnd again.") == [("2018-03-12", "", f"{long.strip()}\nAnd again.")]
    assert told(f"**12 March 2018**: {long}")[0][2] == long.strip()
    (found,) = entries(f"# 12 March 2018: {long}x  \nAnd.", name="diary.md")
    assert found.body == f"{long}x  \nAnd."
    assert found.extra == {"diary": {"heading": "# 12 March 2018:"}}


def test_a_line_with_much_empty_space_loses_nothing() -> None:
    space = " " * 1000
    assert told(f"12 March 2018{space}\nTea.") == [("2018-03-12", "", "Tea.")]
    found = entries(f"11 March 2018\nTea.\n12 March 2018{space}and more\n12 March 20{space}18")
    assert len(found) == 1
    assert "and more" in found[0].body


def test_a_heading_that_names_two_days_is_the_first_of_them() -> None:
    reading = read("12 March 2018 - 14 March 2018\nBy the sea.")
    assert [(entry.written_at, entry.title) for entry in reading.journal.entries] == [(MARCH_12, "14 March 2018")]
    assert said(reading) == [("line 1", diary.TWO_DAYS)]


def test_an_item_of_a_list_is_no_heading_and_a_bullet_before_a_day_is_one() -> None:
    assert days_of("- 12 March 2018\nTea.\n- 13 March 2018\nRain.") == ["2018-03-12", "2018-03-13"]
    reading = read("12 March 2018\nFree on\n- 14 March 2018\n- 15 March 2018\n* 1/2/2018\n* maybe")
    assert len(reading.journal.entries) == 1
    assert said(reading) == [("line 3", IN_A_LIST), ("line 4", IN_A_LIST), ("line 5", IN_A_LIST)]


def test_lines_that_are_drawn_between_days_are_left_out_and_counted() -> None:
    reading = read(
        "*****\n12 March 2018\n=====\nTea.\n\n-----------\n13 March 2018\n_ _ _ _\n14 March 2018\n- - -\nRain.\n---\nMore."
    )
    assert [entry.body for entry in reading.journal.entries] == ["Tea.", "Rain.\n\\---\nMore."]
    assert reading.losses == {"lines that only draw a line": 3}


def test_plain_text_shows_what_was_written() -> None:
    text = "12 March 2018\n1. was *bad*\n# no heading\n<b>\n%%mine%% \\%% &amp; a_b `c`\n\n  1. one\n  • two"
    (found,) = entries(text)
    assert found.body == (
        "1\\. was \\*bad\\*\n\\# no heading\n\\<b>\n\\%\\%mine\\%\\% \\\\\\%\\% \\&amp; a_b \\`c\\`\n\n1. one\n\n- two"
    )
    assert without_private_spans(found.body) == found.body


def test_two_per_cent_signs_in_the_title_of_a_plain_diary_are_no_private_mark() -> None:
    (found,) = entries("12 March 2018: 100%% sure, 50%% not\nTea.")
    assert (found.title, found.body) == ("", "100\\%\\% sure, 50\\%\\% not\nTea.")


@pytest.mark.parametrize("name", ["diary.md", "Diary.MARKDOWN"])
def test_a_diary_with_the_name_of_a_markdown_file_stays_as_it_is(name: str) -> None:
    body = "*Rain*, %%and him%%.\n\n    code\n\n1. one  \n[x](y)"
    assert told(f"12 March 2018: *lake*\n\n\n{body}\n\n", name=name) == [("2018-03-12", "*lake*", body)]


def test_a_diary_whose_days_are_headings_with_a_hash_stays_as_it_is() -> None:
    text = "# 12 March 2018\n*Rain*.\n# 13 March 2018\n**Sun**.\n14 March 2018\n%%me%%"
    assert [body for _, _, body in told(text, name="diary.txt")] == ["*Rain*.", "**Sun**.", "%%me%%"]
    assert told("# 12 March 2018\n*Rain*.\n13 March 2018\n_Sun_.")[0][2] == "\\*Rain\\*."


def test_in_markdown_a_block_of_code_holds_no_days() -> None:
    text = "# 12 March 2018\n```\n# 13 March 2018\n````\n\n    # 14 March 2018\n\n~~~\n# 15 March 2018\nTea."
    reading = read(text)
    assert [str(entry.written_at) for entry in reading.journal.entries] == ["2018-03-12", "2018-03-15"]
    assert said(reading) == [("line 3", IN_CODE), ("line 6", IN_CODE)]
    assert len(read(text.replace("# ", "")).journal.entries) == 4


def test_in_markdown_a_line_under_words_stays_for_it_makes_them_a_heading() -> None:
    text = "## 12 March 2018\n---\nTea\n---\n## 13 March 2018\n\nRain.\n\n---\n\n## 14 March 2018\nSun."
    assert [body for _, _, body in told(text)] == ["Tea\n---", "Rain.", "Sun."]


def test_a_private_span_over_several_days_is_private_in_each_of_them() -> None:
    text = "# 12 March 2018\nTea. %%And\n# 13 March 2018: him\nhim.\n# 14 March 2018\nhim%% again.\n# 15 March 2018\nRain."
    found = entries(text)
    assert [without_private_spans(entry.body) for entry in found] == ["Tea. ", "", " again.", "Rain."]
    assert without_private_spans(found[1].title) == ""
    assert said(read(text)) == [("line 3", diary.STILL_PRIVATE), ("line 5", diary.STILL_PRIVATE)]


@pytest.mark.parametrize("split", ["no", "yes"])
def test_a_private_span_that_begins_in_a_heading_goes_on_in_the_text_below_it_and_ends_there(split: str) -> None:
    text = "## 2018-03-12 – Her %%lamp\nand the%% cat.\n\n## 2018-03-13\nRain."
    found = entries(text, split_times=split)
    assert [(entry.title, entry.body) for entry in found] == [("Her %%lamp", "%%and the%% cat."), ("", "Rain.")]
    assert [without_private_spans(entry.title) for entry in found] == ["Her ", ""]
    assert [without_private_spans(entry.body) for entry in found] == [" cat.", "Rain."]
    assert said(read(text)) == []


def test_a_private_span_of_the_day_before_may_end_in_a_heading() -> None:
    text = "## 2018-03-12\nTea %%and\n\n## 2018-03-13 – him%% and me\nRain.\n\n## 2018-03-14\nSun."
    assert told(text)[1:] == [("2018-03-13", "%%him%% and me", "Rain."), ("2018-03-14", "", "Sun.")]
    assert said(read(text)) == [("line 4", diary.STILL_PRIVATE)]


def test_a_private_span_over_a_heading_without_text_goes_on() -> None:
    text = "## 2018-03-12 – %%him\n\n## 2018-03-13\n\n## 2018-03-14\nme%% Sun."
    assert told(text) == [("2018-03-12", "%%him", ""), ("2018-03-14", "", "%%me%% Sun.")]


def test_the_title_of_a_day_that_is_split_is_kept_where_its_first_time_has_one_too() -> None:
    text = "## 2018-03-12 – %%him\n### 21:40 – %%me\nTea."
    assert told(text, split_times="yes") == [("2018-03-12", "%%him", ""), ("2018-03-12", "%%%%me", "Tea.")]


def test_what_is_no_private_mark_becomes_none_in_a_title() -> None:
    text = "## 2018-03-12 – %%him %\u200b% her\nme\n\n## 2018-03-13 – \u200ba\\\u200b%%b\nTea"
    shown = [(without_private_spans(entry.title), without_private_spans(entry.body)) for entry in entries(text)]
    assert shown == [("", ""), ("b", "Tea")]


def test_a_private_span_behind_a_sign_without_a_shape_is_one() -> None:
    text = "## 2018-03-12\n\0%%him\n\n## 2018-03-13\nme\n"
    assert [without_private_spans(entry.body) for entry in entries(text)] == ["\0", ""]


def test_a_diary_that_was_kept_for_years() -> None:
    data = (KEPT / "kept-for-years.txt").read_bytes()
    reading = diary.read(data, name="kept.txt", zone="Europe/Dublin")
    text = data.decode()
    found = entries(text, zone="Europe/Dublin")
    assert [(str(entry.written_at), entry.title) for entry in found] == [
        ("None", ""),
        ("2018-12-31", ""),
        ("2019-01-01 00:20:00+00:00", "still up"),
        ("2019-01-02", "<not a good one>"),
        ("2019-01-05", "again"),
    ]
    assert found[1].body.splitlines()[1:] == [
        "100\\%\\% sure that \\*nothing\\* changes at midnight.",
        "",
        "- the cat under the sofa",
        "- me, nearly",
    ]
    assert "3/1/2019 dentist" in found[2].body
    assert said(reading) == [
        ("line 20", IN_A_LIST),
        ("line 21", IN_A_LIST),
        ("line 28", OTHER_WEEKDAY),
        ("line 31", NO_SUCH_DAY),
        ("line 1", diary.BEFORE),
        ("line 34", "no text: skipped"),
    ]
    assert (reading.tally.found, reading.tally.converted, reading.tally.skipped) == (6, 5, 1)


def test_a_diary_in_sections_of_markdown() -> None:
    data = (KEPT / "in-sections.md").read_bytes()
    found = entries(data.decode(), zone="Europe/Dublin")
    assert [(str(entry.written_at), entry.title) for entry in found] == [
        ("None", ""),
        ("2019-12-30", ""),
        ("2019-12-31 23:50:00+00:00", "fireworks"),
        ("None", ""),
        ("2020-01-01", ""),
        ("2020-01-04", ""),
    ]
    assert found[0].body == "---\ntitle: What I keep\n---\n\nSome words before all days."
    assert found[1].body.startswith("Tea with the **neighbour**. %%He knows.%%\n\n```\n### 31 December\n")
    assert found[4].body.endswith("#### May\n\nMay came by, the person, not the month.")
    assert found[5].body == "Slept."
    assert read(data.decode()).tally.found == 6


# -- times of day as entries -----------------------------------------------------------------------------------

HOURS = "12 March 2018 – a day\nUp late.\n\n7:15 Tea.\n\n13.30 no time\n9.40 pm – *Rain*.\nMore.\n23:10\nSleep?\n"


def test_a_day_is_split_at_times_of_day_only_on_request() -> None:
    assert len(entries(HOURS)) == len(entries(HOURS, split_times="no")) == 1
    assert told(HOURS, split_times="YES", zone="Europe/Paris") == [
        ("2018-03-12", "a day", "Up late."),
        ("2018-03-12 07:15:00+01:00", "", "Tea.\n\n13.30 no time"),
        ("2018-03-12 21:40:00+01:00", "", "\\*Rain\\*.\nMore."),
        ("2018-03-12 23:10:00+01:00", "", "Sleep?"),
    ]
    assert entries(HOURS, split_times="yes")[2].extra == {"diary": {"heading": "12 March 2018 – a day", "time": "9.40 pm"}}
    assert read(HOURS, split_times="yes").tally.counted["entries that begin at a time of day"] == 3


def test_without_text_above_the_first_time_the_title_is_that_of_the_first_entry() -> None:
    text = "12 March 2018: out\n7:15 – Tea.\n8:00\n\n### 9:00 Walk\nFar.\n**9:30** Home."
    assert [(title, body) for _, title, body in told(text, split_times="yes")] == [
        ("out", "Tea."),
        ("Walk", "Far."),
        ("", "Home."),
    ]
    assert said(read(text, split_times="yes")) == [("line 3", "no text: skipped")]


def test_a_time_that_goes_back_within_a_day_may_be_that_of_the_next_and_is_a_day() -> None:
    reading = read("12 March 2018, 9 pm\nTea.\n0:20 Awake.", split_times="yes", zone="Europe/Paris")
    assert [str(entry.written_at) for entry in reading.journal.entries] == ["2018-03-12", "2018-03-12 21:00:00+01:00"]
    assert said(reading) == [("line 3", diary.CLOCK_BACK)]


@pytest.mark.parametrize(
    "line", ["3.50 for tea", "21:40-22:10 group", "25:00 x", "9 apples", "12:3 x", "1:2", "- 9:40 x", "9:40x"]
)
def test_what_is_no_time_of_day_splits_nothing(line: str) -> None:
    assert len(entries(f"12 March 2018\n{line}", split_times="yes")) == 1
    assert len(entries(f"12 March 2018\n{line}\n21:40 x", split_times="yes")) == 2


def test_a_time_in_a_block_of_code_splits_nothing() -> None:
    assert len(entries("# 12 March 2018\nTea.\n```\n9:40 x\n```\n", split_times="yes")) == 1


def test_clock_reads_the_beginning_of_a_line() -> None:
    assert clock("9pm: Better.") == (dt.time(21), "Better.")
    assert clock("9:40:30 | x") == (dt.time(9, 40, 30), "x")
    assert clock("(9:40) x") == (dt.time(9, 40), "x")


def test_another_answer_than_yes_or_no_is_refused() -> None:
    with pytest.raises(ValueError, match="yes or no"):
        read("12 March 2018\nx", split_times="maybe")


# -- other languages -------------------------------------------------------------------------------------------

ABROAD = [
    ("fr", "lundi 12 mars 2018"),
    ("fr", "le 12 mars 2018"),
    ("de", "Montag, 12. März 2018"),
    ("de", "Montag, den 12. März 2018"),
    ("de", "Mo 12.03.2018"),
    ("es", "lunes, 12 de marzo de 2018"),
    ("es", "12 mar 2018"),
    ("it", "lunedì 12 marzo 2018"),
    ("nl", "maandag 12 maart 2018"),
    ("ru", "понедельник, 12 марта 2018 г."),
    ("ja", "2018年3月12日(月)"),
    ("ja", "2018年3月12日"),
    ("hu", "2018. március 12., hétfő"),
    ("pl", "poniedziałek, 12 marca 2018"),
    ("fi", "maanantaina 12. maaliskuuta 2018"),
    ("tr", "12 Mart 2018 Pazartesi"),
    ("ar", "الاثنين 12 مارس 2018"),
    ("pt", "segunda-feira, 12 de março de 2018"),
]


@pytest.mark.parametrize(("language", "form"), ABROAD)
def test_a_date_in_another_language_is_read_if_the_language_is_named(language: str, form: str) -> None:
    text = f"# {form} – *x*\nIt rained.\n# 14 March 2018\nIt did not."
    options = {"languages": f"sv, {language}", "date_order": "DMY"}
    assert told(text, **options) == [("2018-03-12", "*x*", "It rained."), ("2018-03-14", "", "It did not.")]
    assert days_of(text, date_order="DMY")[-1] == "2018-03-14"


@pytest.mark.parametrize(
    ("language", "form"),
    [("fr", "mardi 12 mars 2018"), ("de", "Sonntag, 12. März 2018"), ("es", "mar 12 mar 2018"), ("ja", "2018年3月12日(火)")],
)
def test_in_every_language_the_day_of_the_week_must_agree(language: str, form: str) -> None:
    reading = read(f"1 March 2018\nTea.\n\n{form}\nRain.", languages=language)
    assert len(reading.journal.entries) == 1
    assert said(reading) == [("line 4", OTHER_WEEKDAY)]


def test_mar_is_a_tuesday_and_a_month() -> None:
    assert days_of("mar 13 mar 2018\nTea.", languages="es") == ["2018-03-13"]


@pytest.mark.parametrize(
    "line",
    [
        "hier",
        "mars 2018",
        "12 mars, et le 13",
        "12 mars 18 rdv",
        "12 mars 2018 !",
        "12 mars 2018 EST",
        "12 mars 2018 +0200",
        "31 avril 2018",
        "12 mars 2018 rdv",
        "12 mars 2018 13 mars 2018",
        "lundi",
        "le 12",
        "il y a 3 ans",
        "mars",
        "12 mars 0000",
        "12 mars 1850",
        "12 mars 2018 et " + "le " * 30,
        "(12 mars",
        "vendredi 2018 3",
        "12 juin mars 2018",
    ],
)
def test_dateparser_completes_nothing_and_guesses_nothing(line: str) -> None:
    found = entries(f"1 March 2018\nTea.\n\n{line}\nRain.", languages="fr")
    assert [entry.written_at for entry in found] == [dt.date(2018, 3, 1)]


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("de", "Dienstag, 13. März"),
        ("de", "Di., 13.3."),
        ("de", "Di 13.03.18"),
        ("de", "Di 13. 3."),
        ("de", "Dienstag, den 13. März '18"),
        ("de", "Di 13.3. um 9:40"),
        ("fr", "13 mars"),
        ("fr", "mardi 13 mars 18"),
        ("fr", "le 13 mars à 9h40"),
        ("es", "martes, 13 de marzo de 18"),
        ("es", "mar 13 mar"),
        ("hu", "március 13., kedd"),
        ("ru", "вторник, 13 марта"),
    ],
)
def test_in_another_language_a_day_may_have_no_year_or_a_short_one(language: str, form: str) -> None:
    text = f"12 March 2018\nTea.\n\n# {form} – *x*\nRain.\n\n14 March 2018\nSun."
    options = {"languages": f"nl,{language}", "date_order": "DMY"}
    assert told(text, **options) == [("2018-03-12", "", "Tea."), ("2018-03-13", "*x*", "Rain."), ("2018-03-14", "", "Sun.")]
    assert said(read(text, **options)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Mittwoch, 13. März", OTHER_WEEKDAY),
        ("Mi., 13.3.", OTHER_WEEKDAY),
        ("Mi 13.03.18", OTHER_WEEKDAY),
        ("Di 31.4.", NO_SUCH_DAY),
        ("29. Februar", NO_SUCH_DAY),
        ("Di 13/3", OTHER_FORM),
        ("Di 13.3", OTHER_FORM),
        ("Di. 13.13.", OTHER_FORM),
        ("13. März Di Mi", OTHER_FORM),
    ],
)
def test_a_day_in_another_language_that_is_not_understood_is_text_and_reported(line: str, what: str) -> None:
    reading = read(f"12 March 2018\nTea.\n\n{line}\nRain.\n", languages="de", date_order="DMY")
    assert len(reading.journal.entries) == 1
    assert said(reading) == [("line 4", what)]


@pytest.mark.parametrize("line", ["13.3.", "Di 13", "Sonntag um 3 Uhr", "Di 13.3. Arzt", "Mai", "Di – 13 Leute, 3 Tage"])
def test_what_is_no_day_in_another_language_is_text_without_a_word(line: str) -> None:
    reading = read(f"12 March 2018\nTea.\n\n{line}\nRain.\n", languages="de")
    assert (len(reading.journal.entries), said(reading)) == (1, [])


def test_a_day_in_another_language_may_have_a_long_text_behind_it() -> None:
    text = f"12. März 2018\nTee.\n\nDienstag, 13. März – {'Regen ' * 40}\nMehr."
    assert [when for when, _, _ in told(text, languages="de")] == ["2018-03-12", "2018-03-13"]


def test_numbers_with_a_day_of_the_week_in_another_language_have_an_open_order() -> None:
    assert Languages("fr").stamp("12/03/2018") is None
    assert days_of("jeudi 05/04/2018\nTea.\n04/05/2018\nRain.", languages="fr") == ["2018-04-05", "2018-05-04"]
    assert "depend on the order" in refusal("le 12/03/2018\nTea.", languages="fr")[0]


def test_a_time_of_day_in_another_language_is_read() -> None:
    assert told("12 mars 2018 à 9h40\nTea.", languages="fr", zone="Europe/Paris")[0][0] == "2018-03-12 09:40:00+01:00"
    assert told("12 mars 2018 00:00\nTea.", languages="fr", zone="Europe/Paris")[0][0] == "2018-03-12 00:00:00+01:00"
    assert told("12 mars 2018\nTea.", languages="fr", zone="Europe/Paris")[0][0] == "2018-03-12"


def test_sections_in_another_language_are_sections() -> None:
    text = "# 2019\n## Août\n### 3 août 2019\nTea.\n# Août 2020\n### 4 August\nRain."
    assert told(text, languages="fr") == [("2019-08-03", "", "Tea."), ("2020-08-04", "", "Rain.")]


@pytest.mark.parametrize("languages", ["", " , ", "xx", "french", "fr-FR", "fr,xx", "\ud800"])
def test_a_language_that_is_none_is_refused(languages: str) -> None:
    with pytest.raises(ValueError, match="languages is not") as caught:
        read("12 mars 2018\nx", languages=languages)
    assert str(caught.value) == NO_LANGUAGES


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser.date", None)
    with pytest.raises(ImportError) as caught:
        read("12 mars 2018\nx", languages="fr")
    assert str(caught.value) == NEEDS_EXTRA
    assert str(caught.value) == 'dates in other languages need an extra: pip install "therapy-notes[languages]"'
    assert told("12 March 2018\nx") == [("2018-03-12", "", "x")]


# -- files that are none ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 12 March 2018", "a PDF, not a diary as plain text"),
        (b"PK\x03\x04", "a zip archive (or a Word file), not a diary as plain text"),
        (b"age-encryption.org/v1\n", "encrypted"),
        (b"<!DOCTYPE html><p>\n12 March 2018\n", diary.MARKUP),
        (b"\n <?xml version='1.0'?>\n2018-03-12\n", diary.MARKUP),
        (b"\x00\x01\x02\x03" * 99, "binary data, not a diary as plain text"),
        (b"We met on 12 March 2018, in the rain.", diary.NO_HEADINGS),
        (b"2018\n\nMarch 2018\n\nx", diary.NO_HEADINGS),
    ],
)
def test_a_file_that_is_no_diary_is_refused_with_a_word_about_it(data: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        diary.read(data, name="notes.txt")
    assert [(problem.where, problem.what) for problem in caught.value.problems] == [("notes.txt", what)]


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(AmbiguousTimeError):
        read("12 March 2018\nx", zone="Mars/Olympus")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_encoding_with_a_mark_and_every_line_end_is_read(encoding: str, newline: str) -> None:
    data = newline.join(["12 March 2018", "Café, £3, 👩‍💻.", "13 March 2018", "Rain."]).encode(encoding)
    found = diary.read(data).journal.entries
    assert [(str(entry.written_at), entry.body) for entry in found] == [
        ("2018-03-12", "Café, £3, 👩‍💻."),
        ("2018-03-13", "Rain."),
    ]


def test_an_old_encoding_is_read_as_windows_1252_with_a_word_or_as_somebody_says() -> None:
    data = "12 March 2018\nCafé – naïve.".encode("cp1252")
    reading = diary.read(data, name="old.txt")
    assert reading.journal.entries[0].body == "Café – naïve."
    assert [problem.where for problem in reading.problems] == ["old.txt: byte 17"]
    mac = diary.read("12 March 2018\nCafé.".encode("mac_roman"), encoding="mac_roman")
    assert (mac.journal.entries[0].body, mac.problems) == ("Café.", ())


def test_half_a_character_becomes_a_sign_that_can_be_kept_and_is_counted() -> None:
    reading = diary.read(b"12 March 2018\\nA \\ud800 b \\ud83d\\ude00.", encoding="unicode_escape")
    assert reading.journal.entries[0].body == "A \ufffd b \U0001f600."
    assert reading.tally.counted[diary.NO_CHARACTER] == 1


# -- claims ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["12 March 2018\nx\n13 March 2018\ny", "03/04/2018\nx\n# 25/04/18 – y\n", "**2018-03-12**\n\n2018-03-12"]
)
def test_two_date_headings_are_claimed(text: str) -> None:
    assert diary.claims(text.encode())
    assert diary.claims(text.encode("utf-16"))
    assert diary.claims((text + "\n").encode() + b"y" * 70_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 March 2018\nx",
        "March 12\nx\nMarch 13",
        "on 12 March 2018\non 13 March 2018",
        "31 April 2018\n31 June 2018",
        "Tue 12 March 2018\nWed 12 March 2018",
        "12/3/2018 a\n13/3/2018 b",
        "<p>\n12 March 2018\n13 March 2018",
        '["\n12 March 2018\n13 March 2018',
        "x\n" * 70_000 + "12 March 2018\n13 March 2018",
    ],
)
def test_less_than_two_are_not_claimed(text: str) -> None:
    assert not diary.claims(text.encode())


# -- privacy, ids, time ----------------------------------------------------------------------------------------


def test_the_same_file_twice_has_the_same_ids_and_nobody_may_see_it() -> None:
    data = (KEPT / "kept-for-years.txt").read_bytes()
    one, other = diary.read(data), diary.read(data, name="copy.txt")
    assert one.journal == other.journal
    assert {entry.shared_with for entry in one.journal.entries} == {()}


def test_a_new_day_at_the_top_changes_no_id_below() -> None:
    text = numbered("12 March 2018", "13 March 2018")
    ids = {entry.id for entry in entries(text)}
    assert ids < {entry.id for entry in entries(f"11 March 2018\nBefore.\n{text}")}


def test_a_diary_with_the_newest_day_first_and_no_years_changes_no_id_when_it_grows() -> None:
    old = numbered("20 December 2018", "12 March", "1 March").replace("2.", "1.")
    new = numbered("20 March 2019", "12 March").replace("2.", "1.") + old
    before = {entry.id: str(entry.written_at) for entry in entries(old)}
    after = {entry.id: str(entry.written_at) for entry in entries(new)}
    assert len(after) == 5
    assert {id: after.get(id) for id in before} == before


def test_two_days_that_are_the_same_in_all_are_two_entries() -> None:
    text = "12 March 2018\nTea.\n\n" * 2
    assert len({entry.id for entry in entries(text)}) == 2


def test_no_word_of_the_diary_is_in_what_is_said_of_it() -> None:
    text = "Canary\n31 April 2018 – Canary\n"
    text += "Tue 12 March 2018 – Canary\n12 March 2018 – 13 March 2018 Canary\nCanary\n14 March 2018"
    reading = read(text, zone="UTC")
    assert len(reading.problems) >= 4
    assert "Canary" not in repr((reading.problems, reading.tally, reading.losses))


SIZE = 100_000
SLOW = {
    "days": "12 March 2018\n\nIt rained and I said so.\n\n" * (SIZE // 40),
    "a long line": "12 March 2018 – " + "rain " * (SIZE // 5) + "\n13 March 2018\nx",
    "spaces": "12 March 2018" + " " * SIZE + "x\n13 March 2018\nx",
    "years": "2018\nx\n" * (SIZE // 7) + "12 March 2018\nx",
    "years over nothing": "2018\n\n" * (SIZE // 6) + "12 March 2018\nx",
    "hashes": "#" * SIZE + " 12 March 2018\n13 March 2018\nx",
    "stars": "13 March 2018\n" + "* " * (SIZE // 2) + "\nx\n" + "**12 March 2018" * (SIZE // 16),
    "a list": "13 March 2018\nx\n" + "- 12 March 2018\n" * (SIZE // 16),
    "fences": "# 13 March 2018\nx\n" + "```\n# 2018-03-13\n" * (SIZE // 17),
    "open fences": "# 13 March 2018\nx\n" + "~~~~\n```\n" * (SIZE // 9),
    "no year": "13 March 2018\nx\n" + "1 January\n30 December\n" * (SIZE // 22),
    "private": "# 13 March 2018\n%%\n" + "# 14 March 2018\nx\n" * (SIZE // 18),
    "no days": "31 April 2018\n" * (SIZE // 14) + "13 March 2018\nx",
    "rules": "13 March 2018\n" + "- - - -\n" * (SIZE // 8) + "x",
    "open order": "1/2/2018\nx\n" * (SIZE // 11) + "13/2/2018\nx",
}


@pytest.mark.parametrize("name", SLOW)
def test_hundred_kilobytes_are_read_in_seconds_whatever_is_in_them(name: str) -> None:
    begin = time.process_time()
    assert read(SLOW[name]).journal.entries
    assert time.process_time() - begin < 5


def test_many_times_of_day_and_many_lines_in_another_language_are_read_in_seconds() -> None:
    begin = time.process_time()
    assert len(read("13 March 2018\n" + "21:40 x\n" * 5_000, split_times="yes").journal.entries) == 5_000
    assert len(read("13 mars 2018\n" + "En 2018 il pleuvait.\n" * 10_000, languages="fr").journal.entries) == 1
    assert time.process_time() - begin < 15


def test_headings_of_nothing_are_nothing() -> None:
    assert headings([]) == ([], [])
    assert headings(["", "#", "# ", "**", "****", "= =", "---", ":", "_ _"]) == ([], [])
