"""A WhatsApp export cut into its records, as they stand in the file, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recordkeeper.importers.material import Limits
from recordkeeper.importers.whatsapp.header import Header, Headers
from recordkeeper.importers.whatsapp.survey import Names, Survey, lines

_CUT_OFF = "unexpected end of data"
_NOTHING = "\ufeff\r\n\t "


@dataclass(slots=True)
class Piece:
    """The bytes from one header to the next.

    Attributes:
        start, end: its bytes, with the line end that closes it; end exclusive.
        head: its header; None for words that stand before any.
        sender: of a plain record (`Headers.find`), as displayed; None where `rest` is still to be split.
        rest: what follows the header, of a plain record what follows the sender; without the line end that
            closes it, once it is closed.
        repaired: bytes that are no UTF-8 were replaced.
        cut: the file ends inside it.
        oversized: it is larger than is read; the text is not all there.
    """

    start: int
    end: int
    head: Header | None
    sender: str | None
    rest: str
    repaired: bool = False
    cut: bool = False
    oversized: bool = False

    def closed(self, more: list[str], *, crlf: bool) -> "Piece":
        """The piece with the rest of its lines, once its last is known."""
        if more:
            self.rest += "".join(more)
            more.clear()
        ends = "\r\n" if crlf and self.rest.endswith("\r\n") else "\n"
        self.rest = self.rest.removesuffix(ends)
        return self


def pieces(stream: BinaryIO, seen: Survey, limits: Limits) -> Iterator[Piece]:
    """Every record in its order; nothing between two, and no byte in none but empty lines before the first.

    In a file whose messages end in CRLF only a line after one begins a record; where that is proven it
    does so even without a header, for then the file was cut inside it.
    """
    crlf, find, names = seen.crlf, Headers().find, Names(seen.tally.senders)
    piece: Piece | None = None
    more: list[str] = []
    end, last, ended = 0, b"\n", True
    for raw in lines(stream, limits.line):
        start, end = end, end + len(raw)
        fresh, last = last == b"\n", raw[-1:]
        text, repaired, cut = _decoded(raw)
        begins = fresh and (ended or not crlf)
        found = find(text) if begins else None
        if piece is None or found is not None or (begins and seen.proven and text.strip(_NOTHING)):
            if piece is not None:
                yield piece.closed(more, crlf=crlf)
            elif found is None and not text.strip(_NOTHING):
                continue
            head, told, words = found or (None, None, 0)
            sender = names[told] if told is not None else None
            if head is not None and sender is None:
                words = head.end
            piece = Piece(start, end, head, sender, text[words:])
        elif piece.oversized or not fresh or end - piece.start > limits.record:
            piece.oversized = True
        else:
            more.append(text)
        piece.end = end
        if repaired:
            piece.repaired, piece.cut = not cut, cut
        ended = raw[-2:] == b"\r\n"
    if piece is not None:
        piece.cut = piece.cut or (seen.proven and not ended)
        yield piece.closed(more, crlf=crlf)


def _decoded(raw: bytes) -> tuple[str, bool, bool]:
    """A line as text; whether it had to be repaired; whether only because it ends inside a character."""
    try:
        return raw.decode(), False, False
    except UnicodeDecodeError as error:
        return raw.decode("utf-8", "replace"), True, error.reason == _CUT_OFF
