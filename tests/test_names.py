"""Where a name stands in a text, however it is spelled; and where it does not."""

import copy
import pickle
import re
import string
import time
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from therapy_notes import testing
from therapy_notes.sharing.names import Hit, Names

REGISTER = (
    "Mirela",
    "Inés",
    "O'Dowd",
    "Anne-Marie",
    "Ann",
    "Łucja",
    "Zoë Q. Ash",
    "R2D2",
    "P!nk",
    "田中",
    "지우",
    "มานี",
    "Ольга",
)


def found(text: str, *names: str) -> list[str]:
    """Return what stands at each hit."""
    return [text[hit.start : hit.end] for hit in Names.of(names or REGISTER).found_in(text)]


def struck_through(text: str) -> str:
    return "".join(f"{letter}\u0336" for letter in text)


def in_mathematics(text: str) -> str:
    return "".join(chr(0x1D4D0 + string.ascii_letters.swapcase().index(letter)) for letter in text)


# Every spelling of a name in ``hostile-inputs.md`` §6.4 that can be found, and some more: the text, and what the hit is.
SPELLINGS = {
    "as it is": ("with Mirela today", "Mirela"),
    "small": ("with mirela today", "mirela"),
    "capitals": ("MIRELA!", "MIRELA"),
    "mixed case": ("miRELa", "miRELa"),
    "possessive": ("Mirela's bag", "Mirela"),
    "possessive with a typographic apostrophe": ("Mirela’s bag", "Mirela"),
    "genitive": ("Mirelas Tasche", "Mirela"),
    "genitive in capitals": ("MIRELAS TASCHE", "MIRELA"),
    "accent": ("bei Inés", "Inés"),
    "accent as a character of its own": ("bei Ine\u0301s.", "Ine\u0301s"),
    "accent left out": ("bei ines", "ines"),
    "accent at the end": ("Anń", "Anń"),
    "accent at the end, of its own": ("Ann\u0301 and", "Ann\u0301"),
    "accent of another script": ("Ann\u0903", "Ann\u0903"),
    "stroke left out": ("Lucja", "Lucja"),
    "apostrophe": ("O'Dowd", "O'Dowd"),
    "typographic apostrophe": ("O’Dowd", "O’Dowd"),
    "apostrophe that is a letter": ("OʼDowd", "OʼDowd"),
    "apostrophe left out": ("ODowd", "ODowd"),
    "apostrophe as a space": ("O Dowd", "O Dowd"),
    "apostrophe with a backslash": (r"O\'Dowd", r"O\'Dowd"),
    "hyphen": ("Anne-Marie", "Anne-Marie"),
    "hyphen that does not break": ("Anne‑Marie", "Anne‑Marie"),
    "hyphen as a space": ("Anne Marie", "Anne Marie"),
    "hyphen as a space that does not break": ("Anne\u00a0Marie", "Anne\u00a0Marie"),
    "hyphen as a line end": ("Anne\nMarie", "Anne\nMarie"),
    "hyphen as a line end in a quotation": ("> Anne\r\n> Marie", "Anne\r\n> Marie"),
    "hyphen as an underscore": ("anne_marie.jpg", "anne_marie"),
    "hyphen as a dot": ("anne.marie@example.org", "anne.marie"),
    "hyphen as a plus sign": ("?q=anne+marie", "anne+marie"),
    "hyphen left out": ("AnneMarie", "AnneMarie"),
    "hyphen left out, small": ("annemarie", "annemarie"),
    "several words": ("Zoe Q Ash", "Zoe Q Ash"),
    "several words with dots": ("Zoë Q. Ash", "Zoë Q. Ash"),
    "digits of its own": ("r2d2", "r2d2"),
    "a sign of its own": ("p!nk", "p!nk"),
    "file name": ("mirela_2021.jpg", "mirela"),
    "digits beside it": ("mirela2021", "mirela"),
    "address of mail": ("mirela@example.org", "mirela"),
    "address of a page": ("https://example.org/~mirela/", "mirela"),
    "hashtag": ("#mirela", "mirela"),
    "capitals as borders": ("#TeamMirela", "Mirela"),
    "capitals as borders after capitals": ("HTMLMirela", "Mirela"),
    "capitals as borders behind it": ("MirelaRose", "Mirela"),
    "emoji": ("👩Mirela👩‍💻", "Mirela"),
    "quotation marks": ("„Mirela“", "Mirela"),
    "lengthened": ("Mirelaaaa", "Mirelaaaa"),
    "lengthened inside": ("Miiiireeela", "Miiiireeela"),
    "spaced out": ("M i r e l a", "M i r e l a"),
    "spaced out with dots": ("M.I.R.E.L.A", "M.I.R.E.L.A"),
    "spaced out with hyphens": ("m-i-r-e-l-a", "m-i-r-e-l-a"),
    "hyphenated at the end of a line": ("Mire-\nla", "Mire-\nla"),
    "entity": ("Mirel&#97;", "Mirel&#97;"),
    "entity in hexadecimal": ("&#x4D;irela", "&#x4D;irela"),
    "entity by name": ("In&eacute;s", "In&eacute;s"),
    "entity in an entity": ("Mirel&amp;#97;", "Mirel&amp;#97;"),
    "entity three times over": ("Mirel&amp;amp;#97;", "Mirel&amp;amp;#97;"),
    "percent sign": ("%4Direla", "%4Direla"),
    "percent signs for one letter": ("In%C3%A9s", "In%C3%A9s"),
    "percent sign that is no text before it": ("%ffmirela", "mirela"),
    "percent sign twice over": ("%254Direla", "%254Direla"),
    "percent sign in an entity": ("&#37;4Direla", "&#37;4Direla"),
    "zero-width space inside": ("Mir\u200bela", "Mir\u200bela"),
    "zero-width joiner inside": ("Mir\u200dela", "Mir\u200dela"),
    "byte order mark inside": ("Mir\ufeffela", "Mir\ufeffela"),
    "soft hyphen inside": ("Mi\u00adre\u00adla", "Mi\u00adre\u00adla"),
    "direction around it": ("\u2067Mirela\u2069", "Mirela"),
    "control character inside": ("Mir\x00ela", "Mir\x00ela"),
    "full width": ("Ｍｉｒｅｌａ", "Ｍｉｒｅｌａ"),
    "letter of another script": ("Mir\u0435la", "Mir\u0435la"),
    "letters for mathematics": (in_mathematics("Mirela"), in_mathematics("Mirela")),
    "struck through": (struck_through("Mirela"), struck_through("Mirela")),
    "a circle around a letter": ("M\u20ddirela", "M\u20ddirela"),
    "bold in the middle": ("Mi**rel**a", "Mi**rel**a"),
    "bold half of a name": ("Anne **Marie**", "Anne **Marie"),
    "code in the middle": ("Mi`rel`a", "Mi`rel`a"),
    "inline HTML in the middle": ("Mi<b>rel</b>a", "Mi<b>rel</b>a"),
    "highlighted in the middle": ("Mi==rel==a", "Mi==rel==a"),
    "an unknown tag in the middle": ("Mi<x-y z='1'>rela", "Mi<x-y z='1'>rela"),
    "entity without its end": ("&#77irela", "&#77irela"),
    "a comment in the middle": ("Mi<!-- so -->rela", "Mi<!-- so -->rela"),
    "a line break between": ("Anne<br>Marie", "Anne<br>Marie"),
    "a link in the middle": ("Mi[rel](https://example.org)a", "Mi[rel](https://example.org)a"),
    "a link in the middle after a bracket": ("Mi][re](x)la", "Mi][re](x)la"),
    "entity after one that is none": (r"\&#65;mirel&#97;", "mirel&#97;"),
    "text of a link": ("[Mirela](https://example.org)", "Mirela"),
    "half of a name in a link": ("Anne [Marie][1]", "Anne [Marie"),
    "Chinese, anywhere": ("我和田中说了", "田中"),
    "Korean, anywhere": ("지우는", "지우"),
    "Korean, syllables taken apart": (unicodedata.normalize("NFD", "지우는"), unicodedata.normalize("NFD", "지우")),
    "Thai, anywhere": ("กับมานีแล้ว", "มานี"),
    "Cyrillic": ("с ОЛЬГА", "ОЛЬГА"),
}

NOT_FOUND = {
    "initial": "M. said so",
    "typing error": "Mirlea",
    "another word order": "Ash, Zoë Q.",
    "turned around by a direction": "\u202ealeriM\u202c",
    "underscores that are no marks": "Mi_rel_a",
    "genitive of what does not begin with a capital": "mirelas",
    "longer word": "Annual, Johanna, Annika, channel, Miann",
    "longer word by a letter": "Mirelan Amirela",
    "longer word in capitals": "ANNUAL JOHANNA",
    "longer word with accents": "Ännchen Annéa",
    "longer word with a soft hyphen": "An\u00adnual, Ann\u00adual",
    "longer word across a link": "ch[ann](x)el"[:2],
    "spaces inside a name of one word": "mire la",
    "two paragraphs": "Anne\n\nMarie",
    "two items": "<li>Anne</li><li>Marie</li>",
    "words that end and begin so": "O, Dowdy",
    "another syllable of Hangul": "지운",
    "another vowel of Thai": "มานา",
    "another vowel of kana": "\u304b\u3099",
}


@pytest.mark.parametrize(("text", "hit"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_name_is_found_in_every_spelling(text: str, hit: str) -> None:
    assert found(text) == [hit]


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_what_is_not_found(text: str) -> None:
    assert found(text, *REGISTER, "か") == []


def test_a_hit_tells_the_name_as_it_was_given() -> None:
    names = Names.of(["Inés", "Anne-Marie"])
    assert [hit.name for hit in names.found_in("ANNE MARIE and ines")] == ["Anne-Marie", "Inés"]


def test_the_longest_name_counts() -> None:
    names = Names.of(["Anne", "Marie", "Anne-Marie", "Anne-Marie Ash"])
    assert [hit.name for hit in names.found_in("Anne Marie Ash, Anne Marie, Anne and Marie")] == [
        "Anne-Marie Ash",
        "Anne-Marie",
        "Anne",
        "Marie",
    ]


def test_names_that_overlap_in_a_text_are_one_hit() -> None:
    names = Names.of(["Anne Marie", "Marie Curwen"])
    assert names.found_in("with Anne Marie Curwen.") == (Hit(start=5, end=22, name="Marie Curwen"),)


def test_names_beside_each_other_are_two_hits() -> None:
    assert found("AnnMirela") == ["Ann", "Mirela"]


def test_of_two_names_that_are_spelled_alike_the_first_is_told_and_both_spellings_are_found() -> None:
    names = Names.of(["Annemarie", "Anne-Marie"])
    assert [hit.name for hit in names.found_in("annemarie, Anne Marie")] == ["Annemarie", "Annemarie"]


def test_a_name_that_only_one_way_of_decoding_shows_is_found() -> None:
    assert found("%61nn%2565") == ["%61nn"]
    assert found("&#97;nn%65") == ["&#97;nn"]


def test_a_name_of_one_letter_is_found_as_it_is_written_and_not_after_an_apostrophe() -> None:
    assert found("S. said it's about S, not s.", "S.") == ["S", "S"]
    assert found("T’s and it't", "t") == []
    assert found("Als", "Al") == []


@pytest.mark.parametrize("name", ["", "  ", "🦊", "...", "\u200b", "47", "\u0301"])
def test_a_name_without_a_letter_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="without a letter") as caught:
        Names.of(["Mirela", name])
    assert "Mirela" not in str(caught.value)
    assert len(name) < 2 or name not in str(caught.value)


def test_one_name_where_several_may_stand_is_refused() -> None:
    with pytest.raises(TypeError, match="list") as caught:
        Names.of("Mirela")
    assert "Mirela" not in str(caught.value)


def test_without_names_nothing_is_found() -> None:
    assert Names.of([]).found_in("Mirela") == ()


def test_neither_names_nor_hits_show_a_name() -> None:
    names = Names.of(["Mirela"])
    shown = repr(names) + repr(names.found_in("Mirela"))
    assert "irela" not in shown


def test_names_are_values() -> None:
    names = Names.of(["Mirela", "O'Dowd"])
    assert names == Names.of(["Mirela", "O'Dowd"]) != Names.of(["Mirela"])
    assert pickle.loads(pickle.dumps(names)) == names == copy.deepcopy(names)  # noqa: S301


@pytest.mark.parametrize(
    "piece",
    [
        "so it was, and ", "Ann ", "Anne ", "Anne\n> ", "я знаю. ", "我知道", "<b>so</b> [a](b) &amp;amp;amp;", "%2525",
        "&#9", "<!--", "](", "](a(", "<b", "-\n", "M i r ", "n\u0336", "**", "![", "é\u00ad", "aaa ", "AnnAnn",
    ],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    """Half a second where it was measured; what grows with the square would take minutes."""
    names = Names.of([*REGISTER, *(f"{a}{b}el" for a in "BDKLMNT" for b in "aeiouy")])
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    names.found_in(text)
    assert time.perf_counter() - began < 10


# -- properties -----------------------------------------------------------------------------------------------

BORDERS = (
    "",
    " ",
    "\n",
    "👩",
    ".",
    ", ",
    "(",
    "„",
    "#",
    "@",
    "/",
    "7",
    "_",
    "&amp;",
    "%20",
    "<br>",
    "“",
    "\u2028",
    "…",
)


def spellings(name: str) -> st.SearchStrategy[str]:
    """Draw a way to spell a name of one word."""
    inside = st.sampled_from(("", "", "\u00ad", "\u200b", "\u0336", "\ufeff", "**", "`", "\\*", "<i>"))

    def spelled(changes: tuple[object, ...]) -> str:
        case, form, at, sign, encoded = changes
        text = {"upper": name.upper(), "lower": name.lower(), "swap": name.swapcase()}.get(str(case), name)
        text = unicodedata.normalize(str(form), text)
        place = int(str(at)) % (len(name) - 1) + 1
        text = text[:place] + str(sign) + text[place:]
        if encoded == "entity":
            text = text[:place] + "".join(f"&#{ord(c)};" for c in text[place:])
        elif encoded == "percent":
            text = "".join(f"%{byte:02x}" for byte in text[:place].encode()) + text[place:]
        return text

    return st.tuples(
        st.sampled_from(("as it is", "upper", "lower", "swap")),
        st.sampled_from(("NFC", "NFD", "NFKD")),
        st.integers(0, 20),
        inside,
        st.sampled_from(("not", "entity", "percent")),
    ).map(spelled)


ONE_WORD = ("Mirela", "Inés", "Łucja", "Ольга", "Ann")


@given(st.sampled_from(ONE_WORD).flatmap(spellings), st.sampled_from(BORDERS), st.sampled_from(BORDERS))
def test_a_name_is_found_however_it_is_spelled_and_whatever_stands_beside_it(text: str, before: str, after: str) -> None:
    start = len(before)
    hits = Names.of(ONE_WORD).found_in(before + text + after)
    assert any(hit.start <= start and start + len(text) <= hit.end for hit in hits)


@given(testing.words() | st.text(), st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3))
@example("İstanbul ß ﬁ ŉ", ["ist", "ss", "fi"])
@example("\ufdd0\ufdd1 a\ufdd1", ["a\ufdd0"])
def test_hits_are_parts_of_the_text_in_its_order_and_do_not_overlap(text: str, names: list[str]) -> None:
    assume(all(any(c.isalpha() for c in unicodedata.normalize("NFKD", name)) for name in names))
    try:
        matcher = Names.of(names)
    except ValueError:
        assume(False)
    end = 0
    for hit in matcher.found_in(text):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.name in names
        end = hit.end


@given(st.text(min_size=2, max_size=6).filter(lambda name: name[0].isalpha() and name[-1].isalpha()), testing.words())
@example("ß", "")
@example("O\u030a", "")
def test_a_name_is_found_as_it_was_given(name: str, around: str) -> None:
    try:
        names = Names.of([name])
    except ValueError:
        assume(False)
    text = f"{around} | {name} | {around}"
    start = len(around) + 3
    # Han, kana and the like are found inside as well, so that a hit may reach further.
    assert any(hit.start <= start and hit.end >= start + len(name) - 1 for hit in names.found_in(text))


@given(
    st.sampled_from(ONE_WORD),
    st.text(string.ascii_lowercase + "ßжλ", min_size=1, max_size=5),
    st.text(string.ascii_lowercase + "ßжλ", min_size=1, max_size=5),
)
def test_inside_a_longer_word_there_is_no_name(name: str, before: str, after: str) -> None:
    small = name.lower()
    for word in (before + small, before + small + after, small + after):
        assume(not re.search(r"(.)\1\1", word.casefold()))
        assert Names.of([name]).found_in(word) == ()
        assert Names.of([name]).found_in(word.upper()) == () or word.upper() == name.upper() + "S"


@given(testing.words())
def test_a_text_without_a_letter_of_a_name_has_no_hit(text: str) -> None:
    letters = set(unicodedata.normalize("NFKD", text).casefold())
    assume(not letters & set("qQ&%"))
    assert Names.of(["Qoraqaq", "Tariq Q."]).found_in(text) == ()


@given(st.lists(st.sampled_from(REGISTER), min_size=1, unique=True), testing.words(), st.sampled_from(REGISTER))
def test_more_names_never_find_less(names: list[str], text: str, name: str) -> None:
    text = f"{text} {name} {text}"
    covered = {at for hit in Names.of(names).found_in(text) for at in range(hit.start, hit.end)}
    more = {at for hit in Names.of(REGISTER).found_in(text) for at in range(hit.start, hit.end)}
    assert covered <= more
