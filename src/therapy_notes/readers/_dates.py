"""The dates that stand on a saved page: a closed list of forms that mean one day only. Nothing is guessed."""

import datetime as dt
import re
from typing import Final, NamedTuple

from .. import moments
from ..errors import AmbiguousTimeError
from ..moments import Date, DateTime

_MONTHS: Final = (
    "january jan januar januari janvier enero gennaio janeiro",
    "february feb februar februari février fevrier febrero febbraio fevereiro",
    "march mar märz maerz maart mars marzo março",
    "april apr avril abril aprile",
    "may mai mei mayo maggio maio maj",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug augustus août aout agosto augusti",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember décembre decembre diciembre dicembre dezembro desember",
)
_WEEKDAYS: Final = (
    "monday mon montag lundi lunes maandag lunedì segunda-feira",
    "tuesday tue tues dienstag mardi martes dinsdag martedì terça-feira",
    "wednesday wed mittwoch mercredi miércoles woensdag mercoledì quarta-feira",
    "thursday thu thur thurs donnerstag jeudi jueves donderdag giovedì quinta-feira",
    "friday fri freitag vendredi viernes vrijdag venerdì sexta-feira",
    "saturday sat samstag samedi sábado zaterdag sabato",
    "sunday sun sonntag dimanche domingo zondag domenica",
)
_MONTH: Final = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}
_WEEKDAY: Final = {word: n for n, words in enumerate(_WEEKDAYS) for word in words.split()}
_AROUND: Final = (
    " a ago alle am around at às à da das de del den der di e el em est edt pst pdt gmt utc cet cest"
    " h hace há hour hours il in kl klo las le les m min minute minutes month months o om on op ore p pm"
    " second seconds st nd rd th the um uhr vor week weeks year years day days yesterday today "
)

_DAY_OF_WEEK: Final = r"(?:(?P<weekday>[^\W\d_]{3,10}(?:-feira)?)\.?,? )?(?:(?:the|den|le|el|il) )?"
_CLOCK: Final = (
    r"(?:,? (?:(?:at|um|à|a las|om|alle(?: ore)?|às|kl\.?|@|-|–|\|) )?"
    r"(?P<hour>\d{1,2})(?::|\.| ?h ?)(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?min)?"
    r"(?: ?(?P<half>am|pm|a\.m\.|p\.m\.))?(?: uhr)?)?"
)
_NAMED_DAY: Final = (
    r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:of |de )?(?P<month>[^\W\d_]{3,10})\.?,? (?:de |del )?(?P<year>\d{4})",
)
_FORMS: Final = tuple(re.compile(_DAY_OF_WEEK + day + _CLOCK) for day in _NAMED_DAY)
_NUMERIC: Final = re.compile(_DAY_OF_WEEK + r"(\d{1,2})[./-](\d{1,2})[./-](?P<year>\d{4})" + _CLOCK)
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(z|[+-]\d\d:\d\d)?)?", re.ASCII)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ONLY_A_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[:.h]\d\d")
_LONGEST: Final = 80
_YEARS: Final = range(1900, 2200)
_ORDERS: Final = frozenset({"DMY", "MDY", "YMD"})


class Told(NamedTuple):
    """A date as a page tells it: a day, perhaps with a time on some clock, perhaps a whole instant."""

    day: dt.date
    clock: dt.time | None = None
    instant: dt.datetime | None = None


def checked_order(order: str | None) -> str | None:
    """Return ``DMY``, ``MDY`` or ``YMD``.

    Raises:
        ValueError: It is none of them.
    """
    if order is None or order.upper() in _ORDERS:
        return order and order.upper()
    raise ValueError("date_order is not DMY, MDY or YMD")


def told(text: str, order: str | None = None) -> Told | None:
    """Return the date that ``text`` is, or None if its form is not one of the list, or its weekday is wrong.

    A number beside a number could be a day or a month: that is read only if ``order`` says which.

    >>> told("May 3, 2019 at 9:14 pm")
    Told(day=datetime.date(2019, 5, 3), clock=datetime.time(21, 14), instant=None)
    >>> told("Monday, 3 May 2019"), told("05/03/2019 at 9:14"), told("last Tuesday")
    (None, None, None)
    """
    if len(text) > _LONGEST:
        return None
    try:
        found = _told(" ".join(text.split()).casefold(), order)
    except ValueError:
        return None  # not a day of the calendar, not a time of the clock
    return found if found and found.day.year in _YEARS else None


def _told(text: str, order: str | None) -> Told | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _iso(*iso.groups())
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and found["month"] in _MONTH:
            return _whole(found, dt.date(int(found["year"]), _MONTH[found["month"]], int(found["day"])))
    numeric = _NUMERIC.fullmatch(text) if order in {"DMY", "MDY"} else None
    if numeric:
        first, second = int(numeric[2]), int(numeric[3])
        day, month = (first, second) if order == "DMY" else (second, first)
        return _whole(numeric, dt.date(int(numeric["year"]), month, day))
    return None


def is_like_a_date(text: str) -> bool:
    """Tell whether a line holds nothing but numbers and words of the calendar.

    >>> is_like_a_date("05/03/2019 at 9:14"), is_like_a_date("3 weeks ago"), is_like_a_date("9:30 was awful")
    (True, True, False)
    """
    if len(text) > _LONGEST or not any(sign.isdigit() for sign in text):
        return False
    words = _WORD.findall(text.casefold())
    if not all(word in _MONTH or word in _WEEKDAY or f" {word} " in _AROUND for word in words):
        return False
    return any(word in _MONTH or word == "ago" for word in words) or _ONLY_A_DATE.search(text) is not None


def when(found: Told, zone: str | None) -> DateTime | Date:
    """Return the moment that is told, seen in ``zone``. Without a zone, a time on a clock is only a day.

    Raises:
        AmbiguousTimeError: The clocks of that zone showed this time twice, or never.
    """
    if found.instant is not None:
        return moments.moment(found.instant, zone)
    if found.clock is None or zone is None:
        return moments.day(found.day)
    return moments.moment(dt.datetime.combine(found.day, found.clock), zone)


def given(text: str, zone: str | None) -> DateTime | Date:
    """Return the day or the moment that somebody typed.

    Raises:
        AmbiguousTimeError: It is neither a day ``YYYY-MM-DD`` nor a moment.
    """
    try:
        return moments.parse_day(text)
    except AmbiguousTimeError:
        return moments.moment(text, zone)


def _iso(day: str, clock: str | None, offset: str | None) -> Told:
    if clock is None:
        return Told(dt.date.fromisoformat(day))
    at = dt.datetime.fromisoformat(f"{day}T{clock}{(offset or '').upper()}")
    return Told(at.date(), at.time(), at if offset else None)


def _whole(found: re.Match[str], day: dt.date) -> Told | None:
    weekday = found["weekday"]
    if weekday and _WEEKDAY.get(weekday) != day.weekday():
        return None
    if found["hour"] is None:
        return Told(day)
    hour, half = int(found["hour"]), (found["half"] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Told(day, dt.time(hour, int(found["minute"]), int(found["second"] or 0)))
