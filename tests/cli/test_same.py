"""Two entries that are one contact, or only look like it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms


@pytest.fixture
def contacts(record: Program) -> Program:
    """Contacts 3, 4 and 5 came in, 6 was sent."""
    for minute in ("00", "01", "02"):
        record("log", "call", "--medium", "missed", "--when", f"2 mar 2026 10:{minute}")
    record("reply", "text", "--words", "No.", "--when", "2 mar 2026 13:00")
    return record


def rows(program: Program) -> dict[int, list[int]]:
    """What each entry is the same as."""
    entries = program("timeline", "--json").json["entries"]
    return {row["serial"]: row["same"] for row in entries if row["same"]}


def test_entries_become_one_contact(contacts: Program) -> None:
    """Both are kept, each names the other, and they count once."""
    done = contacts("same", "3", "#4")
    assert (done.code, done.out) == (0, "Saved as #7. #3, #4 are one contact, counted once.\n")
    assert rows(contacts) == {3: [4], 4: [3]}


def test_apart_says_that_they_only_look_alike(contacts: Program) -> None:
    """--apart is kept as such, and joins nothing."""
    done = contacts("same", "3", "4", "--apart")
    assert done.out == "Saved as #7. #3, #4 are not one contact.\n"
    assert rows(contacts) == {}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("3",), 2, "It takes two different entries. Nothing was recorded."),
        (("3", "#3"), 2, "It takes two different entries."),
        (("3", "2"), 2, "There is no contact in #2. Nothing was recorded."),
        (("3", "40"), 5, "There is no entry 40: the record ends at 6."),
        (("3", "6"), 2, "One of them came to you and one was sent by you: they are not one contact."),
    ],
)
def test_what_cannot_be_one_contact_is_refused(
    contacts: Program, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """One entry alone, no contact, or both directions are refused."""
    done = contacts("same", *arguments)
    assert done.code == code
    assert words in done.err
    assert contacts("status", "--json").json["entries"] == 6


def test_what_was_said_is_not_said_twice_nor_unsaid_in_passing(contacts: Program) -> None:
    """The same again is refused; the opposite asks for the first to be taken back."""
    contacts("same", "3", "4")
    again, opposite = contacts("same", "4", "3"), contacts("same", "3", "4", "--apart")
    assert (again.code, opposite.code) == (2, 2)
    assert "That is said already, in #7. Nothing was recorded." in again.err
    assert "rk retract 7 --reason TEXT" in opposite.err
    contacts("retract", "7", "--reason", "they are two")
    assert contacts("same", "3", "4", "--apart").code == 0
    assert rows(contacts) == {}


def test_a_withdrawn_contact_is_the_same_as_none(contacts: Program) -> None:
    """A contact taken back cannot corroborate another."""
    contacts("retract", "4", "--reason", "x")
    done = contacts("same", "3", "4")
    assert done.code == 2
    assert "#4 was withdrawn by #7." in done.err


@pytest.fixture
def said(record: Program, tmp_path: Path) -> str:
    """What is said when another format's export tells the phone's own backup (#4) again, as #7, and more."""
    record("import", phone_file(tmp_path / "sms.xml", sms("??"), sms("Why?", 1)), "--them", THEIRS, "--yes")
    table = tmp_path / "messages.csv"
    rows = (
        f"2026-01-01 00:0{n}:00,{THEIRS},In,SMS,{words}\n"
        for n, words in enumerate(("??", "Why?", "Answer."))
    )
    table.write_text("Date,Number,Way,Service,Text\n" + "".join(rows), encoding="utf-8")
    columns = "date=Date,number=Number,direction=Way,service=Service,text=Text"
    found = record("import", str(table), "--map", columns, "--yes")
    assert found.code == 0, found.err
    return found.err


@pytest.fixture
def twice(record: Program, said: str) -> Program:
    """The record in which two contacts are told by two formats."""
    assert said
    return record


def test_an_import_says_what_another_source_told_already(said: str) -> None:
    """A few pairs are named, with one command for all of them; until then each counts once."""
    assert "#5, #8 are probably one contact, told twice.\n" in said
    assert (
        "2 contacts were probably told twice. They count once. To confirm all: rk same --proposed 7    "
        "or, if not: rk same --apart --proposed 7\n"
    ) in said


def test_all_proposed_pairs_are_confirmed_at_once(twice: Program) -> None:
    """Some are shown, then one answer is enough; afterwards nothing is proposed any more."""
    done = twice("same", "--proposed", "7", "--yes")
    assert (done.code, done.out) == (0, "Saved as #11. 2 contacts, each counted once.\n"), done.err
    assert "  #5  " in done.err
    assert rows(twice) == {5: [8], 6: [9], 8: [5], 9: [6]}
    assert "  Seen in 2 independent sources: csv, sms-backup-restore.\n" in twice("show", "8").out
    assert twice("show", "8", "--json").json["independent_sources"] == ["csv", "sms-backup-restore"]
    again = twice("same", "--proposed", "--yes")
    assert (again.code, "Nothing is proposed there. Nothing was recorded." in again.err) == (2, True)


def test_all_proposed_pairs_are_told_apart_at_once(twice: Program) -> None:
    """--apart --proposed: they only look alike, and are asked about no more."""
    done = twice("same", "--apart", "--proposed", "--yes")
    assert done.out == "Saved as #11. Each entry of these 2 counts for itself.\n"
    assert rows(twice) == {}
    assert twice("same", "--proposed", "--yes").code == 2


def test_nothing_is_confirmed_unseen(twice: Program) -> None:
    """Without an answer nothing is recorded; a file that is none is refused."""
    assert twice("same", "--proposed").code == 2
    assert twice("same", "--proposed", "5", "--yes").code == 2
    assert rows(twice) == {}


def test_court_papers_wait_until_it_is_settled(twice: Program, tmp_path: Path) -> None:
    """A number that two sources may have told twice is never served, and the one command is named."""
    refused = twice("export", "json", "-o", str(tmp_path / "x.json"), "--for", "court")
    assert refused.code == 2
    assert "All of them at once: rk same --proposed" in refused.err
