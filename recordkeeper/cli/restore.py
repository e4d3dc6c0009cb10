"""Bring the record back from a backup, into a folder of its own."""

from pathlib import Path

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.ways_in import opening_secret, sheet_option
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger import copies
from recordkeeper.vault.backup import is_backup


@command("restore", help=_("Bring the record back from a backup. Nothing is ever overwritten."))
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@sheet_option
def restore(session: Session, path: Path, directory: Path, sheet_file: Path | None) -> None:
    """Unpack beside, check every step, append the entry that tells of it, put it in place."""
    require_backup(path)
    secret = opening_secret(session, sheet_file)
    with path.open("rb") as stream:
        done = copies.restore(stream, directory, secret, now=clock.now())
    if session.json or session.plain:
        told = {
            "serial": done.written.serial,
            "id": done.written.id,
            "vault": str(directory),
            "entries": done.head.count,
            "head": done.head.link.hex(),
        }
        output.data("restore", told) if session.json else output.flat(told)
    else:
        output.say(
            _("Restored {count} entries into {where}; #{serial} tells that it was.").format(
                count=done.head.count, where=directory, serial=done.written.serial
            )
        )
    output.note(_("Go on with this record or the former one, never with both: they cannot be put together."))
    output.note(_("Check it: rk --vault {where} verify").format(where=directory))


def require_backup(path: Path) -> None:
    """Refuse what is no backup before anything is asked.

    Raises:
        NotFound: there is no such file.
        BadInput: it is something else.
    """
    if not path.is_file():
        raise NotFound(
            _("There is no file {path}. Nothing was restored.").format(path=path), _("Check the name.")
        )
    if not is_backup(path):
        raise BadInput(
            _("{path} is no backup of this program. Nothing was restored.").format(path=path),
            _("Name the file that rk backup wrote."),
        )
