"""What keeps other users of the machine, and its crash reports, out of the record."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, NotFound

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Make new files private to this user, and let no crash write the key to disk.

    Best effort, and idempotent: what a system does not have is passed over. A process that is not
    dumpable can also not be traced by other programs of the same user (Linux, prctl(2)).
    """
    os.umask(0o077)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def require_private(directory: Path) -> None:
    """Refuse a folder that somebody else could swap or write into.

    Raises:
        NotFound: there is no such folder.
        BadInput: it is a link, not a folder, or writable by other users.
    """
    try:
        mode = directory.lstat().st_mode
    except FileNotFoundError:
        raise NotFound(
            _("There is no record at {path}.").format(path=directory),
            _("Check the folder's name, or start a record with: recordkeeper init"),
        ) from None
    if stat.S_ISLNK(mode):
        raise BadInput(
            _("{path} is a link to somewhere else.").format(path=directory),
            _("Name the folder the link points to, if you put it there yourself."),
        )
    if not stat.S_ISDIR(mode):
        raise BadInput(_("{path} is not a folder.").format(path=directory))
    if os.name == "posix" and mode & 0o022:
        raise BadInput(
            _("Other users of this computer can write into {path}.").format(path=directory),
            _("Make it yours alone: chmod 700 {path}").format(path=directory),
        )


def require_plain_file(path: Path) -> None:
    """Refuse a link where one of the record's own files should be.

    Raises:
        BadInput: it is a link, or not a file.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BadInput(
            _("{path} is not a plain file.").format(path=path),
            _("Somebody may have put it there. Restore the record from a backup."),
        )
