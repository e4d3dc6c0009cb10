"""A6 and A7: what was announced and what became of it; and what the keeper sent."""

from typing import Any

import pytest

from recordkeeper.records.boundaries import Statement
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Trigger, Within
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from tests.casebook import contact, moment, target
from tests.disclosure.leaving import disclosed

SAID = Statement(when=moment("2026-02-01T18:00"), words="Call again and I block.", channel="text")
CALL = contact("2026-02-10T10:00", channel="call", words=None)


def announced(**more: Any) -> Consequence:
    """Entry 8: announced in the statement that is entry 7."""
    given: dict[str, Any] = {"action": "Block", "statement": 7, "trigger": Trigger(type="any")}
    return Consequence(**given | more)


def step(**more: Any) -> ConsequenceStep:
    """What became of it."""
    given: dict[str, Any] = {"consequence": 8, "step": "done", "when": moment("2026-02-12T09:00")}
    return ConsequenceStep(**given | more)


def follow_through(*facts: Fact) -> dict[str, str]:
    """The one row of A6, by its headings."""
    found = disclosed(SAID, *facts).follow_through
    assert found is not None
    return dict(zip(found.heads, found.rows[0], strict=True))


TRIGGERS = {
    "any": (Trigger(type="any"), "any contact outside the boundary; ¶9 Tue 10 Feb 2026, 10:00"),
    "nth": (Trigger(type="nth", n=3), "contact number 3 outside the boundary after it was said"),
    "channel": (Trigger(type="channel", channel="in-person"), "contact outside the boundary by in-person"),
    "by": (
        Trigger(type="by", by=moment("2026-03-01")),
        "end of Sun 1 Mar 2026; Mon 2 Mar 2026, 00:00",
    ),
}


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_is_told_with_what_met_it(name: str) -> None:
    """What was to happen, and the contacts and the moment that made it happen, if they did."""
    trigger, words = TRIGGERS[name]
    assert follow_through(announced(trigger=trigger), CALL)["Trigger, met by"] == words


def test_a_row_tells_the_announcement_in_its_own_words() -> None:
    """The action as a sentence, when it was said, the exact words and their paragraph."""
    told = follow_through(announced(within=Within(days=2)), CALL)
    assert told["Announced"] == "Block. Said Sun 1 Feb 2026, 18:00: “Call again and I block.” (¶7)."
    assert told["Due"] == "Thu 12 Feb 2026"
    assert told["Status"] == "not yet carried out, waiting since Thu 12 Feb 2026"
    assert (told["Carried out"], told["Proof"]) == ("", "")


def test_without_its_statement_only_the_action_is_told() -> None:
    """A statement that was withdrawn announced nothing, and triggers nothing."""
    told = follow_through(announced(action="Block him!"), CALL, Withdrawal(target=target(7), reason="x"))
    assert (told["Announced"], told["Status"]) == ("Block him!", "not triggered")
    assert told["Trigger, met by"] == "any contact outside the boundary"


DONE = {
    "after": (
        (CALL, step(facts="Blocked it", outcome="No more calls", proof_entries=(9,))),
        "Thu 12 Feb 2026, 09:00. Blocked it. Outcome: No more calls. Days from trigger: 2. (¶10)",
        "¶9",
    ),
    "before": (
        (CALL, step(when=moment("2026-02-09T09:00"), facts="Blocked.")),
        "Mon 9 Feb 2026, 09:00. Blocked. Carried out before its trigger. (¶10)",
        "none kept",
    ),
    "untriggered": (
        (step(),),
        "Thu 12 Feb 2026, 09:00. Carried out before its trigger. (¶9)",
        "none kept",
    ),
    "at an unknown time": ((CALL, step(when=moment(None))), "time not known. (¶10)", "none kept"),
}


@pytest.mark.parametrize("name", DONE)
def test_what_was_done_is_told_with_how_long_it_took(name: str) -> None:
    """Days are counted only where both ends are known; what is not known is not claimed."""
    facts, words, proof = DONE[name]
    told = follow_through(announced(), *facts)
    assert (told["Carried out"], told["Proof"], told["Status"]) == (words, proof, "carried out")


STATES = {
    "decided against": (
        step(step="withdrawn", reason_class="not-safe", reason="PRIVATE"),
        "decided against: it was not safe",
    ),
    "without a reason": (step(step="withdrawn"), "decided against"),
    "moved": (
        step(step="deferred", until=moment("2026-04-20")),
        "moved to a later date",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_deciding_otherwise_is_told_without_the_private_reason(name: str) -> None:
    """The reason from the closed list is told; the keeper's own words are not."""
    fact, words = STATES[name]
    assert follow_through(announced(), CALL, fact)["Status"] == words
    assert "PRIVATE" not in repr(disclosed(SAID, announced(), CALL, fact))


def test_what_the_keeper_sent_is_summed_with_its_paragraphs() -> None:
    """Replies by purpose, answered calls, contacts begun and those on a closed channel."""
    found = disclosed(
        contact("2026-02-10T10:00", channel="call", words=None, answered=True),
        contact("2026-02-20T10:00", direction="out", words="Stop.", purpose="boundary"),
        contact("2026-02-21T20:00", direction="out", channel="call", words="Hi"),
    )
    assert [one.mark for one in found.own] == ["8", "9"]
    assert found.own_sum == (
        "After the notice the keeper wrote or called 2 times: 1 repeating the boundary, 1 purpose not given.",
        "Calls answered: 1 (¶7).",
        "Contacts begun by the keeper: 2 (¶8-9).",
        "On a channel then closed for that purpose: 1 (¶9).",
    )


def test_where_the_keeper_sent_nothing_nothing_is_behind_the_counts() -> None:
    """Noughts stand alone, and page one says the same."""
    found = disclosed()
    assert found.own_sum[0] == "After the notice the keeper wrote or called 0 times."
    assert found.own_sum[1] == "Calls answered: 0."
    keeper = next(line.text for line in found.summary.lines if line.label == "Keeper")
    assert keeper == "wrote 0 · answered calls 0 · began contact 0"
