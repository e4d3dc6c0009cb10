"""What outside receipts show of when an entry was made, and what they do not."""

from typing import Any

from recordkeeper.audit.witnessed import Bound, Bracket, Witnessed, witnessed
from recordkeeper.records.custody import Receipt, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from tests.casebook import RESPONDENT, contact, fold_facts, ms, target

RECORDED = ms("2026-06-01T12:00")
"""Entry n is recorded n seconds after it."""


def receipt(count: int, at: str | None, type_: Any = "email") -> Receipt:
    """A receipt for the first entries, dated by an outsider."""
    file = FileRef(sha256="e" * 64, size=1)
    when = None if at is None else ms(at)
    return Receipt(type=type_, count=count, head=f"{count:064x}", file=file, witnessed_at=when)


def seen(*facts: Fact) -> Witnessed:
    """What is shown of a matter, the respondent, and these facts from entry 3 on."""
    return witnessed(fold_facts(RESPONDENT, *facts))


def call() -> Fact:
    """A contact, whenever."""
    return contact("2026-05-01T10:00")


def test_without_a_receipt_nothing_is_shown() -> None:
    """One bracket without bounds, everything waiting."""
    found = seen(call())
    assert found.brackets == (Bracket(1, 3, None, None),)
    assert (found.covered, found.unwitnessed, found.waiting, found.clock) == (0, 3, 1, ())


def test_between_two_receipts_an_entry_was_made_inside_a_bracket() -> None:
    """Before the one that covers it, after the one that stands before it."""
    found = seen(
        receipt(2, "2026-06-01T12:01"), call(), call(), receipt(5, "2026-06-01T12:02"), call()
    )  # entries 3, 4, 5, 6, 7
    first, second = Bound(ms("2026-06-01T12:01"), 3), Bound(ms("2026-06-01T12:02"), 6)
    assert found.brackets == (
        Bracket(1, 2, None, first),
        Bracket(3, 3, None, second, own=True),
        Bracket(4, 5, first, second),
        Bracket(6, 6, first, None, own=True),
        Bracket(7, 7, second, None),
    )
    assert (found.covered, found.unwitnessed, found.waiting) == (5, 2, 7)
    assert found.of(5) == Bracket(4, 5, first, second)


def test_the_earliest_that_covers_and_the_latest_before_bind() -> None:
    """More receipts make a bracket narrower, never wider."""
    found = seen(
        receipt(2, "2026-06-01T12:05"),
        receipt(2, "2026-06-01T12:01"),
        call(),
        receipt(5, "2026-06-01T12:09"),
        receipt(5, "2026-06-01T12:07"),
    )
    assert found.of(1).before == Bound(ms("2026-06-01T12:01"), 4)
    assert found.of(5).after == Bound(ms("2026-06-01T12:05"), 3)
    assert found.of(5).before == Bound(ms("2026-06-01T12:07"), 7)


def test_what_a_keeper_says_of_a_scan_bounds_nothing_from_below() -> None:
    """Its words could have been known before; a time not known bounds nothing at all."""
    found = seen(receipt(2, "2026-06-01T12:01", "scan"), call())
    assert (found.of(1).before, found.of(4).after) == (Bound(ms("2026-06-01T12:01"), 3), None)
    assert seen(receipt(2, None, "rfc3161")).brackets[0] == Bracket(1, 2, None, None)
    assert seen(receipt(2, None, "rfc3161")).covered == 0


def test_a_withdrawn_receipt_shows_nothing() -> None:
    """Taken back, it is as if it had not come."""
    found = seen(receipt(2, "2026-06-01T12:01"), Withdrawal(target=target(3), reason="not of this"))
    assert (found.receipts, found.covered) == ((), 0)
    assert found.brackets == (Bracket(1, 4, None, None),)


def test_a_clock_that_receipts_contradict_is_marked() -> None:
    """Recorded, by this computer's clock, after somebody saw it; two minutes of difference are nothing."""
    found = seen(receipt(2, "2026-06-01T11:50"), call())
    assert found.clock == (1, 2)
    assert seen(receipt(2, "2026-06-01T11:58:10")).clock == ()
    later = seen(receipt(2, "2026-06-01T12:05"), call())
    assert later.clock == (4,)


def test_receipts_that_cannot_both_be_right_are_said_to() -> None:
    """After and before cross: one of the clocks outside is wrong, or one of the receipts."""
    found = seen(receipt(2, "2026-06-01T12:09"), call(), receipt(4, "2026-06-01T12:01"))
    assert found.of(4).contradicts
    assert not found.of(1).contradicts


def test_the_count_may_be_told_where_not_every_entry_was_read() -> None:
    """As `verify` reads them: receipts only, of a longer book."""
    found = witnessed(fold_facts(RESPONDENT, receipt(2, "2026-06-01T12:01")), 9)
    assert (found.unwitnessed, found.brackets[-1]) == (
        7,
        Bracket(4, 9, Bound(ms("2026-06-01T12:01"), 3), None),
    )
