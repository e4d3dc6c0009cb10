"""A3: the rules, and what shows that they arrived."""

import pytest

from recordkeeper.disclosure.disclosed import BoundaryShown
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.fact import FileRef
from tests.casebook import HIS, RESPONDENT, contact, delivery, fold_facts, moment, stated
from tests.disclosure.leaving import disclosed, leaving

RULES = {
    "ended": (Boundary(ended=True), [("Ended", "No rule from the notice of this on.")]),
    "all closed": (Boundary(no_contact=True), [("every channel", "not allowed")]),
    "one closed": (
        Boundary(refuse=("call",)),
        [("call", "not allowed"), ("every other channel", "no rule")],
    ),
    "one open": (
        Boundary(allow=("email",), emergency=("call",), excepted=("children", "court")),
        [
            ("email", "allowed"),
            ("call", "for an emergency only"),
            ("every other channel", "not allowed"),
            ("excepted purposes", "children, court"),
        ],
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rules_say_what_holds_for_every_channel(name: str) -> None:
    """What is named, and what holds for all that is not: nothing is left to be guessed."""
    boundary, rules = RULES[name]
    shown = disclosed(boundary).boundaries[1]
    assert [(rule.label, rule.text) for rule in shown.rules] == rules


def _first(boundary: Boundary, *more: object) -> BoundaryShown:
    return leaving(fold_facts(RESPONDENT, boundary, *more)).boundaries[0]  # type: ignore[arg-type]


def test_a_boundary_never_stated_is_in_force_for_nobody() -> None:
    """Its reason and since when it was held are the keeper's word, and it binds nobody yet."""
    shown = _first(Boundary(no_contact=True, reason="I want quiet", since=moment("2026-01-02")))
    assert shown.title == "B1, recorded Mon 1 Jun 2026 (¶3)"
    assert shown.remarks == (
        "Reason given: I want quiet",
        "Held since Fri 2 Jan 2026, time not known (the keeper's word).",
        "Not stated; in force for nobody.",
    )


def test_a_statement_without_a_receipt_says_so() -> None:
    """Its arrival is not claimed: not proven, and no proof recorded."""
    shown = _first(
        Boundary(no_contact=True), stated(3).having(to=HIS), delivery(4, "sent", "2026-01-29T20:01")
    )
    assert shown.remarks == ("In force from Thu 29 Jan 2026, 20:00 (not proven).",)
    assert shown.notices[0].title == "S1, Thu 29 Jan 2026, 20:00, by text to +44 7700 900355 (¶4)"
    assert shown.notices[0].delivery == (
        "Sent Thu 29 Jan 2026, 20:01 (¶5); no proof kept.",
        "No proof that it arrived is recorded.",
    )


def test_what_was_kept_as_proof_is_named_by_its_mark() -> None:
    """A screenshot of the statement, one of its reading, and an entry that shows it."""
    screen = FileRef(sha256="d" * 64, size=1, name="screen.png")
    said = stated(3).having(files=(screen,), proof_entries=(6,))
    read = delivery(4, "read", "2026-01-29T20:14").having(files=(screen, screen))
    shown = _first(Boundary(no_contact=True), said, read, contact("2026-01-30T10:00"))
    assert shown.remarks == ("In force from Thu 29 Jan 2026, 20:14 (proven).",)
    assert shown.notices[0].delivery == (
        "Kept with it: E4 ¶6.",
        "Read Thu 29 Jan 2026, 20:14 (¶5); proof E5 E5-2.",
    )
