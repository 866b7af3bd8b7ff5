"""What was given to whom: the way home from an id in a view, and the lines of the ledger."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import insights, testing
from therapy_notes.sharing.ledger import noted, shared
from therapy_notes.sharing.origin import origin

OTHERS = ("therapist", "peer", "public")
SATURDAY, MONDAY = tn.day("2024-05-11"), tn.day("2024-05-13")


def given_to(audience: str, journal: tn.Journal) -> tn.Journal:
    return journal.with_records(*(attrs.evolve(record, shared_with=(audience,)) for record in journal))


@pytest.fixture
def journal() -> tn.Journal:
    return tn.Journal.new(zone="Europe/Lisbon").with_records(
        attrs.evolve(tn.Entry.new("The post.", title="Two coats", shared_with=["therapist"]), id="post"),
        attrs.evolve(tn.Entry.new("Not for anybody.", title="Two coats"), id="draft"),
        attrs.evolve(tn.Session.new(starts_at=MONDAY, status="fulfilled"), id="monday"),
    )


# -- the way home ----------------------------------------------------------------------------------------------


@given(testing.journals(), st.sampled_from(OTHERS))
def test_every_id_in_a_view_leads_to_one_record_at_home(journal: tn.Journal, audience: str) -> None:
    journal = given_to(audience, journal)
    view = tn.view(journal, audience)
    found = [origin(journal, view, record.id) for record in view.journal]
    assert len({record.id for record in found}) == len(found)
    assert [type(record) for record in found] == [type(record) for record in view.journal]


@given(testing.journals())
def test_an_id_of_ones_own_view_is_the_id_at_home(journal: tn.Journal) -> None:
    view = tn.view(journal, "me")
    assert [origin(journal, view, record.id) for record in journal] == list(journal)


def test_the_id_of_a_comment_leads_to_the_entry_under_which_it_stands(journal: tn.Journal) -> None:
    comment = tn.Comment(id="c1", author="Runa", body="Me too.", shared_with=("therapist",))
    journal = journal.with_records(attrs.evolve(journal["post"], comments=(comment,)))
    view = tn.view(journal, "therapist")
    assert origin(journal, view, view.journal.entries[0].comments[0].id) == journal["post"]


def test_the_way_home_leads_to_what_the_record_is_today(journal: tn.Journal) -> None:
    view = tn.view(journal, "therapist")
    later = journal.with_records(attrs.evolve(journal["post"], title="Three coats"))
    assert origin(later, view, view.journal.entries[0].id) == later["post"]


def test_an_id_that_the_view_does_not_have_is_refused_even_when_there_is_such_a_record(journal: tn.Journal) -> None:
    view = tn.view(journal, "therapist")
    with pytest.raises(KeyError, match="no such id"):
        origin(journal, view, "draft")


def test_a_journal_has_no_ids_of_somebody(journal: tn.Journal) -> None:
    with pytest.raises(TypeError, match="whom"):
        origin(journal, journal, "post")  # type: ignore[arg-type]  # the mistake that is tested


def test_a_record_that_is_gone_is_told_as_gone(journal: tn.Journal) -> None:
    view = tn.view(journal, "therapist")
    with pytest.raises(KeyError, match="not in this journal any more"):
        origin(journal.without("post"), view, view.journal.entries[0].id)


# -- the lines -------------------------------------------------------------------------------------------------


@given(testing.journals(), st.sampled_from(OTHERS), st.data())
def test_giving_a_view_away_adds_a_line_for_each_record_and_touches_nothing_else(
    journal: tn.Journal, audience: str, data: st.DataObject
) -> None:
    journal = given_to(audience, journal)
    view = tn.view(journal, audience)
    wanted = data.draw(st.none() | st.sets(st.sampled_from([r.id for r in view.journal] or [""])).map(lambda s: s - {""}))
    after = shared(journal, view, at=SATURDAY, how="by mail", only=wanted)
    assert after.shares[: len(journal.shares)] == journal.shares
    assert attrs.evolve(after, shares=journal.shares) == journal
    new = after.shares[len(journal.shares) :]
    assert [line.record for line in new] == [
        origin(journal, view, record.id).id for record in view.journal if wanted is None or record.id in wanted
    ]
    assert {(line.audience, line.shared_at, line.how) for line in new} <= {(audience, SATURDAY, "by mail")}
    assert tn.loads(tn.dumps(after)) == after


def test_what_a_page_showed_can_be_noted_alone(journal: tn.Journal) -> None:
    journal = journal.with_records(
        attrs.evolve(tn.Topic.new("the coats"), shared_with=("therapist",)),
        attrs.evolve(tn.Session.new(starts_at=tn.day("2024-05-20"), status="booked"), shared_with=("therapist",)),
    )
    view = tn.view(journal, "therapist")
    page = tn.prepare(view, at=tn.moment("2024-05-19 20:00", "Europe/Lisbon"))
    on_it = {item.record for section in page.sections for item in section.items if item.record is not None}
    lines = shared(journal, view, at=MONDAY, only=on_it).shares
    assert [journal[line.record] for line in lines] == list(journal.topics)


def test_one_gives_nothing_to_oneself(journal: tn.Journal) -> None:
    with pytest.raises(ValueError, match="not given to anybody"):
        shared(journal, tn.view(journal, "me"), at=SATURDAY)


def test_a_journal_is_not_what_was_given(journal: tn.Journal) -> None:
    with pytest.raises(TypeError, match="for whom"):
        shared(journal, journal, at=SATURDAY)  # type: ignore[arg-type]  # the mistake that is tested


def test_when_it_was_given_has_to_be_said(journal: tn.Journal) -> None:
    with pytest.raises(TypeError, match="when"):
        shared(journal, tn.view(journal, "therapist"), at=None)  # type: ignore[arg-type]  # the mistake that is tested


def test_what_is_not_in_the_view_was_not_given(journal: tn.Journal) -> None:
    with pytest.raises(KeyError):
        shared(journal, tn.view(journal, "therapist"), at=SATURDAY, only=["draft"])
    with pytest.raises(KeyError):
        shared(journal.without("post"), tn.view(journal, "therapist"), at=SATURDAY)


def test_the_ledger_tells_how_a_post_went_from_saturday_to_the_session_and_back(journal: tn.Journal) -> None:
    journal = shared(journal, tn.view(journal, "therapist"), at=SATURDAY, how="by mail")
    journal = noted(journal, "post", "therapist", asked_to_read_at=SATURDAY)
    journal = noted(journal, "post", "therapist", read="no")
    assert [(line.how, line.asked_to_read_at, line.read) for line in insights.shares(journal)] == [
        ("by mail", SATURDAY, "no")
    ]
    journal = noted(journal, "post", "therapist", read="yes", discussed_in="monday")
    journal = noted(journal, "post", "therapist", withdrawn_at=tn.day("2024-06-01"))
    (line,) = insights.shares(journal)
    assert (line.read, line.discussed_in, line.withdrawn_at) == ("yes", "monday", tn.day("2024-06-01"))
    assert len(journal.shares) == 5
    again = shared(journal, tn.view(journal, "therapist"), at=tn.day("2024-07-01"), how="on paper")
    (line,) = insights.shares(again)
    assert (line.how, line.read, line.withdrawn_at) == ("on paper", "not_known", None)


@given(st.lists(testing.shares()))
def test_how_things_stand_is_one_line_for_each_record_and_audience(lines: list[tn.Share]) -> None:
    journal = tn.Journal(zone="UTC", shares=tuple(lines))
    standing = insights.shares(journal)
    whose = [(line.record, line.audience) for line in standing]
    assert whose == list(dict.fromkeys((line.record, line.audience) for line in lines))
    for audience in {line.audience for line in lines}:
        assert insights.shares(journal, audience=audience) == tuple(s for s in standing if s.audience == audience)


@pytest.mark.parametrize(
    ("record", "audience", "facts", "error"),
    [
        ("post", "peer", {"read": "yes"}, ValueError),
        ("draft", "therapist", {"read": "yes"}, ValueError),
        ("post", "therapist", {}, ValueError),
        ("post", "therapist", {"read": "not_known"}, ValueError),
        ("nothing", "therapist", {"read": "yes"}, KeyError),
        ("post", "therapist", {"discussed_in": "nothing"}, KeyError),
        ("post", "therapist", {"discussed_in": "draft"}, KeyError),
    ],
)
def test_a_line_that_says_nothing_or_speaks_of_what_is_not_there_is_refused(
    journal: tn.Journal, record: str, audience: str, facts: dict[str, object], error: type[Exception]
) -> None:
    journal = shared(journal, tn.view(journal, "therapist"), at=SATURDAY)
    with pytest.raises(error):
        noted(journal, record, audience, **facts)  # type: ignore[arg-type]  # drawn from the table


def test_the_owners_page_says_what_she_sent_and_whether_it_was_read(journal: tn.Journal) -> None:
    journal = journal.with_records(attrs.evolve(tn.Session.new(starts_at=tn.day("2024-05-20"), status="booked"), id="next"))
    journal = shared(journal, tn.view(journal, "therapist"), at=tn.day("2024-05-15"))
    at = tn.moment("2024-05-19 20:00", "Europe/Lisbon")
    page = tn.prepare(tn.view(journal, "me"), at=at)
    assert [(item.text, item.why) for item in page["materials"]] == [("Two coats", "sent_read_not_known")]
    read = noted(journal, "post", "therapist", read="yes")
    assert tn.prepare(tn.view(read, "me"), at=at)["materials"][0].why == "sent_read_yes"
    assert tn.prepare(tn.view(read, "therapist"), at=at)["materials"] == ()
    back = noted(read, "post", "therapist", withdrawn_at=tn.day("2024-05-16"))
    assert tn.prepare(tn.view(back, "me"), at=at)["materials"] == ()


def test_what_goes_on_in_her_is_noted_and_found_as_any_other_record() -> None:
    home = tn.Journal.new(zone="Europe/Lisbon").with_records(
        attrs.evolve(tn.Statement.example(), id="kettle", shared_with=("therapist",)),
        attrs.evolve(tn.Prediction.example(), id="dread", of="belief", shared_with=("therapist",)),
        attrs.evolve(tn.Belief.example(), id="belief"),
        attrs.evolve(tn.Urge.example(), id="urge", shared_with=("therapist",)),
        attrs.evolve(tn.Score.example(), id="score", shared_with=("therapist",)),
    )
    view = tn.view(home, "therapist")
    assert {origin(home, view, record.id).id for record in view.journal} == {"kettle", "dread", "score"}
    assert view.journal.predictions[0].of is None
    given = shared(home, view, at=MONDAY, how="on paper")
    assert {share.record for share in given.shares} == {"kettle", "dread", "score"}
