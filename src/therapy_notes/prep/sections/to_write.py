"""Room to write on paper."""

from collections.abc import Callable

from ..page import Items, Page
from ..sheet import PrepItem


def to_write(*prompts: str) -> Callable[[Page], Items]:
    """Return a section of empty lines. A page that says nothing else has none."""

    def section(page: Page) -> Items:
        return (PrepItem(why=prompt) for prompt in prompts)

    return section


def agreed_today(page: Page) -> Items:
    """Room for what is agreed in the session, when there is one."""
    return iter((PrepItem(why="agreed"),) if page.session else ())
