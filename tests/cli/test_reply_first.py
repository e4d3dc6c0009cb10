"""A contact that the keeper began: how it counts is said, and never stored."""

import pytest

from tests.cli.conftest import Program

FIRST = ("reply", "text", "--words", "About the keys.", "--first")


def test_what_began_after_quiet_counts_as_begun(told: Program) -> None:
    """After six hours of quiet it is one of the contacts the keeper began; the entry has no field of it."""
    done = told(*FIRST)
    assert done.out == "Saved as #5.\n"
    assert "It counts as a contact you began.\n" in done.err
    assert told("audit", "--json").json["consistency"]["begun_by_keeper"] == 1
    stored = told("show", "5", "--json").json["fields"]
    assert {"answers", "first"} & set(stored) == set()


def test_what_follows_a_contact_is_part_of_an_exchange(told: Program) -> None:
    """The figures go by the times, whatever the option says, and that is told."""
    told("log", "text", "--words", "Hello", "--when", "2 hours ago")
    done = told(*FIRST)
    assert "counts as part of an exchange: under six hours of quiet before it.\n" in done.err
    assert told("audit", "--json").json["consistency"]["begun_by_keeper"] == 0


def test_before_any_notice_nothing_is_counted(record: Program) -> None:
    """It stands in the record; figures begin with the notice."""
    done = record(*FIRST)
    assert "Only what goes to them after the notice is counted as begun.\n" in done.err


@pytest.mark.parametrize("more", [(), ("--when", "9 apr 2026 10:00")])
def test_what_answers_something_began_nothing(told: Program, more: tuple[str, ...]) -> None:
    """--first and --answers contradict each other: nothing is recorded."""
    done = told(*FIRST, "--answers", "4", *more)
    assert done.code == 2
    assert "What you began answers nothing. Nothing was recorded.\nLeave out --first" in done.err
    assert told("status", "--json").json["entries"] == 4
