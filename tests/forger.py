"""An attacker who holds the key: opens ``log.db`` without the rules, changes it, and puts the rules back.

Everything that stops an accident (the triggers, the page seals, the key slots) is no hindrance to the
forger. What is left to notice the change is the chain, and that is what is tested with this.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger import chain
from recordkeeper.vault import keys, schema
from recordkeeper.vault.opening import FILE, Patient, connect

Body = dict[str, Any]
PARTS = ("public", "private")


@contextmanager
def forging(directory: Path, secret: KeyFileSecret) -> Iterator["Forger"]:
    """Open a record for changing anything in it; afterwards the triggers stand as if nothing was."""
    keyring = keys.load(directory)
    data_key = slots.unseal(keyring.slots, secret, keyring.vault_id)
    assert data_key is not None
    connection = connect(directory / FILE, data_key, keyring.salt, write=True)
    triggers = [text for text in schema.statements() if text.startswith("CREATE TRIGGER")]
    try:
        connection.execute("BEGIN IMMEDIATE")
        for text in triggers:
            connection.execute(f"DROP TRIGGER {text.split()[2]}")
        yield Forger(connection, keyring.vault_id)
        for text in triggers:
            connection.execute(text)
        connection.execute("COMMIT")
    finally:
        connection.close()


class Forger:
    """What can be done with the key and no rules. Serials are of the record book unless said."""

    def __init__(self, connection: Patient, vault_id: bytes) -> None:
        self._connection = connection
        self._vault_id = vault_id

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Do anything at all."""
        found: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
        return found

    def last(self, book: str = "record") -> int:
        """The last serial of a book."""
        serial: int = self.sql("SELECT max(serial) FROM entry WHERE book = ?", book)[0][0]
        return serial

    def data(self, serial: int, part: str, book: str = "record") -> bytes:
        """The bytes of a part."""
        query = "SELECT CAST(bytes AS BLOB) FROM content WHERE book = ? AND serial = ? AND part = ?"
        found: bytes = self.sql(query, book, serial, part)[0][0]
        return found

    def write(self, serial: int, part: str, data: bytes, book: str = "record") -> None:
        """Put other bytes in the place of a part's."""
        statement = "UPDATE content SET bytes = CAST(? AS TEXT) WHERE book = ? AND serial = ? AND part = ?"
        self.sql(statement, data, book, serial, part)

    def reword(self, serial: int, part: str, change: Callable[[Body], object], book: str = "record") -> None:
        """Change a part's fields, in canonical form, as a careful forger would."""
        body = json.loads(self.data(serial, part, book))
        change(body)
        text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        self.write(serial, part, text.encode(), book)

    def move(self, serial: int, to: int, book: str = "record", to_book: str = "record") -> None:
        """Give an entry, its content and its citations another number, or another book."""
        for table in ("entry", "content", "citation"):
            self.sql(
                f"UPDATE {table} SET book = ?, serial = ? WHERE book = ? AND serial = ?",  # noqa: S608
                to_book,
                to,
                book,
                serial,
            )

    def swap(self, one: int, other: int) -> None:
        """Let two entries change places."""
        self.move(one, -1)
        self.move(other, one)
        self.move(-1, other)

    def remove(self, serial: int, book: str = "record") -> None:
        """Take an entry away with all it says."""
        for table in ("citation", "content", "entry"):
            self.sql(f"DELETE FROM {table} WHERE book = ? AND serial = ?", book, serial)  # noqa: S608

    def copy(self, serial: int, to: int) -> None:
        """Say again what an entry said."""
        columns = {"entry": "id, digest, link", "content": "part, salt, bytes", "citation": "sha256"}
        for table, names in columns.items():
            self.sql(
                f"INSERT INTO {table} (book, serial, {names})"  # noqa: S608
                f" SELECT book, ?, {names} FROM {table} WHERE book = 'record' AND serial = ?",
                to,
                serial,
            )

    def digest(self, serial: int, book: str = "record") -> bytes:
        """The digest that the bytes lying there now give."""
        query = "SELECT salt FROM content WHERE book = ? AND serial = ? AND part = ?"
        public, private = (
            chain.part_hash(part, self.sql(query, book, serial, part)[0][0], self.data(serial, part, book))
            for part in PARTS
        )
        return chain.entry_digest(public, private)

    def chain_anew(self, start: int = 1, book: str = "record") -> None:
        """Compute every digest and link from an entry on, so that the chain fits the changed words."""
        before = self.sql("SELECT link FROM entry WHERE book = ? AND serial = ?", book, start - 1)
        link = before[0][0] if before else chain.first_link(self._vault_id, book)
        standing = "SELECT serial, digest FROM entry WHERE book = ? AND serial >= ? ORDER BY serial"
        for serial, digest in self.sql(standing, book, start):
            kept = self.sql("SELECT 1 FROM content WHERE book = ? AND serial = ?", book, serial)
            digest = self.digest(serial, book) if len(kept) == len(PARTS) else digest  # noqa: PLW2901
            link = chain.next_link(link, digest)
            self.sql(
                "UPDATE entry SET digest = ?, link = ? WHERE book = ? AND serial = ?",
                digest,
                link,
                book,
                serial,
            )
