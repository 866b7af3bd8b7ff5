"""A header over a body: split and joined to the character, written so that no tool retypes it, read with nothing guessed."""

import datetime as dt
import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import keeps_quiet
from therapy_notes import frontmatter
from therapy_notes.errors import ReadError
from therapy_notes.frontmatter import Block, Plain, Value, block, blocks, flow, join, parse, split
from therapy_notes.testing import words

CANARY = "canary"

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63), st.floats(allow_nan=False, allow_infinity=False), words()
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words(), inner, max_size=4), max_leaves=12
)
HEADERS = st.dictionaries(words() | st.sampled_from(("title", "no", "y", "null", "1", "x-app", "Id", "")), JSON, max_size=5)


def written(values: dict[str, Any]) -> str:
    return "".join(block(key, value) for key, value in values.items())


def as_read(value: Any) -> Value:
    """Return JSON as a header says it: what has no quotes is plain text."""
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    return value if isinstance(value, str) else Plain(flow(value))


def with_types(value: Value) -> object:
    """Return a value in which a text that had no quotes is no text."""
    if isinstance(value, dict):
        return {key: with_types(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_types(item) for item in value]
    return (type(value), str(value))


# -- splitting --------------------------------------------------------------------------------------------------


@given(HEADERS, words())
@example({"a": "---"}, "")
@example({}, "---\nnot a header\n---\n")
@example({"a": 1}, "\r\n \x00\ufeff\n\n")
def test_what_is_joined_is_split_into_the_same_pieces(values: dict[str, Any], body: str) -> None:
    header = written(values)
    parts = split(join(header, body))
    assert parts == (header, f"{body}\n")


@pytest.mark.parametrize(
    ("text", "header", "body"),
    [
        ("---\na: 1\n---\nb", "a: 1\n", "b"),
        ("\ufeff---\na: 1\n---\nb", "a: 1\n", "b"),
        ("---  \na: 1\n--- \t\nb", "a: 1\n", "b"),
        ("---\r\na: 1\r\n---\r\nb\r\n", "a: 1\r\n", "b\r\n"),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\na: 1\n---\n", "a: 1\n", ""),
        ("---\n---\nb", "", "b"),
        ("---\na: 1\n---\nb\n---\nc", "a: 1\n", "b\n---\nc"),
        ("---\na: |\n  ---\n---\nb", "a: |\n  ---\n", "b"),
        ("---\na: 1\n----\n---\nb", "a: 1\n----\n", "b"),
        ("---\na: 1\u2028---\n---\nb", "a: 1\u2028---\n", "b"),
    ],
)
def test_a_header_ends_at_the_next_line_of_three_hyphens(text: str, header: str, body: str) -> None:
    assert split(text) == (header, body)


@pytest.mark.parametrize(
    "text",
    ["", "a", "---", "---\n", "---\na: 1\n", "----\na: 1\n---\n", " ---\na: 1\n---\n", "\n---\na: 1\n---\n", "--- a\n---\n"],
)
def test_a_text_without_a_whole_header_has_none(text: str) -> None:
    assert split(text) is None


def test_other_tools_may_close_a_header_otherwise() -> None:
    text = "---\na: 1\n...\nb\n---\n"
    assert split(text) == ("a: 1\n...\nb\n", "")
    assert split(text, closings=("---", "...")) == ("a: 1\n", "b\n---\n")


# -- what is written --------------------------------------------------------------------------------------------


@given(HEADERS)
@example({"title": "no", "time": "21:30", "number": "010", "on": "yes", "y": "n"})
@example({"a": [[], {}, [[]], [{}], {"b": [1, [2]]}]})
@example({"a": [{"b" * 60: "c" * 60, "d": ["e" * 100], "f": {"g": "h" * 100}}]})
@example({"a": {"no": None, "b": [None, True, 1e300, -0.0, 5e-324], "c" * 100: {}}})
def test_what_is_written_is_read_again(values: dict[str, Any]) -> None:
    found = parse(written(values))
    assert with_types(found) == with_types(as_read(values))
    assert list(found) == list(values)


@given(HEADERS)
@example({"title": "no", "time": "21:30", "number": "010", "on": "yes", "1": 1, "null": None, "~": "~", "<<": "="})
@example({"a": [1e16, 1e-7, 2**64, -0.0], "b": "\x85\u2028\ufeff\x7f\x9f\uffff"})
def test_no_other_tool_retypes_what_is_written(values: dict[str, Any]) -> None:
    found = yaml.load(written(values), Loader=yaml.CSafeLoader)
    assert repr(found or {}) == repr(values)
    if frontmatter_is_small(values):
        assert repr(yaml.safe_load(written(values)) or {}) == repr(values)


def frontmatter_is_small(values: dict[str, Any]) -> bool:
    return len(written(values)) < 400  # the parser in Python is a hundred times as slow


def test_a_day_may_stand_without_quotes() -> None:
    header = block("date", Plain("2024-05-01"))
    assert header == "date: 2024-05-01\n"
    assert yaml.safe_load(header) == {"date": dt.date(2024, 5, 1)}
    assert parse(header) == {"date": Plain("2024-05-01")}


@given(HEADERS)
def test_both_roads_read_what_is_written_alike(values: dict[str, Any]) -> None:
    header = written(values)
    found = frontmatter._yaml(header, frontmatter.MAX_HEADER)
    assert [(made.key, with_types(made.value), made.lines) for made in found] == [
        (made.key, with_types(made.value), made.lines) for made in blocks(header)
    ]


def test_a_list_has_an_item_to_a_line_and_a_long_mapping_is_opened() -> None:
    found = written(
        {
            "tags": ["a", "b"],
            "degree": {"value": 7, "low": 0},
            "plan": {"because": "w" * 90, "before": None, "days": ["mon", "tue"], "inner": [{"a": 1}]},
            "steps": [{"at": "x", "what": "w" * 90}, {"at": "y"}],
            "nothing": [],
        }
    )
    assert found.splitlines() == [
        "tags:",
        '  - "a"',
        '  - "b"',
        'degree: {"value": 7, "low": 0}',
        "plan:",
        f'  because: "{"w" * 90}"',
        "  before: null",
        '  days: ["mon", "tue"]',
        "  inner:",
        '    - {"a": 1}',
        "steps:",
        '  - at: "x"',
        f'    what: "{"w" * 90}"',
        '  - {"at": "y"}',
        "nothing: []",
    ]


# -- what is read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("a: no", Plain("no")),
        ("a: 21:30", Plain("21:30")),
        ("a: 010", Plain("010")),
        ("a: 1.10", Plain("1.10")),
        ("a: 2020-02-30", Plain("2020-02-30")),
        ("a: 1e400", Plain("1e400")),
        ("a: NaN", Plain("NaN")),
        ("a: [NaN, 1e400, true, null]", [Plain("NaN"), Plain("1e400"), Plain("true"), Plain("null")]),
        ("a: ['no', \"no\", no]", ["no", "no", Plain("no")]),
        ("a:", Plain("")),
        ("a: ", Plain("")),
        ("a: #anxiety", Plain("")),
        ("a: 'it''s'", "it's"),
        ("a: |-\n  one\n  two", "one\ntwo"),
        ("a: >-\n  one\n  two", "one two"),
        ("a: one\n  two", Plain("one two")),
        ("a:\n- b\n- c", [Plain("b"), Plain("c")]),
        ("a:\n    b: c\n    d: [e]", {"b": Plain("c"), "d": [Plain("e")]}),
        ('a: "\\x85\\e\\U0001F511"', "\x85\x1b\U0001f511"),
        ("a: 2024-05-01T21:40:00+02:00[Europe/Paris]", Plain("2024-05-01T21:40:00+02:00[Europe/Paris]")),
        ('a: "b"   # mine', "b"),
        ("{a: b}", Plain("b")),
        ("? a\n: b", Plain("b")),
        ("yes: 1\na: b", Plain("b")),
    ],
)
def test_text_is_text_and_remembers_whether_it_had_quotes(header: str, value: Value) -> None:
    for text in (header, f"{header}\n", f"{header}\n".replace("\n", "\r\n")):
        assert with_types(parse(text)["a"]) == with_types(value)


@given(st.text(st.sampled_from("ab:-\"[]{},# \n'|>?\t01"), max_size=30))
@example('a: "b" c')
@example("a:\n  - \n")
@example("a:\n  -")
@example("a:\n  - b: c\n    d: e\n - f")
@example("a:\n  b:\n  c: d\n")
@example("a:\n  b:\n  - c\n")
@example("a:\n   - b\n")
def test_the_quick_road_reads_nothing_that_the_other_reads_otherwise(header: str) -> None:
    try:
        quick = frontmatter._written(header)
    except (ReadError, frontmatter._OtherFormError):
        return
    found = frontmatter._yaml(header, frontmatter.MAX_HEADER)
    assert {made.key: with_types(made.value) for made in quick if made.key is not None} == {
        made.key: with_types(made.value) for made in found if made.key is not None
    }


@given(HEADERS, st.text(st.sampled_from("ab:-\"[]{},# \n\r'|>?\t01"), max_size=30))
def test_the_lines_of_all_keys_are_the_header(values: dict[str, Any], more: str) -> None:
    for header in (written(values), written(values) + more, more):
        try:
            found = blocks(header)
        except ReadError:
            continue
        assert "".join(made.lines for made in found) == header


def test_comments_stand_between_the_keys() -> None:
    header = "# first\na: 1 # mine\n\n# second\nb:\n  - c\n  # inside\n  - d\n# last\n"
    assert [(made.key, made.lines) for made in blocks(header)] == [
        (None, "# first\n"),
        ("a", "a: 1 # mine\n"),
        (None, "\n# second\n"),
        ("b", "b:\n  - c\n  # inside\n  - d\n"),
        (None, "# last\n"),
    ]
    assert blocks("a: 1\n\n# x\nb: 2\n")[1] == Block(None, Plain(), "\n# x\n")


@pytest.mark.parametrize(
    ("header", "line", "what"),
    [
        ("a: 1\nb: Session 3: anger\n", 3, frontmatter.NOT_YAML),
        ("a: 1\nb: @x\n", 3, frontmatter.NOT_YAML),
        ("a: 1\nb: `x`\n", 3, frontmatter.NOT_YAML),
        ("a: 1\n\tb: x\n", 3, frontmatter.NOT_YAML),
        ("a: 1\nb: [x\n", 3, frontmatter.NOT_YAML),
        ('a: 1\nb: "x\n', 3, frontmatter.NOT_YAML),
        ("--- a\n", 2, frontmatter.NOT_KEYS),
        ("a: 1\n--- b\n", 3, frontmatter.NOT_YAML),
        ("- a\n- b\n", 2, frontmatter.NOT_KEYS),
        ("only words\n", 2, frontmatter.NOT_KEYS),
        ("a: 1\n? [b]\n: c\n", 3, frontmatter.NOT_KEYS),
        ('a: "1"\nb: "2"\na: "3"\n', 4, frontmatter.TWICE),
        ("a: x y\nb: x\na: z\n", 4, frontmatter.TWICE),
        ('a: {"b": 1, "b": 2}\n', 2, frontmatter.TWICE),
        ("a: {b: 1, b: 2}\n", 2, frontmatter.TWICE),
        ('a:\n  b: "1"\n  b: "2"\n', 4, frontmatter.TWICE),
        ("a: !!python/object/apply:os.system [x]\n", 2, frontmatter.TAG),
        ("a: !x y\n", 2, frontmatter.TAG),
        ("a: !!str 7\n", 2, frontmatter.TAG),
        ("a: &x [b]\nc: *x\n", 2, frontmatter.ANCHOR),
        ("a: &x [*x]\n", 2, frontmatter.ANCHOR),
        ("a: 1\nb: *x\n", 3, frontmatter.ANCHOR),
        ("a: {b: 1}\n<<: *x\n", 3, frontmatter.ANCHOR),
        ("a: 1\nb: x\x07y\n", 3, frontmatter.CHARACTER),
        ("a: 1\nb: x\ufffey\n", 3, frontmatter.CHARACTER),
        ("a: 1\nb: x\ud83dy\n", 3, frontmatter.CHARACTER),
        ("a: 1\nb: " + "[" * 100 + "\n", 3, frontmatter.TOO_DEEP),
        ("a: 1\nb: " + "[" * 100 + "]" * 100 + "\n", 3, frontmatter.TOO_DEEP),
        ("a: 1\nb:\n  " + "- " * 100 + "x\n", 4, frontmatter.TOO_DEEP),
    ],
)
def test_what_is_refused_is_refused_with_its_line(header: str, line: int, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(header)
    assert [(problem.where, problem.what) for problem in caught.value.problems] == [(f"line {line}", what)]


@pytest.mark.parametrize(
    "header",
    [
        f"a: {CANARY}: x\n",
        f"{CANARY}: 1\n{CANARY}: 2\n",
        f"a: !{CANARY} x\n",
        f"a: &{CANARY} x\n",
        f"a: *{CANARY}\n",
        f"a: @{CANARY}\n",
        f"a: [{CANARY}\n",
        f"%{CANARY} x\n",
        f'a: {{"{CANARY}": 1, "{CANARY}": 2}}\n',
        f"a: {CANARY}\x07\n",
    ],
)
def test_an_error_quotes_nothing(header: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(header)
    keeps_quiet(caught.value, CANARY)


BOMBS = {
    "lists": "a: " + "[" * 900_000,
    "mappings": "a: " + "{" * 900_000,
    "items": "a:\n  " + "- " * 450_000,
    "strings": "a: " + '["x",' * 180_000,
    "keys": "? " * 450_000,
    "steps": "".join(" " * n + "a:\n" for n in range(1300)),
    "laughs": "a: &a [x,x]\n" + "".join(f"{n}: &{n} [*a,*a,*a]\n" for n in range(1000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError):
        parse(BOMBS[name])
    assert time.monotonic() - began < 5


def test_the_yaml_parser_gets_no_more_than_the_limit() -> None:
    long = "a: x y\n" + "".join(f"b{n}: x y\n" for n in range(100))
    assert len(parse(long)) == 101
    with pytest.raises(ReadError, match=frontmatter.TOO_LARGE):
        parse(long, max_header=500)
    ours = "".join(block(f"b{n}", "x y") for n in range(100))
    assert len(parse(ours, max_header=500)) == 100


def test_without_the_parser_in_c_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    header = "a: no\nb: [1, 'two']\nc: |\n  x\nd: {e: 21:30}\n"
    before = with_types(parse(header))
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert with_types(parse(header)) == before
    for wrong in ("a: b: c\n", "a: &x b\n", "a: !x b\n", "a: 1 b\na: 2\n"):
        with pytest.raises(ReadError):
            parse(wrong)
