"""Changing who may open a record: slots put in and taken out, and a new key for every page.

A new passphrase alone does not shut out who copied ``keys.json`` and knows the old one: both still give
the same data key. Only a re-key does. Killed at any instant, the old secrets or the new ones open
(``docs/vault-format.md``, "A re-key").
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import Secret, SlotSecret
from recordkeeper.crypto.slots import Slot
from recordkeeper.errors import BadInput, IntegrityError, Locked, NotFound
from recordkeeper.vault import keys
from recordkeeper.vault.faults import explained
from recordkeeper.vault.hardening import harden, require_private
from recordkeeper.vault.keys import Keyring
from recordkeeper.vault.locks import FolderLock
from recordkeeper.vault.opening import Patient, key_text, open_database, require_database, stored_salt
from recordkeeper.vault.unlocking import Unlocked, unlock

OnWait = Callable[[], None] | None


def opening_slot(directory: Path, secret: SlotSecret) -> tuple[str, tuple[Slot, ...]]:
    """Return the id of the slot that a secret opens, and all that hold the key in use.

    Raises:
        As ``open_vault``.
    """
    with _unlocked(directory, secret, exclusive=False) as unlocked:
        return _slot_of(unlocked, secret), unlocked.slots


def add_secret(directory: Path, secret: SlotSecret, new: SlotSecret, *, on_wait: OnWait = None) -> Slot:
    """Let another passphrase or key file open the record too; return its slot.

    Raises:
        BadInput: it opens the record already.
        As ``open_vault``.
    """
    with _unlocked(directory, secret, on_wait=on_wait) as unlocked:
        keyring = unlocked.keyring
        if slots.unseal(unlocked.slots, new, keyring.vault_id) is not None:
            raise BadInput(_("That opens the record already. Nothing was changed."))
        slot = slots.seal(unlocked.data_key, new, keyring.vault_id)
        keys.save(directory, keys.next_generation(keyring, (*unlocked.slots, slot)))
    return slot


def remove_slot(directory: Path, secret: SlotSecret, slot_id: str, *, on_wait: OnWait = None) -> None:
    """Let a slot go, from both key files; never the last one.

    Raises:
        NotFound: there is no such slot.
        BadInput: it is the only one left.
        As ``open_vault``.
    """
    with _unlocked(directory, secret, on_wait=on_wait) as unlocked:
        left = tuple(slot for slot in unlocked.slots if slot.id != slot_id)
        if len(left) == len(unlocked.slots):
            raise NotFound(
                _("There is no way in called {id}. Nothing was changed.").format(id=slot_id),
                _("See what there is: rk doctor"),
            )
        if not left:
            raise BadInput(
                _("It is the only way in. Nothing was changed."),
                _("Add another first: rk passphrase add"),
            )
        keys.save(directory, keys.next_generation(unlocked.keyring, left))


def replace_secret(directory: Path, secret: SlotSecret, new: SlotSecret, *, on_wait: OnWait = None) -> None:
    """Put a new secret in the place of the one given; every other way in stays, and so does the key.

    Who copied ``keys.json`` before and knows the old secret still opens the record: see ``rekey``.

    Raises:
        As ``open_vault``.
    """
    with _unlocked(directory, secret, on_wait=on_wait) as unlocked:
        former = _slot_of(unlocked, secret)
        slot = slots.seal(unlocked.data_key, new, unlocked.keyring.vault_id)
        left = [slot if one.id == former else one for one in unlocked.slots]
        keys.save(directory, keys.next_generation(unlocked.keyring, left))


def rekey(directory: Path, secret: SlotSecret, new: Sequence[SlotSecret], *, on_wait: OnWait = None) -> None:
    """Encrypt every page under a new data key, which only ``new`` open; printed sheets are void after.

    Raises:
        As ``open_vault``. The old secrets then still open it.
    """
    with _unlocked(directory, secret, on_wait=on_wait) as unlocked:
        _rekey(directory, unlocked.connection, unlocked.keyring, unlocked.slots, new)


def recover(directory: Path, recovery_text: str, new: SlotSecret, *, anew: bool = False) -> None:
    """Write fresh key files from the recovery sheet, even where both are gone.

    The database's salt is read from its own first bytes, the vault id from inside it; nothing is
    written before the key has opened it. Former slots are dropped.

    Args:
        directory: the record's folder.
        recovery_text: what stands on the sheet.
        new: what is to open the record from now on.
        anew: re-key as well, so that the sheet is void.

    Raises:
        BadInput: the sheet was copied wrongly.
        Locked: the sheet does not open this record (or log.db is damaged at its beginning).
    """
    harden()
    require_private(directory)
    from recordkeeper.crypto import recovery  # needed on the day the keys are lost, and on no other

    data_key = recovery.parse(recovery_text)
    with FolderLock(directory, exclusive=True):
        salt = stored_salt(require_database(directory))
        try:
            connection, vault_id = open_database(directory, data_key, salt, write=True)
        except IntegrityError as error:
            raise Locked(
                _("This recovery sheet does not open the record, or log.db is damaged at its beginning."),
                _("Sheets printed before a re-key no longer open it. Try a copy made before."),
            ) from error
        try:
            slot = slots.seal(data_key, new, vault_id)
            keyring = Keyring(vault_id, salt, _former_generation(directory) + 1, (slot,))
            keys.save(directory, keyring)
            if anew:
                _rekey(directory, connection, keyring, keyring.slots, [new])
        finally:
            connection.close()


def mend_keys(directory: Path) -> tuple[str, ...]:
    """Write both key files anew from the better one; needs no secret. Return what was wrong.

    Raises:
        IntegrityError: neither is intact.
    """
    harden()
    require_private(directory)
    with FolderLock(directory, exclusive=True):
        keyring = keys.load(directory)
        if keyring.damage:
            keys.save(directory, keyring)
    return keyring.damage


def _rekey(
    directory: Path,
    connection: Patient,
    keyring: Keyring,
    held: Sequence[Slot],
    new: Sequence[SlotSecret],
) -> None:
    """The steps of ``docs/vault-format.md``, "A re-key", in their order."""
    data_key = os.urandom(slots.KEY_SIZE)
    sealed = tuple(slots.seal(data_key, each, keyring.vault_id) for each in new)
    keyring = keys.next_generation(keyring, held, sealed)
    keys.save(directory, keyring)
    with explained(connection.patience):
        connection.reset_key(key_text(data_key, keyring.salt))
    keys.save(directory, keys.next_generation(keyring, sealed))


@contextmanager
def _unlocked(
    directory: Path, secret: Secret, *, exclusive: bool = True, on_wait: OnWait = None
) -> Iterator[Unlocked]:
    """Open alone: nothing else has the record open while its keys change."""
    harden()
    require_private(directory)
    with FolderLock(directory, exclusive=exclusive, on_wait=on_wait):
        unlocked = unlock(directory, secret, write=exclusive, on_wait=on_wait)
        try:
            yield unlocked
        finally:
            unlocked.connection.close()


def _slot_of(unlocked: Unlocked, secret: SlotSecret) -> str:
    opened = (one for one in unlocked.slots if slots.unseal([one], secret, unlocked.keyring.vault_id))
    return next(opened).id


def _former_generation(directory: Path) -> int:
    try:
        return keys.load(directory).generation
    except IntegrityError:
        return 0
