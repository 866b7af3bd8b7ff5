"""The pages say what is there: every public name, every dependency, every page in its place."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import therapy_notes as tn
from test_architecture import ROOMS
from therapy_notes import insights, testing
from therapy_notes.model.journal import KINDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)


def text(path: Path) -> str:
    return path.read_text("utf-8")


def in_toctrees(index: Path) -> list[str]:
    blocks = re.findall(r"^```\{toctree\}\n(.*?)^```", text(index), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip() and not line.startswith(":")]


@pytest.mark.parametrize("name", tn.__all__)
def test_every_public_name_stands_in_the_reference(name: str) -> None:
    api = text(DOCS / "reference" / "api.md")
    if name == "insights":
        assert ".. automodule:: therapy_notes.insights\n" in api
    else:
        assert re.search(
            rf"^\.\. (auto(class|function|exception)|class|data):: (therapy_notes\.)?{name}$", api, re.MULTILINE
        )


def test_the_reference_describes_no_name_that_is_not_public() -> None:
    api = text(DOCS / "reference" / "api.md")
    described = re.findall(r"^\.\. auto(?:class|function|exception):: therapy_notes\.(\w+)$", api, re.MULTILINE)
    assert set(described) <= set(tn.__all__)


@pytest.mark.parametrize("module", [insights, testing], ids=["insights", "testing"])
def test_every_name_of_a_documented_module_has_a_sentence(module: object) -> None:
    for name in getattr(module, "__all__", ()):
        assert (getattr(module, name).__doc__ or "").strip(), name


def test_the_list_of_kinds_in_the_reference_is_whole() -> None:
    said = text(DOCS / "reference" / "api.md").split(".. data:: KINDS")[1].split(".. data:: Record")[0]
    listed = [word for word in re.findall(r"``(\w+)``", said) if word in KINDS]
    assert listed == list(KINDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_page_is_in_a_toctree(page: Path) -> None:
    if page == DOCS / "index.md":
        return
    index = DOCS / "index.md" if page.name == "index.md" else page.parent / "index.md"
    name = page.relative_to(index.parent).as_posix().removesuffix(".md")
    assert name in in_toctrees(index)


def test_the_published_schema_is_the_one_that_the_code_gives() -> None:
    written = text(DOCS / "reference" / "journal.schema.json")
    assert written == json.dumps(tn.schema(), indent=2, ensure_ascii=False) + "\n"


def project() -> dict[str, list[str]]:
    found = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    return {"run": found["dependencies"], **found["optional-dependencies"]}


def test_every_dependency_is_weighed() -> None:
    page = text(DOCS / "explanation" / "dependencies.md")
    for needed in (line for lines in project().values() for line in lines):
        found = re.match(r"[\w-]+", needed)
        assert found is not None
        if found[0] != "therapy-notes":
            assert re.search(rf"(?<![\w-]){found[0]}(?![\w-])", page), found[0]


def test_the_lowest_versions_of_the_dependencies_are_those_of_the_project() -> None:
    page = text(DOCS / "explanation" / "dependencies.md")
    for needed in (line for extra, lines in project().items() if extra not in {"dev", "bench"} for line in lines):
        name, version = needed.split(">=")
        assert f"**{name}** (≥ {version})" in page


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert re.search(r"^## \[?Unreleased", text(ROOT / "CHANGELOG.md"), re.MULTILINE)


def test_the_table_of_rooms_for_contributors_is_the_one_that_is_held() -> None:
    rows = text(ROOT / "CONTRIBUTING.md").split("## Who may import whom")[1].split("| library |")[0].splitlines()
    cells = [[re.findall(r"`(\w+)`", cell) for cell in row.split("|")[1:3]] for row in rows if row.startswith("| `")]
    told = {room: set(others) for rooms, others in cells for room in rooms}
    here = {path.stem for path in (ROOT / "src" / "therapy_notes").iterdir() if not path.stem.startswith("_")} - {"py"}
    assert told.keys() == here & ROOMS.keys()
    for room, others in told.items():
        assert others == ROOMS[room] & told.keys(), room


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_no_page_shows_a_path_of_somebodys_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(home|Users|work|tmp|root)/", text(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_between_pages_lead_to_files(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "", text(page), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
        if "://" not in target and not target.startswith("<"):
            assert (page.parent / target).exists(), target


def test_every_promise_names_tests_that_are_there() -> None:
    page = text(DOCS / "explanation" / "what-we-promise.md")
    rows = [row for row in page.splitlines() if row.startswith("| ") and row != "| promise | held by |"]
    assert len(rows) > 25
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, row
        for path, name in named:
            assert re.search(rf"^(def|class) {name}\b", text(ROOT / path), re.MULTILINE), f"{path}::{name}"
