"""What she asks, what she is after, and what she would like to be otherwise; with the answers of different years."""

from typing import Final

from ..model.goals import Goal
from ..model.preferences import Preference, PreferenceReading
from ..model.questions import Question
from ..model.values import Answer, Evidence, Link, Progress, Rating
from .desk import PUBLIC, THERAPIST, THERAPY, about, at, day

QUESTIONS: Final = (
    Question(
        id="q-what-is-she-to-me",
        text="What is she to me?",
        asked=day("2022-10-24"),
        to=("client",),
        because="The form for the tax office wants a word for it.",
        wanted="yes",
        answers=(
            Answer(at=day("2022-10-24"), words="A receipt on the first of the month."),
            Answer(at=day("2023-12-18"), words="Somebody who wishes me a dull Christmas and means it.", link="s-2023-12-18"),
            Answer(
                at=day("2024-08-18"),
                words="The other pan. Not the load, not the beam. What lets one see that it weighs something.",
            ),
        ),
        therapy=THERAPY,
    ),
    Question(
        id="q-for-the-room-or-for-you",
        text="Is nothing too much for the room, or for you?",
        asked=day("2022-09-12"),
        to=("therapist",),
        because="Rooms do not get tired.",
        expected="That it is the same thing.",
        wanted="not_sure",
        therapy=THERAPY,
        links=(Link(kind="prompted_by", to="st-too-much-for-this-room"),),
    ),
    Question(
        id="q-the-notebook-over-the-break",
        text="May the notebook stay with you over the two Mondays?",
        asked=day("2024-09-14"),
        to=("therapist",),
        because="I should not be alone in the house with it, and it not with me.",
        expected="That she cannot be liable for paper.",
        wanted="yes",
        therapy=THERAPY,
        shared_with=THERAPIST,
        links=(Link(kind="for_session", to="s-2024-09-16"),),
    ),
    Question(
        id="q-do-i-get-on",
        text="Am I getting anywhere?",
        asked=day("2023-11-20"),
        to=("filipa", "client"),
        because="A scale that is never read is a table.",
        expected="A counter-question.",
        wanted="yes",
        answers=(
            Answer(
                at=day("2023-11-20"),
                by="therapist",
                words="She asked what I would take for a sign. That was the counter-question.",
            ),
            Answer(at=day("2024-09-10"), words="Yes. I have cried indoors.", link="s-2024-09-09"),
        ),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Question(
        id="q-who-is-helena",
        text="Who is Helena?",
        asked=at("2024-02-26 17:05"),
        to=("therapist",),
        because="One likes to know for whom one has been taken.",
        wanted="no",
        therapy=THERAPY,
    ),
    Question(
        id="q-to-whoever-reads",
        text="What do the people that you pay to listen keep on their window sills?",
        asked=day("2023-03-11"),
        to=("other", "ase"),
        because="I have been looking at a lamp for half a year.",
        wanted="yes",
        answers=(
            Answer(at=day("2023-03-12"), by="ase", words="A stone with a hole. We have never spoken of it.", link="e-tare"),
        ),
        shared_with=("peer", *PUBLIC),
    ),
)

GOALS: Final = (
    Goal(
        id="g-cry-where-somebody-is",
        text="To cry where somebody is",
        opened=day("2022-09-26"),
        progress=(
            Progress(at=day("2022-09-26"), degree=Rating.of(0), words="On the 500, towards the front, by the heater."),
            Progress(at=day("2023-01-23"), degree="a wet eye, unwitnessed"),
            Progress(at=day("2024-09-09"), degree=Rating.of(6), words="Over a screwdriver. She said: here, then."),
        ),
        evidence=(
            Evidence(side="for", words="Minute forty.", at=day("2024-09-09"), link="s-2024-09-09", accepted="yes"),
            Evidence(side="against", words="Seven times on the bus since Easter.", at=day("2024-08-30"), accepted="yes"),
        ),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Goal(
        id="g-within-two-mondays",
        text="To say within two Mondays that something hurt",
        opened=day("2023-02-20"),
        progress=(
            Progress(at=day("2024-03-18"), words="Three Mondays, and then in front of the letter boxes."),
            Progress(at=day("2024-09-02"), degree="on the same day", words="It only had to be Helena again."),
        ),
        therapy=THERAPY,
        shared_with=THERAPIST,
        links=(Link(kind="about", to="ag-out-loud"),),
    ),
    Goal(
        id="g-an-evening",
        text="An evening that is mine from the soup to the lamp",
        kind="need",
        opened=about("the spring of the hours", "2023-04-17", "2023-06-20"),
        progress=(Progress(at=day("2023-11-19"), degree=Rating.of(7), words="The kitchen at nine has a sound of its own."),),
        therapy=THERAPY,
    ),
    Goal(
        id="g-to-be-spared",
        text="That somebody decides for me, some days",
        kind="need",
        therapy=THERAPY,
    ),
)

PREFERENCES: Final = (
    Preference(
        id="w-letters-between",
        about="what goes to and fro between two Mondays",
        readings=(
            PreferenceReading(at=day("2022-10-03"), wish="more", because="The week has seven nights and one hour."),
            PreferenceReading(at=day("2023-04-24"), wish="loosen", because="A need with a timetable is a tram."),
            PreferenceReading(at=day("2023-11-19"), wish="keep", because="I did not think that I should ever write this."),
            PreferenceReading(at=day("2024-05-06"), wish="loosen"),
            PreferenceReading(at=day("2024-08-04"), wish="keep", because="It is open, and I go past it."),
        ),
        therapy=THERAPY,
    ),
    Preference(
        id="w-silence-after-reading",
        about="the silence after I have read something aloud",
        readings=(PreferenceReading(at=day("2023-01-23"), wish="more", because="It was the kind that has somebody in it."),),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Preference(
        id="w-talk-about-us",
        about="talk about the two of us",
        readings=(
            PreferenceReading(at=day("2022-12-12"), wish="more", because="I collected it like stamps."),
            PreferenceReading(at=day("2024-02-05"), wish="none"),
            PreferenceReading(at=day("2024-09-02"), wish="less, except on the first Monday after a break"),
        ),
        therapy=THERAPY,
    ),
)
