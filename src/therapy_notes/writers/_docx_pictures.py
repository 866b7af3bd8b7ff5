"""A picture in a DOCX: how large it stands, and its alt text. Nothing else is said of it, its old name least of all."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from therapy_notes.document.tree import Picture, PictureType
from therapy_notes.text import visible

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PIXEL, _TWENTIETH = 9525, 635
"""A 96th of an inch, and a twentieth of a point, in the units of drawings."""

_NARROWEST: Final = 1440
"""An inch. However deep in lists and quotes a picture stands, there is so much room for it."""

_SUFFIXES: Final[dict[PictureType, str]] = {"image/jpeg": "jpeg", "image/png": "png"}
_ENTITIES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def part_name(picture: Picture, number: int) -> str:
    """Return the name of the part that holds a picture.

    >>> part_name(Picture(b"", "image/png", 1, 1), 3)
    'picture3.png'
    """
    return f"picture{number}.{_SUFFIXES[picture.media_type]}"


def relationship_name(part: str) -> str:
    """Return the id of the relationship that leads to a part.

    >>> relationship_name("picture3.png")
    'picture3'
    """
    return part.partition(".")[0]


def content_types(parts: Iterable[str]) -> str:
    """Return what the file says of the suffixes of its pictures.

    >>> content_types(["picture1.png", "picture2.png"])
    '<Default Extension="png" ContentType="image/png"/>'
    """
    used = {part.partition(".")[2] for part in parts}
    return "".join(
        f'<Default Extension="{suffix}" ContentType="{media_type}"/>'
        for media_type, suffix in _SUFFIXES.items()
        if suffix in used
    )


def picture_run(picture: Picture, part: str, *, number: int, width: int, height: int) -> str:
    """Return the run that shows a picture: within a width and a height in twentieths of a point, and never enlarged."""
    size = _size(picture, max(width, _NARROWEST), height)
    name = f'id="{number}" name="Picture {number}"'
    said = escape(visible(picture.alt_text), _ENTITIES)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {name} descr="{said}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship_name(part)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _size(picture: Picture, width: int, height: int) -> str:
    full = picture.width * _PIXEL, picture.height * _PIXEL
    scale = min(1, width * _TWENTIETH / full[0], height * _TWENTIETH / full[1])
    across, down = (max(1, int(side * scale)) for side in full)
    return f'cx="{across}" cy="{down}"'
