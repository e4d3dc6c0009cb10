"""Open the record again with the recovery sheet, when the passphrase is lost or the key files are gone."""

from pathlib import Path

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.ways_in import first_secret, read_sheet, sheet_option


@command("recover", help=_("Open it again with the recovery sheet, and choose a new passphrase."))
@sheet_option
@click.option("--rekey", is_flag=True, help=_("Encrypt everything anew, so that the sheet is void."))
def recover(session: Session, sheet_file: Path | None, rekey: bool) -> None:
    """Write fresh key files from the sheet; the entries are not touched."""
    from recordkeeper.vault.changing import recover as recover_vault

    directory = session.require()
    letters = read_sheet(session, sheet_file)
    recover_vault(directory, letters, first_secret(session), anew=rekey)
    if session.json:
        output.data("recover", {"vault": str(directory), "rekeyed": rekey})
        return
    output.say(_("The record opens again. No entry was changed."))
    if rekey:
        output.note(_("Everything was encrypted anew: the sheet is void. A new one: rk recovery print"))
    output.note(_("The old passphrase opens it no more; copies made before still open with it."))
    output.note(_("Check it: rk verify"))
