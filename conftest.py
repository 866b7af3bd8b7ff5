"""Examples are tests: Sybil runs the ``>>>`` of the docstrings and the Python of ``docs/`` and ``README.md``.

Each page and each module has one namespace, and its examples run from top to bottom. A page runs in an empty
folder of its own, so that an example may save and export without touching the repository. A block of the
language ``text`` after an example that sets ``shown`` must say what ``shown`` holds, so that a long page reads as one.
Give ``--dist loadfile`` to pytest-xdist: the examples of one page belong together.
"""

import contextlib
import os
import tempfile
from doctest import ELLIPSIS, OutputChecker
from typing import Any

from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser


def _enter_an_empty_folder(namespace: dict[str, Any]) -> None:
    stack = contextlib.ExitStack()
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="therapy-notes-docs-"))
    stack.enter_context(contextlib.chdir(os.path.realpath(folder)))
    namespace["_folder"] = stack


def _leave_it(namespace: dict[str, Any]) -> None:
    namespace["_folder"].close()


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
    setup=_enter_an_empty_folder,
    teardown=_leave_it,
    name="page",
)

_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    patterns=["src/therapy_notes/*.py", "src/therapy_notes/*/*.py", "src/therapy_notes/*/*/*.py"],
    document_types={".py": PythonDocStringDocument},
    name="docstring",
)

pytest_collect_file = (_pages + _docstrings).pytest()
