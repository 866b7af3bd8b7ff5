"""HTML as blogs hold it, with words in it that look like Markdown, and what is to be seen of it afterwards."""

from html import escape
from time import process_time
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from readers.visible import of_markdown, squeezed
from therapy_notes.readers.html import text_of, to_markdown
from therapy_notes.testing import words
from therapy_notes.text import has_lone_surrogate, without_private_spans

# What a browser shows, by another parser than the one that is tested.

UNSEEN = {"script", "style", "template", "head", "title", "noembed", "noframes", "iframe"}


def of_html(html: str) -> str:
    found: list[str] = []
    waiting: list[Element | str] = [html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node.tag, str) and node.tag not in UNSEEN:
            if node.tag == "img":
                found.append(node.get("alt") or "")
            if node.tag == "input" and node.get("type") == "checkbox":
                found.append("[x]" if node.get("checked") is not None else "[ ]")
            inside: list[Element | str] = [node.text or ""]
            for child in node:
                inside += [child, child.tail or ""]
            waiting += inside[::-1]
    return squeezed("".join(found))


def rendered(html: str) -> str:
    """What a program makes of our Markdown, as HTML on one line."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(to_markdown(html)).replace("\n", "")


# Whatever it is, every word is still there.

SIGNS = r"""* ** _ ~ ~~ ` `` ``` [ ] ( ) ! < > & &amp; amp; \ # ## 1. 1) 2. - -- --- + = === | |-|-| : % %% %%% “ ” "
' { } ^ $ . ,"""
OTHERS = "a b ab 1 é 和 😀 ❤️ \u0301 \u200b € [x] [a]: ]( http://x.y <b> </p> <!-- {{x}} \ufffd \x01"
SPACES = [" ", "  ", "\n", "\t", "\xa0", "\u2028", "\x85", "\r"]
AWKWARD = st.sampled_from([*SIGNS.split(), *OTHERS.split(" "), *SPACES])
PROSE = st.lists(AWKWARD, min_size=1, max_size=8).map("".join)
ADDRESS = "https://x.org/a http://x.y/a(b)c /wiki/Über%20uns #f x]y a%%b /%%41&copy;= javascript:x data:x //x.y"
ADDRESSES = [*ADDRESS.split(), "a b"]
MARKS = "b strong i em q cite s del strike code kbd span sup sub u mark small a font"
BLOCKS = "p div section center figure figcaption blockquote h1 h2 h6 pre dl dt dd address details summary aside"
INLINE, GROUPS = MARKS.split(), BLOCKS.split()


def element(begin: str, inside: str) -> str:
    """What stands in an element, or in one within another: ``table><tbody``."""
    names = [part.partition(" ")[0] for part in begin.split("><")]
    return f"<{begin}>{inside}" + "".join(f"</{name}>" for name in reversed(names))


def containers(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inside, min_size=1, max_size=3)
    many = several.map("".join)
    items = several.map(lambda texts: "".join(element("li", text) for text in texts))
    row = st.lists(st.builds(element, st.sampled_from(["td", "th"]), inside), min_size=1, max_size=3).map("".join)
    rows = st.lists(row, min_size=1, max_size=3).map(lambda texts: "".join(element("tr", text) for text in texts))
    links = st.sampled_from(ADDRESSES).map(lambda address: f'a href="{escape(address)}"')
    return (
        st.builds(element, st.sampled_from([*INLINE, *GROUPS]) | links, many)
        | st.builds(element, st.sampled_from(["ul", "ol", 'ol start="7"', "ol reversed", "menu"]), items)
        | st.builds(element, st.sampled_from(["table", "table><tbody", "table><thead", "table><tfoot"]), rows)
        | many
    )


SEEN = '<br>|<br/>|<hr>|<input type=checkbox>|<input type="checkbox" checked="checked" />|<!-- x -->|<p></p>|<wbr>'
HIDDEN = "<script>a<b</script>|<style>p{}</style>|<title>x</title>|<input type=text value=x>"
LEAVES = (
    PROSE.map(escape)
    | st.sampled_from([*SEEN.split("|"), *HIDDEN.split("|")])
    | st.builds(
        lambda text, address: f'<img src="{escape(address)}" alt="{escape(text)}">', PROSE, st.sampled_from(ADDRESSES)
    )
)
TREES = st.recursive(LEAVES, containers, max_leaves=20)


@given(TREES)
@example('<a href="x"><code>a]:b</code></a>')
@example("<b><q>1 </q>[<i>]</i>")
def test_every_word_of_a_tree_is_still_there(html: str) -> None:
    markdown = to_markdown(html)
    assert of_markdown(markdown) == of_html(html)
    assert not has_lone_surrogate(markdown)
    assert without_private_spans(markdown) == markdown


OTHER_TAGS = "ul ol li br hr img option textarea xmp button o:p"
TAGS = [*INLINE, *GROUPS, *OTHER_TAGS.split()]
ODD_TAGS = ["a href=x", "b class='>'", "p title=it's", 'a title="<b>x</b>"', "!-- <b> --", "?php <b> ?", "/ <i> ", "!", "!-"]
ODD_TAGS += ["b title=it's", 'i "', "em '=>", "em a='>'b", 's/x="\'"', "B\n=", "/b x='y>'", "textarea x='</textarea>'"]
PIECES = """
    < </ <! <!-- --> --!> <b <script> </script> <style> <title> &nbsp; &lt &notit; &#x80; &#0; &#1; &#xd800; &#13; &
"""
SOUP = st.lists(
    PROSE
    | st.sampled_from(TAGS).map("</{}>".format)
    | st.sampled_from([*TAGS, *ODD_TAGS]).map("<{}>".format)
    | st.sampled_from([*PIECES.split(), "<i a='"]),
    max_size=12,
).map("".join)


@given(SOUP)
@example("<b>x</i>y<p>z</b>")
@example("</<i a='</b>*")
@example("<b title=it's>x</b> that's")
def test_every_word_is_still_there_whatever_the_tags_do(html: str) -> None:
    assert of_markdown(to_markdown(html)) == of_html(html.replace("\0", ""))


@given(st.text() | words() | st.lists(st.sampled_from(list("<>/!-=\"'&;#x abpi\n\ud800\0")), max_size=40).map("".join))
def test_any_text_at_all_becomes_markdown_and_words(text: str) -> None:
    for result in (to_markdown(text), text_of(text)):
        assert not has_lone_surrogate(result)
    assert "\n" not in text_of(text)


@given(PROSE)
def test_a_text_without_markup_is_a_paragraph_or_nothing(text: str) -> None:
    html = escape(text)
    assert of_markdown(to_markdown(html)) == squeezed(text)
    assert "\n\n" not in to_markdown(html)
    assert to_markdown(html) == to_markdown(f"<p>{html}</p>")


# Emphasis.


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("I <b>did</b> ring <i>her</i>.", "I **did** ring *her*."),
        ("I<b> did </b>ring", "I **did** ring"),
        ("so<em>me</em>body", "so*me*body"),
        ("<b>“Never”</b>she said", "**“Never**”she said"),
        ("she said<b>“Never”</b>", "she said“**Never”**"),
        ("她说<b>“不”</b>然后", "她说“**不**”然后"),
        ("tired<b>!!! </b>and", "tired!**!!** and"),
        ("a<b>(b (c))</b>d", "a(**b (c**))d"),
        ("<b><i>both</i> and one</b>", "***both* and one**"),
        ("<b>one</b><b> and the same</b>", "**one** **and the same**"),
        ("<b>one</b><i>other</i>", "**one**other"),
        ("<b>one</b> <i>other</i>", "**one** *other*"),
        ("<strong>one <b>twice</b></strong>", "**one twice**"),
        ("<b> </b><i></i>nothing", "nothing"),
        ("<del>never</del>, <s>no</s>", "~~never~~, ~~no~~"),
        ("not <b>one<br></b>two", "not **one**  \ntwo"),
        ("<b><code>x</code></b>y", "`x`y"),
        ("<b>❤️ yes</b>", "**❤️ yes**"),
        ("yes<b>❤️ yes</b>", "yes❤️ **yes**"),
        ("<b>&nbsp;x&nbsp;</b>y", "**x**\xa0y"),
    ],
)
def test_emphasis_begins_and_ends_where_markdown_can_have_it(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@given(PROSE, st.sampled_from(["b", "em", "s"]), st.text("aé和", min_size=1), PROSE)
def test_emphasis_of_a_word_is_emphasis_whatever_stands_beside_it(before: str, tag: str, word: str, after: str) -> None:
    shown = {"b": "strong"}.get(tag, tag)
    assert element(shown, word) in rendered(escape(before) + element(tag, word) + escape(after))


def test_emphasis_goes_on_in_the_next_paragraph_however_it_is_nested() -> None:
    expected = "**One.**\n\n**Two.** Three."
    assert to_markdown("<b><p>One.</p><p>Two.</b> Three.</p>") == expected
    assert to_markdown("<p><b>One.</p><p>Two.</b> Three.</p>") == expected
    assert to_markdown("<b>One.<br><br>Two.</b> Three.") == expected
    assert to_markdown("<B CLASS='x>y'>One.<p>Two.</B> Three.") == expected


def test_emphasis_that_overlaps_ends_where_it_ends() -> None:
    assert to_markdown("<b>one <i>two</b> three</i> four") == "**one *two*** *three* four"
    assert to_markdown('<i>one <a href="/x">two</i> three</a> four') == "*one [two](/x)* [three](/x) four"


def test_emphasis_reaches_into_lists_and_tables_and_no_further_than_its_end() -> None:
    assert to_markdown("<i><ul><li>one<li>two</i> three</ul>") == "- *one*\n- *two* three"


def test_a_mark_in_a_comment_or_in_an_attribute_is_none() -> None:
    assert to_markdown('<!-- <b> --><p title="<b>">one</p><script>"<b>"</script>two') == "one\n\ntwo"


# What looks like Markdown.


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("2018. It was the year", "2018\\. It was the year"),
        ("- nothing", "\\- nothing"),
        ("+ one<br>+ two", "\\+ one  \n\\+ two"),
        ("# 4", "\\# 4"),
        ("&gt; me", "\\> me"),
        ("one<br>---<br>===", "one  \n\\---  \n\\==="),
        ("1<b>.</b> x", "1\\. x"),
        ("I &lt;3 you &lt;b&gt;", "I <3 you \\<b>"),
        ("AT&amp;T &amp;amp; R &amp; D", "AT\\&T \\&amp; R & D"),
        ("2 * 3 * 4, snake_case, *crying*", "2 * 3 * 4, snake_case, \\*crying\\*"),
        ("[crying] C:\\temp \\o/", "\\[crying] C:\\temp \\o/"),
        ("50% of 100%% %%mine%%", "50% of 100\\%\\% \\%\\%mine\\%\\%"),
        ("a | b<br>--|--", "a | b  \n\\--|--"),
        ("so!<a href=x>y</a>", "so\\![y](x)"),
        ("<s>~ ~</s> <s>~</s>", "~~\\~ \\~~~ ~~\\~~~"),
        ("~~~ and ~ and ~<s>x</s>~", "\\~\\~\\~ and ~ and \\~~~x~~\\~"),
    ],
)
def test_what_only_looks_like_markdown_is_escaped(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown
    assert of_markdown(markdown) == of_html(html)


# Links and addresses.


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<a href="https://x.org/a (b)">t]x</a>', "[t\\]x](https://x.org/a%20%28b%29)"),
        ('<a href=" https://x.org/\n a ">x </a>y', "[x](https://x.org/%20a) y"),
        ('<a href="https://x.org/a_b">https://x.org/a_b</a>', "<https://x.org/a_b>"),
        ('<a href="https://x.org/%C3%BC">https://x.org/%C3%BC</a>', "[https://x.org/%C3%BC](https://x.org/%C3%BC)"),
        ('<a href="//x.org/a">x</a>', "[x](https://x.org/a)"),
        ('<a href="/a?b=1&amp;copy;">x</a>', "[x](/a?b=1&amp;copy;)"),
        ('<a href="?100%%">x</a>', "[x](?100%25%25)"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href=" java\nscript&colon;alert(1)">x</a>', "x"),
        ('<a href="\x01DATA:text/html,x">x</a>', "x"),
        ('<a href="vbscript:x">x</a> <a href="file:///etc/passwd">y</a>', "x y"),
        ('<a name="top"></a>x<a href="/x"> </a>', "x"),
        ('<a href="/x"><div>one</div><p>two</p></a>', "[one](/x)\n\n[two](/x)"),
        ('<a href="/x"><img src="/y.png" alt="me"></a>', "[![me](/y.png)](/x)"),
        ('<a href="/x">one<a href="/y">two</a></a>', "[one](/x)[two](/y)"),
    ],
)
def test_a_link_keeps_its_text_and_an_address_that_may_be_followed(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown
    assert of_markdown(markdown) == of_html(html)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<img src="a b(1).jpg" alt="me [x]">', "![me \\[x\\]](a%20b%281%29.jpg)"),
        ('<img src="data:image/png;base64,AAAA" alt="me *and* her">', "me \\*and\\* her"),
        ('<img src="data:image/gif;base64,AAAA" data-src="/x.png" alt="">', "![](/x.png)"),
        ('<img alt="nothing">', "nothing"),
        ('<figure><img src="/x.png"><figcaption>The pond</figcaption></figure>', "![](/x.png)\n\nThe pond"),
    ],
)
def test_a_picture_keeps_the_text_that_stands_for_it(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<iframe src="https://x.org/v?a=1&amp;b=2">no frames</iframe>', "<https://x.org/v?a=1&b=2>"),
        ('<iframe src="//x.org/v"></iframe>', "[//x.org/v](https://x.org/v)"),
        ('<iframe src="about:blank">no</iframe>', ""),
        ('one<embed src="/a b.swf">two', "one [/a b.swf](/a%20b.swf) two"),
        ('<audio src="/x.mp3"><p>no <b>sound</p></audio>x', "[/x.mp3](/x.mp3) x"),
        ('<video poster="/p.jpg"><source src="/x.mp4"><source src="/x.ogg">no film</video>x', "[/x.mp4](/x.mp4) x"),
        ("<video>no <em>film</em></video>x", "no *film*x"),
        ('<object data="/x.swf"></object>', "[/x.swf](/x.swf)"),
        ('<object data="/x.swf">no film</object>', "no film"),
        ('<object><param name="movie" value="/x"><embed src="/y"></object>', "[/y](/y)"),
        ('<a href="/x"><iframe src="https://x.org/v"></iframe></a>', "[https://x.org/v](/x)"),
    ],
)
def test_a_film_becomes_a_link_to_its_address_without_another_word(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


def test_what_a_browser_does_not_show_is_gone() -> None:
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body>one<script>if (a<b) c</script>"
        "<style>p{}</style><template><p>x</p></template><!-- y --><?php z ?>\0two</body></html>"
    )
    assert to_markdown(html) == "onetwo"
    assert text_of(html) == "onetwo"


# Blocks.


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("one<p>two</p>three<div>four</div>", "one\n\ntwo\n\nthree\n\nfour"),
        ("one<br>two<br/><br />three<br>", "one  \ntwo\n\nthree"),
        ("one\ntwo\r\n three", "one two three"),
        ("<p>&nbsp;</p>one<p></p>", "one"),
        ("<br>&nbsp;&nbsp;one<br>&nbsp;two", "one  \n\xa0two"),
        ("<h1>One</h1><h2>Two<br><b>more</b> #</h2><h6># </h6>", "# One\n\n## Two **more** \\#\n\n###### \\#"),
        ("one<hr>two", "one\n\n***\n\ntwo"),
        ("<blockquote><p>one</p><p>two</p></blockquote><blockquote>three</blockquote>", "> one\n>\n> two\n\n> three"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<dl><dt>Box<dd>Where it is kept.<dd>Or not.</dl>", "**Box**\n\nWhere it is kept.\n\nOr not."),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "- one\n\n  more\n\n- two"),
        (
            "<ul><li>one<ul><li>in</li></ul></li><ul><li>astray</li></ul></ul>",
            "- one\n  - in\n  + astray",
        ),
        ("<ol><li>one<ol><li>in</li></ol></li><li>two</li></ol>", "1. one\n   1. in\n2. two"),
        ("<ol start=9><li>nine<li>ten<li value=4>four</ol>", "9. nine\n10. ten\n4. four"),
        ("<ol reversed><li>two<li>one</ol>", "2. two\n1. one"),
        ("<ol start=-1><li>x</ol><ol start=99999999999><li>y</ol>", "1. x\n\n1) y"),
        ("<ul><li>a</ul><ul><li>b</ul><div><ul><li>c</ul></div>", "- a\n\n+ b\n\n- c"),
        ("<li>alone</li>", "alone"),
        ("<ul>before<li>one</ul>", "- before\n- one"),
        ("<ul><li></li><li> </li></ul>x", "x"),
        ("<ul><li><hr></li><li><pre>x</pre></li></ul>", "- ***\n- ```\n  x\n  ```"),
        ("<ul><li><input type=checkbox checked>done<li><input type=CHECKBOX> not</ul>", "- [x] done\n- [ ] not"),
        ("<pre>\none\n  two *\n\n</pre>", "```\none\n  two *\n```"),
        ("<pre>a ```` b<br>c</pre>", "`````\na ```` b\nc\n`````"),
        ("<pre><code>x = `1`</code></pre>", "```\nx = `1`\n```"),
        ("<pre>one\n  <b>two</b> three\n\nfour</pre>", "one  \n\xa0\xa0**two** three\n\nfour"),
        ("<pre>%%one%%\r\ntwo</pre>", "\\%\\%one\\%\\%  \ntwo"),
        ("<code>a`b</code> <kbd>`</kbd> <code>%%</code> <code>a</code><code>b</code>", "``a`b`` `` ` `` \\%\\% `ab`"),
        ("10<sup>3</sup> H<sub>2</sub>O <q>so</q>", "103 H2O *so*"),
    ],
)
def test_a_block_becomes_what_markdown_has_for_it(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


def test_a_table_has_a_row_for_each_row_and_ends_with_its_foot() -> None:
    html = """<table><caption>Sleep</caption><thead><tr><th>Day</th><th>Hours</th></tr></thead>
      <tbody><tr><td>Mo|Tu</td><td><p>4</p></td></tr><tr><td><code>a|b</code><br>\\|</td></tr></tbody>
      <tfoot><tr><td>all</td><td>4</td></tr></tfoot></table>"""
    assert to_markdown(html) == (
        "Sleep\n\n| Day | Hours |\n| --- | --- |\n| Mo\\|Tu | 4 |\n| `a\\|b` \\\\\\| |  |\n| all | 4 |"
    )
    assert of_markdown(to_markdown(html)) == of_html(html)


def test_a_table_without_a_head_gets_an_empty_one() -> None:
    assert to_markdown("<table><tr><td>1<td>2</table>") == "|  |  |\n| --- | --- |\n| 1 | 2 |"
    assert to_markdown("<table><tr><th>a<th>b<tr><td>1<td>2</table>") == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_table_that_only_lays_out_a_page_is_taken_apart() -> None:
    html = "<table><tr><td><h2>Menu</h2></td><td><p>Monday.</p><ul><li>no sleep</li></ul></td></tr></table>"
    assert to_markdown(html) == "## Menu\n\nMonday.\n\n- no sleep"
    assert to_markdown("<table><tr><td>alone</td></tr></table>") == "alone"
    assert to_markdown("<table><tr><td><table><tr><td>1<td>2</table><td>3</table>") == (
        "|  |  |\n| --- | --- |\n| 1 | 2 |\n\n3"
    )


def test_words_in_a_table_outside_of_its_cells_stay_where_they_were_written() -> None:
    html = "<table>one<tr><td>two<td>three</tr>four</table>five"
    assert to_markdown(html) == "one\n\ntwo\n\nthree\n\nfour\n\nfive"


def test_emphasis_that_is_not_ended_ends_with_its_cell() -> None:
    assert to_markdown("<table><tr><td><b>1<td>2</table>") == "|  |  |\n| --- | --- |\n| **1** | 2 |"


# Hostile.


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "b",
        "span",
        "ul><li",
        "ol><li",
        "blockquote",
        "table><tr><td",
        "a href=x",
        "pre",
        "h1",
        "dl><dt",
        "video",
        "object",
        "code",
    ],
)
def test_ten_thousand_open_elements_keep_their_text(tag: str) -> None:
    for html in (f"<{tag}>" * 10_000 + "deep", f"x<{tag}>" * 3_000 + "deep"):
        assert of_markdown(to_markdown(html)).endswith("deep")
        assert of_markdown(to_markdown(html)).count("x") == html.count("x<")
        assert text_of(html).endswith("deep")


PATTERN = """
    < <! </ <!-- <a <b <b> </b> <i> <br> <h1> <hr> <td> <pre> <style> <script> <title> <iframe> <video> <object> & &# &nbsp;
    * %% ` - ~ !
    <b><p>x <p><b>x</p> <i>x<b>y</i>z</b> <b>!</b>x x<b>! <b>x</b><b>y</b> <q>x</q> <li>x <ul><li>x</li> <ul>x
    <dl><dt>x <td>x <table><tr><td>x <tr><td>x<td>y <a/href=x> <a/name=x> <a/href=x>y</a> <img/alt=x> <input/type=checkbox>
    <code>`</code> <code>` <pre>` <h1># <br>- 1.<br> &nbsp;<i></i> <video><source> <iframe/src=x></iframe> <br>&nbsp;
    <b>&nbsp; <span>&nbsp;</span> <s>~</s> <blockquote>
"""
PATTERNS = [*PATTERN.split(), "\n", " \n", "-\n", "<a '", '<b x="', "<span> </span>", "<pre>\n", "</p> x"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_makes_the_time_grow_faster_than_the_length(pattern: str) -> None:
    html = pattern * (128_000 // len(pattern))

    def seconds() -> float:
        begin = process_time()
        to_markdown(html)
        text_of(html)
        return process_time() - begin

    # A tenth of a second or two, where it grows with the length; many seconds, where it grows with its square.
    assert min(seconds(), seconds()) < 3


@pytest.mark.parametrize(
    "html",
    ["<b>{}</b>x", "x<b>{}</b>", "x<b>a{}</b>x", "<h1>{}", "<pre>{}", "<code>{}</code>", "<p>{}<b>", "<img alt='{}'>"],
)
@pytest.mark.parametrize("sign", ["!", "😀", "\u0301", "`", "#", " #", "\xa0", "\\", "|", "[", "&amp;"])
def test_a_very_long_text_of_signs_takes_no_longer_than_another(html: str, sign: str) -> None:
    begin = process_time()
    to_markdown(html.format(sign * 100_000))
    assert process_time() - begin < 2


# Titles and names.


@given(words())
def test_a_title_is_its_words_on_one_line(text: str) -> None:
    text = text.replace("\0", "").replace("\r", "\n")
    assert text_of(escape(text)) == " ".join(text.split())


def test_the_entities_of_a_title_are_resolved_once_and_its_tags_are_gone() -> None:
    assert text_of("Q &amp;amp; A&nbsp;&#8211; <em>again</em>\n &laquo;x&raquo;") == "Q &amp; A – again «x»"
    assert text_of("one<br>two<p>three</p>four <img src=x alt=five><script>x</script>") == "one two three four five"
    assert text_of("I <3 you, 1 < 2 & so on") == "I <3 you, 1 < 2 & so on"
    assert text_of("") == text_of(" <p> ") == ""
