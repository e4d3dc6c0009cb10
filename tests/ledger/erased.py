"""Books to erase from, and erasing as the command does it."""

import io
from typing import Any

from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.correcting import correct
from recordkeeper.ledger.erasing import Plan, erase, plan
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.references import check_references
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.custody import (
    Correction,
    Source,
)
from recordkeeper.records.fact import FileRef
from tests.casebook import contact

EXPORT = b"<a>first</a><b>SECRET</b><c>third</c>"
RANGES = ((0, 12), (12, 25), (25, 37))


def case_of(ledger: Ledger) -> CaseFile:
    """The whole case, its references checked."""
    entries = list(ledger.entries("record"))
    check_references(entries, ledger.start())
    return fold(entries, ledger.start(), ledger.vault_id)


def planned(ledger: Ledger, serial: int) -> Plan:
    """What erasing an entry would come to."""
    return plan(case_of(ledger), serial, ledger.citations())


def erased(ledger: Ledger, serial: int) -> Plan:
    """Erase an entry; the plan that was carried out."""
    agreed = planned(ledger, serial)
    erase(ledger, agreed, "not mine to keep")
    return agreed


def kept(ledger: Ledger, data: bytes) -> FileRef:
    """A file, stored."""
    stored = ledger.keep_file(lambda: io.BytesIO(data))
    return FileRef(sha256=stored.sha256, size=stored.size, name="file.png")


def source(stored: str, **fields: Any) -> Source:
    """An imported file of which that is stored."""
    given: dict[str, Any] = {
        "sha256": stored,
        "size": len(EXPORT),
        "kept": "whole",
        "stored": stored,
        "importer": "x",
        "importer_version": 1,
        "parsed": 3,
        "imported": 3,
    }
    return Source(**given | fields)


def messages(entry: int, ranges: tuple[tuple[int, int], ...] = RANGES) -> list[Contact]:
    """The contacts of a source, each with the range it cites."""
    return [
        contact("2026-02-01T21:04", words=f"m{n}", source=SourceRef(entry=entry, element=n, start=a, end=b))
        for n, (a, b) in enumerate(ranges, 1)
    ]


def corrected(ledger: Ledger, serial: int, field: str, new: object) -> Correction:
    """A correction of the entry as recorded."""
    entry = ledger.entry(serial)
    assert entry.fact is not None
    return correct(entry, entry.fact, field, new, "heard wrong")
