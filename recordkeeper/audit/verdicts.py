"""Whether a contact was all right by the boundary that was then in force."""

from collections.abc import Sequence
from typing import Literal, get_args

from recordkeeper.audit.attribution import Who
from recordkeeper.audit.intervals import surely_after, surely_not_after
from recordkeeper.audit.notice import Notice
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import CHANNELS, Purpose

Verdict = Literal[
    "outside",
    "within",
    "excepted",
    "before_notice",
    "no_rule",
    "undetermined",
    "not_established",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def verdict(
    notices: Sequence[Notice], who: Who, when: Moment, channel: str, purpose: Purpose
) -> Verdict | None:
    """The verdict on one inbound contact (``domain.md``, "Verdict").

    Args:
        notices: in the order in which they took effect.
        who: who it came from.
        when: when it happened; an interval is judged over the whole of itself.
        channel: as recorded.
        purpose: as recorded or marked.

    Returns:
        None for a known person who does not act for the respondent: nobody asked them to stop.
    """
    if who.party == "not-established":
        return "not_established"
    if not who.attributed:
        return None
    if not when.known:
        return "undetermined"
    possible = {_by(regime, channel, purpose) for regime in _regimes(notices, when)}
    return possible.pop() if len(possible) == 1 else "undetermined"


def _regimes(notices: Sequence[Notice], when: Moment) -> list[Boundary | None]:
    """Every boundary that may have been in force at some instant of the moment; None before any."""
    known = sum(1 for one in notices if surely_after(when, one.when))
    possible = sum(1 for one in notices if not surely_not_after(when, one.when))
    in_force: list[Boundary | None] = [None, *(one.boundary.fact for one in notices)]
    return in_force[known : possible + 1]


def _by(boundary: Boundary | None, channel: str, purpose: Purpose) -> Verdict:
    if boundary is None:
        return "before_notice"
    allowed = rule(boundary, channel)
    if allowed == "none":
        return "no_rule"
    if allowed == "allowed" or (allowed == "emergency" and purpose == "emergency"):
        return "within"
    return "excepted" if purpose in boundary.excepted else "outside"


Rule = Literal["allowed", "not-allowed", "emergency", "none"]


def rule(boundary: Boundary, channel: str) -> Rule:
    """What a boundary says of a channel; one it does not name follows from what it does name."""
    if boundary.ended:
        return "none"
    if channel in boundary.refuse:
        return "not-allowed"
    if channel in boundary.allow:
        return "allowed"
    if channel in boundary.emergency:
        return "emergency"
    return "not-allowed" if boundary.allow or boundary.emergency or boundary.no_contact else "none"


_OPENNESS: dict[Rule, int] = {"not-allowed": 0, "emergency": 1, "allowed": 2, "none": 2}


def loosened(old: Boundary, new: Boundary) -> bool:
    """Whether a new rule leaves anything open that the old one closed, a channel or a purpose."""
    named = (one for each in (old, new) for one in (*each.allow, *each.refuse, *each.emergency))
    channels = {*CHANNELS, *named, _UNNAMED}
    opened = any(_OPENNESS[rule(new, one)] > _OPENNESS[rule(old, one)] for one in channels)
    return opened or bool(set(new.excepted) - set(old.excepted))


_UNNAMED = "other:unnamed"
"""Stands for every channel that no list can name."""
