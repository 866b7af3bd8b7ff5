"""When a note was written: what counts as a date, and what is never taken for one."""

import pytest

from therapy_notes.errors import AmbiguousTimeError, Problem
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import DateTime
from therapy_notes.readers.markdown_folder import reader as markdown_folder
from therapy_notes.readers.markdown_folder.reader import read_files


def dated(value: str, key: str = "date", **options: str) -> str:
    return when(reading_of({"note.md": f"---\n{key}: {value}\n---\nx"}, **options))


def named(stem: str, **options: str) -> str:
    return when(reading_of({f"{stem}.md": "x"}, **options))


def reading_of(notes: dict[str, str], **options: str) -> JournalReading:
    return read_files({name: text.encode() for name, text in notes.items()}, **options)


def when(reading: JournalReading) -> str:
    (entry,) = reading.journal.entries
    return str(entry.written_at)


def whats(reading: JournalReading) -> list[str]:
    return [problem.what for problem in reading.problems]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-5-1", "2024-05-01"),
        ("2024/05/01", "2024-05-01"),
        ("2024.05.01", "2024-05-01"),
        ("20240501", "2024-05-01"),
        ("'2024-05-01'", "2024-05-01"),
        ("2024-05-01 16:54", "2024-05-01"),
        ("2024-05-01 16:54:03", "2024-05-01"),
        ("2024-05-01T16:54", "2024-05-01"),
        ("2024-05-01 4:54 PM", "2024-05-01"),
        ("202405011654", "2024-05-01"),
        ("May 1, 2024", "2024-05-01"),
        ("Wednesday, May 1st, 2024", "2024-05-01"),
        ("1 May 2024 at 9:14 pm", "2024-05-01"),
        ("'[[2024-05-01]]'", "2024-05-01"),
        ("'[[2024-05-01|that day]]'", "2024-05-01"),
        ("2024-05-01T16:54:03Z", "2024-05-01 16:54:03+00:00"),
        ("2024-05-01 16:54:03Z", "2024-05-01 16:54:03+00:00"),
        ("2024-05-01 16:54 UTC", "2024-05-01 16:54:00+00:00"),
        ("2024-05-01 16:54:03 +0000", "2024-05-01 16:54:03+00:00"),
        ("2024-05-01 16:54:03 -0700", "2024-05-01 16:54:03-07:00"),
        ("2024-05-01T16:54:03.123456789+05:30", "2024-05-01 16:54:03.123456+05:30"),
        ("2024-05-01T16:54+02", "2024-05-01 16:54:00+02:00"),
        ("20240501T165403Z", "2024-05-01 16:54:03+00:00"),
        ("1714582443", "2024-05-01 16:54:03+00:00"),
        ("1714582443000", "2024-05-01 16:54:03+00:00"),
    ],
)
def test_forms_that_mean_one_day_are_read(value: str, day: str) -> None:
    assert dated(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "yesterday", "last week", "May", "2024", "2024-05", "21:30", "16:54", "2020-02-30", "2023-02-29", "99999-01-01",
        "2024-05-01 25:00", "2024-05-01 16:61", "2024-05-01 13:00 PM", "2024-05-01 10:00 +25:00",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00",
        "Tuesday, 1 May 2024", "Wed, 30 Nov -0001", "5/10", "Session 12", "2024-05/01", "12 3 2024",
        "'{{date}}'", "[2024-05-01]", "2024-05-01 10:00 EST", "~", "null",
    ],
)  # fmt: skip
def test_everything_else_is_no_date(value: str) -> None:
    assert dated(value) == "None"


def test_an_unknown_form_stays_as_text_and_is_told() -> None:
    reading = reading_of({"a.md": "---\ndate: last week\n---\nx", "b.md": "---\ndate:\n---\nx"})
    assert [entry.extra["markdown_folder"] for entry in reading.journal.entries] == [{"date": "last week"}, {"date": ""}]
    assert reading.problems == (Problem(where="folder of notes: file 1", what=markdown_folder.NOT_A_DATE),)
    assert reading.losses["date"] == 1
    assert reading.tally.counted["entries without a date"] == 2


@pytest.mark.parametrize(
    "key",
    ["date", "DATE", "Created", "created_at", "created-at", "date created", "Date Created", "creationDate", "created on"],
)
def test_keys_count_in_any_case_and_however_their_words_are_joined(key: str) -> None:
    assert dated("2024-05-01", key) == "2024-05-01"


@pytest.mark.parametrize(
    "key", ["updated", "lastmod", "modified", "date modified", "last_modified_at", "Modification Date", "updated_at"]
)
def test_the_day_of_the_last_change_is_no_day_of_writing(key: str) -> None:
    reading = reading_of({"note.md": f"---\n{key}: 2024-05-01\n---\nx"})
    assert when(reading) == "None"
    assert str(reading.journal.entries[0].changed_at) == "2024-05-01"


@pytest.mark.parametrize("key", ["due", "publishDate", "expiryDate", "published", "birthday", "week of"])
def test_a_date_of_something_else_is_not_when_it_was_written(key: str) -> None:
    assert dated("2024-05-01", key) == "None"


def test_one_key_may_hold_all_three_kinds_of_dates_in_one_folder() -> None:
    reading = reading_of(
        {
            "a.md": "---\ncreated: 2019-05-01 16:54\n---\nx",
            "b.md": "---\ncreated: 2019-05-02\n---\nx",
            "c.md": "---\ncreated: 2019-05-03T01:30:00Z\n---\nx",
        },
        zone="America/Chicago",
    )
    times = [str(entry.written_at) for entry in reading.journal.entries]
    assert times == ["2019-05-01 16:54:00-05:00", "2019-05-02", "2019-05-02 20:30:00-05:00"]
    assert reading.tally.counted["times without a zone, read in the zone that was given"] == 1


def test_a_clock_without_a_zone_is_a_day_until_somebody_says_the_zone() -> None:
    assert dated("2024-05-01 16:54") == "2024-05-01"
    assert dated("2024-05-01 16:54", zone="Asia/Tokyo") == "2024-05-01 16:54:00+09:00"
    with pytest.raises(AmbiguousTimeError):
        dated("2024-05-01", zone="Mars/Olympus")


@pytest.mark.parametrize("clock", ["2024-03-31 02:30", "2024-10-27 02:30"])
def test_a_time_that_never_was_or_was_twice_is_a_day(clock: str) -> None:
    for reading in (
        reading_of({"a.md": f"---\ndate: {clock}\n---\nx"}, zone="Europe/Oslo"),
        reading_of({"a.md": f"---\ndate: {clock}\ntimezone: Europe/Oslo\n---\nx"}),
    ):
        assert when(reading) == clock[:10]
        assert len(reading.problems) == 1


def test_a_note_may_name_its_own_zone() -> None:
    text = "---\ndate: 2024-05-01 23:30\ntimezone: Pacific/Auckland\n---\nx"
    assert when(reading_of({"a.md": text}, zone="Europe/Oslo")) == "2024-05-01 23:30:00+12:00"
    instant = "---\ncreationDate: 2024-05-01T12:30:00Z\ntz: Pacific/Auckland\n---\nx"
    assert when(reading_of({"a.md": instant})) == "2024-05-02 00:30:00+12:00"
    assert when(reading_of({"a.md": text.replace("Pacific/Auckland", "somewhere")})) == "2024-05-01"


def test_an_offset_stays_unless_the_zone_has_it_too() -> None:
    (here,) = reading_of({"a.md": "---\ndate: 2024-05-01 09:00 +02:00\n---\nx"}, zone="Europe/Oslo").journal.entries
    (away,) = reading_of({"a.md": "---\ndate: 2024-05-01 23:30 -07:00\n---\nx"}, zone="Europe/Oslo").journal.entries
    assert isinstance(here.written_at, DateTime)
    assert isinstance(away.written_at, DateTime)
    assert (here.written_at.timezone_name, str(away.written_at)) == ("Europe/Oslo", "2024-05-01 23:30:00-07:00")


# -- day or month first ---------------------------------------------------------------------------------------


def test_which_number_is_the_day_is_decided_over_the_whole_folder() -> None:
    notes = {"a.md": "---\ndate: 03/04/2024 01:23 AM\n---\nx", "b.md": "---\nupdated: 28/09/2021 20:57\n---\ny"}
    assert str(reading_of(notes).journal.entries[0].written_at) == "2024-04-03"
    notes["b.md"] = notes["b.md"].replace("28/09", "09/28")
    assert str(reading_of(notes, zone="Asia/Tokyo").journal.entries[0].written_at) == "2024-03-04 01:23:00+09:00"


def test_what_cannot_be_decided_is_asked_for() -> None:
    notes = {"a.md": "---\ndate: 01-01-2024 01:23 AM\n---\nx", "05-06-2024.md": "y"}
    reading = reading_of(notes)
    assert [entry.written_at for entry in reading.journal.entries] == [None, None]
    assert sorted(whats(reading)) == [markdown_folder.WHICH_FIRST] * 2
    told = [str(entry.written_at) for entry in reading_of(notes, date_order="DMY").journal.entries]
    assert told == ["2024-01-01", "2024-06-05"]
    assert str(reading_of(notes, date_order="mdy").journal.entries[1].written_at) == "2024-05-06"
    with pytest.raises(ValueError, match="date_order"):
        reading_of(notes, date_order="YDM")


def test_dates_that_contradict_each_other_decide_nothing() -> None:
    notes = {"a.md": "---\ndate: 28/09/2021\n---\nx", "b.md": "---\ndate: 09/28/2021\n---\nx"}
    assert [entry.written_at for entry in reading_of(notes).journal.entries] == [None, None]
    assert whats(reading_of(notes)) == [markdown_folder.WHICH_FIRST] * 2


def test_a_day_that_cannot_be_in_the_given_order_is_no_date() -> None:
    assert dated("28/09/2021", date_order="MDY") == "None"
    assert dated("28/09/2021") == "2021-09-28"


# -- names of files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stem",
    [
        "2024-05-01", "2024_05_01", "2024.05.01", "20240501", "2024-5-1", "2024-05-01 The lift", "2024-05-01-the-lift",
        "2024-05-01 Wednesday", "20240501 lift", "202405011230 lift", "Letter of 2024-05-01", "letter 20240501 draft",
        "May 1st, 2024", "Wednesday, May 1st, 2024", "1 May 2024", "2024-05-01T10-30", "2024-05-01 10.30 lift",
    ],
)  # fmt: skip
def test_names_that_hold_one_day_are_read(stem: str) -> None:
    assert named(stem) == "2024-05-01"


@pytest.mark.parametrize(
    "stem",
    [
        "from 2024-05-01 to 2024-05-08", "Session 12", "2024", "2024-05", "2024-W18", "12345678", "2024-13-01", "2024-02-30",
        "20241301", "IMG_99999999", "room 2024-05-012", "202405019999", "Mittwoch", "3024-05-01", "yesterday", "1-2-3",
        "Tuesday, May 1st, 2024", "the 1 May 2024 letter",
    ],
)  # fmt: skip
def test_names_that_hold_none_or_several_are_not(stem: str) -> None:
    assert named(stem) == "None"


def test_a_time_in_a_name_counts_in_the_zone_that_is_given() -> None:
    assert named("2024-05-01 21.40", zone="Europe/Oslo") == "2024-05-01 21:40:00+02:00"
    assert named("202405012140 The lift", zone="Europe/Oslo") == "2024-05-01 21:40:00+02:00"
    assert named("2024-05-01 1200 words", zone="Europe/Oslo") == "2024-05-01"
    assert named("2024-05-01 25.99", zone="Europe/Oslo") == "2024-05-01"


def test_the_name_counts_where_the_front_matter_tells_nothing() -> None:
    for header in ("title: x", "date:", "date: null", "date: last week", "updated: 2020-01-01"):
        assert when(reading_of({"2024-05-01.md": f"---\n{header}\n---\nx"})) == "2024-05-01"


def test_the_front_matter_goes_before_the_name_and_a_difference_is_told() -> None:
    reading = reading_of({"2010-01-09-x.md": "---\ndate: 2010-01-10 13:07:09\n---\nx"})
    assert (when(reading), whats(reading)) == ("2010-01-10", [markdown_folder.OTHER_DATE])
    same = reading_of({"2010-01-10-x.md": "---\ndate: 2010-01-10 13:07:09\n---\nx"})
    assert whats(same) == []


def test_midnight_in_utc_may_belong_to_the_day_before_or_after() -> None:
    for stem, value, what in (
        ("2024-05-01", "2024-05-02T02:00:00Z", []),
        ("2024-05-02", "2024-05-01T12:00:00Z", []),
        ("2024-05-01", "2024-05-02T13:00:00Z", [markdown_folder.OTHER_DATE]),
        ("2024-05-03", "2024-05-01T22:00:00Z", [markdown_folder.OTHER_DATE]),
    ):
        assert whats(reading_of({f"{stem}.md": f"---\ndate: {value}\n---\nx"})) == what


def test_two_days_in_one_header_are_told() -> None:
    reading = reading_of({"a.md": "---\ncreated: 2024-05-02\ndate: 2024-05-01\n---\nx"})
    assert (when(reading), whats(reading)) == ("2024-05-01", [markdown_folder.TWO_DATES])


def test_a_date_in_a_heading_or_in_the_text_is_never_the_date() -> None:
    assert when(reading_of({"a.md": "# 2024-05-01\n\nWritten on 2 May 2024.\n"})) == "None"


def test_a_day_that_is_kept_in_folders_of_years_and_months_is_the_date_and_no_title() -> None:
    names = ["2024/05/01.md", "2024/05/2024-05-02.md", "Diary/2024/06/03.md", "content/2024/06/04/index.md"]
    reading = read_files(dict.fromkeys(names, b"# Rain\n"))
    assert [str(entry.written_at) for entry in reading.journal.entries] == [
        "2024-05-01", "2024-05-02", "2024-06-03", "2024-06-04",
    ]  # fmt: skip
    assert {entry.title for entry in reading.journal.entries} == {"Rain"}
    (alone,) = read_files({"2024/05/01.md": b"x"}).journal.entries
    assert (str(alone.written_at), alone.title) == ("2024-05-01", "")


@pytest.mark.parametrize(
    "name", ["2024/13/01.md", "2024/5/1.md", "24/05/01.md", "05/01.md", "2024/05/x/01.md", "2024/02/30.md"]
)
def test_folders_that_are_no_day_of_the_calendar_are_no_date(name: str) -> None:
    (entry,) = read_files({name: b"x"}).journal.entries
    assert (entry.written_at, entry.title) == (None, name.rpartition("/")[2].removesuffix(".md"))
