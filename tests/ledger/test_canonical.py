"""Canonical bytes: one object, one sequence of bytes, for ever."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger import canonical
from tests.ledger.any_fact import LARGEST, names, plain

objects = st.dictionaries(names, plain, max_size=6)


@given(objects)
def test_the_standard_library_writes_the_same_bytes(value: dict[str, Any]) -> None:
    """``json.dumps`` with sorted keys and no spaces is the oracle."""
    oracle = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical.write(value) == oracle.encode()


@given(objects)
def test_the_bytes_are_those_of_rfc_8785(value: dict[str, Any]) -> None:
    """Any implementation of the JSON Canonicalization Scheme can rebuild them."""
    assert canonical.write(value) == rfc8785.dumps(value)


@given(objects)
def test_what_was_written_is_read_back(value: dict[str, Any]) -> None:
    """Nothing is normalised, trimmed or rounded on the way."""
    assert canonical.read(canonical.write(value)) == value


def test_the_bytes_of_everything_that_is_allowed() -> None:
    """Every kind of value, and every character that JSON treats in a way of its own, byte by byte."""
    value: dict[str, object] = {
        "b": [None, True, False, 0, -1, LARGEST, -LARGEST],
        "a": 'é \u2028 😀 \x7f " \\ / \b\f\n\r\t \x00\x1f',
        "B": {"": {}, "0": [], "~": ()},
    }
    assert canonical.write(value) == (
        b'{"B":{"":{},"0":[],"~":[]},'
        b'"a":"\xc3\xa9 \xe2\x80\xa8 \xf0\x9f\x98\x80 \x7f \\" \\\\ / \\b\\f\\n\\r\\t \\u0000\\u001f",'
        b'"b":[null,true,false,0,-1,9007199254740991,-9007199254740991]}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        LARGEST + 1,
        -LARGEST - 1,
        b"bytes",
        {"é": 1},
        {1: "a number for a name"},
        {"a", "b"},
        "half of an emoji: \ud83d",
        object(),
    ],
    ids=lambda value: type(value).__name__,  # a repr differs from one worker to the next
)
def test_what_cannot_be_kept_exactly_is_refused(value: object) -> None:
    """At any depth, before a byte is written; nothing is changed to make it fit."""
    whole: Any
    for whole in (value, {"a": value}, {"a": {"b": [value]}}):
        with pytest.raises(BadInput):
            canonical.write(whole)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"text"',
        b"null",
        b"{",
        b"{} ",
        b" {}",
        b"{}\n",
        b"\xef\xbb\xbf{}",
        b'{"a": 1}',
        b'{"a":1,"b":2,"a":1}',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a":{"c":1,"b":1}}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":99999999999999999999999999}',
        b'{"\xc3\xa9":1}',
        b'{"\\u0061":1}',
        b'{"a":"\\u00e9"}',
        b'{"a":"\\u007f"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000a"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\ud83d"}',
        b'{"a":"\\ud83d\\ude00"}',
        b'{"a":"\xed\xa0\xbd"}',
        b'{"a":"\xff"}',
        b'{"a":"\n"}',
        b"{'a':1}",
    ],
    ids=repr,
)
def test_any_other_bytes_of_the_same_meaning_are_refused(data: bytes) -> None:
    """Spaces, order, duplicates, floats, escapes: what is not canonical was not written by us."""
    with pytest.raises(IntegrityError):
        canonical.read(data)


@given(objects, st.data())
def test_one_changed_byte_is_never_the_same_object(value: dict[str, Any], data: st.DataObject) -> None:
    """Two different sequences of bytes never read as one object."""
    good = canonical.write(value)
    place = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[place]))
    changed = good[:place] + bytes([other]) + good[place + 1 :]
    try:
        read = canonical.read(changed)
    except IntegrityError:
        return
    assert canonical.write(read) == changed != good


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_bottomless_nesting_is_refused(depth: int) -> None:
    """Hostile bytes stop at an error of ours, not in a crash."""
    with pytest.raises(IntegrityError):
        canonical.read(b'{"a":' + b"[" * depth + b"]" * depth + b"}")


def test_nesting_at_the_edge_is_read_or_refused() -> None:
    """There is no depth between "readable" and "refused"."""
    read = []
    for depth in range(500, 1_010):
        data = b'{"a":' + b"[" * depth + b"]" * depth + b"}"
        try:
            assert canonical.write(canonical.read(data)) == data
        except IntegrityError:
            continue
        read.append(depth)
    # Once a depth is refused, every deeper one is.
    assert read == list(range(500, 500 + len(read)))
