"""Log one contact in a fresh process, against the same libraries and one durable insert."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import recordkeeper
from benchmarks.measuring import Figure, in_turn, run

BOUND = 1.5

FLOOR = """
import sys
import click
import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives import hashes
from dateutil import tz
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cipher_log_level=NONE")
connection.set_key("x'" + "ab" * 48 + "'")
connection.execute("PRAGMA journal_mode=DELETE")
connection.execute("PRAGMA synchronous=EXTRA")
connection.execute("CREATE TABLE IF NOT EXISTS entry (serial INTEGER PRIMARY KEY, bytes TEXT)")
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO entry (bytes) VALUES (?)", ("x" * 600,))
connection.execute("COMMIT")
connection.close()
"""


def measure(folder: Path) -> Iterator[Figure]:
    """Yield the ratio for an empty record, by key file."""
    # As installed: where writing .pyc files is switched off, an edited module would be compiled each time.
    run([sys.executable, "-m", "compileall", "-q", str(Path(recordkeeper.__file__).parent)])
    key = folder / "key"
    key.write_bytes(os.urandom(64))
    shared = ["--vault", str(folder / "vault"), "--key-file", str(key), "--no-input"]
    program = [sys.executable, "-m", "recordkeeper", *shared]
    run([*program, "init", "--zone", "Europe/London", "--respondent", "A. Reyes"])
    log = [*program, "log", "call", "--medium", "missed", "--facts", "Rang twice", "--when", "5 min ago"]
    floor = [sys.executable, "-c", FLOOR, str(folder / "floor.db")]
    yield in_turn(
        "log one contact, fresh process", lambda: run(log), lambda: run(floor), bound=BOUND, rounds=15
    )
