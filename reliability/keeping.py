"""kill -9 while the record is copied, brought back or given a new key: whole or not there, and it opens."""

import random
from collections.abc import Callable
from pathlib import Path

from reliability.kills import HIS, Survived, check, kill, messages, seconds
from reliability.program import Program

Planted = Callable[[Path], object]
"""Given what a kill has left, or should have: damages it, to show that the counting sees it."""


def kill_rekeys(folder: Path, kills: int, seed: int, planted: Planted = lambda _path: None) -> Survived:
    """Kill `passphrase change --rekey` at random instants: the old key file or the new one opens after.

    ``lost`` counts the times neither did; ``partial`` the times the one said to be in force did not.
    """
    chance, program, found = random.Random(seed), _filled(folder), Survived()
    other = folder / "other-key"
    other.write_bytes(chance.randbytes(64))
    took = seconds(lambda: _rekey(program, other)) / 2
    while found.kills < kills:
        running = program.start(
            "passphrase", "change", "--rekey", "--no-recovery-sheet", "--json", "--new-key-file", str(other)
        )
        said = kill(running, chance.uniform(0.4, 1.05) * took, found)
        planted(program.vault)
        acknowledged = said.rstrip().endswith("}")
        found.acknowledged += acknowledged
        if program.opens_with(other):
            program.key, other = other, program.key
        elif not program.opens_with(program.key):
            found.lost += 1
            break
        else:
            found.partial += acknowledged
        check(program, found)
    return found


def kill_backups(folder: Path, kills: int, seed: int, planted: Planted = lambda _path: None) -> Survived:
    """Kill `backup` at random instants: the file is whole or not there; said to be there, it is."""
    chance, program, found = random.Random(seed), _filled(folder), Survived()
    took = seconds(lambda: program.json("backup", str(folder / "first.tar")))
    while found.kills < kills:
        dest = folder / f"copy-{found.kills + found.ended}.tar"
        said = kill(program.start("backup", str(dest), "--json"), chance.uniform(0.3, 1.05) * took, found)
        acknowledged = said.rstrip().endswith("}")
        found.acknowledged += acknowledged
        planted(dest)
        if dest.exists():
            found.partial += program.result("verify", str(dest)) != "intact"
            dest.unlink()
        else:
            found.lost += acknowledged
        check(program, found)
    return found


def kill_restores(folder: Path, kills: int, seed: int, planted: Planted = lambda _path: None) -> Survived:
    """Kill `restore` at random instants: the folder is a whole record, or not there and not said to be."""
    chance, program, found = random.Random(seed), _filled(folder), Survived()
    copy = folder / "copy.tar"
    program.json("backup", str(copy))
    took = seconds(lambda: program.json("restore", str(copy), str(folder / "first")))
    while found.kills < kills:
        back = folder / f"back-{found.kills + found.ended}"
        running = program.start("restore", str(copy), str(back), "--json")
        said = kill(running, chance.uniform(0.3, 1.05) * took, found)
        acknowledged = said.rstrip().endswith("}")
        found.acknowledged += acknowledged
        planted(back)
        if back.exists():
            found.partial += program.result("--vault", str(back), "verify") != "intact"
        else:
            found.lost += acknowledged
    check(program, found)
    return found


def _filled(folder: Path) -> Program:
    """A record with some thousand entries, so that its copying takes long enough to be killed in."""
    program = Program(folder)
    export = folder / "sms.xml"
    export.write_text(messages(0), encoding="utf-8")
    program.json("import", str(export), "--them", HIS, "--yes")
    return program


def _rekey(program: Program, other: Path) -> None:
    """There and back again."""
    own = program.key
    for key in (other, own):
        program.json("passphrase", "change", "--rekey", "--new-key-file", str(key))
        program.key = key
