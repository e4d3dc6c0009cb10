"""Taking an entry back: it stays visible."""

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def contact(record: Program) -> Program:
    """Contact 3."""
    record("log", "text", "--words", "hello", "--when", "2 mar 2026 10:00")
    return record


def withdrawn(program: Program) -> list[int]:
    """The serials of withdrawn entries."""
    return [row["serial"] for row in program("timeline", "--json").json["entries"] if row["withdrawn"]]


def test_it_stays_visible_as_withdrawn(contact: Program) -> None:
    """The entry and its reason stay in the record, and it counts nowhere."""
    done = contact("retract", "3", "--reason", "It was someone else.", "--note", "private")
    assert (done.code, done.out) == (0, "Saved as #4. #3 is withdrawn.\n")
    shown = contact("show", "3", "--json").json
    assert (shown["withdrawn"], shown["withdrawn_by"], shown["words"]) == (True, 4, "hello")
    assert shown["withdrawn_reason"] == "It was someone else."


def test_a_withdrawal_can_be_taken_back(contact: Program) -> None:
    """Withdrawing the withdrawal lets the entry stand again; once more is refused."""
    contact("retract", "3", "--reason", "a mistake")
    done = contact("retract", "4", "--reason", "it was them")
    assert done.out == "Saved as #5. #3 stands again.\n"
    assert withdrawn(contact) == [4]
    assert contact("retract", "4", "--reason", "x").code == 2
    assert contact("retract", "3", "--reason", "after all").code == 0


def test_a_correction_can_be_taken_back(contact: Program) -> None:
    """Without its correction the entry reads as it was recorded."""
    contact("amend", "3", "--words", "hallo", "--reason", "misheard")
    contact("retract", "4", "--reason", "I heard right")
    assert contact("show", "3", "--json").json["words"] == "hello"


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("1", 2, "#1 says whose record this is, and cannot be withdrawn. Nothing was recorded."),
        ("9", 5, "There is no entry 9: the record ends at 3."),
        ("B1", 5, "There is no B1 in this record."),
        ("everything", 2, "everything does not name an entry."),
    ],
)
def test_what_cannot_be_withdrawn_is_said(contact: Program, name: str, code: int, words: str) -> None:
    """The first entry stays; what is not there is not found."""
    done = contact("retract", name, "--reason", "x")
    assert done.code == code
    assert words in done.err
    assert withdrawn(contact) == []


def test_twice_is_refused_with_the_way_back(contact: Program) -> None:
    """A withdrawn entry names what withdrew it."""
    contact("retract", "3", "--reason", "x")
    done = contact("retract", "3", "--reason", "x")
    assert done.code == 2
    assert "3 was withdrawn by #4. Nothing was recorded." in done.err
    assert "rk retract 4 --reason TEXT" in done.err


def test_a_reason_is_needed(contact: Program) -> None:
    """It is printed beside the entry, so it is never left out."""
    assert "Give --reason." in contact("retract", "3").err
    assert "--reason is empty. Nothing was recorded." in contact("retract", "3", "--reason", " ").err
