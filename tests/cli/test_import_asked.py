"""What an import asks: who is who, what a file cannot say, and how much of it is to come in."""

from pathlib import Path

import pytest

from recordkeeper.cli.import_asked import with_said
from recordkeeper.errors import BadInput
from recordkeeper.intake.sorting import Choices
from tests.cli.answering import Answering, answering
from tests.cli.chat import chat, chats
from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import BASE, FRIEND, THEIRS, sms

__all__ = ["answering", "chats"]

LINES = (
    "2026-04-01T09:12|Alex|Why?",
    "2026-04-01T09:13|Sam|Please stop.",
    "2026-04-01T09:14|Alex|No",
)


def test_who_is_the_other_person_is_asked_of_those_in_the_file(answering: Answering, tmp_path: Path) -> None:
    """Numbered, with the name the phone shows and how many; a number is enough of an answer."""
    path = phone_file(
        tmp_path / "sms.xml", sms("Why?", contact_name="Alex"), sms("Hey", 2), sms("Hi", 5, FRIEND)
    )
    found = answering("import", path, typed=("7", "1", "y"))
    assert found.code == 0, found.err
    assert "In sms.xml:\n   1  +44 7700 900355 (Alex)  2 messages or calls\n" in found.err
    assert "   2  +447700900413  1 message or call\n" in found.err
    assert "Please type a number of the list, or a name just as it stands there.\n" in found.err
    assert found.out == "Saved as #4 (the file) and #5 to #6.\n"


@pytest.mark.usefixtures("chats")
def test_which_of_the_names_is_the_keepers_is_asked_where_the_file_has_only_names(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """Identity is asked and never guessed; what was said decides the direction."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = answering("import", path, "--json", typed=("Alex", "1", "y"))
    assert found.code == 0, found.err
    assert found.err.count("Which is you? A number; Enter if none of them is, or you are not sure") == 1
    assert found.json["by_direction"] == {"in": 2, "out": 1}
    assert record("show", "4", "--json").json["fields"]["me"] == ["Sam"]


@pytest.mark.usefixtures("chats")
def test_nobody_is_taken_for_the_keeper_unsaid(answering: Answering, record: Program, tmp_path: Path) -> None:
    """Enter, or --no-input, goes on; what that means for whose messages is said in plain words."""
    path = chat(tmp_path / "chat.txt", *LINES)
    left_out = "messages by Sam are left out, whether or not you sent them.\n"
    found = answering("import", path, "--dry-run", typed=("1", ""))
    assert found.code == 0, found.err
    assert "Nothing in it was said to be yours (--me): " + left_out in found.err
    assert left_out in record("import", path, "--them", "Alex", "--dry-run").err
    kept = record("import", path, "--them", "Alex", "--everyone", "--dry-run")
    assert "by Sam are kept as not told whether you sent them.\n" in kept.err


@pytest.mark.usefixtures("chats")
def test_nobody_of_a_chat_need_be_the_other_person(answering: Answering, tmp_path: Path) -> None:
    """Where they are known by a number, a chat of names may be with others: Enter says so."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = answering("import", path, "--them", THEIRS, "--me", "Sam", "--dry-run", typed=("",))
    assert found.code == 0, found.err
    assert "Nobody in chat.txt is known to be the other person yet.\n" in found.err
    assert "  Nobody in it is known to be the other person. If one of them is: --them NAME\n" in found.err


@pytest.mark.usefixtures("chats")
def test_what_the_file_cannot_say_is_asked_with_what_each_answer_means(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """The order of its dates, by number; with --no-input the option is named and nothing is read."""
    path = chat(tmp_path / "chat.txt", *LINES, first="CHAT?")
    refused = record("import", path, "--them", "Alex", "--dry-run")
    assert (refused.code, refused.out) == (2, "")
    assert "--date-order dmy | mdy" in refused.err
    found = answering("import", path, "--them", "Alex", "--me", "Sam", "--dry-run", typed=("1",))
    assert found.code == 0, found.err
    assert (
        "It cannot be told how its dates are written.\nWhich is it?\n  1  dmy: 3/4 is 3 April\n" in found.err
    )
    assert "  Dates are read as day, month, year, as you said.\n" in found.err
    assert record("import", path, "--them", "Alex", "--date-order", "mdy", "--dry-run").code == 0


@pytest.mark.usefixtures("chats")
def test_the_zone_of_local_times_is_assumed_and_said_or_stated(record: Program, tmp_path: Path) -> None:
    """The record's own, assumed; or the one stated, which moves the instants; one that is none is refused."""
    path = chat(tmp_path / "chat.txt", *LINES)
    common = ("import", path, "--them", "Alex", "--me", "Sam", "--dry-run")
    assumed = record(*common)
    assert "  Times have no zone: read as Europe/London, assumed; --zone says another.\n" in assumed.err
    stated = record(*common, "--zone", "America/New_York", "--json").json
    assert (stated["zone_basis"], stated["zone_read_in"]) == ("stated-zone", "America/New_York")
    assert stated["first"] == "2026-04-01T14:12:00+01:00"
    assert record(*common, "--zone", "Mars/Base").code == 2


@pytest.mark.usefixtures("chats")
def test_what_has_no_choices_is_asked_in_words(answering: Answering, tmp_path: Path) -> None:
    """A zone is typed; one that does not exist is refused with the way to write it."""
    path = chat(tmp_path / "chat.txt", *LINES, first="CHAT-zone")
    common = ("import", path, "--them", "Alex", "--me", "Sam", "--dry-run")
    found = answering(*common, typed=("Europe/Madrid",))
    assert found.code == 0, found.err
    assert "It does not say where it was made.\nzone: " in found.err
    assert "  Times have no zone: read as Europe/Madrid, as you said.\n" in found.err
    assert answering(*common, typed=("Mars/Base",)).code == 2


@pytest.mark.parametrize(
    ("option", "typed", "field", "value"),
    [
        ("--me", "Sam", "me", ("Sam",)),
        ("--them", "Alex", "them", ("Alex",)),
        ("--zone", "UTC", "zone", "UTC"),
        ("--date-order", "mdy", "date_order", "mdy"),
        ("--map", "when=Date,words=Text", "columns", {"when": "Date", "words": "Text"}),
    ],
)
def test_every_option_that_an_importer_may_need_can_be_said(
    option: str, typed: str, field: str, value: object
) -> None:
    """Whatever is asked is said as if its option had been given."""
    assert getattr(with_said(Choices(), option, typed), field) == value
    with pytest.raises(BadInput, match="cannot be said here"):
        with_said(Choices(), "--colour", typed)


def test_many_people_are_counted_and_one_can_be_named(answering: Answering, tmp_path: Path) -> None:
    """Twelve are listed; any other is typed as it stands in the file. A file of nobody asks nothing."""
    path = phone_file(tmp_path / "sms.xml", *(sms("x", n, f"+4477009006{n:02}") for n in range(14)))
    found = answering("import", path, "--dry-run", typed=("", "07700 900613"))
    assert found.code == 0, found.err
    assert "  and 2 more: type the number or name as it stands there\n" in found.err
    assert "    +447700900613  received 1, sent 0, new entries 1\n" in found.err
    hidden = phone_file(tmp_path / "calls.xml", sms("x", 0, "-2"))
    assert answering("import", hidden, "--dry-run").code == 0


def test_without_a_way_to_know_them_the_option_is_named(record: Program, tmp_path: Path) -> None:
    """With --no-input nobody is taken for the other person."""
    found = record("import", phone_file(tmp_path / "sms.xml", sms("Why?")))
    assert (found.code, "Give --them or --everyone." in found.err) == (2, True)


def test_what_was_left_out_is_counted_by_why(record: Program, tmp_path: Path) -> None:
    """Too early, not readable, without a known time: each has its number, and only three are named."""
    unread = [sms("?", n, kind=9) for n in range(5)]
    later = sms("Later", 50 * DAY)
    undated = sms("When?").replace(f'date="{BASE}"', 'date="never"')
    path = phone_file(tmp_path / "sms.xml", sms("Old"), later, undated, *unread)
    found = record("import", path, "--them", THEIRS, "--since", "1 feb 2026", "--dry-run")
    assert found.code == 7
    assert "  1 of those with others are only too early for --since.\n" in found.err
    assert "  On no day, their time not being known: 1\n" in found.err
    assert found.err.count("  Not read: record ") == 3
    assert "  Not read: 2 more\n" in found.err


@pytest.fixture
def noticed(record: Program) -> Program:
    """A record whose notice was given on 1 March 2026."""
    assert record("boundary", "set", "--no-contact").code == 0
    done = record(
        "boundary", "stated", "B1", "--how", "text", "--words", "Stop.", "--when", "1 mar 2026 20:00"
    )
    assert done.code == 0, done.err
    return record


DAY = 24 * 60


@pytest.mark.usefixtures("noticed")
def test_only_what_came_since_a_week_before_the_notice_may_be_chosen(
    answering: Answering, tmp_path: Path
) -> None:
    """Everything, from a week before the notice on, or nothing: one question; what is left out is counted."""
    path = phone_file(tmp_path / "sms.xml", sms("Old"), sms("New", 60 * DAY), sms("Newer", 61 * DAY))
    found = answering("import", path, "--them", THEIRS, typed=("3",))
    assert "sms.xml was not brought in. Nothing was recorded.\n" in found.out
    found = answering("import", path, "--them", THEIRS, typed=("2",))
    assert found.code == 0, found.err
    offered = (
        "  2  only since Sun 22 Feb 2026, 7 days before your notice: about 1 earlier ones stay in the phone"
    )
    assert offered in found.err
    assert "  2 become entries; 1 earlier ones are left in the phone.\n" in found.err
    assert found.out.startswith("Saved as #6 (the file) and #7 to #8.\n")
    rest = answering("import", path, typed=("1",))
    assert "Bring it in? [Y/n]" in rest.err


def test_a_folder_of_exports_is_one_after_the_other(record: Program, tmp_path: Path) -> None:
    """Each file by itself; what is none is named, and what such files leave out is told once."""
    folder = tmp_path / "phone"
    folder.mkdir()
    phone_file(folder / "a.xml", sms("Why?"))
    phone_file(folder / "b.xml", sms("Again?", 60))
    (folder / "list.txt").write_text("milk")
    (folder / ".hidden").write_text("x")
    found = record("import", str(folder), "--them", THEIRS, "--yes")
    assert (found.code, found.out.splitlines()) == (
        0,
        ["Saved as #4 (the file) and #5 to #5.", "Saved as #6 (the file) and #7 to #7."],
    ), found.err
    assert "Left out: list.txt. " in found.err
    assert found.err.count("  Note: ") == 1
    (folder / "a.xml").unlink()
    (folder / "b.xml").unlink()
    assert record("import", str(folder), "--them", THEIRS).code == 7
    assert record("import", str(tmp_path / "nothing")).code == 2


@pytest.mark.usefixtures("chats")
def test_one_of_several_that_cannot_be_read_does_not_stop_the_others(record: Program, tmp_path: Path) -> None:
    """It is named, the others come in, and the exit code says that not all did."""
    good, bad = chat(tmp_path / "a.txt", *LINES), chat(tmp_path / "b.txt", first="CHAT!")
    found = record("import", bad, good, "--them", "Alex", "--me", "Sam", "--yes")
    assert (found.code, found.out) == (7, "Saved as #4 (the file) and #5 to #7.\n"), found.err
    assert "b.txt: It is broken. Nothing was brought in.\nExport it again.\n" in found.err
    assert record("import", bad, "--them", "Alex").code == 7


def test_a_column_map_that_says_nothing_is_refused(record: Program, tmp_path: Path) -> None:
    """WHAT=COLUMN, or the way to write it is shown."""
    path = phone_file(tmp_path / "sms.xml", sms("Why?"))
    found = record("import", path, "--them", THEIRS, "--map", "when")
    assert (found.code, "As in: --map when=Date --map words=Message" in found.err) == (2, True)
    assert record("import", path, "--them", THEIRS, "--map", "when=Date", "--dry-run").code == 0


def test_the_preview_tells_the_days_the_flags_and_the_size(record: Program, tmp_path: Path) -> None:
    """By week where that is short, by month or year where it is longer; never a wall."""
    many = [sms("x", n * DAY, thread_id="1") for n in (0, 0, 1, 15)]
    path = phone_file(tmp_path / "a.xml", *many, sms("draft", 16 * DAY, kind=3))
    found = record("import", path, "--them", THEIRS, "--dry-run").err
    assert "  On 4 days, most on Thu 1 Jan 2026 (2).\n" in found
    assert "    Weeks from  29 Dec  3   5 Jan  .    12 Jan  2\n" in found
    assert "  Of the new entries: 4 received, 1 sent by you.\n" in found
    assert "  Among the new entries: 1 never sent.\n" in found
    assert "  Times are counted from 1970: certain.\n" in found
    assert "  The record would keep " in found
    for apart, told in (
        (100, "    Months  Jan 2026  1   Feb 2026  .   Mar 2026  .   Apr 2026  1\n"),
        (-900, "Years"),
    ):
        path = phone_file(tmp_path / "b.xml", sms("x"), sms("y", apart * DAY))
        assert told in record("import", path, "--them", THEIRS, "--everyone", "--dry-run").err
