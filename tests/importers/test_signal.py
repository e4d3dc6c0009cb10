"""Signal's own export: who wrote, by the server's clock, and what the app wrote of calls and blocks."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Found
from tests.importers import signal_samples as made
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
from tests.importers.signal_samples import GROUP, HIM, HIS, IMPORTER, ITEMS, PHOTO, SELF, T, item, text

BO, CY = "+12025550143", "cy.42"


def read(*frames: Any, files: dict[str, bytes] | None = None) -> Reading:
    """An export with these items, and perhaps files."""
    return sort_out(IMPORTER, folder({"main.jsonl": made.jsonl(*frames)} | (files or {})))


def only(**fields: Any) -> Found:
    """The one record of an export with one item."""
    return read(item(**fields)).only


def test_what_came_in_is_dated_by_the_server() -> None:
    """The server's clock is nobody's; the sender's own is kept beside it."""
    found = only(**text("where are you "))
    assert (found.contact.when.at, found.contact.when.clock, found.contact.when.basis) == (
        T + 1000,
        "server",
        "epoch",
    )
    assert (found.contact.sent_at, found.contact.words) == (T, "where are you ")
    assert (found.contact.direction, found.contact.identifier) == ("in", BO)
    assert found.contact.shown_name == "Bo Example"
    assert found.native_id == f"{HIS}:{T}"


@pytest.mark.parametrize(
    ("incoming", "at", "clock"),
    [
        ({"dateReceived": str(T + 2)}, T + 2, "own-device"),
        ({"dateReceived": T + 2, "dateServerSent": "0"}, T + 2, "own-device"),
        ({}, T, "sender"),
    ],
)
def test_without_the_servers_time_the_next_best_is_taken(incoming: Any, at: int, clock: str) -> None:
    """The phone's own clock, and only then what the sender's said."""
    when = only(incoming=incoming, **text("x")).contact.when
    assert (when.at, when.clock) == (at, clock)


def test_what_went_out_is_dated_by_the_keepers_phone() -> None:
    """The other side of a chat of two is the identifier; a status that never came to be sent says so."""
    sent = only(author=SELF, **made.outgoing("read"), **text("x")).contact
    assert (sent.direction, sent.identifier, sent.when.at, sent.when.clock) == ("out", BO, T, "own-device")
    assert (sent.sent_at, sent.flags) == (None, ())
    for statuses in (("failed",), ("pending",), ("failed", "skipped")):
        assert only(author=SELF, **made.outgoing(*statuses), **text("x")).contact.flags == ("not-sent",)
    assert only(author=SELF, **made.outgoing("failed", "sent"), **text("x")).contact.flags == ()


def test_a_group_names_the_others() -> None:
    """The sender and the keeper are not among the others; a group nobody of whom is known is its title."""
    came = only(author=HIM, chat=GROUP, **text("x")).contact
    assert (came.identifier, came.group, came.flags) == (BO, (CY,), ("group",))
    went = only(author=SELF, chat=GROUP, **made.outgoing("sent"), **text("x")).contact
    assert (went.identifier, went.group) == ("", (BO, CY))
    stranger = {"recipient": {"id": "9", "group": {"snapshot": {"title": {"title": "They"}}}}}
    reading = read(stranger, {"chat": {"id": "9", "recipientId": "9"}}, item(chat=9, **text("x")))
    assert reading.only.contact.group == ("They",)


def test_a_message_edited_keeps_the_words_before() -> None:
    """The latest words are the message's; every earlier wording is a file of its own."""
    revisions = [item(**text(one))["chatItem"] for one in ("first", "second")]
    found = only(revisions=revisions, **text("third"))
    assert (found.contact.words, found.contact.flags) == ("third", ("edited",))
    assert [(one.name, one.data) for one in found.media] == [
        ("before-edit-1.txt", b"first"),
        ("before-edit-2.txt", b"second"),
    ]


def test_long_words_are_read_whole() -> None:
    """Beyond two kilobytes the words are in a file; without that file they are said to be cut off."""
    whole = "ü" * 1500
    pointer = made.pointer(whole.encode(), "text/x-signal-plain")
    message = text("ü" * 1000, longText=pointer)
    read_whole = read(item(**message), files={made.stored(whole.encode(), ""): whole.encode()}).only
    assert (read_whole.contact.words, read_whole.contact.flags, read_whole.media) == (whole, (), ())
    cut = read(item(**message)).only
    assert (cut.contact.words, cut.contact.flags) == ("ü" * 1000, ("incomplete",))
    assert cut.media[0].absent
    bad = read(item(**message), files={made.stored(whole.encode(), ""): b"\xff"}).only
    assert "incomplete" in bad.contact.flags


def test_files_are_found_by_their_hash() -> None:
    """The name that Signal gives a file is computed from the message; two such files are none."""
    photo = item(standardMessage={"attachments": [{"pointer": made.pointer(PHOTO)}]})
    (media,) = read(photo, files={made.stored(PHOTO): PHOTO}).only.media
    assert (media.member, media.type) == (made.stored(PHOTO), "image/jpeg")
    both = {made.stored(PHOTO): PHOTO, made.stored(PHOTO, ".png"): PHOTO}
    (media,) = read(photo, files=both).only.media
    assert (media.member, media.absent, media.reason) == (
        None,
        True,
        "several files could be it, and none was chosen",
    )


@pytest.mark.parametrize(
    ("fields", "words", "flags", "channel"),
    [
        ({"remoteDeletedMessage": {}}, None, ("deleted",), "text"),
        ({"adminDeletedMessage": {}}, None, (), "text"),
        ({"viewOnceMessage": {}}, None, ("omitted",), "text"),
        ({"directStoryReplyMessage": {"emoji": "🔥"}}, "🔥", (), "text"),
        ({"poll": {"question": "When?", "options": [{"option": "now"}]}}, "When?\nnow", (), "text"),
        ({"paymentNotification": {"note": "for rent"}}, "for rent", (), "payment"),
        ({"giftBadge": {}}, None, (), "gift"),
    ],
)
def test_every_kind_of_message_is_told(fields: Any, words: str | None, flags: Any, channel: str) -> None:
    """Deleted, viewed once, reactions to stories, polls, payments, gifts."""
    contact = only(**fields).contact
    assert (contact.words, contact.flags, contact.channel) == (words, flags, channel)


@pytest.mark.parametrize(
    ("state", "medium", "answered"),
    [
        ("ACCEPTED", "answered", True),
        ("NOT_ACCEPTED", "rejected", False),
        ("MISSED", "missed", False),
        ("MISSED_NOTIFICATION_PROFILE", "missed", False),
        ("UNKNOWN_STATE", "", None),
    ],
)
def test_a_call_that_came_in(state: str, medium: str, answered: bool | None) -> None:  # noqa: FBT001 -- a table
    """Taken, declined or missed, when it began."""
    call = {"direction": "INCOMING", "state": state, "startedCallTimestamp": str(T + 7)}
    contact = only(**made.update(individualCall=call)).contact
    assert (contact.channel, contact.medium, contact.answered) == ("call", medium, answered)
    assert (contact.direction, contact.identifier, contact.when.at) == ("in", BO, T + 7)
    assert contact.service == "signal"


def test_a_call_to_a_group() -> None:
    """Who rang is who called; a call that rang nobody is the app's own line."""
    rang = {"state": "RINGING", "ringerRecipientId": "3"}
    contact = only(chat=GROUP, **made.update(groupCall=rang)).contact
    assert (contact.identifier, contact.group, contact.medium) == (CY, (BO,), "missed")
    assert only(chat=GROUP, **made.update(groupCall={"state": "GENERIC"})).system
    assert only(chat=GROUP, **made.update(groupCall={"state": "OUTGOING_RING"})).contact.direction == "out"


@pytest.mark.parametrize(
    ("kind", "what"), [("BLOCKED", "blocked"), ("UNBLOCKED", "unblocked"), ("REPORTED_SPAM", "reported")]
)
def test_a_line_of_blocking_is_a_trace(kind: str, what: str) -> None:
    """The line counts as the app's own, and is told apart as a trace with its time and its place."""
    reading = read(item(**made.update(simpleUpdate={"type": kind})))
    assert reading.only.system
    trace = reading.observed[-1]
    assert (trace.what, trace.identifier, trace.when.at, trace.words) == (what, BO, T, kind)
    assert (trace.member, trace.start, trace.end) == ("main.jsonl", reading.only.start, reading.only.end)


def test_a_blocked_person_is_a_trace() -> None:
    """Where the export says since when, that is said; where it does not, the time is unknown."""
    (trace,) = read().observed
    assert (trace.what, trace.identifier, trace.when.at) == ("blocked", BO, T + 50_000)
    (_first, older) = read(made.contact(8, HIS, e164="12025550177", blocked=True)).observed
    assert (older.identifier, older.when.at, older.when.precision) == ("+12025550177", None, "unknown")


def test_notes_to_oneself_and_signals_own_are_no_contacts() -> None:
    """Neither is anything between two people."""
    found = sort_out(IMPORTER, folder({"main.jsonl": made.jsonl(*ITEMS)})).found
    assert [one.contact.words for one in found if one.system and one.contact.words] == [
        "my own note",
        "New in Signal",
    ]


def test_people_may_stand_after_their_messages() -> None:
    """The order that the format promises is not relied on."""
    lines = made.jsonl(item(**text("x"))).splitlines(keepends=True)
    moved = b"".join([lines[0], lines[-1], *lines[1:-1]])
    assert sort_out(IMPORTER, lone(moved)).only.contact.identifier == BO


@pytest.mark.parametrize(
    ("contact", "identifier", "name"),
    [
        ({"username": "x.1", "systemGivenName": "S", "systemFamilyName": "T"}, "x.1", "S T"),
        ({"profileFamilyName": "P"}, HIS, "P"),
        ({"e164": 12025550143}, BO, ""),
        ({"e164": "no", "aci": "no", "pni": made.aci(HIS)}, HIS, ""),
    ],
)
def test_a_person_is_shown_as_the_app_shows_them(contact: Any, identifier: str, name: str) -> None:
    """The number before the user name before the account; a name given before one announced."""
    frame = made.contact(8, HIS, **contact)
    reading = read(frame, {"chat": {"id": "8", "recipientId": "8"}}, item(8, 8, **text("x")))
    found = reading.only.contact
    assert (found.identifier, found.shown_name) == (identifier, name)


def test_what_is_not_said_is_skipped() -> None:
    """Neither a sender nor a caller is guessed, and a kind of message not known is named."""
    reading = read(
        item(directionless={}, **text("x")),
        item(unheardOf={}),
        item(**made.update(individualCall={"state": "ACCEPTED"})),
    )
    assert [one.reason for one in reading.skipped] == [
        "it does not say who sent it",
        "it is of a kind that is not known here",
        "the call does not say who called",
    ]


def test_a_file_cut_off_gives_its_beginning() -> None:
    """The last line is named as damage; every line before it is there."""
    reading = sort_out(IMPORTER, lone(made.jsonl(item(**text("one")), item(**text("two")))[:-30]))
    assert [one.contact.words for one in reading.found] == ["one"]
    assert reading.damage[0].reason == "the file is cut off inside a line"


def test_an_archive_reads_as_its_folder() -> None:
    """Packed or not, the same things are found."""
    files = made.samples()[0].files
    assert sort_out(IMPORTER, zipped(files)) == sort_out(IMPORTER, folder(files))


def test_a_stranger_is_refused() -> None:
    """A file of lines that begins otherwise, and a folder with two exports, are not read."""
    main = made.jsonl()
    for files in ({"main.jsonl": b'{"version":"1"}\n'}, {"a/main.jsonl": main, "b/main.jsonl": main}):
        assert not IMPORTER.identify(folder(files))
        with pytest.raises(ImportRefused):
            sort_out(IMPORTER, folder(files))
    assert "disappearing" in IMPORTER.completeness


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(ITEMS), st.integers(), st.just([]), st.text(max_size=9)), max_size=8)
)
def test_parsed_and_skipped_is_what_was_written(frames: list[Any]) -> None:
    """Whatever stands on a line, it is parsed or skipped, and its bytes are its own."""
    raw = made.jsonl(*frames)
    reading = sort_out(IMPORTER, lone(raw))
    assert reading.seen == len(frames)
    assert all("chatItem" in json.loads(raw[one.start : one.end]) for one in reading.found)
