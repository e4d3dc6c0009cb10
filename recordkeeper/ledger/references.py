"""What one entry says of another must hold before anything is concluded from either.

The same as steps 3 and 7 of ``docs/evidence-format.md``, for every command that reads the case.
"""

from collections.abc import Sequence

from recordkeeper.errors import IntegrityError
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Correction, Erasure, Withdrawal

ADVICE = "Keep the files as they are, and run: rk verify"


def check_references(entries: Sequence[Entry]) -> None:
    """Check that corrections, withdrawals and erasures mean the entries they name, and nothing else is gone.

    Raises:
        IntegrityError: one names an entry that is not there or another one, or the content of an entry
            is gone without an erasure.
    """
    digests = {entry.serial: entry.digest.hex() for entry in entries}
    erased = set()
    for entry in entries:
        if isinstance(entry.fact, Correction | Withdrawal | Erasure):
            target = entry.fact.target
            if target.serial >= entry.serial or digests.get(target.serial) != target.digest:
                raise IntegrityError(f"Entry {entry.serial} names an entry that is not there.", ADVICE)
            if isinstance(entry.fact, Erasure):
                erased.add(target.serial)
    for entry in entries:
        if entry.recorded_at is None and entry.serial not in erased:
            raise IntegrityError(
                f"The content of entry {entry.serial} is gone, and no entry says it was erased.", ADVICE
            )
