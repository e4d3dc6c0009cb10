"""What a download of Messenger or Instagram is made of: its files, their order, its lists and its pages."""

import json

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Damage, Media, Said
from recordkeeper.importers.material import Limits
from recordkeeper.records.custody import Skipped, Trace
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
from tests.importers.meta_samples import (
    IMPORTER,
    INBOX,
    ME,
    account,
    blocked,
    chat,
    encrypted,
    message,
    thread,
)


def read(raw: bytes, said: Said = ME) -> Reading:
    """A lone file, read."""
    return sort_out(IMPORTER, lone(raw), said)


def test_files_are_found_beside_their_messages_only() -> None:
    """By their whole name or beside the message; never by a bare name elsewhere, never where two could be."""
    uris = ("photos/1.jpg", INBOX + "photos/1.jpg", "2.jpg", "3.jpg", "a/4.jpg", "../../etc/passwd")
    kinds = ("photos", "videos", "audio_files", "gifs", "files", "photos")
    messages = [message() | {kind: [{"uri": uri}, {}, 5]} for kind, uri in zip(kinds, uris, strict=True)]
    messages += [message(sticker={"uri": "messages/stickers_used/s.png"}), message(photos="x")]
    files = {
        INBOX + "message_1.json": thread(*messages),
        INBOX + "photos/1.jpg": b"1",
        "else/photos/1.jpg": b"other",
        INBOX + "photos/2.jpg": b"2",
        "else/3.jpg": b"other",
        "b/a/4.jpg": b"4",
        "c/a/4.jpg": b"4",
        "x/messages/stickers_used/s.png": b"s",
    }
    for material in (folder(files), zipped(files)):
        media = [part for item in sort_out(IMPORTER, material, ME).found for part in item.media]
        assert [part.member for part in media] == [
            INBOX + "photos/1.jpg",
            INBOX + "photos/1.jpg",
            INBOX + "photos/2.jpg",
            None,
            None,
            None,
            "x/messages/stickers_used/s.png",
        ]
        assert [part.reason for part in media if part.absent] == [
            "the export names it and does not hold it",
            "several files could be it, and none was chosen",
            "the export names it and does not hold it",
        ]
        assert media[5].name == "passwd"


def test_a_lone_file_says_what_is_not_with_it() -> None:
    """The photo was left behind, or is only an address, which is never fetched."""
    found = read(thread(message(photos=[{"uri": "photos/1.jpg"}, {"uri": "https://example.net/2.jpg"}]))).only
    assert found.media == (
        Media("1.jpg", "", absent=True, reason="only the messages were handed over, not the files they name"),
        Media("2.jpg", "", absent=True, reason="it is an address on the internet, not a file"),
    )


def test_files_of_a_conversation_are_read_in_the_order_of_their_numbers() -> None:
    """2 comes before 10; encrypted chats come after them, each file's records numbered on."""
    files = {
        INBOX + "message_10.json": thread(message(content="c")),
        INBOX + "message_2.json": thread(message(content="b")),
        INBOX + "message_1.json": thread(message(content="a")),
        "messages/Jonas_12.json": chat(encrypted(text="é", media=[{"uri": "./media/p.jpg"}])),
        "messages/media/p.jpg": b"p",
        "messages/other_1.json": b'{"posts": []}',
    }
    reading = sort_out(IMPORTER, folder(files), ME)
    assert [item.contact.words for item in reading.found] == ["a", "b", "c", "é"]
    assert [item.element for item in reading.found] == [1, 2, 3, 4]
    assert [item.native_id[-2:] for item in reading.found] == [":0", ":1", ":2", ":0"]
    assert reading.found[3].media[0].member == "messages/media/p.jpg"
    assert {item.contact.medium for item in reading.found} == {"messenger"}


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("your_instagram_activity/messages/inbox/jonas_7A/message_1.json", "instagram"),
        ("your_activity_across_facebook/messages/inbox/jonas_7A/message_1.json", "messenger"),
        ("messages/inbox/jonas_7A/message_1.json", ""),
    ],
)
def test_the_folders_tell_messenger_from_instagram(name: str, service: str) -> None:
    """Where they do not, nothing is claimed."""
    assert sort_out(IMPORTER, folder({name: thread(message())}), ME).only.contact.medium == service


def test_one_broken_file_costs_only_itself() -> None:
    """The damage is placed in its file, what stands before it and beside it was read."""
    good = thread(message())
    files = {INBOX + "message_1.json": b"{broken", INBOX.replace("7A", "8") + "message_1.json": good}
    reading = sort_out(IMPORTER, folder(files), ME)
    assert len(reading.found) == 1
    assert reading.damage == [Damage(f"{INBOX}message_1.json, byte 1", "a name is missing")]
    whole = thread(message(), message())
    cut = read(whole[: whole.rindex(b'"hi"')])
    assert (len(cut.found), len(cut.damage)) == (1, 1)


def test_what_is_no_message_is_skipped_with_its_place() -> None:
    """Neither a number nor an object of another kind; the numbering goes on."""
    reading = sort_out(IMPORTER, folder({INBOX + "message_1.json": thread(5, {"a": 1}, message())}), ME)
    assert reading.found[0].element == 3
    reason = "it is not a message: it has neither a sender nor a time"
    assert [item.reason for item in reading.skipped] == [reason, reason]
    assert reading.skipped[0].locator.startswith(f"{INBOX}message_1.json, record 1, byte ")
    assert isinstance(reading.skipped[0], Skipped)


def test_blocks_are_traces_and_not_contacts() -> None:
    """Each with its account and second, in all three ways that Instagram has written them."""
    older = {"title": "", "string_list_data": [{"value": "jonas.example", "timestamp": 1_709_288_045}]}
    newer = {
        "timestamp": 1_709_288_045,
        "label_values": [
            {"label": "URL", "value": "https://example.net"},
            {"label": "Username", "value": "ana"},
        ],
    }
    raw = json.dumps([older, newer]).encode()
    name = "connections/followers_and_following/blocked_accounts.json"
    reading = sort_out(
        IMPORTER, folder({name: raw, "messages/inbox/a_1/message_1.json": thread(message())}), ME
    )
    assert [(trace.what, trace.identifier, trace.when.at) for trace in reading.observed] == [
        ("blocked", "jonas.example", 1_709_288_045_000),
        ("blocked", "ana", 1_709_288_045_000),
    ]
    assert reading.only.contact.medium == "instagram"
    alone = read(blocked(account(), 5, account("x", 5))).observed
    assert [(trace.medium, trace.when.at is None) for trace in alone] == [
        ("instagram", False),
        ("instagram", True),
    ]
    assert isinstance(alone[0], Trace)
    assert read(blocked(account(), 5)).damage[0].reason == "it is not a blocked account"
    cut = sort_out(IMPORTER, folder({name: blocked(account(), account())[:-30]}), ME)
    assert (len(cut.observed), cut.damage[0].locator[:57]) == (1, name)


def test_pages_for_browsers_are_refused_with_what_to_ask_for() -> None:
    """Beside JSON they are left out, and the keeper is told."""
    page = b'<html><body><div class="_a6-g">hi</div></body></html>'
    where = "messages/inbox/ana_2/message_1.html"
    for material in (lone(page), folder({where: b"<html>"})):
        assert choose(material).name == "meta"
        with pytest.raises(ImportRefused) as refusal:
            sort_out(IMPORTER, material, ME)
        assert "JSON" in refusal.value.advice
    both = folder({where: page, INBOX + "message_1.json": thread(message()), INBOX + "message_1.html": page})
    assert [note.words[:6] for note in sort_out(IMPORTER, both, ME).notes] == ["1 file"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'{"messages": []}',
        b'{"messages": [{"from": "a"}]}',
        b'{"messages": 5, "participants": []}',
    ],
)
def test_what_is_not_metas_is_neither_claimed_nor_read(raw: bytes) -> None:
    """A stranger's JSON is refused, whatever it is called."""
    assert not IMPORTER.identify(lone(raw, "message_1.json"))
    assert not IMPORTER.identify(folder({"message_1.json": raw}))
    if b"from" not in raw:
        with pytest.raises(ImportRefused):
            read(raw)


def test_an_empty_conversation_is_read_as_empty() -> None:
    """Nothing in it is no fault; nor is a first message longer than what is looked at."""
    assert IMPORTER.identify(lone(thread()))
    assert IMPORTER.identify(lone(chat()))
    assert IMPORTER.identify(lone(thread(message(content="x" * 70_000))))
    assert not read(thread()).found
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, folder({}), ME)


def test_a_giant_message_costs_only_itself() -> None:
    """It is skipped with its reason, and the next one is read."""
    said = Said(me=ME.me, limits=Limits(chunk=64, record=2000))
    reading = read(thread(message(content="x" * 5000), message()), said)
    assert [item.reason for item in reading.skipped] == ["it is larger than can be read"]
    assert len(reading.found) == 1


def test_the_keeper_is_told_what_such_an_export_leaves_out() -> None:
    """That encrypted chats are in a download of their own comes before anything is brought in."""
    assert "End-to-end encrypted chats of Messenger are in a download of their own" in IMPORTER.completeness
