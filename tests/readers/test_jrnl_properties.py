"""What holds for every journal of jrnl: no other error than ours, every word somewhere, twice the same."""

import json
import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents, keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.model.results import JournalReading
from therapy_notes.readers._plain_markdown import with_nothing_private
from therapy_notes.readers._text import with_newlines
from therapy_notes.readers.jrnl import reader as jrnl
from therapy_notes.readers.jrnl.as_markdown import raised
from therapy_notes.readers.jrnl.dates import Dates
from therapy_notes.readers.jrnl.entries import Tags, split, trimmed
from therapy_notes.testing import words
from therapy_notes.text import without_private_spans

HERE = Path(__file__).parent / "jrnl"
FILES = [path.read_bytes() for path in sorted(HERE.rglob("*")) if path.is_file()]
CANARY = "Zaunkönigin"

_LINES = st.sampled_from(
    [
        f"[2019-07-18 14:23] {CANARY}",
        f"[2019-07-18 02:23:59 PM] {CANARY} *",
        f"[18.07.2019 14:23] {CANARY}",
        f"[{CANARY}] unreadable",
        f"[2019-07 14:23] {CANARY}",
        f"2012-03-04 21:15 {CANARY}",
        f"### 2019-07-18 14:23 {CANARY}",
        f"# 2019-07-18 14:23 {CANARY}",
        "# 2019",
        "## July",
        "2019",
        "====",
        "---",
        f"title: {CANARY}",
        "date: 2019-07-18 14:23",
        "starred: True",
        "tags: a, b",
        "body: |\t\t",
        f"\t{CANARY}",
        "...",
        f"@{CANARY} %%{CANARY}%% <b>",
        f"#### {CANARY}",
        "",
        " ",
    ]
)
_TEXTS = st.lists(_LINES | words(), max_size=12).map("\n".join)
_PATHS = st.sampled_from(
    ["2019/07/18.txt", "2019/07/19.md", "a/2019/07/18.txt", "a/b.txt", "c.md", ".x/d", "2019-07-18_x.md", "2019/07/x"]
)
_DIRECTIVES = st.sampled_from([f"%{letter}" for letter in "YmdHMSIpyBbAajUwGVuzZcxXf%"] + ["-", ":", "T", "#"])
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["2019-07-18", "14:23", "@a"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "body", "date", "time", "tags", "starred", "uuid", "creator", "entries", "mood"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


def read(data: bytes, **options: str) -> JournalReading | ReadError:
    """Read a file, and check what must hold for each."""
    try:
        reading = jrnl.read(data, **options)
    except ReadError as error:
        refused = error
    else:
        return checked(reading, jrnl.read(data, **options))
    keeps_quiet(refused, CANARY)
    assert refused.__context__ is None
    assert CANARY not in repr(refused.problems)
    return refused


def checked(reading: JournalReading, again: JournalReading) -> JournalReading:
    """Return a reading, if all is as it must be."""
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    assert len({entry.id for entry in reading.journal.entries}) == len(reading.journal.entries)
    assert CANARY not in repr((reading.problems, dict(reading.losses), dict(tally.counted)))
    assert all(not entry.shared_with for entry in reading.journal.entries)
    assert all(without_private_spans(entry.body).count("%") == entry.body.count("%") for entry in reading.journal.entries)
    assert reading == again
    return reading


@given(st.binary(max_size=400), st.binary(max_size=20))
@example(b"\xff\xfe[\x00", b"")
def test_any_bytes_are_a_journal_or_a_clear_error(data: bytes, more: bytes) -> None:
    jrnl.claims(data)
    read(data)
    jrnl.claims(b"[2019-07-18 14:23] " + data)
    read(b"[2019-07-18 14:23] " + data + b"\n[" + more + b"] " + data)


@documents
@given(st.sampled_from(FILES), st.data())
def test_so_is_a_spoiled_file(file: bytes, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(file)))
    end = data.draw(st.integers(begin, min(len(file), begin + 40)))
    spoiled = file[:begin] + data.draw(st.binary(max_size=10)) + file[end:]
    jrnl.claims(spoiled)
    read(spoiled)
    read(file[:begin])


@given(_TEXTS, st.sampled_from([None, "DMY", "MDY"]), st.sampled_from([None, "Europe/Berlin"]))
@example(f"---\ntitle: {CANARY}\ndate: 2019-07-18 14:23\nstarred: True\ntags: a, b", None, None)
def test_so_is_any_text_and_no_word_of_it_is_in_the_report(text: str, order: str | None, zone: str | None) -> None:
    options = {name: value for name, value in (("date_order", order), ("zone", zone)) if value}
    data = text.encode()
    claimed = jrnl.claims(data)
    reading = read(data, **options)
    if claimed and isinstance(reading, ReadError):
        assert any(sign in text for sign in "{<") or "18.07.2019" in text


@given(_JSON)
@example({"entries": [{"title": "\ud800", "mood": {"\udfff": float("inf")}}]})
@example({"entries": [{"title": "a", "tags": ["@"], "date": "2019-07-18"}], "title": 5})
def test_so_is_any_json(value: object) -> None:
    for whole in (value, {"tags": {}, "entries": value}, {"entries": [value, value]}):
        read(json.dumps(whole).encode())


@documents
@given(st.dictionaries(_PATHS, st.sampled_from(FILES) | _TEXTS.map(str.encode) | st.binary(max_size=40)))
def test_so_is_any_folder(files: dict[str, bytes]) -> None:
    jrnl.claims_files(files)
    try:
        reading = jrnl.read_files(files)
    except ReadError as error:
        keeps_quiet(error, CANARY)
        return
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    assert CANARY not in repr((reading.problems, dict(reading.losses), dict(tally.counted)))
    assert reading == jrnl.read_files(dict(reversed(files.items())))


@given(st.text(max_size=20) | st.lists(_DIRECTIVES, max_size=8).map(" ".join), words())
@example("%G-W%V-%u", "2019-W29-4")
@example("%Y %Y", "")
def test_any_timeformat_is_one_or_a_clear_error(timeformat: str, text: str) -> None:
    try:
        dates = Dates(timeformat)
    except ValueError as error:
        keeps_quiet(error, timeformat)
        return
    dates.whole(text)
    dates.leading(text)


# What was written is what is read.

_TITLES = words(min_size=1).map(lambda text: " ".join(with_newlines(text).split())).filter(bool)
_ENTRIES = st.lists(st.tuples(st.integers(1000, 9999), st.integers(0, 1439), _TITLES, words()), min_size=1, max_size=5)


def is_like_a_header(line: str) -> bool:
    return line.startswith(("[", "#")) or line[:4].isdigit()


@documents
@given(_ENTRIES)
@example([(2019, 863, "*", "")])
@example([(1000, 0, "\x08", "\x1f\x08")])
@example([(2019, 863, "a *", "\n\n  %%\n")])
def test_what_jrnl_keeps_comes_out_to_the_letter(entries: list[tuple[int, int, str, str]]) -> None:
    journal, expected = "", []
    for year, minute, title, text in entries:
        body = trimmed("\n".join(f" {line}" if is_like_a_header(line) else line for line in with_newlines(text).split("\n")))
        stamp = f"{year}-07-18 {minute // 60:02}:{minute % 60:02}"
        journal += f"[{stamp}] {title}\n{body}\n\n"
        expected.append((stamp, title, body))
    reading = read(journal.encode("utf-8"), encoding="utf-8")  # said, because of texts that are all control characters
    assert isinstance(reading, JournalReading)
    found = sorted(reading.journal.entries, key=lambda entry: entry.source.position or 0 if entry.source else 0)
    assert len(found) == len(expected)
    for entry, (stamp, title, body) in zip(found, expected, strict=True):
        assert entry.source is not None
        assert entry.source.ref == stamp
        assert squeezed(entry.title).replace("\\", "").replace("*", "") == squeezed(title).replace("\\", "").replace("*", "")
        assert entry.body == with_nothing_private(body)


@given(words())
@example(r"\%%% %%\%%%%")
@example("\\\\%%\\")
def test_every_per_cent_sign_is_seen_and_none_hides_anything(text: str) -> None:
    kept = with_nothing_private(text)
    assert without_private_spans(kept).replace("\\", "") == text.replace("\\", "")
    assert with_nothing_private(kept) == kept
    if (
        "`" not in text
        and not re.search(r"^(?: {4}|[ ]{0,3}\t|~~~)", text, re.MULTILINE)
        and "<" not in text
        and "](" not in text
    ):
        assert of_markdown(kept).replace("\\", "") == of_markdown(text).replace("\\", "")


@given(words(), st.integers(1, 3))
def test_headings_that_are_moved_down_and_up_again_are_where_they_were(text: str, by: int) -> None:
    moved = re.sub(r"^(#+) ", "#" * by + r"\1 ", text, flags=re.MULTILINE)
    assert raised(moved, by) == text


@given(words())
def test_a_title_and_a_body_hold_every_word_between_them(text: str) -> None:
    title, body, starred = split(with_newlines(text))
    assert squeezed(title + body).replace("*", "") == squeezed(with_newlines(text)).replace("*", "")
    assert starred or squeezed(title + body) == squeezed(with_newlines(text))


@given(words(), st.lists(words()))
def test_tags_are_found_once_and_listed_in_one_order(text: str, listed: list[str]) -> None:
    tags = Tags("@#")
    within = tags.within(text)
    assert len(set(within)) == len(within)
    assert all(tag == tag.lower() and not tag.isspace() for tag in within)
    assert tags.listed(listed, text) == tags.listed(reversed(listed), text)
