"""What can be said of two moments when either may be an interval. Milliseconds UTC throughout."""

from typing import NamedTuple

from recordkeeper.records.moment import Moment

HOUR = 3_600_000
DAY = 24 * HOUR
LONGEST_DAY = 25 * HOUR
"""A local day on which the clocks go back. Anything longer is in no day or hour figure."""


def earliest(moment: Moment) -> int | None:
    """The first instant it can have been."""
    return moment.at


def latest(moment: Moment) -> int | None:
    """The last instant it can have been: ``until`` is exclusive unless it equals ``at``."""
    if moment.at is None or moment.until is None:
        return moment.at
    return moment.at if moment.until == moment.at else moment.until - 1


def surely_after(moment: Moment, other: Moment) -> bool:
    """Whether even its earliest instant is later than the other's latest."""
    first, last = earliest(moment), latest(other)
    return first is not None and last is not None and first > last


def surely_not_after(moment: Moment, other: Moment) -> bool:
    """Whether even its latest instant is no later than the other's earliest."""
    last, first = latest(moment), earliest(other)
    return last is not None and first is not None and last <= first


def within_a_day(moment: Moment) -> bool:
    """Whether it is known to at most one local day: only then it is in a day figure."""
    return moment.at is not None and (moment.until or moment.at) - moment.at <= LONGEST_DAY


def hour_known(moment: Moment) -> bool:
    """Whether its hour is known: an instant, or an interval short enough to name one."""
    return within_a_day(moment) and moment.precision in {"exact", "about", "range"}


class Window(NamedTuple):
    """Which contacts are looked at: ``since`` ≤ time < ``until``, milliseconds UTC, either open."""

    since: int | None = None
    until: int | None = None

    def holds(self, when: Moment) -> bool:
        """Whether a moment begins in it. An unknown time lies only in a window open at both ends."""
        if when.at is None:
            return self.since is None and self.until is None
        return (self.since is None or when.at >= self.since) and (self.until is None or when.at < self.until)
