"""Blocks that are finished, in the lists, quotes and tables that are open around them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import define, field

from .tags import LISTS


@define(eq=False)
class Container:
    """What is open around the paragraph, and the blocks in it that are finished.

    A list holds items, a table holds rows, and a row holds cells.
    """

    tag: str
    attributes: Mapping[str, str] = field(factory=dict[str, str])
    blocks: list[str] = field(factory=list[str])
    held: "list[Container]" = field(factory=list["Container"])
    raw: list[str] = field(factory=list[str])  # what is preformatted, as it was written
    is_plain: bool = True  # holds nothing but paragraphs; of what is preformatted: nothing but text
    is_head: bool = False
    marks: Mapping[str, int] = field(factory=dict[str, int])  # how often each was open when it began

    def add(self, blocks: Iterable[str], *, is_paragraph: bool = False) -> None:
        """Add finished blocks, where they belong."""
        for block in blocks:
            if self.tag in LISTS:  # what stands between items belongs to the one before
                self.held = self.held or [Container("li")]
                self.held[-1].blocks.append(block)
            elif self.tag == "tr" or (self.tag == "table" and self.held):
                self.held.append(Container("", blocks=[block]))
                self.is_plain = False
            else:
                self.blocks.append(block)
                self.is_plain = self.is_plain and is_paragraph

    def all_blocks(self) -> list[str]:
        """The blocks in it, and in all that it holds."""
        return self.blocks + [block for container in self.held for block in container.all_blocks()]


def heading(line: str, level: int) -> str:
    """Return a heading."""
    # Number signs at the end of a heading would be taken for its frame.
    return f"{'#' * level} " + re.sub(r"(?:^|(?<= ))(?=#+\Z)", r"\\", line)


def quoted(quote: Container) -> list[str]:
    """Return a quote as one block, if there is anything in it."""
    lines = joined(quote.blocks).split("\n")
    return ["\n".join(f"> {line}" if line else ">" for line in lines)] if quote.blocks else []


def preformatted(container: Container) -> list[str]:
    """Return what is preformatted: a block of code, or its lines."""
    raw = "".join(container.raw)
    if "%%" in raw or not container.is_plain:
        # Nothing can be marked in code, and no sign that means "private" be shown as one. These are lines, then.
        return container.blocks
    code = re.sub(r"\A(?:[ \t]*\n)+", "", raw).rstrip()
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return [f"{fence}\n{code}\n{fence}"] if code else []


def listed(container: Container) -> list[str]:
    """Return a list as one block, if there is anything in it."""
    items = [item for item in container.held if item.blocks]
    if not items:
        return []
    texts = [joined(item.blocks, tight=True) for item in items]
    numbers = _numbers(container, items) if container.tag == "ol" else [""] * len(items)
    apart = "\n\n" if any("\n\n" in text for text in texts) else "\n"
    return [apart.join(_indented(f"{number}{_LIST_SIGN} ", text) for number, text in zip(numbers, texts, strict=True))]


def _numbers(container: Container, items: list[Container]) -> list[str]:
    step = -1 if "reversed" in container.attributes else 1
    number = _number(container.attributes.get("start", ""), 1 if step == 1 else len(items)) - step
    numbers: list[str] = []
    for item in items:
        number = _number(item.attributes.get("value", ""), number + step)
        numbers.append(str(number if 0 <= number < 1_000_000_000 else 1))
    return numbers


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else otherwise


def _indented(marker: str, text: str) -> str:
    return marker + re.sub(r"\n(?=[^\n])", "\n" + " " * len(marker), text)


def tabulated(table: Container) -> list[str]:
    """A table whose cells hold a line each; of any other, which lays out a page, what is in it."""
    rows = [row for row in table.held if row.held]
    cells = [cell for row in rows for cell in row.held]
    width = max((len(row.held) for row in rows), default=0)
    is_grid = all(holder.is_plain and len(holder.blocks) <= 1 for holder in cells) and all(row.is_plain for row in rows)
    if not is_grid or not table.is_plain or width < 2 or width * len(rows) > 4 * len(cells):
        return table.all_blocks()
    lines = [[_in_a_cell(cell) for cell in row.held] for row in rows]
    if not rows[0].is_head and any(cell.tag == "td" for cell in rows[0].held):
        lines.insert(0, [])
    lines.insert(1, ["---"] * width)
    return [*table.blocks, "\n".join(f"| {' | '.join(line + [''] * (width - len(line)))} |" for line in lines)]


def _in_a_cell(cell: Container) -> str:
    return re.sub(" *\n", " ", "".join(cell.blocks)).replace("|", r"\|")


_LIST_SIGN: Final = "\udc00"
"""Stands before an item, or after its number, until it is known which lists are beside each other. No text can hold it."""

_LIST: Final = re.compile(f"([0-9]*){_LIST_SIGN}")


def joined(blocks: Iterable[str], *, tight: bool = False) -> str:
    """Blocks beside each other. Lists that follow each other get other signs, or they would be one."""
    parts: list[str] = []
    sign = ""
    for block in blocks:
        found = _LIST.match(block)
        if parts:
            parts.append("\n" if tight and found and found[1] in {"", "1"} else "\n\n")
        if found:
            one, other = ".)" if found[1] else "-+"
            sign = other if sign == one else one
            block = block.replace(_LIST_SIGN, sign)  # noqa: PLW2901
        else:
            sign = ""
        parts.append(block)
    return "".join(parts)
