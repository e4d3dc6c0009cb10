"""What an import asks: who is who, what a file cannot say, and how much of it is to come in."""

from pathlib import Path

import pytest

from tests.cli.answering import Answering, answering
from tests.cli.chat import EITHER, LINES, chat
from tests.cli.conftest import Program
from tests.cli.phone import bill_file, phone_file
from tests.intake.exports import BASE, FRIEND, THEIRS, sms

__all__ = ["answering"]

MINE = "+44 7700 900111"
BILL = "date=Date,number=Number,direction=Way,minutes=Length"


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


def test_which_of_the_names_is_the_keepers_is_asked_where_the_file_has_only_names(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """Identity is asked and never guessed; what was said decides the direction."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = answering("import", path, "--json", typed=("Alex", "1", "y"))
    assert found.code == 0, found.err
    assert found.err.count("Which is you? A number; Enter if none of them is, or you are not sure") == 1
    assert found.json["by_direction"] == {"in": 2, "out": 1}
    assert record("show", "5", "--json").json["fields"]["me"] == ["Sam"]


def test_nobody_is_taken_for_the_keeper_unsaid(answering: Answering, record: Program, tmp_path: Path) -> None:
    """Enter, or --no-input, goes on; what that means for whose messages is said in plain words."""
    path = chat(tmp_path / "chat.txt", *LINES)
    left_out = "  It is not known whether you are Sam: their messages are left out. If you are: --me NAME\n"
    found = answering("import", path, "--dry-run", typed=("1", ""))
    assert (found.code, left_out in found.err) == (0, True), found.err
    assert left_out in record("import", path, "--them", "Alex", "--dry-run").err
    kept = record("import", path, "--them", "Alex", "--everyone", "--dry-run")
    assert "Sam: their messages are kept, and as not told whether you sent them." in kept.err


def test_a_keeper_known_by_number_is_asked_for_a_name(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """Their own words are not left out in silence because the app has no numbers: asked, or said."""
    record("import", phone_file(tmp_path / "a.xml", sms("Hi")), "--them", THEIRS, "--me", MINE, "--yes")
    path = chat(tmp_path / "chat.txt", *LINES)
    said = record("import", path, "--them", "Alex", "--dry-run")
    assert "  It is not known whether you are Sam: their messages are left out." in said.err
    found = answering("import", path, "--json", typed=("1", "1", "y"))
    assert found.code == 0, found.err
    assert found.json["by_direction"] == {"in": 2, "out": 1}
    later = chat(tmp_path / "later.txt", *LINES, "Sam: I said stop.")
    again = answering("import", later, "--json", typed=("y",))
    assert (again.json["duplicates"], again.json["by_direction"]) == (3, {"in": 0, "out": 1}), again.err
    assert "A number" not in again.err


def test_a_name_said_once_holds_for_the_next_export_of_that_app(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """--me and --them are remembered: a longer export brings what is new, and asks nobody who is who."""
    path = chat(tmp_path / "chat.txt", *LINES)
    assert record("import", path, "--them", "Alex", "--me", "Sam", "--yes").out == (
        "Saved as #5 (the file) and #6 to #8.\n"
    )
    longer = chat(tmp_path / "chat.txt", *LINES, "Sam: I said stop.", "Alex: Why?")
    found = answering("import", longer, typed=("y",))
    assert (found.code, found.out) == (0, "Saved as #9 (the file) and #10 to #11.\n"), found.err
    assert "  2 would become entries, 3 are here already, 0 are with others.\n" in found.err
    assert ("A number" in found.err, "not known" in found.err) == (False, False)


def test_nobody_of_a_chat_need_be_the_other_person(answering: Answering, tmp_path: Path) -> None:
    """Where they are known by a number, a chat of names may be with others: Enter says so."""
    path = chat(tmp_path / "chat.txt", *LINES)
    found = answering("import", path, "--them", THEIRS, "--me", "Sam", "--dry-run", typed=("",))
    assert found.code == 0, found.err
    assert "Nobody in chat.txt is known to be the other person yet.\n" in found.err
    assert "  Nobody in it is known to be the other person. If one of them is: --them NAME\n" in found.err


def test_what_the_file_cannot_say_is_asked_with_what_each_answer_means(
    answering: Answering, record: Program, tmp_path: Path
) -> None:
    """The order of its dates, by number; with --no-input the option is named and nothing is read."""
    path = chat(tmp_path / "chat.txt", *LINES, day=EITHER)
    refused = record("import", path, "--them", "Alex", "--dry-run", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "--date-order dmy | mdy\n  dmy  03/04/26 is Fri 3 Apr 2026\n" in refused.err
    found = answering("import", path, "--them", "Alex", "--me", "Sam", "--dry-run", typed=("1",))
    assert found.code == 0, found.err
    assert "\nWhich is it?\n  1  03/04/26 is Fri 3 Apr 2026\n  2  03/04/26 is Wed 4 Mar 2026\n" in found.err
    assert "  Dates are read as day, month, year, as you said.\n" in found.err
    done = record("import", path, "--them", "Alex", "--me", "Sam", "--date-order", "mdy", "--yes")
    assert done.code == 0, done.err
    longer = chat(tmp_path / "longer.txt", *LINES, "Alex: ?", day=EITHER)
    again = answering("import", longer, "--dry-run", typed=("2",)).err
    assert "  1  03/04/26 is Fri 3 Apr 2026\n  2  03/04/26 is Wed 4 Mar 2026  (as you said before)\n" in again


def test_the_zone_of_local_times_is_assumed_and_said_or_stated(record: Program, tmp_path: Path) -> None:
    """The record's own, assumed; or the one stated, which moves the instants; one that is none is refused."""
    path = chat(tmp_path / "chat.txt", *LINES)
    common = ("import", path, "--them", "Alex", "--me", "Sam", "--dry-run")
    assumed = record(*common)
    assert "  Times have no zone: read as Europe/London, assumed; --zone says another.\n" in assumed.err
    stated = record(*common, "--zone", "America/New_York", "--json").json
    assert (stated["zone_basis"], stated["zone_read_in"]) == ("stated-zone", "America/New_York")
    assert stated["first"] == "2026-03-30T14:00:00+01:00"
    assert record(*common, "--zone", "Mars/Base").code == 2


def test_what_the_columns_hold_is_asked_until_it_can_be_read(answering: Answering, tmp_path: Path) -> None:
    """A mistyped mapping stops nothing; what it leaves open is asked with the choices there are."""
    mapping = "date=Date,number=Number,direction=Way,duration=Length"
    typed = ("Date", f"--map {mapping}", "2", "1")
    found = answering("import", bill_file(tmp_path), "--them", THEIRS, "--dry-run", "--json", typed=typed)
    assert found.code == 0, found.err
    assert (found.json["date_order"], found.json["imported"]) == ("mdy", 1)
    assert "“Date” in --map does not say which column holds what." in found.err
    assert "minutes or seconds.\nWhich is it?\n  1  minutes\n  2  seconds\n" in found.err


def test_what_was_mistyped_is_refused_and_not_asked(answering: Answering, tmp_path: Path) -> None:
    """A form of dates that is none: the ways to write one are named."""
    found = answering("import", bill_file(tmp_path), "--them", THEIRS, "--map", BILL, "--date-format", "?")
    assert (found.code, "--date-format DD/MM/YYYY HH:MM | " in found.err) == (2, True)


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
