"""What is taken for a WhatsApp chat, and what comes of damaged, cut and giant ones."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from tests.importers.materials import folder, lone, sort_out, zipped
from tests.importers.whatsapp_samples import (
    ANDROID,
    IMPORTER,
    IPHONE,
    ME,
    NAME,
    android,
    flagged,
    iphone,
    read,
    words,
)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("app.log", b"[2024-01-01 12:00:00] local.ERROR: a\n[2024-01-01 12:00:01] local.INFO: b\n"),
        ("app.log", b"2024-01-01 12:00:00 - worker: a\n2024-01-01 12:00:01 - worker: b\n"),
        ("a.txt", b"01/02/2024, 10:00 - ERROR: a\n01/02/2024, 10:01 - WARNING: b\n"),
        ("a.eml", b"From: Alex <alex@example.org>\nSubject: hi\n\n25/03/24, 09:00 - Alex: hi\n"),
        ("a.txt", b"25/03/24, 09:00 - Alex: one line proves nothing\n"),
        ("a.txt", b"notes\n25/03/24, 09:00 - Alex: hi\n25/03/24, 09:00 - Alex: hi\n"),
        ("a.txt", b""),
    ],
)
def test_other_texts_are_not_claimed(name: str, raw: bytes) -> None:
    """Logs of programs, mail, notes and nothing at all are no chats."""
    assert not IMPORTER.identify(lone(raw, name))


def test_one_chat_among_files_is_claimed_and_two_are_not() -> None:
    """Shadow members, notes and texts sent in the chat are no second chat; another export is."""
    sent = {"00000012-WhatsApp Chat with Robin.txt": ANDROID, "notes.txt": b"buy milk"}
    held = zipped({"_chat.txt": IPHONE, "__MACOSX/._chat.txt": IPHONE, **sent})
    assert IMPORTER.identify(held)
    assert {one.member for one in sort_out(IMPORTER, held, ME).found} == {"_chat.txt"}
    both = folder({"a/_chat.txt": IPHONE, "b/_chat.txt": IPHONE})
    assert not IMPORTER.identify(both)
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, both, ME)


def test_what_is_no_chat_is_refused() -> None:
    """Nothing in it looks like a message."""
    for material in (lone(b"hello\n"), lone(b""), folder({})):
        with pytest.raises(ImportRefused):
            sort_out(IMPORTER, material)


def test_words_before_the_first_header_are_skipped_with_their_reason() -> None:
    """It is not known whose they are; empty lines are nothing."""
    reading = read(b"\r\nend of a message\nthat was cut\n" + android("Alex: a"))
    assert [one.locator for one in reading.skipped] == ["record 1, byte 2"]
    assert [one.element for one in reading.found] == [2]


def test_bytes_that_are_no_text_are_mended_and_flagged() -> None:
    """A broken character or an encoded surrogate becomes a replacement character, and the message says so."""
    reading = read(
        android("Alex: a", "Alex: b!", "Alex: c!", "Alex: d")
        .replace(b"b!", b"\xff")
        .replace(b"c!", b"\xed\xa0\x80")
    )
    assert flagged(reading, "repaired") == [2, 3]
    assert words(reading) == ["a", "\ufffd", "\ufffd\ufffd\ufffd", "d"]


def test_a_file_that_was_cut_says_so() -> None:
    """Inside a character; and where line ends prove it, inside a message or a header."""
    inside = read(android("Alex: a", "Alex: 👋")[:-3])
    assert flagged(inside, "incomplete") == [2]
    assert inside.damage
    proven = read(iphone("Alex: a", "Alex: b", "Alex: c")[:-2])
    assert flagged(proven, "incomplete") == [3]
    header = read(iphone("Alex: a", "Alex: b") + b"[25/03/20")
    assert words(header) == ["a", "b"]
    assert len(header.skipped) == len(header.damage) == 1


def test_lines_too_long_are_skipped_and_the_rest_is_read() -> None:
    """A giant line costs its own message, and nothing else."""
    raw = android("Alex: a", f"Sam: {'x' * 5000}", f"Sam: {'y' * 300}\n" + "z" * 300, "Alex: b")
    reading = read(raw, Said(limits=Limits(line=1000, record=500)))
    assert [one.element for one in reading.found] == [1, 4]
    assert len(reading.skipped) == 2


def test_hours_that_clocks_showed_twice_or_never_are_flagged() -> None:
    """In the stated zone, an hour in autumn is a range and one in spring is none."""
    raw = b"27/10/24, 02:30 - Alex: a\n30/03/25, 02:30 - Alex: b\n"
    autumn, spring = read(raw, Said(zone="Europe/Berlin", zone_stated=True)).found
    assert autumn.contact.flags[0] == "hour-twice"
    assert autumn.contact.when.basis == "stated-zone"
    assert spring.contact.flags[:2] == ("time-unreadable", "hour-skipped")


def test_many_messages_cost_little_memory_each() -> None:
    """Reading keeps nothing of a message once it was handed out."""
    start = datetime(2021, 1, 13, 8, tzinfo=UTC)
    raw = b"".join(
        f"{start + timedelta(minutes=n):%d/%m/%Y, %H:%M} - {'Sam' if n % 3 else 'Alex'}: hi {n}\n".encode()
        for n in range(2000)
    )
    tracemalloc.start()
    counted = sum(1 for _item in IMPORTER.read(lone(raw, NAME), ME))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counted == 2001
    assert peak < len(raw) + 400_000
