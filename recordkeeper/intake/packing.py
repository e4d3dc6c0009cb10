"""The files of a folder as one: packed one after another (ustar with pax headers, POSIX.1-2001), in place.

The same files give the same bytes on every machine: names in order, no owner, no date. Packed as they
are, each stands byte for byte in the pack, at a place that can be told before anything is read.
"""

import io
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.material import Material, Member

_BLOCK = 512
_END = 2 * _BLOCK


def offsets(material: Material) -> dict[str, int]:
    """Where the content of each member begins in the pack, in bytes."""
    at, found = 0, {}
    for member in material.members:
        found[member.name] = at + len(_header(member))
        at = found[member.name] + member.size + _padding(member.size)
    return found


def size(material: Material) -> int:
    """How many bytes the pack has."""
    return sum(len(_header(one)) + one.size + _padding(one.size) for one in material.members) + _END


def packed(material: Material) -> BinaryIO:
    """The pack as a stream, read from the files as it is drawn. To be closed.

    Reading raises ``OSError`` where a file is not as long as it was listed.
    """
    return io.BufferedReader(_Pack(material), 1 << 20)


class _Pack(io.RawIOBase):
    def __init__(self, material: Material) -> None:
        self._open = ExitStack()
        self._pieces = self._drawn(material)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._open.close()
        super().close()

    def _drawn(self, material: Material) -> Iterator[bytes]:
        for member in material.members:
            yield _header(member)
            left = member.size
            with ExitStack() as self._open:
                stream = self._open.enter_context(material.open(member.name))
                while left and (piece := stream.read(min(1 << 20, left))):
                    left -= len(piece)
                    yield piece
                if left or stream.read(1):
                    raise OSError(_("{name} is not as long as before").format(name=member.name))
            yield bytes(_padding(member.size))
        yield bytes(_END)


def _header(member: Member) -> bytes:
    about = tarfile.TarInfo(member.name)
    about.size = member.size
    return about.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def _padding(length: int) -> int:
    return -length % _BLOCK
