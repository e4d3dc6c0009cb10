"""What the keeper names on the command line, found on the disk and looked at as a material."""

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.material import Archive, Folder, Limits, Lone, Material, Opener, is_archive

_SQLITE = b"SQLite format 3\x00"


class Meter:
    """The files of an export on the disk: tells how many bytes of them were read since it was set to nought.

    Attributes:
        read: bytes.
        tell: called whenever some were read.
    """

    def __init__(self) -> None:
        self.read = 0
        self.tell: Callable[[], None] | None = None
        self._paths: list[Path] = []

    def opener(self, path: Path) -> Opener:
        """Opens a file so that what is read from it is told."""
        self._paths.append(path)
        return lambda: io.BufferedReader(_Metered(path.open("rb"), self), 1 << 20)

    def state(self) -> object:
        """Something that is another whenever one of the files was written to.

        Raises:
            OSError: one of them is gone.
        """
        found = (path.stat() for path in self._paths)
        return [(one.st_ino, one.st_mtime_ns, one.st_size) for one in found]


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
        return _folder(path.name, path, _inside(path), limits, meter)
    if not stat.S_ISREG(path.stat().st_mode):
        raise ImportRefused(
            _("{name} is not a file that lies on a disk. Nothing was brought in.").format(name=path.name),
            _("Name the file of the export, or its folder."),
        )
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
        named = _label(one.relative_to(root))
        while named in taken:
            named += "~"
        taken[named] = (one.stat().st_size, meter.opener(one))
        if len(taken) > limits.members:
            raise ImportRefused(
                _("This folder holds more than {most} files. Nothing was brought in.").format(
                    most=limits.members
                ),
                _("Name the folder of the export itself, not one around it."),
            )
    return Folder(name, taken)


def _label(path: Path) -> str:
    """The name of a file in a folder; of one that is not UTF-8, with the mark for what cannot be read."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _inside(root: Path) -> Iterator[Path]:
    """The files in a folder and in those inside it: no links, and nothing hidden.

    Maildir's own folders are taken though their names begin with a dot (``.Sent``).
    """
    for place, folders, files in os.walk(root):
        here = Path(place)
        folders[:] = sorted(one for one in folders if not one.startswith(".") or _is_maildir(here / one))
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and stat.S_ISREG(path.lstat().st_mode):
                yield path


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() or (path / "new").is_dir()
