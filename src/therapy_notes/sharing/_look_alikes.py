"""What looks alike counts as alike: each character as the plain letter that a reader sees."""

import re
from typing import Final
from unicodedata import category, combining, decimal, normalize

MARK: Final = "\ufdd1"
"""What an accent becomes. It is no letter, and belongs to the character before it."""

LETTERS: Final = str.maketrans(
    {
        # Letters with a stroke, and others that Unicode does not take apart.
        **dict(zip("øłđðħıŧƶɨʉȼɇɏŋɑɡ", "olddhitziuceynag", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        # Cyrillic and Greek, small letters only: by then capitals are small as well.
        **dict(zip("авеѕіјкмнорстухԁһԛԝүґ", "abesijkmhopctyxdhqwyr", strict=True)),
        **dict(zip("αβεζηικμνορτυχω", "abezhikmvoptyxw", strict=True)),
    }
)
"""Small letters to the Latin ones that they look like, or that they are but for a stroke."""

_IGNORED = re.compile(
    "[\u00ad\u034f\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What nobody sees inside a word."""
_SIGNS: Final = {
    **dict.fromkeys("‘’‚‛′‵ʹʻʼʽʾʿˈꞌ", "'"),
    **dict.fromkeys("‧․", "."),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
}


def plain(character: str) -> str:
    r"""Return a character as plain letters, digits and signs; a capital stays one.

    What is not ASCII in the result is a letter, or a vowel sign that a word cannot be without. Dashes, spaces, apostrophes
    and dots of every kind are those of ASCII, any other sign is ``|``. An accent is :data:`MARK`. A soft hyphen, and what
    else nobody sees in a word, is nothing; what nobody sees but may also stand between words (a zero-width space, a
    direction) is ``*``.

    >>> plain("é"), plain("Ｓ"), plain("’"), plain("♥"), plain("\u00ad"), plain("\u200b")
    ('e', 'S', "'", '|', '', '*')
    """
    signs = "".join(map(_sign, normalize("NFKD", character)))
    return signs.replace(MARK, "") or signs[:1]


def _sign(character: str) -> str:
    if character.isascii():
        return character
    match category(character):
        case _ if _IGNORED.match(character):
            return ""
        case "Mn" | "Mc" | "Me":
            return MARK if _can_be_left_out(character) else character
        case "Lu" | "Ll" | "Lt" | "Lo" | "Lm":
            return _SIGNS.get(character, character)
        case "Nd":
            return str(decimal(character))
        case "Pd":
            return "-"
        case "Pc":
            return "_"
        case "Zs":
            return " "
        case kind:
            return _SIGNS.get(character, "*" if kind in {"Cf", "Cc"} else "|")


def _can_be_left_out(mark: str) -> bool:
    """Whether a word without this mark is still the word: accents, points and strokes, not the vowels of Thai or Hindi."""
    place = combining(mark)
    return place == 1 or 10 <= place <= 36 or place >= 200


class _OneForOne(dict[int, str]):
    """For each character the one that it becomes; of one that becomes none or several, :data:`OTHER`."""

    def __missing__(self, code: int) -> str:
        made = plain(chr(code))
        self[code] = made if len(made) == 1 else OTHER
        return self[code]


OTHER: Final = "\ufdd0"
"""What stands in the place of a character that becomes none or several."""
ONE_FOR_ONE: Final = _OneForOne()
"""For ``str.translate``: what :func:`plain` says, where it is one character."""
