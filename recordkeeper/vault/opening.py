"""Opening ``log.db``: the settings, in the one order that is safe, and the checks before any reading.

Why each: docs/vault-format.md. In short: the log is silenced first, or a damaged file fills the
screen; the key goes in by ``set_key``, because ``PRAGMA key`` reaches trace callbacks; a rollback journal
with EXTRA, because WAL and FULL lost acknowledged entries at a power cut.
"""

import re
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError
from recordkeeper.vault import schema
from recordkeeper.vault.durable import read_small_file
from recordkeeper.vault.faults import explained
from recordkeeper.vault.hardening import require_plain_file
from recordkeeper.vault.keys import SALT_SIZE, newer
from recordkeeper.vault.waiting import Patience

FILE = "log.db"
_SETTINGS = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("fullfsync", "ON", 1),
)


class Patient(dbapi2.Connection):  # type: ignore[misc]
    """A connection that waits for other commands, and can say so."""

    patience: Patience


def key_text(data_key: bytes, salt: bytes) -> str:
    """Return key and salt as SQLCipher takes them raw: exactly 96 hex digits.

    Raises:
        IntegrityError: anything shorter, which SQLCipher would silently take for a passphrase.
    """
    digits = (data_key + salt).hex()
    if not re.fullmatch("[0-9a-f]{96}", digits):
        raise IntegrityError(_("The key that came out of the slot has the wrong length."))
    return f"x'{digits}'"


def connect(
    path: Path,
    data_key: bytes,
    salt: bytes,
    *,
    write: bool,
    on_wait: Callable[[], None] | None = None,
) -> Patient:
    """Open an existing database with the right key; read-only unless ``write``.

    Raises:
        IntegrityError: it does not open, or a setting does not hold.
        RecordkeeperError: it cannot be reached (permissions, a write-protected disk).
    """
    key = key_text(data_key, salt)
    address = f"{path.absolute().as_uri()}?mode={'rw' if write else 'ro'}"
    patience = Patience(on_wait)
    with explained(patience):
        # Used by one thread after the other, never by two at once: `Transaction.append`.
        connection: Patient = dbapi2.connect(
            address, uri=True, isolation_level=None, factory=Patient, check_same_thread=False
        )
        connection.patience = patience
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.set_key(key)
            connection.set_busy_handler(patience.for_database)
            _settle(connection)
            # The first reading: a wrong key shows here, and a left-over journal is rolled back.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _settle(connection: Patient) -> None:
    for name, wanted, reads_back in _SETTINGS:
        connection.execute(f"PRAGMA {name}={wanted}")
        if connection.execute(f"PRAGMA {name}").fetchone() != (reads_back,):
            raise IntegrityError(_("The database does not keep the setting {name}.").format(name=name))


def require_database(directory: Path) -> Path:
    """Return the path of ``log.db``; a missing or empty one is damage, never a new record.

    Raises:
        IntegrityError: missing or empty.
        BadInput: a link, or no file.
    """
    path = directory / FILE
    require_plain_file(path)
    if not path.exists() or path.stat().st_size == 0:
        raise IntegrityError(
            _("The record's log.db is missing or empty, although its keys are there."),
            _("Put back a copy made before, and keep this one too."),
        )
    return path


def stored_salt(path: Path) -> bytes:
    """The salt that ``log.db`` itself begins with: 16 bytes."""
    return read_small_file(path, SALT_SIZE)


def open_database(
    directory: Path,
    data_key: bytes,
    salt: bytes,
    *,
    write: bool,
    on_wait: Callable[[], None] | None = None,
) -> tuple[Patient, bytes]:
    """Open ``log.db`` and check what it says of itself; return it and the vault id found inside.

    A journal left by a killed command is rolled back first, which needs one opening for writing.

    Raises:
        IntegrityError: damage of any kind.
        RecordkeeperError: it cannot be reached, or a newer recordkeeper wrote it.
    """
    path = require_database(directory)
    if not write and path.with_name(f"{FILE}-journal").exists():
        connect(path, data_key, salt, write=True, on_wait=on_wait).close()
    connection = connect(path, data_key, salt, write=write, on_wait=on_wait)
    try:
        vault_id = _identify(connection)
        if stored_salt(path) != salt:
            raise IntegrityError(
                _("The first bytes of log.db are not those that keys.json remembers."),
                _("Do not write to it. Put back a copy made before, and keep this one too."),
            )
    except BaseException:
        connection.close()
        raise
    return connection, vault_id


def _identify(connection: Patient) -> bytes:
    with explained(connection.patience):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        found = connection.execute("SELECT needs, vault_id FROM vault").fetchone()
    if application != schema.APPLICATION_ID or found is None or version < schema.VERSION:
        raise IntegrityError(_("log.db is not a record of this program."))
    if version > schema.VERSION:
        raise newer(found[0])
    vault_id: bytes = found[1]
    return vault_id
