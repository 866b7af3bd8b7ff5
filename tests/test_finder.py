"""Words that look like names are proposed for the register, from the words of a view alone, and none is told in passing."""

import re
import time

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.sharing.finder import BECAUSE, ProbableName, probable_names
from therapy_notes.sharing.rewriting import texts


def journal_of(*records: tn.Record) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(*records)


def found(*bodies: str, known: tuple[str | tn.Person, ...] = ()) -> dict[str, ProbableName]:
    """Return what is found in entries of one's own, by name."""
    journal = journal_of(*(tn.Entry.new(body) for body in bodies))
    return {one.name: one for one in probable_names(tn.view(journal, "me"), known=known)}


ENGLISH = """On the way home I met Greta by the lake, where the ice had not held. Greta said that it never does in the first
week. My sister Marta rang in the evening, and I told Oskar’s story as if it were mine. Nobody laughed. Then Dr. Weber wrote,
on a Tuesday of all days, in that English of hers. Yesterday was quiet. I asked Pia whether she would come to Ulm with me,
and she said she would rather eat a broom. Mum thinks so too. I am OK with that. Christmas is far away."""

GERMAN = """Gestern war ich bei Greta, obwohl die Angst wieder so groß war wie im Winter. Mit der Angst im Bauch habe ich an
der Tür gestanden, bis Frau Weber sagte, dass der Tee kalt wird. „Komm herein“, sagte Oskar. Meine Schwester Marta rief aus
der Küche. Die Therapeutin fragte später, ob ich ohne Schal gegangen sei, und ich habe gelacht, weil der Schal noch an meinem
Hals hing. Am Abend habe ich mit Jonas gekocht, und das Haus roch nach Zimt. Ich habe den Hund gebürstet. Dann sagte Mama
etwas."""


def test_names_are_found_in_english() -> None:
    assert set(found(ENGLISH)) == {"Greta", "Marta", "Oskar", "Weber", "Pia", "Ulm"}


def test_names_are_found_in_german_where_every_noun_has_a_capital() -> None:
    names = set(found(GERMAN))
    assert names >= {"Greta", "Weber", "Oskar", "Marta", "Jonas"}
    assert not names & {
        "Angst",
        "Bauch",
        "Tür",
        "Tee",
        "Küche",
        "Therapeutin",
        "Schal",
        "Hals",
        "Abend",
        "Haus",
        "Hund",
        "Mama",
    }


def test_german_and_english_entries_stand_in_one_journal() -> None:
    names = set(found(ENGLISH, GERMAN))
    assert names >= {"Greta", "Weber", "Oskar", "Marta", "Jonas", "Pia", "Ulm"}
    assert not names & {"Angst", "Bauch", "Tür", "Hund", "Abend"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("I rang aunt Greta again.", "with_a_title"),
        ("It was Dr. Weber who rang.", "with_a_title"),
        ("I saw that Greta’s coat was torn.", "possessive"),
        ("and then Greta said nothing", "beside_a_speech_verb"),
        ("I asked Greta again.", "beside_a_speech_verb"),
        ("Greta said nothing.", "beside_a_speech_verb"),
        ("I walked with Greta again.", "after_a_preposition"),
        ("we heard Greta Lund sing", "several_words"),
        ("we heard Greta sing", "inside_a_sentence"),
        ("we heard Greta sing", "never_in_lower_case"),
    ],
)
def test_it_is_told_what_speaks_for_a_name(body: str, reason: str) -> None:
    name = "Weber" if "Weber" in body else "Greta"
    assert reason in found(body)[name].because


@pytest.mark.parametrize(
    "body",
    [
        "Rain again. Snow later. Sleep was bad! Why? Walls are thin: Paper would do. “Broom,” she said.",
        "Broom\nKettle\nWindow",
        "- Broom\n- Kettle\n\n> Window\n\n# Lamp",
        "I saw it on Monday, in May, in French, at Christmas, and I was OK with ADHD and the BBC.",
        "The Broom Under The Stairs",
        "I told Mum and Dad, and then my Mother.",
        "See https://example.org/Greta or Greta@example.org, and B12 and A4.",
        "Today’s walk was short. It’s late. Nobody said so. Everyone laughed.",
    ],
)
def test_what_only_begins_a_sentence_or_is_in_a_list_is_no_name(body: str) -> None:
    assert found(body) == {}


def test_a_word_that_also_stands_in_lower_case_needs_a_context() -> None:
    assert "Rose" not in found("The tide rose. We heard Rose again.")
    assert "Rose" in found("The tide rose. We heard aunt Rose again.")
    assert "Rose" in found("I heard Rose again.")


def test_the_most_probable_come_first_and_always_in_the_same_order() -> None:
    names = list(found("We heard Zoe and Abel sing. I rang my sister Greta. Greta said that Greta’s coat was torn by Ulf."))
    assert names == ["Greta", "Ulf", "Abel", "Zoe"]


def test_occurrences_and_records_are_counted() -> None:
    name = found("I met Greta. Greta came late.", "Of course Greta waved.", "no one")["Greta"]
    assert (name.count, name.in_records) == (3, 2)


def test_a_genitive_beside_its_name_is_not_another_name() -> None:
    assert "Gretas" not in found("I met Greta, and then I saw Gretas coat.")


def test_who_commented_is_named_in_a_field_for_names() -> None:
    comments = (tn.Comment(id="1", author="mirabel", body="well said"), tn.Comment(id="2", author="Odile K."))
    journal = journal_of(attrs.evolve(tn.Entry.new("x"), comments=comments))
    names = {one.name: one.because for one in probable_names(tn.view(journal, "me"))}
    assert names == {"mirabel": ("in_a_field_for_names",), "Odile": ("in_a_field_for_names",)}


def test_the_register_is_known_with_its_aliases_and_so_are_the_people_of_the_view() -> None:
    people = tn.Person.new("Greta Lund", aliases=("Gigi",)), tn.Person.new("Marta")
    body = "I met Greta Lund, GRETA LUND, and Gigi’s dog with Marta at Ulf’s."
    journal = journal_of(tn.Entry.new(body), people[1])
    names = [one.name for one in probable_names(tn.view(journal, "me"), known=[people[0]])]
    assert names == ["Ulf"]
    assert "Greta" in found("I met Greta again.", known=(people[0],)), "who is registered only in full is not replaced alone"


def test_names_that_the_view_hides_are_known() -> None:
    view = tn.view(journal_of(tn.Entry.new("I met Greta and Ulf.")), "me")
    assert [one.name for one in probable_names(attrs.evolve(view, hidden_names=("Greta",)))] == ["Ulf"]


def test_what_the_reader_does_not_get_is_not_looked_at() -> None:
    shared = tn.Entry.new("I met Greta. %%I met Ulf.%%", shared_with=["therapist"])
    journal = journal_of(shared, tn.Entry.new("I met Pia."), tn.Entry.new("greta greta", shared_with=["peer"]))
    assert [one.name for one in probable_names(tn.view(journal, "therapist"))] == ["Greta"]


def test_accents_hyphens_and_emphasis_belong_to_a_name_or_do_not() -> None:
    assert set(found("I met Anne-Marie, O’Brien, José and *Zoë* with _Ulf_ by Jose\u0301’s.")) == {
        "Anne-Marie", "O’Brien", "José", "Zoë", "Ulf", "Jose\u0301",
    }  # fmt: skip


def test_the_repr_does_not_tell_the_name() -> None:
    (one,) = found("I met Greta.").values()
    assert "Greta" not in repr(one)
    assert "count=1" in repr(one)


def test_one_text_as_known_and_a_journal_are_refused() -> None:
    view = tn.view(journal_of(), "me")
    with pytest.raises(TypeError, match="several"):
        probable_names(view, known="Greta")
    with pytest.raises(TypeError, match="a View"):
        probable_names(view.journal)  # type: ignore[arg-type]


BODIES = st.lists(
    st.sampled_from(
        [
            "Greta",
            "greta",
            "GRETA",
            "Ulf’s",
            "Anne-Marie",
            "Jose\u0301",
            "said",
            "Dr.",
            "my sister",
            "with",
            "the",
            "die",
            "I",
            ". ",
        ]
    )
    | testing.words(),
    max_size=10,
).map(" ".join)


@given(st.lists(BODIES, max_size=3), st.lists(st.sampled_from(["Greta", "Ulf", "josé", "—", "", "Anne Marie"]), max_size=3))
@example(["I met Ａnna"], ["Anna"])
def test_every_result_stands_in_the_view_as_a_whole_word_and_is_not_known(bodies: list[str], known: list[str]) -> None:
    view = tn.view(journal_of(*(tn.Entry.new(body) for body in bodies)), "me")
    written = "\n".join(text for _, text in texts(view.journal))
    results = probable_names(view, known=known)
    for one in results:
        assert re.search(rf"(?<![^\W_]){re.escape(one.name)}(?![^\W_])", written)
        assert one.name.casefold() not in {name.casefold() for name in known}
        assert one.because
        assert list(one.because) == [reason for reason in BECAUSE if reason in one.because]
        assert 1 <= one.in_records <= one.count
    assert len({one.name for one in results}) == len(results)
    assert probable_names(view, known=known) == results


@documents
@given(testing.journals(max_records=4))
def test_any_journal_can_be_searched(journal: tn.Journal) -> None:
    known = {name for person in journal.people for name in (person.name, *person.aliases)}
    for one in probable_names(tn.view(journal, "me"), known=journal.people):
        assert one.name not in known


@pytest.mark.parametrize(
    "piece", ["a", "A ", "a-", "a’", "Anna ", "a\u0301", "aa1-", "www.", "a@", "a.", "x://", "A\n", "sagte A "]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    body = piece * (100_000 // len(piece))
    began = time.perf_counter()
    found(body, known=("Greta",))
    assert time.perf_counter() - began < 10


def test_names_are_looked_for_in_what_goes_on_in_her() -> None:
    heard = tn.Hearing(meaning="At home I met Greta by the lake, and Greta said so.")
    records = (
        tn.Statement.new(
            "Yesterday I asked Pia whether she would come.", heard=(heard,), answers=["that my sister Marta leaves"]
        ),
        attrs.evolve(tn.Question.new("why"), answers=(tn.Answer(words="Then I told Oskar’s story."),)),
        tn.Goal.new("to rest", progress=(tn.Progress(words="Then Dr. Weber wrote."),)),
        tn.Prediction.new("That I told Runa everything."),
    )
    names = {one.name for one in probable_names(tn.view(journal_of(*records), "me"))}
    assert names == {"Greta", "Pia", "Marta", "Oskar", "Weber", "Runa"}
