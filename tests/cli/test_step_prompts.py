"""Questions about steps and at the moment of a trigger, asked by the real program on a real terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.cli.terminal import converse
from tests.intake.exports import THEIRS, sms

Terminal = Callable[..., tuple[int, str]]
Fields = Callable[[str], dict[str, Any]]


@pytest.fixture
def set_clock() -> Callable[[int], None]:
    """The program of these tests runs elsewhere, by the real clock: so does the one in this process."""
    return lambda _ms: None


@pytest.fixture
def terminal(told: Program) -> Terminal:
    """The program on a terminal, on the record of the test; C1 is entry 5, due at any contact outside."""
    told("consequence", "announce", "--action", "Block his number", "--in", "S1")
    shared = ("--vault", str(told.vault), "--key-file", str(told.key))
    return lambda arguments, *turns: converse([*shared, *arguments], turns)


@pytest.fixture
def voice(tmp_path: Path) -> str:
    """A recording."""
    path = tmp_path / "voice.amr"
    path.write_bytes(b"#!AMR\n\1\1\1\1")
    return str(path)


CALL = ("log", "call", "--facts", "Rang", "--when", "1 hour ago")
ASKED = "Is this what you meant?"


def test_at_a_trigger_four_answers_stand_with_equal_weight(terminal: Terminal, told: Program) -> None:
    """The entry is saved before anything is asked; yes leaves it waiting."""
    code, screen = terminal(CALL, (ASKED, "1"))
    assert code == 0, screen
    saved, asked = screen.index("Saved as #6."), screen.index(ASKED)
    assert saved < screen.index("#6 is what C1 waits for: Block his number (") < asked
    for line in (
        "  1  yes: it waits for you in rk due",
        "  2  yes, but later",
        "  3  not this contact",
        "  4  I decide not to",
    ):
        assert line in screen[asked:]
    assert "When it is done: rk consequence done C1" in screen
    assert told("status", "--json").json["entries"] == 6


def test_later_asks_until_when_and_never_says_that_nothing_was_recorded(
    terminal: Terminal, fields: Fields
) -> None:
    """The contact is saved: what is not understood is asked again in words that are true."""
    again = "Write a day or a time to come, as in: 17 Apr 2026, in 14 days."
    code, screen = terminal(
        CALL, (ASKED, "2"), ("Until when?", "yesterday"), (again, "soon"), (again, "in 14 days")
    )
    assert code == 0, screen
    assert "Nothing was recorded" not in screen
    assert (fields("7")["step"], fields("7")["until"]["written"]) == ("deferred", "in 14 days")


def test_deciding_not_to_asks_why_not(terminal: Terminal, fields: Fields) -> None:
    """One of the classes of reason, by number."""
    code, screen = terminal(CALL, (ASKED, "4"), ("Why not?", "1"))
    assert code == 0, screen
    assert (fields("7")["step"], fields("7")["reason_class"]) == ("withdrawn", "not-safe")


def test_leaving_the_question_leaves_the_contact_saved(terminal: Terminal, told: Program) -> None:
    """Ctrl-C there takes nothing back."""
    code, screen = terminal(CALL, (ASKED, "\x03"))
    assert code == 130, screen
    assert "Nothing was recorded that was not already said to be saved." in screen
    assert told("status", "--json").json["entries"] == 6


def test_nobody_in_danger_is_asked(terminal: Terminal) -> None:
    """Being followed is answered with the number to call; what is due is said, and no more."""
    code, screen = terminal(
        ("log", "in-person", "--facts", "Behind me", "--proximity", "follow", "--when", "now")
    )
    assert code == 0, screen
    assert "If you are not safe now, call your emergency number." in screen
    assert ASKED not in screen


def test_an_import_asks_when_it_is_done(terminal: Terminal, tmp_path: Path) -> None:
    """What came in is saved; the answer is about what it meets."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?", 90 * 24 * 60))
    code, screen = terminal(("import", path, "--them", THEIRS, "--yes"), (ASKED, "not-this"))
    assert code == 0, screen
    assert "rk mark 8 --purpose PURPOSE" in screen


def test_how_a_recording_came_to_be_is_asked_by_number(
    terminal: Terminal, fields: Fields, voice: str
) -> None:
    """Told by its content; the third answer holds it out of every export."""
    code, screen = terminal(("attach", "S1", voice), ("This is a recording. How did it come to be?", "3"))
    assert code == 0, screen
    assert "  1  they left it: a voicemail, a voice message" in screen
    assert "It is held out of exports unless asked for by name. Ask a lawyer before sharing it." in screen
    assert fields("6")["recording"] == "not-all-knew"


def test_a_measure_is_asked_for_in_words(terminal: Terminal, fields: Fields) -> None:
    """What, on which channel, whether it carries something out, what exactly, when."""
    code, screen = terminal(
        ("measure", "add"),
        ("What did you do?", "1"),
        ("On which channel?", "2"),
        ("Does it carry out what you announced?", "2"),
        ("What did you do? (Enter to leave it out)", "On the phone."),
        ("When did you do it? [now]", ""),
    )
    assert code == 0, screen
    assert "  1  blocked" in screen
    assert "  2  C1  Block his number" in screen
    assert "C1 is carried out." in screen
    assert (fields("M1")["type"], fields("M1")["channel"]) == ("block", "call")
    assert (fields("7")["step"], fields("7")["facts"]) == ("done", "On the phone.")


def test_a_report_asks_whom_the_reference_and_what(terminal: Terminal, fields: Fields) -> None:
    """A report need carry nothing out, and a reference may be missing."""
    code, screen = terminal(
        ("told",),
        ("Whom did you tell?", "1"),
        ("Does it carry out what you announced?", "1"),
        ("Reference number, if any", ""),
        ("What did you tell them?", "The calls."),
        ("When did you tell them? [now]", ""),
    )
    assert code == 0, screen
    assert (fields("6")["to"], fields("6")["facts"]) == ("police", "The calls.")
    assert "reference" not in fields("6")
    assert "C1 is carried out." not in screen


def test_with_nothing_announced_nothing_is_asked_about_it(
    terminal: Terminal, told: Program, fields: Fields
) -> None:
    """An order and a witness ask for what they need; a block asks no more than it must."""
    told("consequence", "withdraw", "C1", "--why", "changed")
    code, screen = terminal(("block", "call", "--facts", ""), ("When did you do it? [now]", ""))
    assert code == 0, screen
    assert "carry out" not in screen
    code, screen = terminal(
        ("order", "add"), ("What is the order called?", "Stay-away"), ("Which court made it?", "Court 2")
    )
    assert (code, fields("8")["court"]) == (0, "Court 2"), screen
    code, screen = terminal(("witness", "add", "P1"), ("What did they say? Their own words", "I did it."))
    assert (code, fields("9")["words"]) == (0, "I did it."), screen
