r"""What somebody marked as a topic, a session, a rupture or an agreement becomes a record of that kind.

Nothing is guessed from what was written. A mark is a tag of an entry, a heading in its text, or ``record:`` in the header
of a note, and only where its writer said which words are marks. The entry stays as it is, with every word of it; the record
that is made holds no more than its name and its day, and a link to the entry. Where a text is private (``%%…%%``), it marks
nothing, and a name that is private stays so.

=============================  ==========================================================================
mark                           what is made
=============================  ==========================================================================
an entry with the tag          one record, named after the title of the entry, or its first line
a heading that is the word     one topic for each item of the list below it, or one record named after the
                               first line below it
a heading ``Word: a name``     one record of that name; for a session, a date instead of a name is its day
``record: topic`` in a header  one record, as for a tag; ``agreement`` as well
=============================  ==========================================================================
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, cast

from attrs import evolve, frozen

from ..errors import Problem
from ..model.agreements import Agreement
from ..model.contact_rules import Terms
from ..model.digests import as_read
from ..model.entries import Comment, Entry
from ..model.ids import derived_id
from ..model.journal import Record
from ..model.results import JournalReading
from ..model.revisions import Revision
from ..model.ruptures import Rupture
from ..model.sessions import Session, Topic
from ..model.values import Link, Source, When
from ..moments import day
from ..text import without_private_spans
from . import _dates as dates
from ._account import KEPT_BACK

Kind: TypeAlias = Literal["topic", "session", "rupture", "agreement"]

NO_DAY: Final = "an agreement without a day: left as an entry"
DOUBTFUL: Final = "a session whose heading names a day in a form, or with a weekday, that leaves a choice: it has none"

_HEADER: Final = "record"
_FROM: Final = "quoted_from"
_MADE: Final[Mapping[Kind, str]] = {
    "topic": "topics that were marked",
    "session": "sessions that were marked",
    "rupture": "ruptures that were marked",
    "agreement": "agreements that were marked",
}
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_CLOSING: Final = re.compile(r"[ \t]+#+[ \t]*\Z")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM: Final = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)")
_NAMED: Final = re.compile(r"[ \t]*[:–—-][ \t]+|:[ \t]*")
_LONGEST: Final = 200
"""How far into a heading the word that marks it is looked for."""
_ENDS_A_LIST: Final = re.compile(r"(?:`{3,}|~{3,}|[-_* ]{3,}\Z|=+\Z)")
_PER_CENT: Final = re.compile(r"\\?%\\?%")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = "*_ \t"


def with_marked(
    reading: JournalReading,
    *,
    topic_tag: str = "",
    session_tag: str = "",
    rupture_tag: str = "",
    date_order: str | None = None,
) -> JournalReading:
    r"""Return a reading with a record for everything that was marked.

    Args:
        reading: What was read.
        topic_tag: The words that mark a topic, with commas between them; capitals and a leading # or @ do not matter.
        session_tag: The words that mark a session.
        rupture_tag: The words that mark a rupture.
        date_order: ``DMY`` or ``MDY``, for the day of a session in its heading.

    >>> from therapy_notes.model.journal import Journal
    >>> body = "Slept badly.\n\n## To bring up\n\n- the money\n- her holiday\n"
    >>> entry = Entry(id="a1", body=body, source=Source(system="diary"))
    >>> reading = JournalReading(journal=Journal().with_records(entry))
    >>> [topic.text for topic in with_marked(reading, topic_tag="to bring up").journal.topics]
    ['the money', 'her holiday']
    """
    words: dict[Kind, frozenset[str]] = {
        "topic": _words(topic_tag),
        "session": _words(session_tag),
        "rupture": _words(rupture_tag),
        "agreement": frozenset(),
    }
    made: list[Record] = []
    problems: list[Problem] = []
    counted: Counter[str] = Counter()
    for number, entry in enumerate(reading.journal.entries, 1):
        for mark in _marks(entry, words, dates.checked_order(date_order)):
            record = _record(entry, mark, position=len(made))
            if mark.is_doubtful:
                problems.append(Problem(where=f"entry {number}", what=DOUBTFUL))
            if record is None:
                problems.append(Problem(where=f"entry {number}", what=NO_DAY))
            else:
                counted[_MADE[mark.kind]] += 1
                made.append(as_read(record))
    if not (made or problems):
        return reading
    return evolve(
        reading,
        journal=reading.journal.with_records(*made),
        problems=(*reading.problems, *problems),
        tally=evolve(reading.tally, counted={**reading.tally.counted, **counted}),
    )


def shared_with(reading: JournalReading, names: Iterable[str]) -> JournalReading:
    """Return a reading in which some people may see everything, the comments below entries as well.

    What was a draft, private or behind a password where it came from stays at home, and so does what was made of it, and a
    comment that waits for approval: its reader says so with ``kept_back``.

    >>> from therapy_notes.model.journal import Journal
    >>> rain, draft = Entry(id="a1", body="Rain."), Entry(id="a2", body="Not yet.", extra={"blog": {"kept_back": "draft"}})
    >>> journal = shared_with(JournalReading(journal=Journal().with_records(rain, draft)), ["therapist"]).journal
    >>> [entry.shared_with for entry in journal.entries]
    [('therapist',), ()]
    """
    who = tuple(names)
    if not who:
        return reading
    at_home = {entry.id for entry in reading.journal.entries if _said(entry, KEPT_BACK)}
    seen = [one for one in reading.journal if not at_home & {one.id, *(link.to for link in one.links if link.kind == _FROM)}]
    return evolve(reading, journal=reading.journal.with_records(*(as_read(_shown(one, who)) for one in seen)))


def _shown(record: Record, names: tuple[str, ...]) -> Record:
    found: Record = evolve(record, shared_with=(*record.shared_with, *names))
    if isinstance(found, Entry):
        comments = (
            said if _said(said, KEPT_BACK) else evolve(said, shared_with=(*said.shared_with, *names))
            for said in found.comments
        )
        return evolve(found, comments=tuple(comments))
    return found


@frozen
class _Mark:
    """Something that was marked: what it is, what it is called, its place in the entry, and its day if it says one."""

    kind: Kind
    name: str
    place: str
    text: str
    day: When | None = None
    is_doubtful: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(word for part in text.split(",") if (word := _plain(part.strip().lstrip("#@"))))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(entry: Entry, words: Mapping[Kind, frozenset[str]], order: str | None) -> Iterator[_Mark]:
    tags = {_plain(tag) for tag in entry.tags}
    said = _said(entry, _HEADER)
    found = {kind for kind, marks in words.items() if kind == said or tags & marks}
    for kind in words:
        if kind in found:
            yield _Mark(kind, _name_of(entry), "", entry.body)
    if any(words.values()):
        for mark in _marked_sections(without_private_spans(entry.body), words, order):
            # A heading that is only the word says once more what the entry is.
            if mark.kind == "topic" or mark.kind not in found or mark.day is not None:
                yield mark


def _name_of(entry: Entry) -> str:
    """Return what an entry is called: what all may see of its title or its first line; else that, and it stays private."""
    seen = without_private_spans(entry.title).strip() or _first_line(without_private_spans(entry.body).split("\n"))
    if seen:
        return _unescaped(seen)
    hidden = (entry.title or _first_line(entry.body.split("\n"))).replace("%%", "").strip()
    return f"%%{hidden}%%" if hidden else ""


def _unescaped(name: str) -> str:
    """Return a name without the backslashes that Markdown needs; two per cent signs keep the one that is ours."""
    return r"\%%".join(_ESCAPE.sub(r"\1", part) for part in _PER_CENT.split(name))


def _said(entry: Entry | Comment, key: str) -> str:
    """Return what the source of an entry or a comment said under some key. Each reader keeps that under its own name."""
    for kept in entry.extra.values():
        said = cast("Mapping[str, object]", kept).get(key) if isinstance(kept, Mapping) else None
        if isinstance(said, str):
            return _plain(said)
    return ""


def _marked_sections(body: str, words: Mapping[Kind, frozenset[str]], order: str | None) -> Iterator[_Mark]:
    lines = body.split("\n")
    for number, (heading, begin, end) in enumerate(_sections(lines), 1):
        for kind, marks in words.items():
            name = _name_behind(heading, marks)
            if name is None:
                continue
            below = lines[begin:end]
            items = [] if name or kind != "topic" else list(_items(below))
            for nth, item in enumerate(items, 1):
                yield _Mark(kind, _unescaped(item), f"{number}.{nth}", item)
            if items:
                continue
            told = dates.told(name, order) if kind == "session" else None
            yield _Mark(
                kind,
                _unescaped(name or _first_line(below)),
                str(number),
                "\n".join(below).strip("\n"),
                day=None if told is None else day(told.day),
                is_doubtful=kind == "session" and told is None and dates.is_like_a_date(name),
            )


def _name_behind(heading: str, marks: frozenset[str]) -> str | None:
    """Return what stands behind the word that marks a heading: nothing, or a name; None if it is no such heading."""
    if _plain(heading) in marks:
        return ""
    for found in _NAMED.finditer(heading, 0, _LONGEST):
        if _plain(heading[: found.start()]) in marks:
            return heading[found.end() :].strip()
    return None


def _sections(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each heading, and where the lines below it begin, and end: at the next heading of its level or above."""
    found = list(_headings(lines))
    ends = [len(lines)] * len(found)
    next_of = [len(lines)] * 7
    for nth in range(len(found) - 1, -1, -1):
        place, level, _ = found[nth]
        ends[nth] = min(next_of[1 : level + 1])
        next_of[level] = place
    for (place, _, text), end in zip(found, ends, strict=True):
        yield text, place + 1, end


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    fence = ""
    for place, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
        elif found:
            fence = found[1]
        elif heading := _HEADING.match(line):
            yield place, len(heading[1]), _CLOSING.sub("", heading[2]).strip(_EMPHASIS)


def _items(lines: list[str]) -> Iterator[str]:
    """Yield the items of the lists at the margin, each with what belongs to it on one line."""
    item: list[str] = []
    is_apart = False
    for line in lines:
        found = _ITEM.match(line)
        is_indented = line.startswith((" ", "\t"))
        if found or (not is_indented and (is_apart or _ENDS_A_LIST.match(line))):
            if item:
                yield " ".join(item)
            item = [found[1].strip()] if found else []
        elif item and line.strip():
            item.append(line.strip())
        is_apart = not line.strip()
    if item:
        yield " ".join(item)


def _first_line(lines: list[str]) -> str:
    """Return the first line that says something, without the marks of a heading or a list before it."""
    for line in lines:
        text = line.strip()
        heading, item = _HEADING.match(text), _ITEM.match(text)
        text = heading[2] if heading else item[1] if item else text
        if text.strip("#*_->~` \t"):
            return text.strip()
    return ""


def _record(entry: Entry, mark: _Mark, *, position: int) -> Record | None:
    """Return the record that was marked; None for an agreement of which nobody knows when it was made."""
    at = mark.day or (None if mark.is_doubtful else entry.happened or entry.written_at)
    id = derived_id("marked", mark.kind, entry.id, mark.place)
    links = (Link(kind=_FROM, to=entry.id),)
    source = entry.source and Source(system=entry.source.system, ref=entry.source.ref, position=position)
    match mark.kind:
        case "topic":
            return Topic(id=id, text=mark.name, opened=at, links=links, source=source)
        case "session":
            return Session(id=id, starts_at=at, status="fulfilled", links=links, source=source)
        case "rupture":
            return Rupture(id=id, title=mark.name, noticed=at, links=links, source=source)
        case "agreement":
            if at is None:
                return None
            stated = Revision(id="r1", at=at, act="stated", by="unknown", terms=Terms(words=mark.text))
            return Agreement(id=id, topic="other", kind="own", revisions=(stated,), links=links, source=source)
