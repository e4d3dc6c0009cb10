"""Questions, asked by the real program on a real terminal."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from recordkeeper import clock
from tests.cli.conftest import Program

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a POSIX thing", allow_module_level=True)
import fcntl
import pty
import termios

PATIENCE = 10
"""Seconds."""


def converse(arguments: Sequence[str], turns: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run the program on a terminal, answer each question as it comes; its exit code and its screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "recordkeeper", *arguments]
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
        preexec_fn=_its_own_terminal,  # noqa: PLW1509 - no thread runs here
    )
    os.close(theirs)
    screen, seen = "", 0
    try:
        for question, answer in turns:
            screen = _until(ours, screen, question, seen)
            seen = screen.index(question, seen) + len(question)
            os.write(ours, answer.encode() + b"\n")
        screen = _until(ours, screen, None, seen)
        return child.wait(PATIENCE), screen.replace("\r\n", "\n")
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def _its_own_terminal() -> None:
    """Make standard input the terminal of the session: Ctrl-C and hidden typing go through it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(terminal: int, screen: str, question: str | None, start: int) -> str:
    """Read until a question stands on the screen, or until the program has closed it."""
    end = time.monotonic() + PATIENCE
    while question is None or question not in screen[start:]:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"waited for {question!r}, the screen shows: {screen}"
        try:
            data = os.read(terminal, 65_536)
        except OSError:  # Linux says so when the other side is closed; macOS gives no bytes
            data = b""
        if not data:
            assert question is None, f"ended before {question!r}, the screen shows: {screen}"
            break
        screen += data.decode()
    return screen


@pytest.fixture
def terminal(record: Program) -> Callable[..., tuple[int, str]]:
    """The program on a terminal, on the record of the test."""
    shared = ("--vault", str(record.vault), "--key-file", str(record.key))
    return lambda arguments, *turns: converse([*shared, *arguments], turns)


@pytest.fixture
def set_clock() -> Callable[[int], None]:
    """The program of these tests runs elsewhere, by the real clock: so does the one in this process."""
    return lambda _ms: None


def test_a_boundary_is_asked_channel_by_channel(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """With no rule given, each channel is asked for by number."""
    # text and call are not all right, e-mail is, social media in an emergency; for the rest, no rule.
    code, screen = terminal(["boundary", "set"], *[("Number", answer) for answer in "112344444"])
    assert code == 0, screen
    kept = fields("B1")
    assert (kept["refuse"], kept["allow"], kept["emergency"]) == (["text", "call"], ["email"], ["social"])


def test_what_was_left_out_of_a_statement_is_asked(
    terminal: Callable[..., tuple[int, str]], record: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """How, the words and when are asked; Enter means now."""
    record("boundary", "set", "--no-contact")
    code, screen = terminal(
        ["boundary", "stated", "B1"],
        ("How did you say it?", "1"),
        ("What did you say? Exact words", "Please stop writing."),
        ("When did you say it? [now]", ""),
    )
    assert code == 0, screen
    assert "Saved as #4. It is S1." in screen
    assert fields("S1")["words"] == "Please stop writing."
    assert fields("S1")["channel"] == "text"
    assert abs(fields("S1")["when"]["at"] - clock.now()) < PATIENCE * 1000


def test_what_was_done_is_asked_and_may_be_left_empty(
    terminal: Callable[..., tuple[int, str]], record: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """`consequence done` asks what and when."""
    record("boundary", "set", "--no-contact")
    record("consequence", "announce", "--action", "I block", "--words", "Next time I block.", "--how", "text")
    code, screen = terminal(
        ["consequence", "done", "C1"], ("What did you do?", ""), ("When did you do it? [now]", "")
    )
    assert code == 0, screen
    assert "facts" not in fields("6")


def test_a_role_is_chosen_by_number(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """Numbered choices, in words a person reads."""
    code, screen = terminal(["person", "add"], ("Their name", "Sam Roe"), ("Number", "2"))
    assert code == 0, screen
    assert "  2  acts for them" in screen
    assert (fields("P2")["role"], fields("P2")["name"]) == ("proxy", "Sam Roe")


def test_leaving_a_question_records_nothing(
    terminal: Callable[..., tuple[int, str]], record: Program
) -> None:
    """Ctrl-C ends with exit 130, says so, and nothing is half-written."""
    record("boundary", "set", "--no-contact")
    code, screen = terminal(
        ["boundary", "stated", "B1"], ("How did you say it?", "1"), ("Exact words", "\x03")
    )
    assert code == 130, screen
    assert "Interrupted. Nothing was recorded" in screen
    assert record("status", "--json").json["entries"] == 3


def test_the_passphrase_comes_before_any_question(record: Program) -> None:
    """A passphrase that does not open the record ends the command before anything is typed."""
    code, screen = converse(
        ["--vault", str(record.vault), "boundary", "stated", "B1"], [("Passphrase", "not the right words")]
    )
    assert code == 4, screen
    assert "How did you say it?" not in screen
    assert "not the right words" not in screen
