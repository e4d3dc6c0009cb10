"""Killed at random instants, and two at once: nothing acknowledged is lost, nothing is half-written.

Few of each here; `make reliability` does fifty and more.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.report import pdf
from reliability.keeping import kill_backups, kill_rekeys, kill_restores
from reliability.kills import Survived, kill_amends, kill_erasures, kill_imports, kill_logs, kill_undos
from reliability.program import Program as Installed
from tests.cli.conftest import Program


def test_a_killed_log_loses_no_acknowledged_entry(tmp_path: Path) -> None:
    """Every entry said to be saved is there after, and the book verifies."""
    found = kill_logs(tmp_path, kills=3, seed=1)
    assert found.kills == 3
    assert found.clean, found


def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    """A file's entries are all there or none of them."""
    found = kill_imports(tmp_path, kills=1, seed=2)
    assert found.kills == 1
    assert found.clean, found


def test_a_killed_amend_loses_no_correction(tmp_path: Path) -> None:
    """Every correction said to be saved is there after, and the book verifies."""
    found = kill_amends(tmp_path, kills=1, seed=3)
    assert found.kills == 1
    assert found.clean, found


KEEPING = {"rekey": kill_rekeys, "backup": kill_backups, "restore": kill_restores}


@pytest.mark.parametrize("command", KEEPING)
def test_a_killed_copy_or_rekey_leaves_a_whole_record(tmp_path: Path, command: str) -> None:
    """The old key or the new one opens it; a copy is whole or not there."""
    found = KEEPING[command](tmp_path, kills=1, seed=4)
    assert found.kills == 1
    assert found.clean, found


def _spoil(path: Path) -> None:
    """Leave half of it: of a backup, of a record's folder, of both key files."""
    if path.suffix == ".tar":
        path.write_bytes(b"README.txt".ljust(257, b"\0") + b"ustar" + bytes(900))
        return
    path.mkdir(exist_ok=True)
    for name in ("keys.json", "keys.json.bak"):
        (path / name).write_text("half")


@pytest.mark.parametrize("command", KEEPING)
def test_a_planted_fault_is_counted(tmp_path: Path, command: str) -> None:
    """Damaged behind its back, the count says so: it would see a fault of the program too."""
    found = KEEPING[command](tmp_path, kills=1, seed=4, planted=_spoil)
    assert not found.clean, found


def test_a_killed_erasure_is_done_or_not_begun(tmp_path: Path) -> None:
    """The entry is whole, or its words are gone from the book and from the imported file."""
    found = kill_erasures(tmp_path, kills=2, seed=3)
    assert found.kills == 2
    assert found.clean, found


def test_a_killed_undo_withdraws_all_or_nothing(tmp_path: Path) -> None:
    """What one command recorded is withdrawn together or not at all."""
    found = kill_undos(tmp_path, kills=1, seed=3)
    assert found.kills == 1
    assert found.clean, found


@pytest.mark.parametrize("fault", ["lost", "partial", "broken"])
def test_the_count_of_kills_can_fail(fault: str) -> None:
    """One lost entry, one half-written file or one broken book is not clean."""
    assert Survived(kills=50, acknowledged=10).clean
    assert not Survived(kills=50, acknowledged=10, **{fault: 1}).clean


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight commands started together: eight entries, each with a serial of its own."""
    program = Installed(tmp_path)
    before = program.json("status")["entries"]

    def log(number: int) -> int:
        written = program.json("log", "call", "--facts", f"Call {number}", "--when", "1 min ago")
        serial: int = written["serial"]
        return serial

    with ThreadPoolExecutor(8) as together:
        serials = sorted(together.map(log, range(8)))
    assert serials == list(range(before + 1, before + 9))
    assert program.json("verify")["result"] == "intact"


def test_a_long_export_does_not_keep_a_log_waiting(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the document is laid out, another command writes and is done."""
    logged = threading.Event()

    def slow(out: Any, *_found: object, **_options: object) -> int:
        import subprocess
        import sys

        command = [
            sys.executable,
            "-m",
            "recordkeeper",
            "--vault",
            str(told.vault),
            "--key-file",
            str(told.key),
        ]
        arguments = ["--no-input", "log", "call", "--facts", "Rang", "--when", "2026-04-09 10:00"]
        done = subprocess.run([*command, *arguments], capture_output=True, timeout=20, check=False)
        assert done.returncode == 0, done.stderr
        logged.set()
        out.write(b"%PDF")
        return 1

    monkeypatch.setattr(pdf, "write_pdf", slow)
    assert told("export", "pdf", "-o", str(tmp_path / "report.pdf")).code == 0
    assert logged.is_set()
    assert told("timeline", "--kind", "contact", "--json").json["entries"][0]["facts"] == "Rang"
