"""Messenger and Instagram: who wrote, when, which words; nothing attributed that was not told."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Damage, Found, Media, Observed, Said
from recordkeeper.importers.material import Limits
from recordkeeper.importers.meta_messages import put_right
from recordkeeper.records.custody import Skipped
from recordkeeper.records.moment import Moment
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
from tests.importers.meta_samples import (
    IMPORTER,
    INBOX,
    ME,
    SENT,
    account,
    blocked,
    chat,
    encrypted,
    garbled,
    message,
    thread,
)

UNSAID = Said()


def one(*messages: Any, said: Said = ME, **fields: Any) -> Found:
    """The only message of a lone file."""
    return read(thread(*messages, **fields), said).only


def read(raw: bytes, said: Said = ME) -> Reading:
    """A lone file, read."""
    return sort_out(IMPORTER, lone(raw), said)


def facts(reading: Reading) -> list[tuple[str, str, tuple[str, ...]]]:
    """Direction, other side and flags of each."""
    return [(item.contact.direction, item.contact.identifier, item.contact.flags) for item in reading.found]


def test_a_received_and_a_sent_message() -> None:
    """The sender's name, or the other member's, the server's millisecond, and the bytes it was read from."""
    raw = thread(message(content="hi"), message("Robin Example"))
    first, second = read(raw).found
    assert json.loads(raw[first.start : first.end])["content"] == "hi"
    assert first.contact.when == Moment(
        at=SENT, until=SENT, written=str(SENT), precision="exact", basis="epoch", clock="server"
    )
    assert (first.contact.channel, first.contact.medium, first.contact.words) == ("text", "", "hi")
    assert facts(read(raw)) == [("in", "Jonas Example", ()), ("out", "Jonas Example", ())]
    assert (first.native_id, second.native_id) == (f"jonas_7A:{SENT}:0", f"jonas_7A:{SENT}:1")


def test_without_a_name_for_the_keeper_nothing_is_attributed() -> None:
    """Every message says that the sender's side is not told; the first member is not taken for the keeper."""
    assert facts(read(thread(message(), message("Robin Example")), UNSAID)) == [
        ("in", "Jonas Example", ("sender-unsaid",)),
        ("in", "Robin Example", ("sender-unsaid",)),
    ]


@pytest.mark.parametrize(
    ("members", "sender", "expected"),
    [
        (("Robin Old", "Jonas Example"), "Robin Old", ("in", "Robin Old", ("sender-unsaid",))),
        (("Robin Example", "robin example"), "Robin Example", ("in", "Robin Example", ("sender-unsaid",))),
        ((), "Robin Example", ("out", "Jonas Example", ())),
        ((), "Jonas Example", ("in", "Jonas Example", ())),
        (("Robin Example",), "Robin Example", ("out", "Jonas Example", ())),
        (("Robin Example", "Jonas Example"), "", ("in", "", ("sender-unsaid",))),
    ],
)
def test_a_name_decides_only_where_it_can(
    members: tuple[str, ...], sender: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    """Not when nobody in the conversation bears the keeper's name, nor when two do."""
    assert facts(read(thread(message(sender), members=members))) == [expected]


def test_notes_to_oneself_have_no_other_side() -> None:
    """What the keeper wrote to nobody else names nobody."""
    assert facts(
        read(thread(message("Robin Example"), members=("Robin Example",), title="Robin Example"))
    ) == [("out", "", ())]


def test_a_group_names_the_others() -> None:
    """Of a received message without its sender, of a sent one all; both say so."""
    members = ("Robin Example", "Jonas Example", "Ana Example")
    received, sent = read(thread(message(), message("Robin Example"), members=members)).found
    assert (received.contact.group, received.contact.flags) == (("Ana Example",), ("group",))
    assert (sent.contact.identifier, sent.contact.group) == ("", ("Jonas Example", "Ana Example"))
    empty = one(message(), members=("Robin Example",), title="Crew", thread_type="RegularGroup")
    assert empty.contact.group == ("Crew",)
    assert one(message(), members=("Robin Example",), title="", joinable_mode={}).contact.group == ()


@given(st.text(max_size=20))
@settings(max_examples=50)
def test_what_meta_garbles_is_put_right(text: str) -> None:
    """Every text comes back as it was typed; what cannot have been garbled stays as it stands."""
    assert put_right(garbled(text)) == text
    assert put_right("🌍 Ã©") == "🌍 Ã©"
    assert put_right("caf\u00e9") == "café"


def test_words_are_kept_and_the_mending_is_told_once() -> None:
    """No flag on every emoji: one sentence with the number of messages, for the whole export."""
    words = "👨‍👩‍👧 שלום\u200f \r\n "
    reading = read(thread(message("Jonás", content=garbled(words)), message(content="plain")))
    assert reading.found[0].contact.words == words
    assert reading.found[0].contact.identifier == "Jonás"
    assert [item.contact.flags for item in reading.found] == [(), ()]
    assert [note.words[:41] for note in reading.notes] == ["Meta writes accents and emoji garbled. In"]
    assert "1 message they" in reading.notes[0].words
    assert "2 messages they" in read(thread(*[message(content=garbled("é"))] * 2)).notes[0].words


def test_characters_that_cannot_be_are_replaced_and_flagged() -> None:
    """Half an emoji never reaches a contact."""
    found = read(thread(message(content="a\ud83d"))).only
    assert (found.contact.words, found.contact.flags) == ("a\ufffd", ("repaired",))


def test_reactions_are_told_and_are_no_contacts() -> None:
    """One sentence says how many there were."""
    reaction = {"reaction": garbled("❤"), "actor": "Jonas Example"}
    assert [note.words[:10] for note in read(thread(message(reactions=[reaction]))).notes] == ["1 reaction"]
    reading = read(thread(message(reactions=[reaction] * 2), message(reactions=7)))
    assert (len(reading.found), reading.notes[0].words[:11]) == (2, "2 reactions")


@pytest.mark.parametrize(
    ("sender", "fields", "expected"),
    [
        ("Jonas Example", {"call_duration": 61}, ("in", "answered", 61, True)),
        ("Jonas Example", {"call_duration": 0, "missed": True}, ("in", "missed", 0, False)),
        ("Jonas Example", {"type": "Call"}, ("in", "", None, None)),
        ("Robin Example", {"call_duration": 61, "type": "Call"}, ("out", "", 61, None)),
        ("Robin Example", {"missed": True}, ("out", "", None, None)),
    ],
)
def test_calls_are_calls(sender: str, fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """Whoever is named called; the outcome is what the fields say, the app's sentence nobody's words."""
    raw = {INBOX + "message_1.json": thread(message(sender, content="Jonas missed your call.", **fields))}
    contact = sort_out(IMPORTER, folder(raw), ME).only.contact
    assert (contact.direction, contact.medium, contact.duration, contact.answered) == expected
    assert (contact.channel, contact.service, contact.words) == ("call", "messenger", None)
    assert contact.identifier == "Jonas Example"


def test_what_the_app_wrote_is_no_contact() -> None:
    """Who came into a group or left it was written by the app."""
    assert one(message(type="Unsubscribe")).system
    assert one(message(users=[{"name": "Ana Example"}])).system
    assert not one(message(type="Generic")).system


def test_deleted_and_empty_messages_stay() -> None:
    """A deleted one keeps what the export still has of it; one without any content says so."""
    assert one(message(is_unsent=True)).contact.flags == ("deleted",)
    assert one(message(is_unsent=True)).contact.words == "hi"
    assert one(message(content=None)).contact.flags == ("omitted",)


def test_a_shared_link_is_the_words_or_stands_beside_them() -> None:
    """Alone it is the words; beside words it is a part, unless they hold it; nothing is rewritten."""
    share = {"link": "https://example.org/a", "share_text": garbled("é")}
    assert one(message(content="", share=share)).contact.words == "é\nhttps://example.org/a"
    found = one(message(content="Jonas sent a link.", share=share))
    assert found.contact.words == "Jonas sent a link."
    written = '{"link": "https://example.org/a", "share_text": "é"}'.encode()
    assert found.media == (Media("share.json", "application/json", written),)
    link = {"link": "https://example.org/a"}
    assert one(message(content="see https://example.org/a", share=link)).media == ()
    assert one(message(share={"link": 5})).media == ()


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
            "the file is not in the export",
            "more than one file in the export has this name",
            "the file is not in the export",
        ]
        assert media[5].name == "passwd"


def test_a_lone_file_says_what_is_not_with_it() -> None:
    """The photo was left behind, or is only an address, which is never fetched."""
    found = one(message(photos=[{"uri": "photos/1.jpg"}, {"uri": "https://example.net/2.jpg"}]))
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
    assert reading.damage == [Damage(f"{INBOX}message_1.json: byte 1", "a name is missing")]
    whole = thread(message(), message())
    cut = read(whole[: whole.rindex(b'"hi"')])
    assert (len(cut.found), len(cut.damage)) == (1, 1)


def test_what_is_no_message_is_skipped_with_its_place() -> None:
    """Neither a number nor an object of another kind; the numbering goes on."""
    reading = sort_out(IMPORTER, folder({INBOX + "message_1.json": thread(5, {"a": 1}, message())}), ME)
    assert reading.found[0].element == 3
    reason = "it is not a message: it has neither a sender nor a time"
    assert [item.reason for item in reading.skipped] == [reason, reason]
    assert reading.skipped[0].locator.startswith(f"{INBOX}message_1.json: record 1, byte ")
    assert isinstance(reading.skipped[0], Skipped)


@pytest.mark.parametrize("time", [None, "x", 1.5, True, -1, 10**18, [1]])
def test_a_time_that_is_none_is_unknown(time: Any) -> None:
    """The message stays, and says so."""
    found = one(message(timestamp_ms=time))
    assert (found.contact.when.at, found.contact.flags) == (None, ("time-unreadable",))


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
    assert isinstance(alone[0], Observed)
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


RECORDS = st.one_of(
    st.builds(
        message,
        st.sampled_from(["Robin Example", "Jonas Example", ""]),
        content=st.one_of(st.text(max_size=8), st.none(), st.integers()),
        type=st.sampled_from(["Generic", "Call", "Subscribe", 5]),
        share=st.sampled_from([None, {}, {"link": "x"}, []]),
        photos=st.sampled_from([None, [], [{"uri": "a/b"}], [{"uri": 5}]]),
        timestamp_ms=st.one_of(st.integers(0, 10**14), st.none()),
    ),
    st.builds(encrypted, st.sampled_from(["Robin Example", "Jonas Example"]), text=st.text(max_size=8)),
    st.integers(),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@given(st.lists(RECORDS, max_size=6), st.booleans())
@settings(max_examples=50, deadline=None)
def test_parsed_and_skipped_are_what_was_there(records: list[Any], said: bool) -> None:  # noqa: FBT001 -- hypothesis
    """Whatever stands in the array comes out exactly once, in its order."""
    reading = read(thread(*records), ME if said else UNSAID)
    assert reading.seen == len(records)
    assert not reading.damage
    numbers = [item.element for item in reading.found]
    assert numbers == sorted(set(numbers))
