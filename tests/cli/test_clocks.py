"""A clock that is wrong never keeps anything out of the record, and is told beside what it was read for."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from recordkeeper import clock, zones
from tests.cli.conftest import NOW, Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
LONDON, MADRID = "Europe/London", "Europe/Madrid"


@dataclass
class Machine:
    """A computer whose clock, zone and running time can be set apart from each other."""

    now: int = NOW
    zone: str = LONDON
    boot: str = "boot-id-CANARY"
    running: int = DAY

    def wait(self, ms: int) -> None:
        """Let time pass."""
        self.now += ms
        self.running += ms

    def reading(self) -> clock.Reading:
        """What it says."""
        offset = zones.offset(self.now, self.zone)
        return clock.Reading(self.now, self.zone, offset, self.boot, self.running)


@pytest.fixture
def machine(program: Program, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The computer that the program runs on."""
    assert program.vault.parent.is_dir()
    found = Machine()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    monkeypatch.setattr(clock, "reading", found.reading)
    return found


@pytest.fixture
def kept(machine: Machine, told: Program) -> Program:
    """As ``told``; ten minutes later call 5, the clock put back three hours, and call 6."""
    machine.wait(10 * MINUTE)
    assert told("log", "call", "--facts", "rang").code == 0
    machine.now -= 3 * HOUR
    machine.wait(10 * MINUTE)
    assert told("log", "call", "--facts", "rang again").code == 0
    return told


def test_an_entry_tells_how_its_clock_moved(kept: Program) -> None:
    """On the screen in words, for programs with the seconds, and nothing at the entry before it."""
    assert "  clock      after #5 the clock moved back: 3 h\n" in kept("show", "6").out
    expected = [{"fault": "moved-back", "seconds": 10_800, "against": 5}]
    assert kept("show", "6", "--json").json["clock"] == expected
    assert "clock.1.fault\tmoved-back\n" in kept("show", "6", "--plain").out
    assert "moved" not in kept("show", "5").out
    assert kept("show", "5", "--json").json["clock"] == []


def test_the_timeline_marks_it(kept: Program) -> None:
    """One short mark, on the row it belongs to."""
    lines = kept("timeline", "--kind", "contact").out.splitlines()
    assert [("clock differs" in line) for line in lines if "#5" in line or "#6" in line] == [True, False]
    rows = kept("timeline", "--kind", "contact", "--plain").out.splitlines()
    assert [row.rpartition("\t")[2] for row in rows] == ["moved-back", ""]


def test_the_audit_lists_every_one_and_asks_for_nothing(kept: Program) -> None:
    """Beside the figures; it cannot be mended, so it is nothing that would make the record stronger."""
    found = kept("audit")
    assert "The computer's clock:\n  #6  after #5 the clock moved back: 3 h\n" in found.out
    told = kept("audit", "--json").json
    assert told["clock"] == [{"first": 6, "last": 6, "fault": "moved-back", "seconds": 10_800, "against": 5}]
    assert not any("clock" in one["what"] for one in told["stronger"])
    explained = kept("audit", "--explain", "clock").out.splitlines()
    assert explained[0].startswith("Computer's clock: told where it moved by over 2 minutes")
    assert explained[1] == "#6"


def test_verify_notes_it_and_finds_the_record_intact(kept: Program) -> None:
    """No step fails for it: a wrong clock changes no seal."""
    found = kept("verify")
    assert found.code == 0
    assert "Note  the computer's clock or zone changed 1 time while this was written: rk audit\n" in found.out
    as_json = kept("verify", "--json").json
    assert (as_json["result"], as_json["clock_changes"]) == ("intact", 1)


def test_a_sound_clock_is_not_mentioned(machine: Machine, told: Program) -> None:
    """No line in show, audit or verify, and no mark in the timeline."""
    machine.wait(3 * DAY)
    told("log", "call", "--facts", "rang")
    for words in (("show", "5"), ("timeline",), ("audit",), ("verify",)):
        assert "clock" not in told(*words).out
    assert told("verify", "--json").json["clock_changes"] == 0


def test_a_zone_is_for_the_keeper_alone(machine: Machine, told: Program, tmp_path: Path) -> None:
    """Travel shows on the keeper's screen; no export names a zone or a run of the machine."""
    machine.wait(DAY)
    machine.zone = MADRID
    told("log", "call", "--facts", "rang")
    machine.now += HOUR
    told("log", "call", "--facts", "rang")
    shown = told("show", "5").out
    assert "  clock      after #4 the zone changed from Europe/London to Europe/Madrid: 1 h\n" in shown
    assert told("show", "5", "--json").json["clock"] == [
        {"fault": "zone-changed", "seconds": 3600, "against": 4, "was": LONDON, "now": MADRID}
    ]
    assert told("audit", "--explain", "clock", "--json").json["entries"] == [6]
    path = tmp_path / "out.json"
    assert told("export", "json", "-o", str(path), "--yes").code == 0
    text = path.read_text("utf-8")
    assert "Madrid" not in text
    assert "zone-changed" not in text
    assert "CANARY" not in text
    left = json.loads(text)
    assert {one["serial"]: one["clock"] for one in left["entries"] if one["kind"] == "contact"} == {
        5: [],
        6: [{"fault": "moved-forward", "seconds": 3600, "against": 5}],
    }
    what = "after ¶5 the clock moved forward, beyond the time that passed"
    assert left["clock"] == [{"¶": "¶6", "What was seen": what, "By": "1 h"}]


@pytest.mark.parametrize("moved", [-365 * DAY, 3650 * DAY], ids=["back a year", "forward ten years"])
def test_nothing_is_refused_for_the_clock(
    machine: Machine, told: Program, tmp_path: Path, picture: Path, moved: int
) -> None:
    """Everything that is recorded as it happens is recorded, and everything that is read can be read."""
    machine.wait(MINUTE)
    done = [
        told("consequence", "announce", "--in", "S1", "--action", "tell the police", "--trigger", "any"),
        told("log", "call", "--facts", "rang"),
    ]
    machine.now += moved
    export = phone_file(tmp_path / "sms.xml", sms("Why?"), sms("Answer me", 5))
    done += [
        told("log", "text", "--words", "hello", "--when", "20 min ago"),
        told("log", "call", "--facts", "at about 21:40", "--when", "unknown"),
        told("reply", "text", "--words", "Please only write by email.", "--answers", "6"),
        told("import", export, "--them", THEIRS, "--yes"),
        told("attach", "6", str(picture)),
        told("mark", "7", "--act", "threat"),
        told("amend", "7", "--facts", "rang twice", "--reason", "typed too little"),
        told("retract", "8", "--reason", "not theirs"),
        told("consequence", "done", "C1", "--facts", "told them"),
    ]
    assert [one.err for one in done if one.code != 0] == []
    read = [
        told(*words)
        for words in (("status",), ("timeline",), ("due",), ("audit",), ("verify",), ("show", "7"))
    ]
    read += [
        told("export", format_, "-o", str(tmp_path / f"out.{format_}"), "--yes")
        for format_ in ("json", "pdf", "bundle")
    ]
    assert [one.err for one in read if one.code != 0] == []
    kind = "moved-back" if moved < 0 else "moved-forward"
    told_of = told("show", "7", "--json").json["clock"]
    assert told_of == [{"fault": kind, "seconds": abs(moved) // 1000, "against": 6}]


def test_a_time_that_the_clock_has_not_reached_names_the_clock(machine: Machine, told: Program) -> None:
    """Put back, it refuses what is true; the advice says what it shows, before another day is typed."""
    machine.now -= DAY
    found = told("log", "call", "--facts", "rang", "--when", "10 apr 2026 11:40")
    assert found.code == 2
    assert found.err == (
        "That time is still to come.\n"
        "Only what has happened can be recorded here. Check the day and the time.\n"
        'The computer\'s clock shows "Thu 9 Apr 2026, 12:00"; if that is wrong, set it first.\n'
    )
