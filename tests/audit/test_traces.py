"""What an app itself wrote: offered as proof of what fits it, never confirmed, and never of a friend."""

from typing import Any

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.traces import blocked_call, offers
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, ReportMade, Trigger
from recordkeeper.records.custody import Source, Trace
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.moment import Moment
from tests.casebook import HIS, STARTED, fold_facts, moment, ms, source, stated

BLOCKED_AT = moment("2026-02-03T09:12:40")
FILE = FileRef(sha256="f" * 64, size=1)
SAID = stated(4, "2026-02-01T10:00", "I will block you.").having(boundary=None)


def trace(what: Any = "blocked", when: Moment = BLOCKED_AT, **fields: Any) -> Trace:
    """A line of a chat."""
    told: dict[str, Any] = {"channel": "text", "medium": "whatsapp", "words": "You blocked this contact"}
    return Trace(what=what, when=when, **(told | fields))


def holding(*traces: Trace) -> Source:
    """An imported file with these traces; it is entry 7."""
    return source(0).having(traces=traces)


def offered(*facts: Fact) -> list[tuple[str, str]]:
    """What the traces of these facts, from entry 7 on, could prove."""
    return [(one.entry, one.command) for one in offers(fold_facts(*STARTED, *facts))]


def measure(**fields: Any) -> Measure:
    """A block of texts on the day of the trace."""
    return Measure(type="block", channel="text", when=moment("2026-02-03")).having(**fields)


ANEW = 'rk measure add block --channel text --medium whatsapp --when "2026-02-03 09:12" --proof 7'
ADDED = 'rk amend {} --proof 7 --reason "the app itself recorded it"'


def test_a_block_that_nobody_recorded_is_offered_as_a_measure() -> None:
    """With its channel, its time to the minute, and the file as proof."""
    assert offered(holding(trace())) == [("", ANEW)]
    assert offered(holding(trace(identifier=HIS))) == [("", ANEW)]


def test_what_was_done_to_a_friend_is_never_offered() -> None:
    """A line about a number that is not the other person's is nobody's proof."""
    assert offered(holding(trace(identifier="+44 7700 900413"))) == []


def test_a_measure_near_it_without_proof_is_offered_the_trace() -> None:
    """Within a day and on its channel; with proof already, or far from it, it is left alone."""
    assert offered(holding(trace()), measure()) == [("M1", ADDED.format("M1"))]
    assert offered(holding(trace()), measure(channel=None)) == [("M1", ADDED.format("M1"))]
    assert offered(holding(trace()), measure(files=(FILE,))) == []
    assert offered(holding(trace()), measure(proof_entries=(7,))) == []
    for other in (
        {"channel": "call"},
        {"type": "mute"},
        {"when": moment("2026-02-09")},
        {"when": moment(None)},
    ):
        assert offered(holding(trace()), measure(**other)) == [("", ANEW)]


def announced(action: str) -> Consequence:
    """A consequence as entry 9, its words being entry 8."""
    return Consequence(action=action, statement=8, trigger=Trigger(type="any"))


@pytest.mark.parametrize("action", ["Block the number", "block on WhatsApp", "Bloquear", "I block texts"])
def test_a_block_that_was_announced_is_offered_as_carrying_it_out(action: str) -> None:
    """An open consequence that names blocking, on no other channel than the trace's."""
    command = 'rk consequence done C1 --when "2026-02-03 09:12" --proof 7'
    assert offered(holding(trace()), SAID, announced(action)) == [("", command)]


@pytest.mark.parametrize("action", ["Call the police", "Block calls", "block on signal"])
def test_a_consequence_of_another_sort_is_not_offered(action: str) -> None:
    """Where it is about something else, or another channel, the measure alone is offered."""
    assert offered(holding(trace()), SAID, announced(action)) == [("", ANEW)]


def test_a_consequence_announced_later_or_decided_against_is_not_offered() -> None:
    """A block before the words carries nothing out; what was decided against is left alone."""
    later = SAID.having(when=moment("2026-02-05T10:00"))
    assert offered(holding(trace()), later, announced("block")) == [("", ANEW)]
    against = ConsequenceStep(consequence=9, step="withdrawn", when=moment("2026-02-02T10:00"))
    assert offered(holding(trace()), SAID, announced("block"), against) == [("", ANEW)]


def test_what_was_carried_out_without_proof_is_made_stronger() -> None:
    """In the audit the app's own record stands instead of the call for a file; once added, nothing."""
    step = ConsequenceStep(consequence=9, step="done", when=moment("2026-02-03T10:00"))
    facts = (holding(trace()), SAID, announced("block"))
    assert offered(*facts, step) == [("10", ADDED.format("10"))]
    assert offered(*facts, step.having(proof_entries=(7,))) == []
    found = audit(fold_facts(*STARTED, *facts, step), as_of=ms("2026-03-01T00:00")).stronger
    told = {one.entry: (one.what, one.command) for one in found}
    assert told["10"] == (
        "no proof kept; the app's own record of such a step is in ¶7",
        ADDED.format("10"),
    )
    assert sum(one.entry == "10" for one in found) == 1


def test_a_block_taken_off_is_offered_as_the_end_of_the_one_that_was_on() -> None:
    """Or as the proof of an end that has none."""
    off = holding(trace("unblocked"))
    on = measure(when=moment("2026-02-01"))
    end = measure(when=moment("2026-02-03"), ends=8)
    assert offered(off) == []
    assert offered(off, on) == [("", 'rk measure end M1 --when "2026-02-03 09:12" --proof 7')]
    assert offered(off, on, end) == [("9", ADDED.format("9"))]
    assert offered(off, on, end.having(files=(FILE,))) == []


def test_a_report_is_offered_as_told_to_the_platform_or_as_carrying_out() -> None:
    """Unless a report near it is there already."""
    told = holding(trace("reported"))
    assert offered(told) == [("", 'rk told platform --when "2026-02-03 09:12"')]
    assert offered(told, ReportMade(to="platform", when=moment("2026-02-03"))) == []
    command = 'rk consequence done C1 --when "2026-02-03 09:12" --proof 7'
    assert offered(told, SAID, announced("Report you")) == [("", command)]


def test_a_time_is_offered_no_closer_than_it_is_known() -> None:
    """Unknown, a day, or with its offset where clocks showed the hour twice."""
    twice = Moment(
        at=ms("2026-10-25T01:30") - 0,
        until=ms("2026-10-25T01:30"),
        precision="exact",
        basis="epoch",
        clock="own-device",
    )
    for when, typed in (
        (moment(None), "unknown"),
        (moment("2026-02-03"), "2026-02-03"),
        (twice, "2026-10-25T01:30:00+01:00"),
    ):
        ((_entry, command),) = offered(holding(trace(when=when)))
        assert f'--when "{typed}"' in command


def test_a_call_that_the_phone_blocked_shows_that_a_block_was_on() -> None:
    """Since when it does not say: that is left to the keeper; a block with proof needs nothing."""
    rang = moment("2026-02-10T10:00")
    before = measure(channel="call", when=moment("2026-02-01"))
    after = measure(channel="call", when=moment("2026-02-20"))
    anew = "rk measure add block --channel call --when TIME --proof 30"
    assert blocked_call(fold_facts(*STARTED), 30, rang) == anew
    assert blocked_call(fold_facts(*STARTED, after), 30, rang) == anew
    assert blocked_call(fold_facts(*STARTED, before), 30, rang) == ADDED.format("M1").replace("7", "30")
    assert blocked_call(fold_facts(*STARTED, before.having(files=(FILE,))), 30, rang) == ""
