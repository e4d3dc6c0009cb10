"""The counts of one pass over an export, as they grow."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Damage, Declared, Found, Item, Note
from recordkeeper.intake.gathered import Gathered
from recordkeeper.intake.sorting import Fate, Sorted
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag

SAMPLES = 3
MOST_SKIPPED = 500
"""How many skipped things are named one by one; a hostile file has millions."""
_SLOT = 15 * 60_000
"""Milliseconds. Clocks in every zone have shown the same date all through a quarter of an hour of
UTC since the last zone gave up local mean time (1972)."""


@dataclass(slots=True)
class Sender:
    """How much one number or address has to do with the file.

    Attributes:
        identifier: as displayed; "" for a hidden number, several joined with ", " for a group.
        shown_name: the name the phone showed, a help to recognise them and no proof.
        received, sent: messages and calls, however they end up.
        imported: how many of them become entries.
        unsaid: how many the export does not say the direction of: the keeper may have written them.
        group: several recipients, and no one sender.
    """

    identifier: str
    shown_name: str = ""
    received: int = 0
    sent: int = 0
    imported: int = 0
    unsaid: int = 0
    group: bool = False


class _Named:
    """Things named one by one, up to `MOST_SKIPPED`, and the rest counted."""

    def __init__(self) -> None:
        self._named: list[Skipped] = []
        self._unnamed = 0

    def add(self, one: Skipped) -> None:
        """Name it, or count it."""
        if len(self._named) < MOST_SKIPPED:
            self._named.append(one)
        else:
            self._unnamed += 1

    def all(self) -> tuple[Skipped, ...]:
        """What was named, the last line counting what was not."""
        if not self._unnamed:
            return tuple(self._named)
        rest = Skipped(locator="", reason=_("and {count} more").format(count=self._unnamed))
        return (*self._named, rest)


class Tally:
    """The counts, as they grow."""

    def __init__(self, zone: str) -> None:
        self.fates: Counter[Fate] = Counter()
        self.directions: Counter[Direction] = Counter()
        self.days: Counter[date] = Counter()
        self.senders: dict[str, Sender] = {}
        self.declared: int | None = None
        self.withdrawn = 0
        self.first: int | None = None
        self.last: int | None = None
        self.bases: set[str] = set()
        self.offsets: set[int] = set()
        self.skipped = _Named()
        self.missing = _Named()
        self.unreadable = 0
        self.damage: list[str] = []
        self.notes: list[str] = []
        self.traces: list[Trace] = []
        self.media = 0
        self.blocked_calls = 0
        self.flags: Counter[Flag] = Counter()
        self.files: dict[str, int] = {}
        self.samples: list[Contact] = []
        self.cited = 0
        self.gathered = Gathered()
        self._zone = zone
        self._dates: dict[int, date] = {}

    def add(self, item: Sorted | Item) -> None:
        """Count one item of the file."""
        if isinstance(item, Sorted):
            self._count(item)
        elif isinstance(item, Skipped):
            self.skipped.add(item)
        elif isinstance(item, Damage):
            if len(self.damage) < MOST_SKIPPED:
                self.damage.append(f"{item.locator}: {item.reason}")
        elif isinstance(item, Note):
            self.notes.append(item.words)
        elif isinstance(item, Trace):
            self.traces.append(item)
        elif isinstance(item, Declared):
            self.declared = item.count

    def ranked(self) -> tuple[Sender, ...]:
        """Everyone in the file, most first; equal ones by identifier."""
        order = sorted(self.senders.values(), key=lambda one: (-one.received - one.sent, one.identifier))
        return tuple(order)

    def _count(self, one: Sorted) -> None:
        contact = one.contact
        self.fates[one.fate] += 1
        self._time(one.found, contact.when)
        if one.fate == "system":
            return
        sender = self._sender(contact)
        if contact.direction == "in":
            sender.received += 1
        else:
            sender.sent += 1
        if "sender-unsaid" in one.found.contact.flags:
            sender.unsaid += 1
        if one.fate == "imported":
            sender.imported += 1
            self._become(one, contact)
        elif one.withdrawn:
            self.withdrawn += 1

    def _become(self, one: Sorted, contact: Contact) -> None:
        self.directions[contact.direction] += 1
        if contact.medium == "blocked":
            self.blocked_calls += 1
        if contact.flags:
            self.flags.update(contact.flags)
        if one.files:
            self.files.update((file.sha256, file.size) for file in one.files)
        if contact.when.at is not None:
            self.days[self._date(contact.when.at)] += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(contact)
        self.cited += one.found.end - one.found.start
        if one.found.media:
            self._parts(one.found)

    def _parts(self, found: Found) -> None:
        where = _("record {record}, byte {byte}, part {part} ({name})")
        for number, part in enumerate(found.media, 1):
            self.media += part.readable
            if not part.readable:
                self.unreadable += not part.absent
                named = where.format(record=found.element, byte=found.start, part=number, name=part.name[:80])
                self.missing.add(Skipped(locator=named, reason=part.reason))

    def _time(self, found: Found, when: Moment) -> None:
        self.bases.add(when.basis)
        if when.offset is not None and (offset := found.offset) is not None:
            self.offsets.add(offset)
        at = when.at
        if at is not None:
            if self.first is None or at < self.first:
                self.first = at
            if self.last is None or at > self.last:
                self.last = at

    def _sender(self, contact: Contact) -> Sender:
        named = contact.identifier or ("" if contact.direction == "in" else ", ".join(contact.group))
        sender = self.senders.get(named)
        if sender is None:
            sender = self.senders[named] = Sender(named, group=bool(named) and not contact.identifier)
        if contact.shown_name and not sender.shown_name:
            sender.shown_name = contact.shown_name
        return sender

    def _date(self, at: int) -> date:
        slot = at // _SLOT
        if slot not in self._dates:
            self._dates[slot] = zones.local_date(at, self._zone)
        return self._dates[slot]
