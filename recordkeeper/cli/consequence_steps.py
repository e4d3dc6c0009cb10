"""Carried out, not now, or not at all: each is a decision, and none is a failure."""

from typing import Any

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT, ask_choice, ask_text, given_or_asked
from recordkeeper.cli.boundary_notice import proof_entries
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import check_files, proof_of
from recordkeeper.cli.happening import happening_options, note_option, proof_option, told_of
from recordkeeper.cli.how_recorded import brought, say_of_recording
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.wording import REASON_WORDS
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.consequences import Consequence, ConsequenceStep
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import ReasonClass, tokens


@command("done", help=_("What you did, when, and what shows it."))
@click.argument("name", metavar="C1")
@click.option("--facts", type=TEXT, help=_("What you did."))
@click.option("--outcome", type=TEXT, default="", help=_("What came of it."))
@proof_option
@happening_options
def done(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record that a consequence was carried out."""
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, ConsequenceStep)
        which = still_open(case, name)
        shown = proof_entries(ledger, case, entries)
        facts = given["facts"]
        if facts is None:
            facts = ask_text(session, _("What did you do?"), "--facts", optional=True)
        told = told_of(session, given, home=case.home_zone, question=_("When did you do it?"))
        step = ConsequenceStep(
            consequence=which,
            step="done",
            facts=facts,
            outcome=given["outcome"],
            proof_entries=shown,
            **told,
            **brought(session, ledger, paths, given["recording"]),
        )
        written = record(ledger, [step], note=note)[0]
    saved(session, "consequence.done", written)
    say_of_recording(step, written.serial)


@command("defer", help=_("Not now: until when, and why. The reason stays private."))
@click.argument("name", metavar="C1")
@click.option("--until", metavar="WHEN", help=_('A day or a time, as in "17 Apr 2026".'))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--reason", type=TEXT, help=_("Private."))
@note_option
def defer(
    session: Session, name: str, until: str | None, zone: str | None, reason: str | None, note: str | None
) -> None:
    """Record that a consequence is moved."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, ConsequenceStep)
        which = still_open(case, name)
        typed = given_or_asked(session, until, _("Until when?"), "--until")
        deadline = read_deadline(session, typed, home=case.home_zone, zone=zone)
        why = given_or_asked(session, reason, _("Why? This stays private"), "--reason")
        step = deferred(case, which, deadline).having(reason=why)
        written = record(ledger, [step], note=note)[0]
    saved(session, "consequence.defer", written)


@command("withdraw", help=_("Decide not to. Your own words on why stay private."))
@click.argument("name", metavar="C1")
@click.option("--why", metavar="REASON", help=", ".join(tokens(ReasonClass)) + ".")
@click.option("--when", default="now", help=_("When you decided."))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--reason", type=TEXT, default="", help=_("In your own words. Private."))
@note_option
def withdraw(session: Session, name: str, why: str | None, note: str | None, **given: str) -> None:
    """Record that a consequence was decided against: nothing is taken back, the decision is kept."""
    chosen: Any = check_token("--why", why, ReasonClass)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, ConsequenceStep)
        which = still_open(case, name)
        chosen = chosen or ask_why_not(session)
        step = decided_against(case, which, chosen).having(
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
            reason=given["reason"],
        )
        written = record(ledger, [step], note=note)[0]
    saved(session, "consequence.withdraw", written)


def read_deadline(session: Session, typed: str, *, home: str, zone: str | None = None) -> Moment:
    """The time to which something is moved.

    Raises:
        BadInput: it is not understood, or has passed.
    """
    deadline = read_moment(session, typed, home=home, zone=zone, future=True)
    if deadline.until is None or deadline.until <= clock.now():
        raise BadInput(
            _("{typed} is not a time to come. Nothing was recorded.").format(typed=typed),
            _('Name a day or a time, as in: --until "17 Apr 2026"'),
        )
    return deadline


def deferred(case: CaseFile, which: int, deadline: Moment) -> ConsequenceStep:
    """The step that moves a consequence, taken now."""
    return ConsequenceStep(consequence=which, step="deferred", when=_now(case), until=deadline)


def decided_against(case: CaseFile, which: int, why: ReasonClass) -> ConsequenceStep:
    """The step that decides against a consequence, taken now."""
    return ConsequenceStep(consequence=which, step="withdrawn", when=_now(case), reason_class=why)


def ask_why_not(session: Session) -> Any:
    """Ask for the class of a reason."""
    return ask_choice(session, _("Why not?"), list(REASON_WORDS.items()), "--why")


def still_open(case: CaseFile, name: str) -> int:
    """The consequence of that name, if it was not carried out: a second "done" would move its date.

    Raises:
        BadInput: it was carried out, or is no consequence. NotFound: there is none of that name.
    """
    which = one_of(case, name, Consequence)
    for one in case.standing(ConsequenceStep):
        if one.fact.consequence == which and one.fact.step == "done":
            raise BadInput(
                _("{name} was carried out already, in #{serial}. Nothing was recorded.").format(
                    name=case.name(which), serial=one.serial
                ),
                _(
                    "To add proof: rk attach {serial} FILE    "
                    "To correct it: rk amend {serial} --facts TEXT --reason TEXT"
                ).format(serial=one.serial),
            )
    return which


def _now(case: CaseFile) -> Moment:
    from recordkeeper.records.when import read

    return read("now", now=clock.now(), zone=case.home_zone)
