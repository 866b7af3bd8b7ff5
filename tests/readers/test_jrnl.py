"""Journals of jrnl in every form: what jrnl 4.6 wrote of an invented diary, and the traps of files that have lived."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time

import pytest

from helpers import keeps_quiet
from therapy_notes.document.markdown import blocks
from therapy_notes.errors import AmbiguousTimeError, Problem, ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import Date
from therapy_notes.readers.jrnl import reader as jrnl
from therapy_notes.readers.jrnl.entries import with_nothing_private
from therapy_notes.text import without_private_spans

HERE = Path(__file__).parent / "jrnl"
DIARY = (HERE / "diary.txt").read_bytes()
OLD = (HERE / "version_1.txt").read_bytes()
YAML = {path.name: path.read_bytes() for path in (HERE / "yaml").iterdir()}

NO_ENTRY = "no entry: no line begins with a date that can be read (its form can be said with timeformat or date_order)"
FERNET = b"gAAAAABfb4gQ" + b"c2Vhcy1hbmQtdGlkZXM_" * 20 + b"=="
EXPORT = (
    b'{"tags": {}, "entries": [{"title": "A.", "body": "b", "date": "2019-07-18", "time": "14:23", "tags": [],'
    b' "starred": false}]}'
)
NOISE = bytes(n * n * 7919 % 251 for n in range(512))


def found(data: bytes | str, **options: str) -> tuple[Entry, ...]:
    return tuple(in_order(read(data, **options)))


def in_order(reading: JournalReading) -> list[Entry]:
    """The entries as the file has them; a journal has those without a date at its end."""
    return sorted(reading.journal.entries, key=lambda entry: entry.source.position or 0 if entry.source else 0)


def read(data: bytes | str, **options: str) -> JournalReading:
    reading = jrnl.read(data.encode() if isinstance(data, str) else data, name="diary.txt", **options)
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    return reading


def said(reading: JournalReading | ReadError) -> list[str]:
    return [str(problem) for problem in reading.problems]


def refusal(data: bytes | str, **options: str) -> list[str]:
    with pytest.raises(ReadError) as caught:
        read(data, **options)
    keeps_quiet(caught.value, "Canary Wharf")
    assert caught.value.__context__ is None
    return said(caught.value)


def kept(entry: Entry) -> dict[str, object]:
    held = entry.extra.get("jrnl", {})
    assert isinstance(held, Mapping)
    return dict(held)


# The forms.


def test_a_journal_has_the_entries_that_jrnl_counts_in_it() -> None:
    reading = read(DIARY)
    assert [(str(entry.written_at), entry.title) for entry in in_order(reading)] == [
        ("2018-12-31", "The last hour of the year, and the kettle is still the loudest thing here."),
        ("2019-07-18", "I could not say it."),
        ("2019-07-18", "I could not say it."),
        ("2019-08-01", "Only this"),
        ("2019-09-12", "What I would have said, had the lift not come"),
        ("2020-02-29", "Leap day... still here?!"),
    ]
    assert reading.problems == ()
    assert dict(reading.tally.counted) == {"starred entries": 2, "times without a zone, kept as days": 6}
    assert dict(reading.losses) == {"starred": 2}


def test_two_entries_of_the_same_minute_and_the_same_title_both_stay() -> None:
    twins = [entry for entry in found(DIARY) if entry.title == "I could not say it."]
    assert len({twin.id for twin in twins}) == 2
    assert [kept(twin).get("starred", False) for twin in twins] == [True, False]
    same = "[2019-07-18 14:23] Rain\nAgain.\n\n" * 3
    assert len({entry.id for entry in found(same)}) == 3


@pytest.mark.parametrize("name", ["export.json", "export.md"])
def test_an_export_has_the_same_entries_as_the_journal_with_the_same_ids(name: str) -> None:
    exported = found((HERE / name).read_bytes())
    assert [(e.id, e.title, e.body, e.tags, e.written_at) for e in exported] == [
        (e.id, e.title, e.body, e.tags, e.written_at) for e in found(DIARY)
    ]


def test_jrnl_exports_no_star_in_markdown_and_one_in_json() -> None:
    assert read((HERE / "export.json").read_bytes()).tally.counted["starred entries"] == 2
    assert "starred entries" not in read((HERE / "export.md").read_bytes()).tally.counted


def test_headings_that_an_export_moved_down_go_back_to_where_they_were() -> None:
    long = found((HERE / "export.md").read_bytes())[4]
    assert "\n##### Five deep\n" in long.body
    assert long.body.startswith("# To my mother\n")
    assert "########" in (HERE / "export.md").read_text("utf-8")


def test_a_folder_of_yaml_is_read_although_it_is_none() -> None:
    reading = jrnl.read_files(YAML)
    by_title = {entry.title: entry for entry in in_order(reading)}
    long = by_title["What I would have said, had the lift not come"]
    whole = next(entry for entry in found(DIARY) if entry.title == long.title)
    assert long.body == whole.body.replace("@sleep @Mother\n\n", "")  # jrnl leaves out a line that holds only tags
    assert set(long.tags) == set(whole.tags) == {"wren", "mother", "sleep", "os/2", "c++"}
    assert by_title["Only this"].id == next(entry.id for entry in found(DIARY) if entry.title == "Only this")
    assert kept(by_title["Leap day... still here?!"])["starred"] is True
    assert (reading.tally.found, reading.tally.rejected, reading.problems) == (5, 0, ())


def test_xml_glues_the_title_to_the_text_and_nothing_is_cut_apart_by_guess() -> None:
    reading = read((HERE / "export.xml").read_bytes(), zone="Europe/Lisbon")
    texts = [entry.body for entry in in_order(reading)]
    assert texts[:2] == [
        "The last hour of the year, and the kettle is still the loudest thing here.",
        "I could not say it. A twin of the other: the same minute, the same first line, another truth.",
    ]
    assert {entry.title for entry in in_order(reading)} == {""}
    assert texts[3].startswith("What I would have said, had the lift not come # To my mother\n- that I was angry")
    assert texts[3].endswith("Slept at 4 a.m. 😴 Ça ira.")
    assert reading.journal.entries[3].tags == ("os/2", "c++", "wren", "sleep", "mother")
    assert str(reading.journal.entries[3].written_at) == "2019-09-12 07:05:00+01:00"
    assert reading.tally.counted["titles that are glued to their text, and stay there"] == 4


def test_a_star_in_xml_is_one() -> None:
    def xml(star: str) -> bytes:
        return (
            f'<journal><entries><entry date="2019-07-18T14:23:00" starred="{star}">Rain</entry></entries></journal>'.encode()
        )

    for star, is_starred in (("", False), ("False", False), ("True", True), ("*", True)):
        assert bool(kept(found(xml(star))[0]).get("starred")) is is_starred


def test_an_export_of_jrnl_1_in_markdown_has_lines_below_its_years_and_a_comma_behind_its_dates() -> None:
    exported = (
        "2015\n====\n\nMarch\n-----\n\n### 2015-03-18 13:42, A long day\n\nIt was.\n\n\n"
        "### 2015-03-19 20:50, Another\n\n# Mine\n\nApril\n-----\n\n### 2015-04-01 08:00, Third \n\n"
        "2016\n====\n\nis a number.\n"
    )
    assert [(entry.title, entry.body) for entry in found(exported)] == [
        ("A long day", "It was."),
        ("Another", "# Mine"),
        ("Third", "2016\n====\n\nis a number."),
    ]


def test_a_year_or_a_month_in_the_text_of_an_entry_stays() -> None:
    exported = (
        "# 2019\n\n## July\n\n### 2019-07-18 14:23 One\n\n# 2019\n## May\n\n \n### 2019-07-19 10:00 Two\n\nEnd\n\n \n"
        "# 2020\n\n### 2020-07-01 10:00 Three\n\n \n## August\n\n### 2020-08-01 10:00 Four\n\n"
        "### not one\n### 2020-13-01 10:00 nor this\n"
    )
    reading = read(exported)
    assert [(entry.title, entry.body) for entry in in_order(reading)] == [
        ("One", "# 2019\n## May"),
        ("Two", "End"),
        ("Three", ""),
        ("Four", "### not one\n### 2020-13-01 10:00 nor this"),
    ]
    assert said(reading) == [
        "diary.txt: line 26: begins like an entry, but its date cannot be read: kept as text of the entry above"
    ]


def test_an_older_yaml_export_had_no_marks_and_another_spelling_of_starred() -> None:
    one = "title: Rain: a study @home\ndate: 2014-05-06 07:08\nstared: True\ntags: home, tea\n\n\nIt fell.\n## And fell\n "
    (entry,) = found(one)
    assert (entry.title, entry.body, entry.tags) == ("Rain: a study @home", "It fell.\n# And fell", ("home", "tea"))
    assert kept(entry) == {"date": "2014-05-06 07:08", "starred": True}


def test_a_yaml_export_of_day_one_keeps_its_name_and_its_maker() -> None:
    one = (
        "---\ntitle: %%: \"quotes\", 'more' and no: end\ndate: 2014-05-06 07:08\nstarred: False\ntags: \nuuid: 0DEA8D\n"
        "creator:\n    device agent: a pear\n    generation date: 2014-05-06 06:08:00\n"
        "body: |\t\t\n\tone\n\t...\n\t---\n\t\ttwo\n..."
    )
    (entry,) = found(one)
    assert entry.title == "\\%%: \"quotes\", 'more' and no: end"
    assert entry.body == "one\n...\n---\n\ttwo"
    assert entry.source is not None
    assert entry.source.ref == "0DEA8D"
    assert kept(entry)["creator"] == {"device agent": "a pear", "generation date": "2014-05-06 06:08:00"}
    assert dict(read(one).losses) == {"creator": 1, "uuid": 1}


def test_a_yaml_file_that_is_cut_off_says_so() -> None:
    one = "---\ntitle: Rain\ndate: 2014-05-06 07:08\nstarred: False\ntags: \nbody: |\t\t\n\tIt fe"
    assert said(read(one)) == ["diary.txt: the three dots at the end are missing: the text may be cut off"]
    assert found(one)[0].body == "It fe"


# Which version wrote it.


def test_a_journal_of_version_1_has_no_brackets_and_a_line_in_them_is_text_there() -> None:
    reading = read(OLD)
    assert [(entry.title, entry.body) for entry in in_order(reading)] == [
        ("Began this because the therapist said to write.", ""),
        (
            "He said “[this] is not nothing”.",
            "The whole day I heard it. @Anselm would laugh.\n\n[2012-03-06 10:00] is how the chat log begins:\n"
            "2012 was not a good year\n12:30 was when I left.",
        ),
        ("No.", ""),
    ]
    assert reading.problems == ()
    assert [kept(entry).get("starred", False) for entry in in_order(reading)] == [False, True, False]


def test_in_a_later_journal_a_line_without_brackets_is_text() -> None:
    journal = "[2019-07-18 14:23] Rain\n2012-03-09 22:00 No.\n [2012-03-06 10:00] escaped by jrnl itself\n"
    (entry,) = found(journal)
    assert entry.body == "2012-03-09 22:00 No.\n [2012-03-06 10:00] escaped by jrnl itself"


def test_in_an_old_journal_all_dates_have_the_form_of_the_first() -> None:
    journal = "2012-03-04 21:15 One\n2012-03-05 was a Monday\n2012/03/06 10:00 is text\n2012-03-07 09:00 am Abend kam er\n"
    assert [(entry.title, entry.body) for entry in found(journal, zone="Europe/Berlin")] == [
        ("One", "2012-03-05 was a Monday\n2012/03/06 10:00 is text"),
        ("am Abend kam er", ""),
    ]


# Dates.


@pytest.mark.parametrize(
    ("stamp", "options", "moment"),
    [
        ("2019-07-18 14:23", {}, "2019-07-18 14:23:00+02:00"),
        ("2019-07-18 14:23:59", {}, "2019-07-18 14:23:59+02:00"),
        ("2020-08-31 02:32:00 PM", {}, "2020-08-31 14:32:00+02:00"),
        ("2020-08-31 12:05 AM", {}, "2020-08-31 00:05:00+02:00"),
        ("2020/08/31 14:32", {}, "2020-08-31 14:32:00+02:00"),
        ("2020-08-31", {}, "2020-08-31"),
        ("31 August 2020 14:32", {}, "2020-08-31 14:32:00+02:00"),
        ("Monday, August 31, 2020 at 2:32 pm", {}, "2020-08-31 14:32:00+02:00"),
        ("03.08.2020 14:32", {"date_order": "DMY"}, "2020-08-03 14:32:00+02:00"),
        ("08/03/2020 02:32 PM", {"date_order": "MDY"}, "2020-08-03 14:32:00+02:00"),
        ("3. 8. 20, 14 Uhr 32", {"timeformat": "%d. %m. %y, %H Uhr %M"}, "2020-08-03 14:32:00+02:00"),
        ("Mon Aug  3 14:32:00 2020", {"timeformat": "%a %b %d %H:%M:%S %Y"}, "2020-08-03 14:32:00+02:00"),
        ("20200803", {"timeformat": "%Y%m%d"}, "2020-08-03"),
        ("2020-08-03 02:32", {"timeformat": "%Y-%m-%d %I:%M"}, "2020-08-03"),
    ],
)
def test_a_date_is_read_in_these_forms(stamp: str, options: dict[str, str], moment: str) -> None:
    (entry,) = found(f"[{stamp}] Rain\n", zone="Europe/Paris", **options)
    assert str(entry.written_at) == moment
    assert kept(entry)["date"] == stamp


@pytest.mark.parametrize(
    "stamp",
    [
        "2019-07 14:23",
        "2019-02-30 14:23",
        "2019-07-18 24:23",
        "2019-07-18 13:00 PM",
        "0000-07-18 14:23",
        "99999-07-18 14:23",
        "03.08.2020 14:32",
        "Tuesday, August 31, 2020",
        "yesterday",
        "last monday at noon",
        "later that evening",
        "now",
        "ashasd7zdskhz7asdkjasd",
        "٢٠١٩-٠٧-١٨ ١٤:٢٣",
    ],
)
def test_a_date_that_cannot_be_read_never_becomes_today(stamp: str) -> None:
    reading = read(f"[2019-07-18 14:23] Rain\nMorning.\n[{stamp}] Canary Wharf\nEvening.\n")
    (entry,) = reading.journal.entries
    assert entry.body == f"Morning.\n[{stamp}] Canary Wharf\nEvening."
    expected = ["diary.txt: line 3: begins like an entry, but its date cannot be read: kept as text of the entry above"]
    assert said(reading) == (expected if len(stamp) > 6 else [])
    assert refusal(f"[{stamp}] Canary Wharf\n") == [f"diary.txt: {NO_ENTRY}"]


def test_what_stands_in_short_brackets_or_before_something_else_is_text_without_a_word() -> None:
    body = "[1] a footnote\n[x] done\n[2019] a year\n[link to it](https://example.org/a)\n[reference]: https://example.org\n[open"
    reading = read(f"[2019-07-18 14:23] Rain\n{body}\n")
    assert [entry.body for entry in in_order(reading)] == [body]
    assert reading.problems == ()


def test_a_date_without_a_space_behind_it_is_no_entry_for_jrnl_and_is_reported() -> None:
    reading = read("[2019-07-18 14:23] Rain\n[2019-07-19 14:23]\n[2019-07-20 14:23]Sun\n")
    assert [entry.body for entry in in_order(reading)] == ["[2019-07-19 14:23]\n[2019-07-20 14:23]Sun"]
    assert [problem.where for problem in reading.problems] == ["diary.txt: line 2"]


def test_a_journal_with_another_timeformat_has_no_entries_until_somebody_says_it() -> None:
    journal = "[Mo 03.08.20 14h32] Rain\nIt fell.\n[2020-08-03 15:00] a line of a chat\n"
    assert [entry.title or entry.body for entry in found(journal)] == [
        "[Mo 03.08.20 14h32] Rain\nIt fell.",
        "a line of a chat",
    ]
    (entry,) = found(journal, timeformat="Mo %d.%m.%y %Hh%M")
    assert (entry.title, entry.body) == ("Rain", "It fell.\n[2020-08-03 15:00] a line of a chat")


def test_an_old_journal_may_have_words_in_its_dates() -> None:
    journal = "Sunday, 04 March 2012 21:15 One\nOn Sunday, it rained.\nMonday, 05 March 2012 08:00 Two \n"
    assert [(entry.title, entry.body) for entry in found(journal, timeformat="%A, %d %B %Y %H:%M")] == [
        ("One", "On Sunday, it rained."),
        ("Two", ""),
    ]


@pytest.mark.parametrize(
    "timeformat", ["", "%", "%Q", "%d%d", "%H:%M", "%m-%d %H:%M", "%Y-%m-%d %H:%M %z", "a\x00b", "\ud800"]
)
def test_a_form_that_tells_no_day_is_refused(timeformat: str) -> None:
    with pytest.raises(ValueError, match="timeformat"):
        read(DIARY, timeformat=timeformat)


def test_other_options_that_are_none_are_refused_before_anything_is_read() -> None:
    for symbols in ("", "a", " ", "_"):
        with pytest.raises(ValueError, match="tagsymbols"):
            read(DIARY, tagsymbols=symbols)
    with pytest.raises(ValueError, match="date_order"):
        read(DIARY, date_order="DDD")
    with pytest.raises(ValueError, match="encoding"):
        read(DIARY, encoding="klingon")
    with pytest.raises(AmbiguousTimeError):
        read(DIARY, zone="Nowhere/Land")


def test_without_a_zone_a_time_is_a_day_and_the_text_of_it_is_kept() -> None:
    (entry,) = found("[2019-07-18 23:59] Late\n")
    assert entry.written_at == Date(2019, 7, 18)
    assert kept(entry) == {"date": "2019-07-18 23:59"}


def test_a_time_that_the_clocks_never_showed_is_a_day() -> None:
    reading = read(
        "[2019-03-31 02:30] Spring\n[2019-10-27 02:30] Autumn\n[0001-01-01 00:00] Long ago\n", zone="Europe/Paris"
    )
    assert [str(entry.written_at) for entry in in_order(reading)][:2] == ["2019-03-31", "2019-10-27"]
    assert [problem.where for problem in reading.problems][:2] == ["diary.txt: line 1", "diary.txt: line 2"]
    assert reading.tally.converted == 3


# What stands before the first entry.


def test_text_before_the_first_entry_which_jrnl_throws_away_is_an_entry_without_a_date() -> None:
    reading = read("My diary\n\nKeep out!\n\n[2019-07-18 14:23] Rain\n")
    assert [(entry.title, entry.body, entry.written_at) for entry in in_order(reading)] == [
        ("", "My diary\n\nKeep out!", None),
        ("Rain", "", Date(2019, 7, 18)),
    ]
    assert said(reading) == ["diary.txt: line 1: text before the first entry: kept as an entry of its own"]
    assert reading.tally.counted["entries without a date"] == 1
    assert kept(in_order(reading)[0]) == {"before_the_first_entry": True}


# Titles and stars.


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Rain. And more rain.\nTea.", "Rain. And more rain.", "Tea."),
        ("Rain. And more rain.", "Rain.", "And more rain."),
        ("He left (at last!) Then tea", "He left (at last!)", "Then tea"),
        ("“Did you?” I asked", "“Did you?”", "I asked"),
        ("Still here… and you", "Still here…", "and you"),
        ("At 4.30 on example.org nothing", "At 4.30 on example.org nothing", ""),
        ("雨だった。そして晴れた", "雨だった。", "そして晴れた"),
        ("", "", ""),
        ("\n\nBelow\nand on", "Below", "and on"),
        ("Title\n\n    code\n\n\n", "Title", "    code"),
        ("Windows\r\nline\rends\u2028here", "Windows", "line\nends\nhere"),
    ],
)
def test_the_title_is_the_first_line_or_else_the_first_sentence(text: str, title: str, body: str) -> None:
    (entry,) = found(f"[2019-07-18 14:23] {text}")
    assert (entry.title, entry.body) == (title, body)


@pytest.mark.parametrize(
    ("line", "title", "is_starred"),
    [
        ("Best day *", "Best day", True),
        ("Best day. **", "Best day.", True),
        ("* Best day", "Best day", True),
        ("*Best day", "Best day", True),
        ("I felt *great *", "I felt *great", True),
        ("*Best* day *", "*Best* day", True),
        ("*", "", True),
        ("*Best* day", "*Best* day", False),
        ("A *great day*", "A *great day*", False),
        ("**Bold** words", "**Bold** words", False),
        ("2 * 3", "2 * 3", False),
    ],
)
def test_a_star_is_taken_off_and_kept_and_an_emphasis_is_no_star(line: str, title: str, is_starred: bool) -> None:
    (entry,) = found(f"[2019-07-18 14:23] {line}\nBody * \n")
    assert (entry.title, entry.body, kept(entry).get("starred", False)) == (title, "Body *", is_starred)


# Tags.


def test_tags_are_those_of_jrnl_without_their_sign_and_the_text_keeps_them() -> None:
    journal = (
        "[2019-07-18 14:23] With @Wren\nand @wren, @C++ @OS/2 @a-b_c/d#e; ida@example.org (@no) @é @ @- @@ @Wren's #hash"
    )
    (entry,) = found(journal)
    assert entry.tags == ("wren", "c++", "os/2", "a-b_c/d#e", "é")
    assert "@C++" in entry.body
    (entry,) = found(journal, tagsymbols="#")
    assert entry.tags == ("hash",)
    (entry,) = found("[2019-07-18 14:23] T\n## A heading\n#one ^two @three", tagsymbols="#^")
    assert entry.tags == ("one", "two")


def test_the_tags_of_json_are_in_the_order_of_the_text_because_jrnl_shuffles_them() -> None:
    def export(*tags: str) -> bytes:
        entry = {"title": "With @b", "body": "and @a", "date": "2019-07-18", "time": "14:23", "tags": tags, "starred": False}
        return json.dumps({"tags": {}, "entries": [entry]}).encode()

    assert found(export("@a", "@z", "@b", "@y")) == found(export("@y", "@b", "@z", "@a"))
    assert found(export("@a", "@z", "@b", "@y"))[0].tags == ("b", "a", "y", "z")


# What nobody meant as private, and what they meant as Markdown.


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("100%% sure", r"100\%% sure"),
        ("%%not private%%", r"\%%not private\%%"),
        ("%%%", r"%\%%"),
        ("%%%%", r"\%%\%%"),
        (r"\%% as it was", r"\%% as it was"),
        (r"\%%%", r"\%\%%"),
        (r"\\%%", r"\\\%%"),
        (r"\\%%%", r"\\%\%%"),
        ("50% of 10 %", "50% of 10 %"),
    ],
)
def test_per_cent_signs_never_make_anything_private(typed: str, kept_as: str) -> None:
    (entry,) = found(f"[2019-07-18 14:23] T {typed}\nB {typed} and on")
    assert (entry.title, entry.body) == (f"T {kept_as}", f"B {kept_as} and on")
    assert without_private_spans(kept_as).replace("\\", "") == typed.replace("\\", "")


def test_markdown_that_people_typed_stays_to_the_letter() -> None:
    body = (
        "# One\n\n* a *list*\n2. two\n\n| a | b |\n|---|---|\n"
        "<u>and</u> &amp; `code` <3\n> quoted  \n\n```\n# not\n```\n\n***"
    )
    (entry,) = found(f"[2019-07-18 14:23] T\n{body}\n")
    assert entry.body == body


def test_our_own_documents_show_every_word_of_an_entry() -> None:
    body = "<secret> words, [ref]: not lost, <!-- nor this -->\n\n[ref]: https://example.org"
    (entry,) = found(f"[2019-07-18 14:23] T\n{body}\n")
    shown = repr(blocks(entry.body))
    for word in ("secret", "words", "nor this", "not lost", "example.org"):
        assert word in shown


def test_nothing_that_is_read_is_shared() -> None:
    for data in (DIARY, OLD, *((HERE / f"export.{kind}").read_bytes() for kind in ("json", "md", "xml"))):
        assert {entry.shared_with for entry in found(data)} == {()}


# Encrypted, or something else.


def test_an_encrypted_journal_is_refused_with_a_word_on_what_to_do() -> None:
    what = ["diary.txt: encrypted: let jrnl decrypt it first (jrnl --decrypt)"]
    for data in (FERNET, FERNET + b"\n", b"JRNLv3\x00\x25" + b'{"salt":"Canary Wharf"}' + FERNET):
        assert refusal(data) == what
        assert jrnl.claims(data)


def test_noise_in_whole_blocks_may_be_a_journal_that_version_1_encrypted() -> None:
    assert refusal(NOISE) == [
        "diary.txt: binary data, perhaps encrypted by jrnl 1: let jrnl decrypt it first (jrnl --decrypt)"
    ]
    assert refusal(NOISE[:-1]) != refusal(NOISE)
    assert refusal(b"\x89PNG\r\n\x1a\n" + NOISE[8:]) == ["diary.txt: a picture, not a journal of jrnl"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"PK\x03\x04", "a zip archive (or a Word file), not a journal of jrnl"),
        (b"%PDF-1.7", "a PDF, not a journal of jrnl"),
        (b"# Canary Wharf\n\nA note.", None),
        (b"Dear diary, Canary Wharf at night.", None),
        (b"<html><body>Canary Wharf</body></html>", None),
        (b"title: Canary Wharf\ndate: 2019-07-18\n", None),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, what: str | None) -> None:
    assert refusal(data) == [f"diary.txt: {what or NO_ENTRY}"]


def test_what_is_odd_about_the_encoding_is_told_once_and_can_be_said() -> None:
    data = "[2019-07-18 14:23] Ça ne va pas\n".encode("cp1252")
    assert [problem.where for problem in read(data).problems] == ["diary.txt: byte 19"]
    assert found(data, encoding="cp1252")[0].title == "Ça ne va pas"
    assert read(data, encoding="cp1252").problems == ()
    for codec in ("utf-8-sig", "utf-16"):
        assert found("[2019-07-18 14:23] Ça ne va pas\n".encode(codec))[0].title == "Ça ne va pas"


# JSON that is not what it should be.

GOOD = {"title": "Rain", "body": "It fell.", "date": "2019-07-18", "time": "14:23", "tags": [], "starred": False}


def export(*entries: object) -> str:
    return json.dumps({"tags": {}, "entries": entries})


def nested(depth: int) -> object:
    value: object = "Canary Wharf"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("Canary Wharf", "not an object"),
        (None, "not an object"),
        ([GOOD], "not an object"),
        ({**GOOD, "title": ["Canary Wharf"]}, "not a text"),
        ({**GOOD, "body": 5}, "not a text"),
        ({**GOOD, "body": {"text": "Canary Wharf"}}, "not a text"),
        ({"date": "2019-07-18", "time": "14:23"}, "neither a title nor a body"),
        ({**GOOD, "mood": nested(30)}, "nested too deeply"),
    ],
)
def test_one_broken_entry_is_rejected_with_its_place_and_the_others_come(entry: object, what: str) -> None:
    reading = read(export(GOOD, entry, {**GOOD, "title": "Sun"}))
    assert [found.title for found in reading.journal.entries] == ["Rain", "Sun"]
    assert said(reading) == [f"diary.txt: $.entries[1]: {what}"]
    assert reading.tally.rejected == 1


def test_a_field_that_stands_twice_with_two_texts_is_no_choice_of_ours() -> None:
    twice = export(GOOD).replace('"body": "It fell."', '"body": "One.", "body": "Canary Wharf."')
    assert said(read(twice)) == ["diary.txt: $.entries[0]: a field that stands there twice"]
    harmless = export(GOOD).replace('"body": "It fell."', '"body": "It fell.", "body": "It fell."')
    assert found(harmless)[0].body == "It fell."
    assert refusal('{"tags": {}, "entries": [], "entries": [{}]}') == [
        "diary.txt: $.entries: a field that stands there twice"
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"tags": {}, "entries": [\n{"title": "Canary Wharf"', "diary.txt: line 2: not JSON from here on"),
        ('{"tags": {}, "entries": {"a": 1}}', "diary.txt: $.entries: not a list"),
        ('{"tags": {}, "notes": []}', f"diary.txt: {NO_ENTRY}"),
        ('{"tags": {}, "entries": ' + "[" * 100_000 + "]" * 100_000 + "}", "diary.txt: nested too deeply"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_json_of_jrnl_is_refused(text: str, what: str) -> None:
    assert refusal(text) == [what]


@pytest.mark.parametrize("date", [20190718, None, "2019-13-01", "18.07.2019", "now", ["2019"], ""])
def test_words_with_a_date_that_cannot_be_read_are_kept_without_one(date: object) -> None:
    reading = read(export({**GOOD, "date": date}))
    (entry,) = reading.journal.entries
    assert (entry.title, entry.body, entry.written_at) == ("Rain", "It fell.", None)
    assert said(reading) == ["diary.txt: $.entries[0]: a date that cannot be read"]
    assert reading.tally.counted["entries without a date"] == 1
    if isinstance(date, int):
        assert kept(entry)["fields"] == {"date": 20190718}


def test_fields_of_the_wrong_kind_are_kept_as_they_are_and_counted() -> None:
    odd = {**GOOD, "tags": {"@a": 1}, "starred": "yes", "mood": float("nan"), "n": 10**30, "deep": [1.5, {"k": None}]}
    reading = read(export(odd))
    (entry,) = reading.journal.entries
    assert kept(entry)["fields"] == {
        "mood": "nan",
        "n": "1" + "0" * 30,
        "deep": (1.5, {"k": None}),
        "tags": {"@a": 1},
        "starred": "yes",
    }
    assert said(reading) == ["diary.txt: $.entries[0]: tags that are not a list of texts: kept in extra"]
    assert dict(reading.losses) == {"fields that jrnl does not write": 5}
    assert read(export(odd)).journal == reading.journal


def test_half_a_character_becomes_a_sign_and_is_counted() -> None:
    reading = read(export({**GOOD, "title": "a\ud83d", "body": "\udc00b 😴", "tags": ["@\ud83d"]}))
    (entry,) = reading.journal.entries
    assert (entry.title, entry.body, entry.tags) == ("a\ufffd", "\ufffdb 😴", ("\ufffd",))
    assert reading.tally.counted["half characters"] == 3


def test_the_json_of_one_entry_is_a_journal_of_one() -> None:
    day_one = {**GOOD, "uuid": "9D3F", "creator": {"host_name": "a pear"}}
    (entry,) = found(json.dumps(day_one))
    assert kept(entry) == {"date": "2019-07-18 14:23", "uuid": "9D3F", "creator": {"host_name": "a pear"}}
    assert entry.id == found(json.dumps({**day_one, "title": "Sun"}))[0].id
    assert dict(read(json.dumps(day_one)).losses) == {"creator": 1, "uuid": 1}


def test_xml_that_is_not_that_of_jrnl_or_not_whole_is_refused() -> None:
    assert refusal(b"<journal><entries><entry>Canary Wharf") == ["diary.txt: line 1: cut off: the end is missing"]
    assert refusal(b"<journal><page>Canary Wharf</page></journal>")[0].startswith("diary.txt: no entry")
    bomb = b'<!DOCTYPE j [<!ENTITY a "Canary Wharf">]><journal><entries><entry>&a;</entry></entries></journal>'
    assert refusal(bomb)[0].startswith("diary.txt: no entry")  # no form of jrnl begins so


# Folders.

FOLDER = {
    "2019/07/18.txt": b"[2019-07-18 14:23] Rain\nIt fell.\n\n[2019-07-18 20:00] More\n",
    "2019/07/19.txt": b"[2019-07-19 09:00] Sun *\n",
    "2019/07/plan.txt": b"[2019-07-18 14:23] Canary Wharf\n",
    "2019/plan.txt": b"Milk\n",
    "plan.txt": b"[2019-07-18 14:23] Canary Wharf\n",
    "2019/02/30.txt": b"[2019-07-18 14:23] Canary Wharf\n",
    "2019/13/01.txt": b"[2019-07-18 14:23] Canary Wharf\n",
    "2019/07/18.jpg": b"\xff\xd8\xff",
    ".git/HEAD": b"ref",
}


def folder(files: Mapping[str, bytes], **options: str) -> JournalReading:
    reading = jrnl.read_files(files, name="folder", **options)
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    return reading


def test_a_folder_journal_is_the_files_of_its_days_and_the_others_are_counted() -> None:
    reading = folder(FOLDER)
    assert [entry.title for entry in in_order(reading)] == ["Rain", "More", "Sun"]
    assert reading.tally.counted["other files, left alone"] == 7
    assert {problem.what for problem in reading.problems} == {"no file of jrnl: left alone"}
    assert len(reading.problems) == 6  # what is hidden is only counted
    assert [entry.id for entry in in_order(reading)[:2]] == [e.id for e in found(FOLDER["2019/07/18.txt"])]
    assert [entry.source.position for entry in in_order(reading) if entry.source] == [0, 1, 2]


def test_a_time_alone_is_enough_where_the_file_tells_the_day() -> None:
    reading = folder({"2019/07/18.txt": b"[14:23] Rain\n\n[20:00] More\n"}, timeformat="%H:%M", zone="Europe/Lisbon")
    assert [str(entry.written_at) for entry in in_order(reading)] == [
        "2019-07-18 14:23:00+01:00",
        "2019-07-18 20:00:00+01:00",
    ]


def test_text_without_a_date_is_of_the_day_of_its_file() -> None:
    reading = folder({"2019/07/18.txt": b"Only words.\n", "2019/07/19.txt": b"Words\n[2019-07-19 09:00] Sun\n"})
    assert [(entry.body or entry.title, str(entry.written_at)) for entry in in_order(reading)] == [
        ("Only words.", "2019-07-18"),
        ("Words", "2019-07-19"),
        ("Sun", "2019-07-19"),
    ]
    assert [str(problem) for problem in reading.problems] == [
        "folder: file 1: line 1: text before the first entry: kept as an entry of its own",
        "folder: file 2: line 1: text before the first entry: kept as an entry of its own",
    ]


def test_an_entry_of_another_day_than_its_file_keeps_its_date_and_is_reported() -> None:
    reading = folder({"2019/07/18.txt": b"[2019-07-17 23:50] Rain\n"})
    assert str(reading.journal.entries[0].written_at) == "2019-07-17"
    assert [str(problem) for problem in reading.problems] == [
        "folder: file 1: line 1: an entry of another day than its file"
    ]


def test_several_journals_in_a_folder_keep_their_names() -> None:
    reading = folder({
        "work.txt": b"[2019-07-18 14:23] Same\n",
        "home.txt": b"[2019-07-18 14:23] Same\n",
        "dreams/2019/07/18.txt": b"[2019-07-18 14:23] Same\n",
        "dreams/2019/notes.txt": b"[2019-07-18 14:23] not this\n",
        "out/2019-07-18_same.md": b"# 2019-07-18 14:23 Same\n\n## One\n\n",
        "out/2019-07-18_same.json": json.dumps(GOOD).encode(),
        "jrnl.yaml": b"journals: {}\n",
        "recipe.md": b"# Bread\n\n2019-07-18 14:23 rising\n",
    })  # fmt: skip
    told = [(kept(entry)["journal"], entry.title, entry.body) for entry in in_order(reading)]
    assert told == [
        ("dreams", "Same", ""),
        ("home", "Same", ""),
        ("out", "Rain", "It fell."),
        ("out", "Same", "# One"),
        ("work", "Same", ""),
    ]
    assert len({entry.id for entry in in_order(reading)}) == 5
    assert reading.losses["journal"] == 5
    assert reading.tally.counted["other files, left alone"] == 3


def test_what_cannot_be_read_in_a_folder_is_rejected_and_the_rest_comes() -> None:
    class Damaged(dict[str, bytes]):
        def __getitem__(self, key: str) -> bytes:
            if key.endswith("20.txt"):
                raise ReadError([Problem(where="member", what="damaged")])
            return super().__getitem__(key)

    reading = folder(Damaged({**FOLDER, "2019/07/20.txt": b"", "2019/07/21.txt": FERNET, "2019/07/22.txt": b"\n"}))
    assert (reading.tally.converted, reading.tally.rejected) == (3, 2)
    told = [str(problem) for problem in reading.problems if "left alone" not in problem.what]
    assert told == [
        "folder: file 6: damaged",
        "folder: file 7: encrypted: let jrnl decrypt it first (jrnl --decrypt)",
        "folder: file 8: empty",
    ]


def test_a_folder_without_a_journal_is_refused() -> None:
    for files in ({}, {"a.md": b"# Canary Wharf\n"}, {"2019/07/18.txt": b""}):
        with pytest.raises(ReadError) as caught:
            folder(files)
        assert said(caught.value) == ["folder: no journal of jrnl in it"]


# What it takes for its own.


@pytest.mark.parametrize(
    "data", [DIARY, OLD, FERNET, *YAML.values(), *((HERE / f"export.{k}").read_bytes() for k in ("json", "md", "xml"))]
)
def test_its_own_files_are_claimed(data: bytes) -> None:
    assert jrnl.claims(data)
    assert jrnl.claims(data[:3000])


@pytest.mark.parametrize(
    "text",
    [
        "[18.07.2019 14:23] Regen\n",
        "\n[2019-07-18 02:23 PM] Rain\n",
        json.dumps(GOOD),
        json.dumps({"tags": {f"@tag{n}": n for n in range(5000)}, "entries": []}),
        json.dumps({**GOOD, "body": "long " * 20_000}),
        "2015\n====\n\nMarch\n-----\n\n### 2015-03-18 13:42, A long day\n",
    ],
)
def test_so_are_its_rarer_forms(text: str) -> None:
    assert jrnl.claims(text.encode())
    assert jrnl.claims(text.encode("utf-16")) or text.startswith("{")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Monday\n\nSlept badly.\n",
        "---\ntitle: Monday\ndate: 2019-07-18\ntags: [a]\n---\nSlept badly.\n",
        "---\ntitle: Monday\ndate: 2019-07-18 14:23\ntags: a\n---\nSlept badly.\n",
        "2019-07-18\n\nSlept badly.\n",
        "2019-07-18 Slept badly.\n",
        "2019-07-18 14:23\nSlept badly.\n",
        "2019-07-18 14:23 - Ida: where are you\n",
        "18 July 2019\n\nSlept badly.\n",
        "# 2019\n\n## July\n\nSlept badly.\n",
        "# 2019\n\n## July\n\n### 2019-07-18\n\nSlept badly.\n",
        "# 2019-07-18 14:23 Monday\n\nSlept badly.\n",
        "[ ] milk\n[2019-07-18 14:23] tea\n",
        "[1] [2019-07-18 14:23] tea\n",
        '{"metadata": {"version": "1.0"}, "entries": [{"uuid": "A"}]}',
        '{"entries": []}',
        '{"title": "A", "content": "B"}',
        "<rss><channel></channel></rss>",
        "<journalism><entries></entries></journalism>",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not jrnl.claims(text.encode())
    assert not jrnl.claims_files({"Monday.md": text.encode(), "2019-07-18.md": text.encode(), "July/18.txt": text.encode()})


def test_its_own_folders_are_claimed_after_a_look_at_two_files() -> None:
    class Counting(dict[str, bytes]):
        asked = 0

        def __getitem__(self, key: str) -> bytes:
            self.asked += 1
            return super().__getitem__(key)

        def __iter__(self) -> Iterator[str]:
            return super().__iter__()

    for files in (FOLDER, YAML, {"2019-07-18_rain.md": b"# 2019-07-18 14:23 Rain\n"}, {"a/work.txt": DIARY}, {"x": FERNET}):
        counting = Counting(files)
        assert jrnl.claims_files(counting)
        assert counting.asked <= 2
    many = Counting({f"{n}.md": b"# A note\n" for n in range(1000)})
    assert not jrnl.claims_files(many)
    assert many.asked <= 2


def test_a_note_that_begins_with_a_date_makes_no_folder_of_markdown_a_journal() -> None:
    notes = {"a.md": b"[2019-07-18 14:23] Rain\n", "b.md": b"2019-07-18 14:23 Rain\n"}
    assert jrnl.claims(notes["a.md"])
    assert not jrnl.claims_files(notes)
    assert jrnl.claims_files({"2019/07/17.jpg": b"", "2019/07/18.gif": b"", "2019/07/19.txt": notes["a.md"], **notes})


@pytest.mark.parametrize("name", ["{}.json", "{}.txt", "{}.xml"])
def test_whether_an_export_among_notes_is_claimed_does_not_depend_on_its_name(name: str) -> None:
    export = {"{}.json": EXPORT, "{}.txt": DIARY, "{}.xml": b"<?xml version='1.0'?><journal>"}[name]
    notes = [{"m.md": b"Rain."}, {"m.txt": b"Rain."}, {"m.org": b"* Rain"}, {"l.md": b"x", "m.md": b"y", "n.md": b"z"}]
    for first_or_last in ("a", "z"):
        file = name.format(first_or_last)
        assert jrnl.claims_files({file: export})
        assert jrnl.claims_files({file: export, "m.png": b"", "m.json": b"{}", "m.css": b"", "empty.md": b"", ".m.md": b"x"})
        for others in notes:
            assert not jrnl.claims_files({file: export, **others})
    assert jrnl.claims_files({"work.txt": DIARY, "home.txt": OLD, "old.json": EXPORT})


# Time.

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    "unit",
    [
        "[2019-07-18 14:23] Rain\nIt fell. @Wren\n",
        "[2019-07-18",
        "\n[2019-07-18 14:23",
        "[[[[[[[[",
        "\n[unreadable date] x",
        ".)",
        "?! ",
        "@@",
        " @a",
        "\\",
        "%%",
        "\\%",
        "#",
        "\n#### ",
        "\n### 2019-07-18 14:23 x\n## July",
        " *",
        "*",
        "\n \t",
        "\n2019-07-18 14:23 x",
        '"',
        "\x85\t",
    ],
)
@pytest.mark.parametrize("head", ["[2019-07-18 14:23] ", "### 2019-07-18 14:23 ", "2019-07-18 14:23 ", ""])
def test_a_long_text_takes_no_more_time_than_its_length(head: str, unit: str) -> None:
    def seconds(size: int) -> float:
        data = (head + unit * (size // len(unit)) + " end.").encode()
        began = process_time()
        jrnl.claims(data)
        try:
            jrnl.read(data)
        except ReadError:
            assert not head
        return process_time() - began

    assert seconds(MEGABYTE // 4) < 4
    assert with_nothing_private("\\" * MEGABYTE + "%%").endswith("\\%%")
