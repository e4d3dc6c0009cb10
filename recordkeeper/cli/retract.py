"""Withdraw an entry: it stays visible as withdrawn, and counts nowhere."""

from gettext import gettext as _

import click

from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.people import Matter


@command("retract", help=_("Withdraw an entry. It stays visible as withdrawn, with your reason."))
@click.argument("name", metavar="N")
@click.option("--reason", type=TEXT, help=_("Why. Printed beside it."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def retract(session: Session, name: str, reason: str | None, note: str | None) -> None:
    """Record the withdrawal of an entry."""
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        serial = serial_of(case, name)
        target = ledger.target(serial)
        one = case.all.get(serial)
        if one is not None and one.withdrawn is not None:
            raise BadInput(
                _("Entry {serial} was withdrawn already, by #{by}. Nothing was recorded.").format(
                    serial=serial, by=one.withdrawn.serial
                ),
                _("To take that back: rk retract {by}").format(by=one.withdrawn.serial),
            )
        if one is not None and isinstance(one.fact, Matter):
            raise BadInput(
                _(
                    "The first entry says whose record this is, and cannot be withdrawn. Nothing was recorded."
                ),
                _("To correct it: rk amend {serial}").format(serial=serial),
            )
        why = given_or_asked(session, reason, _("Why? It is printed beside the entry"), "--reason")
        written = record(ledger, [Withdrawal(target=target, reason=why)], note=note)[0]
    saved(session, "retract", written, message=_("#{serial} is withdrawn.").format(serial=serial))
