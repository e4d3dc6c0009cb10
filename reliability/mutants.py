"""Mutants: what proves an entry, changed in one place, must fail on a vector: `make mutants`.

A mutant is killed when it says anything else of a vector than the vector's header does, or breaks, or does
not end. What nobody kills stands in ``mutants_spared.txt`` with its reason, and only that.
"""

import contextlib
import io
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import NamedTuple

from reliability import card
from reliability.mutating import mutants
from reliability.suites import Notices, program_notices, verifier_notices
from tests.vectors.recipe import vectors

ROOT = Path(__file__).parent.parent
SPARED = Path(__file__).parent / "mutants_spared.txt"
PATIENCE_S = 10
PROVING = ("chain", "canonical", "evidence", "proving")
VERIFIER = "recordkeeper/exports/carried/verify.py"
WORDS = """Written by `make mutants`. A module is changed in one place, and every vector is tried on it; a
mutant that says of each what the vector's header says has survived. Words for people are not changed.

| module | mutants | killed | spared |
|---|---|---|---|
"""


class _Endless(Exception):
    """A mutant that did not end."""


class Outcome(NamedTuple):
    """The names of a module's mutants, by what became of them."""

    killed: list[str]
    survived: list[str]


def is_killed(code: CodeType, notices: Notices) -> bool:
    """Whether a mutant is noticed; what it breaks, and that it does not end, is notice too."""

    def stop(_signal: int, _frame: object) -> None:
        raise _Endless

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return notices(code)
    except (Exception, SystemExit):  # noqa: BLE001 - whatever it is, it is no verdict
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def outcome(path: str, notices: Notices) -> Outcome:
    """What becomes of every mutant of a module, by its path from the root of the project."""
    found = Outcome([], [])
    source = (ROOT / path).read_text(encoding="utf-8")
    original = compile(source, path, "exec")
    assert not is_killed(original, notices), f"{path} itself does not say what the vectors say"
    for mutant in mutants(source, path):
        (found.killed if is_killed(mutant.code, notices) else found.survived).append(mutant.name)
    return found


def outcomes() -> Iterator[tuple[str, Outcome]]:
    """What becomes of the mutants of every module that proves an entry."""
    suite = list(vectors().values())
    for name in PROVING:
        path = f"recordkeeper/ledger/{name}.py"
        module = import_module(f"recordkeeper.ledger.{name}")
        yield path, outcome(path, program_notices(module, list(suite)))
    with TemporaryDirectory() as place:
        yield VERIFIER, outcome(VERIFIER, verifier_notices(suite, Path(place)))


def spared(text: str) -> dict[str, str]:
    """The mutants that nobody kills, each with its reason."""
    pairs = [line.rpartition(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: reason for name, _, reason in pairs}


def faults(survived: set[str], excused: set[str]) -> list[str]:
    """What is wrong: a mutant that survived without a reason, a reason for one that does not survive."""
    return [f"survived: {name}" for name in sorted(survived - excused)] + [
        f"in the list, and does not survive: {name}" for name in sorted(excused - survived)
    ]


def main() -> None:
    """Run every mutant, write the card, and exit 1 if one survived that has no reason."""
    reasons, survived, rows = spared(SPARED.read_text(encoding="utf-8")), set[str](), ""
    for path, found in outcomes():
        survived |= set(found.survived)
        made = len(found.killed) + len(found.survived)
        rows += f"| `{path}` | {made} | {len(found.killed)} | {len(found.survived)} |\n"
        print(rows.splitlines()[-1], flush=True)
    wrong = faults(survived, set(reasons))
    listed = "".join(f"- ``{name}``: {reason}\n" for name, reason in sorted(reasons.items()))
    card.write("Mutants", f"{WORDS}{rows}\nSpared, each for a reason:\n\n{listed}")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
