"""Everything this package raises on purpose.

::

    TherapyNotesError
      ReadError            (ValueError)   the input is not what it should be; ``problems`` says where and what
        WrongKeyError                     an encrypted file that this key does not open, or that is damaged
      WriteError           (OSError)      something could not be written; the old file is whole
        ChangedError                      the file is not what it was when it was loaded
        LockedError                       another program is writing there
      UnknownFormatError   (LookupError)  no format of that name or suffix
      UnknownAudienceError (LookupError)  no shipped audience of that name, or a field that does not exist
      ResidueError         (ValueError)   a name that must not leave stands in what was about to; ``problems`` says where
      AmbiguousTimeError   (ValueError)   a wall-clock time that is no single instant

No message holds a word that a person wrote: only places, kinds, lengths and a fixed vocabulary.
"""

from collections.abc import Iterable

from attrs import frozen


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong with an input, and where.

    Args:
        where: A path into the input, such as ``$.entries[17].written_at`` or ``export.txt: comment 3``.
        what: What is wrong, in words from a fixed vocabulary; never a value from the input.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class TherapyNotesError(Exception):
    """The root of every error that this package raises on purpose."""


class _ProblemsError(TherapyNotesError):
    """An error that says all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"{head}: " + "; ".join(map(str, self.problems)))

    def __reduce__(self) -> "tuple[type[_ProblemsError], tuple[tuple[Problem, ...]]]":
        return type(self), (self.problems,)


class ReadError(_ProblemsError, ValueError):
    """The input cannot be read as what it should be.

    Attributes:
        problems: Every problem that was found, in the order of the input.

    >>> error = ReadError([Problem(where="$.entries[0].id", what="missing")])
    >>> print(error)
    1 problem: $.entries[0].id: missing
    """


class WrongKeyError(ReadError):
    """An encrypted file that this passphrase or key does not open, or that is damaged: nobody can tell which."""


class WriteError(TherapyNotesError, OSError):
    """Something could not be written. What was there before is untouched, unless the message says what has changed."""


class ChangedError(WriteError):
    """The file is not what it was when it was loaded: load it again and merge. Nothing was written."""


class LockedError(WriteError):
    """Another program is writing there, and did not finish in the time that one was ready to wait. Nothing was written."""


class UnknownFormatError(TherapyNotesError, LookupError):
    """No format is registered under that name or suffix."""


class UnknownAudienceError(TherapyNotesError, LookupError):
    """No audience is shipped under that name, or it names a field that no record has."""


class ResidueError(_ProblemsError, ValueError):
    """A name that was to be replaced stands in a finished page or file. Nothing has left.

    Attributes:
        problems: Every place where one stands, in the order of the file; never the name.
    """


class AmbiguousTimeError(TherapyNotesError, ValueError):
    """A wall-clock time that happened twice or never in its zone, or that names no zone."""
