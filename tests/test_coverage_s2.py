"""The second of the first-hand accounts: what its writer did and feared can be written down, and asked for again.

The person who writes here is invented, and so is every sentence. She tunes pianos; on Thursdays she sees Hekla.
"""

from typing import TypeVar

import attrs
import pytest

import therapy_notes as tn
from therapy_notes import insights
from therapy_notes.model.journal import Journal, Record
from therapy_notes.model.vocabulary import Binds

ZONE = "Atlantic/Reykjavik"
R = TypeVar("R", bound=Record)


def day(text: str) -> tn.When:
    return tn.day(text)


def at(text: str) -> tn.When:
    return tn.moment(text, ZONE)


def feeling(name: str, degree: tn.Degree | None = None, moment: str | None = None) -> tn.Feeling:
    return tn.Feeling(name=name, degree=degree, moment=moment)


def link(kind: str, to: str) -> tn.Link:
    return tn.Link(kind=kind, to=to)


def of_file(*records: Record) -> Journal:
    """Return a journal that was written into a file and read from it again."""
    journal = Journal(zone=ZONE).with_records(tn.Person(id="hekla", name="Hekla", role="therapist"), *records)
    read = tn.loads(tn.dumps(journal))
    assert read == journal
    return read


def the(journal: Journal, of: type[R], id: str) -> R:
    found = journal[id]
    assert isinstance(found, of)
    return found


US = tn.Topic(
    id="us",
    text="You and me, and the clock between us",
    opened=day("2021-09-20"),
    fear_of_raising=tn.Rating.of(8),
    readings=(
        tn.Reading(at=day("2021-10-08"), felt="like a wet coat"),
        tn.Reading(at=day("2021-10-10"), felt=tn.Rating.of(7), because="the phone stayed on the piano stool"),
    ),
    afterthoughts=(tn.Afterthought(at=day("2021-10-15"), words="Said. The lid did not fall.", degree=tn.Rating.of(2)),),
)
BOAT = tn.Topic(id="boat", text="Father's boat, and who gets it", opened=day("2021-09-27"))
BAD_HOUR = tn.Session(
    id="bad-hour",
    starts_at=at("2021-10-07 15:00"),
    status="fulfilled",
    preparation=tn.Preparation(mood="I would rather be re-stringing", opening_line="I nearly stayed on the bus."),
    appearances=(
        tn.Appearance(topic="us", outcome="partly", minutes=38, opened_by="hekla"),
        tn.Appearance(topic="boat", outcome="overtaken"),
    ),
    reflection=tn.Reflection(
        feelings=(
            feeling("anger", tn.Rating.of(6), "during"),
            feeling("itching to be gone", "more than a little", "during"),
            feeling("shame", tn.Rating.of(3), "after"),
        ),
        events=(tn.SessionEvent(id="door", what="I said that I had not wanted to come.", stage="the first minute"),),
        unsaid=(
            tn.Unsaid(id="stop", what="That she could leave it alone now", reason="not_to_upset_therapist"),
            tn.Unsaid(id="fine", what="It is fine.", kind="said_inaccurately", meant="I had been counting her pens."),
            tn.Unsaid(id="pens", what="Something, when she moved the pens", kind="hidden_reaction", reason="not_known_yet"),
        ),
    ),
    afterthoughts=(
        tn.Afterthought(at=day("2021-10-10"), words="She was right not to let me tune round it."),
        tn.Afterthought(at=day("2021-11-02"), feelings=(feeling("gratitude", tn.Rating.of(9)),)),
    ),
)
PUSH = tn.Urge(id="push", at=at("2021-10-07 15:20"), urge="to tell her to stop", acted=False, strength=tn.Rating.of(7))
STRAIN = tn.Rupture(
    id="strain",
    title="The afternoon of the pens",
    certainty="not_sure",
    noticed=at("2021-10-07 15:01"),
    moves=(tn.Move(actor="client", direction="away", marker="minimal_response", according_to="client"),),
)
LATER = tn.moment("2021-12-01 09:00", ZONE)


@pytest.fixture(scope="module")
def journal() -> Journal:
    return of_file(US, BOAT, BAD_HOUR, PUSH, STRAIN)


def test_an_hour_that_began_badly_is_told_with_what_was_felt_pushed_for_and_left_over(journal: Journal) -> None:
    hour = the(journal, tn.Session, "bad-hour")
    assert hour.reflection is not None
    assert [event.stage for event in hour.reflection.events] == ["the first minute"]
    assert [(one.name, one.moment) for one in hour.reflection.feelings if one.moment == "during"] == [
        ("anger", "during"),
        ("itching to be gone", "during"),
    ]
    assert the(journal, tn.Rupture, "strain").type == "withdrawal"
    thread = insights.topic_thread(journal, US, LATER)
    assert (thread.minutes, hour.appearances[0].opened_by) == (38, "hekla")
    left = insights.life_of(journal, BOAT, LATER)
    assert (left.last_outcome, left.deferrals, left.is_open) == ("overtaken", 1, True)
    (week,) = insights.urges_by_week(journal)
    assert (week.resisted, week.acted) == (1, 0)


def test_an_hour_is_seen_otherwise_later_and_both_stay(journal: Journal) -> None:
    hour = the(journal, tn.Session, "bad-hour")
    assert hour.reflection is not None
    then = [one.name for one in hour.reflection.feelings]
    assert [(one.at, one.words) for one in hour.afterthoughts[:1]] == [
        (day("2021-10-10"), "She was right not to let me tune round it."),
    ]
    assert "gratitude" not in then
    assert [one.name for one in hour.afterthoughts[1].feelings] == ["gratitude"]


def test_how_something_weighs_is_told_day_by_day_between_two_sessions_and_how_it_was_to_say_it_afterwards() -> None:
    topic = the(of_file(US), tn.Topic, "us")
    assert [(str(one.at), one.felt) for one in topic.readings] == [
        ("2021-10-08", "like a wet coat"),
        ("2021-10-10", tn.Rating.of(7)),
    ]
    assert (topic.fear_of_raising, topic.afterthoughts[0].degree) == (tn.Rating.of(8), tn.Rating.of(2))


def test_what_was_meant_stands_beside_what_was_said_and_what_was_found_later_comes_to_it(journal: Journal) -> None:
    found_later = tn.Unsaid(id="later", what="That I had brought the fork, in my pocket", kind="found_out_later")
    journal = tn.debrief(journal, "bad-hour", reflection=tn.Reflection(unsaid=(found_later,)))
    told = insights.unsaid(journal, LATER)
    assert [(one.unsaid.id, one.unsaid.kind, one.is_said) for one in told.found] == [
        ("stop", "", False),
        ("fine", "said_inaccurately", False),
        ("pens", "hidden_reaction", False),
        ("later", "found_out_later", False),
    ]
    assert (told.found[1].unsaid.meant, told.found[2].unsaid.reason) == ("I had been counting her pens.", "not_known_yet")
    page = tn.prepare(tn.view(journal, "me"), at=LATER)
    assert "That I had brought the fork, in my pocket" in {item.text for item in page["unsaid"]}


def test_one_asked_and_the_other_asked_the_same_of_her() -> None:
    def telling(words: str, binds: Binds) -> tn.Terms:
        return tn.Terms(words=words, binds=binds)

    hurt = tn.Agreement(
        id="when-it-hurts",
        topic="speaking_up",
        kind="working_agreement",
        revisions=(
            tn.Revision(
                id="r1",
                at=day("2021-10-07"),
                act="proposed",
                by="therapist",
                session="bad-hour",
                terms=telling("Tell me when something I do hurts.", "client"),
            ),
            tn.Revision(
                id="r2",
                at=at("2021-10-07 15:40"),
                act="countered",
                by="client",
                answers=("r1",),
                terms=telling("And you tell me.", "both"),
            ),
            tn.Revision(id="r3", at=at("2021-10-07 15:45"), act="accepted", by="therapist", answers=("r2",)),
        ),
    )
    journal = of_file(hurt)
    acts = insights.history(journal, "speaking_up")
    assert [(one.revision.by, one.terms and one.terms.binds) for one in acts] == [
        ("therapist", None),
        ("client", None),
        ("therapist", "both"),
    ]
    (holding,) = insights.in_force(journal, LATER, "speaking_up")
    assert holding.terms.words == "And you tell me."


def test_a_fear_stands_beside_what_is_to_be_expected_what_is_to_be_asked_and_what_was_answered() -> None:
    hides = tn.Belief(
        id="hides", text="She is fed up with me and too polite to say so.", kind="fear", about="anybody whom I come to like"
    )
    people_do = tn.Belief(
        id="people-do",
        text="She will tread on my foot some day without seeing it.",
        kind="expectation",
        links=(link("contrast", "hides"),),
    )
    end = tn.Prediction(
        id="end",
        fear="Once I have said it she will be correct for ever.",
        of="hides",
        about="us",
        made_at=day("2021-10-13"),
        probability="it always was so",
        how_bad=tn.Rating.of(10),
        links=(link("for_session", "thursday"),),
    )
    asked = tn.Question(
        id="asked", text="What is it like for you when I come in?", to=("hekla",), links=(link("for_session", "thursday"),)
    )
    said = tn.Statement(
        id="said",
        words="If I am cross you will hear it from me before you see it.",
        said=day("2021-09-30"),
        context_before="unless we both decide otherwise",
        again=(day("2021-10-07"),),
        answers=("hides",),
        keep=True,
    )
    thinks = tn.Score(
        id="thinks",
        instrument="connection",
        value=tn.Rating.of(4),
        taken_at=day("2021-10-13"),
        according_to="therapist",
        imagined=True,
    )
    thursday = tn.Session(
        id="thursday",
        starts_at=at("2021-10-14 15:00"),
        status="booked",
        preparation=tn.Preparation(fears=("end",)),
    )
    journal = of_file(hides, people_do, end, asked, said, thinks, thursday, BAD_HOUR, US, BOAT)
    page = tn.prepare(tn.view(journal, "me"), at=tn.moment("2021-10-14 08:00", ZONE))
    assert [item.text for item in page["fears"]] == [end.fear]
    assert [item.text for item in page["questions"]] == [asked.text]
    assert [(item.text, item.since) for item in page["hold_on_to"]] == [(said.words, day("2021-10-07"))]
    (known,) = insights.reassurances(journal, LATER, "hides")
    assert (known.times_heard, known.statement.context_before) == (2, "unless we both decide otherwise")
    assert [(series.according_to, series.imagined) for series in insights.scores(journal)] == [("therapist", True)]
    assert [one.record.id for one in insights.evidence(journal, "hides").linked] == ["people-do"]
    feared = the(journal, tn.Prediction, "end")
    assert (feared.how_bad, feared.probability) == (tn.Rating.of(10), "it always was so")
    came = tn.debrief(journal, "thursday", came_of={"end": ("opposite", "She laughed at the pens.")})
    assert insights.occasions(came, "hides").opposite == 1


def test_a_pull_away_and_a_pull_towards_are_told_week_by_week_with_what_was_done_instead() -> None:
    away = tn.Urge(
        id="away",
        at=at("2021-10-09 22:00"),
        urge="to cancel",
        tendency="avoidance",
        strength=tn.Rating.of(8),
        skill="opposite_action",
        acted=False,
        links=(link("did_instead", "letter"),),
        afterthoughts=(tn.Afterthought(at=day("2021-10-13"), degree=tn.Rating.of(3)),),
    )
    near = tn.Urge(
        id="near",
        at=at("2021-10-18 23:10"),
        urge="to ring",
        tendency="approach",
        acted=False,
        strength="like thirst",
        held_back_by="One does not knock at lit windows.",
    )
    letter = tn.Contact(
        id="letter",
        at=at("2021-10-12 09:00"),
        direction="client_to_therapist",
        channel="email",
        purpose="sharing_material",
        hoped="to have her near again",
        helpful="more than the picture deserved",
    )
    journal = of_file(away, near, letter)
    assert [(week.resisted, week.acted, week.strength.in_words) for week in insights.urges_by_week(journal)] == [
        (1, 0, 0),
        (0, 0, 0),
        (1, 0, 1),
    ]
    assert [one.tendency for one in journal.urges] == ["avoidance", "approach"]
    assert insights.did_instead(journal, away) == (letter,)
    kept = the(journal, tn.Urge, "away")
    assert (kept.skill, kept.strength, kept.afterthoughts[0].degree) == ("opposite_action", tn.Rating.of(8), tn.Rating.of(3))
    assert the(journal, tn.Urge, "near").held_back_by == "One does not knock at lit windows."
    sent = the(journal, tn.Contact, "letter")
    assert (sent.hoped, sent.helpful) == ("to have her near again", "more than the picture deserved")


def test_writing_felt_like_breaking_in_and_was_within_what_was_agreed() -> None:
    open_door = tn.Agreement(
        id="open-door",
        topic="between_session_contact",
        kind="working_agreement",
        revisions=(
            tn.Revision(
                id="r",
                at=day("2021-03-04"),
                act="stated",
                by="therapist",
                terms=tn.Terms(words="Write when you like.", contact=tn.ContactRule(mode="open")),
            ),
        ),
    )
    letter = tn.Contact(
        id="letter",
        at=at("2021-10-12 09:00"),
        direction="client_to_therapist",
        channel="email",
        tags=("violation",),
        feelings=(feeling("like a burglar", tn.Rating.of(9)),),
        afterthoughts=(tn.Afterthought(words="A step, at most."),),
    )
    journal = of_file(open_door, letter)
    assert "violation" in tn.vocabularies()["boundary_events"].suggested
    assert insights.verdict(journal, the(journal, tn.Contact, "letter")).answer == "yes"
    assert [one.id for one in journal.only(tags=["violation"]).contacts] == ["letter"]
    assert the(journal, tn.Contact, "letter").afterthoughts[0].words == "A step, at most."


def test_a_pattern_is_found_again_in_every_place_that_says_that_it_is_one_of_its_kind() -> None:
    knock = tn.Belief(id="knock", text="Who knocks is sent away.", held_from="seen", about="doors at home")
    pattern = tn.Entry(
        id="pattern",
        kind="pattern",
        body="Then: the study door. Now: any door. I wait for the sigh, and go before it comes.",
        links=(link("instance_of", "knock"),),
        written_at=day("2021-10-10"),
    )
    granny = tn.Person(id="granny", name="Granny Una", role="family")
    kitchen = tn.Entry(
        id="kitchen",
        body="We peeled potatoes for an hour. Nothing was said, and it was good.",
        written_at=day("2021-10-11"),
        links=(link("instance_of", "knock"), link("about", "granny")),
    )
    luck = tn.Entry(
        id="luck",
        body="The woman in the choir was told that her hour was no tea party. I am lucky.",
        written_at=day("2021-10-12"),
        links=(link("contrast", "knock"),),
    )
    journal = of_file(knock, pattern, granny, kitchen, luck)
    linked = insights.evidence(journal, "knock").linked
    assert the(journal, tn.Belief, "knock").held_from == "seen"
    assert [(one.record.id, one.kind) for one in linked] == [
        ("pattern", "instance_of"),
        ("kitchen", "instance_of"),
        ("luck", "contrast"),
    ]
    assert [one.id for one in journal.entries if link("about", "granny") in one.links] == ["kitchen"]


def test_a_week_that_was_looked_back_over_speaks_against_what_was_held() -> None:
    near = tn.Belief(
        id="near",
        text="I let two people come near this year.",
        kind="self_view",
        readings=(
            tn.Reading(at=day("2021-10-03"), known=tn.Rating.of(8), felt=tn.Rating.of(7)),
            tn.Reading(
                at=day("2021-10-10"), known=tn.Rating.of(2), felt="a house with the shutters down", because="the week"
            ),
        ),
        evidence=(
            tn.Evidence(side="against", words="I told both of them about pianos.", at=day("2021-10-10"), link="week"),
        ),
    )
    week = tn.Entry(id="week", body="Monday to Sunday, and who knew what.", written_at=day("2021-10-10"))
    journal = of_file(near, week)
    found = insights.belief_then_and_now(
        journal, the(journal, tn.Belief, "near"), tn.day("2021-10-05"), tn.day("2021-10-11")
    )
    assert found.then is not None
    assert found.now is not None
    assert (found.then.known, found.now.known) == (tn.Rating.of(8), tn.Rating.of(2))
    assert found.now.felt == "a house with the shutters down"
    assert [one.link for one in insights.evidence(journal, "near").against] == ["week"]


def test_a_letter_takes_along_what_was_made_long_before_it_was_sent() -> None:
    sent = tn.Contact(
        id="sent",
        at=at("2021-10-12 09:00"),
        direction="client_to_therapist",
        channel="email",
        purpose="sharing_material",
        body="The one with the hat is me.",
        attachments=(
            tn.Attachment(
                id="quay",
                name="quay.jpg",
                made=tn.Approximate(words="the summer of the strike"),
                words="The only one with both of us in it.",
            ),
            tn.Attachment(id="form", name="which-animal-are-you.pdf", made=day("2008-02-11")),
        ),
    )
    thursday = tn.Session(id="thursday", starts_at=at("2021-10-14 15:00"), status="booked")
    journal = of_file(BAD_HOUR, US, BOAT, sent, thursday)
    page = tn.prepare(tn.view(journal, "me"), at=tn.moment("2021-10-13 20:00", ZONE))
    assert [item.text for item in page["materials"]] == ["The one with the hat is me."]
    picture, form = the(journal, tn.Contact, "sent").attachments
    assert (picture.words, form.made) == ("The only one with both of us in it.", day("2008-02-11"))
    assert isinstance(picture.made, tn.Approximate)


def test_opposite_feelings_of_several_parts_stay_apart_and_what_is_not_understood_is_a_question() -> None:
    parts = (tn.Part(id="foreman", name="the foreman"), tn.Part(id="small", name="the one under the piano", age="six"))
    wanting = tn.Entry(
        id="wanting",
        body="It is real by now, and I cannot put it down anywhere.",
        written_at=day("2021-10-13"),
        unfinished=True,
        authors=(tn.Author(who="foreman", portion="perhaps half"), tn.Author(who="small", portion="perhaps more")),
        feelings=(
            feeling("love", tn.Rating.of(9)),
            feeling("need", "all of it"),
            feeling("fear", tn.Rating.of(8)),
            feeling("shame", tn.Rating.of(10)),
        ),
    )
    why = tn.Question(id="why", text="Whose is the shame?", to=("client",), links=(link("about", "wanting"),))
    journal = of_file(*parts, wanting, why)
    kept = the(journal, tn.Entry, "wanting")
    assert [(one.name, one.degree) for one in kept.feelings] == [
        ("love", tn.Rating.of(9)),
        ("need", "all of it"),
        ("fear", tn.Rating.of(8)),
        ("shame", tn.Rating.of(10)),
    ]
    assert [(one.who, one.portion) for one in kept.authors] == [("foreman", "perhaps half"), ("small", "perhaps more")]
    assert the(journal, tn.Question, "why").answer_at(LATER) is None
    page = tn.prepare(tn.view(journal, "me"), at=LATER)
    assert [item.record for item in page["materials"]] == ["wanting"]


def test_one_thing_may_take_the_whole_hour_and_be_read_from_paper() -> None:
    us = attrs.evolve(US, plan=tn.Plan(how="read_aloud", session="thursday", because="my hands know more than my mouth"))
    thursday = tn.Session(
        id="thursday",
        starts_at=at("2021-10-14 15:00"),
        status="booked",
        appearances=(tn.Appearance(topic="us", must=True, minutes_planned=50),),
        preparation=tn.Preparation(permission="It may take all of it. The boat floats.", shared_with=("therapist",)),
        shared_with=("therapist",),
    )
    journal = of_file(us, BOAT, thursday)
    page = tn.prepare(tn.view(journal, "me"), at=tn.moment("2021-10-13 20:00", ZONE))
    hers = tn.prepare(tn.view(journal, "therapist"), at=tn.moment("2021-10-13 20:00", ZONE))
    assert [item.text for item in hers["permission"]] == ["It may take all of it. The boat floats."]
    assert [item.record for item in page["agenda"]] == ["us", "boat"]
    plan = the(journal, tn.Topic, "us").plan
    assert plan is not None
    assert (plan.how, plan.session) == ("read_aloud", "thursday")


def test_a_picture_in_words_a_sentence_for_later_and_a_strangers_good_wish_are_kept() -> None:
    scar = tn.Entry(
        id="scar",
        kind="metaphor",
        body="The varnish is dry and the wood beneath is not.",
        written_at=day("2021-10-13"),
        comments=(
            tn.Comment(id="c1", author="heron", mine=False, body="I keep my fingers crossed for your Thursday."),
            tn.Comment(id="c2", mine=True, body="Thank you. All ten are needed.", in_reply_to="c1"),
        ),
    )
    apart = tn.Belief(
        id="apart",
        text="That I do not feel her is no proof that the string is cut.",
        held_from="known",
        readings=(tn.Reading(at=day("2021-10-13"), known=tn.Rating.of(9), felt="on good days"),),
    )
    others = tn.Goal(
        id="others",
        text="What I can do with Hekla, with one other person",
        kind="goal",
        progress=(tn.Progress(at=day("2021-11-20"), degree="one sentence", words="To the cellist, on the stairs."),),
    )
    journal = of_file(scar, apart, others)
    assert [one.id for one in journal.entries if one.kind == "metaphor"] == ["scar"]
    assert [(one.mine, one.in_reply_to) for one in the(journal, tn.Entry, "scar").comments] == [(False, None), (True, "c1")]
    assert [one.reading and one.reading.felt for one in insights.held(journal, "apart")] == ["on good days"]
    assert [one.degree for one in insights.progress(journal, the(journal, tn.Goal, "others")).progress] == ["one sentence"]
