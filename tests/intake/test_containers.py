"""Archives and folders: stored as they came, their pictures kept as files, and each place can be told."""

from pathlib import Path

import pytest

from recordkeeper.errors import BadInput
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.export import export_at
from recordkeeper.intake.preview import preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.ledger.casefile import fold
from recordkeeper.ledger.erasing import erase, plan
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from tests.importers.every_sample import SAMPLES
from tests.importers.materials import zip_bytes
from tests.intake.exports import sms

BACKUP = b'<smses count="2">' + sms("first", 0).encode() + sms("second", 1).encode() + b"</smses>"


def come_in(ledger: Ledger, path: Path) -> tuple[Source, list[Contact], int]:
    """The source and its contacts, and the serial of the source."""
    export = export_at(path)
    done = bring_in(ledger, export, preview(ledger, export, Choices(everyone=True)))
    assert done.source is not None
    assert done.entries is not None
    source = ledger.entry(done.source).fact
    assert isinstance(source, Source)
    facts = [ledger.entry(serial).fact for serial in range(done.entries[0], done.entries[1] + 1)]
    return source, [fact for fact in facts if isinstance(fact, Contact)], done.source


def stored(ledger: Ledger, source: Source) -> bytes:
    """What the record keeps of a source."""
    return b"".join(ledger.read_file(source.stored))


def test_an_archive_is_kept_as_it_came(ledger: Ledger, tmp_path: Path) -> None:
    """Byte for byte; its messages say in which of its files they stand, and where in that."""
    path = tmp_path / "backup.zip"
    path.write_bytes(zip_bytes({"a/sms.xml": BACKUP, "__MACOSX/x": b""}))
    source, contacts, _serial = come_in(ledger, path)
    assert (source.container, stored(ledger, source)) == ("zip", path.read_bytes())
    for contact, words in zip(contacts, (b"first", b"second"), strict=True):
        assert contact.source is not None
        assert contact.source.member == "a/sms.xml"
        assert words in BACKUP[contact.source.start : contact.source.end]


def test_a_folder_is_kept_as_one_pack(ledger: Ledger, tmp_path: Path) -> None:
    """The places of its messages are places in the pack."""
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "sms.xml").write_bytes(BACKUP)
    (tmp_path / "backup" / "readme.txt").write_bytes(b"how it was made")
    source, contacts, _serial = come_in(ledger, tmp_path / "backup")
    raw = stored(ledger, source)
    assert (source.container, source.size) == ("ustar", len(raw))
    assert b"how it was made" in raw
    for contact, words in zip(contacts, (b"first", b"second"), strict=True):
        assert contact.source is not None
        cut = raw[contact.source.start : contact.source.end]
        assert cut.startswith(b"<sms ")
        assert words in cut


def test_a_link_in_a_folder_is_not_followed(ledger: Ledger, tmp_path: Path) -> None:
    """Nothing from outside the folder comes in."""
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "sms.xml").write_bytes(BACKUP)
    (tmp_path / "secret").write_bytes(b"secret words")
    (tmp_path / "backup" / "link").symlink_to(tmp_path / "secret")
    source, _contacts, _serial = come_in(ledger, tmp_path / "backup")
    assert b"secret words" not in stored(ledger, source)


def test_only_the_cited_parts_of_an_archive_can_be_kept(ledger: Ledger, tmp_path: Path) -> None:
    """With ``matching``, the messages that became entries, one after another, and nothing else."""
    path = tmp_path / "backup.zip"
    path.write_bytes(zip_bytes({"sms.xml": BACKUP}))
    export = export_at(path)
    done = bring_in(ledger, export, preview(ledger, export, Choices(everyone=True, keep="matching")))
    source = ledger.entry(done.source or 0).fact
    assert isinstance(source, Source)
    assert stored(ledger, source) == (sms("first", 0) + sms("second", 1)).encode()


def test_erasing_a_message_empties_the_archive_it_came_from(ledger: Ledger, tmp_path: Path) -> None:
    """It cannot be cut out of one: all of it goes, and the other message stays an entry."""
    path = tmp_path / "backup.zip"
    path.write_bytes(zip_bytes({"sms.xml": BACKUP}))
    source, _contacts, serial = come_in(ledger, path)
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    agreed = plan(case, serial + 1, ledger.citations())
    assert agreed.zeroed is not None
    assert agreed.zeroed.whole
    erase(ledger, agreed, "asked to")
    assert set(stored(ledger, source)) == {0}
    other = ledger.entry(serial + 2).fact
    assert isinstance(other, Contact)
    assert other.words == "second"


def test_a_database_is_kept_whole_or_not_at_all(ledger: Ledger, tmp_path: Path) -> None:
    """Its long messages stand in many places: none can be cut out, to keep it or to erase it."""
    sample = next(one for one in SAMPLES if one.importer.name == "apple-messages" and list(one.files) == [""])
    path = tmp_path / "chat.db"
    path.write_bytes(sample.files[""])
    export = export_at(path)
    with pytest.raises(BadInput, match="only the whole"):
        preview(ledger, export, Choices(everyone=True, keep="matching"))
    source, _contacts, serial = come_in(ledger, path)
    assert source.inseparable
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    erase(ledger, plan(case, serial + 1, ledger.citations()), "asked to")
    assert set(stored(ledger, source)) == {0}


def test_erasing_a_message_of_a_folder_zeroes_only_it(ledger: Ledger, tmp_path: Path) -> None:
    """The pack is not compressed: the rest of it stays readable."""
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "sms.xml").write_bytes(BACKUP)
    source, _contacts, serial = come_in(ledger, tmp_path / "backup")
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    erase(ledger, plan(case, serial + 1, ledger.citations()), "asked to")
    raw = stored(ledger, source)
    assert b"first" not in raw
    assert b"second" in raw
