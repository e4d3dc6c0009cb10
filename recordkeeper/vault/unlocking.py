"""From a secret to an open database, never taking damage for a wrong passphrase, or the reverse."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import RecoverySecret, Secret
from recordkeeper.crypto.slots import Slot
from recordkeeper.errors import IntegrityError, Locked
from recordkeeper.vault import keys
from recordkeeper.vault.keys import Keyring
from recordkeeper.vault.opening import Patient, open_database, require_database


class Unlocked(NamedTuple):
    """An open database, the key that opened it, the slots that hold this key."""

    connection: Patient
    data_key: bytes
    keyring: Keyring
    slots: tuple[Slot, ...]


class _Way(NamedTuple):
    data_key: bytes
    slots: tuple[Slot, ...]


def unlock(
    directory: Path, secret: Secret, *, write: bool, on_wait: Callable[[], None] | None = None
) -> Unlocked:
    """Open the database with a secret.

    While a re-key is unfinished two keys are possible; either may be the right one. Where neither
    fits, the keys are read once more, in case another machine finished it meanwhile.

    Raises:
        Locked: the keys are intact, and the secret opens none of them.
        IntegrityError: the keys or the database are damaged.
        BadInput: a recovery sheet was copied wrongly.
    """
    require_database(directory)
    former: Keyring | None = None
    fault: IntegrityError | None = None
    while (keyring := keys.load(directory)) != former:
        former = keyring
        ways = _ways(keyring, secret)
        if not ways:
            raise _locked(secret)
        for way in ways:
            try:
                return _open(directory, keyring, way, write=write, on_wait=on_wait)
            except IntegrityError as error:
                fault = fault or error
    if isinstance(secret, RecoverySecret):
        raise _locked(secret) from fault
    if keyring.pending and len(ways) == 1:
        raise Locked(
            _("The keys of this record were being changed. This secret belongs to the other key."),
            _("Use the other passphrase or key file: if you used the old one, the new one."),
        ) from fault
    raise fault or IntegrityError(_("The keys of the record kept changing while they were read."))


def _ways(keyring: Keyring, secret: Secret) -> Sequence[_Way]:
    if isinstance(secret, RecoverySecret):
        from recordkeeper.crypto import recovery  # as in ``making.recover``

        data_key = recovery.parse(secret.text)
        return [_Way(data_key, keyring.pending or keyring.slots)]
    found = (
        (slots.unseal(candidates, secret, keyring.vault_id), candidates)
        for candidates in (keyring.slots, keyring.pending)
    )
    return [_Way(data_key, candidates) for data_key, candidates in found if data_key is not None]


def _open(
    directory: Path, keyring: Keyring, way: _Way, *, write: bool, on_wait: Callable[[], None] | None
) -> Unlocked:
    connection, vault_id = open_database(directory, way.data_key, keyring.salt, write=write, on_wait=on_wait)
    if vault_id != keyring.vault_id:
        connection.close()
        raise IntegrityError(
            _("keys.json and log.db belong to two different records."),
            _("Put together the two files of the same record, or restore a backup."),
        )
    return Unlocked(connection, way.data_key, keyring, way.slots)


def _locked(secret: Secret) -> Locked:
    if isinstance(secret, RecoverySecret):
        return Locked(
            _("This recovery sheet does not open the record, or log.db is damaged at its beginning."),
            _("Sheets printed before a re-key no longer open it. Try the passphrase or key file."),
        )
    return Locked(
        _("That did not open the record. Nothing was changed."),
        _("Check the keyboard layout and capital letters, or use the key file you chose at the start."),
    )
