"""The address of a page, without what changes while the page stays the same."""

import re
from typing import Final

_SCHEME: Final = re.compile(r"https?:/{0,9}", re.IGNORECASE)
_PAGE_OF_COMMENTS: Final = re.compile(r"/comment-page-[0-9]{1,9}/?$", re.ASCII)
_PASSING: Final = re.compile(
    r"utm_[a-z_]{1,40}|replytocom|cpage|fbclid|gclid|share|nb|like_comment|shared|preview|preview_id|preview_nonce", re.ASCII
)
"""What an address says of the way on which somebody came to the page, and not of the page."""


def lasting(address: str) -> str:
    """Return the part of an address that is the same whenever the page is saved.

    >>> lasting("http://www.A.example/bread/comment-page-2/?replytocom=7&utm_source=x#comment-7")
    'a.example/bread'
    >>> lasting("https://a.example/?p=7"), lasting("https://a.example")
    ('a.example?p=7', 'a.example')
    """
    place, _, question = address.strip().partition("#")[0].partition("?")
    scheme = _SCHEME.match(place)
    host, slash, path = place[scheme.end() if scheme else 0 :].partition("/")
    path = _PAGE_OF_COMMENTS.sub("", f"{slash}{path}").rstrip("/")
    parts = [part for part in question.split("&") if part and not _PASSING.fullmatch(part.partition("=")[0].lower())]
    return host.lower().removeprefix("www.") + path + ("?" + "&".join(parts) if parts else "")
