"""The phone's offset from UTC is told where the file gives it away, and never guessed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.importers.android.readable_date import offset

INSTANT = 1512226167463
"""2017-12-02T14:49:27.463Z."""


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("Dec 2, 2017 06:49:27", -8 * 3600),
        ("Dec 2, 2017 6:49:27 AM", -8 * 3600),
        ("Dec 2, 2017, 3:49:27\u202fPM", 3600),
        ("2 Dec 2017 14:49:27", 0),
        ("2 dic. 2017 15:49:27", 3600),
        ("2 dic 2017 3:49:27 p.\u00a0m.", 3600),
        ("2 de dic. de 2017 20:34:27", 5 * 3600 + 45 * 60),
        ("Dec 3, 2017 12:19:27 AM", 9 * 3600 + 30 * 60),
        ("Dec 3, 2017 03:49:27", 13 * 3600),
    ],
)
def test_an_offset_is_the_difference(written: str, seconds: int) -> None:
    """Local time minus UTC, in the ways Android writes it in English and Spanish."""
    assert offset(INSTANT, written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "null",
        "Dec 2, 2017 06:49:28",
        "Dec 2, 2017 06:51:27",
        "Dec 5, 2017 06:49:27",
        "Dec 32, 2017 06:49:27",
        "Dez 2, 2017 06:49:27",
        "2/12/2017 06:49:27",
        "Dec 2, 2017 0:49:27 PM",
        "Dec 2, 2017 14:49:27 PM",
        "Dec 2, 2017 24:49:27",
        "Dec 2, 2017 2:49:27 μμ",
        "2017年12月2日 下午2:49:27",
        "Dec 2, 2017 06:49:27 ",
        "Dec 2, 2017 06:49:٢٧",
    ],
)
def test_what_is_not_certain_is_not_told(written: str) -> None:
    """Another second, another day, an unknown month or half of the day: no offset at all."""
    assert offset(INSTANT, written) is None


@given(
    st.integers(631_152_000_000, 4_102_444_799_999),
    st.integers(-48, 56).map(lambda quarters: quarters * 900),
    st.booleans(),
)
def test_every_zone_is_found_again(instant: int, seconds: int, twelve_hours: bool) -> None:  # noqa: FBT001 -- drawn
    """Whatever the instant and the zone, writing it and reading it back gives the zone's offset."""
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant // 1000 + seconds)
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[local.month * 3 - 3 : local.month * 3]
    clock = local.strftime("%I:%M:%S ") + ("AM" if local.hour < 12 else "PM")
    written = f"{month} {local.day}, {local.year} {clock if twelve_hours else local.strftime('%H:%M:%S')}"
    assert offset(instant, written) == seconds
