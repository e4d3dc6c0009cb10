"""What was announced, whether it came due, and whether it was carried out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from recordkeeper import zones
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import surely_after
from recordkeeper.audit.notice import Told, announcements
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.consequences import (
    Consequence,
    ConsequenceStep,
    Measure,
    ReportMade,
    Trigger,
    Within,
)
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment

State = Literal["not triggered", "due", "overdue", "carried out", "deferred", "withdrawn"]
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """One consequence, as the book shows it as of a moment. Instants are milliseconds UTC.

    Attributes:
        name: C1, C2 …
        announced: the statement that announced it, None if that was withdrawn.
        triggered_by: serials of all contacts counted, the last being the one that met the trigger.
        triggered_at: when it was met.
        due_at: trigger plus the time allowed, or the date it was deferred to.
        state: derived, never stored.
        done: the step that carried it out.
        days_to_carry_out: local dates from trigger to done; None when it was not triggered before.
        steps: every step that stands, in order.
        open: whether something waits to be done.
    """

    name: str
    consequence: Standing[Consequence]
    announced: Told | None
    triggered_by: tuple[int, ...]
    triggered_at: int | None
    due_at: int | None
    state: State
    done: Standing[ConsequenceStep] | None
    days_to_carry_out: int | None
    steps: tuple[Standing[ConsequenceStep], ...]

    @property
    def announced_at(self) -> int | None:
        """The instant its statement counts from."""
        return self.announced.when.at if self.announced else None

    @property
    def done_before_due(self) -> bool:
        """Whether it was carried out before its trigger was met."""
        at = self.done.fact.when.at if self.done else None
        return at is not None and (self.triggered_at is None or at < self.triggered_at)

    @property
    def open(self) -> bool:
        """Whether it waits to be carried out, moved or decided against."""
        return self.state in {"due", "overdue", "deferred"}

    @property
    def due_now(self) -> bool:
        """Whether it waits today: due or overdue, and not moved to a later date."""
        return self.state in {"due", "overdue"}

    @property
    def proof(self) -> tuple[int, ...]:
        """Serials of the entries that show it was carried out."""
        if self.done is None:
            return ()
        own = (self.done.serial,) if self.done.files else ()
        return (*own, *self.done.fact.proof_entries)


def follow_through(
    case: CaseFile, contacts: Sequence[Counted], answering: frozenset[int], as_of: int
) -> tuple[FollowThrough, ...]:
    """Every consequence that stands, judged as of an instant.

    Args:
        case: what stands.
        contacts: counted inbound contacts in order of occurrence.
        answering: serials of contacts that answer a statement; they meet no trigger.
        as_of: milliseconds UTC.
    """
    outside = [one for one in contacts if one.verdict == "outside" and one.serial not in answering]
    steps = case.standing(ConsequenceStep)
    return tuple(
        _judge(case, one, outside, [step for step in steps if step.fact.consequence == one.serial], as_of)
        for one in case.standing(Consequence)
    )


def taken_with(case: CaseFile, step: Standing[ConsequenceStep]) -> Standing[Fact] | None:
    """The measure or report that carried something out, where both were recorded in one commit.

    It is the entry before the step, of the same moment.
    """
    before = case.all.get(step.serial - 1)
    if before is None or not before.stands or not isinstance(before.fact, Measure | ReportMade):
        return None
    return before if before.fact.when == step.fact.when else None


def _judge(
    case: CaseFile,
    consequence: Standing[Consequence],
    outside: Sequence[Counted],
    steps: Sequence[Standing[ConsequenceStep]],
    as_of: int,
) -> FollowThrough:
    announced = next(announcements(case, consequence.fact.statement), None)
    counted = list(_counted(consequence.fact.trigger, announced, outside))
    met = _met(consequence.fact.trigger, counted, as_of)
    done = next((one for one in reversed(steps) if one.fact.step == "done"), None)
    due = _deferred_to(steps) or _due(met, consequence.fact.within, case.home_zone)
    return FollowThrough(
        name=case.name(consequence.serial),
        consequence=consequence,
        announced=announced,
        triggered_by=tuple(one.serial for one in counted),
        triggered_at=met,
        due_at=due,
        state=_state(steps, met, due, as_of),
        done=done,
        days_to_carry_out=_days(met, done, case.home_zone),
        steps=tuple(steps),
    )


def _counted(trigger: Trigger, announced: Told | None, outside: Sequence[Counted]) -> Iterator[Counted]:
    """The contacts that count towards a trigger, up to the one that meets it."""
    if announced is None or trigger.type == "by":
        return
    wanted, seen = (trigger.n or 1) if trigger.type == "nth" else 1, 0
    for one in outside:
        if not surely_after(one.when, announced.when):
            continue
        if trigger.type == "channel" and one.contact.fact.channel != trigger.channel:
            continue
        yield one
        seen += one.times
        if seen >= wanted:
            return


def _met(trigger: Trigger, counted: Sequence[Counted], as_of: int) -> int | None:
    """The instant at which a trigger was met, None while it is not."""
    if trigger.type == "by":
        end = trigger.by.until if trigger.by else None
        return end if end is not None and end <= as_of else None
    wanted = (trigger.n or 1) if trigger.type == "nth" else 1
    if sum(one.times for one in counted) < wanted:
        return None
    return counted[-1].when.at


def _due(met: int | None, within: Within | None, home: str) -> int | None:
    if met is None or within is None:
        return met
    later = zones.add_days(met, within.days, home) if within.days else met
    return later + within.minutes * MINUTE


def _deferred_to(steps: Sequence[Standing[ConsequenceStep]]) -> int | None:
    dates = [_end(one.fact.until) for one in steps if one.fact.step == "deferred" and one.fact.until]
    return dates[-1] if dates else None


def _end(moment: Moment) -> int | None:
    """A deadline runs to the end of what was named: the whole of a day, an instant as it is."""
    return moment.until


def _state(steps: Sequence[Standing[ConsequenceStep]], met: int | None, due: int | None, as_of: int) -> State:
    kinds = [one.fact.step for one in steps]
    if "done" in kinds:
        return "carried out"
    if kinds and kinds[-1] == "withdrawn":
        return "withdrawn"
    if "deferred" in kinds and due is not None and due > as_of:
        return "deferred"
    if met is None and "deferred" not in kinds:
        return "not triggered"
    return "overdue" if due is not None and due < as_of else "due"


def _days(met: int | None, done: Standing[ConsequenceStep] | None, home: str) -> int | None:
    at = done.fact.when.at if done else None
    if met is None or at is None:
        return None
    return (zones.local_date(at, home) - zones.local_date(met, home)).days
