"""What of the book itself leaves in a bundle: each entry shown whole in its public part, or not at all.

A document can leave one field out; sealed bytes cannot. So an entry of which a document withholds even a
part of the public fields is withheld here as a whole, and only its digest is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from recordkeeper.disclosure import custody
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.exhibits import HELD, marked
from recordkeeper.disclosure.timeline import identifier_withheld
from recordkeeper.ledger import evidence
from recordkeeper.ledger.casefile import Standing
from recordkeeper.ledger.evidence import Evidence, FileLine
from recordkeeper.ledger.heads import head_text
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Attachment, Correction, Erasure, Receipt, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Identifier, Person

SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/ogg": "ogg",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "video/3gpp": "3gp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "text/plain": "txt",
    "text/html": "html.txt",
    "application/timestamp-reply": "tsr",
    "message/rfc822": "eml",
}
"""How a file is named by what it is: its own name may say more than it should, and is never written to a
disk. HTML gets a name that no browser opens by itself: opened, it could call home."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a bundle holds of the book.

    Attributes:
        evidence: evidence.json.
        heads: head.txt by count: of the whole book, and of every count that a receipt shown is for.
        stamps: of every time-stamp authority's reply the count it is for, and its path in ``evidence``.
        shown, withheld, erased: how many entries are which.
    """

    evidence: Evidence
    heads: dict[int, bytes]
    stamps: tuple[tuple[int, str], ...]
    shown: int
    withheld: int
    erased: int

    def lines(self) -> Iterator[bytes]:
        """The bytes of evidence.json, line by line."""
        return evidence.lines(self.evidence)


def evidence_shown(read: Brief, ledger: Ledger) -> Shown:
    """The evidence that a document with the same choices rests on.

    Args:
        read: the case and the choices.
        ledger: the open record that the case was read from.
    """
    shown = shown_serials(read)
    erased = {one.fact.target.serial for one in read.case.of(Erasure)}
    head = read.case.head
    # Another command may have added to the book since the case was read.
    lines = tuple(
        evidence.entry_line(row, shown=row.serial in shown, erased=row.serial in erased)
        for row in islice(ledger.rows("record"), head.count)
    )
    counts = len(shown), sum(1 for line in lines if line.erased)
    found = Evidence(
        book="record",
        count=head.count,
        entries=lines,
        files=tuple(sorted(_files(read, shown), key=lambda file: file.path)),
        format=evidence.FORMAT,
        head=head.link.hex(),
        vault=read.case.vault_id.hex(),
    )
    return Shown(
        evidence=found,
        heads=_heads(read, shown),
        stamps=tuple(_stamps(read, found)),
        shown=counts[0],
        withheld=len(lines) - sum(counts),
        erased=counts[1],
    )


def _stamps(read: Brief, found: Evidence) -> Iterator[tuple[int, str]]:
    paths = {file.sha256: file.path for file in found.files}
    for one in read.case.standing(Receipt):
        if one.fact.type == "rfc3161" and one.fact.file.sha256 in paths:
            yield one.fact.count, paths[one.fact.file.sha256]


def _heads(read: Brief, shown: frozenset[int]) -> dict[int, bytes]:
    witnessed = [one.fact for one in read.case.of(Receipt) if one.serial in shown]
    heads = {fact.count: Head(fact.count, bytes.fromhex(fact.head)) for fact in witnessed}
    heads[read.case.head.count] = read.case.head
    return {count: head_text(read.case.vault_id, head) for count, head in sorted(heads.items())}


def shown_serials(read: Brief) -> frozenset[int]:
    """The entries that leave. What is said of an entry that does not leave stays with it."""
    shown: set[int] = set()
    for one in read.case.all.values():
        if not custody.hidden(read, one) and not _partly(read, one) and _speaks_of_shown(one.fact, shown):
            shown.add(one.serial)
    return frozenset(shown)


def _partly(read: Brief, one: Standing[Fact]) -> bool:
    """Whether a document would show an entry without something that stands in its public part."""
    if not read.held and HELD in {getattr(fact, "recording", None) for fact in (one.fact, one.entry.fact)}:
        # That there is such a recording is already more than may leave unasked.
        return True
    contact = read.case.one(one.serial, Contact)
    if contact is not None:
        return identifier_withheld(read.case, contact, read.directory)
    if isinstance(one.fact, Identifier):
        person = read.case.one(one.fact.person, Person) if one.fact.person else None
        return person is None or bool(person.fact.private_fields())
    return isinstance(one.fact, Correction) and one.fact.of_private


def _speaks_of_shown(fact: Fact, shown: set[int]) -> bool:
    """Whether what an entry is about leaves too; a correction has the old words, a withdrawal a reason."""
    if isinstance(fact, Correction | Withdrawal):
        return fact.target.serial in shown
    if isinstance(fact, Attachment):
        return fact.to in shown
    if isinstance(fact, Same):
        return not shown.isdisjoint(fact.entries)
    if isinstance(fact, Marking):
        return any(not shown.isdisjoint(range(first, last + 1)) for first, last in fact.entries)
    return True


def _files(read: Brief, shown: frozenset[int]) -> Iterator[FileLine]:
    for serial in shown:
        one = read.case.all[serial]
        if one.stands:
            for mark, file in marked(serial, _brought(one.fact)):
                suffix = SUFFIXES.get(file.type, "bin")
                yield FileLine(path=f"exhibits/{mark}.{suffix}", sha256=file.sha256)


def _brought(fact: Fact) -> tuple[FileRef, ...]:
    return (fact.file,) if isinstance(fact, Receipt) else getattr(fact, "files", ())
