"""A private note, on an entry of the record or on none. It never leaves, and is in no count that does."""

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.figures import instant
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records import telling
from recordkeeper.records.keeping import Note


@command("note", help=_("Write a private note, on entry N or on none; or read them. Never exported."))
@click.argument("name", required=False, metavar="[N]")
@click.option("--words", type=TEXT, help=_("Your words (or @FILE, or - for stdin)."))
@click.option("--list", "listing", is_flag=True, help=_("Read your notes; with N, those on that entry."))
def note(session: Session, name: str | None, words: str | None, listing: bool) -> None:
    """Keep a note in the private book, or read those that are there."""
    if listing and words is not None:
        raise BadInput(_("--list reads, --words writes. Nothing was recorded."), _("Give one of the two."))
    with open_ledger(session, write=not listing) as ledger:
        about = _about(ledger, name)
        if listing:
            _list(session, ledger, about)
            return
        told = given_or_asked(session, words, _("Your note"), "--words")
        written = record(ledger, [Note(words=told, about=about)])[0]
    message = _("It is about #{serial}.").format(serial=about) if about else ""
    saved(session, "note", written, message=message, more={"name": written.name, "about": about})


def _about(ledger: Ledger, name: str | None) -> int | None:
    """The serial of the entry meant; one that is withdrawn or erased can have a note as well."""
    if name is None:
        return None
    return ledger.entry(serial_of(setup_case(ledger), name)).serial


def _list(session: Session, ledger: Ledger, about: int | None) -> None:
    home = setup_case(ledger).home_zone
    notes = [
        (one, one.fact)
        for one in ledger.entries("private")
        if isinstance(one.fact, Note) and about in {None, one.fact.about}
    ]
    if session.json or session.plain:
        rows = [
            {
                "name": f"N{one.serial}",
                "at": instant(one.recorded_at, home),
                "about": fact.about,
                "words": fact.words,
            }
            for one, fact in notes
        ]
        if session.json:
            output.data("note", {"notes": rows})
        else:
            output.rows([list(row.values()) for row in rows])
        return
    if not notes:
        output.say(_("No notes here yet."))
    for one, fact in notes:
        on = _(", on #{serial}").format(serial=fact.about) if fact.about else ""
        output.say(f"N{one.serial}  {telling.date_told(one.recorded_at or 0, home)}{on}")
        output.say(f"  {fact.words}")
