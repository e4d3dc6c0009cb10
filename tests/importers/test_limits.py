"""A hostile file is refused or bounded, and a large one loses only what cannot be held."""

from io import BytesIO

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.android.mending import MendedBytes
from recordkeeper.importers.android.xml_stream import XmlRecords
from recordkeeper.importers.material import Limits
from tests.importers.materials import lone
from tests.importers.reading import IMPORTER, mms, part, read, sms, smses


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE smses>",
        b'<!DOCTYPE smses SYSTEM "file:///etc/hostname">',
        b'<!DOCTYPE smses [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>',
        b"<!DOCTYPE smses [<!ELEMENT smses ANY>]>",
    ],
)
def test_a_document_type_is_refused(head: bytes) -> None:
    """Nothing is read from a file that declares a document type, and the reason names it."""
    raw = head + b"<smses>" + sms(body="&b;").replace("&amp;", "&").encode() + b"</smses>"
    assert IMPORTER.identify(lone(raw, "sms.xml"))
    with pytest.raises(ImportRefused, match="declares a document type"):
        read(raw)


@pytest.mark.parametrize(
    "raw", [b"", b"words", b"<html/>", b"<root><smses/></root>", "<smses/>".encode("utf-16")]
)
def test_another_kind_of_file_is_refused(raw: bytes) -> None:
    """Only a file with the right root is read at all."""
    with pytest.raises(ImportRefused):
        read(raw)


def test_a_part_too_large_to_hold_costs_only_itself() -> None:
    """A picture beyond the limit is told as too large; its words and every later message are read."""
    huge = "QUJD" * 5000
    raw = smses(
        sms(),
        mms(part(text="words"), part("image/png", data=huge, cl="p.png"), part(text="more")),
        sms(body="&#0;").replace("&amp;", "&"),
    )
    for chunk in (100, 1000, 4000):
        reading = read(raw, Limits(chunk=chunk, tag=8000, record=8000, value=1000))
        assert not reading.damage
        assert [item.contact.words for item in reading.found] == ["where are you", "words\nmore", "\ufffd"]
        assert reading.found[1].contact.flags == ("part-unreadable",)
        assert reading.found[1].media[0].data is None
        assert [(item.start, item.end) for item in reading.found] == [
            (item.start, item.end) for item in read(raw).found
        ]


def test_parts_too_large_together_cost_only_the_later_ones() -> None:
    """Beyond the limit of one message long values are left out, and said to be."""
    pictures = [part("image/png", data="QUJD" * 500, name=str(n)) for n in range(6)]
    raw = smses(mms(part(text="words"), *pictures, part(text="x" * 3000)), sms())
    reading = read(raw, Limits(record=5000, value=1000))
    assert [media.data is not None for media in reading.found[0].media] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert (reading.found[0].contact.words, reading.found[0].contact.flags) == (
        "words",
        ("incomplete", "part-unreadable"),
    )
    assert len(reading.found) == 2


@pytest.mark.parametrize(
    ("inside", "limits"),
    [
        ("<a>" * 20 + "</a>" * 20, Limits(depth=10)),
        ("<mms>" + "<a/>" * 30 + "</mms>", Limits(parts=20)),
        ("".join(f"<mms a{n}='1'/>" for n in range(50)), Limits(names=20, chunk=64)),
        ("<sms " + " ".join(f"a{n}='1'" for n in range(50)) + "/>", Limits(attributes=20, chunk=32)),
        ("<sms body='" + "&amp;" * 5000 + "'/>", Limits(tag=2000, chunk=100)),
        ("<!-- " + "- " * 5000 + " -->", Limits(tag=1000, chunk=100)),
    ],
)
def test_a_flood_ends_the_reading_and_says_so(inside: str, limits: Limits) -> None:
    """Depth, parts, names, attributes and length are bounded; what stood before is there."""
    reading = read(smses(sms(), inside, sms()), limits)
    assert reading.found[0].contact.words == "where are you"
    (damage,) = reading.damage
    assert damage.reason.startswith("from here on the file was not read: ")


def test_a_message_whose_own_tag_is_too_large_is_skipped() -> None:
    """Words beyond the limit are never given in part: the message is named as skipped, the next is read."""
    raw = smses(sms(body="x" * 3000), sms())
    reading = read(raw, Limits(tag=1000, chunk=100))
    assert [item.contact.words for item in reading.found] == ["where are you"]
    assert "larger" in reading.skipped[0].reason


def test_memory_does_not_grow_with_the_file() -> None:
    """What the stream holds back after a chunk is the unfinished tag, and nothing of what came before."""
    records = XmlRecords(BytesIO(smses(*[sms()] * 400)), Limits(chunk=4096), frozenset({"smses"}))
    largest = 0
    for _record in records:
        largest = max(largest, len(records._window), len(records._bytes._ahead))
    assert largest < 4096 + 1024


def test_no_place_is_remembered_longer_than_needed() -> None:
    """Every repair is forgotten once its place has been told."""
    mended = MendedBytes(BytesIO(b"&#0;" * 100), Limits())
    data = b"".join(mended.chunks())
    assert mended.original(len(data)) == 400
    assert mended.repairs == 100
    assert not mended._ahead
