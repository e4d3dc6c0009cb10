"""What stands in a database of Apple's Messages comes out as it stands there."""

from recordkeeper.importers.importer import Found, Said
from recordkeeper.importers.material import Limits
from recordkeeper.records.contacts import Contact
from tests.importers.apple_databases import (
    ALEX,
    ALEX_MAIL,
    KIM,
    MESSAGES,
    MINE,
    archived,
    attached,
    insert,
    message,
    messages,
    nanoseconds,
)
from tests.importers.materials import Reading, lone, sort_out
from tests.importers.sqlite_databases import Statement, made

AT = 1_700_000_000_123


def read(*rows: list[Statement]) -> Reading:
    """What comes out of a database of these rows."""
    return sort_out(MESSAGES, lone(messages(*rows)))


def one(**columns: object) -> Found:
    """The only message, of these columns."""
    return read(message(1, **columns)).only  # type: ignore[arg-type]


def contact(**columns: object) -> Contact:
    """The only message, as a contact."""
    return one(**columns).contact


def test_a_message_is_what_the_database_says() -> None:
    """Words, sender, instant, service, own number, name and place of one received message."""
    raw = messages(message(1, "I'm outside. \u200f Open\r\n"))
    found = sort_out(MESSAGES, lone(raw)).only
    assert found.contact.words == "I'm outside. \u200f Open\r\n"
    assert (found.contact.direction, found.contact.channel, found.contact.medium) == (
        "in",
        "text",
        "imessage",
    )
    assert (found.contact.identifier, found.contact.keeper_identifier) == (ALEX, MINE)
    assert (found.contact.when.at, found.contact.when.until) == (AT + 60_000, AT + 60_000)
    assert found.contact.when.written == str(nanoseconds(AT + 60_000))
    assert (found.contact.when.basis, found.contact.when.clock) == ("epoch", "own-device")
    assert (found.contact.flags, found.contact.group, found.media, found.system) == ((), (), (), False)
    assert (found.element, found.native_id, found.member) == (1, "GUID-1", "")
    assert b"I'm outside." in raw[found.start : found.end]
    assert b"GUID-1" in raw[found.start : found.end]


def test_times_in_seconds_nanoseconds_and_none() -> None:
    """Old databases count seconds, newer ones nanoseconds; 0 and what no device writes is unknown."""
    assert contact(date=700_000_000).when.at == 1_678_307_200_000
    assert contact(date=nanoseconds(AT) + 999_999).when.at == AT
    for written in (0, None, 9 * 10**18, -(10**18), float("inf"), 1e300, "yesterday", b"\0"):
        found = contact(date=written)
        assert (found.when.at, found.when.precision, found.flags) == (None, "unknown", ("time-unreadable",))
        assert found.when.written == (
            "" if written is None else str(float(written) if written == 10**19 else written)
        )


def test_services_are_media() -> None:
    """iMessage, also by satellite, SMS and RCS are told apart; an unknown service is no medium."""
    given = ("iMessage", "iMessageLite", "SMS", "RCS", "Fax", None)
    media = [contact(service=service).medium for service in given]
    assert media == ["imessage", "imessage", "sms", "rcs", "", ""]


def test_long_words_stand_only_in_the_archive() -> None:
    """With no text of its own a message is read from its archive, whole; what cannot be read is flagged."""
    for size in (5, 300, 70_000):
        assert contact(text=None, attributedBody=archived("x" * size)).words == "x" * size
    assert contact(text="", attributedBody=archived("in full")).words == "in full"
    assert contact(text="short", attributedBody=archived("other")).words == "short"
    broken = contact(text=None, attributedBody=b"bplist00")
    assert (broken.words, broken.flags) == (None, ("part-unreadable",))
    unsure = contact(text=None, attributedBody=archived("Hello", end=b"o"))
    assert (unsure.words, unsure.flags) == ("Hello", ("part-unreadable",))
    assert contact(text=b"\xff").flags == ("part-unreadable",)
    assert (contact(text="").words, contact(text=None).words, contact(text=None).flags) == ("", None, ())


def test_marks_of_what_was_attached_are_no_words() -> None:
    """The marks that stand for a picture or an app alone are not words; beside words they stay."""
    assert contact(text="\ufffc").words is None
    assert contact(text="\ufffc look").words == "\ufffc look"


def test_what_went_out_is_to_the_other_person() -> None:
    """A sent message names the recipient: the one in its conversation, else its handle or its name."""
    sent = {"is_from_me": 1, "is_sent": 1}
    assert contact(handle_id=0, **sent).identifier == ALEX
    assert contact(handle_id=2, **sent).identifier == ALEX
    assert contact(handle_id=2, chat=None, **sent).identifier == ALEX_MAIL
    alone = insert("chat", ROWID=9, guid="c9", style=45, chat_identifier=KIM)
    assert read([alone], message(1, chat=9, handle_id=0, **sent)).only.contact.identifier == KIM
    assert contact(handle_id=0, chat=None, **sent).identifier == ""
    assert contact(handle_id=2, chat=None).identifier == ALEX_MAIL
    assert contact(handle_id=77).identifier == ALEX


def test_groups_name_the_sender_and_the_others() -> None:
    """In a group the sender is the other side, and everyone else stands in the group, flagged."""
    received = contact(chat=2, handle_id=3)
    assert (received.identifier, received.group, received.flags) == (KIM, (ALEX,), ("group",))
    sent = contact(chat=2, handle_id=0, is_from_me=1, is_sent=1)
    assert (sent.identifier, sent.group, sent.flags) == ("", (ALEX, KIM), ("group",))
    unnamed = contact(chat=3, handle_id=1)
    assert (unnamed.identifier, unnamed.group) == (ALEX, ("chat3",))
    room = contact(chat=None, handle_id=1, cache_roomnames="chat555")
    assert (room.identifier, room.group) == (ALEX, ("chat555",))


def test_a_message_deleted_lately_still_has_its_conversation() -> None:
    """What waits to be deleted for good is found by the list of such messages."""
    waiting = insert("chat_recoverable_message_join", chat_id=2, message_id=1)
    assert read(message(1, chat=None, handle_id=3), [waiting]).only.contact.group == (ALEX,)


def test_what_was_not_sent_is_flagged() -> None:
    """A message of the keeper's that failed, or still waits, says so; one that arrived does not."""
    mine = {"is_from_me": 1}
    assert contact(is_sent=1, **mine).flags == ()
    assert contact(is_sent=0, **mine).flags == ("not-sent",)
    assert contact(is_sent=1, error=22, **mine).flags == ("not-sent",)
    assert contact(is_sent=0, is_delivered=1, **mine).flags == ()
    assert contact(is_sent=0, error=1, date_delivered=nanoseconds(AT), **mine).flags == ()


def test_edited_and_unsent_messages_say_so() -> None:
    """An edited message has its last words; one taken back has none, and is kept as deleted."""
    rp, ec = b"bplist00\xd1\x01\x02\x52rp\x10\x00", b"bplist00\xd1\x01\x02\x52ec\x10\x00"
    edited = contact(text=None, attributedBody=archived("second"), date_edited=5, message_summary_info=ec)
    assert (edited.words, edited.flags) == ("second", ("edited",))
    unsent = contact(text=None, date_edited=5, message_summary_info=rp)
    assert (unsent.words, unsent.flags) == (None, ("deleted", "edited"))
    assert contact(text="kept", date_retracted=5).flags == ("deleted",)
    hidden = contact(text=None, date_edited=5, message_summary_info=ec)
    assert (hidden.words, hidden.flags) == (None, ("part-unreadable", "edited"))


def test_reactions_are_contacts_and_taking_one_back_is_not() -> None:
    """A heart is kept with its words, and how many there are is told; taking it back notified nobody."""
    reading = read(
        message(1, "Loved “No”", associated_message_type=2000),
        message(2, None, attributedBody=archived("Liked “No”"), associated_message_type=2001),
        message(3, None, associated_message_type=2006, associated_message_emoji="\U0001f44d\U0001f3fd"),
        message(4, "Removed a heart from “No”", associated_message_type=3000),
    )
    assert [found.contact.words for found in reading.found][:3] == [
        "Loved “No”",
        "Liked “No”",
        "\U0001f44d\U0001f3fd",
    ]
    assert [found.system for found in reading.found] == [False, False, False, True]
    (note,) = reading.notes
    assert note.words.startswith("3 of these messages are reactions")


def test_events_of_a_group_are_the_systems() -> None:
    """That a group was renamed or left is written by the device, with the name it was given."""
    found = one(text=None, chat=2, item_type=2, group_title="Family")
    assert (found.system, found.contact.words) == (True, "Family")


def test_what_an_app_made_is_named() -> None:
    """A drawing or a payment of an app inside Messages is named as a part that cannot be read."""
    found = one(text="\ufffd", balloon_bundle_id="com.apple.DigitalTouchBalloonProvider")
    assert (found.contact.words, found.contact.flags) == (None, ("part-unreadable",))
    assert [(part.name, part.readable) for part in found.media] == [
        ("com.apple.DigitalTouchBalloonProvider", False)
    ]
    link = one(text="https://example.org", balloon_bundle_id="com.apple.messages.URLBalloonProvider")
    assert (link.media, link.contact.flags) == ((), ())


def test_a_message_without_a_direction_is_skipped() -> None:
    """A row that does not say whether it was received or sent is skipped with its number, never guessed."""
    reading = read(message(1, is_from_me=None), message(2, is_from_me=2), message(3))
    assert [skip.locator.split(",")[0] for skip in reading.skipped] == ["message 1", "message 2"]
    assert [found.element for found in reading.found] == [3]
    raw = messages(message(1))
    place = sort_out(MESSAGES, lone(raw)).only.start
    torn = sort_out(MESSAGES, lone(raw[: place + 4] + b"\x0a" + raw[place + 5 :]))
    assert [skip.reason for skip in torn.skipped] == ["this message cannot be read"]


def test_old_databases_have_fewer_columns_and_tables() -> None:
    """With only the columns of long ago, and no conversations, messages are read all the same."""
    raw = made(
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INT, date INT, "
        "is_from_me INT)",
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT)",
        "INSERT INTO handle VALUES (1, '+12025550143')",
        "INSERT INTO message VALUES (1, 'G', 'words', 1, 400000000, 0), (2, 'H', 'reply', 1, 400000001, 1)",
    )
    found = sort_out(MESSAGES, lone(raw)).found
    assert [(one.contact.words, one.contact.identifier, one.contact.flags) for one in found] == [
        ("words", ALEX, ()),
        ("reply", ALEX, ()),
    ]


def test_what_is_too_long_or_damaged_says_what_is_missing() -> None:
    """A row beyond the limit is skipped or said to be incomplete; bytes that are no text are replaced."""
    long = message(1, "x" * 9000, is_from_me=2), message(2, "x" * 9000)
    raw = messages(*long, message(3, "short", payload_data=bytes(9000)), message(4))
    reading = sort_out(MESSAGES, lone(raw), Said(limits=Limits(record=5000)))
    assert [skip.locator.split(",")[0] for skip in reading.skipped] == ["message 1"]
    assert "cut off" in reading.skipped[0].reason
    assert [(found.contact.words, found.contact.flags) for found in reading.found] == [
        (None, ("incomplete", "time-unreadable")),
        ("short", ("incomplete",)),
        ("Call me", ()),
    ]
    mended = contact(text="A", subject="B").having(flags=())
    raw = messages(message(1, "A", subject="B"), ["UPDATE message SET text = CAST(x'41ff' AS TEXT)"])
    found = sort_out(MESSAGES, lone(raw)).only.contact
    assert found == mended.having(words="A\ufffd", flags=("repaired",))


def test_lists_that_cannot_be_read_are_told() -> None:
    """A list of who belongs to what with rows that are no numbers is told as damaged."""
    reading = read(message(1), ["INSERT INTO chat_handle_join VALUES ('x', 1)"])
    assert [(one.locator, one.reason) for one in reading.damage] == [
        ("table chat_handle_join", "1 of its rows cannot be read")
    ]


def test_lists_out_of_order_are_read_as_they_are() -> None:
    """Files and conversations entered in any order belong to the messages they name."""
    late = [*attached(2, 1, transfer_name="two"), *attached(1, 2, transfer_name="one")]
    reading = read(message(2, chat=2), message(1), late)
    assert [(found.media[0].name, bool(found.contact.group)) for found in reading.found] == [
        ("one", False),
        ("two", True),
    ]


def test_the_completeness_note_says_what_is_left_out() -> None:
    """Deleted messages and earlier words are named as what such a database does not give."""
    assert "deleted" in MESSAGES.completeness
    assert "edited" in MESSAGES.completeness
