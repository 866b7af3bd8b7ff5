"""The seal: what it covers, where it stands, and what does not trouble it."""

import hashlib
import json

import pytest

from therapy_notes.codec import dumps, loads, verify
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal

JOURNAL = Journal(zone="Europe/Paris").with_records(
    *(kind.of.example() for kind in KINDS.values()),
    Entry(id="quoting", body='"therapy_notes": {"seal": "' + "0" * 64 + '"}', title="0" * 64),
)


@pytest.mark.parametrize("indent", [None, 2, 7])
def test_the_seal_is_the_sha_256_of_the_whole_file_with_its_own_digits_as_zeros(indent: int | None) -> None:
    file = dumps(JOURNAL, indent=indent)
    seal = json.loads(file)["therapy_notes"]["seal"]
    assert hashlib.sha256(file.replace(seal.encode(), b"0" * 64)).hexdigest() == seal
    assert verify(file) is verify(bytearray(file)) is verify(memoryview(file)) is True


def test_any_change_breaks_the_seal_and_the_file_still_reads() -> None:
    file = dumps(JOURNAL)
    for changed in (
        file.replace(b"Ines", b"Inez"),
        file[:-1],
        file + b" ",
        b"\xef\xbb\xbf" + file,
        file.replace(b'"plain": true', b'"plain":  true'),
        json.dumps(json.loads(file), sort_keys=True).encode(),
    ):
        assert verify(changed) is False
        assert len(loads(changed)) == len(JOURNAL)


def test_every_single_byte_counts() -> None:
    file = dumps(Journal(zone="UTC"))
    for place in range(len(file)):
        assert verify(file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]) is not True


def test_a_seal_that_was_cut_or_is_no_seal_does_not_hold() -> None:
    file = dumps(JOURNAL)
    assert verify(file[: len(file) // 2]) is False
    assert verify(b'{"therapy_notes": {"format": "1.0", "seal": "yes"}}') is False


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\x00", b'{"therapy_notes": {"format": "1.0"}}', b'{"entries": [{"seal": "' + b"0" * 64 + b'"}]}'],
)
def test_without_a_seal_the_answer_is_none(data: bytes) -> None:
    assert verify(data) is None


def test_text_that_quotes_a_header_is_not_taken_for_one() -> None:
    quoted = json.dumps({"note": '{"therapy_notes": {"seal": "' + "0" * 64 + '"}}'}).encode()
    assert verify(quoted) is None
