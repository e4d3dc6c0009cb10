"""One lock for the whole record, so that nothing re-keys what another command has open.

It is taken on the folder, not on ``keys.json``: that file is replaced by rename and may be missing,
and two commands could then each hold "the" lock on different files. The folder stays.
"""

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault.waiting import Patience

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: no flock; SQLite's own locks still protect the book.
    fcntl = None


class FolderLock:
    """A shared lock (every open record) or the exclusive one (re-key, recover, migrate).

    Where the system or the file system has no such locks, it is taken on trust.

    Raises:
        RecordkeeperError: another command kept it for ten minutes.
    """

    def __init__(
        self, directory: Path, *, exclusive: bool, on_wait: Callable[[], None] | None = None
    ) -> None:
        self._descriptor: int | None = None
        if fcntl is None:
            return
        self._descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        wanted = (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB
        try:
            _take(fcntl.flock, self._descriptor, wanted, Patience(on_wait))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go; harmless when nothing is held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        """Hold it for a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go at the end of the block."""
        self.close()


def _take(flock: Callable[[int, int], None], descriptor: int, wanted: int, patience: Patience) -> None:
    naps = 0
    while True:
        try:
            flock(descriptor, wanted)
        except BlockingIOError:
            if not patience.nap(naps):
                raise RecordkeeperError(
                    _("Another command has been using the record for ten minutes."),
                    _("Wait until it has finished, then run the same command again."),
                ) from None
            naps += 1
        except OSError:
            return
        else:
            return
