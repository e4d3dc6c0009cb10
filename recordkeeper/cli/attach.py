"""Add a screenshot, a recording or a file to an entry."""

from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import check_files, keep_files
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of, serial_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.records.custody import Attachment
from recordkeeper.records.people import Person
from recordkeeper.records.vocabulary import Recording


@command("attach", help=_("Add files to an entry. The originals are kept as they are, with their SHA-256."))
@click.argument("name", metavar="N")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--captured-by", metavar="P3", help=_("Who took it, when not you."))
@click.option("--captured-from", default="", help=_("From which device or account."))
@click.option("--received-how", type=TEXT, default="", help=_("How it reached you."))
@click.option("--recording", help=_("left, all-knew, not-all-knew, someone-else."))
@click.option("--when", default="unknown", help=_("When it was taken."))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def attach(session: Session, name: str, files: tuple[Path, ...], note: str | None, **given: Any) -> None:
    """Store the files, then the entry that names them."""
    check_files(files)
    recording = check_token("--recording", given["recording"], Recording)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        serial = serial_of(case, name)
        ledger.entry(serial)
        fact = Attachment(
            to=serial,
            captured_by=one_of(case, given["captured_by"], Person) if given["captured_by"] else None,
            captured_from=given["captured_from"],
            received_how=given["received_how"],
            recording=recording,
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
            files=keep_files(ledger, files),
        )
        written = record(ledger, [fact], note=note)[0]
    marks = [f"E{written.serial}" + (f"-{n}" if n > 1 else "") for n in range(1, len(files) + 1)]
    saved(session, "attach", written, message=" ".join(marks), more={"exhibits": marks})
    if recording == "not-all-knew":
        output.note(_("It is held out of every export. Ask a lawyer before sharing it."))
