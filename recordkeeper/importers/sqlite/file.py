"""A SQLite database, read without SQLite: its tables by name, their rows in order or by number.

A file that someone else may have made is never given to a database engine: a view can stand in a
table's place, a trigger or an expression can run, and a parser as large as that has had its faults
(sqlite.org/security.html, "Untrusted SQLite Database Files"). What is read here is data, and only
tables. Source of the rules: sqlite.org/fileformat2.html, §2.3 (tables), §2.6 (the schema).

Nothing is raised for any bytes but `ImportRefused`, where the file as a whole is no such database.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.material import Limits
from recordkeeper.importers.sqlite.pages import HEADER, Pages, Stored, read_header
from recordkeeper.importers.sqlite.record import Value, decode
from recordkeeper.importers.sqlite.schema import Column, Layout, layout
from recordkeeper.importers.sqlite.tree import Cell, LostCell, LostPage, find, walk

_SCHEMA_ROOT = 1
_SCHEMA = Layout(tuple(map(Column, ("type", "name", "tbl_name", "rootpage", "sql"))), "", without_rowid=False)
_TOLD = 50
"""Damaged places that are told one by one; the others are counted."""


class Row(NamedTuple):
    """One row, as far as it was asked for.

    Attributes:
        rowid: its number in the table.
        values: by column, in lower case; a column that the table does not have is absent.
        complete: no value that was asked for lies where the file cannot be read.
        repaired: a text in it had bytes that are no text.
        member, start, end: its cell, end exclusive; what is too long for a page goes on in others.
    """

    rowid: int
    values: Mapping[str, Value]
    complete: bool
    repaired: bool
    member: str
    start: int
    end: int

    def text(self, column: str) -> str:
        """A text; "" where the column is absent or holds something else."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def integer(self, column: str) -> int | None:
        """A whole number; None where the column is absent or holds something else."""
        value = self.values.get(column)
        return value if isinstance(value, int) else None


class Unreadable(NamedTuple):
    """A row that is there and cannot be read.

    Attributes:
        rowid: its number, None where not even that can be read.
        member, start: where it lies.
    """

    rowid: int | None
    member: str
    start: int


class Table:
    """One table of a database.

    Attributes:
        name: as the database writes it.
        columns: the names of its columns, in lower case.
    """

    def __init__(self, pages: Pages, name: str, root: int, laid_out: Layout, limits: Limits) -> None:
        self.name = name
        self.columns = frozenset({one.name for one in laid_out.columns} | {"rowid"})
        self._pages = pages
        self._root = root
        self._layout = laid_out
        self._limits = limits

    def rows(self, *columns: str) -> Iterator[Row | Unreadable | Damage]:
        """Every row, in the order of their numbers, and the places where some cannot be read.

        Args:
            columns: in lower case; of those that the table does not have nothing is said.
        """
        reading = self._reading(columns)
        lost = 0
        for found in walk(self._pages, self._root, self._limits.record):
            if isinstance(found, Cell):
                yield reading.row(found) or Unreadable(found.rowid, found.member, found.start)
            elif isinstance(found, LostCell):
                yield Unreadable(None, found.member, found.start)
            else:
                lost += 1
                if lost <= _TOLD:
                    yield self._damage(found)
        if lost > _TOLD:
            more = _("{count} more pages of it cannot be read").format(count=lost - _TOLD)
            yield Damage(_("table {name}").format(name=self.name), more)

    def row(self, rowid: int, *columns: str) -> Row | None:
        """The row of this number, as far as its first bytes say it; None where it is not found.

        No more of it is read than a long value may have (`Limits.value`): a table that others point to
        again and again is not read again and again.
        """
        cell = find(self._pages, self._root, rowid, self._limits.value)
        return self._reading(columns).row(cell) if cell else None

    def _reading(self, columns: tuple[str, ...]) -> "_Reading":
        return _Reading(self._layout, columns, self._pages.header.encoding)

    def _damage(self, lost: LostPage) -> Damage:
        where = _("table {name}, page {page}").format(name=self.name, page=lost.number)
        return Damage(where, _("this page cannot be read, and its rows are missing"))


class _Reading:
    """Turns the cells of a table into rows, for the columns asked for."""

    def __init__(self, laid_out: Layout, columns: tuple[str, ...], encoding: str) -> None:
        known = [one.name for one in laid_out.columns]
        self._numbers = [one for one in columns if one == (laid_out.rowid or "rowid")]
        self._places = {one: known.index(one) for one in columns if one in known}
        self._defaults = {one: laid_out.columns[place].default for one, place in self._places.items()}
        last = max(self._places.values(), default=-1)
        self._asked = [place in self._places.values() for place in range(last + 1)]
        self._encoding = encoding

    def row(self, cell: Cell) -> Row | None:
        """A row; None where its header cannot be read."""
        decoded = decode(cell.payload, self._asked, self._encoding)
        if decoded is None:
            return None
        there = len(decoded.values)
        values = {
            name: decoded.values[place] if place < there else self._defaults[name]
            for name, place in self._places.items()
        }
        values.update(dict.fromkeys(self._numbers, cell.rowid))
        return Row(cell.rowid, values, decoded.whole, decoded.repaired, cell.member, cell.start, cell.end)


class Database:
    """A database and the log beside it.

    Args:
        database: the file.
        log: its write-ahead log, where there is one.
        limits: how much is taken.

    Attributes:
        tables: by name, in lower case. Views are not among them, nor what only looks like a table:
            two of one name, or one stored in another way (WITHOUT ROWID).
        damage: places of the list of tables that cannot be read.
        pages: what it is read from.

    Raises:
        ImportRefused: it is no SQLite database, or a newer kind of one.
    """

    def __init__(self, database: Stored, log: Stored | None, limits: Limits) -> None:
        database.stream.seek(0)
        header = read_header(database.stream.read(HEADER))
        if header is None:
            raise ImportRefused(
                _("This is not a database that can be read. Nothing was brought in."),
                _("Copy it again from where it came; a backup that is encrypted must be opened first."),
            )
        self.pages = Pages(header, database, log)
        self.damage: list[Damage] = []
        self.tables: Mapping[str, Table] = _Tables(self.pages, self._listed(limits), limits)

    def _listed(self, limits: Limits) -> dict[str, Row]:
        """The entries of tables and views by name, those left out of which there are two."""
        schema = Table(self.pages, "sqlite_schema", _SCHEMA_ROOT, _SCHEMA, limits)
        listed: dict[str, Row | None] = {}
        for row in schema.rows("type", "name", "rootpage", "sql"):
            if len(listed) > limits.names:
                break
            if isinstance(row, Damage):
                self.damage.append(row)
            elif isinstance(row, Row) and row.text("type") in {"table", "view"}:
                name = row.text("name").lower()
                listed[name] = None if name in listed else row
        return {name: row for name, row in listed.items() if row is not None}


class _Tables(Mapping[str, Table]):
    """Tables by name; what a table's columns are is read when it is asked for."""

    def __init__(self, pages: Pages, listed: Mapping[str, Row], limits: Limits) -> None:
        self._pages = pages
        self._listed = listed
        self._limits = limits
        self._known: dict[str, Table | None] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._known:
            self._known[name] = self._table(self._listed[name])
        table = self._known[name]
        if table is None:
            raise KeyError(name)
        return table

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._listed if name in self)

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def _table(self, entry: Row) -> Table | None:
        root, sql = entry.integer("rootpage"), entry.text("sql")
        if entry.text("type") != "table" or root is None or root <= _SCHEMA_ROOT:
            return None
        laid_out = layout(sql) if len(sql) <= self._limits.value else None
        if laid_out is None or laid_out.without_rowid:
            return None
        return Table(self._pages, entry.text("name"), root, laid_out, self._limits)
