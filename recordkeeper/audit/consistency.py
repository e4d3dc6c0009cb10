"""What the keeper did after the notice: a count, and no blame."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from recordkeeper.audit.attribution import Who
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import surely_after
from recordkeeper.audit.notice import Notice
from recordkeeper.audit.pattern import QUIET
from recordkeeper.audit.verdicts import verdict
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Purpose

RESPONDENT = Who("respondent")


@dataclass(frozen=True, slots=True)
class Consistency:
    """The keeper's own contacts after notice.

    Attributes:
        replies: how many.
        by_purpose: how many for each purpose; not-given where none was marked.
        closed_channel: serials of those on a channel then closed for that purpose.
        answered_calls: how many of the other person's calls were answered.
        begun: how many began contact: nothing had come from either side for six hours.
        serials: every reply; answered: every answered call; began: every contact begun.
    """

    replies: int = 0
    by_purpose: dict[Purpose, int] = field(default_factory=dict)
    closed_channel: tuple[int, ...] = ()
    answered_calls: int = 0
    begun: int = 0
    serials: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    began: tuple[int, ...] = ()


def consistency(contacts: Sequence[Counted], after: Moment | None, notices: Sequence[Notice]) -> Consistency:
    """Judge the keeper's own contacts after the first notice.

    Args:
        contacts: all counted contacts with the other side, in order of occurrence.
        after: the earliest notice; None when nothing was ever stated.
        notices: in the order in which they took effect.
    """
    if after is None:
        return Consistency()
    replies = [one for one in contacts if not one.inbound and surely_after(one.when, after)]
    answered = [one for one in contacts if _answered(one) and surely_after(one.when, after)]
    begun = [one for one in _begun(contacts) if one in replies]
    purposes: Counter[Purpose] = Counter()
    for one in replies:
        purposes[one.purpose] += one.times
    return Consistency(
        replies=_total(replies),
        by_purpose=dict(sorted(purposes.items())),
        closed_channel=tuple(one.serial for one in replies if _closed(one, notices)),
        answered_calls=_total(answered),
        begun=_total(begun),
        serials=tuple(one.serial for one in replies),
        answered=tuple(one.serial for one in answered),
        began=tuple(one.serial for one in begun),
    )


def _total(contacts: Sequence[Counted]) -> int:
    return sum(one.times for one in contacts)


def _answered(one: Counted) -> bool:
    fact = one.contact.fact
    return one.inbound and fact.channel == "call" and (fact.answered is True or fact.medium == "answered")


def _closed(one: Counted, notices: Sequence[Notice]) -> bool:
    """Whether the keeper's own rule closed that channel for that purpose: judged as if inbound."""
    return verdict(notices, RESPONDENT, one.when, one.contact.fact.channel, one.purpose) == "outside"


def _begun(contacts: Sequence[Counted]) -> list[Counted]:
    begun, quiet_since = [], None
    for one in contacts:
        if one.when.at is None or one.when.until is None:
            continue
        first = quiet_since is None or one.when.at - quiet_since >= QUIET
        if first and not one.inbound and one.answers is None:
            begun.append(one)
        quiet_since = max(quiet_since or 0, one.when.until)
    return begun
