"""An invented journal of two years, for the documentation, for tests, and to see what all this is for.

Benedita Quaresma mends scales in Porto, as her father did. She has been in therapy since May 2022 and begins
to write in
September. Nobody in it exists, and every sentence was written for this project.

The journal ends on a Sunday evening, with the next Monday prepared: ``prepare(…, at=MOMENT_OF_PREPARING)``
finds it.
"""

from functools import cache
from hashlib import sha256
from typing import Final

from ..model.journal import Journal
from ..moments import DateTime
from .desk import HOME, at

NEXT_SESSION: Final = "s-2024-09-16"
"""The id of the session that is still to come at the end of the journal."""

MOMENT_OF_PREPARING: Final[DateTime] = at("2024-09-15 20:30")
"""The Sunday evening before it, after the last entry. The moment for ``at=`` in examples."""


@cache
def example() -> Journal:
    """Return the invented journal: two years, built when it is first asked for, the same one every time.

    >>> journal = example()
    >>> journal.zone, journal[NEXT_SESSION].status
    ('Europe/Lisbon', 'booked')
    """
    from .absences import ABSENCES, SHARES  # noqa: PLC0415 - read only on demand
    from .agreements import AGREEMENTS  # noqa: PLC0415 - loaded when it is used
    from .beliefs import BELIEFS, PREDICTIONS  # noqa: PLC0415 - loaded when it is used
    from .calendar import HELD, NOT_HELD  # noqa: PLC0415 - loaded when it is used
    from .contacts import CONTACTS  # noqa: PLC0415 - loaded when it is used
    from .entries_autumn_2022 import ENTRIES as AUTUMN  # noqa: PLC0415 - loaded when it is used
    from .entries_journey import ENTRIES as JOURNEY  # noqa: PLC0415 - loaded when it is used
    from .entries_last_summer import ENTRIES as SUMMER  # noqa: PLC0415 - loaded when it is used
    from .entries_second_winter import ENTRIES as WINTER  # noqa: PLC0415 - loaded when it is used
    from .entries_spring_2023 import ENTRIES as SPRING  # noqa: PLC0415 - loaded when it is used
    from .next_session import NEXT  # noqa: PLC0415 - loaded when it is used
    from .people import PARTS, PEOPLE, THERAPIES  # noqa: PLC0415 - loaded when it is used
    from .questions import GOALS, PREFERENCES, QUESTIONS  # noqa: PLC0415 - loaded when it is used
    from .ruptures import RUPTURES  # noqa: PLC0415 - loaded when it is used
    from .sessions_first_year import SESSIONS as FIRST_YEAR  # noqa: PLC0415 - loaded when it is used
    from .sessions_second_year import SESSIONS as SECOND_YEAR  # noqa: PLC0415 - loaded when it is used
    from .statements import STATEMENTS  # noqa: PLC0415 - loaded when it is used
    from .topics import TOPICS  # noqa: PLC0415 - loaded when it is used
    from .urges import SCORES, URGES  # noqa: PLC0415 - loaded when it is used

    return Journal(
        zone=HOME,
        key=sha256(b"an invented key for an invented journal; a real one is random").digest(),
        owner="benedita",
        people=PEOPLE,
        therapies=THERAPIES,
        parts=PARTS,
        entries=(*AUTUMN, *SPRING, *JOURNEY, *WINTER, *SUMMER),
        sessions=(*HELD, *NOT_HELD, *FIRST_YEAR, *SECOND_YEAR, NEXT),
        topics=TOPICS,
        ruptures=RUPTURES,
        agreements=AGREEMENTS,
        contacts=CONTACTS,
        urges=URGES,
        absences=ABSENCES,
        statements=STATEMENTS,
        beliefs=BELIEFS,
        predictions=PREDICTIONS,
        questions=QUESTIONS,
        goals=GOALS,
        scores=SCORES,
        preferences=PREFERENCES,
        shares=SHARES,
    )
