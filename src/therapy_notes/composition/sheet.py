"""A prepared page as a document: one side of paper, in the reader's order."""

from collections.abc import Sequence
from typing import get_args

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
from ..model.values import Approximate, day_of
from ..model.vocabulary import UNSAID_KINDS, RuptureState
from ..moments import in_words
from ..prep.sheet import BENEATH, Prep, PrepItem, PrepSection
from .layout import Layout

QUOTED = frozenset({"opening_line", "if_words_fail", "safety_first"})
"""Sections that stand on the page as a sentence, not as a list."""

WITHOUT_WORDS = dict.fromkeys(get_args(RuptureState), "something_between_us")
"""What stands for something to which she gave no words, by its ``why``; else it is "something without words"."""

LINES_PER_TOPIC = 2
LINES_AT_THE_END = 3

ONE_COLUMN_HOLDS = 52
"""Lines of a sheet, roughly. A page that is longer runs in two columns, so that it stays one side of paper."""

LINE = 105
"""Characters in a line of one column, roughly."""

HALF_A_LINE = 46
"""Characters in a line of one of two columns, roughly."""

ONE_SIDE_HOLDS = {"a4": 128, "letter": 119}
"""Lines of both columns of one side, roughly."""

MAY_WAIT = (("materials", 0), ("unsaid", 3), ("progress", 1), ("progress", 0), ("unsaid", 1))
"""What goes to the second side, under "if there is room", when a page is longer than one: step by step, until it fits.

Each is a section, and how much of it stays. Of materials only what is unfinished may wait: the rest is brought today.
"""

ROOM = "if_there_is_room"
"""The section that comes last: topics that wait, and beneath them what waits of other sections, each under its heading."""

NO_TOPIC = {
    "you_ask": "questions",
    "unfinished": "materials",
    **dict.fromkeys(UNSAID_KINDS, "unsaid"),
    "how_far": "progress",
}
"""What stands there and is no topic, by its ``why``: the section from which it is, and under whose heading it waits."""

SECOND_SIDE = frozenset({"afterwards", ROOM})
"""Sections that may be on the second side: what comes after the session, and what waits."""


def compose_prep(prep: Prep, layout: Layout) -> Document:
    """Return the document of a prepared page."""
    mine = prep.audience == "me"
    page = _Page(prep, layout)
    title = page.title()
    blocks: list[Block] = [Title((Text(title),)), Paragraph(plain(page.lead()), role="lead")]
    for section in page.on_one_side():
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


def _lines(blocks: Blocks, line: int = LINE) -> int:
    """Return roughly how many lines blocks take in a column whose lines have so many characters."""
    return sum(_height(block, line) for block in blocks)


def _height(block: Block, width: int) -> int:
    match block:
        case Title() | Heading():
            return 2
        case Listing(_, items):
            return sum(_lines(item, width) for item in items)
        case Quote(inner):
            return _lines(inner, width)
        case WritingLines(count):
            return 2 * count
        case Paragraph(content):
            return sum(1 + sum(len(run.text) for run in line) // width for line in _split(content))
        case _:
            return 1


def _split(content: Inlines) -> list[list[Text]]:
    """Return the lines of a paragraph."""
    lines: list[list[Text]] = [[]]
    for run in content:
        if isinstance(run, Text):
            lines[-1].append(run)
        else:
            lines.append([])
    return lines


def _entries(items: Sequence[PrepItem]) -> list[list[PrepItem]]:
    """Return items, each with those that stand beneath it."""
    entries: list[list[PrepItem]] = []
    for item in items:
        if item.why in BENEATH and entries:
            entries[-1].append(item)
        else:
            entries.append([item])
    return entries


def _with_less(sections: Sequence[PrepSection], kind: str, most: int) -> tuple[PrepSection, ...]:
    """Return sections with no more than so much in one of them; the rest stands under "if there is room".

    Of what was not said, which begins with what waits longest, the latest stays.
    """
    found = {section.kind: section.items for section in sections}
    entries = _entries(found.get(kind, ()))
    if kind == "unsaid":
        stay, wait = entries[-most:], entries[:-most]
    elif kind == "materials":
        stay = [entry for entry in entries if entry[0].why != "unfinished"]
        wait = [entry for entry in entries if entry[0].why == "unfinished"]
    else:
        stay, wait = entries[:most], entries[most:]
    found[kind] = tuple(item for entry in stay for item in entry)
    found[ROOM] = (*found.get(ROOM, ()), *(item for entry in wait for item in entry))
    return tuple(PrepSection(kind=kind, items=items) for kind, items in found.items() if items)


def _by_section(items: Sequence[PrepItem]) -> dict[str, list[PrepItem]]:
    """Return what waits by the section from which it is; topics, which come first, are of none."""
    found: dict[str, list[PrepItem]] = {"": []}
    for first, *beneath in _entries(items):
        found.setdefault(NO_TOPIC.get(first.why, ""), []).extend((first, *beneath))
    return found


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

    def on_one_side(self) -> tuple[PrepSection, ...]:
        """Return the sections as this layout has them: of a page longer than one side, what may wait goes to the other."""
        sections = self.prep.sections
        for kind, most in MAY_WAIT:
            if self.layout.style != "page" or self._is_one_side(sections):
                return sections
            sections = _with_less(sections, kind, most)
        return sections

    def _is_one_side(self, sections: Sequence[PrepSection]) -> bool:
        first = (section for section in sections if section.kind not in SECOND_SIDE)
        return sum(_lines(self.section(section), HALF_A_LINE) for section in first) <= ONE_SIDE_HOLDS[self.layout.paper]

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
            case kind if kind == ROOM:
                body = self._what_waits(items)
            case "agreed_today":
                body = (WritingLines(LINES_AT_THE_END),)
            case _:
                body = self._listing(items)
        return head + body

    def _what_waits(self, items: Sequence[PrepItem]) -> Blocks:
        """Return topics, then what else waits, under small headings: it is to be seen what is no topic."""
        blocks: list[Block] = []
        for section, waiting in _by_section(items).items():
            if section:
                heading = self.labels.headings.get(f"{ROOM}/{section}") or self.labels.heading(section, mine=self.mine)
                blocks.append(Heading(2, (Text(heading),)))
            blocks += self._listing(waiting) if waiting else ()
        return tuple(blocks)

    def _listing(self, items: Sequence[PrepItem]) -> Blocks:
        """Return items as a list, each with what stands beneath it; one alone needs no bullet."""
        entries = tuple(
            self._paragraphs([self._line(first), *map(self._beneath, beneath)]) for first, *beneath in _entries(items)
        )
        return entries[0] if len(entries) == 1 else (Listing("bullet", entries),)

    def _paragraphs(self, lines: Sequence[Inlines]) -> Blocks:
        """Return the lines of one item: one paragraph, in large print one for each idea."""
        if self.layout.style == "large_print":
            return tuple(Paragraph(line) for line in lines)
        first, *others = lines
        return (Paragraph((*first, *(run for line in others for run in (LineBreak(), *line)))),)

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
        return (Paragraph(plain(said)), *(self._listing(rest) if rest else ()))

    def _line(self, item: PrepItem) -> Inlines:
        """Return an item: her words, and small beside them why it is here. In large print each has a line of its own."""
        words, beside = item.text, self._beside(item)
        if item.why == "did_not_go":
            return plain(beside)
        if not words.strip():
            words = self.labels.words[WITHOUT_WORDS.get(item.why, "something_without_words")]
        if not beside:
            return plain(words)
        apart: Inlines = (LineBreak(),) if self.layout.style == "large_print" else (Text("   "),)
        return (*plain(words), *apart, *(_small(run) for run in plain(beside)))

    def _beneath(self, item: PrepItem) -> Inlines:
        """Return what says more about the item above: small what it is, then her words."""
        if item.counts:
            return tuple(_small(run) for run in plain(self._counted(item)))
        said = self._beside(item)
        if not item.text.strip():
            return tuple(_small(run) for run in plain(said))
        return (*(_small(run) for run in plain(f"{said}: ")), *plain(item.text))

    def _counted(self, item: PrepItem) -> str:
        """Return how often a fear was written down, and everything that came of it."""
        counts = {count.of: count.n for count in item.counts}
        written, still_open = counts.pop("written_down", 0), counts.pop("open", 0)
        words = self.labels.words
        outcomes = ", ".join(words[f"count/{of}"].format(n=n) for of, n in counts.items())
        if still_open:
            outcomes = "; ".join(filter(None, (outcomes, words["count/open"].format(n=still_open))))
        return self.labels.reasons[item.why].format(written=written, outcomes=outcomes)

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
        said = reason.format(since=self._since(item), weekday=self._weekday(item), detail=item.detail)
        own = self.labels.term(item.detail, "Topic.wish") if "{detail}" not in reason else ""
        minutes = f"{item.minutes}\u00a0min" if item.minutes else ""
        return " · ".join(filter(None, (minutes, own, said)))

    def _reason(self, item: PrepItem) -> str:
        reasons = self.labels.reasons
        key = item.why
        if not self.mine and f"{key}/another" in reasons:
            key = f"{key}/another"
        if not item.detail and f"{key}/bare" in reasons:
            key = f"{key}/bare"
        reason = reasons.get(key, "")
        if ("{since}" in reason and not self._since(item)) or ("{weekday}" in reason and not self._weekday(item)):
            reason = reasons.get(f"{key}/undated", "")
        return "" if "{detail}" in reason and not item.detail else reason

    def _since(self, item: PrepItem) -> str:
        return self.layout.when(item.since, near=day_of(self.prep.at))

    def _weekday(self, item: PrepItem) -> str:
        """Return the day of the week, also where dates are not in words; empty when nobody knows it."""
        if item.since is None or isinstance(item.since, Approximate):
            return ""
        return in_words(item.since, self.labels.dates["day_of_week"], self.labels.language)


def _small(inline: Text | LineBreak) -> Text | LineBreak:
    return Text(inline.text, emphasis=True) if isinstance(inline, Text) else inline
