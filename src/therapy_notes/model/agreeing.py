"""What makes the fields of a value agree, where one forbids another.

At home a class sees to it that its fields agree. A copy that knows less may not: two times become one where neither is
told, and two people are both unknown. Then the copy says less. What it leaves out depends on nothing but on what it says.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, cast

from attrs import evolve

from .agreements import Agreement
from .beliefs import Prediction
from .contacts import Contact, Motive
from .revisions import Revision, accepting_what_was_proposed
from .shapes import fields
from .statements import Hearing, Statement, accounts_of
from .values import exceeds_the_whole, surely_before

_T = TypeVar("_T")


def agreeing(of: type, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a value that is to be made, of which none forbids another.

    >>> from therapy_notes.model.values import Rating
    >>> most = Rating.of(6)
    >>> two_days_and_no_day = (Hearing(meaning="Stay.", portion=most), Hearing(meaning="Go.", portion=most))
    >>> [hearing.portion for hearing in agreeing(Statement, {"heard": two_days_and_no_day})["heard"]]
    [None, None]
    """
    settle = _AGREED.get(of)
    return given if settle is None else {**given, **settle(given)}


def changed_to(value: _T, given: Mapping[str, Any]) -> _T:
    """Return a value in which some fields are others, and all agree."""
    whole: Any = value
    if type(value) in _AGREED:
        held = {f.name: getattr(value, f.name) for f in fields(type(value))}
        return cast("_T", evolve(whole, **agreeing(type(value), {**held, **given})))
    return cast("_T", evolve(whole, **given))


def _accepting(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let an acceptance answer only what is there to be accepted, and nothing of the same name elsewhere."""
    revisions: tuple[Revision, ...] = given.get("revisions", ())
    kept = accepting_what_was_proposed(revisions)
    return {} if kept is revisions else {"revisions": kept}


def _heard_by_the_whole_at_most(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out how large the portions were, where those of several times or accounts would be taken for those of one."""
    heard: tuple[Hearing, ...] = given.get("heard", ())
    too_much = {
        id(one)
        for found in accounts_of(heard, given.get("said"))
        if exceeds_the_whole(one.portion for one in found)
        for one in found
    }
    if not too_much:
        return {}
    return {"heard": tuple(evolve(one, portion=None) if id(one) in too_much else one for one in heard)}


def _moved_by_the_whole_at_most(given: Mapping[str, Any]) -> Mapping[str, Any]:
    motives: tuple[Motive, ...] = given.get("motives", ())
    if not exceeds_the_whole(motive.portion for motive in motives):
        return {}
    return {"motives": tuple(evolve(motive, portion=None) for motive in motives)}


def _feared_before_it_came(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out when a fear came to its end, where years alone would have it end before it began."""
    return {"outcome_at": None} if surely_before(given.get("outcome_at"), given.get("made_at")) else {}


_AGREED: Final[Mapping[type, Callable[[Mapping[str, Any]], Mapping[str, Any]]]] = {
    Agreement: _accepting,
    Contact: _moved_by_the_whole_at_most,
    Prediction: _feared_before_it_came,
    Statement: _heard_by_the_whole_at_most,
}
"""What makes the fields of a class agree: what is to be otherwise."""
