"""A manifest as a document: for each kind a table of what a reader would see."""

from collections.abc import Sequence

from ..document.markdown import plain
from ..document.tree import Block, Blocks, Document, Heading, Inlines, Listing, Paragraph, Table, Text, Title
from ..model.journal import KINDS
from ..sharing.manifest import FieldCount, Listed, ListedKind, Manifest
from .layout import Layout

DEPTH = 2
"""How far a row says what is inside of what: comments, and what they hold. The manifest itself says all of it."""

NOT_SAID = frozenset({"therapy"})
"""What is in the manifest, and on no paper: to which therapy a record belongs."""

NOTHING: Inlines = (Text("–"),)


def compose_manifest(manifest: Manifest, layout: Layout) -> Document:
    """Return the document of a manifest."""
    words = layout.labels.words
    reader = "me" if manifest.audience == "me" else "another"
    title = words[f"title/manifest/{reader}"]
    lead = words["lead/manifest/at_home" if manifest.at_home is not None else f"lead/manifest/{reader}"]
    page = _Page(layout)
    return Document(
        title=title,
        blocks=(
            Title((Text(title),)),
            Paragraph(plain(lead.format(audience=layout.labels.who(manifest.audience))), role="lead"),
            *(block for listed in manifest.kinds for block in page.kind(listed)),
            *(() if manifest.kinds else (Paragraph(plain(words["manifest/nothing"])),)),
            *(() if manifest.at_home is None else page.at_home(manifest.at_home)),
        ),
        language=layout.labels.language,
        paper=layout.paper,
        style="record" if layout.style == "page" else layout.style,
        footer=words["footer"],
    )


class _Page:
    """Writes what there is of each kind."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.labels = layout.labels
        self.words = layout.labels.words

    def kind(self, listed: ListedKind) -> Blocks:
        """Return the heading of a kind, how many there are, and their table: no column without anything in it."""
        rows = [self._row(record, listed.kind) for record in listed.records]
        header = [plain(self.words[f"manifest/{name}"]) for name in ("when", "title", "holds")]
        there = [n for n in range(len(header)) if any(row[n] for row in rows)] or [0]
        table = Table(
            header=tuple(header[n] for n in there),
            rows=tuple(tuple(row[n] or NOTHING for n in there) for row in rows),
        )
        return Heading(1, plain(f"{self._plural(listed.kind)} ({len(rows)})")), table

    def at_home(self, kinds: Sequence[str]) -> Blocks:
        """Return what stays at home, by kind."""
        head: Block = Heading(1, plain(self.words["manifest/at_home"]))
        if not kinds:
            return head, Paragraph(plain(self.words["manifest/at_home/nothing"]))
        items = tuple((Paragraph(plain(self._plural(kind))),) for kind in kinds)
        return head, Paragraph(plain(self.words["manifest/at_home/something"])), Listing("bullet", items)

    def _plural(self, kind: str) -> str:
        return self.words.get(f"kinds/{kind}", "") or self.labels.kind(kind)

    def _row(self, record: Listed, kind: str) -> tuple[Inlines, Inlines, Inlines]:
        """Return when it was, what it is called, and what else is in it."""
        when = plain(", ".join(filter(None, (self.layout.when(record.when), self.layout.clock(record.when)))))
        title = plain(self.labels.called(kind, record.title)) if record.title.strip() else ()
        there = {held.field for held in record.holds}
        said = {
            next((name for name in names if name in there), "")
            for names, cell in ((KINDS[kind].times, when), ((KINDS[kind].title,), title))
            if cell
        }
        return when, title, plain(self._said([held for held in record.holds if held.field not in said | NOT_SAID], "", 1))

    def _said(self, holds: Sequence[FieldCount], within: str, of: int) -> str:
        """Return the fields inside a path in words, with a count where it is not that of what they stand in."""
        depth = within.count(".")
        said: list[str] = []
        for held in holds:
            if held.field.startswith(within) and held.field.count(".") == depth:
                inside = self._said(holds, f"{held.field}.", held.count) if depth + 1 < DEPTH else ""
                beside = ": ".join(filter(None, ("" if held.count == of else str(held.count), inside)))
                label = self.labels.field(held.field.removeprefix(within))
                said.append(f"{label} ({beside})" if beside else label)
        return ", ".join(said)
