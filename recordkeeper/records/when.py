"""Typed words for a time, placed: which instant, or from when to when.

What the words may be is in `grammar`; here they meet the present and a zone. A time that could be two
times is not chosen between, a time that cannot be is refused, and what was not said is not filled in.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.records.days import Frame, day_of, ends_of, shifted, starts
from recordkeeper.records.grammar import understand
from recordkeeper.records.moment import Basis, Moment, Precision
from recordkeeper.records.said import (
    PARTS,
    Between,
    Dated,
    Lapse,
    Monthly,
    Now,
    Point,
    Said,
    Unknown,
)
from recordkeeper.records.telling import clock_told, date_told, date_words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND, _MINUTE = 1_000, 60_000


class Ambiguous(BadInput):
    """Clocks showed the time that was typed twice, when they were put back: both are possible.

    Attributes:
        choices: the earlier and the later, in local time with offset (RFC 3339). `read` accepts both.
    """

    def __init__(self, message: str, choices: tuple[str, str]) -> None:
        super().__init__(
            message,
            _('Type the one that is right: "{first}" (earlier) or "{second}" (later).').format(
                first=choices[0], second=choices[1]
            ),
        )
        self.choices = choices


class _Placed(NamedTuple):
    """From when to when, in milliseconds UTC, equal for an instant; and what must not be still to come."""

    at: int
    until: int
    begun: int
    precision: Precision


def read(text: str, *, now: int, zone: str, stated: bool = False, future: bool = False) -> Moment:
    """The moment that typed words tell of; never a guess (``domain.md``, "Every fact carries").

    "20 min ago" is that minute's beginning; hours ago are *about* it; a day is the whole local day, a
    part of a day its hours, both cut off at ``now`` while they last. Without a year, and for a day of
    the week, the latest is meant, with ``future`` the next.

    Args:
        text: as typed; kept untouched in ``written``.
        now: milliseconds UTC.
        zone: IANA name of the zone in which the words were meant.
        stated: whether the keeper named that zone for these words.
        future: whether it may be still to come (a deadline).

    Raises:
        Ambiguous: clocks showed that time twice.
        BadInput: not certain, not possible in that zone, or still to come; the advice says what to type.
    """
    said, frame = understand(text), Frame(now, zone, future)
    basis: Basis = "stated-zone" if stated else "typed"
    if isinstance(said, Unknown):
        return Moment(written=text, precision="unknown", basis=basis, clock="keeper")
    placed = _fitted(_placed(said, frame), said, frame, text)
    offset = _offset_said(said)
    return Moment(
        at=placed.at,
        until=placed.until,
        written=text,
        zone=zone if offset is None else None,
        offset=zones.offset(placed.at, zone) if offset is None else offset,
        precision=placed.precision,
        basis=basis if offset is None else "offset",
        clock="keeper",
    )


def _offset_said(said: Said) -> int | None:
    if isinstance(said, Between):
        return said.start.offset
    return said.offset if isinstance(said, Point) else None


def _placed(said: Said, frame: Frame) -> _Placed:
    match said:
        case Lapse(seconds, fine):
            then = frame.now + seconds * _SECOND
            minute = then // _MINUTE * _MINUTE
            return _Placed(minute, minute, then, "exact" if fine else "about")
        case Point(day=Monthly()):
            start, end = _reach(said, frame.today, frame)
            return _Placed(start, end, start, "range")
        case Point():
            return _point(said, frame)
        case Between():
            return _range(said, frame)
        case _:
            return _Placed(frame.now, frame.now, frame.now, "exact")


def _point(point: Point, frame: Frame) -> _Placed:
    start, end = _reach(point, day_of(point, frame), frame)
    if point.clock is None:
        return _Placed(start, end, start, "about" if point.part else "day")
    if start < end:
        zone = frame.zone
        raise Ambiguous(
            _("Clocks in {zone} showed {clock} on {date} twice, because they were put back.").format(
                zone=zone, clock=clock_told(start, zone), date=date_told(start, zone)
            ),
            (zones.rfc3339(start, zone), zones.rfc3339(end, zone)),
        )
    return _Placed(start, start, start, "exact")


def _range(said: Between, frame: Frame) -> _Placed:
    start, end = said.start, said.end
    if isinstance(end, Now):
        at = _reach(start, day_of(start, frame), frame)[0]
        return _Placed(at, _after(at, frame.now), at, "range")
    start, end = _same_year(start, end)
    day = day_of(replace(start, day=end.day) if said.day_last else start, frame)
    end_day = day if end.day is None else day_of(replace(start, day=end.day) if said.day_last else end, frame)
    first, last = _reach(start, day, frame), _reach(end, end_day, frame)
    if last[1] < first[0] and end.day is None:
        last = _reach(end, shifted(day, 1), frame)
    return _Placed(first[0], _after(first[0], last[1]), max(first[0], last[0]), "range")


def _after(at: int, until: int) -> int:
    if until <= at:
        raise BadInput(
            _("The end is not after the beginning."),
            _('Say the day, and the year, of both: "20 mar 2026 21:00 to 21 mar 2026 02:00".'),
        )
    return until


def _same_year(start: Point, end: Point) -> tuple[Point, Point]:
    """Both ends with a year that was said once: "1 march to 9 march 2024"."""
    one, other = start.day, end.day
    if isinstance(one, Dated | Monthly) and isinstance(other, Dated | Monthly):
        year = one.year or other.year
        start = replace(start, day=replace(one, year=one.year or year))
        end = replace(end, day=replace(other, year=other.year or year))
    return start, end


def _reach(point: Point, day: date, frame: Frame) -> tuple[int, int]:
    """The earliest and the latest that it can be, the same for a certain clock time."""
    zone = frame.zone
    if point.clock is not None:
        found = _instants(point, day, frame)
        return found[0], found[-1]
    if isinstance(point.day, Monthly):
        first, last = ends_of(point.day, frame)
        return zones.day(first, zone)[0], zones.day(last, zone)[1]
    if point.part:
        midnight = datetime.combine(day, time.min)
        begins, ends = (midnight + timedelta(hours=hour) for hour in PARTS[point.part])
        return _bound(begins, zone, 0), _bound(ends, zone, -1)
    return zones.day(day, zone)


def _bound(naive: datetime, zone: str, which: int) -> int:
    found = zones.instants(naive, zone)
    return found[which] if found else zones.after_gap(naive, zone)


def _instants(point: Point, day: date, frame: Frame) -> tuple[int, ...]:
    """The instants that a clock time on a day can be: one, or two where clocks were put back."""
    naive = datetime.combine(day, starts(point) or time.min)
    if point.offset is not None:
        shift = timedelta(seconds=point.offset)
        return ((naive.replace(tzinfo=UTC) - _EPOCH - shift) // timedelta(milliseconds=1),)
    found = zones.instants(naive, frame.zone)
    if not found:
        raise _skipped(naive, frame.zone)
    if not frame.future:
        return tuple(at for at in found if at <= frame.now) or found[:1]
    return found


def _skipped(naive: datetime, zone: str) -> BadInput:
    after = zones.after_gap(naive, zone)
    before = after - _MINUTE
    return BadInput(
        _("{clock} on {date} did not exist in {zone}: clocks were put forward over it.").format(
            clock=naive.strftime("%H:%M"), date=date_words(naive.date()), zone=zone
        ),
        _('The nearest times that did are "{before}" and "{after}".').format(
            before=f"{zones.local_date(before, zone)} {clock_told(before, zone)}",
            after=f"{zones.local_date(after, zone)} {clock_told(after, zone)}",
        ),
    )


def _fitted(placed: _Placed, said: Said, frame: Frame, text: str) -> _Placed:
    """Refuse what is still to come, and end at the present what lasts."""
    if frame.future:
        if placed.at < frame.now and _without_day(said):
            raise BadInput(
                _("That time of today has passed."),
                _('Say "today {text}" or "tomorrow {text}".').format(text=" ".join(text.split())),
            )
        return placed
    if placed.begun > frame.now:
        advice = _('{advice}\nThe computer\'s clock shows "{now}"; if that is wrong, set it first.')
        shown = f"{date_told(frame.now, frame.zone)}, {clock_told(frame.now, frame.zone)}"
        raise BadInput(
            _("That time is still to come."), advice.format(advice=_past_advice(said, text), now=shown)
        )
    if placed.until > frame.now:
        # An interval that begins this very millisecond lasts for it.
        return placed._replace(until=max(placed.at + 1, frame.now))
    return placed


def _without_day(said: Said) -> bool:
    if isinstance(said, Between):
        return said.start.day is None and (isinstance(said.end, Now) or said.end.day is None)
    return isinstance(said, Point) and said.day is None


def _past_advice(said: Said, text: str) -> str:
    if _without_day(said):
        return _('Say the day too: "yesterday {text}".').format(text=" ".join(text.split()))
    ends = (said.start, said.end) if isinstance(said, Between) else (said,)
    dates = [end.day for end in ends if isinstance(end, Point) and isinstance(end.day, Dated | Monthly)]
    if dates and all(one.year is None for one in dates):
        return _('Write the year if it was an earlier one: "20 mar 2025 21:40".')
    return _("Only what has happened can be recorded here. Check the day and the time.")
