"""Say that entries are one contact told twice, or that they only look like it."""

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT
from recordkeeper.cli.mark import check_contacts
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.contacts import Contact, Same

FEWEST = 2


@command("same", help=_("These entries are one contact: all are kept and printed, counted once."))
@click.argument("names", nargs=-1, required=True, metavar="N M…")
@click.option("--apart", is_flag=True, help=_("They look like one contact, and are not."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def same(session: Session, names: tuple[str, ...], apart: bool, note: str | None) -> None:
    """Record that entries belong together, or do not."""
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        serials = tuple(dict.fromkeys(serial_of(case, name) for name in names))
        if len(serials) < FEWEST:
            raise BadInput(
                _("It takes two different entries. Nothing was recorded."), _("As in: rk same 14 31")
            )
        check_contacts(case, tuple((serial, serial) for serial in serials))
        contacts = [one for serial in serials if (one := case.one(serial, Contact))]
        if len({one.fact.direction for one in contacts}) > 1 and not apart:
            raise BadInput(
                _(
                    "One of them came to you and one was sent by you: they are not one contact. "
                    "Nothing was recorded."
                ),
                _("See: rk show {serial}").format(serial=serials[0]),
            )
        _not_said_yet(case, set(serials), apart=apart)
        written = record(ledger, [Same(entries=serials, apart=apart)], note=note)[0]
    shown = ", ".join(f"#{serial}" for serial in serials)
    words = _("{names} are not one contact.") if apart else _("{names} are one contact, counted once.")
    saved(session, "same", written, message=words.format(names=shown))


def _not_said_yet(case: CaseFile, serials: set[int], *, apart: bool) -> None:
    """Refuse what was said before, and the opposite of it while that stands."""
    for one in case.standing(Same):
        said = set(one.fact.entries)
        if one.fact.apart == apart and serials <= said:
            raise BadInput(
                _("That is said already, in #{serial}. Nothing was recorded.").format(serial=one.serial)
            )
        if one.fact.apart != apart and len(serials & said) >= FEWEST:
            raise BadInput(
                _("#{serial} says the opposite of two of them. Nothing was recorded.").format(
                    serial=one.serial
                ),
                _("To take that back first: rk retract {serial} --reason TEXT").format(serial=one.serial),
            )
