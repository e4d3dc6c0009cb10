"""Files kept whole: any size, flat memory, all of a file or nothing of it."""

import hashlib
import io
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from recordkeeper.vault.rows import StoredFile

from .conftest import NOW, Seal

Source = Callable[[bytes], Callable[[], AbstractContextManager[BinaryIO]]]
MEBIBYTE = 1 << 20
DAY = 86_400_000


def chunks_left(vault: Vault) -> int:
    """How many chunks lie in the record, of whatever file."""
    count: int = vault._connection.execute("SELECT count(*) FROM chunk").fetchone()[0]
    return count


@pytest.mark.parametrize("size", [0, 1, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 17 * MEBIBYTE + 3])
def test_a_file_comes_back_byte_for_byte(vault: Vault, source: Source, size: int) -> None:
    """Empty, one byte, around a chunk's border, and more than one transaction's worth."""
    data = (b"see you at 21:04 " * (size // 17 + 1))[:size]
    file = vault.store_file(source(data), now=NOW)
    assert file == StoredFile(hashlib.sha256(data).hexdigest(), size)
    assert b"".join(vault.read_file(file.sha256)) == data
    assert vault.has_file(file.sha256)
    assert list(vault.files()) == [file]
    assert vault.integrity() == []


def test_what_does_not_shrink_is_kept_as_it_is(vault: Vault, source: Source) -> None:
    """Text is packed; noise is not, even behind a beginning that would shrink."""
    noise = random.Random(1).randbytes(MEBIBYTE)
    for data in (noise, bytes(20_000) + noise[:-20_000], b"a" * MEBIBYTE):
        assert b"".join(vault.read_file(vault.store_file(source(data), now=NOW).sha256)) == data
    seen = vault._connection.execute(
        "SELECT packed, length(bytes) < 5000 FROM chunk ORDER BY rowid"
    ).fetchall()
    assert seen[0] == (0, 0)
    assert seen[2] == (1, 1)


def test_a_sample_that_shrinks_does_not_make_a_chunk_grow(vault: Vault, source: Source) -> None:
    """Packing that would cost bytes is dropped."""
    # A few zeros before noise: zlib gains in the sample, and loses more in the rest.
    data = bytes(200) + random.Random(2).randbytes(MEBIBYTE - 200)
    vault.store_file(source(data), now=NOW)
    assert vault._connection.execute("SELECT packed, length(bytes) FROM chunk").fetchone() == (0, MEBIBYTE)


def test_a_file_is_stored_once(vault: Vault, source: Source) -> None:
    """The same bytes again are no second copy."""
    first = vault.store_file(source(b"x" * 2 * MEBIBYTE), now=NOW)
    assert vault.store_file(source(b"x" * 2 * MEBIBYTE), now=NOW) == first
    assert chunks_left(vault) == 2


def test_a_stream_that_gives_little_at_a_time_is_chunked_alike(vault: Vault) -> None:
    """Pipes and network folders give less than asked for."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or -1, 100_000))

    data = bytes(range(256)) * 8192
    file = vault.store_file(lambda: Slow(data), now=NOW)
    assert b"".join(vault.read_file(file.sha256)) == data
    assert chunks_left(vault) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(vault: Vault) -> None:
    """Two readings must agree; else nothing stays behind, and the message says so."""
    readings = iter([b"before" * MEBIBYTE, b"behind" * MEBIBYTE])
    with pytest.raises(RecordkeeperError, match="changed while it was read") as caught:
        vault.store_file(lambda: io.BytesIO(next(readings)), now=NOW)
    assert "Nothing of it was kept" in caught.value.message
    assert list(vault.files()) == []
    assert chunks_left(vault) == 0


def test_a_reading_that_breaks_off_leaves_nothing(vault: Vault) -> None:
    """A memory stick pulled out half-way: no half file, and the error is the stick's own."""

    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 18 * MEBIBYTE:
                raise OSError(5, "Input/output error")
            return super().read(size)

    kinds = iter([io.BytesIO, Pulled])
    with pytest.raises(OSError, match="Input/output"):
        vault.store_file(lambda: next(kinds)(bytes(20 * MEBIBYTE)), now=NOW)
    assert list(vault.files()) == []
    assert chunks_left(vault) == 0


def test_what_a_kill_left_behind_is_replaced(vault: Vault, source: Source) -> None:
    """Storing again after a kill starts anew and becomes whole."""
    data = b"y" * 3 * MEBIBYTE
    sha256 = hashlib.sha256(data).hexdigest()
    vault._connection.execute("INSERT INTO file VALUES (?, ?, ?, zeroblob(16), 0)", (sha256, len(data), NOW))
    vault._connection.execute("INSERT INTO chunk VALUES (?, 0, 0, x'00')", (sha256,))
    assert not vault.has_file(sha256)
    vault.store_file(source(data), now=NOW)
    assert b"".join(vault.read_file(sha256)) == data


def test_two_commands_storing_the_same_file_do_not_mix_their_chunks(
    vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """The later one goes on; the earlier one stops with advice and takes nothing of the other's away."""
    data = bytes(range(256)) * 8192
    opened = []

    def overtaken() -> io.BytesIO:
        opened.append(1)
        if len(opened) == 2:
            with open_vault(place, secret, write=True) as other:
                other.store_file(lambda: io.BytesIO(data), now=NOW)
        return io.BytesIO(data)

    with pytest.raises(RecordkeeperError, match="Another command began to store the same file"):
        vault.store_file(overtaken, now=NOW)
    (file,) = vault.files()
    assert b"".join(vault.read_file(file.sha256)) == data


def test_only_what_nobody_cites_is_swept_and_only_after_a_day(
    vault: Vault, seal: Seal, source: Source
) -> None:
    """Cited files stay for ever, found-again ones a day longer, the rest goes."""
    cited = vault.store_file(source(b"cited"), now=NOW)
    renewed = vault.store_file(source(b"renewed"), now=NOW)
    forgotten = vault.store_file(source(b"forgotten" * MEBIBYTE), now=NOW)
    vault._connection.execute("INSERT INTO file VALUES (?, 9, ?, zeroblob(16), 0)", ("ab" * 32, NOW))
    with vault.transaction() as writing:
        writing.append([(seal(1)[0], [cited.sha256, cited.sha256])])
    assert vault.sweep_files(now=NOW + DAY) == 0
    vault.store_file(source(b"renewed"), now=NOW + DAY)
    assert vault.sweep_files(now=NOW + DAY + 1) == 2
    assert {file.sha256 for file in vault.files()} == {cited.sha256, renewed.sha256}
    assert not vault.has_file(forgotten.sha256)
    assert chunks_left(vault) == 2


MEASURE = """
import resource, sys
from pathlib import Path
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import create_vault

class Long:
    def __init__(self): self.left = 40
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def read(self, size):
        self.left -= 1
        return bytes([self.left % 251]) * (1 << 20) if self.left >= 0 else b""

class Short(Long):
    def __init__(self): self.left = 2

def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

with create_vault(Path(sys.argv[1]), [KeyFileSecret(bytes(32))]) as vault:
    sum(map(len, vault.read_file(vault.store_file(Short, now=0).sha256)))
    before = peak()
    file = vault.store_file(Long, now=0)
    assert file.size == sum(map(len, vault.read_file(file.sha256))) == 40 << 20
    print(peak() - before)
"""


def test_forty_mebibytes_take_no_more_memory_than_two(place: Path) -> None:
    """Memory does not grow with the file: a video of an hour can be kept on a small laptop."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(place)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 12
