"""Local times without a zone: read in the zone that was said, and never made more certain than they are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Said
from recordkeeper.importers.local_time import MINUTE, LocalTimes

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
wall = datetime.fromisoformat
"""What a clock on the wall shows."""


def ms(aware: datetime) -> int:
    """Milliseconds since 1970."""
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def shown(instant: datetime, zone: str) -> datetime:
    """What clocks there show at that instant."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@settings(max_examples=60)
@given(
    st.lists(st.datetimes(wall("1990-01-01"), wall("2099-12-31")), min_size=1, max_size=5),
    st.sampled_from(ZONES),
)
def test_every_local_time_is_what_the_zone_says(naive: list[datetime], zone: str) -> None:
    """The instant shown as that local time, or both of them, or none: by an independent zone library."""
    times = LocalTimes(Said(zone=zone, zone_stated=True))
    for one in naive:
        moment, flags = times.moment("x", one)
        told = {
            ms(there)
            for fold in (0, 1)
            if (there := one.replace(tzinfo=ZoneInfo(zone), fold=fold))
            .astimezone(UTC)
            .astimezone(ZoneInfo(zone))
            .replace(tzinfo=None, fold=0)
            == one
        }
        if not told:
            assert (moment.at, moment.precision, flags) == (
                None,
                "unknown",
                ("time-unreadable", "hour-skipped"),
            )
        elif len(told) == 1:
            assert {moment.at} == told == {moment.until}
            assert not flags
        else:
            assert (moment.at, moment.until, flags) == (min(told), max(told) + 1, ("hour-twice",))


@pytest.mark.parametrize(
    ("zone", "naive"),
    [
        ("America/New_York", wall("2024-11-03T01:30")),
        ("Europe/London", wall("2024-10-27T01:00")),
        ("Australia/Lord_Howe", wall("2024-04-07T01:45")),
    ],
)
def test_an_hour_that_came_twice_is_kept_as_both(zone: str, naive: datetime) -> None:
    """The range reaches from the first instant to the end of the second; no offset is claimed."""
    moment, flags = LocalTimes(Said(zone=zone)).moment("03.11.24, 01:30", naive, span=MINUTE)
    assert flags == ("hour-twice",)
    assert (moment.precision, moment.offset, moment.basis) == ("range", None, "assumed-zone")
    assert moment.at is not None
    assert moment.until is not None
    assert moment.until - moment.at in {30 * 60_000 + MINUTE, 60 * 60_000 + MINUTE}


def test_an_hour_that_was_skipped_is_not_made_up() -> None:
    """What was written stays; there is no instant."""
    moment, flags = LocalTimes(Said(zone="Europe/London")).moment(
        "31/03/2024, 01:30", wall("2024-03-31T01:30")
    )
    assert (moment.at, moment.written, flags) == (
        None,
        "31/03/2024, 01:30",
        ("time-unreadable", "hour-skipped"),
    )


def test_what_is_said_of_the_zone_is_kept() -> None:
    """A stated zone and an assumed one are told apart; the offset is the zone's, and whose clock is said."""
    naive = wall("2026-07-01T12:00")
    stated, _flags = LocalTimes(Said(zone="Europe/London", zone_stated=True), "carrier").moment("x", naive)
    assumed, _flags = LocalTimes(Said(zone="Europe/London")).moment("x", naive, span=MINUTE)
    assert (stated.basis, stated.offset, stated.clock, stated.zone) == (
        "stated-zone",
        3600,
        "carrier",
        "Europe/London",
    )
    assert (assumed.basis, assumed.precision) == ("assumed-zone", "exact")
    assert (assumed.until or 0) - (assumed.at or 0) == MINUTE


@pytest.mark.parametrize("naive", [None, wall("1980-01-01"), wall("2100-01-01")])
def test_a_time_that_no_phone_wrote_is_unknown(naive: datetime | None) -> None:
    """Unreadable, or outside the years of phones."""
    moment, flags = LocalTimes(Said()).moment("?", naive)
    assert (moment.at, moment.precision, flags) == (None, "unknown", ("time-unreadable",))
