# /// script
# requires-python = ">=3.11"
# dependencies = ["therapy-notes"]
# ///
"""Turn blog pages that were saved as text into a journal."""

import sys

from _convert import run

if __name__ == "__main__":
    sys.exit(
        run(
            "saved_page",
            description="Turn blog pages that you saved as text (.txt) into a journal: your post, and what people answered.",
            takes_written_on=True,
        )
    )
