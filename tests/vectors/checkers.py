"""The three that must agree: the program, the verifier a bundle carries, and the shell form of it."""

import contextlib
import importlib.util
import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from recordkeeper.errors import NotFound
from recordkeeper.ledger import proving
from recordkeeper.ledger.steps import Verification
from tests.vectors.forging import NAME, Files

CARRIED = Path(__file__).parents[2] / "recordkeeper" / "exports" / "carried"
VERIFIER, SHELL = CARRIED / "verify.py", CARRIED / "verify.sh"
Said = tuple[str, tuple[int, ...]]
"""A result, and the steps that do not hold."""


def of_program(found: Verification) -> Said:
    """What the program's verification says; a step that was not reached did not fail."""
    assert [step.number for step in found.steps] == [2, 3, 4, 5, 6, 7, 8, 9]
    failed = [step for step in found.steps if not step.ok and not step.detail.startswith("not reached")]
    return found.result, tuple(step.number for step in failed)


def by_program(files: Files) -> Said:
    """What the program says of files in memory."""

    @contextmanager
    def opened(path: str) -> Iterator[IO[bytes]]:
        if path not in files:
            raise NotFound("not there")
        yield io.BytesIO(files[path])

    return of_program(proving.verify_evidence(files[NAME], opened))


def carried() -> Any:
    """The carried verifier as a module; nothing imports it otherwise."""
    spec = importlib.util.spec_from_file_location("carried_verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_verifier(verifier: Any, folder: Path) -> Said:
    """What the carried verifier prints of a folder."""
    with contextlib.redirect_stdout(io.StringIO()) as stream:
        code = verifier.main(folder)
    return of_print(stream.getvalue(), code)


def of_print(printed: str, code: int) -> Said:
    """What the carried verifier printed; the number it ended with must say the same."""
    *_, result = printed.splitlines()
    assert ("intact", "damaged", "cannot verify")[code] == result
    steps = re.findall(r"^step (\d) does not hold: .", printed, flags=re.MULTILINE)
    return result, tuple(map(int, steps))


def by_shell(folder: Path) -> int:
    """What the shell form ends with."""
    done = subprocess.run(["bash", str(SHELL), str(folder)], capture_output=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode
