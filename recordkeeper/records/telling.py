"""Times in words and figures for the person who reads them.

The month is always a word, the day of the week is always there, the clock has 24 hours, and the zone
is named: nothing that could be read two ways. Seconds and milliseconds are dropped on the screen, never
rounded, and kept in the data; `clock_told` shows seconds where a table needs them. Names are in the
language of the messages, not of the computer's locale.
"""

from datetime import date, datetime, timedelta, timezone

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.records.moment import Moment
from recordkeeper.records.said import PARTS

_SECONDS = {"day": 86_400, "hour": 3_600, "minute": 60}


def told(moment: Moment, zone: str, *, now: int | None = None) -> str:
    """A moment as one line: "Tue 31 Mar 2026, 09:55 (+01:00 Europe/London), 20 min ago".

    Args:
        moment: what to tell.
        zone: IANA name of the zone to tell it in. A whole day, a part of a day or a range keeps the
            zone it was said in: in another its bounds would fall on other dates.
        now: milliseconds UTC; adds how long ago a point in time was.

    Raises:
        BadInput: no such zone.
    """
    at, until = moment.at, moment.until
    if moment.precision == "unknown" or at is None or until is None:
        return _("time not known")
    if moment.precision == "exact" or at == until:
        return _instant_told(moment, at, zone, now)
    if moment.precision == "day":
        return _("{date}, time not known").format(date=date_words(_said_there(moment, at, zone).date()))
    return _interval_told(moment, at, until, zone)


def date_told(ms: int, zone: str) -> str:
    """The local date: "Tue 31 Mar 2026"."""
    return date_words(zones.local_date(ms, zone))


def date_words(day: date) -> str:
    """A date of no zone in particular: "Tue 31 Mar 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_told(day.weekday()), day=day.day, month=month_told(day.month), year=day.year
    )


def clock_told(ms: int, zone: str, *, seconds: bool = False) -> str:
    """The local time, 24 hours: "09:55", with ``seconds`` "09:55:07". What is finer is dropped."""
    return _clocked(zones.local(ms, zone), seconds=seconds)


def ago(ms: int, now: int) -> str:
    """How long before ``now`` that was: "20 min ago"; after it: "in 3 days"; within a minute: "just now"."""
    lapsed = (now - ms) // 1000 if ms <= now else -((ms - now) // 1000)
    if abs(lapsed) < _SECONDS["minute"]:
        return _("just now")
    if lapsed < 0:
        return _("in {span}").format(span=_coarse(-lapsed))
    return _("{span} ago").format(span=_coarse(lapsed))


def span(seconds: int) -> str:
    """A length of time in its two largest units: "42 s", "4 min", "2 h 10 min", "1 day 3 h", "3 days".

    What is finer is dropped. A negative one (two clocks that disagree) says "minus".
    """
    if seconds < 0:
        return _("minus {span}").format(span=span(-seconds))
    if seconds < _SECONDS["minute"]:
        return _("{n} s").format(n=seconds)
    days, hours, minutes = _split(seconds)
    parts = [_days(days), _hours(hours), _minutes(minutes)]
    counts = [days, hours, minutes]
    first = next(place for place, count in enumerate(counts) if count)
    return " ".join(
        part for part, n in zip(parts[first : first + 2], counts[first : first + 2], strict=True) if n
    )


def month_told(month: int) -> str:
    """The short name of a month, 1 is "Jan"."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[month - 1]  # fmt: skip


def weekday_told(weekday: int) -> str:
    """The short name of a day of the week, 0 is "Mon"."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday]


def _coarse(seconds: int) -> str:
    days, hours, minutes = _split(seconds)
    if days:
        return _days(days)
    return _hours(hours) if hours else _minutes(minutes)


def _split(seconds: int) -> tuple[int, int, int]:
    days, rest = divmod(seconds, _SECONDS["day"])
    hours, rest = divmod(rest, _SECONDS["hour"])
    return days, hours, rest // _SECONDS["minute"]


def _days(n: int) -> str:
    return ngettext("{n} day", "{n} days", n).format(n=n)


def _hours(n: int) -> str:
    return _("{n} h").format(n=n)


def _minutes(n: int) -> str:
    return _("{n} min").format(n=n)


def _instant_told(moment: Moment, at: int, zone: str, now: int | None) -> str:
    line = (
        _("{date}, about {clock} ({zone})") if moment.precision == "about" else _("{date}, {clock} ({zone})")
    )
    there = zones.local(at, zone)
    line = line.format(date=date_words(there.date()), clock=_clocked(there), zone=f"{_shift(there)} {zone}")
    return line if now is None else f"{line}, {ago(at, now)}"


def _interval_told(moment: Moment, at: int, until: int, zone: str) -> str:
    start, end = _said_there(moment, at, zone), _said_there(moment, until, zone)
    if moment.precision == "range" and _is_midnight(start) and _is_midnight(end):
        last = (end - timedelta(days=1)).date()
        if last > start.date():
            return _("{first} to {last}, times not known").format(
                first=date_words(start.date()), last=date_words(last)
            )
    part = _part(start, end) if moment.precision == "about" else None
    shifts = dict.fromkeys((_shift(start), _shift(end)))
    where = moment.zone or ("" if moment.offset is not None else zone)
    shown = _("{start} to {end}").format(start=_clocked(start), end=_end_told(start, end))
    zone_shown = _(", then ").join(shifts) + (f" {where}" if where else "")
    line = _("{date}, {part} ({span}, {zone})") if part else _("{date}, {span} ({zone})")
    return line.format(date=date_words(start.date()), part=part, span=shown, zone=zone_shown)


def _end_told(start: datetime, end: datetime) -> str:
    if end.date() == start.date():
        return _clocked(end)
    return _("{clock} on {date}").format(clock=_clocked(end), date=date_words(end.date()))


def _part(start: datetime, end: datetime) -> str | None:
    midnight = datetime.combine(start.date(), datetime.min.time())
    for part, (first, last) in PARTS.items():
        begins, ends = (midnight + timedelta(hours=hour) for hour in (first, last))
        if start.replace(tzinfo=None) == begins and end.replace(tzinfo=None) <= ends:
            return _part_told(part)
    return None


def _part_told(part: str) -> str:
    names = {
        "morning": _("morning"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
        "night": _("night"),
    }
    return names[part]


def _said_there(moment: Moment, ms: int, zone: str) -> datetime:
    """Local time where the words were said: in their zone, at their distance from UTC, or else here."""
    if moment.zone is None and moment.offset is not None:
        return zones.local(ms, "UTC").astimezone(timezone(timedelta(seconds=moment.offset)))
    return zones.local(ms, moment.zone or zone)


def _is_midnight(there: datetime) -> bool:
    return there.time() == datetime.min.time()


def _clocked(there: datetime, *, seconds: bool = False) -> str:
    return there.strftime("%H:%M:%S" if seconds else "%H:%M")


def _shift(there: datetime) -> str:
    return there.isoformat(timespec="seconds")[19:25]
