"""Where someone else could open this computer: what is said before a record is made, and shown after."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.terminal import converse

NOT_HIDDEN = (
    "Encryption hides what you write. It does not hide that this program and a record are here, how large "
    "it is, when it changed, or the commands that the shell keeps.\n"
)
SAFER = "Safer: another computer, or a stick that stays with you: rk --vault DIR init\n"
NOT_LOCKED = "This file is not locked: whoever has it can read it.\n"
LEAVE_IT = "Someone else could open this computer: do not leave it here.\n"


def begun(program: Program, *options: str) -> Program:
    """A record with one contact whose words, channel and day a passer-by might read."""
    done = program("init", "--zone", "Europe/London", *options)
    assert done.code == 0, done.err
    program("log", "gift", "--facts", "CANARY", "--when", "9 apr 2026 10:00")
    return program


@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_the_screen_shows_no_contact_where_others_may_look(program: Program, answer: str) -> None:
    """`status` and bare `rk` show how much there is and what is due; the rest is asked for by name."""
    begun(program, "--shared-computer", answer)
    bland = "Due     nothing\nRecord  2 entries, seals intact\nAll of it: rk status --full\n"
    assert program("status").out == bland
    assert program().out == bland
    full = program("status", "--full").out
    assert "Thu 9 Apr 2026" in full
    assert "gift" in full


@pytest.mark.parametrize("options", [(), ("--shared-computer", "no")])
def test_elsewhere_the_screen_shows_where_things_stand(program: Program, options: tuple[str, ...]) -> None:
    """Said no, or never asked: nothing is left out."""
    begun(program, *options)
    assert "Thu 9 Apr 2026" in program("status").out
    assert "--full" not in program("status").out


def test_what_encryption_does_not_hide_is_said_once(program: Program) -> None:
    """With the stick and the other computer where it matters, and the lines about court and an advocate."""
    told = program("init", "--zone", "UTC", "--shared-computer", "yes").err
    for line in (NOT_HIDDEN, SAFER, "asked for in court", "talk to an advocate first", "rk status --full"):
        assert told.count(line) == 1, line
    assert "Ctrl-C" not in told


def test_where_nobody_else_can_open_it_less_is_said(program: Program) -> None:
    """What encryption does not hide is said to everyone, the rest only where it helps."""
    told = program("init", "--zone", "UTC", "--shared-computer", "no").err
    assert (told.count(NOT_HIDDEN), told.count(SAFER)) == (1, 0)


def test_it_is_asked_before_anything_is_made(program: Program) -> None:
    """On a terminal, by number, before the passphrase; Ctrl-C then leaves no trace of a record."""
    folder = program.vault
    code, screen = converse(
        ["--vault", str(folder), "init", "--zone", "UTC"],
        [
            ("Could someone else open this computer, or see its screen?", "1"),
            ("To stop here, press Ctrl-C: nothing has been made yet.", ""),
            ("Passphrase:", "\x03"),
        ],
    )
    assert code == 130, screen
    assert SAFER in screen
    assert not folder.exists()


@pytest.fixture
def exported(program: Program, tmp_path: Path) -> Callable[[str, str], str]:
    """What is said on stderr after an export of a format, by what was said of the computer."""

    def of(format_: str, shared: str) -> str:
        begun(program, "--shared-computer", shared)
        done = program("export", format_, "-o", str(tmp_path / f"out.{format_}"))
        assert done.code == 0, done.err
        return done.err

    return of


@pytest.mark.parametrize("format_", ["pdf", "json", "bundle"])
@pytest.mark.parametrize("shared", ["yes", "no"])
def test_every_export_says_that_it_is_not_locked(
    exported: Callable[[str, str], str], format_: str, shared: str
) -> None:
    """In each format; and where others could open the computer, not to leave it there."""
    said = exported(format_, shared)
    assert said.count(NOT_LOCKED) == 1
    assert said.count(LEAVE_IT) == (shared == "yes")
