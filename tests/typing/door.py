"""Read by type checkers alone: what a stranger may write without a word from mypy or pyright."""

from typing import assert_type

import attrs

import therapy_notes as tn

journal = tn.Journal.new(zone="Europe/Lisbon")
entry = tn.Entry.new("x", feelings=[("fear", 8), ("relief", "a little"), tn.Feeling(name="calm")])
assert_type(journal.with_records(entry, tn.Topic.new("y")), tn.Journal)
assert_type(attrs.evolve(entry, title="z"), tn.Entry)
assert_type(tn.loads(tn.dumps(journal)), tn.Journal)
assert_type(tn.view(journal, "me"), tn.View)

at = tn.moment("2024-09-15 20:00", "Europe/Lisbon")
prep = tn.prepare(tn.view(journal, "me"), at=at)
assert_type(prep, tn.Prep)
assert_type(tn.render(prep, "markdown"), str)
assert_type(tn.render(prep, "docx"), bytes)

for record in journal:
    assert_type(record, tn.Record)
    match record:
        case tn.Entry():
            assert_type(record.body, str)
        case tn.Session():
            assert_type(record.is_held, bool)
        case _:
            pass

for agreement in journal.agreements:
    assert_type(agreement.terms_at(at), tn.Terms | None)

tn.prepare(journal, at=at)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
tn.render(journal, "markdown")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]
tn.export(journal, "all.docx")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
