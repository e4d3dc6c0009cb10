"""What was announced, what was done about it, and the steps around it."""

from typing import ClassVar

from msgspec import Struct

from recordkeeper.records.fact import Fact, Happening, Serial
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import (
    Authority,
    Channel,
    MeasureKind,
    ReasonClass,
    StepKind,
    TriggerKind,
)


class Trigger(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What must happen for a consequence to be due.

    Attributes:
        type: any (the first contact outside the boundary), nth, channel, by (a date).
        n: how many contacts, for nth.
        channel: which, for channel.
        by: the day at whose end it is due, for by.
    """

    type: TriggerKind
    n: int | None = None
    channel: Channel | None = None
    by: Moment | None = None


class Within(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How long after its trigger a consequence is due.

    Attributes:
        days: calendar days, to the same local time in the home zone.
        minutes: elapsed minutes, for hours and less.
    """

    days: int = 0
    minutes: int = 0


class Consequence(Fact, frozen=True, kw_only=True):
    """A protective step announced to the other person. Numbered C1, C2 …

    Its state (not triggered, due, overdue, carried out …) is derived, never stored.

    Attributes:
        action: what the keeper will do.
        statement: serial of the statement that announced it.
        trigger: what makes it due.
        within: how long after; None means at once.
    """

    kind: ClassVar[str] = "consequence"
    action: str
    statement: Serial
    trigger: Trigger
    within: Within | None = None


class ConsequenceStep(Happening, frozen=True, kw_only=True):
    """Something done about a consequence: carried out, deferred, or decided against.

    Attributes:
        consequence: serial of the consequence entry.
        step: done, deferred or withdrawn.
        facts: what was done.
        outcome: what came of it.
        proof_entries: serials of entries that show it.
        until: for deferred, the new due time.
        reason_class: for withdrawn, why, from the closed list.
        reason: own words, private.
    """

    kind: ClassVar[str] = "consequence-step"
    private: ClassVar[frozenset[str]] = Happening.private | {"reason"}
    consequence: Serial
    step: StepKind
    facts: str = ""
    outcome: str = ""
    proof_entries: tuple[Serial, ...] = ()
    until: Moment | None = None
    reason_class: ReasonClass | None = None
    reason: str = ""


class Measure(Happening, frozen=True, kw_only=True):
    """A block, a mute, a changed lock: on, or its end. Numbered M1, M2 …

    Attributes:
        type: what kind of measure.
        channel: on which channel, where there is one.
        medium: within the channel, such as whatsapp; empty where all of the channel is meant.
        ends: serial of the measure that this entry ends; None when it begins one.
        facts: what was done.
        why: private.
    """

    kind: ClassVar[str] = "measure"
    private: ClassVar[frozenset[str]] = Happening.private | {"why"}
    type: MeasureKind
    channel: Channel | None = None
    medium: str = ""
    ends: Serial | None = None
    facts: str = ""
    proof_entries: tuple[Serial, ...] = ()
    why: str = ""


class ReportMade(Happening, frozen=True, kw_only=True):
    """A report to police, a court, a platform, an employer, a school or a carrier."""

    kind: ClassVar[str] = "report-made"
    to: Authority
    reference: str = ""
    officer: str = ""
    badge: str = ""
    how: str = ""
    facts: str = ""
    outcome: str = ""
    about: tuple[Serial, ...] = ()


class Order(Fact, frozen=True, kw_only=True):
    """A court's order and its terms; protected people and places are private."""

    kind: ClassVar[str] = "order"
    private: ClassVar[frozenset[str]] = frozenset({"protected"})
    type: str
    court: str = ""
    case_number: str = ""
    issued: Moment | None = None
    served: Moment | None = None
    expires: Moment | None = None
    terms: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
