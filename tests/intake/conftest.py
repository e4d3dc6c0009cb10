"""What the tests of intake share: a record with the other person in it, and exports made to order."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.intake.export import Export, export_at
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.people import Identifier, Matter, Person
from recordkeeper.vault.making import create_vault
from tests.intake.exports import SISTER

KEY = KeyFileSecret(b"key file of the tests, 40 bytes in total")

Make = Callable[..., Export]


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0)
    yield
    os.umask(former)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    """A record that names nobody yet."""
    with Ledger(create_vault(tmp_path / "record", [KEY])) as made:
        made.append([Matter(home_zone="Europe/London")])
        yield made


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    """A record that names the other person (#2), and his sister who acts for him (#3, #4)."""
    empty.append(
        [
            Person(role="respondent", name="A. Reyes"),
            Person(role="proxy", name="Dana"),
            Identifier(type="phone", value=SISTER, person=3, basis="number known"),
        ]
    )
    return empty


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes an export of the given records and looks at it as the program does."""

    def made(*records: str, name: str = "sms.xml", root: str = "smses", end: str = "") -> Export:
        path = tmp_path / name
        body = "\n".join(records)
        path.write_text(f'<{root} count="{len(records)}">\n{body}\n{end or f"</{root}>"}\n', encoding="utf-8")
        return export_at(path)

    return made
