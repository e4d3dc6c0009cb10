"""Decide which contact is all right, keep what was said about it, and proof that it arrived."""

from gettext import gettext as _
from typing import Any

import click

from recordkeeper.audit.notice import notices, told
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice
from recordkeeper.cli.boundary_notice import delivered, stated
from recordkeeper.cli.channels import check_channel, check_tokens
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, read_case, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.lines import quoted, rules_line
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.vocabulary import CHANNELS, Purpose

ADVOCATE = _("If stating it could raise the risk, talk to an advocate first.")


@group(
    "boundary", help=_("Decide which contact is all right; keep what you said, and proof that it arrived.")
)
def boundary() -> None:
    """Each step is a command of its own."""


@command("set", help=_("Decide, by channel, which contact is all right. In force once you have stated it."))
@click.option("--allow", multiple=True, metavar="CH", help=_("All right."))
@click.option("--refuse", multiple=True, metavar="CH", help=_("Not all right."))
@click.option("--emergency", multiple=True, metavar="CH", help=_("For an emergency only."))
@click.option("--no-contact", is_flag=True, help=_("Nothing but what is allowed."))
@click.option("--except", "excepted", multiple=True, metavar="PURPOSE", help=_("Such as children, court."))
@click.option("--since", help=_("Since when you have held it. Printed, never judged."))
@click.option("--reason", type=TEXT, default="", help=_("One short sentence, as you would say it."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def set_(session: Session, note: str | None, **given: Any) -> None:
    """Record a boundary and say what it changes."""
    rules = {name: _channels(given[name]) for name in ("allow", "refuse", "emergency")}
    excepted = check_tokens("--except", given["excepted"], Purpose)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        if not (any(rules.values()) or given["no_contact"]):
            rules = _ask_rules(session)
        _check_rules(rules)
        fact = Boundary(
            **rules,
            no_contact=given["no_contact"],
            excepted=excepted,
            since=read_optional(session, given["since"], home=case.home_zone),
            reason=given["reason"],
        )
        before = case.standing(Boundary)
        written = record(ledger, [fact], note=note)[0]
        name = setup_case(ledger).name(written.serial)
    if not session.json:
        _say_change(before, fact)
    saved(session, "boundary.set", written, message=_("It is {name}.").format(name=name), more={"name": name})
    output.note(_("It is in force once they have been told: rk boundary stated {name}").format(name=name))
    output.note(ADVOCATE)


def _channels(typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(check_channel(part) for one in typed for part in one.split(",")))


def _check_rules(rules: dict[str, tuple[str, ...]]) -> None:
    seen: dict[str, str] = {}
    for name, channels in rules.items():
        for channel in channels:
            if channel in seen:
                raise BadInput(
                    _("{channel} is in two lists. Nothing was recorded.").format(channel=channel),
                    _("Name it with --{one} or with --{other}.").format(one=seen[channel], other=name),
                )
            seen[channel] = name


def _ask_rules(session: Session) -> dict[str, tuple[str, ...]]:
    rules: dict[str, list[str]] = {"allow": [], "refuse": [], "emergency": []}
    answers = [
        ("refuse", _("not all right")),
        ("allow", _("all right")),
        ("emergency", _("emergency only")),
        ("", _("no rule")),
    ]
    for channel in CHANNELS:
        answer = ask_choice(session, channel, answers, "--allow, --refuse, --emergency or --no-contact")
        if answer:
            rules[answer].append(channel)
    return {name: tuple(channels) for name, channels in rules.items()}


def _say_change(before: tuple[Standing[Boundary], ...], fact: Boundary) -> None:
    if before:
        output.say(_("Was:  {rules}").format(rules=rules_line(before[-1].fact)))
        output.say(_("Now:  {rules}").format(rules=rules_line(fact)))
        output.note(_("Until they are told, the old rule stands."))
    else:
        output.say(_("Rule: {rules}").format(rules=rules_line(fact)))


@command("list", help=_("Every boundary, and from when it is in force."))
def list_(session: Session) -> None:
    """Print the boundaries in order of entry."""
    case = read_case(session)
    shown = [boundary_json(case, one) for one in case.standing(Boundary)]
    if session.json:
        output.data("boundary.list", {"boundaries": shown})
        return
    table = [[one["name"], one["rules"], one["in_force_from"] or _("not yet stated")] for one in shown]
    if session.plain:
        output.rows(table)
    elif table:
        output.columns(table)
    else:
        output.say(_("No boundary yet: rk boundary set"))


def boundary_json(case: CaseFile, one: Standing[Boundary]) -> dict[str, Any]:
    """One boundary, for programs."""
    found = next((n for n in notices(case) if n.boundary.serial == one.serial), None)
    said = [told(case, s) for s in case.standing(Statement) if s.fact.boundary == one.serial]
    return {
        "name": case.name(one.serial),
        "serial": one.serial,
        "rules": rules_line(one.fact),
        "reason": one.fact.reason,
        "in_force_from": dates.moment_told(found.when, case.home_zone) if found else None,
        "proven": found.proven if found else False,
        "statements": [
            {
                "name": case.name(telling.statement.serial),
                "serial": telling.statement.serial,
                "words": telling.statement.fact.words,
                "when": dates.moment_told(telling.statement.fact.when, case.home_zone),
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
    output.say(f"{shown['name']}  {shown['rules']}")
    if shown["reason"]:
        output.say(_("Reason: {reason}").format(reason=shown["reason"]))
    output.say(_("In force from: {when}").format(when=shown["in_force_from"] or _("not yet stated")))
    for said in shown["statements"]:
        output.say(
            f"{said['name']}  {said['when']}  {quoted(said['words'])}  {', '.join(said['deliveries'])}"
        )


for each in (set_, list_, show, stated, delivered):
    boundary.add_command(each)
