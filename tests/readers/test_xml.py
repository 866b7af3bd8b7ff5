"""XML that fetches, bombs, lies about its encoding or ends in the middle, and XML that only has a comma too many."""

from collections.abc import Callable
from io import BytesIO, RawIOBase
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from helpers import keeps_quiet
from therapy_notes.errors import ReadError
from therapy_notes.readers import _xml
from therapy_notes.readers._xml import Elements, parsed
from therapy_notes.testing import words

CANARY = "Canary Wharf at night"
MEGABYTE = 1024 * 1024


def said(error: ReadError) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in error.problems]


def refusal(read: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ReadError) as caught:
        read()
    keeps_quiet(caught.value, CANARY)
    assert caught.value.__context__ is None
    return said(caught.value)


def refusals(data: bytes, *, doctype: bool = False, html_entities: bool = False) -> list[tuple[str, str]]:
    """What is said of a file as one tree; as a stream it must be the same."""
    found = refusal(lambda: parsed(data, where="blog.xml", doctype=doctype, html_entities=html_entities))
    if not html_entities:
        assert refusal(lambda: list(Elements(data, "b", where="blog.xml", doctype=doctype))) == found
    return found


def text_of(data: bytes, *, doctype: bool = False, html_entities: bool = False) -> str:
    root = parsed(data, doctype=doctype, html_entities=html_entities).root
    return "".join(root.itertext())


# What is kept.

xml_words = words().map(lambda text: text.replace("\r", "\n"))


@given(xml_words)
@example("\x85\u2028\x7f\x9b\ufdd0\U0001ffff \t\n e\u0301")
def test_a_text_comes_out_as_it_went_in_but_for_what_xml_cannot_hold(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    in_section = text.replace("]]>", "]]]]><![CDATA[>")
    shown = text.translate({code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"})
    shown = shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    for data in (f"<a>{escaped}</a>".encode(), f"<a><![CDATA[{in_section}]]></a>".encode()):
        tree = parsed(data)
        assert (tree.root.text or "") == shown
        assert tree.pictures == sum(one != other for one, other in zip(text, shown, strict=True))
        assert [element.text or "" for element in Elements(data, "a")] == [shown]


def test_a_control_character_becomes_its_picture_and_is_counted() -> None:
    tree = parsed(b"<a>one\x0btwo<![CDATA[\x00three\x1b]]>\xef\xbf\xbe</a>")
    assert (tree.root.text, tree.pictures) == ("one␋two␀three␛�", 4)


def test_comments_and_instructions_do_not_cut_a_text() -> None:
    assert text_of(b"<?xml version='1.0'?><!-- x --><a>one<!-- y --> two<?z z?> three</a><!-- end -->") == "one two three"
    assert parsed(b"<a>one<!-- y --> two<?z z?> three</a>").root.text == "one two three"


def test_a_text_of_twelve_megabytes_is_a_text() -> None:
    data = b"<a>" + b"x" * (12 * MEGABYTE) + b"</a>"
    assert len(parsed(data).root.text or "") == 12 * MEGABYTE
    assert [len(element.text or "") for element in Elements(data, "a")] == [12 * MEGABYTE]


@pytest.mark.parametrize(
    ("encoding", "said_as"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-8", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16", "utf-8"),
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1251", "WINDOWS-1251"),
        ("shift_jis", "Shift_JIS"),
        ("gb18030", "GB18030"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_says(encoding: str, said_as: str | None) -> None:
    text = "日記" if encoding in {"shift_jis", "gb18030"} else "ёж" if encoding == "cp1251" else "été"
    declaration = f'<?xml version="1.0" encoding="{said_as}"?>' if said_as else ""
    data = f"{declaration}\n<a>{text}</a>".encode(encoding)
    assert parsed(data).root.text == text
    assert [element.text for element in Elements(data, "a")] == [text]


def test_a_file_that_says_utf_8_and_is_not_is_refused_with_the_place() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?><a>été</a>'.encode("latin-1")
    assert refusals(data) == [(f"blog.xml: byte {data.index(0xE9)}", _xml.NOT_ITS_ENCODING)]


def test_the_place_of_a_wrong_byte_is_counted_over_all_pieces() -> None:
    data = b"\xef\xbb\xbf<a>" + "é".encode() * MEGABYTE + b"\xff</a>"
    assert refusals(data) == [(f"blog.xml: byte {data.index(0xFF)}", _xml.NOT_ITS_ENCODING)]
    assert refusals(data[:-5]) == [(f"blog.xml: line {1}", _xml.CUT_OFF)]
    assert refusals(data[:-6]) == [(f"blog.xml: byte {len(data) - 7}", _xml.NOT_ITS_ENCODING)]


@pytest.mark.parametrize(
    "name", ["utf-7", "unicode_escape", "hex", "zlib", "idna", "punycode", "no-such-thing", "utf-16", "mbcs"]
)
def test_an_encoding_that_no_export_is_written_in_is_refused(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><a>{CANARY}</a>'.encode()
    assert refusals(data) == [("blog.xml", _xml.UNKNOWN_ENCODING)]


# Entities and document types.


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(CANARY)
    (tmp_path / "ext.dtd").write_text(f'<!ENTITY x "{CANARY}">')
    return path


@pytest.mark.parametrize(
    "declarations",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "{uri}">]>',
        '<!DOCTYPE a [<!ENTITY % e SYSTEM "{uri}"> %e;]>',
        '<!DOCTYPE a [<!ENTITY x "words">]>',
        '<!DOCTYPE a SYSTEM "{folder}/ext.dtd" [<!ENTITY y "words">]>',
        '<!-- <a> --><?x <a> ?>\n<!DOCTYPE a [<!ENTITY x "]>words">]>',
        '<!DOCTYPE a>\n<!DOCTYPE a [<!ENTITY x "words">]>',
        '<!DOCTYPE a SYSTEM "[" [<!ENTITY x "words">]>',
        "<!DOCTYPE a []>",
        '<!DOCTYPE\n>\n[<!ENTITY x "words">]>',
    ],
)
@pytest.mark.parametrize("doctype", [False, True])
def test_a_document_type_that_declares_something_is_refused(secret: Path, declarations: str, doctype: bool) -> None:
    declared = declarations.format(uri=secret.as_uri(), folder=secret.parent.as_uri())
    ((_, what),) = refusals(f"{declared}<a>so &x; far</a>".encode(), doctype=doctype)
    assert what in {_xml.DECLARATIONS, _xml.DOCTYPE, _xml.NOT_XML}


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE en-export>",
        '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export3.dtd">',
        "<!DOCTYPE  en-note\n SYSTEM 'http://xml.evernote.com/pub/enml2.dtd' >",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    ],
)
def test_a_document_type_without_declarations_is_read_where_it_is_usual_and_nowhere_else(declared: str) -> None:
    data = f'<?xml version="1.0"?>\n{declared}\n<a>words</a>'.encode()
    assert text_of(data, doctype=True) == "words"
    assert [element.text for element in Elements(data, "a", doctype=True)] == ["words"]
    assert refusals(data) == [("blog.xml: line 2", _xml.DOCTYPE)]


def test_a_document_type_fetches_no_entity(secret: Path) -> None:
    data = f'<!DOCTYPE a SYSTEM "{secret.parent.as_uri()}/ext.dtd"><a>so &x; far</a>'.encode()
    assert refusals(data, doctype=True) == [("blog.xml: line 1", _xml.ENTITY)]


def test_the_lines_below_a_document_type_keep_their_numbers() -> None:
    data = b'<!DOCTYPE a\n SYSTEM "x">\n\n<a>\n<b>&x;</b></a>'
    assert refusals(data, doctype=True) == [("blog.xml: line 5", _xml.ENTITY)]


def test_a_million_laughs_are_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    begun = process_time()
    refusals(f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l9;</a>'.encode(), doctype=True)
    refusals(f'<!DOCTYPE a [<!ENTITY q "{"x" * 50_000}">]><a b="{"&q;" * 50_000}"/>'.encode(), doctype=True)
    assert process_time() - begun < 1


def test_a_tree_in_which_an_entity_stands_is_refused() -> None:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False)
    root = etree.fromstring(b'<!DOCTYPE a SYSTEM "x"><a>kept <b>start &n; kept</b> end</a>', parser)
    assert refusal(lambda: _xml._refuse_entities(root, "blog.xml")) == [("blog.xml", _xml.ENTITY)]
    _xml._refuse_entities(parsed(b"<a>&amp;&#65;</a>").root, "blog.xml")


def test_nothing_is_included(secret: Path) -> None:
    data = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{secret.as_uri()}" parse="text"/></a>'
    assert text_of(data.encode()) == ""


def test_a_document_type_after_a_prolog_of_any_length_is_seen() -> None:
    prolog = b"<!--" + b"x" * 3 * MEGABYTE + b"-->"
    declared = b'<!DOCTYPE a [<!ENTITY x "words">]>'
    assert refusal(lambda: parsed(prolog + declared + b"<a>&x;</a>")) == [("XML: line 1", _xml.DOCTYPE)]
    # A stream looks for the outermost element in its first piece.
    assert refusal(lambda: list(Elements(prolog + declared + b"<a>&x;</a>", "a"))) == [("XML: line 1", _xml.NOT_XML)]


# Names from HTML.


def test_names_from_html_become_their_characters() -> None:
    data = b"<!DOCTYPE en-note SYSTEM 'x'><en-note title='&eacute;t&eacute;'>a&nbsp;b &amp;lt; &lt;&NotEqualTilde;</en-note>"
    tree = parsed(data, doctype=True, html_entities=True)
    assert (tree.root.text, tree.root.get("title")) == ("a\xa0b &lt; <\u2242\u0338", "été")
    assert refusals(data, doctype=True) == [("blog.xml: line 1", _xml.ENTITY)]


def test_names_from_html_stay_where_they_are_no_references() -> None:
    data = b"<a><![CDATA[&nbsp;&x;]]>&euro;<!-- &nbsp; --></a>"
    assert text_of(data, html_entities=True) == "&nbsp;&x;€"


def test_a_name_that_html_does_not_have_is_refused_and_not_left_out() -> None:
    assert refusals(b"<a>\nso &secret; far</a>", html_entities=True) == [("blog.xml: line 2", _xml.ENTITY)]


# What is wrong.


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"", "blog.xml", _xml.EMPTY),
        (b" \n ", "blog.xml", _xml.EMPTY),
        (b"Monday. It rained.", "blog.xml: line 1", _xml.NOT_XML),
        (b"PK\x03\x04", "blog.xml: line 1", _xml.NOT_XML),
        (b"<!-- open", "blog.xml: line 1", _xml.NOT_XML),
        (b"<!doctype html><html></html>", "blog.xml: line 1", _xml.NOT_XML),
        (b"\n<?xml version='1.0'?><a/>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a>\n<b>Tom & Dad</b></a>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a>\n]]></a>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a>\n&#11;</a>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a>\n<b></a>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a/>\n<a/>", "blog.xml: line 2", _xml.NOT_XML),
        (b"<a>\n<b>x</b>", "blog.xml: line 2", _xml.CUT_OFF),
        (b"<a>\n<!-- x", "blog.xml: line 2", _xml.CUT_OFF),
        (b"<a>\n<![CDATA[x", "blog.xml: line 2", _xml.CUT_OFF),
    ],
)  # fmt: skip
def test_what_is_no_xml_is_an_error_with_its_line(data: bytes, where: str, what: str) -> None:
    assert refusals(data) == [(where, what)]


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert len(list(parsed(b"<a>" * 300 + b"</a>" * 300).root.iter())) == 300
    begun = process_time()
    assert refusals(b"<a>" * 100_000) == [("blog.xml: line 1", _xml.TOO_DEEP)]
    assert process_time() - begun < 2


def test_the_size_can_be_limited() -> None:
    data = b"<a>" + b"x" * 100 + b"</a>"
    assert parsed(data, max_bytes=len(data)).pictures == 0
    assert len(list(Elements(data, "a", max_bytes=len(data)))) == 1
    assert refusal(lambda: parsed(data, max_bytes=len(data) - 1)) == [("XML", _xml.TOO_LARGE)]
    assert refusal(lambda: list(Elements(data, "a", max_bytes=len(data) - 1))) == [("XML", _xml.TOO_LARGE)]


@pytest.mark.parametrize(
    "data",
    [b"<a>" + b"&nbsp" * 400_000, b"<a>" + b"<!--" * 400_000, b"<a>" + b"<![CDATA[" * 200_000, b" " * 2_000_000,
     b"<!DOCTYPE" + b" a" * 500_000, b"<!DOCTYPE a PUBLIC" + b" '" * 500_000, b"<?" * 500_000,
     b"<a " + b" ".join(b"a%d=''" % n for n in range(100_000)) + b"/>", b"<a>" + b"<![CDATA[x]]>" * 100_000 + b"\xff"],
    ids=["references", "comments", "sections", "blanks", "types", "quotes", "instructions", "attributes", "wrong last"],
)  # fmt: skip
def test_hostile_files_of_a_megabyte_take_no_time(data: bytes) -> None:
    begun = process_time()
    for read in (
        lambda: parsed(data, doctype=True, html_entities=True),
        lambda: list(Elements(data, "b", doctype=True)),
    ):
        try:
            read()
        except ReadError as error:
            keeps_quiet(error, CANARY)
    assert process_time() - begun < 5


PIECES = [
    "<a>", "</a>", "<b>", "</b>", "<b/>", "<?xml version='1.0'?>", "<?x?>", "<!--", "-->", "<![CDATA[", "]]>",
    "<!DOCTYPE a>", "<!DOCTYPE a [", "]>", "<!ENTITY x 'y'>", "&x;", "&nbsp;", "&amp;", "&#0;", "&#65;", "&", "<", ">",
    "'", "\x0b", "\ufffe", "x", CANARY, " ", "\n", "xmlns:c='d'", "c:d", "<b xml:lang='de'>", "é",
]  # fmt: skip
marked_up = st.lists(st.sampled_from(PIECES), max_size=15).map("".join)
files = marked_up | marked_up.map("<a>{}</a>".format)


@given(st.binary(max_size=50) | files.map(str.encode))
@example(b"\xff\xfe")
@example(b"<a><b>\x00</b></a>")
def test_any_bytes_are_a_tree_or_an_error_of_ours(data: bytes) -> None:
    for doctype in (False, True):
        found = Elements(data, "a", doctype=doctype)
        try:
            tree = parsed(data, doctype=doctype)
        except ReadError as error:
            keeps_quiet(error, CANARY)
            tree = None
        if tree is None:
            refusal(lambda: list(found))  # noqa: B023 - it is called at once
        else:
            outermost = [one for one in tree.root.iter("a") if not any(above.tag == "a" for above in one.iterancestors())]
            assert ["".join(one.itertext()) for one in outermost] == ["".join(one.itertext()) for one in found]
            assert found.pictures == tree.pictures


# One after the other.


def test_elements_come_one_after_the_other_in_any_namespace() -> None:
    data = b"<rss xmlns:w='urn:w'><title>x</title><w:item n='1'>one<b>!</b></w:item><item n='2'>two</item>rest</rss>"
    found = [(item.get("n"), "".join(item.itertext())) for item in Elements(data, "{*}item")]
    assert found == [("1", "one!"), ("2", "two")]


def test_an_element_inside_another_of_its_name_is_a_part_of_that() -> None:
    data = b"<a><item>one <item>two</item> three</item><item>four</item></a>"
    assert ["".join(item.itertext()) for item in Elements(data, "item")] == ["one two three", "four"]


def test_elements_of_several_names_come_in_the_order_of_the_file() -> None:
    data = (
        b"<a xmlns:w='urn:w'><title>x</title><w:item>one<title>y</title></w:item><item>two</item><b><title>z</title></b></a>"
    )
    found = [("".join(one.itertext()), one.getparent().tag) for one in Elements(data, ("{*}item", "title"))]  # type: ignore[union-attr]  # none is outermost
    assert found == [("x", "a"), ("oney", "a"), ("two", "a"), ("z", "b")]


def test_what_is_broken_can_be_mended_before_it_is_parsed_piece_after_piece() -> None:
    pieces: list[tuple[int, bool]] = []

    def mend(text: str, is_last: bool) -> str:
        pieces.append((len(text), is_last))
        return text.replace("& ", "&amp; ").replace("junk\n", "\n")

    data = b"junk\n<a>\n<item>Tom & Dad</item>" + b" " * 2 * MEGABYTE + b"<item>&x;</item></a>"
    found: list[str | None] = []
    assert refusal(lambda: found.extend(one.text for one in Elements(data, "item", mend=mend))) == [
        ("XML: line 3", _xml.ENTITY)
    ]
    assert found == ["Tom & Dad"]
    assert [is_last for _, is_last in pieces] == [False, False, True]
    assert sum(length for length, _ in pieces) == len(data)
    declared = Elements(b"x", "a", mend=lambda text, is_last: '<!DOCTYPE a [<!ENTITY x "words">]><a>&x;</a>')
    assert refusal(lambda: list(declared)) == [("XML: line 1", _xml.DOCTYPE)]


@pytest.mark.parametrize("end", [b"", b"<item>half", b"<item>Tom & Dad</item></a>", b"</b>"])
def test_what_stands_before_the_break_is_given_and_then_the_error(end: bytes) -> None:
    found: list[str | None] = []

    def read() -> None:
        found.extend(item.text for item in Elements(b"<a><item>one</item>\n<item>two</item>\n" + end, "item"))

    ((where, _),) = refusal(read)
    assert where == "XML: line 3"
    assert found == ["one", "two"]


class Drips(RawIOBase):
    """A file that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self.rest = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self.rest.read(min(size, 7))


def test_a_file_that_gives_a_few_bytes_at_a_time_is_read_to_its_end() -> None:
    data = "<a>\n<item>été</item></a>".encode()
    assert [item.text for item in Elements(BytesIO(data), "item")] == ["été"]
    assert [item.text for item in Elements(Drips(data), "item")] == ["été"]  # type: ignore[arg-type]  # all of a file that is used


def test_fifty_megabytes_are_read_in_the_memory_of_one_item() -> None:
    class Long(RawIOBase):
        """An export of fifty megabytes that is never in memory as a whole."""

        def __init__(self) -> None:
            item = b"<item><title>Monday</title><body><![CDATA[" + b"It rained. " * 900 + b"]]></body></item>\n"
            self.pieces = iter([b"<rss>", *[item] * 5_000, b"</rss>"])
            self.rest = b""

        def read(self, size: int = -1) -> bytes:
            while len(self.rest) < size and (more := next(self.pieces, b"")):
                self.rest += more
            data, self.rest = self.rest[:size], self.rest[size:]
            return data

    before = _resident()
    count = sum(len(item.findtext("body") or "") == 9_900 for item in Elements(Long(), "item"))  # type: ignore[arg-type]  # all of a file that is used
    assert count == 5_000
    assert _resident() - before < 30 * MEGABYTE


def _resident() -> int:
    """How much memory this process holds: the parser's is not Python's."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    pytest.skip("only Linux tells")


def test_importing_this_loads_no_parser() -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    code = "import sys, therapy_notes.readers._xml; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
