"""One row of a table as a contact."""

from collections.abc import Iterable
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import Unsaid
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Found, Media
from recordkeeper.importers.tables import words as csv_words
from recordkeeper.importers.tables.layouts import Layout
from recordkeeper.importers.tables.moments import WrittenDates
from recordkeeper.importers.tables.presets import Meaning
from recordkeeper.importers.tables.rows import Row
from recordkeeper.importers.tables.survey import Survey, named_sender, written_date
from recordkeeper.importers.tables.table import Table
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace
from recordkeeper.records.vocabulary import Direction, Flag

_BLOCKS = (
    ("you unblocked this", "unblocked"),
    ("you blocked this", "blocked"),
    ("desbloqueaste a este", "unblocked"),
    ("bloqueaste a este", "blocked"),
)
"""How WhatsApp's own notes of a block begin, in English and Spanish."""
_TELLING: tuple[Meaning, ...] = ("number", "name", "from", "to", "session", "text", "attachment")


class _Way(NamedTuple):
    """`csv_words.Way` with a direction that is settled; ``unsaid`` where it is only supposed."""

    direction: Direction
    medium: str = ""
    answered: bool | None = None
    system: bool = False
    unsaid: bool = False


class _Sides(NamedTuple):
    identifier: str = ""
    group: tuple[str, ...] = ()
    in_group: bool = False
    withheld: bool = False


class Contacts:
    """Makes the contacts of one table.

    Attributes:
        wider: how many rows had more cells than the header, with something in them.
        rounded: whether durations are whole minutes.
    """

    def __init__(self, table: Table, survey: Survey, dates: WrittenDates) -> None:
        self.wider = 0
        self.rounded = False
        self._table = table
        self._layout: Layout = table.layout
        self._survey = survey
        self._dates = dates

    def found(self, row: Row, element: int) -> Found | Skipped:
        """A row as it becomes a record, or why it becomes none."""
        cells = row.cells
        if len(cells) < self._layout.width:
            reason = _("it has {cells} of {width} columns").format(cells=len(cells), width=self._layout.width)
            return self._skipped(row, reason)
        if self._says_nothing(cells):
            return self._skipped(row, _("it names neither a time nor anybody"))
        way = self._way(cells)
        if isinstance(way, str):
            return self._skipped(row, way)
        channel = self._channel(cells)
        if not channel:
            reason = _("“{word}” is neither a message nor a call")
            return self._skipped(row, reason.format(word=self._layout.cell(cells, "channel")[:40]))
        contact, media = self._text(row, way) if channel == "text" else self._call(row, way)
        return Found(
            contact, element, row.start, row.end, media=media, system=way.system, member=self._table.member
        )

    def observed(self, found: Found) -> Trace | None:
        """What the app itself wrote of a block by the keeper, if this row is that."""
        contact = found.contact
        words = identity.clean(contact.words or "").casefold() if found.system else ""
        for beginning, what in _BLOCKS:
            if words.startswith(beginning):
                return Trace(
                    what="blocked" if what == "blocked" else "unblocked",
                    when=contact.when,
                    channel=contact.channel,
                    medium=contact.medium,
                    identifier=contact.identifier,
                    words=contact.words or "",
                    member=found.member,
                    start=found.start,
                    end=found.end,
                )
        return None

    def _text(self, row: Row, way: _Way) -> tuple[Contact, tuple[Media, ...]]:
        layout, cells = self._layout, row.cells
        when, unreadable = self._dates.moment(written_date(layout, cells))
        sides = self._sides(cells, way)
        media, omitted = self._media(cells)
        sent = layout.cell(cells, "sent")
        flags: Iterable[tuple[bool, Flag]] = (
            (way.direction == "out" and csv_words.not_sent(layout.cell(cells, "status")), "not-sent"),
            (sides.in_group, "group"),
            (omitted, "omitted"),
            (bool(layout.cell(cells, "deleted")), "deleted"),
            (bool(layout.cell(cells, "edited")), "edited"),
        )
        contact = Contact(
            when=when,
            direction=way.direction,
            channel="text",
            medium=layout.medium or csv_words.medium(layout.cell(cells, "service")),
            identifier=sides.identifier,
            withheld=sides.withheld,
            words=layout.cell(cells, "text") or None,
            subject=layout.cell(cells, "subject"),
            sent_at=self._dates.instant(sent) if sent else None,
            flags=(*(flag for true, flag in flags if true), *unreadable, *self._flags(row, way)),
            shown_name=self._shown_name(cells, sides, way),
            group=sides.group,
        )
        return contact, media

    def _call(self, row: Row, way: _Way) -> tuple[Contact, tuple[Media, ...]]:
        layout, cells = self._layout, row.cells
        when, unreadable = self._dates.moment(written_date(layout, cells))
        sides = self._sides(cells, way)
        duration = self._duration(cells)
        medium, answered = way.medium, way.answered
        bill = "phone" if layout.clock == "carrier" else ""
        if way.direction == "in" and not medium and duration and not way.unsaid:
            medium, answered = "answered", True
        contact = Contact(
            when=when,
            direction=way.direction,
            channel="call",
            medium=medium,
            identifier=sides.identifier,
            withheld=sides.withheld,
            duration=duration,
            answered=answered,
            service=csv_words.service(layout.cell(cells, "service")) or bill,
            flags=(*unreadable, *self._flags(row, way)),
            shown_name=self._shown_name(cells, sides, way),
        )
        return contact, ()

    def _says_nothing(self, cells: list[str]) -> bool:
        """Whether it is no contact: the sum below a bill has neither a time nor a number."""
        if any(self._layout.cell(cells, one).strip() for one in _TELLING):
            return False
        return not self._dates.moment(written_date(self._layout, cells))[0].known

    def _flags(self, row: Row, way: _Way) -> tuple[Flag, ...]:
        """What must be said of any row: more cells than the header has are words cut apart."""
        wider = any(row.cells[self._layout.width :])
        self.wider += wider
        flags: Iterable[tuple[bool, Flag]] = (
            (wider, "incomplete"),
            (row.repaired, "repaired"),
            (way.unsaid, "sender-unsaid"),
            (row.suspect, "suspect"),
        )
        return tuple(flag for true, flag in flags if true)

    def _way(self, cells: list[str]) -> _Way | str:
        """Which way a row went; or, where its word does not say, that."""
        layout = self._layout
        if layout.tells_way:
            told = layout.way(cells)
            if not told.direction:
                word = (layout.cell(cells, "direction") or layout.cell(cells, "type"))[:40]
                reason = _("“{word}” does not say whether it was received or sent (--map incoming={word})")
                return reason.format(word=word)
            return _Way(
                told.direction, told.medium, told.answered, told.system, layout.direction == "unknown"
            )
        sender, receiver = named_sender(layout, cells), layout.cell(cells, "to")
        if sender and self._survey.me.has(sender):
            return _Way("out")
        known = self._survey.me.has(receiver) if receiver else bool(self._survey.knows_me and sender)
        return _Way("in", unsaid=not known)

    def _sides(self, cells: list[str], way: _Way) -> _Sides:
        """The other side: in a conversation by its members, else by the number, else by the name."""
        layout = self._layout
        number, name = layout.cell(cells, "number"), layout.cell(cells, "name")
        if "from" in layout.places or "to" in layout.places:
            number = layout.cell(cells, "from" if way.direction == "in" else "to") or number
        if way.direction == "out" and not layout.tells_way and "to" not in layout.places:
            senders = [*self._survey.session(self._table, "").senders]
            return _Sides(senders[0] if len(senders) == 1 else "")
        if csv_words.withheld(number):
            return _Sides(withheld=True)
        if "session" not in layout.places:
            return _Sides(number or name, withheld=not (number or name) and layout.channel == "call")
        session = self._survey.session(self._table, layout.cell(cells, "session"))
        sender = "" if way.system or way.direction == "out" else number or name
        if session.group:
            return _Sides(sender, session.others(sender), in_group=True)
        return _Sides(sender or session.other)

    def _channel(self, cells: list[str]) -> str:
        return self._layout.channel or csv_words.kind(self._layout.cell(cells, "channel"))

    def _shown_name(self, cells: list[str], sides: _Sides, way: _Way) -> str:
        """The name that the address book showed for the other side."""
        if way.direction == "out" and not self._layout.tells_way:
            return ""
        name = self._layout.cell(cells, "name")
        if not name and "session" in self._layout.places and not (sides.in_group or way.system):
            name = self._layout.cell(cells, "session")
        return "" if name == sides.identifier else name

    def _media(self, cells: list[str]) -> tuple[tuple[Media, ...], bool]:
        """The file that a row names; and whether it had one that is not even named."""
        named, kind = self._layout.cell(cells, "attachment"), self._layout.cell(cells, "attachment_type")
        if named:
            return (self._survey.attachments.media(self._table.member, named, kind),), False
        return (), bool(kind)

    def _duration(self, cells: list[str]) -> int | None:
        layout = self._layout
        cell = (
            layout.cell(cells, "duration") or layout.cell(cells, "minutes") or layout.cell(cells, "seconds")
        )
        if csv_words.bare(cell):
            if layout.unit is None:
                column = f"#{layout.places['duration'] + 1}"
                raise Unsaid(
                    _("Nothing says whether the durations, such as “{cell}”, are minutes or seconds.").format(
                        cell=cell[:40]
                    ),
                    "--map",
                    {f"minutes={column}": _("minutes"), f"seconds={column}": _("seconds")},
                )
            self.rounded |= layout.unit != 1
        return csv_words.seconds(cell, layout.unit)

    def _skipped(self, row: Row, reason: str) -> Skipped:
        return Skipped(locator=where(self._table, row.line, row.start), reason=reason)


def where(table: Table, line: int, start: int) -> str:
    """A place in a table, in words that a person can follow."""
    return locator.within(table.member, _("line {line}, byte {byte}").format(line=line, byte=start))
