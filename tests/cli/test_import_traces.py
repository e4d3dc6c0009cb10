"""After an import: what a phone or an app wrote of a block is offered as proof, with the command for it."""

import shlex
from pathlib import Path

import pytest

from tests.cli.chat import chat, chats
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, call

__all__ = ["chats"]

LINES = ("2026-04-03T09:10|Alex|Why?", "2026-04-03T09:12|*|You blocked this contact")
ALEX = ("--them", "Alex", "--me", "Sam", "--yes")


@pytest.mark.usefixtures("chats")
def test_a_trace_is_offered_and_what_is_offered_works(record: Program, tmp_path: Path) -> None:
    """The command as it is printed records the measure with its proof, and then nothing is offered."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = record("import", path, *ALEX)
    assert found.code == 0, found.err
    wrote = "WhatsApp, Fri 3 Apr 2026, 09:12: “You blocked this contact”"
    assert f"  The app itself wrote: {wrote}\n" in found.err
    assert f"Written by the app itself: {wrote}\n" in found.err
    offer = 'rk measure add block --channel text --medium whatsapp --when "2026-04-03 09:12" --proof 4'
    assert found.err.endswith(f"  If you did that:  {offer}\n")
    assert record("measure", "list").out == "No measure is recorded. To note a block: rk block CHANNEL\n"
    assert record(*shlex.split(offer)[1:]).code == 0
    assert record("measure", "list", "--json").json["measures"][0]["proof"] == [4]
    again = chat(tmp_path / "later.txt", *LINES, "2026-04-05T09:10|Alex|Please")
    assert "If you did that" not in record("import", again, *ALEX).err


@pytest.mark.usefixtures("chats")
def test_a_measure_without_proof_is_named_with_the_command_that_adds_it(
    record: Program, tmp_path: Path
) -> None:
    """The command as it is printed makes the app's record its proof; the audit then asks for nothing."""
    assert record("block", "text", "--when", "3 apr 2026 09:00").code == 0
    path = chat(tmp_path / "chat.txt", *LINES)
    found = record("import", path, *ALEX, "--json")
    (offer,) = found.json["offered"]
    assert (offer["proof"], offer["entry"]) == (5, "M1")
    before = [one["command"] for one in record("audit", "--json").json["stronger"]]
    assert offer["command"] in before
    assert record(*shlex.split(offer["command"])[1:]).code == 0
    assert record("measure", "list", "--json").json["measures"][0]["proof"] == [5]
    after = [one["entry"] for one in record("audit", "--json").json["stronger"]]
    assert "M1" not in after


@pytest.mark.usefixtures("chats")
def test_many_traces_are_counted_not_listed(record: Program, tmp_path: Path) -> None:
    """Five at once are enough for anybody."""
    lines = [f"2026-04-0{n}T09:12|*|You blocked this contact" for n in range(1, 9)]
    path = chat(tmp_path / "chat.txt", "2026-04-01T08:00|Alex|Why?", *lines)
    found = record("import", path, *ALEX).err
    assert found.count("  If you did that:") == 5
    assert "  and 3 more such: rk audit\n" in found
    assert "  and 5 more such lines\n" in found


@pytest.mark.usefixtures("chats")
def test_whom_else_the_keeper_blocked_is_not_kept(record: Program, tmp_path: Path) -> None:
    """What the app wrote of a friend is in no part of the record that can leave it, and is not offered."""
    path = chat(tmp_path / "chat.txt", LINES[0], "2026-04-03T09:12|*Bob|You blocked Bob", *LINES[1:])
    found = record("import", path, *ALEX)
    assert ("Bob" in found.err, "You blocked this contact" in found.err) == (False, True)
    traces = record("show", "4", "--json").json["fields"]["traces"]
    assert [one["words"] for one in traces] == ["You blocked this contact"]


def test_a_call_that_the_phone_blocked_is_offered_too(record: Program, tmp_path: Path) -> None:
    """A block was on by then; since when, the keeper says."""
    path = phone_file(tmp_path / "calls.xml", call(3), call(6, 5))
    found = record("import", path, "--them", THEIRS, "--yes").err
    assert "The phone itself blocked a call, Thu 1 Jan 2026, 00:05 (#6): a block was on by then.\n" in found
    assert "rk measure add block --channel call --when TIME --proof 6\n" in found
    assert record("block", "call", "--when", "31 dec 2025", "--proof", "6").code == 0
    path = phone_file(tmp_path / "later.xml", call(6, 9))
    assert "a block was on by then" not in record("import", path, "--yes").err
