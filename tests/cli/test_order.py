"""A court's order, its terms, and the contacts while it was in force."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

ORDER = ("order", "add", "--type", "Non-molestation order", "--court", "Family Court")


def test_an_order_is_kept_with_its_dates_and_terms(
    told: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """Whom and what it protects stays private; a copy can be added."""
    dates = ("--issued", "5 mar 2026", "--served", "6 mar 2026 10:00", "--expires", "5 mar 2027")
    terms = ("--term", "Not to call.", "--term", "Not to come near.", "--protected", "THE SCHOOL")
    done = told(*ORDER, "--case", "FC-7", *dates, *terms)
    assert done.out == "Saved as #5.\n"
    assert "To keep a copy of it: rk attach 5 FILE\n" in done.err
    assert "--served" not in done.err
    kept = fields("5")
    assert (kept["type"], kept["court"], kept["case_number"]) == (
        "Non-molestation order",
        "Family Court",
        "FC-7",
    )
    assert kept["terms"] == ["Not to call.", "Not to come near."]
    assert kept["protected"] == ["THE SCHOOL"]
    assert (kept["issued"]["precision"], kept["expires"]["precision"]) == ("day", "day")
    assert told("attach", "5", str(picture)).code == 0
    assert "THE SCHOOL" not in told("order", "list").out + told("order", "list", "--json").out
    assert "THE SCHOOL" not in told("timeline").out


def test_contacts_are_counted_from_its_service_to_its_end(told: Program) -> None:
    """Neither one before it was served nor one after it ran out; the count is never called a breach."""
    told("log", "call", "--when", "6 mar 2026 09:59")
    told("log", "call", "--when", "6 mar 2026 10:01")
    told("log", "text", "--words", "Why?", "--when", "20 mar 2026 23:59")
    told("log", "call", "--when", "21 mar 2026 00:00")
    told(*ORDER, "--issued", "5 mar 2026", "--served", "6 mar 2026 10:00", "--expires", "20 mar 2026")
    shown = told("order", "list").out
    assert shown.splitlines() == [
        "#9  Non-molestation order, Family Court",
        "  Made Thu 5 Mar 2026. Served Fri 6 Mar 2026, 10:00. It ran until Fri 20 Mar 2026.",
        "  2 contacts while it was in force, from its service Fri 6 Mar 2026, 10:00: call 1, text 1.",
        "  #6 #7",
    ]
    assert not {"breach", "violation"} & set(shown.lower().split())
    listed = told("order", "list", "--json").json["orders"][0]
    assert (listed["state"], listed["counted_from"], listed["contacts"]) == ("over", "served", 2)
    assert (listed["entries"], listed["by_channel"]) == ([6, 7], {"call": 1, "text": 1})
    assert told("audit", "--json").json["orders"] == [listed]
    assert "#9 Non-molestation order, Family Court: 2 contacts while it was in force" in told("audit").out
    assert told("order", "list", "--plain").out.split("\t")[0] == "9"
    assert "Order " not in told("status").out


def test_an_order_not_recorded_as_served_counts_from_the_day_after_it_was_made_and_says_so(
    told: Program,
) -> None:
    """Of contacts on that very day nobody knows whether they came before or after."""
    done = told(*ORDER, "--issued", "5 mar 2026")
    assert "When it is served: rk amend 5 --served TIME --reason TEXT\n" in done.err
    told("log", "call", "--when", "5 mar 2026 18:00")
    told("log", "call", "--when", "6 mar 2026 00:00")
    shown = told("order", "list").out
    assert "Made Thu 5 Mar 2026. Its service is not recorded. No end of it is recorded.\n" in shown
    assert "1 contact since it was made Thu 5 Mar 2026, its service not being recorded: call 1.\n" in shown
    assert "Order     #5 Non-molestation order, Family Court\n" in told("status").out
    told("amend", "5", "--served", "7 mar 2026", "--expires", "5 mar 2027", "--reason", "served by post")
    assert "0 contacts while it was in force, from its service Sat 7 Mar 2026.\n" in told("order", "list").out
    assert "Order     #5 Non-molestation order, Family Court, until Fri 5 Mar 2027\n" in told("status").out
    assert told("status", "--json").json["orders"] == [5]


def test_an_order_without_any_date_counts_nothing(told: Program) -> None:
    """No contact is said to have come while it was in force."""
    assert told("order", "list").out == "No order is recorded. To note one: rk order add\n"
    told(*ORDER)
    told("log", "call", "--when", "5 mar 2026 18:00")
    assert (
        "Neither its date nor its service is recorded, so no contact is counted." in told("order", "list").out
    )
    assert told("order", "list", "--json").json["orders"][0]["state"] == "no date"
    assert told(*ORDER, "--json").json["serial"] == 7


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            ("--issued", "6 mar 2026", "--served", "5 mar 2026"),
            "It cannot have been served before it was made.",
        ),
        (("--issued", "6 mar 2026", "--expires", "5 mar 2026"), "It cannot end before it was made."),
        (("--served", "6 mar 2026", "--expires", "5 mar 2026"), "It cannot end before it was served."),
    ],
)
def test_dates_that_cannot_be_are_refused(told: Program, given: tuple[str, ...], words: str) -> None:
    """Each says which, and that nothing was recorded."""
    done = told(*ORDER, *given)
    assert done.code == 2
    assert f"{words} Nothing was recorded.\nCheck --issued, --served and --expires.\n" in done.err


def test_an_unknown_date_is_no_contradiction(told: Program) -> None:
    """Served at some time nobody knows is kept as that, and counts nothing by itself."""
    assert told(*ORDER, "--issued", "6 mar 2026", "--served", "unknown").code == 0
    assert told("order", "list", "--json").json["orders"][0]["counted_from"] == "issued"


@pytest.mark.parametrize(("given", "option"), [(("--court", "X"), "--type"), (("--type", "X"), "--court")])
def test_what_is_missing_is_named(told: Program, given: tuple[str, ...], option: str) -> None:
    """What it is called and which court made it are asked for."""
    done = told("order", "add", *given)
    assert (done.code, f"Give {option}." in done.err) == (2, True)


def test_every_field_of_an_order_can_be_corrected(
    told: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """Its terms all anew; an empty one is refused."""
    told(*ORDER, "--term", "a", "--protected", "b")
    new = ("--type", "Stay-away order", "--court", "Court 2", "--case", "8", "--issued", "5 mar 2026")
    done = told("amend", "5", *new, "--term", "c", "--term", "d", "--protected", "e", "--reason", "x")
    assert done.code == 0, done.err
    kept = fields("5")
    assert (kept["type"], kept["court"], kept["case_number"]) == ("Stay-away order", "Court 2", "8")
    assert (kept["terms"], kept["protected"]) == (["c", "d"], ["e"])
    assert "--term is empty" in told("amend", "5", "--term", " ", "--reason", "x").err
    assert told("retract", "5", "--reason", "set aside").code == 0
    assert told("order", "list", "--json").json["orders"] == []
