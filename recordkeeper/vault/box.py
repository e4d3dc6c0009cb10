"""The locked box itself: opened with a secret, it gives out rows and takes rows in."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from recordkeeper.vault import copying, files, soundness, writing
from recordkeeper.vault.faults import explained
from recordkeeper.vault.files import Cited, OpenSource
from recordkeeper.vault.keys import save
from recordkeeper.vault.locks import FolderLock
from recordkeeper.vault.opening import FILE, connect
from recordkeeper.vault.reading import Reader
from recordkeeper.vault.rows import StoredFile
from recordkeeper.vault.unlocking import Unlocked


class Vault(Reader):
    """An open record. Close it, or use it in a ``with`` block: other commands may be waiting.

    ``vault_id`` is 16 bytes; ``key_damage`` says in words what is wrong with the key files, which did
    not keep the record from opening.
    """

    def __init__(self, directory: Path, unlocked: Unlocked, lock: FolderLock) -> None:
        super().__init__(unlocked.connection)
        self.directory = directory
        self.vault_id = unlocked.keyring.vault_id
        self.key_damage: tuple[str, ...] = unlocked.keyring.damage
        self._unlocked = unlocked
        self._lock = lock

    def __enter__(self) -> Self:
        """Use it for a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it at the end of the block."""
        self.close()

    def close(self) -> None:
        """Give up the connection and the lock; harmless when done twice."""
        self._connection.close()
        self._lock.close()

    @property
    def undecided(self) -> bool:
        """Whether a commit failed and could not be undone either: what is read here may yet vanish."""
        found: bool = self._connection.in_transaction
        return found

    def recovery_text(self) -> str:
        """Return the text of the recovery sheet: it opens everything, without any passphrase."""
        from recordkeeper.crypto import recovery  # a sheet is printed once, an entry logged each day

        return recovery.render(self._unlocked.data_key)

    def transaction(self) -> AbstractContextManager[writing.Transaction]:
        """Begin for writing, waiting up to ten minutes for another writer; see ``writing``."""
        return writing.transaction(self._connection)

    def store_file(self, open_source: OpenSource, *, now: int) -> StoredFile:
        """Store a file of any size, in flat memory, unless it is stored already.

        Args:
            open_source: opens the same bytes anew; they are read twice.
            now: UTC milliseconds; uncited, the file outlives ``sweep_files`` for a day.

        Raises:
            RecordkeeperError: the bytes changed between the readings, another command began to store
                the same file, or the disk is full. Nothing is kept.
        """
        return files.store(self._connection, self.transaction, open_source, now)

    def read_file(self, sha256: str) -> Iterator[bytes]:
        """Yield a file's bytes in chunks of 1 MiB. Hashing them is the caller's part.

        Raises:
            IntegrityError: it is not stored, or not whole.
        """
        return files.read(self._connection, sha256)

    def has_file(self, sha256: str) -> bool:
        """Tell whether a file is stored and complete."""
        return files.size_of(self._connection, sha256) is not None

    def files(self) -> Iterator[StoredFile]:
        """Yield every complete file, ordered by SHA-256."""
        return files.listed(self._connection)

    def zeroed_digest(self, sha256: str, ranges: Sequence[tuple[int, int]]) -> str:
        """Return the SHA-256 (hex) a file will have once ``Transaction.zero_file`` zeroed the ranges."""
        digest, offset = hashlib.sha256(), 0
        for data in self.read_file(sha256):
            digest.update(files.blank(data, offset, ranges))
            offset += len(data)
        return digest.hexdigest()

    def sweep_files(self, *, now: int, cited: Cited = frozenset) -> int:
        """Delete files stored over a day before ``now`` (UTC ms) that are incomplete or uncited.

        Args:
            now: UTC milliseconds.
            cited: tells which files entries cite, by the entries themselves; these stay.
        """
        return files.sweep(self._connection, self.transaction, now, cited)

    def citations(self) -> set[tuple[str, str, int]]:
        """Return every citation as (SHA-256 in hex, book, serial)."""
        with explained(self._connection.patience):
            return set(self._connection.execute("SELECT sha256, book, serial FROM citation"))

    def copy_into(self, directory: Path) -> None:
        """Write the record's files into an empty, private folder: one moment of it, whoever else writes.

        Its keys are those that open this database; what an unfinished re-key left is not copied.
        """
        path = directory / FILE
        path.touch(mode=0o600, exist_ok=False)
        copy = connect(path, self._unlocked.data_key, self._unlocked.keyring.salt, write=True)
        try:
            copying.copy(self._connection, copy)
        finally:
            copy.close()
        save(directory, replace(self._unlocked.keyring, slots=self._unlocked.slots, pending=(), damage=()))

    def integrity(self) -> list[str]:
        """Return what is wrong with the database file, in words; an empty list when it is sound.

        This finds damage. That an older, once valid page was put back, only the chain can show.
        """
        return soundness.check(self.directory, self._unlocked.data_key, self._unlocked.keyring.salt)
