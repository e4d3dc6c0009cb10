"""A report made to police, a court, a platform, an employer, a school or a carrier."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

MARCH = ("--when", "21 mar 2026 10:40")


@pytest.fixture
def contacts(told: Program) -> Program:
    """Contacts 5 to 7."""
    for hour in (10, 11, 12):
        told("log", "call", "--when", f"20 mar 2026 {hour}:00")
    return told


def test_a_report_is_kept_with_its_reference(
    contacts: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """Whom, when, the reference, who took it, what was said, what came of it, and about what."""
    given = ("--ref", "1182/26", "--officer", "PC Lee", "--badge", "41", "--how", "at the station")
    said = ("--facts", "Told of the calls.", "--outcome", "Logged.", "--about", "5-6", "--about", "#7")
    done = contacts("told", "police", *MARCH, *given, *said, "--about", "6", "--attach", str(picture))
    assert done.out == "Saved as #8.\n"
    assert "What came of it later: rk amend 8 --outcome TEXT --reason TEXT\n" in done.err
    kept = fields("8")
    assert (kept["to"], kept["reference"], kept["officer"], kept["badge"]) == (
        "police",
        "1182/26",
        "PC Lee",
        "41",
    )
    assert (kept["how"], kept["facts"], kept["outcome"]) == (
        "at the station",
        "Told of the calls.",
        "Logged.",
    )
    assert (kept["about"], kept["files"][0]["name"]) == ([5, 6, 7], "screen.png")


def test_a_report_may_carry_out_what_was_announced(
    contacts: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """The step has its time, facts and outcome; both are saved in one commit."""
    contacts("consequence", "announce", "--action", "Tell the police", "--in", "S1")
    done = contacts(
        "told", "police", *MARCH, "--facts", "Told.", "--outcome", "Logged.", "--carries-out", "C1"
    )
    assert "C1 is carried out." in done.err
    assert (fields("10")["facts"], fields("10")["outcome"], fields("10")["consequence"]) == (
        "Told.",
        "Logged.",
        8,
    )
    assert contacts("due").out == "Nothing waits for you.\n"


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("told",), 2, "Give WHOM."),
        (("told", "polis"), 2, "polis is no WHOM. Did you mean police? Nothing was recorded."),
        (("told", "police", "--about", "99"), 5, "There is no entry 99: the record ends at 7."),
        (("told", "police", "--about", "7-5"), 2, "7-5 runs backwards."),
        (("told", "police", "--about", "x"), 2, "x does not name an entry."),
        (("told", "police", "--attach", "none.pdf"), 2, "There is no file none.pdf. Nothing was recorded."),
    ],
)
def test_what_does_not_fit_is_refused(
    contacts: Program, command: tuple[str, ...], code: int, words: str
) -> None:
    """Each says what is wrong; the record stays as it was."""
    done = contacts(*command)
    assert (done.code, words in done.err) == (code, True), done.err
    assert contacts("status", "--json").json["entries"] == 7


def test_a_report_can_be_corrected_withdrawn_and_given_a_copy(
    contacts: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """What came of it is often known later, and so is whom exactly one told."""
    contacts("told", "police", *MARCH, "--about", "5")
    new = ("--to", "court", "--ref", "9", "--officer", "A. Roe", "--badge", "2", "--how", "online")
    assert contacts("amend", "8", *new, "--outcome", "Read.", "--about", "6", "--reason", "x").code == 0
    kept = fields("8")
    assert (kept["to"], kept["reference"], kept["outcome"], kept["about"]) == ("court", "9", "Read.", [6])
    gone = contacts("amend", "8", "--about", "99", "--reason", "x")
    assert (gone.code, "There is no entry 99" in gone.err) == (5, True)
    assert contacts("amend", "8", "--about", "none", "--reason", "x").code == 0
    assert "about" not in fields("8")
    assert contacts("attach", "8", str(picture)).code == 0
    assert contacts("retract", "8", "--reason", "not sent").code == 0


def test_a_script_gets_one_object(contacts: Program) -> None:
    """With --json nothing is printed beside it."""
    done = contacts("told", "school", *MARCH, "--json")
    assert (done.json["serial"], "rk amend" in done.err) == (8, False)
