"""Keep a report made to police, a court, a platform, an employer, a school or a carrier."""

from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, ask_text
from recordkeeper.cli.carrying_out import carried_out, carries_out_option, say_of_open, with_step
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import check_files
from recordkeeper.cli.happening import happening_options, told_of
from recordkeeper.cli.how_recorded import brought, recording_option, say_of_recording
from recordkeeper.cli.naming import entries_named
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import compose, saved
from recordkeeper.disclosure.step_words import AUTHORITY_WORDS
from recordkeeper.records.consequences import ConsequenceStep, ReportMade
from recordkeeper.records.vocabulary import Authority, tokens


@command("told", help=_("Note a report you made. WHOM is one of ") + ", ".join(tokens(Authority)) + ".")
@click.argument("whom", required=False)
@click.option("--ref", "reference", type=TEXT, help=_("The reference number they gave."))
@click.option("--officer", default="", help=_("Who took it."))
@click.option("--badge", default="", help=_("Their number."))
@click.option("--how", default="", help=_("At the station, by telephone, online …"))
@click.option("--facts", type=TEXT, help=_("What you told them."))
@click.option("--outcome", type=TEXT, default="", help=_("What they said or did."))
@click.option("--about", multiple=True, metavar="N[-M]", help=_("Which entries it was about."))
@click.option("--attach", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
@recording_option
@carries_out_option
@happening_options
def told(session: Session, whom: str | None, files: tuple[Path, ...], **given: Any) -> None:
    """Record the report, and what it carries out, in one commit."""
    to: Any = check_token("WHOM", whom, Authority)
    check_files(files)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, ConsequenceStep)
        to = to or ask_choice(session, _("Whom did you tell?"), list(AUTHORITY_WORDS.items()), "WHOM")
        about = entries_named(ledger, case, given["about"])
        which = carried_out(session, case, given["carries_out"])
        fact = ReportMade(
            to=to,
            reference=_or_asked(session, given["reference"], _("Reference number, if any"), "--ref"),
            officer=given["officer"],
            badge=given["badge"],
            how=given["how"],
            facts=_or_asked(session, given["facts"], _("What did you tell them?"), "--facts"),
            outcome=given["outcome"],
            about=about,
            **told_of(session, given, home=case.home_zone, question=_("When did you tell them?")),
            **brought(session, ledger, files, given["recording"]),
        )
        written = compose(ledger, lambda writer: with_step(writer, fact, which), note=given["note"])[0]
    saved(session, "told", written)
    say_of_recording(fact, written.serial)
    say_of_open(session, case, given["carries_out"], which)
    if not session.json:
        output.note(
            _("What came of it later: rk amend {serial} --outcome TEXT --reason TEXT").format(
                serial=written.serial
            )
        )


def _or_asked(session: Session, given: str | None, question: str, option: str) -> str:
    """Words from an option, or asked for; Enter leaves them out."""
    return given if given is not None else ask_text(session, question, option, optional=True)
