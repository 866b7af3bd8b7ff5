# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn old journals into one, whatever they are: the kind of each is found out."""

import sys
from collections.abc import Sequence

from _convert import DATE_ORDER, ENCODING, KINDS, run

DESCRIPTION = """\
Turn old journals into one, whatever they are. The program looks at each INPUT, finds out what it is, and says so.

INPUT is one of these:
{kinds}

  uv run examples/convert.py blog.wordpress.2024-05-01.xml Export.zip diary.txt --zone Europe/Dublin

If it takes something for the wrong thing, use the script of that kind, such as convert_diary.py: it asks nothing, and it has
more options.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    kinds = "\n".join(f"  - {kind}" for kind in KINDS.values())
    return run(None, argv, description=DESCRIPTION.format(kinds=kinds), options=(DATE_ORDER, ENCODING))


if __name__ == "__main__":
    sys.exit(main())
