"""A diary in one text file: a date on a line of its own, below it what was written on that day, and so on."""

from .reader import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import read as read
