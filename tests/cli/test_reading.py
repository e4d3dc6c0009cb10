"""Reading commands: the names that scripts rely on, and the codes they exit with."""

from typing import Any

import pytest

from tests.cli.conftest import Program

STATUS = (
    "boundary contacts_after_notice outside days_outside days_with_contact days_in_window "
    "replies_after_notice last_contact due entries head"
)
TIMELINE = (
    "serial kind at until zone precision channel direction medium person identifier purpose words facts "
    "verdict recorded_at delay_seconds attachments same corrected withdrawn"
)
PATTERN = (
    "contacts outside episodes days_with_contact days_outside days_in_window by_channel by_week night "
    "via_others after_block new_identifiers_after_block acts proximity first_after_notice_seconds most_in_1h "
    "most_in_24h longest_quiet_days"
)
CONSEQUENCE = (
    "id action trigger announced_at triggered_by triggered_at due_at state done_at days_to_carry_out proof"
)
NAMES: dict[str, str] = {
    "status": STATUS,
    "timeline": "entries",
    "audit": "consequences notice consistency pattern verdicts stronger",
    "due": "items",
    "verify": "result steps entries head anchors unwitnessed_entries",
}


@pytest.fixture
def case(record: Program) -> Program:
    """A record with a boundary stated and read, two calls after it, and a consequence come due."""
    record("boundary", "set", "--refuse", "call", "--allow", "text")
    record(
        "boundary",
        "stated",
        "B1",
        "--how",
        "text",
        "--when",
        "5 hours ago",
        "--words",
        "No calls.",
        "--status",
        "read",
    )
    record(
        "consequence", "announce", "--action", "Block the number", "--in", "S1", "--trigger", "channel:call",
        "--within", "2d",
    )  # fmt: skip
    record("log", "call", "--when", "2 hours ago", "--facts", "Rang twice", "--medium", "missed")
    record("log", "call", "--when", "1 hour ago", "--words", "pick up", "--medium", "voicemail")
    record("reply", "text", "--when", "50 min ago", "--words", "No calls.", "--purpose", "boundary")
    return record


@pytest.mark.parametrize(("command", "names"), NAMES.items())
def test_every_reading_command_has_the_names_of_the_contract(case: Program, command: str, names: str) -> None:
    """Scripts rely on these names; more may be there, none may be missing."""
    found = case(command, "--json").json
    assert found["schema"] == f"recordkeeper.{command}/1"
    assert set(names.split()) <= set(found)


def test_rows_within_them_have_theirs(case: Program) -> None:
    """The names inside the timeline, the pattern, the consequences and the steps."""
    rows = case("timeline", "--json").json["entries"]
    audit = case("audit", "--json").json
    assert all(set(TIMELINE.split()) <= set(row) for row in rows)
    assert set(PATTERN.split()) <= set(audit["pattern"])
    assert set(CONSEQUENCE.split()) <= set(audit["consequences"][0])
    assert set(audit["notice"]) == {"first_stated", "counted_from", "proven", "alternative"}
    assert {"replies", "by_purpose", "closed_channel_replies", "answered_calls", "begun_by_keeper"} <= set(
        audit["consistency"]
    )
    steps = case("verify", "--json").json["steps"]
    assert [set(step) for step in steps] == [{"number", "name", "ok", "detail"}] * len(steps)
    assert set(case("due", "--json").json["items"][0]) == {"id", "what", "due_at", "overdue"}


def test_the_counts_of_a_small_case_are_those_that_were_recorded(case: Program) -> None:
    """Two calls outside on one day or two, one reply, one thing due."""
    status = case("status", "--json").json
    audit = case("audit", "--json").json
    assert (status["outside"], status["contacts_after_notice"], status["replies_after_notice"]) == (2, 2, 1)
    assert [item["id"] for item in status["due"]] == ["C1"]
    assert audit["verdicts"]["outside"] == 2
    assert audit["consequences"][0]["state"] == "due"
    assert audit["consistency"]["by_purpose"] == {"boundary": 1}
    assert audit["notice"]["proven"] is True


def test_times_are_rfc_3339_with_their_offset_and_zone(case: Program) -> None:
    """No time leaves without saying which."""
    row = next(row for row in case("timeline", "--json").json["entries"] if row["kind"] == "contact")
    assert row["zone"] == "Europe/London"
    assert row["at"][10] == "T"
    assert row["at"][-6:] in {"+00:00", "+01:00"}


def test_due_and_audit_exit_3_only_when_asked_and_something_is_open(case: Program, record: Program) -> None:
    """A script can wait for what is due; a person sees exit 0."""
    assert case("due").code == 0
    assert case("due", "--exit-code").code == 3
    assert case("audit", "--exit-code").code == 3
    case("consequence", "done", "C1", "--facts", "Blocked it")
    assert record("due", "--exit-code").code == 0


def test_show_tells_every_field_and_its_history(case: Program) -> None:
    """The original of a correction is kept beside it."""
    serial = case("timeline", "--kind", "contact", "--json").json["entries"][0]["serial"]
    case("amend", str(serial), "--facts", "Rang three times", "--reason", "counted again")
    found = case("show", str(serial), "--json").json
    assert found["fields"]["facts"] == "Rang three times"
    assert [(change["old"], change["new"], change["reason"]) for change in found["history"]] == [
        ("Rang twice", "Rang three times", "counted again")
    ]
    assert found["corrected"] is True
    assert "Rang twice" in case("show", f"#{serial}").out


def test_what_is_not_there_exits_5_and_says_where_the_record_ends(case: Program) -> None:
    """Not found is its own code, with the way to look."""
    last = case("status", "--json").json["entries"]
    found = case("show", "999")
    assert (found.code, f"ends at {last}" in found.err, "rk timeline" in found.err) == (5, True, True)


def test_a_window_and_a_channel_narrow_the_timeline(case: Program) -> None:
    """Since, until, channel and kind leave out what they name."""

    def serials(*options: str) -> list[Any]:
        return [row["serial"] for row in case("timeline", *options, "--json").json["entries"]]

    calls = serials("--channel", "call")
    assert len(calls) == 2
    assert serials("--channel", "call", "--since", "90 min ago") == calls[1:]
    assert serials("--channel", "call", "--until", "90 min ago") == calls[:1]
    assert case("timeline", "--kind", "nonsense").code == 2


def test_plain_rows_are_one_line_each_whatever_the_words_are(record: Program) -> None:
    """A line end, a tab or an escape within words cannot make a row or a column of its own."""
    record("log", "text", "--words", "one\ntwo\tthree\x1b[31m")
    rows = record("timeline", "--kind", "contact", "--plain").out.splitlines()
    assert len(rows) == 1
    assert len(rows[0].split("\t")) == len([*TIMELINE.split(), "count", "duration", "flags", "clock"])
    assert "\x1b" not in rows[0]


def test_explaining_a_figure_lists_the_entries_behind_it(case: Program) -> None:
    """Every number can be traced; one that is not there names those that are."""
    serials = [row["serial"] for row in case("timeline", "--channel", "call", "--json").json["entries"]]
    assert case("audit", "--explain", "outside", "--json").json["entries"] == serials
    unknown = case("audit", "--explain", "anger")
    assert (unknown.code, "outside" in unknown.err) == (2, True)


def test_the_screen_says_the_same_without_json(case: Program) -> None:
    """The words a person reads: calm, with the command that comes next."""
    assert "2 outside the boundary" in case("status").out
    assert "waiting" not in case("due").out
    assert "due" in case("due").out
    assert "You wrote 1 time after the notice." in case("audit").out
    assert "Result  intact" in case("verify").out
    assert "outside the boundary" in case("timeline").out


def test_without_a_command_it_shows_the_status_or_how_to_begin(record: Program, program: Program) -> None:
    """A record is there: its status; none is: three lines on how to begin."""
    assert "Boundary" in record().out
    assert "rk init" in program("--vault", "nowhere-at-all").out
