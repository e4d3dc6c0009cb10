"""How members begin, remembered while many importers look at them, in bounded memory."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO

HEAD = 64 << 10
"""How many bytes of a member are looked at to tell what it is."""
_REMEMBERED = 16 << 20
"""Bytes of all beginnings together: those of 4000 pages, or of 256 large files."""


class Heads:
    """The first `HEAD` bytes of members. Those not asked for longest are forgotten, and read anew.

    Args:
        opener: opens a member.
    """

    def __init__(self, opener: Callable[[str], AbstractContextManager[BinaryIO]]) -> None:
        self._open = opener
        self._known: dict[str, bytes] = {}
        self._size = 0

    def of(self, member: str) -> bytes:
        """How a member begins."""
        head = self._known.pop(member, None)
        if head is None:
            with self._open(member) as stream:
                head = stream.read(HEAD)
            self._size += len(head)
        self._known[member] = head
        while self._size > _REMEMBERED:
            oldest = next(iter(self._known))
            self._size -= len(self._known.pop(oldest))
        return head
