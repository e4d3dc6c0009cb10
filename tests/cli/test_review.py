"""Going through what was brought in: five at a time, one key each, one commit for each screen."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.answering import Answering, answering
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, call, sms

__all__ = ["answering"]


@pytest.fixture
def brought_in(record: Program, tmp_path: Path) -> Program:
    """A record with six imported contacts, #5 to #10; #9 is the keeper's own."""
    texts = [sms(f"word {n}", n) for n in range(4)]
    path = phone_file(tmp_path / "sms.xml", *texts, sms("Stop", 4, kind=2), call(3, 5))
    assert record("import", path, "--them", THEIRS, "--yes").code == 0
    return record


def waiting(record: Program, *options: str) -> tuple[int, list[int]]:
    """How many wait, and the serials of the next five."""
    told = record("review", "--json", *options).json
    return told["waiting"], [one["serial"] for one in told["next"]]


def markings(record: Program) -> list[dict[str, Any]]:
    """Every marking: its ranges, purpose and acts."""
    rows = record("timeline", "--kind", "marking", "--json").json["entries"]
    return [record("show", str(one["serial"]), "--json").json["fields"] for one in rows]


@pytest.mark.usefixtures("brought_in")
def test_one_key_says_what_a_contact_was_about(answering: Answering, brought_in: Program) -> None:
    """A purpose, acts, not them, or nothing; those said alike are marked together, in one commit."""
    found = answering("review", typed=("c", "ct", "c", "n", "x", "", "q"))
    assert (found.code, "Saved. 1 to go.\n" in found.out) == (0, True), found.err
    assert "1 of 5   Thu 1 Jan 2026, 00:00   text (sms), from +44 7700 900355   #5\n  “word 0”\n" in found.err
    assert markings(brought_in) == [
        {"entries": [[5, 5], [7, 7]], "purpose": "children"},
        {"entries": [[6, 6]], "purpose": "children", "acts": ["threat"]},
        {"entries": [[9, 9]], "purpose": "other"},
    ]
    shown = brought_in("show", "8")
    assert "not them: said at review" in shown.out
    assert waiting(brought_in) == (1, [10])
    assert brought_in("undo", "--yes").code == 0
    assert waiting(brought_in) == (5, [5, 6, 7, 9, 10])
    by = found.err.split("To let it stand again: rk retract ")[1].split()[0]
    assert brought_in("retract", by, "--reason", "it was").code == 0
    assert waiting(brought_in) == (6, [5, 6, 7, 8, 9])


def test_a_screen_left_early_records_nothing(answering: Answering, brought_in: Program) -> None:
    """Stopping in the middle loses only what was typed for these five, and says so."""
    before = brought_in("status", "--json").json["entries"]
    found = answering("review", typed=("t", "t", "q"))
    assert found.out == "Stopped. Nothing of these 5 was recorded; they come first next time.\n"
    assert brought_in("status", "--json").json["entries"] == before
    assert answering("review", typed=("t", "t")).code == 130
    assert brought_in("status", "--json").json["entries"] == before


def test_what_is_left_as_it_is_does_not_come_again(answering: Answering, brought_in: Program) -> None:
    """It is remembered in the private book, in the record nothing is said of it."""
    before = brought_in("status", "--json").json["entries"]
    found = answering("review", typed=("", "", "", "", "", "q"))
    assert found.code == 0, found.err
    assert brought_in("status", "--json").json["entries"] == before
    assert waiting(brought_in) == (1, [10])
    assert answering("review", typed=("",)).out == "Saved. 0 to go.\n"
    assert answering("review").out == "Nothing that was brought in waits to be looked at.\n"


def test_one_can_go_back_and_is_told_what_is_no_key(answering: Answering, brought_in: Program) -> None:
    """Back to the one before, also from the last; what cannot be said is said in words and asked again."""
    typed = ("b", "j", "?", "co", "c", "b", "m", "", "", "", "t", "x", "b", "r", "", "q")
    found = answering("review", typed=typed)
    assert found.code == 0, found.err
    for words in (
        "This is the first of these. What was saved before can be changed: rk mark N\n",
        "j is no key here. ? shows the keys.\n",
        "One purpose at most; m is for several.\n",
        "You sent this one: a purpose is all that can be said of it here.\n",
    ):
        assert words in found.err
    assert [(one["entries"], one["purpose"]) for one in markings(brought_in)] == [
        ([[5, 5]], "mixed"),
        ([[9, 9]], "boundary"),
    ]


def test_only_what_one_file_or_one_number_brought_is_gone_through(
    brought_in: Program, tmp_path: Path
) -> None:
    """--source and --from narrow it; a number is recognised however it is written."""
    path = phone_file(tmp_path / "more.xml", sms("x" * 700, 99, "+447700900999"))
    assert brought_in("import", path, "--them", "+447700900999", "--yes").code == 0
    assert waiting(brought_in, "--source", "12") == (1, [13])
    assert waiting(brought_in, "--from", "07700 900355")[0] == 6
    assert brought_in("review", "--source", "5", "--json").code == 2
    rows = brought_in("review", "--source", "12", "--plain").out.splitlines()
    assert [row.split("\t")[0] for row in rows] == ["13"]


def test_long_words_are_cut_and_the_rest_is_named(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """A page of words does not push the question off the screen."""
    path = phone_file(tmp_path / "sms.xml", sms("x" * 700))
    record("import", path, "--them", THEIRS, "--yes")
    assert "xxx… the rest: rk show 5\n" in answering("review", typed=("q",)).err


def test_where_nobody_can_be_asked_the_other_command_is_named(brought_in: Program) -> None:
    """--no-input fails, naming rk mark."""
    found = brought_in("review")
    assert (found.code, found.out) == (2, "")
    assert "rk mark N-M --purpose PURPOSE" in found.err
