# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn a Day One export into a journal."""

import sys
from collections.abc import Sequence

from _convert import run

DESCRIPTION = """\
Turn a Day One export into a journal.

INPUT is the .zip that Day One makes under File - Export - JSON (on a telephone: Settings - Import/Export). Leave it packed:
the photos are in it. The .json alone is read as well, and so is the Journal.dayone folder of the old Day One Classic.

  uv run examples/convert_day_one.py Export.zip --out journal.json

Day One knows in which time zone you were, so you need not say it.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("day_one", argv, description=DESCRIPTION)


if __name__ == "__main__":
    sys.exit(main())
