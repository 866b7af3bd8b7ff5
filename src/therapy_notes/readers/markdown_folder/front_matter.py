r"""What stands above a note: front matter in YAML, in TOML or in JSON, in which everything stays text.

Where the block cannot be read, it is not taken away: the note keeps it as it stands, and the place is told. So is a block
that only looks like one: two rules with a sentence between them, at the beginning of a note, are somebody's words.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, cast

from attrs import frozen

from ... import frontmatter
from ...errors import Problem, ReadError
from ...frontmatter import MAX_DEPTH, Plain, Value

Kind: TypeAlias = Literal["yaml", "toml", "json", ""]

NOT_TOML: Final = "not TOML"
NOT_JSON: Final = "not JSON"
NOT_CLOSED: Final = "front matter that is not closed: kept in the text"
NO_HEADER: Final = "lines between two rules that are no front matter: kept in the text"

_MAX_OTHER: Final = 65_536
"""The most characters of TOML and of JSON: their parsers take long over what is made to be slow."""
_OPENINGS: Final = (
    (re.compile(r"---[ \t]*\n"), re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)),
    (re.compile(r"\+\+\+[ \t]*\n"), re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)),
)
_OBJECT: Final = re.compile(r'\{\s*"')
_END_OF_OBJECT: Final = re.compile(r"[ \t]*(?:\n|\Z)")
_LINE: Final = re.compile(r"\(at line ([0-9]{1,9}), column [0-9]+\)\Z")
_KEY: Final = re.compile(r"[^\W\d][^\s,;!\"'()]{0,39}\??")
_KEY_LINE: Final = re.compile(r"^[ \t]{0,8}[\w\"'-][^\n:]{0,60}:(?:[ \t\n]|\Z)", re.MULTILINE)
_STATE: Final = re.compile(
    r"^[ \t]*[\"']?(?:draft|private|published|status|visibility)[\"']?[ \t]*[:=]", re.MULTILINE | re.IGNORECASE
)
"""A line that says who may see a note, in YAML or in TOML."""
_STRING: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_BY_SIGN: Final[Mapping[str, Kind]] = {"-": "yaml", "+": "toml"}

_NAMES: Final = (
    "title date created created_at date_created creationDate created_on createdTime",
    "updated updated_at date_updated modified modified_at date_modified modifiedDate modificationDate",
    "lastmod lastModified last_modified_at last_updated publishDate pubDate expiryDate published publish",
    "tag tags filetags category categories keywords alias aliases cssclass cssclasses draft private record",
    "permalink layout slug url description summary excerpt weight type author authors image cover linkTitle series",
    "latitude longitude altitude location place weather mood source due completed? status lang language",
    "id uid uuid timeZone tz starred pinned favorite kind comments",
)


def key(text: str) -> str:
    """Return a key as it is compared: capitals and what joins words do not matter.

    >>> key("Date created"), key("created_at"), key("publishDate")
    ('datecreated', 'createdat', 'publishdate')
    """
    return re.sub(r"[\s_-]+", "", text).casefold()


KNOWN: Final = {key(name): name for names in _NAMES for name in names.split()}
"""The names that programs have for things, by key."""


@frozen
class Front:
    """A note, parted.

    Args:
        kind: In which form its front matter is written; empty where there is none.
        values: What the front matter says, by key: text, lists and mappings.
        body: The text below.
        header: The front matter as it stands there.
        problem: Why something that looks like front matter is left in the body: the line, and what.
    """

    kind: Kind
    values: Mapping[str, Value]
    body: str
    header: str = ""
    problem: Problem | None = None

    @property
    def has_comments(self) -> bool:
        """Whether something stands in the front matter that is no value: a sign of a comment that is in none of them."""
        if self.kind not in {"yaml", "toml"} or "#" not in self.header:
            return False
        return self.header.count("#") > sum(name.count("#") + _signs(value) for name, value in self.values.items())


def parted(text: str) -> Front:
    r"""Return a note parted into its front matter and its body.

    Args:
        text: The note, without a byte order mark, with ``\n`` at the end of every line.

    >>> found = parted("---\ntime: 21:30\nmood: no\n...\nShe asked.\n---\n")
    >>> found.values, found.body
    ({'time': Plain('21:30'), 'mood': Plain('no')}, 'She asked.\n---\n')
    >>> parted("+++\ndate = 2024-05-01\n+++\nRain.").values
    {'date': Plain('2024-05-01')}
    >>> str(parted("---\ntitle: Therapy: week 3\n---\nRain.").problem)
    'line 2: not YAML'
    """
    if text[:1] == "{":
        return _json(text)
    for opening, closing in _OPENINGS:
        opened = opening.match(text)
        if not opened:
            continue
        closed = closing.search(text, opened.end())
        if closed is None:
            lines = text[opened.end() :].lstrip("\n").partition("\n\n")[0]
            looks_so = _KEY_LINE.match(text, opened.end()) or _STATE.search(lines) or (text[0] == "+" and "=" in lines)
            return Front("", {}, text, problem=Problem(where="line 1", what=NOT_CLOSED) if looks_so else None)
        header = text[opened.end() : closed.start()]
        return _fenced(text, header, text[closed.end() :], _BY_SIGN[text[0]])
    return Front("", {}, text)


def begins_with_one(text: str) -> bool:
    r"""Tell whether a text begins with front matter, as far as the beginning of a file tells.

    >>> begins_with_one("---\ntitle: x\n---\n"), begins_with_one('{"metadata": {}, "entries": []}'), begins_with_one("---\n")
    (True, False, False)
    """
    if text[:1] == "{":
        found = _json(text)
        return found.kind == "json" and bool(found.body.strip()) and not found.body.lstrip().startswith(("{", "["))
    for opening, closing in _OPENINGS:
        opened = opening.match(text)
        if opened:
            closed = closing.search(text, opened.end())
            if closed is None:
                return False
            header = text[opened.end() : closed.start()]
            return not header.strip() or _KEY_LINE.search(header) is not None or (text[0] == "+" and "=" in header)
    return False


def _signs(value: Value) -> int:
    """Return how many signs of a comment stand in a value."""
    if isinstance(value, str):
        return value.count("#")
    if isinstance(value, list):
        return sum(map(_signs, value))
    return sum(name.count("#") + _signs(inner) for name, inner in value.items())


def _fenced(text: str, header: str, body: str, kind: Kind) -> Front:
    try:
        values = frontmatter.parse(header) if kind == "yaml" else _toml(header)
    except ReadError as error:
        problem = error.problems[0]
    else:
        if _is_header(values) or not header.strip():
            return Front(kind, values, body, header)
        problem = Problem(where="line 1", what=NO_HEADER)
    if kind == "yaml" and not _KEY_LINE.search(header):
        problem = Problem(where="line 1", what=NO_HEADER)
    return Front("", {}, text, problem=problem)


def _is_header(values: Mapping[str, object]) -> bool:
    """Whether keys are those of front matter: one that programs know, or all of them single words."""
    return any(key(name) in KNOWN for name in values) or all(_KEY.fullmatch(name) for name in values)


def _toml(header: str) -> dict[str, Value]:
    """Return what TOML says, all of it as text.

    Raises:
        ReadError: It is not TOML, or too much of it.
    """
    if len(header) > _MAX_OTHER:
        raise ReadError([Problem(where="line 1", what=frontmatter.TOO_LARGE)])
    if any(line.count(".") > MAX_DEPTH for line in _STRING.sub("", header).split("\n")):
        raise ReadError([Problem(where="line 1", what=frontmatter.TOO_DEEP)])
    try:
        return {name: _text(value) for name, value in tomllib.loads(header, parse_float=Plain).items()}
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        problem = Problem(where=f"line {int(line[1]) + 1 if line else 1 + header.count(chr(10))}", what=NOT_TOML)
    except RecursionError:
        problem = Problem(where="line 1", what=frontmatter.TOO_DEEP)
    except ValueError:  # a number of more digits than Python reads
        problem = Problem(where="line 1", what=NOT_TOML)
    raise ReadError([problem])


class _TwiceError(Exception):
    """A key stands twice in one object."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError
    return made


_decoder: Final = json.JSONDecoder(object_pairs_hook=_object, parse_int=Plain, parse_float=Plain, parse_constant=Plain)


def _json(text: str) -> Front:
    """Part a note that begins with a brace, as other notes do that have no front matter."""
    if not _OBJECT.match(text):
        return Front("", {}, text)
    problem: Problem | None = None
    try:
        found, end = cast("tuple[dict[str, object], int]", _decoder.raw_decode(text[:_MAX_OTHER]))
        values = {name: _text(value) for name, value in found.items()}
    except json.JSONDecodeError as error:
        problem = Problem(where=f"line {error.lineno}", what=NOT_JSON)
    except RecursionError:
        problem = Problem(where="line 1", what=frontmatter.TOO_DEEP)
    except _TwiceError:
        problem = Problem(where="line 1", what=frontmatter.TWICE)
    else:
        closed = _END_OF_OBJECT.match(text, end)
        is_header = any(key(name) in KNOWN for name in values)
        if closed and is_header:
            return Front("json", values, text[closed.end() :], text[:end])
        if is_header:
            problem = Problem(where="line 1", what=NOT_JSON)  # words stand right behind the brace
    return Front("", {}, text, problem=problem)


def _text(value: object, depth: int = 1) -> Value:
    """Return a value in which everything is text, lists and mappings."""
    if depth > MAX_DEPTH:
        raise RecursionError
    match value:
        case str():
            return value
        case bool() | None:
            return Plain(frontmatter.flow(value))
        case list():
            return [_text(item, depth + 1) for item in cast("list[object]", value)]
        case dict():
            return {name: _text(item, depth + 1) for name, item in cast("dict[str, object]", value).items()}
        case _:
            # A whole number, or a day or a time of TOML, whose text is the form of ISO 8601.
            return Plain(value)
