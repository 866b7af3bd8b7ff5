"""Encryption: what is locked opens with its key and with nothing else, no key shows itself, and nothing costs without end.

A passphrase costs a second each time, and pyrage cannot be told otherwise. Most files here that are locked with one are
therefore made by ``locked_by_hand``, which follows the specification and asks for little work.
"""

import base64
import copy
import hashlib
import hmac
import json
import pickle
import shutil
import subprocess
import sys
import traceback
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

import pyrage
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from therapy_notes import crypt
from therapy_notes.crypt import Identity, Passphrase, Recipient, decrypted, encrypted
from therapy_notes.errors import ReadError, WriteError, WrongKeyError
from therapy_notes.testing import words

LIMIT = 10_000_000
SENTENCE = "The heron stood there for the whole hour."
PLAIN = SENTENCE.encode()
INTRO = b"age-encryption.org/v1\n"
CHUNK = 65_536

MINE, HERS, STRANGER = Identity.new(), Identity.new(), Identity.new()
SECRET, PUBLIC = MINE.secret, MINE.recipient.text
SMALL = encrypted(PLAIN, MINE)


def each(name: str, cases: Mapping[str, object]) -> pytest.MarkDecorator:
    """Run a test with each case. The cases have names, because keys are drawn anew in each process."""
    return pytest.mark.parametrize(name, list(cases.values()), ids=list(cases))


# A second hand that follows the specification of age, for files locked with a passphrase


def _rotated(value: int, by: int) -> int:
    return (value << by | value >> (32 - by)) & 0xFFFFFFFF


def _chacha20_block(key: bytes, counter: int, nonce: bytes) -> bytes:
    start = [
        *(int.from_bytes(b"expand 32-byte k"[i : i + 4], "little") for i in range(0, 16, 4)),
        *(int.from_bytes(key[i : i + 4], "little") for i in range(0, 32, 4)),
        counter,
        *(int.from_bytes(nonce[i : i + 4], "little") for i in range(0, 12, 4)),
    ]
    x = list(start)
    columns = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
    diagonals = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for a, b, c, d in (columns + diagonals) * 10:
        for by, (p, q, r) in zip((16, 12, 8, 7), [(a, b, d), (c, d, b)] * 2, strict=True):
            x[p] = (x[p] + x[q]) & 0xFFFFFFFF
            x[r] = _rotated(x[r] ^ x[p], by)
    return b"".join(((one + two) & 0xFFFFFFFF).to_bytes(4, "little") for one, two in zip(x, start, strict=True))


def _sealed(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    """Return what ChaCha20-Poly1305 makes of a text."""
    stream = b"".join(_chacha20_block(key, 1 + i, nonce) for i in range(-(-len(plain) // 64)))
    hidden = bytes(one ^ two for one, two in zip(plain, stream, strict=False))
    one_time = _chacha20_block(key, 0, nonce)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    told = hidden + b"\0" * (-len(hidden) % 16) + (0).to_bytes(8, "little") + len(hidden).to_bytes(8, "little")
    total = 0
    for i in range(0, len(told), 16):
        total = (total + int.from_bytes(told[i : i + 16] + b"\1", "little")) * r % (2**130 - 5)
    return hidden + ((total + int.from_bytes(one_time[16:], "little")) % 2**128).to_bytes(16, "little")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    inner = hmac.digest(salt or b"\0" * 32, key, "sha256")
    return hmac.digest(inner, purpose + b"\1", "sha256")


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def locked_by_hand(plain: bytes, passphrase: str, work: int = 1) -> bytes:
    """Return a file of age that is locked with a passphrase, with as much work as one likes. One chunk, all nonces fixed."""
    file_key, salt, nonce = b"k" * 16, b"s" * 16, b"n" * 16
    salted = b"age-encryption.org/v1/scrypt" + salt
    wrapping = hashlib.scrypt(passphrase.encode(), salt=salted, n=2**work, r=8, p=1, dklen=32)
    body = _base64(_sealed(wrapping, b"\0" * 12, file_key))
    header = INTRO + b"-> scrypt " + _base64(salt) + b" %d\n" % work + body + b"\n---"
    mac = _base64(hmac.digest(_derived(file_key, b"", b"header"), header, "sha256"))
    assert len(plain) <= CHUNK
    return header + b" " + mac + b"\n" + nonce + _sealed(_derived(file_key, nonce, b"payload"), b"\0" * 11 + b"\1", plain)


def in_armour(data: bytes) -> bytes:
    text = base64.b64encode(data).decode()
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""]).encode()


def test_what_is_locked_by_hand_is_opened_by_pyrage() -> None:
    assert pyrage.passphrase.decrypt(locked_by_hand(PLAIN, "seven herons"), "seven herons") == PLAIN


# What is locked opens


@given(st.binary(max_size=5000))
@example(b"")
@example(b"\0" * (CHUNK - 1))
@example(b"\0" * CHUNK)
@example(b"\0" * (CHUNK + 1))
@example(INTRO)
@documents
def test_whatever_is_locked_opens_with_its_key_as_it_was(data: bytes) -> None:
    locked = encrypted(data, MINE)
    assert decrypted(locked, MINE, max_bytes=LIMIT) == data
    assert decrypted(in_armour(locked), MINE, max_bytes=LIMIT) == data


def test_nothing_of_the_text_stands_in_the_file() -> None:
    assert not any(PLAIN[i : i + 4] in SMALL for i in range(len(PLAIN) - 3))


@given(st.lists(st.sampled_from(["identity", "recipient", "text", "secret", "theirs"]), min_size=1, max_size=4))
@documents
def test_a_file_for_several_opens_with_the_key_of_each_and_with_no_other(forms: list[str]) -> None:
    people = [Identity.new() for _ in forms]
    keys = [_as(form, person) for form, person in zip(forms, people, strict=True)]
    locked = encrypted(PLAIN, keys)
    for person in people:
        assert decrypted(locked, person, max_bytes=LIMIT) == PLAIN
    assert decrypted(locked, [STRANGER, HERS.recipient, people[-1]], max_bytes=LIMIT) == PLAIN
    with pytest.raises(WrongKeyError):
        decrypted(locked, [STRANGER, *(person.recipient for person in people)], max_bytes=LIMIT)


def _as(form: str, person: Identity) -> crypt.OneKey:
    match form:
        case "identity":
            return person
        case "recipient":
            return person.recipient
        case "text":
            return person.recipient.text
        case "secret":
            return person.secret
        case _:
            theirs: crypt.OneKey = pyrage.x25519.Identity.from_str(person.secret)
            return theirs


def test_the_objects_of_pyrage_are_keys_too() -> None:
    theirs = pyrage.x25519.Identity.from_str(MINE.secret)
    for lock in (theirs, theirs.to_public(), [theirs.to_public()], (theirs, HERS)):
        locked = encrypted(PLAIN, lock)
        assert decrypted(locked, theirs, max_bytes=LIMIT) == decrypted(locked, MINE, max_bytes=LIMIT) == PLAIN


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")
def test_a_key_of_ssh_locks_with_its_recipient_and_opens_with_its_identity(tmp_path: Path) -> None:
    made = [shutil.which("ssh-keygen") or "", "-q", "-t", "ed25519", "-N", "", "-C", "invented", "-f", str(tmp_path / "key")]
    subprocess.run(made, check=True)
    public = (tmp_path / "key.pub").read_text()
    opens = pyrage.ssh.Identity.from_buffer((tmp_path / "key").read_bytes())
    locks = pyrage.ssh.Recipient.from_str(public)
    assert decrypted(encrypted(PLAIN, [locks, opens]), opens, max_bytes=LIMIT) == PLAIN
    with pytest.raises(ValueError, match="opens only"):
        encrypted(PLAIN, opens)
    for text in (public, (tmp_path / "key").read_text()):
        with pytest.raises(ValueError, match="key of SSH") as caught:
            encrypted(PLAIN, text)
        keeps_quiet(caught.value, text)


# Passphrases


AWKWARD = " the\tweir:  deux caf\u00e9s \U0001f426 "


@pytest.fixture(scope="module")
def locked_with_words() -> bytes:
    """Return a file that pyrage locked with words: the one that costs what all of them cost."""
    return encrypted(PLAIN, AWKWARD)


def test_words_with_blanks_accents_and_pictures_lock_and_open_as_they_are(locked_with_words: bytes) -> None:
    assert locked_with_words.startswith(INTRO + b"-> scrypt ")
    assert pyrage.passphrase.decrypt(locked_with_words, AWKWARD) == PLAIN


def test_words_that_were_typed_on_another_system_open_too(locked_with_words: bytes) -> None:
    typed_on_a_mac = unicodedata.normalize("NFD", AWKWARD)
    assert typed_on_a_mac != AWKWARD
    assert decrypted(locked_with_words, Passphrase(typed_on_a_mac), max_bytes=LIMIT) == PLAIN


@given(words().filter(bool) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
@example("caf\u00e9")
@example("cafe\u0301")
@example("\u212b")  # the sign of a unit, which no normal form keeps
@example(" ")
@example("\x00")
@documents
def test_a_passphrase_opens_in_each_of_its_spellings(text: str) -> None:
    assume(not text.endswith(("\n", "\r")))
    for form in ("NFC", "NFD"):
        locked = locked_by_hand(PLAIN, unicodedata.normalize(form, text))
        assert decrypted(locked, Passphrase(text), max_bytes=LIMIT) == PLAIN
    assert decrypted(locked_by_hand(PLAIN, text), Passphrase(text), max_bytes=LIMIT) == PLAIN


@pytest.mark.parametrize("other", ["herons ", " herons", "Herons", "heron", "herons\n", "h\u00e9rons", "herons\u200b"])
@pytest.mark.filterwarnings("ignore:a passphrase ends with a line end")
def test_nothing_is_stripped_or_folded_so_that_nearly_the_words_do_not_open(other: str) -> None:
    with pytest.raises(WrongKeyError, match="does not open it, or it is damaged; nothing was changed"):
        decrypted(locked_by_hand(PLAIN, "herons"), other, max_bytes=LIMIT)


def test_an_empty_passphrase_and_one_that_cannot_be_written_are_refused() -> None:
    with pytest.raises(ValueError, match="empty passphrase"):
        Passphrase("")
    with pytest.raises(ValueError, match="empty passphrase"):
        encrypted(PLAIN, "")
    with pytest.raises(ValueError, match="half of a surrogate pair") as caught:
        Passphrase("herons \ud83d")
    keeps_quiet(caught.value, "herons")
    with pytest.raises(TypeError, match="not text"):
        Passphrase(b"herons")  # type: ignore[arg-type]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_after_a_passphrase_is_warned_of_without_showing_the_words_and_is_kept(end: str) -> None:
    with pytest.warns(UserWarning, match="ends with a line end") as caught:
        passphrase = Passphrase(f"seven herons{end}")
    assert passphrase.text == f"seven herons{end}"
    assert [Path(one.filename).name for one in caught] == ["crypt.py"]  # whose line is printed, so that the caller's is not


def test_a_passphrase_stands_alone() -> None:
    assert decrypted(locked_by_hand(PLAIN, "herons"), [Passphrase("herons")], max_bytes=LIMIT) == PLAIN
    for keys in (["herons", MINE], [MINE.recipient, Passphrase("herons")], ["herons", "weir"]):
        with pytest.raises(ValueError, match="a passphrase stands alone"):
            encrypted(PLAIN, keys)
        with pytest.raises(ValueError, match="a passphrase stands alone"):
            decrypted(SMALL, keys, max_bytes=LIMIT)


# Keys


def test_a_text_is_a_key_if_it_begins_as_one_and_otherwise_a_passphrase() -> None:
    assert decrypted(SMALL, MINE.secret, max_bytes=LIMIT) == PLAIN
    assert decrypted(encrypted(PLAIN, MINE.recipient.text), MINE, max_bytes=LIMIT) == PLAIN
    for text in (
        "age1 was long ago",
        "age1234567890123456789 and more",
        "my AGE-SECRET-KEY-1",
        "seven herons",
        "ssh-ed25519",
    ):
        assert decrypted(locked_by_hand(PLAIN, text), text, max_bytes=LIMIT) == PLAIN


def test_a_key_file_is_read_with_its_comments_and_line_ends() -> None:
    as_age_keygen_writes_it = f"# created: 2024-05-06T16:00:00Z\r\n# public key: {PUBLIC}\r\n{SECRET}\r\n"
    for text in (as_age_keygen_writes_it, f"  {SECRET}\n\n", SECRET.lower()):
        assert Identity(text) == MINE
        assert decrypted(SMALL, text, max_bytes=LIMIT) == PLAIN
    assert Recipient(f"# hers\n{HERS.recipient.text}\n") == HERS.recipient


NO_IDENTITIES = {
    "cut short": SECRET[:-1],
    "too long": SECRET + "Q",
    "a blank in it": SECRET[:20] + " " + SECRET[20:],
    "in two cases": SECRET[:15].lower() + SECRET[15:],
    "two of them": f"{SECRET}\n{SECRET}",
    "only its beginning": "AGE-SECRET-KEY-1",
    "of another kind": "AGE-SECRET-KEY-PQ-1QQQQ",
    "of a plugin": "AGE-PLUGIN-HERON-1QQQQ",
    "with an accent": "AGE-SECRET-KEY-1\u00e9",
    "with half of a pair": "AGE-SECRET-KEY-1\ud83d",
}
NO_RECIPIENTS = {
    "cut short": PUBLIC[:-1],
    "too long": PUBLIC + "q",
    "with a slip": PUBLIC[:30] + ("q" if PUBLIC[30] != "q" else "p") + PUBLIC[31:],
    "with a letter that none has": PUBLIC[:30] + "b" + PUBLIC[31:],
    "in two cases": PUBLIC[:4].upper() + PUBLIC[4:],
    "of another kind": "age1tag1" + PUBLIC[8:],
}


@each("text", NO_IDENTITIES | {"empty": "", "a word": "heron", "a recipient": PUBLIC})
def test_an_identity_that_is_not_whole_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="not one whole age identity") as caught:
        Identity(text)
    keeps_quiet(caught.value, text if text != "AGE-SECRET-KEY-1" else "")


@each("text", NO_RECIPIENTS | {"empty": "", "only its beginning": "age1", "an identity": SECRET})
def test_a_recipient_that_is_not_whole_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="not one whole age recipient") as caught:
        Recipient(text)
    keeps_quiet(caught.value, text)


@each("text", NO_IDENTITIES | {f"a recipient {how}": text for how, text in NO_RECIPIENTS.items()})
def test_a_key_with_a_slip_in_it_is_never_taken_for_a_passphrase(text: str) -> None:
    for work in (lambda: encrypted(PLAIN, text), lambda: decrypted(SMALL, text, max_bytes=LIMIT)):
        with pytest.raises(ValueError, match="not one whole age"):
            work()


@pytest.mark.parametrize("odd", [None, 7, b"herons", bytearray(b"herons"), object(), [b"herons"], [[MINE]], {"a": MINE}])
def test_what_is_no_key_is_refused_without_being_quoted(odd: object) -> None:
    for work in (lambda: encrypted(PLAIN, odd), lambda: decrypted(SMALL, odd, max_bytes=LIMIT)):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="not a key") as caught:
            work()
        keeps_quiet(caught.value, "herons")


def test_no_key_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no key at all"):
        encrypted(PLAIN, [])
    with pytest.raises(ValueError, match="no key at all"):
        decrypted(SMALL, (), max_bytes=LIMIT)


@pytest.mark.parametrize("make", [Identity, Recipient])
def test_a_key_is_text(make: type[Identity]) -> None:
    with pytest.raises(TypeError, match="not text"):
        make(SECRET.encode())  # type: ignore[arg-type]


KEPT = [(Passphrase("seven herons"), "heron"), (MINE, SECRET[16:]), (MINE, "AGE-SECRET"), (MINE.recipient, PUBLIC[4:])]


@pytest.mark.parametrize(("key", "secret"), KEPT, ids=["passphrase", "identity", "its form", "recipient"])
def test_a_key_does_not_show_what_it_holds_and_does_not_change(key: Identity, secret: str) -> None:
    shown = [repr(key), str(key), f"{key!s:>40}", f"{[key]}", ascii(key), repr(dir(key))]
    assert not any(secret in each for each in shown)
    assert not hasattr(key, "__dict__")
    with pytest.raises(AttributeError, match="does not change"):
        key._text = "other"
    with pytest.raises(AttributeError, match="does not change"):
        del key._text
    for work in (pickle.dumps, copy.copy, copy.deepcopy, lambda it: pickle.dumps(it, 0)):
        with pytest.raises(TypeError, match="not pickled or copied") as caught:
            work(key)
        keeps_quiet(caught.value, secret)
    with pytest.raises(TypeError):
        json.dumps(key)


def test_keys_are_equal_when_they_hold_the_same_and_are_of_one_kind() -> None:
    assert Identity(SECRET) == MINE != HERS
    assert {MINE.recipient, Recipient(PUBLIC), HERS.recipient} == {MINE.recipient, HERS.recipient}
    assert Passphrase(PUBLIC) != MINE.recipient
    assert Passphrase("a") != "a"


@given(words().filter(lambda text: len(text) > 5 and text.isprintable()))
@documents
def test_no_error_and_no_local_of_ours_shows_the_words_or_the_text(text: str) -> None:
    for locked in (SMALL, locked_by_hand(text.encode(), "another"), locked_by_hand(text.encode(), text)[:-1]):
        with pytest.raises(ReadError) as caught:
            decrypted(locked, Passphrase(text), max_bytes=LIMIT)
        keeps_quiet(caught.value, text)
        below = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack[1:]
        assert below[0].name == "decrypted"
        assert not any(text in shown for frame in below for shown in (frame.locals or {}).values())


# What does not open


def test_another_key_opens_nothing() -> None:
    with pytest.raises(WrongKeyError, match="does not open it, or it is damaged; nothing was changed") as caught:
        decrypted(SMALL, STRANGER, max_bytes=LIMIT)
    keeps_quiet(caught.value, SENTENCE)


def test_the_wrong_kind_of_key_is_told_apart() -> None:
    with pytest.raises(WrongKeyError, match="locked with a passphrase and a key was given, or it is damaged"):
        decrypted(locked_by_hand(PLAIN, "herons"), MINE, max_bytes=LIMIT)
    with pytest.raises(WrongKeyError, match="locked to keys and a passphrase was given, or it is damaged"):
        decrypted(SMALL, "herons", max_bytes=LIMIT)


@pytest.mark.parametrize("key", [MINE.recipient, PUBLIC, [MINE.recipient, HERS.recipient]], ids=["recipient", "text", "two"])
def test_a_recipient_cannot_open_and_the_error_says_what_can(key: crypt.Key) -> None:
    with pytest.raises(WrongKeyError, match="only locks; what opens is its identity"):
        decrypted(SMALL, key, max_bytes=LIMIT)


BY_KEY_AND_BY_WORDS = [(SMALL, MINE), (locked_by_hand(PLAIN, "herons"), Passphrase("herons"))]


@pytest.mark.parametrize(("whole", "key"), BY_KEY_AND_BY_WORDS, ids=["key", "words"])
@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_when_any_byte_is_flipped_nothing_opens(whole: bytes, key: crypt.Key, bit: int) -> None:
    for place in range(len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        with pytest.raises(ReadError, match=r"damaged; nothing was changed") as caught:
            decrypted(damaged, key, max_bytes=LIMIT)
        keeps_quiet(caught.value, SENTENCE)
        too_much_work = "more work" in str(caught.value)
        assert isinstance(caught.value, WrongKeyError) or place < len(INTRO) or too_much_work


@pytest.mark.parametrize(("whole", "key"), BY_KEY_AND_BY_WORDS, ids=["key", "words"])
def test_when_any_part_of_the_end_is_missing_nothing_opens(whole: bytes, key: crypt.Key) -> None:
    for length in range(len(whole)):
        with pytest.raises(WrongKeyError if length >= len(INTRO) else ReadError, match=r"damaged; nothing was changed"):
            decrypted(whole[:length], key, max_bytes=LIMIT)


@given(st.binary(min_size=1, max_size=100), st.sampled_from(BY_KEY_AND_BY_WORDS))
@documents
def test_when_anything_follows_the_end_nothing_opens(more: bytes, case: tuple[bytes, crypt.Key]) -> None:
    whole, key = case
    with pytest.raises(WrongKeyError):
        decrypted(whole + more, key, max_bytes=LIMIT)


def test_a_long_file_that_lost_its_end_or_a_chunk_does_not_open() -> None:
    whole = encrypted(b"\0" * (3 * CHUNK), MINE)
    start = len(whole) - 3 * (CHUNK + 16)
    for damaged in (whole[: -(CHUNK + 16)], whole[:start] + whole[start + CHUNK + 16 :], whole + whole[start:]):
        with pytest.raises(WrongKeyError):
            decrypted(damaged, MINE, max_bytes=LIMIT)


BEGINNINGS = [b"", INTRO, SMALL[:60], b"-----BEGIN AGE ENCRYPTED FILE-----\n"]


@given(st.binary(max_size=200), st.sampled_from(BEGINNINGS), st.data())
@documents
def test_whatever_the_bytes_there_is_an_error_of_ours(tail: bytes, start: bytes, data: st.DataObject) -> None:
    cut, to = sorted((data.draw(st.integers(0, len(SMALL))), data.draw(st.integers(0, len(SMALL)))))
    for odd in (start + tail, SMALL[:cut] + tail + SMALL[to:]):
        for key in (MINE, Passphrase("herons")):
            try:
                assert decrypted(odd, key, max_bytes=LIMIT) == PLAIN
            except ReadError as error:
                keeps_quiet(error, SENTENCE)
            else:
                assert odd == SMALL


NO_FILES = {
    "empty": b"",
    "after a mark of byte order": b"\xef\xbb\xbf" + SMALL,
    "after a line end": b"\n" + SMALL,
    "an archive": b"PK\x03\x04",
    "a journal": b'{"zone": "Europe/Oslo"}',
    "only a beginning": INTRO[:-1],
    "of a later version": SMALL.replace(b"/v1", b"/v2", 1),
}


@each("odd", NO_FILES)
def test_what_is_not_a_file_of_age_is_said_to_be_none(odd: bytes) -> None:
    with pytest.raises(ReadError, match="not an encrypted file, or its beginning is damaged; nothing was changed") as caught:
        decrypted(odd, MINE, max_bytes=LIMIT)
    assert not isinstance(caught.value, WrongKeyError)


def test_a_file_that_was_copied_as_text_does_not_open() -> None:
    with pytest.raises(ReadError, match="damaged"):
        decrypted(SMALL.replace(b"\n", b"\r\n"), MINE, max_bytes=LIMIT)


# Armour


WORN: dict[str, Callable[[bytes], bytes]] = {
    "as written": lambda armour: armour,
    "blanks around": lambda armour: b"\n  " + armour + b"\n\n",
    "other line ends": lambda armour: armour.replace(b"\n", b"\r\n"),
    "no line end": bytes.rstrip,
    "quoted": lambda armour: armour.replace(b"\n", b"\n\t "),
}


@each("wear", WORN)
def test_a_file_in_armour_opens_with_whatever_blanks_a_mail_put_around_it(wear: Callable[[bytes], bytes]) -> None:
    assert decrypted(wear(in_armour(SMALL)), MINE, max_bytes=LIMIT) == PLAIN
    assert decrypted(wear(in_armour(locked_by_hand(PLAIN, "herons"))), "herons", max_bytes=LIMIT) == PLAIN


def test_when_any_letter_of_the_armour_changes_it_does_not_open() -> None:
    # Of three lengths one fills its last letters; in the others they hold bits that mean nothing.
    for whole in (in_armour(encrypted(SHORT[:length], MINE)) for length in (1, 2, 3)):
        every_letter_counts(whole)


SHORT = b"abc"


def every_letter_counts(whole: bytes) -> None:
    for place in range(len(whole)):
        if whole[place : place + 1] != b"\n":
            with pytest.raises(ReadError, match="nothing was changed"):
                decrypted(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], MINE, max_bytes=LIMIT)


def test_a_letter_that_does_not_belong_in_the_armour_is_not_passed_over() -> None:
    first, rest = in_armour(SMALL).split(b"\n", 1)
    for odd in (b"*", b"=", b"-", b"\x00", b"\xff"):
        with pytest.raises(WrongKeyError):
            decrypted(first + b"\n" + odd + rest, MINE, max_bytes=LIMIT)


def test_when_any_part_of_the_armour_is_missing_it_does_not_open() -> None:
    whole = in_armour(SMALL).rstrip()
    for length in range(len(whole)):
        with pytest.raises(ReadError, match="nothing was changed"):
            decrypted(whole[:length], MINE, max_bytes=LIMIT)


# What it may cost


def test_a_file_over_the_limit_is_refused() -> None:
    assert decrypted(SMALL, MINE, max_bytes=len(SMALL)) == PLAIN
    with pytest.raises(ReadError, match="larger than the limit"):
        decrypted(SMALL, MINE, max_bytes=len(SMALL) - 1)


@pytest.mark.parametrize("work", [22, 23, 30, 64, 99])
def test_a_file_that_asks_for_too_much_work_is_refused_before_any_is_done(work: int) -> None:
    heavy = locked_by_hand(PLAIN, "herons").replace(b" 1\n", b" %d\n" % work, 1)
    begun = process_time()
    with pytest.raises(ReadError, match="more work than the limit") as caught:
        decrypted(heavy, "herons", max_bytes=LIMIT)
    assert process_time() - begun < 0.2
    assert not isinstance(caught.value, WrongKeyError)  # another passphrase would not help


@pytest.mark.parametrize("work", [b"0", b"-1", b"021", b"+9", b"100", b"1 1", b"", b"x", b"\xd9\xa1"])
def test_work_that_is_no_plain_number_is_damage(work: bytes) -> None:
    with pytest.raises(WrongKeyError):
        decrypted(locked_by_hand(PLAIN, "herons").replace(b" 1\n", b" " + work + b"\n", 1), "herons", max_bytes=LIMIT)


def test_a_passphrase_twice_or_beside_a_key_is_damage() -> None:
    intro, stanza, body, rest = locked_by_hand(PLAIN, "herons").split(b"\n", 3)
    beside = SMALL.split(b"\n")[1:3]
    for header in ([intro, stanza, body, stanza, body], [intro, stanza, body, *beside], [intro, *beside, stanza, body]):
        for key in (MINE, Passphrase("herons")):
            with pytest.raises(WrongKeyError):
                decrypted(b"\n".join([*header, rest]), key, max_bytes=LIMIT)


STANZAS = {
    "keys": b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n",
    "lines": b"-> a\n\n",
    "words": b"-> a" + b" b" * 30 + b"\n\n",
}


@each("stanza", STANZAS)
@each("length", {"just within": crypt.LARGEST_HEADER - 100, "beyond": 5_000_000})
@each("end", {"closed": b"--- " + b"A" * 43 + b"\n", "open": b""})
def test_a_header_that_goes_on_and_on_is_refused_in_time(stanza: bytes, length: int, end: bytes) -> None:
    begun = process_time()
    with pytest.raises(WrongKeyError):
        decrypted(INTRO + stanza * (length // len(stanza)) + end + b"x" * 100, MINE, max_bytes=LIMIT)
    assert process_time() - begun < (8 if length < crypt.LARGEST_HEADER else 0.5)


def test_what_could_not_be_opened_again_is_not_made() -> None:
    many = [Identity.new().recipient for _ in range(200)]
    with pytest.raises(WriteError, match="too many keys for one file; nothing was written"):
        encrypted(PLAIN, many)
    locked = encrypted(PLAIN, [*many[:100], MINE])
    assert decrypted(locked, MINE, max_bytes=LIMIT) == PLAIN


@pytest.mark.parametrize("answer", [b"something else", None], ids=["another text", "nothing"])
def test_what_does_not_open_again_is_not_given_out(monkeypatch: pytest.MonkeyPatch, answer: bytes | None) -> None:
    def decrypt(*_: object) -> bytes:
        if answer is None:
            raise pyrage.DecryptError("no")
        return answer

    monkeypatch.setattr(pyrage, "decrypt", decrypt)
    with pytest.raises(WriteError, match="does not open again; nothing was written") as caught:
        encrypted(PLAIN, MINE)
    keeps_quiet(caught.value, SENTENCE)
    assert encrypted(PLAIN, MINE.recipient).startswith(INTRO)  # nobody here can open it, so nobody can compare


def test_what_cannot_be_locked_is_a_write_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def encrypt(*_: object) -> bytes:
        raise pyrage.EncryptError(SENTENCE)

    monkeypatch.setattr(pyrage, "encrypt", encrypt)
    with pytest.raises(WriteError, match="not encrypted; nothing was written") as caught:
        encrypted(PLAIN, MINE)
    keeps_quiet(caught.value, SENTENCE)


# The extra


def test_without_the_extra_the_error_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    herons = Passphrase("seven herons")
    for work in (
        lambda: encrypted(PLAIN, herons),
        lambda: decrypted(SMALL, herons, max_bytes=LIMIT),
        Identity.new,
        lambda: Identity(SECRET),
        lambda: Recipient(PUBLIC),
    ):
        with pytest.raises(ImportError, match=r'pip install "therapy-notes\[age\]"') as caught:
            work()
        keeps_quiet(caught.value, SECRET)


def test_importing_it_does_not_load_the_library_below() -> None:
    look = "import sys, therapy_notes.crypt as c; c.Passphrase('herons'); sys.exit('pyrage' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], check=True)


# The program


needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed")


@needs_age
def test_the_program_opens_what_is_locked_here(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(f"# public key: {PUBLIC}\n{SECRET}\n")
    (tmp_path / "me.json.age").write_bytes(encrypted(PLAIN, [MINE, HERS.recipient]))
    command = [shutil.which("age") or "", "-d", "-i", str(tmp_path / "key.txt"), str(tmp_path / "me.json.age")]
    assert subprocess.run(command, check=True, capture_output=True).stdout == PLAIN


@needs_age
@pytest.mark.parametrize("armour", [(), ("-a",)], ids=["plain", "armour"])
def test_what_the_program_locks_opens_here(armour: tuple[str, ...]) -> None:
    command = [shutil.which("age") or "", *armour, "-r", PUBLIC]
    made = subprocess.run(command, check=True, capture_output=True, input=PLAIN).stdout
    assert decrypted(made, MINE, max_bytes=LIMIT) == PLAIN
