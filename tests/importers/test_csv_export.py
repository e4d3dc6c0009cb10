"""The tables of iMazing and iExplorer, row for row."""

import pytest

from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from tests.importers.csv_samples import (
    ALEX,
    CALLS,
    IEXPLORER,
    MESSAGES_13,
    MESSAGES_14,
    MESSAGES_15,
    UUID,
    WHATSAPP,
    message,
    read,
    read_folder,
)
from tests.importers.materials import Reading, lone


def shape(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Direction, other side and words of everything found."""
    return [(one.contact.direction, one.contact.identifier, one.contact.words) for one in reading.found]


@pytest.mark.parametrize(
    "header", [MESSAGES_13, MESSAGES_14, MESSAGES_15, MESSAGES_15.replace("\n", ",New\n")]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_messages_are_told_by_their_header(header: str, delimiter: str) -> None:
    """Thirteen, fourteen, fifteen columns or more, with every delimiter, with a byte order mark or none."""
    values = {
        "Chat Session": "Alex",
        "Message Date": "2020-01-01 12:00:00",
        "Service": "SMS",
        "Sender ID": ALEX,
    }
    values |= {"Type": "Incoming", "Sender Name": "Alex", "Subject": "S", "Text": "Hello"}
    row = ",".join(values.get(name, "") for name in header.strip().split(","))
    table = f"\ufeff{header}{row}\n".replace(",", delimiter)
    assert choose(lone(table.encode())) is choose(lone(table.encode("utf-16")))
    for encoding in ("utf-8", "utf-16"):
        reading = read(table.encode(encoding) if encoding == "utf-8" else table[1:].encode(encoding))
        contact = reading.only.contact
        assert (contact.identifier, contact.shown_name, contact.words) == (ALEX, "Alex", "Hello")
        assert (contact.channel, contact.medium, contact.subject) == ("text", "sms", "S")
        assert (contact.when.at, contact.when.basis, contact.when.clock) == (
            1577880000000,
            "stated-zone",
            "own-device",
        )
        assert reading.notes[0].words == "iMazing, Messages."


def test_words_are_kept_as_they_came() -> None:
    """Quotes, line breaks, joined emoji, marks of direction and formulas are words and nothing more."""
    words = [
        'He said "no"\r\nand "left"',
        "👨\u200d👩\u200d👧\u200f",
        '=HYPERLINK("https://example.org")',
        " ",
        "\x00\x1b[2J",
    ]
    reading = read(MESSAGES_15 + "".join(map(message, words)))
    assert [one.contact.words for one in reading.found] == words
    assert all(not one.contact.flags for one in reading.found)


def test_each_row_is_cut_out_by_its_bytes() -> None:
    """In every encoding, from the first row on, the header left out."""
    table = MESSAGES_15 + message("a\nb") + message("é", "Outgoing")
    for raw, encoding in ((table.encode(), "utf-8"), (table.encode("utf-16"), "utf-16-le")):
        found = read(raw).found
        assert [raw[one.start : one.end].decode(encoding) + "\n" for one in found] == [
            message("a\nb"),
            message("é", "Outgoing"),
        ]


def test_what_was_sent_goes_to_whoever_wrote_in_that_conversation() -> None:
    """Its sender is left empty: the number is known from a row before or after; the name is only shown."""
    reading = read(MESSAGES_15 + message("1", "Outgoing") + message("2") + message("3", "Outgoing"))
    assert shape(reading) == [("out", ALEX, "1"), ("in", ALEX, "2"), ("out", ALEX, "3")]
    assert [one.contact.shown_name for one in reading.found] == ["Alex Doe"] * 3


def test_a_conversation_that_nobody_wrote_in_is_known_by_its_name() -> None:
    """By its number, where it is called so."""
    reading = read(
        MESSAGES_15 + message("1", "Outgoing") + message("2", "Outgoing", session="+44 7700 900355")
    )
    assert [one.contact.identifier for one in reading.found] == ["Alex Doe", "+44 7700 900355"]
    assert [one.contact.shown_name for one in reading.found] == ["", ""]


def test_several_numbers_under_one_name_are_not_told_apart_by_a_guess() -> None:
    """What was sent goes to the name, and how to bring it in is said."""
    table = MESSAGES_15 + message("1") + message("2", sender="alex@example.org") + message("3", "Outgoing")
    reading = read(table)
    assert [one.contact.identifier for one in reading.found] == [ALEX, "alex@example.org", "Alex Doe"]
    assert all("group" not in one.contact.flags for one in reading.found)
    assert "wrote in the conversation “Alex Doe”" in reading.notes[0].words


def test_people_of_one_name_in_two_files_stay_two() -> None:
    """A conversation is known within its file only."""
    files = {
        f"{number}.csv": (
            MESSAGES_15 + message("in", sender=f"+1202555010{number}") + message("out", "Outgoing")
        )
        for number in range(2)
    }
    found = read_folder({name: table.encode() for name, table in files.items()}).found
    assert [one.contact.identifier for one in found] == ["+12025550100"] * 2 + ["+12025550101"] * 2


def test_in_a_group_everybody_else_is_named() -> None:
    """Those who wrote by their numbers, those who did not by the name of the group."""
    group = "Alex & Sam & Kim"
    reading = read(
        MESSAGES_15
        + message("1", session=group, sender_name="Alex")
        + message("2", session=group, sender="+12025550144", sender_name="Sam")
        + message("3", "Outgoing", session=group)
    )
    assert [(one.contact.identifier, one.contact.group) for one in reading.found] == [
        (ALEX, ("+12025550144", "Kim")),
        ("+12025550144", (ALEX, "Kim")),
        ("", (ALEX, "+12025550144", "Kim")),
    ]
    assert all(one.contact.flags == ("group",) for one in reading.found)
    named = read(MESSAGES_15 + message("1", "Outgoing", session="Book club & friends"))
    assert named.only.contact.group == ("Book club", "friends")


def test_beyond_the_limit_of_names_a_sender_is_still_known_by_his_own_rows() -> None:
    """Memory stays flat however many people there are."""
    table = MESSAGES_15 + "".join(message("x", session=f"S{n}", sender=f"+1202555010{n}") for n in range(5))
    reading = read(table + message("y", "Outgoing", session="S4"), Said(limits=Limits(names=2)))
    assert [one.contact.identifier for one in reading.found][3:] == ["+12025550103", "+12025550104", "S4"]


def test_services_and_states_are_told() -> None:
    """Service, edited, deleted, never sent; a date of delivery is no sender's time."""
    table = MESSAGES_15 + "".join(
        (
            message("1", service="iMessage", edited="2025-07-02 10:00:00"),
            message("2", service="RCS"),
            message("3", "Outgoing", service="Satellite Service", status="Not Delivered"),
        )
    )
    found = [one.contact for one in read(table).found]
    assert [one.medium for one in found] == ["imessage", "rcs", "satellite-service"]
    assert [one.flags for one in found] == [("edited",), (), ("not-sent",)]
    assert all(one.sent_at is None for one in found)
    deleted = MESSAGES_14.replace("Read Date", "Deleted Date")
    row = f"Alex,2020-01-01 12:00:00,,2020-01-01 12:01:00,SMS,Incoming,{ALEX},,,,,gone,,\n"
    assert read(deleted + row).only.contact.flags == ("deleted",)


def test_notifications_are_no_contacts_and_blocks_are_traces() -> None:
    """What the app wrote is marked so; that the keeper blocked someone is offered as proof."""
    rows = ("You blocked this contact. Tap to unblock.", "\u200eYou unblocked this contact", "Alex left")
    table = WHATSAPP + "".join(f"{ALEX},2023-12-03 12:33:30,,Notification,,,,,,{one},,,,\n" for one in rows)
    typed = f"{ALEX},2023-12-03 12:33:30,,Incoming,{ALEX},,,,,You blocked this contact,,,,\n"
    reading = read(table + typed)
    assert [one.system for one in reading.found] == [True, True, True, False]
    assert [(one.what, one.identifier, one.words) for one in reading.observed] == [
        ("blocked", ALEX, rows[0]),
        ("unblocked", ALEX, rows[1]),
    ]
    first = reading.found[0]
    assert (reading.observed[0].start, reading.observed[0].end) == (first.start, first.end)
    assert {one.contact.medium for one in reading.found} == {"whatsapp"}
    assert reading.notes[-1].words == "iMazing, WhatsApp."


def test_calls_say_how_they_ended() -> None:
    """Answered only where they lasted; who carried them; numbers that are none are kept as displayed."""
    rows = (
        f"Incoming,2024-03-15 14:30:00,00:02:45,{ALEX},Alex Doe,US,Phone: {ALEX}",
        f"Incoming,2024-03-15 14:30:00,00:00:00,{ALEX},Alex Doe,US,iPhone",
        "Missed,2024-03-15 14:31:00,,,,,FaceTime Audio",
        "Blocked call,2024-03-15 14:31:00,,No Caller ID,,,Phone",
        "Voicemail,2024-03-15 14:31:00,12,,Alex Doe,,Phone",
        "Answered elsewhere,2024-03-15 14:31:00,0:05,+44 7700 900355,,,WhatsApp Video",
        f"Outgoing,2024-03-15 15:00:00,1 min 3 s,{UUID},Alex Doe,,Signal Audio",
        "Outgoing (missed),2024-03-15 15:00:00,,Daily Meeting,Daily Meeting,,Teams Audio",
    )
    found = [one.contact for one in read(CALLS + "\n".join(rows)).found]
    assert [(one.direction, one.medium, one.answered, one.duration) for one in found] == [
        ("in", "answered", True, 165),
        ("in", "", None, 0),
        ("in", "missed", False, None),
        ("in", "blocked", False, None),
        ("in", "voicemail", False, 12),
        ("in", "elsewhere", None, 5),
        ("out", "", None, 63),
        ("out", "", None, None),
    ]
    assert [one.service for one in found] == [
        *("phone", "phone", "facetime", "phone", "phone", "whatsapp", "signal", "teams")
    ]
    assert [one.identifier for one in found] == [
        *(ALEX, ALEX, "", "", "Alex Doe", "+44 7700 900355", UUID, "Daily Meeting")
    ]
    assert [one.withheld for one in found] == [False, False, True, True, False, False, False, False]
    assert {one.channel for one in found} == {"call"}
    assert found[0].shown_name == "Alex Doe"


def test_the_calls_of_iexplorer_are_told_apart_from_those_of_imazing() -> None:
    """Its two fields of a duration are minutes and seconds."""
    row = f'"Alex Doe","{ALEX}","2017-06-02 09:45:48","1:43","Incoming","2025550143","Washington"\n'
    reading = read(IEXPLORER + row)
    assert reading.notes[0].words == "iExplorer, call history."
    contact = reading.only.contact
    assert (contact.identifier, contact.duration, contact.medium) == (ALEX, 103, "answered")
