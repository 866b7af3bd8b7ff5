"""The package around a DOCX: python-docx makes it once for each look; here it is cleaned, cut open and zipped.

What leaves this module says nothing about who wrote it, where or when, and is the same bytes every time.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import frozen

from therapy_notes.document.tree import Paper, Style
from therapy_notes.writers._docx_look import COLUMN_GAP, LOOKS, NAMESPACE, PAPERS, SETTINGS, bottom_margin, styles
from therapy_notes.writers._docx_pictures import content_types, relationship_name

_DOCUMENT, _RELATIONSHIPS = "word/document.xml", "word/_rels/document.xml.rels"
_NUMBERING, _FOOTER = "word/numbering.xml", "word/footer1.xml"
_STYLES, _SETTINGS = "word/styles.xml", "word/settings.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_FIRST = (_CONTENT_TYPES, "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KEPT = frozenset({"styles", "numbering", "settings", "footer", "officeDocument", "core-properties", "extended-properties"})
_APPLICATION = (
    f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = f'xmlns:w="{NAMESPACE}"'
_BODY_OPENS = f'{_DECLARATION}<w:document {_WORDS} xmlns:r="{_RELATIONSHIP}"><w:body>'
_SECTION_ENDS = "</w:sectPr>"


@frozen
class Template:
    """An empty document of one look: its fixed parts, and of those that a document fills the beginning or the end."""

    parts: MappingProxyType[str, bytes]
    after_body: str
    relationships: str
    content_types: str

    @property
    def _section(self) -> str:
        """The properties of the page."""
        return self.after_body[: self.after_body.index(_SECTION_ENDS)] + _SECTION_ENDS

    def section_break(self) -> str:
        """Return the end of what runs across the page, before the columns begin: a line that takes no room."""
        return (
            f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{self._section}</w:pPr></w:p>'
        )

    def _ending(self, columns: int) -> str:
        """Return what stands after the body, with the columns of the last section in their places."""
        if columns == 1:
            return self.after_body
        side_by_side = f'<w:cols w:num="{columns}" w:space="{COLUMN_GAP}"/>'
        begun = self.after_body.replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz', 1)
        return begun.replace(_SECTION_ENDS, side_by_side + _SECTION_ENDS, 1)

    def filled(
        self,
        *,
        body: Iterable[str],
        numbering: str,
        footer: str,
        links: Mapping[str, str],
        pictures: Mapping[bytes, str],
        columns: int = 1,
    ) -> bytes:
        """Return the whole file.

        Args:
            body: The body, as XML.
            numbering: Its lists, as XML.
            footer: What stands under each page, as XML.
            links: Escaped addresses with their ids.
            pictures: The bytes of pictures with the names of their parts.
            columns: How many columns there are below the title.
        """
        leading_out = (
            f'<Relationship Id="{identity}" Type="{_RELATIONSHIP}/hyperlink" Target="{target}" TargetMode="External"/>'
            for target, identity in links.items()
        )
        shown = (
            f'<Relationship Id="{relationship_name(part)}" Type="{_RELATIONSHIP}/image" Target="media/{part}"/>'
            for part in pictures.values()
        )
        types = self.content_types.replace("<Default", content_types(pictures.values()) + "<Default", 1)
        return _zipped(
            {
                **self.parts,
                **{f"word/media/{part}": data for data, part in pictures.items()},
                _CONTENT_TYPES: types.encode(),
                _DOCUMENT: "".join((_BODY_OPENS, *body, self._ending(columns))).encode(),
                _RELATIONSHIPS: "".join((self.relationships, *leading_out, *shown, "</Relationships>")).encode(),
                _NUMBERING: f"{_DECLARATION}<w:numbering {_WORDS}>{numbering}</w:numbering>".encode(),
                _FOOTER: f"{_DECLARATION}<w:ftr {_WORDS}>{footer}</w:ftr>".encode(),
            }
        )


@cache
def template(style: Style, paper: Paper, language: str) -> Template:
    """Return the template of a look. It holds bytes and nothing that could change.

    >>> "word/styles.xml" in template("record", "a4", "en").parts
    True
    """
    from docx import Document  # noqa: PLC0415  (slow to load, and only this needs it)

    document: Any = Document()
    _lay_out(document, style, paper)
    _forget(document)
    parts = _unzipped(document)
    _, _, after_body = parts.pop(_DOCUMENT).decode().partition("<w:body>")
    relationships = parts.pop(_RELATIONSHIPS).decode().removesuffix("</Relationships>")
    types = parts.pop(_CONTENT_TYPES).decode()
    parts[_STYLES] = f"{_DECLARATION}<w:styles {_WORDS}>{styles(LOOKS[style], language)}</w:styles>".encode()
    parts[_SETTINGS] = f"{_DECLARATION}<w:settings {_WORDS}>{SETTINGS}</w:settings>".encode()
    parts["docProps/app.xml"] = _APPLICATION.encode()
    return Template(MappingProxyType(parts), after_body, relationships, types)


def _lay_out(document: Any, style: Style, paper: Paper) -> None:
    look = LOOKS[style]
    section = document.sections[0]
    section.page_width, section.page_height = map(_length, PAPERS[paper])
    section.left_margin = section.right_margin = section.top_margin = _length(look.margin)
    section.bottom_margin = _length(bottom_margin(look))
    section.header_distance = section.footer_distance = _length(look.foot)
    section.footer.is_linked_to_previous = False
    properties = document.element.body.sectPr
    properties.attrib.clear()
    properties[:] = [child for child in properties if not child.tag.endswith(("}cols", "}docGrid"))]


def _length(twentieths: int) -> Any:
    from docx.shared import Twips  # noqa: PLC0415 - loaded when it is used

    return Twips(twentieths)


def _forget(document: Any) -> None:
    """Leave out every part that a document does not need, and every word about its making."""
    for relationships in (document.part.rels, document.part.package.rels):
        for identity, relationship in list(relationships.items()):
            if relationship.reltype.rpartition("/")[2] not in _KEPT:
                del relationships[identity]
    core = document.core_properties
    core.author = core.category = core.comments = core.keywords = core.last_modified_by = ""
    core.subject = core.title = ""
    core.created = core.modified = datetime(*_EPOCH)
    core.revision = 1


# Zip files. A deflate of another make may give other bytes on another system; the members are the same everywhere.


def _unzipped(document: Any) -> dict[str, bytes]:
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in (*_FIRST, *sorted(parts.keys() - set(_FIRST))):
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, parts[name])
    return buffer.getvalue()
