"""Decide which contact is all right, change that, or end it. In force once the other person is told."""

from typing import Any, Literal

import click

from recordkeeper import clock
from recordkeeper.audit.notice import current, notices
from recordkeeper.audit.verdicts import loosened
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice
from recordkeeper.cli.boundary_notice import state_now
from recordkeeper.cli.channels import check_channel, check_tokens
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.lines import rules_line
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.ledger import Ledger, Written
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.keeping import Why
from recordkeeper.records.vocabulary import CHANNELS, Purpose, tokens

EXCEPTABLE = tuple(one for one in tokens(Purpose) if one not in {"mixed", "not-given"})
"""A purpose that is partly something else, or not known, excuses nothing (``domain.md``, "Verdict")."""
ADVOCATE = _("If stating it could raise the risk, talk to an advocate first.")

told_option = click.option(
    "--told", type=click.Choice(["yes", "no"]), help=_("Have they been told already? yes asks what you said.")
)


@command("set", help=_("Decide, by channel, which contact is all right. In force once you have stated it."))
@click.option("--allow", multiple=True, metavar="CH", help=_("All right."))
@click.option("--refuse", multiple=True, metavar="CH", help=_("Not all right."))
@click.option("--emergency", multiple=True, metavar="CH", help=_("For an emergency only."))
@click.option("--no-contact", is_flag=True, help=_("Nothing but what is allowed."))
@click.option("--except", "excepted", multiple=True, metavar="PURPOSE", help=_("Such as children, court."))
@click.option("--since", help=_("Since when you have held it. Printed, never judged."))
@click.option("--reason", type=TEXT, default="", help=_("One short sentence, as you would say it."))
@told_option
@note_option
def set_(session: Session, note: str | None, told: str | None, **given: Any) -> None:
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
        written = record(ledger, [fact], note=note)[0]
        _say_change(session, ledger, case, fact, written, "boundary.set")
        output.note(ADVOCATE)
        _told_already(session, ledger, told, written)


@command("end", help=_("No rule any more, once you have told them so. What came before keeps its verdict."))
@click.argument("name", metavar="B1")
@click.option("--when", help=_("Since when you hold it ended. Printed, never judged."))
@click.option("--reason", type=TEXT, default="", help=_("One short sentence, as you would say it."))
@told_option
@note_option
def end(session: Session, name: str, note: str | None, told: str | None, **given: Any) -> None:
    """Record an entry that ends the boundary before it; nothing of that one is changed."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        _check_can_end(case, one_of(case, name, Boundary))
        since = read_optional(session, given["when"], home=case.home_zone)
        fact = Boundary(ended=True, since=since, reason=given["reason"])
        written = record(ledger, [fact], note=note)[0]
        _say_change(session, ledger, case, fact, written, "boundary.end")
        _told_already(session, ledger, told, written)


def _check_can_end(case: CaseFile, which: int) -> None:
    """Refuse to end what has ended, or what another boundary has taken the place of.

    Raises:
        BadInput: there is nothing of it to end.
    """
    one = case.one(which, Boundary)
    latest = case.standing(Boundary)[-1]
    now = _in_force(case)
    if one is not None and one.fact.ended:
        raise BadInput(
            _("{name} is itself the end of a boundary. Nothing was recorded.").format(name=case.name(which)),
            _("To set a new one: rk boundary set"),
        )
    if which != latest.serial and (now is None or which != now.serial):
        raise BadInput(
            _("{name} is not the boundary in force: {latest} is the latest. Nothing was recorded.").format(
                name=case.name(which), latest=case.name(latest.serial)
            ),
            _("See: rk boundary list"),
        )


def _in_force(case: CaseFile) -> Standing[Boundary] | None:
    found = current(notices(case), clock.now())
    return found.boundary if found else None


def _say_change(
    session: Session, ledger: Ledger, before: CaseFile, fact: Boundary, written: Written, command: str
) -> None:
    """Old and new rule, that it was saved, and which of the two stands."""
    now, earlier = _in_force(before), before.standing(Boundary)
    was = now or (earlier[-1] if earlier else None)
    if not (session.json or session.plain):
        if was is None:
            output.say(_("Rule: {rules}").format(rules=all_rules(fact)))
        else:
            output.say(_("Was:  {rules}").format(rules=all_rules(was.fact)))
            output.say(_("Now:  {rules}").format(rules=all_rules(fact)))
    name = setup_case(ledger).name(written.serial)
    saved(session, command, written, message=_("It is {name}.").format(name=name), more={"name": name})
    if now is not None:
        output.note(
            _("Until they are told, the old rule stands: {name}.").format(name=before.name(now.serial))
        )
    output.note(_("It is in force once they have been told: rk boundary stated {name}").format(name=name))
    if was is not None and loosened(was.fact, fact) and any(ledger.entries("private", kinds=(Why.kind,))):
        output.note(_("Your reasons, to read again: rk why read"))


def _told_already(session: Session, ledger: Ledger, told: str | None, written: Written) -> None:
    """Ask whether they have been told, and if so keep what was said; one result only for programs."""
    if not session.prompts() or session.json or session.plain:
        return
    answers = [("no", _("not yet")), ("yes", _("yes; keep what I said"))]
    told = told or ask_choice(session, _("Have they been told?"), answers, "--told")
    if told == "yes":
        state_now(session, ledger, written.serial)


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


def all_rules(fact: Boundary) -> str:
    """The rules, and what holds for every channel that none of them names."""
    if fact.ended:
        return rules_line(fact)
    closed = fact.no_contact or fact.allow or fact.emergency
    rest = _("every other channel: not allowed") if closed else _("every other channel: no rule")
    return f"{rules_line(fact)}; {rest}"
