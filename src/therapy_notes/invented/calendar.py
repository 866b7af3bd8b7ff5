"""The plain Mondays: how near she felt before and after, and what became of those not held."""

from typing import Final

from ..model.sessions import Cancellation, Reflection, Session
from ..model.values import Degree
from ..model.vocabulary import SessionStatus
from ..moments import Duration
from .desk import THERAPIST, THERAPY, at
from .hours import session_of


def _monday(date: str, before: Degree | float | None, after: Degree | float | None, notes: str = "") -> Session:
    return session_of(at(f"{date} 16:00"), before=before, after=after, reflection=Reflection(notes=notes) if notes else None)


def _not_held(date: str, status: SessionStatus, told: Cancellation, *, shared_with: tuple[str, ...] = ()) -> Session:
    return Session(
        id=f"s-{date}", starts_at=at(f"{date} 16:00"), length=Duration(minutes=50), medium="in_person",
        status=status,
        cancellation=told, therapy=THERAPY, shared_with=shared_with,
    )  # fmt: skip


HELD: Final = (
    _monday("2022-09-05", None, None, "The lamp. Fifty minutes."),
    _monday(
        "2022-09-19", 3, 5,
        "She had read the folded page and asked which of the three errors was mine. I said that I was "
        "here for an estimate.",
    ),
    _monday("2022-09-26", "polite", "polite", "*nothing*"),
    _monday("2022-10-03", 4, 4, "*nothing*"),
    _monday("2022-10-17", 5, 6, "Bread, for a reason that was clear at the time."),
    _monday("2022-10-24", 5, 5, "*nothing*"),
    _monday("2022-10-31", 4, 7, "Owned up to twenty to two, both of them."),
    _monday("2022-11-07", 6, 7, "She laughed first."),
    _monday("2022-12-05", 5, 6, "*nothing*"),
    _monday("2022-12-12", 6, 6, "*nothing*"),
    _monday(
        "2023-01-09", "as if I had been away a year", 5,
        "One day’s notice from now on, in both directions. I came in like a person with a visa.",
    ),
    _monday(
        "2023-01-16", 6, 7,
        "Announced that I shall be reading something aloud, so that I cannot get out of it.",
    ),
    _monday(
        "2023-02-13", 6, 3,
        "She had gone through the eleven days again, by herself, on a Sunday. I had not reckoned with "
        "*again*. Then I remembered the other table.",
    ),
    _monday("2023-02-27", 4, 5, "Still the window."),
    _monday("2023-03-06", 5, 5),
    _monday("2023-03-13", 5, 4, "Easter, announced between two sentences about a kettle."),
    _monday("2023-05-08", 4, 5),
    _monday("2023-05-15", 5, 5, "My evenings have got names. She wanted to know all seven."),
    _monday("2023-05-22", 5, 6),
    _monday(
        "2023-05-29", "the width of the table", 6,
        "She was two minutes late and said so before I had finished counting.",
    ),
    _monday(
        "2023-06-12", 6, 4,
        "August. I asked for the dates in writing and then put the paper away unread.",
    ),
    _monday("2023-06-26", 8, 8),
    _monday("2023-07-03", 7, 7, "Which shoes one takes to a reconciliation."),
    _monday(
        "2023-08-21", 5, 7,
        "Told it in order: the tap, the strike, the pudding. It was the pudding that she asked about.",
    ),
    _monday("2023-08-28", 6, 6),
    _monday("2023-09-04", 6, 7),
    _monday("2023-09-18", 7, 7),
    _monday("2023-09-25", 6, 7, "An entire hour in which nothing hurt. Suspicious."),
    _monday("2023-10-02", 7, 8, "The sentence is abolished. The tick has been introduced."),
    _monday(
        "2023-10-23", 5, 7,
        "She was still in black. I offered to be brief with my sorrows, and she said that black was not "
        "there for brevity.",
    ),
    _monday("2023-11-06", 7, 7, "Took the scratch cards off the list. They have paid."),
    _monday("2023-11-13", 7, "warm, and I let it be", "Whales."),
    _monday("2023-11-20", 7, 7),
    _monday("2023-12-04", 7, 8),
    _monday("2023-12-11", 8, 6),
    _monday("2023-12-18", 7, 7, "She wished me a *dull* Christmas, and I could have embraced her for it."),
    _monday("2024-01-15", 6, 7),
    _monday("2024-01-22", 7, 7),
    _monday(
        "2024-01-29", 6, 7,
        "The men with the laser. She asked on what exactly the red dot had come to rest.",
    ),
    _monday("2024-02-05", 7, 7),
    _monday(
        "2024-02-19", "still had a temperature", 7,
        "Weak on the legs. Said three true things for want of strength.",
    ),
    _monday("2024-03-04", 4, 4, "Was excellent company."),
    _monday("2024-03-11", 4, 3, "Excellent company once more; went home with a stiff neck."),
    _monday("2024-03-25", 6, 7),
    _monday("2024-04-01", 7, 7, "She fell for the one about the tram."),
    _monday("2024-04-08", 6, 6),
    _monday("2024-04-22", 7, 8, "The fig tree. I kept the level to myself."),
    _monday("2024-04-29", 8, 8),
    _monday(
        "2024-05-06", 7, 7,
        "Got as far as the word *hours* and turned off, into those of the tram museum.",
    ),
    _monday("2024-05-13", 7, 6, "The tram museum has a second floor."),
    _monday("2024-05-27", 8, 8, "First week without a fence. One stands about in the meadow."),
    _monday("2024-07-01", 7, 8),
    _monday("2024-07-15", 8, 7, "Keep, give away, burn. She wanted to know in which heap I had put myself."),
    _monday(
        "2024-07-29", 7, "like leaving with the change",
        "Last one before August. Raised nothing at all, out of generosity.",
    ),
)  # fmt: skip

NOT_HELD: Final = (
    _not_held("2023-01-30", "cancelled", Cancellation(
        by="therapist", told_at=at("2023-01-30 11:12"), seen_at=at("2023-01-30 13:40"),
        channel="text_message",
        reason="She had lost her voice.", cost_to_me="The afternoon; I had closed the shop.",
        alternative="The next hour free, as promised.")),
    _not_held("2023-05-01", "rescheduled", Cancellation(
        by="both", told_at=at("2023-04-24 16:48"), reason="The First of May.",
        alternative="Tuesday at six.")),
    _not_held("2023-10-16", "cancelled", Cancellation(
        by="therapist", told_at=at("2023-10-13 12:30"), seen_at=at("2023-10-13 12:31"), channel="phone",
        reason="A burial in Viseu.", alternative="None; she asked whether that was all right."),
        shared_with=THERAPIST),
    _not_held("2024-02-12", "cancelled", Cancellation(
        by="client", told_at=at("2024-02-11 18:02"), channel="text_message", reason="Influenza.",
        cost_to_me="Fifty minutes at sixty euros, which she then did not take.")),
    _not_held("2024-06-10", "cancelled", Cancellation(
        by="other", told_at=at("2024-06-03 16:49"),
        reason="The Republic has a birthday and locks the front door.")),
    _not_held("2024-06-24", "rescheduled", Cancellation(
        by="client", told_at=at("2024-06-22 10:20"), channel="text_message",
        reason="The morning after São João has no buses and no people in it.",
        alternative="Wednesday at half past twelve.")),
)  # fmt: skip
