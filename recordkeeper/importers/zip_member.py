"""One member of a zip archive, opened without reading the archive's list anew.

``zipfile.ZipFile`` reads the whole list whenever it is made. An export of Google Voice has thousands of
members, and each is opened by itself: 4000 of them took two minutes, and twice as many four times that.
"""

import struct
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipExtFile, ZipInfo

_HEADER = 30
_MAGIC = b"PK\x03\x04"
_LENGTHS_AT = 26
_UTF_8 = 0x800
"""The flag that says how names are written; without it they are in code page 437 (APPNOTE, appendix D)."""


def opened(stream: BinaryIO, info: ZipInfo) -> IO[bytes]:
    """Open a member where its own header stands (APPNOTE 4.3.7).

    Raises:
        BadZipFile: there is no such header, or it bears another name.
    """
    stream.seek(info.header_offset)
    header = stream.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise BadZipFile("Bad magic number for file header")
    name_length, extra_length = struct.unpack_from("<HH", header, _LENGTHS_AT)
    (flags,) = struct.unpack_from("<H", header, 6)
    name = stream.read(name_length)
    if name.decode("utf-8" if flags & _UTF_8 else "cp437", errors="replace") != info.orig_filename:
        raise BadZipFile("File name in directory and header differ")
    stream.seek(extra_length, 1)
    return cast("IO[bytes]", ZipExtFile(stream, "r", info))
