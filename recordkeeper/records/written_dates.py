"""Dates with the month named, or in the order of ISO 8601: nothing else is certain."""

import calendar

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.records import lexicon
from recordkeeper.records.refused import no_such_month
from recordkeeper.records.said import Dated, Monthly
from recordkeeper.records.telling import month_told
from recordkeeper.records.written_words import Words

_YEAR_DIGITS = 4
_LOOK_LIKE_CLOCKS = range(1900, 1960)
"""Years that "20 mar 1930" could also mean as half past seven in the evening."""
_LEAP_YEAR = 2000
_MONTHS = range(1, 13)


def written_date(words: Words) -> Dated | Monthly | None:
    """A date, with or without year and weekday, or a whole month; None where none stands.

    Raises:
        BadInput: a date that no calendar has, or a year that may be a clock time.
    """
    weekday = words.phrase(*lexicon.WEEKDAYS)
    if weekday is None:
        return words.attempt(_iso) or words.attempt(_day_month) or words.attempt(_month_day)
    words.take("comma")
    dated = words.attempt(_iso) or words.attempt(_day_month) or words.attempt(_month_day)
    if not isinstance(dated, Dated):
        return None
    return Dated(dated.year, dated.month, dated.day, lexicon.WEEKDAYS[weekday])


def _iso(words: Words) -> Dated | Monthly | None:
    if written := words.take("isodate"):
        # With a "T" a clock time follows at once: Words makes no such word otherwise.
        return _dated(int(written[:4]), _month_number(written[5:7]), int(written[8:10]))
    if written := words.take("isomonth"):
        return Monthly(int(written[:4]), _month_number(written[5:7]))
    return None


def _day_month(words: Words) -> Dated | None:
    words.phrase("the")
    day = _day_number(words)
    if day is None:
        return None
    words.phrase("of")
    month = words.phrase(*lexicon.MONTHS)
    return _dated(words.attempt(_year), lexicon.MONTHS[month], day) if month else None


def _month_day(words: Words) -> Dated | Monthly | None:
    month = words.phrase(*lexicon.MONTHS)
    if month is None:
        return None
    number = lexicon.MONTHS[month]
    if (day := words.attempt(_day_number)) is not None:
        return _dated(words.attempt(_year), number, day)
    return Monthly(words.attempt(_year), number)


def _day_number(words: Words) -> int | None:
    written = words.take("number", "ordinal")
    if written is None:
        return None
    digits = written.rstrip("dhnrst")
    return int(digits) if len(digits) < _YEAR_DIGITS - 1 else None


def _year(words: Words) -> int | None:
    words.take("comma")
    written = words.take("number")
    if written is None or len(written) != _YEAR_DIGITS:
        return None
    if int(written) in _LOOK_LIKE_CLOCKS:
        raise BadInput(
            _("{number} could be a year or a time of day.").format(number=written),
            _('Say "{hour}:{minute}" for the time, or write the date as "{number}-03-20".').format(
                hour=written[:2], minute=written[2:], number=written
            ),
        )
    return int(written)


def _month_number(written: str) -> int:
    if int(written) not in _MONTHS:
        raise no_such_month(written)
    return int(written)


def _dated(year: int | None, month: int, day: int) -> Dated:
    if year == 0 or not 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]:
        raise BadInput(
            _("There is no {date}.").format(
                date=" ".join(str(part) for part in (day, month_told(month), year) if part is not None)
            ),
            _('Check the day and the month: "28 feb 2026" or "2026-02-28".'),
        )
    return Dated(year, month, day)
