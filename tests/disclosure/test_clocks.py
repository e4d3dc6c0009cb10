"""What others are told of the computer's clock: that a time disagrees and by how much, never where from."""

from dataclasses import replace

import pytest

from recordkeeper.audit.clocks import ClockFault, Clocks
from recordkeeper.audit.findings import audit
from recordkeeper.audit.intervals import Window
from recordkeeper.disclosure.brief import Choices, brief
from recordkeeper.disclosure.clocks import sentence, table, told
from tests.casebook import STARTED, contact, fold_facts, ms
from tests.disclosure.leaving import AS_OF, disclosed

SECOND, HOUR = 1000, 3_600_000
FAULTS = (
    ClockFault("moved-forward", 2, 2, 150 * SECOND, 1),
    ClockFault("moved-back", 3, 3, 3 * HOUR, 2),
    ClockFault("earlier", 4, 4, 9 * SECOND, 3),
    ClockFault("outside-receipts", 5, 7, HOUR, 9),
    ClockFault("zone-changed", 8, 8, HOUR, 7, was="Europe/London", now="CANARY/Madrid"),
    ClockFault("offset-differs", 9, 9, HOUR, 9, was="CANARY/London"),
)


def test_the_table_tells_what_and_by_how_much_and_no_zone() -> None:
    """In order of entry, each in words of its own; a run of entries is one row."""
    case = fold_facts(*STARTED)
    findings = replace(audit(case, as_of=AS_OF), clocks=Clocks(FAULTS))
    assert table(brief(case, findings, Choices())).rows == (
        ("¶2", "after ¶1 the clock moved forward, beyond the time that passed", "2 min"),
        ("¶3", "after ¶2 the clock moved back", "3 h"),
        ("¶4", "its recorded time is earlier than that of ¶3, which was recorded before it", "9 s"),
        ("¶5-7", "its recorded time is outside what the receipt ¶9 shows", "up to 1 h"),
    )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FAULTS[4], "after #7 the zone changed from Europe/London to CANARY/Madrid: 1 h"),
        (FAULTS[5], "the clock did not show the time of its zone, CANARY/London: 1 h"),
    ],
)
def test_the_keeper_is_told_of_zones(fault: ClockFault, words: str) -> None:
    """In words, and for programs by name; others are told nothing of either."""
    assert sentence(fault) == words
    assert told([fault], own=True)[0]["was"] == fault.was
    assert told([fault], own=False) == []


def test_a_document_tells_it_at_entries_that_it_leaves_out_too() -> None:
    """What was recorded after them was recorded by the changed clock."""
    case_of = (contact("2026-02-10T10:00"), contact("2026-03-10T10:00"))
    assert disclosed(*case_of).clock.rows == ()
    assert disclosed(*case_of).clock.empty == "No change of the computer's clock was seen."
    case = fold_facts(*STARTED, *case_of)
    moved = Clocks((ClockFault("moved-back", 7, 7, HOUR, 6),))
    findings = replace(audit(case, as_of=AS_OF), clocks=moved)
    choices = Choices(profile="court", window=Window(since=ms("2026-03-01T00:00")))
    assert table(brief(case, findings, choices)).rows == (("¶7", "after ¶6 the clock moved back", "1 h"),)
