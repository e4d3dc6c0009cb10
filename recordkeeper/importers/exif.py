"""When and where a picture says it was taken: claims of the file, which anybody can write into it.

Exif 2.32 (CIPA DC-008-2019, JEITA CP-3451E) is a TIFF (TIFF 6.0, section 2) inside a JPEG (marker APP1),
a PNG (chunk eXIf, PNG third edition 11.3.3.5), a WebP (chunk EXIF) or a HEIF (an item that begins as the
APP1 of a JPEG does). Only the first `LOOKED_AT` bytes are looked at, and no picture is ever decoded.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

LOOKED_AT = 1 << 20
"""Bytes: an APP1 has 64 KiB at most, and stands first."""
_SIGNATURE = b"Exif\x00\x00"
_MOST_FIELDS = 200
_MOST_BYTES = 256
_APP1, _SCAN, _END = 0xE1, 0xDA, 0xD9

_EXIF_FIELDS, _GPS_FIELDS = 0x8769, 0x8825
_MAKE, _MODEL = 0x010F, 0x0110
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_GPS_TIME, _GPS_DATE = 7, 29
_ASCII, _LONG, _RATIONAL = 2, 4, 5
_SIZES = {1: 1, _ASCII: 1, 3: 2, _LONG: 4, _RATIONAL: 8, 7: 1, 9: 4, 10: 8}
_DEGREES = 3

Value = str | int | tuple[float, ...]
Fields = dict[int, Value]


class Claims(NamedTuple):
    """What a file says of itself; "" for what it does not say.

    Attributes:
        taken: DateTimeOriginal, a clock without a zone: "2026-04-03 09:12:40".
        offset: what it says of that clock's distance from UTC: "+01:00".
        gps_time: by the satellites, UTC: "2026-04-03 08:12:39".
        place: latitude and longitude in degrees: "51.50740 -0.12780".
        device: maker and model.
    """

    taken: str = ""
    offset: str = ""
    gps_time: str = ""
    place: str = ""
    device: str = ""

    def lines(self) -> tuple[str, ...]:
        """One line for each reading, under the names of the standard: as they are kept in a record."""
        named = (
            ("DateTimeOriginal", f"{self.taken} {self.offset}".strip() if self.taken else ""),
            ("GPS time UTC", self.gps_time),
            ("GPS position", self.place),
            ("Camera", self.device),
        )
        return tuple(f"{name} {value}" for name, value in named if value)


def claims(head: bytes) -> Claims:
    """What the beginning of a picture says; nothing for any bytes that are no picture or are damaged."""
    tiff = next(_tiffs(head[:LOOKED_AT]), b"")
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None:
        return Claims()
    first = _fields(tiff, order, _number(tiff, order, 4))
    exif = _fields(tiff, order, _pointer(first, _EXIF_FIELDS))
    gps = _fields(tiff, order, _pointer(first, _GPS_FIELDS))
    return Claims(
        taken=_date(_text(exif, _TAKEN)),
        offset=_text(exif, _TAKEN_OFFSET),
        gps_time=_gps_time(gps),
        place=_place(gps),
        device=" ".join(part for part in (_text(first, _MAKE), _text(first, _MODEL)) if part),
    )


def _tiffs(head: bytes) -> Iterator[bytes]:
    if head.startswith(b"\xff\xd8"):
        yield from _in_jpeg(head)
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _in_chunks(head, 8, ">", b"eXIf", name_first=False)
    elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        yield from _in_chunks(head, 12, "<", b"EXIF", name_first=True)
    elif head[4:8] == b"ftyp" and (at := head.find(_SIGNATURE)) >= 0:
        yield head[at + len(_SIGNATURE) :]


def _in_jpeg(head: bytes) -> Iterator[bytes]:
    """The TIFF of each APP1; segments as in ITU-T T.81, B.1.1.4."""
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF and head[at + 1] not in {_SCAN, _END}:  # noqa: PLR2004
        size = int.from_bytes(head[at + 2 : at + 4], "big")
        segment = head[at + 4 : at + 2 + size]
        if head[at + 1] == _APP1 and segment.startswith(_SIGNATURE):
            yield segment[len(_SIGNATURE) :]
        at += 2 + max(size, 2)


def _in_chunks(head: bytes, at: int, order: str, wanted: bytes, *, name_first: bool) -> Iterator[bytes]:
    """The data of each chunk of that name: in a PNG length, name, data, CRC; in a RIFF name, length, data."""
    while at + 8 <= len(head):
        one, other = head[at : at + 4], head[at + 4 : at + 8]
        name, length = (one, other) if name_first else (other, one)
        size = int(struct.unpack(f"{order}I", length)[0])
        if name == wanted:
            yield head[at + 8 : at + 8 + size].removeprefix(_SIGNATURE)
        at += 8 + size + (size % 2 if name_first else 4)


def _fields(tiff: bytes, order: str, at: int) -> Fields:
    """One directory of a TIFF; what lies outside the bytes, or is of a type not needed, is left out."""
    if not 0 < at <= len(tiff) - 2:
        return {}
    count = struct.unpack_from(f"{order}H", tiff, at)[0]
    found: Fields = {}
    for start in range(at + 2, min(at + 2 + 12 * min(count, _MOST_FIELDS), len(tiff) - 11), 12):
        tag, kind, many = struct.unpack_from(f"{order}HHI", tiff, start)
        size = _SIZES.get(kind, 0) * many
        if not 0 < size <= _MOST_BYTES:
            continue
        where = start + 8 if size <= 4 else _number(tiff, order, start + 8)  # noqa: PLR2004
        value = _value(tiff[where : where + size], order, kind, many)
        if value is not None:
            found.setdefault(tag, value)
    return found


def _value(data: bytes, order: str, kind: int, many: int) -> Value | None:
    if len(data) < _SIZES[kind] * many:
        return None
    if kind == _ASCII:
        return data.split(b"\x00")[0].decode("ascii", "replace").strip()
    if kind == _LONG:
        return int(struct.unpack_from(f"{order}I", data)[0])
    if kind != _RATIONAL:
        return None
    parts = struct.unpack(f"{order}{2 * many}I", data)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return tuple(above / below if below else 0.0 for above, below in pairs)


def _number(tiff: bytes, order: str, at: int) -> int:
    return int(struct.unpack_from(f"{order}I", tiff, at)[0]) if at + 4 <= len(tiff) else 0


def _pointer(fields: Fields, tag: int) -> int:
    value = fields.get(tag)
    return value if isinstance(value, int) else 0


def _text(fields: Fields, tag: int) -> str:
    value = fields.get(tag)
    return value if isinstance(value, str) else ""


def _parts(fields: Fields, tag: int) -> tuple[float, ...]:
    value = fields.get(tag)
    return value if isinstance(value, tuple) and len(value) == _DEGREES else ()


def _date(written: str) -> str:
    """A date that Exif writes with colons, as dates are written elsewhere; anything else as it stands."""
    day, space, clock = written.partition(" ")
    return f"{day.replace(':', '-')}{space}{clock}" if written.strip(" :0") else ""


def _gps_time(gps: Fields) -> str:
    day, clock = _date(_text(gps, _GPS_DATE)), _parts(gps, _GPS_TIME)
    if not (day and clock):
        return ""
    hours, minutes, seconds = (int(part) for part in clock)
    return f"{day} {hours:02}:{minutes:02}:{seconds:02}"


def _place(gps: Fields) -> str:
    both = (
        (_parts(gps, _LATITUDE), _text(gps, _LATITUDE_REF) == "S"),
        (_parts(gps, _LONGITUDE), _text(gps, _LONGITUDE_REF) == "W"),
    )
    if not all(parts for parts, _minus in both):
        return ""
    degrees = ((parts[0] + parts[1] / 60 + parts[2] / 3600) * (-1 if minus else 1) for parts, minus in both)
    return " ".join(f"{one:.5f}" for one in degrees)
