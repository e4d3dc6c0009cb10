"""Several commands at once: they take turns, say that they wait, and can be interrupted."""

import importlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault import locks, waiting
from recordkeeper.vault.box import Vault
from recordkeeper.vault.locks import FolderLock
from recordkeeper.vault.making import open_vault

from .conftest import Seal


def interrupt() -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt


def test_patience_is_one_second_and_ten_minutes() -> None:
    """What is promised to the keeper, in naps."""
    assert waiting.NAP * waiting.NAPS_UNTIL_SAID == 1
    assert waiting.NAP * waiting.NAPS_UNTIL_GIVEN_UP == 600


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_waits_says_so_once_and_gives_up(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """While one command writes, another is told what it waits for, and records nothing."""
    said: list[str] = []
    with (
        open_vault(place, secret, write=True, on_wait=lambda: said.append("waiting")) as other,
        vault.transaction() as writing,
    ):
        writing.append([seal(1)])
        with (
            pytest.raises(RecordkeeperError, match="Another command is using the record"),
            other.transaction(),
        ):
            pass
        with (
            pytest.raises(RecordkeeperError, match="Another command is using the record"),
            other.transaction(),
        ):
            pass
    assert said == ["waiting"]
    assert vault.tail("record").serial == 1


@pytest.mark.usefixtures("impatient")
def test_a_wait_can_be_interrupted(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Ctrl-C while waiting ends the command, not only the wait."""
    with open_vault(place, secret, write=True, on_wait=interrupt) as other, vault.transaction():
        waiting_for = other.transaction()
        with pytest.raises(KeyboardInterrupt):
            waiting_for.__enter__()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("on_wait", "kind"), [(None, RecordkeeperError), (interrupt, KeyboardInterrupt)])
def test_a_commit_that_a_reader_blocks_is_undone_and_said(
    vault: Vault,
    place: Path,
    secret: KeyFileSecret,
    seal: Seal,
    *,
    on_wait: Callable[[], None] | None,
    kind: type[BaseException],
) -> None:
    """A reader that never lets go costs an error, never a half-recorded entry."""
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, 500))
    with open_vault(place, secret, write=True, on_wait=on_wait) as other:
        reading = vault.rows("record")
        next(reading)
        with pytest.raises(kind), other.transaction() as writing:
            writing.append([seal(500)])
        reading.close()
        assert other.tail("record").serial == 499
        with other.transaction() as writing:
            writing.append([seal(500)])
    assert vault.tail("record").serial == 500


@pytest.mark.usefixtures("impatient")
def test_nothing_rekeys_what_is_open(vault: Vault, place: Path) -> None:
    """The exclusive lock waits for every open record, says so once, and gives up in the end."""
    said: list[str] = []
    with pytest.raises(RecordkeeperError, match="for ten minutes"):
        FolderLock(place, exclusive=True, on_wait=lambda: said.append("waiting"))
    assert said == ["waiting"]
    FolderLock(place, exclusive=False).close()
    vault.close()
    with FolderLock(place, exclusive=True) as lock:
        with pytest.raises(RecordkeeperError, match="for ten minutes"):
            FolderLock(place, exclusive=False)
        lock.close()
        FolderLock(place, exclusive=False).close()


def test_without_file_locks_the_record_opens_on_trust(
    vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems and Windows have no flock; SQLite's own locks remain."""

    def no_locks(_descriptor: int, _wanted: int) -> None:
        raise OSError(95, "Operation not supported")

    with monkeypatch.context() as here:
        here.setattr("fcntl.flock", no_locks)
        open_vault(place, secret, write=False).close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(sys.modules, "fcntl", None)
        importlib.reload(locks)
    open_vault(place, secret, write=False).close()
    importlib.reload(locks)
    assert locks.fcntl is not None
    vault.close()


WRITER = """
import os, sys
from pathlib import Path
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault
from recordkeeper.vault.rows import Part, SealedRow
place, key, count, entries = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with open_vault(place, KeyFileSecret(key), write=True) as vault:
    if len(sys.argv) > 5:
        vault._connection.execute("PRAGMA cache_size=4")
    for _ in range(count):
        with vault.transaction() as writing:
            first = writing.tail("record").serial + 1
            part = Part(bytes(32), b'{"kind":"contact","text":"%s"}' % (b"x" * 300))
            writing.append(
                (SealedRow("record", serial, f"{os.getpid()}", bytes(32), bytes(32), part, part), ())
                for serial in range(first, first + entries)
            )
            if len(sys.argv) > 5:
                os.kill(os.getpid(), 9)
        os.write(1, b"%d\\n" % (first + entries - 1))
"""


def writer(place: Path, secret: KeyFileSecret, *arguments: str) -> "subprocess.Popen[bytes]":
    """Another process that appends."""
    command = [sys.executable, "-c", WRITER, str(place), secret.content.hex(), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def test_two_processes_never_share_a_serial(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Both record all of theirs, interleaved, without a gap."""
    running = [writer(place, secret, "15", "2") for _ in range(2)]
    told = [process.communicate()[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert len({serial for serials in told for serial in serials}) == 30
    assert [row.serial for row in vault.rows("record")] == list(range(1, 61))
    assert len({row.id for row in vault.rows("record")}) == 2


@pytest.mark.parametrize("lines", [1, 4, 9])
def test_an_acknowledged_entry_survives_a_kill(
    vault: Vault, place: Path, secret: KeyFileSecret, lines: int
) -> None:
    """Killed at any moment: what was acknowledged is there, at most one more, and nothing half."""
    running = writer(place, secret, "1000", "1")
    assert running.stdout is not None
    acknowledged = 0
    for _ in range(lines):
        acknowledged = int(running.stdout.readline())
    time.sleep(0.0007 * lines)
    running.send_signal(signal.SIGKILL)
    rest = running.communicate()[0].split()
    acknowledged = max([acknowledged, *map(int, rest)])
    found = [row.serial for row in vault.rows("record") if row.public and row.private]
    assert found == list(range(1, len(found) + 1))
    assert acknowledged <= len(found) <= acknowledged + 1
    assert vault.integrity() == []


@pytest.mark.parametrize("write", [False, True])
def test_what_a_killed_writer_left_half_done_is_undone(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal, *, write: bool
) -> None:
    """A journal left behind is rolled back at the next opening, for reading as well."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    vault.close()
    before = (place / "log.db").read_bytes()
    killed = writer(place, secret, "1", "2000", "killed")
    assert killed.communicate()[0] == b""
    assert killed.returncode == -signal.SIGKILL
    assert (place / "log.db-journal").stat().st_size > 0
    assert (place / "log.db").read_bytes() != before
    with open_vault(place, secret, write=write) as opened:
        assert [row.serial for row in opened.rows("record")] == [1]
        assert opened.integrity() == []
    assert not (place / "log.db-journal").exists()
    assert (place / "log.db").stat().st_size == len(before)
