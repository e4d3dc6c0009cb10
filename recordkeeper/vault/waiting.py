"""Waiting for another command, without asking what time it is: patience is counted in naps."""

import time
from collections.abc import Callable

NAP = 0.05
"""Seconds between two attempts."""
NAPS_UNTIL_SAID = 20
"""After one second the keeper is told what is being waited for."""
NAPS_UNTIL_GIVEN_UP = 12_000
"""Ten minutes: longer than any import, shorter than a forgotten window."""


class Patience:
    """Naps between attempts; tells once, gives up in the end.

    Args:
        on_wait: called once, after about a second.
    """

    def __init__(self, on_wait: Callable[[], None] | None) -> None:
        self._on_wait = on_wait
        self._said = False
        self.interrupted: BaseException | None = None

    def nap(self, naps_so_far: int) -> bool:
        """Sleep a little; False when there is no point in waiting longer."""
        if naps_so_far >= NAPS_UNTIL_GIVEN_UP:
            return False
        if naps_so_far >= NAPS_UNTIL_SAID and self._on_wait is not None and not self._said:
            self._said = True
            self._on_wait()
        time.sleep(NAP)
        return True

    def for_database(self, naps_so_far: int) -> bool:
        """SQLite's busy handler. An exception cannot cross SQLite: it is kept, and waiting ends."""
        try:
            return self.nap(naps_so_far)
        except BaseException as error:  # noqa: BLE001 - re-raised by raise_interruption
            self.interrupted = error
            return False

    def raise_interruption(self) -> None:
        """Let what interrupted a nap (Ctrl-C) take its course, once back in Python."""
        if self.interrupted is not None:
            error, self.interrupted = self.interrupted, None
            raise error
