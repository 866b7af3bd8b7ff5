"""A Day One export: a journal as JSON, alone or with its media in a zip or a folder, or a journal of Day One Classic."""

from .reader import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import claims_files as claims_files
from .reader import read as read
from .reader import read_files as read_files
