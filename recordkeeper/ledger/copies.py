"""A copy of the record in one file: made, checked, and put back, without ever forking the book unseen."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO

from msgspec import Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto.credentials import Secret
from recordkeeper.errors import IntegrityError, RecordkeeperError
from recordkeeper.ledger.ledger import BOOKS, Head, Ledger, Written
from recordkeeper.ledger.steps import Verification, told
from recordkeeper.ledger.verification import verify
from recordkeeper.records.custody import Restored
from recordkeeper.vault import backup
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault, staged


class Restoration(Struct, frozen=True):
    """What a restored record began with: the head in the backup, and the entry that tells of it."""

    head: Head
    written: Written


def back_up(vault: Vault, secret: Secret, out: BinaryIO, *, now: int) -> Head:
    """Write a backup of an open record, read it back, and check it whole.

    Other commands may write meanwhile: what is copied is one moment of the record.

    Args:
        vault: the record.
        secret: what opens it, and the copy: that is tried too.
        out: a new file, open for writing and reading.
        now: milliseconds UTC.

    Returns:
        The head of the record book in the backup.

    Raises:
        IntegrityError: the record is damaged, or what was read back is not what it holds.
        RecordkeeperError: a disk refuses.
    """
    before = {book: vault.tail(book).serial for book in BOOKS}
    with _private_folder() as folder:
        vault.copy_into(folder)
        backup.pack(folder, out, made=now // 1000)
    out.flush()
    os.fsync(out.fileno())
    with opened_backup(out, secret) as copy:
        _require_whole(
            verify(copy), _("The record, or the copy of it, is damaged. No backup was made."), "rk verify"
        )
        for book in BOOKS:
            if not _same(vault, copy, book, before[book]):
                raise IntegrityError(
                    _("The backup, read back, is not what the record holds. It was not kept."),
                    _("Try another disk, then check the record: rk verify"),
                )
        return Ledger(copy).head()


@contextmanager
def opened_backup(stream: IO[bytes], secret: Secret) -> Iterator[Vault]:
    """Open a backup for reading.

    SQLite cannot read a database inside another file, so a copy of it lies in a folder of its own
    while this lasts: encrypted as it is in the backup, in the system's temporary folder (``TMPDIR``
    names another). It goes on every error; only a kill leaves it there.

    Raises:
        IntegrityError: it is no whole backup.
        Locked: the secret does not open it.
    """
    with _private_folder() as folder:
        backup.unpack(stream, folder)
        with open_vault(folder, secret, write=False) as vault:
            yield vault


def restore(stream: IO[bytes], directory: Path, secret: Secret, *, now: int) -> Restoration:
    """Put the record of a backup into a new folder, whole and checked, or not at all.

    It says of itself, as its next entry, that it was restored: so whoever goes on with the former
    record as well has two books with two heads, and neither can pass for the other.

    Raises:
        BadInput: the folder exists and is not empty.
        IntegrityError: the backup is damaged.
        Locked: the secret does not open it.
    """
    damaged = _("The backup is damaged. Nothing was restored.")
    advice = _("Use another copy. If there is none, its README.txt says how to take out what can be read.")
    with staged(directory) as beside:
        try:
            made = backup.unpack(stream, beside) * 1000
            vault = open_vault(beside, secret, write=True)
        except IntegrityError as error:
            raise IntegrityError(f"{damaged} {error.message}", advice) from error
        with Ledger(vault) as ledger:
            _require_whole(verify(vault), damaged, advice)
            head = ledger.head()
            # The archive's own word: believed only where it can be true.
            known = made if 0 < made <= now else None
            fact = Restored(count=head.count, head=head.link.hex(), backup_made=known)
            (written,) = ledger.append([fact])
    return Restoration(head, written)


def _same(vault: Vault, copy: Vault, book: str, least: int) -> bool:
    """Whether a copy of a book ends at an entry that the record has too, and is not older than it may be."""
    end = copy.tail(book)
    if not end.serial:
        return not least
    with closing(vault.rows(book, after=end.serial - 1)) as rows:
        row = next(rows, None)
    return row is not None and row.serial == end.serial and row.link == end.link and end.serial >= least


def _require_whole(found: Verification, message: str, advice: str) -> None:
    """Let nothing pass of which a step fails; entries of a newer kind are carried, unread."""
    failed = [f"{step.number} {step.name}: {step.detail}" for step in found.steps if not step.ok]
    if failed:
        raise IntegrityError(f"{message} {told(failed)}", advice)


@contextmanager
def _private_folder() -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(ignore_cleanup_errors=True)
    except OSError as error:
        raise RecordkeeperError(
            _("There is no temporary folder to work in ({why}). Nothing was changed.").format(
                why=error.strerror
            ),
            _("Name one that you can write to: TMPDIR=DIR rk …"),
        ) from error
    with folder as name:
        yield Path(name)
