"""Pseudonyms: other names for people in what somebody else reads, and the key that tells who is who.

The key stays at home. It lists each replacement with its place, and gives back the view as it was.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import count, product
from string import ascii_uppercase
from typing import Final, TypeAlias, cast
from unicodedata import normalize

from attrs import evolve, frozen

from ..model.common import plain
from ..model.guards import guarded
from ..model.ids import looks_like_an_id
from ..model.journal import Journal
from ..model.people import Person
from ..model.shapes import Id, Words
from .names import Hit, Names
from .rewriting import Place, texts, with_texts
from .views import View

NOT_ITS_VIEW: Final = "not the view for which this key was made"


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Replacement:
    """One name that was replaced.

    Args:
        record: The id of the record in the view.
        field: The way to the text inside the record, such as ``title`` or ``comments[2].body``.
        place: Where the stand-in begins in that text, as it stands in the view with pseudonyms.
        text: What stood there.
        stand_in: What stands there now.

    Raises:
        ValueError: The place is before the beginning.
    """

    record: Id
    field: str
    place: int
    text: Words
    stand_in: Words

    def __attrs_post_init__(self) -> None:
        if self.place < 0:
            raise ValueError("a place before the beginning of a text")


@frozen(kw_only=True, field_transformer=guarded)
@plain
class PseudonymKey:
    """Who is who in a view with pseudonyms. It is for its owner alone, and nothing that is exported holds any of it.

    Args:
        audience: Who reads the view.
        replacements: Every replacement, in the order of the view.
        names: The names that nothing made from the view may say, for the sake of this key.
        digest: SHA-256 of the texts of the view for which it was made, in hex; by it ``restored`` knows that view.
    """

    audience: str
    replacements: tuple[Replacement, ...] = ()
    names: tuple[Words, ...] = ()
    digest: str = ""

    def __iter__(self) -> Iterator[Replacement]:
        return iter(self.replacements)

    def __len__(self) -> int:
        """Return the number of replacements."""
        return len(self.replacements)

    def __bool__(self) -> bool:
        """Return True: a key is a key even where nothing had to be replaced."""
        return True


Register: TypeAlias = Mapping[str | Person, str] | Mapping[str, str] | Mapping[Person, str] | Iterable[Person]
"""Who is to be called otherwise: names or people with their stand-ins, or people alone."""


def pseudonymise(view: View, names: Register, *, also_words: Iterable[str] = ()) -> tuple[View, PseudonymKey]:
    """Return a view in which people are called otherwise, and apart from it the key that tells who is who.

    Replaced are the names and aliases of the register wherever they stand as whole words in a text of the view: in titles,
    bodies, tags, comments, names of attachments. How a name may be spelled and still be found, and what is never
    found, stands at :class:`~therapy_notes.sharing.names.Names`. Everything else is as it was. Names are replaced and no
    more: what happened, where and when tells who somebody is as well.

    Args:
        view: What somebody else reads.
        names: Names with their stand-ins, where a person stands for its name and all of its aliases: ``{"Sienna": "Kim"}``,
            ``{person: "Kim"}``. Or people, such as ``journal.people``: they are called ``Person A``, ``Person B`` and so on
            in the order in which they first occur in the view, by what stands nowhere in it yet. People who share a name
            share, where it stands, the stand-in of the first of them: nobody could tell from a text who is meant. So who
            else is on the register can show in a letter; who does not want that says what to call each.
        also_words: Names of the register that are words as well, such as ``May``, or ``Bé`` next to "be". They are replaced
            only where they stand as they are written here, with these capitals and accents and nothing inside.

    Returns:
        The view, whose ``hidden_names`` are from now on also the names that were looked for, but for those that are also
        words; and the key.

    Raises:
        TypeError: It is not given a view, or no register.
        ValueError: The view is the owner's own; a name has no letter in it; a word is no name of the register; a stand-in
            is empty, does not print, holds a percent sign or shares a word with a name; or a name would still stand
            somewhere, since a stand-in and what stands beside it read as one. Then the message says where.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.journal import Journal
    >>> from therapy_notes.sharing.views import view
    >>> entry = Entry.new("I asked Sienna’s brother, and sienna asked me.", shared_with=["therapist"])
    >>> for_her = view(Journal.new(zone="Europe/Rome").with_records(entry), "therapist")
    >>> with_pseudonyms, key = pseudonymise(for_her, {"Sienna": "Kim"})
    >>> with_pseudonyms.journal.entries[0].body
    'I asked Kim’s brother, and Kim asked me.'
    >>> [(one.field, one.place, one.text) for one in key], restored(with_pseudonyms, key) == for_her
    ([('body', 8, 'Sienna'), ('body', 27, 'sienna')], True)
    """
    if not isinstance(view, View):
        raise TypeError('for whom? Pseudonyms are for a View, as in pseudonymise(view(journal, "therapist"), …)')
    if view.is_mine:
        raise ValueError("pseudonyms are for what somebody else reads, and this view is the owner's own")
    people = _people(names)
    looked_for = _LookedFor.of([name for person in people for name in person.names], also_words)
    hidden = Names.of((*looked_for.however_spelled, *view.hidden_names))
    taken = Names.of((*looked_for.however_spelled, *looked_for.as_written, *view.hidden_names))
    written = [(place, text) for place, text in texts(view.journal) if not _is_reference(place, text)]
    found = {place: (text, hits) for place, text in written if (hits := looked_for.found_in(text))}
    free = _letters(taken, [text for _, text in written])
    stand_ins = _stand_ins(people, taken, free, [hit.name for _, hits in found.values() for hit in hits])
    replaced = {place: tuple(_replacements(place, text, hits, stand_ins)) for place, (text, hits) in found.items()}

    def change(place: Place, text: str) -> str:
        if place not in replaced:
            return text
        changed = _with_pieces(text, [(hit.start, hit.end, stand_ins[hit.name]) for hit in found[place][1]])
        if hidden.found_in(changed):
            raise ValueError(f"{place.record}: {place.field}: a stand-in and what stands beside it read as a name")
        return changed

    journal = with_texts(view.journal, change)
    added = tuple(dict.fromkeys(name for name in looked_for.however_spelled if name not in view.hidden_names))
    replacements = tuple(one for several in replaced.values() for one in several)
    key = PseudonymKey(audience=view.audience, replacements=replacements, names=added, digest=_digest(journal))
    return evolve(view, journal=journal, hidden_names=view.hidden_names + added), key


def restored(view: View, key: PseudonymKey) -> View:
    """Return the view as it was before people were called otherwise.

    Raises:
        ValueError: It is not the view for which the key was made.
    """
    if not isinstance(view, View):
        raise TypeError("what is restored is the View that pseudonymise returned")
    before = len(view.hidden_names) - len(key.names)
    is_its_own = view.audience == key.audience and view.hidden_names[max(before, 0) :] == key.names
    if not is_its_own or _digest(view.journal) != key.digest:
        raise ValueError(NOT_ITS_VIEW)
    at: dict[tuple[str, str], list[Replacement]] = {}
    for one in key:
        at.setdefault((one.record, one.field), []).append(one)

    def change(place: Place, text: str) -> str:
        pieces: list[tuple[int, int, str]] = []
        done = 0
        for one in at.pop((place.record, place.field), ()):
            end = one.place + len(one.stand_in)
            if one.place < done or text[one.place : end] != one.stand_in:
                raise ValueError(NOT_ITS_VIEW)
            pieces.append((one.place, end, one.text))
            done = end
        return _with_pieces(text, pieces)

    journal = with_texts(view.journal, change)
    if at:
        raise ValueError(NOT_ITS_VIEW)
    return evolve(view, journal=journal, hidden_names=view.hidden_names[:before])


def _digest(journal: Journal) -> str:
    """Return what tells the texts of a journal from those of another."""
    told = sha256()
    for place, text in texts(journal):
        for piece in (place.record, place.field, text):
            told.update(f"{len(piece)}:{piece}".encode())
    return told.hexdigest()


# -- who ------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Called:
    """Somebody of the register.

    Args:
        names: The name, and all aliases.
        stand_in: What to write instead; None where it is found later.
    """

    names: tuple[str, ...]
    stand_in: str | None = None


def _people(names: Register) -> tuple[_Called, ...]:
    if isinstance(names, Mapping):
        given = cast("Mapping[object, object]", names)
        return tuple(_Called(names=_names_of(who), stand_in=_text(stand_in)) for who, stand_in in given.items())
    if isinstance(names, str | Person):
        raise TypeError("one name where several may stand: a register is people, or {name: stand_in}")
    people = tuple(cast("Iterable[object]", names))
    if not all(isinstance(person, Person) for person in people):
        raise TypeError("names without stand-ins: a register is people, or {name: stand_in}")
    return tuple(_Called(names=_names_of(person)) for person in people)


def _names_of(who: object) -> tuple[str, ...]:
    """Return what somebody is called, but for what could not be found in a text: nothing, or signs without a letter."""
    match who:
        case Person(name=name, aliases=aliases):
            return tuple(each for each in (name, *aliases) if _has_a_letter(each))
        case str():
            return (who,)
        case _:
            raise TypeError("not a name and not a Person")


def _has_a_letter(name: str) -> bool:
    try:
        Names.of([name])
    except ValueError:
        return False
    return True


def _text(stand_in: object) -> str:
    if not isinstance(stand_in, str):
        raise TypeError("a stand-in that is not text")
    return stand_in


def _stand_ins(people: Iterable[_Called], taken: Names, free: Iterator[str], found: Iterable[str]) -> Mapping[str, str]:
    """Return the stand-in for each name that was found; for people without one a free one, in the order of the view."""
    who: dict[str, int] = {}
    stand_ins: dict[int, str] = {}
    for n, person in enumerate(people):
        if person.stand_in is not None:
            stand_ins[n] = _checked(person.stand_in, taken)
        for name in person.names:
            who.setdefault(name, n)
    for name in found:
        if who[name] not in stand_ins:
            stand_ins[who[name]] = next(free)
    return {name: stand_ins[n] for name, n in who.items() if n in stand_ins}


def _checked(stand_in: str, taken: Names) -> str:
    if not stand_in:
        raise ValueError("a stand-in that is empty")
    if not stand_in.isprintable() or "%" in stand_in:
        raise ValueError("a stand-in with a line end, a percent sign or something that does not print")
    if taken.share_a_word_with(stand_in):
        raise ValueError("a stand-in that shares a word with a name")
    return stand_in


def _letters(taken: Names, written: Iterable[str]) -> Iterator[str]:
    """Yield ``Person A`` to ``Person Z``, then ``Person AA``: what is no name, and stands in no text."""
    if taken.found_in("Person"):
        raise ValueError("what stands in for people is itself a name here: say what to call each, as in {person: stand_in}")
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            stand_in = f"Person {''.join(letters)}"
            if not taken.found_in(stand_in) and not any(stand_in in text for text in written):
                yield stand_in


# -- what is looked for -----------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _LookedFor:
    """The names of a register.

    Args:
        however_spelled: Those that are found in every spelling.
        as_written: Those that are also words, and found only as they are written.
        names: The matcher of the first.
        words: The pattern of the second, if there are any.
    """

    however_spelled: tuple[str, ...]
    as_written: tuple[str, ...]
    names: Names
    words: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str], also_words: Iterable[str]) -> "_LookedFor":
        if isinstance(also_words, str):
            raise TypeError("one word where several may stand: put it in a list")
        register, words = tuple(names), tuple(dict.fromkeys(also_words))
        if not set(words) <= set(register):
            raise ValueError("a word that is no name of the register")
        Names.of(words)
        however_spelled = tuple(name for name in register if name not in words)
        return cls(
            however_spelled=however_spelled,
            as_written=words,
            names=Names.of(however_spelled),
            words=_pattern(words) if words else None,
        )

    def found_in(self, text: str) -> tuple[Hit, ...]:
        """Return where names stand in a text. Where two overlap, the one that is found in every spelling counts."""
        hits = self.names.found_in(text)
        if self.words is None:
            return hits
        of = {normalize("NFC", name): name for name in self.as_written}
        words = (
            Hit(start=word.start(), end=word.end(), name=of[normalize("NFC", word[0])]) for word in self.words.finditer(text)
        )
        alone = (word for word in words if all(word.end <= hit.start or hit.end <= word.start for hit in hits))
        return tuple(sorted((*hits, *alone), key=lambda hit: hit.start))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of words as they are written, also before the s of a genitive; the longest first."""
    spellings = {normalize(form, word) for word in words for form in ("NFC", "NFD")}
    longest_first = sorted(spellings, key=lambda word: (-len(word), word))
    inside = r"[^\W\d_]|[\u0300-\u036f]"
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?=s?(?!{inside}))")


# -- where ----------------------------------------------------------------------------------------------------


def _is_reference(place: Place, text: str) -> bool:
    """Whether an id stands where an id or words may: a view has taken away what may be one and leads nowhere."""
    return place.kind == "reference_or_words" and looks_like_an_id(text)


def _replacements(place: Place, text: str, hits: Iterable[Hit], stand_ins: Mapping[str, str]) -> Iterator[Replacement]:
    moved = 0
    for hit in hits:
        stand_in = stand_ins[hit.name]
        yield Replacement(
            record=place.record,
            field=place.field,
            place=hit.start + moved,
            text=text[hit.start : hit.end],
            stand_in=stand_in,
        )
        moved += len(stand_in) - (hit.end - hit.start)


def _with_pieces(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """Return a text in which what stands between two places is something else, for each piece."""
    made: list[str] = []
    done = 0
    for start, end, new in pieces:
        made += text[done:start], new
        done = end
    return "".join((*made, text[done:]))
