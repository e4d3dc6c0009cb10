"""Certain times: counted since 1970, or with their offset; anything else is kept and not made a time."""

import pytest

from recordkeeper.importers.instants import from_epoch, from_iso
from recordkeeper.importers.whole_number import whole

T = 1_709_288_045_123


@pytest.mark.parametrize("written", [T, str(T)])
def test_a_count_is_an_instant(written: object) -> None:
    """With or without quotes, kept as its digits."""
    moment = from_epoch(written, "server")
    assert (moment.at, moment.until, moment.written, moment.precision) == (T, T, str(T), "exact")
    assert (moment.basis, moment.clock, moment.offset) == ("epoch", "server", None)


@pytest.mark.parametrize(
    "written", [None, 0, -T, "0", "x", 1.5, True, "1_709_288_045_123", "٣", 10**30, "9" * 15, []]
)
def test_what_no_clock_showed_is_no_time(written: object) -> None:
    """Zero, fractions, other scripts, years beyond 2100."""
    assert from_epoch(written, "server").at is None
    assert len(from_epoch("x" * 9999, "server").written) == 100


def test_only_plain_numbers_are_whole() -> None:
    """Signs in a text, truth values, fractions, and what no entry could hold (RFC 8259 §6) are none."""
    assert [whole(one) for one in (5, "5", -5, str(2**53 - 1))] == [5, 5, -5, 2**53 - 1]
    others: list[object] = [True, 5.0, "-5", "", "5 ", "1_0", "٣", 2**53, str(2**53), -(2**53), "9" * 5000]
    assert [whole(one) for one in (*others, None, [])] == [None] * 13


@pytest.mark.parametrize(
    ("written", "at", "offset"),
    [
        ("2024-03-01T11:14:05.123+01:00", T, 3600),
        ("2024-03-01T10:14:05Z", T - 123, 0),
        ("2024-02-29T22:44:05.123456789-11:30", T, -11 * 3600 - 1800),
        ("2024-03-01T11:14:05", None, None),
        ("2024-02-30T11:14:05Z", None, None),
        ("1824-03-01T11:14:05Z", None, None),
        ("0001-01-01T00:00:00+23:59", None, None),
        ("yesterday", None, None),
    ],
)
def test_an_offset_makes_a_time_certain(written: str, at: int | None, offset: int | None) -> None:
    """Without one, or on a day that is none, what was written is all there is."""
    moment = from_iso(written, "server")
    assert (moment.at, moment.offset, moment.written, moment.basis) == (at, offset, written, "offset")
