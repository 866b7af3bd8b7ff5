"""The dates of a diary in other languages than English, by dateparser, which the extra ``languages`` brings.

dateparser alone takes much for a date. Here it may not: it gets short lines with a year of four digits, under strict
settings; it must find day, month and year on the line; that year must stand there; and a day of the week must agree. What
it completes from a clock, and what it thinks of zones that have a name, is not taken.
"""

import datetime as dt
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING, Final

from .. import _dates as told_dates
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
    >>> languages.stamp("hier"), languages.stamp("12 mars"), languages.stamp("12 mars 2018 rdv")
    (None, None, None)
    """

    def __init__(self, codes: str) -> None:
        self._names = codes.replace(",", " ").lower().split()
        if not self._names:
            raise ValueError(NO_LANGUAGES)
        self._parsers = {order: self._parser(order) for order in ("DMY", "MDY")}
        self._kept: dict[str, Stamp | None] = {}

    def stamp(self, text: str) -> tuple[Stamp, str] | None:
        """Return the date that a text begins with, and the title behind it, or None."""
        whole = self._stamp(text)
        if whole:
            return whole, ""
        for end in _TITLE.finditer(text, 0, _LONGEST + 1):
            found = self._stamp(text[: end.start()])
            if found:
                return found, text[end.end() :].strip()
        return None

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
        from dateparser.languages.loader import default_loader  # noqa: PLC0415

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


def _may_stand(sign: str) -> bool:
    return sign.isalnum() or sign in _SIGNS or unicodedata.category(sign).startswith("M")
