"""Where things stand, on one screen: counts only, no quotes and no names."""

from typing import Any

from recordkeeper import clock
from recordkeeper.audit.blocks import measures
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.orders import InForce
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.due import item
from recordkeeper.cli.opening import read_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import order_title
from recordkeeper.disclosure.step_words import measure_told
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import telling
from recordkeeper.records.boundaries import Boundary


@command("status", help=_("Where things stand, on one screen."))
def status(session: Session) -> None:
    """Print the counts that matter today."""
    case = read_case(session)
    findings = judge(case, as_of=clock.now())
    if session.json:
        output.data("status", status_json(case, findings))
        return
    if session.plain:
        output.flat(status_json(case, findings))
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
            [_("Record"), _record(case)],
        ]
    )


def status_json(case: CaseFile, findings: Findings) -> dict[str, Any]:
    """What `status --json` prints."""
    last = findings.last_contact
    boundaries = case.standing(Boundary)
    return {
        "boundary": case.name(boundaries[-1].serial) if boundaries else None,
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
    }


def _boundary(case: CaseFile, findings: Findings) -> str:
    boundaries = case.standing(Boundary)
    if not boundaries:
        return _("none yet: rk boundary set")
    name = case.name(boundaries[-1].serial)
    found = next((one for one in findings.notices if one.boundary.serial == boundaries[-1].serial), None)
    if found is None:
        return _("{name}, not yet stated").format(name=name)
    date = telling.date_told(found.when.at or 0, case.home_zone)
    proof = _("receipt proven") if found.proven else _("receipt not proven")
    return _("{name}, told {date}, {proof}").format(name=name, date=date, proof=proof)


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


def _record(case: CaseFile) -> str:
    text = _("{count} entries, seals intact").format(count=case.head.count)
    return text + _("; {count} erased").format(count=len(case.erased)) if case.erased else text


def _due(findings: Findings) -> str:
    if not findings.due:
        return _("nothing")
    return _("{count}: rk due").format(count=len(findings.due))
