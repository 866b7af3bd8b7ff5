"""A WordPress export (WXR): posts with their comments, out of one XML file, or of the several that WordPress.com gives."""

from .reader import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import claims_files as claims_files
from .reader import read as read
from .reader import read_files as read_files
