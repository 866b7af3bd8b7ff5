"""What can be found by its form is not in a redacted view, and what was changed is told without a word of it."""

import re
import time
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents, keeps_quiet
from therapy_notes import testing
from therapy_notes.model.journal import KINDS, kind_of
from therapy_notes.model.shapes import Many, Nested, Scalar, fields
from therapy_notes.moments import Date
from therapy_notes.sharing.audience import all_paths
from therapy_notes.sharing.redaction import IDENTIFIERS, NAMES_STAY, STAND_INS, Redaction, redact, years
from therapy_notes.sharing.rewriting import Place, with_values
from therapy_notes.sharing.views import View

AUDIENCE = tn.Audience(name="friend", sees=frozenset(all_paths()))
"""Somebody who sees every field that can be named."""


def seen(*records: tn.Record, zone: str = "Europe/Paris") -> View:
    """Return the view of somebody who sees all of these records."""
    shared = [_shared(record) for record in records]
    return tn.view(tn.Journal(zone=zone, key=bytes(32)).with_records(*shared), AUDIENCE)


def _shared(value: Any) -> Any:
    """Return a value that names the audience wherever it can, inside too."""
    given: dict[str, Any] = {}
    of: type = value.__class__
    for f in fields(of):
        held = getattr(value, f.name)
        if f.name == "shared_with":
            given[f.name] = ("friend",)
        elif isinstance(f.shape, Many) and isinstance(f.shape.of, Nested):
            given[f.name] = tuple(map(_shared, held))
        elif isinstance(f.shape, Nested) and held is not None:
            given[f.name] = _shared(held)
    return attrs.evolve(value, **given)


def redacted(text: str, *places: str) -> str:
    """Return what becomes of the body of an entry."""
    view, _ = redact(seen(tn.Entry.new(text)), places=places)
    return view.journal.entries[0].body


# -- what has a form ----------------------------------------------------------------------------------------------

FORMS = {
    "[web address]": (
        "https://example.org/a?b=(c)", "http://example.org", "www.example.org/tea", "ftp://example.org/x",
        "blog.example.de/post#2", "example.com", "HTTPS://EXAMPLE.ORG", "done.it/kitchen",
    ),
    "[e-mail]": (
        "me@example.org", "o'neill.b+c@mail.example.co.uk", "ME@EXAMPLE.ORG", "me\\_two@example.org", "ä@exämple.de",
    ),
    "[IP address]": ("10.0.0.1", "192.168.178.20:8080", "fe80::1ff:fe23:4567:890a", "2001:db8:0:0:0:0:0:1"),
    "[phone]": (
        "+49 30 1234567", "+1 (555) 123-4567", "0049 30 1234567", "030 1234567", "(030) 123 45 67", "0171/1234567",
        "0171-123 45 67", "(555) 123-4567", "555.123.4567", "555-0123", "06 12 34 56 78",
    ),
    "[number]": (
        "123-45-6789", "DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111", "12345", "10115", "12 345 678 901",
        "1234-56-7890", "B-AB 1234", "ABC-1234", "7ABC123", "AB12 CDE", "1HGCM82633A004352", "00:1A:2B:3C:4D:5E",
        "3f2b8c1e-9a4d-4e6f-8b7a-1c2d3e4f5a6b", "٠١٢٣٤٥٦",
    ),
    "[place]": ("48.8566, 2.3522", "-33.8688 151.2093", "48°51'24\"N", "48.85° N"),
    "[date]": (
        "12 May", "12. Mai", "May 12", "May 12th", "the 12th of May", "12–14 May", "May 12 and 13", "3. Jänner",
        "in October", "seit März", "mid-June", "Anfang Februar", "5/12/24", "12.05.24", "12.05.", "am 3.4.",
        "1 Sept", "May '24",
    ),
    "[2024]": (
        "2024-05-12", "2024/5/12", "2024-05-12T09:30:00+02:00", "12.05.2024", "12. 5. 2024", "5/12/2024", "12-05-2024",
        "05/2024", "2024-05", "12 May 2024", "May 12, 2024", "12. Mai 2024", "May 2024", "12-May-2024",
        "12.–14. Mai 2024", "2024-W19",
    ),
    "[90 or older]": ("93 years old", "93-year-old", "93 Jahre alt", "im Alter von 91"),
}  # fmt: skip
"""What has a form, by what becomes of it."""

KEPT = {
    "the 12th of May": "the [date]", "in October": "in [date]", "seit März": "seit [date]", "mid-June": "mid-[date]",
    "Anfang Februar": "Anfang [date]", "am 3.4.": "am [date]", "im Alter von 91": "im Alter von [90 or older]",
}  # fmt: skip
"""Forms of which the first word stays."""


@pytest.mark.parametrize(("stand_in", "form"), [(put, form) for put, forms in FORMS.items() for form in forms])
def test_what_has_a_form_becomes_its_stand_in(stand_in: str, form: str) -> None:
    for frame in ("It was {} and then.", "{}", "({})", "*{}*", "x\n{}\ny", "«{}», she said"):
        assert redacted(frame.format(form)) == frame.format(KEPT.get(form, stand_in))


@pytest.mark.parametrize(
    "text",
    [
        "I was there at 16:30, for 50 minutes, on Monday, in 2024.",
        "We met in 2019, 2020 and 2021; 2019-2024 was long, 1999/2000 too.",
        "It was a 7/10, then 3.5, then 50%. I counted 1, 2, 3 and 1-2-3-4-5-6-7. Breathe 4-7-8.",
        "Open 09.00 - 17.30, or 09.00-12.00. Thirteen times, 1200 words, 12,000 Euro, 1.250, 3.400.",
        "e.g. this, z.B. das. It was done.it hurt. She left.So I went. PHQ-9, ICD-10, F43.1, DSM-5, B12, 2020s.",
        "I may go. The 12 may say so. We march on. May I? Sie mag Mai. March!",
        "Version 1.2, §3, #4, 1st, 2nd of three, I gave it 7.5. Then I slept.",
        "She is 45 years old, he is 89 years old; half of 90.",
        "a::b, 12:30:45, me@home, C:\\notes, and/or, [1], [x], [2024] and [date] are mine.",
        "# A heading\n\n- [ ] one\n- two\n\n| a | b |\n|---|---|\n",
        "",
    ],
)
def test_a_text_without_such_forms_is_unchanged(text: str) -> None:
    assert redacted(text) == text


def test_marks_around_an_address_stay() -> None:
    assert redacted("[here](https://example.org/a) <https://example.org>, see https://example.org.") == (
        "[here]([web address]) <[web address]>, see [web address]."
    )
    assert redacted("(https://example.org/y_(z)), **me@example.org**.") == "([web address]), **[e-mail]**."


def test_a_stand_in_makes_no_link_and_no_definition_of_one() -> None:
    assert redacted("me@example.org(home)") == "[e-mail] (home)"
    assert redacted("12.05.2024: tired\n> 13.05.2024: tired") == "[2024] : tired\n> [2024] : tired"
    assert redacted("On 12.05.2024: tired") == "On [2024]: tired"


def test_a_short_number_is_one_where_a_word_says_so() -> None:
    assert (
        redacted("Tel. 4711 23, phone number is 4711, my phone 2024")
        == "Tel. [phone], phone number is [phone], my phone 2024"
    )
    assert redacted("number 4711a, Kontonummer: 0815, number 12") == "number [number], Kontonummer: [number], number 12"


def test_a_year_that_can_be_none_is_not_told() -> None:
    assert redacted("1234-05-12") == "[date]"


# -- laws ---------------------------------------------------------------------------------------------------------

MONTHS = (
    "January|February|March|April|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli"
)
FOUND_BY_OTHERS = [
    re.compile(pattern)
    for pattern in (
        r"(?i)https?://", r"(?i)\bwww\.[a-z]", r"[\w.]+@[\w.]+\.\w+", r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)",
        r"(?<!\d)\d\d?\.\d\d?\.\d{4}", r"(?<!\d)\d\d?/\d\d?/\d\d(?!\d)", r"\d{5}", r"\+\d\d \d\d+ \d{4}",
        r"(?<!\d)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\d)",
        r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)", rf"(?<![\d.])[12]?\d\.? (?:{MONTHS})(?![^\W_])", r"\d\.\d{4,}, ?\d+\.\d{4,}",
    )
]  # fmt: skip
"""Patterns of somebody else."""

WITH_FORMS = st.lists(
    st.sampled_from([form for forms in FORMS.values() for form in forms])
    | st.sampled_from(
        [" ", ". ", ", ", "\n", "-", "/", ".", "(", ")", "[", "]", "_", "*", "1", "0", "+", "@", "ten", "Ulm", "May "]
    )
    | testing.words(),
    max_size=8,
).map("".join)


@given(WITH_FORMS)
@example("https://")
@example("[[2024]2024-05-12]")
@example("12.05.2024.05.12.05.12.05.2024")
def test_what_others_find_by_form_is_not_there_any_more(text: str) -> None:
    found = re.sub(r"\[\d{4}\]", " ", redacted(text))
    for pattern in FOUND_BY_OTHERS:
        assert not pattern.search(found), pattern.pattern


@given(WITH_FORMS)
@example("[date]12 May")
@example("@a@b.co@c.de")
def test_redacting_a_text_again_changes_nothing(text: str) -> None:
    once, _ = redact(seen(tn.Entry.new(text, title=text)), places=["Ulm", "Date"])
    again, report = redact(once, places=["Ulm", "Date"])
    assert again == once
    assert report.changed == ()


@given(st.text("abcdefgh ÄÖ,.;!?\n", max_size=60))
def test_plain_words_are_unchanged(text: str) -> None:
    plain = text.replace(".", ". ")
    assert redacted(plain) == plain


def _times(view: View) -> Iterator[tuple[Place, Any]]:
    found: list[tuple[Place, Any]] = []

    def note(place: Place, held: Any) -> Any:
        found.append((place, held))
        return held

    with_values(view.journal, note)
    yield from ((place, held) for place, held in found if place.kind in {"when", "moment", "day", "zone"})


@documents
@given(testing.journals(max_records=4), st.data())
def test_no_time_in_a_redacted_view_is_finer_than_a_year(journal: tn.Journal, data: st.DataObject) -> None:
    view, report = redact(seen(*journal, zone=journal.zone))
    for _, held in _times(view):
        assert isinstance(held, tn.Approximate)
        assert held.earliest is None or (held.earliest.month, held.earliest.day) == (1, 1)
        assert held.latest is None or (held.latest.month, held.latest.day) == (12, 31)
        assert held.words == "–".join(dict.fromkeys(str(day.year) if day else "" for day in (held.earliest, held.latest)))
    assert view.journal.zone == "UTC"
    again, nothing = redact(view)
    assert again == view
    assert nothing.changed == ()
    assert report.count == sum(count for _, _, count in report.rows())
    assert tn.loads(tn.dumps(view.journal)) == view.journal


@given(WITH_FORMS, WITH_FORMS, WITH_FORMS)
def test_what_is_private_changes_neither_the_view_nor_the_report(shared: str, one: str, other: str) -> None:
    def journal(private: str) -> tn.Journal:
        said, hidden = (re.sub(r"[%\\]", "", text) for text in (shared, private))
        entry = tn.Entry.new(f"{said}%%{hidden}%%", title=shared, shared_with=["therapist"])
        secret = tn.Entry.new(private, written_at=tn.moment("2023-05-06 07:08", "Asia/Kolkata"))
        first, second = attrs.evolve(entry, id="a"), attrs.evolve(secret, id="b" if private == one else "c")
        return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(first, second)

    assert redact(tn.view(journal(one), "therapist")) == redact(tn.view(journal(other), "therapist"))


def test_every_field_with_a_time_or_a_zone_can_be_without_one() -> None:
    """A list of days loses them, a single day or moment or zone becomes None: there must be none that cannot."""
    found = 0
    waiting: list[type] = [kind.of for kind in KINDS.values()]
    while waiting:
        for f in fields(waiting.pop()):
            shape = f.shape.of if isinstance(f.shape, Many) else f.shape
            if isinstance(shape, Nested):
                waiting.append(shape.of)
            elif isinstance(shape, Scalar) and shape.kind in {"moment", "day", "zone"}:
                found += 1
                assert f.optional or (isinstance(f.shape, Many) and shape.kind != "zone"), f.name
    assert found >= 3


# -- times --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (tn.moment("2024-01-01 00:30", "Pacific/Auckland"), years(2024, 2024)),
        (tn.moment("2023-12-31 23:30", "America/Chicago"), years(2023, 2023)),
        (Date(2024, 5, 12), years(2024, 2024)),
        (Date(9999, 12, 31), years(9999, 9999)),
        (tn.Approximate(earliest=Date(2023, 11, 3), latest=Date(2024, 2, 1), words="that winter"), years(2023, 2024)),
        (tn.Approximate(earliest=Date(2024, 4, 20), words="after her birthday"), years(2024, None)),
        (tn.Approximate(latest=Date(2024, 4, 20), words="before 20 April"), years(None, 2024)),
        (tn.Approximate(words="when Ada was born"), years(None, None)),
    ],
)
def test_a_time_becomes_the_year_of_its_own_calendar(when: tn.When, year: tn.Approximate) -> None:
    view, report = redact(seen(attrs.evolve(tn.Entry.new("x"), happened=when, written_at=when)))
    assert (view.journal.entries[0].happened, view.journal.entries[0].written_at) == (year, year)
    assert [(one.what, one.where) for one in report.changed if one.identifier == "C"] == [
        ("time", "entry.happened"),
        ("time", "entry.written_at"),
    ]


def test_days_on_which_a_rule_is_closed_go_and_its_hours_have_no_zone() -> None:
    window = tn.ContactWindow(days=("mon",), opens="09:00", zone="Europe/Paris")
    rule = tn.ContactRule(mode="windowed", windows=(window,), closed_on=(Date(2024, 5, 1), Date(2024, 12, 24)))
    absence = tn.Absence.new(kind="therapist_holiday", begins=Date(2024, 8, 1))
    terms = tn.Terms(words="as said", contact=rule)
    agreement = tn.Agreement.example()
    agreement = attrs.evolve(agreement, revisions=(attrs.evolve(agreement.revisions[0], terms=terms),))
    view, report = redact(seen(attrs.evolve(absence, contact_during=rule), agreement))
    kept = attrs.evolve(rule, closed_on=(), windows=(attrs.evolve(window, zone=None),))
    assert view.journal.absences[0].contact_during == kept
    assert view.journal.agreements[0].revisions[0].terms == attrs.evolve(terms, contact=kept)
    told = {(one.identifier, one.what, one.where, one.count) for one in report.changed}
    assert ("C", "day", "absence.contact_during.closed_on", 2) in told
    assert ("B", "time zone", "absence.contact_during.windows.zone", 1) in told
    assert ("B", "time zone", "journal.zone", 1) in told


# -- what else has fields -----------------------------------------------------------------------------------------


def test_nothing_tells_one_attachment_from_another() -> None:
    attachment = tn.Attachment(
        id="p", name="lena.jpg", media_type="image/jpeg", sha256="0" * 64, uri="file:///home/lena.jpg", alt_text="two at sea"
    )
    view, report = redact(seen(attrs.evolve(tn.Entry.new("x"), attachments=(attachment,))))
    (left,) = view.journal.entries[0].attachments
    assert (left.name, left.media_type, left.sha256, left.uri, left.alt_text) == (
        "[attachment]",
        "image/jpeg",
        "",
        "",
        "two at sea",
    )
    assert [(one.identifier, one.where, one.count) for one in report.changed if one.identifier == "Q"] == [
        ("Q", "entry.attachments.name", 1)
    ]


@pytest.mark.parametrize(
    ("age", "left"),
    [("93", "[90 or older]"), (" 93 ", "[90 or older]"), ("89", "89"), ("nine", "nine"), ("9" * 5000, "[number]")],
)
def test_the_age_of_a_part_is_told_up_to_89(age: str, left: str) -> None:
    view, _ = redact(seen(tn.Part.new("the old one", age=age)))
    assert view.journal.parts[0].age == left


def test_words_of_scales_are_texts_too_and_shipped_terms_are_not() -> None:
    rating = tn.Rating(value=1, low=0, high=2, scale="from me@example.org")
    entry = attrs.evolve(
        tn.Entry.new("x", kind="post"), depth=rating, tags=("12 May",), feelings=(tn.Feeling(name="x", degree="2024-05-12"),)
    )
    view, _ = redact(seen(entry), places=["Post"])
    found = view.journal.entries[0]
    assert isinstance(found.depth, tn.Rating)
    assert (found.depth.scale, found.tags, found.feelings[0].degree, found.kind) == (
        "from [e-mail]",
        ("[date]",),
        "[2024]",
        "post",
    )


def test_ids_are_left_alone_where_words_may_stand_as_well() -> None:
    topic = tn.Topic.new("the hip")
    session = attrs.evolve(tn.Session.new(), preparation=tn.Preparation(not_today=(topic.id, "before 12 May")))
    view, _ = redact(seen(topic, session))
    preparation = view.journal.sessions[0].preparation
    assert preparation is not None
    assert preparation.not_today == (view.journal.topics[0].id, "before [date]")


def test_places_are_replaced_however_they_are_written() -> None:
    assert redacted("From ULM to St. Gallen, ulm's trams, ULM-Süd.", "Ulm", "St. Gallen") == (
        "From [place] to [place], [place]'s trams, [place]-Süd."
    )
    assert redacted("Ulm", " ", "") == "Ulm"


@pytest.mark.parametrize("place", ["Date", "Place", "E-Mail", "Or Older"])
def test_a_place_that_is_called_as_a_stand_in_is_does_not_break_one(place: str) -> None:
    assert redacted(f"12 May, {place}, me@example.org", place) == "[date], [place], [e-mail]"


def test_places_may_not_be_said_any_more_and_hidden_names_stay_hidden() -> None:
    view = attrs.evolve(seen(tn.Entry.new("in Ulm")), hidden_names=("Lena",))
    found, report = redact(view, places=["Ulm", "Ulm", "Bonn"])
    assert found.hidden_names == ("Lena", "Ulm", "Bonn")
    assert report.names_are_hidden
    assert NAMES_STAY not in report.not_covered
    _, without = redact(seen(tn.Entry.new("in Ulm")), places=["Ulm"])
    assert not without.names_are_hidden
    assert without.not_covered[0] == NAMES_STAY


# -- the report ---------------------------------------------------------------------------------------------------


def test_the_table_has_all_eighteen_and_every_change_has_its_row() -> None:
    assert [one.letter for one in IDENTIFIERS] == [chr(code) for code in range(ord("A"), ord("R") + 1)]
    _, report = redact(seen(tn.Entry.new(" ".join(form for forms in FORMS.values() for form in forms))), places=["done"])
    counts = {name[0]: count for name, _, count in report.rows()}
    assert {letter for letter, count in counts.items() if count} >= set("BCDFGJLMNOR")
    assert sum(counts.values()) == report.count


def test_the_report_says_that_free_text_cannot_be_proved_clean() -> None:
    said = " ".join(Redaction(audience="friend").not_covered)
    assert "cannot be proved clean" in said
    assert "expert" in said
    assert "de-identified takes more" in said


@given(WITH_FORMS)
def test_neither_the_report_nor_a_repr_holds_a_word_of_the_text(text: str) -> None:
    found, report = redact(seen(tn.Entry.new(f"canaryword {text} canaryword@example.org Ulm")), places=["Ulm"])
    said = f"{found!r} {report!r} {report.rows()} {report.not_covered} {redact!r}"
    assert "canaryword" not in said
    assert "Ulm" not in said


# -- what is refused ----------------------------------------------------------------------------------------------


def test_ones_own_view_is_not_redacted(example: tn.Journal) -> None:
    with pytest.raises(ValueError, match="somebody else"):
        redact(tn.view(example, "me"))


def test_a_journal_is_asked_for_whom(example: tn.Journal) -> None:
    with pytest.raises(TypeError, match="for whom"):
        redact(example)  # type: ignore[arg-type]


def test_one_text_as_places_and_a_place_without_a_letter_are_refused() -> None:
    with pytest.raises(TypeError, match="several"):
        redact(seen(), places="Ulm")
    with pytest.raises(ValueError, match="without a letter") as caught:
        redact(seen(), places=["89075 12"])
    keeps_quiet(caught.value, "89075 12")


# -- whole pages, and long ones -----------------------------------------------------------------------------------


def test_pages_and_files_of_a_redacted_view_hold_none_of_it(example: tn.Journal) -> None:
    view, _ = redact(tn.view(example, "therapist"), places=["Rua do Almada"])
    page = tn.prepare(view, at=tn.moment("2024-09-15 20:00", "Europe/Lisbon"))
    for thing in (view, page):
        for format in ("json", "markdown", "html", "docx"):
            assert tn.render(thing, format)
    for format in ("json", "markdown"):
        shown = re.sub("[0-9a-f]{32,}", "", str(tn.render(view, format)))
        assert "Almada" not in shown
        for pattern in FOUND_BY_OTHERS[:4]:
            assert not re.search(pattern, re.sub(r"\d{4}-(?:01-01|12-31)", "", shown)), pattern.pattern


@pytest.mark.parametrize(
    "piece",
    [
        "a", "a.", "a@", "@", "1", "1 ", "1.", "1-", "+1", "0 1", "12 May ", "May ", "May 1", "12.05.", "https://",
        "www.", "a:",
        "::", "[date]", "(0", "48.8566 ", "48°", "number ", "AB12 ", "tel 1 ", "in ", "\\", "a-", "93 years ", "12 ",
        "DE89 3704 ", " ",
        "a_",
    ],
)  # fmt: skip
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    redacted(text, "Ulm")
    assert time.perf_counter() - began < 10


def test_stand_ins_are_told_apart_from_words() -> None:
    assert all(re.fullmatch(r"\[[\w -]+\]", stand_in) for stand_in in STAND_INS)


@pytest.mark.parametrize(
    "text", ["BDI-II 23", "HAM-D 17", "IES-R 22", "CBT-I 6", "DSM 2013", "EM 2024", "DSM-IV 1994", "A-B 12"]
)
def test_the_score_or_the_year_of_a_questionnaire_is_no_plate(text: str) -> None:
    journal = tn.Journal(zone="UTC").with_records(tn.Entry.new(text, shared_with=["therapist"]))
    assert tn.redact(tn.view(journal, "therapist"))[0].journal.entries[0].body == text


# -- what goes on in her ------------------------------------------------------------------------------------------


def test_times_and_forms_in_what_goes_on_in_her_are_reduced() -> None:
    day = tn.day("2024-05-06")
    heard = tn.Hearing(meaning="Ring 030 1234567 if it burns.", at=day)
    records = (
        attrs.evolve(
            tn.Statement.new("Until 12 May.", said=day), id="s", again=(day,), heard=(heard,), answers=("p", "on 3 May")
        ),
        attrs.evolve(
            tn.Belief.new("See https://example.org."), id="b", readings=(tn.Reading(at=day, because="On 12 May."),)
        ),
        attrs.evolve(
            tn.Prediction.new("By 12 May it breaks.", made_at=day, of="b"), id="p", outcome_at=tn.day("2024-05-07")
        ),
        attrs.evolve(
            tn.Question.new("Why 12 May?", asked=day), answers=(tn.Answer(at=day, words="a@example.org", link="s"),)
        ),
        attrs.evolve(tn.Urge.new("to go to Ulm", at=tn.moment("2024-05-06 22:40", "Europe/Paris")), tendency="approach"),
        tn.Goal.new("Ulm on foot", opened=day, progress=(tn.Progress(at=day, words="As far as Ulm."),)),
        tn.Score.new("srs", tn.Rating(value=3, low=0, high=5, scale="total"), taken_at=day),
        tn.Preference.new("letters", readings=(tn.PreferenceReading(at=day, wish="loosen", because="Ulm is far."),)),
    )
    view, report = redact(seen(*records), places=["Ulm"])
    home = {type(record): record for record in view.journal}
    said = tn.dumps(view.journal).decode()
    assert not re.search(r"05-06|05-07|22:40|Ulm|12 May|3 May|example|1234567", said)
    statement, prediction, score = home[tn.Statement], home[tn.Prediction], home[tn.Score]
    assert isinstance(statement, tn.Statement)
    assert isinstance(prediction, tn.Prediction)
    assert isinstance(score, tn.Score)
    year = tn.Approximate(earliest=tn.day("2024-01-01"), latest=tn.day("2024-12-31"), words="2024")
    assert (statement.said, statement.again, statement.heard[0].at) == (year, (year,), year)
    assert statement.answers == (prediction.id, "on [date]")
    assert (prediction.made_at, prediction.outcome_at) == (year, year)
    assert (score.instrument, score.value) == ("srs", tn.Rating(value=3, low=0, high=5, scale="total"))
    assert [urge.tendency for urge in view.journal.urges] == ["approach"]
    assert [wish.readings[0].wish for wish in view.journal.preferences] == ["loosen"]
    kinds = {kind_of(record).name for record in records}
    assert {one.where.split(".")[0] for one in report.changed} == {*kinds, "journal"}


def test_portions_of_several_days_of_one_year_are_not_taken_for_those_of_one() -> None:
    """A year is no one time: two hearings of most of her in it need not be more than the whole of her."""
    most = tn.Rating.of(6)
    days = [tn.day("2024-05-06"), tn.day("2024-05-13"), tn.day("2023-05-06")]
    heard = tuple(tn.Hearing(meaning="She stays.", at=day, portion=most) for day in days)
    view, _ = redact(seen(tn.Statement.new("I stay.", heard=heard)))
    assert [hearing.portion for hearing in view.journal.statements[0].heard] == [most, most, most]


def test_an_outcome_is_not_told_for_the_year_before_the_prediction() -> None:
    """In the night of New Year the two are of two years when they were told in two zones."""
    feared = tn.Prediction.new("That nobody rings.", made_at=tn.moment("2025-01-01 00:30", "Europe/Paris"))
    came = attrs.evolve(feared, outcome="did_not_happen", outcome_at=tn.moment("2024-12-31 23:30", "America/New_York"))
    view, _ = redact(seen(came))
    (told,) = view.journal.predictions
    assert (told.outcome, told.outcome_at) == ("did_not_happen", None)
    assert isinstance(told.made_at, tn.Approximate)
    assert told.made_at.words == "2025"
