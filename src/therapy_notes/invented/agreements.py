"""What was agreed, proposed, borne, tried: above all the life of one rule about writing."""

from typing import Final

from ..model.agreements import Agreement
from ..model.contact_rules import ContactRule, ContactWindow, Terms
from ..model.revisions import Alternative, Revision
from ..model.values import Afterthought, Evidence, Link, feelings
from ..moments import Duration
from .desk import HOME, THERAPIST, THERAPY, at, day

_WORKING_HOURS: Final = ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="09:00", closes="17:00", zone=HOME)

_CONTACT: Final = Agreement(
    id="ag-between-mondays",
    topic="between_session_contact",
    kind="working_agreement",
    revisions=(
        Revision(
            id="any-time", at=day("2022-05-23"), act="stated", by="therapist", session=None,
            terms=Terms(
                words="You may write, or speak to the machine, whenever it helps. I do not always answer.",
                binds="client",
                contact=ContactRule(mode="open"),
            ),
            explained=True, asked_me=False,
        ),
        Revision(
            id="the-letter", at=day("2023-04-12"), act="proposed", by="therapist",
            alternatives=(
                Alternative(
                    id="nothing-between",
                    terms=Terms(
                        words="Nothing between the Mondays, and all of it in the room.",
                        binds="client", contact=ContactRule(mode="none"),
                    ),
                ),
                Alternative(
                    id="a-thursday",
                    terms=Terms(words="A second hour, on Thursdays at noon, and then nothing in between.",
                                binds="both"),
                ),
            ),
            felt_as=Terms(words="Do not come near me.", binds="client", contact=ContactRule(mode="none")),
            told_at=day("2023-04-14"), channel="letter",
            reason="That the messages were doing the work of the hour, and doing it worse.",
            explained=True, asked_me=False,
            feelings=feelings([("cold", "to the elbows"), ("shame", 9), ("anger", 6)]),
        ),
        Revision(
            id="no-thursday", at=at("2023-04-15 10:05"), act="declined", by="client", answers=("a-thursday",),
            channel="voicemail", reason="cost",
        ),
        Revision(
            id="until-nine", at=at("2023-04-17 16:20"), act="countered", by="client", answers=("the-letter",),
            terms=Terms(
                words="Every day, Sundays too, but only until nine in the evening.",
                binds="client",
                contact=ContactRule(mode="windowed",
                                    windows=(ContactWindow(opens="09:00", closes="21:00", zone=HOME),)),
            ),
            session="s-2023-04-17", asked_me=True,
        ),
        Revision(
            id="working-hours", at=at("2023-04-17 16:35"), act="countered", by="therapist",
            answers=("until-nine",),
            terms=Terms(
                words=(
                    "Monday to Friday, nine to five. No nights, no weekends. To move a session, or in real "
                    "need: always."
                ),
                binds="client",
                because=(
                    "An evening that might ring is not an evening; she says she would be of less use on "
                    "Monday."
                ),
                contact=ContactRule(
                    mode="windowed", windows=(_WORKING_HOURS,), always_for=("scheduling", "crisis"),
                    reply="short"
                ),
            ),
            session="s-2023-04-17", explained=True, asked_me=True,
        ),
        Revision(
            id="all-right-then", at=at("2023-04-17 16:45"), act="accepted_reluctantly", by="client",
            answers=("working-hours",), session="s-2023-04-17", asked_me=True,
            feelings=feelings([("relief", 4), ("humiliation", 6), ("hunger", "ordinary")]),
        ),
        Revision(
            id="a-tick-is-enough", at=at("2023-10-02 16:40"), act="amended", by="both",
            terms=Terms(
                words="As before, nine to five; and from now on a tick is enough of an answer.",
                binds="both",
                contact=ContactRule(
                    mode="windowed", windows=(_WORKING_HOURS,), always_for=("scheduling", "crisis"),
                    reply="acknowledgement",
                ),
            ),
            session="s-2023-10-02", reason="I was reading her full stops like tea leaves.", asked_me=True,
        ),
        Revision(
            id="i-asked", at=at("2024-05-20 16:15"), act="proposed", by="client",
            terms=Terms(words="That the hours come off.", binds="client", contact=ContactRule(mode="open")),
            session="s-2024-05-20",
            reason="It was made for a person in April of another year, and I have met her, and I am not her.",
        ),
        Revision(
            id="let-us-try", at=at("2024-05-20 16:40"), act="accepted", by="therapist", answers=("i-asked",),
            terms=Terms(
                words="The hours come off. We try it, and either of us may say that it is not working.",
                binds="both", contact=ContactRule(mode="open", reply="none_needed"),
            ),
            trial=True, session="s-2024-05-20", explained=True, asked_me=True,
            feelings=feelings([("pride", 7), ("fright", 7)]),
        ),
    ),
    evidence=(
        Evidence(side="for",
                 words="Under the hours I found out what the kitchen looks like at nine in the evening.",
                 at=day("2023-11-19")),
        Evidence(side="against",
                 words="A need with a timetable is a tram. It comes when it comes, and I am elsewhere.",
                 at=day("2023-05-01")),
        Evidence(side="mixed",
                 words="I slept better, and I told her less on the Mondays for about two months.",
                 at=day("2023-06-19"), accepted="partly"),
    ),
    afterthoughts=(
        Afterthought(at=day("2024-08-04"),
                     words="I learned the shape of an evening from it. I keep that, whatever we do next.",
                     shared_with=THERAPIST),
    ),
    therapy=THERAPY,
    shared_with=THERAPIST,
)  # fmt: skip

_PROMISE: Final = Agreement(
    id="ag-only-to-move-a-monday",
    topic="between_session_contact",
    kind="personal_commitment",
    parties=("client",),
    revisions=(
        Revision(
            id="to-myself", at=day("2024-05-22"), act="stated", by="client",
            terms=Terms(
                words="I write only to move a Monday. Everything else can walk there with me.",
                binds="client",
                contact=ContactRule(mode="purpose_limited", purposes=("scheduling",)),
            ),
            reason="Not a penance. I want to see what I do with a door that is open.",
        ),
    ),
    links=(Link(kind="because_of", to="ag-between-mondays"),),
    therapy=THERAPY,
)  # fmt: skip

_CANCELLING: Final = Agreement(
    id="ag-calling-off",
    topic="cancellation_and_lateness",
    kind="business_contract",
    revisions=(
        Revision(
            id="two-days", at=day("2022-05-23"), act="stated", by="therapist",
            terms=Terms(words="Two days' notice, or the hour is paid for.", notice=Duration(hours=48)),
        ),
        Revision(
            id="one-day", at=at("2023-01-09 16:45"), act="amended", by="therapist", session="s-2023-01-09",
            terms=Terms(
                words=(
                    "One day's notice will do, and it goes for both of us: if I am later than that, the next "
                    "hour is free."
                ),
                because="Fish markets do not plan two days ahead, and neither do fevers.",
                notice=Duration(hours=24),
            ),
            explained=True,
        ),
    ),
    therapy=THERAPY,
    shared_with=THERAPIST,
)  # fmt: skip

_FEE: Final = Agreement(
    id="ag-fee",
    topic="fee_and_payment",
    kind="business_contract",
    revisions=(
        Revision(id="fifty-five", at=day("2022-05-23"), act="stated", by="therapist",
                 terms=Terms(words="Fifty-five euros, by the last Monday of the month.", binds="client")),
        Revision(id="sixty-two", at=at("2023-12-11 16:48"), act="proposed", by="therapist",
                 session="s-2023-12-11",
                 terms=Terms(words="Sixty-two euros from the new year.", binds="client"), explained=True,
                 asked_me=True),
        Revision(id="sixty", at=at("2024-01-08 16:05"), act="countered", by="client", answers=("sixty-two",),
                 session="s-2024-01-08",
                 terms=Terms(words="Sixty, and I mend the hinge of the waiting-room door myself.",
                             binds="both")),
        Revision(id="sixty-and-no-hinge", at=at("2024-01-08 16:12"), act="accepted", by="therapist",
                 answers=("sixty",),
                 session="s-2024-01-08", takes_effect=day("2024-01-15"),
                 terms=Terms(words="Sixty euros. The hinge stays as it is.", binds="both",
                             because="She would rather be paid in money than in hinges.")),
    ),
    therapy=THERAPY,
)  # fmt: skip

_PRESENTS: Final = Agreement(
    id="ag-presents",
    topic="gifts",
    kind="therapist_policy",
    revisions=(
        Revision(
            id="what-spoils", at=day("2022-12-19"), act="stated", by="therapist", session="s-2022-12-19",
            terms=Terms(
                words="No presents, except such as would be gone by evening.", binds="both",
                because="What stays on the shelf begins to ask for something.",
            ),
            explained=True, asked_me=False, feelings=feelings(["caught", ("amusement", "a good deal")]),
        ),
    ),
    therapy=THERAPY,
)  # fmt: skip

_SPEAKING_UP: Final = Agreement(
    id="ag-out-loud",
    topic="speaking_up",
    kind="working_agreement",
    revisions=(
        Revision(
            id="tell-me", at=at("2023-02-20 16:30"), act="proposed", by="therapist", session="s-2023-02-20",
            terms=Terms(words="When something that I do hurts, you tell me within the next two Mondays.",
                        binds="client"),
            explained=True, asked_me=True,
        ),
        Revision(
            id="you-too", at=at("2023-02-20 16:35"), act="countered", by="client", answers=("tell-me",),
            session="s-2023-02-20",
            terms=Terms(words="Both of us, or neither. Two Mondays, each.", binds="both"),
        ),
        Revision(
            id="both-then", at=at("2023-02-20 16:37"), act="accepted", by="therapist", answers=("you-too",),
            session="s-2023-02-20",
            feelings=feelings(["surprise", ("standing taller", "by a thumb's breadth")]),
        ),
    ),
    evidence=(
        Evidence(side="against", words="The other name took me three Mondays, not two.", at=day("2024-03-18"),
                 link="r-the-other-name"),
    ),
    therapy=THERAPY,
    shared_with=THERAPIST,
)  # fmt: skip

_LETTER_SCALE: Final = Agreement(
    id="ag-the-letter-scale",
    topic="other",
    kind="promise",
    revisions=(
        Revision(
            id="leave-it", at=at("2022-10-10 16:44"), act="stated", by="therapist", session="s-2022-10-10",
            terms=Terms(
                words="The letter scale stays three grams out until we know what it is doing for us.",
                binds="both",
            ),
            explained=True, feelings=feelings([("itch", 8)]),
        ),
        Revision(
            id="may-i-now", at=at("2024-09-09 16:46"), act="proposed", by="client", session="s-2024-09-09",
            terms=Terms(words=(
                "I bring the small screwdriver before the break and set it to nought, and you watch."
            ),
                        binds="both"),
            reason="I should like one thing in that room to be right while nobody is in it.",
        ),
    ),
    therapy=THERAPY,
    shared_with=THERAPIST,
)  # fmt: skip

AGREEMENTS: Final = (_CONTACT, _PROMISE, _CANCELLING, _FEE, _PRESENTS, _SPEAKING_UP, _LETTER_SCALE)
