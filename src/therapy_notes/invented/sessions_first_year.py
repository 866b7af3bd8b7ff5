"""Sessions from September 2022 to July 2023 of which more is told than that they took place."""

from typing import Final

from ..model.sessions import Appearance, Preparation, Reflection, SessionEvent, Unsaid
from ..model.values import Feeling, Rating, feelings
from .desk import THERAPIST, at, away, prose
from .hours import hat, session_of

_AUTUMN: Final = (
    session_of(
        at("2022-09-12 16:00"), before="as to the dentist", after=6,
        reflection=Reflection(
            notes=(
                "Talked about tolerances. With four minutes left I mentioned my father, as one mentions a "
                "car that is badly parked."
            ),
            felt_understood=Rating.of(5),
            events=(
                SessionEvent(
                    id="the-sentence", what="“Nothing that you bring is too much for this room.”",
                    stage="minute 46",
                    helpful=hat(7), meaning="That it need not be light in order to be brought.",
                    feelings=feelings([("warmth", 7), ("suspicion", 7)]), who="therapist", keep=True,
                ),
            ),
            unsaid=(Unsaid(id="u1", what="That I heard *room*.", reason="no_time",
                           topic="t-the-room-or-you"),),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2022-10-10 16:00"), before=4, after=5,
        preparation=Preparation(
            mood="practical", opening_line="Before anything else: your letter scale.",
            hopes=("To be let at the screw.",), fears=("That she will find it a symbol.",),
        ),
        appearances=(
            Appearance(topic="t-the-letter-scale", minutes_planned=2, outcome="discussed", minutes=31,
                       opened_by="client"),
            Appearance(topic="t-the-room-or-you", must=True, outcome="chose_not_to",
                       reason="It would have been two things."),
            Appearance(topic="t-crying-on-the-500", outcome="chose_not_to"),
        ),
        reflection=Reflection(
            notes=(
                "She found it a symbol. But she asked me how I would do it, turn by turn, and listened to "
                "the answer for its own sake."
            ),
            felt_understood="more than the scale was",
            takeaways=("I can bear an error of three grams for fifty minutes, if it is announced.",),
            feelings=feelings([Feeling(name="itch", moment="during"),
                               Feeling(name="amused", moment="after")]),
        ),
    ),
    session_of(
        at("2022-11-14 16:00"), before=3, after="sewn on again, by two threads",
        reflection=Reflection(
            notes=prose("""
                The tap, then. She had listened to all four minutes. What one listens to now, when nothing
                drips: she thought that this was *the* question, and I had thought it was the joke before the
                question.
            """),
            felt_understood=Rating.of(8),
            unsaid=(
                Unsaid(id="u1", kind="said_inaccurately", what="I said that it happens “now and then”.",
                       meant="Six times since the Monday before.", reason="shame",
                       topic="t-how-often-i-rang"),
            ),
        ),
    ),
    session_of(at("2022-11-21 16:00"), status="noshow"),
    session_of(
        at("2022-11-28 16:00"), before=1, after=5,
        preparation=Preparation(
            mood="summoned", feelings=feelings([("dread", 9)]),
            opening_line="I was in Matosinhos.", if_words_fail="The receipt for the toast.",
            ask=("Please do not be nice about it straight away.",),
        ),
        appearances=(
            Appearance(topic="t-crying-on-the-500", outcome="raised_only", note="Only that there is a bus."),
            Appearance(topic="t-adelia-and-the-workshop", outcome="discussed", minutes=20,
                       opened_by="therapist"),
            Appearance(topic="t-the-letter-scale", outcome="deferred"),
            Appearance(topic="t-the-room-or-you", outcome="deferred"),
        ),
        reflection=Reflection(
            notes=prose("""
                I laid the receipt on the table. She read it properly, with the VAT. She had sat there, she
                said, until ten to five; she had not done anything else in that time, it was my hour. I had
                been prepared for cross. I had not been prepared for *occupied*.
            """),
            felt_understood=Rating.of(7),
            events=(
                SessionEvent(
                    id="she-stayed",
                    what="She had waited for the whole fifty minutes and not used them for anything.",
                    stage="right at the beginning", helpful=hat(8.5), who="therapist", keep=True,
                    meaning="There was somebody in the place where I was not.",
                    feelings=feelings([("stunned", 6)]),
                ),
            ),
            takeaways=("Next time that I ride on, I send a receipt.",),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2022-12-19 16:00"), before=6, after=5,
        appearances=(Appearance(topic="t-eleven-days", outcome="forgotten",
                                reason="The other one was about cakes."),),
        reflection=Reflection(
            notes=(
                "Brought her a set of egg scales in tissue paper. So now there is a policy. The cake from "
                "the corner she took, and we each ate a half of the evidence."
            ),
            felt_understood="beside the point",
            feelings=feelings(["caught", ("festive", 3)]),
        ),
    ),
)  # fmt: skip

_WINTER: Final = (
    session_of(
        at("2023-01-23 16:00"), before=6, after=8,
        preparation=Preparation(
            mood="brave on the stairs, less so in the chair", capacity="this one thing",
            opening_line="I am going to read, and you must not look at me, look at the shade.",
            permission="If I make a joke in the middle you may ask me to read that line again.",
            materials=("e-eleven-days",), shared_with=THERAPIST,
        ),
        appearances=(Appearance(topic="t-eleven-days", minutes_planned=50, must=True, outcome="discussed",
                                minutes=44, opened_by="client"),),
        reflection=Reflection(
            notes=prose("""
                Read it. My voice stayed where it was until the cat. She did not look at me; she kept to the
                shade like a treaty.

                Afterwards for a long time nothing, and it was *not* the fourth kind of step. I could tell. It
                was somebody who had stopped what she was doing.
            """),
            felt_understood=Rating.of(9),
            events=(
                SessionEvent(
                    id="eleven-is-long",
                    what="“Eleven days is long,” she said. Nothing else, for about a minute.",
                    stage="after the reading", helpful=hat(9), who="therapist", keep=True,
                    meaning="She gave it its length. Everybody makes it shorter, I most.",
                    feelings=feelings([("grief", 6), ("relief", 8)]),
                ),
                SessionEvent(
                    id="tissue", what="She pushed the tissues half an inch and I felt examined.",
                    helpful=hat(4), who="therapist",
                ),
            ),
            takeaways=("A silence can have somebody in it.",),
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2023-02-06 16:00"), before=8, after=2,
        reflection=Reflection(
            notes="Supervisor. See the notebook. Left politely.",
            felt_understood="it was rather a matter of being understood by too many",
            feelings=feelings([("betrayed", 7)]),
            unsaid=(
                Unsaid(id="u1", kind="hidden_reaction", what="I said: interesting.", meant="How dare you.",
                       reason="fear_of_rupture", topic="t-the-other-room"),
            ),
        ),
    ),
    session_of(
        at("2023-02-20 16:00"), before=3, after=6,
        preparation=Preparation(
            mood="buttoned", opening_line="Nobody asked me.", capacity="enough for one quarrel",
            fears=("That she will explain it to me.", "That it is normal."),
            ask=("First listen. Then explain.",),
        ),
        appearances=(
            Appearance(topic="t-the-other-room", must=True, outcome="discussed", minutes=35,
                       opened_by="client"),
            Appearance(topic="t-crying-on-the-500", outcome="overtaken"),
            Appearance(topic="t-the-room-or-you", outcome="deferred", reason="One room at a time."),
        ),
        reflection=Reflection(
            notes=prose("""
                She explained it, of course. It *is* normal. Surgeons do it. But she also said that she had
                mentioned it to the window because she had a bad conscience, and that the window had seemed
                the more lenient audience.

                Then the business of the two Mondays, which I won.
            """),
            felt_understood=Rating.of(6),
            events=(
                SessionEvent(id="window", what="She owned up to the window.", helpful=hat(7), who="therapist",
                             keep=True,
                             meaning="She had seen herself do it. So it was not only me who was looking."),
            ),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2023-03-20 16:00"), before=5, after=5,
        reflection=Reflection(
            notes=(
                "On that matter we differ, and have now differed for six weeks, and the furniture is still "
                "standing. I did not know it was an option to put *that* in the file and go on."
            ),
            felt_understood="no, and it was all right",
            takeaways=("Unresolved is a condition and not an emergency.",),
        ),
    ),
    session_of(
        at("2023-03-27 16:00"), before=6, after="I waved",
        preparation=Preparation(
            mood="Sunday-best", feelings=feelings([("panic", 6), ("cheer", "laid on")]),
            opening_line="Sixteen days is longer than eleven.", hopes=("That she says it first.",),
            fears=("That I shall be charming.",), not_today=("lamps",),
        ),
        appearances=(
            Appearance(topic="t-the-room-or-you", must=True, outcome="chose_not_to",
                       reason="Not with a suitcase in the hall."),
            Appearance(topic="t-eleven-days", outcome="deferred"),
            Appearance(topic="t-adelia-and-the-workshop", outcome="forgotten"),
            Appearance(topic="t-the-letter-scale", outcome="chose_not_to"),
        ),
        reflection=Reflection(
            notes="I was charming.",
            unsaid=(
                Unsaid(id="u1", what="The opening line.", reason="not_to_upset_therapist",
                       topic="t-sixteen-days"),
                Unsaid(id="u2", kind="found_out_later", what="That I was angry already.", reason="not_known_yet",
                       topic="t-sixteen-days",
                       shared_with=THERAPIST),
            ),
        ),
    ),
)  # fmt: skip

_SPRING: Final = (
    session_of(
        at("2023-04-17 16:00"), before=0, after="alive, both",
        preparation=Preparation(
            mood="Nineteen grams", capacity="none, but I am coming",
            opening_line="(put it on the table, fish upwards, and wait)",
            if_words_fail="It is meant to be that way.",
            hopes=("That it is still her.",), fears=("That she has decided.", "That I beg."),
            materials=("e-holy-saturday",),
        ),
        appearances=(Appearance(topic="t-how-often-i-rang", must=True, outcome="discussed", minutes=10,
                       opened_by="client", note="She knew the number. I had been rounding it down."),
            Appearance(topic="t-the-room-or-you", outcome="overtaken", reason="The letter."),),
        reflection=Reflection(
            notes=prose("""
                I read her the list of what I had said to the machine. She had heard it all in the original,
                but she let me finish. Then she said that she had been sitting on a wall in Funchal with the
                telephone at her ear and had thought: *at last she is shouting, and I am not there.*

                Haggled. Nine to five. I said yes as one says yes to a plaster cast.
            """),
            felt_understood=Rating.of(7),
            events=(
                SessionEvent(
                    id="on-a-wall", what="She told me where she had been sitting when she heard it.",
                    stage="about halfway",
                    helpful=hat(8), who="therapist", keep=True,
                    meaning="Until then the island had had nobody on it.",
                    feelings=feelings([("softened", 5)]),
                ),
                SessionEvent(id="cast", what="The word *boundaries*, once.", helpful=hat(2), who="therapist"),
            ),
            unsaid=(
                Unsaid(id="u1", what="That I might have wanted the Thursday.", reason="shame",
                       topic="t-the-thursday"),
            ),
            takeaways=("A proposal has got a question mark. Look for it first.",),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2023-04-24 16:00"), before=4, after=6,
        appearances=(
            Appearance(topic="t-sixteen-days", outcome="discussed", minutes=15, opened_by="therapist"),
        ),
        reflection=Reflection(
            notes=(
                "Kept it for a week. Reported this like a schoolchild, and she did *not* praise me, she "
                "asked how the evenings had been. Long. I told her about the lighthouses."
            ),
            felt_understood=Rating.of(6), homework="One evening a week somewhere where there are people.",
        ),
    ),
    session_of(
        at("2023-05-02 18:00"), before=4, after=5,
        reflection=Reflection(
            notes=(
                "At six in the evening it is another room. The laundry was dark. She had reading glasses on "
                "which I did not know, and forgot to take them off, and was for fifty minutes a person at "
                "the end of her day."
            ),
            felt_understood="not so much; but I saw something",
            feelings=feelings([("tenderness", 4), ("fear of wearing her out", 6)]),
        ),
    ),
    session_of(
        at("2023-06-05 16:00"), before=6, after=8, status="cut_short", minutes=27,
        reflection=Reflection(
            notes=(
                "Twenty-seven minutes in the chair, twenty on the pavement. The second part was not charged "
                "and not talked about."
            ),
            events=(SessionEvent(id="coat", what="She took the coat.", stage="on the pavement",
                                 helpful=hat(8), who="both", keep=True,
                                 meaning="It was gone by evening, so it counts."),),
            feelings=feelings([("tender", 6)]),
        ),
    ),
    session_of(
        at("2023-06-19 16:00"), before="on the diving board", after=9,
        preparation=Preparation(
            mood="resolved, with a delivery note", capacity=Rating.of(6),
            opening_line="In September you said something, and I have got it here.",
            if_words_fail="Hand over the note. Both sentences are on it.",
            fears=("That she does not remember it.", "That she remembers it and did mean the room."),
            ask=("Answer in one sentence. I shall take home whatever it is and count it.",),
            shared_with=THERAPIST,
        ),
        appearances=(
            Appearance(topic="t-the-room-or-you", minutes_planned=10, must=True, outcome="discussed",
                       minutes=25, opened_by="client"),
            Appearance(topic="t-eleven-days", outcome="partly"),
            Appearance(topic="t-the-thursday", outcome="chose_not_to",
                       reason="The luck would not have stretched."),
        ),
        reflection=Reflection(
            notes="She remembered. She even remembered that I had had one arm in my jacket.",
            felt_understood=Rating.of(10),
            events=(
                SessionEvent(
                    id="i-meant-me",
                    what="“I meant me. I said *room* because I thought that *me* might frighten you.”",
                    stage="minute 9", helpful=hat(9), who="therapist", keep=True,
                    meaning="It is not too much for her.", feelings=feelings([("relief", 9), ("fright", 5)]),
                ),
            ),
            takeaways=("Ask by the second Monday, not by the fortieth.",),
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2023-07-10 16:00"), before=7, after=7,
        preparation=Preparation(
            mood="passport in the inside pocket",
            opening_line="I am going to see my sister, and I have packed for a court case.",
            ask=("Ask me what I want from her that can be had.",),
            hopes=("A sentence to take with me.",), fears=("That over there I turn thirteen.",),
        ),
        appearances=(Appearance(topic="t-adelia-and-the-workshop", must=True, outcome="discussed",
                                minutes=40),),
        reflection=Reflection(
            notes=(
                "What can be had: that she sees the mended set. That somebody else laughs about the "
                "calendar. I had never thought of making it so small, it fits in the hand luggage."
            ),
            felt_understood=Rating.of(8),
            homework="Ring at half past twelve, their time. From *outside* the house.",
        ),
    ),
)  # fmt: skip

_FROM_FAR: Final = (
    session_of(
        away("2023-07-17 12:30"), medium="phone", before="3,900 km", after=6,
        reflection=Reflection(
            notes=(
                "From the call box at the Battery, which exists for the tourists and works. One hears her "
                "better without the lamp. She coughed twice. I had never noticed that she says *hm* on "
                "breathing in."
            ),
            felt_understood=Rating.of(7),
            events=(SessionEvent(id="foghorn", what="The foghorn answered for me, and she let it finish.",
                                 helpful=hat(7), who="other"),),
        ),
    ),
    session_of(away("2023-07-24 12:30"), medium="phone", before=6, after=6),
    session_of(
        away("2023-07-31 12:30"), medium="video", before=6, after="odd: nearer and flatter", minutes=45,
        appearances=(
            Appearance(topic="t-adelia-and-the-workshop", outcome="partly", minutes=15),
            Appearance(topic="t-eleven-days", outcome="raised_only",
                       note="Not here; the wall is made of board."),
        ),
        reflection=Reflection(
            notes=prose("""
                Gord came through the picture with a bucket, said “Ma’am”, and was gone. She bowed. It is a
                strange thing to see the one person who knows everything greet somebody who knows nothing, in
                my sister’s pantry.

                Behind her the letter scale, the whole time. Even from here: three.
            """),
            felt_understood=Rating.of(6),
            next_time="Not before the twenty-first. It did not frighten me until I had hung up.",
        ),
    ),
)  # fmt: skip

SESSIONS: Final = (*_AUTUMN, *_WINTER, *_SPRING, *_FROM_FAR)
