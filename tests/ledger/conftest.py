"""An empty book in a vault opened by a key file."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import create_vault


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0o077)
    yield
    os.umask(former)


@pytest.fixture
def secret() -> KeyFileSecret:
    """A key file: no slow derivation in tests."""
    return KeyFileSecret(bytes(range(40)))


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
def ledger(vault: Vault) -> Ledger:
    """Its books."""
    return Ledger(vault)
