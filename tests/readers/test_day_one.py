"""A Day One journal: its words, its days and its fields, each as it was."""

import json

import pytest
from day_ones import CLASSIC, CLASSIC_ID, JOURNAL, U, entry, journal, kept, one, only, problems_of, read
from visible import of_markdown, squeezed

from helpers import keeps_quiet
from therapy_notes import moments
from therapy_notes.errors import AmbiguousTimeError, ReadError
from therapy_notes.model.digests import is_as_read
from therapy_notes.model.entries import Entry
from therapy_notes.model.ids import derived_id
from therapy_notes.moments import Date
from therapy_notes.readers._account import ASSUMED_ZONE, NO_DATE, NO_ZONE
from therapy_notes.readers.day_one import reader as day_one
from therapy_notes.text import without_private_spans


def entries() -> tuple[Entry, ...]:
    return day_one.read(JOURNAL, name="days.json").journal.entries


# -- the whole ------------------------------------------------------------------------------------------------


def test_the_invented_journal_is_accounted_for() -> None:
    reading = day_one.read(JOURNAL, name="days.json")
    tally = reading.tally
    assert (tally.found, tally.converted, tally.skipped, tally.rejected) == (4, 4, 0, 0)
    assert dict(tally.counted) == {
        "entries whose rich text says something else than their text: the text counts": 1,
        "entries whose text was made from their rich text": 1,
        "invisible spaces around emphasis, dropped": 2,
        "links between entries": 1,
        "a medium in the text that no entry lists": 1,
        "media files that are not in this file": 7,
        "media that the text does not mention, kept as attachments": 3,
        "pinned entries": 1,
        "references to media in the text, now paths of files": 4,
        "starred entries": 1,
        "two per cent signs, which mean private here and not there: escaped": 2,
    }
    assert reading.losses["location"] == 2
    assert reading.losses["photos.location"] == 1
    assert reading.losses["weather"] == reading.losses["starred"] == reading.losses["isPinned"] == 1
    assert "photos.fnumber" not in reading.losses
    assert reading.journal.zone == "Europe/Dublin"
    assert problems_of(reading) == [
        "days.json: entry 2: a medium in the text that no entry lists",
        "days.json: media files that are not in this file: 7",
    ]


def test_an_entry_has_its_words_its_day_and_its_ties() -> None:
    first = entries()[0]
    assert first.title == "The jar of buttons!"
    assert first.body == (
        "She kept one from every coat\\. I counted **forty\\-one**, and then I stopped\\, "
        "because 41 is how old she was\\.\n\n"
        "![](photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg)\n\n"
        f"I have told this before: [that evening](dayone2://view?entryId={U}04)\\."
    )
    assert first.written_at == Date(2023, 10, 1)
    assert first.changed_at == moments.moment("2023-10-02 07:41:09", "Europe/Dublin")
    assert first.tags == ("mother", "the third week")
    assert first.kind == "reflection"
    assert first.shared_with == ()
    assert [(link.kind, link.to) for link in first.links] == [("about", entries()[3].id)]
    assert first.source is not None
    assert (first.source.system, first.source.ref, first.source.position) == ("day_one", f"{U}01", 0)
    assert is_as_read(first)


def test_the_same_file_twice_is_the_same() -> None:
    assert day_one.read(JOURNAL) == day_one.read(JOURNAL)
    assert len({found.id for found in entries()}) == 4


def test_an_id_is_of_the_entry_and_not_of_the_file() -> None:
    moved = json.loads(JOURNAL)
    moved["entries"].reverse()
    assert {found.id for found in day_one.read(json.dumps(moved).encode()).journal.entries} == {e.id for e in entries()}
    assert entries()[0].id == derived_id("day_one", f"{U}01")


def test_no_word_of_the_journal_stands_in_what_is_told() -> None:
    reading = day_one.read(JOURNAL)
    told = "\n".join([*problems_of(reading), *reading.losses, *reading.tally.counted, repr(reading.journal.entries[0])])
    for word in ("button", "mother", "Ballydehob", "kitchen", "Ruairí", "Kitchen", "August"):
        assert word not in told


# -- when -----------------------------------------------------------------------------------------------------


def test_an_instant_in_utc_is_another_day_where_it_was_written() -> None:
    found = entries()[1]
    assert isinstance(found.written_at, moments.DateTime)
    assert moments.wire(found.written_at) == "2023-10-05T09:30:12+11:00[Australia/Lord_Howe]"


def test_the_zone_of_the_place_is_not_the_zone_of_the_entry() -> None:
    found = one(location={"timeZoneName": "America/Chicago"}, timeZone="Asia/Kathmandu")
    assert isinstance(found.written_at, moments.DateTime)
    assert moments.wire(found.written_at) == "2024-03-01T14:45:00+05:45[Asia/Kathmandu]"


@pytest.mark.parametrize(
    ("created", "zone", "day"),
    [
        ("2024-04-16T23:00:00Z", "Europe/Dublin", Date(2024, 4, 17)),
        ("2024-04-16T23:00:00Z", "America/St_Johns", Date(2024, 4, 16)),
        ("2024-01-01T10:00:00Z", "Pacific/Apia", Date(2024, 1, 1)),
        ("2024-01-01T11:00:00Z", "Pacific/Apia", Date(2024, 1, 2)),
    ],
)
def test_an_entry_for_a_whole_day_is_a_day_where_it_was_written(created: str, zone: str, day: Date) -> None:
    assert one(creationDate=created, timeZone=zone, isAllDay=True).written_at == day


def test_the_second_pass_of_an_hour_stays_the_second() -> None:
    found = entries()[3]
    assert isinstance(found.written_at, moments.DateTime)
    assert moments.wire(found.written_at) == "2023-10-29T01:30:00+01:00[Europe/Dublin]"
    again = one(creationDate="2023-10-29T01:30:00Z").written_at
    assert isinstance(again, moments.DateTime)
    assert moments.wire(again) == "2023-10-29T01:30:00+00:00[Europe/Dublin]"


@pytest.mark.parametrize(
    ("created", "wire"),
    [
        ("2024-03-01T09:00:00.5Z", "2024-03-01T09:00:00.500000+00:00[Europe/Dublin]"),
        ("2024-03-01T09:00:00.123456789Z", "2024-03-01T09:00:00.123456+00:00[Europe/Dublin]"),
        ("2024-03-01T09:00:00+05:00", "2024-03-01T04:00:00+00:00[Europe/Dublin]"),
        ("2024-03-01T09:00:00-0330", "2024-03-01T12:30:00+00:00[Europe/Dublin]"),
        ("2024-03-01 09:00:00 +0000", "2024-03-01T09:00:00+00:00[Europe/Dublin]"),
    ],
)
def test_an_instant_in_another_form_is_the_same_instant(created: str, wire: str) -> None:
    found = one(creationDate=created)
    assert isinstance(found.written_at, moments.DateTime)
    assert moments.wire(found.written_at) == wire
    assert kept(found)["creationDate"] == created


@pytest.mark.parametrize(
    "created",
    [
        "yesterday", "2024-02-30T09:00:00Z", "2024-03-01T24:00:00Z", "2024-03-01T09:00:60Z", "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "12345-01-01T00:00:00Z", "2024-03-01T09:00Z", "20240301T090000Z", "Fri, 1 Mar 2024",
        1709283600, 17.5, True, [], {"date": "2024-03-01"}, "now", "٢٠٢٤-٠٣-٠١T09:00:00Z", "2024-03-01T09:00:00+99:00",
    ],
)  # fmt: skip
def test_a_date_in_an_odd_form_is_told_and_never_invented(created: object) -> None:
    reading = read(entry(creationDate=created, timeZone="Pacific/Kiritimati"))
    found = only(reading)
    assert found.written_at is None
    assert problems_of(reading) == ["days.json: entry 1: a date in a form that is not known here"]
    assert reading.tally.counted[NO_DATE] == 1
    assert kept(found)["creationDate"] == (tuple(created) if isinstance(created, list) else created)


@pytest.mark.parametrize("created", [None, ""])
def test_an_entry_without_a_date_has_none(created: object) -> None:
    reading = read(entry(creationDate=created, isAllDay=True))
    assert only(reading).written_at is None
    assert reading.tally.counted[NO_DATE] == 1
    assert reading.problems == ()


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "localtime", "../etc/passwd", 7, "x" * 500, "\0", "GMT+99"])
def test_without_a_zone_that_is_one_an_entry_is_seen_in_the_one_that_is_given(zone: object) -> None:
    fields = entry(timeZone=zone, creationDate="2024-07-01T22:30:00Z")
    in_utc, given = read(fields), read(fields, zone="Europe/Paris")
    assert str(only(in_utc).written_at) == "2024-07-01 22:30:00+00:00"
    assert in_utc.tally.counted[day_one.ASSUMED_UTC] == 1
    assert in_utc.journal.zone == "UTC"
    assert str(only(given).written_at) == "2024-07-02 00:30:00+02:00"
    assert given.tally.counted[day_one.ASSUMED_ZONE] == 1
    assert only(read({**fields, "isAllDay": True}, zone="Europe/Paris")).written_at == Date(2024, 7, 2)
    assert given.journal.zone == "Europe/Paris"


@pytest.mark.parametrize(("zone", "name"), [("GMT+0530", "+05:30"), ("GMT-3", "-03:00"), ("+02:00", "+02:00")])
def test_an_offset_as_apple_writes_it_is_a_zone(zone: str, name: str) -> None:
    found = one(timeZone=zone)
    assert isinstance(found.written_at, moments.DateTime)
    assert moments.zone_name(found.written_at) == name


def test_the_zone_of_the_journal_is_the_one_of_most_entries() -> None:
    days = [entry(uuid=str(n), timeZone=zone) for n, zone in enumerate(["Europe/Paris", "Asia/Tokyo", "Asia/Tokyo"])]
    assert read(*days).journal.zone == "Asia/Tokyo"
    assert read(*days, zone="Europe/Dublin").journal.zone == "Europe/Dublin"


def test_a_clock_without_a_zone_is_a_day_unless_somebody_says_where() -> None:
    fields = entry(creationDate="2024-07-01T22:30:00", timeZone=None)
    alone, given = read(fields), read(fields, zone="Europe/Paris")
    assert only(alone).written_at == Date(2024, 7, 1)
    assert alone.tally.counted[NO_ZONE] == 1
    assert str(only(given).written_at) == "2024-07-01 22:30:00+02:00"
    assert given.tally.counted[ASSUMED_ZONE] == 1


def test_a_day_is_a_day() -> None:
    assert one(creationDate="2024-07-01").written_at == Date(2024, 7, 1)


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(AmbiguousTimeError):
        read(entry(), zone="Mars/Olympus")


# -- the text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a\\. b\\! \\(c\\) d\\-e \\#f 2 \\* 3",
        "  two spaces, and a line\nthat ends  \nhere",
        '<nothing> [gallery ids="1"] & &amp; it is writing',
        "#no heading",
        "## the second level\n\nand text",
        "Rain. I said so",
        "    # code",
        "👩‍👩‍👧 and ❤️ stay\u00a0whole",
        "trailing\n\n\n",
        "a\u200bb is not emphasis, *nor* \u200bthis",
    ],
)
def test_the_text_is_markdown_already_and_stays_as_it_is(text: str) -> None:
    found = one(text=text)
    assert (found.title, found.body) == ("", text)


def test_line_ends_become_those_of_unix() -> None:
    assert one(text="a\r\nb\rc\u2028d\u2029e").body == "a\nb\nc\nd\n\ne"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Rain", "Rain", ""),
        ("#\tRain  \n\n\nIt came in.", "Rain", "It came in."),
        ("\n\n  # Rain ##\nIt came in.", "Rain", "It came in."),
        ("# C#\nIt", "C#", "It"),
        ("# 1\\. May, \\*\\#\\_ 2 * 3\n", "1. May, *#_ 2 * 3", ""),
        ("# 3. März\nx", "3. März", "x"),
        ("# **All of it** and _some_ ~~not~~", "All of it and some not", ""),
        ("# \u200b**Rain**\u200b", "Rain", ""),
        ("# snake_case_word", "snake_case_word", ""),
    ],
)
def test_a_heading_at_the_top_is_the_title(text: str, title: str, body: str) -> None:
    found = one(text=text)
    assert (found.title, found.body) == (title, body)


@pytest.mark.parametrize(
    "text",
    [
        "#", "# ", "# ![](a.jpeg)", "# [Ida](https://a.example)", "# `code`", "# AT&amp;T", "# <b>x</b>", "# **open",
        "# ends with \\", "# \ue021", "x\n# later",
    ],
)  # fmt: skip
def test_a_heading_that_is_more_than_words_stays_in_the_text(text: str) -> None:
    found = one(text=text)
    assert (found.title, found.body) == ("", text)


def test_two_per_cent_signs_are_not_private_by_accident() -> None:
    for text in ("100%% sure, 50%%% more, %%", "%%a%%", "\\%%x", "# 5%% off%%\nx"):
        found = one(text=text)
        assert without_private_spans(found.body) == found.body
        assert of_markdown(found.body) == of_markdown(text)
        assert found.title == ""


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("\u200b**a**\u200b", "**a**"),
        ("**\u200ba\u200b**", "**a**"),
        ("x\u200b*a b\\.c*\u200by", "x*a b\\.c*y"),
        ("\u200b~~a~~\u200b, \u200b_b_\u200b", "~~a~~, \u200b_b_\u200b"),
        ("**\u200b“a”\u200b**b", "**\u200b“a”\u200b**b"),
        ("\\*\u200ba*", "\\*\u200ba*"),
        ("👩\u200b👩", "👩\u200b👩"),
    ],
)
def test_an_invisible_space_goes_only_where_it_stands_around_emphasis(text: str, body: str) -> None:
    found = one(text=text)
    assert found.body == body
    assert of_markdown(found.body) == of_markdown(text)


def test_half_of_a_character_is_replaced_and_counted() -> None:
    raw = b'{"entries": [{"text": "a \\ud83d b \\ud83d\\ude00", "tags": ["\\udead"]}]}'
    reading = day_one.read(raw)
    assert only(reading).body == "a \ufffd b 😀"
    assert only(reading).tags == ("\ufffd",)
    assert reading.tally.counted[day_one.SURROGATES] == 2


def test_an_entry_with_nothing_in_it_is_an_entry() -> None:
    reading = read({}, entry(uuid="2", text=None), entry(uuid="3", text=" \n"))
    assert sorted(found.body for found in reading.journal.entries) == ["", "", " \n"]
    assert reading.tally.counted[day_one.NO_TEXT] == 3
    assert reading.tally.counted[day_one.NOT_AN_ID] == 1


# -- rich text ------------------------------------------------------------------------------------------------


def rich(*contents: object) -> str:
    return json.dumps({"contents": list(contents), "meta": {"version": 1}})


def test_where_there_is_no_text_it_is_made_from_the_rich_text() -> None:
    found = entries()[2]
    assert found.title == "What I did not say"
    assert found.body == (
        "- that I was late on purpose\n  1. twice\n\n- [x] ask about August\n\n1986\\. It began with a *coat*."
    )


def test_where_the_two_disagree_the_text_counts_and_the_other_is_kept() -> None:
    found = entries()[3]
    assert found.body.startswith("The clocks went back and I got the hour twice")
    assert "lost an hour" in str(kept(found)["richText"])


def test_where_the_two_agree_the_second_copy_goes() -> None:
    assert "richText" not in kept(entries()[0])


def test_a_look_that_markdown_has_no_sign_for_is_counted_and_kept() -> None:
    raw = rich({"text": "loud", "attributes": {"highlightedColor": "ffc107cc"}})
    reading = read(entry(text="loud", richText=raw))
    assert reading.losses["richText.highlightedColor"] == 1
    assert kept(only(reading))["richText"] == raw
    assert day_one.OTHER_RICH_TEXT not in reading.tally.counted


@pytest.mark.parametrize("text", ["", None, "\n \u00a0"])
def test_rich_text_may_be_plain_text(text: object) -> None:
    found = one(text=text, richText="1. Rain *again*\n# not a heading\n50%% of it")
    assert squeezed(of_markdown(found.body)) == squeezed("1. Rain *again*\n# not a heading\n50%% of it")
    assert found.title == ""
    assert one(richText="2024").body == "2024"
    assert one(richText='"quoted"').body == '"quoted"'


@pytest.mark.parametrize("raw", ['{"contents": [{"te', '{"contents": 5}', '{"a": NaN, "a": 1}', "[" * 3, 7, {"a": 1}, ["b"]])
def test_rich_text_that_cannot_be_read_is_kept_and_told(raw: object) -> None:
    reading = read(entry(text="Rain.", richText=raw))
    found = only(reading)
    assert found.body == "Rain."
    if raw != "[[[":
        assert problems_of(reading) == ["days.json: entry 1: rich text that cannot be read: kept in extra"]
    assert "richText" in kept(found)


# -- links ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        f"dayone2://view?entryId={U}01",
        f"dayone://view?entryId={U.lower()}01",
        f"dayone2://view?entryId={U[:8]}-{U[8:12]}-{U[12:16]}-{U[16:20]}-{U[20:]}01",
    ],
)
def test_a_link_between_entries_is_a_link_and_the_text_stays(address: str) -> None:
    reading = read(entry(uuid=f"{U}01"), entry(uuid=f"{U}02", text=f"[a]({address}) [b]({address}) {address}0"))
    first, second = reading.journal.entries
    assert [(link.kind, link.to) for link in second.links] == [("about", first.id)]
    assert second.body == f"[a]({address}) [b]({address}) {address}0"
    assert reading.tally.counted[day_one.LINKS] == 1
    assert day_one.DEAD_LINKS not in reading.tally.counted


def test_a_link_to_an_entry_that_is_not_here_is_counted() -> None:
    reading = read(entry(text=f"[a](dayone2://view?entryId={U}00)"))
    assert reading.tally.counted[day_one.DEAD_LINKS] == 1


# -- fields ---------------------------------------------------------------------------------------------------


def test_every_field_without_a_home_is_kept_and_counted_by_its_name() -> None:
    fields = {
        "location": {"placeName": "The pier"},
        "music": {"track": "(null)"},
        "userActivity": {"stepCount": 9},
        "steps": 4,
    }
    reading = read(entry(**fields, weather="(null)", starred=False, pinned=True, ours="x", **{"her name": 1}))
    found = kept(only(reading))
    assert all(found[name] == value for name, value in fields.items())
    assert found["weather"] == "(null)"
    assert dict(reading.losses) == {
        "location": 1, "music": 1, "userActivity": 1, "steps": 1, "pinned": 1, "fields that are not known here": 2,
    }  # fmt: skip
    assert reading.tally.counted["pinned entries"] == 1


@pytest.mark.parametrize("tags", [["a", 5, None, " b ", "", "a"], ["a", {"b": 1}, "b"]])
def test_a_tag_that_is_no_text_is_told(tags: object) -> None:
    reading = read(entry(tags=tags))
    assert only(reading).tags == ("a", "b")
    assert problems_of(reading) == ["days.json: entry 1: a tag that is not text"]


def test_a_number_that_is_none_stays_as_it_was_written() -> None:
    digits = "7" * 5000
    raw = f'{{"entries": [{{"text": "Rain.", "duration": {digits}, "editingTime": NaN, "steps": 1e999, "x": -Infinity}}]}}'
    reading = day_one.read(raw.encode())
    assert only(reading).body == "Rain."
    assert kept(only(reading)) == {"duration": digits, "editingTime": "NaN", "steps": "1e999", "x": "-Infinity"}
    assert reading.tally.counted[day_one.ODD_NUMBERS] == 4


# -- broken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("5", "not an entry: no fields with names"),
        ('"Rain"', "not an entry: no fields with names"),
        ("null", "not an entry: no fields with names"),
        ('{"text": "a", "text": "b"}', "a key that stands twice, with two values"),
        ('{"location": {"x": 1, "x": 2}}', "a key that stands twice, with two values"),
        ('{"text": ["a"]}', "a text that is not text"),
        ('{"text": 5}', "a text that is not text"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "nested too deeply"),
    ],
)
def test_one_broken_entry_is_rejected_and_the_others_come(broken: str, what: str) -> None:
    raw = f'{{"entries": [{{"uuid": "1", "text": "Rain."}}, {broken}, {{"uuid": "3", "text": "Snow."}}]}}'
    reading = day_one.read(raw.encode(), name="days.json")
    assert [found.body for found in reading.journal.entries] == ["Rain.", "Snow."]
    assert problems_of(reading) == [f"days.json: entry 2: {what}"]
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (3, 2, 1)


def test_a_key_that_stands_twice_with_one_value_is_one_key() -> None:
    assert only(day_one.read(b'{"entries": [{"text": "Rain.", "text": "Rain."}]}')).body == "Rain."


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"", "", "empty"),
        (b" \n", "", "empty"),
        (b"[]", "", "not a Day One export"),
        (b"5", "", "not a Day One export"),
        (b'{"entries": {}}', "", "not a Day One export"),
        (b'{"posts": []}', "", "not a Day One export"),
        (b'{"entries": [{"text": "Canary', ": line 1, column 23", "cut off: the end is missing"),
        (JOURNAL[:-3], ": line 116, column 4", "cut off: the end is missing"),
        (b'{"entries": [}', ": line 1, column 14", "not JSON from here on"),
        (b'{"entries": []} Canary', ": line 1, column 17", "not JSON from here on"),
        (b'{"entries": [{"text": "Canary \xe9"}]}', ": byte 30", "not UTF-8"),
        (b'{"entries": [], "entries": [{}]}', "", "a key that stands twice, with two values"),
        (b"[" * 100_000, "", "nested too deeply"),
        (b'{"a":' * 100_000, "", "nested too deeply"),
        (b"PK\x03\x04Canary", "", "a zip archive (or a Word file), not a Day One export"),
        (b"SQLite format 3\x00Canary", "", "a database, not a Day One export"),
        (b"Salted__Canary", "", "encrypted"),
        (b"Dear diary, Canary", ": line 1, column 1", "not JSON from here on"),
        (b"<?xml version='1.0'?><rss>Canary</rss>", "", "not a property list that can be read"),
    ],
)
def test_what_is_no_journal_is_one_clear_error(data: bytes, where: str, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        day_one.read(data, name="days.json")
    assert [str(problem) for problem in caught.value.problems] == [f"days.json{where}: {what}"]
    keeps_quiet(caught.value, "Canary")
    assert caught.value.__context__ is None


def test_depth_is_refused_before_the_stack_ends_whatever_the_limit_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.getrecursionlimit", lambda: 10**9)
    with pytest.raises(ReadError, match="nested too deeply"):
        day_one.read(b'{"a": "[[[\\"", "entries": ' + b"[" * 900 + b"]" * 900 + b"}")
    assert day_one.read(JOURNAL).tally.found == 4


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n "])
def test_a_byte_order_mark_is_no_part_of_it(mark: bytes) -> None:
    assert day_one.read(mark + JOURNAL) == day_one.read(JOURNAL)
    assert day_one.claims(mark + JOURNAL)
    assert day_one.read(mark + CLASSIC) == day_one.read(CLASSIC)


def test_a_journal_in_utf_16_that_says_so_is_read() -> None:
    assert day_one.read(JOURNAL.decode().encode("utf-16")).journal == day_one.read(JOURNAL).journal


# -- one entry twice ------------------------------------------------------------------------------------------


def test_an_entry_that_stands_there_twice_comes_once() -> None:
    reading = read(entry(text="Rain."), entry(text="Snow.", uuid="2"), dict(reversed(entry(text="Rain.").items())))
    assert [found.body for found in reading.journal.entries] == ["Rain.", "Snow."]
    assert problems_of(reading) == ["days.json: entry 3: the same entry once more: skipped"]
    assert dict(reading.tally.why_skipped) == {"the same entry once more": 1}


def test_two_entries_with_one_id_both_come() -> None:
    texts = ["Rain.", "Snow.", "Snow.", "Hail."]
    reading = read(*(entry(text=text) for text in texts))
    assert [found.body for found in reading.journal.entries] == ["Rain.", "Snow.", "Hail."]
    assert len({found.id for found in reading.journal.entries}) == 3
    assert problems_of(reading) == [
        "days.json: entry 2: an id that another entry has, too: both are kept",
        "days.json: entry 3: the same entry once more: skipped",
        "days.json: entry 4: an id that another entry has, too: both are kept",
    ]


def test_without_ids_two_entries_that_are_equal_are_two_entries() -> None:
    same = {"creationDate": "2024-03-01T09:00:00Z", "text": "Rain."}
    reading = read(same, same)
    assert len({found.id for found in reading.journal.entries}) == 2
    assert reading.tally.counted[day_one.NOT_AN_ID] == 2


# -- Classic --------------------------------------------------------------------------------------------------


def test_an_entry_of_classic_is_an_entry() -> None:
    found = only(day_one.read(CLASSIC))
    assert found.id == derived_id("day_one", CLASSIC_ID)
    assert found.title == "The first hour"
    assert found.body == 'I sat on the edge of the chair & said "fine" four times.\n5 < 7, she said, is also a sum.'
    assert found.tags == ("beginning",)
    assert str(found.written_at) == "2013-05-12 23:30:00+01:00"
    reading = day_one.read(CLASSIC)
    assert dict(reading.losses) == {"Activity": 1, "Creator": 1, "Location": 1, "Starred": 1}
    assert reading.tally.counted["starred entries"] == 1
    assert kept(found)["creationDate"] == "2013-05-12T22:30:00Z"


def test_what_looks_like_day_one_is_claimed_and_nothing_else() -> None:
    assert day_one.claims(JOURNAL)
    assert day_one.claims(CLASSIC)
    assert day_one.claims(journal())
    assert day_one.claims(json.dumps({"entries": [{"richText": "x" * 10}], "metadata": {}}).encode())
    for data in (
        b"", b"{", b"[]", b'{"tags": {}, "entries": [{"title": "a", "body": "b", "starred": false}]}',
        b'{"therapy_notes": {"version": 1}, "entries": [{"id": "a", "written_at": "2024-05-01"}]}',
        b"<?xml version='1.0'?><rss><key>Entry Text</key></rss>", b"bplist00", b"\xff\xfe", b"Entry Text",
    ):  # fmt: skip
        assert not day_one.claims(data)
