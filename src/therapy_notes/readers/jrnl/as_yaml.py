r"""What ``jrnl --format yaml`` writes: a folder with a file for each entry. It looks like YAML and is none.

Titles stand there without quotes, and the text is indented with tabs, which YAML forbids, and closed with three dots. Older
versions wrote the text below an empty line, without any marks.
"""

import re
from typing import Final

from ...errors import Problem, ReadError
from .as_markdown import raised
from .entries import NO_ENTRY, OTHER_FIELDS, Desk, Raw, trimmed

CUT_OFF: Final = "the three dots at the end are missing: the text may be cut off"

_BEGINNING: Final = re.compile(
    r"(?:---\n)?title: ?[^\n]{0,10000}\ndate: [^\n]{1,200}\nstarr?ed: ?[^\n]{0,20}\ntags:[^\n]*+(?:\n|\Z)"
)
_FIELD: Final = re.compile(r"([a-z]{1,20}):(?: (.*))?")
_BODY: Final = re.compile(r"body: \|\s*")
_AFTER_OTHER_LINE_ENDS: Final = re.compile(r"(?<=[\x0b\x0c\x1c-\x1e\x85])\t")
_OWN: Final = frozenset({"title", "date", "starred", "stared", "tags", "uuid", "creator", "body"})


def is_yaml(text: str) -> bool:
    """Tell whether a text begins as an entry does that jrnl writes."""
    return _BEGINNING.match(text) is not None


def read_yaml(text: str, desk: Desk) -> None:
    """Read the file of one entry.

    Raises:
        ReadError: It is none.
    """
    if not is_yaml(text):
        raise ReadError([Problem(where=desk.where, what=NO_ENTRY)])
    lines = text.split("\n")
    begin = 1 if lines[0] == "---" else 0
    fields: dict[str, str] = {}
    creator: dict[str, object] = {}
    for place, line in enumerate(lines[begin:], begin):
        found = _FIELD.fullmatch(line)
        if _BODY.fullmatch(line):
            body = _unindented(lines[place + 1 :], desk)
            break
        if line.startswith("    ") and "creator" in fields:
            name, _, value = line.strip().partition(": ")
            creator[name] = value
        elif found and found[1] not in fields:
            fields[found[1]] = found[2] or ""
        else:
            body = lines[place:]
            break
    else:
        body = []
    _add(desk, fields, creator, "\n".join(body))


def _add(desk: Desk, fields: dict[str, str], creator: dict[str, object], body: str) -> None:
    extra: dict[str, object] = {}
    if creator:
        extra["creator"] = creator
        desk.account.losses["creator"] += 1
    others: dict[str, object] = {name: value for name, value in fields.items() if name not in _OWN}
    if others:
        extra["fields"] = others
        desk.account.losses[OTHER_FIELDS] += len(others)
    tags = tuple(tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip())
    stamp = fields.get("date", "").strip()
    desk.add(
        Raw(
            place="",
            stamp=stamp,
            told=desk.dates.whole(stamp),
            title=fields.get("title", "").strip(),
            body=raised(trimmed(body), 1),
            starred=(fields.get("starred") or fields.get("stared") or "").strip() == "True",
            tags=tags,
            uuid=fields.get("uuid", "").strip(),
            extra=extra,
        )
    )


def _unindented(lines: list[str], desk: Desk) -> list[str]:
    """Return a text without the tabs before its lines and the dots below it."""
    end = next((n for n, line in enumerate(lines) if line.rstrip() == "..."), None)
    if end is None:
        desk.report("", CUT_OFF)
    kept = [_AFTER_OTHER_LINE_ENDS.sub("", line.removeprefix("\t")) for line in lines[:end]]
    return kept if end is None else [*kept, *lines[end + 1 :]]
