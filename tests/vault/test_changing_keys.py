"""Changing who may open a record: killed at any instant, there is a way in."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, RecoverySecret
from recordkeeper.errors import IntegrityError, Locked
from recordkeeper.vault import keys
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import change_keys, mend_keys, open_vault

from .conftest import Seal

OTHER = KeyFileSecret(b"another key file, chosen later on")


def test_new_secrets_replace_the_old_ones(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Without a re-key the sheet stays good; the old key file opens nothing any more."""
    sheet = vault.recovery_text()
    vault.close()
    change_keys(place, secret, [OTHER], rekey=False)
    with pytest.raises(Locked):
        open_vault(place, secret, write=False)
    with open_vault(place, OTHER, write=False) as opened:
        assert opened.recovery_text() == sheet
        assert opened.key_damage == ()


def test_a_rekey_voids_old_keys_and_old_sheets(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """An old copy of keys.json with its secret, and an old sheet, no longer open the record."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    sheet, rows, old_keys = (
        vault.recovery_text(),
        list(vault.rows("record")),
        (place / "keys.json").read_bytes(),
    )
    vault.close()
    change_keys(place, secret, [OTHER], rekey=True)
    with open_vault(place, OTHER, write=True) as opened:
        assert list(opened.rows("record")) == rows
        assert opened.integrity() == []
        new_keys = (place / "keys.json").read_bytes()
    for useless in (secret, RecoverySecret(sheet)):
        with pytest.raises(Locked):
            open_vault(place, useless, write=False)
    for name in ("keys.json", "keys.json.bak"):
        (place / name).write_bytes(old_keys)
    with pytest.raises(IntegrityError):
        open_vault(place, secret, write=False)
    assert new_keys != old_keys


KILLED = """
import os, signal, sys
from pathlib import Path
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault import keys, making, opening
left = [int(sys.argv[2])]
def counted(do):
    def step(*args):
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return do(*args)
    return step
keys.replace_file = counted(keys.replace_file)
opening.Patient.reset_key = counted(opening.Patient.reset_key)
old, new = (KeyFileSecret(bytes.fromhex(text)) for text in sys.argv[3:])
making.change_keys(Path(sys.argv[1]), old, [new], rekey=True)
"""


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5])
def test_a_rekey_killed_anywhere_leaves_a_way_in(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal, steps: int
) -> None:
    """Killed before, between or after its writes: the old or the new secret opens, and a retry finishes."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    vault.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), str(steps), secret.content.hex(), OTHER.content.hex()],
        check=False,
    )
    assert done.returncode == (0 if steps == 5 else -signal.SIGKILL)
    opens, refused = [], []
    for each in (secret, OTHER):
        try:
            with open_vault(place, each, write=False) as opened:
                assert opened.tail("record").serial == 1
                opens.append(each)
        except Locked as error:
            refused.append(error)
    assert opens == ([secret] if steps < 3 else [OTHER])
    assert ("were being changed" in refused[0].message) is (steps in {1, 2, 3})
    change_keys(place, opens[0], [secret], rekey=True)
    open_vault(place, secret, write=False).close()


def test_the_sheet_opens_a_record_whose_rekey_was_broken_off(
    vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """With a pending key on file the sheet still opens what it belongs to."""
    sheet = vault.recovery_text()
    vault.close()
    keyring = keys.load(place)
    keys.save(place, keys.next_generation(keyring, keyring.slots, keyring.slots))
    for opener in (RecoverySecret(sheet), secret):
        with open_vault(place, opener, write=False) as again:
            assert again.recovery_text() == sheet


def test_keys_that_change_while_they_are_read_are_read_again(
    vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine finished a re-key between our two readings: not damage."""
    vault.close()
    stale = keys.load(place)
    change_keys(place, secret, [secret], rekey=True)
    readings = [stale]

    def first_stale(directory: Path, load: Callable[[Path], keys.Keyring] = keys.load) -> keys.Keyring:
        return readings.pop() if readings else load(directory)

    monkeypatch.setattr(keys, "load", first_stale)
    with open_vault(place, secret, write=False) as again:
        assert again.vault_id == stale.vault_id
    assert not readings


def test_damaged_keys_are_mended_without_a_secret(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Both files are written anew from the good one; sound ones are left alone."""
    vault.close()
    assert mend_keys(place) == ()
    (place / "keys.json").write_bytes(b"")
    assert mend_keys(place) == ("keys.json is damaged",)
    assert mend_keys(place) == ()
    with open_vault(place, secret, write=False) as opened:
        assert opened.key_damage == ()
