"""How a document looks on a screen and on paper."""

from attrs import frozen

from therapy_notes.document.tree import Paper, Style


@frozen
class _Look:
    """The sizes of one style: type in points, and the white margin of the paper."""

    type: str
    line: str
    gap: str
    writing_line: str
    margin: str


_LOOKS: dict[Style, _Look] = {
    "page": _Look(type="10.5pt", line="1.35", gap="0.45em", writing_line="8mm", margin="17mm"),
    "record": _Look(type="11pt", line="1.5", gap="0.75em", writing_line="9mm", margin="25mm"),
    "large_print": _Look(type="16pt", line="1.6", gap="0.9em", writing_line="14mm", margin="20mm"),
}
_SIZES: dict[Paper, str] = {"a4": "A4", "letter": "letter"}

_PAGE_NUMBERS = """
  @bottom-center { content: counter(page) " / " counter(pages); font: 10pt Arial, sans-serif; color: #555; }"""

_SHEET = """\
:root {
  color-scheme: light dark;
  --ink: #22282c; --soft: #515c63; --title: #1f3a4d; --line: #b9c4ca; --pencil: #87949c; --wash: #f3f6f7;
  --paper: #fff; --link: #1c5577;
}
* { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
body { font-family: Arial, "Liberation Sans", Helvetica, sans-serif; line-height: var(--leading); }
main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 2rem; }
footer { margin: 3rem auto 2rem; padding-top: 0.75rem; color: var(--soft); font-size: 0.9rem; }
h1, h2, h3, h4, h5, h6 { color: var(--title); line-height: 1.25; margin: 1.5em 0 0.5em; text-wrap: balance; }
h1 { font-size: 1.8em; font-weight: 600; margin-top: 0; }
h2 { font-size: 1.3em; }
h3 { font-size: 1.12em; }
h4, h5, h6 { font-size: 1em; }
p, pre, ul, ol, blockquote, table, hr { margin: 0 0 var(--gap); }
p, li span, h1, h2, h3, h4, h5, h6, td, th { white-space: pre-wrap; }
.lead { color: var(--soft); font-size: 1.08em; margin-bottom: calc(2 * var(--gap)); }
.note { color: var(--soft); font-size: 0.95em; }
.prompt { color: var(--title); font-weight: 600; margin-top: calc(1.5 * var(--gap)); }
ul, ol { padding-left: 1.6em; }
li { margin-bottom: calc(0.5 * var(--gap)); }
li > p, li > ul, li > ol { margin-bottom: calc(0.4 * var(--gap)); }
.checkboxes { list-style: none; padding-left: 0; }
.checkboxes > li { position: relative; padding-left: 1.9em; }
.checkboxes > li > label { display: block; margin-bottom: calc(0.4 * var(--gap)); }
.checkboxes input { position: absolute; left: 0; top: 0.18em; width: 1em; height: 1em; margin: 0; font: inherit; }
blockquote { border-left: 3px solid var(--line); color: var(--soft); padding: 0.1em 0 0.1em 1em; }
blockquote > :last-child { margin-bottom: 0; }
pre { background: var(--wash); border-radius: 4px; padding: 0.7em 0.9em; white-space: pre-wrap; }
code { font-family: "Courier New", "Liberation Mono", monospace; font-size: 0.96em; }
hr { border: 0; border-top: 1px solid var(--line); margin: calc(2 * var(--gap)) 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35em 0.9em 0.35em 0; text-align: start; vertical-align: top; }
th { border-bottom: 2px solid var(--title); color: var(--title); }
a { color: var(--link); text-underline-offset: 0.15em; }
img { display: block; max-width: 100%; max-height: 90vh; margin: 0 0 var(--gap); background: #fff; }
.lines div { border-bottom: 1px solid var(--pencil); height: var(--writing-line); }
.lines { margin-bottom: calc(2 * var(--gap)); }
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #dfe5e8; --soft: #a9b5bb; --title: #b9d3e2; --line: #46525a; --wash: #20272b; --paper: #171c1f;
    --link: #8fc3e2;
  }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --title: #1f3a4d; --line: #9aa6ad; --wash: #f3f6f7;
    --paper: #fff; }
  html { font-size: var(--type); }
  main, footer { max-width: none; padding: 0; }
  footer { margin: 1.5em 0 0; font-size: max(10pt, 0.9em); }
  h1, h2, h3, h4, h5, h6, .prompt { break-after: avoid; break-inside: avoid; }
  li, tr, pre, img, .lines { break-inside: avoid; }
  .columns { columns: 2; column-gap: 8mm; }
  .columns > h1, .columns > .lead { column-span: all; }
  thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; }
  .note { font-size: max(10pt, 0.95em); }
  a { color: inherit; }
}
"""


def sheet(paper: Paper, style: Style, *, has_numbers: bool) -> str:
    """Return the style sheet for a paper and a style.

    >>> "size: A4; margin: 20mm;" in sheet("a4", "large_print", has_numbers=True)
    True
    """
    look = _LOOKS[style]
    numbers = _PAGE_NUMBERS if has_numbers else ""
    enlarged = "html { font-size: 150%; }\n" if style == "large_print" else ""
    return (
        f"@page {{\n  size: {_SIZES[paper]}; margin: {look.margin};{numbers}\n}}\n"
        f":root {{ --type: {look.type}; --leading: {look.line}; --gap: {look.gap};"
        f" --writing-line: {look.writing_line}; }}\n"
        f"{_SHEET.replace('@media (prefers', enlarged + '@media (prefers', 1)}"
    )
