"""Times as they are told to the person who reads them."""

from datetime import datetime
from locale import LC_TIME, setlocale

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper import zones
from recordkeeper.records import telling
from recordkeeper.records.moment import Moment
from recordkeeper.records.telling import ago, clock_told, date_told, span, told


def ms(utc: str) -> int:
    """Milliseconds of an instant written in UTC."""
    return round(datetime.fromisoformat(utc).timestamp() * 1000)


NOW = ms("2026-03-31T09:15:00Z")
LONDON = "Europe/London"


def exact(utc: str) -> Moment:
    """A point in time, typed in London."""
    return Moment(at=ms(utc), until=ms(utc), zone=LONDON, precision="exact", basis="typed", clock="keeper")


def day(start: str, end: str, zone: str | None = LONDON, offset: int | None = None) -> Moment:
    """A whole day."""
    return Moment(
        at=ms(start), until=ms(end), zone=zone, offset=offset, precision="day", basis="typed", clock="keeper"
    )


def stretch(start: str, end: str, zone: str | None = LONDON, offset: int | None = None) -> Moment:
    """A range."""
    return Moment(
        at=ms(start),
        until=ms(end),
        zone=zone,
        offset=offset,
        precision="range",
        basis="typed",
        clock="keeper",
    )


def about(start: str, end: str, zone: str = LONDON) -> Moment:
    """A part of a day, or an hour that is not certain."""
    return Moment(at=ms(start), until=ms(end), zone=zone, precision="about", basis="typed", clock="keeper")


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (exact("2026-03-31T08:55:00Z"), "Tue 31 Mar 2026, 09:55 (+01:00 Europe/London)"),
        (exact("2026-03-20T21:40:59.999Z"), "Fri 20 Mar 2026, 21:40 (+00:00 Europe/London)"),
        (
            about("2026-03-30T18:40:00Z", "2026-03-30T18:40:00Z"),
            "Mon 30 Mar 2026, about 19:40 (+01:00 Europe/London)",
        ),
        (
            about("2026-03-20T06:00:00Z", "2026-03-20T12:00:00Z"),
            "Fri 20 Mar 2026, morning (06:00 to 12:00, +00:00 Europe/London)",
        ),
        (
            about("2026-03-31T05:00:00Z", "2026-03-31T09:15:00Z"),
            "Tue 31 Mar 2026, morning (06:00 to 10:15, +01:00 Europe/London)",
        ),
        (
            about("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"),
            "Sat 28 Mar 2026, night (22:00 to 06:00 on Sun 29 Mar 2026, +00:00, then +01:00 Europe/London)",
        ),
        (
            about("2026-03-20T07:00:00Z", "2026-03-20T08:00:00Z"),
            "Fri 20 Mar 2026, 07:00 to 08:00 (+00:00 Europe/London)",
        ),
        (day("2026-03-20T00:00:00Z", "2026-03-21T00:00:00Z"), "Fri 20 Mar 2026, time not known"),
        (
            stretch("2026-03-20T21:02:00Z", "2026-03-20T23:50:00Z"),
            "Fri 20 Mar 2026, 21:02 to 23:50 (+00:00 Europe/London)",
        ),
        (
            stretch("2026-03-20T23:50:00Z", "2026-03-21T00:10:00Z"),
            "Fri 20 Mar 2026, 23:50 to 00:10 on Sat 21 Mar 2026 (+00:00 Europe/London)",
        ),
        (
            stretch("2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z"),
            "Sun 1 Mar 2026 to Mon 9 Mar 2026, times not known",
        ),
        (
            stretch("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            "Sun 25 Oct 2026, 01:30 to 01:30 (+01:00, then +00:00 Europe/London)",
        ),
        (
            stretch("2026-03-20T21:00:00Z", "2026-03-20T23:00:00Z", None, 3600),
            "Fri 20 Mar 2026, 22:00 to 00:00 on Sat 21 Mar 2026 (+01:00)",
        ),
        (
            stretch("2026-03-20T21:00:00Z", "2026-03-20T23:00:00Z", None),
            "Fri 20 Mar 2026, 21:00 to 23:00 (+00:00 Europe/London)",
        ),
        (
            stretch("2026-03-20T00:00:00Z", "2026-03-21T00:00:00Z"),
            "Fri 20 Mar 2026, 00:00 to 00:00 on Sat 21 Mar 2026 (+00:00 Europe/London)",
        ),
        (Moment(precision="unknown", basis="typed", clock="keeper"), "time not known"),
    ],
)
def test_a_moment_is_told_in_one_line(moment: Moment, line: str) -> None:
    """Weekday, day, month as a word, year, 24-hour clock, offset and zone: what is known and no more."""
    assert told(moment, LONDON) == line


@pytest.mark.parametrize(
    "moment",
    [
        day("2026-03-19T11:00:00Z", "2026-03-20T11:00:00Z", "Pacific/Apia"),
        day("2026-03-19T11:00:00Z", "2026-03-20T11:00:00Z", None, 13 * 3600),
    ],
)
def test_a_day_keeps_its_date_in_any_zone(moment: Moment) -> None:
    """A day said on one side of the date line is not told as the day before on the other."""
    assert told(moment, LONDON) == "Fri 20 Mar 2026, time not known"


def test_an_instant_is_told_in_the_zone_asked_for() -> None:
    """A point in time is told in the record's zone, wherever it was said."""
    line = told(exact("2026-03-20T21:40:00Z"), "America/New_York")
    assert line == "Fri 20 Mar 2026, 17:40 (-04:00 America/New_York)"


def test_a_minute_from_an_export_is_told_as_that_minute() -> None:
    """An import that knows the minute, not the second, is told by its minute."""
    moment = Moment(at=NOW, until=NOW + 60_000, precision="exact", basis="assumed-zone", clock="own-device")
    assert told(moment, LONDON) == "Tue 31 Mar 2026, 10:15 (+01:00 Europe/London)"


def test_how_long_ago_stands_at_the_end() -> None:
    """With the present given, a point in time says how long ago it was."""
    line = told(exact("2026-03-31T08:55:00Z"), LONDON, now=NOW)
    assert line == "Tue 31 Mar 2026, 09:55 (+01:00 Europe/London), 20 min ago"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (-59, "just now"),
        (60, "1 min ago"),
        (20 * 60, "20 min ago"),
        (3599, "59 min ago"),
        (3600, "1 h ago"),
        (86_399, "23 h ago"),
        (86_400, "1 day ago"),
        (3 * 86_400, "3 days ago"),
        (-1200, "in 20 min"),
        (-3 * 86_400, "in 3 days"),
    ],
)
def test_ago_is_never_more_than_has_passed(seconds: int, words: str) -> None:
    """How long ago is cut off, not rounded up."""
    assert ago(NOW - seconds * 1000, NOW) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (42, "42 s"),
        (60, "1 min"),
        (299, "4 min"),
        (3600, "1 h"),
        (7800, "2 h 10 min"),
        (86_400, "1 day"),
        (97_200, "1 day 3 h"),
        (259_200, "3 days"),
        (86_460, "1 day"),
        (-240, "minus 4 min"),
    ],
)
def test_a_span_is_told_in_two_units(seconds: int, words: str) -> None:
    """A length of time shows its two largest units and drops the rest."""
    assert span(seconds) == words


@given(seconds=st.integers(min_value=0, max_value=10**9))
def test_a_span_is_short_of_the_truth_by_less_than_its_last_unit(seconds: int) -> None:
    """What a span says, read back, is never more than the span, and at most an hour less."""
    sizes = {"s": 1, "min": 60, "h": 3600, "day": 86_400, "days": 86_400}
    words = span(seconds).split()
    said = sum(int(n) * sizes[unit] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert 0 <= seconds - said < 3600


def test_small_pieces_for_tables() -> None:
    """A date, a clock time, and one with seconds, each alone."""
    at = ms("2026-03-31T08:55:07.999Z")
    assert date_told(at, LONDON) == "Tue 31 Mar 2026"
    assert clock_told(at, LONDON) == "09:55"
    assert clock_told(at, LONDON, seconds=True) == "09:55:07"


def test_month_and_weekday_do_not_follow_the_locale() -> None:
    """A computer set to another language tells the same date: the language is the program's."""
    before = setlocale(LC_TIME)
    try:
        setlocale(LC_TIME, "")
        assert [telling.month_told(n) for n in (1, 5, 12)] == ["Jan", "May", "Dec"]
        assert [telling.weekday_told(n) for n in range(7)] == [
            "Mon",
            "Tue",
            "Wed",
            "Thu",
            "Fri",
            "Sat",
            "Sun",
        ]
    finally:
        setlocale(LC_TIME, before)


@given(at=st.integers(min_value=0, max_value=4_102_444_800_000))
def test_the_date_told_is_the_local_date(at: int) -> None:
    """Weekday, day, month and year are those of the calendar in the zone."""
    there = zones.local(at, "Asia/Kathmandu")
    assert date_told(at, "Asia/Kathmandu") == f"{there:%a} {there.day} {there:%b} {there.year}"
