"""Deciding which contact is all right."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Program


def test_a_first_boundary_is_in_force_for_nobody(record: Program) -> None:
    """Setting one says its rules, its name, that it must be stated, and to talk to an advocate."""
    done = record("boundary", "set", "--allow", "email", "--refuse", "call", "--except", "children")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Rule: allowed: email; not allowed: call; excepted: children; every other channel: not allowed",
        "Saved as #3. It is B1.",
    ]
    assert "It is in force once they have been told: rk boundary stated B1" in done.err
    assert done.err.count("advocate") == 1
    assert "not yet stated, in force for nobody" in record("boundary", "list").out


def test_changing_it_shows_both_rules(told: Program) -> None:
    """A new boundary prints the old rule and the new one, and says that the old one stands for now."""
    done = told("boundary", "set", "--refuse", "call", "--reason", "I need quiet.")
    assert done.out.splitlines()[:2] == [
        "Was:  allowed: email; not allowed: call, text; every other channel: not allowed",
        "Now:  not allowed: call; every other channel: no rule",
    ]
    assert "Until they are told, the old rule stands: B1." in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--allow", "call", "--refuse", "call"), "call is in two lists. Nothing was recorded."),
        (("--emergency", "text", "--refuse", "call,text"), "text is in two lists."),
        ((), "A boundary needs at least one rule. Nothing was recorded."),
        (("--except", "children"), "A boundary needs at least one rule."),
        (("--no-contact", "--except", "mixed"), "mixed is no --except."),
        (("--refuse", "phonecall"), "phonecall is no channel."),
        (("--no-contact", "--since", "tomorrow"), "That time is still to come."),
    ],
)
def test_what_cannot_be_a_boundary_is_refused(record: Program, options: tuple[str, ...], words: str) -> None:
    """Contradictory, empty or unknown rules are refused and nothing is recorded."""
    done = record("boundary", "set", *options)
    assert done.code == 2
    assert words in done.err
    assert record("boundary", "list").out == "No boundary yet: rk boundary set\n"


def test_every_rule_is_kept(record: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """Lists, purposes and the reason stand as they were given; a private note stands apart."""
    options = (
        "--no-contact",
        "--emergency",
        "text",
        "--allow",
        "email,other:courier",
        "--since",
        "2026-01-02",
    )
    done = record("boundary", "set", *options, "--reason", "Enough.", "--note", "I hope", "--json")
    assert done.json["name"] == "B1"
    kept = fields("B1")
    assert kept["allow"] == ["email", "other:courier"]
    assert kept["emergency"] == ["text"]
    assert kept["no_contact"] is True
    assert kept["reason"] == "Enough."
    assert kept["since"]["written"] == "2026-01-02"
    assert record("status", "--json").json["entries"] == 3


def test_show_prints_the_words_and_what_became_of_them(told: Program) -> None:
    """One boundary with its rules, its statement and the delivery of it."""
    told("boundary", "delivered", "S1", "--status", "read", "--when", "1 mar 2026 20:14")
    shown = told("boundary", "show", "B1").out.splitlines()
    assert shown[1] == "in force from Sun 1 Mar 2026, 20:14, arrival proven"
    assert shown[2] == "S1  Sun 1 Mar 2026, 20:00, text: “Please only write by email.”"
    assert shown[3] == "    read, Sun 1 Mar 2026, 20:14 (#5)"


def test_programs_read_boundaries_with_offsets(told: Program) -> None:
    """JSON has times with offset; `show` gives the same object as the list."""
    listed = told("boundary", "list", "--json").json["boundaries"]
    assert listed[0]["id"] == "B1"
    assert listed[0]["in_force_from"] == "2026-03-01T20:00:00+00:00"
    assert listed[0]["proven"] is False
    assert listed[0]["statements"][0]["id"] == "S1"
    shown = told("boundary", "show", "B1", "--json").json
    assert {name: shown[name] for name in listed[0]} == listed[0]
    assert told("boundary", "list", "--plain").out.startswith(
        "B1\tallowed: email; not allowed: call, text\t2026"
    )


def test_a_boundary_that_is_not_there_is_not_found(told: Program) -> None:
    """B7 is not found; S1 is something else."""
    assert told("boundary", "show", "B7").code == 5
    wrong = told("boundary", "show", "S1")
    assert wrong.code == 2
    assert "S1 is a statement, and a boundary is needed here." in wrong.err
