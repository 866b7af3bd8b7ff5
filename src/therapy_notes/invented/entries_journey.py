"""Entries of July and August 2023, most of them from the clock of St. John’s."""

from typing import Final

from ..model.entries import Entry, Series
from ..model.values import Afterthought, Author, ContentWarning, Link, Rating, feelings
from .desk import BOTH_READERS, THERAPIST, THERAPY, about, at, away, day, prose

_LETTERS: Final = "Postcards without pictures"

ENTRIES: Final = (
    Entry(
        id="e-packing",
        written_at=at("2023-07-13 22:50"),
        title="Packing",
        kind="list",
        body=prose("""
            ```
            [x] passport, valid, face of a smuggler
            [x] for Tomé: pocket balance + 5 weights (NOT the fine set)
            [x] for Gord: nothing stays, so: cheese
            [x] for Adélia: the stool with the face on it? -> 3.1 kg. no.
            [ ] what I mean to say
            [x] telephone cards, 2
            [x] shoes for fog
            ```

            Three aeroplanes. I have told Filipa the flight numbers, as if she were to come and look up.
        """),
        feelings=feelings([("fear of flying", 3), ("fear of arriving", 8)]),
        tags=("journey", "sister"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-half-hour",
        written_at=away("2023-07-16 07:10"),
        title="The half",
        body=prose("""
            They are three and a half hours behind us. Nobody could tell me who needed the half. Gord says
            that it is so they have something of their own.

            Adélia was at the barrier with a sign on which stood QUARESMA & DAUGHTER. I laughed before I had
            decided to. She smells of another soap. We have seen each other on two days since our father’s
            funeral, and on both of them somebody was being operated on, so we looked past each other at the
            luggage, fondly.

            The fog came up the street at five like a person with a key.
        """),
        feelings=feelings([("joy", 5), ("caution", 7)]),
        series=Series(name=_LETTERS, position=1),
        tags=("journey", "sister"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-she-measures-too",
        written_at=away("2023-07-22 21:30"),
        title="She measures too",
        body=prose("""
            I had always imagined her *free*. She stands in rubber boots on a pontoon and lowers a bottle into
            the harbour on a marked line. Then she writes down what is in it. She has a cupboard of standards,
            sealed, with dates. She showed it to me as other people show you the baby.

            “Who taught you to write a seven like that?” I asked. With the bar. She looked at it. “Well, who,”
            she said.

            In the basilica there stands a Madonna whom the cod fishers from our coast left here, some seventy
            years ago, as a receipt. They sailed home in autumn. Not all; Gord’s grandmother was very definite
            about it.
        """),
        feelings=feelings([("surprise", 7), ("envy", "less than usual")]),
        series=Series(name=_LETTERS, position=2),
        tags=("journey", "sister", "trade"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-half-past-one",
        written_at=away("2023-07-26 14:20"),
        title="Opening hours, converted",
        kind="metaphor",
        body=prose("""
            Her nine to five is my half past five to half past one. After lunch I am on my own, by treaty. I
            did the sum on the back of a tide table, and then I broke it: a quarter past two here, a quarter
            to six there, three lines, nothing on fire.

            It is like light from a star, with the difference that the star has office hours.

            *Later.* No tick. Which is correct. Which is exactly what we agreed; I would have been a little
            disappointed in her.
        """),
        feelings=feelings([("naughty", 4), ("missing her", 6)]),
        links=(Link(kind="about", to="c-three-lines-after-lunch"),
               Link(kind="limit_met", to="ag-between-mondays")),
        tags=("journey", "evenings"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-weighbridge-2",
        written_at=away("2023-07-27 05:40"),
        title="The weighbridge, by the sea",
        kind="dream",
        body=prose("""
            Again. This time the plate lies in the harbour here, at low water, with weed on it. The lorry is
            Gord’s pickup. There is a child’s seat in it and something under a tarpaulin.

            The man at the window asks: *with you in it, or without?*, and I say, I have only come to look. He
            says that it has to be one or the other, the tide is turning, and he writes a figure on his palm
            and shuts it. I saw that it was written with a barred seven.

            I did not see how many digits.
        """),
        feelings=feelings([("urgent", 7), ("cheated", 4)]),
        links=(Link(kind="recurs", to="e-the-weighbridge-1"),),
        tags=("weighbridge", "journey"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-on-strike",
        written_at=away("2023-08-06 23:15"),
        title="On strike",
        body=prose("""
            It was the dishes. She washed, I dried, as always, and Gord had taken the boy to look at boats. I
            do not know what possessed me. I said: do you remember the November when Father did not speak to
            me? Eleven days?

            She did not turn round. “The other way about,” she said.

            I asked what that meant.

            “You did not speak to *him*. I was nine, Bé. I thought you were on strike. You sat there with your
            mouth like a purse, and he put the bread in front of you, and you looked through him as if he were
            the weather. I was terrified and I admired you so much that I tried it out on Sister Conceição,
            and got a note home.”

            I told her about the box. She had never seen a box. I told her how I had tested on the third day
            whether one could hear me. She turned off the tap.

            “What did you say, to test it?”

            I thought about it for a long time. I said: I believe I said it under the bench.

            We stood there. There was one fork left. I am forty-three years old and I have told this story
            twice, once at a price, and it has a beginning and an end and a *butter*, and now a nine-year-old
            comes in from the side and was there as well.

            She is mistaken. She was small. She took my arm, wet up to the elbow, and we did not settle it.
            That, too, is a thing I had not seen done in our family: that one does not settle it, and there is
            pudding.
        """),
        feelings=feelings([("indignant", 7), ("held", 6), ("giddy", "as on the pontoon")]),
        depth=Rating.of(8),
        warnings=(ContentWarning(domain="parental_guidance", detail="the eleven days again",
                                 covers="the middle"),),
        series=Series(name=_LETTERS, position=3),
        links=(Link(kind="contrast", to="e-eleven-days"), Link(kind="about", to="t-eleven-days")),
        afterthoughts=(
            Afterthought(at=day("2024-08-17"), words="She was not mistaken. Not about what it looked like.",
                         feelings=feelings([("shaken", 8)])),
        ),
        tags=("journey", "sister", "silence", "father"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-what-a-whale-weighs",
        written_at=away("2023-08-10 20:45"),
        title="What a whale weighs",
        kind="carried_with_me",
        body=prose("""
            Tomé wanted to know how much a whale weighs. Forty tons, say. “No, *when it is swimming.*” I began
            to explain buoyancy and then stopped with the spoon in the air. Nothing. When it swims, it weighs
            nothing at all.

            He nodded. “That’s why it’s singing,” he said.

            Keep for a Monday. He has signed himself below: 👩‍🔧🐋👨‍👩‍👦 — I am the one with the spanner.
        """),
        feelings=feelings([("delight", 9)]),
        tags=("journey", "tome"),
        therapy=THERAPY,
        shared_with=BOTH_READERS,
    ),
    Entry(
        id="e-to-my-father",
        written_at=away("2023-08-15 01:05"),
        title="To Mestre Armindo, in the case that post is delivered",
        kind="unsent_letter",
        body=prose("""
            Father,

            your daughters are well. The one measures water, the other measures what you left. We both make
            your seven.

            I should like to put a technical question. When you set the box before my plate, *open*, which was
            it: look what you have done? Or: put it back, then? Since I could have put it back. I had it all
            in my fist, bent, but complete. I held it for eleven days. At night I had it under the pillow. If
            you had held out your hand —

            but you are not of the generation that held out its hand, you are of the generation that set down
            a box. Yes.

            I mended the set in 2015, leaf by leaf, under the lamp. It took a winter. It is out by two
            hundredths at the ten. You would have accepted it. You would have said nothing, and for once that
            would have been the stamp.

            Your B.
        """),
        feelings=feelings([("tenderness", 5), ("rage", 5), ("both with a straight back", "yes")]),
        warnings=(ContentWarning(domain="death", detail="addressed to somebody dead"),),
        authors=(Author(who="client", portion="mostly"), Author(who="the-apprentice", called="Bé")),
        tags=("father", "silence"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-until-next-year",
        written_at=away("2023-08-18 17:30"),
        title="Arrangement",
        body=prose("""
            We have an arrangement. Nobody sells before next summer, and then both or neither; she pays her
            half of the roof; the lawyer with the beautiful style gets a ham.

            It took as long as one pot of tea. Four years we did not speak to each other about this. %%Or: I
            did not speak to her. I must look into which of us was on strike.%%
        """),
        feelings=feelings([("light", 6), ("suspicious of the lightness", 3)]),
        tags=("sister", "workshop"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-landing",
        written_at=about("after the third aeroplane", "2023-08-19", "2023-08-20"),
        body="Home. The tap drips again; I could have kissed it.",
        tags=("workshop",),
    ),
)  # fmt: skip
