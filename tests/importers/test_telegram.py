"""Telegram: senders by their numbers, times of the server, words as they were, calls as calls."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Found, Said
from recordkeeper.records.moment import Moment
from tests.importers.materials import Reading, folder, lone, sort_out
from tests.importers.telegram_samples import (
    IMPORTER,
    MINE,
    SENT,
    THEM,
    account,
    chat,
    message,
    mine,
    one_chat,
    service,
    written,
)

GROUP = {"name": "Crew", "type": "private_group", "id": 55}


def read(raw: bytes, *me: str) -> Reading:
    """A lone file, read."""
    return sort_out(IMPORTER, lone(raw), Said(me=me))


def one(record: dict[str, Any], *me: str, **about: Any) -> Found:
    """The only record of one chat."""
    return read(one_chat(record, **about), *me).only


def sides(reading: Reading) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Direction, other side, name shown and flags of each."""
    return [
        (item.contact.direction, item.contact.identifier, item.contact.shown_name, item.contact.flags)
        for item in reading.found
    ]


def test_in_a_chat_of_two_the_export_tells_the_sides() -> None:
    """The chat bears the other one's number: nothing needs to be said; names are only shown."""
    raw = one_chat(message(), mine(id=8))
    reading = read(raw)
    assert sides(reading) == [("in", THEM, "Jonas Example", ()), ("out", THEM, "Jonas Example", ())]
    first, second = reading.found
    assert json.loads(raw[first.start : first.end]) == message()
    assert (first.native_id, second.native_id) == ("101:7", "101:8")
    assert (first.contact.channel, first.contact.medium, first.contact.words) == ("text", "telegram", "hi")


def test_the_server_dates_and_the_local_time_gives_the_offset_away() -> None:
    """Whole quarters of an hour only; the count is what was written."""
    when = Moment(
        at=SENT * 1000, until=SENT * 1000, written=str(SENT), precision="exact", basis="epoch", clock="server"
    )
    assert one(message(date="2024-03-01T10:14:05")).offset == 0
    found = one(message(date="2024-03-01T16:59:05"))
    assert (found.offset, found.contact.when.written) == (24_300, str(SENT))
    for strange in ("2024-03-01T10:15:05", "2024-03-03T10:14:05", "2024-03-01", "2024-13-01T10:14:05", ""):
        assert one(message(date=strange)).contact.when == when


def test_an_old_export_has_local_times_only() -> None:
    """They are read in the zone that was said, and one written twice a year stays two."""
    old = message(date="2024-03-01T11:14:05")
    del old["date_unixtime"]
    found = sort_out(IMPORTER, lone(one_chat(old)), Said(zone="Europe/Berlin", zone_stated=True)).only
    assert (found.contact.when.at, found.contact.when.basis) == (SENT * 1000, "stated-zone")
    assert one(old | {"date": "yesterday"}).contact.flags == ("time-unreadable",)


@pytest.mark.parametrize("time", ["never", 5, None, "99999999999999999", True])
def test_a_time_that_is_none_is_unknown(time: Any) -> None:
    """The message stays, and says so."""
    found = one(message(date_unixtime=time))
    assert (found.contact.when.at, found.contact.flags) == (None, ("time-unreadable",))


def test_the_account_tells_who_the_keeper_is() -> None:
    """In groups too, by the number it writes of its owner; chats that were left are read as well."""
    reading = read(account(chat(message(), mine()), left=(chat(message(), mine(), **GROUP),)))
    assert sides(reading) == [
        ("in", THEM, "Jonas Example", ()),
        ("out", THEM, "Jonas Example", ()),
        ("in", THEM, "Jonas Example", ("group",)),
        ("out", "", "", ("group",)),
    ]
    assert [item.contact.group for item in reading.found] == [(), (), ("Crew",), ("Crew",)]
    assert one(message(), **GROUP | {"name": None}).contact.group == ("chat55",)


def test_in_a_group_the_keeper_must_be_said() -> None:
    """By number or name; unsaid, nobody is told apart; no sender at all is nobody."""
    raw = one_chat(message(), mine(), **GROUP)
    assert [item[0] for item in sides(read(raw, "Robin Example"))] == ["in", "out"]
    assert [item[0] for item in sides(read(raw, MINE))] == ["in", "out"]
    assert [item[::3] for item in sides(read(raw))] == [("in", ("group", "sender-unsaid"))] * 2
    nobody = message(**{"from": None, "from_id": None})
    assert sides(read(one_chat(nobody, **GROUP), MINE)) == [("in", "", "", ("group", "sender-unsaid"))]


def test_in_a_group_without_the_keepers_name_nobody_is_taken_for_others() -> None:
    """Said of another app, the keeper's name may be any here; it is looked for in the whole export."""
    unsaid = ("in", ("group", "sender-unsaid"))
    for said in ("+44 7700 900111", "user999"):
        raw = one_chat(message(), mine(), "x", **GROUP)
        assert [item[::3] for item in sides(read(raw, said))] == [unsaid, unsaid]
    elsewhere = written({"chats": {"list": [chat(message(), **GROUP), chat(message(), mine())]}})
    assert sides(read(elsewhere, "Robin Example"))[0][::3] == ("in", ("group",))


def test_a_name_that_two_numbers_bear_tells_nothing_of_the_second() -> None:
    """Who takes the keeper's name does not become the keeper; a number that was said decides alone."""
    other = mine(from_id="user999")
    raw = one_chat(mine(), other, mine(), **GROUP)
    assert [(item[0], item[3][1:]) for item in sides(read(raw, "Robin Example"))] == [
        ("out", ()),
        ("in", ("sender-unsaid",)),
        ("out", ()),
    ]
    assert [item[0] for item in sides(read(raw, "Robin Example", MINE))] == ["out", "in", "out"]


def test_a_deleted_account_keeps_its_number() -> None:
    """Telegram writes null for its name."""
    assert sides(read(one_chat(message(**{"from": None}), name=None))) == [("in", THEM, "", ())]


def test_old_numbers_are_the_numbers_of_today() -> None:
    """A bare number is a person's; what lies above is none."""
    assert one(message(from_id=101)).contact.identifier == THEM
    assert one(message(from_id=4_294_967_399), "x", type="").contact.identifier == "4294967399"
    assert one(mine(from_id=102)).contact.direction == "out"


def test_without_numbers_names_are_all_there_is() -> None:
    """Another program's copy is read by what was said, and the chat's name is the other side."""
    bare = {"type": "message", "date_unixtime": str(SENT), "text": "hi"}
    raw = written({"name": "Jonas", "messages": [bare | {"from": "Jonas"}, bare | {"from": "Robin"}]})
    assert [item[:2] for item in sides(read(raw, "Robin"))] == [("in", "Jonas"), ("out", "Jonas")]
    assert read(raw).found[0].native_id == ""


def test_notes_to_oneself_have_no_other_side() -> None:
    """The keeper's saved messages went to nobody."""
    about = {"type": "saved_messages", "id": 102}
    assert [item[:2] for item in sides(read(one_chat(mine(), **about)))] == [("out", "")]
    assert sides(read(one_chat(mine(), name="Robin", type="", id=None), "Robin", MINE))[0][:2] == ("out", "")


def test_words_are_joined_as_they_stand() -> None:
    """Styles and links add nothing and take nothing; control characters come through."""
    pieces = [" a\n", {"type": "bold", "text": "b\u200d"}, 5, {"type": "link", "text": "https://example.org"}]
    assert one(message(text=pieces)).contact.words == " a\nb\u200dhttps://example.org"
    assert one(message(text=5)).contact.flags == ("omitted",)
    raw = one_chat(message(text="x#y")).replace(b"x#y", rb"x\x0By\ud83d")
    found = read(raw).only
    assert (found.contact.words, found.contact.flags) == ("x\x0by\ufffd", ("repaired",))


def test_edited_messages_say_so() -> None:
    """By either field; what old exports wrote of unedited ones is no edit."""
    assert one(message(edited_unixtime=str(SENT))).contact.flags == ("edited",)
    assert one(message(edited="2024-03-01T11:15:05")).contact.flags == ("edited",)
    assert one(message(edited="1970-01-01T01:00:00")).contact.flags == ()
    assert one(message(edited_unixtime="0")).contact.flags == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"duration_seconds": 61, "discard_reason": "hangup"}, ("answered", 61, True)),
        ({"duration_seconds": 61, "discard_reason": "disconnect"}, ("answered", 61, True)),
        ({"discard_reason": "missed"}, ("missed", None, False)),
        ({"discard_reason": "busy"}, ("rejected", None, False)),
        ({"discard_reason": "hangup"}, ("", None, None)),
        ({"action": "conference_call", "is_missed": True}, ("missed", None, False)),
    ],
)
def test_calls_are_calls(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """The outcome is what the fields say; of the keeper's own calls none is said."""
    found = one(service("phone_call") | fields)
    contact = found.contact
    assert (contact.medium, contact.duration, contact.answered) == expected
    assert (contact.direction, contact.channel, contact.service, contact.words) == (
        "in",
        "call",
        "telegram",
        None,
    )
    assert not found.system
    own = one(service("phone_call", actor_id=MINE) | fields).contact
    assert (own.direction, own.identifier, own.medium, own.answered) == ("out", THEM, "", None)


def test_what_the_app_wrote_is_no_contact_and_a_gift_is_one() -> None:
    """Pinning and joining are lines of the app; a gift is sent by a person, with words."""
    assert one(service("pin_message")).system
    gift = one(service("send_star_gift", gift_text=["for ", {"type": "bold", "text": "you"}], stars=50))
    assert (gift.system, gift.contact.channel, gift.contact.service) == (False, "gift", "telegram")
    assert (gift.contact.words, gift.contact.medium) == ("for you", "")


def test_what_is_neither_words_nor_a_file_is_a_part() -> None:
    """A place, a card or a poll is kept as it stands, without what changes after it was sent."""
    place = one(message(text="", location_information={"latitude": 1.5, "longitude": 2.25}))
    assert place.contact.flags == ()
    assert place.media[0].data == b'{"location_information": {"latitude": 1.5, "longitude": 2.25}}'
    poll = {"question": "Where?", "answers": [{"text": "here", "voters": 5}, 3], "total_voters": 5}
    assert one(message(poll=poll)).media[0].data == b'{"poll": {"answers": ["here"], "question": "Where?"}}'
    assert one(message(poll={})).media[0].data == b'{"poll": {"answers": [], "question": null}}'


def test_reactions_are_told_and_are_no_contacts() -> None:
    """One sentence says that there were some."""
    reading = read(one_chat(message(reactions=[{"type": "emoji", "count": 1, "emoji": "❤"}]), message()))
    assert (len(reading.found), reading.notes[0].words[:23]) == (2, "1 messages have reactio")


def test_what_cannot_be_read_is_skipped_with_its_place() -> None:
    """The unsupported, the unknown and what is no object; the numbering goes on."""
    reading = sort_out(
        IMPORTER,
        folder({"result.json": one_chat({"id": 1, "type": "unsupported"}, message(type="x"), 5, message())}),
    )
    assert [item.reason for item in reading.skipped] == [
        "Telegram Desktop could not write this kind of message into the export",
        "its type “x” is neither a message nor a service message",
        "its type “” is neither a message nor a service message",
    ]
    assert reading.skipped[0].locator.startswith("result.json, record 1, byte ")
    assert reading.found[0].element == 4


TEXT = st.one_of(
    st.text(max_size=8), st.lists(st.one_of(st.text(max_size=4), st.just({"text": "b"})), max_size=3)
)
RECORDS = st.one_of(
    st.builds(
        message,
        text=TEXT,
        from_id=st.sampled_from([THEM, MINE, 101, None, "channel5", []]),
        date_unixtime=st.one_of(st.integers(0, 10**12).map(str), st.none()),
        photo=st.sampled_from([None, "photos/1.jpg", "(File unavailable, please try again later)"]),
        edited=st.sampled_from([None, "2024-03-01T11:14:05"]),
    ),
    st.builds(service, st.sampled_from(["phone_call", "pin_message", "send_star_gift"])),
    st.just({"type": "unsupported"}),
    st.integers(),
)


@given(st.lists(st.tuples(st.lists(RECORDS, max_size=3), st.sampled_from([{}, GROUP])), max_size=3))
@settings(max_examples=50, deadline=None)
def test_parsed_and_skipped_are_what_was_there(chats: list[tuple[list[Any], dict[str, Any]]]) -> None:
    """Whatever stands in the chats comes out exactly once, in its order."""
    total = sum(len(records) for records, _about in chats)
    if total:
        reading = read(account(*(chat(*records, **about) for records, about in chats)))
        assert reading.seen == total
        assert not reading.damage
        numbers = [item.element for item in reading.found]
        assert numbers == sorted(set(numbers))
