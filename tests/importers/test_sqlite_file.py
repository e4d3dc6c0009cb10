"""Tables read without SQLite hold what SQLite reads from them."""

import sqlite3
from contextlib import closing
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.material import Limits
from recordkeeper.importers.sqlite.file import Row, Unreadable
from recordkeeper.importers.sqlite.record import Value, varint
from recordkeeper.importers.sqlite.schema import layout
from tests.importers.sqlite_databases import (
    Statement,
    columns,
    database,
    expected,
    good,
    made,
    values,
    with_log,
)

CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.binary(max_size=40),
    st.builds(
        lambda text, times: text * times,
        st.sampled_from(["long", "שלום ", "\U0001f468\u200d\U0001f467"]),
        st.integers(0, 900),
    ),
    st.builds(bytes, st.integers(0, 9000)),
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=25)
INSERT = "INSERT INTO t (a, b, c) VALUES (?, ?, ?)"


SHAPES = st.tuples(
    st.sampled_from([512, 1024, 4096, 65536]),
    st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
    st.sampled_from([[], ["DELETE FROM t WHERE rowid % 3 = 1"], ["DELETE FROM t WHERE rowid % 2"]]),
    st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(ROWS, SHAPES, ROWS)
def test_every_row_is_what_sqlite_reads(
    rows: list[tuple[Value, ...]],
    shape: tuple[int, str, list[Statement], bool],
    later: list[tuple[Value, ...]],
) -> None:
    """Any values, sizes of page and encodings, after deletions and new columns: every row is equal."""
    size, encoding, deleted, vacuum = shape
    raw = made(
        f"PRAGMA page_size = {size}",
        f"PRAGMA encoding = '{encoding}'",
        "CREATE TABLE t (a, b, c)",
        *((INSERT, row) for row in rows),
        *deleted,
        "ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'new'",
        "ALTER TABLE t ADD COLUMN e INTEGER DEFAULT -7",
        *((INSERT, row) for row in later),
        *(["COMMIT", "VACUUM"] if vacuum and (rows or later) else []),
    )
    table = database(raw).tables["t"]
    read = good(table, "abcde")
    assert values(read, "abcde") == expected(raw, "t")
    for one in read:
        assert one == table.row(one.rowid, *"abcde") or sum(map(_size, one.values.values())) > 2**16


def _size(value: Value) -> int:
    return len(value) * 4 if isinstance(value, str | bytes) else 9


@settings(max_examples=20, deadline=None)
@given(ROWS, ROWS, st.sampled_from([512, 4096]))
def test_what_only_the_log_has_is_read(
    before: list[tuple[Value, ...]], after: list[tuple[Value, ...]], size: int
) -> None:
    """A log that was not written back changes, adds and deletes rows, and each is as SQLite reads it."""
    start: list[Statement] = [f"PRAGMA page_size = {size}", "CREATE TABLE t (a, b, c)"]
    change: list[Statement] = [
        "UPDATE t SET c = 'changed' WHERE rowid % 2",
        "DELETE FROM t WHERE rowid % 5 = 0",
    ]
    raw, log = with_log(
        [*start, *((INSERT, row) for row in before)], [*((INSERT, row) for row in after), *change]
    )
    whole = made(*start, *((INSERT, row) for row in before), *((INSERT, row) for row in after), *change)
    read = good(database(raw, log).tables["t"], "abc")
    assert values(read, "abc") == expected(whole, "t")
    assert values(good(database(raw).tables["t"], "abc"), "abc") == before


def test_large_tables_have_every_row_in_its_place() -> None:
    """Thousands of rows on several levels of pages; each cell is where it is said to be, in file or log."""
    chance = Random(7)
    rows: list[Statement] = [
        (
            "INSERT INTO t VALUES (?, ?, ?)",
            (chance.randrange(-(2**62), 2**62), f"words {n}" * chance.randrange(40), n),
        )
        for n in range(4000)
    ]
    start: list[Statement] = [
        "PRAGMA page_size = 512",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT, n INT)",
    ]
    raw, log = with_log([*start, *rows[:3500]], rows[3500:])
    files = {"db": raw, "db-wal": log}
    read = good(database(raw, log).tables["t"], ["id", "words", "n"])
    assert len(read) == 4000
    assert {one.member for one in read} == {"db", "db-wal"}
    for one in read:
        cell = files[one.member][one.start : one.end]
        size = varint(cell, 0)
        assert size is not None
        number = varint(cell, size[1])
        assert number is not None
        assert number[0] == one.rowid
        assert one.text("words").encode()[:20] in cell


def test_names_of_columns_are_read_as_sqlite_reads_them() -> None:
    """Quotes, comments, constraints, keys and computed columns of any spelling give SQLite's columns."""
    spellings = [
        "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE NOT NULL, c BLOB)",
        'CREATE TABLE IF NOT EXISTS "t" (\'a\' INT, [b c] TEXT DEFAULT (\'x,y\'), `d``e` REAL, "f""g")',
        "CREATE TABLE t (a /* , x */, b -- , y\n, c DECIMAL(10, 5) CHECK (c > 1 AND a IN (1, 2)), CHECK (b))",
        "CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a DESC), FOREIGN KEY (b) REFERENCES t (a))",
        "CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))",
        "CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b)",
        "CREATE TABLE t (a integer(5) PRIMARY KEY, b)",
        "CREATE TABLE t (a, b AS (a || ')'), c GENERATED ALWAYS AS (a) STORED, d INT DEFAULT -1)",
        "CREATE TABLE t (a, b TEXT CONSTRAINT one NOT NULL DEFAULT 'it''s', CONSTRAINT two UNIQUE (a))",
        "CREATE TABLE t (a INTEGER, b, CONSTRAINT k PRIMARY KEY (a))",
        "CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\"",
    ]
    for sql in spellings:
        raw = made(
            sql,
            *(
                []
                if " AS SELECT" in sql
                else [
                    "INSERT OR IGNORE INTO t (rowid) VALUES (5)",
                    "INSERT OR IGNORE INTO t (rowid) VALUES (7)",
                ]
            ),
        )
        names = columns(raw, "t")
        stored = database(raw).tables["t"]
        kept = [name for name in names if name in stored.columns]
        assert kept == [name for name in names if not (name == "b" and "b AS" in sql)]
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(raw)
            wanted = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in kept)
            assert values(good(stored, kept), kept) == list(connection.execute(f"SELECT {wanted} FROM t"))  # noqa: S608


def test_defaults_of_rows_older_than_their_columns() -> None:
    """A row from before a column says what the column says when nothing is said."""
    given = ["5", "-1.5", "'it''s'", "NULL", "TRUE", "(3)", '"word"']
    alters = [f"ALTER TABLE t ADD COLUMN c{n} DEFAULT {one}" for n, one in enumerate(given)]
    raw = made("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", *alters)
    assert layout("CREATE TABLE t (a DEFAULT").columns == ()
    assert layout("CREATE TABLE t (, a DEFAULT, b DEFAULT 1.2.3)").columns == (("a", None), ("b", None))
    names = [f"c{n}" for n in range(len(given))]
    assert values(good(database(raw).tables["t"], names), names) == [(5, -1.5, "it's", None, 1, 3, "word")]


def test_only_tables_are_tables() -> None:
    """Views, virtual and odd tables, two of one name and indexes are not read as tables."""
    raw = made(
        "CREATE TABLE real (a)",
        "CREATE VIEW message AS SELECT * FROM real",
        "CREATE VIEW v AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "CREATE INDEX i ON real (a)",
        "CREATE TRIGGER tr AFTER INSERT ON real BEGIN DELETE FROM real; END",
        "CREATE TABLE odd (a PRIMARY KEY) WITHOUT ROWID",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema VALUES ('table', 'Real2', 'real2', 2, 'CREATE TABLE real2 (a)')",
        "INSERT INTO sqlite_schema VALUES ('table', 'REAL2', 'real2', 2, 'CREATE TABLE real2 (a)')",
        "INSERT INTO sqlite_schema VALUES ('table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING x')",
        "INSERT INTO sqlite_schema VALUES ('table', 'none', 'none', NULL, NULL)",
    )
    assert list(database(raw).tables) == ["real"]


def test_text_that_is_none_is_replaced_and_said() -> None:
    """Bytes that are no text become U+FFFD, and the row says so; a long row says what it has lost."""
    raw = made("CREATE TABLE t (a TEXT, b)", "INSERT INTO t VALUES (CAST(x'41ff42' AS TEXT), zeroblob(5000))")
    (row,) = database(raw).tables["t"].rows("a")
    assert isinstance(row, Row)
    assert (row.text("a"), row.repaired, row.complete) == ("A\ufffdB", True, True)
    (short,) = database(raw, limits=Limits(record=1000)).tables["t"].rows("a", "b")
    assert isinstance(short, Row)
    assert (short.text("a"), short.values["b"], short.complete) == ("A\ufffdB", None, False)
    assert (short.integer("a"), short.text("b"), short.integer("c")) == (None, "", None)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:99],
        lambda raw: b"SQLite format 2\0" + raw[16:],
        lambda raw: raw[:16] + b"\x00\x01" + raw[18:20] + b"\xff" + raw[21:23] + b"\x21" + raw[24:],
        lambda raw: raw[:16] + b"\x01\x00" + raw[18:],
        lambda raw: raw[:16] + b"\x0f\xff" + raw[18:],
        lambda raw: raw[:16] + b"\x02\x00" + raw[18:20] + b"\x21" + raw[21:],
        lambda raw: raw[:19] + b"\x03" + raw[20:],
        lambda raw: raw[:59] + b"\x04" + raw[60:],
    ],
)
def test_headers_that_cannot_be_are_refused(damage: object) -> None:
    """A page size, reserved space, version or encoding that no database has is not guessed at."""
    assert callable(damage)
    with pytest.raises(ImportRefused):
        database(damage(made("CREATE TABLE t (a)")))


def test_lost_pages_cost_their_rows_and_no_others() -> None:
    """A page overwritten in the middle is told as damage; the rows of all others are there."""
    rows: list[Statement] = [("INSERT INTO t VALUES (?, ?)", (n, "w" * 100)) for n in range(200)]
    raw = made("PRAGMA page_size = 1024", "CREATE TABLE t (n, w)", *rows)
    whole = good(database(raw).tables["t"], ["n"])
    lost = whole[100].start // 1024 * 1024
    broken = raw[:lost] + b"\x00" * 1024 + raw[lost + 1024 :]
    items = list(database(broken).tables["t"].rows("n"))
    assert [one for one in items if isinstance(one, Row)] == [
        one for one in whole if not lost <= one.start < lost + 1024
    ]
    (told,) = [one for one in items if isinstance(one, Damage)]
    assert told.locator == f"table t, page {lost // 1024 + 1}"


def test_lost_places_beyond_fifty_are_counted() -> None:
    """A table whose pages are nearly all gone is not told page by page without end."""
    rows: list[Statement] = [("INSERT INTO t VALUES (?)", ("w" * 4000,)) for _ in range(100)]
    raw = made("PRAGMA page_size = 4096", "CREATE TABLE t (w)", *rows)
    items = list(database(raw[: 4096 * 2]).tables["t"].rows("w"))
    told = [one for one in items if isinstance(one, Damage)]
    assert len(told) == len(items) == 51
    assert told[-1].reason == "50 more pages of it cannot be read"


def test_cells_that_are_cut_or_lie_about_themselves() -> None:
    """A cell beyond its page, or without a header, is one unreadable row, with its place; others stay."""
    raw = made(
        "PRAGMA page_size = 512",
        "CREATE TABLE t (n, w)",
        "INSERT INTO t VALUES (1, 'one')",
        "INSERT INTO t VALUES (2, 'two')",
    )
    (first, second) = good(database(raw).tables["t"], ["n"])
    bad_header = raw[: first.start + 2] + b"\x7f" + raw[first.start + 3 :]
    bad_kind = raw[: first.start + 3] + b"\x0a" + raw[first.start + 4 :]
    for broken in (bad_header, bad_kind):
        items = list(database(broken).tables["t"].rows("n"))
        assert items == [Unreadable(1, "db", first.start), second]
    outside = raw[:520] + b"\x01\xff" + raw[522:]
    assert list(database(outside).tables["t"].rows("n")) == [Unreadable(None, "db", 512 + 511), second]
    inside = raw[:520] + b"\x00\x01" + raw[522:]
    assert next(database(inside).tables["t"].rows("n")) == Unreadable(None, "db", 513)


def test_rows_are_not_found_where_there_are_none() -> None:
    """Asking for a number that no row has, or whose way is damaged, finds nothing and does not fail."""
    rows: list[Statement] = [("INSERT INTO t VALUES (?, ?)", (n * 2, "w" * 100)) for n in range(100)]
    raw = made("PRAGMA page_size = 512", "CREATE TABLE t (n INTEGER PRIMARY KEY, w)", *rows)
    table = database(raw).tables["t"]
    assert [table.row(n, "n") is None for n in (-5, 0, 1, 198, 199, 10**12)] == [
        True,
        False,
        True,
        False,
        True,
        True,
    ]
    assert database(raw[:1024]).tables["t"].row(6, "n") is None
    looped = raw[:520] + b"\x00\x00\x00\x02" + raw[524:]
    assert database(looped).tables["t"].row(10**12, "n") is None
