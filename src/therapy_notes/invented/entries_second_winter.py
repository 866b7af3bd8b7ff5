"""Entries from September 2023 to April 2024: a pointer, a quiet Christmas, another’s name."""

from typing import Final

from ..model.entries import Comment, Entry
from ..model.values import Afterthought, Author, ContentWarning, Link, Rating, feelings
from .desk import BOTH_READERS, EVERY_READER, THERAPIST, THERAPY, about, at, day, prose

ENTRIES: Final = (
    Entry(
        id="e-a-year-of-squares",
        written_at=at("2023-09-06 20:55"),
        title="A year of squares",
        body=prose("""
            Counted: forty-four Mondays and one Tuesday with a date over them, five with *nothing*. The
            nothings are all before Christmas. I do not remember them as nothing. I remember them as heavy.

            A year ago I knew about eleven sessions only that they were over. Today I could recite you three,
            with the pauses.

            The lamp leans still. I no longer regard it as a message.
        """),
        feelings=feelings([("satisfaction", 6)]),
        links=(Link(kind="updates", to="e-a-notebook-with-squares"),),
        tags=("mondays",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-fiel",
        written_at=at("2023-09-20 18:10"),
        title="Fiel",
        kind="post",
        body=prose("""
            The pointer of a balance is called *o fiel* with us: the faithful one. It is the part that does no
            work. It carries nothing. It stands upright between the pans, and its whole office is to give way
            at once and visibly.

            My father used to say that a stiff pointer is worth less than none. “A faithful one *trembles*,
            girl.”

            Once I had a balance from Tangier on the bench, with ميزان engraved on the beam, and a pointer as
            thin as an eyelash. It took four minutes to come to rest. The owner, an old lady with a hat,
            waited all the four minutes, standing. I said that one can build in a damper. She said: “And then
            how shall I know that it is thinking?”

            « Fiel », “faithful”, »treu«: the other languages hear somebody who stays. Ours hears somebody who
            moves.
        """),
        comments=(
            Comment(id="k1", author="åse_of_the_pier", mine=False, written_at=at("2023-09-20 23:41"),
                    body=(
                        "So trembling counts as staying. I am taking that to Wednesday’s hour, with a "
                        "reference to the hat."
                    )),
            Comment(id="k2", author="Tare", mine=True, written_at=at("2023-09-21 07:55"), in_reply_to="k1",
                    body="The hat was green. References should be exact."),
            Comment(id="k3", author="Prof. emer. (weights)", mine=False, written_at=day("2023-10-02"),
                    body="An air damper of modest dimensions would not impair the sensitivity appreciably.",
                    likes=1),
        ),
        tags=("trade", "father"),
        therapy=THERAPY,
        shared_with=EVERY_READER,
    ),
    Entry(
        id="e-the-inspector",
        written_at=at("2023-10-05 16:20"),
        title="Lunch with the Inspector",
        kind="metaphor",
        body=prose("""
            A holiday, so I tried what she suggested and asked him to sit down. He kept his hat on his knees.
            I asked who his superior was. It turned out that he has none. The office was closed in ’91; nobody
            had told him. He has gone on making his rounds, unpaid, in all weathers, with a stamp that he has
            had to re-ink himself.

            I said that he might have the afternoon off. He asked to have it in writing.
        """),
        feelings=feelings([("pity", 5), ("amusement", 6)]),
        links=(Link(kind="advised_by", to="filipa"), Link(kind="about", to="the-inspector")),
        authors=(Author(who="client"),),
        tags=("parts",),
        therapy=THERAPY,
        shared_with=BOTH_READERS,
    ),
    Entry(
        id="e-a-bad-throat",
        written_at=at("2023-10-08 19:50"),
        happened=about("lunch, between the soup and the quince", "2023-10-08", "2023-10-08"),
        title="A bad throat",
        body=prose("""
            Lunch in Gaia. My mother has a kitchen of two and a half square metres in which everything can be
            reached from the chair. The recipes hang over the stove in bundles, by paper clips, sorted by who
            taught them to her and whether she has forgiven them.

            I had meant to wait for the quince. I asked during the soup. I said: Mother, the November when I
            was eleven, when Father and I were not speaking. What was the matter there?

            She did not need to think. “You had a throat.”

            *I* had?

            “A throat like a rasp. Two weeks. Dr. Pimenta painted it with something blue. Your father was
            beside himself, he went about on tiptoe so that you should not be tempted to answer. He did not
            even quarrel with the radio.” She broke her bread. “I told him to leave you be.”

            I said that I had had no throat. I said that there had been a box, a set of weights, the fine one,
            and that he had set the box before my plate. She looked at me with great friendliness, as one
            looks at somebody who has come to read the wrong meter.

            “There was always some box or other before one’s plate,” she said. “It was a workshop.”

            So that is three. I was punished; I was on strike; I was ill. We were four people at one table,
            with one lamp. One of us is dead, and each of the others has brought up a different child out of
            it. If they were scales I should know what to do: you do not ask which of the three is right. You
            get a weight that you can trust and put it on all of them.

            I have no weight that I can trust. I have a sister, a mother and a memory. I have had to laugh
            twice on the bridge: on *tiptoe*! And I the whole time under the bench, reading footsteps, and
            noting down: *none.*

            Then there was quince. She gave me the recipe to take along, with its paper clip, on loan.

            %%The blue stuff: I do know the taste. I shall not think about this before Monday.%%
        """),
        feelings=feelings([("dizzy", 7), ("laughter", 6), ("cheated of something", 4), ("spared something", 4)]),
        warnings=(ContentWarning(domain="parental_guidance", detail="the eleven days, a third time", degree="lightly"),),
        depth=Rating.of(7),
        links=(
            Link(kind="contrast", to="e-eleven-days"),
            Link(kind="follows", to="e-on-strike"),
            Link(kind="about", to="t-eleven-days"),
        ),
        afterthoughts=(
            Afterthought(
                at=day("2024-08-19"),
                words="Tiptoe and a bench: from below it is the same as *he is in the room already*.",
            ),
        ),
        tags=("mother", "father", "silence"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-nothing-on-the-stove",
        written_at=at("2023-11-19 21:00"),
        title="Nine in the evening",
        body=prose("""
            Sunday. The bad hour came at about seven. I know it by now, it takes its shoes off at the door. I
            had the telephone in my hand and put it onto the scale (174). Then the potatoes. Then it was nine
            and I was reading, and only at the bottom of the page did I think: *it has gone, and nobody sent
            it away.*

            I would never have found that out on the machine.
        """),
        feelings=feelings([("calm", 6), ("proud", 5), ("a little bereft", 2)]),
        links=(Link(kind="did_instead", to="ag-between-mondays"),),
        tags=("evenings",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-to-anselmo",
        written_at=at("2023-11-26 17:45"),
        title="To Dr. Anselmo Rebelo",
        kind="unsent_letter",
        body=prose("""
            Dear Dr. Rebelo,

            you had a flip chart and I did my homework. You will remember me as a pleasant client. In twenty
            months I was late twice and cried not once, and I filled in all the columns: *situation, thought,
            evidence against*.

            I am writing to supply an omission. In the column *thought* I put what fitted the evidence. I had
            the other thoughts in the left sleeve, so to speak. You once asked whether there was something
            about our work that I would like to be different, and I said: perhaps the chair? And you got
            another chair. I was so ashamed that I never came properly to sit in it.

            It was not your fault. Or a fifth of it was. You believed me. A man who tests for a living should
            tap on the pan.

            With kind regards, also to the chair,
        """),
        feelings=feelings([("shame", 4), ("mischief", 4), ("sorry", 5)]),
        links=(Link(kind="about", to="t-what-i-never-told-anselmo"),),
        tags=("anselmo",),
        therapy="with-anselmo",
    ),
    Entry(
        id="e-for-the-laundry",
        written_at=at("2023-12-08 19:10"),
        title="For the laundry across the yard",
        kind="gratitude",
        body=prose("""
            For the smell at ten past four. For the woman who shakes out tablecloths at the window and has
            never once looked in. For the extractor that covers the silences, so that they are not quite so
            much ours.
        """),
        feelings=feelings([("thankful", "yes")]),
        tags=("mondays",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-a-quiet-christmas",
        written_at=at("2023-12-28 22:20"),
        title="The other Christmas",
        body=prose("""
            Last year on this landing: four minutes, hand round the telephone. This year I went out for the
            coal that does not exist and stood there. I could hear the neighbours’ television saying the same
            mass with half a second’s delay. I thought of her for about as long as one thinks of a person.
            Then my mother shouted that I was letting the heat out.

            Two weeks; two messages; both about dates. %%I drafted a third, on the scale paper. It is in the
            tin.%%

            It was not terrible. I would like to report that to somebody, and notice that it can wait until
            the eighth.
        """),
        feelings=feelings([("quiet", 7), ("sad", 3)]),
        links=(Link(kind="contrast", to="e-christmas-eve"),),
        tags=("break", "evenings", "mother"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-hinges",
        written_at=at("2024-01-09 08:00"),
        title="Money, not hinges",
        body=prose("""
            I bargained. Me, whose father put up the price for people who did. Two euros off, and I threw in
            the hinge of the waiting-room door, which has been crying since May ’22. She took the two euros
            and left the hinge. “I should like you to be able to be angry with me,” she said, “without owing
            me carpentry.”

            It is a hinge, not carpentry. But I saw what she meant by the time I had reached Carregal.
        """),
        feelings=feelings([("caught", 4), ("respected", 6)]),
        links=(Link(kind="about", to="ag-fee"),),
        tags=("money", "between us"),
        therapy=THERAPY,
    ),
    Entry(
        id="e-men-with-a-laser",
        written_at=at("2024-01-25 18:35"),
        title="Men with a laser",
        body=prose("""
            Three of them, and Engenheiro Bastos in a scarf. They point a red dot at a wall and then they
            know. No tape, no pencil behind the ear. I stood beside it like the cow at the notary’s.

            The hotel would have a *Scale Bar*. He told me this as something that ought to please me.
        """),
        feelings=feelings([("anger", 6), ("obsolete", 6)]),
        tags=("workshop",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-thirty-nine-point-two",
        written_at=day("2024-02-13"),
        happened=about("Carnival, between two thermometers", "2024-02-11", "2024-02-13"),
        title="39.2",
        kind="list",
        body=prose("""
            - the ceiling has a span error
            - Zulmira came with a pot and sat down on my feet
            - wrote to F. on Sunday that I am ill. twenty-two hours’ notice. two too few. she: *keep your
              money and drink something*
            - did not dream of the bridge. dreamt of the *pot*
            - carnival outside, somebody is being a saxophone
        """),
        feelings=feelings([("hot", 9), ("looked after", 7)]),
        tags=("zulmira",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-helena",
        written_at=at("2024-02-26 20:10"),
        happened=at("2024-02-26 16:31"),
        title="Helena",
        body=prose("""
            “And what did you do then, Helena?”

            She noticed in the same second. She put her hand in front of her mouth. She said sorry; she said
            it had been a long day; she said my name twice, one for the account and one for interest. I
            laughed! I said *with pleasure*, I said that I had always wanted to be called Helena. We went on.
            I told her about the gearing of the platform scale from Leça, in some detail.

            So there is one. She sits in the green chair, it is warm from her. Does she have a father as well?
            Does she take the 500? Is she, I ask myself, allowed to write on Sundays?
        """),
        feelings=feelings([("jealousy", 7), ("amusement", 2), ("replaceable", 8)]),
        depth=Rating.of(6),
        links=(Link(kind="about", to="r-the-other-name"), Link(kind="said_in", to="s-2024-02-26")),
        tags=("between us",),
        therapy=THERAPY,
    ),
    Entry(
        id="e-the-last-words-had-it",
        written_at=at("2024-03-09 23:20"),
        title="Where I know this from",
        body=prose("""
            It took me twelve days and a sink full of plates. *He used my name for it.* My father, at the end,
            wanted Adélia and called her Benedita. I have always told this as a joke about old men, or to
            Adélia not at all.

            The whole time I was holding his hand, so it cannot have been for want of me. He had me. He was
            asking for the other one, and the only word that he had left for *daughter* was the one that he
            had used up on
        """),
        unfinished=True,
        feelings=feelings([("grief", 7), ("clarity", 4)]),
        warnings=(ContentWarning(domain="death", detail="a deathbed", degree="heavier than I thought",
                                 covers="the second half"),),
        links=(Link(kind="follows", to="e-helena"), Link(kind="about", to="r-the-other-name")),
        tags=("father", "sister"),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-zulmira-says",
        written_at=at("2024-03-30 13:00"),
        title="Zulmira says",
        kind="borrowed_words",
        body=prose("""
            > You put that woman on the scale every week, and every week you are surprised that she weighs the
            same.

            and, wrapping up the hake:

            > Go on being surprised. It’s cheap and it suits you.
        """),
        links=(Link(kind="quoted_from", to="zulmira"),),
        feelings=feelings(["seen"]),
        tags=("zulmira", "market"),
        therapy=THERAPY,
        shared_with=BOTH_READERS,
    ),
    Entry(
        id="e-the-tyre-shop",
        written_at=at("2024-04-20 14:30"),
        title="Campanhã",
        body=prose("""
            Behind the station, in a yard with a fig tree: a tyre shop that has given up. Level floor. A pit.
            North light through wired glass. It smells of rubber, and of sugar for some reason. I put the
            level down in six places and it was true in five, and the sixth was me.

            I could have the 41 beams along the east wall.

            I have told nobody yet how much I liked it. It feels like going out with someone.
        """),
        feelings=feelings([("excitement", 7), ("disloyal", 5)]),
        afterthoughts=(Afterthought(at=day("2024-09-15"),
                                    words="The sugar was the bakery behind it. It begins at four."),),
        tags=("workshop",),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Entry(
        id="e-carnations",
        written_at=at("2024-04-25 20:00"),
        title="Fifty years",
        body=prose("""
            The twenty-fifth. Carnations down the whole of the Avenida, and my mother in the front row in her
            funeral shoes. I asked her on the way home where Father had been on the day. “At the bench,” she
            said. “He said that somebody would have to weigh the bread tomorrow as well.”

            Today I did not know whether that is the worst or the best thing I have been told about him.
        """),
        feelings=feelings([("pride", 4), ("perplexed", 6)]),
        warnings=(ContentWarning(domain="socio_political", detail="a revolution, seen from a bench"),),
        tags=("mother", "father"),
    ),
)  # fmt: skip
