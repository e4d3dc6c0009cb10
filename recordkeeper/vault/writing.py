"""Writing rows into the box: one transaction, one commit, and the truth about whether it happened."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice

from sqlcipher3 import dbapi2

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError, WriteUncertain
from recordkeeper.vault.faults import BUSY, FULL, code_of, explain, explained
from recordkeeper.vault.files import zeroed
from recordkeeper.vault.opening import Patient
from recordkeeper.vault.reading import Reader
from recordkeeper.vault.rows import SealedRow

BATCH = 1024
"""Rows in memory at a time, and in one statement. One by one took half as long again; with far fewer, Python
hands over between the two threads too seldom for them to run at once (`sys.getswitchinterval`)."""
_CONTENT = "INSERT INTO content (book, serial, part, salt, bytes) VALUES "
_CITATION = "INSERT OR IGNORE INTO citation (sha256, book, serial) VALUES "
_ENTRY = "INSERT INTO entry (book, serial, id, digest, link) VALUES "
_REPLACE_CHUNK = "UPDATE chunk SET packed = ?, bytes = ? WHERE sha256 = ? AND number = ?"


class Transaction(Reader):
    """Everything inside is recorded together, or nothing is."""

    def append(self, rows: Iterable[tuple[SealedRow, Sequence[str]]]) -> None:
        """Add entries at the end of their books, each with the SHA-256s (hex) of the files it cites.

        Takes any iterable, a batch at a time, in flat memory. A part that is None (its content was
        erased in the book this one is copied from) is left out. Rows are drawn while earlier ones are
        written: nothing that draws them reads this box, after its first `BATCH` of them.

        Raises:
            IntegrityError: a serial is not the next one, or a cited file is not stored.
            RecordkeeperError: the disk is full.
        """
        waiting = iter(rows)
        batches = iter(lambda: list(islice(waiting, BATCH)), [])
        first = next(batches, [])
        if len(first) < BATCH:
            self._add(first)
            return
        # A statement of many rows runs outside of Python: while it does, the next rows are sealed.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as aside:
            running = aside.submit(self._add, first)
            for batch in batches:
                running.result()
                running = aside.submit(self._add, batch)
            running.result()

    def _add(self, batch: Sequence[tuple[SealedRow, Sequence[str]]]) -> None:
        with explained(self._connection.patience):
            self._insert(_CONTENT, list(_contents(batch)))
            cited = [(sha256, row.book, row.serial) for row, files in batch for sha256 in files]
            self._insert(_CITATION, cited)
            self._insert(_ENTRY, [row[:5] for row, _files in batch])

    def _insert(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Add rows in order, many with one statement; the triggers look at each as it comes."""
        for start in range(0, len(rows), 2 * BATCH):
            some = rows[start : start + 2 * BATCH]
            row = f"({', '.join('?' * len(some[0]))})"
            values = [value for one in some for value in one]
            self._connection.execute(statement + ", ".join([row] * len(some)), values)

    def remove_content(self, book: str, serial: int) -> None:
        """Let an entry's two parts go; the entry, its digest and its link stay.

        Raises:
            IntegrityError: no later erasure in the same book names this serial.
        """
        with explained(self._connection.patience):
            self._connection.execute("DELETE FROM content WHERE book = ? AND serial = ?", (book, serial))

    def zero_file(self, sha256: str, ranges: Sequence[tuple[int, int]]) -> None:
        """Overwrite byte ranges [start, end) of a stored file with zeros.

        Raises:
            IntegrityError: no erasure names this file in its ``sources``.
        """
        with explained(self._connection.patience):
            for number, packed, data in zeroed(self._connection, sha256, ranges):
                self._connection.execute(_REPLACE_CHUNK, (packed, data, sha256, number))

    def drop_file(self, sha256: str) -> None:
        """Delete a stored file that no standing content cites.

        Raises:
            IntegrityError: an entry that still has its content cites it.
        """
        with explained(self._connection.patience):
            self._connection.execute("DELETE FROM chunk WHERE sha256 = ?", (sha256,))
            self._connection.execute("DELETE FROM file WHERE sha256 = ?", (sha256,))


@contextmanager
def transaction(connection: Patient) -> Iterator[Transaction]:
    """Begin for writing (waiting for another writer), commit at the end, roll back on any exception.

    Raises:
        WriteUncertain: the disk failed while committing; look the entry's id up in a fresh opening.
        RecordkeeperError: the disk is full, or another writer kept the record; nothing was recorded.
    """
    with explained(connection.patience):
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield Transaction(connection)
    except BaseException:
        _roll_back(connection)
        raise
    _commit(connection)


def _commit(connection: Patient) -> None:
    try:
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        undone = _roll_back(connection)
        connection.patience.raise_interruption()
        if undone and code_of(error) in (FULL, BUSY):
            raise explain(error) from error
        raise _uncertain() from error


def _roll_back(connection: Patient) -> bool:
    """Undo; what cannot be undone now is undone by the journal at the next opening."""
    with suppress(dbapi2.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return True
    return False


def _uncertain() -> RecordkeeperError:
    return WriteUncertain(
        _("The disk failed at the last moment: it is not known whether this was recorded."),
        _("Look whether it is there before recording it again: rk timeline"),
    )


def _contents(batch: Sequence[tuple[SealedRow, Sequence[str]]]) -> Iterator[tuple[str, int, str, bytes, str]]:
    for row, _cited in batch:
        if row.public is not None:
            yield row.book, row.serial, "public", row.public.salt, row.public.data.decode()
        if row.private is not None:
            yield row.book, row.serial, "private", row.private.salt, row.private.data.decode()
