"""Examples are tests: Sybil runs the ``>>>`` of the docstrings and the Python of ``docs/`` and ``README.md``.

Each page and each module has one namespace, and its examples run from top to bottom. A page runs in an empty
folder of its own, so that an example may save and export without touching the repository. A block of the
language ``text`` after an example that sets ``shown`` must say what ``shown`` holds, so that a long page reads as one.
With pytest-xdist, the examples of one page stay together.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

from therapy_notes import registry


@contextlib.contextmanager
def _a_place_of_its_own() -> Iterator[None]:
    """Give a page an empty folder, and take back the formats that it registers."""
    formats = registry._FORMATS  # there is no public way to take a format back
    before = dict(formats)
    with tempfile.TemporaryDirectory(prefix="therapy-notes-docs-") as folder, contextlib.chdir(os.path.realpath(folder)):
        yield
    formats.clear()
    formats.update(before)


def _enter(namespace: dict[str, Any]) -> None:
    namespace["_place"] = stack = contextlib.ExitStack()
    stack.enter_context(_a_place_of_its_own())


def _leave(namespace: dict[str, Any]) -> None:
    namespace["_place"].close()


def _must_be_what_is_shown(example: Example) -> None:
    shown = example.namespace.get("shown")
    if shown is not None and not OutputChecker().check_output(str(example.parsed).strip(), shown.strip(), ELLIPSIS):
        raise AssertionError(f"line {example.line} shows something else than this:\n\n{shown.strip()}\n")


_pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser(language="text", evaluator=_must_be_what_is_shown),
        SkipParser(),
    ],
    patterns=["docs/*.md", "docs/*/*.md", "README.md"],
    setup=_enter,
    teardown=_leave,
    name="page",
)

_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    patterns=["src/therapy_notes/*.py", "src/therapy_notes/*/*.py", "src/therapy_notes/*/*/*.py"],
    document_types={".py": PythonDocStringDocument},
    name="docstring",
)

pytest_collect_file = (_pages + _docstrings).pytest()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let pytest-xdist hand out whole files: an example needs those that stand above it."""
    if getattr(config.option, "numprocesses", None) and config.option.dist in {"no", "load"}:
        config.option.dist = "loadfile"
