"""The Monday that is still to come, prepared on the Sunday evening before it."""

from typing import Final

from ..model.sessions import Appearance, Preparation, Session
from ..model.values import feelings
from ..moments import Duration
from .desk import THERAPIST, THERAPY, at

NEXT: Final = Session(
    id="s-2024-09-16",
    starts_at=at("2024-09-16 16:00"),
    length=Duration(minutes=50),
    medium="in_person",
    status="booked",
    connection_before="near enough to be cross with",
    preparation=Preparation(
        mood="packed, and listening for the van",
        feelings=feelings([("dread", 5), ("curiosity", 7), ("glee", "in flashes, when I think of the tyre shop")]),
        since=(
            "The silence in our house had two ends, and I have only ever held the one. I do not yet know whom that lets off."
        ),
        hopes=(
            "To leave with the same page open in both our heads.",
            "To know what I do at four o’clock on the two Mondays without you.",
        ),
        fears=(
            "That you will be sorry for him, and I shall be alone with having been afraid.",
            "That I laugh, and we both let it pass for laughing.",
            "p-the-notebooks",
        ),
        opening_line=("I have brought my father’s handwriting, and I should like you to read it before you are kind."),
        if_words_fail=("Take the grey notebook out of my bag and begin at the paper clip. I shall be looking at the lamp."),
        ask=(
            "Read the eleven lines aloud, slowly, in your voice.",
            "Ask me what the girl was waiting for, before you ask about him.",
        ),
        permission="If I explain how such a notebook is sewn, hold up your hand like a traffic policeman.",
        not_today=("t-that-i-count-the-fee", "my mother’s hip"),
        capacity="one heavy thing and two light ones",
        homework=(
            "The shoulder against the door frame: five mornings of seven. "
            "Rang Adélia instead of writing to her: once, badly, and she rang back."
        ),
        materials=("e-the-grey-notebooks-2", "e-the-weighbridge-3", "the notebook itself, with a paper clip at November"),
        shared_with=THERAPIST,
    ),
    appearances=(
        Appearance(topic="t-the-notebooks", minutes_planned=25, must=True),
        Appearance(topic="t-the-move", minutes_planned=10, must=True),
        Appearance(topic="t-the-letter-scale", minutes_planned=3, note="I have the small screwdriver with me."),
        Appearance(topic="t-the-weighbridge"),
        Appearance(topic="t-still-trying"),
    ),
    therapy=THERAPY,
    shared_with=THERAPIST,
)
