"""What typed words for a time are read as: instants worked out by hand, in UTC."""

from datetime import datetime

import pytest

from recordkeeper.records.when import read

LONDON = ("2026-03-31T09:15:00Z", "Europe/London")  # Tuesday 10:15, two days after summer time began
NEW_YORK = ("2026-11-02T13:05:30Z", "America/New_York")  # Monday 08:05:30, the day after it ended
KATHMANDU = ("2026-07-01T18:30:00Z", "Asia/Kathmandu")  # Thursday 2 July 00:15, at +05:45
APIA = ("2026-01-05T10:30:00Z", "Pacific/Apia")  # Monday 23:30, at +13:00


def ms(utc: str) -> int:
    """Milliseconds of an instant written in UTC."""
    return round(datetime.fromisoformat(utc).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("now", "2026-03-31T09:15:00Z", "exact"),
        ("20 min ago", "2026-03-31T08:55:00Z", "exact"),
        ("20 MINUTES  ago", "2026-03-31T08:55:00Z", "exact"),
        ("half an hour ago", "2026-03-31T08:45:00Z", "exact"),
        ("90 seconds ago", "2026-03-31T09:13:00Z", "exact"),
        ("an hour ago", "2026-03-31T08:15:00Z", "about"),
        ("2 hours ago", "2026-03-31T07:15:00Z", "about"),
        ("2 h 10 min ago", "2026-03-31T07:05:00Z", "exact"),
        ("09:40", "2026-03-31T08:40:00Z", "exact"),
        ("at 09:40:05", "2026-03-31T08:40:05Z", "exact"),
        ("8am", "2026-03-31T07:00:00Z", "exact"),
        ("8 a.m.", "2026-03-31T07:00:00Z", "exact"),
        ("12:30 am", "2026-03-30T23:30:00Z", "exact"),
        ("today 00:00", "2026-03-30T23:00:00Z", "exact"),
        ("yesterday 21:40", "2026-03-30T20:40:00Z", "exact"),
        ("21:40 yesterday", "2026-03-30T20:40:00Z", "exact"),
        ("  Yesterday,  at 9:40\u202fPM ", "2026-03-30T20:40:00Z", "exact"),
        ("yesterday noon", "2026-03-30T11:00:00Z", "exact"),
        ("monday 9pm", "2026-03-30T20:00:00Z", "exact"),
        ("9pm on monday", "2026-03-30T20:00:00Z", "exact"),
        ("tuesday 21:00", "2026-03-24T21:00:00Z", "exact"),
        ("last tuesday 09:00", "2026-03-24T09:00:00Z", "exact"),
        ("3 days ago at 21:40", "2026-03-28T21:40:00Z", "exact"),
        ("20 mar 21:40", "2026-03-20T21:40:00Z", "exact"),
        ("9pm on 20 march", "2026-03-20T21:00:00Z", "exact"),
        ("Fri, 20 Mar 2026, 21:40", "2026-03-20T21:40:00Z", "exact"),
        ("mar 20, 2026 21:40", "2026-03-20T21:40:00Z", "exact"),
        ("the 20th of march 2026 at 21:40", "2026-03-20T21:40:00Z", "exact"),
        ("2026-03-20 21:40", "2026-03-20T21:40:00Z", "exact"),
        ("2026-03-20 21:40:05.123", "2026-03-20T21:40:05.123Z", "exact"),
        ("2026-03-20T21:40:00", "2026-03-20T21:40:00Z", "exact"),
        ("2025-07-01 21:40", "2025-07-01T20:40:00Z", "exact"),
    ],
)
def test_a_point_in_time_is_read_as_that_instant(text: str, at: str, precision: str) -> None:
    """A point in time becomes that very instant, in the keeper's zone, its words kept."""
    moment = read(text, now=ms(LONDON[0]), zone=LONDON[1])
    assert (moment.at, moment.until, moment.precision) == (ms(at), ms(at), precision)
    assert (moment.written, moment.zone, moment.basis, moment.clock) == (
        text,
        "Europe/London",
        "typed",
        "keeper",
    )


@pytest.mark.parametrize(
    ("text", "at", "until", "precision"),
    [
        ("today", "2026-03-30T23:00:00Z", "2026-03-31T09:15:00Z", "day"),
        ("yesterday", "2026-03-29T23:00:00Z", "2026-03-30T23:00:00Z", "day"),
        ("the day before yesterday", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z", "day"),
        ("3 days ago", "2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z", "day"),
        ("a week ago", "2026-03-24T00:00:00Z", "2026-03-25T00:00:00Z", "day"),
        ("2 weeks ago", "2026-03-17T00:00:00Z", "2026-03-18T00:00:00Z", "day"),
        ("monday", "2026-03-29T23:00:00Z", "2026-03-30T23:00:00Z", "day"),
        ("wednesday", "2026-03-25T00:00:00Z", "2026-03-26T00:00:00Z", "day"),
        ("last tuesday", "2026-03-24T00:00:00Z", "2026-03-25T00:00:00Z", "day"),
        ("on friday", "2026-03-27T00:00:00Z", "2026-03-28T00:00:00Z", "day"),
        ("20 Mar", "2026-03-20T00:00:00Z", "2026-03-21T00:00:00Z", "day"),
        ("2026-03-20", "2026-03-20T00:00:00Z", "2026-03-21T00:00:00Z", "day"),
        ("31 mar", "2026-03-30T23:00:00Z", "2026-03-31T09:15:00Z", "day"),
        ("1 apr", "2025-03-31T23:00:00Z", "2025-04-01T23:00:00Z", "day"),
        ("29 feb", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", "day"),
        ("march 2024", "2024-03-01T00:00:00Z", "2024-03-31T23:00:00Z", "range"),
        ("2024-03", "2024-03-01T00:00:00Z", "2024-03-31T23:00:00Z", "range"),
        ("march", "2026-03-01T00:00:00Z", "2026-03-31T09:15:00Z", "range"),
        ("april", "2025-03-31T23:00:00Z", "2025-04-30T23:00:00Z", "range"),
        ("this morning", "2026-03-31T05:00:00Z", "2026-03-31T09:15:00Z", "about"),
        ("yesterday morning", "2026-03-30T05:00:00Z", "2026-03-30T11:00:00Z", "about"),
        ("saturday afternoon", "2026-03-28T12:00:00Z", "2026-03-28T18:00:00Z", "about"),
        ("20 mar evening", "2026-03-20T18:00:00Z", "2026-03-20T22:00:00Z", "about"),
        ("saturday night", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z", "about"),
        ("last night", "2026-03-30T21:00:00Z", "2026-03-31T05:00:00Z", "about"),
        ("tuesday evening", "2026-03-24T18:00:00Z", "2026-03-24T22:00:00Z", "about"),
        ("09:02 to 09:10", "2026-03-31T08:02:00Z", "2026-03-31T08:10:00Z", "range"),
        ("09:02 to now", "2026-03-31T08:02:00Z", "2026-03-31T09:15:00Z", "range"),
        ("yesterday 21:02 to 23:50", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("from yesterday 21:02 until 23:50", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("yesterday 21:02\u201323:50", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("yesterday 21:02 - 23:50", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("yesterday 01:02-05:00", "2026-03-30T00:02:00Z", "2026-03-30T04:00:00Z", "range"),
        ("between 21:02 and 23:50 yesterday", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("yesterday between 21:02 and 23:50", "2026-03-30T20:02:00Z", "2026-03-30T22:50:00Z", "range"),
        ("yesterday 23:50 to 00:10", "2026-03-30T22:50:00Z", "2026-03-30T23:10:00Z", "range"),
        ("9pm to 11pm on 20 march", "2026-03-20T21:00:00Z", "2026-03-20T23:00:00Z", "range"),
        ("20 mar 21:02-23:50", "2026-03-20T21:02:00Z", "2026-03-20T23:50:00Z", "range"),
        ("20 mar 21:00 to 21 mar 02:00", "2026-03-20T21:00:00Z", "2026-03-21T02:00:00Z", "range"),
        ("1 march to 9 march", "2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z", "range"),
        ("1 march to 9 march 2024", "2024-03-01T00:00:00Z", "2024-03-10T00:00:00Z", "range"),
        ("1 march 2024 to 9 march", "2024-03-01T00:00:00Z", "2024-03-10T00:00:00Z", "range"),
        ("20 dec to 5 jan", "2025-12-20T00:00:00Z", "2026-01-06T00:00:00Z", "range"),
        ("29 mar to 31 mar", "2026-03-29T00:00:00Z", "2026-03-31T09:15:00Z", "range"),
        ("2026-01 to 2026-02", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "range"),
        ("yesterday evening to this morning", "2026-03-30T17:00:00Z", "2026-03-31T09:15:00Z", "range"),
    ],
)
def test_an_interval_is_read_from_its_beginning_to_its_end(
    text: str, at: str, until: str, precision: str
) -> None:
    """Days, parts of days, months and ranges keep both ends, and none of them reaches past now."""
    moment = read(text, now=ms(LONDON[0]), zone=LONDON[1])
    assert (moment.at, moment.until, moment.precision) == (ms(at), ms(until), precision)


@pytest.mark.parametrize(
    ("place", "text", "at", "until"),
    [
        (NEW_YORK, "now", "2026-11-02T13:05:30Z", "2026-11-02T13:05:30Z"),
        (NEW_YORK, "10 min ago", "2026-11-02T12:55:00Z", "2026-11-02T12:55:00Z"),
        (NEW_YORK, "yesterday", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        (NEW_YORK, "saturday 23:30", "2026-11-01T03:30:00Z", "2026-11-01T03:30:00Z"),
        (NEW_YORK, "monday 09:00", "2026-10-26T13:00:00Z", "2026-10-26T13:00:00Z"),
        (NEW_YORK, "saturday night", "2026-11-01T02:00:00Z", "2026-11-01T11:00:00Z"),
        (NEW_YORK, "march", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"),
        (KATHMANDU, "today", "2026-07-01T18:15:00Z", "2026-07-01T18:30:00Z"),
        (KATHMANDU, "yesterday 21:40", "2026-07-01T15:55:00Z", "2026-07-01T15:55:00Z"),
        (KATHMANDU, "last night", "2026-07-01T16:15:00Z", "2026-07-01T18:30:00Z"),
        (KATHMANDU, "wednesday", "2026-06-30T18:15:00Z", "2026-07-01T18:15:00Z"),
        (APIA, "yesterday", "2026-01-03T11:00:00Z", "2026-01-04T11:00:00Z"),
        (APIA, "9pm", "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"),
        (APIA, "29 dec 2011", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        (APIA, "31 dec 2011", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
        (APIA, "29 dec 2011 23:00 to 31 dec 2011 01:00", "2011-12-30T09:00:00Z", "2011-12-30T11:00:00Z"),
    ],
)
def test_words_are_read_in_the_zone_of_their_keeper(
    place: tuple[str, str], text: str, at: str, until: str
) -> None:
    """Today, yesterday and midnight are those of the zone, over summer time and over the date line."""
    moment = read(text, now=ms(place[0]), zone=place[1])
    assert (moment.at, moment.until) == (ms(at), ms(until))


@pytest.mark.parametrize(
    ("text", "at", "until", "offset"),
    [
        ("2026-03-20T21:40:00Z", "2026-03-20T21:40:00Z", "2026-03-20T21:40:00Z", 0),
        ("2026-03-20T21:40:00+01:00", "2026-03-20T20:40:00Z", "2026-03-20T20:40:00Z", 3600),
        ("2026-03-20T21:40:00-05:00", "2026-03-21T02:40:00Z", "2026-03-21T02:40:00Z", -18000),
        ("2026-03-20 21:40-05:00", "2026-03-21T02:40:00Z", "2026-03-21T02:40:00Z", -18000),
        ("20 mar 2026 21:40 UTC", "2026-03-20T21:40:00Z", "2026-03-20T21:40:00Z", 0),
        ("21:40+05:45 on 20 mar", "2026-03-20T15:55:00Z", "2026-03-20T15:55:00Z", 20700),
        ("20 mar 21:00 to 23:00 UTC", "2026-03-20T21:00:00Z", "2026-03-20T23:00:00Z", 0),
        ("2026-03-20T21:00+01:00 to 23:00", "2026-03-20T20:00:00Z", "2026-03-20T22:00:00Z", 3600),
    ],
)
def test_a_written_offset_decides(text: str, at: str, until: str, offset: int) -> None:
    """A distance from UTC that was written is used and kept, and no zone is claimed."""
    moment = read(text, now=ms(LONDON[0]), zone=LONDON[1], stated=True)
    assert (moment.at, moment.until, moment.offset) == (ms(at), ms(until), offset)
    assert (moment.zone, moment.basis) == (None, "offset")


def test_the_zone_that_was_stated_is_the_basis() -> None:
    """Words read in a zone that the keeper named say so, and carry its offset at that time."""
    moment = read("1 jul 2025 21:40", now=ms(LONDON[0]), zone="Europe/Berlin", stated=True)
    assert (moment.basis, moment.zone, moment.offset) == ("stated-zone", "Europe/Berlin", 7200)
    assert moment.at == ms("2025-07-01T19:40:00Z")


@pytest.mark.parametrize("text", ["unknown", "don't know", "Don\u2019t know", "I do not know"])
def test_not_knowing_is_an_answer(text: str) -> None:
    """A time that is not known stays not known: no instant, no zone."""
    moment = read(text, now=ms(LONDON[0]), zone=LONDON[1])
    assert (moment.at, moment.until, moment.zone, moment.precision) == (None, None, None, "unknown")


@pytest.mark.parametrize("day", range(1, 8))
@pytest.mark.parametrize("name", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
def test_a_weekday_is_the_latest_one_with_last_never_today(day: int, name: str) -> None:
    """On every day of the week, "last friday" is the latest Friday before today."""
    now = ms(f"2026-06-0{day}T12:00:00Z")
    moment = read(f"last {name}", now=now, zone="UTC")
    assert moment.at is not None
    days_back = (ms(f"2026-06-0{day}T00:00:00Z") - moment.at) // 86_400_000
    assert 1 <= days_back <= 7
    order = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]  # 1 June 2026 is a Monday
    assert order[(day - 1 - days_back) % 7] == name
    if days_back < 7:
        assert read(name, now=now, zone="UTC").at == moment.at


@pytest.mark.parametrize(
    ("text", "at", "until"),
    [
        ("tomorrow", "2026-03-31T23:00:00Z", "2026-04-01T23:00:00Z"),
        ("in 3 days", "2026-04-02T23:00:00Z", "2026-04-03T23:00:00Z"),
        ("in 2 hours", "2026-03-31T11:15:00Z", "2026-03-31T11:15:00Z"),
        ("monday", "2026-04-05T23:00:00Z", "2026-04-06T23:00:00Z"),
        ("tuesday 10:15", "2026-04-07T09:15:00Z", "2026-04-07T09:15:00Z"),
        ("tuesday 09:00", "2026-04-07T08:00:00Z", "2026-04-07T08:00:00Z"),
        ("last monday", "2026-03-29T23:00:00Z", "2026-03-30T23:00:00Z"),
        ("20 mar", "2027-03-20T00:00:00Z", "2027-03-21T00:00:00Z"),
        ("29 feb", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"),
        ("february", "2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"),
        ("march", "2026-03-01T00:00:00Z", "2026-03-31T23:00:00Z"),
        ("21:40", "2026-03-31T20:40:00Z", "2026-03-31T20:40:00Z"),
        ("today", "2026-03-30T23:00:00Z", "2026-03-31T23:00:00Z"),
        ("tomorrow 9am to 5pm", "2026-04-01T08:00:00Z", "2026-04-01T16:00:00Z"),
    ],
)
def test_a_deadline_may_be_still_to_come(text: str, at: str, until: str) -> None:
    """Where the future is asked for, days of the week and dates without a year are the next ones."""
    moment = read(text, now=ms(LONDON[0]), zone=LONDON[1], future=True)
    assert (moment.at, moment.until) == (ms(at), ms(until))


def test_today_at_its_very_first_millisecond_is_not_empty() -> None:
    """An interval that begins this millisecond lasts for it, so that no interval is empty."""
    midnight = ms("2026-03-30T23:00:00Z")
    moment = read("today", now=midnight, zone="Europe/London")
    assert (moment.at, moment.until) == (midnight, midnight + 1)
