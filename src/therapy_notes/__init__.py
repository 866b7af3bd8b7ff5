"""A psychotherapy client's own record, and one sheet of paper for the next session.

Importing this package reads no file, asks no clock and loads nothing heavy: each name is fetched when it is first used.

>>> import therapy_notes as tn
>>> journal = tn.Journal.new(zone="Europe/Paris")
>>> journal = journal.with_records(tn.Entry.new("Slept badly, thought about Thursday."))
>>> tn.loads(tn.dumps(journal)) == journal
True
"""

TYPE_CHECKING = False  # type checkers know the name; importing it from typing would double what this import costs

if TYPE_CHECKING:
    from . import insights as insights
    from .codec import dumps as dumps
    from .codec import loads as loads
    from .codec import schema as schema
    from .codec.pseudonym_keys import dumps_key as dumps_key
    from .codec.pseudonym_keys import loads_key as loads_key
    from .codec.records import Records as Records
    from .composition.layout import Labels as Labels
    from .composition.layout import Layout as Layout
    from .crypt import Identity as Identity
    from .crypt import Passphrase as Passphrase
    from .crypt import Recipient as Recipient
    from .errors import (
        AmbiguousTimeError as AmbiguousTimeError,
    )
    from .errors import (
        ChangedError as ChangedError,
    )
    from .errors import (
        LockedError as LockedError,
    )
    from .errors import (
        Problem as Problem,
    )
    from .errors import (
        ReadError as ReadError,
    )
    from .errors import ResidueError as ResidueError
    from .errors import (
        TherapyNotesError as TherapyNotesError,
    )
    from .errors import (
        UnknownAudienceError as UnknownAudienceError,
    )
    from .errors import (
        UnknownFormatError as UnknownFormatError,
    )
    from .errors import (
        WriteError as WriteError,
    )
    from .errors import (
        WrongKeyError as WrongKeyError,
    )
    from .files import export as export
    from .files import file_names as file_names
    from .files import iter_records as iter_records
    from .files import load as load
    from .files import load_key as load_key
    from .files import read as read
    from .files import save as save
    from .files import save_key as save_key
    from .files import verify as verify
    from .files import write_records as write_records
    from .frames import frame as frame
    from .frames import timeline as timeline
    from .insights.agreements import Verdict as Verdict
    from .invented import example as example
    from .model.agreements import (
        Agreement as Agreement,
    )
    from .model.beliefs import Belief as Belief
    from .model.beliefs import Prediction as Prediction
    from .model.checking import Finding as Finding
    from .model.contact_rules import ContactRule as ContactRule
    from .model.contact_rules import ContactWindow as ContactWindow
    from .model.contact_rules import Terms as Terms
    from .model.contacts import Absence as Absence
    from .model.contacts import Contact as Contact
    from .model.contacts import Motive as Motive
    from .model.course import InForce as InForce
    from .model.differing import Change as Change
    from .model.differing import Diff as Diff
    from .model.differing import diff as diff
    from .model.entries import Comment as Comment
    from .model.entries import Entry as Entry
    from .model.entries import Series as Series
    from .model.goals import Goal as Goal
    from .model.instruments import Cutoff as Cutoff
    from .model.instruments import Instrument as Instrument
    from .model.instruments import Scale as Scale
    from .model.instruments import fits as fits
    from .model.instruments import instruments as instruments
    from .model.journal import KINDS as KINDS
    from .model.journal import Journal as Journal
    from .model.journal import Record as Record
    from .model.journal import Unreadable as Unreadable
    from .model.merging import Conflict as Conflict
    from .model.merging import Merge as Merge
    from .model.merging import merge as merge
    from .model.people import Part as Part
    from .model.people import Person as Person
    from .model.people import Phase as Phase
    from .model.people import Tally as Tally
    from .model.people import Therapy as Therapy
    from .model.preferences import Preference as Preference
    from .model.preferences import PreferenceReading as PreferenceReading
    from .model.questions import Question as Question
    from .model.results import ItemTally as ItemTally
    from .model.results import JournalReading as JournalReading
    from .model.revisions import Alternative as Alternative
    from .model.revisions import Revision as Revision
    from .model.ruptures import Move as Move
    from .model.ruptures import Rupture as Rupture
    from .model.ruptures import RuptureStep as RuptureStep
    from .model.ruptures import Size as Size
    from .model.scores import Score as Score
    from .model.sessions import (
        Appearance as Appearance,
    )
    from .model.sessions import (
        Cancellation as Cancellation,
    )
    from .model.sessions import (
        Plan as Plan,
    )
    from .model.sessions import (
        Preparation as Preparation,
    )
    from .model.sessions import (
        Reflection as Reflection,
    )
    from .model.sessions import (
        Session as Session,
    )
    from .model.sessions import (
        SessionEvent as SessionEvent,
    )
    from .model.sessions import (
        Topic as Topic,
    )
    from .model.sessions import (
        Unsaid as Unsaid,
    )
    from .model.statements import Hearing as Hearing
    from .model.statements import Statement as Statement
    from .model.urges import Urge as Urge
    from .model.values import (
        Afterthought as Afterthought,
    )
    from .model.values import Answer as Answer
    from .model.values import (
        Approximate as Approximate,
    )
    from .model.values import (
        Attachment as Attachment,
    )
    from .model.values import (
        Author as Author,
    )
    from .model.values import (
        ContentWarning as ContentWarning,
    )
    from .model.values import (
        Degree as Degree,
    )
    from .model.values import (
        Evidence as Evidence,
    )
    from .model.values import (
        Feeling as Feeling,
    )
    from .model.values import (
        Link as Link,
    )
    from .model.values import Progress as Progress
    from .model.values import (
        Rating as Rating,
    )
    from .model.values import (
        Reading as Reading,
    )
    from .model.values import (
        Share as Share,
    )
    from .model.values import (
        Source as Source,
    )
    from .model.values import (
        When as When,
    )
    from .model.vocabulary import Vocabulary as Vocabulary
    from .model.vocabulary import Word as Word
    from .model.vocabulary import vocabularies as vocabularies
    from .moments import day as day
    from .moments import moment as moment
    from .notebook import Preview as Preview
    from .notebook import Shown as Shown
    from .notebook import preview as preview
    from .notebook import show as show
    from .prep.debrief import debrief as debrief
    from .prep.prepare import prepare as prepare
    from .prep.sheet import Count as Count
    from .prep.sheet import Prep as Prep
    from .prep.sheet import PrepItem as PrepItem
    from .prep.sheet import PrepSection as PrepSection
    from .registry import Format as Format
    from .registry import formats as formats
    from .registry import register as register
    from .registry import render as render
    from .sharing.audience import Audience as Audience
    from .sharing.finder import ProbableName as ProbableName
    from .sharing.finder import probable_names as probable_names
    from .sharing.ledger import noted as noted
    from .sharing.ledger import shared as shared
    from .sharing.manifest import FieldCount as FieldCount
    from .sharing.manifest import Listed as Listed
    from .sharing.manifest import ListedKind as ListedKind
    from .sharing.manifest import Manifest as Manifest
    from .sharing.origin import origin as origin
    from .sharing.pseudonyms import PseudonymKey as PseudonymKey
    from .sharing.pseudonyms import Replacement as Replacement
    from .sharing.pseudonyms import pseudonymise as pseudonymise
    from .sharing.pseudonyms import restored as restored
    from .sharing.redaction import Redacted as Redacted
    from .sharing.redaction import Redaction as Redaction
    from .sharing.redaction import redact as redact
    from .sharing.shipped import audiences as audiences
    from .sharing.views import View as View
    from .sharing.views import view as view

_HOMES = {
    "codec": ("dumps", "loads", "schema"),
    "codec.pseudonym_keys": ("dumps_key", "loads_key"),
    "codec.records": ("Records",),
    "composition.layout": ("Labels", "Layout"),
    "crypt": ("Identity", "Passphrase", "Recipient"),
    "errors": (
        "AmbiguousTimeError", "ChangedError", "LockedError", "Problem", "ReadError", "ResidueError",
        "TherapyNotesError", "UnknownAudienceError", "UnknownFormatError", "WriteError", "WrongKeyError",
    ),
    "files": (
        "export", "file_names", "iter_records", "load", "load_key", "read", "save", "save_key", "verify", "write_records",
    ),
    "frames": ("frame", "timeline"),
    "insights.agreements": ("Verdict",),
    "invented": ("example",),
    "model.agreements": ("Agreement",),
    "model.beliefs": ("Belief", "Prediction"),
    "model.checking": ("Finding",),
    "model.contact_rules": ("ContactRule", "ContactWindow", "Terms"),
    "model.contacts": ("Absence", "Contact", "Motive"),
    "model.course": ("InForce",),
    "model.differing": ("Change", "Diff", "diff"),
    "model.entries": ("Comment", "Entry", "Series"),
    "model.goals": ("Goal",),
    "model.instruments": ("Cutoff", "Instrument", "Scale", "fits", "instruments"),
    "model.journal": ("KINDS", "Journal", "Record", "Unreadable"),
    "model.merging": ("Conflict", "Merge", "merge"),
    "model.people": ("Part", "Person", "Phase", "Tally", "Therapy"),
    "model.preferences": ("Preference", "PreferenceReading"),
    "model.questions": ("Question",),
    "model.results": ("ItemTally", "JournalReading"),
    "model.revisions": ("Alternative", "Revision"),
    "model.ruptures": ("Move", "Rupture", "RuptureStep", "Size"),
    "model.scores": ("Score",),
    "model.sessions": (
        "Appearance", "Cancellation", "Plan", "Preparation", "Reflection", "Session", "SessionEvent", "Topic",
        "Unsaid",
    ),
    "model.statements": ("Hearing", "Statement"),
    "model.urges": ("Urge",),
    "model.values": (
        "Afterthought", "Answer", "Approximate", "Attachment", "Author", "ContentWarning", "Degree", "Evidence", "Feeling",
        "Link", "Progress", "Rating", "Reading", "Share", "Source", "When",
    ),
    "model.vocabulary": ("Vocabulary", "Word", "vocabularies"),
    "moments": ("day", "moment"),
    "notebook": ("Preview", "Shown", "preview", "show"),
    "prep.debrief": ("debrief",),
    "prep.prepare": ("prepare",),
    "prep.sheet": ("Count", "Prep", "PrepItem", "PrepSection"),
    "registry": ("Format", "formats", "register", "render"),
    "sharing.audience": ("Audience",),
    "sharing.finder": ("ProbableName", "probable_names"),
    "sharing.ledger": ("noted", "shared"),
    "sharing.manifest": ("FieldCount", "Listed", "ListedKind", "Manifest"),
    "sharing.origin": ("origin",),
    "sharing.pseudonyms": ("PseudonymKey", "Replacement", "pseudonymise", "restored"),
    "sharing.redaction": ("Redacted", "Redaction", "redact"),
    "sharing.shipped": ("audiences",),
    "sharing.views": ("View", "view"),
}  # fmt: skip
"""Which module a public name comes from. The imports above say the same to type checkers; a test compares the two."""

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, "insights"])  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


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
