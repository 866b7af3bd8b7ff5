"""A journal to bytes: canonical, sealed, and readable again or refused."""

from typing import Final, cast

from ..errors import WriteError
from ..model.journal import FORMAT, Journal
from . import seal
from .encoding import TAKEN, Note, Refused, encoded, encoder, is_too_deep, refusal, refusal_of
from .header import KEY, PRODUCER
from .parsing import MAX_BYTES, TOO_LARGE

NOT_A_HEADER: Final = "not an object of unknown header keys"


def dumps(journal: Journal, *, indent: int | None = 2) -> bytes:
    """Return a journal as a file of our own JSON: UTF-8, sealed, with one line end at its end.

    Equal journals give equal bytes, in every process. (One thing is equal for Python that JSON keeps apart: 1, 1.0 and True
    inside ``extra`` and ``Unreadable.raw``.)

    Args:
        journal: The journal.
        indent: Spaces for each level; None for one long line.

    Raises:
        WriteError: ``loads`` would not read it again: a key in ``extra`` has the name of a known key, a whole number has
            more than 19 digits, unknown data is too deep, or the whole is too large. With the path.

    >>> from therapy_notes.model.entries import Entry
    >>> journal = Journal(zone="Europe/Paris").with_records(Entry(id="a", body="So far."))
    >>> print(dumps(journal).decode())  # doctest: +ELLIPSIS
    {
      "therapy_notes": {
        "format": "1.2",
        "producer": "therapy-notes 0.1.0",
        "plain": true,
        "seal": "..."
      },
      "zone": "Europe/Paris",
      "entries": [
        {
          "id": "a",
          "body": "So far."
        }
      ]
    }
    <BLANKLINE>
    """
    if not isinstance(journal, Journal):
        raise TypeError("dumps takes a Journal; render takes what somebody else may see")
    note = Note()
    tree = _tree(journal, note)
    if note.deep and is_too_deep(tree):
        raise refusal(tree)
    data = encoded(tree, indent)
    if len(data) >= MAX_BYTES:
        raise WriteError(f"$: {TOO_LARGE}")
    return _sealed(data)


def tree_of(journal: Journal) -> dict[str, object]:
    """Return a journal as plain data: what a JSON parser makes of its file, without a seal.

    Raises:
        WriteError: As :func:`dumps`.

    >>> tree_of(Journal(zone="Europe/Rome"))["zone"]
    'Europe/Rome'
    """
    tree = _tree(journal, Note())
    wrong = refusal_of(tree)
    if wrong is not None:
        raise wrong
    header = cast("dict[str, object]", tree[KEY])
    del header["seal"]
    return tree


def _tree(journal: Journal, note: Note) -> dict[str, object]:
    body = encoder(Journal)(journal, note)
    header: dict[str, object] = {"format": FORMAT, "producer": PRODUCER, "plain": True, "seal": seal.ZEROS}
    header["plain"] = not (note.unknown or journal.unreadable)
    if KEY in body:
        unknown = body.pop(KEY)
        if not isinstance(unknown, dict) or not unknown:
            return {KEY: Refused(NOT_A_HEADER)}
        for key, value in cast("dict[str, object]", unknown).items():
            header[key] = Refused(TAKEN) if key in header else value
    return {KEY: header, **body}


def _sealed(data: bytes) -> bytes:
    """Return the file with its seal. The first zeros are those of the header: nothing before them comes from a journal."""
    start = data.index(seal.ZEROS.encode())
    view = memoryview(data)
    made = seal.digest(data, start, b"\n").encode()
    return b"".join((view[:start], made, view[start + len(made) :], b"\n"))
