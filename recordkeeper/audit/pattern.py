"""How often, when and by what way: counts only, each with the entries behind it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from recordkeeper import zones
from recordkeeper.audit.blocks import AfterBlock
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import DAY, HOUR, hour_known, latest, within_a_day
from recordkeeper.records.moment import Moment

NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Night is 22:00 ≤ local time where it happened < 06:00."""
QUIET = 6 * HOUR
"""A new episode begins after this much quiet."""


@dataclass(frozen=True, slots=True)
class Week:
    """A fixed seven-day stretch counted from the day of the notice."""

    start: date
    contacts: int
    outside: int


@dataclass(frozen=True, slots=True)
class Most:
    """The most contacts in a sliding stretch of time, and when that stretch begins (ms UTC)."""

    contacts: int = 0
    starts: int | None = None
    serials: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Figures over attributed inbound contacts after notice, whatever their verdict.

    Days are local dates in the home zone. ``serials`` names the entries behind each figure.
    """

    contacts: int = 0
    outside: int = 0
    episodes: int = 0
    days_with_contact: int = 0
    days_outside: int = 0
    days_in_window: int = 0
    by_channel: dict[str, int] = field(default_factory=dict)
    by_week: tuple[Week, ...] = ()
    night: int = 0
    via_others: int = 0
    after_block: int = 0
    new_identifiers_after_block: tuple[str, ...] = ()
    new_channels_after_block: tuple[str, ...] = ()
    acts: dict[str, int] = field(default_factory=dict)
    pushback: dict[str, int] = field(default_factory=dict)
    proximity: dict[str, int] = field(default_factory=dict)
    first_after_notice_seconds: int | None = None
    most_in_1h: Most = Most()
    most_in_24h: Most = Most()
    longest_quiet_days: int = 0
    quiet_days_since_last: int = 0
    serials: dict[str, tuple[int, ...]] = field(default_factory=dict)


def pattern(  # noqa: PLR0913 - the six things a pattern is counted over
    contacts: Sequence[Counted],
    notice: Moment,
    blocks: AfterBlock,
    *,
    first: Counted | None,
    home: str,
    since: int | None,
    as_of: int,
) -> Pattern:
    """The pattern of contacts after notice.

    Args:
        contacts: attributed, inbound, after notice, in order of occurrence.
        notice: the earliest notice.
        blocks: what came after a block.
        first: the first contact after notice that answers no statement, whatever the window.
        home: IANA name of the home zone.
        since: start of the window, milliseconds UTC, if it begins later than the notice.
        as_of: end of the window, milliseconds UTC.
    """
    start, end = zones.local_date(max(notice.at or 0, since or 0), home), zones.local_date(as_of, home)
    outside = [one for one in contacts if one.verdict == "outside"]
    night = [one for one in contacts if _at_night(one, home)]
    others = [one for one in contacts if one.who.party == "acting"]
    dates = sorted({day for one in contacts if (day := date_of(one, home))})
    return Pattern(
        contacts=_total(contacts),
        outside=_total(outside),
        episodes=_episodes(contacts),
        days_with_contact=len(dates),
        days_outside=len({day for one in outside if (day := date_of(one, home))}),
        days_in_window=max((end - start).days + 1, 0),
        by_channel=_by(contacts, lambda one: [one.contact.fact.channel]),
        by_week=_weeks(contacts, start, end, home),
        night=_total(night),
        via_others=_total(others),
        after_block=_total(blocks.contacts),
        new_identifiers_after_block=blocks.new_identifiers,
        new_channels_after_block=blocks.new_channels,
        acts=_by(contacts, lambda one: one.acts),
        pushback=_by(contacts, lambda one: one.pushback),
        proximity=_by(contacts, lambda one: [one.contact.fact.proximity]),
        first_after_notice_seconds=_seconds_after(notice, first),
        most_in_1h=_most(contacts, HOUR),
        most_in_24h=_most(contacts, DAY),
        longest_quiet_days=max((_whole(a, b) for a, b in pairwise(dates)), default=0),
        quiet_days_since_last=max((end - dates[-1]).days, 0) if dates else 0,
        serials={
            "contacts": _serials(contacts),
            "outside": _serials(outside),
            "night": _serials(night),
            "via_others": _serials(others),
            "after_block": _serials(blocks.contacts),
            "pushback": _serials(one for one in contacts if one.pushback),
            "new_identifiers_after_block": _serials(blocks.first_used),
        },
    )


def _total(contacts: Iterable[Counted]) -> int:
    return sum(one.times for one in contacts)


def _serials(contacts: Iterable[Counted]) -> tuple[int, ...]:
    return tuple(sorted(one.serial for one in contacts))


def date_of(one: Counted, home: str) -> date | None:
    """The home-zone date a contact counts on; None where it is not known to a day, or ran over several."""
    if one.when.at is None or not within_a_day(one.when):
        return None
    return zones.local_date(one.when.at, home)


def _whole(earlier: date, later: date) -> int:
    return (later - earlier).days - 1


def _by(contacts: Iterable[Counted], names: Callable[[Counted], Iterable[str | None]]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for one in contacts:
        for name in names(one):
            if name:
                totals[name] += one.times
    return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))


def _at_night(one: Counted, home: str) -> bool:
    at, last = one.when.at, latest(one.when)
    if at is None or last is None or not hour_known(one.when):
        return False
    zone = one.when.zone or home
    hours = (zones.local(at, zone).hour, zones.local(last, zone).hour)
    # An interval is at night only if all of it is.
    return all(hour >= NIGHT_FROM or hour < NIGHT_UNTIL for hour in hours) and last - at <= 8 * HOUR


def _episodes(contacts: Iterable[Counted]) -> int:
    episodes, quiet_since = 0, None
    for one in contacts:
        if one.when.at is None or not within_a_day(one.when):
            continue
        if quiet_since is None or one.when.at - quiet_since >= QUIET:
            episodes += 1
        quiet_since = max(quiet_since or 0, latest(one.when) or 0)
    return episodes


def _seconds_after(notice: Moment, first: Counted | None) -> int | None:
    """Seconds between two instants; None where either is known to a day only."""
    if first is None or first.when.at is None or notice.at is None or not notice.instant:
        return None
    return (first.when.at - notice.at) // 1000


def _weeks(contacts: Sequence[Counted], start: date, end: date, home: str) -> tuple[Week, ...]:
    totals: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    for one in contacts:
        day = date_of(one, home)
        if day is not None:
            week = (day - start).days // 7
            totals[week] += one.times
            outside[week] += one.times if one.verdict == "outside" else 0
    count = max((end - start).days // 7 + 1, 0)
    return tuple(Week(start + timedelta(weeks=n), totals[n], outside[n]) for n in range(count))


def _most(contacts: Iterable[Counted], stretch: int) -> Most:
    """The most contacts in any half-open stretch of elapsed time (milliseconds)."""
    placed = [one for one in contacts if hour_known(one.when)]
    starts = [one.when.at or 0 for one in placed]
    best = Most()
    for number, start in enumerate(starts):
        inside = placed[number : bisect_right(starts, start + stretch - 1)]
        whole = [one for one in inside if (latest(one.when) or 0) < start + stretch]
        if (total := _total(whole)) > best.contacts:
            best = Most(total, start, _serials(whole))
    return best
