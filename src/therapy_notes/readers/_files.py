"""Several files at once, as a folder or an archive holds them: a mapping of names to bytes.

A name is often a person's words, so that a problem never tells it: it tells the number of the file, counted in the order
of the names. A file is read when it is asked for, and what cannot be read is a problem of that file alone.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from ..errors import ReadError
from ..model.values import Attachment
from ._account import Account, digest

MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
        "heic": "image/heic", "heif": "image/heif", "avif": "image/avif", "svg": "image/svg+xml", "bmp": "image/bmp",
        "tif": "image/tiff", "tiff": "image/tiff", "mp4": "video/mp4", "mov": "video/quicktime", "m4v": "video/x-m4v",
        "webm": "video/webm", "avi": "video/x-msvideo", "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac",
        "wav": "audio/wav", "ogg": "audio/ogg", "opus": "audio/opus", "flac": "audio/flac", "caf": "audio/x-caf",
        "pdf": "application/pdf", "txt": "text/plain", "html": "text/html",
    }
)  # fmt: skip
"""The kinds of files that people put beside their words, by suffix."""


def places(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what each file is called in problems, in the order of the names.

    >>> places({"b/my fear.md": b"", "a.md": b""})
    {'a.md': 'file 1', 'b/my fear.md': 'file 2'}
    """
    return {name: f"file {number}" for number, name in enumerate(sorted(files), 1)}


def content(files: Mapping[str, bytes], name: str, place: str, account: Account) -> bytes | None:
    """Return what is in a file; None, and a problem, when it cannot be read."""
    try:
        return files[name]
    except ReadError as error:
        for problem in error.problems:
            account.report(place, problem.what)
        return None


def media_type(name: str) -> str:
    """Return the media type that the ending of a name stands for, or an empty text.

    >>> media_type("photos/IMG_1.JPG"), media_type("notes")
    ('image/jpeg', '')
    """
    return MEDIA_TYPES.get(PurePosixPath(name).suffix[1:].lower(), "")


def attachment(id: str, path: str, data: bytes | None = None, *, alt_text: str = "") -> Attachment:
    """Return what is kept of a file beside the words: its name, where it is, and the digest of its bytes if they are here.

    Args:
        id: Its name within the entry.
        path: Where it is: its path in the folder or the archive, or its address.
        data: Its bytes.
        alt_text: What it shows, in words.
    """
    return Attachment(
        id=id,
        name=PurePosixPath(path).name or path,
        media_type=media_type(path),
        sha256="" if data is None else digest(data),
        uri=path,
        alt_text=alt_text,
    )
