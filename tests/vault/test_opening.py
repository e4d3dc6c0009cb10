"""Opening: the settings hold, the key stays unseen, and nothing opens that should not."""

from pathlib import Path
from typing import Any

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret
from recordkeeper.errors import BadInput, IntegrityError, Locked, NewerFormat, NotFound, RecordkeeperError
from recordkeeper.vault import opening, schema
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import create_vault, open_vault
from recordkeeper.vault.opening import Patient, key_text

from .conftest import Seal

SETTINGS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "temp_store": 2,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "fullfsync": 1,
    "application_id": 0x524B5001,
    "user_version": 1,
}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that SQLCipher reports to a trace callback, from the very first."""
    statements: list[str] = []

    class Traced(Patient):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.set_trace_callback(statements.append)

    monkeypatch.setattr(opening, "Patient", Traced)
    return statements


@pytest.mark.parametrize("write", [False, True])
def test_every_setting_holds(vault: Vault, place: Path, secret: KeyFileSecret, *, write: bool) -> None:
    """Read back from the connection itself, for reading and for writing."""
    vault.close()
    with open_vault(place, secret, write=write) as opened:
        found = {name: opened._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
        assert found == SETTINGS
        assert opened._connection.isolation_level is None


def test_a_setting_that_does_not_hold_stops_the_opening(
    vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plaintext temporary files are refused, not hoped against."""
    vault.close()
    monkeypatch.setattr(opening, "_SETTINGS", (("temp_store", "FILE", 2),))
    with pytest.raises(IntegrityError, match="does not keep the setting temp_store"):
        open_vault(place, secret, write=False)


def test_the_log_is_silenced_first_and_the_key_never_traced(
    seen: list[str], place: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """No statement of a record's whole life holds the key, and none comes before the silencing."""
    with create_vault(place, [secret]) as vault:
        key, salt = vault._unlocked.data_key.hex(), vault._unlocked.keyring.salt.hex()
        with vault.transaction() as writing:
            writing.append([seal(1)])
        assert vault.integrity() == []
    assert seen[0] == "PRAGMA cipher_log_level=NONE"
    text = "\n".join(seen).lower()
    assert "commit" in text
    assert key not in text
    assert salt not in text


def test_a_key_of_the_wrong_length_never_reaches_sqlcipher() -> None:
    """SQLCipher would take 95 digits for a passphrase and make another record with it."""
    assert key_text(b"\x01" * 32, b"\x02" * 16) == f"x'{'01' * 32}{'02' * 16}'"
    with pytest.raises(IntegrityError, match="wrong length"):
        key_text(b"\x01" * 31, b"\x02" * 16)


def test_a_reader_cannot_write(vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal) -> None:
    """A reading command has no way to change the record, and says whose fault it is."""
    vault.close()
    before = (place / "log.db").read_bytes()
    with (
        open_vault(place, secret, write=False) as opened,
        pytest.raises(RecordkeeperError, match="could not be opened for this"),
        opened.transaction() as writing,
    ):
        writing.append([seal(1)])
    assert (place / "log.db").read_bytes() == before


def test_a_wrong_secret_changes_no_byte(place: Path) -> None:
    """A wrong passphrase is Locked, and all three files are as before."""
    create_vault(place, [PassphraseSecret("six calm words")]).close()
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    for wrong in (PassphraseSecret("six calm word"), KeyFileSecret(bytes(40))):
        with pytest.raises(Locked, match="did not open the record") as caught:
            open_vault(place, wrong, write=True)
        assert caught.value.exit_code == 4
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    open_vault(place, PassphraseSecret("six calm words"), write=False).close()


def test_there_is_nothing_where_nothing_is(tmp_path: Path, secret: KeyFileSecret) -> None:
    """A missing folder is said to be missing, with the way to start."""
    with pytest.raises(NotFound, match="no record at") as caught:
        open_vault(tmp_path / "nowhere", secret, write=False)
    assert "recordkeeper init" in caught.value.advice


@pytest.mark.parametrize("empty", [False, True])
def test_a_missing_or_empty_database_is_damage(
    vault: Vault, place: Path, secret: KeyFileSecret, *, empty: bool
) -> None:
    """It is never replaced by a new, empty record."""
    vault.close()
    (place / "log.db").unlink()
    if empty:
        (place / "log.db").touch()
    with pytest.raises(IntegrityError, match="missing or empty"):
        open_vault(place, secret, write=True)
    assert (place / "log.db").exists() is empty


def test_a_linked_database_is_refused(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """The record's own files are files, not links to elsewhere."""
    vault.close()
    (place / "log.db").rename(place / "elsewhere")
    (place / "log.db").symlink_to(place / "elsewhere")
    with pytest.raises(BadInput, match="not a plain file"):
        open_vault(place, secret, write=False)


def test_a_newer_database_is_refused_with_the_version_needed(
    place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is neither damaged nor written to."""
    with monkeypatch.context() as later:
        later.setattr(schema, "VERSION", 2)
        later.setattr(schema, "NEEDS", "9.9.0")
        create_vault(place, [secret]).close()
    with pytest.raises(RecordkeeperError, match=r"needs 9\.9\.0") as caught:
        open_vault(place, secret, write=True)
    assert type(caught.value) is NewerFormat


@pytest.mark.parametrize(("name", "value"), [("VERSION", 0), ("APPLICATION_ID", 7)])
def test_another_programs_database_is_refused(
    place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    """A database that is not ours is not taken for ours, even under the right key."""
    with monkeypatch.context() as other:
        other.setattr(schema, name, value)
        create_vault(place, [secret]).close()
    with pytest.raises(IntegrityError, match="not a record of this program"):
        open_vault(place, secret, write=False)


def test_files_of_two_records_do_not_mix(
    vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vault id stands in both files and must agree."""
    vault.close()
    monkeypatch.setattr("recordkeeper.vault.unlocking.open_database", planted_id)
    with pytest.raises(IntegrityError, match="two different records"):
        open_vault(place, secret, write=False)


def planted_id(*args: Any, **kwargs: Any) -> tuple[Patient, bytes]:
    """Open as ever, and claim another id."""
    connection, _vault_id = opening.open_database(*args, **kwargs)
    return connection, b"another record's"
