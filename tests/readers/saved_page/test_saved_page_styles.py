"""The five styles in which comments stand on a saved page, each as a file with its traps."""

import datetime as dt

import pytest
from saved_pages import STYLES, answers, entry_of, page, problems_of, read

from therapy_notes.moments import Date, DateTime, wire


def test_a_page_with_names_keeps_every_name_thread_and_word() -> None:
    reading = read(page("a_names"), me="ottoline")
    entry = entry_of(reading)
    assert entry.title == "What is ” the kettle” doing, Part\u00a03."
    assert entry.kind == "post"
    assert [comment.author for comment in entry.comments] == [
        "Brambleberry",
        "the one with the hat",
        "Ottoline",
        "the one with the hat",
        "OTTOLINE",
        "Zoé-Anne (not a robot)",
        "Ottoline",
        "Zoé-Anne (not a robot)",
    ]
    assert answers(entry.comments) == [
        ("c1", None), ("c2", None), ("c3", "c2"), ("c4", "c2"), ("c5", "c2"), ("c6", None), ("c7", "c6"), ("c8", "c7"),
    ]  # fmt: skip
    assert [comment.mine for comment in entry.comments] == [False, False, True, False, True, False, True, False]
    assert [comment.likes for comment in entry.comments] == [None, None, None, 2, None, None, None, None]
    assert entry.comments[0].body == (
        "Mine does that too. I counted.\nTwice on a Sunday.\n\n"
        "The second paragraph of a comment, with a list in it:\n\n1. fill it\n2. wait\n3. curse"
    )
    assert entry.comments[2].body == "I did tell her. As my sister says:\n\nnobody needs tea."
    assert entry.comments[3].body == "Then tell her again."
    assert entry.comments[6].body == "It is \\*the\\* kettle."


def test_the_report_on_a_page_with_names_says_what_is_missing() -> None:
    reading = read(page("a_names"), me="Ottoline")
    assert problems_of(reading) == [
        "page.txt: comments: claims 17, found 8",
        "page.txt: comment 2: a level is missing between this comment and 3 below it",
        "page.txt: comments: number 3 missing",
        "page.txt: comments: pingbacks, left out: 1",
        "page.txt: no date: say when it was written (written_on)",
    ]
    tally = reading.tally
    assert (tally.found, tally.converted, tally.skipped, tally.rejected) == (10, 9, 1, 0)
    assert tally.claimed == {"comments": 17}
    assert reading.losses == {"boilerplate lines": 7, "pingbacks": 1}
    assert entry_of(reading).extra["saved_page"] == {"pingbacks": ("Pingback: Nine Kettles – A Quiet Blog",)}


def test_the_post_keeps_its_own_lines_and_ends_before_the_heading() -> None:
    assert entry_of(read(page("a_names"))).body.split("\n\n") == [
        "I promised to write about the kettle, so here is the kettle.",
        "It clicks off before it boils. On Monday it clicked off four times, and I said nothing (cough \\*Otto\\*).",
        "1\\. That is not a list, that is how I begin a paragraph.",
        "My sister says:",
        "Nobody needs tea that much.",
    ]


def test_a_page_without_names_invents_none() -> None:
    reading = read(page("b_anonymous"))
    entry = entry_of(reading)
    assert {(comment.author, comment.mine) for comment in entry.comments} == {("", None)}
    assert answers(entry.comments) == [
        ("c1", None), ("c2", "c1"), ("c3", "c2"), ("c4", "c3"), ("c5", None), ("c6", None), ("c7", "c6"),
    ]  # fmt: skip
    assert entry.comments[1].body == "You are right, and I will not.\n\nIt would not be a drawer any more."
    assert entry.comments[4].body == (
        "Ours has a drawer of buttons. She says:\n\nbuttons are for people who lose things.\n\n"
        "I took one.\nI gave it back.\n\n- Reasons to take a button:\n- it was blue\n- it was mine"
    )
    assert entry.comments[6].body == "1) It is only string."
    assert problems_of(reading) == [
        "page.txt: comments: claims 8, found 7",
        "page.txt: comments: without a name: 7",
        "page.txt: no date: say when it was written (written_on)",
    ]


def test_replies_may_be_numbered_and_numbers_may_jump() -> None:
    reading = read(page("c_numbered"))
    entry = entry_of(reading)
    assert answers(entry.comments) == [("c1", None), ("c2", "c1"), ("c3", None), ("c4", None), ("c5", "c4")]
    assert entry.comments[1].body == "Dear reader,\n\nthe fourth.\n\nWith kind regards,"
    assert "page.txt: comment 4: reply 1 missing" in problems_of(reading)
    assert not any("claims" in problem for problem in problems_of(reading))


def test_the_lists_of_the_post_are_no_comments_although_they_look_the_same() -> None:
    body = entry_of(read(page("c_numbered"))).body
    assert body.startswith(
        "She has six chairs and two people:\n\n"
        "- one is by the window, and nobody sits there\n"
        "- one is mine\n\n  - on good days\n  - on the other days, too\n- the others wait\n\n"
    )
    assert "1. window\n2. mine\n\n4) hers" in body
    assert body.endswith("Image Credit: Photo “Chairs” by nobody in particular")


def test_bullets_alone_are_enough_in_any_language() -> None:
    reading = read(page("d_bullets"))
    entry = entry_of(reading)
    assert entry.body == "Ich habe einen Zettel gefunden, auf dem nur „ja“ steht."
    assert [comment.body for comment in entry.comments] == ["Ja wozu?", "Das steht nicht darauf.", "Behalte ihn."]
    assert answers(entry.comments) == [("c1", None), ("c2", "c1"), ("c3", None)]
    assert reading.losses == {"boilerplate lines": 2}


def test_a_full_copy_tells_times_in_the_zone_that_is_given() -> None:
    reading = read(page("e_full_copy"), zone="Europe/London", me="Ottoline")
    entry = entry_of(reading)
    assert entry.title == "The Bus That Did Not Come"
    assert entry.written_at == Date(2019, 4, 30)
    assert entry.body == "I stood there for forty minutes and thought of what to say.\n\nThen it came."
    times = [wire(c.written_at) if isinstance(c.written_at, DateTime) else c.written_at for c in entry.comments]
    assert times == [
        "2019-05-03T09:14:00+01:00[Europe/London]",
        "2019-05-03T22:02:00+01:00[Europe/London]",
        None,
        None,
        "2019-05-05T22:30:00+01:00[Europe/London]",
    ]
    assert [comment.likes for comment in entry.comments] == [1, None, None, None, None]
    assert [comment.body for comment in entry.comments] == [
        "What did you say?",
        "Nothing. There was nobody else.",
        "Forty minutes is a session and a bit missing.",
        "On 03/05/2019 I waited, too.",
        "At 9:30 it was awful.",
    ]


def test_what_a_full_copy_has_around_it_is_counted_and_kept() -> None:
    reading = read(page("e_full_copy"), zone="Europe/London", me="Ottoline")
    entry = entry_of(reading)
    assert entry.extra["saved_page"] == {
        "before_the_title": "Skip to content\nA Quiet Blog\nMenu",
        "date_line": "Posted on April 30, 2019 by Ottoline",
        "outside_comments": "A Quiet Blog, all rights reserved",
    }
    assert [comment.extra.get("saved_page") for comment in entry.comments] == [
        None, None, {"date": "Monday, 4 May 2019 at 08:00"}, {"date": "3 weeks ago"}, None,
    ]  # fmt: skip
    assert reading.losses == {
        "boilerplate lines": 6 + 6 + 4,  # the frame of the post, the foot of comments, the form
        "comment dates of an unknown form": 2,
        "lines before the title": 3,
        "lines outside the comments": 1,
    }
    assert problems_of(reading) == [
        "page.txt: lines before the title, kept in extra: 3",
        "page.txt: lines outside the comments, kept in extra: 1",
        "page.txt: comment 3: a date whose form or weekday does not tell one day: kept as text in extra",
        "page.txt: comment 4: a date whose form or weekday does not tell one day: kept as text in extra",
    ]


def test_without_a_zone_a_time_is_a_day_and_stays_as_it_was_written() -> None:
    reading = read(page("e_full_copy"))
    first = entry_of(reading).comments[0]
    assert type(first.written_at) is Date
    assert first.written_at == Date(2019, 5, 3)
    assert first.extra["saved_page"] == {"date": "May 3, 2019 at 9:14 am"}
    assert reading.losses["comment times without a zone"] == 2
    assert "page.txt: comments: times without a zone, kept as days: 2" in problems_of(reading)
    last = entry_of(reading).comments[4].written_at
    assert isinstance(last, DateTime)
    assert last.utcoffset() == dt.timedelta(hours=2)


@pytest.mark.parametrize("style", STYLES)
def test_every_item_is_accounted_for(style: str) -> None:
    tally = read(page(style)).tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected


@pytest.mark.parametrize("style", STYLES)
def test_the_same_file_twice_is_the_same_journal(style: str) -> None:
    first, second = read(page(style), zone="Asia/Tokyo"), read(page(style), zone="Asia/Tokyo")
    assert first == second
    assert entry_of(first).source == entry_of(second).source


@pytest.mark.parametrize("style", STYLES)
def test_line_ends_of_any_system_make_no_difference(style: str) -> None:
    expected = entry_of(read(page(style)))
    for end in (b"\r\n", b"\r"):
        found = entry_of(read(page(style).replace(b"\n", end)))
        assert (found.id, found.title, found.body, found.comments) == (
            expected.id, expected.title, expected.body, expected.comments,
        )  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_nobody_is_shown_anything(style: str) -> None:
    entry = entry_of(read(page(style)))
    assert entry.shared_with == ()
    assert all(comment.shared_with == () for comment in entry.comments)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_no_word_of_the_page_is_in_the_report(style: str, zone: str | None) -> None:
    reading = read(page(style)) if zone is None else read(page(style), zone=zone, me="Ottoline")
    told = " ".join(problems_of(reading)) + " ".join(reading.losses) + repr(reading)
    for word in ("kettle", "Ottoline", "Brambleberry", "Zettel", "string", "chair", "Zoé", "bus", "2019", "tram"):
        assert word not in told
