"""The calendar on the screen: legible in eighty columns, without colour or boxes."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import NOW, Program

FROM = ("--facts", "x")


@pytest.fixture
def busy(told: Program) -> Program:
    """Seven contacts on three days of March, four of them outside the boundary."""
    told("log", "call", *FROM, "--when", "5 mar 2026 21:40", "--count", "3")
    told("log", "email", *FROM, "--when", "5 mar 2026 22:05", "--count", "2")
    told("log", "call", *FROM, "--when", "7 mar 2026")
    told("log", "email", *FROM, "--when", "8 mar 2026 09:00")
    return told


def test_a_month_is_its_weeks_and_the_hours_stand_below(busy: Program) -> None:
    """Outside in brackets, others beside them; a month without contact is a line."""
    assert busy("calendar").out.splitlines() == [
        "Mar 2026",
        "   Mon        Tue        Wed        Thu        Fri        Sat        Sun",
        "                                                                   1 .",
        " 2 .        3 .        4 .        5 [3]+2    6 .        7 [1]      8 1",
        " 9 .       10 .       11 .       12 .       13 .       14 .       15 .",
        "16 .       17 .       18 .       19 .       20 .       21 .       22 .",
        "23 .       24 .       25 .       26 .       27 .       28 .       29 .",
        "30 .       31 .",
        "",
        "Apr 2026   no contact",
        "",
        "[3] outside the boundary   +2 or 2 other contacts   . none",
        "",
        "00   01   02   03   04   05   06   07   08   09   10   11",
        ".    .    .    .    .    .    .    .    .    1    .    .",
        "12   13   14   15   16   17   18   19   20   21   22   23",
        ".    .    .    .    .    .    .    .    .    [3]  2    .",
        "In no hour, their time not being known so closely: 1",
    ]


def test_no_line_is_wider_than_a_screen_however_many_there_are(busy: Program) -> None:
    """A thousand in an hour: then each hour has a line of its own."""
    busy("log", "call", *FROM, "--when", "9 mar 2026 21:00", "--count", "1000")
    busy("log", "email", *FROM, "--when", "9 mar 2026 21:10", "--count", "250")
    lines = busy("calendar").out.splitlines()
    assert max(map(len, lines)) < 80
    assert "21  [1003]+250" in lines


def test_a_window_shows_its_days_only(busy: Program) -> None:
    """From the day asked for, before the day asked for; days beyond them are blank."""
    shown = busy("calendar", "--since", "6 mar 2026", "--until", "9 mar 2026").out.splitlines()
    assert shown[:3] == [
        "Mar 2026",
        "   Mon        Tue        Wed        Thu        Fri        Sat        Sun",
        "                                             6 .        7 [1]      8 1",
    ]


def test_months_without_contact_are_drawn_together(busy: Program, set_clock: Callable[[int], None]) -> None:
    """A quiet half year is one line; what came before the notice is not shown, and that is said."""
    set_clock(NOW + 180 * 86_400_000)
    busy("log", "call", *FROM, "--when", "3 jan 2026 10:00")
    busy("log", "call", *FROM, "--when", "2 sep 2026 10:00")
    shown = busy("calendar", "--since", "1 nov 2025").out
    assert [line for line in shown.splitlines() if "2026" in line] == [
        "Mar 2026",
        "Apr 2026 to Aug 2026   no contact",
        "Sep 2026",
        "Oct 2026   no contact",
    ]
    assert "Not surely after the notice, and not shown here: 1. See: rk timeline\n" in shown


def test_what_has_no_day_is_told(busy: Program) -> None:
    """Nothing is silently left out."""
    busy("log", "call", *FROM, "--when", "3 apr 2026 to 8 apr 2026", "--count", "4")
    busy("log", "call", *FROM, "--when", "3 apr 2026 10:00", "--from", "withheld", "--count", "2")
    shown = busy("calendar").out
    assert "In no day, their time not being known so closely: 4\n" in shown
    assert "Not established who it was, and not shown here: 2\n" in shown


def test_an_empty_calendar_says_so(record: Program) -> None:
    """And a record without a boundary shows every contact."""
    assert record("calendar").out.splitlines() == [
        "No contact is known to a day here.",
        "No boundary has been stated yet: every contact is shown.",
    ]
    record("log", "call", *FROM, "--when", "9 apr 2026 10:00")
    assert " 9 1" in record("calendar").out


def test_days_and_hours_for_a_program(busy: Program) -> None:
    """Days that have any, all twenty-four hours, and what is in neither."""
    found = busy("calendar", "--json").json
    assert found["days"] == [
        {"date": "2026-03-05", "contacts": 5, "outside": 3},
        {"date": "2026-03-07", "contacts": 1, "outside": 1},
        {"date": "2026-03-08", "contacts": 1, "outside": 0},
    ]
    assert [one for one in found["hours"] if one["contacts"]] == [
        {"hour": 9, "contacts": 1, "outside": 0},
        {"hour": 21, "contacts": 3, "outside": 3},
        {"hour": 22, "contacts": 2, "outside": 0},
    ]
    assert len(found["hours"]) == 24
    left_out = {
        name: found[name] for name in ("in_no_day", "in_no_hour", "not_after_notice", "not_established")
    }
    assert left_out == {"in_no_day": 0, "in_no_hour": 1, "not_after_notice": 0, "not_established": 0}
    assert found["zone"] == "Europe/London"
    rows = busy("calendar", "--plain").out.splitlines()
    assert (rows[0], len(rows)) == ("day\t2026-03-05\t5\t3", 27)
