"""Where a command has nobody to ask, nothing to compare with, or a long way to go."""

import io
from pathlib import Path

import pytest

from recordkeeper import clock
from recordkeeper.cli import output
from recordkeeper.cli.options import Session
from recordkeeper.cli.progress import Progress
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.boundaries import Boundary
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program


class Typed(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        """Questions may be asked."""
        return True


def test_where_the_machine_has_no_zone_it_is_asked_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The zone typed is the record's; no sheet is shown to someone who says no."""
    monkeypatch.setattr(clock, "machine_zone", lambda: None)
    monkeypatch.setattr("sys.stdin", Typed("2\nEurope/London\nn\n"))
    found = program.bare("--vault", str(program.vault), "--key-file", str(program.key), "init")
    assert (found.code, found.out.splitlines()[1]) == (0, "Times are in Europe/London.")
    assert "Your time zone, such as Europe/London" in found.out + found.err
    assert "Whoever holds this can read everything" not in found.err


def test_an_hour_that_came_twice_is_refused_where_nobody_can_say_which(record: Program) -> None:
    """No one of the two is guessed, and both are named."""
    found = record("log", "call", "--facts", "Rang", "--when", "2025-10-26 01:30")
    assert found.code == 2
    assert "+01:00" in found.err
    assert "+00:00" in found.err
    assert record("status", "--json").json["entries"] == 2


def test_a_respondent_may_be_named_later(program: Program) -> None:
    """A record begun without one takes one, once somebody else is in it too."""
    program("init", "--zone", "UTC")
    program("person", "add", "Sam Roe", "--role", "proxy")
    found = program("person", "add", "Alex Doe", "--role", "respondent")
    assert (found.code, found.out.startswith("Saved as #3. P2 is ")) == (0, True), found.out
    assert program("person", "add", "Max Roe", "--role", "respondent").code == 2


def test_people_are_one_row_each_for_a_script(told: Program) -> None:
    """Name, role, label and every identifier, whether withdrawn; a name cannot make a row of its own."""
    told("person", "identify", "P1", "+44 7700 900355", "--type", "phone", "--basis", "known")
    told("person", "add", "Two\nlines", "--role", "witness")
    rows = [row.split("\t") for row in told("person", "list", "--plain").out.splitlines()]
    assert rows == [
        ["P1", "respondent", "Alex Doe", "", "+44 7700 900355", "False"],
        ["P2", "witness", "Two\\nlines", "witness 1", "", "False"],
    ]


def test_numbers_are_listed_with_whose_they_are_and_how_that_is_known(told: Program) -> None:
    """As displayed; what is only believed is called that, and the keeper's own are called theirs."""
    given = ("--type", "phone", "--basis")
    told("person", "identify", "P1", "+44 7700 900355", *given, "voice", "--confidence", "believed")
    told("person", "identify", "me", "+44 7700 900111", *given, "mine")
    shown = told("person", "list").out.splitlines()
    assert [line.split() for line in shown[-2:]] == [
        ["#5", "P1", "phone", "+44", "7700", "900355", "believed:", "voice"],
        ["#6", "yours", "phone", "+44", "7700", "900111", "mine"],
    ]


def test_a_boundary_that_ends_is_told_as_an_end(told: Program) -> None:
    """It has no rule for any channel, and claims none."""
    with Ledger(open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True)) as ledger:
        ledger.append([Boundary(ended=True)])
    assert told("boundary", "show", "B2").out.startswith("B2  the boundary before it ends\n")


def test_a_deadline_that_was_moved_may_be_corrected(told: Program) -> None:
    """The day it waits until is the corrected one."""
    told("consequence", "announce", "--action", "Block", "--in", "S1")
    told("log", "call", "--facts", "Rang", "--when", "20 mar 2026 10:00")
    told("consequence", "defer", "C1", "--until", "20 apr 2026", "--reason", "x")
    done = told("amend", "7", "--until", "25 apr 2026", "--reason", "wrong day")
    assert done.code == 0, done.err
    assert "C1  Block  moved to Sat 25 Apr 2026\n" in told("due").out


def test_a_contact_may_be_marked_by_its_exhibit(told: Program, picture: Path) -> None:
    """E5 marks entry 5."""
    told("log", "text", "--words", "hello", "--attach", str(picture))
    found = told("mark", "E5", "--purpose", "court")
    assert (found.code, found.out) == (0, "Saved as #6. 1 contact is marked.\n")


def test_what_was_said_of_other_contacts_stands_in_no_ones_way(told: Program) -> None:
    """Two pairs may each be one contact."""
    for minute in range(4):
        told("log", "call", "--facts", "Rang", "--when", f"2 apr 2026 10:0{minute}")
    assert told("same", "5", "6").code == 0
    assert told("same", "7", "8").out == "Saved as #10. #7, #8 are one contact, counted once.\n"


def test_court_papers_with_every_exhibit_at_hand_are_written(
    told: Program, picture: Path, tmp_path: Path
) -> None:
    """Each file cited can be produced, so nothing stops the export."""
    told("log", "call", "--facts", "Rang", "--when", "2026-04-01 10:00", "--attach", str(picture))
    done = told("export", "json", "--for", "court", "-o", str(tmp_path / "court.json"))
    assert done.code == 0, done.err
    assert '"E5"' in (tmp_path / "court.json").read_text(encoding="utf-8")


def test_a_long_import_tells_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At most once a second, on a terminal only, and never more than all of it."""
    now = [0]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    output.settle(quiet=False)
    silent = Progress(Session(), "sms.xml")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress(Session(), "sms.xml") as told:
        for now[0], records, read in (
            (999, 5, 10),
            (1000, 10, 50),
            (1500, 12, 60),
            (2000, 20, 150),
            (3000, 5, 10),
            (4000, 10, 210),
        ):
            told(records, read, 200)
            silent(records, read, 200)
    shown = [line.rstrip() for line in capsys.readouterr().err.split("\r")]
    assert shown == [
        "",
        "  sms.xml: 10 read, 25 %, 10 a second",
        "  sms.xml: 20 read, 75 %, 10 a second, about 0 s left",
        "  sms.xml: 5 read, 5 %",
        "  sms.xml: 10 read, 100 %, 10 a second",
        "",
        "",
    ]
