"""What somebody saw or heard, in their own words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

SAW = ("--words", "I saw him at the gate.")


@pytest.fixture
def people(told: Program) -> Program:
    """P2 is a witness (entry 5), P3 a friend with no other role (6)."""
    told("person", "add", "Priya", "--role", "witness")
    told("person", "add", "Sam", "--role", "other")
    return told


def test_an_account_is_kept_word_for_word(people: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """Who, how they know, whether they would say so, and what it is about."""
    given = ("--sensed", "saw", "--willing", "yes", "--about", "4-5", "--when", "20 mar 2026")
    done = people("witness", "add", "P2", *SAW, *given)
    assert (done.code, done.out) == (0, "Saved as #7.\n")
    kept = fields("7")
    assert (kept["person"], kept["words"], kept["sensed"]) == (5, "I saw him at the gate.", "saw")
    assert (kept["willing"], kept["about"], kept["when"]["precision"]) == ("yes", [4, 5], "day")
    assert "P2 witness 1: “I saw him at the gate.”" in people("timeline").out
    assert "Papers for a court" not in done.err


def test_anybody_may_be_a_witness_and_where_it_is_left_out_is_said(people: Program) -> None:
    """Somebody who is in no court paper has an account that is in none."""
    done = people("witness", "add", "P3", *SAW)
    assert done.code == 0
    assert "Papers for a court leave P3 out, and this account with them." in done.err


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("P9", *SAW), 5, "There is no P9 in this record.\nSee: rk person list\n"),
        (("S1", *SAW), 2, "S1 is a statement, and a person is needed here. Nothing was recorded."),
        (("P2",), 2, "Give --words."),
        (("P2", "--words", " "), 2, "--words is empty. Nothing was recorded."),
        (("P2", *SAW, "--willing", "maybe"), 2, "maybe is no --willing."),
        (("P2", *SAW, "--about", "99"), 5, "There is no entry 99"),
        (("P2", *SAW, "--attach", "none.txt"), 2, "There is no file none.txt. Nothing was recorded."),
    ],
)
def test_what_does_not_fit_is_refused(
    people: Program, command: tuple[str, ...], code: int, words: str
) -> None:
    """Nobody testifies who is not there, and nothing empty is kept."""
    done = people("witness", "add", *command)
    assert (done.code, words in done.err) == (code, True), done.err
    assert people("status", "--json").json["entries"] == 6


def test_a_recording_of_an_account_says_how_it_came_to_be(
    people: Program, fields: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    """Its file is added to it in the same commit; one that not all knew of is held out."""
    voice = tmp_path / "voice.amr"
    voice.write_bytes(b"#!AMR\n\1\1\1\1")
    done = people("witness", "add", "P2", *SAW, "--attach", str(voice), "--recording", "not-all-knew")
    assert "It is held out of exports unless asked for by name." in done.err
    assert (fields("8")["to"], fields("8")["recording"]) == (7, "not-all-knew")
    unsaid = people("witness", "add", "P2", *SAW, "--attach", str(voice), "--note", "shy")
    assert "How the recording came to be is not said: rk amend 10 --recording" in unsaid.err


def test_an_account_can_be_corrected_and_withdrawn(
    people: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """Words, how they know, willingness, whose it is."""
    people("witness", "add", "P2", *SAW)
    new = ("--words", "I heard him.", "--sensed", "heard", "--willing", "no", "--person", "P3")
    assert people("amend", "7", *new, "--about", "4", "--reason", "x").code == 0
    kept = fields("7")
    assert (kept["words"], kept["sensed"], kept["willing"]) == ("I heard him.", "heard", "no")
    assert (kept["person"], kept["about"]) == (6, [4])
    assert people("retract", "7", "--reason", "x").code == 0
