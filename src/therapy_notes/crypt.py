"""Encryption at rest: a whole file in the format of age, through pyrage, which is loaded when it is first used.

The extra ``age`` brings it: ``pip install "therapy-notes[age]"``. Nothing here is a cipher or a format of our own, so that
the programs ``age`` and ``rage`` open what this writes, and this opens what they write.

>>> mine = Identity.new()
>>> locked = encrypted(b"It rained, and I said it.", mine)
>>> decrypted(locked, mine, max_bytes=1000)
b'It rained, and I said it.'
"""

import re
import unicodedata
import warnings
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Sequence
from typing import Final, NoReturn, Protocol, TypeAlias, cast

from .errors import Problem, ReadError, WriteError, WrongKeyError

MOST_WORK: Final = 21
"""How much work a passphrase may cost, as a power of two: 2 GiB of memory, and some seconds for each of its spellings.

pyrage chooses what takes a second on the machine that locks, 18 to 21 on those of today; the program ``age`` takes 18.
"""

LARGEST_HEADER: Final = 16 * 1024
"""How long the part may be that names the keys: some 150 of them. pyrage takes a time that grows with its square."""

_NOT_A_KEY: Final = "not a key: a passphrase, an age key, one of the classes here or of pyrage, or several keys in a list"
_NOT_AN_IDENTITY: Final = "not one whole age identity, which is AGE-SECRET-KEY-1 and 58 letters and digits"
_NOT_A_RECIPIENT: Final = "not one whole age recipient, which is age1 and 58 letters and digits"
_ALONE: Final = "a passphrase stands alone in a file of age: lock the file to keys, and one of those with the passphrase"

_NOT_AGE: Final = "not an encrypted file, or its beginning is damaged; nothing was changed"
_WRONG_KEY: Final = "this passphrase or key does not open it, or it is damaged; nothing was changed"
_WANTS_A_KEY: Final = "it is locked to keys and a passphrase was given, or it is damaged; nothing was changed"
_WANTS_WORDS: Final = "it is locked with a passphrase and a key was given, or it is damaged; nothing was changed"
_CANNOT_OPEN: Final = "a recipient (age1…) only locks; what opens is its identity (AGE-SECRET-KEY-1…); nothing was changed"
_TOO_MUCH_WORK: Final = "opening it would take more work than the limit, or it is damaged; nothing was changed"

_INTRO: Final = b"age-encryption.org/v1\n"
_END_OF_HEADER: Final = b"\n--- "
_BEGIN_ARMOUR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END_ARMOUR: Final = b"-----END AGE ENCRYPTED FILE-----"
_WORK: Final = re.compile(rb"-> scrypt \S+ ([1-9][0-9]?)")

_LIKE_AN_IDENTITY: Final = re.compile(r"AGE-SECRET-KEY-|AGE-PLUGIN-", re.IGNORECASE)
_LIKE_A_RECIPIENT: Final = re.compile(r"age1[a-z0-9]{16,}", re.IGNORECASE)
_LIKE_SSH: Final = re.compile(r"ssh-(?:ed25519|rsa) AAAA|-----BEGIN ")


class _Kept:
    """A text that does not show itself: not in a repr, in a log, in a traceback or in a pickle.

    It is no attrs class, since what lists the fields of one would show it: ``asdict``, and pytest when two differ.
    """

    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_text", text)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a key does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a key does not change")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and type(self) is type(other) and self._text == other._text

    def __hash__(self) -> int:
        return hash((type(self), self._text))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled or copied")


class Passphrase(_Kept):
    """Words that lock a file and open it. They are taken as they are: no blank is stripped, no letter is changed.

    Args:
        text: The words. A line end at their end is nearly always a mistake, and is warned of.

    Raises:
        TypeError: It is not text.
        ValueError: It is empty, or cannot be written as UTF-8.

    >>> Passphrase("seven herons over the weir")
    Passphrase(…)
    """

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError("Passphrase: not text")
        if not text:
            raise ValueError("an empty passphrase")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("a passphrase with half of a surrogate pair") from None
        if text.endswith(("\n", "\r")):
            # The warning names this line and not the caller's, on which the words may stand.
            warnings.warn("a passphrase ends with a line end, which nobody can type at a prompt", stacklevel=1)
        super().__init__(text)

    @property
    def text(self) -> str:
        """The words, shown on purpose."""
        return self._text


class Recipient(_Kept):
    """The public half of an age key: it locks a file, and cannot open it. Whoever has the identity can.

    Args:
        text: ``age1…``, as ``age-keygen`` prints it. Blanks around it are no part of it.

    Raises:
        ImportError: The extra ``age`` is not installed.
        TypeError: It is not text.
        ValueError: It is not one whole recipient.

    >>> mine = Identity.new()
    >>> Recipient(mine.recipient.text) == mine.recipient
    True
    """

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError("Recipient: not text")
        age = _pyrage()
        try:
            found = age.x25519.Recipient.from_str(_without_comments(text))
        except (age.RecipientError, UnicodeEncodeError):
            raise ValueError(_NOT_A_RECIPIENT) from None
        super().__init__(str(found))

    @property
    def text(self) -> str:
        """The text that may be given to others: ``age1…``."""
        return self._text


class Identity(_Kept):
    """The secret half of an age key: it opens a file, and locks one too.

    Args:
        text: ``AGE-SECRET-KEY-1…``, or the whole text of a file that ``age-keygen`` wrote, with its comments.

    Raises:
        ImportError: The extra ``age`` is not installed.
        TypeError: It is not text.
        ValueError: It is not one whole identity.

    >>> mine = Identity.new()
    >>> mine, Identity(mine.secret) == mine
    (Identity(…), True)
    """

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError("Identity: not text")
        age = _pyrage()
        try:
            found = age.x25519.Identity.from_str(_without_comments(text))
        except (age.IdentityError, UnicodeEncodeError):
            raise ValueError(_NOT_AN_IDENTITY) from None
        super().__init__(str(found))

    @classmethod
    def new(cls) -> "Identity":
        """Return a fresh one, from the randomness of the system."""
        return cls(str(_pyrage().x25519.Identity.generate()))

    @property
    def recipient(self) -> Recipient:
        """The public half, which others may have."""
        return Recipient(str(_pyrage().x25519.Identity.from_str(self._text).to_public()))

    @property
    def secret(self) -> str:
        """The text ``AGE-SECRET-KEY-1…``, shown on purpose: to print it, or to keep it in a file of its own."""
        return self._text


class MadeOfText(Protocol):
    """A key as pyrage has it: ``x25519.Identity``, ``x25519.Recipient``, ``ssh.Recipient``."""

    def from_str(self, text: str, /) -> object:
        """Return the key that a text says."""
        ...


class MadeOfBytes(Protocol):
    """A key as pyrage has it: ``ssh.Identity``, which only opens."""

    def from_buffer(self, buffer: bytes, /) -> object:
        """Return the key that a file holds."""
        ...


OneKey: TypeAlias = str | Passphrase | Recipient | Identity | MadeOfText | MadeOfBytes
"""One passphrase, recipient or identity. A text is an age key if it begins as one does, otherwise a passphrase."""

Key: TypeAlias = OneKey | Sequence[OneKey]
"""What ``key=`` may be: one key, or several recipients and identities in a sequence, of which any identity opens the file.

A passphrase stands alone; that is a rule of the format.
"""


def encrypted(data: bytes, key: Key) -> bytes:
    """Return ``data`` as a file of age that ``key`` opens.

    It is opened again in memory and compared before it is returned. Only a recipient whose identity is not given cannot do
    that: then nobody here knows whether it opens, and a copy locked to an identity as well is the safer one.

    Args:
        data: What to lock.
        key: A passphrase, recipients, identities. An identity stands for its own recipient.

    Raises:
        ImportError: The extra ``age`` is not installed.
        TypeError: That is not a key.
        ValueError: A key that is not whole, no key that locks, or a passphrase beside another key.
        WriteError: It could not be locked, or did not open again.

    >>> mine, hers = Identity.new(), Identity.new()
    >>> locked = encrypted(b"for two", [mine, hers.recipient])
    >>> decrypted(locked, hers, max_bytes=1000)
    b'for two'
    """
    age, keys = _pyrage(), _keys(key)
    try:
        made = _locked(age, data, keys)
    except age.EncryptError:
        raise WriteError("$: not encrypted; nothing was written") from None
    if made.find(_END_OF_HEADER, 0, LARGEST_HEADER) < 0:
        raise WriteError("$: too many keys for one file; nothing was written")
    if any(_opens(age, one) for one in keys) and not _is_opened(age, made, keys, data):
        raise WriteError("$: what was encrypted does not open again; nothing was written")
    return made


def decrypted(data: bytes, key: Key, *, max_bytes: int) -> bytes:
    """Return what a file of age holds.

    A passphrase is tried as it is given, then composed (NFC), then decomposed (NFD), as keyboards and systems write an é
    in two ways. A file in armour (ASCII) is read too. Of several keys, those that only lock are passed over.

    Args:
        data: The file.
        key: A passphrase, or identities.
        max_bytes: How large the file may be. What is in it is smaller.

    Raises:
        ImportError: The extra ``age`` is not installed.
        TypeError: That is not a key.
        ValueError: A key that is not whole, none at all, or a passphrase beside another key.
        WrongKeyError: The key does not open it, or it is damaged; the two cannot be told apart.
        ReadError: It is not a file of age, it is larger than the limit, or it asks for too much work.

    >>> decrypted(b'{"zone": "Europe/Oslo"}', Identity.new(), max_bytes=1000)
    Traceback (most recent call last):
    ...
    therapy_notes.errors.ReadError: 1 problem: $: not an encrypted file, or its beginning is damaged; nothing was changed
    """
    age, keys = _pyrage(), _keys(key)
    if len(data) > max_bytes:
        raise ReadError([_problem("larger than the limit")])
    if not any(_opens(age, one) for one in keys):
        raise WrongKeyError([_problem(_CANNOT_OPEN)])
    return _opened(age, _out_of_armour(data), keys)


def _problem(what: str) -> Problem:
    return Problem(where="$", what=what)


# What a key is


def _keys(key: Key) -> tuple[object, ...]:
    """Return the keys in ``key``: objects of ours and of pyrage.

    Raises:
        TypeError: One of them is no key.
        ValueError: One is not whole, there is none, or a passphrase stands beside another.
    """
    given = key if isinstance(key, Sequence) and not isinstance(key, str | bytes) else [key]
    keys = tuple(map(_one_key, given))
    if not keys:
        raise ValueError("no key at all")
    if len(keys) > 1 and any(isinstance(one, Passphrase) for one in keys):
        raise ValueError(_ALONE)
    return keys


def _one_key(given: object) -> object:
    if isinstance(given, Passphrase | Recipient | Identity):
        return given
    if isinstance(given, str):
        return _key_in(given)
    age = _pyrage()
    if isinstance(given, (age.x25519.Identity, age.x25519.Recipient, age.ssh.Identity, age.ssh.Recipient)):
        return given
    raise TypeError(_NOT_A_KEY)


def _key_in(text: str) -> Passphrase | Recipient | Identity:
    """Return the key that a text is. What begins like an age key is never taken for a passphrase."""
    bare = _without_comments(text)
    if _LIKE_AN_IDENTITY.match(bare):
        return Identity(bare)
    if _LIKE_A_RECIPIENT.fullmatch(bare):
        return Recipient(bare)
    if _LIKE_SSH.match(bare):
        raise ValueError("a key of SSH: give the object that pyrage.ssh makes of it")
    return Passphrase(text)


def _without_comments(text: str) -> str:
    """Return the lines of a key file that are not empty and no comment, without blanks around them."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("#"))


# Locking


def _locked(age: "_Pyrage", data: bytes, keys: tuple[object, ...]) -> bytes:
    first = keys[0]
    if isinstance(first, Passphrase):
        return age.passphrase.encrypt(data, first.text)
    recipients = [found for one in keys if (found := _recipient(age, one)) is not None]
    if not recipients:
        raise ValueError("no key that locks: the identity of SSH opens only; give its recipient too")
    return age.encrypt(data, recipients)


def _recipient(age: "_Pyrage", key: object) -> object | None:
    """Return what pyrage locks to with a key; None if the key only opens."""
    if isinstance(key, Identity):
        return age.x25519.Recipient.from_str(key.recipient.text)
    if isinstance(key, Recipient):
        return age.x25519.Recipient.from_str(key.text)
    if isinstance(key, age.x25519.Identity):
        return key.to_public()
    return None if isinstance(key, age.ssh.Identity) else key


def _is_opened(age: "_Pyrage", made: bytes, keys: tuple[object, ...], data: bytes) -> bool:
    try:
        return _opened(age, made, keys) == data
    except ReadError:
        return False


# Opening


def _out_of_armour(data: bytes) -> bytes:
    """Return a file of age as bytes: what is in the armour, if it wears one. Blanks around and in it do not matter."""
    if not data[:1024].lstrip().startswith(_BEGIN_ARMOUR):
        return data
    inside = data.strip()
    if not inside.endswith(_END_ARMOUR):
        raise WrongKeyError([_problem(_WRONG_KEY)])
    inside = inside.removeprefix(_BEGIN_ARMOUR).removesuffix(_END_ARMOUR).translate(None, b" \t\r\n")
    try:
        found = a2b_base64(inside, strict_mode=True)
    except NotBase64:
        raise WrongKeyError([_problem(_WRONG_KEY)]) from None
    # The last letter may hold bits that mean nothing. In a file that is whole they are zero, so each file has one armour.
    if b2a_base64(found, newline=False) != inside:
        raise WrongKeyError([_problem(_WRONG_KEY)])
    return found


def _opened(age: "_Pyrage", data: bytes, keys: tuple[object, ...]) -> bytes:
    """Return what is in a file. No passphrase and no plain text is a local of a frame that raises."""
    wants_a_passphrase = _is_locked_with_a_passphrase(data)
    first = keys[0]
    if isinstance(first, Passphrase) != wants_a_passphrase:
        raise WrongKeyError([_problem(_WANTS_WORDS if wants_a_passphrase else _WANTS_A_KEY)])
    found = _opened_with_words(age, data, first) if isinstance(first, Passphrase) else _opened_with_keys(age, data, keys)
    if found is None:
        raise WrongKeyError([_problem(_WRONG_KEY)])
    return found


def _is_locked_with_a_passphrase(data: bytes) -> bool:
    """Tell what a file asks for, from its header, before anything costly is begun.

    Raises:
        ReadError: It is not a file of age, its header has no end within the limit, or it asks for too much work.
    """
    if not data.startswith(_INTRO):
        raise ReadError([_problem(_NOT_AGE)])
    end = data.find(_END_OF_HEADER, 0, LARGEST_HEADER)
    if end < 0:
        raise WrongKeyError([_problem(_WRONG_KEY)])
    scrypt = [line for line in data[:end].split(b"\n") if line.split(b" ")[:2] == [b"->", b"scrypt"]]
    for line in scrypt:
        work = _WORK.fullmatch(line)
        if work is None:
            raise WrongKeyError([_problem(_WRONG_KEY)])
        if int(work[1]) > MOST_WORK:
            raise ReadError([_problem(_TOO_MUCH_WORK)])
    return bool(scrypt)


def _opened_with_words(age: "_Pyrage", data: bytes, passphrase: Passphrase) -> bytes | None:
    for spelling in _spellings(passphrase.text):
        try:
            return age.passphrase.decrypt(data, spelling)
        except age.DecryptError:
            continue
    return None


def _spellings(text: str) -> Iterator[str]:
    """Yield a text as it is, composed and decomposed; each spelling once."""
    yield from dict.fromkeys([text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)])


def _opened_with_keys(age: "_Pyrage", data: bytes, keys: tuple[object, ...]) -> bytes | None:
    try:
        return age.decrypt(data, [_identity(age, one) for one in keys if _opens(age, one)])
    except age.DecryptError:
        return None


def _opens(age: "_Pyrage", key: object) -> bool:
    return isinstance(key, (Passphrase, Identity, age.x25519.Identity, age.ssh.Identity))


def _identity(age: "_Pyrage", key: object) -> object:
    return age.x25519.Identity.from_str(key.secret) if isinstance(key, Identity) else key


# What is used of pyrage, which has no types of its own


class _Public(Protocol):
    @classmethod
    def from_str(cls, text: str, /) -> "_Public": ...


class _Secret(Protocol):
    @classmethod
    def generate(cls) -> "_Secret": ...

    @classmethod
    def from_str(cls, text: str, /) -> "_Secret": ...

    def to_public(self) -> _Public: ...


class _X25519(Protocol):
    Identity: type[_Secret]
    Recipient: type[_Public]


class _Ssh(Protocol):
    Identity: type[object]
    Recipient: type[object]


class _Words(Protocol):
    def encrypt(self, plaintext: bytes, passphrase: str, /) -> bytes: ...

    def decrypt(self, ciphertext: bytes, passphrase: str, /) -> bytes: ...


class _Pyrage(Protocol):
    x25519: _X25519
    ssh: _Ssh
    passphrase: _Words
    EncryptError: type[Exception]
    DecryptError: type[Exception]
    IdentityError: type[Exception]
    RecipientError: type[Exception]

    def encrypt(self, plaintext: bytes, recipients: Sequence[object], /) -> bytes: ...

    def decrypt(self, ciphertext: bytes, identities: Sequence[object], /) -> bytes: ...


def _pyrage() -> _Pyrage:
    """Return the library.

    Raises:
        ImportError: It is not installed; the message says what brings it.
    """
    try:
        import pyrage  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415 - only who encrypts pays for it
    except ImportError:
        raise ImportError('encryption needs an extra: pip install "therapy-notes[age]"', name="pyrage") from None
    return cast(_Pyrage, pyrage)
