"""The write-ahead log beside a database: the newest pages, which the database itself does not have yet.

Source of the rules: sqlite.org/fileformat2.html, §4.1 (format of the log), §4.2 (checksums) and §4.4
(which version of a page counts). A frame counts if it and all before it have the salts of the log's
header and right checksums, and a commit follows it. What comes after the last commit was not finished,
or is left from before the log was begun anew: SQLite passes it over, and so does this.
"""

import struct
from collections.abc import Mapping
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
"""Its last bit says whether checksums read words with the most significant byte first."""
_VERSION = 3_007_000
_WORD = 0xFFFF_FFFF


class Log(NamedTuple):
    """What a write-ahead log adds to its database.

    Attributes:
        places: where in the log the content of a page begins, for the pages that it has.
        frames: how many page versions were written to their end, finished or not.
        unfinished: a change in it was not written to its end.
        unreadable: why nothing of it can be used; "" where it can be, or is empty.
    """

    places: Mapping[int, int]
    frames: int = 0
    unfinished: bool = False
    unreadable: str = ""


def read_log(stream: BinaryIO, page_size: int) -> Log:
    """Look through a log from its beginning. Memory grows with the pages it names, not with its bytes."""
    stream.seek(0)
    head = stream.read(_HEADER.size)
    if not head:
        return Log({})
    if len(head) < _HEADER.size:
        return Log({}, unreadable="header")
    magic, version, size, _count, *salts, first, second = _HEADER.unpack(head)
    order = ">" if magic & 1 else "<"
    if magic & ~1 != _MAGIC or version != _VERSION or _sums(order, (0, 0), head[:24]) != (first, second):
        return Log({}, unreadable="header")
    if size != page_size:
        return Log({}, unreadable="page size")
    return _frames(stream, order, (first, second), salts, page_size)


def _frames(stream: BinaryIO, order: str, sums: tuple[int, int], salts: list[int], page_size: int) -> Log:
    finished: dict[int, int] = {}
    begun: dict[int, int] = {}
    frames, place = 0, _HEADER.size
    while True:
        head, content = stream.read(_FRAME.size), stream.read(page_size)
        if len(head) < _FRAME.size or list(_FRAME.unpack(head)[2:4]) != salts:
            # Its end, or what an older round of the log has left behind it.
            return Log(finished, frames, unfinished=bool(begun))
        page, pages_after_commit, _salt1, _salt2, *expected = _FRAME.unpack(head)
        sums = _sums(order, sums, head[:8] + content)
        if len(content) < page_size or list(sums) != expected:
            return Log(finished, frames, unfinished=True)
        begun[page] = place + _FRAME.size
        if pages_after_commit:
            finished.update(begun)
            begun.clear()
        place += _FRAME.size + page_size
        frames += 1


def _sums(order: str, sums: tuple[int, int], data: bytes) -> tuple[int, int]:
    """The running checksum (§4.2)."""
    first, second = sums
    for one, other in struct.iter_unpack(order + "II", data[: len(data) // 8 * 8]):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second
