"""A copy is one moment of the record, and keeps nobody waiting for long."""

from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault import copying
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault

from .conftest import Seal


def test_writers_between_two_steps_begin_the_copy_anew(
    vault: Vault, secret: KeyFileSecret, seal: Seal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes after every step: the copy is taken in one go in the end, and holds what they wrote."""
    with vault.transaction() as writing:
        writing.append(seal(serial, facts="he rang " * 300) for serial in range(1, 40))
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 2)
    written = [39]

    class Disturbed(copying._Beginnings):
        def count(self, status: int, left: int, total: int) -> None:
            if left and written[0] < 60:
                written[0] += 1
                with vault.transaction() as writing:
                    writing.append([seal(written[0])])
            super().count(status, left, total)

    monkeypatch.setattr(copying, "_Beginnings", Disturbed)
    (tmp_path / "copy").mkdir(mode=0o700)
    with open_vault(vault.directory, secret, write=False) as source:
        source.copy_into(tmp_path / "copy")
    assert written[0] == 39 + copying.BEGINNINGS + 1
    with open_vault(tmp_path / "copy", secret, write=False) as copy:
        assert copy.tail("record").serial == written[0]
        assert list(copy.rows("record")) == list(vault.rows("record"))
        assert copy.integrity() == []


def test_a_copy_in_many_steps_is_whole(
    vault: Vault, secret: KeyFileSecret, seal: Seal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the steps the record is free; undisturbed, it is copied once."""
    with vault.transaction() as writing:
        writing.append(seal(serial, facts="he rang " * 300) for serial in range(1, 40))
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 3)
    (tmp_path / "copy").mkdir(mode=0o700)
    vault.copy_into(tmp_path / "copy")
    with open_vault(tmp_path / "copy", secret, write=False) as copy:
        assert list(copy.rows("record")) == list(vault.rows("record"))
        assert copy.integrity() == []


def test_a_copy_that_cannot_be_taken_says_so(vault: Vault, tmp_path: Path) -> None:
    """A record that is closed already: an error in words, no traceback."""
    (tmp_path / "copy").mkdir(mode=0o700)
    vault.close()
    with pytest.raises(RecordkeeperError):
        vault.copy_into(tmp_path / "copy")
