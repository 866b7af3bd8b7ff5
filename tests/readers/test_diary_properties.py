"""What holds for every diary: the days and words that went in come out, and nothing else is raised or said."""

import datetime as dt
import random
from collections.abc import Callable
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents, keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import Date
from therapy_notes.readers._text import lines
from therapy_notes.readers.diary import reader as diary
from therapy_notes.readers.diary.dates import stamp
from therapy_notes.readers.diary.headings import is_rule
from therapy_notes.testing import words
from therapy_notes.text import visible, without_private_spans

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

CERTAIN: dict[str, Callable[[dt.date], str]] = {
    "ISO": lambda day: day.isoformat(),
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    "long": lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}",
    "of": lambda day: f"{day.day}th of {MONTHS[day.month - 1]}, {day.year}",
    "month first": lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    "year first": lambda day: f"{day.year} {MONTHS[day.month - 1]} {day.day}",
    "joined": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
    "day of the week behind": lambda day: f"{day.isoformat()} ({WEEKDAYS[day.weekday()][:3]})",
    "capitals": lambda day: f"{day.day} {MONTHS[day.month - 1].upper()} {day.year}",
    "weekday tells": lambda day: f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}",
}
OPEN: dict[str, tuple[str, Callable[[dt.date], str]]] = {
    "DMY": ("DMY", lambda day: f"{day.day}/{day.month}/{day.year}"),
    "MDY": ("MDY", lambda day: f"{day.month:02}/{day.day:02}/{day.year}"),
    "D.M.Y": ("DMY", lambda day: f"{day.day:02}.{day.month:02}.{day.year}"),
    "M-D-Y": ("MDY", lambda day: f"{day.month}-{day.day}-{day.year}"),
}
SHORT: dict[str, tuple[str, Callable[[dt.date], str]]] = {
    "dmy": ("DMY", lambda day: f"{day.day:02}/{day.month:02}/{day:%y}"),
    "mdy": ("MDY", lambda day: f"{day.month}/{day.day}/{day:%y}"),
    "ymd": ("YMD", lambda day: f"{day:%y}-{day.month:02}-{day.day:02}"),
}
MARKS = st.sampled_from(
    ["{}", "{}:", "# {}", "## {} ##", "**{}**", "=== {} ===", "{}\n-----", "{}\n=====", "  {}", "_{}_", "* {}"]
)

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)).map(lambda day: Date(day.year, day.month, day.day))
NEAR = st.tuples(DAYS, st.lists(st.integers(0, 40), max_size=12)).map(
    lambda drawn: [
        day for n in range(len(drawn[1]) + 1) for day in [drawn[0] + dt.timedelta(sum(drawn[1][:n]))] if day.year < 2050
    ]
)
"""Days that follow each other, as in a diary."""

LINES = words().map(
    lambda text: f"so {visible(text)}".replace("\n", " ").replace("\u2028", " ").replace("\u2029", " ").strip()
)
TEXTS = st.lists(LINES, min_size=1, max_size=4)
TITLES = st.sampled_from(["", "", "", " – at the lake", ": *rain*", " - 3 of 4", " | <b>", "— again", ": snake_case"])


@st.composite
def diaries(draw: st.DrawFn, days: st.SearchStrategy[list[dt.date]]) -> list[tuple[dt.date, str, list[str]]]:
    """Entries as (day, title with its sign, lines)."""
    return [(day, draw(TITLES), draw(TEXTS)) for day in draw(days)]


def written(found: list[tuple[dt.date, str, list[str]]], form: Callable[[dt.date], str], mark: str, between: str) -> str:
    """A diary as text, every heading of one form and with one mark."""
    return between.join(
        mark.format(form(day) + (title if not mark.endswith(":") else "")) + "\n" + "\n".join(text)
        for day, title, text in found
    )


def in_order(reading: JournalReading) -> list[Entry]:
    return sorted(reading.journal.entries, key=lambda entry: (entry.source and entry.source.position) or 0)


def is_read_back(
    reading: JournalReading, found: list[tuple[dt.date, str, list[str]]], *, titles: bool, markdown: bool
) -> None:
    read = in_order(reading)
    assert [entry.written_at for entry in read] == [day for day, _, _ in found]
    assert [entry.title.lstrip("%") for entry in read] == [title.strip(" –:-|—") if titles else "" for _, title, _ in found]
    for entry, (_, _, text) in zip(read, found, strict=True):
        if markdown:
            assert entry.body.lstrip("%").replace("%%", "") == "\n".join(text).replace("%%", "").lstrip("%")
        else:
            assert squeezed(of_markdown(entry.body)) == squeezed("".join(text))
            assert without_private_spans(entry.body) == entry.body
    assert reading.tally.found == reading.tally.converted == len(found)


@documents
@given(
    diaries(NEAR | st.lists(DAYS, min_size=1, max_size=8)),
    st.sampled_from(sorted(CERTAIN)),
    MARKS,
    st.sampled_from(["\n", "\n\n"]),
)
@example([(dt.date(2018, 3, 12), ": *rain*", ["so"])], "ISO", "* {}", "\n")
@example([(dt.date(2018, 3, 12), ": snake_case_", ["so"])], "ISO", "_{}_", "\n")
def test_days_in_a_form_with_one_meaning_come_back_in_whatever_order_they_stand(
    found: list[tuple[dt.date, str, list[str]]], form: str, mark: str, between: str
) -> None:
    text = written(found, CERTAIN[form], mark, between)
    reading = diary.read(text.encode(), name="diary.txt")
    is_read_back(reading, found, titles=not mark.endswith(":"), markdown=mark.startswith("#"))


def _must_ask(error: ReadError) -> None:
    (problem,) = error.problems
    assert problem.what.endswith("say which it is (date_order)")


@documents
@given(diaries(NEAR), st.sampled_from(sorted(OPEN) + sorted(SHORT)), MARKS, st.booleans())
def test_days_in_numbers_come_back_or_somebody_is_asked(
    found: list[tuple[dt.date, str, list[str]]], form: str, mark: str, newest_first: bool
) -> None:
    order, write = {**OPEN, **SHORT}[form]
    found = found[::-1] if newest_first else found
    text = written(found, write, mark, "\n\n")
    options = {"titles": not mark.endswith(":"), "markdown": mark.startswith("#")}
    is_read_back(diary.read(text.encode(), date_order=order.lower()), found, **options)
    try:
        reading = diary.read(text.encode())
    except ReadError as error:
        _must_ask(error)
        assert order == "YMD" or any(day.day <= 12 for day, _, _ in found)
    else:
        if order != "YMD":
            is_read_back(reading, found, **options)


@documents
@given(diaries(st.lists(DAYS, min_size=1, max_size=8)), st.sampled_from(sorted(OPEN)), st.randoms())
def test_shuffled_days_in_numbers_come_back_if_somebody_says_their_order(
    found: list[tuple[dt.date, str, list[str]]], form: str, dice: random.Random
) -> None:
    dice.shuffle(found)
    order, write = OPEN[form]
    is_read_back(
        diary.read(written(found, write, "{}", "\n").encode(), date_order=order), found, titles=True, markdown=False
    )


@documents
@given(diaries(NEAR), st.booleans())
@example([(dt.date(2000, 11, 22), "", ["so"]), (dt.date(2001, 1, 1), "", ["so"])], True)
def test_days_without_a_year_come_back_or_are_not_known(
    found: list[tuple[dt.date, str, list[str]]], newest_first: bool
) -> None:
    found = found[::-1] if newest_first else found
    first, *others = found
    day, title, text = first
    top = f"{day.day} {MONTHS[day.month - 1]} {day.year}{title}\n" + "\n".join(text) + "\n"
    rest = written(others, lambda day: f"{MONTHS[day.month - 1]} {day.day}", "{}", "\n")
    read = in_order(diary.read((top + rest).encode()))
    assert len(read) == len(found)
    for entry, (when, _, _) in zip(read, found, strict=True):
        assert entry.written_at in {when, None}
    if len({when.year for when, _, _ in found}) == 1 and all(
        abs(one[0].timetuple().tm_yday - other[0].timetuple().tm_yday) < 180 for one, other in pairwise(found)
    ):
        assert None not in {entry.written_at for entry in read}


@given(st.binary(max_size=300), st.sampled_from([None, "DMY", "YMD"]), st.sampled_from([None, "yes"]))
@example(b"2018-03-12T00:00+23:59\nx", None, None)
@example(b"1900-01-01T00:00+23:59\nx\n2199-12-31T23:59-23:59\ny", None, None)
def test_any_bytes_become_a_journal_or_an_error_of_ours(data: bytes, order: str | None, split: str | None) -> None:
    _journal_or_error(data, date_order=order, split_times=split)
    diary.claims(data)


_FRAGMENTS = st.sampled_from(
    [
        "12 March 2018",
        "13/04/18",
        "03/04/2018",
        "2019-01-02",
        "March 12th",
        "Jan 2",
        "30 Dec",
        "31 April 2018",
        "29 Feb",
        "Tue 12 March 2018",
        "# ",
        "## ",
        "* ",
        "- ",
        "=== ",
        " ===",
        "**",
        "_",
        ":",
        " – ",
        "—",
        " - ",
        "title",
        "\n",
        "\n\n",
        "\n",
        "\n---\n",
        "\n====\n",
        "2020",
        "# 2020\n",
        "August",
        "May",
        "21:40",
        "9.40 pm ",
        "7:15 – ",
        "```\n",
        "~~~",
        "    ",
        "\t",
        "%%",
        "%",
        "> ",
        "12. März 2018",
        "lundi 12 mars 2018",
        "12 mars 2018",
        "\r\n",
        "\u2028",
        "\u200e",
        "\xa0",
        "•  x",
        "1. y",
        "2018-03-12T21:40Z",
        "2018-03-25 02:30",
        "2018-10-28T02:30",
        "12 March 2018, 24:00",
        "0/0/0000",
        "99-12-31",
        "Canary",
        "12 March 2018 - 14 March 2018",
        "Mon ",
        "the ",
        "x" * 200,
        " " * 450,
    ]
)
PAGES = st.lists(_FRAGMENTS | LINES, max_size=40).map("".join)


OPTIONS = st.fixed_dictionaries(
    {
        "zone": st.sampled_from([None, "Europe/Paris", "America/St_Johns", "+14:00"]),
        "date_order": st.sampled_from([None, "DMY", "mdy", "YMD"]),
        "split_times": st.sampled_from([None, "no", "yes"]),
        "languages": st.sampled_from([None, None, "fr,de"]),
        "name": st.sampled_from(["", "diary.md", "diary.txt"]),
    }
)


@documents
@given(PAGES, OPTIONS)
def test_any_text_like_a_diary_becomes_a_journal_or_an_error_of_ours(page: str, options: dict[str, str | None]) -> None:
    _journal_or_error(page.encode(), **options)
    diary.claims(page.encode())


def _must_say_why_and_no_more(error: ReadError) -> None:
    assert error.problems
    keeps_quiet(error, "Canary")


def _journal_or_error(data: bytes, **options: str | None) -> None:
    try:
        reading = diary.read(data, **{"name": "diary", **options})
    except ReadError as error:
        _must_say_why_and_no_more(error)
        return
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    assert tally.skipped == sum(tally.why_skipped.values())
    assert len({entry.id for entry in reading.journal.entries}) == tally.converted
    assert all(reading.losses.values())
    assert not any(entry.shared_with for entry in reading.journal.entries)
    assert "Canary" not in repr((reading.problems, reading.losses, tally))
    assert reading == diary.read(data, **{"name": "diary", **options})


@documents
@given(PAGES, st.sampled_from(["diary.txt", "diary.md"]), st.sampled_from(["no", "yes"]))
@example("12 March 2018\n**13 March 2018**" + " " * 450 + "x", "diary.txt", "no")
def test_every_line_of_a_diary_is_somewhere_unless_it_only_draws_a_line_or_names_a_year(
    page: str, name: str, split: str
) -> None:
    page = visible(page)
    try:
        reading = diary.read(page.encode(), name=name, date_order="DMY", split_times=split)
    except ReadError:
        return
    kept: list[str] = []
    for entry in in_order(reading):
        extra = entry.extra.get("diary", {})
        assert hasattr(extra, "values")
        kept += [entry.title, of_markdown(entry.body), entry.body, *map(str, extra.values())]
    have = squeezed("".join(kept))
    empty = {n for n, _ in _skipped(reading)}
    for number, line in enumerate(lines(page), 1):
        bare = squeezed(line.translate(dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))))
        pieces = [bare.replace("•", "").lstrip("0123456789.)")] if name.endswith("txt") else [bare]
        if not all(piece in have or piece.replace("%%", "") in have for piece in pieces):
            # Times of day, signs between a date and a title, marks and sections are what may be missing.
            rest = bare.strip("#*=-_:–—|·")
            assert is_rule(line) or number in empty or _is_calendar(line) or rest in have or split == "yes" or stamp_at(line)


_PIECES = st.sampled_from(["%%", "%%", "%%", "%", "\\", " ", "rain", "tea", "\u200b", "\u200e", "*", "_", "#", ":", "—"])
_SPANS = st.lists(_PIECES, max_size=8).map("".join)
_CLOCKS = st.sampled_from(["", "", "21:40 – ", "### 7:15 – ", "**9:05** "])
_PRIVATE_DAYS = st.tuples(_SPANS, st.lists(st.tuples(_CLOCKS, _SPANS), max_size=4))


@given(st.lists(_PRIVATE_DAYS, min_size=1, max_size=5), st.sampled_from(["no", "yes"]))
@example([("%%rain", [("", "tea%% seen")]), ("", [("", "x")])], "no")
@example([("", [("", "%%")]), ("rain%% tea", [("", "x")])], "yes")
@example([("%%", [("### 7:15 – ", "%%")]), ("", [("", "x")])], "yes")
@example([("\\\u200b\\%%", [])], "no")
def test_of_a_markdown_diary_is_shown_what_its_private_spans_leave_of_the_whole(
    found: list[tuple[str, list[tuple[str, str]]]], split: str
) -> None:
    page, bare = "", ""
    for number, (title, rows) in enumerate(found, 1):
        page += f"## 2018-03-{number:02} – so {title}\n" + "".join(f"{clock}so {text}\n" for clock, text in rows)
        is_split = split == "yes"
        bare += f"so {title}\n" + "".join(f"{'' if is_split else clock}so {text}\n" for clock, text in rows)
    read = in_order(diary.read(page.encode(), name="diary.md", split_times=split))
    shown = "".join(without_private_spans(text) for entry in read for text in (entry.title, entry.body))
    assert _seen(shown) == _seen(without_private_spans(bare))


def _seen(text: str) -> str:
    """A text without blanks, signs that show nothing, and what marks a line of Markdown."""
    return "".join(text.translate(dict.fromkeys(map(ord, "\u200b\u200e#*_"))).split())


def _skipped(reading: JournalReading) -> list[tuple[int, str]]:
    places = [(problem.where.rpartition("line ")[2], problem.what) for problem in reading.problems]
    return [(int(place), what) for place, what in places if place.isdigit() and what.endswith("skipped")]


def _is_calendar(line: str) -> bool:
    return all(word.isdigit() or word in {"May", "August"} for word in line.strip("#*=-_: \t").split())


def stamp_at(line: str) -> bool:
    """Whether a line is a heading with a long text behind it, which is the first line of the entry's text."""
    text = " ".join(line.strip("#*=-_ \t").replace("**", "").split())
    return stamp(text) is not None


@documents
@given(diaries(NEAR), st.sampled_from(sorted(CERTAIN)))
def test_a_diary_is_claimed_if_it_has_two_days(found: list[tuple[dt.date, str, list[str]]], form: str) -> None:
    assume(len(found) > 1)
    assert diary.claims(written(found[:6], CERTAIN[form], "{}", "\n\n").encode())
