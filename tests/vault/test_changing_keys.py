"""Changing who may open a record: killed at any instant, there is a way in."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, RecoverySecret
from recordkeeper.errors import BadInput, IntegrityError, Locked, NotFound
from recordkeeper.vault import keys
from recordkeeper.vault.box import Vault
from recordkeeper.vault.changing import (
    add_secret,
    mend_keys,
    opening_slot,
    recover,
    rekey,
    remove_slot,
    replace_secret,
)
from recordkeeper.vault.making import open_vault

from .conftest import Seal

OTHER = KeyFileSecret(b"another key file, chosen later on")


def test_new_secrets_replace_the_old_ones(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Without a re-key the sheet stays good; the old key file opens nothing any more."""
    sheet = vault.recovery_text()
    vault.close()
    replace_secret(place, secret, OTHER)
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
    rekey(place, secret, [OTHER])
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
from recordkeeper.vault import changing, keys, opening
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
changing.rekey(Path(sys.argv[1]), old, [new])
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
    rekey(place, opens[0], [secret])
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
    rekey(place, secret, [secret])
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


def test_one_slot_is_replaced_and_the_others_stay(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """Only the secret that was used to open is exchanged; what was added still opens."""
    vault.close()
    added = add_secret(place, secret, OTHER)
    third = KeyFileSecret(b"a third key file, and a longer one")
    replace_secret(place, secret, third)
    for opener in (OTHER, third):
        open_vault(place, opener, write=False).close()
    with pytest.raises(Locked):
        open_vault(place, secret, write=False)
    own, held = opening_slot(place, OTHER)
    assert (own, len(held)) == (added.id, 2)


def test_what_opens_it_already_is_not_added_twice(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """A second slot of the same secret would outlive the removal of the first."""
    vault.close()
    with pytest.raises(BadInput, match="already"):
        add_secret(place, secret, secret)
    assert len(keys.load(place).slots) == 1


def test_a_removed_slot_is_in_neither_file_and_the_last_one_stays(
    vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """It opens nothing any more, not even by way of the twin; and nobody locks themselves out."""
    vault.close()
    own = opening_slot(place, secret)[0]
    add_secret(place, secret, OTHER)
    with pytest.raises(NotFound, match="no way in called 00"):
        remove_slot(place, secret, "00")
    remove_slot(place, secret, own)
    for name in ("keys.json", "keys.json.bak"):
        assert own.encode() not in (place / name).read_bytes()
    with pytest.raises(BadInput, match="only way in"):
        remove_slot(place, OTHER, opening_slot(place, OTHER)[0])
    open_vault(place, OTHER, write=False).close()


def test_a_recovery_with_a_new_key_voids_the_sheet(vault: Vault, place: Path) -> None:
    """Whoever saw the sheet before opens nothing after."""
    sheet = vault.recovery_text()
    vault.close()
    recover(place, sheet, OTHER, anew=True)
    with open_vault(place, OTHER, write=False) as again:
        assert again.recovery_text() != sheet
    with pytest.raises(Locked):
        recover(place, sheet, OTHER)
