"""Text: what documents show of it, how it is kept from turning its neighbours around, and what stays at home."""

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from therapy_notes import text
from therapy_notes.testing import words

HALVES = ["\ud83d", "\ude00", "\udfff"]
EMBEDDINGS, OVERRIDES, ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
POP, POP_ISOLATE = "\u202c", "\u2069"
DIRECTIONS = [*EMBEDDINGS, *OVERRIDES, *ISOLATES, POP, POP_ISOLATE]

anything = st.text(st.characters(), max_size=20)
# Whole strings are mixed: characters drawn one by one hardly ever hold half of a surrogate pair.
halved = st.lists(st.sampled_from(HALVES) | st.text(max_size=3), max_size=6).map("".join)
awkward = words() | anything | halved
turning = st.lists(st.sampled_from([*DIRECTIONS, "a", "\u05d0", "\n", "\u2029"]) | words(), max_size=30).map("".join)


@given(awkward)
@example("\ud83d")
@example("\U0001f600")
def test_a_lone_surrogate_is_found_exactly_where_utf_8_fails(given_text: str) -> None:
    try:
        given_text.encode()
    except UnicodeEncodeError:
        assert text.has_lone_surrogate(given_text)
    else:
        assert not text.has_lone_surrogate(given_text)


@given(awkward)
@example("a\x00b\r\nc\rd\ufffe\x7f\x1f")
@example("\r\r\n\n")
def test_what_is_visible_can_stand_in_xml_and_has_one_kind_of_line_end(given_text: str) -> None:
    seen = text.visible(given_text)
    assert seen.isascii() or seen.encode()
    assert "\r" not in seen
    assert all(c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000" for c in seen)
    assert not any("\x7f" <= c <= "\x9f" for c in seen)
    assert text.visible(seen) == seen


@given(awkward)
def test_nothing_is_dropped_on_the_way_to_a_document(given_text: str) -> None:
    assert len(text.visible(given_text)) == len(given_text) - given_text.count("\r\n")


@given(words().filter(str.isprintable))
def test_text_that_can_be_written_is_left_alone(given_text: str) -> None:
    assert text.visible(given_text) == given_text


@given(awkward, awkward)
def test_a_part_of_a_text_is_shown_as_it_is_shown_in_the_whole(before: str, after: str) -> None:
    if not (before.endswith("\r") and after.startswith("\n")):
        assert text.visible(before + after) == text.visible(before) + text.visible(after)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x00", "␀"),
        ("\x07", "␇"),
        ("\x0b", "␋"),
        ("\x0c", "␌"),
        ("\x1b[31m", "␛[31m"),
        ("\x1f", "␟"),
        ("\x7f", "␡"),
        ("\x85", "␤"),
        ("\x9b31m", "�31m"),
        ("\x93hi\x94", "�hi�"),
        ("\ud83d", "�"),
        ("\ufffe\uffff", "��"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
    ],
)
def test_what_no_page_can_show_has_a_picture(written: str, shown: str) -> None:
    assert text.visible(written) == shown


@pytest.mark.parametrize(
    "kept",
    [
        " a  b\t\tc ",
        "\xa0a\u202f\u3000",
        "e\u0301 \u00e9 \u212b \ufb1d",
        "\ufeffa",
        "\u2028\u2029",
        "\u200b\u200c\u200d\u2060\xad",
        "\u2764\ufe0f \U0001f469\u200d\U0001f4bb \U0001f3f4\U000e0067\U000e0062\U000e007f",
        "\u200e\u200f\u061c",
        "\ufdd0\U0001fffe",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_but_has_a_meaning_stays_as_it_is(kept: str) -> None:
    assert text.with_directions_closed(text.visible(kept)) == kept


# Directions. The standard counts levels where we count what is open: it is the judge.


def _is_back_at_the_margin(line: str) -> bool:
    """Follow UAX #9, rules X1 to X7, to the end of a line: whether nothing that was opened is open there."""
    deepest = 125
    stack: list[tuple[int, bool]] = [(0, False)]
    too_deep_isolates = too_deep_embeddings = isolates = 0
    for sign in line:
        level, _ = stack[-1]
        if sign in EMBEDDINGS + OVERRIDES + ISOLATES:
            is_isolate = sign in ISOLATES
            turns_left = sign in "\u202b\u202e\u2067"
            level = (level + 1) | 1 if turns_left else (level + 2) & ~1
            if level <= deepest and not too_deep_isolates and not too_deep_embeddings:
                stack.append((level, is_isolate))
                isolates += is_isolate
            elif is_isolate:
                too_deep_isolates += 1
            elif not too_deep_isolates:
                too_deep_embeddings += 1
        elif sign == POP_ISOLATE:
            if too_deep_isolates:
                too_deep_isolates -= 1
            elif isolates:
                too_deep_embeddings = 0
                while not stack[-1][1]:
                    stack.pop()
                stack.pop()
                isolates -= 1
        elif sign == POP and not too_deep_isolates:
            if too_deep_embeddings:
                too_deep_embeddings -= 1
            elif not stack[-1][1] and len(stack) > 1:
                stack.pop()
    return len(stack) == 1 and not (too_deep_isolates or too_deep_embeddings or isolates)


@given(turning | st.lists(st.sampled_from(DIRECTIONS), max_size=300).map("".join))
@example("\u202e")
@example("\u2067\u202e\u2069")
@example("\u202e\u2067\u202c")
@example("\u2069\u202c\u2067")
@example("\u2067" * 200 + "\u2069" * 10)
@example("\u202b" * 130 + "\u2067" * 3)
def test_no_line_turns_around_what_stands_after_it(given_text: str) -> None:
    closed = text.with_directions_closed(given_text)
    assert all(map(_is_back_at_the_margin, closed.split("\n")))
    assert text.with_directions_closed(closed) == closed


@given(turning | awkward)
def test_directions_are_closed_at_the_ends_of_lines_and_nothing_else_changes(given_text: str) -> None:
    closed = text.with_directions_closed(given_text)
    for before, after in zip(given_text.split("\n"), closed.split("\n"), strict=True):
        assert after.startswith(before)
        assert set(after[len(before) :]) <= {POP, POP_ISOLATE}
        assert (after == before) == _is_back_at_the_margin(before)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\u202bשלום\u202c and more", "\u202bשלום\u202c and more"),
        ("\u202bשלום", "\u202bשלום\u202c"),
        ("\u2067\u202eשלום\nnext", "\u2067\u202eשלום\u202c\u2069\nnext"),
        ("\u2067\u202eשלום\u2069", "\u2067\u202eשלום\u2069"),
        ("\u2069\u202c", "\u2069\u202c"),
        ("\u200fשלום", "\u200fשלום"),
    ],
    ids=ascii,
)
def test_only_a_direction_that_is_open_is_closed(written: str, shown: str) -> None:
    assert text.with_directions_closed(written) == shown


@pytest.mark.parametrize(
    "long",
    ["\u2067" * 400_000 + "\u2069" * 400_000, "\u202e\u2067" * 400_000, "\u2069" * 800_000, "\u202ea\n" * 400_000],
    ids=["nested", "open", "never opened", "lines"],
)
def test_directions_are_closed_in_linear_time(long: str) -> None:
    begun = process_time()
    text.with_directions_closed(long)
    assert process_time() - begun < 5


@pytest.mark.parametrize("long", ["a\x00é" * 2_000_000, "\r" * 5_000_000, "%%" * 2_500_000], ids=["odd", "ends", "private"])
def test_one_line_of_five_megabytes_takes_linear_time(long: str) -> None:
    begun = process_time()
    text.with_directions_closed(text.visible(text.without_private_spans(long)))
    text.web_address(long)
    assert process_time() - begun < 5


@given(st.lists(words().filter(lambda t: "%" not in t and "\\" not in t), min_size=1, max_size=6))
def test_a_private_span_goes_and_what_stands_around_it_stays(pieces: list[str]) -> None:
    assert text.without_private_spans("%%".join(pieces)) == "".join(pieces[::2])


@given(words())
@example("%%%")
@example("%%%%")
@example("a%%b%%%c%%d")
def test_no_private_mark_is_left_and_nothing_is_added(given_text: str) -> None:
    left = text.without_private_spans(given_text)
    rest = iter(given_text)
    assert all(character in rest for character in left)
    assert "%%" not in left or "\\%%" in given_text
    assert given_text.startswith(left) or "%%" in given_text


@given(words(), words(), words())
@example("so it was ", "I was sure, 100%", " and it helped")
@example("so it was ", "%", "%")
@example("so it was ", "\\", "")
def test_what_stands_in_a_span_changes_nothing_around_it(before: str, private: str, after: str) -> None:
    before, after = (t.replace("%", "").replace("\\", "") for t in (before, after))
    private = re.sub("%+", "%", private).rstrip("\\")
    assert text.without_private_spans(f"{before}%%{private}%%{after}") == before + after


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"100\%% sure", "100%% sure"),
        (r"\%%\%%", "%%%%"),
        (r"a\\%%private%%", "a\\\\"),
        (r"a\%%%private%%", "a\\%"),
        (r"a\%%%%private%%", "a%%"),
        (r"%%a\%%b%%c", "c"),
        (r"%%a\\%%b", "b"),
        (r"%%a\%%b", ""),
        ("\\", "\\"),
    ],
)
def test_a_backslash_before_a_mark_makes_it_two_signs_and_two_make_it_a_mark(written: str, shown: str) -> None:
    assert text.without_private_spans(written) == shown


@given(words(), words())
def test_a_span_that_is_never_closed_reaches_to_the_end(before: str, after: str) -> None:
    before, after = before.replace("%", "").rstrip("\\"), after.replace("%", "")
    assert text.without_private_spans(f"{before}%%{after}") == before


@pytest.mark.parametrize(
    ("address", "follows"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://localhost:8000/", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("mailto:ines@example.org", True),
        ("https://", False),
        ("mailto:", False),
        ("//example.org", False),
        ("example.org", False),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        (" https://example.org", False),
        ("https://example.org/\n", False),
        ('https://example.org/"onclick="x', False),
        ("https://example.org/a b", False),
        ("https://example.org/\x00", False),
    ],
)
def test_only_what_is_surely_an_address_is_one(address: str, follows: bool) -> None:
    assert text.web_address(address) == (address if follows else None)


@given(awkward)
def test_an_address_is_itself_or_nothing(given_text: str) -> None:
    for candidate in (given_text, f"https://{given_text}", f"mailto:{given_text}"):
        found = text.web_address(candidate)
        assert found is None or found == candidate == text.visible(candidate)
