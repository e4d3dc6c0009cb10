"""Faults of the clock: each planted one is found, and what a sound clock does is taken for none."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from recordkeeper import zones
from recordkeeper.audit.clocks import ClockFault, Kind, changes
from recordkeeper.audit.findings import audit
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.sealing import Recorded, Stamp
from recordkeeper.records.custody import Receipt
from recordkeeper.records.fact import FileRef
from tests.casebook import contact, fold_facts, ms

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOON = ms("2026-03-20T12:00")
LONDON, MADRID, LISBON = "Europe/London", "Europe/Madrid", "Europe/Lisbon"


def entry(serial: int, at: int, operation: str = "", **stamp: Any) -> Recorded:
    """One command's first entry, in London in winter, on a machine that tells no boot id."""
    given_: dict[str, Any] = {"zone": LONDON, "offset": 0, "operation": operation or f"op {serial}"}
    return Recorded(serial, at, Stamp(**given_ | stamp))


def booted(serial: int, at: int, boot_ms: int | None, boot: str | None = "A", **more: Any) -> Recorded:
    """The same on a machine that tells how long it has been running."""
    return entry(serial, at, boot=boot, boot_ms=boot_ms, **more)


def kinds(recorded: Sequence[Recorded]) -> list[tuple[int, Kind]]:
    """What is told, of which entries."""
    return [(one.first, one.kind) for one in changes(recorded)]


def test_a_clock_put_back_within_a_run_is_told_once_and_exactly() -> None:
    """By three hours, though only ten minutes passed: not also as an entry earlier than the one before."""
    found = list(
        changes([booted(1, NOON, HOUR), booted(2, NOON + 10 * MINUTE - 3 * HOUR, HOUR + 10 * MINUTE)])
    )
    assert found == [ClockFault("moved-back", 2, 2, 3 * HOUR, 1)]


def test_a_clock_put_forward_within_a_run_is_told() -> None:
    """By ten years, which no order of entries could show."""
    found = list(changes([booted(1, NOON, HOUR), booted(2, NOON + MINUTE + 3650 * DAY, HOUR + MINUTE)]))
    assert found == [ClockFault("moved-forward", 2, 2, 3650 * DAY, 1)]


@pytest.mark.parametrize(("moved", "told"), [(120_000, []), (120_001, [(2, "moved-forward")])])
def test_a_step_is_told_beyond_two_minutes(moved: int, told: list[tuple[int, Kind]]) -> None:
    """Two minutes are within it, a millisecond more is not."""
    assert kinds([booted(1, NOON, HOUR), booted(2, NOON + MINUTE + moved, HOUR + MINUTE)]) == told


@pytest.mark.parametrize(("back", "told"), [(2_000, []), (2_001, [(2, "earlier")])])
def test_an_entry_earlier_than_the_one_before_is_told_beyond_two_seconds(
    back: int, told: list[tuple[int, Kind]]
) -> None:
    """A leap second and a clock read to whole seconds are within it."""
    assert kinds([entry(1, NOON), entry(2, NOON - back)]) == told


def test_a_clock_put_back_between_two_runs_is_told_by_the_order_of_entries() -> None:
    """A flat battery: started anew in 1970, and right again the day after."""
    found = list(
        changes(
            [
                booted(1, NOON, HOUR, "A"),
                booted(2, MINUTE, MINUTE, "B", offset=3600),
                booted(3, NOON + DAY, 1, "C"),
            ]
        )
    )
    assert found == [ClockFault("earlier", 2, 2, NOON - MINUTE, 1)]


def test_a_small_step_back_within_a_run_that_shows_is_told() -> None:
    """Ninety seconds are no step, but the entry bears an earlier time than the one before it."""
    assert kinds([booted(1, NOON, HOUR), booted(2, NOON - 90_000, HOUR + 1000)]) == [(2, "earlier")]


def test_both_are_told_where_one_does_not_explain_the_other() -> None:
    """Put forward five hours while an import ran, then back by one: further on than at its beginning."""
    importing = [booted(1, NOON, HOUR), booted(2, NOON + 5 * HOUR, HOUR, operation="op 1")]
    assert kinds([*importing, booted(3, NOON + 4 * HOUR, HOUR + MINUTE)]) == [
        (3, "moved-forward"),
        (3, "earlier"),
    ]


def test_a_clock_put_back_while_an_import_runs_is_told_at_that_entry() -> None:
    """Within one command only the order of entries can tell."""
    importing = [booted(n, NOON + n * 1000, HOUR, operation="import") for n in range(1, 4)]
    assert kinds([*importing, booted(4, NOON - HOUR, HOUR, operation="import")]) == [(4, "earlier")]


def test_two_computers_in_turn_are_held_each_against_its_own_run() -> None:
    """The record on a stick: a step of the one is found though the other wrote in between."""
    first, other = booted(1, NOON, HOUR, "A"), booted(2, NOON + MINUTE, 9 * DAY, "B")
    later = booted(3, NOON + 2 * HOUR, HOUR + 2 * MINUTE, "A")
    assert list(changes([first, other, later])) == [ClockFault("moved-forward", 3, 3, 118 * MINUTE, 1)]


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param([booted(1, NOON, 30 * DAY, "A"), booted(2, NOON + HOUR, MINUTE, "B")], id="restarted"),
        pytest.param([booted(1, NOON, HOUR), booted(2, NOON + 6 * DAY, HOUR + 6 * DAY)], id="slept six days"),
        pytest.param(
            [
                *(booted(n, NOON + n * MINUTE, HOUR, operation="import") for n in range(1, 31)),
                booted(31, NOON + 40 * MINUTE, HOUR + 39 * MINUTE),
            ],
            id="an import of half an hour",
        ),
        pytest.param([booted(1, NOON, None, None), booted(2, NOON + HOUR, None, None)], id="no boot id"),
        pytest.param([booted(1, NOON, None), booted(2, NOON + HOUR, 5)], id="running time told only later"),
        pytest.param(
            [entry(1, ms("2026-03-28T12:00")), entry(2, ms("2026-03-29T12:00"), offset=3600)],
            id="summer time begins",
        ),
        pytest.param(
            [entry(1, ms("2026-10-24T12:00"), offset=3600), entry(2, ms("2026-10-25T12:00"))],
            id="summer time ends",
        ),
        pytest.param(
            [entry(1, ms("2026-03-28T12:00")), entry(2, ms("2026-06-01T12:00"), zone=LISBON, offset=3600)],
            id="a zone that shows the same time",
        ),
        pytest.param(
            [entry(1, NOON, zone="UTC"), entry(2, ms("2026-06-01T12:00"), zone="UTC", offset=3600)],
            id="a machine that tells no zone",
        ),
        pytest.param(
            [entry(1, NOON), entry(2, NOON + 1, zone="UTC"), entry(3, NOON + 2)], id="not told once"
        ),
        pytest.param([entry(1, NOON, zone="Mars/Olympus", offset=5)], id="a zone not known here"),
        pytest.param([entry(1, NOON, zone="Mars/Olympus"), entry(2, NOON)], id="after a zone not known here"),
        pytest.param([entry(1, 2**52, zone=LONDON)], id="a year that no calendar has"),
        pytest.param([], id="no entries"),
    ],
)
def test_what_a_sound_clock_does_is_no_fault(sound: list[Recorded]) -> None:
    """A restart, sleep, a long import, summer time, and what is not known: nothing is told."""
    assert kinds(sound) == []


def test_a_zone_that_shows_another_time_is_told_with_both_names() -> None:
    """From London to Madrid and back: twice, an hour each, and never to anyone else."""
    there = entry(2, NOON + DAY, zone=MADRID, offset=3600)
    found = list(changes([entry(1, NOON), there, entry(3, NOON + 2 * DAY)]))
    assert found == [
        ClockFault("zone-changed", 2, 2, HOUR, 1, was=LONDON, now=MADRID),
        ClockFault("zone-changed", 3, 3, HOUR, 2, was=MADRID, now=LONDON),
    ]
    assert [one.leaves for one in found] == [False, False]


def test_an_offset_that_is_not_the_zones_is_told_where_it_begins() -> None:
    """A machine with old rules: once, not at each entry, and again where it differs by something else."""
    wrong = [entry(n, NOON + n, offset=3600) for n in (1, 2, 3)]
    found = list(changes([*wrong, entry(4, NOON + 4), entry(5, NOON + 5, offset=7200)]))
    assert [(one.first, one.kind, one.by, one.was) for one in found] == [
        (1, "offset-differs", HOUR, LONDON),
        (5, "offset-differs", 2 * HOUR, LONDON),
    ]
    assert not any(one.leaves for one in found)


def test_an_entry_after_lost_content_is_not_held_against_the_running_time() -> None:
    """It may be the last of an import that went on for an hour; the next command's is held again."""
    left = booted(3, NOON + HOUR, HOUR + MINUTE)
    assert kinds([booted(1, NOON, HOUR), left, booted(4, NOON + HOUR + MINUTE, 2 * HOUR + MINUTE)]) == []
    stepped = booted(4, NOON + 9 * HOUR, 2 * HOUR)
    assert list(changes([booted(1, NOON, HOUR), left, stepped])) == [
        ClockFault("moved-forward", 4, 4, 8 * HOUR, 1)
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40 * DAY),
            st.booleans(),
            st.integers(0, 3),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_no_clock_that_only_goes_on_is_ever_told(steps: list[tuple[int, bool, int, bool]]) -> None:
    """Over restarts, imports of any length, lost content and both changes of summer time."""
    at, run, started, serial = NOON, 0, NOON - DAY, 0
    recorded: list[Recorded] = []
    for wait, restarted, more, lost in steps:
        at += wait
        if restarted:
            run, started = run + 1, at
        command = [
            booted(
                serial + n,
                at + n * 10 * MINUTE,
                at - started,
                f"run {run}",
                offset=zones.offset(at, LONDON),
                operation=f"after {serial}",
            )
            for n in range(1, more + 2)
        ]
        serial, at = command[-1].serial, command[-1].at
        recorded += command[1:] if lost else command
    assert list(changes(recorded)) == []


def witnessed_case(*recorded_at: int) -> CaseFile:
    """A matter and contacts recorded at these times, then a receipt of 12:00 that covers them all."""
    facts = [contact("2026-03-01T10:00") for _ in recorded_at]
    count = len(facts) + 1
    receipt = Receipt(
        type="rfc3161",
        file=FileRef(sha256="a" * 64, size=1, name="r.tsr", type="application/timestamp-reply"),
        count=count,
        head="b" * 64,
        witnessed_at=NOON,
    )
    times = [NOON - HOUR, *recorded_at, NOON + MINUTE]
    entries = [one.entry for one in fold_facts(*facts, receipt).all.values()]
    return fold(
        [replace(one, recorded_at=at) for one, at in zip(entries, times, strict=True)],
        Head(0, bytes(32)),
        bytes(16),
    )


def test_entries_outside_what_a_receipt_shows_are_told_in_runs() -> None:
    """Recorded after they were witnessed: each run with its receipt and the most that it is out by."""
    case = witnessed_case(NOON + 2 * HOUR, NOON + 3 * HOUR, NOON + 3 * HOUR - 1, NOON - 1, NOON + HOUR)
    found = audit(case, as_of=NOON + DAY).clocks
    outside = [one for one in found.faults if one.kind == "outside-receipts"]
    assert outside == [
        ClockFault("outside-receipts", 2, 4, 3 * HOUR, 7),
        ClockFault("outside-receipts", 6, 6, HOUR, 7),
    ]
    assert found.of(3) == (outside[0],)
    assert [one.kind for one in found.of(5)] == ["earlier"]
    assert found.of(1) == ()
    assert {one.kind for one in found.of(6)} == {"outside-receipts"}


def test_entries_before_an_earlier_receipt_are_told_too() -> None:
    """An entry that stands after a receipt cannot have been recorded the day before it."""
    case = witnessed_case(NOON - MINUTE)
    entries = [one.entry for one in case.all.values()]
    late = fold_facts(contact("2026-03-01T10:00"), contact("2026-03-01T10:00"), contact("2026-03-01T10:00"))
    entries.append(replace(late.all[4].entry, recorded_at=NOON - DAY))
    found = audit(fold(entries, Head(0, bytes(32)), bytes(16)), as_of=NOON + DAY).clocks
    assert ClockFault("outside-receipts", 4, 4, DAY, 3) in found.of(4)


def test_unreadable_entries_are_passed_over() -> None:
    """An entry without its stamp says nothing of a clock, and hides nothing of the others."""
    case = witnessed_case(NOON - 1, NOON - 2 * HOUR)
    entries = [one.entry for one in case.all.values()]
    entries[1] = replace(entries[1], stamp=None)
    found = audit(fold(entries, Head(0, bytes(32)), bytes(16)), as_of=NOON + DAY).clocks
    assert [(one.first, one.kind, one.against) for one in found.faults] == [(3, "earlier", 1)]
