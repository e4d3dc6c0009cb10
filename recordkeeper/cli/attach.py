"""Add a screenshot, a recording or a file to an entry."""

from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT
from recordkeeper.cli.files import check_files
from recordkeeper.cli.how_recorded import brought, recording_option, say_of_recording
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of, standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.consequences import Consequence, Order
from recordkeeper.records.custody import Attachment
from recordkeeper.records.fact import Happening
from recordkeeper.records.people import Person, WitnessAccount


@command("attach", help=_("Add files to an entry. The originals are kept as they are, with their SHA-256."))
@click.argument("name", metavar="N")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--captured-by", metavar="P3", help=_("Who took it, when not you."))
@click.option("--captured-from", default="", help=_("From which device or account."))
@click.option("--received-how", type=TEXT, default="", help=_("How it reached you."))
@recording_option
@click.option("--when", default="unknown", help=_("When it was taken."))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def attach(session: Session, name: str, files: tuple[Path, ...], note: str | None, **given: Any) -> None:
    """Store the files, then the entry that names them."""
    check_files(files)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        entry = standing_entry(ledger, case, name)
        check_attachable(name, entry)
        fact = Attachment(
            to=entry.serial,
            captured_by=one_of(case, given["captured_by"], Person) if given["captured_by"] else None,
            captured_from=given["captured_from"],
            received_how=given["received_how"],
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
        )
        fact = fact.having(**brought(session, ledger, files, given["recording"]))
        written = record(ledger, [fact], note=note)[0]
    marks = [f"E{written.serial}" + (f"-{n}" if n > 1 else "") for n in range(1, len(files) + 1)]
    saved(session, "attach", written, message=" ".join(marks), more={"exhibits": marks})
    say_of_recording(fact, written.serial)


def check_attachable(name: str, entry: Entry) -> None:
    """Files belong to what happened: those of a person would carry a child's face into an export.

    Raises:
        BadInput: it is no entry of something that happened.
    """
    if isinstance(entry.fact, Attachment):
        raise BadInput(
            _("{name} brought files itself. Nothing was recorded.").format(name=name),
            _("Add to the same entry: rk attach {to} FILE").format(to=entry.fact.to),
        )
    if isinstance(entry.fact, Consequence):
        raise BadInput(
            _("{name} is an announcement; files belong to what was done. Nothing was recorded.").format(
                name=name
            ),
            _("When it is carried out: rk consequence done {name} --proof FILE").format(name=name),
        )
    if not isinstance(entry.fact, Happening | WitnessAccount | Order):
        raise BadInput(
            _("{name} is a {kind}, and files belong to what happened. Nothing was recorded.").format(
                name=name, kind=entry.kind
            ),
            _("Attach them to a contact, a statement, a delivery or a step: rk timeline"),
        )
