"""What is open between the two."""

from ... import insights
from ..page import Items, Page
from ..sheet import PrepItem


def relationship(page: Page) -> Items:
    """Open ruptures, by the names that she gave them; one without a name is "something between us". No sizes, no moves."""
    for found in insights.open_ruptures(page.journal, page.at, page.therapy):
        yield PrepItem(text=found.rupture.title, since=found.rupture.noticed, why=found.state, record=found.rupture.id)
