"""Sessions from September 2023 to September 2024 of which more is told than that they took place."""

from typing import Final

from ..model.sessions import Appearance, Preparation, Reflection, SessionEvent, Unsaid
from ..model.values import Feeling, Rating, feelings
from .desk import THERAPIST, at, prose
from .hours import hat, session_of

_AUTUMN: Final = (
    session_of(
        at("2023-09-11 16:00"), before=7, after=7,
        appearances=(Appearance(topic="t-the-shoulder", minutes_planned=10, outcome="discussed", minutes=12,
                                opened_by="therapist"),),
        reflection=Reflection(
            notes=(
                "She had seen that I take off my coat left arm last. It has gone up by two centimetres, she "
                "thinks since the spring. I say since ’91, but one can let that stand."
            ),
            felt_understood=Rating.of(7), homework="Against the door frame, ten minutes, mornings.",
        ),
    ),
    session_of(
        at("2023-10-09 16:00"), before=7, after=7,
        appearances=(Appearance(topic="t-eleven-days", outcome="partly", minutes=30, opened_by="client"),),
        reflection=Reflection(
            notes=prose("""
                Put the three versions side by side on her carpet, so to speak. I wanted a verdict. She said
                that she did not have the weight either, and that she had only ever treated the one of us who
                was under the bench.

                I was cross for about as long as it takes to find the second sleeve.
            """),
            felt_understood="after the sleeve, yes",
            events=(
                SessionEvent(
                    id="the-one-under-the-bench", what="She does not need to know which it was, to know who was there.",
                    helpful=hat(8), who="therapist", keep=True,
                    meaning="It counts, even if it was a throat.", feelings=feelings([("steadied", 6)]),
                ),
            ),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2023-10-30 16:00"), before=7, after=8,
        appearances=(
            Appearance(topic="t-the-letter-scale", outcome="partly", minutes=6, opened_by="therapist"),
            Appearance(topic="t-the-shoulder", outcome="deferred"),
        ),
        reflection=Reflection(
            notes=prose("""
                *She* brought up the letter scale: whether I still heard it. I had to listen first. Now and
                then, I said; like the sea in Foz. We were both a little sad about that.
            """),
            felt_understood="to the gram",
            takeaways=("Something can stay wrong and stop being said.",),
        ),
    ),
    session_of(
        at("2023-11-27 16:00"), before=7, after=8,
        preparation=Preparation(
            mood="a pupil’s", opening_line="Today it is about another therapist, so you may lean back.",
            permission="Do ask whether I am doing the same to you.", materials=("e-to-anselmo",),
            fears=("That she defends him. They do, among themselves.",),
        ),
        appearances=(
            Appearance(topic="t-what-i-never-told-anselmo", minutes_planned=30, outcome="discussed",
                       minutes=38, opened_by="client"),
            Appearance(topic="t-adelia-and-the-workshop", outcome="partly", minutes=5),
        ),
        reflection=Reflection(
            notes=(
                "Asked. I am; it comes to perhaps a tenth. She said that a tenth was within what the law "
                "allows, and I nearly got up and kissed the lamp."
            ),
            felt_understood=Rating.of(8),
            events=(
                SessionEvent(id="a-tenth", what="“A tenth is within what the law allows.”", helpful=hat(8),
                             who="therapist", keep=True,
                             meaning="I do not have to have said everything in order to be honest."),
            ),
            unsaid=(Unsaid(id="u1", what="Which tenth.", reason="fear_of_rupture", topic="t-the-thursday"),),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-01-08 16:00"), before="rested, both of us", after=7,
        appearances=(
            Appearance(topic="t-that-i-count-the-fee", outcome="raised_only", reason="I bargained instead."),
            Appearance(topic="t-the-shoulder", outcome="partly", minutes=4),
        ),
        reflection=Reflection(
            notes="Sixty. She wrote it down on a yellow slip and gave me the slip, as at the cobbler’s.",
            felt_understood=Rating.of(7),
        ),
    ),
)  # fmt: skip

_HELENA: Final = (
    session_of(
        at("2024-02-26 16:00"), before=8, after=2,
        reflection=Reflection(
            notes=(
                "She mistook my name, in the middle of a sentence about my mother. Laughed till the end. "
                "Then leaned my forehead against the letter boxes in the entrance, number 4, it is cool "
                "there."
            ),
            felt_understood="somebody was",
            feelings=feelings([("jealousy", 7), Feeling(name="gaiety", moment="during"),
                               Feeling(name="small", moment="after")]),
            unsaid=(
                Unsaid(id="u1", kind="hidden_reaction", what="“With pleasure!”", meant="Look at me.",
                       reason="shame",
                       topic="t-the-other-name", shared_with=THERAPIST),
            ),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-03-18 16:00"), before=3, after=7,
        preparation=Preparation(
            mood="late by one Monday, according to our own law",
            opening_line="My name is on the invoice. You might look there.",
            if_words_fail="A blank invoice.", capacity=Rating.of(5),
            fears=("That she will say again how sorry she is, and I shall have to comfort her.",),
            ask=("Do not apologise twice.",), shared_with=THERAPIST,
        ),
        appearances=(Appearance(topic="t-the-other-name", must=True, outcome="discussed", minutes=45,
                                opened_by="client"),),
        reflection=Reflection(
            notes=prose("""
                She apologised once, and put her hands on her knees as if to hold a second one down. She said
                that it had given her a bad evening. I had wanted to hear precisely that, and when I had it I
                wanted to give it back.

                Then Father, and the last word he had left.
            """),
            felt_understood=Rating.of(8),
            events=(
                SessionEvent(
                    id="a-bad-evening",
                    what="It had cost her an evening, and she told me and did not ask me for anything.",
                    helpful=hat(8), who="therapist", keep=True,
                    meaning="I make a difference when I am not there.",
                    feelings=feelings([("gratified", 5), ("guilt", 3)]),
                ),
            ),
            takeaways=("She can be sorry without my having to hold the bowl.",), shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-04-15 16:00"), before=6, after=7,
        appearances=(Appearance(topic="t-the-other-name", outcome="partly", minutes=15),),
        reflection=Reflection(
            notes=(
                "There is a Helena; more than that I was not told, and I noticed that I did not ask for more "
                "than one could answer. It has gone down from a stone to a pea. One still lies on it."
            ),
            felt_understood=Rating.of(7),
        ),
    ),
)  # fmt: skip

_THE_TRIAL: Final = (
    session_of(
        at("2024-05-20 16:00"), before=5, after=9,
        preparation=Preparation(
            mood="like at the oral examination in metrology, 2001",
            opening_line="You have read it. I am saying it all the same.",
            if_words_fail="Then the address is on the slip.",
            hopes=("A yes.", "If not a yes: that we are both still there at ten to five."),
            fears=("That she looks at her watch and says nine to five.",
                   "That I only want it because it is locked."),
            ask=("Decide it today.",), permission="You may ask what I would do with it.",
            materials=("e-the-weighbridge-in-daylight", "e-lifted-onto-the-plate"), shared_with=THERAPIST,
        ),
        appearances=(
            Appearance(topic="t-the-hours-must-come-off", minutes_planned=40, must=True, outcome="discussed",
                       minutes=38, opened_by="client"),
            Appearance(topic="t-adelia-and-the-workshop", outcome="overtaken"),
        ),
        reflection=Reflection(
            notes=(
                "The hours are off. The notary knocked on the ceiling. There was a moment in which she "
                "looked down at her hands before she answered, and I saw that she too had something to lose "
                "by it."
            ),
            felt_understood=Rating.of(9),
            events=(
                SessionEvent(
                    id="yes-and-the-plug", what="“Yes. I also know where the machine’s plug is.”",
                    stage="towards the end",
                    helpful=hat(9), who="therapist", keep=True,
                    meaning="She trusts me, and she can look after herself; I need not do it for her.",
                    feelings=feelings([("laughter", 9)]),
                ),
            ),
            unsaid=(Unsaid(id="u1", what="That I would have taken a no, badly.", reason="no_time"),),
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-06-03 16:00"), before=8, after=9,
        preparation=Preparation(
            mood="mild", opening_line="I should like to close a file, if it can be closed.",
            hopes=("To hear once how it was for her.",), not_today=("t-the-thursday",),
        ),
        appearances=(
            Appearance(topic="t-the-hours-must-come-off", outcome="discussed", minutes=20),
            Appearance(topic="t-the-thursday", outcome="chose_not_to", reason="It was so nice."),
        ),
        reflection=Reflection(
            notes=prose("""
                She told me about the bad week in Funchal; not what it was, but that it was hers. She had
                drawn the line for *two* people. She would draw it again. She would not put it into an
                envelope again.

                I took the letter out of the cabinet when I got home and read it. It is a good letter. It says
                *if* three times.
            """),
            felt_understood=Rating.of(9),
            events=(
                SessionEvent(id="for-two", what="The line had been drawn for both of us.", helpful=hat(8),
                             who="therapist", keep=True,
                             meaning="I was not the load. I was one of the pans."),
            ),
            takeaways=("Look for the *if*.",),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-06-17 16:00"), before=8, after=5,
        reflection=Reflection(
            notes="Thirty-one degrees. Leça, the platform scale, second part.",
            felt_understood="with half an ear, if it was one",
            unsaid=(Unsaid(id="u1", what="Did you yawn?", reason="politeness", topic="t-a-yawn"),),
        ),
    ),
    session_of(
        at("2024-06-26 12:30"), before=6, after=7,
        reflection=Reflection(
            notes=(
                "A Wednesday at noon smells of other people’s lunch. I had a bump from a hammer and showed "
                "it to her like a medal. She has been hit as well, it emerged: in Miragaia, by a priest."
            ),
            felt_understood=Rating.of(7),
        ),
    ),
    session_of(
        at("2024-07-08 16:00"), before=7, after=8,
        preparation=Preparation(
            mood="sold", feelings=feelings([("grief", 6), ("relief", 6)]),
            opening_line="Since Friday I own half of a sum.", capacity="ordinary",
            homework="Stool brought down from the loft.", shared_with=THERAPIST,
        ),
        appearances=(
            Appearance(topic="t-adelia-and-the-workshop", must=True, outcome="discussed", minutes=30),
            Appearance(topic="t-the-move", outcome="raised_only"),
        ),
        reflection=Reflection(
            notes=(
                "I said *sold* and she said *moved*. We went through the words: given up, let go, cashed in, "
                "got out of. In the end we had one for each day of the week."
            ),
            felt_understood=Rating.of(8), takeaways=("On Thursdays it is called *cleared*.",),
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-07-22 16:00"), before="sheepish", after=9,
        reflection=Reflection(
            notes=prose("""
                Brought a nail. She closed her hand round it and did not say what it stood for. She asked how
                one gets out a nail that somebody has bent over so that it holds. Straighten it first, I said.
                From the tip. One has to be slow, and it will always remember.

                “Then we have time,” she said.
            """),
            felt_understood=Rating.of(10),
            events=(
                SessionEvent(id="then-we-have-time", what="“Then we have time.”",
                             stage="last quarter of an hour", helpful=hat(9),
                             who="therapist", keep=True, meaning="Nobody was going to use a crowbar.",
                             feelings=feelings([("held", 8)])),
            ),
            takeaways=("It holds from love, possibly. It is a pain all the same.",), shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
)  # fmt: skip

_THE_NOTEBOOK: Final = (
    session_of(
        at("2024-08-26 16:00"), before="like a house where one has been away", after=4,
        preparation=Preparation(
            mood="overfull", opening_line="I found something.", if_words_fail="It is in the bag.",
            fears=("That it gets talked about.", "That it does not."),
        ),
        appearances=(
            Appearance(topic="t-the-notebooks", must=True, outcome="chose_not_to",
                       reason="She was so brown and glad."),
            Appearance(topic="t-still-trying", outcome="deferred"),
        ),
        reflection=Reflection(
            notes="Warm, I said it had been.",
            felt_understood="there was nothing to understand",
            unsaid=(Unsaid(id="u1", what="Thirty-three notebooks.", reason="could_not_find_words",
                           topic="t-the-notebooks"),),
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-09-02 16:00"), before=5, after=6,
        preparation=Preparation(
            mood="prickly", opening_line="Good afternoon. I met the one before me on the stairs.",
            fears=("That she laughs more with her.",),
        ),
        appearances=(
            Appearance(topic="t-the-notebooks", must=True, outcome="deferred", reason="Helena."),
            Appearance(topic="t-the-other-name", outcome="discussed", minutes=30, opened_by="client"),
            Appearance(topic="t-still-trying", outcome="overtaken"),
            Appearance(topic="t-the-move", outcome="overtaken"),
            Appearance(topic="t-the-letter-scale", outcome="deferred"),
        ),
        reflection=Reflection(
            notes=(
                "She had said “Mind the step” to her. To me she says it too. I had believed that it was our "
                "step."
            ),
            felt_understood=Rating.of(7),
            feelings=feelings([("jealousy", 5), ("humour", 4)]),
            takeaways=((
                "She thinks that I quarrel with her beforehand so that the break will have a reason. I said "
                "I would consider it."
            ),),
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
    session_of(
        at("2024-09-09 16:00"), before=6, after=8,
        preparation=Preparation(
            mood="Fifty boxes", opening_line="There is a notebook. I am only saying that there is one.",
            capacity="half", ask=("Do not ask what is in it yet.",), shared_with=THERAPIST,
        ),
        appearances=(
            Appearance(topic="t-the-notebooks", must=True, outcome="raised_only", minutes=4,
                       opened_by="client"),
            Appearance(topic="t-crying-on-the-500", outcome="discussed", minutes=12, opened_by="therapist",
                       note="It happened, so it was discussed."),
            Appearance(topic="t-the-move", outcome="deferred"),
            Appearance(topic="t-the-letter-scale", outcome="raised_only", minutes=5),
            Appearance(topic="t-the-weighbridge", outcome="deferred"),
        ),
        reflection=Reflection(
            notes=prose("""
                She told me about her two weeks: from the twenty-first, back on the seventh. The van comes on
                the thirtieth. I said that this was very practical.

                Then I asked whether I may set the letter scale to nought before she goes, and in the middle
                of the word *screwdriver* it came. Two years, and over a screwdriver. She said: “Here, then.”
                As one says to a ship.
            """),
            felt_understood=Rating.of(9),
            feelings=feelings([("relief", 7), ("grief", 5), ("astonishment", 6)]),
            events=(
                SessionEvent(
                    id="here-then", what="“Here, then,” she said, when I cried.", stage="minute 40",
                    helpful=hat(9), who="therapist",
                    keep=True, meaning="That it has a place, and that it had been kept free.",
                    feelings=feelings([("arrived", 7)]),
                ),
            ),
            unsaid=(
                Unsaid(id="u1", what="That the thirtieth frightens me less than the first of October.",
                       reason="no_time",
                       topic="t-the-move", shared_with=THERAPIST),
                Unsaid(id="u2", kind="hidden_reaction", what="“Very practical.”",
                       meant="Again you are on an island.",
                       reason="not_to_upset_therapist"),
            ),
            takeaways=("It can be cried in there. The roof held.",),
            homework="Ring Adélia, do not write to her.",
            next_time="The notebook first. Then the van. The screwdriver if there is time.",
            shared_with=THERAPIST,
        ),
        shared_with=THERAPIST,
    ),
)  # fmt: skip

SESSIONS: Final = (*_AUTUMN, *_HELENA, *_THE_TRIAL, *_THE_NOTEBOOK)
