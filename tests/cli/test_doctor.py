"""What the doctor sees around a record, each with the command that mends it; it changes nothing."""

import os
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recordkeeper import clock
from recordkeeper.cli import doctor
from recordkeeper.vault import keys, surroundings
from tests.cli.conftest import NOW, Program
from tests.cli.terminal import converse


def checks(record: Program, *arguments: str) -> dict[str, dict[str, Any]]:
    """Every check by its name."""
    found = record(*arguments, "doctor", "--json").json
    assert found["open"] == sum(not one["ok"] for one in found["checks"])
    return {one["name"]: one for one in found["checks"]}


def test_a_record_in_order_has_nothing_to_mend(record: Program, tmp_path: Path) -> None:
    """Backed up, its sheet shown, alone in its folder: and not a byte of it is changed."""
    record("recovery", "print")
    assert record("backup", str(tmp_path / "b.tar")).code == 0
    before = {path.name: path.read_bytes() for path in record.vault.iterdir()}
    done = record("doctor")
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing to mend."), done.out
    assert "SQLCipher 4." in done.out
    assert {path.name: path.read_bytes() for path in record.vault.iterdir()} == before
    lines = record("doctor", "--plain").out.splitlines()
    assert all(len(line.split("\t")) == 4 for line in lines)
    assert "backup\tok\t2 of 2 entries, 0 days old\t" in lines


def test_a_fresh_record_lacks_a_backup_and_a_sheet(record: Program) -> None:
    """Each with its command; neither is damage."""
    found = checks(record)
    assert {name for name, one in found.items() if not one["ok"]} == {"backup", "sheet"}
    assert (found["backup"]["command"], found["sheet"]["command"]) == ("rk backup DEST", "rk recovery print")
    done = record("doctor")
    assert (done.code, done.out.splitlines()[-1]) == (0, "To mend: 2")


def test_without_a_passphrase_it_goes_as_far_as_it_can(record: Program) -> None:
    """What lies around the record is told; what is inside is said not to have been looked at."""
    done = record.bare("--vault", str(record.vault), "--no-input", "doctor")
    assert (done.code, "not looked at: the record was not opened" in done.out) == (0, True)
    assert record.bare("--vault", str(record.vault / "none"), "--no-input", "doctor").code == 5


def test_what_others_could_read_is_seen(record: Program) -> None:
    """A folder and a file that are open to other users, a file that is not the record's."""
    record.vault.chmod(0o755)
    (record.vault / "log.db").chmod(0o644)
    (record.vault / "notes.txt").touch()
    found = checks(record)
    assert found["folder"]["command"] == f"chmod 700 {record.vault}"
    assert found["files"]["what"] == "other users can read: log.db"
    assert found["contents"]["what"] == "files that are not the record's: notes.txt"
    record.vault.chmod(0o777)
    done = record("doctor")
    assert (done.code, "Other users of this computer can write into" in done.out) == (6, True)


@pytest.mark.parametrize("name", ["OneDrive - Home", "Dropbox", "Google Drive", "iCloud Drive"])
def test_a_folder_that_is_copied_to_an_account_is_named(program: Program, tmp_path: Path, name: str) -> None:
    """Whoever can enter that account gets a copy."""
    (tmp_path / name).mkdir()
    vault = ("--vault", str(tmp_path / name / "record"))
    assert program(*vault, "init", "--zone", "UTC").code == 0
    found = checks(program, *vault)["place"]
    assert (found["ok"], found["what"]) == (
        False,
        f"inside {name}, which copies it to wherever that account is open",
    )


def test_a_link_in_the_place_of_the_record_is_refused(record: Program, tmp_path: Path) -> None:
    """What it says is the opening's own words."""
    (tmp_path / "link").symlink_to(record.vault)
    done = record("--vault", str(tmp_path / "link"), "doctor")
    assert (done.code, "is a link to somewhere else" in done.out) == (6, True)


def test_keys_are_mended_when_asked_for(record: Program) -> None:
    """A spoilt twin is told with the option that mends it; nothing is mended without."""
    (record.vault / "keys.json.bak").write_text("spoilt")
    found = checks(record)["keys"]
    assert (found["what"], found["command"]) == ("keys.json.bak is damaged", "rk doctor --mend-keys")
    assert (record.vault / "keys.json.bak").read_text() == "spoilt"
    done = record("doctor", "--mend-keys")
    assert "Mended: keys.json.bak is damaged" in done.err
    assert (record.vault / "keys.json.bak").read_bytes() == (record.vault / "keys.json").read_bytes()
    for path in record.vault.glob("keys.json*"):
        path.write_text("spoilt")
    done = record("doctor")
    assert (done.code, "rk recover" in done.out) == (6, True)
    assert record("doctor", "--mend-keys").code == 6


def test_a_damaged_beginning_is_damage(record: Program) -> None:
    """log.db does not begin with the salt that the keys remember."""
    with (record.vault / "log.db").open("r+b") as stream:
        stream.write(b"x")
    done = record("doctor")
    assert (done.code, "rk verify" in done.out) == (6, True)


def test_what_was_broken_off_is_told(record: Program) -> None:
    """A re-key that was interrupted, a command that was killed, a folder left by one."""
    (record.vault / "log.db-journal").touch()
    assert checks(record)["unfinished"]["command"] == "rk status"
    keyring = keys.load(record.vault)
    keys.save(record.vault, keys.next_generation(keyring, keyring.slots, keyring.slots))
    assert checks(record)["unfinished"]["command"] == "rk passphrase change"
    left = record.vault.with_name("record.new-0a0b0c0d")
    left.mkdir()
    assert checks(record)["beside"]["command"] == f"rm -r {left}"


def test_a_machine_that_lacks_something_says_so(record: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Space, a time zone, a screen that shows every letter."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - the shape of shutil.disk_usage
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10, 9, 1))
    monkeypatch.setattr(clock, "machine_zone", lambda: None)

    class Screen:
        encoding = "latin-1"

    monkeypatch.setattr("sys.stdout", Screen())
    found = {one.name: one for one in (*surroundings.look_around(record.vault), *doctor._machine())}
    assert (found["disk"].ok, found["disk"].command) == (False, "free some space")
    assert (found["time zone"].ok, found["screen"].ok) == (False, False)
    assert found["screen"].command == "export PYTHONUTF8=1"


def test_on_a_terminal_the_passphrase_is_asked(record: Program) -> None:
    """With a key file nothing is asked; the backup is told of."""
    code, screen = converse(["--vault", str(record.vault), "--key-file", str(record.key), "doctor"], [])
    assert (code, "never made" in screen) == (0, True)


def test_an_old_backup_and_a_void_sheet_are_told(
    record: Program, tmp_path: Path, set_clock: Callable[[int], None]
) -> None:
    """A week later with entries since; after a re-key."""
    assert record("backup", str(tmp_path / "b.tar")).code == 0
    record("log", "call", "--when", "10 min ago")
    set_clock(NOW + 9 * 24 * 60 * 60 * 1000)
    new = tmp_path / "new"
    new.write_bytes(os.urandom(40))
    assert record("passphrase", "change", "--rekey", "--new-key-file", str(new)).code == 0
    found = checks(record, "--key-file", str(new))
    assert found["backup"]["what"] == "2 of 3 entries, 9 days old"
    assert (found["backup"]["ok"], found["sheet"]["ok"]) == (False, False)
    assert found["sheet"]["what"] == "void since everything was encrypted anew"


def test_a_record_that_does_not_open_leaves_the_rest_told(record: Program, tmp_path: Path) -> None:
    """A wrong key is no damage, a spoilt page is; what lies around the record is told either way."""
    wrong = tmp_path / "wrong"
    wrong.write_bytes(bytes(40))
    found = record("--key-file", str(wrong), "doctor")
    assert (found.code, "That did not open the record." in found.out, "folder" in found.out) == (
        0,
        True,
        True,
    )
    data = bytearray((record.vault / "log.db").read_bytes())
    data[2000] ^= 1
    (record.vault / "log.db").write_bytes(data)
    found = record("doctor")
    assert (found.code, "The record is damaged" in found.out, "folder" in found.out) == (6, True, True)
