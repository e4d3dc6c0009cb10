"""What would come in, by day: a line or two, a calendar of years being no preview."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
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
    by, cells = _cells(seen.days)
    if len(cells) > 1:
        yield from _lines(by, cells)


def _cells(days: Mapping[date, int]) -> tuple[str, list[str]]:
    """By week, by month or by year, whichever takes a line or two; and each of them with its count."""
    first, last = min(days), max(days)
    monday = first - timedelta(days=first.weekday())
    weeks = [monday + timedelta(weeks=n) for n in range((last - monday).days // 7 + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(weeks) <= WEEKS:
        counts = _counts(days, lambda day: (day - monday).days // 7)
        names = [f"{one.day} {telling.month_told(one.month)}" for one in weeks]
        return _("Weeks from"), [f"{name}  {counts[n] or NONE}" for n, name in enumerate(names)]
    if len(months) <= MONTHS:
        counts = _counts(days, lambda day: day.year * 12 + day.month - 1)
        return _("Months"), [
            f"{telling.month_told(n % 12 + 1)} {n // 12}  {counts[n] or NONE}" for n in months
        ]
    counts = _counts(days, lambda day: day.year)
    return _("Years"), [f"{year}  {counts[year] or NONE}" for year in range(first.year, last.year + 1)]


def _counts(days: Mapping[date, int], key: Callable[[date], int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for day, count in days.items():
        counts[key(day)] += count
    return counts


def _lines(by: str, cells: list[str]) -> Iterator[str]:
    """As many in a line as fit, lined up as the calendar's are."""
    width = max(CELL, *(len(cell) + 3 for cell in cells))
    per_line = (WIDTH - len(by)) // width
    for start in range(0, len(cells), per_line):
        named = by if not start else " " * len(by)
        yield f"  {named}  " + "".join(cell.ljust(width) for cell in cells[start : start + per_line]).rstrip()
