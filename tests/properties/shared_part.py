"""The records of which a shared part is made: every kind, tied to each other, with what a page needs to be full.

All ids begin with ``home-``, so that one can see whether an id has left home; but for one that is a word. Who was told
is somebody who is never shared (``home-neighbour``) or ``unknown``: to another reader these two must look the same. And
some ties lead to ``home-inner-1`` or ``home-inner-2``, which only a secret world may hold.
"""

from functools import cache
from typing import Any, Final

from attrs import evolve

import therapy_notes as tn
from therapy_notes.model.journal import KINDS
from therapy_notes.model.shapes import Many, Nested, fields
from therapy_notes.moments import Duration, length

ZONE: Final = "Europe/Lisbon"
WORD: Final = "cellar"
"""An id that is also a word."""


def at(text: str) -> tn.When:
    """Return a moment."""
    return tn.moment(text, ZONE)


def day(text: str) -> tn.When:
    """Return a day."""
    return tn.day(text)


def _minutes(count: int) -> Duration:
    return length(Duration(minutes=count))


_FEELINGS: Final = (
    tn.Feeling(name="fear", degree=tn.Rating(value=7, low=0, high=10, scale="own"), moment="before"),
    tn.Feeling(name="relief", degree="a little"),
    tn.Feeling(name="boredom", whose="therapist", known_by="guess"),
)
_LATER: Final = (
    tn.Afterthought(at=day("2024-06-01"), words="Smaller now.", feelings=_FEELINGS[:1], degree="half"),
    tn.Afterthought(words="She saw it otherwise.", according_to="unknown"),
)
_HOURS: Final = tn.ContactRule(
    mode="windowed",
    windows=(tn.ContactWindow(days=("mon", "thu"), opens="09:00", closes="17:00", zone=ZONE),),
    channels=("email",),
    reply="short",
)

_PEOPLE: Final[tuple[tn.Record, ...]] = (
    tn.Person(id="home-orla", name="Orla", role="therapist", aliases=("Doctor Quince",), may_be_named="no"),
    tn.Person(id="home-bram", name="Bram", role="friend", aliases=("the ferryman",), may_be_named="yes"),
    tn.Part(id="home-lookout", name="the lookout", role="keeps watch", age="nine", needs=("to be told first",)),
    tn.Therapy(id="home-therapy", therapist="home-orla", began=day("2022-03-08"), modality="integrative",
               ending_words="It has not."),
)  # fmt: skip

_ENTRIES: Final[tuple[tn.Record, ...]] = (
    tn.Entry(
        id="home-walk",
        happened=tn.Approximate(earliest=tn.day("2024-04-20"), latest=tn.day("2024-04-30"), words="late April"),
        written_at=at("2024-05-02 21:40"),
        title="The walk",
        body="I went *round* the lake twice.\n\nBram waited at the gate. 50 % of it was wind.",
        feelings=_FEELINGS,
        warnings=(tn.ContentWarning(domain="death", detail="an old dog", covers="the end"),),
        series=tn.Series(name="Walks", position=1),
        unfinished=True,
        comments=(
            tn.Comment(id="home-said", author="Bram", body="I did wait.", afterthoughts=_LATER[:1]),
            tn.Comment(id="home-said-back", author="me", mine=True, body="You did.", in_reply_to="home-said"),
            tn.Comment(id="home-said-late", body="Which gate?", in_reply_to="home-inner-1"),
        ),
        attachments=(tn.Attachment(id="home-picture", name="lake.jpg", alt_text="A lake.", sha256="ab" * 32),),
        links=(
            tn.Link(kind="about", to="home-corner"),
            tn.Link(kind="said_in", to="home-first"),
            tn.Link(kind="about", to="home-inner-2"),
        ),
        authors=(tn.Author(who="client", portion="most", called="the walker"),),
        tags=("arriving", "walks"),
        afterthoughts=_LATER,
        source=tn.Source(system="blog", ref="home-page/7", position=7),
        extra={"x-app": "home-made"},
    ),
    tn.Entry(
        id="home-walk-again",
        written_at=at("2024-05-02 21:40"),
        title="The walk",
        body=r"Sure to 100\%% that it was the same lake.",
        comments=(
            tn.Comment(id="home-said", author="Bram", body="It was not."),
            tn.Comment(id="home-other-way", body="I came the other way."),
        ),
        links=(tn.Link(kind="for_session", to="home-next"), tn.Link(kind="follows", to="home-said-late")),
        tags=("walks",),
        therapy="home-therapy",
    ),
    tn.Entry(
        id="home-list",
        written_at=tn.Approximate(earliest=tn.day("2024-05-01"), words="some day in May"),
        body="- bread\n- the letter",
        kind="list",
        links=tuple(tn.Link(kind="about", to=id) for id in (WORD, "home-said", "home-picture", "home-r1")),
    ),
)

_SESSIONS: Final[tuple[tn.Record, ...]] = (
    tn.Session(
        id="home-first",
        starts_at=at("2024-05-06 16:00"),
        length=_minutes(50),
        medium="in_person",
        status="fulfilled",
        appearances=(
            tn.Appearance(topic="home-corner", outcome="deferred", opened_by="therapist"),
            tn.Appearance(topic="home-letter", must=True, outcome="partly", reason="no time", minutes=5),
        ),
        reflection=tn.Reflection(
            notes="She laughed, and it was not at me.",
            takeaways=("Ask first.", "Bram may be tired too."),
            next_time="the letter",
            homework="To stop at the corner once.",
            events=(tn.SessionEvent(id="home-event", what="She waited.", helpful=tn.Rating.of(8), meaning="Room.",
                                    feelings=_FEELINGS[1:], keep=True),),
            unsaid=(tn.Unsaid(id="home-unsaid", what="I was cold.", meant="Come closer.", topic="home-letter"),),
        ),
        tags=("clock",),
        therapy="home-therapy",
    ),
    tn.Session(
        id="home-second",
        starts_at=at("2024-05-13 16:00"),
        status="cut_short",
        appearances=(tn.Appearance(topic="home-letter", outcome="discussed"),),
        reflection=tn.Reflection(
            takeaways=("It was short.",),
            next_time="the cellar door",
            homework="To ask about the door.",
            events=(tn.SessionEvent(id="home-event-too", what="She kept to the hour.", stage="the end"),),
        ),
        links=(tn.Link(kind="follows", to="home-first"), tn.Link(kind="about", to="home-said-late"),
               tn.Link(kind="about", to="home-unsaid")),
    ),
    tn.Session(
        id="home-not-held",
        starts_at=at("2024-05-15 16:00"),
        status="cancelled",
        cancellation=tn.Cancellation(by="home-neighbour", told_at=tn.Approximate(words="the day before"),
                                     reason="A burst pipe.", cost_to_me="a drive"),
    ),
    tn.Session(
        id="home-next",
        starts_at=at("2024-05-20 16:00"),
        status="booked",
        preparation=tn.Preparation(
            mood=tn.Rating.of(4),
            feelings=_FEELINGS,
            hopes=("to be met",),
            fears=("being sent away", "home-rough"),
            opening_line="I nearly turned round at the corner.",
            ask=("listen", "Wait for me."),
            permission="You may stop me.",
            not_today=("my hip", WORD, "home-letter", "garden"),
            safety_first="I have not slept.",
            materials=("home-walk", "the blue book", "scarf"),
        ),
        appearances=(
            tn.Appearance(topic="home-corner", minutes_planned=20, must=True),
            tn.Appearance(topic=WORD),
        ),
        therapy="home-therapy",
    ),
    tn.Session(
        id="home-later",
        starts_at=at("2024-05-23 16:00"),
        status="proposed",
        preparation=tn.Preparation(not_today=("winter",), materials=("keys", "home-list")),
        appearances=(tn.Appearance(topic="home-fourth"),),
    ),
)  # fmt: skip

_TOPICS: Final[tuple[tn.Record, ...]] = (
    tn.Topic(id="home-corner", text="Why I turn round at the corner", opened=day("2024-04-22"), wish="listen",
             fear_of_raising=tn.Rating.of(7), links=(tn.Link(kind="about", to="home-said"),),
             therapy="home-therapy", tags=("arriving",)),
    tn.Topic(id="home-letter", text="The letter", opened=at("2024-05-01 10:00"), pinned=True,
             plan=tn.Plan(how="read_aloud", session="home-next", because="It is long.")),
    tn.Topic(id=WORD, text="What is in the cellar", plan=tn.Plan(how="say", before=day("2024-05-30")),
             readings=(tn.Reading(at=day("2024-05-03"), felt="a lot", by="unknown", because="The smell."),)),
    tn.Topic(id="home-fourth", text="Money", opened=tn.Approximate(latest=tn.day("2024-05-02"), words="a while ago"),
             links=(tn.Link(kind="about", to="home-rough"),)),
)  # fmt: skip

_RUPTURES: Final[tuple[tn.Record, ...]] = (
    tn.Rupture(
        id="home-rough",
        title="The clock",
        certainty="strain",
        noticed=at("2024-05-06 16:40"),
        moves=(tn.Move(actor="therapist", direction="away", marker="looked at the clock"),),
        sizes=(tn.Size(of="then", degree=tn.Rating.of(6), according_to="client"),),
        meaning="I am too long.",
        feelings=_FEELINGS,
        steps=(
            tn.RuptureStep(at=at("2024-05-06 16:40"), state="noticed", hurt="a lot"),
            tn.RuptureStep(at=day("2024-05-13"), state="raised", by="unknown", what="I said: the clock.",
                           strategies=("validates_defence",), session="home-second"),
        ),
        links=(tn.Link(kind="about", to="home-corner"),),
        tags=("clock",),
        afterthoughts=_LATER,
        therapy="home-therapy",
    ),
    tn.Rupture(
        id="home-mended",
        title="The clock",
        noticed=tn.Approximate(earliest=tn.day("2024-04-08"), words="in the week of the storm"),
        steps=(tn.RuptureStep(at=day("2024-04-15"), state="resolved", by="home-neighbour"),),
    ),
)  # fmt: skip

_AGREEMENTS: Final[tuple[tn.Record, ...]] = (
    tn.Agreement(
        id="home-letters",
        topic="between_session_contact",
        kind="working_agreement",
        parties=("client", "home-orla", "home-neighbour"),
        revisions=(
            tn.Revision(id="home-r1", at=day("2024-03-04"), act="stated", by="therapist", trial=True,
                        terms=tn.Terms(words="Write when you need to.", contact=_HOURS, because="It helps.")),
            tn.Revision(id="home-r2", at=at("2024-05-08 09:00"), act="proposed", by="unknown", answers=("home-r1",),
                        alternatives=(
                            tn.Alternative(id="home-one-way", terms=tn.Terms(words="No letters.", contact=_HOURS)),
                            tn.Alternative(id="home-other-way", terms=tn.Terms(words="A second hour.")),
                        ),
                        felt_as=tn.Terms(words="a door"), reason="Her evenings.", feelings=_FEELINGS),
            tn.Revision(id="home-r3", at=day("2024-05-09"), act="accepted_reluctantly", by="client",
                        answers=("home-other-way", "home-r2")),
        ),
        tags=("letters",),
        evidence=(tn.Evidence(side="for", words="It was kept in March.", link="home-first"),),
        therapy="home-therapy",
    ),
    tn.Agreement(
        id="home-promise",
        topic="speaking_up",
        kind="personal_commitment",
        parties=("client",),
        revisions=(tn.Revision(id="home-r1", at=day("2024-05-07"), act="stated", by="client", trial=True,
                               terms=tn.Terms(words="I say it on the same day.", binds="client")),),
    ),
)  # fmt: skip

_CONTACTS: Final[tuple[tn.Record, ...]] = (
    tn.Contact(
        id="home-sent",
        at=at("2024-05-14 08:15"),
        direction="client_to_therapist",
        person="home-orla",
        channel="email",
        purpose="sharing_material",
        body="This is the garden that I told you about.",
        attachments=(tn.Attachment(id="home-picture", name="garden.png", alt_text="A garden."),),
        motives=(tn.Motive(words="so that it exists twice", portion="most of it"),),
        feelings=_FEELINGS[:2],
        hoped="a word",
        read="no",
        links=(tn.Link(kind="about", to="home-one-way"),),
    ),
    tn.Contact(id="home-answer", at=day("2024-05-14"), direction="therapist_to_client", times=None, body="Thank you.",
               links=(tn.Link(kind="answers", to="home-sent"),)),
)  # fmt: skip

_ABSENCES: Final[tuple[tn.Record, ...]] = (
    tn.Absence(
        id="home-break",
        kind="therapist_holiday",
        begins=day("2024-05-27"),
        ends=day("2024-06-09"),
        announced_at=day("2024-05-06"),
        cover="the practice in the square",
        contact_during=_HOURS,
    ),
)

_STATEMENTS: Final[tuple[tn.Record, ...]] = (
    tn.Statement(
        id="home-kept",
        speaker="home-orla",
        said=day("2024-05-06"),
        again=(day("2024-05-13"), at("2024-05-14 09:00")),
        words="The chair by the window is yours *until the hour is over*.",
        exactness="near",
        channel="in_person",
        context_before="Bram had taken me to the door.",
        heard=(
            tn.Hearing(who="home-lookout", portion=tn.Rating(value=2, low=0, high=100), meaning="I may stay."),
            tn.Hearing(portion=tn.Rating(value=97, low=0, high=100), meaning="The hour is over.", feelings=_FEELINGS[:2]),
            tn.Hearing(
                portion=tn.Rating.of(8), meaning="She looks after her chairs.", at=day("2024-05-13"), believed="half"
            ),
            tn.Hearing(who="home-lookout", portion=tn.Rating.of(2), meaning="It faces the gate.", at=day("2024-05-13")),
            tn.Hearing(portion="a bit", meaning="Sit down.", at=tn.Approximate(words="at night"), according_to="unknown"),
        ),
        keep=True,
        answers=("home-dread", "home-belief", "being sent away", WORD),
        therapy="home-therapy",
        links=(tn.Link(kind="about", to="home-corner"), tn.Link(kind="about", to="home-inner-2")),
        tags=("arriving",),
        afterthoughts=_LATER,
    ),
    tn.Statement(
        id="home-told-on",
        speaker="unknown",
        reported_by="home-bram",
        said=tn.Approximate(latest=tn.day("2024-05-10"), words="before the storm"),
        words="The chair by the window is yours *until the hour is over*.",
        keep=True,
        answers=("home-dread", "garden"),
        links=(tn.Link(kind="same_as", to="home-kept"),),
    ),
)

_BELIEFS: Final[tuple[tn.Record, ...]] = (
    tn.Belief(
        id="home-belief",
        text="Whoever waits for me is counting.",
        kind="fear",
        about="everybody with a watch",
        held_from="seen",
        readings=(
            tn.Reading(at=day("2024-05-02"), known=tn.Rating.of(2), felt=tn.Rating.of(9), because="Bram at the gate."),
            tn.Reading(at=at("2024-05-13 17:10"), felt="less", by="home-lookout", feelings=_FEELINGS[:1]),
            tn.Reading(felt="as ever", by="unknown"),
        ),
        evidence=(
            tn.Evidence(side="against", words="She put the clock away.", at=day("2024-05-13"), link="home-second",
                        accepted="partly"),
            tn.Evidence(side="for", words="The clock itself.", by="home-lookout", link="home-event"),
            tn.Evidence(side="mixed", words="Somebody's sigh.", by="unknown"),
        ),
        therapy="home-therapy",
        tags=("clock",),
    ),
    tn.Belief(id="home-other-belief", text="The letter", kind="belief", links=(tn.Link(kind="about", to="home-letter"),)),
    tn.Prediction(
        id="home-dread",
        fear="That she will look at the clock again.",
        of="home-belief",
        about="the hour after the storm",
        made_at=at("2024-05-10 22:00"),
        probability=tn.Rating.of(9),
        how_bad="very",
        outcome="did_not_happen",
        outcome_at=day("2024-05-13"),
        words_after="There was no clock at all.",
        therapy="home-therapy",
        links=(tn.Link(kind="about", to="home-rough"),),
        tags=("clock",),
        afterthoughts=_LATER[:1],
    ),
    tn.Prediction(id="home-dread-again", fear="That she will look at the clock again.", made_at=day("2024-05-16"),
                  about="the letter", links=(tn.Link(kind="for_session", to="home-next"),)),
    tn.Prediction(id="home-dread-too", fear="That I say it.", of="home-other-belief", outcome="opposite",
                  outcome_at=tn.Approximate(words="since then")),
)  # fmt: skip

_QUESTIONS: Final[tuple[tn.Record, ...]] = (
    tn.Question(
        id="home-question",
        text="What is the clock for?",
        asked=day("2024-05-07"),
        to=("home-orla", "unknown", "client"),
        because="It points at me, not at her.",
        expected="For the bill.",
        wanted="not_sure",
        answers=(
            tn.Answer(at=day("2024-05-13"), by="home-orla", words="So that nobody has to count.", link="home-second"),
            tn.Answer(at=day("2024-05-16"), by="client", words="For both.", link="home-event-too"),
            tn.Answer(by="unknown", words="For the dog."),
        ),
        therapy="home-therapy",
        links=(tn.Link(kind="about", to="home-question-too"), tn.Link(kind="for_session", to="home-next")),
        tags=("clock",),
        afterthoughts=_LATER,
    ),
    tn.Question(
        id="home-question-too",
        text="What is the clock for?",
        to=("therapist",),
        because="It was asked before.",
        expected="Nothing.",
        therapy="home-therapy",
    ),
    tn.Urge(
        id="home-urge",
        at=at("2024-05-14 08:00"),
        urge="to write to Orla a second time",
        tendency="approach",
        strength=tn.Rating.of(7),
        acted=False,
        skill="a walk round the lake",
        held_back_by="It was raining.",
        therapy="home-therapy",
        links=(tn.Link(kind="did_instead", to="home-walk"), tn.Link(kind="did_instead", to="home-sent")),
        tags=("letters",),
    ),
)

_GOALS: Final[tuple[tn.Record, ...]] = (
    tn.Goal(
        id="home-goal",
        text="To stop at the corner, and go on",
        opened=day("2024-04-22"),
        progress=(
            tn.Progress(at=day("2024-04-29"), degree=tn.Rating.of(1), words="I know which corner."),
            tn.Progress(at=at("2024-05-16 12:00"), degree="further", words="I stood there with Bram."),
            tn.Progress(words="Some day."),
        ),
        evidence=(tn.Evidence(side="for", words="Wet shoes.", link="home-walk"), tn.Evidence(words="None.", by="unknown")),
        therapy="home-therapy",
        links=(tn.Link(kind="about", to="home-corner"),),
        tags=("arriving", "walks"),
        afterthoughts=_LATER[:1],
    ),
    tn.Score(
        id="home-score",
        instrument="srs",
        value=tn.Rating(value=30, low=0, high=40, scale="total"),
        taken_at=at("2024-05-13 16:55"),
        therapy="home-therapy",
        tags=("clock",),
    ),
    tn.Score(id="home-score-imagined", instrument="srs", value="nearly all", taken_at=at("2024-05-13 16:55"),
             according_to="therapist", imagined=True, links=(tn.Link(kind="about", to="home-score"),)),
    tn.Score(id="home-score-of-bram", instrument="my own", value=tn.Rating.of(6), taken_at=day("2024-05-13"),
             according_to="home-bram"),
    tn.Preference(
        id="home-wish",
        about="letters",
        readings=(
            tn.PreferenceReading(at=day("2024-03-04"), wish="keep", because="They are heavy."),
            tn.PreferenceReading(at=at("2024-05-09 21:00"), wish="loosen", because="Bram writes daily."),
        ),
        therapy="home-therapy",
        links=(tn.Link(kind="about", to="home-letters"), tn.Link(kind="about", to="home-score-imagined")),
        tags=("letters",),
        afterthoughts=_LATER,
    ),
)  # fmt: skip

RECORDS: Final = (
    *_PEOPLE, *_ENTRIES, *_SESSIONS, *_TOPICS, *_RUPTURES, *_AGREEMENTS, *_CONTACTS, *_ABSENCES, *_STATEMENTS, *_BELIEFS,
    *_QUESTIONS, *_GOALS,
)  # fmt: skip
"""Every record, shared with nobody yet."""


@cache
def shared(reader: str) -> tuple[tn.Record, ...]:
    """Return every record, and everything inside it that asks for readers of its own, shared with one reader."""
    found: tuple[tn.Record, ...] = tuple(named(record, reader) for record in RECORDS)
    return found


def named(value: Any, reader: str) -> Any:
    """Return a value that names one reader wherever readers can be named."""
    changed: dict[str, Any] = {}
    for f in fields(type(value)):
        held = getattr(value, f.name)
        if f.name == "shared_with":
            changed[f.name] = (reader,)
        elif isinstance(f.shape, Nested) and held is not None:
            changed[f.name] = named(held, reader)
        elif isinstance(f.shape, Many) and isinstance(f.shape.of, Nested):
            changed[f.name] = tuple(named(item, reader) for item in held)
    return evolve(value, **changed)


assert {type(record) for record in RECORDS} == {kind.of for kind in KINDS.values()}
