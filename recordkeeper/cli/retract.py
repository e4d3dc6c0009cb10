"""Withdraw an entry: it stays visible as withdrawn, and counts nowhere."""

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.naming import standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Erasure, Restored, Withdrawal
from recordkeeper.records.people import Matter


@command("retract", help=_("Withdraw an entry. It stays visible as withdrawn, with your reason."))
@click.argument("name", metavar="N")
@click.option("--reason", type=TEXT, help=_("Why. Printed beside it."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def retract(session: Session, name: str, reason: str | None, note: str | None) -> None:
    """Record the withdrawal of an entry."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        entry = standing_entry(ledger, case, name)
        _check_kind(entry)
        why = given_or_asked(session, reason, _("Why? It is printed beside the entry"), "--reason")
        fact = Withdrawal(target=ledger.target(entry.serial), reason=why)
        written = record(ledger, [fact], note=note)[0]
    message = _("#{serial} is withdrawn.").format(serial=entry.serial)
    if isinstance(entry.fact, Withdrawal):
        message = _("#{serial} stands again.").format(serial=entry.fact.target.serial)
    saved(session, "retract", written, message=message)


def _check_kind(entry: Entry) -> None:
    """Refuse to withdraw what the whole record rests on, and what cannot be made undone."""
    if isinstance(entry.fact, Matter):
        raise BadInput(
            _("#{serial} says whose record this is, and cannot be withdrawn. Nothing was recorded.").format(
                serial=entry.serial
            ),
            _("To correct it: rk amend {serial} --title TEXT --reason TEXT").format(serial=entry.serial),
        )
    if isinstance(entry.fact, Erasure | Restored):
        raise BadInput(
            _("#{serial} tells what was done to the record; it cannot be withdrawn.").format(
                serial=entry.serial
            ),
            _("Nothing was recorded. See: rk show {serial}").format(serial=entry.serial),
        )
