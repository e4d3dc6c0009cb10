"""A backup brings the record back; what is not whole is never taken for one."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from recordkeeper.cli import backup as command
from recordkeeper.cli import verify
from recordkeeper.errors import NewerFormat, RecordkeeperError
from recordkeeper.ledger import copies
from recordkeeper.ledger.heads import head_text
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.steps import unopened
from recordkeeper.vault import making
from recordkeeper.vault.backup import members
from recordkeeper.vault.box import Vault
from recordkeeper.vault.rows import Tail
from tests.cli.conftest import NOW, Program

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program works; it has to be empty after."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def copy(told: Program, picture: Path, tmp_path: Path, temporary: Path) -> Path:
    """A backup of a record with five entries, one file and one private note."""
    told(
        "log",
        "call",
        "--facts",
        "Rang",
        "--when",
        "2026-04-01 10:00",
        "--attach",
        str(picture),
        "--note",
        "x",
    )
    path = tmp_path / "copy.tar"
    done = told("backup", str(path))
    assert done.code == 0, done.err
    assert list(temporary.iterdir()) == []
    return path


def head_of(record: Program, *vault: str) -> tuple[int, str]:
    """Count and head of a record."""
    found = record(*vault, "verify", "--json").json
    assert found["result"] == "intact"
    return found["entries"], found["head"]


def test_a_backup_says_what_it_holds(told: Program, tmp_path: Path, temporary: Path) -> None:
    """Count and head are those of the record; the file is its owner's alone; the same disk is told."""
    done = told("backup", str(tmp_path / "copy.tar"))
    count, head = head_of(told)
    assert done.out == (
        f"Backed up into {tmp_path / 'copy.tar'}, read back and checked.\nHead  {count} entries, {head}\n"
    )
    assert "It is on the same disk as the record" in done.err
    assert f"rk verify {tmp_path / 'copy.tar'}" in done.err
    assert (tmp_path / "copy.tar").stat().st_mode & 0o777 == 0o600
    found = told("backup", str(tmp_path / "again.tar"), "--json").json
    assert (found["entries"], found["head"], found["same_device"]) == (count, head, True)
    assert "head\t" + head in told("backup", str(tmp_path / "third.tar"), "--plain").out
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert list(temporary.iterdir()) == []


def test_on_another_disk_nothing_is_warned_of(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The warning is for what would be lost together."""
    monkeypatch.setattr(command, "_same_device", lambda *_paths: False)
    done = told("backup", str(tmp_path / "copy.tar"))
    assert (done.code, "same disk" in done.err) == (0, False)


def test_in_a_folder_each_backup_has_a_name_of_its_own(told: Program, tmp_path: Path) -> None:
    """The day, and a number where there is one of that day already."""
    folder = tmp_path / "usb"
    folder.mkdir()
    for _time in range(3):
        assert told("backup", str(folder)).code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "record-2026-04-10-2.tar",
        "record-2026-04-10-3.tar",
        "record-2026-04-10.tar",
    ]


def test_nothing_is_overwritten_and_nothing_put_into_the_record(told: Program, tmp_path: Path) -> None:
    """A file that is there, a link, a folder that is not, the record's own folder."""
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere.tar")
    for dest, words in (
        (tmp_path / "taken", "is there already. Nothing was written."),
        (tmp_path / "link", "is there already. Nothing was written."),
        (tmp_path / "none" / "copy.tar", "There is no folder"),
        (told.vault, "the record's own folder"),
        (told.vault / "copy.tar", "the record's own folder"),
    ):
        done = told("backup", str(dest))
        assert (done.code, words in done.err) == (2, True), done.err
    assert (tmp_path / "taken").read_text() == "mine"
    assert told("--vault", str(tmp_path / "none"), "backup", str(tmp_path / "x")).code == 5


def test_a_damaged_record_makes_no_backup(
    told: Program, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older whole backup is worth more than a new broken one: no file is left, and the step is named."""
    monkeypatch.setattr(copies, "verify", lambda _vault: unopened({5: "entry 3 is not linked"}))
    done = told("backup", str(tmp_path / "copy.tar"))
    assert done.code == 6
    assert "No backup was made. 5 chain: entry 3 is not linked" in done.err
    assert not (tmp_path / "copy.tar").exists()
    assert list(temporary.iterdir()) == []
    assert told("status", "--json").json["backup"] is None


@pytest.mark.parametrize("planted", ["another head", "too short", "empty"])
def test_a_copy_that_is_not_the_record_is_not_kept(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    """Read back, its head must be one that the record has, and not older than when the copy began."""
    real = Vault.tail

    def tail(vault: Vault, book: str) -> Tail:
        found = real(vault, book)
        if vault.directory == told.vault:
            return Tail(found.serial + 9, found.link) if planted == "too short" else found
        if planted == "empty":
            return Tail(0, None)
        return Tail(found.serial, bytes(32)) if planted == "another head" else found

    monkeypatch.setattr(Vault, "tail", tail)
    done = told("backup", str(tmp_path / "copy.tar"))
    assert (done.code, "is not what the record holds. It was not kept." in done.err) == (6, True), done.err
    assert not (tmp_path / "copy.tar").exists()


def test_a_record_that_cannot_be_written_to_is_copied_all_the_same(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that has become read-only is the very day for a backup: only the note of it is missing."""
    real = making.open_vault

    def read_only(*arguments: Any, write: bool, **more: Any) -> Vault:
        if write:
            raise RecordkeeperError("The record's folder could not be opened for this.")
        return real(*arguments, write=write, **more)

    monkeypatch.setattr(making, "open_vault", read_only)
    done = told("backup", str(tmp_path / "copy.tar"))
    assert (done.code, "The backup was made, but the record could not note it" in done.err) == (0, True)


def test_without_a_temporary_folder_the_way_out_is_named(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TMPDIR names another, and no half file is left."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    done = told("backup", str(tmp_path / "copy.tar"))
    assert (done.code, "TMPDIR=DIR" in done.err) == (1, True)
    assert not (tmp_path / "copy.tar").exists()


def test_a_backup_verifies_inside(told: Program, copy: Path, temporary: Path) -> None:
    """Every step of the record, on the file, and nothing is left of it elsewhere."""
    done = told("verify", str(copy), "--json")
    assert (done.code, done.json["result"], done.json["entries"]) == (0, "intact", 5)
    assert [step["number"] for step in done.json["steps"]] == list(range(1, 10))
    assert list(temporary.iterdir()) == []
    assert told.bare("verify", str(copy), "--no-input").code == 4


def test_every_flipped_byte_of_a_backup_is_found(told: Program, copy: Path, temporary: Path) -> None:
    """In its headers, its keys and its pages; nothing of it stays in the temporary folder."""
    good = copy.read_bytes()
    with copy.open("rb") as stream:
        found = members(stream)
    # What stands before is the page of words, on which nothing rests.
    start, end = found["keys.json"].start - 512, found["log.db"].start + found["log.db"].size
    for place in (*range(start, start + 1536, 37), *range(start + 1536, end, 1511)):
        broken = bytearray(good)
        broken[place] ^= 0xFF
        copy.write_bytes(broken)
        done = told("verify", str(copy), "--json")
        assert (done.code, done.json["result"]) == (6, "damaged"), place
    copy.write_bytes(good[: len(good) // 2])
    assert told("verify", str(copy)).code == 6
    assert list(temporary.iterdir()) == []


def test_a_restored_record_says_that_it_is_one(
    told: Program, copy: Path, tmp_path: Path, set_clock: Callable[[int], None], temporary: Path
) -> None:
    """Same entries, same files, one entry more; verified; in the history, the timeline and the report."""
    set_clock(NOW + DAY)
    back = tmp_path / "back"
    done = told("restore", str(copy), str(back))
    assert done.out == f"Restored 5 entries into {back}; #6 tells that it was.\n"
    assert "never with both" in done.err
    assert f"rk --vault {back} verify" in done.err
    vault = ("--vault", str(back))
    found = told(*vault, "verify", "--json").json
    assert (found["result"], found["entries"]) == ("intact", 6)
    assert found["steps"][8]["detail"] == "1 checked"
    shown = told(*vault, "show", "6", "--json").json["fields"]
    assert shown == {"count": 5, "head": head_of(told)[1], "backup_made": NOW // 1000 * 1000}
    assert "restored from a copy with 5 entries" in told(*vault, "timeline").out
    report = tmp_path / "report.pdf"
    assert told(*vault, "export", "pdf", "-o", str(report)).code == 0
    text = " ".join("".join(page.extract_text() for page in PdfReader(report).pages).split())
    assert "¶6: restored on Sat 11 Apr 2026" in text
    assert "from a copy, dated Fri 10 Apr 2026" in text
    assert "with 5 entries. Entries made after that copy" in text
    bundle = tmp_path / "bundle.zip"
    assert told(*vault, "export", "bundle", "-o", str(bundle)).code == 0
    assert told.bare("verify", str(bundle), "--json").json["result"] == "intact"
    assert sorted(path.name for path in back.iterdir()) == ["keys.json", "keys.json.bak", "log.db"]
    assert list(temporary.iterdir()) == []


def test_a_date_that_cannot_be_is_not_told(
    told: Program, copy: Path, tmp_path: Path, set_clock: Callable[[int], None]
) -> None:
    """A copy dated after its restoration is not believed, and the report says nothing of it."""
    set_clock(NOW - DAY)
    found = told("restore", str(copy), str(tmp_path / "back"), "--json").json
    assert (found["serial"], found["entries"]) == (6, 5)
    shown = told("--vault", str(tmp_path / "back"), "show", "6", "--json").json["fields"]
    assert shown.get("backup_made") is None


def test_a_restored_record_is_never_taken_for_the_former_one(
    told: Program, copy: Path, tmp_path: Path
) -> None:
    """A head of the former record is no prefix of it: while shorter, and when both have gone on."""
    vault_id = bytes.fromhex(json.loads((told.vault / "keys.json").read_bytes())["vault"])
    told("log", "call", "--facts", "later", "--when", "10 min ago")
    told("log", "call", "--facts", "later still", "--when", "5 min ago")
    count, link = head_of(told)
    kept = tmp_path / "head.txt"
    kept.write_bytes(head_text(vault_id, Head(count, bytes.fromhex(link))))
    assert told("restore", str(copy), str(tmp_path / "back")).code == 0
    back = ("--vault", str(tmp_path / "back"))
    found = told(*back, "verify", str(kept), "--json")
    assert (found.code, found.json["what"], count) == (6, "longer", 7)
    assert "Not a prefix" in told(*back, "verify", str(kept)).out
    told(*back, "log", "call", "--facts", "elsewhere", "--when", "5 min ago")
    found = told(*back, "verify", str(kept), "--json")
    assert (found.code, found.json["what"]) == (6, "other")
    assert told("verify", str(kept), "--json").json["result"] == "prefix"


def test_nothing_is_restored_over_anything(told: Program, copy: Path, tmp_path: Path) -> None:
    """A record, a folder with a file in it, a file, a link; an empty folder becomes the record."""
    before = {path.name: path.read_bytes() for path in told.vault.iterdir()}
    (tmp_path / "link").symlink_to(tmp_path / "target")
    for taken in (told.vault, tmp_path, copy, tmp_path / "link"):
        done = told("restore", str(copy), str(taken))
        assert (done.code, "is there already and is not an empty folder" in done.err) == (2, True)
    assert {path.name: path.read_bytes() for path in told.vault.iterdir()} == before
    (tmp_path / "empty").mkdir(mode=0o755)
    assert told("restore", str(copy), str(tmp_path / "empty"), "--plain").code == 0
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o700


def test_what_is_no_backup_is_said_before_anything_is_asked(
    told: Program, picture: Path, tmp_path: Path
) -> None:
    """A name that leads nowhere, a picture, a passphrase that does not open it, a damaged one."""
    assert told("restore", str(tmp_path / "none"), str(tmp_path / "back")).code == 5
    done = told("restore", str(picture), str(tmp_path / "back"))
    assert (done.code, "is no backup of this program. Nothing was restored." in done.err) == (2, True)
    assert told("backup", str(tmp_path / "copy.tar")).code == 0
    wrong = tmp_path / "wrong"
    wrong.write_bytes(bytes(40))
    assert (
        told("--key-file", str(wrong), "restore", str(tmp_path / "copy.tar"), str(tmp_path / "b")).code == 4
    )
    broken = bytearray((tmp_path / "copy.tar").read_bytes())
    broken[-5000] ^= 1
    (tmp_path / "copy.tar").write_bytes(broken)
    done = told("restore", str(tmp_path / "copy.tar"), str(tmp_path / "back"))
    assert (done.code, "The backup is damaged. Nothing was restored." in done.err) == (6, True), done.err
    assert "README.txt says how" in done.err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("back", "b."))]


def test_a_backup_that_fails_a_step_is_not_restored(
    told: Program, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pages may be whole and its chain broken: somebody with the key made it."""
    monkeypatch.setattr(copies, "verify", lambda _vault: unopened({4: "the words of entry 3"}))
    done = told("restore", str(copy), str(tmp_path / "back"))
    assert (done.code, "4 digests: the words of entry 3" in done.err) == (6, True)
    assert not (tmp_path / "back").exists()


def test_the_sheet_brings_back_what_no_passphrase_opens(told: Program, copy: Path, tmp_path: Path) -> None:
    """Restored by the sheet, then recovered: the forgotten passphrase is no loss."""
    sheet = tmp_path / "sheet"
    assert told("recovery", "print", "-o", str(sheet)).code == 0
    letters = sheet.read_text().splitlines()[2]
    sheet.write_text(letters)
    done = told.bare("restore", str(copy), str(tmp_path / "back"), "--sheet-file", str(sheet), "--no-input")
    assert done.code == 0, done.err
    assert head_of(told, "--vault", str(tmp_path / "back"))[0] == 6


def test_how_old_the_backup_is_is_told_where_things_stand(
    told: Program, tmp_path: Path, set_clock: Callable[[int], None]
) -> None:
    """Never made, fresh, and a week old while entries were added: each with the command that mends it."""
    assert told("status", "--json").json["backup"] is None
    assert "no backup was ever made" in told("audit").out
    assert told("backup", str(tmp_path)).code == 0
    assert told("status", "--json").json["backup"] == {"entries": 4, "at": "2026-04-10T12:00:00+01:00"}
    assert "rk backup" not in told("status").out + told("audit").out
    set_clock(NOW + 8 * DAY)
    assert "rk backup" not in told("status").out + told("audit").out
    told("log", "call", "--when", "10 min ago")
    assert "Backup    Fri 10 Apr 2026, 4 entries: rk backup DEST" in told("status").out
    (last,) = [one for one in told("audit", "--json").json["stronger"] if one["command"] == "rk backup DEST"]
    assert (last["entry"], last["what"]) == ("5", "backup old: what follows is not in it")


def test_a_newer_backup_is_not_called_damaged(
    told: Program, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that cannot read it says so, and never OK."""

    def newer(*_given: object) -> None:
        raise NewerFormat("written by a newer recordkeeper")

    monkeypatch.setattr(verify, "opened_backup", newer)
    assert told("verify", str(copy), "--json").json["result"] == "cannot verify"


def test_the_space_that_is_missing_is_told_and_nothing_is_left(
    told: Program, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up while the file is flushed."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = told("backup", str(tmp_path / "copy.tar"))
    assert done.code != 0
    assert "No space left on device" in done.err
    assert not [path for path in tmp_path.iterdir() if "copy.tar" in path.name]
    assert list(temporary.iterdir()) == []
