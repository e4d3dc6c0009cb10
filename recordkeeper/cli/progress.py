"""How far a long pass over an export has come: one line on a terminal, gone when it is over."""

import sys
from typing import Self

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session
from recordkeeper.records import telling

QUIET = 1000
"""Milliseconds between two tellings; work that takes less is done in silence."""
TOLD_LEFT = 2 * QUIET
"""Milliseconds after which it can be told how much time is left: before, the rate is not known well."""


class Progress:
    """Tells records, share, rate and the time left; a context that leaves no line behind."""

    def __init__(self, session: Session, name: str) -> None:
        self._wanted = not session.quiet and sys.stderr.isatty()
        self._name = name
        self._begun = self._told = clock.now()
        self._last = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Leave the line empty, whatever happened."""
        if self._wanted:
            output.progress("")

    def __call__(self, records: int, read: int, size: int) -> None:
        """Say how far it has come, at most once a second. Every pass begins at nought records."""
        if not self._wanted:
            return
        now = clock.now()
        if records < self._last:
            self._begun = now
        self._last = records
        if now - self._told < QUIET:
            return
        self._told = now
        share = min(100, 100 * read // max(size, 1))
        told = _("  {name}: {records} read, {share} %").format(name=self._name, records=records, share=share)
        output.progress(told + self._rate(records, read, size, now - self._begun))

    def _rate(self, records: int, read: int, size: int, lapsed: int) -> str:
        if lapsed <= 0 or not records:
            return ""
        rate = _(", {rate} a second").format(rate=records * 1000 // lapsed)
        if lapsed < TOLD_LEFT or not 0 < read < size:
            return rate
        left = lapsed * (size - read) // read // 1000
        return rate + _(", about {span} left").format(span=telling.span(left))
