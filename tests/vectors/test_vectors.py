"""What a vector's header says, the program says, the verifier of a bundle, and the shell form of it."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.ledger.bag import verify_file
from tests.vectors import checkers
from tests.vectors.recipe import main as write_anew
from tests.vectors.recipe import vectors
from tests.vectors.vector import FOLDER, Vector, read, written

PATHS = sorted(FOLDER.glob("*.txt"))
SAMPLE = ("empty-book", "worked-example", "words-changed", "kind-unknown", "no-bytes-at-all", "stamp-changed")


def named(path: Path) -> str:
    """How a vector is named among the tests."""
    return path.stem


@pytest.fixture(scope="session")
def verifier() -> Any:
    """The verifier that a bundle carries, as a module."""
    return checkers.carried()


def test_the_vectors_are_those_of_the_recipe() -> None:
    """Made anew, every file has the bytes it has, and there is no other."""
    made = {f"{name}.txt": vector.text() for name, vector in vectors().items()}
    assert {path.name: path.read_bytes() for path in PATHS} == made
    assert [path.name for path in FOLDER.iterdir() if path.suffix != ".txt"] == ["README.md"]


def test_the_recipe_writes_what_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command; a vector that the recipe no longer makes is removed."""
    (tmp_path / "former.txt").touch()
    monkeypatch.setattr("tests.vectors.recipe.FOLDER", tmp_path)
    write_anew()
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in PATHS]


def test_a_file_says_what_its_vector_is() -> None:
    """Text, base64 and zeros that are not written out come back as they were."""
    assert {path.stem: read(path) for path in PATHS} == vectors()
    assert b" base64 exhibits/E1.bin" in (FOLDER / "file-of-any-bytes.txt").read_bytes()
    assert b"file: 1048576 padded " in (FOLDER / "stamp-that-ends-where-looking-ends.txt").read_bytes()


def test_there_are_vectors_for_every_step_and_every_result() -> None:
    """At least 150; every step that evidence has fails alone in some, and all of it is small."""
    expected = Counter((vector.result, vector.steps) for vector in vectors().values())
    assert expected.total() >= 150
    assert expected["intact", ()] >= 50
    assert expected["cannot verify", ()] >= 15
    assert all(expected["damaged", (step,)] >= 10 for step in range(2, 10))
    assert sum(path.stat().st_size for path in PATHS) < 1_500_000


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_the_program_and_the_verifier_say_what_the_header_says(
    path: Path, tmp_path: Path, verifier: Any
) -> None:
    """The result, and the very steps that do not hold: from memory, from a folder, and by the verifier."""
    vector = read(path)
    folder = written(vector, tmp_path)
    assert checkers.by_program(vector.files) == vector.expected
    assert checkers.of_program(verify_file(folder)) == vector.expected
    assert checkers.by_verifier(verifier, folder) == vector.expected


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_the_shell_form_says_what_the_header_says(path: Path, tmp_path: Path) -> None:
    """0, or 1 where something differs that it looks at."""
    vector = read(path)
    assert checkers.by_shell(written(vector, tmp_path)) == vector.shell


def test_the_shell_form_needs_no_sha256sum(tmp_path: Path) -> None:
    """With openssl alone, as on a Mac, it comes to the same."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "openssl"):
        found = shutil.which(tool)
        assert found is not None
        (tools / tool).symlink_to(found)
    for name in ("small-book", "words-changed", "file-changed"):
        vector = vectors()[name]
        (tmp_path / name).mkdir()
        folder = written(vector, tmp_path / name)
        command = [str(tools / "bash"), str(checkers.SHELL), str(folder)]
        done = subprocess.run(command, env={"PATH": str(tools)}, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (vector.shell, b"")


@pytest.mark.parametrize("name", SAMPLE)
def test_the_verifier_says_it_as_a_program_of_its_own(name: str, tmp_path: Path) -> None:
    """In a process without anything of ours, by the words it prints and the number it ends with."""
    vector = vectors()[name]
    command = [sys.executable, "-I", str(checkers.VERIFIER), str(written(vector, tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert checkers.of_print(done.stdout, done.returncode) == vector.expected


def test_a_header_that_is_wrong_is_noticed(verifier: Any, tmp_path: Path) -> None:
    """The control: another result, another step or another file is not what anybody says."""
    vector = vectors()["words-changed"]
    wrong = Vector(vector.name, vector.about, "intact", (), 0, vector.files)
    folder = written(wrong, tmp_path)
    assert checkers.by_program(wrong.files) != wrong.expected
    assert checkers.by_verifier(verifier, folder) != wrong.expected
    assert checkers.by_shell(folder) != wrong.shell
