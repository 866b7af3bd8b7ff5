"""The bridge: from what a reader sees to what stands on a page. The one place that knows both trees."""

from ..document.tree import Document
from ..prep.sheet import Prep
from ..sharing.manifest import Manifest
from ..sharing.views import View
from .layout import Layout
from .manifest import compose_manifest
from .record import compose_view
from .sheet import compose_prep


def compose(thing: Prep | View | Manifest, layout: Layout | None = None) -> Document:
    """Return the document of a prepared page, of a whole view, or of the list of what is in one.

    Args:
        thing: A ``Prep``, a ``View`` or a ``Manifest``. Never a journal: somebody has to have said for whom.
        layout: Paper, style and language; a page has its own style unless the layout names one.

    Raises:
        TypeError: It is given anything else.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.journal import Journal
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.example())
    >>> compose(view(journal, "me")).title
    'My journal'
    """
    if isinstance(thing, Prep):
        return compose_prep(thing, layout or Layout())
    if isinstance(thing, View):
        return compose_view(thing, layout or Layout())
    if isinstance(thing, Manifest):
        return compose_manifest(thing, layout or Layout())
    raise TypeError('for whom? Compose a View or a Prep, as in view(journal, "me")')
