"""What the keeper hands over: one file, an archive, or a folder, looked at in one way.

Nothing is ever unpacked to the disk, and a member's name is data: it is never a path to write to, nor
one to read from, but a key into what was listed before.
"""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import IO, BinaryIO, NamedTuple, Protocol

from recordkeeper import zips
from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.heads import HEAD, Heads
from recordkeeper.importers.zip_member import opened
from recordkeeper.records.custody import Container

Opener = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens a stream anew, from the beginning, seekable."""
_SHADOW = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
"""What computers add to an archive by themselves."""
_ENCRYPTED = 1
_LOCAL_HEADER = 30
"""Bytes of a local file header without its name (PKWARE APPNOTE 4.3.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an importer takes from one export before it says so and goes on, or stops.

    A hostile file must not exhaust the machine, and an honest one must never come near: the largest
    part of an MMS is about 3 MB, of an RCS message 100 MB (and that one loses its picture here, never
    its words; the raw file keeps both).

    Attributes:
        chunk: bytes read at a time. Less than 1 MiB makes expat before 2.6 quadratic in the length of
            an attribute (CVE-2023-52425).
        tag: bytes of one tag, attributes and base64 included. Of a longer one the base64 is left out.
        record: bytes of one record with all its parts, after which it is skipped, or loses long values.
        value: characters of a value kept where long ones are left out.
        line: bytes of one line of text.
        parts: elements, MIME parts or values inside one record.
        depth: elements, MIME parts or brackets inside one another.
        attributes: attributes of a tag longer than a chunk.
        names: different element and attribute names in one file.
        members: files in an archive or a folder.
        unpacked: bytes that an archive unpacks to, all members together.
        ratio: how many times its packed size a member may have, beyond `chunk`.
    """

    chunk: int = 1 << 20
    tag: int = 64 << 20
    record: int = 64 << 20
    value: int = 64 << 10
    line: int = 8 << 20
    parts: int = 10_000
    depth: int = 16
    attributes: int = 1_000
    names: int = 10_000
    members: int = 20_000
    unpacked: int = 16 << 30
    ratio: int = 200


class Member(NamedTuple):
    """One file of the material.

    Attributes:
        name: with "/" between folders, as the archive writes it; "" for a lone file.
        size: bytes, as listed.
    """

    name: str
    size: int


class Material(Protocol):
    """One file, an archive or a folder.

    Attributes:
        name: its own name, data only.
        container: "" for a lone file, "zip" for an archive, "ustar" for several files of a folder.
        members: what is in it, sorted by name; a lone file has one, named "".
        faults: members of an archive that turned out to be damaged when they were read, each with the
            reason: such a member simply ends there.
    """

    name: str
    container: Container
    members: Sequence[Member]
    faults: dict[str, str]

    def open(self, member: str) -> AbstractContextManager[BinaryIO]:
        """Open a member anew, from its beginning. In an archive, seeking back is slow.

        Reading raises ``OSError`` where the disk fails, and nothing else.
        """

    def head(self, member: str) -> bytes:
        """The first `HEAD` bytes of a member; b"" where they cannot be read."""


class Lone:
    """A single file."""

    container: Container = ""

    def __init__(self, name: str, size: int, opener: Opener) -> None:
        self.name = name
        self.members: Sequence[Member] = (Member("", size),)
        self.faults: dict[str, str] = {}
        self._open = opener

    def open(self, member: str) -> AbstractContextManager[BinaryIO]:
        """Open the file; its only member is named ""."""
        assert not member  # noqa: S101 -- an importer asks for what is listed
        return self._open()

    def head(self, member: str) -> bytes:
        """The first `HEAD` bytes."""
        return self._head if not member else b""

    @cached_property
    def _head(self) -> bytes:
        with self._open() as stream:
            return stream.read(HEAD)


class Folder:
    """Several files that belong together: a folder, or a database with its write-ahead log.

    Args:
        name: of the folder.
        files: what is in it: name with "/" between folders → size and how to open it.
    """

    container: Container = "ustar"

    def __init__(self, name: str, files: Mapping[str, tuple[int, Opener]]) -> None:
        self.name = name
        self.members: Sequence[Member] = tuple(Member(one, files[one][0]) for one in sorted(files))
        self.faults: dict[str, str] = {}
        self._files = files
        self._heads = Heads(self.open)

    def open(self, member: str) -> AbstractContextManager[BinaryIO]:
        """Open one of its files."""
        return self._files[member][1]()

    def head(self, member: str) -> bytes:
        """The first `HEAD` bytes of one of its files."""
        return self._heads.of(member)


class Archive:
    """A zip archive, read in place.

    Args:
        name: its own name.
        opener: opens the archive itself.
        limits: how much is taken.

    Raises:
        ImportRefused: it is damaged or encrypted, or does what exports never do: members that overlap,
            bear one name, are links, or unpack to far more than they are; far too many of them.
    """

    container: Container = "zip"

    def __init__(self, name: str, opener: Opener, limits: Limits) -> None:
        self.name = name
        self.faults: dict[str, str] = {}
        self._opener = opener
        self._limits = limits
        self._heads = Heads(self.open)
        with opener() as stream:
            listed = _listed(stream, limits)
        self._infos = {one.filename: one for one in listed if not _SHADOW.search(one.filename)}
        self.members: Sequence[Member] = tuple(
            Member(one, self._infos[one].file_size) for one in sorted(self._infos)
        )

    @contextmanager
    def open(self, member: str) -> Iterator[BinaryIO]:
        """Open a member; no more of it is given than is listed."""
        with self._opener() as stream:
            try:
                packed = opened(stream, self._infos[member])
            except zips.FAULTS as fault:
                # Its header in the archive is damaged: a member that ends before it begins.
                self.faults.setdefault(member, _told(fault))
                packed = io.BytesIO()
            with packed:
                noted = _Noted(packed, partial(self.faults.setdefault, member))
                yield io.BufferedReader(noted, self._limits.chunk)

    def head(self, member: str) -> bytes:
        """The first `HEAD` bytes of a member."""
        return self._heads.of(member)


class _Noted(io.RawIOBase):
    """A packed member that ends where it is damaged, and notes it: what stands before can be read."""

    def __init__(self, packed: IO[bytes], note: Callable[[str], str]) -> None:
        self._packed = packed
        self._note = note

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._packed.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._packed.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._packed.read(len(buffer))
        except zips.FAULTS as fault:
            self._note(_told(fault))
            return 0
        buffer[: len(data)] = data
        return len(data)


def is_archive(head: bytes) -> bool:
    """Whether a file begins as a zip archive does; an empty one has nothing to bring in."""
    return head.startswith(b"PK\x03\x04")


def _listed(stream: BinaryIO, limits: Limits) -> list[zipfile.ZipInfo]:
    """What an archive lists, checked before a byte of it is unpacked.

    Members that share bytes are how a small file becomes petabytes (CVE-2024-0450): from Python 3.13 on
    ``zipfile`` refuses some of them, before it reads them all.
    """
    try:
        with zips.opened(stream) as archive:
            listed, end = zips.files(archive), archive.start_dir
    except zips.FAULTS as fault:
        raise ImportRefused(
            _("This archive is damaged ({what}). Nothing was brought in.").format(what=_told(fault)),
            _("Export it from the phone again, or copy it again from where it came."),
        ) from fault
    if reason := _hostile(listed, end, limits):
        raise ImportRefused(
            _("This archive cannot be read safely: {reason}. Nothing was brought in.").format(reason=reason),
            _("Keep it as it is, as an attachment to an entry: rk attach N FILE"),
        )
    if any(one.flag_bits & _ENCRYPTED for one in listed):
        raise ImportRefused(
            _("This archive is locked with a password. Nothing was brought in."),
            _("Export it without one, or open it with the app that made it and bring in what it holds."),
        )
    return listed


def _hostile(listed: list[zipfile.ZipInfo], end: int, limits: Limits) -> str:
    """Why no honest export looks like this; "" for one that does."""
    if len(listed) > limits.members:
        return _("it holds more than {most} files").format(most=limits.members)
    if len({one.filename for one in listed}) < len(listed):
        return _("two files in it have one name")
    if not all(one.filename for one in listed):
        return _("a file in it has no name")
    if sum(one.file_size for one in listed) > limits.unpacked:
        return _("it unpacks to more than {most} GiB").format(most=limits.unpacked >> 30)
    if any(one.file_size > limits.chunk + limits.ratio * one.compress_size for one in listed):
        return _("a file in it unpacks to more than {ratio} times its size").format(ratio=limits.ratio)
    if any(stat.S_ISLNK(one.external_attr >> 16) for one in listed):
        return _("it holds a link to another file")
    starts = [one.header_offset for one in sorted(listed, key=lambda one: one.header_offset)]
    by_start = {one.header_offset: one for one in listed}
    for start, following in pairwise([*starts, end]):
        if start + _LOCAL_HEADER + by_start[start].compress_size > following:
            return _("files in it share the same bytes")
    return ""


def _told(fault: Exception) -> str:
    return str(fault)[:200] or type(fault).__name__
