"""The text of a WordPress post: paragraphs that are only blank lines, marks that nobody sees, words in square brackets."""

from collections.abc import Callable, Iterable
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents
from therapy_notes.readers.wordpress.block_marks import MOST_OF_REUSED, without_marks
from therapy_notes.readers.wordpress.bodies import Body, body_of, said_in
from therapy_notes.readers.wordpress.paragraphs import paragraphs, with_links
from therapy_notes.readers.wordpress.shortcodes import MOST_PICTURES, Image, with_shortcodes


def nothing(number: str) -> str | None:
    return None


def album(numbers: Iterable[str] | None) -> list[Image]:
    known = {"1": Image("https://p.example/1.jpg", "a <door>"), "2": Image("https://p.example/2.jpg?a=1&b=2")}
    return [known["1"]] if numbers is None else [known[number] for number in numbers if number in known]


def body(text: str) -> Body:
    return body_of(text, nothing, album)


def shown(text: str) -> str:
    return with_shortcodes(text, album).html


# Paragraphs.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\n \t\n\n\n two ", "<p>one</p>\n<p>two</p>"),
        ("one  \n  two", "<p>one<br />\ntwo</p>"),
        ("one<br>\ntwo<br/><br />three", "<p>one<br />\ntwo</p>\n<p>three</p>"),
        ("one\n<br>two", "<p>one<br />\n<br />two</p>"),
        ("<p>one\n\ntwo</p>", "<p>one</p>\n<p>two</p>"),
        ('<p style="x">one</p>\n\n<p>two</p>', '<p style="x">one</p>\n<p>two</p>'),
        ("<em>one\n\ntwo</em> three", "<p><em>one</em></p>\n<p><em>two</em> three</p>"),
        ("<b>one\n\n</b>", "<p><b>one</b></p>"),
        ("one\n<ul>\n<li>a\n</li>\n<li>b</li>\n</ul>\ntwo", "<p>one</p><ul><li>a</li><li>b</li></ul><p>two</p>"),
        ("<li>a\n\nb</li>", "<li><p>a</p>\n<p>b</p></li>"),
        ("<li>a<ul><li>b</li></ul>c</li>", "<li>a<ul><li>b</li></ul><p>c</p></li>"),
        ("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p>\n<p>two</p></blockquote>"),
        ("<h2>one\n\ntwo</h2>three", "<h2>one<br />two</h2><p>three</p>"),
        ("<table>\n<tr>\n<td>one\ntwo</td>\n</tr>\n</table>", "<table><tr><td>one<br />\ntwo</td></tr></table>"),
        ("<pre>one\n\n two</pre>\nthree", "<pre>one\n\n two</pre><p>three</p>"),
        ("<PRE>one\n\n<p>two</PRE>", "<PRE>one\n\n<p>two</PRE>"),
        ("one <script>\n\nx = '<p>'\n</script> two", "<p>one <script>\n\nx = '<p>'\n</script> two</p>"),
        ("<hr>one<hr />two", "<hr><p>one</p><hr /><p>two</p>"),
        ('<img\nalt="x > y\n\nz">\n\none', '<p><img\nalt="x > y\n\nz"></p>\n<p>one</p>'),
        ("<pre>never closed\n\none", "<pre><p>never closed</p>\n<p>one</p>"),
        ("<a href='x'><h2>one</h2></a>", "<h2><a href='x'>one</a></h2>"),
        ("5 < 6\n\nand <3", "<p>5 < 6</p>\n<p>and <3</p>"),
        ("</p></div>\n\n", "</div>"),
        ("\n \n", ""),
        ("", ""),
    ],
)
def test_paragraphs_are_where_the_page_had_them(text: str, html: str) -> None:
    assert paragraphs(text) == html


@pytest.mark.parametrize("name", ["dl", "section", "figure", "fieldset", "details", "header", "center"])
def test_a_block_keeps_the_text_around_it_apart(name: str) -> None:
    html = paragraphs(f"one\n<{name}>two</{name}>\nthree")
    if name == "center":  # not one of the blocks that WordPress knows
        assert html == "<p>one<br />\n<center>two</center><br />\nthree</p>"
    else:
        assert html == f"<p>one</p><{name}>two</{name}><p>three</p>"


def test_blocks_bring_their_own_paragraphs() -> None:
    text = "<!-- wp:paragraph -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:html -->x\n\ny<!-- /wp:html -->"
    assert body(text).markdown.split("\n\n")[0].replace("\n", " ") == "one two"
    assert body("one\ntwo\n\nthree").markdown.count("\n\n") == 1


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://a.example/x_y_z", True),
        ("one\n  https://a.example/x  \ntwo", True),
        ("<p>https://a.example/x</p>", True),
        ('<div class="wp-block-embed__wrapper">\nhttps://a.example/x\n</div>', True),
        ("see https://a.example/x", False),
        ("https://a.example/x and more", False),
        ("<a href='y'>\nhttps://a.example/x\n</a>", False),
        ("<pre>\nhttps://a.example/x\n</pre>", False),
        ('<img alt="\nhttps://a.example/x\n">', False),
        ("javascript:alert(1)", False),
        ("<em>https://a.example/x</em>", False),
    ],
)
def test_an_address_with_a_line_to_itself_is_a_link(text: str, is_link: bool) -> None:
    assert ('<a href="https://a.example/x' in with_links(text)) is is_link
    assert is_link or with_links(text) == text
    address = with_links(text).partition('<a href="')[2].partition('"')[0]
    assert squeezed(with_links(text).replace(f'<a href="{address}">', "").replace("</a>", "")) == squeezed(
        text.replace("</a>", "")
    )


# Shortcodes.


@pytest.mark.parametrize(
    "text",
    [
        "[crying]", "I wrote [sic] and [gallery-like] and [Video]", "[video]", "[audio /]", "[embed]later[/embed]",
        "[caption]", "[/caption]", "[gallery ids='404']", "[contact-form to='me'][field /][/contact-form]", "[[crying]]",
        "[[wiki page]]", "[youtube]", "[ gallery ]", "[caption id='a']", "[1]", "[]", "[[]]", "a[0][1]",
        "[video src='file.mp4']",
    ],
)  # fmt: skip
def test_words_in_square_brackets_stay_as_they_were_written(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('[caption id="a" caption="The &quot;door&quot;"]<img src="x">[/caption]',
         '<figure><img src="x"><figcaption>The "door"</figcaption></figure>'),
        ('[caption id="a"]<a href="y"><img src="x" /></a> The <em>door</em>[/caption]',
         '<figure><a href="y"><img src="x" /></a><figcaption>The <em>door</em></figcaption></figure>'),
        ('[wp_caption]<img src="x">[/wp_caption]', '<figure><img src="x"></figure>'),
        ("[caption]The door, without a picture[/caption]", "<figure>The door, without a picture</figure>"),
        ("[gallery]", '\n\n<img src="https://p.example/1.jpg" alt="a &lt;door&gt;" />\n\n'),
        ("[gallery columns=2 ids='2,404']", '\n\n<img src="https://p.example/2.jpg?a=1&amp;b=2" alt="" />\n\n'),
        ("[playlist ids=2]", '\n\n<a href="https://p.example/2.jpg?a=1&amp;b=2">https://p.example/2.jpg?a=1&amp;b=2</a>\n\n'),
        ("[[gallery ids='1']]", "[gallery ids='1']"),
        ("[[caption]x[/caption]]", "[caption]x[/caption]"),
        ("[audio https://a.example/b.mp3]", '<a href="https://a.example/b.mp3">https://a.example/b.mp3</a>'),
        ("[audio mp3='https://a.example/b.mp3'][/audio]!", '<a href="https://a.example/b.mp3">https://a.example/b.mp3</a>!'),
        ("[video width=3 src='https://a.example/b.mp4'/] [video]",
         '<a href="https://a.example/b.mp4">https://a.example/b.mp4</a> [video]'),
        ("[embed width='3']https://a.example/?a=1&amp;b=2[/embed]",
         '<a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>'),
        ("[youtube=https://youtu.be/x&w=640]", '<a href="https://youtu.be/x">https://youtu.be/x</a>'),
        ("[youtube https://youtu.be/x]", '<a href="https://youtu.be/x">https://youtu.be/x</a>'),
        ("[youtube id='dQw4w9WgXcQ']",
         '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a>'),
        ("[caption][caption]<img src='x'> in[/caption]",
         "[caption]<figure><img src='x'><figcaption>in</figcaption></figure>"),
    ],
)  # fmt: skip
def test_what_stands_for_a_picture_or_a_link_becomes_one(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_gallery_whose_pictures_are_not_there_stays_and_is_counted() -> None:
    found = with_shortcodes("[gallery ids='404'] [gallery]", album)
    assert (found.html[:19], found.missing) == ("[gallery ids='404']", 1)


def test_galleries_do_not_multiply() -> None:
    found = with_shortcodes("[gallery]" * (MOST_PICTURES + 5), album)
    assert (found.html.count("<img"), found.missing) == (MOST_PICTURES, 5)


# Marks.


def marked(text: str, reusable: Callable[[str], str | None] = nothing) -> str:
    return without_marks(text, reusable).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "<p>a</p>"),
        ('<!-- wp:core-embed/youtube {"url":"https:\\/\\/a.example","x":{"y":"\\u002d\\u002d"}} --><p>a</p>', "<p>a</p>"),
        ("<!-- wp:more --><!--more--><!-- /wp:more --><p>a</p>", "<p>a</p>"),
        ("a<!--more-->b", "a\n\nb"),
        ("a<!--nextpage-->b", "a\n\nb"),
        ("a <!-- b --> c", "a  c"),
        ("a<!-->b<!--->c", "abc"),
        ("a <!-- b --!> c", "a  c"),
        ("a <!-- never closed", "a &lt;!-- never closed"),
        ("a --> b", "a --> b"),
    ],
)
def test_marks_go_and_what_they_enclose_stays(text: str, html: str) -> None:
    assert marked(text) == html


def test_what_stood_in_marks_is_kept_beside() -> None:
    found = without_marks(
        "<!--more Go on--><!-- to myself: not yet --><!--[if gte mso 9]><xml/><![endif]-->"
        '<!-- wp:acf/note {"words":"mine"} /-->',
        nothing,
    )
    assert (found.more, found.comments) == ("Go on", ("to myself: not yet",))
    assert found.made_blocks == ('wp:acf/note {"words":"mine"} /',)
    assert found.has_blocks


def test_a_reusable_text_may_show_another_but_not_itself() -> None:
    texts = {
        "1": 'a<!-- wp:block {"ref":2} /-->',
        "2": 'b<!-- wp:block {"ref":1} /--><!-- wp:core/block {"ref":"3"} /-->',
        "3": "c",
    }
    found = without_marks(
        '<!-- wp:block {"ref":1} /-->!<!-- wp:block {"ref":404} /--><!-- wp:block nonsense /-->', texts.get
    )
    assert (found.html, found.missing) == ("abc!", 3)


def test_reusable_texts_do_not_multiply() -> None:
    texts = {str(n): f'<!-- wp:block {{"ref":{n + 1}}} /-->' * 100 for n in range(8)} | {"8": "ha" * 100}
    begun = process_time()
    found = without_marks('<!-- wp:block {"ref":0} /-->', texts.get)
    assert len(found.html) <= MOST_OF_REUSED
    assert found.missing
    assert process_time() - begun < 5


# All together.


def test_a_body_tells_what_it_links_to() -> None:
    found = body(
        '<a class="x" href="https://a.example/?a=1&amp;b=2">a</a> <a href=\'/b\'>b</a> <A HREF=c>c</A>\n\nhttps://d.example/d'
    )
    assert found.addresses == ("https://a.example/?a=1&amp;b=2", "/b", "c", "https://d.example/d")


def test_a_comment_has_paragraphs_and_no_shortcodes() -> None:
    assert of_markdown(said_in("one\n\n[gallery] <!-- gone --> two").markdown) == "one[gallery]two"
    assert said_in("one\n\n[gallery] <!-- gone --> two").marks.comments == ("gone",)
    assert said_in(" \n").markdown == ""


PLAIN = st.text(st.sampled_from("ab .!?*_#>-+~`|=:;1234567890()[]{}$%^\\/'\"é’…\xa0"), min_size=1, max_size=12)
WORDS = PLAIN.map(lambda text: text.replace("&", "").replace("<", ""))
INLINE = st.one_of(
    WORDS.map(lambda text: (text, text)),
    st.tuples(st.sampled_from(["em", "strong", "del", "span", "a"]), WORDS).map(
        lambda x: (f"<{x[0]}>{x[1]}</{x[0]}>", x[1])
    ),
    st.sampled_from([("&lt;b&gt;", "<b>"), ("&amp;", "&"), ("<!-- x -->", ""), ("<br />", "\n"), ("[crying]", "[crying]")]),
)
PARAGRAPH = st.lists(st.one_of(INLINE, st.just(("\n", "\n"))), min_size=1, max_size=6)


@documents
@given(st.lists(PARAGRAPH, max_size=5))
def test_the_visible_words_of_a_classic_post_are_those_of_its_markdown(found: list[list[tuple[str, str]]]) -> None:
    text = "\n\n".join("".join(html for html, _ in one) for one in found)
    words = "".join("".join(word for _, word in one) for one in found)
    assert of_markdown(body(text).markdown) == squeezed(words)
    assert of_markdown(said_in(text).markdown) == squeezed(words)


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<pre>", "</pre>", "<div>", "</div>", "<ul>", "<li>", "</li>", "<h2>", "</h2>", "<br>",
        "<a href='x'>",
        "</a>", "<b>", "</b>", "<table>", "<td>", "\n", "\n\n", " ", "x", "https://a.example/b", "[caption]", "[/caption]",
        "<img src='x'>", "[gallery]", "[gallery ids='1,2']", "[[gallery]]", "[audio", "]", "[", "<!--", "-->", "<!--more-->",
        "<!-- wp:block {\"ref\":1} /-->", "<!-- wp:p -->", "<", ">", "\"", "'", "&", "&lt;", "%%",
        "\x00", "\ufffd", "<script>",
    ]
)  # fmt: skip


@documents
@given(st.lists(PIECES, max_size=25).map("".join))
@example("<b>" * 20 + "\n\n" * 3)
def test_any_text_becomes_markdown(text: str) -> None:
    found = body_of(text, {"1": text}.get, album)
    assert found == body_of(text, {"1": text}.get, album)
    assert isinstance(found.markdown, str)


@pytest.mark.parametrize(
    "piece",
    [
        '<a "', "<b>x\n\n", "<pre>", "<br>\n", " ", "\n", "<div>", "</li>", "<", "https://a\n", "<a>\nhttps://a.b\n",
        "[caption]", "[gallery ", "[[", "[embed]", "[/embed]", "<!--", "<!-- wp:", "<!-- wp:a -->", "<!--->", "&", "href='",
    ],
)  # fmt: skip
def test_half_a_megabyte_of_anything_takes_no_time(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    begun = process_time()
    marks = without_marks(text, nothing)
    found = with_links(with_shortcodes(marks.html, album).html)
    paragraphs(found)
    assert process_time() - begun < 4
