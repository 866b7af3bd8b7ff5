"""A journal of jrnl, the program for the command line: its own files, and everything that it exports."""

from .entries import SYSTEM as SYSTEM
from .reader import claims as claims
from .reader import claims_files as claims_files
from .reader import read as read
from .reader import read_files as read_files
