# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes[convert]"]
#
# [tool.uv.sources]
# therapy-notes = { path = "..", editable = true }
# ///
"""Turn a WordPress export into a journal: posts, drafts, and the comments below them."""

import sys
from collections.abc import Sequence

from _convert import Option, run

DESCRIPTION = """\
Turn a WordPress export into a journal: your posts, your drafts, and the comments below them.

INPUT is the file that WordPress makes under Tools - Export - All content. Its name is like blog.wordpress.2024-05-01.xml; a
large blog comes as a .zip with several of them, which is fine as it is.

  uv run examples/convert_wordpress.py blog.wordpress.2024-05-01.xml --me Ottoline --zone Europe/Dublin

Drafts, private posts and posts with a password come along and are counted. What you had thrown away stays away.
"""

INCLUDE = Option(
    flag="--include",
    metavar="KIND",
    help="take something else along, such as page for the pages of the blog; otherwise only posts are taken. May be given "
    "several times",
    several=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Convert what the command line names; return the exit status."""
    return run("wordpress", argv, description=DESCRIPTION, options=(INCLUDE,))


if __name__ == "__main__":
    sys.exit(main())
