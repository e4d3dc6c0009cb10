"""Bringing in: the file first, its entries all or none."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from recordkeeper.errors import RecordkeeperError
from recordkeeper.importers.material import Limits
from recordkeeper.intake import bring_in as module
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.preview import preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from recordkeeper.records.keeping import Note
from recordkeeper.records.people import Identifier, Person
from tests.intake.conftest import Make
from tests.intake.exports import BASE, FRIEND, MINE, SISTER, THEIRS, THEM, call, mms, part, sms

PHOTO, PHOTO_BYTES = "/9j/4AAQ", b"\xff\xd8\xff\xe0\x00\x10"


def read(ledger: Ledger, sha256: str) -> bytes:
    """A stored file's bytes."""
    return b"".join(ledger.read_file(sha256))


def source_of(ledger: Ledger, serial: int | None) -> Source:
    """A source entry's fact."""
    fact = ledger.entry(serial or 0).fact
    assert isinstance(fact, Source)
    return fact


def contact_at(ledger: Ledger, serial: int) -> Contact:
    """A contact's fact."""
    fact = ledger.entry(serial).fact
    assert isinstance(fact, Contact)
    return fact


def test_an_import_is_identifiers_then_the_source_then_its_contacts(ledger: Ledger, make: Make) -> None:
    """Their number is recorded as stated at import, the file with its counts, then each message."""
    export = make(sms("hello"), sms("lunch", 1, who=FRIEND), call(3, 2))
    done = bring_in(ledger, export, preview(ledger, export, THEM))
    assert (done.source, done.entries) == (6, (7, 8))
    stated = ledger.entry(5).fact
    assert stated == Identifier(type="phone", value=THEIRS, person=2, basis="stated at import")
    source = source_of(ledger, 6)
    assert (source.parsed, source.imported, source.others, source.them) == (3, 2, 1, (THEIRS,))
    assert source.parsed == source.imported + source.duplicates + source.others + source.system
    assert [contact_at(ledger, serial).medium for serial in (7, 8)] == ["sms", "missed"]


def test_a_number_given_twice_is_recorded_once(ledger: Ledger, make: Make) -> None:
    """``--them`` twice with two spellings of one number adds one identifier."""
    export = make(sms("hello"))
    done = bring_in(ledger, export, preview(ledger, export, Choices(them=(THEIRS, "07700900355"))))
    assert done.source == 6


def test_a_known_number_is_not_recorded_again(ledger: Ledger, make: Make) -> None:
    """``--them`` with a number the record knows, however it is spelled, adds no second identifier."""
    export = make(sms("hello", who=SISTER))
    done = bring_in(ledger, export, preview(ledger, export, Choices(them=("07700 900288",))))
    assert done.source == 5


@pytest.mark.parametrize(
    ("value", "kind"), [("a.reyes@example.org", "email"), ("@areyes", "handle"), ("07700 900355", "phone")]
)
def test_an_identifier_is_recorded_as_what_it_is(ledger: Ledger, make: Make, value: str, kind: str) -> None:
    """An address, a handle and a number are told apart by how they are written."""
    export = make(sms("hello", who=value))
    bring_in(ledger, export, preview(ledger, export, Choices(them=(value,))))
    stated = ledger.entry(5).fact
    assert isinstance(stated, Identifier)
    assert (stated.type, stated.value) == (kind, value)


def test_the_file_is_kept_byte_for_byte(ledger: Ledger, make: Make) -> None:
    """The whole export can be taken out again as it was, and every entry points into it."""
    export = make(sms("schön 🎉"), sms("lunch", 1, who=FRIEND), sms("end", 2))
    done = bring_in(ledger, export, preview(ledger, export, THEM))
    source = source_of(ledger, done.source)
    with export.open() as stream:
        data = stream.read()
    assert read(ledger, source.stored) == data
    assert (source.sha256, source.kept, source.size) == (source.stored, "whole", len(data))
    last = contact_at(ledger, 8).source
    assert last is not None
    assert data[last.start : last.end].decode() == sms("end", 2)
    assert (last.entry, last.element) == (6, 3)


def test_only_the_cited_bytes_are_kept_on_request(ledger: Ledger, make: Make) -> None:
    """``--keep matching`` stores the new entries' own bytes in order, and not a byte of anyone else's."""
    export = make(sms("one"), sms("lunch", 1, who=FRIEND), sms("two", 2))
    wanted = replace(THEM, keep="matching")
    source = source_of(ledger, bring_in(ledger, export, preview(ledger, export, wanted)).source)
    assert read(ledger, source.stored).decode() == sms("one") + sms("two", 2)
    assert source.kept == "matching"
    assert source.sha256 != source.stored
    assert [one.sha256 for one in ledger._vault.files()] == [source.stored]


def test_pictures_are_kept_by_their_content(ledger: Ledger, make: Make) -> None:
    """A picture is stored once, cited by its messages, and named by what its bytes are."""
    both = part(PHOTO) + part("@@@", "broken.jpg")
    export = make(
        mms(0, THEIRS, THEIRS, parts=both),
        mms(1, THEIRS, THEIRS, parts=part(PHOTO, "again.png", "image/png")),
    )
    done = bring_in(ledger, export, preview(ledger, export, THEM))
    first, second = (contact_at(ledger, serial) for serial in done.entries or ())
    assert [(file.name, file.type, file.size) for file in (*first.files, *second.files)] == [
        ("photo.jpg", "image/jpeg", 6),
        ("again.png", "image/jpeg", 6),
    ]
    assert "part-unreadable" in first.flags
    assert read(ledger, first.files[0].sha256) == PHOTO_BYTES
    assert "broken.jpg" in source_of(ledger, done.source).missing[0].locator


def test_the_keeper_s_own_number_is_private_and_only_where_it_is_known(ledger: Ledger, make: Make) -> None:
    """One ``--me`` is the phone's own number; of several, only one that the message names."""
    export = make(sms("hello"), mms(1, f"{THEIRS}~{MINE}", THEIRS))
    bring_in(ledger, export, preview(ledger, export, replace(THEM, me=(MINE,))))
    assert contact_at(ledger, 8).keeper_identifier == MINE
    row = next(row for row in ledger.rows("record") if row.serial == 8)
    assert row.public is not None
    assert MINE.encode() not in row.public.data
    other = make(sms("more", 5), mms(6, f"{THEIRS}~{MINE}", THEIRS), name="b.xml")
    done = bring_in(ledger, other, preview(ledger, other, replace(THEM, me=("07700900112", "07700 900111"))))
    told = [contact_at(ledger, serial).keeper_identifier for serial in done.entries or ()]
    assert told == ["", MINE]


def test_who_wrote_it_is_asked_of_the_identifiers_each_time(ledger: Ledger, make: Make) -> None:
    """No person is written into an imported entry: an identifier withdrawn takes its messages with it."""
    export = make(sms("hello"))
    done = bring_in(ledger, export, preview(ledger, export, THEM))
    assert contact_at(ledger, (done.entries or (0, 0))[0]).person is None


def test_a_draft_is_kept_and_says_it_was_never_sent(ledger: Ledger, make: Make) -> None:
    """A message to them that was never sent is an entry that says so; one to a friend is not."""
    export = make(sms("I miss", kind=3), sms("to a friend", 1, who=FRIEND, kind=3))
    done = bring_in(ledger, export, preview(ledger, export, THEM))
    assert done.entries == (7, 7)
    assert contact_at(ledger, 7).flags == ("not-sent",)


def test_another_command_s_entry_in_between_is_counted_in(ledger: Ledger, make: Make) -> None:
    """If the record grew after the preview, the counts in the source entry are made anew."""
    small, large = make(sms("a"), name="a.xml"), make(sms("a"), sms("b", 1), name="b.xml")
    agreed = preview(ledger, large, THEM)
    bring_in(ledger, small, preview(ledger, small, THEM))
    done = bring_in(ledger, large, agreed)
    source = source_of(ledger, done.source)
    assert (source.imported, source.duplicates, source.parsed) == (1, 1, 2)
    identifiers = [entry.fact for entry in ledger.entries("record", kinds=("identifier",))]
    assert len(identifiers) == 2


def test_an_entry_between_counting_and_writing_is_counted_in(
    ledger: Ledger, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that writes at the last moment makes the import count again, not record wrong counts."""
    export = make(sms("a"), sms("b", 1))
    agreed = preview(ledger, export, THEM)
    keep, intruders = module._keep_source, [Person(role="other", name="Priya")]

    def intrude(*given: object) -> str:
        if intruders:
            ledger.append([intruders.pop()])
        return keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_keep_source", intrude)
    done = bring_in(ledger, export, agreed)
    assert done.entries == (8, 9)
    intruders.extend([Person(role="other", name="Lee")] * 99)
    other = make(sms("c", 9), name="b.xml")
    with pytest.raises(RecordkeeperError, match="kept writing"):
        bring_in(ledger, other, preview(ledger, other, THEM))


def test_a_note_in_the_private_book_does_not_count_as_a_change(ledger: Ledger, make: Make) -> None:
    """Only the record's own head matters to the counts."""
    export = make(sms("a"))
    agreed = preview(ledger, export, THEM)
    ledger.append([Note(words="a note")])
    assert bring_in(ledger, export, agreed).counted is agreed


def test_a_file_that_changed_since_it_was_shown_is_not_brought_in(
    ledger: Ledger, make: Make, tmp_path: Path
) -> None:
    """What the keeper did not see is never recorded, whole or matching."""
    for keep in ("whole", "matching"):
        export = make(sms("a"), sms("b", 1))
        agreed = preview(ledger, export, replace(THEM, keep=keep))
        (tmp_path / "sms.xml").write_text(f"<smses>{sms('x')}\n{sms('forged', 1)}</smses>" + " " * 400)
        before = ledger.head()
        with pytest.raises(RecordkeeperError, match="not the same"):
            bring_in(ledger, export, agreed)
        assert ledger.head() == before


def test_messages_longer_than_a_read_are_kept_whole(ledger: Ledger, make: Make) -> None:
    """The matching bytes are streamed in pieces, and put together again they are exact."""
    long = "ä" * 3_000
    export = make(sms(long), sms("x", 1, who=FRIEND), sms(long, 2))
    limits = Limits(chunk=1_000)
    agreed = preview(ledger, export, replace(THEM, keep="matching", limits=limits))
    source = source_of(ledger, bring_in(ledger, export, agreed).source)
    assert read(ledger, source.stored).decode() == sms(long) + sms(long, 2)
    assert source.stored == hashlib.sha256((sms(long) + sms(long, 2)).encode()).hexdigest()


def test_the_first_and_last_moment_cover_the_whole_file(ledger: Ledger, make: Make) -> None:
    """What the source covers is the file's own span, others' messages included."""
    export = make(sms("a", 60), sms("lunch", 0, who=FRIEND), sms("b", 61))
    source = source_of(ledger, bring_in(ledger, export, preview(ledger, export, THEM)).source)
    assert (source.first, source.last) == (BASE, BASE + 61 * 60_000)
    assert source.completeness
    assert source.declared == 3
