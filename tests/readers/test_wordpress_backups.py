"""Several backups of one blog: what stands in more than one of them is one thing, and its latest state counts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_wordpress import entry, export, extra, post, said, whats
from test_wordpress_broken import ITEMS
from visible import of_markdown

from helpers import documents
from therapy_notes.model.results import JournalReading
from therapy_notes.readers.wordpress import reader as wordpress
from therapy_notes.readers.wordpress.backups import IN_ANOTHER_PART, OLDER_STATE

EARLY = {"post_modified": "2019-06-01 10:00:00", "post_modified_gmt": "2019-06-01 09:00:00"}
LATE = {"post_modified": "2020-06-01 10:00:00", "post_modified_gmt": "2020-06-01 09:00:00"}
ZERO = "0000-00-00 00:00:00"


def read(*parts: bytes, names: str = "abcdef", **options: Any) -> JournalReading:
    """Read parts under their names, and hold what holds for every reading."""
    reading = wordpress.read_files({f"{name}.xml": part for name, part in zip(names, parts, strict=False)}, **options)
    tally, entries = reading.tally, reading.journal.entries
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert sum(tally.why_skipped.values()) == tally.skipped
    assert tally.converted == len(entries) + sum(len(one.comments) for one in entries)
    return reading


def bodies(reading: JournalReading) -> list[str]:
    return [one.body for one in reading.journal.entries]


def test_a_post_that_is_in_two_backups_is_one_entry() -> None:
    reading = read(export(post(inside=said(1))), export(post(inside=said(1)), post("Snow.", post_id=8)))
    assert bodies(reading) == ["It rained.", "Snow."]
    assert [len(one.comments) for one in reading.journal.entries] == [1, 0]
    assert (reading.tally.found, reading.tally.converted) == (5, 3)
    assert dict(reading.tally.why_skipped) == {IN_ANOTHER_PART: 2}
    places = [where for where, what in whats(reading) if what == f"{IN_ANOTHER_PART}: skipped"]
    assert places == ["file 1: item 1", "file 1: item 1, comment 1"]


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (EARLY, LATE, "second"),
        (LATE, EARLY, "first"),
        ({}, EARLY, "second"),
        (LATE, {}, "first"),
        (LATE, {**LATE, "post_modified": "2020-06-01 09:00:00"}, "first"),
        ({**EARLY, "post_modified_gmt": ZERO}, {**LATE, "post_modified_gmt": ZERO}, "second"),
        ({**LATE, "post_modified_gmt": "1970-01-01 00:00:00"}, EARLY, "second"),
        (LATE, {**LATE, "post_modified_gmt": "soon"}, "first"),
        (EARLY, EARLY, "second"),
        ({"inside": said(1) + said(2)}, {"inside": said(1)}, "first"),
        ({**EARLY, "inside": said(1) + said(2)}, {**LATE, "inside": said(1)}, "second"),
    ],
)
def test_the_state_that_was_changed_last_is_taken(first: dict[str, Any], second: dict[str, Any], taken: str) -> None:
    reading = read(export(post("first", **first)), export(post("second", **second)))
    assert bodies(reading) == [taken]
    assert set(reading.tally.why_skipped) == {OLDER_STATE}
    alone = entry(export(post(taken, **(first if taken == "first" else second))))
    assert reading.journal.entries[0].id == alone.id


def test_a_comment_that_only_an_older_backup_has_comes_along_and_counts() -> None:
    old = post("Rain.", inside=said(1, "one") + said(2, "two, as it was", parent=1) + said(3, "three", parent=2), **EARLY)
    new = post("Rain, still.", inside=said(4, "four") + said(2, "two", parent=1), **LATE)
    reading = read(export(old), export(new))
    (found,) = reading.journal.entries
    assert [(one.id, one.body, one.in_reply_to) for one in found.comments] == [
        ("c1", "one", None), ("c2", "two", "c1"), ("c3", "three", "c2"), ("c4", "four", None)
    ]  # fmt: skip
    assert dict(reading.tally.why_skipped) == {OLDER_STATE: 2}
    assert (reading.tally.converted, reading.tally.counted["comments"]) == (5, 4)


def test_a_comment_that_a_later_backup_has_in_the_trash_stays_there() -> None:
    reading = read(
        export(post(inside=said(1), **EARLY)), export(post(inside=said(1, approved="trash") + said(2, "two"), **LATE))
    )
    assert [one.id for one in reading.journal.entries[0].comments] == ["c2"]
    assert dict(reading.tally.why_skipped) == {"a comment in the trash": 1, OLDER_STATE: 2}


def test_comments_without_a_number_are_the_same_if_everything_in_them_is() -> None:
    reading = read(export(post(inside=said("", "one") + said("", "two"))), export(post(inside=said("", "one"))))
    assert sorted(one.body for one in reading.journal.entries[0].comments) == ["one", "two"]
    assert dict(reading.tally.why_skipped) == {IN_ANOTHER_PART: 2}


def test_a_post_of_which_a_comment_was_changed_is_not_the_same() -> None:
    reading = read(export(post(inside=said(1, "early"))), export(post(inside=said(1, "late"))))
    assert [one.body for one in reading.journal.entries[0].comments] == ["late"]
    assert dict(reading.tally.why_skipped) == {OLDER_STATE: 2}


def test_ids_do_not_depend_on_the_names_of_the_files() -> None:
    old = export(post("Rain.", **EARLY), post("Rain again.", **LATE), post("Hail.", post_id=None))
    new = export(post("Snow.", **LATE), post("Snow again.", **EARLY), post("Sleet.", post_id=9))
    ids = [{one.body: one.id for one in read(old, new, names=names).journal.entries} for names in ("ab", "ba")]
    assert ids[0] == ids[1]
    assert set(ids[0]) == {"Snow.", "Rain again.", "Hail.", "Sleet."}
    assert len(set(ids[0].values())) == 4
    alone = wordpress.read(old).journal.entries
    assert [one.id for one in alone] == [ids[0]["Snow."], ids[0]["Rain again."], ids[0]["Hail."]]


def test_two_items_of_one_number_in_one_part_stay_two() -> None:
    twice = export(post("Rain."), post("Snow."))
    assert sorted(bodies(read(twice, twice))) == ["Rain.", "Snow."]
    assert sorted(bodies(read(twice, export(post("Rain."))))) == ["Rain.", "Snow."]


def test_posts_without_a_number_are_known_by_their_address_or_by_what_is_in_them() -> None:
    bare = export(post("Rain.", post_id=None), post("Snow.", post_id=None, link="https://rain.example/snow"))
    reading = read(bare, bare)
    assert bodies(reading) == ["Rain.", "Snow."]
    assert dict(reading.tally.why_skipped) == {IN_ANOTHER_PART: 2}


def test_the_same_number_in_another_blog_is_another_post() -> None:
    elsewhere = export(post()).replace(b"rain.example", b"snow.example")
    nowhere = export(post()).replace(b"<wp:base_blog_url>https://rain.example</wp:base_blog_url>", b"")
    assert len(bodies(read(export(post()), elsewhere))) == 2
    assert len(bodies(read(nowhere, nowhere))) == 2
    assert len(bodies(read(export(post()), export(post()).replace(b"https://rain", b"http://www.rain")))) == 1


def test_a_post_that_became_private_later_is_private_and_one_in_the_trash_takes_nothing_away() -> None:
    reading = read(export(post(**EARLY)), export(post(status="private", **LATE)))
    assert [extra(one)["kept_back"] for one in reading.journal.entries] == ["private"]
    thrown = read(export(post(**EARLY)), export(post(status="trash", **LATE)))
    assert bodies(thrown) == ["It rained."]
    assert dict(thrown.tally.why_skipped) == {"in the trash": 1}


def test_pictures_and_reusable_texts_are_those_of_the_latest_backup_and_each_is_there_once() -> None:
    def backup(text: str, name: str, state: dict[str, Any], **fields: Any) -> bytes:
        block = post(text, post_id=30, post_type="wp_block", **{**state, **fields})
        address = f"https://rain.example/{name}.jpg"
        picture = post("", post_id=21, post_type="attachment", post_parent=7, attachment_url=address, **state)
        return export(post('So: <!-- wp:block {"ref":30} /-->'), block, picture)

    early, late = backup("early", "one", EARLY), backup("late", "two", LATE)
    for parts in ((early, late), (late, early)):
        reading = read(*parts)
        (found,) = reading.journal.entries
        assert of_markdown(found.body) == "So:late"
        assert [one.name for one in found.attachments] == ["two.jpg"]
        assert reading.tally.counted["pictures and files linked"] == 1
    (found,) = read(early, backup("late", "two", LATE, status="private")).journal.entries
    assert of_markdown(found.body) == "So:"


def test_a_link_to_the_address_of_an_older_state_finds_the_entry() -> None:
    old = export(post(link="https://rain.example/monday", **EARLY))
    new = export(
        post("Snow.", link="https://rain.example/2019/monday", **LATE),
        post("<a href='https://rain.example/monday'>that day</a>", post_id=8),
    )
    monday, after = read(old, new).journal.entries
    assert [link.to for link in after.links] == [monday.id]


def test_what_programs_put_to_comments_is_counted_for_those_that_come_along() -> None:
    meta = "<wp:commentmeta><wp:meta_key>k</wp:meta_key></wp:commentmeta></wp:comment>"
    first = said(1).replace("</wp:comment>", meta) + said(2).replace("</wp:comment>", meta)
    reading = read(export(post(inside=first, **EARLY)), export(post(inside=said(1), **LATE)))
    assert reading.losses["wp:commentmeta"] == 1


@documents
@given(st.lists(st.lists(ITEMS, max_size=3), min_size=2, max_size=3), st.booleans())
def test_backups_of_anything_add_up_and_the_same_one_twice_is_the_same_journal(found: list[list[str]], twice: bool) -> None:
    parts = [export(*items) for items in found]
    try:
        wholes = [etree.fromstring(data) for data in parts]
    except etree.LxmlError:
        return
    reading = read(*parts, include="page")
    assert reading.tally.found == sum(len(one.findall(".//item")) + len(one.findall(".//{*}comment")) for one in wholes)
    if twice:
        again = read(parts[0], parts[0], include="page").journal
        alone = wordpress.read(parts[0], include="page").journal
        assert [(one.id, one.body, one.comments) for one in again.entries] == [
            (one.id, one.body, one.comments) for one in alone.entries
        ]
