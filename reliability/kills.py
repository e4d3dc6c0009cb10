"""kill -9 at random instants: every acknowledged entry must be there after, and the book intact."""

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from reliability.program import Program

HIS = "+44 7700 900355"
MESSAGES = 3000
CORRECTIONS = 3


@dataclass
class Survived:
    """What a run of kills came to.

    Attributes:
        kills: commands killed before they ended; ended: commands that had ended by then.
        acknowledged: entries, copies and re-keys said to be done. lost: of those, entries and copies not
            there after; times that no key opened the record.
        partial: imports of which some entries but not all were there after; copies that were there but not
            whole; re-keys said to be done that were not; erasures done in part.
        broken: times the book did not verify as intact.
    """

    kills: int = 0
    ended: int = 0
    acknowledged: int = 0
    lost: int = 0
    partial: int = 0
    broken: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing acknowledged was lost, nothing was half-written and nothing broke."""
        return not (self.lost or self.partial or self.broken)


def kill_logs(folder: Path, kills: int, seed: int) -> Survived:
    """Kill `log` at random instants.

    Args:
        folder: empty, for the record.
        kills: how many commands to kill; those that end before are not counted.
        seed: of the instants.
    """
    return _kill_writers(
        Program(folder), kills, seed, lambda n: ("log", "call", "--facts", f"Call {n}", "--when", "1 min ago")
    )


def kill_amends(folder: Path, kills: int, seed: int) -> Survived:
    """Kill `amend` at random instants: every correction said to be saved is there after."""
    program = Program(folder)
    program.json("log", "call", "--facts", "Rang", "--when", "1 min ago")
    return _kill_writers(
        program, kills, seed, lambda n: ("amend", "3", "--facts", f"Rang {n}", "--reason", "heard again")
    )


def _kill_writers(
    program: Program, kills: int, seed: int, arguments: Callable[[int], Sequence[str]]
) -> Survived:
    chance, found = random.Random(seed), Survived()
    took = seconds(lambda: program.json(*arguments(0)))
    acknowledged: set[str] = set()
    while found.kills < kills:
        running = program.start(*arguments(1 + found.kills + found.ended), "--json")
        said = kill(running, chance.uniform(0.3, 1.3) * took, found)
        if said.rstrip().endswith("}"):
            acknowledged.add(json.loads(said)["id"])
    found.acknowledged = len(acknowledged)
    found.lost = len(acknowledged - program.ids())
    check(program, found)
    return found


def kill_imports(folder: Path, kills: int, seed: int) -> Survived:
    """Kill `import` at random instants: all of a file's entries are there after, or none."""
    chance, program, found = random.Random(seed), Program(folder), Survived()
    before = program.json("status")["entries"]
    while found.kills < kills:
        number = found.kills + found.ended
        export = folder / f"sms-{number}.xml"
        export.write_text(messages(number), encoding="utf-8")
        running = program.start("import", str(export), "--them", HIS, "--yes", "--json")
        said = kill(running, chance.uniform(0.1, 2.0), found)
        after = program.json("status")["entries"]
        acknowledged = said.rstrip().endswith("}")
        found.acknowledged += MESSAGES if acknowledged else 0
        found.lost += MESSAGES if acknowledged and after == before else 0
        found.partial += 0 < after - before < MESSAGES
        before = after
        check(program, found)
    return found


def kill_erasures(folder: Path, kills: int, seed: int) -> Survived:
    """Kill `erase` at random instants: an entry is whole after, or erased with its words in the source."""
    chance, program, found = random.Random(seed), Program(folder), Survived()
    export = folder / "sms.xml"
    export.write_text(messages(0, 200), encoding="utf-8")
    program.json("import", str(export), "--them", HIS, "--yes")
    serial, erased = program.json("status")["entries"], 0
    while found.kills < kills:
        running = program.start("erase", str(serial), "--reason", "not mine to keep", "--yes", "--json")
        said = kill(running, chance.uniform(0.05, 1.2), found)
        gone = "erased_by" in program.json("show", str(serial))
        acknowledged = said.rstrip().endswith("}")
        found.acknowledged += acknowledged
        found.lost += acknowledged and not gone
        erased += gone
        found.partial += program.json("status")["erased"] != erased
        serial -= gone
        check(program, found)
    return found


def kill_undos(folder: Path, kills: int, seed: int) -> Survived:
    """Kill `undo` of three corrections at random instants: all of them are withdrawn after, or none."""
    chance, program, found = random.Random(seed), Program(folder), Survived()
    call = program.json("log", "call", "--facts", "Rang", "--when", "1 min ago")["serial"]
    while found.kills < kills:
        number = found.kills + found.ended
        fields = ("--facts", f"Rang {number}", "--words", f"pick up {number}", "--location", f"door {number}")
        first = program.json("amend", str(call), *fields, "--reason", "closer")["serial"]
        running = program.start("undo", "--yes", "--json")
        acknowledged = kill(running, chance.uniform(0.1, 0.8), found).rstrip().endswith("}")
        rows = program.json("timeline", "--kind", "correction")["entries"]
        withdrawn = sum(row["withdrawn"] for row in rows if row["serial"] >= first)
        found.acknowledged += CORRECTIONS if acknowledged else 0
        found.lost += CORRECTIONS - withdrawn if acknowledged else 0
        found.partial += 0 < withdrawn < CORRECTIONS
        check(program, found)
    return found


def kill(running: "subprocess.Popen[str]", after: float, found: Survived) -> str:
    """Kill a command after so many seconds, unless it has ended; what it had said by then."""
    try:
        said, _errors = running.communicate(timeout=after)
        found.ended += 1
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
        said, _errors = running.communicate()
        found.kills += 1
    return said


def seconds(do: Callable[[], object]) -> float:
    """How long something takes on this machine, as busy as it is."""
    start = time.monotonic()
    do()
    return time.monotonic() - start


def check(program: Program, found: Survived) -> None:
    """Count the record as broken unless it verifies."""
    found.broken += program.result("verify") != "intact"


def messages(batch: int, count: int = MESSAGES) -> str:
    """An export of messages; those of one batch are not those of another."""
    start = 1_767_225_600_000 + batch * MESSAGES * 60_000
    his = quoteattr(HIS)
    rows = "".join(
        f'  <sms address={his} date="{start + number * 60_000}" type="1" body="Message {number}" />\n'
        for number in range(count)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{count}">\n{rows}</smses>\n'
