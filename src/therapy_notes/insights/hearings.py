"""What was said, and how it was heard: by whom, by how much of them, and otherwise later."""

from attrs import frozen

from .. import moments
from ..model.journal import Journal
from ..model.statements import Hearing, Statement
from ..model.values import When, begins
from ..moments import Date, DateTime
from ._asked import standing
from .fears import end_of, had_come


@frozen(kw_only=True)
class HeardBy:
    """How one hearer heard a statement, over time. Each hearing has its portion, its meaning, and how much it was believed.

    Args:
        who: The id of a part; None for oneself.
        according_to: By whose account. Two people's accounts of one hearing are never mixed.
        hearings: The hearings in the order of time.
        first: Those of the first time: several when portions of one hearer heard it each in their way.
        latest: Those of the latest time; the same as ``first`` while nothing was heard otherwise.
        undated: Those of which no time is known. They are neither first nor latest.
    """

    who: str | None
    according_to: str
    hearings: tuple[Hearing, ...]
    first: tuple[Hearing, ...]
    latest: tuple[Hearing, ...]
    undated: tuple[Hearing, ...]


@frozen(kw_only=True)
class SaidAndHeard:
    """A statement, and how each hearer heard it."""

    statement: Statement
    heard: tuple[HeardBy, ...]


def heard(journal: Journal, statement: str | Statement, at: DateTime | Date | None = None) -> tuple[HeardBy, ...]:
    """Return how a statement was heard, for each hearer: oneself, or a part. Who heard it first stands first.

    A hearing that tells no time was when the statement was first said. What has no time even so counts as heard, and is
    listed apart. Portions are shown as they were written and never added up. After the two sides of a thought record,
    what was said and what was made of it (Beck; Greenberger & Padesky 1995); that a part may hear otherwise than the
    whole, and by how much, is [ours].

    Args:
        journal: The journal to ask.
        statement: The statement, or its id. One that was taken back has no hearers.
        at: The moment; None for everything that is written.

    Raises:
        KeyError: There is no such statement.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Statement.example())
    >>> [(found.who, [one.meaning for one in found.latest]) for found in heard(journal, "the-kettle")]
    [('the-listener', ['I am expected.']), (None, ['Anybody would be given tea.'])]
    """
    found = statement if isinstance(statement, Statement) else _statement(journal, statement)
    stands = next(standing(journal, (found,), at), None)
    return () if stands is None else _heard(stands, end_of(at, journal.zone), journal.zone)


def said_and_heard(
    journal: Journal, at: DateTime | Date | None = None, therapy: str | None = None
) -> tuple[SaidAndHeard, ...]:
    """Return the words that were said and how they were heard: each statement with a hearing, in the order of time.

    The definition and the sources are those of :func:`heard` (``seed-items.md`` S0-40).

    Args:
        journal: The journal to ask.
        at: The moment; None for everything that is written.
        therapy: The id of the therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Statement.example())
    >>> [(both.statement.speaker, len(both.heard)) for both in said_and_heard(journal, Date(2024, 6, 1))]
    [('therapist', 2)]
    >>> said_and_heard(journal, Date(2024, 4, 1))
    ()
    """
    until = end_of(at, journal.zone)
    return tuple(
        SaidAndHeard(statement=statement, heard=hearers)
        for statement in standing(journal, journal.statements, at, therapy)
        if (hearers := _heard(statement, until, journal.zone))
    )


def _statement(journal: Journal, id: str) -> Statement:
    for statement in journal.statements:
        if statement.id == id:
            return statement
    raise KeyError("no statement of that id")


def _heard(statement: Statement, until: int, zone: str) -> tuple[HeardBy, ...]:
    hearers: dict[tuple[str | None, str], list[tuple[int, Hearing]]] = {}
    placed = [(begins(_time_of(hearing, statement), zone), hearing) for hearing in statement.heard]
    for then, hearing in sorted(placed, key=lambda one: one[0]):
        if had_come(then, until):
            hearers.setdefault((hearing.who, hearing.according_to), []).append((then, hearing))
    return tuple(_of_one(who, according_to, found) for (who, according_to), found in hearers.items())


def _time_of(hearing: Hearing, statement: Statement) -> When | None:
    return hearing.at if hearing.at is not None else statement.said


def _of_one(who: str | None, according_to: str, found: list[tuple[int, Hearing]]) -> HeardBy:
    dated = [(then, hearing) for then, hearing in found if then < moments.END]
    first, last = (dated[0][0], dated[-1][0]) if dated else (moments.END, moments.END)
    return HeardBy(
        who=who,
        according_to=according_to,
        hearings=tuple(hearing for _, hearing in dated),
        first=tuple(hearing for then, hearing in dated if then == first),
        latest=tuple(hearing for then, hearing in dated if then == last),
        undated=tuple(hearing for then, hearing in found if then == moments.END),
    )
