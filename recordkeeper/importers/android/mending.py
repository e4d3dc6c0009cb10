"""Bytes made readable where Android's XML writer was not, and the way back to the untouched file.

Old versions of the app write an emoji as two UTF-16 halves (``&#55357;&#56842;``), which XML forbids:
every parser stops there, and lxml's recovery silently empties the message
(signalapp/Signal-Android#1546). Exactly such references are replaced, and nothing else. Every change
is remembered with its place, so that a position in the mended bytes can be told as one in the file.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.material import Limits

_HIGH = rb"(?:0{0,8}(?:5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d)|x0{0,8}[dD][89abAB][0-9a-fA-F]{2})"
_LOW = rb"(?:0{0,8}(?:563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3])|x0{0,8}[dD][c-fC-F]%b{2})" % (
    rb"[0-9a-fA-F]"
)
"""UTF-16's two halves: U+D800 to U+DBFF, U+DC00 to U+DFFF; decimal or hexadecimal."""
_REFERENCE = re.compile(rb"&#(%b);&#(%b);|&#(?!10;|13;|9;)(x[0-9a-fA-F]{1,16}|\d{1,16});" % (_HIGH, _LOW))
_UNFINISHED = re.compile(rb"(?:&#%b;)?(?:&(?:#(?:x[0-9a-fA-F]{0,16}|\d{0,16}))?)?\Z" % _HIGH)
_LONGEST = 48
"""Bytes that an unfinished pair can have at most."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]*")
_CHARACTERS = (
    range(9, 11),
    range(13, 14),
    range(0x20, 0xD800),
    range(0xE000, 0xFFFE),
    range(0x10000, 0x110000),
)
"""What XML 1.0 allows (production 2, Char)."""
_REPLACEMENT = b"&#65533;"
"""U+FFFD, what Unicode puts where a character cannot be."""


class Flood(Exception):
    """A tag goes on beyond every limit: its reason."""


class _Change(NamedTuple):
    after: int
    growth: int
    repair: bool


class MendedBytes:
    """The file in chunks that expat can read.

    Attributes:
        repairs: how many references before the last position asked for were replaced.
        cut_tags: positions (in the mended bytes) of tags that base64 was left out of.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.repairs = 0
        self.cut_tags: set[int] = set()
        self._stream = stream
        self._limits = limits
        self._given = 0
        self._ahead: deque[_Change] = deque()
        self._shift = 0
        self._tag = 0
        self._run = 0
        self._assignments = 0

    def chunks(self) -> Iterator[bytes]:
        """The mended bytes. A reference split between two reads is held back until it is whole.

        Raises:
            Flood: a tag is longer, or has more attributes, than the limits allow.
        """
        held = b""
        while block := self._stream.read(max(1, self._limits.chunk - len(held))):
            data = held + block
            unfinished = _UNFINISHED.search(data, max(0, len(data) - _LONGEST))
            cut = unfinished.start() if unfinished else len(data)
            held = data[cut:]
            yield self._give(data[:cut])
        yield self._give(held)

    def original(self, position: int) -> int:
        """Where in the untouched file a position of the mended bytes is. Ask in rising order."""
        while self._ahead and self._ahead[0].after <= position:
            change = self._ahead.popleft()
            self._shift += change.growth
            self.repairs += change.repair
        return position + self._shift

    @property
    def shifted(self) -> bool:
        """Whether positions in the mended bytes differ, so far, from those in the file."""
        return self._shift != 0

    def _give(self, data: bytes) -> bytes:
        data = self._shorten(data)
        if b"&#" in data:
            data = self._mend(data)
        last = data.rfind(b"<")
        if last < 0:
            self._run += len(data)
            self._assignments += data.count(b'="') + data.count(b"='")
        else:
            self._tag = self._given + last
            self._run = len(data) - last
            self._assignments = 0
        self._given += len(data)
        if self._run > 2 * self._limits.tag:
            raise Flood(_("a single tag is too long to be read"))
        if self._assignments > self._limits.attributes:
            raise Flood(_("a single tag has too many attributes to be read"))
        return data

    def _shorten(self, data: bytes) -> bytes:
        """Leave out base64 that continues a tag already too long to hold (`Limits.tag`)."""
        rest = data.find(b"<")
        rest = len(data) if rest < 0 else rest
        if self._run + rest <= self._limits.tag:
            return data
        base64 = _BASE64.match(data, 0, rest)
        dropped = base64.end() if base64 else 0
        if dropped:
            self.cut_tags.add(self._tag)
            self._ahead.append(_Change(self._given, dropped, repair=False))
        return data[dropped:]

    def _mend(self, data: bytes) -> bytes:
        pieces: list[bytes] = []
        position, done = self._given, 0
        for found in _REFERENCE.finditer(data):
            new = _mended(found)
            if new is None:
                continue
            pieces += (data[done : found.start()], new)
            position += found.start() - done + len(new)
            done = found.end()
            self._ahead.append(_Change(position, found.end() - found.start() - len(new), repair=True))
        pieces.append(data[done:])
        return b"".join(pieces)


def _mended(found: re.Match[bytes]) -> bytes | None:
    """What stands for a reference that XML forbids; None for one that it allows."""
    high, low, single = found.groups()
    if single is None:
        return b"&#%d;" % (0x10000 + ((_number(high) - 0xD800) << 10) + _number(low) - 0xDC00)
    code = _number(single)
    return None if any(code in allowed for allowed in _CHARACTERS) else _REPLACEMENT


def _number(digits: bytes) -> int:
    return int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
