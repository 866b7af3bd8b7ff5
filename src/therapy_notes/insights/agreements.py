"""What holds between the two and how it came to hold, and whether something was within it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Generic, TypeVar

import attrs
from attrs import frozen

from .. import moments
from ..model.agreements import Agreement
from ..model.contact_rules import ContactRule, Terms, agreed
from ..model.contacts import Absence, Contact
from ..model.course import TurningPoint
from ..model.journal import Journal
from ..model.revisions import ACCEPTS, Alternative, Revision
from ..model.sessions import Session
from ..model.values import Afterthought, Approximate, Feeling, When, begins, over, settles
from ..model.vocabulary import CANCELLATION_TOPIC, PERSONAL_COMMITMENT, AgreementStatus, Answer
from ..moments import Date, DateTime, Duration
from ._asked import standing
from ._weeks import up_to


@frozen(kw_only=True)
class Holding:
    """What holds at a moment under one agreement.

    Args:
        agreement: The agreement.
        terms: Its terms then.
        revision: The act that brought them.
        on_trial: True while they are being tried.
    """

    agreement: Agreement
    terms: Terms
    revision: Revision
    on_trial: bool


@frozen(kw_only=True)
class Verdict:
    """Whether a contact was within what was agreed then.

    Args:
        answer: ``yes``, ``no`` or ``cannot_tell``.
        because: What decided it: a clause of the rule (see ``ContactRule.judged``), or ``direction``, ``no_time``,
            ``no_rule``, ``rule_changed``.
        by: The ids of the agreements that decided it, or of the absence whose own rule went first.
        commitments: What personal commitments say, each for itself. They never change ``answer``.
    """

    answer: Answer
    because: str
    by: tuple[str, ...] = ()
    commitments: tuple["Verdict", ...] = ()


@frozen(kw_only=True)
class PastAct:
    """One act in the history of a topic, and how its agreement stood once it was done.

    Args:
        agreement: The agreement in which it was done.
        revision: The act.
        terms: What was in force under that agreement afterwards, or None.
        on_trial: Whether that was being tried.
        status: How the agreement stood.
        still_open: The proposals that waited for an answer.
    """

    agreement: Agreement
    revision: Revision
    terms: Terms | None
    on_trial: bool
    status: AgreementStatus
    still_open: tuple[Revision, ...]


@frozen(kw_only=True)
class Declined:
    """Something that was declined.

    Args:
        agreement: The agreement in which it was.
        act: The act that declined it: it says who, when, and for what reason.
        what: The proposal or the alternative; None when the act does not say, or points to nothing.
        terms: What would have held, if that was written down.
    """

    agreement: Agreement
    act: Revision
    what: Revision | Alternative | None
    terms: Terms | None


@frozen(kw_only=True)
class FeltAbout:
    """What was felt about an agreement at one time.

    Args:
        at: When; None when nobody noted it.
        feelings: What was felt.
        said_with: The act, or the afterthought, with which it was written down.
    """

    at: When | None
    feelings: tuple[Feeling, ...]
    said_with: Revision | Afterthought


def in_force(
    journal: Journal, at: DateTime | Date, topic: str | None = None, *, therapy: str | None = None
) -> tuple[Holding, ...]:
    """Return what is in force at a moment, one for each agreement.

    When something comes into force and when it ends is defined in ``domain.md`` §5; what was only proposed is not in
    force (``seed-items.md`` S4-20 to S4-30).

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        topic: Only agreements on this topic; None for all.
        therapy: Only agreements of this therapy, and those that name none; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example())
    >>> [holding.terms.contact.mode for holding in in_force(journal, Date(2024, 4, 20))]
    ['open']
    """
    return tuple(
        Holding(agreement=agreement, terms=found.terms, revision=found.revision, on_trial=found.on_trial)
        for agreement in standing(journal, journal.agreements, at, therapy)
        if (topic is None or agreement.topic == topic)
        and (found := agreement.in_force_at(at, zone=journal.zone)) is not None
    )


def history(
    journal: Journal, topic: str, at: DateTime | Date | None = None, *, therapy: str | None = None
) -> tuple[PastAct, ...]:
    """Return the acts on a topic over all agreements, oldest first, each with what was in force after it.

    One topic and how it came to what it is (``seed-items.md`` S4-20 to S4-33, §8.6 no. 1). Of two acts of one day the
    first stands as it was before the second. An act that nobody dated stands last.

    Args:
        journal: The journal to ask.
        topic: What the agreements are about.
        at: Only acts up to this moment; None for all.
        therapy: Only agreements of this therapy, and those that name none; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example())
    >>> [(act.revision.act, act.terms.words, len(act.still_open)) for act in history(journal, "between_session_contact")]
    [('stated', 'Write when you need to.', 0), ('proposed', 'Write when you need to.', 1)]
    """
    zone = journal.zone
    until = moments.END if at is None else begins(at, zone)
    acts = [
        (when, agreement, n)
        for agreement in standing(journal, journal.agreements, at, therapy)
        if agreement.topic == topic
        for n, revision in enumerate(agreement.revisions)
        if (when := settles(revision.at, zone)) <= until
    ]
    return tuple(_past_act(agreement, n, zone) for _, agreement, n in sorted(acts, key=lambda act: act[0]))


def _past_act(agreement: Agreement, n: int, zone: str) -> PastAct:
    then = _before_what_followed(agreement, n, zone)
    when = _settled(agreement.revisions[n].at) or _LAST_DAY
    found = then.in_force_at(when, zone=zone)
    return PastAct(
        agreement=agreement,
        revision=agreement.revisions[n],
        terms=found.terms if found else None,
        on_trial=found is not None and found.on_trial,
        status=then.status_at(when, zone=zone),
        still_open=then.open_proposals_at(when, zone=zone),
    )


_LAST_DAY = Date(9999, 12, 31)


def _settled(when: When) -> DateTime | Date | None:
    """Return the day or the moment from which a told time has surely come, or None."""
    return when.latest or when.earliest if isinstance(when, Approximate) else when


def _before_what_followed(agreement: Agreement, n: int, zone: str) -> Agreement:
    """Return an agreement without the acts that were written down after one of the same time.

    Where an act that stays accepts one of those, nobody can tell them apart, and all of them stay.
    """
    when = settles(agreement.revisions[n].at, zone)
    acts = tuple(r for place, r in enumerate(agreement.revisions) if place <= n or settles(r.at, zone) != when)
    there = {id for act in acts for id in (act.id, *(alternative.id for alternative in act.alternatives))}
    if len(acts) == len(agreement.revisions) or any(
        act.act in ACCEPTS and not there.issuperset(act.answers) for act in acts
    ):
        return agreement
    return attrs.evolve(agreement, revisions=acts)


def declined(
    journal: Journal, topic: str | None = None, at: DateTime | Date | None = None, *, therapy: str | None = None
) -> tuple[Declined, ...]:
    """Return what was declined, proposals and alternatives, oldest first, each with the act that gives the reason.

    A way that was not taken is kept with the reason why (``seed-items.md`` S4-22, S4-23).

    Args:
        journal: The journal to ask.
        topic: Only agreements on this topic; None for all.
        at: Only what was declined up to this moment; None for all.
        therapy: Only agreements of this therapy, and those that name none; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> letters = Agreement.example()
    >>> no = Revision(id="r3", at=Date(2024, 4, 22), act="declined", by="client", answers=("a2",), reason="the fare")
    >>> journal = Journal.new(zone="Europe/Paris").with_records(attrs.evolve(letters, revisions=(*letters.revisions, no)))
    >>> [(found.terms.words, found.act.reason) for found in declined(journal)]
    [('A second hour each week.', 'the fare')]
    """
    until = moments.END if at is None else begins(at, journal.zone)
    found = [
        (when, one)
        for agreement in standing(journal, journal.agreements, at, therapy)
        if topic is None or agreement.topic == topic
        for one in _declined_in(agreement)
        if (when := settles(one.act.at, journal.zone)) <= until
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _declined_in(agreement: Agreement) -> Iterator[Declined]:
    offered: dict[str, Revision | Alternative] = {r.id: r for r in agreement.revisions}
    offered |= {alternative.id: alternative for r in agreement.revisions for alternative in r.alternatives}
    for act in agreement.revisions:
        if act.act == "declined":
            for id in act.answers or (None,):
                what = offered.get(id) if id is not None else None
                yield Declined(agreement=agreement, act=act, what=what, terms=what.terms if what else None)


def reviews_due(journal: Journal, at: DateTime | Date, *, therapy: str | None = None) -> tuple[Holding, ...]:
    """Return what is in force at a moment and was to be looked at again by then.

    A trial has a day on which the two look at it again (``seed-items.md`` S4-30).

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only agreements of this therapy, and those that name none; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> trial = Revision(id="r", at=Date(2024, 5, 6), act="stated", by="both", trial=True, review_on=Date(2024, 6, 3),
    ...                  terms=Terms(words="Letters on Sundays."))
    >>> letters = Agreement(id="sundays", topic="between_session_contact", kind="promise", revisions=(trial,))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(letters)
    >>> [len(reviews_due(journal, day)) for day in (Date(2024, 6, 2), Date(2024, 6, 3))]
    [0, 1]
    """
    holding = in_force(journal, at, therapy=therapy)
    return tuple(held for held in holding if held.agreement.reviews_due_at(at, zone=journal.zone))


def feelings_about(agreement: Agreement, zone: str = "UTC") -> tuple[FeltAbout, ...]:
    """Return what was felt about an agreement, with its acts and afterwards, oldest first; what has no time stands last.

    Nothing is added up: relief in May does not take away the anger of April (``seed-items.md`` S0-26, S2-28).

    Args:
        agreement: The agreement.
        zone: The zone in which days begin; it should be the journal's.

    >>> from therapy_notes.model.values import feelings
    >>> given = Revision(id="r", at=Date(2024, 5, 6), act="stated", by="both", feelings=feelings(["relief", "loss"]))
    >>> later = Afterthought(at=Date(2024, 9, 2), feelings=feelings([("pride", "a little")]))
    >>> found = feelings_about(Agreement(id="a", topic="gifts", kind="promise", revisions=(given,), afterthoughts=(later,)))
    >>> [[feeling.name for feeling in one.feelings] for one in found]
    [['relief', 'loss'], ['pride']]
    """
    told: tuple[Revision | Afterthought, ...] = (*agreement.revisions, *agreement.afterthoughts)
    found = [FeltAbout(at=one.at, feelings=one.feelings, said_with=one) for one in told if one.feelings]
    return tuple(sorted(found, key=lambda felt: begins(felt.at, zone)))


def verdict(journal: Journal, contact: Contact) -> Verdict:
    """Return whether a contact was within what was agreed at its time.

    Only what the client sends to the therapist has a verdict. Over several rules: any no is no, else any "cannot tell" is
    that, else yes. A contact rule that an absence gave goes first (``domain.md`` §5; ``seed-items.md`` S4-20 to S4-33).
    For many contacts, :func:`verdicts` is quicker.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example(), Contact.example())
    >>> verdict(journal, Contact.example()).answer
    'yes'
    """
    return _Rules.of(journal).judge(contact)


def verdicts(
    journal: Journal, contacts: Iterable[Contact] | None = None, at: DateTime | Date | None = None
) -> tuple[tuple[Contact, Verdict], ...]:
    """Return contacts, each with what :func:`verdict` says of it. The rules are gone through once, for all of them.

    The definition is that of ``domain.md`` §5. Contacts that were taken back are left out.

    Args:
        journal: The journal to ask.
        contacts: The contacts; None for all of the journal.
        at: Only contacts up to this moment, of those that had not been taken back by then; one without a time is at no
            moment. None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example(), Contact.example())
    >>> [(contact.id, found.answer) for contact, found in verdicts(journal)]
    [('the-photograph', 'yes')]
    """
    rules = _Rules.of(journal)
    asked = journal.contacts if contacts is None else contacts
    return tuple((contact, rules.judge(contact)) for contact in up_to(journal, asked, at, None))


# -- the rules, prepared once --------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Rule:
    """An agreement as far as it is about contact: its rule from one instant to the next.

    Args:
        place: Its place among the agreements of the journal.
        agreement: The id of the agreement.
        therapy: The therapy to which it belongs.
        is_promise: Whether it is a personal commitment.
        points: When what holds changes.
        starts: The instants from which ``rules`` hold, ascending.
        rules: The rule from each of them on; None where there is none.
        gone: The instant at which it was taken back.
    """

    place: int
    agreement: str
    therapy: str | None
    is_promise: bool
    points: tuple[TurningPoint, ...]
    starts: tuple[int, ...]
    rules: tuple[ContactRule | None, ...]
    gone: int

    @classmethod
    def of(cls, place: int, agreement: Agreement, zone: str) -> "_Rule":
        course = agreement.course(zone)
        return cls(
            place=place,
            agreement=agreement.id,
            therapy=agreement.therapy,
            is_promise=agreement.kind == PERSONAL_COMMITMENT,
            points=tuple(agreement.turning_points(zone)),
            starts=tuple(instant for instant, _ in course),
            rules=tuple(_binding(holds.terms if holds else None) for _, holds in course),
            gone=_gone(agreement.retracted_at, zone),
        )

    @property
    def span(self) -> tuple[int, int]:
        """The instants between which it can say anything: a time that only touches a turning point is asked there too."""
        first = min((point.earliest for point in self.points), default=moments.END)
        last = max((point.latest for point in self.points), default=moments.BEGINNING)
        lasts = self.gone if self.rules and self.rules[-1] is not None else last
        return first - 1, max(last, lasts)

    def at(self, instant: int) -> ContactRule | None:
        """Return the rule that binds the client at an instant."""
        place = bisect_right(self.starts, instant)
        return self.rules[place - 1] if place and instant < self.gone else None

    def judge(self, asked: "_Asked") -> Verdict:
        """Judge a contact, whatever it may have meant at a time that is only roughly known."""
        start, end = asked.start, asked.end
        instants = {start}
        for point in self.points:
            if point.vague and point.earliest <= end and start < point.latest:
                return Verdict(answer="cannot_tell", because="rule_changed", by=(self.agreement,))
            if point.earliest < point.latest and point.earliest <= end and start < point.latest:
                instants |= {point.earliest - 1, point.earliest}  # a day on which it changed: nobody knows at what hour
            elif start < point.earliest < end:
                instants.add(point.earliest)
        if len(instants) == 1:
            return asked.judged_by(self.at(start), self.agreement)
        rules = [self.at(instant) for instant in sorted(instants)]
        if not any(rules):
            return Verdict(answer="cannot_tell", because="no_rule", by=(self.agreement,))
        found = [asked.judged_by(rule, self.agreement) for rule in rules]
        answer = agreed(v.answer for v in found)
        changed = answer == "cannot_tell" and len({v.answer for v in found}) > 1
        return Verdict(answer=answer, because="rule_changed" if changed else found[0].because, by=(self.agreement,))


def _gone(retracted_at: When | None, zone: str) -> int:
    """Return the instant from which something is taken back; when nobody knows the day, it always was."""
    if retracted_at is None:
        return moments.END
    gone = begins(retracted_at, zone)
    return gone if gone < moments.END else moments.BEGINNING


def _binding(terms: Terms | None) -> ContactRule | None:
    """Return the rule by which terms bind the client, if they do."""
    return terms.contact if terms is not None and terms.binds != "therapist" else None


def _is_about_contact(agreement: Agreement) -> bool:
    """Whether an agreement has ever stated a contact rule, or offered one."""
    return any(
        _binding(terms) is not None
        for revision in agreement.revisions
        for terms in (revision.terms, *(alternative.terms for alternative in revision.alternatives))
    )


@frozen(kw_only=True)
class _Away:
    """An absence with a contact rule of its own, and the instants between which it surely or perhaps was.

    Args:
        place: Its place among the absences of the journal.
        absence: Its id.
        therapy: The therapy to which it belongs.
        rule: Its rule.
        surely: From when until when it surely was.
        perhaps: From when until when it can have been.
        gone: The instant at which it was taken back.
    """

    place: int
    absence: str
    therapy: str | None
    rule: ContactRule
    surely: tuple[int, int]
    perhaps: tuple[int, int]
    gone: int

    @classmethod
    def of(cls, place: int, absence: Absence, rule: ContactRule, zone: str) -> "_Away":
        known = absence.begins is not None
        until = over(absence.ends, zone)
        return cls(
            place=place,
            absence=absence.id,
            therapy=absence.therapy,
            rule=rule,
            surely=(
                settles(absence.begins, zone) if known else moments.BEGINNING,
                begins(absence.ends, zone) if isinstance(absence.ends, Approximate) else until,
            ),
            perhaps=(begins(absence.begins, zone) if known else moments.BEGINNING, until),
            gone=_gone(absence.retracted_at, zone),
        )

    def covers(self, asked: "_Asked") -> Answer:
        """Answer whether a told time lies in it."""
        if self.gone <= asked.start:
            return "no"
        if self.surely[0] <= asked.start and asked.last < self.surely[1]:
            return "yes"
        return "cannot_tell" if self.perhaps[0] <= asked.last and asked.start < self.perhaps[1] else "no"


@frozen(kw_only=True)
class _Asked:
    """A contact that is judged, and the instants between which it was."""

    contact: Contact
    at: When
    start: int
    end: int

    @property
    def last(self) -> int:
        """The last instant at which it can have been."""
        return self.end - 1 if self.end > self.start else self.start

    def judged_by(self, rule: ContactRule | None, by: str) -> Verdict:
        """Return what one rule says of it."""
        if rule is None:
            return Verdict(answer="cannot_tell", because="no_rule", by=(by,))
        answer, clause = rule.judged(self.at, channel=self.contact.channel, purpose=self.contact.purpose)
        return Verdict(answer=answer, because=clause, by=(by,))


S = TypeVar("S", _Rule, _Away)


@frozen(kw_only=True)
class _Spans(Generic[S]):
    """What lasts, so that what can touch a told time is found without going through all of it.

    Args:
        held: What lasts, by its beginning.
        starts: When each of them begins.
        reach: For each of them the latest end of it and of those before it.
    """

    held: tuple[S, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, lasting: Iterable[tuple[int, int, S]]) -> "_Spans[S]":
        """Return what lasts from one instant until another."""
        found = sorted(lasting, key=itemgetter(0))
        return cls(
            held=tuple(one for _, _, one in found),
            starts=tuple(start for start, _, _ in found),
            reach=tuple(accumulate((end for _, end, _ in found), max)),
        )

    def around(self, asked: "_Asked") -> list[S]:
        """Return what can touch a told time and belongs to its therapy, in the order of the journal."""
        found: list[S] = []
        place = bisect_right(self.starts, asked.last)
        while place and self.reach[place - 1] > asked.start:
            place -= 1
            if _belongs(self.held[place].therapy, asked.contact.therapy):
                found.append(self.held[place])
        return sorted(found, key=lambda one: one.place)


@frozen(kw_only=True)
class _Rules:
    """All that decides about contacts in a journal.

    Args:
        zone: The zone in which days begin.
        rules: The agreements that are about contact, by when they can say anything.
        away: The absences with a rule of their own, by when they can have been.
    """

    zone: str
    rules: _Spans[_Rule]
    away: _Spans[_Away]

    @classmethod
    def of(cls, journal: Journal) -> "_Rules":
        rules = (
            _Rule.of(place, agreement, journal.zone)
            for place, agreement in enumerate(journal.agreements)
            if _is_about_contact(agreement)
        )
        away = (
            _Away.of(place, absence, absence.contact_during, journal.zone)
            for place, absence in enumerate(journal.absences)
            if absence.contact_during is not None and not (absence.begins is None and absence.ends is None)
        )
        return cls(
            zone=journal.zone,
            rules=_Spans[_Rule].of((*rule.span, rule) for rule in rules),
            away=_Spans[_Away].of((*one.perhaps, one) for one in away),
        )

    def judge(self, contact: Contact) -> Verdict:
        """Return whether a contact was within what was agreed at its time."""
        if contact.direction != "client_to_therapist":
            return Verdict(answer="cannot_tell", because="direction")
        start = begins(contact.at, self.zone)
        if contact.at is None or start >= moments.END:
            return Verdict(answer="cannot_tell", because="no_time")
        asked = _Asked(contact=contact, at=contact.at, start=start, end=over(contact.at, self.zone))
        shared: list[Verdict] = []
        commitments: list[Verdict] = []
        for rule in self.rules.around(asked):
            found = rule.judge(asked)
            if found.because != "no_rule":
                (commitments if rule.is_promise else shared).append(found)
        decided = self._during_absences(asked, _over(shared))
        return Verdict(answer=decided.answer, because=decided.because, by=decided.by, commitments=tuple(commitments))

    def _during_absences(self, asked: _Asked, agreed_then: Verdict) -> Verdict:
        """Let the rule of an absence go first. Where nobody can tell whether it was in that time, both have to agree."""
        around = self.away.around(asked)
        if not around:
            return agreed_then
        there = [(away, away.covers(asked)) for away in around]
        surely = [asked.judged_by(away.rule, away.absence) for away, covered in there if covered == "yes"]
        if surely:
            return _over(surely)
        perhaps = [asked.judged_by(away.rule, away.absence) for away, covered in there if covered == "cannot_tell"]
        if not perhaps or agreed({agreed_then.answer, _over(perhaps).answer}) != "cannot_tell":
            return agreed_then
        return Verdict(answer="cannot_tell", because="rule_changed", by=tuple(id for v in perhaps for id in v.by))


def _over(found: list[Verdict]) -> Verdict:
    """Return what several rules say together: any no is no, else any "cannot tell" is that, else yes."""
    if not found:
        return Verdict(answer="cannot_tell", because="no_rule")
    if len(found) == 1:
        return found[0]
    for wanted in ("no", "cannot_tell", "yes"):
        deciding = [v for v in found if v.answer == wanted]
        if deciding:
            return Verdict(
                answer=deciding[0].answer,
                because=deciding[0].because,
                by=tuple(id for v in deciding for id in v.by),
            )
    raise AssertionError("an answer is yes, no or cannot_tell")


def _belongs(therapy: str | None, other: str | None) -> bool:
    return therapy is None or other is None or therapy == other


def is_late(journal: Journal, session: Session) -> bool | None:
    """Return whether a session was cancelled later than the agreement in force allowed; None when that cannot be told.

    What counts is the notice that was agreed when the cancellation was told (``seed-items.md`` S4-51); of several, the
    longest, which is [ours].

    >>> from attrs import evolve
    >>> from therapy_notes.model.sessions import Cancellation
    >>> notice = Revision(id="r", at=Date(2024, 3, 4), act="stated", by="therapist",
    ...                   terms=Terms(words="The day before, please.", notice=Duration(hours=24)))
    >>> agreed = Agreement(id="a", topic=CANCELLATION_TOPIC, kind="working_agreement", revisions=(notice,))
    >>> told = Cancellation(by="therapist", told_at=moments.moment("2024-05-06 15:30", "Europe/Paris"))
    >>> cancelled = evolve(Session.example(), status="cancelled", cancellation=told)
    >>> is_late(Journal.new(zone="Europe/Paris").with_records(agreed), cancelled)
    True
    >>> is_late(Journal.new(zone="Europe/Paris"), cancelled) is None
    True
    """
    cancelled, starts_at = session.cancellation, session.starts_at
    if cancelled is None or cancelled.told_at is None or starts_at is None:
        return None
    zone = journal.zone
    earliest, latest, starts = begins(cancelled.told_at, zone), over(cancelled.told_at, zone), begins(starts_at, zone)
    if earliest >= moments.END or starts >= moments.END:
        return None  # nobody knows the day
    told = moments.at_instant(earliest, zone)
    needed = [
        holding.terms.notice
        for holding in in_force(journal, told, CANCELLATION_TOPIC, therapy=session.therapy)
        if holding.terms.notice is not None
    ]
    if not needed:
        return None
    deadline = starts - round(max(needed).total_seconds()) * 1_000_000
    if earliest > deadline:
        return True
    return False if latest <= deadline else None


def notice_of(session: Session, zone: str) -> Duration | None:
    """Return how long before a session its cancellation was told; None when it is not known, or was told after.

    It is counted from when it was told, not from when it was seen (``seed-items.md`` S4-51, S4-52).

    Args:
        session: The session.
        zone: The zone in which days begin; it should be the journal's.

    >>> from attrs import evolve
    >>> from therapy_notes.model.sessions import Cancellation
    >>> told = Cancellation(by="therapist", told_at=moments.moment("2024-05-06 15:30", "Europe/Paris"))
    >>> notice = notice_of(evolve(Session.example(), status="cancelled", cancellation=told), "Europe/Paris")
    >>> notice.total_minutes()
    30.0
    """
    if session.cancellation is None or session.cancellation.told_at is None or session.starts_at is None:
        return None
    told, starts = begins(session.cancellation.told_at, zone), begins(session.starts_at, zone)
    return moments.between(told, starts) if told <= starts else None
