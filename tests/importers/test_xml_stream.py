"""The stream keeps every place true, takes no trick, and loses nothing that stood before damage."""

import random
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.android.xml_stream import XmlRecords
from recordkeeper.importers.material import Limits
from tests.importers.materials import Reading
from tests.importers.reading import HEAD, addr, call, mms, part, read, sms, smses

BROKEN = {
    "&#55357;&#56842;": "😊",
    "&#xD83D;&#xDE0A;": "😊",
    "&#x0d83d;&#0056842;": "😊",
    "&#10;&#55357;&#56842;": "\n😊",
    "&#55357;&#55357;&#56842;": "\ufffd😊",
    "&#55357;": "\ufffd",
    "&#56842;": "\ufffd",
    "&#xDBFF;x": "\ufffdx",
    "&#0;": "\ufffd",
    "&#1;": "\ufffd",
    "&#x1F;": "\ufffd",
    "&#65535;": "\ufffd",
    "&#1114112;": "\ufffd",
}


def with_body(body: str) -> bytes:
    """One SMS with these bytes as its words, another before and after it."""
    return smses(sms(body="before"), sms(body="@@").replace("@@", body), sms(body="after"))


def assert_places_are_true(raw: bytes, reading: Reading) -> None:
    """Every byte range cuts exactly one record out of the untouched file."""
    for item in reading.found:
        cut = raw[item.start : item.end]
        assert cut.startswith((b"<sms", b"<mms", b"<call"))
        if "incomplete" not in item.contact.flags:
            assert cut.endswith(b">")
            alone = HEAD + b"<smses>" + cut + b"</smses>"
            assert read(alone).only.contact == item.contact


@pytest.mark.parametrize("written", BROKEN)
def test_forbidden_references_are_repaired_and_flagged(written: str) -> None:
    """Two halves are their emoji, what stands for nothing is U+FFFD, and only that message says so."""
    raw = with_body(written)
    reading = read(raw)
    assert [item.contact.words for item in reading.found] == ["before", BROKEN[written], "after"]
    assert [item.contact.flags for item in reading.found] == [(), ("repaired",), ()]
    assert not reading.damage
    assert_places_are_true(raw, reading)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("&#10;&#13;&#9;", "\n\r\t"),
        ("&#128522;&#x1F60A;&#00000000128522;", "😊😊😊"),
        ("&amp;#55357;&amp;#56842;", "&#55357;&#56842;"),
        ("&lt;&gt;&quot;&apos;&amp;", "<>\"'&"),
    ],
)
def test_references_that_xml_allows_are_left_alone(written: str, words: str) -> None:
    """A correct file is never touched, and words that look like a broken emoji stay words."""
    assert read(with_body(written)).found[1].contact.words == words
    assert read(with_body(written)).found[1].contact.flags == ()


@pytest.mark.parametrize("written", BROKEN)
def test_a_reference_split_between_two_reads_is_not_missed(written: str) -> None:
    """Wherever the reading is cut, the same records come out with the same places."""
    raw = with_body(f"a {written} b")
    whole = read(raw)
    begin = raw.index(b"a &#")
    for chunk in range(1, begin + len(written) + 8):
        assert read(raw, Limits(chunk=chunk)) == whole


def test_places_of_all_kinds_of_records_are_true_in_every_chunk_size() -> None:
    """Empty tags, end tags with spaces and records without a gap between them are cut out exactly."""
    raw = (
        b"\xef\xbb\xbf<!-- a note --><?xml-stylesheet href='x'?><smses count='5'>"
        + sms(body="&#0;").encode()
        + sms().replace(" />", "></sms   \n>").encode()
        + mms(part(text="a&#1;"), part("a/b", data="QUJD"), addr("+12025550143", "137")).encode()
        + b"loose words<!-- <sms/> --><![CDATA[<sms/>]]>"
        + call().replace(" />", "><x/></call>").encode()
        + sms().replace(" />", ">/></sms>").encode()
        + b"</smses>"
    )
    whole = read(raw)
    assert len(whole.found) == 5
    assert_places_are_true(raw, whole)
    for chunk in (*range(1, 40), 100, 1000):
        assert read(raw, Limits(chunk=chunk)) == whole


def test_places_stay_true_beyond_what_a_c_long_can_count() -> None:
    """On Windows expat's byte count starts again after 4 GiB; places do not."""
    records = XmlRecords(BytesIO(), Limits(), frozenset({"smses"}))
    records._given = (5 << 32) + 700
    records._parser.Parse(b"<smses", False)
    assert records._here() == 5 << 32


def cases() -> bytes:
    """A file with something of everything."""
    return smses(
        *(
            sms(body=f"message {n} &#55357;&#56842; שלום", date=str(1709288045123 + n)) for n in range(6)
        ).__iter__(),
        *(sms().replace("you", "you &#55357;&#56842;") for _ in range(2)),
        mms(part(text="look"), part("image/png", data="QUJD"), addr("+12025550143", "137")),
        call(),
        "<unknown a='1'><b/></unknown>",
        sms(type="77"),
        "<!-- comment -->",
    )


@pytest.mark.parametrize("percent", range(0, 100, 5))
def test_a_cut_off_file_gives_everything_before_the_cut(percent: int) -> None:
    """What was whole before the cut comes out unchanged, then the damage is told with its place."""
    raw = cases()
    short = raw[: len(raw) * percent // 100]
    if b"<smses count" not in short or b">" not in short.partition(b"<smses ")[2]:
        with pytest.raises(ImportRefused):
            read(short)
        return
    whole, reading = read(raw), read(short)
    complete = [item for item in reading.found if "incomplete" not in item.contact.flags]
    assert complete == [item for item in whole.found if item.end <= len(short)]
    (damage,) = reading.damage
    assert "byte" in damage.locator
    assert "cut off or damaged" in damage.reason


def test_an_mms_that_was_begun_is_kept_as_incomplete() -> None:
    """A message whose parts break off keeps what it has, and says that it was cut off."""
    raw = smses(sms(), mms(part(text="first"), part(text="second")))
    cut = raw.index(b'<part seq="0" ct="text/plain" text="second')
    reading = read(raw[: cut + 12])
    assert [(item.contact.words, item.contact.flags) for item in reading.found] == [
        ("where are you", ()),
        ("first", ("incomplete",)),
    ]
    assert (reading.found[1].start, reading.found[1].end) == (raw.index(b"<mms"), cut)
    assert len(reading.damage) == 1


@pytest.mark.parametrize("seed", range(60))
def test_nothing_escapes_from_a_damaged_file(seed: int) -> None:
    """Flipped bits, doubled, lost and foreign bytes: what is not refused is found, skipped or damage."""
    chance = random.Random(seed)
    for _ in range(20):
        raw = bytearray(cases())
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(raw))
            how = chance.randrange(4)
            if how == 0:
                raw[place] ^= 1 << chance.randrange(8)
            elif how == 1:
                del raw[place : place + chance.randint(1, 40)]
            elif how == 2:
                raw[place:place] = raw[place : place + chance.randint(1, 400)]
            else:
                raw[place:place] = chance.choice(
                    [b"\0", b"\xff", b"<", b">", b"&#", b"&#55357;", b"]]>", b"\r\n"]
                )
        try:
            reading = read(bytes(raw), Limits(chunk=chance.choice([5, 64, 1 << 20])))
        except ImportRefused:
            continue
        assert_in_order(reading, len(raw))


def assert_in_order(reading: Reading, size: int) -> None:
    """Numbers and places rise, and stay inside the file."""
    numbers = [item.element for item in reading.found]
    assert numbers == sorted(set(numbers))
    ends = [0, *(place for item in reading.found for place in (item.start, item.end)), size]
    assert ends == sorted(ends)
    assert len(reading.damage) <= 1


@given(st.binary(max_size=200))
def test_nothing_escapes_from_any_bytes(noise: bytes) -> None:
    """Whatever stands in a file, alone or after a good beginning, only a refusal is ever raised."""
    for raw in (noise, HEAD + b"<smses>" + noise, smses(sms())[:-9] + noise, b"\xff\xfe" + noise):
        try:
            reading = read(raw, Limits(chunk=16))
        except ImportRefused:
            continue
        assert_in_order(reading, len(raw))


@given(
    st.lists(st.sampled_from([sms(), sms(type="8"), mms(), call(), call(type="x"), "<a/>", "<a><sms/></a>"]))
)
def test_every_record_is_found_or_skipped(records: list[str]) -> None:
    """Found and skipped together are exactly the records of the file."""
    reading = read(smses(*records))
    assert len(reading.found) + len(reading.skipped) == len(records)
    assert not reading.damage


@pytest.mark.parametrize("bad", [b"\xc3\x28", b"\xed\xa0\xbd", b"\x01", b"\0", b"&undefined;", b"<"])
def test_raw_damage_keeps_what_stands_before(bad: bytes) -> None:
    """Bytes that no XML may hold end the reading; the messages before them are all there."""
    raw = smses(sms(body="one"), sms(body="@@").encode().replace(b"@@", bad), sms(body="three"))
    reading = read(raw)
    assert [item.contact.words for item in reading.found] == ["one"]
    assert reading.damage[0].locator.startswith("line 4, column ")


def test_bytes_after_the_end_are_told() -> None:
    """What follows the last tag is damage, and costs no message."""
    reading = read(smses(sms()) + b"\0\0\0\0")
    assert len(reading.found) == 1
    assert len(reading.damage) == 1


def test_a_place_moved_by_repairs_is_told_in_bytes_alone() -> None:
    """Where repairs moved the columns, only the byte in the untouched file is named, and it is right."""
    raw = smses(sms().replace("you", "&#55357;&#56842;"), "<oops")
    (damage,) = read(raw).damage
    assert damage.locator == f"byte {raw.index(b'</smses>')}"


class Hesitant:
    """A parser that reports nothing before the end, as expat from 2.6 on may do."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._held = b""

    def Parse(self, data: bytes, final: bool) -> None:  # noqa: FBT001, N802 -- as expat has it
        """Hold everything back until the end."""
        self._held += data
        if final:
            self._parser.Parse(self._held, True)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parser, name)


def test_what_the_parser_reports_only_at_the_end_is_not_lost() -> None:
    """The same records in the same places come out, however late the parser reports them."""
    raw = cases()
    late = XmlRecords(BytesIO(raw), Limits(chunk=50), frozenset({"smses"}))
    late._parser = Hesitant(late._parser)  # type: ignore[assignment]
    assert list(late) == list(XmlRecords(BytesIO(raw), Limits(), frozenset({"smses"})))
