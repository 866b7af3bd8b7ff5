"""How each kind of page is laid out: one small table. What a record holds is not said here; the classes say it."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from attrs import frozen

from ..model.journal import KINDS, Journal, Unreadable
from ..model.shapes import Extra, Field, Many, Nested, fields

RECORD: Final = "record"
"""The key that says of which kind a page is; a file without it is not ours."""
EXTRA: Final = "extra"
"""The key under which unknown keys stand whose names mean something else in a header."""
RETURNS: Final = "carriage_returns"
"""The key that says that the text below the header has carriage returns of its own."""
NUMBER: Final = "number"
"""The key that says the place of a page among those of records that did not read."""
DATE: Final = "date"
ALIASES: Final = "aliases"
SEE: Final = "see"
SHOWN: Final = "shown"
"""The key that tells what of ``date``, ``aliases`` and ``see`` the program put there."""
SHOWING: Final = frozenset({DATE, ALIASES, SEE, SHOWN})
"""The keys that only show something."""
HEADER: Final = "therapy_notes"
"""The key under which the header of a file of JSON stands, and on the journal's page its unknown keys."""
FORMAT_KEY: Final = "format"

JOURNAL: Final = "journal"
UNREADABLE: Final = "unreadable"


@frozen(kw_only=True)
class Form:
    """How a kind of page is laid out.

    Args:
        name: The name of the kind.
        of: The class whose fields stand in the header.
        plural: The list in which it stands in JSON, which is the folder for new files.
        body: The way to the text that stands below the header.
        title: The field that gives a new file its name.
        is_alias: Whether that field is shown as an alias too.
        times: The fields that can give the day, the first that is there; ``revisions`` and ``steps`` by their first.
        dated: The field to which a day goes that somebody typed under ``date``.
    """

    name: str
    of: type
    plural: str = ""
    body: tuple[str, ...] = ("body",)
    title: str = ""
    is_alias: bool = False
    times: tuple[str, ...] = ()
    dated: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it is the page of a record."""
        return self.name in KINDS

    @property
    def known(self) -> Mapping[str, Field]:
        """The fields that are keys of the header, or of its object in JSON."""
        return _known(self.of)

    @property
    def reserved(self) -> frozenset[str]:
        """The keys of a header that mean something of the vault's own."""
        return _reserved(self.name)

    @property
    def elsewhere(self) -> frozenset[str]:
        """The keys of its object in JSON whose items have files of their own."""
        return frozenset(LISTS if self.name == JOURNAL else ())


_BODY: Final[Mapping[str, tuple[str, ...]]] = {
    "session": ("reflection", "notes"),
    "rupture": ("meaning",),
    "urge": ("urge",),
    "statement": ("words",),
    "belief": ("text",),
    "prediction": ("fear",),
    "question": ("text",),
    "goal": ("text",),
}
_TITLE: Final[Mapping[str, tuple[str, bool]]] = {
    "person": ("name", False),
    "therapy": ("modality", False),
    "part": ("name", True),
    "entry": ("title", True),
    "topic": ("text", True),
    "rupture": ("title", True),
    "agreement": ("topic", False),
    "contact": ("channel", False),
    "absence": ("kind", False),
    "urge": ("tendency", False),
    "statement": ("speaker", False),
    "belief": ("kind", False),
    "prediction": ("about", False),
    "question": ("text", False),
    "goal": ("text", False),
    "score": ("instrument", False),
    "preference": ("about", False),
}
_TIMES: Final[Mapping[str, tuple[str, ...]]] = {
    "entry": ("happened", "written_at"),
    "rupture": ("noticed", "steps"),
    "agreement": ("revisions",),
    "belief": ("readings",),
    "preference": ("readings",),
}
_DATED: Final[Mapping[str, str]] = {"agreement": "", "belief": "", "preference": ""}


def _form(name: str, of: type, plural: str, times: tuple[str, ...]) -> Form:
    title, is_alias = _TITLE.get(name, ("", False))
    times = _TIMES.get(name, times)
    return Form(
        name=name,
        of=of,
        plural=plural,
        body=_BODY.get(name, ("body",)),
        title=title,
        is_alias=is_alias,
        times=times,
        dated=_DATED.get(name, next(iter(times), "")),
    )


FORMS: Final[Mapping[str, Form]] = {
    **{kind.name: _form(kind.name, kind.of, kind.plural, kind.times) for kind in KINDS.values()},
    JOURNAL: Form(name=JOURNAL, of=Journal),
    UNREADABLE: Form(name=UNREADABLE, of=Unreadable, plural="unreadable"),
}
"""The kinds of page: one for each kind of record, that of the journal, and those of what did not read."""

LISTS: Final = tuple(form.plural for form in FORMS.values() if form.plural)
"""The lists of a journal whose items have files of their own, in the order in which they are read."""


@cache
def _known(of: type) -> Mapping[str, Field]:
    hidden = {*LISTS, FORMAT_KEY, "producer"} if of is Journal else set[str]()
    return {f.name: f for f in fields(of) if not isinstance(f.shape, Extra) and f.name not in hidden}


@cache
def _reserved(name: str) -> frozenset[str]:
    form = FORMS[name]
    own = {RECORD, EXTRA, RETURNS}
    if name == JOURNAL:
        own |= {FORMAT_KEY, HEADER, *LISTS}
    elif name == UNREADABLE:
        own |= {NUMBER}
    else:
        own |= {SEE, SHOWN, *([DATE] if form.times else ()), *([ALIASES] if form.is_alias else ())}
    assert not own & form.known.keys()
    return frozenset(own)


def inner(shape: object) -> type | None:
    """Return the class of ours that a shape holds, one or many of it."""
    of = shape.of if isinstance(shape, Many) else shape
    return of.of if isinstance(of, Nested) else None
