"""The last contact again, and one from before the boundary."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

CALL = ("log", "call", "--medium", "missed", "--when", "1 hour ago")


def test_the_way_and_the_number_are_taken_over_and_said(
    told: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """When, what and how often are said anew; what was taken over is shown."""
    told("person", "add", "Jo Proxy", "--role", "proxy")
    told(*CALL, "--from", "+44 7700 900355", "--via", "P2", "--facts", "Rang", "--count", "4")
    done = told("log", "again", "--when", "10 min ago")
    assert (done.code, done.out) == (0, "Saved as #7. Recorded 10 min after it happened.\n")
    assert "  As #6: call, from +44 7700 900355, missed\n" in done.err
    kept = fields("7")
    assert (kept["channel"], kept["medium"], kept["identifier"]) == ("call", "missed", "+44 7700 900355")
    assert (kept["via"], "facts" in kept, "count" in kept) == (5, False, False)


def test_what_is_given_is_not_taken_over(told: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """Each option stands for itself."""
    told(*CALL, "--from", "withheld")
    told("log", "again", "--medium", "voicemail", "--words", "pick up", "--count", "2")
    kept = fields("6")
    assert (kept["medium"], kept["withheld"], kept["words"], kept["count"]) == (
        "voicemail",
        True,
        "pick up",
        2,
    )
    told("log", "again", "--from", "+44 7700 900356")
    assert fields("7")["identifier"] == "+44 7700 900356"


def test_the_last_is_the_one_recorded_last_that_stands_and_came_in(told: Program, tmp_path: Path) -> None:
    """Not one withdrawn, not the keeper's own, not one of a file taken back; as it was corrected."""
    told(*CALL, "--from", "+44 7700 900355")
    told("log", "text", "--words", "x")
    told("retract", "6", "--reason", "x")
    told("reply", "email", "--words", "Please stop.")
    told("import", phone_file(tmp_path / "sms.xml", sms("a")), "--them", THEIRS, "--yes")
    told("undo", "--yes")
    told("amend", "5", "--from", "+44 7700 900357", "--reason", "misread")
    assert "  As #5: call, from +44 7700 900357, missed\n" in told("log", "again").err


def test_without_a_contact_there_is_none_again(record: Program) -> None:
    """Not found, with the way to begin."""
    done = record("log", "again")
    assert (done.code, "rk log" in done.err) == (5, True)


def test_one_from_before_is_kept_apart_and_not_counted(told: Program) -> None:
    """An ordinary contact by its time: its verdict is before_notice, and it is in no count."""
    done = told("log", "before", "call", "--when", "10 feb 2026", "--facts", "Rang all night")
    assert done.out == "Saved as #5. It is kept apart as earlier than the boundary, and not counted.\n"
    (row,) = told("timeline", "--kind", "contact", "--json").json["entries"]
    assert (row["verdict"], row["precision"]) == ("before_notice", "day")
    assert told("status", "--json").json["contacts_after_notice"] == 0


def test_where_nothing_was_stated_everything_is_before(record: Program) -> None:
    """A record may begin with what came first."""
    done = record("log", "before", "text", "--when", "march 2025", "--words", "x")
    assert "kept apart as earlier than the boundary" in done.out


def test_one_from_after_the_notice_is_refused_with_the_way_to_record_it(told: Program) -> None:
    """Nothing is put on the wrong side of the line by a word."""
    done = told("log", "before", "text", "--when", "5 mar 2026", "--words", "x")
    assert done.code == 2
    assert "That is after the notice of Sun 1 Mar 2026, 20:00 (+00:00 Europe/London)." in done.err
    assert 'rk log text --when "5 mar 2026"' in done.err
    assert told("status", "--json").json["entries"] == 4


def test_one_that_may_be_either_says_so(told: Program) -> None:
    """The day of the notice: neither before nor after."""
    done = told("log", "before", "text", "--when", "1 mar 2026", "--words", "x")
    assert (
        done.out
        == "Saved as #5. By its time it can be before the notice or after; a closer time settles it.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("before", "call"), "Give --when."),
        (("before", "--when", "10 feb 2026"), "Give CHANNEL."),
        (("again", "text"), "text is one word too many. Nothing was recorded."),
        (("call", "twice"), "twice is one word too many. Nothing was recorded."),
        (("before", "agian"), "agian is no channel."),
    ],
)
def test_what_is_missing_or_too_much_is_named(told: Program, words: tuple[str, ...], said: str) -> None:
    """Nothing is guessed: neither a time nor a channel."""
    told(*CALL)
    done = told("log", *words)
    assert (done.code, said in done.err) == (2, True), done.err
