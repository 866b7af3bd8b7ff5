"""A blog page that was saved, as text or as HTML: one post, and the conversation below it."""

from .reader import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import read as read
