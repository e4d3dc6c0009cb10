"""Whatever is handed over, damaged or not: the record gains what can be read, or nothing changes."""

from pathlib import Path

import pytest

from recordkeeper.errors import RecordkeeperError
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.export import export_at
from recordkeeper.intake.preview import preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from tests.importers.any_importer import Sample
from tests.importers.every_sample import SAMPLES
from tests.importers.materials import zip_bytes

IDS = [f"{one.importer.name}-{number}" for number, one in enumerate(SAMPLES)]


def laid(sample: Sample, at: Path, changed: bytes | None = None) -> Path:
    """The sample on the disk; its first file changed, if asked."""
    files = dict(sample.files)
    if changed is not None:
        files[next(iter(files))] = changed
    if list(files) == [""]:
        path = at / sample.name
        path.write_bytes(files[""])
        return path
    for name, raw in files.items():
        path = at / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return at / "export"


def brought(ledger: Ledger, path: Path, sample: Sample) -> int:
    """Bring everything in; how many entries it became."""
    said = sample.said
    choices = Choices(
        me=said.me,
        everyone=True,
        zone=said.zone,
        date_order=said.date_order,
        columns=said.columns,
    )
    export = export_at(path, sample.importer.name)
    seen = preview(ledger, export, choices)
    assert seen.parsed == seen.imported + seen.duplicates + seen.others + seen.system
    done = bring_in(ledger, export, seen)
    return done.counted.imported


def cited(ledger: Ledger) -> None:
    """Every file that an entry cites is whole, and every message's words can be encoded."""
    for entry in ledger.entries("record"):
        assert entry.fact is not None
        assert all(ledger.whole_file(one) for one in entry.fact.files_cited())


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_a_sample_comes_in_whole_and_only_once(sample: Sample, ledger: Ledger, tmp_path: Path) -> None:
    """All it holds becomes entries; a second time, and the third as an archive, nothing is added."""
    path = laid(sample, tmp_path)
    before = sum(1 for _one in ledger.entries("record", kinds=(Contact.kind,)))
    new = brought(ledger, path, sample)
    cited(ledger)
    assert sum(1 for _one in ledger.entries("record", kinds=(Contact.kind,))) == before + new
    assert brought(ledger, path, sample) == 0
    if path.is_dir():
        archive = tmp_path / "export.zip"
        archive.write_bytes(zip_bytes(sample.files))
        assert brought(ledger, archive, sample) == 0


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_a_cut_or_flipped_sample_leaves_the_record_sound(
    sample: Sample, ledger: Ledger, tmp_path: Path
) -> None:
    """Either an error and the same head as before, or entries that all verify."""
    raw = next(iter(sample.files.values()))
    for step in (1, 7, 13, 19):
        place = len(raw) * step // 20
        flipped = raw[:place] + bytes([raw[place] ^ (1 << step % 8)]) + raw[place + 1 :] if raw else b""
        for broken in (raw[:place], flipped):
            head = ledger.head()
            try:
                brought(ledger, laid(sample, tmp_path, broken), sample)
            except RecordkeeperError:
                assert ledger.head() == head
    cited(ledger)
