"""An export as it lies on the disk: opened anew for every pass, and hashed."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, ImportRefused, RecordkeeperError
from recordkeeper.importers.identify import IMPORTERS, choose
from recordkeeper.importers.importer import Damage, Found, Importer, Item, Media, Said
from recordkeeper.importers.material import Archive, Folder, Limits, Lone, Material, Opener, is_archive
from recordkeeper.intake import packing
from recordkeeper.records.custody import Skipped
from recordkeeper.records.fact import FileRef
from recordkeeper.records.filetype import SNIFFED, sniff

_SQLITE = b"SQLite format 3\x00"
_TOLD_EVERY = 1000
"""Records between two words of progress."""
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
    """

    name: str
    size: int
    importer: Importer
    material: Material
    open: Opener
    offsets: Mapping[str, int] = field(default_factory=dict)
    described: dict[str, FileRef] = field(default_factory=dict)


def export_at(path: Path, format_name: str = "", limits: Limits | None = None) -> Export:
    """The export at a path, and what reads it: told by its content, or said by the keeper.

    Raises:
        BadInput: it cannot be read, or no format has that name.
        ImportRefused: nothing, or more than one importer, claims it; or it is an unsafe archive.
    """
    try:
        material = material_at(path, limits or Limits())
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
            packing.offsets(material),
        )
    return Export(path.name, path.stat().st_size, importer, material, partial(_open, path))


def material_at(path: Path, limits: Limits) -> Material:
    """What lies at a path, as importers see it. Links inside a folder are left out, never followed.

    Raises:
        OSError: it cannot be read.
        ImportRefused: an unsafe archive, or a folder with far too many files.
    """
    if path.is_dir():
        return _folder(path.name, path, (one for one in path.rglob("*") if _belongs(one, path)), limits)
    opener = partial(_open, path)
    with opener() as stream:
        head = stream.read(16)
    if is_archive(head):
        return Archive(path.name, opener, limits)
    sidecars = [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]
    if head == _SQLITE and any(one.is_file() and one.stat().st_size for one in sidecars):
        files = (one for one in (path, *sidecars) if one.is_file())
        return _folder(path.name, path.parent, files, limits)
    return Lone(path.name, path.stat().st_size, opener)


def _folder(name: str, root: Path, files: Iterable[Path], limits: Limits) -> Folder:
    taken: dict[str, tuple[int, Opener]] = {}
    for one in files:
        taken[one.relative_to(root).as_posix()] = (one.stat().st_size, partial(_open, one))
        if len(taken) > limits.members:
            raise ImportRefused(
                _("This folder holds more than {most} files. Nothing was brought in.").format(
                    most=limits.members
                ),
                _("Name the folder of the export itself, not one around it."),
            )
    return Folder(name, taken)


def _belongs(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.is_file() and not path.is_symlink()


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


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
        size: bytes of it; 0 until then.
        records: records read so far.
    """

    def __init__(self, export: Export, said: Said, on_progress: Progress | None = None) -> None:
        self.sha256 = ""
        self.size = 0
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
        with faults_of_the_disk():
            for item in export.importer.read(export.material, self._said):
                if isinstance(item, Found):
                    self.records += 1
                    if self._tell is not None and not self.records % _TOLD_EVERY:
                        self._tell(self.records, item.end, export.size)
                elif isinstance(item, Skipped):
                    self.records += 1
                yield item
            for member, reason in sorted(export.material.faults.items()):
                yield Damage(member, _("the archive is damaged there ({what})").format(what=reason))
            digest = hashlib.sha256()
            with export.open() as stream:
                while piece := stream.read(1 << 20):
                    digest.update(piece)
                    self.size += len(piece)
        self.sha256 = digest.hexdigest()

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
def sliced(export: Export, ranges: Sequence[Slice]) -> Iterator[BinaryIO]:
    """Open only some byte ranges of an export, one after another, as one stream."""
    with ExitStack() as opened:
        yield io.BufferedReader(_Slices(export.material, ranges, opened), 1 << 20)


class _Slices(io.RawIOBase):
    """Some ranges, as if nothing stood between them."""

    def __init__(self, material: Material, ranges: Sequence[Slice], opened: ExitStack) -> None:
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
