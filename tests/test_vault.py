"""The vault: a folder of Markdown files holds a whole journal, for this library and for people with an editor."""

import json
import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents, keeps_quiet
from therapy_notes import codec, frontmatter, vault
from therapy_notes.errors import ReadError, WriteError
from therapy_notes.model.entries import Series
from therapy_notes.model.journal import FORMAT, KINDS, Journal, Record, Unreadable
from therapy_notes.model.shapes import Extra, fields, thaw
from therapy_notes.moments import parse_day
from therapy_notes.testing import entries, words
from therapy_notes.testing import journals as any_journals
from therapy_notes.vault import forms, names, pages, shown
from therapy_notes.vault.reading import TWO_WITH_ONE_ID

Files = dict[str, bytes]
CANARY = "canary"
HOME = Journal(zone="Europe/Oslo")
PAGE = f'---\nrecord: journal\nformat: "{FORMAT}"\nzone: "Europe/Oslo"\n---\n\n'.encode()


def can_be_written(journal: Journal) -> bool:
    """Whether it holds no whole number of more than 19 digits, which nobody could read again."""
    try:
        codec.tree_of(journal)
    except WriteError:
        return False
    return True


def journals() -> st.SearchStrategy[Journal]:
    return any_journals().filter(can_be_written)


def with_an_entry() -> st.SearchStrategy[Journal]:
    return st.builds(Journal.with_records, any_journals(), entries()).filter(can_be_written)


def apply(files: Mapping[str, bytes], changes: vault.Changes) -> Files:
    made = dict(files)
    for path, data in changes.items():
        if data is None:
            del made[path]
        else:
            made[path] = data
    return made


def saved(journal: Journal, files: Mapping[str, bytes] = {}) -> Files:
    return apply(files, vault.write(journal, files))


def loaded(files: Mapping[str, bytes], *, lenient: bool = False) -> Journal:
    return vault.read(files, lenient=lenient).journal


def problems_of(files: Mapping[str, bytes]) -> list[str]:
    with pytest.raises(ReadError) as caught:
        vault.read(files)
    return [str(problem) for problem in caught.value.problems]


def attempt(files: Mapping[str, bytes], *, lenient: bool = False) -> tn.JournalReading | ReadError:
    """Return a reading, or the error in which every other attempt must end."""
    try:
        return vault.read(files, lenient=lenient)
    except ReadError as error:
        return error


def edited(files: Files, path: str, *changes: tuple[str, str]) -> Files:
    text = files[path].decode()
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    return {**files, path: text.encode()}


def note(text: str) -> bytes:
    return text.encode()


# -- nothing is lost --------------------------------------------------------------------------------------------

HARD_BODIES = (
    "", " ", "\n", "\n\n", "\r\n", "\r", "a\r", "a\r\nb\n", "\ra", "a\n", "a\n\n\n", "  \n  a  \n", "\ta\t", "\x00",
    "a\x00b", "---", "---\n", "---\nrecord: entry\n---\n", "a\n---\nb", "...", "\ufeff", "\ufeff---\n", "%%", "%%a%%",
    "\x85", "\u2028\u2029", "\x0b\x0c\x1c", "\ufffe\uffff", "e\u0301\u00e9", "```\n---\n```", "# a", "null", "~", "- a",
)  # fmt: skip


@given(journals())
@documents
def test_what_is_written_is_read_again(journal: Journal) -> None:
    files = saved(journal)
    found = loaded(files)
    assert found == journal
    assert codec.dumps(found) == codec.dumps(journal)
    assert vault.write(found, files) == {}


@given(journals(), journals())
@documents
def test_it_is_read_again_whatever_stood_there_before(before: Journal, after: Journal) -> None:
    files = saved(before)
    again = saved(after, files)
    assert codec.dumps(loaded(again)) == codec.dumps(after)
    assert vault.write(after, again) == {}
    assert {path for path, data in vault.write(before, again).items() if data is not None} <= files.keys() | again.keys()


BODY_OF: dict[str, Callable[[str], Record]] = {
    "entry": lambda text: tn.Entry(id="a", body=text),
    "contact": lambda text: tn.Contact(id="a", direction="client_to_therapist", body=text),
    "session": lambda text: tn.Session(id="a", status="booked", reflection=tn.Reflection(notes=text)),
    "rupture": lambda text: tn.Rupture(id="a", meaning=text),
    "topic": lambda text: tn.Topic(id="a", text="The door", extra={"body": text}),
}


@pytest.mark.parametrize("kind", BODY_OF)
@pytest.mark.parametrize("body", HARD_BODIES)
def test_a_hard_text_comes_back_to_the_byte(kind: str, body: str) -> None:
    journal = HOME.with_records(BODY_OF[kind](body))
    (path,) = (files := saved(journal)).keys() - {"journal.md"}
    assert loaded(files) == journal
    assert (body + "\n").encode() in files[path] or body in ("", " ", "\n")
    without_last = {**files, path: files[path].removesuffix(b"\n")}
    if not body.endswith("\n"):
        assert loaded(without_last) == journal
        assert vault.write(journal, without_last) == {}


@pytest.mark.parametrize("reflection", [None, tn.Reflection(), tn.Reflection(notes="a"), tn.Reflection(next_time="b")])
def test_no_reflection_is_not_an_empty_one(reflection: tn.Reflection | None) -> None:
    journal = HOME.with_records(tn.Session(id="a", status="booked", reflection=reflection))
    assert loaded(saved(journal)) == journal


@given(words(), words())
def test_text_beside_the_text_below_is_kept(title: str, meaning: str) -> None:
    record = tn.Rupture(id="a", title=title, meaning=meaning, extra={"body": meaning, "meanings": title})
    journal = HOME.with_records(record)
    assert loaded(saved(journal)) == journal


TAKEN_KEYS = ("record", "date", "aliases", "see", "shown", "extra", "carriage_returns", "body", "format", "therapy_notes")


@given(
    st.sampled_from(tuple(KINDS)),
    st.dictionaries(
        st.sampled_from(TAKEN_KEYS),
        st.sampled_from(
            (None, 7, "", "a", "no", "a\r\n", [], ["a"], ["a", "a"], [""], ["[[b]]"], [7], {"a": 1}, "2024-05-01")
        ),
    ),
)
@example("entry", {"aliases": ["The lift"], "see": ["[[the-lift]]"]})
@example("entry", {"aliases": ["a"], "see": ["[[nowhere]]", "x"]})
def test_an_unknown_key_may_have_a_name_that_the_vault_uses(kind: str, extra: dict[str, object]) -> None:
    record = KINDS[kind].of.example()
    extra = {key: value for key, value in extra.items() if key not in {f.name for f in fields(type(record))}}
    other = tn.Topic(id="other", text="The lift", links=(tn.Link(kind="about", to=record.id),))
    journal = HOME.with_records(attrs.evolve(record, extra=extra), other)
    files = saved(journal)
    assert loaded(files) == journal
    assert vault.write(journal, files) == {}


@given(
    st.dictionaries(
        st.sampled_from(("record", "body", "extra", "dreams", "note")), st.sampled_from((None, "a", [1], {"a": 1}))
    )
)
def test_what_is_unknown_in_the_journal_stands_on_its_page(extra: dict[str, object]) -> None:
    extra = {key: value for key, value in extra.items() if key != "extra"}
    journal = Journal(zone="Europe/Oslo", extra={**extra, "therapy_notes": {"app": "b", "no": None}})
    files = saved(journal)
    assert files.keys() == {"journal.md"}
    assert loaded(files) == journal
    assert vault.write(journal, files) == {}


def test_equal_for_python_is_not_the_same_for_json() -> None:
    one, other = (HOME.with_records(tn.Topic(id="a", text="b", extra={"n": n})) for n in (1, True))
    files = saved(one)
    assert json.loads(codec.dumps(loaded(saved(other, files))))["topics"][0]["n"] is True


# -- files ------------------------------------------------------------------------------------------------------


def test_a_page_is_pleasant_to_read() -> None:
    journal = HOME.with_records(
        tn.Entry(
            id="the-lift",
            written_at=tn.moment("2024-05-01 21:40", "Europe/Oslo"),
            title="The lift: out",
            body="I took the stairs.",
            feelings=tn.Entry.new("", feelings=[("relief", "a little")]).feelings,
            tags=("stairs",),
            links=(tn.Link(kind="about", to="stairs"),),
        ),
        tn.Topic(id="stairs", text="Why I count stairs", opened=parse_day("2024-04-29")),
    )
    assert saved(journal)["entries/2024-05-01 the-lift-out.md"].decode() == "\n".join(
        [
            "---",
            "record: entry",
            'id: "the-lift"',
            'written_at: "2024-05-01T21:40:00+02:00[Europe/Oslo]"',
            'title: "The lift: out"',
            "feelings:",
            '  - {"name": "relief", "degree": "a little"}',
            "links:",
            '  - {"kind": "about", "to": "stairs"}',
            "tags:",
            '  - "stairs"',
            "date: 2024-05-01",
            "aliases:",
            '  - "The lift: out"',
            "see:",
            '  - "[[2024-04-29 why-i-count-stairs]]"',
            'shown: "3c322470 469ba2d4 c8789397"',
            "---",
            "I took the stairs.",
            "",
        ]
    )


def test_nothing_on_the_page_of_a_journal_changes_with_a_record() -> None:
    journal = tn.example()
    files = saved(journal)
    fewer = journal.without(*(record.id for record in journal.contacts))
    changes = vault.write(fewer, files)
    assert len(changes) == len(journal.contacts)
    assert all(path.startswith("contacts/") and data is None for path, data in changes.items())
    assert loaded(apply(files, changes)) == fewer


def test_each_kind_has_a_folder_and_each_record_a_file() -> None:
    journal = tn.example()
    files = saved(journal)
    assert len(files) == len(journal) + 1
    assert {path.partition("/")[0] for path in files} == {"journal.md", *(kind.plural for kind in KINDS.values())}
    assert loaded(files) == journal


def test_ten_thousand_files_are_written_once() -> None:
    began = time.monotonic()
    at = tn.moment("2014-05-01 21:40", "Europe/Oslo")
    entries = tuple(
        tn.Entry(
            id=f"e{n}", written_at=at.add(hours=n), title=f"Day {n}", body="I counted the stairs.\n" * 20, tags=("stairs",)
        )
        for n in range(10_000)
    )
    journal = Journal(zone="Europe/Oslo", entries=entries)
    files = saved(journal)
    assert len(files) == 10_001
    assert vault.write(journal, files) == {}
    changed = journal.with_records(attrs.evolve(entries[17], title="Day seventeen"))
    (path,) = (changes := vault.write(changed, files))
    assert loaded(apply(files, changes)) == changed
    assert b"Day seventeen" in (changes[path] or b"")
    assert time.monotonic() - began < 60


# -- names ------------------------------------------------------------------------------------------------------


@given(journals())
@documents
def test_every_name_is_safe_on_every_disk(journal: Journal) -> None:
    paths = [*saved(journal)]
    assert len({names.key(path) for path in paths}) == len(paths)
    for path in paths:
        folder, _, name = path.rpartition("/")
        assert folder in {"", "unreadable", *(kind.plural for kind in KINDS.values())}
        assert len(name.encode()) <= 100
        assert name == unicodedata.normalize("NFC", name)
        assert name == name.casefold() or unicodedata.normalize("NFC", name.casefold()) == name
        stem = name.removesuffix(".md")
        assert stem.strip(" .-") == stem != ""
        assert all(c in " -" or unicodedata.category(c)[0] in "LNM" for c in stem)
        assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in stem)
        assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)", stem)


@given(words() | st.text())
@example("\u3164\uffa0\u115f")
@example("\u0301\u0301")
@example("İ" * 100)
@example("ﬃ ẞ K")
def test_a_slug_is_letters_digits_and_hyphens(text: str) -> None:
    slug = names.slug(text)
    assert names.slug(slug) == slug
    assert all(c == "-" or unicodedata.category(c)[0] in "LNM" for c in slug)
    assert "--" not in slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The yellow door", "the-yellow-door"),
        ("", "person"),
        ("…?!", "person"),
        ("con", "person-con"),
        ("NUL", "person-nul"),
        ("Com1", "person-com1"),
        ("LPT³", "person-lpt³"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("a\u202eb\u200bc", "a-b-c"),
        ("\U0001f469\u200d\U0001f4bb", "person"),
        ("Straße", "strasse"),
        ("まだ言えない。", "まだ言えない"),
        ("हिन्दी", "हिन्दी"),
        ("w" * 300, "w" * 60),
        ("ж" * 300, "ж" * 48),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one-two-three-four-five-six-seven-eight-nine-ten-eleven",
        ),
    ],
)
def test_a_name_is_made_of_the_title(title: str, name: str) -> None:
    (path,) = saved(HOME.with_records(tn.Person(id="a", name=title))).keys() - {"journal.md"}
    assert path == f"people/{name}.md"


def test_names_that_differ_in_large_letters_only_are_two_names() -> None:
    people = [tn.Person(id=str(n), name=name) for n, name in enumerate(("Åse", "åse", "A\u030ase", "ÅSE 2"))]
    files = saved(HOME.with_records(*people))
    assert sorted(files.keys() - {"journal.md"}) == [
        "people/åse 2.md",
        "people/åse 3.md",
        "people/åse-2.md",
        "people/åse.md",
    ]
    assert loaded(files).people == HOME.with_records(*people).people


def test_a_new_name_is_not_that_of_somebodys_own_file() -> None:
    files = {"People/ÅSE.md": b"mine", "journal.MD": b"mine too"}
    changes = vault.write(HOME.with_records(tn.Person(id="a", name="Åse")), files)
    assert changes.keys() == {"people/åse 2.md", "journal 2.md"}


def test_a_name_is_given_once() -> None:
    entry = tn.Entry(id="a", title="The lift", body="Out.")
    files = saved(HOME.with_records(entry))
    for title in ("The stairs", "", "The lift"):
        journal = HOME.with_records(attrs.evolve(entry, title=title, happened=parse_day("2024-05-01")))
        files = saved(journal, files)
        assert files.keys() == {"journal.md", "entries/the-lift.md"}
        assert loaded(files) == journal


def test_files_may_be_moved_and_renamed() -> None:
    journal = tn.example()
    files = saved(journal)
    moved = {f"Mine/{n % 7}/Notiz {n}.md": data for n, data in enumerate(files.values())}
    assert loaded(moved) == journal
    assert vault.write(journal, moved) == {}
    entry = attrs.evolve(journal.entries[3], title="Another")
    (path,) = vault.write(journal.with_records(entry), moved)
    assert path.startswith("Mine/")


# -- what is not ours -------------------------------------------------------------------------------------------

FOREIGN = {
    "rules.md": b"---\nA line above.\n\nrecord: entry\nid: lift\n",
    "Ideas.md": b"# Ideas\n",
    "empty.md": b"",
    "rule.md": b"---\n\nA line above, none below.\n",
    "theirs.md": b"---\ntitle: Theirs\nid: 7\n---\nrecord: entry\n",
    "listed.md": b"---\n- record: entry\n---\n",
    "vinyl.md": b"---\nrecord: Kind of Blue\n---\n",
    "broken.md": b"---\na: b: c\n---\nrecord: entry\n",
    "latin.md": b"---\ntitle: caf\xe9\n---\n",
    "bytes.md": bytes(range(256)),
    "entries/picture.png": b"\x89PNG",
    "entries/readme.txt": b"---\nrecord: entry\n---\n",
    ".trash/entry.md": b'---\nrecord: entry\nid: "a"\n---\nGone.\n',
    ".obsidian/workspace.json": b"{}",
    "Templates/entry.md": b"---\nrecord: entry\ntitle:\n---\n",
    "_templates/session.md": b"---\nrecord: session\nstatus: booked\n---\n",
}


@given(journals(), journals())
@documents
def test_what_is_not_ours_is_not_touched(before: Journal, after: Journal) -> None:
    files = saved(before, FOREIGN)
    assert loaded(files) == before
    changes = vault.write(after, files)
    assert not changes.keys() & FOREIGN.keys()
    assert loaded(apply(files, changes)) == after


def test_a_folder_without_a_journal_says_what_is_missing() -> None:
    assert problems_of({}) == ["journal.md: missing"]
    assert problems_of(FOREIGN) == ["journal.md: missing"]
    with pytest.raises(ReadError):
        vault.read(FOREIGN, lenient=True)


def test_two_pages_of_a_journal_are_one_too_many() -> None:
    files = {**saved(HOME), "Copies/journal.md": PAGE}
    assert problems_of(files) == ["folder 2 of 2: file 1 of 1: two pages of a journal", "journal.md: two pages of a journal"]


def test_a_kind_that_is_not_known_is_a_slip_or_newer_than_this_release() -> None:
    files = {**saved(HOME), "a.md": b'---\nrecord: entrie\nid: "a"\n---\n'}
    assert problems_of(files) == ["top: file 1 of 2: record: not a kind of record that is known"]
    newer = edited(files, "journal.md", (f'"{FORMAT}"', '"1.999"'))
    assert loaded(newer).zone == "Europe/Oslo"


# -- edits by hand ----------------------------------------------------------------------------------------------


def reserialised(data: bytes, **options: Any) -> bytes:
    """Return a page as a program writes it that knows only YAML: unquoted where it can be, in its own layout."""
    parts = frontmatter.split(data.decode())
    assert parts
    values = yaml.load(parts[0], Loader=yaml.CSafeLoader)
    # Line ends that only Unicode has come back from PyYAML as blanks when it writes them as they are.
    raw = not re.search(r"\\u(0085|2028|2029)", parts[0])
    header = yaml.safe_dump(values, sort_keys=False, allow_unicode=raw, **options)
    return f"---\n{header}---\n{parts[1]}".encode()


def is_yaml(journal: Journal) -> bool:
    """Whether nothing is in it that no YAML holds: half of a surrogate pair, in what did not read."""
    return not any("\\ud" in codec.dumps(attrs.evolve(HOME, unreadable=(item,))).decode() for item in journal.unreadable)


@given(
    journals(),
    st.sampled_from(({}, {"default_flow_style": False, "indent": 4}, {"default_flow_style": True}, {"width": 20})),
)
@documents
def test_a_program_may_write_the_header_in_its_own_way(journal: Journal, options: dict[str, Any]) -> None:
    assume(is_yaml(journal))
    files = {path: reserialised(data, **options) for path, data in saved(journal).items()}
    found = loaded(files)
    assert codec.dumps(found) == codec.dumps(journal)
    assert vault.write(found, files) == {}


@given(journals())
@documents
def test_yaml_says_what_json_says(journal: Journal) -> None:
    assume(is_yaml(journal))
    tree = codec.tree_of(journal)
    for data in saved(journal).values():
        header = (frontmatter.split(data.decode()) or ("", ""))[0]
        found = yaml.load(header, Loader=yaml.CSafeLoader)
        if found["record"] not in KINDS:
            continue
        (record,) = (one for one in tree[KINDS[found["record"]].plural] if one["id"] == found["id"])  # type: ignore[attr-defined]
        for key, value in found.items():
            form = forms.FORMS[found["record"]]
            if key in record and key not in form.reserved and key != form.body[0]:
                said = value.isoformat() if hasattr(value, "isoformat") else value
                assert said == record[key]


@given(journals())
@documents
def test_an_editor_may_end_its_lines_otherwise_and_begin_with_a_mark(journal: Journal) -> None:
    files = saved(journal)
    for change in (
        lambda data: data if b"\r" in data else data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data if data.endswith((b"\n\n", b"\r\n")) else data.removesuffix(b"\n"),
        lambda data: data.replace(b"\n---\n", b"\n---  \n", 1),
    ):
        other = {path: change(data) for path, data in files.items()}
        assert loaded(other) == journal
        assert vault.write(journal, other) == {}


@given(journals())
@documents
def test_a_header_has_no_blanks_that_an_editor_would_trim(journal: Journal) -> None:
    for data in saved(journal).values():
        header = (frontmatter.split(data.decode()) or ("", ""))[0]
        assert not any(line != line.rstrip(" \t") for line in header.split("\n"))


def test_an_editor_that_trims_changes_the_text_and_nothing_else() -> None:
    files = saved(SHOWN.with_records(attrs.evolve(SHOWN["lift"], body="Out.  \nOf order.\n\n")))
    lines = [line.rstrip() for line in files[LIFT].decode().split("\n")]
    trimmed = {**files, LIFT: ("\n".join(lines).rstrip("\n") + "\n").encode()}
    assert loaded(trimmed) == SHOWN.with_records(attrs.evolve(SHOWN["lift"], body="Out.\nOf order."))


def test_a_file_with_other_line_ends_keeps_them() -> None:
    entry = tn.Entry(id="a", title="The lift", body="One.\nTwo.")
    files = saved(HOME.with_records(entry))
    path = "entries/the-lift.md"
    files[path] = files[path].replace(b"\n", b"\r\n")
    for body in ("One.\nThree.", "One.\r\nThree."):
        journal = HOME.with_records(attrs.evolve(entry, body=body))
        again = saved(journal, files)
        assert loaded(again) == journal
        assert again[path].count(b"\r\n") == (again[path].count(b"\n") if "\r" not in body else 1)


@given(with_an_entry(), st.data(), words())
@documents
def test_an_edit_of_one_text_changes_that_record_alone(journal: Journal, data: st.DataObject, body: str) -> None:
    record = data.draw(st.sampled_from((*journal.entries, *journal.contacts)))
    files = saved(journal)
    (path,) = (path for path, page in files.items() if page_id(page) == record.id)
    header = (frontmatter.split(files[path].decode()) or ("", ""))[0]
    header = "".join(block.lines for block in frontmatter.blocks(header) if block.key != "carriage_returns")
    again = {**files, path: frontmatter.join(header, body).encode()}
    assert loaded(again) == journal.with_records(attrs.evolve(record, body=body))
    assert vault.write(loaded(again), again) == {}


def page_id(data: bytes) -> object:
    header = (frontmatter.split(data.decode()) or ("", ""))[0]
    found = frontmatter.parse(header)
    return found.get("id") if found["record"] in KINDS else None


@given(with_an_entry(), st.data(), st.sampled_from(("tags", "depth", "unfinished", "own", "shared_with")))
@documents
def test_an_edit_of_one_key_changes_that_record_alone(journal: Journal, data: st.DataObject, key: str) -> None:
    record = data.draw(st.sampled_from(journal.entries))
    files = saved(journal)
    (path,) = (path for path, page in files.items() if page_id(page) == record.id)
    header, body = frontmatter.split(files[path].decode()) or ("", "")
    text = {"tags": "[no, 010]", "depth": "7", "unfinished": "true", "own": "{a: 1, b: no}", "shared_with": "\n- peer"}[key]
    value = {"tags": ("no", "010"), "depth": "7", "unfinished": True, "shared_with": ("peer",)}.get(key)
    lines = [block.lines for block in frontmatter.blocks(header) if block.key != key]
    again = {**files, path: f"---\n{''.join(lines)}{key}: {text}\n---\n{body}".encode()}
    expected = (
        attrs.evolve(record, extra={**record.extra, "own": {"a": 1, "b": "no"}})
        if key == "own"
        else attrs.evolve(record, **{key: value})
    )
    assert loaded(again) == journal.with_records(expected)
    assert vault.write(loaded(again), again) == {}


@given(journals(), st.data())
@documents
def test_edits_of_different_files_merge_by_themselves(journal: Journal, data: st.DataObject) -> None:
    records = [record for record in journal if not isinstance(record, tn.Person)]
    assume(len(records) > 1)
    one, other = data.draw(st.lists(st.sampled_from(records), min_size=2, max_size=2, unique_by=lambda record: record.id))
    base = saved(journal)
    hers = vault.write(journal.with_records(attrs.evolve(one, tags=("hers",))), base)
    his = vault.write(journal.with_records(attrs.evolve(other, tags=("his",))), base)
    assert not hers.keys() & his.keys()
    both = journal.with_records(attrs.evolve(one, tags=("hers",)), attrs.evolve(other, tags=("his",)))
    assert loaded(apply(apply(base, hers), his)) == both


HAND = """\
---
# what I did not say
record: entry
title:   no    # really
id: the-lift
written_at: 2024-05-01T21:40:00+02:00[Europe/Oslo]
series: {name: 'Stairs', position: 010}
tags:
- 21:30
- "on"
feelings:
    - name: fear
      degree: {value: 7.0, low: 0, high: 10}
mood: !!MARK
walks: 010
steps: [412, 388]
unfinished: true
---
I took the stairs.
"""


def test_a_header_typed_by_hand_is_read_as_it_was_meant() -> None:
    files = {"journal.md": PAGE, "Lift.md": note(HAND.replace("mood: !!MARK\n", "").replace("010}", "1}"))}
    (entry,) = loaded(files).entries
    assert (entry.title, entry.tags, entry.unfinished) == ("no", ("21:30", "on"), True)
    assert entry.feelings[0].degree == tn.Rating.of(7)
    assert dict(entry.extra) == {"walks": "010", "steps": (412, 388)}
    assert entry.series == Series(name="Stairs", position=1)
    assert vault.write(loaded(files), files) == {}


def test_a_change_leaves_all_other_lines_as_they_were() -> None:
    files = {"journal.md": PAGE, "Lift.md": note(HAND.replace("mood: !!MARK\n", "").replace("010}", "1}"))}
    journal = loaded(files)
    changed = journal.with_records(attrs.evolve(journal.entries[0], tags=("stairs",), depth="deep", unfinished=False))
    text = saved(changed, files)["Lift.md"].decode()
    assert loaded({**files, "Lift.md": text.encode()}) == changed
    assert "# what I did not say\nrecord: entry\ntitle:   no    # really\nid: the-lift\n" in text
    assert "series: {name: 'Stairs', position: 1}\ndepth:" not in text.replace('depth: "deep"\n', "")
    assert 'tags:\n  - "stairs"\nfeelings:\n    - name: fear\n' in text
    assert "unfinished" not in text
    assert 'depth: "deep"\n' in text


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (HAND.replace("mood: !!MARK\n", ""), "series.position: not a whole number"),
        (HAND.replace("mood: !!MARK", "mood: !!python/name:os.system x"), f"line 14: {frontmatter.TAG}"),
        (HAND.replace("mood: !!MARK", "mood: &a [*a]"), f"line 14: {frontmatter.ANCHOR}"),
        (HAND.replace("mood: !!MARK", "tags: [x]"), f"line 14: {frontmatter.TWICE}"),
        (HAND.replace("mood: !!MARK", "mood: so: so"), f"line 14: {frontmatter.NOT_YAML}"),
        (HAND.replace("mood: !!MARK", "mood: a\x07b"), f"line 14: {frontmatter.CHARACTER}"),
        (HAND.replace("mood: !!MARK", f"mood: {'9' * 30}"), "<unknown key>: a whole number of more than 19 digits"),
        (HAND.replace("mood: !!MARK", "mood: 1e999"), "<unknown key>: not a finite number"),
        (HAND.replace("mood: !!MARK", "kind: [a"), f"line 14: {frontmatter.NOT_YAML}"),
        (HAND.replace("mood: !!MARK", "body: something else"), f"body: {pages.BOTH}"),
        (HAND.replace("mood: !!MARK", "extra: {title: x}"), f"extra: {pages.TAKEN}"),
        (HAND.replace("mood: !!MARK", "feelings: none"), f"line 14: {frontmatter.TWICE}"),
        (HAND.replace("mood: !!MARK\n", "").replace("\n---\nI", "\nI"), f"line 1: {pages.NO_END}"),
    ],
)
def test_what_does_not_read_is_told_with_its_place_and_kept_as_it_is(header: str, problem: str) -> None:
    files = {"journal.md": PAGE, "2024-05-01 Lift.md": note(header), "topics/a.md": b"---\nrecord: topic\ntext: b\n---\n"}
    assert problems_of(files) == [f"top: file 1 of 2 (2024-05-01): {problem}"]
    reading = vault.read(files, lenient=True)
    assert [str(found) for found in reading.problems] == [f"top: file 1 of 2 (2024-05-01): {problem}"]
    assert [topic.text for topic in reading.journal.topics] == ["b"]
    (aside,) = reading.journal.unreadable
    assert aside.kind == "entry"
    assert aside.text == header or (isinstance(aside.raw, Mapping) and aside.raw["id"] == "the-lift")
    assert "2024-05-01 Lift.md" not in vault.write(reading.journal, files)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_page_that_an_editor_moved_or_wrote_in_two_bytes_is_told_and_kept(encoding: str) -> None:
    text = "\n---\nrecord: entry\nid: a\n---\nIt rained."
    files = {**saved(tn.Journal(zone="UTC")), "a.md": text.encode(encoding)}
    with pytest.raises(ReadError, match="does not begin with the file"):
        vault.read(files)
    found = vault.read(files, lenient=True).journal
    assert [kept.kind for kept in found.unreadable] == ["entry"]
    assert found.unreadable[0].text.encode("utf-8", "surrogateescape") == files["a.md"]
    assert vault.write(found, files) == {}
    notes = {**saved(tn.Journal(zone="UTC")), "mine.md": "\nA note about ---\nrecord: entry\n".encode(encoding)}
    assert not vault.read(notes).journal.unreadable


def test_a_repaired_file_is_a_record_again() -> None:
    files = {"journal.md": PAGE, "a.md": b"---\nrecord: entry\nid: a\ntitle: b: c\n---\nd\n"}
    journal = loaded(files, lenient=True)
    assert journal.entries == ()
    repaired = attrs.evolve(journal, unreadable=()).with_records(tn.Entry(id="a", title="b: c", body="d"))
    files = saved(repaired, files)
    assert files.keys() == {"journal.md", "a.md"}
    assert loaded(files) == repaired


def test_a_line_in_the_text_does_not_say_whose_file_it_is() -> None:
    files = {**saved(SHOWN), "a.md": b"---\nrecord: entry\ntitle: b: c\n---\nid: late\n"}
    changes = vault.write(SHOWN.with_records(tn.Entry(id="late", body="x")), files)
    assert changes.keys() == {"entries/entry.md"}


def test_a_journal_may_have_an_unknown_id() -> None:
    for id in ("", "null", None, 7):
        journal = attrs.evolve(HOME, extra={"id": id})
        assert loaded(saved(journal)) == journal


def test_the_page_of_a_journal_has_to_read() -> None:
    files = saved(attrs.evolve(HOME, extra={"therapy_notes": {"app": 1}}))
    for change, problem in (
        (('zone: "Europe/Oslo"', "zone: Europe/Osloo"), "zone: not a time zone of the IANA database"),
        (('zone: "Europe/Oslo"', "zone: a: b"), "line 4: not YAML"),
        (('format: "1.2"', "format: 2.0"), "format: a format that a newer release wrote"),
        (('format: "1.2"\n', ""), "format: missing"),
        (('"app": 1', '"app": 1e999'), "therapy_notes: not a finite number"),
        (('therapy_notes: {"app": 1}', "therapy_notes: 7"), "therapy_notes: not an object"),
        (('zone: "Europe/Oslo"', "entries: []"), "entries: records have files of their own"),
    ):
        wrong = edited(files, "journal.md", change)
        assert problems_of(wrong) == [f"journal.md: {problem}"]
        assert isinstance(attempt(wrong, lenient=True), ReadError)


# -- folders of older formats -----------------------------------------------------------------------------------

OLD_PAGE = b"""---
record: journal
# mine
format: "1.1"
zone: "Europe/Oslo"
urges:
  - {"id": "u1", "strength": {"value": 3}}
  - a word
dreams: [1]
goals: none yet
---

"""


@pytest.mark.parametrize("lenient", [False, True])
def test_lists_of_somebodys_own_on_an_older_page_are_set_aside(lenient: bool) -> None:
    files = {"journal.md": OLD_PAGE, "x.md": b"---\nrecord: unreadable\nnumber: 1\nkind: x-app\nraw: 7\n---\n"}
    reading = vault.read(files, lenient=lenient)
    assert [(kept.kind, thaw(kept.raw)) for kept in reading.journal.unreadable] == [
        ("x-app", 7),
        ("urge", {"id": "u1", "strength": {"value": 3}}),
        ("urge", "a word"),
        ("goals", "none yet"),
    ]
    assert (reading.journal.format, reading.journal.extra) == ("1.1", {"dreams": (1,)})
    assert [str(problem) for problem in reading.journal.unreadable[1].problems] == [
        "journal.md: raw.strength.low: missing",
        "journal.md: raw.strength.high: missing",
    ]
    assert reading.problems == ()
    again = saved(reading.journal, files)
    assert again["journal.md"] == (b'---\nrecord: journal\n# mine\nformat: "1.2"\nzone: "Europe/Oslo"\ndreams: [1]\n---\n\n')
    assert sorted(again) == ["journal.md", *(f"unreadable/{name}.md" for name in ("unreadable", "urge 2", "urge")), "x.md"]
    assert loaded(again) == reading.journal
    assert vault.write(reading.journal, again) == {}


def test_a_record_may_be_newer_than_the_page_of_the_journal() -> None:
    urge = b"---\nrecord: urge\nid: u\n---\nto ring\n"
    files = {"journal.md": PAGE.replace(FORMAT.encode(), b"1.1"), "urges/a.md": urge}
    journal = loaded(files)
    assert journal["u"] == tn.Urge(id="u", urge="to ring")
    assert journal.unreadable == ()
    assert vault.write(journal, files).keys() == {"journal.md"}


@pytest.mark.parametrize("typed", ["urges: []", "extra: {urges: [1]}", "extra: {people: [1]}"])
def test_records_do_not_stand_on_the_page_of_a_journal(typed: str) -> None:
    files = {"journal.md": PAGE.replace(b"zone:", f"{typed}\nzone:".encode())}
    (problem,) = problems_of(files)
    assert problem in {
        "journal.md: urges: records have files of their own",
        "journal.md: extra: an unknown key that has the name of a known one",
    }
    older = {"journal.md": files["journal.md"].replace(FORMAT.encode(), b"1.1")}
    if "urges" in typed:
        assert len(loaded(older)) == 0
    else:
        assert problems_of(older) == [problem]


def test_a_page_with_what_is_refused_since_is_set_aside_in_an_older_folder() -> None:
    page = note(
        "---\nrecord: agreement\nid: a\ntopic: letters\nkind: own\nrevisions:\n"
        '  - {"id": "r", "at": "2024-05-01", "act": "accepted", "by": "client", "answers": ["nowhere"]}\n---\n'
    )
    files = {"journal.md": PAGE, "agreements/a.md": page}
    what = "agreements: file 1 of 1: an acceptance of what was never proposed"
    assert problems_of(files) == [what]
    assert [kept.kind for kept in loaded(files, lenient=True).unreadable] == ["agreement"]
    older = {**files, "journal.md": PAGE.replace(FORMAT.encode(), b"1.1")}
    journal = loaded(older)
    assert [str(problem) for problem in journal.unreadable[0].problems] == [what]
    assert vault.write(journal, older).keys() == {"journal.md"}
    assert tn.dumps(journal) == tn.dumps(loaded(older, lenient=True))


def test_the_account_holds_every_file() -> None:
    files = {**saved(tn.example()), "a.md": b"---\nrecord: entry\ntitle: b: c\n---\n", "b.md": b"---\nrecord: topic\n---\n"}
    tally = vault.read(files, lenient=True).tally
    number = len(tn.example()) + len(tn.example().shares)
    assert (tally.found, tally.converted, tally.rejected) == (number + 2, number, 2)


def test_a_file_that_does_not_read_is_never_removed() -> None:
    files = {"journal.md": PAGE, "a.md": b"---\nrecord: entry\ntitle: b: c\n---\nd\n"}
    assert vault.write(HOME, files) == {}
    assert vault.write(HOME.with_records(tn.Entry(id="x", body="")), files).keys() == {"entries/entry.md"}


def test_bytes_that_are_no_text_are_kept() -> None:
    files = {"journal.md": PAGE, "a.md": b"---\nrecord: entry\nid: a\n---\ncaf\xe9\n"}
    assert problems_of(files) == ["top: file 1 of 2: byte 31: not text in UTF-8"]
    reading = vault.read(files, lenient=True)
    assert reading.journal.unreadable[0].text == "---\nrecord: entry\nid: a\n---\ncaf\udce9\n"
    assert vault.write(reading.journal, files) == {}
    elsewhere = saved(reading.journal)
    assert loaded(elsewhere) == reading.journal


# -- what is shown ----------------------------------------------------------------------------------------------

SHOWN = HOME.with_records(
    tn.Entry(id="lift", written_at=tn.moment("2024-05-01 21:40", "Europe/Oslo"), title="The lift", body="Out."),
    tn.Session(id="ninth", starts_at=tn.moment("2024-05-06 16:00", "Europe/Oslo"), status="booked"),
    tn.Topic(id="stairs", text="Why I count stairs"),
)
LIFT, NINTH, STAIRS = "entries/2024-05-01 the-lift.md", "sessions/2024-05-06 session.md", "topics/why-i-count-stairs.md"


def settled(files: Files) -> tuple[Journal, Files]:
    """Return what is read, and the files after they were written once more; then nothing changes any more."""
    journal = loaded(files)
    again = saved(journal, files)
    assert loaded(again) == journal
    assert vault.write(journal, again) == {}
    return journal, again


def test_a_link_that_is_typed_becomes_a_link() -> None:
    for typed in (
        "[[why-i-count-stairs]]",
        "[[topics/Why-I-count-stairs|so]]",
        "[[why-i-count-stairs#x]]",
        "![[why-i-count-stairs.md]]",
    ):
        files = edited(saved(SHOWN), LIFT, ("shown:", f'see:\n  - "{typed}"\nshown:'))
        journal, again = settled(files)
        assert journal["lift"].links == (tn.Link(kind="about", to="stairs"),)
        assert attrs.evolve(journal["lift"], links=()) == SHOWN["lift"]
        assert b'see:\n  - "[[why-i-count-stairs]]"\n' in again[LIFT]


def test_a_link_without_quotes_is_a_link_all_the_same() -> None:
    files = edited(saved(SHOWN), LIFT, ("shown:", "see:\n  - [[why-i-count-stairs]]\nshown:"))
    assert loaded(files)["lift"].links == (tn.Link(kind="about", to="stairs"),)


def test_a_link_to_somebodys_own_note_is_kept_as_it_is() -> None:
    files = edited(saved(SHOWN, {"Ideas.md": b""}), LIFT, ("shown:", 'see:\n  - "[[Ideas]]"\n  - elsewhere\nshown:'))
    journal, again = settled(files)
    assert journal["lift"].links == ()
    assert journal["lift"].extra == {"see": ("[[Ideas]]", "elsewhere")}
    assert b'  - "[[Ideas]]"\n' in again[LIFT]
    # A record of that name, later, changes nothing: the link was never one to a record.
    later = {**again, "x/Ideas.md": again["Ideas.md"], "Ideas.md": b"---\nrecord: topic\nid: i\ntext: Ideas\n---\n"}
    del later["x/Ideas.md"]
    assert loaded(later)["lift"] == journal["lift"]


def test_an_alias_that_is_typed_is_kept() -> None:
    files = edited(saved(SHOWN), LIFT, ('  - "The lift"\n', '  - "The lift"\n  - Elevator\n'))
    journal, again = settled(files)
    assert journal["lift"].extra == {"aliases": ("Elevator",)}
    retitled = saved(journal.with_records(attrs.evolve(journal["lift"], title="The stairs")), again)
    assert b'aliases:\n  - "The stairs"\n  - "Elevator"\n' in retitled[LIFT]


def test_a_day_that_is_typed_is_when_it_happened() -> None:
    files = edited(saved(SHOWN), LIFT, ("date: 2024-05-01", "date: 2024-04-29"))
    journal, again = settled(files)
    assert journal["lift"] == attrs.evolve(SHOWN["lift"], happened=parse_day("2024-04-29"))
    assert b"happened: 2024-04-29\n" in again[LIFT]
    assert b"\ndate: 2024-04-29\n" in again[LIFT]


def test_a_day_beside_an_hour_is_shown_only() -> None:
    files = edited(saved(SHOWN), NINTH, ("date: 2024-05-06", "date: 2024-05-07"))
    assert problems_of(files) == [f"sessions: file 1 of 1 (2024-05-06): date: {shown.SHOWN_ONLY}"]
    reading = vault.read(files, lenient=True)
    assert reading.journal == SHOWN
    assert [problem.what for problem in reading.problems] == [shown.SHOWN_ONLY]
    assert vault.write(SHOWN, files) == {}


def test_a_change_of_the_hour_itself_is_no_change_of_the_day_that_is_shown() -> None:
    files = edited(saved(SHOWN), NINTH, ("2024-05-06T16", "2024-05-13T16"))
    moved = SHOWN.with_records(attrs.evolve(SHOWN["ninth"], starts_at=tn.moment("2024-05-13 16:00", "Europe/Oslo")))
    assert loaded(files) == moved
    later = moved.with_records(attrs.evolve(moved["ninth"], medium="video"))
    assert b"\ndate: 2024-05-13\n" in saved(later, files)[NINTH]


def test_a_new_title_is_no_second_name() -> None:
    files = edited(saved(SHOWN), LIFT, ('title: "The lift"', "title: The stairs"))
    assert loaded(files) == SHOWN.with_records(attrs.evolve(SHOWN["lift"], title="The stairs"))
    assert vault.write(loaded(files), files) == {}


def test_what_is_shown_and_taken_away_comes_back() -> None:
    journal = SHOWN.with_records(attrs.evolve(SHOWN["lift"], links=(tn.Link(kind="about", to="stairs"),)))
    files = edited(saved(journal), LIFT, ('see:\n  - "[[why-i-count-stairs]]"\n', ""), ("date: 2024-05-01\n", ""))
    assert loaded(files) == journal
    again = saved(journal.with_records(attrs.evolve(journal["lift"], body="In.")), files)
    assert b'see:\n  - "[[why-i-count-stairs]]"\n' in again[LIFT]
    assert b"\ndate: 2024-05-01\n" in again[LIFT]


def test_a_rough_time_is_no_day() -> None:
    late_april = tn.Approximate(earliest=parse_day("2024-04-20"), latest=parse_day("2024-04-30"), words="late April")
    journal = HOME.with_records(tn.Entry(id="a", title="x", happened=late_april, body=""))
    files = saved(journal)
    assert files.keys() == {"journal.md", "entries/x.md"}
    assert b"\ndate:" not in files["entries/x.md"]
    typed = edited(files, "entries/x.md", ("aliases:", "date: 2024-04-25\naliases:"))
    assert problems_of(typed) == [f"entries: file 1 of 1: date: {shown.SHOWN_ONLY}"]


@pytest.mark.parametrize("day", ["tomorrow", "2024-05-01T09:00", "[2024-05-01]", "2024-5-1"])
def test_only_a_day_is_a_day(day: str) -> None:
    files = edited(saved(SHOWN), LIFT, ("date: 2024-05-01", f"date: {day}"))
    assert problems_of(files) == [f"entries: file 1 of 1 (2024-05-01): date: {shown.NOT_A_DAY}"]


def test_links_lead_to_files_and_not_to_a_therapy_or_to_oneself() -> None:
    files = saved(tn.example())
    stems = {name.removesuffix(".md") for path in files for name in (path, path.rpartition("/")[2])}
    for path, data in files.items():
        header = frontmatter.parse((frontmatter.split(data.decode()) or ("", ""))[0])
        for link in header.get("see", []):
            assert isinstance(link, str)
            assert link[2:-2] in stems
            assert not f"/{path}".endswith(f"/{link[2:-2]}.md")
            assert not link[2:-2].startswith("2022-05-23 analytic")


def test_a_name_that_two_files_have_is_linked_with_its_folder() -> None:
    journal = HOME.with_records(
        tn.Topic(id="a", text="Stairs"),
        tn.Part(id="b", name="Stairs"),
        tn.Entry(id="c", body="", links=(tn.Link(kind="about", to="a"), tn.Link(kind="about", to="b"))),
    )
    files = saved(journal)
    assert b'see:\n  - "[[topics/stairs]]"\n  - "[[parts/stairs]]"\n' in files["entries/entry.md"]
    assert loaded(edited(files, "entries/entry.md", ('"[[parts/stairs]]"', '"[[stairs]]"'))) == attrs.evolve(
        journal, entries=(attrs.evolve(journal.entries[0], extra={"see": ("[[stairs]]",)}),)
    )


# -- a new note -------------------------------------------------------------------------------------------------


def test_a_note_without_an_id_gets_one_and_keeps_it() -> None:
    files = {**saved(HOME), "Inbox/Untitled.md": b"---\nrecord: entry\nid:\ntags: [stairs]\n---\nOut.\n"}
    for nothing in (b"id: null", b'id: ""', b"id: ~", b"# none"):
        other = {**files, "Inbox/Untitled.md": files["Inbox/Untitled.md"].replace(b"id:", nothing)}
        assert loaded(other) == loaded(files)
    journal, again = settled(files)
    assert loaded(files).entries[0].id == journal.entries[0].id
    moved = {**again, "Inbox/Lift.md": again["Inbox/Untitled.md"], "Inbox/Untitled.md": files["Inbox/Untitled.md"]}
    both = loaded(moved)
    assert len(both.entries) == 2
    assert journal.entries[0] in both.entries
    assert loaded(saved(both, moved)) == both


def test_a_new_session_may_say_its_day_only() -> None:
    files = {**saved(HOME), "s.md": b"---\nrecord: session\nstatus: booked\ndate: 2024-06-03\n---\nBring the drawing.\n"}
    journal, _ = settled(files)
    (session,) = journal.sessions
    assert session.starts_at == parse_day("2024-06-03")
    assert session.reflection == tn.Reflection(notes="Bring the drawing.")


def test_a_copy_of_a_file_is_told_with_both_places() -> None:
    files = saved(SHOWN)
    copied = {**files, "entries/2024-05-01 the-lift copy.md": files[LIFT]}
    assert problems_of(copied) == [
        f"entries: file 1 of 2 (2024-05-01): id: {TWO_WITH_ONE_ID}",
        f"entries: file 2 of 2 (2024-05-01): id: {TWO_WITH_ONE_ID}",
    ]
    reading = vault.read(copied, lenient=True)
    assert attrs.evolve(reading.journal, unreadable=()) == SHOWN
    assert [item.kind for item in reading.journal.unreadable] == ["entry"]
    assert vault.write(reading.journal, copied) == {}
    changed = reading.journal.with_records(attrs.evolve(SHOWN["lift"], body="In."))
    again = saved(changed, copied)
    assert loaded(again, lenient=True) == changed
    assert loaded(saved(changed)) == changed
    without = reading.journal.without("lift")
    assert loaded(saved(without, copied)) == without


def test_of_two_kinds_with_one_id_one_is_set_aside() -> None:
    files = {**saved(SHOWN), "topics/lift.md": b"---\nrecord: topic\nid: lift\ntext: x\n---\n"}
    assert problems_of(files) == [
        f"entries: file 1 of 1 (2024-05-01): id: {TWO_WITH_ONE_ID}",
        f"topics: file 1 of 2: id: {TWO_WITH_ONE_ID}",
    ]
    reading = vault.read(files, lenient=True)
    assert attrs.evolve(reading.journal, unreadable=()) == SHOWN
    assert vault.write(reading.journal, files) == {}


# -- what did not read ------------------------------------------------------------------------------------------


def test_what_did_not_read_elsewhere_has_pages_that_keep_its_order() -> None:
    items = tuple(
        Unreadable(kind=kind, raw={"n": n}) for n, kind in enumerate(("entry", "share", "entry", "my words", "entry"))
    )
    journal = attrs.evolve(HOME, unreadable=items)
    files = saved(journal)
    assert len(files) == 6
    assert not any("words" in path for path in files)
    assert loaded(files) == journal
    for order in ((4, 3, 2, 1, 0), (1, 3), (2, 0, 4), ()):
        other = attrs.evolve(HOME, unreadable=tuple(items[n] for n in order))
        files = saved(other, files)
        assert loaded(files) == other
        assert vault.write(other, files) == {}


@given(journals(), st.data())
@documents
def test_whatever_happens_to_one_file_all_others_load_and_it_is_kept(journal: Journal, data: st.DataObject) -> None:
    files = saved(journal)
    damaged, path = data.draw(damage(files))
    records = [found for found in files if page_id(files[found]) is not None]
    assume(path in records)
    reading = attempt(damaged, lenient=True)
    if isinstance(reading, ReadError):  # it says that it is a page of a journal now
        assert all("journal" in str(problem) or "folder" in str(problem) for problem in reading.problems)
        return
    others = {page_id(files[found]) for found in records} - {page_id(files[path])}
    for id in others:
        assert isinstance(id, str)
        if id in reading.journal:
            assert reading.journal[id] == journal[id]
        else:
            assert TWO_WITH_ONE_ID in "".join(map(str, reading.problems))
    again = saved(reading.journal, damaged)
    if reading.journal.unreadable[: len(reading.problems)] and path not in vault.write(reading.journal, damaged):
        assert again[path] == damaged[path]
    assert loaded(again, lenient=True) == reading.journal
    assert vault.write(reading.journal, again) == {}
    assert loaded(saved(reading.journal)) == reading.journal


PIECES = (
    b"", b"\n", b"---\n", b": ", b'"', b"\xff", b"\x00", b"&a ", b"!", b"record: entry\n", b'id: "a"\n', b"- ", b"{", b"[",
    b"\r", b"#", b"null", b"date: 2024-01-01\n", b'see: ["[[entry]]", x]\n', b"extra: {a: 1}\n", b"body: x\n",
)  # fmt: skip


@st.composite
def damage(draw: st.DrawFn, files: Files) -> tuple[Files, str]:
    """Draw the files with one of them cut, or with something put into it."""
    path = draw(st.sampled_from(sorted(files)))
    data = files[path]
    at, until = sorted(draw(st.lists(st.integers(0, len(data)), min_size=2, max_size=2)))
    until = draw(st.sampled_from((at, until)))
    if draw(st.booleans()):
        lines = data.split(b"\n")
        at = until = sum(len(line) + 1 for line in lines[: draw(st.integers(0, len(lines)))])
    return {**files, path: data[:at] + draw(st.sampled_from(PIECES)) + data[min(until, len(data)) :]}, path


@given(journals(), st.data())
@documents
def test_any_files_are_read_or_refused_and_can_be_written_over(journal: Journal, data: st.DataObject) -> None:
    files, _ = data.draw(damage(saved(journal)))
    files, _ = data.draw(damage(files))
    for lenient in (False, True):
        found = attempt(files, lenient=lenient)
        assert isinstance(found, tn.JournalReading) or found.problems
    try:
        after = loaded(saved(journal, files), lenient=True)
    except tn.WriteError as error:  # the journal's own page does not read, or there are two: that is not written over
        if "of the journal" not in str(error) and "of a journal" not in str(error):
            raise
        return
    assert attrs.evolve(after, unreadable=()) == attrs.evolve(journal, unreadable=())
    # A file that does not read may stay, and is one more then.
    assert all(any(item == other for other in after.unreadable) for item in journal.unreadable)


@given(
    st.dictionaries(
        st.sampled_from(("journal.md", "a.md", "b/c.md", "B/C.md", "d.txt")), st.binary() | words().map(str.encode)
    )
)
def test_any_bytes_are_read_or_refused(files: Files) -> None:
    for lenient in (False, True):
        with pytest.raises(ReadError):
            vault.read(files, lenient=lenient)
    try:
        assert loaded(saved(SHOWN, files)) == SHOWN
    except tn.WriteError as error:
        if "of the journal" not in str(error):
            raise


# -- no word of it ----------------------------------------------------------------------------------------------


@given(st.data())
@documents
def test_no_problem_says_a_word_of_a_file_or_of_its_name(data: st.DataObject) -> None:
    journal = HOME.with_records(
        tn.Entry(id=CANARY, title=CANARY, body=CANARY, extra={CANARY: CANARY}),
        tn.Topic(id="b", text=CANARY, extra={"see": [CANARY]}),
    )
    files = {f"{CANARY}/{CANARY} {n}.md" if n else "journal.md": page for n, page in enumerate(saved(journal).values())}
    files, path = data.draw(damage(files))
    files, _ = data.draw(damage(files))
    for lenient in (False, True):
        found = attempt(files, lenient=lenient)
        if isinstance(found, ReadError):
            keeps_quiet(found, CANARY)
            assert CANARY not in repr(found)
        else:
            assert CANARY not in "".join(map(str, found.problems))
            # Nothing but an id is shown, and here the id is the canary.
            assert CANARY not in repr(found).replace(f"'{CANARY}'", "")
    assert path in files


def test_a_place_is_a_folder_and_a_number() -> None:
    places = names.Places(
        ["journal.md", "a.md", "entries/2024-05-01 secret.md", "entries/b.md", "Mine/c.md", "entries/x.png"]
    )
    assert places.of("journal.md", "zone") == "journal.md: zone"
    assert places.of("a.md") == "top: file 1 of 2"
    assert places.of("entries/2024-05-01 secret.md", "title") == "entries: file 1 of 2 (2024-05-01): title"
    assert places.of("Mine/c.md") == "folder 2 of 3: file 1 of 1"


# -- the table --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", forms.FORMS)
def test_no_field_has_a_name_that_the_vault_uses(name: str) -> None:
    form = forms.FORMS[name]
    assert not form.reserved & form.known.keys()
    assert form.name == "journal" or form.known.keys() == {f.name for f in fields(form.of) if not isinstance(f.shape, Extra)}


@pytest.mark.parametrize("name", KINDS)
def test_the_table_names_only_fields_that_there_are(name: str) -> None:
    form = forms.FORMS[name]
    assert {form.title, form.dated, *form.times} - {""} <= form.known.keys()
    inside: Any = form.of
    if form.body != ("body",):
        for step in form.body:
            (found,) = (f for f in fields(inside) if f.name == step)
            inside = getattr(found.shape, "of", None)


def test_every_kind_of_record_has_a_form() -> None:
    assert {form.of for form in forms.FORMS.values() if form.is_record} == {*get_args(Record)}


def test_the_reference_says_what_the_table_says() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference" / "vault.md").read_text("utf-8")
    for name in KINDS:
        form = forms.FORMS[name]
        body = ".".join(form.body) if form.body != ("body",) or "body" in form.known else ""
        cells = [*(f"`{word}`" if word else "–" for word in (name, form.plural, form.title, body))]
        cells += [", ".join(f"`{word}`" for word in form.times) or "–", "yes" if form.is_alias else "–"]
        assert f"| {' | '.join(cells)} |" in page
