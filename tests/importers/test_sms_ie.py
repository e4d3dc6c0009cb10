"""SMS Import / Export: rows of Android's tables, and a list of blocked numbers."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Found, Said
from recordkeeper.importers.material import Limits
from tests.importers import sms_ie_samples as made
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
from tests.importers.sms_ie_samples import (
    BLOCKED,
    CALLS,
    HERS,
    HIS,
    IMPORTER,
    MESSAGES,
    PHOTO,
    THIRD,
    TOKEN,
    T,
    array,
    call,
    mms,
    ndjson,
    part,
    sms,
)


def read(*rows: Any, files: dict[str, bytes] | None = None) -> Reading:
    """An export of messages, and perhaps the files of their parts."""
    return sort_out(IMPORTER, folder({"messages.ndjson": ndjson(*rows)} | (files or {})))


def test_an_sms_is_told_as_the_phone_has_it() -> None:
    """Milliseconds by the phone's clock, the sender's own time, the words untouched."""
    found = read(sms(body="  שלום \n", __display_name="Bo Example")).only
    contact = found.contact
    assert (contact.when.at, contact.when.written, contact.when.clock) == (T, str(T), "own-device")
    assert (contact.sent_at, contact.words, contact.medium) == (T - 1000, "  שלום \n", "sms")
    assert (contact.direction, contact.identifier, contact.shown_name) == ("in", HIS, "Bo Example")
    assert found.native_id == "7"


def test_the_word_null_is_a_word() -> None:
    """In JSON an absent value is absent; a message that says "null" says so."""
    assert read(sms(body="null")).only.contact.words == "null"


def test_an_mms_counts_in_seconds() -> None:
    """The same instant, a thousand times smaller; some phones write milliseconds there too."""
    for written in (str(T // 1000), str(T // 1000 * 1000)):
        when = read(mms(date=written)).only.contact.when
        assert (when.at, when.written) == (T // 1000 * 1000, written)


@pytest.mark.parametrize(
    ("sender", "to", "box", "identifier", "group"),
    [
        (HIS, (HERS,), "1", HIS, ()),
        (HIS, (TOKEN,), "1", HIS, ()),
        (HIS, (HERS, THIRD), "1", HIS, (HERS, THIRD)),
        (TOKEN, (HIS,), "2", HIS, ()),
        (HERS, (HIS, THIRD), "2", "", (HIS, THIRD)),
        (TOKEN, (HERS,), "1", "", ()),
    ],
)
def test_an_mms_has_two_sides(sender: str, to: Any, box: str, identifier: str, group: Any) -> None:
    """The box says who wrote; what stands for the keeper's own number is nobody's."""
    contact = read(mms(sender=sender, to=to, msg_box=box)).only.contact
    assert (contact.identifier, contact.group) == (identifier, group)
    assert ("group" in contact.flags) == bool(group)
    assert not contact.withheld


def test_the_parts_of_an_mms() -> None:
    """Words are words, the layout is left out, and a picture is the file that bears its name."""
    parts = (
        part("application/smil", text="<smil/>"),
        part(text="look"),
        part(text="here"),
        part("image/jpeg", _data="/data/user_de/0/PART_1", cl="us.jpg"),
        part("text/x-vcard", text="BEGIN:VCARD"),
        part("image/png", _data="/data/PART_2"),
        part("audio/amr"),
    )
    found = read(mms(*parts), files={"data/PART_1": PHOTO}).only
    assert found.contact.words == "look\nhere"
    assert [(one.name, one.member, one.data, one.absent) for one in found.media] == [
        ("us.jpg", "data/PART_1", None, False),
        ("", None, b"BEGIN:VCARD", False),
        ("PART_2", None, None, True),
        ("", None, None, True),
    ]


def test_version_1_keeps_pictures_inside() -> None:
    """Its array reads like the lines of version 2; base64 that is damaged costs no words."""
    encoded = base64.b64encode(PHOTO).decode()
    row = made.old(
        part("image/jpeg", binary_data=encoded), part("image/png", binary_data="@@"), part(text="look")
    )
    found = sort_out(IMPORTER, lone(array(row))).only
    assert (found.contact.words, found.contact.identifier) == ("look", HIS)
    assert [one.data for one in found.media] == [PHOTO, None]
    assert found.contact.flags == ("part-unreadable",)


def test_a_subject_is_read_in_its_own_characters() -> None:
    """Android keeps its bytes as characters; those are put together, and others left alone."""
    assert read(mms(sub="gr\u00c3\u00bc\u00c3\u009fe", sub_cs="106")).only.contact.subject == "grüße"
    assert read(mms(sub="gr\u00fc\u00df", sub_cs="106")).only.contact.subject == "gr\u00fc\u00df"
    assert read(mms(sub="gr\u00c3", sub_cs="4")).only.contact.subject == "gr\u00c3"


def test_calls_end_as_the_phone_says() -> None:
    """Answered, placed, blocked by the phone with a hidden number, left on voicemail."""
    found = sort_out(IMPORTER, lone(array(*CALLS))).found
    calls = [one.contact for one in found]
    assert [(one.direction, one.medium, one.answered, one.identifier) for one in calls[:4]] == [
        ("in", "answered", True, HIS),
        ("out", "", None, HIS),
        ("in", "blocked", False, ""),
        ("in", "voicemail", False, HIS),
    ]
    assert (calls[0].duration, calls[0].shown_name, calls[2].withheld) == (125, "Bo Example", True)
    assert [one.data for one in found[3].media] == [b"call me back"]
    assert (calls[4].when.at, calls[4].flags) == (None, ("time-unreadable",))


def test_blocked_numbers_are_traces_without_a_time() -> None:
    """The list says who is blocked, not since when; it holds no record."""
    reading = sort_out(IMPORTER, folder({"blocked_numbers.ndjson": ndjson(*BLOCKED)}))
    assert [(one.what, one.identifier, one.when.at) for one in reading.observed] == [
        ("blocked", HIS, None),
        ("blocked", THIRD, None),
    ]
    assert (len(reading.found), len(reading.skipped)) == (0, 1)


def test_an_unknown_box_is_skipped_with_its_reason() -> None:
    """Whether it was received or sent is not guessed, of a message or of a call."""
    reasons = [one.reason for one in read(sms(type="9"), mms(msg_box="0")).skipped]
    reasons += [one.reason for one in sort_out(IMPORTER, lone(array(call(type="99")))).skipped]
    assert [one.partition("“")[2][:4] for one in reasons] == ["9” d", "0” d", "99” "]


def test_a_file_cut_off_gives_its_beginning() -> None:
    """Of lines and of an array: what stands before the cut is there, and the damage has its place."""
    rows = ndjson(sms(body="one"), sms(body="two"))[:-9]
    reading = sort_out(IMPORTER, folder({"messages.ndjson": rows}))
    assert [one.contact.words for one in reading.found] == ["one"]
    assert reading.damage[0].locator.startswith("messages.ndjson, byte ")
    reading = sort_out(IMPORTER, lone(array(call(), call())[:-30]))
    assert (len(reading.found), len(reading.damage)) == (1, 1)


def test_a_line_longer_than_any_is_skipped() -> None:
    """The next line is read."""
    material = folder({"messages.ndjson": ndjson(sms(), sms(body="x" * 900), sms(body="next"))})
    reading = sort_out(IMPORTER, material, Said(limits=Limits(line=600)))
    assert [one.reason for one in reading.skipped] == ["it is larger than can be read"]
    assert reading.found[1].contact.words == "next"


def test_numbers_without_quotes_are_taken_too() -> None:
    """A newer version may write them so."""
    row = sms() | {"date": T, "type": 1, "read": True, "date_sent": None}
    contact = sort_out(IMPORTER, lone(ndjson(sms(), row))).found[1].contact
    assert (contact.when.at, contact.direction, contact.sent_at) == (T, "in", None)


def test_an_encrypted_export_is_refused_with_advice() -> None:
    """It is known for what it is, and what to do is said."""
    material = lone(b"SSEF\x00\xff\x00\x01" + bytes(64))
    assert choose(material) is not None
    with pytest.raises(ImportRefused, match="passphrase"):
        sort_out(IMPORTER, material)


def test_two_exports_of_one_kind_are_refused() -> None:
    """Overlapping exports in one folder would count messages twice."""
    files = {"a/messages.ndjson": ndjson(sms()), "b/messages.ndjson": ndjson(sms())}
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, folder(files))
    assert IMPORTER.identify(folder(files))
    for stranger in (lone(b"[1]"), lone(b'[{"a":1}]'), folder({"messages.ndjson": b"no"})):
        assert not IMPORTER.identify(stranger)


def test_an_archive_reads_as_its_folder() -> None:
    """Packed or not, the same things are found; an export without a message is one."""
    files = made.samples()[0].files
    assert sort_out(IMPORTER, zipped(files)) == sort_out(IMPORTER, folder(files))
    assert sort_out(IMPORTER, zipped({"messages.ndjson": b""})).seen == 0
    assert "blocked numbers" in IMPORTER.completeness


ROWS = st.one_of(st.sampled_from((*MESSAGES, *BLOCKED)), st.integers(), st.text(max_size=9), st.none())


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_parsed_and_skipped_is_what_was_written(rows: list[Any]) -> None:
    """Whatever stands on a line, it is parsed or skipped, and its bytes are its own."""
    raw = ndjson(sms(), *rows)
    reading = sort_out(IMPORTER, lone(raw))
    assert reading.seen == 1 + len(rows)
    assert all(isinstance(json.loads(raw[one.start : one.end]), dict) for one in reading.found)
    assert all(isinstance(one, Found) for one in reading.found)
