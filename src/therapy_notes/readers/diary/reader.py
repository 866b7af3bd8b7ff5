r"""A diary in one text file: a date on a line of its own, below it what was written on that day, and so on.

Where a line is only a date, by a closed list of forms (``diary.dates``), a day begins; it may be marked
(``diary.headings``), and a title may follow it behind a dash, a colon or a bar. Any other date is text. The whole file
decides whether day or month comes first, and in which year a heading without one is (``diary.order``); where it does not,
somebody is asked. A year of two digits is one of 1950 to 2049.

An item is an entry: one for each date heading, or for each clock time below it with ``split_times``. What stands above the
first heading, or between a year or month and its first day, is an entry without a date.

A file is Markdown if its name ends in ``.md`` or ``.markdown``, or if more than half of its date headings begin with
``#``. Then its text stays as it is, and ``%%…%%`` in it is private; a private span that reaches over several days is
private in each of them, and one that begins in a heading goes on below it. Everything else is plain text, and becomes
Markdown that shows the same words: there ``%%`` is two signs.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from attrs import evolve, frozen

from ... import moments
from ...errors import Problem, ReadError
from ...model.entries import Entry
from ...model.results import JournalReading
from ...model.values import Source
from ...moments import Date, DateTime
from ...text import has_lone_surrogate, without_private_spans
from .._account import NO_DATE, Account, digest
from .._dates import checked_order
from .._lines import line_of
from .._plain_markdown import to_markdown
from .._text import decoded, lines
from .dates import Section, Stamp, clock, stamp
from .headings import IN_CODE, LONGEST_TITLE, Heading, headings, in_code, is_rule, plain, unmarked
from .languages import Languages
from .order import FAR_YEAR, Day, UndecidedError, Unknown, days, decided, far_years

SYSTEM: Final = "diary"

NO_HEADINGS: Final = "no date heading found: no line that is only a date, with a year, such as 12 March 2018 or 2018-03-12"
MARKUP: Final = "HTML or XML, not a diary as plain text"
NO_TEXT: Final = "no text"
BEFORE: Final = "text before the first date heading: an entry without a date"
BETWEEN: Final = "text between a year or month and its first day: an entry without a date"
TWO_DAYS: Final = "a heading that names two days: the first of them counts"
CLOCK_BACK: Final = "a clock time earlier than the one before it on that day: kept as a day"
STILL_PRIVATE: Final = "a private span (%%) that begins before this entry: it is private from here on as well"
NO_CHARACTER: Final = "half characters, which no file can hold: shown as U+FFFD"

_SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd")
_SAMPLE: Final = 65536
_ENOUGH: Final = 2
_MARKUP: Final = ("<!doctype", "<html", "<?xml")
_MARKED: Final = frozenset({"#", "emphasis"})


def read(
    data: bytes,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    date_order: str | None = None,
    languages: str | None = None,
    split_times: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read a diary with a date over each day.

    Args:
        data: The file.
        name: What to call it in problems. Where it ends in ``.md``, the diary is Markdown.
        zone: The time zone of the times of day. Without it, such a time is only a day.
        me: Not used: a diary is by one person.
        date_order: ``DMY``, ``MDY`` or ``YMD``, for dates in numbers, where the file does not tell.
        languages: Codes of the languages of its dates, besides English, such as ``fr,de``. It needs an extra.
        split_times: ``yes`` to begin a new entry at each line that begins with a time of day.
        encoding: Its encoding, where it is neither UTF-8 nor marked.

    Raises:
        ReadError: It is empty or no text; it has no date heading; or its dates could be read in two orders.
        AmbiguousTimeError: ``zone`` is no time zone.
        ValueError: Another option is not one of those that there are.
        ImportError: ``languages`` is given, and the extra is not installed.

    >>> diary = "12/03/2018\nIt rained, 100%% of the day.\n\n25/03/2018 – at the lake\nIt did not.\n"
    >>> for entry in read(diary.encode()).journal.entries:
    ...     print(entry.written_at, entry.title, entry.body, sep=" | ")
    2018-03-12 |  | It rained, 100\%\% of the day.
    2018-03-25 | at the lake | It did not.
    """
    order = checked_order(date_order)
    splits = _truth(split_times)
    known = None if languages is None else Languages(languages)
    file = name or "diary"
    account = Account(file, zone)
    text, odd = decoded(data, file, what="a diary as plain text", encoding=encoding)
    for problem in odd:
        account.report(problem.where.removeprefix(file).removeprefix(": "), problem.what)
    if text.lstrip()[:20].lower().startswith(_MARKUP):
        raise ReadError([Problem(where=file, what=MARKUP)])
    if has_lone_surrogate(text):
        text = _without_surrogates(text, account)
    diary = _Diary.of(lines(text), known, account, is_markdown=name.lower().endswith(_SUFFIXES))
    entries = list(diary.entries(order, splits=splits))
    return account.reading(entries)


def claims(data: bytes) -> bool:
    r"""Tell whether a file may be a diary: at least two lines at its beginning are dates by the list of forms.

    >>> claims(b"12 March 2018\nRain.\n13 March 2018\nMore.\n"), claims(b"We met on\n12 March 2018\nin the rain.")
    (True, False)
    """
    sample = data[:_SAMPLE]
    codec = "utf-16" if sample.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = sample.decode(codec, "replace")
    if text.lstrip()[:1] in {"<", "{", "["}:
        return False
    found, _ = headings(lines(text)[: None if len(data) <= _SAMPLE else -1])
    return sum(isinstance(heading.says, Stamp) and heading.says.is_some_day for heading in found) >= _ENOUGH


@frozen
class _Part:
    """What becomes one entry: some lines, and what stands over them.

    Args:
        place: The line where it begins, from 0.
        begin: Its first line of text.
        end: The line after its last.
        heading: The heading that it stands under.
        day: The day that the heading names.
        title: Its title.
        first: Text that stands on the line of the heading, or behind a clock time.
        clock: The clock time at which it was split off.
        clock_text: That time, as it is written.
        is_back: Whether that clock time is earlier than the one before.
    """

    place: int
    begin: int
    end: int
    heading: Heading | None = None
    day: dt.date | Unknown | None = None
    title: str = ""
    first: str = ""
    clock: dt.time | None = None
    clock_text: str = ""
    is_back: bool = False


@frozen
class _Diary:
    """One diary while it is read."""

    lines: Sequence[str]
    found: Sequence[Heading]
    others: Sequence[tuple[int, str]]
    code: frozenset[int]
    account: Account
    is_markdown: bool

    @classmethod
    def of(cls, lines: Sequence[str], languages: Languages | None, account: Account, *, is_markdown: bool) -> "_Diary":
        """Find the headings of a diary, and whether it is Markdown."""
        found, others = headings(lines, languages)
        dated = [heading for heading in found if isinstance(heading.says, Stamp)]
        is_markdown = is_markdown or sum(heading.mark == "#" for heading in dated) * 2 > len(dated)
        code = in_code(lines) if is_markdown else frozenset[int]()
        hidden = [heading for heading in found if is_markdown and _is_code(heading.place, lines, code)]
        others += [(heading.place, IN_CODE) for heading in hidden]
        unseen = {heading.place for heading in hidden}
        found = [heading for heading in found if heading.place not in unseen]
        return cls(lines, found, others, code, account, is_markdown)

    def entries(self, order: str | None, *, splits: bool) -> Iterator[Entry]:
        """Yield the entries, in the order of the file."""
        kept = self._days(order)
        parts = self._parts(kept)
        if splits:
            parts = (piece for part in parts for piece in self._pieces(part))
        is_private = False
        for position, part in enumerate(parts):
            self.account.found += 1
            body = self._body(part)
            if not body and not part.title:
                self.account.skip(_line(part.place), NO_TEXT)
                continue
            title = part.title
            if self.is_markdown:
                if is_private:
                    self.account.report(_line(part.place), STILL_PRIVATE)
                title, is_private = _continued(title, is_private=is_private)
                body, is_private = _continued(body, is_private=is_private)
            yield self._entry(part, title, body, position)

    # -- which headings are days -------------------------------------------------------------------------------

    def _days(self, order: str | None) -> list[tuple[Heading, dt.date | Unknown | None]]:
        """Return the headings that are sections or days, and report what only looks like one."""
        marks = [heading.says for heading in self.found]
        undecided = ""
        became: list[Day] = []
        try:
            found = decided(marks, order)
        except UndecidedError as error:
            undecided = str(error)
        else:
            became = days(marks, found)
            self.account.counted[f"dates read in the order {found.numbers}"] += found.open
        if undecided:
            raise ReadError([Problem(where=self.account.file, what=undecided)])
        kept: list[tuple[Heading, dt.date | Unknown | None]] = []
        others = list(self.others)
        for heading, day in zip(self.found, became, strict=True):
            if isinstance(heading.says, Section):
                kept.append((heading, None))
                self.account.counted["lines that only name a year or a month"] += 1
            elif isinstance(day, str):
                others.append((heading.place, day))
            else:
                kept.append((heading, day))
        if not any(day for _, day in kept):
            self._refuse(others)
        others += [(self.found[n].place, FAR_YEAR) for n in far_years(marks, became)]
        for place, what in sorted(others):
            self.account.report(_line(place), what)
        return kept

    def _refuse(self, others: list[tuple[int, str]]) -> None:
        file = self.account.file
        first = [Problem(where=f"{file}: {_line(place)}", what=what) for place, what in sorted(others)[:LONGEST_TITLE]]
        raise ReadError([Problem(where=file, what=NO_HEADINGS), *first])

    # -- parts -------------------------------------------------------------------------------------------------

    def _parts(self, kept: Sequence[tuple[Heading, dt.date | Unknown | None]]) -> Iterator[_Part]:
        ends = [*(heading.place for heading, _ in kept), len(self.lines)]
        if self._has_text(0, ends[0]):
            self.account.report(_line(0), BEFORE)
            yield _Part(0, 0, ends[0])
        for (heading, day), end in zip(kept, ends[1:], strict=True):
            begin = heading.place + heading.length
            if day is None:
                if self._has_text(begin, end):
                    self.account.report(_line(begin), BETWEEN)
                    yield _Part(begin, begin, end, heading)
                continue
            is_title = self.is_markdown or "%%" not in heading.title
            title, first = (heading.title, heading.text) if is_title else ("", heading.title)
            if title and stamp(title):
                self.account.report(_line(heading.place), TWO_DAYS)
            yield _Part(heading.place, begin, end, heading, day, title, first)

    def _pieces(self, part: _Part) -> Iterator[_Part]:
        """Yield a part in pieces, one for each line that begins with a time of day."""
        cuts = [(place, *found) for place in range(part.begin, part.end) if (found := self._clock(place))]
        if part.day is None or not cuts:
            yield part
            return
        last = part.heading.says.clock if part.heading and isinstance(part.heading.says, Stamp) else None
        title = part.title
        above = evolve(part, end=cuts[0][0])
        takes_its_place = bool(title and cuts[0][3])
        if takes_its_place or part.first or self._has_text(above.begin, above.end):
            yield above
            title = ""
        ends = [*(place for place, *_ in cuts[1:]), part.end]
        for (place, time, written, name, first), end in zip(cuts, ends, strict=True):
            self.account.counted["entries that begin at a time of day"] += 1
            is_back = last is not None and time < last
            yield _Part(place, place + 1, end, part.heading, part.day, name or title, first, time, written, is_back)
            last, title = time, ""

    def _clock(self, place: int) -> tuple[dt.time, str, str, str] | None:
        """Return the time with which a line begins, as it is written, the title and the text behind it."""
        if place in self.code:
            return None
        line = self.lines[place].strip()
        mark, _, bare = unmarked(plain(line[:_SAMPLE])) if line[:1] in {"#", "*", "_"} else ("", 0, line)
        found = clock(bare) if mark in _MARKED or not mark else None
        if found is None:
            return None
        time, rest = found
        written = bare[: len(bare) - len(rest)].rstrip(" -–—|·:,")
        is_title = mark == "#" and len(rest) <= LONGEST_TITLE and (self.is_markdown or "%%" not in rest)
        return (time, written, rest, "") if is_title else (time, written, "", rest)

    # -- entries -----------------------------------------------------------------------------------------------

    def _entry(self, part: _Part, title: str, body: str, position: int) -> Entry:
        raw = part.heading.raw if part.heading else ""
        kept = {"heading": raw, "time": part.clock_text}
        day = part.day.isoformat() if isinstance(part.day, dt.date) else ""
        return Entry(
            id=self.account.id(SYSTEM, raw, day, part.clock_text, title, digest(body)),
            written_at=self._written_at(part),
            title=title,
            body=body,
            source=Source(system=SYSTEM, ref=raw, position=position),
            extra={SYSTEM: {key: value for key, value in kept.items() if value}} if raw else {},
        )

    def _written_at(self, part: _Part) -> DateTime | Date | None:
        place = _line(part.place)
        if not isinstance(part.day, dt.date) or part.heading is None or not isinstance(part.heading.says, Stamp):
            self.account.counted[NO_DATE] += 1
            if part.day is Unknown.YEAR:
                self.account.losses["headings whose year is not known"] += 1
                self.account.report(place, Unknown.YEAR.value)
            return None
        if part.is_back:
            self.account.report(place, CLOCK_BACK)
            return moments.day(part.day)
        said = part.heading.says
        if part.clock is None and said.clock is not None and said.offset is not None:
            aware = dt.datetime.combine(part.day, said.clock, dt.timezone(said.offset))
            return moments.moment(aware, self.account.zone)
        time = part.clock or said.clock
        return moments.day(part.day) if time is None else self.account.at(dt.datetime.combine(part.day, time), place)

    def _body(self, part: _Part) -> str:
        begin, end = self._without_rules(part)
        text = [*([part.first] if part.first else []), *self.lines[begin:end]]
        if not self.is_markdown:
            return to_markdown(map(line_of, text))
        while text and not text[-1].strip():
            text.pop()
        return "\n".join(text[sum(1 for _ in takewhile(lambda line: not line.strip(), text)) :])

    def _without_rules(self, part: _Part) -> tuple[int, int]:
        """Return where the text of a part begins and ends, without the lines that are drawn between days."""
        begin, end = part.begin, part.end
        starts_below = not part.first and (part.heading is not None or not self.is_markdown)
        while starts_below and begin < end and self._is_frame(begin):
            begin += 1
        while end > begin and self._is_frame(end - 1):
            if self.is_markdown and self.lines[end - 1].strip() and end - 1 > begin and self.lines[end - 2].strip():
                break  # it makes a heading of the line above it
            end -= 1
        drawn = sum(1 for place in (*range(part.begin, begin), *range(end, part.end)) if self.lines[place].strip())
        self.account.losses["lines that only draw a line"] += drawn
        return begin, end

    def _is_frame(self, place: int) -> bool:
        return not self.lines[place].strip() or is_rule(self.lines[place])

    def _has_text(self, begin: int, end: int) -> bool:
        return not all(map(self._is_frame, range(begin, end)))


def _is_code(place: int, lines: Sequence[str], code: frozenset[int]) -> bool:
    return place in code or lines[place].expandtabs(4).startswith("    ")


def _continued(text: str, *, is_private: bool) -> tuple[str, bool]:
    r"""Return a text so that it is private just where it was when it followed another, and whether its end is private.

    >>> _continued("for nobody%% for all %%or", is_private=True), _continued("", is_private=True)
    (('%%for nobody%% for all %%or', True), ('', True))
    """
    marked = f"%%{text}" if is_private else text
    is_open = without_private_spans(f"{marked}\n") == without_private_spans(marked)
    return (marked if text else ""), is_open


def _line(place: int) -> str:
    return f"line {place + 1}"


def _truth(answer: str | None) -> bool:
    if answer is None or answer.lower() in {"yes", "no"}:
        return answer is not None and answer.lower() == "yes"
    raise ValueError("split_times is not yes or no")


def _without_surrogates(text: str, account: Account) -> str:
    """Return a text in which pairs of halves are characters, and every other half is U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    account.counted[NO_CHARACTER] += whole.count("\ufffd") - text.count("\ufffd")
    return whole
