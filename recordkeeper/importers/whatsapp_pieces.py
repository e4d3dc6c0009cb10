"""A WhatsApp export cut into its records, as they stand in the file, one at a time."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recordkeeper.importers.material import Limits
from recordkeeper.importers.whatsapp_header import Header, Headers
from recordkeeper.importers.whatsapp_survey import Names, Survey, lines

_CUT_OFF = "unexpected end of data"
_NOTHING = "\ufeff\r\n\t "


@dataclass(slots=True)
class Piece:
    """The bytes from one header to the next.

    Attributes:
        start, end: its bytes, with the line end that closes it; end exclusive.
        head: its header; None for words that stand before any.
        sender: of a plain record (`Headers.plain`), as displayed; "" where `rest` is still to be split.
        rest: what follows the header, of a plain record what follows the sender; without the line end that
            closes it, once it is closed.
        repaired: bytes that are no UTF-8 were replaced.
        cut: the file ends inside it.
        oversized: it is larger than is read; the text is not all there.
    """

    start: int
    end: int
    head: Header | None
    sender: str
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


class _Plain:
    """Reads plain records, most of a file: what they share is made once."""

    def __init__(self, senders: Container[str]) -> None:
        self._headers = Headers()
        self.find = self._headers.find
        self._names = Names(senders)
        self._written = b""
        self._head: Header | None = None

    def piece(self, start: int, raw: bytes) -> Piece | None:
        """The record that a line begins; None where it is not plain, or is nothing of the kind."""
        for plain in self._headers.plain:
            if found := plain(raw):
                break
        else:
            return None
        written, _date, sender = found.groups()
        displayed = self._names[sender]
        if displayed is None:
            return None
        try:
            words = raw[found.end() :].decode()
        except UnicodeDecodeError:
            return None
        if written != self._written:
            self._written, self._head = written, self.find(raw[: found.end()].decode())
        return Piece(start, start + len(raw), self._head, displayed, words)


def pieces(stream: BinaryIO, seen: Survey, limits: Limits) -> Iterator[Piece]:
    """Every record in its order; nothing between two, and no byte in none but empty lines before the first.

    In a file whose messages end in CRLF only a line after one begins a record; where that is proven it
    does so even without a header, for then the file was cut inside it.
    """
    crlf, plain = seen.crlf, _Plain(seen.tally.senders)
    piece: Piece | None = None
    more: list[str] = []
    ended = True
    for start, raw, fresh in lines(stream, limits.line):
        begins = fresh and (ended or not crlf)
        new = plain.piece(start, raw) if begins else None
        if new is not None:
            if piece is not None:
                yield piece.closed(more, crlf=crlf)
            piece = new
        else:
            end = start + len(raw)
            text, repaired, cut = _decoded(raw)
            head = plain.find(text) if begins else None
            if piece is None or head is not None or (begins and seen.proven and text.strip(_NOTHING)):
                if piece is not None:
                    yield piece.closed(more, crlf=crlf)
                elif head is None and not text.strip(_NOTHING):
                    continue
                piece = Piece(start, end, head, "", text[head.end :] if head else text)
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
