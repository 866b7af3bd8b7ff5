"""Broken code, one step of scrubbing switched off at a time, to see whether the properties notice.

Each mutant is the source of a module with one piece of text replaced. ``test_the_properties_bite.py`` asserts that
every one is caught, and that every piece is still there exactly once: whoever rewrites the code updates the list.

    python tests/properties/mutants.py

prints which property caught which, and how many pairs it took.
"""

import inspect
import sys
import types
from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[n]) for n in (0, 1)]

from attrs import frozen
from pairs import Pair, some_pairs
from test_non_interference import PROPERTIES, QUICK, LeakError

PAIRS: Final = 600
"""So many pairs are drawn, the same ones for all mutants."""
ALL: Final = 8
"""Of so many pairs every property is asked, of the others those that do not take long."""


@frozen
class Mutant:
    """A module with one step switched off.

    Args:
        name: What is wrong with it.
        module: The module, inside the package.
        old: A piece of its source, which occurs there once.
        new: What stands there instead.
    """

    name: str
    module: str
    old: str
    new: str

    @property
    def original(self) -> types.ModuleType:
        """The module as it is."""
        return import_module(f"therapy_notes.{self.module}")

    @property
    def source(self) -> str:
        """The source of the module as it is."""
        return inspect.getsource(self.original)


VIEWS: Final = "sharing.views"
TEXT: Final = "text"
AUDIENCE: Final = "sharing.audience"

MUTANTS: Final = (
    # Which records are shown.
    Mutant(
        "a record need not name the reader",
        VIEWS,
        "if reader.name in record.shared_with and reader.may_see",
        "if reader.may_see",
    ),
    Mutant(
        "a record that names nobody is for all",
        VIEWS,
        "if reader.name in record.shared_with and",
        "if (not record.shared_with or reader.name in record.shared_with) and",
    ),
    Mutant(
        "a record that nearly names the reader",
        VIEWS,
        "if reader.name in record.shared_with and",
        "if reader.name.strip().casefold() in {n.strip().casefold() for n in record.shared_with} and",
    ),
    Mutant("a kind that is not seen is shown empty", VIEWS, " and reader.may_see(kind_of(record).name)]", "]"),
    Mutant(
        "a record that would be misread has an id",
        VIEWS,
        "shown = [record for record in named_in if plans.is_what_it_seems(record, kind_of(record).name)]",
        "shown = named_in",
    ),
    # What a view holds beside records.
    Mutant(
        "the owner is named",
        VIEWS,
        "owner = copier.ids.get(journal.owner) if journal.owner else None",
        "owner = journal.owner",
    ),
    Mutant(
        "an owner who is not shown has an id",
        VIEWS,
        "owner = copier.ids.get(journal.owner) if",
        "owner = new_id_for(journal, reader.name, journal.owner) if",
    ),
    *(
        Mutant(
            f"the journal's {name} is copied",
            VIEWS,
            "Journal(zone=journal.zone, ",
            f"Journal(zone=journal.zone, {name}=journal.{name}, ",
        )
        for name in ("key", "shares", "unreadable", "extra", "producer")
    ),
    Mutant("a page thinks that the reader is the owner", VIEWS, "**kept), sees=reader)", "**kept), sees=None)"),
    # Ids.
    Mutant(
        "ids at home are kept",
        VIEWS,
        'return hmac.new(journal.key or b"", message, sha256).hexdigest()[:32]',
        "return id[-1]",
    ),
    Mutant("two readers know one id", VIEWS, '"\\0".join((audience, *id))', '"\\0".join(id)'),
    Mutant("ids do not depend on the key", VIEWS, 'hmac.new(journal.key or b"",', 'hmac.new(b"",'),
    Mutant(
        "ids count all records",
        VIEWS,
        "{record.id: new_id_for(journal, reader.name, record.id) for record in shown}",
        "{r.id: new_id_for(journal, reader.name, str(n)) for n, r in enumerate(journal) if r in shown}",
    ),
    Mutant(
        "ids count the records that are shown",
        VIEWS,
        "{record.id: new_id_for(journal, reader.name, record.id) for record in shown}",
        "{r.id: new_id_for(journal, reader.name, str(n)) for n, r in enumerate(shown)}",
    ),
    Mutant("inner ids are kept", VIEWS, "id or self.inner_ids[home][held]", "id or held"),
    # Where references lead.
    Mutant(
        "inner ids of private records are looked at",
        VIEWS,
        "for record in shown\n        }\n        often",
        "for record in journal\n        }\n        often",
    ),
    Mutant("of two values with one id the last is meant", VIEWS, " if often[id] == 1}", "}"),
    Mutant(
        "ids inside what is not seen lead somewhere",
        VIEWS,
        "if not seen or not isinstance(item_shape, Nested):",
        "if not isinstance(item_shape, Nested):",
    ),
    Mutant(
        "ids of values for others lead somewhere",
        VIEWS,
        "if item is not None and self._is_told(item, inner):",
        "if item is not None:",
    ),
    Mutant("a reference keeps its id", VIEWS, "return self._pointed_to(held, home)", "return held"),
    Mutant(
        "a reference to what is not there keeps its id", VIEWS, "self.elsewhere.get(id, GONE)", "self.elsewhere.get(id, id)"
    ),
    Mutant(
        "a reference to something private has a new id",
        VIEWS,
        "self.elsewhere.get(id, GONE)",
        "self.elsewhere.get(id, new_id_for(self.journal, self.reader.name, id) if id in self.journal else GONE)",
    ),
    Mutant("an optional reference is kept", VIEWS, "return None if f.optional else f.default", "return held"),
    Mutant(
        "what is missing leaves a mark",
        VIEWS,
        "return tuple(item for item in items if item is not GONE and",
        'items = ("missing" if i is GONE and isinstance(f.shape.of, Scalar) else i for i in items)\n'
        "            return tuple(item for item in items if item is not GONE and",
    ),
    Mutant(
        "a text that is wholly private leaves an empty place", VIEWS, "is not GONE and not _is_blank(item))", "is not GONE)"
    ),
    Mutant("a text with nothing left but blanks stays", VIEWS, "not copy.strip()", "not copy"),
    Mutant("somebody who is not shown keeps the id", VIEWS, 'self.ids.get(held, "unknown")', "self.ids.get(held, held)"),
    Mutant(
        "somebody who is not shown has a new id",
        VIEWS,
        'self.ids.get(held, "unknown")',
        "self.ids.get(held) or new_id_for(self.journal, self.reader.name, held)",
    ),
    Mutant(
        "it is told whether somebody unknown has a record",
        VIEWS,
        'self.ids.get(held, "unknown")',
        'self.ids.get(held, "other" if held in self.journal else "unknown")',
    ),
    Mutant("an id among words is kept", VIEWS, "return GONE if looks_like_an_id(words) else words", "return words"),
    Mutant(
        "it is looked whether words are an id at home",
        VIEWS,
        "return GONE if looks_like_an_id(words) else",
        "return GONE if held in self.journal or looks_like_an_id(words) else",
    ),
    Mutant(
        "a span decides whether words are an id",
        VIEWS,
        "looks_like_an_id(words) else",
        "looks_like_an_id(held) else",
    ),
    Mutant(
        "private spans among words or ids are shown",
        VIEWS,
        "words = without_private_spans(held)\n                return GONE",
        "words = held\n                return GONE",
    ),
    Mutant("nothing looks like an id", "model.ids", "return _NO_WORD.fullmatch(text) is not None", "return False"),
    # Which fields are seen.
    Mutant(
        "a value with parts is seen whole",
        VIEWS,
        "(self.reader.may_see(path) or is_implied(f))",
        '(self.reader.may_see(path.rpartition(".")[0]) or is_implied(f))',
    ),
    Mutant(
        "what is required is seen",
        VIEWS,
        "(self.reader.may_see(path) or is_implied(f))",
        "(self.reader.may_see(path) or f.required)",
    ),
    Mutant("text that is required is implied", AUDIENCE, "return field.required and not", "return field.required or not"),
    Mutant("text that is required is there", VIEWS, 'copied[f.name] = ""', "copied[f.name] = held"),
    *(
        Mutant(f"{name} is copied", VIEWS, "elif seen:", f'elif seen or f.name == "{name}":')
        for name in ("source", "extra", "authors", "shared_with", "links", "therapy")
    ),
    Mutant(
        "a path is taken for the beginning of another",
        AUDIENCE,
        "return path in self.sees or path in _containers(self.sees)",
        "return any(seen.startswith(path) for seen in self.sees)",
    ),
    Mutant(
        "everything can be named",
        AUDIENCE,
        'NEVER: Final = frozenset({"id", "shared_with", "source", "extra"})',
        "NEVER: Final = frozenset()",
    ),
    Mutant("a path that names nothing is let through", AUDIENCE, "    if unknown:\n", "    if False:\n"),
    Mutant("another may be called me", AUDIENCE, 'if not self.name or self.name == "me":', "if not self.name:"),
    Mutant(
        "an audience that nobody knows is the public",
        "sharing.shipped",
        "return audiences()[name]",
        'return audiences().get(name, audiences()["public"])',
    ),
    # Values with readers of their own, and those that are nothing by themselves.
    Mutant(
        "whom a value names does not matter",
        VIEWS,
        "names_reader = shared_with is None or self.reader.name in shared_with",
        "names_reader = True",
    ),
    Mutant(
        "a value that names nobody is for all",
        VIEWS,
        "names_reader = shared_with is None or",
        "names_reader = not shared_with or",
    ),
    Mutant("a value for others is copied", VIEWS, "if id is None and not self._is_told(value, path):", "if False:"),
    Mutant("somebody else's feeling is shown as one's own", VIEWS, "return is_whose or f.name in", "return f.name in"),
    *(
        Mutant(f"{name} need not be seen", VIEWS, f'    {of}: frozenset({{"{name}"}}),\n', "")
        for of, name in (("Hearing", "who"), ("Revision", "trial"), ("Score", "imagined"))
    ),
    # Where a copy knows too little to be what its class asks for.
    Mutant(
        "a Statement is what its class forbids",
        "model.agreeing",
        "    Statement: _heard_by_the_whole_at_most,\n",
        "",
    ),
    Mutant(
        "a value that is nothing keeps what it points to",
        VIEWS,
        "                if copy is GONE:\n                    return GONE\n",
        "                if copy is GONE:\n                    copy = held\n",
    ),
    # What stands inside a scalar.
    Mutant("private spans are shown", VIEWS, "return without_private_spans(held)\n", "return held\n"),
    Mutant("private spans of a time are shown", VIEWS, "words=without_private_spans(held.words)", "words=held.words"),
    Mutant("private spans of a scale are shown", VIEWS, "scale=without_private_spans(held.scale)", "scale=held.scale"),
    Mutant(
        "unknown data of a time is shown",
        VIEWS,
        "words=without_private_spans(held.words))",
        "words=without_private_spans(held.words), extra=held.extra)",
    ),
    Mutant(
        "unknown data of a rating is shown",
        VIEWS,
        "scale=without_private_spans(held.scale))",
        "scale=without_private_spans(held.scale), extra=held.extra)",
    ),
    Mutant(
        "a span that is not closed is shown",
        TEXT,
        "    if not is_private:\n        shown.append",
        "    if True:\n        shown.append",
    ),
    Mutant(
        "a span reaches to the last mark",
        TEXT,
        "begin, is_private = mark.end(), False",
        "begin, is_private = mark.end(), True",
    ),
    Mutant(
        "a span ends at the end of a line", TEXT, '    if "%%" not in text:\n', '    if "%%" not in text or "\\n" in text:\n'
    ),
    Mutant("a sign at the end of a span is shown", TEXT, "| %% (?: %(?!%) )? ", "| %% "),
    Mutant(
        "an escaped mark ends a span",
        TEXT,
        "            if mark.lastgroup is None:",
        '            if mark.lastgroup != "kept":',
    ),
    Mutant("a mark cannot be escaped", TEXT, "      | (?P<shown> \\\\%% ) ", "      | (?P<shown> (?!) ) "),
    Mutant("two backslashes escape a mark", TEXT, "(?P<kept> \\\\\\\\ | ", "(?P<kept> "),
    Mutant("a sign before a mark is part of it", TEXT, " | \\\\%(?=%%(?!%)) )", " )"),
    Mutant(
        "a span leaves a mark",
        TEXT,
        "                is_private = True\n",
        '                is_private = True\n                shown.append("█")\n',
    ),
    # Pages.
    Mutant(
        "sections that were not named are on the page",
        "prep.prepare",
        "return kind not in PREP_SECTIONS or",
        "return True or",
    ),
    Mutant(
        "promises to oneself are on the page",
        "prep.sections.agreed",
        "promise = agreement.kind == PERSONAL_COMMITMENT and",
        "promise = False and",
    ),
    Mutant(
        "sessions are counted for others",
        "prep.sections.breaks",
        "str(found.sessions_left) if page.view.is_mine else",
        "str(found.sessions_left) if True else",
    ),
    Mutant(
        "what anybody said is held on to",
        "prep.sections.held_on_to",
        'page.view.names("prep.other_statements") or',
        "True or",
    ),
    Mutant(
        "what came of a fear is told unasked",
        "prep.sections.fears",
        'page.occasions and page.view.names("prep.occasions")',
        "page.occasions",
    ),
    Mutant(
        "what came of fears is counted for others",
        "prep.sections.fears",
        "page.view.is_mine and len(found) - came[None] >= COUNTED_FROM",
        "len(found) - came[None]",
    ),
    Mutant(
        "others read what answer she expects",
        "prep.sections.asked",
        "page.view.is_mine and question.expected.strip()",
        "question.expected.strip()",
    ),
    # Pseudonyms.
    Mutant(
        "stand-ins count people who do not occur",
        "sharing.pseudonyms",
        "for name in found:\n        if who",
        "for name in who:\n        if who",
    ),
)

EQUIVALENT: Final = (
    (
        "sharing.views: NEVER is not looked at in _plan",
        "no allowlist can name those fields, and none is implied but ids, issued before; that other lock has a mutant",
    ),
    (
        "sharing.views: what decides, decides also when it is as usual",
        "then more is left out, in all worlds alike: no leak, and tests/test_views.py notices",
    ),
    (
        "sharing.views: whose something is, is copied unseen",
        "what is somebody else's has been left out before: it says of everything that it is hers",
    ),
    (
        "sharing.views: a record that is GONE is kept",
        "no record has a required reference, and what would be misread has been left out before: none is ever GONE",
    ),
    (
        "model.agreeing: a prediction that ends before it began",
        "only years can be turned about so, and only in a redacted view: tests/test_redaction.py notices",
    ),
    (
        "model.agreeing: an acceptance of what is not shown",
        "whoever reads terms is not given such a one, and nobody here reads answers alone: tests/test_views.py notices",
    ),
    ("sharing.views: records are copied in another order", "a Journal sorts what it is given, by what is in the view"),
    ("sharing.views: a record of an id goes before a value inside", "both are shown; it only changes where a tie leads"),
    ("sharing.views: inner ids without the id of the record", "still made from key, reader and id: equal in all worlds"),
    (
        "prep, composition, frames, notebook, redaction: anything else",
        "they are given a View and know of no journal: all that they could tell is in it",
    ),
)
"""What was tried, or could be, and is no leak: with the reason."""


class Changed:
    """Puts a mutant in the place of a module's code, everywhere in the package.

    Classes stay what they are, since values of them exist; their functions are replaced.

    Args:
        mutant: The mutant.
        setattr: Sets an attribute, and remembers what was there: that of pytest's ``monkeypatch``.
    """

    def __init__(self, mutant: Mutant, setattr: Callable[[Any, str, Any], None]) -> None:
        self._set = setattr
        self._original = mutant.original
        self._file = f"<{mutant.name}>"
        self._fresh = types.ModuleType(self._original.__name__)
        self._fresh.__dict__["__package__"] = self._original.__package__
        code = compile(mutant.source.replace(mutant.old, mutant.new), self._file, "exec")
        exec(code, self._fresh.__dict__)  # noqa: S102 - our own source
        self._replace()

    def _replace(self) -> None:
        for name, new in list(vars(self._fresh).items()):
            old = vars(self._original).get(name)
            if name.startswith("__") or old is new or old is None:
                continue
            if isinstance(old, type):
                vars(self._fresh)[name] = old
                for attribute, function in self._functions_of(new):
                    self._set(old, attribute, function)
            elif isinstance(old, types.FunctionType) or hasattr(old, "__wrapped__") or old != new or name.isupper():
                self._everywhere(old, new)

    def _functions_of(self, cls: type) -> Iterator[tuple[str, Any]]:
        for name, held in vars(cls).items():
            function = getattr(held, "__func__", None) or getattr(held, "fget", None) or held
            if isinstance(held, cached_property):
                function = held.func
            if isinstance(function, types.FunctionType) and function.__code__.co_filename == self._file:
                yield name, held

    def _everywhere(self, old: object, new: object) -> None:
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] == "therapy_notes":
                for attribute, held in list(vars(module).items()):
                    if held is old:
                        self._set(module, attribute, new)
                    elif isinstance(held, dict) and any(one is old for one in held.values()):
                        self._set(module, attribute, {key: new if one is old else one for key, one in held.items()})


@frozen
class Catch:
    """What caught a mutant.

    Args:
        property: The name of the property.
        what: What was not as it should be.
        pairs: How many pairs it took.
    """

    property: str
    what: str
    pairs: int


def caught(given: tuple[Pair, ...]) -> Catch | None:
    """Return which property fails first for the code as it stands, or None when all hold for all pairs."""
    for n, pair in enumerate(given, start=1):
        for name, holds in (PROPERTIES if n <= ALL else QUICK).items():
            try:
                holds(pair)
            except LeakError as leak:
                return Catch(name, str(leak), n)
    return None


def main() -> None:
    """Print which property caught which mutant."""
    import pytest  # noqa: PLC0415 - only for its monkeypatch

    given = some_pairs(PAIRS)
    assert caught(given[:5]) is None
    for mutant in MUTANTS:
        with pytest.MonkeyPatch.context() as patch:
            Changed(mutant, patch.setattr)
            found = caught(given)
        told = f"{found.pairs:4}  {found.property}: {found.what}" if found else "NOT CAUGHT"
        print(f"{mutant.module:20} {mutant.name:55} {told}", flush=True)  # noqa: T201 - what this is for


if __name__ == "__main__":
    main()
