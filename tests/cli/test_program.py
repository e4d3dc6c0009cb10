"""The one place where an error becomes words and an exit code."""

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import recordkeeper
from recordkeeper import clock
from recordkeeper.cli.main import main
from recordkeeper.cli.main import program as commands
from tests.cli.conftest import Program


@pytest.fixture
def broken(record: Program, monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], Program]:
    """The program, with something going wrong inside the next command."""

    def by(error: BaseException) -> Program:
        def now() -> int:
            raise error

        monkeypatch.setattr(clock, "now", now)
        return record

    return by


def test_a_fault_of_the_program_shows_no_traceback(broken: Callable[[BaseException], Program]) -> None:
    """One calm sentence and how to see more; private words that the error may hold are not printed."""
    found = broken(ValueError("PRIVATE words"))("status")
    assert (found.code, found.out) == (1, "")
    assert found.err == (
        "Something went wrong inside the program (ValueError). Entries already saved are safe.\n"
        "Run it again with --debug to see where; the output may hold private words.\n"
    )


def test_with_debug_the_fault_itself_is_raised(broken: Callable[[BaseException], Program]) -> None:
    """Whoever looks for the fault sees where it arose."""
    found = broken(ValueError("PRIVATE words"))("--debug", "status")
    assert (found.code, "Traceback" in found.err, "PRIVATE words" in found.err) == (1, True, True)


def test_a_file_the_computer_refuses_is_named(broken: Callable[[BaseException], Program]) -> None:
    """The system's own words and the file's name, with what to do next."""
    found = broken(OSError(errno.ENOSPC, "No space left on device", "out.pdf"))("status")
    assert (found.code, found.err.splitlines()) == (
        1,
        [
            "The computer refused a file: No space left on device: out.pdf. Nothing was recorded.",
            "Free space or check the path, then run the same command again.",
        ],
    )


def test_a_refusal_without_words_is_called_by_its_name(broken: Callable[[BaseException], Program]) -> None:
    """Nothing is left blank where the system says nothing."""
    assert "The computer refused a file: TimeoutError. " in broken(TimeoutError())("status").err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError(), click.Abort()])
def test_an_interruption_exits_130_and_claims_nothing(
    broken: Callable[[BaseException], Program], error: BaseException
) -> None:
    """Ctrl-C, the end of the input, or a no: what was said to be saved is, and nothing else."""
    found = broken(error)("status")
    assert (found.code, found.out) == (130, "")
    assert found.err.strip() == "Interrupted. Nothing was recorded that was not already said to be saved."


def test_the_exit_code_is_the_programs(record: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rk` ends with the code that the command gives, from its own command line."""
    shared = ["rk", "--vault", str(record.vault), "--key-file", str(record.key), "--no-input"]
    for command, code in ((["status"], 0), (["show", "99"], 5), (["--help"], 0)):
        monkeypatch.setattr(sys, "argv", [*shared, *command])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == code


def test_an_exit_of_the_interpreter_is_left_alone(broken: Callable[[BaseException], Program]) -> None:
    """A SystemExit keeps its own code."""
    with pytest.raises(SystemExit) as ended:
        broken(SystemExit(9))("status")
    assert ended.value.code == 9


def test_a_reader_that_goes_away_is_no_error(record: Program) -> None:
    """`rk timeline | head`: nothing more is said, not even at the end."""
    for number in range(3):
        record("log", "text", "--words", f"word {number} " * 9000)
    command = [sys.executable, "-m", "recordkeeper", "--vault", str(record.vault), "--key-file"]
    done = subprocess.Popen(
        [*command, str(record.key), "timeline", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout is not None
    assert done.stderr is not None
    done.stdout.close()
    assert done.stderr.read() == b""
    done.stderr.close()
    assert done.wait(30) == 0


def test_the_help_lists_every_command_by_what_it_is_for(program: Program) -> None:
    """A reader finds the headings, and under each its commands, without a command being loaded."""
    found = program.bare("--help")
    assert found.code == 0
    lines = [line.strip() for line in found.out.splitlines()]
    headings = ["Every day:", "Boundaries:", "Read:", "Prove and share:", "Look after it:"]
    assert [line for line in lines if line in headings] == headings
    assert "log      Record a contact as it happens; or again, or before." in lines
    assert "If you are not safe now, call your emergency number. Writing can wait." in lines


def test_a_command_tells_how_it_is_used(program: Program) -> None:
    """-h after any command; the alias of one is the same command."""
    found = program.bare("fix", "-h")
    assert (found.code, "The original is" in found.out) == (0, True)
    assert program.bare("--version").out == f"recordkeeper {recordkeeper.__version__}\n"


def test_every_command_listed_is_there() -> None:
    """No name in the help leads nowhere."""
    context = click.Context(commands)
    names = commands.list_commands(context)
    assert len(names) == 40
    for name in names:
        assert isinstance(commands.get_command(context, name), click.Command)


def test_the_help_of_a_command_begins_with_its_own_options(program: Program) -> None:
    """What every command has stands apart, below."""
    done = program.bare("due", "--help")
    own, shared = done.out.split("Options of every command:")
    assert "--exit-code" in own
    assert "--vault" not in own
    assert ("--vault DIR" in shared, "-h, --help" in shared) == (True, True)
