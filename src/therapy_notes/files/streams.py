"""Files as streams: line by line and chunk by chunk, with limits, so that a file of any size needs no more memory."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from ..errors import Problem, ReadError, WriteError

CUT_OFF: Final = "cut off: the end is missing"
DAMAGED: Final = "not what was compressed"
TOO_LARGE: Final = "larger than the limit"
TOO_DENSE: Final = "more in it than a file of its size may hold"

_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 18
_SMALL: Final = 1 << 20
"""Up to this size no ratio is suspicious."""


def bytes_of(path: Path, limit: int) -> bytes:
    """Return what is in a file.

    Raises:
        ReadError: It is larger than the limit; no more than that has been read.
        OSError: It cannot be opened or read.
    """
    with opened(path) as file:
        return _limited(file.read(limit + 1), limit)


def opened(path: Path) -> BinaryIO:
    """Open a file to be read.

    Raises:
        ReadError: It is no ordinary file: a pipe would be waited for, a device has no end.
        OSError: It cannot be opened. The error names no file.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError([Problem(where="$", what="no ordinary file")])
        return path.open("rb")
    except OSError as error:
        number = error.errno or 0
    raise OSError(number, os.strerror(number))


def seekable(file: BinaryIO, limit: int, max_ratio: float) -> BinaryIO:
    """Return a file that can be sought in and is not compressed with gzip: this one, or what is in it.

    Args:
        file: An open file, at its beginning.
        limit: How much may be held of a file that cannot be sought in, or is compressed.
        max_ratio: How many times larger than the file that may be which is compressed in it.

    Raises:
        ReadError: A limit is passed, or the compressed file is cut off or damaged.
    """
    if not file.seekable():
        file = io.BytesIO(_limited(file.read(limit + 1), limit))
    start = file.read(len(_GZIP))
    file.seek(0)
    if start != _GZIP:
        return file
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unzipped:
            data = unzipped.read(limit + 1)
    except EOFError:
        problem = CUT_OFF
    except (OSError, zlib.error):
        problem = DAMAGED
    else:
        if len(data) > max(_SMALL, max_ratio * file.seek(0, io.SEEK_END)):
            raise ReadError([Problem(where="$", what=TOO_DENSE)])
        return io.BytesIO(_limited(data, limit))
    raise ReadError([Problem(where="$", what=problem)])


def _limited(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise ReadError([Problem(where="$", what=TOO_LARGE)])
    return data


def lines_of(source: Path | bytes, *, zipped: bool, max_line: int, max_ratio: float) -> Iterator[bytes]:
    """Yield the lines of a file, each with its line end.

    Args:
        source: The file, or what is in it.
        zipped: It is compressed with gzip.
        max_line: How long a line may be, in bytes.
        max_ratio: How many times larger than the file the lines may become that are compressed in it.

    Raises:
        ReadError: A limit is passed, or the compressed file is cut off or damaged. All whole lines before that have been
            given, and what there is of the last.
        OSError: It cannot be opened or read.
    """
    with io.BytesIO(source) if isinstance(source, bytes) else opened(source) as file:
        if not zipped:
            yield from _lines(file, max_line)
            return
        made = 0
        with gzip.GzipFile(fileobj=file, mode="rb") as unzipped:
            for line in _whole_or_told(unzipped, max_line):
                made += len(line)
                if made > _SMALL and made > max_ratio * file.tell():
                    raise ReadError([Problem(where="$", what=TOO_DENSE)])
                yield line


def _lines(file: BinaryIO | gzip.GzipFile, max_line: int) -> Iterator[bytes]:
    while line := file.readline(max_line + 1):
        if len(line) > max_line:
            raise ReadError([Problem(where="$", what=TOO_LARGE)])
        yield line


def _whole_or_told(file: gzip.GzipFile, max_line: int) -> Iterator[bytes]:
    """Yield the lines of a compressed file; where it ends too early, what there is of the last one, and then the error."""
    rest = bytearray()
    problem: str | None
    while True:
        try:
            piece = file.read1(_CHUNK)
        except EOFError:
            problem = CUT_OFF
            break
        except (OSError, zlib.error):
            problem = DAMAGED
            break
        if not piece:
            problem = None
            break
        rest += piece
        if len(rest) > max_line + len(piece):
            raise ReadError([Problem(where="$", what=TOO_LARGE)])
        if b"\n" not in piece:
            continue
        *whole, last = rest.split(b"\n")
        for line in whole:
            if len(line) > max_line:
                raise ReadError([Problem(where="$", what=TOO_LARGE)])
            yield bytes(line) + b"\n"
        rest = bytearray(last)
    if rest:
        yield bytes(rest)
    if problem is not None:
        raise ReadError([Problem(where="$", what=problem)])


def in_chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in fewer pieces."""
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
    yield b"".join(waiting)


def zipped(chunks: Iterable[bytes], max_ratio: float) -> Iterator[bytes]:
    """Yield the same bytes compressed with gzip: no name and no time in the header, so that equal input is equal output.

    Raises:
        WriteError: They become so small that they would not be read again.
    """
    packer = zlib.compressobj(wbits=31)
    given = made = 0
    for chunk in chunks:
        given += len(chunk)
        packed = packer.compress(chunk)
        made += len(packed)
        yield packed
    packed = packer.flush()
    if given > _SMALL and given > max_ratio * (made + len(packed)):
        raise WriteError("not written: it says the same so often that no limit would let it be read again from .gz")
    yield packed
