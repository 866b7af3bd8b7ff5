"""A whole view as a document to keep: who is who, then everything in the order of time.

Every kind of record passes through the same few functions, which read its fields off the table of shapes. What a new kind
holds is on the page as soon as the kind exists.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from attrs import define, evolve, field

from ..document.markdown import blocks, plain
from ..document.pictures import clean_picture
from ..document.tree import Block, Blocks, Document, Heading, Inlines, Listing, Paragraph, Picture, Quote, Text, Title
from ..model.contacts import Contact
from ..model.entries import Comment, Entry
from ..model.journal import Journal, Record, kind_of, time_of, title_of
from ..model.people import Part, Person, Therapy
from ..model.sessions import Reflection
from ..model.shapes import EVERYBODY, Choice, Extra, Field, Many, Nested, Scalar, fields
from ..model.statements import Statement
from ..model.values import Afterthought, Approximate, Attachment, Feeling, When, day_of, said
from ..moments import length_wire
from ..sharing.views import View
from ..text import visible, with_directions_closed
from .layout import Layout

QUOTED: Final[frozenset[tuple[type, str]]] = frozenset({(Statement, "words")})
"""The fields that hold what somebody said."""

MARKDOWN: Final[frozenset[tuple[type, str]]] = frozenset(
    {(Entry, "body"), (Contact, "body"), (Comment, "body"), (Reflection, "notes")}
)
"""The fields that are written in Markdown. All other words are plain."""

NOT_ON_PAPER: Final = frozenset({"id", "source", "extra", "shared_with", "therapy"})
"""What is for machines, or for nobody."""

NOT_IN_A_HEADING: Final = frozenset({"agreement", "statement"})
"""The kinds that are called by a term, or by words that stand on the page as a quotation."""

NAMED_BY_WORDS: Final = frozenset({"urge", "belief", "prediction", "question", "goal", "score", "preference"})
"""The kinds whose heading is a sentence or a name, and does not say what they are: that stands beneath it, first."""

UNLABELLED: Final = frozenset(
    {"words", "text", "what", "name", "note", "at", "kind", "act", "state", "medium", "side", "to"}
)
"""Fields that say by themselves what they are."""

BODY_BELOW: Final = 2
"""The level of a record's heading: headings inside a body stand below it."""


def compose_view(view: View, layout: Layout) -> Document:
    """Return the document of a whole view."""
    reader = "me" if view.is_mine else "another"
    words = layout.labels.words
    title = words[f"title/record/{reader}"]
    lead = words[f"lead/record/{reader}"].format(audience=layout.labels.who(view.audience))
    record = _Record(view.journal, layout)
    return Document(
        title=title,
        blocks=(Title((Text(title),)), Paragraph(plain(lead), role="lead"), *_chapters(view.journal, record)),
        language=layout.labels.language,
        paper=layout.paper,
        style="record" if layout.style == "page" else layout.style,
        footer=words["footer"],
    )


def _chapters(journal: Journal, record: "_Record") -> Iterator[Block]:
    people: list[Record] = []
    rest: list[Record] = []
    for found in journal:
        (people if isinstance(found, Person | Part | Therapy) else rest).append(found)
    if people:
        yield Heading(1, (Text(record.layout.labels.words["who_is_who"]),))
        for found in people:
            yield from record.blocks(found)
    for month, found_then in groupby(rest, key=record.month):
        yield Heading(1, (Text(month),))
        for found in found_then:
            yield from record.blocks(found)


@define
class _Parts:
    """What a value holds, sorted by how it stands on the page."""

    text: list[Block] = field(factory=list[Block])
    line: list[str] = field(factory=list[str])
    beneath: list[tuple[Block, ...]] = field(factory=list[tuple[Block, ...]])


class _Record:
    """Writes records. Knows the names of all, so that a reference reads as a name, and the pictures that it has cleaned."""

    def __init__(self, journal: Journal, layout: Layout) -> None:
        self.layout = layout
        self.pictures: dict[str, Picture] = {}
        self.names: dict[str, str] = {record.id: name for record in journal if (name := self.name_of(record))}
        self.names |= {record.id: self.heading(record) for record in journal if record.id not in self.names}

    def name_of(self, record: Record) -> str:
        """Return what a record is called, in the words of its writer; empty when it has no name that stands in a heading."""
        kind = kind_of(record).name
        return "" if kind in NOT_IN_A_HEADING else self.layout.labels.called(kind, title_of(record))

    def month(self, record: Record) -> str:
        """Return the heading under which a record stands: a month, or the year when no more is known."""
        when = time_of(record)
        day = day_of(when)
        if day is None:
            return self.layout.labels.words["without_a_date"]
        return self.layout.when(day, pattern="year" if _is_a_year(when) else "month")

    def heading(self, record: Record) -> str:
        """Return the heading of a record: when it was, and its name or else its kind."""
        when = time_of(record)
        clock = self.layout.clock(when)
        kind = self.layout.labels.kind(kind_of(record).name)
        day = f"{self.layout.when(when)}{f', {clock}' if clock else ''}"
        if isinstance(record, Therapy):
            return " · ".join(filter(None, (kind, self._who(record.therapist) if record.therapist else "")))
        if isinstance(record, Person | Part):
            return self.name_of(record) or kind
        return " · ".join(filter(None, (day, self.name_of(record) or kind)))

    def blocks(self, record: Record) -> Blocks:
        """Return a record under its heading: its text first, then one line of small facts, then the rest."""
        kind = kind_of(record)
        named = kind.title if self.name_of(record) else None
        dated = () if isinstance(record, Person | Part | Therapy) else kind.times[:1]
        in_heading = frozenset({named, *dated})
        parts = self._parts(record, in_heading)
        if named and kind.name in NAMED_BY_WORDS:
            parts.line.insert(0, self.layout.labels.kind(kind.name))
        facts = (Paragraph(plain(" · ".join(parts.line)), role="note"),) if parts.line else ()
        listed = (Listing("bullet", tuple(parts.beneath)),) if parts.beneath else ()
        return (Heading(2, plain(self.heading(record))), *parts.text, *facts, *listed)

    def _parts(self, value: object, skip: frozenset[str | None] = frozenset()) -> "_Parts":
        """Take a value apart: running text, small facts for one line, and what needs room of its own."""
        parts = _Parts()
        for f in fields(type(value)):
            held = getattr(value, f.name)
            if f.name in NOT_ON_PAPER or f.name in skip or _is_nothing(f, held):
                continue
            if (type(value), f.name) in MARKDOWN:
                parts.text += blocks(held, below=BODY_BELOW)
            elif (type(value), f.name) in QUOTED:
                parts.text.append(Quote((Paragraph(plain(held)),)))
            elif isinstance(f.shape, Scalar | Choice):
                words = self._short(f, held, type(value))
                if words:
                    parts.line.append(words)
            else:
                fact = self._fact(f, held, type(value))
                if fact:
                    parts.beneath.append(fact)
        return parts

    def _fact(self, f: Field, held: Any, of: type) -> tuple[Block, ...]:
        """Return a field that needs room of its own, under its label; nothing when nothing in it can be shown."""
        label = self.layout.labels.field(f.name, of.__name__)
        match f.shape:
            case Many(Nested(inner)) if inner is Feeling:
                return (Paragraph((*_label(label), *plain(self._feelings(held)))),)
            case Many(Nested(inner)) if inner is Comment:
                return Paragraph((Text(label, strong=True),)), self._thread(held, None)
            case Many(Nested(inner)):
                written = self._attachment if inner is Attachment else self._item
                return Paragraph((Text(label, strong=True),)), Listing("bullet", tuple(map(written, held)))
            case Many(one):
                said = [words for item in held if (words := self._words(one, item, f"{of.__name__}.{f.name}"))]
                return (Paragraph((*_label(label), *plain(" · ".join(said)))),) if said else ()
            case _:
                return self._item(held, label)

    def _item(self, value: object, label: str = "") -> tuple[Block, ...]:
        """Return a smaller value: one line, and what it holds beneath."""
        parts = self._parts(value)
        line = plain(" · ".join(parts.line))
        if label:
            line = (*_label(label), *line) if line else (Text(label, strong=True),)
        head = (Paragraph(line),) if line else ()
        listed = (Listing("bullet", tuple(parts.beneath)),) if parts.beneath else ()
        return (*head, *parts.text, *listed) or (Paragraph((Text("–"),)),)

    def _attachment(self, attachment: Attachment) -> tuple[Block, ...]:
        """Return what is known of an attachment, and beneath it the picture if there is one of its name.

        What a picture shows for those who cannot see it is then said by the picture itself.
        """
        if not attachment.name or attachment.name not in self.layout.pictures:
            return self._item(attachment)
        return (*self._item(evolve(attachment, alt_text="")), self._picture(attachment))

    def _picture(self, attachment: Attachment) -> Picture:
        """Return the picture of an attachment. Only here does one come onto a page, and only cleaned."""
        clean = self.pictures.get(attachment.name)
        if clean is None:
            where = f"picture {len(self.pictures) + 1}"
            clean = clean_picture(self.layout.pictures[attachment.name], where=where)
            self.pictures[attachment.name] = clean
        said = with_directions_closed(visible(attachment.alt_text))
        if not said.strip():
            # Not empty, which would say that it only decorates; and no file name, which says nothing.
            undescribed = self.layout.labels.term("picture_without_a_description")
            return evolve(clean, alt_text=undescribed, in_words=f"({undescribed})")
        return evolve(clean, alt_text=said, in_words=f"({self.layout.labels.term('picture')}: {said})")

    def _short(self, f: Field, held: Any, of: type) -> str:
        """Return a small fact in words, with its label unless it says by itself what it is."""
        label = self.layout.labels.field(f.name, of.__name__)
        if isinstance(held, bool):
            return label if held else self.layout.labels.untrue(f.name, label)
        words = self._words(f.shape, held, f"{of.__name__}.{f.name}")
        if not words or f.name in UNLABELLED or isinstance(f.shape, Choice) or f.shape == Scalar("length"):
            return words
        return f"{label}: {words}"

    def _feelings(self, feelings: tuple[Feeling, ...]) -> str:
        return " · ".join(" ".join(filter(None, self._feeling(feeling))) for feeling in feelings)

    def _feeling(self, feeling: Feeling) -> Iterator[str]:
        term = self.layout.labels.term
        yield term(feeling.name, "Feeling.name") if feeling.vocabulary == "fsre" else feeling.name
        yield said(feeling.degree) if feeling.degree is not None else ""
        told = ((feeling.moment, "Feeling.moment"), (feeling.known_by, "Feeling.known_by"))
        aside = [term(word, place) for word, place in told if word]
        if feeling.whose != "client":
            aside.insert(0, self._who(feeling.whose))
        if feeling.vocabulary != "own":
            aside.append(term(feeling.vocabulary, "Feeling.vocabulary"))
        yield f"({', '.join(aside)})" if aside else ""

    def _thread(self, comments: tuple[Comment, ...], parent: str | None) -> Listing:
        """Return comments as they answer one another. One whose parent is not there stands at the top."""
        there = {comment.id for comment in comments}
        nested: dict[str | None, list[Comment]] = {}
        for comment in comments:
            above = comment.in_reply_to if comment.in_reply_to in there else None
            nested.setdefault(above, []).append(comment)
        return _listed(nested, parent, self._comment)

    def _comment(self, comment: Comment) -> Blocks:
        line = [with_directions_closed(visible(comment.author)), self.layout.when(comment.written_at)]
        if comment.mine:
            line.append(self.layout.labels.field("mine"))
        if comment.likes:
            line.append(f"♥ {comment.likes}")
        head = Paragraph(tuple(Text(run, strong=True) for run in [" · ".join(filter(None, line))] if run))
        later = tuple(self._item(thought) for thought in comment.afterthoughts)
        return (
            *((head,) if head.content else ()),
            *blocks(comment.body, below=BODY_BELOW),
            *((Quote((Listing("bullet", later),)),) if later else ()),
        )

    def _words(self, shape: object, held: Any, place: str) -> str:
        """Return a scalar in words: a shipped word of its field in those of the language, one's own as it is."""
        match shape:
            case Scalar("when" | "moment" | "day"):
                clock = self.layout.clock(held)
                return f"{self.layout.when(held)}{f', {clock}' if clock else ''}"
            case Scalar("degree"):
                return said(held)
            case Scalar("length"):
                return _length(length_wire(held))
            case Scalar("who"):
                return self._who(held)
            case Scalar("reference" | "reference_or_words"):
                return self.names.get(held, "" if shape == Scalar("reference") else held)
            case Choice() | Scalar("term" | "words"):
                return self.layout.labels.term(held, place)
            case _:
                return str(held)

    def _who(self, who: str) -> str:
        return self.names.get(who, "") or self.layout.labels.who(who if who in EVERYBODY else "unknown")


def _listed(nested: Mapping[str | None, list[Comment]], parent: str | None, written: Callable[[Comment], Blocks]) -> Listing:
    items = tuple(
        (*written(comment), *((_listed(nested, comment.id, written),) if comment.id in nested else ()))
        for comment in nested.get(parent, ())
    )
    return Listing("bullet", items)


def _is_a_year(when: When | None) -> bool:
    """Whether a time is a whole year, or several."""
    ends = (when.earliest, when.latest) if isinstance(when, Approximate) else (None, None)
    return [(end.month, end.day) for end in ends if end is not None] == [(1, 1), (12, 31)]


def _label(label: str) -> Inlines:
    return (Text(label, strong=True), Text(": "))


def _length(wire: str) -> str:
    """Return a length of time without its ISO marks: ``PT1H30M`` as "1 h 30 min"."""
    for mark, unit in (("T", ""), ("D", " d "), ("H", " h "), ("M", " min "), ("S", " s ")):
        wire = wire.replace(mark, unit)
    return wire.removeprefix("P").strip()


def _is_nothing(f: Field, held: object) -> bool:
    """Whether a field says nothing: it is empty, or what it would be anyway and no choice of words."""
    if held is None or held in ((), "") or isinstance(f.shape, Extra):
        return True
    return not f.required and held == f.default and not isinstance(held, Approximate | Afterthought)
