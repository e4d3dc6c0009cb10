"""What every importer promises, and the values it hands out.

An importer reads a `Material` and yields facts. What it cannot read it yields too, as `Skipped` or
`Damage`: every record of the material comes out as exactly one `Found` or one `Skipped`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from recordkeeper.importers.material import Limits, Material
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace

DateOrder = Literal["", "dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the keeper said about an export, as far as its reading depends on it.

    Attributes:
        zone: IANA name of the zone that local times without an offset are read in.
        zone_stated: the keeper named it for this import; otherwise it is assumed (the record's own).
        date_order: how the export writes its dates; "" when nothing was said.
        me: the keeper's own numbers, addresses and names in the export, as displayed.
        columns: for tables, which column holds what; empty when nothing was said.
        limits: how much is taken.
    """

    zone: str = "UTC"
    zone_stated: bool = False
    date_order: DateOrder = ""
    me: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


class Media(NamedTuple):
    """One part of a message that is not its words.

    Attributes:
        name: the name the message gives it, data only, never a path to write to.
        type: the MIME type the message claims, empty when it claims none.
        data: its bytes, where they stand inside the message.
        reason: why it cannot be read, else empty (the raw form stays in the source file).
        member: where it is a file of its own in the material: that member's name, for intake to stream.
        absent: the export names it and does not hold it: that was left out by the phone or the keeper,
            and nothing is damaged.
    """

    name: str
    type: str
    data: bytes | None = None
    reason: str = ""
    member: str | None = None
    absent: bool = False

    @property
    def readable(self) -> bool:
        """Whether its bytes are there, here or in a member."""
        return self.data is not None or self.member is not None


class Found(NamedTuple):
    """One record of the material, read.

    Attributes:
        contact: the fact; its ``source``, ``files`` and ``person`` are for intake to fill in.
        element: its number among all records of the material, from 1; skipped ones are numbered too.
        start, end: its byte range in the untouched member, end exclusive.
        native_id: the export's own name for it, empty when it has none.
        media: parts that are not words.
        system: written by the phone, the app or the network, not by a person; never a contact to count.
        member: the member that it stands in; "" in a lone file.
    """

    contact: Contact
    element: int
    start: int
    end: int
    native_id: str = ""
    media: tuple[Media, ...] = ()
    system: bool = False
    member: str = ""

    @property
    def offset(self) -> int | None:
        """The offset from UTC of the device that exported, in seconds, where the export gives it away.

        A count since 1970 has none of its own: what is known of one came from a local time beside it, which
        that device wrote, whoever's clock counted. A time written with its offset has that of its clock.
        """
        when = self.contact.when
        told = when.basis == "epoch" or (when.basis == "offset" and when.clock == "own-device")
        return when.offset if told else None


class Damage(NamedTuple):
    """A place where the material is not what its format says. What stands before it was read.

    Attributes:
        locator: where, in words a person can follow: "line 4, column 2, byte 152".
        reason: what is wrong there.
    """

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the material says about itself; often wrong, so compared and never relied on.

    Attributes:
        count: how many records it says it has, None when it says nothing readable.
    """

    count: int | None


class Note(NamedTuple):
    """Something about this very export that the keeper and the report must be told, in a sentence."""

    words: str


Item = Found | Skipped | Damage | Declared | Note | Trace
"""A `Trace` is no record: a line of a chat that says it is a `Found` with ``system`` as well."""


class Importer(Protocol):
    """A format that can be read.

    Attributes:
        name: for ever the name of this format in records: lower-case with hyphens.
        version: raised whenever the same bytes would give other facts.
        separable: whether the bytes of a record can be cut out of the member and leave nothing of it behind.
            So they can in every text; in a database long words go on in pages elsewhere.
    """

    name: str
    version: int
    separable: bool

    @property
    def completeness(self) -> str:
        """What such exports leave out, in sentences for the keeper and the report."""

    def identify(self, material: Material) -> bool:
        """Whether the content is of this format. Looks at names of members and first bytes; never raises.

        An extension alone proves nothing. Exactly one importer may claim a material.
        """

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Everything in the material, in its order, in memory that does not grow with it.

        The same material and the same said give the same items, every time.

        Raises:
            Unsaid: the keeper must say something first (which of two ways the dates are written).
            ImportRefused: this is not such an export, or it does what such exports never do. Nothing
                else is raised for any bytes whatsoever, but an ``OSError`` of the disk itself.
        """
