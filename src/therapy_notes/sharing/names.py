"""Names in a text: where one of them stands as a whole word, however it is spelled.

One matcher for both ends of the way: what is to be replaced, and whether anything was left. A text is read as it stands
and as tools may show it (with entities and percent signs decoded, without tags and addresses of links). In each reading
its words are folded: no case, no accents, nothing invisible, look-alikes as what they look like. A name is its letters
and digits; it stands where whole words, with nothing between them that a name cannot have there, spell it.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import normalize

from attrs import evolve, field, frozen

from ._look_alikes import LETTERS, MARK, ONE_FOR_ONE, OTHER, plain


@frozen(kw_only=True)
class Hit:
    """A name that stands in a text.

    Args:
        start: Where it begins in the text.
        end: The place after its last character.
        name: The name that was looked for, as it was given.
    """

    start: int
    end: int
    name: str = field(repr=False)


@frozen
class Names:
    """Names to be found in texts.

    Found are whole words in any case, with or without accents, zero-width characters, soft hyphens or strokes through them;
    in full width, in letters for mathematics and with letters of another script that look the same; behind HTML entities and
    percent signs, with marks of Markdown and inline HTML inside, spaced out, lengthened, and divided at the end of a line.
    A border of a word is whatever is no letter, and the capital in ``TeamSienna``. Names of several words are found with
    spaces, hyphens, apostrophes, dots, underscores, a line end or nothing between them. Of ``Sienna's`` and, where it
    begins with a capital, of ``Siennas``, the hit is the name without the s.

    Not found are initials, typing errors, and text that is turned around by a direction. A name of one letter is found only
    as it is written, and not after an apostrophe. In scripts that write no spaces between words (Han, kana, Hangul, Thai,
    Lao, Khmer, Burmese) a name is found anywhere, also inside what may be a longer word.

    >>> names = Names.of(["Sienna", "Anne-Marie"])
    >>> text = "SIENNA’s dog, sienna_2021.jpg, Anne Marie and #TeamSienna; not Siennese."
    >>> [text[hit.start : hit.end] for hit in names.found_in(text)]
    ['SIENNA', 'sienna', 'Anne Marie', 'Sienna']
    """

    by_letters: Mapping[str, "Name"]
    beginnings: frozenset[str]
    squeezed: Mapping[str, str]
    words: frozenset[str]
    signs: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        """Return a matcher for names; of two that are spelled alike the first is what a hit tells.

        Raises:
            TypeError: One text was given where several may stand.
            ValueError: A name has no letter in it, so that it cannot be found.
        """
        if isinstance(names, str):
            raise TypeError("one name where several may stand: put it in a list")
        found: dict[str, Name] = {}
        for name in (spelled for given in names for spelled in _spellings(given)):
            known = found.setdefault(name.letters, name)
            if known is not name:
                signs = {at: known.signs.get(at, frozenset()) | more for at, more in name.signs.items()}
                found[name.letters] = evolve(known, words=known.words + name.words, signs={**known.signs, **signs})
        return cls(
            by_letters=found,
            beginnings=frozenset(letters[:n] for letters in found for n in range(1, len(letters) + 1)),
            squeezed={_squeezed(letters): name.name for letters, name in reversed(found.items()) if len(letters) > 1},
            words=frozenset(word for name in found.values() for word in name.words),
            signs=frozenset(sign for name in found.values() for signs in name.signs.values() for sign in signs),
        )

    def __repr__(self) -> str:
        return f"Names(<{len(self.by_letters)}>)"

    def found_in(self, text: str) -> tuple[Hit, ...]:
        """Return where names stand in a text, in its order. Hits that overlap are one, under the longest of their names."""
        if not self.by_letters:
            return ()
        return _united(hit for reading in _readings(text) for hit in self._in(_folded(reading)))

    def share_a_word_with(self, text: str) -> bool:
        """Whether a text has a word of one of the names, folded as they are."""
        return bool(self.found_in(text)) or any(
            word.letters in self.words for word in _words(_folded(_Reading.of(text)).text)
        )

    def _in(self, reading: "_Reading") -> Iterator[Hit]:
        words = _words(reading.text)
        lengthened = _LENGTHENED.search(reading.text) is not None
        for n, first in enumerate(words):
            if first.letters in self.beginnings or first.letters[:-1] in self.by_letters:
                found = self._longest(reading.text, words, n)
            elif lengthened and _LENGTHENED.search(first.letters):
                name = self.squeezed.get(_squeezed(first.letters))
                found = (first.end, name) if name else None
            else:
                continue
            if found:
                yield Hit(start=reading.starts[first.start], end=reading.ends[found[0] - 1], name=found[1])

    def _longest(self, text: str, words: Sequence["_Word"], n: int) -> tuple[int, str] | None:
        """Return the end of the longest name that begins with a word, and the name."""
        found: tuple[int, str] | None = None
        spelled = ""
        gaps: list[tuple[int, str]] = []
        for k in range(n, len(words)):
            word = words[k]
            if spelled:
                between = text[words[k - 1].end : word.start]
                if not _INSIDE.fullmatch(between):
                    if not _BETWEEN.fullmatch(between) and between not in self.signs:
                        break
                    gaps.append((len(spelled), between))
            spelled += word.letters
            name = self.by_letters.get(spelled)
            if name and name.stands(text, words[n : k + 1], gaps):
                found = word.end, name.name
            elif text[word.end - 1] in "sS" and text[word.start].isupper():
                name = self.by_letters.get(spelled[:-1])
                if name and len(name.letters) >= _LONG_ENOUGH_FOR_A_GENITIVE and name.joins(gaps):
                    found = word.end - 1, name.name
            if spelled not in self.beginnings:
                break
        return found


def _united(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return hits in the order of the text, those that overlap as one."""
    united: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if united and hit.start < united[-1].end:
            last = united[-1]
            longest = max(last, hit, key=lambda one: len(one.name))
            united[-1] = Hit(start=last.start, end=max(last.end, hit.end), name=longest.name)
        else:
            united.append(hit)
    return tuple(united)


# -- names ----------------------------------------------------------------------------------------------------


@frozen(kw_only=True, repr=False)
class Name:
    """A name to look for.

    Args:
        name: As it was given.
        letters: Its letters and digits, folded.
        written: The same with its capitals.
        words: The same word for word.
        signs: Where one of its words ends and the next begins, in letters from the beginning, with what stands there.
    """

    name: str
    letters: str
    written: str
    words: tuple[str, ...]
    signs: Mapping[int, frozenset[str]]

    def stands(self, text: str, words: Sequence["_Word"], gaps: Sequence[tuple[int, str]]) -> bool:
        """Whether words that have its letters, with these gaps between them, are the name."""
        if len(self.letters) == 1:
            start, end = words[0].start, words[0].end
            return text[start:end] == self.written and text[start - 1 : start] != "'"
        return self.joins(gaps) or _is_spaced_out(words, gaps)

    def joins(self, gaps: Iterable[tuple[int, str]]) -> bool:
        """Whether there are gaps only where the name has its own."""
        return all(at in self.signs and (gap in self.signs[at] or _BETWEEN.fullmatch(gap)) for at, gap in gaps)


def _is_spaced_out(words: Sequence["_Word"], gaps: Iterable[tuple[int, str]]) -> bool:
    single = len(words) >= 3 and all(len(word.letters) == 1 for word in words)
    return single and all(_BETWEEN.fullmatch(gap) for _, gap in gaps)


_WRITTEN_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
"""Letters that are written as two where a keyboard has none of them, in addresses and names of files."""


def _spellings(name: str) -> Iterator[Name]:
    """Yield a name as it is given, and as it is written without umlauts: Jürgen, Juergen."""
    yield _registered(name)
    written_out = normalize("NFC", name).translate(_WRITTEN_OUT)
    if written_out != normalize("NFC", name):
        yield evolve(_registered(written_out), name=name)


def _registered(name: str) -> Name:
    text = _folded(_Reading.of(name)).text
    words = _words(text)
    if not any(word.letters[0].isalpha() for word in words):
        raise ValueError("a name without a letter: it cannot be found in a text")
    signs: dict[int, frozenset[str]] = {}
    letters = words[0].letters
    for before, word in pairwise(words):
        signs[len(letters)] = frozenset({text[before.end : word.start]})
        letters += word.letters
    written = "".join(text[word.start : word.end] for word in words)
    return Name(name=name, letters=letters, written=written, words=tuple(word.letters for word in words), signs=signs)


# -- readings -------------------------------------------------------------------------------------------------


@frozen(repr=False)
class _Reading:
    """A way to read a text: its characters, and for each the part of the source from which it comes.

    Args:
        text: The characters.
        starts: For each, where its part of the source begins.
        ends: For each, the place after it.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "_Reading":
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def rewritten(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> "_Reading":
        """Return a reading in which each match is something else. All of the new text comes from all of the old."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            made = new(match)
            if made == match[0]:
                continue
            start, end = match.span()
            pieces += self.text[done:start], made
            starts += self.starts[done:start]
            starts += [self.starts[start]] * len(made)
            ends += self.ends[done:start]
            ends += [self.ends[end - 1]] * len(made)
            done = end
        if not done:
            return self
        pieces.append(self.text[done:])
        return _Reading("".join(pieces), [*starts, *self.starts[done:]], [*ends, *self.ends[done:]])


_MOST_READINGS: Final = 32
"""So many ways of reading one text are tried at most: enough for what is encoded three times over."""


def _readings(text: str) -> Iterator[_Reading]:
    """Yield a text as it stands, then as it is after any of the steps, as often as they change something."""
    found = [_Reading.of(text)]
    seen = {text}
    for reading in found:
        yield reading
        for step in _STEPS:
            other = step(reading)
            if other.text not in seen and len(found) < _MOST_READINGS:
                seen.add(other.text)
                found.append(other)


def _without_entities(reading: _Reading) -> _Reading:
    """Decode what ends in a semicolon and has no backslash before it, as Markdown does."""
    return _unescaped(reading, _ENTITY)


def _without_open_entities(reading: _Reading) -> _Reading:
    """Decode what need not end in a semicolon, as browsers do."""
    return _unescaped(reading, _OPEN_ENTITY)


def _unescaped(reading: _Reading, pattern: re.Pattern[str]) -> _Reading:
    if "&" not in reading.text:
        return reading
    return reading.rewritten(pattern, lambda entity: html.unescape(entity[0]))


def _without_percent_signs(reading: _Reading) -> _Reading:
    if "%" not in reading.text:
        return reading
    return reading.rewritten(_PERCENT, lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"))


def _without_markup(reading: _Reading) -> _Reading:
    if "<" not in reading.text and "](" not in reading.text and "][" not in reading.text:
        return reading
    return reading.rewritten(_MARKUP, lambda markup: "\n" if markup["line"] else "*")


_STEPS: Final = (_without_entities, _without_open_entities, _without_percent_signs, _without_markup)

_ENTITY = re.compile(r"(?<!\\)&(?:#[0-9]{1,30}|#[xX][0-9a-fA-F]{1,30}|[A-Za-z][A-Za-z0-9]{0,31});")
_OPEN_ENTITY = re.compile(r"&(?:#[0-9]{1,30};?|#[xX][0-9a-fA-F]{1,30};?|[^\t\n\f <&#;]{1,32};?)")
_PERCENT = re.compile(
    r"""%[0-7]\h | %[c-d]\h%[89ab]\h | %e\h(?:%[89ab]\h){2} | %f[0-7](?:%[89ab]\h){3} | %\h\h""".replace(r"\h", "[0-9a-f]"),
    re.IGNORECASE | re.VERBOSE,
)
_MARKUP = re.compile(
    r"""(?P<line> <br\b[^<>]{0,200}> )
    | <!--(?:(?!-->|<!--).){0,500}-->
    | </?(?! (?: address|article|aside|blockquote|body|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form
               | h[1-6r]|head|header|html|li|main|nav|ol|option|p|pre|section|select|summary|table|t[dhr]|tbody|tfoot|thead
               | title|ul ) \b )
      [a-z][a-z0-9-]{0,50} (?=[\s/>]) [^<>]{0,500}>
    | \](?: \((?:[^()\\]|\\.|\([^()]{0,200}\)){0,500}\) | \[[^\[\]]{0,200}\](?!\() )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def _folded(reading: _Reading) -> _Reading:
    """Return a reading in plain letters; only case and look-alikes are left as they are."""
    text = reading.text
    if text.isascii():
        return reading
    folded = evolve(reading, text=text.translate(ONE_FOR_ONE))
    if OTHER in folded.text:
        folded = folded.rewritten(_OTHERS, lambda other: plain(text[other.start()]))
    return folded.rewritten(_MARKED, lambda marked: marked[1]) if MARK in folded.text else folded


_OTHERS = re.compile(OTHER)
_MARKED = re.compile(f"([^{MARK}]?){MARK}+", re.DOTALL)

# -- words ----------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    """A word of a folded text: what spells it, and where it stands."""

    letters: str
    start: int
    end: int


# In a folded text whatever is not ASCII is a letter.
_LETTERS_OR_DIGITS = re.compile(r"[A-Za-z\x80-\U0010ffff]+|[0-9]+")
_LATIN = re.compile("[a-z]")
_STANDS_ALONE = re.compile(
    "[\u1100-\u115e\ua960-\ua97c][\u1161-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"  # a syllable of Hangul
    "|[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff][\u3099\u309a]*"  # kana
    "|[\u0e01-\u0e30\u0e32\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"  # Thai
    "|[\u0e81-\u0eb0\u0eb2\u0ebd-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*"  # Lao
    "|[\u1000-\u102a\u103f][\u102b-\u103e]*|[\u1780-\u17b3][\u17b6-\u17d3]*"  # Burmese, Khmer
    "|[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"  # Han
)
_LENGTHENED = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_RUN = re.compile(r"(.)\1+")
_LONG_ENOUGH_FOR_A_GENITIVE: Final = 3

_MARKS = r"[*~`\\\]\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|!?\[|=="
_LINE_END = r"(?:\r\n?|\n)[ \t>]*+"
_INSIDE = re.compile(rf"(?:{_MARKS})*+(?:-[ \t]*+{_LINE_END})?")
"""What may stand inside a word: marks, what nobody sees, or the hyphen that divides it at the end of a line."""
_JOINING = rf"(?:{_MARKS}|[ \t\-'._+])"
_BETWEEN = re.compile(rf"{_JOINING}*+(?:{_LINE_END}{_JOINING}++)*+(?:{_LINE_END})?")
"""What may stand between two words of one name; never an empty line, where a paragraph ends."""


def _words(text: str) -> list[_Word]:
    """Return the words of a folded text; of ``TeamSienna2``, three."""
    words: list[_Word] = []
    for match in _LETTERS_OR_DIGITS.finditer(text):
        word, at = match[0], match.start()
        if word.isascii() and word[1:].islower():
            words.append(_Word(word.lower(), at, match.end()))
            continue
        borders = (0, *_borders(word), len(word))
        words += (_Word(_spelled(word[a:b]), at + a, at + b) for a, b in pairwise(borders))
    return words


def _spelled(word: str) -> str:
    if word.isascii():
        return word.lower()
    letters = word.casefold().translate(LETTERS)
    # Vowel signs of other scripts are letters there; beside Latin letters they are accents.
    return "".join(letter for letter in letters if letter.isalpha()) if _LATIN.search(letters) else letters


def _borders(word: str) -> Iterable[int]:
    """Return where inside a run of letters a word ends: before a capital, and around letters that stand alone."""
    rest = word[1:]
    found = set[int]()
    if rest != rest.lower():
        found.update(n for n in range(1, len(word)) if word[n].isupper() and not _goes_on(word, n))
    if not word.isascii():
        found.update(n for alone in _STANDS_ALONE.finditer(word) for n in alone.span())
    return sorted(found - {0, len(word)})


def _goes_on(word: str, n: int) -> bool:
    """Whether a capital goes on with a row of capitals, and does not begin a word of small letters."""
    return word[n - 1].isupper() and not word[n + 1 : n + 2].islower()


def _squeezed(letters: str) -> str:
    return _RUN.sub(r"\1", letters)
