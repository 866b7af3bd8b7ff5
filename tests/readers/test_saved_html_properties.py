"""What holds for every page in HTML: no other error than ours, every word of posts and comments, threads as they were."""

import html
import random
import time

import pytest
from html_pages import article, comment, entry_of, page, problems_of, read
from hypothesis import example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents
from therapy_notes.errors import ReadError
from therapy_notes.readers.saved_page import html as saved_html
from therapy_notes.readers.saved_page import reader as saved_page
from therapy_notes.text import without_private_spans

_TAGS = (
    "div p li ol ul article section main span a b em blockquote table tr td time cite small h1 h2 header footer form nav"
    " body"
)
_CLASSES = (
    "comment depth-1 depth-2 depth-9 pingback bypostauthor even children comment-content comment-author fn says comment-meta"
    " entry-content entry-title hentry post comments-title comment-awaiting-moderation sharedaddy avatar reply entry-summary"
    " comment-likes comment-like-feedback single archive postid-1 post-1 entry-date more-link post-password-form widget"
)
_VALUES = st.sampled_from(
    [
        *_CLASSES.split(), "comment even depth-2", "post hentry", "comment-3", "li-comment-3", "comments", "post-1",
        "2019-05-03T21:14:00+00:00", "2019-05-03T21:14:00+02:00", "0000-00-00", "https://a.example/",
        "mailto:quimby@a.example",         "data:image/png;base64,xx", "display:none", "category tag", "quimby",
    ]
)  # fmt: skip
_ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["class", "id", "datetime", "href", "src", "rel", "style", "hidden", "role", "alt"]), _VALUES),
    max_size=3,
).map(lambda found: "".join(f' {name}="{value}"' for name, value in dict(found).items()))
_PIECES = st.one_of(
    st.tuples(st.sampled_from(_TAGS.split()), _ATTRIBUTES).map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    st.sampled_from(_TAGS.split()).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "Quimby says:", "3 thoughts on “Quimby”", "May 3, 2019 at 9:14 pm", "Pingback: quimby", "Liked by 3 people",
            "quimby", "<!-- quimby -->", "<!--", "<script>quimby", "</script>", "<meta charset=shift_jis>", "<br/>",
            "<img src=x alt=quimby>", "&amp;", "&quimby;", "&#0;", "&#xD800;", "\x00", "\r\n", "<", ">", "\"'",
            "<meta property='og:title' content='quimby'>",
        ]
    ),
    st.text(max_size=5),
)  # fmt: skip
_SOUP = st.lists(_PIECES, max_size=40).map(lambda pieces: "<html>" + "".join(pieces))
_OPTIONS = st.sampled_from(
    [
        {},
        {"zone": "Europe/Paris"},
        {"zone": "America/St_Johns", "me": "quimby"},
        {"me": "\x00"},
        {"written_on": "2019-05-03"},
    ]
)


def _must_say_why(error: ReadError) -> None:
    assert error.problems
    assert "quimby" not in str(error).lower()


def _reading_or_error(data: bytes, options: dict[str, str]) -> None:
    try:
        reading = saved_html.read(data, name="page.html", **options)
    except ReadError as error:
        _must_say_why(error)
        return
    tally, entries = reading.tally, reading.journal.entries
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == sum(1 + len(entry.comments) for entry in entries)
    assert sum(tally.why_skipped.values()) == tally.skipped
    assert all(reading.losses.values())
    for entry in entries:
        assert not entry.shared_with
        ids = [said.id for said in entry.comments]
        assert len(set(ids)) == len(ids)
        for place, said in enumerate(entry.comments):
            assert said.in_reply_to is None or ids.index(said.in_reply_to) < place
    told = " ".join((*problems_of(reading), *reading.losses, *tally.counted, repr(reading))).lower()
    assert "quimby" not in told
    assert reading == saved_html.read(data, name="page.html", **options)


@given(st.binary(max_size=300), _OPTIONS)
def test_any_bytes_become_a_journal_or_an_error_of_ours(data: bytes, options: dict[str, str]) -> None:
    _reading_or_error(data, options)
    _reading_or_error(b"<html>" + data, options)


@given(_SOUP, _OPTIONS)
@example('<html><div class="comment"></div>\x1f\x0c&#12;&#1;&#x0001F;<img alt="&#2;" src="data:&#3;">', {})
@documents
def test_any_soup_of_tags_becomes_a_journal_or_an_error_of_ours(soup: str, options: dict[str, str]) -> None:
    _reading_or_error(soup.encode(), options)


@given(st.one_of(_SOUP.map(str.encode), st.binary(max_size=300)))
@documents
def test_whether_bytes_are_claimed_can_always_be_told_and_the_door_takes_them(data: bytes) -> None:
    assert isinstance(saved_page.claims(data), bool)
    if saved_html.claims(data):
        assert saved_page.claims(data)
    try:
        saved_page.read(data)
    except ReadError as error:
        _must_say_why(error)


# -- what a theme makes of a post and its comments comes back ---------------------------------------------------

_SIGNS = """
    * ** _ # ## > - + 1. 2) ` ``` ~~ %% \\ | [x] ]( <b> </p> &amp; &#35; <!-- :- = $ ! é ß ❤️ 字 🧵 \u202e says: #7
"""
_WORDS = st.lists(
    st.one_of(
        st.sampled_from([*_SIGNS.split(), "so", "bread", "rose", "never", "why"]),
        st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Z"]), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(["so", *words]))
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3)
_NAMES = st.sampled_from(["Ida", "Olaf the Second", "zoé-anne", "all the little <birds>", "X & Y"])


@st.composite
def threads(draw: st.DrawFn) -> list[tuple[int, str, list[str]]]:
    """Comments as (depth, name, paragraphs), each at most one deeper than the one before."""
    found: list[tuple[int, str, list[str]]] = []
    depth = 0
    for _ in range(draw(st.integers(0, 6))):
        depth = draw(st.integers(1, depth + 1))
        found.append((depth, draw(_NAMES), draw(_TEXTS)))
    return found


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>\n" for text in texts)


def _nested(thread: list[tuple[int, str, list[str]]], place: int, depth: int) -> tuple[str, int]:
    """Write the comments from a place on that are of one depth, each with those below it."""
    made = ""
    while place < len(thread) and thread[place][0] == depth:
        n, (_, name, texts) = place + 1, thread[place]
        below, place = _nested(thread, place + 1, depth + 1)
        made += comment(n, *([below] if below else []), who=html.escape(name), text=paragraphs(texts), depth=depth)
    return made, place


@given(title=_WORDS, texts=_TEXTS, thread=threads(), is_flat=st.booleans())
@example(title="so </title> %%", texts=["so %% never %%"], thread=[(1, "X & Y", ["so 1. 2)"])], is_flat=False)
@documents
def test_what_a_theme_made_of_a_post_and_its_comments_comes_back(
    title: str, texts: list[str], thread: list[tuple[int, str, list[str]]], is_flat: bool
) -> None:
    flat = "".join(
        comment(n, who=html.escape(name), text=paragraphs(said), depth=depth)
        for n, (depth, name, said) in enumerate(thread, 1)
    )
    made = page(
        flat if is_flat else _nested(thread, 0, 1)[0],
        post=article(paragraphs(texts), title=html.escape(title)),
        heading=f"{len(thread)} thoughts on “{html.escape(title)}”" if thread else "",
    )
    reading = read(made, me="ida")
    entry = entry_of(reading)
    assert entry.title == " ".join(title.split())
    assert of_markdown(entry.body) == squeezed("".join(texts))
    assert without_private_spans(entry.body).count("%%") <= entry.body.count("%%")
    assert [said.author for said in entry.comments] == [name for _, name, _ in thread]
    assert [of_markdown(said.body) for said in entry.comments] == [squeezed("".join(texts)) for _, _, texts in thread]
    parents: list[str | None] = []
    above: list[str] = []
    for n, (depth, _, _) in enumerate(thread, 1):
        parents.append(above[depth - 2] if depth > 1 else None)
        above = [*above[: depth - 1], f"c{n}"]
    assert [said.in_reply_to for said in entry.comments] == parents
    assert not any("missing" in problem or "claims" in problem for problem in problems_of(reading))


# -- time ------------------------------------------------------------------------------------------------------

_MEGABYTE = 1_000_000


def _many(piece: str, size: int = _MEGABYTE) -> str:
    return "<html><body><div class='post'><div class='entry-content'>a</div></div>" + piece * (size // len(piece))


_SLOW = {
    "paragraphs": _many("<p>so it rose and never knew why</p>\n"),
    "one line": "<html>" + "*_[`~%&\\" * (_MEGABYTE // 8),
    "deep": "<html>" + "<div>" * 2000 + "x",
    "too deep": _many("<div class=comment>"),
    "deep comments": "<html>" + "<ol><li class='comment'><cite>x</cite>" * 600,
    "comments": _many(
        "<li class='comment depth-1'><cite class='fn'>Ida</cite><div class='comment-content'><p>a</p></div></li>"
    ),
    "deep by name": _many("<li class='comment depth-2'>x</li>", 100_000),
    "posts": "<html>" + "<article class='hentry'><div class='entry-content'>a</div></article>" * 3000,
    "cites": "<html><li class=comment>" + "<cite><p>x</cite>" * 50_000,
    "times": "<html><li class=comment><div class='comment-content'>" + "<time datetime=1>x</time>" * 40_000,
    "buttons": _many("<button>x</button>y"),
    "scripts": _many("<script>x</script>y"),
    "comments of machines": _many("<!-- x -->y"),
    "open comments": _many("<!-- "),
    "open scripts": _many("<script "),
    "quotes": _many("<p ='"),
    "more quotes": _many("=\"<a ='"),
    "lesser": _many("<a<"),
    "links": _many("<a rel='tag' href='#x'>x</a>"),
    "many classes": "<html><p class='" + "".join(f"c{n} " for n in range(150_000)) + "'>x",
    "headings": _many("<h1></h1>"),
    "claims": "<html><div id=comments>" + "<h2>3 comments on</h2>" * 40_000,
    "heads": "<!--" * 3000 + "<meta" * 3000 + "<html>",
    "header lines": "From:" + "a: \n" * 3000,
    "forms": _many("<form class='post-password-form'>"),
    "likes": "<html><li class=comment>" + "<div class='comment-likes'>" * 1900 + "x",
    "months": "<html><time datetime='" + "9" * _MEGABYTE + "'>" + "9:" * _MEGABYTE,
}


@pytest.mark.parametrize("name", _SLOW)
def test_a_megabyte_is_read_in_seconds_whatever_is_in_it(name: str) -> None:
    data = _SLOW[name].encode()
    begin = time.process_time()
    saved_page.claims(data)
    try:
        saved_page.read(data)
    except ReadError as error:
        _must_say_why(error)
    assert time.process_time() - begin < 10


def test_a_megabyte_of_anything_is_read_in_seconds() -> None:
    dice = random.Random(7)  # noqa: S311 - dice, no secrets
    pieces = [
        "<div>",
        "</div>",
        "<li class='comment depth-2'>",
        "</li>",
        "<p>so it rose",
        "<ol>",
        "</ol>",
        "<span class='says'>",
    ]
    data = ("<html>" + "".join(dice.choice(pieces) for _ in range(_MEGABYTE // 50))).encode()
    begin = time.process_time()
    saved_html.read(data)
    assert time.process_time() - begin < 10
