"""Dates as mails have them: RFC 5322 §3.3 and its older forms (§4.3), ctime's, and ISO 8601.

An explicit grammar: what it does not know is not guessed at. ``email.utils`` reads almost anything, and
says nothing of a zone that it does not know.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from recordkeeper.importers.local_time import MINUTE, LocalTimes
from recordkeeper.records.moment import Clock, Moment
from recordkeeper.records.vocabulary import Flag

_LONGEST = 300
"""Characters of a date; what is longer is none."""
_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
_ZONE = r"(?P<zone>(?:UTC?|GMT)?[+-]\d\d:?\d\d|[A-Za-z]{1,5})"
_DAY = r"(?:[A-Za-z]{3,9}\.?,?\s*)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_FORMS = tuple(
    re.compile(form + r"\Z")
    for form in (
        rf"{_DAY}(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s.,-]+(?P<year>\d{{2,4}})\s+{_CLOCK}\s*(?:{_ZONE}(?:\s+[A-Z]{{1,5}})?)?",
        rf"{_DAY}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+{_CLOCK}\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
        rf"{_DAY}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+{_CLOCK}\s+(?P<year>\d{{4}})\s+{_ZONE}",
        rf"{_DAY}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\s+{_CLOCK}(?:\s+{_ZONE})?",
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[T ]{_CLOCK}\s*(?:{_ZONE})?",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"z": 0, "ut": 0, "utc": 0, "gmt": 0} | {
    f"{place}{half}t": hours - (half == "s")
    for place, hours in (("e", -4), ("c", -5), ("m", -6), ("p", -7))
    for half in ("d", "s")
}
"""Hours: the names that RFC 5322 §4.3 gives a meaning. Of the others nobody can say (IST, BST)."""
_WESTERNMOST, _EASTERNMOST = timedelta(hours=-12), timedelta(hours=14)
_WEEKDAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_TURN, _SHORT_YEAR, _OLD_YEAR = 50, 100, 1000


class Written(NamedTuple):
    """What a date says.

    Attributes:
        naive: date and time of day.
        offset: from UTC; None where it names no zone, or one that nobody can place.
        zone: whether it says where its clock stood: an offset, only that it is UTC ("-0000", RFC 5322
            §3.3), nothing, or a name without a meaning.
        seconds: whether it has any.
    """

    naive: datetime
    offset: timedelta | None
    zone: Literal["offset", "utc", "none", "unplaced"]
    seconds: bool

    @property
    def plausible(self) -> bool:
        """Whether a mail can be of that time."""
        return _FIRST_YEAR <= self.naive.year < _LAST_YEAR

    @property
    def instant(self) -> int | None:
        """Milliseconds UTC, where the date itself says enough, and a plausible one."""
        return _ms(self.naive - self.offset) if self.plausible and self.offset is not None else None


def date_written(text: str) -> Written | None:
    """Read a date; None where it is none."""
    if len(text) > _LONGEST:
        return None
    plain = _without_comments(text).strip()
    found = next((match for form in _FORMS if (match := form.match(plain))), None)
    if found is None:
        return None
    try:
        naive = _naive(found)
    except (ValueError, OverflowError):
        return None
    zone = found["zone"] or ""
    if not zone:
        return Written(naive, None, "none", found["second"] is not None)
    offset = _offset(zone)
    if offset is not None and not _WESTERNMOST <= offset <= _EASTERNMOST:
        return None
    said: Literal["offset", "utc", "unplaced"] = "unplaced" if offset is None else "offset"
    return Written(naive, offset, "utc" if zone == "-0000" else said, found["second"] is not None)


def separator_date(line: str) -> str:
    """The date at the end of a line that begins a mail in an mbox, as written; "" where it has none."""
    *_others, last = (0, *(found.start() for found in _WEEKDAY.finditer(line)))
    date = line[last:].strip() if last else ""
    return date if date_written(date) else ""


def moment(text: str, clock: Clock, local: LocalTimes) -> tuple[Moment, tuple[Flag, ...]]:
    """When that was, and what must be said about it.

    A date without a zone is read in the zone of the keeper (`LocalTimes`). One in a zone that nobody can
    place lies between the first and the last place on earth whose clocks showed it.
    """
    shown = text.strip()[:_LONGEST]
    written = date_written(text)
    if written is None or not written.plausible:
        return Moment(written=shown, precision="unknown", basis="offset", clock=clock), ("time-unreadable",)
    span = 0 if written.seconds else MINUTE
    if written.zone == "none":
        return local.moment(shown, written.naive, span=span)
    if written.offset is None:
        earliest, latest = _ms(written.naive - _EASTERNMOST), _ms(written.naive - _WESTERNMOST)
        unplaced = Moment(
            at=earliest,
            until=latest + max(span, 1),
            written=shown,
            precision="range",
            basis="offset",
            clock=clock,
        )
        return unplaced, ()
    at = _ms(written.naive - written.offset)
    placed = Moment(
        at=at,
        until=at + span,
        written=shown,
        offset=None if written.zone == "utc" else written.offset // timedelta(seconds=1),
        precision="exact",
        basis="offset",
        clock=clock,
    )
    return placed, ()


def _naive(found: re.Match[str]) -> datetime:
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    year = int(found["year"])
    if year < _SHORT_YEAR:
        year += 2000 if year < _TURN else 1900
    elif year < _OLD_YEAR:
        year += 1900
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if second > 60:  # noqa: PLR2004 -- RFC 5322 §3.3 allows a leap second
        raise ValueError(second)
    begun = datetime(year, number, int(found["day"]), hour, minute)  # noqa: DTZ001 -- the zone is told apart
    return begun + timedelta(seconds=second)


def _offset(zone: str) -> timedelta | None:
    sign = max(zone.find("+"), zone.find("-"))
    if sign < 0:
        hours = _NAMED.get(zone.lower())
        return None if hours is None else timedelta(hours=hours)
    digits = zone[sign + 1 :].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -shift if zone[sign] == "-" else shift


def _without_comments(text: str) -> str:
    """A structured field without what stands in parentheses, which may stand in one another (§3.2.2)."""
    if "(" not in text:
        return text
    kept: list[str] = []
    depth = 0
    for character in text:
        depth += character == "("
        if not depth:
            kept.append(character)
        depth -= character == ")" and depth > 0
    return "".join(kept)


def _ms(utc: datetime) -> int:
    return (utc.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
