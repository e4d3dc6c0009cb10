"""What a table's columns hold is typed once, kept privately under a name, and said again by it."""

from pathlib import Path

import pytest

from recordkeeper.cli.columns import parsed
from recordkeeper.errors import BadInput
from tests.cli.conftest import Program

MAP = "date=Date,number=Number, called,direction=Way,minutes=Length"
THEIRS = "+44 7700 900355"


@pytest.fixture
def bill(tmp_path: Path) -> str:
    """A bill of two calls."""
    path = tmp_path / "bill.csv"
    rows = f"2026-03-05 10:05,{THEIRS},In,5\n2026-03-31 10:05,{THEIRS},Out,1\n"
    path.write_text('Date,"Number, called",Way,Length\n' + rows, encoding="utf-8")
    return str(path)


def test_a_bill_comes_in_by_its_mapping_and_the_next_one_by_its_name(record: Program, bill: str) -> None:
    """The name is kept in the private book, once; the second time nothing else need be said."""
    first = record("import", bill, "--them", THEIRS, "--map", MAP, "--save-map", "phone bill", "--yes")
    assert (first.code, first.out) == (0, "Saved as #4 (the file) and #5 to #6.\n"), first.err
    again = record("import", bill, "--map", "phone bill", "--save-map", "phone bill")
    assert (again.code, again.out) == (0, "Nothing new in bill.csv. Nothing was recorded.\n"), again.err
    changed = record("import", bill, "--map", "phone bill", "--date-format", "YYYY-MM-DD", "--dry-run")
    assert changed.code == 0, changed.err


def test_without_a_mapping_the_columns_are_named(record: Program, bill: str) -> None:
    """What there is, and how to say what it holds; nothing is recorded."""
    found = record("import", bill, "--them", THEIRS)
    assert found.code == 2
    assert "“Date”, “Number, called”, “Way”, “Length”" in found.err
    assert "--map date=Date,number=Number,direction=Type" in found.err


def test_a_look_keeps_no_mapping(record: Program, bill: str) -> None:
    """Nothing is recorded by a dry run, in no book."""
    shown = record("import", bill, "--them", THEIRS, "--map", MAP, "--save-map", "bill", "--dry-run")
    assert shown.code == 0, shown.err
    found = record("import", bill, "--them", THEIRS, "--map", "bill")
    assert found.code == 5
    assert "No mapping was saved as “bill”." in found.err


@pytest.mark.parametrize("options", [("--save-map", "x"), ("--map", MAP, "--save-map", "a=b")])
def test_a_name_that_could_not_be_told_from_a_mapping_is_refused(
    record: Program, bill: str, options: tuple[str, ...]
) -> None:
    """Nor is a name kept for nothing."""
    found = record("import", bill, "--them", THEIRS, *options)
    assert found.code == 2
    assert "A mapping is saved under a name without “=”" in found.err


def test_commas_in_names_of_columns_are_part_of_them() -> None:
    """A part ends only where the next key begins."""
    assert parsed("date=Date, local,number=#2 , incoming=In|Recv") == {
        "date": "Date, local",
        "number": "#2",
        "incoming": "In|Recv",
    }


@pytest.mark.parametrize("typed", ["", "date", "date=", "day=Date", "date=A,date=B", "=x"])
def test_a_mapping_that_says_nothing_is_refused(typed: str) -> None:
    """With the keys that there are."""
    with pytest.raises(BadInput) as refused:
        parsed(typed)
    assert "date, time, number" in refused.value.advice
