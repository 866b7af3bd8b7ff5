"""Tables for the reference, made from the classes and words themselves at every build."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping

from therapy_notes.composition.layout import Labels
from therapy_notes.model import values
from therapy_notes.model.instruments import Cutoff, Instrument, Scale, instruments
from therapy_notes.model.journal import KINDS, Journal
from therapy_notes.model.shapes import Choice, Extra, Field, Many, Nested, Scalar, fields
from therapy_notes.model.vocabulary import Sureness, Vocabulary, vocabularies
from therapy_notes.prep.sections import SECTIONS
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME
from therapy_notes.sharing import shipped
from therapy_notes.sharing.audience import PREP_SECTIONS, all_paths

COMMON = (
    "id", "therapy", "authors", "shared_with", "links", "tags", "afterthoughts", "retracted_at", "source", "extra",
)  # fmt: skip
"""The fields that every record has. The tables of the records leave them out."""

SCALARS: Mapping[str, str] = {
    "term": "a word",
    "words": "text",
    "id": "an id",
    "reference": "the id of something",
    "who": "who",
    "reference_or_words": "an id, or words",
    "zone": "a time zone",
    "wall_time": "a time of day, `HH:MM`",
    "integer": "a whole number",
    "number": "a number",
    "truth": "true or false",
    "moment": "a moment",
    "day": "a day",
    "length": "a length of time",
    "when": "a time that a person tells",
    "degree": "a degree: a number with its ends, or a word",
    "bytes": "32 bytes",
    "json": "any JSON",
    "source": "text of a file, as it stood there",
}


def _shape(shape: object) -> str:
    match shape:
        case Scalar(kind):
            return SCALARS[kind]
        case Choice(words):
            return "one of " + ", ".join(f"`{word}`" for word in words)
        case Nested(of):
            return f"[{of.__name__}](#{of.__name__.lower()})"
        case Many(of):
            return f"several: {_shape(of)}"
        case _:
            return "JSON that is kept as it is"


def _default(field: Field) -> str:
    if field.required:
        return "**required**"
    if field.default is None or field.default in ("", ()):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


_ARGUMENT = re.compile(r"^(\w+): (.*)$")


def _said_of(cls: type) -> dict[str, str]:
    """Return what the docstring of a class says of each field."""
    found: dict[str, str] = {}
    inside, last = False, ""
    for line in (inspect.getdoc(cls) or "").splitlines():
        if not line.startswith(" "):
            inside = line == "Args:" if line else inside
            continue
        if not inside:
            continue
        new = _ARGUMENT.match(line[4:])
        if new:
            last = new[1]
            found[last] = new[2]
        elif last:
            found[last] += " " + line.strip()
    return found


def _prose(text: str) -> str:
    """Return a docstring's sentence in Markdown."""
    return re.sub(r":\w+:`[~.]?([^`]+)`", r"`\1`", text).replace("``", "`").replace("|", r"\|")


def _summary(cls: type) -> str:
    parts = (inspect.getdoc(cls) or "").split("\n\n")
    paragraphs = [part for part in parts if not part.startswith(("Args", "Raises", ">>>"))]
    return "\n\n".join(_prose(" ".join(part.split())) for part in paragraphs)


def _rows(cls: type, without: tuple[str, ...]) -> Iterator[str]:
    said = _said_of(cls)
    for field in fields(cls):
        if field.name in without:
            continue
        yield f"| `{field.name}` | {_shape(field.shape)} | {_default(field)} | {_prose(said.get(field.name, ''))} |"


def _table(cls: type, without: tuple[str, ...] = ("extra",)) -> str:
    rows = list(_rows(cls, without))
    if not rows:
        return ""
    return "\n".join(["| field | holds | when nobody says | what it is |", "|---|---|---|---|", *rows])


def _inside(cls: type) -> Iterator[type]:
    for field in fields(cls):
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        if isinstance(shape, Nested):
            yield shape.of
            yield from _inside(shape.of)


def records() -> str:
    """Return a table for each kind of record, then one for each smaller value."""
    parts: list[str] = []
    for kind in KINDS.values():
        parts += [f"## {kind.of.__name__}", f"Kind `{kind.name}`, kept under `{kind.plural}`.", _summary(kind.of)]
        parts.append(_table(kind.of, COMMON))
    inside = (cls for kind in KINDS.values() for cls in _inside(kind.of))
    smaller = sorted({*inside, values.Rating, values.Approximate, values.Share}, key=lambda cls: cls.__name__)
    parts.append("## The smaller values")
    for cls in smaller:
        parts += [f"### {cls.__name__}", _summary(cls), _table(cls)]
    return "\n\n".join(filter(None, parts))


def journal() -> str:
    """Return the table of the journal itself."""
    rows = ["| key | holds |", "|---|---|"]
    for field in fields(Journal):
        if field.name in {"format", "producer"} or isinstance(field.shape, Extra):
            continue
        rows.append(f"| `{field.name}` | {_shape(field.shape)} |")
    return "\n".join(rows).replace("(#", "(records.md#").replace("[Unreadable](records.md#unreadable)", "what did not read")


SURE: Mapping[str, str] = {
    "read": "read",
    "second_hand": "read about",
    "from_memory": "from memory",
}
"""How the pages say how sure a source is."""


def _source(source: str, evidence: Sureness) -> str:
    if evidence == "ours":
        return f"{source[:1].upper()}{source[1:]}." if source else "Ours."
    return f"Source: {_prose(source)} ({SURE[evidence]})."


def _list(vocabulary: Vocabulary) -> str:
    held = [word for word in vocabulary.words if not word.retired]
    if not any(word.meaning for word in held):
        return ", ".join(f"`{word.name}`" for word in held)
    rows = [f"| `{word.name}` | {_prose(word.meaning)} |" for word in held]
    return "\n".join(["| word | meaning |", "|---|---|", *rows])


def _vocabulary(vocabulary: Vocabulary) -> str:
    places = ", ".join(f"`{place}`" for place in vocabulary.used_by)
    meant = f"For {places}." if places else "In answers only; no record holds it."
    return "\n\n".join(
        [f"### `{vocabulary.name}`", f"{meant} {_source(vocabulary.source, vocabulary.evidence)}", _list(vocabulary)]
    )


def words() -> str:
    """Return the shipped words, list by list, with their sources. Retired ones are left out."""
    lists = vocabularies().values()
    closed = [_vocabulary(one) for one in lists if one.closed]
    opened = [_vocabulary(one) for one in lists if not one.closed]
    return "\n\n".join(["## Closed lists", *closed, "## Open lists", *opened])


def _scale_row(scale: Scale) -> str:
    low, high = scale.ends
    return f"| `{scale.name}` | {scale.low} to {scale.high} | {low} | {high} | {scale.higher_means} |"


def _cutoff(cutoff: Cutoff) -> str:
    whom = f" ({cutoff.whom})" if cutoff.whom else ""
    return f"- `{cutoff.scale}` {cutoff.comparator.replace('_', ' ')} {cutoff.value}{whom}: {cutoff.source}"


def _instrument(known: Instrument) -> str:
    version = f" Version: {known.version}." if known.version else ""
    said = [
        f"## `{known.name}`: {known.title}",
        f"{_source(known.citation, known.evidence)}{version} Taken {known.when}.",
        "\n".join(
            [
                "| scale | from, to | lowest | highest | a higher number |",
                "|---|---|---|---|---|",
                *map(_scale_row, known.scales),
            ]
        ),
        f"**Licence.** {known.licence}",
    ]
    if known.cutoffs:
        said += ["Published borders, in every reading; none is applied:", "\n".join(map(_cutoff, known.cutoffs))]
    if known.reliable_change is not None:
        said.append(f"Its authors call a change of {known.reliable_change} or more reliable. That is not applied either.")
    return "\n\n".join(said)


def known_instruments() -> str:
    """Return the known instruments, each with its scales, its source and its licence."""
    return "\n\n".join(map(_instrument, instruments().values()))


def _section_rows(order: tuple[str, ...], *, mine: bool) -> Iterator[str]:
    labels = Labels.of("en")
    for number, kind in enumerate(order, start=1):
        heading = labels.heading(kind, mine=mine) or "(no heading)"
        said = inspect.getdoc(SECTIONS[kind]) or ""
        if SECTIONS[kind].__name__ == "section":
            said = "Empty lines to write on."
        named = "yes" if not mine and kind in PREP_SECTIONS else ""
        tail = f" {named} |" if not mine else ""
        yield f"| {number} | `{kind}` | {heading} | {_prose(' '.join(said.split()))} |{tail}"


def sections_for_me() -> str:
    """Return the sections of the owner's page, in order."""
    return "\n".join(["| | section | heading | what it holds |", "|---|---|---|---|", *_section_rows(FOR_ME, mine=True)])


def sections_for_another() -> str:
    """Return the sections of another reader's page, in order."""
    head = ["| | section | heading | what it holds | only when named |", "|---|---|---|---|---|"]
    return "\n".join([*head, *_section_rows(FOR_ANOTHER, mine=False)])


def _seen_by(path: str) -> list[str]:
    return ["yes" if audience.may_see(path) else "" for audience in shipped.audiences().values()]


def audiences() -> str:
    """Return, for each kind of record, every field and who among the shipped audiences sees it."""
    names = list(shipped.audiences())
    head = [f"| field | {' | '.join(names)} |", f"|---{'|:-:' * len(names)}|"]
    parts: list[str] = []
    for kind in (*KINDS, "prep"):
        paths = [path for path, leaf in all_paths().items() if leaf and path.startswith(f"{kind}.")]
        rows = [f"| `{path.removeprefix(f'{kind}.')}` | {' | '.join(_seen_by(path))} |" for path in paths]
        parts += [f"## `{kind}`", "\n".join([*head, *rows])]
    return "\n\n".join(parts)


TABLES: Mapping[str, Callable[[], str]] = {
    "<!-- table: records -->": records,
    "<!-- table: journal -->": journal,
    "<!-- table: words -->": words,
    "<!-- table: instruments -->": known_instruments,
    "<!-- table: sections for me -->": sections_for_me,
    "<!-- table: sections for another -->": sections_for_another,
    "<!-- table: audiences -->": audiences,
}
"""What stands in a page, and what is put in its place."""
