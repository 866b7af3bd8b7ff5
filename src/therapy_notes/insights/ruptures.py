"""Ruptures that are open, and how long it took to raise and to repair them."""

from attrs import frozen

from ..model.journal import Journal
from ..model.ruptures import Rupture
from ..model.values import begins
from ..model.vocabulary import RuptureState
from ..moments import Date, DateTime, Duration


@frozen(kw_only=True)
class OpenRupture:
    """A rupture that is open at a moment, and the state in which it is."""

    rupture: Rupture
    state: RuptureState


def open_ruptures(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[OpenRupture, ...]:
    """Return the ruptures that are noticed, and neither resolved nor left unresolved, at a moment.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Rupture.example())
    >>> [found.state for found in open_ruptures(journal, Date(2024, 5, 7))]
    ['being_worked']
    """
    now = begins(at, journal.zone)
    return tuple(
        OpenRupture(rupture=rupture, state=state)
        for rupture in journal.ruptures
        if (state := rupture.state_at(at, zone=journal.zone)) is not None
        and rupture.is_open_at(at, zone=journal.zone)
        and (therapy is None or rupture.therapy in {None, therapy})
        and not (rupture.retracted_at is not None and begins(rupture.retracted_at, journal.zone) <= now)
    )


def time_to_raise(rupture: Rupture, zone: str = "UTC") -> Duration | None:
    """Return the time from noticing a rupture to raising it; None while it has not been raised."""
    return rupture.time_to_raise(zone=zone)


def time_to_repair(rupture: Rupture, zone: str = "UTC") -> Duration | None:
    """Return the time from noticing a rupture to the repair that held; None while it is not resolved."""
    return rupture.time_to_repair(zone=zone)
