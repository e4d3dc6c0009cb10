"""Promises that every importer keeps, over exports made to order, whole, cut and damaged."""

from collections.abc import Iterator

import pytest

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.identify import IMPORTERS, choose
from recordkeeper.importers.importer import Importer
from recordkeeper.importers.material import Material
from tests.importers.any_importer import Sample, material_of
from tests.importers.every_sample import SAMPLES
from tests.importers.materials import Reading, folder, lone, sort_out, zipped


def tried(sample: Sample, material: Material) -> Reading | None:
    """What comes out; None where it is refused, or something must be said first."""
    try:
        return sort_out(sample.importer, material, sample.said)
    except (ImportRefused, Unsaid):
        return None


def broken(sample: Sample) -> Iterator[dict[str, bytes]]:
    """Each file cut at every twentieth, and with a bit flipped there."""
    for name, raw in sample.files.items():
        for step in range(20):
            place = len(raw) * step // 20
            flipped = raw[:place] + bytes([raw[place] ^ (1 << step % 8)]) + raw[place + 1 :] if raw else b""
            yield {name: raw[:place]}
            yield {name: flipped}


IDS = [f"{one.importer.name}-{number}" for number, one in enumerate(SAMPLES)]


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_everything_in_a_sample_is_parsed_or_skipped(sample: Sample) -> None:
    """Only its importer claims it; parsed and skipped together are what was seen; numbers rise by one."""
    material = material_of(sample)
    assert choose(material) is sample.importer or choose(material).name == sample.importer.name
    reading = sort_out(sample.importer, material, sample.said)
    assert reading.seen == sample.seen
    elements = [one.element for one in reading.found]
    assert elements == sorted(set(elements))
    assert all(1 <= one <= sample.seen for one in elements)
    sizes = {member.name: member.size for member in material.members}
    for one in reading.found:
        assert 0 <= one.start <= one.end <= sizes[one.member]


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_a_sample_is_read_the_same_twice(sample: Sample) -> None:
    """Two passes give the same items."""
    assert tried(sample, material_of(sample)) == tried(sample, material_of(sample))


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_cut_and_flipped_samples_raise_nothing_else(sample: Sample) -> None:
    """Damage is refused, named or skipped; nothing else escapes, and looking at it never raises."""
    for changed in broken(sample):
        material = material_of(sample, changed)
        for importer in IMPORTERS:
            importer.identify(material)
        reading = tried(sample, material)
        if reading is not None:
            numbers = [one.element for one in reading.found]
            assert numbers == sorted(set(numbers))


def test_every_importer_has_samples() -> None:
    """None is left out of these tests."""
    assert {one.importer.name for one in SAMPLES} == {one.name for one in IMPORTERS}


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: one.name)
def test_where_there_is_nothing_nothing_is_read(importer: Importer) -> None:
    """Also where the keeper says which format it is: an empty folder, archive or file, or a stranger's."""
    strangers = {"a.bin": b"\x00\x01", "b.txt": b"hello"}
    for material in (folder({}), zipped({}), zipped({"a/": b""}), lone(b""), folder(strangers)):
        assert not importer.identify(material)
        with pytest.raises(ImportRefused):
            sort_out(importer, material)


def test_only_what_lies_in_a_database_cannot_be_cut_out() -> None:
    """A record of a text is its bytes; long texts of a database go on elsewhere in it."""
    assert {one.name for one in IMPORTERS if not one.separable} == {"apple-messages", "apple-calls"}
