"""Outside witnesses, in words: what each has seen, and between which times an entry was made."""

from recordkeeper.audit.witnessed import Bound, Bracket, Witnessed, witnessed
from recordkeeper.disclosure import witnesses
from recordkeeper.records.custody import Receipt
from recordkeeper.records.fact import Fact, FileRef
from tests.casebook import LONDON, RESPONDENT, contact, fold_facts, ms
from tests.disclosure.leaving import disclosed

FILE = FileRef(sha256="e" * 64, size=9, name="answer.eml")
EARLY, LATE = Bound(ms("2026-06-01T12:01"), 3), Bound(ms("2026-06-02T09:30"), 6)
SEEN = Receipt(
    type="email", count=2, head=f"{2:064x}", file=FILE, witnessed_at=EARLY.at, witness="J. Alvarez, solicitor"
)


def seen(*facts: Fact) -> Witnessed:
    """What receipts of a case show."""
    return witnessed(fold_facts(RESPONDENT, *facts))


def test_each_receipt_is_a_row_with_its_mark() -> None:
    """Who, what of, when; and a time nobody knows is said to be none."""
    undated = Receipt(type="scan", count=1, head=f"{1:064x}", file=FILE)
    table = witnesses.receipts(seen(SEEN, undated), LONDON)
    assert table.rows == (
        (
            "E3",
            "J. Alvarez, solicitor: e-mail, dated by the mail server that took it in",
            "¶1-2",
            "Mon 1 Jun 2026, 12:01",
        ),
        ("E4", "a file that the keeper has; the time is what the keeper says", "¶1", "time not known"),
    )
    assert witnesses.receipts(seen(), LONDON).empty == "No outside witness has been recorded yet."


def test_brackets_are_a_row_each_and_receipts_themselves_none() -> None:
    """Of a record without receipts there is no row."""
    table = witnesses.brackets(seen(SEEN, contact("2026-05-01T10:00")), LONDON)
    assert table.rows == (
        ("¶1-2", "not shown", "Mon 1 Jun 2026, 12:01 (¶3)"),
        ("¶4", "Mon 1 Jun 2026, 12:01 (¶3)", "not shown"),
    )
    assert witnesses.brackets(seen(), LONDON).rows == ()


def test_a_bracket_in_one_line() -> None:
    """Never more than the receipts bear."""
    early, late = "Mon 1 Jun 2026, 12:01 (¶3)", "Tue 2 Jun 2026, 09:30 (¶6)"
    told = {
        Bracket(1, 1, None, None): "no outside witness yet",
        Bracket(1, 1, None, LATE): f"before {late}",
        Bracket(1, 1, EARLY, LATE): f"after {early} and before {late}",
        Bracket(1, 1, EARLY, None): f"after {early}; no outside witness since",
        Bracket(1, 1, LATE, EARLY): f"after {late} and before {early}: these cannot both be right",
    }
    assert {bracket: witnesses.bracket_told(bracket, LONDON) for bracket in told} == told


def test_page_one_says_up_to_where_somebody_outside_has_seen_it() -> None:
    """And from where on nobody has."""
    assert witnesses.summed(seen(), LONDON) == "Outside witness: none yet."
    assert witnesses.summed(seen(SEEN), LONDON) == "Outside witness: ¶1-2 by Mon 1 Jun 2026, 12:01 (E3)."
    more = witnesses.summed(seen(SEEN, contact("2026-05-01T10:00")), LONDON)
    assert more.endswith("(E3). None yet of what follows, from ¶4 on.")
    basis = next(line.text for line in disclosed(SEEN).summary.lines if line.label == "Basis")
    assert basis.endswith("None yet of what follows, from ¶3 on.")


def test_the_keeper_is_told_what_waits() -> None:
    """Counted, from the first that is no receipt."""
    assert witnesses.unwitnessed_told(seen()) == "2 entries have no outside witness yet, from #1 on."
    assert witnesses.unwitnessed_told(seen(SEEN)).startswith("Every entry but receipts themselves")


def test_a_receipt_of_the_empty_book_has_seen_nothing() -> None:
    """It shows that the record existed, and of no entry."""
    assert witnesses.ranges(1, 0) == "none"


def test_programs_get_instants_with_their_offset() -> None:
    """RFC 3339."""
    assert witnesses.bracket_json(Bracket(1, 1, None, LATE), LONDON) == {
        "after": None,
        "before": {"at": "2026-06-02T09:30:00+01:00", "receipt": 6},
        "contradicts": False,
    }
    assert witnesses.receipt_json(seen(SEEN).receipts[0], LONDON) == {
        "serial": 3,
        "type": "email",
        "count": 2,
        "witness": "J. Alvarez, solicitor",
        "witnessed_at": "2026-06-01T12:01:00+01:00",
    }
