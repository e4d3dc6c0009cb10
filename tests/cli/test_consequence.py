"""What was announced, and where it stands."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import NOW, Program

DAY = 86_400_000
ANNOUNCE = ("consequence", "announce", "--action", "I report it to the police")


def test_words_and_announcement_are_one_commit(
    told: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """With --words the statement, its delivery and the consequence are recorded together."""
    options = ("--words", "The next call I report.", "--how", "text", "--when", "2 mar 2026 10:00")
    done = told(*ANNOUNCE, *options, "--status", "read", "--trigger", "nth:3", "--within", "2d", "--json")
    assert (done.code, done.json["serial"], done.json["name"], done.json["statement"]) == (0, 7, "C1", "S2")
    assert fields("C1") == {
        "action": "I report it to the police",
        "statement": 5,
        "trigger": {"type": "nth", "n": 3},
        "within": {"days": 2},
    }
    assert fields("6")["statement"] == 5
    assert "boundary" not in fields("S2")


def test_it_may_have_been_announced_in_the_notice(told: Program) -> None:
    """--in names the statement that held the words; an advocate is named once."""
    done = told(*ANNOUNCE, "--in", "S1")
    assert done.out == "Saved as #5. It is C1, announced in S1.\n"
    assert done.err == "If announcing it could raise the risk, talk to an advocate first.\n"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("any", {"type": "any"}),
        ("nth:12", {"type": "nth", "n": 12}),
        ("channel:call", {"type": "channel", "channel": "call"}),
        ("channel:other:courier", {"type": "channel", "channel": "other:courier"}),
    ],
)
def test_triggers_are_read(
    told: Program, fields: Callable[[str], dict[str, Any]], typed: str, kept: dict[str, Any]
) -> None:
    """Each form of trigger is kept as what it means."""
    assert told(*ANNOUNCE, "--in", "S1", "--trigger", typed).code == 0
    assert fields("C1")["trigger"] == kept


@pytest.mark.parametrize("typed", ["by:20 april 2026", "by:2026-04-20", "by: 20 apr"])
def test_a_date_is_a_whole_day_to_come(
    told: Program, fields: Callable[[str], dict[str, Any]], typed: str
) -> None:
    """`by:` is the whole of that local day, in words or ISO."""
    assert told(*ANNOUNCE, "--in", "S1", "--trigger", typed).code == 0
    by = fields("C1")["trigger"]["by"]
    assert by["precision"] == "day"
    assert by["until"] - by["at"] == DAY
    listed = told("consequence", "list", "--json").json["consequences"]
    assert listed[0]["trigger"] == "by:2026-04-20"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2d", {"days": 2}),
        ("1 day", {"days": 1}),
        ("2 weeks", {"days": 14}),
        ("48h", {"minutes": 2880}),
        ("30min", {"minutes": 30}),
    ],
)
def test_lengths_of_time_are_read(
    told: Program, fields: Callable[[str], dict[str, Any]], typed: str, kept: dict[str, int]
) -> None:
    """Days stay calendar days; hours and minutes are elapsed time."""
    assert told(*ANNOUNCE, "--in", "S1", "--within", typed).code == 0
    assert fields("C1")["within"] == kept


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--in", "S1", "--trigger", "nth:0"), 2, "nth:0 is no trigger. Nothing was recorded."),
        (("--in", "S1", "--trigger", "nth:" + "9" * 5000), 2, "is no trigger."),
        (("--in", "S1", "--trigger", "sometimes"), 2, "sometimes is no trigger."),
        (("--in", "S1", "--trigger", "channel:cal"), 2, "cal is no channel. Did you mean call?"),
        (("--in", "S1", "--trigger", "by:may 2026"), 2, "by:may 2026 is no trigger."),
        (("--in", "S1", "--within", "1m"), 2, "1m is no length of time. Nothing was recorded."),
        (("--in", "S1", "--within", "0d"), 2, "0d is no length of time."),
        (("--in", "S1", "--words", "x"), 2, "S1 has its own words and time."),
        (("--in", "S1", "--when", "now"), 2, "Leave out --when, or leave out --in."),
        (("--in", "S1", "--proof", "#2"), 2, "Leave out --proof; then: rk boundary delivered S1"),
        (("--in", "B1"), 2, "B1 is a boundary, and a statement is needed here."),
        (("--in", "S9"), 5, "There is no S9 in this record."),
        ((), 2, "Give --how."),
        (("--how", "text"), 2, "Give --words."),
    ],
)
def test_what_is_no_announcement_records_nothing(
    told: Program, options: tuple[str, ...], code: int, words: str
) -> None:
    """Bad triggers, lengths and sources of words are refused; nothing is half-written."""
    done = told(*ANNOUNCE, *options)
    assert done.code == code
    assert words in done.err
    assert told("status", "--json").json["entries"] == 4


def test_the_list_says_where_each_stands(told: Program, set_clock: Callable[[int], None]) -> None:
    """Not triggered, due, waiting, moved, carried out, decided against: derived, in calm words."""
    said = ("--words", "Next time I act.", "--how", "text", "--when", "2 mar 2026 10:00")
    told(*ANNOUNCE, *said, "--within", "2d")

    def state() -> str:
        return told("consequence", "list").out.split("any", 1)[1].strip()

    assert state() == "not triggered"
    told("log", "call", "--medium", "missed", "--when", "9 apr 2026 10:00")
    assert state() == "due Sat 11 Apr 2026"
    set_clock(NOW + 3 * DAY)
    assert state() == "not yet carried out, waiting since Sat 11 Apr 2026"
    told("consequence", "defer", "C1", "--until", "20 apr 2026", "--reason", "ill")
    assert state() == "moved to Mon 20 Apr 2026"
    told("consequence", "withdraw", "C1", "--why", "advised")
    assert state() == "decided against"
    told("consequence", "done", "C1", "--when", "13 apr 2026 11:00")
    assert state() == "carried out Mon 13 Apr 2026, 11:00"
    assert told("consequence", "list", "--plain").out.startswith(
        "C1\tI report it to the police\tany\tcarried out\t"
    )


def test_an_empty_list_says_how_to_begin(told: Program) -> None:
    """With nothing announced, the command is named."""
    assert told("consequence", "list").out == (
        "Nothing is announced. To announce a step: rk consequence announce\n"
    )
    assert told("consequence", "list", "--json").json["consequences"] == []
