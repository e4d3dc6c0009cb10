"""WhatsApp exports that other projects test with, against what is truly in them."""

import os
from collections import Counter
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.identify import choose
from recordkeeper.importers.whatsapp.export import WhatsApp
from tests.importers.materials import Reading, at, lone, sort_out

FOLDER = Path(
    os.environ.get("RECORDKEEPER_REAL_EXPORTS") or Path(__file__).parents[3] / "shared" / "real-exports"
)
CHATS = FOLDER / "whatsapp"

pytestmark = pytest.mark.skipif(not CHATS.is_dir(), reason="the real exports are not on this machine")

_CHATMINER = (9, 7, 5)
_SODA = (10, 9, 4)
RECORDS = {
    "chatminer_test_bracket_mmddyy_24hrs.txt": _CHATMINER,
    "chatminer_test_ddmmyy_24hrs.txt": _CHATMINER,
    "chatminer_test_mmddyy_24hrs.txt": _CHATMINER,
    "chatminer_test_mmddyyyy_12hrs.txt": _CHATMINER,
    "chatminer_test_yyyymmdd_24hrs.txt": _CHATMINER,
    "rb_sample_mixed.txt": (7, 5, 5),
    "soda__chat.txt": _SODA,
    **{f"soda__chat_file{n}.txt": _SODA for n in range(1, 7)},
    "soda_whatsapp_chat.zip": _SODA,
}
"""Headers, those with a sender, and senders."""
DOUBTED = {"soda__chat.txt": [10], "soda_whatsapp_chat.zip": [10], "rb_sample_mixed.txt": [3, 4, 5, 7]}
"""The last row of the first two goes back in time; the third mixes two phones' styles."""


def sample(name: str) -> Reading:
    """What comes out of one file."""
    material = at(CHATS / name)
    assert choose(material).name == "whatsapp"
    return sort_out(WhatsApp(), material)


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_there(name: str) -> None:
    """Headers, senders and times are those counted by hand; none is skipped, few doubted."""
    reading = sample(name)
    typed = [one.contact for one in reading.found if not one.system]
    assert (len(reading.found), len(typed), len({one.identifier for one in typed})) == RECORDS[name]
    assert not reading.skipped
    assert not reading.damage
    assert all(one.contact.when.at is not None for one in reading.found)
    doubted = [one.element for one in reading.found if "suspect" in one.contact.flags]
    assert doubted == DOUBTED.get(name, [])


def test_no_real_file_is_left_out() -> None:
    """Every file in the folder has its truth here."""
    assert {path.name for path in CHATS.iterdir()} == set(RECORDS)


def test_one_chat_in_five_styles_is_one_chat() -> None:
    """Words, senders and minutes are the same, whatever the style of the dates."""
    chats = [
        [(one.contact.identifier, one.contact.words, one.contact.when.at) for one in sample(name).found]
        for name in RECORDS
        if name.startswith("chatminer")
    ]
    assert len(chats) == chats.count(chats[0]) == 5


def test_a_bare_line_feed_is_inside_a_message() -> None:
    """In the files with CRLF the first message has three lines."""
    for number in range(2, 7):
        assert sample(f"soda__chat_file{number}.txt").found[1].contact.words == "Hi \n\nshiva!"


def test_seconds_are_kept_and_minutes_are_spans() -> None:
    """An iPhone's time is an instant, and Android's a minute long."""
    spans: Counter[int] = Counter()
    for name in ("soda__chat_file2.txt", "soda__chat_file3.txt"):
        for one in sample(name).found:
            spans[(one.contact.when.until or 0) - (one.contact.when.at or 0)] += 1
    assert spans == {0: 10, 60_000: 10}


@pytest.mark.parametrize("name", [one for one in RECORDS if one.endswith(".txt")])
def test_cut_and_flipped_real_files_give_their_good_beginning(name: str) -> None:
    """Cut at every twentieth or with a bit flipped, nothing else escapes."""
    raw = (CHATS / name).read_bytes()
    for step in range(20):
        place = len(raw) * step // 20
        flipped = raw[:place] + bytes([raw[place] ^ (1 << step % 8)]) + raw[place + 1 :]
        for broken in (raw[:place], flipped):
            try:
                reading = sort_out(WhatsApp(), lone(broken, name))
            except ImportRefused:
                assert place < 20
            except Unsaid:
                assert place < len(raw) // 2
            else:
                assert reading.found
