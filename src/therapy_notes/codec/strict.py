"""Plain data to a journal, or to everything that is wrong with it: what strict and lenient reading have in common."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar, cast

from attrs import evolve, frozen

from ..model.journal import KINDS, Journal
from .parsing import MAX_DEPTH, TOO_DEEP
from .paths import Found

T = TypeVar("T")

TWO_WITH_ONE_ID: Final = "two records with one id"


@frozen(kw_only=True)
class Known:
    """What is known of the data before it is read.

    Args:
        sealed: It is as it was written, so that an offset which its zone does not have is no mistake.
        surrogates: There may be halves of surrogate pairs in its texts.
        max_depth: How many lists and objects may stand inside one another.
    """

    sealed: bool = False
    surrogates: bool = True
    max_depth: int = MAX_DEPTH


class WrongDataError(Exception):
    """Everything that is wrong with some data, each with the way to it. It never leaves this room."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__()
        self.found = found


def journal_of(raw: object, known: Known) -> Journal:
    """Return the journal that data of the present format holds.

    Raises:
        WrongDataError: Something is wrong with it.
    """
    try:
        return value_of(raw, Journal, known)
    except WrongDataError as error:
        wrong = error.found
    # The constructor tells that two records have one id; only the data tells where.
    twice: list[Found] = [((plural, index, "id"), TWO_WITH_ONE_ID) for plural, index in _ids_twice(raw)]
    raise WrongDataError([*twice, *(found for found in wrong if found != ((), TWO_WITH_ONE_ID))])


def value_of(raw: object, of: type[T], known: Known) -> T:
    """Return the value of a class that data holds.

    Raises:
        WrongDataError: Something is wrong with it.
    """
    from cattrs.errors import BaseValidationError  # noqa: PLC0415 - cattrs is loaded when something is read

    from .problems import found_in  # noqa: PLC0415 - loaded when it is used
    from .structuring import Road, UnmeasuredError, WrongError, converter  # noqa: PLC0415 - loaded when it is used

    road = Road(sealed=known.sealed, surrogates=known.surrogates, measured=False)
    try:
        try:
            return converter(road).structure(raw, of)
        except UnmeasuredError:
            pass
        if is_deeper(raw, known.max_depth):
            wrong: list[Found] = [((), TOO_DEEP)]
        else:
            return converter(evolve(road, measured=True)).structure(raw, of)
    except (WrongError, BaseValidationError) as error:
        wrong = [*found_in(error)]
    raise WrongDataError(wrong)


def is_deeper(value: object, depth: int) -> bool:
    """Tell whether lists and objects stand more deeply inside one another than that.

    >>> is_deeper([[1]], 2), is_deeper({"a": [[1]]}, 2)
    (False, True)
    """
    level = [value]
    for _ in range(depth):
        level = [item for outer in level for item in items_of(outer)]
    return any(isinstance(item, list | dict) for item in level)


def items_of(value: object) -> Iterable[object]:
    """Return what stands directly inside of a list or an object."""
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()


def _ids_twice(raw: object) -> Iterator[tuple[str, int]]:
    """Yield the places of records with an id that an earlier record has."""
    plurals = {kind.plural for kind in KINDS.values()}
    seen: set[str] = set()
    for key, records in cast("dict[str, object]", raw).items() if isinstance(raw, dict) else ():
        if key not in plurals or not isinstance(records, list):
            continue
        for index, record in enumerate(cast("list[object]", records)):
            match record:
                case {"id": str(id)} if id:
                    if id in seen:
                        yield key, index
                    seen.add(id)
                case _:
                    pass
