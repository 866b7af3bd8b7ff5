"""The pairs of journals themselves: they differ only in what the reader may not see, and the hard cases are in them.

What the reader may know is found out here from the JSON of a journal, without any code of ``sharing/views.py`` or of the
pairs, and what is in a pair is found by looking at its two journals, not by asking who made them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest
from attrs import frozen
from hypothesis import given
from pairs import CANARIES, CANARY_DAY, CHANGES, SHIPPED, Pair, named_paths, pairs, some_pairs

import therapy_notes as tn
from therapy_notes.model.ids import looks_like_an_id
from therapy_notes.model.journal import KINDS, kind_of, time_of
from therapy_notes.model.shapes import EVERYBODY, Extra, Field, Many, Nested, Scalar, fields

MANY: Final = 400


def drawn() -> tuple[Pair, ...]:
    return some_pairs(MANY)


# -- what a reader may know, in a third way --------------------------------------------------------------------

_MARK = re.compile(r"\\\\|\\%(?=%%(?!%))|\\%%|%%%(?!%)|%%")


def said_aloud(text: str) -> str:
    r"""Return a text without its private spans: one sign after the other, as the page on text describes them."""
    told: list[str] = []
    private = False
    while text:
        mark = _MARK.match(text)
        sign = mark[0] if mark else text[0]
        text = text[len(sign) :]
        if sign in {"%%", "%%%"}:
            private = not private
        elif not private:
            told.append("%%" if sign == r"\%%" else sign)
    return "".join(told)


_PARTS: Final = ("earliest", "latest", "words", "value", "low", "high", "scale")
"""What is known of a time or a rating."""


@frozen
class Knowing:
    """Finds out what a reader may know of a journal, from its JSON.

    Args:
        reader: The reader.
        records: The ids of the records that are shared.
        inside: How many shared records have a value of an id inside, by id.
    """

    reader: tn.Audience
    records: frozenset[str]
    inside: Counter[str]

    @classmethod
    def of(cls, journal: tn.Journal, reader: tn.Audience) -> Any:
        """Return all that the reader may know of a journal, with the ids that it has at home."""
        data = json.loads(tn.dumps(journal))
        shared = {
            kind.name: {
                record["id"]: record
                for record in data.get(kind.plural, ())
                if reader.name in record.get("shared_with", ()) and kind.name in named_paths(reader)
                if not _is_misread(reader, record, kind.of, kind.name)
            }
            for kind in KINDS.values()
        }
        ids = frozenset(id for found in shared.values() for id in found)
        knowing = cls(reader, ids, Counter())
        for kind in KINDS.values():
            for record in shared[kind.name].values():
                knowing.inside.update(set(knowing._ids(record, kind.of, kind.name)))
        told = {
            name: {id: knowing._told(record, KINDS[name].of, name, record) for id, record in found.items()}
            for name, found in shared.items()
        }
        return {"owner": data.get("owner") if data.get("owner") in ids else None, "zone": data["zone"], "records": told}

    def _may(self, f: Field, path: str) -> bool:
        named = path in named_paths(self.reader)
        is_text = isinstance(f.shape, Scalar) and f.shape.kind in {"words", "term", "reference_or_words"}
        return named or (f.required and not is_text)

    def _inner(self, tree: Mapping[str, Any], f: Field) -> list[Any]:
        """Return what a field holds, as a list; what a file leaves out is what it would be anyway."""
        held = tree.get(f.name, f.default)
        return list(held) if isinstance(f.shape, Many) else [] if held is None else [held]

    def _is_for_somebody_else(self, tree: Any, of: type) -> bool:
        return any(f.name == "shared_with" for f in fields(of)) and self.reader.name not in tree.get("shared_with", ())

    def _ids(self, tree: Mapping[str, Any], of: type, path: str) -> Iterator[str]:
        for f in fields(of):
            shape = f.shape.of if isinstance(f.shape, Many) else f.shape
            if isinstance(shape, Nested) and self._may(f, f"{path}.{f.name}"):
                for item in self._inner(tree, f):
                    misread = _is_misread(self.reader, item, shape.of, f"{path}.{f.name}")
                    if not misread and not self._is_for_somebody_else(item, shape.of):
                        yield from [item["id"]] if "id" in item else []
                        yield from self._ids(item, shape.of, f"{path}.{f.name}")

    def _told(self, tree: Mapping[str, Any], of: type, path: str, home: Mapping[str, Any]) -> Any:
        """Return what may be known of a value, or None when it is left out."""
        told: dict[str, Any] = {}
        for f in fields(of):
            here = f"{path}.{f.name}"
            if f.name in {"shared_with", "source"} or isinstance(f.shape, Extra):
                continue
            if f.name == "id":
                told["id"] = tree["id"]
            elif self._may(f, here):
                items = [
                    self._item(f.shape.of if isinstance(f.shape, Many) else f.shape, x, here, home)
                    for x in self._inner(tree, f)
                ]
                if f.required and items == [None]:
                    return None
                kept = [item for item in items if item is not None]
                told[f.name] = [item for item in kept if not _is_blank(item)] if isinstance(f.shape, Many) else kept
            elif _is_misread(self.reader, tree, of, path):
                return None
        return told

    def _item(self, shape: object, held: Any, path: str, home: Mapping[str, Any]) -> Any:
        match shape:
            case Nested(of):
                return None if self._is_for_somebody_else(held, of) else self._told(held, of, path, home)
            case Scalar("reference"):
                kind = KINDS[path.split(".", maxsplit=1)[0]]
                here = set(self._ids(home, kind.of, kind.name))
                return held if held in here or held in self.records or self.inside[held] == 1 else None
            case Scalar("who"):
                return held if held in EVERYBODY or held in self.records else "unknown"
            case Scalar("reference_or_words") if held in self.records:
                return f"record {held}"
            case Scalar("reference_or_words") if looks_like_an_id(said_aloud(held)):
                return None
            case Scalar("when" | "degree") if isinstance(held, dict):
                known = {key: held[key] for key in _PARTS if key in held}
                told = {key: said_aloud(part) if isinstance(part, str) else part for key, part in known.items()}
                return {key: part for key, part in told.items() if part != ""}
            case _:
                return said_aloud(held) if isinstance(held, str) else held


UNUSUAL: Final = {
    "whose": "client", "according_to": "client", "by": "client",
    "statement.heard.who": None, "agreement.revisions.trial": False, "score.imagined": False,
}  # fmt: skip
"""What is taken for granted by whoever does not see a field, by its path or its name."""


def _is_misread(reader: tn.Audience, tree: Mapping[str, Any], of: type, path: str) -> bool:
    """Whether a value is another than a reader would think, who does not see some of its fields."""
    for f in fields(of):
        here = f"{path}.{f.name}"
        by_name = f.name in UNUSUAL and not f.required and not f.optional
        if here not in named_paths(reader) and (here in UNUSUAL or by_name):
            usual = UNUSUAL[here if here in UNUSUAL else f.name]
            if tree.get(f.name, usual) != usual:
                return True
    return False


@given(pairs())
def test_two_worlds_differ_only_in_what_the_reader_may_not_know(pair: Pair) -> None:
    nothing, one, other = (Knowing.of(world, pair.reader) for world in pair.worlds)
    assert nothing == one == other
    for world in pair.worlds:
        assert tn.loads(tn.dumps(world)) == world, "a journal that cannot be kept"
    shared = tn.dumps(pair.shared)
    assert not any(word.encode() in shared for word in (*CANARIES, CANARY_DAY))


def _is_blank(item: object) -> bool:
    return isinstance(item, str) and not item.strip()


def test_the_same_pairs_are_drawn_every_time() -> None:
    one, other = some_pairs.__wrapped__(20), some_pairs.__wrapped__(20)
    assert [(pair.one, pair.other, pair.changes) for pair in one] == [(pair.one, pair.other, pair.changes) for pair in other]


# -- what is in a pair -----------------------------------------------------------------------------------------


def values(value: object, path: str) -> Iterator[tuple[str, Field, Any]]:
    """Yield every value inside a value, with its path and its field."""
    for f in fields(type(value)):
        held = getattr(value, f.name)
        for item in held if isinstance(f.shape, Many) else (held,):
            yield f"{path}.{f.name}", f, item
            if isinstance(f.shape.of if isinstance(f.shape, Many) else f.shape, Nested) and item is not None:
                yield from values(item, f"{path}.{f.name}")


def all_of(record: tn.Record) -> list[tuple[str, Field, Any]]:
    return list(values(record, kind_of(record).name))


def kinds_of_scalar(f: Field) -> object:
    shape = f.shape.of if isinstance(f.shape, Many) else f.shape
    return shape.kind if isinstance(shape, Scalar) else None


def inner_ids(record: tn.Record) -> set[str]:
    return {item for path, f, item in all_of(record) if f.shape == Scalar("id") and path.count(".") > 1}


def title_of(record: tn.Record) -> object:
    fields = ("title", "text", "name", "words", "fear", "urge", "instrument", "about")
    return next((name for field in fields if (name := getattr(record, field, ""))), None)


def cases_in(pair: Pair) -> set[str]:
    """Return the names of the hard cases that a pair holds."""
    found = {f"reader: {pair.audience}" if isinstance(pair.audience, str) else "reader: one of her own"}
    found |= set(_between_worlds(pair))
    for world in (pair.one, pair.other):
        private = [record for record in world if record.id not in pair.part.records]
        shared = [record for record in world if record.id in pair.part.records]
        found |= set(_beside_each_other(pair, private, shared))
        found |= set(_pointing(pair, private, shared))
        found |= set(_in_texts(pair, world))
        found |= set(_inside(pair, shared))
        found |= set(_of_the_journal(pair, world))
    return found


def _between_worlds(pair: Pair) -> Iterator[str]:
    homes = [{r.id: r for r in world if r.id not in pair.part.records} for world in (pair.one, pair.other)]
    if set(homes[0]) - set(homes[1]):
        yield "a private record in one world only"
    for id in set(homes[0]) & set(homes[1]):
        if homes[0][id] != homes[1][id]:
            yield "a private record that says something else in the other world"
            people = [r for r in (homes[0][id], homes[1][id]) if isinstance(r, tn.Person | tn.Part)]
            if len({person.name for person in people}) > 1:
                yield "somebody private who has another name in the other world"
    if len(pair.one) != len(pair.other):
        yield "another number of records"
    for id, before in pair.part.records.items():
        for world in (pair.one, pair.other):
            for f in fields(type(before)):
                held, was = getattr(world[id], f.name), getattr(before, f.name)
                seen = f.name in {"id", "shared_with", "source", "extra"} or pair.reader.may_see(
                    f"{kind_of(before).name}.{f.name}"
                )
                if held != was and not seen:
                    yield f"a field that is not seen: {'filled' if not was else 'changed' if held else 'emptied'}"


def _beside_each_other(pair: Pair, private: list[tn.Record], shared: list[tn.Record]) -> Iterator[str]:
    titles = {title_of(record) for record in shared} - {None}
    for record in private:
        like = [r for r in shared if type(r) is type(record)]
        if title_of(record) in titles:
            yield "a private record with the title of a shared one"
            if any(title_of(r) == title_of(record) and time_of(r) == time_of(record) is not None for r in like):
                yield "a private record with the title and the day of a shared one"
        if any(r.tags and r.tags == record.tags for r in like):
            yield "a private record with the tags of a shared one"
        if record.therapy is not None and any(r.therapy == record.therapy for r in shared):
            yield "a private record of the therapy of a shared one"
        yield from _saying_the_same(record, like)
        if inner_ids(record) & {id for r in shared for id in inner_ids(r)}:
            yield "a private record with an inner id of a shared one"
        if record.id in {id for r in shared for id in inner_ids(r)}:
            yield "a private id that is one inside something shared"
        if record.id.strip(" '").casefold() in {r.id.casefold() for r in shared} or any(
            r.id[:-1] == record.id for r in shared
        ):
            yield "a private id near a shared one"
        if record.id in {"garden", "listen", "cellar"}:
            yield "a private id that is a word"
        if pair.reader.name in record.shared_with:
            seen = pair.reader.may_see(kind_of(record).name)
            yield f"a record that names the reader, {'and would be misread' if seen else 'of a kind that is not seen'}"
        if {name.casefold().strip() for name in record.shared_with} & {pair.reader.name.casefold().strip()}:
            yield "a private record that nearly names the reader"
        yield f"a private {kind_of(record).name}"


def _saying_the_same(record: tn.Record, like: list[Any]) -> Iterator[str]:
    match record:
        case tn.Statement() if any(set(record.answers) & set(one.answers) for one in like):
            yield "a private statement that answers the fear of a shared one"
        case tn.Prediction() if any(one.of == record.of is not None for one in like):
            yield "a private prediction of the belief of a shared one"
        case tn.Score() if any(one.taken_at == record.taken_at is not None for one in like):
            yield "a private score of the moment of a shared one"
        case _:
            pass


def _pointing(pair: Pair, private: list[tn.Record], shared: list[tn.Record]) -> Iterator[str]:
    homes, shown = {record.id for record in private}, {record.id for record in shared}
    hidden = {
        item.id
        for record in shared
        for _, _, item in all_of(record)
        if hasattr(item, "id") and pair.reader.name not in getattr(item, "shared_with", (pair.reader.name,))
    }
    for record in shared:
        for path, f, item in all_of(record):
            kind = kinds_of_scalar(f)
            if kind in {"reference", "who", "reference_or_words"} and pair.reader.may_see(path):
                if item in homes:
                    yield f"from shared to private: {kind}"
                    yield f"from shared to private: {path}"
                if item in hidden - shown and kind == "reference":
                    yield "from shared to a value that does not name the reader"
    for record in private:
        if any(
            kinds_of_scalar(f) in {"reference", "who", "reference_or_words"} and item in shown
            for _, f, item in all_of(record)
        ):
            yield "from private to shared"


def _in_texts(pair: Pair, world: tn.Journal) -> Iterator[str]:
    for id, before in pair.part.records.items():
        was = {item for _, _, item in all_of(before) if isinstance(item, str)}
        for path, f, item in all_of(world[id]):
            part = {tn.Approximate: "words", tn.Rating: "scale"}.get(type(item))
            text = item if part is None else getattr(item, part)
            if not isinstance(text, str) or "%%" not in text or text in was or not pair.reader.may_see(path):
                continue
            aloud = said_aloud(text)
            if any(word in text for word in CANARIES) and not any(word in aloud for word in CANARIES):
                yield "a span"
                yield f"a span in {f.name}"
                yield f"a span in one of the {kind_of(before).plural}"
                yield "a span in a time or a rating" if part else f"a span in {kinds_of_scalar(f)}"
                yield from _kinds_of_spans(text, aloud, of_several=isinstance(f.shape, Many))


def _kinds_of_spans(text: str, aloud: str, *, of_several: bool) -> Iterator[str]:
    kinds = {
        "a span in one of several texts": of_several,
        "one of several texts that is private as a whole": of_several and not aloud.strip(),
        "spans beside each other": re.search(r"%%%%%?\S", text),
        "a span that is never closed": text.replace(r"\%%", "").count("%%") % 2,
        "a span that begins or ends with a per cent sign": re.search(r"[^%]%%%(?!%)", text),
        "an escaped mark in a text with a span": r"\%%" in text,
        "a line end in a span": "\n" in text and "\n" not in aloud,
        "a control character in a span": "\x00" in text,
        "a name in a span": "Bram" in text and "Bram" not in aloud,
    }
    return (kind for kind, is_there in kinds.items() if is_there)


def _inside(pair: Pair, shared: list[tn.Record]) -> Iterator[str]:
    for record in shared:
        before = pair.part.records[record.id]
        was = [item for _, _, item in all_of(before)]
        for path, f, item in all_of(record):
            if item not in was and item is not None:
                yield from _beside_what_is_shared(f, item)
                if pair.reader.may_see(path):
                    yield from _among_what_is_seen(pair.reader, path, f, item)
        if record.shared_with != before.shared_with:
            yield "other readers of a record"


def _beside_what_is_shared(f: Field, item: Any) -> Iterator[str]:
    if f.name in {"authors", "source", "extra"}:
        yield f.name
    if f.name == "source" and item.position is not None:
        yield "a place in a source"
    if getattr(item, "extra", None) and not isinstance(item, tn.Rating | tn.Approximate):
        yield "unknown data inside a record"


def _among_what_is_seen(reader: tn.Audience, path: str, f: Field, item: Any) -> Iterator[str]:
    if isinstance(item, tn.Rating | tn.Approximate) and item.extra:
        yield "unknown data in a time or a rating that is seen"
    if reader.name not in getattr(item, "shared_with", (reader.name,)):
        yield f"a {type(item).__name__} that does not name the reader"
    if isinstance(item, tn.Link | tn.Appearance):
        yield f"a {type(item).__name__} to what is not seen"
    if isinstance(item, tn.Feeling) and item.whose != "client" and not reader.may_see(f"{path}.whose"):
        yield "somebody else's feeling, where none sees whose"
    if isinstance(item, tn.Hearing) and item.who is not None and not reader.may_see(f"{path}.who"):
        yield "what a part heard, where none sees who"
    if isinstance(item, tn.Revision) and item.trial and not reader.may_see(f"{path}.trial"):
        yield "a trial, where none sees that it is one"
    if kinds_of_scalar(f) == "who":
        yield "somebody who is not shown in the place of somebody unknown"
    if kinds_of_scalar(f) == "reference_or_words" and looks_like_an_id(str(item)):
        yield "an id among words"


def _of_the_journal(pair: Pair, world: tn.Journal) -> Iterator[str]:
    for name in ("shares", "unreadable", "extra", "producer"):
        if getattr(world, name) != getattr(pair.shared, name):
            yield f"the journal's {name}"
    if world.owner != pair.shared.owner:
        yield "an owner who is not seen"
    order = [record.id for record in world if record.id in pair.part.records]
    if order != [record.id for record in pair.shared]:
        yield "another order at home"


WANTED: Final[Mapping[str, int]] = {
    **{f"reader: {name}": 25 for name in SHIPPED},
    "reader: one of her own": 40,
    **{f"a private {kind}": 10 for kind in KINDS},
    **{f"from shared to private: {kind}": 5 for kind in ("reference", "who", "reference_or_words")},
    **{
        f"from shared to private: {path}": 2
        for path in ("prediction.of", "question.answers.link", "question.to", "belief.evidence.link", "statement.answers")
    },
    **{
        f"a span in one of the {plural}": 4
        for plural in ("statements", "beliefs", "predictions", "questions", "goals", "preferences")
    },
    **{f"a field that is not seen: {how}": 20 for how in ("filled", "emptied", "changed")},
    **{
        f"a {of} that does not name the reader": 5
        for of in ("Comment", "Afterthought", "Unsaid", "Preparation", "Reflection", "Hearing")
    },
    **{f"a {of} to what is not seen": 20 for of in ("Link", "Appearance")},
    **{f"the journal's {name}": 40 for name in ("shares", "unreadable", "extra", "producer")},
    **{f"a span in {kind}": 5 for kind in ("term", "words", "reference_or_words", "degree", "a time or a rating")},
    "a private record in one world only": 100,
    "a private record that says something else in the other world": 40,
    "somebody private who has another name in the other world": 20,
    "another number of records": 100,
    "a private record with the title of a shared one": 70,
    "a private record with the title and the day of a shared one": 50,
    "a private record with the tags of a shared one": 20,
    "a private record of the therapy of a shared one": 50,
    "a private record with an inner id of a shared one": 50,
    "a private id that is one inside something shared": 20,
    "a private id near a shared one": 50,
    "a private id that is a word": 10,
    "a record that names the reader, of a kind that is not seen": 50,
    "a record that names the reader, and would be misread": 10,
    "a private statement that answers the fear of a shared one": 10,
    "a private prediction of the belief of a shared one": 4,
    "a private score of the moment of a shared one": 10,
    "what a part heard, where none sees who": 2,
    "a trial, where none sees that it is one": 3,
    "a private record that nearly names the reader": 20,
    "from shared to a value that does not name the reader": 5,
    "from private to shared": 100,
    "a span": 100,
    "spans beside each other": 20,
    "a span that is never closed": 20,
    "a span that begins or ends with a per cent sign": 20,
    "an escaped mark in a text with a span": 10,
    "a line end in a span": 20,
    "a control character in a span": 5,
    "a name in a span": 5,
    "a span in one of several texts": 5,
    "one of several texts that is private as a whole": 20,
    "authors": 2,
    "source": 50,
    "a place in a source": 40,
    "extra": 20,
    "unknown data inside a record": 20,
    "unknown data in a time or a rating that is seen": 20,
    "somebody else's feeling, where none sees whose": 20,
    "somebody who is not shown in the place of somebody unknown": 20,
    "an id among words": 5,
    "other readers of a record": 10,
    "an owner who is not seen": 40,
    "another order at home": 20,
}
"""In how many pairs of four hundred each hard case is to be found at least."""


@cache
def counted() -> Counter[str]:
    return Counter(case for pair in drawn() for case in cases_in(pair))


@pytest.mark.parametrize("case", WANTED)
def test_the_hard_case_is_drawn_often_enough(case: str) -> None:
    assert counted()[case] >= WANTED[case]


def test_spans_are_put_into_texts_of_many_names() -> None:
    assert len([case for case in counted() if case.startswith("a span in ")]) >= 30


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_made_often_enough(change: str) -> None:
    assert sum(change in pair.changes for pair in drawn()) >= MANY // 10


FILLED: Final = (
    "safety_first", "not_today", "ask", "agenda", "bridge", "feedback", "agreements", "materials", "coming_break", "hopes",
    "questions", "progress", "fears", "hold_on_to", "relationship", "wishes", "mood",
)  # fmt: skip


@pytest.mark.parametrize("section", FILLED)
def test_the_shared_part_fills_the_pages(section: str) -> None:
    """Two empty pages are always the same."""
    pages = [tn.prepare(tn.view(pair.shared, pair.audience), at=pair.at, window=pair.window) for pair in drawn()]
    assert sum(bool(page[section]) for page in pages) >= MANY // 40
