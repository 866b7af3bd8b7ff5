"""When something was written, by a page that tells machines one thing and people another."""

import pytest
from html_pages import article, at, comment, comments_of, entry_of, page, problems_of, read, time

from therapy_notes.errors import AmbiguousTimeError
from therapy_notes.moments import Date
from therapy_notes.readers.saved_page import html as saved_html

NOT_UTC = "a time labelled UTC that is not what the page shows: what the page shows counts"


def of_comment(machine: str, words: str, **options: str) -> str | Date | None:
    return at(comments_of(page(comment(3, date=time(machine, words))), **options)[0])


def of_post(machine: str, words: str, head: str = "", **options: str) -> str | Date | None:
    return at(entry_of(page(post=article(date=time(machine, words)), head=head), **options))


def published(when: str) -> str:
    return f"<meta property='article:published_time' content='{when}'>"


# -- a time with an offset -------------------------------------------------------------------------------------


def test_a_time_with_an_offset_is_that_instant() -> None:
    assert of_post("2019-05-03T21:14:00+02:00", "May 3, 2019") == "2019-05-03T21:14:00+02:00[+02:00]"
    assert of_post("2019-05-03T21:14:00+0200", "May 3, 2019", zone="America/Chicago") == (
        "2019-05-03T14:14:00-05:00[America/Chicago]"
    )


def test_a_time_with_an_offset_counts_although_the_page_shows_another_and_says_so() -> None:
    reading = read(page(comment(3, date=time("2019-05-03T21:14:00+02:00", "May 4, 2019 at 9:14 pm")), heading="1 Comment"))
    assert at(comments_of(reading)[0]) == "2019-05-03T21:14:00+02:00[+02:00]"
    assert "comment 1: a time that is not what the page shows: the time with its offset counts" in problems_of(reading)


# -- a time that is labelled UTC -------------------------------------------------------------------------------


def test_a_clock_of_the_blog_that_is_labelled_utc_is_read_in_the_zone_that_is_given() -> None:
    html = page(comment(3, date=time("2019-05-03T21:14:09+00:00", "May 3, 2019 at 9:14 pm")))
    reading = read(html, zone="Europe/Paris", me="Ida")
    assert at(comments_of(reading)[0]) == "2019-05-03T21:14:09+02:00[Europe/Paris]"
    assert f"comment 1: {NOT_UTC}" in problems_of(reading)


def test_a_time_that_is_utc_and_is_shown_by_the_clock_of_the_zone_is_that_instant() -> None:
    html = page(comment(3, date=time("2019-05-03T19:14:00+00:00", "May 3, 2019 at 9:14 pm")))
    reading = read(html, zone="Europe/Paris", me="Ida")
    assert at(comments_of(reading)[0]) == "2019-05-03T21:14:00+02:00[Europe/Paris]"
    assert not any("UTC" in problem for problem in problems_of(reading))


def test_a_clock_that_agrees_with_nothing_goes_before_the_label() -> None:
    html = page(comment(3, date=time("2019-05-03T19:14:00Z", "May 3, 2019 at 6:01 am")))
    reading = read(html, zone="Europe/Paris", me="Ida")
    assert at(comments_of(reading)[0]) == "2019-05-03T06:01:00+02:00[Europe/Paris]"
    assert f"comment 1: {NOT_UTC}" in problems_of(reading)
    without = read(html, me="Ida")
    assert at(comments_of(without)[0]) == Date(2019, 5, 3)
    assert f"comment 1: {NOT_UTC}" in problems_of(without)


def test_without_a_zone_nobody_can_tell_whether_the_label_is_right_and_the_day_is_kept() -> None:
    reading = read(page(comment(3, date=time("2019-05-03T21:14:00+00:00", "May 3, 2019 at 9:14 pm"))))
    assert at(comments_of(reading)[0]) == Date(2019, 5, 3)
    assert reading.tally.counted["times labelled UTC that may be the blog's own clock"] == 1
    assert "times without a zone, kept as days: 1" in problems_of(reading)
    assert comments_of(reading)[0].extra["saved_page"] == {
        "date": "2019-05-03T21:14:00+00:00",
        "date_shown": "May 3, 2019 at 9:14 pm",
    }


def test_who_says_that_the_zone_is_utc_is_believed() -> None:
    assert of_comment("2019-05-03T21:14:00Z", "May 3, 2019 at 9:14 pm", zone="UTC") == "2019-05-03T21:14:00+00:00[UTC]"


def test_a_clock_that_differs_by_an_offset_tells_the_offset() -> None:
    assert of_comment("2019-05-03T15:44:00Z", "May 3, 2019 at 9:14 pm") == "2019-05-03T21:14:00+05:30[+05:30]"
    assert of_comment("2019-05-04T02:14:00Z", "May 3, 2019 at 9:14 pm") == "2019-05-03T21:14:00-05:00[-05:00]"


def test_a_clock_that_differs_by_more_than_any_offset_tells_none() -> None:
    reading = read(page(comment(3, date=time("2019-05-03T21:14:00Z", "May 4, 2019 at 12:14 pm"))))
    assert at(comments_of(reading)[0]) == Date(2019, 5, 4)
    assert f"comment 1: {NOT_UTC}" in problems_of(reading)


@pytest.mark.parametrize(
    "words", ["3 мая 2019 в 21:14", "2019年5月3日 21:14", "3. května 2019 v 21.14", "tremapu 3, 2019, 9:14 pm"]
)
def test_a_clock_in_words_that_are_not_understood_still_shows_what_the_label_is_worth(words: str) -> None:
    assert of_comment("2019-05-03T21:14:00+00:00", words, zone="Europe/Paris") == "2019-05-03T21:14:00+02:00[Europe/Paris]"
    assert of_comment("2019-05-03T19:14:00+00:00", words, zone="Europe/Paris") == "2019-05-03T21:14:00+02:00[Europe/Paris]"


def test_a_clock_that_may_mean_the_afternoon_in_words_that_are_not_understood_proves_nothing() -> None:
    assert of_comment("2019-05-03T21:14:00+00:00", "2019年5月3日 下午9:14") == "2019-05-03T21:14:00+00:00[UTC]"


def test_an_instant_in_utc_of_which_only_the_day_is_shown_is_believed_while_the_day_is_right() -> None:
    assert of_post("2019-05-03T09:14:00+00:00", "May 3, 2019") == "2019-05-03T09:14:00+00:00[UTC]"
    assert of_post("2019-05-03T23:30:00Z", "May 4, 2019", zone="Europe/Paris") == "2019-05-04T01:30:00+02:00[Europe/Paris]"


def test_an_instant_in_utc_is_no_day_of_a_diary() -> None:
    assert of_post("2019-05-03T23:30:00Z", "May 4, 2019") == Date(2019, 5, 4)
    assert of_post("2019-05-03T23:30:00Z", "May 3, 2019", zone="Europe/Paris") == "2019-05-03T23:30:00+02:00[Europe/Paris]"
    assert of_post("2019-05-03T12:00:00Z", "May 8, 2019", zone="Europe/Paris") == Date(2019, 5, 8)


def test_one_comment_shows_what_the_label_on_the_whole_page_is_worth() -> None:
    says_so = comment(3, date=time("2019-05-03T21:14:00+00:00", "May 3, 2019 at 9:14 pm"))
    html = page(says_so, post=article(date=time("2019-05-03T09:14:00+00:00", "May 3, 2019")))
    assert at(entry_of(html, zone="Europe/Paris")) == "2019-05-03T09:14:00+02:00[Europe/Paris]"
    assert at(entry_of(html)) == Date(2019, 5, 3)


# -- the head of a page ----------------------------------------------------------------------------------------


def test_the_head_of_the_page_goes_before_the_words() -> None:
    assert of_post("", "May 3, 2019", published("2019-05-03T21:14:00+02:00")) == "2019-05-03T21:14:00+02:00[+02:00]"


def test_an_offset_in_the_theme_goes_before_utc_in_the_head() -> None:
    head = published("2019-05-03T19:14:00+00:00")
    assert of_post("2019-05-03T21:14:00+02:00", "May 3, 2019", head) == "2019-05-03T21:14:00+02:00[+02:00]"
    head = published("2019-05-03T21:14:00+02:00")
    assert of_post("2019-05-03T21:14:00+00:00", "May 3, 2019", head) == "2019-05-03T21:14:00+02:00[+02:00]"


def test_the_head_of_a_page_with_several_posts_is_the_head_of_none() -> None:
    html = page(
        post=article(id=1, title="a") + article(id=2, title="b"),
        head=published("2019-05-03T21:14:00+02:00"),
        body_class="archive",
    )
    assert [entry.written_at for entry in read(html).journal.entries] == [None, None]


# -- clocks and days without any label -------------------------------------------------------------------------


def test_a_time_without_an_offset_is_read_in_the_zone_that_is_given() -> None:
    assert of_comment("2019-05-03T21:14", "x", zone="Asia/Tokyo") == "2019-05-03T21:14:00+09:00[Asia/Tokyo]"
    assert of_comment("2019-05-03T21:14", "x") == Date(2019, 5, 3)
    assert of_comment("2019-05-03", "May 3, 2019 at 9:14 pm", zone="Asia/Tokyo") == "2019-05-03T21:14:00+09:00[Asia/Tokyo]"
    assert of_comment("2019-05-03", "x", zone="Asia/Tokyo") == Date(2019, 5, 3)


@pytest.mark.parametrize("clock", ["2019-03-31T02:30:00", "2019-10-27T02:30:00"])
def test_a_clock_that_never_was_or_was_twice_is_a_day(clock: str) -> None:
    reading = read(page(comment(3, date=time(clock, "x"))), zone="Europe/Paris")
    assert type(comments_of(reading)[0].written_at) is Date
    assert any("never showed" in problem for problem in problems_of(reading))


def test_a_date_in_words_alone_is_read_by_the_closed_list() -> None:
    def written(words: str, **options: str) -> str | Date | None:
        return at(entry_of(page(post=article(date=f"<span class='posted-on'>{words}</span>")), **options))

    assert written("Posted on May 3, 2019 by Ida") == Date(2019, 5, 3)
    assert written("3. Mai 2019 um 21:14 Uhr", zone="Europe/Berlin") == "2019-05-03T21:14:00+02:00[Europe/Berlin]"
    assert written("03/05/2019") is None
    assert written("03/05/2019", date_order="DMY") == Date(2019, 5, 3)
    assert written("Monday, 3 May 2019") is None
    assert written("last week") is None


def test_what_only_listeners_hear_is_no_part_of_a_date() -> None:
    date = "<div class='comment-date'><span class='screen-reader-text'>Zeitpunkt:</span> 3. Mai 2019</div>"
    assert at(comments_of(page(comment(3, date=date)))[0]) == Date(2019, 5, 3)


def test_a_date_that_is_not_understood_is_kept_as_text_and_counted() -> None:
    html = page(comment(3, date=time("", "il y a 3 ans")), post=article(date="<span class='entry-date'>3 ก.พ. 2562</span>"))
    reading = read(html)
    assert (entry_of(reading).written_at, comments_of(reading)[0].written_at) == (None, None)
    assert entry_of(reading).extra["saved_page"] == {"date_shown": "3 ก.พ. 2562", "post_id": "1"}
    assert reading.tally.counted["entries without a date"] == 1
    assert reading.losses["comment dates of an unknown form"] == 1
    what = "a date whose form or weekday does not tell one day: kept as text in extra"
    assert {what, f"comment 1: {what}"} <= set(problems_of(reading))


@pytest.mark.parametrize(
    "machine",
    ["0000-00-00T00:00:00+00:00", "-0001-11-30T00:00:00Z", "99999-01-01", "2019-13-40T25:61:00Z", "1970", "now", "9" * 5000],
)
def test_a_time_that_is_none_is_none(machine: str) -> None:
    assert of_post(machine, "") is None


def test_the_day_on_which_a_post_was_changed_is_not_the_day_of_writing() -> None:
    date = "<time class='updated' datetime='2020-01-01T00:00:00+01:00'>x</time>" + time("2019-05-03", "May 3, 2019")
    assert at(entry_of(page(post=article(date=date)))) == Date(2019, 5, 3)


def test_a_time_inside_somebodys_text_is_not_the_time_of_writing() -> None:
    told = "<p>It was <time datetime='2001-01-01'>long ago</time>.</p>"
    assert entry_of(page(post=article(told))).written_at is None
    assert comments_of(page(comment(3, text=told)))[0].written_at is None


def test_a_day_that_is_given_goes_before_that_of_the_page_and_says_so() -> None:
    html = page(post=article(date=time("2019-05-03", "May 3, 2019")))
    reading = read(html, written_on="2019-05-04")
    assert at(entry_of(reading)) == Date(2019, 5, 4)
    assert problems_of(reading) == ["a date that is not the one that was given: the given one counts"]
    assert problems_of(read(html, written_on="2019-05-03 21:14", zone="Europe/Paris")) == []


def test_options_that_mean_nothing_are_refused_before_anything_is_read() -> None:
    for options in ({"zone": "Europe/Nowhere"}, {"written_on": "yesterday"}, {"written_on": "2019-05-03 21:14"}):
        with pytest.raises(AmbiguousTimeError):
            read("", **options)
    for options in ({"date_order": "random"}, {"encoding": "none such"}):
        with pytest.raises(ValueError, match=r"date_order|encoding"):
            read(page(), **options)


def test_no_entry_is_ever_dated_by_the_clock_of_this_machine() -> None:
    reading = saved_html.read(page(comment(3)).encode())
    assert (entry_of(reading).written_at, comments_of(reading)[0].written_at) == (None, None)
