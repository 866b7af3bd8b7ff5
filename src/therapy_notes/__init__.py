"""A psychotherapy client's own record, and one sheet of paper for the next session.

Importing this package reads no file, asks no clock and loads nothing heavy: each name is fetched when it is first used.

>>> import therapy_notes as tn
>>> journal = tn.Journal.new(zone="Europe/Paris")
>>> journal = journal.with_records(tn.Entry.new("Slept badly, thought about Thursday."))
>>> tn.loads(tn.dumps(journal)) == journal
True
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .codec import dumps as dumps, loads as loads, schema as schema, verify as verify
    from .composition.layout import Labels as Labels, Layout as Layout
    from .errors import (
        AmbiguousTimeError as AmbiguousTimeError,
        Problem as Problem,
        ReadError as ReadError,
        TherapyNotesError as TherapyNotesError,
        UnknownAudienceError as UnknownAudienceError,
        UnknownFormatError as UnknownFormatError,
        WriteError as WriteError,
    )
    from .files import export as export, load as load, save as save
    from .invented import example as example
    from .model.agreements import (
        Agreement as Agreement,
        Alternative as Alternative,
        InForce as InForce,
        Revision as Revision,
    )
    from .model.contact_rules import ContactRule as ContactRule, ContactWindow as ContactWindow, Terms as Terms
    from .model.contacts import Absence as Absence, Contact as Contact, Motive as Motive
    from .model.entries import Comment as Comment, Entry as Entry, Series as Series
    from .model.journal import KINDS as KINDS, Journal as Journal, Record as Record, Unreadable as Unreadable
    from .model.people import Part as Part, Person as Person, Phase as Phase, Tally as Tally, Therapy as Therapy
    from .model.results import JournalReading as JournalReading
    from .model.ruptures import Move as Move, Rupture as Rupture, RuptureStep as RuptureStep, Size as Size
    from .model.sessions import (
        Appearance as Appearance,
        Cancellation as Cancellation,
        Plan as Plan,
        Preparation as Preparation,
        Reflection as Reflection,
        Session as Session,
        SessionEvent as SessionEvent,
        Topic as Topic,
        Unsaid as Unsaid,
    )
    from .model.values import (
        Afterthought as Afterthought,
        Approximate as Approximate,
        Attachment as Attachment,
        Author as Author,
        ContentWarning as ContentWarning,
        Degree as Degree,
        Evidence as Evidence,
        Feeling as Feeling,
        Link as Link,
        Rating as Rating,
        Reading as Reading,
        Share as Share,
        Source as Source,
        When as When,
    )
    from .moments import moment as moment
    from .prep.prepare import prepare as prepare
    from .prep.sheet import Prep as Prep, PrepItem as PrepItem, PrepSection as PrepSection
    from .registry import Format as Format, formats as formats, read as read, register as register, render as render
    from .sharing.audience import Audience as Audience
    from .sharing.views import View as View, view as view

    from . import insights as insights

_HOMES = {
    "codec": ("dumps", "loads", "schema", "verify"),
    "composition.layout": ("Labels", "Layout"),
    "errors": (
        "AmbiguousTimeError", "Problem", "ReadError", "TherapyNotesError", "UnknownAudienceError", "UnknownFormatError",
        "WriteError",
    ),
    "files": ("export", "load", "save"),
    "invented": ("example",),
    "model.agreements": ("Agreement", "Alternative", "InForce", "Revision"),
    "model.contact_rules": ("ContactRule", "ContactWindow", "Terms"),
    "model.contacts": ("Absence", "Contact", "Motive"),
    "model.entries": ("Comment", "Entry", "Series"),
    "model.journal": ("KINDS", "Journal", "Record", "Unreadable"),
    "model.people": ("Part", "Person", "Phase", "Tally", "Therapy"),
    "model.results": ("JournalReading",),
    "model.ruptures": ("Move", "Rupture", "RuptureStep", "Size"),
    "model.sessions": (
        "Appearance", "Cancellation", "Plan", "Preparation", "Reflection", "Session", "SessionEvent", "Topic", "Unsaid",
    ),
    "model.values": (
        "Afterthought", "Approximate", "Attachment", "Author", "ContentWarning", "Degree", "Evidence", "Feeling", "Link",
        "Rating", "Reading", "Share", "Source", "When",
    ),
    "moments": ("moment",),
    "prep.prepare": ("prepare",),
    "prep.sheet": ("Prep", "PrepItem", "PrepSection"),
    "registry": ("Format", "formats", "read", "register", "render"),
    "sharing.audience": ("Audience",),
    "sharing.views": ("View", "view"),
}  # fmt: skip
"""Which module a public name comes from. The imports above say the same to type checkers; a test compares the two."""

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, "insights"])  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - importing the package must cost nothing

    if name == "insights":
        return import_module(".insights", __name__)
    module = _HOME_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{module}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
