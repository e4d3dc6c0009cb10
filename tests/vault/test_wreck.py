"""Rows and pieces that make no sense are lost, each by itself; the rest is read."""

import os
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, RecoverySecret
from recordkeeper.errors import IntegrityError
from recordkeeper.vault import wreck as module
from recordkeeper.vault.box import Vault
from recordkeeper.vault.cells import Cell, cell_at
from recordkeeper.vault.durable import flush_folder
from recordkeeper.vault.files import CHUNK
from recordkeeper.vault.wreck import open_wreck

from .conftest import NOW, Seal

Source = Callable[[bytes], Callable[[], AbstractContextManager[BinaryIO]]]


def test_every_row_of_a_sound_record_is_found(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal, source: Source
) -> None:
    """The same bytes that SQLite reads, across inner pages, long rows and packed pieces."""
    with vault.transaction() as writing:
        writing.append(
            seal(serial, facts="he rang " * (1 if serial % 9 else 2000)) for serial in range(1, 300)
        )
    data = bytes(range(256)) * 9000
    stored = vault.store_file(source(data), now=NOW)
    rows = list(vault.rows("record"))
    vault.close()
    with open_wreck(place, secret) as wreck:
        assert (wreck.damaged, wreck.books) == ([], {"record": list(range(1, 300)), "private": []})
        assert [tuple(wreck.remains("record", row.serial)) for row in rows] == [tuple(row) for row in rows]
        assert b"".join(wreck.pieces(stored.sha256)) == data


def test_a_piece_that_does_not_unpack_is_zeros(
    vault: Vault, place: Path, secret: KeyFileSecret, source: Source
) -> None:
    """Its size is kept, so that what comes after it stands where it stood."""
    data = b"a" * CHUNK + b"b" * 100
    stored = vault.store_file(source(data), now=NOW)
    vault._connection.execute("DROP TRIGGER chunk_update")
    vault._connection.execute("UPDATE chunk SET bytes = ? WHERE number = 0", (zlib.compress(b"a")[:-3],))
    vault.close()
    with open_wreck(place, secret) as wreck:
        assert b"".join(wreck.pieces(stored.sha256)) == bytes(CHUNK) + b"b" * 100


def test_a_row_that_makes_no_sense_costs_itself(
    vault: Vault, place: Path, secret: KeyFileSecret, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One pointer of a page leads nowhere; the other rows of the page are read."""
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, 9))
    vault.close()
    spoilt: list[tuple[int, int]] = []

    def planted(number: int, page: bytes, at: int) -> Cell | None:
        cell = cell_at(number, page, at)
        if cell is not None and b"record-5" in cell.local:
            spoilt.append((number, at))
            return None
        return cell

    monkeypatch.setattr(module, "cell_at", planted)
    with open_wreck(place, secret) as wreck:
        found = [wreck.remains("record", serial).id for serial in wreck.books["record"]]
    assert found == [None if serial == 5 else f"record-{serial}" for serial in range(1, 9)]
    assert len(spoilt) == 1


def test_the_sheet_opens_what_the_keys_beside_it_do_too(vault: Vault, place: Path) -> None:
    """Standing key files give the salt; without them the first bytes of the database do."""
    sheet = RecoverySecret(vault.recovery_text())
    vault.close()
    for _with_keys in (True, False):
        with open_wreck(place, sheet) as wreck:
            assert wreck.damaged == []
        for path in place.glob("keys.json*"):
            path.unlink()
    with (
        pytest.raises(IntegrityError, match="damaged or missing"),
        open_wreck(place, KeyFileSecret(bytes(40))),
    ):
        pass


@pytest.mark.parametrize(("code", "told"), [(22, False), (95, False), (5, True)])
def test_a_folder_that_cannot_be_flushed_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, told: bool
) -> None:
    """Shared folders have nothing to flush; a disk that fails is told."""

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    if told:
        with pytest.raises(OSError, match="Input/output error"):
            flush_folder(tmp_path)
    else:
        flush_folder(tmp_path)
