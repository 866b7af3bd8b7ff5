"""How things stand with what was given away, from the lines of the ledger."""

from attrs import evolve

from ..model.journal import Journal
from ..model.values import Share


def shares(journal: Journal, *, audience: str | None = None) -> tuple[Share, ...]:
    """Return one line for each record and audience that tells how things stand, in the order in which they were given.

    Of what the lines of the ledger say about one record and one audience, the latest counts: when it was given and how,
    when the reader was asked to read it, whether they did, where it was talked about. What is given again begins anew: it
    may say something else by now, and nobody has read it yet. Whether it was read matters (``seed-items.md`` S4-04);
    that the latest line counts is [ours].

    Args:
        journal: The journal.
        audience: Only what was given to this one.

    >>> from therapy_notes.moments import parse_day
    >>> lines = (Share(record="r", audience="therapist", shared_at=parse_day("2024-05-11"), how="by mail"),
    ...          Share(record="r", audience="therapist", read="yes"))
    >>> [(line.how, line.read) for line in shares(Journal(zone="Europe/Paris", shares=lines))]
    [('by mail', 'yes')]
    """
    standing: dict[tuple[str, str], Share] = {}
    for line in journal.shares:
        if audience is None or line.audience == audience:
            whose = (line.record, line.audience)
            standing[whose] = _after(standing[whose], line) if whose in standing else line
    return tuple(standing.values())


def _after(before: Share, line: Share) -> Share:
    """Return how things stand after one more line. A line says nothing with a field that it leaves at its default."""
    if line.shared_at is not None:
        return line
    return evolve(
        before,
        how=line.how or before.how,
        asked_to_read_at=line.asked_to_read_at or before.asked_to_read_at,
        read=before.read if line.read == "not_known" else line.read,
        discussed_in=line.discussed_in or before.discussed_in,
        withdrawn_at=line.withdrawn_at or before.withdrawn_at,
    )
