"""The dates of Google Chat's export, which are words in the language of the account, and always UTC.

"Friday, May 29, 2026 at 3:00:29 AM UTC" with U+202F before "AM"; British English, Spanish and Chinese
are read too. Another language is not guessed: its dates are kept as written.
"""

import re
from datetime import datetime
from functools import lru_cache

from recordkeeper.importers.instants import from_iso
from recordkeeper.records.moment import Moment

_MONTH_NAMES = (
    ("january", "enero"), ("february", "febrero"), ("march", "marzo"), ("april", "abril"),
    ("may", "mayo"), ("june", "junio"), ("july", "julio"), ("august", "agosto"),
    ("september", "septiembre"), ("october", "octubre"), ("november", "noviembre"), ("december", "diciembre"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_DAY_NAME = r"(?:[^\W\d]+, )?"
_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[a-z]+)", r"(?P<year>[0-9]{4})"
_TIME = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
_HALF = r"(?P<half>[ap])\.? ?m\.?"
_FORMS = tuple(
    re.compile(_DAY_NAME + one)
    for one in (
        rf"{_MONTH} {_DAY}, {_YEAR} at {_TIME} {_HALF} utc",
        rf"{_DAY} {_MONTH} {_YEAR}(?: at|,) {_TIME} utc",
        rf"{_DAY} de {_MONTH} de {_YEAR}(?:,| a las)? {_TIME}(?: {_HALF})? utc",
        rf"{_YEAR}\u5e74(?P<number>[0-9]{{1,2}})\u6708{_DAY}\u65e5[^\W\d]{{0,3}} utc {_TIME}",
    )
)
"""English as in America and as in Britain, Spanish, Chinese."""
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_NOON = 12
_LONGEST = 100


def moment(written: str) -> Moment:
    """When that was, by Google's clock; unknown where the words are not read for certain."""
    return from_iso(_iso(written) if len(written) <= _LONGEST else "", "server", written=written)


@lru_cache(maxsize=64)
def _iso(written: str) -> str:
    """The same as RFC 3339 has it; "" where it cannot be read."""
    plain = written.translate(_SPACES).lower()
    found = next(filter(None, (one.fullmatch(plain) for one in _FORMS)), None)
    if found is None:
        return ""
    values = found.groupdict()
    month = int(values.get("number") or _MONTHS.get(values.get("month") or "", 0))
    hour, half = int(values["hour"]), values.get("half")
    if half and not 1 <= hour <= _NOON:
        return ""
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    try:
        read = datetime(  # noqa: DTZ001 -- the offset is written beside it
            int(values["year"]), month, int(values["day"]), hour, int(values["minute"]), int(values["second"])
        )
    except ValueError:
        return ""
    return f"{read.isoformat()}Z"
