"""Opening the record again with the recovery sheet."""

from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program


@pytest.fixture
def sheet(record: Program, tmp_path: Path) -> Path:
    """The sheet of the record, typed into a file."""
    path = tmp_path / "sheet.txt"
    with open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=False) as vault:
        path.write_text(vault.recovery_text() + "\n", encoding="utf-8")
    return path


@pytest.fixture
def new_key(tmp_path: Path) -> Path:
    """What is to open the record from now on."""
    path = tmp_path / "new-key"
    path.write_bytes(b"a new key file of the tests, 44 bytes long..")
    return path


def test_the_sheet_opens_it_even_without_key_files(record: Program, sheet: Path, new_key: Path) -> None:
    """With both key files gone the record opens again, with every entry, and only with the new key."""
    for path in record.vault.glob("keys.json*"):
        path.unlink()
    done = record("--key-file", str(new_key), "recover", "--sheet-file", str(sheet))
    assert (done.code, done.out) == (0, "The record opens again. No entry was changed.\n")
    assert "rk verify" in done.err
    assert record("--key-file", str(new_key), "status", "--json").json["entries"] == 2
    assert record("status").code == 4


def test_a_slip_in_the_letters_is_found_before_anything_changes(
    record: Program, sheet: Path, new_key: Path
) -> None:
    """The group with the slip is named, and the former key still opens the record."""
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(("B" if text[0] == "A" else "A") + text[1:], encoding="utf-8")
    done = record("--key-file", str(new_key), "recover", "--sheet-file", str(sheet))
    assert done.code == 2
    assert "Look again at group 1." in done.err
    assert record("status").code == 0


def test_another_records_sheet_opens_nothing(
    record: Program, program: Program, tmp_path: Path, sheet: Path
) -> None:
    """A sheet that belongs to another record is refused as locked, and nothing is written."""
    other = ("--vault", str(tmp_path / "other"))
    assert program(*other, "init", "--zone", "UTC").code == 0
    keys = (tmp_path / "other" / "keys.json").read_bytes()
    done = record(*other, "recover", "--sheet-file", str(sheet))
    assert done.code == 4
    assert "This recovery sheet does not open the record" in done.err
    assert (tmp_path / "other" / "keys.json").read_bytes() == keys


def test_what_is_missing_is_named(record: Program, tmp_path: Path) -> None:
    """Without the sheet, with a sheet that is not there, and without a record."""
    assert "Give --sheet-file." in record("recover").err
    unread = record("recover", "--sheet-file", str(tmp_path / "none"))
    assert (unread.code, "cannot be read. Nothing was changed." in unread.err) == (2, True)
    assert record("--vault", str(tmp_path / "none"), "recover").code == 5


def test_programs_are_told_where(record: Program, sheet: Path) -> None:
    """JSON names the record's folder."""
    done = record("recover", "--sheet-file", str(sheet), "--json")
    assert done.json == {"schema": "recordkeeper.recover/1", "vault": str(record.vault), "rekeyed": False}


def test_a_sheet_that_somebody_may_have_seen_can_be_made_void(
    record: Program, sheet: Path, new_key: Path
) -> None:
    """With --rekey the new key opens the record and the sheet no longer does."""
    done = record("--key-file", str(new_key), "recover", "--sheet-file", str(sheet), "--rekey")
    assert (done.code, "the sheet is void" in done.err) == (0, True)
    assert record("--key-file", str(new_key), "verify", "--json").json["result"] == "intact"
    again = record("recover", "--sheet-file", str(sheet))
    assert (again.code, "no longer open it" in again.err) == (4, True)
