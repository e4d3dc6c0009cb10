"""Copying an open database page by page, keys and all, while other commands go on writing."""

from recordkeeper.vault.faults import explained
from recordkeeper.vault.opening import Patient

PAGES_AT_ONCE = 4096
"""16 MiB: another command waits for that much at most."""
BEGINNINGS = 4
"""A copy begins anew whenever somebody wrote meanwhile; after so many it is taken in one go."""


class _DisturbedError(Exception):
    """Somebody wrote again while the copy was being taken."""


def copy(source: Patient, target: Patient) -> None:
    """Copy one moment of ``source`` into the empty ``target``, with SQLite's own backup.

    Raises:
        RecordkeeperError: either disk refuses.
        IntegrityError: damage, met while reading.
    """
    with explained(source.patience):
        try:
            source.backup(target, pages=PAGES_AT_ONCE, progress=_Beginnings().count)
        except _DisturbedError:
            source.backup(target)


class _Beginnings:
    """Counts how often a copy began: then no less is left to do than after the step before."""

    def __init__(self) -> None:
        self._left: int | None = None
        self._count = 0

    def count(self, _status: int, left: int, _total: int) -> None:
        if self._left is None or left >= self._left:
            self._count += 1
        if self._count > BEGINNINGS:
            raise _DisturbedError
        self._left = left
