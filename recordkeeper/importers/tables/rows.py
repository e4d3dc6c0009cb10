"""The rows of a table in text, each with the bytes it stands in, one pass, in memory that does not grow.

RFC 4180: cells between delimiters, a cell in quotes may hold delimiters, line breaks and doubled quotes.
The standard library's ``csv`` gives no byte positions, and there a quote that is never closed swallows
the file. Here it costs its own line: reading goes on at the next one, and what is read again is marked
suspect, since it could also be words of the message whose end is missing.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.material import Limits

DELIMITERS = ",;\t"
MOST_COLUMNS = 256
"""Columns of a table; the widest that a phone's tools write has sixteen."""
_PATIENCE = 100_000
"""Lines of one file that are read a second time, after quotes that were never closed: work stays linear."""
_INSIDE = re.compile(r'[^"]*+(?:""[^"]*+)*+')
"""What stands inside quotes, up to a quote that is not doubled."""
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Dialect(NamedTuple):
    """How a table is written.

    Attributes:
        encoding: utf-8, utf-16-le or utf-16-be; as Python names them.
        start: bytes before the first line: the byte order mark.
        newline: what ends a line, in that encoding. A carriage return before a line feed belongs to it.
        delimiter: what stands between two cells.
    """

    encoding: str
    start: int
    newline: bytes
    delimiter: str

    @classmethod
    def of(cls, head: bytes, delimiter: str = ",") -> "Dialect":
        """The dialect of a file that begins so."""
        start, encoding = next(
            ((len(bom), _BOMS[bom]) for bom in _BOMS if head.startswith(bom)), (0, "utf-8")
        )
        feed, carriage = "\n".encode(encoding), "\r".encode(encoding)
        newline = carriage if carriage in head and feed not in head else feed
        return cls(encoding, start, newline, delimiter)


class Row(NamedTuple):
    """One row.

    Attributes:
        line: the line it begins in, from 1.
        start, end: its bytes, without the line break after it.
        cells: what its cells hold, quotes taken off, otherwise untouched.
        repaired: bytes that are no characters became U+FFFD, or a quote inside was not doubled.
        suspect: it could also be words inside a row before it, whose end is missing.
        ended: a line break follows it.
    """

    line: int
    start: int
    end: int
    cells: list[str]
    repaired: bool = False
    suspect: bool = False
    ended: bool = True

    @property
    def blank(self) -> bool:
        """Whether it is an empty line, or only delimiters."""
        return not any(self.cells)


class Broken(NamedTuple):
    """A stretch that cannot be told into cells, and why.

    Attributes:
        line: the line it begins in, from 1.
        start, end: its bytes.
        reason: why.
    """

    line: int
    start: int
    end: int
    reason: str


class _Line(NamedTuple):
    """A line as it stands in the file; ``raw`` is without what ends it, None where it is too long."""

    number: int
    start: int
    end: int
    raw: bytes | None
    ending: bytes


def rows(
    stream: BinaryIO, dialect: Dialect, limits: Limits, columns: int = MOST_COLUMNS
) -> Iterator[Row | Broken]:
    """Every row of a table, its header and blank ones too.

    Args:
        stream: at the beginning of the file.
        dialect: how it is written.
        limits: how long a cell (``line``) and a row (``record``) may be.
        columns: how many the table has: a row of several lines never has more, and one that seems to
            has lost a quote.
    """
    stream.seek(dialect.start)
    yield from _Rows(iter(_Lines(stream, dialect, limits)), dialect, limits, columns).all()


class _Rows:
    """Puts lines together to rows, and takes them apart again where a quote was never closed."""

    def __init__(self, lines: Iterator[_Line], dialect: Dialect, limits: Limits, columns: int) -> None:
        self._lines = lines
        self._dialect = dialect
        self._limits = limits
        self._columns = columns
        self._again: deque[_Line] = deque()
        self._patience = _PATIENCE
        self._suspect_to = 0

    def all(self) -> Iterator[Row | Broken]:
        while (first := self._next()) is not None:
            yield self._row(first)

    def _next(self) -> _Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _row(self, first: _Line) -> Row | Broken:
        cells, lines, repaired, size = _Cells(self._dialect.delimiter), [first], False, 0
        while True:
            line = lines[-1]
            if line.raw is None:
                return self._broken(lines, _("its line is longer than can be read"))
            text, replaced = _decoded(line.raw, self._dialect.encoding)
            repaired |= replaced
            size += len(line.raw)
            complete = cells.add(text, line.ending.decode(self._dialect.encoding))
            too_many = len(lines) > 1 and len(cells.values) + (not complete) > self._columns
            if cells.torn or too_many:
                return self._broken(lines, _("a quote in it is never closed"))
            if complete:
                suspect = first.start < self._suspect_to
                repaired |= cells.loose
                return Row(
                    first.number, first.start, line.end, cells.values, repaired, suspect, bool(line.ending)
                )
            if cells.length > self._limits.line or size > self._limits.record:
                return self._broken(lines, _("a quote in it is not closed within what can be read"))
            following = self._next()
            if following is None:
                return self._broken(lines, _("a quote in it is not closed before the file ends"))
            lines.append(following)

    def _broken(self, lines: list[_Line], reason: str) -> Broken:
        """Give up the first line, and read the others again, as long as there is patience."""
        first, last = lines[0], lines[-1]
        if len(lines) > 1 and self._patience > 0:
            self._patience -= len(lines) - 1
            self._suspect_to = max(self._suspect_to, last.end)
            self._again.extendleft(reversed(lines[1:]))
            last = first
        return Broken(first.number, first.start, last.end, reason)


class _Cells:
    """The cells of one row, as its lines come.

    Attributes:
        values: the cells that are complete.
        torn: a quote opened on an earlier line, and another follows that neither doubles nor closes it.
        loose: such a quote stood in the same line: it is taken as a letter.
        length: characters of the cell that is still open.
    """

    def __init__(self, delimiter: str) -> None:
        self.values: list[str] = []
        self.torn = False
        self.loose = False
        self.length = 0
        self._delimiter = delimiter
        self._open: list[str] | None = None
        self._spans = False

    def add(self, text: str, ending: str) -> bool:
        """Take one more line; whether the row is complete with it."""
        at = 0
        while at <= len(text):
            if self._open is None and not text.startswith('"', at):
                at = self._plain(text, at)
                continue
            if self._open is None:
                self._open, self._spans, self.length = [], False, 0
                at += 1
            at = self._quoted(text, at)
            if self._open is not None:
                self._open.append(ending)
                self._spans = True
                return False
        return True

    def _plain(self, text: str, at: int) -> int:
        """Take all cells up to the next one in quotes; where that begins."""
        end = text.find(f'{self._delimiter}"', at)
        end = len(text) if end < 0 else end
        self.values.extend(text[at:end].split(self._delimiter, MOST_COLUMNS))
        return end + 1

    def _quoted(self, text: str, at: int) -> int:
        """Take what is inside quotes; where the next cell begins, if it is closed here."""
        assert self._open is not None  # noqa: S101 -- asked only then
        while True:
            inside = _INSIDE.match(text, at)
            assert inside is not None  # noqa: S101 -- it matches nothing, too
            self._open.append(inside.group().replace('""', '"'))
            self.length += inside.end() - at
            at = inside.end()
            if at == len(text):
                return at
            if text[at + 1 : at + 2] in {"", self._delimiter}:
                self.values.append("".join(self._open))
                self._open = None
                return at + 2
            if self._spans:
                self.torn = True
                return at
            self._open.append('"')
            self.loose = True
            at += 1


def _decoded(raw: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return raw.decode(encoding), False
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace"), True


class _Lines:
    """The lines of a stream; one longer than ``limits.line`` has no raw form, and is not kept in memory."""

    def __init__(self, stream: BinaryIO, dialect: Dialect, limits: Limits) -> None:
        self._stream = stream
        self._newline = dialect.newline
        self._carriage = "\r".encode(dialect.encoding)
        self._limits = limits
        self._number = 1
        self._start = dialect.start

    def __iter__(self) -> Iterator[_Line]:
        newline, buffer, searched, dropped = self._newline, b"", 0, 0
        while piece := self._stream.read(self._limits.chunk):
            buffer += piece
            begin = 0
            while (at := self._found(buffer, max(begin, searched))) >= 0:
                yield self._line(buffer[begin:at], newline, dropped)
                begin, dropped = at + len(newline), 0
            buffer = buffer[begin:]
            # The last character may be half of a line break: it is kept, and looked at again.
            last = len(buffer) % len(newline) + len(newline)
            if dropped + len(buffer) > self._limits.line:
                dropped += max(0, len(buffer) - last)
                buffer = buffer[-last:]
            searched = max(0, len(buffer) - last)
        if buffer or dropped:
            yield self._line(buffer, b"", dropped)

    def _found(self, buffer: bytes, start: int) -> int:
        """Where the next line break is, at a whole character; -1 where none is."""
        at = buffer.find(self._newline, start)
        while at >= 0 and at % len(self._newline):
            at = buffer.find(self._newline, at + 1)
        return at

    def _line(self, raw: bytes, newline: bytes, dropped: int) -> _Line:
        number, start, end = self._number, self._start, self._start + dropped + len(raw)
        self._number += 1
        self._start = end + len(newline)
        if dropped:
            return _Line(number, start, end, None, newline)
        width = len(self._carriage)
        if self._newline != self._carriage and raw.endswith(self._carriage) and not len(raw) % width:
            return _Line(number, start, end - width, raw[:-width], self._carriage + newline)
        return _Line(number, start, end, raw, newline)
