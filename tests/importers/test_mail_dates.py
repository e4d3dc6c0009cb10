"""Dates in mails: what they say, and what they do not."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Said
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.mail.dates import date_written, moment, separator_date
from recordkeeper.records.moment import Moment

LOCAL = LocalTimes(Said(zone="Europe/Berlin"), "sender")
NINE = 1_709_542_800_000
"""4 March 2024, 09:00 UTC."""


def when(text: str) -> Moment:
    """What a date comes to."""
    return moment(text, "sender", LOCAL)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 4 Mar 2024 10:00:00 +0100",
        "4 Mar 2024 10:00:00 +0100 (CET (winter) )",
        "Mon, 04 Mar 24 09:00:00 GMT",
        "Mon,4 March 2024 09:00:00 UT",
        "Mon, 4-Mar-2024 04:00:00 EST",
        "Mon, 4 Mar 2024 01:00:00 PST",
        "(first) Mon, 4 Mar 124 09:00:00 Z",
        "Mon Mar  4 10:00:00 +0100 2024",
        "Mon Mar  4 10:00:00 2024 +01:00",
        "Mon Mar  4 2024 09:00:00 GMT+0000",
        "2024-03-04T10:00:00.123+01:00",
        "2024-03-04 09:00:00Z",
        "Mon, 4 Mar 2024 10:00:00 +0100 CET",
        "Mon, 4 Mar 2024 08:59:60 +0000",
        "Mon, 4 Mar 2024 09.00.00 +0000",
    ],
)
def test_every_way_to_write_one_instant(text: str) -> None:
    """Old and new forms, comments and short years come to the same, with the text as it is written."""
    read = when(text)
    assert (read.at, read.until, read.basis, read.precision) == (NINE, NINE, "offset", "exact")
    assert read.written == text


def test_minus_zero_is_utc_and_no_zone() -> None:
    """The instant is certain, and where the clock stood is not known."""
    read = when("Mon, 4 Mar 2024 09:00:00 -0000")
    assert (read.at, read.offset) == (NINE, None)
    assert when("Mon, 4 Mar 2024 09:00:00 +0000").offset == 0


def test_a_date_without_seconds_lasts_a_minute() -> None:
    """It is not claimed to be more exact than it is."""
    read = when("Mon, 4 Mar 2024 09:00 +0000")
    assert (read.at, read.until) == (NINE, NINE + 60_000)


def test_a_date_without_a_zone_is_read_in_the_keepers() -> None:
    """The zone is assumed, and said to be."""
    read = when("Mon, 4 Mar 2024 10:00:00")
    assert (read.at, read.basis, read.zone) == (NINE, "assumed-zone", "Europe/Berlin")
    assert moment("Sun, 27 Oct 2024 02:30:00", "sender", LOCAL)[1] == ("hour-twice",)


@pytest.mark.parametrize("zone", ["CET", "IST", "A", "xyz"])
def test_a_zone_that_nobody_can_place_is_no_instant(zone: str) -> None:
    """It lies between the first and the last clock on earth that showed it."""
    read = when(f"Mon, 4 Mar 2024 09:00:00 {zone}")
    assert (read.precision, read.offset) == ("range", None)
    assert (read.at, read.until) == (NINE - 14 * 3_600_000, NINE + 12 * 3_600_000 + 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "04/03/2024 09:00",
        "Mon, 31 Feb 2024 09:00:00 +0000",
        "Mon, 4 Foo 2024 09:00:00 +0000",
        "Mon, 4 Mar 2024 25:00:00 +0000",
        "Mon, 4 Mar 2024 09:00:61 +0000",
        "Mon, 4 Mar 2024 09:00:00 +2400",
        "Mon, 4 Mar 2024 09:00:00 -1500",
        "Mon, 4 Mar 1989 09:00:00 +0000",
        "Mon, 4 Mar 2100 09:00:00 +0000",
        "Mon, 4 Mar 9999 23:59:60 +0000",
        "Mon, 31 Dec 9999 23:59:60 +0000",
        "Mon, 0 Mar 2024 09:00:00 +0000",
        "Mon, ٤ Mar 2024 09:00:00 +0000 ٤",
        "(" * 1000,
    ],
)
def test_what_is_no_date_is_unknown(text: str) -> None:
    """Nothing is made up; what was written is kept."""
    read, flags = moment(text, "server", LOCAL)
    assert (read.at, read.precision, flags) == (None, "unknown", ("time-unreadable",))
    assert read.written == text[:300]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("From a@example.org Mon Mar  4 09:00:00 2024", "Mon Mar  4 09:00:00 2024"),
        ("From - Mon Mar 04 2024 09:00:00", "Mon Mar 04 2024 09:00:00"),
        ("From Mon the man Mon Mar 04 09:00:00 +0000 2024", "Mon Mar 04 09:00:00 +0000 2024"),
        ("From Monday Mar 04 09:00:00 2024", ""),
        ("From a@example.org", ""),
        ("From a Mon is no date", ""),
    ],
)
def test_the_date_of_a_separator(line: str, date: str) -> None:
    """It stands at the end of the line, behind any name."""
    assert separator_date(line) == date


@settings(max_examples=60, deadline=None)
@given(
    at=st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    minutes=st.integers(-12 * 60, 14 * 60),
)
def test_dates_that_programs_write_come_back(at: datetime, minutes: int) -> None:
    """Whatever the instant and the offset, what the standard library writes is read as that."""
    there = at.replace(microsecond=0).astimezone(timezone(timedelta(minutes=minutes)))
    read = when(format_datetime(there))
    assert read.at == int(at.timestamp()) * 1000
    assert read.offset == minutes * 60


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("Mon, 4Mar202:+-(Zé\n"), max_size=40))
def test_no_text_raises(text: str) -> None:
    """It is a date or it is none."""
    date_written(text)
    assert moment(text, "sender", LOCAL)[0].written == text.strip()
