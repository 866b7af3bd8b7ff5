"""The readers that come with this package. Each is loaded when it is first used."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import BinaryIO, Final, cast

from attrs import frozen

from ..model.results import JournalReading
from .format import Format
from .one_by_one import claims_each, one_by_one


@frozen
class _Lazy:
    """A module of the room of readers: ``read`` and ``claims``, and perhaps ``read_files`` and ``claims_files``."""

    module: str

    def read(
        self, data: bytes | BinaryIO, *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        return cast("JournalReading", self._of("read")(data, name=name, zone=zone, me=me, **options))

    def read_files(
        self, data: Mapping[str, bytes], *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        return cast("JournalReading", self._of("read_files")(data, name=name, zone=zone, me=me, **options))

    def claims(self, data: bytes) -> bool:
        return cast("bool", self._of("claims")(data))

    def claims_files(self, files: Mapping[str, bytes]) -> bool:
        return cast("bool", self._of("claims_files")(files))

    def _of(self, function: str) -> Callable[..., object]:
        return cast("Callable[..., object]", getattr(import_module(f"..readers.{self.module}", __package__), function))


def _shipped(name: str, *suffixes: str, options: tuple[str, ...], streams: bool = False, folders: bool = True) -> Format:
    reader = _Lazy(name)
    return Format(
        name=name,
        suffixes=suffixes,
        read=reader.read,
        claims=reader.claims,
        read_stream=reader.read if streams else None,
        read_files=reader.read_files if folders else one_by_one(reader.read, suffixes),
        claims_files=reader.claims_files if folders else claims_each(reader.claims, suffixes[:-1]),
        options=options,
    )


READERS: Final = (
    _shipped("wordpress", ".xml", options=("include",), streams=True),
    _shipped("day_one", ".json", ".doentry", options=()),
    _shipped("jrnl", ".txt", ".json", options=("timeformat", "tagsymbols", "date_order", "encoding")),
    _shipped(
        "saved_page", ".html", ".htm", ".xhtml", ".txt", options=("written_on", "date_order", "encoding"), folders=False
    ),
    _shipped("diary", ".txt", ".text", ".md", options=("date_order", "languages", "split_times", "encoding"), folders=False),
    _shipped("markdown_folder", ".md", ".markdown", options=("date_order", "encoding")),
)
"""In the order in which they are asked whether a file is theirs: those that can tell best come first."""
