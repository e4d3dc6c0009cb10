"""Two entries that are one contact, or only look like it."""

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def contacts(record: Program) -> Program:
    """Contacts 3, 4 and 5 came in, 6 was sent."""
    for minute in ("00", "01", "02"):
        record("log", "call", "--medium", "missed", "--when", f"2 mar 2026 10:{minute}")
    record("reply", "text", "--words", "No.", "--when", "2 mar 2026 13:00")
    return record


def rows(program: Program) -> dict[int, list[int]]:
    """What each entry is the same as."""
    entries = program("timeline", "--json").json["entries"]
    return {row["serial"]: row["same"] for row in entries if row["same"]}


def test_entries_become_one_contact(contacts: Program) -> None:
    """Both are kept, each names the other, and they count once."""
    done = contacts("same", "3", "#4")
    assert (done.code, done.out) == (0, "Saved as #7. #3, #4 are one contact, counted once.\n")
    assert rows(contacts) == {3: [4], 4: [3]}


def test_apart_says_that_they_only_look_alike(contacts: Program) -> None:
    """--apart is kept as such, and joins nothing."""
    done = contacts("same", "3", "4", "--apart")
    assert done.out == "Saved as #7. #3, #4 are not one contact.\n"
    assert rows(contacts) == {}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("3",), 2, "It takes two different entries. Nothing was recorded."),
        (("3", "#3"), 2, "It takes two different entries."),
        (("3", "2"), 2, "There is no contact in #2. Nothing was recorded."),
        (("3", "40"), 5, "There is no entry 40: the record ends at 6."),
        (("3", "6"), 2, "One of them came to you and one was sent by you: they are not one contact."),
    ],
)
def test_what_cannot_be_one_contact_is_refused(
    contacts: Program, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """One entry alone, no contact, or both directions are refused."""
    done = contacts("same", *arguments)
    assert done.code == code
    assert words in done.err
    assert contacts("status", "--json").json["entries"] == 6


def test_what_was_said_is_not_said_twice_nor_unsaid_in_passing(contacts: Program) -> None:
    """The same again is refused; the opposite asks for the first to be taken back."""
    contacts("same", "3", "4")
    again, opposite = contacts("same", "4", "3"), contacts("same", "3", "4", "--apart")
    assert (again.code, opposite.code) == (2, 2)
    assert "That is said already, in #7. Nothing was recorded." in again.err
    assert "rk retract 7 --reason TEXT" in opposite.err
    contacts("retract", "7", "--reason", "they are two")
    assert contacts("same", "3", "4", "--apart").code == 0
    assert rows(contacts) == {}


def test_a_withdrawn_contact_is_the_same_as_none(contacts: Program) -> None:
    """A contact taken back cannot corroborate another."""
    contacts("retract", "4", "--reason", "x")
    done = contacts("same", "3", "4")
    assert done.code == 2
    assert "#4 was withdrawn by #7." in done.err
