"""How a DOCX looks: three sets of measures, and the styles, lists and settings that are made of them.

Arial, because it is on every machine that opens a DOCX, or has a twin of the same widths there. Nothing is smaller than
10 points. Elements stand in the order that ECMA-376 gives them.
"""

from xml.sax.saxutils import quoteattr

from attrs import frozen

from therapy_notes.document.tree import Paper, Style
from therapy_notes.text import visible

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVELS = 9

_INK, _TITLE, _SOFT, _PENCIL, _LINE = "22282C", "1F3A4D", "515C63", "87949C", "B9C4CA"
_WASH, _LINK = "F3F6F7", "1C5577"
_MONOSPACE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


@frozen(kw_only=True)
class Look:
    """The measures of one style: sizes in half points, lengths in twentieths of a point, lines in 240ths."""

    size: int
    note: int
    footer: int
    title: int
    headings: tuple[int, int, int, int, int, int]
    line: int
    gap: int
    item_gap: int
    margin: int
    foot: int
    step: int
    writing_line: int


LOOKS: dict[Style, Look] = {
    "page": Look(
        size=20, note=20, footer=20, title=34, headings=(23, 22, 20, 20, 20, 20),
        line=247, gap=50, item_gap=20, margin=850, foot=450, step=280, writing_line=400,
    ),
    "record": Look(
        size=22, note=20, footer=20, title=48, headings=(32, 27, 24, 22, 22, 22),
        line=312, gap=150, item_gap=60, margin=1418, foot=710, step=400, writing_line=510,
    ),
    "large_print": Look(
        size=32, note=32, footer=32, title=56, headings=(44, 38, 34, 32, 32, 32),
        line=336, gap=240, item_gap=140, margin=1134, foot=567, step=560, writing_line=800,
    ),
}  # fmt: skip

PAPERS: dict[Paper, tuple[int, int]] = {"a4": (11906, 16838), "letter": (12240, 15840)}


COLUMN_GAP = 480
"""What lies between two columns."""


def text_width(look: Look, paper: Paper, columns: int = 1) -> int:
    """Return the width of the text: between the margins, or of one of several columns.

    >>> text_width(LOOKS["record"], "a4")
    9070
    """
    between = PAPERS[paper][0] - 2 * look.margin
    return (between - (columns - 1) * COLUMN_GAP) // columns


def bottom_margin(look: Look) -> int:
    """Return what is white below the text: the margin, and room for the foot.

    >>> bottom_margin(LOOKS["record"])
    1595
    """
    return look.margin + look.foot // 4


def picture_height(look: Look, paper: Paper) -> int:
    """Return how high a picture may be: most of a page, so that the words before it stay with it.

    >>> picture_height(LOOKS["record"], "a4")
    11060
    """
    return (PAPERS[paper][1] - look.margin - bottom_margin(look)) * 4 // 5


# Styles.


def styles(look: Look, language: str) -> str:
    """Return the children of ``w:styles``.

    >>> 'w:lang w:val="de-AT"' in styles(LOOKS["page"], "de-AT")
    True
    """
    return "".join([_defaults(look, language), *_paragraph_styles(look), *_character_styles(), *_table_styles(look)])


def _defaults(look: Look, language: str) -> str:
    tag = quoteattr(visible(language))
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
        f"<w:lang w:val={tag} w:eastAsia={tag} w:bidi={tag}/></w:rPr></w:rPrDefault>"
        f'<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="{look.gap}" w:line="{look.line}"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _paragraph_styles(look: Look) -> list[str]:
    gap, item_gap, step = look.gap, look.item_gap, look.step
    listed = _spacing(after=item_gap)
    frame = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{_WASH}"/>' for side in _SIDES)
    return [
        _style("Normal", "Normal", attributes=' w:default="1"'),
        _style(
            "Title",
            "Title",
            follows="Normal",
            paragraph=f"<w:keepNext/><w:keepLines/>{_spacing(after=gap, line=259)}",
            run=f'<w:b/><w:bCs/><w:color w:val="{_TITLE}"/>{_size(look.title)}',
        ),
        _style(
            "Subtitle",
            "Subtitle",
            follows="Normal",
            paragraph=_spacing(after=2 * gap),
            run=f'<w:color w:val="{_SOFT}"/>{_size(look.size + 1)}',
        ),
        *(_heading(look, level) for level in range(1, 7)),
        _style("Note", "Note", run=f'<w:color w:val="{_SOFT}"/>{_size(look.note)}'),
        _style(
            "Prompt",
            "Prompt",
            paragraph=f"<w:keepNext/><w:keepLines/>{_spacing(before=gap, after=item_gap)}",
            run=f'<w:b/><w:bCs/><w:color w:val="{_TITLE}"/>',
        ),
        _style("ListBullet", "List Bullet", paragraph=listed),
        _style("ListNumber", "List Number", paragraph=listed),
        _style("Checkbox", "Checkbox", paragraph=listed),
        _style(
            "Quote",
            "Quote",
            paragraph=f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{_LINE}"/></w:pBdr>'
            f'{_spacing(after=gap)}<w:ind w:left="{step}"/>',
            run=f'<w:color w:val="{_SOFT}"/>',
        ),
        _style(
            "CodeBlock",
            "Code Block",
            paragraph=f'<w:pBdr>{frame}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{_WASH}"/>'
            f'{_spacing(before=gap // 2, after=gap + 60, line=252)}<w:ind w:left="120" w:right="120"/>',
            run=f"{_MONOSPACE}<w:noProof/>",
        ),
        _style(
            "Rule",
            "Rule",
            paragraph=f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{_LINE}"/></w:pBdr>'
            f"{_spacing(after=2 * gap, line=120, rule='exact')}",
        ),
        _style(
            "WritingLine",
            "Writing Line",
            paragraph=f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_PENCIL}"/>'
            f'<w:between w:val="single" w:sz="4" w:space="0" w:color="{_PENCIL}"/></w:pBdr>'
            f"{_spacing(after=0, line=look.writing_line, rule='exact')}",
        ),
        _style("Spacer", "Spacer", paragraph=_spacing(after=0, line=gap + 120, rule="exact")),
        _style(
            "Footer",
            "footer",
            paragraph=f'{_spacing(after=0)}<w:jc w:val="center"/>',
            run=f'<w:color w:val="{_SOFT}"/>{_size(look.footer)}',
        ),
        _style("TableText", "Table Text", paragraph=_spacing(after=0, line=252)),
        _style("Picture", "Picture", paragraph=_spacing(after=gap, line=240)),
    ]


_SIDES = ("top", "left", "bottom", "right")


def _heading(look: Look, level: int) -> str:
    before = (3, 5 / 2, 2, 3 / 2, 3 / 2, 3 / 2)[level - 1]
    size = look.headings[level - 1]
    slant = "<w:i/><w:iCs/>" if level > 4 else ""
    weight = "<w:b/><w:bCs/>" if level < 6 else ""
    return _style(
        f"Heading{level}",
        f"heading {level}",
        follows="Normal",
        paragraph=f"<w:keepNext/><w:keepLines/>{_spacing(before=int(before * look.gap), after=look.gap // 2, line=259)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f'{weight}{slant}<w:color w:val="{_TITLE}"/>{_size(size)}',
    )


def _character_styles() -> list[str]:
    return [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:rPr><w:color w:val="{_LINK}"/><w:u w:val="single"/></w:rPr></w:style>',
        '<w:style w:type="character" w:customStyle="1" w:styleId="CodeText"><w:name w:val="Code Text"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_MONOSPACE}<w:noProof/></w:rPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ]


def _table_styles(look: Look) -> list[str]:
    padding = max(50, look.gap // 2)
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>' for side in ("bottom", "insideH"))
    return [
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="table" w:customStyle="1" w:styleId="NotesTable"><w:name w:val="Notes Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>'
        f'<w:top w:w="{padding}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        f'<w:bottom w:w="{padding}" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{_TITLE}"/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_TITLE}"/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>",
    ]


_BUILT_IN = {"Normal", "Title", "Subtitle", "Quote", "Footer", "ListBullet", "ListNumber"}


def _style(style: str, name: str, *, attributes: str = "", follows: str = "", paragraph: str = "", run: str = "") -> str:
    is_built_in = style in _BUILT_IN or style.startswith("Heading")
    custom = "" if is_built_in else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{attributes}{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        + ("" if style == "Normal" else '<w:basedOn w:val="Normal"/>')
        + (f'<w:next w:val="{follows}"/>' if follows else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _spacing(*, before: int = 0, after: int, line: int | None = None, rule: str = "auto") -> str:
    lines = "" if line is None else f' w:line="{line}" w:lineRule="{rule}"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


# Lists. One definition for each kind. All bullets share a list; each numbered list is one of its own, so that it begins
# where it should.

_BULLETS, _BOXES, _NUMBERS = 1, 2, 3
BULLET_LIST, CHECKBOX_LIST, FIRST_NUMBERED_LIST = 1, 2, 3


def numbering(look: Look, starts: list[tuple[int, int]]) -> str:
    """Return the children of ``w:numbering``; ``starts`` are level and first number of each numbered list.

    >>> '<w:startOverride w:val="7"/>' in numbering(LOOKS["page"], [(0, 7)])
    True
    """
    symbol = '<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:cs="Segoe UI Symbol"/></w:rPr>'
    return (
        _definition(_BULLETS, look, "bullet", ["•", "–", "·"], "")
        + _definition(_BOXES, look, "bullet", ["☐"], symbol)
        + _definition(_NUMBERS, look, "decimal", [], "")
        + f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="{_BULLETS}"/></w:num>'
        + f'<w:num w:numId="{CHECKBOX_LIST}"><w:abstractNumId w:val="{_BOXES}"/></w:num>'
        + "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERS}"/><w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (level, start) in enumerate(starts, FIRST_NUMBERED_LIST)
        )
    )


def _definition(identity: int, look: Look, kind: str, signs: list[str], run: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{signs[level % len(signs)] if signs else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{look.step * (level + 1)}" w:hanging="{look.step}"/></w:pPr>{run}</w:lvl>'
        for level in range(LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{identity}"><w:nsid w:val="{identity:08X}"/>'
        '<w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


# Settings.

SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
