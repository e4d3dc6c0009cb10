"""Apple's way to write an instant: counted from the beginning of 2001 (UTC)."""

import math

from recordkeeper.importers.instants import believable, counted
from recordkeeper.importers.sqlite.record import Value
from recordkeeper.records.moment import Moment

_EPOCH = 978_307_200_000
"""2001-01-01T00:00:00Z, in milliseconds since 1970 (Apple: NSDate, timeIntervalSinceReferenceDate)."""
_NANOSECONDS_FROM = 10**12
"""Messages counts nanoseconds since iOS 11 and macOS 10.13, and counted seconds before. As seconds this
would be the year 33689, as nanoseconds it is seventeen minutes into 2001."""
_MOST_WRITTEN = 100
"""Characters of what stands in a number's place and is none."""


def moment(value: Value) -> Moment:
    """An instant exact to the millisecond, or an unknown one that keeps what is written.

    0 is what Messages writes where there is no time, not the first moment of 2001. The clock is the
    device's: "when the message was written to the database" (ReagentX/imessage-exporter, message.rs);
    Apple does not say where the device took it from.
    """
    written = "" if value is None else str(value)[:_MOST_WRITTEN]
    return counted(believable(_milliseconds(value)), written, "own-device")


def _milliseconds(value: Value) -> int | None:
    if not isinstance(value, int | float) or not math.isfinite(value) or not value:
        return None
    if abs(value) < _NANOSECONDS_FROM:
        return _EPOCH + round(value * 1000)
    return _EPOCH + int(value) // 1_000_000
