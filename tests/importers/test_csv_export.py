"""The tables of iMazing and iExplorer, row for row."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Media, Said
from recordkeeper.importers.material import Limits
from tests.importers.csv_samples import (
    ALEX,
    CALLS,
    IEXPLORER,
    IMPORTER,
    MESSAGES_13,
    MESSAGES_14,
    MESSAGES_15,
    UUID,
    WHATSAPP,
    message,
    read,
    read_folder,
    samples,
)
from tests.importers.materials import Reading, folder, lone, zipped

BREAKABLE = st.sampled_from(
    ['"', '""', "\r\n", "\n\n", ",,,", ' "x", ', "שלום\u200f", "👨\u200d👩\u200d👧", "=1+1"]
)
WORDS = st.lists(st.one_of(BREAKABLE, st.text("ab ,;\n", max_size=5)), max_size=4).map("".join)
ROWS = st.one_of(
    st.builds(message, WORDS, st.sampled_from(["Incoming", "Outgoing", "Notification", "?"])),
    st.sampled_from(["one,two\n", "x" + "," * 20 + "x\n", "\n", 'a,b,c,"\n']),
)


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


def test_what_cannot_be_read_is_named_with_its_line() -> None:
    """Too few cells, an unknown direction, a lost quote; more cells than columns are said and counted."""
    reading = read(samples()[0].files[""])
    assert [(one.locator.partition(",")[0], one.reason) for one in reading.skipped] == [
        (
            "line 9",
            "“Sideways” does not say whether it was received or sent (--map incoming=Sideways)",
        ),
        ("line 10", "it has 3 of 15 columns"),
        ("line 12", "a quote in it is never closed"),
    ]
    assert [one.reason for one in reading.damage] == ["a quote in it is never closed"]
    flags = [one.contact.flags for one in reading.found if one.contact.words in {"too wide", "still here"}]
    assert flags == [("incomplete",), ("suspect",)]
    assert "1 rows have more cells than the header" in reading.notes[-1].words


def test_a_file_that_stops_inside_a_row_says_so() -> None:
    """In its plain cells or inside quotes; everything before is there."""
    whole = MESSAGES_15 + message("one") + message("two\nlines")
    for cut, reason in (
        (whole.index("two") - 20, "the file ends inside a row"),
        (whole.index("two") + 2, "a quote in it is not closed before the file ends"),
    ):
        reading = read(whole[:cut])
        assert shape(reading) == [("in", ALEX, "one")]
        assert [one.reason for one in reading.damage] == [reason]
        assert len(reading.skipped) == 1


def test_bytes_that_are_no_utf_8_are_repaired_and_said_to_be() -> None:
    """An old encoding costs letters, never a message."""
    contact = read((MESSAGES_15 + message("caf?")).encode().replace(b"caf?", b"caf\xe9")).only.contact
    assert (contact.words, contact.flags) == ("caf\ufffd", ("repaired",))


def test_attachments_are_found_by_their_names_and_never_guessed() -> None:
    """By the name, cut to forty characters or behind a prefix; beside the table first; not by two at once."""
    long_name = "x" * 60 + ".jpg"
    names = ("a.jpg", "b.jpg", long_name, "twice.jpg", "shared.jpg", "shared.jpg", "none.jpg", "far.jpg")
    rows = [message(one, attachment=one, attachment_type="image/jpeg") for one in names]
    inside = {
        "Alex/m.csv": (MESSAGES_15 + "".join(rows) + message("?", attachment_type="Image")).encode(),
        "Alex/a.jpg": b"a",
        "Sam/a.jpg": b"not this one",
        "Alex/2025 - Alex - b.jpg": b"b",
        f"Alex/{'x' * 40}.jpg": b"long",
        "Alex/1_twice.jpg": b"1",
        "Alex/2_twice.jpg": b"2",
        "Alex/shared.jpg": b"s",
        "Sam/far.jpg": b"far",
    }
    for material in (folder(inside), zipped(inside)):
        assert choose(material).name == "csv"
    found = read_folder(inside).found
    members = [one.media[0].member for one in found[:-1]]
    assert members == [
        "Alex/a.jpg",
        "Alex/2025 - Alex - b.jpg",
        f"Alex/{'x' * 40}.jpg",
        *[None] * 4,
        "Sam/far.jpg",
    ]
    assert all(one.media[0].absent is (one.media[0].member is None) for one in found[:-1])
    several = "more than one message or file in the export has this name, so none was taken"
    assert [one.media[0].reason for one in found[3:7]] == [several] * 3 + ["it is not in the export"]
    assert (found[-1].media, found[-1].contact.flags) == ((), ("omitted",))
    assert {one.member for one in found} == {"Alex/m.csv"}


@pytest.mark.parametrize("name", ["../../a.jpg", "C:\\fake\\a.jpg", "/etc/a.jpg", "a.jpg/"])
def test_a_name_of_an_attachment_is_never_a_path(name: str) -> None:
    """It is looked up among what is there by its last part; nothing else is opened."""
    table = MESSAGES_15 + message("x", attachment=name)
    (found,) = read_folder({"m.csv": table.encode(), "a.jpg": b"a"}).found
    assert found.media in {
        (Media(name, "", member="a.jpg"),),
        (Media(name, "", absent=True, reason="it is not in the export"),),
    }


def test_tables_beside_known_ones_are_named() -> None:
    """Contacts are no messages: they are not read, and not passed over in silence."""
    reading = read_folder(
        {
            "Messages.csv": (MESSAGES_15 + message("x")).encode(),
            "Contacts.csv": b"First Name,Birthday\nAlex,1990-01-01\n",
            "notes.txt": b"Dear diary, today",
        }
    )
    assert reading.notes[0].words == (
        "Tables beside them whose columns are not known were not read: “Contacts.csv”."
    )
    assert len(reading.found) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Dear Sir, I write to you\nabout, well, that\n",
        b"01/02/2023, 10:00 - Alex: hi\n01/02/2023, 10:01 - Alex: you\n",
        b"[2020-06-07, 15:13:20] Alex: hi, you\n",
        b'{"date": "2024-01-01", "text": "x"}\n{"date": "2024-01-01", "text": "x"}\n',
        b"From: a@example.org\nDate: Fri, 1 Mar 2024 10:14:05 +0000\n\nHi\n",
        b"Name,Age\nAlex,7\n",
        b"Date,Date\n2024-01-01,2024-01-01\n",
        b"Date,Number\n2024-01-01,1,2\n",
        b"Date,Number\n",
        b"\x89PNG\r\n\x1a\n,,\n",
    ],
)
def test_what_is_no_table_is_not_claimed(raw: bytes) -> None:
    """Letters, chats, mails, lists without a date and tables that are none; read by force, it is refused."""
    assert not IMPORTER.identify(lone(raw))
    with pytest.raises(ImportRefused):
        read(raw)


def test_an_unknown_table_is_claimed_and_its_columns_asked_for() -> None:
    """Those that are there are named; several tables that are not known are not claimed."""
    raw = b"When;Who;How long\n2024-01-01 10:00;+12025550143;83\n"
    assert choose(lone(raw)) is choose(folder({"bill.csv": raw}))
    assert not IMPORTER.identify(folder({"one.csv": raw, "two.csv": raw}))
    with pytest.raises(Unsaid) as asked:
        read(raw)
    assert asked.value.option == "--map"
    assert "Its columns are “When”, “Who”, “How long”." in asked.value.message


def test_dates_of_one_export_prove_each_other() -> None:
    """A proof in one table holds for another; without one it is asked, and what is said is followed."""
    first = CALLS + f"Incoming,03/04/24 09:45,00:01:00,{ALEX},,,Phone\n"
    second = CALLS + f"Incoming,31/12/23 09:45,00:01:00,{ALEX},,,Phone\nIncoming,04/31/24,,{ALEX},,,\n"
    with pytest.raises(Unsaid) as asked:
        read(first)
    assert asked.value.option == "--date-order"
    said = read(first, Said(date_order="mdy")).only.contact
    assert (said.when.at, said.when.until) == (1709545500000, 1709545560000)
    both = read_folder({"a.csv": first.encode(), "b.csv": second.replace("23", "2023").encode()})
    assert [one.contact.when.at for one in both.found] == [1712133900000, 1704015900000, None]


@settings(max_examples=50)
@given(rows=st.lists(ROWS, max_size=8), coding=st.sampled_from(["utf-8", "utf-16"]))
def test_everything_is_parsed_or_skipped(rows: list[str], coding: str) -> None:
    """However rows are broken, each is found or skipped once, in rising order, and no words are invented."""
    table = MESSAGES_15 + "".join(rows)
    raw = table.encode(coding)
    reading = read(raw)
    elements = [one.element for one in reading.found]
    assert elements == sorted(set(elements))
    assert not elements or elements[-1] <= reading.seen
    if not any('a,b,c,"' in one for one in rows):
        assert reading.seen == sum(one != "\n" for one in rows)
    for one in reading.found:
        record = raw[one.start : one.end].decode("utf-16-le" if coding == "utf-16" else coding)
        assert (one.contact.words or "").replace('"', '""') in record


def test_a_file_full_of_broken_rows_names_some_and_counts_all() -> None:
    """Each is skipped; as damage only the first are named."""
    reading = read(MESSAGES_15 + 'a,"b\n' * 50)
    assert len(reading.skipped) == 50
    assert len(reading.damage) == 20
    assert reading.damage[-1].reason == "and from there on more rows like this one"


def test_the_same_rows_are_found_after_a_broken_one() -> None:
    """A broken row hides no other: all that follow it are there."""
    rows = [message(f"{number}\nline") for number in range(5)]
    broken = rows[2].replace('line"', "line")
    reading = read(MESSAGES_15 + "".join([*rows[:2], broken, *rows[3:]]))
    assert [one.contact.words for one in reading.found] == ["0\nline", "1\nline", "3\nline", "4\nline"]
    assert Counter(re.sub(r"\d+", "n", one.reason) for one in reading.skipped) == {
        "a quote in it is never closed": 1,
        "it has n of n columns": 1,
    }
