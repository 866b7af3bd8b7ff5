"""Four things between two people: mended twice, half mended, never said, and left as it was."""

from typing import Final

from ..model.ruptures import Move, Rupture, RuptureStep, Size
from ..model.values import Afterthought, Link, Rating, feelings
from .desk import THERAPIST, THERAPY, at, day

RUPTURES: Final = (
    Rupture(
        id="r-the-other-room",
        title="What she told in another room",
        certainty="strain",
        noticed=day("2023-02-06"),
        triggers=("disclosure_by_therapist", "my name in a place I have not seen"),
        moves=(
            Move(actor="therapist", direction="away", marker="said it to the window"),
            Move(actor="client", direction="against", marker="complaint_about_parameters"),
            Move(actor="client", direction="away", marker="minimal_response"),
        ),
        sizes=(
            Size(of="then", at=day("2023-02-06"), degree=Rating.of(7)),
            Size(of="warranted", at=day("2023-03-20"), degree="about what I made of it, less the door"),
            Size(of="now", at=day("2024-01-02"), degree=Rating.of(3)),
        ),
        meaning="That there is a table somewhere on which I lie, and two people bend over it with lamps.",
        feelings=feelings([("betrayed", 7), ("anger", 6), ("childish", "very")]),
        steps=(
            RuptureStep(at=day("2023-02-06"), state="noticed", by="client", session="s-2023-02-06"),
            RuptureStep(
                at=day("2023-02-20"), state="raised", by="client", session="s-2023-02-20",
                what="Said that nobody had asked me.",
                strategies=("gives_rationale", "invites_thoughts_and_feelings"),
            ),
            RuptureStep(at=day("2023-02-27"), state="being_worked", by="both", session="s-2023-02-27",
                        hurt="less sharp, more stubborn"),
            RuptureStep(
                at=day("2023-03-20"), state="unresolved", by="both", session="s-2023-03-20",
                what=(
                    "She will go on talking to her supervisor. I shall go on not liking it. We shook on "
                    "that, in a manner."
                ),
                strategies=("acknowledges_contribution",), hurt=Rating.of(4),
            ),
        ),
        afterthoughts=(
            Afterthought(at=day("2024-01-02"),
                         words=(
                             "I send my masters to the standards office every second year, and nobody asks "
                             "the masters."
                         )),
        ),
        therapy=THERAPY,
    ),
    Rupture(
        id="r-the-fish-stamp",
        title="The letter with the fish on the stamp",
        certainty="rupture",
        noticed=day("2023-04-14"),
        triggers=("boundary_change", "absence_or_break"),
        moves=(
            Move(actor="therapist", direction="away", marker="put it into a letter, from an island"),
            Move(actor="client", direction="away", marker="giving_up"),
            Move(actor="client", direction="against", marker="complaint_about_parameters"),
        ),
        sizes=(
            Size(of="then", at=day("2023-04-14"), degree=Rating.of(10)),
            Size(of="now", at=day("2023-04-24"), degree=Rating.of(5)),
            Size(of="warranted", at=day("2023-06-19"), degree="a five that I dressed as a ten"),
            Size(of="now", at=day("2024-06-03"), degree="a scar that tells the weather"),
        ),
        meaning="That I had been found too heavy, and that it had needed an ocean to say so.",
        feelings=feelings([("shame", 9), ("abandoned", 8), ("anger", 6),
                           ("a sort of triumph", "one minute")]),
        steps=(
            RuptureStep(at=day("2023-04-14"), state="noticed", by="client", hurt=Rating.of(10)),
            RuptureStep(at=at("2023-04-17 16:04"), state="raised", by="client", session="s-2023-04-17",
                        what="Put the letter on the table and said nothing until she did."),
            RuptureStep(
                at=at("2023-04-17 16:20"), state="being_worked", by="both", session="s-2023-04-17",
                strategies=("invites_thoughts_and_feelings", "changes_task_or_goal",
                            "acknowledges_contribution"),
            ),
            RuptureStep(at=day("2023-04-24"), state="partly_resolved", by="both", session="s-2023-04-24",
                        hurt=Rating.of(5), what="I had kept the rule for one week and nobody had died."),
            RuptureStep(at=at("2024-05-20 16:10"), state="reopened", by="client", session="s-2024-05-20",
                        what="Asked for the hours to come off, and heard my voice go up like a kettle.",
                        hurt=Rating.of(6)),
            RuptureStep(
                at=day("2024-06-03"), state="resolved", by="both", session="s-2024-06-03",
                what=(
                    "She said that she would not write such a letter again, and that she would draw the line "
                    "again."
                ),
                strategies=("discloses_internal_experience", "links_to_pattern_elsewhere"), hurt="a thread",
            ),
        ),
        links=(
            Link(kind="caused", to="ag-between-mondays"),
            Link(kind="about", to="the-letter"),
        ),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Rupture(
        id="r-the-other-name",
        title="Helena",
        certainty="strain",
        noticed=at("2024-02-26 16:31"),
        triggers=("therapist_mood_or_lapse", "comparison_with_other_clients"),
        moves=(
            Move(actor="therapist", direction="away",
                 marker="was with somebody else for the length of a name"),
            Move(actor="client", direction="away", marker="deferential_appeasing"),
        ),
        sizes=(
            Size(of="then", at=day("2024-02-26"), degree=Rating.of(8)),
            Size(of="warranted", at=day("2024-03-18"), degree=Rating.of(3)),
            Size(of="now", at=day("2024-09-02"), degree="comes and goes"),
        ),
        meaning="That I am a chair in which people sit one after the other, and am also the people.",
        feelings=feelings([("jealousy", 7), ("amusement", 2), ("small", "as a button")]),
        steps=(
            RuptureStep(at=at("2024-02-26 16:31"), state="noticed", by="client", session="s-2024-02-26"),
            RuptureStep(at=day("2024-03-18"), state="raised", by="client", session="s-2024-03-18",
                        strategies=("acknowledges_contribution", "discloses_internal_experience"),
                        what="Said: my name is on the invoice, you might look there."),
            RuptureStep(at=day("2024-04-15"), state="partly_resolved", by="both", session="s-2024-04-15",
                        hurt=Rating.of(3)),
            RuptureStep(at=day("2024-09-02"), state="being_worked", by="both", session="s-2024-09-02",
                        what="It came back when I heard her greet the one before me in the stairwell.",
                        strategies=("links_to_pattern_between_us",), hurt=Rating.of(4)),
        ),
        therapy=THERAPY,
        shared_with=THERAPIST,
    ),
    Rupture(
        id="r-a-yawn-or-not",
        title="A yawn, or the beginning of a word",
        certainty="not_sure",
        noticed=day("2024-06-17"),
        triggers=("unknown",),
        moves=(Move(actor="client", direction="away", marker="topic_shift"),),
        sizes=(Size(of="then", at=day("2024-06-17"), degree="a hair in the soup"),),
        meaning="That it was twenty past four and thirty-one degrees. Also that I am dull.",
        therapy=THERAPY,
    ),
)  # fmt: skip
