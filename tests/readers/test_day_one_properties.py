"""What holds for every Day One export: no other error than ours, every word somewhere, every entry accounted for."""

import json
import plistlib
from collections.abc import Mapping

from day_ones import CLASSIC, JOURNAL, U
from hypothesis import example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents, keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.model.results import JournalReading
from therapy_notes.readers.day_one import reader as day_one
from therapy_notes.text import without_private_spans

CANARY = "Canary Wharf"
_IDS = st.sampled_from([f"{U}01", f"{U.lower()}02", f"{U}03", "AB12", "", "x y", CANARY])
_DATES = st.sampled_from(
    [
        "2024-03-31T01:30:00Z",
        "2024-10-27T00:30:00.5Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2024-03-01",
        CANARY,
        "",
    ]
)
_ZONES = st.sampled_from(["Europe/Dublin", "America/St_Johns", "Pacific/Kiritimati", "GMT+0200", "UTC", CANARY, ""])
_PIECES = st.sampled_from(
    [
        "# ", "\n", "\n\n", "Rain", " ", "\\.", "**b**", "\u200b", "%%", "`", "![](dayone-moment://AB12)", "\ud83d",
        f"[a](dayone2://view?entryId={U}01)", "![](dayone-moment:/video/AB12)", "- ", "1. ", "> ", "&amp;", "❤️", "\r",
        "\u2028", "_", "~~", "![](a.jpeg)", CANARY,
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=10).map("".join)
_RICH = st.lists(
    st.fixed_dictionaries(
        {"text": _TEXTS}, optional={"attributes": st.sampled_from([{"bold": True}, {"line": {"quote": True}}])}
    )
).map(lambda contents: json.dumps({"contents": contents}))
_MEDIA = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "identifier": _IDS,
            "md5": st.sampled_from(["b026324c6904b2a9cb4b88d6d61c81d1", "ff" * 16, "../x", CANARY]),
            "type": st.sampled_from(["jpeg", "", CANARY]),
            "date": _DATES,
            "location": st.just({CANARY: CANARY}),
        },
    ),
    max_size=3,
)
_ODD = st.sampled_from([None, True, 0, -1.5, float("nan"), 10**400, CANARY, [], {}, [[]], [{}], {CANARY: CANARY}])
_ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "uuid": _IDS | _ODD,
        "creationDate": _DATES | _ODD,
        "modifiedDate": _DATES | _ODD,
        "timeZone": _ZONES | _ODD,
        "isAllDay": st.booleans() | _ODD,
        "text": _TEXTS | _ODD,
        "richText": _RICH | _TEXTS | _ODD,
        "tags": st.lists(st.just(CANARY)) | _ODD,
        "photos": _MEDIA | _ODD,
        "videos": _MEDIA | _ODD,
        "photo": _ODD,
        "location": _ODD,
        CANARY: _ODD,
    },
)
_JOURNALS = st.lists(_ENTRIES | _ODD, max_size=4).map(lambda entries: json.dumps({"entries": entries}).encode())
_CLASSIC = st.dictionaries(
    st.sampled_from(["Entry Text", "Creation Date", "Time Zone", "Tags", "Starred", "UUID", CANARY]),
    st.sampled_from([CANARY, True, 7, 2**70, b"x", [CANARY], {CANARY: 1}, -1.5, "Europe/Dublin", f"{U}01"]),
).map(lambda fields: plistlib.dumps(fields, skipkeys=False) if 2**70 not in fields.values() else CLASSIC[:300])
_FILES = st.dictionaries(
    st.sampled_from(
        [f"{CANARY}.json", "b/c.json", f"J.dayone/entries/{U}01.doentry", "J.dayone/entries/x.doentry", "x.txt", "../y.json"]
    ),
    _JOURNALS | _CLASSIC | st.binary(max_size=30),
).flatmap(
    lambda journals: st.dictionaries(
        st.sampled_from(
            [
                "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg", "b/photos/AB12.jpeg", f"J.dayone/photos/{U}01.jpg",
                f"photos/{CANARY}.png", "videos/ab12.mov",
            ]
        ),
        st.sampled_from([b"1\n", b"2\n"]),
    ).map(lambda media: {**journals, **media})
)  # fmt: skip


def must_be_quiet(reading: JournalReading) -> None:
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    assert len({found.id for found in reading.journal.entries}) == tally.converted
    told = [*map(str, reading.problems), *reading.losses, *tally.counted, *tally.why_skipped, repr(reading.journal.entries)]
    assert not any(word in line for line in told for word in CANARY.split())


def must_say_what_is_wrong(error: ReadError) -> None:
    assert error.problems
    keeps_quiet(error, CANARY)


def read_or_error(data: bytes, zone: str | None = None) -> JournalReading | None:
    day_one.claims(data)
    try:
        reading = day_one.read(data, zone=zone)
    except ReadError as error:
        must_say_what_is_wrong(error)
        return None
    assert day_one.read(data, zone=zone) == reading
    must_be_quiet(reading)
    return reading


@given(st.binary(max_size=300))
@example(b"{")
@example(b"bplist00" + bytes(40))
@example(b'{"entries":[{"text":"\\ud83d","uuid":"\\udead","tags":["\\ud83d"],"\\udead":1}]}')
def test_any_bytes_are_a_journal_or_an_error_of_ours(data: bytes) -> None:
    read_or_error(data)
    read_or_error(b'{"entries": [' + data)
    read_or_error(b"bplist00" + data)
    read_or_error(b"<plist>" + data)


@documents
@given(st.integers(0, len(JOURNAL) - 1), st.binary(max_size=3))
def test_a_journal_in_which_something_changes_is_a_journal_or_an_error_of_ours(place: int, change: bytes) -> None:
    read_or_error(JOURNAL[:place] + change + JOURNAL[place + len(change) :])
    read_or_error(JOURNAL[:place])
    for classic in (CLASSIC, plistlib.dumps(plistlib.loads(CLASSIC), fmt=plistlib.FMT_BINARY)):
        at = place % len(classic)
        read_or_error(classic[:at] + change + classic[at + len(change) :])


@documents
@given(_JOURNALS, st.sampled_from([None, "Europe/Paris", "+14:00"]))
def test_whatever_stands_in_a_journal_is_accounted_for(data: bytes, zone: str | None) -> None:
    reading = read_or_error(data, zone)
    assert reading is not None
    assert reading.tally.found == len(json.loads(data)["entries"])


@documents
@given(_FILES)
def test_whatever_lies_in_an_export_is_accounted_for(files: Mapping[str, bytes]) -> None:
    day_one.claims_files(files)
    try:
        reading = day_one.read_files(files)
    except ReadError as error:
        must_say_what_is_wrong(error)
        return
    assert day_one.read_files(files) == reading
    must_be_quiet(reading)


@given(st.lists(_PIECES.filter(lambda piece: piece not in {"\u200b", "\ud83d"}), max_size=12).map("".join))
@example("# %%a\n")
@example("# Rain #\n# Rain")
@example("`%%`")
def test_the_words_of_a_text_are_those_of_its_title_and_its_body(text: str) -> None:
    (found,) = day_one.read(json.dumps({"entries": [{"text": text}]}).encode()).journal.entries
    seen = squeezed(found.title) + of_markdown(found.body)
    expected = of_markdown(text.replace("\u2028", "\n").replace("\r", "\n"))
    if "%%" in text:  # in code, where nothing can be escaped, the backslash is seen
        seen, expected = seen.replace("\\", ""), expected.replace("\\", "")
    assert seen == expected
    assert without_private_spans(found.body).count("Rain") + found.title.count("Rain") == text.count("Rain")
