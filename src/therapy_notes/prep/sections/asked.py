"""What she wants to ask: questions to the therapist that have no answer yet, and those that she marked for this session."""

from typing import Final

from ...model.questions import Question
from ..page import Items, Page
from ..sheet import PrepItem

QUESTIONS: Final = 3
"""How many questions stand on the page before "if there is room"."""


def questions(page: Page) -> Items:
    """Questions to the therapist that have no answer yet and want one; those that she marked for this session come first.

    Why it matters stands beside a question; what answer she expects beneath it, on her own page only.
    """
    for question in open_questions(page)[:QUESTIONS]:
        yield _question(question)
        if page.view.is_mine and question.expected.strip():
            yield PrepItem(text=question.expected, why="you_expect", record=question.id)


def further_questions(page: Page) -> Items:
    """The questions for which there is no room above."""
    return map(_question, open_questions(page)[QUESTIONS:])


def open_questions(page: Page) -> tuple[Question, ...]:
    """Return the questions for this session: those that she marked for it, then by when they were asked.

    An answer that tells no time was given some time, so it counts as well.
    """
    marked: list[Question] = []
    others: list[Question] = []
    for question in page.journal.questions:
        if page.is_retracted(question) or not question.text.strip() or not page.is_known_by_now(question.asked):
            continue
        if page.is_meant_for_this(question.links):
            marked.append(question)
        elif page.belongs(question.therapy) and _wants_an_answer(page, question):
            others.append(question)
    return (*marked, *others)


def _wants_an_answer(page: Page, question: Question) -> bool:
    to_the_therapist = not page.therapists.isdisjoint(question.to) or "both" in question.to
    return (
        to_the_therapist
        and question.wanted != "no"
        and not any(page.is_known_by_now(answer.at) for answer in question.answers)
    )


def _question(question: Question) -> PrepItem:
    return PrepItem(text=question.text, detail=question.because, since=question.asked, why="you_ask", record=question.id)
