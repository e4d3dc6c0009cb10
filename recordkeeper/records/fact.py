"""What every record has in common: a kind, and fields that are public or private."""

from typing import Annotated, Any, ClassVar, Self

from msgspec import Meta, Struct, to_builtins
from msgspec.structs import replace

from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import NotedOn, Recording

FORMAT_VERSION = 1
"""``v`` of both parts of an entry. A higher one verifies but never folds."""

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""64 lower-case hexadecimal digits."""
Serial = Annotated[int, Meta(ge=1)]
"""The number of an entry in the record: the ¶ of the report."""


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A fact as the keeper stated it. Frozen; what is derived from it is never stored.

    Fields that have their default (None, empty or false) are left out of the stored bytes, so a
    default never changes once released.
    """

    kind: ClassVar[str] = ""
    private: ClassVar[frozenset[str]] = frozenset()

    def private_fields(self) -> frozenset[str]:
        """The names of the fields that belong in the private part of this very fact."""
        return self.private

    def files_cited(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of every stored file that this fact cites."""
        return ()

    def fields(self) -> dict[str, Any]:
        """Every field that was given, as JSON values, private ones too."""
        given: dict[str, Any] = to_builtins(self)
        return given

    def having(self, **fields: Any) -> Self:
        """The same fact with some fields set."""
        return replace(self, **fields)


class FileRef(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file kept in the vault, named by its content.

    Attributes:
        sha256: of the original bytes, hex.
        size: in bytes.
        name: the file's own name when it came in, data only, never a path to write to.
        type: MIME type read from the content, ``application/octet-stream`` when not known.
    """

    sha256: Sha256
    size: int
    name: str = ""
    type: str = "application/octet-stream"


class Happening(Fact, frozen=True, kw_only=True):
    """A fact about something that happened at some time.

    Attributes:
        when: when it happened.
        noted_at: when a note of it was made outside this record (paper, phone, mail).
        noted_on: what that note was made on.
        files: what was brought with it; exhibit marks are the entry's serial (E14, E14-2).
        exif: times and places read from the files, a claim, one line per reading. Private.
        recording: how an attached recording came to be.
    """

    when: Moment
    noted_at: Moment | None = None
    noted_on: NotedOn | None = None
    files: tuple[FileRef, ...] = ()
    exif: tuple[str, ...] = ()
    recording: Recording | None = None

    private: ClassVar[frozenset[str]] = frozenset({"exif"})

    def files_cited(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of every stored file that this fact cites."""
        return tuple(file.sha256 for file in self.files)


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier entry of the same book, named so that it cannot be exchanged for another.

    Attributes:
        serial: its number.
        digest: its entry digest, hex.
    """

    serial: Serial
    digest: Sha256
