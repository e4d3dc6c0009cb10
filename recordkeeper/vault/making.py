"""Making a record, and opening it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import Secret, SlotSecret
from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.vault import keys, schema
from recordkeeper.vault.box import Vault
from recordkeeper.vault.durable import flush_folder
from recordkeeper.vault.faults import explained
from recordkeeper.vault.hardening import harden, require_private
from recordkeeper.vault.keys import Keyring
from recordkeeper.vault.locks import FolderLock
from recordkeeper.vault.opening import (
    FILE,
    connect,
)
from recordkeeper.vault.unlocking import unlock


def create_vault(directory: Path, secrets_given: Sequence[SlotSecret]) -> Vault:
    """Make a new record and open it for writing.

    It is made beside and renamed into place, so that it exists whole or not at all.

    Raises:
        BadInput: the folder exists and is not empty, or no secret was given.
        RecordkeeperError: it could not be written; nothing is left behind.
    """
    harden()
    if not secrets_given:
        raise BadInput(_("A record needs a passphrase or a key file."))
    data_key, vault_id = os.urandom(slots.KEY_SIZE), os.urandom(keys.ID_SIZE)
    salt = os.urandom(keys.SALT_SIZE)
    sealed = tuple(slots.seal(data_key, secret, vault_id) for secret in secrets_given)
    with staged(directory) as beside:
        _lay_out(beside / FILE, data_key, salt, vault_id)
        keys.save(beside, Keyring(vault_id, salt, 1, sealed))
    return open_vault(directory, secrets_given[0], write=True)


def open_vault(
    directory: Path, secret: Secret, *, write: bool, on_wait: Callable[[], None] | None = None
) -> Vault:
    """Open a record; read-only unless ``write``.

    Args:
        directory: the record's folder.
        secret: a passphrase, a key file or the recovery sheet.
        write: open for appending; several commands may, they take turns.
        on_wait: called once when another command keeps this one waiting for a second.

    Raises:
        NotFound: there is no such folder.
        BadInput: the folder is a link or writable by others.
        Locked: the keys are intact and the secret opens none of them. No byte was changed.
        IntegrityError: damage.
        RecordkeeperError: a newer recordkeeper wrote it, or the disk refuses.
    """
    harden()
    require_private(directory)
    lock = FolderLock(directory, exclusive=False, on_wait=on_wait)
    try:
        return Vault(directory, unlock(directory, secret, write=write, on_wait=on_wait), lock)
    except BaseException:
        lock.close()
        raise


@contextmanager
def staged(directory: Path) -> Iterator[Path]:
    """Give a private folder beside ``directory``; at the end it takes that name, or goes away.

    Raises:
        BadInput: the folder exists and is not empty.
        RecordkeeperError: it could not be written; nothing is left behind.
    """
    if directory.is_symlink() or (
        directory.exists() and (not directory.is_dir() or any(directory.iterdir()))
    ):
        raise BadInput(
            _("{path} is there already and is not an empty folder.").format(path=directory),
            _("Choose a folder that does not exist yet. Nothing was changed."),
        )
    beside = directory.with_name(f"{directory.name}.new-{os.urandom(4).hex()}")
    try:
        directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.mkdir(mode=0o700)
        beside.chmod(0o700)
        yield beside
        flush_folder(beside)
        with suppress(FileNotFoundError):
            directory.rmdir()
        beside.rename(directory)
        flush_folder(directory.parent)
    except OSError as error:
        raise RecordkeeperError(
            _("The folder {path} could not be made ({why}).").format(path=directory, why=error.strerror),
            _("Choose a folder on a disk you can write to."),
        ) from error
    finally:
        import shutil  # for the day a record is made; opening one each day does without

        shutil.rmtree(beside, ignore_errors=True)


def _lay_out(path: Path, data_key: bytes, salt: bytes, vault_id: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    path.chmod(0o600)
    connection = connect(path, data_key, salt, write=True)
    try:
        with explained(connection.patience):
            connection.execute("BEGIN IMMEDIATE")
            for statement in schema.statements():
                connection.execute(statement)
            connection.execute(
                "INSERT INTO vault VALUES (1, ?, ?, ?)", (schema.VERSION, schema.NEEDS, vault_id)
            )
            connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={schema.VERSION}")
            connection.execute("COMMIT")
    finally:
        connection.close()
