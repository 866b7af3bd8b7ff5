"""Entries from May to September 2024: a picture, a trial, a removal, a grey notebook."""

from typing import Final

from ..model.entries import Comment, Entry, Series
from ..model.values import Afterthought, Attachment, Author, ContentWarning, Link, Rating, feelings
from .desk import EVERY_READER, THERAPIST, THERAPY, about, at, day, prose

_NOTEBOOKS: Final = "The grey notebooks"

ENTRIES: Final = (
    Entry(
        id="e-lifted-onto-the-plate",
        written_at=at("2024-05-14 19:00"),
        title="Lifted onto the plate",
        body=prose("""
            My mother keeps her photographs in a biscuit tin, by size. One was under the paper at the bottom:
            the weighbridge, a Thursday by the light. A man in an overall has a child under the arms and is
            setting her down in the middle of the plate, where the lorries stand. She is about four. One sees
            that he is saying something. The child has its feet drawn up so as not to touch yet.

            He is looking at her and not at the beam. I looked at it with the loupe to be sure.

            I sent it today. I wrote nothing with it but the place.
        """),
        feelings=feelings([("tenderness", 8), ("alarm", 3)]),
        links=(Link(kind="about", to="c-the-picture"),),
        attachments=(
            Attachment(id="the-photograph", name="weighbridge.jpg", media_type="image/jpeg",
                       made=about("about four years old", "1984-01-01", "1985-12-31"),
                       alt_text=(
                           "A man in overalls sets a small girl down on the steel plate of a weighbridge. "
                           "Her feet are drawn up."
                       ),
                       words="back: *Bé, 14 kg with boots*"),
        ),
        tags=("weighbridge", "father"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-weighbridge-in-daylight",
        written_at=at("2024-05-19 22:40"),
        title="The weighbridge in daylight",
        kind="post",
        body=prose("""
            It was tarred over in 2006. If you know where to look there is a rectangle on the car park where
            the puddles are straight. I went this afternoon and stood in it with my umbrella.

            In the dream somebody asks whether I want to be weighed *with me in it or without*. I have always
            thought it the question of an official. In the puddle I had the idea that it might be manners.
            There are people who ask before they lift you up.

            I should like to be asked more often. I should like to be asked about something in particular,
            which has opening hours; I shall say it tomorrow at four, if I do not discuss the gearing again.
        """),
        feelings=feelings([("resolve", 6), ("fear", 8)]),
        comments=(
            Comment(id="k1", author="åse_of_the_pier", mine=False, written_at=at("2024-05-19 23:15"),
                    body="No gearing. I am sitting on the pier at four your time with my thumbs held."),
            Comment(id="k2", author="bicycle with one brake", mine=False, written_at=at("2024-05-20 06:50"),
                    body="Which car park?"),
            Comment(id="k3", author="Tare", mine=True, written_at=at("2024-05-20 21:30"), in_reply_to="k1",
                    body="No gearing occurred. Thank you for the thumbs, you may have them back."),
        ),
        links=(Link(kind="for_session", to="s-2024-05-20"),),
        tags=("weighbridge", "between us"),
        therapy=THERAPY,
        shared_with=EVERY_READER,
    ),
    Entry(
        id="e-i-asked",
        written_at=at("2024-05-20 20:45"),
        title="The hours are off",
        body=prose("""
            She had read it at noon. She did not say so at once, she waited whether I should come to it by
            myself, and I did, at ten past, in a voice like a kettle.

            I said that the rule was made for a person in April of another year. That I had been grateful to
            it and it had hurt, and that it hurts in a particular place: there is surely somebody who sits in
            the same chair and has no hours. She did not deny it. “What would you do with it,” she asked, “if
            it were gone?” I said that I did not know and that this was why I wanted it.

            She looked out at the tablecloths. Then she said that April was a long time ago, that she had
            drawn that line in a bad week of her own and would draw it in ink again, and that today it could
            come off. We try it.

            “Do you trust me?” I asked. I had not planned that. “Yes,” she said. “I also know where the
            machine’s plug is.” And then we laughed so much that the notary knocked.
        """),
        feelings=feelings([("pride", 7), ("fright", 7), ("lightness", 8)]),
        depth=Rating.of(8),
        links=(Link(kind="said_in", to="s-2024-05-20"), Link(kind="about", to="let-us-try")),
        tags=("between us", "the letter"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-only-to-move",
        written_at=at("2024-05-22 21:05"),
        title="By-law",
        kind="definition",
        body=prose("""
            **For my own use, and without her knowledge:** I write *only* to move a Monday. A rule that comes
            from her I can measure to the minute where it ends. One from me does not end anywhere. That is
            rather the point, and rather the nuisance.
        """),
        feelings=feelings([("stern", 3), ("free", 6)]),
        links=(Link(kind="about", to="ag-only-to-move-a-monday"),),
        tags=("evenings",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-on-being-given-the-key",
        written_at=at("2024-06-07 18:50"),
        title="On being given the key back",
        kind="post",
        body=prose("""
            For thirteen months there were hours at which I was allowed to need something. They have been
            abolished. I had been looking forward to that as to a holiday, and now I go round it like a cat
            round a new chair.

            What nobody tells you about a locked door is how well one can lean on it.

            Some of you have asked what is *better*. I cannot say yet, it is a trial, and neither of us has
            thought of writing down until when. But on Wednesday at eleven at night I could have, and I
            watched the repeat of the lighthouses; and that is, for the first time, not obedience.
        """),
        comments=(
            Comment(id="k1", author="paper lantern, 3rd class", mine=False, written_at=at("2024-06-07 19:20"),
                    body="Or it is obedience that has learned your handwriting?"),
            Comment(id="k2", author="Tare", mine=True, written_at=at("2024-06-07 20:15"), in_reply_to="k1",
                    body="I have sat with that for an hour. Possibly. It does smell of me, though."),
            Comment(id="k3", author="åse_of_the_pier", mine=False, written_at=at("2024-06-08 09:00"),
                    in_reply_to="k2", likes=5,
                    body=(
                        "Mine has had no hours from the first day and I rang once in nine years, to say I "
                        "was going to be late."
                    )),
            Comment(id="k4", author="Tare", mine=True, written_at=at("2024-06-08 10:10"), in_reply_to="k3",
                    body="And were you?"),
            Comment(id="k5", author="åse_of_the_pier", mine=False, written_at=at("2024-06-08 10:12"),
                    in_reply_to="k4",
                    body="I was early. I sat in the car and was furious with both of us."),
        ),
        tags=("between us", "evenings"),
        therapy=THERAPY,
        shared_with=("peer", "public"),
    ),
    Entry(
        id="e-a-yawn",
        written_at=at("2024-06-17 18:10"),
        happened=at("2024-06-17 16:22"),
        body=prose("""
            A yawn, or she wanted to say something and thought better of it. Nostrils only. I changed the
            subject to Leça, so that she should have something to wake up for.

            %%Leave this one. It is nothing. It is 31 degrees.%%
        """),
        feelings=feelings([("chilled", 3)]),
        links=(Link(kind="about", to="r-a-yawn-or-not"),),
        tags=("between us",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-signed",
        written_at=at("2024-07-05 16:40"),
        title="Signed",
        body=prose("""
            Sold. At the notary’s on the first floor, *that* notary; I stood one floor below her door like a
            stranger. Adélia was on a screen, leaning against the stamp pad, three and a half hours younger.
            We had to say *I do* in turn.

            The scarf shook hands. We have until the thirtieth of September to be out: 214 square metres of my
            father.

            Afterwards she stayed on the screen and neither of us knew who presses the red button. “You
            first,” she said. “On three,” I said. We are both still there, I think. The notary closed the lid.
        """),
        feelings=feelings([("grief", 6), ("relief", 6), ("rich", "theoretically")]),
        links=(Link(kind="about", to="t-adelia-and-the-workshop"),),
        tags=("sister", "workshop", "money"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-after-a-saturday",
        written_at=at("2024-07-21 10:30"),
        title="After a Saturday",
        body=prose("""
            So I did ring. Twenty to midnight, the machine, the old four minutes. It was about the beams: they
            would not come off the nails, he had bent every nail over, upwards, *all forty-one*, so that
            nothing can ever fall; and I stood there with the claw and howled like a dog.

            By her rule it was permitted. By mine not. It is peculiar to be let off by the court and convicted
            at home.

            The Inspector arrived at eight, with the stamp. I made him coffee. I told him that it was one
            call, in nine weeks, and nobody had asked her for anything. He said that he would have to put it
            down all the same. Then put it down, I said; *there*, beside the sugar.
        """),
        feelings=feelings([("shame", 3), ("grief", 7), ("surprise at the three", 5)]),
        links=(Link(kind="about", to="c-forty-one-nails"),
               Link(kind="limit_met", to="ag-only-to-move-a-monday")),
        authors=(Author(who="client"), Author(who="the-inspector", portion="in the doorway")),
        tags=("machine", "workshop", "father", "parts"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-inventory",
        written_at=at("2024-08-08 17:15"),
        title="Inventory",
        kind="list",
        body=prose("""
            1. beams, 41, with nails (bent)
            2. bench, long; will not go through the door; must have been born in here
            3. weights, iron, about 300 kg, of all families
            4. fine set, mended, out by 0.02 at the ten
            5. stool with face
            6. safe. The key hung behind the calendar, the whole time. Contents: cigarettes “Definitivos”, one
               packet; a lease of 1958; notebooks, grey, 33, tied up by decades like asparagus
            7. me

            - to Campanhã: 1–5, 7
            - to the scrap man: half of 3
            - to be thought about: 6
        """),
        feelings=feelings([("brisk", 6), ("hollow", "in the pauses")]),
        tags=("workshop",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-grey-notebooks-1",
        written_at=at("2024-08-17 21:40"),
        happened=at("2024-08-17 17:00"),
        title="One page to a day",
        body=prose("""
            He kept a book. One ought to know that of one’s father. One page to a day: temperature, humidity,
            because of the brass; then the customers; then, if there is room left, one line more. The hand
            with the barred sevens. It is not a diary. It is what the weather was and what was wrong with
            whose scale.

            I untied the asparagus of the ’eighties first, on the floor. *24.6° 61 % Butcher Alves, knife edge
            worn. B. lost a tooth.* — *19.1° 70 % Post office. B. asks what a kilo is made of.* I have sixty
            of them by now. I lose teeth, I ask, I have the measles from Adélia. He never said one of these
            sentences aloud, he said: pass me the small one.

            I took 1991 home in the bread bag. I have it here. There is a paper clip in it at November. It is
            not mine.

            I have not opened it, it is twenty to ten, she is on an island or wherever it is that she is; and
            I am permitted to ring, and I am not going to.
        """),
        feelings=feelings([("dread", 9), ("hunger for it", 9),
                           ("loved, possibly", "a degree I have no scale for")]),
        depth=Rating.of(9),
        warnings=(ContentWarning(domain="death", detail="a dead parent’s papers"),),
        series=Series(name=_NOTEBOOKS, position=1),
        links=(Link(kind="about", to="t-the-notebooks"),),
        tags=("father", "silence", "workshop"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-grey-notebooks-2",
        written_at=at("2024-08-18 07:30"),
        title="Eleven lines",
        kind="borrowed_words",
        body=prose("""
            Copied out exactly. Only the last line of each page; I have left out the customers.

            > *Mon. 4.* Fine set disturbed. Asked the girl. She does not speak.\\
            > *Tue. 5.* Put out the box, so that she can lay them back. Does not speak.\\
            > *Wed. 6.* Does not speak.\\
            > *Thu. 7.* Bridge. Did not want to come.\\
            > *Fri. 8.* Wished the cat good evening, that she might hear how it is done.\\
            > *Sat. 9.* H. says leave her be.\\
            > *Sun. 10.* Her lips move, under the bench. When I come in they stop.\\
            > *Mon. 11.* St. Martin. Left chestnuts on the bench. In the morning gone. She or the mice.\\
            > *Tue. 12.* 8.9°. I do not know how this is done.\\
            > *Wed. 13.* Does not speak.\\
            > *Thu. 14.* Bridge, alone.

            And then, on a page of its own, with no temperature at all:

            > *Fri. 15.* Asked for the butter.
        """),
        feelings=feelings([("no word for it", "much")]),
        warnings=(ContentWarning(domain="parental_guidance", detail="the eleven days, from the other side",
                                 covers="the whole"),),
        depth=Rating.of(10),
        series=Series(name=_NOTEBOOKS, position=2),
        links=(
            Link(kind="contrast", to="e-eleven-days"), Link(kind="answers", to="e-to-my-father"),
            Link(kind="for_session", to="s-2024-09-16"), Link(kind="quoted_from", to="armindo"),
        ),
        attachments=(
            Attachment(id="page", name="november-1991.jpg", media_type="image/jpeg", made=day("2024-08-18"),
                       alt_text=(
                           "A page of squared paper with a column of handwriting; the sevens are barred."
                       )),
        ),
        tags=("father", "silence"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-the-grey-notebooks-3",
        written_at=at("2024-08-24 23:10"),
        title="It was the mice, or it was me",
        body=prose("""
            I do not remember chestnuts.

            I have gone through it like a ledger. He was waiting for me and I for him, each with a box. That
            would be the nice version; one could have it framed. But I was *eleven*. He was a man of
            thirty-nine who could get a trembling out of a pharmacy balance, and for eleven days it did not
            occur to him to say: girl, what is it? He did not know how it is done! Then one asks, Father. One
            asks the cat.

            And at the same time I have read the line of the seventh day perhaps forty times, and that of the
            ninth, and each time somebody in me gets up from under the bench and bumps her head.

            Adélia said *on strike*. I was so sure that she was too small to
        """),
        unfinished=True,
        feelings=feelings([("anger", 7), ("pity", 7), ("love", "God help me")]),
        authors=(Author(who="client", portion="half"),
                 Author(who="the-apprentice", portion="half", called="Bé")),
        series=Series(name=_NOTEBOOKS, position=3),
        links=(Link(kind="about", to="t-the-notebooks"), Link(kind="contrast", to="e-on-strike")),
        tags=("father", "silence", "sister"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-did-not-say-it",
        written_at=at("2024-08-26 18:00"),
        body=prose("""
            First Monday after the summer. The notebook was in the bag and the bag was on my knees. She asked
            how it had been. I said *warm*.
        """),
        feelings=feelings([("coward", 5), ("patient", 3)]),
        links=(Link(kind="about", to="s-2024-08-26"),),
        tags=("silence",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-to-adelia-not-sent-2",
        written_at=at("2024-08-30 22:00"),
        title="To my sister (2)",
        kind="unsent_letter",
        body=prose("""
            Dela,

            you were right about the strike and I was right about the box. I do not know what one does with
            two sisters who are both right. Send for a third?

            I want to tell you this on the telephone and not in a letter, since it is a family in which
            everything was put in writing and nothing posted. So this too stays here, you see. It runs in the
            hand.
        """),
        feelings=feelings([("warm", 6), ("rueful", 4)]),
        links=(Link(kind="updates", to="e-to-adelia-not-sent-1"),),
        afterthoughts=(Afterthought(at=day("2024-09-04"),
                                    words=(
                                        "Rang. Badly. She rang back, and we cried with half a second’s delay."
                                    )),),
        tags=("sister", "silence"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-weighbridge-3",
        written_at=at("2024-09-05 05:55"),
        title="The weighbridge, third time",
        kind="dream",
        body=prose("""
            By day. No lorry. I come on foot, with the bread bag. In the hut sits somebody in a hat whom I
            know; he is looking for his pencil. He asks, as always, *with you in it, or without?*

            I say: “Both, please. On two slips.”

            He finds that quite in order. He tears them off along a ruler. I had them in my hand and was
            looking forward to reading them, and then the bakery began behind the wall, it was four, and I was
            awake and only curious.
        """),
        feelings=feelings([("curious", 8), ("at ease", 6)]),
        links=(Link(kind="recurs", to="e-the-weighbridge-2"), Link(kind="for_session", to="s-2024-09-16")),
        tags=("weighbridge", "father"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-crying-in-the-right-place",
        written_at=at("2024-09-09 17:40"),
        body=(
            "Cried. Not on the bus. It was over something small, a screwdriver. She moved the box of tissues "
            "by about nine centimetres."
        ),
        feelings=feelings([("relief", 6), ("observed", 2)]),
        links=(Link(kind="answers", to="e-things-looked-at-on-the-500"),),
        tags=("crying",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-sunday",
        written_at=at("2024-09-15 18:40"),
        title="Sunday, with boxes",
        body=prose("""
            It rains on the wired glass. Fifty-two boxes; I have written on each what it weighs, in place of
            what is in it. One works with what one knows.

            Tomorrow I take the notebook. I have decided it four times and this time I am telling nobody, so
            that nobody can look pleased. It is the last Monday before she goes and two before the van comes,
            and if I do not say it now I shall carry it past Campanhã in a bread bag for the rest of my life,
            like a man who has missed his stop and pretends that he wanted to see the sea.

            The small screwdriver is in the left pocket.
        """) + "   \n\n",
        feelings=feelings([("dread", 5), ("readiness", 6), ("weather", "rain")]),
        links=(Link(kind="about", to="s-2024-09-16"),),
        tags=("mondays", "workshop", "letter scale"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-on-the-back-of-a-delivery-note",
        title="(on the back of a delivery note, no date)",
        body=prose("""
            What I want from her, in order of size:

            - that she is there when I come in
            - that it makes a difference to her which of us comes in
            - that she never finds out how exactly I know the distance from the door to the chair\t(7 steps; 6
              if there was post)
        """),
        feelings=feelings([("naked", 4)]),
        tags=("between us",),
        therapy=THERAPY,
    ),
)  # fmt: skip
