"""Verification: every step taken and told, whatever the others found. Defects: ``tests/tampered``."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.ledger.steps import STEPS, Verification, unopened
from recordkeeper.ledger.verification import verify
from recordkeeper.records.custody import ErasedSource, Erasure, Source
from recordkeeper.records.fact import FileRef
from recordkeeper.records.keeping import Note
from recordkeeper.vault.box import Vault
from recordkeeper.vault.reading import Stored
from tests.casebook import contact
from tests.forger import forging
from tests.ledger.few_facts import MATTER, calls


def failed(found: Verification) -> list[int]:
    """The numbers of the steps that do not hold."""
    return [step.number for step in found.steps if not step.ok]


def detail(found: Verification, number: int) -> str:
    """What a step told."""
    return found.steps[number - 1].detail


def test_a_sound_record_is_intact(ledger: Ledger, vault: Vault) -> None:
    """Every step, by number and name, and the heads of both books."""
    ledger.append([MATTER, *calls(2), Note(words="n")])
    found = verify(vault)
    assert [(step.number, step.name) for step in found.steps] == list(STEPS.items())
    assert [step.detail for step in found.steps] == [
        "ok", "ok", "3 entries, 1 private", "ok", "ok", "ok", "0 checked", "0 checked", "0 checked",
    ]  # fmt: skip
    assert (found.result, found.unknown) == ("intact", 0)
    assert found.heads == {"record": ledger.head(), "private": ledger.head("private")}


def test_an_empty_record_is_intact(vault: Vault) -> None:
    """Nothing to find fault with."""
    found = verify(vault)
    assert (found.result, found.heads["record"].count) == ("intact", 0)


def test_damaged_key_files_fail_the_first_step_alone(ledger: Ledger, vault: Vault) -> None:
    """The rest is looked at all the same."""
    ledger.append([MATTER])
    vault.key_damage = ("keys.json is damaged",)
    found = verify(vault)
    assert (failed(found), detail(found, 1), found.result) == ([1], "keys.json is damaged", "damaged")
    assert found.heads["record"].count == 1


def test_a_book_that_cannot_be_read_on_hides_nothing_else(
    ledger: Ledger, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unreadable page ends the walk of its book; the other book is walked, and the step says so."""
    ledger.append([MATTER, *calls(2), Note(words="n")])
    real = vault.stored

    def stored(book: str) -> Iterator[Stored]:
        for entry in real(book):
            if book == "record" and entry[0] == 2:
                raise IntegrityError("a page could not be read")
            yield entry

    monkeypatch.setattr(vault, "stored", stored)
    found = verify(vault)
    assert (failed(found), detail(found, 2)) == ([2], "a page could not be read")
    assert found.heads == {"private": ledger.head("private")}


@pytest.mark.parametrize("change", [{"kind": "dream"}, {"v": 2}])
def test_what_a_newer_program_wrote_is_not_called_intact(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret, change: dict[str, Any]
) -> None:
    """It verifies, unread: "cannot verify", never "intact" and never "damaged"."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        for part in ("public", "private"):
            forger.reword(2, part, lambda body: body.update(change))
        forger.chain_anew()
    found = verify(vault)
    assert (found.result, found.unknown, failed(found)) == ("cannot verify", 1, [])
    assert detail(found, 6) == "1 of a newer kind, unread"
    assert [entry.fact is None for entry in ledger.entries("record")] == [False, True, False]


def test_damage_is_damage_beside_newer_entries_too(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """Not knowing one entry is no excuse for another."""
    ledger.append([MATTER, *calls(2)])
    with forging(place, secret) as forger:
        for part in ("public", "private"):
            forger.reword(2, part, lambda body: body.update(kind="dream"))
        forger.chain_anew()
        forger.reword(3, "public", lambda body: body.update(words="sorry"))
    assert verify(vault).result == "damaged"


def test_an_erasure_is_told_and_is_no_damage(ledger: Ledger, vault: Vault) -> None:
    """The place stays, the chain holds, and the step counts it."""
    ledger.append([MATTER, *calls(2)])
    ledger.append([Erasure(target=ledger.target(2), reason="intimate")])
    with vault.transaction() as writing:
        writing.remove_content("record", 2)
    found = verify(vault)
    assert (found.result, detail(found, 3), detail(found, 7)) == (
        "intact",
        "4 entries, 1 erased",
        "1 checked",
    )


def test_words_zeroed_in_a_source_are_erased_and_not_damaged(ledger: Ledger, vault: Vault) -> None:
    """The erasure says what the stored file is afterwards; any other bytes are damage again."""
    stored = ledger.keep_file(lambda: io.BytesIO(b"<sms>hello</sms><sms>secret</sms>"))
    name, size = stored.sha256, stored.size
    kept = Source(
        sha256=name,
        size=size,
        kept="whole",
        stored=name,
        importer="x",
        importer_version=1,
        parsed=1,
        imported=1,
    )
    ledger.append([MATTER, kept, *calls(1)])
    afterwards = vault.zeroed_digest(name, [(21, 27)])
    zeroed = ErasedSource(sha256=name, ranges=((21, 27),), afterwards=afterwards)
    ledger.append([Erasure(target=ledger.target(3), reason="intimate", sources=(zeroed,))])
    with vault.transaction() as writing:
        writing.remove_content("record", 3)
    assert failed(verify(vault)) == [8]
    with vault.transaction() as writing:
        writing.zero_file(name, [(21, 27)])
    found = verify(vault)
    assert (found.result, detail(found, 8)) == ("intact", "1 checked")
    with vault.transaction() as writing:
        writing.zero_file(name, [(0, 3)])
    assert failed(verify(vault)) == [8]


def test_each_file_is_read_once_and_told_of(ledger: Ledger, vault: Vault) -> None:
    """Two entries that cite one file; a progress line can be shown."""
    stored = ledger.keep_file(lambda: io.BytesIO(b"abc"))
    photo = FileRef(sha256=stored.sha256, size=3)
    ledger.append([contact("2026-02-01T21:04", files=(photo,)) for _ in range(2)])
    told: list[int] = []
    found = verify(vault, on_file=lambda: told.append(1))
    assert (found.result, detail(found, 8), len(told)) == ("intact", "1 checked", 1)


def test_many_faults_are_counted_and_three_are_told(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """A thousand lines say no more than three."""
    ledger.append([MATTER, *calls(9)])
    with forging(place, secret) as forger:
        forger.sql("UPDATE content SET salt = randomblob(32) WHERE part = 'public'")
    found = verify(vault)
    assert detail(found, 4) == (
        "the words of entry 1 are not those that were sealed; the words of entry 2 are not those that were"
        " sealed; the words of entry 3 are not those that were sealed (and 7 more)"
    )


def test_faults_of_the_private_book_are_named_so(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret
) -> None:
    """N1 is another entry than 1."""
    ledger.append([MATTER, Note(words="n")])
    with forging(place, secret) as forger:
        forger.reword(1, "public", lambda body: body.update(words="m"), "private")
    assert detail(verify(vault), 4) == "the words of entry N1 are not those that were sealed"


@pytest.mark.parametrize("first", [1, 2])
def test_what_could_not_be_opened_names_the_step_and_claims_nothing_after_it(first: int) -> None:
    """Steps before it hold, it fails with its reason, the rest was not reached."""
    found = unopened({first: "why"})
    assert failed(found) == list(range(first, 10))
    assert (found.result, detail(found, first), found.heads) == ("damaged", "why", {})
    assert detail(found, 9) == "not reached: the record could not be opened"
    assert [step.detail for step in found.steps[: first - 1]] == ["ok"] * (first - 1)


def test_the_heads_are_those_of_the_chain(ledger: Ledger, vault: Vault) -> None:
    """Count and link of the last entry, for an outside witness."""
    ledger.append([MATTER, *calls(2)])
    last = list(ledger.rows("record"))[-1]
    assert verify(vault).heads["record"] == Head(3, last.link)
