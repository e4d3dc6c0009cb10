"""Decide which contact is all right, keep what was said about it, and proof that it arrived."""

from typing import Any, Literal

import click

from recordkeeper.audit.notice import notices, told
from recordkeeper.catalogue import gettext as _
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
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import quoted, rules_line
from recordkeeper.disclosure.wording import DELIVERY_WORDS
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.vocabulary import CHANNELS, Purpose, tokens

EXCEPTABLE = tuple(one for one in tokens(Purpose) if one not in {"mixed", "not-given"})
"""A purpose that is partly something else, or not known, excuses nothing (``domain.md``, "Verdict")."""
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
    excepted = check_tokens("--except", given["excepted"], Literal[EXCEPTABLE])
    _check_rules(rules)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        if not (any(rules.values()) or given["no_contact"]):
            rules = _ask_rules(session)
        fact = Boundary(
            allow=rules["allow"],
            refuse=rules["refuse"],
            emergency=rules["emergency"],
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
    if not session.prompts():
        raise _no_rule()
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
    if not any(rules.values()):
        raise _no_rule()
    return {name: tuple(channels) for name, channels in rules.items()}


def _no_rule() -> BadInput:
    return BadInput(
        _("A boundary needs at least one rule. Nothing was recorded."),
        _("Give --allow, --refuse, --emergency or --no-contact: rk boundary set --allow email --refuse call"),
    )


def _say_change(before: tuple[Standing[Boundary], ...], fact: Boundary) -> None:
    if not before:
        output.say(_("Rule: {rules}").format(rules=_rules(fact)))
        return
    output.say(_("Was:  {rules}").format(rules=_rules(before[-1].fact)))
    output.say(_("Now:  {rules}").format(rules=_rules(fact)))
    output.note(_("Until they are told, the old rule stands."))


def _rules(fact: Boundary) -> str:
    """The rules, and what holds for every channel that none of them names."""
    if fact.ended:
        return rules_line(fact)
    closed = fact.no_contact or fact.allow or fact.emergency
    rest = _("every other channel: not allowed") if closed else _("every other channel: no rule")
    return f"{rules_line(fact)}; {rest}"


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
    output.say(f"{shown['id']}  {_rules(one.fact)}")
    if one.fact.reason:
        output.say(_("Reason: {reason}").format(reason=one.fact.reason))
    output.say(_in_force(case, one))
    for said in [s for s in case.standing(Statement) if s.fact.boundary == one.serial]:
        when = dates.moment_told(said.fact.when, case.home_zone)
        output.say(f"{case.name(said.serial)}  {when}, {said.fact.channel}: {quoted(said.fact.words)}")
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


for each in (set_, list_, show, stated, delivered):
    boundary.add_command(each)
