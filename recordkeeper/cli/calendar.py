"""Contacts by day and by hour of the day, month by month, in eighty columns and without colour."""

from calendar import Calendar as Weeks
from collections.abc import Iterator
from datetime import date

import click

from recordkeeper import clock, zones
from recordkeeper.audit.calendar import HOURS, Calendar
from recordkeeper.audit.calendar import calendar as count
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.intervals import Window
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.moments import read_window
from recordkeeper.cli.opening import read_case
from recordkeeper.cli.options import Session, command
from recordkeeper.records import telling

CELL = 11
"""Columns of a day: seven of them fit in eighty."""
HALF = 12
NONE = "."


@command(
    "calendar",
    help=_(
        "Contacts after the notice by day and by hour of the day, in the record's time zone. [3] is outside "
        "the boundary, +2 are others."
    ),
)
@click.option("--since", help=_("From then on."))
@click.option("--until", help=_("Before then."))
def calendar(session: Session, since: str | None, until: str | None) -> None:
    """Print each month as its weeks, then the hours of the day."""
    case = read_case(session)
    home = case.home_zone
    window = read_window(session, since, until, home=home)
    findings = judge(case, as_of=clock.now(), window=window)
    found = count(findings, home)
    days = [{"date": day.isoformat(), "contacts": n, "outside": o} for day, (n, o) in found.days.items()]
    hours = [
        {"hour": hour, "contacts": n, "outside": o} for hour, (n, o) in zip(HOURS, found.hours, strict=True)
    ]
    if session.json:
        left_out = {
            "in_no_day": found.in_no_day,
            "in_no_hour": found.in_no_hour,
            "not_after_notice": found.not_after,
            "not_established": found.not_established,
        }
        output.data("calendar", {"zone": home, "days": days, "hours": hours, **left_out})
    elif session.plain:
        output.rows([("day", *one.values()) for one in days])
        output.rows([("hour", *one.values()) for one in hours])
    else:
        _tell(found, *_span(found, findings, window, home))


def _span(found: Calendar, findings: Findings, window: Window, home: str) -> tuple[date, date]:
    """The first and the last day shown: of the window, else from the notice, or the first contact, to now."""
    end = min(findings.as_of, window.until - 1) if window.until is not None else findings.as_of
    starts = [at for at in (window.since, findings.notice.when.at if findings.notice else None) if at]
    last = max([zones.local_date(end, home), *found.days])
    first = min([zones.local_date(max(starts), home) if starts else last, *found.days])
    return first, last


def _tell(found: Calendar, first: date, last: date) -> None:
    if not found.days:
        output.say(_("No contact is known to a day here."))
    else:
        for month in _months(found, first, last):
            _tell_month(found, month, first, last)
        output.say(_("[3] outside the boundary   +2 or 2 other contacts   {none} none").format(none=NONE))
        output.say()
        _tell_hours(found)
    _tell_left_out(found)


def _months(found: Calendar, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first days of months: twice the same where there was contact, else of a run of months without."""
    busy = {day.replace(day=1) for day in found.days}
    quiet: list[date] = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        month = date(number // 12, number % 12 + 1, 1)
        if month not in busy:
            quiet.append(month)
            continue
        if quiet:
            yield quiet[0], quiet[-1]
            quiet = []
        yield month, month
    if quiet:
        yield quiet[0], quiet[-1]


def _tell_month(found: Calendar, months: tuple[date, date], first: date, last: date) -> None:
    begin, end = (f"{telling.month_told(month.month)} {month.year}" for month in months)
    shown = months[0]
    if not any((day.year, day.month) == (shown.year, shown.month) for day in found.days):
        span = begin if begin == end else _("{begin} to {end}").format(begin=begin, end=end)
        output.say(_("{months}   no contact").format(months=span))
        output.say()
        return
    output.say(begin)
    output.say("".join(f"   {telling.weekday_told(weekday)}".ljust(CELL) for weekday in range(7)).rstrip())
    for week in Weeks().monthdatescalendar(shown.year, shown.month):
        cells = [
            f"{day.day:>2} {_cell(found, day)}" if day.month == shown.month and first <= day <= last else ""
            for day in week
        ]
        if any(cells):
            output.say("".join(cell.ljust(CELL) for cell in cells).rstrip())
    output.say()


def _cell(found: Calendar, day: date) -> str:
    return _count(*found.days.get(day, (0, 0)))


def _count(contacts: int, outside: int) -> str:
    """How many were outside the boundary, and how many others: [3]+2, [3], 2, or none."""
    others = contacts - outside
    if not outside:
        return str(others) if others else NONE
    return f"[{outside}]+{others}" if others else f"[{outside}]"


def _tell_hours(found: Calendar) -> None:
    counts = [_count(*hour) for hour in found.hours]
    width = max(4, *map(len, counts)) + 1
    if width * HALF > 7 * CELL:
        # Many in an hour, of both sorts: one hour a line stays readable.
        output.columns([[f"{hour:02}", counts[hour]] for hour in HOURS])
        return
    for half in (HOURS[:HALF], HOURS[HALF:]):
        output.say("".join(f"{hour:02}".ljust(width) for hour in half).rstrip())
        output.say("".join(counts[hour].ljust(width) for hour in half).rstrip())


def _tell_left_out(found: Calendar) -> None:
    if not found.stated:
        output.say(_("No boundary has been stated yet: every contact is shown."))
    if found.in_no_day:
        output.say(_("In no day, their time not being known so closely: {n}").format(n=found.in_no_day))
    if found.in_no_hour > found.in_no_day:
        n = found.in_no_hour - found.in_no_day
        output.say(_("In no hour, their time not being known so closely: {n}").format(n=n))
    if found.not_after:
        output.say(
            _("Not surely after the notice, and not shown here: {n}. See: rk timeline").format(
                n=found.not_after
            )
        )
    if found.not_established:
        n = found.not_established
        output.say(_("Not established who it was, and not shown here: {n}").format(n=n))
