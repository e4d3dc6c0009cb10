"""Rows read from a page alone: as the format lays them down, and from a spoilt page never an error."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.crypto.pages import USABLE
from recordkeeper.vault.cells import Cell, Value, _value, _varint, cell_at, columns, pointers, shape


def record(*values: Value) -> bytes:
    """A row in SQLite's form, written by hand from the page that describes it (§2.1)."""
    kinds, body = bytearray(), bytearray()
    for value in values:
        if value is None:
            kinds.append(0)
        elif isinstance(value, int):
            kinds.append(6)
            body += value.to_bytes(8, "big", signed=True)
        else:
            data = value.encode() if isinstance(value, str) else value
            kinds.append(len(data) * 2 + (13 if isinstance(value, str) else 12))
            body += data
    return bytes([len(kinds) + 1]) + bytes(kinds) + bytes(body)


def no_page(_number: int) -> bytes | None:
    """A database of one page."""
    return None


@given(
    st.lists(
        st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8) | st.binary(max_size=32),
        max_size=20,
    )
)
def test_what_is_written_is_read(values: list[Value]) -> None:
    """Every kind of value, as the format's own page lays it down."""
    data = record(*values)
    assert columns(Cell(len(data), data, 0), no_page) == values


def test_the_values_that_take_no_bytes_and_the_longest_number() -> None:
    """Zero and one lie in the header; nine bytes are the longest of the packed numbers."""
    assert columns(Cell(3, b"\x03\x08\x09", 0), no_page) == [0, 1]
    assert _varint(b"\xff" * 9, 0) == (2**64 - 1, 9)
    assert _varint(b"\x81\x00", 0) == (128, 2)
    assert shape(Cell(4, b"\x04\x00\x4c\x0f", 0)) == ("null", "blob32", "text")


def test_a_row_that_makes_no_sense_is_none() -> None:
    """Cut off, of a kind that is reserved, not text, going on at a page that is lost."""
    assert columns(Cell(2, b"\x02\x06", 0), no_page) is None
    assert columns(Cell(3, b"\x02\x0a\x00", 0), no_page) is None
    assert columns(Cell(3, b"\x02\x0f\xff", 0), no_page) is None
    assert columns(Cell(9000, b"\x02\x0f", 7), no_page) is None
    assert columns(Cell(9000, b"\x02\x0f", 0), no_page) is None
    assert shape(Cell(1, b"\x09", 0)) == ()
    page = bytes([0x0D, 0, 0, 0, 1]) + bytes(USABLE - 5)
    assert cell_at(2, page, USABLE - 1) is None
    assert cell_at(2, page[:-2] + b"\x20\x01", USABLE - 2) is None
    with pytest.raises(ValueError, match=r"^$"):
        _value(b"", 11, 0)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0x0D, 0x0A, 0x02]), st.sampled_from([1, 2]))
def test_no_page_stops_the_reading(seed: int, kind: int, number: int) -> None:
    """Any bytes at all: rows or none, never an error, and an end."""
    start = 100 if number == 1 else 0
    chance = Random(seed)
    page = chance.randbytes(start) + bytes([kind]) + chance.randbytes(USABLE - start - 1)
    for at in pointers(number, page):
        cell = cell_at(number, page, at)
        if cell is not None:
            assert all(shape(cell)), "every column has a name"
            found = columns(cell, no_page, first=3)
            assert found is None or len(found) <= 3
            whole = columns(cell, lambda _number: page)
            assert whole is None or len(whole) == len(shape(cell))
