"""How the whole suite runs: how hard Hypothesis tries, and that nothing leaves the machine."""

import os
import sys

import pytest
from hypothesis import settings

import therapy_notes as tn

# ``fast`` is for every run. ``thorough`` is for a night: 10,000 values, a tenth of that for whole documents.
_PROFILES = {"fast": 25, "thorough": 10_000}
for _name, _examples in _PROFILES.items():
    settings.register_profile(
        _name, max_examples=_examples, deadline=None, derandomize=_name == "fast" and "CI" in os.environ
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

_LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}
"""A notebook's kernel is talked to over these."""


def _keep_offline(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        address = args[:1]
    else:
        return
    host = address[0] if isinstance(address, tuple) and address else None
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if isinstance(host, str) and host not in _LOOPBACK:
        pytest.fail("a test reached for the network")


sys.addaudithook(_keep_offline)


@pytest.fixture(scope="session")
def example() -> tn.Journal:
    """Return the invented journal: two years, every kind of record."""
    return tn.example()
