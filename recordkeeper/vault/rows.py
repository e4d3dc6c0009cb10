"""What goes into the box and comes out of it. The box never looks inside a part."""

from typing import NamedTuple


class Part(NamedTuple):
    """One half of an entry: 32 random bytes of salt, and canonical JSON in UTF-8."""

    salt: bytes
    data: bytes


class SealedRow(NamedTuple):
    """An entry as it lies in the box.

    ``digest`` and ``link`` are 32 bytes each. A part is None when its content was erased.
    """

    book: str
    serial: int
    id: str
    digest: bytes
    link: bytes
    public: Part | None
    private: Part | None


class Tail(NamedTuple):
    """The end of a book: its last serial and link; 0 and None while it is empty."""

    serial: int
    link: bytes | None


class StoredFile(NamedTuple):
    """A file kept whole: the SHA-256 of its bytes in hex, and its size in bytes."""

    sha256: str
    size: int
