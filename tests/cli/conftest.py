"""The installed program, run in this process on a record that a key file opens."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from recordkeeper import clock
from recordkeeper.cli.main import run

NOW = int(datetime(2026, 4, 10, 11, 0, tzinfo=UTC).timestamp() * 1000)
"""Friday 10 April 2026, 12:00 in London."""


@dataclass(frozen=True)
class Result:
    """What one run of the program did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


class Program:
    """The program as ``rk`` runs it: a command line in, words and an exit code out.

    Attributes:
        vault: the folder of the record.
        key: the key file that opens it.
    """

    def __init__(self, vault: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vault = vault
        self.key = key
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Result:
        """Run a command on the record of the test, asking nothing."""
        return self.bare("--vault", str(self.vault), "--key-file", str(self.key), "--no-input", *arguments)

    def bare(self, *arguments: str) -> Result:
        """Run a command line just as it is."""
        self._capsys.readouterr()
        code = run(arguments)
        captured = self._capsys.readouterr()
        return Result(code, captured.out, captured.err)


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0o077)
    yield
    os.umask(former)


@pytest.fixture(autouse=True)
def _no_record_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECORDKEEPER_VAULT", str(tmp_path / "elsewhere"))


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the program's clock to milliseconds UTC."""

    def to(ms: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: ms)

    return to


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A key file: no slow derivation in tests."""
    path = tmp_path / "key"
    path.write_bytes(b"key file of the tests, 40 bytes in total")
    return path


@pytest.fixture
def program(
    tmp_path: Path, key_file: Path, capsys: pytest.CaptureFixture[str], set_clock: Callable[[int], None]
) -> Program:
    """The program at noon of 10 April 2026, with no record yet."""
    set_clock(NOW)
    return Program(tmp_path / "record", key_file, capsys)


@pytest.fixture
def record(program: Program) -> Program:
    """The program with a record in London; P1, the respondent, is entry 2."""
    done = program("init", "--zone", "Europe/London", "--respondent", "Alex Doe")
    assert done.code == 0, done.err
    return program


@pytest.fixture
def told(record: Program) -> Program:
    """As ``record``; B1 (email allowed, call and text not) is entry 3, S1 of 1 March entry 4."""
    assert record("boundary", "set", "--allow", "email", "--refuse", "call,text").code == 0
    words = ("--words", "Please only write by email.", "--to", "+44 7700 900355")
    done = record("boundary", "stated", "B1", "--how", "text", *words, "--when", "1 mar 2026 20:00")
    assert done.code == 0, done.err
    return record


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small file to bring as proof."""
    path = tmp_path / "screen.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    return path


@pytest.fixture
def fields(record: Program) -> Callable[[str], dict[str, Any]]:
    """Every field of an entry as the record has it now."""

    def of(name: str) -> dict[str, Any]:
        shown = record("show", name, "--json")
        assert shown.code == 0, shown.err
        given: dict[str, Any] = shown.json["fields"]
        return given

    return of


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
