"""A restored record is whole, says that it is one, and never passes for the one it was copied from."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from recordkeeper.ledger import copies
from recordkeeper.ledger.heads import head_text
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.steps import unopened
from tests.cli.conftest import NOW, Program

DAY = 24 * 60 * 60 * 1000


def head_of(record: Program, *vault: str) -> tuple[int, str]:
    """Count and head of a record."""
    found = record(*vault, "verify", "--json").json
    assert found["result"] == "intact"
    return found["entries"], found["head"]


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
