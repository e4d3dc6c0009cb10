"""Correcting an entry: the original is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

WHY = ("--reason", "typed wrong")
SAMPLE = Path(__file__).parents[2] / "samples" / "sms-20260228.xml"


@pytest.fixture
def contact(told: Program) -> Program:
    """Contact 5: a text of 2 March from the respondent's number; B1 is 3, S1 is 4."""
    number = ("--from", "+44 7700 900355", "--act", "threat")
    told("log", "text", "--medium", "sms", "--words", "helo", "--when", "2 mar 2026 10:00", *number)
    return told


def test_every_field_is_one_correction_in_one_commit(
    contact: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """What was and what is now is printed; the original stays in the history."""
    done = contact("amend", "5", "--words", "hello", "--when", "2 mar 2026 10:05", *WHY)
    assert done.code == 0
    assert done.out.splitlines() == [
        "when: was Mon 2 Mar 2026, 10:00, now Mon 2 Mar 2026, 10:05",
        "words: was “helo”, now “hello”",
        "Saved as #6. #5 is corrected; the original is kept.",
    ]
    assert fields("5")["words"] == "hello"
    history = contact("show", "5", "--json").json["history"]
    assert [(one["serial"], one["field"], one["reason"]) for one in history] == [
        (6, "when", "typed wrong"),
        (7, "words", "typed wrong"),
    ]
    assert history[1]["old"] == "helo"


def test_programs_read_what_changed(contact: Program) -> None:
    """JSON names the first correction, and each field with its old and new value."""
    done = contact("amend", "5", "--words", "hello", *WHY, "--note", "he said so", "--json")
    assert done.json["serial"] == 6
    assert done.json["changes"] == [{"serial": 6, "field": "words", "old": "helo", "new": "hello"}]


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (("--act", "none"), "acts", None),
        (("--act", "property,weapon"), "acts", ["property", "weapon"]),
        (("--count", "14"), "count", 14),
        (("--from", "withheld"), "withheld", True),
        (("--from", "+44 7700 900356"), "identifier", "+44 7700 900356"),
        (("--impact", "slept badly"), "impact", "slept badly"),
        (("--police", "no"), "police_came", "no"),
        (("--answered", "yes"), "answered", True),
        (("--medium", "none"), "medium", None),
        (("--channel", "call", "--medium", "voicemail"), "channel", "call"),
        (("--noted", "2 mar 2026 11:00", "--noted-on", "paper"), "noted_on", "paper"),
        (("--via", "P1"), "via", 2),
        (("--witness", "P1"), "witnesses", [2]),
        (("--when", "unknown"), "when", {"precision": "unknown"}),
    ],
)
def test_fields_of_a_contact_can_be_corrected(
    contact: Program,
    fields: Callable[[str], dict[str, Any]],
    options: tuple[str, ...],
    field: str,
    value: object,
) -> None:
    """Each is read as `log` reads it; "none" takes an optional one away."""
    done = contact("amend", "5", *options, *WHY)
    assert done.code == 0, done.err
    found = fields("5").get(field)
    assert value == ({"precision": found["precision"]} if isinstance(found, dict) else found)


@pytest.mark.parametrize(
    ("name", "option", "kept"),
    [
        ("S1", "--to", {"to": "+44 7700 900356"}),
        ("S1", "--exceptions", {"exceptions": "his sister"}),
        ("B1", "--why-short", {"reason": "Enough."}),
        ("P1", "--name", {"name": "Alexis Doe"}),
        ("P1", "--relationship", {"relationship": "former partner"}),
        ("1", "--title", {"title": "Matter 7"}),
        ("1", "--home-zone", {"home_zone": "Europe/Madrid"}),
    ],
)
def test_fields_of_other_kinds_can_be_corrected(
    told: Program,
    fields: Callable[[str], dict[str, Any]],
    name: str,
    option: str,
    kept: dict[str, str],
) -> None:
    """People, statements, boundaries and the matter have their own fields."""
    assert told("amend", name, option, *kept.values(), *WHY).code == 0
    assert kept.items() <= fields(name).items()


def test_a_consequence_can_be_corrected(told: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """Action, trigger and time allowed are read as `announce` reads them."""
    told("consequence", "announce", "--action", "I reprot it", "--in", "S1")
    done = told("amend", "C1", "--action", "I report it", "--trigger", "nth:2", "--within", "2d", *WHY)
    assert done.code == 0, done.err
    kept = fields("C1")
    assert (kept["action"], kept["trigger"], kept["within"]) == (
        "I report it",
        {"type": "nth", "n": 2},
        {"days": 2},
    )


@pytest.mark.parametrize(
    ("name", "options", "code", "words"),
    [
        ("5", (), 2, "There is nothing to correct in what was given. Nothing was recorded."),
        ("5", ("--status", "read"), 2, "A contact has no --status. Nothing was recorded."),
        ("5", ("--to", "x"), 2, "A contact has no --to."),
        ("B1", ("--ended", "yesterday"), 2, "A boundary has no --ended."),
        ("5", ("--words", "helo"), 2, "The words of entry 5 is that already. Nothing was recorded."),
        ("5", ("--words", " "), 2, "--words is empty, and the entry would say nothing."),
        ("5", ("--channel", "call"), 2, "sms is no medium of call. Nothing was recorded."),
        ("5", ("--count", "many"), 2, "--count takes a whole number, not many."),
        ("5", ("--count", "²"), 2, "--count takes a whole number"),
        ("5", ("--when", "9"), 2, "9"),
        ("5", ("--words", "x", "--police", "maybe"), 2, "maybe is no --police."),
        ("1", ("--home-zone", "Europe/Atlantis"), 2, "Atlantis"),
        ("77", ("--words", "x"), 5, "There is no entry 77: the record ends at 5."),
        ("P9", ("--name", "x"), 5, "There is no P9 in this record."),
    ],
)
def test_what_does_not_fit_is_refused(
    contact: Program, name: str, options: tuple[str, ...], code: int, words: str
) -> None:
    """Fields of another kind, values of no list and changes of nothing are refused; nothing is recorded."""
    done = contact("amend", name, *options, *WHY)
    assert done.code == code
    assert words in done.err
    assert contact("status", "--json").json["entries"] == 5


def test_nothing_happened_after_it_was_recorded(contact: Program, set_clock: Callable[[int], None]) -> None:
    """A time later than the entry itself is a mistake, or another contact."""
    set_clock(1_776_000_000_000)
    done = contact("amend", "5", "--when", "11 apr 2026 09:00", *WHY)
    assert done.code == 2
    assert "#5 was recorded before that, so it cannot have happened then." in done.err


def test_a_childs_role_cannot_be_corrected_into_the_open(record: Program) -> None:
    """What is private stays private: another role would bring the name into exports."""
    record("person", "add", "Ann", "--role", "child")
    done = record("amend", "P2", "--role", "other", *WHY)
    assert done.code == 2
    assert "rk retract 3" in done.err


def test_a_withdrawn_entry_is_not_corrected(contact: Program) -> None:
    """It says by what it was withdrawn."""
    contact("retract", "5", "--reason", "x")
    assert "5 was withdrawn by #6. Nothing was recorded." in contact("amend", "5", "--words", "x", *WHY).err


def test_what_is_about_other_entries_is_said_anew(contact: Program) -> None:
    """A marking is withdrawn and made again, never corrected."""
    contact("mark", "5", "--purpose", "court")
    done = contact("amend", "6", "--purpose", "children", *WHY)
    assert done.code == 2
    assert "#6 is a marking, which is not corrected. Nothing was recorded." in done.err


def test_a_message_from_a_phone_stays_as_it_came(record: Program) -> None:
    """Imported words cannot be corrected, what the keeper knows besides can."""
    done = record("import", str(SAMPLE), "--them", "+44 7700 900355", "--yes")
    assert done.code in {0, 7}, done.err
    rows = record("timeline", "--json").json["entries"]
    serial = str(next(row["serial"] for row in rows if row["kind"] == "contact" and row["words"]))
    refused = record("amend", serial, "--words", "something worse", *WHY)
    assert refused.code == 2
    assert f"#{serial} came from a phone's own record, and its --words stays as it came." in refused.err
    assert record("amend", serial, "--facts", "He was outside.", *WHY).code == 0


def test_fix_is_another_name_for_it(contact: Program) -> None:
    """`rk fix` is `rk amend`; a reason is always needed."""
    assert contact("fix", "5", "--words", "hello", *WHY).code == 0
    assert "Give --reason." in contact("amend", "5", "--words", "hallo").err
