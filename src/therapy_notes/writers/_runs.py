"""What all writers agree on: how the inlines of a block fall into lines."""

from collections.abc import Iterator

from attrs import evolve

from therapy_notes.document.tree import Inlines, LineBreak, Text
from therapy_notes.text import visible, web_address


def lines(content: Inlines) -> list[list[Text]]:
    r"""Return the runs of each line. A newline inside a text ends a line; what is no safe address is no link.

    >>> [[run.text for run in line] for line in lines((Text("one\ntwo"), LineBreak(), Text("three")))]
    [['one'], ['two'], ['three']]
    """
    found: list[list[Text]] = [[]]
    for inline in content:
        if isinstance(inline, LineBreak):
            found.append([])
            continue
        for place, run in enumerate(_split(inline)):
            if place:
                found.append([])
            if run.text:
                found[-1].append(run)
    return [_merged(line) for line in found]


def _split(run: Text) -> Iterator[Text]:
    if run.link is None and run.text.isprintable():
        yield run
        return
    link = web_address(run.link or "")
    for line in visible(run.text).split("\n"):
        yield evolve(run, text=line, link=link)


def marks(run: Text) -> tuple[bool, bool, bool, bool, str | None]:
    """Return everything that a run says of itself besides its text."""
    return run.strong, run.emphasis, run.code, run.strike, run.link


def _merged(line: list[Text]) -> list[Text]:
    """The same line with neighbours of equal marks as one run."""
    merged: list[Text] = []
    for run in line:
        if merged and marks(merged[-1]) == marks(run):
            merged[-1] = evolve(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged
