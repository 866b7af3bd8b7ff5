"""Questions to a whole journal. They answer its owner; the moment is an argument, and nothing reads the clock.

A figure comes with how many it stands on, and "cannot tell" is an answer.
"""

from .agreements import Holding, Verdict, in_force, is_late, verdict
from .breaks import Break, coming_breaks, sessions_around
from .ruptures import OpenRupture, open_ruptures, time_to_raise, time_to_repair
from .sessions import (
    TimeTogether,
    held_sessions,
    is_retracted,
    last_session,
    next_session,
    number_of,
    since_last_session,
    time_together,
)
from .shares import shares
from .topics import WaitingTopic, life_of, waiting_topics

__all__ = [
    "Break",
    "Holding",
    "OpenRupture",
    "TimeTogether",
    "Verdict",
    "WaitingTopic",
    "coming_breaks",
    "held_sessions",
    "in_force",
    "is_late",
    "is_retracted",
    "last_session",
    "life_of",
    "next_session",
    "number_of",
    "open_ruptures",
    "sessions_around",
    "shares",
    "since_last_session",
    "time_to_raise",
    "time_to_repair",
    "time_together",
    "verdict",
    "waiting_topics",
]
