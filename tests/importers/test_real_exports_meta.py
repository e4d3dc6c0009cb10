"""Downloads of Messenger and Instagram made by other people's tests, against what is truly in them."""

import os
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Said
from tests.importers.materials import Reading, at, lone, sort_out

FOLDER = (
    Path(os.environ.get("RECORDKEEPER_REAL_EXPORTS") or Path(__file__).parents[3] / "shared" / "real-exports")
    / "meta"
)
BOX = FOLDER / "msgvault"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real exports are not on this machine")

COUNTS = {
    "msgvault/json_simple": {"zoe_ARCH/message_1": 1, "alice_ABC123/message_1": 3},
    "msgvault/json_multifile": {
        "dave_MULTI/message_1": 2,
        "dave_MULTI/message_2": 1,
        "dave_MULTI/message_10": 1,
    },
    "msgvault/json_group": {"crew_GRP123/message_1": 3},
    "msgvault/json_nontext": {"sam_NONTXT/message_1": 6},
    "msgvault/json_with_media": {"bob_XYZ789/message_1": 1},
    "msgvault/json_with_media_alt": {"carol_ALT456/message_1": 1},
    "msgvault/mixed": {"eve_MIX/message_1": 2},
    "msgvault/e2ee_simple": {"messages/alice_1": 4, "messages/group_2": 2},
    "msgvault/corrupt": {"goodsibling_OK/message_1": 1},
    "chatminer_instagram.json": {"": 2},
}
PAGES = ("html_simple", "html_with_media", "html_multi_media")
STRANGE = ("html_timestamps",)
"""Pages without the folders of a download around them: nothing tells whose they are."""
ME = "Test User"


def reading(name: str, *me: str) -> Reading:
    """One of them, read."""
    material = at(FOLDER / name)
    importer = choose(material)
    assert importer.name == "meta"
    return sort_out(importer, material, Said(me=me))


@pytest.mark.parametrize("name", COUNTS)
def test_every_message_is_there(name: str) -> None:
    """The counts are those made by hand, in every file; every message of a known sender has its side."""
    read = reading(name, ME)
    counted: dict[str, int] = {}
    for item in read.found:
        stem = "/".join(item.member.removesuffix(".json").split("/")[-2:])
        counted[stem] = counted.get(stem, 0) + 1
        assert (item.contact.when.at or 0) > 1_400_000_000_000
        assert item.contact.medium == ("" if name == "chatminer_instagram.json" else "messenger") or (
            item.contact.channel == "call"
        )
    assert counted == COUNTS[name]
    assert list(counted) == list(COUNTS[name])
    assert not read.skipped
    assert len(read.damage) == (name == "msgvault/corrupt")


def test_no_real_file_is_left_out() -> None:
    """Every folder and file has its truth here."""
    names = {f"msgvault/{one.name}" for one in BOX.iterdir()} | {
        one.name for one in FOLDER.iterdir() if one.is_file()
    }
    assert names == set(COUNTS) | {f"msgvault/{one}" for one in (*PAGES, *STRANGE)}


def test_sides_words_and_times_of_a_conversation() -> None:
    """Three messages, newest first, garbled words put right."""
    read = reading("msgvault/json_simple", ME)
    assert [
        (item.contact.direction, item.contact.identifier, item.contact.words) for item in read.found[1:]
    ] == [
        ("out", "Alice Example", "See you soon"),
        ("in", "Alice Example", "café time?"),
        ("out", "Alice Example", "Hello"),
    ]
    assert read.found[1].native_id == "alice_ABC123:1600000120000:0"
    assert len(read.notes) == 2


def test_encrypted_chats_unsent_and_garbled() -> None:
    """One unsent message, one garbled, a photo beside the files."""
    read = reading("msgvault/e2ee_simple", ME)
    assert [item.contact.flags for item in read.found] == [(), (), (), ("deleted",), ("group",), ("group",)]
    assert read.found[1].contact.words == "café time?"
    assert read.found[5].media[0].member == "your_activity_across_facebook/messages/media/photo.jpg"


def test_calls_shares_stickers_and_events() -> None:
    """Two calls, a shared link, two files that are not there, and a line the app wrote."""
    found = reading("msgvault/json_nontext", ME).found
    assert [item.contact.channel for item in found] == ["text", "text", "call", "call", "text", "text"]
    assert [part.absent for item in found for part in item.media] == [True, True]
    assert (found[2].contact.direction, found[2].contact.duration) == ("out", 192)
    assert (found[3].contact.direction, found[3].contact.medium) == ("in", "missed")
    assert found[4].contact.words == "Example share text\nhttps://example.com/article"
    assert [item.system for item in found] == [False] * 5 + [True]


@pytest.mark.parametrize("name", ["json_with_media", "json_with_media_alt"])
def test_the_photo_is_found(name: str) -> None:
    """Under the folder that the export was put into."""
    (part,) = reading(f"msgvault/{name}", ME).found[0].media
    assert (part.member or "").endswith("/photos/tiny.png")


def test_pages_are_refused_with_advice() -> None:
    """All of them, saying what to ask for; those that nothing tells are not claimed."""
    for name in PAGES:
        with pytest.raises(ImportRefused) as refusal:
            reading(f"msgvault/{name}")
        assert "JSON" in refusal.value.advice
    for name in STRANGE:
        with pytest.raises(ImportRefused):
            choose(at(BOX / name))


@pytest.mark.parametrize("name", ["msgvault/json_nontext", "msgvault/e2ee_simple"])
def test_cut_real_files_give_their_good_beginning(name: str) -> None:
    """Cut at every twentieth, what was whole before stays."""
    material = at(FOLDER / name)
    importer = choose(material)
    for member in material.members:
        if not member.name.endswith(".json"):
            continue
        with material.open(member.name) as stream:
            raw = stream.read()
        whole = sort_out(importer, lone(raw)).found
        for step in range(1, 20):
            place = len(raw) * step // 20
            try:
                cut = sort_out(importer, lone(raw[:place])).found
            except ImportRefused:
                assert place < 200
                continue
            before = [(item.contact.words, item.start, item.end) for item in whole if item.end <= place]
            assert [(item.contact.words, item.start, item.end) for item in cut[: len(before)]] == before
