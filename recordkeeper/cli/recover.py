"""Open the record again with the recovery sheet, when the passphrase is lost or the key files are gone."""

from pathlib import Path

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import missing
from recordkeeper.cli.init import new_secret
from recordkeeper.cli.options import Session, command
from recordkeeper.errors import BadInput


@command("recover", help=_("Open it again with the recovery sheet, and choose a new passphrase."))
@click.option(
    "--sheet-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Read the sheet's letters from it."),
)
def recover(session: Session, sheet_file: Path | None) -> None:
    """Write fresh key files from the sheet; the entries are not touched."""
    from recordkeeper.crypto.recovery import parse
    from recordkeeper.vault.making import recover as recover_vault

    directory = session.require()
    letters = _letters(session, sheet_file)
    # A slip of the pen is told before a passphrase is chosen, not after.
    parse(letters)
    recover_vault(directory, letters, new_secret(session))
    if session.json:
        output.data("recover", {"vault": str(directory)})
        return
    output.say(_("The record opens again. No entry was changed."))
    output.note(_("The old passphrase opens it no more; copies made before still open with it."))
    output.note(_("Check it: rk verify"))


def _letters(session: Session, sheet_file: Path | None) -> str:
    if sheet_file is not None:
        try:
            return sheet_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(
                _("The sheet file {path} cannot be read. Nothing was changed.").format(path=sheet_file),
                _("Check the name, or leave it out to type the letters."),
            ) from error
    if not session.prompts():
        raise missing("--sheet-file", _("The recovery sheet"))
    letters: str = click.prompt(_("The letters of the sheet"), err=True)
    return letters
