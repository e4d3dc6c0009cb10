"""The book: it only grows, without a gap, never twice, and never on a broken end."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from recordkeeper import clock
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import BadInput, IntegrityError, NotFound, WriteUncertain
from recordkeeper.ledger.ledger import Head, Ledger, Writer
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import Fact, FileRef, Target
from recordkeeper.records.keeping import Note, Why
from recordkeeper.records.people import Matter
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from tests.casebook import LONDON, contact
from tests.forger import Forger, forging

MATTER = Matter(home_zone=LONDON)
IOERR = 10


def calls(count: int) -> list[Fact]:
    """So many contacts."""
    return [contact("2026-02-01T21:04", words=f"call {number}") for number in range(count)]


def chained(vault_id: bytes, book: str, digests: list[bytes]) -> bytes:
    """The head of a book, computed with nothing but ``hashlib``."""
    link = hashlib.sha256(b"recordkeeper chain v1\n" + vault_id + b"\n" + book.encode()).digest()
    for digest in digests:
        link = hashlib.sha256(b"\x01" + link + digest).digest()
    return link


def fail_commit(vault: Vault, code: int, *, after: bool) -> None:
    """Let the next commit fail, before or after it took effect."""
    real = vault._connection.execute

    def execute(sql: str, *values: Any) -> Any:
        if sql != "COMMIT":
            return real(sql, *values)
        vault._connection.execute = real
        if after:
            real(sql)
        error = dbapi2.OperationalError("planted")
        error.sqlite_errorcode = code
        raise error

    vault._connection.execute = execute


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


def test_a_file_is_whole_only_with_the_bytes_it_was_named_for(
    ledger: Ledger, place: Path, secret: KeyFileSecret
) -> None:
    """Altered, cut short or absent: not whole."""
    stored = ledger.keep_file(lambda: io.BytesIO(b"abc"))
    assert ledger.whole_file(stored.sha256)
    assert not ledger.whole_file("ab" * 32)
    for harm in ("UPDATE chunk SET packed = 0, bytes = x'616264'", "DELETE FROM chunk"):
        with forging(place, secret) as forger:
            forger.sql(harm)
        assert not ledger.whole_file(stored.sha256)


def test_files_are_swept_only_when_nobody_cites_them(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days later the cited one is there, the forgotten one is not."""
    cited, forgotten = (ledger.keep_file(lambda data=data: io.BytesIO(data)) for data in (b"abc", b"def"))
    ledger.append([contact("2026-02-01T21:04", files=(FileRef(sha256=cited.sha256, size=3),))])
    assert ledger.sweep_files() == 0
    later = clock.now() + 2 * 86_400_000
    monkeypatch.setattr(clock, "now", lambda: later)
    assert ledger.sweep_files() == 1
    assert b"".join(ledger.read_file(cited.sha256)) == b"abc"
    with pytest.raises(IntegrityError):
        list(ledger.read_file(forgotten.sha256))


def test_the_last_entry_is_looked_for_after_a_failed_commit(ledger: Ledger, vault: Vault) -> None:
    """The commit took effect although the disk said otherwise: recorded, once, and no error."""
    ledger.append([MATTER])
    fail_commit(vault, IOERR, after=True)
    written = ledger.append(calls(2))
    assert [one.name for one in written] == ["2", "3"]
    assert [entry.id for entry in ledger.entries("record")][1:] == [one.id for one in written]


def test_what_did_not_arrive_is_not_claimed(ledger: Ledger, vault: Vault) -> None:
    """The commit failed and nothing is there: the question is handed on, and trying again records once."""
    ledger.append([MATTER])
    fail_commit(vault, IOERR, after=False)
    with pytest.raises(WriteUncertain):
        ledger.append(calls(1))
    assert ledger.head().count == 1
    assert [one.name for one in ledger.append(calls(1))] == ["2"]
    assert ledger.head().count == 2


def test_another_writers_entry_is_not_taken_for_ours(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The serial is taken, by someone else: ours was not recorded."""
    ledger.append([MATTER])
    real = vault.transaction

    @contextmanager
    def overtaken() -> Iterator[Any]:
        with pytest.raises(ZeroDivisionError), real() as transaction:
            yield transaction
            raise ZeroDivisionError
        with Ledger(open_vault(place, secret, write=True)) as other:
            other.append([contact("2026-02-01T21:04", words="the other's")])
        raise WriteUncertain("planted")

    monkeypatch.setattr(vault, "transaction", overtaken)
    with pytest.raises(WriteUncertain):
        ledger.append(calls(1))
    assert ledger.head().count == 2


def test_an_empty_command_that_fails_claims_nothing(ledger: Ledger, vault: Vault) -> None:
    """No entry to look for: the error stands."""
    fail_commit(vault, IOERR, after=True)
    with pytest.raises(WriteUncertain):
        ledger.append([])


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


def test_one_entry_by_its_serial(ledger: Ledger) -> None:
    """In either book; what is not there is said to be absent, with the end of the book."""
    ledger.append([MATTER, *calls(1), Note(words="n")])
    assert ledger.entry(2).kind == "contact"
    assert ledger.entry(1, "private").fact == Note(words="n")
    for absent in (0, 3, 900):
        with pytest.raises(NotFound, match=f"no entry {absent}: the record ends at 2"):
            ledger.entry(absent)


def test_a_target_names_an_entry_by_serial_and_digest(ledger: Ledger) -> None:
    """So that it cannot be exchanged for another."""
    ledger.append([MATTER, *calls(1)])
    assert ledger.target(2) == Target(serial=2, digest=ledger.entry(2).digest.hex())


def test_entries_of_some_kinds_only(ledger: Ledger) -> None:
    """In order, each seal checked; the others are not read."""
    ledger.append([MATTER, *calls(2), Note(words="n")])
    assert [entry.serial for entry in ledger.entries("record", kinds=["contact"])] == [2, 3]
    assert [row.serial for row in ledger.rows("record", kinds=["matter"])] == [1]
    assert [row.serial for row in ledger.rows("record")] == [1, 2, 3]


def _reword(forger: Forger) -> None:
    forger.reword(2, "public", lambda body: body.update(words="sorry"))


def _move(forger: Forger) -> None:
    forger.swap(2, 3)


def _renumber(forger: Forger) -> None:
    forger.move(3, 4)


@pytest.mark.parametrize("harm", [_reword, _move, _renumber])
def test_altered_entries_are_not_handed_out(
    ledger: Ledger, place: Path, secret: KeyFileSecret, harm: Any
) -> None:
    """Reading the book in order stops at the first entry that does not fit."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        harm(forger)
    with pytest.raises(IntegrityError, match="does not match its seal"):
        list(ledger.entries("record"))


def test_altered_entries_of_a_kind_are_not_handed_out(
    ledger: Ledger, place: Path, secret: KeyFileSecret
) -> None:
    """Also where only some kinds are read."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        _reword(forger)
    with pytest.raises(IntegrityError, match="Entry 2 of the record book does not match its seal"):
        list(ledger.entries("record", kinds=["contact"]))


def test_an_altered_entry_is_not_handed_out_alone(ledger: Ledger, place: Path, secret: KeyFileSecret) -> None:
    """One entry asked for by its number is checked against its seal like any other."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        _reword(forger)
    with pytest.raises(IntegrityError):
        ledger.entry(2)


def test_what_may_still_be_undone_is_not_claimed(ledger: Ledger, vault: Vault) -> None:
    """Where even the rollback failed, an uncommitted entry is no proof that it was recorded."""
    real = vault._connection.execute

    def execute(sql: str, *values: Any) -> Any:
        if sql not in {"COMMIT", "ROLLBACK"}:
            return real(sql, *values)
        error = dbapi2.OperationalError("planted")
        error.sqlite_errorcode = IOERR
        raise error

    vault._connection.execute = execute
    with pytest.raises(WriteUncertain):
        ledger.append([MATTER])


def test_leaving_the_book_closes_the_vault(place: Path, secret: KeyFileSecret, ledger: Ledger) -> None:
    """Other commands may be waiting."""
    ledger.append([MATTER])
    with Ledger(open_vault(place, secret, write=False)) as opened:
        assert opened.head().count == 1
    with pytest.raises(IntegrityError):
        opened.head()
