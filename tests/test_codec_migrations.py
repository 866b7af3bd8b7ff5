"""Old files read for ever. The fixtures were written once, by the release of their time, and are never written again."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import documents
from therapy_notes.codec import dumps, loads, migrations, verify
from therapy_notes.errors import ReadError
from therapy_notes.model.journal import FORMAT, Journal
from therapy_notes.testing import journals

FIXTURES = Path(__file__).parent / "fixtures"
OLD = FIXTURES / "v1"
NEW = FIXTURES / "v1_1"
FILES = sorted(path.name for path in OLD.glob("*.json"))


@pytest.mark.parametrize("folder", [OLD, NEW], ids=lambda folder: folder.name)
def test_the_fixtures_are_those_that_were_written_once(folder: Path) -> None:
    said = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.suffix}
    assert there == said


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_1_0_is_the_journal_that_it_is_in_1_1(name: str) -> None:
    old = loads((OLD / name).read_bytes())
    assert old.format == "1.0"
    assert old == loads((NEW / name).read_bytes())
    assert loads((OLD / name).read_bytes(), lenient=True).journal == old


def test_forty_journals_of_every_shape_are_what_they_are_in_1_1() -> None:
    old = (OLD / "drawn.txt").read_text("utf-8").split("\n")
    new = (NEW / "drawn.txt").read_text("utf-8").split("\n")
    assert len(old) == len(new) == 41
    for before, after in zip(old[:-1], new[:-1], strict=True):
        assert '"format": "1.0"' in before
        assert loads(before) == loads(after)


@pytest.mark.parametrize("name", FILES)
def test_an_old_file_is_written_again_in_the_present_format_with_all_that_was_in_it(name: str) -> None:
    journal = loads((OLD / name).read_bytes())
    again = dumps(journal)
    assert json.loads(again)["therapy_notes"]["format"] == FORMAT
    assert loads(again) == journal
    assert sorted(texts_in(json.loads(again))) == sorted(texts_in(migrations.migrated(json.loads(old_text(name)))))


def old_text(name: str) -> str:
    return (OLD / name).read_text("utf-8-sig")


def texts_in(value: Any) -> list[str]:
    """Return every text in some data but the header."""
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in texts_in(item)]
        case dict():
            return [text for key, item in value.items() if key != "therapy_notes" for text in texts_in(item)]
        case _:
            return []


@pytest.mark.parametrize("name", [name for name in FILES if name not in {"edited.json", "unsealed.json"}])
def test_the_seal_of_an_old_file_still_holds(name: str) -> None:
    assert verify((OLD / name).read_bytes()) is True


def test_every_version_leads_to_the_present_one() -> None:
    for version in migrations.STEPS:
        seen = [version]
        while seen[-1] in migrations.STEPS:
            seen.append(migrations.STEPS[seen[-1]][0])
            assert len(seen) == len(set(seen))
        assert seen[-1] == FORMAT


@pytest.mark.parametrize("version", list(migrations.STEPS))
def test_a_step_changes_nothing_of_what_it_is_given(version: str) -> None:
    for name in FILES:
        data = json.loads(old_text(name))
        before = copy.deepcopy(data)
        migrations.STEPS[version][1](data)
        assert data == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(("entries", "shares", "entry")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("unreadable", "kind", "raw", "entries", "therapy_notes", "format")), inner)
    ),
)


@given(st.dictionaries(st.sampled_from(("unreadable", "therapy_notes", "entries", "x")), JSON))
def test_a_step_is_total_and_loses_no_text(data: dict[str, Any]) -> None:
    for _, step in migrations.STEPS.values():
        made = step(data)
        assert made.keys() == data.keys()
        assert step(made) == made  # what is newer already is left alone
        assert len(texts_in(made)) == len(texts_in(data))


@given(journals())
@documents
def test_a_plain_journal_needs_no_step_whichever_version_it_says(journal: Journal) -> None:
    plain = attrs.evolve(journal, unreadable=())
    file = dumps(plain).decode()
    for version in migrations.PLAIN_ALIKE:
        assert loads(file.replace(f'"format": "{FORMAT}"', f'"format": "{version}"', 1)) == plain


def test_a_newer_minor_version_reads_and_what_it_added_is_kept() -> None:
    file = b'{"therapy_notes": {"format": "1.9", "hue": 1}, "sky": [], "entries": [{"id": "a", "body": "", "wind": "west"}]}'
    journal = loads(file)
    assert journal.format == "1.9"
    again = json.loads(dumps(journal))
    assert (again["sky"], again["entries"][0]["wind"], again["therapy_notes"]["hue"]) == ([], "west", 1)


@pytest.mark.parametrize("lenient", [False, True])
def test_a_newer_major_version_is_refused(lenient: bool) -> None:
    with pytest.raises(ReadError, match=r"\$\.therapy_notes\.format: a format that a newer release wrote"):
        loads(b'{"therapy_notes": {"format": "2.0"}, "entries": "elsewhere"}', lenient=lenient)
