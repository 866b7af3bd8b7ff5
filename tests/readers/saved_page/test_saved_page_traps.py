"""Small pages, each with one thing that a naive reader gets wrong."""

import pytest
from saved_pages import answers, comments_of, entry_of, problems_of, read

from therapy_notes.errors import AmbiguousTimeError, ReadError
from therapy_notes.moments import Date, DateTime, wire
from therapy_notes.readers.saved_page import html as saved_html
from therapy_notes.readers.saved_page import reader as saved_page
from therapy_notes.readers.saved_page.words import heading

POST = "Bread\n\nIt rose.\n\n"


def below(heading_line: str, comments: str = "  1. Ida says:\n\n    Of course it did.\n") -> str:
    return f"{POST}{heading_line}\n\n{comments}"


@pytest.mark.parametrize(
    ("line", "claimed"),
    [
        ("One thought on “Bread”", 1),
        ("1 thought on “Bread”", 1),
        ("19 thoughts on “What is ” bread” Part 2.", 19),
        ("22 responses to “Bread”", 22),
        ("6 thoughts on “Bread", 6),
        ("1,204 thoughts on “Bread”", 1204),
        ("14 Comments", 14),
        ("0 Comments", 0),
        ("3 Replies to “Bread”", 3),
        ("Comments (12)", 12),
        ("Comments: 12", 12),
        ("12\xa0Comments", 12),
        ("3 Gedanken zu „Bread“", 3),
        ("Ein Gedanke zu „Bread“", 1),
        ("2 Antworten auf „Bread“", 2),
        ("5 Kommentare zu „Bread“", 5),
        ("Une réflexion sur “Bread”", 1),
        ("4 réflexions au sujet de «\xa0Bread\xa0»", 4),
        ("2 commentaires", 2),
        ("Une réponse à « Bread »", 1),
        ("3 comentarios en “Bread”", 3),
        ("2 respuestas a «Bread»", 2),
        ("2 gedachten over “Bread”", 2),
        ("Eén reactie op “Bread”", 1),
        ("2 reacties", 2),
        ("3 pensieri su “Bread”", 3),
        ("Un commento su “Bread”", 1),
        ("5 comentários em “Bread”", 5),
        ("2 tankar på ”Bread”", 2),
        ("3 tanker om «Bread»", 3),
        ("2 kommenttia artikkeliin “Bread”", 2),
        ("4 myśli na temat „Bread”", 4),
    ],
)
def test_a_heading_tells_how_many_comments_there_were(line: str, claimed: int) -> None:
    reading = read(below(line))
    assert reading.tally.claimed == {"comments": claimed}
    assert [comment.author for comment in entry_of(reading).comments] == ["Ida"]
    assert entry_of(reading).body == "It rose."


@pytest.mark.parametrize(
    "line", ["3 comments that hurt", "19 thoughts", "Comments on my bread", "thoughts on “Bread”", "A response to her"]
)
def test_a_line_of_the_post_is_not_a_heading(line: str) -> None:
    text = f"Bread\n\n{line}\n\nIt rose.\n"
    assert read(text).tally.claimed is None
    assert entry_of(read(text)).body == f"{line}\n\nIt rose."
    assert heading("3 comments that hurt") is None


def test_a_title_that_looks_like_a_heading_is_the_title() -> None:
    entry = entry_of(
        read("One thought on bread\n\nIt rose.\n\n2 thoughts on “One thought on bread”\n\n  1. Yes.\n\n  2. No.\n")
    )
    assert entry.title == "One thought on bread"
    assert [comment.body for comment in entry.comments] == ["Yes.", "No."]


def test_a_heading_that_a_comment_quotes_is_a_line_of_that_comment() -> None:
    text = below("2 thoughts on “Bread”", "  1. Ida says:\n\n    2 thoughts on “Bread”\n\n  2. Olaf says:\n\n    Ha.\n")
    assert [comment.body for comment in comments_of(text)] == ["2 thoughts on “Bread”", "Ha."]


def test_a_page_without_a_heading_is_a_post_without_comments() -> None:
    reading = read(POST)
    assert reading.tally.claimed is None
    assert (reading.tally.found, entry_of(reading).comments) == (1, ())
    assert problems_of(reading) == ["page.txt: no date: say when it was written (written_on)"]


def test_comments_without_a_heading_stay_in_the_post_and_are_reported() -> None:
    reading = read(f"{POST}  1. Ida says:\n\n    Of course.\n")
    assert "Ida says:" in entry_of(reading).body
    assert any("look like comments" in problem for problem in problems_of(reading))


def test_a_form_without_comments_is_cut_from_the_end_of_the_post() -> None:
    reading = read(f"{POST}Leave a Reply\n\nYour email address will not be published.\n\nName *\n\nmy quiet blog\n")
    assert entry_of(reading).body == "It rose."
    assert reading.losses == {"boilerplate lines": 3, "lines after the post": 1}


def test_a_sentence_of_the_post_is_not_taken_for_a_form() -> None:
    body = "Leave a comment\n\nI thought, and left one.\n\nName\n\nthe bread."
    assert entry_of(read(f"Bread\n\n{body}\n")).body == body


def test_a_claim_that_nothing_answers_is_reported() -> None:
    reading = read(f"{POST}7 thoughts on “Bread”\n\nLeave a Reply\n")
    assert problems_of(reading)[0] == "page.txt: comments: claims 7, found 0"


def test_pingbacks_may_be_part_of_the_claim() -> None:
    comments = "  1. Ida says:\n\n    Yes.\n\n  2. Pingback: Crumbs\n"
    for claimed in (1, 2):
        assert not any("claims" in p for p in problems_of(read(below(f"{claimed} thoughts on “Bread”", comments))))


def test_missing_numbers_are_named_one_by_one_or_as_a_span() -> None:
    comments = "".join(f"  {n}. Ida says:\n\n    Yes.\n\n" for n in (2, 3, 7, 9))
    assert [p for p in problems_of(read(below("4 Comments", comments), me="Ida")) if "number" in p] == [
        "page.txt: comments: number 1 missing",
        "page.txt: comments: number 4 to 6 missing",
        "page.txt: comments: number 8 missing",
    ]


def test_a_numbering_that_falls_back_is_reported_and_loses_nothing() -> None:
    comments = "".join(f"  {n}. Ida says:\n\n    Yes.\n\n" for n in (1, 2, 1))
    reading = read(below("3 Comments", comments), me="Ida")
    assert len(entry_of(reading).comments) == 3
    assert "page.txt: comments: the numbering falls back from 2 to 1" in problems_of(reading)


def test_a_reply_whose_parent_is_gone_answers_the_nearest_comment_above() -> None:
    comments = "  1. Ida says:\n\n    a\n\n        • Olaf says:\n\n          b\n\n    • Uma says:\n\n      c\n"
    reading = read(below("3 Comments", comments), me="Ida")
    assert answers(entry_of(reading).comments) == [("c1", None), ("c2", "c1"), ("c3", "c1")]
    assert "page.txt: comment 1: a level is missing between this comment and 1 below it" in problems_of(reading)


def test_a_first_reply_without_any_comment_above_answers_nothing() -> None:
    comments = "    • Olaf says:\n\n      b\n\n  2. Ida says:\n\n    a\n"
    reading = read(below("2 Comments", comments), me="Ida")
    assert answers(entry_of(reading).comments) == [("c1", None), ("c2", None)]
    assert "page.txt: comments: a level is missing above 1 of them" in problems_of(reading)


def test_replies_may_be_nested_deeper_than_any_blog_allows() -> None:
    depth = 300
    comments = "".join(f"{'  ' * n}• Ida says:\n\n{'  ' * n}  level {n}\n\n" for n in range(1, depth + 1))
    found = comments_of(below(f"{depth} Comments", comments))
    assert [comment.in_reply_to for comment in found] == [None, *(f"c{n}" for n in range(1, depth))]


def test_replies_to_a_pingback_answer_what_it_stood_under() -> None:
    comments = "  1. Ida says:\n\n    a\n\n    • Trackback: Crumbs\n\n      • Olaf says:\n\n        b\n"
    assert answers(comments_of(below("3 Comments", comments))) == [("c1", None), ("c2", "c1")]


def test_somebody_says_something_inside_a_comment_without_becoming_its_author() -> None:
    comments = (
        "  1. Ida says:\n\n    My mother says:\n\n    My therapist says:\n    nothing.\n\n  2. Olaf says:\n\n    Ha.\n"
    )
    assert [c.author for c in comments_of(below("2 Comments", comments))] == ["Ida", "Olaf"]


def test_a_comment_at_the_top_that_lost_its_name_is_still_a_comment() -> None:
    comments = "  1. Ida says:\n\n    a\n\n  2. Nobody knows who wrote this.\n\n  3. Olaf says:\n\n    c\n"
    found = comments_of(below("3 Comments", comments), me="ida")
    assert [(c.author, c.mine, c.body) for c in found] == [
        ("Ida", True, "a"), ("", None, "Nobody knows who wrote this."), ("Olaf", False, "c"),
    ]  # fmt: skip


def test_a_name_may_stand_on_the_line_below_its_mark() -> None:
    comments = "  1.\n    Ida says:\n    May 3, 2019 at 9:14 am\n\n    a\n\n    •\n      Olaf says:\n\n      b\n"
    found = comments_of(below("2 Comments", comments), zone="Europe/Paris")
    assert [(c.author, c.in_reply_to, c.body) for c in found] == [("Ida", None, "a"), ("Olaf", "c1", "b")]


def test_a_mark_without_words_keeps_its_place_in_the_thread() -> None:
    reading = read(below("3 Comments", "  1. Ida says:\n\n    • Olaf says:\n\n      b\n\n  2.\n"), me="Ida")
    assert answers(entry_of(reading).comments) == [("c1", None), ("c2", "c1"), ("c3", None)]
    assert [p for p in problems_of(reading) if "no text" in p] == [
        "page.txt: comment 1: no text",
        "page.txt: comment 3: no text",
    ]


def test_a_name_and_its_date_may_stand_on_one_line() -> None:
    (comment,) = comments_of(below("1 Comment", "  1. Ida, the second on May 3, 2019 at 9:14 am said:\n\n    a\n"))
    assert (comment.author, comment.written_at) == ("Ida, the second", Date(2019, 5, 3))


@pytest.mark.parametrize(
    "says", ["says:", "said:", "sagt:", "schreibt:", "a dit\xa0:", "dice:", "schreef:", "ha detto:", "disse:"]
)
def test_people_say_things_in_many_languages(says: str) -> None:
    assert [c.author for c in comments_of(below("1 Comment", f"  1. Zoé B. {says}\n\n    a\n"))] == ["Zoé B."]


@pytest.mark.parametrize(
    ("line", "likes"),
    [
        ("Liked by 3 people", 3),
        ("Liked by 1 person", 1),
        ("Liked by you", 1),
        ("Liked by you and 2 others", 3),
        ("2 likes", 2),
    ],
)
@pytest.mark.parametrize("indent", ["    ", ""])
def test_likes_belong_to_the_comment_above(line: str, likes: int, indent: str) -> None:
    comments = f"  1. Ida says:\n\n    a\n\n{indent}{line}\n\n    Reply\n\n  2. Olaf says:\n\n    b\n"
    assert [(c.likes, c.body) for c in comments_of(below("2 Comments", comments))] == [(likes, "a"), (None, "b")]


def test_a_comment_that_is_only_the_word_like_keeps_it() -> None:
    assert [c.body for c in comments_of(below("1 Comment", "  1. Ida says:\n\n    Like\n"))] == ["Like"]


def test_a_full_copy_without_marks_keeps_names_and_times_but_no_threads() -> None:
    comments = (
        "Ida says:\nMay 3, 2019 at 9:14 am\n\na\n\nMy mother says:\nnothing.\n\nReply\n\n"
        "Olaf says:\nMay 4, 2019 at 10:00 pm\n\nb\n\nReply\n\nLeave a Reply\n"
    )
    found = comments_of(below("2 Comments", comments), zone="Europe/Paris")
    assert [(c.author, c.body, c.in_reply_to) for c in found] == [
        ("Ida", "a\n\nMy mother says:\nnothing.", None), ("Olaf", "b", None),
    ]  # fmt: skip


def test_the_text_of_a_full_copy_need_not_be_indented() -> None:
    when = "May 3, 2019 at 9:14 am"
    comments = f"1. Ida says:\n{when}\n\na\n\nComment\n\nReply\n\n2. Olaf says:\n{when}\n\nb\nReply\n"
    assert [c.body for c in comments_of(below("2 Comments", comments))] == ["a\n\nComment", "b"]


def test_a_form_above_the_comments_does_not_end_them() -> None:
    comments = "Leave a Reply\n\nName *\n\n  1. Ida says:\n\n    a\n\n  2. Olaf says:\n\n    b\n"
    reading = read(below("2 Comments", comments))
    assert [c.author for c in entry_of(reading).comments] == ["Ida", "Olaf"]
    assert reading.losses == {"boilerplate lines": 2}


def test_the_lists_of_the_page_below_the_form_are_no_comments() -> None:
    for comments in ("  1. Ida says:\n\n    a\n", "  1. a\n\n    • b\n"):
        reading = read(below("1 Comment", f"{comments}\nLeave a Reply\n\nRecent Posts\n\n  • Butter\n  • Salt\n"))
        assert entry_of(reading).extra["saved_page"] == {"outside_comments": "Recent Posts\n• Butter\n• Salt"}
        assert reading.losses["lines outside the comments"] == 3


# -- dates and names ------------------------------------------------------------------------------------------


def test_a_page_without_a_date_has_none() -> None:
    text = "Today\n\nLast week I baked. On Monday it rose. 3 May 2019 was better, I wrote on May 4, 2019.\n"
    assert entry_of(read(text)).written_at is None


def test_a_day_that_is_given_is_a_day() -> None:
    reading = read(POST, written_on="2019-05-03")
    assert entry_of(reading).written_at == Date(2019, 5, 3)
    assert problems_of(reading) == []


def test_a_moment_that_is_given_needs_a_zone() -> None:
    given = entry_of(read(POST, written_on="2019-05-03 21:14", zone="Europe/Paris")).written_at
    assert isinstance(given, DateTime)
    assert wire(given) == "2019-05-03T21:14:00+02:00[Europe/Paris]"
    with pytest.raises(AmbiguousTimeError):
        read(POST, written_on="2019-05-03 21:14")
    with pytest.raises(AmbiguousTimeError):
        read(POST, written_on="yesterday")


def test_a_bare_date_under_the_title_counts_stays_and_is_reported() -> None:
    reading = read("Bread\n\nMay 3, 2019\n\nIt rose.\n")
    assert entry_of(reading).written_at == Date(2019, 5, 3)
    assert entry_of(reading).body == "May 3, 2019\n\nIt rose."
    assert problems_of(reading) == ["page.txt: line 3: a date under the title was taken for the day of writing"]


def test_a_given_day_goes_before_that_of_the_page_and_says_so() -> None:
    reading = read("Bread\nPosted on May 3, 2019 by Ida\n\nIt rose.\n", written_on="2019-05-04")
    assert entry_of(reading).written_at == Date(2019, 5, 4)
    assert problems_of(reading) == ["page.txt: line 2: a date that is not the one that was given: the given one counts"]


@pytest.mark.parametrize("time", ["March 31, 2019 at 2:30 am", "October 27, 2019 at 2:30 am"])
def test_a_time_that_the_clock_never_showed_or_showed_twice_is_a_day(time: str) -> None:
    reading = read(below("1 Comment", f"  1. Ida says:\n    {time}\n\n    a\n"), zone="Europe/Paris", me="Ida")
    (comment,) = entry_of(reading).comments
    assert type(comment.written_at) is Date
    assert comment.extra["saved_page"] == {"date": time}
    assert any("never showed" in problem for problem in problems_of(reading))


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AmbiguousTimeError):
        read(POST, zone="Europe/Nowhere")


def test_a_date_order_makes_numbers_readable_and_a_wrong_one_is_refused() -> None:
    page = below("1 Comment", "  1. Ida says:\n    03/05/2019 at 9:14\n\n    a\n")
    assert comments_of(page)[0].written_at is None
    assert comments_of(page, date_order="dmy")[0].written_at == Date(2019, 5, 3)
    assert comments_of(page, date_order="MDY")[0].written_at == Date(2019, 3, 5)
    with pytest.raises(ValueError, match="date_order"):
        read(page, date_order="random")


def test_own_replies_are_marked_only_when_the_name_is_said_exactly() -> None:
    page = below("2 Comments", "  1. Ida says:\n\n    a\n\n  2. Ida B says:\n\n    b\n")
    assert [c.mine for c in comments_of(page)] == [None, None]
    assert [c.mine for c in comments_of(page, me="IDA")] == [True, False]
    assert [c.mine for c in comments_of(page, me="Id")] == [False, False]
    assert "page.txt: comments: own replies are not marked: say which name is yours (me)" in problems_of(read(page))
    assert "page.txt: comments: none is by the name that was given as yours" in problems_of(read(page, me="Id"))


# -- bytes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\r\n\xc2\xa0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"age-encryption.org/v1\n-> X25519", "encrypted"),
        (bytes(range(256)), "binary"),
        ("Bread\n\nIt rose.".encode("utf-16-le"), "binary"),
        (b"\xff\xfeB\x00r\x00e", "UTF-16"),
        (b"\n  <html lang='en'>", "empty"),
        (b"From: <Saved by Blink>\r\nSubject: Bread\r\n\r\n<html>", "HTML only"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n--x\n", "HTML only"),
        (b"<?xml version='1.0'?><rss/>", "HTML or XML"),
    ],
)
def test_what_is_no_saved_text_is_refused_with_its_reason(data: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert problem.where.startswith("page.txt")
    assert what in problem.what


def test_a_page_in_html_goes_through_the_same_door_with_the_same_options() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta charset='latin-1'></head><body><article class='post'><h1>Br\xf8d</h1>"
        "<div class='entry-content'><p>It rose.</p></div></article><ol><li class='comment depth-1' id='comment-3'>"
        "<cite class='fn'>Ida</cite> <span class='comment-date'>03/05/2019 9:14</span>"
        "<div class='comment-content'>a</div></li></ol></body></html>"
    ).encode("latin-1")
    reading = read(page, me="ida", zone="Europe/Oslo", written_on="2019-05-02", date_order="DMY")
    entry = entry_of(reading)
    assert (entry.title, entry.body, entry.written_at) == ("Brød", "It rose.", Date(2019, 5, 2))
    assert [(c.author, c.mine, str(c.written_at)) for c in entry.comments] == [("Ida", True, "2019-05-03 09:14:00+02:00")]
    assert reading == saved_html.read(
        page, name="page.txt", me="ida", zone="Europe/Oslo", written_on="2019-05-02", date_order="DMY"
    )
    assert entry_of(read(page, encoding="cp1250")).title == "Brřd"


def test_an_encoding_that_is_said_counts_and_a_wrong_one_is_refused() -> None:
    assert entry_of(read("Žába\n\nSkočila.\n".encode("cp1250"), encoding="cp1250")).title == "Žába"
    with pytest.raises(ValueError, match="encoding"):
        read(POST, encoding="no such thing")


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        (POST, False),
        (below("2 thoughts on “Bread”"), True),
        (f"{POST}Leave a Reply\n\nYour email address will not be published.\n", True),
        ("3 May 2019\n\nLeave a comment\n\nI did not.\n", False),
        ("# Bread\n\n3 Comments I should make:\n\n1. Rise.\n", False),
        ("2024-05-01 09:00 Bread.\nTwo people had comments.\n", False),
        ("<!doctype html><title>Bread</title>", True),
        ("\n<html lang='en'>", True),
        ("<ol class='commentlist'><li id='comment-3'>Bread</ol>", True),
        ("<div><p>Bread</p></div>", False),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html>", True),
        ("<?xml version='1.0'?><rss version='2.0'>", False),
        ('{"entries": []}', False),
        ("From: <Saved by Blink>\nSubject: Bread\n", True),
        ("From: Ida\nTo: Olaf\nContent-Type: multipart/related\n\nBread\n", False),
        ("", False),
    ],
)
def test_only_what_looks_like_a_saved_page_is_claimed(text: str, is_page: bool) -> None:
    assert saved_page.claims(text.encode()) is is_page
    assert saved_page.claims(text.encode("utf-16")) is is_page


def _diary(text: str) -> bytes:
    return f"6 May 2019\n\nBread\n\nIt rose.\n\n{text}\n\n7 May 2019\n\nIt fell.\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        "2 responses\n\n1. cry\n2. run",
        "3 thoughts on rain\n\n1. wet",
        "Leave a Reply\n\nYour email address will not be published.",
    ],
)
def test_a_diary_with_a_line_such_as_those_of_a_page_is_not_claimed(text: str) -> None:
    assert not saved_page.claims(_diary(text))
    assert saved_page.claims(f"Bread\n\nIt rose.\n\n{text}\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "2 thoughts on “Bread”\n\n  1. Of course.",
        "2 Comments\n\n  1. Ida says:\n\n     Of course.",
        "2 Comments\n\nIda says:\n6 May 2019",
    ],
)
def test_a_page_with_days_on_it_is_claimed_where_the_title_is_quoted_or_somebody_says_something(text: str) -> None:
    assert saved_page.claims(_diary(text))


def test_bytes_that_are_no_text_are_not_claimed() -> None:
    assert not saved_page.claims(b"PK\x03\x04\x00\x00 2 Comments\n\n1. a\n")
    assert not saved_page.claims(bytes(range(256)))


def test_a_page_about_html_is_text() -> None:
    assert entry_of(read("The tag\n\nI wrote <html> today.\n")).body == "I wrote \\<html> today."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_unicode_with_or_without_its_mark_is_read(encoding: str) -> None:
    reading = read("Brød\n\nDet hævede – “ja”.\n".encode(encoding), written_on="2019-05-03")
    assert (entry_of(reading).title, entry_of(reading).body) == ("Brød", "Det hævede – “ja”.")
    assert problems_of(reading) == []


def test_what_is_not_utf_8_is_read_as_windows_and_says_so() -> None:
    reading = read(b"Bread\n\nIt \x93rose\x94.\n", written_on="2019-05-03")
    assert entry_of(reading).body == "It “rose”."
    assert problems_of(reading) == [
        "page.txt: byte 10: not UTF-8 from here on: the file was read as Windows-1252; look whether its accents are right"
    ]


def test_what_is_not_windows_either_is_still_read() -> None:
    reading = read(b"Bread\n\nIt \x81 rose \xe9.\n")
    assert entry_of(reading).body == "It \x81 rose é."
    assert "Latin-1" in problems_of(reading)[0]


def test_a_file_that_ends_inside_a_character_keeps_all_others() -> None:
    reading = read("Brød\n\nDet hævede ❤️".encode()[:-1])
    assert entry_of(reading).body == "Det hævede ❤\ufffd"
    assert "ends in the middle of a character" in problems_of(reading)[0]


def test_control_characters_stay_in_the_text() -> None:
    assert entry_of(read("Bread\n\nIt \x00 rose \x07, and then it fell.\n")).body == "It \x00 rose \x07, and then it fell."


def test_a_page_that_is_one_long_paragraph_has_no_title() -> None:
    reading = read("word " * 100)
    assert entry_of(reading).title == ""
    assert entry_of(reading).body == " ".join(["word"] * 100)
    assert "page.txt: no title line" in problems_of(reading)


def test_problems_of_bytes_without_a_name_still_have_a_place() -> None:
    assert str(saved_page.read(b"Bread\n\nIt rose.\n").problems[0]).startswith("saved page: ")


def test_a_thousand_gaps_are_told_as_a_number_not_as_a_list() -> None:
    comments = "".join(f"  {2 * n}. Ida says:\n    3 weeks ago\n\n" for n in range(1, 1001))
    reading = read(below("2000 Comments", comments), me="Ida")
    assert len(reading.problems) < 350
    assert {
        "page.txt: comments: gaps in threads or numbers, and not listed above: 900",
        "page.txt: comments: dates, and not listed above: 900",
        "page.txt: comments: no text, and not listed above: 900",
    } < set(problems_of(reading))


def test_a_posting_time_that_the_clock_never_showed_is_a_day_on_a_page_without_comments() -> None:
    reading = read("Bread\nPosted on March 31, 2019 at 2:30 am\n\nIt rose.\n", zone="Europe/Paris")
    assert entry_of(reading).written_at == Date(2019, 3, 31)
    assert any("never showed" in problem for problem in problems_of(reading))
