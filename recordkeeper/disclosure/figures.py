"""The audit's figures under the names that programs and page one read them by (``cli.md``)."""

from typing import Any

from recordkeeper import zones
from recordkeeper.audit.consistency import Consistency
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.follow_through import FollowThrough
from recordkeeper.audit.notice import Notice
from recordkeeper.audit.orders import InForce
from recordkeeper.audit.pattern import Most, Pattern
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.consequences import Trigger
from recordkeeper.records.moment import Moment


def audit_figures(case: CaseFile, findings: Findings) -> dict[str, Any]:
    """Everything `audit --json` prints, but for what would make the record stronger."""
    home = case.home_zone
    return {
        "as_of": zones.rfc3339(findings.as_of, home),
        "zone": home,
        "consequences": [consequence(one, home) for one in findings.consequences],
        "orders": [order(one, home) for one in findings.orders],
        "notice": notice(findings, home),
        "consistency": _consistency(findings.consistency),
        "pattern": _pattern(findings.pattern, home),
        "verdicts": findings.verdicts,
    }


def instant(ms: int | None, zone: str) -> str | None:
    """Milliseconds UTC as RFC 3339 in a zone; None stays None."""
    return None if ms is None else zones.rfc3339(ms, zone)


def consequence(one: FollowThrough, home: str) -> dict[str, Any]:
    """One consequence as a row of `audit --json`."""
    fact = one.consequence.fact
    return {
        "id": one.name,
        "action": fact.action,
        "trigger": trigger(fact.trigger, home),
        "announced_at": instant(one.announced_at, home),
        "triggered_by": list(one.triggered_by),
        "triggered_at": instant(one.triggered_at, home),
        "due_at": instant(one.due_at, home),
        "state": one.state,
        "done_at": instant(one.done.fact.when.at if one.done else None, home),
        "days_to_carry_out": one.days_to_carry_out,
        "done_before_due": one.done_before_due,
        "proof": list(one.proof),
    }


def order(one: InForce, home: str) -> dict[str, Any]:
    """One order as a row of `audit --json`; whom and what it protects is not in it."""
    fact = one.order.fact
    return {
        "serial": one.order.serial,
        "type": fact.type,
        "court": fact.court,
        "case_number": fact.case_number,
        "issued": _start(fact.issued, home),
        "served": _start(fact.served, home),
        "expires": instant(fact.expires.until, home) if fact.expires else None,
        "state": one.state,
        "terms": list(fact.terms),
        "counted_from": one.since,
        "contacts": one.total,
        "by_channel": one.by_channel,
        "entries": list(one.serials),
    }


def _start(moment: Moment | None, home: str) -> str | None:
    return instant(moment.at, home) if moment else None


def trigger(one: Trigger, home: str) -> str:
    """A trigger as it is typed: any, nth:3, channel:call, by:2026-04-04."""
    if one.type == "nth":
        return f"nth:{one.n}"
    if one.type == "channel":
        return f"channel:{one.channel}"
    if one.type == "by" and one.by is not None and one.by.at is not None:
        return f"by:{zones.local_date(one.by.at, one.by.zone or home).isoformat()}"
    return one.type


def notice(findings: Findings, home: str) -> dict[str, Any]:
    """From when the figures count, whether that is proven, and the other count where it is not first."""
    found = findings.notice
    if found is None:
        return {"first_stated": None, "counted_from": None, "proven": False, "alternative": None}
    return {
        "first_stated": instant(_first_stated(found).at, home),
        "counted_from": instant(found.when.at, home),
        "proven": found.proven,
        "alternative": _alternative(findings, found, home),
    }


def _first_stated(found: Notice) -> Moment:
    return (found.first or found.counted_from).statement.fact.when


def _alternative(findings: Findings, found: Notice, home: str) -> dict[str, Any] | None:
    if found.first is None:
        return None
    return {
        "counted_from": instant(found.first.when.at, home),
        "proven": False,
        "contacts_after_notice": findings.since_first,
    }


def _consistency(found: Consistency) -> dict[str, Any]:
    return {
        "replies": found.replies,
        "by_purpose": found.by_purpose,
        "closed_channel_replies": list(found.closed_channel),
        "answered_calls": found.answered_calls,
        "begun_by_keeper": found.begun,
    }


def _pattern(found: Pattern, home: str) -> dict[str, Any]:
    return {
        "contacts": found.contacts,
        "outside": found.outside,
        "episodes": found.episodes,
        "days_with_contact": found.days_with_contact,
        "days_outside": found.days_outside,
        "days_in_window": found.days_in_window,
        "by_channel": found.by_channel,
        "by_week": [
            {"start": week.start.isoformat(), "contacts": week.contacts, "outside": week.outside}
            for week in found.by_week
        ],
        "night": found.night,
        "via_others": found.via_others,
        "after_block": found.after_block,
        "new_identifiers_after_block": list(found.new_identifiers_after_block),
        "new_channels_after_block": list(found.new_channels_after_block),
        "acts": found.acts,
        "pushback": found.pushback,
        "proximity": found.proximity,
        "first_after_notice_seconds": found.first_after_notice_seconds,
        "most_in_1h": found.most_in_1h.contacts,
        "most_in_1h_from": _from(found.most_in_1h, home),
        "most_in_24h": found.most_in_24h.contacts,
        "most_in_24h_from": _from(found.most_in_24h, home),
        "longest_quiet_days": found.longest_quiet_days,
        "quiet_days_since_last": found.quiet_days_since_last,
    }


def _from(most: Most, home: str) -> str | None:
    return instant(most.starts, home)
