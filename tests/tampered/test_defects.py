"""Whatever is changed in a record, ``verify`` says so and says where; nothing altered is shown as true."""

from pathlib import Path

import pytest

from recordkeeper.ledger.steps import STEPS
from tests.forger import forging
from tests.tampered import record
from tests.tampered.chain_defects import CHAIN_DEFECTS
from tests.tampered.conftest import Ask
from tests.tampered.defect import Defect
from tests.tampered.form_defects import FORM_DEFECTS

DEFECTS = CHAIN_DEFECTS + FORM_DEFECTS


def test_the_sound_record_is_intact(ask: Ask) -> None:
    """The control: without a defect every step holds, and reading works."""
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.failed) == (0, "intact", ())
    assert [step["name"] for step in answer.data["steps"]] == list(STEPS.values())
    assert (answer.data["entries"], ask("status").code) == (16, 0)


def test_forging_nothing_is_not_noticed(ask: Ask, place: Path) -> None:
    """The control of the forger: what is found below is the defect, not the forger's way in."""
    with forging(place, record.SECRET) as forger:
        forger.chain_anew()
        forger.chain_anew(book="private")
    assert ask("verify").code == 0


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_every_defect_is_found_by_its_step(ask: Ask, place: Path, defect: Defect) -> None:
    """Damaged, exit 6, and the very steps that the defect breaks; never "wrong passphrase"."""
    with forging(place, record.SECRET) as forger:
        defect.inflict(forger)
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.failed) == (6, "damaged", defect.fails)
    assert all(step["detail"] not in {"", "ok"} for step in answer.data["steps"] if not step["ok"])


@pytest.mark.parametrize("command", ["status", "timeline"])
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_an_altered_book_is_not_read_from(ask: Ask, place: Path, defect: Defect, command: str) -> None:
    """Reading commands stop with exit 6 and show nothing, instead of altered words or a wrong count."""
    with forging(place, record.SECRET) as forger:
        defect.inflict(forger)
    answer = ask(command)
    assert (answer.code, answer.data is None) == ((6, True) if defect.refused else (0, False))
