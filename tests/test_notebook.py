"""The example notebook: it runs from top to bottom, and the repository holds none of its outputs."""

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import therapy_notes as tn

NOTEBOOK = Path(__file__).parents[1] / "examples" / "export_for_session.ipynb"


def notebook() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture
def executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the notebook with its outputs, run in a folder that nobody else sees."""
    for place in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "TMPDIR"):
        (tmp_path / place.lower()).mkdir()
        monkeypatch.setenv(place, str(tmp_path / place.lower()))
    home = str(Path(tn.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH")))))
    found = notebook()
    client = NotebookClient(found, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    return client.execute()


def said_by(cell: Any) -> str:
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def test_the_notebook_is_valid_and_keeps_no_outputs() -> None:
    found = notebook()
    nbformat.validate(found)
    for cell in found.cells:
        assert not cell.get("outputs"), "clear the outputs before you commit"
        assert cell.get("execution_count") is None
        assert not cell.metadata
    assert set(found.metadata) == {"kernelspec", "language_info"}
    assert found.metadata.language_info == {"name": "python"}


def test_the_first_cell_says_that_a_notebook_keeps_its_outputs() -> None:
    assert "keeps its outputs" in notebook().cells[0].source


@pytest.mark.filterwarnings("default")  # Jupyter's own warnings are Jupyter's affair
def test_the_notebook_runs_and_exports_both_pages(executed: Any, tmp_path: Path) -> None:
    by_id = {cell.id: cell for cell in executed.cells if cell.cell_type == "code"}
    for cell in by_id.values():
        assert all(output.output_type != "error" for output in cell.outputs)
    assert said_by(by_id["journal"]).startswith("Journal(")
    journal, at = tn.example(), tn.moment("2024-09-15 20:30", "Europe/Lisbon")
    for cell_id, reader in (("page-for-me", "me"), ("page-for-the-therapist", "therapist")):
        page = tn.render(tn.prepare(tn.view(journal, reader), at=at), "markdown")
        assert said_by(by_id[cell_id]).strip() == str(page).strip()
    names = [f"for-{reader}{suffix}" for reader in ("me", "therapist") for suffix in (".md", ".docx", ".html")]
    assert said_by(by_id["export"]).split() == names
    written = sorted(path.name for path in tmp_path.rglob("for-a-session-*/*"))
    assert written == sorted(names)
