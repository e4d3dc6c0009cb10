"""A damaged zip file is damage, whatever the standard library makes of it, in a file and in memory."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from recordkeeper import zips

END_RECORD = 22
"""Bytes of the record at the end of a zip file (APPNOTE 4.3.16)."""


def damaged(seed: int) -> bytes:
    """A small zip file with a few bytes changed, some of them in its list."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("a/b", b"words")
        made.writestr("a/c", b"more words")
    chance, broken = Random(seed), bytearray(raw.getvalue())
    for _change in range(chance.randint(1, 5)):
        broken[-chance.randint(1, 160)] = chance.randrange(256)
    return bytes(broken)


def test_only_what_is_listed_as_a_fault_is_raised(tmp_path: Path) -> None:
    """A place before the beginning is a fault too: on a disk it would look like one of the disk."""
    faults = 0
    for seed in range(600):
        path = tmp_path / "export.zip"
        path.write_bytes(damaged(seed))
        for stream in (path.open("rb"), io.BytesIO(path.read_bytes())):
            with stream:
                try:
                    with zips.opened(stream) as archive:
                        assert all(one.header_offset >= 0 for one in zips.files(archive))
                except zips.FAULTS:
                    faults += 1
    assert faults > 100


def test_a_fault_of_the_disk_stays_one() -> None:
    """It is not taken for damage of the file."""

    class Failing(io.BytesIO):
        """A disk that gives the end of the file, and no more."""

        def read(self, size: int | None = -1, /) -> bytes:
            if size is not None and size > END_RECORD:
                raise OSError(5, "Input/output error")
            return super().read(size)

    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("a", b"words")
    with pytest.raises(OSError, match="Input/output"):
        zips.opened(Failing(raw.getvalue()))


def test_folders_are_no_files_and_a_member_may_lack_a_name() -> None:
    """Told by the name alone."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        for name in ("folder/", "folder/a", ""):
            made.writestr(zipfile.ZipInfo(name), b"")
    with zips.opened(raw) as archive:
        assert [one.filename for one in zips.files(archive)] == ["folder/a", ""]
