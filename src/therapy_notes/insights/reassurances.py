"""What was said to be held on to, by the fear that it answers, and when it was last heard."""

from attrs import frozen

from .. import moments
from ..model.journal import Journal
from ..model.statements import Statement
from ..model.values import When, begins
from ..moments import Date, DateTime
from ._asked import standing
from .fears import FearNames, had_come, in_one_form, names_of


@frozen(kw_only=True)
class Reassurance:
    """A statement to hold on to.

    Args:
        statement: The statement.
        last_heard: When it was last said; None when no calendar knows.
        times_heard: How many times of its being said are written down, up to the moment.
    """

    statement: Statement
    last_heard: When | None
    times_heard: int


def reassurances(
    journal: Journal, at: DateTime | Date, fear: str | None = None, therapy: str | None = None
) -> tuple[Reassurance, ...]:
    """Return what was said to be held on to: the last heard first, what has no day last. No days are counted.

    A reassurance is a statement that she keeps, or that answers a fear. It is there from the first time at which it was
    said; one that tells no time is there always. That one may ask to hear it again, however well one knows it, is why
    the day is told and nothing is due. Source: [ours].

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        fear: The id of a belief or a prediction, or words, as for ``occasions``: only what answers that fear, be it the
            belief, one of its occasions, or the words of either. None for all.
        therapy: The id of the therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Statement.example())
    >>> [(found.last_heard, found.times_heard) for found in reassurances(journal, Date(2024, 6, 1), "with-nothing-to-say")]
    [(Date(2024, 5, 13), 2)]
    >>> [(found.last_heard, found.times_heard) for found in reassurances(journal, Date(2024, 5, 1))]
    [(Date(2024, 4, 22), 1)]
    """
    names = None if fear is None else names_of(journal, fear, at)
    found = [
        heard
        for statement in standing(journal, journal.statements, at, therapy)
        if (statement.keep or statement.answers if names is None else _answers(statement, names))
        and (heard := _heard(statement, at, journal.zone)) is not None
    ]
    return tuple(sorted(found, key=lambda heard: _recency(heard, journal.zone), reverse=True))


def _answers(statement: Statement, names: FearNames) -> bool:
    return any(answer in names.ids or in_one_form(answer) in names.words for answer in statement.answers)


def _heard(statement: Statement, at: DateTime | Date, zone: str) -> Reassurance | None:
    until = begins(at, zone)
    told = [when for when in (statement.said, *statement.again) if when is not None]
    by_then = sum(had_come(begins(when, zone), until) for when in told)
    if told and not by_then:
        return None
    return Reassurance(statement=statement, last_heard=statement.last_heard_at(at, zone=zone), times_heard=by_then)


def _recency(heard: Reassurance, zone: str) -> int:
    return moments.BEGINNING if heard.last_heard is None else begins(heard.last_heard, zone)
