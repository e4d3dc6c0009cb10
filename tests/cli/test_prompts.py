"""Questions, asked by the real program on a real terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recordkeeper import clock
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.cli.terminal import PATIENCE, converse
from tests.intake.exports import THEIRS, sms


@pytest.fixture
def terminal(record: Program) -> Callable[..., tuple[int, str]]:
    """The program on a terminal, on the record of the test."""
    shared = ("--vault", str(record.vault), "--key-file", str(record.key))
    return lambda arguments, *turns: converse([*shared, *arguments], turns)


@pytest.fixture
def set_clock() -> Callable[[int], None]:
    """The program of these tests runs elsewhere, by the real clock: so does the one in this process."""
    return lambda _ms: None


def test_a_boundary_is_asked_channel_by_channel(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """With no rule given, each channel is asked for by number."""
    # text and call are not all right, e-mail is, social media in an emergency; for the rest, no rule.
    code, screen = terminal(["boundary", "set"], *[("Number", answer) for answer in "112344444"])
    assert code == 0, screen
    kept = fields("B1")
    assert (kept["refuse"], kept["allow"], kept["emergency"]) == (["text", "call"], ["email"], ["social"])


def test_what_was_left_out_of_a_statement_is_asked(
    terminal: Callable[..., tuple[int, str]], record: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """How, the words and when are asked; Enter means now."""
    record("boundary", "set", "--no-contact")
    code, screen = terminal(
        ["boundary", "stated", "B1"],
        ("How did you say it?", "1"),
        ("What did you say? Exact words", "Please stop writing."),
        ("When did you say it? [now]", ""),
    )
    assert code == 0, screen
    assert "Saved as #4. It is S1." in screen
    assert fields("S1")["words"] == "Please stop writing."
    assert fields("S1")["channel"] == "text"
    assert abs(fields("S1")["when"]["at"] - clock.now()) < PATIENCE * 1000


def test_what_was_done_is_asked_and_may_be_left_empty(
    terminal: Callable[..., tuple[int, str]], record: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """`consequence done` asks what and when."""
    record("boundary", "set", "--no-contact")
    record("consequence", "announce", "--action", "I block", "--words", "Next time I block.", "--how", "text")
    code, screen = terminal(
        ["consequence", "done", "C1"], ("What did you do?", ""), ("When did you do it? [now]", "")
    )
    assert code == 0, screen
    assert "facts" not in fields("6")


def test_a_role_is_chosen_by_number(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """Numbered choices, in words a person reads."""
    code, screen = terminal(["person", "add"], ("Their name", "Sam Roe"), ("Number", "2"))
    assert code == 0, screen
    assert "  2  acts for them" in screen
    assert (fields("P2")["role"], fields("P2")["name"]) == ("proxy", "Sam Roe")


def test_leaving_a_question_records_nothing(
    terminal: Callable[..., tuple[int, str]], record: Program
) -> None:
    """Ctrl-C ends with exit 130, says so, and nothing is half-written."""
    record("boundary", "set", "--no-contact")
    code, screen = terminal(
        ["boundary", "stated", "B1"], ("How did you say it?", "1"), ("Exact words", "\x03")
    )
    assert code == 130, screen
    assert "Interrupted. Nothing was recorded" in screen
    assert record("status", "--json").json["entries"] == 3


def test_the_passphrase_comes_before_any_question(record: Program) -> None:
    """A passphrase that does not open the record ends the command before anything is typed."""
    code, screen = converse(
        ["--vault", str(record.vault), "boundary", "stated", "B1"], [("Passphrase", "not the right words")]
    )
    assert code == 4, screen
    assert "How did you say it?" not in screen
    assert "not the right words" not in screen


def test_a_log_asks_how_what_and_when(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """Three questions are enough; an empty answer is asked again, and Enter means now."""
    code, screen = terminal(
        ["log"],
        ("How did it reach you?", ""),
        ("Number", "1"),
        ("What happened? Exact words in quotes", " "),
        ("Please write something, or press Ctrl-C to stop.", "Wrote twice"),
        ("When? [now]", ""),
    )
    assert code == 0, screen
    assert "  2  call" in screen
    assert (fields("3")["channel"], fields("3")["facts"]) == ("text", "Wrote twice")
    assert abs(fields("3")["when"]["at"] - clock.now()) < PATIENCE * 1000


def test_an_hour_that_came_twice_is_asked_for(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """On the night the clocks went back, which of the two is chosen by number, never guessed."""
    code, screen = terminal(
        ["log", "call", "--facts", "Rang", "--when", "2025-10-26 01:30"],
        ("The clocks went back that night; this time came twice. Which one?", ""),
        ("Number", "2"),
    )
    assert code == 0, screen
    assert fields("3")["when"]["at"] == 1_761_442_200_000


def test_an_identifier_is_asked_for_in_three_questions(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """The number as displayed, what it is, and how the keeper knows."""
    code, screen = terminal(
        ["person", "identify", "P1"],
        ("The number or name, exactly as displayed", "+44 7700 900355"),
        ("Number", "1"),
        ("How do you know?", "number known"),
    )
    assert code == 0, screen
    assert "What is it?" in screen
    assert (fields("3")["type"], fields("3")["basis"]) == ("phone", "number known")


def test_a_boundary_with_no_rule_at_all_is_none(
    terminal: Callable[..., tuple[int, str]], record: Program
) -> None:
    """Nine times "no rule" records nothing and says what a boundary needs."""
    code, screen = terminal(["boundary", "set"], *[("Number", "4")] * 9)
    assert code == 2, screen
    assert "A boundary needs at least one rule. Nothing was recorded." in screen
    assert record("status", "--json").json["entries"] == 2


def test_a_file_that_is_there_is_replaced_only_on_a_yes(
    terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """No keeps the file as it is; yes shows what leaves, asks again, and writes it."""
    path = tmp_path / "out.json"
    path.write_text("mine")
    command = ["export", "json", "-o", str(path)]
    code, screen = terminal(command, ("is there already. Replace it?", "n"))
    assert (code, path.read_text()) == (2, "mine"), screen
    assert "Choose another name with -o, or move that file away first." in screen
    code, screen = terminal(command, ("Replace it?", "y"), ("Write it? [Y/n]", "n"))
    assert (code, path.read_text()) == (130, "mine"), screen
    code, screen = terminal(command, ("Replace it?", "y"), ("Write it? [Y/n]", "y"))
    assert code == 0, screen
    assert "In   Entries ¶1 to ¶2. All 0 contact entries are shown, none left out." in screen
    assert "Out  your reasons, notes and support people" in screen
    assert "This file is not locked: whoever has it can read it." in screen
    assert path.read_text().startswith("{")


def test_an_import_is_shown_before_it_is_asked_for(
    terminal: Callable[..., tuple[int, str]], tmp_path: Path, record: Program
) -> None:
    """No leaves the record as it was; what would come in stood on the screen."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    code, screen = terminal(["import", path, "--them", THEIRS], ("Bring it in?", "n"))
    assert code == 0, screen
    assert "1 would become entries, 0 are here already, 0 are with others." in screen
    assert "sms.xml was not brought in. Nothing was recorded." in screen
    assert record("status", "--json").json["entries"] == 2


def test_the_letters_of_the_sheet_may_be_typed(terminal: Callable[..., tuple[int, str]]) -> None:
    """Without a file they are asked for; what is no sheet changes nothing."""
    code, screen = terminal(["recover"], ("The letters of the sheet", "ABCD EFGH"))
    assert code == 2, screen
    assert terminal(["status"])[0] == 0


def test_a_choice_may_be_typed_as_a_word(
    terminal: Callable[..., tuple[int, str]], fields: Callable[[str], dict[str, Any]]
) -> None:
    """A number or the word itself; anything else is asked again in plain words."""
    code, screen = terminal(
        ["log"],
        ("Number", "12"),
        ("Please type a number from 1 to 9.", "Call"),
        ("What happened?", ""),
        ("When? [now]", ""),
    )
    assert code == 0, screen
    assert fields("3")["channel"] == "call"


def test_what_a_picture_of_a_signed_page_cannot_say_is_asked(
    terminal: Callable[..., tuple[int, str]], picture: Path, fields: Callable[[str], dict[str, Any]]
) -> None:
    """For how many entries, when, and who; the last may be left out."""
    code, screen = terminal(
        ["anchor", "add", str(picture)],
        ("Which count stands in it?", "2"),
        ("When was it witnessed?", "yesterday"),
        ("Who has seen it?", "Sam Lee"),
    )
    assert code == 0, screen
    assert "Saved as #3. E3" in screen
    assert (fields("3")["count"], fields("3")["witness"]) == (2, "Sam Lee")
