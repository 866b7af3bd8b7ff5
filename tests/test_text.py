import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from therapy_notes import text
from therapy_notes.testing import words

anything = st.text(st.characters(), max_size=20)  # with halves of surrogate pairs
awkward = words() | anything


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
    assert "\x7f" not in seen
    assert text.visible(seen) == seen


@given(awkward)
def test_nothing_is_dropped_on_the_way_to_a_document(given_text: str) -> None:
    assert len(text.visible(given_text)) == len(given_text) - given_text.count("\r\n")


@given(words().filter(str.isprintable))
def test_text_that_can_be_written_is_left_alone(given_text: str) -> None:
    assert text.visible(given_text) == given_text


@given(st.lists(words().filter(lambda t: "%" not in t), min_size=1, max_size=6))
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
    assert given_text.startswith(left) or "%%" in given_text


@given(words(), words())
def test_a_span_that_is_never_closed_reaches_to_the_end(before: str, after: str) -> None:
    before, after = before.replace("%", ""), after.replace("%", "")
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
