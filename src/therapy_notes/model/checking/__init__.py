"""What a friend might point out in a journal. A finding is no error: everything goes on as before.

Each module looks at one side of a journal; none reads the clock, and each looks at a record once.
"""

from ...moments import Date, DateTime
from ..journal import Journal
from .agreements import about_agreements
from .aside import about_what_did_not_read
from .asked import Asked
from .contents import about_contents
from .finding import KINDS_OF_FINDING, Finding, told
from .links import dangling
from .times import about_times

__all__ = ["KINDS_OF_FINDING", "Finding", "check"]


def check(journal: Journal, at: DateTime | Date | None = None) -> tuple[Finding, ...]:
    """Return what a friend might point out in a journal: see ``Journal.check``."""
    asked = Asked(journal, at)
    return told(
        (
            *dangling(asked),
            *about_agreements(asked),
            *about_times(asked),
            *about_contents(asked),
            *about_what_did_not_read(journal),
        )
    )
