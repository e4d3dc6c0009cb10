"""Who is who, and how the keeper knows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Program


def test_a_person_is_named_by_role_and_number(record: Program) -> None:
    """A person added is P2 after the respondent, and the list says who they are."""
    done = record("person", "add", "Sam Roe", "--role", "proxy", "--relationship", "brother", "--json")
    assert (done.code, done.json["serial"], done.json["name"]) == (0, 3, "P2")
    assert record("person", "list").out.splitlines() == [
        "P1  Alex Doe  the person asked to stop",
        "P2  Sam Roe   acts for them             brother",
    ]


@pytest.mark.parametrize("role", ["child", "witness"])
def test_children_and_witnesses_have_a_label_to_print(
    record: Program, fields: Callable[[str], dict[str, Any]], role: str
) -> None:
    """A child's or a witness's name is never what is printed: a label is made for it."""
    record("person", "add", "Ann", "--role", role)
    done = record("person", "add", "Ben", "--role", role)
    assert done.out == f"Saved as #4. P3 is {role} 2.\n"
    assert done.err == f"Printed as {role} 2. The name stays private.\n"
    assert fields("P3")["label"] == f"{role} 2"
    assert "Ben" not in record("timeline").out


def test_a_second_respondent_is_refused(record: Program) -> None:
    """One record is about one person: a second respondent would mix two matters."""
    done = record("person", "add", "Other Person", "--role", "respondent")
    assert done.code == 2
    assert "P1 is the respondent already; one record is about one. Nothing was recorded." in done.err
    assert "rk amend P1 --name NAME --reason TEXT" in done.err
    assert record("person", "list", "--json").json["people"][1:] == []


def test_an_unknown_role_names_the_nearest(record: Program) -> None:
    """A mistyped role is refused with the one that was probably meant."""
    done = record("person", "add", "Sam", "--role", "witnes")
    assert done.code == 2
    assert "witnes is no --role. Did you mean witness? Nothing was recorded." in done.err


def test_a_role_left_out_is_named_where_nobody_can_be_asked(record: Program) -> None:
    """With --no-input the missing option is named."""
    done = record("person", "add", "Sam")
    assert done.code == 2
    assert "Give --role." in done.err


def test_an_identifier_is_kept_as_displayed(record: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """A number is kept as it was displayed, with how the keeper knows whose it is."""
    given = ("+44 7700 900355", "--type", "phone", "--basis", "number known", "--confidence", "believed")
    done = record("person", "identify", "P1", *given)
    assert (done.code, done.out) == (0, "Saved as #3. Known as P1's.\n")
    assert fields("3") == {
        "type": "phone",
        "value": "+44 7700 900355",
        "person": 2,
        "basis": "number known",
        "confidence": "believed",
    }


def test_the_keepers_own_number_needs_no_basis_and_is_private(record: Program) -> None:
    """`me` is the keeper: the number stands in the private part, and no timeline shows it."""
    done = record("person", "identify", "me", "+44 7700 900111", "--type", "phone")
    assert (done.code, done.out) == (0, "Saved as #3. Yours, and private.\n")
    assert "900111" not in record("timeline").out
    assert record("person", "list", "--json").json["keeper"][0]["value"] == "+44 7700 900111"


def test_how_one_knows_is_needed(record: Program) -> None:
    """Without a basis an identifier would attribute contacts on nothing."""
    done = record("person", "identify", "P1", "+44 7700 900355", "--type", "phone")
    assert done.code == 2
    assert "Give --basis." in done.err


@pytest.mark.parametrize("whose", ["P2", "me"])
def test_one_number_is_one_persons(record: Program, whose: str) -> None:
    """The same number, written otherwise, is never a second person's: whose contacts would be unclear."""
    record("person", "add", "Sam", "--role", "other")
    record("person", "identify", "P1", "+44 7700 900355", "--type", "phone", "--basis", "known")
    done = record("person", "identify", whose, "07700 900355", "--type", "phone", "--basis", "known")
    assert done.code == 2
    assert "That is recorded as P1 in #4" in done.err
    assert "rk retract 4 --reason TEXT" in done.err


def test_a_number_known_already_is_not_recorded_twice(record: Program) -> None:
    """The same number for the same person says which entry has it."""
    for _ in range(2):
        done = record("person", "identify", "P1", "@alex", "--type", "handle", "--basis", "known")
    assert done.code == 2
    assert "That is known already, as entry #3. Nothing was recorded." in done.err


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("P9", 5, "There is no P9 in this record."),
        ("1", 2, "1 is a matter, and a person is needed here. Nothing was recorded."),
        ("somebody", 2, "somebody does not name an entry."),
    ],
)
def test_whose_it_is_must_be_a_person(record: Program, name: str, code: int, words: str) -> None:
    """A name of nobody is not found; a name of something else is refused."""
    done = record("person", "identify", name, "x", "--type", "handle", "--basis", "known")
    assert done.code == code
    assert words in done.err


def test_the_list_is_there_for_programs(record: Program) -> None:
    """The list as JSON and as tab-separated rows."""
    record("person", "identify", "P1", "@alex", "--type", "handle", "--basis", "known")
    listed = record("person", "list", "--json").json
    assert listed["schema"] == "recordkeeper.person.list/1"
    assert listed["people"][0]["id"] == "P1"
    assert listed["people"][0]["identifiers"] == [
        {"serial": 3, "type": "handle", "value": "@alex", "basis": "known", "confidence": "known"}
    ]
    assert record("person", "list", "--plain").out == "P1\trespondent\tAlex Doe\t\t@alex\tFalse\n"


def test_an_empty_record_says_how_to_add_someone(program: Program) -> None:
    """With nobody in it the list says what to type."""
    program("init", "--zone", "UTC")
    assert program("person", "list").out == "Nobody yet. To add someone: rk person add NAME --role ROLE\n"


def test_shared_options_stand_between_group_and_command(record: Program) -> None:
    """Global options are taken before, between and after the words of a command."""
    assert record("person", "--json", "list").json["people"][0]["name"] == "Alex Doe"


def test_what_is_shown_for_a_hidden_number_is_nobodys(record: Program) -> None:
    """Recorded as somebody's, Unknown would make every hidden caller theirs: it is refused."""
    found = record("person", "identify", "P1", "Unknown", "--type", "handle", "--basis", "x")
    assert found.code == 2
    assert "“Unknown” is what a phone shows for a hidden number: it is nobody's." in found.err
