"""The whole audit: a case file in, findings out. Nothing here is ever stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from recordkeeper.audit.blocks import after_block
from recordkeeper.audit.clocks import Clocks, clocks
from recordkeeper.audit.consistency import Consistency, consistency
from recordkeeper.audit.counting import Count, Counted, count
from recordkeeper.audit.follow_through import FollowThrough, follow_through
from recordkeeper.audit.intervals import Window, surely_after
from recordkeeper.audit.notice import Notice, notices
from recordkeeper.audit.pattern import Pattern, pattern
from recordkeeper.audit.stronger import Stronger, stronger
from recordkeeper.audit.verdicts import VERDICTS
from recordkeeper.audit.witnessed import Witnessed, witnessed
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.boundaries import Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """What the record adds up to, as of an instant.

    Attributes:
        notices: in the order in which they took effect.
        count: every contact counted once. looked_at: those of them in the window.
        after: attributed inbound contacts after the first notice, in order of occurrence.
        answering: serials of contacts that answer a statement.
        first_after: the first contact after notice that answers none, whatever the window.
        verdicts: totals by verdict over all inbound contacts in the window.
        since_first: contacts after the first statement, where that one is unproven: the other count.
        witnessed: what outside receipts show of when entries were made.
        clocks: where the computer's clock disagrees with itself, or with those receipts.
    """

    as_of: int
    notices: tuple[Notice, ...]
    count: Count
    looked_at: tuple[Counted, ...]
    after: tuple[Counted, ...]
    answering: frozenset[int]
    first_after: Counted | None
    verdicts: dict[str, int]
    pattern: Pattern
    consistency: Consistency
    consequences: tuple[FollowThrough, ...]
    stronger: tuple[Stronger, ...]
    since_first: int | None
    witnessed: Witnessed
    clocks: Clocks

    @property
    def notice(self) -> Notice | None:
        """The earliest notice, None when nothing was ever stated."""
        return self.notices[0] if self.notices else None

    def serials_by_verdict(self) -> dict[str, tuple[int, ...]]:
        """The entries behind each total of ``verdicts``."""
        inbound = [one for one in self.looked_at if one.inbound]
        return {
            name: tuple(sorted(one.serial for one in inbound if one.verdict == name)) for name in VERDICTS
        }

    @property
    def due(self) -> tuple[FollowThrough, ...]:
        """Consequences that wait for the keeper, the longest waiting first."""
        waiting = [one for one in self.consequences if one.open]
        return tuple(sorted(waiting, key=lambda one: one.due_at or 0))

    @property
    def last_contact(self) -> Counted | None:
        """The latest attributed inbound contact whose time is known."""
        dated = [one for one in self.count.inbound if one.who.attributed and one.when.at is not None]
        return dated[-1] if dated else None


def audit(case: CaseFile, *, as_of: int, window: Window = Window()) -> Findings:  # noqa: B008 - frozen
    """Everything the record adds up to.

    Args:
        case: what stands.
        as_of: the instant to judge from, milliseconds UTC.
        window: which contacts the figures cover; consequences are always judged over all.
    """
    in_force = notices(case)
    counted = count(case, in_force)
    answering = _answering(case, counted)
    inbound = [one for one in counted.inbound if one.who.attributed]
    looked_at = [one for one in counted.contacts if window.holds(one.when)]
    first = in_force[0].when if in_force else None
    all_after = [one for one in inbound if first and surely_after(one.when, first)]
    after = [one for one in all_after if window.holds(one.when)]
    first_after = next((one for one in all_after if one.serial not in answering), None)
    end = min(as_of, window.until - 1) if window.until is not None else as_of
    consequences = follow_through(case, inbound, answering, as_of)
    seen = witnessed(case)
    both_sides = [one for one in looked_at if one.who.attributed]
    return Findings(
        as_of=as_of,
        notices=in_force,
        count=counted,
        looked_at=tuple(looked_at),
        after=tuple(after),
        answering=answering,
        verdicts=_totals(looked_at),
        first_after=first_after,
        pattern=Pattern()
        if first is None
        else pattern(
            after,
            first,
            after_block(case, inbound, after),
            first=first_after,
            home=case.home_zone,
            since=window.since,
            as_of=end,
        ),
        consistency=consistency(both_sides, first, in_force),
        consequences=consequences,
        stronger=stronger(case, counted, in_force, consequences, seen),
        since_first=_since_first(in_force, looked_at),
        witnessed=seen,
        clocks=clocks(case, seen),
    )


def _answering(case: CaseFile, counted: Count) -> frozenset[int]:
    statements = {one.serial for one in case.of(Statement)}
    return frozenset(one.serial for one in counted.inbound if one.answers in statements)


def _totals(contacts: Sequence[Counted]) -> dict[str, int]:
    totals: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for one in contacts:
        if one.inbound and one.verdict is not None:
            totals[one.verdict] += one.times
    return totals


def _since_first(in_force: Sequence[Notice], contacts: Sequence[Counted]) -> int | None:
    """How many contacts there were since the first, unproven telling; None when there is no such."""
    if not in_force or in_force[0].first is None:
        return None
    told = in_force[0].first.statement.fact.when
    return sum(
        one.times for one in contacts if one.inbound and one.who.attributed and surely_after(one.when, told)
    )
