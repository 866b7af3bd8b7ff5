"""How a page looks and which language it speaks. Labels are data: a language is one set of words."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal, TypeAlias, cast, get_args

from attrs import Factory, field, frozen
from attrs.validators import in_

from .. import moments
from ..document.tree import Paper, Style
from ..model.instruments import INSTRUMENTS
from ..model.values import Approximate, When
from ..model.vocabulary import VOCABULARIES, Vocabulary
from ..moments import Date, DateTime
from . import labels_de, labels_en

Dates: TypeAlias = Literal["words", "iso"]


def words_by_field(known: Mapping[str, Vocabulary] = VOCABULARIES) -> Mapping[str, frozenset[str]]:
    """Return the shipped words of each field that has any, retired ones too, by class and field.

    >>> sorted(words_by_field()["Move.direction"])
    ['against', 'away']
    """
    found: dict[str, frozenset[str]] = {}
    for vocabulary in known.values():
        for place in vocabulary.used_by:
            found[place] = found.get(place, frozenset()).union(vocabulary.names)
    return found


SHIPPED: Final = words_by_field()
"""The shipped words of each field. Every other word that stands there is one's own."""


@frozen(kw_only=True)
class Labels:
    """The words of one language.

    Args:
        language: Its BCP 47 tag.
        headings: The headings of a page; ``agenda/another`` is that of ``agenda`` for another reader.
        reasons: What stands beside an item, by its ``why``; ``{since}`` and ``{detail}`` are filled in.
        words: Everything else: field names, people, kinds of record, the title block.
        dates: Patterns for days and times, in pendulum's tokens.

    >>> Labels.of("de").headings["hopes"]
    'Was ich mir erhoffe'
    """

    language: str
    headings: Mapping[str, str]
    reasons: Mapping[str, str]
    words: Mapping[str, str]
    dates: Mapping[str, str]

    @classmethod
    def of(cls, language: str) -> "Labels":
        """Return the shipped labels of a language, of ``de-AT`` those of ``de``; English where there are none."""
        return _shipped(language)

    def heading(self, kind: str, *, mine: bool) -> str:
        """Return the heading of a section; empty when it has none of its own."""
        if not mine and f"{kind}/another" in self.headings:
            return self.headings[f"{kind}/another"]
        return self.headings.get(kind, "")

    def field(self, name: str, of: str = "") -> str:
        """Return the words for the name of a field; those that it has in a class ``of``, where they differ."""
        return self.words.get(f"field/{of}.{name}") or self.words.get(f"field/{name}", name.replace("_", " "))

    def untrue(self, name: str, label: str) -> str:
        """Return the words for a field that was answered with no."""
        return self.words.get(f"field/{name}/no") or f"{label}: {self.term('no')}"

    def kind(self, name: str) -> str:
        """Return the words for a kind of record."""
        return self.words.get(f"kind/{name}", name)

    def who(self, name: str) -> str:
        """Return the words for one of the people that are not a record of their own."""
        return self.words.get(f"who/{name}", name)

    def term(self, word: str, place: str = "") -> str:
        """Return the words for a term of the vocabulary; one's own word as it is.

        Args:
            word: The word, as it stands in a file.
            place: In which field it stands, as class and field: the same word may mean something else in another. Without
                it, the word is one that the page says by itself.

        >>> labels = Labels.of("en")
        >>> labels.term("against", "Evidence.side"), labels.term("against", "Move.direction")
        ('against it', 'against')
        >>> labels.term("topic_shift", "Move.marker"), labels.term("my_word", "Move.marker")
        ('topic shift', 'my_word')
        """
        if place and word not in SHIPPED.get(place, frozenset()):
            return word
        return self.words.get(f"term/{place}/{word}") or self.words.get(f"term/{word}", word.replace("_", " "))

    def called(self, kind: str, title: str) -> str:
        """Return what a record of a kind is called on paper: where its name is a term, that in words.

        >>> Labels.of("en").called("score", "wai_sr"), Labels.of("en").called("topic", "wai_sr")
        ('Working Alliance Inventory, Short Revised', 'wai_sr')
        """
        if kind == "agreement":
            return self.term(title, "Agreement.topic")
        if kind == "score" and title in INSTRUMENTS:
            return INSTRUMENTS[title].title
        return title


@cache
def _shipped(language: str) -> Labels:
    base = language.split("-", maxsplit=1)[0].lower()
    data = {"de": labels_de}.get(base, labels_en)
    return Labels(
        language=language if base in {"de", "en"} else "en",
        headings=data.HEADINGS,
        reasons=data.REASONS,
        words=data.WORDS,
        dates=data.DATES,
    )


def _named_bytes(given: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return a copy that nobody else holds; or say what is wrong, and not what was given."""
    held = dict(given)
    if not all(isinstance(name, str) for name in cast("Iterable[object]", held)):
        raise TypeError("Layout.pictures: not the names of attachments")
    if not all(isinstance(data, bytes) for data in cast("Iterable[object]", held.values())):
        raise TypeError("Layout.pictures: not the bytes of pictures")
    return held


def _only_how_many(held: Mapping[str, bytes]) -> str:
    return f"<{len(held)}>"


@frozen(kw_only=True)
class Layout:
    """How a page looks.

    Args:
        paper: ``a4`` or ``letter``.
        style: ``page`` (one sheet), ``large_print`` (16 pt, one idea per block) or ``record`` (to keep). A whole view is no
            page: it is a record.
        language: The language of headings and dates; the labels follow it.
        labels: The words; the shipped ones of ``language`` when not given.
        dates: ``words`` (4 March) or ``iso`` (2024-03-04).
        pictures: The bytes of pictures, by the names of attachments as the reader sees them. A picture stands with every
            attachment of its name; one whose attachment, or the name of it, is not seen is not even looked at. Everything
            but its pixels is left behind, which needs the extra ``pictures``.

    >>> Layout(language="de").labels.language
    'de'
    """

    paper: Paper = field(default="a4", validator=in_(get_args(Paper)))
    style: Style = field(default="page", validator=in_(get_args(Style)))
    language: str = "en"
    labels: Labels = field(default=Factory(lambda layout: Labels.of(layout.language), takes_self=True))
    dates: Dates = field(default="words", validator=in_(get_args(Dates)))
    pictures: Mapping[str, bytes] = field(factory=dict[str, bytes], converter=_named_bytes, repr=_only_how_many)

    def when(self, when: When | None, *, near: Date | None = None, pattern: str = "day") -> str:
        """Return a told time in words: an approximate one as it was said, a day with its year unless that of ``near``."""
        if when is None:
            return ""
        if isinstance(when, Approximate):
            return when.words or "–".join(self.when(day, near=near) for day in (when.earliest, when.latest) if day)
        if self.dates == "iso":
            return moments.day(when).isoformat()
        full = near is None or near.year != when.year
        return moments.in_words(when, self.labels.dates[f"{pattern}_year" if full else pattern], self.labels.language)

    def clock(self, when: When | None) -> str:
        """Return the time of day of a moment; empty for a day."""
        if not isinstance(when, DateTime):
            return ""
        return moments.in_words(when, self.labels.dates["clock"], self.labels.language)
