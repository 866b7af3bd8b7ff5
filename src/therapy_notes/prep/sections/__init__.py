"""Each part of a page, as a pure question to what the reader sees. Nothing is invented; what is empty is left out."""

from collections.abc import Callable, Mapping
from typing import Final

from ..page import Items, Page
from .agreed import agreements, wishes
from .asked import questions
from .between_us import relationship
from .breaks import coming_break
from .fears import fears
from .goals import progress
from .held_on_to import hold_on_to
from .her_own_words import ask, hopes, if_words_fail, mood, opening_line, permission, safety_first, since
from .last_time import bridge, feedback, homework, unsaid
from .materials import materials
from .to_write import agreed_today, to_write
from .topics import agenda, also_marked, if_there_is_room, not_today

SECTIONS: Final[Mapping[str, Callable[[Page], Items]]] = {
    "safety_first": safety_first,
    "opening_line": opening_line,
    "if_words_fail": if_words_fail,
    "hold_on_to": hold_on_to,
    "agenda": agenda,
    "if_there_is_room": if_there_is_room,
    "also_marked": also_marked,
    "not_today": not_today,
    "ask": ask,
    "permission": permission,
    "unsaid": unsaid,
    "fears": fears,
    "questions": questions,
    "bridge": bridge,
    "feedback": feedback,
    "since": since,
    "relationship": relationship,
    "agreements": agreements,
    "wishes": wishes,
    "materials": materials,
    "coming_break": coming_break,
    "homework": homework,
    "hopes": hopes,
    "progress": progress,
    "mood": mood,
    "afterwards": to_write("said", "heard", "still_with_me"),
    "agreed_today": agreed_today,
}
"""Every section by its name."""
