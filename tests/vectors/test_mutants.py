"""What proves an entry, changed in one place, fails on a vector; and a gap in the vectors would be seen."""

from importlib import import_module
from pathlib import Path

import pytest

from reliability import card, mutants
from reliability.mutating import Mutant
from reliability.mutating import mutants as mutants_of
from reliability.suites import program_notices, verifier_notices
from tests.vectors.recipe import vectors
from tests.vectors.vector import Vector

CANONICAL = "recordkeeper/ledger/canonical.py"


def made(path: str, named: str) -> Mutant:
    """The one mutant of a module that has this in its name."""
    source = (mutants.ROOT / path).read_text(encoding="utf-8")
    (found,) = [mutant for mutant in mutants_of(source, path) if named in mutant.name]
    return found


def but(name: str) -> list[Vector]:
    """Every vector but one."""
    return [vector for vector in vectors().values() if vector.name != name]


def test_a_gap_in_the_vectors_lets_a_mutant_of_the_program_live() -> None:
    """Without the deepest book that is allowed, a limit that is one too small is not noticed."""
    module = import_module("recordkeeper.ledger.canonical")
    mutant = made(CANONICAL, "depth > DEEPEST -> depth >= DEEPEST")
    assert mutants.is_killed(mutant.code, program_notices(module, list(vectors().values())))
    assert not mutants.is_killed(mutant.code, program_notices(module, but("nested-as-deep-as-allowed")))


def test_a_gap_in_the_vectors_lets_a_mutant_of_the_verifier_live(tmp_path: Path) -> None:
    """Without a picture beside a reply, asking every file for an imprint is not noticed."""
    (tmp_path / "all").mkdir()
    (tmp_path / "but").mkdir()
    mutant = made(
        mutants.VERIFIER, "is dict and files[at] == stamp.get('sha256') -> type(stamp) is dict and type"
    )
    stamps = [vector for name, vector in vectors().items() if name.startswith("stamp")]
    gap = [vector for vector in stamps if vector.name != "stamp-beside-another-file"]
    assert mutants.is_killed(mutant.code, verifier_notices(stamps, tmp_path / "all"))
    assert not mutants.is_killed(mutant.code, verifier_notices(gap, tmp_path / "but"))


def test_every_mutant_of_the_chain_is_killed_or_spared() -> None:
    """All of one module, as `make mutants` does with five; the module is put back after."""
    module = import_module("recordkeeper.ledger.chain")
    before = dict(vars(module))
    found = mutants.outcome("recordkeeper/ledger/chain.py", program_notices(module, list(vectors().values())))
    assert vars(module) == before
    assert len(found.killed) >= 40
    excused = mutants.spared(mutants.SPARED.read_text(encoding="utf-8"))
    assert set(found.survived) == {name for name in excused if name.startswith("chain.py")}


def test_a_module_that_is_wrong_itself_is_no_mutant() -> None:
    """Vectors that the program does not agree with prove nothing of its mutants."""
    wrong = vectors()["words-changed"]._replace(result="intact", steps=())
    module = import_module("recordkeeper.ledger.chain")
    with pytest.raises(AssertionError, match="itself does not say"):
        mutants.outcome("recordkeeper/ledger/chain.py", program_notices(module, [wrong]))


def test_a_mutant_that_does_not_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for it is not for ever."""
    monkeypatch.setattr(mutants, "PATIENCE_S", 0.05)

    def endless(_code: object) -> bool:
        while True:
            pass

    assert mutants.is_killed(compile("", "", "exec"), endless)


def test_a_list_that_rots_is_a_fault() -> None:
    """A mutant that survives without a reason, and a reason for one that was killed or is no more."""
    excused = mutants.spared("# why\na: 1 -> 2 | wording\n")
    assert excused == {"a: 1 -> 2": "wording"}
    assert mutants.faults({"a: 1 -> 2"}, set(excused)) == []
    assert mutants.faults({"b"}, set(excused)) == [
        "survived: b",
        "in the list, and does not survive: a: 1 -> 2",
    ]


def test_a_command_writes_its_own_section_of_the_card(tmp_path: Path) -> None:
    """In its place, and a new one at the end."""
    page = tmp_path / "card.md"
    page.write_text("# Card\n\nWords.\n\n## One\n\nold\n\n## Two\n\nkept\n")
    card.write("One", "new\n", page)
    card.write("Three", "more\n", page)
    assert page.read_text() == "# Card\n\nWords.\n\n## One\n\nnew\n\n## Two\n\nkept\n\n## Three\n\nmore\n"
