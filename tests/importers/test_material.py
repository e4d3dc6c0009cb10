"""What is handed over is looked at in place: nothing is unpacked, and a hostile archive is refused."""

import io
import struct
import zipfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers import heads
from recordkeeper.importers.material import Archive, Limits, is_archive
from tests.importers.materials import folder, lone, zip_bytes, zipped

SMALL = Limits(members=5, unpacked=1 << 20, ratio=50, chunk=4096)


def archive(raw: bytes, limits: Limits = SMALL) -> Archive:
    """An archive of these bytes."""
    return Archive("export.zip", lambda: nullcontext(io.BytesIO(raw)), limits)


def with_info(change: zipfile.ZipInfo, data: bytes = b"words") -> bytes:
    """An archive with one member listed that way."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr(change, data)
    return raw.getvalue()


def overlapping(copies: int) -> bytes:
    """An archive whose members all point at the same bytes (CVE-2024-0450)."""
    raw = bytearray(zip_bytes({"a": b"x" * 3000}))
    end = raw.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", raw, end + 16)[0]
    entry = bytes(raw[start:end])
    entries = b"".join(entry[:46] + bytes([97 + n]) for n in range(copies))
    tail = bytearray(raw[end:])
    struct.pack_into("<HHI", tail, 8, copies, copies, len(entries))
    return bytes(raw[:start]) + entries + bytes(tail)


def link() -> zipfile.ZipInfo:
    """A symbolic link."""
    info = zipfile.ZipInfo("passwords")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


def test_members_are_listed_by_name_and_read_in_place() -> None:
    """A lone file has one member named "", a folder and an archive have theirs, sorted; each opens anew."""
    assert [one.name for one in lone(b"abc").members] == [""]
    for material in (folder({"b": b"2", "a/c": b"1"}), zipped({"b": b"2", "a/c": b"1"})):
        assert [tuple(one) for one in material.members] == [("a/c", 1), ("b", 1)]
        for _time in range(2):
            with material.open("a/c") as stream:
                assert stream.read() == b"1"
        assert material.head("b") == b"2"
        assert not material.faults


def test_what_computers_add_by_themselves_is_left_out() -> None:
    """Shadow files of macOS and Windows are no part of an export."""
    material = zipped(
        {"__MACOSX/._chat.txt": b"", "._x": b"", "a/.DS_Store": b"", "a/Thumbs.db": b"", "a/chat.txt": b""}
    )
    assert [one.name for one in material.members] == ["a/chat.txt"]


def test_names_that_climb_are_only_names(tmp_path: Path) -> None:
    """A member called ../../x is read like any other, and no file appears anywhere."""
    material = zipped({"../../x": b"1", "/etc/y": b"2", "c:\\z": b"3"})
    for member in material.members:
        with material.open(member.name) as stream:
            assert len(stream.read()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (zip_bytes({str(n): b"" for n in range(6)}), "more than 5 files"),
        (zip_bytes({"a": b"\0" * 1_000_000}), "more than 50 times its size"),
        (zip_bytes({str(n): bytes(range(256)) * 1200 for n in range(4)}), "more than 0 GiB"),
        (with_info(link(), b"/etc/passwd"), "a link"),
        (overlapping(3), "share the same bytes"),
    ],
    ids=["many", "bomb", "large", "link", "overlapping"],
)
def test_a_hostile_archive_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    """Before a byte of it is unpacked."""
    with pytest.raises(ImportRefused, match=reason):
        archive(raw)


def test_two_members_of_one_name_are_refused() -> None:
    """Which of them was meant cannot be told."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("a", b"2")
    with pytest.raises(ImportRefused, match="one name"):
        archive(raw.getvalue())


def test_an_encrypted_archive_is_refused_with_advice() -> None:
    """It says that a password stands before it, and what to do."""
    raw = bytearray(zip_bytes({"a": b"words"}))
    for place in (raw.index(b"PK\x03\x04") + 6, raw.index(b"PK\x01\x02") + 8):
        raw[place] |= 1
    with pytest.raises(ImportRefused, match="password") as refusal:
        archive(bytes(raw))
    assert "Export it without one" in refusal.value.advice


def test_a_damaged_member_ends_where_it_is_damaged() -> None:
    """What stands before can be read, the fault is kept with its reason, and the others are whole."""
    raw = bytearray(zip_bytes({"a": bytes(range(256)) * 40, "b": b"whole"}))
    raw[60] ^= 0xFF
    material = archive(bytes(raw))
    with material.open("a") as stream:
        assert len(stream.read()) <= 256 * 40
    with material.open("b") as stream:
        assert stream.read() == b"whole"
    assert list(material.faults) == ["a"]


@pytest.mark.parametrize("step", range(0, 100, 5))
def test_a_cut_archive_is_refused(step: int) -> None:
    """An archive lists its members at its end: cut anywhere, it is said to be damaged."""
    raw = zip_bytes({"a": b"x" * 300, "b": b"y" * 300})
    with pytest.raises(ImportRefused, match="damaged"):
        archive(raw[: len(raw) * step // 100])


def test_flipped_bits_raise_nothing_else() -> None:
    """Every byte of a small archive flipped: refused, or read with its fault noted, or not noticed at all."""
    raw = zip_bytes({"a": b"some words in here", "b": b"y" * 50})
    refused = noted = 0
    for place in range(len(raw)):
        try:
            material = archive(raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :])
        except ImportRefused:
            refused += 1
            continue
        for member in material.members:
            with material.open(member.name) as stream:
                stream.read()
        noted += bool(material.faults)
    assert refused > 20
    assert noted > 20


def test_an_archive_is_told_by_its_first_bytes() -> None:
    """The name says nothing."""
    assert is_archive(zip_bytes({"a": b""}))
    assert not is_archive(b"PK\x05\x06")


def test_beginnings_are_remembered_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand members do not fill the memory; what was asked for lately is not read again."""
    monkeypatch.setattr(heads, "_REMEMBERED", 10)
    opened: list[str] = []

    def opener(member: str) -> AbstractContextManager[BinaryIO]:
        opened.append(member)
        return nullcontext(io.BytesIO(member.encode()))

    remembered = heads.Heads(opener)
    assert [remembered.of(one) for one in ("1234", "5678", "1234", "ab", "cd", "1234", "5678", "x" * 11)] == [
        *(b"1234", b"5678", b"1234", b"ab", b"cd", b"1234", b"5678", b"x" * 11)
    ]
    assert opened == ["1234", "5678", "ab", "cd", "5678", "x" * 11]
    assert remembered.of("x" * 11) == b"x" * 11
    assert opened[-1] == opened[-2]
