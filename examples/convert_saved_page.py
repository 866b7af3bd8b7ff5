# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn saved blog pages into a journal: your post, and what people answered."""

import sys
from collections.abc import Sequence

from _convert import DATE_ORDER, ENCODING, Option, run

DESCRIPTION = """\
Turn saved blog pages into a journal: your post, and what people answered.

INPUT is a page of your blog that you saved in your browser, with "Save page as": as a web page (.html), which tells more,
or as text (.txt). The page as you copied it and pasted it into an editor will do as well.

  uv run examples/convert_saved_page.py kettle.html --me Ottoline --zone Europe/Dublin
"""

WRITTEN_ON = Option(
    flag="--written-on",
    metavar="DAY",
    help="when you wrote it, such as 2019-05-03, if the page does not say",
    of_one_input=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("saved_page", argv, description=DESCRIPTION, options=(WRITTEN_ON, DATE_ORDER, ENCODING))


if __name__ == "__main__":
    sys.exit(main())
