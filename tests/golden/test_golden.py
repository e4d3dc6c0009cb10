"""A record of the first format, as it lay in a drawer: every later program reads it, to the byte."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper.cli.main import run
from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret, RecoverySecret, Secret
from recordkeeper.ledger.casefile import fold
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.ledger.verification import verify
from recordkeeper.records.kinds import KINDS
from recordkeeper.records.people import Identifier
from recordkeeper.vault.making import open_vault
from tests.golden import recipe

RECORD_HEAD = Head(32, bytes.fromhex("07dab519c0f434c6d271a1802ea87b28feef4550be71ef5ccf40c6b0d0a06274"))
PRIVATE_HEAD = Head(5, bytes.fromhex("d22d9d345f406d23c6a01e82389d5530a87159c579e4b91269671ebaab217c05"))
SECRETS: dict[str, Secret] = {
    "key file": KeyFileSecret(recipe.KEY_FILE.read_bytes()),
    "passphrase": PassphraseSecret(recipe.PASSPHRASE),
    "recovery sheet": RecoverySecret((recipe.HERE / "vault-1.sheet.txt").read_text(encoding="ascii")),
}


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0o077)
    yield
    os.umask(former)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A private copy: what is committed is never opened itself."""
    copy = Path(shutil.copytree(recipe.HERE / "vault-1", tmp_path / "vault-1"))
    copy.chmod(0o700)
    return copy


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_the_golden_record_verifies(place: Path, secret: Secret) -> None:
    """By every kind of secret, every step, with the heads it had when it was made."""
    with open_vault(place, secret, write=False) as vault:
        found = verify(vault)
    assert [step.number for step in found.steps if not step.ok] == []
    assert found.result == "intact"
    assert found.heads == {"record": RECORD_HEAD, "private": PRIVATE_HEAD}


def test_the_golden_record_says_what_it_said(place: Path) -> None:
    """Every field of every entry, public and private, as it was written down beside the record."""
    expected = json.loads((recipe.HERE / "vault-1.json").read_text(encoding="ascii"))
    with Ledger(open_vault(place, SECRETS["key file"], write=False)) as ledger:
        assert json.loads(json.dumps(recipe.contents(ledger))) == expected
        assert {entry.kind for book in ("record", "private") for entry in ledger.entries(book)} == {
            *(kind.kind for kind in KINDS),
            "",
        }


def test_the_golden_record_folds_to_what_stood(place: Path) -> None:
    """Corrections applied, doubles joined, the withdrawn marked, the erased named."""
    with Ledger(open_vault(place, SECRETS["key file"], write=False)) as ledger:
        case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    assert case.names == {"P1": 2, "P2": 3, "P3": 4, "B1": 7, "S1": 8, "C1": 19, "M1": 21}
    assert (case.gone, case.home_zone) == ((recipe.ERASED,), "Europe/London")
    assert (case.all[11].fact.fields()["count"], case.all[12].fact.fields()["impact"]) == (8, "afraid")
    assert (case.all[12].same, case.all[12].apart) == ((14,), (11,))
    assert [serial for serial, one in case.all.items() if not one.stands] == [25]
    assert [file.size for file in case.all[12].files] == [760]
    assert [one.fact.confidence for one in case.of(Identifier)] == ["known", "known"]


def test_the_golden_record_takes_new_entries(place: Path) -> None:
    """It is not only read: it is gone on with, and what was there keeps its links."""
    with Ledger(open_vault(place, SECRETS["key file"], write=True)) as ledger:
        before = [entry.link for entry in ledger.entries("record")]
        (written,) = ledger.append([Identifier(type="email", value="a.reyes@example.com", person=2)])
        assert written.serial == 33
        assert [entry.link for entry in ledger.entries("record")][:32] == before


def test_the_command_line_verifies_the_golden_record(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As a keeper would, with the key file."""
    given = ["--vault", str(place), "--key-file", str(recipe.KEY_FILE), "--no-input", "--json"]
    assert run([*given, "verify"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert (answer["result"], answer["entries"], answer["head"]) == ("intact", 32, RECORD_HEAD.link.hex())
