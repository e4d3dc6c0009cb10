"""Which contacts came while an order was in force, by its dates as recorded."""

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.intervals import Window
from recordkeeper.audit.orders import InForce
from recordkeeper.records.consequences import Order
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Person
from tests.casebook import STARTED, contact, fold_facts, moment, ms, target

ORDER = Order(type="Stay-away order", served=moment("2026-02-05T10:00"), expires=moment("2026-02-20"))


def in_force(*facts: Fact, as_of: str = "2026-02-28T12:00", window: Window | None = None) -> list[InForce]:
    """The orders of some facts after the standard case."""
    case = fold_facts(*STARTED, *facts)
    return list(audit(case, as_of=ms(as_of), window=window or Window()).orders)


def test_contacts_count_after_its_service_and_through_its_last_day() -> None:
    """What may have come before or after is not counted; a run counts as many as it is."""
    came = (
        contact("2026-02-05T10:00"),
        contact(moment("2026-02-05T09:00", "2026-02-05T11:00")),
        contact("2026-02-05T10:01", count=3),
        contact("2026-02-20T23:59", channel="call"),
        contact("2026-02-21T00:00"),
        contact(None),
    )
    (found,) = in_force(ORDER, *came)
    assert (found.serials, found.total, found.by_channel) == ((10, 11), 4, {"text": 3, "call": 1})


def test_only_the_other_sides_contacts_count() -> None:
    """Neither the keeper's own, nor a friend's, nor one of which nobody knows who it was."""
    friend = Person(role="other", name="Friend")
    number = Identifier(type="phone", value="+44 7700 900123", person=7, basis="friend")
    others = (
        contact("2026-02-06T10:00", direction="out"),
        contact("2026-02-06T10:00", identifier="+44 7700 900123"),
        contact("2026-02-06T10:00", withheld=True),
    )
    (found,) = in_force(friend, number, ORDER, *others)
    assert found.contacts == ()


@pytest.mark.parametrize(
    ("dates", "as_of", "state"),
    [
        ({}, "2026-02-20T23:59", "in force"),
        ({}, "2026-02-21T00:00", "over"),
        ({}, "2026-02-05T09:00", "not yet"),
        ({"expires": None}, "2030-01-01T00:00", "in force"),
        ({"expires": moment(None)}, "2030-01-01T00:00", "in force"),
        ({"served": None}, "2026-02-28T12:00", "no date"),
        ({"served": moment(None)}, "2026-02-28T12:00", "no date"),
    ],
)
def test_its_state_is_that_of_its_dates(dates: dict[str, object], as_of: str, state: str) -> None:
    """Through the last day; without an end it goes on; without a beginning nothing is said."""
    (found,) = in_force(ORDER.having(**dates), as_of=as_of)
    assert found.state == state


def test_without_a_service_it_counts_from_its_date_and_says_so() -> None:
    """After the whole of that day: nobody knows the hour."""
    issued = ORDER.having(served=None, issued=moment("2026-02-05"))
    (found,) = in_force(issued, contact("2026-02-05T23:59"), contact("2026-02-06T00:00"))
    assert (found.since, found.serials) == ("issued", (9,))


def test_a_window_narrows_its_contacts_and_a_withdrawn_order_is_none() -> None:
    """As every other figure."""
    facts = (ORDER, contact("2026-02-06T10:00"), contact("2026-02-10T10:00"))
    (found,) = in_force(*facts, window=Window(since=ms("2026-02-08T00:00")))
    assert found.serials == (9,)
    assert in_force(*facts, Withdrawal(target=target(7), reason="set aside")) == []
