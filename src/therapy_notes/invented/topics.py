"""What she meant to talk about: raised, put off, overtaken, and now and then said."""

from typing import Final

from ..model.sessions import Plan, Topic
from ..model.values import Afterthought, Link, Rating, Reading, feelings
from .desk import THERAPIST, THERAPY, about, at, day

TOPICS: Final = (
    Topic(
        id="t-what-i-never-told-anselmo", text="What I never told Anselmo, and why I was so polite to him",
        opened=day("2022-09-12"), fear_of_raising="small, but it has been small for a long time",
        wish="listen",
        therapy=THERAPY,
    ),
    Topic(
        id="t-the-letter-scale", text="The letter scale on your shelf is three grams out",
        opened=day("2022-09-26"), fear_of_raising="none; that is what is odd about it", wish="decide",
        readings=(
            Reading(at=day("2022-10-10"), felt=Rating.of(8), because="I could hear it."),
            Reading(at=day("2023-10-30"), felt=Rating.of(3)),
            Reading(at=day("2024-09-09"), felt="tenderly", because="It has outlasted two rules and a fee."),
        ),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-crying-on-the-500", text="That I cry on the bus and not here", opened=day("2022-09-26"),
        fear_of_raising=Rating.of(6), wish="explain", therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-eleven-days", text="The eleven days in November when my father did not speak",
        opened=day("2022-12-05"),
        fear_of_raising=Rating.of(9), wish="listen", pinned=True,
        readings=(
            Reading(at=day("2022-12-05"), known="quite", felt=Rating.of(9)),
            Reading(at=day("2023-01-24"), felt=Rating.of(5), because="Somebody else has it now as well."),
            Reading(at=day("2024-08-18"), felt="I no longer know what it weighs", because="The notebook."),
        ),
        plan=Plan(how="read_aloud", session="s-2023-01-23", because="If I say it freely I make it funny."),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-the-room-or-you", text="«Too much for this room»: for the room, or for you?",
        opened=day("2022-09-12"),
        fear_of_raising=Rating.of(8), wish="reassure", therapy=THERAPY, shared_with=THERAPIST,
        links=(Link(kind="prompted_by", to="e-too-much-for-this-room"),),
    ),
    Topic(
        id="t-the-other-room", text="Who else has heard about me, and in which chair did they sit",
        opened=day("2023-02-06"), fear_of_raising=Rating.of(7), wish="explain",
        plan=Plan(how="say", session="s-2023-02-20"), therapy=THERAPY,
        links=(Link(kind="about", to="r-the-other-room"),),
    ),
    Topic(
        id="t-how-often-i-rang", text="How often I really rang", opened=day("2022-11-14"),
        fear_of_raising=Rating.of(8), wish="listen", therapy=THERAPY,
    ),
    Topic(
        id="t-sixteen-days", text="That sixteen days are longer than eleven", opened=day("2023-03-25"),
        fear_of_raising="as before a bath that is too hot", wish="reassure", therapy=THERAPY,
        links=(Link(kind="about", to="a-madeira"),),
    ),
    Topic(
        id="t-adelia-and-the-workshop", text="My sister owns half of the floor I stand on",
        opened=day("2022-11-28"),
        fear_of_raising=Rating.of(4), wish="challenge",
        readings=(
            Reading(at=day("2022-11-28"), felt=Rating.of(7)),
            Reading(at=day("2023-08-21"), felt=Rating.of(4), because="We have eaten from one pot."),
            Reading(at=day("2024-07-05"), felt="like a tooth that is out"),
        ),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-the-thursday", text="Whether I wanted the Thursday after all, and let the money say no for me",
        opened=day("2023-04-22"), fear_of_raising=Rating.of(9), wish="just_know",
        plan=Plan(how="hand_over",
                  because="It has been ready in an envelope since the spring of the letter."),
        therapy=THERAPY,
    ),
    Topic(
        id="t-my-mothers-scratch-cards", text="My mother and the scratch cards", opened=day("2023-05-08"),
        wish="listen", withdrawn_at=day("2023-11-06"), therapy=THERAPY,
        afterthoughts=(Afterthought(at=day("2023-11-06"),
                                    words="She won forty euros and bought me a vest. Let it be."),),
    ),
    Topic(
        id="t-the-shoulder", text="The left shoulder, which knows things first", opened=day("2023-09-11"),
        fear_of_raising="not afraid, only bored by it", wish="decide", therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-that-i-count-the-fee",
        text="That I count the fee in market stalls: four butchers, or one pharmacy",
        opened=day("2023-12-11"), fear_of_raising=Rating.of(5), wish="listen", therapy=THERAPY,
    ),
    Topic(
        id="t-the-other-name", text="You called me Helena", opened=day("2024-02-26"),
        fear_of_raising=Rating.of(8),
        wish="explain", plan=Plan(how="say", session="s-2024-03-18", before=day("2024-03-25")),
        readings=(
            Reading(at=day("2024-02-26"), felt=Rating.of(9), because="There is a Helena, then."),
            Reading(at=day("2024-04-15"), known=Rating.of(2), felt=Rating.of(5)),
        ),
        links=(Link(kind="about", to="r-the-other-name"),), therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-the-hours-must-come-off", text="I should like the hours to come off", opened=day("2024-05-06"),
        fear_of_raising=Rating.of(9), wish="decide", plan=Plan(how="say", session="s-2024-05-20"),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-a-yawn", text="Did you yawn, and if so, was it mine", opened=day("2024-06-17"),
        fear_of_raising=Rating.of(7), wish="just_know", therapy=THERAPY,
        links=(Link(kind="about", to="r-a-yawn-or-not"),),
    ),
    Topic(
        id="t-the-move",
        text="The workshop moves on the thirtieth, and that is one of the two Mondays without you",
        opened=day("2024-07-08"), fear_of_raising=Rating.of(5), wish="listen",
        plan=Plan(how="say", session="s-2024-09-16", before=day("2024-09-21")),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-still-trying", text="Are we still trying it out, or is it simply so by now?",
        opened=day("2024-07-29"),
        fear_of_raising=Rating.of(3), wish="decide", therapy=THERAPY, shared_with=THERAPIST,
        links=(Link(kind="about", to="ag-between-mondays"),),
    ),
    Topic(
        id="t-the-notebooks", text="My father’s notebook of November 1991", opened=day("2024-08-17"),
        pinned=True,
        fear_of_raising=Rating.of(8), wish="listen",
        plan=Plan(how="hand_over", session="s-2024-09-16", before=day("2024-09-21"),
                  because="My voice would decide beforehand what it says."),
        readings=(
            Reading(at=at("2024-08-17 19:30"), felt=Rating.of(10)),
            Reading(at=day("2024-09-15"), known="nothing yet", felt=Rating.of(7),
                    feelings=feelings(["curious", "sick"])),
        ),
        links=(Link(kind="updates", to="t-eleven-days"),), therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-the-weighbridge", text="The dream has changed its ending", opened=day("2024-09-05"),
        wish="just_know",
        links=(Link(kind="about", to="e-the-weighbridge-3"),), therapy=THERAPY, shared_with=THERAPIST,
    ),
    Topic(
        id="t-how-one-ends", text="How one ends this, and who says so first",
        opened=about("some time in the spring", "2024-03-20", "2024-06-20"), fear_of_raising=Rating.of(9),
        wish="just_know", plan=Plan(set_aside_until=day("2025-01-06"), because="One removal at a time."),
        therapy=THERAPY,
    ),
)  # fmt: skip
