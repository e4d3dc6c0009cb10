"""A WhatsApp export cut into its records, as they stand in the file, one at a time."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from recordkeeper.importers.material import Limits
from recordkeeper.importers.whatsapp_header import Header, header
from recordkeeper.importers.whatsapp_survey import Survey, lines

_CUT_OFF = "unexpected end of data"


class Piece(NamedTuple):
    """The bytes from one header to the next.

    Attributes:
        start, end: its bytes, with the line end that closes it; end exclusive.
        head: its header; None for words that stand before any.
        rest: what follows the header, without the line end that closes the record.
        repaired: bytes that are no UTF-8 were replaced.
        cut: the file ends inside it.
        oversized: it is larger than is read; ``rest`` is empty.
    """

    start: int
    end: int
    head: Header | None
    rest: str
    repaired: bool
    cut: bool
    oversized: bool


class _Gathering:
    """A record whose end was not met yet."""

    def __init__(self, start: int, head: Header | None) -> None:
        self.start = self.end = start
        self.head = head
        self.texts: list[str] = []
        self.repaired = self.cut = self.oversized = False

    def add(self, text: str, size: int) -> None:
        self.texts.append(text)
        self.end += size

    def drop(self, size: int) -> None:
        self.oversized = True
        self.texts.clear()
        self.end += size

    def piece(self, *, crlf: bool) -> Piece:
        head = self.head
        text = self.texts[0] if len(self.texts) == 1 else "".join(self.texts)
        if head is not None:
            text = text[head.end :]
        closed = text.removesuffix("\r\n") if crlf and text.endswith("\r\n") else text.removesuffix("\n")
        return Piece(self.start, self.end, head, closed, self.repaired, self.cut, self.oversized)


def pieces(stream: BinaryIO, seen: Survey, limits: Limits) -> Iterator[Piece]:
    """Every record in its order; nothing between two, and no byte in none but empty lines before the first.

    In a file whose messages end in CRLF only a line after one begins a record; where that is proven it
    does so even without a header, for then the file was cut inside it.
    """
    crlf = seen.crlf
    gathering: _Gathering | None = None
    ended = True
    for start, raw, fresh in lines(stream, limits.line):
        whole = raw.endswith(b"\n") or len(raw) < limits.line
        try:
            text, repaired, cut = raw.decode(), False, False
        except UnicodeDecodeError as error:
            text, repaired, cut = raw.decode("utf-8", "replace"), True, whole and error.reason == _CUT_OFF
        head = header(text) if fresh and (ended or not crlf) else None
        if gathering is None or head is not None or (ended and seen.proven and fresh):
            if gathering is not None:
                yield gathering.piece(crlf=crlf)
            elif head is None and not text.strip("\ufeff\r\n\t "):
                continue
            gathering = _Gathering(start, head)
        gathering.repaired |= repaired and not cut
        gathering.cut |= cut
        size = len(raw)
        if gathering.oversized or not (whole and fresh) or start + size - gathering.start > limits.record:
            gathering.drop(size)
        else:
            gathering.add(text, size)
        ended = raw.endswith(b"\r\n")
    if gathering is not None:
        gathering.cut |= seen.proven and not ended
        yield gathering.piece(crlf=crlf)
