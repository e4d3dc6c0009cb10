"""Which day was meant: the words of a day, placed on the calendar of a zone.

Without a year, and for a day of the week, the latest such day is meant, or the next one where the
future is asked for. The one weekday that is today could be either, and is refused.
"""

import calendar
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.records.said import PARTS, Dated, Monthly, Named, Near, Point
from recordkeeper.records.telling import date_words, month_told, weekday_told

_YEARS = range(1900, 2101)
"""Before, zones had no common rules; after, nobody knows them."""
_WEEK = 7
_LEAP_YEARS_APART = 8
"""At most, as between 1896 and 1904."""


class Frame(NamedTuple):
    """What words are read against: the present (milliseconds UTC), a zone, whether the future is meant."""

    now: int
    zone: str
    future: bool

    @property
    def clock(self) -> datetime:
        """The local time now, naive."""
        return zones.local(self.now, self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The local date now."""
        return self.clock.date()


def day_of(point: Point, frame: Frame) -> date:
    """The date of a point in time; today's if it names no day.

    Raises:
        BadInput: the day of the week is today's and could be two dates, it does not agree with the date,
            or the year is not one of 1900 to 2100.
    """
    match point.day:
        case Near(days):
            return shifted(frame.today, days)
        case Named():
            return _weekday(point, point.day, frame)
        case Dated():
            return _calendar_day(point.day, frame)
        case _:
            return frame.today


def ends_of(month: Monthly, frame: Frame) -> tuple[date, date]:
    """The first and the last day of a month.

    Raises:
        BadInput: the year is not one of 1900 to 2100.
    """
    year = month.year
    if year is None:
        year = frame.today.year
        if frame.future and month.month < frame.today.month:
            year += 1
        if not frame.future and month.month > frame.today.month:
            year -= 1
    last = calendar.monthrange(_known(year), month.month)[1]
    return date(year, month.month, 1), date(year, month.month, last)


def shifted(day: date, days: int) -> date:
    """That many days later, or earlier.

    Raises:
        BadInput: the year is not one of 1900 to 2100.
    """
    later = day + timedelta(days=days)
    _known(later.year)
    return later


def starts(point: Point) -> time | None:
    """The clock time at which a point, or its part of a day, begins, if one was said."""
    if point.clock is not None:
        clock = point.clock
        return time(clock.hour, clock.minute, clock.second, clock.milli * 1000)
    return time(PARTS[point.part][0]) if point.part else None


def _weekday(point: Point, named: Named, frame: Frame) -> date:
    today, begins = frame.today, starts(point)
    days_on = (named.weekday - today.weekday()) % _WEEK
    if frame.future and not named.last:
        passed = begins is not None and datetime.combine(today, begins) <= frame.clock
        days, other = days_on, _WEEK if passed else None
    else:
        to_come = begins is not None and datetime.combine(today, begins) > frame.clock
        days, other = -(-days_on % _WEEK), -_WEEK if to_come or named.last else None
    if days:
        return shifted(today, days)
    if other:
        return shifted(today, other)
    raise _today_or_a_week_off(point, today, _WEEK if frame.future else -_WEEK)


def _today_or_a_week_off(point: Point, today: date, days: int) -> BadInput:
    begins = starts(point)
    rest = f" {point.part}" if point.part else f" {begins.isoformat()}" if begins else ""
    off = shifted(today, days)
    return BadInput(
        _("Today is {weekday}, so that could be today or a week off.").format(
            weekday=weekday_told(today.weekday())
        ),
        _('Say "today{rest}" or "{day} {month}{rest}".').format(
            rest=rest.removesuffix(":00") if rest.count(":") > 1 else rest,
            day=off.day,
            month=month_told(off.month).lower(),
        ),
    )


def _calendar_day(dated: Dated, frame: Frame) -> date:
    found = (
        _latest_or_next(dated, frame)
        if dated.year is None
        else date(_known(dated.year), dated.month, dated.day)
    )
    if dated.weekday is not None and dated.weekday != found.weekday():
        raise BadInput(
            _("{date}: that date is not a {weekday}.").format(
                date=date_words(found), weekday=weekday_told(dated.weekday)
            ),
            _("Check which of the two is right, the date or the day of the week, and say that one."),
        )
    return found


def _latest_or_next(dated: Dated, frame: Frame) -> date:
    step = 1 if frame.future else -1
    for years in range(_LEAP_YEARS_APART + 1):
        year = frame.today.year + step * years
        if dated.day > calendar.monthrange(year, dated.month)[1]:
            continue
        found = date(year, dated.month, dated.day)
        if (found - frame.today).days * step >= 0:
            return found
    raise AssertionError  # a leap day comes within eight years


def _known(year: int) -> int:
    if year not in _YEARS:
        raise _too_far()
    return year


def _too_far() -> BadInput:
    return BadInput(
        _("Only times in the years {first} to {last} can be kept.").format(first=_YEARS[0], last=_YEARS[-1]),
        _("Check the year."),
    )
