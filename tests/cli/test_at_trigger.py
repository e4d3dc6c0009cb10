"""When a contact meets what a consequence waits for: saved first, said, then asked with equal weight."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

CALL = ("log", "call", "--when", "20 mar 2026 10:00")
MET = "#6 is what C1 waits for: Block (not yet carried out, waiting since Sun 22 Mar 2026).\n"


@pytest.fixture
def announced(told: Program) -> Program:
    """C1 is entry 5: due two days after any contact outside the boundary."""
    announce = ("consequence", "announce", "--action", "Block", "--in", "S1", "--within", "2d")
    assert told(*announce).code == 0
    return told


def test_the_contact_that_meets_it_is_named_and_nothing_is_asked_where_nobody_can_answer(
    announced: Program,
) -> None:
    """The entry is saved, the consequence waits, and the command for it is there."""
    done = announced(*CALL)
    assert (done.code, done.out.startswith("Saved as #6.")) == (0, True)
    assert MET in done.err
    assert "When it is done: rk consequence done C1\n" in done.err
    assert announced("status", "--json").json["entries"] == 6
    # Due since the first one: the second says nothing new.
    assert "C1" not in announced("log", "call", "--when", "21 mar 2026 10:00").err


def test_what_is_still_to_come_is_told_with_its_day(announced: Program) -> None:
    """A contact of today leaves two days."""
    assert "Block (due Sun 12 Apr 2026).\n" in announced("log", "call", "--when", "10 apr 2026 10:00").err


def test_due_leaves_it_as_it_is(announced: Program) -> None:
    """That this is what was meant needs no entry: it is what the record says."""
    done = announced(*CALL, "--on-trigger", "due")
    assert "When it is done: rk consequence done C1\n" in done.err
    assert announced("due", "--json").json["items"][0]["id"] == "C1"
    assert announced("status", "--json").json["entries"] == 6


def test_later_moves_it(announced: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """The contact first, then the step, as `consequence defer` records it."""
    done = announced(*CALL, "--on-trigger", "later", "--defer-until", "17 apr 2026")
    assert "C1 is moved: saved as #7.\n" in done.err
    assert (fields("7")["step"], fields("7")["until"]["written"]) == ("deferred", "17 apr 2026")
    assert "moved to Fri 17 Apr 2026" in announced("due").out


def test_deciding_not_to_is_a_decision_with_a_class_of_reason(
    announced: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """As `consequence withdraw` records it."""
    done = announced(*CALL, "--on-trigger", "decide-not", "--why-not", "not-safe")
    assert "C1 is decided against: saved as #7.\n" in done.err
    assert (fields("7")["step"], fields("7")["reason_class"]) == ("withdrawn", "not-safe")
    assert announced("due").out == "Nothing waits for you.\n"


def test_not_this_contact_is_a_fact_to_be_said(announced: Program) -> None:
    """What would leave it uncounted is named, each with its command; a wish alone changes no record."""
    done = announced(*CALL, "--on-trigger", "not-this")
    assert "rk mark 6 --purpose PURPOSE\n" in done.err
    assert "rk mark 6 --answers S1\n" in done.err
    assert "rk retract 6 --reason TEXT\n" in done.err
    assert "rk amend C1 --trigger nth:3 --reason TEXT\n" in done.err
    assert announced("status", "--json").json["entries"] == 6
    announced("mark", "6", "--answers", "S1")
    assert announced("due").out == "Nothing waits for you.\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--on-trigger", "later"), "The time to move it to is needed, and nothing may be asked here."),
        (("--on-trigger", "decide-not"), "Give --why-not."),
        (("--on-trigger", "never"), "It can be: due, later, not-this, decide-not."),
        (("--why-not", "tired"), "It can be: not-safe, advised, other-step, authority, changed."),
        (("--why-not", "changed"), "--why-not needs its --on-trigger. Nothing was recorded."),
        (("--defer-until", "17 apr 2026"), "--defer-until needs its --on-trigger. Nothing was recorded."),
        (
            ("--on-trigger", "later", "--defer-until", "1 apr 2026"),
            "1 apr 2026 is not a time to come. Nothing was recorded.",
        ),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_before_anything_is_saved(
    announced: Program, options: tuple[str, ...], words: str
) -> None:
    """Nobody has to guess whether the contact was kept."""
    done = announced(*CALL, *options)
    assert (done.code, words in done.err) == (2, True), done.err
    assert announced("status", "--json").json["entries"] == 5


@pytest.mark.parametrize(
    "close",
    [
        ("done", "C1", "--when", "1 apr 2026"),
        ("withdraw", "C1", "--why", "changed"),
        ("defer", "C1", "--until", "20 apr 2026", "--reason", "x"),
    ],
)
def test_nothing_is_said_of_what_does_not_wait(announced: Program, close: tuple[str, ...]) -> None:
    """Carried out, decided against, or moved to a later day."""
    assert announced("consequence", *close).code == 0
    done = announced(*CALL)
    assert (done.code, "C1" in done.err) == (0, False)


def test_a_contact_within_the_boundary_meets_nothing(announced: Program) -> None:
    """Allowed contact is no trigger."""
    assert "C1" not in announced("log", "email", "--words", "Hi", "--when", "20 mar 2026 10:00").err


def test_what_comes_in_from_a_phone_meets_it_too(announced: Program, tmp_path: Path) -> None:
    """The import is finished first; --json stays one object."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?", 90 * 24 * 60))
    done = announced("import", path, "--them", THEIRS, "--yes", "--json", "--on-trigger", "due")
    assert done.json["imported"] == 1
    assert "#8 is what C1 waits for: Block (" in done.err
    again = announced("import", path, "--yes")
    assert "C1" not in again.err


def test_an_announcement_of_a_day_waits_for_no_contact(told: Program) -> None:
    """What is due by a date is for `due` to say, not for whoever rings."""
    told("consequence", "announce", "--action", "Block", "--in", "S1", "--trigger", "by:1 apr 2026")
    assert "C1" not in told(*CALL).err
