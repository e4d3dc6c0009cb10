"""Where two imported files can tell the same contact: so that only that much of a record is read."""

from collections.abc import Collection
from typing import NamedTuple

from recordkeeper.audit.corroboration import NEAR_UNTOLD
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.custody import Source


class Reach(NamedTuple):
    """From when to when to look in a file, milliseconds UTC.

    Attributes:
        all: at everything, since it overlaps with a file of another format.
    """

    first: int
    last: int
    all: bool


def overlaps(case: CaseFile, fresh: Collection[int]) -> dict[int, Reach]:
    """Files whose times overlap, one of both new, and where to look in them.

    Args:
        case: with its imported files.
        fresh: serials of the new ones.
    """
    files = {one.serial: one.fact for one in case.standing(Source) if one.fact.imported}
    reach: dict[int, Reach] = {}
    for serial in files.keys() & set(fresh):
        for other, file in files.items():
            if other == serial:
                continue
            otherwise = file.importer != files[serial].importer
            first = max(files[serial].first or 0, file.first or 0) - NEAR_UNTOLD
            last = min(files[serial].last or 0, file.last or 0) + NEAR_UNTOLD
            if first <= last:
                for one in (serial, other):
                    before = reach.get(one, Reach(first, last, all=False))
                    reach[one] = Reach(
                        min(before.first, first), max(before.last, last), all=before.all or otherwise
                    )
    return reach
