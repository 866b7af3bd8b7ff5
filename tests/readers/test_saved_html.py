"""Pages saved as HTML, one of each kind of theme: what is read of them, and the account of it."""

from pathlib import Path

import pytest
from visible import of_markdown, squeezed

from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import Date, DateTime, wire
from therapy_notes.readers.saved_page import html as saved_html

PAGES = Path(__file__).parent / "saved_html" / "pages"
THEMES = ("twenty_seventeen", "kubrick", "wordpress_com", "block_theme", "german", "no_classes", "archive")


def read(theme: str, **options: str) -> JournalReading:
    return saved_html.read((PAGES / f"{theme}.html").read_bytes(), name="page.html", **options)


def entry_of(reading: JournalReading) -> Entry:
    (entry,) = reading.journal.entries
    return entry


def problems_of(reading: JournalReading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def time_of(thing: Entry | Comment) -> str | Date | None:
    return wire(thing.written_at) if isinstance(thing.written_at, DateTime) else thing.written_at


def said(reading: JournalReading) -> list[tuple[str, str, bool | None, str | None]]:
    return [(c.id, c.author, c.mine, c.in_reply_to) for c in entry_of(reading).comments]


# -- Twenty Seventeen, and what WordPress made since 2012 ------------------------------------------------------


def test_a_page_of_a_usual_theme_keeps_title_day_tags_and_picture() -> None:
    entry = entry_of(read("twenty_seventeen"))
    assert entry.title == "What the kettle knows & won’t say"
    assert time_of(entry) == "2019-05-02T21:14:00+01:00[+01:00]"
    assert entry.tags == ("Kitchen", "kettle", "my mother")
    assert entry.kind == "post"
    assert [(a.uri, a.alt_text) for a in entry.attachments] == [("https://quiet.example/kettle.jpg", "A dented kettle")]
    assert entry.source is not None
    assert entry.source.ref == "https://quiet.example/2019/05/what-the-kettle-knows/"
    assert entry.extra["saved_page"] == {
        "date": "2019-05-02T21:14:00+01:00",
        "date_shown": "May 2, 2019",
        "author": "Ottoline",
        "post_id": "88",
        "categories": ("Kitchen",),
        "pingbacks": ("Pingback: Nine Kettles", "Trackback: Ten Kettles"),
    }


def test_the_text_is_what_is_seen_of_the_post_and_nothing_of_the_frame() -> None:
    body = entry_of(read("twenty_seventeen")).body
    assert of_markdown(body) == squeezed(
        "It clicks off before it boils. I counted: 4 * 2 = 8 times, and 50% of them on a Monday. She said:"
        "Nobody needs tea that much. water a lid that fits"
        "1. is how I begin a paragraph, not a list. And then I rang my mother <3"
    )
    assert "**before**" in body
    assert "> Nobody" in body
    assert "(https://quiet.example/lid/)" in body


def test_comments_keep_names_threads_times_and_which_are_the_owners() -> None:
    reading = read("twenty_seventeen")
    assert said(reading) == [
        ("c12", "Brambleberry", False, None),
        ("c13", "Ottoline", True, "c12"),
        ("c17", "the one with the hat", False, "c13"),
        ("c16", "zoé", False, None),
    ]
    comments = entry_of(reading).comments
    assert [time_of(c) for c in comments] == [
        "2019-05-03T09:14:00+01:00[+01:00]",
        "2019-05-03T09:20:30+01:00[+01:00]",
        "2019-05-04T00:05:00+01:00[+01:00]",
        "2019-05-05T10:00:00+01:00[+01:00]",
    ]
    assert comments[0].body == "Mine does that too. *Twice* on a Sunday.\n\nAs my sister says:\n\nX says: it is only water."
    assert [c.body for c in comments[1:]] == ["I have stopped counting.", "Have you?", "Let me in."]
    assert comments[3].extra["saved_page"]["status"] == "waiting"  # type: ignore[index] - a mapping, as everywhere in extra


def test_the_report_on_a_page_says_what_it_claims_and_what_is_missing() -> None:
    reading = read("twenty_seventeen")
    assert problems_of(reading) == [
        "page.html: comments: there are more of them on other pages",
        "page.html: comments: claims 9, found 4",
        "page.html: comments: pingbacks, left out: 2",
        "page.html: comment 2: a level is missing between this comment and 1 below it",
    ]
    tally = reading.tally
    # a post, four comments of people, a pingback and a trackback
    assert (tally.found, tally.converted, tally.skipped, tally.rejected) == (7, 5, 2, 0)
    assert (tally.claimed, tally.why_skipped) == ({"comments": 9}, {"pingbacks": 2})
    assert tally.counted == {"comments waiting for approval": 1}
    assert reading.losses == {
        "author": 1,
        "commenters' e-mail addresses": 1,
        "commenters' pictures": 1,
        "commenters' web addresses": 1,
        "hidden parts of the page": 1,
        # header, share, related; "says:" four times, "Edit" twice, "Reply"; older comments, form, sidebar
        "parts of the page's frame": 3 + 4 + 2 + 1 + 3,
        "pingbacks": 2,
    }


# -- Kubrick, the theme of 2005 --------------------------------------------------------------------------------


def test_a_theme_from_before_there_were_classes_for_everything_is_read() -> None:
    reading = read("kubrick", zone="Europe/London")
    entry = entry_of(reading)
    assert entry.title == "The drawer of string"
    assert entry.written_at == Date(2008, 1, 3)
    assert entry.tags == ("House",)
    assert entry.body == "There is a drawer. I won’t open it.\n\nIt has been there for 200 €-years."
    assert said(reading) == [("c5", "Brambleberry", None, None), ("c6", "Ottoline", None, None)]
    assert [time_of(c) for c in entry.comments] == [
        "2008-01-04T08:02:00+00:00[Europe/London]",
        "2008-01-04T21:15:00+00:00[Europe/London]",
    ]
    assert [of_markdown(c.body) for c in entry.comments] == [
        squeezed("Ours has buttons. She said so. Café buttons."),
        squeezed("Keep them."),
    ]
    assert reading.tally.counted["comments waiting for approval"] == 1
    assert problems_of(reading) == [
        "page.html: comments: claims 3, found 2",
        "page.html: comments: own replies are not marked: say which name is yours (me)",
    ]


def test_latin_1_means_windows_as_in_every_browser() -> None:
    assert b"iso-8859-1" in (PAGES / "kubrick.html").read_bytes()
    assert "’" in entry_of(read("kubrick")).body


# -- WordPress.com ---------------------------------------------------------------------------------------------


def test_a_page_of_wordpress_com_loses_its_buttons_and_keeps_its_likes() -> None:
    reading = read("wordpress_com")
    entry = entry_of(reading)
    assert of_markdown(entry.body) == squeezed(
        "Two people, six chairs. One is by the window. the window chair a drawing of a chair"
    )
    assert "(https://windowseat.example/chair.jpg)" in entry.body
    assert "data:" not in entry.body
    assert reading.losses["pictures that are written into the page"] == 1
    assert [c.likes for c in entry.comments] == [3, None]
    assert of_markdown(entry.comments[0].body) == squeezed("Who sits on the sixth?")
    assert said(reading) == [
        ("c31", "Mallow", False, None),
        ("c32", "Rowan", True, "c31"),
    ]
    assert reading.losses["commenters' e-mail addresses"] == 1
    assert "mallow@" not in repr([(c.author, c.body, c.extra) for c in entry.comments])


def test_two_times_in_utc_that_differ_tell_the_offset_of_the_blog() -> None:
    assert time_of(entry_of(read("wordpress_com"))) == "2016-02-12T07:30:00+11:00[+11:00]"
    assert time_of(entry_of(read("wordpress_com", zone="Australia/Sydney"))) == "2016-02-12T07:30:00+11:00[Australia/Sydney]"


# -- a theme made of blocks ------------------------------------------------------------------------------------


def test_a_theme_made_of_blocks_is_read() -> None:
    reading = read("block_theme", zone="America/Chicago")
    entry = entry_of(reading)
    assert entry.title == "The bus that did not come"
    assert time_of(entry) == "2023-11-05T06:30:00-06:00[America/Chicago]"
    assert entry.tags == ("Days", "bus")
    assert entry.extra["saved_page"] == {
        "date": "2023-11-05T07:30:00-05:00",
        "date_shown": "November 5, 2023",
        "author": "Linnet",
        "categories": ("Days",),
    }
    assert of_markdown(entry.body) == squeezed(
        "Forty minutes I stood there. Then I stood there. stop wait an empty stop Stop 12"
    )
    assert said(reading) == [
        ("c2", "Wren", False, None),
        ("c3", "Linnet", True, "c2"),
        ("c4", "Wren", False, None),
    ]
    assert [c.body for c in entry.comments] == ["Mine came twice.", "Then you had mine.", "I am sorry."]
    assert reading.tally.claimed == {"comments": 3}
    assert problems_of(reading) == []


# -- another language ------------------------------------------------------------------------------------------


def test_a_german_page_is_read_by_the_same_names() -> None:
    reading = read("german", zone="Europe/Berlin")
    entry = entry_of(reading)
    assert entry.title == "Privat: Der Zettel"
    assert entry.body == "Ich habe einen Zettel gefunden, auf dem nur „ja“ steht.\n\nGroß. Mit einem ß."
    assert entry.tags == ("Allgemein", "Zettel")
    assert said(reading) == [
        ("c101", "Grit", False, None),
        ("c102", "Ilse", True, "c101"),
        ("c104", "Grit", False, "c102"),
        ("c105", "Anonym", False, None),
    ]
    assert [time_of(c) for c in entry.comments] == [
        "2014-10-27T08:02:00+01:00[Europe/Berlin]",
        Date(2017, 3, 26),
        None,
        "2014-10-29T11:00:00+01:00[Europe/Berlin]",
    ]
    assert [c.body for c in entry.comments] == ["Ja wozu?", "Das steht nicht darauf.", "Behalte ihn.", "Nein."]
    assert problems_of(reading) == [
        "page.html: comments: claims 5, found 4",
        "page.html: comment 2: a time that the clocks of this zone never showed, or showed twice: kept as a day",
        "page.html: comment 3: a date whose form or weekday does not tell one day: kept as text in extra",
    ]


def test_a_private_post_is_counted_and_shown_to_nobody() -> None:
    reading = read("german")
    assert reading.tally.counted["private posts"] == 1
    assert entry_of(reading).shared_with == ()
    assert entry_of(reading).extra["saved_page"]["status"] == "private"  # type: ignore[index] - as above


# -- no theme at all -------------------------------------------------------------------------------------------


def test_a_page_without_such_names_is_one_entry() -> None:
    reading = read("no_classes", written_on="2011-03-04")
    entry = entry_of(reading)
    assert (entry.title, entry.written_at) == ("Why the light stayed on", Date(2011, 3, 4))
    assert of_markdown(entry.body) == squeezed(
        "I left it on for her. She never came back for it. On Monday the bulb went. Of course."
    )
    assert (reading.tally.found, reading.tally.converted, reading.tally.claimed) == (1, 1, None)
    assert problems_of(reading) == []


# -- several posts on one page ---------------------------------------------------------------------------------


def test_a_page_with_several_posts_becomes_several_entries() -> None:
    reading = read("archive")
    entries = reading.journal.entries
    assert [(e.title, time_of(e)) for e in entries] == [
        ("High", Date(2020, 8, 19)),
        ("Low", "2020-08-20T06:00:00+02:00[+02:00]"),
    ]
    assert [e.source.ref for e in entries if e.source] == [
        "https://tide.example/2020/08/high/",
        "https://tide.example/2020/08/low/",
    ]
    assert [e.tags for e in entries] == [(), ("tide",)]
    assert entries[0].extra["saved_page"]["goes_on_elsewhere"] is True  # type: ignore[index] - as above
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (3, 2, 1)
    assert problems_of(reading) == [
        "page.html: post 1: comments: claims 14, found 0",
        "page.html: post 2: only its beginning is on this page",
        "page.html: post 3: protected by a password: its text is not on this page",
    ]


def test_a_given_day_fits_one_post_only() -> None:
    reading = read("archive", written_on="2020-01-01")
    assert "page.html: a day was given, but there are several posts: it is not used" in problems_of(reading)
    assert Date(2020, 1, 1) not in [e.written_at for e in reading.journal.entries]


# -- every theme -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_every_item_is_accounted_for(theme: str, zone: str | None) -> None:
    reading = read(theme) if zone is None else read(theme, zone=zone)
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == sum(1 + len(entry.comments) for entry in reading.journal.entries)
    assert tally.skipped == sum(tally.why_skipped.values())


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_page_twice_is_the_same_journal(theme: str) -> None:
    first, second = read(theme, zone="Asia/Tokyo"), read(theme, zone="Asia/Tokyo")
    assert first == second
    assert [entry.id for entry in first.journal.entries] == [entry.id for entry in second.journal.entries]


@pytest.mark.parametrize("theme", THEMES)
def test_nobody_is_shown_anything(theme: str) -> None:
    for entry in read(theme).journal.entries:
        assert entry.shared_with == ()
        assert all(comment.shared_with == () for comment in entry.comments)


@pytest.mark.parametrize("theme", THEMES)
def test_no_word_of_the_page_is_in_the_report(theme: str) -> None:
    reading = read(theme, me="Ottoline")
    told = " ".join(problems_of(reading)) + " ".join((*reading.losses, *reading.tally.counted)) + repr(reading)
    for word in (
        "kettle",
        "Ottoline",
        "Brambleberry",
        "Zettel",
        "string",
        "chair",
        "Linnet",
        "bus",
        "Spring",
        "tide",
        "2019",
    ):
        assert word not in told


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_claimed(theme: str) -> None:
    assert saved_html.claims((PAGES / f"{theme}.html").read_bytes())


@pytest.mark.parametrize("theme", THEMES)
def test_line_ends_of_any_system_make_no_difference(theme: str) -> None:
    data = (PAGES / f"{theme}.html").read_bytes()
    for end in (b"\r\n", b"\r"):
        assert saved_html.read(data.replace(b"\n", end), name="page.html") == read(theme)
