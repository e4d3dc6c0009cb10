"""What a backup says becomes facts, exactly as it says it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Declared
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from tests.importers.materials import folder, sort_out
from tests.importers.reading import IMPORTER, WORDS, addr, call, mms, part, read, sms, smses, tag


def test_a_received_message_is_told_as_it_was_written() -> None:
    """Every field of a received SMS is where the record format has it."""
    assert read(smses(sms(contact_name="Sam"))).only.contact == Contact(
        when=Moment(
            at=1709288045123,
            until=1709288045123,
            written="1709288045123",
            offset=3600,
            precision="exact",
            basis="epoch",
            clock="own-device",
        ),
        direction="in",
        channel="text",
        medium="sms",
        identifier="+12025550143",
        words="where are you",
        sent_at=1709288044000,
        shown_name="Sam",
    )


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_words_and_addresses_come_back_exactly(messages: list[tuple[str, str]]) -> None:
    """No word is trimmed, normalised or lost: emoji, right-to-left text, quotes and line breaks survive."""
    written = [
        (address, body)
        for address, body in messages
        if "null" not in (address, body) and "@rcs" not in address
    ]
    raw = smses(*(sms(address=address, body=body) for address, body in written))
    assert [(item.contact.identifier, item.contact.words) for item in read(raw).found] == written


@pytest.mark.parametrize(
    ("written", "direction", "flags"),
    [
        ("1", "in", ()),
        ("2", "out", ()),
        ("3", "out", ("not-sent",)),
        ("4", "out", ("not-sent",)),
        ("5", "out", ("not-sent",)),
        ("6", "out", ("not-sent",)),
    ],
)
def test_drafts_and_failures_are_never_told_as_sent(
    written: str, direction: str, flags: tuple[str, ...]
) -> None:
    """A message box gives the direction, and what never left the phone says so."""
    reading = read(smses(sms(type=written), mms(msg_box=written)))
    assert [(item.contact.direction, item.contact.flags) for item in reading.found] == [
        (direction, flags)
    ] * 2


@pytest.mark.parametrize(
    "record", [sms(type="9"), sms(type="null"), mms(msg_box="0"), call(type="10"), "<note/>"]
)
def test_what_has_no_known_direction_is_skipped_with_its_reason(record: str) -> None:
    """A record whose direction is not known is never guessed, and never lost without a word."""
    reading = read(smses(sms(), record, sms()))
    assert [item.element for item in reading.found] == [1, 3]
    (skipped,) = reading.skipped
    assert skipped.locator.startswith("record 2, byte ")
    assert skipped.reason


def test_null_means_absent() -> None:
    """The word "null" is no subject, no name, no words and no sending time."""
    contact = read(
        smses(sms(subject="null", body="null", contact_name="null", date_sent="null"))
    ).only.contact
    assert (contact.subject, contact.words, contact.shown_name, contact.sent_at) == ("", None, "", None)


def test_an_empty_message_is_not_an_absent_one() -> None:
    """A message without words that the file writes as empty is kept as empty words."""
    assert read(smses(sms(body=""))).only.contact.words == ""


@pytest.mark.parametrize(
    "written",
    [
        "bad",
        "",
        "null",
        "0",
        "-5",
        "1e12",
        "\uff11" * 13,
        "1_709_288_045_123",
        "9" * 5000,
        "1709288045",
    ],
)
def test_a_time_that_makes_no_sense_is_kept_and_flagged(written: str) -> None:
    """The message stays, its time is unknown, and what was written is still there."""
    contact = read(smses(sms(date=written))).only.contact
    assert contact.when == Moment(written=written, precision="unknown", basis="epoch", clock="own-device")
    assert contact.flags == ("time-unreadable",)
    assert contact.words == "where are you"


def test_sending_time_is_read_in_seconds_or_milliseconds() -> None:
    """SMS write date_sent in milliseconds, MMS in seconds, both 0 for none: all come out in milliseconds."""
    raw = smses(sms(date_sent="1709288044000"), mms(date_sent="1709288044"), mms(date_sent="0"))
    assert [item.contact.sent_at for item in read(raw).found] == [1709288044000, 1709288044000, None]


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("1", ("in", "answered", True)),
        ("2", ("out", "", None)),
        ("3", ("in", "missed", False)),
        ("4", ("in", "voicemail", False)),
        ("5", ("in", "rejected", False)),
        ("6", ("in", "blocked", False)),
        ("7", ("in", "elsewhere", None)),
    ],
)
def test_calls_say_what_became_of_them(written: str, outcome: tuple[str, str, bool | None]) -> None:
    """Every call type of Android has its direction and its medium, and answered only where it is certain."""
    contact = read(b"<calls>" + call(type=written).encode() + b"</calls>").only.contact
    assert (contact.direction, contact.medium, contact.answered) == outcome
    assert (contact.channel, contact.identifier, contact.duration) == ("call", "+12025550143", 125)
    assert (contact.service, contact.withheld) == ("phone", False)


@pytest.mark.parametrize(
    ("number", "presentation"),
    [
        ("-1", "1"),
        ("-2", "1"),
        ("-3", "1"),
        ("", "1"),
        ("null", "1"),
        ("+12025550143", "2"),
        ("", "3"),
        ("", "4"),
    ],
)
def test_a_withheld_number_is_nobody(number: str, presentation: str) -> None:
    """A call from a hidden number has no identifier and says that it was hidden."""
    contact = read(
        b"<calls>" + call(number=number, presentation=presentation).encode() + b"</calls>"
    ).only.contact
    assert (contact.withheld, contact.identifier) == (True, "")


@pytest.mark.parametrize(("count", "told"), [("58", 58), ("x", None), ("-1", None)])
def test_the_declared_count_is_told_and_not_believed(count: str, told: int | None) -> None:
    """A wrong count is a value to compare, never a failure."""
    raw = b'<smses count="%b">%b</smses>' % (count.encode(), sms().encode())
    reading = read(raw)
    assert reading.declared == [Declared(told)]
    assert len(reading.found) == 1


def test_every_contact_is_one_the_record_book_takes() -> None:
    """What comes out passes the strict reading of the stored format."""
    listed = (addr("+12025550143", "137"), addr("+12025550144", "151"))
    raw = smses(
        sms(), sms(date="x"), mms(*listed, part("a/b"), address="a~b", msg_box="3"), call(), call(number="-1")
    )
    for item in read(raw).found:
        assert msgspec.convert(msgspec.to_builtins(item.contact), Contact) == item.contact


def test_what_such_backups_leave_out_is_said() -> None:
    """The completeness note names deleted messages and the short memory of the call log."""
    assert "deleted" in IMPORTER.completeness
    assert "500 to 1000 calls" in IMPORTER.completeness


def test_an_unknown_record_is_named_in_its_reason() -> None:
    """A stranger among the records is called by its name."""
    assert (
        read(smses(tag("voicemail", x="1"))).skipped[0].reason
        == "“voicemail” is neither a message nor a call"
    )


def test_two_backups_at_once_are_refused() -> None:
    """Neither is read in silence while the other is left out."""
    with pytest.raises(ImportRefused, match="not one backup"):
        sort_out(IMPORTER, folder({"a.xml": smses(sms()), "b.xml": smses(sms())}))
