"""After an import: what a phone or an app wrote of a block is offered as proof, with the command for it."""

import shlex
from pathlib import Path

from tests.cli.chat import chat
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, call

BLOCKED = "You blocked this contact"
LINES = ("Alex: Why?", BLOCKED)
ALEX = ("--them", "Alex", "--me", "Sam", "--yes")


def test_a_trace_is_offered_and_what_is_offered_works(record: Program, tmp_path: Path) -> None:
    """The command as it is printed records the measure with its proof, and then nothing is offered."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = record("import", path, *ALEX)
    assert found.code == 0, found.err
    wrote = "WhatsApp, Mon 30 Mar 2026, 09:02: “You blocked this contact”"
    assert f"  The app itself wrote: {wrote}\n" in found.err
    assert f"Written by the app itself: {wrote}\n" in found.err
    offer = 'rk measure add block --channel text --medium whatsapp --when "2026-03-30 09:02" --proof 5'
    assert found.err.endswith(f"  If you did that:  {offer}\n")
    assert record("measure", "list").out == "No measure is recorded. To note a block: rk block CHANNEL\n"
    assert record(*shlex.split(offer)[1:]).code == 0
    assert record("measure", "list", "--json").json["measures"][0]["proof"] == [5]
    again = chat(tmp_path / "later.txt", *LINES, "Alex: Please")
    assert "If you did that" not in record("import", again, *ALEX).err


def test_a_measure_without_proof_is_named_with_the_command_that_adds_it(
    record: Program, tmp_path: Path
) -> None:
    """The command as it is printed makes the app's record its proof; the audit then asks for nothing."""
    assert record("block", "text", "--when", "30 mar 2026 09:01").code == 0
    path = chat(tmp_path / "chat.txt", *LINES)
    found = record("import", path, *ALEX, "--json")
    (offer,) = found.json["offered"]
    assert (offer["proof"], offer["entry"]) == (6, "M1")
    before = [one["command"] for one in record("audit", "--json").json["stronger"]]
    assert offer["command"] in before
    assert record(*shlex.split(offer["command"])[1:]).code == 0
    assert record("measure", "list", "--json").json["measures"][0]["proof"] == [6]
    after = [one["entry"] for one in record("audit", "--json").json["stronger"]]
    assert "M1" not in after


def test_many_traces_are_counted_not_listed(record: Program, tmp_path: Path) -> None:
    """Five at once are enough for anybody."""
    path = chat(tmp_path / "chat.txt", "Alex: Why?", *[BLOCKED] * 8)
    found = record("import", path, *ALEX).err
    assert found.count("  If you did that:") == 5
    assert "  and 3 more such: rk audit\n" in found
    assert "  and 5 more such lines\n" in found


def test_whom_else_the_keeper_blocked_is_not_kept(record: Program, tmp_path: Path) -> None:
    """What the app wrote of a friend is in no part of the record that can leave it, and is not offered."""
    path = chat(tmp_path / "chat.txt", "Bob: Hi", BLOCKED)
    found = record("import", path, *ALEX)
    assert (found.code, BLOCKED in found.err) == (0, False), found.err
    assert "traces" not in record("show", "5", "--json").json["fields"]


def test_a_call_that_the_phone_blocked_is_offered_too(record: Program, tmp_path: Path) -> None:
    """A block was on by then; since when, the keeper says."""
    path = phone_file(tmp_path / "calls.xml", call(3), call(6, 5))
    found = record("import", path, "--them", THEIRS, "--yes").err
    assert "The phone itself blocked a call, Thu 1 Jan 2026, 00:05 (#6): a block was on by then.\n" in found
    assert "rk measure add block --channel call --when TIME --proof 6\n" in found
    assert record("block", "call", "--when", "31 dec 2025", "--proof", "6").code == 0
    path = phone_file(tmp_path / "later.xml", call(6, 9))
    assert "a block was on by then" not in record("import", path, "--yes").err
