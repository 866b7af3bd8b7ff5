"""What a friend might point out in a journal: each kind of finding, where it stands, and what is none."""

import json
import re
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from test_codec_properties import can_be_written
from therapy_notes.codec import dumps, loads, tree_of
from therapy_notes.model.checking import KINDS_OF_FINDING, Finding
from therapy_notes.model.contacts import Motive
from therapy_notes.model.instruments import INSTRUMENTS
from therapy_notes.model.journal import Journal, Unreadable
from therapy_notes.model.people import Phase
from therapy_notes.model.ruptures import RuptureStep
from therapy_notes.model.sessions import Preparation, Reflection, SessionEvent, Unsaid
from therapy_notes.model.statements import Hearing, Statement
from therapy_notes.model.values import Author, Evidence, Share
from therapy_notes.moments import Date, DateTime, Duration
from therapy_notes.testing import days, journals

ZONE = "Europe/Lisbon"
DOCS = Path(__file__).parents[1] / "docs"


def moment(text: str) -> DateTime:
    return tn.moment(text, ZONE)


def day(text: str) -> Date:
    return tn.day(text)


def journal_of(*records: tn.Record, **rest: Any) -> Journal:
    return Journal(zone=ZONE, **rest).with_records(*records)


def found(journal: Journal, at: DateTime | Date | None = None) -> list[tuple[str, str]]:
    return [(finding.kind, finding.where) for finding in journal.check(at)]


def places(kind: str, journal: Journal, at: DateTime | Date | None = None) -> list[str]:
    return [where for one, where in found(journal, at) if one == kind]


# -- the findings themselves --------------------------------------------------------------------------------------


def test_a_journal_in_which_everything_is_in_place_has_nothing_to_point_out() -> None:
    assert Journal(zone=ZONE).check() == ()
    people = (tn.Person(id="tove", name="Tove", role="therapist"), tn.Part(id="the-ferret", name="the ferret"))
    therapy = tn.Therapy(id="with-tove", therapist="tove", began=day("2023-02-06"))
    topic = tn.Topic(id="soup", text="The soup that I did not finish", therapy="with-tove")
    hour = tn.Session(
        id="s1", starts_at=moment("2023-02-06 17:00"), length=Duration(minutes=50), status="fulfilled", therapy="with-tove",
        appearances=(tn.Appearance(topic="soup", opened_by="the-ferret"),),
    )  # fmt: skip
    said = Statement(
        id="said",
        words="Leave the spoon in it.",
        speaker="tove",
        keep=True,
        heard=(Hearing(who="the-ferret", meaning="Stay."),),
    )
    assert journal_of(*people, therapy, topic, hour, said, owner="tove").check() == ()


def test_every_kind_of_finding_has_one_calm_sentence() -> None:
    kinds = [kind for kind, _ in KINDS_OF_FINDING]
    assert len(kinds) == len(set(kinds)) == len({words for _, words in KINDS_OF_FINDING})
    for kind, words in KINDS_OF_FINDING:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind)
        assert re.fullmatch(r"[A-Z][^.!?]*\.", words)
        assert not re.search(r"(?i)\b(must|should|please|error|wrong|invalid|fail\w*|forg[oe]t\w*|bad|check|fix)\b", words)


def test_a_finding_shows_its_place_and_its_sentence() -> None:
    (finding,) = journal_of(tn.Entry(id="e", body="", therapy="with-nobody")).check()
    assert str(finding) == "$.entries[0].therapy: This points to something that is not in the journal."
    assert finding == Finding(kind="dangling_link", where="$.entries[0].therapy", words=str(finding).partition(": ")[2])


def test_no_word_that_she_wrote_stands_in_a_finding() -> None:
    canary = "Zaunkönigswinter"
    entry = tn.Entry(
        id=canary, title=canary, body=canary, therapy=f"{canary}-1", links=(tn.Link(kind=canary, to=f"{canary}-2"),)
    )
    names = tuple(tn.Person(id=f"{canary}{n}", name=canary) for n in (3, 4))
    rest = {canary: canary}
    shown = repr(journal_of(entry, *names, extra=rest, unreadable=(Unreadable(kind=canary, raw=rest),)).check())
    assert "name_of_two" in shown
    assert "dangling_link" in shown
    assert "does_not_read" in shown
    assert canary not in shown


@given(journals(), st.none() | days())
@documents
def test_every_journal_can_be_checked_and_each_finding_stands_where_it_says_in_the_file(
    journal: Journal, at: Date | None
) -> None:
    assume(can_be_written(journal))
    findings = journal.check(at)
    event(f"findings: {min(len(findings), 9)}")
    tree = tree_of(journal)
    order = [place_in(tree, finding.where) for finding in findings]
    assert order == sorted(order)
    assert {(finding.kind, finding.words) for finding in findings} <= {*KINDS_OF_FINDING}
    assert len({*findings}) == len(findings)


def place_in(tree: object, where: str) -> list[int]:
    """Return the number of each step of a path among its neighbours in the data; every step must be there."""
    numbers = []
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", where):
        if name:
            assert isinstance(tree, dict)
            numbers.append([*tree].index(name))
            tree = tree[name]
        else:
            assert isinstance(tree, list)
            numbers.append(int(index))
            tree = tree[int(index)]
    return numbers


@given(journals(), st.none() | days())
@documents
def test_a_journal_that_was_read_has_the_same_findings_after_it_was_written(journal: Journal, at: Date | None) -> None:
    assume(can_be_written(journal))
    read = loads(dumps(journal))
    assert loads(dumps(read)).check(at) == read.check(at)
    if not journal.unreadable:
        assert read.check(at) == journal.check(at)


@given(journals())
@documents
def test_everything_that_was_set_aside_is_pointed_out(journal: Journal) -> None:
    told = {finding.where for finding in journal.check()}
    assert {f"$.unreadable[{n}]" for n in range(len(journal.unreadable))} <= told


def test_what_has_been_taken_back_is_left_alone() -> None:
    loose = tn.Entry(id="e", body="", therapy="nowhere", written_at=day("2024-05-01"))
    assert found(journal_of(loose)) == [("dangling_link", "$.entries[0].therapy")]
    gone = attrs.evolve(loose, retracted_at=day("2024-05-03"))
    assert found(journal_of(gone)) == []
    assert found(journal_of(gone), day("2024-05-02")) == [("dangling_link", "$.entries[0].therapy")]


# -- links --------------------------------------------------------------------------------------------------------


def test_a_link_may_lead_to_a_record_or_to_something_inside_one_and_else_it_dangles() -> None:
    links = tuple(tn.Link(kind="about", to=to) for to in ("rule", "r1", "gone", "e"))
    entry = tn.Entry(id="e", body="", links=links)
    rule = tn.Agreement(id="rule", topic="gifts", kind="own", revisions=(stated("r1", "2024-05-01"),))
    assert found(journal_of(entry, rule)) == [("dangling_link", "$.entries[0].links[2].to")]


def test_a_field_that_wants_a_record_is_not_content_with_what_is_inside_another() -> None:
    rule = tn.Agreement(id="rule", topic="gifts", kind="own", revisions=(stated("r1", "2024-05-01"),))
    assert found(journal_of(rule, tn.Prediction(id="p", of="r1"))) == [("dangling_link", "$.predictions[0].of")]


def test_every_field_of_every_class_that_holds_an_id_is_looked_at() -> None:
    event_ = SessionEvent(id="ev", who="x")
    hour = tn.Session(
        id="s", status="booked", therapy="x", links=(tn.Link(kind="about", to="x"),),
        appearances=(tn.Appearance(topic="x", opened_by="x"),),
        reflection=Reflection(events=(event_,), unsaid=(Unsaid(id="u", topic="x"),)),
    )  # fmt: skip
    records: tuple[tn.Record, ...] = (
        tn.Therapy(id="th", therapist="x"),
        tn.Entry(id="e", body="", authors=(Author(who="x"),), comments=(tn.Comment(id="c", in_reply_to="x"),)),
        hour,
        tn.Topic(id="to", text="", plan=tn.Plan(session="x"), readings=(tn.Reading(by="x"),)),
        tn.Rupture(id="ru", steps=(RuptureStep(at=day("2024-05-01"), state="raised", session="x", by="x"),)),
        tn.Agreement(
            id="a", topic="gifts", kind="own", parties=("x",),
            revisions=(attrs.evolve(stated("r", "2024-05-01", by="x"), session="x", act="declined", answers=("x",)),),
        ),
        tn.Contact(id="co", direction="client_to_other", person="x"),
        tn.Prediction(id="p", of="x"),
        tn.Goal(id="g", evidence=(Evidence(by="x", link="x"),)),
        tn.Question(id="q", to=("therapist", "x"), answers=(tn.Answer(by="x", link="x"),)),
    )  # fmt: skip
    journal = journal_of(*records, owner="x", shares=(Share(record="x", audience="tove", discussed_in="x"),))
    assert found(journal) == [
        ("dangling_link", "$.owner"),
        ("unknown_person", "$.therapies[0].therapist"),
        ("reply_to_nothing", "$.entries[0].comments[0].in_reply_to"),
        ("unknown_person", "$.entries[0].authors[0].who"),
        ("dangling_link", "$.sessions[0].appearances[0].topic"),
        ("unknown_person", "$.sessions[0].appearances[0].opened_by"),
        ("unknown_person", "$.sessions[0].reflection.events[0].who"),
        ("dangling_link", "$.sessions[0].reflection.unsaid[0].topic"),
        ("dangling_link", "$.sessions[0].therapy"),
        ("dangling_link", "$.sessions[0].links[0].to"),
        ("unknown_person", "$.topics[0].readings[0].by"),
        ("dangling_link", "$.topics[0].plan.session"),
        ("unknown_person", "$.ruptures[0].steps[0].by"),
        ("dangling_link", "$.ruptures[0].steps[0].session"),
        ("unknown_person", "$.agreements[0].parties[0]"),
        ("unknown_person", "$.agreements[0].revisions[0].by"),
        ("dangling_link", "$.agreements[0].revisions[0].answers[0]"),
        ("dangling_link", "$.agreements[0].revisions[0].session"),
        ("unknown_person", "$.contacts[0].person"),
        ("dangling_link", "$.predictions[0].of"),
        ("unknown_person", "$.questions[0].to[1]"),
        ("unknown_person", "$.questions[0].answers[0].by"),
        ("dangling_link", "$.questions[0].answers[0].link"),
        ("unknown_person", "$.goals[0].evidence[0].by"),
        ("dangling_link", "$.goals[0].evidence[0].link"),
        ("dangling_link", "$.shares[0].record"),
        ("dangling_link", "$.shares[0].discussed_in"),
    ]


@given(journals())
@documents
def test_once_everybody_and_everything_that_was_missing_is_there_nothing_dangles(journal: Journal) -> None:
    journal = attrs.evolve(journal, extra={}, unreadable=())
    missing = [finding for finding in journal.check() if finding.kind in {"dangling_link", "unknown_person"}]
    event(f"missing: {min(len(missing), 5)}")
    here = {record.id for record in journal}
    gone = {str(value_at(journal, finding.where)) for finding in missing} - here
    whole = journal.with_records(*(tn.Person(id=id) for id in gone))
    left = [finding for finding in whole.check() if finding.kind in {"dangling_link", "unknown_person"}]
    for finding in left:
        of_the_act_alone = re.search(r"\.revisions\[\d+\]\.answers\[\d+\]$", finding.where)
        of_no_person = finding.kind == "unknown_person" and value_at(whole, finding.where) in here
        assert of_the_act_alone or of_no_person


def value_at(journal: Journal, where: str) -> object:
    value: Any = journal
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", where):
        value = getattr(value, name) if name else value[int(index)]
    return value


def test_an_id_or_words_may_be_words() -> None:
    hour = tn.Session(
        id="s",
        status="booked",
        preparation=Preparation(fears=("that it rains in",), not_today=("the aunt",), materials=("a map",)),
    )
    assert found(journal_of(hour, Statement(id="st", words="Stay.", answers=("being sent home",)))) == []


def test_what_did_not_read_and_what_a_newer_release_knows_is_there_all_the_same() -> None:
    entry = tn.Entry(
        id="e",
        body="",
        links=(tn.Link(kind="about", to="broken"), tn.Link(kind="about", to="new")),
        authors=(Author(who="broken"),),
    )
    aside = (Unreadable(kind="person", raw={"id": "broken", "name": 7}),)
    assert places("dangling_link", journal_of(entry, extra={"weathers": [{"id": "new"}, 7]}, unreadable=aside)) == []
    assert places("unknown_person", journal_of(entry, unreadable=aside)) == []


def test_a_reply_answers_a_comment_of_its_own_entry() -> None:
    one = tn.Entry(id="a", body="", comments=(tn.Comment(id="c1"), tn.Comment(id="c2", in_reply_to="c1")))
    other = tn.Entry(id="b", body="", comments=(tn.Comment(id="c3", in_reply_to="c1"),))
    assert found(journal_of(one, other)) == [("reply_to_nothing", "$.entries[1].comments[0].in_reply_to")]


# -- agreements ---------------------------------------------------------------------------------------------------


def stated(id: str, at: str, **fields: Any) -> tn.Revision:
    given_: dict[str, Any] = {
        "act": "stated",
        "by": "therapist",
        "terms": tn.Terms(words="The kettle is for everybody."),
        **fields,
    }
    return tn.Revision(id=id, at=day(at), **given_)


def act(id: str, at: str, what: Any, by: str = "client", **fields: Any) -> tn.Revision:
    return tn.Revision(id=id, at=day(at), act=what, by=by, **fields)


def rule(*revisions: tn.Revision, id: str = "a", topic: str = "gifts", **fields: Any) -> tn.Agreement:
    given_: dict[str, Any] = {"kind": "working_agreement", **fields}
    return tn.Agreement(id=id, topic=topic, revisions=revisions, **given_)


def hours(*starts: str, therapy: str | None = None) -> tuple[tn.Session, ...]:
    return tuple(
        tn.Session(id=f"s{n}-{therapy}", starts_at=moment(f"{start} 10:00"), status="fulfilled", therapy=therapy)
        for n, start in enumerate(starts)
    )


def test_a_trial_wants_a_day_to_look_at_it_again_or_an_end() -> None:
    trial = stated("r1", "2024-05-01", trial=True)
    for fields_, expected in (
        ({}, ["$.agreements[0].revisions[0]"]),
        ({"review_on": day("2024-06-01")}, []),
        ({"until": day("2024-06-01")}, []),
        ({"takes_effect": day("2024-07-01")}, ["$.agreements[0].revisions[0]"]),
        ({"trial": False}, []),
    ):
        journal = journal_of(rule(attrs.evolve(trial, **fields_)))
        assert places("trial_without_review", journal, day("2024-05-20")) == expected
    assert places("trial_without_review", journal_of(rule(trial)), day("2024-04-01")) == []


def test_an_accepted_trial_is_one_as_well_and_what_came_after_it_ends_that() -> None:
    proposal = act("r1", "2024-05-01", "proposed", "therapist", terms=tn.Terms(words="Letters on Fridays."))
    accepted = act("r2", "2024-05-03", "accepted", answers=("r1",), trial=True)
    assert places("trial_without_review", journal_of(rule(proposal, accepted))) == ["$.agreements[0].revisions[1]"]
    after = journal_of(rule(proposal, accepted, stated("r3", "2024-06-01")))
    assert places("trial_without_review", after) == []
    assert places("trial_without_review", after, day("2024-05-20")) == ["$.agreements[0].revisions[1]"]


def test_a_proposed_trial_is_not_being_tried() -> None:
    proposal = act("r1", "2024-05-01", "proposed", trial=True, terms=tn.Terms(words="Letters on Fridays."))
    assert places("trial_without_review", journal_of(rule(proposal))) == []


def test_a_review_has_gone_by_when_three_sessions_or_six_weeks_have_passed_and_nothing_was_done() -> None:
    due = rule(stated("r1", "2024-03-01", review_on=day("2024-05-06")))
    where = ["$.agreements[0].revisions[0]"]
    assert places("review_long_past", journal_of(due), day("2024-06-17")) == []
    assert places("review_long_past", journal_of(due), day("2024-06-18")) == where
    weekly = hours("2024-05-06", "2024-05-13", "2024-05-20", "2024-05-27")
    assert places("review_long_past", journal_of(due, *weekly[:3]), day("2024-06-30")) == []
    assert places("review_long_past", journal_of(due, *weekly), day("2024-05-28")) == where
    assert places("review_long_past", journal_of(due, *weekly), day("2024-05-27")) == []
    looked_at = attrs.evolve(due, revisions=(*due.revisions, act("r2", "2024-05-06", "proposed")))
    assert places("review_long_past", journal_of(looked_at), day("2024-08-18")) == []


def test_two_that_hold_on_one_subject_and_for_the_same_one_are_both_pointed_out() -> None:
    def both(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
        two = (
            rule(stated("r", "2024-05-01", terms=tn.Terms(words="x", binds=fields_.pop("binds", None))), id=id, **fields_)
            for id, fields_ in (("a", dict(one)), ("b", dict(other)))
        )
        return places("two_in_force", journal_of(*two))

    here = ["$.agreements[0]", "$.agreements[1]"]
    assert both({}, {}) == here
    assert both({"binds": "client"}, {"binds": "both"}) == here
    assert both({"binds": "therapist"}, {}) == here
    assert both({"binds": "client"}, {"binds": "therapist"}) == []
    assert both({"therapy": "one"}, {}) == here
    assert both({"therapy": "one"}, {"therapy": "one"}) == here
    assert both({"therapy": "one"}, {"therapy": "other"}) == []
    assert both({}, {"kind": "personal_commitment"}) == []
    assert both({}, {"topic": "touch"}) == []
    assert both({"topic": "other"}, {"topic": "other"}) == []
    assert both({}, {"retracted_at": day("2024-05-01")}) == []


def test_a_rule_that_has_ended_or_is_only_proposed_stands_beside_nothing() -> None:
    holds = rule(stated("r1", "2024-05-01"))
    ended = rule(stated("r1", "2024-05-01"), act("r2", "2024-06-01", "ended", "both"), id="b")
    proposed = rule(act("r1", "2024-05-01", "proposed", terms=tn.Terms(words="x")), id="c")
    assert places("two_in_force", journal_of(holds, ended, proposed)) == []
    assert len(places("two_in_force", journal_of(holds, ended, proposed), day("2024-05-20"))) == 2


AWAY = tn.Absence(id="away", kind="therapist_holiday", begins=day("2024-04-22"), ends=day("2024-04-28"), therapy="t")
THERAPY = tn.Therapy(id="t")


@pytest.mark.parametrize(
    ("revision", "is_told"),
    [
        (stated("r", "2024-04-22"), True),
        (stated("r", "2024-04-28"), True),
        (stated("r", "2024-04-29"), False),
        (stated("r", "2024-04-21"), False),
        (stated("r", "2024-03-01", told_at=day("2024-04-25")), True),
        (stated("r", "2024-04-25", told_at=day("2024-05-02")), False),
        (act("r", "2024-04-25", "proposed", "therapist"), True),
        (act("r", "2024-04-25", "proposed", "client"), False),
        (act("r", "2024-04-25", "declined", "therapist"), False),
    ],
)
def test_what_is_told_in_an_absence_is_pointed_out(revision: tn.Revision, is_told: bool) -> None:
    journal = journal_of(THERAPY, AWAY, rule(revision, therapy="t"))
    assert places("told_during_absence", journal) == (["$.agreements[0].revisions[0]"] if is_told else [])


def test_only_an_absence_of_the_other_in_that_therapy_with_both_its_ends_counts() -> None:
    told = rule(stated("r", "2024-04-25"), therapy="t")
    for fields_, count in (
        ({}, 1),
        ({"therapy": None}, 1),
        ({"therapy": "another"}, 0),
        ({"kind": "client_holiday"}, 0),
        ({"kind": "her sabbatical"}, 1),
        ({"ends": None}, 0),
        ({"begins": None}, 0),
        ({"ends": tn.Approximate(earliest=day("2024-04-24"), latest=day("2024-04-30"))}, 0),
        ({"retracted_at": day("2024-04-01")}, 0),
    ):
        journal = journal_of(THERAPY, attrs.evolve(AWAY, **fields_), told)
        assert len(places("told_during_absence", journal)) == count, fields_
    her_own = attrs.evolve(told, kind="personal_commitment")
    assert places("told_during_absence", journal_of(THERAPY, AWAY, her_own)) == []


def test_a_long_absence_is_found_behind_a_short_one_that_began_later() -> None:
    long = attrs.evolve(AWAY, id="long", begins=day("2024-01-01"), ends=day("2024-12-31"))
    short = attrs.evolve(AWAY, id="short", begins=day("2024-02-01"), ends=day("2024-02-02"))
    assert len(places("told_during_absence", journal_of(THERAPY, long, short, rule(stated("r", "2024-04-25"))))) == 1


def test_a_proposal_waits_for_long_when_three_sessions_were_held_since_or_six_weeks_have_passed_without_any() -> None:
    open_ = rule(act("r1", "2024-05-06", "proposed", "therapist", terms=tn.Terms(words="x")), therapy="t")
    where = ["$.agreements[0].revisions[0]"]
    assert places("proposal_long_open", journal_of(open_), day("2024-06-17")) == []
    assert places("proposal_long_open", journal_of(open_), day("2024-06-18")) == where
    dates = ("2024-05-06", "2024-05-07", "2024-05-14", "2024-05-21")
    assert places("proposal_long_open", journal_of(open_, *hours(*dates, therapy="t"))) == where
    assert places("proposal_long_open", journal_of(open_, *hours(*dates, therapy="t")), day("2024-05-21")) == []
    assert places("proposal_long_open", journal_of(open_, *hours(*dates[:3], therapy="t")), day("2024-09-01")) == []
    assert places("proposal_long_open", journal_of(open_, *hours(*dates))) == where
    elsewhere = hours(*dates, therapy="another")
    assert places("proposal_long_open", journal_of(open_, *elsewhere)) == []
    assert places("proposal_long_open", journal_of(open_, *elsewhere), day("2024-06-18")) == where
    declined = attrs.evolve(open_, revisions=(*open_.revisions, act("r2", "2024-05-08", "declined", answers=("r1",))))
    assert places("proposal_long_open", journal_of(declined), day("2024-09-01")) == []


def test_the_place_of_a_proposal_of_which_one_way_out_is_closed_is_still_its_own() -> None:
    ways = tuple(tn.Alternative(id=id, terms=tn.Terms(words=id)) for id in ("x", "y"))
    journal = journal_of(
        rule(
            stated("r0", "2024-01-01"),
            act("r1", "2024-05-06", "proposed", alternatives=ways),
            act("r2", "2024-05-07", "declined", answers=("x",)),
        )
    )
    assert places("proposal_long_open", journal, day("2024-09-01")) == ["$.agreements[0].revisions[1]"]


def test_the_moment_that_is_asked_about_is_that_of_the_latest_thing_that_was() -> None:
    open_ = rule(act("r1", "2024-05-06", "proposed", terms=tn.Terms(words="x")))
    late, early = (
        tn.Entry(id="e", body="", written_at=day("2024-08-01")),
        tn.Entry(id="e", body="", written_at=day("2024-05-08")),
    )
    assert len(places("proposal_long_open", journal_of(open_, late))) == 1
    assert places("proposal_long_open", journal_of(open_, early)) == []
    ahead = (
        tn.Session(id="s", starts_at=moment("2025-01-01 10:00"), status="booked"),
        tn.Absence(id="ab", begins=day("2025-01-01"), ends=day("2025-02-01")),
        tn.Topic(id="t", text="", plan=tn.Plan(before=day("2025-01-01"), set_aside_until=day("2025-01-01"))),
    )
    assert places("proposal_long_open", journal_of(open_, *ahead)) == []
    roughly = tn.Entry(id="e", body="", happened=tn.Approximate(earliest=day("2024-08-01"), latest=day("2024-08-31")))
    assert len(places("proposal_long_open", journal_of(open_, roughly))) == 1
    inside = tn.Entry(id="e", body="", comments=(tn.Comment(id="c", written_at=moment("2024-08-01 08:00")),))
    assert len(places("proposal_long_open", journal_of(open_, inside))) == 1


def test_an_answer_before_its_question_is_pointed_out_and_one_of_the_same_day_is_not() -> None:
    proposal = act("r1", "2024-05-06", "proposed", terms=tn.Terms(words="x"))
    for when, count in (("2024-05-05", 1), ("2024-05-06", 0), ("2024-05-07", 0)):
        for what in ("accepted", "declined"):
            journal = journal_of(rule(proposal, act("r2", when, what, answers=("r1",))))
            assert len(places("answered_before_proposed", journal)) == count
    way = act("r1", "2024-05-06", "proposed", alternatives=(tn.Alternative(id="x", terms=tn.Terms(words="x")),))
    journal = journal_of(rule(way, act("r2", "2024-05-05", "accepted", answers=("x",))))
    assert places("answered_before_proposed", journal) == ["$.agreements[0].revisions[1]"]


def test_an_acceptance_of_nothing_is_pointed_out_and_so_is_one_of_too_much() -> None:
    proposals = [act(f"p{n}", f"2024-05-0{n}", "proposed", terms=tn.Terms(words="x")) for n in (1, 2)]
    accepts = act("r", "2024-05-08", "accepted")
    kinds = {"accepted_without_proposal", "accepted_unclearly"}

    def told(*revisions: tn.Revision) -> list[str]:
        return [kind for kind, _ in found(journal_of(rule(*revisions))) if kind in kinds]

    assert told(accepts) == ["accepted_without_proposal"]
    assert told(attrs.evolve(accepts, act="accepted_reluctantly")) == ["accepted_without_proposal"]
    assert told(attrs.evolve(accepts, terms=tn.Terms(words="y"))) == []
    assert told(proposals[0], accepts) == []
    assert told(*proposals, accepts) == ["accepted_unclearly"]
    assert told(*proposals, attrs.evolve(accepts, answers=("p2",))) == []
    assert told(proposals[0], act("w", "2024-05-02", "withdrawn"), accepts) == ["accepted_without_proposal"]
    ways = tuple(tn.Alternative(id=id, terms=tn.Terms(words=id)) for id in ("x", "y"))
    of_two = act("p", "2024-05-01", "proposed", alternatives=ways)
    assert told(of_two, attrs.evolve(accepts, answers=("p",))) == ["accepted_unclearly"]
    assert told(of_two, attrs.evolve(accepts, answers=("y",))) == []


def test_a_rule_that_held_before_it_was_told_is_pointed_out_when_it_is_not_her_own() -> None:
    told = day("2024-05-06")
    for revision, count in (
        (stated("r", "2024-05-06", takes_effect=day("2024-05-01"), told_at=told), 1),
        (stated("r", "2024-05-01", told_at=told), 1),
        (stated("r", "2024-05-01", takes_effect=day("2024-05-06"), told_at=told), 0),
        (stated("r", "2024-05-01", takes_effect=day("2024-05-07"), told_at=told), 0),
        (stated("r", "2024-05-01"), 0),
        (stated("r", "2024-05-01", told_at=told, by="client"), 0),
        (act("r", "2024-05-01", "proposed", "therapist", told_at=told), 0),
    ):
        assert len(places("in_force_before_told", journal_of(rule(revision)))) == count


def test_hours_without_a_zone_or_without_days_are_pointed_out_wherever_they_hold() -> None:
    def terms(**fields_: Any) -> tn.Terms:
        window = tn.ContactWindow(**fields_)
        return tn.Terms(words="x", contact=tn.ContactRule(mode="windowed", windows=(window,)))

    whole: dict[str, Any] = {"days": ("mon",), "opens": "09:00", "zone": ZONE}
    place = "$.agreements[0].revisions[0].terms.contact.windows[0]"
    for fields_, expected in (
        (whole, []),
        ({**whole, "zone": None}, [("window_without_zone", place)]),
        ({**whole, "days": ()}, [("window_without_days", place)]),
        ({"opens": "09:00"}, [("window_without_zone", place), ("window_without_days", place)]),
        ({"days": ("mon",)}, [("window_without_zone", place)]),
        ({}, []),
    ):
        assert found(journal_of(rule(stated("r", "2024-05-01", terms=terms(**fields_))))) == expected
    loose = terms(days=("mon",))
    felt = rule(stated("r", "2024-05-01", felt_as=loose))
    assert found(journal_of(felt)) == []
    proposed = rule(act("p", "2024-05-01", "proposed", alternatives=(tn.Alternative(id="x", terms=loose),)))
    assert found(journal_of(proposed)) == [
        ("window_without_zone", "$.agreements[0].revisions[0].alternatives[0].terms.contact.windows[0]")
    ]
    away = tn.Absence(id="ab", contact_during=loose.contact)
    assert found(journal_of(away)) == [("window_without_zone", "$.absences[0].contact_during.windows[0]")]


# -- times --------------------------------------------------------------------------------------------------------


def hour(id: str, at: str, minutes: int | None = 50, **fields_: Any) -> tn.Session:
    length = None if minutes is None else Duration(minutes=minutes)
    given_: dict[str, Any] = {"status": "fulfilled", **fields_}
    return tn.Session(id=id, starts_at=moment(at), length=length, **given_)


def test_sessions_that_share_time_are_each_pointed_out() -> None:
    first, second = hour("a", "2024-05-06 16:00"), hour("b", "2024-05-06 16:49")
    both = ["$.sessions[0]", "$.sessions[1]"]
    assert places("sessions_overlap", journal_of(first, second)) == both
    assert places("sessions_overlap", journal_of(first, hour("b", "2024-05-06 16:50"))) == []
    assert places("sessions_overlap", journal_of(first, hour("b", "2024-05-06 16:10", None))) == both
    assert (
        places("sessions_overlap", journal_of(hour("a", "2024-05-06 16:00", None), hour("b", "2024-05-06 16:00", None)))
        == both
    )
    assert places("sessions_overlap", journal_of(hour("a", "2024-05-06 16:00", None), second)) == []
    for status in ("cancelled", "rescheduled", "noshow", "proposed"):
        assert places("sessions_overlap", journal_of(first, attrs.evolve(second, status=status))) == []
    assert places("sessions_overlap", journal_of(first, attrs.evolve(second, status="booked", therapy=None))) == both
    assert places("sessions_overlap", journal_of(first, attrs.evolve(second, starts_at=day("2024-05-06")))) == []


def test_a_long_session_overlaps_with_those_that_come_after_a_short_one() -> None:
    weekend = hour("a", "2024-05-04 09:00", 600)
    rest = (hour("b", "2024-05-04 10:00", 10), hour("c", "2024-05-04 12:00"), hour("d", "2024-05-04 19:00"))
    assert places("sessions_overlap", journal_of(weekend, *rest)) == ["$.sessions[0]", "$.sessions[1]", "$.sessions[2]"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=8))
def test_a_session_is_pointed_out_exactly_when_it_shares_a_minute_with_another(drawn: list[tuple[int, int]]) -> None:
    start = moment("2024-05-06 08:00")
    sessions = [
        tn.Session(id=str(n), starts_at=start.add(minutes=at), length=Duration(minutes=minutes), status="booked")
        for n, (at, minutes) in enumerate(drawn)
    ]
    journal = journal_of(*sessions)
    spans = {str(n): (at * 60, at * 60 + max(minutes * 60, 1)) for n, (at, minutes) in enumerate(drawn)}
    expected = [
        f"$.sessions[{n}]"
        for n, session in enumerate(journal.sessions)
        if any(
            id != session.id and spans[id][0] < spans[session.id][1] and spans[session.id][0] < spans[id][1] for id in spans
        )
    ]
    assert places("sessions_overlap", journal) == expected


def test_what_ends_before_it_begins_is_pointed_out() -> None:
    back: dict[str, Any] = {"began": day("2024-05-06"), "ended": day("2024-05-05")}
    therapy = tn.Therapy(id="t", **back, phases=(Phase(id="p"), Phase(id="q", **back)))
    absence = tn.Absence(id="a", begins=day("2024-05-06"), ends=moment("2024-05-05 23:59"))
    assert places("ends_before_it_begins", journal_of(therapy, absence)) == [
        "$.therapies[0]", "$.therapies[0].phases[1]", "$.absences[0]",
    ]  # fmt: skip
    noon = moment("2024-05-06 12:00")
    assert found(journal_of(tn.Absence(id="a", begins=noon, ends=noon))) == []
    one_day = tn.Absence(id="a", begins=day("2024-05-06"), ends=day("2024-05-06"))
    vague = tn.Absence(id="b", begins=tn.Approximate(latest=day("2024-05-06")), ends=day("2024-05-01"))
    assert found(journal_of(one_day, vague, tn.Absence(id="c", ends=day("2024-05-01")))) == []


def test_an_outcome_that_may_lie_before_its_prediction_is_pointed_out() -> None:
    feared = moment("2024-05-06 15:00")
    for outcome_at, made_at, count in (
        (day("2024-05-05"), moment("2024-05-06 08:00"), 1),
        (day("2024-05-06"), feared, 0),
        (tn.Approximate(earliest=day("2024-05-01"), latest=day("2024-05-31")), feared, 1),
        (tn.Approximate(earliest=day("2024-05-07"), latest=day("2024-05-31")), feared, 0),
        (day("2024-05-02"), tn.Approximate(latest=day("2024-05-06")), 1),
        (day("2024-05-08"), tn.Approximate(latest=day("2024-05-06")), 0),
        (None, feared, 0),
        (day("2024-05-06"), None, 0),
        (day("2024-05-06"), tn.Approximate(words="some spring"), 0),
    ):
        prediction = tn.Prediction(id="p", made_at=made_at, outcome_at=outcome_at, outcome="opposite")
        assert len(places("outcome_before_prediction", journal_of(prediction))) == count, (outcome_at, made_at)


def test_a_step_before_anything_was_noticed_is_pointed_out() -> None:
    steps = tuple(RuptureStep(at=day(at), state="raised") for at in ("2024-05-05", "2024-05-06"))
    assert found(journal_of(tn.Rupture(id="r", noticed=day("2024-05-06"), steps=steps))) == [
        ("step_before_noticed", "$.ruptures[0].steps[0]")
    ]
    assert found(journal_of(tn.Rupture(id="r", steps=steps))) == []


# -- what is in it ------------------------------------------------------------------------------------------------


def part_of(value: float) -> tn.Rating:
    return tn.Rating(value=value, low=0, high=100)


def test_authors_are_the_whole_at_most() -> None:
    def entry(*portions: float) -> tn.Entry:
        return tn.Entry(id="e", body="", authors=tuple(Author(who="client", portion=part_of(p)) for p in portions))

    assert found(journal_of(entry(60, 40))) == []
    assert found(journal_of(entry(60, 41))) == [("portions_over_the_whole", "$.entries[0].authors")]


def test_what_is_to_be_kept_has_words() -> None:
    empty = Statement(id="s", words=" ", keep=True)
    events = (SessionEvent(id="e", keep=True), SessionEvent(id="f", keep=True, what="The plant."), SessionEvent(id="g"))
    assert found(journal_of(empty, tn.Session(id="h", status="fulfilled", reflection=Reflection(events=events)))) == [
        ("nothing_to_keep", "$.sessions[0].reflection.events[0]"), ("nothing_to_keep", "$.statements[0]"),
    ]  # fmt: skip
    assert found(journal_of(attrs.evolve(empty, keep=False))) == []


def test_a_name_that_two_people_have_is_pointed_out_at_both() -> None:
    one = tn.Person(id="a", name="Tove Lindqvist", aliases=("Tove", "tove"))
    other = tn.Person(id="b", name="Marit", aliases=("M.", " TOVE "))
    assert found(journal_of(one, other)) == [
        ("name_of_two", "$.people[0].aliases[0]"),
        ("name_of_two", "$.people[0].aliases[1]"),
        ("name_of_two", "$.people[1].aliases[1]"),
    ]
    assert found(journal_of(one, tn.Person(id="b"), tn.Person(id="c"))) == []


def test_a_score_that_does_not_fit_its_questionnaire_is_pointed_out() -> None:
    known = next(iter(INSTRUMENTS.values()))
    scale = known.scales[0]

    def score(high: float, name: str = known.name) -> tn.Score:
        return tn.Score(
            id="s", instrument=name, value=tn.Rating(value=scale.low, low=scale.low, high=high, scale=scale.name)
        )

    assert found(journal_of(score(scale.high))) == []
    assert found(journal_of(score(scale.high + 1))) == [("score_does_not_fit", "$.scores[0].value")]
    assert found(journal_of(score(scale.high + 1, "how loud the stairs are"))) == []
    assert found(journal_of(tn.Score(id="s", instrument=known.name, value="rather good"))) == []


# -- what a reader refuses, and what becomes of it when it is set aside --------------------------------------------

CANARY = "Quittengelee"
RATING: dict[str, object] = {
    "id": CANARY,
    "text": CANARY,
    "fear_of_raising": {"value": 11, "low": 0, "high": 10, "scale": CANARY},
}
PORTIONS = [{"value": n, "low": 0, "high": 100} for n in (50, 51)]


@attrs.frozen
class Refused:
    """A record that no reader takes: its list, its data, where in it and what is wrong, and the kind of finding."""

    plural: str
    record: dict[str, object]
    inside: str
    what: str
    kind: str


REFUSED = [
    Refused("topics", RATING, ".fear_of_raising", "a rating that is out of its range", "rating_out_of_range"),
    Refused(
        "statements",
        {"id": CANARY, "words": CANARY, "heard": [{"meaning": CANARY, "portion": portion} for portion in PORTIONS]},
        "",
        "portions that are together more than the whole",
        "portions_over_the_whole",
    ),
    Refused(
        "contacts",
        {
            "id": CANARY,
            "direction": "client_to_therapist",
            "motives": [{"words": CANARY, "portion": portion} for portion in PORTIONS],
        },
        "",
        "portions that are together more than the whole",
        "portions_over_the_whole",
    ),
    Refused(
        "predictions",
        {"id": CANARY, "fear": CANARY, "made_at": "2024-05-06", "outcome": "opposite", "outcome_at": "2024-05-04"},
        "",
        "an outcome before its prediction",
        "outcome_before_prediction",
    ),
    Refused(
        "agreements",
        {
            "id": CANARY,
            "topic": CANARY,
            "kind": CANARY,
            "revisions": [{"id": "r", "at": "2024-05-06", "act": "accepted", "by": CANARY, "answers": [CANARY]}],
        },
        "",
        "an acceptance of what was never proposed",
        "accepted_without_proposal",
    ),
    Refused("entries", {"id": CANARY, "body": 7}, ".body", "not text", "does_not_read"),
]
refused = pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.plural}-{case.kind}")


def file_of(case: Refused) -> str:
    return json.dumps({"therapy_notes": {"format": "1.2"}, "zone": ZONE, case.plural: [case.record]})


@refused
def test_a_reader_refuses_it_with_its_place_and_no_word_of_it(case: Refused) -> None:
    for data in (file_of(case), file_of(case).encode()):
        with pytest.raises(tn.ReadError) as refusal:
            tn.loads(data)
        assert [str(problem) for problem in refusal.value.problems] == [f"$.{case.plural}[0]{case.inside}: {case.what}"]
        assert CANARY not in str(refusal.value)


@refused
def test_set_aside_it_is_pointed_out_now_and_at_each_later_reading(case: Refused) -> None:
    journal = tn.loads(file_of(case), lenient=True).journal
    for _ in range(3):
        assert found(journal) == [(case.kind, "$.unreadable[0]")]
        assert CANARY not in repr(journal.check())
        journal = tn.loads(tn.dumps(journal))


@pytest.mark.parametrize("name", ["me.json", "me.jsonl", "My journal"])
@refused
def test_it_is_pointed_out_in_every_form_of_ours(case: Refused, name: str, tmp_path: Path) -> None:
    journal = tn.loads(file_of(case), lenient=True).journal
    for _ in range(2):
        tn.save(journal, tmp_path / name)
        journal = tn.load(tmp_path / name)
        assert found(journal) == [(case.kind, "$.unreadable[0]")]
    tn.save(journal, tmp_path / "home.json")
    assert found(tn.load(tmp_path / "home.json")) == [(case.kind, "$.unreadable[0]")]


@refused
def test_json_lines_refuse_it_and_set_it_aside_just_so(case: Refused, tmp_path: Path) -> None:
    path = tmp_path / "me.jsonl"
    head = {"therapy_notes": {"format": "1.2"}, "zone": ZONE}
    path.write_text(f"{json.dumps(head)}\n{json.dumps({case.plural: case.record})}\n", "utf-8")
    with pytest.raises(tn.ReadError) as refusal:
        tn.load(path)
    assert case.what in str(refusal.value)
    assert CANARY not in str(refusal.value)
    journal = tn.load(path, lenient=True).journal
    assert found(journal) == [(case.kind, "$.unreadable[0]")]
    tn.save(journal, path)
    assert found(tn.load(path)) == [(case.kind, "$.unreadable[0]")]


def test_a_folder_refuses_it_and_sets_it_aside_just_so(tmp_path: Path) -> None:
    folder = tmp_path / "My journal"
    feared = tn.Topic(id="soup", text=CANARY, fear_of_raising=tn.Rating.of(7))
    tn.save(journal_of(feared), folder)
    (page,) = (folder / "topics").glob("*.md")
    before = page.read_text("utf-8")
    page.write_text(before.replace("7", "11", 1), "utf-8")
    assert page.read_text("utf-8") != before
    with pytest.raises(tn.ReadError, match="a rating that is out of its range"):
        tn.load(folder)
    journal = tn.load(folder, lenient=True).journal
    assert found(journal) == [("rating_out_of_range", "$.unreadable[0]")]
    tn.save(journal, tmp_path / "me.json")
    assert found(tn.load(tmp_path / "me.json")) == [("rating_out_of_range", "$.unreadable[0]")]


def test_what_a_reader_refuses_cannot_be_made_in_python_either() -> None:
    with pytest.raises(ValueError, match="a rating that is out of its range"):
        tn.Rating(value=11, low=0, high=10)
    with pytest.raises(ValueError, match="portions that are together more than the whole"):
        Statement(id="s", words="", heard=tuple(Hearing(meaning="", portion=part_of(n)) for n in (50, 51)))
    with pytest.raises(ValueError, match="portions that are together more than the whole"):
        tn.Contact(
            id="c", direction="client_to_therapist", motives=tuple(Motive(words="", portion=part_of(n)) for n in (50, 51))
        )
    with pytest.raises(ValueError, match="an outcome before its prediction"):
        tn.Prediction(id="p", made_at=day("2024-05-06"), outcome_at=day("2024-05-04"))
    with pytest.raises(ValueError, match="an acceptance of what was never proposed"):
        rule(act("r", "2024-05-06", "accepted", answers=("never",)))


def test_what_has_several_things_against_it_has_a_finding_for_each_kind() -> None:
    twice = attrs.evolve(REFUSED[0], record={**RATING, "text": 7})
    journal = tn.loads(file_of(twice), lenient=True).journal
    assert found(journal) == [("rating_out_of_range", "$.unreadable[0]"), ("does_not_read", "$.unreadable[0]")]


def test_what_reads_by_now_is_pointed_out_unless_its_id_is_taken() -> None:
    aside = Unreadable(kind="topic", raw={"id": "t", "text": "The ferry"})
    journal = tn.loads(tn.dumps(journal_of(unreadable=(aside,))))
    assert found(journal) == [("could_be_read", "$.unreadable[0]")]
    for taken in (
        journal_of(tn.Topic(id="t", text=""), unreadable=(aside,)),
        journal_of(unreadable=(attrs.evolve(aside, kind="weathers"),)),
    ):
        assert found(taken) == found(tn.loads(tn.dumps(taken))) == [("does_not_read", "$.unreadable[0]")]


# -- the invented journal, the page, the time -----------------------------------------------------------------------


def test_in_the_invented_journal_a_friend_finds_what_was_put_there_for_her(example: Journal) -> None:
    kinds = {finding.kind for finding in example.check()}
    assert {"trial_without_review", "told_during_absence"} <= kinds
    assert not kinds & {"dangling_link", "unknown_person", "reply_to_nothing", "name_of_two", "ends_before_it_begins"}


def test_the_page_has_the_table_of_all_kinds() -> None:
    page = (DOCS / "how-to" / "check-a-journal.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+?) \| [^|]+ \|$", page, re.MULTILINE)
    assert tuple(rows) == KINDS_OF_FINDING


def test_the_time_that_a_check_takes_grows_with_the_journal_and_no_faster() -> None:
    def journal(size: int) -> Journal:
        first = moment("2010-01-04 10:00")
        return Journal(
            zone=ZONE,
            sessions=tuple(
                tn.Session(id=f"s{n}", starts_at=first.add(days=n % 5000, minutes=n), status="fulfilled")
                for n in range(size)
            ),
            absences=tuple(tn.Absence(id=f"a{n}", begins=day("2010-01-04"), ends=day("2010-01-05")) for n in range(size)),
            agreements=tuple(
                rule(act("r", "2012-05-06", "proposed", "therapist", terms=tn.Terms(words="x")), id=f"g{n}")
                for n in range(size)
            ),
            entries=tuple(
                tn.Entry(id=f"e{n}", body="", links=(tn.Link(kind="about", to=f"e{n + 1}"),)) for n in range(size)
            ),
        )

    def seconds(size: int) -> float:
        made, best = journal(size), float("inf")
        for _ in range(3):
            began = time.perf_counter()
            made.check()
            best = min(best, time.perf_counter() - began)
        return best

    assert seconds(4000) < 8 * 3 * seconds(500)
