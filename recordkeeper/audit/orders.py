"""A court's order, and which contacts came while it was in force.

Which of them a term forbids is for a reader to say: a program reads no law.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import latest, surely_after
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.consequences import Order
from recordkeeper.records.moment import Moment

Since = Literal["served", "issued"]
State = Literal["no date", "not yet", "in force", "over"]


@dataclass(frozen=True, slots=True)
class InForce:
    """One order, as of an instant.

    Attributes:
        order: as it stands.
        since: what its contacts are counted from: its service; where none is recorded, its issue.
        start: that moment, None when neither is known.
        state: by its own dates alone; that it was set aside or renewed, only the keeper can record.
        contacts: attributed inbound contacts, for certain after ``start`` and not after it ended.
    """

    order: Standing[Order]
    since: Since | None
    start: Moment | None
    state: State
    contacts: tuple[Counted, ...]

    @property
    def serials(self) -> tuple[int, ...]:
        """The entries behind the count."""
        return tuple(one.serial for one in self.contacts)

    @property
    def total(self) -> int:
        """How many contacts, counted runs expanded."""
        return sum(one.times for one in self.contacts)

    @property
    def by_channel(self) -> dict[str, int]:
        """How many by each channel, the most first."""
        totals: Counter[str] = Counter()
        for one in self.contacts:
            totals[one.contact.fact.channel] += one.times
        return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))


def orders(case: CaseFile, contacts: Sequence[Counted], as_of: int) -> tuple[InForce, ...]:
    """Every order that stands, in order of entry.

    Args:
        case: what stands.
        contacts: in order of occurrence; only attributed inbound ones are looked at.
        as_of: milliseconds UTC.
    """
    inbound = [one for one in contacts if one.inbound and one.who.attributed]
    return tuple(_judged(one, inbound, as_of) for one in case.standing(Order))


def _judged(order: Standing[Order], contacts: Sequence[Counted], as_of: int) -> InForce:
    fact = order.fact
    since: Since | None = None
    start: Moment | None = None
    if fact.served is not None and fact.served.known:
        since, start = "served", fact.served
    elif fact.issued is not None and fact.issued.known:
        since, start = "issued", fact.issued
    found = tuple(one for one in contacts if start is not None and _within(one, start, fact.expires))
    return InForce(order, since, start, _state(start, fact.expires, as_of), found)


def _within(one: Counted, start: Moment, end: Moment | None) -> bool:
    return surely_after(one.when, start) and not _ended(end, latest(one.when))


def _ended(end: Moment | None, ms: int | None) -> bool:
    """Whether an instant lies after the end; an end of which the time is not known has not come."""
    last = latest(end) if end is not None else None
    return last is not None and ms is not None and ms > last


def _state(start: Moment | None, end: Moment | None, as_of: int) -> State:
    if start is None or start.at is None:
        return "no date"
    if start.at > as_of:
        return "not yet"
    return "over" if _ended(end, as_of) else "in force"
