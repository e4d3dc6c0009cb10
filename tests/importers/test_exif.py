"""What a picture says of itself: read from bounded bytes, never decoded, and only ever a claim."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.exif import Claims, claims

SAID = Claims(
    taken="2026-04-03 09:12:40",
    offset="+01:00",
    gps_time="2026-04-03 08:12:39",
    place="51.50740 -0.12780",
    device="Acme Phone",
)


def directory(order: str, at: int, fields: list[tuple[int, int, int, bytes]]) -> bytes:
    """A TIFF directory at an offset, its longer values behind it."""
    after = at + 2 + 12 * len(fields) + 4
    entries, values = b"", b""
    for tag, kind, many, data in fields:
        inline = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(f"{order}I", after + len(values))
        entries += struct.pack(f"{order}HHI", tag, kind, many) + inline
        values += data if len(data) > 4 else b""
    return struct.pack(f"{order}H", len(fields)) + entries + bytes(4) + values


def text(tag: int, words: str) -> tuple[int, int, int, bytes]:
    """An ASCII field."""
    return tag, 2, len(words) + 1, words.encode() + b"\0"


def parts(order: str, tag: int, *values: tuple[int, int]) -> tuple[int, int, int, bytes]:
    """A field of rationals."""
    return tag, 5, len(values), b"".join(struct.pack(f"{order}II", *one) for one in values)


def tiff(order: str = "<") -> bytes:
    """A TIFF that says all there is to say."""

    def pointer(tag: int, to: int) -> tuple[int, int, int, bytes]:
        return tag, 4, 1, struct.pack(f"{order}I", to)

    exif = directory(order, 200, [text(0x9003, "2026:04:03 09:12:40"), text(0x9011, "+01:00")])
    north, west = ((51, 1), (30, 1), (2664, 100)), ((0, 1), (7, 1), (4008, 100))
    clock = ((8, 1), (12, 1), (3999, 100))
    place = [text(1, "N"), parts(order, 2, *north), text(3, "W"), parts(order, 4, *west)]
    gps = directory(order, 400, [*place, parts(order, 7, *clock), text(29, "2026:04:03")])
    own = [text(0x010F, "Acme"), text(0x0110, "Phone"), (0x0112, 3, 1, b"\1\0"), pointer(0x8769, 200)]
    first = directory(order, 8, [*own, pointer(0x8825, 400)])
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return ((head + first).ljust(200, b"\0") + exif).ljust(400, b"\0") + gps


def jpeg(inside: bytes) -> bytes:
    """A JPEG with another segment before it."""
    app1 = b"Exif\0\0" + inside
    segments = ((0xE0, b"JFIF\0"), (0xE1, b"http://ns.example/xap\0"), (0xE1, app1))
    return (
        b"\xff\xd8"
        + b"".join(bytes((0xFF, kind)) + struct.pack(">H", len(data) + 2) + data for kind, data in segments)
        + b"\xff\xda"
    )


def png(inside: bytes) -> bytes:
    """A PNG with another chunk before it."""
    chunks = ((b"IHDR", bytes(13)), (b"eXIf", inside))
    packed = (struct.pack(">I", len(data)) + name + data + bytes(4) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def webp(inside: bytes) -> bytes:
    """A WebP with an odd chunk before it."""
    chunks = ((b"VP8 ", b"xxx"), (b"EXIF", b"Exif\0\0" + inside))
    packed = (name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks)
    return b"RIFF" + bytes(4) + b"WEBP" + b"".join(packed)


def heic(inside: bytes) -> bytes:
    """A HEIF with the item somewhere behind its boxes."""
    return bytes(3) + b"\x18ftypheic" + bytes(80) + b"\0\0\0\6Exif\0\0" + inside


WRAPPED = {"jpeg": jpeg, "png": png, "webp": webp, "heic": heic}


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", WRAPPED)
def test_what_a_picture_says_is_read_from_every_wrapping(kind: str, order: str) -> None:
    """When by its own clock, when and where by the satellites, and which device."""
    found = claims(WRAPPED[kind](tiff(order)))
    assert found == SAID
    assert found.lines() == (
        "DateTimeOriginal 2026-04-03 09:12:40 +01:00",
        "GPS time UTC 2026-04-03 08:12:39",
        "GPS position 51.50740 -0.12780",
        "Camera Acme Phone",
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff\xda", b"%PDF-1.7", jpeg(b"XX*\0"), png(b""), heic(b"")[:20], jpeg(b"II*\0")]
)
def test_what_says_nothing_gives_nothing(data: bytes) -> None:
    """No exif, another file, or one that begins and breaks off."""
    assert claims(data) == Claims()
    assert claims(data).lines() == ()


def test_a_clock_that_was_never_set_is_no_time() -> None:
    """Cameras write noughts or blanks where they do not know."""
    for blank in ("0000:00:00 00:00:00", "    :  :     :  :  "):
        exif = directory("<", 100, [text(0x9003, blank)])
        first = directory("<", 8, [(0x8769, 4, 1, struct.pack("<I", 100))])
        assert claims(jpeg((b"II*\0\x08\0\0\0" + first).ljust(100, b"\0") + exif)).taken == ""


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WRAPPED)), st.data())
def test_no_bytes_whatsoever_break_it(kind: str, data: st.DataObject) -> None:
    """Cut, changed or made up: it says less, and never fails."""
    whole = bytearray(WRAPPED[kind](tiff()))
    for _n in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    assert isinstance(claims(bytes(whole[:cut])), Claims)
    assert isinstance(claims(bytes(whole)), Claims)
