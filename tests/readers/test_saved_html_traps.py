"""Small pages in HTML, each with one thing that a naive reader gets wrong."""

import pytest
from html_pages import answers, article, comment, comments_of, entry_of, page, problems_of, read
from visible import of_markdown, squeezed

from helpers import keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.readers.saved_page import html as saved_html

# -- whose comment is whose ------------------------------------------------------------------------------------


def test_replies_answer_the_comment_in_which_they_stand() -> None:
    html = page(comment(1, comment(2, comment(3, depth=3), depth=2), comment(4, depth=2)), comment(5))
    assert answers(comments_of(html)) == [
        ("1", None), ("2", "c1"), ("3", "c2"), ("4", "c1"), ("5", None),
    ]  # fmt: skip


def test_replies_side_by_side_answer_the_nearest_comment_before_them_that_is_less_deep() -> None:
    html = page(comment(1), comment(2, depth=2), comment(3, depth=3), comment(4, depth=2), comment(5), comment(6, depth=3))
    reading = read(html, me="Ida")
    assert answers(comments_of(reading)) == [
        ("1", None), ("2", "c1"), ("3", "c2"), ("4", "c1"), ("5", None), ("6", "c5"),
    ]  # fmt: skip
    assert "comment 5: a level is missing between this comment and 1 below it" in problems_of(reading)


def test_a_reply_whose_parent_is_gone_answers_nothing_and_is_reported() -> None:
    reading = read(page(comment(7, depth=2), comment(8)), me="Ida")
    assert answers(comments_of(reading)) == [("7", None), ("8", None)]
    assert "comments: a level is missing above 1 of them" in problems_of(reading)


def test_replies_to_a_pingback_answer_what_it_stood_under() -> None:
    below = comment(2, comment(3, depth=3), names="pingback", depth=2)
    assert answers(comments_of(page(comment(1, below)))) == [("1", None), ("3", "c1")]


def test_threads_may_be_ten_levels_deep_and_a_thousand() -> None:
    for depth in (10, 600):
        html = ""
        for n in range(depth, 0, -1):
            html = comment(n, *([html] if html else []), depth=n)
        found = comments_of(page(html))
        assert [c.in_reply_to for c in found] == [None, *(f"c{n}" for n in range(1, depth))]


def test_comments_may_be_boxes_instead_of_a_list() -> None:
    html = page(
        post=article(
            more="<div class='comment depth-1' id='comment-1'><div class='comment-body comment'><cite class='fn'>Ida</cite>"
            "<div class='comment-text'>a</div></div><div class='children'><div class='comment depth-2'>"
            "<span class='comment-author'>Olaf says:</span><div class='comment-text'>b</div></div></div></div>"
        )
    )
    assert [(c.id, c.author, c.body, c.in_reply_to) for c in comments_of(html)] == [
        ("c1", "Ida", "a", None), ("c2", "Olaf", "b", "c1"),
    ]  # fmt: skip


def test_one_comment_in_several_boxes_is_one_comment() -> None:
    html = page(
        "<li class='comment' id='li-comment-4'><div id='comment-4'><article class='comment' id='div-comment-4'>"
        "<cite class='fn'>Ida</cite><div class='comment-content'>a</div></article></div></li>"
    )
    assert [(c.id, c.body) for c in comments_of(html)] == [("c4", "a")]


def test_the_same_number_twice_are_two_comments_with_two_ids() -> None:
    found = comments_of(page(comment(4, text="a"), comment(4, comment(4, text="c", depth=2), text="b")))
    assert [c.body for c in found] == ["a", "b", "c"]
    assert len({c.id for c in found}) == 3
    assert found[2].in_reply_to == found[1].id


def test_the_newest_comments_of_other_posts_in_the_margin_are_no_comments() -> None:
    margin = "<div class='widget'><ul><li class='comment' id='comment-99'>Olaf on Salt</li></ul></div>"
    assert [c.id for c in comments_of(page(comment(1), post=article() + margin))] == ["c1"]


def test_words_in_other_classes_are_no_comments() -> None:
    post = article("<p class='comment'>no comment</p><div class='commentary'>nor this</div><a id='comment-5'>or this</a>")
    entry = entry_of(page(post=post))
    assert entry.comments == ()
    assert of_markdown(entry.body) == "nocommentnorthisorthis"


# -- names -----------------------------------------------------------------------------------------------------


def test_names_are_told_without_what_says_that_they_say_something() -> None:
    shapes = (
        "<div class='comment-author vcard'><cite class='fn'>Zoé B.</cite> <span class='says'>a dit :</span></div>",
        "<div class='comment-author'>Zoé B. says:</div>",
        "<cite>Zoé B.</cite> Says:<br>",
        "<div class='comment-author'><cite><a href='https://z.example' class='url'>Zoé B.</a></cite></div>",
        "<span class='comment-author-name'>Zoé B.:</span>",
        "<div class='wp-block-comment-author-name'><a href='https://z.example'>Zoé B.</a></div>",
    )
    for shape in shapes:
        (found,) = comments_of(page(f"<li class='comment' id='comment-1'>{shape}<p>a</p></li>"))
        assert (found.author, found.body) == ("Zoé B.", "a"), shape


def test_a_name_that_somebody_else_mentions_is_not_the_author() -> None:
    text = "<p><cite class='fn'>Freud</cite> says: so.</p><div class='comment-author'>Jung</div>"
    (found,) = comments_of(page(comment(1, who="Ida", text=text)))
    assert found.author == "Ida"
    assert of_markdown(found.body) == squeezed("Freud says: so. Jung")
    text_first = "<div class='comment-content'><b class='fn'>Freud</b></div><span class='comment-author-name'>Ida</span>"
    (found,) = comments_of(page(f"<li class='comment' id='comment-1'>{text_first}</li>"))
    assert (found.author, of_markdown(found.body)) == ("Ida", "Freud")
    (found,) = comments_of(page("<li class='comment' id='comment-1'><p>I read <cite>Ulysses</cite>.</p></li>"))
    assert (found.author, of_markdown(found.body)) == ("", squeezed("I read Ulysses."))


def test_a_comment_without_a_name_has_none_and_is_counted() -> None:
    reading = read(page(comment(1, who=""), comment(2)))
    assert [c.author for c in comments_of(reading)] == ["", "Ida"]
    assert "comments: without a name: 1" in problems_of(reading)


def test_addresses_of_others_are_dropped_and_counted() -> None:
    who = (
        "<img class='avatar' src='https://secure.gravatar.com/avatar/5d41402abc4b2a76'>"
        "<a class='url' href='https://home.example/ida'>Ida</a>"
    )
    reading = read(page(comment(1, who=who), comment(2, who="ida@post.example", date="<a href='mailto:i@p.example'>✉</a>")))
    whole = repr([(c.author, c.body, dict(c.extra)) for c in comments_of(reading)])
    assert not any(word in whole for word in ("gravatar", "5d41", "home.example", "post.example", "p.example"))
    assert [c.author for c in comments_of(reading)] == ["Ida", "ida"]
    assert reading.losses == {
        "commenters' e-mail addresses": 2,
        "commenters' pictures": 1,
        "commenters' web addresses": 1,
        "parts of the page's frame": 2,  # "says:" twice
    }


def test_an_address_that_somebody_wrote_into_a_comment_is_their_own_word() -> None:
    text = "<p>Write to ida@post.example or see <a href='https://home.example/'>here</a>.</p>"
    (found,) = comments_of(page(comment(1, text=text)))
    assert "ida@post.example" in found.body.replace("\\", "")
    assert "https://home.example/" in found.body


# -- mine ------------------------------------------------------------------------------------------------------


def test_what_the_owner_of_the_page_wrote_is_mine_unless_a_name_is_given() -> None:
    html = page(comment(1, who="Olaf", names="comment bypostauthor"), comment(2, who="Ida"))
    assert [c.mine for c in comments_of(html)] == [True, False]
    assert [c.mine for c in comments_of(html, me="IDA")] == [False, True]
    assert [c.mine for c in comments_of(html, me="Id")] == [False, False]
    assert "comments: none is by the name that was given as yours" in problems_of(read(html, me="Id"))


def test_a_page_that_marks_nobody_as_its_owner_says_so() -> None:
    reading = read(page(comment(1), comment(2)))
    assert [c.mine for c in comments_of(reading)] == [False, False]
    assert "comments: own replies are not marked: say which name is yours (me)" in problems_of(reading)


def test_where_a_page_has_no_marks_at_all_nobody_can_tell_whose_a_comment_is() -> None:
    def old(n: int, names: str = "") -> str:
        return f"<li class='{names}' id='comment-{n}'><cite>Ida</cite> Says:<p>a</p></li>"

    assert [c.mine for c in comments_of(page(old(1), old(2)))] == [None, None]
    assert [c.mine for c in comments_of(page(old(1), old(2, "bypostauthor")))] == [False, True]
    assert [c.mine for c in comments_of(page("<li class='comment'><p>a</p></li>"), me="Ida")] == [None]


# -- what machines wrote, and what waits -----------------------------------------------------------------------


def test_links_from_other_pages_are_skipped_and_counted_and_their_text_is_kept() -> None:
    old = "<li id='comment-3' class='alt'>Pingback: <a href='https://x.example'>Crumbs</a></li>"
    reading = read(page(comment(1), comment(2, names="trackback", who="Rye", text="[...] rose"), old, heading="3 Comments"))
    assert [c.id for c in comments_of(reading)] == ["c1"]
    assert (reading.tally.found, reading.tally.converted, reading.tally.skipped) == (4, 2, 2)
    assert reading.tally.why_skipped == {"pingbacks": 2}
    assert entry_of(reading).extra["saved_page"] == {"pingbacks": ("[...] rose", "Pingback: Crumbs"), "post_id": "1"}
    assert not any("claims" in problem for problem in problems_of(reading))


@pytest.mark.parametrize(
    "note",
    [
        "<p class='comment-awaiting-moderation'>Ваш комментарий ожидает одобрения.</p>",
        "<em class='comment-awaiting-moderation'>Your comment is awaiting moderation.</em><br>",
        "<em>Your comment is awaiting moderation.</em>",
    ],
)
def test_a_waiting_comment_is_kept_marked_and_without_the_note_about_it(note: str) -> None:
    for html in (
        page(comment(1, date=note)),
        page(comment(1, text=f"{note}<p>Yes.</p>")),
        page(f"<li class='comment' id='comment-1'><cite class='fn'>Ida</cite>{note}<p>Yes.</p></li>"),
    ):
        reading = read(html)
        (found,) = comments_of(reading)
        assert found.body == "Yes."
        assert found.extra["saved_page"] == {"status": "waiting", "kept_back": "waiting"}
        assert reading.tally.counted == {"comments waiting for approval": 1, "entries without a date": 1}


# -- how many there should be ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "claimed"),
    [
        ("One thought on &ldquo;Bread&rdquo;", 1),
        ("142 thoughts on “<span>Step 2 of 3</span>”", 142),
        ("19 thoughts on “What is ” bread” Part 2.", 19),
        ("“<span>Ekmek 7</span>” için 3 yorum", 3),
        ("「パン 9」への12件のフィードバック", 12),
        ("1.204 komentářů", 1204),
        ("Comments", None),
        ("", None),
    ],
)
def test_a_page_may_claim_more_comments_than_it_holds(heading: str, claimed: int | None) -> None:
    reading = read(page(comment(1), heading=heading), me="Ida")
    assert reading.tally.claimed == (None if claimed is None else {"comments": claimed})
    found = [problem for problem in problems_of(reading) if "claims" in problem]
    assert found == ([] if claimed in {None, 1} else [f"comments: claims {claimed}, found 1"])


def test_a_link_to_the_comments_claims_them_too() -> None:
    more = "<span class='comments-link'><a href='#'>5 Kommentare</a></span>"
    assert read(page(post=article(more=more))).tally.claimed == {"comments": 5}
    assert read(page(post=article(more="<span class='comments-link'>Leave a comment</span>"))).tally.claimed is None


# -- the text of a post ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "frame",
    [
        "<div class='sharedaddy sd-sharing'><h3>Share this:</h3><ul><li>Twitter</ul></div>",
        "<div id='jp-relatedposts'><h3>Related</h3></div>",
        "<div class='wpcnt'>Advertisements</div>",
        "<div class='jetpack-likes-widget-wrapper'>Like this:</div>",
        "<div class='addtoany_share_save_container'>Share</div>",
        "<nav class='post-navigation'>← Older</nav>",
        "<div class='page-links'>Pages: 1 2</div>",
        "<button>Copy</button>",
        "<div hidden>seen by nobody</div>",
        "<p style='color: red; display : none'>seen by nobody</p>",
        "<p style='display:none'>seen by nobody</p>",
        "<script>document.write('<p>never</p>')</script>",
        "<style>p::before { content: 'never' }</style>",
        "<noscript>never</noscript>",
        "<template><p>never</p></template>",
        "<svg><title>never</title><text>never</text></svg>",
        "<!-- never --><!--> -->"[:14],
        "<div class='author-box'>About me</div>",
        "<a class='more-link' href='#'>Continue reading</a>",
        "<span class='screen-reader-text'>opens in a new window</span>",
    ],
)
def test_the_frame_of_the_page_is_no_text(frame: str) -> None:
    assert of_markdown(entry_of(page(post=article(f"<p>It</p>{frame}<p>rose.</p>"))).body) == "Itrose."


def test_what_stands_behind_a_part_of_the_frame_stays() -> None:
    assert of_markdown(entry_of(page(post=article("It <button>Copy</button>rose<svg></svg>, and fell."))).body) == (
        "Itrose,andfell."
    )


def test_a_page_that_is_one_great_form_or_bar_is_read_all_the_same() -> None:
    html = page(comment(1), heading="1 Comment")
    wrapped = html.replace("single'>", "single'><form><div class='sidebar widget-area-wrap navigation'>", 1)
    assert entry_of(wrapped).body == "It rose."
    assert read(wrapped).tally.claimed == {"comments": 1}
    assert len(comments_of(wrapped)) == 1


def test_pictures_of_a_theme_that_loads_them_late_have_their_address() -> None:
    html = page(post=article("<p><img data-src='https://a.example/x.jpg' src='data:image/gif;base64,R0' alt='rye'></p>"))
    assert "https://a.example/x.jpg" in entry_of(html).body
    assert "base64" not in entry_of(html).body


def test_a_post_behind_a_password_is_rejected_and_never_dropped_without_a_word() -> None:
    form = "<form class='post-password-form'><p>This content is protected.</p><input></form>"
    reading = read(page(post=article(form)))
    assert reading.journal.entries == ()
    assert (reading.tally.found, reading.tally.rejected) == (1, 1)
    assert problems_of(reading) == ["protected by a password: its text is not on this page"]


def test_related_posts_do_not_make_a_page_one_about_several() -> None:
    others = "".join(article("", id=n, title="other") for n in (2, 3))
    entry = entry_of(page(comment(5), post=others + article(id=1), body_class="single postid-1"))
    assert (entry.title, entry.body) == ("Bread", "It rose.")
    excerpts = "<article class='post hentry'><h2 class='entry-title'>x</h2><div class='entry-summary'>y</div></article>"
    assert entry_of(page(comment(5), post=article() + excerpts, body_class="")).title == "Bread"


def test_a_post_inside_of_a_post_is_a_part_of_it() -> None:
    quoted = "<p>It rose.</p><div class='hentry'><div class='entry-content'>so they say</div></div>"
    assert [e.title for e in read(page(post=article(quoted), body_class="")).journal.entries] == ["Bread"]


def test_the_names_of_the_whole_page_are_those_of_none_of_its_parts() -> None:
    html = page(post=article(), body_class="single author date user fn")
    assert entry_of(html).extra["saved_page"] == {"post_id": "1"}


def test_the_comments_of_several_posts_stay_with_their_posts() -> None:
    html = page(
        post=article(id=1, title="a", more=comment(1)) + article(id=2, title="b", more=comment(2) + comment(3)),
        body_class="archive",
    )
    assert [(e.title, [c.id for c in e.comments]) for e in read(html).journal.entries] == [
        ("a", ["c1"]), ("b", ["c2", "c3"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Crumbs | Bread</title><meta property='og:site_name' content='Bread'><p>a</p>", "Crumbs"),
        ("<title>Bread: Crumbs</title><meta property='og:site_name' content='Bread'><p>a</p>", "Crumbs"),
        ("<title>x</title><meta property='og:title' content='Crumbs &amp; rye'><p>a</p>", "Crumbs & rye"),
        ("<title>x</title><main><h1>Crumbs<br>and rye</h1><p>a</p></main>", "Crumbs and rye"),
        ("<title>x</title><h1 class='site-title'>Bread</h1><p>a</p>", "x"),
        ("<title>x</title><div class='post'><h2>Crumbs</h2><div class='entry'>a</div></div>", "Crumbs"),
        ("<p>a</p>", ""),
    ],
)
def test_a_title_is_looked_for_where_themes_put_it(html: str, title: str) -> None:
    entry = entry_of(f"<!DOCTYPE html>{html}")
    assert entry.title == title
    assert of_markdown(entry.body) in {"a", "Breada"}


def test_an_address_makes_the_same_page_the_same_entry_when_it_is_saved_again() -> None:
    head = "<link rel='canonical' href='https://a.example/bread/#more'>"
    first, second = entry_of(page(head=head)), entry_of(page(comment(1), post=article("<p>It fell.</p>"), head=head))
    assert first.id == second.id
    assert first.source is not None
    assert first.source.ref == "https://a.example/bread/"
    assert entry_of(page()).id != entry_of(page(post=article("<p>It fell.</p>"))).id


def test_where_chrome_saved_a_page_from_is_its_address() -> None:
    html = page().replace("<html>", "<!-- saved from url=(0025)https://a.example/bread/ -->\n<html>")
    source = entry_of(html).source
    assert source is not None
    assert source.ref == "https://a.example/bread/"


def test_a_date_in_the_margin_or_in_a_sentence_is_no_day_of_writing() -> None:
    margin = (
        "<div class='date'>May 3, 2024</div><ul><li><time datetime='2024-05-03'>new</time></ul><small>May 3, 2024</small>"
    )
    assert entry_of(page(post=f"{article()}{margin}")).written_at is None
    bare = f"<!DOCTYPE html><body>{margin}<main><h1>a</h1><p>In <time datetime='2001-01-01'>2001</time>.</p></main>"
    assert entry_of(bare).written_at is None
    for text in ("<p>b</p>", "<div class='entry-content'>b</div>"):
        assert entry_of(f"<!DOCTYPE html><body>{margin}{text}").written_at is None
    written = "<!DOCTYPE html><body><main><h1>a</h1><div><time datetime='2019-05-03'>x</time></div><p>b</p></main>"
    assert str(entry_of(written).written_at) == "2019-05-03"


def test_a_page_of_blogger_is_read_by_the_names_that_it_shares() -> None:
    html = (
        "<html><head><title>Lamps: Bulb</title></head><body class='item-view'><div class='post hentry'>"
        "<h3 class='post-title entry-title'>Bulb</h3><div class='post-body entry-content'>It went.<div style='clear: both;'>"
        "</div></div><div class='post-footer'>by <span class='fn'>Ida</span> at <a rel='bookmark' href='https://l.example/b'>"
        "<abbr class='published' title='2011-05-03T21:14:00+02:00'>9:14 PM</abbr></a></div></div><div id='comments'>"
        "<h4>2 comments:</h4><ol><li class='comment' id='c123'><div class='comment-block'><div class='comment-header'>"
        "<cite class='user'><a href='https://o.example'>Olaf</a></cite><span class='datetime'><a>May 4, 2011 at 8:00 AM</a>"
        "</span></div><p class='comment-content'>Mine too.</p></div><div class='comment-replies'><ol><li class='comment'>"
        "<cite class='user blog-author'>Ida</cite><p class='comment-content'>Oh.</p></li></ol></div></li></ol></div>"
    )
    reading = read(html, zone="Europe/Paris", me="Ida")
    entry = entry_of(reading)
    assert (entry.title, entry.body, str(entry.written_at)) == ("Bulb", "It went.", "2011-05-03 21:14:00+02:00")
    assert entry.source is not None
    assert entry.source.ref == "https://l.example/b"
    assert [(c.id, c.author, c.mine, c.body, c.in_reply_to) for c in entry.comments] == [
        ("c1", "Olaf", False, "Mine too.", None), ("c2", "Ida", True, "Oh.", "c1"),
    ]  # fmt: skip
    assert problems_of(reading) == []


def test_a_list_with_one_post_on_it_does_not_lend_that_its_own_name_and_address() -> None:
    head = "<title>Month: May</title><link rel='canonical' href='https://a.example/2019/05/'>"
    post = article(title="<a href='https://a.example/bread/'>Bread</a>")
    entry = entry_of(page(post=post, head=head, body_class="archive date"))
    assert entry.source is not None
    assert (entry.title, entry.source.ref) == ("Bread", "https://a.example/bread/")


# -- bytes -----------------------------------------------------------------------------------------------------

_META = "<meta http-equiv='Content-Type' content='text/html; charset={}'>"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "iso-8859-1"), ("utf-16", "utf-8"), ("cp1252", "ISO-8859-1"),
        ("cp1252", "us-ascii"), ("cp1250", "windows-1250"),
        ("iso8859-2", "iso-8859-2"), ("utf-8", "none-such"), ("utf-8", "unicode_escape"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_its_mark_or_its_head_tells(codec: str, declared: str) -> None:
    html = page(post=article("<p>Größe „ja“</p>".replace("„", "" if "8859" in codec else "„").replace("“", ""))).replace(
        "<meta charset='utf-8'>", _META.format(declared)
    )
    reading = read(html.encode(codec))
    assert "Größe" in entry_of(reading).body
    assert not any("encoding" in problem or "UTF-8" in problem for problem in problems_of(reading))


def test_a_page_that_declares_a_wrong_encoding_and_is_utf_8_is_read_as_that_and_says_so() -> None:
    html = page(post=article("<p>Größe ❤️</p>")).replace("charset='utf-8'", "charset='windows-1252'")
    reading = read(html)
    assert entry_of(reading).body == "Größe ❤️"
    assert problems_of(reading)[0].startswith("it says that it is in another encoding")


def test_a_page_that_declares_utf_8_and_is_not_is_read_as_windows_and_says_where() -> None:
    reading = read(page(post=article("<p>Größe</p>")).encode("cp1252"))
    assert entry_of(reading).body == "Größe"
    assert "not UTF-8 from here on" in problems_of(reading)[0]


def test_an_encoding_that_is_said_goes_before_that_of_the_page() -> None:
    html = page(post=article("<p>Žába</p>")).replace("charset='utf-8'", "charset='iso-8859-1'").encode("cp1250")
    assert entry_of(read(html, encoding="cp1250")).body == "Žába"


def test_a_byte_that_windows_does_not_have_is_kept() -> None:
    html = page(post=article("<p>a\x81b</p>")).replace("charset='utf-8'", "charset='latin1'").encode("latin-1")
    assert "a\x81b" in entry_of(read(html)).body or "a\ufffdb" in entry_of(read(html)).body


def test_text_that_no_model_takes_becomes_a_sign_for_it() -> None:
    body = entry_of(page(post=article("<p>a&#xD800;b&#0;c\x00d&#1114112;e</p>"))).body
    assert body == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_a_web_archive_is_refused_with_what_to_do_instead() -> None:
    for data in (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example\r\n\r\n<html>bread</html>",
        b'From: "Saved by Windows Internet Explorer 8"\r\nSubject: bread\r\n',
        b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=bread\n\n",
    ):
        with pytest.raises(ReadError, match="save the page again") as caught:
            read(data)
        keeps_quiet(caught.value, "bread.example")
        assert "bread" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html></html>", "empty"),
        (b"<!-- bread -->", "empty"),
        (b"<!doctype html><script>bread", "empty"),
        (b"<!doctype html><p></p>\x00", "bread"),
        (b"PK\x03\x04", "zip"),
        (b"age-encryption.org/v1\n", "encrypted"),
        (b"<meta charset=shift_jis>\x81\xff\xff", "SHIFT_JIS"),
        (b"<html>" + b"<div>" * 100_000 + b"bread", "nested too deeply"),
        (b"<html><p " + b"bread a" * 3000 + b">", "too many attributes"),
        (b"<html><p " + b" ".join(b"bread%d" % n for n in range(9000)) + b">x", "too many attributes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, what: str) -> None:
    if what == "bread":
        assert entry_of(data).body == "\ufffd"
        return
    with pytest.raises(ReadError, match=what) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert problem.where.startswith("page.html")
    keeps_quiet(caught.value, "<bread>")


def test_a_page_that_is_larger_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapy_notes.readers.saved_page.html_tree.MAX_BYTES", 100)
    with pytest.raises(ReadError, match="larger than the limit"):
        read(page())


def test_a_script_that_looks_like_tags_is_no_reason_to_refuse_a_page() -> None:
    script = "<script>" + "for (i = 0; i <n; i++) { a = b ; } " * 9000 + "</script>"
    assert entry_of(page(head=script)).body == "It rose."
    assert entry_of(page(head="<style>" + "a b c < d " * 9000 + "</style>")).body == "It rose."


def test_the_words_of_a_page_are_in_no_representation() -> None:
    reading = read(page(comment(1, who="Quimby", text="<p>zebra</p>"), post=article("<p>walnut</p>", title="Marmalade")))
    whole = repr(reading) + repr(entry_of(reading))
    assert not any(word in whole for word in ("Quimby", "zebra", "walnut", "Marmalade"))
    assert saved_html.claims(b"\x00\xff") is False
