"""Bad input: one clear error with the next step, and nothing half-written."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program

REFUSED = {
    "unknown channel": (("log", "pigeon", "--facts", "x"), 2, "pigeon is no channel"),
    "misspelt channel": (("log", "emial", "--facts", "x"), 2, "Did you mean email?"),
    "future time": (("log", "call", "--facts", "x", "--when", "2099-01-01 10:00"), 2, "still to come"),
    "two readings": (("log", "call", "--facts", "x", "--when", "03/04"), 2, "03/04"),
    "bare number": (("log", "call", "--facts", "x", "--when", "9"), 2, "9"),
    "empty words": (("log", "text", "--words", ""), 2, "empty"),
    "empty facts": (("log", "text", "--facts", ""), 2, "empty"),
    "nothing said": (("log", "text"), 2, "--facts"),
    "no channel": (("log", "--facts", "x"), 2, "CHANNEL"),
    "missing file": (("log", "text", "--words", "x", "--attach", "nowhere.png"), 2, "nowhere.png"),
    "missing import": (("import", "nowhere.xml", "--yes"), 2, "nowhere.xml"),
    "unknown purpose": (("log", "call", "--facts", "x", "--purpose", "kids"), 2, "children"),
    "unknown zone": (("log", "call", "--facts", "x", "--zone", "Europe/Atlantis"), 2, "Atlantis"),
    "unknown person": (("log", "call", "--facts", "x", "--via", "P9"), 5, "P9"),
    "no such option": (("log", "call", "--nonsense"), 2, "--nonsense"),
    "no such command": (("lgo",), 2, "lgo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_gets_one_clear_error_and_nothing_is_written(record: Program, name: str) -> None:
    """What happened is named, the exit code says which kind it is, and the record is as it was."""
    arguments, code, words = REFUSED[name]
    before = record("status", "--json").json["entries"]
    found = record(*arguments)
    assert (found.code, words in found.err) == (code, True), found.err
    assert found.out == ""
    assert "Traceback" not in found.err
    assert record("status", "--json").json["entries"] == before


def test_a_wrong_key_is_exit_4_and_changes_nothing(record: Program, tmp_path: Path) -> None:
    """The record stays as it was, byte for byte, and the words say so."""
    other = tmp_path / "other"
    other.write_bytes(os.urandom(64))
    before = {path.name: path.read_bytes() for path in record.vault.iterdir()}
    found = record("--key-file", str(other), "status")
    assert (found.code, "Nothing was changed" in found.err) == (4, True), found.err
    assert {path.name: path.read_bytes() for path in record.vault.iterdir()} == before


def test_without_any_secret_it_is_locked_and_names_the_options(record: Program) -> None:
    """Nothing may be asked: the options that answer are named."""
    found = record.bare("--vault", str(record.vault), "--no-input", "status")
    assert (found.code, "--passphrase-file" in found.err, "--key-file" in found.err) == (4, True, True)


def test_no_record_is_exit_5_and_says_how_to_start(program: Program, tmp_path: Path) -> None:
    """A folder without a record is not found, never made."""
    found = program("--vault", str(tmp_path / "none"), "status")
    assert (found.code, "rk init" in found.err) == (5, True)
    assert not (tmp_path / "none").exists()


def test_a_second_init_is_refused(record: Program) -> None:
    """A record is never replaced by a new one."""
    before = (record.vault / "log.db").read_bytes()
    found = record("init", "--zone", "UTC")
    assert (found.code, "already" in found.err) == (2, True)
    assert (record.vault / "log.db").read_bytes() == before


def test_a_record_of_a_newer_version_is_named_and_left_alone(record: Program) -> None:
    """Written by a program to come: the version needed is named, nothing is tried."""
    with open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=True) as vault:
        vault._connection.execute("PRAGMA user_version = 99")
    before = (record.vault / "log.db").read_bytes()
    found = record("status")
    assert (found.code, "newer" in found.err) == (1, True), found.err
    assert (record.vault / "log.db").read_bytes() == before


def test_a_full_disk_loses_nothing_and_says_so(record: Program, tmp_path: Path) -> None:
    """No file may grow: the entry is refused whole, and everything before it is there."""
    big = tmp_path / "big.bin"
    big.write_bytes(os.urandom(3 << 20))
    before = record("status", "--json").json["entries"]
    size = (record.vault / "log.db").stat().st_size

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 65_536, size + 65_536))

    command = [
        sys.executable,
        "-m",
        "recordkeeper",
        "--vault",
        str(record.vault),
        "--key-file",
        str(record.key),
    ]
    done = subprocess.run(
        [*command, "--no-input", "log", "text", "--words", "x", "--attach", str(big)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_room,
        # A measurer of coverage in that process would find no room for its own file, and say so.
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert record("status", "--json").json["entries"] == before
    assert record("verify").code == 0
    assert record("log", "text", "--words", "x").code == 0


def test_words_from_a_file_or_from_stdin_are_kept_as_they_are(record: Program, tmp_path: Path) -> None:
    """@FILE is read as it is, spaces and blank lines too."""
    words = "  first line\r\n\n\r  third line  "
    (tmp_path / "words.txt").write_bytes(words.encode() + b"\r\n")
    serial = record("log", "text", "--words", f"@{tmp_path / 'words.txt'}", "--json").json["serial"]
    assert record("show", str(serial), "--json").json["words"] == words


def test_json_is_one_document_even_with_hostile_words(record: Program) -> None:
    """Any words come back as they were typed."""
    words = '\u202e"}], \x1b]0;x\x07 \u2028 </script> 👩‍👩‍👧'
    serial = record("log", "text", "--words", words, "--json").json["serial"]
    found = record("show", str(serial), "--json")
    assert json.loads(found.out)["words"] == words
    assert "\x1b" not in found.out
    assert "\u202e" not in record("show", str(serial)).out
