"""What ``jrnl --format xml`` writes. It glues the title of an entry to its text, and nobody can tell where one ends.

So an entry has no title here: all its words are in the text. Few such files exist, as jrnl has long failed to write one when
an entry was starred.
"""

from typing import TYPE_CHECKING, Final

from ...errors import Problem, ReadError
from .._text import with_newlines
from .._xml import parsed
from .dates import EXPORTED
from .entries import NO_ENTRY, OTHER_FIELDS, Desk, Raw

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - lxml has no other name for it

GLUED: Final = "titles that are glued to their text, and stay there"
PICTURES: Final = "control characters that became pictures"

_UNSTARRED: Final = frozenset({"", "false", "0", "no"})
_OWN: Final = frozenset({"date", "starred", "uuid"})


def read_xml(data: bytes, desk: Desk) -> None:
    """Read an export of a journal.

    Raises:
        ReadError: It is not XML, or not of that form.
    """
    tree = parsed(data, where=desk.where)
    if tree.root.tag != "journal" or tree.root.find("entries") is None:
        raise ReadError([Problem(where=desk.where, what=NO_ENTRY)])
    if tree.pictures:
        desk.report("", f"{PICTURES}: {tree.pictures}")
    for number, element in enumerate(tree.root.iterfind("entries/entry"), 1):
        _add(element, f"entry {number}", desk)


def _add(element: "Element", place: str, desk: Desk) -> None:
    fields = {str(name): str(value) for name, value in element.attrib.items()}
    stamp = fields.get("date", "")
    others: dict[str, object] = {name: value for name, value in fields.items() if name not in _OWN}
    desk.account.losses[OTHER_FIELDS] += len(others)
    desk.account.counted[GLUED] += 1
    desk.add(
        Raw(
            place=place,
            stamp=stamp,
            told=EXPORTED.whole(stamp),
            body=with_newlines("".join(map(str, element.itertext()))).strip(),
            starred=fields.get("starred", "").strip().lower() not in _UNSTARRED,
            tags=tuple(tag.get("name") or "" for tag in element.iterfind("tag")),
            uuid=fields.get("uuid", ""),
            extra={"fields": others} if others else {},
        )
    )
