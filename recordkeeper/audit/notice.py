"""When the other person had been told. A boundary never stated is in force for nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recordkeeper.audit.intervals import surely_after
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import PROVEN


@dataclass(frozen=True, slots=True)
class Told:
    """One statement and the best that is known of its delivery.

    Attributes:
        when: when it was delivered, read or acknowledged; when it was stated, if none is proven.
        proven: whether a delivery, a reading or an acknowledgement is recorded.
    """

    statement: Standing[Statement]
    deliveries: tuple[Standing[Delivery], ...]
    when: Moment
    proven: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """From when a boundary is in force.

    Attributes:
        boundary: which.
        counted_from: the telling it counts from: the earliest proven one, else the earliest stated.
        first: the earliest statement, where that is another one and unproven; None otherwise.
        tellings: every statement of it that stands, in order of entry.
    """

    boundary: Standing[Boundary]
    counted_from: Told
    first: Told | None
    tellings: tuple[Told, ...]

    @property
    def when(self) -> Moment:
        """The moment from which it is in force."""
        return self.counted_from.when

    @property
    def proven(self) -> bool:
        """Whether that moment is proven."""
        return self.counted_from.proven


def told(case: CaseFile, statement: Standing[Statement]) -> Told:
    """What is known of a statement's delivery: its earliest proof, or its own time."""
    deliveries = tuple(one for one in case.standing(Delivery) if one.fact.statement == statement.serial)
    proofs = [
        one.fact.when if one.fact.when.known else statement.fact.when
        for one in deliveries
        if one.fact.status in PROVEN
    ]
    if proofs:
        return Told(statement, deliveries, min(proofs, key=_order), proven=True)
    return Told(statement, deliveries, statement.fact.when, proven=False)


def notices(case: CaseFile) -> tuple[Notice, ...]:
    """The notices of a case, in the order in which they took effect."""
    statements = case.standing(Statement)
    found = []
    for boundary in case.standing(Boundary):
        tellings = tuple(told(case, one) for one in statements if one.fact.boundary == boundary.serial)
        # Told, but nobody knows when: then of no contact can it be said whether it came after.
        if tellings:
            dated = [one for one in tellings if one.when.known]
            found.append(_notice(boundary, tellings, dated or tellings))
    return tuple(sorted(found, key=lambda one: (_order(one.when), one.boundary.serial)))


def current(notices: Sequence[Notice], as_of: int) -> Notice | None:
    """The notice in force at an instant (ms UTC); None before any.

    One of unknown time was given before it was recorded, so it holds by now.
    """
    told_by_then = [one for one in notices if one.when.at is None or one.when.at <= as_of]
    return told_by_then[-1] if told_by_then else None


def preceding(notices: Sequence[Notice], when: Moment) -> Notice | None:
    """The latest notice that surely came before something happened."""
    before = sum(1 for one in notices if surely_after(when, one.when))
    return notices[before - 1] if before else None


def repeats(case: CaseFile, statement: Standing[Statement]) -> bool:
    """Whether its boundary had been stated before it: then it is kept, and changes no count by itself."""
    others = [one for one in case.standing(Statement) if one.fact.boundary == statement.fact.boundary]
    place = (_order(statement.fact.when), statement.serial)
    return statement.fact.boundary is not None and any(
        (_order(one.fact.when), one.serial) < place for one in others
    )


def _notice(boundary: Standing[Boundary], tellings: tuple[Told, ...], dated: Sequence[Told]) -> Notice:
    earliest = min(dated, key=lambda one: _order(one.statement.fact.when))
    chosen = min([one for one in dated if one.proven] or dated, key=lambda one: _order(one.when))
    unproven_first = earliest if not earliest.proven and chosen is not earliest else None
    return Notice(boundary, chosen, unproven_first, tellings)


def _order(moment: Moment) -> int:
    # A notice of which only the day is known counts from the end of that day at the latest.
    return moment.at if moment.at is not None else 2**53


def announcements(case: CaseFile, statement: int) -> Iterator[Told]:
    """What is known of the statement that announced something, if it stands."""
    found = case.one(statement, Statement)
    if found is not None and found.stands:
        yield told(case, found)
