"""Verification of a whole vault, as numbered steps.

The numbers are those of ``docs/evidence-format.md``:

1. the key files are whole; 2. every page of the database is as it was written; 3. entries are
numbered 1, 2, 3 … without a gap, no id twice, each with both its parts unless an erasure names it;
4. every entry's digest is that of its bytes; 5. every link is that of the entry before and the
digest; 6. every entry can be read, and stands in its own book; 7. every correction, withdrawal and
erasure names the entry it means; 8. every file cited is stored, and its bytes have the SHA-256 it is
cited by, or the one an erasure gives for it; 9. the heads that receipts and restorations give are those
of this book, and a stored RFC 3161 reply is over the head that its receipt gives.

A step that fails never hides the ones after it, as far as these can still be taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from recordkeeper.crypto.timestamps import is_over
from recordkeeper.errors import IntegrityError
from recordkeeper.ledger import chain
from recordkeeper.ledger.heads import imprint
from recordkeeper.ledger.ledger import BOOKS, Head
from recordkeeper.ledger.sealing import Entry, digest_of, unseal
from recordkeeper.records.custody import Correction, Erasure, Receipt, Restored, Withdrawal
from recordkeeper.records.fact import Target
from recordkeeper.records.kinds import book_of
from recordkeeper.vault.box import Vault
from recordkeeper.vault.rows import SealedRow

Result = Literal["intact", "damaged", "cannot verify"]

STEPS = {
    1: "key files",
    2: "container",
    3: "numbering",
    4: "digests",
    5: "chain",
    6: "entries readable",
    7: "references",
    8: "files",
    9: "heads",
}

TOLD = 3
"""How many faults of one step are told; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step, whether it holds, and what was found, in words."""

    number: int
    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying showed, step by step.

    Attributes:
        heads: the head of each book; of the record only when it could be read.
        unknown: entries of a kind or version newer than this program: they verify, unread.
    """

    steps: tuple[Step, ...]
    heads: dict[str, Head] = field(default_factory=dict)
    unknown: int = 0

    @property
    def result(self) -> Result:
        """Intact, damaged, or cannot verify (a newer program wrote entries this one cannot read)."""
        if not all(step.ok for step in self.steps):
            return "damaged"
        return "cannot verify" if self.unknown else "intact"


@dataclass(slots=True)
class _Findings:
    """What a walk over the books turned up, by step."""

    faults: dict[int, list[str]] = field(default_factory=lambda: {number: [] for number in STEPS})
    heads: dict[str, Head] = field(default_factory=dict)
    digests: dict[tuple[str, int], bytes] = field(default_factory=dict)
    links: dict[int, bytes] = field(default_factory=dict)
    claims: list[tuple[int, Receipt | Restored]] = field(default_factory=list)
    targets: list[tuple[str, Entry, Target]] = field(default_factory=list)
    erased: set[tuple[str, int]] = field(default_factory=set)
    gone: set[tuple[str, int]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    cited: dict[str, str] = field(default_factory=dict)
    citations: set[tuple[str, str, int]] = field(default_factory=set)
    zeroed: dict[str, str] = field(default_factory=dict)
    unknown: int = 0
    entries: int = 0


def verify(vault: Vault, *, on_file: Callable[[], None] = lambda: None) -> Verification:
    """Take every step over an open vault. Reads everything; writes nothing."""
    found = _Findings()
    found.faults[1] = list(vault.key_damage)
    found.faults[2] = vault.integrity()
    for book in BOOKS:
        try:
            _walk(vault, book, found)
        except IntegrityError as error:
            # A page that cannot be read ends the walk of this book, not the verification.
            found.faults[2].append(error.message)
    _references(found)
    _heads(vault, found)
    _files(vault, found, on_file)
    steps = tuple(
        Step(number, name, not found.faults[number], _detail(number, found)) for number, name in STEPS.items()
    )
    return Verification(steps, found.heads, found.unknown)


def unreadable(reason: str) -> Verification:
    """The verification of a vault in a format newer than this program: no step is taken, none fails."""
    steps = tuple(
        Step(number, name, ok=True, detail=f"not taken: {reason}") for number, name in STEPS.items()
    )
    return Verification(steps, unknown=1)


def unopened(faults: dict[int, str]) -> Verification:
    """The verification of a vault that cannot even be opened: what failed, by step number."""
    not_reached = "not reached: the record could not be opened"
    first = min(faults)
    steps = tuple(
        Step(number, name, number < first, faults.get(number, "ok" if number < first else not_reached))
        for number, name in STEPS.items()
    )
    return Verification(steps)


def _walk(vault: Vault, book: str, found: _Findings) -> None:
    link, count = chain.first_link(vault.vault_id, book), 0
    for serial in vault.stray_content(book):
        found.faults[3].append(f"content without an entry at {_name(book, serial)}")
    for row in vault.rows(book):
        count += 1
        if row.serial != count:
            found.faults[3].append(f"{_name(book, count)} is missing or out of place")
            count = row.serial
        name = _name(book, row.serial)
        if chain.next_link(link, row.digest) != row.link:
            found.faults[5].append(f"{name} is not linked to the entry before it")
        link = row.link
        if row.id in found.ids:
            found.faults[3].append(f"{name} has the id of an earlier entry")
        found.ids.add(row.id)
        found.digests[book, row.serial] = row.digest
        if book == "record":
            found.links[row.serial] = row.link
        found.entries += 1
        _content(row, name, found)
    found.heads[book] = Head(count, link)


def _content(row: SealedRow, name: str, found: _Findings) -> None:
    if row.public is None or row.private is None:
        found.gone.add((row.book, row.serial))
        if (row.public, row.private) != (None, None):
            found.faults[3].append(f"half of the content of {name} is gone")
        return
    if digest_of(row.public, row.private) != row.digest:
        found.faults[4].append(f"the words of {name} are not those that were sealed")
    try:
        entry = unseal(row)
    except IntegrityError as error:
        found.faults[6].append(error.message)
        return
    if entry.fact is None:
        found.unknown += 1
        return
    if book_of(entry.fact) != row.book:
        found.faults[6].append(f"{name} stands in the wrong book")
    for cited in entry.fact.files_cited():
        found.cited.setdefault(cited, name)
        found.citations.add((cited, row.book, row.serial))
    _claims(row, entry, found)


def _claims(row: SealedRow, entry: Entry, found: _Findings) -> None:
    """What an entry says of others, and of heads."""
    if isinstance(entry.fact, Receipt | Restored):
        found.claims.append((row.serial, entry.fact))
    if isinstance(entry.fact, Correction | Withdrawal | Erasure):
        found.targets.append((row.book, entry, entry.fact.target))
    if isinstance(entry.fact, Erasure):
        found.erased.add((row.book, entry.fact.target.serial))
        found.zeroed.update((source.sha256, source.afterwards) for source in entry.fact.sources)


def _references(found: _Findings) -> None:
    for book, entry, target in found.targets:
        meant = found.digests.get((book, target.serial))
        if meant is None or meant.hex() != target.digest or target.serial >= entry.serial:
            found.faults[7].append(f"{_name(book, entry.serial)} names an entry that is not there")
    for place in sorted(found.gone - found.erased):
        found.faults[3].append(f"the content of {_name(*place)} is gone, and no entry says it was erased")
    for place in sorted(found.erased & found.digests.keys() - found.gone):
        found.faults[3].append(f"{_name(*place)} is said to be erased, and its content is there")


def _heads(vault: Vault, found: _Findings) -> None:
    first = chain.first_link(vault.vault_id, "record")
    for serial, claim in found.claims:
        link = first if claim.count == 0 else found.links.get(claim.count)
        if not 0 <= claim.count < serial or link is None or link.hex() != claim.head:
            found.faults[9].append(f"entry {serial} names a head that this book never had")
        elif isinstance(claim, Receipt) and not _is_over(vault, claim, Head(claim.count, link), found):
            found.faults[9].append(f"the time stamp of entry {serial} is over another head")


def _is_over(vault: Vault, receipt: Receipt, head: Head, found: _Findings) -> bool:
    """Whether a stored time stamp is over the head its receipt gives. One not there is for step 8."""
    name = receipt.file.sha256
    if receipt.type != "rfc3161" or name in found.zeroed:
        return True
    try:
        # One piece of 1 MiB is more than any reply has; a video would fill the memory.
        reply = next(vault.read_file(name), b"")
    except IntegrityError:
        return True
    return is_over(reply, imprint(vault.vault_id, head))


def _files(vault: Vault, found: _Findings, on_file: Callable[[], None]) -> None:
    try:
        unlisted = found.citations - vault.citations()
    except IntegrityError as error:
        found.faults[8].append(error.message)
        return
    for _cited, book, serial in sorted(unlisted):
        found.faults[8].append(f"the list of citations leaves out a file of {_name(book, serial)}")
    for name, where in found.cited.items():
        on_file()
        try:
            digest = sha256()
            for piece in vault.read_file(name):
                digest.update(piece)
            whole = digest.hexdigest() == found.zeroed.get(name, name)
        except IntegrityError:
            whole = False
        if not whole:
            found.faults[8].append(f"a file of {where} (SHA-256 {name[:16]}…) is not whole")


def told(faults: Sequence[str]) -> str:
    """The first few faults of a step in words, and how many more there are."""
    more = f" (and {len(faults) - TOLD} more)" if len(faults) > TOLD else ""
    return "; ".join(faults[:TOLD]) + more


def _detail(number: int, found: _Findings) -> str:
    if found.faults[number]:
        return told(found.faults[number])
    erased = f", {len(found.gone)} erased" if found.gone else ""
    return {
        3: f"{_numbers(found)}{erased}",
        6: f"{found.unknown} of a newer kind, unread" if found.unknown else "ok",
        7: f"{len(found.targets)} checked",
        8: f"{len(found.cited)} checked",
        9: f"{len(found.claims)} checked",
    }.get(number, "ok")


def _numbers(found: _Findings) -> str:
    counts = {book: head.count for book, head in found.heads.items()}
    private = f", {counts['private']} private" if counts.get("private") else ""
    return f"{counts.get('record', 0)} entries{private}"


def _name(book: str, serial: int) -> str:
    return f"entry N{serial}" if book == "private" else f"entry {serial}"
