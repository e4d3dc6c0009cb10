"""A JSON document is read record by record, strictly, in bounded memory, and never raises."""

import json
import time
import tracemalloc
from collections import deque
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Damage
from recordkeeper.importers.json.lines import Line, lines
from recordkeeper.importers.json.stream import Part, beside, elements
from recordkeeper.importers.json.values import Decoded, decoded
from recordkeeper.importers.material import Limits

MESSAGES: set[tuple[str, ...]] = {("messages",)}
SMALL = Limits(chunk=7)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def walked(
    raw: bytes, arrays: set[tuple[str, ...]] = MESSAGES, limits: Limits = SMALL
) -> list[Part | Damage]:
    """Everything that comes out of a document."""
    return list(elements(BytesIO(raw), limits, arrays))


def reasons(raw: bytes, limits: Limits | None = None) -> list[str]:
    """Why its records cannot be read, "" for those that can."""
    return [one.reason for one in walked(raw, {()}, limits or Limits())]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(JSON, max_size=5),
    JSON,
    st.sampled_from([None, 1]),
    st.booleans(),
    st.integers(1, 40),
)
def test_what_was_written_comes_out_with_its_bytes(
    records: list[Any],
    title: Any,
    indent: int | None,
    ascii_only: bool,  # noqa: FBT001 -- hypothesis hands it in
    chunk: int,
) -> None:
    """Every record has its value, its number and its byte range, however the bytes come in."""
    whole = {"title": title, "messages": records, "end": 1}
    raw = json.dumps(whole, indent=indent, ensure_ascii=ascii_only).encode(errors="replace")
    parts = [one for one in walked(raw, limits=Limits(chunk=chunk)) if isinstance(one, Part)]
    assert [one.path for one in parts] == [
        ("title",),
        *(("messages", number) for number in range(len(records))),
        ("end",),
    ]
    truth = json.loads(raw)
    assert [one.value for one in parts] == [truth["title"], *truth["messages"], 1]
    assert all(decoded(raw[one.start : one.end], SMALL).value == one.value for one in parts)


@settings(max_examples=40, deadline=None)
@given(JSON, st.binary(max_size=4), st.floats(0, 1), st.integers(1, 30))
def test_damage_anywhere_is_a_value(whole: Any, splice: bytes, where: float, chunk: int) -> None:
    """Cut or spliced documents raise nothing, and what the standard library accepts has no damage."""
    raw = json.dumps({"messages": [whole, whole]}).encode()
    place = int(len(raw) * where)
    for broken in (raw[:place], raw[:place] + splice + raw[place:]):
        for item in walked(broken, limits=Limits(chunk=chunk)):
            assert isinstance(item, Damage) or 0 <= item.start < item.end <= len(broken)


def test_arrays_are_found_by_their_path() -> None:
    """A star stands for any name or place; what lies beside is yielded whole, once."""
    raw = b'{"a": 1, "chats": {"about": "x", "list": [{"id": 7, "messages": [1, [2]]}, 5, {"messages": {}}]}}'
    parts = walked(raw, {("chats", "list", "*", "messages")})
    assert [(one.path, one.value) for one in parts if isinstance(one, Part)] == [
        (("a",), 1),
        (("chats", "about"), "x"),
        (("chats", "list", 0, "id"), 7),
        (("chats", "list", 0, "messages", 0), 1),
        (("chats", "list", 0, "messages", 1), [2]),
        (("chats", "list", 1), 5),
        (("chats", "list", 2, "messages"), {}),
    ]


def test_a_document_may_be_an_array() -> None:
    """The empty path names it; a mark of byte order before it is passed over, and counts as bytes."""
    parts = walked(b"\xef\xbb\xbf [1, 2 ]\n", {()})
    assert parts == [Part((0,), 5, 6, 1), Part((1,), 8, 9, 2)]


def test_empty_ones_hold_nothing() -> None:
    """Empty arrays and objects yield nothing and are no damage."""
    assert walked(b'{"messages": [ ]}') == []
    assert walked(b"{ }") == []


def test_what_stands_beside_is_found_behind_the_records() -> None:
    """Names and titles can be asked for before a record is read, wherever they stand; broken ones are not."""
    raw = b'{"a": [1], "messages": [{"b": NaN}, "]"], "title": "x", "bad": [1, NaN], "more": 3'
    names = {"a", "title", "bad"}
    assert beside(BytesIO(raw), SMALL, MESSAGES, names) == {("a",): [1], ("title",): "x"}
    assert beside(BytesIO(raw), Limits(value=2), MESSAGES, names) == {}


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b'{"a": 1, "a": 2}', "a name stands in it twice"),
        (b"[NaN]", "it holds “NaN”, which is not a number"),
        (b"[-Infinity]", "it holds “-Infinity”, which is not a number"),
        (b"[1e999]", "a number in it is larger than any export writes"),
        (b"1" * 5000, "a number in it is larger than any export writes"),
        (b"[" * 17 + b"]" * 17, "its brackets stand too deep inside one another"),
        (b"[" + b"1," * 10_000 + b"1]", "it has too many parts to be read"),
        (b"[" + b"[]" * 10_001 + b"]", "it has too many parts to be read"),
        (b"[1 2]", "it is not valid JSON (Expecting ',' delimiter, character 3)"),
        (b"'a'", "it is not valid JSON (Expecting value, character 0)"),
    ],
)
def test_what_no_export_writes_is_skipped_with_its_reason(record: bytes, reason: str) -> None:
    """One bad record costs itself, and nothing after it."""
    assert reasons(b"[1, " + record + b", 2]") == ["", reason, ""]


def test_commas_and_brackets_in_words_are_words() -> None:
    """A long message with many commas and brackets is read like any other."""
    words = "a,[{" * 20_000
    (part,) = walked(json.dumps([words]).encode(), {()}, Limits())
    assert isinstance(part, Part)
    assert part.value == words


def test_bad_characters_are_replaced_and_said_to_be() -> None:
    """A byte that is not UTF-8 and half a character cost no message; whole ones and escapes stay."""
    assert decoded(b'"a\xff\xf0\x9f"', SMALL) == Decoded("a\ufffd\ufffd", "", repaired=True)
    assert decoded(rb'"\ud83d\ude0a \uDE0A\\ud800 \ud83d"', SMALL) == Decoded(
        "😊 \ufffd\\ud800 \ufffd", "", repaired=True
    )
    assert decoded(rb'"\ud83d\ude0a\\ud83d"', SMALL) == Decoded("😊\\ud83d")
    assert decoded(rb'"\x0B \\x0B"', SMALL) == Decoded("\x0b \\x0B")
    assert decoded(b'"line\nbreak\x00"', SMALL) == Decoded("line\nbreak\x00")


@pytest.mark.parametrize(
    ("raw", "place", "reason"),
    [
        (b'{"messages": [1, {"a": "\\', 17, "from here on the file is cut off"),
        (b'{"messages": [1, {"a": 2', 17, "from here on the file is cut off"),
        (b'{"messages": [1', 15, "from here on the file is cut off"),
        (b'{"messages": [1,', 16, "from here on the file is cut off"),
        (b'{"messages": [1 2]}', 16, "a comma is missing"),
        (b'{"messages": [1,]}', 16, "a value is missing"),
        (b'{"messages": [1, {]}]}', 18, "a bracket is closed that was not opened"),
        (b'{"messages": [1], 5: 6}', 18, "a name is missing"),
        (b'{"messages": [1], "b" 6}', 22, "a colon is missing"),
        (b'{"messages": [1], "\\q": 6}', 18, "it is not valid JSON (Invalid \\escape, character 1)"),
        (b'{"messages": [1]} x', 18, "something follows the end of the document"),
    ],
)
def test_a_broken_document_gives_its_good_beginning(raw: bytes, place: int, reason: str) -> None:
    """What stands before the damage was read, and the damage is placed."""
    assert walked(raw) == [Part(("messages", 0), 14, 15, 1), Damage(f"byte {place}", reason)]


def test_a_name_that_stands_twice_is_said() -> None:
    """Nothing chooses between the two: both are yielded."""
    items = walked(b'{"messages": [1], "messages": [2]}')
    assert [one.value if isinstance(one, Part) else one.reason for one in items] == [
        1,
        "the name “messages” stands there twice",
        2,
    ]


def test_what_is_too_large_is_passed_over() -> None:
    """Records beyond the limit are skipped, too many or too long names end the reading."""
    limits = Limits(chunk=16, record=100, names=3, value=20, parts=30)
    long = b'"' + b"x" * 300 + b'"'
    assert reasons(b"[1, " + long + b', "y"]', limits) == ["", "it is larger than can be read", ""]
    assert reasons(b"[" + b"1" * 300 + b"]", limits) == ["it is larger than can be read"]
    many = walked(b'{"a": 1, "b": 2, "c": 3, "d": 4}', limits=limits)
    assert many[-1] == Damage("byte 25", "it uses more different names than such a file ever does")
    assert walked(b"{" + long + b": 1}", limits=limits) == [
        Damage("byte 1", "a name is longer than can be read")
    ]
    deep = walked(b"[1, " + b"[" * 40, {()}, limits)
    assert deep[-1] == Damage("byte 34", "its brackets stand too deep inside one another")


def test_lines_are_told_by_their_line_feed() -> None:
    """Ranges leave out the line's end; blank lines are none; long ones are named without their bytes."""
    raw = b'\xef\xbb\xbf{"a":1}\n\n  \r\n{"b":2}\r\n' + b"x" * 50 + b"\n" + b"y" * 20 + b"\nend"
    found = list(lines(BytesIO(raw), Limits(line=20, chunk=7)))
    assert found == [
        Line(3, 10, b'{"a":1}', ended=True),
        Line(16, 24, b'{"b":2}\r', ended=True),
        Line(25, 75, None, ended=True),
        Line(76, 96, b"y" * 20, ended=True),
        Line(97, 100, b"end", ended=False),
    ]
    assert [raw[one.start : one.end] for one in found if one.raw] == [one.raw for one in found if one.raw]
    assert list(lines(BytesIO(b"z" * 21), Limits(line=20))) == [Line(0, 21, None, ended=False)]


def test_memory_is_that_of_one_record_and_time_is_linear() -> None:
    """A giant string, a million brackets and many records neither fill the memory nor slow down."""
    giant = b'["' + b"\\n" * 1_000_000 + b'", 1]'
    nested = b"[" + b"[" * 9_000 + b"]" * 9_000 + b", 1]"
    many = b"[" + b",".join([b'{"sender":"a","n":[1,{"b":"x"}]}'] * 4_000) + b"]"
    started = time.process_time()
    for raw in (giant, nested, many):
        stream = BytesIO(raw)
        tracemalloc.start()
        (last,) = deque(elements(stream, Limits(chunk=1 << 16, record=1 << 20), {()}), 1)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert isinstance(last, Part)
        assert peak < 6 << 20
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "piece", [b"[", b"]", b'"[', b'\\"[', b'{"a":', b'["\\', b",[", b'["","\\"]', b'["a']
)
def test_a_line_of_brackets_and_quotes_takes_no_longer_than_another(piece: bytes) -> None:
    """Eight megabytes that are no JSON are refused in about a second, also where a string has no end."""
    raw = piece * ((8 << 20) // len(piece))
    started = time.perf_counter()
    assert decoded(raw, Limits()).reason
    assert time.perf_counter() - started < 5
