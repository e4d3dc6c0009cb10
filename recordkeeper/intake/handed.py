"""What the keeper names on the command line, found on the disk and looked at as a material."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.material import Archive, Folder, Limits, Lone, Material, Opener, is_archive

_SQLITE = b"SQLite format 3\x00"


class Meter:
    """Tells how many bytes of an export were read since it was last set to nought."""

    def __init__(self) -> None:
        self.read = 0
        self.tell: Callable[[], None] | None = None

    def opener(self, path: Path) -> Opener:
        """Opens a file so that what is read from it is told."""
        return lambda: io.BufferedReader(_Metered(path.open("rb"), self), 1 << 20)


class _Metered(io.RawIOBase):
    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._meter.read += len(data)
        if self._meter.tell is not None:
            self._meter.tell()
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def material_at(path: Path, limits: Limits, meter: Meter) -> Material:
    """What lies at a path, as importers see it. Links inside a folder are left out, never followed.

    Raises:
        OSError: it cannot be read.
        ImportRefused: an unsafe archive, or a folder with far too many files.
    """
    if path.is_dir():
        inside = (one for one in path.rglob("*") if _belongs(one, path))
        return _folder(path.name, path, inside, limits, meter)
    opener = meter.opener(path)
    with opener() as stream:
        head = stream.read(16)
    if is_archive(head):
        return Archive(path.name, opener, limits)
    sidecars = [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]
    if head == _SQLITE and any(one.is_file() and one.stat().st_size for one in sidecars):
        files = (one for one in (path, *sidecars) if one.is_file())
        return _folder(path.name, path.parent, files, limits, meter)
    return Lone(path.name, path.stat().st_size, opener)


def _folder(name: str, root: Path, files: Iterable[Path], limits: Limits, meter: Meter) -> Folder:
    taken: dict[str, tuple[int, Opener]] = {}
    for one in files:
        taken[one.relative_to(root).as_posix()] = (one.stat().st_size, meter.opener(one))
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
