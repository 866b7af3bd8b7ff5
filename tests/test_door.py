"""What stands at the door, and what opening it costs."""

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import therapy_notes as tn

DOOR = Path(tn.__file__)
HEAVY = {"attr", "attrs", "cattrs", "pendulum", "msgspec", "docx", "lxml", "markdown_it", "hypothesis", "json"}


def test_the_door_lists_its_names_sorted_and_nothing_else() -> None:
    assert sorted(tn.__all__) == tn.__all__ == dir(tn)


def test_every_name_at_the_door_leads_somewhere() -> None:
    for name in tn.__all__:
        assert getattr(tn, name) is not None


def test_what_type_checkers_are_told_is_what_is_there() -> None:
    tree = ast.parse(DOOR.read_text("utf-8"))
    told = {
        (node.module, alias.asname)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 1
        for alias in node.names
    }
    assert told == {(module, name) for module, names in tn._HOMES.items() for name in names}


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import therapy_notes") & HEAVY


def test_a_page_in_markdown_needs_neither_docx_nor_the_codec() -> None:
    loaded = loaded_by("import therapy_notes as tn; j = tn.Journal.new(zone='UTC');tn.render(tn.view(j, 'me'), 'markdown')")
    assert not loaded & {"docx", "lxml", "cattrs", "msgspec", "hypothesis"}


def test_a_name_that_is_not_at_the_door_is_an_attribute_error() -> None:
    assert not hasattr(tn, "no_such_name")


def test_a_file_says_which_release_wrote_it() -> None:
    pyproject = tomllib.loads((DOOR.parents[2] / "pyproject.toml").read_text("utf-8"))
    header = json.loads(tn.dumps(tn.Journal(zone="UTC")))["therapy_notes"]
    assert header["producer"] == f"therapy-notes {pyproject['project']['version']}"
