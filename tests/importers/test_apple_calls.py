"""What stands in Apple's call history comes out as it stands there."""

import pytest

from recordkeeper.importers.importer import Found, Said
from recordkeeper.importers.material import Limits
from tests.importers.apple_databases import ALEX, CALLS, KIM, call, calls, insert
from tests.importers.materials import Reading, lone, sort_out
from tests.importers.sqlite_databases import Statement, made


def read(*rows: Statement) -> Reading:
    """What comes out of a store of these rows."""
    return sort_out(CALLS, lone(calls(*rows)))


def one(**columns: object) -> Found:
    """The only call, of these columns."""
    return read(call(1, **columns)).only


def test_a_call_is_what_the_store_says() -> None:
    """Who, when, how long, answered, by what service and name, and its place, of one received call."""
    raw = calls(call(1, ZNAME="Alex"))
    found = sort_out(CALLS, lone(raw)).only
    contact = found.contact
    assert (contact.direction, contact.channel, contact.medium, contact.answered) == (
        "in",
        "call",
        "answered",
        True,
    )
    assert (contact.identifier, contact.shown_name, contact.service) == (ALEX, "Alex", "phone")
    assert (contact.when.at, contact.when.until, contact.duration) == (
        1_700_000_060_250,
        1_700_000_060_250,
        62,
    )
    assert (contact.when.written, contact.when.basis, contact.when.clock) == (
        "721692860.25",
        "epoch",
        "own-device",
    )
    assert (contact.flags, contact.withheld, contact.group) == ((), False, ())
    assert (found.native_id, found.element, found.member) == ("CALL-1", 1, "")
    assert b"CALL-1" in raw[found.start : found.end]


def test_answered_missed_and_made_calls() -> None:
    """A call that was not answered was missed; of one that was made the store is not asked who answered."""
    given = [(0, 1), (0, 0), (0, None), (0, 7), (1, 1), (1, 0)]
    found = [one(ZORIGINATED=made_by, ZANSWERED=answered).contact for made_by, answered in given]
    assert [(contact.direction, contact.medium, contact.answered) for contact in found] == [
        ("in", "answered", True),
        ("in", "missed", False),
        ("in", "", None),
        ("in", "", None),
        ("out", "", None),
        ("out", "", None),
    ]


def test_services_are_named() -> None:
    """Phone, both kinds of FaceTime and other apps are told apart, also where only the type says so."""
    given = [
        ("com.apple.Telephony", 1),
        ("com.apple.FaceTime", 8),
        ("com.apple.FaceTime", 16),
        ("com.apple.FaceTime", None),
        ("net.whatsapp.WhatsApp", 0),
        ("org.example.calls", 0),
        (None, 1),
        (None, 16),
        (None, 0),
    ]
    services = [one(ZSERVICE_PROVIDER=name, ZCALLTYPE=kind).contact.service for name, kind in given]
    assert services == [
        *("phone", "facetime-video", "facetime-audio", "facetime", "whatsapp", "org.example.calls"),
        *("phone", "facetime-audio", ""),
    ]


def test_numbers_kept_as_bytes_are_numbers() -> None:
    """Some versions keep the number as bytes; bytes that are no text are replaced, and that is said."""
    assert one(ZADDRESS=ALEX.encode()).contact.identifier == ALEX
    broken = one(ZADDRESS=b"+1\xff").contact
    assert (broken.identifier, broken.flags) == ("+1\ufffd", ("repaired",))


def test_hidden_numbers_are_withheld() -> None:
    """A received call without a number is withheld; one that was made without one is not."""
    for address in (None, "", b""):
        assert one(ZADDRESS=address, ZANSWERED=0).contact.withheld
        assert not one(ZADDRESS=address, ZORIGINATED=1).contact.withheld


def test_calls_of_several_name_everyone() -> None:
    """Of a call of several the one who began it is the other side; of one person's, that person."""
    handles = [
        insert("ZHANDLE", Z_PK=number, ZVALUE=value) for number, value in ((1, ALEX), (2, KIM), (3, ALEX))
    ]
    several: list[Statement] = [
        ("INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (1, ?)", [n]) for n in (2, 3, 9)
    ]
    begun = read(call(1, ZADDRESS=None, ZINITIATOR=1), *handles, *several).only.contact
    assert (begun.identifier, begun.group, begun.flags, begun.withheld) == (ALEX, (KIM,), ("group",), False)
    made_by_me = read(call(1, ZADDRESS=None, ZORIGINATED=1), *handles, *several).only.contact
    assert (made_by_me.identifier, made_by_me.group) == ("", (KIM, ALEX))
    alone = read(call(1, ZADDRESS=None), *handles, *several[:1]).only.contact
    assert (alone.identifier, alone.group, alone.flags) == (KIM, (), ())


@pytest.mark.parametrize("written", [None, 0, float("inf"), -1e300, "today", b"x", 5e9 + 0.5])
def test_times_that_are_none_are_unknown(written: object) -> None:
    """A time that no phone writes is unknown, and what is written is kept."""
    contact = one(ZDATE=written).contact
    assert (contact.when.at, contact.flags) == (None, ("time-unreadable",))
    assert contact.when.written == ("" if written is None else str(written))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(0, 0), (61.5, 62), (None, None), (-1, None), (float("inf"), None), (1e9, None), ("long", None)],
)
def test_durations_are_whole_seconds_or_nothing(written: object, seconds: int | None) -> None:
    """A duration is rounded to seconds; what is no duration is none."""
    assert one(ZDURATION=written).contact.duration == seconds


def test_a_call_without_a_direction_is_skipped() -> None:
    """A call that does not say whether it was received or made is skipped with its number."""
    reading = read(call(1, ZORIGINATED=None), call(2))
    assert [skip.locator.split(",")[0] for skip in reading.skipped] == ["call 1"]
    assert [found.element for found in reading.found] == [2]
    raw = calls(call(1))
    place = sort_out(CALLS, lone(raw)).only.start
    torn = sort_out(CALLS, lone(raw[: place + 3] + b"\x0a" + raw[place + 4 :]))
    assert [skip.reason for skip in torn.skipped] == ["this call cannot be read"]


def test_stores_of_long_ago_have_no_list_of_participants() -> None:
    """Without the tables of participants, and with an address in bytes, calls are read all the same."""
    raw = made(
        "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZORIGINATED INT, ZDATE FLOAT, ZADDRESS BLOB)",
        ("INSERT INTO ZCALLRECORD VALUES (7, 0, 700000000, ?)", [ALEX.encode()]),
    )
    contact = sort_out(CALLS, lone(raw)).only.contact
    assert (contact.identifier, contact.medium, contact.when.at) == (ALEX, "", 1_678_307_200_000)


def test_a_call_that_is_cut_claims_nothing_beyond() -> None:
    """A row beyond the limit is skipped or incomplete, and a number that cannot be read is not withheld."""
    long = call(1, ZADDRESS="+1" * 4000)
    reading = sort_out(CALLS, lone(calls(long, call(2))), Said(limits=Limits(record=5000)))
    first, second = reading.found
    assert (first.contact.flags, first.contact.withheld, first.contact.identifier) == (
        ("incomplete",),
        False,
        "",
    )
    assert second.contact.flags == ()
    there: Statement = ("INSERT INTO ZCALLRECORD VALUES (1, ?, 2)", ["9" * 9000])
    cut = made("CREATE TABLE ZCALLRECORD (ZDATE, ZADDRESS, ZORIGINATED)", there)
    (skip,) = sort_out(CALLS, lone(cut), Said(limits=Limits(record=5000))).skipped
    assert "cut off" in skip.reason


def test_the_completeness_note_says_how_far_back_it_goes() -> None:
    """That only about a thousand calls are kept, and that a declined one cannot be told, is said."""
    assert "1000" in CALLS.completeness
    assert "declined" in CALLS.completeness
