"""Values of frozen classes made of fields that are ready, without asking each of them again.

The constructor of a class of the model asks every field whether it is what it should be, also those that have their
defaults. Both roads of the codec have just made the fields, so for them that is work done twice, and most of the
time of a load. What they make is what the constructor would make; a property holds them to it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import attrs


@cache
def open_twin(of: type) -> type:
    """Return a class with the same places as a frozen one, in which plain assignment works.

    An object is filled as its twin and then becomes what it is by ``made.__class__ = of``. Python has a fast path for
    assignment to places, and none for the calls by which a frozen class can be filled: they are four times as slow. The
    twin is a subclass with no places of its own, which is when Python allows the change.
    """
    return type(of.__name__, (of,), {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__})


def generated(
    of: type, argument: str, values: Mapping[str, str], names: Mapping[str, object], *, first: str = "pass"
) -> Callable[[Any], object]:
    """Return a function that makes an object of a frozen class.

    Args:
        of: The class.
        argument: The name of the function's argument.
        values: For each field the code for its value.
        names: What the names in that code mean.
        first: A statement that stands before all others.
    """
    lines = [f"def make({argument}):", f"    {first}", "    made = new(twin)"]
    lines += [f"    made.{name} = {value}" for name, value in values.items()]
    lines.append("    made.__class__ = of")
    if hasattr(of, "__attrs_post_init__"):
        lines.append("    made.__attrs_post_init__()")
    lines.append("    return made")
    scope: dict[str, object] = {**names, "new": object.__new__, "twin": open_twin(of), "of": of}
    # The text is made of names of fields of classes, never of data.
    exec("\n".join(lines), scope)  # noqa: S102
    return cast("Callable[[Any], object]", scope["make"])


def from_mapping(of: type) -> Callable[[Mapping[str, object]], object]:
    """Return a function that makes an object of a class from a mapping of its fields, others by default.

    >>> from therapy_notes.model.values import Rating
    >>> from_mapping(Rating)({"value": 7, "low": 0, "high": 10}) == Rating.of(7)
    True
    """
    defaults = {a.name: a.default for a in attrs.fields(of) if a.default is not attrs.NOTHING}
    return generated(
        of,
        "given",
        {a.name: f"values[{a.name!r}]" for a in attrs.fields(of)},
        {"defaults": defaults},
        first="values = defaults | given",
    )
