"""The second tree, and the way from Markdown text into it."""
