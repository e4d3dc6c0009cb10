"""Files kept whole, addressed by the SHA-256 of their bytes, in 1 MiB chunks, in flat memory.

A file is stored in short transactions, so that other commands can write in between, and becomes
available only when its second reading gave the same SHA-256 as the first.
"""

import hashlib
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import count, islice
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError, RecordkeeperError
from recordkeeper.vault.faults import explained
from recordkeeper.vault.opening import Patient
from recordkeeper.vault.rows import StoredFile

CHUNK = 1 << 20
"""Bytes."""
CHUNKS_AT_ONCE = 16
"""Chunks in one transaction: another command waits for 16 MiB at most."""
DAY = 24 * 60 * 60 * 1000
"""Milliseconds after which an incomplete or uncited file is nobody's any more."""
_SAMPLE = 1 << 14
_FAST = 1

OpenSource = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens the same bytes anew each time: they are read twice."""
Transact = Callable[[], AbstractContextManager[object]]
Cited = Callable[[], Collection[str]]
"""Tells the SHA-256 (hex) of every file that an entry cites, by the entries themselves."""

_UNWANTED = """SELECT sha256 FROM file WHERE stored_at < ? AND (NOT complete
    OR NOT EXISTS (SELECT 1 FROM citation AS c WHERE c.sha256 = file.sha256))"""


def store(connection: Patient, transact: Transact, open_source: OpenSource, now: int) -> StoredFile:
    """Store a file, unless it is there; see ``Vault.store_file``."""
    with open_source() as stream:
        file = _measure(stream)
    attempt = os.urandom(16)
    if _kept_already(connection, transact, file, now):
        return file
    discard(connection, transact, file.sha256)
    with transact(), explained(connection.patience):
        connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, 0)", (*file, now, attempt))
    try:
        with open_source() as stream:
            again = _fill(connection, transact, stream, file.sha256, attempt)
        if again != file:
            raise RecordkeeperError(
                _("The file changed while it was read. Nothing of it was kept."),
                _("Wait until nothing writes to it, or copy it, then run the same command again."),
            )
        with transact(), explained(connection.patience):
            _still_ours(connection, file.sha256, attempt)
            connection.execute("UPDATE file SET complete = 1 WHERE sha256 = ?", (file.sha256,))
    except BaseException:
        if _attempt(connection, file.sha256) == attempt:
            discard(connection, transact, file.sha256)
        raise
    return file


def read(connection: Patient, sha256: str) -> Iterator[bytes]:
    """Yield a stored file's bytes, chunk by chunk; see ``Vault.read_file``."""
    # A question for each chunk: whoever reads a film, or copies it to a slow disk, keeps nobody waiting.
    with explained(connection.patience):
        size, seen = size_of(connection, sha256), 0
        query = "SELECT packed, bytes FROM chunk WHERE sha256 = ? AND number = ?"
        for number in count():
            found = connection.execute(query, (sha256, number)).fetchone()
            if found is None:
                break
            data = unpacked(*found)
            seen += len(data)
            yield data
    if seen != size:
        raise _incomplete(sha256)


def size_of(connection: Patient, sha256: str) -> int | None:
    """Return the size of a complete file in bytes, None when it is not stored."""
    query = "SELECT size FROM file WHERE sha256 = ? AND complete"
    with explained(connection.patience):
        found = connection.execute(query, (sha256,)).fetchone()
    return found[0] if found else None


def listed(connection: Patient) -> Iterator[StoredFile]:
    """Yield every complete file, ordered by its SHA-256."""
    with explained(connection.patience):
        found = connection.execute("SELECT sha256, size FROM file WHERE complete ORDER BY sha256").fetchall()
    return (StoredFile(*row) for row in found)


def sweep(connection: Patient, transact: Transact, now: int, cited: Cited) -> int:
    """Delete what was begun more than a day ago and is incomplete or uncited; return how many.

    ``cited`` is asked only when something would go: the list of citations may itself be an old page.
    """
    with explained(connection.patience):
        unwanted = [sha256 for (sha256,) in connection.execute(_UNWANTED, (now - DAY,))]
    spared = cited() if unwanted else ()
    swept = [sha256 for sha256 in unwanted if sha256 not in spared]
    for sha256 in swept:
        discard(connection, transact, sha256)
    return len(swept)


def discard(connection: Patient, transact: Transact, sha256: str) -> None:
    """Delete a file that nothing cites, a few chunks at a time, its row last."""
    some = """DELETE FROM chunk WHERE rowid IN
        (SELECT rowid FROM chunk WHERE sha256 = ? ORDER BY number DESC LIMIT ?)"""
    left = True
    while left:
        with transact(), explained(connection.patience):
            left = connection.execute(some, (sha256, CHUNKS_AT_ONCE)).rowcount > 0
            if not left:
                connection.execute("DELETE FROM file WHERE sha256 = ?", (sha256,))


def zeroed(
    connection: Patient, sha256: str, ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bytes]]:
    """Yield (number, packed, bytes) of every chunk that changes when [start, end) ranges become zeros."""
    numbers = sorted({number for start, end in ranges for number in range(start // CHUNK, -(-end // CHUNK))})
    query = "SELECT packed, bytes FROM chunk WHERE sha256 = ? AND number = ?"
    for number in numbers:
        found = connection.execute(query, (sha256, number)).fetchone()
        if found is None:
            raise _incomplete(sha256)
        yield number, *_packed(blank(unpacked(*found), number * CHUNK, ranges))


def blank(data: bytes, offset: int, ranges: Sequence[tuple[int, int]]) -> bytes:
    """Return ``data``, which begins at ``offset`` of its file, with [start, end) ranges zeroed."""
    altered = bytearray(data)
    for start, end in ranges:
        first, last = max(start - offset, 0), min(end - offset, len(data))
        if first < last:
            altered[first:last] = bytes(last - first)
    return bytes(altered)


def _measure(stream: BinaryIO) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    while data := stream.read(CHUNK):
        digest.update(data)
        size += len(data)
    return StoredFile(digest.hexdigest(), size)


def _kept_already(connection: Patient, transact: Transact, file: StoredFile, now: int) -> bool:
    # The date is renewed: an uncited file found again must outlive the sweep until it is cited.
    renew = "UPDATE file SET stored_at = max(stored_at, ?) WHERE sha256 = ? AND complete"
    with transact(), explained(connection.patience):
        return bool(connection.execute(renew, (now, file.sha256)).rowcount)


def _fill(
    connection: Patient, transact: Transact, stream: BinaryIO, sha256: str, attempt: bytes
) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    chunks = enumerate(iter(lambda: _whole_chunk(stream), b""))
    more = True
    while more:
        more = False
        with transact(), explained(connection.patience):
            _still_ours(connection, sha256, attempt)
            for number, data in islice(chunks, CHUNKS_AT_ONCE):
                digest.update(data)
                size += len(data)
                row = (sha256, number, *_packed(data))
                connection.execute("INSERT INTO chunk VALUES (?, ?, ?, ?)", row)
                more = True
    return StoredFile(digest.hexdigest(), size)


def _whole_chunk(stream: BinaryIO) -> bytes:
    """Read 1 MiB even where the stream gives less at a time; less only at its end."""
    pieces, missing = [], CHUNK
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _attempt(connection: Patient, sha256: str) -> bytes | None:
    found = connection.execute("SELECT attempt FROM file WHERE sha256 = ?", (sha256,)).fetchone()
    return found[0] if found else None


def _still_ours(connection: Patient, sha256: str, attempt: bytes) -> None:
    if _attempt(connection, sha256) != attempt:
        raise RecordkeeperError(
            _("Another command began to store the same file. Nothing was lost."),
            _("Wait until it has finished, then run the same command again."),
        )


def _packed(data: bytes) -> tuple[int, bytes]:
    # Photos and videos do not shrink; a small sample tells, and saves most of their time.
    sample = data[:_SAMPLE]
    if len(zlib.compress(sample, _FAST)) < len(sample):
        packed = zlib.compress(data)
        if len(packed) < len(data):
            return 1, packed
    return 0, data


def unpacked(packed: int, stored: bytes) -> bytes:
    """Return the bytes of a piece as it came.

    Raises:
        IntegrityError: it does not unpack.
    """
    if not packed:
        return stored
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise IntegrityError(_("A stored file is damaged.")) from error


def _incomplete(sha256: str) -> IntegrityError:
    return IntegrityError(
        _("A stored file is missing or not whole (SHA-256 {sha256}).").format(sha256=sha256),
        _("Put back a copy made before, and keep this one too."),
    )
