"""A folder of Markdown notes: from Obsidian, Logseq, Jekyll, Hugo, Joplin, or what other programs turn theirs into."""

from .reader import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import claims_files as claims_files
from .reader import read as read
from .reader import read_files as read_files
