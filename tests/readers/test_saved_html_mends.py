"""Pages in HTML that say more than one thing: who may see a post, which post it is, and whose words a name stands on."""

from collections.abc import Mapping
from typing import cast

import pytest
from html_pages import article, comment, comments_of, entry_of, page, problems_of, read
from visible import of_markdown, squeezed

from therapy_notes.model.entries import Entry
from therapy_notes.readers.marks import shared_with
from therapy_notes.readers.saved_page.html_address import lasting

FRAME = "parts of the page's frame"


def extra_of(entry: Entry) -> dict[str, object]:
    return dict(cast("Mapping[str, object]", entry.extra.get("saved_page", {})))


def kept_back(html: str) -> object:
    return extra_of(entry_of(html)).get("kept_back")


# -- who may see a post ----------------------------------------------------------------------------------------


def marked(names: str, title: str = "Bread") -> str:
    return page(post=article(title=title).replace("type-post", f"type-post {names}"))


@pytest.mark.parametrize(
    ("names", "word", "counted"),
    [
        ("status-private", "private", "private posts"),
        ("status-draft", "draft", "drafts"),
        ("status-pending", "pending", "drafts"),
        ("status-future", "future", "drafts"),
        ("status-publish post-password-protected", "password", "posts behind a password"),
        ("post-password-required", "password", "posts behind a password"),
    ],
)
def test_a_post_that_its_page_marks_as_not_for_everybody_is_shared_with_nobody(names: str, word: str, counted: str) -> None:
    reading = read(marked(names))
    assert kept_back(marked(names)) == word
    assert reading.tally.counted[counted] == 1
    assert entry_of(shared_with(reading, ["therapist"])).shared_with == ()
    assert entry_of(shared_with(read(marked("status-publish")), ["therapist"])).shared_with == ("therapist",)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Private: Bread", "private"), ("Privat: Bread", "private"), ("Privé : Bread", "private"),
        ("Protected: Bread", "password"), ("Geschützt: Bread", "password"), ("Protégé\xa0: Bread", "password"),
        ("Private bread", None), ("On private: Bread", None), ("Bread: Private", None),
    ],
)  # fmt: skip
def test_what_stands_before_a_title_tells_that_a_post_was_private(title: str, word: str | None) -> None:
    assert kept_back(page(post=article(title=title))) == word
    assert kept_back(f"<!DOCTYPE html><head><title>{title}</title></head><main><p>It rose.</p></main>") == word


def test_the_mark_of_a_private_post_may_stand_on_the_box_around_it() -> None:
    assert kept_back(page(post=f"<div class='status-private'>{article()}</div>")) == "private"
    assert kept_back(page(post=article("<p class='status-private'>my word</p>"))) is None


def test_a_post_behind_a_password_of_which_only_the_comments_are_shown_is_kept_back() -> None:
    form = "<form class='post-password-form'><p>This content is protected.</p><input></form>"
    assert kept_back(page(comment(1), post=article(form))) == "password"


def test_a_post_in_the_trash_is_skipped_with_all_that_was_said_below_it() -> None:
    reading = read(page(comment(1), comment(2), post=article().replace("type-post", "status-trash")))
    assert reading.journal.entries == ()
    assert (reading.tally.found, reading.tally.why_skipped) == (3, {"in the trash": 3})
    assert problems_of(reading)[-1] == "in the trash: skipped"


def test_a_comment_that_waits_says_that_it_is_to_be_kept_back() -> None:
    note = "<p class='comment-awaiting-moderation'>Wait.</p>"
    waiting, shown = comments_of(page(comment(1, date=note), comment(2)))
    assert waiting.extra["saved_page"] == {"status": "waiting", "kept_back": "waiting"}
    assert shown.extra == {}


# -- which post it is ------------------------------------------------------------------------------------------

LINK = "<a href='https://a.example/bread/'>Bread</a>"


@pytest.mark.parametrize(
    "beginning",
    [
        article("<p>It <a class='more-link' href='#'>goes on</a></p>", title=LINK),
        article("<p>It</p><p class='read-more'><a href='#'>more</a></p>", title=LINK),
        article(title=LINK).replace("entry-content", "entry-summary"),
    ],
)
def test_the_beginning_of_a_post_never_takes_the_place_of_the_whole(beginning: str) -> None:
    (whole,) = read(page(post=article(title=LINK), body_class="archive")).journal.entries
    (short,) = read(page(post=beginning, body_class="archive")).journal.entries
    assert whole.source is not None
    assert short.source is not None
    assert short.source.ref == whole.source.ref
    assert short.id != whole.id
    assert extra_of(short)["goes_on_elsewhere"] is True
    assert short.id == read(page(post=beginning, body_class="archive")).journal.entries[0].id


def test_a_title_over_a_form_for_a_password_never_takes_the_place_of_the_post() -> None:
    head = "<link rel='canonical' href='https://a.example/bread/'>"
    form = "<form class='post-password-form'><p>This content is protected.</p><input></form>"
    assert entry_of(page(comment(1), post=article(form), head=head)).id != entry_of(page(head=head)).id


def test_words_that_somebody_calls_read_more_do_not_make_a_post_a_beginning() -> None:
    html = page(post=article("<p>It rose.</p><p class='read-more'>I ought to read more.</p>"))
    assert of_markdown(entry_of(html).body) == squeezed("It rose. I ought to read more.")
    assert "only its beginning is on this page" not in problems_of(read(html))


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/bread/",
        "https://www.a.example/bread",
        "https://A.example/bread/#comments",
        "https://a.example/bread/comment-page-2/",
        "https://a.example/bread/comment-page-2/#comment-7",
        "https://a.example/bread/?replytocom=7",
        "https://a.example/bread/?utm_source=x&utm_medium=y",
    ],
)
def test_one_post_has_one_id_by_whatever_way_somebody_came_to_it(address: str) -> None:
    def head(of: str) -> str:
        return f"<link rel='canonical' href='{of}'>"

    assert entry_of(page(head=head(address))).id == entry_of(page(head=head("https://a.example/bread/"))).id
    assert lasting(address) == "a.example/bread"


@pytest.mark.parametrize("address", ["https://a.example/?p=7", "https://a.example/Bread", "https://b.example/bread", ""])
def test_another_address_is_another_one(address: str) -> None:
    assert lasting(address) != lasting("https://a.example/bread")


def test_pages_of_a_blog_that_tells_one_address_for_all_of_them_are_several_entries() -> None:
    head = "<link rel='canonical' href='https://a.example/'>"
    assert entry_of(page(head=head)).id != entry_of(page(post=article(title="Tea"), head=head)).id


# -- how many posts --------------------------------------------------------------------------------------------

TWO = article("<p>a</p>", id=1, title="A") + article("<p>b</p>", id=2, title="B")


@pytest.mark.parametrize("names", ["", "custom-background", "home blog"])
def test_whole_posts_above_one_list_of_comments_are_all_read(names: str) -> None:
    entries = read(page(comment(1), post=TWO, body_class=names)).journal.entries
    assert [(e.title, e.body, len(e.comments)) for e in entries] == [("A", "a", 0), ("B", "b", 1)]


def test_posts_on_a_page_about_another_one_are_counted_and_reported() -> None:
    short = "<article class='post hentry'><h2 class='entry-title'>C</h2></article>"
    reading = read(page(comment(1), post=TWO + short, body_class="single postid-2"), me="Ida")
    assert [(e.title, e.body) for e in reading.journal.entries] == [("B", "b")]
    assert (reading.tally.found, reading.tally.why_skipped) == (3, {"other posts on a page about one": 1})
    assert "other posts on a page about one, left out: 1" in problems_of(reading)
    assert reading.losses[FRAME] == 2  # the title of the third; "says:"
    assert FRAME not in read(page(body_class="single")).losses


# -- whose words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "remark",
    [
        "<div class='comment'>a remark</div>",
        "<ul><li class='comment'>a remark</li></ul>",
        "<section class='pingback'>a remark</section>",
    ],
)
def test_a_remark_in_the_text_of_a_post_is_no_comment_whatever_its_writer_called_it(remark: str) -> None:
    for html in (
        page(comment(1), post=article(f"<p>It</p>{remark}<p>rose.</p>")),
        f"<!DOCTYPE html><div class='entry-content'><p>It</p>{remark}<p>rose.</p></div><li class='comment depth-1'>a</li>",
    ):
        entry = entry_of(html)
        assert of_markdown(entry.body).replace("-", "") == squeezed("It a remark rose.")
        assert len(entry.comments) == 1


@pytest.mark.parametrize(
    "said",
    [
        "<div class='comment depth-1'>a</div>",
        "<div id='comment-3'>a</div>",
        "<ol class='commentlist'><li class='comment'>a</ol>",
    ],
)
def test_comments_that_a_theme_has_put_into_the_text_are_comments_all_the_same(said: str) -> None:
    entry = entry_of(page(post=article(f"<p>It rose.</p>{said}")))
    assert (entry.body, [c.body for c in entry.comments]) == ("It rose.", ["a"])


@pytest.mark.parametrize(
    "name",
    [
        "says", "reply", "widget", "sidebar", "entry-meta", "comments", "code-block", "navigation", "byline", "pagination",
        "advertisement", "entry-footer", "comment-form", "related-posts",
    ],
)  # fmt: skip
def test_a_name_that_somebody_may_give_to_a_part_of_a_text_takes_no_word_out_of_it(name: str) -> None:
    reading = read(page(post=article(f"<p>It</p><div class='{name}'>my words</div><p>rose.</p>")))
    assert of_markdown(entry_of(reading).body) == squeezed("It my words rose.")
    assert FRAME not in reading.losses


@pytest.mark.parametrize("part", ["<aside>my words</aside>", "<header>my words</header>", "<footer>my words</footer>"])
def test_an_aside_between_paragraphs_is_a_part_of_the_text(part: str) -> None:
    for html in (
        page(post=article(f"<p>It</p>{part}<p>rose.</p>")),
        f"<!DOCTYPE html><body><p>It</p>{part}<p>rose.</p>",
        f"<!DOCTYPE html><body><header>Blog</header><div><p>It</p>{part}<p>rose.</p></div><footer>2019</footer>",
        f"<!DOCTYPE html><body><div><header>Blog</header><p>It</p>{part}<p>rose.</p><aside>Menu</aside></div>",
    ):
        assert of_markdown(entry_of(html).body) == squeezed("It my words rose.")


def test_words_that_are_cut_as_frame_are_counted() -> None:
    edges = (
        "<!DOCTYPE html><body><header>Blog</header><header> </header><p>It rose.</p><aside>Menu</aside><footer>2019</footer>"
    )
    assert read(edges).losses == {FRAME: 3}
    shared = "<p>It</p><div class='sharedaddy'>Share</div><span class='screen-reader-text'>hear</span><p>rose.</p>"
    assert read(page(post=article(shared))).losses == {FRAME: 2}
    more = article(
        "<p>It rose.</p><div class='wp-block-post-terms'>Crumbs</div><div class='wp-block-post-title'>Bread</div>"
    )
    assert read(page(post=more)).losses == {FRAME: 1}  # the title was read
    bare = "<!DOCTYPE html><main><h1 class='entry-title'>Bread</h1><p class='entry-info'>Word</p><p>It rose.</p></main>"
    assert (entry_of(bare).body, read(bare).losses) == ("It rose.", {FRAME: 1})
