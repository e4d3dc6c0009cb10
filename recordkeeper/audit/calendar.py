"""Contacts by day and by hour, by the definitions of the pattern: its figures and these add up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recordkeeper import zones
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.intervals import HOUR, hour_known, latest
from recordkeeper.audit.pattern import date_of

HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How many contacts there were on which day and in which hour of the day, in the home zone.

    Attributes:
        days: (contacts, of which outside the boundary) by date, only days that have any.
        hours: the same for each of the 24 hours.
        in_no_day: contacts not known to one day: of unknown time, or over several days.
        in_no_hour: contacts not known to one hour of the day, those in no day among them.
        not_after: contacts before the notice, or not surely after it: in none of these.
        not_established: contacts of which it is not known who it was.
        stated: whether a boundary was ever stated; if not, every contact is counted.
    """

    days: dict[date, tuple[int, int]]
    hours: tuple[tuple[int, int], ...]
    in_no_day: int
    in_no_hour: int
    not_after: int
    not_established: int
    stated: bool


def calendar(findings: Findings, home: str) -> Calendar:
    """By day and by hour, over the attributed inbound contacts after notice in the window of the findings.

    Before anything was stated there is no notice: then over all of them.
    """
    inbound = [one for one in findings.looked_at if one.inbound and one.who.attributed]
    stated = findings.notice is not None
    counted = list(findings.after) if stated else inbound
    days: Counter[date | None] = Counter()
    hours: Counter[int | None] = Counter()
    outside_days: Counter[date | None] = Counter()
    outside_hours: Counter[int | None] = Counter()
    for one in counted:
        day, hour = date_of(one, home), _hour_of(one, home)
        days[day] += one.times
        hours[hour] += one.times
        if one.verdict == "outside":
            outside_days[day] += one.times
            outside_hours[hour] += one.times
    return Calendar(
        days={day: (days[day], outside_days[day]) for day in sorted(day for day in days if day)},
        hours=tuple((hours[hour], outside_hours[hour]) for hour in HOURS),
        in_no_day=days[None],
        in_no_hour=hours[None],
        not_after=_total(inbound) - _total(counted),
        not_established=findings.verdicts["not_established"],
        stated=stated,
    )


def _total(contacts: Iterable[Counted]) -> int:
    return sum(one.times for one in contacts)


def _hour_of(one: Counted, home: str) -> int | None:
    """The hour of the day in the home zone that all of a contact lies in, if there is one."""
    at, last = one.when.at, latest(one.when)
    if at is None or last is None or not hour_known(one.when) or last - at >= HOUR:
        return None
    first, end = zones.local(at, home).hour, zones.local(last, home).hour
    return first if first == end else None
