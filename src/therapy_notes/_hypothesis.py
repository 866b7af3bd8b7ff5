"""Tells Hypothesis of our strategies. It runs at every ``import hypothesis``, so it imports nothing of ours.

Not even :mod:`.testing`, which may be what is being imported: its strategies are looked up when one
is asked for, and only once the model is loaded. Hypothesis has this way for its own plug-ins; where a release has moved it,
the public way is taken, which loads the model at once.
"""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def _strategy_for(thing: type) -> SearchStrategy[object] | None:
    from .testing import strategy_for  # noqa: PLC0415 - see above

    return strategy_for(thing)


def _known(thing: type) -> SearchStrategy[object]:
    return _strategy_for(thing) or st.nothing()


def _register_at_once() -> None:
    from .model.journal import KINDS, Journal  # noqa: PLC0415 - only where the lazy way is gone

    for known in (Journal, *(kind.of for kind in KINDS.values())):
        st.register_type_strategy(known, _known)


try:
    from hypothesis.strategies._internal.types import (
        _global_extra_lookup as _resolvers,  # pyright: ignore[reportPrivateUsage]
    )
except ImportError:
    _register_at_once()
else:
    _resolvers["therapy_notes.model"] = _strategy_for
