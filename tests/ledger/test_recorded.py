"""When entries were recorded, and under which clock: read at one moment, and read back quickly."""

from collections.abc import Iterator

import pytest

from recordkeeper import clock
from recordkeeper.ledger.ledger import Ledger, Writer
from recordkeeper.ledger.sealing import Recorded, recorded
from recordkeeper.records.fact import Fact
from recordkeeper.vault.rows import Part, SealedRow
from tests.ledger.few_facts import MATTER, calls


def test_both_clocks_of_an_entry_are_read_when_its_first_fact_is_there(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour before the first fact of a command cannot look like a step of the clock."""
    at = [clock.now()]
    start = at[0]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    monkeypatch.setattr(clock, "reading", lambda: clock.Reading(at[0], "UTC", 0, "boot", at[0] - start))

    def facts(_writer: Writer) -> Iterator[Fact]:
        at[0] += 3_600_000
        yield MATTER
        at[0] += 60_000
        yield from calls(1)

    ledger.compose(facts)
    first, second = ledger.recorded()
    assert (first.at - start, first.stamp.boot_ms) == (3_600_000, 3_600_000)
    assert (second.at - start, second.stamp) == (3_660_000, first.stamp)


def test_what_is_read_quickly_is_what_stands_in_the_entries(ledger: Ledger) -> None:
    """The same serials, times and stamps."""
    ledger.append([MATTER, *calls(3)])
    whole = [(one.serial, one.recorded_at, one.stamp) for one in ledger.entries("record")]
    assert [tuple(one) for one in ledger.recorded()] == whole


@pytest.mark.parametrize(
    ("public", "private"),
    [
        (None, None),
        (b'{"recorded_at":1}', None),
        (b"{}", b'{"stamp":{"zone":"UTC","offset":0,"operation":"o"}}'),
        (b'{"recorded_at":1}', b'{"stamp":{"zone":"UTC"}}'),
        (b'{"recorded_at":1,"words":"\xff"}', b"{}"),
    ],
)
def test_what_cannot_be_read_is_passed_over(public: bytes | None, private: bytes | None) -> None:
    """Erased, half gone, or damaged: nothing is said of its clock, and nothing stops."""
    parts = [None if data is None else Part(bytes(32), data) for data in (public, private)]
    assert recorded(SealedRow("record", 1, "0" * 32, bytes(32), bytes(32), parts[0], parts[1])) is None


def test_a_whole_row_is_read() -> None:
    """So that what is passed over above is passed over for its fault."""
    public = Part(bytes(32), b'{"recorded_at":7}')
    private = Part(bytes(32), b'{"stamp":{"zone":"UTC","offset":0,"operation":"o"}}')
    found = recorded(SealedRow("record", 1, "0" * 32, bytes(32), bytes(32), public, private))
    assert isinstance(found, Recorded)
    assert (found.at, found.stamp.zone) == (7, "UTC")
