"""Dates and times as tables write them: an explicit grammar, that never guesses.

Certain in themselves: the year first (ISO 8601), a month by its name, an offset or "Z". "03/04/2024" is
read only in an order that is known.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import Unsaid
from recordkeeper.importers.importer import DateOrder
from recordkeeper.importers.local_time import MINUTE

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- naive on purpose: offsets are taken off by hand
ORDERS: Final[tuple[DateOrder, ...]] = ("dmy", "mdy", "ymd")
LONGEST = 64
"""Characters of the longest date that is looked at."""
Numbers = tuple[str, str, str]
"""A date in digits, as it stands."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene januar janvier janv gennaio gen janeiro januari",
            "february feb febrero februar février fevrier févr febbraio fevereiro fev februari",
            "march mar marzo märz mär mrz mars março maart mrt",
            "april apr abril abr avril avr aprile",
            "may mayo mai maggio mag maio mei",
            "june jun junio juni juin giugno giu junho",
            "july jul julio juli juillet juil luglio lug julho",
            "august aug agosto ago août aout augustus",
            "september sept sep septiembre septembre settembre set setembro",
            "october oct octubre oktober okt octobre ottobre ott outubro out",
            "november nov noviembre novembre novembro",
            "december dec diciembre dic dezember dez décembre décembre déc dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""English, Spanish, German, French, Italian, Portuguese and Dutch; no name means two months."""

_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
)
_OFFSET = r"(?P<offset>z|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?|utc|gmt)"
_CLOCK = rf"(?:(?:,? at |, ?|t| - | ){_TIME}(?: ?{_OFFSET})?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_NAME = r"(?P<name>[^\W\d_]{3,10})"
_OF = r"(?:de |of )?"
_WRITTEN = tuple(
    re.compile(one + _CLOCK)
    for one in (
        r"(?P<y>\d{4})(?P<s1>[-/.])(?P<mo>\d{1,2})(?P=s1)(?P<d>\d{1,2})\.?",
        rf"{_WEEKDAY}(?P<n1>\d{{1,2}})(?P<s2>[-/.])(?P<n2>\d{{1,2}})(?P=s2)(?P<n3>\d{{4}}|\d\d)\.?",
        rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]{_OF}{_NAME}\.?,?[ -]{_OF}(?P<y>\d{{4}}|\d\d)",
        rf"{_WEEKDAY}{_NAME}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
    )
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\t", " ") | dict.fromkeys("\u200e\u200f", ""))
_CENTURY = 90
"""Two digits of a year are of 1990 to 2089: no earlier year is believed."""
_EASTMOST = 14 * 3600
_TOKEN = re.compile(
    r"%[A-Za-z]|YYYY|yyyy|YY|yy|MMM|MM|mm|M|DD|dd|D|HH|hh|H|SS|ss|S|AM|am|PM|pm|Z|.", re.DOTALL
)
_PARTS: Final = {
    **dict.fromkeys(("%Y", "YYYY"), ("y", r"\d{4}")),
    **dict.fromkeys(("%y", "YY"), ("y", r"\d\d")),
    **dict.fromkeys(("%b", "%B", "MMM"), ("name", r"[^\W\d_]{3,10}\.?")),
    **dict.fromkeys(("%m", "MM", "M"), ("mo", r"\d{1,2}")),
    **dict.fromkeys(("%d", "DD", "D"), ("d", r"\d{1,2}")),
    **dict.fromkeys(("%H", "%I", "HH", "H"), ("hour", r"\d{1,2}")),
    "%M": ("minute", r"\d\d"),
    **dict.fromkeys(("%S", "SS", "S"), ("second", r"\d\d")),
    **dict.fromkeys(("%p", "AM", "PM"), ("half", r"[ap]\.? ?m\.?")),
    **dict.fromkeys(("%z", "Z"), ("offset", r"z|[+-]\d\d:?\d\d")),
}
"""Each part of a form: the name of its group, and what may stand for it."""


class Reading(NamedTuple):
    """What a written date says.

    Attributes:
        naive: on the clock that it was written by.
        span: how long such a time lasts, milliseconds; None for a whole day.
        basis: what it is relative to: nothing said, an offset, UTC, or a count since 1970.
        offset: seconds east of UTC.
    """

    naive: datetime
    span: int | None
    basis: Literal["local", "offset", "utc", "epoch"] = "local"
    offset: int = 0


def read(written: str, order: DateOrder, form: re.Pattern[str] | None = None) -> Reading | None:
    """What a written date says; None where it is none, or where it needs an order that is not known."""
    found = _matched(written, (form,) if form else _WRITTEN)
    if found is None:
        return None
    if "epoch" in found:
        milliseconds = int(found["epoch"].ljust(13, "0"))
        return Reading(EPOCH + timedelta(milliseconds=milliseconds), 0, "epoch")
    if "n1" in found:
        day = dated((found["n1"], found["n2"], found["n3"]), order)
    else:
        month = _MONTHS.get(found["name"].rstrip("."), 0) if "name" in found else int(found["mo"])
        day = _calendar(found["y"], month, found["d"])
    if day is None:
        return None
    if "hour" not in found:
        return Reading(datetime(day.year, day.month, day.day), None)  # noqa: DTZ001 -- as written
    return _timed(day, found)


def numbers(written: str) -> Numbers | None:
    """The three numbers of a date that only an order can tell apart; None for any other."""
    found = _matched(written, _WRITTEN)
    return (found["n1"], found["n2"], found["n3"]) if found and "n1" in found else None


def dated(three: Numbers, order: DateOrder) -> date | None:
    """Three numbers as a date in an order; None where no calendar has it, or no order is known."""
    first, second, third = three
    if order == "dmy":
        return _calendar(third, int(second), first)
    if order == "mdy":
        return _calendar(third, int(first), second)
    if order == "ymd":
        return _calendar(first, int(second), third)
    return None


def form_of(form: str) -> re.Pattern[str]:
    """How the keeper says that dates are written, as a pattern: "DD/MM/YYYY HH:MM", "%d.%m.%y", "epoch".

    After an hour, MM are minutes. A form without a clock time lets one follow, from a column of its own.

    Raises:
        Unsaid: it cannot be understood.
    """
    if form.casefold() in {"epoch", "epoch-ms"}:
        return re.compile(r"(?P<epoch>\d{10})" if form.casefold() == "epoch" else r"(?P<epoch>\d{13})")
    pattern, names = "", []
    for one in _TOKEN.findall(form[:LONGEST]):
        minutes = one.upper() in {"M", "MM"} and "hour" in names
        part = _PARTS.get("%M" if minutes else one) or _PARTS.get(one.upper())
        if part is None:
            pattern += " *" if one == " " else re.escape(one.casefold())
        else:
            names.append(part[0])
            pattern += f"(?P<{part[0]}>{part[1]})"
    whole = {"d", "y"} <= set(names) and len({"mo", "name"} & set(names)) == 1
    if not whole or len(set(names)) < len(names) or ("hour" in names) != ("minute" in names):
        raise Unsaid(
            _("“{form}” does not say how a date is written: day, month and year, each once.").format(
                form=form[:LONGEST]
            ),
            "--date-format",
            {"DD/MM/YYYY HH:MM": "31/12/2024 23:59", "MM/DD/YY HH:MM AM": "12/31/24 11:59 PM"},
        )
    return re.compile(pattern if "hour" in names else pattern + _CLOCK)


def _matched(written: str, patterns: tuple[re.Pattern[str], ...]) -> dict[str, str] | None:
    """The parts of a date, by the names of the groups that matched."""
    if len(written) > LONGEST:
        return None
    text = written.translate(_SPACES).strip().casefold()
    if not text.isascii():
        text = "".join(str(int(one)) if one.isdecimal() else one for one in text)
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            return {name: value for name, value in found.groupdict().items() if value}
    return None


def _calendar(year: str, month: int, day: str) -> date | None:
    whole = int(year)
    if len(year) <= 2:  # noqa: PLR2004 -- digits
        whole += 1900 if whole >= _CENTURY else 2000
    try:
        return date(whole, month, int(day))
    except ValueError:
        return None


def _timed(day: date, found: dict[str, str]) -> Reading | None:
    hour, minute, second = (int(found.get(name, "0")) for name in ("hour", "minute", "second"))
    milliseconds = int(found.get("part", "0").ljust(3, "0")[:3])
    basis, offset = _offset(found.get("offset", ""))
    try:
        hour = _of_day(hour, found.get("half", ""))
        naive = datetime(day.year, day.month, day.day, hour, minute, second, milliseconds * 1000)  # noqa: DTZ001
    except ValueError:
        return None
    if abs(offset) > _EASTMOST:
        return None
    return Reading(naive, 0 if "second" in found else MINUTE, basis, offset)


def _of_day(hour: int, half: str) -> int:
    """An hour of a half day as one of the day. Some phones write "00:08 a. m.", which is certain too.

    Raises:
        ValueError: no clock shows it.
    """
    if half.startswith("a"):
        if hour > 12:  # noqa: PLR2004 -- hours of a half day
            raise ValueError
        return hour % 12
    if half and hour < 12:  # noqa: PLR2004
        if not hour:
            raise ValueError
        return hour + 12
    return hour


def _offset(written: str) -> tuple[Literal["local", "offset", "utc"], int]:
    if not written:
        return "local", 0
    digits = re.sub(r"\D", "", written)
    if not digits:
        return "utc", 0
    seconds = int(digits[:2]) * 3600 + int(digits[2:] or 0) * 60
    return "offset", -seconds if "-" in written else seconds
