# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn a folder of Markdown notes into a journal: Obsidian, Logseq, Jekyll, Hugo, or what jimmy made."""

import sys
from collections.abc import Sequence

from _convert import DATE_ORDER, ENCODING, run

DESCRIPTION = """\
Turn a folder of Markdown notes into a journal.

INPUT is the folder in which Obsidian, Logseq, Jekyll or Hugo keep your notes, or a .zip of it; a single note (.md) will do.
Each note becomes an entry. Its day is the one that it says at its top, or the one in its file name.

  uv run examples/convert_markdown_folder.py "My notes" --out journal.json --topic-tag therapy

Notes of another program: many have an export to Markdown, and the program jimmy makes Markdown of some sixty others.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("markdown_folder", argv, description=DESCRIPTION, options=(DATE_ORDER, ENCODING))


if __name__ == "__main__":
    sys.exit(main())
