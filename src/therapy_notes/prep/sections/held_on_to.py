"""What she asked to keep: sentences that were said, and moments of sessions. What answers a fear of today comes first."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ...insights.fears import in_one_form
from ...insights.reassurances import Reassurance, reassurances
from ...model.statements import Statement
from ..fears_before import names_of_all
from ..page import Items, Page
from ..sheet import PrepItem

KEPT: Final = 3
"""How many kept sentences and moments are shown."""


@frozen(kw_only=True)
class _Kept:
    """Something that she keeps, and what decides its place."""

    item: PrepItem
    answers_a_fear: bool = False
    at: int


def hold_on_to(page: Page) -> Items:
    """Sentences and moments that she asked to keep: what answers a fear of today first, then the latest, three together."""
    kept = [*_sentences(page), *_moments(page)]
    kept.sort(key=lambda one: (one.answers_a_fear, one.at), reverse=True)
    return (one.item for one in kept[:KEPT])


def _sentences(page: Page) -> Iterator[_Kept]:
    names = names_of_all(page.journal, (fear.name for fear in page.fears_today), page.at)
    for heard in reassurances(page.journal, page.at):
        said = heard.statement
        if said.keep and said.words.strip() and (page.view.names("prep.other_statements") or _is_of_this(page, said)):
            answers = any(answer in names.ids or in_one_form(answer) in names.words for answer in said.answers)
            yield _Kept(item=_sentence(page, heard), answers_a_fear=answers, at=page.place_in_time(heard.last_heard))


def _is_of_this(page: Page, said: Statement) -> bool:
    """Whether a sentence is surely of this therapy, and was said by one of the two whose therapy it is."""
    of_the_two = page.therapists | {"client", "both", page.journal.owner}
    return said.speaker in of_the_two and said.therapy in _surely_this(page)


def _surely_this(page: Page) -> frozenset[str | None]:
    """Return what a record of the therapy that is prepared for says about its therapy.

    When no session says which it is, it is the only one that there is.
    """
    if page.therapy is not None:
        return frozenset({page.therapy})
    therapies = page.journal.therapies
    return frozenset({None, *(therapy.id for therapy in therapies if len(therapies) == 1)})


def _sentence(page: Page, heard: Reassurance) -> PrepItem:
    said = heard.statement
    speaker = _speaker(page, said)
    why, name = "you_kept_it", ""
    if speaker in {"client", page.journal.owner}:
        why = "you_said_it"
    elif speaker not in page.therapists | {"both"}:
        why, name = "somebody_said_it", page.names.get(speaker, "") if page.view.is_mine else ""
    return PrepItem(text=said.words, detail=name, since=heard.last_heard, why=why, record=said.id)


def _speaker(page: Page, said: Statement) -> str:
    """Return who said something: the therapist of another therapy is somebody else here."""
    if said.speaker != "therapist" or page.belongs(said.therapy):
        return said.speaker
    return page.leads.get(said.therapy or "", "other")


def _moments(page: Page) -> Iterator[_Kept]:
    for session in page.held:
        for event in session.reflection.events if session.reflection else ():
            if event.keep and event.what.strip():
                item = PrepItem(
                    text=event.what,
                    detail=event.meaning,
                    since=session.starts_at,
                    why="a_moment_you_kept",
                    record=session.id,
                )
                yield _Kept(item=item, at=page.place_in_time(session.starts_at))
