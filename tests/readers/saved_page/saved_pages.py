"""The invented pages, and a reader's report in short."""

from pathlib import Path

from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.readers.saved_page import reader as saved_page

PAGES = Path(__file__).parent / "pages"
STYLES = ("a_names", "b_anonymous", "c_numbered", "d_bullets", "e_full_copy")


def page(name: str) -> bytes:
    return (PAGES / f"{name}.txt").read_bytes()


def read(text: str | bytes, **options: str) -> JournalReading:
    data = text.encode() if isinstance(text, str) else text
    return saved_page.read(data, name="page.txt", **options)


def entry_of(reading: JournalReading) -> Entry:
    (entry,) = reading.journal.entries
    return entry


def comments_of(text: str | bytes, **options: str) -> tuple[Comment, ...]:
    return entry_of(read(text, **options)).comments


def problems_of(reading: JournalReading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def answers(comments: tuple[Comment, ...]) -> list[tuple[str, str | None]]:
    return [(comment.id, comment.in_reply_to) for comment in comments]
