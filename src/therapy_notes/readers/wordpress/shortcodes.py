r"""The shortcodes of WordPress: words in square brackets for which the page showed something else.

Only those are known that stand for a picture, a recording or a link, and only where they say which: ``[caption]`` becomes
its picture and its words, ``[gallery]`` its pictures, ``[audio]``, ``[video]``, ``[embed]`` and ``[youtube]`` a link.
Everything else in square brackets is what somebody wrote, and stays: ``[crying]``, ``[video]`` without an address, and the
shortcode of a program that is not known here. A known one in double brackets was meant to be read, and loses one pair.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from typing import Final

from attrs import define, field, frozen

from .paragraphs import link

MOST_PICTURES: Final = 1_000
"""How many pictures galleries may bring into one post."""

_ALONE: Final = frozenset({"gallery", "playlist"})
_TOKEN: Final = re.compile(
    r"(?P<extra>\[?)\[(?P<end>/?)(?P<name>wp_caption|caption|gallery|playlist|audio|video|embed|youtube)(?![\w-])"
    r"(?P<rest>[^\[\]]*+)\](?P<after>\]?)"
)
_ATTRIBUTE: Final = re.compile(r"""([A-Za-z0-9_-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s'"]++))|"([^"]*)"|(\S++)""")
_PICTURE: Final = re.compile(r"\s*((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL | re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\[\]]+", re.IGNORECASE)
_VIDEO_NUMBER: Final = re.compile(r"[A-Za-z0-9_-]{11}")
_SOURCES: Final = (
    "src", "mp3", "m4a", "ogg", "oga", "opus", "wav", "wma", "flac", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mov",
    "url", "0",
)  # fmt: skip


@frozen
class Image:
    """A picture, or a recording, that a gallery shows.

    Args:
        address: Where it is.
        alt_text: What it shows, in words.
    """

    address: str = field(repr=False)
    alt_text: str = field(default="", repr=False)


Gallery = Callable[[Iterable[str] | None], Iterable[Image]]
"""Gives the pictures of these numbers; of the post itself, where no numbers are given."""


@frozen
class Shown:
    """A text with its shortcodes made into HTML.

    Args:
        html: The text.
        missing: How many galleries were left as they are, since their pictures are not there.
    """

    html: str = field(repr=False)
    missing: int = 0


def shows_attachments(text: str) -> bool:
    """Whether a text may show pictures of which it tells only the numbers."""
    return "[gallery" in text or "[playlist" in text


def with_shortcodes(text: str, gallery: Gallery) -> Shown:
    """Return a text with its shortcodes made into HTML.

    >>> with_shortcodes("[crying] [audio mp3='https://example.org/rain.mp3'] [[gallery]]", lambda numbers: ()).html
    '[crying] <a href="https://example.org/rain.mp3">https://example.org/rain.mp3</a> [gallery]'
    """
    if "[" not in text:
        return Shown(text)
    shower = _Shower(gallery)
    return Shown(shower.shown(text), shower.missing)


@define
class _Shower:
    """Makes HTML of the shortcodes of one post."""

    gallery: Gallery
    missing: int = 0
    _pictures: int = 0

    def shown(self, text: str) -> str:
        tokens = list(_TOKEN.finditer(text))
        if not tokens:
            return text
        closing = _closing(tokens)
        found: list[str] = []
        end = 0
        for n, token in enumerate(tokens):
            if token.start() < end:
                continue  # inside one that is done
            found.append(text[end : token.start()])
            last = tokens[closing[n]] if n in closing else token
            if token["extra"] and last["after"]:
                html: str | None = text[token.start() + 1 : last.end() - 1]
            elif token["end"]:
                html = None
            else:
                inner = (
                    text[token.end() - len(token["after"]) : last.start() + len(last["extra"])] if last is not token else ""
                )
                html = self._html(token["name"], _attributes(token["rest"]), inner)
                if html is not None:
                    html = token["extra"] + html + last["after"]
            if html is None:
                last, html = token, token[0]
            found.append(html)
            end = last.end()
        found.append(text[end:])
        return "".join(found)

    def _html(self, name: str, given: Mapping[str, str], inner: str) -> str | None:
        """Return what the page showed, or None where nobody can tell."""
        match name:
            case "caption" | "wp_caption":
                return self._caption(given.get("caption", ""), inner)
            case "gallery" | "playlist":
                return self._gallery(given, is_sound=name == "playlist" and given.get("type") != "video")
            case "audio" | "video":
                addresses = dict.fromkeys(a for a in map(given.get, _SOURCES) if a and _is_address(a))
                return " ".join(map(_link, addresses)) + self.shown(inner) if addresses else None
            case _:
                address = _address(given, inner)
                if address is None and name == "youtube":
                    address = _of_a_number(given, inner)
                return None if address is None else _link(address)

    def _caption(self, words: str, inner: str) -> str | None:
        if not inner.strip():
            return None
        parts = _PICTURE.match(inner)
        picture, below = (parts[1], parts[2].strip()) if parts else (inner, "")
        if words and below:
            picture, below = inner, ""
        words = words.strip() or below
        shown = f"<figcaption>{self.shown(words)}</figcaption>" if words else ""
        return f"<figure>{self.shown(picture)}{shown}</figure>"

    def _gallery(self, given: Mapping[str, str], *, is_sound: bool) -> str | None:
        said = given.get("ids") or given.get("include")
        pictures = tuple(self.gallery(None if said is None else said.replace(",", " ").split()))
        if not pictures or self._pictures + len(pictures) > MOST_PICTURES:
            self.missing += 1
            return None
        self._pictures += len(pictures)
        return "\n\n" + "\n\n".join(map(_sound if is_sound else _image, pictures)) + "\n\n"


def _closing(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return which token closes which: the next one of its name, if that is an end."""
    following: dict[str, int] = {}
    found: dict[int, int] = {}
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        name = token["name"]
        is_whole = name in _ALONE or token["rest"].endswith("/")
        if not token["end"] and not is_whole and name in following and tokens[following[name]]["end"]:
            found[n] = following[name]
        following[name] = n
    return found


def _attributes(text: str) -> dict[str, str]:
    """Return what a shortcode says of itself. What has no name goes by its number."""
    found: dict[str, str] = {}
    text = text.removesuffix("/").strip()
    if text[:1] in {"=", ":"}:  # as in [youtube=https://…]
        found["0"] = unescape(text[1:].split(maxsplit=1)[0].strip("\"'") if text[1:].strip() else "").partition("&w=")[0]
        return found
    bare = 0
    for name, double, single, plain, quoted, alone in _ATTRIBUTE.findall(text):
        if name:
            found.setdefault(name.lower(), unescape(double or single or plain))
        else:
            found.setdefault(str(bare), unescape(quoted or alone))
            bare += 1
    return found


def _address(given: Mapping[str, str], inner: str) -> str | None:
    said = (unescape(inner).strip(), *(given.get(key, "") for key in ("0", "src", "url")))
    return next((one for one in said if _is_address(one)), None)


def _of_a_number(given: Mapping[str, str], inner: str) -> str | None:
    said = (given.get("id", ""), given.get("0", ""), inner.strip())
    number = next((one for one in said if _VIDEO_NUMBER.fullmatch(one)), None)
    return None if number is None else f"https://www.youtube.com/watch?v={number}"


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def _image(picture: Image) -> str:
    return f'<img src="{escape(picture.address)}" alt="{escape(picture.alt_text)}" />'


def _sound(recording: Image) -> str:
    return _link(recording.address)


def _link(address: str) -> str:
    return link(escape(address))
