"""A block, a mute, a changed lock: when it began, when it ended, what it carried out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

MARCH = ("--when", "20 mar 2026 12:00")


def test_a_block_is_kept_with_what_shows_it(
    told: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """Channel, time, what was done, and proof stand in one entry, numbered M1."""
    given = ("--facts", "On the phone.", "--proof", str(picture), "--proof", "#4", "--why", "my nerves")
    done = told("block", "call", *MARCH, *given)
    assert done.out == "Saved as #5. It is M1.\n"
    kept = fields("M1")
    assert (kept["type"], kept["channel"], kept["facts"]) == ("block", "call", "On the phone.")
    assert (kept["proof_entries"], kept["files"][0]["name"], kept["why"]) == ([4], "screen.png", "my nerves")
    assert "nerves" not in told("timeline").out + told("measure", "list").out


def test_the_short_way_and_the_long_way_are_one(told: Program) -> None:
    """`block call` records what `measure add block --channel call` does."""
    told("block", "call", *MARCH)
    told("measure", "add", "block", "--channel", "call", *MARCH)
    shown = [told("show", name, "--json").json["fields"] for name in ("M1", "M2")]
    assert shown[0] == shown[1]


def test_a_block_may_be_of_one_medium_only(told: Program) -> None:
    """It is told with it, and its end is of the same."""
    told("block", "text", "--medium", "whatsapp", *MARCH)
    told("measure", "end", "M1", "--when", "21 mar 2026 12:00")
    assert told("measure", "list").out.startswith("M1  blocked (text, whatsapp)")
    assert [told("show", name, "--json").json["fields"]["medium"] for name in ("5", "6")] == ["whatsapp"] * 2
    assert told("measure", "add", "locks", "--medium", "whatsapp", *MARCH).code == 2
    assert told("block", "text", "--medium", "pigeon", *MARCH).code == 2


def test_a_measure_may_be_on_no_channel(told: Program) -> None:
    """A lock has none, and none is asked for; a mute without one would say nothing."""
    assert told("measure", "add", "locks", *MARCH).out == "Saved as #5. It is M1.\n"
    refused = told("measure", "add", "mute")
    assert (refused.code, "Give --channel." in refused.err) == (2, True)
    assert (told("block").code, "Give --channel." in told("block").err) == (2, True)
    assert "TYPE" in told("measure", "add").err


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("measure", "add", "blok"), "blok is no TYPE. Did you mean block? Nothing was recorded."),
        (("block", "cal"), "cal is no channel. Did you mean call? Nothing was recorded."),
        (("block", "call", "--proof", "none.png"), "There is no file none.png. Nothing was recorded."),
        (("block", "call", "--proof", "#99"), "There is no entry 99: the record ends at 4."),
        (("block", "call", "--carries-out", "C1"), "There is no C1 in this record."),
        (("block", "call", "--when", "20 mar 2027"), "That time is still to come."),
    ],
)
def test_what_does_not_fit_is_refused(told: Program, command: tuple[str, ...], words: str) -> None:
    """Each says what is wrong, and nothing was recorded."""
    done = told(*command)
    assert done.code in {2, 5}
    assert words in done.err
    assert told("status", "--json").json["entries"] == 4


def test_the_end_of_a_measure_is_an_entry_of_its_own(
    told: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """It names what it ends, and takes no number of its own."""
    told("block", "call", *MARCH)
    done = told("measure", "end", "M1", "--when", "25 mar 2026 09:00", "--why", "for the school")
    assert done.out == "Saved as #6. M1 has ended.\n"
    kept = fields("6")
    assert (kept["type"], kept["channel"], kept["ends"], kept["why"]) == (
        "block",
        "call",
        5,
        "for the school",
    )
    assert told("measure", "add", "locks", *MARCH).out == "Saved as #7. It is M2.\n"
    again = told("measure", "end", "M1")
    assert (again.code, "M1 ended already, in #6. Nothing was recorded." in again.err) == (2, True)
    assert "rk amend 6 --when TIME --reason TEXT" in again.err
    assert "M1 ended already, in #6." in told("measure", "end", "6").err


def test_a_measure_does_not_end_before_it_began(told: Program) -> None:
    """The beginning is shown, and how to correct either."""
    told("block", "call", *MARCH)
    done = told("measure", "end", "M1", "--when", "19 mar 2026 12:00")
    assert done.code == 2
    assert "That is before M1 began, Fri 20 Mar 2026, 12:00" in done.err
    assert "rk amend M1 --when TIME --reason TEXT" in done.err
    assert told("measure", "end", "M1", "--when", "unknown").code == 0


def test_a_measure_taken_back_cannot_end(told: Program) -> None:
    """Neither can the end of one that was taken back."""
    told("block", "call", *MARCH)
    told("measure", "end", "M1", "--when", "25 mar 2026 09:00")
    told("retract", "M1", "--reason", "x")
    assert "M1 was withdrawn by #7. Nothing was recorded." in told("measure", "end", "M1").err
    done = told("measure", "end", "6")
    assert (done.code, "6 is the end of a measure that was withdrawn or erased." in done.err) == (2, True)
    missing = told("measure", "end", "M7")
    assert (missing.code, missing.err) == (5, "There is no M7 in this record.\nSee: rk measure list\n")


def test_the_list_tells_what_is_on(told: Program, picture: Path) -> None:
    """In order of entry: since when, until when, and what shows it."""
    assert told("measure", "list").out == "No measure is recorded. To note a block: rk block CHANNEL\n"
    told("block", "call", *MARCH, "--proof", str(picture))
    told("measure", "add", "locks", *MARCH)
    told("measure", "end", "M1", "--when", "25 mar 2026 09:00")
    assert told("measure", "list").out.splitlines() == [
        "M1  blocked (call)  Fri 20 Mar 2026, 12:00  ended Wed 25 Mar 2026, 09:00  #5",
        "M2  locks changed   Fri 20 Mar 2026, 12:00  still on",
    ]
    listed = told("measure", "list", "--json").json
    assert listed["schema"] == "recordkeeper.measure.list/1"
    first = listed["measures"][0]
    assert (first["id"], first["on"], first["ended_by"], first["proof"]) == ("M1", False, 7, [5])
    assert first["ended_at"] == "2026-03-25T09:00:00+00:00"
    assert told("measure", "list", "--plain").out.splitlines()[1].split("\t")[:3] == ["M2", "6", "locks"]


def test_the_status_has_one_line_for_what_is_on(told: Program) -> None:
    """Each kind and channel once, and no line where nothing is on."""
    assert "Measures" not in told("status").out
    told("block", "call", *MARCH)
    told("block", "call", *MARCH)
    told("measure", "add", "locks", *MARCH)
    assert "Measures  blocked (call); locks changed\n" in told("status").out
    told("measure", "end", "M1")
    told("measure", "end", "M2")
    assert "Measures  locks changed\n" in told("status").out
    assert told("status", "--json").json["measures"] == [{"id": "M3", "type": "locks", "channel": None}]


def test_a_block_that_carries_out_what_was_announced_says_so_in_one_commit(
    told: Program, fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """The step has the same time and facts, and a file brought is its proof; two entries or none."""
    told("consequence", "announce", "--action", "Block", "--in", "S1")
    done = told("block", "call", *MARCH, "--facts", "Done.", "--carries-out", "c1", "--proof", str(picture))
    assert (done.out, "C1 is carried out." in done.err) == ("Saved as #6. It is M1.\n", True)
    step = fields("7")
    assert (step["consequence"], step["step"], step["facts"], step["proof_entries"]) == (
        5,
        "done",
        "Done.",
        [6],
    )
    assert step["when"] == fields("6")["when"]
    found = told("audit", "--json").json["consequences"][0]
    assert (found["state"], found["proof"]) == ("carried out", [7, 6][1:])
    again = told("block", "call", "--carries-out", "C1")
    assert (again.code, "C1 was carried out already, in #7. Nothing was recorded." in again.err) == (2, True)


def test_the_keepers_word_alone_is_no_proof_of_a_step(told: Program) -> None:
    """Without a file or an entry that shows it, what was carried out stays without proof."""
    told("consequence", "announce", "--action", "Block", "--in", "S1")
    told("block", "call", *MARCH, "--carries-out", "C1")
    assert told("audit", "--json").json["consequences"][0]["proof"] == []
    assert "carried out, no proof kept" in told("audit").out


def test_where_nobody_is_asked_what_it_may_carry_out_is_named(told: Program) -> None:
    """Open consequences are named with the command; said to be none, nothing more is said."""
    told("consequence", "announce", "--action", "Block", "--in", "S1")
    told("consequence", "announce", "--action", "Tell", "--in", "S1")
    told("consequence", "announce", "--action", "Move", "--in", "S1")
    told("consequence", "withdraw", "C2", "--why", "changed")
    told("consequence", "done", "C3", "--when", "20 mar 2026")
    told("consequence", "defer", "C1", "--until", "20 apr 2026", "--reason", "x")
    done = told("block", "call", *MARCH)
    assert "If it carries out C1 (Block): rk consequence done C1\n" in done.err
    assert "C2" not in done.err + told("block", "text", "--carries-out", "none", *MARCH).err
    assert "C3" not in done.err


def test_every_field_of_a_measure_can_be_corrected(
    told: Program, fields: Callable[[str], dict[str, Any]]
) -> None:
    """Type, channel, time, facts; and the reason, which stays private."""
    told("block", "call", *MARCH, "--why", "first")
    new = ("--type", "mute", "--channel", "text", "--why", "second", "--when", "13:00", "--facts", "Muted.")
    assert told("amend", "M1", *new, "--reason", "slip").code == 0
    kept = fields("M1")
    assert (kept["type"], kept["channel"], kept["why"], kept["facts"]) == ("mute", "text", "second", "Muted.")
    private = [one for one in told("show", "M1", "--json").json["history"] if one["field"] == "why"]
    assert (private[0]["old"], private[0]["new"]) == ("first", "second")
    wrong = told("amend", "M1", "--type", "phone", "--reason", "x")
    assert (wrong.code, "It can be: block, mute, filter" in wrong.err) == (2, True)
    assert "A measure has no --firearms. Nothing was recorded." in told("amend", "M1", "--firearms", "no").err
