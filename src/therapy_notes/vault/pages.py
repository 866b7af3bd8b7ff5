"""A page: one file of ours, as text and as what it says."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from attrs import frozen

from .. import frontmatter
from ..codec.migrations import UNKNOWN_LISTS
from ..errors import Problem, ReadError
from ..frontmatter import Block, Plain, Value
from ..model.shapes import Scalar
from .forms import EXTRA, FORMAT_KEY, FORMS, RECORD, RETURNS, SHOWING, Form
from .typed import NOTHING, NumberError, same, typed, untyped

Tree: TypeAlias = dict[str, object]
"""A record as JSON says it."""

NOT_UTF8: Final = "not text in UTF-8"
NO_END: Final = "a header without an end"
NO_BEGINNING: Final = "a header that does not begin with the file, or is not in UTF-8"
BOTH: Final = "text below the header, and other text for the same in it"
TAKEN: Final = "an unknown key that has the name of a known one"
NOT_AN_OBJECT: Final = "not an object"
NOT_HERE: Final = "records have files of their own"
UNKNOWN: Final = "<unknown key>"
_NO_KEYS: Final[Mapping[str, object]] = MappingProxyType({})

_MARKS: Final = (b"---", b"\xef\xbb\xbf---")
_TWO_BYTES: Final = (b"\xff\xfe", b"\xfe\xff")
_SAID = re.compile(r"""^record[ \t]*:[ \t]*["']?([a-z_]+)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_BEGINNING = re.compile("\ufeff?---[ \\t]*\\r?\\n")
_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")
_ID = re.compile(r"""^id[ \t]*:[ \t]+(.*?)[ \t]*\r?$""", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@frozen(kw_only=True)
class Page:
    """A file of ours that reads as a page.

    Args:
        path: Where it is.
        form: How it is laid out.
        blocks: The lines of its header.
        values: What its header says, by key.
        body: The text below the header.
        tree: The record as JSON says it, without what is shown beside it.
        has_returns: Whether an editor ended its lines with CRLF.
        is_odd: Whether something stands elsewhere than it would be written.
        given_id: Whether the file itself says the id of the record.
    """

    path: str
    form: Form
    blocks: tuple[Block, ...]
    values: Mapping[str, Value]
    body: str
    tree: Tree
    has_returns: bool = False
    is_odd: bool = False
    given_id: bool = True

    @property
    def id(self) -> str | None:
        """The id of its record."""
        found = self.tree.get("id")
        return found if isinstance(found, str) else None


@frozen(kw_only=True)
class Broken:
    """A file of ours that does not read: its text, and what is wrong with it.

    Args:
        path: Where it is.
        form: How it should be laid out.
        text: All of it; a byte that is no text is half of a surrogate pair.
        problems: What is wrong, at places inside of it.
    """

    path: str
    form: Form
    text: str
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str | None:
        """The id of its record, as far as it can be seen."""
        parts = frontmatter.split(self.text)
        said = _ID.search(parts[0] if parts else _first_lines(self.text))
        try:
            found = frontmatter.parse(f"id: {said[1]}\n")["id"] if said else None
        except ReadError:
            return None
        return str(found) if isinstance(found, str) else None


@frozen
class Stray:
    """A file of a kind that this release does not know, with an id as records have one."""

    path: str


# -- reading --------------------------------------------------------------------------------------------------


def page_of(path: str, data: bytes, *, max_header: int = frontmatter.MAX_HEADER) -> Page | Broken | Stray | None:
    r"""Return the page that a file is, or None for a file that is not ours.

    >>> page_of("a.md", b"---\nrecord: topic\ntext: The door\n---\n").tree["text"]
    'The door'
    >>> page_of("a.md", b"---\ntext: The door\n---\n") is None
    True
    """
    if not data.startswith(_MARKS):
        return _nearly_a_page(path, data)
    wrong: Problem | None = None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        wrong = Problem(where=f"byte {error.start}", what=NOT_UTF8)
    parts = frontmatter.split(text)
    header, body = parts or (_first_lines(text), "")
    if parts is None or wrong is not None:
        return _broken(path, text, header, wrong or Problem(where="line 1", what=NO_END))
    try:
        blocks = frontmatter.blocks(header, max_header=max_header)
    except ReadError as error:
        problems = error.problems
    else:
        return _page(path, text, blocks, body)
    return _broken(path, text, header, *problems)


def _nearly_a_page(path: str, data: bytes) -> Broken | None:
    """Return a page whose header is not where a header begins: below empty lines, or in the two-byte text of an old editor.

    It is told and kept, since otherwise a record would be gone without a word.
    """
    text = data.decode("utf-16", "replace") if data.startswith(_TWO_BYTES) else data.decode("utf-8", "surrogateescape")
    begun = text.lstrip("\ufeff\r\n \t")
    said = _SAID.search(_first_lines(begun)) if _BEGINNING.match(begun) else None
    form = FORMS.get(said[1]) if said else None
    if form is None:
        return None
    wrong = Problem(where="line 1", what=NO_BEGINNING)
    return Broken(path=path, form=form, text=data.decode("utf-8", "surrogateescape"), problems=(wrong,))


def _first_lines(text: str) -> str:
    """Return a text up to its first empty line: as far as a header without an end may reach."""
    return _EMPTY_LINE.split(text, maxsplit=1)[0]


def _broken(path: str, text: str, header: str, *problems: Problem) -> Broken | None:
    said = _SAID.search(header) if _BEGINNING.match(text) else None
    form = FORMS.get(said[1]) if said else None
    return Broken(path=path, form=form, text=text, problems=problems) if form else None


def _page(path: str, text: str, blocks: tuple[Block, ...], body: str) -> Page | Broken | Stray | None:
    values = {block.key: block.value for block in blocks if block.key is not None}
    record = values.get(RECORD)
    form = FORMS.get(record) if isinstance(record, str) else None
    if form is None:
        return Stray(path) if isinstance(record, str) and values.get("id") else None
    header = "".join(block.lines for block in blocks)
    has_returns = "\n" in header and header.count("\n") == header.count("\r\n")
    if has_returns and RETURNS not in values:
        body = body.replace("\r\n", "\n")
    body = body.removesuffix("\r\n" if has_returns and RETURNS in values else "\n")
    tree, problems = _said(form, values)
    is_odd, wrong = _with_body(form, tree, body)
    problems += wrong
    if problems:
        return Broken(path=path, form=form, text=text, problems=tuple(problems))
    given_id = not form.is_record or tree.get("id") is not None
    return Page(
        path=path,
        form=form,
        blocks=blocks,
        values=values,
        body=body,
        tree=tree,
        has_returns=has_returns,
        is_odd=is_odd,
        given_id=given_id,
    )


def _said(form: Form, values: Mapping[str, Value]) -> tuple[Tree, list[Problem]]:
    """Return what the keys of a header say, and what is wrong with them."""
    tree: Tree = {}
    problems: list[Problem] = []
    elsewhere = form.elsewhere - UNKNOWN_LISTS.get(str(values.get(FORMAT_KEY)), frozenset())

    def take(key: str, value: Value) -> None:
        try:
            tree[key] = typed(value, form.known[key]) if key in form.known else untyped(value)
        except NumberError as error:
            problems.append(Problem(where=shown_key(form, key), what=str(error)))

    for key, value in values.items():
        if key == "id" and form.is_record and (value == "" or (isinstance(value, Plain) and value in NOTHING)):
            pass  # a template has a place for it
        elif key in elsewhere:
            problems.append(Problem(where=key, what=NOT_HERE))
        elif key not in form.reserved or key in form.elsewhere:
            take(key, value)
    match values.get(EXTRA):
        case None | "":
            pass
        case dict(inside):
            for key, value in inside.items():
                if key in tree or key in form.known or key in elsewhere:
                    problems.append(Problem(where=EXTRA, what=TAKEN))
                else:
                    take(key, value)
        case value:
            take(EXTRA, value)
    return tree, problems


def shown_key(form: Form, key: str) -> str:
    """Return a key if it is one of ours: others may be somebody's words."""
    return key if key in form.known or key in form.reserved else UNKNOWN


def _with_body(form: Form, tree: Tree, body: str) -> tuple[bool, list[Problem]]:
    """Put the text below the header into its place; say whether the header holds what belongs there, and what is wrong."""
    *way, name = form.body
    inside = tree
    for step in way:
        if inside.get(step) is None and body:
            inside[step] = {}
        found = inside.get(step)
        if not isinstance(found, dict):
            return False, [Problem(where=step, what=NOT_AN_OBJECT)] if body else []
        inside = cast("Tree", found)
    held = inside.get(name)
    is_known = bool(way) or name in form.known
    if held is None or held == "":
        if body or (held is None and is_known and not way and form.known[name].required):
            inside[name] = body
        return False, []
    if body and held != body:
        return False, [Problem(where=".".join(form.body), what=BOTH)]
    return bool(body) or is_known or isinstance(held, str), []


# -- writing --------------------------------------------------------------------------------------------------


def laid_out(
    form: Form,
    tree: Tree,
    *,
    first: Mapping[str, object] = _NO_KEYS,
    last: Mapping[str, object] = _NO_KEYS,
    among: frozenset[str] = frozenset(),
) -> tuple[dict[str, object], str]:
    """Return the header of a page, by key, and the text below it.

    Args:
        form: How the page is laid out.
        tree: The record.
        first: Keys of the vault's own that stand first.
        last: Keys of the vault's own that stand last.
        among: The unknown keys of the record that stand among those.
    """
    rest, body = _without_body(form, tree)
    others = {key: rest[key] for key in sorted(rest) if key not in form.known and key not in among}
    kept = {key: value for key, value in others.items() if key in form.reserved}
    header: dict[str, object] = {RECORD: Plain(form.name), **first}
    header |= {name: _plain_day(form, name, rest[name]) for name in form.known if name in rest}
    header |= {key: value for key, value in others.items() if key not in form.reserved}
    header |= {EXTRA: kept} if kept else {}
    header |= last
    header |= {RETURNS: True} if "\r" in body else {}
    return header, body


def _plain_day(form: Form, name: str, value: object) -> object:
    is_day = form.known[name].shape in {Scalar("when"), Scalar("day")} and isinstance(value, str) and _DAY.fullmatch(value)
    return Plain(value) if is_day else value


def _without_body(form: Form, tree: Tree) -> tuple[Tree, str]:
    """Return a record without the text that stands below the header, and that text."""
    rest = dict(tree)
    *way, name = form.body
    if way:
        (step,) = way
        inside = rest.get(step)
        text = cast("Tree", inside).get(name) if isinstance(inside, dict) else None
        if not isinstance(text, str) or not text:
            return rest, ""
        left = {key: value for key, value in cast("Tree", inside).items() if key != name}
        if left:
            rest[step] = left
        else:
            del rest[step]
        return rest, text
    text = rest.get(name)
    if not isinstance(text, str) or not (text or name in form.known):
        return rest, ""
    del rest[name]
    return rest, text


def text_of(header: Mapping[str, object], body: str) -> str:
    """Return the text of a new file."""
    return frontmatter.join("".join(frontmatter.block(key, value) for key, value in header.items()), body)


def patched(page: Page, before: Mapping[str, object], header: Mapping[str, object], body: str) -> str:
    """Return the text of a file in which only the lines of those keys are new whose value is.

    Args:
        page: The file.
        before: What its header would be if it was written anew, without a change.
        header: What it is to be.
        body: The text that is to stand below.
    """
    order = list(header)
    lines: list[tuple[str | None, str]] = []
    for block in page.blocks:
        key, text = block.key, block.lines
        is_ours = key in header or key in before or key in page.form.elsewhere
        if key is not None and is_ours and not _is_kept(key, page.values[key], before, header):
            text = frontmatter.block(key, header[key]) if key in header else ""
        lines.append((key, text if text.endswith("\n") or not text else f"{text}\n"))
    there = [key for key, _ in lines]
    for number, key in enumerate(order):
        if key not in page.values:
            above = next((other for other in reversed(order[:number]) if other in there), None)
            at = there.index(above) + 1 if above is not None else 0
            lines.insert(at, (key, frontmatter.block(key, header[key])))
            there.insert(at, key)
    text = frontmatter.join("".join(text for _, text in lines).replace("\r\n", "\n"), body)
    return text.replace("\n", "\r\n") if page.has_returns and "\r" not in body else text


def _is_kept(key: str, value: Value, before: Mapping[str, object], header: Mapping[str, object]) -> bool:
    """Tell whether the lines of a key say already what they should."""
    if key in before and key in header and key not in SHOWING:
        return same(before[key], header[key])
    return key in header and same(_as_text(value), _as_text(header[key]))


def _as_text(value: object) -> object:
    if isinstance(value, list):
        return [_as_text(item) for item in cast("list[object]", value)]
    return str(value) if isinstance(value, str) else value
