"""A JSON document as bytes that come in, of which only the value being passed over is held (RFC 8259)."""

import re
from collections.abc import Callable
from typing import BinaryIO, cast

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.material import Limits

BOM = b"\xef\xbb\xbf"
_QUOTE = ord('"')
_CLOSERS = {ord("["): ord("]"), ord("{"): ord("}")}
_Passing = Callable[[bytearray, int], re.Match[bytes]]
"""Passes over as much as it can from a place on; none of these can fail, since each can pass over nothing."""
_space = cast("_Passing", re.compile(rb"[ \t\r\n]*+").match)
_scalar = cast("_Passing", re.compile(rb"[^\s,:\[\]{}\"]*+").match)
_in_string = cast("_Passing", re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL).match)
_to_bracket = cast(
    "_Passing",
    re.compile(rb'[^"{}\[\]]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]]*+)*+', re.DOTALL).match,
)
"""Up to the next bracket that does not stand in a string, or to a string that has no end yet."""


class Broken(Exception):
    """The document cannot be followed any further.

    Attributes:
        byte: where.
        reason: why.
    """

    def __init__(self, byte: int, reason: str) -> None:
        super().__init__(reason)
        self.byte = byte
        self.reason = reason


class Window:
    """The bytes of a stream, of which only those still needed are held.

    Attributes:
        data: what is held.
        at: the place in it that comes next.
        mark: the place in it from which on everything is held, None when nothing is.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.data = bytearray(stream.read(limits.chunk))
        self.at = len(BOM) if self.data.startswith(BOM) else 0
        self.mark: int | None = None
        self._passed = 0
        self._stream = stream
        self._limits = limits

    @property
    def byte(self) -> int:
        """The place in the stream that comes next."""
        return self._passed + self.at

    def following(self) -> int | None:
        """The byte after any space; None at the end."""
        while True:
            self.at = _space(self.data, self.at).end()
            if self.at < len(self.data):
                return self.data[self.at]
            if not self._more():
                return None

    def value(self, *, held: bool = True) -> tuple[int, int, bytearray | None]:
        """Pass over the value that comes next: its range, and its bytes unless they are too many.

        Args:
            held: its bytes are wanted.

        Raises:
            Broken: it has no end, or is none.
        """
        start, self.mark = self.byte, self.at if held else None
        first = self.data[self.at]
        try:
            if first == _QUOTE:
                self._string()
            elif first in _CLOSERS:
                self._brackets()
            else:
                self._scalar()
        except EOFError:
            raise Broken(start, _("from here on the file is cut off")) from None
        return start, self.byte, self._held()

    def _held(self) -> bytearray | None:
        """What was passed over, unless it is too much; from now on nothing is held."""
        mark, self.mark = self.mark, None
        if mark is None or self.at - mark > self._limits.record:
            return None
        return self.data[mark : self.at]

    def _string(self) -> None:
        self.at += 1
        while True:
            self.at = _in_string(self.data, self.at).end()
            if self.data[self.at : self.at + 1] == b'"':
                self.at += 1
                return
            self._need_more()

    def _brackets(self) -> None:
        data, open_ones = self.data, bytearray()
        while True:
            self.at = _to_bracket(data, self.at).end()
            if self.at == len(data):
                self._need_more()
                continue
            byte = data[self.at]
            if byte == _QUOTE:
                self._string()  # it goes on beyond what is held
                continue
            if closer := _CLOSERS.get(byte):
                open_ones.append(closer)
                if len(open_ones) > self._limits.parts:
                    raise Broken(self.byte, _("its brackets stand too deep inside one another"))
            elif open_ones.pop() != byte:
                raise Broken(self.byte, _("a bracket is closed that was not opened"))
            self.at += 1
            if not open_ones:
                return

    def _scalar(self) -> None:
        start = self.byte
        self.at = _scalar(self.data, self.at).end()
        while self.at == len(self.data) and self._more():
            self.at = _scalar(self.data, self.at).end()
        if self.byte == start:
            raise Broken(start, _("a value is missing"))

    def _need_more(self) -> None:
        if not self._more():
            raise EOFError

    def _more(self) -> bool:
        if self.mark is not None and self.at - self.mark > self._limits.record:
            self.mark = None
        kept = self.at if self.mark is None else self.mark
        del self.data[:kept]
        self._passed += kept
        self.at -= kept
        self.mark = None if self.mark is None else 0
        chunk = self._stream.read(self._limits.chunk)
        self.data += chunk
        return bool(chunk)
