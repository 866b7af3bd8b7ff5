"""What a page shows beside what it holds: a day, a title and links, for programs that look for them under these keys.

They are made of the record, so nobody has to keep them right. When somebody does type there, it must not get lost
either: what the program put there has a mark under ``shown``, eight digits of its SHA-256; what has none is somebody's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Final, cast

from attrs import mutable

from ..frontmatter import Plain, Value
from ..model.shapes import EVERYBODY, Field, Many, Scalar, Shape, fields
from .forms import ALIASES, DATE, SEE, SHOWN, Form, inner

SHOWN_ONLY: Final = "shown only: change what it is made of"
NOT_TEXTS: Final = "not a list of texts"
NOT_A_DAY: Final = "not a day of the form YYYY-MM-DD"

LONGEST_ALIAS: Final = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OWN: Final = "own"


def _mark(what: str, text: str) -> str:
    return sha256(f"{what}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]


# -- what is shown --------------------------------------------------------------------------------------------


def day_of(form: Form, tree: Mapping[str, object]) -> str | None:
    """Return the day of a record by its own clock, or None.

    >>> from .forms import FORMS
    >>> day_of(FORMS["session"], {"starts_at": "2024-05-06T16:00:00+02:00[Europe/Paris]"})
    '2024-05-06'
    """
    for name in form.times:
        found = _day(_first(tree.get(name)))
        if found:
            return found
    return None


def _first(value: object) -> object:
    """Return a time, or that of the first of several steps."""
    if not isinstance(value, list):
        return value
    steps = cast("list[dict[str, object]]", value)
    return steps[0].get("at") if steps and isinstance(steps[0], dict) else None


def _day(when: object) -> str | None:
    match when:
        case str():
            day = _DAY.match(when)
            return day[0] if day else None
        case {"earliest": str(day), "latest": str(last)} if day == last:
            return _day(day)
        case _:  # a time that is known only roughly is no day, and none is made up
            return None


def _alias(form: Form, tree: Mapping[str, object]) -> str | None:
    title = tree.get(form.title) if form.is_alias else None
    fits = isinstance(title, str) and 0 < len(title) <= LONGEST_ALIAS and title.isprintable()
    return title if fits and isinstance(title, str) else None


def shown_in(
    form: Form, tree: Mapping[str, object], link: Callable[[str], str | None]
) -> tuple[dict[str, object], frozenset[str]]:
    """Return the keys that show something, and which unknown keys of the record stand among them.

    Args:
        form: How the page is laid out.
        tree: The record.
        link: Returns the link to the record of an id, or None.
    """
    made: dict[str, object] = {}
    marks: list[str] = []
    kept: set[str] = set()
    day = day_of(form, tree) if DATE in form.reserved else None
    if day:
        made[DATE] = Plain(day)
        marks.append(_mark(DATE, day))
    for key, derived in ((ALIASES, _aliases(form, tree)), (SEE, _links(form, tree, link))):
        if key not in form.reserved:
            continue
        new = [_mark(key, text) for text in derived]
        own = _own(tree.get(key))
        if own and all(own) and not {_mark(key, text) for text in own} & {*marks, *new}:
            kept.add(key)
            new += [_mark(_OWN, text) for text in own] if key == SEE else []
        else:
            own = []
        if derived or own:
            made[key] = [*derived, *own]
            marks += new
    if marks:
        made[SHOWN] = " ".join(marks)
    return made, frozenset(kept)


def _own(value: object) -> list[str]:
    """Return the texts of an unknown key ``aliases`` or ``see``, if it holds texts and nothing else."""
    items = cast("list[object]", value) if isinstance(value, list) else []
    texts = [item for item in items if isinstance(item, str)]
    return texts if len(texts) == len(items) else []


def _aliases(form: Form, tree: Mapping[str, object]) -> list[str]:
    alias = _alias(form, tree)
    return [alias] if alias else []


def _links(form: Form, tree: Mapping[str, object], link: Callable[[str], str | None]) -> list[str]:
    found = dict.fromkeys(link(id) for id in targets(form, tree))
    return [text for text in found if text]


def targets(form: Form, tree: Mapping[str, object]) -> Iterator[str]:
    """Yield the ids that a record points to, but not the therapy to which it belongs, nor what is inside of it.

    >>> from .forms import FORMS
    >>> [*targets(FORMS["session"], {"id": "a", "therapy": "t", "appearances": [{"topic": "b"}], "links": [{"to": "c"}]})]
    ['b', 'c']
    """
    inside = {*_ids(form.of, tree)}
    rest = {key: value for key, value in tree.items() if key != "therapy"}
    yield from dict.fromkeys(id for id in _pointers(form.of, rest) if id not in inside and id not in EVERYBODY)


def _pointers(of: type, tree: Mapping[str, object]) -> Iterator[str]:
    for name, f in _pointing(of).items():
        for item in _items(tree.get(name)):
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and (cls := inner(f.shape)):
                yield from _pointers(cls, cast("dict[str, object]", item))


def _ids(of: type, tree: Mapping[str, object]) -> Iterator[str]:
    for name, f in _naming(of).items():
        for item in _items(tree.get(name)):
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and (cls := inner(f.shape)):
                yield from _ids(cls, cast("dict[str, object]", item))


def _items(value: object) -> Iterable[object]:
    return cast("list[object]", value) if isinstance(value, list) else (value,)


@cache
def _pointing(of: type) -> Mapping[str, Field]:
    """Return the fields of a class in which, or below which, ids of something else stand."""
    return {f.name: f for f in fields(of) if _scalar(f.shape) in _REFERENCES or ((cls := inner(f.shape)) and _pointing(cls))}


@cache
def _naming(of: type) -> Mapping[str, Field]:
    """Return the fields of a class in which, or below which, ids of its own stand."""
    return {f.name: f for f in fields(of) if _scalar(f.shape) == "id" or ((cls := inner(f.shape)) and _naming(cls))}


_REFERENCES: Final = frozenset({"reference", "who", "reference_or_words"})


def _scalar(shape: Shape) -> str:
    of = shape.of if isinstance(shape, Many) else shape
    return of.kind if isinstance(of, Scalar) else ""


# -- what somebody typed there --------------------------------------------------------------------------------


@mutable
class Typed:
    """What somebody typed among what is shown, taken over into the record.

    Args:
        tree: The record; it is changed.
        problems: Keys with what is wrong there.
        settled: False when the page has to be written anew for what was taken over to stand where it belongs.
    """

    tree: dict[str, object]
    problems: list[tuple[str, str]]
    settled: bool = True


def take_over(
    form: Form, tree: dict[str, object], values: Mapping[str, Value], resolve: Callable[[str], str | None]
) -> Typed:
    """Return a record with what somebody typed under ``date``, ``aliases`` and ``see``.

    Args:
        form: How the page is laid out.
        tree: The record without it; it is changed.
        values: What the header says.
        resolve: Returns the id of the record to which a link leads, or None.
    """
    found = Typed(tree, [])
    marks = {*str(values.get(SHOWN, "")).split()}
    if DATE in form.reserved and DATE in values:
        _take_day(form, values[DATE], marks, found)
    if ALIASES in form.reserved:
        shown = _aliases(form, tree)
        _keep(ALIASES, [text for text in _texts(ALIASES, values, marks, found) if text not in shown], found)
    if SEE in form.reserved:
        _take_links(form, _texts(SEE, values, marks, found), marks, resolve, found)
    return found


def _take_day(form: Form, value: Value, marks: set[str], found: Typed) -> None:
    day = str(value) if isinstance(value, str) else "?"
    if not day or _mark(DATE, day) in marks or day == day_of(form, found.tree):
        return
    if not _DAY.fullmatch(day):
        found.problems.append((DATE, NOT_A_DAY))
        return
    before = found.tree.get(form.dated)
    if not form.dated or not (before is None or (isinstance(before, str) and _DAY.fullmatch(before))):
        found.problems.append((DATE, SHOWN_ONLY))
        return
    found.tree[form.dated] = day
    found.settled = False


def _texts(key: str, values: Mapping[str, Value], marks: set[str], found: Typed) -> list[str]:
    """Return the texts under a key that the program did not put there."""
    value = values.get(key, [])
    items = value if isinstance(value, list) else [value] if value else []
    texts = [_unfolded(item) for item in items]
    if None in texts:
        found.problems.append((key, NOT_TEXTS))
        return []
    return [text for text in texts if text and _mark(key, text) not in marks]


def _unfolded(item: Value) -> str | None:
    """Return a text; a link that somebody typed without quotes is a list in a list for YAML."""
    match item:
        case [[str(text)]]:
            return f"[[{text}]]"
        case str():
            return str(item)
        case _:
            return None


def _take_links(
    form: Form, texts: Iterable[str], marks: set[str], resolve: Callable[[str], str | None], found: Typed
) -> None:
    links = found.tree.get("links", [])
    known = {*targets(form, found.tree)}
    new: list[object] = []
    own: list[str] = []
    for text in texts:
        is_own = _mark(_OWN, text) in marks
        to = None if is_own or not isinstance(links, list) else resolve(text)
        if to is None:
            own.append(text)
        elif to not in known:
            new.append({"kind": "about", "to": to})
            known.add(to)
        found.settled &= is_own
    if new:
        found.tree["links"] = [*cast("list[object]", links), *new]
    _keep(SEE, own, found)


def _keep(key: str, own: list[str], found: Typed) -> None:
    if not own:
        return
    if key in found.tree:  # it stands under ``extra`` as well, as something else than texts
        found.problems.append((key, SHOWN_ONLY))
    else:
        found.tree[key] = own
