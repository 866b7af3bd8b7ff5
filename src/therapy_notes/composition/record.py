"""A whole view as a document to keep: who is who, then everything in the order of time.

Every kind of record passes through the same few functions, which read its fields off the table of shapes. What a new kind
holds is on the page as soon as the kind exists.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from ..document.markdown import blocks, plain
from ..document.tree import Block, Blocks, Document, Heading, Inlines, Listing, Paragraph, Quote, Text, Title
from ..model.contacts import Contact
from ..model.entries import Comment, Entry
from ..model.journal import Journal, Record, kind_of, time_of
from ..model.people import Part, Person, Therapy
from ..model.sessions import Reflection
from ..model.shapes import EVERYBODY, Choice, Extra, Field, Many, Nested, Scalar, fields
from ..model.values import Afterthought, Approximate, Feeling, day_of, said
from ..moments import length_wire
from ..sharing.views import View
from .layout import Layout

MARKDOWN: Final[frozenset[tuple[type, str]]] = frozenset(
    {(Entry, "body"), (Contact, "body"), (Comment, "body"), (Reflection, "notes")}
)
"""The fields that are written in Markdown. All other words are plain."""

NOT_ON_PAPER: Final = frozenset({"id", "source", "extra", "shared_with", "therapy"})
"""What is for machines, or for nobody."""

NAMES: Final = ("title", "text", "name")
"""The field that names a record, for kinds that have one."""

SELF_EVIDENT: Final = frozenset({"words", "when", "moment", "day", "term", "reference", "reference_or_words"})
"""Scalars that need no label inside a smaller value."""

BODY_BELOW: Final = 2
"""The level of a record's heading: headings inside a body stand below it."""


def compose_view(view: View, layout: Layout) -> Document:
    """Return the document of a whole view."""
    reader = "me" if view.is_mine else "another"
    words = layout.labels.words
    title = words[f"title/record/{reader}"]
    lead = words[f"lead/record/{reader}"].format(audience=layout.labels.word(view.audience))
    record = _Record(view.journal, layout)
    return Document(
        title=title,
        blocks=(Title((Text(title),)), Paragraph(plain(lead), role="lead"), *_chapters(view.journal, record)),
        language=layout.language,
        paper=layout.paper,
        style=layout.style,
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


def name_of(record: Record) -> str:
    """Return the name of a record, in the words of its writer; empty when it has none."""
    return next((name for field in NAMES if (name := getattr(record, field, ""))), "")


class _Record:
    """Writes records. Knows the names of all, so that a reference reads as a name."""

    def __init__(self, journal: Journal, layout: Layout) -> None:
        self.layout = layout
        self.names: Mapping[str, str] = {record.id: name_of(record) or self.heading(record) for record in journal}

    def month(self, record: Record) -> str:
        """Return the heading under which a record stands."""
        day = day_of(time_of(record))
        if day is None:
            return self.layout.labels.words["without_a_date"]
        return self.layout.when(day, pattern="month")

    def heading(self, record: Record) -> str:
        """Return the heading of a record: when it was, and its name or else its kind."""
        when = time_of(record)
        clock = self.layout.clock(when)
        kind = self.layout.labels.word(kind_of(record).name)
        day = f"{self.layout.when(when)}{f', {clock}' if clock else ''}"
        if isinstance(record, Person | Part | Therapy):
            return name_of(record) or kind
        return " · ".join(filter(None, (day, name_of(record) or kind)))

    def blocks(self, record: Record) -> Blocks:
        """Return a record under its heading."""
        named = next((f for f in NAMES if getattr(record, f, "")), None)
        in_heading = {named, *(kind_of(record).times[:1])}
        head = Heading(2, plain(self.heading(record)))
        return (head, *self.facts(record, skip=frozenset(in_heading)))

    def facts(self, value: object, skip: frozenset[str | None] = frozenset()) -> Blocks:
        """Return everything that a value holds, field by field: its text first, then what is known of it."""
        text: list[Block] = []
        known: list[tuple[Block, ...]] = []
        for f in fields(type(value)):
            held = getattr(value, f.name)
            if f.name in NOT_ON_PAPER or f.name in skip or _is_nothing(f, held):
                continue
            if (type(value), f.name) in MARKDOWN:
                text += blocks(held, below=BODY_BELOW)
            else:
                known.append(self._fact(f, held))
        listed = (Listing("bullet", tuple(known)),) if known else ()
        return (*text, *listed)

    def _fact(self, f: Field, held: Any) -> tuple[Block, ...]:
        label = self.layout.labels.word(f.name)
        match f.shape:
            case Many(Nested(of)) if of is Feeling:
                return (Paragraph((*_label(label), *plain(self._feelings(held)))),)
            case Many(Nested(of)) if of is Comment:
                return Paragraph((Text(label, strong=True),)), self._thread(held, None)
            case Many(Nested()):
                return Paragraph((Text(label, strong=True),)), Listing("bullet", tuple(map(self._item, held)))
            case Many(of):
                return (Paragraph((*_label(label), *plain(" · ".join(self._words(of, item) for item in held)))),)
            case Nested():
                return Paragraph((Text(label, strong=True),)), *self.facts(held)
            case Scalar("truth"):
                word = self.layout.labels.word("yes" if held else "no")
                return (Paragraph((*_label(label), Text(word))),)
            case shape:
                return (Paragraph((*_label(label), *plain(self._words(shape, held)))),)

    def _item(self, value: object) -> tuple[Block, ...]:
        """Return a smaller value as an item of a list: one line, and what it holds beneath."""
        line: list[str] = []
        beneath: list[tuple[Block, ...]] = []
        text: list[Block] = []
        for f in fields(type(value)):
            held = getattr(value, f.name)
            if f.name in NOT_ON_PAPER or _is_nothing(f, held):
                continue
            if (type(value), f.name) in MARKDOWN:
                text += blocks(held, below=BODY_BELOW)
            elif isinstance(f.shape, Scalar | Choice):
                line.append(self._short(f, held))
            else:
                beneath.append(self._fact(f, held))
        head = (Paragraph(plain(" · ".join(line))),) if line else ()
        listed = (Listing("bullet", tuple(beneath)),) if beneath else ()
        return (*head, *text, *listed) or (Paragraph((Text("–"),)),)

    def _short(self, f: Field, held: Any) -> str:
        words = self._words(f.shape, held)
        if isinstance(f.shape, Choice) or (isinstance(f.shape, Scalar) and f.shape.kind in SELF_EVIDENT):
            return words
        label = self.layout.labels.word(f.name)
        return label if held is True else f"{label}: {words}"

    def _feelings(self, feelings: tuple[Feeling, ...]) -> str:
        return " · ".join(" ".join(filter(None, self._feeling(feeling))) for feeling in feelings)

    def _feeling(self, feeling: Feeling) -> Iterator[str]:
        yield feeling.name
        yield said(feeling.degree) if feeling.degree is not None else ""
        aside = [self.layout.labels.word(word) for word in (feeling.moment, feeling.known_by) if word]
        if feeling.whose != "client":
            aside.insert(0, self._who(feeling.whose))
        if feeling.vocabulary != "own":
            aside.append(feeling.vocabulary)
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
        line = [comment.author, self.layout.when(comment.written_at)]
        if comment.mine:
            line.append(self.layout.labels.word("mine"))
        if comment.likes:
            line.append(f"♥ {comment.likes}")
        head = Paragraph(tuple(Text(run, strong=True) for run in [" · ".join(filter(None, line))] if run))
        later = tuple(self._item(thought) for thought in comment.afterthoughts)
        return (
            *((head,) if head.content else ()),
            *blocks(comment.body, below=BODY_BELOW),
            *((Quote((Listing("bullet", later),)),) if later else ()),
        )

    def _words(self, shape: object, held: Any) -> str:
        """Return a scalar in words."""
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
            case Choice() | Scalar("term"):
                return self.layout.labels.word(held)
            case _:
                return str(held)

    def _who(self, who: str) -> str:
        return self.layout.labels.word(who) if who in EVERYBODY else self.names.get(who, self.layout.labels.word("unknown"))


def _listed(nested: Mapping[str | None, list[Comment]], parent: str | None, written: Callable[[Comment], Blocks]) -> Listing:
    items = tuple(
        (*written(comment), *((_listed(nested, comment.id, written),) if comment.id in nested else ()))
        for comment in nested.get(parent, ())
    )
    return Listing("bullet", items)


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
