"""The keeper's own reasons, to read again on a hard day. They stand in the private book and never leave."""

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.figures import instant
from recordkeeper.records import telling
from recordkeeper.records.keeping import Why


@group(
    "why",
    help=_("Your reasons, to read again on a hard day. rk why alone reads them. Never exported."),
    invoke_without_command=True,
)
@click.pass_context
def why(ctx: click.Context) -> None:
    """Read, unless there is something to write: on a hard day there is one word to type."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(read)


@command("read", help=_("Read them, in the order you wrote them; the latest comes last."))
def read(session: Session) -> None:
    """Print every reason with its date; the latest stands next to the prompt."""
    with open_ledger(session, write=False) as ledger:
        home = setup_case(ledger).home_zone
        found = [(one, one.fact) for one in ledger.entries("private") if isinstance(one.fact, Why)]
    if session.json:
        reasons = [
            {"name": f"N{one.serial}", "at": instant(one.recorded_at, home), "words": fact.words}
            for one, fact in found
        ]
        output.data("why", {"reasons": reasons})
    elif session.plain:
        output.rows([(f"N{one.serial}", instant(one.recorded_at, home), fact.words) for one, fact in found])
    elif not found:
        output.say(_("No reasons written yet. To write one: rk why write"))
    else:
        for number, (one, fact) in enumerate(found):
            if number:
                output.say()
            at = one.recorded_at or 0
            output.say(f"{telling.date_told(at, home)}, {telling.ago(at, clock.now())}  N{one.serial}")
            output.say(fact.words)


@command("write", help=_("Write one. Nothing you wrote before is changed."))
@click.option("--words", type=TEXT, help=_("Your words (or @FILE, or - for stdin)."))
def write(session: Session, words: str | None) -> None:
    """Keep a reason in the private book."""
    with open_ledger(session, write=True) as ledger:
        told = given_or_asked(session, words, _("Why did you decide this? In your own words"), "--words")
        written = record(ledger, [Why(words=told)])[0]
    saved(session, "why.write", written, more={"name": written.name})


why.add_command(read)
why.add_command(write)
