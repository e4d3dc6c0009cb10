"""Exports made by other people's phones and tests, against what is truly in them.

They are not part of this project. Set RECORDKEEPER_REAL_EXPORTS to a folder that holds them.
"""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.material import Limits
from tests.importers.materials import Reading, lone
from tests.importers.reading import read

FOLDER = Path(
    os.environ.get("RECORDKEEPER_REAL_EXPORTS") or Path(__file__).parents[3] / "shared" / "real-exports"
)
BACKUPS = FOLDER / "sms_backup_restore"
TRAPS = sorted((FOLDER / "traps" / "xml").glob("*.xml"))

pytestmark = pytest.mark.skipif(not BACKUPS.is_dir(), reason="the real exports are not on this machine")

RECORDS = {
    "devadvance_sms_small.xml": {"sms": 12},
    "devadvance_sample_small.xml": {"sms": 5, "mms": 2},
    "devadvance_sample_mms.xml": {"mms": 4},
    "devadvance_corrupt_attachments.xml": {"mms": 2},
    "devadvance_empty.xml": {},
    "devadvance_sms_and_mms.xml": {"sms": 41, "mms": 9},
    "shruggietech_edge_cases.xml": {"sms": 3, "mms": 1},
    "shruggietech_mixed.xml": {"sms": 3, "mms": 1},
    "shruggietech_minimal_mms.xml": {"mms": 1},
    "shruggietech_minimal_sms.xml": {"sms": 1},
    "shruggietech_minimal_calls.xml": {"call": 1},
    "shruggietech_malformed.xml": {},
}
DAMAGED = {"devadvance_sms_and_mms.xml", "shruggietech_malformed.xml"}


@cache
def sample(name: str) -> tuple[bytes, Reading]:
    """One real file, and what comes out of it."""
    raw = (BACKUPS / name).read_bytes()
    assert choose(lone(raw, name)).name == "sms-backup-restore"
    return raw, read(raw)


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_there_and_in_its_place(name: str) -> None:
    """The counts are those made by hand, and each byte range cuts out its record."""
    raw, reading = sample(name)
    tags = Counter(raw[item.start : item.end].split(maxsplit=1)[0][1:].decode() for item in reading.found)
    assert tags == RECORDS[name]
    assert not reading.skipped
    assert len(reading.damage) == (name in DAMAGED)
    for item in reading.found:
        assert raw[item.start : item.end].endswith(b">") or "incomplete" in item.contact.flags


def test_no_real_file_is_left_out() -> None:
    """Every file in the folder has its truth here."""
    assert {path.name for path in BACKUPS.glob("*.xml")} == set(RECORDS)


def test_the_file_that_stops_inside_a_message() -> None:
    """Fifty of fifty-eight declared records, the last incomplete; directions, times and zones as known."""
    _raw, reading = sample("devadvance_sms_and_mms.xml")
    assert reading.declared[0].count == 58
    assert [item.element for item in reading.found] == list(range(1, 51))
    assert [item.element for item in reading.found if "incomplete" in item.contact.flags] == [50]
    assert Counter(item.contact.direction for item in reading.found if item.contact.medium == "sms") == {
        "in": 21,
        "out": 20,
    }
    times = [item.contact.when.at for item in reading.found if item.contact.when.at]
    assert (min(times), max(times)) == (1512226167463, 1721334048000)
    assert {item.offset for item in reading.found} == {-8 * 3600, -7 * 3600}
    assert Counter(item.contact.medium for item in reading.found) == {"sms": 41, "rcs": 6, "mms": 3}
    assert reading.found[49].contact.group == ("+15550000009", "+15550000012", "+15550000013")
    assert "\n" in (reading.found[9].contact.words or "")


def test_the_small_file_is_inside_the_large_one() -> None:
    """Twelve messages are the same contacts in both exports of one phone."""
    small = [item.contact for item in sample("devadvance_sms_small.xml")[1].found]
    large = [item.contact for item in sample("devadvance_sms_and_mms.xml")[1].found]
    assert all(contact in large for contact in small)


def test_two_damaged_pictures_cost_no_message() -> None:
    """Both messages are there with their words, and both say that a part cannot be read."""
    found = sample("devadvance_corrupt_attachments.xml")[1].found
    assert [item.contact.flags for item in found] == [("part-unreadable",)] * 2
    assert all(item.contact.words and item.media[0].data is None for item in found)


def test_damage_is_placed() -> None:
    """The malformed file is said to be damaged at line 4, column 2."""
    _raw, reading = sample("shruggietech_malformed.xml")
    assert not reading.found
    assert reading.damage[0].locator.startswith("line 4, column 2, byte ")


def test_escaped_characters_are_the_characters() -> None:
    """References and entities become what they stand for."""
    words = sample("shruggietech_edge_cases.xml")[1].found[1].contact.words
    assert words == "Hello 🌍 \u2014 this has «special» chars & symbols < > \" '"


@pytest.mark.parametrize("path", TRAPS, ids=lambda path: path.stem)
def test_every_trap_is_refused(path: Path) -> None:
    """Entity bombs, external entities, document types and strangers are neither chosen nor read."""
    raw = path.read_bytes()
    with pytest.raises(ImportRefused):
        choose(lone(raw, path.name))
    with pytest.raises(ImportRefused):
        read(raw)


@pytest.mark.parametrize("name", RECORDS)
def test_cut_and_flipped_real_files_give_their_good_beginning(name: str) -> None:
    """Cut at every twentieth or with a bit flipped, nothing escapes and what was whole before stays."""
    raw, whole = sample(name)
    for step in range(20):
        place = len(raw) * step // 20
        flipped = raw[:place] + bytes([raw[place] ^ (1 << step % 8)]) + raw[place + 1 :]
        for broken in (raw[:place], flipped):
            try:
                reading = read(broken, Limits(chunk=4096))
            except ImportRefused:
                assert place < 400
                continue
            before = [item for item in whole.found if item.end <= place]
            assert reading.found[: len(before)] == before
