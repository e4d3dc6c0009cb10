"""Import a hundred thousand messages: the rate against bare parts, and memory that stays flat."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Figure, in_turn, peak_memory, run

MESSAGES = 100_000
FEWER = 25_000
FLAT = 1.5
"""Peak memory for four times the messages: at most half as much again."""

FLOOR = """
import sys
from hashlib import sha256
from xml.parsers import expat
from sqlcipher3 import dbapi2
rows = []
connection = dbapi2.connect(sys.argv[2], isolation_level=None)
connection.execute("PRAGMA cipher_log_level=NONE")
connection.set_key("x'" + "ab" * 48 + "'")
connection.execute("CREATE TABLE IF NOT EXISTS entry (serial INTEGER PRIMARY KEY, digest BLOB, bytes TEXT)")
connection.execute("BEGIN IMMEDIATE")
def started(name, attributes):
    text = repr(sorted(attributes.items()))
    rows.append((sha256(text.encode()).digest(), text))
    if len(rows) == 500:
        connection.executemany("INSERT INTO entry (digest, bytes) VALUES (?, ?)", rows)
        rows.clear()
parser = expat.ParserCreate()
parser.StartElementHandler = started
with open(sys.argv[1], "rb") as stream:
    while data := stream.read(1 << 20):
        parser.Parse(data)
parser.Parse(b"", True)
connection.executemany("INSERT INTO entry (digest, bytes) VALUES (?, ?)", rows)
connection.execute("COMMIT")
connection.close()
"""


def measure(folder: Path) -> Iterator[Figure]:
    """Yield the ratio of a whole import to its bare parts, and of the memory of a long one to a short one."""
    many, few = (_export(folder, count) for count in (MESSAGES, FEWER))
    number = iter(range(1000))

    def ours(export: Path) -> list[str]:
        program = _program(folder, next(number))
        return [*program, "import", str(export), "--everyone", "--yes", "--quiet"]

    def floor() -> None:
        run([sys.executable, "-c", FLOOR, str(many), str(folder / f"floor-{next(number)}.db")])

    name = f"import {MESSAGES} messages, preview and all, against expat + SHA-256 + one insert each"
    yield in_turn(name, lambda: run(ours(many)), floor, bound=None, rounds=3)
    small, large = peak_memory(ours(few)), peak_memory(ours(many))
    detail = f"{large:.0f} MiB for {MESSAGES} against {small:.0f} MiB for {FEWER}"
    yield Figure("peak memory of an import", large / small, (large / small, large / small), FLAT, detail)


def _program(folder: Path, number: int) -> list[str]:
    key = folder / f"key-{number}"
    key.write_bytes(os.urandom(64))
    vault = folder / f"import-{number}"
    program = [
        sys.executable,
        "-m",
        "recordkeeper",
        "--vault",
        str(vault),
        "--key-file",
        str(key),
        "--no-input",
    ]
    run([*program, "init", "--zone", "Europe/London"])
    return program


def _export(folder: Path, count: int) -> Path:
    path = folder / f"sms-{count}.xml"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{count}">\n')
        for number in range(count):
            date = 1_767_225_600_000 + number * 60_000
            stream.write(
                f'  <sms address="+44770090{number % 40:04}" date="{date}" type="{1 + number % 2}" '
                f'body="Message number {number}, long enough to be one" read="1" status="-1" />\n'
            )
        stream.write("</smses>\n")
    return path
