"""What a prepared page holds, before anybody decides how it looks or which language its headings speak."""

from typing import Final

from attrs import field, frozen

from ..model.shapes import DERIVED
from ..model.values import When
from ..moments import DateTime

FOR_ME: Final = (
    "safety_first", "opening_line", "if_words_fail", "hold_on_to", "agenda", "also_marked", "not_today",
    "unsaid", "fears", "questions", "bridge", "since", "relationship", "agreements", "wishes", "materials",
    "coming_break", "homework", "hopes", "progress", "mood", "afterwards", "if_there_is_room",
)  # fmt: skip
"""The owner reads in the waiting room: the first sentence, and something to hold on to, come first. What else waits comes
last, so that it goes to the second side when there is no room."""

FOR_ANOTHER: Final = (
    "safety_first", "not_today", "ask", "permission", "agenda", "also_marked", "bridge", "feedback", "questions",
    "agreements", "materials", "coming_break", "homework", "hopes", "progress",
    "opening_line", "if_words_fail", "hold_on_to", "unsaid", "fears", "since", "relationship", "wishes", "mood",
    "agreed_today", "if_there_is_room",
)  # fmt: skip
"""The therapist reads in one minute: what would help today comes first. The third row only when it was named."""

BENEATH: Final = frozenset({
    "occasions", "happened", "partly", "did_not_happen", "opposite", "you_expect", "because",
    "speaks_for", "speaks_against", "speaks_mixed",
})  # fmt: skip
"""The ``why`` of those items that say more about the item before them, and stand beneath it."""


@frozen(kw_only=True)
class Count:
    """How often something was so.

    Args:
        of: What was so: a word from a fixed list, for which ``Labels`` have the words.
        n: How often.
    """

    of: str
    n: int


@frozen(kw_only=True)
class PrepItem:
    """One line of a page.

    Args:
        text: What it says, in the person's own words. Empty where only ``why`` speaks, as on an empty line to write on.
        detail: What stands beside it, in the person's own words or as a figure.
        since: Since when it waits, or when it was said.
        why: Why it is here: a word from a fixed list, for which ``Labels`` have the words.
        record: The id of the record from which it comes, as the view knows it.
        minutes: How many minutes she planned for it, if she did.
        counts: How often what was so, where that is what it says. All of it, the unwelcome too.
    """

    text: str = ""
    detail: str = ""
    since: When | None = None
    why: str = ""
    record: str | None = None
    minutes: int | None = None
    counts: tuple[Count, ...] = ()

    def __repr__(self) -> str:
        return f"PrepItem(text=<{len(self.text)} characters>, why={self.why!r}, record={self.record!r})"


@frozen(kw_only=True)
class PrepSection:
    """One part of a page. ``kind`` names it; an empty one is never there.

    Args:
        kind: One of the names in :data:`FOR_ME` and :data:`FOR_ANOTHER`.
        items: What it holds, in order.
    """

    kind: str
    items: tuple[PrepItem, ...]


@frozen(kw_only=True)
class Prep:
    """What is prepared for one session, for one reader.

    Args:
        audience: For whom.
        at: The moment at which it was prepared.
        session: The id of the session in the view; None when none is shown.
        day: When that session is.
        since: The beginning of the time that it looks back on; None for everything.
        until: The end of that time.
        sections: The parts of the page, in the reader's order.
        hidden_names: Names that nothing made from this page may say; they are in no file.
    """

    audience: str
    at: DateTime
    session: str | None
    day: When | None = None
    since: DateTime | None
    until: DateTime
    sections: tuple[PrepSection, ...]
    hidden_names: tuple[str, ...] = field(default=(), repr=False, metadata=DERIVED)

    def __getitem__(self, kind: str) -> tuple[PrepItem, ...]:
        """Return the items of a section; none when it is not there."""
        return next((section.items for section in self.sections if section.kind == kind), ())
