"""Times that an export writes so that they are certain: counted since 1970, or with an offset from UTC."""

import re
from datetime import UTC, datetime, timedelta

from recordkeeper.importers.whole_number import whole
from recordkeeper.records.moment import Basis, Clock, Moment

EARLIEST, LATEST = 631_152_000_000, 4_102_444_800_000
"""1990 and 2100, in milliseconds: a time outside was not written by a phone's or a server's clock."""
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LONGEST = 100
"""Characters of what stands where a time should, and is none, that are kept of it."""


def believable(at: int | None) -> int | None:
    """An instant a clock can have shown, in milliseconds since 1970; else None."""
    return at if at is not None and EARLIEST <= at < LATEST else None


def from_epoch(written: object, clock: Clock, *, milliseconds: int = 1, offset: int | None = None) -> Moment:
    """An instant counted since 1970; unknown where it is not one, what was written kept.

    Args:
        written: as the export has it, a number or its digits; None where it has none.
        clock: whose clock it was.
        milliseconds: in one unit of the count: 1000 where seconds are counted.
        offset: seconds east of UTC, where the export gives them away.
    """
    count = whole(written)
    at = believable(None if count is None else count * milliseconds)
    kept = str(written)[:_LONGEST] if isinstance(written, str | int | float) else ""
    return counted(at, kept, clock, offset)


def counted(at: int | None, written: str, clock: Clock, offset: int | None = None) -> Moment:
    """An instant that was read from a count, milliseconds since 1970; unknown where it is None."""
    return _moment(at, written, None if at is None else offset, "epoch", clock)


def from_iso(iso: str, clock: Clock, *, written: str | None = None) -> Moment:
    """An instant written as RFC 3339 has it, such as "2022-06-30T18:06:39.894-07:00".

    Args:
        iso: so written.
        clock: whose clock it was.
        written: as the export has it, where ``iso`` was made from that.
    """
    written = iso if written is None else written
    read = None
    try:
        read = datetime.fromisoformat(iso) if _ISO.fullmatch(iso) else None
        at = None if read is None else believable((read - _EPOCH) // _MILLISECOND)
    except (ValueError, OverflowError):
        at = None
    if read is None or at is None:
        return _moment(None, written, None, "offset", clock)
    offset = read.utcoffset() or timedelta()
    return _moment(at, written, offset // timedelta(seconds=1), "offset", clock)


def _moment(at: int | None, written: str, offset: int | None, basis: Basis, clock: Clock) -> Moment:
    return Moment(
        at=at,
        until=at,
        written=written,
        offset=offset,
        precision="unknown" if at is None else "exact",
        basis=basis,
        clock=clock,
    )
