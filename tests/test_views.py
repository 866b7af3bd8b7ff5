"""What a reader gets, and what stays at home."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from helpers import keeps_quiet
from therapy_notes import testing
from therapy_notes.model.journal import KINDS, kind_of
from therapy_notes.model.shapes import EVERYBODY, Many, Nested, Scalar, fields, shape_of
from therapy_notes.sharing.audience import NEVER, all_paths
from therapy_notes.sharing.shipped import audiences
from therapy_notes.sharing.views import TAKEN_FOR_ANOTHER

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
        journal_of(entry), extra={"dreams": [1]}, shares=(tn.Share(record=entry.id, audience="therapist"),)
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


# -- readers of one's own ------------------------------------------------------------------------------------------


def friend(*paths: str) -> tn.Audience:
    return tn.Audience(name="friend", sees=frozenset(paths))


def seen_by(reader: tn.Audience, *found: tn.Record) -> tn.Journal:
    """Return what a reader sees of records that are shared with them, with all that is inside."""
    return tn.view(journal_of(*(for_all(record, reader.name) for record in found)), reader).journal


def for_all(value: Any, reader: str) -> Any:
    """Return a value that names a reader wherever readers can be named."""
    given: dict[str, Any] = {}
    for f in fields(type(value)):
        held = getattr(value, f.name)
        if f.name == "shared_with":
            given[f.name] = (reader,)
        elif isinstance(f.shape, Nested) and held is not None:
            given[f.name] = for_all(held, reader)
        elif isinstance(f.shape, Many) and isinstance(f.shape.of, Nested):
            given[f.name] = tuple(for_all(item, reader) for item in held)
    return attrs.evolve(value, **given)


def test_a_number_that_was_only_imagined_is_not_taken_for_a_real_one() -> None:
    real = tn.Score.new("srs", tn.Rating.of(7))
    hers = tn.Score.new("srs", tn.Rating.of(2), imagined=True, according_to="therapist")
    shown = seen_by(friend("score.value", "score.according_to"), real, hers).scores
    assert [score.value for score in shown] == [tn.Rating.of(7)]
    shown = seen_by(friend("score.value", "score.according_to", "score.imagined"), real, hers).scores
    assert {(score.imagined, score.according_to) for score in shown} == {(False, "client"), (True, "therapist")}


def test_a_number_that_somebody_else_gave_is_not_taken_for_hers() -> None:
    of_both = [tn.Score.new("srs", tn.Rating.of(7)), tn.Score.new("srs", tn.Rating.of(9), according_to="therapist")]
    assert len(seen_by(friend("score.value"), *of_both).scores) == 1
    assert len(seen_by(friend("score.value", "score.according_to"), *of_both).scores) == 2


def test_what_a_part_heard_is_not_taken_for_what_all_of_her_heard() -> None:
    said = tn.Statement.example()
    (without,) = seen_by(friend("statement.words", "statement.heard.meaning"), said).statements
    assert [hearing.meaning for hearing in without.heard] == ["Anybody would be given tea."]
    (with_it,) = seen_by(friend("statement.words", "statement.heard.meaning", "statement.heard.who"), said).statements
    assert [(hearing.who, hearing.meaning) for hearing in with_it.heard] == [
        ("unknown", "I am expected."),
        (None, "Anybody would be given tea."),
    ]


def test_a_trial_is_not_taken_for_a_rule() -> None:
    rule = tn.Revision(id="r", at=tn.day("2024-05-06"), act="stated", by="both", terms=tn.Terms(words="On the same day."))
    trial = attrs.evolve(rule, id="t", trial=True, terms=tn.Terms(words="Two letters a week."))
    agreement = attrs.evolve(tn.Agreement.new("letters"), revisions=(rule, trial))
    (without,) = seen_by(friend("agreement.revisions.terms.words"), agreement).agreements
    assert [revision.terms and revision.terms.words for revision in without.revisions] == ["On the same day."]
    (with_it,) = seen_by(friend("agreement.revisions.terms.words", "agreement.revisions.trial"), agreement).agreements
    assert [revision.trial for revision in with_it.revisions] == [False, True]


def test_what_is_not_told_is_no_lie_and_leaves_nothing_out() -> None:
    urge = attrs.evolve(tn.Urge.example(), acted=True)
    said = attrs.evolve(tn.Statement.example(), keep=True)
    shown = seen_by(friend("urge.urge", "statement.words"), urge, said)
    assert [one.acted for one in shown.urges] == [None]
    assert [(one.words, one.speaker, one.keep) for one in shown.statements] == [(said.words, "unknown", False)]


def test_nothing_leads_to_a_record_that_would_be_misread() -> None:
    imagined = attrs.evolve(tn.Score.new("srs", tn.Rating.of(2), imagined=True), id="not-hers")
    wish = attrs.evolve(tn.Preference.new("letters"), links=(tn.Link(kind="about", to="not-hers"),))
    shown = seen_by(friend("score.value", "preference.about", "preference.links"), imagined, wish)
    assert shown.scores == ()
    assert shown.preferences[0].links == ()


TRUTHS_THAT_SAY_NOTHING = {
    "unfinished": "that it is not finished is a note to herself; without it nobody is said to have finished",
    "must": "how much it matters to her that day",
    "pinned": "how much it matters to her",
    "keep": "that she wants to be reminded of it",
}
"""Truths of which the usual value says nothing to a reader who does not see them, each with the reason."""


def test_of_every_truth_it_is_decided_whether_its_absence_would_say_something() -> None:
    classes: set[type] = set()
    waiting = [kind.of for kind in KINDS.values()]
    while waiting:
        of = waiting.pop()
        classes.add(of)
        shapes = [f.shape.of if isinstance(f.shape, Many) else f.shape for f in fields(of)]
        waiting += [shape.of for shape in shapes if isinstance(shape, Nested) and shape.of not in classes]
    truths = {(of, f.name) for of in classes for f in fields(of) if f.shape == Scalar("truth") and not f.optional}
    decided = {(of, name) for of, names in TAKEN_FOR_ANOTHER.items() for name in names}
    assert {name for of, name in truths - decided} == set(TRUTHS_THAT_SAY_NOTHING)
    assert decided - truths == {(tn.Hearing, "who")}


def reader_with(number: int) -> tn.Audience:
    """Return an audience that sees some fields of some kinds: the same ones for the same number."""
    chance = random.Random(number)  # noqa: S311 - it has to be the same, not secret
    leaves = sorted(path for path, leaf in all_paths().items() if leaf)
    kinds = chance.sample(sorted(KINDS), chance.randint(1, len(KINDS)))
    portion = chance.choice((0.1, 0.5, 0.9, 1.0))
    return friend(*(path for path in leaves if path.split(".")[0] in kinds and chance.random() < portion))


TIMES = (None, tn.day("2024-05-06"), tn.day("2024-05-07"), tn.Approximate(words="%%then%%"), tn.Approximate(words="%%or%%"))
PORTIONS = (tn.Rating.of(6), tn.Rating(value=1, low=0, high=100), tn.Rating.of(10), "a little")


@st.composite
def loud_statements(draw: st.DrawFn) -> tn.Statement:
    """Draw a statement that was heard at several times and by several accounts, each time by most of somebody."""
    when = st.tuples(st.sampled_from(TIMES), st.sampled_from(["client", "the-cartographer", "the-gate"]))
    accounts = draw(st.lists(when, min_size=2, max_size=6, unique=True))
    heard = tuple(
        tn.Hearing(
            meaning="It is late.",
            who=draw(st.sampled_from([None, "the-gate"])),
            portion=draw(st.sampled_from(PORTIONS)),
            at=at,
            according_to=account,
        )
        for at, account in accounts
    )
    return attrs.evolve(tn.Statement.new("There are still some minutes."), id="late", heard=heard)


@given(testing.journals(), loud_statements(), st.integers(0, 10_000))
def test_whatever_a_reader_may_see_there_is_a_view_of_it(journal: tn.Journal, said: tn.Statement, number: int) -> None:
    reader = reader_with(number)
    everything = {record.id: for_all(record, reader.name) for record in (*journal, said)}
    shown = tn.view(journal_of(*everything.values()), reader).journal
    assert tn.loads(tn.dumps(shown)) == shown, "what a reader of a file would refuse"
    named = [found for record in shown for found in _ids_and_references(record)]
    ids = {id for kind, id in named if kind == "id"}
    assert {id for kind, id in named if kind == "reference"} <= ids
    assert {id for kind, id in named if kind == "who"} <= ids | set(EVERYBODY)


def test_portions_that_cannot_be_told_apart_are_not_told() -> None:
    most = tn.Rating.of(6)
    heard = (
        tn.Hearing(meaning="She will ring.", portion=most, at=tn.day("2024-05-06")),
        tn.Hearing(meaning="She will not.", portion=most, at=tn.day("2024-05-13")),
    )
    said = tn.Statement.new("We shall see.", heard=heard)
    (with_days,) = seen_by(friend("statement.heard"), said).statements
    assert [hearing.portion for hearing in with_days.heard] == [most, most]
    (without,) = seen_by(friend("statement.heard.meaning", "statement.heard.portion"), said).statements
    assert [(hearing.meaning, hearing.portion) for hearing in without.heard] == [
        ("She will ring.", None),
        ("She will not.", None),
    ]


def test_an_acceptance_leads_to_nothing_of_the_same_name_elsewhere() -> None:
    way = tn.Alternative(id="by-post", terms=tn.Terms(words="By post."))
    revisions = (
        tn.Revision(id="r1", at=tn.day("2024-05-06"), act="proposed", by="therapist", alternatives=(way,)),
        tn.Revision(id="r2", at=tn.day("2024-05-13"), act="accepted", by="client", answers=("by-post", "r1")),
    )
    letters = attrs.evolve(tn.Agreement.new("letters"), revisions=revisions)
    parcel = attrs.evolve(tn.Topic.new("a parcel"), id="by-post")
    reader = friend("topic.text", "agreement.revisions.answers")
    shown = seen_by(reader, letters, parcel)
    (first, second) = shown.agreements[0].revisions
    assert second.answers == (first.id,)


def test_how_a_sentence_was_heard_has_readers_of_its_own() -> None:
    heard = (tn.Hearing(meaning="Stay.", shared_with=("friend",)), tn.Hearing(meaning="Go.", shared_with=("somebody",)))
    said = tn.Statement.new("As you like.", heard=heard, shared_with=["friend"])
    (shown,) = tn.view(journal_of(said), friend("statement.heard", "statement.words")).journal.statements
    assert [hearing.meaning for hearing in shown.heard] == ["Stay."]


def test_what_a_class_forbids_is_told_without_a_word_of_it() -> None:
    half = tn.Hearing(meaning="That I am a quillon.", portion=tn.Rating.of(6), according_to="quillon")
    with pytest.raises(ValueError, match="more than the whole") as caught:
        tn.Statement.new("A quillon is a part of a sword.", heard=(half, half))
    keeps_quiet(caught.value, "quillon")
    with pytest.raises(ValueError, match="before its prediction") as caught:
        attrs.evolve(
            tn.Prediction.new("That the quillon breaks.", made_at=tn.day("2024-05-06")), outcome_at=tn.day("2024-05-05")
        )
    keeps_quiet(caught.value, "quillon")


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("path", ["urge.urge", "urge.strength", "statement.heard.meaning", "statement.heard.portion",
                                  "belief.readings.felt", "prediction.probability", "prediction.how_bad"])  # fmt: skip
def test_some_things_are_for_no_shipped_audience(audience: str, path: str) -> None:
    assert not audiences()[audience].may_see(path)


def test_an_acceptance_is_never_read_with_the_terms_of_something_else() -> None:
    """The one that was chosen is not shown, and another one stands beside it: then nobody is told that this was agreed."""
    offer = tn.Revision(
        id="p", at=tn.moment("2024-05-01 12:00", "UTC"), act="proposed", by="therapist", terms=tn.Terms(words="No letters."),
        alternatives=(tn.Alternative(id="a", terms=tn.Terms(words="Two letters a week.")),),
    )  # fmt: skip
    choice = tn.Revision(id="y", at=offer.at, act="accepted", by="client", answers=("a",))
    rule = tn.Agreement(id="rule", topic="other", kind="own", revisions=(offer, choice), shared_with=("peer", "friend"))
    home = journal_of(rule)

    def agreed(view: tn.View) -> list[str]:
        found = tn.insights.in_force(view.journal, tn.moment("2024-06-01 12:00", "UTC"))
        return [holding.terms.words for holding in found]

    assert agreed(tn.view(home, "me")) == agreed(tn.view(home, "peer")) == ["Two letters a week."]
    terms = frozenset({"agreement.topic", "agreement.revisions.act", "agreement.revisions.terms.words"})
    for more in (set[str](), {"agreement.revisions.answers"}, {"agreement.revisions.alternatives.terms.words"}):
        assert agreed(tn.view(home, tn.Audience(name="friend", sees=terms | more))) == []
