"""What a chain alone cannot show, shown: whoever holds the key can write another book that verifies.

``docs/evidence-format.md`` says so. Against each, the head that someone outside has kept is the answer: it
is no longer the head, nor that of any first part of the book.
"""

from pathlib import Path

from recordkeeper.ledger.ledger import Ledger
from recordkeeper.vault.making import open_vault
from tests.casebook import contact
from tests.forger import forging
from tests.tampered import record
from tests.tampered.conftest import Ask


def links(place: Path) -> list[str]:
    """The head that the book had after each of its entries, in hex."""
    with record.opened(place) as vault:
        return [row.link.hex() for row in vault.rows("record")]


def test_a_book_cut_at_its_end_verifies(ask: Ask, place: Path) -> None:
    """The last entry taken away by a key holder leaves an intact book, and a head that is missing."""
    head_kept_outside = ask("verify").data["head"]
    with forging(place, record.SECRET) as forger:
        forger.remove(record.LAST)
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.data["entries"]) == (0, "intact", 15)
    assert head_kept_outside not in links(place)


def test_a_book_rebuilt_whole_verifies(ask: Ask, place: Path) -> None:
    """Other words, and every digest and link computed anew: intact, under another head."""
    head_kept_outside = ask("verify").data["head"]
    with forging(place, record.SECRET) as forger:
        forger.reword(record.LAST, "public", lambda body: body.update(words="sorry", recorded_at=1))
        forger.chain_anew(record.LAST)
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.data["entries"]) == (0, "intact", 16)
    assert head_kept_outside not in links(place)


def test_the_id_of_an_erased_entry_is_no_longer_sealed(ask: Ask, place: Path) -> None:
    """It stood in the bytes that are gone; its digest and its place remain."""
    with forging(place, record.SECRET) as forger:
        forger.sql("UPDATE entry SET id = ? WHERE book = 'record' AND serial = ?", "0" * 32, record.ERASED)
    assert ask("verify").code == 0


def test_a_head_kept_outside_stays_in_a_book_that_only_grew(ask: Ask, place: Path) -> None:
    """The other side of the limit: honest growth keeps every earlier head."""
    head_kept_outside = ask("verify").data["head"]
    with Ledger(open_vault(place, record.SECRET, write=True)) as ledger:
        ledger.append([contact("2026-02-08T09:00", words="again")])
    assert links(place)[15] == head_kept_outside
    assert ask("verify").data["entries"] == 17
