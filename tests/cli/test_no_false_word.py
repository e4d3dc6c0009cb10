"""Nothing the program says may be untrue, and nothing it hears may be taken for something else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.conftest import NOW, Program
from tests.cli.phone import phone_file
from tests.intake.exports import sms

THEIRS = "+447700900355"


def installed(record: Program, *arguments: str, **settings: Any) -> "subprocess.CompletedProcess[bytes]":
    """The program in a process of its own."""
    command = [sys.executable, "-m", "recordkeeper", "--vault", str(record.vault), "--key-file"]
    return subprocess.run([*command, str(record.key), "--no-input", *arguments], check=False, **settings)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")  # noqa: PTH110
def test_an_entry_that_was_saved_is_never_said_to_be_lost(record: Program) -> None:
    """The disk has it, only the words could not be shown: a second try would record it twice."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = installed(record, "log", "text", "--words", "x", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"Saved as #3, but that could not be shown" in done.stderr
    assert b"Do not record it again" in done.stderr
    assert record("status", "--json").json["entries"] == 3


def test_words_in_an_error_cannot_act_on_the_terminal(record: Program) -> None:
    """What was typed is quoted back through the escaper, by every way an error takes."""
    hostile = "\x1b]0;pwn\x07\u202e"
    for arguments in (("log", "text", "--words", "@" + hostile), ("log", hostile), ("log", "--" + hostile)):
        found = record(*arguments)
        assert found.code == 2
        assert not {"\x1b", "\x07", "\u202e"} & set(found.err), arguments


@pytest.mark.parametrize("option", ["--words", "--facts"])
@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_blank_words_are_no_words(record: Program, option: str, blank: str) -> None:
    """An entry that says nothing is not what anybody meant."""
    found = record("log", "text", option, blank)
    assert (found.code, "empty" in found.err) == (2, True)


def test_an_empty_time_is_not_now(record: Program) -> None:
    """A time is never invented."""
    assert record("log", "text", "--words", "x", "--when", "").code == 2


def test_a_call_needs_no_words_and_a_message_does(record: Program) -> None:
    """That they rang is told by the channel and the time."""
    assert record("log", "call", "--when", "10 min ago").code == 0
    assert record("log", "text", "--when", "10 min ago").code == 2


def test_a_clock_time_corrects_the_hour_and_keeps_the_day(record: Program) -> None:
    """`amend 3 --when 21:35` of an entry of last month does not move it to today."""
    record("log", "call", "--facts", "Rang", "--when", "3 mar 2026 21:40")
    assert record("amend", "3", "--when", "21:35", "--reason", "looked it up").code == 0
    assert record("show", "3", "--json").json["at"] == "2026-03-03T21:35:00+00:00"
    record("amend", "3", "--when", "21:30 to 21:50", "--reason", "it took a while")
    shown = record("show", "3", "--json").json
    assert (shown["at"], shown["until"]) == ("2026-03-03T21:30:00+00:00", "2026-03-03T21:50:00+00:00")
    record("amend", "3", "--when", "4 mar 2026 09:00", "--reason", "another day")
    assert record("show", "3", "--json").json["at"] == "2026-03-04T09:00:00+00:00"


def page_one(record: Program, path: Path, *options: str) -> str:
    """The text of the first page of a document."""
    assert record("export", "pdf", "-o", str(path), *options).code == 0
    return " ".join(PdfReader(path).pages[0].extract_text().split())


def test_the_sum_on_page_one_adds_up(told: Program, tmp_path: Path) -> None:
    """A contact whose time reaches across the notice is told beside the sum, not within it."""
    told("log", "call", "--when", "2026-03-05 10:00")
    told("log", "call", "--when", "2026-03-01")
    told("log", "call", "--when", "unknown")
    text = page_one(told, tmp_path / "report.pdf")
    assert "1 contact after notice: 1 outside the boundary. Also 2 contacts whose time" in text


def test_a_part_of_the_record_is_told_as_a_part(told: Program, tmp_path: Path) -> None:
    """With --since, page one says so, its days begin there, and the first contact is still the first."""
    told("log", "call", "--when", "2026-03-02 20:00")
    told("log", "call", "--when", "2026-04-05 10:00")
    text = page_one(told, tmp_path / "report.pdf", "--since", "2026-04-01")
    assert "1 of 2 contact entries are shown, since Wed 1 Apr 2026" in text
    assert "1 of 10" in text
    assert "First contact other than an answer: 1 day (¶5)" in text
    assert told("audit", "--since", "2026-04-01", "--json").json["pattern"]["days_in_window"] == 10
    until = told("audit", "--until", "2026-03-03", "--json").json["pattern"]
    assert (until["days_in_window"], until["contacts"]) == (2, 1)


def test_an_hour_later_that_day_it_is_the_same_document(
    told: Program, tmp_path: Path, set_clock: Any
) -> None:
    """Its bytes depend on the record, the options and the date."""
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert told("export", "pdf", "-o", str(first)).code == 0
    set_clock(NOW + 3_600_000)
    assert told("export", "pdf", "-o", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_whose_messages_are_meant_is_asked_and_never_guessed(record: Program, tmp_path: Path) -> None:
    """No number is known and none is given: the options that say so are named."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    found = record("import", path, "--yes")
    assert (found.code, "--them or --everyone" in found.err) == (2, True)
    assert record("import", path, "--yes", "--everyone").code == 0


def test_an_import_names_what_was_typed_already(record: Program, tmp_path: Path) -> None:
    """A typed message that the phone has too is proposed as the same, not counted twice in silence."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    at = record("import", path, "--them", THEIRS, "--dry-run", "--json").json["first"]
    record("log", "text", "--words", "Why?", "--when", at)
    assert "rk same 3 6" in record("import", path, "--them", THEIRS, "--yes").err


def test_programs_are_told_what_was_typed_already(record: Program, tmp_path: Path) -> None:
    """The same, and nothing beside the document."""
    record("log", "text", "--words", "Why?", "--when", "1 jan 2026 00:00")
    found = record(
        "import", phone_file(tmp_path / "sms.xml", sms("Why?")), "--them", THEIRS, "--yes", "--json"
    )
    assert (found.json["doubles"], found.err) == ([{"typed": 3, "imported": [6]}], "")


def test_near_commands_are_named_and_report_points_the_way(record: Program) -> None:
    """Whoever mistypes is helped, at the top as everywhere."""
    assert "Did you mean status?" in record("statsu").err
    assert "rk export pdf" in record("report").err


def test_the_version_may_stand_after_the_command(record: Program) -> None:
    """Global options stand before or after."""
    assert record("status", "--version").out.startswith("recordkeeper ")


def test_debug_shows_where_and_keeps_the_code(record: Program) -> None:
    """Scripts rely on the exit code, with or without the traceback."""
    assert record("--debug", "show", "999").code == 5


def test_a_private_entry_is_shown_by_its_name(record: Program) -> None:
    """N1 is on the keeper's own screen; one that is not there is not found."""
    record("log", "call", "--note", "I was shaking")
    assert record("show", "N1", "--json").json["fields"] == {"words": "I was shaking", "about": 3}
    assert "I was shaking" in record("show", "N1").out
    assert record("show", "N9").code == 5


def test_plain_is_pairs_of_name_and_value(told: Program) -> None:
    """Tab-separated, one a line, for every reading command."""
    for command in (("status",), ("audit",), ("verify",), ("show", "4")):
        lines = told(*command, "--plain").out.splitlines()
        assert lines
        assert all(len(line.split("\t")) == 2 for line in lines), command


def test_a_private_field_asked_for_by_name_is_in_the_file_too(told: Program, tmp_path: Path) -> None:
    """What is asked for is named before it leaves, in the document and in the file for programs."""
    told("log", "call", "--impact", "no sleep", "--location", "THEPLACE")
    path = tmp_path / "record.json"
    done = told("export", "json", "--include", "impact", "-o", str(path))
    assert "asked for by name: impact" in done.err
    assert "no sleep" in path.read_text(encoding="utf-8")
    assert "THEPLACE" not in path.read_text(encoding="utf-8")


def test_a_phone_that_lives_in_the_future_dates_nothing(record: Program, tmp_path: Path) -> None:
    """A message of 2033 is kept with what is written, and is in no figure of days."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?").replace('date="', 'date="2'))
    assert record("import", path, "--them", THEIRS, "--yes").code == 0
    row = record("timeline", "--kind", "contact", "--json").json["entries"][0]
    assert (row["at"], row["precision"], row["flags"]) == (None, "unknown", ["time-unreadable"])


def test_a_document_is_never_written_to_a_file_called_dash(told: Program) -> None:
    """`-o -` is refused: a frightened person finds no file of that name."""
    found = told("export", "pdf", "-o", "-")
    assert (found.code, "Nothing was written" in found.err) == (2, True)
