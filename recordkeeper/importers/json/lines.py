"""The records of a file with one JSON object on each line, read as those of a JSON array are."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.json.stream import Part
from recordkeeper.importers.json.values import decoded
from recordkeeper.importers.json.window import BOM
from recordkeeper.importers.material import Limits


class Line(NamedTuple):
    """One line that is not blank.

    Attributes:
        start, end: byte range, without the line's end.
        raw: its bytes; None where it is longer than `Limits.line`.
        ended: a line's end follows; the last line may be cut off without one.
    """

    start: int
    end: int
    raw: bytes | None
    ended: bool


def records(stream: BinaryIO, limits: Limits, *, but: bytes = b"") -> Iterator[Part | Damage]:
    """Every line's value, or why it cannot be read; the last line may be cut off, and is `Damage` then.

    Args:
        stream: read from its present position, which is byte 0 of all ranges.
        limits: how much is taken.
        but: lines that begin with these bytes are passed over without being decoded, unless empty.
    """
    for number, line in enumerate(lines(stream, limits)):
        if line.raw is None:
            yield Part((number,), line.start, line.end, None, _("it is larger than can be read"))
            continue
        if but and line.raw.startswith(but):
            continue
        found = decoded(line.raw, limits)
        if found.reason and not line.ended:
            yield Damage(locator.of_byte(line.start), _("the file is cut off inside a line"))
        else:
            yield Part((number,), line.start, line.end, *found)


def lines(stream: BinaryIO, limits: Limits) -> Iterator[Line]:
    """The lines of a file with one JSON value in each, ended by a line feed; blank ones left out."""
    start = 0
    while raw := stream.readline(limits.line + 2):
        size, ended = len(raw), raw.endswith(b"\n")
        while not ended and size > limits.line and (more := stream.readline(limits.chunk)):
            size, ended = size + len(more), more.endswith(b"\n")
        skipped = len(BOM) if not start and raw.startswith(BOM) else 0
        length = size - ended
        if length > limits.line:
            yield Line(start + skipped, start + length, None, ended)
        elif not raw[skipped:].isspace():
            yield Line(start + skipped, start + length, raw[skipped:length], ended)
        start += size
