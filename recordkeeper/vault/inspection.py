"""What can be said about a record's files without any secret, for ``verify`` to report."""

from pathlib import Path
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault import keys
from recordkeeper.vault.hardening import require_private
from recordkeeper.vault.opening import FILE, require_database, stored_salt


class Inspection(NamedTuple):
    """Findings in words, and what they rest on.

    ``salt_matches`` is None where either side cannot be read. ``unfinished`` tells that a command was
    killed while writing; the next opening rolls its writing back.
    """

    findings: tuple[str, ...]
    keys_readable: bool
    database_size: int
    salt_matches: bool | None
    unfinished: bool
    rekey_pending: bool


def inspect(directory: Path) -> Inspection:
    """Look at the files of a record without opening it; damage is reported, not raised.

    Raises:
        NotFound: there is no such folder.
        BadInput: the folder is a link or writable by others.
    """
    require_private(directory)
    findings: list[str] = []
    keyring, salt, size = None, None, 0
    try:
        keyring = keys.load(directory)
        findings += keyring.damage
    except RecordkeeperError as error:
        findings.append(error.message)
    try:
        database = require_database(directory)
        salt, size = stored_salt(database), database.stat().st_size
    except RecordkeeperError as error:
        findings.append(error.message)
    matches = None if keyring is None or salt is None else salt == keyring.salt
    if matches is False:
        findings.append(_("the first bytes of log.db are not those that keys.json remembers"))
    return Inspection(
        findings=tuple(findings),
        keys_readable=keyring is not None,
        database_size=size,
        salt_matches=matches,
        unfinished=(directory / f"{FILE}-journal").exists(),
        rekey_pending=keyring is not None and bool(keyring.pending),
    )
