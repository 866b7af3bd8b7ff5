"""A prepared page as a document: one side of paper, in the reader's order."""

from collections.abc import Sequence

from ..document.markdown import plain
from ..document.tree import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    LineBreak,
    Listing,
    Paragraph,
    Quote,
    Text,
    Title,
    WritingLines,
)
from ..model.values import day_of
from ..prep.sheet import Prep, PrepItem, PrepSection
from .layout import Layout

QUOTED = frozenset({"opening_line", "if_words_fail", "safety_first"})
"""Sections that stand on the page as a sentence, not as a list."""

LINES_PER_TOPIC = 2
LINES_AT_THE_END = 3

ONE_COLUMN_HOLDS = 52
"""Lines of a sheet, roughly. A page that is longer runs in two columns, so that it stays one side of paper."""

LINE = 105
"""Characters in a line of one column, roughly."""


def compose_prep(prep: Prep, layout: Layout) -> Document:
    """Return the document of a prepared page."""
    mine = prep.audience == "me"
    page = _Page(prep, layout)
    title = page.title()
    blocks: list[Block] = [Title((Text(title),)), Paragraph(plain(page.lead()), role="lead")]
    for section in prep.sections:
        blocks += page.section(section)
    if not mine:
        blocks.append(Paragraph((Text(layout.labels.words["closing"], emphasis=True),), role="note"))
    return Document(
        title=title,
        blocks=tuple(blocks),
        language=layout.labels.language,
        paper=layout.paper,
        style=layout.style,
        columns=2 if layout.style == "page" and _lines(tuple(blocks)) > ONE_COLUMN_HOLDS else 1,
        footer=layout.labels.words["footer"],
    )


def _lines(blocks: Blocks) -> float:
    """Return roughly how many lines blocks take in one column."""
    return sum(_height(block) for block in blocks)


def _height(block: Block) -> float:
    match block:
        case Title() | Heading():
            return 2
        case Listing(_, items):
            return sum(_lines(item) for item in items)
        case Quote(inner):
            return _lines(inner)
        case WritingLines(count):
            return 2 * count
        case Paragraph(content):
            return 1 + sum(len(run.text) for run in content if isinstance(run, Text)) // LINE
        case _:
            return 1


class _Page:
    """Writes the sections of one page."""

    def __init__(self, prep: Prep, layout: Layout) -> None:
        self.prep = prep
        self.layout = layout
        self.labels = layout.labels
        self.mine = prep.audience == "me"
        self.reader = "me" if self.mine else "another"

    def title(self) -> str:
        """Return the title: for which day."""
        day = self.layout.when(self.prep.day, pattern="weekday") if self.prep.day is not None else ""
        words = self.labels.words
        return words[f"title/{self.reader}"].format(day=day) if day else words[f"title/{self.reader}/bare"]

    def lead(self) -> str:
        """Return what stands under the title: for whom it is, and at what time the session begins."""
        lead = self.labels.words[f"lead/{self.reader}"].format(audience=self.labels.who(self.prep.audience))
        return " · ".join(filter(None, (self.layout.clock(self.prep.day), lead)))

    def section(self, section: PrepSection) -> Blocks:
        """Return the blocks of one section, under its heading if it has one."""
        heading = self.labels.heading(section.kind, mine=self.mine)
        head: Blocks = (Heading(1, (Text(heading),)),) if heading else ()
        items = section.items
        match section.kind:
            case kind if kind in QUOTED:
                body: Blocks = tuple(Quote((Paragraph(plain(item.text)),)) for item in items)
            case "coming_break":
                body = self._break(items)
            case "agenda" if not self.mine:
                body = (Listing("checkbox", tuple(self._with_room(item) for item in items)),)
            case "mood":
                body = (Paragraph(self._side_by_side(items)),)
            case "afterwards":
                body = tuple(block for item in items for block in self._prompt(item))
            case "agreed_today":
                body = (WritingLines(LINES_AT_THE_END),)
            case _ if len(items) == 1:
                body = (Paragraph(self._line(items[0])),)
            case _:
                body = (self._listing(items),)
        return head + body

    def _listing(self, items: Sequence[PrepItem]) -> Listing:
        return Listing("bullet", tuple((Paragraph(self._line(item)),) for item in items))

    def _with_room(self, item: PrepItem) -> tuple[Block, ...]:
        return Paragraph(self._line(item)), WritingLines(LINES_PER_TOPIC)

    def _prompt(self, item: PrepItem) -> Blocks:
        return Paragraph((Text(self.labels.reasons[item.why]),), role="prompt"), WritingLines(1)

    def _break(self, items: Sequence[PrepItem]) -> Blocks:
        first, *rest = items
        above = {item.record for item in self.prep["agenda"]}
        rest = [item for item in rest if item.record not in above]
        known = first.detail in {"0", "1"}
        key = "break" if not first.detail else f"break/{first.detail}" if known else "break/many"
        said = self.labels.words[key].format(since=self._since(first), detail=first.detail)
        return (Paragraph(plain(said)), *((self._listing(rest),) if rest else ()))

    def _line(self, item: PrepItem) -> Inlines:
        """Return an item: her words, and small beside them why it is here. In large print each has a line of its own."""
        text = plain(item.text if item.text.strip() else self.labels.words["something_between_us"])
        beside = self._beside(item)
        if not beside:
            return text
        apart: Inlines = (LineBreak(),) if self.layout.style == "large_print" else (Text("   "),)
        return (*text, *apart, *(_small(run) for run in plain(beside)))

    def _side_by_side(self, items: Sequence[PrepItem]) -> Inlines:
        """Return items as one line: how she comes in is one thing."""
        return plain(" · ".join(map(self._said, items)))

    def _said(self, item: PrepItem) -> str:
        beside = self._beside(item)
        if item.why == "capacity":
            return f"{beside}: {item.text}"
        return f"{item.text} {beside}" if beside else item.text

    def _beside(self, item: PrepItem) -> str:
        reason = self._reason(item)
        said = reason.format(since=self._since(item), detail=item.detail, text=item.text) if reason else ""
        own = self.labels.term(item.detail) if item.detail and "{detail}" not in reason else ""
        minutes = f"{item.minutes}\u00a0min" if item.minutes else ""
        return " · ".join(filter(None, (minutes, own, said)))

    def _reason(self, item: PrepItem) -> str:
        reasons = self.labels.reasons
        if not self.mine and f"{item.why}/another" in reasons:
            return reasons[f"{item.why}/another"]
        if not item.detail and f"{item.why}/bare" in reasons:
            return reasons[f"{item.why}/bare"]
        reason = reasons.get(item.why, "")
        if "{since}" in reason and item.since is None:
            return reasons.get(f"{item.why}/undated", "")
        if "{detail}" in reason and not item.detail:
            return ""
        return reason

    def _since(self, item: PrepItem) -> str:
        return self.layout.when(item.since, near=day_of(self.prep.at))


def _small(inline: Text | LineBreak) -> Text | LineBreak:
    return Text(inline.text, emphasis=True) if isinstance(inline, Text) else inline
