"""Entries from January to June 2023: eleven days, another room, a letter, office hours."""

from typing import Final

from ..model.entries import Comment, Entry, Series
from ..model.values import Afterthought, Attachment, Author, ContentWarning, Link, Rating, feelings
from .desk import BOTH_READERS, EVERY_READER, THERAPIST, THERAPY, about, at, day, prose

ENTRIES: Final = (
    Entry(
        id="e-eleven-days",
        written_at=at("2023-01-22 15:30"),
        changed_at=at("2023-01-28 11:00"),
        happened=about("November 1991, from a Monday to a Thursday", "1991-11-01", "1991-11-30"),
        title="Eleven days (to be read aloud)",
        body=prose("""
            In November of the year when I was eleven I broke a set of weights. It was the fine set, one
            milligram to five hundred, aluminium leaves with one corner turned up, which one may only touch
            with tweezers. I touched them with my fingers. I wanted to know how little a milligram is. Then I
            heard the step, the fourth kind, and closed my hand.

            He did not shout. I want that noted. He looked into my hand, went to the shelf, took the empty
            box, and put it in front of my plate at supper, open. And then he did not speak to me for eleven
            days.

            He spoke to my mother. He spoke to Adélia, about her arithmetic. He said *good evening* to the
            cat. I was passed bread, I was not let go hungry. I was in the way nowhere; chairs were moved
            round me with great care. On the third day I began to say things to test whether I could be heard.
            On the fifth I stopped, because the answer was worse than the question. I remember that from the
            seventh on it was nearly comfortable. There is a room behind being heard. It has a bench in it.

            On the twelfth day at breakfast he said: “Pass the butter, Benedita.” And I passed it. That was
            all. Nobody has ever mentioned it since. If I asked my mother today she would say that he had a
            bad throat that autumn.

            I am not telling this in order to complain of the butter.
        """),
        feelings=feelings([("fear", 8), ("shame", 9), ("pride in the prose", "some")]),
        warnings=(
            ContentWarning(domain="parental_guidance", detail="a child is punished with silence",
                           degree=Rating.of(6),
                           covers="the whole"),
        ),
        depth=Rating.of(9),
        links=(Link(kind="about", to="t-eleven-days"), Link(kind="for_session", to="s-2023-01-23")),
        afterthoughts=(
            Afterthought(at=day("2024-08-18"),
                         words="There is another account of these days. I have seen it now.",
                         feelings=feelings(["cold"])),
        ),
        tags=("father", "silence"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-other-table",
        written_at=at("2023-02-06 23:50"),
        title="The other table",
        body=prose("""
            She said it to the window, as one says that it will rain: “I was talking that over with my
            supervisor.” *That* was me. So there is another room. It has presumably got a lamp. Somebody in it
            has an opinion about the butter.

            I did not say a word. I said: interesting. I asked whether it was far to go.

            I went home on foot, all the way, to be able to stamp.
        """),
        feelings=feelings([("betrayed", 7), ("anger", 6)]),
        links=(Link(kind="about", to="r-the-other-room"),
               Link(kind="contrast", to="e-too-much-for-this-room")),
        tags=("between us",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-out-loud",
        written_at=at("2023-02-21 19:15"),
        title="Both or neither",
        body=prose("""
            Carnival Tuesday; on the stairs a very small pirate, who let me pass.

            I have an agreement. It was nearly one of those in which I sign and the other countersigns my
            signature: that *I* should tell her when something hurts. I said, and I do not know where I took
            it from: then you as well. If I do something that hurts you I want to hear it from you and not
            from the window.

            She was quiet so long that I heard the laundry across the yard. Then: “That is fair. Two Mondays.
            Both of us.”

            Nobody in my family has ever been *bound* to tell me something.
        """),
        feelings=feelings([("surprise", 6), ("tall", "slightly")]),
        links=(Link(kind="about", to="ag-out-loud"), Link(kind="said_in", to="s-2023-02-20")),
        tags=("between us",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-lent",
        written_at=at("2023-02-22 12:40"),
        title="Lent",
        kind="definition",
        body=prose("""
            **Quaresma**, *f.* Lent. Forty days, not counting the Sundays. Also a family name; people say *oh*
            and look whether I have a sandwich with me.

            She came to live with me when I was eleven or so. She asks for nothing and she asks it in a very
            clear voice. If you give her something she says that it was not necessary, and if you believe her
            she remembers it.

            Today is her birthday, in a manner of speaking. I bought her a sandwich.
        """),
        authors=(Author(who="client", called="Tare"),),
        tags=("parts",),
        therapy=THERAPY,
        shared_with=BOTH_READERS,
    ),
    Entry(
        id="e-lampreys",
        written_at=at("2023-03-05 21:00"),
        title="For Zulmira",
        kind="gratitude",
        body=prose("""
            That she wiped the plate of her scale with her apron before I tested it, and again after. That she
            told the queue: *quiet, the doctor is listening to its heart*. That it was eight grams over, in
            the customer’s favour, and she said to leave it. That she gave me a lamprey in newspaper, and that
            I do not like lamprey, and that she knows.
        """),
        feelings=feelings([("fond", 8)]),
        tags=("zulmira", "market"),
    ),
    Entry(
        id="e-tare",
        written_at=at("2023-03-11 17:25"),
        title="Tare",
        kind="post",
        body=prose("""
            The tare is what the vessel weighs. You put the empty bowl on, you press a key, and the scale
            agrees to forget it. From then on it tells you only about the cherries.

            In my language the word has a second meaning. If somebody has *a tara*, there is something the
            matter with them: a kink, a bee in the roof. My grandmother used both in one sentence and it was
            always clear which. I have taken it for my name here since I could not decide either.

            What I have been thinking: I go once a week to somebody, and she weighs things with me, and all
            the time I want to know how heavy **I** am for her. Not the cherries. The bowl. And there is no
            scale in the world that shows you this while you are sitting on it. It is not unkindness. It
            pressed the key so that it could read the rest.

            * Does anyone ever get told their tare?\\
              And would you want it in grams?
        """),
        feelings=feelings([("longing", 6), ("wit", "on top")]),
        comments=(
            Comment(id="k1", author="åse_of_the_pier", mine=False, written_at=at("2023-03-11 18:12"), likes=3,
                    body=(
                        "I asked mine. She said: you are heavy and I have got good shoes. I have lived off "
                        "it for a year."
                    )),
            Comment(id="k2", author="Tare", mine=True, written_at=at("2023-03-11 18:40"), in_reply_to="k1",
                    body="I should want to see the shoes."),
            Comment(id="k3", author="paper lantern, 3rd class", mine=False, written_at=at("2023-03-12 07:02"),
                    body=(
                        "Doesn’t the bowl get to press the key as well? I tare mine out every week. She is a "
                        "voice and a carpet."
                    )),
            Comment(id="k4", author="åse_of_the_pier", mine=False, written_at=at("2023-03-12 09:30"),
                    in_reply_to="k3",
                    body="That’s the saddest clever thing I have read this Sunday."),
            Comment(id="k5", author="Tare", mine=True, written_at=at("2023-03-13 21:10"), in_reply_to="k3",
                    likes=2,
                    body="You are right, and I went pale. I do know the carpet by heart.",
                    afterthoughts=(Afterthought(at=day("2023-06-20"),
                                                words="It was the most useful answer I ever had here."),)),
        ),
        tags=("trade", "between us"),
        therapy=THERAPY,
        shared_with=EVERY_READER,
    ),
    Entry(
        id="e-sixteen-days",
        written_at=at("2023-03-27 20:05"),
        title="Before Easter",
        body=prose("""
            I had four things on the paper. I told her about the new market hall instead, for fifty minutes,
            stall by stall. She laughed at the right places. At the door she said “Well, then, on the
            seventeenth”, and I said *of course*, as if dates meant nothing to people like us.

            Paper still in pocket. It has been through the wash in spirit.
        """),
        feelings=feelings([("cheerful", "on the outside"), ("panic", 6)]),
        links=(Link(kind="about", to="a-madeira"),),
        tags=("break",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-holy-saturday",
        written_at=at("2023-04-08 11:30"),
        happened=at("2023-04-08 02:20"),
        title="What I said to the machine on Holy Saturday, as far as I remember",
        kind="list",
        body=prose("""
            - that it must be pleasant on an island
            - that I hoped the sun was within tolerance
            - that a colleague’s number on a card is what one gives to people whose dog has died
            - that I had known since September that she meant the *room*
            - that she need not trouble to come back on my account
            - (beep)
            - second call: that I had not meant the dog
            - third call: breathing, I think mine
        """),
        feelings=feelings([("anger", 9), ("shame", 9)]),
        warnings=(ContentWarning(domain="language", detail="two words left out here"),),
        links=(Link(kind="about", to="c-holy-saturday"),),
        tags=("machine", "break"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-i-am-finished-with-her",
        written_at=at("2023-04-09 00:45"),
        retracted_at=at("2023-04-09 08:30"),
        title="Decision",
        body=(
            "I am finished with her. I shall write it on a postcard without a picture. I feel nothing and it "
            "feels excellent."
        ),
        feelings=feelings(["nothing", ("excellent", "allegedly")]),
        afterthoughts=(Afterthought(at=day("2023-04-09"),
                                    words="Written by a person who had not eaten since Good Friday."),),
        tags=("break",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-fish-stamp",
        written_at=at("2023-04-14 22:30"),
        title="The letter",
        body=prose("""
            ---

            A letter has come, by post, with a stamp on it that shows a fish, a wreckfish, I looked it up
            before I opened it. I knew the handwriting from receipts.

            She writes that she has heard all my messages. She writes that she has thought about it for some
            days, and that she has come to think the messages do by night what the hour should do by day, and
            do it worse, and that I go home from the machine lonelier than I came. She offers two things.
            Either nothing between the Mondays, and all of it brought along; or a second hour, Thursdays at
            noon. She says that she would like to hear what I think. She hopes I shall not read it as a
            punishment and knows that I might.

            I read it standing, then sitting, then on the floor of the workshop with my back against Father’s
            safe, to which nobody has the key.

            What is in it: a proposal. I can see that. Two halves and a question mark. *What came out of the
            envelope:* the box. The empty one for the milligrams, open, next to my plate.

            I weighed it, naturally. Nineteen grams. With the stamp.

            %%And that she took a fish. As if it were from the counter, as if I could be thrown a fish.%%
        """),
        feelings=feelings([("cold", "to the elbows"), ("shame", 9), ("anger", 6),
                           ("understanding it perfectly", "also")]),
        warnings=(ContentWarning(domain="mental_health", detail="despair, an evening of it",
                                 degree=Rating.of(7)),),
        depth=Rating.of(9),
        series=Series(name="Easter", position=1),
        links=(
            Link(kind="about", to="r-the-fish-stamp"), Link(kind="about", to="the-letter"),
            Link(kind="recurs", to="e-eleven-days"),
        ),
        attachments=(
            Attachment(id="the-envelope", name="envelope.jpg", media_type="image/jpeg",
                       made=day("2023-04-14"),
                       alt_text="An envelope on a shop scale. The display shows 19 g.",
                       words="the fish is upper right"),
        ),
        tags=("the letter", "father", "break"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-what-a-thursday-costs",
        written_at=at("2023-04-15 08:20"),
        title="What a Thursday costs",
        kind="list",
        body=prose("""
            | what            | a month | remark                     |
            |-----------------|---------|----------------------------|
            | Thursdays       | 238 €   | 55 × 4.33                  |
            | rent, my half   | 190 €   | the other half is Adélia   |
            | lunch           | 0 €     | no lunch on Thursdays then |

            So: no. One cannot be declined by oneself more clearly than in a column.

            %%If it had been forty I should have had to say what I want.%%
        """),
        feelings=feelings([("relief", 4), ("grief", 4)]),
        series=Series(name="Easter", position=2),
        links=(Link(kind="because_of", to="a-thursday"), Link(kind="follows", to="e-the-fish-stamp")),
        tags=("money", "the letter"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-nine-to-five",
        written_at=at("2023-04-17 19:45"),
        title="Nine to five",
        body=prose("""
            I laid the letter between us with the fish upwards. Neither of us took it.

            She had not thought, she said, how an *envelope* would be for me. She had wanted to give it
            weight. I said: nineteen grams. She asked what I would have liked in its place, and I said
            evenings until nine, and Sundays, at once, as if I were at the fish auction. She said that she
            could not do evenings; that an evening which may ring is not one, and she would be no good to me
            on Mondays. But the days, yes. Nine to five, Monday to Friday. To move an hour, or if the roof is
            on fire: always.

            So now my despair has opening times. I took it. It is less than I had and more than the box. On
            the way out I was hungry, which I had not been for four days, and I ate a *francesinha* with a
            knife and fork and my coat on.
        """),
        feelings=feelings([("relief", 4), ("humiliation", 6), ("hunger", "proper")]),
        series=Series(name="Easter", position=3),
        links=(Link(kind="said_in", to="s-2023-04-17"), Link(kind="about", to="working-hours")),
        tags=("the letter", "between us"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-between-five-and-nine",
        written_at=at("2023-04-26 21:10"),
        title="What one does between five and nine in the evening",
        kind="list",
        body=prose("""
            1. wash the brushes
            2. wash them again
            3. walk to the bridge and back, upper deck, in the wind; nobody there looks as if they were
               waiting for anything
            4. set the telephone on the platform scale: 174 g, whether or not she is at the other end
            5. write here
            6. find out that there is a programme about lighthouses, Wednesdays at eight
        """),
        feelings=feelings([("restless", 7), ("a bit proud", 2)]),
        links=(Link(kind="did_instead", to="working-hours"),),
        tags=("evenings",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-first-of-may",
        written_at=at("2023-05-01 10:05"),
        body="The First of May. Even despair has the day off; tomorrow at six, then.",
        tags=("evenings",),
    ),
    Entry(
        id="e-fire-drill",
        written_at=at("2023-06-05 18:20"),
        happened=at("2023-06-05 16:27"),
        title="An exercise",
        body=prose("""
            Minute twenty-seven: the alarm. I had just said “the worst of it is”. We went down the stairs with
            the notary from the first floor and a child with a violin, and stood for twenty minutes on the
            pavement opposite, she and I, with no room around us.

            I had never seen her standing up for so long. She is shorter than in the chair. She had no coat
            and I had one, and I did not know whether that was a present that stays or one that is gone by
            evening. I held it out. She shook her head and then, because it was windy, nodded.

            The worst of it we left upstairs. It was still there the week after, but it had got smaller from
            waiting.
        """),
        feelings=feelings([("tenderness", 6), ("awkward", 8)]),
        links=(Link(kind="about", to="s-2023-06-05"), Link(kind="about", to="ag-presents")),
        tags=("between us",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-room-or-you",
        written_at=at("2023-06-19 22:00"),
        title="Which",
        body=prose("""
            I asked. I had it on a delivery note and I read it from there: in September you said that nothing
            is too much for this room. Did you mean the room, or did you mean you?

            She breathed in. “I meant me,” she said. “I said *room* because I thought that *me* might frighten
            you.”

            She was right. It did. I looked at the carpet (which I know by heart) until it had stopped.

            Nine months I had it standing about on two legs, and it was *one* sentence, and both of us had
            been careful with it.
        """),
        feelings=feelings([("relief", 9), ("fright", 5), ("stupid", 3)]),
        depth=Rating(value=4, low=1, high=5, scale="stairs in the workshop cellar"),
        links=(Link(kind="answers", to="e-too-much-for-this-room"),
               Link(kind="about", to="t-the-room-or-you")),
        tags=("the sentence", "between us"),
        therapy=THERAPY,
        shared_with=BOTH_READERS,
    ),
    Entry(
        id="e-sao-joao",
        written_at=about("towards four in the morning, São João", "2023-06-24", "2023-06-24"),
        happened=day("2023-06-23"),
        title="São João",
        body=prose("""
            The whole town hits itself on the head with plastic hammers and nobody takes it ill. Zulmira
            grilled on the kerb. An old gentleman in a good suit gave me one blow, lightly, exactly on the
            parting, and bowed.

            I had wanted to tell her and it was ten to one. I told the lighthouse calendar instead. *This is
            what it looks like when I am happy and nobody is informed.*
        """),
        feelings=feelings([("happiness", 7), ("missing her", "like a pebble, not like a shoe")]),
        tags=("zulmira", "evenings"),
        therapy=THERAPY,
    ),
)  # fmt: skip
