"""From what a reader sees to what stands on paper."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from therapy_notes import testing
from therapy_notes.composition import compose, labels_de, labels_en
from therapy_notes.composition.layout import SHIPPED
from therapy_notes.composition.record import NOT_ON_PAPER
from therapy_notes.document.tree import Block, Code, Heading, Listing, Paragraph, Quote, Table, Text, Title
from therapy_notes.model.journal import KINDS
from therapy_notes.model.shapes import Choice, Many, Nested, fields
from therapy_notes.model.vocabulary import VOCABULARIES, Vocabulary
from therapy_notes.prep.sections import SECTIONS
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME
from therapy_notes.sharing.manifest import manifest_of


def text_of(blocks: tuple[Block, ...]) -> str:
    said: list[str] = []
    for block in blocks:
        match block:
            case Title(content) | Paragraph(content) | Heading(_, content):
                said.append("".join(run.text for run in content if isinstance(run, Text)))
            case Listing(_, items):
                said += [text_of(item) for item in items]
            case Quote(inner):
                said.append(text_of(inner))
            case Code(text):
                said.append(text)
            case Table() | _:
                pass
    return "\n".join(said)


@pytest.mark.parametrize("record", records(), ids=lambda record: type(record).__name__)
def test_every_kind_of_record_composes_with_every_word_in_it(record: tn.Record) -> None:
    name = next(kind.name for kind in KINDS.values() if kind.of is type(record))
    document = compose(tn.view(tn.Journal(zone="Europe/Paris").with_records(record), "me"))
    shown = text_of(document.blocks)
    for path, word in words_in(type(record), name):
        if not set(path.split(".")) & NOT_ON_PAPER and path.split(".")[-1] != "vocabulary":
            assert word in shown, path


@given(testing.journals(), st.sampled_from(["en", "de", "pt", "de-AT"]), st.sampled_from(["words", "iso"]))
def test_every_journal_composes_under_one_title(journal: tn.Journal, language: str, dates: str) -> None:
    layout = tn.Layout(language=language, dates=dates)  # type: ignore[arg-type]
    document = compose(tn.view(journal, "me"), layout)
    assert [type(block) for block in document.blocks[:2]] == [Title, Paragraph]
    assert not any(isinstance(block, Title) for block in document.blocks[1:])


@given(testing.entries())
def test_headings_in_a_body_stay_below_the_heading_of_their_entry(entry: tn.Entry) -> None:
    document = compose(tn.view(tn.Journal(zone="UTC").with_records(entry), "me"))
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert levels[:2] == [1, 2]
    assert all(level > 2 for level in levels[2:])


def test_the_last_line_of_another_readers_page_says_whose_words_they_are() -> None:
    view = tn.view(tn.Journal(zone="UTC"), "therapist")
    document = compose(tn.prepare(view, at=tn.moment("2024-05-12 20:00", "UTC")))
    assert text_of(document.blocks[-1:]) == "My own words. Not a clinical record."


def test_both_languages_have_the_same_words() -> None:
    assert labels_en.HEADINGS.keys() == labels_de.HEADINGS.keys()
    assert labels_en.REASONS.keys() == labels_de.REASONS.keys()
    assert labels_en.DATES.keys() == labels_de.DATES.keys()
    assert labels_en.WORDS.keys() <= labels_de.WORDS.keys()


WORDS_WITHOUT_A_LABEL = frozenset({"instruments"})
"""Lists whose words are names: those of instruments are shown by their titles, which are the same in every language."""


@pytest.mark.parametrize("known", VOCABULARIES.values(), ids=VOCABULARIES)
def test_every_shipped_word_has_a_german_label(known: Vocabulary) -> None:
    without = {
        (place, word)
        for place in known.used_by or ("",)
        for word in known.names
        if not {f"term/{word}", f"term/{place}/{word}"} & labels_de.WORDS.keys()
    }
    assert not without or known.name in WORDS_WITHOUT_A_LABEL
    assert all(
        labels_de.WORDS[name].strip() and "_" not in labels_de.WORDS[name] for name in labels_de.WORDS if "term/" in name
    )


@pytest.mark.parametrize("words", [labels_en.WORDS, labels_de.WORDS], ids=["en", "de"])
def test_a_label_for_a_word_in_one_field_is_for_a_shipped_word_of_that_field(words: dict[str, str]) -> None:
    placed = [name.split("/")[1:] for name in words if name.startswith("term/") and name.count("/") == 2]
    assert placed
    assert [(place, word) for place, word in placed if word not in SHIPPED.get(place, frozenset())] == []


def test_every_closed_field_knows_its_words() -> None:
    """Otherwise a word of it would stand on a page as it stands in a file."""
    closed = {
        f"{of.__name__}.{field.name}"
        for of in all_classes()
        for field in fields(of)
        if isinstance(field.shape.of if isinstance(field.shape, Many) else field.shape, Choice)
    }
    assert closed
    assert closed <= SHIPPED.keys()


def all_classes() -> set[type]:
    found: set[type] = set()
    waiting = [kind.of for kind in KINDS.values()]
    while waiting:
        of = waiting.pop()
        if of not in found:
            found.add(of)
            shapes = [field.shape.of if isinstance(field.shape, Many) else field.shape for field in fields(of)]
            waiting += [shape.of for shape in shapes if isinstance(shape, Nested)]
    return found


def record_page(*found: tn.Record, language: str = "en") -> str:
    view = tn.view(tn.Journal(zone=ZONE).with_records(*found), "me")
    return text_of(compose(view, tn.Layout(language=language)).blocks)


@pytest.mark.parametrize(
    ("record", "english", "german"),
    [
        (tn.Urge(id="u", urge="To ring at once", acted=False), "Urge · I did not do it", "Drang · ich habe es nicht getan"),
        (tn.Belief(id="b", text="I am too loud"), "What I hold", "Was ich für wahr halte"),
        (tn.Prediction(id="p", fear="She yawns"), "What I feared", "Was ich befürchtet habe"),
        (tn.Question(id="q", text="Who waters the plant?"), "Question", "Frage"),
        (tn.Goal(id="g", text="To sleep", kind="need"), "What I am after · need", "Wohin ich will · was ich brauche"),
        (
            tn.Score(id="s", instrument="srs", value=tn.Rating(value=16, low=0, high=40, scale="total")),
            "A number · how much: 16 (0–40, total)",
            "Eine Zahl · wie viel: 16 (0–40, total)",
        ),
        (tn.Preference(id="w", about="the lamp"), "What I would like", "Was ich gern hätte"),
    ],
    ids=["urge", "belief", "prediction", "question", "goal", "score", "preference"],
)
def test_what_is_headed_by_its_words_says_beneath_what_it_is(record: tn.Record, english: str, german: str) -> None:
    assert english in record_page(record).splitlines()
    assert german in record_page(record, language="de").splitlines()


def test_what_is_headed_by_its_kind_does_not_say_it_twice() -> None:
    assert record_page(tn.Question(id="q", because="it rains")).count("Question") == 1


def test_a_number_is_headed_by_the_full_name_of_its_instrument() -> None:
    known, own = tn.Score(id="k", instrument="wai_sr"), tn.Score(id="o", instrument="my_own_ladder")
    question = tn.Question(id="q", text="Why?", links=(tn.Link(kind="about", to="k"),))
    for language in ("en", "de"):
        said = record_page(known, own, question, language=language)
        assert said.count("Working Alliance Inventory, Short Revised") == 2, "as a heading, and where it is pointed to"
        assert "wai_sr" not in said
        assert "my_own_ladder" in said
        view = tn.view(tn.Journal(zone=ZONE).with_records(known, own), "me")
        listed = compose(manifest_of(view), tn.Layout(language=language))
        cells = str([block.rows for block in listed.blocks if isinstance(block, Table)])
        assert "Working Alliance Inventory, Short Revised" in cells
        assert "my_own_ladder" in cells


def test_a_word_is_said_as_it_is_meant_in_its_field() -> None:
    moves = (tn.Move(actor="client", direction="against"), tn.Move(actor="client", direction="away"))
    rupture = tn.Rupture(id="r", title="The umbrella", moves=moves)
    belief = tn.Belief(id="b", text="I am too loud", evidence=(tn.Evidence(side="against", words="the neighbours sleep"),))
    assert "against it" not in record_page(rupture)
    assert "against" in record_page(rupture)
    assert "against it" in record_page(belief)
    german = record_page(rupture, language="de")
    assert "Gegenwehr" in german
    assert "Rückzug" in german
    assert "dagegen" not in german
    assert "dagegen" in record_page(belief, language="de")


def test_shipped_words_are_never_as_in_a_file_and_ones_own_always_are() -> None:
    rupture = tn.Rupture(
        id="r",
        title="The umbrella",
        triggers=("boundary_limit_met", "the_wet_floor"),
        moves=(tn.Move(actor="client", direction="away", marker="topic_shift"),),
        steps=(tn.RuptureStep(at=tn.day("2024-05-06"), state="raised", strategies=("gives_rationale", "fetches_a_towel")),),
    )
    urge = tn.Urge(
        id="u", urge="To ring", skill="opposite_action", tendency="being-with", tags=("dbt_skill", "at_the_stairs")
    )
    own = tn.Urge(id="o", urge="To run", skill="counting_tiles", tendency="down_the_hill")
    felt = tn.Entry(
        id="e",
        title="Rain",
        body="",
        feelings=(tn.Feeling(name="being-hurt", vocabulary="fsre"), tn.Feeling(name="shame"), tn.Feeling(name="so_so")),
    )
    for language in ("en", "de"):
        said = record_page(rupture, urge, own, felt, language=language)
        for word in ("boundary_limit_met", "topic_shift", "gives_rationale", "opposite_action", "dbt_skill"):
            assert word not in said
        for word in (
            "the_wet_floor",
            "fetches_a_towel",
            "counting_tiles",
            "down_the_hill",
            "at_the_stairs",
            "so_so",
            "shame",
        ):
            assert word in said
    assert "Verletztsein" in said
    assert "das Gegenteil tun" in said
    assert "zu etwas Leichterem wechseln" in said


def test_every_section_has_a_heading_in_its_order() -> None:
    without = {"permission"}
    assert set(FOR_ME) | set(FOR_ANOTHER) == SECTIONS.keys()
    assert SECTIONS.keys() - without <= labels_en.HEADINGS.keys()


def test_nothing_on_a_page_counts_days_or_failures() -> None:
    said = " ".join([*labels_en.REASONS.values(), *labels_en.HEADINGS.values(), *labels_en.WORDS.values()]).lower()
    for never in ("overdue", "carried over", "avoided", "no-show", "days since", "times deferred", "outside the rule"):
        assert never not in said


def test_a_language_of_ones_own_is_one_set_of_labels() -> None:
    mine = attrs.evolve(tn.Labels.of("en"), language="en", headings={**labels_en.HEADINGS, "hopes": "Wishing for"})
    session = tn.Session.new(starts_at=tn.moment("2024-05-13 16:00", "UTC"), preparation=tn.Preparation(hopes=("rain",)))
    view = tn.view(tn.Journal(zone="UTC").with_records(session), "me")
    document = compose(tn.prepare(view, at=tn.moment("2024-05-12 20:00", "UTC")), tn.Layout(labels=mine))
    assert "Wishing for" in text_of(document.blocks)


def test_a_layout_that_does_not_exist_is_refused_where_it_is_made() -> None:
    for wrong in ({"paper": "a3"}, {"style": "poster"}, {"dates": "roman"}):
        with pytest.raises(ValueError, match="must be in"):
            tn.Layout(**wrong)  # type: ignore[arg-type]


def test_a_language_without_labels_is_english_and_says_so() -> None:
    document = compose(tn.view(tn.Journal(zone="UTC"), "me"), tn.Layout(language="pt"))
    assert document.language == "en"


def test_a_journal_does_not_compose_without_a_reader() -> None:
    with pytest.raises(TypeError, match="for whom"):
        compose(tn.Journal(zone="UTC"))  # type: ignore[arg-type]


# -- the words of the page: each row of the table in docs/reference/sheet.md, in both languages ----------------------

ZONE = "Europe/Lisbon"
SUNDAY = tn.moment("2024-05-12 20:00", ZONE)
MEETING = tn.Session(id="monday", starts_at=tn.moment("2024-05-13 16:00", ZONE), status="booked")
HELD = tn.Session(id="held", starts_at=tn.moment("2024-05-06 16:00", ZONE), status="fulfilled")
NEVER = (
    "deferred", "overdue", "carried over", "avoided", "chose not to", "outside the rule", "days since", "session left",
    "no-show", "noshow", "rupture", "evidence", "you were wrong", "verschoben", "überfällig", "vermieden", "nicht gewollt",
    "regel", "tage seit", "versäumt", "bruch", "beweis",
)  # fmt: skip


def on_paper(*found: tn.Record, language: str = "en", style: str = "page", audience: str = "me") -> str:
    journal = tn.Journal(zone=ZONE).with_records(MEETING, HELD, *found)
    if audience != "me":
        journal = journal.with_records(*(attrs.evolve(record, shared_with=(audience,)) for record in journal))
    layout = tn.Layout(language=language, style=style)  # type: ignore[arg-type]  # one of three words
    return text_of(compose(tn.prepare(tn.view(journal, audience), at=SUNDAY), layout).blocks)


def left(outcome: str, *days: str) -> tuple[tn.Record, ...]:
    """Return a topic that was left in one session after the other."""
    return (
        tn.Topic(id="t", text="The key", opened=tn.day("2024-03-04")),
        *(
            tn.Session(
                id=day,
                starts_at=tn.moment(f"{day} 16:00", ZONE),
                status="fulfilled",
                appearances=(tn.Appearance(topic="t", outcome=outcome),),  # type: ignore[arg-type]  # one of seven words
            )
            for day in days
        ),
    )


NO_LETTERS = tn.Agreement(
    id="a",
    topic="between_session_contact",
    kind="own",
    revisions=(
        tn.Revision(
            id="r", at=tn.day("2024-01-01"), act="stated", by="therapist",
            terms=tn.Terms(words="Write on weekdays.", contact=tn.ContactRule(mode="none")),
        ),
    ),
)  # fmt: skip
ON_SATURDAY = tn.Contact.new("A photograph", at=tn.moment("2024-05-11 23:10", ZONE), purpose="sharing_material")
HEARD = tn.Statement(
    id="s", speaker="therapist", said=tn.day("2024-04-01"), again=(tn.day("2024-05-12"),), words="Come.", keep=True
)
BREAK = tn.Absence(id="b", begins=tn.day("2024-05-20"))
MISSED = tn.Session(id="missed", starts_at=tn.moment("2024-05-09 16:00", ZONE), status="noshow")
UNNAMED = tn.Rupture(id="u", noticed=tn.day("2024-05-06"))
GOAL = tn.Goal(
    id="g",
    text="To sleep",
    progress=(tn.Progress(at=tn.day("2024-05-01"), degree="half"),),
    evidence=(tn.Evidence(side="for", words="Tuesday"), tn.Evidence(side="against", words="the bins")),
)
FEARED = tuple(
    tn.Prediction(
        id=f"p{n}",
        fear="She will laugh.",
        made_at=tn.day(f"2024-03-0{n}"),
        outcome="partly" if n == 8 else "did_not_happen",
        outcome_at=tn.day(f"2024-03-0{n}"),
        words_after="She handed me the water.",
    )
    for n in range(1, 9)
)
TODAY = attrs.evolve(MEETING, preparation=tn.Preparation(fears=("She will laugh.",)))

WORDS_OF_THE_PAGE = [
    (
        left("deferred", "2024-03-11", "2024-03-18", "2024-03-25"),
        "Still waiting (since 4 March)",
        "Wartet noch (seit 4. März)",
    ),
    (left("chose_not_to", "2024-03-11"), "I left it for another day", "Ich habe es auf einen anderen Tag gelegt"),
    ((NO_LETTERS, ON_SATURDAY), "written on a Saturday", "an einem Samstag geschrieben"),
    (
        (HEARD,),
        "Last heard 12 May. You may ask to hear it again.",
        "Zuletzt gehört am 12. Mai. Du darfst darum bitten, es noch einmal zu hören.",
    ),
    (
        (BREAK,),
        "One more session before the break on 20 May. Anything you would rather not carry through it?",
        "Noch eine Stunde vor der Pause am 20. Mai. Gibt es etwas, das du nicht hindurchtragen möchtest?",
    ),
    ((MISSED,), "9 May: I did not go", "9. Mai: Ich bin nicht hingegangen"),
    ((UNNAMED,), "Something between us", "Etwas zwischen uns"),
    ((GOAL,), "what speaks for it: Tuesday", "was dafür spricht: Tuesday"),
    ((GOAL,), "what speaks against it: the bins", "was dagegen spricht: the bins"),
    (
        (TODAY, *FEARED),
        "You wrote this fear down 8 times. What you wrote afterwards: not so 7, partly 1. "
        "It is still allowed to be frightening.",
        "Du hast diese Befürchtung 8-mal aufgeschrieben. Was du danach geschrieben hast: nicht so 7, zum Teil 1. "
        "Sie darf trotzdem Angst machen.",
    ),
    ((TODAY, *FEARED[5:]), "6 March, not so: She handed me the water.", "6. März, nicht so: She handed me the water."),
    ((TODAY, *FEARED[5:]), "8 March, partly: She handed me the water.", "8. März, zum Teil: She handed me the water."),
]


@pytest.mark.parametrize(("found", "english", "german"), WORDS_OF_THE_PAGE, ids=[row[1][:30] for row in WORDS_OF_THE_PAGE])
@pytest.mark.parametrize("style", ["page", "large_print"])
def test_the_page_says_it_gently(found: tuple[tn.Record, ...], english: str, german: str, style: str) -> None:
    for language, words in (("en", english), ("de", german)):
        said = on_paper(*found, language=language, style=style)
        assert words in said
        assert not [never for never in NEVER if never in said.lower()]


def test_five_occasions_are_counted_and_four_are_not() -> None:
    assert "5 times" in on_paper(TODAY, *FEARED[:5])
    assert "times" not in on_paper(TODAY, *FEARED[:4])
    assert on_paper(TODAY, *FEARED[:4]).count("She handed me the water.") == 4


def test_what_is_not_known_yet_is_counted_too_and_so_is_what_came() -> None:
    came = attrs.evolve(FEARED[0], outcome="happened")
    opposite = attrs.evolve(FEARED[1], outcome="opposite")
    still_open = attrs.evolve(FEARED[2], outcome=None, outcome_at=None)
    said = on_paper(TODAY, came, opposite, still_open, *FEARED[3:])
    assert "not so 4, the opposite 1, partly 1, it came so 1; still open 1." in said


def test_a_title_of_her_own_stands_there_as_it_is_also_when_she_calls_it_a_rupture() -> None:
    assert "The rupture of the umbrella" in on_paper(attrs.evolve(UNNAMED, title="The rupture of the umbrella"))


def test_what_was_sent_without_words_is_not_something_between_us() -> None:
    sent = tn.Contact.new(at=tn.moment("2024-05-11 10:00", ZONE), purpose="sharing_material")
    said = on_paper(sent)
    assert "Something without words" in said
    assert "between us" not in said.lower()


def test_what_she_wrote_beside_something_stands_there_letter_by_letter() -> None:
    question = tn.Question(id="q", text="Why {so}?", to=("therapist",), because="the_way it {was}", expected="no_thing")
    wish = tn.Preference(
        id="w",
        about="the_lamp",
        readings=(tn.PreferenceReading(at=tn.day("2024-05-01"), wish="off_please", because="it_hums"),),
    )
    said = on_paper(question, wish)
    for words in ("Why {so}?", "the_way it {was}", "I expect: no_thing", "the_lamp", "off_please", "why: it_hums"):
        assert words in said


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        (
            tn.day("2024-04-02"),
            "The ferry   written 2 April; not finished; I could bring it",
            "The ferry   geschrieben am 2. April; nicht fertig; ich könnte es mitbringen",
        ),
        (None, "The ferry   not finished; I could bring it", "The ferry   nicht fertig; ich könnte es mitbringen"),
    ],
)
def test_what_is_not_finished_could_be_brought_and_was_not_sent(written: tn.When | None, english: str, german: str) -> None:
    entry = tn.Entry(id="e", title="The ferry", body="", written_at=written, unfinished=True)
    for language, words in (("en", english), ("de", german)):
        assert words in on_paper(entry, language=language)
        assert words in on_paper(entry, language=language, audience="therapist")


def test_what_is_brought_and_what_was_kept_for_today_say_so() -> None:
    session = attrs.evolve(MEETING, preparation=tn.Preparation(materials=("the shell",)))
    held = attrs.evolve(HELD, reflection=tn.Reflection(next_time="The scarf"))
    assert "the shell   I bring it" in on_paper(session)
    assert "the shell   ich bringe es mit" in on_paper(session, language="de")
    assert "The scarf   kept for today" in on_paper(held)
    assert "The scarf   für heute aufgehoben" in on_paper(held, language="de")


def test_a_wish_in_ones_own_words_stands_beside_a_topic_as_it_is() -> None:
    topics = [tn.Topic(id=wish, text=f"to {wish}", wish=wish) for wish in ("rest", "listen", "be_near")]
    said = on_paper(*topics, language="de")
    for words in ("to rest   rest", "to listen   bitte nur zuhören", "to be_near   be_near"):
        assert words in said


@pytest.mark.parametrize(
    ("wish", "english", "german"),
    [
        ("loosen", "a little looser", "etwas lockerer"),
        ("tighten", "a little firmer", "etwas fester"),
        ("more", "more of it", "mehr davon"),
        ("less", "less of it", "weniger davon"),
    ],
)
def test_a_wish_is_said_as_one_asks(wish: str, english: str, german: str) -> None:
    longing = tn.Preference(id="w", about="letters", readings=(tn.PreferenceReading(at=tn.day("2024-05-01"), wish=wish),))
    assert f"I would like to ask for\nletters   {english}" in on_paper(longing)
    assert f"Worum ich bitten möchte\nletters   {german}" in on_paper(longing, language="de")


HEADINGS_OF_THE_PAGE = {
    "opening_line": "First sentence", "if_words_fail": "If words fail", "hold_on_to": "To hold on to",
    "agenda": "What I want to bring", "agenda/another": "What I would like to talk about",
    "if_there_is_room": "If there is room", "not_today": "Not today, please", "unsaid": "Not said yet",
    "fears": "What I fear", "hopes": "What I hope for", "ask": "How you could help today", "questions": "Questions for you",
    "bridge": "From last time", "since": "What I see now", "relationship": "Between us",
    "agreements": "What we have agreed", "wishes": "I would like to ask for", "materials": "What I sent",
    "materials/another": "What I sent you", "coming_break": "Before the break", "homework": "What I tried",
    "mood": "How I come in", "afterwards": "Afterwards",
}  # fmt: skip


def test_the_headings_are_those_of_the_contract() -> None:
    assert {kind: labels_en.HEADINGS[kind] for kind in HEADINGS_OF_THE_PAGE} == HEADINGS_OF_THE_PAGE


def test_every_reason_that_fills_in_a_time_has_words_for_when_there_is_none() -> None:
    session = attrs.evolve(MEETING, preparation=tn.Preparation(fears=("She will laugh.",)))
    undated = [attrs.evolve(one, made_at=None, outcome_at=None) for one in FEARED[:2]]
    for language in ("en", "de"):
        said = on_paper(
            session,
            *undated,
            attrs.evolve(HEARD, said=None, again=()),
            tn.Topic(id="t", text="The key"),
            tn.Rupture(id="u", title="The lamp", steps=(tn.RuptureStep(at=tn.Approximate(), state="raised"),)),
            language=language,
        )
        for hollow in ("( )", "()", "since )", "seit )", "heard .", "am .", ": :", " , "):
            assert hollow not in said


# -- one side of paper -------------------------------------------------------------------------------------------


def sections_of(prep: tn.Prep, layout: tn.Layout) -> dict[str, str]:
    """Return what stands under each heading; under a small one as under "If there is room / What I fear"."""
    found: dict[str, str] = {}
    above = heading = ""
    for block in compose(prep, layout).blocks:
        if isinstance(block, Heading):
            above = text_of((block,)) if block.level == 1 else above
            heading = above if block.level == 1 else f"{above} / {text_of((block,))}"
            found[heading] = ""
        else:
            found[heading] = found.get(heading, "") + text_of((block,)) + "\n"
    return found


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_does_not_fit_on_one_side_waits_under_if_there_is_room(example: tn.Journal, language: str) -> None:
    prep = tn.prepare(tn.view(example, "me"), at=tn.moment("2024-09-15 20:30", ZONE))
    page, large = (tn.Layout(language=language, style=style) for style in ("page", "large_print"))  # type: ignore[arg-type]  # two words
    short, long = sections_of(prep, page), sections_of(prep, large)
    room = page.labels.headings["if_there_is_room"]
    unsaid = page.labels.headings["unsaid"]
    assert len(short[unsaid].splitlines()) < len(prep["unsaid"])
    said = {kind: text_of(compose(prep, layout).blocks) for kind, layout in (("page", page), ("large", large))}
    for section in prep.sections:
        for item in section.items:
            assert item.text.split("\n")[0] in said["page"], "nothing is lost"
            assert item.text.split("\n")[0] in said["large"]
    assert prep["unsaid"][0].text in short[f"{room} / {unsaid}"]
    assert prep["unsaid"][-1].text in short[unsaid]
    assert prep["unsaid"][0].text in long[unsaid]
    assert prep["progress"][-1].text in short[f"{room} / {page.labels.headings['progress']}"]
    unfinished = next(item for item in prep["materials"] if item.why == "unfinished")
    assert unfinished.text in short[f"{room} / {page.labels.headings['if_there_is_room/materials']}"]
    topics = {topic.text for topic in example.topics}
    assert topics > {line.partition("   ")[0] for line in short[room].splitlines()}, "all else has a heading of its own"


def test_questions_for_which_there_is_no_room_above_are_not_read_as_topics() -> None:
    asked = [tn.Question(id=f"q{n}", text=f"Whose turn is it, {n}?", to=("therapist",)) for n in range(4)]
    prep = tn.prepare(tn.view(tn.Journal(zone=ZONE).with_records(MEETING, *asked), "me"), at=SUNDAY)
    found = sections_of(prep, tn.Layout())
    assert found["If there is room"] == ""
    assert found["If there is room / Questions for you"] == "Whose turn is it, 3?\n"


def test_a_page_that_fits_is_as_it_is() -> None:
    said = [tn.Unsaid(id=f"u{n}", what=f"unsaid {n}") for n in range(6)]
    held = attrs.evolve(HELD, reflection=tn.Reflection(unsaid=tuple(said)))
    prep = tn.prepare(tn.view(tn.Journal(zone=ZONE).with_records(MEETING, held), "me"), at=SUNDAY)
    found = sections_of(prep, tn.Layout())
    assert found["Not said yet"].count("unsaid") == 6
    assert "If there is room" not in found
