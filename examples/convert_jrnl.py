# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn a journal of the program jrnl into a journal."""

import sys
from collections.abc import Sequence

from _convert import DATE_ORDER, ENCODING, Option, run

DESCRIPTION = """\
Turn a journal of the program jrnl into a journal.

INPUT is the journal itself, which "jrnl --list" names: a text file, or a folder with a file for each day. What
"jrnl --export" wrote is read as well: json, yaml, markdown, xml or text. A journal that is encrypted has to be decrypted
with "jrnl --decrypt" before.

  uv run examples/convert_jrnl.py journal.txt --zone Europe/Dublin
"""

TIMEFORMAT = Option(
    flag="--timeformat",
    metavar="FORM",
    help='how dates are written, if you had changed that in jrnl: the line "timeformat" of its jrnl.yaml, such as '
    '"%%d.%%m.%%Y %%H:%%M"',
)
TAGSYMBOLS = Option(
    flag="--tagsymbols",
    metavar="SIGNS",
    help='what a tag begins with, if you had changed that in jrnl: the line "tagsymbols" of its jrnl.yaml, such as "@#"',
)


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("jrnl", argv, description=DESCRIPTION, options=(TIMEFORMAT, TAGSYMBOLS, DATE_ORDER, ENCODING))


if __name__ == "__main__":
    sys.exit(main())
