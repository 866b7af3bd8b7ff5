"""The page for the next session: what is on it, in which order, for whom."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME
from therapy_notes.sharing.rewriting import Place, with_texts

ZONE = "Europe/Lisbon"
SUNDAY = tn.moment("2024-05-12 20:00", ZONE)
MONDAY = tn.moment("2024-05-13 16:00", ZONE)
LAST_MONDAY = tn.moment("2024-05-06 16:00", ZONE)
AUDIENCES = ("me", "therapist", "peer", "public")
EMPTY_LINES = {"afterwards", "agreed_today"}


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone=ZONE).with_records(*found)


def page(*found: tn.Record, audience: str = "me") -> tn.Prep:
    return tn.prepare(tn.view(journal_of(*found), audience), at=SUNDAY)


def topic(id: str, *, opened: str, shared: bool = False, **fields: object) -> tn.Topic:
    made = tn.Topic(id=id, text=f"about {id}", opened=tn.moment(f"{opened} 10:00", ZONE))
    return attrs.evolve(made, shared_with=("therapist",) if shared else (), **fields)  # type: ignore[arg-type]


def session(**fields: object) -> tn.Session:
    made = tn.Session(id="monday", starts_at=MONDAY, status="booked")
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_sections_stand_in_the_readers_order_and_none_is_empty(example: tn.Journal, audience: str) -> None:
    at = tn.moment("2024-09-15 20:00", ZONE)
    kinds = [section.kind for section in tn.prepare(tn.view(example, audience), at=at).sections]
    order = FOR_ME if audience == "me" else FOR_ANOTHER
    assert kinds == [kind for kind in order if kind in kinds]
    assert all(section.items for section in tn.prepare(tn.view(example, audience), at=at).sections)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_item_says_why_it_is_there_and_where_it_comes_from(example: tn.Journal, audience: str) -> None:
    view = tn.view(example, audience)
    for section in tn.prepare(view, at=tn.moment("2024-09-15 20:00", ZONE)).sections:
        for item in section.items:
            assert item.why
            assert section.kind in EMPTY_LINES or item.record in view.journal


@given(testing.journals(), testing.moments(), st.sampled_from(AUDIENCES))
def test_a_page_can_be_prepared_from_every_journal_at_every_moment(journal: tn.Journal, at: object, audience: str) -> None:
    shared = journal.with_records(*(attrs.evolve(record, shared_with=(audience,)) for record in journal))
    view = tn.view(shared, audience)
    prep = tn.prepare(view, at=at)  # type: ignore[arg-type]
    assert prep == tn.prepare(view, at=at)  # type: ignore[arg-type]
    assert tn.render(prep, "json") == tn.render(prep, "json")
    assert tn.render(prep, "markdown")


@documents
@given(testing.journals(), testing.moments())
def test_a_page_becomes_every_kind_of_file(journal: tn.Journal, at: object) -> None:
    prep = tn.prepare(tn.view(journal, "me"), at=at)  # type: ignore[arg-type]
    for layout in (tn.Layout(style="page"), tn.Layout(style="large_print", language="de", paper="letter")):
        assert tn.render(prep, "html", layout)
        assert tn.render(prep, "docx", layout) == tn.render(prep, "docx", layout)


def test_the_agenda_is_her_own_order_then_pinned_then_oldest_first() -> None:
    prep = page(
        session(appearances=(tn.Appearance(topic="c"), tn.Appearance(topic="a"))),
        topic("a", opened="2024-01-01"),
        topic("b", opened="2024-03-01"),
        topic("c", opened="2024-04-01"),
        topic("d", opened="2024-02-01"),
        topic("e", opened="2024-04-20", pinned=True),
    )
    assert [item.record for item in prep["agenda"]] == ["c", "a", "e"]
    assert [item.record for item in prep["if_there_is_room"]] == ["d", "b"]


def test_how_hard_a_topic_is_does_not_move_it() -> None:
    easy, hard = topic("easy", opened="2024-02-01"), topic("hard", opened="2024-01-01", fear_of_raising=tn.Rating.of(10))
    assert [item.record for item in page(session(), easy, hard)["agenda"]] == ["hard", "easy"]


def test_what_must_come_up_is_on_the_page_although_it_is_the_fourth() -> None:
    ids = "abcd"
    prep = page(
        session(appearances=tuple(tn.Appearance(topic=id, must=id == "d") for id in ids)),
        *(topic(id, opened="2024-01-01") for id in ids),
    )
    assert [item.record for item in prep["agenda"]] == list(ids)


def test_what_was_discussed_or_withdrawn_or_opened_later_does_not_wait() -> None:
    held = tn.Session(
        id="held", starts_at=LAST_MONDAY, status="fulfilled", appearances=(tn.Appearance(topic="a", outcome="discussed"),)
    )
    prep = page(
        session(),
        held,
        topic("a", opened="2024-01-01"),
        topic("b", opened="2024-01-01", withdrawn_at=LAST_MONDAY),
        topic("c", opened="2024-06-01"),
        topic("d", opened="2024-01-02"),
    )
    assert [item.record for item in prep["agenda"]] == ["d"]


def test_a_topic_that_was_taken_back_is_not_on_the_agenda_although_it_was_listed() -> None:
    prep = page(
        session(appearances=(tn.Appearance(topic="a"), tn.Appearance(topic="b"))),
        topic("a", opened="2024-01-01", withdrawn_at=LAST_MONDAY),
        topic("b", opened="2024-01-01"),
    )
    assert [item.record for item in prep["agenda"]] == ["b"]


def test_what_is_not_for_today_is_named_once_and_not_on_the_agenda() -> None:
    prep = page(
        session(preparation=tn.Preparation(not_today=("a", "my hip"))),
        topic("a", opened="2024-01-01"),
        topic("b", opened="2024-01-02"),
    )
    assert [item.text for item in prep["not_today"]] == ["about a", "my hip"]
    assert [item.record for item in prep["agenda"]] == ["b"]


def test_a_topic_that_is_set_aside_comes_back_when_its_time_has_come() -> None:
    aside = topic("a", opened="2024-01-01", plan=tn.Plan(set_aside_until=tn.moment("2024-06-01 00:00", ZONE)))
    back = topic("b", opened="2024-01-01", plan=tn.Plan(set_aside_until=SUNDAY))
    assert [item.record for item in page(session(), aside, back)["agenda"]] == ["b"]


def test_a_topic_of_an_open_rupture_stands_beneath_what_she_listed() -> None:
    rupture = tn.Rupture(id="the-clock", title="the clock", noticed=LAST_MONDAY)
    marked = topic("a", opened="2024-01-01", links=(tn.Link(kind="about", to="the-clock"),))
    planned = topic("b", opened="2024-01-02", plan=tn.Plan(session="monday"))
    prep = page(session(), rupture, marked, planned)
    assert [item.record for item in prep["also_marked"]] == ["a", "b"]
    assert not prep["agenda"]
    assert [item.text for item in prep["relationship"]] == ["the clock"]


def test_the_therapists_page_has_none_of_what_is_hers_alone_even_from_shared_records() -> None:
    hers = tn.Preparation(
        fears=("that you laugh",),
        opening_line="I have something.",
        if_words_fail="Take the letter.",
        since="I see it now.",
        mood="low",
        safety_first="First this.",
        ask=("listen",),
        shared_with=("therapist",),
    )
    reflection = tn.Reflection(
        unsaid=(tn.Unsaid(id="u", what="that I was angry", shared_with=("therapist",)),),
        events=(tn.SessionEvent(id="e", what="she waited", keep=True),),
        next_time="the letter",
        shared_with=("therapist",),
    )
    shared = ("therapist",)
    prep = page(
        session(preparation=hers, shared_with=shared, connection_before=tn.Rating.of(3)),
        tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled", reflection=reflection, shared_with=shared),
        tn.Rupture(id="r", title="the clock", noticed=LAST_MONDAY, shared_with=shared),
        attrs.evolve(tn.Agreement.example(), id="p", kind="personal_commitment", shared_with=shared),
        audience="therapist",
    )
    assert [section.kind for section in prep.sections] == ["safety_first", "ask", "bridge", "feedback", "agreed_today"]


def test_a_view_may_name_a_section_that_others_do_not_get() -> None:
    reader = tn.Audience(
        name="co-therapist", sees=frozenset({"session.starts_at", "session.preparation.fears", "prep.fears"})
    )
    meeting = session(
        preparation=tn.Preparation(fears=("that you laugh",), shared_with=("co-therapist",)), shared_with=("co-therapist",)
    )
    prep = tn.prepare(tn.view(journal_of(meeting), reader), at=SUNDAY)
    assert [item.text for item in prep["fears"]] == ["that you laugh"]


def test_without_a_session_that_is_shown_the_window_is_everything() -> None:
    prep = page(topic("a", opened="2024-01-01", shared=True), session(), audience="therapist")
    assert (prep.session, prep.since) == (None, None)
    assert [item.text for item in prep["agenda"]] == ["about a"]


def test_the_window_begins_with_the_last_held_session() -> None:
    held = tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled")
    missed = tn.Session(id="missed", starts_at=tn.moment("2024-05-09 16:00", ZONE), status="cancelled")
    assert page(session(), held, missed).since == LAST_MONDAY


def test_a_window_holds_its_first_and_its_last_day() -> None:
    sent = tn.Contact.new("the picture", at=LAST_MONDAY, purpose="sharing_material")
    view = tn.view(journal_of(session(), sent), "me")
    day = tn.day("2024-05-06")
    prep = tn.prepare(view, at=SUNDAY, window=(day, day))
    assert [item.text for item in prep["materials"]] == ["the picture"]
    assert prep.since == tn.moment("2024-05-06 00:00", ZONE)
    assert not tn.prepare(view, at=SUNDAY, window=(tn.day("2024-05-07"), tn.day("2024-05-07")))["materials"]


def test_what_was_taken_back_is_nowhere_on_the_page() -> None:
    gone = tn.moment("2024-05-11 10:00", ZONE)
    prep = page(
        session(),
        tn.Session(id="earlier", starts_at=tn.moment("2024-05-12 21:00", ZONE), status="booked", retracted_at=gone),
        tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled", retracted_at=gone),
        attrs.evolve(tn.Contact.new("the picture", at=LAST_MONDAY, purpose="sharing_material"), retracted_at=gone),
    )
    assert (prep.session, prep.since) == ("monday", None)
    assert not prep["materials"]


def test_what_is_unfinished_is_offered_although_nobody_knows_when_it_was_written() -> None:
    entry = tn.Entry.new("and then", title="Half of it", unfinished=True)
    assert [item.text for item in page(session(), entry)["materials"]] == ["Half of it"]


def test_unsaid_things_wait_until_the_topic_that_they_became_is_discussed() -> None:
    said = tn.Unsaid(id="u1", what="said by now", topic="t")
    waits = tn.Unsaid(id="u2", what="still here")
    held = tn.Session(
        id="held",
        starts_at=LAST_MONDAY,
        status="fulfilled",
        reflection=tn.Reflection(unsaid=(said, waits)),
        appearances=(tn.Appearance(topic="t", outcome="discussed"),),
    )
    assert [item.text for item in page(session(), held, topic("t", opened="2024-01-01"))["unsaid"]] == ["still here"]


def test_a_break_is_spoken_of_when_it_is_near_and_counts_only_for_her() -> None:
    near = tn.Absence(id="away", begins=tn.moment("2024-05-20 00:00", ZONE), shared_with=("therapist",))
    far = tn.Absence(id="summer", begins=tn.moment("2024-08-01 00:00", ZONE), shared_with=("therapist",))
    meeting = session(shared_with=("therapist",))
    assert [item.detail for item in page(meeting, near, far)["coming_break"]] == ["1"]
    assert [item.detail for item in page(meeting, near, far, audience="therapist")["coming_break"]] == [""]
    assert not page(meeting, far)["coming_break"]


def test_an_unknown_session_is_an_error_and_a_naive_moment_too() -> None:
    view = tn.view(journal_of(session()), "me")
    with pytest.raises(KeyError):
        tn.prepare(view, at=SUNDAY, session="no such")
    with pytest.raises(tn.AmbiguousTimeError):
        tn.prepare(view, at=SUNDAY.naive())


def test_a_page_in_json_holds_the_same_items(example: tn.Journal) -> None:
    prep = tn.prepare(tn.view(example, "me"), at=tn.moment("2024-09-15 20:00", ZONE))
    rendered = tn.render(prep, "json")
    assert isinstance(rendered, str)
    held = json.loads(rendered)["therapy_notes_prep"]
    assert [section["kind"] for section in held["sections"]] == [section.kind for section in prep.sections]
    texts = [item.get("text", "") for section in held["sections"] for item in section["items"]]
    assert texts == [item.text for section in prep.sections for item in section.items]


def test_a_page_shows_none_of_its_words_in_repr() -> None:
    prep = page(session(preparation=tn.Preparation(opening_line="the secret sentence")))
    assert "secret" not in repr(prep)


# -- what comes first -------------------------------------------------------------------------------------------


def card(**fields: object) -> tn.Entry:
    made = tn.Entry.new("Feet on the floor.\nRing Nadia.", title="When it is bad", kind="what_helps")
    linked = attrs.evolve(made, links=(tn.Link(kind="for_session", to="monday"),))
    return attrs.evolve(linked, **fields)  # type: ignore[arg-type]  # any field of an entry


def test_what_helps_comes_first_when_she_put_it_there() -> None:
    mine = page(session(preparation=tn.Preparation(safety_first="I slept three hours.")), card())
    assert mine.sections[0].kind == "safety_first"
    assert [item.text for item in mine["safety_first"]] == ["I slept three hours.", "Feet on the floor.\nRing Nadia."]
    assert mine["materials"] == ()


@pytest.mark.parametrize(
    "entry",
    [
        card(links=()),
        card(kind="list"),
        card(links=(tn.Link(kind="about", to="monday"),)),
        card(links=(tn.Link(kind="for_session", to="another"),)),
        card(retracted_at=LAST_MONDAY),
        card(body=" ", title=""),
    ],
    ids=["no link", "another kind", "another link", "another session", "taken back", "empty"],
)
def test_a_card_that_she_did_not_put_there_is_not_first(entry: tn.Entry) -> None:
    assert page(session(), entry)["safety_first"] == ()


def test_the_therapist_gets_the_card_first_only_if_it_is_shared_with_her() -> None:
    shown = session(shared_with=("therapist",))
    assert page(shown, card(), audience="therapist")["safety_first"] == ()
    hers = page(shown, card(shared_with=("therapist",)), audience="therapist")
    assert hers.sections[0].kind == "safety_first"
    assert hers["safety_first"][0].text == "Feet on the floor.\nRing Nadia."


ALARM = "I cannot do this any more. I want it to stop. Help. Crisis. Emergency. 112."


@given(testing.journals(), testing.moments())
def test_no_text_however_alarming_puts_anything_first_and_no_calm_one_takes_it_away(journal: tn.Journal, at: object) -> None:
    def firsts(journal: tn.Journal) -> list[str | None]:
        return [item.record for item in tn.prepare(tn.view(journal, "me"), at=at)["safety_first"]]  # type: ignore[arg-type]  # drawn

    def loud(place: Place, text: str) -> str:
        is_hers = place.path in {"session.preparation.safety_first", "entry.kind"} or place.kind == "reference_or_words"
        return text if is_hers or not text.strip() else f"{text} {ALARM}"

    assert firsts(with_texts(journal, loud)) == firsts(journal)
