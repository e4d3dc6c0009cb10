"""An export file as it lies on the disk: opened anew for every pass, hashed as it is read."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.importers.identify import HEAD, IMPORTERS, choose
from recordkeeper.importers.importer import Damage, Declared, Found, Importer, Limits
from recordkeeper.records.custody import Skipped

Progress = Callable[[int, int, int], None]
"""Called now and then with: records read, bytes read, bytes in the file. Each pass begins at 0."""
Item = Found | Skipped | Damage | Declared


@dataclass(frozen=True, slots=True)
class Export:
    """A file to bring in.

    Attributes:
        name: its own name, data only.
        size: bytes, when it was looked at.
        importer: what reads it.
        open: opens it anew, from the beginning, seekable.
    """

    name: str
    size: int
    importer: Importer
    open: Callable[[], AbstractContextManager[BinaryIO]]


def export_at(path: Path, format_name: str = "") -> Export:
    """The export file at a path, and what reads it: told by its content, or said by the keeper.

    Raises:
        BadInput: it cannot be read, or no format has that name.
        ImportRefused: nothing, or more than one importer, claims it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise BadInput(
            _("{path} cannot be read ({reason}). Nothing was brought in.").format(
                path=path, reason=error.strerror
            ),
            _("Check the name, or drag the file into this window to have its path typed."),
        ) from error
    importer = _named(format_name) if format_name else choose(head, path.name)
    return Export(path.name, size, importer, partial(_open, path))


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
        sha256: of the whole file, hex; "" until the end was reached.
        size: bytes read so far.
        records: records read so far.
    """

    def __init__(self, export: Export, limits: Limits, on_progress: Progress | None = None) -> None:
        self.sha256 = ""
        self.size = 0
        self.records = 0
        self._export = export
        self._limits = limits
        self._tell = on_progress

    def items(self) -> Iterator[Item]:
        """Everything in the file, in its order; the bytes after a damaged place are hashed too.

        Raises:
            ImportRefused: this is not such a file.
            RecordkeeperError: the disk cannot be read.
        """
        digest = hashlib.sha256()

        def seen(data: bytes) -> None:
            digest.update(data)
            self.size += len(data)
            if self._tell is not None:
                self._tell(self.records, self.size, self._export.size)

        with faults_of_the_disk(), self._export.open() as stream:
            watched = io.BufferedReader(_Watched(stream, seen), self._limits.chunk)
            for item in self._export.importer.read(watched, self._limits):
                self.records += isinstance(item, Found | Skipped)
                yield item
            while watched.read(self._limits.chunk):
                pass
        self.sha256 = digest.hexdigest()


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


@contextmanager
def sliced(export: Export, ranges: Sequence[int]) -> Iterator[BinaryIO]:
    """Open only some byte ranges of a file, one after another, as one stream.

    Args:
        export: the file.
        ranges: start, end, start, end …, each end exclusive.
    """
    with export.open() as stream:
        yield io.BufferedReader(_Slices(stream, ranges), 1 << 20)


class _Seekable(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def seek(self, offset: int, /) -> int: ...


class _Watched(io.RawIOBase):
    """A stream that tells what passes through it."""

    def __init__(self, stream: _Seekable, seen: Callable[[bytes], None]) -> None:
        self._stream = stream
        self._seen = seen

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._seen(data)
        return len(data)


class _Slices(io.RawIOBase):
    """Some ranges of a stream, as if nothing stood between them."""

    def __init__(self, stream: _Seekable, ranges: Sequence[int]) -> None:
        self._stream = stream
        self._bounds = iter(ranges)
        self._left = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            start = next(self._bounds, None)
            if start is None:
                return 0
            self._stream.seek(start)
            self._left = next(self._bounds) - start
        data = self._stream.read(min(len(buffer), self._left))
        if not data:
            raise OSError(_("the file ends earlier than before"))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)
