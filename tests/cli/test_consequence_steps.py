"""Carried out, not now, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def announced(told: Program) -> Program:
    """C1 is entry 5, announced in S1."""
    assert told("consequence", "announce", "--action", "I change the locks", "--in", "S1").code == 0
    return told


def test_what_was_done_is_kept_with_its_proof(
    announced: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """When, what, what came of it and what shows it stand in one entry."""
    told = ("--facts", "New locks.", "--outcome", "Keys with me.", "--proof", str(picture), "--proof", "#4")
    done = announced("consequence", "done", "C1", "--when", "20 mar 2026", *told, "--json")
    assert (done.code, done.json["serial"]) == (0, 6)
    kept = fields("6")
    assert (kept["step"], kept["facts"], kept["outcome"]) == ("done", "New locks.", "Keys with me.")
    assert kept["proof_entries"] == [4]
    assert kept["files"][0]["name"] == "screen.png"
    assert announced("audit", "--json").json["consequences"][0]["proof"] == [6, 4]


@pytest.mark.parametrize(
    "again",
    [
        ("done", "C1"),
        ("defer", "C1", "--until", "1 may 2026", "--reason", "x"),
        ("withdraw", "C1", "--why", "changed"),
    ],
)
def test_what_was_carried_out_stays_carried_out(announced: Program, again: tuple[str, ...]) -> None:
    """A second step after "done" is refused: it would move the date, or unsay the deed."""
    announced("consequence", "done", "C1", "--when", "20 mar 2026")
    done = announced("consequence", *again)
    assert done.code == 2
    assert "C1 was carried out already, in #6. Nothing was recorded." in done.err
    assert "rk attach 6 FILE" in done.err


def test_a_deferral_keeps_its_reason_private(
    announced: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """The new date is kept, the reason is not what the timeline shows."""
    assert (
        announced("consequence", "defer", "C1", "--until", "20 apr 2026", "--reason", "my nerves").code == 0
    )
    assert fields("6")["until"]["precision"] == "day"
    assert fields("6")["reason"] == "my nerves"
    assert "nerves" not in announced("timeline").out


@pytest.mark.parametrize("typed", ["9 apr 2026", "yesterday", "unknown", "1 hour ago"])
def test_a_deferral_is_to_a_time_to_come(announced: Program, typed: str) -> None:
    """A time that has passed, or that is not known, is no new date."""
    done = announced("consequence", "defer", "C1", "--until", typed, "--reason", "x")
    assert done.code == 2
    assert f"{typed} is not a time to come. Nothing was recorded." in done.err


def test_deciding_against_it_names_a_class_of_reason(
    announced: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """The class is public, the own words private; an unknown class is refused with the list."""
    refused = announced("consequence", "withdraw", "C1", "--why", "tired")
    assert refused.code == 2
    assert "It can be: not-safe, advised, other-step, authority, changed." in refused.err
    assert "Give --why." in announced("consequence", "withdraw", "C1").err
    assert announced("consequence", "withdraw", "C1", "--why", "not-safe", "--reason", "he knows").code == 0
    assert (fields("6")["reason_class"], fields("6")["reason"]) == ("not-safe", "he knows")
    assert "he knows" not in announced("timeline").out


@pytest.mark.parametrize(("name", "code"), [("C2", 5), ("S1", 2), ("x", 2), ("99", 5)])
def test_only_a_consequence_is_carried_out(announced: Program, name: str, code: int) -> None:
    """A name of another kind is refused, one of nothing not found."""
    assert announced("consequence", "done", name).code == code


def test_a_missing_reason_is_named(announced: Program) -> None:
    """Moving needs a date and a reason; where nobody can be asked, each is named."""
    assert "Give --until." in announced("consequence", "defer", "C1").err
    assert "Give --reason." in announced("consequence", "defer", "C1", "--until", "20 apr 2026").err
