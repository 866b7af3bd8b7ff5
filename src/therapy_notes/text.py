"""What writable text is: one policy for control characters, surrogates and private spans.

The model keeps text as it was written, byte for byte; only a lone surrogate is refused, because no encoding
can hold it. Documents show what they cannot hold: a control character becomes its visible picture.
"""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WEB_ADDRESS = re.compile(
    r"""(?: https?:// (?:[\w.~-]|%[0-9a-f]{2})+ (?: :[0-9]{1,5})? (?=[/?#]|\Z) | mailto:(?=.) )
    [^\s"<>\\^`{|}]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PRIVATE_SPAN = re.compile("%%.*?(?:%%|\\Z)", re.DOTALL)


def has_lone_surrogate(text: str) -> bool:
    r"""Tell whether ``text`` holds half of a surrogate pair, which no file can hold.

    >>> has_lone_surrogate("plain"), has_lone_surrogate("\ud83d")
    (False, True)
    """
    return not text.isascii() and _LONE_SURROGATE.search(text) is not None


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def visible(text: str) -> str:
    r"""Return ``text`` for a document: line ends are ``\n``, and what XML cannot hold is a visible picture.

    A control character becomes its picture from the block U+2400; a lone surrogate and the non-characters U+FFFE
    and U+FFFF become U+FFFD. Nothing is dropped. JSON does not pass through here: it holds text exactly.

    >>> visible("a\x00b\r\nc")
    'a␀b\nc'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub(_picture, text)


def without_private_spans(text: str) -> str:
    """Return ``text`` without what stands between ``%%`` and ``%%``, which is for its writer alone.

    A span that is never closed reaches to the end of the text: when in doubt, it stays at home.

    >>> without_private_spans("I told her. %%I did not tell her why.%% It helped.")
    'I told her.  It helped.'
    >>> without_private_spans("So far. %%and no further")
    'So far. '
    """
    return _PRIVATE_SPAN.sub("", text) if "%%" in text else text


def web_address(text: str) -> str | None:
    """Return ``text`` if it is an address that a reader of a document may follow, else None.

    Only ``http``, ``https`` and ``mailto``, written out in full: nothing that runs, reads a file or guesses.

    >>> web_address("https://example.org/a?b=c"), web_address("javascript:alert(1)"), web_address("notes.md")
    ('https://example.org/a?b=c', None, None)
    """
    return text if _WEB_ADDRESS.fullmatch(text) and not _UNWRITABLE.search(text) else None
