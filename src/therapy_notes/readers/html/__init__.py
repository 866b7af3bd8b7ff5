"""HTML of blog posts, comments and notes becomes Markdown that shows the same words."""

from .reader import text_of as text_of
from .reader import to_markdown as to_markdown
