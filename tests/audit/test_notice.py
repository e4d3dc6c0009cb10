"""From when a boundary is in force, and on what proof."""

from recordkeeper.audit.findings import audit
from recordkeeper.audit.notice import Notice, current, notices, repeats
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.custody import Withdrawal
from tests.casebook import (
    NO_CALLS,
    RESPONDENT,
    STARTED,
    contact,
    delivery,
    fold_facts,
    moment,
    ms,
    stated,
    target,
)

AS_OF = ms("2026-04-01T00:00")


def test_a_notice_counts_from_the_earliest_proof_of_its_arrival() -> None:
    """Delivered at 20:05 and read at 20:14: in force from 20:05, proven."""
    case = fold_facts(
        RESPONDENT,
        NO_CALLS,
        stated(3),
        delivery(4, "read", "2026-01-29T20:14"),
        delivery(4, "delivered", "2026-01-29T20:05"),
    )
    (found,) = notices(case)
    assert (found.when.at, found.proven) == (ms("2026-01-29T20:05"), True)


def test_without_proof_it_counts_from_the_moment_it_was_stated_and_says_so() -> None:
    """Sent is not arrived: the number is printed, marked not proven."""
    case = fold_facts(RESPONDENT, NO_CALLS, stated(3), delivery(4, "sent", "2026-01-29T20:01"))
    (found,) = notices(case)
    assert (found.when.at, found.proven, found.first) == (ms("2026-01-29T20:00"), False, None)


def test_a_refused_letter_proves_nothing() -> None:
    """Refusal is recorded, and is no proof of notice."""
    case = fold_facts(RESPONDENT, NO_CALLS, stated(3), delivery(4, "refused", "2026-01-30T09:00"))
    assert not notices(case)[0].proven


def test_a_later_proven_statement_counts_and_the_first_one_is_told_beside_it() -> None:
    """Both numbers are kept apart: since the proven notice, and since the unproven first one."""
    case = fold_facts(
        RESPONDENT,
        NO_CALLS,
        stated(3, "2026-01-10T10:00"),
        stated(3, "2026-02-01T10:00"),
        delivery(5, "acknowledged", "2026-02-01T11:00"),
        contact("2026-01-20T10:00", channel="call"),
        contact("2026-02-20T10:00", channel="call"),
    )
    findings = audit(case, as_of=AS_OF)
    assert findings.notice is not None
    assert findings.notice.when.at == ms("2026-02-01T11:00")
    assert findings.notice.first is not None
    assert findings.notice.first.when.at == ms("2026-01-10T10:00")
    assert (findings.pattern.contacts, findings.since_first) == (1, 2)


def test_a_withdrawn_statement_gives_no_notice() -> None:
    """What was taken back told nobody anything."""
    case = fold_facts(RESPONDENT, NO_CALLS, stated(3), Withdrawal(target=target(4), reason="never sent"))
    assert notices(case) == ()


def test_a_delivery_of_unknown_time_counts_from_the_statement() -> None:
    """Read, but nobody knows when: the statement's own time is the earliest it can be counted from."""
    case = fold_facts(RESPONDENT, NO_CALLS, stated(3), delivery(4, "read"))
    assert notices(case)[0].when.at == ms("2026-01-29T20:00")


def test_the_reading_of_the_notice_is_where_counting_begins() -> None:
    """The standard case of these tests: stated 20:00, read 20:14."""
    assert notices(fold_facts(*STARTED))[0].when.at == ms("2026-01-29T20:14")


def test_a_repeat_moves_no_count() -> None:
    """Said again without proof, earlier figures stand: where counting begins is the earliest proof."""
    once = audit(fold_facts(*STARTED, contact("2026-02-20T10:00")), as_of=AS_OF)
    case = fold_facts(*STARTED, contact("2026-02-20T10:00"), stated(4, "2026-02-10T10:00"))
    again = audit(case, as_of=AS_OF)
    assert again.notice is not None
    assert once.notice is not None
    assert again.notice.when == once.notice.when
    assert (again.pattern, again.consistency) == (once.pattern, once.consistency)
    assert [repeats(case, one.statement) for one in again.notice.tellings] == [False, True]


def test_words_that_state_no_boundary_repeat_none() -> None:
    """Two announcements of consequences are no repeat of each other."""
    words = stated(1).having(boundary=None)
    case = fold_facts(words, words)
    assert [repeats(case, one) for one in case.standing(Statement)] == [False, False]


def test_the_boundary_in_force_is_the_latest_one_told_by_then() -> None:
    """One set and never stated is passed over; one told at an unknown time holds by now."""
    later = (Boundary(no_contact=True), stated(7, "2026-03-01T10:00"))
    found = notices(fold_facts(*STARTED, *later, Boundary(ended=True)))
    assert current(found, ms("2026-01-01T00:00")) is None
    assert _serial(current(found, ms("2026-02-01T00:00"))) == 4
    assert _serial(current(found, AS_OF)) == 7
    unknown = stated(7).having(when=moment(None))
    assert _serial(current(notices(fold_facts(*STARTED, later[0], unknown)), AS_OF)) == 7


def _serial(found: Notice | None) -> int | None:
    return found.boundary.serial if found else None
