"""The seal: SHA-256 of the whole file, with its own 64 digits as zeros. It finds accidents, not malice."""

import re
from hashlib import sha256
from threading import Thread
from typing import Final

from attrs import frozen

ZEROS: Final = "0" * 64
"""What stands in the place of the seal while it is computed."""

# The header is the first thing in a file that we write, and the seal is in it. No string can fake the key, since a quotation
# mark in a string is escaped; no earlier value of the header is an object or a list.
_HEADER = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"therapy_notes"\s*:\s*'
    rb'(\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*(?:\\.[^"\\]*)*"|[-+.\w]+)\s*,\s*)*?"seal"\s*:\s*"([^"\\]*)")',
    re.DOTALL,
)
_FAR_ENOUGH: Final = 65_536
_DIGITS = re.compile(rb"[0-9a-f]{64}")
_LARGE: Final = 1_000_000


@frozen
class Seal:
    """Where the seal of a file stands, and what stands before it in the header.

    Args:
        start: The place of its first digit.
        end: The place after its last digit.
        header: The beginning of the header, from its brace up to the seal.
    """

    start: int
    end: int
    header: bytes


def find(data: bytes) -> Seal | None:
    """Return where the seal of a file stands, or None when there is none where we write it."""
    found = _HEADER.match(data, 0, _FAR_ENOUGH)
    return found and Seal(start=found.start(2), end=found.end(2), header=found[1])


def holds(data: bytes, seal: Seal) -> bool:
    """Whether nothing in a file has changed since it was sealed."""
    return Check(data, seal).holds()


class Check:
    """The check of a seal, beside other work: hashing needs no interpreter, so a second core does it meanwhile.

    Where there are no threads, and for small files, it is done at once.
    """

    def __init__(self, data: bytes, seal: Seal) -> None:
        view = memoryview(data)
        self._claimed = data[seal.start : seal.end]
        self._hash = sha256(view[: seal.start])
        self._hash.update(ZEROS.encode())
        rest = view[seal.end :]
        self._beside: Thread | None = None
        if len(rest) > _LARGE:
            try:
                self._beside = Thread(target=self._hash.update, args=(rest,), daemon=True)
                self._beside.start()
            except RuntimeError:
                self._beside = None
        if self._beside is None:
            self._hash.update(rest)

    def holds(self) -> bool:
        """Whether the seal holds; this waits until that is known."""
        if self._beside is not None:
            self._beside.join()
        return _DIGITS.fullmatch(self._claimed) is not None and self._hash.hexdigest().encode() == self._claimed


def digest(data: bytes, start: int, then: bytes = b"") -> str:
    """Return the seal of ``data`` and ``then``, in which the 64 bytes from ``start`` on count as zeros."""
    view = memoryview(data)
    found = sha256(view[:start])
    found.update(ZEROS.encode())
    found.update(view[start + len(ZEROS) :])
    found.update(then)
    return found.hexdigest()


def verify(data: bytes | bytearray | memoryview) -> bool | None:
    """Tell whether a file is as it was written.

    Returns:
        True when the seal holds, False when something has changed since, None when there is no seal: neither our own
        nor one in the header of a journal that another program has rewritten.

    >>> from therapy_notes.codec import dumps
    >>> from therapy_notes.model.journal import Journal
    >>> file = dumps(Journal(zone="Europe/Paris"))
    >>> verify(file), verify(file.replace(b"Paris", b"Berne")), verify(b"{}")
    (True, False, None)
    """
    data = bytes(data)
    found = find(data)
    if found is not None:
        return holds(data, found)
    return False if _MOVED.search(data) else None


# A file in which the header is no longer the first thing, or is no longer all of one piece, has been rewritten.
_MOVED = re.compile(rb'"therapy_notes"\s*:\s*\{[^{}]*"seal"\s*:\s*"')
