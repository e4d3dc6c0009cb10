"""The rows on one page of an SQLite database, read without the rest of it.

Source: https://www.sqlite.org/fileformat2.html, §1.6 (b-tree pages) and §2.1 (the record format). Leaves
of tables hold rows; leaves and inner pages of indexes hold entries, and a table without rowids is one.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from recordkeeper.crypto.pages import USABLE

Value = int | bytes | str | None
ReadPage = Callable[[int], bytes | None]

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_HEADER = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INNER: 12}
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST_IN_TABLE = USABLE - 35
_MOST_IN_INDEX = (USABLE - 12) * 64 // 255 - 23
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FIRST_BLOB, _FIRST_TEXT = 12, 13
_DATABASE_HEADER = 100


class Cell(NamedTuple):
    """A row as it lies on a page: its bytes in all, those that are here, and the page it goes on at or 0."""

    length: int
    local: bytes
    overflow: int


def pointers(number: int, page: bytes) -> Iterator[int]:
    """Yield where the rows of a page begin; a page of another kind has none."""
    start = _DATABASE_HEADER if number == 1 else 0
    if page[start] in _HEADER:
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + _HEADER[page[start]]
        for pointer in range(first, min(first + 2 * count, USABLE), 2):
            yield int.from_bytes(page[pointer : pointer + 2], "big")


def cell_at(number: int, page: bytes, at: int) -> Cell | None:
    """Return the row that begins at a place of a page; None where it makes no sense."""
    try:
        return _cell(page, page[_DATABASE_HEADER if number == 1 else 0], at)
    except (IndexError, ValueError):
        return None


def columns(cell: Cell, read_page: ReadPage, *, first: int | None = None) -> list[Value] | None:
    """Return the values of a row; None where a page of it cannot be read, or it makes no sense.

    Args:
        cell: the row.
        read_page: gives the usable bytes of a page by its number.
        first: only so many columns, from what lies on the row's own page.
    """
    payload = cell.local if first is not None else _whole(cell, read_page)
    if payload is None:
        return None
    try:
        kinds, at = _kinds(payload)
        values: list[Value] = []
        for kind in kinds[:first]:
            value, at = _value(payload, kind, at)
            values.append(value)
    except (IndexError, ValueError):
        return None
    return values


def shape(cell: Cell) -> tuple[str, ...]:
    """Tell what each column holds: ``int``, ``text``, ``null``, or ``blob`` and its size in bytes."""
    try:
        return tuple(_name(kind) for kind in _kinds(cell.local)[0])
    except (IndexError, ValueError):
        return ()


def _cell(page: bytes, kind: int, at: int) -> Cell:
    if kind == _INDEX_INNER:
        at += 4
    length, at = _varint(page, at)
    if kind == _TABLE_LEAF:
        _rowid, at = _varint(page, at)
    most = _MOST_IN_TABLE if kind == _TABLE_LEAF else _MOST_IN_INDEX
    if length <= most:
        here, more = length, 0
    else:
        here = _LEAST + (length - _LEAST) % (USABLE - 4)
        here = here if here <= most else _LEAST
        more = int.from_bytes(page[at + here : at + here + 4], "big")
    local = page[at : at + here]
    if len(local) != here:
        raise ValueError
    return Cell(length, local, more)


def _whole(cell: Cell, read_page: ReadPage) -> bytes | None:
    pieces, missing, more = [cell.local], cell.length - len(cell.local), cell.overflow
    passed = {0}
    while missing > 0:
        # A chain that leads back to itself would never end.
        page = None if more in passed else read_page(more)
        if page is None:
            return None
        passed.add(more)
        piece = page[4 : 4 + min(missing, USABLE - 4)]
        pieces.append(piece)
        missing -= len(piece)
        more = int.from_bytes(page[:4], "big")
    return b"".join(pieces)


def _kinds(payload: bytes) -> tuple[list[int], int]:
    """The serial types of a record, and where its values begin."""
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    return kinds, end


def _name(kind: int) -> str:
    if kind >= _FIRST_BLOB:
        return "text" if kind % 2 else f"blob{(kind - _FIRST_BLOB) // 2}"
    return "null" if kind == 0 else "int"


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    size = _INTEGERS[kind] if kind in _INTEGERS else (kind - _FIRST_BLOB) // 2
    data = payload[at : at + size]
    if size < 0 or len(data) != size:
        raise ValueError
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True), at + size
    return (data.decode() if kind % 2 else data), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's big-endian integer of one to nine bytes, seven bits in each of the first eight."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that another byte follows
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
