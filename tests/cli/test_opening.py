"""Where the record is, and what opens it."""

import os
import sys
from pathlib import Path

import pytest

from recordkeeper.cli.options import default_directory
from recordkeeper.crypto.credentials import KeyFileSecret
from tests.cli.conftest import Program
from tests.forger import forging


def test_a_secret_that_cannot_be_read_is_named(record: Program, tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text: what is wrong is said, and nothing is opened."""
    (tmp_path / "latin").write_bytes(b"na\xefve words of mine")
    bare = ("--vault", str(record.vault), "--no-input")
    missing = record.bare(*bare, "--passphrase-file", str(tmp_path / "none"), "status")
    folder = record.bare(*bare, "--key-file", str(tmp_path), "status")
    latin = record.bare(*bare, "--passphrase-file", str(tmp_path / "latin"), "status")
    assert [one.code for one in (missing, folder, latin)] == [2, 2, 2]
    assert missing.err.startswith(f"The passphrase file {tmp_path / 'none'} cannot be read: No such file")
    assert folder.err.startswith(f"The key file {tmp_path} cannot be read: ")
    assert latin.err == "The passphrase is not text in UTF-8.\n"


def test_a_descriptor_that_is_not_open_is_named(record: Program) -> None:
    """The number is said, and no passphrase is asked for instead."""
    ours, theirs = os.pipe()
    os.close(ours)
    os.close(theirs)
    found = record.bare("--vault", str(record.vault), "--passphrase-fd", str(ours), "status")
    assert found.code == 2
    assert f"The passphrase cannot be read from file descriptor {ours}." in found.err


def test_the_folder_may_come_from_the_environment(record: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """RECORDKEEPER_VAULT names it, and --vault overrules it."""
    key = ("--key-file", str(record.key))
    monkeypatch.setenv("RECORDKEEPER_VAULT", str(record.vault))
    assert record.bare(*key, "status").code == 0
    assert record.bare(*key, "--vault", "nowhere-at-all", "status").code == 5


PLACES = {
    "linux": ("XDG_DATA_HOME", "share", "share/recordkeeper"),
    "darwin": ("HOME", "home", "home/Library/Application Support/recordkeeper"),
    "win32": ("LOCALAPPDATA", "local", "local/recordkeeper"),
}


@pytest.mark.parametrize("platform", PLACES)
def test_the_record_lies_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    """A neutral place and name: nothing of a file listing says what it is about."""
    variable, value, place = PLACES[platform]
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path / value))
    assert default_directory() == tmp_path / place


def test_where_nothing_is_set_it_lies_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The folder that every program on the platform uses."""
    for name in ("RECORDKEEPER_VAULT", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_directory() == tmp_path / ".local" / "share" / "recordkeeper"
    monkeypatch.setattr(sys, "platform", "win32")
    assert default_directory() == tmp_path / "AppData" / "Local" / "recordkeeper"


def test_one_spoilt_key_file_is_told_and_everything_can_be_read(record: Program) -> None:
    """The other copy opens the record; the keeper is told at once, and how to mend it."""
    (record.vault / "keys.json").write_text("spoilt")
    found = record("status")
    assert (found.code, "Record" in found.out) == (0, True), found.err
    assert "keys.json" in found.err
    assert "Everything can still be read. To mend it: rk doctor --mend-keys" in found.err


def test_verify_tells_what_keeps_a_record_from_opening(record: Program) -> None:
    """With no key file readable every step is listed, the first one fails, and the rest was not reached."""
    for path in record.vault.glob("keys.json*"):
        path.write_text("spoilt")
    found = record("verify", "--json")
    assert (found.code, found.json["result"], found.json["entries"]) == (6, "damaged", None)
    steps = found.json["steps"]
    assert [step["ok"] for step in steps] == [False] * len(steps)
    assert "keys.json" in steps[0]["detail"]
    assert steps[1]["detail"] == "not reached: the record could not be opened"
    told = record("verify")
    assert told.code == 6
    assert "FAILS" in told.out
    assert told.out.endswith("Result  damaged\n")
    assert (
        "Keep these files as they are, and put back a copy made before. Nothing was changed now." in told.err
    )


def test_verify_tells_when_the_database_is_not_one(record: Program) -> None:
    """The keys are in order, so step 1 is; the file itself is what fails, and it is left as it is."""
    path = record.vault / "log.db"
    path.write_bytes(path.read_bytes()[:4096])
    before = path.read_bytes()
    found = record("verify", "--json")
    assert (found.code, [step["ok"] for step in found.json["steps"][:2]]) == (6, [True, False])
    assert path.read_bytes() == before


def test_verify_of_a_wrong_key_is_locked_not_damaged(record: Program, tmp_path: Path) -> None:
    """A key that does not fit says nothing about the record."""
    (tmp_path / "other").write_bytes(bytes(64))
    found = record("--key-file", str(tmp_path / "other"), "verify")
    assert (found.code, found.out) == (4, "")


def test_verify_does_not_call_intact_what_a_newer_program_wrote(record: Program) -> None:
    """It cannot verify it, and says which program can."""
    record("log", "text", "--words", "hello")
    with forging(record.vault, KeyFileSecret(record.key.read_bytes())) as forger:
        for part in ("public", "private"):
            forger.reword(3, part, lambda body: body.update(kind="dream"))
        forger.chain_anew()
    found = record("verify")
    assert found.code == 6
    assert found.out.endswith("Result  cannot verify\n")
    assert found.err == (
        "Not everything could be read: the steps above say what. Nothing is said of the rest.\n"
    )
