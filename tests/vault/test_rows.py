"""Rows come out of the box as they went in, in order, and in flat memory."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordkeeper.errors import IntegrityError
from recordkeeper.vault.box import Vault
from recordkeeper.vault.rows import SealedRow, Tail
from recordkeeper.vault.writing import BATCH

from .conftest import Seal


def test_an_empty_book_has_no_tail(vault: Vault) -> None:
    """Serial 0 and no link: the ledger begins from there."""
    assert vault.tail("record") == Tail(0, None)
    assert list(vault.rows("record")) == []
    assert vault.last("record", 3) == []


def test_rows_come_back_as_they_went_in(vault: Vault, seal: Seal) -> None:
    """Every field and every byte, two books side by side."""
    given_rows = [seal(1), seal(2, facts="voil\u00e0 \U0001f600 \u202e"), seal(1, "private", "note")]
    with vault.transaction() as writing:
        writing.append(given_rows)
        assert writing.tail("record") == Tail(2, given_rows[1][0].link)
        assert writing.last("private", 1) == [given_rows[2][0]]
    assert list(vault.rows("record")) == [given_rows[0][0], given_rows[1][0]]
    assert list(vault.rows("private")) == [given_rows[2][0]]


def test_thousands_of_rows_stream_in_serial_order(vault: Vault, seal: Seal) -> None:
    """More than two batches of writing, read from the middle and from the end."""
    last = 2 * BATCH + 10
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, last + 1))
    assert [row.serial for row in vault.rows("record")] == list(range(1, last + 1))
    assert [row.serial for row in vault.rows("record", after=last - 3)] == [last - 2, last - 1, last]
    assert [row.serial for row in vault.last("record", 2)] == [last - 1, last]


@pytest.mark.parametrize("at", [BATCH - 1, BATCH + 1])
def test_a_wrong_row_in_any_batch_takes_everything_back(vault: Vault, seal: Seal, at: int) -> None:
    """Whether it was written beside or not, and whatever was drawn meanwhile."""
    serials = [*range(1, at + 1), at + 5, *range(at + 2, BATCH + 50)]
    with pytest.raises(IntegrityError, match="refused a change"), vault.transaction() as writing:
        writing.append(seal(serial) for serial in serials)
    assert list(vault.rows("record")) == []


def test_what_goes_wrong_while_rows_are_drawn_takes_everything_back(vault: Vault, seal: Seal) -> None:
    """The batches written before are gone with it."""

    def rows() -> Iterator[tuple[SealedRow, Sequence[str]]]:
        yield from (seal(serial) for serial in range(1, 2 * BATCH))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), vault.transaction() as writing:
        writing.append(rows())
    assert list(vault.rows("record")) == []


def test_rows_can_be_asked_for_by_kind(vault: Vault, seal: Seal) -> None:
    """Only the kinds named, still in serial order; no kinds, no rows."""
    with vault.transaction() as writing:
        kinds = ("contact", "note", "boundary", "contact")
        writing.append(seal(serial, kind=kind) for serial, kind in enumerate(kinds, 1))
    assert [row.serial for row in vault.rows("record", kinds=["contact", "boundary"])] == [1, 3, 4]
    assert [row.serial for row in vault.rows("record", kinds=["contact"], after=1)] == [4]
    assert list(vault.rows("record", kinds=[])) == []
    assert vault.serials("record", "contact") == [1, 4]
    assert vault.serials("private", "contact") == []


def test_an_id_is_found_again_only_among_later_entries(vault: Vault, seal: Seal) -> None:
    """After an uncertain write the answer is a serial, or that there is none."""
    with vault.transaction() as writing:
        writing.append([seal(1), seal(2)])
    assert vault.find("record", "record-2", after=1) == 2
    assert vault.find("record", "record-2", after=2) is None
    assert vault.find("private", "record-2", after=0) is None


def test_an_exception_takes_everything_back(vault: Vault, seal: Seal) -> None:
    """All of a transaction, or nothing of it."""

    def broken_off() -> Iterator[tuple[SealedRow, Sequence[str]]]:
        yield from (seal(serial) for serial in range(1, 600))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), vault.transaction() as writing:
        writing.append(broken_off())
    assert vault.tail("record") == Tail(0, None)
    assert vault.stray_content("record") == []


def test_a_row_without_content_can_be_carried_over(vault: Vault, seal: Seal) -> None:
    """A copy of a book keeps the digests of what was erased in it."""
    bare = seal(1)[0]._replace(public=None, private=None)
    with vault.transaction() as writing:
        writing.append([(bare, ())])
    assert list(vault.rows("record")) == [bare]


def test_content_without_an_entry_is_noticed(vault: Vault, seal: Seal) -> None:
    """Bytes smuggled in beside the chain do not go unseen."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    vault._connection.execute(
        "INSERT INTO content (book, serial, part, salt, bytes) VALUES ('record', 7, 'public', ?, '{}')",
        (bytes(32),),
    )
    assert vault.stray_content("record") == [7]
    assert vault.stray_content("private") == []


def test_bytes_that_are_no_json_are_refused(vault: Vault, seal: Seal) -> None:
    """What could not be read back later is not taken in."""
    row = seal(1)[0]
    assert row.public is not None
    broken = row._replace(public=row.public._replace(data=b"{"))
    with pytest.raises(IntegrityError), vault.transaction() as writing:
        writing.append([(broken, ())])
    assert vault.tail("record").serial == 0


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=8))
def test_any_text_survives(vault: Vault, seal: Seal, texts: list[str]) -> None:
    """Whatever a person can type or receive comes back byte for byte."""
    start = vault.tail("record").serial
    rows = [seal(start + place, facts=text) for place, text in enumerate(texts, 1)]
    with vault.transaction() as writing:
        writing.append(rows)
    expected: list[SealedRow] = [row for row, _cited in rows]
    assert list(vault.rows("record", after=start)) == expected
