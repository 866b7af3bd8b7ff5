"""Sphinx: ``sphinx-build -W -n docs docs/_build``. Nothing is fetched; what can go stale is made from the code here."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import _tables  # noqa: E402
import attrs  # noqa: E402
from sphinx.application import Sphinx  # noqa: E402

import therapy_notes  # noqa: E402
from therapy_notes import insights  # noqa: E402

project = "therapy_notes"
author = "the contributors to therapy_notes"
copyright = "2026, the contributors to therapy_notes"
version = release = "0.1.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "therapy_notes"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_copy_source = False
html_show_sourcelink = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
python_maximum_signature_line_length = 100
toc_object_entries = False

# What nitpick cannot find, and why that is right.
nitpick_ignore_regex = [
    # Other people's classes. No inventory of theirs is fetched: a build needs no network.
    (r"py:.*", r"(collections\.abc|datetime|types|typing|os|io|pathlib|pendulum|hypothesis|_io|attrs)\..*"),
    (r"py:.*", r"(BinaryIO|Line|DateTime|Date|Duration|PathLike|Path|SearchStrategy|Mapping|Callable|T)"),
    # Modules and tables inside the package that docstrings mention, and that are no part of the door.
    (r"py:.*", r"(therapy_notes\.)?(model|moments|codec|crypt|composition|document|prep|sharing|writers|errors)\..*"),
    # A generic class in a signature keeps the name of its module.
    (r"py:class", r"therapy_notes\.insights\.then_and_now\..*"),
    (r"py:(obj|data|func|mod)", r"(FOR_ME|FOR_ANOTHER|identity|Who|\.testing)"),
    # The docstrings name values in double backticks and ids by role; a value's own fields are in the tables of records.md.
    (r"py:class", r"(Literal|optional|Annotated.*|Mark.*|name=.*)"),
]


def _at_home_in_the_door() -> None:
    """Let every public class say that it comes from the package, so that signatures link to where it is described."""
    for name in therapy_notes.__all__:
        found = getattr(therapy_notes, name)
        if isinstance(found, type):
            found.__module__ = "therapy_notes"
    for name in insights.__all__:
        getattr(insights, name).__module__ = "therapy_notes.insights"


def _signature(app: Sphinx, what: str, name: str, obj: object, *_: object) -> tuple[str, None] | None:
    """Show of a value's constructor the fields that have to be given; all of them stand in the tables."""
    if what == "class" and isinstance(obj, type) and attrs.has(obj):
        needed = [a.name for a in attrs.fields(obj) if a.default is attrs.NOTHING and a.init]
        more = len(needed) < len(attrs.fields(obj))
        return f"({', '.join(['*', *needed, *(['**fields'] if more else [])])})", None
    return None


def _one_line(app: Sphinx, what: str, *rest: object) -> None:
    """Keep napoleon from taking the beginning of a property's sentence, up to a colon, for a type."""
    lines = rest[-1]
    if what == "property" and isinstance(lines, list) and lines:
        lines[0] = lines[0].replace(": ", " – ", 1)


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    for mark, table in _tables.TABLES.items():
        if mark in source[0]:
            source[0] = source[0].replace(mark, table())


def setup(app: Sphinx) -> None:
    _at_home_in_the_door()
    app.connect("autodoc-process-signature", _signature)
    app.connect("autodoc-process-docstring", _one_line, priority=400)  # before napoleon
    app.connect("source-read", _fill)
