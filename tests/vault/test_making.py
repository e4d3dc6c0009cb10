"""Making a record, recovering it, changing its keys and copying it: whole, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret, RecoverySecret
from recordkeeper.errors import BadInput, Locked, RecordkeeperError
from recordkeeper.vault import keys, making
from recordkeeper.vault.box import Vault
from recordkeeper.vault.changing import recover
from recordkeeper.vault.making import create_vault, open_vault

from .conftest import Seal

OTHER = KeyFileSecret(b"another key file, chosen later on")


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask_left_open", [False, True])
def test_nobody_else_can_read_a_record(
    place: Path, secret: KeyFileSecret, seal: Seal, monkeypatch: pytest.MonkeyPatch, *, umask_left_open: bool
) -> None:
    """Folder 0700, every file 0600, the journal while writing too, even under umask 0."""
    os.umask(0)
    if umask_left_open:
        monkeypatch.setattr(making, "harden", lambda: None)
    with create_vault(place, [secret]) as vault:
        with vault.transaction() as writing:
            writing.append([seal(1)])
            modes = {path.name: mode(path) for path in place.iterdir()}
        assert modes == dict.fromkeys(("log.db", "log.db-journal", "keys.json", "keys.json.bak"), 0o600)
        place.with_name("copy").mkdir(mode=0o700)
        vault.copy_into(place.with_name("copy"))
    assert mode(place) == 0o700
    assert mode(place.with_name("copy")) == 0o700
    assert {mode(path) for path in place.with_name("copy").iterdir()} == {0o600}


def test_a_record_holds_three_files_and_opens_with_each_secret(place: Path) -> None:
    """A passphrase and a key file, either alone; nothing else lies in the folder."""
    secrets: list[PassphraseSecret | KeyFileSecret] = [PassphraseSecret("six calm words"), OTHER]
    with create_vault(place, secrets) as vault:
        assert len(vault.vault_id) == 16
        assert vault.key_damage == ()
        recovery = RecoverySecret(vault.recovery_text())
    assert sorted(path.name for path in place.iterdir()) == ["keys.json", "keys.json.bak", "log.db"]
    for secret in (*secrets, recovery):
        open_vault(place, secret, write=False).close()


def test_two_records_share_nothing(tmp_path: Path, secret: KeyFileSecret) -> None:
    """Ids, keys and salts are fresh each time."""
    with create_vault(tmp_path / "a", [secret]) as one, create_vault(tmp_path / "b", [secret]) as two:
        assert one.vault_id != two.vault_id
        assert one.recovery_text() != two.recovery_text()
    assert (tmp_path / "a/log.db").read_bytes()[:16] != (tmp_path / "b/log.db").read_bytes()[:16]


def test_an_existing_record_is_never_overwritten(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Starting a record where one is changes nothing."""
    vault.close()
    before = (place / "log.db").read_bytes()
    with pytest.raises(BadInput, match="there already"):
        create_vault(place, [secret])
    assert (place / "log.db").read_bytes() == before


def test_a_file_or_a_link_in_the_way_is_left_alone(
    place: Path, tmp_path: Path, secret: KeyFileSecret
) -> None:
    """Neither is replaced nor followed."""
    place.write_text("shopping")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    for taken in (place, tmp_path / "link"):
        with pytest.raises(BadInput, match="there already"):
            create_vault(taken, [secret])
    assert place.read_text() == "shopping"
    assert not (tmp_path / "target").exists()


def test_an_empty_folder_can_become_a_record(place: Path, secret: KeyFileSecret) -> None:
    """Whoever makes the folder first is not sent away, and the folder becomes private."""
    place.mkdir(mode=0o755)
    create_vault(place, [secret]).close()
    assert mode(place) == 0o700


def test_a_record_without_a_secret_is_refused(place: Path) -> None:
    """Nothing could ever open it."""
    with pytest.raises(BadInput, match="needs a passphrase or a key file"):
        create_vault(place, [])
    assert not place.exists()


def test_a_failed_start_leaves_nothing(
    tmp_path: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a record would be taken for damage later."""

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "flush_folder", fail)
    with pytest.raises(RecordkeeperError, match="No space left on device"):
        create_vault(tmp_path / "record", [secret])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(RecordkeeperError, match="could not be made"):
        create_vault(tmp_path / "file" / "record", [secret])


def test_closing_twice_is_harmless(vault: Vault) -> None:
    """A ``with`` block inside another does not fail at its end."""
    vault.close()
    vault.close()
    with pytest.raises(RecordkeeperError):
        vault.tail("record")


def test_the_sheet_recovers_a_record_whose_keys_are_gone(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """Both key files lost: the sheet and log.db are enough, and nothing in the book changes."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    sheet, vault_id, rows = vault.recovery_text(), vault.vault_id, list(vault.rows("record"))
    vault.close()
    (place / "keys.json").unlink()
    (place / "keys.json.bak").unlink()
    recover(place, sheet.lower().replace("-", " "), OTHER)
    with open_vault(place, OTHER, write=True) as opened:
        assert (opened.vault_id, list(opened.rows("record")), opened.key_damage) == (vault_id, rows, ())
        assert opened.recovery_text() == sheet
    with pytest.raises(Locked):
        open_vault(place, secret, write=False)


def test_recovery_beside_standing_keys_outlives_them(vault: Vault, place: Path) -> None:
    """The new keys have the higher generation, whichever file a kill would leave."""
    sheet = vault.recovery_text()
    vault.close()
    recover(place, sheet, OTHER)
    assert keys.load(place).generation == 2


def test_a_wrong_sheet_changes_nothing(
    vault: Vault, place: Path, tmp_path: Path, secret: KeyFileSecret
) -> None:
    """Another record's sheet, a slip of the hand, a damaged database: refused before anything is written."""
    with create_vault(tmp_path / "other", [secret]) as other:
        foreign = other.recovery_text()
    own = vault.recovery_text()
    vault.close()
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    with pytest.raises(Locked, match="does not open the record"):
        recover(place, foreign, OTHER)
    with pytest.raises(Locked, match="does not open the record"):
        open_vault(place, RecoverySecret(foreign), write=False)
    with pytest.raises(BadInput, match="do not agree"):
        recover(place, own[:5] + ("A" if own[5] != "A" else "B") + own[6:], OTHER)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_a_copy_is_the_same_record_and_independent(
    vault: Vault, place: Path, tmp_path: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """Same id, same rows, same secrets; what is written later stays in one of them."""
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, 400))
    (tmp_path / "copy").mkdir(mode=0o700)
    vault.copy_into(tmp_path / "copy")
    with vault.transaction() as writing:
        writing.append([seal(400)])
    with open_vault(tmp_path / "copy", secret, write=False) as copy:
        assert copy.vault_id == vault.vault_id
        assert list(copy.rows("record")) == list(vault.rows("record"))[:399]
        assert copy.integrity() == []
    with pytest.raises(FileExistsError):
        vault.copy_into(place)
