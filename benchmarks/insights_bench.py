"""What all questions together cost, beside the load of the same journal.

python benchmarks/insights_bench.py --sizes 1000 10000 100000 --runs 5
"""

import argparse
import random
import statistics
from collections.abc import Callable, Mapping

from json_bench import journal_of
from pendulum import Date, DateTime
from prepare_bench import measured

import therapy_notes as tn

ZONE = "Europe/Berlin"
THERAPY = "the-one"
DAYS = 12_000
SHARE: Mapping[str, float] = {
    "entries": 0.30, "contacts": 0.15, "urges": 0.10, "sessions": 0.10, "predictions": 0.08, "scores": 0.07, "topics": 0.06,
    "statements": 0.05, "questions": 0.03, "ruptures": 0.02, "beliefs": 0.01, "goals": 0.01, "preferences": 0.01,
    "absences": 0.005, "agreements": 0.001,
}  # fmt: skip
"""How much of the journal each kind is: what is written daily is many, what is agreed is few."""

FIRST = tn.moment("1990-01-01 09:00", ZONE)


def moment(along: float, hours: int = 0) -> DateTime:
    return FIRST.add(days=int(along * DAYS), hours=hours)


def day(along: float) -> Date:
    return tn.day(moment(along))


def contact_rule(n: int) -> tn.ContactRule:
    if n % 2:
        return tn.ContactRule(mode="open")
    window = tn.ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="09:00", closes="17:00", zone=ZONE)
    return tn.ContactRule(mode="windowed", windows=(window,), always_for=("scheduling",))


def record(plural: str, n: int, along: float, rng: random.Random, counts: Mapping[str, int]) -> tn.Record:  # noqa: PLR0912 - one case a kind
    """Return the n-th record of a kind, that far along the years, tied to others of them as in life."""
    at, name = moment(along, hours=rng.randrange(14)), f"{plural}-{n}"
    which = lambda other: f"{other}-{rng.randrange(counts[other])}"  # noqa: E731 - one word for "any of those"
    rating = tn.Rating.of(rng.randrange(11))
    match plural:
        case "contacts":
            to_me = n % 4 == 3
            return tn.Contact(
                id=name, at=at, direction="therapist_to_client" if to_me else "client_to_therapist", channel="email",
                purpose=rng.choice(("venting", "scheduling", "check_in")), body="I wanted to have said it.", therapy=THERAPY,
                links=(tn.Link(kind="answers", to=f"contacts-{n - 1}"),) if to_me else (),
            )  # fmt: skip
        case "urges":
            return tn.Urge(id=name, at=at, urge="to write", strength=rating, acted=bool(n % 3), therapy=THERAPY)
        case "sessions":
            said = tn.Unsaid(id="u", what="Not the other thing.", reason="no_time", topic=which("topics"))
            return tn.Session(
                id=name, starts_at=at, status="fulfilled", connection_before=rating, connection_after=tn.Rating.of(7),
                appearances=(tn.Appearance(topic=which("topics"), outcome=rng.choice(("deferred", "discussed"))),),
                reflection=tn.Reflection(notes="It was said.", unsaid=(said,)), therapy=THERAPY,
            )  # fmt: skip
        case "predictions":
            return tn.Prediction(
                id=name, fear="That it is too much.", of=which("beliefs"), made_at=day(along), therapy=THERAPY,
                outcome=rng.choice(("did_not_happen", "partly", "happened", None)), outcome_at=day(along).add(days=3),
            )  # fmt: skip
        case "scores":
            value = tn.Rating(value=rng.randrange(41), low=0, high=40, scale="total")
            return tn.Score(id=name, instrument="srs", value=value, taken_at=at, therapy=THERAPY)
        case "topics":
            return tn.Topic(id=name, text="What is not said yet", opened=day(along), therapy=THERAPY)
        case "statements":
            heard = (tn.Hearing(who="part-1", meaning="I may."), tn.Hearing(meaning="I must."))
            return tn.Statement(
                id=name,
                words="You may.",
                said=at,
                heard=heard,
                keep=n % 2 == 0,
                answers=(which("beliefs"),),
                therapy=THERAPY,
            )
        case "questions":
            answers = (tn.Answer(at=day(along), words="Then."), tn.Answer(at=day(along).add(years=1), words="Now."))
            return tn.Question(id=name, text="What is this?", asked=day(along), answers=answers, therapy=THERAPY)
        case "ruptures":
            steps = (
                tn.RuptureStep(at=day(along).add(days=7), state="raised", by="client"),
                tn.RuptureStep(at=day(along).add(days=14), state="resolved", by="both"),
            )
            sizes = (tn.Size(of="then", degree=rating), tn.Size(of="now", degree=tn.Rating.of(1)))
            return tn.Rupture(
                id=name, title="The clock", noticed=day(along), triggers=("cancellation",), sizes=sizes, therapy=THERAPY,
                steps=steps[: n % 3],
            )  # fmt: skip
        case "beliefs":
            readings = tuple(tn.Reading(at=day(along).add(days=k), known=rating, felt=tn.Rating.of(5)) for k in range(5))
            evidence = (tn.Evidence(side="for", words="He went."), tn.Evidence(side="against", words="She stayed."))
            return tn.Belief(id=name, text="I am too much.", readings=readings, evidence=evidence, therapy=THERAPY)
        case "goals":
            return tn.Goal(id=name, text="To say no", progress=(tn.Progress(at=day(along), degree=rating),), therapy=THERAPY)
        case "preferences":
            wishes = (tn.PreferenceReading(at=day(along), wish="more"),)
            return tn.Preference(id=name, about="letters", readings=wishes, therapy=THERAPY)
        case "absences":
            return tn.Absence(
                id=name, kind="therapist_holiday", begins=day(along), ends=day(along).add(days=9), therapy=THERAPY
            )
        case "agreements":
            terms = tn.Terms(words="As it is.", binds="client", contact=contact_rule(n))
            act = tn.Revision(id="r", at=at, act="stated", by="therapist", terms=terms, until=at.add(days=300))
            return tn.Agreement(
                id=name, topic="between_session_contact", kind="working_agreement", revisions=(act,), therapy=THERAPY
            )
    raise AssertionError(plural)


def whole_journal(size: int) -> tn.Journal:
    """Return a journal of about ``size`` records of every kind, over thirty-three years of one therapy."""
    rng = random.Random(20240229)  # noqa: S311 - no secrets here
    counts = {plural: max(2, int(size * share)) for plural, share in SHARE.items()}
    people = (tn.Person(id="t", name="T.", role="therapist"), tn.Therapy(id=THERAPY, therapist="t", began=day(0)))
    parts = tuple(tn.Part(id=f"part-{n}", name=f"part {n}") for n in range(3))
    made = (
        record(plural, n, n / count, rng, counts)
        for plural, count in counts.items()
        if plural != "entries"
        for n in range(count)
    )
    return tn.Journal(zone=ZONE, entries=journal_of(counts["entries"]).entries).with_records(*people, *parts, *made)


def questions(journal: tn.Journal) -> dict[str, Callable[[], object]]:
    """Return every question that is asked of a whole journal, once each."""
    at, then, ask = moment(1.0), moment(0.5), tn.insights
    absence, belief, goal = journal.absences[-1], journal.beliefs[0], journal.goals[0]
    return {
        "in_force": lambda: ask.in_force(journal, at),
        "history": lambda: ask.history(journal, "between_session_contact"),
        "declined": lambda: ask.declined(journal),
        "reviews_due": lambda: ask.reviews_due(journal, at),
        "verdicts": lambda: ask.verdicts(journal),
        "open_ruptures": lambda: ask.open_ruptures(journal, at),
        "ruptures_by_state": lambda: ask.ruptures_by_state(journal, at),
        "by_trigger": lambda: ask.by_trigger(journal, at),
        "beside_repair": lambda: ask.beside_repair(journal, at),
        "waiting_topics": lambda: ask.waiting_topics(journal, at),
        "topic_thread": lambda: ask.topic_thread(journal, journal.topics[0], at),
        "sessions_touching": lambda: ask.sessions_touching(journal, journal.topics[0], at),
        "coming_breaks": lambda: ask.coming_breaks(journal, then),
        "before_the_break": lambda: ask.before_the_break(journal, absence, at),
        "fears": lambda: ask.fears(journal),
        "occasions": lambda: ask.occasions(journal, belief.id),
        "reassurances": lambda: ask.reassurances(journal, at),
        "said_and_heard": lambda: ask.said_and_heard(journal, at),
        "evidence": lambda: ask.evidence(journal, belief),
        "held": lambda: ask.held(journal, belief),
        "beside_ruptures": lambda: ask.beside_ruptures(journal, belief),
        "contacts_by_week": lambda: ask.contacts_by_week(journal),
        "contacts_by_purpose": lambda: ask.contacts_by_purpose(journal),
        "contacts_by_channel": lambda: ask.contacts_by_channel(journal),
        "replies": lambda: ask.replies(journal),
        "urges_by_week": lambda: ask.urges_by_week(journal),
        "by_hour_of_week": lambda: ask.by_hour_of_week(journal),
        "instead": lambda: ask.instead(journal),
        "connection": lambda: ask.connection(journal, at),
        "scores": lambda: ask.scores(journal),
        "question_then_and_now": lambda: [ask.question_then_and_now(journal, q, then, at) for q in journal.questions],
        "preference_then_and_now": lambda: [ask.preference_then_and_now(journal, p, then, at) for p in journal.preferences],
        "belief_then_and_now": lambda: [ask.belief_then_and_now(journal, b, then, at) for b in journal.beliefs],
        "entries_side_by_side": lambda: ask.entries_side_by_side(journal, journal.entries[0]),
        "progress": lambda: ask.progress(journal, goal),
        "unsaid": lambda: ask.unsaid(journal, at),
        "therapies": lambda: ask.therapies(journal, at),
        "time_together": lambda: ask.time_together(journal, THERAPY, at),
        "since_last_session": lambda: ask.since_last_session(journal, at),
        "shares": lambda: ask.shares(journal),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for size in options.sizes:
        journal = whole_journal(size)
        data = tn.dumps(journal)
        calls = questions(journal)
        apart = {"loads": lambda data=data: tn.loads(data), "journal.check()": lambda journal=journal: journal.check()}
        times = measured({**apart, **calls}, options.runs)
        loads = statistics.median(times["loads"])
        together = statistics.median(sum(run) for run in zip(*(times[name] for name in calls), strict=True))
        print(f"\n{len(journal)} records, {len(data) / 1e6:.1f} MB; loads {loads * 1000:.0f} ms")
        print("| question | median ms | beside loads |\n|---|---:|---:|")
        for name in calls:
            median = statistics.median(times[name])
            print(f"| {name} | {median * 1000:.1f} | {median / loads:.3f} |")
        print(f"| **all questions together** | {together * 1000:.1f} | **{together / loads:.2f}** |")
        checked = statistics.median(times["journal.check()"])
        print(f"| `journal.check()`, beside them | {checked * 1000:.1f} | {checked / loads:.2f} |")


if __name__ == "__main__":
    main()
