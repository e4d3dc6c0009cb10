"""The container that evidence comes in: a bundle as a zip file, the same unpacked, or evidence.json alone.

Nothing is ever unpacked to a disk. A name in a zip file is only ever compared, never opened as a path.
Formats: BagIt 1.0 (RFC 8493 §2.1); APPNOTE.TXT of the zip format, of which only stored and deflated
members without encryption are read.
"""

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from recordkeeper import zips
from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, IntegrityError, NotFound
from recordkeeper.ledger import evidence
from recordkeeper.ledger.proving import sha256_of, unreadable, verify_evidence
from recordkeeper.ledger.steps import Verification

MANIFEST = "manifest-sha256.txt"
PAYLOAD = "data/"
MEMBERS = 100_000
"""More files than any bundle has; a hostile one may list as many as it likes."""
_LISTED = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")
_LONGEST_MANIFEST = 1 << 26
_ENCRYPTED = 0x1


def verify_file(path: Path) -> Verification:
    """Verify a bundle, the folder it was unpacked into, or an evidence.json with the files beside it.

    Raises:
        BadInput: it is none of these.
        NotFound: there is no such file.
        OSError: the disk cannot be read.
    """
    if not path.exists():
        raise NotFound(_("There is no file {path}.").format(path=path), _("Check the name."))
    if path.is_dir() and (path / MANIFEST).is_file():
        return _verify_bag(_Folder(path))
    if zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            return verify_bundle(stream)
    if path.is_dir():
        path /= evidence.NAME
    if not _may_be_evidence(path):
        raise BadInput(
            _("{path} is no bundle, no evidence.json and no head.txt. Nothing was checked.").format(
                path=path
            ),
            _("To check the record itself, without a file: rk verify"),
        )
    return verify_evidence(path.read_bytes(), _Folder(path.parent).open)


def _may_be_evidence(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size > evidence.LARGEST:
        return False
    with path.open("rb") as stream:
        return path.name == evidence.NAME or stream.read(1) == b"{"


class _Folder:
    """Files in a folder, by names that cannot lead out of it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        return {
            path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if not path.is_dir()
        }

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        path = self._root / name
        if not os.path.isfile(path):  # noqa: PTH113 - that of pathlib raises where a name is too long for a disk
            raise NotFound(_("{name} is not there").format(name=name))
        with path.open("rb") as stream:
            yield stream


class _Zip:
    """The members of a zip file, without the one folder that they are in."""

    def __init__(self, file: zipfile.ZipFile, size: int) -> None:
        self._file = file
        infos = zips.files(file)
        tops = {info.filename.partition("/")[0] for info in infos}
        # Members that share their bytes with others would make a small file endless.
        if len(infos) > MEMBERS or sum(info.compress_size for info in infos) > size:
            raise IntegrityError(_("the zip file claims to hold more than it can"))
        if len(tops) != 1:
            raise IntegrityError(_("the zip file does not hold one folder"))
        self._members = {info.filename.partition("/")[2]: info for info in infos}
        if len(self._members) != len(infos):
            raise IntegrityError(_("the zip file has two files of one name"))

    def names(self) -> set[str]:
        return set(self._members)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        info = self._members.get(name)
        if info is None:
            raise NotFound(_("{name} is not there").format(name=name))
        if info.flag_bits & _ENCRYPTED:
            raise IntegrityError(_("{name} is locked inside the zip file").format(name=name))
        try:
            with self._file.open(info) as stream:
                yield stream
        except zips.FAULTS as error:
            raise IntegrityError(_("{name} cannot be read from the zip file").format(name=name)) from error


def verify_bundle(stream: IO[bytes]) -> Verification:
    """Verify a bundle: a zip file, open for reading."""
    size = stream.seek(0, os.SEEK_END)
    try:
        with zips.opened(stream) as file:
            return _verify_bag(_Zip(file, size))
    except (*zips.FAULTS, IntegrityError) as error:
        return unreadable([getattr(error, "message", _("the zip file is damaged"))])


def _verify_bag(bag: _Folder | _Zip) -> Verification:
    faults: list[str] = []
    try:
        listed = _manifest(bag)
        with bag.open(PAYLOAD + evidence.NAME) as stream:
            data = stream.read(evidence.LARGEST)
    except (IntegrityError, NotFound) as error:
        return unreadable([error.message])
    payload = {name for name in bag.names() if name.startswith(PAYLOAD)}
    faults += [
        _("{name} is not in the manifest").format(name=name) for name in sorted(payload - listed.keys())
    ]
    for name in sorted(listed):
        if name not in payload or not _holds(bag, name, listed[name]):
            faults.append(_("{name} is not the file in the manifest").format(name=name))
    return verify_evidence(data, lambda name: bag.open(PAYLOAD + name), faults)


def _holds(bag: _Folder | _Zip, name: str, sha256: str) -> bool:
    try:
        with bag.open(name) as stream:
            return sha256_of(stream) == sha256
    except IntegrityError:
        return False


def _manifest(bag: _Folder | _Zip) -> dict[str, str]:
    """The SHA-256 of every file listed, by its name in the bag."""
    with bag.open(MANIFEST) as stream:
        text = stream.read(_LONGEST_MANIFEST).decode("ascii", "replace")
    found = [_LISTED.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    listed = {match[2]: match[1] for match in found if match}
    if len(listed) != len(found):
        raise IntegrityError(_("the manifest has a line that is none, or a file twice"))
    return listed
