"""Instants and local times: the only module with python-dateutil, and without its parser.

Instants are integer milliseconds since 1970-01-01T00:00:00Z. Zones are IANA names ("Europe/London").
The rules of the zones come from whichever edition of the IANA database is newer: the operating
system's, or the one installed with python-dateutil. Right for 1900 to 2100 as far as the edition in
use is; where a zone's future rules change, so do future local times.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH, available_timezones

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_HALF_ZONES = {
    "EST": "America/New_York",
    "MST": "America/Denver",
    "HST": "Pacific/Honolulu",
    "BST": "Europe/London",
    "EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "CEST": "Europe/Berlin",
}
"""Names of one half of a zone's year (EST is never summer time): read literally, they would be an
hour wrong for the other half without a word."""
_NO_PLACE = {"Factory", "localtime", "posixrules"}
"""Files of the database that stand for "not set up yet" or for this very machine, not for a place."""


def check(name: str) -> str:
    """The IANA name as the database spells it ("europe/london" is read as "Europe/London").

    Old names that the database keeps (US/Eastern) are names too, and are returned as they are.

    Raises:
        BadInput: no such zone, or an abbreviation that names only half of a zone's year.
    """
    wanted = name.strip().replace(" ", "_").casefold()
    if half := _HALF_ZONES.get(wanted.upper()):
        raise BadInput(
            _("{name} is the time of only one half of the year, so it cannot be read for certain.").format(
                name=name.strip()
            ),
            _("Name a city instead, for example: {example}").format(example=half),
        )
    found = _names().get(wanted)
    if found is None:
        raise _no_such_zone(name)
    return found


def instants(naive: datetime, name: str) -> tuple[int, ...]:
    """Every instant at which clocks in the zone showed this local time, earliest first.

    None where clocks skipped it (a gap, when summer time begins), two where they showed it twice
    (a fold, when it ends). Anything finer than a millisecond is cut off.

    Raises:
        BadInput: no such zone.
    """
    from dateutil import tz

    there = naive.replace(tzinfo=_zone(name), fold=0)
    if not tz.datetime_exists(there):
        return ()
    return tuple(sorted({_ms(there), _ms(tz.enfold(there, 1))}))


def after_gap(naive: datetime, name: str) -> int:
    """The first instant after the gap in which this local time was skipped.

    Only for a local time with no `instants`. The instant before it was the last before the gap.
    """
    there = naive.replace(tzinfo=_zone(name))
    before, after = _ms(there.replace(fold=1)), _ms(there.replace(fold=0))
    skipped = offset(before, name)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if offset(middle, name) == skipped else (before, middle)
    return after


def local(ms: int, name: str) -> datetime:
    """The local time in the zone, aware, exact to the millisecond.

    Raises:
        BadInput: no such zone, or an instant outside the years 1 to 9999.
    """
    zone = _zone(name)
    try:
        return (_EPOCH + ms * _MILLISECOND).astimezone(zone)
    except (OverflowError, ValueError) as error:
        raise BadInput(_("That time is outside the years that a calendar can show.")) from error


def offset(ms: int, name: str) -> int:
    """Seconds east of UTC that clocks in the zone show at that instant."""
    shift = local(ms, name).utcoffset() or timedelta(0)
    return shift // timedelta(seconds=1)


def rfc3339(ms: int, name: str) -> str:
    """Local time with its offset (RFC 3339), milliseconds only when there are any.

    RFC 3339 cannot write an offset with seconds (local mean time, before 1972 at the latest): such
    an instant is written in UTC.
    """
    there = local(ms, name)
    if offset(ms, name) % 60:
        there = there.astimezone(UTC)
    return there.isoformat(timespec="milliseconds" if ms % 1000 else "seconds")


def day(of: date, name: str) -> tuple[int, int]:
    """When that day began and ended in the zone: the end is the beginning of the next day.

    A day begins when its date is shown for good: after the gap where midnight was skipped, and where
    clocks went back over midnight the second time. Days follow each other without gap or overlap.

    Raises:
        BadInput: no such zone, or the zone skipped that whole day (30 Dec 2011 in Pacific/Apia).
    """
    start, end = _begins(of, name), _begins(of + timedelta(days=1), name)
    if start == end:
        raise BadInput(
            _("{date} did not exist in {zone}: the calendar skipped it.").format(date=of, zone=name),
            _("Say the day before or the day after."),
        )
    return start, end


def local_date(ms: int, name: str) -> date:
    """The date that calendars in the zone showed at that instant."""
    return local(ms, name).date()


def add_days(ms: int, days: int, name: str) -> int:
    """The same local time that many calendar days later (or earlier, if negative).

    Where clocks skipped that local time: the first instant after the gap. Where they showed it twice:
    the one with the offset that ``ms`` has, else the first.
    """
    there = local(ms, name)
    found = instants(there.replace(tzinfo=None) + timedelta(days=days), name)
    if not found:
        return after_gap(there.replace(tzinfo=None) + timedelta(days=days), name)
    same = [each for each in found if offset(each, name) == offset(ms, name)]
    return (same or list(found))[0]


@cache
def country(name: str) -> str:
    """The country a zone is in, as its ISO 3166 code ("GB"); "" where the database names none, or several.

    Source: ``zone.tab`` of the IANA database. Old names of zones (US/Eastern) are not in it, and following
    them to the new ones would lead into other countries (Atlantic/Jan_Mayen is kept as Europe/Berlin).
    """
    for shelf in _shelves():
        table = shelf / "zone.tab"
        if table.is_file():
            rows = (line.split("\t") for line in table.read_text("utf-8").splitlines() if line[:1] != "#")
            found = {row[0] for row in rows if row[2:3] == [name]}
            return found.pop() if len(found) == 1 else ""
    return ""


def edition() -> str:
    """The newest edition of the IANA database at hand ("2026f"), empty when none says which it is."""
    return max(map(_edition, _shelves()), default="")


def _begins(of: date, name: str) -> int:
    midnight = datetime.combine(of, time.min)
    found = instants(midnight, name)
    if not found:
        return after_gap(midnight, name)
    return max(each for each in found if local_date(each - 1, name) < of)


def _ms(aware: datetime) -> int:
    # A zone's shift is applied by hand: aware datetimes of one zone subtract as if there were no shift.
    shift = aware.utcoffset() or timedelta(0)
    return (aware.replace(tzinfo=UTC, fold=0) - shift - _EPOCH) // _MILLISECOND


@cache
def _zone(name: str) -> tzinfo:
    from dateutil import tz

    if re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", name):
        for shelf in _shelves():
            found = shelf.joinpath(*name.split("/"))
            if found.is_file():
                with found.open("rb") as file:
                    return tz.tzfile(file, name)
    raise _no_such_zone(name)


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() - _NO_PLACE}


@cache
def _shelves() -> tuple[Path, ...]:
    """Where editions of the IANA database stand, the newest first."""
    import tzdata

    shelves = [Path(folder) / "zoneinfo" for folder in tzdata.__path__]
    shelves += [Path(folder) for folder in TZPATH if Path(folder).is_dir()]
    return tuple(sorted(shelves, key=_edition, reverse=True))


def _edition(shelf: Path) -> str:
    listing = shelf / "tzdata.zi"
    if not listing.is_file():
        return ""
    with listing.open(encoding="utf-8") as file:
        return file.readline().removeprefix("# version ").strip()


def _no_such_zone(name: str) -> BadInput:
    return BadInput(
        _("{name} is not a time zone that is known here.").format(name=name.strip() or _("Nothing")),
        _("Name a continent and a city, for example: Europe/London, America/New_York, Asia/Kolkata, UTC."),
    )
