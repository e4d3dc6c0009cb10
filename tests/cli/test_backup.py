"""A backup brings the record back; what is not whole is never taken for one."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.cli import backup as command
from recordkeeper.cli import verify
from recordkeeper.errors import NewerFormat, RecordkeeperError
from recordkeeper.ledger import copies
from recordkeeper.ledger.steps import unopened
from recordkeeper.vault import making
from recordkeeper.vault.backup import members
from recordkeeper.vault.box import Vault
from recordkeeper.vault.rows import Tail
from tests.cli.conftest import NOW, Program

DAY = 24 * 60 * 60 * 1000


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
