"""What several test files need."""

from hypothesis import settings

documents = settings(max_examples=max(10, settings().max_examples // 10))
"""For properties that render or read a whole document for every example: a tenth of the usual number."""
