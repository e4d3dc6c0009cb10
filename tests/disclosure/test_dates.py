"""Times as a document tells them."""

import pytest

from recordkeeper.disclosure.dates import clock_of, deadline_told, moment_told
from tests.casebook import LONDON, moment, ms

TOLD = {
    "at home": (moment("2026-03-31T09:55"), "Tue 31 Mar 2026, 09:55"),
    "the same clock elsewhere": (moment("2026-03-31T09:55", zone="Europe/Lisbon"), "Tue 31 Mar 2026, 09:55"),
    "another clock": (
        moment("2026-03-31T10:55", zone="Europe/Paris"),
        "Tue 31 Mar 2026, 10:55 (+02:00 Europe/Paris)",
    ),
    "a day": (moment("2026-03-31"), "Tue 31 Mar 2026, time not known"),
    "about": (
        moment("2026-03-31T09:55", precision="about"),
        "Tue 31 Mar 2026, about 09:55 (+01:00 Europe/London)",
    ),
    "unknown": (moment(None), "time not known"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_zone_is_named_only_where_the_clock_shows_another_time(name: str) -> None:
    """Home is said once in a document; what is elsewhere, about or unknown is said each time."""
    when, words = TOLD[name]
    assert moment_told(when, LONDON) == words


CLOCKS = {
    "an instant": (moment("2026-03-31T09:55"), "09:55"),
    "a range": (moment("2026-03-31T09:00", "2026-03-31T10:30"), "09:00-10:30"),
    "a day": (moment("2026-03-31"), ""),
    "unknown": (moment(None), ""),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_no_time_of_day_is_made_up(name: str) -> None:
    """Where only the day is known, no clock time is shown."""
    when, words = CLOCKS[name]
    assert clock_of(when, LONDON) == words


def test_a_deadline_is_the_day_it_falls_on() -> None:
    """The end of a day is the midnight of the next, and is told as that day."""
    assert deadline_told(ms("2026-04-05T00:00"), LONDON) == "Sat 4 Apr 2026"
