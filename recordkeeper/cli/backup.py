"""One file that brings the record back: written, read back and checked whole before it is there."""

from datetime import UTC, datetime
from pathlib import Path

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import opened
from recordkeeper.cli.options import Session, command, secret_of
from recordkeeper.cli.writing import written_beside
from recordkeeper.crypto.credentials import Secret
from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.ledger.copies import back_up
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.ledger.settings import Copied


@command("backup", help=_("Write the whole record, encrypted, into one file, and check it."))
@click.argument("dest", metavar="DEST", type=click.Path(path_type=Path))
def backup(session: Session, dest: Path) -> None:
    """Copy, read back, verify, put in place; then note in the private book that it was made."""
    directory = session.require()
    now = clock.now()
    path = _place(dest, directory, now)
    secret = secret_of(session)
    heads: list[Head] = []
    with (
        opened(directory, secret, write=False) as vault,
        written_beside(path, lambda out: heads.append(back_up(vault, secret, out, now=now))) as sha256,
    ):
        pass
    (head,) = heads
    _note(directory, secret, Copied(head.count, now))
    beside = _same_device(path, directory)
    if session.json or session.plain:
        told = {
            "file": str(path),
            "bytes": path.stat().st_size,
            "sha256": sha256,
            "entries": head.count,
            "head": head.link.hex(),
            "same_device": beside,
        }
        output.data("backup", told) if session.json else output.flat(told)
    else:
        output.say(_("Backed up into {path}, read back and checked.").format(path=path))
        output.say(_("Head  {count} entries, {link}").format(count=head.count, link=head.link.hex()))
    if beside:
        output.note(_("It is on the same disk as the record: if that is lost, both are. Copy it elsewhere."))
    output.note(_("It opens with what opens the record today. Check it now and then:"))
    output.note(f"rk verify {path}")


def _place(dest: Path, directory: Path, now: int) -> Path:
    """Where the file goes: as named, or under a name of the day in a folder; never over another file.

    Raises:
        BadInput: there is something already, no such folder, or it is the record's own.
    """
    day = f"{datetime.fromtimestamp(now / 1000, UTC):%Y-%m-%d}"
    path = dest / f"record-{day}.tar" if dest.is_dir() else dest
    if not path.parent.is_dir():
        raise BadInput(
            _("There is no folder {folder}. Nothing was written.").format(folder=path.parent),
            _("Make it first, or choose another place."),
        )
    if path.parent.resolve() == directory.resolve():
        raise BadInput(
            _("That is the record's own folder, where nothing else may lie. Nothing was written."),
            _("Choose a place outside it, best on another disk."),
        )
    number = 1
    while dest.is_dir() and path.exists():
        number += 1
        path = dest / f"record-{day}-{number}.tar"
    if path.exists() or path.is_symlink():
        raise BadInput(
            _("{path} is there already. Nothing was written.").format(path=path),
            _("Choose another name, or name a folder: rk backup FOLDER"),
        )
    return path


def _note(directory: Path, secret: Secret, copied: Copied) -> None:
    """Remember in the record that it was copied; a disk that is read-only by now does not undo the copy."""
    try:
        with opened(directory, secret, write=True) as vault:
            Ledger(vault).append([copied.setting()])
    except RecordkeeperError as error:
        output.complain(
            _("The backup was made, but the record could not note it: {why}").format(why=error.message),
            _("The file is whole all the same."),
        )


def _same_device(path: Path, directory: Path) -> bool:
    return path.stat().st_dev == directory.stat().st_dev
