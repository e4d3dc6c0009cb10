"""Shared by the tests of every importer: bytes as a material, and what comes out of it, sorted."""

from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from recordkeeper.importers.importer import Damage, Declared, Found, Importer, Note, Said
from recordkeeper.importers.material import Archive, Folder, Limits, Lone, Material, Opener
from recordkeeper.records.custody import Skipped, Trace


class Reading(NamedTuple):
    """Everything that came out of one export."""

    found: list[Found]
    skipped: list[Skipped]
    damage: list[Damage]
    declared: list[Declared]
    notes: list[Note]
    observed: list[Trace]

    @property
    def only(self) -> Found:
        """The one record that was found, with nothing amiss."""
        (found,) = self.found
        assert not self.skipped
        assert not self.damage
        return found

    @property
    def seen(self) -> int:
        """How many records there were, read or not."""
        return len(self.found) + len(self.skipped)


def lone(raw: bytes, name: str = "export") -> Lone:
    """A single file of these bytes."""
    return Lone(name, len(raw), _opening(raw))


def folder(files: dict[str, bytes], name: str = "folder") -> Folder:
    """A folder of these files."""
    return Folder(name, {one: (len(raw), _opening(raw)) for one, raw in files.items()})


def zipped(files: dict[str, bytes], name: str = "export.zip", limits: Limits | None = None) -> Archive:
    """A zip archive of these files."""
    return Archive(name, _opening(zip_bytes(files)), limits or Limits())


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """The bytes of such an archive."""
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return raw.getvalue()


def at(path: Path) -> Material:
    """What lies at a path, read into memory: a file, or a folder with all that is in it."""
    if path.is_dir():
        inside = (one for one in path.rglob("*") if one.is_file())
        return folder({one.relative_to(path).as_posix(): one.read_bytes() for one in inside}, path.name)
    raw = path.read_bytes()
    if raw.startswith(b"PK\x03\x04"):
        return Archive(path.name, _opening(raw), Limits())
    return lone(raw, path.name)


def sort_out(importer: Importer, material: Material, said: Said | None = None) -> Reading:
    """Read it whole."""
    reading = Reading([], [], [], [], [], [])
    kinds: dict[type, list] = {  # type: ignore[type-arg]
        Found: reading.found,
        Skipped: reading.skipped,
        Damage: reading.damage,
        Declared: reading.declared,
        Note: reading.notes,
        Trace: reading.observed,
    }
    for item in importer.read(material, said or Said()):
        kinds[type(item)].append(item)
    return reading


def _opening(raw: bytes) -> Opener:
    def opened() -> AbstractContextManager[BinaryIO]:
        return nullcontext(BytesIO(raw))

    return opened
