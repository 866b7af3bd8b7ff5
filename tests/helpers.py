"""What several test files need."""

from hypothesis import settings

documents = settings(max_examples=max(10, settings().max_examples // 10))
"""For properties that render or read a whole document for every example: a tenth of the usual number."""


def keeps_quiet(error: BaseException, text: str) -> None:
    """Assert that an error does not quote the text that caused it, nor show another error that does."""
    assert len(text) < 6 or text not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
