"""The book: it only grows, without a gap, and never on a broken end."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper import clock
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger.ledger import Head, Ledger, Writer
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import Fact, FileRef, Target
from recordkeeper.records.keeping import Note, Why
from recordkeeper.vault.making import open_vault
from tests.casebook import contact
from tests.forger import forging
from tests.ledger.few_facts import MATTER, calls


def chained(vault_id: bytes, book: str, digests: list[bytes]) -> bytes:
    """The head of a book, computed with nothing but ``hashlib``."""
    link = hashlib.sha256(b"recordkeeper chain v1\n" + vault_id + b"\n" + book.encode()).digest()
    for digest in digests:
        link = hashlib.sha256(b"\x01" + link + digest).digest()
    return link


def test_an_empty_book_begins_at_its_own_link(ledger: Ledger) -> None:
    """Head and start are the same before anything is recorded, and differ by book."""
    for book in ("record", "private"):
        assert ledger.head(book) == ledger.start(book) == Head(0, chained(ledger.vault_id, book, []))
    assert list(ledger.entries("record")) == []
    assert len(ledger.vault_id) == 16


def test_serials_run_on_without_a_gap_in_two_books(ledger: Ledger) -> None:
    """Each book counts for itself, whatever the order in which facts come."""
    first = ledger.append([MATTER, Why(words="sleep"), *calls(1), Note(words="n", about=2)])
    assert [one.name for one in first] == ["1", "N1", "2", "N2"]
    assert [one.name for one in ledger.append([Note(words="m"), *calls(2)])] == ["N3", "3", "4"]
    assert [entry.serial for entry in ledger.entries("record")] == [1, 2, 3, 4]
    assert [entry.kind for entry in ledger.entries("private")] == ["why", "note", "note"]


def test_every_entry_is_linked_to_the_one_before(ledger: Ledger) -> None:
    """The head of both books is what ``hashlib`` makes of the digests."""
    ledger.append([MATTER, Note(words="n"), *calls(3), Note(words="m")])
    for book, count in (("record", 4), ("private", 2)):
        digests = [entry.digest for entry in ledger.entries(book)]
        assert ledger.head(book) == Head(count, chained(ledger.vault_id, book, digests))
        assert [entry.link for entry in ledger.entries(book)][-1] == ledger.head(book).link


def test_what_was_recorded_is_read_back(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fact, the time by the machine's clock, where and under which clock it was."""
    reading = clock.Reading(5_000, "Europe/Vienna", 3600, "boot", 77)
    monkeypatch.setattr(clock, "reading", lambda: reading)
    monkeypatch.setattr(clock, "now", lambda: 6_000)
    fact = contact("2026-02-01T21:04", words="I know where you are", location="home")
    (written,) = ledger.append([fact])
    entry = ledger.entry(1)
    assert (entry.fact, entry.kind, entry.recorded_at, entry.id) == (fact, "contact", 6_000, written.id)
    assert entry.stamp is not None
    stamp = entry.stamp
    assert (stamp.zone, stamp.offset, stamp.boot, stamp.boot_ms) == ("Europe/Vienna", 3600, "boot", 77)
    assert written.recorded_at == 6_000


def test_one_command_shares_one_operation(ledger: Ledger) -> None:
    """So that it can be taken back as a whole; the next command has another."""
    ledger.append([MATTER, *calls(2)])
    ledger.append(calls(1))
    operations = [entry.stamp.operation for entry in ledger.entries("record") if entry.stamp is not None]
    assert operations[0] == operations[1] == operations[2] != operations[3]
    assert len({entry.id for entry in ledger.entries("record")}) == 4


def test_facts_can_name_the_serials_they_will_have(ledger: Ledger) -> None:
    """Inside the transaction no other writer can come between."""
    ledger.append([MATTER])

    def with_notes(writer: Writer) -> Iterator[Fact]:
        for fact in calls(2):
            about = writer.next_serial()
            yield fact
            yield Note(words=f"{writer.next_serial('private')}", about=about)

    written = ledger.compose(with_notes)
    assert [one.name for one in written] == ["2", "N1", "3", "N2"]
    notes = [entry.fact for entry in ledger.entries("private")]
    assert notes == [Note(words="1", about=2), Note(words="2", about=3)]


def test_a_long_import_remembers_a_hundred(ledger: Ledger) -> None:
    """Memory stays flat: the first hundred and the last are known afterwards, all are there."""
    written = ledger.append(calls(250))
    assert [one.serial for one in written] == list(range(1, 101))
    assert ledger.head().count == 250


def test_nothing_is_recorded_of_a_command_that_fails(ledger: Ledger) -> None:
    """All of a command's entries or none."""
    bad = Correction(target=Target(serial=1, digest="ab" * 32), field="duration", new=0.5, reason="x")
    with pytest.raises(BadInput, match="float"):
        ledger.append([MATTER, Note(words="n"), bad])
    assert (ledger.head().count, ledger.head("private").count) == (0, 0)


def test_an_entry_that_cites_a_missing_file_is_refused(ledger: Ledger) -> None:
    """The file comes first, then the entry that cites it."""
    photo = FileRef(sha256="ab" * 32, size=3)
    with pytest.raises(IntegrityError, match="not stored"):
        ledger.append([contact("2026-02-01T21:04", files=(photo,))])
    stored = ledger.keep_file(lambda: io.BytesIO(b"abc"))
    ledger.append([contact("2026-02-01T21:04", files=(FileRef(sha256=stored.sha256, size=3),))])
    assert b"".join(ledger.read_file(stored.sha256)) == b"abc"


def test_no_facts_are_no_entries(ledger: Ledger) -> None:
    """Nothing to record is not an error."""
    assert ledger.append([]) == []


@pytest.mark.parametrize("book", ["record", "private"])
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE entry SET link = randomblob(32) WHERE book = ? AND serial = 3",
        "UPDATE entry SET digest = randomblob(32) WHERE book = ? AND serial = 3",
        "UPDATE entry SET link = randomblob(32) WHERE book = ? AND serial = 2",
        "UPDATE content SET salt = randomblob(32) WHERE book = ? AND serial = 3 AND part = 'private'",
        "UPDATE content SET bytes = '{}' WHERE book = ? AND serial = 3 AND part = 'public'",
        "DELETE FROM entry WHERE book = ? AND serial = 2",
        "UPDATE entry SET serial = 4 WHERE book = ? AND serial = 3",
        "DELETE FROM content WHERE book = ? AND serial = 3",
    ],
)
def test_nothing_is_added_to_a_broken_end(
    ledger: Ledger, place: Path, secret: KeyFileSecret, harm: str, book: str
) -> None:
    """Whichever book is broken, neither grows: a good entry on a bad one would seal the damage in."""
    ledger.append([MATTER, *calls(2), Note(words="a"), Note(words="b"), Note(words="c")])
    with forging(place, secret) as forger:
        forger.sql(harm, book)
    before = ledger._vault.tail("record"), ledger._vault.tail("private")
    for fact in (MATTER, Note(words="d")):
        with pytest.raises(IntegrityError, match=f"last entry of the {book} book") as caught:
            ledger.append([fact])
        assert caught.value.advice.endswith("rk verify")
    assert (ledger._vault.tail("record"), ledger._vault.tail("private")) == before


def test_an_erased_entry_before_the_end_is_no_hindrance(
    ledger: Ledger, place: Path, secret: KeyFileSecret
) -> None:
    """Its digest and link are enough."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        forger.sql("DELETE FROM content WHERE book = 'record' AND serial = 2")
    assert [one.serial for one in ledger.append(calls(1))] == [4]


def test_leaving_the_book_closes_the_vault(place: Path, secret: KeyFileSecret, ledger: Ledger) -> None:
    """Other commands may be waiting."""
    ledger.append([MATTER])
    with Ledger(open_vault(place, secret, write=False)) as opened:
        assert opened.head().count == 1
    with pytest.raises(IntegrityError):
        opened.head()
