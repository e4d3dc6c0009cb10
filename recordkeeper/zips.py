"""Zip files that nobody vouches for: what the standard library stumbles over in them, said in one way.

What an export or a bundle may hold is for the rooms that read them; here is only that damage is damage.
"""

import errno
import zipfile
import zlib
from typing import IO

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
)
"""What ``zipfile`` raises for bytes that are not as they should be.

Python 3.11 raises IndexError for a member without a name, every version ValueError for lengths that lead
before the file.
"""


def opened(stream: IO[bytes]) -> zipfile.ZipFile:
    """A zip file, its list read.

    Raises:
        FAULTS: its bytes are damaged.
        OSError: the disk cannot be read.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except OSError as error:
        # A damaged length makes zipfile ask for a place before the beginning of the file.
        if error.errno == errno.EINVAL:
            raise zipfile.BadZipFile("Bad offset for central directory") from error
        raise
    if any(one.header_offset < 0 for one in archive.infolist()):
        raise zipfile.BadZipFile("Bad offset for file header")
    return archive


def files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Its members that are no folders; asked of the name, which may be empty."""
    return [one for one in archive.infolist() if not one.filename.endswith("/")]
