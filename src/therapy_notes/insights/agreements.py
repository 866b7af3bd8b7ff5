"""What holds between the two, and whether something was within it."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from .. import moments
from ..model.agreements import Agreement, Revision
from ..model.contact_rules import ContactRule, Terms, agreed
from ..model.contacts import Absence, Contact
from ..model.journal import Journal
from ..model.sessions import Session
from ..model.values import Approximate, When, begins, over, settles
from ..model.vocabulary import CANCELLATION_TOPIC, PERSONAL_COMMITMENT, Answer
from ..moments import Date, DateTime, Duration


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


def in_force(journal: Journal, at: DateTime | Date, topic: str | None = None) -> tuple[Holding, ...]:
    """Return what is in force at a moment, one for each agreement.

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        topic: Only agreements on this topic; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example())
    >>> [holding.terms.contact.mode for holding in in_force(journal, Date(2024, 4, 20))]
    ['open']
    """
    return tuple(
        Holding(agreement=agreement, terms=found.terms, revision=found.revision, on_trial=found.revision.trial)
        for agreement in journal.agreements
        if (topic is None or agreement.topic == topic)
        and not _retracted(agreement, begins(at, journal.zone), journal.zone)
        and (found := agreement.in_force_at(at, zone=journal.zone)) is not None
    )


def _retracted(record: Agreement | Absence, now: int, zone: str) -> bool:
    return record.retracted_at is not None and begins(record.retracted_at, zone) <= now


def verdict(journal: Journal, contact: Contact) -> Verdict:
    """Return whether a contact was within what was agreed at its time.

    Only what the client sends to the therapist has a verdict. Over several rules: any no is no, else any "cannot tell" is
    that, else yes. A contact rule that an absence gave goes first.

    >>> from therapy_notes.model.agreements import Agreement
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example(), Contact.example())
    >>> verdict(journal, Contact.example()).answer
    'yes'
    """
    if contact.direction != "client_to_therapist":
        return Verdict(answer="cannot_tell", because="direction")
    if contact.at is None:
        return Verdict(answer="cannot_tell", because="no_time")
    same = [a for a in journal.agreements if _belongs(a.therapy, contact.therapy)]
    promises = [a for a in same if a.kind == PERSONAL_COMMITMENT]
    shared = [a for a in same if a.kind != PERSONAL_COMMITMENT]
    commitments = tuple(_one(promise, contact, journal.zone) for promise in promises)
    commitments = tuple(found for found in commitments if found.because != "no_rule")
    agreed_then = _over(v for v in (_one(a, contact, journal.zone) for a in shared) if v.because != "no_rule")
    found = _during_absences(journal, contact, agreed_then)
    return Verdict(answer=found.answer, because=found.because, by=found.by, commitments=commitments)


def _during_absences(journal: Journal, contact: Contact, agreed_then: Verdict) -> Verdict:
    """Let the rule of an absence go first. Where nobody can tell whether it was in that time, both have to agree."""
    assert contact.at is not None
    there = {
        absence.id: (absence.contact_during, _covered(absence, contact.at, journal.zone))
        for absence in journal.absences
        if absence.contact_during is not None and _belongs(absence.therapy, contact.therapy)
    }
    surely = [_judge(rule, contact, id) for id, (rule, covered) in there.items() if covered == "yes"]
    if surely:
        return _over(surely)
    perhaps = [_judge(rule, contact, id) for id, (rule, covered) in there.items() if covered == "cannot_tell"]
    if not perhaps or agreed({agreed_then.answer, _over(perhaps).answer}) != "cannot_tell":
        return agreed_then
    return Verdict(answer="cannot_tell", because="rule_changed", by=tuple(id for v in perhaps for id in v.by))


_Verdicts: TypeAlias = Iterable[Verdict]


def _over(verdicts: _Verdicts) -> Verdict:
    found = list(verdicts)
    if not found:
        return Verdict(answer="cannot_tell", because="no_rule")
    for wanted in ("no", "cannot_tell", "yes"):
        deciding = [v for v in found if v.answer == wanted]
        if deciding:
            return Verdict(
                answer=deciding[0].answer,
                because=deciding[0].because,
                by=tuple(id for v in deciding for id in v.by),
            )
    raise AssertionError("an answer is yes, no or cannot_tell")


def _judge(rule: ContactRule | None, contact: Contact, by: str) -> Verdict:
    if rule is None or contact.at is None:
        return Verdict(answer="cannot_tell", because="no_rule", by=(by,))
    answer, clause = rule.judged(contact.at, channel=contact.channel, purpose=contact.purpose)
    return Verdict(answer=answer, because=clause, by=(by,))


def _one(agreement: Agreement, contact: Contact, zone: str) -> Verdict:
    """Judge a contact by one agreement, whatever it may have meant at a time that is only roughly known."""
    assert contact.at is not None
    start, end = begins(contact.at, zone), over(contact.at, zone)
    asked = {start}
    for point in agreement.turning_points(zone):
        if point.vague and point.earliest <= end and start < point.latest:
            return Verdict(answer="cannot_tell", because="rule_changed", by=(agreement.id,))
        if point.earliest < point.latest and point.earliest <= end and start < point.latest:
            asked |= {point.earliest - 1, point.earliest}  # a day on which it changed: nobody knows at what hour
        elif start < point.earliest < end:
            asked.add(point.earliest)
    rules = [_rule_at(agreement, moment, zone) for moment in sorted(asked)]
    if not any(rules):
        return Verdict(answer="cannot_tell", because="no_rule", by=(agreement.id,))
    found = [_judge(rule, contact, agreement.id) for rule in rules]
    answer = agreed(v.answer for v in found)
    changed = answer == "cannot_tell" and len({v.answer for v in found}) > 1
    return Verdict(answer=answer, because="rule_changed" if changed else found[0].because, by=(agreement.id,))


def _rule_at(agreement: Agreement, microseconds: int, zone: str) -> ContactRule | None:
    if _retracted(agreement, microseconds, zone):
        return None
    terms = agreement.terms_at(moments.at_instant(microseconds, zone), zone=zone)
    return terms.contact if terms and terms.binds != "therapist" else None


def _belongs(therapy: str | None, other: str | None) -> bool:
    return therapy is None or other is None or therapy == other


def _covered(absence: Absence, at: When, zone: str) -> Answer:
    """Answer whether a told time lies in an absence. One without any date is nowhere."""
    start, end = begins(at, zone), over(at, zone)
    if (absence.begins is None and absence.ends is None) or _retracted(absence, start, zone):
        return "no"
    none = moments.BEGINNING
    surely_from = none if absence.begins is None else settles(absence.begins, zone)
    perhaps_from = none if absence.begins is None else begins(absence.begins, zone)
    vague_end = isinstance(absence.ends, Approximate)
    perhaps_until = over(absence.ends, zone)
    surely_until = begins(absence.ends, zone) if vague_end else perhaps_until
    last = end - 1 if end > start else start
    if surely_from <= start and last < surely_until:
        return "yes"
    return "cannot_tell" if perhaps_from <= last and start < perhaps_until else "no"


def is_late(journal: Journal, session: Session) -> bool | None:
    """Return whether a session was cancelled later than the agreement in force allowed; None when that cannot be told."""
    cancelled, starts_at = session.cancellation, session.starts_at
    if cancelled is None or cancelled.told_at is None or starts_at is None:
        return None
    zone = journal.zone
    earliest, latest, starts = begins(cancelled.told_at, zone), over(cancelled.told_at, zone), begins(starts_at, zone)
    told = moments.at_instant(earliest, zone)
    needed = [
        holding.terms.notice
        for holding in in_force(journal, told, CANCELLATION_TOPIC)
        if holding.terms.notice is not None and _belongs(holding.agreement.therapy, session.therapy)
    ]
    if not needed:
        return None
    deadline = starts - round(max(needed).total_seconds()) * 1_000_000
    if earliest > deadline:
        return True
    return False if latest <= deadline else None


def notice_of(session: Session, zone: str) -> Duration | None:
    """Return how long before a session its cancellation was told; None when it is not known, or was told after."""
    if session.cancellation is None or session.cancellation.told_at is None or session.starts_at is None:
        return None
    told, starts = begins(session.cancellation.told_at, zone), begins(session.starts_at, zone)
    return moments.between(told, starts) if told <= starts else None
