"""The plain Mondays: how near she felt before and after, and what became of those not held."""

from typing import Final

from ..model.sessions import Cancellation, Session
from ..model.values import Degree
from ..model.vocabulary import SessionStatus
from ..moments import Duration
from .desk import THERAPIST, THERAPY, at
from .hours import session_of


def _monday(date: str, before: Degree | float | None = None, after: Degree | float | None = None) -> Session:
    return session_of(at(f"{date} 16:00"), before=before, after=after)


def _not_held(date: str, status: SessionStatus, told: Cancellation, *, shared_with: tuple[str, ...] = ()) -> Session:
    return Session(
        id=f"s-{date}", starts_at=at(f"{date} 16:00"), length=Duration(minutes=50), medium="in_person",
        status=status,
        cancellation=told, therapy=THERAPY, shared_with=shared_with,
    )  # fmt: skip


HELD: Final = (
    _monday("2022-09-05"), _monday("2022-09-19", 3, 5), _monday("2022-09-26", "polite", "polite"),
    _monday("2022-10-03", 4, 4), _monday("2022-10-17", 5, 6), _monday("2022-10-24", 5, 5),
    _monday("2022-10-31", 4, 7),
    _monday("2022-11-07", 6, 7), _monday("2022-12-05", 5, 6), _monday("2022-12-12", 6, 6),
    _monday("2023-01-09", "as if I had been away a year", 5), _monday("2023-01-16", 6, 7),
    _monday("2023-02-13", 6, 3),
    _monday("2023-02-27", 4, 5), _monday("2023-03-06", 5, 5), _monday("2023-03-13", 5, 4),
    _monday("2023-05-08", 4, 5), _monday("2023-05-15", 5, 5), _monday("2023-05-22", 5, 6),
    _monday("2023-05-29", "the width of the table", 6), _monday("2023-06-12", 6, 4),
    _monday("2023-06-26", 8, 8),
    _monday("2023-07-03", 7, 7), _monday("2023-08-21", 5, 7), _monday("2023-08-28", 6, 6),
    _monday("2023-09-04", 6, 7),
    _monday("2023-09-18", 7, 7), _monday("2023-09-25", 6, 7), _monday("2023-10-02", 7, 8),
    _monday("2023-10-09", 7, 7),
    _monday("2023-10-23", 5, 7), _monday("2023-11-06", 7, 7),
    _monday("2023-11-13", 7, "warm, and I let it be"),
    _monday("2023-11-20", 7, 7), _monday("2023-12-04", 7, 8), _monday("2023-12-11", 8, 6),
    _monday("2023-12-18", 7, 7),
    _monday("2024-01-15", 6, 7), _monday("2024-01-22", 7, 7), _monday("2024-01-29", 6, 7),
    _monday("2024-02-05", 7, 7),
    _monday("2024-02-19", "still had a temperature", 7), _monday("2024-03-04", 4, 4),
    _monday("2024-03-11", 4, 3),
    _monday("2024-03-25", 6, 7), _monday("2024-04-01", 7, 7), _monday("2024-04-08", 6, 6),
    _monday("2024-04-22", 7, 8),
    _monday("2024-04-29", 8, 8), _monday("2024-05-06", 7, 7), _monday("2024-05-13", 7, 6),
    _monday("2024-05-27", 8, 8),
    _monday("2024-07-01", 7, 8), _monday("2024-07-15", 8, 7),
    _monday("2024-07-29", 7, "like leaving with the change"),
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
