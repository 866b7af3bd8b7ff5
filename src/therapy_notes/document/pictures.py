"""A picture before it enters a document: its pixels, and nothing else that was in its file.

A photograph knows where it was taken, when, with which camera, and often how it looked before it was cut. None of that is
struck out here: the picture is decoded, and what can be seen is encoded anew. What nobody asked for cannot come along.

The extra ``pictures`` brings Pillow, which is loaded when a picture is first cleaned:
``pip install "therapy-notes[pictures]"``.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from therapy_notes.document.tree import Picture
from therapy_notes.errors import WriteError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 50_000_000
"""How many pixels a picture may have: as many as a good camera takes, and half a gigabyte of memory while it is cleaned."""

_READ: Final = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF")
_READ_WITH_A_PLUGIN: Final = "HEIF"
_LOSSY: Final = frozenset({"JPEG", "MPO", "WEBP", "AVIF", "HEIF"})
"""Formats of photographs, which would be many times as large in a PNG."""

_TOO_LARGE: Final = "a picture with more pixels than the limit; nothing was written"
_UNREADABLE: Final = "not a picture that can be read; nothing was written"


def clean_picture(data: bytes, *, where: str = "picture", most_pixels: int = MOST_PIXELS) -> Picture:
    """Return a picture of which only what can be seen is left, upright.

    EXIF and the place in it, XMP, IPTC, comments, thumbnails, colour profiles, the texts and times of a PNG, what stands
    after the end of the picture, the frames after the first, and the colours under full transparency stay behind. A JPEG
    is a JPEG again; so is a photograph in another format, if all of it is opaque. Everything else becomes a PNG, and one
    that was a PNG has equal pixels. Colours are taken for those of sRGB. The same bytes give the same picture.

    Args:
        data: The bytes of a JPEG, PNG, GIF, BMP, WebP, TIFF or AVIF; of a HEIC where Pillow has a plugin for it.
        where: What an error calls it, such as ``picture 2``.
        most_pixels: How many pixels it may have.

    Raises:
        WriteError: It is none of these, it is broken, or it has more pixels than the limit.
        ImportError: Pillow is not installed; the message says what brings it.

    >>> from PIL import Image
    >>> photograph = BytesIO()
    >>> Image.new("RGB", (40, 30)).save(photograph, "JPEG", comment=b"taken at home")
    >>> picture = clean_picture(photograph.getvalue())
    >>> picture.media_type, picture.width, picture.height, b"home" in picture.data
    ('image/jpeg', 40, 30, False)
    """
    try:
        from PIL import Image  # noqa: PLC0415 - only who shows pictures pays for it
    except ImportError:
        raise ImportError('pictures need an extra: pip install "therapy-notes[pictures]"', name="PIL") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote what a decoder stumbles over
            return _cleaned(data, most_pixels)
    except Image.DecompressionBombError:
        raise WriteError(f"{where}: {_TOO_LARGE}") from None
    except Exception:  # a broken picture makes decoders raise anything
        raise WriteError(f"{where}: {_UNREADABLE}") from None


def _cleaned(data: bytes, most_pixels: int) -> Picture:
    from PIL import Image  # noqa: PLC0415 - loaded when it is used

    read = (*_READ, _READ_WITH_A_PLUGIN) if _READ_WITH_A_PLUGIN in Image.OPEN else _READ
    with Image.open(BytesIO(data), formats=read) as opened:
        if opened.width * opened.height > most_pixels:
            raise Image.DecompressionBombError
        opened.load()
        seen = _only_pixels(_upright(opened))
        is_photograph = opened.format in _LOSSY and seen.mode in {"L", "RGB"}
    encoded = BytesIO()
    if is_photograph:
        seen.save(encoded, "JPEG", quality=90, subsampling=0)
    else:
        seen.save(encoded, "PNG")
    return Picture(encoded.getvalue(), "image/jpeg" if is_photograph else "image/png", seen.width, seen.height)


# Which way is up. The note about it goes with the rest of EXIF, so the pixels are turned. Pillow's own function for this
# writes EXIF anew and fails where that is broken, as it often is after years of other programs.

_ORIENTATION: Final = 0x0112


def _upright(image: "Image") -> "Image":
    from PIL.Image import Transpose  # noqa: PLC0415 - loaded when it is used

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    try:
        turn = turns.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # what cannot be read does not say that it was turned
        turn = None
    return image if turn is None else image.transpose(turn)


def _only_pixels(image: "Image") -> "Image":
    """Return what can be seen of an image, in one of the few modes that both formats are written from.

    Colours can lie where nothing is seen: under transparency, where an eraser has gone, and in a palette that no pixel
    uses. The new image begins with the pixels, and knows nothing but them.
    """
    from PIL import Image  # noqa: PLC0415 - loaded when it is used

    if image.has_transparency_data:
        image = image.convert("RGBA")
        opacity = image.getchannel("A")
        image.paste((0, 0, 0, 0), mask=opacity.point(lambda each: 0 if each else 255))
        if opacity.getextrema() == (255, 255):
            image = image.convert("RGB")
    elif image.mode not in {"1", "L", "RGB", "I;16"}:
        image = image.convert("RGB")
    return Image.frombytes(image.mode, image.size, image.tobytes())
