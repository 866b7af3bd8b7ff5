"""The JSON Schema: committed as generated, valid, and true of every file that we write."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from helpers import documents
from therapy_notes.codec import dumps, json_bytes, schema
from therapy_notes.errors import WriteError
from therapy_notes.model.journal import KINDS, Journal
from therapy_notes.testing import journals

COMMITTED = Path(__file__).parent.parent / "docs" / "reference" / "journal.schema.json"


def test_the_committed_schema_is_the_generated_one() -> None:
    """To write it anew: ``Path(…).write_bytes(json_bytes(schema()))``."""
    assert COMMITTED.read_bytes() == json_bytes(schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_class_has_a_definition_with_a_sentence_and_every_object_may_have_more_keys() -> None:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    assert {"Header", "Entry", "Rating", "Approximate", "Unreadable", "Share", *(k.of.__name__ for k in KINDS.values())} <= {
        *definitions
    }
    for name, definition in definitions.items():
        assert definition["description"].endswith("."), name
        assert "additionalProperties" not in definition


def test_descriptions_come_from_the_docstrings_and_closed_words_are_closed() -> None:
    definitions = json.loads(json.dumps(schema()))["$defs"]
    assert definitions["Entry"]["properties"]["body"]["description"].startswith("The text, in Markdown")
    assert definitions["Entry"]["required"] == ["id", "body"]
    assert definitions["Session"]["properties"]["status"]["enum"][0] == "proposed"
    assert "reflection" in definitions["Entry"]["properties"]["kind"]["examples"]


@given(journals())
@documents
def test_every_file_that_we_write_is_valid(journal: Journal) -> None:
    try:
        file = dumps(journal)
    except WriteError:  # a whole number of more than 19 digits
        return
    Draft202012Validator(schema()).validate(json.loads(file))


@pytest.mark.parametrize(
    "wrong",
    [
        "[]",
        "{}",
        '{"therapy_notes": {}}',
        '{"therapy_notes": {"format": "1.0"}, "entries": [{"id": "a"}]}',
        '{"therapy_notes": {"format": "1.0"}, "entries": [{"id": "", "body": ""}]}',
        '{"therapy_notes": {"format": "1.0"}, "entries": [{"id": "a", "body": "", "happened": "yesterday"}]}',
        '{"therapy_notes": {"format": "1.0"}, "sessions": [{"id": "a", "status": "maybe"}]}',
    ],
)
def test_what_we_would_not_read_is_not_valid(wrong: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        Draft202012Validator(schema()).validate(json.loads(wrong))
