"""What holds for every folder of notes: no other error than ours, every word in its place, and nothing told twice."""

import random
import time
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from visible import of_markdown, squeezed

from helpers import documents
from therapy_notes.errors import ReadError
from therapy_notes.model.results import JournalReading
from therapy_notes.readers.markdown_folder import org, words
from therapy_notes.readers.markdown_folder import reader as markdown_folder
from therapy_notes.readers.markdown_folder.reader import claims, claims_files, read_files
from therapy_notes.text import without_private_spans

CANARY = "Kanarienvogelkäfig"
_SIGNS = r"""
    --- +++ ... { } [ ] [[ ]] [[a]] [[b|c]] ![[x.png]] ![y](x.png) [z](a.md) ](< # ## #tag #a/b #[[two~words]] #1 %% %%% ` ``
    ``` ~~~ <!-- --> > - * + 1. :: key:: tags:: title: date: tags: created: draft: true mood:~low title:~a:~b 2024-05-01
    03/04/2024 2024-05-01T10:00:00Z 2024-05-01~10:00 \ " ' @mum %50 &a *a !!x | ~ null "\ud83d" = title~= tags~=~["a"]
    date~=~2024-05-01 {"title":~"x"} {{%~ref~"a" #+TITLE: #+BEGIN_SRC #+END_SRC * ** :PROPERTIES: :END: :tag: ^block ((x))
"""
_SYNTAX = st.sampled_from([sign.replace("~", " ") for sign in _SIGNS.split()])
_WORDS = st.one_of(_SYNTAX, st.just(CANARY), st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8))
_LINES = st.lists(_WORDS, max_size=5).map(" ".join)
_TEXTS = st.lists(_LINES, max_size=12).map("\n".join)
_FRONT = st.sampled_from(["---\n{}\n---\n{}", "+++\n{}\n+++\n{}", "---\n{}\n...\n{}", "{}\n{}", "---  \r\n{}\r\n---\r\n{}"])
_NOTES = st.builds(lambda form, header, body: form.replace("{}", header, 1).replace("{}", body, 1), _FRONT, _TEXTS, _TEXTS)
_NAMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["", "", "a/", "_posts/", "_drafts/", "journals/", "pages/", ".obsidian/", "templates/", "../", "/", "x/y/"]
        ),
        st.sampled_from(
            ["a", "b", "x", "index", "2024-05-01", "2024_05_01", "2024-5-1-slug", "03-04-2024", CANARY, "c\udc80", ""]
        ),
        st.sampled_from([".md", ".md", ".md", ".markdown", ".txt", ".org", ".png", ".html", ""]),
    ),
)
_FILES = st.dictionaries(
    _NAMES,
    st.one_of(_NOTES.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=40)),
    min_size=1,
    max_size=8,
)
_ZONES = st.sampled_from([None, "Europe/Paris", "America/St_Johns", "+14:00"])


def _says_why(error: ReadError) -> None:
    assert error.problems
    assert CANARY not in str(error)


def checked(reading: JournalReading, files: Mapping[str, bytes]) -> None:
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    assert sum(tally.why_skipped.values()) == tally.skipped
    assert tally.found <= len(files)
    told = [str(problem) for problem in reading.problems] + [*reading.losses, *tally.counted, *tally.why_skipped]
    assert not any(CANARY in text or CANARY.casefold() in text for text in told)
    assert all(entry.shared_with == () and entry.source for entry in reading.journal.entries)
    ids = {entry.id for entry in reading.journal.entries}
    assert len(ids) == len(reading.journal.entries)
    assert all(link.to in ids - {entry.id} for entry in reading.journal.entries for link in entry.links)


@given(st.binary(max_size=300))
@example(b"---\n\x85: x\n---\n")
def test_any_bytes_become_a_reading_or_an_error_of_ours(data: bytes) -> None:
    claims(data)
    try:
        reading = markdown_folder.read(data, name="a.md")
    except ReadError as error:
        _says_why(error)
        return
    checked(reading, {"a.md": data})


@documents
@given(_FILES, _ZONES, st.sampled_from([None, "DMY", "MDY"]))
def test_any_folder_becomes_a_reading_or_an_error_of_ours(
    files: dict[str, bytes], zone: str | None, order: str | None
) -> None:
    claims_files(files)
    try:
        reading = read_files(files, zone=zone, date_order=order)
    except ReadError as error:
        _says_why(error)
        return
    checked(reading, files)
    assert read_files(dict(reversed(files.items())), zone=zone, date_order=order) == reading


@documents
@given(_NOTES)
@example("---\nI felt lost: today\n---\nx")
@example('{"title": "x"}')
def test_every_character_is_in_the_body_or_in_the_front_matter(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    try:
        reading = markdown_folder.read(text.encode("utf-8", "surrogatepass"), name="a.md", encoding="utf-8")
    except ReadError:
        return
    for entry in reading.journal.entries:
        assert text.endswith(entry.body)
        above = text.removesuffix(entry.body)
        assert not above or above.startswith(("---", "+++", "{"))


@given(_TEXTS, _TEXTS)
def test_nothing_private_comes_out_as_a_tag_a_link_or_a_file(open_text: str, secret: str) -> None:
    shown = open_text.replace("%", "") + "\n"
    seen = words.seen(f"{shown}%%{secret.replace('%', '')}")
    assert list(words.tags(seen)) == list(words.tags(words.seen(shown)))
    assert list(words.mentions(seen)) == list(words.mentions(words.seen(shown)))


@given(st.lists(_WORDS.filter(lambda word: not word.startswith("#+") and "[" not in word and "<" not in word), max_size=12))
@example(["\x00"])
@example(["-", "---"])
def test_the_words_of_an_org_page_are_the_words_of_its_markdown(found: list[str]) -> None:
    text = " ".join(" ".join(["x", *found]).split()).replace("\x00", "\ufffd")  # as every reader of Markdown shows it
    text = text.removeprefix("x ")
    _, body = org.parted(f"* {text}\n  below {text}\n  - {text}")
    assert squeezed(of_markdown(body)) == squeezed(f"{text} below {text} {text}")


@given(_TEXTS)
@example("* [[a%%b]] [[https://a.example/%%][%%]] <https://a.example/%%%> #[[%%]]")
@example("#+BEGIN_SRC %%%\n%%% %\n#+END_SRC\n%[[%%]]%%")
def test_nothing_on_an_org_page_becomes_private(text: str) -> None:
    _, body = org.parted(text)
    assert without_private_spans(body) == body


@given(_TEXTS)
def test_words_in_code_are_not_looked_at(text: str) -> None:
    for fence in ("`" * 9, "~" * 9):
        inside = f"{fence}\n{without_private_spans(text).replace(fence[0], '')}\n{fence}\n"
        if "<!--" not in inside and "%%" not in inside:
            assert not words.seen(inside).strip()


@pytest.mark.parametrize(
    "piece",
    ["[", "[[", "![", "`", "` `` ", "](", "]((", "](a(", "#", " #a", "<!--", "%%", "```\n", "~~~a\n```b\n", 'src="',
     "[a]: \n",
     "{% link ", '{{< ref "', "- ", "1. ", "# a #", "a:: b\n", " :a", "* a :b:\n", "[[a]] ", "#+begin_src\n", "\t", "---\n"],
)  # fmt: skip
def test_what_is_made_to_be_slow_is_not(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    for name, note in (
        ("a.md", text),
        ("a.md", f"---\n{text}\n---\n"),
        ("journals/2024_05_01.org", text),
        ("a.md", f"+++\n{text}"),
    ):
        read_files({name: f"x\n{note}".encode() if note is text else note.encode()})
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "header",
    [
        ".".join("a" * 30_000) + " = 1",
        "a = " + "[" * 60_000,
        "a = 0x" + "f" * 60_000,
        "\n".join("[" + "a." * 60 + f"b{n}]" for n in range(500)),
    ],
)
def test_toml_that_is_made_to_be_slow_is_not(header: str) -> None:
    began = time.process_time()
    read_files({"a.md": f"+++\ntitle = 'x'\n{header}\n+++\nx".encode()})
    assert time.process_time() - began < 3


def _many(count: int) -> dict[str, bytes]:
    rng = random.Random(count)  # noqa: S311 - only which note links to which
    files: dict[str, bytes] = {}
    for n in range(count):
        links = " ".join(f"[[note {rng.randrange(count)}]] [x](index.md)" for _ in range(5))
        files[f"d{n}/note {n}.md"] = (
            f"---\ntags: [rain]\ndate: 2024-05-01\n---\nIt rained. {links} ![[pic {n}.png]]".encode()
        )
        files[f"d{n}/index.md"] = b"[[index]]"
        files[f"d{n}/pic {n}.png"] = b"x"
    return files


def test_many_notes_that_link_to_each_other_take_as_long_as_they_are_many() -> None:
    def seconds(count: int) -> float:
        files = _many(count)
        began = time.process_time()
        reading = read_files(files)
        assert reading.tally.converted == 2 * count
        return time.process_time() - began

    seconds(100)
    # Sixteen times as many: sixteen times as long where each link is one step, and 256 times where it is a search.
    assert seconds(3200) < 60 * seconds(200) + 1
