"""The rich text of Day One, piece by piece: it shows the same words, and looks as it did where that can be written."""

import json
import time

import pytest
from day_ones import entry, one, only, read
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from visible import of_markdown, squeezed

from therapy_notes.readers.day_one import reader as day_one
from therapy_notes.readers.day_one import rich_text
from therapy_notes.readers.day_one.data import Cleaner

HTML = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])


def piece(text: str, line: dict[str, object] | None = None, **looks: object) -> dict[str, object]:
    return {"text": text, "attributes": {**looks, **({"line": line} if line else {})}}


def thing(kind: str, **fields: object) -> dict[str, object]:
    return {"embeddedObjects": [{"type": kind, **fields}]}


def markdown(*contents: object) -> str:
    found = rich_text.read(json.dumps({"contents": contents}), Cleaner(10_000))
    assert found is not None
    return found.markdown


def html(*contents: object) -> str:
    return HTML.render(markdown(*contents)).replace("\n", "")


def item(text: str, style: str = "bulleted", level: int = 1, **more: object) -> dict[str, object]:
    return piece(f"{text}\n", {"listStyle": style, "indentLevel": level, **more})


# -- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([piece("a"), piece("b")], "ab"),
        ([piece("He said "), piece("no", bold=True), piece(".")], "He said **no**."),
        ([piece("un"), piece("believ", italic=True), piece("able")], "un*believ*able"),
        ([piece(" both ", bold=True, italic=True), piece("x")], "***both*** x"),
        ([piece("“Never!” ", bold=True), piece("I said")], "“**Never**\\!” I said"),
        ([piece("gone", strikethrough=True)], "~~gone~~"),
        ([piece("gone", strikethrough=True, bold=True)], "~~**gone**~~"),
        ([piece("x"), piece("gone", strikethrough=True, bold=True)], "x**gone**"),
        ([piece("one", bold=True), piece("two", italic=True)], "**one**two"),
        ([piece("one", bold=True), piece(" two", italic=True)], "**one** *two*"),
        ([piece("a", inlineCode=True)], "`a`"),
        ([piece("`a` b``", inlineCode=True)], "``` `a` b`` ```"),
        ([piece("x `", inlineCode=True), piece("y", inlineCode=True, bold=True)], "`` x ` ``y"),
        ([piece("Ida!", linkURL="https://a.example/?q=(1) 2")], "[Ida](https://a.example/?q=%281%29%202)\\!"),
        ([piece("run", linkURL="javascript:alert(1)")], "run"),
        ([piece("!"), piece("Ida", linkURL="https://a.example")], "\\![Ida](https://a.example)"),
        ([piece("  ", bold=True), piece("x")], "x"),
        ([piece("2"), piece(". x")], "2\\. x"),
        ([piece("2. "), piece("x", bold=True)], "2\\. **x**"),
        ([piece("- "), piece("x", bold=True)], "\\- **x**"),
        ([piece("a~"), piece("~b "), piece("x", bold=True)], "a\\~\\~b **x**"),
        ([piece("a &"), piece("amp; <"), piece("b> "), piece("x", bold=True)], "a \\&amp; \\<b\\> **x**"),
        ([piece("5 * 3 = snake_case")], "5 * 3 = snake_case"),
        ([piece("loud", highlightedColor="ffc107cc")], "loud"),
        ([piece("a\r\nb\rc\u2029d\u2028e")], "a\nb\nc\n\nd\ne"),
        ([piece("a\n\n\n\nb")], "a\n\nb"),
        ([], ""),
        ([piece("")], ""),
    ],
)
def test_words_look_as_they_did(contents: list[object], expected: str) -> None:
    assert markdown(*contents) == expected


# -- lines ----------------------------------------------------------------------------------------------------


def test_headings_have_their_level_and_stand_apart() -> None:
    assert markdown(
        piece("One\n", {"header": 1}),
        piece("Two #\n", {"header": 2}),
        piece("\n", {"header": 3}),
        piece("text", {"header": 0}),
    ) == ("# One\n\n## Two \\#\n\ntext")
    assert markdown(piece("deep", {"header": 99})) == "###### deep"
    assert markdown(piece("none", {"header": True}), piece(" at all", {"header": "1"})) == "none at all"


def test_lists_are_nested_as_they_were() -> None:
    assert markdown(
        item("a"), item("b", level=2), item("c", "numbered", 3, listIndex=1), item("d", "numbered", 3, listIndex=2),
        item("e", level=2), item("f"), piece("after"),
    ) == ("- a\n  - b\n    1. c\n    2. d\n  - e\n- f\n\nafter")  # fmt: skip
    assert html(item("a", "numbered", listIndex=1), item("b", level=2), item("c", "numbered", listIndex=2)) == (
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"
    )


def test_a_list_whose_levels_jump_is_a_list() -> None:
    assert markdown(item("a", level=3), item("b", level=1), item("c", level=99), item("d", level=-5)) == (
        "- a\n- b\n  - c\n- d"
    )


def test_numbers_are_those_that_were_there() -> None:
    assert markdown(item("a", "numbered", listIndex=3), item("b", "numbered"), item("c", "numbered", listIndex=1)) == (
        "3. a\n4. b\n\n1) c"
    )
    assert markdown(item("a", "numbered", listIndex=10**30)) == "1. a"
    assert (
        html(item("a"), item("b", "numbered", 2, listIndex=5)) == '<ul><li><p>a</p><ol start="5"><li>b</li></ol></li></ul>'
    )


def test_boxes_are_checked_or_not() -> None:
    assert markdown(item("a", "checkbox", checked=True), item("b", "checkbox"), item("c")) == "- [x] a\n- [ ] b\n\n- c"


def test_a_soft_break_stays_in_its_item() -> None:
    assert html(item("a\u2028b"), item("c")) == "<ul><li>ab</li><li>c</li></ul>"
    assert markdown(item("a\u20282. b")) == "- a\n  2\\. b"


def test_a_quotation_is_one() -> None:
    assert markdown(piece("a\n", {"quote": True}), piece("> b\n", {"quote": True, "indentLevel": 2}), piece("c")) == (
        "> a\n> > \\> b\n\nc"
    )


def test_code_stays_as_it_was_typed() -> None:
    code = {"codeBlock": True}
    assert markdown(piece("if a:\n", code), piece("\n", code), piece("    ```*b*\n", code), piece("x")) == (
        "````\nif a:\n\n    ```*b*\n````\n\nx"
    )


def test_what_stands_between_the_words_stays_between_them() -> None:
    assert markdown(
        piece("a"), thing("photo", identifier="AB12"), piece("b"), thing("video", identifier="V1"),
        thing("audio", identifier="S1"), thing("pdfAttachment", identifier="P1"), thing("horizontalRuleLine"), piece("\nc"),
    ) == (
        "a\n\n![](dayone-moment://AB12)\n\nb\n\n![](dayone-moment:/video/V1)\n\n![](dayone-moment:/audio/S1)\n\n"
        "![](dayone-moment:/pdfAttachment/P1)\n\n---\n\nc"
    )  # fmt: skip
    assert markdown(thing("renderableCodeBlock", contents="a\nb\n")) == "```\na\nb\n```"
    assert markdown(thing("table", markdown="| a |\n|---|\n| b |\n")) == "| a |\n|---|\n| b |"
    assert (
        markdown(thing("preview", url="https://a.example/x_y_z")) == "[https://a.example/x\\_y\\_z](https://a.example/x_y_z)"
    )


def test_what_cannot_be_shown_is_counted_by_the_name_that_the_format_gives_it() -> None:
    contents = [thing("song"), thing("her name"), thing("photo"), {"embeddedObjects": [5]}, piece("a", underline=True)]
    reading = read(entry(richText=json.dumps({"contents": contents})))
    assert only(reading).body == "a"
    assert {name: count for name, count in reading.losses.items() if name.startswith("rich")} == {
        "richText.song": 1,
        "richText.photo": 1,
        "richText: objects that are not known here": 2,
        "richText.underline": 1,
    }


def test_media_in_rich_text_are_found_like_those_in_text() -> None:
    listed = {"identifier": "AB12", "md5": "0" * 32, "type": "png"}
    contents = {"contents": [thing("photo", identifier="AB12")]}
    assert one(richText=json.dumps(contents), photos=[listed]).body == f"![](photos/{'0' * 32}.png)"


def test_contents_that_are_none_are_passed_over() -> None:
    assert (
        markdown(5, "a", None, {"text": 7}, {"attributes": 5, "text": "a"}, {"attributes": {"line": 7}, "text": "b"}) == "ab"
    )


# -- what holds for all ---------------------------------------------------------------------------------------

_SYNTAX = r"""
    * ** _ ` `` ~~ # [ ] ( ) ![ <b> </b> & &amp; \ % %% | 1. 2) - + = > ! :- 5 a é “ ” 👩‍👩‍👧
"""
_SIGNS = st.sampled_from(_SYNTAX.split())
_WORDS = st.lists(
    st.one_of(_SIGNS, st.text("ab 1.", max_size=4), st.sampled_from([" ", "  ", "\t", "\u00a0"])), max_size=5
).map("".join)
_TEXTS = st.one_of(_WORDS, _WORDS.map(lambda text: f"{text}\n"), st.sampled_from(["\n", "\n\n", "\u2028"]))
_LINES = st.fixed_dictionaries(
    {},
    optional={
        "header": st.integers(0, 7),
        "quote": st.booleans(),
        "indentLevel": st.integers(-1, 14),
        "listStyle": st.sampled_from(["bulleted", "numbered", "checkbox", "odd"]),
        "listIndex": st.integers(-1, 12),
        "checked": st.booleans(),
    },
)
_LOOKS = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.booleans(),
        "italic": st.booleans(),
        "strikethrough": st.booleans(),
        "inlineCode": st.booleans(),
        "linkURL": st.sampled_from(
            ["https://a.example/(x)_y_", "dayone2://view?entryId=1", "file:///x", "", "a b", "javascript:x"]
        ),
        "line": _LINES,
    },
)
_PIECES = st.builds(lambda text, looks: {"text": text, "attributes": looks}, _TEXTS, _LOOKS)


@given(st.lists(_PIECES, max_size=8))
@example([piece("1"), piece(". a", bold=True)])
@example([piece("a", bold=True), piece("*b")])
@example([piece("a\n"), piece("===\n")])
@example([item("a"), item("-", level=2)])
@example([piece("["), piece("\n"), item("]", "checkbox")])
@example([item("*"), item("*", "numbered", 2, listIndex=0)])
def test_the_words_of_rich_text_are_those_of_its_markdown(contents: list[dict[str, object]]) -> None:
    made = markdown(*contents)
    texts = "".join(str(part["text"]) for part in contents)
    boxes = str.maketrans("", "", "[]x")
    assert of_markdown(made).translate(boxes) == squeezed(texts).translate(boxes)


_NAMES = st.sampled_from(
    ["contents", "text", "attributes", "line", "embeddedObjects", "type", "identifier", "listStyle", "header", "url"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
)


@given(_VALUES)
@example([{"embeddedObjects": [{"type": [], "identifier": {}}]}])
@example([{"text": "a", "attributes": {"line": {"listStyle": [], "header": {}}, "linkURL": []}}])
def test_any_rich_text_is_read_or_none(found: object) -> None:
    for given_as in (found, json.dumps(found), json.dumps({"contents": found})):
        made = rich_text.read(given_as, Cleaner(1000))
        assert made is None or isinstance(made.markdown, str)


@pytest.mark.parametrize(
    "sign",
    ["*", "`", "[", "\u200b", "*a", " ", "# ", "](", "%", "\\", "*\u200b", "~~", "![](dayone-moment:/", "&", "1.", "<a"],
)
def test_nothing_takes_long(sign: str) -> None:
    text = sign * (60_000 // len(sign))
    begun = time.process_time()
    one(text=text, richText=json.dumps({"contents": [piece(text), piece(text, bold=True)]}))
    one(text=f"# {text}")
    one(richText=text)
    assert time.process_time() - begun < 5
    assert day_one.claims(text.encode()) is False
