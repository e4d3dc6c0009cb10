"""What would come in, by day: a line or two, a calendar of years being no preview."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli.calendar import CELL, NONE
from recordkeeper.intake.preview import Preview
from recordkeeper.records import telling

WEEKS = 10
MONTHS = 24
"""How many weeks, and how many months, are shown one by one; a longer time is shown year by year."""
WIDTH = 76


def by_day(seen: Preview) -> Iterator[str]:
    """How many days, the one with most, and the weeks, months or years, a dot for none."""
    if not seen.days:
        return
    most = max(seen.days, key=lambda day: (seen.days[day], day))
    told = ngettext(
        "On {count} day, {day} ({most}).", "On {count} days, most on {day} ({most}).", len(seen.days)
    )
    yield told.format(count=len(seen.days), day=telling.date_words(most), most=seen.days[most])
    undated = seen.imported - sum(seen.days.values())
    if undated:
        yield _("On no day, their time not being known: {count}").format(count=undated)
    if len(seen.days) > 1:
        yield from _lines(_cells(seen))


def _cells(seen: Preview) -> Iterator[str]:
    days, first, last = seen.days, min(seen.days), max(seen.days)
    begin = first - timedelta(days=first.weekday())
    weeks = (last - begin).days // 7 + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if weeks <= WEEKS:
        by_week = Counter[int]()
        for day, count in days.items():
            by_week[(day - begin).days // 7] += count
        for week in range(weeks):
            monday = begin + timedelta(weeks=week)
            yield f"{monday.day} {telling.month_told(monday.month)}  {by_week[week] or NONE}"
    elif months <= MONTHS:
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            month = date(number // 12, number % 12 + 1, 1)
            of = sum(
                count for day, count in days.items() if (day.year, day.month) == (month.year, month.month)
            )
            yield f"{telling.month_told(month.month)} {month.year}  {of or NONE}"
    else:
        for year in range(first.year, last.year + 1):
            yield f"{year}  {sum(count for day, count in days.items() if day.year == year) or NONE}"


def _lines(cells: Iterator[str]) -> Iterator[str]:
    """As many in a line as fit, lined up as the calendar's are."""
    shown = list(cells)
    width = max(CELL, *(len(cell) + 3 for cell in shown))
    per_line = WIDTH // width
    for start in range(0, len(shown), per_line):
        yield "  " + "".join(cell.ljust(width) for cell in shown[start : start + per_line]).rstrip()
