"""What outside receipts show of when entries were made (``docs/evidence-format.md``, "head.txt").

The machine's own clock plays no part in it; where it disagrees, that is marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.custody import Receipt

SLACK = 120_000
"""Milliseconds that two clocks may differ by before it is marked: few are set alike."""
_OUTSIDE = ("rfc3161", "email")
"""Receipts whose words nobody could know before they were given; what a keeper says of a scan, one can."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A time that a receipt states: milliseconds UTC, and the serial of the receipt."""

    at: int
    receipt: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """Entries ``first`` to ``last`` were made after the one bound and before the other; None: not shown.

    Attributes:
        own: it is one receipt by itself, and says nothing of what happened.
    """

    first: int
    last: int
    after: Bound | None
    before: Bound | None
    own: bool = False

    @property
    def contradicts(self) -> bool:
        """Whether the receipts cannot all be right: it would have been made after, and before that."""
        return self.after is not None and self.before is not None and self.after.at > self.before.at

    def holds(self, ms: int) -> bool:
        """Whether an instant, milliseconds UTC, lies in it, `SLACK` allowed for."""
        early = self.after is not None and ms < self.after.at - SLACK
        late = self.before is not None and ms > self.before.at + SLACK
        return not early and not late


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What receipts that stand show; withdrawn ones count nowhere.

    Attributes:
        receipts: in order of entry.
        brackets: every entry of the book in one of them, in order.
        covered: the largest count that a receipt with a time witnesses, 0 for none.
        unwitnessed: entries above it.
        waiting: the first of them that is no receipt itself, None when there is none.
        clock: serials whose ``recorded_at`` is not in their bracket: the machine's clock was wrong, or a
            receipt is.
    """

    receipts: tuple[Standing[Receipt], ...]
    brackets: tuple[Bracket, ...]
    covered: int
    unwitnessed: int
    waiting: int | None
    clock: tuple[int, ...]

    def of(self, serial: int) -> Bracket:
        """The bracket of an entry."""
        return next(one for one in self.brackets if one.first <= serial <= one.last)


def witnessed(case: CaseFile, count: int | None = None) -> Witnessed:
    """What the receipts of a case show.

    Args:
        case: with its receipts and withdrawals at least.
        count: how many entries the book has, where the case holds only some of them.
    """
    count = case.head.count if count is None else count
    receipts = case.standing(Receipt)
    own = frozenset(one.serial for one in receipts)
    brackets = tuple(_brackets(receipts, own, count))
    dated = (one for one in receipts if one.fact.witnessed_at is not None)
    covered = max((one.fact.count for one in dated), default=0)
    return Witnessed(
        receipts=receipts,
        brackets=brackets,
        covered=covered,
        unwitnessed=count - covered,
        waiting=next((serial for serial in range(covered + 1, count + 1) if serial not in own), None),
        clock=tuple(_against_the_clock(case, brackets)),
    )


def _brackets(receipts: Sequence[Standing[Receipt]], own: frozenset[int], count: int) -> Iterator[Bracket]:
    """Ranges between which nothing changes: after what a receipt covers, and after the receipt itself."""
    ends = {*(one.fact.count for one in receipts), *own, *(serial - 1 for serial in own), count} - {0}
    first = 1
    for last in sorted(ends):
        yield Bracket(
            first,
            last,
            _latest(one for one in receipts if one.serial < first and one.fact.type in _OUTSIDE),
            _earliest(one for one in receipts if one.fact.count >= last),
            own=last in own,
        )
        first = last + 1


def _latest(receipts: Iterable[Standing[Receipt]]) -> Bound | None:
    return max(_bounds(receipts), key=lambda one: one.at, default=None)


def _earliest(receipts: Iterable[Standing[Receipt]]) -> Bound | None:
    return min(_bounds(receipts), key=lambda one: one.at, default=None)


def _bounds(receipts: Iterable[Standing[Receipt]]) -> Iterator[Bound]:
    for one in receipts:
        if one.fact.witnessed_at is not None:
            yield Bound(one.fact.witnessed_at, one.serial)


def _against_the_clock(case: CaseFile, brackets: Iterable[Bracket]) -> Iterator[int]:
    for bracket in brackets:
        if bracket.after is None and bracket.before is None:
            continue
        for serial in range(bracket.first, bracket.last + 1):
            one = case.all.get(serial)
            if one is not None and not bracket.holds(one.recorded_at):
                yield serial
