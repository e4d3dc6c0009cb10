"""What was said, and proof that it arrived."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program, Result

SAID = ("boundary", "stated", "B1", "--how", "text", "--words", "Please stop.")


@pytest.fixture
def stated(record: Program) -> Callable[..., Result]:
    """States B1 (entry 3) with further options."""
    record("boundary", "set", "--no-contact")
    return lambda *options: record(*SAID, *options)


def test_words_are_kept_verbatim(
    stated: Callable[..., Result], fields: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    """The words are kept to the last space, from a file too."""
    file = tmp_path / "words.txt"
    file.write_text("  Please\nstop. \n", encoding="utf-8")
    done = stated("--words", f"@{file}", "--to", "+44 7700 900355", "--when", "1 mar 2026 20:00", "--json")
    assert (done.code, done.json["serial"], done.json["name"]) == (0, 4, "S1")
    kept = fields("S1")
    assert kept["words"] == "  Please\nstop. "
    assert (kept["channel"], kept["to"], kept["boundary"]) == ("text", "+44 7700 900355", 3)


def test_a_known_fate_is_recorded_with_it(
    stated: Callable[..., Result], fields: Callable[[str], dict[str, Any]], picture: Path
) -> None:
    """With --status the delivery is a second entry of the same commit, of the same moment."""
    done = stated("--when", "1 mar 2026 20:00", "--status", "read", "--proof", str(picture))
    assert done.out == "Saved as #4. It is S1.\n"
    said, read = fields("4"), fields("5")
    assert said["files"][0]["type"] == "image/png"
    assert (read["statement"], read["status"], read["proof_entries"]) == (4, "read", [4])
    assert read["when"] == said["when"]


def test_nothing_typed_means_now(
    stated: Callable[..., Result], fields: Callable[[str], dict[str, Any]]
) -> None:
    """Where nobody can be asked, it was said now, and the time is echoed."""
    done = stated()
    assert "Fri 10 Apr 2026, 12:00 (+01:00 Europe/London), just now" in done.err
    assert fields("S1")["when"]["written"] == "now"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--when", "9"), 2, "9"),
        (("--when", "tomorrow"), 2, "That time is still to come."),
        (("--how", "texd"), 2, "texd is no channel. Did you mean text?"),
        (("--status", "arrived"), 2, "arrived is no --status."),
        (("--proof", "nowhere.png"), 2, "There is no file nowhere.png. Nothing was recorded."),
        (("--proof", "#77"), 5, "There is no entry 77: the record ends at 3."),
        (("--proof", "77"), 5, "There is no entry 77"),
        (("--words", " "), 2, "--words is empty. Nothing was recorded."),
        (("--noted", "yesterday", "--noted-on", "stone"), 2, "stone is no --noted-on."),
    ],
)
def test_what_is_not_understood_records_nothing(
    stated: Callable[..., Result], record: Program, options: tuple[str, ...], code: int, words: str
) -> None:
    """Bad input is refused in words, and neither statement nor delivery is left behind."""
    done = stated("--status", "read", *options)
    assert done.code == code
    assert words in done.err
    assert record("status", "--json").json["entries"] == 3


def test_a_missing_file_is_refused_before_the_record_opens(record: Program, tmp_path: Path) -> None:
    """A proof that is not there is said even with a key that opens nothing."""
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"another key file, also forty bytes long.")
    done = record(*SAID, "--proof", "nowhere.png", "--key-file", str(wrong))
    assert done.code == 2
    assert "There is no file nowhere.png" in done.err


@pytest.mark.parametrize("name", ["P1", "2", "S1"])
def test_only_a_boundary_is_stated(record: Program, name: str) -> None:
    """A name of another kind is refused, one of nothing not found."""
    done = record("boundary", "stated", name, "--how", "text", "--words", "x")
    assert done.code == (5 if name == "S1" else 2)


def test_a_withdrawn_boundary_is_not_stated(record: Program) -> None:
    """A boundary taken back cannot be stated; how to bring it back is said."""
    record("boundary", "set", "--no-contact")
    record("retract", "B1", "--reason", "a slip")
    done = record(*SAID)
    assert done.code == 2
    assert "B1 was withdrawn by #4. Nothing was recorded." in done.err
    assert "rk retract 4 --reason TEXT" in done.err


def test_his_ok_is_proof(told: Program, fields: Callable[[str], dict[str, Any]]) -> None:
    """An entry is proof of an acknowledgement, named with or without the #."""
    told("log", "text", "--words", "ok", "--when", "1 mar 2026 20:15")
    for name in ("#5", "5"):
        done = told(
            "boundary",
            "delivered",
            "S1",
            "--status",
            "acknowledged",
            "--when",
            "1 mar 2026 20:15",
            "--proof",
            name,
        )
        assert done.code == 0
        assert fields(done.out.split("#")[1].rstrip(".\n"))["proof_entries"] == [5]
    assert told("audit", "--json").json["notice"]["proven"] is True


def test_nothing_arrives_before_it_was_said(told: Program) -> None:
    """A delivery before its statement is refused: the notice would count from an impossible time."""
    done = told("boundary", "delivered", "S1", "--status", "read", "--when", "1 mar 2026 19:59")
    assert done.code == 2
    assert "That is before S1 was said, Sun 1 Mar 2026, 20:00 (+00:00 Europe/London)." in done.err
    assert told("boundary", "delivered", "S1", "--status", "read", "--when", "1 mar 2026 20:00").code == 0


def test_what_became_of_it_must_be_said(told: Program) -> None:
    """Without --status the missing option is named, and nothing is recorded."""
    done = told("boundary", "delivered", "S1", "--when", "1 mar 2026 20:00")
    assert done.code == 2
    assert "Give --status." in done.err
