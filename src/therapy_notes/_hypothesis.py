"""Tells Hypothesis of our strategies. It runs at every ``import hypothesis``, so it imports nothing of ours.

Not even :mod:`.testing`, which may be what is being imported: its strategies are looked up when one
is asked for, and only once the model is loaded.
"""

from hypothesis.strategies import SearchStrategy
from hypothesis.strategies._internal.types import (
    _global_extra_lookup as _resolvers,  # pyright: ignore[reportPrivateUsage] - the public way needs the classes now
)


def _strategy_for(thing: type) -> SearchStrategy[object] | None:
    from .testing import strategy_for  # noqa: PLC0415 - see above

    return strategy_for(thing)


_resolvers["therapy_notes.model"] = _strategy_for
