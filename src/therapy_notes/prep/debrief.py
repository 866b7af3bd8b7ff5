"""``debrief``: what came of a session, written down in one call, so that the next page starts from it."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final, Never, TypeAlias, TypeVar, cast

import attrs

from ..errors import Problem
from ..model.agreements import Agreement
from ..model.beliefs import Prediction
from ..model.goals import Goal
from ..model.journal import KINDS, Journal, Record
from ..model.questions import Question
from ..model.revisions import Revision
from ..model.ruptures import Rupture, RuptureStep
from ..model.sessions import Appearance, Reflection, Session, Topic
from ..model.shapes import Many, fields
from ..model.statements import Statement
from ..model.values import Answer, Degree, Link, Progress, When, day_of
from ..model.vocabulary import Outcome, PredictionOutcome
from ..moments import DateTime

CameOf: TypeAlias = PredictionOutcome | tuple[PredictionOutcome, str]
"""What came of something that was feared; and, if she likes, what she says to it now."""

_NOTHING: Final[Mapping[str, Never]] = MappingProxyType({})
_R = TypeVar("_R", bound=Record)
_V = TypeVar("_V")
_Filled = TypeVar("_Filled", Session, Appearance, Reflection, Prediction)


def debrief(
    journal: Journal,
    session: str | Session,
    *,
    reflection: Reflection | None = None,
    outcomes: Mapping[str, Outcome | Appearance] = _NOTHING,
    statements: Iterable[Statement] = (),
    agreed: Mapping[str, Revision | Iterable[Revision]] = _NOTHING,
    came_of: Mapping[str, CameOf] = _NOTHING,
    answers: Mapping[str, Answer | str] = _NOTHING,
    steps: Mapping[str, RuptureStep | Iterable[RuptureStep]] = _NOTHING,
    progress: Mapping[str, Progress] = _NOTHING,
    connection_after: Degree | None = None,
    cut_short: bool = False,
) -> Journal:
    """Return a journal in which a session was held, with what came of it. The next page is prepared from that.

    Everything is optional, and what is there stays: tuples grow, an empty field is filled, and a field that says
    something else already is refused. Doing the same again changes nothing, so one may come back with what one forgot.
    Who may see what is never widened.

    Args:
        journal: The journal.
        session: The session, or its id.
        reflection: What she writes after it: also what was not said, and why.
        outcomes: What came of the topics, by their ids; an ``Appearance`` where a reason or the minutes belong to it. A
            topic that came up unplanned stands after those that were planned.
        statements: What somebody said there that she wants to have. Each is tied to the session, and was said on its
            day unless it says otherwise.
        agreed: Acts in the life of agreements, by the ids of those.
        came_of: What came of what was feared, by the ids of the predictions.
        answers: What was answered, by the ids of the questions. A plain text is the answer of the one who was asked;
            of nobody in particular when several were.
        steps: Steps in the life of ruptures, by the ids of those.
        progress: How far goals have come, by the ids of those.
        connection_after: How connected she felt after it.
        cut_short: True when it ended too early.

    Raises:
        KeyError: A session, a topic, a prediction is not there. All that is wrong is said at once; nothing is half done.
        ValueError: Something says otherwise already; or the session did not take place, or has no time, so that nothing
            could be told of it later.

    >>> from therapy_notes.moments import Date
    >>> monday = Session.new(starts_at=Date(2024, 5, 13))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(monday, Topic.example(), Prediction.new("She will sigh."))
    >>> journal = debrief(
    ...     journal,
    ...     monday,
    ...     reflection=Reflection(next_time="Why I laughed just then."),
    ...     outcomes={"the-corner": "partly"},
    ...     came_of={journal.predictions[0].id: ("did_not_happen", "She moved her cup, that was all.")},
    ... )
    >>> journal.sessions[0].status, [a.outcome for a in journal.sessions[0].appearances], journal.predictions[0].outcome
    ('fulfilled', ['partly'], 'did_not_happen')
    """
    meeting = _session(journal, session)
    desk = _Desk()
    held = _held(
        meeting,
        desk,
        appearances=_with_outcomes(meeting, desk, journal.topics, outcomes),
        reflection=reflection,
        connection_after=connection_after,
        cut_short=cut_short,
    )
    changed: list[Record] = [held, *_kept(held, desk, journal, statements)]
    for where, agreement, acts in desk.known("agreed", "agreement", journal.agreements, agreed):
        with desk.at(where):
            changed.append(_agreed(agreement, held, _several(acts, Revision)))
    for where, prediction, outcome in desk.known("came_of", "prediction", journal.predictions, came_of):
        with desk.at(where):
            changed.append(_turned_out(prediction, held, outcome))
    for where, question, answer in desk.known("answers", "question", journal.questions, answers):
        with desk.at(where):
            changed.append(_answered(question, held, answer))
    for where, rupture, taken in desk.known("steps", "rupture", journal.ruptures, steps):
        with desk.at(where):
            changed.append(_taken(rupture, held, _several(taken, RuptureStep)))
    for where, goal, reached in desk.known("progress", "goal", journal.goals, progress):
        with desk.at(where):
            changed.append(_further(goal, held, reached))
    desk.must_be_clear()
    return journal.with_records(*changed)


def _session(journal: Journal, session: str | Session) -> Session:
    id = session.id if isinstance(session, Session) else session
    for found in journal.sessions:
        if found.id == id:
            return found
    raise KeyError("no session of that id")


class _Desk:
    """Where all that cannot be written is put together, each with its place, to be said at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.something_is_missing = False

    def known(self, name: str, kind: str, records: Iterable[_R], given: Mapping[str, _V]) -> Iterator[tuple[str, _R, _V]]:
        """Yield what is given for a record that is there: its place, the record, and what is given."""
        there = {record.id: record for record in records} if given else {}
        for n, (id, value) in enumerate(given.items()):
            where = f"{name}[{n}]"
            record = there.get(id)
            if record is None:
                self.something_is_missing = True
                self.problems.append(Problem(where=where, what=f"no {kind} of that id"))
            else:
                yield where, record, value

    @contextmanager
    def at(self, where: str) -> Generator[None]:
        """Put down what is refused in here. The messages of the model quote nobody."""
        try:
            yield
        except ValueError as error:
            self.problems.append(Problem(where=where, what=str(error)))

    def must_be_clear(self) -> None:
        """Raise what has come together, if anything has."""
        if self.problems:
            told = "; ".join(map(str, self.problems))
            raise KeyError(told) if self.something_is_missing else ValueError(told)


# -- the session ---------------------------------------------------------------------------------------------


def _held(
    session: Session,
    desk: _Desk,
    *,
    appearances: tuple[Appearance, ...],
    reflection: Reflection | None,
    connection_after: Degree | None,
    cut_short: bool,
) -> Session:
    """Return a session as one that took place, with what was written of it."""
    status = "cut_short" if cut_short else session.status if session.is_held else "fulfilled"
    held = attrs.evolve(session, status=status, appearances=appearances)
    with desk.at("session"):
        if not (session.is_held or session.is_planned):
            raise ValueError("its status says that it did not take place")
        if session.starts_at is None:
            raise ValueError("it has no time")
        if session.is_held and status != session.status:
            raise ValueError("status: something else is written there already")
        held = _filled(held, {"connection_after": connection_after})
    with desk.at("reflection"):
        held = attrs.evolve(held, reflection=_with_more(held.reflection, reflection))
    return held  # noqa: RET504 - the desk may have kept what came before


def _with_outcomes(
    session: Session, desk: _Desk, topics: Iterable[Topic], outcomes: Mapping[str, Outcome | Appearance]
) -> tuple[Appearance, ...]:
    """Return the appearances with what came of them, in her order; what came up unplanned stands last."""
    appearances = list(session.appearances)
    places = {appearance.topic: n for n, appearance in enumerate(appearances)}
    for where, topic, given in desk.known("outcomes", "topic", topics, outcomes):
        with desk.at(where):
            found = given if isinstance(given, Appearance) else Appearance(topic=topic.id, outcome=given)
            if found.topic != topic.id:
                raise ValueError("an appearance of another topic")
            place = places.get(topic.id)
            if place is None:
                appearances.append(found)
            else:
                appearances[place] = _filled(appearances[place], _told(found))
    return tuple(appearances)


def _with_more(there: Reflection | None, given: Reflection | None) -> Reflection | None:
    """Return a reflection with what is given added to it.

    Nothing is put before readers who were not named for it: not what is added, and not what was there.
    """
    if given is None:
        return there
    _must_be(given, Reflection)
    if there is None or there == Reflection():
        return _with_ids_of_their_own(given)
    if set(there.shared_with) != set(given.shared_with):
        raise ValueError("shared_with names other readers than the reflection that is there")
    more = _filled(there, _told(given))
    return there if more == there else _with_ids_of_their_own(more)


def _with_ids_of_their_own(reflection: Reflection) -> Reflection:
    _must_differ([*(event.id for event in reflection.events), *(item.id for item in reflection.unsaid)])
    return reflection


# -- the other records ---------------------------------------------------------------------------------------


def _kept(session: Session, desk: _Desk, journal: Journal, statements: Iterable[Statement]) -> list[Statement]:
    """Return what was said in the session, each tied to it."""
    several = _several(statements, Statement)
    plurals = [kind.plural for kind in KINDS.values()] if several else []
    there: dict[str, Record] = {record.id: record for plural in plurals for record in getattr(journal, plural)}
    kept: list[Statement] = []
    for n, given in enumerate(several):
        with desk.at(f"statements[{n}]"):
            statement = _said_in(given, session)
            if there.setdefault(statement.id, statement) != statement:
                raise ValueError("a record of that id says something else already")
            kept.append(statement)
    return kept


def _said_in(statement: Statement, session: Session) -> Statement:
    is_tied = any(link.kind == "said_in" and link.to == session.id for link in statement.links)
    tie = () if is_tied else (Link(kind="said_in", to=session.id),)
    return attrs.evolve(
        statement,
        said=_day(session.starts_at) if statement.said is None else statement.said,
        therapy=session.therapy if statement.therapy is None else statement.therapy,
        links=(*statement.links, *tie),
    )


def _day(when: When | None) -> When | None:
    """Return the day of a moment; a day and a vague time are what they are."""
    return day_of(when) if isinstance(when, DateTime) else when


def _agreed(agreement: Agreement, session: Session, acts: Iterable[Revision]) -> Agreement:
    given = [act if act.session is not None else attrs.evolve(act, session=session.id) for act in acts]
    revisions = _grown(agreement.revisions, given)
    new = revisions[len(agreement.revisions) :]
    _must_differ([*set(_ids_in(agreement.revisions)), *_ids_in(new)])
    return attrs.evolve(agreement, revisions=revisions)


def _ids_in(acts: Iterable[Revision]) -> Iterator[str]:
    """Yield the ids of acts, and those of what they offer to choose from."""
    for act in acts:
        yield act.id
        yield from (alternative.id for alternative in act.alternatives)


def _turned_out(prediction: Prediction, session: Session, given: CameOf) -> Prediction:
    outcome, words = (given, "") if isinstance(given, str) else given
    known = _filled(prediction, {"outcome": outcome, "words_after": words})
    return known if known.outcome_at is not None else attrs.evolve(known, outcome_at=_day(session.starts_at))


def _answered(question: Question, session: Session, given: Answer | str) -> Question:
    by = question.to[0] if len(question.to) == 1 else "unknown"
    answer = Answer(words=given, by=by) if isinstance(given, str) else given
    _must_be(answer, Answer)
    answer = attrs.evolve(
        answer,
        at=session.starts_at if answer.at is None else answer.at,
        link=session.id if answer.link is None else answer.link,
    )
    return attrs.evolve(question, answers=_grown(question.answers, [answer]))


def _taken(rupture: Rupture, session: Session, steps: Iterable[RuptureStep]) -> Rupture:
    new = [step if step.session is not None else attrs.evolve(step, session=session.id) for step in steps]
    return attrs.evolve(rupture, steps=_grown(rupture.steps, new))


def _further(goal: Goal, session: Session, reached: Progress) -> Goal:
    _must_be(reached, Progress)
    new = reached if reached.at is not None else attrs.evolve(reached, at=session.starts_at)
    return attrs.evolve(goal, progress=_grown(goal.progress, [new]))


# -- nothing is overwritten ----------------------------------------------------------------------------------


def _filled(there: _Filled, given: Mapping[str, object]) -> _Filled:
    """Return a value with what is given put where nothing stood: an empty field is filled, a tuple grows.

    Raises:
        ValueError: A field says something else already. It names the fields, never what they say.
    """
    changes: dict[str, Any] = {}
    otherwise: list[str] = []
    for field in fields(type(there)):
        old: Any = getattr(there, field.name)
        new: Any = given.get(field.name, field.default)
        if new in (field.default, old):
            continue
        if old == field.default:
            changes[field.name] = new
        elif isinstance(field.shape, Many):
            changes[field.name] = _grown(old, new)
        else:
            otherwise.append(field.name)
    if otherwise:
        raise ValueError(f"{', '.join(otherwise)}: something else is written there already")
    return attrs.evolve(there, **changes)


def _told(value: Appearance | Reflection) -> dict[str, object]:
    """Return the fields of a value by name."""
    return {field.name: getattr(value, field.name) for field in fields(type(value))}


def _grown(there: tuple[_V, ...], given: Iterable[_V]) -> tuple[_V, ...]:
    """Return a tuple with what is not in it yet."""
    seen = set(there)
    return (*there, *(item for item in dict.fromkeys(given) if item not in seen))


def _several(given: _V | Iterable[_V], of: type[_V]) -> tuple[_V, ...]:
    """Return one or several values as a tuple."""
    found: tuple[object, ...] = (given,) if isinstance(given, of) else tuple(cast("Iterable[object]", given))
    for item in found:
        _must_be(item, of)
    return cast("tuple[_V, ...]", found)


def _must_be(value: object, of: type) -> None:
    if not isinstance(value, of):
        raise TypeError(f"not a {of.__name__}")


def _must_differ(ids: list[str]) -> None:
    if len(set(ids)) < len(ids):
        raise ValueError("two values with one id")
