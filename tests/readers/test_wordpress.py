"""WordPress exports: every version of the format, every kind of item, and what people and their blogs do to them."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any
from xml.sax.saxutils import escape

import pytest
from visible import of_markdown, squeezed

from therapy_notes.errors import AmbiguousTimeError, ReadError
from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import DateTime, day, wire
from therapy_notes.readers._account import KEPT_BACK, NO_DATE, NO_ZONE
from therapy_notes.readers.wordpress import reader as wordpress
from therapy_notes.readers.wordpress.comments import without_mail
from therapy_notes.readers.wordpress.mending import MENDED

BLOG = Path(__file__).parent / "wordpress" / "kettle-and-rain.xml"
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "wordpress" / "theme-unit-test.xml"
ZERO = "0000-00-00 00:00:00"


def post(body: str = "It rained.", *, inside: str = "", **fields: object) -> str:
    """Return an item as WordPress writes it; a field that is None is not written."""
    given: dict[str, object] = {
        "post_id": 7, "post_date": "2019-05-03 09:14:00", "post_date_gmt": "2019-05-03 08:14:00", "status": "publish",
        "post_type": "post", **{name: value for name, value in fields.items() if name not in {"title", "link", "pubDate"}},
    }  # fmt: skip
    title = escape(str(fields.get("title", "Monday")))
    plain = "".join(f"<{name}>{escape(str(fields[name]))}</{name}>" for name in ("link", "pubDate") if name in fields)
    own = "".join(f"<wp:{name}>{escape(str(value))}</wp:{name}>\n" for name, value in given.items() if value is not None)
    held = body.replace("]]>", "]]]]><![CDATA[>")
    text = f"<content:encoded><![CDATA[{held}]]></content:encoded>"
    return f"<item>\n<title>{title}</title>{plain}\n{text}\n{own}{inside}</item>\n"


def said(number: object, text: str = "Mine too.", **fields: object) -> str:
    """Return a comment as WordPress writes it."""
    given = {
        "id": number, "author": "Ida", "date": "2019-05-03 10:00:00", "date_gmt": "2019-05-03 09:00:00", "content": text,
        "approved": 1, "type": "", "parent": 0, "user_id": 0, **fields,
    }  # fmt: skip
    inner = "".join(f"<wp:comment_{name}>{escape(str(value))}</wp:comment_{name}>" for name, value in given.items())
    return f"<wp:comment>\n{inner}</wp:comment>\n"


def export(*items: str, version: str = "1.2", scheme: str = "http", head: str = "", declares: bool = True) -> bytes:
    """Return a whole export."""
    spaces = (
        f' xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:wp="{scheme}://wordpress.org/export/{version}/"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{spaces if declares else ""}>\n<channel>\n'
        f"<title>Rain</title><wp:wxr_version>{version}</wp:wxr_version>"
        f"<wp:base_blog_url>https://rain.example</wp:base_blog_url>{head}\n{''.join(items)}</channel>\n</rss>\n"
    ).encode()


def read(data: bytes, **options: Any) -> JournalReading:
    """Read an export, and hold what holds for every reading."""
    reading = wordpress.read(data, **options)
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert sum(tally.why_skipped.values()) == tally.skipped
    assert tally.converted == len(reading.journal.entries) + sum(len(one.comments) for one in reading.journal.entries)
    assert all(entry.shared_with == () for entry in reading.journal.entries)
    assert wordpress.read(data, **options) == reading
    return reading


def entry(data: bytes, **options: Any) -> Entry:
    (found,) = read(data, **options).journal.entries
    return found


def comments(*given: str, **options: Any) -> tuple[Comment, ...]:
    return entry(export(post(inside="".join(given))), **options).comments


def whats(reading: JournalReading) -> list[tuple[str, str]]:
    return [(problem.where.removeprefix("WordPress export: "), problem.what) for problem in reading.problems]


def extra(found: Entry | Comment) -> dict[str, Any]:
    held = found.extra.get("wordpress", {})
    assert hasattr(held, "items")
    return dict(held.items())


def by_title(reading: JournalReading) -> dict[str, Entry]:
    return {one.title: one for one in reading.journal.entries}


# A whole blog.


@pytest.fixture(scope="module")
def blog() -> JournalReading:
    return read(BLOG.read_bytes(), zone="Europe/Dublin")


def test_every_item_and_every_comment_is_accounted_for(blog: JournalReading) -> None:
    text = BLOG.read_text("utf-8")
    assert blog.tally.found == text.count("<item>") + text.count("<wp:comment>") == 10 + 6
    assert blog.tally.converted == 4 + 4
    assert dict(blog.tally.why_skipped) == {
        "a comment on what was left out": 1,
        "a link from another blog (pingback)": 1,
        "a menu item": 1,
        "a page, which was not asked for (include)": 1,
        "a picture or another file": 2,
        "a reusable text": 1,
        "in the trash": 1,
    }
    assert dict(blog.tally.counted) == {
        "comments": 4,
        "comments on posts with a password": 1,
        "comments waiting for approval": 1,
        "comments without a date": 1,
        "drafts": 1,
        "own comments": 1,
        "pictures and files linked": 2,
        "posts with a password": 1,
        "private posts": 1,
        "times without a zone, read in the zone that was given": 1,
        "times with another offset than the zone that was given: kept with their own": 2,
    }


def test_what_has_no_home_is_counted_by_its_name_in_the_format(blog: JournalReading) -> None:
    assert dict(blog.losses) == {
        "blocks without a text of their own": 1,
        "dc:creator": 3,
        "excerpt:encoded": 1,
        "guid": 2,
        "link": 4,
        "other taxonomies": 1,
        "post_format": 1,
        "words of the link at <!--more-->": 1,
        "wp:comment_author_IP": 2,
        "wp:comment_author_email": 2,
        "wp:comment_author_url": 2,
        "wp:commentmeta": 1,
        "wp:is_sticky": 1,
        "wp:post_name": 1,
        "wp:post_password": 1,
        "wp:postmeta": 2,
        "wp:postmeta geo_*": 2,
        "wp:postmeta that programs fill for themselves": 1,
    }


def test_a_classic_post_has_its_paragraphs_and_every_word(blog: JournalReading) -> None:
    found = by_title(blog)["The kettle again & again"]
    assert found.kind == "post"
    assert of_markdown(found.body) == squeezed(
        'It clicks off before it boils. Every time. I said "it is *fine*", which it is %%not%%. She wrote ]]> on the board'
        " and laughed. [crying] 1. is not a list. #neither is this. Below the fold."
    )
    assert [part.split("\n")[0][:9] for part in re.split(r"\n\n+", found.body)] == [
        "It clicks", "She wrote", "1\\. is no", "Below the"
    ]  # fmt: skip
    assert found.tags == ("tea & sleep", "small", "Nights")
    assert found.source is not None
    assert (found.source.system, found.source.ref, found.source.position) == ("wordpress", "7", 0)


def test_what_a_post_says_of_itself_is_kept_beside_it(blog: JournalReading) -> None:
    found = by_title(blog)["The kettle again & again"]
    assert extra(found) == {
        "status": "publish", "post_date": "2019-05-03 09:14:00", "post_date_gmt": "2019-05-03 08:14:00",
        "post_modified": "2020-01-09 10:00:00", "post_modified_gmt": "2020-01-09 10:00:00",
        "link": "https://kettle.example/2019/05/the-kettle/", "guid": "https://kettle.example/?p=7", "creator": "otti",
        "post_name": "the-kettle", "categories": ("Nights",), "post_format": "aside", "taxonomies": {"moon": ("waning",)},
        "is_sticky": True, "excerpt": "A kettle, mostly.", "postmeta": {"_thumbnail_id": "21", "how loud": "very"},
        "more": ("Go on, then",),
    }  # fmt: skip


def test_times_are_instants_in_the_zone_that_was_given_where_it_agrees(blog: JournalReading) -> None:
    found = by_title(blog)
    kettle = found["The kettle again & again"]
    assert isinstance(kettle.written_at, DateTime)
    assert wire(kettle.written_at) == "2019-05-03T09:14:00+01:00[Europe/Dublin]"
    assert isinstance(kettle.changed_at, DateTime)
    assert wire(kettle.changed_at) == "2020-01-09T10:00:00+00:00[Europe/Dublin]"
    times = [wire(one.written_at) for one in kettle.comments if isinstance(one.written_at, DateTime)]
    assert times == [
        "2019-05-03T03:00:00-06:00[-06:00]",
        "2019-05-03T11:00:00+01:00[Europe/Dublin]",
        "2019-05-04T07:30:00+01:00[Europe/Dublin]",
    ]
    draft = found["A letter that I did not send"]
    assert isinstance(draft.written_at, DateTime)
    assert wire(draft.written_at) == "2020-02-11T22:41:00+00:00[Europe/Dublin]"
    # In Dublin 01:30 never was on that day. The instant is known, so that it is kept with the offset that the blog had.
    march = found["What he said in March"]
    assert isinstance(march.written_at, DateTime)
    assert wire(march.written_at) == "2021-03-28T01:30:00+01:00[+01:00]"


def test_a_conversation_keeps_its_threads_whatever_the_order_in_the_file(blog: JournalReading) -> None:
    found = by_title(blog)["The kettle again & again"].comments
    assert [(one.id, one.in_reply_to, one.mine) for one in found] == [
        ("c101", None, False), ("c102", "c101", True), ("c104", "c102", False)
    ]  # fmt: skip
    assert [one.author for one in found] == ["Ida «the loud»", "Otti from the sofa", "Brambleberry"]
    assert of_markdown(found[1].body) == "Ihavestoppedcounting."
    assert extra(found[0])["comment_approved"] == "0"


def test_nothing_tells_where_somebody_was_or_how_to_reach_them(blog: JournalReading) -> None:
    told = repr([(one.extra, one.attachments, [(said.extra, said.author, said.body) for said in one.comments])
                 for one in blog.journal.entries])  # fmt: skip
    for secret in ("53.3498", "192.0.2", "bramble@", "elsewhere@", "hedge.example", "swordfish", "akismet"):
        assert secret in BLOG.read_text("utf-8")
        assert secret not in told


def test_a_reusable_text_comes_in_and_marks_of_blocks_go(blog: JournalReading) -> None:
    found = by_title(blog)["A letter that I did not send"]
    assert of_markdown(found.body) == squeezed("You left the kettle on. As ever, with the lid on. one two")
    assert "wp:" not in found.body
    assert extra(found)["blocks"] == ('wp:latest-posts {"postsToShow":3} /',)


def test_a_link_to_another_post_is_a_link_to_its_entry(blog: JournalReading) -> None:
    found = by_title(blog)
    (link,) = found["A letter that I did not send"].links
    assert (link.kind, link.to) == ("about", found["The kettle again & again"].id)
    assert [one.to for one in found["What he said in March"].links] == [found["April"].id]
    assert "https://kettle.example/2019/05/the-kettle/#comment-101" in found["A letter that I did not send"].body


def test_shortcodes_are_pictures_and_links_and_words_in_brackets_stay(blog: JournalReading) -> None:
    body = by_title(blog)["What he said in March"].body
    for address in ("https://kettle.example/step.png", "https://kettle.example/door.jpg", "https://kettle.example/rain.mp3"):
        assert address in body
    assert of_markdown(body).count("[gallery]") == 1
    assert "https://player.example/rain_and_rain" in body
    april = by_title(blog)["April"].body
    assert of_markdown(april) == squeezed("a door The yellow door two spaces")
    assert "     spaces" in april


def test_a_picture_is_linked_to_the_entry_that_it_was_uploaded_to_or_that_shows_it_at_its_head(blog: JournalReading) -> None:
    for title in ("April", "The kettle again & again"):
        (picture,) = by_title(blog)[title].attachments
        assert (picture.id, picture.name, picture.media_type) == ("a21", "door.jpg", "image/jpeg")
        assert (picture.uri, picture.alt_text) == ("https://kettle.example/door.jpg", "a yellow door")
        assert (picture.words, picture.sha256) == ("The door, & the step", "")


def test_a_password_is_never_kept_and_a_comment_whose_parent_is_missing_stands_below_the_post(blog: JournalReading) -> None:
    found = by_title(blog)["What he said in March"]
    assert extra(found)["has_password"] is True
    (one,) = found.comments
    assert (one.in_reply_to, one.written_at) == (None, None)
    assert ("item 3, comment 1", "it answers a comment that is not in the file: it stands directly below the post") in whats(
        blog
    )


def test_the_report_says_where_and_never_what_was_written(blog: JournalReading) -> None:
    told = "\n".join(map(str, blog.problems)) + repr((blog.losses, blog.tally))
    words = set(re.findall(r"[A-Za-z]{5,}", BLOG.read_text("utf-8")))
    named = {"kettle", "Kettle", "crying", "March", "April", "sofa", "letter", "Brambleberry", "Nights", "waning", "yellow"}
    assert named & words
    assert not [word for word in named if word in told]


def test_ids_come_from_the_address_of_the_blog_and_the_numbers_in_it() -> None:
    one = entry(export(post()))
    assert entry(export(post("other words", title="Another"))).id == one.id
    assert entry(export(post()).replace(b"https://rain.example", b"http://www.rain.example/")).id == one.id
    assert entry(export(post()).replace(b"rain.example", b"snow.example")).id != one.id
    assert entry(export(post(post_id=8))).id != one.id


def test_items_without_a_number_or_with_the_same_one_have_ids_of_their_own() -> None:
    found = read(export(post("one"), post("two"), post("three", post_id=None), post("four", post_id=None))).journal.entries
    assert len({one.id for one in found}) == 4
    again = read(export(post("four", post_id=None))).journal.entries
    assert again[0].id in {one.id for one in found}


# Versions and namespaces.


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "9.9"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_namespace_may_be_of_any_version(version: str, scheme: str) -> None:
    data = export(post(inside=said(1)), version=version, scheme=scheme)
    assert wordpress.claims(data)
    found = entry(data)
    assert (found.title, found.body, len(found.comments)) == ("Monday", "It rained.", 1)


def test_prefixes_that_nobody_declared_are_read() -> None:
    data = export(post(inside="<excerpt:encoded>Short.</excerpt:encoded>" + said(1)), declares=False)
    assert wordpress.claims(data)
    reading = read(data)
    (found,) = reading.journal.entries
    assert (found.title, found.body, len(found.comments), extra(found)["excerpt"]) == ("Monday", "It rained.", 1, "Short.")
    assert whats(reading) == [("line 4", MENDED)]


def test_an_old_export_writes_every_tag_twice_and_calls_it_tag() -> None:
    categories = (
        "<category><![CDATA[Nights]]></category><category domain='category' nicename='nights'><![CDATA[Nights]]></category>"
        "<category><![CDATA[tea]]></category><category domain='tag' nicename='tea'><![CDATA[tea]]></category>"
        "<category><![CDATA[Uncategorized]]></category>"
        "<category domain='category' nicename='uncategorized'><![CDATA[Uncategorized]]></category>"
    )
    found = entry(export(post(inside=categories, post_type=None), version="1.0"))
    assert found.tags == ("tea", "Nights")
    assert extra(found)["categories"] == ("Nights",)


def test_an_export_without_the_address_of_the_blog_has_the_one_of_the_feed() -> None:
    data = export(post()).replace(
        b"<wp:base_blog_url>https://rain.example</wp:base_blog_url>", b"<link>https://rain.example</link>"
    )
    assert entry(data).id == entry(export(post())).id


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1", "cp1252"])
def test_an_export_is_read_in_the_encoding_that_it_says(encoding: str) -> None:
    said_as = {"latin-1": "ISO-8859-1", "cp1252": "windows-1252", "utf-16": "UTF-16"}.get(encoding, "UTF-8")
    text = export(post("Ça va, été.")).decode().replace('encoding="UTF-8"', f'encoding="{said_as}"')
    assert entry(text.encode(encoding)).body == "Ça va, été."


def test_an_export_is_read_from_a_file_and_from_a_stream_that_cannot_be_sought_in() -> None:
    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

    data = export(post())
    assert wordpress.read(BytesIO(data)) == wordpress.read(Stream(data)) == wordpress.read(data)
    with pytest.raises(ReadError):
        wordpress.read(Stream(export(post(title="x").replace("x", "Tea & rain"))))


# Statuses and kinds.


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        ("draft", "drafts"),
        ("auto-draft", "drafts"),
        ("pending", "posts waiting for approval"),
        ("private", "private posts"),
        ("future", "posts planned for later"),
        ("in-review", "posts of another status"),
    ],
)
def test_what_was_never_public_comes_in_unshared_and_counted(status: str, counted: str) -> None:
    reading = read(export(post(status=status)))
    assert reading.tally.counted[counted] == 1
    assert extra(reading.journal.entries[0])["status"] == status
    assert read(export(post())).tally.counted.get(counted) is None


def test_what_is_in_the_trash_stays_there_with_its_comments() -> None:
    reading = read(export(post(status="trash", inside=said(1) + said(2)), post(post_id=8)))
    assert dict(reading.tally.why_skipped) == {"in the trash": 1, "a comment on what was left out": 2}
    assert whats(reading) == [
        ("item 1", "in the trash: skipped"),
        ("item 1, comment 1", "a comment on what was left out: skipped"),
        ("item 1, comment 2", "a comment on what was left out: skipped"),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "attachment",
        "nav_menu_item",
        "revision",
        "wp_block",
        "wp_navigation",
        "wp_template",
        "wp_global_styles",
        "custom_css",
    ],
)
def test_what_is_no_writing_is_never_an_entry_even_if_it_is_asked_for(kind: str) -> None:
    reading = read(export(post(post_type=kind)), include=f"page, {kind}")
    assert (reading.tally.converted, reading.tally.skipped) == (0, 1)


def test_pages_and_other_kinds_come_in_when_they_are_asked_for() -> None:
    data = export(post(post_type="page"), post(post_type="dream", post_id=8), post(post_id=9))
    assert dict(read(data).tally.why_skipped) == {
        "a page, which was not asked for (include)": 1,
        "an item of another kind, which was not asked for (include)": 1,
    }
    reading = read(data, include=" page,Dream, poem ")
    assert reading.tally.converted == 3
    assert [extra(one).get("post_type") for one in reading.journal.entries] == ["page", "dream", None]
    assert whats(reading) == [
        ("WordPress export", "a kind of item that was asked for (include), and of which there is none")
    ]


def test_a_message_from_a_contact_form_comes_without_what_tells_of_its_sender() -> None:
    below = "AUTHOR: Ida\nAUTHOR EMAIL: ida@hedge.example\nIP: 192.0.2.9\nArray ( [1_Name] => Ida )"
    meta = "<wp:postmeta><wp:meta_key>_feedback_ip</wp:meta_key><wp:meta_value>192.0.2.9</wp:meta_value></wp:postmeta>"
    data = export(post(f"May I quote you?\n<!--more-->\n{below}", post_type="feedback", inside=meta))
    found = entry(data, include="feedback")
    assert found.body == "May I quote you?"
    assert "192.0.2.9" not in repr(found.extra)


def test_an_empty_post_is_an_entry_and_counted() -> None:
    reading = read(export(post("", title="")))
    assert (reading.journal.entries[0].body, reading.journal.entries[0].title) == ("", "")
    assert {"entries without a text", "entries without a title"} <= set(reading.tally.counted)


def test_an_export_without_items_is_an_empty_journal_and_says_so() -> None:
    reading = read(export())
    assert reading.tally.found == 0
    assert [problem.what for problem in reading.problems] == ["no items in it"]


# Times.


@pytest.mark.parametrize(
    ("local", "utc", "written"),
    [
        ("2019-05-03 09:14:00", "2019-05-03 08:14:00", "2019-05-03T09:14:00+01:00[+01:00]"),
        ("2019-05-03 00:14:00", "2019-05-02 18:44:00", "2019-05-03T00:14:00+05:30[+05:30]"),
        ("2019-05-02 20:14:00", "2019-05-03 05:14:00", "2019-05-02T20:14:00-09:00[-09:00]"),
        ("2019-05-03 08:14:00", "2019-05-03 08:14:00", "2019-05-03T08:14:00+00:00[+00:00]"),
        ("1890-05-03 12:09:21", "1890-05-03 12:00:00", "1890-05-03T12:09:21+00:09:21[+00:09:21]"),
        (ZERO, "2019-05-03 08:14:00", "2019-05-03T08:14:00+00:00[UTC]"),
    ],
)
def test_the_offset_of_a_record_is_the_difference_of_its_two_clocks(local: str, utc: str, written: str) -> None:
    found = entry(export(post(post_date=local, post_date_gmt=utc))).written_at
    assert isinstance(found, DateTime)
    assert wire(found) == written


def test_clocks_that_do_not_go_together_are_told_and_the_day_that_the_blog_showed_counts() -> None:
    data = export(post(post_date="2019-05-05 09:14:00"))
    reading = read(data, zone="Europe/Dublin")
    assert whats(reading) == [("item 1", "a local time that does not go with its time in UTC: the local time counts")]
    found = reading.journal.entries[0].written_at
    assert isinstance(found, DateTime)
    assert wire(found) == "2019-05-05T09:14:00+01:00[Europe/Dublin]"
    assert entry(data).written_at == day("2019-05-05")
    changed = post(post_modified="2020-01-09 10:00:00", post_modified_gmt="2020-01-11 10:00:00")
    assert (entry(export(changed)).changed_at, read(export(changed)).losses["wp:post_modified"]) == (None, 1)


def test_the_first_second_of_1970_in_utc_is_as_unknown_as_a_zero() -> None:
    epoch = "1970-01-01 00:00:00"
    inside = said(1, date_gmt=epoch)
    fields = {"post_date_gmt": epoch, "post_modified": "2020-01-09 10:00:00", "post_modified_gmt": epoch}
    reading = read(export(post(inside=inside, **fields)), zone="Asia/Tokyo")
    (found,) = reading.journal.entries
    assert isinstance(found.written_at, DateTime)
    assert wire(found.written_at) == "2019-05-03T09:14:00+09:00[Asia/Tokyo]"
    assert found.changed_at is None
    assert isinstance(found.comments[0].written_at, DateTime)
    assert wire(found.comments[0].written_at) == "2019-05-03T10:00:00+09:00[Asia/Tokyo]"
    assert entry(export(post(post_date_gmt=epoch))).written_at == day("2019-05-03")
    nothing = read(export(post(post_date=ZERO, post_date_gmt=epoch)))
    assert nothing.journal.entries[0].written_at is None
    assert nothing.tally.counted[NO_DATE] == 1


def test_a_time_that_was_never_published_is_a_day_without_a_zone_and_a_moment_with_one() -> None:
    data = export(post(post_date_gmt=ZERO, status="draft", pubDate="Wed, 30 Nov -0001 00:00:00 +0000"))
    reading = read(data)
    assert reading.journal.entries[0].written_at == day("2019-05-03")
    assert reading.tally.counted[NO_ZONE] == 1
    found = entry(data, zone="Asia/Tokyo").written_at
    assert isinstance(found, DateTime)
    assert wire(found) == "2019-05-03T09:14:00+09:00[Asia/Tokyo]"


@pytest.mark.parametrize("fed", [None, "Thu, 01 Jan 1970 00:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000", "yesterday"])
def test_what_has_no_date_gets_none(fed: str | None) -> None:
    fields = {} if fed is None else {"pubDate": fed}
    reading = read(export(post(post_date=ZERO, post_date_gmt=ZERO, status="draft", **fields)), zone="Asia/Tokyo")
    assert reading.journal.entries[0].written_at is None
    assert reading.tally.counted[NO_DATE] == 1
    assert ("item 1", NO_DATE) in whats(reading)


def test_the_time_in_the_feed_counts_where_there_is_no_other() -> None:
    data = export(post(post_date=ZERO, post_date_gmt=None, pubDate="Fri, 03 May 2019 10:14:00 +0200"))
    found = entry(data).written_at
    assert isinstance(found, DateTime)
    assert wire(found) == "2019-05-03T08:14:00+00:00[UTC]"
    assert read(data).tally.counted["times taken from pubDate, for want of another"] == 1


@pytest.mark.parametrize(
    "odd", ["2019-02-30 09:00:00", "soon", "99999-01-01 00:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59"]
)
def test_a_time_that_is_none_is_told_and_never_guessed(odd: str) -> None:
    reading = read(export(post(post_date=odd, post_date_gmt=odd)), zone="Asia/Tokyo")
    assert reading.journal.entries[0].written_at is None
    assert ("item 1", "a time that is none") in whats(reading)


def test_an_hour_that_came_twice_is_told_apart_by_utc() -> None:
    times = [
        entry(export(post(post_date="2021-10-31 01:30:00", post_date_gmt=utc)), zone="Europe/Dublin").written_at
        for utc in ("2021-10-31 00:30:00", "2021-10-31 01:30:00")
    ]
    assert [wire(one) for one in times if isinstance(one, DateTime)] == [
        "2021-10-31T01:30:00+01:00[Europe/Dublin]",
        "2021-10-31T01:30:00+00:00[Europe/Dublin]",
    ]
    alone = read(export(post(post_date="2021-10-31 01:30:00", post_date_gmt=ZERO)), zone="Europe/Dublin")
    assert alone.journal.entries[0].written_at == day("2021-10-31")


def test_a_change_is_known_only_as_an_instant() -> None:
    def changed(local: str, utc: str) -> tuple[object, int]:
        reading = read(export(post(post_modified=local, post_modified_gmt=utc)), zone="Europe/Dublin")
        return reading.journal.entries[0].changed_at, reading.losses.get("wp:post_modified", 0)

    found, lost = changed("2020-01-09 10:00:00", "2020-01-09 10:00:00")
    assert isinstance(found, DateTime)
    assert (wire(found), lost) == ("2020-01-09T10:00:00+00:00[Europe/Dublin]", 0)
    assert changed("2019-05-03 09:14:00", "2019-05-03 08:14:00") == (None, 0)
    assert changed("2020-01-09 10:00:00", ZERO) == (None, 1)
    assert changed(ZERO, ZERO)[0] is None


def test_a_zone_that_is_none_is_refused_before_anything_is_read() -> None:
    with pytest.raises(AmbiguousTimeError):
        wordpress.read(b"", zone="Atlantis/Harbour")


# Where somebody was.


@pytest.mark.parametrize(("public", "is_kept"), [("1", True), ("0", False), (None, False)])
def test_a_place_is_kept_only_if_it_was_made_public(public: str | None, is_kept: bool) -> None:
    given = {"geo_latitude": "53.3498", "geo_address": "Yellow Door Lane", "geo_public": public}
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        for key, value in given.items()
        if value is not None
    )
    reading = read(export(post(inside=meta)))
    assert ("Yellow Door Lane" in repr(reading.journal.entries[0].extra)) is is_kept
    assert reading.losses["wp:postmeta geo_*"] == (2 if public is None else 3)


# Comments.


def test_ten_levels_of_replies_stay_ten_levels() -> None:
    found = comments(*[said(n, f"Level {n}", parent=n - 1) for n in range(10, 0, -1)])
    assert [one.in_reply_to for one in found] == [None, *(f"c{n}" for n in range(1, 10))]


def test_comments_stand_below_what_they_answer_in_the_order_of_time() -> None:
    found = comments(
        said(5, date_gmt="2019-05-03 12:00:00"),
        said(4, date_gmt="2019-05-03 11:00:00", parent=9),
        said(9, date_gmt="2019-05-03 09:00:00"),
        said(3, date_gmt="2019-05-03 10:00:00", parent=9),
    )
    assert [one.id for one in found] == ["c9", "c3", "c4", "c5"]


def test_comments_that_answer_one_another_in_a_circle_lose_none() -> None:
    reading = read(export(post(inside=said(1, parent=3) + said(2, parent=1) + said(3, parent=2) + said(4, parent=4))))
    found = reading.journal.entries[0].comments
    assert sorted(one.id for one in found) == ["c1", "c2", "c3", "c4"]
    assert sum(one.in_reply_to is None for one in found) == 2
    assert sum("not in the file" in what for _, what in whats(reading)) == 2


def test_an_answer_to_what_was_left_out_stands_below_what_that_answered() -> None:
    reading = read(
        export(post(inside=said(1) + said(2, approved="trash", parent=1) + said(3, parent=2) + said(4, parent=2)))
    )
    assert [(one.id, one.in_reply_to) for one in reading.journal.entries[0].comments] == [
        ("c1", None), ("c3", "c1"), ("c4", "c1")
    ]  # fmt: skip
    problem = "it answers a comment that was left out: it stands below what that one answered"
    assert [where for where, what in whats(reading) if what == problem] == ["item 1, comment 3", "item 1, comment 4"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"type": "pingback"}, "a link from another blog (pingback)"),
        ({"type": "trackback"}, "a link from another blog (trackback)"),
        ({"approved": "spam"}, "a comment marked as spam"),
        ({"approved": "trash"}, "a comment in the trash"),
        ({"approved": "post-trashed"}, "a comment in the trash"),
        ({"approved": "spam", "type": "pingback"}, "a link from another blog (pingback)"),
    ],
)
def test_what_nobody_said_to_the_writer_is_left_out(fields: dict[str, object], why: str) -> None:
    reading = read(export(post(inside=said(1) + said(2, **fields))))
    assert dict(reading.tally.why_skipped) == {why: 1}
    assert whats(reading)[0] == ("item 1, comment 2", f"{why}: skipped")


def test_a_comment_that_waits_for_approval_or_is_of_another_kind_is_kept() -> None:
    reading = read(export(post(inside=said(1, approved=0) + said(2, type="note") + said(3, approved="hold"))))
    assert len(reading.journal.entries[0].comments) == 3
    assert reading.tally.counted["comments waiting for approval"] == 2
    assert reading.tally.counted["comments of another kind"] == 1
    assert extra(reading.journal.entries[0].comments[1])["comment_type"] == "note"


def test_a_comment_that_waits_for_approval_is_kept_back() -> None:
    found = comments(said(1, approved=0), said(2), said(3, approved="hold"))
    assert [extra(one).get(KEPT_BACK) for one in found] == ["waiting", None, "waiting"]


@pytest.mark.parametrize(
    ("author", "shown", "lost"),
    [
        ("ida@hedge.example", "ida", 1),
        ("Ida (ida@hedge.example)", "Ida", 1),
        ("Ida &lt;ida@hedge.example&gt;", "Ida", 1),
        ("Ida [ida@hedge.example] the loud", "Ida the loud", 1),
        ("(ida@hedge.example)", "(ida)", 1),
        ("Ida, ida.b+x@mail.hedge.example", "Ida, ida.b+x", 1),
        ("Ida @ the hedge. Twice", "Ida @ the hedge. Twice", 0),
        ("@ida", "@ida", 0),
    ],
)
def test_an_e_mail_address_as_a_name_is_cut_to_what_stands_before_the_at(author: str, shown: str, lost: int) -> None:
    reading = read(export(post(inside=said(1, author=author))))
    (found,) = reading.journal.entries[0].comments
    assert found.author == shown
    assert reading.losses.get("wp:comment_author_email", 0) == lost


def test_who_gives_an_e_mail_address_as_their_name_finds_their_comments_by_it() -> None:
    (found,) = comments(said(1, author="Otti@rain.example"), me="otti@rain.example")
    assert (found.author, found.mine) == ("Otti", True)


@pytest.mark.parametrize("piece", ["@", "a@b.", "(a@", "[a", "a@", "(" + "a" * 99, "@a.", "a @b.c "])
def test_a_name_of_a_megabyte_of_anything_takes_no_time(piece: str) -> None:
    name = piece * (1_000_000 // len(piece))
    begin = process_time()
    without_mail(name)
    assert process_time() - begin < 5


def test_comments_without_a_number_or_with_the_same_one_are_all_kept() -> None:
    found = comments(said(1, "one"), said(1, "two"), said("", "three"), said("x\ny", "four"))
    assert len({one.id for one in found}) == 4


AUTHOR = (
    "<wp:author><wp:author_id>{id}</wp:author_id><wp:author_login>otti</wp:author_login>"
    "<wp:author_email>otti@rain.example</wp:author_email><wp:author_display_name>Ottoline</wp:author_display_name></wp:author>"
)
CREATOR = "<dc:creator>otti</dc:creator>"


@pytest.mark.parametrize(
    ("fields", "mine"),
    [
        ({"user_id": 3, "author": "whoever"}, True),
        ({"user_id": 4, "author": "whoever"}, False),
        ({"author": "OTTOLINE"}, True),
        ({"author": "otti"}, True),
        ({"author_email": "Otti@rain.example", "author": "the cat"}, True),
        ({"author": "Ida"}, False),
        ({"author": ""}, False),
    ],
)
def test_replies_of_who_wrote_the_post_are_marked(fields: dict[str, object], mine: bool) -> None:
    (one,) = entry(export(post(inside=CREATOR + said(1, **fields)), head=AUTHOR.format(id=3))).comments
    assert one.mine is mine


def test_a_number_that_the_head_does_not_tell_is_learned_from_an_address() -> None:
    inside = (
        CREATOR + said(1, user_id=24783058, author="old name") + said(2, user_id=24783058, author_email="otti@rain.example")
    )
    reading = read(export(post(inside=inside + said(3, user_id=9)), head=AUTHOR.format(id="")))
    assert [one.mine for one in reading.journal.entries[0].comments] == [True, True, False]


def test_nobody_is_marked_where_nobody_can_tell() -> None:
    reading = read(export(post(inside=said(1, user_id=9, author="Ottoline"))))
    assert reading.journal.entries[0].comments[0].mine is None
    assert ("comments", "own replies are not marked: say which name is yours (me)") in whats(reading)


def test_a_name_that_was_given_marks_ones_own_comments_on_every_post() -> None:
    data = export(
        post(
            inside="<dc:creator>guest</dc:creator>"
            + said(1, author="Ottoline &amp; the cat")
            + said(2, user_id=3, author="me")
        ),
        post(post_id=8, inside=CREATOR + said(3, author="Ida") + said(4, user_id=3, author="x")),
        head=AUTHOR.format(id=3),
    )
    assert [one.mine for found in read(data, me="ottoline & the CAT").journal.entries for one in found.comments] == [
        True, False, False, False
    ]  # fmt: skip
    assert [one.mine for found in read(data, me="Ottoline").journal.entries for one in found.comments] == [
        False, True, False, True
    ]  # fmt: skip
    assert ("comments", "none is by the name that was given as yours") in whats(read(data, me="Nobody"))


# Pictures.


def picture(**fields: object) -> str:
    return post("", **{"post_type": "attachment", "status": "inherit", "post_parent": 7, "title": "x"} | fields)


def test_every_picture_of_a_post_is_linked_once() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>22</wp:meta_value></wp:postmeta>"
    reading = read(
        export(
            picture(post_id=21, attachment_url="https://rain.example/one.jpg"),
            post("[gallery ids='23']", inside=meta),
            picture(post_id=22, attachment_url="https://rain.example/two.jpg"),
            picture(post_id=22, attachment_url="https://rain.example/two again.jpg"),
            picture(post_id=None, attachment_url="https://rain.example/three.jpg"),
            picture(post_id=None, attachment_url="https://rain.example/four.jpg"),
            picture(post_id=23, post_parent=0, attachment_url="https://rain.example/shown.jpg"),
            picture(post_id=24, post_parent=404, attachment_url="https://rain.example/stray.jpg"),
            picture(post_id=25),
        )
    )
    (found,) = reading.journal.entries
    assert {one.name for one in found.attachments} == {"one.jpg", "two.jpg", "two again.jpg", "three.jpg", "four.jpg"}
    assert len({one.id for one in found.attachments}) == 5
    assert "shown.jpg" in found.body
    assert reading.tally.counted["pictures and files linked"] == 6
    assert reading.tally.counted["pictures and files that belong to no entry"] == 2


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"status": None}, True),
        ({"status": "draft"}, False),
        ({"status": "private"}, False),
        ({"status": "pending"}, False),
        ({"status": "trash"}, False),
        ({"post_password": "swordfish"}, False),
    ],
)
def test_a_reusable_text_that_was_not_for_everybody_comes_into_no_post(fields: dict[str, Any], is_shown: bool) -> None:
    block = post("Only mine.", **{"post_id": 30, "post_type": "wp_block", **fields})
    reading = read(export(block, post('Look: <!-- wp:block {"ref":30} /-->')))
    (found,) = reading.journal.entries
    assert ("Only mine." in found.body) is is_shown
    told = [what for _, what in whats(reading) if "reusable texts" in what]
    assert told == ([] if is_shown else ["reusable texts that it shows are not in the file, or too long: 1"])


def test_a_small_file_does_not_become_a_large_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpress, "MOST_SHOWN", 1_000)
    text = "ha " * 200
    items = [post(f'{n} <!-- wp:block {{"ref":30}} /-->', post_id=100 + n) for n in range(5)]
    reading = read(export(post(text, post_id=30, post_type="wp_block"), *items))
    assert sum("ha" in one.body for one in reading.journal.entries) == 1
    told = [what for _, what in whats(reading) if "reusable texts" in what]
    assert told == ["reusable texts that it shows are not in the file, or too long: 1"] * 4
    galleries = [post("[gallery ids='21']", post_id=100 + n) for n in range(5)]
    key = "<wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
    meta = f"<wp:postmeta>{key}<wp:meta_value>{text}</wp:meta_value></wp:postmeta>"
    shown = picture(post_id=21, post_parent=0, attachment_url="https://rain.example/one.jpg", inside=meta)
    assert sum("one.jpg" in one.body for one in read(export(shown, *galleries)).journal.entries) == 1


# Several files.


def test_parts_are_one_journal_and_find_in_one_another_what_they_need() -> None:
    files = {
        "blog.wordpress.2024-03-02.001.xml": export(
            post('Look: <!-- wp:block {"ref":30} /-->', inside=said(1)),
            post("[gallery]", post_id=8, title="Two", link="https://rain.example/?p=8"),
        ),
        "blog.wordpress.2024-03-02.002.xml": export(
            post("<!-- wp:paragraph --><p>Yours.</p><!-- /wp:paragraph -->", post_id=30, post_type="wp_block"),
            post("", post_id=31, post_type="attachment", post_parent=8, attachment_url="https://rain.example/a%20b.jpg"),
            post("<a href='https://rain.example/?p=8'>two</a>", post_id=9, title="Three"),
        ),
        "readme.txt": b"what is this",
        "menu.xml": b"<menu/>",
        "__MACOSX/._blog.xml": b"\0",
    }
    assert wordpress.claims_files(files)
    reading = wordpress.read_files(files)
    assert (reading.tally.found, reading.tally.converted, reading.tally.skipped) == (6, 4, 2)
    first, second, third = reading.journal.entries
    assert of_markdown(first.body) == "Look:Yours."
    assert "https://rain.example/a%20b.jpg" in second.body
    assert [one.uri for one in second.attachments] == ["https://rain.example/a%20b.jpg"]
    assert [one.to for one in third.links] == [second.id]
    assert [one.source.position for one in (first, second, third) if one.source] == [0, 1, 4]
    assert ("file 4", "not a part of a WordPress export: left out") in whats(reading)
    assert wordpress.read_files(files) == reading


def test_a_part_that_is_broken_is_rejected_and_the_others_are_read() -> None:
    files = {"a.xml": export(post()), "b.xml": export(post(post_id=8))[:-30], "c.xml": export(post(post_id=9))}
    reading = wordpress.read_files(files)
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (3, 2, 1)
    ((where, what),) = whats(reading)
    assert where.startswith("file 2: line ")
    assert what == "cut off: the end is missing"
    with pytest.raises(ReadError) as caught:
        wordpress.read_files({"b.xml": files["b.xml"]})
    assert caught.value.problems[0].where.startswith("WordPress export: file 1: line ")


def test_an_export_among_other_files_is_found_by_its_name_or_by_a_look_into_twenty() -> None:
    others = {f"a{n:02}.xml": b"<urlset/>" for n in range(19)}
    assert wordpress.claims_files({**others, "z.xml": export(post())})
    assert not wordpress.claims_files({**others, "y.xml": b"<opml/>", "z.xml": export(post())})
    assert wordpress.claims_files({**others, "y.xml": b"<opml/>", "z.WordPress.2024-03-02.xml": export(post())})


def test_files_among_which_there_is_no_part_are_refused() -> None:
    for files in ({}, {"a.txt": b"x"}, {"a.xml": b"<opml/>"}):
        assert not wordpress.claims_files(files)
        with pytest.raises(ReadError):
            wordpress.read_files(files)


def test_only_what_looks_like_an_export_is_claimed() -> None:
    assert wordpress.claims(BLOG.read_bytes())
    assert wordpress.claims(BLOG.read_text("utf-8").encode("utf-16"))
    for data in (
        b"",
        b"<!-- <rss> wordpress.org/export/ --><opml/>",
        b"\xff\xfe",
        b"<rss><channel><item/></channel></rss>",
        b"<html>wordpress.org/export/</html>",
        b"PK\x03\x04",
    ):
        assert not wordpress.claims(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [f"<!-- {'how to read this: ' * 9_000} -->", "<?xml-stylesheet href='a>b'?>\n" * 5_000])
def test_an_export_is_claimed_however_much_stands_before_its_first_tag(before: str, encoding: str) -> None:
    text = export(post()).decode().replace("<rss", f"{before}<rss")
    assert wordpress.claims(text.encode(encoding))


@pytest.mark.parametrize("piece", ["<!--", "<!---->", "<?", "<? ?>", "<", "-->", "<!-- -->\n"])
def test_a_look_at_ten_megabytes_of_anything_takes_no_time(piece: str) -> None:
    data = piece.encode() * (10_000_000 // len(piece))
    begin = process_time()
    assert not wordpress.claims(data)
    assert process_time() - begin < 10


# The real one.


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not here")
def test_the_test_data_of_wordpress_itself() -> None:
    from lxml import etree  # noqa: PLC0415

    data = SAMPLE.read_bytes()
    reading = read(data)
    space = "{https://wordpress.org/export/1.2/}"
    items = etree.fromstring(data).findall(".//item")
    kinds = [one.findtext(f"{space}post_type") for one in items]
    posts = [one for one in items if one.findtext(f"{space}post_type") == "post"]
    below = [comment for one in posts for comment in one.findall(f"{space}comment")]
    human = [one for one in below if one.findtext(f"{space}comment_type") in {"", "comment"}]
    assert reading.tally.found == len(items) + len(list(_comments_of(items, space)))
    assert reading.tally.converted == len(posts) + len(human)
    assert reading.tally.why_skipped["a menu item"] == kinds.count("nav_menu_item")
    assert reading.tally.why_skipped["a picture or another file"] == kinds.count("attachment")
    assert reading.tally.why_skipped["a page, which was not asked for (include)"] == kinds.count("page")
    assert [one.what for one in reading.problems if "skipped" not in one.what] == []


def _comments_of(items: Iterable[Any], space: str) -> Iterable[Any]:
    return (comment for one in items for comment in one.findall(f"{space}comment"))
