"""Who it is about: a mender of scales, the two people she told it to, and those who were told about."""

from typing import Final

from ..model.people import Part, Person, Phase, Tally, Therapy
from .desk import THERAPIST, about, day

PEOPLE: Final = (
    Person(id="benedita", name="Benedita", role="other", aliases=("Tare", "Bé"), may_be_named="yes",
           shared_with=THERAPIST),
    Person(id="filipa", name="Filipa Arouca", role="therapist", aliases=("Filipa", "Dra. Arouca"),
           shared_with=THERAPIST),
    Person(id="anselmo", name="Anselmo Rebelo", role="therapist", aliases=("Dr. Rebelo",)),
    Person(id="adelia", name="Adélia Noftall", role="family", aliases=("Adélia", "Dela"), may_be_named="no",
           shared_with=THERAPIST),
    Person(id="gord", name="Gord Noftall", role="family", aliases=("Gord",)),
    Person(id="tome", name="Tomé", role="family", may_be_named="no"),
    Person(id="armindo", name="Armindo Quaresma", role="family", aliases=("my father", "Mestre Armindo"),
           shared_with=THERAPIST),
    Person(id="herminia", name="Hermínia", role="family", aliases=("my mother",), may_be_named="not_asked"),
    Person(id="zulmira", name="Zulmira Pinhão", role="friend", aliases=("Zulmira", "Mira"),
           may_be_named="yes",
           shared_with=THERAPIST),
    Person(id="ase", name="Åse", role="peer", aliases=("åse_of_the_pier",), may_be_named="yes"),
    Person(id="bastos", name="Engenheiro Bastos", role="other", aliases=("the Engineer",)),
)  # fmt: skip

PARTS: Final = (
    Part(
        id="the-apprentice",
        name="the apprentice",
        role="sits under the bench and reads footsteps",
        age="eleven",
        needs=("to be told what kind of evening it will be", "a lamp of her own"),
        therapy="with-filipa",
        shared_with=THERAPIST,
    ),
    Part(
        id="the-inspector",
        name="the Inspector",
        role="comes unannounced, tests everything against the standard, stamps REJECTED",
        age="fifty-eight since birth",
        needs=("an hour for lunch", "somebody who reads his reports"),
        therapy="with-filipa",
        shared_with=THERAPIST,
    ),
    Part(
        id="lent",
        name="Lent",
        role="does without, and lets it be known",
        age="no age; she has the family name",
        model="own",
        needs=("to be offered a thing twice",),
        therapy="with-filipa",
    ),
)

THERAPIES: Final = (
    Therapy(
        id="with-anselmo",
        therapist="anselmo",
        began=about("the autumn after the shop window was broken", "2015-10-01", "2015-11-30"),
        ended=day("2017-06-19"),
        ending_kind="drop_out",
        ending_words=(
            "I stopped the way one stops taking a newspaper: no letter, a small pile by the door, then none. "
            "He rang once. I let the machine have it."
        ),
        modality="cognitive, he said; there was a flip chart",
    ),
    Therapy(
        id="with-filipa",
        therapist="filipa",
        began=day("2022-05-23"),
        modality="analytic on paper, a good deal of laughing in practice",
        phases=(
            Phase(id="fog", name="Fog", began=day("2022-05-23"),
                  ended=about("around the first Christmas", "2022-12-12", "2023-01-09"),
                  words="I talked about tolerances for seven months."),
            Phase(id="the-machine", name="The answering machine",
                  began=about("November, when I learned that her machine takes four minutes", "2022-11-01",
                              "2022-11-30"),
                  ended=day("2023-04-17")),
            Phase(id="office-hours", name="Office hours", began=day("2023-04-17"), ended=day("2024-05-20"),
                  words=(
                      "Thirteen months by the clock. I would not have chosen them and I would not give them "
                      "back."
                  )),
            Phase(id="on-trial", name="On trial", began=day("2024-05-20")),
        ),
        tallies=(Tally(as_of=day("2022-09-04"), sessions=13, minutes_each=50),),
        shared_with=THERAPIST,
    ),
)  # fmt: skip
