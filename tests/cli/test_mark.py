"""The keeper's later view of contacts, in bulk."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def contacts(told: Program) -> Program:
    """Contacts 5, 6, 8 came in; 7 is a person, P2; 9 was sent."""
    told("log", "text", "--words", "one", "--when", "2 mar 2026 10:00")
    told("log", "text", "--words", "two", "--when", "2 mar 2026 11:00")
    told("person", "add", "Sam", "--role", "proxy")
    told("log", "call", "--medium", "missed", "--when", "2 mar 2026 12:00")
    told("reply", "text", "--words", "No.", "--when", "2 mar 2026 13:00")
    return told


def test_a_range_is_marked_at_once(contacts: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """What stands between two contacts is passed over; what was marked is counted."""
    done = contacts(
        "mark", "5-8", "9", "--purpose", "children", "--act", "threat,property", "--via", "P2", "--json"
    )
    assert (done.code, done.json["serial"], done.json["contacts"]) == (0, 10, 4)
    assert fields("10") == {
        "entries": [[5, 8], [9, 9]],
        "purpose": "children",
        "acts": ["threat", "property"],
        "via": 7,
    }
    assert contacts("timeline", "--json").json["entries"][-1]["kind"] == "marking"


def test_what_it_answers_may_be_a_statement_or_a_contact(
    contacts: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """S1 and 5 can be answered; a person cannot."""
    assert contacts("mark", "5", "--answers", "S1").out == "Saved as #10. 1 contact is marked.\n"
    assert contacts("mark", "#9", "--answers", "#5").code == 0
    assert (fields("10")["answers"], fields("11")["answers"]) == (4, 5)
    refused = contacts("mark", "5", "--answers", "P2")
    assert refused.code == 2
    assert "P2 is no statement and no contact: nothing can answer it. Nothing was recorded." in refused.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("5",), 2, "There is nothing to mark them with. Nothing was recorded."),
        (("7", "--pick", "worst"), 2, "There is no contact in #7. Nothing was recorded."),
        (("3-4", "--pick", "worst"), 2, "There is no contact in #3-4."),
        (("8-5", "--pick", "worst"), 2, "8-5 runs backwards."),
        (("5-99", "--pick", "worst"), 5, "There is no entry 99: the record ends at 9. Nothing was recorded."),
        (("5-99999999999999", "--pick", "worst"), 5, "There is no entry 99999999999999"),
        (("5", "--purpose", "childs"), 2, "childs is no --purpose."),
        (("5", "--act", "stares"), 2, "stares is no --act."),
        (("5", "--answers", "77"), 5, "There is no entry 77. Nothing was recorded."),
        (("5", "--via", "B1"), 2, "B1 is a boundary, and a person is needed here."),
        (("five", "--pick", "first"), 2, "five does not name an entry."),
    ],
)
def test_what_is_no_contact_is_not_marked(
    contacts: Program, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """Entries that are none, or not there, and words of no list are refused; nothing is recorded."""
    done = contacts("mark", *arguments)
    assert done.code == code
    assert words in done.err
    assert contacts("status", "--json").json["entries"] == 9


def test_a_withdrawn_contact_is_not_marked(contacts: Program) -> None:
    """A contact taken back is refused by name."""
    contacts("retract", "5", "--reason", "not them")
    done = contacts("mark", "5", "--pick", "worst")
    assert done.code == 2
    assert "#5 was withdrawn by #10. Nothing was recorded." in done.err
