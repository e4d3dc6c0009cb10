"""Change what opens the record: replace, add or remove a passphrase or a key file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice, confirm, missing
from recordkeeper.cli.opening import opened, say_waiting
from recordkeeper.cli.options import Session, command, group, secret_of
from recordkeeper.cli.ways_in import HOLDER, key_files, new_secret, new_secret_options
from recordkeeper.crypto.credentials import SlotSecret
from recordkeeper.crypto.slots import Slot
from recordkeeper.errors import RecordkeeperError
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import RECOVERY_SHEET
from recordkeeper.records.keeping import Setting
from recordkeeper.vault import changing


@group("passphrase", help=_("Change what opens the record."))
def passphrase() -> None:
    """Each change is a command of its own."""


@command("change", help=_("A new passphrase in the place of the one you open it with now."))
@new_secret_options
@click.option(
    "--rekey/--no-rekey",
    default=None,
    help=_("Encrypt everything anew, so that old copies of the keys are of no use."),
)
@click.option(
    "--keep-key-file",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("A key file that is to open it after a re-key too."),
)
@click.option("--recovery-sheet/--no-recovery-sheet", default=None, help=_("Show the new recovery sheet."))
def change(
    session: Session,
    rekey: bool | None,
    keep_key_file: tuple[Path, ...],
    recovery_sheet: bool | None,
    **given: Any,
) -> None:
    """Replace the slot that was used to open; and unless the keeper says no, the data key as well."""
    directory = session.require()
    secret: SlotSecret = secret_of(session)
    own, held = changing.opening_slot(directory, secret)
    keep = key_files(keep_key_file)
    if rekey is None or rekey:
        _say_dropped([slot for slot in held if slot.id != own], len(keep))
    anew = _rekey_wanted(session) if rekey is None else rekey
    new = new_secret(session, given)
    if anew:
        output.note(_("Encrypting everything anew. If interrupted, the old or the new one opens it."))
        changing.rekey(directory, secret, [new, *keep], on_wait=say_waiting)
    else:
        changing.replace_secret(directory, secret, new, on_wait=say_waiting)
    if session.json:
        output.data("passphrase.change", {"vault": str(directory), "rekeyed": anew})
    else:
        output.say(_("The record opens with the new one now, and no longer with the one before."))
    _say_of_copies(anew)
    if anew:
        _sheet(session, directory, new, recovery_sheet)


@command("add", help=_("Another passphrase or key file that opens the record too."))
@new_secret_options
def add(session: Session, **given: Any) -> None:
    """Seal the data key under one more secret."""
    directory = session.require()
    secret: SlotSecret = secret_of(session)
    changing.opening_slot(directory, secret)
    slot = changing.add_secret(directory, secret, new_secret(session, given), on_wait=say_waiting)
    if session.json:
        output.data("passphrase.add", {"id": slot.id, "kind": slot.kind})
        return
    output.say(_("The {kind} {id} opens the record too.").format(kind=_kind(slot), id=slot.id))


@command("remove", help=_("Let a passphrase or key file open the record no longer; never the last one."))
@click.argument("slot_id", metavar="[ID]", required=False)
def remove(session: Session, slot_id: str | None) -> None:
    """Drop a slot from both key files."""
    directory = session.require()
    secret: SlotSecret = secret_of(session)
    own, held = changing.opening_slot(directory, secret)
    chosen = _which(session, own, held) if slot_id is None else slot_id
    changing.remove_slot(directory, secret, chosen, on_wait=say_waiting)
    if session.json:
        output.data("passphrase.remove", {"id": chosen})
    else:
        output.say(_("{id} opens the record no longer.").format(id=chosen))
    _say_of_copies(anew=False)


def _which(session: Session, own: str, held: Sequence[Slot]) -> str:
    if not session.prompts():
        listed = ", ".join(f"{slot.id} ({_kind(slot)})" for slot in held)
        raise missing(_("one of {ids}").format(ids=listed), _("Which one to remove"))
    choices = [
        (slot.id, f"{_kind(slot)} {slot.id}" + (_(", the one used now") if slot.id == own else ""))
        for slot in held
    ]
    return ask_choice(session, _("Which one is to open it no longer?"), choices, "ID")


def _kind(slot: Slot) -> str:
    return _("passphrase") if slot.kind == "passphrase" else _("key file")


def _rekey_wanted(session: Session) -> bool:
    output.ask(_("Could anyone know the old one, or have copied the record while it held?"))
    question = _("Encrypt everything anew, so that the old one is of no use with the keys as they were?")
    return confirm(session, question, yes=False, option="--rekey or --no-rekey")


def _say_dropped(others: Sequence[Slot], kept: int) -> None:
    """Say before a re-key what it shuts out: a slot cannot be made anew without its secret."""
    if others:
        listed = ", ".join(f"{_kind(slot)} {slot.id}" for slot in others)
        output.ask(_("Encrypting anew shuts out every other way in: {listed}.").format(listed=listed))
        output.ask(
            _("Kept: {count} given with --keep-key-file. To let others in again: rk passphrase add").format(
                count=kept
            )
        )
    output.ask(_("Encrypting anew also makes every recovery sheet shown so far void."))


def _say_of_copies(anew: bool) -> None:
    output.note(_("Backups and copies made before still open with what opened them then."))
    if not anew:
        output.note(
            _("Who copied keys.json and knows the old one can still open it: to end that, encrypt anew")
        )


def _sheet(session: Session, directory: Path, new: SlotSecret, wanted: bool | None) -> None:
    """Show the new sheet if it is wanted; remember either way what became of the old one."""
    if wanted is None and session.prompts():
        wanted = confirm(session, _("Show the new recovery sheet, to copy on paper?"), yes=False)
    try:
        with opened(directory, new, write=True) as vault:
            Ledger(vault).append([Setting(name=RECOVERY_SHEET, value="shown" if wanted else "void")])
            sheet = vault.recovery_text() if wanted else None
    except RecordkeeperError as error:
        output.complain(error.message, _("The keys are changed all the same. The sheet: rk recovery print"))
        return
    output.note(_("The old recovery sheet is void: destroy it."))
    if sheet is None:
        output.note(_("The new one: rk recovery print"))
    else:
        output.ask(HOLDER)
        output.ask(sheet)


for each in (change, add, remove):
    passphrase.add_command(each)
