"""Members of an archive are opened one by one in time that does not grow with the archive."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import pytest

from recordkeeper.importers import zip_member
from tests.importers.materials import zip_bytes, zipped

FILES = {"a.txt": b"first " * 200, "ü/שלום.txt": b"second", "empty": b""}


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_a_member_is_what_was_packed(method: int) -> None:
    """Packed or stored, whatever its name, and again from its beginning after seeking back."""
    raw = BytesIO()
    with ZipFile(raw, "w", method) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    with ZipFile(raw) as archive:
        listed = archive.infolist()
    for info in listed:
        with zip_member.opened(raw, info) as packed:
            assert packed.read() == FILES[info.filename]
            packed.seek(0)
            assert packed.read(3) == FILES[info.filename][:3]


def test_the_list_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a member does not read what the archive lists again."""
    archive = zipped(FILES)
    monkeypatch.setattr("zipfile.ZipFile", None)
    for name, data in FILES.items():
        with archive.open(name) as stream:
            assert stream.read() == data


@pytest.mark.parametrize(("at", "new"), [(0, b"XX"), (30, b"b.txt"), (26, struct.pack("<H", 3))])
def test_a_header_that_is_another_is_damage(at: int, new: bytes) -> None:
    """Without its own header and name a member ends before it begins, and that is noted."""
    raw = bytearray(zip_bytes(FILES))
    with ZipFile(BytesIO(raw)) as archive:
        info = archive.getinfo("a.txt")
    raw[at : at + len(new)] = new
    with pytest.raises(BadZipFile):
        zip_member.opened(BytesIO(raw), info)
    with pytest.raises(BadZipFile):
        zip_member.opened(BytesIO(raw[:20]), info)
