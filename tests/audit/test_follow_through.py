"""Announced, triggered, due, carried out: derived from the book each time."""

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.follow_through import FollowThrough
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Trigger, Within
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from tests.casebook import STARTED, contact, fold_facts, moment, ms, stated, target

ANNOUNCED = stated(4, "2026-02-01T10:00", "If you call again I will block your number.").having(boundary=None)
"""Entry 7; the consequence is entry 8, what follows begins at 9."""


def call(when: str, **fields: object) -> Contact:
    """A call, outside the boundary."""
    return contact(when, **({"channel": "call", "words": None} | fields))


def judged(
    trigger: Trigger, *later: Fact, within: Within | None = None, as_of: str = "2026-03-01T00:00"
) -> FollowThrough:
    """C1 with that trigger, after what happened later, as of a date."""
    consequence = Consequence(action="block", statement=7, trigger=trigger, within=within)
    case = fold_facts(*STARTED, ANNOUNCED, consequence, *later)
    (found,) = audit(case, as_of=ms(as_of)).consequences
    return found


def done(when: str, **fields: object) -> ConsequenceStep:
    """C1 carried out."""
    return ConsequenceStep(consequence=8, step="done", when=moment(when), **fields)  # type: ignore[arg-type]


ANY = Trigger(type="any")


def test_nothing_outside_means_not_triggered() -> None:
    """An allowed text meets no trigger."""
    found = judged(ANY, contact("2026-02-10T10:00"))
    assert (found.state, found.triggered_by, found.due_at) == ("not triggered", (), None)


def test_only_contacts_later_than_the_announcement_count() -> None:
    """What came before the warning cannot set it off."""
    found = judged(ANY, call("2026-01-31T10:00"))
    assert found.state == "not triggered"


def test_any_is_met_by_the_first_contact_outside() -> None:
    """By order of occurrence, not of entry."""
    found = judged(ANY, call("2026-02-12T10:00"), call("2026-02-10T10:00"), within=Within(days=2))
    assert (found.triggered_by, found.triggered_at) == ((10,), ms("2026-02-10T10:00"))
    assert (found.due_at, found.state) == (ms("2026-02-12T10:00"), "overdue")


def test_nth_counts_runs_and_names_every_contact_counted() -> None:
    """The third contact is met by an entry that stands for two."""
    found = judged(
        Trigger(type="nth", n=3),
        call("2026-02-10T10:00"),
        call("2026-02-11T10:00", count=2),
        call("2026-02-12T10:00"),
    )
    assert (found.triggered_by, found.triggered_at) == ((9, 10), ms("2026-02-11T10:00"))


def test_nth_not_yet_reached_is_not_triggered_but_counted() -> None:
    """Two of three are named, and nothing is due."""
    found = judged(Trigger(type="nth", n=3), call("2026-02-10T10:00"), call("2026-02-11T10:00"))
    assert (found.triggered_by, found.triggered_at, found.state) == ((9, 10), None, "not triggered")


def test_a_channel_trigger_waits_for_that_channel() -> None:
    """A visit does not meet a trigger on calls."""
    found = judged(
        Trigger(type="channel", channel="call"),
        contact("2026-02-10T10:00", channel="in-person"),
        call("2026-02-11T10:00"),
    )
    assert found.triggered_by == (10,)


def test_a_date_trigger_is_met_at_the_end_of_that_local_day() -> None:
    """By 4 March is met when that day is over, not when it begins."""
    by = Trigger(type="by", by=moment("2026-03-04"))
    assert judged(by, as_of="2026-03-04T23:59").state == "not triggered"
    found = judged(by, as_of="2026-03-05T00:01")
    assert (found.state, found.triggered_at, found.triggered_by) == ("overdue", ms("2026-03-05T00:00"), ())


@pytest.mark.parametrize(
    ("within", "due"),
    [
        (None, "2026-03-28T10:00"),
        (Within(minutes=90), "2026-03-28T11:30"),
        (Within(days=2), "2026-03-30T10:00"),
    ],
)
def test_days_allowed_are_calendar_days_at_the_same_local_time(within: Within | None, due: str) -> None:
    """Over the change to summer time two days later is still ten o'clock."""
    found = judged(ANY, call("2026-03-28T10:00"), within=within, as_of="2026-03-28T10:00")
    assert found.due_at == ms(due)


def test_due_until_the_time_allowed_is_over() -> None:
    """Due while there is time, overdue after it."""
    within = Within(days=2)
    assert judged(ANY, call("2026-02-10T10:00"), within=within, as_of="2026-02-12T10:00").state == "due"
    assert judged(ANY, call("2026-02-10T10:00"), within=within, as_of="2026-02-12T10:01").state == "overdue"


def test_carried_out_counts_local_dates_from_the_trigger() -> None:
    """Triggered late on the 10th, done early on the 12th: two days."""
    found = judged(ANY, call("2026-02-10T23:50"), done("2026-02-12T00:10"))
    assert (found.state, found.days_to_carry_out, found.open) == ("carried out", 2, False)


def test_done_before_its_trigger_is_carried_out_without_days() -> None:
    """Blocking before the next call came is following through as well."""
    found = judged(ANY, done("2026-02-05T10:00"))
    assert (found.state, found.days_to_carry_out) == ("carried out", None)


def test_deferring_moves_the_due_time_and_then_it_is_overdue() -> None:
    """Moved to 20 February: deferred until that day is over, overdue after it."""
    moved = ConsequenceStep(
        consequence=8,
        step="deferred",
        when=moment("2026-02-11T10:00"),
        until=moment("2026-02-20"),
        reason="ill",
    )
    found = judged(ANY, call("2026-02-10T10:00"), moved, as_of="2026-02-20T12:00")
    assert (found.state, found.due_at) == ("deferred", ms("2026-02-21T00:00"))
    assert judged(ANY, call("2026-02-10T10:00"), moved, as_of="2026-02-21T12:00").state == "overdue"


def test_deciding_against_it_closes_it() -> None:
    """Decided against is a state of its own, never a failure."""
    against = ConsequenceStep(
        consequence=8, step="withdrawn", when=moment("2026-02-11T10:00"), reason_class="not-safe"
    )
    found = judged(ANY, call("2026-02-10T10:00"), against)
    assert (found.state, found.open) == ("withdrawn", False)


def test_an_answer_to_the_statement_meets_no_trigger() -> None:
    """His "ok" by a call is an answer, not what was warned of."""
    found = judged(ANY, call("2026-02-10T10:00", answers=5))
    assert found.state == "not triggered"


def test_a_withdrawn_step_was_never_taken() -> None:
    """Carried out by mistake and taken back: due again."""
    found = judged(
        ANY,
        call("2026-02-10T10:00"),
        done("2026-02-12T10:00"),
        Withdrawal(target=target(10), reason="mistake"),
    )
    assert found.state == "overdue"


def test_proof_is_the_step_with_its_files_and_the_entries_it_names() -> None:
    """A step without files or entries has no proof."""
    assert judged(ANY, done("2026-02-05T10:00")).proof == ()
    assert judged(ANY, done("2026-02-05T10:00", proof_entries=(7,))).proof == (7,)


def test_without_its_statement_nothing_was_announced() -> None:
    """If the announcing statement is withdrawn, no contact can meet the trigger."""
    found = judged(ANY, call("2026-02-10T10:00"), Withdrawal(target=target(7), reason="never said"))
    assert (found.announced_at, found.state) == (None, "not triggered")
