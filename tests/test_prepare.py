"""The page for the next session: what is on it, in which order, for whom."""

import json

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import insights, testing
from therapy_notes.insights.fears import FearNames, names_of
from therapy_notes.moments import DateTime
from therapy_notes.prep.fears_before import FearsBefore, names_of_all
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME
from therapy_notes.sharing.audience import PREP_SECTIONS, all_paths
from therapy_notes.sharing.rewriting import Place, with_texts

ZONE = "Europe/Lisbon"
SUNDAY = tn.moment("2024-05-12 20:00", ZONE)
MONDAY = tn.moment("2024-05-13 16:00", ZONE)
LAST_MONDAY = tn.moment("2024-05-06 16:00", ZONE)
AUDIENCES = ("me", "therapist", "peer", "public")
EMPTY_LINES = {"afterwards", "agreed_today"}
EVERY_FIELD = frozenset(path for path in all_paths() if not path.startswith("prep."))


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


@pytest.mark.parametrize(
    ("first", "since"),
    [
        (tn.day("0001-01-01"), tn.moment("0001-01-02 00:00", ZONE)),
        (tn.Approximate(words="since the old kitchen"), None),
        (tn.Approximate(latest=tn.day("2024-05-06"), words="before the tiles"), tn.moment("2024-05-06 00:00", ZONE)),
    ],
    ids=["the first day of all", "words only", "a latest day"],
)
def test_a_window_may_begin_where_no_calendar_reaches(first: tn.When, since: DateTime | None) -> None:
    sent = tn.Contact.new("the tiles", at=tn.moment("2024-05-06 09:00", ZONE), purpose="sharing_material")
    view = tn.view(journal_of(session(), sent), "me")
    prep = tn.prepare(view, at=SUNDAY, window=(first, tn.Approximate(words="now")))
    assert (prep.since, prep.until) == (since, SUNDAY)
    assert [item.text for item in prep["materials"]] == ["the tiles"]


@pytest.mark.parametrize("home", ["Asia/Tokyo", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/Paris", "-12:00"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_page_may_be_of_the_first_and_the_last_day_that_a_calendar_has(day: str, zone: str, home: str) -> None:
    held = tn.Session(id="held", starts_at=tn.day(day), status="fulfilled")
    journal = tn.Journal(zone=home).with_records(held, attrs.evolve(held, id="next", status="booked"))
    at = tn.moment("2024-05-12 20:00", zone)
    prep = tn.prepare(tn.view(journal, "me"), at=at, session="next", window=(tn.day(day), tn.day(day)))
    assert prep.until <= at
    assert tn.prepare(tn.view(journal, "me"), at=at).until == at


def test_what_was_given_up_nobody_knows_when_is_given_up() -> None:
    once = tn.Approximate(words="some evening, on the ferry")
    prep = page(
        session(appearances=(tn.Appearance(topic="a"), tn.Appearance(topic="b"), tn.Appearance(topic="c"))),
        topic("a", opened="2024-01-01", withdrawn_at=once),
        topic("b", opened="2024-01-02", retracted_at=once),
        topic("c", opened="2024-01-03"),
    )
    assert [item.record for item in prep["agenda"]] == ["c"]


def test_what_was_asked_and_found_nobody_knows_when_is_there() -> None:
    once = tn.Approximate(words="in the year of the wasps")
    goal = tn.Goal(
        id="g",
        text="To mend the gate",
        progress=(tn.Progress(at=tn.day("2024-05-01"), degree="halfway"),),
        evidence=(
            tn.Evidence(side="for", words="the hinge", at=tn.day("2024-04-01")),
            tn.Evidence(side="for", words="the nails", at=once),
            tn.Evidence(side="mixed", words="the paint", at=once),
        ),
    )
    prep = page(session(), goal, question("a", asked=once))
    assert [item.text for item in prep["questions"]] == ["why a?"]
    assert [item.text for item in prep["progress"]] == ["To mend the gate", "the hinge", "the paint"]


def test_the_id_of_what_is_not_there_is_not_printed() -> None:
    """Her own words are, also when they are one word with a hyphen in it."""
    gone = (tn.Topic.new("x").id, tn.Belief.new("y").id)
    prep = page(
        session(
            preparation=tn.Preparation(fears=(*gone, "self-doubt"), not_today=(*gone, "wasps"), materials=(*gone, "a jar"))
        )
    )
    assert [[item.text for item in prep[kind]] for kind in ("fears", "not_today", "materials")] == [
        ["self-doubt"], ["wasps"], ["a jar"],
    ]  # fmt: skip


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
        starts_at=tn.moment("2024-04-29 16:00", ZONE),
        status="fulfilled",
        reflection=tn.Reflection(unsaid=(said, waits)),
    )
    later = tn.Session(
        id="later", starts_at=LAST_MONDAY, status="fulfilled", appearances=(tn.Appearance(topic="t", outcome="discussed"),)
    )
    about = topic("t", opened="2024-01-01")
    assert [item.text for item in page(session(), held, about)["unsaid"]] == ["said by now", "still here"]
    assert [item.text for item in page(session(), held, later, about)["unsaid"]] == ["still here"]
    assert not page(session(), attrs.evolve(held, status="cancelled"), about)["unsaid"]


def test_what_stayed_unsaid_about_a_topic_of_that_same_hour_still_waits() -> None:
    held = tn.Session(
        id="held",
        starts_at=LAST_MONDAY,
        status="fulfilled",
        reflection=tn.Reflection(
            unsaid=(
                tn.Unsaid(id="u1", what="that I had packed", topic="t", shared_with=("all-seeing",)),
                tn.Unsaid(id="u2", meant="that I would have stayed", topic="t"),
                tn.Unsaid(id="u3", what="about the dog", topic="given-up"),
            ),
            shared_with=("all-seeing",),
        ),
        appearances=(tn.Appearance(topic="t", outcome="discussed"),),
    )
    given_up = topic("given-up", opened="2024-01-02", withdrawn_at=LAST_MONDAY)
    found = (session(), held, topic("t", opened="2024-01-01"), given_up)
    assert [item.text for item in page(*found)["unsaid"]] == ["that I had packed", "that I would have stayed"]
    reader = tn.Audience(name="all-seeing", sees=EVERY_FIELD | {"prep.unsaid"})
    assert [item.text for item in for_another(reader, *found)["unsaid"]] == ["that I had packed"]


def test_a_break_is_spoken_of_when_it_is_near_and_counts_only_for_her() -> None:
    near = tn.Absence(id="away", begins=tn.moment("2024-05-20 00:00", ZONE), shared_with=("therapist",))
    far = tn.Absence(id="summer", begins=tn.moment("2024-08-01 00:00", ZONE), shared_with=("therapist",))
    meeting = session(shared_with=("therapist",))
    assert [item.detail for item in page(meeting, near, far)["coming_break"]] == ["1"]
    assert [item.detail for item in page(meeting, near, far, audience="therapist")["coming_break"]] == [""]
    assert not page(meeting, far)["coming_break"]


def test_before_a_break_stands_what_she_means_to_say_by_its_first_day_and_still_waits() -> None:
    away = tn.Absence(id="away", begins=tn.day("2024-05-20"))
    waiting = [
        topic(day, opened="2024-01-01", plan=tn.Plan(before=tn.day(day)))
        for day in ("2024-05-01", "2024-05-19", "2024-05-20", "2024-05-21")
    ]
    elsewhere = attrs.evolve(topic("e", opened="2024-01-01", plan=tn.Plan(before=tn.day("2024-05-19"))), therapy="other")
    items = page(session(therapy="this"), away, *waiting, elsewhere)["coming_break"]
    assert [item.record for item in items] == ["away", "2024-05-01", "2024-05-19", "2024-05-20"]
    assert [item.since for item in items[1:]] == [tn.day("2024-05-01"), tn.day("2024-05-19"), tn.day("2024-05-20")]


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


def test_that_she_left_a_topic_on_purpose_is_for_herself_alone() -> None:
    shared = ("therapist",)
    held = tn.Session(
        id="held",
        starts_at=LAST_MONDAY,
        status="fulfilled",
        appearances=(tn.Appearance(topic="a", outcome="chose_not_to"),),
        shared_with=shared,
    )
    found = (session(shared_with=shared), held, topic("a", opened="2024-01-01", shared=True))
    assert [item.why for item in page(*found)["agenda"]] == ["left_for_another_day"]
    assert [item.why for item in page(*found, audience="therapist")["agenda"]] == ["still_waiting"]


def test_a_topic_of_which_no_word_is_seen_leaves_no_empty_place() -> None:
    found = (session(), attrs.evolve(topic("a", opened="2024-01-01"), text=" "), topic("b", opened="2024-02-01"))
    assert [item.record for item in page(*found)["agenda"]] == ["b"]


# -- something to hold on to ------------------------------------------------------------------------------------

THIS = tn.Therapy(id="this", therapist="ines")
OTHER = tn.Therapy(id="other", therapist="bruno")
PEOPLE = (tn.Person(id="ines", name="Ines", role="therapist"), tn.Person(id="bruno", name="Bruno", role="therapist"))


def said(id: str, day: str, **fields: object) -> tn.Statement:
    made = tn.Statement(id=id, speaker="therapist", said=tn.day(day), words=f"the words of {id}", keep=True)
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]  # any field of a statement


def kept_moment(what: str) -> tn.Session:
    reflection = tn.Reflection(events=(tn.SessionEvent(id="e", what=what, keep=True),))
    return tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled", reflection=reflection)


def test_what_answers_a_fear_of_today_comes_first_then_the_latest_that_she_keeps() -> None:
    prep = page(
        session(preparation=tn.Preparation(fears=("the-lift", "She will put the lamp out"))),
        tn.Prediction(id="the-lift", fear="It stops between two floors.", of="shut-in"),
        tn.Belief(id="shut-in", text="Doors are for others."),
        said("of-the-belief", "2023-01-09", answers=("shut-in",)),
        said("of-the-words", "2022-01-10", answers=("she will put the lamp out ",)),
        said("newer", "2024-05-01"),
        said("older", "2024-03-01"),
        kept_moment("She waited on the stairs"),
    )
    assert [item.text for item in prep["hold_on_to"]] == [
        "the words of of-the-belief",
        "the words of of-the-words",
        "She waited on the stairs",
    ]


def test_what_was_said_again_counts_from_the_last_time() -> None:
    again = said("a", "2022-05-12", again=(tn.day("2024-05-12"), tn.day("2024-05-20")))
    (item,) = page(session(), again)["hold_on_to"]
    assert (item.since, item.why, item.detail) == (tn.day("2024-05-12"), "you_kept_it", "")


def test_what_is_not_kept_or_not_said_yet_or_taken_back_is_nothing_to_hold_on_to() -> None:
    assert not page(
        session(),
        said("a", "2024-05-01", keep=False),
        said("e", "2024-05-01", keep=False, answers=("that you laugh",)),
        said("b", "2024-05-13"),
        said("c", "2024-05-01", retracted_at=tn.day("2024-05-02")),
        said("d", "2024-05-01", words="  "),
    )["hold_on_to"]


@pytest.mark.parametrize(
    ("speaker", "therapy", "why", "detail"),
    [
        ("therapist", "this", "you_kept_it", ""),
        ("ines", None, "you_kept_it", ""),
        ("client", "this", "you_said_it", ""),
        ("bruno", "this", "somebody_said_it", "Bruno"),
        ("therapist", "other", "somebody_said_it", "Bruno"),
        ("unknown", None, "somebody_said_it", ""),
    ],
)
def test_it_is_said_who_said_it_when_it_was_not_the_therapist(
    speaker: str, therapy: str | None, why: str, detail: str
) -> None:
    found = page(session(therapy="this"), THIS, OTHER, *PEOPLE, said("a", "2024-05-01", speaker=speaker, therapy=therapy))
    assert [(item.why, item.detail) for item in found["hold_on_to"]] == [(why, detail)]


HOLDS = tn.Audience(
    name="therapist",
    sees=frozenset(
        {
            "session.starts_at", "session.therapy", "session.reflection.events.what", "session.reflection.events.keep",
            "therapy.therapist", "person.name", "statement.speaker", "statement.said", "statement.words", "statement.keep",
            "statement.therapy", "prep.hold_on_to",
        }
    ),
)  # fmt: skip


def for_another(reader: tn.Audience, *found: tn.Record) -> tn.Prep:
    shared = (attrs.evolve(record, shared_with=(reader.name,)) for record in found)
    return tn.prepare(tn.view(journal_of(*shared), reader), at=SUNDAY)


def test_sentences_of_others_have_to_be_named_beside_what_is_to_be_held_on_to() -> None:
    found = (
        session(therapy="this"), THIS, OTHER, *PEOPLE,
        said("hers", "2024-05-01", therapy="this"),
        said("elsewhere", "2024-05-02", therapy="other"),
        said("nowhere", "2024-05-03"),
        said("of-bruno", "2024-05-04", therapy="this", speaker="bruno"),
    )  # fmt: skip
    assert [item.text for item in for_another(HOLDS, *found)["hold_on_to"]] == ["the words of hers"]
    named = for_another(HOLDS.plus("prep.other_statements"), *found)["hold_on_to"]
    assert [item.text for item in named] == [f"the words of {id}" for id in ("of-bruno", "nowhere", "elsewhere")]
    assert "Bruno" not in {item.detail for item in named}
    assert not for_another(HOLDS.minus("prep.hold_on_to").plus("prep.other_statements"), *found)["hold_on_to"]


# -- fears ------------------------------------------------------------------------------------------------------


def feared(id: str, made: str, outcome: str | None = None, **fields: object) -> tn.Prediction:
    made_at = tn.day(made)
    after = {"outcome": outcome, "outcome_at": made_at, "words_after": f"after {id}"} if outcome else {}
    prediction = tn.Prediction(id=id, fear="She will yawn.", made_at=made_at)
    return attrs.evolve(prediction, **{**after, **fields})  # type: ignore[arg-type]  # any field of a prediction


def test_what_is_still_open_and_about_this_session_is_feared_too_and_each_fear_stands_once() -> None:
    here = (tn.Link(kind="for_session", to="monday"),)
    prep = page(
        session(preparation=tn.Preparation(fears=("that you laugh", "listed", "the-door"))),
        feared("listed", "2024-05-01"),
        feared("the-same-words", "2024-05-02", links=here),
        feared("about-it", "2024-05-03", fear="He will ring.", links=(tn.Link(kind="about", to="monday"),)),
        feared("of-it", "2024-05-04", fear="The door sticks.", of="the-door"),
        feared("of-that", "2024-05-05", fear="I go red.", of="seen"),
        feared("known-by-now", "2024-05-05", "happened", fear="It rains.", links=here),
        feared("taken-back", "2024-05-05", fear="It hails.", of="seen", retracted_at=LAST_MONDAY),
        feared("elsewhere", "2024-05-05", fear="It snows.", links=(tn.Link(kind="for_session", to="held"),)),
        tn.Belief(id="the-door", text="Doors are for others."),
        tn.Belief(id="seen", text="Everybody sees it.", links=here),
    )
    assert [item.text for item in prep["fears"]] == [
        "that you laugh",
        "She will yawn.",
        "Doors are for others.",
        "He will ring.",
        "I go red.",
    ]


def test_fewer_than_five_occasions_stand_there_one_by_one() -> None:
    prep = page(
        session(preparation=tn.Preparation(fears=("today",))),
        feared("a", "2024-01-08", "did_not_happen"),
        feared("b", "2024-02-05", "happened"),
        feared("today", "2024-05-11"),
    )
    assert [(item.text, item.why, item.since, item.record) for item in prep["fears"]] == [
        ("She will yawn.", "you_wrote_it", None, "today"),
        ("after a", "did_not_happen", tn.day("2024-01-08"), "a"),
        ("after b", "happened", tn.day("2024-02-05"), "b"),
    ]


EIGHT = [
    *(feared(f"n{n}", f"2024-01-0{n}", "did_not_happen") for n in range(1, 4)),
    feared("p", "2024-02-01", "partly"),
    feared("h", "2024-02-02", "happened"),
    feared("o", "2024-02-03", "opposite"),
    feared("open", "2024-02-04"),
    feared("today", "2024-05-11"),
]


def test_from_five_occasions_on_they_are_counted_and_none_is_hidden() -> None:
    (fear, counted) = page(session(preparation=tn.Preparation(fears=("today",))), *EIGHT)["fears"]
    assert fear.text == "She will yawn."
    assert [(count.of, count.n) for count in counted.counts] == [
        ("written_down", 8), ("did_not_happen", 3), ("opposite", 1), ("partly", 1), ("happened", 1), ("open", 2),
    ]  # fmt: skip


def test_one_fear_named_twice_is_counted_once() -> None:
    found = [attrs.evolve(one, of="dull") for one in EIGHT]
    prep = page(
        session(preparation=tn.Preparation(fears=("dull", "today"))), tn.Belief(id="dull", text="I am dull."), *found
    )
    assert [item.why for item in prep["fears"]] == ["you_wrote_it", "occasions", "you_wrote_it"]


def test_one_fear_in_words_and_by_its_belief_is_counted_once() -> None:
    found = [attrs.evolve(one, of="dull") for one in EIGHT]
    named = ("she will YAWN. ", "dull")
    prep = page(session(preparation=tn.Preparation(fears=named)), tn.Belief(id="dull", text="I am dull."), *found)
    assert [item.why for item in prep["fears"]] == ["you_wrote_it", "occasions", "you_wrote_it"]


def test_however_many_fears_there_are_the_past_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    all_of_them = insights.occasions

    def occasions(*args: object, **named: object) -> object:
        asked.append(args)
        return all_of_them(*args, **named)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(insights, "occasions", occasions)
    here = (tn.Link(kind="about", to="monday"),)
    found = [feared(f"n{n}", "2024-01-01", fear=f"Wave {n} comes in.", links=here) for n in range(20)]
    assert len(page(session(), *found, said("a", "2024-05-01", answers=("n3",)))["fears"]) == 20
    assert len(asked) == 1


NAMES = ("b1", "b2", "p1", "p2", "p3", "nowhere")
SAYINGS = ("It rains in.", " it RAINS in.", "Nobody rings.", "p1", "")
FEARED = st.builds(
    journal_of,
    *(testing.beliefs(id=st.just(id), text=st.sampled_from(SAYINGS)) for id in ("b1", "b2")),
    *(
        testing.predictions(id=st.just(id), fear=st.sampled_from(SAYINGS), of=st.none() | st.sampled_from(NAMES))
        for id in ("p1", "p2", "p3", "p4")
    ),
)


def one_of_a_belief_and_one_of_none(of: str | None) -> tn.Journal:
    one, other = feared("p1", "2024-01-08", of="b1"), feared("p2", "2024-01-09", of=of)
    return journal_of(tn.Belief(id="b1", text="I am dull."), one, other)


@example(one_of_a_belief_and_one_of_none(None), "p1", SUNDAY, None)
@example(one_of_a_belief_and_one_of_none("b2"), "p1", SUNDAY, None)
@example(one_of_a_belief_and_one_of_none("b2"), "p2", SUNDAY, None)
@given(FEARED, st.sampled_from((*NAMES, *SAYINGS)), testing.moments(), st.sampled_from((None, "with-ines")))
def test_what_came_of_a_fear_is_found_by_its_names_as_the_question_finds_it(
    journal: tn.Journal, fear: str, at: DateTime, therapy: str | None
) -> None:
    before = FearsBefore.of(journal, at, therapy)
    assert before.occasions_in(before.group_of(fear)) == insights.occasions(journal, fear, at=at, therapy=therapy).occasions


@given(FEARED, st.lists(st.sampled_from((*NAMES, *SAYINGS)), max_size=3), testing.moments())
def test_several_fears_have_the_names_that_each_of_them_has(journal: tn.Journal, fears: list[str], at: DateTime) -> None:
    each = [names_of(journal, fear, at) for fear in fears]
    assert names_of_all(journal, fears, at) == FearNames(
        ids=frozenset(id for names in each for id in names.ids),
        words=frozenset(words for names in each for words in names.words),
    )


def test_what_came_of_a_fear_can_be_switched_off() -> None:
    journal = journal_of(session(preparation=tn.Preparation(fears=("today",))), *EIGHT)
    prep = tn.prepare(tn.view(journal, "me"), at=SUNDAY, occasions=False)
    assert [item.why for item in prep["fears"]] == ["you_wrote_it"]


def test_for_another_reader_what_came_of_a_fear_has_to_be_named_and_is_never_counted() -> None:
    reader = tn.Audience(name="therapist", sees=EVERY_FIELD | {"prep.fears"})
    hers = session(preparation=tn.Preparation(fears=("today",), shared_with=("therapist",)))
    assert [item.why for item in for_another(reader, hers, *EIGHT)["fears"]] == ["you_wrote_it"]
    found = for_another(reader.plus("prep.occasions"), hers, *EIGHT)["fears"]
    assert [item.why for item in found] == [
        "you_wrote_it", "did_not_happen", "did_not_happen", "did_not_happen", "partly", "happened", "opposite",
    ]  # fmt: skip
    assert not any(item.counts for item in found)


# -- questions, wishes, progress --------------------------------------------------------------------------------


def question(id: str, **fields: object) -> tn.Question:
    made = tn.Question(id=id, text=f"why {id}?", asked=tn.day("2024-04-01"), to=("therapist",))
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]  # any field of a question


def test_a_question_stands_there_until_it_has_an_answer_and_what_she_marked_comes_first() -> None:
    answered = (tn.Answer(at=tn.day("2024-05-01"), by="therapist", words="because"),)
    prep = page(
        session(therapy="this"),
        THIS,
        question("a", because="It has been a year."),
        question("b", to=("ines",)),
        question("c", to=("client",)),
        question("d", answers=answered),
        question("e", wanted="no"),
        question("f", answers=answered, to=("client",), links=(tn.Link(kind="for_session", to="monday"),)),
        question("g", answers=(tn.Answer(words="some day"),)),
        question("h", asked=tn.day("2024-06-01")),
        question("i", therapy="other"),
        question("j", to=("both",), answers=(tn.Answer(at=tn.day("2024-05-13"), words="tomorrow"),)),
        question("k", asked=tn.day("2024-04-02"), expected="Never."),
    )
    assert [(item.record, item.detail) for item in prep["questions"]] == [("f", ""), ("a", "It has been a year."), ("b", "")]
    assert [item.record for item in prep["if_there_is_room"]] == ["j", "k"]


def test_what_answer_she_expects_is_for_herself_alone() -> None:
    asked = question("a", expected="That I am not ready.", shared_with=("therapist",))
    assert [item.text for item in page(session(), asked)["questions"]] == ["why a?", "That I am not ready."]
    everything = tn.Audience(name="therapist", sees=EVERY_FIELD)
    assert [item.text for item in for_another(everything, session(), asked)["questions"]] == ["why a?"]


def wish(*readings: tuple[str, str], **fields: object) -> tn.Preference:
    found = tuple(tn.PreferenceReading(at=tn.day(at), wish=wish, because=f"on {at}") for at, wish in readings)
    return tn.Preference(id="p", about="letters", readings=found, **fields)  # type: ignore[arg-type]  # any field


def test_her_latest_wish_stands_there_unless_it_asks_for_nothing() -> None:
    assert [
        (item.text, item.why) for item in page(session(), wish(("2024-04-01", "keep"), ("2024-05-01", "more")))["wishes"]
    ] == [
        ("letters", "wish_more"),
        ("on 2024-05-01", "because"),
    ]
    own = page(session(), wish(("2024-04-01", "only on green paper")))["wishes"]
    assert (own[0].detail, own[0].why) == ("only on green paper", "wish")
    for content in ("keep", "none", " "):
        assert not page(session(), wish(("2024-04-01", "more"), ("2024-05-01", content)))["wishes"]
    assert not page(session(), wish(("2024-06-01", "more")))["wishes"]


@pytest.mark.parametrize(
    ("by", "at", "stands"),
    [
        ("client", "2024-05-02", False),
        ("client", "2024-05-01", False),
        ("client", "2024-04-01", True),
        ("therapist", "2024-05-02", True),
        ("client", "2024-06-01", True),
    ],
)
@pytest.mark.parametrize("linked_from", ["agreement", "wish"])
def test_a_wish_is_no_wish_any_more_once_she_has_made_a_step_for_it(
    by: str, at: str, linked_from: str, *, stands: bool
) -> None:
    revision = tn.Revision(id="r", at=tn.day(at), act="proposed", by=by, terms=tn.Terms(words="A letter each Thursday."))
    agreement = tn.Agreement(id="a", topic="other", kind="own", revisions=(revision,))
    longing = wish(("2024-05-01", "more"))
    if linked_from == "agreement":
        agreement = attrs.evolve(agreement, links=(tn.Link(kind="because_of", to="p"),))
    else:
        longing = attrs.evolve(longing, links=(tn.Link(kind="about", to="a"),))
    assert bool(page(session(), agreement, longing)["wishes"]) is stands


def test_how_far_she_has_come_is_what_she_wrote_last_with_what_speaks_for_it_and_against() -> None:
    goal = tn.Goal(
        id="g",
        text="To swim out",
        progress=(
            tn.Progress(at=tn.day("2024-03-01"), degree=tn.Rating.of(1)),
            tn.Progress(at=tn.day("2024-05-01"), degree=tn.Rating.of(4), words="to the second buoy"),
            tn.Progress(at=tn.day("2024-06-01"), degree=tn.Rating.of(9)),
        ),
        evidence=(
            tn.Evidence(side="for", words="the buoy", at=tn.day("2024-05-01")),
            tn.Evidence(side="for", words="wet hair", at=tn.day("2024-04-01")),
            tn.Evidence(side="against", words="the weed"),
            tn.Evidence(side="against", words="not yet", at=tn.day("2024-06-01")),
        ),
        shared_with=("therapist",),
    )
    untouched = tn.Goal(id="h", text="To fly")
    expected = [
        ("To swim out", "4 (0–10) · to the second buoy", "how_far"),
        ("the buoy", "", "speaks_for"),
        ("the weed", "", "speaks_against"),
    ]
    for audience in ("me", "therapist"):
        found = page(session(shared_with=("therapist",)), goal, untouched, audience=audience)["progress"]
        assert [(item.text, item.detail, item.why) for item in found] == expected


# -- agreements, contacts, the last time ------------------------------------------------------------------------


def agreed(**fields: object) -> tn.Revision:
    terms = tn.Terms(words="Letters on Thursdays.", contact=tn.ContactRule(mode="none"))
    made = tn.Revision(id="r", at=tn.day("2024-03-01"), act="stated", by="therapist", terms=terms)
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]  # any field of a revision


@pytest.mark.parametrize(
    ("revision", "asked", "why"),
    [
        (agreed(), False, None),
        (agreed(), True, "asked_about"),
        (agreed(trial=True), False, "on_trial"),
        (agreed(at=tn.day("2024-05-08")), False, "changed"),
        (agreed(trial=True, review_on=tn.day("2024-05-13")), True, "to_look_at_again"),
        (agreed(act="proposed", by="client"), False, "i_proposed"),
        (agreed(act="proposed"), False, "was_proposed"),
    ],
)
def test_an_agreement_stands_there_when_something_is_to_be_said_about_it(
    revision: tn.Revision, why: str | None, *, asked: bool
) -> None:
    held = tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled")
    agreement = tn.Agreement(id="a", topic="between_session_contact", kind="working_agreement", revisions=(revision,))
    about = (question("q", links=(tn.Link(kind="about", to="a"),)),) if asked else ()
    assert [item.why for item in page(session(), held, agreement, *about)["agreements"]] == ([why] if why else [])


def test_what_was_not_within_the_agreement_is_only_said_to_have_been_written_and_only_to_her() -> None:
    shared = ("therapist",)
    found = (
        session(shared_with=shared),
        tn.Agreement(id="a", topic="between_session_contact", kind="own", revisions=(agreed(),), shared_with=shared),
        tn.Contact.new(
            "the picture", at=tn.moment("2024-05-11 10:00", ZONE), purpose="sharing_material", shared_with=shared
        ),
    )
    assert [item.why for item in page(*found)["materials"]] == ["written_read_not_known"]
    assert [item.why for item in page(*found, audience="therapist")["materials"]] == ["sent_read_not_known"]


def test_the_rules_are_gone_through_once_for_all_that_she_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    judge = insights.verdicts

    def verdicts(journal: tn.Journal, contacts: list[tn.Contact], at: DateTime) -> object:
        asked.append(len(contacts))
        return judge(journal, contacts, at)

    monkeypatch.setattr(insights, "verdicts", verdicts)
    monkeypatch.delattr(insights, "verdict")
    rule = tn.Agreement(id="a", topic="between_session_contact", kind="own", revisions=(agreed(),))
    sent = [
        tn.Contact.new(f"sheet {n}", at=tn.moment(f"2024-05-11 1{n}:00", ZONE), purpose="sharing_material") for n in range(5)
    ]
    undated = tn.Contact(id="undated", direction="client_to_therapist", body="a sheet without a day")
    hers = session(preparation=tn.Preparation(materials=("undated",)))
    assert [item.why for item in page(hers, rule, *sent, undated)["materials"]] == [
        *["written_read_not_known"] * 5,
        "sent_read_not_known",
    ]
    assert asked == [6]


def test_a_letter_without_words_has_the_name_of_what_went_with_it() -> None:
    picture = (tn.Attachment(id="x", name="the jetty.jpg"),)
    sent = attrs.evolve(tn.Contact.new(at=tn.moment("2024-05-11 10:00", ZONE)), attachments=picture)
    assert [item.text for item in page(session(), sent)["materials"]] == ["the jetty.jpg"]


def test_that_she_did_not_go_is_said_once_and_only_to_her() -> None:
    shared = ("therapist",)
    held = tn.Session(id="held", starts_at=tn.moment("2024-04-22 16:00", ZONE), status="fulfilled", shared_with=shared)
    missed = [
        tn.Session(id=day, starts_at=tn.moment(f"{day} 16:00", ZONE), status="noshow", shared_with=shared)
        for day in ("2024-04-15", "2024-04-29", "2024-05-06")
    ]
    meeting = session(shared_with=shared)
    assert [(item.why, item.record) for item in page(meeting, held, *missed)["bridge"]] == [("did_not_go", "2024-05-06")]
    assert not page(meeting, held, *missed, audience="therapist")["bridge"]


def test_a_kind_of_ones_own_of_what_was_not_said_is_not_in_repr() -> None:
    reflection = tn.Reflection(unsaid=(tn.Unsaid(id="u", what="the thing", kind="swallowed for Nadia"),))
    held = tn.Session(id="held", starts_at=LAST_MONDAY, status="fulfilled", reflection=reflection)
    (item,) = page(session(), held)["unsaid"]
    assert item.why == "left_unsaid"
    assert "Nadia" not in repr(item)


def test_a_page_shows_nothing_of_urges_scores_and_how_near_she_felt() -> None:
    for audience in ("me", "therapist"):
        shared = (audience,)
        found = (
            tn.Urge(id="u", urge="canary of an urge", at=SUNDAY, shared_with=shared),
            tn.Score(id="s", instrument="canary of a score", value=tn.Rating.of(3), taken_at=SUNDAY, shared_with=shared),
            session(connection_before="canary of nearness", shared_with=shared),
        )
        made = tn.render(page(*found, audience=audience), "json")
        assert "canary" not in str(made)


# -- what is hers alone -----------------------------------------------------------------------------------------


def everything_of_hers(*shared: str) -> tn.Journal:
    """Return a journal in which what no other reader gets by default says "canary", and all of it is shared."""
    preparation = tn.Preparation(
        fears=("canary fear", "fear"), opening_line="canary line", if_words_fail="canary letter", since="canary insight",
        mood="canary mood", capacity="canary capacity", feelings=(tn.Feeling(name="canary feeling"),), ask=("Listen.",),
        shared_with=shared,
    )  # fmt: skip
    reflection = tn.Reflection(
        unsaid=(tn.Unsaid(id="u", what="canary unsaid", shared_with=shared),),
        events=(
            tn.SessionEvent(id="e", what="She hummed.", feelings=(tn.Feeling(name="canary guess", whose="therapist"),)),
        ),
        felt_understood="canary understood",
        shared_with=shared,
    )
    commitment = tn.Revision(
        id="r", at=tn.day("2024-05-08"), act="stated", by="client", terms=tn.Terms(words="canary promise")
    )
    links = (tn.Link(kind="for_session", to="monday"),)
    found = (
        tn.Therapy(id="this", therapist="ines"),
        tn.Therapy(id="other", therapist="bruno"),
        *PEOPLE,
        tn.Person(id="nadia", name="canary friend", role="friend"),
        session(preparation=preparation, connection_before="canary nearness", therapy="this"),
        tn.Session(
            id="held", starts_at=LAST_MONDAY, status="fulfilled", reflection=reflection, connection_after="canary distance",
            therapy="this",
        ),
        tn.Session(id="missed", starts_at=tn.moment("2024-05-10 16:00", ZONE), status="noshow", therapy="this"),
        tn.Rupture(
            id="rupture", title="canary rupture", noticed=LAST_MONDAY, meaning="canary meaning",
            sizes=(tn.Size(of="then", degree="canary size"),),
        ),
        tn.Prediction(id="fear", fear="canary prediction", made_at=LAST_MONDAY, links=links),
        *(
            feared(f"f{n}", f"2024-01-0{n}", "happened", words_after="canary outcome", fear="canary prediction")
            for n in range(1, 4)
        ),
        tn.Belief(id="belief", text="canary belief", readings=(tn.Reading(at=LAST_MONDAY, felt="canary felt"),)),
        tn.Urge(id="urge", urge="canary urge", at=LAST_MONDAY),
        said("kept", "2024-05-01", words="canary sentence", therapy="this",
             heard=(tn.Hearing(meaning="canary hearing", portion="canary portion"),)),
        said("others", "2024-05-02", words="canary of another", therapy="other"),
        tn.Agreement(id="promise", topic="other", kind="personal_commitment", revisions=(commitment,), therapy="this"),
        wish(("2024-05-01", "canary wish"), links=links),
        question("asked", expected="canary expected"),
        tn.Score(id="score", instrument="canary score", value="canary value"),
        attrs.evolve(
            tn.Topic(id="topic", text="the jetty", opened=LAST_MONDAY, fear_of_raising="canary fright"), therapy="this"
        ),
    )  # fmt: skip
    return journal_of(*(attrs.evolve(record, shared_with=shared) for record in found))


def test_what_is_hers_alone_is_not_on_another_page_by_default_though_all_of_it_is_shared() -> None:
    journal = everything_of_hers("therapist", "all-seeing")
    seen = tn.view(journal, "therapist")
    assert "canary" not in str(tn.render(tn.prepare(seen, at=SUNDAY), "json"))
    assert "did_not_go" not in str(tn.render(tn.prepare(seen, at=SUNDAY), "json"))
    all_seeing = tn.Audience(name="all-seeing", sees=EVERY_FIELD)
    prep = tn.prepare(tn.view(journal, all_seeing), at=SUNDAY)
    assert "canary" not in str(tn.render(prep, "json"))
    assert [section.kind for section in prep.sections] == ["ask", "agenda", "feedback", "questions", "agreed_today"]


NAMED = {
    "hold_on_to": {"canary sentence"},
    "unsaid": {"canary unsaid"},
    "fears": {"canary fear", "canary prediction"},
    "relationship": {"canary rupture"},
    "wishes": {"letters", "on 2024-05-01"},
    "opening_line": {"canary line"},
    "if_words_fail": {"canary letter"},
    "since": {"canary insight"},
    "mood": {"canary mood", "canary capacity", "canary feeling"},
}


@pytest.mark.parametrize("name", NAMED)
def test_each_of_them_is_there_when_it_was_named_and_nothing_else(name: str) -> None:
    reader = tn.Audience(name="all-seeing", sees=EVERY_FIELD | {f"prep.{name}"})
    prep = tn.prepare(tn.view(everything_of_hers("all-seeing"), reader), at=SUNDAY)
    assert {item.text for item in prep[name]} == NAMED[name]
    rest = [section for section in prep.sections if section.kind != name]
    assert not any("canary" in item.text + item.detail for section in rest for item in section.items)


def test_what_is_no_section_is_there_when_it_was_named_too() -> None:
    every = frozenset({*NAMED, "personal_commitments", "occasions", "other_statements"})
    assert every == set(PREP_SECTIONS)
    reader = tn.Audience(name="all-seeing", sees=EVERY_FIELD | {f"prep.{name}" for name in every})
    prep = tn.prepare(tn.view(everything_of_hers("all-seeing"), reader), at=SUNDAY)
    assert [item.text for item in prep["agreements"]] == ["canary promise"]
    assert {item.text for item in prep["hold_on_to"]} == {"canary sentence", "canary of another"}
    assert [item.text for item in prep["fears"]].count("canary outcome") == 3


def test_the_order_of_both_pages_is_that_of_the_contract() -> None:
    assert " ".join(FOR_ME) == (
        "safety_first opening_line if_words_fail hold_on_to agenda also_marked not_today unsaid fears "
        "questions bridge since relationship agreements wishes materials coming_break homework hopes progress mood "
        "afterwards if_there_is_room"
    )
    by_default = [kind for kind in FOR_ANOTHER if kind not in PREP_SECTIONS]
    assert " ".join(by_default) == (
        "safety_first not_today ask permission agenda also_marked bridge feedback questions agreements materials "
        "coming_break homework hopes progress agreed_today if_there_is_room"
    )
