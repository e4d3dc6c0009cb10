"""An export as it lies on the disk: opened anew for every pass, and hashed."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.importers.identify import IMPORTERS, choose
from recordkeeper.importers.importer import Damage, Found, Importer, Item, Media, Said
from recordkeeper.importers.material import Folder, Limits, Material, Opener
from recordkeeper.intake import packing
from recordkeeper.intake.handed import Meter, material_at
from recordkeeper.records.custody import Skipped
from recordkeeper.records.fact import FileRef
from recordkeeper.records.filetype import SNIFFED, sniff

_RECORDS = frozenset({Found, Skipped})
Progress = Callable[[int, int, int], None]
"""Called now and then with: records read, bytes read, bytes in the file. Each pass begins at 0."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is brought in: a file, an archive or a folder.

    Attributes:
        name: its own name, data only.
        size: bytes, when it was looked at; of a folder, of its files packed one after another.
        importer: what reads it.
        material: it, as importers see it.
        open: opens it whole, as it will be stored, anew from the beginning.
        offsets: where members begin in what is stored; empty unless it is a folder.
        described: members that messages hold as files, once looked at.
        meter: told of every byte that is read.
    """

    name: str
    size: int
    importer: Importer
    material: Material
    open: Opener
    meter: Meter
    offsets: Mapping[str, int] = field(default_factory=dict)
    described: dict[str, FileRef] = field(default_factory=dict)


def export_at(path: Path, format_name: str = "", limits: Limits | None = None) -> Export:
    """The export at a path, and what reads it: told by its content, or said by the keeper.

    Raises:
        BadInput: it cannot be read, or no format has that name.
        ImportRefused: nothing, or more than one importer, claims it; or it is an unsafe archive.
    """
    meter = Meter()
    try:
        material = material_at(path, limits or Limits(), meter)
        importer = _named(format_name) if format_name else choose(material)
    except OSError as error:
        raise BadInput(
            _("{path} cannot be read ({reason}). Nothing was brought in.").format(
                path=path, reason=error.strerror or error
            ),
            _("Check the name, or drag the file into this window to have its path typed."),
        ) from error
    if isinstance(material, Folder):
        return Export(
            path.name,
            packing.size(material),
            importer,
            material,
            partial(packing.packed, material),
            meter,
            packing.offsets(material),
        )
    return Export(path.name, path.stat().st_size, importer, material, lambda: path.open("rb"), meter)


def digest_of(export: Export) -> str:
    """The SHA-256 (hex) of an export as it will be stored.

    Raises:
        OSError: the disk cannot be read.
    """
    digest = hashlib.sha256()
    with export.open() as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def changed() -> RecordkeeperError:
    """The export is not what it was a moment ago."""
    return RecordkeeperError(
        _("The file is not the same as when it was shown. Nothing was brought in."),
        _("Wait until nothing writes to it, or copy it, then run the same command again."),
    )


def _named(name: str) -> Importer:
    for importer in IMPORTERS:
        if importer.name == name:
            return importer
    known = ", ".join(importer.name for importer in IMPORTERS)
    raise BadInput(_("{name} is not a format that can be read.").format(name=name), known)


class Pass:
    """One reading of an export from beginning to end.

    Attributes:
        sha256: of the whole export as it is stored, hex; "" until the end was reached.
        records: records read so far.
    """

    def __init__(self, export: Export, said: Said, on_progress: Progress | None = None) -> None:
        self.sha256 = ""
        self.records = 0
        self._export = export
        self._said = said
        self._tell = on_progress

    def items(self) -> Iterator[Item]:
        """Everything in the export, in its order, then the members that turned out to be damaged.

        Raises:
            Unsaid: the keeper must say something before it can be read.
            ImportRefused: this is not such an export.
            RecordkeeperError: the disk cannot be read.
        """
        export = self._export
        export.meter.read, export.meter.tell = 0, self._progress
        with faults_of_the_disk():
            before = export.meter.state()
            for item in export.importer.read(export.material, self._said):
                if type(item) in _RECORDS:
                    self.records += 1
                yield item
            for member, reason in sorted(export.material.faults.items()):
                yield Damage(member, _("the archive is damaged there ({what})").format(what=reason))
            self.sha256 = digest_of(export)
            if export.meter.state() != before:
                raise changed()

    def _progress(self) -> None:
        if self._tell is not None:
            read = min(self._export.meter.read, self._export.size)
            self._tell(self.records, read, self._export.size)

    def files(self, found: Found) -> tuple[FileRef, ...]:
        """The readable parts of a record that are not words, hashed and told by their content."""
        return tuple(self._described(part) for part in found.media if part.readable)

    def _described(self, part: Media) -> FileRef:
        if part.member is None:
            data = part.data or b""
            digest = hashlib.sha256(data).hexdigest()
            return FileRef(sha256=digest, size=len(data), name=part.name, type=sniff(data))
        known = self._export.described
        if part.member not in known:
            whole, size, head = hashlib.sha256(), 0, b""
            with faults_of_the_disk(), self._export.material.open(part.member) as stream:
                while piece := stream.read(1 << 20):
                    head = head or piece[:SNIFFED]
                    whole.update(piece)
                    size += len(piece)
            known[part.member] = FileRef(
                sha256=whole.hexdigest(), size=size, name=part.name, type=sniff(head)
            )
        return known[part.member]


@contextmanager
def faults_of_the_disk() -> Iterator[None]:
    """Around every reading of an export: say in words that it could not be read.

    Raises:
        RecordkeeperError: instead of an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise RecordkeeperError(
            _("The file could not be read to its end ({reason}). Nothing was brought in.").format(
                reason=error.strerror or error
            ),
            _("Copy it to this computer's own disk, then run the same command again."),
        ) from error


class Slice(NamedTuple):
    """A byte range of a member, its end exclusive."""

    member: str
    start: int
    end: int


@contextmanager
def sliced(export: Export, ranges: Iterable[Slice]) -> Iterator[BinaryIO]:
    """Open only some byte ranges of an export, one after another, as one stream."""
    with ExitStack() as opened:
        yield io.BufferedReader(_Slices(export.material, ranges, opened), 1 << 20)


class _Slices(io.RawIOBase):
    """Some ranges, as if nothing stood between them."""

    def __init__(self, material: Material, ranges: Iterable[Slice], opened: ExitStack) -> None:
        self._material = material
        self._ranges = iter(ranges)
        self._opened = opened
        self._member: str | None = None
        self._stream: BinaryIO | None = None
        self._left = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            following = next(self._ranges, None)
            if following is None:
                return 0
            self._left = following.end - following.start
            self._at(following.member).seek(following.start)
        assert self._stream is not None  # noqa: S101 -- opened with the range
        data = self._stream.read(min(len(buffer), self._left))
        if not data:
            raise OSError(_("the file ends earlier than before"))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def _at(self, member: str) -> BinaryIO:
        if self._stream is None or member != self._member:
            self._opened.close()
            self._stream = self._opened.enter_context(self._material.open(member))
            self._member = member
        return self._stream
