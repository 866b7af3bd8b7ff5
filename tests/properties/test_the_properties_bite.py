"""The properties notice when a step of scrubbing is switched off: each one, one at a time."""

import pytest
from mutants import ALL, EQUIVALENT, MUTANTS, PAIRS, Changed, Mutant, caught
from pairs import Pair, some_pairs


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_what_is_switched_off_is_there_once(mutant: Mutant) -> None:
    assert mutant.source.count(mutant.old) == 1
    assert mutant.new != mutant.old


@pytest.fixture(scope="module")
def given() -> tuple[Pair, ...]:
    """Return the pairs, about which the code as it is has been asked: by then every name of the package has been fetched."""
    found = some_pairs(PAIRS)
    assert caught(found[: 2 * ALL]) is None
    return found


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_property_notices(mutant: Mutant, given: tuple[Pair, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    Changed(mutant, monkeypatch.setattr)
    assert caught(given) is not None


def test_no_mutant_stays_when_it_has_been_asked_about(given: tuple[Pair, ...]) -> None:
    for mutant in MUTANTS[:3]:
        with pytest.MonkeyPatch.context() as patch:
            Changed(mutant, patch.setattr)
            assert caught(given) is not None
        assert caught(given[:2]) is None


def test_every_name_is_given_once_and_every_equivalent_one_has_a_reason() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert all(what and why for what, why in EQUIVALENT)
