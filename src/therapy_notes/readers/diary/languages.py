"""The dates of a diary in other languages than English, by dateparser, which the extra ``languages`` brings.

dateparser alone takes much for a date. Here it may not: it gets short lines with a year of four digits, under strict
settings; it must find day, month and year on the line; that year must stand there; and a day of the week must agree. What
it completes from a clock, and what it thinks of zones that have a name, is not taken.

A date without a year, or with a short one, it does not get at all. There only its names of months and of days of the week
are used: with these in English, and without a few small words, the line must be one of the forms of ``diary.dates``. Behind
a day of the week, ``14.3.`` is a day and a month.
"""

import datetime as dt
import re
import unicodedata
import warnings
from collections.abc import Iterable
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from .. import _dates as told_dates
from . import dates
from .dates import MONTHS, WEEKDAYS, YEARS, Section, Stamp

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

NEEDS_EXTRA: Final = 'dates in other languages need an extra: pip install "therapy-notes[languages]"'
NO_LANGUAGES: Final = "languages is not a list of codes such as fr,de that dateparser knows"

_LONGEST: Final = 60
_MOST_KEPT: Final = 10_000
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_TITLE: Final = re.compile(r":(?= |\Z)| [-–—|·](?= |\Z)|—")
_SIGNS: Final = frozenset(" .,:/-–'’()")
_TUESDAY: Final = 1
_MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_DAY: Final = f"(?:{'|'.join(_DAY_NAMES)})"
_A_MONTH: Final = f"(?:{'|'.join(_MONTH_NAMES)})"
_AS_IN_ENGLISH: Final = tuple(
    (re.compile(pattern, re.ASCII), becomes)
    for pattern, becomes in (
        (rf"\A({_A_DAY})\.?,? ", r"\1, "),
        (rf"\A({_A_DAY}, |)(?:le|la|el|il|lo|den|der|am|op|em|on) (?=[0-9])", r"\1"),
        (rf"\A({_A_DAY}, [0-9]{{1,2}})\. ?0?([1-9]|1[0-2])\.(?![0-9])", r"\1 month\2"),
        (rf"(?<=[0-9])(?:er|\xba|\xaa)(?= (?:de )?{_A_MONTH})", ""),
        (rf"(?<=[0-9.]) (?:de|di|du) (?={_A_MONTH})", " "),
        (rf"({_A_MONTH}) (?:de|del) (?=['\u2019]?[0-9]{{2}}(?![0-9:.h]))", r"\1 "),
        (rf"({_A_MONTH} [0-9]{{1,2}})\.(?![0-9])", r"\1"),
        (r",? (?:um|\xe0|\xe0s|a las|alle|alle ore|kl\.?|om) (?=[0-9]{1,2}(?:[:h]| uhr))", " at "),
    )
)
"""What stands between the names of a date in some languages, and what stands there in English."""
_MONTH_NUMBER: Final = re.compile(r"\bmonth([0-9]{1,2})")
_SMALL_WORDS: Final = frozenset(
    {
        *("le", "la", "el", "il", "lo", "den", "der", "am", "op", "em", "on", "er", "de", "di", "du", "del"),
        *("um", "à", "às", "a", "las", "alle", "ore", "kl", "om", "uhr", "h"),
    }
)
_NUMBER: Final = re.compile(r"[0-9]+")
_MOST_MEANINGS: Final = 8
_BEFORE_EVERYTHING: Final = dt.datetime(1900, 1, 1)


class Languages:
    """Some languages, and what was found in them.

    Args:
        codes: Their codes, with commas or spaces between them.

    Raises:
        ImportError: dateparser is not installed.
        ValueError: It does not know one of them.

    >>> languages = Languages("fr, de")
    >>> languages.stamp("lundi 12 mars 2018")
    (Stamp(form='certain', numbers=(2018, 3, 12), short_year=False, weekday=0, clock=None, offset=None), '')
    >>> languages.stamp("Mi., 14.3.")
    (Stamp(form='yearless', numbers=(0, 3, 14), short_year=False, weekday=2, clock=None, offset=None), '')
    >>> languages.stamp("hier"), languages.stamp("14.3."), languages.stamp("12 mars 2018 rdv")
    (None, None, None)
    """

    def __init__(self, codes: str) -> None:
        self._names = codes.replace(",", " ").lower().split()
        if not self._names:
            raise ValueError(NO_LANGUAGES)
        self._parsers = {order: self._parser(order) for order in ("DMY", "MDY")}
        self._kept: dict[str, Stamp | None] = {}
        self._english = self._names_in_english()

    def stamp(self, text: str) -> tuple[Stamp, str] | None:
        """Return the date that a text begins with, and the title behind it, or None."""
        whole = self._stamp(text) or self._by_names(text)
        if whole:
            return whole, ""
        for end in _TITLE.finditer(text, 0, _LONGEST + 1):
            found = self._stamp(text[: end.start()]) or self._by_names(text[: end.start()])
            if found:
                return found, text[end.end() :].strip()
        return None

    def is_like_a_date(self, text: str) -> bool:
        """Tell whether a text is made of numbers and words of the calendar: a month and a number, or a day and two numbers.

        >>> languages = Languages("de")
        >>> languages.is_like_a_date("Mi 14/3"), languages.is_like_a_date("Mi 14"), languages.is_like_a_date("Mi 14/3 Arzt")
        (True, False, False)
        """
        if len(text) > _LONGEST:
            return False
        words = [word.casefold() for word in _LETTERS.findall(text)]
        if not all(word in self._english or word in _SMALL_WORDS for word in words):
            return False
        meanings = {name for word in words for name in self._english.get(word, ())}
        numbers = len(_NUMBER.findall(text))
        return numbers > 1 if meanings and meanings <= {*_DAY_NAMES} else numbers > 0 and bool(meanings)

    def section(self, text: str) -> Section | None:
        """Return the year that a line names; None if it is more than a month, with or without a year."""
        years = _YEAR.findall(text)
        if len(text) > _LONGEST or len(years) > 1 or len(_LETTERS.findall(text)) != 1:
            return None
        if not years and any(sign.isdigit() for sign in text):
            return None
        year = int(years[0]) if years else None
        if self._stamp(f"1 {text}" if years else f"1 {text} 2000") is None:
            return None
        return Section(year)

    def _by_names(self, text: str) -> Stamp | None:
        """Return the date that a text is by its names, where it has no year, or a short one."""
        if len(text) > _LONGEST or _YEAR.search(text) or not _NUMBER.search(text):
            return None
        text = text.casefold()
        words = _LETTERS.findall(text)
        if not any(word in self._english for word in words):
            return None
        meanings = [self._english.get(word, (word,)) for word in words]
        if prod(map(len, meanings)) > _MOST_MEANINGS:
            return None
        found = {_in_english(text, names) for names in product(*meanings)}
        stamps = {stamp for stamp in found if stamp}
        return stamps.pop() if len(stamps) == 1 else None

    def _names_in_english(self) -> dict[str, tuple[str, ...]]:
        """Return what each name of a month or of a day of the week means in English."""
        from dateparser.languages.loader import default_loader  # noqa: PLC0415 - of an extra

        found: dict[str, dict[str, None]] = {}
        for code in self._names:
            info = default_loader.get_locale(code).info
            for english in (*_MONTH_NAMES, *_DAY_NAMES):
                for name in (english, *info.get(english, ())):
                    found.setdefault(name.casefold().removesuffix("."), {})[english] = None
        return {name: tuple(meanings) for name, meanings in found.items()}

    def _stamp(self, text: str) -> Stamp | None:
        if len(text) > _LONGEST or not _YEAR.search(text) or not _LETTERS.search(text) or not all(map(_may_stand, text)):
            return None
        if text not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[text] = self._found(text)
        return self._kept[text]

    def _found(self, text: str) -> Stamp | None:
        day_first = self._asked(text, "DMY")
        if day_first is None:
            told = told_dates.told(text)  # it knows a few small words that dateparser does not
            return told and Stamp("certain", (told.day.year, told.day.month, told.day.day), clock=told.clock)
        moment, english = day_first
        month_first = self._asked(text, "MDY")
        if month_first is None or [int(year) for year in _YEAR.findall(text)] != [moment.year] or moment.year not in YEARS:
            return None
        words = [word[:3] for word in _LETTERS.findall(english)]
        weekdays = [WEEKDAYS.index(word) for word in words if word in WEEKDAYS]
        months = [word for word in words if word in MONTHS]
        if months == ["mar", "mar"] and not weekdays:
            # In Spanish and Italian "mar" is short for Tuesday as well.
            weekdays, months = [_TUESDAY], ["mar"]
        if len(weekdays) > 1 or len(months) > 1:
            return None
        is_open = not months and moment.date() != month_first[0].date()
        return Stamp(
            form="open" if is_open else "certain",
            numbers=(moment.day, moment.month, moment.year) if is_open else (moment.year, moment.month, moment.day),
            weekday=weekdays[0] if weekdays else None,
            clock=moment.time() if ":" in english or moment.time() != dt.time.min else None,
        )

    def _asked(self, text: str, order: str) -> tuple[dt.datetime, str] | None:
        """Ask dateparser, and return its answer with the text as it reads in English."""
        from dateparser.conf import settings  # noqa: PLC0415 - of an extra
        from dateparser.languages.loader import default_loader  # noqa: PLC0415 - loaded when it is used

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = self._parsers[order].get_date_data(text)
                if found.date_obj is None or found.date_obj.tzinfo is not None or found.locale is None:
                    return None
                english = default_loader.get_locale(found.locale).translate(text.lower(), settings=settings)
        except (ValueError, OverflowError, TypeError, AttributeError, LookupError, AssertionError):
            return None  # what it cannot read, it sometimes trips over
        return found.date_obj, english

    def _parser(self, order: str) -> "DateDataParser":
        try:
            from dateparser.date import DateDataParser  # noqa: PLC0415 - of an extra
        except ImportError:
            raise ImportError(NEEDS_EXTRA) from None
        try:
            parser = DateDataParser(
                languages=self._names,
                settings={
                    "STRICT_PARSING": True,
                    "PARSERS": ["absolute-time"],
                    "DATE_ORDER": order,
                    "RELATIVE_BASE": _BEFORE_EVERYTHING,
                },
            )
            parser.get_date_data("2000-01-01")  # only now does it look for the languages
        except ValueError:
            raise ValueError(NO_LANGUAGES) from None
        return parser


def _in_english(text: str, words: Iterable[str]) -> Stamp | None:
    """Return the date that a text is with these words in the places of its own."""
    instead = iter(words)
    text = _LETTERS.sub(lambda _: next(instead), text)
    for pattern, becomes in _AS_IN_ENGLISH:
        text = pattern.sub(becomes, text)
    found = dates.stamp(_MONTH_NUMBER.sub(lambda number: _MONTH_NAMES[int(number[1]) - 1], text))
    return found[0] if found and not found[1] else None


def _may_stand(sign: str) -> bool:
    return sign.isalnum() or sign in _SIGNS or unicodedata.category(sign).startswith("M")
