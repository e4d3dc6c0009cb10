"""Times that clocks skipped, and times that they showed twice."""

from datetime import datetime

import pytest

from recordkeeper.errors import BadInput
from recordkeeper.records.when import Ambiguous, read


def ms(utc: str) -> int:
    """Milliseconds of an instant written in UTC."""
    return round(datetime.fromisoformat(utc).timestamp() * 1000)


NOW = ms("2026-03-31T09:15:00Z")


@pytest.mark.parametrize(
    ("text", "zone", "advice"),
    [
        ("2026-03-29 02:30", "Europe/Berlin", '"2026-03-29 01:59" and "2026-03-29 03:00"'),
        ("yesterday 21:00 to 29 mar 02:30", "Europe/Berlin", '"2026-03-29 01:59" and "2026-03-29 03:00"'),
        ("8 mar 02:00", "America/New_York", '"2026-03-08 01:59" and "2026-03-08 03:00"'),
        ("30 dec 2011 21:40", "Pacific/Apia", '"2011-12-29 23:59" and "2011-12-31 00:00"'),
    ],
)
def test_a_time_that_clocks_skipped_is_refused_with_the_nearest_two(
    text: str, zone: str, advice: str
) -> None:
    """A local time that never was is refused; the two nearest that were can both be read."""
    with pytest.raises(BadInput, match="did not exist in") as refused:
        read(text, now=NOW, zone=zone)
    assert advice in refused.value.advice
    for offered in refused.value.advice.split('"')[1::2]:
        assert read(offered, now=NOW, zone=zone).precision == "exact"


def test_a_day_that_a_zone_skipped_is_refused() -> None:
    """A whole day that a zone left out of its calendar is no day there."""
    with pytest.raises(BadInput, match="2011-12-30 did not exist in Pacific/Apia"):
        read("30 dec 2011", now=NOW, zone="Pacific/Apia")


@pytest.mark.parametrize(
    ("text", "zone", "choices"),
    [
        ("2025-10-26 02:30", "Europe/Berlin", ("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00")),
        ("2 nov 2025 01:00", "America/New_York", ("2025-11-02T01:00:00-04:00", "2025-11-02T01:00:00-05:00")),
        (
            "6 apr 2025 01:45",
            "Australia/Lord_Howe",
            ("2025-04-06T01:45:00+11:00", "2025-04-06T01:45:00+10:30"),
        ),
    ],
)
def test_a_time_that_came_twice_is_asked(text: str, zone: str, choices: tuple[str, str]) -> None:
    """A local time that clocks showed twice offers both instants, and each can be read back."""
    with pytest.raises(Ambiguous) as asked:
        read(text, now=NOW, zone=zone)
    assert asked.value.choices == choices
    assert all(choice in asked.value.advice for choice in choices)
    first, second = (read(choice, now=NOW, zone=zone).at for choice in choices)
    assert (first, second) == tuple(ms(choice) for choice in choices)


def test_the_second_of_two_is_no_choice_before_it_has_come() -> None:
    """At 02:40 before the clocks go back, "02:30" can only have been ten minutes ago."""
    moment = read("02:30", now=ms("2026-10-25T00:40:00Z"), zone="Europe/Berlin")
    assert moment.at == ms("2026-10-25T00:30:00Z")


def test_a_range_with_an_end_that_came_twice_holds_both() -> None:
    """An end of a range that could be two instants stretches the range over both: that is certain."""
    moment = read("26 oct 2025 02:15 to 02:45", now=NOW, zone="Europe/Berlin")
    assert (moment.at, moment.until) == (ms("2025-10-26T00:15:00Z"), ms("2025-10-26T01:45:00Z"))
