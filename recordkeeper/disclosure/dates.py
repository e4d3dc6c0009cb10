"""Times as a document tells them: in the home zone, which is said once and not in every row."""

from recordkeeper import zones
from recordkeeper.records import telling
from recordkeeper.records.moment import Moment


def instant_told(ms: int, zone: str) -> str:
    """An instant, milliseconds UTC: "Tue 31 Mar 2026, 09:55"."""
    return f"{telling.date_told(ms, zone)}, {telling.clock_told(ms, zone)}"


def deadline_told(ms: int, zone: str) -> str:
    """The day a deadline falls on: one that is the end of a day is the midnight of the next."""
    return telling.date_told(ms - 1, zone)


def moment_told(moment: Moment, home: str) -> str:
    """A moment; its own zone is named only where it is not the home zone, or shows another time."""
    if moment.at is None or moment.precision != "exact":
        return telling.told(moment, moment.zone or home)
    if moment.zone in {None, home} or _same_clock(moment.at, moment.zone, home):
        return instant_told(moment.at, home)
    return telling.told(moment, moment.zone or home)


def dated(moment: Moment, home: str) -> str:
    """Like `moment_told`; of a whole day the date alone, for what has a date and needs no hour."""
    if moment.at is not None and moment.precision == "day":
        return telling.date_told(moment.at, moment.zone or home)
    return moment_told(moment, home)


def _same_clock(ms: int, one: str | None, home: str) -> bool:
    return zones.offset(ms, one or home) == zones.offset(ms, home)


def clock_of(moment: Moment, home: str) -> str:
    """The local time of day, or of both ends; "" where only the day or nothing is known."""
    if moment.at is None or moment.until is None or moment.precision in {"day", "unknown"}:
        return ""
    zone = moment.zone or home
    start = telling.clock_told(moment.at, zone)
    return (
        start
        if moment.instant or moment.precision == "exact"
        else f"{start}-{telling.clock_told(moment.until, zone)}"
    )
