"""What the tests of the box share: a record opened by a key file, and rows to put into it."""

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault import waiting
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import create_vault
from recordkeeper.vault.rows import Part, SealedRow

NOW = 1_790_000_000_000


class Seal(Protocol):
    """Makes an entry with made-up digests: the box never looks at them."""

    def __call__(
        self, serial: int, book: str = "record", kind: str = "contact", **fields: object
    ) -> tuple[SealedRow, Sequence[str]]:
        """Return the entry, citing no file."""


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0)
    yield
    os.umask(former)


@pytest.fixture
def secret() -> KeyFileSecret:
    """A key file: no slow derivation in tests."""
    return KeyFileSecret(b"key file of the tests, 40 bytes in total")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the record stands."""
    return tmp_path / "record"


@pytest.fixture
def vault(place: Path, secret: KeyFileSecret) -> Iterator[Vault]:
    """An empty record, open for writing."""
    with create_vault(place, [secret]) as made:
        yield made


@pytest.fixture
def seal() -> Seal:
    """See ``Seal``."""

    def sealed(
        serial: int, book: str = "record", kind: str = "contact", **fields: object
    ) -> tuple[SealedRow, Sequence[str]]:
        body = {"channel": "text", "kind": kind, "v": 1, "when": {"at": NOW + serial}, **fields}
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        salt = hashlib.sha256(f"{book} {serial}".encode()).digest()
        public = Part(salt, text.encode())
        private = Part(salt[::-1], b'{"kind":"contact","v":1}')
        row = SealedRow(book, serial, f"{book}-{serial}", salt, salt, public, private)
        return row, ()

    return sealed


@pytest.fixture
def source() -> Callable[[bytes], Callable[[], AbstractContextManager[BinaryIO]]]:
    """Turn bytes into something that can be opened again and again."""
    return lambda data: lambda: io.BytesIO(data)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let waiting be said after two naps and given up after four, so that tests do not take minutes."""
    monkeypatch.setattr(waiting, "NAP", 0.001)
    monkeypatch.setattr(waiting, "NAPS_UNTIL_SAID", 2)
    monkeypatch.setattr(waiting, "NAPS_UNTIL_GIVEN_UP", 4)
