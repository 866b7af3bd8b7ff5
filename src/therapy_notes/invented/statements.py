"""Sentences that were kept, and how they were heard: by a child under a bench, by an inspector, by what was left of her."""

from typing import Final

from ..model.statements import Hearing, Statement
from ..model.values import Afterthought, Degree, Link, Rating, feelings
from .desk import THERAPIST, THERAPY, about, at, day


def _percent(value: float) -> Degree:
    return Rating(value=value, low=0, high=100)


STATEMENTS: Final = (
    Statement(
        id="st-you-are-coping",
        speaker="anselmo",
        said=about("in the second winter with the flip chart", "2016-12-01", "2017-02-28"),
        words="You are coping admirably.",
        exactness="remembered",
        context_before="I had told him about the funeral in one breath.",
        heard=(
            Hearing(meaning="Then there is nothing here for you to do.", believed="entirely"),
            Hearing(who="lent", meaning="Praise. We live on that till spring.", at=day("2022-09-12")),
        ),
        therapy="with-anselmo",
    ),
    Statement(
        id="st-too-much-for-this-room",
        speaker="therapist",
        said=at("2022-09-12 16:46"),
        again=(day("2022-11-28"), at("2023-04-24 16:30"), day("2024-03-18")),
        words="Nothing that you bring is too much for this room.",
        exactness="verbatim",
        context_before="I had said that I would bring the rest in instalments.",
        heard=(
            Hearing(who="the-apprentice", portion="a finger's breadth", meaning="There is a room.", at=day("2022-09-12")),
            Hearing(
                who="the-inspector",
                portion="the rest",
                at=day("2022-09-12"),
                meaning="She said room. She did not say: for me. Note the omission.",
                feelings=feelings([("suspicion", 7)]),
            ),
            Hearing(
                portion="all of us, for once",
                meaning="It can stand here over night.",
                at=day("2024-03-18"),
                believed=Rating.of(7),
            ),
        ),
        keep=True,
        answers=("b-too-much", "that it is too much"),
        therapy=THERAPY,
        shared_with=THERAPIST,
        links=(Link(kind="said_in", to="s-2022-09-12"), Link(kind="about", to="t-the-room-or-you")),
        afterthoughts=(
            Afterthought(at=day("2024-08-18"), words="A room is somebody, if it has been aired every Monday for two years."),
        ),
    ),
    Statement(
        id="st-fond-as-one-is",
        speaker="therapist",
        said=day("2023-04-12"),
        channel="letter",
        exactness="near",
        context_before=(
            "The sentence before said that there are more kinds of fondness than there are words on a scale, and that she "
            "would not put hers on mine."
        ),
        words="I am fond of you, as one is of somebody with whom one has carried something heavy down many stairs.",
        heard=(
            Hearing(
                who="the-apprentice",
                portion=_percent(1),
                at=day("2023-04-14"),
                meaning="She is fond of me.",
                feelings=feelings([("gladness", "one minute, on the landing")]),
                believed="without a doubt",
            ),
            Hearing(
                portion=_percent(99),
                at=day("2023-04-14"),
                meaning="As of a removal man.",
                feelings=feelings([("shame", 9), ("cold", "to the elbows")]),
                believed=Rating.of(9),
            ),
            Hearing(who="the-apprentice", portion=_percent(40), at=day("2024-06-03"), meaning="She is fond of me."),
            Hearing(
                portion=_percent(60),
                at=day("2024-06-03"),
                meaning="We have carried something down many stairs.",
                believed=Rating.of(7),
            ),
        ),
        therapy=THERAPY,
        links=(Link(kind="quoted_from", to="c-the-fish-stamp"), Link(kind="caused", to="r-the-fish-stamp")),
        afterthoughts=(
            Afterthought(
                at=day("2023-04-16"),
                words="Better no fish at all than one on a plate of this kind.",
                degree=Rating.of(8),
            ),
            Afterthought(at=day("2024-06-03"), words="I take that back.", feelings=feelings(["sheepish"])),
        ),
    ),
    Statement(
        id="st-somebody-at-four",
        speaker="therapist",
        said=at("2023-04-17 16:48"),
        again=(day("2023-06-19"), at("2023-12-18 16:45"), day("2024-05-20"), at("2024-09-09 16:49")),
        words="On Monday at four there is somebody in this chair, until the two of us decide otherwise.",
        exactness="near",
        heard=(
            Hearing(meaning="Both of us would have to sign.", believed=Rating.of(8)),
            Hearing(who="the-inspector", meaning="Until.", believed="on principle"),
        ),
        keep=True,
        answers=("b-the-envelope", "p-the-notebooks"),
        therapy=THERAPY,
        shared_with=THERAPIST,
        links=(Link(kind="said_in", to="s-2023-04-17"),),
    ),
    Statement(
        id="st-i-know-the-plug",
        speaker="therapist",
        said=at("2024-05-20 16:41"),
        words="Yes. I also know where the machine’s plug is.",
        exactness="verbatim",
        keep=True,
        answers=("b-the-envelope",),
        therapy=THERAPY,
        shared_with=THERAPIST,
        links=(Link(kind="said_in", to="s-2024-05-20"), Link(kind="about", to="ag-between-mondays")),
    ),
    Statement(
        id="st-then-we-have-time",
        speaker="therapist",
        said=at("2024-07-22 16:38"),
        words="Then we have time.",
        exactness="verbatim",
        context_before="I had said that one straightens a bent nail from the tip, slowly.",
        heard=(Hearing(who="the-apprentice", meaning="No footsteps.", feelings=feelings([("held", 8)])),),
        keep=True,
        answers=("b-too-much",),
        therapy=THERAPY,
    ),
    Statement(
        id="st-ones-own-dog",
        speaker="ase",
        reported_by="ase",
        said=day("2024-03-02"),
        channel="email",
        exactness="verbatim",
        words="You may, if you tell her; undeclared it goes up in price.",
        keep=True,
        answers=("p-helena",),
        links=(Link(kind="advised_by", to="ase"), Link(kind="quoted_from", to="c-from-ase")),
    ),
    Statement(
        id="st-never-refuse-her",
        speaker="other",
        reported_by="therapist",
        said=about("in that other room", "2023-01-30", "2023-02-05"),
        words="Ask her some time what it would be like to weigh nothing.",
        exactness="gist",
        context_before="Her supervisor is said to have said it, over a table that I have not seen.",
        heard=(Hearing(meaning="Two people with lamps.", believed=Rating.of(6), according_to="client"),),
        therapy=THERAPY,
        links=(Link(kind="about", to="r-the-other-room"),),
    ),
)
