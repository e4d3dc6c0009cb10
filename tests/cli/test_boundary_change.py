"""Changing a boundary, ending it, and saying it again: the old rule stands until they are told."""

from collections.abc import Callable
from typing import Any

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.keeping import Why
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program
from tests.cli.terminal import converse

STATE = ("boundary", "stated", "B2", "--how", "text", "--words", "You can call.")


def verdict_of_a_call(program: Program, when: str) -> str:
    """The verdict on a call from then on."""
    serial = program("log", "call", "--facts", "Rang", "--when", when, "--json").json["serial"]
    rows = program("timeline", "--json").json["entries"]
    verdict: str = next(row["verdict"] for row in rows if row["serial"] == serial)
    return verdict


@pytest.mark.parametrize(
    ("change", "after"), [(("set", "--allow", "call"), "within"), (("end", "B1"), "no_rule")]
)
def test_the_old_rule_stands_until_they_are_told(told: Program, change: tuple[str, ...], after: str) -> None:
    """A call after the change and before its notice is judged by B1; one after the notice by B2."""
    done = told("boundary", *change)
    assert "Until they are told, the old rule stands: B1.\n" in done.err
    assert verdict_of_a_call(told, "5 apr 2026 10:00") == "outside"
    assert "B1, told Sun 1 Mar 2026, receipt not proven; B2, not yet stated" in told("status").out
    assert told("status", "--json").json["boundary"] == "B1"
    assert told(*STATE, "--when", "6 apr 2026 10:00").code == 0
    assert verdict_of_a_call(told, "5 apr 2026 11:00") == "outside"
    assert verdict_of_a_call(told, "7 apr 2026 10:00") == after
    assert told("status", "--json").json["boundary"] == "B2"


def test_an_end_is_an_entry_of_its_own(told: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """It says what changes; its reason and since when it was held are kept; B1 stands as it was."""
    done = told("boundary", "end", "B1", "--when", "2 apr 2026", "--reason", "We agreed.", "--note", "Hm")
    assert done.out.splitlines() == [
        "Was:  allowed: email; not allowed: call, text; every other channel: not allowed",
        "Now:  the boundary before it ends",
        "Saved as #5. It is B2.",
    ]
    assert "It is in force once they have been told: rk boundary stated B2" in done.err
    kept = fields("B2")
    assert (kept["ended"], kept["reason"], kept["since"]["written"]) == (True, "We agreed.", "2 apr 2026")
    assert "ended" not in fields("B1")
    told(*STATE, "--when", "3 apr 2026 10:00")
    assert "Boundary  none: B2 ended it, told Fri 3 Apr 2026, receipt not proven\n" in told("status").out


def test_what_cannot_end_is_refused(told: Program) -> None:
    """An end, and a boundary whose place another has taken; nothing is recorded."""
    told("boundary", "set", "--no-contact")
    told(*STATE, "--when", "2 apr 2026 10:00")
    passed = told("boundary", "end", "B1")
    assert (passed.code, "B1 is not the boundary in force: B2 is the latest." in passed.err) == (2, True)
    assert told("boundary", "end", "B2", "--json").json["name"] == "B3"
    again = told("boundary", "end", "B3")
    assert (again.code, "B3 is itself the end of a boundary." in again.err) == (2, True)
    assert told("boundary", "end", "B9").code == 5
    assert told("status", "--json").json["entries"] == 7


def test_the_one_in_force_can_end_while_a_later_one_waits(told: Program) -> None:
    """B2 was set and never stated: B1 is what holds, and what may be ended."""
    told("boundary", "set", "--no-contact")
    assert told("boundary", "end", "B1").code == 0


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        (("set", "--allow", "email,call"), True),
        (("set", "--no-contact"), False),
        (("set", "--allow", "email", "--except", "children"), True),
        (("end", "B1"), True),
    ],
)
def test_reasons_are_offered_when_a_rule_is_loosened(
    told: Program,
    change: tuple[str, ...],
    *,
    offered: bool,
) -> None:
    """Only where there are some to read, and never their words."""
    assert "rk why" not in told("boundary", "end", "B1").err
    told("retract", "5", "--reason", "a slip")
    vault = open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True)
    with Ledger(vault) as ledger:
        ledger.append([Why(words="CANARY")])
    done = told("boundary", *change)
    assert ("Your reasons, to read again: rk why read\n" in done.err) is offered
    assert "CANARY" not in done.out + done.err


def test_a_boundary_said_twice_is_kept_as_a_repeat(told: Program) -> None:
    """Said once that one notice is enough; what is counted from does not move."""
    before = told("audit", "--json").json["notice"]
    again = ("boundary", "stated", "B1", "--how", "email", "--words", "As I said.")
    done = told(*again, "--when", "5 mar 2026 10:00")
    assert done.out == "Saved as #5. It is S2, kept as a repeat.\n"
    assert "One clear notice is usually enough.\n" in done.err
    assert told("audit", "--json").json["notice"] == before
    third = told(*again, "--when", "6 mar 2026 10:00", "--json")
    assert (third.json["name"], third.json["repeat"]) == ("S3", True)
    assert "usually enough" not in third.err
    shown = told("boundary", "show", "B1")
    assert "S2  Thu 5 Mar 2026, 10:00, email (a repeat): “As I said.”" in shown.out
    assert [one["repeat"] for one in told("boundary", "show", "B1", "--json").json["statements"]] == [
        False,
        True,
        True,
    ]


def test_a_repeat_that_proves_the_notice_was_worth_saying(told: Program) -> None:
    """Said again and read, it is what counts from now on: that one is enough would be wrong to say."""
    words = ("--how", "text", "--words", "As I said.", "--when", "5 mar 2026 10:00", "--status", "read")
    done = told("boundary", "stated", "B1", *words)
    assert "kept as a repeat" in done.out
    assert "usually enough" not in done.err
    assert told("audit", "--json").json["notice"]["proven"] is True


def test_an_earlier_statement_entered_later_is_no_repeat(told: Program) -> None:
    """By when it was said, not by when it was entered: then the one entered first is the repeat."""
    words = ("--how", "text", "--words", "Stop.", "--when", "1 feb 2026 10:00")
    done = told("boundary", "stated", "B1", *words)
    assert done.out == "Saved as #5. It is S2.\n"
    assert "usually enough" not in done.err


@pytest.fixture
def real_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program on a terminal runs by the real clock."""
    monkeypatch.undo()


@pytest.mark.usefixtures("real_clock")
def test_told_already_goes_on_to_what_was_said(record: Program) -> None:
    """Asked by number once it is saved; yes asks how, what and when, in the same sitting."""
    shared = ["--vault", str(record.vault), "--key-file", str(record.key)]
    code, screen = converse(
        [*shared, "boundary", "set", "--no-contact"],
        [
            ("Have they been told?", "2"),
            ("How did you say it?", "1"),
            ("What did you say? Exact words", "Do not contact me."),
            ("When did you say it? [now]", "1 mar 2026 20:00"),
        ],
    )
    assert code == 0, screen
    assert "Saved as #3. It is B1." in screen
    assert "Saved as #4. It is S1." in screen
    code, screen = converse([*shared, "boundary", "end", "B1", "--told", "no"], [])
    assert code == 0, screen
    assert "Have they been told?" not in screen
    assert record("boundary", "set", "--refuse", "call", "--told", "yes").code == 0
    assert record("status", "--json").json["entries"] == 6
