"""One thing that a friend might point out, where it stands, and in which words."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from attrs import frozen

from ..journal import Journal
from ..shapes import Many, Nested, fields

KINDS_OF_FINDING: Final[tuple[tuple[str, str], ...]] = (
    ("dangling_link", "This points to something that is not in the journal."),
    ("unknown_person", "Somebody is named here who is not among the people or the parts."),
    ("reply_to_nothing", "This comment answers another one that is not here."),
    ("trial_without_review", "This is being tried, and no day is set to look at it again."),
    ("review_long_past", "The day to look at this again went by a while ago."),
    ("two_in_force", "Something else on the same subject holds at the same time."),
    ("told_during_absence", "This was told in a time when the other was away."),
    ("proposal_long_open", "This has been without an answer for a while."),
    ("answered_before_proposed", "Going by the dates, this was answered before it was said."),
    ("accepted_without_proposal", "Something is accepted here, and what had been proposed is not written down."),
    ("accepted_unclearly", "Something is accepted here, and there is no telling which of the proposals it was."),
    ("in_force_before_told", "Going by the dates, this held before it was told."),
    ("window_without_zone", "These hours do not say in which time zone they are meant."),
    ("window_without_days", "These hours do not say on which days, so they stand for every day."),
    ("sessions_overlap", "Some of the time of this session belongs to another one as well."),
    ("ends_before_it_begins", "Going by the dates, this ends before it begins."),
    ("outcome_before_prediction", "Going by the dates, what came of this may lie before the fear itself."),
    ("step_before_noticed", "Going by the dates, this step was taken before anything was noticed."),
    ("score_does_not_fit", "The ends of this scale are others than those that the questionnaire is known for."),
    ("rating_out_of_range", "A number here lies outside its own scale."),
    ("portions_over_the_whole", "The portions here come to more than the whole."),
    ("nothing_to_keep", "This is marked to be kept, and there are no words in it yet."),
    ("name_of_two", "Somebody else here goes by the same name."),
    ("does_not_read", "Something here did not read, and is kept just as it was."),
    ("could_be_read", "What was set aside here seems to read by now."),
)
"""The kinds of finding, each with the sentence that is said. A closed list; a later release may know more."""

WORDS: Final[Mapping[str, str]] = dict(KINDS_OF_FINDING)

Way: TypeAlias = tuple[str | int, ...]
"""The way to a place in a journal: names of fields, and places in tuples."""
Seen: TypeAlias = tuple[str, Way]
"""The kind of something that was seen, and where."""


@frozen(kw_only=True)
class Finding:
    """Something that a friend might point out. It is no error, and nothing has to be done about it.

    Args:
        kind: One of ``KINDS_OF_FINDING``.
        where: Where it stands, as in a problem: ``$.agreements[2].revisions[0]``, counted as the journal is written.
        words: One sentence. It holds none of the journal's own words, and no id.

    >>> print(Finding(kind="name_of_two", where="$.people[1].name", words="Somebody else here goes by the same name."))
    $.people[1].name: Somebody else here goes by the same name.
    """

    kind: str
    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


def told(seen: Iterable[Seen]) -> tuple[Finding, ...]:
    """Return what was seen as findings, in the order of the file, each once.

    >>> [finding.where for finding in told([("name_of_two", ("people", 1)), ("dangling_link", ("owner",))])]
    ['$.owner', '$.people[1]']
    """
    order = {kind: number for number, kind in enumerate(WORDS)}
    ordered = sorted({*seen}, key=lambda one: (_place(one[1]), order[one[0]]))
    return tuple(Finding(kind=kind, where=_path(way), words=WORDS[kind]) for kind, way in ordered)


def _path(way: Way) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way)


def _place(way: Way) -> tuple[int, ...]:
    """Return the number of each step among its neighbours, fields in the order in which they are written."""
    inside: type | None = Journal
    numbers: list[int] = []
    for step in way:
        if isinstance(step, int):
            numbers.append(step)
            continue
        assert inside is not None
        number, field = next((n, field) for n, field in enumerate(fields(inside)) if field.name == step)
        numbers.append(number)
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        inside = shape.of if isinstance(shape, Nested) else None
    return tuple(numbers)
