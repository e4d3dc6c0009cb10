"""Faults of the surroundings: a full disk, a failing one, a busy record. Never a false acknowledgement."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError, RecordkeeperError, WriteUncertain
from recordkeeper.vault import faults
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from recordkeeper.vault.opening import Patient

from .conftest import Seal


def plant(connection: Patient, statement: str, code: int, *, after: bool = False) -> None:
    """Let one statement fail with an SQLite code, before or after it took effect."""
    real = connection.execute

    def execute(sql: str, *values: Any) -> Any:
        if sql != statement:
            return real(sql, *values)
        if after:
            real(sql, *values)
        error = dbapi2.OperationalError("planted")
        error.sqlite_errorcode = code
        raise error

    connection.execute = execute


@pytest.mark.parametrize("recorded", [False, True])
def test_a_disk_that_fails_at_commit_leaves_a_question_that_can_be_answered(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal, *, recorded: bool
) -> None:
    """The error says it is not known; looking the id up in a fresh opening tells."""
    plant(vault._connection, "COMMIT", 10 | 4 << 8, after=recorded)
    with pytest.raises(WriteUncertain, match="not known whether") as caught, vault.transaction() as writing:
        writing.append([seal(1)])
    assert "before recording it again" in caught.value.advice
    vault.close()
    with open_vault(place, secret, write=True) as opened:
        assert opened.find("record", "record-1", after=0) == (1 if recorded else None)


def test_a_full_disk_at_commit_that_could_be_undone_is_certain(vault: Vault, seal: Seal) -> None:
    """Rolled back, it is known that nothing was recorded, and that is what is said."""
    plant(vault._connection, "COMMIT", faults.FULL)
    with pytest.raises(RecordkeeperError, match="disk is full") as caught, vault.transaction() as writing:
        writing.append([seal(1)])
    assert not isinstance(caught.value, WriteUncertain)
    assert vault.tail("record").serial == 0


def test_a_full_disk_that_could_not_be_undone_is_not_called_certain(vault: Vault, seal: Seal) -> None:
    """Where even the undoing failed, nothing is claimed."""
    plant(vault._connection, "COMMIT", faults.FULL)
    plant(vault._connection, "ROLLBACK", 10)
    with pytest.raises(WriteUncertain), vault.transaction() as writing:
        writing.append([seal(1)])


def test_the_first_error_is_told_even_if_undoing_fails(vault: Vault) -> None:
    """A failing rollback does not hide what went wrong before it."""
    plant(vault._connection, "ROLLBACK", 10)
    with pytest.raises(ZeroDivisionError), vault.transaction():
        raise ZeroDivisionError


def test_a_full_disk_while_appending_records_nothing(vault: Vault, seal: Seal) -> None:
    """The message says that nothing was recorded and what to do; afterwards writing works again."""
    pages = vault._connection.execute("PRAGMA page_count").fetchone()[0]
    vault._connection.execute(f"PRAGMA max_page_count={pages + 3}")
    with pytest.raises(RecordkeeperError, match=r"disk is full\. Nothing was recorded") as caught:
        append(vault, seal, 200)
    assert "Free some space, then run the same command again." in caught.value.advice
    assert vault.tail("record").serial == 0
    vault._connection.execute("PRAGMA max_page_count=1000000")
    append(vault, seal, 200)
    assert vault.tail("record").serial == 200


def append(vault: Vault, seal: Seal, count: int) -> None:
    """Append the first ``count`` entries in one transaction."""
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, count + 1))


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (faults.FULL, RecordkeeperError, "disk is full"),
        (faults.BUSY, RecordkeeperError, "Another command is using"),
        (faults.READONLY, RecordkeeperError, "could not be opened for this"),
        (faults.CANTOPEN, RecordkeeperError, "could not be opened for this"),
        (faults.PERM, RecordkeeperError, "could not be opened for this"),
        (faults.CONSTRAINT | 7 << 8, IntegrityError, "refused a change: planted"),
        (11, IntegrityError, "damaged, or the disk could not be read"),
        (26, IntegrityError, "damaged, or the disk could not be read"),
        (None, IntegrityError, "damaged, or the disk could not be read"),
    ],
)
def test_every_database_error_is_said_in_words(
    code: int | None, kind: type[RecordkeeperError], words: str
) -> None:
    """Surroundings, refusals and damage are told apart; no code number is left to the keeper."""
    error = dbapi2.DatabaseError("planted")
    error.sqlite_errorcode = code
    explained = faults.explain(error)
    assert type(explained) is kind
    assert words in explained.message


TINY_DISK = """
import io, os, sys
from pathlib import Path
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import RecordkeeperError, WriteUncertain
from recordkeeper.vault.making import create_vault, open_vault
from recordkeeper.vault.rows import Part, SealedRow
disk = Path(sys.argv[1])
key = KeyFileSecret(bytes(32))
ballast = disk / "ballast"
ballast.write_bytes(bytes(200_000))
def row(n):
    part = Part(bytes(32), b'{"kind":"contact","text":"%s"}' % (b"x" * 3000))
    return SealedRow("record", n, str(n), bytes(32), bytes(32), part, part), ()
kept = 0
with create_vault(disk / "record", [key]) as vault:
    while True:
        try:
            with vault.transaction() as writing:
                writing.append([row(kept + 1)])
            kept += 1
        except WriteUncertain:
            sys.exit("uncertain")
        except RecordkeeperError as error:
            assert "disk is full" in error.message, error.message
            break
    assert kept > 10
    try:
        noise = os.urandom(3 << 20)
        vault.store_file(lambda: io.BytesIO(noise), now=0)
    except RecordkeeperError as error:
        assert "disk is full" in error.message, error.message
    assert list(vault.files()) == []
with open_vault(disk / "record", key, write=False) as vault:
    assert vault.tail("record").serial == kept
    assert vault.integrity() == []
ballast.unlink()
with open_vault(disk / "record", key, write=True) as vault:
    with vault.transaction() as writing:
        writing.append([row(kept + 1)])
    assert [found.serial for found in vault.rows("record")] == list(range(1, kept + 2))
print("kept", kept)
"""


def test_a_really_full_disk_loses_nothing(tmp_path: Path) -> None:
    """On a disk of one megabyte: readable while full, complete, and writable again after freeing."""
    mounted = f"mount -t tmpfs -o size=1m none '{tmp_path}' && exec \"$@\""
    inside = ["unshare", "-Urm", "sh", "-c", mounted, "sh"]
    try:
        subprocess.run([*inside, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no private mount can be made here: {error}")
    done = subprocess.run(
        [*inside, sys.executable, "-c", TINY_DISK, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.startswith("kept ")
