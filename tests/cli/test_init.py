"""Beginning a record: its zone, its passphrase, its recovery sheet."""

import os
import re
from pathlib import Path

import pytest

from recordkeeper import clock
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program
from tests.cli.terminal import converse

PHRASE = "lantern orchard pebble tide"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record begun on a terminal: the folder, and what the screen showed."""
    folder = tmp_path_factory.mktemp("begun") / "record"
    code, screen = converse(
        ["--vault", str(folder), "init", "--zone", "Europe/London"],
        [
            ("Could someone else open this computer, or see its screen?", "2"),
            ("Passphrase:", "tide"),
            ("Once more:", "tide"),
            ("That is short enough to guess. Please use more words.\r\nPassphrase:", PHRASE),
            ("Once more:", f"{PHRASE}s"),
            ("The two entered values do not match.\r\nPassphrase:", PHRASE),
            ("Once more:", PHRASE),
            ("Show the recovery sheet, to copy on paper? [Y/n]:", "y"),
        ],
    )
    assert code == 0, screen
    return folder, screen


def test_a_passphrase_is_typed_twice_and_never_shown(begun: tuple[Path, str]) -> None:
    """A short one is refused, two that differ are asked again, and none is on the screen."""
    _folder, screen = begun
    assert "Choose a passphrase: four or more words that nobody would link to you." in screen
    assert "Without it, or the recovery sheet, nobody can open the record. Not even you." in screen
    assert "lantern" not in screen
    assert "Times are in Europe/London." in screen
    assert "What you write here can be asked for in court. Private notes are kept apart." in screen
    assert "If telling them to stop could raise the risk, talk to an advocate first." in screen


def test_the_passphrase_from_a_file_or_a_descriptor_opens_it(
    begun: tuple[Path, str], program: Program, tmp_path: Path
) -> None:
    """What was typed opens it, with or without a line end; anything else does not."""
    vault = ("--vault", str(begun[0]))
    for end in ("", "\n", "\r\n"):
        (tmp_path / "phrase").write_bytes((PHRASE + end).encode())
        found = program.bare(*vault, "--passphrase-file", str(tmp_path / "phrase"), "status", "--json")
        assert (found.code, found.err) == (0, "")
        assert found.json["zone"] == "Europe/London"
    ours, theirs = os.pipe()
    os.write(theirs, f"{PHRASE}\n".encode())
    os.close(theirs)
    assert program.bare(*vault, "--passphrase-fd", str(ours), "status").code == 0
    (tmp_path / "phrase").write_text(f"{PHRASE} ")
    wrong = program.bare(*vault, "--passphrase-file", str(tmp_path / "phrase"), "status")
    assert (wrong.code, "Nothing was changed" in wrong.err) == (4, True)


def test_the_sheet_on_the_screen_is_the_one_that_opens_it(
    begun: tuple[Path, str], program: Program, tmp_path: Path
) -> None:
    """Copied from the screen, it opens the record for a new key."""
    folder, screen = begun
    assert "Whoever holds this can read everything; keep it outside your home." in screen
    assert f"The record is in: {folder}" in screen
    shown = screen.partition(f"The record is in: {folder}\n")[2].partition("Next: ")[0]
    assert re.fullmatch(r"[A-Z2-9 \n\d-]+", shown), shown
    (tmp_path / "sheet").write_text(shown)
    done = program("--vault", str(folder), "recover", "--sheet-file", str(tmp_path / "sheet"))
    assert (done.code, done.out) == (0, "The record opens again. No entry was changed.\n"), done.err
    assert program("--vault", str(folder), "status").code == 0


def test_where_the_machine_has_no_zone_it_is_needed(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No zone is guessed: days would be counted wrongly. Nothing is made."""
    monkeypatch.setattr(clock, "machine_zone", lambda: None)
    found = program("init")
    assert found.code == 2
    assert "The time zone is needed, and nothing may be asked here. Nothing was recorded." in found.err
    assert "Give --zone." in found.err
    assert not program.vault.exists()


def test_the_machines_zone_is_used_and_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is said, the machine's own zone counts, and the keeper is told which."""
    monkeypatch.setattr(clock, "machine_zone", lambda: "America/Chicago")
    found = program("init", "--shared-computer", "yes")
    assert (found.code, found.out.splitlines()[1]) == (0, "Times are in America/Chicago.")
    assert "Recovery sheet" not in found.err
    assert program("status", "--json").json["zone"] == "America/Chicago"


def test_the_sheet_is_printed_when_it_is_asked_for_by_name(program: Program) -> None:
    """--recovery-sheet prints the record's own sheet; a program is told the first entry."""
    found = program("init", "--zone", "UTC", "--recovery-sheet", "--json")
    assert (found.code, found.json["schema"], found.json["serial"]) == (0, "recordkeeper.init/1", 1)
    with open_vault(program.vault, KeyFileSecret(program.key.read_bytes()), write=False) as vault:
        assert vault.recovery_text() in found.err


def test_a_title_and_a_jurisdiction_are_kept(program: Program) -> None:
    """What stands on documents later is as it was typed."""
    program("init", "--zone", "UTC", "--title", "Notes on noise", "--jurisdiction", "England and Wales")
    kept = program("show", "1", "--json").json["fields"]
    assert (kept["title"], kept["jurisdiction"]) == ("Notes on noise", "England and Wales")


def test_an_unknown_zone_makes_nothing(program: Program) -> None:
    """A zone that does not exist is refused before anything is made."""
    found = program("init", "--zone", "Europe/Atlantis")
    assert (found.code, "Atlantis" in found.err) == (2, True)
    assert not program.vault.exists()


def test_a_passphrase_left_empty_is_none(program: Program, tmp_path: Path) -> None:
    """An empty passphrase file makes no record that anyone could open."""
    (tmp_path / "empty").write_bytes(b"\n")
    found = program.bare(
        "--vault", str(program.vault), "--passphrase-file", str(tmp_path / "empty"), "init", "--zone", "UTC"
    )
    assert (found.code, "The passphrase is empty." in found.err) == (2, True)
    assert not program.vault.exists()
