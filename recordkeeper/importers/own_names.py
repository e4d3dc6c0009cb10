"""Which names and numbers in an export are the keeper's own: those the keeper said, and no others."""

from collections.abc import Sequence

from recordkeeper.records import identity

_REMEMBERED = 4096
"""Spellings; a hostile file has millions."""


class OwnNames:
    """What the keeper is called in an export. Each spelling is compared once, while it is remembered."""

    def __init__(self, me: Sequence[str]) -> None:
        self._me = tuple(me)
        self._known: dict[str, bool] = {}

    def __bool__(self) -> bool:
        """Whether the keeper said any."""
        return bool(self._me)

    def has(self, displayed: str) -> bool:
        """Whether this name, as displayed, is the keeper's."""
        known = self._known.get(displayed)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = any(identity.same(displayed, one) for one in self._me)
            self._known[displayed] = known
        return known
