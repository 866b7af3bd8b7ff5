"""The fears of one session: those that she wrote for it, and those that are still open and about it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..insights.fears import in_one_form
from ..model.beliefs import Belief, Prediction

if TYPE_CHECKING:
    from .page import Page  # which holds them


@frozen(kw_only=True)
class FearToday:
    """One fear of this session.

    Args:
        words: What is feared.
        record: The id of the prediction or the belief; None when she only wrote the words.
    """

    words: str = field(repr=False)
    record: str | None = None

    @property
    def name(self) -> str:
        """What the questions about fears are asked with: its id, or its words."""
        return self.words if self.record is None else self.record


def fears_today(page: "Page") -> tuple[FearToday, ...]:
    """Return the fears of the session that is prepared for, each once: her own first, in her order.

    Then those predictions of which nobody knows yet what came, and that are about this session: they, or the belief of
    which they are an occasion, are linked to it as ``about`` or ``for_session``.
    """
    known = _known(page)
    found: dict[str, FearToday] = {}
    for fear in (*_written(page, known), *_linked(page, known)):
        if fear.words.strip():
            found.setdefault(in_one_form(fear.words), fear)
    return tuple(found.values())


def _known(page: "Page") -> Mapping[str, Belief | Prediction]:
    both: tuple[Belief | Prediction, ...] = (*page.journal.beliefs, *page.journal.predictions)
    return {record.id: record for record in both if not page.is_retracted(record)}


def _written(page: "Page", known: Mapping[str, Belief | Prediction]) -> Iterator[FearToday]:
    for text in page.preparation.fears:
        record = known.get(text)
        if record is not None:
            yield FearToday(words=_words(record), record=record.id)
        elif page.is_in_words(text):
            yield FearToday(words=text)


def _linked(page: "Page", known: Mapping[str, Belief | Prediction]) -> Iterator[FearToday]:
    about = {id for id, record in known.items() if _is_about(page, record)}
    for prediction in page.journal.predictions:
        if (
            prediction.id in known
            and not about.isdisjoint({prediction.id, prediction.of})
            and page.belongs(prediction.therapy)
            and page.is_known_by_now(prediction.made_at)
            and prediction.outcome_known_at(page.at, zone=page.journal.zone) is None
        ):
            yield FearToday(words=prediction.fear, record=prediction.id)


def _is_about(page: "Page", record: Belief | Prediction) -> bool:
    return any(link.kind in {"about", "for_session"} and link.to == page.here for link in record.links)


def _words(record: Belief | Prediction) -> str:
    return record.fear if isinstance(record, Prediction) else record.text
