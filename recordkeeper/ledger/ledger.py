"""The book: append-only, chained, in two volumes. The only room that knows records and the vault."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from msgspec import Struct

from recordkeeper import clock
from recordkeeper.errors import IntegrityError, NotFound, WriteUncertain
from recordkeeper.ledger import chain
from recordkeeper.ledger.sealing import Entry, Recorded, Stamp, digest_of, recorded, seal, unseal
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.kinds import book_of
from recordkeeper.vault.box import Vault
from recordkeeper.vault.files import OpenSource
from recordkeeper.vault.rows import SealedRow, StoredFile
from recordkeeper.vault.writing import Transaction

BOOKS = ("record", "private")


class Written(Struct, frozen=True):
    """Where a fact now stands: its book, its serial and its id."""

    book: str
    serial: int
    id: str
    recorded_at: int

    @property
    def name(self) -> str:
        """How the keeper names it: 14, or N3 in the private book."""
        return f"N{self.serial}" if self.book == "private" else str(self.serial)


class Head(Struct, frozen=True):
    """How many entries a book has, and the link of the last one (32 bytes)."""

    count: int
    link: bytes


class Writer:
    """One command's entries, added in order and committed together.

    Attributes:
        written: the first `REMEMBERED` of them; an import of a million remembers no more.
        last: the last one.
    """

    REMEMBERED = 100

    def __init__(self, heads: dict[str, Head]) -> None:
        self._serials = {book: head.count for book, head in heads.items()}
        self._links = {book: head.link for book, head in heads.items()}
        self._stamp: Stamp | None = None
        self.written: list[Written] = []
        self.last: Written | None = None

    def next_serial(self, book: str = "record") -> int:
        """The serial that the next fact of a book will have."""
        return self._serials[book] + 1

    def rows(self, facts: Iterable[Fact]) -> Iterator[tuple[SealedRow, Sequence[str]]]:
        """The sealed rows of facts, each with the files it cites, as they are drawn."""
        for fact in facts:
            book = book_of(fact)
            # Not before the first fact is there: the two clocks of an entry are read at one moment.
            self._stamp = self._stamp or _stamp()
            serial, identity, now = self._serials[book] + 1, os.urandom(16).hex(), clock.now()
            public, private, digest = seal(fact, identity=identity, recorded_at=now, stamp=self._stamp)
            link = chain.next_link(self._links[book], digest)
            self._serials[book], self._links[book] = serial, link
            self.last = Written(book, serial, identity, now)
            if len(self.written) < self.REMEMBERED:
                self.written.append(self.last)
            yield SealedRow(book, serial, identity, digest, link, public, private), fact.files_cited()


class Ledger:
    """An open record. A context manager: leaving it closes the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def __enter__(self) -> Self:
        """Return the open record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the vault."""
        self._vault.close()

    @property
    def vault_id(self) -> bytes:
        """The 16 bytes that name this vault in its chains."""
        return self._vault.vault_id

    def append(self, facts: Iterable[Fact]) -> list[Written]:
        """Seal facts and add them to their books, in order, in one commit.

        Raises:
            IntegrityError: the tail of a book does not fit the chain; nothing was added.
            BadInput: a fact holds what cannot be kept exactly; nothing was added.
        """
        return self.compose(lambda _writer: facts)

    def compose(
        self,
        facts: Callable[[Writer], Iterable[Fact]],
        *,
        then: Callable[[Transaction], None] = lambda _transaction: None,
    ) -> list[Written]:
        """Like `append`, for facts that need to know the serials they will have.

        ``facts`` is called inside the transaction, where no other writer can come between. Its
        generator is drawn from as rows are written, so memory stays flat. ``then`` is done in the same
        commit, once the entries stand: what an erasure lets go is gone with it, or nothing is.
        """
        writer: Writer | None = None
        try:
            with self._vault.transaction() as transaction:
                heads = {book: self._checked_tail(book) for book in BOOKS}
                writer = Writer(heads)
                transaction.append(writer.rows(facts(writer)))
                then(transaction)
        except WriteUncertain:
            # The disk failed in the middle of a commit: the entries may be there or not, and a
            # retry by the keeper must never record one twice.
            if writer is None or writer.last is None or not self._arrived(writer.last):
                raise
        return writer.written

    def _arrived(self, written: Written) -> bool:
        """Whether an entry is there: a commit keeps all of its entries or none."""
        if self._vault.undecided:
            return False
        row = next(self._vault.rows(written.book, after=written.serial - 1), None)
        # Another writer may have taken the serial in between; then ours was never kept.
        return row is not None and row.id == written.id

    def _checked_tail(self, book: str) -> Head:
        rows = self._vault.last(book, 2)
        before = chain.first_link(self.vault_id, book)
        if not rows:
            return Head(0, before)
        last, earlier = rows[-1], rows[:-1]
        if earlier:
            before = earlier[0].link
        follows = last.serial == (earlier[0].serial + 1 if earlier else 1)
        intact = follows and chain.next_link(before, last.digest) == last.link
        # The last entry cannot have been erased: the erasure would stand after it.
        if (
            last.public is None
            or last.private is None
            or not intact
            or digest_of(last.public, last.private) != last.digest
        ):
            intact = False
        if not intact:
            raise IntegrityError(
                f"The last entry of the {book} book does not match its seal. Nothing was written.",
                "Keep the files as they are, and run: rk verify",
            )
        return Head(last.serial, last.link)

    def start(self, book: str = "record") -> Head:
        """The head of a book before its first entry."""
        return Head(0, chain.first_link(self.vault_id, book))

    def head(self, book: str = "record") -> Head:
        """The head of a book; its last entry is checked against the one before."""
        return self._checked_tail(book)

    def entry(self, serial: int, book: str = "record") -> Entry:
        """One entry.

        Raises:
            NotFound: the book has no such serial.
        """
        for row in self._vault.rows(book, after=serial - 1):
            if row.serial == serial:
                return unseal(_sealed(row))
            break
        last = self._checked_tail(book).count
        raise NotFound(f"There is no entry {serial}: the record ends at {last}.", "See: rk timeline")

    def target(self, serial: int) -> Target:
        """The name of an entry of the record book that cannot be exchanged for another."""
        return Target(serial=serial, digest=self.entry(serial).digest.hex())

    def rows(self, book: str, *, kinds: Sequence[str] | None = None) -> Iterator[SealedRow]:
        """The rows of a book in order, streaming; of some kinds only, if asked."""
        return self._vault.rows(book, kinds=kinds)

    def recorded(self, book: str = "record") -> Iterator[Recorded]:
        """When each entry of a book was recorded and by which clock, quickly: no seal is checked."""
        return (found for row in self._vault.rows(book) if (found := recorded(row)) is not None)

    def entries(self, book: str, *, kinds: Sequence[str] | None = None) -> Iterator[Entry]:
        """The entries of a book in order; every seal and every link is checked on the way.

        Raises:
            IntegrityError: an entry does not match its seal or its place in the chain.
        """
        if kinds is not None:
            yield from map(unseal, map(_sealed, self._vault.rows(book, kinds=kinds)))
            return
        link = chain.first_link(self.vault_id, book)
        for expected, row in enumerate(self._vault.rows(book), 1):
            link = chain.next_link(link, row.digest)
            if row.serial != expected or row.link != link:
                raise _broken(row)
            yield unseal(_sealed(row))
        if stray := self._vault.stray_content(book):
            # Entries end before their content does: an older page of the list of entries.
            raise IntegrityError(
                f"The {book} book ends too early: there is content for entry {stray[0]} and no entry.",
                "Keep the files as they are, and run: rk verify",
            )

    def keep_file(self, source: OpenSource) -> StoredFile:
        """Store a file's bytes before the entry that cites them; see `Vault.store_file`."""
        return self._vault.store_file(source, now=clock.now())

    def sweep_files(self) -> int:
        """Delete files stored over a day ago that no entry cites; see `Vault.sweep_files`."""
        return self._vault.sweep_files(now=clock.now(), cited=self._cited)

    def _cited(self) -> frozenset[str]:
        entries = (entry.fact for book in BOOKS for entry in self.entries(book))
        return frozenset(sha256 for fact in entries if fact is not None for sha256 in fact.files_cited())

    def citations(self) -> set[tuple[str, str, int]]:
        """Every citation of a stored file: SHA-256 in hex, book and serial, erased entries' too."""
        return self._vault.citations()

    def zeroed_digest(self, sha256: str, ranges: Sequence[tuple[int, int]]) -> str:
        """The SHA-256 (hex) that a stored file will have with byte ranges [start, end) zeroed."""
        return self._vault.zeroed_digest(sha256, ranges)

    def whole_file(self, sha256: str) -> bool:
        """Whether a stored file can be read, and its bytes have the SHA-256 it is cited by."""
        digest = hashlib.sha256()
        try:
            for piece in self._vault.read_file(sha256):
                digest.update(piece)
        except IntegrityError:
            return False
        return digest.hexdigest() == sha256

    def read_file(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a stored file, in pieces of up to 1 MiB."""
        return self._vault.read_file(sha256)


def _sealed(row: SealedRow) -> SealedRow:
    if row.public is None or row.private is None:
        return row
    if digest_of(row.public, row.private) != row.digest:
        raise _broken(row)
    return row


def _broken(row: SealedRow) -> IntegrityError:
    return IntegrityError(
        f"Entry {row.serial} of the {row.book} book does not match its seal.",
        "Keep the files as they are, and run: rk verify",
    )


def _stamp() -> Stamp:
    reading = clock.reading()
    return Stamp(
        zone=reading.zone,
        offset=reading.offset,
        operation=os.urandom(8).hex(),
        boot=reading.boot_id,
        boot_ms=reading.boot_ms,
    )
