"""The recovery sheet: the key itself as letters, for the day the passphrase is lost."""

from pathlib import Path

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import opened
from recordkeeper.cli.options import Session, command, group, secret_of
from recordkeeper.cli.ways_in import HOLDER
from recordkeeper.cli.writing import check_destination, written_beside
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import RECOVERY_SHEET
from recordkeeper.records.keeping import Setting


@group("recovery", help=_("The recovery sheet, which opens the record without a passphrase."))
def recovery() -> None:
    """What there is to do with the sheet."""


@command("print", help=_("Show the recovery sheet, to copy on paper."))
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Write it into a text file, to print and then delete."),
)
def print_(session: Session, path: Path | None) -> None:
    """Show the sheet, and remember in the private book that it was shown."""
    directory = session.require()
    if path is not None:
        check_destination(session, path)
    with opened(directory, secret_of(session), write=True) as vault:
        letters = vault.recovery_text()
        Ledger(vault).append([Setting(name=RECOVERY_SHEET, value="shown")])
    lines = (HOLDER, _("The record is in: {where}").format(where=directory.absolute()), letters)
    if path is not None:
        page = "\n".join((*lines, _("To open it with this: rk recover"))) + "\n"
        with written_beside(path, lambda out: out.write(page.encode())):
            pass
        output.ask(
            _("Print {path}, then delete it: whoever has the file can read everything.").format(path=path)
        )
    if session.json:
        told = (
            {"vault": str(directory), "file": str(path)}
            if path
            else {"vault": str(directory), "sheet": letters}
        )
        output.data("recovery.print", told)
        return
    if path is None:
        output.ask(lines[0])
        output.note(lines[1])
        output.say(letters)
        output.ask(_("A re-key makes it void. Clear the screen when you have copied it."))


recovery.add_command(print_)
