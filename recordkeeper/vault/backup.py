"""A backup: a record's two files and a page that says how to open them, in one ustar archive.

``docs/vault-format.md``, "A backup". Headers are read one by one and only compared: no path of an
archive is ever followed, and nothing is read that the file itself is too short to hold.
"""

import tarfile
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError, RecordkeeperError
from recordkeeper.vault import keys, opening

README = "README.txt"
MEMBERS = (README, keys.FILE, opening.FILE)
"""In this order, README first: it is what a person sees who looks into the file."""
BLOCK = 512
_PIECE = 1 << 20
_LARGEST_USTAR = 8**11 - 1
_LONGEST = 1 << 20
"""Bytes of the two small members; the database may have any size."""


class Member(NamedTuple):
    """Where one file lies in an archive: its first byte, its bytes, and when it was made (seconds UTC)."""

    start: int
    size: int
    made: int


def readme() -> bytes:
    """The page that goes with every backup: what it is, and how it opens with and without this program."""
    return files("recordkeeper.vault").joinpath("carried", README).read_bytes()


def is_backup(path: Path) -> bool:
    """Whether a file is meant as a backup, whole or not."""
    with path.open("rb") as stream:
        header = stream.read(BLOCK)
    return header[257:262] == b"ustar" and header.startswith(f"{README}\0".encode())


def pack(folder: Path, out: BinaryIO, *, made: int) -> None:
    """Write ``keys.json`` and ``log.db`` of a folder, and the page, as one archive.

    Args:
        folder: a record that nothing else writes to.
        out: where to.
        made: when the copy was taken, seconds UTC.
    """
    _add(out, README, BytesIO(readme()), len(readme()), made)
    for name in (keys.FILE, opening.FILE):
        with (folder / name).open("rb") as stream:
            _add(out, name, stream, (folder / name).stat().st_size, made)
    out.write(bytes(2 * BLOCK))


def unpack(stream: IO[bytes], folder: Path) -> int:
    """Write the record of an archive into an empty, private folder; return when it was made (seconds UTC).

    Raises:
        IntegrityError: it is not exactly a backup, or its keys are damaged.
        RecordkeeperError: the folder's disk refuses.
    """
    found = members(stream)
    stream.seek(found[keys.FILE].start)
    keyring = keys.parse(stream.read(found[keys.FILE].size))
    try:
        with (folder / opening.FILE).open("xb") as out:
            Path(out.name).chmod(0o600)
            stream.seek(found[opening.FILE].start)
            for piece in _pieces(stream, found[opening.FILE].size):
                out.write(piece)
    except OSError as error:
        raise RecordkeeperError(
            _("The backup could not be unpacked into {folder} ({why}). Nothing was changed.").format(
                folder=folder, why=error.strerror
            ),
            _("Free some space there, or choose another disk, then run the same command again."),
        ) from error
    keys.save(folder, keyring)
    return found[opening.FILE].made


def members(stream: IO[bytes]) -> dict[str, Member]:
    """Find the three files of an archive.

    Raises:
        IntegrityError: a fourth, a missing or a doubled one, a link, or a size that the file cannot hold.
    """
    end = stream.seek(0, 2)
    stream.seek(0)
    found: dict[str, Member] = {}
    while header := stream.read(BLOCK):
        if header == bytes(BLOCK):
            break
        name, member = _member(header, stream.tell())
        limit = end if name == opening.FILE else min(end, member.start + _LONGEST)
        if name not in MEMBERS or name in found or not 0 <= member.size <= limit - member.start:
            raise _no_backup()
        found[name] = member
        stream.seek(member.start + member.size)
        if any(stream.read(-member.size % BLOCK)):
            raise _no_backup()
    if set(found) != set(MEMBERS):
        raise _no_backup()
    return found


def _member(header: bytes, start: int) -> tuple[str, Member]:
    try:
        info = tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.HeaderError, ValueError) as error:
        raise _no_backup() from error
    if info.type != tarfile.REGTYPE:
        raise _no_backup()
    return info.name, Member(start, info.size, int(info.mtime))


def _add(out: BinaryIO, name: str, stream: IO[bytes], size: int, made: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, made, 0o600
    # A number that ustar has no room for, over 8 GiB, is written as every tar program reads it.
    if size <= _LARGEST_USTAR:
        out.write(info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict"))
    else:
        out.write(info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict"))
    out.writelines(_pieces(stream, size))
    out.write(bytes(-size % BLOCK))


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size and (piece := stream.read(min(_PIECE, size))):
        size -= len(piece)
        yield piece
    if size:
        raise _no_backup()


def _no_backup() -> IntegrityError:
    return IntegrityError(
        _("This is not a whole backup: it has to hold README.txt, keys.json and log.db, and nothing else."),
        _("Use another copy. If there is none: tar -xf FILE -C DIR, then: rk salvage DIR -o FILE"),
    )
