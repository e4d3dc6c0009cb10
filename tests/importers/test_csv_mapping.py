"""Any table is read by what the keeper says of its columns, and by nothing that was not said."""

import pytest

from recordkeeper.errors import Unsaid
from recordkeeper.importers.importer import Said
from recordkeeper.importers.tables.words import kind, medium, seconds, service
from tests.importers.csv_samples import ALEX, BILL, BILL_SAID, CALLS, read, read_folder

HEADER = "Date,Time,Number,Direction,Minutes\n"
ROW = "25/03/2024,10:05,+44 7700 900355,Incoming,5\n"


def said(**columns: str) -> Said:
    """A mapping, in London."""
    return Said(zone="Europe/London", columns=columns)


def refused(table: str, **columns: str) -> Unsaid:
    """What must be said before a table can be read."""
    with pytest.raises(Unsaid) as asked:
        read(table, said(**columns))
    return asked.value


def test_a_bill_is_read_by_its_mapping() -> None:
    """The carrier's clock, a span of a minute, a length in minutes that is said to be rounded."""
    reading = read(HEADER + ROW, BILL_SAID)
    contact = reading.only.contact
    assert (contact.when.at, contact.when.until) == (1711361100000, 1711361160000)
    assert (contact.when.written, contact.when.clock, contact.when.basis) == (
        "25/03/2024 10:05",
        "carrier",
        "assumed-zone",
    )
    assert (contact.direction, contact.channel, contact.medium, contact.answered) == (
        "in",
        "call",
        "answered",
        True,
    )
    assert (contact.identifier, contact.duration, contact.service) == ("+44 7700 900355", 300, "phone")
    assert [one.words for one in reading.notes] == [
        "A table, read as you said what its columns hold.",
        "How long calls lasted is written in minutes, as carriers round it.",
    ]


def test_the_header_is_found_below_an_address_and_sums_are_no_calls() -> None:
    """What stands above is counted; a row with neither a time nor a number is named as that."""
    table = "Example Mobile,1 High Street\nAccount,1234\n\n" + HEADER + ROW + "Total,,,,5\n"
    reading = read(table, BILL_SAID)
    assert len(reading.found) == 1
    assert [(one.locator, one.reason) for one in reading.skipped] == [
        ("line 6, byte 122", "it names neither a time nor anybody")
    ]
    assert reading.notes[1].words == "2 rows above the header of the table were not read."


def test_columns_are_named_as_they_stand_or_by_their_place() -> None:
    """Case and spaces aside; where two have one name, by the place."""
    table = "DATE ,Number,Number,Direction\n2024-03-25 10:05:00,+44 7700 900100,+44 7700 900355,in\n"
    known = {"date": "date", "direction": "direction"}
    assert "Name it by its place, for example #2" in refused(table, number="Number", **known).message
    assert read(table, said(number="#3", **known)).only.contact.identifier == "+44 7700 900355"
    beside = read_folder({"a.csv": table.encode()}, said(number="#2", **known))
    assert beside.only.contact.identifier == "+44 7700 900100"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"number": "Number", "direction": "Direction"}, "Which column holds the date was not said."),
        (
            {"date": "Date", "direction": "Direction"},
            "Which column holds the other person's number was not said.",
        ),
        ({"date": "Date", "number": "Phone"}, "This table has not all columns that were named."),
        ({"date": "Date", "number": "#9"}, "This table has not all columns that were named."),
        ({"date": "Date", "number": "Number", "direction": "Way"}, "This table has no column “Way”."),
        ({"date": "Date", "number": "Number", "channel": "Kind"}, "This table has no column “Kind”."),
        ({"date": "Date", "number": "Number"}, "Nothing says which calls were received and which were made."),
    ],
)
def test_what_is_missing_in_a_mapping_is_asked_for(columns: dict[str, str], words: str) -> None:
    """With the names of the columns that there are."""
    asked = refused(HEADER + ROW, **columns)
    assert asked.option == "--map"
    assert asked.message.startswith(words)
    assert "Its columns are “Date”, “Time”, “Number”, “Direction”, “Minutes”." in asked.message


def test_whose_clock_it_was_can_be_said() -> None:
    """A table of calls is the carrier's and one of messages the phone's, unless something else is said."""
    assert read(HEADER + ROW, said(clock="server", **BILL)).only.contact.when.clock == "server"
    words = "Date,From,Text\n2024-03-25 10:05:00,Alex,Hi\n"
    texts = {"date": "Date", "from": "From", "text": "Text"}
    assert read(words, said(**texts)).only.contact.when.clock == "own-device"
    assert refused(HEADER + ROW, clock="sundial", **BILL).choices.keys() >= {"clock=carrier", "clock=phone"}


def test_one_direction_can_be_said_of_all_rows() -> None:
    """Bills list calls made only; where nobody knows, each call says that nobody knows."""
    known = {"date": "Date", "time": "Time", "number": "Number"}
    ways = {}
    for way in ("incoming", "outgoing", "Unknown"):
        contact = read(HEADER + ROW, said(direction=way, **known)).only.contact
        ways[way] = (contact.direction, contact.medium, contact.flags)
    assert ways == {
        "incoming": ("in", "", ()),
        "outgoing": ("out", "", ()),
        "Unknown": ("in", "", ("sender-unsaid",)),
    }


def test_words_for_the_direction_can_be_explained() -> None:
    """In a mapping, and for a table that is known; what is not explained is skipped, never guessed."""
    table = HEADER + "".join(ROW.replace("Incoming", word) for word in ("A", "b", "C", ""))
    reading = read(table, said(incoming="A|x", outgoing="B", **BILL))
    assert [one.contact.direction for one in reading.found] == ["in", "out"]
    assert len(reading.skipped) == 2
    calls = CALLS + f"Cancelled,2024-03-15 15:00:00,,{ALEX},,,Phone\n"
    assert not read(calls).found
    assert read(calls, said(outgoing="cancelled")).only.contact.direction == "out"


def test_whoever_wrote_is_told_by_the_keepers_own_names() -> None:
    """From and to by number or name; without one's own said, every message says that it is not known."""
    table = (
        "Date,From,To,Text\n2024-03-25 10:05:00,Alex,Me,Hi\n2024-03-25 10:06:00,Me,Alex,No\n"
        "2024-03-25 10:07:00,Sam,Alex,x\n"
    )
    columns = {"date": "Date", "from": "From", "to": "To", "text": "Text"}
    mine = Said(zone="Europe/London", columns=columns, me=("Me",))
    assert [
        (one.contact.direction, one.contact.identifier, one.contact.flags) for one in read(table, mine).found
    ] == [
        ("in", "Alex", ()),
        ("out", "Alex", ()),
        ("in", "Sam", ("sender-unsaid",)),
    ]
    nobody = read(table, said(**columns)).found
    assert [one.contact.direction for one in nobody] == ["in"] * 3
    assert all(one.contact.flags == ("sender-unsaid",) for one in nobody)


def test_a_chat_with_one_name_in_each_row_is_told_by_that_name() -> None:
    """The keeper's own rows went out, to the one other who wrote; where several did, to nobody named."""
    table = "Date,Name,Number,Text\n2024-03-25 10:05:00,Me,,Hi\n2024-03-25 10:06:00,Alex,+44 7700 900355,No\n"
    columns = {"date": "Date", "name": "Name", "number": "Number", "text": "Text"}
    found = read(table, Said(columns=columns, me=("me",))).found
    assert [(one.contact.direction, one.contact.identifier, one.contact.shown_name) for one in found] == [
        ("out", "+44 7700 900355", ""),
        ("in", "+44 7700 900355", "Alex"),
    ]
    more = read(table + "2024-03-25 10:07:00,Sam,,x\n", Said(columns=columns, me=("me",))).found
    assert [one.contact.identifier for one in more] == ["", "+44 7700 900355", "Sam"]
    for nobody in ((), ("+44 7700 900111",)):
        unsaid = read(table, Said(columns=columns, me=nobody)).found
        assert [one.contact.flags for one in unsaid] == [("sender-unsaid",)] * 2


def test_calls_and_messages_in_one_bill_are_told_by_their_column() -> None:
    """What is neither is named; a hidden number is withheld; how a call ended has a column of its own."""
    table = (
        "When,Kind,Other,Way,How,Sent\n"
        "2024-03-25 10:05,SMS,+44 7700 900355,MO,,2024-03-25 10:04:59Z\n"
        "2024-03-25 10:06,Voice call,Unknown,MT,Missed,\n"
        "2024-03-25 10:07,Data,internet,MO,,\n"
    )
    columns = {"date": "When", "channel": "Kind", "number": "Other", "direction": "Way", "type": "How"}
    reading = read(table, said(sent="Sent", **columns))
    text, call = (one.contact for one in reading.found)
    assert (text.channel, text.direction, text.sent_at) == ("text", "out", 1711361099000)
    assert (call.channel, call.medium, call.withheld, call.identifier) == ("call", "missed", True, "")
    assert reading.skipped[0].reason == "“Data” is neither a message nor a call"
    alone = {key: columns[key] for key in ("date", "number", "type")}
    assert len(read(table, said(channel="calls", **alone)).found) == 1


def test_a_bare_number_is_minutes_or_seconds_only_if_something_says_so() -> None:
    """The name of the column, or the keeper; else it is asked."""
    table = "Date,Number,Way,Length\n2024-03-25 10:05,+44 7700 900355,In,5\n"
    columns = {"date": "Date", "number": "Number", "direction": "Way"}
    asked = refused(table, duration="Length", **columns)
    assert asked.choices.keys() == {"minutes=#4", "seconds=#4"}
    assert read(table, said(minutes="Length", **columns)).only.contact.duration == 300
    assert read(table, said(seconds="Length", **columns)).only.contact.duration == 5
    named = table.replace("Length", "Length (sec)")
    assert read(named, said(duration="Length (sec)", **columns)).only.contact.duration == 5


def test_a_form_of_dates_can_be_said() -> None:
    """Then no order is asked for."""
    table = (HEADER + ROW).replace("25/03/2024", "03/04/24")
    contact = read(table, said(date_format="MM/DD/YY", **BILL)).only.contact
    assert contact.when.at == 1709546700000


def test_times_and_clocks_beyond_belief_are_kept_and_flagged() -> None:
    """A date that is none costs the time, never the row."""
    contact = read(HEADER + ROW.replace("25/03/2024", "someday"), BILL_SAID).only.contact
    assert (contact.when.at, contact.when.written, contact.flags) == (
        None,
        "someday 10:05",
        ("time-unreadable",),
    )


@pytest.mark.parametrize(
    ("cell", "unit", "length"),
    [
        ("00:01:23", None, 83),
        ("1:43", None, 103),
        ("100:00:00", None, 360000),
        ("1 min 23 s", None, 83),
        ("1h 2m 3s", None, 3723),
        ("2 Minutes", None, 120),
        ("1,5 min", None, 90),
        ("83", 1, 83),
        ("1.5", 60, 90),
        ("83", None, None),
        ("", 1, None),
        ("a while", 1, None),
        ("-5", 1, None),
        ("1" * 50, 1, None),
        ("9" * 5000, 1, None),
    ],
)
def test_how_long_is_read_in_every_form(cell: str, unit: int | None, length: int | None) -> None:
    """Clock forms, words, bare numbers with a known unit; anything else is not known."""
    assert seconds(cell, unit) == length


def test_words_are_looked_up_and_not_interpreted() -> None:
    """What names both a call and a message names neither."""
    assert [kind(one) for one in ("SMS", "Voice", "Text & voice", "Data", "")] == ["text", "call", "", "", ""]
    assert [medium(one) for one in ("iMessage", "Text Message", "RCS", "")] == ["imessage", "sms", "rcs", ""]
    assert [service(one) for one in ("iPhone", "Teams Audio", "Audio", "")] == ["phone", "teams", "", ""]
