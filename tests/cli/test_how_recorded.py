"""How a recording came to be: asked, or answered by an option, or said to be unsaid."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

UNSAID = "How the recording came to be is not said: rk amend {n} --recording left|all-knew|not-all-knew|"


@pytest.fixture
def voice(tmp_path: Path) -> str:
    """A recording, told by its content: its name says nothing."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"#!AMR\n\1\1\1\1")
    return str(path)


COMMANDS: dict[str, tuple[str, ...]] = {
    "log": ("log", "call", "--when", "2 mar 2026 10:00", "--attach"),
    "reply": ("reply", "call", "--words", "No.", "--attach"),
    "attach": ("attach", "S1"),
    "stated": ("boundary", "stated", "B1", "--how", "call", "--words", "No.", "--proof"),
    "delivered": ("boundary", "delivered", "S1", "--status", "read", "--proof"),
    "announce": ("consequence", "announce", "--action", "x", "--words", "y", "--how", "text", "--proof"),
    "done": ("consequence", "done", "C1", "--proof"),
    "block": ("block", "call", "--proof"),
    "told": ("told", "police", "--attach"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_takes_a_file_takes_how_it_came_to_be(
    told: Program, fields: Callable[[str], dict[str, Any]], voice: str, name: str
) -> None:
    """Said by the option it is kept; unsaid, the entry is saved and that is said with the way to say it."""
    told("consequence", "announce", "--action", "x", "--in", "S1")
    said = told(*COMMANDS[name], voice, "--recording", "all-knew", "--json")
    assert said.code == 0, said.err
    first = 6
    assert fields(str(first))["recording"] == "all-knew"
    assert "recording came to be" not in said.err
    if name == "done":
        told("retract", "6", "--reason", "again")
    unsaid = told(*COMMANDS[name], voice)
    assert unsaid.code == 0, unsaid.err
    kept = [one for one in told("timeline", "--json").json["entries"] if one["serial"] > first]
    serial = min(
        one["serial"] for one in kept if one["attachments"] and "recording" not in fields(str(one["serial"]))
    )
    assert UNSAID.format(n=serial) in unsaid.err
    assert "Where not everyone in it knew, ask a lawyer before sharing it.\n" in unsaid.err


def test_a_picture_is_no_recording(told: Program, picture: Path) -> None:
    """Nothing is asked and nothing is missing."""
    done = told("log", "call", "--when", "2 mar 2026 10:00", "--attach", str(picture))
    assert "recording" not in done.err


def test_how_a_recording_came_to_be_needs_a_recording(told: Program) -> None:
    """Without a file there is nothing that it could be said of; an unknown word is refused with the list."""
    done = told("log", "call", "--when", "2 mar 2026 10:00", "--recording", "left")
    assert done.code == 2
    assert "--recording is given and no file. Nothing was recorded.\n" in done.err
    wrong = told("log", "call", "--recording", "secret")
    assert (wrong.code, "It can be: left, all-knew, not-all-knew, someone-else." in wrong.err) == (2, True)
    twice = told("consequence", "announce", "--action", "x", "--in", "S1", "--recording", "left")
    assert "Leave out --recording, or leave out --in." in twice.err
    assert told("status", "--json").json["entries"] == 4


def keep_held(told: Program, tmp_path: Path) -> None:
    """Keep a recording that not everyone knew of, by every way there is; one was called otherwise before."""
    voice = tmp_path / "CANARYtape.amr"
    voice.write_bytes(b"#!AMR\nCANARYsound")
    held = ("--recording", "not-all-knew")
    told("person", "add", "Priya", "--role", "witness")
    told("log", "call", "--when", "2 mar 2026 10:00", "--attach", str(voice), *held)
    told("attach", "6", str(voice), *held)
    told("block", "call", "--proof", str(voice), *held)
    told("told", "police", "--attach", str(voice), *held)
    told("witness", "add", "P2", "--words", "I heard it.", "--attach", str(voice), *held)
    told("attach", "6", str(voice), "--recording", "left")
    told("amend", "12", "--recording", "not-all-knew", "--reason", "CANARYreason")


def words_of(out: Path, tmp_path: Path) -> str:
    """All that can be read in an export, by its ending."""
    from tests.cli.test_canary import everything, unpacked

    if out.suffix == ".bundle":
        return "".join(unpacked(out, tmp_path))
    return everything(out) if out.suffix == ".pdf" else out.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["pdf", "json", "csv", "bundle"])
@pytest.mark.parametrize("profile", ["court", "consult"])
def test_one_not_all_knew_of_is_in_nothing_that_leaves(
    told: Program, tmp_path: Path, kind: str, profile: str
) -> None:
    """Not its name, not its hash, and not that it was once called something else; by every way it is kept."""
    keep_held(told, tmp_path)
    out = tmp_path / f"out.{kind}"
    done = told("export", kind, "--for", profile, "-o", str(out))
    assert done.code == 0, done.err
    assert "ask a lawyer first" not in done.err
    text = words_of(out, tmp_path)
    assert "CANARY" not in text
    assert "not-all-knew" not in text


@pytest.mark.parametrize("kind", ["pdf", "json", "bundle"])
def test_asked_for_by_name_it_leaves_and_that_is_said_and_noted(
    told: Program, tmp_path: Path, kind: str
) -> None:
    """The file is an exhibit like another; the keeper is told to ask a lawyer first."""
    keep_held(told, tmp_path)
    out = tmp_path / f"out.{kind}"
    done = told("export", kind, "--include", "held-recordings", "-o", str(out), "--json")
    assert done.code == 0, done.err
    assert "asked for by name: held-recordings" in done.err
    assert "ask a lawyer first" in done.err
    assert "CANARYtape.amr" in words_of(out, tmp_path)
    noted = told("show", f"N{done.json['serial']}", "--json").json["fields"]
    assert "include=held-recordings" in noted["options"]
