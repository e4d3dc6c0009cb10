"""One JSON value from its bytes, decoded strictly.

The standard library decodes, with what it lets through shut out: names that stand twice, NaN and
Infinity, numbers no export writes, and brackets deep enough to exhaust the stack. What cannot be read is
a value with a reason.
"""

import json
import math
import re
from typing import Any, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.material import Limits

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""One without an end goes on to the last byte: looked for anew at each of its quotes it would take hours."""
_BRACKET = re.compile(rb"[\[\]{}]")
_PAIRS = ((b"[", b"{"), (b"]", b"}"))
_UNUSUAL = re.compile(r"\\(?:u[dD][89a-fA-F]|x)")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(?P<half>u[dD][89a-fA-F]\w\w)|x(?P<control>[01][0-9A-F])|.)",
    re.DOTALL,
)
"""Whole characters beyond U+FFFF; halves of them; and control characters as Telegram writes them, which
is no JSON: ``\\x0B`` (tdesktop, ``SerializeString``)."""
_MOST_DIGITS = 19
"""A number with more does not fit into 64 bits, and no export has one."""


class Decoded(NamedTuple):
    """A value, or why it cannot be read.

    Attributes:
        value: as the standard library decodes JSON; None where there is a reason.
        reason: why it cannot be read, else "".
        repaired: bytes that are not UTF-8, or halves of characters, were replaced by U+FFFD.
    """

    value: Any
    reason: str = ""
    repaired: bool = False


def decoded(raw: bytes | bytearray, limits: Limits) -> Decoded:
    """One JSON value from its bytes, strictly; characters that cannot be are replaced, and said to be.

    A message is not lost for one bad byte: the untouched bytes stay in the source.
    """
    brackets = raw.count(b"[") + raw.count(b"{")
    if (brackets > limits.depth or raw.count(b",") >= limits.parts) and (reason := _too_much(raw, limits)):
        return Decoded(None, reason)
    text, repaired = _text(raw)
    try:
        return Decoded(_DECODER.decode(text), "", repaired)
    except _Unread as unread:
        return Decoded(None, unread.reason)
    except json.JSONDecodeError as error:
        what = _("it is not valid JSON ({what}, character {place})")
        return Decoded(None, what.format(what=error.msg, place=error.pos))


class _Unread(ValueError):
    """Something in a value that no export writes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _too_much(raw: bytes | bytearray, limits: Limits) -> str:
    """Why a value has more parts, or deeper ones, than any export's; "" where it has not."""
    bare = _STRING.sub(b"", raw)
    if max(bare.count(b",") + 1, *(bare.count(one) + bare.count(two) for one, two in _PAIRS)) > limits.parts:
        return _("it has too many parts to be read")
    depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket in b"[{" else -1
        if depth > limits.depth:
            return _("its brackets stand too deep inside one another")
    return ""


def _text(raw: bytes | bytearray) -> tuple[str, bool]:
    """Bytes as characters that can be written again, and whether any had to be replaced."""
    try:
        text, repaired = raw.decode(), False
    except UnicodeDecodeError:
        text, repaired = raw.decode(errors="replace"), True
    if not _UNUSUAL.search(text):
        return text, repaired
    halves = 0

    def usual(escape: re.Match[str]) -> str:
        nonlocal halves
        halves += escape["half"] is not None
        return (
            "\\ufffd" if escape["half"] else f"\\u00{escape['control']}" if escape["control"] else escape[0]
        )

    return _ESCAPE.sub(usual, text), repaired or halves > 0


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unread(_("a name stands in it twice"))
    return found


def _whole(written: str) -> int:
    if len(written) > _MOST_DIGITS + 1:
        raise _Unread(_("a number in it is larger than any export writes"))
    return int(written)


def _fraction(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _Unread(_("a number in it is larger than any export writes"))
    return number


def _no_number(written: str) -> float:
    raise _Unread(_("it holds “{written}”, which is not a number").format(written=written))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=_whole,
    parse_float=_fraction,
    parse_constant=_no_number,
    strict=False,  # a line break that was not escaped is kept as it stands
)
