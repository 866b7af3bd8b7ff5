"""Reading what can be read: what is wrong with one record sets that record aside, as it stood in the file.

The strict machine says what is wrong and where; here the places are taken out and it is asked again. So the two
ways of reading cannot differ in what they take for wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Final, cast

import attrs

from ..errors import Problem, ReadError
from ..model.journal import KINDS, Journal, Unreadable
from ..model.results import ItemTally, JournalReading
from ..model.shapes import thaw
from ..model.values import Share
from ..text import has_lone_surrogate
from .parsing import MAX_DEPTH, MODEL_DEPTH, TOO_DEEP, TWICE, Mark, Repeated, parse
from .paths import Found, UnknownKey, in_order
from .pieces import Broken, Place
from .strict import TWO_WITH_ONE_ID, Known, WrongDataError, is_deeper, items_of, journal_of, value_of

SINGULAR: Final[Mapping[str, str]] = {
    **{kind.plural: kind.name for kind in KINDS.values()},
    "shares": "share",
    "unreadable": "unreadable",
}
"""The name of one of the things in each list of a journal."""


def reading_of(raw: object, known: Known, texts: Callable[[], Mapping[Place, str]]) -> JournalReading:
    """Return the journal that data of the present format holds, with what does not read set aside in it.

    Args:
        raw: The data.
        known: What is known of it.
        texts: Gives the text of each piece; asked only when data alone cannot keep what stood there.

    Raises:
        ReadError: Something is wrong that is in no list: the header, the zone, the owner, the key.
    """
    aside: dict[Place, list[Found]] = {}
    while True:
        rest, numbers = _without(raw, aside)
        try:
            journal = journal_of(rest, known)
        except WrongDataError as error:
            wrong = [_renumbered(found, numbers) for found in error.found]
            # A record with a fault of its own does not keep its id from another: that is asked again without it.
            wrong = [found for found in wrong if found[1] != TWO_WITH_ONE_ID] or wrong
            more = _places(wrong, rest, numbers, known)
        else:
            return _reading(explained(journal, known), raw, aside, _Keeper(raw, texts))
        if not more:
            raise ReadError(in_order(wrong, raw))
        for place, found in more.items():
            aside.setdefault(place, []).extend(found)


def _without(raw: object, aside: Iterable[Place]) -> tuple[object, Mapping[str, list[int]]]:
    """Return data without some places, and for each list the places that its items had before."""
    if not isinstance(raw, dict):
        return raw, {}
    rest = copy(cast("dict[str, object]", raw))  # keeps the marks that the parser left on an object
    numbers: dict[str, list[int]] = {}
    for key, value in cast("dict[str, object]", raw).items():
        if (key, None) in aside:
            del rest[key]
        elif isinstance(value, list):
            items = cast("list[object]", value)
            numbers[key] = [n for n in range(len(items)) if (key, n) not in aside]
            rest[key] = [items[n] for n in numbers[key]]
    return rest, numbers


def _renumbered(found: Found, numbers: Mapping[str, list[int]]) -> Found:
    match found:
        case ((str(key) | UnknownKey(key) as first, int(index), *steps), what) if key in numbers:
            return (first, numbers[key][index], *steps), what
        case _:
            return found


def _places(wrong: list[Found], rest: object, numbers: Mapping[str, list[int]], known: Known) -> dict[Place, list[Found]]:
    """Return what can be set aside, each with what is wrong there; nothing when something is wrong that cannot."""
    places: dict[Place, list[Found]] = {}
    for found in wrong:
        match found:
            case ((), what) if what == TOO_DEEP:
                places |= {place: [((*_way(place),), what)] for place in _too_deep(rest, numbers, known)}
            case ((str(key) | UnknownKey(key), int(index), *_), _):
                places.setdefault((key, index), []).append(found)
            case ((UnknownKey(key) | str(key), *_), what) if what != TWICE and (key in SINGULAR or key not in _OURS):
                places.setdefault((key, None), []).append(found)
            case _:
                return {}
    return places


_OURS: Final = {"therapy_notes", *(a.name for a in attrs.fields(Journal))}


def _too_deep(rest: object, numbers: Mapping[str, list[int]], known: Known) -> Iterable[Place]:
    for key, value in cast("dict[str, object]", rest).items():
        if key in numbers:
            items = zip(numbers[key], cast("list[object]", value), strict=True)
            yield from ((key, n) for n, item in items if is_deeper(item, known.max_depth - 2))
        elif is_deeper(value, known.max_depth - 1):
            yield key, None


def _way(place: Place) -> tuple[str | int | UnknownKey, ...]:
    key, index = place
    first = key if key in _OURS else UnknownKey(key)
    return (first,) if index is None else (first, index)


# -- what is set aside ----------------------------------------------------------------------------------------


def _reading(journal: Journal, raw: object, aside: Mapping[Place, list[Found]], keep: "_Keeper") -> JournalReading:
    problems = in_order((found for places in aside.values() for found in places), raw)
    data = cast("dict[str, object]", raw)
    order = {key: n for n, key in enumerate(data)}
    places = sorted(aside, key=lambda place: (order[place[0]], -1 if place[1] is None else place[1]))
    kept = [keep.unreadable(place, in_order(aside[place], raw)) for place in places]
    read = len(journal) + len(journal.shares)
    return JournalReading(
        journal=attrs.evolve(journal, unreadable=(*journal.unreadable, *kept)),
        problems=problems,
        tally=ItemTally(found=read + len(kept), converted=read, rejected=len(kept)),
    )


class _Keeper:
    """Keeps a piece of a file: as data where data can say all of it, else as the text that stood there."""

    def __init__(self, raw: object, texts: Callable[[], Mapping[Place, str]]) -> None:
        self._raw = cast("dict[str, object]", raw)
        self._ask = texts
        self._texts: Mapping[Place, str] | None = None

    def unreadable(self, place: Place, problems: tuple[Problem, ...]) -> Unreadable:
        """Return what stood at a place, kept."""
        key, index = place
        held = self._raw[key]
        value = held if index is None else cast("list[object]", held)[index]
        name = SINGULAR.get(key, key)
        if has_lone_surrogate(key):
            return Unreadable(kind="journal", raw={key: value}, problems=problems)
        if isinstance(value, Broken):
            return Unreadable(kind=name, text=value.text, problems=problems)
        text = self._text(place)
        if text is not None and (is_more_than_data(value) or has_lone_surrogate(text)):
            return Unreadable(kind=name, text=text, problems=problems)
        return Unreadable(kind=name, raw=value, problems=problems)

    def _text(self, place: Place) -> str | None:
        if self._texts is None:
            self._texts = self._ask()
        return self._texts.get(place)


def is_more_than_data(value: object) -> bool:
    """Tell whether data says less than what stood in the file, or is too deep to be written one level further in."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Mark | Repeated):
            return True
        waiting.extend(items_of(found))
    return is_deeper(value, MAX_DEPTH - MODEL_DEPTH)


# -- what was set aside before --------------------------------------------------------------------------------


def explained(journal: Journal, known: Known) -> Journal:
    """Return a journal in which everything that was set aside says what is wrong with it.

    Nobody keeps that: it is found out each time, since a later release may find less.
    """
    if all(kept.problems for kept in journal.unreadable):
        return journal
    ids = {record.id for record in journal}
    kept: list[Unreadable] = []
    for number, one in enumerate(journal.unreadable):
        place = f"$.unreadable[{number}]"
        problems = one.problems or problems_of(one, place, known)
        match thaw(one.raw):
            case {"id": str(id)} if not problems and id in ids:
                problems = (Problem(where=f"{place}.raw.id", what=TWO_WITH_ONE_ID),)
            case _:
                pass
        kept.append(attrs.evolve(one, problems=problems))
    return attrs.evolve(journal, unreadable=tuple(kept))


def problems_of(kept: Unreadable, place: str, known: Known) -> tuple[Problem, ...]:
    """Return what is wrong with something that was set aside, and where it stands now."""
    inside = f"{place}.text" if kept.text else f"{place}.raw"
    raw: object = None
    try:
        raw = parse(kept.text) if kept.text else thaw(kept.raw)
        of = _CLASSES.get(kept.kind)
        if of is not None:
            value_of(raw, of, known)
    except ReadError as error:
        return tuple(Problem(where=inside, what=problem.what) for problem in error.problems)
    except WrongDataError as error:
        found = in_order(error.found, raw)
        return tuple(Problem(where=inside + problem.where.removeprefix("$"), what=problem.what) for problem in found)
    return ()


_CLASSES: Final[Mapping[str, type]] = {**{kind.name: kind.of for kind in KINDS.values()}, "share": Share}
