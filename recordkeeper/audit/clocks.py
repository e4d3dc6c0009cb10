"""Where the clock of the computer disagrees with itself, with the entry before, or with outside receipts.

A reading of `recorded_at` and the stamps, never a reason to refuse an entry; nothing here says why a clock
moved, or which of two times was right. A flat battery, a correction by the network, a virtual machine that
was halted, and a second computer all look like this.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from recordkeeper import zones
from recordkeeper.audit.witnessed import Bracket, Witnessed
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.sealing import Recorded

Kind = Literal["moved-forward", "moved-back", "earlier", "outside-receipts", "zone-changed", "offset-differs"]

STEP = 120_000
"""Milliseconds by which a clock must move against the time since the machine was started, within one run of
it, to be told. A clock that the network keeps right is moved by less."""
SLACK = 2_000
"""Milliseconds by which an entry may be earlier than the one before it and nothing is told: a leap second
takes one back, and the clock that a machine starts with is read to whole seconds. Beyond that a reader who
compares the two times would ask, so it is told."""
NOT_TOLD = "UTC"
"""What a stamp says of a machine that does not tell its zone (`clock.reading`); compared with nothing."""


@dataclass(frozen=True, slots=True)
class ClockFault:
    """One disagreement of a clock.

    It stands at the first entry after the clock was changed; what was recorded from there until the next
    change was recorded by the changed clock too.

    Attributes:
        kind: ``moved-forward`` and ``moved-back``: against the time the machine had been running.
            ``earlier``: recorded at an earlier time than the entry before. ``outside-receipts``: not in
            its bracket. ``zone-changed``: local time moved against UTC, and not by the zone's own summer
            time. ``offset-differs``: not the offset that the zone has then.
        first, last: the serials it is told of, one but for a run of entries outside their bracket.
        by: milliseconds, above 0; in a run, the most.
        against: the entry or the receipt it disagrees with.
        was, now: the zone before, and the one after it; the zone that differs, and ""; "" twice for the rest.
    """

    kind: Kind
    first: int
    last: int
    by: int
    against: int
    was: str = ""
    now: str = ""

    @property
    def leaves(self) -> bool:
        """Whether others may be told of it.

        Of a zone they are not: it tells where the keeper was, stands in the private part, and makes no
        recorded time wrong, all of which are kept in UTC.
        """
        return not self.was


@dataclass(frozen=True, slots=True)
class Clocks:
    """Every disagreement, in order of entry; ``by_serial`` the same by the entries they are told of."""

    faults: tuple[ClockFault, ...] = ()
    by_serial: dict[int, tuple[ClockFault, ...]] = field(default_factory=dict)

    def of(self, serial: int) -> tuple[ClockFault, ...]:
        """What is told of one entry."""
        return self.by_serial.get(serial, ())

    @property
    def entries(self) -> tuple[int, ...]:
        """The entries with a recorded time that something disagrees with; a zone makes none wrong."""
        return tuple(
            serial for serial, told in sorted(self.by_serial.items()) if any(one.leaves for one in told)
        )


def clocks(case: CaseFile, seen: Witnessed) -> Clocks:
    """What the clocks of a case say.

    Args:
        case: what stands; entries whose content is gone are passed over.
        seen: what outside receipts show of the same case.
    """
    recorded = (
        Recorded(one.serial, one.recorded_at, one.entry.stamp)
        for one in case.all.values()
        if one.entry.stamp is not None
    )
    found = sorted((*changes(recorded), *_outside(case, seen)), key=lambda one: one.first)
    by_serial: dict[int, tuple[ClockFault, ...]] = {}
    for fault in found:
        for serial in range(fault.first, fault.last + 1):
            by_serial[serial] = (*by_serial.get(serial, ()), fault)
    return Clocks(tuple(found), by_serial)


def changes(recorded: Iterable[Recorded]) -> Iterator[ClockFault]:
    """Where the clock that entries were recorded by was changed, as the entries themselves show it.

    The stamp is taken once for a command, with its first entry, and an import of a million goes on for
    minutes after: so only first entries are held against the clock that nobody can set. One that stands
    after lost content may not be the first of its command, and is not.

    Args:
        recorded: entries in order of serial; some may be missing.
    """
    before: Recorded | None = None
    placed: Recorded | None = None
    runs: dict[str, Recorded] = {}
    for one in recorded:
        moved = None
        if _begins(before, one):
            moved = _moved(runs, one)
            yield from (found for found in (moved, _placed_otherwise(placed, one)) if found is not None)
            placed = placed if one.stamp.zone == NOT_TOLD else one
        explained = moved is not None and moved.kind == "moved-back"
        if before is not None and before.at - one.at > SLACK and not explained:
            yield _fault("earlier", one, before, before.at - one.at)
        before = one


def _begins(before: Recorded | None, one: Recorded) -> bool:
    """Whether an entry is surely the first of its command."""
    if before is None or before.serial != one.serial - 1:
        return one.serial == 1
    return before.stamp.operation != one.stamp.operation


def _moved(runs: dict[str, Recorded], one: Recorded) -> ClockFault | None:
    """Against the entry before it of the same run of the machine; ``runs`` has the latest of each."""
    boot, now = one.stamp.boot, one.stamp.boot_ms
    if boot is None or now is None:
        return None
    before, runs[boot] = runs.get(boot), one
    if before is None or before.stamp.boot_ms is None:
        return None
    moved = (one.at - before.at) - (now - before.stamp.boot_ms)
    if abs(moved) <= STEP:
        return None
    return _fault("moved-forward" if moved > 0 else "moved-back", one, before, abs(moved))


def _placed_otherwise(placed: Recorded | None, one: Recorded) -> ClockFault | None:
    """Whether its local time is not that of its own zone, or not that of the zone before.

    From one zone to another that shows the same time, or is the same under a newer name, nothing is told.
    """
    off = _off(one)
    if off is None:
        return None
    if off:
        since = placed if placed is not None and placed.stamp.zone == one.stamp.zone else None
        if since is not None and _off(since) == off:
            return None
        return replace(_fault("offset-differs", one, one, abs(off) * 1000), was=one.stamp.zone)
    if placed is None or placed.stamp.zone == one.stamp.zone:
        return None
    there = _offset(one.at, placed.stamp.zone)
    if there is None or there == one.stamp.offset:
        return None
    by = abs(there - one.stamp.offset) * 1000
    return replace(_fault("zone-changed", one, placed, by), was=placed.stamp.zone, now=one.stamp.zone)


def _off(one: Recorded) -> int | None:
    """Seconds by which the offset of a stamp is not that of its zone then; None where that is not known."""
    if one.stamp.zone == NOT_TOLD:
        return None
    there = _offset(one.at, one.stamp.zone)
    return None if there is None else one.stamp.offset - there


def _offset(ms: int, zone: str) -> int | None:
    try:
        return zones.offset(ms, zone)
    except BadInput:
        # A zone that the machine then knew and this one does not, or a year that no calendar has.
        return None


def _fault(kind: Kind, one: Recorded, against: Recorded, by: int) -> ClockFault:
    return ClockFault(kind, one.serial, one.serial, by, against.serial)


def _outside(case: CaseFile, seen: Witnessed) -> Iterator[ClockFault]:
    """Runs of entries outside their bracket, each against the receipt that it disagrees with most."""
    run: ClockFault | None = None
    for bracket in seen.brackets:
        first, end = bisect_left(seen.clock, bracket.first), bisect_right(seen.clock, bracket.last)
        for serial in seen.clock[first:end]:
            by, receipt = _beyond(bracket, case.all[serial].recorded_at)
            if run is not None and (serial, receipt) == (run.last + 1, run.against):
                run = replace(run, last=serial, by=max(by, run.by))
                continue
            if run is not None:
                yield run
            run = ClockFault("outside-receipts", serial, serial, by, receipt)
    if run is not None:
        yield run


def _beyond(bracket: Bracket, ms: int) -> tuple[int, int]:
    """By how many milliseconds a time is outside its bracket, and the receipt at that end of it."""
    ends = []
    if bracket.after is not None:
        ends.append((bracket.after.at - ms, bracket.after.receipt))
    if bracket.before is not None:
        ends.append((ms - bracket.before.at, bracket.before.receipt))
    return max(ends)
