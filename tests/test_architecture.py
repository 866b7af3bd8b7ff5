"""The house holds its table of rooms: who may import whom, and which room each borrowed library has."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "therapy_notes"

ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "text": {"errors"},
    "moments": {"errors"},
    "frontmatter": {"errors", "text"},
    "model": {"errors", "text", "moments"},
    "insights": {"model", "moments", "errors"},
    "sharing": {"model", "text", "moments", "errors"},
    "prep": {"model", "insights", "sharing", "moments", "errors"},
    "document": {"text", "errors"},
    "composition": {"model", "sharing", "prep", "insights", "document", "moments", "text", "errors"},
    "codec": {"model", "moments", "text", "errors", "sharing", "prep"},
    "vault": {"codec", "model", "frontmatter", "moments", "text", "errors"},
    "readers": {"model", "frontmatter", "moments", "text", "errors"},
    "writers": {"document", "text", "errors"},
    "crypt": {"errors"},
    "registry": {"codec", "vault", "readers", "composition", "writers", "model", "sharing", "prep", "errors"},
    "files": {"registry", "crypt", "model", "sharing", "prep", "errors"},
    "invented": {"model", "moments"},
    "frames": {"insights", "sharing", "prep", "model", "registry", "moments", "errors"},
    "plots": {"insights", "sharing", "prep", "model", "registry"},
    "notebook": {"insights", "sharing", "prep", "model", "registry"},
    "testing": {"model", "moments", "text", "errors"},
    "_hypothesis": {"testing", "model"},
}

BORROWED = {
    "pendulum": {"moments"},
    "cattrs": {"codec"},
    "cattr": {"codec"},
    "msgspec": {"codec"},
    "docx": {"writers"},
    "lxml": {"writers", "readers"},
    "markdown_it": {"document"},
    "PIL": {"document"},
    "rich": {"notebook"},
    "charset_normalizer": {"readers"},
    "dateparser": {"readers"},
    "plistlib": {"readers"},
    "tomllib": {"readers"},
    "pandas": {"frames"},
    "polars": {"frames"},
    "hypothesis": {"testing", "_hypothesis"},
    "json": {"codec", "frontmatter", "readers"},
    "yaml": {"frontmatter"},
    "zipfile": {"writers", "readers"},
    "gzip": {"files"},
    "zlib": {"files", "readers"},
    "filelock": {"files"},
    "pyrage": {"crypt"},
}
"""The rooms in which a library may be used."""

NOT_IN_THE_MODEL = {"json", "pathlib", "os", "io", "time", "docx", "cattrs", "msgspec"}


def modules() -> list[Path]:
    return sorted(path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield what a module imports: absolute names, and whether each is one of our rooms."""
    package = path.relative_to(HOUSE.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _ours(alias.name)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield _ours(node.module or "")
                continue
            base = package[: len(package) - node.level + 1]
            found = [*base[1:], *(node.module.split(".") if node.module else ())]
            for name in [found[0]] if found else [alias.name for alias in node.names]:
                yield name, True


def _ours(name: str) -> tuple[str, bool]:
    inside = name.removeprefix("therapy_notes.")
    return (inside.split(".")[0], True) if inside != name else (name, False)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_each_room_imports_only_the_rooms_that_its_row_names(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, "a room without a row"
    entered = {name for name, ours in imports(path) if ours} - {room}
    assert entered <= ROOMS[room]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_each_borrowed_library_has_one_room(path: Path) -> None:
    room = room_of(path)
    used = {name.split(".")[0] for name, ours in imports(path) if not ours}
    for library, rooms in BORROWED.items():
        assert library not in used or room in rooms, f"{library} does not live here"
    if room == "model":
        assert not used & NOT_IN_THE_MODEL


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_the_room_of_files_touches_a_disk_and_no_room_reads_a_clock_or_a_network(path: Path) -> None:
    used = {name for name, ours in imports(path) if not ours}
    assert not used & {"socket", "urllib.request", "http.client", "requests", "httpx", "logging", "time", "random", "locale"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert called not in {"now", "today", "utcnow", "print", "getenv"}
            if path.name in {"_archive.py", "pictures.py"}:
                continue  # what they open is in memory: a member of an archive, a picture
            if room_of(path) != "files":
                assert called not in {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir"}


def test_no_submodule_has_the_name_of_a_door_function() -> None:
    import therapy_notes as tn  # noqa: PLC0415

    inside = {path.stem for path in HOUSE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not inside & (set(tn.__all__) - {"insights"})


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_examples_use_public_names_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.module is not None
            assert node.module.split(".")[0] in {*sys.stdlib_module_names, "attrs", "rich", "_convert"}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                assert alias.name.split(".")[0] in {*sys.stdlib_module_names, "therapy_notes", "attrs", "rich", "_convert"}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "tn":
            import therapy_notes as tn  # noqa: PLC0415

            assert node.attr in tn.__all__
