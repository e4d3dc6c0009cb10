"""The records of a file with one JSON object on each line, read as those of a JSON array are."""

from collections.abc import Iterator
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.json_stream import Part, lines
from recordkeeper.importers.json_values import decoded
from recordkeeper.importers.material import Limits


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
            yield Damage(_("byte {byte}").format(byte=line.start), _("the file is cut off inside a line"))
        else:
            yield Part((number,), line.start, line.end, *found)
