"""A whole Day One export: several journals, their media, and the journals of Day One Classic."""

import json
import plistlib
import struct
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from hashlib import md5, sha256
from io import BytesIO
from typing import ClassVar
from zipfile import ZipFile

import pytest
from day_ones import CLASSIC, CLASSIC_ID, JOURNAL, U, entry, journal, kept, only, problems_of

from helpers import keeps_quiet
from therapy_notes.errors import Problem, ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.ids import derived_id
from therapy_notes.model.results import JournalReading
from therapy_notes.readers import _archive
from therapy_notes.readers.day_one import media
from therapy_notes.readers.day_one import reader as day_one

FILES = {
    "Kitchen Table.json": JOURNAL,
    "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg": b"1\n",
    "photos/26ab0db90d72e28ad0ba1e22ee510510.png": b"2\n",
    "audios/6d7fce9fee471194aa8b5b6e47267f03.m4a": b"3\n",
    "pdfs/48a24b70a0b376535542b996af517398.pdf": b"4\n",
    "videos/1dcca23355272056f04fe8bf20edfce0.mov": b"5\n",
}


def read(files: Mapping[str, bytes], zone: str | None = None) -> JournalReading:
    return day_one.read_files(files, name="days.zip", zone=zone)


def photo(identifier: str, data: bytes, **more: object) -> dict[str, object]:
    return {"identifier": identifier, "md5": md5(data, usedforsecurity=False).hexdigest(), "type": "jpeg", **more}


def media_of(found: Entry) -> list[tuple[str, str, str]]:
    return [(item.id[:2], item.uri, item.media_type) for item in found.attachments]


class Counting(dict[str, bytes]):
    """Files that tell which of them were read, and some that cannot be."""

    def __init__(self, files: Mapping[str, bytes], broken: str = "", what: str = "encrypted") -> None:
        super().__init__(files)
        self.asked: list[str] = []
        self.broken, self.what = broken, what

    def __getitem__(self, name: str) -> bytes:
        self.asked.append(name)
        if self.broken and self.broken in name:
            raise ReadError([Problem(where="member 1", what=self.what)])
        return super().__getitem__(name)


# -- media ----------------------------------------------------------------------------------------------------


def test_the_media_of_the_invented_export_are_where_they_belong() -> None:
    reading = read(FILES)
    jar, island, unsaid, clocks = reading.journal.entries
    assert media_of(jar) == [("A1", "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg", "image/jpeg")]
    assert media_of(island) == [
        ("B2", "videos/1dcca23355272056f04fe8bf20edfce0.mov", "video/quicktime"),
        ("A2", "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg", "image/jpeg"),
    ]
    assert media_of(unsaid) == [
        ("A2", "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg", "image/jpeg"),
        ("A3", "photos/26ab0db90d72e28ad0ba1e22ee510510.png", "image/png"),
        ("C3", "audios/6d7fce9fee471194aa8b5b6e47267f03.m4a", "audio/mp4"),
    ]
    assert media_of(clocks) == [("D4", "pdfs/48a24b70a0b376535542b996af517398.pdf", "application/pdf")]
    assert island.body.split("\n\n")[1:] == [
        "![](videos/1dcca23355272056f04fe8bf20edfce0.mov)",
        "![](photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg)",
        "![](dayone-moment://FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF)",
    ]
    picture = jar.attachments[0]
    assert picture.sha256 == sha256(b"1\n").hexdigest()
    assert str(picture.made) == "2023-09-30 18:12:44+01:00"
    assert picture.name == "b026324c6904b2a9cb4b88d6d61c81d1.jpeg"
    assert str(unsaid.attachments[2].made) == "2023-10-07 08:59:00+01:00"
    assert reading.tally.counted[day_one.UNMENTIONED] == 3
    assert reading.tally.counted[media.UNKNOWN_REFERENCE] == 1
    assert problems_of(reading) == ["days.zip: file 1: entry 2: a medium in the text that no entry lists"]


def test_everything_of_a_medium_that_has_no_home_is_kept_with_it() -> None:
    jar = read(FILES).journal.entries[0]
    of_day_one = jar.attachments[0].extra["day_one"]
    assert isinstance(of_day_one, Mapping)
    assert of_day_one["location"] == {"latitude": 51.5614, "longitude": -9.4622}
    assert of_day_one["fnumber"] == "(null)"
    assert of_day_one["date"] == "2023-09-30T17:12:44Z"


def test_a_file_is_read_once_and_one_that_is_not_needed_never() -> None:
    files = Counting({**FILES, "notes.txt": b"x", "photos/77777777777777777777777777777777.heic": b"y"})
    read(files)
    assert sorted(files.asked) == sorted(FILES)


def test_no_more_than_one_film_is_in_memory() -> None:
    size = 8_000_000

    class Films(Mapping[str, bytes]):
        names = tuple(f"videos/{number:032x}.mov" for number in range(6))
        text = journal(entry(videos=[{"identifier": f"V{n}", "md5": f"{n:032x}", "type": "mov"} for n in range(6)]))

        def __getitem__(self, name: str) -> bytes:
            return self.text if name.endswith(".json") else bytes(size)

        def __iter__(self) -> Iterator[str]:
            return iter(("a.json", *self.names))

        def __len__(self) -> int:
            return 7

    tracemalloc.start()
    reading = read(Films())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(only(reading).attachments) == 6
    assert peak < 2.5 * size


def test_a_file_that_is_missing_is_told_and_its_place_is_kept() -> None:
    reading = read({name: data for name, data in FILES.items() if not name.startswith("photos/b")})
    jar = reading.journal.entries[0]
    assert jar.attachments[0].uri == "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg"
    assert jar.attachments[0].sha256 == ""
    assert "![](photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg)" in jar.body
    assert reading.tally.counted[media.MISSING] == 3
    assert problems_of(reading)[0] == "days.zip: file 1: entry 1: a media file that is missing"


def test_a_file_that_no_entry_lists_is_counted_and_told() -> None:
    reading = read({**FILES, "photos/fed.jpeg": b"x", "photos/.hidden": b"", "readme.txt": b"", ".DS_Store": b""})
    assert reading.tally.counted[media.NO_ENTRY] == 1
    assert reading.tally.counted[day_one.OTHER_FILES] == 1
    assert problems_of(reading)[-1] == "days.zip: file 8: a media file that no entry lists"


def test_a_file_that_is_not_what_its_name_says_is_told() -> None:
    reading = read({**FILES, "pdfs/48a24b70a0b376535542b996af517398.pdf": b"another letter"})
    assert reading.tally.counted[media.WRONG_MD5] == 1
    assert problems_of(reading)[-1] == f"days.zip: file 1: entry 4: {media.WRONG_MD5}"
    assert reading.journal.entries[3].attachments[0].sha256 == sha256(b"another letter").hexdigest()


def test_a_file_that_cannot_be_read_is_a_problem_of_that_file_alone() -> None:
    reading = read(Counting(FILES, "videos/", "damaged"))
    assert reading.tally.converted == 4
    assert "days.zip: file 1: entry 2: damaged" in problems_of(reading)
    assert reading.journal.entries[1].attachments[0].sha256 == ""


def test_the_ending_of_a_file_may_be_another_than_the_one_that_is_listed() -> None:
    data = b"jpeg"
    listed = photo("AB12", data, type="heic")
    name = f"photos/{listed['md5']}.JPG"
    found = only(read({"a.json": journal(entry(photos=[listed], text="![](dayone-moment://AB12)")), name: data}))
    assert found.attachments[0].uri == name
    assert found.attachments[0].media_type == "image/jpeg"
    assert found.body == f"![]({name})"


def test_without_an_md5_the_identifier_may_name_the_file() -> None:
    listed = {"identifier": "AB12", "type": "jpeg"}
    found = only(read({"a.json": journal(entry(photos=[listed])), "photos/AB12.jpeg": b"x"}))
    assert found.attachments[0].uri == "photos/AB12.jpeg"
    assert found.attachments[0].sha256


def test_a_medium_of_which_nothing_is_known_is_an_attachment_all_the_same() -> None:
    reading = read(
        {"a.json": journal(entry(photos=[{}, {"md5": "../../etc/passwd"}, {"identifier": "a b"}], videos=[{"type": "mov"}]))}
    )
    found = only(reading)
    assert [(item.id, item.name, item.uri) for item in found.attachments] == [
        ("photos", "photos", ""), ("photos-2", "photos-2", ""), ("photos-3", "photos-3", ""), ("videos", "videos", ""),
    ]  # fmt: skip
    assert reading.tally.counted[media.MISSING] == 4


def test_the_single_photo_of_old_exports_is_a_photo() -> None:
    data = b"old"
    listed = photo("AB12", data)
    found = only(read({"a.json": journal(entry(photo=listed)), f"photos/{listed['md5']}.jpeg": data}))
    assert media_of(found) == [("AB", f"photos/{listed['md5']}.jpeg", "image/jpeg")]


def test_of_two_entries_that_list_an_identifier_the_one_that_knows_the_file_counts() -> None:
    listed = photo("AB12", b"x")
    path = f"photos/{listed['md5']}.jpeg"
    days = [
        entry(uuid="1", text="![](dayone-moment://AB12)"),
        entry(uuid="2", photos=[{"identifier": "AB12"}]),
        entry(uuid="3", photos=[listed]),
        entry(uuid="4", photos=[photo("AB12", b"y")]),
    ]
    reading = read({"a.json": journal(*days), path: b"x"})
    (first,) = (found for found in reading.journal.entries if found.source and found.source.ref == "1")
    assert first.body == f"![]({path})"


def test_a_medium_that_is_listed_twice_is_one_attachment() -> None:
    listed = photo("AB12", b"x")
    files = {"a.json": journal(entry(photos=[listed, listed], photo=listed)), f"photos/{listed['md5']}.jpeg": b"x"}
    assert len(only(read(files)).attachments) == 1


@pytest.mark.parametrize("photos", ["AB12", ["AB12"], 5, [None, 5], True])
def test_a_list_of_media_that_is_none_is_kept_and_told(photos: object) -> None:
    reading = read({"a.json": journal(entry(photos=photos))})
    assert media.NO_LIST in problems_of(reading)[0]
    assert only(reading).attachments == ()
    assert "photos" in kept(only(reading))


@pytest.mark.parametrize(
    ("reference", "is_one"),
    [
        ("![](dayone-moment://AB12)", True),
        ("![a word](dayone-moment:/photo/AB12)", True),
        ("![]( <dayone-moment:/video/ab12> )", True),
        ("[see](dayone-moment:/pdfAttachment/AB12 'a title')", True),
        ("dayone-moment://AB12 is an address", False),
        ("![](dayone-moment:AB12)", False),
        ("![](dayone-moment://AB12", False),
        ("![](dayone-moment://)", False),
    ],
)
def test_every_way_to_mention_a_medium_is_known(reference: str, is_one: bool) -> None:
    listed = photo("AB12", b"x")
    path = f"photos/{listed['md5']}.jpeg"
    found = only(read({"a.json": journal(entry(photos=[listed], text=reference)), path: b"x"}))
    assert (path in found.body) is is_one
    assert ("dayone-moment" in found.body) is not is_one
    assert len(found.attachments) == 1


def test_an_export_may_lie_in_a_folder_with_an_awkward_name() -> None:
    listed = photo("AB12", b"x")
    base = "My days (old)/50%/"
    files = {
        f"{base}a.json": journal(entry(photos=[listed], text="![](dayone-moment://AB12)")),
        f"{base}photos/{listed['md5']}.jpeg": b"x",
    }
    found = only(read(files))
    assert found.attachments[0].uri == f"{base}photos/{listed['md5']}.jpeg"
    assert found.body == f"![](My%20days%20%28old%29/50%25/photos/{listed['md5']}.jpeg)"


def test_a_file_whose_name_is_no_text_hurts_nobody() -> None:
    listed = photo("AB12", b"x")
    base = "d\udce9but/"
    files = {
        f"{base}a.json": journal(entry(photos=[listed], text="![](dayone-moment://AB12)")),
        f"{base}photos/{listed['md5']}.jpeg": b"x",
    }
    assert only(read(files)).attachments[0].sha256


# -- several journals -----------------------------------------------------------------------------------------


def test_several_journals_become_one_and_each_entry_knows_its_own() -> None:
    files = {
        "Therapy.json": journal(entry(uuid=f"{U}01", text="![](dayone-moment://AB12)")),
        "Private.json": journal(entry(uuid=f"{U}02", photos=[photo("AB12", b"x")]), 5),
        "Empty.json": journal(),
    }
    reading = read(files)
    assert {kept(found)["journal"] for found in reading.journal.entries} == {"Therapy", "Private"}
    assert reading.losses["journal"] == 2
    assert [media_of(found)[0][0] for found in reading.journal.entries] == ["AB", "AB"]
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (3, 2, 1)
    assert problems_of(reading)[0] == "days.zip: file 2: entry 2: not an entry: no fields with names"


def test_one_entry_in_two_journals_comes_once_and_two_with_one_id_both_come() -> None:
    same = read({"a.json": journal(entry(text="Rain.")), "b.json": journal(entry(text="Rain."))})
    assert (same.tally.found, same.tally.converted, same.tally.skipped) == (2, 1, 1)
    assert kept(only(same))["journal"] == "a"
    other = read({"a.json": journal(entry(text="Rain.")), "b.json": journal(entry(text="Snow."))})
    assert len({found.id for found in other.journal.entries}) == 2
    assert problems_of(other) == ["days.zip: file 2: an id that another entry has, too: both are kept"]


def test_a_journal_that_cannot_be_read_is_an_item_that_is_rejected() -> None:
    reading = read({"a.json": journal(entry()), "b.json": JOURNAL[:500], "c.json": b'{"colour": "blue"}', "d.json": b""})
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (3, 1, 2)
    assert reading.tally.counted[day_one.OTHER_FILES] == 1
    assert problems_of(reading) == ["days.zip: file 2: cut off: the end is missing", "days.zip: file 4: empty"]


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({}, ["days.zip: no journal in it: not a Day One export"]),
        ({"notes.txt": b"Canary"}, ["days.zip: no journal in it: not a Day One export"]),
        ({"a.json": b'{"Canary": 1}'}, ["days.zip: no journal in it: not a Day One export"]),
        ({"a.json": b'{"entries": ["Canary'}, ["days.zip: file 1: line 1, column 14: cut off: the end is missing"]),
        ({"e/Canary.doentry": b"<plist>"}, ["days.zip: file 1: not a property list that can be read"]),
        (Counting({"Canary.json": b"{}"}, "Canary"), ["member 1: encrypted"]),
    ],
)
def test_an_export_without_a_journal_is_an_error(files: Mapping[str, bytes], problems: list[str]) -> None:
    with pytest.raises(ReadError) as caught:
        read(files)
    assert [str(problem) for problem in caught.value.problems] == problems
    keeps_quiet(caught.value, "Canary")


def test_a_zip_is_read_member_by_member() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in reversed(FILES.items()):
            archive.writestr(name, data)
    opened = _archive.opened(packed.getvalue())

    class Members(Mapping[str, bytes]):
        by_name: ClassVar = {member.name: member for member in opened.members}

        def __getitem__(self, name: str) -> bytes:
            return opened.read(self.by_name[name])

        def __iter__(self) -> Iterator[str]:
            return iter(self.by_name)

        def __len__(self) -> int:
            return len(self.by_name)

    assert read(Members()) == read(FILES)


def test_what_looks_like_an_export_is_claimed_and_nothing_else() -> None:
    assert day_one.claims_files(FILES)
    assert day_one.claims_files({"Export/a.json": JOURNAL})
    assert day_one.claims_files({"J.dayone/entries/a.doentry": b""})
    assert day_one.claims_files(Counting(FILES, "json"))
    for files in (
        {}, {"a.json": b"{}"}, {"a.md": JOURNAL}, {"a/b/c/d.json": JOURNAL}, {".obsidian.json": JOURNAL},
        Counting({"a.json": b"{}"}, "json"), {"a.json": b"{}", "b.json": b"{}", "c.json": JOURNAL},
    ):  # fmt: skip
        assert not day_one.claims_files(files)


def test_an_export_among_the_notes_of_another_program_does_not_take_them_over() -> None:
    notes = {"2024-05-01.md": b"Rain.", "People/Ida.markdown": b"x"}
    assert day_one.claims_files({**FILES, "2024-05-01.md": b"Rain."})
    assert day_one.claims_files({**FILES, "photos/a.md": b"x", "photos/b.txt": b"x", "._x.md": b""})
    assert not day_one.claims_files({**FILES, **notes})
    assert not day_one.claims_files({"package.json": b"{}", "zoo.json": JOURNAL, **notes})
    assert day_one.claims_files({"one.json": JOURNAL, "two.json": JOURNAL, **notes})
    assert not day_one.claims_files({"J.dayone/entries/a.doentry": b"", **notes})
    for name in (
        ".obsidian/app.json",
        "Vault/logseq/config.edn",
        "config.toml",
        "site/hugo.toml",
        "_config.yml",
        "_posts/a.html",
    ):
        assert not day_one.claims_files({**FILES, name: b""})


def test_notes_that_are_not_of_day_one_are_told_with_their_places() -> None:
    names = ("a.md", "b/c.markdown", "d.org", "e.TXT", "f.html", "g.css", ".h.md", "photos/i.txt")
    reading = read({"K.json": JOURNAL, **dict.fromkeys(names, b"x")})
    told = [problem.where for problem in reading.problems if problem.what == day_one.OTHER_NOTES]
    places = {name: f"days.zip: file {number}" for number, name in enumerate(sorted(["K.json", *names]), 1)}
    assert sorted(told) == sorted(places[name] for name in names[:5])


def test_ten_thousand_entries_with_ten_thousand_pictures_take_a_moment() -> None:
    days = [
        entry(uuid=f"{n:032X}", text=f"Day {n}\\. ![](dayone-moment://{n:032X})", photos=[photo(f"{n:032X}", b"%d" % n)])
        for n in range(10_000)
    ]
    files = {f"photos/{md5(b'%d' % n, usedforsecurity=False).hexdigest()}.jpeg": b"%d" % n for n in range(10_000)}
    begun = time.process_time()
    reading = read({**files, "a.json": journal(*days)})
    assert time.process_time() - begun < 20
    assert reading.tally.converted == 10_000
    assert reading.problems == ()


# -- Classic --------------------------------------------------------------------------------------------------


def classic(**fields: object) -> bytes:
    return plistlib.dumps({"Entry Text": "Rain.", **{name.replace("_", " "): value for name, value in fields.items()}})


def test_a_classic_journal_with_its_photo_is_read() -> None:
    files = {
        f"Old days.dayone/entries/{CLASSIC_ID}.doentry": CLASSIC,
        f"Old days.dayone/entries/{U}C2.doentry": classic(),
        f"Old days.dayone/photos/{CLASSIC_ID}.jpg": b"x",
        f"Old days.dayone/photos/{U}C9.jpg": b"y",
    }
    reading = read(files)
    first, second = reading.journal.entries
    assert first.id == derived_id("day_one", CLASSIC_ID)
    assert second.id == derived_id("day_one", f"{U}C2")
    assert media_of(first) == [("5D", f"Old days.dayone/photos/{CLASSIC_ID}.jpg", "image/jpeg")]
    assert second.attachments == ()
    assert kept(first)["journal"] == "Old days"
    assert second.written_at is None
    assert reading.tally.counted[media.NO_ENTRY] == 1


def test_a_classic_entry_that_went_to_day_one_2_is_the_same_entry() -> None:
    new = journal(entry(uuid=CLASSIC_ID, text="# The first hour"))
    assert only(day_one.read(new)).id == only(day_one.read(CLASSIC)).id


def test_a_binary_property_list_is_read() -> None:
    data = plistlib.dumps(plistlib.loads(CLASSIC), fmt=plistlib.FMT_BINARY)
    assert day_one.claims(data)
    assert day_one.read(data) == day_one.read(CLASSIC)


def test_what_a_property_list_can_hold_and_json_cannot_is_written_as_text() -> None:
    fields = {"data": b"\0\1", "big": 10**18, "uid": plistlib.UID(7), "list": [1.5, float("inf")]}
    found = only(day_one.read(plistlib.dumps({"Entry Text": "Rain.", **fields}, fmt=plistlib.FMT_BINARY)))
    assert kept(found) == {"data": "(2 bytes)", "big": "0xde0b6b3a7640000", "uid": None, "list": (1.5, "inf")}


def bplist(objects: list[bytes], top: int = 0, sizes: tuple[int, int] = (4, 1), count: int | None = None) -> bytes:
    data, offsets = b"bplist00", []
    for item in objects:
        offsets.append(len(data))
        data += item
    table = b"".join(offset.to_bytes(sizes[0], "big") for offset in offsets)
    return data + table + struct.pack(">6xBBQQQ", *sizes, len(objects) if count is None else count, top, len(data))


ENTRY_TEXT = b"\x5aEntry Text"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b'<!DOCTYPE plist [<!ENTITY a "Canary">]><plist><dict><key>Entry Text</key><string>&a;</string></dict></plist>',
            "not a property list that can be read",
        ),
        (
            b'<!DOCTYPE plist [<!ENTITY a SYSTEM "file:///etc/passwd">]><plist><string>&a;</string></plist>',
            "not a property list that can be read",
        ),
        (
            b"<plist><dict><key>Tags</key><string>Canary</string><key>Tags</key><string>b</string></dict></plist>",
            "a key that stands twice, with two values",
        ),
        (b"<plist><dict><key>Canary</key></dict></plist>", "not a property list that can be read"),
        (b"<plist><dict><key>Canary</key><date>soon</date></dict></plist>", "not a property list that can be read"),
        (
            b"<plist><dict><key>n</key><integer>" + b"7" * 5000 + b"</integer></dict></plist>",
            "not a property list that can be read",
        ),
        (b"<plist><dict><key>Canary</key><string>x</string></dict></plist>", "not a Day One export"),
        (b"<plist><array></array></plist>", "not a property list that can be read"),
        (b"<plist></key></plist>", "not a property list that can be read"),
        (b"<plist><true/></dict></plist>", "not a property list that can be read"),
        (CLASSIC[:-30], "not a property list that can be read"),
        (b"<?xml version='1.0' encoding='Canary'?><plist/>", "not a property list that can be read"),
        (b"bplist00Canary", "not a property list that can be read"),
        (bplist([b"\xd1\x00\x00"]), "not a property list that can be read"),
        (bplist([b"\x08"], count=2**40), "not a property list that can be read"),
        (bplist([b"\x5f\x13" + b"\x7f" + b"\xff" * 7]), "not a property list that can be read"),
        (bplist([b"\xd1\x01\x02", ENTRY_TEXT, b"\x33" + struct.pack(">d", 1e300)]), "not a property list that can be read"),
        (bplist([b"\xa1" + bytes([n + 1]) for n in range(255)] * 4, sizes=(4, 1)), "not a property list that can be read"),
    ],
)
def test_a_property_list_that_is_none_is_one_clear_error(data: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        day_one.read(data, name="day.doentry")
    assert [str(problem) for problem in caught.value.problems] == [f"day.doentry: {what}"]
    keeps_quiet(caught.value, "Canary")
    assert caught.value.__context__ is None


def test_a_property_list_that_holds_itself_is_rejected() -> None:
    data = bplist([b"\xd2\x01\x02\x03\x04", ENTRY_TEXT, b"\x54Tags", b"\x54Rain", b"\xa2\x04\x04"])
    reading = day_one.read(data)
    assert (reading.tally.found, reading.tally.rejected) == (1, 1)
    assert "nested too deeply" in problems_of(reading)[0]


def test_a_property_list_in_which_lists_share_lists_is_rejected_in_no_time() -> None:
    lists = [b"\xaf\x10\x20" + bytes([n + 5]) * 32 for n in range(20)]
    data = bplist([b"\xd2\x01\x02\x03\x04", ENTRY_TEXT, b"\x54Tags", b"\x54Rain", *lists, b"\x08"])
    begun = time.process_time()
    reading = day_one.read(data)
    assert time.process_time() - begun < 2
    assert problems_of(reading) == ["Day One export: entry: larger than the limit"]


def test_objects_that_lie_over_one_another_unpack_to_no_more_than_there_is() -> None:
    inside = b"\x5f\x12" + struct.pack(">L", 399_999)
    count = 300
    data = b"bplist00" + b"\xd1\x00\x01\x00\x02" + ENTRY_TEXT
    refs = b"".join(struct.pack(">H", 3 + n) for n in range(count))
    array_at = len(data)
    data += b"\xaf\x11" + struct.pack(">H", count) + refs
    strings_at = len(data)
    data += inside * count + b"x" * 400_000
    offsets = [8, 8 + 5, array_at, *(strings_at + len(inside) * n for n in range(count))]
    table_at = len(data)
    data += b"".join(struct.pack(">L", offset) for offset in offsets)
    data += struct.pack(">6xBBQQQ", 4, 2, len(offsets), 0, table_at)
    tracemalloc.start()
    with pytest.raises(ReadError, match="not a property list that can be read"):
        day_one.read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(data)


def test_a_deep_property_list_is_rejected() -> None:
    data = (
        b"<plist><dict><key>Entry Text</key><string>Rain.</string><key>x</key>"
        + b"<array>" * 100_000
        + b"</array>" * 100_000
        + b"</dict></plist>"
    )
    assert "nested too deeply" in problems_of(day_one.read(data))[0]


def test_broken_entries_of_classic_stop_nobody() -> None:
    files = {
        f"J.dayone/entries/{U}C{n}.doentry": data
        for n, data in enumerate([classic(), b"<plist>", classic(), b"", classic(Tags=5)])
    }
    reading = read(files)
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (5, 3, 2)
    assert json.dumps(problems_of(reading)).count("not a property list") == 2
