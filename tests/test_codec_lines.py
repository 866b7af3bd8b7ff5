"""JSON Lines: what is written comes back record by record, and a line that does not read costs nobody the others."""

import itertools
import json
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from test_codec_properties import CANARY, can_be_written
from therapy_notes import moments
from therapy_notes.codec import fast, lines, records
from therapy_notes.codec.records import Records, reading_of
from therapy_notes.errors import ReadError, WriteError
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal, Unreadable
from therapy_notes.model.sessions import Topic
from therapy_notes.model.values import Share
from therapy_notes.testing import journals as any_journals

HEADER = b'{"therapy_notes":{"format":"1.2"},"zone":"Europe/Oslo"}\n'
END = b'{"count":1,"seal":"' + b"0" * 64 + b'"}\n'


def journals() -> st.SearchStrategy[Journal]:
    return any_journals().filter(can_be_written)


def problems(*given: bytes) -> list[str]:
    with pytest.raises(ReadError) as caught:
        reading_of([HEADER, *given])
    return [str(problem) for problem in caught.value.problems]


# -- the laws -----------------------------------------------------------------------------------------------------


@given(journals())
@documents
def test_what_is_written_is_read_again_by_both_roads(journal: Journal) -> None:
    written = [*lines.lines_of(journal)]
    assert lines.verify(written) is True
    for sealed, lenient in itertools.product((False, True), repeat=2):
        reading = reading_of(written, sealed=sealed, lenient=lenient)
        assert reading.journal == journal
        assert reading.problems == ()
        assert reading.tally.found == len(journal) + len(journal.shares)


@given(journals())
@documents
def test_one_record_stands_in_one_line_under_the_name_of_its_list(journal: Journal) -> None:
    head, *rest, last = [*lines.lines_of(journal)]
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in (head, *rest, last))
    names = [next(iter(json.loads(line))) for line in rest]
    expected = [kind.plural for kind in KINDS.values() for _ in getattr(journal, kind.plural)]
    assert names == [*expected, *["shares"] * len(journal.shares), *["unreadable"] * len(journal.unreadable)]
    assert json.loads(last)["count"] == len(rest)


@given(journals())
@documents
def test_a_stream_of_records_goes_through_a_file_without_a_change(journal: Journal) -> None:
    first = [*lines.lines_of(journal)]
    stream = Records(first)
    assert [*lines.lines(stream, stream.head)] == first


@given(journals())
@documents
def test_the_fast_road_gives_what_the_strict_one_gives_or_nothing(journal: Journal) -> None:
    for line in lines.lines_of(journal):
        found = fast.line_of(line)
        if found is not None:
            assert found == next(Records([HEADER, line]).pairs())
            assert repr(found[1]) == repr(next(Records([HEADER, line])))


@given(journals(), st.data())
@documents
def test_a_file_cut_off_anywhere_gives_all_whole_lines_and_the_number_of_the_last(
    journal: Journal, data: st.DataObject
) -> None:
    written = b"".join(lines.lines_of(journal))
    head = written.index(b"\n") + 1
    cut = data.draw(st.integers(head, len(written) - 2))  # a file may lack no more than its last line end
    there = written[:cut].splitlines(keepends=True)
    whole = [line for line in there if line.endswith(b"\n")]
    stream = Records(there)
    read: list[object] = []
    with pytest.raises(ReadError) as caught:
        read.extend(stream)
    assert len(read) in {len(whole) - 1, len(there) - 1}  # a last line may lack no more than its line end
    numbers = {problem.where.split(":")[0] for problem in caught.value.problems}
    assert numbers <= {f"line {len(there)}", f"line {len(there) + 1}"}
    lenient = reading_of(there, lenient=True)
    assert len(lenient.journal) + len(lenient.journal.shares) >= len(whole) - 1 - len(journal.unreadable)
    assert lenient.problems != ()


LINE = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"", b"{}", b"[]", b"7", b'{"entries":{}}', b'{"entries":{"id":"a","body":1}}', b'{"entry":{}}', b'{"":[]}',
            b'{"entries":{"id":"a"},"x":1}', b'{"entries":{"id":"a","id":"b","body":""}}', b'{"urges":{"n":NaN}}', b"\xff",
            b'{"urges":[1]}', b'{"dreams":[1]}', HEADER[:-1], b'{"unreadable":{"kind":"entry","raw":1}}',
            b'{"topics":{"id":"\\ud83d","text":""}}',
            b'{"x":{"\\ud83d":1}}', b'{"shares":{"record":""}}', b'{"entries":' + b"[" * 100, b'{"\\ud83d":1}',
            b'{"count":1}', b'{"count":"X","seal":["X"]}',
            b'{"topics":{"id":"p","text":"X"},"topics":{"id":"q","text":"Y"}}',
            b'{"topics":{"id":"t","text":"Rest"}}',
        ]
    ),
)  # fmt: skip


@given(st.lists(LINE, max_size=6), st.booleans())
def test_any_lines_at_all_are_a_reading_or_a_read_error(given_lines: list[bytes], sealed: bool) -> None:
    data = [HEADER, *(line.replace(b"\n", b"") + b"\n" for line in given_lines)]
    try:
        reading_of(data, sealed=sealed)
    except ReadError as error:
        keeps_quiet(error, CANARY)
    reading = reading_of(data, lenient=True, sealed=sealed)
    again = [*lines.lines_of(reading.journal)]
    assert reading_of(again).journal == reading.journal
    # Nothing is dropped: every line that is no blank, no end and no header is a record, set aside, or an unknown kind.
    kept = len(reading.journal) + len(reading.journal.shares) + len(reading.journal.unreadable)
    kept += sum(len(items) for items in reading.journal.extra.values())  # type: ignore[arg-type, misc]  # lists, here
    lines_given = [line for line in given_lines if line.replace(b"\n", b"").strip()]
    assert kept == len(lines_given)


# -- by example ---------------------------------------------------------------------------------------------------


def test_problems_have_the_number_of_their_line_and_are_told_all_at_once() -> None:
    no_body, no_json, no_topic = b'{"entries":{"id":"a"}}\n', b"not json\n", b'{"topics":{"id":"","text":1}}\n'
    assert problems(no_body, b"\n", no_json, no_topic, b'{"entries":{"id":"b","body":""}}\n', END) == [
        "line 2: $.body: missing",
        "line 4: not JSON",
        "line 5: $.id: not an id: text that is not empty",
        "line 5: $.text: not text",
    ]  # fmt: skip


@pytest.mark.parametrize("rest", [b'{"entries":{"id":"b","bo', b'{"entries":{"id":"b","body":"'])
def test_a_truncated_last_line_is_reported_with_its_number_and_the_rest_is_read(rest: bytes) -> None:
    data = [HEADER, b'{"entries":{"id":"a","body":"So far."}}\n', rest]
    stream = Records(data)
    assert next(stream) == Entry(id="a", body="So far.")
    with pytest.raises(ReadError, match=r"^1 problem: line 3: cut off: the end is missing$"):
        next(stream)
    reading = reading_of(data, lenient=True)
    assert [kept.text for kept in reading.journal.unreadable] == [rest.decode()]
    assert [str(problem) for problem in reading.journal.unreadable[0].problems] == ["line 3: cut off: the end is missing"]


def test_a_missing_last_line_is_told() -> None:
    assert problems(b'{"entries":{"id":"a","body":""}}\n') == ["line 3: cut off: the end is missing"]


def test_the_file_may_end_badly_by_itself() -> None:
    def broken() -> Iterator[bytes]:
        yield HEADER
        yield b'{"entries":{"id":"a","body":""}}\n'
        raise ReadError([])

    assert reading_of(broken(), lenient=True).journal["a"]


def test_a_header_must_be_there_and_read() -> None:
    for data in ([], [b"\n"], [b"{}\n"], [b'{"therapy_notes":{"format":"3.0"}}\n'], [b"\xff\n"]):
        with pytest.raises(ReadError, match="line 1"):
            reading_of(data, lenient=True)


def test_two_lines_with_one_id_are_one_record_and_one_that_is_set_aside() -> None:
    data = [HEADER, b'{"entries":{"id":"a","body":"one"}}\n', b'{"topics":{"id":"a","text":"two"}}\n', END]
    assert problems(*data[1:]) == ["line 3: $.id: two records with one id"]
    reading = reading_of(data, lenient=True)
    assert reading.journal["a"] == Entry(id="a", body="one")
    assert [(kept.kind, dict(kept.raw)) for kept in reading.journal.unreadable] == [("topic", {"id": "a", "text": "two"})]  # type: ignore[call-overload]  # raw is any JSON


def test_lines_of_a_kind_that_a_newer_release_knows_go_on_as_they_came() -> None:
    data = [HEADER.replace(b"1.2", b"1.7"), b'{"dreams":{"id":"u"}}\n', b'{"dreams":{"id":"v"}}\n', END]
    stream = Records(data)
    assert [*stream] == [Unreadable(kind="dreams", raw={"id": "u"}), Unreadable(kind="dreams", raw={"id": "v"})]
    assert [*lines.lines(Records(data), stream.head)][1:3] == data[1:3]
    journal = reading_of(data).journal
    assert journal.extra["dreams"] == ({"id": "u"}, {"id": "v"})
    assert reading_of(lines.lines_of(journal)).journal == journal


@pytest.mark.parametrize(("before", "after"), [("[1]", (1, {"id": "u"})), ('{"a": 1}', ({"a": 1}, {"id": "u"}))])
def test_what_the_header_has_under_the_same_name_is_not_lost(before: str, after: tuple[object, ...]) -> None:
    head = HEADER.replace(b"}\n", b', "dreams": ' + before.encode() + b"}\n")
    assert reading_of([head, b'{"dreams":{"id":"u"}}\n', END]).journal.extra["dreams"] == after


def test_a_journal_in_one_line_reads_too() -> None:
    from therapy_notes.codec import dumps  # noqa: PLC0415

    journal = Journal(zone="UTC", shares=(Share(record="a", audience="peer"),)).with_records(Topic(id="a", text="Rest"))
    reading = reading_of([dumps(journal, indent=None)], lenient=True)
    assert reading.journal == journal


def test_an_offset_that_a_zone_no_longer_has_reads_while_the_seal_holds() -> None:
    record = b'{"entries":{"id":"a","written_at":"2024-05-01T09:00:00+05:00[Europe/Oslo]","body":""}}\n'
    assert problems(record, END)
    found = reading_of([HEADER, record, END], sealed=True).journal["a"]
    assert isinstance(found, Entry)
    assert found.written_at is not None
    assert moments.wire(found.written_at) == "2024-05-01T09:00:00+02:00[Europe/Oslo]"


def test_what_could_not_be_read_again_is_not_written() -> None:
    huge = Entry(id="a", body="", extra={"n": 10**30})
    with pytest.raises(WriteError, match=r"^line 2: \$\.<unknown key>\.<unknown key>: a whole number|^line 2"):
        [*lines.lines([huge], Journal(zone="UTC"))]


def test_only_the_first_thousand_problems_are_told_one_by_one() -> None:
    bad = (b'{"entries":{}}\n' for _ in range(1500))
    stream = Records([HEADER, *bad, END], lenient=True)
    assert sum(1 for _ in stream) == 1500
    assert len(stream.problems) == records.MANY + 1
    assert str(stream.problems[-1]) == "lines after that: 2000 problems more"


def test_the_account_says_how_many_lines_there_should_be() -> None:
    journal = Journal(zone="UTC").with_records(Topic(id="a", text="Rest"), Topic(id="b", text="Sleep"))
    head, first, *rest = [*lines.lines_of(journal)]
    tally = reading_of([head, *rest]).tally
    assert (tally.found, tally.claimed) == (1, {"lines": 2})
    assert first.startswith(b'{"topics"')


def test_every_line_counts_for_the_seal() -> None:
    journal = Journal(zone="UTC").with_records(Topic(id="a", text="Rest"), Topic(id="b", text="Sleep"))
    written = [*lines.lines_of(journal)]
    for without in range(len(written) - 1):
        assert lines.verify([*written[:without], *written[without + 1 :]]) is False
    assert lines.verify(written[:-1]) is False
    assert lines.verify([line.replace(b"\n", b"\r\n") for line in written]) is False
    assert lines.verify([]) is None


@given(journals(), st.data())
@documents
def test_any_changed_byte_is_noticed_by_the_seal(journal: Journal, data: st.DataObject) -> None:
    written = bytearray(b"".join(lines.lines_of(journal)))
    at = data.draw(st.integers(0, len(written) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(written[at] != byte)
    written[at] = byte
    assert lines.verify(bytes(written).splitlines(keepends=True)) is not True


def test_the_header_holds_no_record() -> None:
    journal = Journal(zone="UTC", key=bytes(32), owner="me").with_records(Topic(id="a", text="Rest"))
    stream = Records(lines.lines_of(journal))
    assert stream.head == attrs.evolve(journal, topics=())
