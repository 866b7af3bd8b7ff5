"""Small pages in HTML, made of parts, and a reading of them in short."""

from collections.abc import Iterable

from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.moments import Date, DateTime, wire
from therapy_notes.readers.saved_page import html as saved_html


def page(*comments: str, post: str = "", head: str = "", heading: str = "", body_class: str = "single") -> str:
    """A page about one post, in a theme as WordPress has had for ten years."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body class='{body_class}'>"
        f"{post or article()}<div id='comments'><h2 class='comments-title'>{heading}</h2>"
        f"<ol class='comment-list'>{''.join(comments)}</ol></div></body></html>"
    )


def article(text: str = "<p>It rose.</p>", *, title: str = "Bread", date: str = "", id: int = 1, more: str = "") -> str:
    return (
        f"<article id='post-{id}' class='post-{id} post type-post hentry'><h1 class='entry-title'>{title}</h1>{date}"
        f"<div class='entry-content'>{text}</div>{more}</article>"
    )


def comment(
    n: int, *below: str, who: str = "Ida", text: str = "<p>Yes.</p>", depth: int = 1, date: str = "", names: str = "comment"
) -> str:
    inside = f"<ol class='children'>{''.join(below)}</ol>" if below else ""
    return (
        f"<li class='{names} depth-{depth}' id='comment-{n}'><article class='comment-body'>"
        f"<footer class='comment-meta'><b class='fn'>{who}</b> <span class='says'>says:</span>"
        f"<div class='comment-metadata'>{date}</div></footer>"
        f"<div class='comment-content'>{text}</div></article>{inside}</li>"
    )


def time(machine: str, words: str) -> str:
    return f"<time class='entry-date' datetime='{machine}'>{words}</time>"


def read(html: str | bytes, **options: str) -> JournalReading:
    return saved_html.read(html.encode() if isinstance(html, str) else html, name="page.html", **options)


def entry_of(html: str | bytes | JournalReading, **options: str) -> Entry:
    reading = html if isinstance(html, JournalReading) else read(html, **options)
    (entry,) = reading.journal.entries
    return entry


def comments_of(html: str | bytes | JournalReading, **options: str) -> tuple[Comment, ...]:
    return entry_of(html, **options).comments


def problems_of(reading: JournalReading) -> list[str]:
    return [str(problem).removeprefix("page.html: ") for problem in reading.problems]


def at(thing: Entry | Comment) -> str | Date | None:
    return wire(thing.written_at) if isinstance(thing.written_at, DateTime) else thing.written_at


def answers(comments: Iterable[Comment]) -> list[tuple[str, str | None]]:
    return [(comment.id[1:], comment.in_reply_to) for comment in comments]
