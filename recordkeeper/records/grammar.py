"""The words for a time that are understood: an explicit grammar that never guesses.

Every word of a text must have its place in a rule below, or the whole text is refused: nothing is
skipped, nothing is filled in. ``docs/times.md`` says the same to the keeper.

::

    said    = "unknown" | "now" | lapse | range | point
    lapse   = amount "ago" | "in" amount              amount of seconds, minutes, hours
    range   = ["from"] point ("to" | "until" | "-") end | [day] "between" point "and" end
    end     = point | "now"
    point   = day [["," | "at"] clock] | clock [["," | "on"] day] | day part | "this" part | "last night"
    day     = "yesterday" … | N days "ago" | "in" N days | ["last"] weekday | [weekday] date | month [year]
    clock   = (21:40[:05[.123]] | 9pm | 9:30 pm | "noon") ["+01:00" | "Z" | "UTC"]
"""

from collections.abc import Callable

from msgspec.structs import replace

from recordkeeper.records import lexicon
from recordkeeper.records.refused import no_such_clock, no_such_offset, refusal
from recordkeeper.records.said import (
    PARTS,
    Between,
    Clock,
    Dated,
    Day,
    Lapse,
    Monthly,
    Named,
    Near,
    Now,
    Point,
    Said,
    Unknown,
)
from recordkeeper.records.written_dates import written_date
from recordkeeper.records.written_words import Words

_FARTHEST_EAST, _FARTHEST_WEST = 14 * 3600, -12 * 3600


def understand(text: str) -> Said:
    """What a text says about a time, all of it.

    Raises:
        BadInput: the text says nothing that the grammar knows, or a time or date that cannot be.
    """
    words = Words(text)
    for rule in RULES:
        reader = words.again()
        said = rule(reader)
        if said is not None and reader.done:
            return said
    raise refusal(text)


def _plain(words: Words) -> Said | None:
    if words.phrase("now", "right now", "just now"):
        return Now()
    return Unknown() if words.phrase(*lexicon.UNKNOWN) else None


def _lapse(words: Words) -> Said | None:
    ahead = words.phrase("in")
    if words.phrase("half an hour", "half hour"):
        seconds, fine = 1800, True
    elif (count := words.count()) is None:
        return None
    elif words.phrase(*lexicon.SECONDS):
        seconds, fine = count, True
    elif words.phrase(*lexicon.MINUTES):
        seconds, fine = count * 60, True
    elif words.phrase(*lexicon.HOURS):
        rest = words.attempt(_minutes)
        seconds, fine = count * 3600 + (rest or 0) * 60, rest is not None
    else:
        return None
    if ahead:
        return Lapse(seconds, fine)
    return Lapse(-seconds, fine) if words.phrase("ago") else None


def _minutes(words: Words) -> int | None:
    words.phrase("and")
    count = words.count()
    return count if count is not None and words.phrase(*lexicon.MINUTES) else None


def _alone(words: Words) -> Said | None:
    point = _point(words)
    return point if point is not None and _placed(point) else None


def _range(words: Words) -> Said | None:
    day = words.attempt(_opening_day)
    between = words.phrase("between")
    if not between:
        words.phrase("from")
    start = _point(words)
    if start is None or not (words.phrase("and") if between else _until(words, start)):
        return None
    if day is not None:
        if start.day is not None:
            return None
        start = replace(start, day=day)
    if words.phrase("now"):
        return Between(start, Now()) if _placed(start) else None
    clock_first = _clock(words.again()) is not None
    end = _point(words)
    if end is None or (start.day is None and end.day is not None and not clock_first):
        return None
    return _between(start, end)


def _opening_day(words: Words) -> Day | None:
    words.phrase("on")
    day = _day(words)
    words.take("comma")
    return day if words.ahead("between", "from") and not isinstance(day, Monthly) else None


def _until(words: Words, start: Point) -> bool:
    # "yesterday 21:02-05:00" can only be a range: a distance from UTC stands after a written date.
    certain = start.clock is not None and not isinstance(start.day, Dated)
    return words.until_sign(also_minus=certain) or words.phrase(*lexicon.UNTIL) is not None


def _between(start: Point, end: Point) -> Between | None:
    """Both ends, with the distance from UTC said once holding for both, if only one day was said."""
    if (start.offset is None) != (end.offset is None):
        if start.day is not None and end.day is not None:
            return None
        offset = end.offset if start.offset is None else start.offset
        start, end = replace(start, offset=offset), replace(end, offset=offset)
    day_last = start.day is None and end.day is not None
    whose = end if day_last else start
    if not _placed(replace(start, day=whose.day)):
        return None
    return Between(start, end, day_last=day_last)


def _placed(point: Point) -> bool:
    """Whether a part of a day has its day, and a distance from UTC its written date."""
    if point.offset is not None and not isinstance(point.day, Dated):
        return False
    return point.part is None or point.day is not None


def _point(words: Words) -> Point | None:
    words.phrase("on", "at")
    if words.phrase("last night"):
        return Point(Near(-1), part="night")
    if words.phrase("this"):
        part = words.phrase(*PARTS)
        return Point(Near(0), part=part) if part else None
    day = words.attempt(_day)
    if day is None:
        return _clock_then_day(words)
    joined = words.take("comma"), words.phrase("at")
    if isinstance(day, Monthly):
        return None if any(joined) else Point(day)
    if not any(joined) and (part := words.phrase(*PARTS)):
        return Point(day, part=part)
    clock = words.attempt(_clock)
    if clock is None:
        return None if any(joined) else Point(day)
    return Point(day, clock, offset=words.attempt(_offset))


def _clock_then_day(words: Words) -> Point | None:
    if part := words.phrase(*PARTS):
        return Point(part=part)
    clock = words.attempt(_clock)
    if clock is None:
        return None
    offset = words.attempt(_offset)
    joined = words.take("comma"), words.phrase("on")
    day = words.attempt(_day)
    if isinstance(day, Monthly) or (day is None and any(joined)):
        return None
    return Point(day, clock, offset=offset)


def _day(words: Words) -> Day | None:
    if near := words.phrase(*lexicon.DAYS):
        return Near(lexicon.DAYS[near])
    if (count := words.attempt(_days_counted)) is not None:
        return Near(count)
    if words.phrase("last"):
        name = words.phrase(*lexicon.WEEKDAYS)
        return Named(lexicon.WEEKDAYS[name], last=True) if name else None
    if (dated := words.attempt(written_date)) is not None:
        return dated
    name = words.phrase(*lexicon.WEEKDAYS)
    return Named(lexicon.WEEKDAYS[name]) if name else None


def _days_counted(words: Words) -> int | None:
    ahead = words.phrase("in")
    count = words.count()
    unit = words.phrase(*lexicon.WHOLE_DAYS) if count is not None else None
    if count is None or unit is None:
        return None
    days = count * lexicon.WHOLE_DAYS[unit]
    if ahead:
        return days
    return -days if words.phrase("ago") else None


def _clock(words: Words) -> Clock | None:
    if words.phrase("noon"):
        return Clock(12)
    written = words.take("clock", "number")
    if written is None:
        return None
    half = words.take("half")
    hour, _, rest = written.partition(":")
    minute, _, rest = rest.partition(":")
    second, _, milli = rest.partition(".")
    if half is None and not minute:
        return None
    shown = Clock(int(hour), int(minute or 0), int(second or 0), int(milli.ljust(3, "0")))
    if shown.hour > (12 if half else 23) or (half and shown.hour == 0):
        raise no_such_clock(f"{written} {half or ''}".strip())
    if shown.minute > 59 or shown.second > 59:  # noqa: PLR2004 - minutes and seconds
        raise no_such_clock(written)
    return _of_day(shown, half) if half else shown


def _of_day(shown: Clock, half: str) -> Clock | None:
    # 12 am and 12 pm are mixed up even by those who print them; 12:30 pm is not.
    if replace(shown, hour=0) == Clock(0) and shown.hour == 12:  # noqa: PLR2004 - the twelfth hour
        return None
    return replace(shown, hour=shown.hour % 12 + (12 if half.startswith("p") else 0))


def _offset(words: Words) -> int | None:
    if words.phrase("z", "utc"):
        return 0
    # "20 mar 21:02-05:00": until five, or five hours behind UTC? Only after an ISO date is it certain.
    if words.minus_is_doubtful():
        return None
    written = words.take("offset")
    if written is None:
        return None
    hours, minutes = int(written[1:3]), int(written[4:6])
    seconds = (hours * 3600 + minutes * 60) * (-1 if written.startswith("-") else 1)
    if minutes > 59 or not _FARTHEST_WEST <= seconds <= _FARTHEST_EAST:  # noqa: PLR2004 - minutes of an hour
        raise no_such_offset(written)
    return seconds


RULES: tuple[Callable[[Words], Said | None], ...] = (_plain, _lapse, _range, _alone)
"""Tried in turn; no text is understood by two of them (tests/records/test_when_words.py)."""
