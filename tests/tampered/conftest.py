"""A sound record made once, a copy of it for every test, and the program to look at it with."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from recordkeeper.cli.main import run
from tests.tampered import record


class Answer(NamedTuple):
    """What a command said: exit code, its JSON (None where it printed none), and all of its words."""

    code: int
    data: Any
    words: str

    @property
    def failed(self) -> tuple[int, ...]:
        """The numbers of the steps that failed."""
        return tuple(step["number"] for step in self.data["steps"] if not step["ok"])


Ask = Callable[..., Answer]


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0o077)
    yield
    os.umask(former)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of `record.make`, never changed."""
    directory = tmp_path_factory.mktemp("sound") / "record"
    record.make(directory)
    return directory


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A copy of it to tamper with."""
    return Path(shutil.copytree(sound, tmp_path / "record"))


@pytest.fixture
def ask(tmp_path: Path, place: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Run one command on the record, as a keeper with a key file would."""
    key_file = tmp_path / "key"
    key_file.write_bytes(record.KEY)

    def asked(*command: str, key_file: Path = key_file) -> Answer:
        given = ["--vault", str(place), "--key-file", str(key_file), "--no-input", "--json"]
        code = run([*given, *command])
        out, err = capfd.readouterr()
        return Answer(code, json.loads(out) if out else None, out + err)

    return asked
