"""What writable text is: one policy for control characters, surrogates, directions and private spans.

The model keeps text as it was written, byte for byte; only a lone surrogate is refused, because no encoding
can hold it. Documents show what they cannot hold: a control character becomes its visible picture. A direction that
somebody's line leaves open is closed where the line ends.
"""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", _POP),
    **dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE),
}
_WEB_ADDRESS = re.compile(
    r"""(?: https?:// (?:[\w.~-]|%[0-9a-f]{2})+ (?: :[0-9]{1,5})? (?=[/?#]|\Z) | mailto:(?=.) )
    [^\s"<>\\^`{|}]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PRIVATE_MARK = re.compile(
    r"""(?P<kept> \\\\ | \\%(?=%%(?!%)) )  # an escaped backslash; an escaped per cent sign before a mark
      | (?P<shown> \\%% )              # an escaped mark, which is shown
      | %% (?: %(?!%) )?               # a mark; a third sign is the last of what it closes, as in "%%100%%%"
    """,
    re.VERBOSE,
)


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
    return {0x7F: "\u2421", 0x85: "\u2424"}.get(code, "\ufffd")


def visible(text: str) -> str:
    r"""Return ``text`` for a document: line ends are ``\n``, and what XML cannot hold is a visible picture.

    A control character becomes its picture from the block U+2400; one that has none (U+0080 to U+009F, but for U+0085),
    a lone surrogate and the non-characters U+FFFE and U+FFFF become U+FFFD. Nothing is dropped. It works character by
    character, on a whole text or on any part of it. JSON does not pass through here: it holds text exactly.

    >>> visible("a\x00b\r\nc\x85")
    'a␀b\nc␤'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub(_picture, text)


def with_directions_closed(text: str) -> str:
    r"""Return ``text`` with every direction closed, at the end of its line, that the line leaves open.

    Embeddings and overrides (U+202A, U+202B, U+202D, U+202E) are closed by U+202C, isolates (U+2066 to U+2068) by
    U+2069, as the Unicode Bidirectional Algorithm pairs them. So the words of one person cannot turn around what stands
    after them on a page. For whole texts, whose line ends are ``\n``: a part of a line may open what the next part
    closes. Nothing is dropped.

    >>> with_directions_closed("\u202eone\ntwo \u2067three\u2069") == "\u202eone\u202c\ntwo \u2067three\u2069"
    True
    """
    if text.isascii() or not _DIRECTIONS.search(text):
        return text
    return "\n".join(line + _closing(line) for line in text.split("\n"))


def _closing(line: str) -> str:
    """What closes the directions that are open at the end of a line, the last opened first."""
    awaited: list[str] = []
    isolates = 0
    for sign in _DIRECTIONS.findall(line):
        if sign in _CLOSED_BY:
            awaited.append(_CLOSED_BY[sign])
            isolates += awaited[-1] == _POP_ISOLATE
        elif sign == _POP:
            # It closes nothing that was opened outside the isolate in which it stands.
            if awaited and awaited[-1] == _POP:
                awaited.pop()
        elif isolates:
            # An isolate takes with it what was opened inside.
            while awaited.pop() != _POP_ISOLATE:
                pass
            isolates -= 1
    return "".join(reversed(awaited))


def without_private_spans(text: str) -> str:
    r"""Return ``text`` without what stands between ``%%`` and ``%%``, which is for its writer alone.

    A span that is never closed reaches to the end of the text: when in doubt, it stays at home. To show two per cent
    signs to others, write ``\%%``; inside a span that is no mark either, so it does not end there. Of two backslashes
    neither escapes anything.

    >>> without_private_spans("I told her. %%I did not tell her why.%% It helped.")
    'I told her.  It helped.'
    >>> without_private_spans("So far. %%and no further")
    'So far. '
    >>> without_private_spans(r"Sure: 100\%%. %%Not at all, \%% or not.%%")
    'Sure: 100%%. '
    """
    if "%%" not in text:
        return text
    shown: list[str] = []
    begin, is_private = 0, False
    for mark in _PRIVATE_MARK.finditer(text):
        if is_private:
            if mark.lastgroup is None:
                begin, is_private = mark.end(), False
        elif mark.lastgroup != "kept":
            shown.append(text[begin : mark.start()])
            begin = mark.end()
            if mark.lastgroup == "shown":
                shown.append("%%")
            else:
                is_private = True
    if not is_private:
        shown.append(text[begin:])
    return "".join(shown)


def web_address(text: str) -> str | None:
    """Return ``text`` if it is an address that a reader of a document may follow, else None.

    Only ``http``, ``https`` and ``mailto``, written out in full: nothing that runs, reads a file or guesses.

    >>> web_address("https://example.org/a?b=c"), web_address("javascript:alert(1)"), web_address("notes.md")
    ('https://example.org/a?b=c', None, None)
    """
    return text if _WEB_ADDRESS.fullmatch(text) and not _UNWRITABLE.search(text) else None
