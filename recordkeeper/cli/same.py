"""Say that entries are one contact told twice, or that they only look like it."""

from collections.abc import Mapping
from typing import Any

import click

from recordkeeper.audit.counting import count
from recordkeeper.audit.notice import notices
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, confirm
from recordkeeper.cli.mark import check_contacts
from recordkeeper.cli.naming import one_of, serial_of
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, brought_by
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact, Same
from recordkeeper.records.custody import Source

FEWEST = 2
SHOWN = 3
"""Pairs that are shown before all of them are confirmed."""


@command(
    "same",
    help=_(
        "These entries are one contact: all are kept and printed, counted once.\n\n"
        "rk same --proposed [N]: everything that independent sources probably tell alike, or what the file "
        "imported as N does. Shows some of it first, then asks."
    ),
)
@click.argument("names", nargs=-1, metavar="N M…")
@click.option("--apart", is_flag=True, help=_("They look like one contact, and are not."))
@click.option("--proposed", is_flag=True, help=_("All that the program takes for one contact."))
@click.option("--yes", is_flag=True, help=_("With --proposed: without asking."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def same(session: Session, names: tuple[str, ...], proposed: bool, **given: Any) -> int:
    """Record that entries belong together, or do not."""
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        if proposed:
            return _proposed(session, ledger, case, names, given)
        return _named(session, ledger, case, names, given)


def _named(
    session: Session, ledger: Ledger, case: CaseFile, names: tuple[str, ...], given: Mapping[str, Any]
) -> int:
    apart = given["apart"]
    serials = tuple(dict.fromkeys(serial_of(case, name) for name in names))
    if len(serials) < FEWEST:
        raise BadInput(_("It takes two different entries. Nothing was recorded."), _("As in: rk same 14 31"))
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
    written = record(ledger, [Same(entries=serials, apart=apart)], note=given["note"])[0]
    shown = ", ".join(f"#{serial}" for serial in serials)
    words = _("{names} are not one contact.") if apart else _("{names} are one contact, counted once.")
    saved(session, "same", written, message=words.format(names=shown))
    return 0


def _proposed(
    session: Session, ledger: Ledger, case: CaseFile, names: tuple[str, ...], given: Mapping[str, Any]
) -> int:
    """Show some of what the program takes for one contact, ask, and record all of it in one commit."""
    files = {one_of(case, name, Source) for name in names}
    found = [
        together
        for together in count(case, notices(case)).corroborated
        if not files or any(brought_by(case.all[serial].fact) in files for serial in together)
    ]
    if not found:
        raise BadInput(_("Nothing is proposed there. Nothing was recorded."), _("Two by name: rk same 14 31"))
    for together in found[:SHOWN]:
        for serial in together:
            output.ask(f"  #{serial}  {entry_line(case, case.all[serial])}")
        output.ask("")
    if len(found) > SHOWN:
        output.ask(_("  and {count} more like these").format(count=len(found) - SHOWN))
    question = _asked(len(found), apart=given["apart"])
    if not confirm(session, question, yes=given["yes"], default=False):
        output.note(_("Nothing was recorded."))
        return 1
    facts = [Same(entries=together, apart=given["apart"]) for together in found]
    written = record(ledger, facts, note=given["note"])[0]
    more = {"count": len(found), "last": written.serial + len(found) - 1}
    saved(session, "same", written, message=_done(len(found), apart=given["apart"]), more=more)
    return 0


def _asked(number: int, *, apart: bool) -> str:
    if apart:
        words = ngettext("Are these not one contact?", "Is none of these {count} one contact?", number)
    else:
        words = ngettext("Is this one contact?", "Is each of these {count} one contact?", number)
    return words.format(count=number)


def _done(number: int, *, apart: bool) -> str:
    if apart:
        words = ngettext(
            "These are not one contact.", "Each entry of these {count} counts for itself.", number
        )
    else:
        words = ngettext("This is one contact, counted once.", "{count} contacts, each counted once.", number)
    return words.format(count=number)


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
