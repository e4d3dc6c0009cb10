"""Files added to an entry later."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def contact(told: Program) -> Program:
    """Contact 5."""
    told("log", "call", "--medium", "voicemail", "--when", "2 mar 2026 10:00")
    return told


def test_files_are_kept_whole_and_marked(
    contact: Program, fields: Callable[[str], dict[str, Any]], picture: Path, tmp_path: Path
) -> None:
    """Each file has its permanent mark, its type by content, and the record still verifies."""
    other = tmp_path / "voice.bin"
    other.write_bytes(b"#!AMR\n" + b"\1" * 20)
    done = contact("attach", "5", str(picture), str(other), "--received-how", "saved", "--json")
    assert (done.code, done.json["serial"], done.json["exhibits"]) == (0, 6, ["E6", "E6-2"])
    assert [file["type"] for file in fields("6")["files"]] == ["image/png", "audio/amr"]
    assert fields("6")["when"]["precision"] == "unknown"
    shown = contact("show", "5", "--json").json["attachments"]
    assert [file["exhibit"] for file in shown] == ["E6", "E6-2"]
    assert contact("verify").code == 0


def test_a_recording_not_all_knew_of_is_held_out(contact: Program, picture: Path) -> None:
    """Who knew of a recording is kept, and the keeper is told to ask a lawyer."""
    done = contact("attach", "5", str(picture), "--recording", "not-all-knew", "--captured-by", "P1")
    assert done.out == "Saved as #6. E6\n"
    assert "It is held out of exports unless asked for by name. Ask a lawyer before sharing it." in done.err


def test_a_missing_file_is_refused_before_the_record_opens(contact: Program, tmp_path: Path) -> None:
    """The name is said even with a key that opens nothing."""
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"another key file, also forty bytes long.")
    done = contact("attach", "5", "nowhere.png", "--key-file", str(wrong))
    assert done.code == 2
    assert "There is no file nowhere.png. Nothing was recorded." in done.err


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("P1", 2, "P1 is a person, and files belong to what happened. Nothing was recorded."),
        ("C1", 2, "When it is carried out: rk consequence done C1 --proof FILE"),
        ("7", 2, "Add to the same entry: rk attach 5 FILE"),
        ("99", 5, "There is no entry 99: the record ends at 7."),
        ("B9", 5, "There is no B9 in this record."),
    ],
)
def test_files_belong_to_what_happened(
    contact: Program, picture: Path, name: str, code: int, words: str
) -> None:
    """A person, an announcement or another attachment takes no files; the right command is named."""
    contact("consequence", "announce", "--action", "I block", "--in", "S1")
    contact("attach", "5", str(picture))
    done = contact("attach", name, str(picture))
    assert done.code == code
    assert words in done.err
    assert contact("status", "--json").json["entries"] == 7


def test_nothing_is_added_to_what_was_withdrawn(contact: Program, picture: Path) -> None:
    """An entry taken back takes no more files."""
    contact("retract", "5", "--reason", "x")
    assert "5 was withdrawn by #6. Nothing was recorded." in contact("attach", "5", str(picture)).err
