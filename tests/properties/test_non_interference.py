"""Nothing that leaves tells a reader what is private: whatever it is, everything that is made for them stays the same.

The properties are plain functions of a pair, so that ``test_the_properties_bite.py`` can ask them about broken code.
"""

import io
import pickle
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final, TypeAlias

import pytest
from attrs import evolve
from hypothesis import event, given, target
from pairs import CANARIES, CANARY_DAY, Pair, named_paths, pairs
from shared_part import ZONE, named

import therapy_notes as tn
from helpers import documents
from therapy_notes import frames, notebook
from therapy_notes.model.journal import KINDS, kind_of
from therapy_notes.model.shapes import EVERYBODY, Field, Many, Nested, Scalar, fields
from therapy_notes.sharing import pseudonyms, redaction
from therapy_notes.sharing.audience import NEVER, PREP_SECTIONS

Made: TypeAlias = Iterator[tuple[str, object]]
"""Things that were made for a reader, each with its name."""

LAYOUTS: Final = (
    None,
    tn.Layout(style="large_print"),
    tn.Layout(language="de", paper="letter"),
    tn.Layout(dates="iso", style="record"),
)


class LeakError(AssertionError):
    """Something tells the reader what is private. It says what, and nothing of what it tells."""


def require(holds: bool, what: str) -> None:
    if not holds:
        raise LeakError(what)


def outcome(make: Callable[[], object]) -> object:
    """Return what a function makes, or the error that it raises: that must be the same one as well."""
    try:
        return make()
    except Exception as error:
        return type(error).__name__, str(error)


# -- what leaves ---------------------------------------------------------------------------------------------


def views(view: tn.View, pair: Pair) -> Made:
    """Make a view, and what Python makes of it."""
    yield "view", view
    yield "JSON of the view", tn.dumps(view.journal)
    yield "repr of the view", f"{view!r} {view.journal!r} {list(view.journal)!r}"
    if pair.number % 4 == 0:
        pickled = pickle.dumps(view)  # its bytes tell which texts are one object; they are no file of ours
        says_nothing_of_home("pickle of the view", pickled)
        yield "view out of a pickle", pickle.loads(pickled)  # noqa: S301 - our own, a line ago
    yield "length of the view", f"{len(view.journal)} {view.audience} {view.is_mine}"


def pages(view: tn.View, pair: Pair) -> Made:
    """Make the page for the next session, for every one that is shown, and for one that is not."""
    for session in (None, *(session.id for session in view.journal.sessions[:3]), "home-next"):
        page = outcome(partial(tn.prepare, view, at=pair.at, session=session, window=pair.window))
        yield "page", page
        yield "repr of the page", repr(page)
        if isinstance(page, tn.Prep):
            yield "JSON of the page", outcome(partial(tn.render, page, "json"))


def files(view: tn.View, pair: Pair) -> Made:
    """Render the view and a page as text; the view, which is long, in one format or another."""
    layout = LAYOUTS[pair.number // 2 % len(LAYOUTS)]
    page = tn.prepare(view, at=pair.at, window=pair.window)
    of_the_view = ("markdown", "html")[pair.number % 2]
    yield f"{of_the_view} of the view", outcome(partial(tn.render, view, of_the_view, layout))
    yield "json of the view", tn.render(view, "json")
    for name in ("markdown", "html", "json"):
        yield f"{name} of the page", outcome(partial(tn.render, page, name, layout))


def word_documents(view: tn.View, pair: Pair) -> Made:
    """Render the view and a page as DOCX."""
    layout = LAYOUTS[pair.number % len(LAYOUTS)]
    yield "docx of the view", tn.render(view, "docx", layout)
    yield "docx of the page", tn.render(tn.prepare(view, at=pair.at, window=pair.window), "docx", layout)


def lists_and_rows(view: tn.View, pair: Pair) -> Made:
    """Make the list of what is in the copy, rows for plots, and what a notebook shows."""
    found = notebook.preview(view)
    yield "manifest", found
    yield "repr of the manifest", repr(found)
    yield "text of the manifest", (found._repr_markdown_ if pair.number % 2 else found._repr_html_)()
    yield "what is shown of the view", repr(notebook.show(view))
    yield "timeline", repr(frames.timeline(view))
    for what in (FRAMES * 2)[pair.number % len(FRAMES) :][:3]:
        yield f"rows of {what}", repr(outcome(partial(frames.frame, view, what)))


FRAMES: Final = (
    *(kind.plural for kind in KINDS.values()), "home-walk", "feelings", "comments", "links", "afterthoughts", "tags",
    "appearances", "steps", "revisions", "attachments", "not_today", "connection",
)  # fmt: skip


ORLA, BRAM, SOMEBODY = (
    tn.Person(id="x", name="Orla", aliases=("Doctor Quince",)),
    tn.Person(id="y", name="Bram"),
    tn.Person(id="z", name=CANARIES[0]),
)
REGISTER: Final = {BRAM: "Kim", ORLA: "Robin", SOMEBODY: "Alex"}
"""Who is to be called otherwise, in every world: one of them is told of in private only."""


def with_other_names(view: tn.View, pair: Pair) -> Made:
    """Call people otherwise, with one register for all worlds; take out what can be found by its form."""
    if pair.number % 2:
        called = outcome(partial(pseudonyms.pseudonymise, view, REGISTER))
        yield "view with pseudonyms", called
        few, more = (
            said_in(outcome(partial(pseudonyms.pseudonymise, view, register)))
            for register in ((BRAM, ORLA), (SOMEBODY, BRAM, ORLA))
        )
        require(few == more, "stand-ins that count people who are not told of")
        yield "JSON of the view with pseudonyms", few
    else:
        redacted, report = redaction.redact(view, places=("the square", CANARIES[1]))
        yield "redacted view", redacted
        yield "JSON of the redacted view", said_in((redacted, report))
        yield "report of the redaction", repr(report.changed)


def said_in(made: object) -> object:
    """Return the JSON of a view that was made together with something else, or the error with which it is refused."""
    view = made[0] if isinstance(made, tuple) else made
    return outcome(partial(tn.render, view, "json")) if isinstance(view, tn.View) else made


# -- properties of a pair ------------------------------------------------------------------------------------


def look_the_same(pair: Pair, make: Callable[[tn.View, Pair], Made]) -> None:
    """Everything that is made for the reader is the same in all worlds, and says no word that is private."""
    worlds = pair.worlds if make is views else pair.worlds[1:]
    for all_of_one in zip(*(_made(world, pair, make) for world in worlds), strict=True):
        name, first = all_of_one[0]
        require(all(other == (name, first) for other in all_of_one[1:]), name)
        says_nothing_of_home(name, first)


def _made(world: tn.Journal, pair: Pair, make: Callable[[tn.View, Pair], Made]) -> Made:
    view = outcome(partial(tn.view, world, pair.audience))
    if isinstance(view, tn.View):
        yield from make(view, pair)
    else:
        yield "view", view
        raise LeakError("a journal of which there is no view")


_PRIVATE: Final = tuple(
    word.encode() for word in (*CANARIES, CANARY_DAY, "14 March 1987", "14. März 1987", "home-", "HOME-")
)


def says_nothing_of_home(name: str, made: object) -> None:
    """No word that stands in private text only, no day and no id of home is in any byte, or in any part of a package."""
    said = made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made
    if isinstance(said, bytes):
        for part in _parts(said):
            require(not any(word in part for word in _PRIVATE), f"words in the {name}")


def _parts(said: bytes) -> Iterator[bytes]:
    yield said
    if said.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(said)) as package:
            yield from map(package.read, package.namelist())


def errors_are_the_same(pair: Pair) -> None:
    """What is refused is refused in the same words, whatever is private."""
    for audience in ("the neighbours", "", "home-walk", CANARIES[0]):
        first, *others = (outcome(partial(tn.view, world, audience)) for world in pair.worlds)
        require(all(other == first for other in others), "error of an unknown audience")
        require(isinstance(first, tuple), "an audience that nobody knows")


def nothing_more_can_be_named(_: object = None) -> None:
    """Ids, other readers, sources and unknown data can be in no allowlist."""
    for name in ("me", ""):
        require(isinstance(outcome(partial(tn.Audience, name=name, sees=frozenset())), tuple), "another me")
    for f in sorted(NEVER | {"id", "shared_with", "source", "extra"}):
        refused = outcome(partial(tn.Audience, name="friend", sees=frozenset({f"entry.{f}"})))
        require(refused == ("UnknownAudienceError", f"no such field: entry.{f}"), "a field that nobody can name")


def whoever_is_not_named_sees_nothing(pair: Pair) -> None:
    """A stranger sees nothing, nor does a reader for whom no field was named, and a view is shared with nobody."""
    stranger = evolve(pair.reader, name="somebody new")
    nobody = tn.Audience(name=pair.reader.name, sees=frozenset())
    require(len(tn.view(pair.one, stranger).journal) == 0, "a stranger sees something")
    require(len(tn.view(pair.one, nobody).journal) == 0, "a reader who may see nothing sees something")
    seen = tn.view(pair.one, pair.audience).journal
    require(len(tn.view(seen, pair.audience).journal) == 0, "a view names its readers")
    require(seen.key is None, "the key leaves")


def only_what_was_named_is_there(pair: Pair) -> None:
    """Of every value in a view only those fields say anything that were named, and what such a value cannot be without."""
    for record in tn.view(pair.one, pair.audience).journal:
        _says_only_what_was_named(record, kind_of(record).name, named_paths(pair.reader))


def _says_only_what_was_named(value: object, path: str, known: frozenset[str]) -> None:
    for f in fields(type(value)):
        held: Any = getattr(value, f.name)
        shape = f.shape.of if isinstance(f.shape, Many) else f.shape
        is_text = isinstance(shape, Scalar) and shape.kind in {"words", "term", "reference_or_words"}
        if f.name in {"shared_with", "source", "extra"} or (f"{path}.{f.name}" not in known and (is_text or not f.required)):
            require(held in (f.default, "") or not held, "a field that was not named")
        elif isinstance(shape, Nested) and held is not None:
            for item in held if isinstance(f.shape, Many) else (held,):
                _says_only_what_was_named(item, f"{path}.{f.name}", known)


def a_page_holds_only_what_was_named(pair: Pair) -> None:
    """The sections of a page that have to be named are there only when they were, and nothing is counted for others."""
    view = tn.view(pair.one, pair.audience)
    own = {a.id for a in view.journal.agreements if a.kind == "personal_commitment"}
    for session in (None, *(session.id for session in view.journal.sessions[:3])):
        page = tn.prepare(view, at=pair.at, session=session, window=pair.window)
        for section in page.sections:
            named_for = section.kind not in PREP_SECTIONS or pair.reader.may_see(f"prep.{section.kind}")
            require(named_for, "a section that was not named")
            if section.kind == "agreements" and not pair.reader.may_see("prep.personal_commitments"):
                require(not own & {item.record for item in section.items}, "a promise to oneself")
            if section.kind == "coming_break":
                require(all(item.detail == "" for item in section.items), "a number of sessions")
            if section.kind == "fears" and not pair.reader.may_see("prep.occasions"):
                require(all(item.why == "you_wrote_it" for item in section.items), "what came of a fear")
            if section.kind == "hold_on_to" and not pair.reader.may_see("prep.other_statements"):
                require(not _said_by_others(view.journal) & {item.record for item in section.items}, "what others said")
            require(all(not item.counts and item.why != "you_expect" for item in section.items), "what is hers alone")


def _said_by_others(journal: tn.Journal) -> set[str]:
    """Return the ids of the statements of somebody else than the two whose therapy it is."""
    the_two = {"client", "therapist", "both", journal.owner, *(therapy.therapist for therapy in journal.therapies)}
    return {said.id for said in journal.statements if said.speaker not in the_two}


def ids_depend_on_nothing_else(pair: Pair) -> None:
    """The id of a record in a view depends on the key, on who reads and on its id at home, and on nothing else."""
    seen = ids_in(tn.view(pair.one, pair.audience).journal)
    few = list(pair.part.records.values())[:3]
    alone = [tn.view(tn.Journal(zone=ZONE, key=pair.part.key).with_records(record), pair.audience).journal for record in few]
    require(set().union(*map(ids_in, alone)) <= seen, "ids that depend on other records")
    require(len({record.id for journal in alone for record in journal}) == len(few), "ids that are numbers")
    other_key = evolve(pair.shared, key=b"\xff" * 32)
    require(not seen & ids_in(tn.view(other_key, pair.audience).journal), "ids that do not depend on the key")
    somebody = tn.Audience(name="somebody new", sees=pair.reader.sees)
    theirs = tn.Journal(zone=ZONE, key=pair.part.key).with_records(
        *(named(record, somebody.name) for record in pair.part.records.values())
    )
    require(not seen & ids_in(tn.view(theirs, somebody).journal), "two readers who know something under one id")


def ids_in(journal: tn.Journal) -> set[str]:
    """Return the ids of a journal: of its records and of what is inside them."""
    return {item for record in journal for f, item in scalars(record) if f.shape == Scalar("id")}


def references_lead_somewhere(pair: Pair) -> None:
    """What points anywhere in a view points to something in it, and whoever is named is there."""
    seen = tn.view(pair.one, pair.audience).journal
    ids = ids_in(seen)
    for record in seen:
        for f, item in scalars(record):
            if f.shape in (Scalar("reference"), Many(Scalar("reference"))):
                require(item in ids, "a reference that leads out of the view")
            elif f.shape in (Scalar("who"), Many(Scalar("who"))):
                require(item in EVERYBODY or item in seen, "somebody who is not in the view")


def scalars(value: object) -> Iterator[tuple[Field, Any]]:
    """Yield every scalar inside a value, with its field."""
    for f in fields(type(value)):
        held: Any = getattr(value, f.name)
        for item in held if isinstance(f.shape, Many) else () if held is None else (held,):
            if isinstance(f.shape.of if isinstance(f.shape, Many) else f.shape, Nested):
                yield from scalars(item)
            else:
                yield f, item


@cache
def narrower(reader: tn.Audience, which: int) -> tn.Audience:
    """Return an audience that sees less, under the same name."""
    kept = [path for n, path in enumerate(sorted(reader.sees)) if (n * 7 + which) % 3]
    return tn.Audience(name=reader.name, sees=frozenset(kept))


def who_may_see_less_sees_no_more(pair: Pair) -> None:
    """Whoever has fewer fields named for them is told nothing that somebody else is not told with more of them."""
    at_home = set(pair.part.records) | {id for record in pair.part.records.values() for id in ids_in(pair.shared)}
    told = [
        Counter((record.id, path, value) for record in tn.view(pair.one, reader).journal for path, value in said(record))
        for reader in (narrower(pair.reader, pair.number % 3), pair.reader)
    ]
    more = {path for _, path, value in told[0] - told[1] if value not in at_home}
    require(not more, "somebody who may see less sees more")


def said(record: tn.Record) -> Iterator[tuple[str, object]]:
    return facts(record, kind_of(record).name, inside=False)


def facts(value: object, path: str, *, inside: bool = True) -> Iterator[tuple[str, object]]:
    """Yield what a value says, field by field; what it would say anyway says nothing.

    Args:
        value: A record, or a value inside one.
        path: Its path.
        inside: Also what points to a value inside a record, and how large the portions were that heard a statement: who
            sees less may see a tie that is ambiguous to others, and portions that to others are more than the whole.
    """
    for f in fields(type(value)):
        held: Any = getattr(value, f.name)
        shape = f.shape.of if isinstance(f.shape, Many) else f.shape
        for item in held if isinstance(f.shape, Many) else (held,):
            if isinstance(shape, Nested) and item is not None:
                if inside or not any(inner.required and inner.shape == Scalar("reference") for inner in fields(shape.of)):
                    yield from facts(item, f"{path}.{f.name}", inside=inside)
            elif item not in (None, "", "unknown", f.default) and (inside or not _can_be_ambiguous(value, f)):
                yield f"{path}.{f.name}", item


def _can_be_ambiguous(value: object, f: Field) -> bool:
    of_a_hearing = isinstance(value, tn.Hearing) and f.name == "portion"
    return of_a_hearing or f.shape in (Scalar("reference"), Many(Scalar("reference")))


QUICK: Final[Mapping[str, Callable[[Pair], None]]] = {
    "a view is the same": lambda pair: look_the_same(pair, views),
    "references lead somewhere": references_lead_somewhere,
    "only what was named is there": only_what_was_named_is_there,
    "errors are the same": errors_are_the_same,
    "nothing more can be named": nothing_more_can_be_named,
    "whoever is not named sees nothing": whoever_is_not_named_sees_nothing,
    "a page holds only what was named": a_page_holds_only_what_was_named,
}
PROPERTIES: Final[Mapping[str, Callable[[Pair], None]]] = {
    **QUICK,
    "ids depend on nothing else": ids_depend_on_nothing_else,
    "who may see less sees no more": who_may_see_less_sees_no_more,
    "a page is the same": lambda pair: look_the_same(pair, pages),
    "lists and rows are the same": lambda pair: look_the_same(pair, lists_and_rows),
    "pseudonyms and redaction are the same": lambda pair: look_the_same(pair, with_other_names),
    "every file is the same": lambda pair: look_the_same(pair, files),
}
"""All of them but for documents of Word, which take longest and are made of the same tree as the other files."""


# -- the tests -----------------------------------------------------------------------------------------------


def noted(pair: Pair) -> None:
    """Tell Hypothesis what was drawn, so that its statistics show it, and ask for pairs with more in them."""
    event(f"reader: {pair.audience if isinstance(pair.audience, str) else 'one of her own'}")
    for change in set(pair.changes):
        event(change)
    target(float(len(set(pair.changes))), label="kinds of changes")


@given(pairs())
def test_a_view_is_the_same_whatever_is_private(pair: Pair) -> None:
    look_the_same(pair, views)
    errors_are_the_same(pair)


@given(pairs())
def test_a_page_is_the_same_whatever_is_private(pair: Pair) -> None:
    noted(pair)
    look_the_same(pair, pages)
    a_page_holds_only_what_was_named(pair)


@given(pairs())
def test_every_file_is_the_same_whatever_is_private(pair: Pair) -> None:
    look_the_same(pair, files)


@documents
@given(pairs())
def test_a_word_document_is_the_same_whatever_is_private(pair: Pair) -> None:
    look_the_same(pair, word_documents)


@given(pairs())
def test_lists_rows_pseudonyms_and_redaction_are_the_same_whatever_is_private(pair: Pair) -> None:
    look_the_same(pair, lists_and_rows)
    look_the_same(pair, with_other_names)


@given(pairs())
def test_a_view_holds_what_was_named_for_its_reader_and_nothing_else(pair: Pair) -> None:
    only_what_was_named_is_there(pair)
    references_lead_somewhere(pair)
    ids_depend_on_nothing_else(pair)
    whoever_is_not_named_sees_nothing(pair)
    who_may_see_less_sees_no_more(pair)


def test_what_cannot_be_named_is_refused() -> None:
    nothing_more_can_be_named()


SPANS = ("he said 7", "7", "a-b", "home/walk", "x", "2024-05-06", "", "\n-\n", "x%", r"\%%-")


@pytest.mark.parametrize("span", SPANS)
def test_what_stands_in_a_span_does_not_decide_whether_words_are_an_id(span: str) -> None:
    """Found by the pairs: one word with a span beside it was one piece, and a joining mark in the span made it an id."""

    def shown(*words: str) -> tuple[str, ...]:
        preparation = tn.Preparation(not_today=words, shared_with=("therapist",))
        session = tn.Session.new(preparation=preparation, shared_with=("therapist",))
        (seen,) = tn.view(tn.Journal(zone=ZONE).with_records(session), "therapist").journal.sessions
        assert seen.preparation is not None
        return seen.preparation.not_today

    assert shown(f"garden%%{span}%%", f"%%{span}%%my hip") == ("garden", "my hip")
    assert shown(f"%%{span} %%home-walk", f"home%%{span}%%-walk") == ()
