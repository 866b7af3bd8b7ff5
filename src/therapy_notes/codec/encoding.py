"""Values to plain data: dicts with their defaults left out. The code for each class is generated once, from the table of fields."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, cast

import attrs
from attrs import frozen

from .. import moments
from ..model.journal import Journal
from ..model.shapes import Choice, Extra, Field, Many, Nested, Scalar, Shape, fields
from ..moments import Date, DateTime, Duration
from .header import KEY
from .parsing import MAX_DIGITS, TOO_MANY_DIGITS
from .structuring_fields import known_fields
