"""``probable_names``: words that look like names and are in no register, so that one can complete it before one shares.

It counts words, with a few lists beside it; offline, and only when asked. Whether a word is a name, a person decides.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import define, evolve, field, frozen

from ..model.people import Person
from .names import Names
from .rewriting import texts
from .views import View

BECAUSE: Final = {
    "in_a_field_for_names": 8,
    "with_a_title": 6,
    "possessive": 4,
    "beside_a_speech_verb": 4,
    "after_a_preposition": 2,
    "several_words": 1,
    "inside_a_sentence": 1,
    "never_in_lower_case": 2,
}
"""What can speak for a word, and how much."""


@frozen(kw_only=True)
class ProbableName:
    """A word that looks like a name.

    Args:
        name: The word, as it is written.
        count: How often it stands there in all, also where sentences begin.
        in_records: In how many records.
        because: What speaks for it: some of ``BECAUSE``, in that order.
    """

    name: str = field(repr=False)
    count: int
    in_records: int
    because: tuple[str, ...]


def probable_names(view: View, *, known: Iterable[str | Person] = ()) -> tuple[ProbableName, ...]:
    """Return words of a view that look like names and are none of the known, the most probable first.

    A capital counts inside a sentence, and not where one begins. It counts more behind a title, a preposition or "my
    sister", beside a verb of speaking, before "'s" and next to another capital. A word that also stands there in lower case
    counts less, and is listed only with such a context. Days, months, languages, feasts, words for kin, and words all in
    capitals are left out, as are the people of the view and the names that it hides already. Where nouns have capitals, as
    in German, every word needs a context; one that also stands with an article needs a title or "'s".

    It misses names in lower case or all in capitals, names in scripts that have no capitals, names that are also words,
    days or months, those that stand only where sentences begin or in lines most of whose words have capitals, and in German
    those with an article ("die Anna") or without a context. It also lists places, firms and words that are no names. Titles,
    verbs and prepositions are known in English and German. Every word stands alone: "Anna Maria" is two.

    Args:
        view: What another reader sees; or one's own, to complete the register.
        known: Names, or people with their names and aliases, that are not to be listed.

    Raises:
        TypeError: It is given something that is not a view, or one text as ``known``.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.journal import Journal
    >>> from therapy_notes.sharing.views import view
    >>> entry = Entry.new("I rang my sister Marta. Rain again. I read her Oskar’s letter, and then one from Ines.")
    >>> found = probable_names(view(Journal(entries=(entry,)), "me"), known=["Ines"])
    >>> [(one.name, one.because[0]) for one in found]
    [('Marta', 'with_a_title'), ('Oskar', 'possessive')]
    """
    if not isinstance(view, View):
        raise TypeError('in what? Names are looked for in a View, as in probable_names(view(journal, "therapist"))')
    register = tuple(filter(_can_be_found, (*_register(known), *_register(view.journal.people), *view.hidden_names)))
    names = Names.of(register)
    passages = [
        _Passage(place.record, _words(text, names), is_for_names=place.path.endswith(_FIELDS_FOR_NAMES))
        for place, text in texts(view.journal)
        if place.kind != "term"
    ]
    return _Finder.of(passages, frozenset(map(_folded, register))).found(passages)


def _register(known: Iterable[str | Person]) -> Iterator[str]:
    if isinstance(known, str):
        raise TypeError("one name where several may stand: put it in a list")
    for one in known:
        yield from (one.name, *one.aliases) if isinstance(one, Person) else (one,)


def _can_be_found(name: str) -> bool:
    try:
        return bool(Names.of([name]))
    except ValueError:
        return False


def _folded(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


# -- words --------------------------------------------------------------------------------------------------------


@frozen
class _Word:
    """A word in its sentence.

    Args:
        text: The word, without what says whose something is.
        start: Where it begins.
        end: Where it ends, with that.
        is_possessive: Whether it says whose something is.
        begins: Whether a sentence begins with it, or may begin.
        is_known: Whether it belongs to a name of the register.
        is_in_a_heading: Whether most words of its line have capitals.
        touches: Whether nothing but a space stands between it and the word before.
    """

    text: str
    start: int
    end: int
    is_possessive: bool = False
    begins: bool = True
    is_known: bool = False
    is_in_a_heading: bool = False
    touches: bool = False

    @property
    def lower(self) -> str:
        return self.text.casefold()

    @property
    def may_be_a_name(self) -> bool:
        """Whether it has a capital, small letters too, and is in none of the lists."""
        text = self.text
        return len(text) > 1 and text[0].isupper() and not text.isupper() and self.lower not in _NO_NAMES

    @property
    def counts(self) -> bool:
        """Whether its capital, or that it has none, tells something."""
        return not self.begins and not self.is_in_a_heading


@frozen
class _Passage:
    """The words of one text, and in which record they stand."""

    record: str
    words: tuple[_Word, ...]
    is_for_names: bool = False

    def may_be_a_name(self, word: _Word) -> bool:
        """Whether a word may be one; who has only one word for a name may write it small."""
        is_all = self.is_for_names and len(self.words) == 1 and len(word.text) > 1 and word.lower not in _NO_NAMES
        return is_all or word.may_be_a_name


_WORD: Final = re.compile(
    r"(?<![^\W_])(?<![\u0300-\u036f])[^\W\d_]++(?:[\u0300-\u036f]++[^\W\d_]*+)*+"
    r"(?:['’-][^\W\d_]++(?:[\u0300-\u036f]++[^\W\d_]*+)*+){0,4}+(?!\d)"
)
_ENDING: Final = re.compile(r"['’](?:(s)|m|ve|ll|d|re|t)\Z", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?<!\w)(?:\w++://|www\.)\S*+|(?<![\w.+-])[\w.+-]++@[\w.-]++")
_MARKS: Final = re.compile(r"[*_~`#>\\]+")
_BEGINS_ANEW: Final = re.compile(r"""[.!?…:\r\n"“”„«»()\[\]{}|•‘‚]|\s['’]""")
_LINE: Final = re.compile(r"[^\r\n]+")
_SHORT: Final = range(3, 13)
"""So many words a line has that can be a heading."""


def _words(text: str, names: Names) -> tuple[_Word, ...]:
    shown = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    found = [_word(match) for match in _WORD.finditer(shown)]
    hidden = _spans(((hit.start, hit.end) for hit in names.found_in(shown)), found)
    headings = _spans(_headings(shown, found), found)
    placed: list[_Word] = []
    for n, word in enumerate(found):
        before = found[n - 1] if n else None
        gap = _MARKS.sub("", shown[before.end : word.start]) if before else ""
        if before and gap.startswith(".") and before.lower in _ABBREVIATED:
            gap = gap[1:]
        placed.append(
            evolve(
                word,
                begins=before is None or _BEGINS_ANEW.search(gap) is not None,
                is_known=n in hidden,
                is_in_a_heading=n in headings,
                touches=before is not None and gap != "" and not gap.strip(" \t\u00a0"),
            )
        )
    return tuple(placed)


def _word(match: re.Match[str]) -> _Word:
    ending = _ENDING.search(match[0])
    text = match[0][: ending.start()] if ending else match[0]
    return _Word(text, match.start(), match.end(), is_possessive=bool(ending and ending[1]))


def _spans(spans: Iterable[tuple[int, int]], words: Sequence[_Word]) -> frozenset[int]:
    """Return the numbers of the words that lie in one of the spans, which stand in the order of the text."""
    found: set[int] = set()
    n = 0
    for start, end in spans:
        while n < len(words) and words[n].end <= start:
            n += 1
        while n < len(words) and words[n].start < end:
            found.add(n)
            n += 1
        n = max(n - 1, 0)
    return frozenset(found)


def _headings(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the lines of which most words have capitals."""
    n = 0
    for line in _LINE.finditer(text):
        first = n
        while n < len(words) and words[n].start < line.end():
            n += 1
        inside = [word for word in words[first:n] if word.lower not in _PRONOUNS]
        is_sentence = line[0].rstrip(" \t*_").endswith((".", "!", "?", "…", ",", ";"))
        if not is_sentence and len(inside) in _SHORT and sum(word.text[0].isupper() for word in inside) > 0.6 * len(inside):
            yield line.span()


# -- counting -----------------------------------------------------------------------------------------------------

_MANY: Final = 0.15
"""The share of words with capitals, inside sentences, from which nouns are taken to have them. In English it is a third of
that, in German twice as much."""
_ENOUGH: Final = 40
"""So many words a text has by which its own share is known; a shorter one goes by that of all."""


@frozen
class _Share:
    """How many words inside sentences have capitals, how many there are, and how many are plainly English or German."""

    capitals: int
    words: int
    english: int
    german: int

    @classmethod
    def of(cls, words: Iterable[_Word]) -> "_Share":
        counted = [word for word in words if word.counts and word.lower not in _PRONOUNS]
        return cls(
            capitals=sum(word.text[0].isupper() for word in counted),
            words=len(counted),
            english=sum(word.lower in _ENGLISH for word in counted),
            german=sum(word.lower in _GERMAN for word in counted),
        )

    @property
    def nouns_have_capitals(self) -> bool:
        """Whether nouns seem to have capitals: many words have, and it is German."""
        return self.capitals > _MANY * self.words and self.german > self.english


@define
class _Evidence:
    """What speaks for one word, how often, and where it stands."""

    count: int = 0
    records: set[str] = field(factory=set[str])
    reasons: Counter[str] = field(factory=Counter[str])


@define
class _Finder:
    """Collects what speaks for each word.

    Args:
        known: The names of the register, folded.
        in_lower_case: The words that also stand in lower case.
        with_an_article: The words that also stand with an article.
        nouns_have_capitals: Whether they have in all texts together.
        evidence: What speaks for each word so far.
    """

    known: frozenset[str]
    in_lower_case: frozenset[str]
    with_an_article: frozenset[str]
    nouns_have_capitals: bool
    evidence: dict[str, _Evidence] = field(factory=dict[str, _Evidence])

    @classmethod
    def of(cls, passages: Sequence[_Passage], known: frozenset[str]) -> "_Finder":
        words = [word for passage in passages for word in passage.words]
        return cls(
            known=known,
            in_lower_case=frozenset(word.text for word in words if word.text.islower()),
            with_an_article=frozenset(word for passage in passages for word in _with_an_article(passage.words)),
            nouns_have_capitals=_Share.of(words).nouns_have_capitals,
        )

    def found(self, passages: Iterable[_Passage]) -> tuple[ProbableName, ...]:
        for passage in passages:
            self._take(passage)
        kept = {name: found for name, found in self.evidence.items() if self._is_probable(name, found.reasons)}
        listed = [
            (self._weight(found), name)
            for name, found in kept.items()
            if not (name.endswith("s") and name[:-1] in kept)  # "Annas" beside "Anna"
        ]
        return tuple(
            ProbableName(
                name=name,
                count=kept[name].count,
                in_records=len(kept[name].records),
                because=tuple(reason for reason in BECAUSE if kept[name].reasons[reason]),
            )
            for _, name in sorted(listed, key=lambda one: (-one[0], one[1]))
        )

    def _take(self, passage: _Passage) -> None:
        own = _Share.of(passage.words)
        nouns = own.nouns_have_capitals if own.words >= _ENOUGH else self.nouns_have_capitals
        for n, word in enumerate(passage.words):
            if word.is_known or _folded(word.text) in self.known:
                continue
            if not passage.may_be_a_name(word):
                continue
            found = self.evidence.setdefault(word.text, _Evidence())
            found.count += 1
            found.records.add(passage.record)
            found.reasons.update(self._reasons(passage, n, nouns=nouns))

    def _reasons(self, passage: _Passage, n: int, *, nouns: bool) -> Iterator[str]:
        words = passage.words
        word = words[n]
        before = words[n - 1] if word.touches else None
        after = words[n + 1] if n + 1 < len(words) and words[n + 1].touches else None
        if passage.is_for_names:
            yield "in_a_field_for_names"
        if passage.is_for_names or word.is_in_a_heading:
            return
        if before and before.lower in _TITLES:
            yield "with_a_title"
        may_be_a_noun = nouns and word.text in self.with_an_article
        if word.begins:
            if after and after.lower in _SAID and not nouns:
                yield "beside_a_speech_verb"
            return
        if word.is_possessive:
            yield "possessive"
        if not may_be_a_noun:
            if (after and after.lower in _SAID | _SAID_IN_GERMAN) or (before and before.lower in _BEFORE_SOMEBODY):
                yield "beside_a_speech_verb"
            if before and before.lower in _PREPOSITIONS:
                yield "after_a_preposition"
        if any(other and other.may_be_a_name and other.counts for other in (before, after)):
            yield "several_words"
        if not nouns:
            yield "inside_a_sentence"
        if word.text.casefold() not in self.in_lower_case:
            yield "never_in_lower_case"

    def _is_probable(self, name: str, reasons: Counter[str]) -> bool:
        """Whether enough speaks for a word: a context, or a capital inside a sentence if it never stands without."""
        strong = {"in_a_field_for_names", "with_a_title", "possessive", "beside_a_speech_verb"}
        if any(reasons[reason] for reason in strong):
            return True
        weak = reasons["inside_a_sentence"] or reasons["after_a_preposition"]
        return bool(weak) and name.casefold() not in self.in_lower_case

    def _weight(self, found: _Evidence) -> int:
        reasons = sum(weight * min(found.reasons[reason], 3) for reason, weight in BECAUSE.items())
        return reasons + min(found.count, 5)


def _with_an_article(words: Sequence[_Word]) -> Iterator[str]:
    """Yield the words with a capital behind an article, or behind an adjective with one."""
    for n, (before, word) in enumerate(pairwise(words), 1):
        if not (word.touches and word.text[0].isupper()):
            continue
        has_adjective = n > 1 and before.touches and before.text.islower()
        if before.lower in _ARTICLES or (has_adjective and words[n - 2].lower in _ARTICLES):
            yield word.text


# -- lists --------------------------------------------------------------------------------------------------------


def _list(*words: str) -> frozenset[str]:
    return frozenset(word for some in words for word in some.split())


_FIELDS_FOR_NAMES: Final = (".comments.author", ".authors.called")

_ABBREVIATED: Final = _list("dr mr mrs ms mx prof st hr fr dra sr sra dipl med phil psych")
_ADDRESSED: Final = _list("doctor doktor professor sir madam lady miss mister herr herrn frau fräulein")
_GREETINGS: Final = _list("dear hi hello hallo liebe lieber liebster liebste servus grüezi")
_KIN: Final = _list(
    "mum mom mam mummy mommy mama mami mutti mutter mother dad daddy papa papi vati vater father gran granny grandma nan",
    "nana oma omi grandpa granddad opa opi grandmother grandfather großmutter großvater aunt auntie tante uncle onkel",
    "sister schwester brother bruder cousin cousine niece nichte nephew neffe daughter tochter son sohn wife husband mann",
)
_TITLES: Final = frozenset[str]().union(
    _ABBREVIATED,
    _ADDRESSED,
    _GREETINGS,
    _KIN,
    _list(
        "pater pastor pfarrer rabbi saint friend freund freundin partner partnerin colleague kollege kollegin boss chef",
        "chefin neighbour neighbor nachbar nachbarin therapist therapeut therapeutin teacher lehrer lehrerin boyfriend",
        "girlfriend named called heißt namens",
    ),
)
"""What stands before a name: "Dr", "my sister", "dear"."""
_SAID: Final = _list(
    "said says asked asks told tells wrote writes replied replies answered answers laughed laughs smiled smiles shouted",
    "whispered thought thinks rang called calls texted phoned cried nodded shrugged promised",
)
"""What somebody does who stands before it."""
_SAID_IN_GERMAN: Final = _list(
    "sagte sagt fragte fragt schrieb schreibt antwortete antwortet meinte meint rief ruft erzählte erzählt lachte lacht",
    "flüsterte versprach",
)
_BEFORE_SOMEBODY: Final = _list(
    "said says asked asks told tells called rang texted phoned answered replied met meet saw see know knew miss missed",
    "visited loved love tell ask call ring sagte sagt fragte fragt antwortete meinte meint rief ruft lachte flüsterte traf",
    "treffe treffen vermisse vermisste besuchte kenne kannte",
)
"""After these comes a person."""
_PREPOSITIONS: Final = _list(
    "with to from for about by of at near without than like against behind beside between towards toward through in",
    "mit von zu für ohne bei wegen über gegen an nach aus durch neben hinter vor zwischen wie",
)
_ARTICLES: Final = _list(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines mein meine meinen",
    "meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen seinem seiner seines ihr ihre ihren",
    "ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure dieser diese dieses diesen diesem jeder jede",
    "jedes jeden jedem jener jene welche welcher welches zum zur im am vom beim ins ans aufs viel viele vielen wenig wenige",
    "alle allen aller einige manche mehr etwas nichts zwei drei vier",
)
"""German articles, and what stands in their place."""
_PRONOUNS: Final = _list("i sie ihnen ihr ihre ihrem ihren ihrer ihres du dich dir dein deine")
"""Words that have a capital for another reason."""
_ENGLISH: Final = _list(
    "the a and of to that it my with for not she he you at but her they we this had have from were is as on"
)
_GERMAN: Final = _list("der die das und ich nicht mit ein eine zu auf dem den es sie habe hat wie bei dass er ist auch sich")
"""Words of which texts in one language are full, and which the other hardly has."""
_NO_NAMES: Final = _ABBREVIATED | _ADDRESSED | _GREETINGS | _KIN | _PRONOUNS | _list(
    # days, months, feasts
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays",
    "sundays montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags mittwochs donnerstags",
    "freitags samstags sonntags january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember christmas",
    "xmas easter advent pentecost whitsun lent ramadan hanukkah diwali thanksgiving halloween weihnachten ostern pfingsten",
    "silvester neujahr fasching",
    # languages, and where people come from
    "english german french spanish italian portuguese dutch danish swedish norwegian finnish polish czech russian ukrainian",
    "turkish arabic greek hebrew chinese japanese korean hindi latin american british irish scottish welsh austrian swiss",
    "european african asian australian canadian indian deutsch englisch französisch spanisch italienisch portugiesisch",
    "niederländisch polnisch tschechisch russisch ukrainisch türkisch arabisch griechisch hebräisch chinesisch japanisch",
    # what has a capital without being a name
    "god gott lord internet email e-mail person",
    # what begins sentences, before a verb of speaking too
    "he she it we they you nobody everybody everyone someone somebody anyone anybody whoever one people who what then there",
    "here this that these those so and but or if when as my your his her our their the a an no yes all both some others",
)  # fmt: skip
