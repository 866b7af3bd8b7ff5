"""What was agreed, how it came about, and what it says of every letter. The quick way is held against the plain one."""

import time

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import moments, testing
from therapy_notes.insights import agreements as asked
from therapy_notes.insights.agreements import Verdict, in_force, verdict, verdicts
from therapy_notes.insights.topics import waiting_topics
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.contact_rules import ContactRule, ContactWindow, Terms, agreed
from therapy_notes.model.contacts import Absence, Contact
from therapy_notes.model.journal import Journal
from therapy_notes.model.revisions import Alternative, Revision
from therapy_notes.model.sessions import Topic
from therapy_notes.model.values import Afterthought, Approximate, When, begins, feelings, has_come, over, settles
from therapy_notes.model.vocabulary import CONTACT_TOPIC, PERSONAL_COMMITMENT
from therapy_notes.moments import Date, DateTime

ZONE = "Europe/Helsinki"


def at(text: str) -> DateTime:
    return moments.moment(text, ZONE)


def journal_of(*records: tn.Record) -> Journal:
    return Journal(zone=ZONE).with_records(*records)


# -- the plain definition: every rule is asked anew for every contact ------------------------------------------------


def plainly(journal: Journal, contact: Contact) -> Verdict:
    zone = journal.zone
    if contact.direction != "client_to_therapist":
        return Verdict(answer="cannot_tell", because="direction")
    if contact.at is None or begins(contact.at, zone) == moments.END:
        return Verdict(answer="cannot_tell", because="no_time")
    same = [a for a in journal.agreements if near(a.therapy, contact.therapy) and ever_about_contact(a)]
    by_kind: dict[bool, list[Verdict]] = {True: [], False: []}
    for agreement in same:
        found = plainly_by(agreement, contact, contact.at, zone)
        if found.because != "no_rule":
            by_kind[agreement.kind == PERSONAL_COMMITMENT].append(found)
    decided = plainly_away(journal, contact, contact.at, all_of(by_kind[False]))
    return attrs.evolve(decided, commitments=tuple(by_kind[True]))


def near(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def ever_about_contact(agreement: Agreement) -> bool:
    offered = [terms for r in agreement.revisions for terms in (r.terms, *(a.terms for a in r.alternatives))]
    return any(terms is not None and terms.contact is not None and terms.binds != "therapist" for terms in offered)


def all_of(found: list[Verdict]) -> Verdict:
    for wanted in ("no", "cannot_tell", "yes"):
        deciding = [v for v in found if v.answer == wanted]
        if deciding:
            return attrs.evolve(deciding[0], by=tuple(id for v in deciding for id in v.by))
    return Verdict(answer="cannot_tell", because="no_rule")


def judged(rule: ContactRule | None, contact: Contact, when: When, by: str) -> Verdict:
    if rule is None:
        return Verdict(answer="cannot_tell", because="no_rule", by=(by,))
    answer, because = rule.judged(when, channel=contact.channel, purpose=contact.purpose)
    return Verdict(answer=answer, because=because, by=(by,))


def plainly_by(agreement: Agreement, contact: Contact, when: When, zone: str) -> Verdict:
    start, end = begins(when, zone), over(when, zone)
    instants = {start}
    for point in agreement.turning_points(zone):
        touches = point.earliest <= end and start < point.latest
        if point.vague and touches:
            return Verdict(answer="cannot_tell", because="rule_changed", by=(agreement.id,))
        if point.earliest < point.latest and touches:
            instants |= {point.earliest - 1, point.earliest}
        elif start < point.earliest < end:
            instants.add(point.earliest)
    rules = [plainly_at(agreement, instant, zone) for instant in sorted(instants)]
    if not any(rules):
        return Verdict(answer="cannot_tell", because="no_rule", by=(agreement.id,))
    found = [judged(rule, contact, when, agreement.id) for rule in rules]
    if len({v.answer for v in found}) > 1:
        return Verdict(answer="cannot_tell", because="rule_changed", by=(agreement.id,))
    return found[0]


def plainly_at(agreement: Agreement, instant: int, zone: str) -> ContactRule | None:
    if agreement.retracted_at is not None and has_come(agreement.retracted_at, instant, zone):
        return None
    terms = agreement.terms_at(moments.at_instant(instant, zone), zone=zone)
    return terms.contact if terms and terms.binds != "therapist" else None


def plainly_away(journal: Journal, contact: Contact, when: When, agreed_then: Verdict) -> Verdict:
    found: dict[str, list[Verdict]] = {"yes": [], "cannot_tell": [], "no": []}
    for absence in journal.absences:
        if absence.contact_during is not None and near(absence.therapy, contact.therapy):
            there = plainly_covered(absence, when, journal.zone)
            found[there].append(judged(absence.contact_during, contact, when, absence.id))
    perhaps = found["cannot_tell"]
    if found["yes"]:
        return all_of(found["yes"])
    if not perhaps or agreed({agreed_then.answer, all_of(perhaps).answer}) != "cannot_tell":
        return agreed_then
    return Verdict(answer="cannot_tell", because="rule_changed", by=tuple(id for v in perhaps for id in v.by))


def plainly_covered(absence: Absence, when: When, zone: str) -> str:
    start, end = begins(when, zone), over(when, zone)
    gone = absence.retracted_at is not None and has_come(absence.retracted_at, start, zone)
    if gone or (absence.begins is None and absence.ends is None):
        return "no"
    last = end - 1 if end > start else start
    first = moments.BEGINNING if absence.begins is None else begins(absence.begins, zone)
    surely_first = moments.BEGINNING if absence.begins is None else settles(absence.begins, zone)
    until = over(absence.ends, zone)
    surely_until = begins(absence.ends, zone) if isinstance(absence.ends, Approximate) else until
    if surely_first <= start and last < surely_until:
        return "yes"
    return "cannot_tell" if first <= last and start < until else "no"


# -- a spring in which everything lies close together ---------------------------------------------------------------

DAYS = st.integers(1, 31).map(lambda n: Date(2024, 5, n))
HOURS = st.builds(lambda day, hour: at(f"{day} {hour:02}:00"), DAYS, st.sampled_from((0, 8, 9, 17, 23)))
SPANS = st.lists(DAYS, min_size=2, max_size=2).map(lambda two: Approximate(earliest=min(two), latest=max(two)))
HALVES = st.builds(Approximate, earliest=DAYS) | st.builds(Approximate, latest=DAYS) | st.just(Approximate(words="once"))
TIMES = st.one_of(DAYS, HOURS, HOURS, SPANS, HALVES)
THERAPIES = st.sampled_from((None, None, "one", "other"))
IDS = tuple("abcdef")
RULES = st.sampled_from(
    (
        ContactRule(mode="open"),
        ContactRule(mode="none"),
        ContactRule(mode="by_arrangement"),
        ContactRule(mode="none", always_for=("scheduling",)),
        ContactRule(mode="windowed", windows=(ContactWindow(days=("mon", "fri"), opens="09:00", closes="17:00"),)),
        ContactRule(mode="open", closed_on=(Date(2024, 5, 9),)),
    )
)
TERMS = st.builds(
    Terms, words=st.just("as it was put"), binds=st.sampled_from((None, "client", "therapist")), contact=st.none() | RULES
)
ACTS = st.sampled_from(
    ("stated", "amended", "proposed", "countered", "accepted", "declined", "suspended", "resumed", "ended", "withdrawn")
)
REVISIONS = st.builds(
    Revision,
    id=st.sampled_from(IDS),
    at=TIMES,
    act=ACTS,
    by=st.sampled_from(("client", "therapist")),
    answers=st.just(()) | st.sampled_from(IDS).map(lambda one: (one,)),
    terms=st.none() | TERMS,
    trial=st.booleans(),
    takes_effect=st.none() | TIMES,
    until=st.none() | TIMES,
    review_on=st.none() | TIMES,
    reason=st.sampled_from(("", "the fare")),
)


OFFERS = frozenset({"stated", "amended", "proposed", "countered"})


def _agreement(n: int, revisions: list[Revision], fields: dict[str, object]) -> Agreement:
    there = {revision.id for revision in revisions if revision.act in OFFERS}
    kept = (
        attrs.evolve(r, answers=tuple(id for id in r.answers if id in there)) if r.act == "accepted" else r
        for r in revisions
    )
    return Agreement(id=f"agreement-{n}", revisions=tuple(kept), **fields)  # type: ignore[arg-type] # as drawn below


AGREEMENTS = st.builds(
    _agreement,
    st.integers(0, 4),
    st.lists(REVISIONS, max_size=5, unique_by=lambda revision: revision.id),
    st.fixed_dictionaries(
        {
            "topic": st.sampled_from((CONTACT_TOPIC, "gifts")),
            "kind": st.sampled_from(("promise", PERSONAL_COMMITMENT)),
            "therapy": THERAPIES,
            "retracted_at": st.none() | TIMES,
        }
    ),
)
ABSENCES = st.builds(
    Absence,
    id=st.integers(0, 3).map(lambda n: f"absence-{n}"),
    begins=st.none() | TIMES,
    ends=st.none() | TIMES,
    contact_during=st.none() | RULES,
    therapy=THERAPIES,
    retracted_at=st.none() | st.none() | TIMES,
)
CONTACTS = st.builds(
    Contact,
    id=st.integers(0, 5).map(lambda n: f"contact-{n}"),
    at=st.none() | TIMES,
    direction=st.sampled_from(("client_to_therapist",) * 4 + ("therapist_to_client",)),
    purpose=st.sampled_from((None, "scheduling", "venting")),
    therapy=THERAPIES,
    retracted_at=st.none() | st.none() | TIMES,
)
SPRINGS = st.lists(st.one_of(AGREEMENTS, CONTACTS, ABSENCES), max_size=9, unique_by=lambda record: record.id).map(
    lambda records: journal_of(*records)
)


@given(SPRINGS | testing.journals())
def test_every_contact_is_judged_as_the_plain_definition_judges_it(journal: Journal) -> None:
    for contact in journal.contacts:
        assert verdict(journal, contact) == plainly(journal, contact)


@given(SPRINGS | testing.journals(), st.none() | TIMES.filter(lambda when: not isinstance(when, Approximate)))
def test_many_contacts_are_judged_as_each_of_them(journal: Journal, when: Date | None) -> None:
    found = verdicts(journal, at=when)
    assert [found for _, found in found] == [verdict(journal, contact) for contact, _ in found]
    assert verdicts(journal, reversed(journal.contacts), when)[::-1] == found
    now = moments.END if when is None else begins(when, journal.zone)
    for contact in journal.contacts:
        gone = contact.retracted_at is not None and (when is None or has_come(contact.retracted_at, now, journal.zone))
        assert (contact in [one for one, _ in found]) == (not gone and begins(contact.at, journal.zone) <= now)


@given(AGREEMENTS, st.lists(DAYS | HOURS, min_size=2, max_size=2))
def test_what_is_in_force_changes_only_where_something_was_done_or_ran_out(
    agreement: Agreement, moments_asked: list[Date]
) -> None:
    first, second = sorted(moments_asked, key=lambda when: begins(when, ZONE))
    start, end = begins(first, ZONE), begins(second, ZONE)
    changes = [when for r in agreement.revisions for when in (r.takes_effect or r.at, r.until)] + [agreement.retracted_at]
    if not any(start < settles(when, ZONE) <= end or start < begins(when, ZONE) <= end for when in changes):
        journal = journal_of(agreement)
        assert asked.in_force(journal, first) == asked.in_force(journal, second)


def test_the_rules_are_gone_through_once_however_many_letters_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []
    plain = Agreement.course
    monkeypatch.setattr(Agreement, "course", lambda *args, **named: (asked_for.append(1), plain(*args, **named))[1])
    letters = [Contact(id=f"c{n}", at=Date(2024, 4, 1 + n % 30), direction="client_to_therapist") for n in range(400)]
    journal = journal_of(Agreement.example(), *letters)
    assert len(verdicts(journal)) == 400
    assert len(asked_for) == 1


def test_a_letter_whose_time_nobody_knows_at_all_has_no_verdict_and_stops_nothing() -> None:
    sometime = Contact(id="c", at=Approximate(words="that winter, I think"), direction="client_to_therapist")
    found = verdict(journal_of(Agreement.example(), sometime), sometime)
    assert (found.answer, found.because) == ("cannot_tell", "no_time")


def test_a_letter_of_the_first_day_of_the_calendar_is_judged_as_any_other() -> None:
    early = Contact(id="c", at=Date(1, 1, 1), direction="client_to_therapist")
    assert verdict(journal_of(Agreement.example(), early), early).because == "no_rule"


def test_a_fee_that_changed_at_some_time_in_may_throws_no_doubt_on_a_letter() -> None:
    roughly = Approximate(earliest=Date(2024, 5, 1), latest=Date(2024, 5, 20), words="in May")
    fee = Agreement(
        id="fee",
        topic="fee_and_payment",
        kind="business_contract",
        revisions=(Revision(id="f", at=roughly, act="stated", by="therapist", terms=Terms(words="Five more.")),),
    )
    letter = Contact(id="c", at=at("2024-05-07 10:00"), direction="client_to_therapist")
    assert verdict(journal_of(Agreement.example(), fee, letter), letter).answer == "yes"


# -- the story of one rule: the swimming bag -------------------------------------------------------------------------

ANY_TIME = Terms(words="Leave a note whenever you like.", contact=ContactRule(mode="open"))
NOTHING = Terms(words="No notes at all.", contact=ContactRule(mode="none"))
TWICE = Terms(words="Come twice a week instead.")
BY_DAY = Terms(words="Notes by day, never at night.", contact=ContactRule(mode="by_arrangement"))
ONLY_TO_MOVE = Terms(words="I write only when I have to move an hour.", contact=ContactRule(mode="none"))
NOTES = Agreement(
    id="notes",
    topic=CONTACT_TOPIC,
    kind="working_agreement",
    revisions=(
        Revision(id="v1", at=at("2024-01-08 15:00"), act="stated", by="therapist", terms=ANY_TIME),
        Revision(
            id="p1",
            at=at("2024-02-16 18:40"),
            act="proposed",
            by="therapist",
            alternatives=(Alternative(id="nothing", terms=NOTHING), Alternative(id="twice", terms=TWICE)),
            feelings=feelings([("fury", 9)]),
        ),
        Revision(
            id="no",
            at=at("2024-02-17 07:30"),
            act="declined",
            by="client",
            answers=("twice",),
            reason="The ferry costs what the hour costs.",
        ),
        Revision(id="c1", at=at("2024-02-19 15:10"), act="countered", by="client", answers=("p1",), terms=BY_DAY),
        Revision(id="v2", at=at("2024-02-19 15:40"), act="accepted_reluctantly", by="therapist", answers=("c1",)),
        Revision(id="p2", at=at("2024-06-03 15:05"), act="proposed", by="client", terms=ANY_TIME),
        Revision(
            id="v3",
            at=at("2024-06-03 15:30"),
            act="accepted",
            by="therapist",
            answers=("p2",),
            trial=True,
            review_on=Date(2024, 9, 2),
            feelings=feelings(["relief", ("dread", "a spoonful")]),
        ),
    ),
    afterthoughts=(
        Afterthought(at=Date(2024, 3, 4), words="It was never the notes.", feelings=feelings(["tenderness"])),
        Afterthought(words="no feeling to it"),
    ),
)
OWN = Agreement(
    id="own",
    topic=CONTACT_TOPIC,
    kind=PERSONAL_COMMITMENT,
    revisions=(Revision(id="o1", at=Date(2024, 6, 4), act="stated", by="client", terms=ONLY_TO_MOVE),),
)


def test_the_history_of_a_topic_says_of_each_act_what_held_after_it() -> None:
    journal = journal_of(OWN, NOTES, attrs.evolve(NOTES, id="other", topic="gifts"))
    told = [(p.revision.id, p.terms, p.on_trial, len(p.still_open)) for p in asked.history(journal, CONTACT_TOPIC)]
    assert told == [
        ("v1", ANY_TIME, False, 0),
        ("p1", ANY_TIME, False, 1),
        ("no", ANY_TIME, False, 1),
        ("c1", ANY_TIME, False, 1),
        ("v2", BY_DAY, False, 0),
        ("p2", BY_DAY, False, 1),
        ("v3", ANY_TIME, True, 0),
        ("o1", ONLY_TO_MOVE, False, 0),
    ]
    assert [a.id for p in asked.history(journal, CONTACT_TOPIC)[2].still_open for a in p.alternatives] == ["nothing"]
    assert asked.history(journal, CONTACT_TOPIC)[6].status == "on_trial"
    assert len(asked.history(journal, CONTACT_TOPIC, at("2024-02-18 12:00"))) == 3


def test_of_two_acts_of_one_day_the_first_stands_as_it_was_before_the_second() -> None:
    day = Date(2024, 6, 3)
    both = (
        Revision(id="p", at=day, act="proposed", by="client", terms=BY_DAY),
        Revision(id="v", at=day, act="accepted", by="therapist", answers=("p",)),
    )
    told = asked.history(journal_of(attrs.evolve(NOTES, revisions=both)), CONTACT_TOPIC)
    assert [(p.revision.id, p.terms, p.status) for p in told] == [("p", None, "proposed"), ("v", BY_DAY, "in_force")]
    backwards = asked.history(journal_of(attrs.evolve(NOTES, revisions=both[::-1])), CONTACT_TOPIC)
    assert [p.revision.id for p in backwards] == ["v", "p"]


def test_an_act_that_nobody_dated_stands_last() -> None:
    sometime = Revision(id="x", at=Approximate(words="once"), act="stated", by="client", terms=NOTHING)
    journal = journal_of(attrs.evolve(NOTES, revisions=(sometime, *NOTES.revisions)))
    assert [p.revision.id for p in asked.history(journal, CONTACT_TOPIC)][-1] == "x"
    assert len(asked.history(journal, CONTACT_TOPIC, Date(2030, 1, 1))) == len(NOTES.revisions)


@given(SPRINGS, st.none() | DAYS | HOURS)
@example(journal_of(NOTES, OWN), None)
def test_every_act_is_told_once_and_in_the_order_of_time(journal: Journal, when: Date | None) -> None:
    told = asked.history(journal, CONTACT_TOPIC, when)
    places = [settles(p.revision.at, ZONE) for p in told]
    assert places == sorted(places)
    for agreement in journal.agreements:
        mine = [p for p in told if p.agreement == agreement]
        stands = asked.standing(journal, [agreement], when)
        until = moments.END if when is None else begins(when, ZONE)
        acts = [r for a in stands for r in a.revisions if settles(r.at, ZONE) <= until and a.topic == CONTACT_TOPIC]
        assert {p.revision.id for p in mine} == {r.id for r in acts}
        assert len(mine) == len(acts)
        for past in mine:
            day = past.revision.at
            alone = sum(settles(r.at, ZONE) == settles(day, ZONE) for r in agreement.revisions) == 1
            if alone and not isinstance(day, Approximate):
                assert past.terms == agreement.terms_at(day, zone=ZONE)
                assert past.status == agreement.status_at(day, zone=ZONE)
                assert past.still_open == agreement.open_proposals_at(day, zone=ZONE)


def test_what_was_declined_is_kept_with_its_reason() -> None:
    vague = Revision(id="d2", at=at("2024-07-01 09:00"), act="declined", by="therapist", reason="Not now.")
    whole = Revision(id="d3", at=at("2024-06-20 09:00"), act="declined", by="client", answers=("p2", "nowhere"))
    journal = journal_of(attrs.evolve(NOTES, revisions=(*NOTES.revisions, vague, whole)))
    found = [(one.act.id, one.terms, one.act.reason) for one in asked.declined(journal, CONTACT_TOPIC)]
    assert found == [
        ("no", TWICE, "The ferry costs what the hour costs."),
        ("d3", ANY_TIME, ""),
        ("d3", None, ""),
        ("d2", None, "Not now."),
    ]
    assert [one.what for one in asked.declined(journal)][-1] is None
    assert asked.declined(journal, "gifts") == ()
    assert len(asked.declined(journal, at=at("2024-03-01 00:00"))) == 1


@given(SPRINGS | testing.journals())
def test_no_decline_is_lost(journal: Journal) -> None:
    acts = [r for a in journal.agreements if a.retracted_at is None for r in a.revisions if r.act == "declined"]
    assert len(asked.declined(journal)) == sum(max(1, len(act.answers)) for act in acts)


def test_a_review_is_due_from_its_day_on_while_the_trial_lasts() -> None:
    journal = journal_of(NOTES, OWN)
    assert asked.reviews_due(journal, Date(2024, 9, 1)) == ()
    due = asked.reviews_due(journal, Date(2024, 9, 2))
    assert [(held.agreement.id, held.on_trial, held.revision.id) for held in due] == [("notes", True, "v3")]
    over_now = Revision(id="end", at=Date(2024, 9, 2), act="ended", by="both")
    assert asked.reviews_due(journal_of(attrs.evolve(NOTES, revisions=(*NOTES.revisions, over_now))), Date(2024, 9, 3)) == ()


def test_what_was_agreed_in_another_therapy_is_left_out_and_what_names_none_belongs_to_all() -> None:
    trial = Revision(
        id="try", at=Date(2024, 5, 6), act="stated", by="both", trial=True, review_on=Date(2024, 6, 3), terms=ANY_TIME
    )
    no = Revision(id="not", at=Date(2024, 5, 7), act="declined", by="client", answers=("try",), reason="Not in winter.")
    journal = journal_of(
        *(
            Agreement(id=id, topic="gifts", kind="promise", revisions=(trial, no), therapy=therapy)
            for id, therapy in (("hers", "hers"), ("the other", "another"), ("nobody's", None))
        )
    )
    then = Date(2024, 7, 1)
    for therapy, wanted in (
        (None, {"hers", "the other", "nobody's"}),
        ("hers", {"hers", "nobody's"}),
        ("third", {"nobody's"}),
    ):
        assert {one.agreement.id for one in asked.in_force(journal, then, therapy=therapy)} == wanted
        assert {one.agreement.id for one in asked.in_force(journal, then, "gifts", therapy=therapy)} == wanted
        assert {one.agreement.id for one in asked.reviews_due(journal, then, therapy=therapy)} == wanted
        assert {one.agreement.id for one in asked.history(journal, "gifts", therapy=therapy)} == wanted
        assert {one.agreement.id for one in asked.declined(journal, therapy=therapy)} == wanted
        assert {one.agreement.id for one in asked.declined(journal, "gifts", then, therapy=therapy)} == wanted


@given(testing.journals(), DAYS | HOURS, st.sampled_from(("a", "b")))
def test_asked_of_one_therapy_an_answer_is_the_whole_one_without_those_of_others(
    journal: Journal, when: Date, therapy: str
) -> None:
    def of_it(found: tuple[asked.Holding, ...] | tuple[asked.PastAct, ...] | tuple[asked.Declined, ...]) -> list[object]:
        return [one for one in found if one.agreement.therapy in {None, therapy}]

    assert list(asked.in_force(journal, when, therapy=therapy)) == of_it(asked.in_force(journal, when))
    assert list(asked.reviews_due(journal, when, therapy=therapy)) == of_it(asked.reviews_due(journal, when))
    assert list(asked.declined(journal, at=when, therapy=therapy)) == of_it(asked.declined(journal, at=when))
    for agreement in journal.agreements:
        acts = asked.history(journal, agreement.topic, when)
        assert list(asked.history(journal, agreement.topic, when, therapy=therapy)) == of_it(acts)


@given(SPRINGS | testing.journals(), DAYS | HOURS)
def test_what_is_due_for_review_is_in_force(journal: Journal, when: Date) -> None:
    held = {one.agreement.id for one in asked.in_force(journal, when)}
    assert {one.agreement.id for one in asked.reviews_due(journal, when)} <= held


def test_feelings_about_an_agreement_stand_in_the_order_of_time_with_those_of_afterwards() -> None:
    found = [[feeling.name for feeling in felt.feelings] for felt in asked.feelings_about(NOTES, ZONE)]
    assert found == [["fury"], ["tenderness"], ["relief", "dread"]]


@given(testing.agreements())
def test_no_feeling_about_an_agreement_is_lost(agreement: Agreement) -> None:
    found = asked.feelings_about(agreement)
    told = (*agreement.revisions, *agreement.afterthoughts)
    assert sum(len(felt.feelings) for felt in found) == sum(len(one.feelings) for one in told)
    places = [begins(felt.at, "UTC") for felt in found]
    assert places == sorted(places)


@given(testing.journals(), testing.moments() | testing.days())
def test_the_questions_about_agreements_have_an_answer_for_every_journal(journal: Journal, when: Date) -> None:
    for agreement in journal.agreements:
        assert len(asked.history(journal, agreement.topic)) >= (agreement.retracted_at is None) * len(agreement.revisions)
        asked.history(journal, agreement.topic, when)
    asked.declined(journal, at=when)
    asked.reviews_due(journal, when)


def test_no_answer_shows_a_word_that_somebody_wrote() -> None:
    journal = journal_of(NOTES, OWN)
    answers = (
        asked.history(journal, CONTACT_TOPIC),
        asked.declined(journal),
        asked.reviews_due(journal, Date(2024, 9, 2)),
        asked.feelings_about(NOTES),
    )
    for word in ("ferry", "whenever", "fury", "spoonful", "never"):
        assert word not in repr(answers)


def test_what_was_offered_on_trial_is_on_trial_once_it_is_accepted() -> None:
    """Whoever says yes says yes to the trial, its end and its day of review as well."""
    offer = Revision(
        id="p", at=Date(2024, 3, 1), act="proposed", by="therapist", trial=True, takes_effect=Date(2024, 3, 10),
        review_on=Date(2024, 4, 1), until=Date(2024, 5, 1), terms=Terms(words="Two a week."),
    )  # fmt: skip
    yes = Revision(id="y", at=Date(2024, 3, 4), act="accepted", by="client", answers=("p",))
    found = Agreement(id="a", topic="frequency", kind="own", revisions=(offer, yes))
    days = [Date(2024, 3, 5), Date(2024, 3, 10), Date(2024, 4, 1), Date(2024, 5, 1)]
    assert [found.status_at(day) for day in days] == ["nothing_yet", "on_trial", "on_trial", "ended"]
    assert [len(found.reviews_due_at(day)) for day in days] == [0, 0, 1, 0]
    assert [held.on_trial for held in in_force(journal_of(found), Date(2024, 4, 1))] == [True]
    own = attrs.evolve(found, revisions=(offer, attrs.evolve(yes, terms=Terms(words="One a week."))))
    assert own.status_at(Date(2024, 6, 1)) == "in_force"


def test_a_late_yes_holds_from_the_day_on_which_it_was_said() -> None:
    offer = Revision(
        id="p", at=Date(2024, 3, 1), act="proposed", by="client", terms=Terms(words="x"), takes_effect=Date(2024, 3, 3)
    )
    yes = Revision(id="y", at=Date(2024, 3, 9), act="accepted", by="therapist")
    found = Agreement(id="a", topic="other", kind="own", revisions=(offer, yes))
    assert [found.status_at(Date(2024, 3, day)) for day in (3, 8, 9)] == ["proposed", "proposed", "in_force"]


def test_a_long_life_of_an_agreement_costs_what_it_is_long() -> None:
    def seconds(pairs: int) -> float:
        acts = [
            act
            for n in range(pairs)
            for act in (
                Revision(
                    id=f"p{n}", at=Date(1990, 1, 1).add(days=2 * n), act="proposed", by="client", terms=Terms(words="x")
                ),
                Revision(id=f"y{n}", at=Date(1990, 1, 2).add(days=2 * n), act="accepted", by="therapist"),
            )
        ]
        long = Agreement(id="a", topic=CONTACT_TOPIC, kind="own", revisions=tuple(acts))
        journal = journal_of(long)
        start = time.process_time()
        verdicts(journal, [Contact(id="c", at=Date(1995, 1, 1), direction="client_to_therapist")])
        in_force(journal, Date(2010, 1, 1))
        journal.check(at=Date(2010, 1, 1))
        return time.process_time() - start

    seconds(50)
    assert min(seconds(1600) for _ in range(3)) < 8 * 4 * min(seconds(400) for _ in range(3))


def test_what_was_taken_back_at_a_time_that_nobody_knows_has_been_taken_back() -> None:
    gone = Approximate(words="long ago")
    rule = Agreement(id="a", topic="other", kind="own", retracted_at=gone, revisions=(
        Revision(id="r", at=Date(2024, 1, 1), act="stated", by="therapist", terms=Terms(words="x")),))  # fmt: skip
    topic = Topic(id="t", text="The stairs", withdrawn_at=gone)
    waiting = Topic(id="u", text="The lift", opened=gone)
    found = journal_of(rule, topic, waiting)
    assert in_force(found, Date(2024, 6, 1)) == ()
    assert [life.topic.id for life in waiting_topics(found, Date(2024, 6, 1))] == ["u"]
