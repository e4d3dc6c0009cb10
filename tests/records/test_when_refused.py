"""What is not read as a time, and the advice that goes with each refusal."""

from datetime import datetime

import pytest

from recordkeeper.errors import BadInput
from recordkeeper.records.when import read


def ms(utc: str) -> int:
    """Milliseconds of an instant written in UTC."""
    return round(datetime.fromisoformat(utc).timestamp() * 1000)


NOW = ms("2026-03-31T09:15:00Z")  # Tuesday 10:15 in London
ZONE = "Europe/London"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("9", '"09:00" or "9am"'),
        ("yesterday at 9", '"09:00" or "9am"'),
        ("03/04", "name the month"),
        ("3/4/2026", "name the month"),
        ("20.03.2026", "name the month"),
        ("20-03-2026", "name the month"),
        ("21.40", 'say "21:40"'),
        ("midnight", '"00:00"'),
        ("yesterday midnight", '"00:00"'),
        ("12am", '"noon"'),
        ("12 pm yesterday", '"noon"'),
        ("about 9pm", "between when and when"),
        ("around 21:40", "between when and when"),
        ("9ish", "between when and when"),
        ("~21:40", "between when and when"),
        ("2 months ago", "say a date"),
        ("a year ago", "say a date"),
        ("5m ago", "minutes or months"),
        ("20 mar 26", "four digits"),
        ("next monday", "Say the date"),
        ("2024", "month and the year"),
        ("last night 23:30", '"yesterday 23:10"'),
        ("yesterday evening at 21:40", '"yesterday 23:10"'),
        ("evening", '"this morning"'),
        ("tonight", '"this morning"'),
        ("21:40 UTC", "write the date too"),
        ("yesterday 21:40+01:00", "write the date too"),
        ("20 mar 21:02-05:00", "distance from UTC"),
    ],
)
def test_what_could_be_two_things_is_refused_with_the_way_to_say_it(text: str, advice: str) -> None:
    """Words that could be two times are refused, naming the doubt and what to type instead."""
    with pytest.raises(BadInput, match="is not a time I can read for certain") as refused:
        read(text, now=NOW, zone=ZONE)
    assert advice in refused.value.advice
    for example in ('"20 min ago"', '"yesterday 21:40"', '"20 mar 2026 9pm"', "21:02 to 23:50", '"unknown"'):
        assert example in refused.value.advice


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "  ",
            "soon",
            "later",
            "yesterday at",
            "yesterday,",
            "at",
            "20 min",
            "ago",
            "- 21:40",
            "from 21:40",
        ),
        *(
            "20 min ago yesterday",
            "yesterday 21:40 22:40",
            "yesterday 21:40 or so",
            "yesterday today",
            "the 20th",
        ),
        *("march 2024 9pm", "9pm march", "20", "20 mar 2026 2025", "21:40:05.1234", "2026-3-20", "2026-03-9"),
        *(
            "20260320",
            "2026-W12-5",
            "2026-079",
            "1.5 hours ago",
            "-20 min ago",
            "20 min ago!",
            "yesterday (21:40)",
        ),
        *("09:00 to", "to 09:00", "09:00 and 09:10", "between 09:00", "between 09:00 to 09:10", "1-9 march"),
        *(
            "evening to 09:00",
            "09:00 to yesterday 23:50",
            "2026-03-20T21:40-23:50",
            "2026-03-20T21:40:00-13:00",
        ),
        *(
            "yesterday between monday 21:02 and 23:50",
            "2026-03-20+01:00",
            "2026-03-20 UTC",
            "20 mar 21:00 UTC to 21 mar 02:00",
            "mañana",
            "ayer 21:40",
        ),
        *(
            "\u0662\u0661:\u0664\u0660",
            "21:40\x00",
            "tue 24 mar 2026 wed",
            "a",
            "an hour",
            "in",
            "last",
            "this",
        ),
        *(
            "hours ago",
            "yesterday ago",
            "2026-03-20T9pm",
            "9:5",
            "9:",
            "21:40:",
            "12345678 min ago",
            "9 pm am",
        ),
        "yesterday " * 20,
    ],
)
def test_nothing_is_guessed_and_nothing_is_skipped(text: str) -> None:
    """A text with one word too many, or too few, is refused whole."""
    with pytest.raises(BadInput, match="is not a time I can read for certain"):
        read(text, now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("25:00", "No clock shows 25:00"),
        ("24:00", "No clock shows 24:00"),
        ("21:60", "No clock shows 21:60"),
        ("21:40:60", "No clock shows 21:40:60"),
        ("13pm", "No clock shows 13 pm"),
        ("0:30 am", "No clock shows 0:30 am"),
        ("21:40 pm", "No clock shows 21:40 pm"),
        ("31 feb", "There is no 31 Feb"),
        ("feb 30 2026", "There is no 30 Feb 2026"),
        ("29 feb 2025", "There is no 29 Feb 2025"),
        ("0 march", "There is no 0 Mar"),
        ("2026-02-30", "There is no 30 Feb 2026"),
        ("2026-13-01", "There is no month 13"),
        ("2026-00", "There is no month 00"),
        ("0000-01-01", "There is no 1 Jan 0"),
        ("20 mar 1930", "1930 could be a year or a time of day"),
        ("Thu 20 Mar 2026", "Fri 20 Mar 2026: that date is not a Thu"),
        ("sun 20 mar", "Fri 20 Mar 2026: that date is not a Sun"),
        ("2026-03-20T21:40:00+15:00", r"No place has clocks \+15:00 from UTC"),
        ("2026-03-20T21:40:00-12:30", "No place has clocks -12:30 from UTC"),
        ("2026-03-20T21:40:00+01:60", r"No place has clocks \+01:60 from UTC"),
        ("1899-12-31", "years 1900 to 2100"),
        ("2101-01", "years 1900 to 2100"),
        ("99999 days ago", "years 1900 to 2100"),
        ("99999 weeks ago", "years 1900 to 2100"),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, message: str) -> None:
    """An hour, a day, a month, a year or an offset that does not exist is named in the refusal."""
    with pytest.raises(BadInput, match=message) as refused:
        read(text, now=NOW, zone=ZONE)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("21:40", '"yesterday 21:40"'),
        ("at 9pm", '"yesterday at 9pm"'),
        ("21:02 to 23:50", '"yesterday 21:02 to 23:50"'),
        ("09:00 to 11:00", '"yesterday 09:00 to 11:00"'),
        ("23:50 to 00:10", '"yesterday 23:50 to 00:10"'),
        ("09:00 to 08:00", '"yesterday 09:00 to 08:00"'),
        ("31 mar 21:40", "Write the year"),
        ("21:00 to 23:00 today", "Only what has happened"),
        ("tomorrow", "Only what has happened"),
        ("in 20 min", "Only what has happened"),
        ("in 20 seconds", "Only what has happened"),
        ("this afternoon", "Only what has happened"),
        ("1 apr 2026", "Only what has happened"),
        ("2026-03-31T10:16:00+01:00", "Only what has happened"),
        ("29 mar to 1 apr 2026", "Only what has happened"),
        ("yesterday 09:00 to tomorrow 10:00", "Only what has happened"),
    ],
)
def test_what_is_still_to_come_is_refused(text: str, advice: str) -> None:
    """Nothing that happened lies ahead: neither a point in time nor either end of a range."""
    with pytest.raises(BadInput, match="still to come") as refused:
        read(text, now=NOW, zone=ZONE)
    assert advice in refused.value.advice


@pytest.mark.parametrize(
    ("text", "future", "advice"),
    [
        ("tuesday", False, '"today" or "24 mar"'),
        ("tuesday 09:00", False, '"today 09:00" or "24 mar 09:00"'),
        ("tuesday 10:15", False, '"today 10:15" or "24 mar 10:15"'),
        ("tuesday 09:00:05", False, '"today 09:00:05" or "24 mar 09:00:05"'),
        ("tuesday morning", False, '"today morning" or "24 mar morning"'),
        ("tuesday", True, '"today" or "7 apr"'),
        ("tuesday 21:00", True, '"today 21:00" or "7 apr 21:00"'),
    ],
)
def test_the_weekday_that_is_today_is_refused_unless_only_one_is_possible(
    text: str, *, future: bool, advice: str
) -> None:
    """On a Tuesday "tuesday" could be today or a week off; the advice says both, and both can be read."""
    with pytest.raises(BadInput, match="Today is Tue") as refused:
        read(text, now=NOW, zone=ZONE, future=future)
    assert advice in refused.value.advice
    for offered in refused.value.advice.split('"')[1::2]:
        read(offered, now=NOW, zone=ZONE, future=future)


@pytest.mark.parametrize(
    "text",
    [
        "20 dec 2023 to 5 jan",
        "1 march to 9 april",
        "23:50 to 00:10 yesterday",
        "yesterday 21:02 to 21:02",
        "2026-03-20 to 2026-03-19",
    ],
)
def test_a_range_that_ends_before_it_begins_is_refused(text: str) -> None:
    """A range whose end is not after its beginning is refused, unless it plainly crosses midnight."""
    with pytest.raises(BadInput, match="The end is not after the beginning"):
        read(text, now=NOW, zone=ZONE)


@pytest.mark.parametrize("text", ["09:00", "09:00 to 18:00"])
def test_a_deadline_that_has_passed_today_is_refused(text: str) -> None:
    """A clock time alone that has passed is no deadline: today or tomorrow must be said."""
    with pytest.raises(BadInput, match="has passed") as refused:
        read(text, now=NOW, zone=ZONE, future=True)
    assert f'"today {text}" or "tomorrow {text}"' in refused.value.advice


def test_an_unknown_zone_is_refused() -> None:
    """Words are never read in a zone that is not there."""
    with pytest.raises(BadInput, match="Europe/Lundon is not a time zone"):
        read("yesterday", now=NOW, zone="Europe/Lundon")
