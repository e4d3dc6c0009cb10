"""Undoing: what the last command recorded is withdrawn, all of it, and stays visible."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.custody import Restored
from recordkeeper.vault.making import create_vault, open_vault
from tests.cli.conftest import NOW, Program
from tests.cli.phone import phone_file
from tests.cli.terminal import converse
from tests.intake.exports import THEIRS, sms


def withdrawn(program: Program) -> list[int]:
    """The serials of withdrawn entries."""
    return sorted(row["serial"] for row in program("timeline", "--json").json["entries"] if row["withdrawn"])


def messages(program: Program) -> list[str]:
    """The words of contacts that stand."""
    rows = program("timeline", "--kind", "contact", "--json").json["entries"]
    return [row["words"] for row in rows if not row["withdrawn"]]


@pytest.fixture
def phone(tmp_path: Path) -> str:
    """A file with three of their messages."""
    return phone_file(tmp_path / "sms.xml", sms("a"), sms("b", 1), sms("c", 2))


def test_the_last_entry_is_shown_and_withdrawn(told: Program) -> None:
    """What goes, what withdrew it and the way back, each said; the reason is printed beside it."""
    told("log", "text", "--words", "hello")
    done = told("undo", "--yes")
    assert (done.code, done.out) == (0, "Saved as #6. #5 is withdrawn.\n")
    assert done.err.splitlines() == [
        "  #5  text: “hello”",
        "To let it stand again: rk retract N --reason TEXT, for #6.",
    ]
    assert told("show", "5", "--json").json["withdrawn_reason"] == "undone"


def test_it_asks_first(told: Program) -> None:
    """Nothing goes without a yes, and with nobody to ask the option is named."""
    told("log", "text", "--words", "hello")
    assert "Give --yes." in told("undo").err
    shared = ["--vault", str(told.vault), "--key-file", str(told.key)]
    code, screen = converse([*shared, "undo"], [("Withdraw it? [Y/n]", "n")])
    assert (code, "#5  text: “hello”" in screen) == (130, True)
    assert withdrawn(told) == []


def test_every_entry_of_one_command_goes_together(told: Program) -> None:
    """Two corrections made at once are two entries and one operation; the note with them stays."""
    told("log", "text", "--words", "helo")
    told("amend", "5", "--words", "hello", "--facts", "late", "--reason", "typing slip", "--note", "tired")
    done = told("undo", "--yes", "--reason", "it was right")
    assert done.out == "Saved as #8. #6, #7 are withdrawn.\n"
    assert "  N1 in your private book stays.\n" in done.err
    assert messages(told) == ["helo"]
    assert told("show", "7", "--json").json["withdrawn_reason"] == "it was right"


def test_twice_goes_back_two_steps_and_retract_brings_back(told: Program) -> None:
    """An undo is never undone by the next; what was withdrawn before is named with the way back."""
    told("log", "text", "--words", "one")
    told("log", "text", "--words", "two")
    told("undo", "--yes")
    second = told("undo", "--yes", "--json")
    assert second.json["withdrawn"] == [5]
    assert "Withdrawn already by #7: #6. To let that stand again: rk retract 7\n" in second.err
    told("retract", "7", "--reason", "it was from them")
    assert messages(told) == ["two"]


def test_a_whole_import_is_one_step_and_one_entry(told: Program, phone: str) -> None:
    """The file is withdrawn, and what it brought with it: in no count, struck through, and said once."""
    told("import", phone, "--them", THEIRS, "--yes")
    assert told("audit", "--json").json["verdicts"]["before_notice"] == 3
    done = told("undo", "--yes", "--json")
    assert done.json["withdrawn"] == [5, 6]
    assert withdrawn(told) == [5, 6, 7, 8, 9]
    assert told("audit", "--json").json["verdicts"]["before_notice"] == 0
    assert told("status", "--json").json["entries"] == 11
    assert told("show", "8", "--json").json["withdrawn_by"] == 11
    assert told("verify").code == 0


def test_what_went_with_its_file_is_withdrawn_for_every_command(told: Program, phone: str) -> None:
    """It is neither corrected, nor withdrawn again, nor given a file, nor marked."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes")
    for command in (
        ("amend", "8", "--facts", "x", "--reason", "x"),
        ("retract", "8", "--reason", "x"),
        ("attach", "8", phone),
        ("mark", "8", "--purpose", "children"),
    ):
        done = told(*command)
        assert (done.code, "8 was withdrawn by #11. Nothing was recorded." in done.err) == (2, True), done.err


def test_after_an_undo_the_same_file_can_be_brought_in_again(told: Program, phone: str) -> None:
    """It may have been read with the wrong options: then reading it again is the way to mend that."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes")
    again = told("import", phone, "--them", THEIRS, "--yes", "--json").json
    assert (again["imported"], again["duplicates"]) == (3, 0)
    assert messages(told) == ["a", "b", "c"]


def test_or_it_is_let_stand_again_as_it_was(told: Program, phone: str) -> None:
    """Withdrawing its withdrawal brings everything back, in one entry."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes")
    back = told("retract", "11", "--reason", "it was right")
    assert back.out == "Saved as #12. #6 stands again, with the 3 entries it brought.\n"
    assert messages(told) == ["a", "b", "c"]
    assert told("import", phone, "--them", THEIRS, "--yes").out.startswith("Nothing new")
    assert told("retract", "6", "--reason", "x").out.endswith(
        "is withdrawn, with the 3 entries it brought.\n"
    )


def test_never_both(told: Program, phone: str, tmp_path: Path) -> None:
    """Brought in again since, the older file stays withdrawn until the newer is: nothing counts twice."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes")
    larger = phone_file(tmp_path / "later.xml", sms("c", 2), sms("d", 3))
    newer = told("import", larger, "--them", THEIRS, "--yes", "--json").json
    refused = told("retract", "11", "--reason", "x")
    assert refused.code == 2
    assert f"brought in again since, by #{newer['serial']}. Nothing was recorded." in refused.err
    assert messages(told) == ["c", "d"]
    told("retract", str(newer["serial"]), "--reason", "the other one")
    assert told("retract", "11", "--reason", "x").code == 0
    assert messages(told) == ["a", "b", "c"]


def test_nor_by_a_longer_way_round(told: Program, phone: str) -> None:
    """Taken back, let stand, taken back again, brought in anew: the way to and fro has the same gate."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes")
    told("retract", "11", "--reason", "it was right")
    assert told("retract", "12", "--reason", "it was not").out == "Saved as #13. #11 stands again.\n"
    assert messages(told) == []
    newer = told("import", phone, "--them", THEIRS, "--yes", "--json").json["serial"]
    refused = told("retract", "13", "--reason", "x")
    assert (refused.code, f"brought in again since, by #{newer}." in refused.err) == (2, True)
    told("retract", str(newer), "--reason", "x")
    assert told("retract", "13", "--reason", "x").code == 0
    assert messages(told) == ["a", "b", "c"]


def test_one_taken_back_by_itself_stays_so(told: Program, phone: str) -> None:
    """The keeper's word on one message outlasts the file it came in."""
    told("import", phone, "--them", THEIRS, "--yes")
    told("retract", "8", "--reason", "not theirs")
    told("undo", "--yes")
    again = told("import", phone, "--them", THEIRS, "--yes", "--json").json
    assert (again["imported"], again["duplicates"]) == (2, 1)
    assert messages(told) == ["a", "c"]


def test_a_document_says_once_what_went_with_a_file(told: Program, phone: str, tmp_path: Path) -> None:
    """One line for the file with its paragraphs, not one for each message."""
    from pypdf import PdfReader

    told("import", phone, "--them", THEIRS, "--yes")
    told("undo", "--yes", "--reason", "wrong phone")
    assert told("export", "pdf", "-o", str(tmp_path / "r.pdf")).code == 0
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "r.pdf").pages).split())
    assert "withdrawn by ¶11, with what it brought: ¶7-9" in text
    assert text.count("wrong phone") == 2


def test_what_stays_is_refused_in_words(record: Program, set_clock: Callable[[int], None]) -> None:
    """The beginning of the record, and what tells of the record itself."""
    first = record("undo", "--yes")
    assert (first.code, "The last that stands is #1, the beginning of the record" in first.err) == (2, True)
    set_clock(NOW + 1000)
    with Ledger(open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=True)) as ledger:
        head = ledger.head()
        ledger.append([Restored(count=head.count, head=head.link.hex())])
    after = record("undo", "--yes")
    assert (after.code, "#3, a copy put back: that stays. Nothing was recorded." in after.err) == (2, True)
    assert withdrawn(record) == []


def test_an_entry_of_a_newer_kind_is_not_undone(told: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is not taken back unseen, nor what came before it in its place."""
    told("log", "text", "--words", "x")
    from recordkeeper.records.kinds import BY_NAME

    monkeypatch.delitem(BY_NAME, "contact")
    done = told("undo", "--yes")
    assert (done.code, "#5 is of a kind this program cannot read" in done.err) == (2, True)


def test_after_an_export_a_reason_is_asked_for(told: Program, tmp_path: Path) -> None:
    """Someone may hold a copy in which it stands: that needs more than "undone"."""
    told("log", "text", "--words", "x")
    told("export", "json", "-o", str(tmp_path / "r.json"))
    done = told("undo", "--yes")
    assert (done.code, "rk retract 5 --reason TEXT" in done.err) == (2, True)
    assert "The last thing done was an export (N1), and what left cannot be called back." in done.err
    assert withdrawn(told) == []


def test_a_reason_of_ones_own_is_not_touched(told: Program) -> None:
    """What was written in the private book since stays, and that is said."""
    told("log", "text", "--words", "x")
    told("why", "write", "--words", "because")
    done = told("undo", "--yes")
    assert (done.code, "  N1 in your private book stays.\n" in done.err) == (0, True)
    assert "because" in told("why").out


def test_nothing_that_stands_is_nothing_to_undo(program: Program) -> None:
    """A record of which nothing was written yet; an empty reason is refused before anything is read."""
    secret = KeyFileSecret(program.key.read_bytes())
    create_vault(program.vault, [secret]).close()
    done = program("undo", "--yes")
    assert (done.code, "Nothing is recorded that could be undone." in done.err) == (5, True)
    assert "--reason is empty. Nothing was recorded." in program("undo", "--yes", "--reason", " ").err


def test_a_command_that_came_between_stops_it(told: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was shown is what goes, or nothing does."""
    from recordkeeper.cli import undo as module

    told("log", "text", "--words", "x")

    def yes(*_given: object, **_options: object) -> bool:
        with Ledger(open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True)) as other:
            head = other.head()
            other.append([Restored(count=head.count, head=head.link.hex())])
        return True

    monkeypatch.setattr(module, "confirm", yes)
    done = told("undo", "--yes")
    assert (done.code, "Another command wrote to this record meanwhile." in done.err) == (1, True)
    assert withdrawn(told) == []


def test_many_entries_are_counted(told: Program) -> None:
    """A screen is not filled by one command."""
    told("log", "text", "--words", "x")
    given = ("--words", "y", "--facts", "z", "--medium", "sms", "--from", "+44 7700 900355", "--impact", "i")
    more = ("--location", "l", "--count", "2", "--purpose", "children", "--act", "threat", "--police", "no")
    told("amend", "5", *given, *more, "--pushback", "blamed", "--reason", "all wrong")
    done = told("undo", "--yes")
    assert (done.code, "more\n" in done.err) == (0, True), done.err
