"""Writing a small file so that after any power cut it is the old one or the new one."""

import errno
import os
from contextlib import suppress
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CANNOT_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_BINARY = getattr(os, "O_BINARY", 0)


def replace_file(path: Path, data: bytes) -> None:
    """Write beside, flush, rename over, flush the folder. Mode 0600 whatever the umask.

    Raises:
        OSError: the file could not be written; the old one stands.
    """
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            beside.chmod(0o600)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(directory: Path) -> None:
    """Make renames in a folder survive a power cut, where the system can flush a folder."""
    with suppress(PermissionError):  # Windows opens no folder.
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Shared folders of a network, and some drives, have nothing to flush.
            if error.errno not in _CANNOT_FLUSH:
                raise
        finally:
            os.close(descriptor)


def read_small_file(path: Path, limit: int) -> bytes:
    """Read at most ``limit`` bytes of a file, never through a link.

    Raises:
        OSError: it is missing, a link, or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _BINARY)
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(limit)
