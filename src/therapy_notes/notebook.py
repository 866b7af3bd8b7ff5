"""Showing a page, a view or a manifest in a notebook or a terminal, because somebody asked for it.

A notebook keeps its outputs. So a record, a journal, a view or a page at the end of a cell shows counts and dates, and only
what is asked for here shows text.
"""

from html import escape
from importlib import import_module
from typing import Final

from attrs import field, frozen

from .model.common import plain
from .model.journal import Journal
from .model.shapes import DERIVED
from .prep.sheet import Prep
from .registry import Layout, render
from .sharing.manifest import Manifest, manifest_of
from .sharing.views import View

HEIGHT: Final = "32em"
"""How high the frame is in which a page stands. What is longer scrolls."""


@frozen(kw_only=True)
@plain
class Preview(Manifest):
    """A manifest that shows itself at the end of a cell, and in a terminal that speaks rich. Its ``repr`` has counts only.

    Args:
        layout: How it looks, and in which language.
    """

    layout: Layout | None = field(default=None, eq=False, repr=False, metadata=DERIVED)

    __repr__ = Manifest.__repr__

    def _repr_html_(self) -> str:
        return _framed(self, self.layout)

    def _repr_markdown_(self) -> str:
        return render(self, "markdown", self.layout)

    def __rich__(self) -> object:
        return _for_rich(self, self.layout)


@frozen(kw_only=True)
class Shown:
    """A page, a view or a manifest that shows itself. Its ``repr`` is that of what it shows: counts and dates.

    Args:
        thing: What it shows.
        layout: How it looks, and in which language.
    """

    thing: Prep | View | Manifest
    layout: Layout | None = field(default=None, repr=False)

    def _repr_html_(self) -> str:
        return _framed(self.thing, self.layout)

    def _repr_markdown_(self) -> str:
        return render(self.thing, "markdown", self.layout)

    def __rich__(self) -> object:
        return _for_rich(self.thing, self.layout)


def _framed(thing: Prep | View | Manifest, layout: Layout | None) -> str:
    """Return the whole page in a frame of its own: nothing runs in it, and nothing of it gets into the notebook."""
    page = escape(render(thing, "html", layout))
    look = f"width: 100%; height: {HEIGHT}; border: 1px solid #b9c4ca"
    return f'<iframe title="therapy-notes" sandbox="" referrerpolicy="no-referrer" style="{look}" srcdoc="{page}"></iframe>'


def _for_rich(thing: Prep | View | Manifest, layout: Layout | None) -> object:
    """Return what rich shows. It is rich that asks, so it is there; nobody else needs it, nor do type checkers."""
    page: object = import_module("rich.markdown").Markdown(render(thing, "markdown", layout))
    return page


def preview(view: View, of: Journal | None = None, *, layout: Layout | None = None) -> Preview:
    """Return exactly what a reader would see, by kind and title, to be looked at before it leaves.

    Args:
        view: What the reader would see.
        of: The journal at home, to be told also of which kinds something stays there. Such a list is for the owner alone.
        layout: How it looks when it shows itself, and in which language.

    Raises:
        TypeError: It is given a journal in the place of a view; somebody has to say for whom.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal.new(zone="Europe/Paris").with_records(
    ...     Entry.new("I said it.", title="Thursday", shared_with=["therapist"]), Entry.new("Not this.", title="Friday"))
    >>> found = preview(view(journal, "therapist"), of=journal)
    >>> found
    Preview(audience='therapist', entries=<1>, at_home=<1>)
    >>> print(render(found, "markdown"))
    # What is in this copy
    <BLANKLINE>
    Everything that is in the copy for my therapist, and what stays at home. For myself alone.
    <BLANKLINE>
    ## Entries (1)
    <BLANKLINE>
    | Title or name | What is in it |
    | --- | --- |
    | Thursday | text |
    <BLANKLINE>
    ## What stays at home
    <BLANKLINE>
    Something, or everything, of these kinds:
    <BLANKLINE>
    - Entries
    <BLANKLINE>
    """
    found = manifest_of(view, of)
    return Preview(
        audience=found.audience,
        kinds=found.kinds,
        at_home=found.at_home,
        hidden_names=found.hidden_names,
        layout=layout,
    )


def show(thing: Prep | View | Manifest, layout: Layout | None = None) -> Shown:
    """Return a page or a view as something that shows itself: at the end of a cell, or in a terminal that speaks rich.

    A notebook keeps its outputs: clear them before the file goes anywhere.

    Args:
        thing: A ``Prep``, a ``View`` or a ``Manifest``.
        layout: How it looks, and in which language.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.sharing.views import view
    >>> show(view(Journal.new(zone="Europe/Paris").with_records(Entry.example()), "me"))
    Shown(thing=View(audience='me', records=<1>))
    """
    if not isinstance(thing, Prep | View | Manifest):
        raise TypeError('for whom? Show a View or a Prep, as in show(view(journal, "me"))')
    return Shown(thing=thing, layout=layout)
