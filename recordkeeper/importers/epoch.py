"""Times that an export writes as a count since 1970, which need no zone."""

from recordkeeper.records.moment import Clock, Moment

_EARLIEST, _LATEST = 631_152_000_000, 4_102_444_800_000
"""1990 and 2100, in milliseconds: a time outside was not written by a message's clock."""


def moment(written: str, ms: int | None, clock: Clock, offset: int | None = None) -> Moment:
    """When that was: an instant, or unknown where the count is none, or of no such time.

    Args:
        written: as the export writes it.
        ms: milliseconds since 1970 in UTC, None where it cannot be read.
        clock: whose clock it was.
        offset: seconds east of UTC, where the export gives them away.
    """
    if ms is None or not _EARLIEST <= ms < _LATEST:
        return Moment(written=written, precision="unknown", basis="epoch", clock=clock)
    return Moment(
        at=ms, until=ms, written=written, offset=offset, precision="exact", basis="epoch", clock=clock
    )
