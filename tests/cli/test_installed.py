"""Every command there is, run as it is installed: its own process, from the first entry to the last copy."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from recordkeeper.cli.main import program
from reliability.program import plain
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

RK = Path(sys.executable).with_name("rk")

STEPS = (
    "init --respondent Alex --zone Europe/London --shared-computer no",
    "",
    "person add Priya --role witness",
    "person identify P1 +447700900355 --type phone --basis known",
    "person list",
    "boundary draft --words @{words}",
    "boundary set --refuse call --refuse text --allow email",
    "boundary list",
    "boundary show B1",
    "boundary stated B1 --how text --words @{words} --when '1 mar 2026 20:00'",
    "boundary delivered S1 --status read --when '1 mar 2026 20:14'",
    "boundary card",
    "consequence announce --action Block --in S1 --trigger nth:9",
    "consequence list",
    "consequence defer C1 --until 'in 3 days' --reason later",
    "consequence withdraw C1 --why changed",
    "consequence announce --action Report --in S1",
    "consequence done C2 --when '3 mar 2026' --facts reported",
    "log call --facts Rang --when '2 mar 2026 21:00'",
    "reply text --words Stop. --when '2 mar 2026 21:10'",
    "attach 13 {picture}",
    "import {phone} --them {them} --yes",
    "measure add mute --channel text --when '4 mar 2026'",
    "measure end M1 --when '5 mar 2026'",
    "measure list",
    "block call --when '6 mar 2026'",
    "told police --ref 1182/26 --when '7 mar 2026'",
    "order add --type non-molestation --court Leeds --issued '9 mar 2026'",
    "order list",
    "witness add P2 --words 'I saw him.'",
    "mark 13 --purpose children",
    "review --json",
    "log call --facts Again --when '8 mar 2026 10:00'",
    "same 13 26",
    "amend 13 --facts 'Rang twice' --reason heard",
    "retract 26 --reason doubled",
    "undo --yes",
    "erase 17 --reason intimate --yes",
    "why write --words 'to sleep'",
    "why",
    "why read",
    "note 13 --words 'was afraid'",
    "support add Sam --reach phone",
    "support told Sam --words everything",
    "support list",
    "status",
    "due",
    "timeline",
    "show 13",
    "search rang",
    "calendar",
    "audit",
    "anchor new -o {out}/head",
    "anchor add {picture} --of 3 --when '9 mar 2026' --witness Sam",
    "anchor list",
    "verify {out}/head/head.txt",
    "export pdf -o {out}/a.pdf",
    "export json -o {out}/a.json",
    "export csv -o {out}/a.csv",
    "export bundle -o {out}/a.zip",
    "verify {out}/a.zip",
    "verify",
    "boundary end B1 --reason over",
    "backup {out}/a.tar",
    "restore {out}/a.tar {out}/restored",
    "recovery print",
    "passphrase add --new-key-file {other} --json",
    "passphrase remove {slot}",
    "passphrase change --new-key-file {third} --rekey",
    "recovery print",
    "doctor",
    "recover --sheet-file {sheet}",
    "salvage {vault} -o {out}/salvaged.zip",
)
"""A whole case, in order. What is in braces is a file of the test; an empty line is the bare program."""


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The files that the steps name."""
    files = {
        "words": b"Please only write by email.\n",
        "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        "key": b"a key file of the tests, 40 bytes in all!",
        "other": b"another key file, as long as the other one",
        "third": b"a third key file, and as long as they are.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "out").mkdir()
    place = {name: str(tmp_path / name) for name in (*files, "out", "vault", "sheet")}
    return place | {
        "phone": phone_file(tmp_path / "sms.xml", sms("hello"), sms("again", minute=5)),
        "them": THEIRS,
    }


def leaves(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command that does something, by its words."""
    if not isinstance(command, click.Group):
        yield names
        return
    if command.invoke_without_command:
        yield names
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from leaves(inner, *names, name)


def test_the_steps_leave_no_command_out() -> None:
    """What is added to the program is added here."""
    told = {tuple(step.split()) for step in STEPS}
    missing = [names for names in leaves(program) if not any(step[: len(names)] == names for step in told)]
    assert missing == []


def test_every_command_does_its_work_as_installed(place: dict[str, str]) -> None:
    """None fails, none asks, none breaks; the record and its copy are whole at the end."""
    assert RK.exists(), f"{RK} is not installed"
    key = place["key"]
    for step in STEPS:
        done = run(step, place, key)
        if step.startswith("passphrase add"):
            place["slot"] = json.loads(done.stdout)["id"]
        if step.startswith("passphrase change"):
            key = place["third"]
        if step == "recovery print":
            Path(place["sheet"]).write_text(done.stdout, encoding="utf-8")
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (step, done.stdout, done.stderr)
    assert json.loads(run("verify --json", place, key).stdout)["result"] == "intact"
    restored = run("verify --json", place | {"vault": f"{place['out']}/restored"}, place["key"])
    assert json.loads(restored.stdout)["result"] == "intact"


def run(step: str, place: dict[str, str], key: str) -> "subprocess.CompletedProcess[str]":
    """One step, in a process of its own, with nobody to ask."""
    import shlex

    words = [word.format(**place) for word in shlex.split(step)]
    shared = ["--vault", place["vault"], "--key-file", key, "--no-input"]
    extra = ["--yes"] if words[:1] == ["export"] else []
    return subprocess.run(
        [str(RK), *shared, *words, *extra],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in plain().items() if name != "RECORDKEEPER_VAULT"},
    )


def test_the_program_has_two_names() -> None:
    """Both are the same."""
    both = [shutil.which(name, path=str(RK.parent)) for name in ("rk", "recordkeeper")]
    said = {subprocess.run([str(one), "--version"], capture_output=True, check=True).stdout for one in both}
    assert len(said) == 1
