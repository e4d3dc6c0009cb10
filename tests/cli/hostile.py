"""A record into which harmful files are brought, and what is watched while that happens."""

import socket
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.cli.main import run
from tests.cli.conftest import Program, Result

CHAT = "[01/04/2026, 10:00:00] Alex: Hello\r\n[13/04/2026, 10:01:00] Sam: Stop\r\n"
EVIL = "\x1b]8;;https://example.org\x07click\x1b[2J\u202egnp.exe\u2066x\x9b31m"
MAIL = "From: a@example.org\nTo: b@example.org\nDate: Wed, 1 Apr 2026 10:00:00 +0000\n"
SAID = ("--everyone", "--me", "Sam", "--zone", "Europe/London")
_QUIET = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One record for all of them: what is refused leaves it as it was."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "key").write_bytes(b"key file of the tests, 40 bytes in total")
    opened = ("--vault", str(place / "record"), "--key-file", str(place / "key"), "--no-input")
    assert run((*opened, "init", "--zone", "Europe/London", "--respondent", "Alex Doe")) == 0
    return place


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for the working folder, HOME and TMPDIR."""
    place = tmp_path / "around"
    for name in ("cwd", "home", "tmp"):
        (place / name).mkdir(parents=True)
    monkeypatch.chdir(place / "cwd")
    monkeypatch.setenv("HOME", str(place / "home"))
    monkeypatch.setenv("TMPDIR", str(place / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(place / "tmp"))
    return place


@pytest.fixture
def brought(
    kept: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Import something, and see that nothing happened but in the record."""
    program = Program(kept / "record", kept / "key", capsys)

    def no_socket(*_all: object, **_named: object) -> None:
        raise AssertionError("a socket was opened")

    def bring(*arguments: object) -> Result:
        before = listing(home), listing(kept)
        with monkeypatch.context() as patched:
            patched.setattr(socket, "socket", no_socket)
            found = program("import", *map(str, arguments))
        assert listing(home) == before[0]
        outside = {name for name in {*listing(kept), *before[1]} if not name.startswith("record/")}
        assert {name: listing(kept)[name] for name in outside} == {name: before[1][name] for name in outside}
        assert harmless(found.out + found.err)
        return found

    return bring


@pytest.fixture
def refused(brought: Callable[..., Result], kept: Path) -> Callable[..., str]:
    """Import something that is to be refused; why, and what can be done."""

    def bring(*arguments: object, code: int = 7) -> str:
        before = listing(kept / "record")
        found = brought(*arguments, *SAID, "--yes", "--json")
        assert (found.code, found.out) == (code, ""), found.err
        assert listing(kept / "record") == before
        why, advice = found.err.splitlines()[-2:]
        assert "Nothing was" in why
        assert advice.endswith((".", "rk attach", "FILE"))
        return why

    return bring


@pytest.fixture
def looked(brought: Callable[..., Result], kept: Path) -> Callable[..., dict[str, Any]]:
    """Look at something with its harmful part left out; what it tells."""

    def bring(*arguments: object, code: int = 7) -> dict[str, Any]:
        before = listing(kept / "record")
        assert harmless(brought(*arguments, *SAID, "--dry-run").err)
        found = brought(*arguments, *SAID, "--dry-run", "--json")
        assert found.code == code, found.err
        assert listing(kept / "record") == before
        told: dict[str, Any] = found.json
        return told

    return bring


def listing(place: Path) -> dict[str, str]:
    """Every file below, with a digest of what is in it."""
    return {
        path.relative_to(place).as_posix(): sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in place.rglob("*")
    }


def harmless(shown: str) -> bool:
    """Whether nothing in it acts on a terminal: line ends, tabs, and what emoji are made of do not."""
    return not any(unicodedata.category(one) in _QUIET and one not in "\n\t\u200d\ufe0f" for one in shown)
