"""What an import shows and touches: nothing raw on the terminal, nothing outside the record, no network."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program, Result
from tests.cli.hostile import CHAT, EVIL, MAIL, SAID, brought, harmless, home, kept, looked
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

__all__ = ["brought", "home", "kept", "looked"]

if sys.platform == "win32":
    pytest.skip("such names are a POSIX thing", allow_module_level=True)


def test_nothing_raw_reaches_the_terminal(record: Program, tmp_path: Path) -> None:
    """Names, words and file names that would act on a terminal are shown as what they are, everywhere."""
    path = tmp_path / f"\x1b[31m\u202e{'x' * 9}\n  Saved as #99.txt"
    path.write_text(f"[01/04/2026, 10:00:00] A\x1b[31mlex: {EVIL}\r\n" + CHAT, newline="")
    done = record("import", str(path), *SAID, "--yes")
    assert done.code == 0, done.err
    for said in (done, *everything(record)):
        assert said.code == 0, said.err
        assert harmless(said.out + said.err)
        assert not any(line.startswith("  Saved as") for line in (said.out + said.err).splitlines())
    words = [one["words"] for one in record("timeline", "--json").json["entries"]]
    assert EVIL in words
    for bad in ("--zone", "--format", "--since", "--date-order", "--map"):
        wrong = record("import", str(path), "--everyone", bad, "\x1b[31m\u202eX")
        assert wrong.code in {2, 5}
        assert harmless(wrong.err)


def everything(record: Program) -> Iterator[Result]:
    """What a keeper reads afterwards."""
    for command in ("timeline", "show 3", "show 4", "search click", "status", "audit", "verify"):
        yield record(*command.split())
    yield record("timeline", "--plain")
    yield record("review", "--plain")
    yield record("import", "--help")


def test_a_line_end_in_a_name_makes_no_line(
    looked: Callable[..., dict[str, Any]], brought: Callable[..., Result], tmp_path: Path
) -> None:
    """What a preview shows of a sender stays in its line."""
    path = phone_file(tmp_path / "a.xml", sms("Why?", 0, "+447700900355\nSaved as #99 (the file)"))
    assert looked(path, code=0)["parsed"] == 1
    shown = brought(path, *SAID, "--dry-run").err
    assert "\nSaved as" not in shown
    assert "␊Saved as #99" in shown


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_program_itself_opens_no_socket_and_writes_only_in_the_record(
    kept: Path, home: Path, tmp_path: Path
) -> None:
    """In its own process, watched by the system: no network, no other program, no file outside the record."""
    (tmp_path / "a.eml").write_text(MAIL + "Content-Type: text/html\n\n<img src='http://192.0.2.1/x.png'>")
    log = tmp_path / "calls"
    watch = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-e",
        "trace=%network,execve,openat,mkdir,rename,unlink",
        "-o",
        str(log),
    ]
    opened = ["--vault", str(kept / "record"), "--key-file", str(kept / "key"), "--no-input"]
    command = [sys.executable, "-m", "recordkeeper", *opened, "import", str(tmp_path / "a.eml"), *SAID]
    surroundings = {
        # Without counting lines, which writes files of its own.
        **{name: value for name, value in os.environ.items() if not name.startswith("COV")},
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    done = subprocess.run([*watch, *command, "--dry-run"], check=False, capture_output=True, env=surroundings)
    if not log.exists() or b"ptrace" in done.stderr:
        pytest.skip("strace may not watch here")
    assert done.returncode == 0, done.stderr
    calls = log.read_text().splitlines()
    assert sum("execve(" in one for one in calls) == 1
    assert not [one for one in calls if re.search(r"\b(socket|connect|sendto|bind)\(", one)]
    written = [one for one in calls if re.search(r"O_WRONLY|O_RDWR|O_CREAT|mkdir|rename|unlink", one)]
    assert not [one for one in written if str(kept / "record") not in one and "/dev/" not in one]
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_file_name_that_is_not_utf_8_costs_no_message(record: Program, tmp_path: Path) -> None:
    """Old computers write such names: the messages come in, and the name is kept as far as it can be told."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.xml")
    phone_file(Path(path), sms("Why?"))
    told = record("import", path, "--them", THEIRS, "--yes", "--json")
    assert told.code == 0, told.err
    told.json["file"].encode()
