"""What a phone saved: shown first, then brought in, and what could not be read is said."""

from pathlib import Path
from typing import Any

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault
from tests.cli.chat import chat
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.importers import meta_samples as meta
from tests.intake.exports import FRIEND, SISTER, THEIRS, call, sms


def test_the_preview_says_what_is_in_the_file(record: Program, tmp_path: Path) -> None:
    """How many, from when to when, from whom, the first of them, and what such files leave out."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"), sms("Hi", 5, FRIEND), call(3, 7), count=5)
    found = record("import", path, "--them", THEIRS, "--dry-run")
    assert (found.code, found.out) == (0, "Nothing was recorded: this was only a look.\n"), found.err
    lines = found.err.splitlines()
    assert lines[:5] == [
        "sms.xml: 3 messages and calls, sms-backup-restore",
        "  From Thu 1 Jan 2026, 00:00 to Thu 1 Jan 2026, 00:07.",
        "  2 would become entries, 0 are here already, 1 are with others.",
        "    +44 7700 900355  received 2, sent 0, new entries 2",
        "    +447700900413  received 1, sent 0, new entries 0",
    ]
    assert "    Thu 1 Jan 2026, 00:00  text (sms), from +44 7700 900355  “Why?”" in lines
    assert "  The file says it has 5; such counts are often wrong." in lines
    assert lines[-1].startswith("  Note: ")
    assert record("status", "--json").json["entries"] == 2


def test_what_was_brought_in_is_named_by_its_serials(record: Program, tmp_path: Path) -> None:
    """The file and its first and last entry, and what may come next."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"), sms("Answer me", 5))
    found = record("import", path, "--them", THEIRS, "--yes")
    assert (found.code, found.out) == (0, "Saved as #4 (the file) and #5 to #6.\n"), found.err
    assert found.err.splitlines()[-1] == (
        "What it adds up to: rk audit    What they were about, five at a time: rk review"
    )


def test_the_same_file_again_brings_nothing(record: Program, tmp_path: Path) -> None:
    """It is recognised, nothing is counted twice, and nobody is asked."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    record("import", path, "--them", THEIRS, "--yes")
    record("retract", "5", "--reason", "not theirs")
    before = record("status", "--json").json["entries"]
    again = record("import", path)
    assert (again.code, again.out) == (0, "Nothing new in sms.xml. Nothing was recorded.\n")
    assert "  This very file was brought in before.\n" in again.err
    assert "  1 were withdrawn before and stay so.\n" in again.err
    assert record("status", "--json").json["entries"] == before


def test_a_file_without_a_new_message_is_kept_all_the_same(record: Program, tmp_path: Path) -> None:
    """It shows what the phone had; that no entry came of it is said."""
    path = phone_file(tmp_path / "sms.xml", sms("Hi", 5, FRIEND))
    found = record("import", path, "--them", THEIRS, "--yes")
    assert (found.code, found.out) == (0, "Saved the file as #4; it had no new entries.\n")


def test_a_damaged_file_is_read_as_far_as_it_goes(record: Program, tmp_path: Path) -> None:
    """What stands before the damage comes in; where it is damaged is said, and the exit code is 7."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"), '<sms address="+44 77', end="")
    found = record("import", path, "--them", THEIRS, "--yes")
    assert (found.code, found.out) == (7, "Saved as #4 (the file) and #5.\n"), found.err
    assert "  Damaged at " in found.err
    assert ". Everything before it can be read.\n" in found.err


def test_a_message_that_cannot_be_told_is_named(record: Program, tmp_path: Path) -> None:
    """Not read: where and why, and exit 7, so that nobody believes the file came in whole."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"), sms("?", 1, kind=9))
    found = record("import", path, "--them", THEIRS, "--yes")
    assert found.code == 7
    assert "  Not read: record 2, byte " in found.err
    assert "its type “9” does not say whether it was received or sent\n" in found.err


def test_a_file_of_which_nothing_can_be_read_records_nothing(record: Program, tmp_path: Path) -> None:
    """Damaged from the start: nothing of it is recorded, and the way to keep it is named."""
    path = phone_file(tmp_path / "sms.xml", '<sms address="+44 77', end="")
    found = record("import", path, "--them", THEIRS, "--yes")
    assert (found.code, found.out) == (7, "")
    assert "Nothing could be read from sms.xml: damaged at " in found.err
    assert "Nothing of it was recorded." in found.err
    assert "rk attach N FILE" in found.err
    assert record("status", "--json").json["entries"] == 2


def test_many_senders_are_counted_not_listed(record: Program, tmp_path: Path) -> None:
    """The twelve who wrote most are shown; a hidden number is called that."""
    strangers = [sms("x", n, f"+4477009006{n:02}") for n in range(14)]
    path = phone_file(tmp_path / "sms.xml", *strangers, call(3, 30, "-2"), call(3, 31, "-2"))
    found = record("import", path, "--them", THEIRS, "--dry-run")
    assert "    number hidden  received 2, sent 0, new entries 2\n" in found.err
    assert found.err.count("  received ") == 12
    assert "    and 3 more senders\n" in found.err


def told(document: dict[str, Any]) -> tuple[Any, ...]:
    """The counts of one file as a program is told them."""
    names = ("file", "parsed", "imported", "others", "serial", "entries")
    return tuple(document[name] for name in names)


def test_programs_are_told_each_file(record: Program, tmp_path: Path) -> None:
    """One file is one object; several are a list in the order given, and nothing else is printed."""
    first = phone_file(tmp_path / "a.xml", sms("Why?"), sms("Hi", 5, FRIEND))
    second = phone_file(tmp_path / "b.xml", sms("Again?", 60))
    looked = record("import", first, "--them", THEIRS, "--dry-run", "--json")
    assert (looked.json["schema"], looked.err) == ("recordkeeper.import/1", "")
    assert told(looked.json) == ("a.xml", 2, 1, 1, None, None)
    found = record("import", first, second, "--them", THEIRS, "--yes", "--json")
    assert found.json["schema"] == "recordkeeper.import/1"
    assert [told(one) for one in found.json["files"]] == [
        ("a.xml", 2, 1, 1, 4, [5, 5]),
        ("b.xml", 1, 1, 0, 6, [7, 7]),
    ]
    assert found.json["files"][0]["by_sender"][0] == {
        "identifier": THEIRS,
        "received": 1,
        "sent": 0,
        "imported": 1,
        "unsaid": 0,
    }
    assert found.json["files"][0]["first"] == "2026-01-01T00:00:00+00:00"


def test_nothing_is_brought_in_where_nobody_can_agree(record: Program, tmp_path: Path) -> None:
    """With --no-input, --yes must be said; the option is named, and nothing is recorded."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    found = record("import", path, "--them", THEIRS)
    assert (found.code, "Give --yes." in found.err) == (2, True)
    assert record("status", "--json").json["entries"] == 2


@pytest.mark.parametrize(("keep", "whole"), [("whole", True), ("matching", False)])
def test_a_friends_words_stay_out_when_only_what_matches_is_kept(
    record: Program, tmp_path: Path, keep: str, *, whole: bool
) -> None:
    """--keep matching stores the messages that became entries and nothing of other people."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"), sms("PRIVATE", 5, SISTER))
    assert record("import", path, "--them", THEIRS, "--keep", keep, "--yes").code == 0
    stored = record("show", "4", "--json").json["fields"]["stored"]
    with open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=False) as vault:
        data = b"".join(vault.read_file(stored))
    assert (b"PRIVATE" in data, b"Why?" in data) == (whole, True)


def test_only_what_came_later_is_brought_in(record: Program, tmp_path: Path) -> None:
    """--since leaves out what is earlier, and counts it among what was left."""
    path = phone_file(tmp_path / "sms.xml", sms("Old"), sms("New", 60 * 24 * 40))
    found = record("import", path, "--them", THEIRS, "--since", "1 feb 2026", "--yes", "--json").json
    assert (found["parsed"], found["imported"], found["others"]) == (2, 1, 1)


def test_a_name_known_from_another_app_is_asked_about(record: Program, tmp_path: Path) -> None:
    """Another app's Alex is not taken for theirs unsaid: the preview names them, and the way to say it."""
    path = chat(tmp_path / "chat.txt", "Alex: Why?")
    assert "  1 would become entries" in record("import", path, "--them", "Alex", "--yes").err
    other = tmp_path / "message_1.json"
    other.write_bytes(meta.thread(meta.message("Alex"), members=("Alex", "Sam")))
    found = record("import", str(other), "--yes").err
    assert "  0 would become entries" in found
    assert '  “Alex” is theirs in another app. If it is the same person here: --them "Alex"\n' in found
