"""What `make fuzz` does at length, in short; and that it would notice."""

from collections.abc import Iterator

import pytest

from recordkeeper.importers.android.sms_backup import SmsBackupRestore
from recordkeeper.importers.importer import Found, Item, Said
from recordkeeper.importers.material import Material
from reliability.damaging import try_many
from tests.importers.any_importer import Sample
from tests.importers.every_sample import SAMPLES

OTHERS = [raw for sample in SAMPLES for raw in sample.files.values()]
NAMES = sorted({sample.importer.name for sample in SAMPLES})


@pytest.mark.parametrize("name", NAMES)
def test_damaged_exports_break_no_promise(name: str) -> None:
    """Nothing but a refusal escapes, places are inside the file, and nothing takes long."""
    kept = try_many([one for one in SAMPLES if one.importer.name == name], OTHERS, 25, seed=1)
    assert not kept.broken
    assert kept.outcomes.total() == kept.inputs == 25
    assert kept.outcomes["read"] + kept.outcomes["read in part"] > 0


class Careless(SmsBackupRestore):
    """An importer with one fault."""

    def __init__(self, fault: str) -> None:
        self._fault = fault

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """What its better sort reads, with the fault."""
        for item in super().read(material, said):
            if self._fault == "raises" and not isinstance(item, Found):
                raise KeyError("address")
            if self._fault == "outside" and isinstance(item, Found):
                yield item._replace(end=item.end + 10**6)
            elif self._fault == "twice" and isinstance(item, Found):
                yield item._replace(element=1)
            else:
                yield item


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("raises", "KeyError: 'address'"),
        ("outside", "stand outside the file"),
        ("twice", "do not rise by one"),
    ],
)
def test_a_careless_importer_is_noticed(fault: str, told: str) -> None:
    """A planted fault of each sort is counted, with the seed that shows it."""
    sample = next(one for one in SAMPLES if one.importer.name == "sms-backup-restore")
    planted = Sample(Careless(fault), sample.files, sample.seen)
    kept = try_many([planted], OTHERS, 60, seed=1)
    assert any(told in one for one in kept.broken)
    assert all(one.startswith("sms-backup-restore 1-") for one in kept.broken)
