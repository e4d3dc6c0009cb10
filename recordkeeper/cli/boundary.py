"""Decide which contact is all right, keep what was said about it, and proof that it arrived."""

from typing import Any

import click

from recordkeeper.audit.notice import notices, repeats, told
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.boundary_card import card
from recordkeeper.cli.boundary_draft import draft
from recordkeeper.cli.boundary_notice import delivered, stated
from recordkeeper.cli.boundary_rules import all_rules, end, set_
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import read_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import quoted, rules_line
from recordkeeper.disclosure.wording import DELIVERY_WORDS
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary, Statement


@group(
    "boundary", help=_("Decide which contact is all right; keep what you said, and proof that it arrived.")
)
def boundary() -> None:
    """Each step is a command of its own."""


@command("list", help=_("Every boundary, and from when it is in force."))
def list_(session: Session) -> None:
    """Print the boundaries in order of entry."""
    case = read_case(session)
    shown = [boundary_json(case, one) for one in case.standing(Boundary)]
    if session.json:
        output.data("boundary.list", {"boundaries": shown})
        return
    if session.plain:
        output.rows([one["id"], one["rules"], one["in_force_from"], one["proven"]] for one in shown)
    elif shown:
        output.columns(
            [
                [case.name(one.serial), _in_force(case, one), rules_line(one.fact)]
                for one in case.standing(Boundary)
            ]
        )
    else:
        output.say(_("No boundary yet: rk boundary set"))


def boundary_json(case: CaseFile, one: Standing[Boundary]) -> dict[str, Any]:
    """One boundary, for programs."""
    found = next((n for n in notices(case) if n.boundary.serial == one.serial), None)
    said = [told(case, s) for s in case.standing(Statement) if s.fact.boundary == one.serial]
    return {
        "id": case.name(one.serial),
        "serial": one.serial,
        "rules": rules_line(one.fact),
        "allow": list(one.fact.allow),
        "refuse": list(one.fact.refuse),
        "emergency": list(one.fact.emergency),
        "no_contact": one.fact.no_contact,
        "excepted": list(one.fact.excepted),
        "reason": one.fact.reason,
        "ended": one.fact.ended,
        "in_force_from": instant(found.when.at, case.home_zone) if found else None,
        "proven": found.proven if found else False,
        "statements": [
            {
                "id": case.name(telling.statement.serial),
                "serial": telling.statement.serial,
                "words": telling.statement.fact.words,
                "channel": telling.statement.fact.channel,
                "at": instant(telling.statement.fact.when.at, case.home_zone),
                "zone": case.home_zone,
                "repeat": repeats(case, telling.statement),
                "deliveries": [delivery.fact.status for delivery in telling.deliveries],
            }
            for telling in said
        ],
    }


@command("show", help=_("One boundary: its rules, what you said, and what shows that it arrived."))
@click.argument("name", metavar="B1")
def show(session: Session, name: str) -> None:
    """Print a boundary with its statements."""
    case = read_case(session)
    one = case.one(one_of(case, name, Boundary), Boundary)
    assert one is not None  # noqa: S101 - one_of() said so; told to the type checker
    shown = boundary_json(case, one)
    if session.json:
        output.data("boundary.show", shown)
        return
    output.say(f"{shown['id']}  {all_rules(one.fact)}")
    if one.fact.reason:
        output.say(_("Reason: {reason}").format(reason=one.fact.reason))
    output.say(_in_force(case, one))
    for said in [s for s in case.standing(Statement) if s.fact.boundary == one.serial]:
        when = dates.moment_told(said.fact.when, case.home_zone)
        again = _(" (a repeat)") if repeats(case, said) else ""
        name = case.name(said.serial)
        output.say(f"{name}  {when}, {said.fact.channel}{again}: {quoted(said.fact.words)}")
        for delivery in told(case, said).deliveries:
            when = dates.moment_told(delivery.fact.when, case.home_zone)
            output.say(f"    {DELIVERY_WORDS[delivery.fact.status]}, {when} (#{delivery.serial})")


def _in_force(case: CaseFile, one: Standing[Boundary]) -> str:
    found = next((n for n in notices(case) if n.boundary.serial == one.serial), None)
    if found is None:
        return _("not yet stated, in force for nobody")
    when = dates.moment_told(found.when, case.home_zone)
    proven = _("arrival proven") if found.proven else _("arrival not proven")
    return _("in force from {when}, {proven}").format(when=when, proven=proven)


for each in (set_, draft, stated, delivered, card, end, list_, show):
    boundary.add_command(each)
