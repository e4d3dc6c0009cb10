"""Pages that Google Voice wrote for other people, against what is truly in them.

They are not part of this project: see ``test_real_exports.py``.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from tests.importers.materials import Reading, at, sort_out
from tests.importers.test_real_exports import FOLDER

PAGES = FOLDER / "google_voice"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the real exports are not on this machine")

RECORDS = {
    "psanford_sms.html": 5,
    "psanford_sms2.html": 6,
    "psanford_mms.html": 6,
    "psanford_missedcall.html": 1,
    "psanford_voicemail.html": 1,
}


@cache
def page(name: str) -> tuple[bytes, Reading]:
    """One real page, and what comes out of it."""
    material = at(PAGES / name)
    importer = choose(material)
    assert importer.name == "google-voice"
    return (PAGES / name).read_bytes(), sort_out(importer, material)


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_there_and_in_its_place(name: str) -> None:
    """The counts are those made by hand, and each byte range cuts out its element."""
    raw, reading = page(name)
    assert len(reading.found) == RECORDS[name]
    assert not reading.skipped
    assert not reading.damage
    for one in reading.found:
        assert raw[one.start : one.end].startswith((b'<div class="message"', b'<div class="haudio"'))
        assert raw[one.start : one.end].endswith(b"</div>")
        assert not one.contact.flags or one.contact.flags == ("group",)


def test_no_real_page_is_left_out() -> None:
    """Every page in the folder has its truth here, and together they are read as one export."""
    assert {path.name for path in PAGES.iterdir()} == set(RECORDS)
    folder = at(PAGES)
    assert sort_out(choose(folder), folder).seen == sum(RECORDS.values())


def test_the_missed_call_and_the_voicemail() -> None:
    """Their times, numbers and length as the pages have them."""
    missed = page("psanford_missedcall.html")[1].only.contact
    assert (missed.when.written, missed.when.offset) == ("2009-09-17T17:26:41.000-07:00", -7 * 3600)
    assert (missed.medium, missed.identifier, missed.shown_name) == ("missed", "+66666", "Dwigt Rortugal")
    voicemail = page("psanford_voicemail.html")[1].only
    assert (voicemail.contact.medium, voicemail.contact.duration) == ("voicemail", 18)
    assert [one.absent for one in voicemail.media] == [True, False]
    assert (voicemail.media[1].data or b"").startswith(b"Hi Peter, this is Sleve Mcdichael.")


def test_who_wrote_to_whom() -> None:
    """Directions are the page's own; a page they never wrote on has only their name."""
    directions = Counter(one.contact.direction for one in page("psanford_sms.html")[1].found)
    assert directions == {"out": 2, "in": 3}
    assert {one.contact.identifier for one in page("psanford_sms.html")[1].found} == {"+333"}
    assert {one.contact.identifier for one in page("psanford_sms2.html")[1].found} == {"Sillio Sanford"}
    group = page("psanford_mms.html")[1].found
    assert [(one.contact.identifier, one.contact.group) for one in group[:2]] == [
        ("+8888", ("+333",)),
        ("", ("+8888", "+333")),
    ]
    assert sum(len(one.media) for one in group) == 4
    assert all(part.absent for one in group for part in one.media)


@pytest.mark.parametrize(
    "path", sorted(path for path in FOLDER.rglob("*") if path.is_file()), ids=lambda one: one.name
)
def test_nothing_else_is_claimed(path: Path) -> None:
    """Only these pages are claimed by the readers of Google's, Signal's and SMS Import / Export's files."""
    claimed = {"google-voice", "google-chat", "signal", "sms-ie"}
    material = at(path)
    try:
        name = choose(material).name
    except ImportRefused:
        return
    assert (name in claimed) == (path.parent == PAGES)
