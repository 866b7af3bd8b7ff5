"""Entries from September to Christmas 2022: squares, a bus, a sentence, an answering machine."""

from typing import Final

from ..model.entries import Comment, Entry
from ..model.values import Afterthought, Author, ContentWarning, Link, Rating, feelings
from .desk import EVERY_READER, THERAPIST, THERAPY, at, day, prose

ENTRIES: Final = (
    Entry(
        id="e-a-notebook-with-squares",
        written_at=at("2022-09-06 21:15"),
        title="A notebook with squares",
        body=prose("""
            Bought at the stationer’s in Rua do Almada, because the one with lines was sold out and the blank
            ones are for people with something to say. Squares are what I know. Four millimetres each; I
            checked.

            I have been going to Dra. Arouca since May, thirteen times before yesterday, and I could not tell
            you what was said in eleven of them. I come out onto the pavement and it is gone, like the price
            of something one has decided not to buy. So: squares. One thing each Monday, with the date. If
            there is nothing, I write *nothing* and the date.

            Yesterday: she has a lamp whose shade leans to the left. I looked at it for fifty minutes and was
            charged for it.
        """),
        feelings=feelings([("embarrassed", 3), "tidy"]),
        tags=("mondays",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-what-i-do-all-day",
        written_at=at("2022-09-17 19:40"),
        changed_at=at("2022-09-18 08:05"),
        title="What I do all day",
        kind="post",
        body=prose("""
            People think that scales went away. They are under everything. The fishwife has one, the goldsmith
            has one in a glass box so that nobody breathes on it, the pharmacy, the post office, the woman who
            sells wool by the skein, the airport, the crematorium. All of them drift. My father mended them,
            and his lease was long, so I mend them too.

            ## Three ways to be wrong

            1. **Zero error.** It says something when there is nothing on it. Most people have this.
            2. **Span error.** It is right when empty and more and more wrong the more you trust it with.
            3. **Creep.** You put a weight on, it gives the correct answer, and then, if you stay and watch,
               it slowly changes its mind.

            The first is a screw. The second is a morning. The third is usually a beam that was once, a long
            time ago, overloaded in one second by somebody who was in a hurry; it looks like all the others.

            There is a table of what the law lets you be wrong by, at
            [example.org/tolerances](https://example.org/tolerances). I find it a comfort. Nobody is asked to
            be right. One is asked to be wrong by *less than this*.
        """),
        comments=(
            Comment(id="k1", author="åse_of_the_pier", mine=False, written_at=at("2022-09-17 22:10"),
                    body=(
                        "I have creep! Forty-six years and nobody had the word for it. What does one do with "
                        "such a beam?"
                    )),
            Comment(id="k2", author="Tare", mine=True, written_at=at("2022-09-18 08:00"), in_reply_to="k1",
                    body=(
                        "One notes how long it takes, and from then on one reads it early. Or one buys a new "
                        "beam."
                    )),
            Comment(id="k3", author="bicycle with one brake", mine=False, written_at=at("2022-09-19 13:37"),
                    body="The crematorium?", likes=4),
            Comment(id="k4", author="Tare", mine=True, written_at=at("2022-09-19 20:02"), in_reply_to="k3",
                    body="For the urns. By post it matters.", likes=11),
        ),
        tags=("trade",),
        therapy=THERAPY,
        shared_with=EVERY_READER,
    ),
    Entry(
        id="e-too-much-for-this-room",
        written_at=at("2022-09-12 23:05"),
        happened=at("2022-09-12 16:46"),
        title="One sentence, twice",
        body=prose("""
            Four minutes before the end I said that I had better not begin with my father, since he does not
            fit into four minutes. She said: “Nothing that you bring is too much for this room.”

            Heard on the stairs: something like being handed a coat that has been by the stove.

            Heard at the stop of the 500, about ten minutes later, by the Inspector: *Room*, she said. She
            said *room*. A room has walls for it. She did not say that it is not too much for **her**.

            It was the same sentence. I have it here in the notebook, I have counted the words. I cannot find
            the place where it turns.
        """),
        feelings=feelings([("warmth", 7), ("suspicion", 7)]),
        depth=Rating.of(6),
        links=(Link(kind="said_in", to="s-2022-09-12"),),
        authors=(Author(who="client", portion="about half"),
                 Author(who="the-inspector", portion="the other half")),
        afterthoughts=(
            Afterthought(at=day("2023-06-19"), words="Nine months to ask. It took her one breath to answer.",
                         shared_with=THERAPIST),
        ),
        tags=("the sentence",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-things-looked-at-on-the-500",
        written_at=at("2022-09-26 18:30"),
        title="Things looked at on the 500 instead of crying",
        kind="list",
        body=prose("""
            - the river, which was doing nothing
            - a man with a ladder, who had bought a ticket for it
            - my own thumbs
            - the sign that says how many may stand, and how many I counted
            - a dog that had been told to be quiet and was being quiet with its whole body
            - (from Massarelos on: nothing, see above, it had begun)

            Not once in her room. I am dry as flour in there.
        """),
        feelings=feelings([("sadness", 6), ("irritation", "at the sadness")]),
        tags=("bus", "crying"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-three-grams",
        written_at=at("2022-10-10 21:50"),
        title="Three grams",
        body=prose("""
            There is a letter scale on her bookshelf, brass, English, about 1910, used as an ornament. The
            pointer rests at three. On *nothing* it says three grams. I have known since the second week and
            sat under it like under a dripping tap. Today I offered to put it right. It is one screw. It is a
            quarter of a turn, I would not even take my coat off.

            She thought about it and said: not yet. She would like to know first what it does to me that it is
            wrong and stays.

            What it does to me! It weighs every letter three grams too heavy, that is what it does. %%I wanted
            to say: it is like sitting in front of somebody with egg on her chin. I did not say it, because of
            the word *somebody*.%%

            I promised not to touch it. I noticed that I promised with my hands under my thighs.
        """),
        feelings=feelings([("itch", 8), ("respect", "against my will")]),
        links=(Link(kind="about", to="t-the-letter-scale"),),
        tags=("letter scale",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-weighbridge-1",
        written_at=at("2022-10-18 06:20"),
        title="The weighbridge",
        kind="dream",
        body=prose("""
            Night, the weighbridge at the old slaughterhouse, where I went with my father on Thursdays. A
            lorry comes up onto the plate without lights. I am in the hut, at the beam, and I am responsible.
            The driver leans out and asks, very civil:

            > With you in it, or without you?

            I cannot find the tare. There is a book in which all tares stand and mine has been cut out along a
            ruler. The lorry waits, the engine runs, more of them are queueing behind it down to the river. I
            woke up saying *one moment please*, in my telephone voice.
        """),
        feelings=feelings([("shame", 6), ("responsible", 9)]),
        tags=("weighbridge", "father"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-hour-that-came-twice",
        written_at=at("2022-10-30 01:40", fold=1),
        title="01:40, again",
        body=prose("""
            The hour between one and two has come back. I was awake for both. The first I spent composing what
            I would say to her machine, the second I spend not saying it: I have already rung in the first.

            Whoever asks when I rang: at twenty to two. She may choose which.
        """),
        feelings=feelings([("guilt", 5), ("cheerful", 4)]),
        tags=("machine", "night"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-all-saints",
        written_at=day("2022-11-01"),
        body=(
            "Chrysanthemums, mother, drizzle. He has a neighbour now on the left. We agreed that he would "
            "not like it."
        ),
        tags=("father", "mother"),
    ),
    Entry(
        id="e-four-minutes",
        written_at=at("2022-11-13 16:10"),
        title="Four minutes",
        body=prose("""
            Her machine takes four minutes, then it says *beep* and it is over, no offence meant. I have
            learned to end at three fifty. This week: Tuesday once, Wednesday twice, Thursday I wrote instead,
            Saturday at ten to midnight.

            She said in May that I may, whenever it helps. It does help. It helps the way salt water helps.
            There is a half hour after each one that is like a clean kitchen, and then the Inspector comes in
            and wants to see the logbook: *how many, at what hour, and what was the matter, if you please?*

            What was the matter on Saturday was that the tap in the workshop had stopped dripping.

            I do keep to what was agreed. I keep to it as one keeps to a speed limit by looking for the
            camera. What I should find out is
        """),
        unfinished=True,
        feelings=feelings([("relief", "for half an hour"), ("shame", 7)]),
        links=(Link(kind="about", to="ag-between-mondays"),),
        tags=("machine",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-past-the-stop",
        written_at=at("2022-11-21 18:55"),
        happened=at("2022-11-21 15:48"),
        title="Past the stop",
        body=prose("""
            I did not get out. I had my hand on the bar. The doors opened, a boy with a cello came in, the
            doors closed. I rode to Matosinhos, to the end, and sat in a café in which the television was on.
            At four o’clock exactly I ordered toast. At ten to five I paid.

            No message, no machine. For the first time since summer I left her nothing at all, and it was the
            one time when she was sitting there.

            Lent says: very good, now we owe nobody anything. The apprentice wanted to know whether she was
            angry, and whether one could hear it already.
        """),
        feelings=feelings([("power", 5), ("dread", 8), ("full of toast", "entirely")]),
        warnings=(ContentWarning(domain="mental_health", detail="running away, in a small way",
                                 degree="light"),),
        links=(Link(kind="about", to="s-2022-11-21"),),
        authors=(Author(who="client"), Author(who="lent", portion="a third"),
                 Author(who="the-apprentice", portion="a little")),
        tags=("bus",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-footsteps",
        written_at=at("2022-12-04 20:20"),
        title="How to read footsteps",
        kind="pattern",
        body=prose("""
            From under the bench, all one has is the shoes and the interval.

            1. Even, heels first: he has been paid. One may come out.
            2. Even, but stops at the door: he is looking at the bench. Whatever lies there lies wrong.
            3. Quick: a customer is with him. Smile.
            4. None. He is in the room already. This is the one that counts.

            What I notice: I do it with **her**. In the waiting room I listen to the corridor. She wears
            rubber soles, which I consider unfair.
        """),
        links=(Link(kind="instance_of", to="t-eleven-days"),),
        authors=(Author(who="the-apprentice", portion="most of it", called="Bé"),),
        tags=("father", "pattern"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-to-adelia-not-sent-1",
        written_at=at("2022-12-11 22:35"),
        title="To my sister (1)",
        kind="unsent_letter",
        body=prose("""
            Dela,

            your lawyer writes a beautiful letter. He says *the asset*. I looked round for it. There is the
            long bench, there are forty-one beams on nails, there is the stool on which you painted a face,
            there is a calendar of the Banco Borges from a year when there still was one. I stood in the asset
            in two pullovers, because the asset has no heating, and read that you would be open to an
            arrangement.

            You left in ’99 with a scholarship and a yellow rucksack. I do not reproach you with it. I carried
            the rucksack to the station. But I should like to know what you think I have been doing here. Do
            you think I stayed on like a person who misses a bus?

            %%I did stay on like a person who misses a bus.%%

            He asked for you, at the end. I told you that on the telephone. What I did not tell you is that he
            asked for you *in front of me*, and used my name for it.
        """),
        feelings=feelings([("anger", 7), ("longing", 5), ("justified", "suspiciously")]),
        warnings=(ContentWarning(domain="death", detail="a deathbed, in two sentences"),),
        tags=("sister", "workshop", "father"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-christmas-eve",
        happened=day("2022-12-24"),
        written_at=day("2022-12-25"),
        title="Twenty-fourth",
        body=prose("""
            Cod at my mother’s; the television mass; three scratch cards in place of a pudding. I went out
            onto the landing for coal, of which there has been none since 1986, and spoke to the machine with
            my hand round the telephone. I believe I wished her a merry Christmas. I believe that I did so for
            four minutes.

            *Then came the beep, and I wished the beep the same.*
        """),
        feelings=feelings([("lonely", 7), ("ridiculous", 7)]),
        tags=("machine", "mother"),
        therapy=THERAPY,
    ),
)  # fmt: skip
