"""The words of an erased message in the file it came from: zeroed there, and nowhere else."""

from typing import Any

import pytest

from recordkeeper.errors import BadInput
from recordkeeper.ledger.imported_words import Zeroed
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.verification import verify
from recordkeeper.records.custody import (
    Erasure,
)
from recordkeeper.vault.box import Vault
from tests.casebook import contact, ms
from tests.ledger.erased import EXPORT, case_of, erased, kept, messages, planned, source
from tests.ledger.few_facts import MATTER


def test_words_in_the_imported_file_are_zeroed(ledger: Ledger, vault: Vault) -> None:
    """The whole element goes, and the file says after each erasure what it is now."""
    stored = kept(ledger, EXPORT).sha256
    ledger.append([MATTER, source(stored), *messages(2)])
    assert erased(ledger, 4).zeroed == Zeroed(stored, ((12, 25),))
    assert b"".join(vault.read_file(stored)) == b"<a>first</a>" + bytes(13) + b"<c>third</c>"
    assert verify(vault).result == "intact"
    erased(ledger, 3)
    assert b"".join(vault.read_file(stored)) == bytes(25) + b"<c>third</c>"
    first, second = (one.fact.sources[0].afterwards for one in case_of(ledger).of(Erasure))
    assert first != second
    assert verify(vault).result == "intact"


def test_where_only_cited_parts_are_kept_its_own_part_is_zeroed(ledger: Ledger, vault: Vault) -> None:
    """What is stored are the parts one after another; those erased before still take their room."""
    stored = kept(ledger, b"firstSECRETthird").sha256
    ranges = ((100, 105), (200, 206), (300, 305))
    ledger.append([MATTER, source(stored, kept="matching", sha256="f" * 64), *messages(2, ranges)])
    erased(ledger, 3)
    assert erased(ledger, 4).zeroed == Zeroed(stored, ((5, 11),))
    assert b"".join(vault.read_file(stored)) == bytes(11) + b"third"
    assert verify(vault).result == "intact"


def test_a_place_that_cannot_be_told_is_not_guessed(ledger: Ledger, vault: Vault) -> None:
    """An erasure before it that gives no range leaves the file as a whole to erase."""
    stored = kept(ledger, b"firstSECRETthird").sha256
    ranges = ((100, 105), (200, 206), (300, 305))
    ledger.append([MATTER, source(stored, kept="matching", sha256="f" * 64), *messages(2, ranges)])
    ledger.append([Erasure(target=ledger.target(3), reason="x", of_kind="contact")])
    with vault.transaction() as writing:
        writing.remove_content("record", 3)
    with pytest.raises(BadInput, match="can no longer be told") as error:
        planned(ledger, 4)
    assert error.value.advice == "Nothing was erased. The file as a whole can go: rk erase 2"
    agreed = erased(ledger, 2)
    assert (agreed.dropped, agreed.resting) == ((stored,), (4, 5))
    assert planned(ledger, 4).zeroed is None


def test_a_file_that_is_also_an_exhibit_is_not_zeroed_behind_it(ledger: Ledger) -> None:
    """An exhibit would no longer be what its entry says; that entry goes first."""
    export = kept(ledger, EXPORT)
    ledger.append([MATTER, source(export.sha256), *messages(2), contact(None, files=(export,))])
    with pytest.raises(BadInput, match="also a file of #6") as error:
        planned(ledger, 4)
    assert error.value.advice == "Nothing was erased. First: rk erase 6"
    erased(ledger, 6)
    assert planned(ledger, 4).zeroed is not None


def test_a_file_let_go_and_brought_in_again_is_whole(ledger: Ledger, vault: Vault) -> None:
    """Zeroed, dropped with its last entry, imported once more: nothing is damaged, then or later."""
    stored = kept(ledger, EXPORT).sha256
    ledger.append([MATTER, source(stored), *messages(2)])
    erased(ledger, 4)
    erased(ledger, 2)
    assert not vault.has_file(stored)
    kept(ledger, EXPORT)
    ledger.append([source(stored), *messages(8)])
    assert verify(vault).result == "intact"
    erased(ledger, 10)
    assert verify(vault).result == "intact"
    with vault.transaction() as writing:
        writing.zero_file(stored, [(0, 1)])
    assert verify(vault).result == "damaged"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (2,)),
        ({"first": ms("2026-01-01T00:00"), "last": ms("2026-03-01T00:00")}, (2,)),
        ({"first": ms("2026-02-20T00:00"), "last": ms("2026-03-01T00:00")}, ()),
        ({"first": ms("2026-01-01T00:00"), "last": ms("2026-01-02T00:00")}, ()),
        ({"kept": "matching"}, ()),
    ],
)
def test_other_imports_that_may_hold_it_are_named(
    ledger: Ledger, fields: dict[str, Any], expected: tuple[int, ...]
) -> None:
    """Overlapping exports repeat messages: those kept whole that reach over its time."""
    stored = kept(ledger, EXPORT).sha256
    ledger.append([MATTER, source(stored, **fields), contact("2026-02-01T21:04"), contact(None)])
    assert planned(ledger, 3).may_hold == expected
    assert planned(ledger, 4).may_hold == ()
    assert planned(ledger, 2).may_hold == ()


def test_its_own_import_may_hold_it_twice(ledger: Ledger) -> None:
    """A file that told some messages twice is named; one that did not is not."""
    once, twice = kept(ledger, EXPORT).sha256, kept(ledger, EXPORT + b"!").sha256
    outside = {"first": 0, "last": 1}
    ledger.append([MATTER, source(once), *messages(2), source(twice, duplicates=1, **outside)])
    assert planned(ledger, 4).may_hold == ()
    ledger.append([source(twice, duplicates=1), *messages(7)])
    assert planned(ledger, 8).may_hold == (2, 7)
