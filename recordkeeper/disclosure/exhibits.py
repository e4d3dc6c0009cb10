"""The files of an entry, each with its permanent mark, and which of them are held out of what leaves."""

from collections.abc import Iterator

from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.fact import Fact, FileRef

HELD = "not-all-knew"
"""Recordings made without everyone's knowledge are held out of what leaves: a lawyer is asked first."""


def exhibits(one: Standing[Fact], *, held: bool = False) -> Iterator[tuple[str, FileRef]]:
    """Every file of an entry with its permanent mark: E14, E14-2; attached by #20, E20.

    Args:
        one: the entry.
        held: those held out of what leaves too, for the keeper's own screen.
    """
    for bringing in bringing_files(one, held=held):
        yield from marked(bringing.serial, getattr(bringing.fact, "files", ()))


def bringing_files(one: Standing[Fact], *, held: bool = False) -> Iterator[Standing[Fact]]:
    """The entries that bring the files of an entry: itself, and those attached to it; ``held`` as above."""
    for bringing in (one, *one.attachments):
        if held or getattr(bringing.fact, "recording", None) != HELD:
            yield bringing


def marked(serial: int, files: tuple[FileRef, ...]) -> Iterator[tuple[str, FileRef]]:
    """Each file of an entry with its mark: E14, E14-2."""
    for number, file in enumerate(files, 1):
        yield f"E{serial}" if number == 1 else f"E{serial}-{number}", file
