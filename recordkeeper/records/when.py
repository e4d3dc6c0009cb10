"""Typed words for a time, placed: which instant, or from when to when.

What the words may be is in `grammar`; here they meet the present and a zone. A time that could be two
times is not chosen between, a time that cannot be is refused, and what was not said is not filled in.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from gettext import gettext as _
from typing import NamedTuple

from recordkeeper import zones
from recordkeeper.errors import BadInput
from recordkeeper.records import grammar
from recordkeeper.records.days import Frame, dated, months_ends, shifted
from recordkeeper.records.moment import Basis, Moment, Precision
from recordkeeper.records.said import PARTS, Between, Clock, Dated, Lapse, Monthly, Named, Now, Point, Said, Unknown
from recordkeeper.records.telling import date_told

_MINUTE, _SECOND = 60_000, 1_000
_EARLIEST, _LATEST = 1900, 2100
"""Years: before, zones had no common rules; after, nobody knows them."""


class Ambiguous(BadInput):
    """Clocks showed the time that was typed twice, when summer time ended: both are possible.

    Attributes:
        choices: the earlier and the later, in local time with offset (RFC 3339). `read` accepts both.
    """

    def __init__(self, written: str, choices: tuple[str, str]) -> None:
        super().__init__(
            _(
                "Clocks showed {written} twice, an hour apart, because they were put back. "
                "It is either {first} or {second}."
            ).format(written=written, first=choices[0], second=choices[1]),
            _('Type one of the two as it stands here, or "unknown", or a range that holds both.'),
        )
        self.choices = choices


class _Placed(NamedTuple):
    """From when to when, in milliseconds UTC; equal for an instant."""

    at: int
    until: int
    precision: Precision
