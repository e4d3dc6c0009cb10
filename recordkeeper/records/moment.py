"""When something happened: what was said about the time, and what may be concluded from it."""

from typing import Literal

from msgspec import Struct

Precision = Literal["exact", "about", "day", "range", "unknown"]
Basis = Literal["epoch", "offset", "stated-zone", "assumed-zone", "typed"]
Clock = Literal["own-device", "sender", "server", "carrier", "keeper"]


class Moment(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An instant or an interval, with the words it was read from.

    ``at`` and ``until`` are integer milliseconds since 1970-01-01T00:00:00Z. ``until`` is exclusive
    unless it equals ``at`` (an instant). Both are None when the time is not known.

    Attributes:
        at: the earliest instant it can have been.
        until: the latest, exclusive unless equal to ``at``.
        written: the time as typed, or as the export wrote it, untouched.
        zone: IANA name of the zone the words were read in, None when only an offset is known.
        offset: seconds east of UTC at ``at``.
        precision: how closely the words fix the time.
        basis: what turns the words into UTC: a count since 1970, a written offset, a zone the keeper
            stated, a zone assumed, or words typed by the keeper in the record's home zone.
        clock: whose clock it was.
    """

    at: int | None = None
    until: int | None = None
    written: str = ""
    zone: str | None = None
    offset: int | None = None
    precision: Precision
    basis: Basis
    clock: Clock

    @property
    def known(self) -> bool:
        """Whether anything at all is known about the time."""
        return self.at is not None

    @property
    def instant(self) -> bool:
        """Whether the moment is a point in time, not an interval."""
        return self.at is not None and self.at == self.until
