"""A real terminal: the installed program on a pseudo-terminal, its questions answered as they come."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

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
