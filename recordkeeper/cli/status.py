"""Where things stand, on one screen: counts only, no quotes and no names.

Where someone else could open this computer, still less: nothing of what was recorded, but how much.
"""

from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.blocks import measures
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.notice import Notice, current
from recordkeeper.audit.orders import InForce
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.due import item
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import order_title
from recordkeeper.disclosure.step_words import measure_told
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.settings import Copied, backup_old, last_backup, shared_computer
from recordkeeper.records import telling
from recordkeeper.records.boundaries import Boundary


@command("status", help=_("Where things stand, on one screen."))
@click.option("--full", is_flag=True, help=_("All of it, also on a computer that others could open."))
def status(session: Session, full: bool = False) -> None:
    """Print the counts that matter today; the record is closed again before anything is printed."""
    with open_ledger(session, write=False) as ledger:
        case, copied = whole_case(ledger), last_backup(ledger)
        bland = shared_computer(ledger) and not full
    findings = judge(case, as_of=clock.now())
    if session.json:
        output.data("status", status_json(case, findings, copied))
        return
    if session.plain:
        output.flat(status_json(case, findings, copied))
        return
    if bland:
        output.columns([[_("Due"), _due(findings)], [_("Record"), _record(case)]])
        output.say(_("All of it: rk status --full"))
        return
    output.columns(
        [
            [_("Boundary"), _boundary(case, findings)],
            [_("Contacts"), wording.headline(findings)],
            [_("Last"), _last(case, findings)],
            *_measures(case),
            *_order(case, findings),
            [_("From you"), _("{count} after the notice").format(count=findings.consistency.replies)],
            [_("Due"), _due(findings)],
            [_("Backup"), _backup(case, copied)],
            [_("Record"), _record(case)],
        ]
    )


def status_json(case: CaseFile, findings: Findings, copied: Copied | None) -> dict[str, Any]:
    """What `status --json` prints."""
    last = findings.last_contact
    boundaries, now = case.standing(Boundary), current(findings.notices, findings.as_of)
    named = now.boundary if now else boundaries[-1] if boundaries else None
    return {
        "boundary": case.name(named.serial) if named else None,
        "contacts_after_notice": findings.pattern.contacts,
        "outside": findings.pattern.outside,
        "days_outside": findings.pattern.days_outside,
        "days_with_contact": findings.pattern.days_with_contact,
        "days_in_window": findings.pattern.days_in_window,
        "replies_after_notice": findings.consistency.replies,
        "last_contact": instant(last.when.at, case.home_zone) if last else None,
        "due": [item(one, case.home_zone) for one in findings.due],
        "measures": [
            {"id": one.name, "type": one.begun.fact.type, "channel": one.begun.fact.channel}
            for one in measures(case)
            if one.ended is None
        ],
        "orders": [one.order.serial for one in findings.orders if one.state == "in force"],
        "zone": case.home_zone,
        "entries": case.head.count,
        "erased": len(case.erased),
        "head": case.head.link.hex(),
        "backup": None
        if copied is None
        else {"entries": copied.count, "at": instant(copied.made, case.home_zone)},
    }


def _boundary(case: CaseFile, findings: Findings) -> str:
    boundaries = case.standing(Boundary)
    if not boundaries:
        return _("none yet: rk boundary set")
    latest, now = boundaries[-1], current(findings.notices, findings.as_of)
    unstated = _("{name}, not yet stated").format(name=case.name(latest.serial))
    if now is None:
        return unstated
    if all(one.boundary.serial != latest.serial for one in findings.notices):
        return f"{_in_force(case, now)}; {unstated}"
    return _in_force(case, now)


def _in_force(case: CaseFile, now: Notice) -> str:
    words = _("{name}, told {date}, {proof}")
    if now.boundary.fact.ended:
        words = _("none: {name} ended it, told {date}, {proof}")
    return words.format(
        name=case.name(now.boundary.serial),
        date=_("at a time not known")
        if now.when.at is None
        else telling.date_told(now.when.at, case.home_zone),
        proof=_("receipt proven") if now.proven else _("receipt not proven"),
    )


def _last(case: CaseFile, findings: Findings) -> str:
    last = findings.last_contact
    if last is None:
        return _("none")
    return f"{telling.told(last.when, case.home_zone, now=clock.now())}, {last.contact.fact.channel}"


def _measures(case: CaseFile) -> list[list[str]]:
    """What is on, each kind and channel once; no line where nothing is."""
    on = dict.fromkeys(measure_told(one.begun.fact) for one in measures(case) if one.ended is None)
    return [[_("Measures"), "; ".join(on)]] if on else []


def _order(case: CaseFile, findings: Findings) -> list[list[str]]:
    return [
        [_("Order"), f"#{one.order.serial} {order_title(one.order.fact)}{_until(one, case.home_zone)}"]
        for one in findings.orders
        if one.state != "over"
    ]


def _until(one: InForce, home: str) -> str:
    expires = one.order.fact.expires
    return _(", until {when}").format(when=dates.dated(expires, home)) if expires else ""


def _backup(case: CaseFile, copied: Copied | None) -> str:
    if copied is None:
        return _("none yet: rk backup DEST")
    told = _("{date}, {count} entries").format(
        date=telling.date_told(copied.made, case.home_zone), count=copied.count
    )
    return f"{told}: rk backup DEST" if backup_old(copied, case.head.count, clock.now()) else told


def _record(case: CaseFile) -> str:
    text = _("{count} entries, seals intact").format(count=case.head.count)
    return text + _("; {count} erased").format(count=len(case.erased)) if case.erased else text


def _due(findings: Findings) -> str:
    if not findings.due:
        return _("nothing")
    return _("{count}: rk due").format(count=len(findings.due))
