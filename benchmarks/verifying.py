"""Verify a long record, against reading and hashing the same bytes through SQLCipher."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.measuring import Figure, in_turn
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import BOOKS, Ledger
from recordkeeper.ledger.verification import verify
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Matter
from recordkeeper.vault.making import create_vault, open_vault

ENTRIES = 100_000


def measure(folder: Path) -> Iterator[Figure]:
    """Yield the ratio for a record of 100 000 contacts, every step of `verify` taken."""
    secret = KeyFileSecret(os.urandom(64))
    with Ledger(create_vault(folder / "long", [secret])) as ledger:
        ledger.append([Matter(home_zone="UTC"), *(_contact(number) for number in range(ENTRIES))])
    with open_vault(folder / "long", secret, write=False) as vault:

        def floor() -> None:
            digest = sha256()
            for book in BOOKS:
                for row in vault.rows(book):
                    for part in (row.public, row.private):
                        if part is not None:
                            digest.update(sha256(part.data).digest())

        name = f"verify {ENTRIES} entries, all steps, against reading and hashing them"
        yield in_turn(name, lambda: _intact(verify(vault).result), floor, bound=2.0, rounds=15)


def _intact(result: str) -> None:
    if result != "intact":
        message = f"the record verified as {result}"
        raise SystemExit(message)


def _contact(number: int) -> Contact:
    at = 1_770_000_000_000 + number * 60_000
    when = Moment(at=at, until=at, written=str(at), precision="exact", basis="epoch", clock="own-device")
    return Contact(when=when, direction="in", channel="text", medium="sms", words=f"Message number {number}")
