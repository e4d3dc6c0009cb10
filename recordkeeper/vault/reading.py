"""Reading rows out of the box: in order, streaming, one query however many rows."""

import json
from collections.abc import Generator, Sequence
from typing import cast

from recordkeeper.vault.faults import explained
from recordkeeper.vault.opening import Patient
from recordkeeper.vault.rows import Part, SealedRow, Tail

_ROWS = """SELECT e.serial, e.id, e.digest, e.link,
    p.salt, CAST(p.bytes AS BLOB), q.salt, CAST(q.bytes AS BLOB)
    FROM entry AS e
    LEFT JOIN content AS p ON p.book = e.book AND p.serial = e.serial AND p.part = 'public'
    LEFT JOIN content AS q ON q.book = e.book AND q.serial = e.serial AND q.part = 'private'
    WHERE e.book = ?"""
# The index is named, because the planner prefers reading the whole book to sorting a few serials.
_OF_KINDS = """ AND e.serial IN (SELECT serial FROM content INDEXED BY content_by_kind
    WHERE book = ? AND part = 'public' AND bytes->>'$.kind' IN (SELECT value FROM json_each(?)))"""
_OF_KIND = """SELECT serial FROM content INDEXED BY content_by_kind
    WHERE book = ? AND part = 'public' AND bytes->>'$.kind' = ? ORDER BY serial"""
_STRAY = """SELECT DISTINCT serial FROM content AS c WHERE book = ?
    AND NOT EXISTS (SELECT 1 FROM entry AS e WHERE e.book = c.book AND e.serial = c.serial)
    ORDER BY serial"""
_new = tuple.__new__
Stored = tuple[int, str, bytes, bytes, bytes | None, bytes, bytes | None, bytes]
"""Serial, id, digest, link, then salt and bytes of the public part and of the private one; None for both of a
part that is gone."""


class Reader:
    """Questions to the box; the same inside a transaction and outside one."""

    def __init__(self, connection: Patient) -> None:
        self._connection = connection

    def rows(
        self, book: str, *, after: int = 0, kinds: Sequence[str] | None = None
    ) -> Generator[SealedRow, None, None]:
        """Yield a book's entries with serials above ``after``, in serial order, in flat memory.

        An entry whose content is gone has None parts; with ``kinds`` it does not appear, because its
        kind is gone too. Other commands cannot commit until the last row was taken or the iterator
        closed: fetch first, render afterwards.

        Raises:
            IntegrityError: damage, met while reading.
        """
        query, values = _ROWS + " AND e.serial > ?", [book, after]
        if kinds is not None:
            query += _OF_KINDS
            values += [book, json.dumps(list(kinds))]
        with explained(self._connection.patience):
            for stored in self._connection.execute(query + " ORDER BY e.serial", values):
                yield sealed(book, stored)

    def stored(self, book: str) -> Generator[Stored, None, None]:
        """Yield a whole book as ``rows`` does, but each entry just as it is stored: the quickest way through.

        Raises:
            IntegrityError: damage, met while reading.
        """
        with explained(self._connection.patience):
            yield from self._connection.execute(_ROWS + " ORDER BY e.serial", (book,))

    def last(self, book: str, count: int) -> list[SealedRow]:
        """Return the last ``count`` entries, in serial order."""
        query = _ROWS + " ORDER BY e.serial DESC LIMIT ?"
        with explained(self._connection.patience):
            found = self._connection.execute(query, (book, count)).fetchall()
        return [sealed(book, stored) for stored in reversed(found)]

    def serials(self, book: str, kind: str) -> list[int]:
        """Return, in order, the serials of the entries whose public part is of a kind."""
        query = _OF_KIND
        with explained(self._connection.patience):
            return [serial for (serial,) in self._connection.execute(query, (book, kind))]

    def stray_content(self, book: str) -> list[int]:
        """Return serials under which content lies without an entry: always damage."""
        with explained(self._connection.patience):
            return [serial for (serial,) in self._connection.execute(_STRAY, (book,))]

    def parts(self, book: str) -> int:
        """Return how many parts of a book's entries are stored, two for each that was not erased."""
        with explained(self._connection.patience):
            found = self._connection.execute(
                "SELECT count(*) FROM content WHERE book = ?", (book,)
            ).fetchone()
        return cast("int", found[0])

    def tail(self, book: str) -> Tail:
        """Return the book's last serial and link."""
        query = "SELECT serial, link FROM entry WHERE book = ? ORDER BY serial DESC LIMIT 1"
        with explained(self._connection.patience):
            found = self._connection.execute(query, (book,)).fetchone()
        return Tail(*found) if found else Tail(0, None)

    def find(self, book: str, entry_id: str, after: int) -> int | None:
        """Return the serial of an id among entries later than ``after``, or None.

        Asked after an uncertain write, so that trying again never records twice.
        """
        query = "SELECT serial FROM entry WHERE book = ? AND serial > ? AND id = ?"
        with explained(self._connection.patience):
            found = self._connection.execute(query, (book, after, entry_id)).fetchone()
        return cast("int", found[0]) if found else None


def sealed(book: str, stored: Stored) -> SealedRow:
    """An entry as it is stored, with its parts made of their halves."""
    serial, entry_id, digest, link, public_salt, public, private_salt, private = stored
    # Made as plain tuples are: a long book spends a tenth of its reading on calling their constructors.
    shown = None if public_salt is None else _new(Part, (public_salt, public))
    kept = None if private_salt is None else _new(Part, (private_salt, private))
    return _new(SealedRow, (book, serial, entry_id, digest, link, shown, kept))
