"""What went to and fro between sessions: inside and outside what was agreed, week by week, what for, and what was answered.

Counts, and nothing else: many letters are no failure and few are no success.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from attrs import field, frozen

from ..model.contacts import Contact
from ..model.journal import Journal
from ..moments import Date, DateTime
from ._asked import standing
from ._weeks import begun, every_monday, monday_of, mondays_away, so_far
from .agreements import verdicts

K = TypeVar("K")


@frozen(kw_only=True)
class ContactCounts:
    """How many contacts there were. One record may stand for several: ``Contact.times``.

    Args:
        inside: What the client sent within what was agreed then.
        outside: What the client sent outside it.
        cannot_tell: What the client sent where nobody can tell.
        uncounted: Records of what the client sent "many times", which nobody counted. They are no number, and stand
            in none of the others.
        from_therapist: What came from the therapist.
        from_therapist_uncounted: Records of what came from the therapist many times.
    """

    inside: int = 0
    outside: int = 0
    cannot_tell: int = 0
    uncounted: int = 0
    from_therapist: int = 0
    from_therapist_uncounted: int = 0


@frozen(kw_only=True)
class ContactWeek(ContactCounts):
    """The contacts of one week.

    Args:
        monday: Its Monday; None for what has no time, or one of which nobody can tell the week.
        away: Whether one of the two was away for a day or more of it. A break is not a gap.
    """

    monday: Date | None
    away: bool


@frozen(kw_only=True)
class ContactsOfAKind(ContactCounts):
    """The contacts that have one purpose, or one channel.

    Args:
        word: The purpose or channel; None for those of which none is told.
    """

    word: str | None = field(repr=False)


def contacts_by_week(
    journal: Journal, *, at: DateTime | Date | None = None, therapy: str | None = None
) -> tuple[ContactWeek, ...]:
    """Return how many contacts there were in each week, oldest first: inside and outside what was agreed.

    Weeks begin on Monday in the journal's zone (ISO 8601). A week without any stands between the others with zeros, so
    that a break is seen; where more than two years lie between two weeks with some, the empty ones are left out. What
    belongs to no week that anybody could tell stands last. It is what S2-52 and S4-17 of the first-hand accounts
    counted: letters in a week, then and now.

    Args:
        journal: The journal to ask.
        at: Only what was sent up to a moment, and not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> from therapy_notes.model.agreements import Agreement
    >>> once_more = Contact.new(at=Date(2024, 5, 22), direction="therapist_to_client")
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Agreement.example(), Contact.example(), once_more)
    >>> for week in contacts_by_week(journal):
    ...     print(week.monday, week.inside, week.outside, week.from_therapist)
    2024-05-06 1 0 0
    2024-05-13 0 0 0
    2024-05-20 0 0 1
    """
    found = _grouped(journal, lambda contact: monday_of(contact.at, journal.zone), at, therapy)
    mondays = list(every_monday(monday for monday in found if monday is not None))
    away = mondays_away(journal, mondays, at, therapy)
    weeks = [
        ContactWeek(monday=Date.fromordinal(monday), away=monday in away, **found.get(monday, _NONE)) for monday in mondays
    ]
    if None in found:
        weeks.append(ContactWeek(monday=None, away=False, **found[None]))
    return tuple(weeks)


def contacts_by_purpose(
    journal: Journal, *, at: DateTime | Date | None = None, therapy: str | None = None
) -> tuple[ContactsOfAKind, ...]:
    """Return how many contacts there were for each purpose, the most frequent first, and last those without one.

    What they were for tells more than how many they were (``seed-items.md`` S1-17, §8.6 no. 13).

    Args:
        journal: The journal to ask.
        at: Only what was sent up to a moment, and not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Contact.example())
    >>> [(found.word, found.cannot_tell) for found in contacts_by_purpose(journal)]
    [('sharing_material', 1)]
    """
    return _by_word(_grouped(journal, lambda contact: contact.purpose, at, therapy))


def contacts_by_channel(
    journal: Journal, *, at: DateTime | Date | None = None, therapy: str | None = None
) -> tuple[ContactsOfAKind, ...]:
    """Return how many contacts there were by each channel, the most frequent first, and last those without one.

    The definition is that of :func:`contacts_by_purpose`; that the channel is asked for as well is [ours].

    Args:
        journal: The journal to ask.
        at: Only what was sent up to a moment, and not taken back by then; what has no time is at no moment. None for all.
        therapy: Only what belongs to this therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Contact.example())
    >>> [(found.word, found.cannot_tell) for found in contacts_by_channel(journal)]
    [('email', 1)]
    """
    return _by_word(_grouped(journal, lambda contact: contact.channel, at, therapy))


def replies(journal: Journal, *, at: DateTime | Date | None = None) -> Mapping[str, tuple[Contact, ...]]:
    """Return the replies to each contact that has one, by its id, oldest first.

    A reply is a contact with a link ``answers`` (``seed-items.md`` S0-37). One that was taken back is none. Ask this
    once, rather than :func:`answered` for each.

    Args:
        journal: The journal to ask.
        at: Only what was sent up to a moment, and not taken back by then; what has no time is at no moment. None for all.

    >>> from therapy_notes.model.values import Link
    >>> reply = Contact(id="r", direction="therapist_to_client", links=(Link(kind="answers", to="the-photograph"),))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Contact.example(), reply)
    >>> {id: [contact.id for contact in found] for id, found in replies(journal).items()}
    {'the-photograph': ['r']}
    """
    contacts = begun(journal, journal.contacts, at)
    there = {contact.id for contact in contacts}
    found: dict[str, list[Contact]] = {}
    for contact in standing(journal, contacts, at):
        answers = dict.fromkeys(link.to for link in contact.links if link.kind == "answers")
        for id in answers:
            if id in there and id != contact.id:
                found.setdefault(id, []).append(contact)
    return MappingProxyType({id: tuple(contacts) for id, contacts in found.items()})


def answered(journal: Journal, contact: Contact) -> Contact | None:
    """Return the first reply to a contact, or None. What a reply is, is told at :func:`replies` (S0-37).

    >>> answered(Journal.new(zone="Europe/Paris").with_records(Contact.example()), Contact.example()) is None
    True
    """
    return next(iter(replies(journal).get(contact.id, ())), None)


_NONE: Mapping[str, int] = MappingProxyType({})
_SENT = "client_to_therapist"
_CAME = "therapist_to_client"
_COUNTED_AS = {"yes": "inside", "no": "outside", "cannot_tell": "cannot_tell"}


def _grouped(
    journal: Journal, key: Callable[[Contact], K], at: DateTime | Date | None, therapy: str | None
) -> dict[K, Counter[str]]:
    """Count the contacts between the two, grouped by something about them."""
    found: dict[K, Counter[str]] = {}
    contacts = tuple(so_far(journal, journal.contacts, at, therapy))
    for contact, judged in verdicts(journal, (one for one in contacts if one.direction == _SENT), at):
        _count(found.setdefault(key(contact), Counter()), contact, _COUNTED_AS[judged.answer], "uncounted")
    for contact in contacts:
        if contact.direction == _CAME:
            _count(found.setdefault(key(contact), Counter()), contact, "from_therapist", "from_therapist_uncounted")
    return found


def _count(counts: Counter[str], contact: Contact, counted: str, uncounted: str) -> None:
    """Count a contact as often as it was. Less than once is a number that nobody can have counted."""
    if contact.times is None or contact.times < 1:
        counts[uncounted] += 1
    else:
        counts[counted] += contact.times


def _by_word(found: Mapping[str | None, Counter[str]]) -> tuple[ContactsOfAKind, ...]:
    frequent = sorted(found.items(), key=lambda item: (item[0] is None, -item[1].total(), item[0] or ""))
    return tuple(ContactsOfAKind(word=word, **counts) for word, counts in frequent)
