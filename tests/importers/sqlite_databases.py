"""Databases made to order with the standard library's SQLite, and read without it, to compare the two."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from recordkeeper.importers.importer import Damage
from recordkeeper.importers.material import Limits
from recordkeeper.importers.sqlite.file import Database, Row, Table, Unreadable
from recordkeeper.importers.sqlite.pages import Stored
from recordkeeper.importers.sqlite.record import Value

Statement = str | tuple[str, Sequence[object]]
"""SQL, or SQL with what to put into it."""


def run(connection: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Run statements one after another, and commit."""
    for one in statements:
        connection.execute(one) if isinstance(one, str) else connection.execute(*one)
    connection.commit()


def made(*statements: Statement) -> bytes:
    """A database of these statements, as it would lie in a file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        run(connection, statements)
        return connection.serialize()


def with_log(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[bytes, bytes]:
    """A database and the log beside it that has not been written back: what was done after."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            run(connection, before)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            run(connection, after)
            return path.read_bytes(), path.with_name("made.db-wal").read_bytes()


def database(raw: bytes, log: bytes = b"", limits: Limits | None = None) -> Database:
    """A database of these bytes, with a log beside it if it has any."""
    beside = Stored("db-wal", BytesIO(log), len(log)) if log else None
    return Database(Stored("db", BytesIO(raw), len(raw)), beside, limits or Limits())


def columns(raw: bytes, table: str) -> list[str]:
    """The columns of a table, as SQLite says."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(raw)
        return [str(row[1]).lower() for row in connection.execute(f"PRAGMA table_xinfo({table})")]


def expected(raw: bytes, table: str) -> list[tuple[Value, ...]]:
    """The rows of a table, as SQLite reads them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(raw)
        return list(connection.execute(f"SELECT * FROM {table} ORDER BY rowid"))  # noqa: S608


def good(table: Table, names: Sequence[str]) -> list[Row]:
    """The rows of a table, in which nothing may be amiss."""
    rows = list(table.rows(*names))
    assert not [one for one in rows if isinstance(one, Unreadable | Damage)]
    found = [one for one in rows if isinstance(one, Row)]
    assert all(one.complete and not one.repaired for one in found)
    return found


def values(rows: Iterable[Row], names: Sequence[str]) -> list[tuple[Value, ...]]:
    """What stands in the rows, in the order of the columns asked for."""
    return [tuple(row.values[name] for name in names) for row in rows]
