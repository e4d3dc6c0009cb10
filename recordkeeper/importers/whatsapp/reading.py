"""The records of one WhatsApp chat, once it was looked over: their times, whose they are, what is doubted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage, Found, Note, Said
from recordkeeper.importers.local_time import MINUTE, LocalTimes
from recordkeeper.importers.material import Material
from recordkeeper.importers.whatsapp.dates import Decided, decide
from recordkeeper.importers.whatsapp.doubt import Doubt, Reason
from recordkeeper.importers.whatsapp.header import Header, Order, Style, day, local
from recordkeeper.importers.whatsapp.media import Files
from recordkeeper.importers.whatsapp.parties import Parties, title
from recordkeeper.importers.whatsapp.pieces import Piece, pieces
from recordkeeper.importers.whatsapp.record import Records, Text, is_telling
from recordkeeper.importers.whatsapp.survey import Survey, split
from recordkeeper.records.custody import Skipped, Trace
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Flag


@dataclass(slots=True)
class _Timed:
    """When a record was: on the wall, as a moment, and what must be said of it."""

    local: datetime | None
    moment: Moment
    flags: tuple[Flag, ...]


class _Times:
    """Reads the times of headers. Messages of one minute share their time, so the last is remembered."""

    def __init__(self, orders: dict[Style, Order], said: Said) -> None:
        self._orders = orders
        self._times = LocalTimes(said)
        self._last: Header | None = None
        self._day: date | None = None
        self._timed: _Timed

    def of(self, head: Header) -> _Timed:
        """The time of a record."""
        last = self._last
        if head is last or (last is not None and head.written == last.written and head.style == last.style):
            return self._timed
        if last is None or head.date != last.date or head.style != last.style:
            order = self._orders.get(head.style)
            self._day = day(head.date, order) if order else None
        self._last, self._timed = head, self._read(head)
        return self._timed

    def _read(self, head: Header) -> _Timed:
        shown = local(head, self._day) if self._day else None
        moment, flags = self._times.moment(head.written, shown, span=0 if head.timed else MINUTE)
        return _Timed(shown, moment, flags)


class Reading:
    """One chat, read.

    Raises:
        Unsaid: whether day or month comes first in its dates.
    """

    def __init__(self, material: Material, member: str, seen: Survey, said: Said) -> None:
        tally = seen.tally
        self._open = material.open
        self._member = member
        self._seen = seen
        self._limits = said.limits
        self._decided = decide(tally.proofs[tally.style], said.date_order)
        self._times = _Times(_orders(seen, self._decided), said)
        self._parties = Parties(tally, said, title(member, material.name))
        self._records = Records(self._parties, Files(material, member), member, marked=tally.marked)
        self._doubt = None if seen.proven else Doubt(tally.style, self._parties.strangers)
        self._senders = tally.senders
        self._suspect = 0

    def items(self) -> Iterator[Found | Skipped | Damage | Note | Trace]:
        """Everything in it, a record at a time; each waits for the next, which may cast doubt on it."""
        waiting: tuple[int, Piece, _Timed | None] | None = None
        with self._open(self._member) as stream:
            for element, piece in enumerate(pieces(stream, self._seen, self._limits), 1):
                timed = self._times.of(piece.head) if piece.head is not None else None
                if waiting is not None:
                    yield from self._record(*waiting, timed.local if timed else None)
                waiting = element, piece, timed
        if waiting is not None:
            yield from self._record(*waiting, None)
            if waiting[1].cut:
                yield _damage(waiting[1])
        yield from map(Note, self._notes())

    def _record(
        self, element: int, piece: Piece, timed: _Timed | None, following: datetime | None
    ) -> Sequence[Found | Skipped | Trace]:
        if timed is None or piece.head is None or piece.oversized:
            return (_skipped(element, piece),)
        shown, flags = timed.local, timed.flags
        sender, words = piece.sender, piece.rest
        plain = sender is not None and not is_telling(words)
        if sender is None:
            sender, words = split(words, self._senders) or (None, words)
        if piece.repaired:
            flags += ("repaired",)
        if piece.cut:
            flags += ("incomplete",)
        if self._doubt is not None and self._doubt.of(piece.head.style, sender or "", shown, following):
            self._suspect += 1
            flags += ("suspect",)
        if plain:
            return (self._records.plain(element, piece, timed.moment, flags),)
        return self._records.facts(
            Text(element, piece.start, piece.end, timed.moment, shown, sender, words, flags)
        )

    def _notes(self) -> Iterator[str]:
        if self._decided.why:
            yield self._decided.why
        if self._parties.group:
            yield _(
                "It is taken for the chat of a group. The export has no list of its members: everyone who "
                "wrote in it counts as one."
            )
        if self._suspect:
            yield self._suspects()
        if inside := self._seen.inside:
            yield ngettext(
                "{count} line inside a message looks like the beginning of another. By its line end it is "
                "words of that message, and is kept so.",
                "{count} lines inside messages look like the beginning of another. By their line ends they "
                "are words of those messages, and are kept so.",
                inside,
            ).format(count=inside)
        if self._records.disagreeing:
            yield _(
                "{count} of {dated} files whose names bear a time bear another than their message. Perhaps "
                "they were made or saved at another time, or the phone was in another zone."
            ).format(count=self._records.disagreeing, dated=self._records.dated)

    def _suspects(self) -> str:
        reasons: Counter[Reason] = self._doubt.reasons if self._doubt is not None else Counter()
        told: dict[Reason, str] = {
            "time": _("their time does not fit those around them"),
            "style": _("their date is written in another way than in the rest of the file"),
            "sender": _("they bear the name of somebody who is neither of the two people of the chat"),
        }
        why = "; ".join(f"{words} ({reasons[one]})" for one, words in told.items() if reasons[one])
        return ngettext(
            "In this file nothing shows for certain where messages begin. {count} record may be words inside "
            "the message above it, and is marked so: {why}.",
            "In this file nothing shows for certain where messages begin. {count} records may be words "
            "inside the message above them, and are marked so: {why}.",
            self._suspect,
        ).format(count=self._suspect, why=why)


def _orders(seen: Survey, decided: Decided) -> dict[Style, Order]:
    """How the dates of each style are read.

    Those of another style than most are read by what they prove themselves, else in the order of the
    file; where that is impossible they are not read at all.
    """
    orders: dict[Style, Order] = {}
    for style, proof in seen.tally.proofs.items():
        possible = proof.candidates()
        if style == seen.tally.style or decided.order in possible:
            orders[style] = decided.order
        elif len(possible) == 1:
            orders[style] = possible[0]
    return orders


def _skipped(element: int, piece: Piece) -> Skipped:
    if piece.oversized:
        reason = _("it is larger than can be read")
    else:
        reason = _("it does not begin with a date and a time, so it is not known whose words it holds")
    return Skipped(locator=locator.of_record(element, piece.start), reason=reason)


def _damage(piece: Piece) -> Damage:
    return Damage(locator.of_byte(piece.end), _("the file ends inside a message"))
