"""Changing what opens the record, and the sheet that opens it without a passphrase."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.cli import passphrase
from recordkeeper.crypto import profiles, slots
from recordkeeper.errors import RecordkeeperError
from tests.cli.conftest import Program
from tests.cli.terminal import converse

NEW = "a new key file of the tests, 44 bytes long.."


@pytest.fixture
def new_key(tmp_path: Path) -> Path:
    """What is to open the record from now on."""
    path = tmp_path / "new-key"
    path.write_text(NEW)
    return path


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """Another key file."""
    path = tmp_path / "third-key"
    path.write_text("yet another key file, which is as long as it has to be")
    return path


def ways(record: Program) -> list[str]:
    """The ids of the slots on file; both files say the same, and nothing is pending."""
    found = [json.loads((record.vault / name).read_bytes()) for name in ("keys.json", "keys.json.bak")]
    assert found[0] == found[1]
    assert found[0]["pending"] == []
    return [slot["id"] for slot in found[0]["slots"]]


def test_a_change_encrypts_anew_and_voids_the_sheet(record: Program, new_key: Path) -> None:
    """The new one opens, the old one does not, not even with the old keys put back; the old sheet is void."""
    old_keys = (record.vault / "keys.json").read_bytes()
    old_sheet = record("recovery", "print", "--json").json["sheet"]
    done = record("passphrase", "change", "--new-key-file", str(new_key), "--rekey")
    assert done.out == "The record opens with the new one now, and no longer with the one before.\n"
    assert "Encrypting anew also makes every recovery sheet shown so far void." in done.err
    assert "The old recovery sheet is void: destroy it." in done.err
    assert "The new one: rk recovery print" in done.err
    assert "Backups and copies made before still open" in done.err
    assert record("status").code == 4
    new = ("--key-file", str(new_key))
    assert record(*new, "verify", "--json").json["result"] == "intact"
    assert record(*new, "recovery", "print", "--json").json["sheet"] != old_sheet
    for name in ("keys.json", "keys.json.bak"):
        (record.vault / name).write_bytes(old_keys)
    assert record("status").code == 6


def test_the_new_sheet_is_shown_with_the_change(record: Program, new_key: Path) -> None:
    """Asked for by name: the one on the screen is the one that opens the record."""
    done = record(
        "passphrase", "change", "--new-key-file", str(new_key), "--rekey", "--recovery-sheet", "--json"
    )
    assert done.json == {
        "schema": "recordkeeper.passphrase.change/1",
        "vault": str(record.vault),
        "rekeyed": True,
    }
    sheet = record("--key-file", str(new_key), "recovery", "print", "--json").json["sheet"]
    assert f"keep it outside your home.\n{sheet}\n" in done.err
    assert record("--key-file", str(new_key), "doctor").out.count("was shown") == 1


def test_a_change_without_a_rekey_keeps_the_others(record: Program, new_key: Path, third: Path) -> None:
    """Only the slot that was used to open is exchanged; who has the old keys is told of."""
    assert record("passphrase", "add", "--new-key-file", str(third), "--json").json["kind"] == "key-file"
    done = record("passphrase", "change", "--new-key-file", str(new_key), "--no-rekey")
    assert (done.code, "to end that, encrypt anew" in done.err, "sheet" in done.err) == (0, True, False)
    assert record("status").code == 4
    for key in (new_key, third):
        assert record("--key-file", str(key), "status").code == 0


def test_a_rekey_says_first_whom_it_shuts_out(
    record: Program, new_key: Path, third: Path, tmp_path: Path
) -> None:
    """A slot cannot be made anew without its secret: dropped by name, or kept by giving the file."""
    added = record("passphrase", "add", "--new-key-file", str(third), "--json").json["id"]
    keep = ("--keep-key-file", str(third))
    done = record("passphrase", "change", "--new-key-file", str(new_key), "--rekey", *keep)
    assert f"shuts out every other way in: key file {added}." in done.err
    assert "Kept: 1 given with --keep-key-file." in done.err
    for key in (new_key, third):
        assert record("--key-file", str(key), "status").code == 0
    fourth = tmp_path / "fourth"
    fourth.write_text("the fourth key file, and also the last of these tests")
    assert (
        record(
            "--key-file", str(third), "passphrase", "change", "--new-key-file", str(fourth), "--rekey"
        ).code
        == 0
    )
    assert record("--key-file", str(new_key), "status").code == 4


def test_a_passphrase_in_a_file_answers_the_prompt(record: Program, tmp_path: Path) -> None:
    """Added and changed by --new-passphrase-file; the slots are never weaker than the profile says."""
    words = tmp_path / "words"
    words.write_text("lantern orchard pebble tide\n")
    done = record("passphrase", "add", "--new-passphrase-file", str(words))
    assert (done.code, "The passphrase " in done.out, " opens the record too." in done.out) == (0, True, True)
    phrase = ("--passphrase-file", str(words), "--vault", str(record.vault), "--no-input")
    assert record.bare(*phrase, "status").code == 0
    kept = json.loads((record.vault / "keys.json").read_bytes())["slots"][1]
    assert (kept["kind"], kept["kdf"]["memory_kib"]) == (slots.PASSPHRASE, profiles.ARGON2ID_2026.memory_kib)
    again = record("passphrase", "add", "--new-passphrase-file", str(words))
    assert (again.code, "opens the record already. Nothing was changed." in again.err) == (2, True)
    assert len(ways(record)) == 2


def test_a_way_in_is_removed_and_the_last_one_stays(record: Program, third: Path) -> None:
    """By its id; without one the ids are named; an unknown one and the only one are refused."""
    own = ways(record)[0]
    refused = record("passphrase", "remove", own)
    assert (refused.code, "It is the only way in. Nothing was changed." in refused.err) == (2, True)
    record("passphrase", "add", "--new-key-file", str(third))
    missing = record("passphrase", "remove")
    assert (missing.code, f"Give one of {own} (key file)" in missing.err) == (2, True)
    assert record("passphrase", "remove", "00").code == 5
    done = record("passphrase", "remove", own)
    assert done.out == f"{own} opens the record no longer.\n"
    assert record("status").code == 4
    assert len(ways(record)) == 1
    record("--key-file", str(third), "passphrase", "add", "--new-key-file", str(record.key))
    gone = ways(record)[0]
    found = record("passphrase", "remove", gone, "--json")
    assert found.json == {"schema": "recordkeeper.passphrase.remove/1", "id": gone}


def test_what_is_missing_is_named_and_nothing_changes(record: Program, new_key: Path, tmp_path: Path) -> None:
    """No new secret, no word about the re-key, a wrong old one: the keys stay as they were."""
    before = (record.vault / "keys.json").read_bytes()
    for arguments, code, words in (
        (("change", "--rekey"), 2, "Give --new-passphrase-file FILE or --new-key-file FILE."),
        (("add",), 2, "Give --new-passphrase-file FILE or --new-key-file FILE."),
        (("change", "--new-key-file", str(new_key)), 2, "Give --rekey or --no-rekey."),
        (("change", "--rekey", "--new-key-file", str(tmp_path / "none")), 2, "cannot be read"),
    ):
        found = record("passphrase", *arguments)
        assert (found.code, words in found.err) == (code, True), found.err
    wrong = ("--key-file", str(new_key))
    for command in ("change", "add", "remove"):
        assert record(*wrong, "passphrase", command).code == 4
        assert record("--vault", str(tmp_path / "none"), "passphrase", command).code == 5
    assert (record.vault / "keys.json").read_bytes() == before


def test_a_sheet_that_cannot_be_noted_does_not_undo_the_change(
    record: Program, new_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are changed by then, and that is said."""

    def fail(*_given: object, **_more: object) -> None:
        raise RecordkeeperError("The disk is full.")

    monkeypatch.setattr(passphrase, "opened", fail)
    done = record("passphrase", "change", "--new-key-file", str(new_key), "--rekey")
    assert (done.code, "The keys are changed all the same." in done.err) == (0, True)
    assert record("--key-file", str(new_key), "status").code == 0


@pytest.fixture
def terminal(record: Program) -> Callable[..., tuple[int, str]]:
    """The program on a terminal, on the record of the test."""
    shared = ("--vault", str(record.vault), "--key-file", str(record.key))
    return lambda arguments, *turns: converse([*shared, *arguments], turns)


def test_a_change_asks_in_order_and_enter_encrypts_anew(
    record: Program, terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """Whether to re-key, then the new one twice, then the sheet; what is typed is not shown."""
    code, screen = terminal(
        ["passphrase", "change"],
        ("Could anyone know the old one", ""),
        ("New passphrase:", "lantern orchard pebble tide"),
        ("Once more:", "lantern orchard pebble tide"),
        ("Show the new recovery sheet, to copy on paper? [Y/n]:", "y"),
    )
    assert code == 0, screen
    assert "lantern" not in screen
    assert "Whoever holds this can read everything" in screen
    (tmp_path / "words").write_text("lantern orchard pebble tide")
    phrase = ("--passphrase-file", str(tmp_path / "words"), "--vault", str(record.vault), "--no-input")
    sheet = record.bare(*phrase, "recovery", "print", "--json").json["sheet"]
    assert sheet in screen
    assert record("status").code == 4


def test_which_one_to_remove_is_asked_by_number(
    record: Program, terminal: Callable[..., tuple[int, str]], third: Path
) -> None:
    """The one used now is marked in the list."""
    record("passphrase", "add", "--new-key-file", str(third))
    own, added = ways(record)
    code, screen = terminal(["passphrase", "remove"], ("Number", "2"))
    assert code == 0, screen
    assert f"  1  key file {own}, the one used now" in screen
    assert f"  2  key file {added}" in screen
    assert ways(record) == [own]


def test_the_sheet_is_printed_with_its_warning(record: Program, tmp_path: Path) -> None:
    """The letters alone on stdout; the warning beside them; that it was shown is remembered privately."""
    done = record("recovery", "print")
    letters = record("recovery", "print", "--json").json["sheet"]
    assert done.out == f"{letters}\n"
    assert "Whoever holds this can read everything; keep it outside your home." in done.err
    assert f"The record is in: {record.vault}" in done.err
    assert record("show", "N1", "--json").json["fields"] == {"name": "recovery-sheet", "value": "shown"}
    path = tmp_path / "sheet.txt"
    done = record("recovery", "print", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert f"Print {path}, then delete it" in done.err
    assert letters in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert record("recovery", "print", "-o", str(path)).code == 2
    other = record("recovery", "print", "-o", str(tmp_path / "b.txt"), "--json").json
    assert (other["file"], "sheet" in other) == (str(tmp_path / "b.txt"), False)


def test_the_letters_of_the_sheet_can_be_typed(
    record: Program, terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """Where no file is named they are asked for, in small letters too."""
    letters = record("recovery", "print", "--json").json["sheet"]
    code, screen = terminal(["recover"], ("The letters of the sheet:", letters.lower()))
    assert (code, "The record opens again." in screen) == (0, True), screen
    assert record("status").code == 0
    assert not list(tmp_path.glob("*.new-*"))
