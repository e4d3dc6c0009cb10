"""Carried out, not now, or not at all: each is a decision, and none is a failure."""

from gettext import gettext as _
from typing import Any

import click

from recordkeeper.cli.asking import TEXT, ask_choice, ask_text, given_or_asked
from recordkeeper.cli.boundary_notice import PROOF_HELP, proof_entries
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import check_files, keep_files, proof_of
from recordkeeper.cli.moments import read_moment, read_optional
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.wording import REASON_WORDS
from recordkeeper.records.consequences import Consequence, ConsequenceStep
from recordkeeper.records.vocabulary import NotedOn, ReasonClass


@command("done", help=_("What you did, when, and what shows it."))
@click.argument("name", metavar="C1")
@click.option("--when", default="now", help=_('"21 Mar 2026 10:40", "yesterday" …'))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--noted", help=_("When you made a note of it elsewhere."))
@click.option("--noted-on", help=_("What that note is on: paper, phone, mail."))
@click.option("--facts", type=TEXT, help=_("What you did."))
@click.option("--outcome", type=TEXT, default="", help=_("What came of it."))
@click.option("--proof", multiple=True, metavar="FILE|#N", help=PROOF_HELP)
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def done(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record that a consequence was carried out."""
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Consequence)
        facts = given["facts"]
        if facts is None:
            facts = ask_text(session, _("What did you do?"), "--facts", optional=True)
        fact = ConsequenceStep(
            consequence=which,
            step="done",
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
            noted_at=read_optional(session, given["noted"], home=case.home_zone, zone=given["zone"]),
            noted_on=check_token("--noted-on", given["noted_on"], NotedOn),
            facts=facts,
            outcome=given["outcome"],
            proof_entries=proof_entries(ledger, case, entries),
            files=keep_files(ledger, paths),
        )
        written = record(ledger, [fact], note=note)[0]
    saved(session, "consequence.done", written)


@command("defer", help=_("Not now: until when, and why. The reason stays private."))
@click.argument("name", metavar="C1")
@click.option("--until", help=_('A day or a time, as in "17 Apr 2026".'))
@click.option("--reason", type=TEXT, help=_("Private."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def defer(session: Session, name: str, until: str | None, reason: str | None, note: str | None) -> None:
    """Record that a consequence is moved."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Consequence)
        deadline = given_or_asked(session, until, _("Until when?"), "--until")
        fact = ConsequenceStep(
            consequence=which,
            step="deferred",
            when=read_moment(session, "now", home=case.home_zone),
            until=read_moment(session, deadline, home=case.home_zone, future=True),
            reason=given_or_asked(session, reason, _("Why? This stays private"), "--reason"),
        )
        written = record(ledger, [fact], note=note)[0]
    saved(session, "consequence.defer", written)


@command("withdraw", help=_("Decide not to. Your own words on why stay private."))
@click.argument("name", metavar="C1")
@click.option("--why", help="not-safe | advised | other-step | authority | changed")
@click.option("--when", default="now", help=_("When you decided."))
@click.option("--reason", type=TEXT, default="", help=_("In your own words. Private."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def withdraw(  # the word of the contract; nothing is taken back, the decision is kept
    session: Session, name: str, why: str | None, when: str, reason: str, note: str | None
) -> None:
    """Record that a consequence was decided against."""
    chosen = check_token("--why", why, ReasonClass)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Consequence)
        chosen = chosen or ask_choice(session, _("Why not?"), list(REASON_WORDS.items()), "--why")
        fact = ConsequenceStep(
            consequence=which,
            step="withdrawn",
            when=read_moment(session, when, home=case.home_zone),
            reason_class=chosen,
            reason=reason,
        )
        written = record(ledger, [fact], note=note)[0]
    saved(session, "consequence.withdraw", written)
