"""Verification of a whole vault, as the numbered steps of ``steps``.

A step that fails never hides the ones after it, as far as these can still be taken.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256

from recordkeeper.crypto.timestamps import is_over
from recordkeeper.errors import IntegrityError
from recordkeeper.ledger import chain
from recordkeeper.ledger.heads import imprint
from recordkeeper.ledger.ledger import BOOKS, Head
from recordkeeper.ledger.sealing import unseal
from recordkeeper.ledger.steps import STEPS, Step, Verification, told
from recordkeeper.ledger.wire import Contacts
from recordkeeper.records.custody import Correction, Erasure, Receipt, Restored, Withdrawal
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.kinds import book_of
from recordkeeper.vault.box import Vault
from recordkeeper.vault.reading import sealed
from recordkeeper.vault.rows import SealedRow


@dataclass(slots=True)
class _Findings:
    """What a walk over the books turned up, by step."""

    faults: dict[int, list[str]] = field(default_factory=lambda: {number: [] for number in STEPS})
    heads: dict[str, Head] = field(default_factory=dict)
    claims: list[tuple[int, Receipt | Restored]] = field(default_factory=list)
    targets: list[tuple[str, int, Target]] = field(default_factory=list)
    erased: set[tuple[str, int]] = field(default_factory=set)
    gone: set[tuple[str, int]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    cited: dict[str, str] = field(default_factory=dict)
    citations: set[tuple[str, str, int]] = field(default_factory=set)
    zeroed: dict[str, str] = field(default_factory=dict)
    cited_anew: set[str] = field(default_factory=set)
    unknown: int = 0


def verify(vault: Vault, *, on_file: Callable[[], None] = lambda: None) -> Verification:
    """Take every step over an open vault. Reads everything; writes nothing."""
    found = _Findings()
    found.faults[1] = list(vault.key_damage)
    # Beside the walk, on connections of their own: the library lets go of Python's lock.
    with ThreadPoolExecutor(max_workers=1) as beside:
        pages = beside.submit(vault.integrity)
        unreadable_pages = [fault for book in BOOKS for fault in _walked(vault, book, found)]
        found.faults[2] = [*pages.result(), *unreadable_pages]
    _references(vault, found)
    _heads(vault, found)
    _files(vault, found, on_file)
    steps = tuple(
        Step(number, name, not found.faults[number], _detail(number, found)) for number, name in STEPS.items()
    )
    return Verification(steps, found.heads, found.unknown)


def _walked(vault: Vault, book: str, found: _Findings) -> list[str]:
    """Walk a book. A page that cannot be read ends the walk of this book, not the verification: its fault."""
    try:
        _walk(vault, book, found)
    except IntegrityError as error:
        return [error.message]
    return []


def _walk(vault: Vault, book: str, found: _Findings) -> None:
    link, count, parts = chain.first_link(vault.vault_id, book), 0, 0
    ids, contacts = found.ids, Contacts()
    for stored in vault.stored(book):
        count += 1
        serial, identity, digest, given, salt, public, other_salt, private = stored
        if serial != count:
            found.faults[3].append(f"{_name(book, count)} is missing or out of place")
            count = serial
        if chain.next_link(link, digest) != given:
            found.faults[5].append(f"{_name(book, serial)} is not linked to the entry before it")
        link = given
        if identity in ids:
            found.faults[3].append(f"{_name(book, serial)} has the id of an earlier entry")
        ids.add(identity)
        if salt is None or other_salt is None:
            parts += _without_content(sealed(book, stored), found)
            continue
        parts += 2
        hashes = chain.part_hash("public", salt, public), chain.part_hash("private", other_salt, private)
        if chain.entry_digest(*hashes) != digest:
            found.faults[4].append(f"the words of {_name(book, serial)} are not those that were sealed")
        cited = contacts.files(identity, public, private) if book == "record" else None
        if cited is None:
            cited = _looked_at(sealed(book, stored), found)
        _cites(cited, book, serial, found)
    if parts != vault.parts(book):
        for serial in vault.stray_content(book):
            found.faults[3].append(f"content without an entry at {_name(book, serial)}")
    found.heads[book] = Head(count, link)


def _without_content(row: SealedRow, found: _Findings) -> int:
    """Note an entry that has lost its content; how many parts of it are there all the same."""
    found.gone.add((row.book, row.serial))
    if row.public is row.private:
        return 0
    found.faults[3].append(f"half of the content of {_name(row.book, row.serial)} is gone")
    return 1


def _cites(files: list[str], book: str, serial: int, found: _Findings) -> None:
    for file in files:
        found.cited.setdefault(file, _name(book, serial))
        found.citations.add((file, book, serial))
        if file in found.zeroed:
            found.cited_anew.add(file)


def _looked_at(row: SealedRow, found: _Findings) -> list[str]:
    """Look at an entry field by field; the files it cites."""
    try:
        entry = unseal(row)
    except IntegrityError as error:
        found.faults[6].append(error.message)
        return []
    if entry.fact is None:
        found.unknown += 1
        return []
    if book_of(entry.fact) != row.book:
        found.faults[6].append(f"{_name(row.book, row.serial)} stands in the wrong book")
    _claims(row, entry.fact, found)
    return list(entry.fact.files_cited())


def _claims(row: SealedRow, fact: Fact, found: _Findings) -> None:
    """What an entry says of others, and of heads."""
    if isinstance(fact, Receipt | Restored):
        found.claims.append((row.serial, fact))
    if isinstance(fact, Correction | Withdrawal | Erasure):
        found.targets.append((row.book, row.serial, fact.target))
    if isinstance(fact, Erasure):
        found.erased.add((row.book, fact.target.serial))
        found.zeroed.update((source.sha256, source.afterwards) for source in fact.sources)
        found.cited_anew.difference_update(source.sha256 for source in fact.sources)


def _references(vault: Vault, found: _Findings) -> None:
    for book, serial, target in found.targets:
        meant = _row(vault, book, target.serial)
        if meant is None or meant.digest.hex() != target.digest or target.serial >= serial:
            found.faults[7].append(f"{_name(book, serial)} names an entry that is not there")
    for place in sorted(found.gone - found.erased):
        # An entry of a newer version, which cannot be read here, may be the erasure that is missed.
        if not found.unknown:
            found.faults[3].append(f"the content of {_name(*place)} is gone, and no entry says it was erased")
    for book, serial in sorted(found.erased - found.gone):
        if _row(vault, book, serial) is not None:
            found.faults[3].append(f"{_name(book, serial)} is said to be erased, and its content is there")


def _row(vault: Vault, book: str, serial: int) -> SealedRow | None:
    """An entry by its serial; None where it is not there, or on a page that step 2 tells of."""
    try:
        row = next(vault.rows(book, after=serial - 1), None)
    except IntegrityError:
        return None
    return row if row is not None and row.serial == serial else None


def _heads(vault: Vault, found: _Findings) -> None:
    for serial, claim in found.claims:
        link = _link(vault, claim.count) if 0 <= claim.count < serial else None
        if link is None or link.hex() != claim.head:
            found.faults[9].append(f"entry {serial} names a head that this book never had")
        elif isinstance(claim, Receipt) and not _is_over(vault, claim, Head(claim.count, link), found):
            found.faults[9].append(f"the time stamp of entry {serial} is over another head")


def _link(vault: Vault, count: int) -> bytes | None:
    if count == 0:
        return chain.first_link(vault.vault_id, "record")
    row = _row(vault, "record", count)
    return None if row is None else row.link


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
            # Dropped with its last entry and brought in again, it is whole again.
            again = {name} if name in found.cited_anew else set()
            whole = digest.hexdigest() in {found.zeroed.get(name, name), *again}
        except IntegrityError:
            whole = False
        if not whole:
            found.faults[8].append(f"a file of {where} (SHA-256 {name[:16]}…) is not whole")


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
