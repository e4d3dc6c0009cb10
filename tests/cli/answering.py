"""The program asking, in this process: what is typed is given beforehand, and what it showed comes back."""

import io
from collections.abc import Callable

import pytest

from tests.cli.conftest import Program, Result

Answering = Callable[..., Result]


class _Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answering(record: Program, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Run a command on the record of the test, its questions answered in order; the end of them is Ctrl-D."""

    def run(*arguments: str, typed: tuple[str, ...] = ()) -> Result:
        monkeypatch.setattr("sys.stdin", _Typed("".join(f"{one}\n" for one in typed)))
        return record.bare("--vault", str(record.vault), "--key-file", str(record.key), *arguments)

    return run
