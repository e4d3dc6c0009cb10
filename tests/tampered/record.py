"""A small record with one of everything that can be tampered with, and how it is read back."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.correcting import correct
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Correction, Erasure, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.keeping import Note, Setting, Why
from recordkeeper.records.people import Identifier, Matter, Person
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import create_vault, open_vault
from tests.casebook import HIS, LONDON, contact, moment

KEY = bytes(range(40))
SECRET = KeyFileSecret(KEY)
PHOTO = bytes(range(256)) * 12
CITING, CORRECTED, CORRECTION, ERASED, LAST = 8, 9, 10, 14, 16
"""Serials of the record made by `make`."""


def make(directory: Path) -> None:
    """Make the record: sixteen entries, three private ones, one file, one erasure carried out."""
    vault = create_vault(directory, [SECRET])
    with Ledger(vault) as ledger:
        ledger.append(_beginning())
        ledger.append([_with_photo(ledger), contact("2026-02-04T21:04", words="answer me")])
        ledger.append([_corrected(ledger, CORRECTED, "facts", "he rang once"), _place_corrected(ledger)])
        ledger.append([contact("2026-02-05T09:00", words="typed twice")])
        ledger.append([Withdrawal(target=ledger.target(12), reason="typed twice")])
        ledger.append([contact("2026-02-06T09:00", words="to be erased")])
        ledger.append([Erasure(target=ledger.target(ERASED), reason="intimate")])
        with vault.transaction() as writing:
            writing.remove_content("record", ERASED)
        ledger.append([contact("2026-02-07T09:00", words="where are you")])
        ledger.append([Why(words="so that I sleep"), Note(words="was afraid", about=7)])
        ledger.append([Setting(name="episode-hours", value="6")])


def _beginning() -> list[Fact]:
    return [
        Matter(home_zone=LONDON, title="Reyes"),
        Person(role="respondent", name="A. Reyes"),
        Identifier(type="phone", value=HIS, person=2, basis="number known"),
        Boundary(allow=("text",), refuse=("call",)),
        Statement(boundary=4, when=moment("2026-01-29T20:00"), words="No calls.", channel="text"),
        Delivery(statement=5, status="read", when=moment("2026-01-29T20:14")),
        contact("2026-02-01T22:15", words="I know where you are", location="at home", impact="no sleep"),
    ]


def _with_photo(ledger: Ledger) -> Contact:
    stored = ledger.keep_file(lambda: io.BytesIO(PHOTO))
    photo = FileRef(sha256=stored.sha256, size=stored.size, name="door.jpg", type="image/jpeg")
    return contact("2026-02-03T07:30", words=None, facts="left at the door", files=(photo,))


def _corrected(ledger: Ledger, serial: int, field: str, new: str) -> Correction:
    entry = ledger.entry(serial)
    assert entry.fact is not None
    return correct(entry, entry.fact, field, new, "heard wrong")


def _place_corrected(ledger: Ledger) -> Correction:
    return _corrected(ledger, 7, "location", "at work")


@contextmanager
def opened(directory: Path) -> Iterator[Vault]:
    """The record, open for reading."""
    with open_vault(directory, SECRET, write=False) as vault:
        yield vault


def contents(directory: Path) -> object:
    """All that a keeper could ever read from a record: every row of both books, and every file."""
    with opened(directory) as vault:
        books = [list(vault.rows(book)) for book in ("record", "private")]
        return books, {file: b"".join(vault.read_file(file.sha256)) for file in vault.files()}


def files_of(directory: Path) -> dict[str, bytes]:
    """Every byte that lies in the folder."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}
