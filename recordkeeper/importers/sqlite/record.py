"""Rows of SQLite as they lie on a page: variable-length integers, and values after a header of types.

Source of the rules: sqlite.org/fileformat2.html, §1.6 (varint) and §2.1 (record format). Nothing here
raises for any bytes: what cannot be read is said to be so.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

Value = int | float | str | bytes | None
"""What a column of a row can hold."""

_LONGEST = 9
"""Bytes of a varint: eight of seven bits, and a ninth whose eight bits all count (§1.6)."""
_ONE_BYTE = 0x80
_CONSTANTS: dict[int, Value] = {0: None, 8: 0, 9: 1}
"""Serial types that say a value without any bytes of it (§2.1)."""
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8)
"""Bytes of an integer or a float, by serial types 1 to 7."""
_FLOAT, _FIRST_LONG = 7, 12
_SIGN, _SPAN = 1 << 63, 1 << 64


class Decoded(NamedTuple):
    """The first values of a row.

    Attributes:
        values: in the order of its columns; fewer than its table has, where it is older than those.
        whole: none of them lies beyond the bytes that are there.
        repaired: a text had bytes that are no text in its encoding, and has U+FFFD in their place.
    """

    values: list[Value]
    whole: bool
    repaired: bool


def varint(data: bytes, at: int) -> tuple[int, int] | None:
    """The integer of one to nine bytes at a place, and where it ends; None where the bytes end first."""
    value = 0
    for place in range(at, at + _LONGEST):
        if place >= len(data):
            return None
        byte = data[place]
        if place == at + _LONGEST - 1:
            value = value << 8 | byte
            return (value - _SPAN if value & _SIGN else value), place + 1
        value = value << 7 | byte & 0x7F
        if byte < _ONE_BYTE:
            return value, place + 1
    raise AssertionError


def decode(payload: bytes, columns: Sequence[bool], encoding: str) -> Decoded | None:
    """The values of a row, as far as its bytes are there; None where not even its header can be read.

    Args:
        payload: the row, or its beginning.
        columns: for each column that may be asked for, whether it is: others are passed over.
        encoding: Python's name for how the database writes text.
    """
    header = _header(payload, len(columns))
    if header is None:
        return None
    kinds, start = header
    values: list[Value] = []
    whole, repaired = True, False
    for kind, asked in zip(kinds, columns, strict=False):
        if kind in _CONSTANTS:
            values.append(_CONSTANTS[kind])
            continue
        end = start + (_SIZES[kind] if kind < _FIRST_LONG else (kind - _FIRST_LONG) // 2)
        value: Value = None
        if asked and end > len(payload):
            whole = False
        elif asked and kind < _FIRST_LONG:
            value = _number(kind, payload[start:end])
        elif asked and kind % 2:
            value, damaged = _text(payload[start:end], encoding)
            repaired = repaired or damaged
        elif asked:
            value = payload[start:end]
        values.append(value)
        start = end
    return Decoded(values, whole, repaired)


def _header(payload: bytes, most: int) -> tuple[list[int], int] | None:
    """The serial types of the first columns, and where the values begin."""
    said = varint(payload, 0)
    if said is None:
        return None
    size, at = said
    if not at <= size <= len(payload):
        return None
    kinds: list[int] = []
    while at < size and len(kinds) < most:
        kind = payload[at]
        at += 1
        if kind >= _ONE_BYTE:
            long = varint(payload, at - 1)
            if long is None:
                return None
            kind, at = long
        if kind < 0 or kind in {10, 11} or at > size:
            return None
        kinds.append(kind)
    return kinds, size


def _number(kind: int, data: bytes) -> int | float:
    if kind == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    return int.from_bytes(data, "big", signed=True)


def _text(data: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError:
        return data.decode(encoding, errors="replace"), True
