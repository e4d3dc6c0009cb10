"""The private book: reasons, notes and people to lean on, written and read back."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import NOW, Program

DAY = 86_400_000


def test_reasons_are_read_in_the_order_they_were_written(
    record: Program, set_clock: Callable[[int], None]
) -> None:
    """The latest stands last, next to the prompt; `why` alone reads."""
    done = record("why", "write", "--words", "I sleep again.\nBoth nights.")
    assert (done.code, done.out) == (0, "Saved as N1.\n")
    set_clock(NOW + 3 * DAY)
    record("why", "write", "--words", "She shouted at Sam.")
    assert record("why").out == record("why", "read").out
    assert record("why").out.splitlines() == [
        "Fri 10 Apr 2026, 3 days ago  N1",
        "I sleep again.",
        "Both nights.",
        "",
        "Mon 13 Apr 2026, just now  N2",
        "She shouted at Sam.",
    ]
    assert record("why", "--plain").out.splitlines()[0] == (
        "N1\t2026-04-10T12:00:00+01:00\tI sleep again.\\nBoth nights."
    )


def test_reasons_for_a_program(record: Program) -> None:
    """Name, time and words; the one that writes says where it stands."""
    written = record("why", "write", "--words", "Enough.", "--json").json
    assert (written["schema"], written["serial"], written["name"]) == ("recordkeeper.why.write/1", 1, "N1")
    found = record("--json", "why").json
    assert found["schema"] == "recordkeeper.why/1"
    assert found["reasons"] == [{"name": "N1", "at": "2026-04-10T12:00:00+01:00", "words": "Enough."}]


def test_where_nothing_is_kept_the_next_step_is_said(record: Program) -> None:
    """An empty book is no error."""
    assert record("why").out == "No reasons written yet. To write one: rk why write\n"
    assert record("note", "--list").out == "No notes here yet.\n"
    assert record("support", "list").out == "Nobody is kept here yet. To add someone: rk support add NAME\n"


@pytest.mark.parametrize("command", [("why", "write"), ("note",), ("support", "told", "Robin")])
def test_words_are_needed(record: Program, command: tuple[str, ...]) -> None:
    """Where nothing may be asked, the option is named; empty words are none."""
    record("support", "add", "Robin")
    assert "Give --words." in record(*command).err
    assert "--words is empty. Nothing was recorded." in record(*command, "--words", " ").err


def test_a_note_is_on_an_entry_or_on_none(told: Program) -> None:
    """It names the entry by serial, whatever it was called."""
    assert told("note", "S1", "--words", "He read it at once.").out == "Saved as N1. It is about #4.\n"
    assert told("note", "--words", "A bad week.", "--json").json["about"] is None
    assert told("note", "--list").out.splitlines() == [
        "N1  Fri 10 Apr 2026, on #4",
        "  He read it at once.",
        "N2  Fri 10 Apr 2026",
        "  A bad week.",
    ]
    assert [one["name"] for one in told("note", "#4", "--list", "--json").json["notes"]] == ["N1"]
    assert told("note", "--list", "--plain").out.splitlines()[1].endswith("\t\tA bad week.")
    assert "He read it at once." in told("show", "N1").out


def test_a_note_on_nothing_is_refused(record: Program) -> None:
    """An entry that is not there has no note; reading and writing at once is neither."""
    assert record("note", "9", "--words", "x").code == 5
    both = record("note", "--list", "--words", "x")
    assert (both.code, "--list reads, --words writes. Nothing was recorded." in both.err) == (2, True)
    assert record("note", "--list").out == "No notes here yet.\n"


def test_people_and_what_they_were_told(record: Program) -> None:
    """Drawn together by name, however it is typed; what was said later stands."""
    record("support", "add", "Robin Vale", "--reach", "+44 7700 900111", "--may-be-told", "everything")
    told = record("support", "told", "robin vale", "--words", "The calls in March.")
    assert (told.code, told.out) == (0, "Saved as N2.\n")
    again = record("support", "add", "ROBIN VALE", "--reach", "+44 7700 900112")
    assert again.out == "Saved as N3. Robin Vale was there already; what you gave now stands.\n"
    record("support", "add", "Kim")
    assert record("support", "list").out.splitlines() == [
        "Robin Vale  +44 7700 900112",
        "  May be told: everything",
        "  Told Fri 10 Apr 2026: The calls in March.",
        "Kim",
    ]
    people = record("support", "list", "--json").json["people"]
    assert people[0]["told"] == [
        {"name": "N2", "at": "2026-04-10T12:00:00+01:00", "words": "The calls in March."}
    ]
    assert record("support", "list", "--plain").out == (
        "Robin Vale\t+44 7700 900112\teverything\t1\nKim\t\t\t0\n"
    )


def test_someone_who_is_not_there_is_not_told(record: Program) -> None:
    """A slip in a name makes no second person; the names that are there are said."""
    missing = record("support", "told", "Robbin", "--words", "x")
    assert (missing.code, "rk support add NAME" in missing.err) == (5, True)
    record("support", "add", "Robin")
    assert "There are: Robin" in record("support", "told", "Robbin", "--words", "x").err


def test_the_private_book_is_in_no_number_of_the_record(record: Program) -> None:
    """Entries, head and counts are the same with it and without."""
    before = record("status", "--json").json
    record("why", "write", "--words", "x")
    record("note", "--words", "x")
    record("support", "add", "Robin")
    assert record("status", "--json").json == before


@pytest.mark.parametrize(
    "command", [("amend", "n1", "--words", "y"), ("retract", "N1"), ("mark", "N1", "--act", "threat")]
)
def test_what_stands_there_is_neither_corrected_nor_withdrawn(
    record: Program, command: tuple[str, ...]
) -> None:
    """A later note says more; the way to both is told."""
    record("note", "--words", "x")
    done = record(*command)
    assert done.code == 2
    assert "N1 stands in your private book, where nothing is corrected or withdrawn." in done.err
    assert "To read it: rk show N1    To say more: rk note" in done.err
