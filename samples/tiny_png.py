"""A picture whose bytes depend on no library: a child's drawing of a house, as PNG.

Compression programs differ between machines; deflate's stored blocks (RFC 1951 §3.2.4) do not.
"""

import struct
import zlib

WIDTH, HEIGHT = 120, 90
PALETTE = bytes.fromhex("cfe8ff 6fae5a c0563f 7a3b2e f5cf3d 5b87b0 ffffff 5a4632")
EVENING = bytes.fromhex("22304f 3c5a34 8a3f30 4d2a22 e8e4d0 f0c95a ffffff 3a2e22")
"""The same house after dark: another drawing."""
SKY, GRASS, WALL, ROOF, SUN, WINDOW, _PAPER, DOOR = range(8)


def child_drawing(palette: bytes = PALETTE) -> bytes:
    """Return the PNG: a house, a door, two windows and the sun; its own comment says it is fictional."""
    lines = b"".join(b"\0" + bytes(_colour(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    stored = b"\x78\x01\x01" + struct.pack("<HH", len(lines), len(lines) ^ 0xFFFF) + lines
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"tEXt", b"Comment\0fictional sample"),
        (b"IDAT", stored + struct.pack(">I", zlib.adler32(lines))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _colour(x: int, y: int) -> int:
    if (x - 100) ** 2 + (y - 16) ** 2 <= 100:
        return SUN
    if 22 <= y < 42 and abs(x - 50) <= (y - 22) * 3 // 2:
        return ROOF
    if 26 <= x < 75 and 42 <= y < 78:
        if 45 <= x < 56 and y >= 58:
            return DOOR
        return WINDOW if y in range(48, 57) and (x in range(31, 40) or x in range(61, 70)) else WALL
    return GRASS if y >= 70 + (x // 8) % 2 else SKY


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
