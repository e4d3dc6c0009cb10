"""The write-ahead log is read as SQLite reads it: to its last finished change, and no further."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from recordkeeper.importers.sqlite.wal import read_log
from tests.importers.sqlite_databases import Statement, database, good, run, values, with_log

START: list[Statement] = ["PRAGMA page_size = 1024", "CREATE TABLE t (n INTEGER PRIMARY KEY, w TEXT)"]
FRAME = 24 + 1024


def insert(number: int) -> Statement:
    """One row that needs about a third of a page."""
    return ("INSERT INTO t VALUES (?, ?)", (number, f"row {number} " * 40))


@pytest.fixture(scope="module")
def pair() -> tuple[bytes, bytes]:
    """A database of five rows, and a log of nine changes to it."""
    changes: list[Statement] = []
    for number in range(10, 19):
        changes += [insert(number), "COMMIT"]
    return with_log([*START, *map(insert, range(5))], changes)


def as_sqlite_reads(raw: bytes, log: bytes, folder: Path) -> list[tuple[object, ...]]:
    """What SQLite itself makes of a database and a log beside it."""
    (folder / "x.db").write_bytes(raw)
    (folder / "x.db-wal").write_bytes(log)
    (folder / "x.db-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "x.db")) as connection:
        return list(connection.execute("SELECT * FROM t ORDER BY n"))


def test_a_log_cut_or_damaged_anywhere_is_read_as_far_as_sqlite_reads_it(
    pair: tuple[bytes, bytes], tmp_path: Path
) -> None:
    """Cut at, before and after every page, or with a bit flipped in it, the rows are SQLite's."""
    raw, log = pair
    counts = set()
    for place in range(32, len(log), FRAME):
        flipped = log[: place + 40] + bytes([log[place + 40] ^ 4]) + log[place + 41 :]
        for broken in (log[:place], log[: place + 30], flipped):
            read = values(good(database(raw, broken).tables["t"], "nw"), "nw")
            assert read == as_sqlite_reads(raw, broken, tmp_path)
            counts.add(len(read))
    assert counts == set(range(5, 14))


def test_a_torn_end_is_said_and_a_clean_one_is_not(pair: tuple[bytes, bytes]) -> None:
    """A change that was not written to its end is told; a log that ends with a finished one says nothing."""
    raw, log = pair
    assert not database(raw, log).pages.log.unfinished
    assert database(raw, log[:-1]).pages.log.unfinished
    assert database(raw, log[:-FRAME]).pages.log.unfinished


def test_what_an_older_round_left_in_the_log_is_passed_over(tmp_path: Path) -> None:
    """A log begun anew over an old one ends where the new part ends, and nothing is amiss."""
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as connection:
        run(connection, [*START, *map(insert, range(5))])
        connection.execute("PRAGMA journal_mode = WAL")
        run(connection, map(insert, range(10, 40)))
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        run(connection, ["UPDATE t SET w = 'newest' WHERE n = 3"])
        raw, log = path.read_bytes(), (tmp_path / "x.db-wal").read_bytes()
        wanted = list(connection.execute("SELECT * FROM t ORDER BY n"))
    read = database(raw, log)
    assert values(good(read.tables["t"], "nw"), "nw") == wanted
    assert 0 < read.pages.log.frames < len(log) // FRAME
    assert not read.pages.log.unfinished


def test_a_log_of_something_else_is_not_used(pair: tuple[bytes, bytes]) -> None:
    """A beginning that is cut, changed, or of another page size leaves the database as it lies there."""
    raw, log = pair
    for broken in (log[:31], b"\0" * 32 + log[32:], log[:4] + b"\1" + log[5:], log[:12] + b"\1" + log[13:]):
        read = database(raw, broken)
        assert read.pages.log.unreadable
        assert len(good(read.tables["t"], "n")) == 5
    assert read_log(BytesIO(log), 4096).unreadable == "page size"
    assert read_log(BytesIO(b""), 1024) == ({}, 0, False, "")


def test_logs_of_both_byte_orders_are_read(pair: tuple[bytes, bytes]) -> None:
    """A log written by a computer of the other byte order, whose checksums count words so, is read."""
    raw, log = pair
    (magic,) = {log[3], 0x82 + 0x83 - log[3]} - {log[3]}
    turned, sums = bytearray(log), (0, 0)
    turned[3] = magic
    for start, end in [(0, 24), *((at, at + FRAME) for at in range(32, len(log), FRAME))]:
        body = turned[:24] if start == 0 else turned[start : start + 8] + turned[start + 24 : end]
        for place in range(0, len(body), 8):
            one, other = (
                int.from_bytes(body[at : at + 4], "big" if magic & 1 else "little")
                for at in (place, place + 4)
            )
            first = sums[0] + one + sums[1] & 0xFFFFFFFF
            sums = (first, sums[1] + other + first & 0xFFFFFFFF)
        at = 24 if start == 0 else start + 16
        turned[at : at + 8] = b"".join(one.to_bytes(4, "big") for one in sums)
    assert len(good(database(raw, bytes(turned)).tables["t"], "n")) == 14
