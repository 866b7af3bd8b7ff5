"""What the quick way of reading moments takes for granted, held against the database of zones."""

import struct
from importlib.resources import files
from itertools import pairwise

from therapy_notes import moments
from therapy_notes.errors import AmbiguousTimeError

WEEK = 6 * 86_400


def changes(data: bytes) -> list[tuple[int, int]]:
    """Return when a zone changes its offset, and to what, from a file of the database (RFC 8536, version 2)."""

    def counts(at: int) -> tuple[int, ...]:
        found: tuple[int, ...] = struct.unpack(">6l", data[at + 20 : at + 44])
        return found

    is_ut, is_std, leaps, times, types, characters = counts(0)
    second = 44 + times * 5 + types * 6 + characters + leaps * 8 + is_std + is_ut
    _, _, _, times, types, _ = counts(second)
    start = second + 44
    at = struct.unpack(f">{times}q", data[start : start + times * 8])
    kinds = data[start + times * 8 : start + times * 9]
    offsets = [struct.unpack(">l", data[n : n + 4])[0] for n in range(start + times * 9, start + times * 9 + types * 6, 6)]
    found = [(when, offsets[kind]) for when, kind in zip(at, kinds, strict=True)]
    return [two for one, two in pairwise(found) if one[1] != two[1]]


def test_no_zone_changes_its_clocks_twice_within_a_week_or_by_more_than_a_day() -> None:
    names = [name for name in files("tzdata").joinpath("zones").read_text().split() if name]
    assert len(names) > 500
    for name in names:
        found = changes(files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes())
        for (one, before), (two, after) in pairwise(found):
            assert two - one > WEEK, name
            assert abs(after - before) <= 86_400, name


def test_on_a_day_of_change_both_sides_are_told_apart() -> None:
    for text, right in (
        ("2024-03-31T01:59:59.999999+01:00[Europe/Paris]", True),
        ("2024-03-31T03:00:00+02:00[Europe/Paris]", True),
        ("2024-03-31T01:30:00+02:00[Europe/Paris]", False),
        ("2024-03-31T12:00:00+01:00[Europe/Paris]", False),
        ("2011-12-30T12:00:00-10:00[Pacific/Apia]", False),
        ("2011-12-31T00:00:00+14:00[Pacific/Apia]", True),
        ("2011-12-29T23:59:59-10:00[Pacific/Apia]", True),
        ("0001-01-01T00:00:00+00:00[UTC]", True),
        ("9999-12-31T23:59:59+00:00[UTC]", True),
    ):
        try:
            found = moments.wire(moments.parse(text))
        except AmbiguousTimeError:
            assert not right, text
        else:
            assert right, text
            assert found == text
