"""Broken WordPress exports: what has one meaning only is mended, and nothing is half read without a word."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from test_wordpress import BLOG, export, post, read, said, whats
from visible import of_markdown, squeezed

from helpers import documents, keeps_quiet
from therapy_notes.errors import Problem, ReadError
from therapy_notes.readers import _xml
from therapy_notes.readers.wordpress import reader as wordpress
from therapy_notes.readers.wordpress.mending import MENDED, Mender, counted
from therapy_notes.testing import words

CANARY = "Canary Wharf at night"


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        wordpress.read(data)
    keeps_quiet(caught.value, CANARY)
    assert caught.value.__context__ is None
    (problem,) = caught.value.problems
    return problem.where, problem.what


def says_why(error: ReadError) -> None:
    assert error.problems


def mended(text: str, *prefixes: str) -> str:
    return Mender(frozenset(prefixes)).mended(text, True)


# What is mended.


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tea & rain", "Tea & rain"),
        ("Tea &rain; &copy; &amp; &#65;", "Tea &rain; © & A"),
        ("5 < 6, and <3", "5 < 6, and <3"),
        ("a ]]> b", "a ]]> b"),
        ("a&#11;b&#x1F;c", "a␋b␟c"),
        ("<![CDATA[a & b]]> & c", "a & b & c"),
    ],
)
def test_what_has_one_meaning_is_mended_and_told_with_its_line(title: str, shown: str) -> None:
    data = export(post(title="TITLE") + post(post_id=8, inside=said(1))).replace(b"TITLE", title.encode())
    reading = read(data)
    assert [one.title for one in reading.journal.entries] == [shown, "Monday"]
    assert whats(reading) == [("line 6", MENDED)]


def test_a_section_of_raw_text_in_another_is_a_part_of_it() -> None:
    inner = f"So <![CDATA[far]]> and <b>{CANARY}</b> no ]]> further & so on"
    data = export(post("BODY", inside=said(1))).replace(b"BODY", inner.encode())
    reading = read(data)
    assert of_markdown(reading.journal.entries[0].body) == squeezed(f"So far and {CANARY} no further & so on")
    assert len(reading.journal.entries[0].comments) == 1
    assert whats(reading)[0][1] == MENDED


def test_what_stands_before_the_first_and_behind_the_last_tag_is_no_part_of_the_export() -> None:
    data = export(post())
    for broken in (
        b"\n\n" + data,
        b"<br />\n<b>Warning</b>: Cannot modify header\n" + data,
        b"Notice: something\n" + data,
        data + b"<br />\n<b>Fatal error</b>: Maximum execution time",
    ):
        reading = read(broken)
        assert reading.journal == read(data).journal
        assert whats(reading)[0][1] == MENDED


def test_lines_keep_their_numbers_where_something_was_mended() -> None:
    data = export(post(title="TITLE"), post(post_id=8, inside="\n\n</b>")).replace(b"TITLE", b"Tea & rain")
    assert refusal(data) == ("WordPress export: line 6", _xml.NOT_XML)


def test_a_control_character_is_seen_as_its_picture() -> None:
    reading = read(export(post("It\x0brained.", title="Mon\x08day")))
    assert (reading.journal.entries[0].title, reading.journal.entries[0].body) == ("Mon␈day", "It␋rained.")
    assert whats(reading) == [("WordPress export", "control characters, shown as pictures: 2")]


def test_a_file_that_is_well_formed_is_not_changed_by_mending() -> None:
    text = BLOG.read_text("utf-8")
    assert _texts(mended(text, "wp", "dc")) == _texts(text)


def _texts(text: str) -> list[tuple[object, str]]:
    return [(element.tag, (element.text or "").strip()) for element in etree.fromstring(text.encode()).iter(etree.Element)]


# What is refused.


def test_a_file_in_which_an_item_would_be_lost_is_refused_with_the_line() -> None:
    # The section that never ends in its element swallows what follows, up to the next one that does.
    data = export(post("BODY", title="Tea & rain"), post(post_id=8), post(post_id=9)).replace(b"&amp;", b"&")
    broken = data.replace(b"BODY]]></content:encoded>", f"{CANARY} </content:encoded>".encode(), 1)
    assert refusal(broken)[0] == "WordPress export: line 6"


def test_items_are_counted_where_no_parser_sees_them() -> None:
    data = export(post("HERE", title="Tea & rain"), post(post_id=8)).replace(b"&amp;", b"&")
    assert read(data).tally.converted == 2
    swallowed = data.replace(b"HERE", b"<item>\n<title>x</title>")
    assert refusal(swallowed) == ("WordPress export: line 6", wordpress.NOT_ALL_READ)
    assert read(swallowed.replace(b"Tea & rain", b"Tea")).tally.converted == 2


def test_tags_that_do_not_fit_together_are_refused_with_the_line() -> None:
    data = export(post(title="TITLE")).replace(b"TITLE", f"{CANARY} <br> again".encode())
    assert refusal(data) == ("WordPress export: line 6", _xml.NOT_XML)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(share: float) -> None:
    data = BLOG.read_bytes()
    where, what = refusal(data[: int(len(data) * share)])
    assert what == _xml.CUT_OFF
    assert re.fullmatch(r"WordPress export: line \d+", where)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", _xml.EMPTY),
        (b" \n\t", _xml.EMPTY),
        (b"PK\x03\x04" + b"\0" * 40, "a zip archive (or a Word file), not a WordPress export"),
        (b"age-encryption.org/v1\n-> X25519 abc", "encrypted"),
        (b"%PDF-1.7 <<>>", "a PDF, not a WordPress export"),
        (b"Dear diary, it rained.", wordpress.NOT_ONE),
        (b'{"posts": []}', wordpress.NOT_ONE),
        (b"<!DOCTYPE html><html><p>x</html>", wordpress.A_PAGE),
        (b"<rss><channel><title>x</title><item><title>y</title></item></channel></rss>", wordpress.A_FEED),
        (b"<opml><body/></opml>", wordpress.NOT_ONE),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>", wordpress.NOT_ONE),
        (b"<?xml version='1.0' encoding='rot13'?><rss/>", _xml.UNKNOWN_ENCODING),
        (b"\x00\x01\x02\x03" * 100, "binary data, not a WordPress export"),
    ],
)
def test_what_is_no_export_is_refused_with_what_it_is(data: bytes, what: str) -> None:
    assert refusal(data)[1] == what


def test_a_wrong_encoding_is_refused_with_the_place() -> None:
    data = export(post("été")).decode().encode("latin-1")
    assert refusal(data) == (f"WordPress export: byte {data.index(0xE9)}", _xml.NOT_ITS_ENCODING)


def test_a_file_that_declares_entities_is_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = export(post(title="LAUGH")).replace(b"<rss", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>\n<rss'.encode())
    begun = process_time()
    assert refusal(bomb.replace(b"LAUGH", b"&l9;"))[1] == _xml.DOCTYPE
    assert refusal(b"\n" + bomb.replace(b"LAUGH", b"&l9; & co"))[1] == _xml.DOCTYPE
    assert process_time() - begun < 2


def test_a_problem_names_the_file_as_it_was_called() -> None:
    with pytest.raises(ReadError) as caught:
        wordpress.read(b"", name="export.xml")
    assert str(caught.value) == "1 problem: export.xml: empty"


# The mender by itself.


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "<rss>a & b &amp; &lt; &nbsp; &what; &#10; &#0; &#xD800;</rss>",
            "<rss>a &amp; b &amp; &lt; &#160; &amp;what; &#10; ␀ \ufffd</rss>",
        ),
        ('<rss><a b="x&y"/></rss>', '<rss><a b="x&amp;y"/></rss>'),
        ("<rss><a><![CDATA[x]]]]><![CDATA[>y]]></a></rss>", "<rss><a><![CDATA[x]]]]><![CDATA[>y]]></a></rss>"),
        ("<rss><a>\n<![CDATA[x <![CDATA[y]]> ]]>\n</a></rss>", "<rss><a>\n<![CDATA[x y ]]>\n</a></rss>"),
        ("<rss><!-- a & b --><?x & ?></rss>", "<rss><!-- a & b --><?x & ?></rss>"),
        ("\n<?xml version='1.0'?>\n<rss></rss>\nmore\n<item>", "\n\n<rss></rss>\n\n"),
        ("<rss><a><![CDATA[x", "<rss><a><![CDATA[x"),
    ],
)
def test_the_mender_changes_only_what_is_wrong(text: str, made: str) -> None:
    assert mended(text) == made


def test_prefixes_are_declared_where_the_file_does_not() -> None:
    assert mended('<rss xmlns:dc="d"><wp:a/></rss>', "wp", "dc", "xml") == '<rss xmlns:dc="d" xmlns:wp="wp"><wp:a/></rss>'


TEXTS = st.lists(
    st.sampled_from(
        ["<a>", "</a>", "<b x='1'>", "</b>", "<![CDATA[", "]]>", "]]]]><![CDATA[>", "&", "&amp;", "&nbsp;", "&#0;",
         "<", ">", "x",
         "\n", "<!--", "-->", "<?", "?>", "<wp:c>", "</wp:c>", "<item>", "</rss>"]
    ),
    max_size=30,
).map(lambda pieces: "<rss>" + "".join(pieces) + "</rss>")  # fmt: skip


@given(TEXTS, st.integers(1, 9))
def test_a_file_that_comes_in_pieces_is_mended_as_one_that_comes_at_once(text: str, size: int) -> None:
    mender = Mender(frozenset({"wp"}))
    head = text[:5]
    pieces = [head, *(text[5:][n : n + size] for n in range(0, len(text) - 5, size))]
    made = "".join([mender.mended(piece, False) for piece in pieces] + [mender.mended("", True)])
    assert made == mended(text, "wp")
    assert made.count("\n") == text.count("\n")


@given(
    st.lists(
        st.sampled_from(["<item>", "\n", "<title>", "<wp:comment>", "<wp:comment_id>", "x" * 700, "<dc:x>", " "]),
        max_size=30,
    )
)
def test_items_are_counted_wherever_the_pieces_of_a_file_end(found: list[str]) -> None:
    data = "".join(found).encode() * 40

    class Drips(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1500)

    assert counted(Drips(data)) == counted(BytesIO(data))


@pytest.mark.parametrize(
    "piece",
    ["<a>", "&", "<", "<![CDATA[", "]]>", "<a><![CDATA[", "<!--", "<?", "x", "<item> ", "<a x='", "&#", "&amp", "\n"],
)
def test_two_megabytes_of_anything_take_no_time(piece: str) -> None:
    data = (
        b"<rss xmlns:wp='w'><channel><wp:wxr_version/><a>&"
        + piece.encode() * (2_000_000 // len(piece))
        + b"</a></channel></rss>"
    )
    begun = process_time()
    try:
        wordpress.read(data)
    except ReadError as error:
        keeps_quiet(error, CANARY)
    assert process_time() - begun < 10


# Anything at all.


@given(st.binary(max_size=200))
def test_any_bytes_are_a_journal_or_an_error_of_ours(data: bytes) -> None:
    wordpress.claims(data)
    wordpress.claims_files({"a.xml": data})
    for run in (lambda: wordpress.read(data), lambda: wordpress.read_files({"a.xml": data, "b.xml": export(post())})):
        try:
            run()
        except ReadError as error:
            says_why(error)


FIELDS = st.sampled_from(
    [
        "2019-05-03 09:14:00", "2019-05-03 08:14:00", "0000-00-00 00:00:00", "-0001-11-30 00:00:00",
        "9999-12-31 23:59:59", "0001-01-01 00:00:00",
        "0", "1", "2", "3", "spam", "trash", "draft", "publish", "post", "page", "attachment", "wp_block", "pingback", "",
        " ",
        "\n", "&", "<", "<b>", "https://rain.example/?p=1", "[gallery]",
        "[gallery ids=\"1,2\"]", '<!-- wp:block {"ref":1} /-->',
        "<a href=\"https://rain.example/?p=1\">", "%%", "\x0b", "]]>", "geo_public", "_thumbnail_id", "x" * 50,
    ]
)  # fmt: skip
VALUES = FIELDS | words()
COMMENTS = st.fixed_dictionaries(
    {"number": VALUES, "text": VALUES},
    optional=dict.fromkeys(("author", "date", "date_gmt", "approved", "type", "parent", "user_id", "author_email"), VALUES),
).map(lambda given: said(given.pop("number"), given.pop("text"), **given))
META = st.tuples(VALUES, VALUES).map(
    lambda pair: (
        f"<wp:postmeta><wp:meta_key><![CDATA[{_raw(pair[0])}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{_raw(pair[1])}]]></wp:meta_value></wp:postmeta>"
    )
)
ITEMS = st.builds(
    lambda body, fields, inside: post(body, inside="".join(inside), **fields),
    VALUES,
    st.dictionaries(
        st.sampled_from(
            ["title", "link", "pubDate", "post_id", "post_date", "post_date_gmt", "post_modified", "post_modified_gmt",
             "status",
             "post_type", "post_password", "post_parent", "attachment_url", "is_sticky", "unheard_of"]
        ),
        VALUES,
    ),
    st.lists(COMMENTS | META, max_size=4),
)  # fmt: skip


def _raw(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


@documents
@given(st.lists(ITEMS, max_size=4), st.sampled_from([None, "Europe/Dublin", "-03:30"]), st.sampled_from([None, "x", "Ida"]))
def test_an_export_of_anything_is_a_journal_that_adds_up(items: list[str], zone: str | None, me: str | None) -> None:
    data = export(*items)
    try:
        whole = etree.fromstring(data)
    except etree.LxmlError:
        return
    reading = read(data, zone=zone, me=me, include="page")
    assert reading.tally.found == len(whole.findall(".//item")) + len(whole.findall(".//{*}comment"))
    assert reading.tally.rejected == 0
    assert wordpress.read_files({"a.xml": data}, zone=zone, me=me, include="page").journal == reading.journal


SECRETS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="<&"), max_size=20).map("Ż{}".format)
"""Words with a letter that no word of ours has."""


@documents
@given(SECRETS, st.data())
def test_no_word_of_an_export_is_in_its_account(secret: str, data: st.DataObject) -> None:
    given = data.draw(
        st.lists(st.sampled_from(["title", "link", "status", "post_type", "post_date", "post_name", "odd"]), unique=True)
    )
    inside = said(secret, secret, author=secret, approved=data.draw(st.sampled_from([1, secret])), parent=secret)
    meta = f"<wp:postmeta><wp:meta_key>{secret}</wp:meta_key><wp:meta_value>{secret}</wp:meta_value></wp:postmeta>"
    category = f'<category domain="{"x" if chr(34) in secret else secret}">{secret}</category>'
    item = post(secret, inside=inside + meta + category, **dict.fromkeys(given, secret))
    reading = wordpress.read(export(item), me=secret, include="page")
    told = repr((reading.problems, dict(reading.losses), reading.tally))
    assert secret not in told
    assert repr(secret)[1:-1] not in told


@documents
@given(
    st.integers(0, 10**9), st.sampled_from([b"", b"&", b"<", b"]]>", b"<![CDATA[", b"\xff", b"<item>", b"</item>", b"\x00"])
)
@example(4000, b"&")
def test_a_blog_with_a_wound_is_whole_or_refused(place: int, wound: bytes) -> None:
    data = BLOG.read_bytes()
    cut = place % len(data)
    broken = data[:cut] + wound + data[cut + (not wound) :]
    whole = wordpress.read(data)
    try:
        reading = wordpress.read(broken)
    except ReadError as error:
        says_why(error)
        return
    assert reading.tally.found == whole.tally.found


# What a folder can do.


class Locked(Mapping[str, bytes]):
    """Files of which one cannot be read."""

    def __init__(self, files: dict[str, bytes], locked: str) -> None:
        self.files, self.locked = files, locked

    def __getitem__(self, name: str) -> bytes:
        if name == self.locked:
            raise ReadError([Problem(where="archive: member 2", what="encrypted")])
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def test_a_part_that_is_encrypted_is_rejected_and_said() -> None:
    files = Locked({"a.xml": export(post()), "b.xml": b"?"}, "b.xml")
    reading = wordpress.read_files(files)
    assert (reading.tally.found, reading.tally.rejected) == (2, 1)
    assert whats(reading) == [("file 2", "encrypted")]
    assert wordpress.claims_files(files)
    with pytest.raises(ReadError) as caught:
        wordpress.read_files(Locked({"b.xml": b"?"}, "b.xml"))
    assert [problem.what for problem in caught.value.problems] == ["encrypted"]
