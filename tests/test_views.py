"""What a reader gets, and what stays at home."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from therapy_notes import testing
from therapy_notes.model.journal import KINDS, kind_of
from therapy_notes.model.shapes import EVERYBODY, Many, Nested, Scalar, fields, shape_of
from therapy_notes.sharing.audience import NEVER, all_paths
from therapy_notes.sharing.shipped import audiences

OTHERS = ("therapist", "peer", "public")


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(*found)


def test_the_owner_sees_everything_as_it_is(example: tn.Journal) -> None:
    assert tn.view(example, "me").journal is example


@pytest.mark.parametrize("audience", OTHERS)
def test_a_record_that_does_not_name_the_audience_is_not_there(audience: str) -> None:
    assert len(tn.view(journal_of(*records(("somebody-else",))), audience).journal) == 0


@pytest.mark.parametrize("audience", OTHERS)
def test_of_a_record_that_names_the_audience_only_the_named_fields_are_there(audience: str) -> None:
    seen = audiences()[audience].sees
    shown = tn.dumps(tn.view(journal_of(*records((audience,))), audience).journal).decode()
    for kind in KINDS.values():
        for path, word in words_in(kind.of, kind.name):
            if path.split(".")[-1] not in NEVER and path in seen:
                assert word in shown, path
            else:
                assert word not in shown, path


@pytest.mark.parametrize("audience", OTHERS)
def test_a_part_with_readers_of_its_own_needs_to_name_the_audience_too(audience: str) -> None:
    session = tn.Session.new(
        preparation=tn.Preparation(hopes=("to be met",), shared_with=("nobody",)), shared_with=[audience]
    )
    shown = tn.view(journal_of(session), audience).journal.sessions
    assert not shown or shown[0].preparation is None


DECISIONS = Path(__file__).parent / "golden" / "who-sees-what.txt"
"""Every field of every record, and who among the shipped audiences sees it. Written by hand, line by line."""


def test_every_field_of_every_record_has_been_decided() -> None:
    """A field that is new in a class is in no view, and this test fails until somebody has decided about it."""
    decided: dict[str, set[str]] = {}
    for line in DECISIONS.read_text("utf-8").splitlines():
        path, *seen_by = line.split()
        decided[path] = set(seen_by) - {"nobody"}
    assert decided.keys() == {path for path, leaf in all_paths().items() if leaf}
    for path, seen_by in decided.items():
        assert {name for name, audience in audiences().items() if audience.may_see(path)} == seen_by, path


def test_every_field_of_every_class_can_be_named_or_never_leaves() -> None:
    for kind in KINDS.values():
        for path, leaf in _every_path(kind.of, kind.name):
            name = path.rsplit(".", 1)[-1]
            assert (path in all_paths()) != (name in NEVER), path
            assert name in NEVER or all_paths()[path] == leaf


def _every_path(cls: type, prefix: str) -> Iterator[tuple[str, bool]]:
    """Yield each field of a class, read off attrs and not off our own table, and whether it has no fields inside."""
    for attribute in attrs.fields(cls):
        shape, _ = shape_of(attribute.type)
        item = shape.of if isinstance(shape, Many) else shape
        inner = item.of if isinstance(item, Nested) else None
        yield f"{prefix}.{attribute.name}", inner is None
        if inner is not None and attribute.name not in NEVER:
            yield from _every_path(inner, f"{prefix}.{attribute.name}")


def test_a_new_field_would_be_in_no_view() -> None:
    audience = tn.Audience(name="friend", sees=frozenset({"entry.title"}))
    entry = attrs.evolve(tn.Entry.example(), shared_with=("friend",))
    shown = tn.view(journal_of(entry), audience).journal.entries[0]
    assert (shown.title, shown.body, shown.feelings, shown.tags) == (entry.title, "", (), ())


def test_a_path_that_names_nothing_is_refused() -> None:
    with pytest.raises(tn.UnknownAudienceError, match="entry.no_such_field"):
        tn.Audience(name="friend", sees=frozenset({"entry.no_such_field"}))


def test_nobody_else_can_be_called_me() -> None:
    with pytest.raises(tn.UnknownAudienceError):
        tn.Audience(name="me", sees=frozenset())


def test_an_audience_that_is_not_shipped_is_refused(example: tn.Journal) -> None:
    with pytest.raises(tn.UnknownAudienceError):
        tn.view(example, "the neighbours")


def _ids_and_references(value: object) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field in fields(type(value)):
        held = getattr(value, field.name)
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        for item in held if isinstance(field.shape, Many) else (held,):
            if item is None:
                continue
            if isinstance(shape, Nested):
                found += _ids_and_references(item)
            elif isinstance(shape, Scalar) and shape.kind in {"id", "reference", "who"}:
                found.append((shape.kind, item))
    return found


@given(testing.journals(), st.sampled_from(OTHERS))
def test_every_reference_in_a_view_leads_somewhere_in_it(journal: tn.Journal, audience: str) -> None:
    shared = journal.with_records(*(attrs.evolve(record, shared_with=(audience,)) for record in journal))
    view = tn.view(shared, audience)
    named = [found for record in view.journal for found in _ids_and_references(record)]
    ids = {id for kind, id in named if kind == "id"}
    assert {id for kind, id in named if kind == "reference"} <= ids
    assert {id for kind, id in named if kind == "who"} <= ids | set(EVERYBODY)
    at_home = {id for record in shared for kind, id in _ids_and_references(record) if kind == "id"}
    assert not ids & at_home


@given(st.data())
def test_what_is_private_changes_nothing_for_others(data: st.DataObject) -> None:
    """Two journals that share what is shared and differ in what is not give equal views, pages and files."""
    audience = data.draw(st.sampled_from(OTHERS))
    seen = [attrs.evolve(r, shared_with=(audience,)) for r in data.draw(testing.journals(max_records=4))]
    taken = {record.id for record in seen}
    one, other = (
        [
            attrs.evolve(r, shared_with=data.draw(st.sampled_from([(), ("somebody",)])))
            for r in data.draw(testing.journals(max_records=4))
            if r.id not in taken
        ]
        for _ in range(2)
    )
    views = [tn.view(journal_of(*seen, *secret), audience) for secret in (one, other)]
    at = tn.moment("2024-05-12 20:00", "Europe/Paris")
    pages = [tn.prepare(view, at=at) for view in views]
    assert views[0].journal == views[1].journal
    assert pages[0] == pages[1]
    for format in ("json", "markdown", "html"):
        for one_thing, other_thing in (views, pages):
            assert tn.render(one_thing, format) == tn.render(other_thing, format)


def test_what_stands_between_percent_signs_stays_at_home() -> None:
    entry = tn.Entry.new("Said. %%unsaid one%% And %%unsaid two", title="%%unsaid three%%Monday", shared_with=["therapist"])
    shown = tn.view(journal_of(entry), "therapist").journal.entries[0]
    assert (shown.title, shown.body) == ("Monday", "Said.  And ")


def test_nothing_hides_inside_a_rough_time_or_a_rating() -> None:
    extra = {"note": "SECRET"}
    rough = tn.Approximate(words="late April %%after the SECRET%%", extra=extra)
    rating = tn.Rating(value=1, low=0, high=2, scale="own%% SECRET%%", extra=extra)
    entry = attrs.evolve(
        tn.Entry.new("x", shared_with=["therapist"]),
        happened=rough,
        written_at=rough,
        feelings=(tn.Feeling(name="f", degree=rating),),
    )
    rupture = attrs.evolve(tn.Rupture.new("t", noticed=rough, shared_with=["therapist"]))
    shown = tn.dumps(tn.view(journal_of(entry, rupture), "therapist").journal).decode()
    assert "late April" in shown
    assert "SECRET" not in shown


def test_a_feeling_that_is_a_guess_about_another_is_not_shown_as_ones_own() -> None:
    entry = attrs.evolve(
        tn.Entry.new("x", shared_with=["therapist"]),
        feelings=(tn.Feeling(name="boredom", whose="therapist", known_by="guess"), tn.Feeling(name="shame")),
    )
    shown = tn.view(journal_of(entry), "therapist").journal.entries[0]
    assert [feeling.name for feeling in shown.feelings] == ["shame"]


def test_somebody_who_is_not_shown_is_somebody() -> None:
    maud = tn.Person.new("Maud")
    contact = attrs.evolve(tn.Cancellation(by=maud.id))
    session = attrs.evolve(tn.Session.new(status="cancelled", shared_with=["therapist"]), cancellation=contact)
    shown = tn.view(journal_of(maud, session), "therapist").journal.sessions[0]
    assert shown.cancellation is not None
    assert shown.cancellation.by == "unknown"


def test_neither_key_nor_ledger_nor_source_nor_unknown_data_leaves() -> None:
    entry = attrs.evolve(
        tn.Entry.new("x", shared_with=["therapist"]), source=tn.Source(system="blog"), extra={"app": {"mood": 3}}
    )
    journal = attrs.evolve(
        journal_of(entry), extra={"statements": [1]}, shares=(tn.Share(record=entry.id, audience="therapist"),)
    )
    shown = tn.view(journal, "therapist").journal
    assert shown.key is None
    assert shown.shares == ()
    assert not shown.extra
    assert shown.entries[0].source is None
    assert not shown.entries[0].extra


def test_a_topic_that_is_hidden_is_not_taken_for_words() -> None:
    hidden = attrs.evolve(tn.Topic.new("the money"), id="the-money-thing")
    session = tn.Session.new(
        preparation=tn.Preparation(not_today=("the-money-thing", "my hip"), shared_with=("therapist",)),
        shared_with=["therapist"],
    )
    shown = tn.view(journal_of(hidden, session), "therapist").journal.sessions[0]
    assert shown.preparation is not None
    assert shown.preparation.not_today == ("my hip",)


@given(st.sampled_from(["money", "the-money", "t1", "my hip", "a" * 32, "my mother-in-law"]))
def test_whether_words_are_also_the_id_of_something_private_changes_nothing(words: str) -> None:
    session = tn.Session.new(
        preparation=tn.Preparation(not_today=(words,), materials=(words,), shared_with=("therapist",)),
        shared_with=["therapist"],
    )
    without = journal_of(session)
    with_it = without.with_records(attrs.evolve(tn.Topic.new("private"), id=words))
    assert tn.view(without, "therapist").journal == tn.view(with_it, "therapist").journal


def test_one_text_where_several_may_stand_is_refused() -> None:
    with pytest.raises(TypeError, match="several"):
        tn.Entry.new("x", shared_with="therapist")


def test_a_view_is_made_of_the_same_journal_in_the_same_way_every_time(example: tn.Journal) -> None:
    for audience in OTHERS:
        assert tn.dumps(tn.view(example, audience).journal) == tn.dumps(tn.view(example, audience).journal)


def test_what_leaves_takes_a_view_and_never_a_journal(example: tn.Journal, tmp_path_factory: pytest.TempPathFactory) -> None:
    at = tn.moment("2024-09-15 20:00", "Europe/Lisbon")
    path = tmp_path_factory.mktemp("out") / "all.docx"
    for attempt in (
        lambda: tn.prepare(example, at=at),  # type: ignore[arg-type]
        lambda: tn.render(example, "markdown"),  # type: ignore[arg-type]
        lambda: tn.export(example, path),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match="for whom|whom"):
            attempt()
    assert not path.exists()


def test_kinds_in_views_are_the_kinds_at_home(example: tn.Journal) -> None:
    for a, b in itertools.pairwise(tn.view(example, audience) for audience in OTHERS):
        assert {kind_of(r).name for r in a.journal} | {kind_of(r).name for r in b.journal} <= set(KINDS)


def test_a_tag_that_is_wholly_private_leaves_no_empty_place() -> None:
    def shown(*tags: str) -> tuple[str, ...]:
        entry = tn.Entry.new("x", tags=tags, shared_with=["therapist"])
        return tn.view(journal_of(entry), "therapist").journal.entries[0].tags

    assert shown("sea", "%%Zulmira%%", " %%and") == shown("sea") == ("sea",)
    assert shown("", "%%I%% sea") == (" sea",)
