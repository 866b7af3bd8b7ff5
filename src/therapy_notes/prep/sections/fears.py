"""What she fears today, and what came of it before."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ...insights.fears import Occasion
from ...model.beliefs import Prediction
from ...model.vocabulary import PredictionOutcome
from ..fears_before import FearsBefore, Name
from ..page import Items, Page
from ..sheet import Count, PrepItem

COUNTED_FROM: Final = 5
"""From how many occasions with an outcome on they are counted. Fewer stand there one by one."""


def fears(page: Page) -> Items:
    """What she fears, in her own words; beneath each what came of it before, if it was ever written down.

    From five occasions on they are counted, on her own page only: all outcomes that there are, the unwelcome ones too.
    Fewer stand there one by one. For another reader they have to be named, and are never counted.
    """
    is_told = page.occasions and page.view.names("prep.occasions")
    before = FearsBefore.of(page.journal, page.at, page.therapy) if is_told else None
    groups: set[frozenset[Name]] = set()
    told: set[tuple[str, ...]] = set()
    for fear in page.fears_today:
        yield PrepItem(text=fear.words, why="you_wrote_it", record=fear.record or page.here)
        if before is None or (group := before.group_of(fear.name)) in groups:
            continue
        groups.add(group)
        found = before.occasions_in(group)
        ids = tuple(occasion.prediction.id for occasion in found)
        if ids not in told:
            yield from _what_came(page, found, fear.record or page.here)
        told.add(ids)


def _what_came(page: Page, found: tuple[Occasion, ...], record: str | None) -> Items:
    came = Counter[PredictionOutcome | None](occasion.outcome for occasion in found)
    if page.view.is_mine and len(found) - came[None] >= COUNTED_FROM:
        counts = (Count(of="written_down", n=len(found)), *_counts(came))
        yield PrepItem(why="occasions", record=record, counts=tuple(count for count in counts if count.n))
        return
    for occasion in found:
        if occasion.outcome is not None:
            yield _occasion(occasion.prediction, occasion.outcome)


def _counts(came: Counter[PredictionOutcome | None]) -> Iterator[Count]:
    yield Count(of="did_not_happen", n=came["did_not_happen"])
    yield Count(of="opposite", n=came["opposite"])
    yield Count(of="partly", n=came["partly"])
    yield Count(of="happened", n=came["happened"])
    yield Count(of="open", n=came[None])


def _occasion(feared: Prediction, outcome: PredictionOutcome) -> PrepItem:
    return PrepItem(
        text=feared.words_after,
        since=feared.made_at if feared.outcome_at is None else feared.outcome_at,
        why=outcome,
        record=feared.id,
    )
