"""What one entry says of another must hold before anything is concluded from either.

The same as steps 3, 7 and 9 of ``docs/evidence-format.md``, for every command that reads the case. What is
inside a stored file (the imprint of a time stamp, the bytes themselves) only `verify` looks at.
"""

from collections.abc import Sequence

from recordkeeper.errors import IntegrityError
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Correction, Erasure, Receipt, Restored, Withdrawal

ADVICE = "Keep the files as they are, and run: rk verify"


def check_references(entries: Sequence[Entry], start: Head) -> None:
    """Check that entries mean the entries and heads they name, and that nothing else is gone.

    Args:
        entries: the whole record book, in order.
        start: the head of the empty book.

    Raises:
        IntegrityError: one names an entry that is not there or another one, or a head that the book never
            had; or the content of an entry is gone without an erasure, or there in spite of one.
    """
    _check_heads(entries, start)
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
        if entry.recorded_at is not None and entry.serial in erased:
            raise IntegrityError(
                f"Entry {entry.serial} is said to be erased, and its content is there.", ADVICE
            )
        if entry.recorded_at is None and entry.serial not in erased:
            raise IntegrityError(
                f"The content of entry {entry.serial} is gone, and no entry says it was erased.", ADVICE
            )


def _check_heads(entries: Sequence[Entry], start: Head) -> None:
    for entry in entries:
        if isinstance(entry.fact, Receipt | Restored):
            count, named = entry.fact.count, entry.fact.head
            if not 0 <= count < entry.serial or _link(entries, start, count).hex() != named:
                message = f"Entry {entry.serial} names a head that this book never had."
                raise IntegrityError(message, ADVICE)


def _link(entries: Sequence[Entry], start: Head, count: int) -> bytes:
    return entries[count - 1].link if count else start.link
