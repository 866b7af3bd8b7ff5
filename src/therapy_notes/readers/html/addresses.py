"""Addresses that may be followed, such that no sign in them ends them."""

import re
from typing import Final

_RUNS: Final = re.compile("(?:javascript|vbscript|data|file|blob|about):", re.IGNORECASE)
_NOT_IN_ADDRESSES: Final = re.compile(r"""[\x00-\x20\x7f-\xa0"'()<>\[\\\]^`{|}\s\ufffe\uffff]|%(?![0-9A-Fa-f]{2})""")
PLAIN_ADDRESS: Final = re.compile(r"https?://(?!.*xn--)[A-Za-z0-9._~:/?#@!$&*+,;=-]+")


def address_of(written: str | None) -> str:
    """An address that may be followed, such that no sign in it ends it; or nothing."""
    address = re.sub("[\t\n\r]", "", written or "").strip("".join(map(chr, range(33))))
    if _RUNS.match(address):
        return ""
    address = f"https:{address}" if address.startswith("//") else address
    address = _NOT_IN_ADDRESSES.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return re.sub("&(?=#?[A-Za-z0-9]+;)", "&amp;", address)
