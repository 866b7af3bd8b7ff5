"""What a reader would see, listed before it leaves: all of it, and nothing else."""

import copy
import json
import pickle
from collections import Counter
from io import BytesIO
from typing import Any

import attrs
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from helpers import documents
from therapy_notes import testing
from therapy_notes.codec import encode_value
from therapy_notes.composition import compose, labels_de, labels_en
from therapy_notes.document.tree import Heading, Listing, Paragraph, Table, Text, Title
from therapy_notes.model.journal import KINDS, kind_of, time_of
from therapy_notes.model.shapes import Many, Nested, fields
from therapy_notes.registry import render
from therapy_notes.sharing.audience import NEVER
from therapy_notes.sharing.manifest import FieldCount, Manifest, manifest_of, title_of

READERS = ("me", "therapist", "peer", "public")
OTHERS = READERS[1:]
TEXTUAL = ("json", "markdown", "html")


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(*found)


@st.composite
def views(draw: st.DrawFn) -> tuple[tn.Journal, tn.View]:
    """Draw a journal of which some is shared, and what one reader sees of it."""
    reader = draw(st.sampled_from(READERS))
    drawn = draw(testing.journals())
    shared = [attrs.evolve(r, shared_with=(reader,)) for r in drawn if reader != "me" and draw(st.integers(0, 3))]
    journal = drawn.with_records(*shared)
    return journal, tn.view(journal, reader)


def counted(data: dict[str, Any], of: type, before: str = "") -> Counter[str]:
    """Count what JSON says at each path: what is left out there says nothing, nor does an empty text."""
    found: Counter[str] = Counter()
    for field in fields(of):
        held = data.get(field.name)
        if field.name in NEVER or held in (None, "", []):
            continue
        path = f"{before}{field.name}"
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        items = held if isinstance(field.shape, Many) else [held]
        found[path] += len(items)
        if isinstance(shape, Nested):
            for item in items:
                found.update(counted(item, shape.of, f"{path}."))
    return found


@given(views())
def test_everything_that_the_reader_gets_is_listed_and_nothing_else(drawn: tuple[tn.Journal, tn.View]) -> None:
    _, view = drawn
    manifest = manifest_of(view)
    assert [kind.kind for kind in manifest.kinds] == [
        name for name, kind in KINDS.items() if getattr(view.journal, kind.plural)
    ]
    for name, kind in KINDS.items():
        shown = getattr(view.journal, kind.plural)
        assert [listed.record for listed in manifest[name]] == [record.id for record in shown]
        for listed, record in zip(manifest[name], shown, strict=True):
            assert {said.field: said.count for said in listed.holds} == counted(encode_value(record), kind.of)  # type: ignore[arg-type]
            assert listed.when == time_of(record)


TITLES = {
    "person": "name", "part": "name", "entry": "title", "topic": "text", "rupture": "title", "agreement": "topic",
    "urge": "urge", "statement": "words", "belief": "text", "prediction": "fear", "question": "text", "goal": "text",
    "score": "instrument", "preference": "about",
}  # fmt: skip
"""The field that says what a record of each kind is called."""


@given(views())
def test_titles_are_those_that_the_reader_sees(drawn: tuple[tn.Journal, tn.View]) -> None:
    _, view = drawn
    manifest = manifest_of(view)
    for kind in manifest.kinds:
        for listed in kind.records:
            seen = view.journal[listed.record]
            assert listed.title == (getattr(seen, TITLES[kind.kind]) if kind.kind in TITLES else "")


@given(views())
def test_what_stays_at_home_is_said_only_when_asked_and_only_by_kind(drawn: tuple[tn.Journal, tn.View]) -> None:
    journal, view = drawn
    assert manifest_of(view).at_home is None
    more = [name for name, k in KINDS.items() if len(getattr(journal, k.plural)) > len(getattr(view.journal, k.plural))]
    assert manifest_of(view, of=journal).at_home == tuple(more)
    assert manifest_of(view, of=journal).kinds == manifest_of(view).kinds


def test_of_another_journal_everything_stays_at_home(example: tn.Journal) -> None:
    """By its ids, not by counting: as many records of another journal are not the same records."""
    here, there = (journal_of(attrs.evolve(tn.Entry.example(), id=id, shared_with=("peer",))) for id in ("one", "other"))
    assert manifest_of(tn.view(here, "peer"), of=here).at_home == ()
    assert manifest_of(tn.view(here, "peer"), of=there).at_home == ("entry",)
    assert manifest_of(tn.view(example.only(kinds=["topic"]), "me"), of=example).at_home == tuple(
        k for k in KINDS if k != "topic"
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tn.View, tn.View]:
    """Draw two views of journals that share what is shared and differ in what is not."""
    reader = draw(st.sampled_from(OTHERS))
    seen = [attrs.evolve(r, shared_with=(reader,)) for r in draw(testing.journals(max_records=4))]
    taken = {record.id for record in seen}
    one, other = ([r for r in draw(testing.journals(max_records=4)) if r.id not in taken] for _ in range(2))
    hidden = [[attrs.evolve(r, shared_with=draw(st.sampled_from([(), ("somebody",)]))) for r in r_] for r_ in (one, other)]
    return tn.view(journal_of(*seen, *hidden[0]), reader), tn.view(journal_of(*seen, *hidden[1]), reader)


@documents
@given(pairs())
def test_what_is_private_changes_no_manifest(drawn: tuple[tn.View, tn.View]) -> None:
    one, other = map(manifest_of, drawn)
    assert one == other
    for format in TEXTUAL:
        assert render(one, format) == render(other, format)


@documents
@given(pairs())
def test_what_is_private_changes_no_byte_of_a_manifest_in_docx(drawn: tuple[tn.View, tn.View]) -> None:
    one, other = (render(manifest_of(view), "docx") for view in drawn)
    assert one == other


@pytest.mark.parametrize("reader", READERS)
def test_no_word_stands_in_a_repr(reader: str) -> None:
    view = tn.view(journal_of(*records((reader,))), reader)
    manifest = manifest_of(view, of=view.journal)
    shown = f"{manifest!r} {manifest!s} {manifest.kinds!r} {manifest.kinds[0].records!r}"
    for kind in KINDS.values():
        for path, word in words_in(kind.of, kind.name):
            assert word not in shown, path
    everything = f"{manifest.kinds[0]} {[listed for kind in manifest.kinds for listed in kind.records]}"
    titles = {title_of(record) for record in view.journal} - {""}
    assert titles
    assert not any(title in everything for title in titles)


def test_a_repr_has_counts_and_says_whether_she_asked(example: tn.Journal) -> None:
    view = tn.view(example, "peer")
    assert repr(manifest_of(view)) == "Manifest(audience='peer', entries=<10>, questions=<1>)"
    assert repr(manifest_of(view, of=example)) == "Manifest(audience='peer', entries=<10>, questions=<1>, at_home=<18>)"


def test_a_manifest_that_tells_what_stays_at_home_is_for_the_owner_alone(example: tn.Journal) -> None:
    view = tn.view(example, "therapist")
    assert not manifest_of(view).is_for_me
    assert manifest_of(view, of=example).is_for_me
    assert manifest_of(tn.view(example, "me")).is_for_me
    assert "For myself alone." in render(manifest_of(view, of=example), "markdown")
    assert "For myself alone." not in render(manifest_of(view), "markdown")
    assert "stays at home" not in render(manifest_of(view), "markdown")


def test_the_journal_itself_makes_no_manifest(example: tn.Journal) -> None:
    with pytest.raises(TypeError, match="for whom"):
        manifest_of(example)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Journal"):
        manifest_of(tn.view(example, "peer"), of=tn.view(example, "me"))  # type: ignore[arg-type]


def test_names_that_must_not_leave_go_along_and_into_no_file() -> None:
    view = attrs.evolve(tn.view(journal_of(tn.Entry.example()), "me"), hidden_names=("Wilhelmine",))
    manifest = manifest_of(view)
    assert manifest.hidden_names == ("Wilhelmine",)
    assert "Wilhelmine" not in repr(manifest)
    for format in TEXTUAL:
        assert "Wilhelmine" not in render(manifest, format)


def test_json_holds_the_whole_manifest(example: tn.Journal) -> None:
    manifest = manifest_of(tn.view(example, "peer"), of=example)
    data = json.loads(render(manifest, "json"))["therapy_notes_manifest"]
    assert data["audience"] == "peer"
    assert data["at_home"] == list(manifest.at_home or ())
    first, listed = data["kinds"][0]["records"][0], manifest["entry"][0]
    assert (first["record"], first["title"]) == (listed.record, listed.title)
    assert [FieldCount(**said) for said in first["holds"]] == list(listed.holds)
    assert "at_home" not in json.loads(render(manifest_of(tn.view(example, "peer")), "json"))["therapy_notes_manifest"]
    nothing_more = manifest_of(tn.view(example, "me"), of=example)
    assert json.loads(render(nothing_more, "json"))["therapy_notes_manifest"]["at_home"] == []


def test_a_manifest_is_a_value(example: tn.Journal) -> None:
    manifest = manifest_of(tn.view(example, "therapist"))
    for twin in (manifest_of(tn.view(example, "therapist")), copy.deepcopy(manifest), pickle.loads(pickle.dumps(manifest))):  # noqa: S301
        assert twin == manifest
        assert hash(twin) == hash(manifest)
    assert attrs.evolve(manifest, audience="peer") != manifest
    assert manifest["no such kind"] == ()


# On a page.


def tables(document: Any) -> dict[str, Table]:
    """Return the table below each heading."""
    found: dict[str, Table] = {}
    for above, block in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(block, Table):
            assert isinstance(above, Heading)
            found["".join(run.text for run in above.content if isinstance(run, Text))] = block
    return found


def said(cell: Any) -> str:
    return "".join(run.text if isinstance(run, Text) else "\n" for run in cell)


def test_a_row_says_when_and_what_and_what_is_in_it() -> None:
    comments = (
        tn.Comment(id="c1", author="Reader One", body="Yes.", afterthoughts=(tn.Afterthought(words="Small now."),)),
        tn.Comment(id="c2", body="No."),
        tn.Comment(id="c3", author="Reader Two", body="Perhaps."),
    )
    when = tn.moment("2024-05-01 21:40", "Europe/Paris")
    entry = attrs.evolve(
        tn.Entry.new("Rain.", title="Thursday", written_at=when, tags=["rain", "bus"]),
        comments=comments,
        therapy="with-ines",
    )
    document = compose(manifest_of(tn.view(journal_of(entry), "me")))
    table = tables(document)["Entries (1)"]
    assert [said(cell) for cell in table.header] == ["When", "Title or name", "What is in it"]
    assert [said(cell) for cell in table.rows[0]] == [
        "1 May 2024, 21:40", "Thursday", "text, comments (3: author (2), text, afterthoughts (1)), tags (2)",
    ]  # fmt: skip


def test_what_has_no_name_or_no_time_has_a_dash_or_no_column() -> None:
    named, nameless = tn.Entry.new("One.", title="Named"), tn.Entry.new("Two.")
    document = compose(manifest_of(tn.view(journal_of(named, nameless, tn.Person(id="p"), tn.Session.example()), "me")))
    found = tables(document)
    assert sorted(said(row[0]) for row in found["Entries (2)"].rows) == ["Named", "–"]
    assert [said(cell) for cell in found["Entries (2)"].header] == ["Title or name", "What is in it"]
    assert [[said(cell) for cell in row] for row in found["People (1)"].rows] == [["–"]]
    assert [said(cell) for cell in found["Sessions (1)"].header] == ["When", "What is in it"]


def test_what_the_row_cannot_show_is_said_to_be_in_it() -> None:
    entry = tn.Entry.new("x", title=" ", happened=tn.Approximate())
    document = compose(manifest_of(tn.view(journal_of(entry), "me")))
    assert [said(cell) for cell in tables(document)["Entries (1)"].rows[0]] == ["happened, title, text"]


def test_an_agreement_is_called_by_its_topic() -> None:
    document = compose(manifest_of(tn.view(journal_of(tn.Agreement.example()), "me")))
    assert [said(cell) for cell in tables(document)["Agreements (1)"].rows[0]][:2] == [
        "4 March 2024",
        "between session contact",
    ]


@documents
@given(views(), st.sampled_from(["en", "de", "pt"]), st.sampled_from(["page", "large_print", "record"]))
def test_every_record_has_its_row(drawn: tuple[tn.Journal, tn.View], language: str, style: str) -> None:
    journal, view = drawn
    for manifest in (manifest_of(view), manifest_of(view, of=journal)):
        document = compose(manifest, tn.Layout(language=language, style=style))  # type: ignore[arg-type]
        assert [type(block) for block in document.blocks[:2]] == [Title, Paragraph]
        rows = [len(block.rows) for block in document.blocks if isinstance(block, Table)]
        assert rows == [len(kind.records) for kind in manifest.kinds]
        listed = [block for block in document.blocks if isinstance(block, Listing)]
        assert sum(len(block.items) for block in listed) == len(manifest.at_home or ())
        for format in TEXTUAL:
            assert render(manifest, format)


def test_an_empty_copy_says_so() -> None:
    empty = manifest_of(tn.view(journal_of(), "therapist"))
    assert "There is nothing in it." in render(empty, "markdown")
    assert "Es ist nichts darin." in render(empty, "markdown", tn.Layout(language="de"))


def test_when_nothing_stays_at_home_it_does_not_promise_too_much(example: tn.Journal) -> None:
    page = render(manifest_of(tn.view(example, "me"), of=example), "markdown")
    assert page.endswith("though not always with all that it holds.\n")


def test_a_manifest_in_word_has_the_same_rows(example: tn.Journal) -> None:
    manifest = manifest_of(tn.view(example, "therapist"))
    made = render(manifest, "docx")
    assert made == render(manifest, "docx")
    read = docx.Document(BytesIO(made))
    assert [len(table.rows) - 1 for table in read.tables] == [len(kind.records) for kind in manifest.kinds]
    entries = read.tables[[kind.kind for kind in manifest.kinds].index("entry")]
    assert [row.cells[1].text for row in entries.rows[1:]] == [listed.title or "–" for listed in manifest["entry"]]


def all_fields(of: type) -> set[str]:
    found: set[str] = set()
    for field in fields(of):
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        if field.name not in NEVER:
            found.add(field.name)
            found |= all_fields(shape.of) if isinstance(shape, Nested) else set()
    return found


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_and_every_field_has_a_word_in_german(kind: Any) -> None:
    missing = {name for name in all_fields(kind.of) if f"field/{name}" not in labels_de.WORDS}
    assert missing == set()
    assert f"kinds/{kind.name}" in labels_en.WORDS


def test_words_for_the_manifest_are_no_labels_on_a_page() -> None:
    """A field that says by itself what it is got a word, so that a manifest can name it; on a page it still needs none."""
    page = render(tn.view(journal_of(*records()), "me"), "markdown").replace("alt text:", "")
    assert "canary" in page
    for name in ("body", "at", "act", "to", "of"):
        assert f"{labels_en.WORDS[f'field/{name}']}:" not in page


def test_kinds_are_those_of_the_view(example: tn.Journal) -> None:
    manifest = manifest_of(tn.view(example, "therapist"))
    assert isinstance(manifest, Manifest)
    there = Counter(kind_of(record).name for record in tn.view(example, "therapist").journal)
    assert {kind.kind: len(kind.records) for kind in manifest.kinds} == there
