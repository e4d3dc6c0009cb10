"""The entries that a preview showed, kept until the keeper says yes: packed, in memory, never on the disk.

So a file is read once, and what is recorded is what was shown. Messages repeat themselves: packed, one takes
some thirty bytes. What would still be too much is let go, and read from the file again.
"""

import zlib
from collections.abc import Iterator

from recordkeeper.records.contacts import Contact
from recordkeeper.records.packed import pack, unpack

MOST = 96 << 20
"""Bytes, packed, beyond which nothing is kept."""
_BATCH = 512
_LEVEL = 1
"""Of zlib: the fastest."""


class Gathered:
    """Contacts in their order, given back as they were added.

    Attributes:
        whole: nothing was let go.
    """

    def __init__(self, most: int = MOST) -> None:
        self.whole = True
        self._most = most
        self._size = 0
        self._packed: list[bytes] = []
        self._waiting: list[Contact] = []

    def add(self, contact: Contact) -> None:
        """Keep one more."""
        if self.whole:
            self._waiting.append(contact)
            if len(self._waiting) == _BATCH:
                self._pack()

    def __iter__(self) -> Iterator[Contact]:
        """All of them, from the first, as often as asked."""
        for packed in self._packed:
            yield from unpack(zlib.decompress(packed))
        yield from self._waiting

    def _pack(self) -> None:
        packed = zlib.compress(pack(self._waiting), _LEVEL)
        self._waiting.clear()
        self._size += len(packed)
        self._packed.append(packed)
        if self._size > self._most:
            self.whole = False
            self._packed.clear()
