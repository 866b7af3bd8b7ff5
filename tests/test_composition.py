"""From what a reader sees to what stands on paper."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from therapy_notes import testing
from therapy_notes.composition import compose, labels_de, labels_en
from therapy_notes.composition.record import NOT_ON_PAPER
from therapy_notes.document.tree import Block, Code, Heading, Listing, Paragraph, Quote, Table, Text, Title
from therapy_notes.model.journal import KINDS
from therapy_notes.prep.sections import SECTIONS
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME


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
