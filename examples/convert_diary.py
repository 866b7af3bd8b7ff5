# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert,languages]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn a plain diary, one long text with dates above the days, into a journal."""

import sys
from collections.abc import Sequence

from _convert import DATE_ORDER, ENCODING, Option, run

DESCRIPTION = """\
Turn a plain diary into a journal: one long text in which a date stands above each day, on a line of its own.

INPUT is a text file (.txt or .md), out of any editor or notes app. Save a Word document as "Plain text" first.

  uv run examples/convert_diary.py diary.txt --date-order DMY --languages fr,de
"""

LANGUAGES = Option(
    flag="--languages",
    metavar="WORDS",
    help="the languages of the dates, if it is not English alone, such as fr,de; it takes the library dateparser",
)
SPLIT_TIMES = Option(
    flag="--split-times",
    help="a line that begins with a time, such as 21:40, begins a new entry of the same day",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("diary", argv, description=DESCRIPTION, options=(DATE_ORDER, LANGUAGES, SPLIT_TIMES, ENCODING))


if __name__ == "__main__":
    sys.exit(main())
