"""What is read from the book, and the files beside it, is what was put there, or nothing."""

import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from recordkeeper import clock
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError, NotFound
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.fact import FileRef, Target
from recordkeeper.records.keeping import Note
from tests.casebook import contact
from tests.forger import Forger, forging
from tests.ledger.few_facts import MATTER, calls


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
    cited, forgotten = (ledger.keep_file(partial(io.BytesIO, data)) for data in (b"abc", b"def"))
    ledger.append([contact("2026-02-01T21:04", files=(FileRef(sha256=cited.sha256, size=3),))])
    assert ledger.sweep_files() == 0
    later = clock.now() + 2 * 86_400_000
    monkeypatch.setattr(clock, "now", lambda: later)
    assert ledger.sweep_files() == 1
    assert b"".join(ledger.read_file(cited.sha256)) == b"abc"
    with pytest.raises(IntegrityError):
        list(ledger.read_file(forgotten.sha256))
