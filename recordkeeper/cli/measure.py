"""Keep a block, a mute, a changed lock: what the keeper did by technology or with a locksmith."""

from collections.abc import Mapping
from typing import Any

import click

from recordkeeper.audit.blocks import Measured, measures
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, ask_text
from recordkeeper.cli.boundary_notice import proof_entries
from recordkeeper.cli.carrying_out import carried_out, carries_out_option, say_of_open, with_step
from recordkeeper.cli.channels import check_channel, check_medium, check_token
from recordkeeper.cli.files import check_files, proof_of
from recordkeeper.cli.happening import happening_options, proof_option, told_of
from recordkeeper.cli.how_recorded import brought, say_of_recording
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, read_case, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import compose, record, saved
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.step_words import MEASURE_WORDS, measure_told
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import telling
from recordkeeper.records.consequences import ConsequenceStep, Measure
from recordkeeper.records.vocabulary import CHANNELS, MeasureKind, tokens

ON_A_CHANNEL = ("block", "mute", "filter")
"""Measures that say nothing without the channel they are on."""


@group("measure", help=_("Note a block, a mute, a changed lock."))
def measure() -> None:
    """Each step is a command of its own."""


@command("add", help=_("What you did. TYPE is one of ") + ", ".join(tokens(MeasureKind)) + ".")
@click.argument("type_", metavar="TYPE", required=False)
@click.option("--channel", metavar="CH", help=_("On which channel, where there is one."))
@click.option("--medium", help=_("Only that within the channel: whatsapp, sms …"))
@click.option("--why", type=TEXT, default="", help=_("Your reason. Private."))
@click.option("--facts", type=TEXT, help=_("What you did."))
@carries_out_option
@proof_option
@happening_options
def add(session: Session, type_: str | None, **given: Any) -> None:
    """Record that a measure begins."""
    begin(session, "measure.add", check_token("TYPE", type_, MeasureKind), given)


def begin(session: Session, command: str, kind: MeasureKind | None, given: Mapping[str, Any]) -> None:
    """Record that a measure begins, and what it carries out, in one commit.

    Args:
        session: the options of this run.
        command: its name in the output for programs.
        kind: what kind of measure; asked for when None.
        given: the options of `add` by name.
    """
    channel = check_channel(given["channel"]) if given["channel"] is not None else None
    paths, entries = proof_of(given["proof"])
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, ConsequenceStep)
        kind = kind or _ask_kind(session)
        if channel is None and kind in ON_A_CHANNEL:
            channels = [(one, one) for one in CHANNELS]
            channel = ask_choice(session, _("On which channel?"), channels, "--channel")
        shown = proof_entries(ledger, case, entries)
        which = carried_out(session, case, given["carries_out"])
        fact = Measure(
            type=kind,
            channel=channel,
            medium=_medium(channel, given["medium"]),
            why=given["why"],
            facts=_facts(session, given),
            proof_entries=shown,
            **told_of(session, given, home=case.home_zone, question=_("When did you do it?")),
            **brought(session, ledger, paths, given["recording"]),
        )
        written = compose(ledger, lambda w: with_step(w, fact, which, shown), note=given["note"])[0]
        name = setup_case(ledger).name(written.serial)
    saved(session, command, written, message=_("It is {name}.").format(name=name), more={"name": name})
    say_of_recording(fact, written.serial)
    say_of_open(session, case, given["carries_out"], which)


def _medium(channel: str | None, typed: str | None) -> str:
    if channel is not None:
        return check_medium(channel, typed)
    if typed:
        raise BadInput(
            _("--medium says what within a channel, and no channel was said. Nothing was recorded."),
            _("Name both, as in: --channel text --medium whatsapp"),
        )
    return ""


def _ask_kind(session: Session) -> Any:
    return ask_choice(session, _("What did you do?"), list(MEASURE_WORDS.items()), "TYPE")


def _facts(session: Session, given: Mapping[str, Any]) -> str:
    if given["facts"] is not None:
        return str(given["facts"])
    return ask_text(session, _("What did you do? (Enter to leave it out)"), "--facts", optional=True)


@command("end", help=_("That a measure is over: a block taken off, an old number back."))
@click.argument("name", metavar="M1")
@click.option("--why", type=TEXT, default="", help=_("Your reason. Private."))
@click.option("--facts", type=TEXT, default="", help=_("What you did."))
@proof_option
@happening_options
def end(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record the end of a measure; that it was on stays in the record."""
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        begun = _still_on(case, name)
        shown = proof_entries(ledger, case, entries)
        told = told_of(session, given, home=case.home_zone, question=_("When did it end?"))
        _not_before(case, begun, told["when"].until)
        fact = Measure(
            type=begun.begun.fact.type,
            channel=begun.begun.fact.channel,
            medium=begun.begun.fact.medium,
            ends=begun.begun.serial,
            why=given["why"],
            facts=given["facts"],
            proof_entries=shown,
            **told,
            **brought(session, ledger, paths, given["recording"]),
        )
        written = record(ledger, [fact], note=note)[0]
    saved(session, "measure.end", written, message=_("{name} has ended.").format(name=begun.name))
    say_of_recording(fact, written.serial)


def _still_on(case: CaseFile, name: str) -> Measured:
    serial = one_of(case, name, Measure)
    for one in measures(case):
        if one.begun.serial == serial and one.ended is None:
            return one
        if one.ended is not None and serial in {one.begun.serial, one.ended.serial}:
            raise BadInput(
                _("{name} ended already, in #{serial}. Nothing was recorded.").format(
                    name=one.name, serial=one.ended.serial
                ),
                _("To correct its time: rk amend {serial} --when TIME --reason TEXT").format(
                    serial=one.ended.serial
                ),
            )
    raise BadInput(
        _("{name} is the end of a measure that was withdrawn or erased. Nothing was recorded.").format(
            name=name
        ),
        _("See: rk measure list"),
    )


def _not_before(case: CaseFile, one: Measured, until: int | None) -> None:
    began = one.begun.fact.when
    if began.at is None or until is None or until >= began.at:
        return
    raise BadInput(
        _("That is before {name} began, {when}. Nothing was recorded.").format(
            name=one.name, when=telling.told(began, case.home_zone)
        ),
        _("Check --when; or correct the beginning: rk amend {name} --when TIME --reason TEXT").format(
            name=one.name
        ),
    )


@command("list", help=_("Every measure, since when, and whether it is still on."))
def list_(session: Session) -> None:
    """Print the measures in order of entry."""
    case = read_case(session)
    found = measures(case)
    home = case.home_zone
    if session.json:
        output.data("measure.list", {"measures": [measure_json(one, home) for one in found]})
    elif session.plain:
        output.rows(list(measure_json(one, home).values())[:6] for one in found)
    elif not found:
        output.say(_("No measure is recorded. To note a block: rk block CHANNEL"))
    else:
        output.columns([_line(one, home) for one in found])


def measure_json(one: Measured, home: str) -> dict[str, Any]:
    """One measure, for programs. The private reason is not in it."""
    return {
        "id": one.name,
        "serial": one.begun.serial,
        "type": one.begun.fact.type,
        "channel": one.begun.fact.channel,
        "at": instant(one.begun.fact.when.at, home),
        "ended_at": instant(one.ended.fact.when.at, home) if one.ended else None,
        "zone": home,
        "on": one.ended is None,
        "ended_by": one.ended.serial if one.ended else None,
        "facts": one.begun.fact.facts,
        "proof": list(one.proof),
        "medium": one.begun.fact.medium,
    }


def _line(one: Measured, home: str) -> list[str]:
    began = dates.moment_told(one.begun.fact.when, home)
    until = _("still on")
    if one.ended is not None:
        until = _("ended {when}").format(when=dates.moment_told(one.ended.fact.when, home))
    proof = " ".join(f"#{serial}" for serial in one.proof)
    return [one.name, measure_told(one.begun.fact), began, until, proof]


for each in (add, end, list_):
    measure.add_command(each)
