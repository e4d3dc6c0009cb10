"""By day and by hour: the same contacts as the pattern, by the same definitions."""

from datetime import date

from recordkeeper.audit.calendar import Calendar, calendar
from recordkeeper.audit.findings import Findings, audit
from recordkeeper.audit.intervals import Window
from recordkeeper.records.fact import Fact
from tests.casebook import LONDON, RESPONDENT, STARTED, contact, fold_facts, moment, ms


def findings(*facts: Fact, window: Window | None = None) -> Findings:
    """The audit of some facts after the standard case; the notice is Thu 29 Jan 2026 20:14."""
    return audit(fold_facts(*STARTED, *facts), as_of=ms("2026-04-30T12:00"), window=window or Window())


def counted(*facts: Fact) -> Calendar:
    """Their calendar."""
    return calendar(findings(*facts), LONDON)


def call(when: object, **fields: object) -> Fact:
    """A call, outside the boundary."""
    return contact(when, **({"channel": "call", "words": None} | fields))  # type: ignore[arg-type]


def test_days_and_hours_are_those_of_the_home_zone() -> None:
    """A quarter to midnight in New York is the next day in London; count is expanded."""
    found = counted(
        call("2026-02-03T21:40", count=3),
        contact("2026-02-03T21:59"),
        call(moment("2026-02-04T23:45", zone="America/New_York")),
    )
    assert found.days == {date(2026, 2, 3): (4, 3), date(2026, 2, 5): (1, 1)}
    assert (found.hours[21], found.hours[4], found.hours[23]) == ((4, 3), (1, 1), (0, 0))
    assert (found.in_no_day, found.in_no_hour, found.not_after) == (0, 0, 0)


def test_in_summer_time_the_hour_is_the_one_on_the_clock() -> None:
    """20:30 UTC on 1 April is half past nine in London."""
    assert counted(call("2026-04-01T21:30")).hours[21] == (1, 1)


def test_what_is_not_known_so_closely_is_in_no_day_or_no_hour() -> None:
    """A day has no hour, nor has a morning or an evening of calls; a week has no day."""
    found = counted(
        call("2026-02-03"),
        call(moment("2026-02-04T06:00", "2026-02-04T12:00", precision="about")),
        call(moment("2026-02-05T21:50", "2026-02-05T22:10")),
        call(moment("2026-02-06T21:00", "2026-02-06T22:00")),
        call(moment("2026-02-07", "2026-02-14"), count=9),
    )
    assert list(found.days) == [date(2026, 2, day) for day in (3, 4, 5, 6)]
    assert sum(total for total, _outside in found.hours) == found.hours[21][0] == 1
    assert (found.in_no_day, found.in_no_hour) == (9, 12)


def test_what_is_not_after_the_notice_is_counted_apart() -> None:
    """Before it, or on its day with no time; the keeper's own are in nothing here."""
    found = counted(
        call("2026-01-20T10:00", count=2), call("2026-01-29"), contact("2026-02-01T10:00", direction="out")
    )
    assert (found.days, found.not_after, found.stated) == ({}, 3, True)


def test_the_sums_are_those_of_the_pattern() -> None:
    """No second way of counting."""
    told = findings(
        call("2026-02-03T21:40"), call("2026-02-03T22:40"), contact("2026-02-09"), call("2026-01-01")
    )
    found = calendar(told, LONDON)
    assert len(found.days) == told.pattern.days_with_contact == 2
    assert sum(total for total, _outside in found.days.values()) == told.pattern.contacts == 3
    assert sum(outside for _total, outside in found.days.values()) == told.pattern.outside == 2


def test_before_anything_was_stated_every_contact_is_counted() -> None:
    """There is no notice to be after."""
    case = fold_facts(RESPONDENT, call("2026-02-03T21:40"))
    found = calendar(audit(case, as_of=ms("2026-04-30T12:00")), LONDON)
    assert (found.days, found.stated, found.not_after) == ({date(2026, 2, 3): (1, 0)}, False, 0)
