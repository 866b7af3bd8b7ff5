"""What the elements of HTML are for, as far as Markdown can show it."""

from typing import Final

UNSEEN: Final = frozenset(
    {"script", "style", "template", "head", "title", "noembed", "noframes", "annotation", "annotation-xml"}
)
MARKS: Final = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "q", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("s", "strike", "del"), "~~"),
}
CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
PREFORMATTED: Final = frozenset({"pre", "xmp", "listing", "plaintext"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
CELLS: Final = frozenset({"td", "th"})
FILMS: Final = frozenset({"iframe", "embed", "audio", "video", "object", "source"})
NESTED: Final = frozenset({*LISTS, "blockquote", "table"})
# fmt: off
BLOCKS: Final = frozenset({
    *PREFORMATTED, *LISTS, *HEADINGS, *CELLS,
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "li", "main", "nav", "p",
    "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
})
# fmt: on
