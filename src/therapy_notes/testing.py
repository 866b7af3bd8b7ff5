"""Strategies for tests, with the extra ``testing``. Each gives one value of the kind that its plural names.

They are made from the same table of fields as everything else, so that a new field or kind is drawn as soon
as it exists. They are awkward on purpose: hours that happened twice, ids that look like paths, text that is
nearly markup, links to nothing. A strategy for a class takes strategies for any of its fields by name, and
draws the others itself. ``st.from_type(Entry)`` and the like find these strategies by themselves.

>>> from hypothesis import find
>>> find(entries(title=words(min_size=1)), lambda entry: True).body
''
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias, TypeVar, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import moments as _moments
from .errors import AmbiguousTimeError
from .model import vocabulary
from .model.agreeing import agreeing
from .model.agreements import Agreement
from .model.beliefs import Belief, Prediction
from .model.contact_rules import ContactRule, ContactWindow, Terms
from .model.contacts import Absence, Contact
from .model.entries import Comment, Entry
from .model.goals import Goal
from .model.journal import KINDS, Journal, Record, Unreadable, kind_of
from .model.people import Part, Person, Tally, Therapy
from .model.preferences import Preference
from .model.questions import Question
from .model.revisions import Revision
from .model.ruptures import Rupture
from .model.scores import Score
from .model.sessions import Session, Topic
from .model.shapes import (
    EVERYBODY,
    NO_EXTRA,
    Choice,
    Extra,
    Field,
    Many,
    Nested,
    Scalar,
    ScalarKind,
    Shape,
    fields,
    joined,
)
from .model.statements import Hearing, Statement
from .model.urges import Urge
from .model.values import (
    Afterthought,
    Answer,
    Approximate,
    Attachment,
    Degree,
    Evidence,
    Feeling,
    Link,
    Progress,
    Rating,
    Reading,
    Share,
    Source,
    When,
)
from .moments import Date, DateTime, Duration

__all__ = [
    "absences", "afterthoughts", "agreements", "answers", "approximate_times", "attachments", "beliefs",
    "comments", "contact_rules", "contacts", "days", "degrees", "entries", "evidence", "extras", "feelings",
    "goals", "hearings", "journals", "lengths", "links", "moments", "parts", "people", "predictions",
    "preferences", "progress", "questions", "ratings", "readings", "records", "revisions", "ruptures", "scores",
    "sessions", "shares", "sources", "statements", "terms", "therapies", "topics", "urges", "whens", "words",
    "zones",
]  # fmt: skip

T = TypeVar("T")
Fields: TypeAlias = Mapping[str, SearchStrategy[object]]

# -- text ----------------------------------------------------------------------------------------------------

_SENTENCES: Final = (
    "", "a", "Slept badly, thought about Thursday.", "I said it, and nothing broke.", "Ich war um vier da.",
    "まだ言えない。", "a little", "# not a heading", "---", "- [ ] ask her", "%%for me%%", "said. %%not said",
    "no", "21:30", "=1+1", "null",
)  # fmt: skip
_PIECES: Final = (
    "\n", "\r\n", "\r", "\n\n", "\t", " ", "  \n", "\x00", "\x07", "\x0b", "\x1b[31m", "\x7f", "\x85",
    "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\u200b", "\u202e", "\u2066", "e\u0301", "\u00e9",
    "\U0001f469\u200d\U0001f4bb", "\U0001f3f3", "%%", "%% x %%", "---", "---\n", "...\n", "# ", "> ", "- ",
    "\n# ", "1986. ", "| a | b |\n|---|---|\n", "```\n", "~~~", "`", "**", "_", "[T]: x", "[a](javascript:alert(1))",
    "![](x)", "<script>", "<!--", "-->", "]]>", "&amp;", "&#0;", "{{", "${x}", "\\", "\"", "'", "=1+1", "@",
    "yes", "~", ": ", "#", "word", "Wort", "a\u00a0b", "https://example.org/?a=b&c", "\U000e0041", "\u05d0",
    "\u0627",
)  # fmt: skip


def words(*, min_size: int = 0) -> SearchStrategy[str]:
    """Draw text as people and files hold it: sentences, and what is hard to write anywhere.

    Control characters, every kind of line end, syntax of Markdown, YAML, HTML and spreadsheets, private
    spans, directions, emoji. Never half of a surrogate pair, which the model refuses.

    Args:
        min_size: How many characters there are at least.

    >>> from hypothesis import find
    >>> find(words(), lambda text: text.startswith("---"))[:3]
    '---'
    """
    return _words() if min_size == 0 else _words().filter(lambda text: len(text) >= min_size)


@cache
def _words() -> SearchStrategy[str]:
    # Pieces are joined as strings: characters drawn one by one hardly ever stand together as markup.
    mixed = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join)
    return _called("words", st.one_of(st.sampled_from(_SENTENCES), mixed, st.text(max_size=12)))


def _called(name: str, strategy: SearchStrategy[T]) -> SearchStrategy[T]:
    """Return a strategy that shows a name, and not all that it is made of, which grows to megabytes."""

    def drawn(draw: DrawFn) -> T:
        return draw(strategy)

    drawn.__name__ = drawn.__qualname__ = name
    return st.composite(drawn)()


def _some_of(shipped: Iterable[str]) -> SearchStrategy[str]:
    """Draw a shipped word, mostly; every other word is as good."""
    known = st.sampled_from(tuple(shipped))
    return st.one_of(known, known, known, _words())


_IDS: Final = tuple("abcdef")
_AWKWARD_IDS: Final = (
    "0", "A", "a/b", "../x", "..", ".", "-", " ", "CON", "é", "e\u0301", "client ", "a\nb", "\x00", "a.md",
    "%", "#1", "~", "\U0001f511", "x" * 200, "0123456789abcdef0123456789abcdef",
)  # fmt: skip


@cache
def _ids() -> SearchStrategy[str]:
    """Draw ids from a small stock, so that links meet records, and from a large one, so that they miss."""
    stock = st.sampled_from(_IDS)
    return st.one_of(stock, stock, st.integers(0, 99_999).map("r{}".format), st.sampled_from(_AWKWARD_IDS))


@cache
def _refs() -> SearchStrategy[str]:
    return st.one_of(st.sampled_from(_IDS), st.sampled_from(_IDS), _ids())


@cache
def _who() -> SearchStrategy[str]:
    return st.sampled_from(EVERYBODY) | _refs()


# -- times ---------------------------------------------------------------------------------------------------

_ZONES: Final = (
    "UTC", "Europe/Paris", "America/Chicago", "Europe/London", "Europe/Dublin", "Asia/Kolkata", "Asia/Beirut",
    "Africa/Casablanca", "America/Sao_Paulo", "America/St_Johns", "America/Scoresbysund", "Antarctica/Troll",
    "Australia/Lord_Howe", "Pacific/Apia",
)  # fmt: skip
"""Zones with something to them: half hours, two hours, midnights that are skipped, a day that is missing."""
_OFFSETS: Final = ("+02:00", "-03:30", "+14:00", "-12:00", "+00:00", "+05:53:28", "-23:59:59")
_FAVOURITES: Final = (
    "2024-05-01T09:00:00+02:00[Europe/Paris]",
    "2024-05-01T09:00:00+02:00[+02:00]",
    "2024-05-01T07:00:00+00:00[UTC]",
    "2024-10-27T02:30:00+02:00[Europe/Paris]",
    "2024-10-27T02:30:00+01:00[Europe/Paris]",
    "2024-11-03T01:00:00-05:00[America/Chicago]",
    "2024-11-03T01:00:00-06:00[America/Chicago]",
    "2024-03-31T03:00:00+02:00[Europe/Paris]",
    "1883-01-01T00:00:00-05:50:36[America/Chicago]",
    "2011-12-31T00:00:00+14:00[Pacific/Apia]",
)
"""The same few minutes again and again, so that two records meet in one."""
_FIRST: Final = (dt.datetime(1, 1, 3) - _moments.EPOCH).days * _moments.DAY
_LAST: Final = (dt.datetime(9998, 12, 29) - _moments.EPOCH).days * _moments.DAY
_FROM_1900: Final = (dt.datetime(1900, 1, 1) - _moments.EPOCH).days * 24 * 60
_TO_2100: Final = (dt.datetime(2100, 1, 1) - _moments.EPOCH).days * 24 * 60
_MINUTE: Final = 60_000_000


def zones(*, offsets: bool = True) -> SearchStrategy[str]:
    """Draw the name of a zone.

    Args:
        offsets: False for names of the IANA database alone, without offsets such as ``+02:00``.
    """
    return _zones(offsets)


@cache
def _zones(offsets: bool) -> SearchStrategy[str]:
    every = st.timezone_keys(allow_prefix=False).filter(_is_zone)
    some = st.sampled_from(_ZONES)
    named = st.one_of(some, some, every)
    return _called("zones", named | st.sampled_from(_OFFSETS) if offsets else named)


@lru_cache(maxsize=2048)
def _is_zone(name: str) -> bool:
    try:
        _moments.zone(name)
    except AmbiguousTimeError:
        return False
    return True


@lru_cache(maxsize=8192)
def _changes(name: str, year: int) -> tuple[int, ...]:
    """Return the instants in a year at which the clocks of a zone change, or its first instant."""

    def offset(at: int) -> dt.timedelta | None:
        return _moments.at_instant(at, name).utcoffset()

    start = (dt.datetime(year, 1, 1) - _moments.EPOCH).days * _moments.DAY
    found: list[int] = []
    for month in range(13):
        low, high = start + 28 * month * _moments.DAY, start + 28 * (month + 1) * _moments.DAY
        if offset(low) == offset(high):
            continue
        while high - low > 1_000_000:
            middle = (low + high) // 2_000_000 * 1_000_000
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        found.append(high)
    return tuple(found) or (start,)


def _near_change(name: str, year: int, which: int, minutes: int) -> DateTime:
    changes = _changes(name, year)
    return _moments.at_instant(changes[which % len(changes)] + minutes * _MINUTE, name)


def moments(*, zones: SearchStrategy[str] | None = None) -> SearchStrategy[DateTime]:
    """Draw a moment: an instant, seen in a zone.

    Mostly a whole minute between 1900 and 2100; often near a change of the clocks, on either pass of an hour
    that happened twice; sometimes in local mean time, or at the ends of the calendar.

    Args:
        zones: The zones to see it in.

    >>> from hypothesis import find
    >>> _moments.wire(find(moments(), lambda moment: moment.fold == 1))
    '2024-10-27T02:30:00+01:00[Europe/Paris]'
    """
    return _any_moment() if zones is None else _drawn_moments(zones)


@cache
def _any_moment() -> SearchStrategy[DateTime]:
    return _called("moments", st.one_of(_favourites(), _drawn_moments(_zones(offsets=True))))


def _favourites() -> SearchStrategy[DateTime]:
    usual = st.just(_FAVOURITES[0])
    return st.one_of(usual, st.sampled_from(_FAVOURITES)).map(_moments.parse)


def _drawn_moments(where: SearchStrategy[str]) -> SearchStrategy[DateTime]:
    minutes = st.integers(_FROM_1900, _TO_2100).map(lambda n: n * _MINUTE)
    anywhere = st.builds(_moments.at_instant, st.one_of(minutes, minutes, st.integers(_FIRST, _LAST)), where)
    changing = st.builds(_near_change, where, st.integers(1840, 2100), st.integers(0, 3), st.integers(-150, 150))
    return st.one_of(anywhere, changing)


def days() -> SearchStrategy[Date]:
    """Draw a day of the calendar, mostly between 1900 and 2100."""
    return _days()


@cache
def _days() -> SearchStrategy[Date]:
    usual = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
    near = st.dates(dt.date(2024, 4, 20), dt.date(2024, 5, 10))
    return st.one_of(near, usual, usual, st.dates()).map(_moments.day)


def approximate_times() -> SearchStrategy[Approximate]:
    """Draw a time that is known only roughly: with both ends, with one, with none but the words.

    >>> from hypothesis import find
    >>> find(approximate_times(), lambda time: time.latest is not None and time.earliest is None).words
    ''
    """
    return _objects(Approximate)


def whens() -> SearchStrategy[When]:
    """Draw a time that a person tells: a moment, a day, or an approximate time."""
    return _whens()


@cache
def _whens() -> SearchStrategy[When]:
    return _called("whens", st.one_of(_favourites(), _any_moment(), _days(), _objects(Approximate)))


def lengths() -> SearchStrategy[Duration]:
    """Draw a length of time, in whole seconds; often fifty minutes.

    >>> from hypothesis import find
    >>> _moments.length_wire(find(lengths(), lambda length: True))
    'PT50M'
    """
    return _lengths()


@cache
def _lengths() -> SearchStrategy[Duration]:
    usual = st.sampled_from((50, 0, 1, 45, 60, 90, 1440)).map(lambda n: dt.timedelta(minutes=n))
    return st.one_of(usual, st.timedeltas(dt.timedelta(), dt.timedelta(days=999_999))).map(
        lambda value: _moments.length(value - dt.timedelta(microseconds=value.microseconds))
    )


# -- small values --------------------------------------------------------------------------------------------


def ratings() -> SearchStrategy[Rating]:
    """Draw a number with its ends, mostly from 0 to 10.

    >>> from hypothesis import find
    >>> find(ratings(), lambda rating: rating.value == rating.high).scale
    ''
    """
    return _objects(Rating)


def degrees() -> SearchStrategy[Degree]:
    """Draw a degree: a rating, or a word, which is as good."""
    return _degrees()


@cache
def _degrees() -> SearchStrategy[Degree]:
    printable = st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" ")
    said = st.sampled_from(("a little", "a lot", "less than usual", "7", "", "so-so — no, worse"))
    return st.one_of(said, _objects(Rating), st.text(printable, max_size=8).filter(str.isprintable))


_AWKWARD_KEYS: Final = (
    "colour", "urges", "x-app", "kind", "record", "$schema", "__proto__", "Id", "", " ", "é", "\u2028", "a.b",
    "a b: c", "0",
)  # fmt: skip


def extras(of: type | None = None) -> SearchStrategy[Mapping[str, object]]:
    """Draw what a newer release or another app may have written beside the fields of a class.

    Args:
        of: The class; no key is the name of one of its fields.

    >>> from hypothesis import find
    >>> sorted(find(extras(Entry), lambda extra: bool(extra)))
    ['colour']
    """
    return _extras(of)


@cache
def _extras(of: type | None) -> SearchStrategy[Mapping[str, object]]:
    taken = {field.name for field in fields(of)} if of is not None else {"extra"}
    keys = (st.sampled_from(_AWKWARD_KEYS) | _words()).filter(lambda key: key not in taken)
    return st.dictionaries(keys, _json(), max_size=2)


@cache
def _json() -> SearchStrategy[object]:
    leaf = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.sampled_from((0.5, -0.0, 1e300, 5e-324, 2**63, -(2**63))),
        st.floats(allow_nan=False, allow_infinity=False),
        _words(),
    )
    small = st.lists(leaf, max_size=2) | st.dictionaries(_words(), leaf, max_size=2)
    large = st.lists(small, max_size=2) | st.dictionaries(_words(), small, max_size=2)
    return _called("json", st.one_of(leaf, leaf, small, large))


def feelings(**fields: SearchStrategy[object]) -> SearchStrategy[Feeling]:
    """Draw a feeling."""
    return _objects(Feeling, fields)


def afterthoughts(**fields: SearchStrategy[object]) -> SearchStrategy[Afterthought]:
    """Draw an afterthought."""
    return _objects(Afterthought, fields)


def links(**fields: SearchStrategy[object]) -> SearchStrategy[Link]:
    """Draw a link; it may point to nothing."""
    return _objects(Link, fields)


def attachments(**fields: SearchStrategy[object]) -> SearchStrategy[Attachment]:
    """Draw what is known of a picture or a paper."""
    return _objects(Attachment, fields)


def readings(**fields: SearchStrategy[object]) -> SearchStrategy[Reading]:
    """Draw how much something weighed or was believed, at one time."""
    return _objects(Reading, fields)


def evidence(**fields: SearchStrategy[object]) -> SearchStrategy[Evidence]:
    """Draw what speaks for or against something."""
    return _objects(Evidence, fields)


def answers(**fields: SearchStrategy[object]) -> SearchStrategy[Answer]:
    """Draw an answer to a question."""
    return _objects(Answer, fields)


def progress(**fields: SearchStrategy[object]) -> SearchStrategy[Progress]:
    """Draw how far something had come, at one time."""
    return _objects(Progress, fields)


def hearings(**fields: SearchStrategy[object]) -> SearchStrategy[Hearing]:
    """Draw how a statement was heard."""
    return _objects(Hearing, fields)


def sources(**fields: SearchStrategy[object]) -> SearchStrategy[Source]:
    """Draw where an imported record came from."""
    return _objects(Source, fields)


def comments(**fields: SearchStrategy[object]) -> SearchStrategy[Comment]:
    """Draw what somebody said to an entry."""
    return _objects(Comment, fields)


def revisions(**fields: SearchStrategy[object]) -> SearchStrategy[Revision]:
    """Draw one act in the life of an agreement."""
    return _objects(Revision, fields)


def terms(**fields: SearchStrategy[object]) -> SearchStrategy[Terms]:
    """Draw what an agreement holds."""
    return _objects(Terms, fields)


def contact_rules(**fields: SearchStrategy[object]) -> SearchStrategy[ContactRule]:
    """Draw a contact rule."""
    return _objects(ContactRule, fields)


def shares(**fields: SearchStrategy[object]) -> SearchStrategy[Share]:
    """Draw one line of the ledger."""
    return _objects(Share, fields)


# -- records -------------------------------------------------------------------------------------------------


def people(**fields: SearchStrategy[object]) -> SearchStrategy[Person]:
    """Draw a person."""
    return _objects(Person, fields)


def therapies(**fields: SearchStrategy[object]) -> SearchStrategy[Therapy]:
    """Draw a therapy."""
    return _objects(Therapy, fields)


def parts(**fields: SearchStrategy[object]) -> SearchStrategy[Part]:
    """Draw a part."""
    return _objects(Part, fields)


def entries(**fields: SearchStrategy[object]) -> SearchStrategy[Entry]:
    """Draw an entry.

    Args:
        fields: Strategies for some of its fields, by name.

    >>> from hypothesis import find
    >>> find(entries(kind=st.just("dream")), lambda entry: bool(entry.comments)).kind
    'dream'
    """
    return _objects(Entry, fields)


def sessions(**fields: SearchStrategy[object]) -> SearchStrategy[Session]:
    """Draw a session, in any status."""
    return _objects(Session, fields)


def topics(**fields: SearchStrategy[object]) -> SearchStrategy[Topic]:
    """Draw a topic."""
    return _objects(Topic, fields)


def ruptures(**fields: SearchStrategy[object]) -> SearchStrategy[Rupture]:
    """Draw a rupture. Its steps may be in any order."""
    return _objects(Rupture, fields)


def agreements(**fields: SearchStrategy[object]) -> SearchStrategy[Agreement]:
    """Draw an agreement. Its acts may answer each other; all but an acceptance may answer nothing that is there."""
    return _objects(Agreement, fields)


def contacts(**fields: SearchStrategy[object]) -> SearchStrategy[Contact]:
    """Draw a contact between sessions."""
    return _objects(Contact, fields)


def absences(**fields: SearchStrategy[object]) -> SearchStrategy[Absence]:
    """Draw an absence."""
    return _objects(Absence, fields)


def urges(**fields: SearchStrategy[object]) -> SearchStrategy[Urge]:
    """Draw an urge, acted on or not."""
    return _objects(Urge, fields)


def statements(**fields: SearchStrategy[object]) -> SearchStrategy[Statement]:
    """Draw a statement, and how it was heard. Portions are never together more than the whole."""
    return _objects(Statement, fields)


def beliefs(**fields: SearchStrategy[object]) -> SearchStrategy[Belief]:
    """Draw a belief. Its readings may be in any order."""
    return _objects(Belief, fields)


def predictions(**fields: SearchStrategy[object]) -> SearchStrategy[Prediction]:
    """Draw a prediction; its outcome is never surely before it."""
    return _objects(Prediction, fields)


def questions(**fields: SearchStrategy[object]) -> SearchStrategy[Question]:
    """Draw a question. Its answers may be in any order."""
    return _objects(Question, fields)


def goals(**fields: SearchStrategy[object]) -> SearchStrategy[Goal]:
    """Draw a goal or a need."""
    return _objects(Goal, fields)


def scores(**fields: SearchStrategy[object]) -> SearchStrategy[Score]:
    """Draw a score, on a known instrument or on one's own."""
    return _objects(Score, fields)


def preferences(**fields: SearchStrategy[object]) -> SearchStrategy[Preference]:
    """Draw a preference. Its readings may be in any order."""
    return _objects(Preference, fields)


def records() -> SearchStrategy[Record]:
    """Draw a record of any kind."""
    return _records()


@cache
def _records() -> SearchStrategy[Record]:
    return st.one_of([_objects(kind.of) for kind in KINDS.values()])


def journals(*, max_records: int = 6) -> SearchStrategy[Journal]:
    """Draw a journal: records of all kinds, in the order of time, linked to each other and to nothing.

    With a key or without; with lists of kinds that this release does not know, and with what did not read.

    Args:
        max_records: How many records there are at most.

    >>> from hypothesis import find
    >>> len(find(journals(), lambda journal: len(journal) > 1))
    2
    """
    return _journals(max_records)


@cache
def _journals(max_records: int) -> SearchStrategy[Journal]:
    found = st.lists(_records(), max_size=max_records, unique_by=lambda record: record.id)
    rest = _drafts(Journal, "format", "producer", *(kind.plural for kind in KINDS.values()))

    return st.builds(_journal, found, rest)


def _journal(records: list[Record], rest: dict[str, Any]) -> Journal:
    held: dict[str, Any] = {}
    for record in records:
        plural = kind_of(record).plural
        held[plural] = (*held.get(plural, ()), record)
    return Journal(**held, **rest)


def _unreadable() -> SearchStrategy[dict[str, object]]:
    """Draw what could never have been read: a record has an ``id``, a line of the ledger a ``record``."""
    kinds = st.sampled_from((*KINDS, "share"))
    raw = _json().filter(lambda value: not isinstance(value, Mapping) or not {"id", "record"} & {*value})
    halves = _source_text().map(lambda text: {"body": text})
    what = st.fixed_dictionaries({"raw": raw | halves}) | st.fixed_dictionaries({"text": _source_text()})
    rest = st.fixed_dictionaries({"kind": kinds, "extra": _extras(Unreadable)})
    return st.builds(_merged, what, rest)


@cache
def _source_text() -> SearchStrategy[str]:
    """Draw a piece of a file: text, and bytes that are none."""
    return st.lists(_words() | st.sampled_from(("\ud83d", "\udc80", "{", '"id":')), max_size=4).map("".join).map(joined)


@cache
def _unknown_kinds() -> SearchStrategy[Mapping[str, object]]:
    """Draw what a newer release may have put at the top of a file: lists of records, or anything else."""
    taken = {"therapy_notes", *(field.name for field in fields(Journal))}
    keys = (st.sampled_from(("dreams", "x-app", "Entries", "")) | _words()).filter(lambda key: key not in taken)
    record = st.dictionaries(st.sampled_from(("id", "at", "words", "by")), _json(), max_size=3)
    return st.dictionaries(keys, st.lists(record, max_size=2) | _json(), max_size=2)


# -- the table -----------------------------------------------------------------------------------------------


def _windows() -> SearchStrategy[dict[str, object]]:
    """Draw a window that opens before it closes."""
    minutes = st.lists(st.integers(0, 48), min_size=2, max_size=2, unique=True).map(sorted)
    clock = minutes.map(lambda pair: tuple(f"{n // 2:02}:{n % 2 * 30:02}" for n in pair))
    return st.fixed_dictionaries(
        {"clock": clock, "open_at": st.booleans(), "close_at": st.booleans()},
        optional={
            "days": st.lists(st.sampled_from(vocabulary.WEEKDAYS), max_size=7, unique=True).map(tuple),
            "zone": _zones(offsets=True),
            "extra": _extras(ContactWindow),
        },
    ).map(_window)


def _window(drawn: dict[str, Any]) -> dict[str, object]:
    opens, closes = drawn.pop("clock")
    hours = {
        "opens": opens if drawn.pop("open_at") else None,
        "closes": closes if drawn.pop("close_at") else None,
    }
    return {**drawn, **hours}


def _approximate() -> SearchStrategy[dict[str, object]]:
    """Draw a span of days that ends after it begins, if it has both ends."""
    day = _days()
    far = st.builds(_span, day, day)
    near = st.builds(_span_of, day, st.integers(0, 60))
    ends = st.one_of(near, far, st.builds(_open_span, day, st.booleans()), st.just(_NO_SPAN))
    words = st.sampled_from(("", "late April", "that spring")) | _words()
    return st.builds(_told, ends, words, st.just(NO_EXTRA) | _extras(Approximate))


_Span: TypeAlias = tuple[Date | None, Date | None]
_NO_SPAN: Final[_Span] = (None, None)


def _span(one: Date, other: Date) -> _Span:
    return min(one, other), max(one, other)


def _span_of(first: Date, days: int) -> _Span:
    return first, Date.fromordinal(min(first.toordinal() + days, Date.max.toordinal()))


def _open_span(day: Date, begins: bool) -> _Span:
    return (day, None) if begins else (None, day)


def _told(span: _Span, words: str, extra: Mapping[str, object]) -> dict[str, object]:
    return {"earliest": span[0], "latest": span[1], "words": words, "extra": extra}


def _ratings() -> SearchStrategy[dict[str, object]]:
    """Draw a number that lies between its ends."""
    numbers = st.builds(_of_ten, st.integers(0, 10)) | st.builds(
        _rated, st.integers(-100, 100), st.integers(1, 1000), st.integers(0, 100)
    )
    return st.builds(_merged, numbers, _drafts(Rating, "value", "low", "high"))


def _of_ten(value: int) -> dict[str, object]:
    return {"value": value, "low": 0, "high": 10}


def _rated(low: int, span: int, hundredths: int) -> dict[str, object]:
    return {"value": min(low + span * hundredths / 100, low + span), "low": low, "high": low + span}


def _merged(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    return {**one, **other}


_SPECIAL: Final[Mapping[type, Callable[[], SearchStrategy[dict[str, object]]]]] = {
    Approximate: _approximate,
    ContactWindow: _windows,
    Rating: _ratings,
    Unreadable: _unreadable,
}
"""The classes whose fields depend on each other."""

_SHIPPED: Final = vocabulary.suggestions()
"""The words that are suggested for fields of open lists, by the names of class and field; other fields take any words."""
_OFTEN: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("Agreement", "topic"): (vocabulary.CONTACT_TOPIC, vocabulary.CANCELLATION_TOPIC),
}
"""The words that are drawn more often than others of their list, since questions hang on them."""

_COMMON: Final = {
    "therapy",
    "authors",
    "shared_with",
    "links",
    "tags",
    "afterthoughts",
    "retracted_at",
    "source",
    "extra",
}
"""The fields that every record has."""
_AUDIENCES: Final = ("therapist", "peer", "public", "me")


def _counts() -> SearchStrategy[int]:
    return st.integers(0, 10) | st.integers(0, 2**31)


def _field(of: type, field: Field) -> SearchStrategy[Any]:
    """Return the strategy for one field of a class."""
    match field.shape:
        case Extra():
            drawn: SearchStrategy[Any] = _unknown_kinds() if of is Journal else _extras(of)
        case Many(item):
            drawn = _tuples(_item(of, field.name, item), item)
        case item:
            drawn = _item(of, field.name, item)
    return st.none() | drawn if field.optional and (field.default is not None or field.required) else drawn


def _item(of: type, name: str, shape: Shape) -> SearchStrategy[Any]:
    place = of.__name__, name
    if place in _SHIPPED:
        return _some_of((*_OFTEN.get(place, ()), *_SHIPPED[place]))
    if name == "shared_with":
        return _some_of(_AUDIENCES)
    if of is Tally and shape == Scalar("integer"):
        return _counts()
    return _shaped(shape)


def _tuples(items: SearchStrategy[Any], shape: Shape) -> SearchStrategy[tuple[Any, ...]]:
    if isinstance(shape, Nested) and any(field.shape == Scalar("id") for field in fields(shape.of)):
        return st.lists(items, max_size=3, unique_by=lambda value: value.id).map(tuple)
    return st.lists(items, max_size=3).map(tuple)


@cache
def _shaped(shape: Shape) -> SearchStrategy[Any]:
    """Return the strategy for a shape wherever it stands."""
    match shape:
        case Scalar(kind):
            return _scalar(kind)
        case Choice(known):
            return st.sampled_from(known)
        case Nested(of):
            return _usual_objects(of)
        case _:  # pragma: no cover - a tuple of tuples: the table has none
            raise TypeError("not a shape of one value")


def _scalar(kind: ScalarKind) -> SearchStrategy[Any]:  # noqa: PLR0912 - one case a kind
    match kind:
        case "term" | "words":
            return _words()
        case "id":
            return _ids()
        case "reference":
            return _refs()
        case "who":
            return _who()
        case "reference_or_words":
            return _refs() | _words()
        case "zone":
            return _zones(offsets=True)
        case "wall_time":
            return st.integers(0, 1440).map(lambda n: f"{n // 60:02}:{n % 60:02}")
        case "integer":
            return _counts()
        case "number":
            return st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False)
        case "truth":
            return st.booleans()
        case "moment":
            return _any_moment()
        case "day":
            return _days()
        case "length":
            return _lengths()
        case "when":
            return _whens()
        case "degree":
            return _degrees()
        case "bytes":
            return st.binary(min_size=32, max_size=32)
        case "json":
            return _json()
        case "source":
            return _source_text()


@cache
def _drafts(of: type, *without: str) -> SearchStrategy[dict[str, Any]]:
    """Draw keyword arguments for a class: what it needs, and a few of what it may have."""
    special = of in _SPECIAL and not without
    return _called(f"fields_of_{of.__name__}", _SPECIAL[of]()) if special else _draft(of, *without)


@st.composite
def _draft(draw: DrawFn, of: type, *without: str) -> dict[str, Any]:
    needed, possible, names = _table(of, *without)
    drawn = {name: draw(strategy) for name, strategy in needed.items()}
    for name in draw(names):
        drawn[name] = draw(possible[name])
    return drawn


@cache
def _table(of: type, *without: str) -> tuple[Fields, Fields, SearchStrategy[list[str]]]:
    """Return the strategies for what a class needs and for what it may have, and one for names of the latter.

    What is a class's own is drawn twice as often as what all records have.
    """
    table = [field for field in fields(of) if field.name not in without]
    possible = {field.name: _field(of, field) for field in table if not field.required}
    needed = {field.name: _field(of, field) for field in table if field.required}
    names = st.sampled_from((*(name for name in possible if name not in _COMMON), *possible))
    return needed, possible, st.lists(names, unique=True, max_size=8)


def _objects(of: type[T], given: Fields | None = None) -> SearchStrategy[T]:
    """Draw values of a class, with strategies of one's own for some of its fields."""
    cls: type = of
    drawn: SearchStrategy[T] = _some_given(cls, given) if given else _usual_objects(cls)
    return drawn


def _some_given(of: type, given: Fields) -> SearchStrategy[Any]:
    unknown = given.keys() - {field.name for field in fields(of)}
    if unknown:
        raise TypeError(f"{of.__name__} has no field {', '.join(sorted(unknown))}")
    return st.builds(_merged, _drafts(of, *sorted(given)), st.fixed_dictionaries(dict(given))).map(_maker(of))


@cache
def _usual_objects(of: type) -> SearchStrategy[Any]:
    return _drafts(of).map(_maker(of))


def _maker(of: type) -> Callable[[dict[str, Any]], Any]:
    """Return the function that makes a value of its fields, under the name of the class: reports show it."""

    def make(draft: dict[str, Any]) -> object:
        made: object = of(**agreeing(of, draft))
        ids = list(_ids_in(made))
        return made if len(ids) == len(set(ids)) else _with_ids_of_their_own(made, set())

    make.__name__ = make.__qualname__ = of.__name__
    return make


@cache
def _ways_to_ids(of: type) -> tuple[str, ...]:
    """Return the fields of a class in which values with an id stand."""
    inner = {field.name: _nested(field) for field in fields(of)}
    return tuple(name for name, one in inner.items() if one and (_has_id(one) or _ways_to_ids(one)))


def _nested(field: Field) -> type | None:
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    return shape.of if isinstance(shape, Nested) else None


@cache
def _has_id(of: type) -> bool:
    return any(field.name == "id" for field in fields(of))


def _inside(value: object, name: str) -> tuple[object, ...]:
    held: tuple[object, ...] | object | None = getattr(value, name)
    if isinstance(held, tuple):
        return cast("tuple[object, ...]", held)
    return () if held is None else (held,)


def _class(value: object) -> type:
    return type(value)


def _ids_in(value: object) -> Iterator[str]:
    of = _class(value)
    if _has_id(of):
        yield getattr(value, "id")  # noqa: B009 - the table says that it is there, no type does
    for name in _ways_to_ids(of):
        for inner in _inside(value, name):
            yield from _ids_in(inner)


def _with_ids_of_their_own(value: Any, seen: set[str]) -> object:
    """Return a value in which no two values have one id."""
    of = _class(value)
    changed: dict[str, Any] = {}
    if _has_id(of):
        own: str = value.id
        while own in seen:
            own += "'"
        seen.add(own)
        changed["id"] = own
    for name in _ways_to_ids(of):
        inner = tuple(_with_ids_of_their_own(one, seen) for one in _inside(value, name))
        changed[name] = inner if isinstance(getattr(value, name), tuple) else next(iter(inner), None)
    return cast("object", attrs.evolve(value, **agreeing(of, changed)))


# -- st.from_type --------------------------------------------------------------------------------------------


def strategy_for(thing: object) -> SearchStrategy[Any] | None:
    """Return the strategy for a class of the model, or None for anything else. For ``st.from_type``."""
    if thing is Journal:
        return journals()
    if thing is When:
        return whens()
    return _usual_objects(thing) if isinstance(thing, type) and thing in _classes() else None


@cache
def _classes() -> frozenset[type]:
    """Return every class that a journal can hold; two of them stand behind a scalar of the table."""
    found: set[type] = set()
    waiting: list[type] = [Journal, Rating, Approximate]
    while waiting:
        of = waiting.pop()
        found.add(of)
        waiting.extend(inner for inner in map(_nested, fields(of)) if inner and inner not in found)
    return frozenset(found)
