"""Our own JSON: a journal to bytes and back.

Two roads lead in. The strict one (``parsing``, ``structuring``, ``problems``) sees everything and reports every problem at
once. The fast one (``fast``) takes what this very release wrote and nobody touched since; without it all results are
the same. Both, the way out (``encoding``, ``writing``) and the JSON Schema (``json_schema``) are made from one table,
``model.shapes.fields``.

Importing this room loads neither cattrs nor msgspec; the first call does.
"""

from .encoding import encode_value, json_bytes
from .json_schema import schema
from .reading import journal_of, loads
from .seal import verify
from .writing import dumps, tree_of

__all__ = ["dumps", "encode_value", "journal_of", "json_bytes", "loads", "schema", "tree_of", "verify"]
