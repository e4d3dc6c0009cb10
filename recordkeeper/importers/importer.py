"""What every importer promises, and the values it hands out.

An importer reads bytes and yields facts. What it cannot read it yields too, as `Skipped` or `Damage`:
every record of a file comes out as exactly one `Found` or one `Skipped`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an importer takes from one file before it says so and goes on, or stops.

    A hostile file must not exhaust the machine, and an honest one must never come near: the largest
    part of an MMS is about 3 MB, of an RCS message 100 MB (and that one loses its picture here, never
    its words; the raw file keeps both).

    Attributes:
        chunk: bytes read at a time. Less than 1 MiB makes expat before 2.6 quadratic in the length of
            an attribute (CVE-2023-52425).
        tag: bytes of one tag, attributes and base64 included. Of a longer one the base64 is left out.
        record: bytes of one message with all its parts, after which long values are left out.
        value: characters of a value kept where long ones are left out.
        parts: elements inside one record.
        depth: elements inside one another.
        attributes: attributes of a tag longer than a chunk.
        names: different element and attribute names in one file.
    """

    chunk: int = 1 << 20
    tag: int = 64 << 20
    record: int = 64 << 20
    value: int = 64 << 10
    parts: int = 10_000
    depth: int = 16
    attributes: int = 1_000
    names: int = 10_000


class Media(NamedTuple):
    """One part of a message that is not its words.

    Attributes:
        name: the name the message gives it, data only, never a path to write to.
        type: the MIME type the message claims, empty when it claims none.
        data: its bytes; None when they cannot be read (the raw form stays in the source file).
        reason: why they cannot be read, else empty.
    """

    name: str
    type: str
    data: bytes | None
    reason: str = ""


class Found(NamedTuple):
    """One record of the file, read.

    Attributes:
        contact: the fact; its ``source``, ``files`` and ``person`` are for intake to fill in.
        element: its number among the file's records, from 1.
        start, end: its byte range in the untouched file, end exclusive.
        native_id: the file's own name for it, empty when it has none.
        media: parts that are not words.
        system: written by the phone or the network, not by a person; never a contact to count.
    """

    contact: Contact
    element: int
    start: int
    end: int
    native_id: str = ""
    media: tuple[Media, ...] = ()
    system: bool = False

    @property
    def offset(self) -> int | None:
        """The phone's own offset from UTC that the file gives away, in seconds, or None."""
        return self.contact.when.offset


class Damage(NamedTuple):
    """A place where the file is not what its format says. What stands before it was read.

    Attributes:
        locator: where, in words a person can follow: "line 4, column 2, byte 152".
        reason: what is wrong there.
    """

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the file says about itself; often wrong, so compared and never relied on.

    Attributes:
        count: how many records it says it has, None when it says nothing readable.
    """

    count: int | None


class Importer(Protocol):
    """A file format that can be read.

    Attributes:
        name: for ever the name of this format in records: lower-case with hyphens.
        version: raised whenever the same bytes would give other facts.
    """

    name: str
    version: int

    @property
    def completeness(self) -> str:
        """What such files leave out, in sentences for the keeper and the report."""

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes of a file (up to 64 KiB) are of this format. The name proves nothing."""

    def read(self, stream: BinaryIO, limits: Limits) -> Iterator[Found | Skipped | Damage | Declared]:
        """Everything in the file, in its order, in bounded memory.

        Raises:
            ImportRefused: this is not such a file, or it does what such files never do. Nothing else
                is raised for any bytes whatsoever.
        """
