"""The vault: a journal as a folder of Markdown files, to be read and edited with any editor, and nothing is lost.

Two pure functions over what the files hold; the room ``files`` does the disk. :func:`read` takes the files of a folder and
returns the journal; :func:`write` takes a journal and the files that are there, and returns what has to change.

Below them: ``forms`` says how each kind of page is laid out, ``pages`` knows one file, ``folder`` knows all of them,
``shown`` keeps what is only shown apart from what is meant, ``typed`` gives types to what was typed, and ``names`` gives
files their names. Records pass through as JSON says them; the codec alone makes values of them.
"""

from .reading import read
from .writing import Changes, write

__all__ = ["Changes", "read", "write"]
