"""An invented export, and the JSON of single entries."""

import json
from pathlib import Path

from therapy_notes.model.entries import Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.readers.day_one import reader as day_one

EXPORT = Path(__file__).parent / "day_one"
JOURNAL = (EXPORT / "Kitchen Table.json").read_bytes()
CLASSIC_ID = "5D0C1F3A9B7E4C21A0F4E3D2C1B0A9C1"
CLASSIC = (EXPORT / f"{CLASSIC_ID}.doentry").read_bytes()
U = "5D0C1F3A9B7E4C21A0F4E3D2C1B0A9"
"""What all ids begin with."""


def entry(**fields: object) -> dict[str, object]:
    return {"uuid": f"{U}77", "creationDate": "2024-03-01T09:00:00Z", "timeZone": "Europe/Dublin", **fields}


def journal(*entries: object) -> bytes:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)}).encode()


def read(*entries: object, zone: str | None = None) -> JournalReading:
    return day_one.read(journal(*entries), name="days.json", zone=zone)


def only(reading: JournalReading) -> Entry:
    (found,) = reading.journal.entries
    return found


def one(**fields: object) -> Entry:
    return only(read(entry(**fields)))


def problems_of(reading: JournalReading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def kept(found: Entry) -> dict[str, object]:
    of_day_one = found.extra[day_one.SYSTEM]
    assert isinstance(of_day_one, dict) or hasattr(of_day_one, "items")
    return dict(of_day_one)  # pyright: ignore[reportUnknownArgumentType, reportArgumentType] - JSON, as read
