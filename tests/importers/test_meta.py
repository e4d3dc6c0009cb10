"""Messenger and Instagram: who wrote, when, which words; nothing attributed that was not told."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Found, Media, Said
from recordkeeper.importers.meta.messages import put_right
from recordkeeper.records.moment import Moment
from tests.importers.materials import Reading, folder, lone, sort_out
from tests.importers.meta_samples import (
    IMPORTER,
    INBOX,
    ME,
    SENT,
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
        ((), "Jonas Example", ("in", "Jonas Example", ("sender-unsaid",))),
        (("Robin Example",), "Robin Example", ("out", "Jonas Example", ())),
        (("Robin Example", "Jonas Example"), "", ("in", "", ("sender-unsaid",))),
    ],
)
def test_a_name_decides_only_where_it_can(
    members: tuple[str, ...], sender: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    """Not when nobody in the conversation bears the keeper's name, nor when two do."""
    assert facts(read(thread(message(sender), members=members))) == [expected]


def test_in_a_group_without_the_keepers_name_nobody_is_taken_for_others() -> None:
    """Said of another app, the keeper's name may be any here; one who left the group still wrote in it."""
    members = ("Robin Old", "Jonas Example", "Ana Example")
    unsaid = ("group", "sender-unsaid")
    raw = thread(message(), message("Robin Old"), "x", members=members)
    assert [flags for _way, _who, flags in facts(read(raw))] == [unsaid, unsaid]
    left = thread(message(), message("Robin Example"), members=members)
    assert facts(read(left)) == [("in", "Jonas Example", ("group",)), ("out", "", ("group",))]


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


@pytest.mark.parametrize("time", [None, "x", 1.5, True, -1, 10**18, [1]])
def test_a_time_that_is_none_is_unknown(time: Any) -> None:
    """The message stays, and says so."""
    found = one(message(timestamp_ms=time))
    assert (found.contact.when.at, found.contact.flags) == (None, ("time-unreadable",))


RECORDS = st.one_of(
    st.builds(
        message,
        st.sampled_from(["Robin Example", "Jonas Example", ""]),
        content=st.one_of(st.text(max_size=8), st.none(), st.integers()),
        type=st.sampled_from(["Generic", "Call", "Subscribe", 5, []]),
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
