"""The tables in what was handed over: told by their header, or by being unmistakably tables."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from recordkeeper.importers.heads import HEAD
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.tables import dates as csv_dates
from recordkeeper.importers.tables import words
from recordkeeper.importers.tables.layouts import Layout, holds, mapped_layout, names_columns, preset_layout
from recordkeeper.importers.tables.rows import DELIMITERS, MOST_COLUMNS, Broken, Dialect, Row, rows

_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
"""How the names of members end that are looked into; a lone file is looked into whatever its name."""
_ABOVE = 100
"""Rows that are looked through for the header a mapping speaks of: bills have addresses above it."""
_LOOKED_AT = 20
_LONGEST_HEADER = 80
_NO_TABLE = (b"{", b"[", b"<", b"PK", b"From ")
_COUNTS = frozenset({10, 13})
"""Digits of a time counted in seconds or milliseconds since 1970."""


class Table(NamedTuple):
    """One table that can be read.

    Attributes:
        member: where it stands; "" in a lone file.
        dialect: how it is written.
        layout: what its columns hold.
        header: the line its header stands in.
        above: rows above the header that are not blank.
    """

    member: str
    dialect: Dialect
    layout: Layout
    header: int
    above: int

    def rows(self, material: Material, limits: Limits) -> Iterator[Row | Broken]:
        """Its rows, from the one below the header on, without blank ones."""
        with material.open(self.member) as stream:
            for row in rows(stream, self.dialect, limits, self.layout.width):
                if row.line > self.header and not (isinstance(row, Row) and row.blank):
                    yield row


def tables(material: Material, said: Mapping[str, str]) -> list[Table]:
    """Every table that a preset or the keeper's mapping fits, in the order of the members.

    Raises:
        Unsaid: the mapping names columns of a table, and is not enough to read it.
    """
    found = (_table(material, name, said) for name in candidates(material))
    return [one for one in found if one is not None]


def candidates(material: Material) -> list[str]:
    """The members that may be tables."""
    names = [member.name for member in material.members]
    return [name for name in names if not name or name.casefold().endswith(_ENDINGS)]


def has_preset(head: bytes) -> bool:
    """Whether a file begins with the header row of a tool that is known."""
    return any(preset_layout(header, {}) for _dialect, header in _first_rows(head))


def plain_header(head: bytes) -> Sequence[str]:
    """The header of what is unmistakably a table; empty for anything else.

    Names in its first row, as many cells in every row, and dates in one column.
    """
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_NO_TABLE):
        return ()
    for dialect, header in _first_rows(head):
        named = [words.folded(one) for one in header]
        if len(named) < 2 or len(set(named)) < len(named) or not all(map(_is_name, named)):  # noqa: PLR2004
            continue
        below = list(_rows_of(head, dialect))[1:]
        whole = below[:-1] if len(head) >= HEAD else below
        cells = [row.cells for row in whole if isinstance(row, Row)]
        if cells and len(cells) == len(whole) and all(len(one) == len(named) for one in cells):
            columns = zip(*cells[:_LOOKED_AT], strict=True)
            if any(2 * sum(map(_is_date, column)) > len(column) for column in columns):
                return header
    return ()


def _table(material: Material, member: str, said: Mapping[str, str]) -> Table | None:
    head = material.head(member)
    if names_columns(said):
        for delimiter in DELIMITERS:
            dialect = Dialect.of(head, delimiter)
            for above, row in zip(range(_ABOVE), _rows_of(head, dialect), strict=False):
                if isinstance(row, Row) and 1 < len(row.cells) <= MOST_COLUMNS and holds(row.cells, said):
                    return Table(member, dialect, mapped_layout(row.cells, said), row.line, above)
    for dialect, header in _first_rows(head):
        if layout := preset_layout(header, said):
            first = next(_rows_of(head, dialect))
            return Table(member, dialect, layout, first.line, 0)
    return None


def _first_rows(head: bytes) -> Iterator[tuple[Dialect, list[str]]]:
    """The first row that is not blank, in each way of telling its cells apart; more cells first."""
    found = []
    for delimiter in DELIMITERS:
        dialect = Dialect.of(head, delimiter)
        first = next(_rows_of(head, dialect), None)
        if isinstance(first, Row) and len(first.cells) <= MOST_COLUMNS:
            found.append((dialect, first.cells))
    yield from sorted(found, key=lambda one: -len(one[1]))


def _rows_of(head: bytes, dialect: Dialect) -> Iterator[Row | Broken]:
    """The rows that a file begins with, without blank ones."""
    for row in rows(BytesIO(head), dialect, Limits(line=HEAD, record=HEAD)):
        if isinstance(row, Broken) or not row.blank:
            yield row


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEADER and any(map(str.isalpha, cell)) and not _is_date(cell)


def _is_date(cell: str) -> bool:
    digits = cell.strip()
    if digits.isascii() and digits.isdecimal():
        return len(digits) in _COUNTS
    return any(csv_dates.read(cell, order) is not None for order in csv_dates.ORDERS)
