"""Zip archives that lie in every name and every number."""

import struct
import tracemalloc
import unicodedata
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.readers import _archive
from therapy_notes.readers._archive import Archive, Member, opened

CANARY = "Canary Wharf at night"
MEGABYTE = 1024 * 1024
UNIX_LINK, UNIX_PIPE, UNIX_FILE = 0o120777, 0o010644, 0o100600


def packed(members: Mapping[str, bytes | str], compression: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def packed_as(mode: int, name: str, data: bytes) -> bytes:
    info = ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(info, data)
    return file.getvalue()


def named(archive: Archive) -> dict[str, bytes]:
    return {member.name: archive.read(member) for member in archive.members}


def said(error: ReadError) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in error.problems]


def refusal(read: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ReadError) as caught:
        read()
    keeps_quiet(caught.value, CANARY)
    assert caught.value.__context__ is None
    return said(caught.value)


def listed(*members: tuple[str, int, int, int], count: int | None = None) -> bytes:
    """A table of contents that says whatever one wants: name, place, packed size, size."""
    table = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, packed_size, size, len(name), 0, 0, 0, 0, 0, at)
        + name.encode()
        for name, at, packed_size, size in members
    )
    number = len(members) if count is None else count
    return table + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(table), 0, 0)


def local(name: str, data: bytes) -> bytes:
    return (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, len(data), len(data), len(name), 0) + name.encode() + data
    )


def with_contents_at(contents: bytes, at: int) -> bytes:
    return contents[:-6] + struct.pack("<LH", at, 0)


# What is read.

file_names = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1)


def test_members_are_read_by_their_numbers() -> None:
    archive = opened(packed({"Journal.json": "{}", "photos/": "", "photos/a.jpeg": b"\xff"}), where="day-one.zip")
    assert [(member.number, member.name, member.size) for member in archive.members] == [
        (1, "Journal.json", 2),
        (3, "photos/a.jpeg", 1),
    ]
    assert named(archive) == {"Journal.json": b"{}", "photos/a.jpeg": b"\xff"}
    assert archive.place(archive.members[1]) == "day-one.zip: member 3"
    assert archive.problems == ()


@documents
@given(
    st.dictionaries(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1), st.binary(max_size=5000), min_size=1)
)
def test_whatever_is_packed_comes_back(members: dict[str, bytes]) -> None:
    assert named(opened(packed(members))) == members
    assert named(opened(packed(members, ZIP_STORED))) == members


def test_a_file_on_disk_is_read_where_it_is_and_pictures_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "day-one.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", "{}")
        archive.writestr("photos/film.mov", bytes(64 * MEGABYTE))
    tracemalloc.start()
    with path.open("rb") as file:
        found = opened(file, max_bytes=1000, max_member=1000)
        data = found.read(found.members[0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert data == b"{}"
    assert peak < 5 * MEGABYTE


def test_nothing_is_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    named(opened(packed({"a": "1", "b/c": "2", "../d": "3", "/e": "4"})))
    assert list(tmp_path.rglob("*")) == []
    assert not (tmp_path.parent / "d").exists()


def test_ten_thousand_pictures_are_a_journal() -> None:
    data = packed({"Journal.json": "{}", **{f"photos/{number:032x}.jpeg": "x" for number in range(10_000)}}, ZIP_STORED)
    begun = process_time()
    assert len(opened(data).members) == 10_001
    assert process_time() - begun < 5


def test_an_archive_in_an_archive_is_only_bytes() -> None:
    inner = packed({f"{number}.md": CANARY for number in range(20)})
    archive = opened(packed({"inner.zip": inner}, ZIP_STORED), max_members=5)
    assert named(archive) == {"inner.zip": inner}


def test_a_name_stands_in_no_repr() -> None:
    archive = opened(packed({f"{CANARY}.md": CANARY}))
    assert "Canary" not in repr(archive)
    assert repr(archive.members[0]) == f"Member(number=1, size={len(CANARY)})"


# Names.


@pytest.mark.parametrize(
    "name",
    ["photos/../../x", "../x", "..", "/etc/x", "..\\x", "photos\\..\\..\\x", "C:\\x", "c:x", "\\\\host\\x", "\\x", "x/.."],
)
def test_a_name_that_leads_out_of_the_archive_is_skipped_and_reported(name: str) -> None:
    archive = opened(packed({f"{CANARY}.md": "kept", name: "not"}))
    assert named(archive) == {f"{CANARY}.md": b"kept"}
    assert [str(problem) for problem in archive.problems] == [f"archive: member 2: {_archive.LEADS_OUT}"]


def test_a_name_with_a_nul_is_skipped_and_reported() -> None:
    data = packed({"Journal.jsonXX": "{}"}).replace(b"Journal.jsonXX", b"Journal.json\0X")
    archive = opened(data)
    assert archive.members == ()
    assert [problem.what for problem in archive.problems] == [_archive.LEADS_OUT]


@pytest.mark.parametrize("name", ["a..b.md", "...", "..a/b", "a/.hidden", "10:30 walk.md"])
def test_a_name_that_only_looks_odd_is_kept(name: str) -> None:
    assert [member.name for member in opened(packed({name: "kept"})).members] == [name]


@pytest.mark.parametrize("mode", [UNIX_LINK, UNIX_PIPE])
def test_a_link_or_a_device_is_skipped_and_reported(mode: int) -> None:
    archive = opened(packed_as(mode, CANARY, b"/etc/passwd"))
    assert archive.members == ()
    assert [str(problem) for problem in archive.problems] == [f"archive: member 1: {_archive.NO_FILE}"]
    assert len(opened(packed_as(UNIX_FILE, "a", b"1")).members) == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", [f"{CANARY}/a.json", f"{CANARY}\\a.json"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(f"{CANARY}/a.json", "mine")
        archive.writestr(second, "not mine")
    assert refusal(lambda: opened(file.getvalue())) == [("archive: member 2", _archive.TWICE)]


def test_names_that_only_some_systems_tell_apart_are_all_kept() -> None:
    names = ["A.jpeg", "a.jpeg", "Zoë.md", unicodedata.normalize("NFD", "Zoë.md"), "CON.md", "a.md.", "a.md "]
    assert list(named(opened(packed(dict.fromkeys(names, "x"))))) == names


@pytest.mark.parametrize("name", ["Zoë.md", unicodedata.normalize("NFD", "Zoë.md"), "日記.md"])
def test_a_name_in_utf_8_is_read_although_macos_does_not_say_that_it_is(name: str) -> None:
    raw = name.encode()
    plain = packed({"x" * len(raw): "kept"})
    assert [member.name for member in opened(plain.replace(b"x" * len(raw), raw)).members] == [name]


def test_a_name_in_the_letters_of_an_old_pc_is_read_as_such() -> None:
    data = packed({"Zoe.md": "kept"}).replace(b"Zoe.md", b"Zo\x89.md")
    assert [member.name for member in opened(data).members] == ["Zoë.md"]


def test_what_macos_adds_is_left_out() -> None:
    archive = opened(packed({"a.md": "kept", "__MACOSX/._a.md": "x", "b/._c.md": "x", "._d": "x", "b/": ""}))
    assert named(archive) == {"a.md": b"kept"}
    assert archive.problems == ()


# Bombs.


def test_what_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({CANARY: bytes(64 * MEGABYTE)})
    archive = opened(bomb)
    tracemalloc.start()
    assert refusal(lambda: archive.read(archive.members[0])) == [("archive: member 1", _archive.TOO_DENSE)]
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    tracemalloc.stop()
    wanted = opened(bomb, max_ratio=2000)
    assert len(wanted.read(wanted.members[0])) == 64 * MEGABYTE


def test_a_small_member_may_be_as_dense_as_it_likes() -> None:
    assert named(opened(packed({"a": bytes(1024)}), max_ratio=1)) == {"a": bytes(1024)}
    assert refusal(lambda: named(opened(packed({"a": bytes(1025)}), max_ratio=1))) == [
        ("archive: member 1", _archive.TOO_DENSE)
    ]


@pytest.mark.parametrize("size", [0, 100, 10_000_000])
def test_a_header_that_says_too_little_brings_no_more_than_it_says(size: int) -> None:
    data = bytearray(packed({CANARY: bytes(64 * MEGABYTE)}))
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, size)
    archive = opened(bytes(data), max_ratio=2000)
    tracemalloc.start()
    assert refusal(lambda: archive.read(archive.members[0])) == [("archive: member 1", _archive.DAMAGED)]
    assert tracemalloc.get_traced_memory()[1] < 32 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_a_header_that_says_too_much_is_refused(compression: int) -> None:
    data = bytearray(packed({CANARY: "short"}, compression))
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 500)
    archive = opened(bytes(data))
    assert refusal(lambda: archive.read(archive.members[0])) == [("archive: member 1", _archive.NOT_ITS_SIZE)]


def test_members_that_share_their_bytes_are_refused() -> None:
    kernel = local(CANARY, b"x" * 1000)
    table = listed(*((CANARY, 0, 1000, 1000) for _ in range(12)))
    assert refusal(lambda: opened(with_contents_at(kernel + table, len(kernel)))) == [("archive", _archive.OVERLAPPING)]


def test_a_member_that_holds_the_next_one_is_refused() -> None:
    second = local("b", b"y" * 10)
    first = local("a", b"x" * 10 + second)
    table = listed(("a", 0, 10 + len(second), 10 + len(second)), ("b", len(first) - len(second), 10, 10))
    assert refusal(lambda: opened(with_contents_at(first + table, len(first)))) == [("archive", _archive.OVERLAPPING)]


def test_a_member_that_holds_the_table_of_contents_is_refused() -> None:
    first = local("a", b"x" * 10)
    table = listed(("a", 0, 50, 50))
    assert refusal(lambda: opened(with_contents_at(first + table, len(first)))) == [("archive", _archive.OVERLAPPING)]


def test_a_table_of_contents_made_by_hand_is_read_when_it_is_right() -> None:
    first, second = local("a", b"x" * 10), local("b", b"y")
    table = listed(("a", 0, 10, 10), ("b", len(first), 1, 1))
    data = bytearray(with_contents_at(first + second + table, len(first + second)))
    archive = opened(bytes(data))
    assert [member.name for member in archive.members] == ["a", "b"]


def test_more_members_than_the_limit_are_refused_before_they_are_listed() -> None:
    table = listed(*((f"{number:09}", 0, 0, 0) for number in range(400_000)), count=1)
    tracemalloc.start()
    begun = process_time()
    assert refusal(lambda: opened(table)) == [("archive", _archive.TOO_MANY)]
    assert process_time() - begun < 2
    assert tracemalloc.get_traced_memory()[1] < 2 * len(table)
    tracemalloc.stop()


def test_the_number_of_members_can_be_set() -> None:
    data = packed(dict.fromkeys("abc", "x"))
    assert len(opened(data, max_members=3).members) == 3
    assert refusal(lambda: opened(data, max_members=2)) == [("archive", _archive.TOO_MANY)]


def test_a_table_of_contents_that_is_long_for_its_members_is_refused() -> None:
    table = listed(*((f"{number:060000}", 0, 0, 0) for number in range(30)))
    assert refusal(lambda: opened(table, max_members=30)) == [("archive", _archive.TOO_MANY)]


def test_a_member_over_the_limit_is_refused() -> None:
    data = packed({"a": "x" * 10, CANARY: "x" * 11})
    archive = opened(data, max_member=10)
    assert archive.read(archive.members[0]) == b"x" * 10
    assert refusal(lambda: archive.read(archive.members[1])) == [("archive: member 2", _archive.TOO_LARGE)]


def test_what_is_unpacked_in_all_is_counted() -> None:
    archive = opened(packed({"a": "x" * 10, CANARY: "x" * 10, "c": "x"}), max_bytes=11)
    first, second, third = archive.members
    assert archive.read(first) == b"x" * 10
    assert refusal(lambda: archive.read(second)) == [("archive: member 2", _archive.TOO_MUCH)]
    assert archive.read(third) == b"x"
    assert refusal(lambda: archive.read(third)) == [("archive: member 3", _archive.TOO_MUCH)]


# Damage.


def flagged(bit: int) -> bytes:
    data = bytearray(packed({f"{CANARY}.json": "{}"}))
    struct.pack_into("<H", data, data.rindex(b"PK\x01\x02") + 8, bit)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (flagged(0x1), _archive.ENCRYPTED),
        (flagged(0x41), _archive.ENCRYPTED),
        (flagged(0x20), _archive.DAMAGED),
        (packed({CANARY: "x" * 100}, ZIP_BZIP2), _archive.UNKNOWN_PACKING),
        (packed({CANARY: "x" * 100}, ZIP_LZMA), _archive.UNKNOWN_PACKING),
        (packed({CANARY: "good"}, ZIP_STORED).replace(b"good", b"evil"), _archive.DAMAGED),
        (packed({CANARY: "good"}, ZIP_STORED).replace(CANARY.encode(), CANARY.upper().encode(), 1), _archive.DAMAGED),
    ],
    ids=["encrypted", "strongly encrypted", "a patch", "bzip2", "lzma", "bad CRC", "two names"],
)
def test_a_member_that_cannot_be_read_is_one_error_with_its_number(data: bytes, what: str) -> None:
    archive = opened(data, where="notes.zip")
    assert refusal(lambda: archive.read(archive.members[0])) == [("notes.zip: member 1", what)]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", _archive.EMPTY),
        (packed({}), _archive.EMPTY),
        (b"Monday. It rained.", _archive.NOT_A_ZIP),
        (b"\x1f\x8b\x08\x00", _archive.NOT_A_ZIP),
        (b"\x89PNG\r\n\x1a\n", _archive.NOT_A_ZIP),
        (b"7z\xbc\xaf\x27\x1c", _archive.NOT_A_ZIP),
        (packed({"a": "x"})[:-30], _archive.NO_CONTENTS),
        (b"PK\x03\x04", _archive.NO_CONTENTS),
        (packed({"a\u0301b": "x"}).replace(b"a\xcc\x81b", b"a\xff\xffb"), _archive.NO_CONTENTS),
        (with_contents_at(b"x" + listed(("a", 0, 0, 0)), 1), _archive.NOT_A_ZIP),
    ],
    ids=["no bytes", "no members", "text", "gzip", "picture", "7z", "cut off", "magic", "names", "no member there"],
)
def test_what_is_no_archive_is_one_error_that_says_what_is_wrong(data: bytes, what: str) -> None:
    assert refusal(lambda: opened(data, where="notes.zip")) == [("notes.zip", what)]
    assert refusal(lambda: opened(BytesIO(data), where="notes.zip")) == [("notes.zip", what)]


GOOD = packed({f"{CANARY}.md": CANARY * 40, "photos/a.jpeg": bytes(range(256)), "ünder": "", "é/b": "x" * 3000})


def _all_of(data: bytes) -> dict[str, bytes] | None:
    try:
        return named(opened(data))
    except ReadError as error:
        keeps_quiet(error, CANARY)
        return None


@pytest.mark.parametrize("end", range(0, len(GOOD), 7))
def test_an_archive_that_ends_too_early_is_refused(end: int) -> None:
    assert _all_of(GOOD[:end]) is None


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_byte_that_is_changed_changes_no_word_unseen(place: int, change: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= change
    found = _all_of(bytes(data))
    # A name, a date or a mode may be another one. What stood in the members comes back, or nothing does.
    assert found is None or set(found.values()) <= set(named(opened(GOOD)).values())


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: data + listed(("a", 0, 5, 5), (CANARY, 9, 9, 9))))
@example(GOOD[-22:])
@example(b"PK\x05\x06" + b"\xff" * 18)
@example(b"PK\x06\x06" + b"\xff" * 52 + b"PK\x06\x07" + b"\0" * 16 + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0")
def test_any_bytes_are_an_archive_or_an_error_of_ours(data: bytes) -> None:
    _all_of(data)


def test_a_file_that_cannot_be_read_is_an_error_of_ours() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, CANARY)

    assert refusal(lambda: opened(Broken(GOOD))) == [("archive", _archive.UNREADABLE)]


def test_a_member_is_a_value() -> None:
    assert Member(1, "a", 2) == Member(1, "a", 2)
