"""The invented journal holds what the documentation and the other tests look for in it."""

import copy
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from therapy_notes import moments
from therapy_notes.invented import MOMENT_OF_PREPARING, NEXT_SESSION, example
from therapy_notes.invented.desk import AWAY, HOME, at, day
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.contacts import Contact
from therapy_notes.model.journal import KINDS, Journal
from therapy_notes.model.ruptures import Rupture
from therapy_notes.model.sessions import Session, Topic
from therapy_notes.model.shapes import EVERYBODY, Many, Scalar, fields
from therapy_notes.model.values import Approximate, Rating, day_of, zone_of
from therapy_notes.moments import Date, DateTime

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="module")
def journal() -> Journal:
    return example()


def _walk(value: object) -> Iterator[object]:
    """Yield every value of ours inside a value of ours, itself included."""
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif attrs.has(type(value)):
        yield value
        for f in fields(type(value)):
            yield from _walk(getattr(value, f.name))


def _scalars(journal: Journal, *kinds: str) -> Iterator[str]:
    """Yield every text in the journal whose field has one of these shapes."""
    for value in _walk(journal):
        for f in fields(type(value)):
            shape = f.shape.of if isinstance(f.shape, Many) else f.shape
            if isinstance(shape, Scalar) and shape.kind in kinds:
                held = getattr(value, f.name)
                yield from (text for text in (held if isinstance(held, tuple) else (held,)) if isinstance(text, str))


def _rule(journal: Journal, id: str = "ag-between-mondays") -> Agreement:
    found = journal[id]
    assert isinstance(found, Agreement)
    return found


def _contact(journal: Journal, id: str) -> Contact:
    found = journal[id]
    assert isinstance(found, Contact)
    return found


# -- the whole ------------------------------------------------------------------------------------------------


def test_it_is_built_once_and_is_always_the_same() -> None:
    assert example() is example()
    again = example.__wrapped__()
    assert again == example()
    assert again.key == example().key


def test_a_pickle_and_a_copy_of_it_are_equal(journal: Journal) -> None:
    assert pickle.loads(pickle.dumps(journal)) == journal  # noqa: S301 - our own bytes
    assert copy.deepcopy(journal) == journal


def test_every_id_and_every_link_leads_somewhere(journal: Journal) -> None:
    ids = set(_scalars(journal, "id"))
    assert set(_scalars(journal, "reference")) <= ids
    assert set(_scalars(journal, "who")) <= ids | set(EVERYBODY)
    looks_like_an_id = re.compile(r"[a-z]{1,2}-[a-z0-9-]+")
    given = {text for text in _scalars(journal, "reference_or_words") if looks_like_an_id.fullmatch(text)}
    assert given
    assert given <= ids


def test_every_kind_of_record_is_in_it(journal: Journal) -> None:
    assert all(getattr(journal, kind.plural) for kind in KINDS.values())


def _runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the pages of others lie outside the repository")
def test_no_words_and_no_names_of_others_are_in_it(journal: Journal) -> None:
    """Neither six words in a row from a page or a note of somebody else, nor a name under which somebody commented."""
    text = "\n".join(_scalars(journal, "words", "term", "reference_or_words", "degree", "id"))
    pages = [path.read_text("utf-8") for path in SHARED.glob("samples/seeds/*.txt")]
    notes = [path.read_text("utf-8") for path in SHARED.glob("reference/seed-items.md")]
    assert not _runs_of(text, 6) & set().union(*(_runs_of(page, 6) for page in pages + notes))
    names = {name for page in pages for name in re.findall(r"(?:•|\d\.)\s+([\w ]+) says:", page)}
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]


def test_no_sentence_is_said_twice(journal: Journal) -> None:
    bodies = [entry.body for entry in journal.entries]
    bodies += [comment.body for entry in journal.entries for comment in entry.comments]
    bodies += [contact.body for contact in journal.contacts]
    bodies += [session.reflection.notes for session in journal.sessions if session.reflection]
    sentences = Counter(
        " ".join(words).lower()
        for body in bodies
        for sentence in re.split(r"[.!?:;\n]+", body)
        if len(words := re.findall(r"\w+", sentence)) > 6
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_it_has_two_years_of_prose(journal: Journal) -> None:
    words = sum(len(text.split()) for text in _scalars(journal, "words"))
    assert 9_000 <= words <= 18_000
    days = [d for entry in journal.entries if (d := day_of(entry.written_at))]
    assert min(days) <= Date(2022, 9, 6)
    assert max(days) == moments.day(MOMENT_OF_PREPARING)


# -- entries --------------------------------------------------------------------------------------------------


def test_there_are_entries_of_many_kinds_and_lengths(journal: Journal) -> None:
    assert len(journal.entries) >= 60
    kinds = {entry.kind for entry in journal.entries}
    assert kinds >= {
        "reflection", "unsent_letter", "dream", "list", "post", "definition", "gratitude", "pattern", "metaphor",
        "borrowed_words", "carried_with_me",
    }  # fmt: skip
    lengths = [len(entry.body.split()) for entry in journal.entries]
    assert min(lengths) < 20
    assert 280 < max(lengths) < 450


def test_entries_have_times_of_every_sort(journal: Journal) -> None:
    times = [entry.written_at for entry in journal.entries]
    assert any(isinstance(time, Approximate) for time in times)
    assert any(isinstance(time, Date) and not isinstance(time, DateTime) for time in times)
    assert [entry.id for entry in journal.entries if entry.written_at is None] == ["e-on-the-back-of-a-delivery-note"]
    assert journal.entries[-1].written_at is None
    zones = {zone_of(time) for time in times if isinstance(time, DateTime)}
    assert zones == {HOME, AWAY}


def test_one_entry_was_written_in_the_hour_that_came_twice(journal: Journal) -> None:
    found = [e for e in journal.entries if isinstance(e.written_at, DateTime) and e.written_at.fold]
    assert [entry.id for entry in found] == ["e-the-hour-that-came-twice"]
    first, second = _contact(journal, "c-twenty-to-two").at, found[0].written_at
    assert isinstance(first, DateTime)
    assert isinstance(second, DateTime)
    assert moments.instant(second) - moments.instant(first) == 3600 * 1_000_000


@pytest.mark.parametrize(
    "awkward",
    [
        pytest.param(r"^---", id="begins like front matter"),
        pytest.param(r"(?m)^## ", id="a heading inside"),
        pytest.param(r"\]\(https://example\.org/", id="a link"),
        pytest.param(r"\\\n", id="a hard break"),
        pytest.param(r"(?m)^```", id="a fence"),
        pytest.param(r"%%[^%]+%%", id="a private span"),
        pytest.param("\u200d", id="joined emoji"),
        pytest.param(r"(?m)^\|", id="a table of pipes"),
        pytest.param("«[^»]+»", id="guillemets"),
        pytest.param("“[^”]+”", id="curled quotes"),
        pytest.param("ميزان", id="a word from right to left"),
        pytest.param("ã", id="a diacritic"),
        pytest.param(r" +\n+\Z", id="trailing blanks"),
        pytest.param("\t", id="a tab"),
        pytest.param(r"(?m)^> ", id="a quotation"),
        pytest.param(r"(?m)^1\. ", id="a numbered list"),
    ],
)
def test_some_body_is_awkward_in_this_way(journal: Journal, awkward: str) -> None:
    assert any(re.search(awkward, entry.body) for entry in journal.entries)


def test_entries_carry_what_an_entry_can_carry(journal: Journal) -> None:
    entries = journal.entries
    assert len([e for e in entries if len(e.comments) >= 3 and any(c.in_reply_to and c.mine for c in e.comments)]) >= 3
    assert len({e.series.name for e in entries if e.series}) >= 3
    assert len([e for e in entries if e.unfinished]) >= 3
    assert len([e for e in entries if e.warnings]) >= 5
    assert len([e for e in entries if e.afterthoughts]) >= 5
    assert len([e for e in entries if e.retracted_at]) == 1
    assert len([e for e in entries if "%%" in e.body]) >= 4
    felt = [feeling.degree for e in entries for feeling in e.feelings]
    assert any(isinstance(degree, Rating) for degree in felt)
    assert any(isinstance(degree, str) for degree in felt)
    assert None in felt


# -- sessions -------------------------------------------------------------------------------------------------


def test_there_are_two_years_of_mondays(journal: Journal) -> None:
    assert len(journal.sessions) >= 80
    moved = {"s-2023-05-02", "s-2024-06-26"}
    for session in journal.sessions:
        assert isinstance(session.starts_at, DateTime)
        assert session.id == f"s-{session.starts_at.date().isoformat()}"
        assert (session.starts_at.isoweekday() == 1) is (session.id not in moved)


def test_sessions_came_to_every_sort_of_end(journal: Journal) -> None:
    statuses = Counter(session.status for session in journal.sessions)
    assert statuses.keys() == {"fulfilled", "cancelled", "noshow", "rescheduled", "cut_short", "booked"}
    by = {session.cancellation.by for session in journal.sessions if session.cancellation}
    assert {"client", "therapist"} <= by
    assert all(s.cancellation for s in journal.sessions if s.status in {"cancelled", "rescheduled"})


def test_sessions_of_the_journey_are_seen_on_the_clock_of_the_journey(journal: Journal) -> None:
    far = [s for s in journal.sessions if zone_of(s.starts_at) == AWAY]
    assert {s.medium for s in far} == {"phone", "video"}
    for session in far:
        assert isinstance(session.starts_at, DateTime)
        assert moments.seen_in(session.starts_at, HOME).hour == 16


def test_no_session_is_held_while_one_of_the_two_is_away(journal: Journal) -> None:
    for absence in journal.absences:
        first, last = day_of(absence.begins), day_of(absence.ends)
        assert first is not None
        assert last is not None
        for session in journal.sessions:
            on = day_of(session.starts_at)
            assert on is not None
            assert not (first <= on <= last and (session.is_held or session.is_planned))


def test_many_sessions_have_words_before_and_after(journal: Journal) -> None:
    assert len([s for s in journal.sessions if s.reflection]) >= 25
    assert len([s for s in journal.sessions if s.preparation and s.appearances]) >= 12
    assert len([e for s in journal.sessions if s.reflection for e in s.reflection.events if e.keep]) >= 10
    assert len([u for s in journal.sessions if s.reflection for u in s.reflection.unsaid]) >= 10
    outcomes = {a.outcome for s in journal.sessions if s.is_held for a in s.appearances}
    assert outcomes == {
        "discussed", "partly", "raised_only", "deferred", "forgotten", "chose_not_to", "overtaken",
    }  # fmt: skip
    before = [session.connection_before for session in journal.sessions]
    assert len([degree for degree in before if isinstance(degree, Rating)]) >= 20
    assert len([degree for degree in before if isinstance(degree, str)]) >= 10
    assert None in before


def test_a_topic_appears_only_once_it_has_been_opened(journal: Journal) -> None:
    for session in journal.sessions:
        for appearance in session.appearances:
            topic = journal[appearance.topic]
            assert isinstance(topic, Topic)
            opened, held = day_of(topic.opened), day_of(session.starts_at)
            assert opened is not None
            assert held is not None
            assert opened <= held, (topic.id, session.id)


def test_the_next_monday_is_prepared_in_every_part_but_one(journal: Journal) -> None:
    session = journal[NEXT_SESSION]
    assert isinstance(session, Session)
    assert isinstance(session.starts_at, DateTime)
    assert session.status == "booked"
    assert session is journal.sessions[-1]
    assert 0 < (session.starts_at - MOMENT_OF_PREPARING).total_seconds() < 24 * 3600
    page = session.preparation
    assert page is not None
    filled = {a.name for a in attrs.fields(type(page)) if getattr(page, a.name)} - {"extra"}
    assert {a.name for a in attrs.fields(type(page))} - filled - {"extra"} == {"safety_first"}
    assert len(session.appearances) == 5
    assert "therapist" in session.shared_with
    assert "therapist" in page.shared_with
    last = max(entry.written_at for entry in journal.entries if isinstance(entry.written_at, DateTime))
    assert last < MOMENT_OF_PREPARING


def test_topics_wait_close_and_stay_private(journal: Journal) -> None:
    assert len(journal.topics) >= 14
    outcomes: dict[str, list[str | None]] = {}
    for session in journal.sessions:
        for appearance in session.appearances:
            outcomes.setdefault(appearance.topic, []).append(appearance.outcome)
    assert len([t for t in outcomes.values() if t[-1] == "discussed"]) >= 5
    assert any(sum(outcome not in {"discussed", None} for outcome in t) >= 4 for t in outcomes.values())
    assert len([t for t in journal.topics if t.pinned]) == 2
    assert len([t for t in journal.topics if t.plan]) >= 5
    assert {t.wish for t in journal.topics} == {"listen", "explain", "reassure", "challenge", "decide", "just_know"}
    assert len([t for t in journal.topics if not t.shared_with]) >= 5
    assert len([t for t in journal.topics if t.withdrawn_at]) == 1


# -- what is between them -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "state"),
    [
        ("r-the-fish-stamp", "resolved"),
        ("r-the-other-name", "being_worked"),
        ("r-the-other-room", "unresolved"),
        ("r-a-yawn-or-not", "noticed"),
    ],
)
def test_ruptures_end_in_four_different_states(journal: Journal, id: str, state: str) -> None:
    rupture = journal[id]
    assert isinstance(rupture, Rupture)
    assert rupture.state_at(MOMENT_OF_PREPARING) == state


def test_the_letter_was_mended_opened_again_and_mended_for_good(journal: Journal) -> None:
    rupture = journal["r-the-fish-stamp"]
    assert isinstance(rupture, Rupture)
    assert rupture.state_at(day("2023-04-13"), zone=HOME) is None
    assert [rupture.state_at(at(when)) for when in (
        "2023-04-15 12:00", "2023-04-17 16:10", "2023-04-17 18:00", "2023-05-01 12:00", "2024-05-21 12:00",
    )] == ["noticed", "raised", "being_worked", "partly_resolved", "reopened"]  # fmt: skip
    assert rupture.type == "mixed"
    assert {size.of for size in rupture.sizes} == {"then", "now", "warranted"}
    raised, repaired = rupture.time_to_raise(zone=HOME), rupture.time_to_repair(zone=HOME)
    assert raised is not None
    assert repaired is not None
    assert raised.days == 3
    assert repaired.days == 416


@pytest.mark.parametrize(
    ("when", "status", "mode", "proposals"),
    [
        pytest.param("2022-06-01 12:00", "in_force", "open", [], id="1 any time"),
        pytest.param("2022-11-20 12:00", "in_force", "open", [], id="2 too much"),
        pytest.param("2023-04-08 12:00", "in_force", "open", [], id="3 away, shouting"),
        pytest.param("2023-04-14 22:00", "in_force", "open", [("the-letter", 2)], id="4 the letter"),
        pytest.param("2023-04-15 12:00", "in_force", "open", [("the-letter", 1)], id="5 no Thursday"),
        pytest.param("2023-04-17 16:25", "in_force", "open", [("until-nine", 0)], id="6a her offer"),
        pytest.param("2023-04-17 16:40", "in_force", "open", [("working-hours", 0)], id="6b the other offer"),
        pytest.param("2023-04-17 17:00", "in_force", "windowed", [], id="6c all right then"),
        pytest.param("2023-12-01 12:00", "in_force", "windowed", [], id="7 months"),
        pytest.param("2024-05-14 12:00", "in_force", "windowed", [], id="8 the picture"),
        pytest.param("2024-05-20 09:12", "in_force", "windowed", [], id="9 please open"),
        pytest.param("2024-05-20 16:20", "in_force", "windowed", [("i-asked", 0)], id="10a she asks"),
        pytest.param("2024-05-20 17:00", "on_trial", "open", [], id="10b let us try"),
        pytest.param("2024-09-15 20:30", "on_trial", "open", [], id="11 and since"),
    ],
)
def test_the_rule_about_writing_lives_through_eleven_steps(
    journal: Journal, when: str, status: str, mode: str, proposals: list[tuple[str, int]]
) -> None:
    rule, now = _rule(journal), at(when)
    terms = rule.terms_at(now)
    assert terms is not None
    assert terms.contact is not None
    assert (rule.status_at(now), terms.contact.mode) == (status, mode)
    assert [(p.id, len(p.alternatives)) for p in rule.open_proposals_at(now)] == proposals


def test_the_letter_felt_like_a_rule_and_was_none(journal: Journal) -> None:
    rule = _rule(journal)
    letter = next(revision for revision in rule.revisions if revision.id == "the-letter")
    assert letter.felt_as is not None
    assert letter.felt_as.contact is not None
    assert letter.felt_as.contact.mode == "none"
    assert letter.channel == "letter"
    told = day_of(letter.told_at)
    away = next(absence for absence in journal.absences if absence.id == "a-madeira")
    assert told is not None
    assert day("2023-04-01") <= told <= day("2023-04-16")
    assert away.contact_during is None
    assert len(rule.revisions) >= 6
    assert any(revision.act == "accepted_reluctantly" for revision in rule.revisions)


def test_the_trial_has_no_day_of_review(journal: Journal) -> None:
    now = _rule(journal).in_force_at(MOMENT_OF_PREPARING)
    assert now is not None
    assert now.revision.trial
    assert now.revision.review_on is None


@pytest.mark.parametrize(
    ("contact", "by_agreement", "by_commitment"),
    [
        pytest.param("c-eleven-in-the-morning", "yes", None, id="a Wednesday at eleven"),
        pytest.param("c-a-sunday-in-april", "no", None, id="a Sunday"),
        pytest.param("c-from-a-pontoon", "yes", None, id="from far away, inside the hours at home"),
        pytest.param("c-three-lines-after-lunch", "no", None, id="from far away, outside them"),
        pytest.param("c-thirty-nine", "yes", None, id="a Sunday, to move a session"),
        pytest.param("c-the-picture", "cannot_tell", None, id="a Tuesday, nobody knows at what hour"),
        pytest.param("c-please-open", "yes", None, id="the Monday morning"),
        pytest.param("c-no-buses-no-people", "yes", "yes", id="a Saturday, to move a session"),
        pytest.param("c-forty-one-nails", "yes", "no", id="a Saturday, about nails"),
    ],
)
def test_contacts_are_inside_the_rule_or_not(
    journal: Journal, contact: str, by_agreement: str, by_commitment: str | None
) -> None:
    found = _contact(journal, contact)
    answers: list[str | None] = []
    for agreement in (_rule(journal), _rule(journal, "ag-only-to-move-a-monday")):
        assert isinstance(found.at, Date)
        terms = agreement.terms_at(found.at, zone=HOME)
        rule = terms.contact if terms else None
        answers.append(rule.permits(found.at, channel=found.channel, purpose=found.purpose) if rule else None)
    assert answers == [by_agreement, by_commitment]


def test_agreements_are_of_many_kinds(journal: Journal) -> None:
    assert {(a.topic, a.kind) for a in journal.agreements} >= {
        ("between_session_contact", "working_agreement"),
        ("between_session_contact", "personal_commitment"),
        ("cancellation_and_lateness", "business_contract"),
        ("fee_and_payment", "business_contract"),
        ("gifts", "therapist_policy"),
        ("speaking_up", "working_agreement"),
    }
    now = {a.id: a.terms_at(MOMENT_OF_PREPARING) for a in journal.agreements}
    calling_off, out_loud, fee = now["ag-calling-off"], now["ag-out-loud"], now["ag-fee"]
    assert calling_off is not None
    assert calling_off.notice == moments.parse_length("PT24H")
    assert out_loud is not None
    assert out_loud.binds == "both"
    assert fee is not None
    assert fee.words.startswith("Sixty euros")
    scale = _rule(journal, "ag-the-letter-scale")
    assert [p.id for p in scale.open_proposals_at(MOMENT_OF_PREPARING)] == ["may-i-now"]


def test_contacts_go_both_ways_and_are_answered(journal: Journal) -> None:
    contacts = journal.contacts
    assert len(contacts) >= 25
    assert {c.direction for c in contacts} == {
        "client_to_therapist", "therapist_to_client", "client_to_other", "other_to_client",
    }  # fmt: skip
    assert len({c.channel for c in contacts}) >= 5
    assert len({c.purpose for c in contacts}) >= 7
    assert any(c.times is None for c in contacts)
    assert len([c for c in contacts if any(link.kind == "answers" for link in c.links)]) >= 10
    assert all(c.body for c in contacts)


def test_absences_lie_behind_and_before_her(journal: Journal) -> None:
    first, coming = journal.absences[0], journal.absences[-1]
    assert len([a for a in journal.absences if a.contact_during is None]) >= 2
    assert day_of(first.begins) == day("2022-12-23")
    assert (day_of(coming.begins), day_of(coming.announced_at)) == (day("2024-09-21"), day("2024-09-09"))
    assert "therapist" in coming.shared_with


def test_most_is_not_shared_and_some_of_it_is(journal: Journal) -> None:
    audiences = Counter(record.shared_with for record in journal)
    assert audiences[()] > len(journal) / 4
    assert audiences[("therapist",)] > len(journal) / 4
    assert ("therapist", "peer") in audiences
    assert any("public" in names for names in audiences)
    assert len([r for r in journal.ruptures if "therapist" in r.shared_with]) == 2
    private_parts = [
        s for s in journal.sessions
        if "therapist" in s.shared_with and s.reflection and not s.reflection.shared_with
    ]  # fmt: skip
    assert private_parts
    assert len(journal.shares) >= 5
    assert any(share.withdrawn_at for share in journal.shares)


def test_therapies_have_a_past(journal: Journal) -> None:
    earlier, current = journal.therapies
    assert (earlier.ended, earlier.ending_kind) == (day("2017-06-19"), "drop_out")
    assert current.ended is None
    assert current.length_in_words(MOMENT_OF_PREPARING) == "2 years 3 months"
    assert len(current.phases) == 4
    assert [tally.sessions for tally in current.tallies] == [13]
