"""Real and really broken mails, gathered by other projects, against what is truly in them."""

import os
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Said
from tests.importers.mail_samples import IMPORTER
from tests.importers.materials import Reading, at, sort_out

EXPORTS = Path(
    os.environ.get("RECORDKEEPER_REAL_EXPORTS") or Path(__file__).parents[3] / "shared" / "real-exports"
)
MAILS = EXPORTS / "email"

pytestmark = pytest.mark.skipif(not MAILS.is_dir(), reason="the real exports are not on this machine")

COUNTS = {
    **{f"msg_{number:02}.txt": 1 for number in range(1, 10)},
    **{f"mbox/nodembox_test-{number}-message.mbox": number for number in range(1, 5)},
    "mbox/nodembox_test-attached.mbox": 1,
}
NONE = {"mbox/nodembox_test-0-message.mbox", "mbox/nodembox_test-not-an.mbox"}


def sample(name: str) -> Reading:
    """What comes out of one real file."""
    material = at(MAILS / name)
    assert choose(material).name == "e-mail"
    return sort_out(IMPORTER, material, Said(me=("bbb@zzz.org",)))


@pytest.mark.parametrize("name", COUNTS)
def test_every_mail_is_there_and_in_its_place(name: str) -> None:
    """As many as were counted by hand; each byte range is a mail; something before the first is told."""
    reading = sample(name)
    raw = (MAILS / name).read_bytes()
    assert (len(reading.found), len(reading.skipped)) == (COUNTS[name], 0)
    assert len(reading.damage) == ("attached" in name)
    for one in reading.found:
        assert b"\nFrom: " in raw[one.start : one.end] or raw[one.start : one.end].startswith(b"From: ")


@pytest.mark.parametrize("name", sorted(NONE))
def test_what_is_no_mail_is_refused(name: str) -> None:
    """An empty mailbox and a sentence are neither chosen nor read."""
    material = at(MAILS / name)
    with pytest.raises(ImportRefused):
        choose(material)
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, material)


def test_no_real_file_is_left_out() -> None:
    """Every file in the folder has its truth here."""
    names = {path.relative_to(MAILS).as_posix() for path in MAILS.rglob("*") if path.is_file()}
    assert names == set(COUNTS) | NONE


def test_the_whole_folder_is_one_material() -> None:
    """All of it together is as many mails; the sentence and the empty mailbox are named as no mails."""
    reading = sort_out(IMPORTER, at(MAILS))
    assert choose(at(MAILS)).name == "e-mail"
    assert (len(reading.found), len(reading.skipped)) == (sum(COUNTS.values()), 0)
    assert any("not read: 2 (" in note.words for note in reading.notes)


def test_what_some_of_them_say() -> None:
    """Names in comments, times by the provider's clock, digests, pictures, mails inside mails."""
    first = sample("msg_01.txt").only.contact
    assert (first.identifier, first.shown_name) == ("bbb@ddd.com", "John X. Doe")
    assert (first.when.at, first.when.clock, first.when.offset) == (988_999_544_000, "server", -14_400)
    assert first.words == "\nHi,\n\nDo you like this message?\n\n-Me\n"
    digest = sample("msg_02.txt").only
    assert [one.type for one in digest.media] == ["message/rfc822"] * 5
    assert "time-unreadable" in sample("msg_05.txt").only.contact.flags
    assert sample("msg_06.txt").only.contact.words is None
    picture = sample("msg_07.txt").only.media[0]
    assert (picture.name, picture.type, len(picture.data or b"")) == ("dingusfish.gif", "image/gif", 3512)
    assert sample("mbox/nodembox_test-1-message.mbox").only.contact.when.at == 1_324_820_017_000


def test_no_export_of_another_kind_is_claimed() -> None:
    """Neither whole folders of other apps nor any file in them."""
    others = (one for one in EXPORTS.iterdir() if one.is_dir() and one != MAILS)
    assert not [
        path for other in others for path in (other, *other.rglob("*")) if IMPORTER.identify(at(path))
    ]
