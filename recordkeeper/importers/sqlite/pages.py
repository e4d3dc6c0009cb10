"""The pages of a database file, read where they lie: in the file, or newer in the log beside it.

Source of the rules: sqlite.org/fileformat2.html, §1.2 (pages) and §1.3 (the header).
"""

import struct
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from recordkeeper.importers.sqlite.wal import Log, read_log

MAGIC = b"SQLite format 3\x00"
HEADER = 100
"""Bytes of the database header, at the beginning of the first page."""
_SMALLEST, _LARGEST = 512, 65_536
_LEAST_USABLE = 480
_FRACTIONS = b"\x40\x20\x20"
"""Bytes 21 to 23, which never had another value (§1.3.5)."""
_WAL = 2
"""The write and read version of a database with a write-ahead log (§1.3.3)."""
_ENCODINGS = {0: "utf-8", 1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
"""0 is a database without a table yet (§1.3.13)."""
_KEPT = 64
"""Pages held at a time."""


class Header(NamedTuple):
    """What the first bytes say of all the others.

    Attributes:
        page_size: bytes, a power of two from 512 to 65536.
        usable: bytes of a page that SQLite itself uses.
        encoding: Python's name for how text is written.
        keeps_log: its newest pages are kept in a log beside it.
    """

    page_size: int
    usable: int
    encoding: str
    keeps_log: bool


def read_header(head: bytes) -> Header | None:
    """What a file says that begins with these bytes; None where it is no SQLite 3 database."""
    if len(head) < HEADER or not head.startswith(MAGIC) or head[21:24] != _FRACTIONS:
        return None
    size = int.from_bytes(head[16:18], "big")
    size = _LARGEST if size == 1 else size
    usable, encoding = size - head[20], _ENCODINGS.get(int.from_bytes(head[56:60], "big"))
    if not _SMALLEST <= size <= _LARGEST or size & (size - 1) or usable < _LEAST_USABLE:
        return None
    if head[19] > _WAL or encoding is None:
        return None
    return Header(size, usable, encoding, head[19] == _WAL)


class Stored(NamedTuple):
    """A file of the material that is open.

    Attributes:
        member: its name in the material.
        stream: it, seekable.
        size: its bytes.
    """

    member: str
    stream: BinaryIO
    size: int


class Page(NamedTuple):
    """One page.

    Attributes:
        number: from 1.
        data: its usable bytes; fewer where the file ends in it.
        member, start: where it lies.
    """

    number: int
    data: bytes
    member: str
    start: int

    def integer(self, at: int, size: int) -> int:
        """An unsigned integer, most significant byte first; 0 beyond the end."""
        return int.from_bytes(self.data[at : at + size], "big")

    def integers(self, at: int, count: int) -> tuple[int, ...]:
        """So many of two bytes, as far as they are there."""
        data = self.data[at : at + 2 * count]
        return struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])


class Pages:
    """The pages of a database and of its log, the newest version of each.

    Attributes:
        header: of the database.
        log: what its log adds.
        most: no page has a higher number.
    """

    def __init__(self, header: Header, database: Stored, log: Stored | None) -> None:
        self.header = header
        self.log = read_log(log.stream, header.page_size) if log else Log({})
        self._database = database
        self._beside = log
        # Each page of a database was written once, to it or to its log.
        self.most = -(-database.size // header.page_size) + self.log.frames
        self._recent = lru_cache(_KEPT)(self._read)

    def page(self, number: int) -> Page | None:
        """The page of this number; None where it is not there."""
        return self._recent(number) if 0 < number <= self.most else None

    def _read(self, number: int) -> Page | None:
        stored, start = self._database, (number - 1) * self.header.page_size
        if self._beside is not None and number in self.log.places:
            stored, start = self._beside, self.log.places[number]
        stored.stream.seek(start)
        data = stored.stream.read(self.header.usable)
        return Page(number, data, stored.member, start) if data else None


class Visited:
    """Which pages a walk has been to, one bit each: none belongs twice in a tree, nor in two rows."""

    def __init__(self, pages: Pages) -> None:
        self._bits = bytearray(pages.most // 8 + 1)

    def enter(self, number: int) -> bool:
        """Whether a page of the database is visited for the first time."""
        place, bit = number // 8, 1 << number % 8
        if place >= len(self._bits) or self._bits[place] & bit:
            return False
        self._bits[place] |= bit
        return True
