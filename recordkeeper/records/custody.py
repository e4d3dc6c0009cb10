"""What came from outside, what was changed later and why, and who has witnessed the book."""

from typing import Any, ClassVar, Literal

from msgspec import Struct

from recordkeeper.records.fact import Fact, FileRef, Happening, Serial, Sha256, Target
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Channel, ReceiptKind, TraceKind

Value = Any
"""A JSON value of the closed set that the evidence format allows: no floats."""


Container = Literal["", "zip", "ustar"]


class Attachment(Happening, frozen=True, kw_only=True):
    """Files added to an earlier entry.

    Attributes:
        to: serial of the entry they belong to.
        captured_by: serial of the person who took the screenshot or recording, None for the keeper.
        captured_from: the device or account it was taken from.
        received_how: how it reached the keeper.
        shows_sender, shows_date, whole_thread: what the picture shows, None when not said.
    """

    kind: ClassVar[str] = "attachment"
    to: Serial
    captured_by: Serial | None = None
    captured_from: str = ""
    received_how: str = ""
    shows_sender: bool | None = None
    shows_date: bool | None = None
    whole_thread: bool | None = None


class Skipped(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something in a source that was not brought in, and why.

    Attributes:
        locator: where, in words a person can follow: "record 51, byte 20031".
        reason: why.
    """

    locator: str
    reason: str


class Trace(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an app wrote of a block or a report: offered as proof, confirmed by nobody yet.

    Attributes:
        what: blocked, unblocked or reported.
        when: as the app dates it.
        channel, medium: as in a contact.
        identifier: whom it was done to, as displayed; "" when the export does not say.
        words: the trace verbatim, as far as it has words.
        member, start, end: where it stands in the source.
    """

    what: TraceKind
    when: Moment
    channel: Channel
    medium: str = ""
    identifier: str = ""
    words: str = ""
    member: str = ""
    start: int = 0
    end: int = 0


class Source(Fact, frozen=True, kw_only=True):
    """An imported file, kept as it came, and what was found in it.

    Attributes:
        sha256, size, name: of the untouched file.
        kept: whole (all of it is stored) or matching (only the cited byte ranges are).
        stored: SHA-256 of what is stored: the file itself, or the cited ranges one after another.
        importer, importer_version: what read it.
        declared: how many records the file says it has, None when it says nothing.
        parsed, imported, duplicates, others, system: counts; parsed is the sum of the other four.
        container: "" for a lone file, zip for an archive, ustar for the files of a folder, packed one
            after another in the order of their names.
        inseparable: nothing of one record can be cut out of it: an archive, or a database.
        skipped: what was not read. damage: where and how the file is damaged.
        missing: parts of messages that are named and cannot be read, or are not in the export.
        traces: of blocks and reports that the app itself wrote.
        completeness: what such an export is known to leave out.
        notes: what had to be said of this very export, such as what decided the order of its dates.
        first, last: earliest and latest moment in it, milliseconds UTC.
        zone_basis: what turned its times into UTC.
        date_order: the order of day and month that its dates were read in, where it was said.
        offsets: the phone's own offsets from UTC seen in the file, in seconds.
        me, them: identifiers given at import. Private.
    """

    kind: ClassVar[str] = "source"
    private: ClassVar[frozenset[str]] = frozenset({"me", "them", "zone"})
    sha256: Sha256
    size: int
    name: str = ""
    kept: Literal["whole", "matching"]
    stored: Sha256
    importer: str
    importer_version: int
    everyone: bool = False
    since: Moment | None = None
    declared: int | None = None
    parsed: int
    imported: int
    duplicates: int = 0
    others: int = 0
    system: int = 0
    skipped: tuple[Skipped, ...] = ()
    damage: tuple[str, ...] = ()
    missing: tuple[Skipped, ...] = ()
    traces: tuple[Trace, ...] = ()
    container: Container = ""
    inseparable: bool = False
    completeness: str = ""
    notes: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    zone_basis: str = ""
    date_order: str = ""
    offsets: tuple[int, ...] = ()
    zone: str = ""
    me: tuple[str, ...] = ()
    them: tuple[str, ...] = ()

    def files_cited(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of what is stored of the source."""
        return (self.stored,)


class Correction(Fact, frozen=True, kw_only=True):
    """One field of an earlier entry, corrected; the original stays and is printed struck through.

    Attributes:
        target: the entry corrected.
        field: which field.
        old, new: its value before and after, in the JSON of that field.
        reason: why.
        of_private: the field is private, so old and new are too.
    """

    kind: ClassVar[str] = "correction"
    target: Target
    field: str
    old: Value = None
    new: Value = None
    reason: str
    of_private: bool = False

    def private_fields(self) -> frozenset[str]:
        """Old and new value and the reason, when the field corrected is private."""
        return frozenset({"old", "new", "reason"}) if self.of_private else frozenset()


class Withdrawal(Fact, frozen=True, kw_only=True):
    """An earlier entry taken back; it stays visible as withdrawn and counts nowhere.

    A source that is taken back takes along every contact that names it: they are withdrawn with it, and
    stand again with it.
    """

    kind: ClassVar[str] = "withdrawal"
    target: Target
    reason: str


class ErasedSource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bytes zeroed in a stored file by an erasure.

    Attributes:
        sha256: of the file as it was stored.
        ranges: byte ranges zeroed, end exclusive.
        afterwards: SHA-256 of the stored file after zeroing.
    """

    sha256: Sha256
    ranges: tuple[tuple[int, int], ...]
    afterwards: Sha256


class Erasure(Fact, frozen=True, kw_only=True):
    """The content of an earlier entry removed; its place in the chain stays and verifies.

    Attributes:
        target: the entry erased.
        reason: why; it is printed.
        of_kind: what kind of entry it was, so that what is numbered after it keeps its number.
        sources: what was zeroed in stored files.
    """

    kind: ClassVar[str] = "erasure"
    target: Target
    reason: str
    of_kind: str = ""
    sources: tuple[ErasedSource, ...] = ()


class Restored(Fact, frozen=True, kw_only=True):
    """This vault was restored from a backup.

    Attributes:
        count, head: of the record book in the backup, head in hex.
        backup_made: when the backup was made, milliseconds UTC.
    """

    kind: ClassVar[str] = "restored"
    count: int
    head: Sha256
    backup_made: int | None = None


class Receipt(Fact, frozen=True, kw_only=True):
    """An outside witness's receipt for a head of this book.

    Attributes:
        type: rfc3161 (a time-stamp authority's reply), email, or scan of a signed print.
        count, head: what it witnesses: the first ``count`` entries, head in hex.
        file: the receipt's own bytes, kept raw.
        witnessed_at: the time it states, milliseconds UTC.
        witness: who, in words.
    """

    kind: ClassVar[str] = "receipt"
    type: ReceiptKind
    count: int
    head: Sha256
    file: FileRef
    witnessed_at: int | None = None
    witness: str = ""

    @property
    def files(self) -> tuple[FileRef, ...]:
        """Its file, as other facts give theirs: a receipt is an exhibit too."""
        return (self.file,)

    def files_cited(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of the receipt."""
        return (self.file.sha256,)
