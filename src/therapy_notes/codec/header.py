"""The header: the object ``therapy_notes`` at the top of a file, which says what kind of file it is."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ..model.common import plain
from ..model.guards import guarded
from ..model.journal import FORMAT
from ..model.shapes import NO_EXTRA

KEY: Final = "therapy_notes"
"""The key of the header. In ``Journal.extra`` it holds the header's own unknown keys."""
PRODUCER: Final = "therapy-notes 0.1.0"
"""What this release writes as the producer."""

NEWER: Final = "a format that a newer release wrote"
NOT_A_VERSION: Final = "not a version of the format, such as 1.0"

_VERSION = re.compile(r"([1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})", re.ASCII)
_MAJOR: Final = int(FORMAT.split(".", maxsplit=1)[0])


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Header:
    """What kind of file it is, and who wrote it.

    Args:
        format: The version of the format. A newer minor version reads, its unknown keys are kept.
        producer: The program that wrote the file.
        plain: True when nothing in the file is unknown to its producer.
        seal: SHA-256 of the whole file in hex, computed with these 64 digits as zeros.
    """

    format: str
    producer: str = ""
    plain: bool | None = None
    seal: str = ""
    extra: Mapping[str, object] = NO_EXTRA


def is_version(text: str) -> bool:
    """Tell whether a text has the form of a version of the format."""
    return _VERSION.fullmatch(text) is not None


def is_newer(raw: object) -> bool:
    """Tell whether a newer release wrote this data in a way that this one is not to judge.

    >>> is_newer({"therapy_notes": {"format": "2.0"}}), is_newer({"therapy_notes": {"format": "1.7"}})
    (True, False)
    """
    match raw:
        case {"therapy_notes": {"format": str(text)}}:
            version = _VERSION.fullmatch(text)
            return version is not None and int(version[1]) > _MAJOR
        case _:
            return False
