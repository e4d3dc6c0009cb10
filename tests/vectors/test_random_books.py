"""Of books that nobody thought of, the program, the verifier and the shell say the same."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.ledger import chain, evidence
from recordkeeper.ledger.evidence import EntryLine, Evidence
from recordkeeper.ledger.sealing import Stamp, seal
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact, Target
from recordkeeper.vault.rows import SealedRow
from tests.books import books
from tests.vectors import chance, checkers
from tests.vectors.forging import NAME, VAULT, small
from tests.vectors.vector import Vector, written

SEED = 20260331
VERIFIER = checkers.carried()


@pytest.mark.parametrize("part", range(10))
def test_two_thousand_random_books_are_told_alike(part: int) -> None:
    """Two hundred in each part: the result, the steps, and of the first twenty what the shell ends with."""
    assert chance.disagreements(200, SEED + part, shells=20) == []


def test_random_books_are_of_every_sort() -> None:
    """The control: enough of them are intact, cannot be verified, and fail at each step."""
    seeded = random.Random(SEED)
    said = [checkers.by_program(chance.files(seeded)) for _ in range(300)]
    assert {result for result, _ in said} == {"intact", "damaged", "cannot verify"}
    assert {step for _, steps in said for step in steps} == {2, 3, 4, 5, 6, 7, 8, 9}


def test_a_checker_that_says_something_else_is_noticed(tmp_path: Path) -> None:
    """The control: a verifier that finds everything intact, and a shell that does."""

    class Blind:
        """A verifier that looks at nothing."""

        def main(self, _folder: Path) -> int:
            """Say what everybody hopes for."""
            print("intact")  # noqa: T201 - it stands for a program
            return 0

    files = {**small().files(), NAME: small().evidence().replace(b"rang", b"sang")}
    said = chance.disagreement(files, Blind(), tmp_path, with_shell=False)
    assert said == "the program says ('damaged', (4,)), verify.py ('intact', ())"
    assert not chance.may_end_with(0, ("damaged", (4,)))
    assert not chance.may_end_with(1, ("intact", ()))


@settings(max_examples=20, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_books_of_the_program_are_told_alike(
    tmp_path_factory: pytest.TempPathFactory, facts: list[Fact], seeded: random.Random
) -> None:
    """Facts as the program seals and discloses them: intact as they are; changed, the same to both."""
    made = {NAME: _disclosed(facts, seeded)}
    folder = written(Vector("", "", "", (), 0, made), tmp_path_factory.mktemp("book"))
    assert checkers.by_program(made) == checkers.by_verifier(VERIFIER, folder) == ("intact", ())
    made[NAME] = chance.changed(made[NAME], seeded)
    assert chance.disagreement(made, VERIFIER, folder, with_shell=False) == ""


def _disclosed(facts: list[Fact], seeded: random.Random) -> bytes:
    """evidence.json of a book of these facts, each shown or withheld."""
    link = chain.first_link(VAULT, "record")
    lines: list[EntryLine] = []
    stamp = Stamp(zone="Europe/London", offset=0, operation="00")
    for serial, fact in enumerate(facts, 1):
        if isinstance(fact, Withdrawal):
            named = seeded.randint(1, serial - 1)
            fact = fact.having(target=Target(serial=named, digest=lines[named - 1].digest))  # noqa: PLW2901
        public, private, digest = seal(fact, identity=f"{serial:032x}", recorded_at=serial, stamp=stamp)
        link = chain.next_link(link, digest)
        row = SealedRow("record", serial, f"{serial:032x}", digest, link, public, private)
        lines.append(evidence.entry_line(row, shown=seeded.random() < 0.7, erased=False))
    read = Evidence("record", len(lines), tuple(lines), (), evidence.FORMAT, link.hex(), VAULT.hex())
    return b"".join(evidence.lines(read))
