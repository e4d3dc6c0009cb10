"""Where a message of a WhatsApp chat begins, and when it was: by proof, doubted, or asked for."""

import pytest

from recordkeeper.errors import Unsaid
from recordkeeper.importers.importer import Said
from tests.importers.whatsapp_samples import (
    IPHONE,
    android,
    at,
    flagged,
    read,
    words,
)


def test_a_header_inside_a_message_of_an_iphone_is_words() -> None:
    """Where messages end in CRLF a bare line feed begins none, and nothing is doubted."""
    reading = read(IPHONE)
    assert words(reading)[2] == "one\n[25/03/2024, 08:00:00] Alex: forged\nlast"
    assert not flagged(reading, "suspect")
    assert "1 line inside a message" in " ".join(note.words for note in reading.notes)


@pytest.mark.parametrize(
    ("forged", "doubted"),
    [
        ("24/03/24, 09:00 - Sam: I never wrote this", [3]),
        ("[25/03/24, 09:01:00] Sam: another style", [3]),
        ("25/03/24, 09:01 - Robin: neither of the two", [3]),
        ("25/03/25, 09:01 - Sam: a year ahead", [3]),
        ("25/03/24, 08:30 - Sam: half an hour late, as honest ones are", []),
    ],
)
def test_a_forged_header_in_an_android_chat_is_doubted(forged: str, doubted: list[int]) -> None:
    """By its time, its style or its sender; honest messages around it are not."""
    reading = read(android("Sam: a", f"Alex: b\n{forged}", *(["Sam: c", "Alex: d"] * 9)))
    assert flagged(reading, "suspect") == doubted
    assert len(reading.found) == 21
    assert ("marked so" in " ".join(note.words for note in reading.notes)) == bool(doubted)


def test_old_lines_pasted_into_a_message_are_all_doubted() -> None:
    """Each of a pasted block is earlier than the chat, though later than the one above it."""
    block = "\n".join(f"01/01/24, 10:{n:02} - Alex: old" for n in range(30))
    reading = read(android("Sam: a", f"Alex: look\n{block}", "Sam: b", "Alex: c"))
    assert flagged(reading, "suspect") == list(range(3, 33))


def test_a_clock_that_was_set_wrong_is_believed_in_the_end() -> None:
    """A chat whose time goes back for good is not doubted for ever."""
    raw = android("Alex: a", "Sam: b", day="25/03/25") + android(*["Alex: c"] * 200)
    assert flagged(read(raw), "suspect") == list(range(3, 104))


def test_first_messages_in_a_group_are_not_doubted() -> None:
    """Whoever writes in a group for the first time is nothing out of the ordinary."""
    raw = android("Sam created group “Us”", *(["Alex: a", "Sam: b"] * 40), "Robin: my first")
    assert not flagged(read(raw, name="export"), "suspect")


def test_a_third_name_in_a_long_chat_of_two_is_doubted() -> None:
    """Even where the file says no name: two wrote nearly all of it."""
    assert flagged(read(android(*(["Alex: a", "Sam: b"] * 40), "Robin: c"), name="export"), "suspect") == [81]
    assert not flagged(read(android("Alex: a", "Sam: b", "Robin: c"), name="export"), "suspect")


def test_line_ends_made_anew_prove_nothing() -> None:
    """A file with CRLF at every line was converted: messages stay whole, and doubt stays possible."""
    raw = android("Alex: a\nb", "Sam: c", "Alex: d\n24/03/24, 09:00 - Sam: forged").replace(b"\n", b"\r\n")
    reading = read(raw)
    assert words(reading) == ["a\r\nb", "c", "d", "forged"]
    assert flagged(reading, "suspect") == [4]


def test_mixed_line_ends_lose_no_message() -> None:
    """A few line ends of the other kind change no border between messages."""
    raw = android("Alex: a", "Sam: b\r", "Alex: c", "Sam: d")
    assert words(read(raw)) == ["a", "b\r", "c", "d"]


def days(*dates: str) -> bytes:
    """One message on each date."""
    return "".join(f"{one}, 10:00 - Alex: hi\n" for one in dates).encode()


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        (days("03/04/21", "13/04/21"), (2021, 4, 3)),
        (days("03/04/21", "03/14/21"), (2021, 3, 4)),
        (days("03/04/2021", "04/04/2021", "03/05/2021"), (2021, 4, 3)),
        (days("03/04/21", "04/03/21"), (2021, 3, 4)),
        (days("24-03-04", "24-04-01"), (2024, 3, 4)),
        (days("25/03/24"), (2024, 3, 25)),
        (days("04/04/21"), (2021, 4, 4)),
        (b"03/04/21, 10:00 - Alex: IMG-20210403-WA0001.jpg (file attached)\n", (2021, 4, 3)),
        (b"03/04/21, 10:00 - Alex: IMG-20210304-WA0001.jpg (file attached)\n", (2021, 3, 4)),
        (days(*(f"{n}/04/21" for n in range(9, 31)), "04/30/21"), (2021, 4, 9)),
    ],
)
def test_the_order_of_dates_is_proven(raw: bytes, first: tuple[int, ...]) -> None:
    """By a number above twelve, by the order of messages, or by the names of files."""
    reading = read(raw)
    assert reading.found[0].contact.when.at == at(*first, 10)


def test_an_order_that_nothing_proves_is_asked_for_and_never_guessed() -> None:
    """Both ways are shown on a date of the file; what is said then decides, and is told."""
    raw = days("03/04/21", "05/04/21")
    with pytest.raises(Unsaid) as asked:
        read(raw)
    assert asked.value.option == "--date-order"
    assert asked.value.choices == {
        "dmy": "03/04/21 is Sat 3 Apr 2021",
        "mdy": "03/04/21 is Thu 4 Mar 2021",
    }
    said = read(raw, Said(date_order="mdy"))
    assert said.found[0].contact.when.at == at(2021, 3, 4, 10)
    assert said.notes == []


def test_an_order_that_contradicts_the_file_is_not_taken() -> None:
    """What was said gives way to proof, and the keeper is told."""
    for raw in (days("25/03/2024"), b"03/04/21, 10:00 - Alex: IMG-20210403-WA0001.jpg (file attached)\n"):
        with pytest.raises(Unsaid, match="cannot be written month, day, year"):
            read(raw, Said(date_order="mdy"))
    assert read(days("25/03/24"), Said(date_order="ymd")).only.contact.when.at == at(2025, 3, 24, 10)


def test_dates_that_mean_nothing_leave_the_time_open() -> None:
    """A file in which no date exists is still read."""
    assert flagged(read(days("45/45/21", "46/45/21")), "time-unreadable") == [1, 2]
