r"""``redact``: a view with what can be found by its form taken out, after the 18 identifiers of 45 CFR 164.514(b)(2)(i).

Every time becomes its year. In free text, what has the form of an address, a number or a date becomes a stand-in in square
brackets. The result is called *redacted*, never de-identified: what is told in one's own words cannot be proved clean.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from ipaddress import AddressValueError, IPv6Address
from typing import Any, Final, TypeAlias, cast

from attrs import evolve, field, frozen

from ..model import vocabulary
from ..model.guards import several
from ..model.journal import KINDS, Journal
from ..model.shapes import Many, Nested, Scalar, fields
from ..model.values import Approximate, Attachment, Rating, When
from ..moments import Date
from .audience import nested_in
from .names import Names
from .rewriting import TEXT, Place, with_values
from .views import View

# -- what stands where something was ------------------------------------------------------------------------------

WEB_ADDRESS: Final = "[web address]"
EMAIL: Final = "[e-mail]"
IP_ADDRESS: Final = "[IP address]"
PLACE: Final = "[place]"
DATE: Final = "[date]"
PHONE: Final = "[phone]"
NUMBER: Final = "[number]"
OLD_AGE: Final = "[90 or older]"
ATTACHMENT: Final = "[attachment]"
STAND_INS: Final = (WEB_ADDRESS, EMAIL, IP_ADDRESS, PLACE, DATE, PHONE, NUMBER, OLD_AGE, ATTACHMENT)
"""What stands in a redacted text where something was; a date that had a year is that year in brackets: ``[2024]``."""


# -- the eighteen -------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Identifier:
    """One of the eighteen identifiers, and what is done about it.

    Args:
        letter: Its letter in 45 CFR 164.514(b)(2)(i).
        name: What it is.
        done: What :func:`redact` does about it, and what it does not.
    """

    letter: str
    name: str
    done: str


_BY_FORM: Final = "numbers of five digits and more, and what stands behind the word number, become [number]"

IDENTIFIERS: Final = (
    Identifier(letter="A", name="names", done="not done here: pseudonymise replaces the names that you give it"),
    Identifier(
        letter="B",
        name="places smaller than a state",
        done="time zones go, coordinates and the places that you name become [place]; a place that you do not name stays",
    ),
    Identifier(
        letter="C",
        name="dates but for the year, and ages over 89",
        done="every time becomes its year, days on which a contact rule is closed go; in text, dates in digits or in "
        "English and German words become [date] or their year; a day and a month in digits alone, such as 5/12, stay "
        "where nothing beside them says that they are a date; weekdays, holidays, seasons and times of day stay, and so "
        "does a year that tells an age; ages over 89 become [90 or older] where digits say them",
    ),
    Identifier(
        letter="D",
        name="telephone numbers",
        done="what has the form of one becomes [phone]; a short one only behind a word such as phone",
    ),
    Identifier(letter="E", name="fax numbers", done="as telephone numbers, with which they are counted"),
    Identifier(letter="F", name="e-mail addresses", done="become [e-mail]"),
    Identifier(letter="G", name="social security numbers", done="become [number]"),
    Identifier(letter="H", name="medical record numbers", done=f"{_BY_FORM}; counted with account numbers"),
    Identifier(letter="I", name="health plan numbers", done=f"{_BY_FORM}; counted with account numbers"),
    Identifier(letter="J", name="account numbers", done=_BY_FORM),
    Identifier(letter="K", name="certificate and licence numbers", done=f"{_BY_FORM}; counted with account numbers"),
    Identifier(
        letter="L",
        name="vehicles and their plates",
        done="vehicle numbers and the commonest forms of German, American and British plates become [number]; others stay, "
        "and so do those of fewer than three digits, which look like the scores of a questionnaire",
    ),
    Identifier(letter="M", name="devices", done=f"hardware addresses become [number], and {_BY_FORM}"),
    Identifier(letter="N", name="web addresses", done="become [web address]; without http only with the commonest endings"),
    Identifier(letter="O", name="IP addresses", done="become [IP address]"),
    Identifier(letter="P", name="finger and voice prints", done="no field holds one; attachments are only named in a view"),
    Identifier(
        letter="Q",
        name="photographs of faces",
        done="the names, addresses and digests of all attachments go; what a picture shows stays in words, if it is told",
    ),
    Identifier(
        letter="R",
        name="anything else that is unique",
        done="random identifiers become [number]; the ids of records are those that the view made; handles, and what only "
        "you can have lived, stay",
    ),
)
"""The eighteen identifiers, and what is done about each."""

NOT_COVERED: Final = (
    "Free text cannot be proved clean: what is told in words, misspelt or written in an unusual way can tell who it is.",
    "That a text is de-identified takes more than this: by the rule of the eighteen, that nobody knows of a way to tell who "
    "it is, or else the judgement of an expert. This function gives neither.",
    "A page that is made from it says the moment for which you prepare it.",
)
"""What redacting cannot do, in sentences to be shown with every report."""

NAMES_STAY: Final = "Names stand as they were written: pseudonymise what this gives back, with the people whom you name."


@frozen(kw_only=True)
class Redacted:
    """What was changed in one field, in all records together.

    Args:
        identifier: The letter of the identifier.
        what: What it was, in words from a fixed vocabulary.
        where: The path of the field, such as ``entry.comments.body``.
        count: How often.
    """

    identifier: str
    what: str
    where: str
    count: int


@frozen(kw_only=True)
class Redaction:
    """What redacting has changed, and what it cannot do. It holds no word of the text.

    Args:
        audience: The name of the reader.
        changed: What was changed, by identifier and field.
        names_are_hidden: Whether names had been replaced in the view before.
    """

    audience: str
    changed: tuple[Redacted, ...] = ()
    names_are_hidden: bool = False

    @property
    def count(self) -> int:
        """How many things were changed."""
        return sum(one.count for one in self.changed)

    @property
    def not_covered(self) -> tuple[str, ...]:
        """What redacting did not and cannot do, in sentences."""
        return NOT_COVERED if self.names_are_hidden else (NAMES_STAY, *NOT_COVERED)

    def rows(self) -> tuple[tuple[str, str, int], ...]:
        """Return for each of the eighteen identifiers its letter and name, what is done about it, and how often it was.

        >>> Redaction(audience="therapist").rows()[5]
        ('F e-mail addresses', 'become [e-mail]', 0)
        """
        counts: Counter[str] = Counter()
        for one in self.changed:
            counts[one.identifier] += one.count
        return tuple((f"{one.letter} {one.name}", one.done, counts[one.letter]) for one in IDENTIFIERS)


# -- the function -------------------------------------------------------------------------------------------------


def redact(view: View, *, places: Iterable[str] = ()) -> tuple[View, Redaction]:
    """Return a view from which is taken what can be found by its form, and a report of what was changed.

    Every time becomes the year that its own calendar shows. Time zones, and the names and addresses of attachments, go. In
    every text, web and e-mail addresses, telephone numbers, long numbers, coordinates and dates become stand-ins such as
    ``[e-mail]`` or ``[2024]``. Records of one year are no longer in the order of time. Redacting once more changes nothing.

    Redact first and pseudonymise then: where a person is called May, "12 May" would no longer be a date.

    Args:
        view: What another reader sees.
        places: Names of towns, schools, streets and firms that are to become ``[place]``. Nothing made from the view may
            say them any more.

    Raises:
        TypeError: It is given something that is not a view, or one text as ``places``.
        ValueError: The view is the owner's own, or a place has no letter in it.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.sharing.views import view
    >>> entry = Entry.new("On 12 May she wrote to me@example.org from Ulm.", shared_with=["therapist"])
    >>> redacted, report = redact(view(Journal(entries=(entry,)), "therapist"), places=["Ulm"])
    >>> redacted.journal.entries[0].body
    'On [date] she wrote to [e-mail] from [place].'
    >>> [(one.identifier, one.what, one.where, one.count) for one in report.changed]
    [('B', 'place', 'entry.body', 1), ('C', 'date', 'entry.body', 1), ('F', 'e-mail address', 'entry.body', 1)]
    """
    if not isinstance(view, View):
        raise TypeError('for whom? Redact a View, as in redact(view(journal, "therapist"))')
    if view.is_mine:
        raise ValueError("a view for somebody else is redacted; this one is the owner's own")
    named = tuple(dict.fromkeys(place.strip() for place in several(places) if place.strip()))
    redactor = _Redactor(places=Names.of(named), ids=_ids_in(view.journal))
    journal = with_values(redactor.without_days(view.journal), redactor.value)
    if journal.zone != "UTC":
        redactor.count("B", "time zone", "journal.zone")
        journal = evolve(journal, zone="UTC")
    report = Redaction(
        audience=view.audience,
        changed=redactor.changed(),
        names_are_hidden=bool(set(view.hidden_names) - set(named)),
    )
    return evolve(view, journal=journal, hidden_names=tuple(dict.fromkeys((*view.hidden_names, *named)))), report


def _ids_in(journal: Journal) -> frozenset[str]:
    """Return every id of a journal, so that none is taken for a number where ids and words may stand in one field."""
    found: set[str] = set()

    def note(place: Place, held: Any) -> Any:
        if place.kind == "id":
            found.add(held)
        return held

    with_values(journal, note)
    return frozenset(found)


@frozen(kw_only=True)
class _Redactor:
    """Redacts one view, and counts what it changes.

    Args:
        places: The places that the client named.
        ids: The ids of the view.
        counts: How often what was changed where.
    """

    places: Names
    ids: frozenset[str]
    counts: Counter[tuple[str, str, str]] = field(factory=Counter[tuple[str, str, str]])

    def count(self, letter: str, what: str, where: str) -> None:
        self.counts[letter, where, what] += 1

    def changed(self) -> tuple[Redacted, ...]:
        return tuple(
            Redacted(identifier=letter, what=what, where=where, count=count)
            for (letter, where, what), count in sorted(self.counts.items())
        )

    def without_days(self, journal: Journal) -> Journal:
        """Return the journal without the days that stand in lists, where no year can stand instead."""
        kept: Mapping[str, Any] = {
            kind.plural: tuple(self._without_days(record, kind.name) for record in getattr(journal, kind.plural))
            for kind in KINDS.values()
            if _lists_days(kind.of)
        }
        return evolve(journal, **kept)

    def _without_days(self, value: object, path: str) -> Any:
        given: dict[str, Any] = {}
        for f in fields(type(value)):
            held, inner = getattr(value, f.name), f"{path}.{f.name}"
            of = nested_in(f)
            if isinstance(f.shape, Many) and f.shape.of in _LISTED_TIMES:
                for _ in held:
                    self.count("C", "day", inner)
                given[f.name] = ()
            elif held and of is not None and _lists_days(of):
                items = held if isinstance(f.shape, Many) else (held,)
                kept = tuple(self._without_days(item, inner) for item in items)
                given[f.name] = kept if isinstance(f.shape, Many) else kept[0]
        return evolve(cast("Any", value), **given)

    def value(self, place: Place, held: Any) -> Any:
        """Return what stands at a place instead of what is held there."""
        match place.kind:
            case "when":
                return self._year(place, held)
            case "moment" | "day":
                self.count("C", "time", place.path)
                return None
            case "zone":
                self.count("B", "time zone", place.path)
                return None
            case kind if kind in TEXT:
                return self._words(place, held)
            case _:
                return held

    def _year(self, place: Place, held: When) -> Approximate:
        first, last = (held.earliest, held.latest) if isinstance(held, Approximate) else (held, held)
        year = years(first.year if first else None, last.year if last else None)
        if year != held:
            self.count("C", "time", place.path)
        return year

    def _words(self, place: Place, held: str | Rating) -> str | Rating:
        if isinstance(held, Rating):
            return evolve(held, scale=self.text(place, held.scale))
        if place.path in _attachment_paths():
            return self._attachment(place, held)
        if held in self.ids or (place.kind == "term" and held in _TERMS):
            return held
        if place.path == "part.age" and _AN_AGE.fullmatch(held) and int(held) > _OLDEST:
            self.count("C", "age over 89", place.path)
            return OLD_AGE
        return self.text(place, held)

    def _attachment(self, place: Place, held: str) -> str:
        is_name = place.path.endswith(".name")
        if is_name and held != ATTACHMENT:
            self.count("Q", "attachment", place.path)
        return ATTACHMENT if is_name else ""

    def text(self, place: Place, text: str) -> str:
        """Return a text in which stand-ins stand. It is gone through again until nothing is found any more."""

        def note(letter: str, what: str) -> None:
            self.count(letter, what, place.path)

        found = text
        while True:
            before = found
            for rule in _RULES:
                found = rule.applied(found, note)
            found = self._without_places(place, found)
            if found == before:
                return found

    def _without_places(self, place: Place, text: str) -> str:
        hits = tuple(self.places.found_in(text))
        if not hits:
            return text
        taken = [match.span() for match in _STAND_IN.finditer(text)]
        pieces: list[str] = []
        at = nth = 0
        for hit in hits:
            while nth < len(taken) and taken[nth][1] <= hit.start:
                nth += 1
            if nth < len(taken) and taken[nth][0] < hit.end:
                continue
            self.count("B", "place", place.path)
            pieces += text[at : hit.start], _set_apart(PLACE, text, hit.start, hit.end)
            at = hit.end
        return "".join((*pieces, text[at:]))


def years(first: int | None, last: int | None) -> Approximate:
    """Return the time that is known to the year, or to the years from the first to the last.

    >>> years(2023, 2024).words, years(2024, 2024).words, years(2024, None).words
    ('2023–2024', '2024', '2024–')
    """
    said = f"{first}" if first == last and first else f"{first or ''}–{last or ''}" if first or last else ""
    return Approximate(
        earliest=Date(first, 1, 1) if first else None,
        latest=Date(last, 12, 31) if last else None,
        words=said,
    )


_OLDEST: Final = 89
"""The highest age that may be told."""
_AN_AGE: Final = re.compile(r"\s{0,9}\d{2,4}\s{0,9}")

_LISTED_TIMES: Final = (Scalar("day"), Scalar("moment"))

_TERMS: Final = frozenset(
    word
    for words in vars(vocabulary).values()
    if isinstance(words, tuple)
    for word in cast("tuple[object, ...]", words)
    if isinstance(word, str)
)
"""The shipped words of open lists, which say nothing of a person."""


def _lists_days(of: type) -> bool:
    """Whether somewhere inside a class days stand in a list."""
    return of in _that_list_days()


@cache
def _that_list_days() -> frozenset[type]:
    return frozenset(of for kind in KINDS.values() for of in _listing_days(kind.of))


def _listing_days(of: type) -> frozenset[type]:
    inner = [_listing_days(nested) for f in fields(of) if (nested := nested_in(f))]
    has_its_own = any(isinstance(f.shape, Many) and f.shape.of in _LISTED_TIMES for f in fields(of))
    return frozenset[type]().union(*inner, [of] if has_its_own or any(inner) else [])


@cache
def _attachment_paths() -> frozenset[str]:
    """Return the paths of what tells an attachment from others."""
    return frozenset(path for kind in KINDS.values() for path in _attachments_in(kind.of, kind.name))


def _attachments_in(of: type, path: str) -> Iterator[str]:
    for f in fields(of):
        inner = f.shape.of if isinstance(f.shape, Many) else f.shape
        if isinstance(inner, Nested):
            yield from _attachments_in(inner.of, f"{path}.{f.name}")
        elif of is Attachment and f.name in {"name", "uri", "sha256"}:
            yield f"{path}.{f.name}"


# -- what can be found by its form --------------------------------------------------------------------------------
#
# No pattern takes in a square bracket, so that none reaches into a stand-in. Every repetition is possessive or bounded, or
# begins only where the one before it could not have: the time that it takes is linear in the length of the text.

_STAND_IN: Final = re.compile(rf"{'|'.join(map(re.escape, STAND_INS))}|\[\d{{4}}\]")

_Put: TypeAlias = Callable[[re.Match[str]], str | None]


@frozen(kw_only=True)
class _Rule:
    """What is looked for, and what stands there instead.

    Args:
        letter: The identifier.
        what: What it is, for the report.
        pattern: Its form; what its group ``before`` holds is kept.
        put: The stand-in, or what finds it; None leaves the text as it was.
        needs: What must occur in a text, or it cannot match.
    """

    letter: str
    what: str
    pattern: re.Pattern[str]
    put: str | _Put
    needs: re.Pattern[str]

    def applied(self, text: str, note: Callable[[str, str], None]) -> str:
        if not self.needs.search(text):
            return text

        def changed(match: re.Match[str]) -> str:
            if match["stands"]:
                return match[0]
            found = self.put if isinstance(self.put, str) else self.put(match)
            if found is None:
                return match[0]
            note(self.letter, self.what)
            before = match["before"] or ""
            return before + _set_apart(found, text, match.start() + len(before), match.end())

        return self.pattern.sub(changed, text)


def _set_apart(stand_in: str, text: str, start: int, end: int) -> str:
    """Return a stand-in that Markdown takes neither for a link nor for the definition of one with what follows."""
    following = text[end : end + 1]
    if following == "(" or (following == ":" and _BEGINS_A_LINE.search(text, max(0, start - 9), start)):
        return f"{stand_in} "
    return stand_in


_BEGINS_A_LINE: Final = re.compile(r"(?:\A|[\r\n])[ \t>*+-]*\Z")


def _rule(
    letter: str, what: str, form: str, put: str | _Put, *, needs: str = r"\d", flags: re.RegexFlag = re.IGNORECASE
) -> _Rule:
    before = "" if "(?P<before>" in form else "|(?P<before>(?!))"
    pattern = re.compile(rf"(?P<stands>{_STAND_IN.pattern})|(?:{form}){before}", flags)
    return _Rule(letter=letter, what=what, pattern=pattern, put=put, needs=re.compile(needs, re.IGNORECASE))


_AS_WRITTEN: Final = re.RegexFlag(0)
_S: Final = "[ \t\u00a0\u2009\u202f]"
"""A space within a line."""
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
"""Where a word begins and ends; an underscore is a mark of Markdown."""

# Addresses.

_ADDRESS_BEGINS: Final = (
    rf"(?:(?<![\w+.-])[a-z][a-z0-9+.-]{{0,24}}+|https?|ftp)://|{_BEGINS}www\.(?=\w)|{_BEGINS}geo:(?=[\d-])"
)
_IN_ADDRESS: Final = r"""[^\s<>\[\]"“”„«»`|]*+"""
_DOMAINS: Final = (
    "com|org|net|info|biz|edu|gov|mil|int|eu|de|at|ch|li|fr|uk|nl|dk|se|fi|pl|cz|pt|ie|ca|au|nz|io|dev|app|blog|online|site|"
    "shop|page|link|social|cloud|email|berlin|wien|hamburg|bayern|koeln"
)
_DOMAINS_THAT_ARE_WORDS: Final = "it|no|be|us|es|is|me|in|to|tv|co|so|my|am|do|we|gl|ly"
"""These end an address only where a path follows: a space is often forgotten behind a full stop."""


def _web(match: re.Match[str]) -> str:
    """Return the stand-in, with the marks that stand behind an address and are not a part of it."""
    address = match[0]
    end, too_many = len(address), address.count(")") - address.count("(")
    while address[end - 1] in "*_~.,;:!?'’}" or (address[end - 1] == ")" and too_many > 0):
        too_many -= address[end - 1] == ")"
        end -= 1
    return WEB_ADDRESS if address[:end].endswith("//") else WEB_ADDRESS + address[end:]


def _email(match: re.Match[str]) -> str:
    address = match["address"]
    return EMAIL + address[len(address.rstrip(".-\\")) :]


def _ipv6(match: re.Match[str]) -> str | None:
    address = match[0].partition("%")[0]
    try:
        IPv6Address(address)
    except AddressValueError:
        return None
    is_more_than_colons = sum(map(bool, address.split(":"))) > 1 and re.search(r"\d", address)
    return IP_ADDRESS if is_more_than_colons else None


def _addresses() -> Iterator[_Rule]:
    web, ip = "web address", "IP address"
    yield _rule("N", web, f"(?:{_ADDRESS_BEGINS}){_IN_ADDRESS}", _web, needs=r"://|www\.|geo:")
    at = r"(?<![\w.%+'’\\-])(?P<before>['’.%+\\-]*+)(?P<address>\w[\w.%+'’\\-]*+@(?=[\w.\\-]*\.\w)[\w.\\-]++)"
    yield _rule("F", "e-mail address", at, _email, needs="@")
    domain = (
        rf"{_BEGINS}(?<![@.-])(?:[^\W_](?:[^\W_]|-)*+\.)+(?:"
        rf"(?:{_DOMAINS})(?![^\W_]|[@-]|\.[^\W_])(?:(?=[:/?#][^\s]){_IN_ADDRESS})?"
        rf"|(?:{_DOMAINS_THAT_ARE_WORDS})(?=/\w){_IN_ADDRESS})"
    )
    yield _rule("N", web, domain, _web, needs=r"\.")
    uuid = rf"{_BEGINS}[0-9a-f]{{8}}-(?:[0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}{_ENDS}"
    yield _rule("R", "random identifier", uuid, NUMBER, needs="-")
    hardware = rf"{_BEGINS}(?<![:-])[0-9a-f]{{2}}(?P<joint>[:-])(?:[0-9a-f]{{2}}(?P=joint)){{4}}[0-9a-f]{{2}}{_ENDS}(?![:-])"
    yield _rule("M", "hardware address", hardware, NUMBER, needs="[:-]")
    yield _rule("O", ip, r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)(?::\d{1,5})?", IP_ADDRESS)
    ipv6 = rf"{_BEGINS}(?<!:)(?=[0-9a-f]{{0,4}}:[0-9a-f:])[0-9a-f:]{{3,39}}+{_ENDS}(?!:)(?:%\w{{1,16}})?"
    yield _rule("O", ip, ipv6, _ipv6, needs=":")


def _coordinates() -> Iterator[_Rule]:
    decimal = rf"[-+−]?\d{{1,3}}\.\d{{4,15}}(?:{_S}?°)?(?:{_S}?[NSEWO]{_ENDS})?"
    yield _rule("B", "coordinates", rf"(?<!\d){decimal}{_S}?[,;/]?{_S}{{0,2}}{decimal}", PLACE)
    degrees = rf"\d{{1,3}}(?:\.\d{{1,15}})?{_S}?°{_S}?"
    minutes = rf"(?:\d{{1,2}}(?:\.\d{{1,9}})?{_S}?['’′]{_S}?)?"
    seconds = rf"""(?:\d{{1,2}}(?:\.\d{{1,9}})?{_S}?(?:["”″]|''|’’){_S}?)?"""
    yield _rule("B", "coordinates", rf"(?<!\d){degrees}{minutes}{seconds}[NSEWO]{_ENDS}", PLACE, needs="°")


# Dates.

_MONTH: Final = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|jänner|februar|feber|märz|maerz|mai|juni|juli|oktober|dezember)(?![^\W\d_])"
    r"|(?:jan|feb|mar|mär|mrz|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)(?![^\W\d_])\.?)"
)
_DAY: Final = rf"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:(?:st|nd|rd|th){_ENDS}|\\?\.)?"
_TO: Final = rf"(?:{_S}{{0,2}}[-–—/&]{_S}{{0,2}}|{_S}{{1,2}}(?:to|and|or|und|bis|oder){_S}{{1,2}})"
_YEAR: Final = r"(?P<year>(?:1[89]|20|21)\d\d)(?!\d)"
_SHORT_YEAR: Final = r"['’]\d\d(?!\d)"


def _dated(match: re.Match[str]) -> str:
    """Return the year of a date, or that there was a date."""
    year = match["year"]
    return f"[{year}]" if year and 1800 <= int(year) < 2200 else DATE


def _day_and_month(match: re.Match[str]) -> str | None:
    """Leave "the 12 may say" and "12 march on" alone: months in small letters that are verbs."""
    is_verb = match["month"] in {"may", "march"} and not match["year"]
    following = match.string[match.end() : match.end() + 3]
    return None if is_verb and re.match(r"\s+[a-z]", following) else _dated(match)


_AM: Final = re.compile(rf"\b(?:am|vom|zum|bis|seit|ab|den|dem|der|und|oder|nach|vor|zwischen){_S}{{1,2}}\Z", re.IGNORECASE)


def _day_and_number(match: re.Match[str]) -> str | None:
    """Return the stand-in for ``12.05.``, and for ``12.5.`` where what stands around it shows that it is a date."""
    if re.fullmatch(r"\d\d\.\d\d\.", match[0]):
        return DATE
    text, start, end = match.string, match.start(), match.end()
    shows = _AM.search(text, max(0, start - 12), start) or re.match(rf"{_S}?[-–,]|{_S}[a-zäöü]", text[end : end + 2])
    return DATE if shows else None


def _age(match: re.Match[str]) -> str | None:
    return OLD_AGE if int(match["age"] or match["years"]) > _OLDEST else None


def _dates() -> Iterator[_Rule]:
    clock = r"(?:T\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d(?::\d\d)?)?)?"
    after_a_month = rf"(?:{_S}{{0,2}}[,/-]?{_S}{{0,2}}(?:{_YEAR}|{_SHORT_YEAR}))?"
    month_first = rf"{_BEGINS}{_MONTH}{_S}{{1,3}}(?:the{_S})?{_DAY}(?![.,:]?\d)(?:{_TO}{_DAY}(?![.,:]?\d))?{after_a_month}"
    day_first = (
        rf"(?<!\d)(?:{_DAY}{_TO})?{_DAY}{_S}{{0,3}}(?:of{_S}{{1,2}}|[-/])?(?P<month>{_MONTH}){after_a_month}",
        rf"(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])\.{_S}?(?:1[0-2]|0?[1-9])\.(?!\d)",
    )
    for form in (
        rf"(?<!\d)(?P<year>\d{{4}})(?:(?P<joint>[-/.])\d{{1,2}}(?P=joint)\d{{1,2}}(?!\d){clock}|-?W\d\d(?:-\d)?(?!\d))",
        rf"(?<!\d)(?:\d{{1,2}}\.?{_TO})?\d{{1,2}}\\?(?P<joint>[./-]){_S}?\d{{1,2}}\\?(?P=joint){_S}?"
        r"(?:(?P<year>\d{4})|['’]?\d\d)(?!\d)",
        rf"(?<![\d./-])(?:1[0-2]|0?[1-9])[./-]{_YEAR}(?![./-]\d)",
        rf"(?<![\d./-]){_YEAR}[/-](?:1[0-2]|0[1-9])(?![\d./-])",
    ):
        yield _rule("C", "date", form, _dated)
    yield _rule("C", "date", day_first[0], _day_and_month)
    yield _rule("C", "date", rf"{_BEGINS}{_MONTH},?{_S}{{0,2}}(?:of{_S})?(?:{_YEAR}|{_SHORT_YEAR})", _dated)
    yield _rule("C", "date", month_first, _dated)
    month_alone = (
        rf"{_BEGINS}(?P<before>(?:in|since|until|during|early|mid|late|im|seit|bis|ab|anfang|mitte|ende)(?:{_S}{{1,2}}|-)"
        rf"(?:(?:early|mid|late|anfang|mitte|ende)(?:{_S}{{1,2}}|-))?){_MONTH}{_ENDS}"
    )
    yield _rule("C", "date", month_alone, DATE, needs="")
    yield _rule("C", "date", day_first[1], _day_and_number)
    age = (
        rf"(?<!\d)(?P<age>\d{{2,3}})(?:{_S}|-)?(?:years?(?:{_S}|-)old|y\.?o\.?{_ENDS}|jahre{_S}alt|-?jährig\w{{0,2}})"
        rf"|{_BEGINS}(?P<before>(?:aged|age|(?:im{_S})?alter(?:{_S}von)?){_S})(?P<years>\d{{2,3}})(?!\d)"
    )
    yield _rule("C", "age over 89", age, _age)


# Numbers.

_GAP: Final = rf"(?>{_S}{{0,2}}+[-–‐‑./()]{{0,2}}+{_S}{{0,2}}+)"
"""What may stand between the digits of a telephone number."""
_CLOCKS: Final = re.compile(rf"[01]\d\.[0-5]\d(?:{_S}{{0,2}}[-–]?{_S}{{0,2}}[012]?\d\.[0-5]\d)*+")
_A_YEAR: Final = re.compile(r"(?:1[89]|20|21)\d\d", re.ASCII)


def _phone(match: re.Match[str]) -> str | None:
    """Return the stand-in, but not for hours such as ``09.00 - 17.30``. A bracket that closes behind the number stays."""
    number = match[0].removeprefix("(")
    if _CLOCKS.fullmatch(number):
        return None
    return PHONE if number == match[0] or number.count(")") > number.count("(") else f"({PHONE}"


def _called_a_phone(match: re.Match[str]) -> str | None:
    return None if _A_YEAR.fullmatch(match["digits"]) else PHONE


def _grouped(match: re.Match[str]) -> str | None:
    """Return the stand-in for groups of digits that are long enough together, unless all of them are years."""
    groups = re.findall(r"\d+", match[0])
    is_long = sum(map(len, groups)) >= 7 and max(map(len, groups)) >= 3
    return NUMBER if is_long and not all(map(_A_YEAR.fullmatch, groups)) else None


def _numbers() -> Iterator[_Rule]:
    phone, number = "telephone number", "number"
    account = rf"{_BEGINS}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?{_ENDS}"
    yield _rule("J", number, account, NUMBER, flags=_AS_WRITTEN)
    yield _rule("J", number, r"(?<!\d)\d{4}(?:[ -]\d{4}){2,4}(?:[ -]\d{1,4})?(?!\d)", _grouped)
    yield _rule("G", "social security number", r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)", NUMBER)
    yield _rule("D", phone, rf"(?<!\d)\(?(?:\+{_S}?|00{_S}?)[1-9](?:{_GAP}\d){{6,18}}", _phone)
    yield _rule("D", phone, rf"(?<!\d)(?<!\d[.,:])\(?0[1-9](?:{_GAP}\d){{5,13}}", _phone)
    yield _rule("D", phone, r"(?<!\d)(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)", PHONE)
    yield _rule("D", phone, r"(?<![\d-])\d{3}-\d{4}(?![\d-])", PHONE)
    called_a_phone = (
        rf"{_BEGINS}(?P<before>(?:tel|telefon\w{{0,8}}|telephone|phone|mobile|mobil|handy\w{{0,6}}|cell|fax){_ENDS}"
        rf"[ .:]{{0,3}}(?:(?:number|nummer|no|nr){_ENDS}[ .:]{{0,3}})?(?:(?:is|ist|lautet)[ :]{{1,2}})?)"
        rf"(?P<digits>\d(?:{_GAP}\d){{3,13}})"
    )
    yield _rule("D", phone, called_a_phone, _called_a_phone)
    yield _rule("J", number, r"(?<!\d)\d{2,3}(?: \d{3}){2,6}(?!\d)", _grouped)
    yield _rule("J", number, r"(?<!\d)\d{1,30}(?:[-./]\d{1,30})++", _grouped)
    for plate in (
        rf"[A-ZÄÖÜ]{{1,3}}-[A-Z]{{1,2}}[ -]?(?!{_A_YEAR.pattern}(?!\d))\d{{3,4}}[EH]?",
        rf"[A-Z]{{2,3}}[- ](?!{_A_YEAR.pattern}(?!\d))\d{{4}}",
        r"\d[A-Z]{3}\d{3}",
        r"[A-Z]{2}\d{2} ?[A-Z]{3}",
        r"(?=[A-Z]{0,16}\d)(?=\d{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}",
    ):
        form = rf"{_BEGINS}(?<!-){plate}{_ENDS}(?!-)"
        yield _rule("L", "number of a vehicle", form, NUMBER, flags=_AS_WRITTEN)
    called = rf"(?P<before>(?:number|nummer|{_BEGINS}(?:no\.|nr\.?|konto|account|passport|iban)){_ENDS}[ :.#]{{1,3}})"
    token = r"(?=[A-Z0-9./-]{0,30}\d{4})[A-Z0-9][A-Z0-9./-]{3,34}(?<![./-])"  # noqa: S105 - a form, no secret
    yield _rule("J", number, called + token, NUMBER)
    yield _rule("J", number, r"\d{5,}+", NUMBER)


_RULES: Final = (*_addresses(), *_coordinates(), *_dates(), *_numbers())
"""An address is looked for first, since it may hold everything else, and a long number last."""
