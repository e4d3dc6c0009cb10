"""What a database error means for the keeper, said once for the whole room.

After the key slot has opened, the key is known to be right: whatever the database then complains
about is damage, never a wrong passphrase. The few exceptions (a full disk, a busy or read-only folder)
are faults of the surroundings, and say so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError, RecordkeeperError
from recordkeeper.vault.waiting import Patience

# SQLite's primary result codes, https://www.sqlite.org/rescode.html; this binding does not name them.
PERM, BUSY, READONLY, FULL, CANTOPEN, CONSTRAINT = 3, 5, 8, 13, 14, 19
# Extended codes: IOERR_WRITE, _FSYNC, _DIR_FSYNC, _TRUNCATE. What is on the disk is whole, as it was.
REFUSED_WRITES = (778, 1034, 1290, 1546)


def code_of(error: Exception) -> int:
    """SQLite's primary result code of an error, 0 when the binding itself complained."""
    code: int = getattr(error, "sqlite_errorcode", None) or 0
    return code & 0xFF


def explain(error: Exception) -> RecordkeeperError:
    """Turn a database error into one of ours."""
    code = code_of(error)
    if code == FULL:
        return RecordkeeperError(
            _("The disk is full. Nothing was recorded; what was there is unchanged."),
            _("Free some space, then run the same command again."),
        )
    if code == BUSY:
        return RecordkeeperError(
            _("Another command is using the record. Nothing was recorded."),
            _("Wait until it has finished, then run the same command again."),
        )
    if code in (PERM, READONLY, CANTOPEN):
        return RecordkeeperError(
            _("The record's folder could not be opened for this. Nothing was changed."),
            _("Check that the disk is not write-protected and that the folder belongs to you."),
        )
    if getattr(error, "sqlite_errorcode", None) in REFUSED_WRITES:
        return RecordkeeperError(
            _("The disk refused to write ({why}). Nothing was recorded.").format(why=error),
            _("Free space, or check how large a file may be here, then run the same command again."),
        )
    if code == CONSTRAINT:
        return IntegrityError(_("The record refused a change: {why}.").format(why=error))
    return IntegrityError(
        _("The record is damaged, or the disk could not be read ({why}).").format(why=error),
        _("Do not write to it. Copy the folder elsewhere, then run: recordkeeper verify"),
    )


@contextmanager
def explained(patience: Patience) -> Iterator[None]:
    """Let no database error leave this room unexplained, and no Ctrl-C be lost in a wait."""
    try:
        yield
    except dbapi2.Error as error:
        patience.raise_interruption()
        raise explain(error) from error
