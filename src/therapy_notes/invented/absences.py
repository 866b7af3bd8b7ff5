"""The times when one of the two was not there, and the ledger of what went out of the house."""

from typing import Final

from ..model.contact_rules import ContactRule
from ..model.contacts import Absence
from ..model.values import Afterthought, Share, feelings
from .desk import THERAPIST, THERAPY, at, day

ABSENCES: Final = (
    Absence(
        id="a-first-christmas", kind="therapist_holiday", begins=day("2022-12-23"), ends=day("2023-01-06"),
        announced_at=day("2022-12-05"), therapy=THERAPY,
    ),
    Absence(
        id="a-madeira", kind="therapist_holiday", begins=day("2023-04-01"), ends=day("2023-04-16"),
        announced_at=day("2023-03-13"),
        cover="A colleague's number on the back of a card. I used it as a bookmark.",
        therapy=THERAPY, shared_with=THERAPIST,
        afterthoughts=(
            Afterthought(at=day("2023-07-02"),
                         words="Sixteen days. I had said to everybody that it was three weeks.",
                         feelings=feelings(["sheepish"])),
        ),
    ),
    Absence(
        id="a-first-august", kind="therapist_holiday", begins=day("2023-08-05"), ends=day("2023-08-20"),
        announced_at=day("2023-06-12"),
        contact_during=ContactRule(mode="purpose_limited", purposes=("scheduling", "crisis"),
                                   reply="acknowledgement"),
        therapy=THERAPY,
    ),
    Absence(
        id="a-second-christmas", kind="therapist_holiday", begins=day("2023-12-22"), ends=day("2024-01-05"),
        announced_at=day("2023-11-27"), contact_during=ContactRule(mode="by_arrangement"), therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Absence(
        id="a-influenza", kind="client_illness", begins=day("2024-02-11"), ends=day("2024-02-16"),
        announced_at=at("2024-02-11 18:02"), cover="Zulmira and a pot.", therapy=THERAPY,
    ),
    Absence(
        id="a-second-august", kind="therapist_holiday", begins=day("2024-08-03"), ends=day("2024-08-25"),
        announced_at=day("2024-06-17"), therapy=THERAPY,
    ),
    Absence(
        id="a-the-coming-break", kind="therapist_leave", begins=day("2024-09-21"), ends=day("2024-10-06"),
        announced_at=day("2024-09-09"), cover="The colleague in Rua da Torrinha, whose name I know by now.",
        contact_during=ContactRule(mode="purpose_limited", purposes=("scheduling", "crisis"),
                                   reply="acknowledgement"),
        therapy=THERAPY, shared_with=THERAPIST,
    ),
)  # fmt: skip

SHARES: Final = (
    Share(record="e-what-i-do-all-day", audience="therapist", shared_at=day("2022-09-19"),
          how="printed, folded in four",
          read="yes", discussed_in="s-2022-09-19"),
    Share(record="e-eleven-days", audience="therapist", shared_at=at("2023-01-30 09:30"), how="by e-mail",
          asked_to_read_at=at("2023-01-30 09:30"), read="yes", discussed_in="s-2023-02-13"),
    Share(record="e-tare", audience="public", shared_at=day("2023-03-11"), how="on the blog"),
    Share(record="e-holy-saturday", audience="therapist", shared_at=day("2023-04-17"), how="read aloud",
          read="yes", discussed_in="s-2023-04-17", withdrawn_at=day("2023-04-24")),
    Share(record="e-the-weighbridge-in-daylight", audience="therapist", shared_at=at("2024-05-20 09:12"),
          how="an address to open", asked_to_read_at=at("2024-05-20 09:12"), read="yes",
          discussed_in="s-2024-05-20"),
    Share(record="e-lifted-onto-the-plate", audience="therapist", shared_at=day("2024-05-14"),
          how="with the picture",
          read="not_known"),
)  # fmt: skip
