"""What becomes of each record of an export, decided in one order, the same in every pass.

Written by the phone or the network → ``system``. Not between the keeper and theirs → ``other``, unless
everyone was asked for. Before ``since`` → ``early``, counted among the others: it was left in the phone
by choice. In the record already → ``duplicate``. Everything else is ``imported``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from recordkeeper import clock
from recordkeeper.importers.importer import DateOrder, Found, Item, Said
from recordkeeper.importers.material import Limits
from recordkeeper.intake.duplicates import Told
from recordkeeper.intake.export import Pass
from recordkeeper.intake.parties import Parties
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.custody import Correction, Source, Withdrawal
from recordkeeper.records.fact import FileRef
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Identifier, Matter, Person

AHEAD = 86_400_000
"""Milliseconds that a phone's clock may be ahead of this one's before its time is not believed."""
Fate = Literal["system", "other", "early", "duplicate", "imported"]
Kept = Literal["whole", "matching"]
_KINDS = tuple(kind.kind for kind in (Matter, Person, Identifier, Source, Correction, Withdrawal))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the keeper said about one import.

    Attributes:
        me: the phone's own numbers and addresses.
        them: the other person's, as displayed.
        everyone: entries for everybody's messages, not only theirs.
        since: nothing that ended before it.
        keep: store the file whole, or only the byte ranges that the new entries cite.
        zone: IANA name of the zone of local times without an offset; "" for the record's own, assumed.
        date_order: how the export writes its dates; "" when nothing was said.
        columns: for tables, which column holds what.
        limits: of the importer.
    """

    me: tuple[str, ...] = ()
    them: tuple[str, ...] = ()
    everyone: bool = False
    since: Moment | None = None
    keep: Kept = "whole"
    zone: str = ""
    date_order: DateOrder = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the record says already, as far as an import depends on it.

    Attributes:
        head: of the record this was read from.
        zone: IANA name of the zone that days are in.
        parties: who is who.
        told: the messages imported before.
        sources: SHA-256 (hex) of the files imported before, those withdrawn since left out.
    """

    head: Head
    zone: str
    parties: Parties
    told: Told
    sources: frozenset[str]

    @property
    def source(self) -> int:
        """The serial that the source entry will have, after the identifiers given at this import."""
        return self.head.count + len(self.parties.new) + 1

    @classmethod
    def of(cls, ledger: Ledger, choices: Choices, format_name: str) -> "Ground":
        """Read it from a record, for an export of that format.

        Raises:
            BadInput: what the keeper said does not fit what the record says.
        """
        head = ledger.head()
        case = fold(ledger.entries("record", kinds=_KINDS), ledger.start(), ledger.vault_id)
        parties = Parties(case, choices.them, choices.me, next_serial=head.count + 1, format_name=format_name)
        told = Told.of(ledger, withdrawn(case), format_name, parties.spellings())
        sources = frozenset(one.fact.sha256 for one in case.standing(Source))
        return cls(head, case.home_zone, parties, told, sources)

    def said(self, choices: Choices) -> Said:
        """What the importer is told: the keeper's choices, and what the record knows already."""
        return Said(
            zone=choices.zone or self.zone,
            zone_stated=bool(choices.zone),
            date_order=choices.date_order,
            me=self.parties.me,
            columns=choices.columns,
            limits=choices.limits,
        )


class Sorted(NamedTuple):
    """One record and what becomes of it.

    Attributes:
        found: as it was read.
        contact: with the other side named; its source and files are still to be filled in.
        fate: what becomes of it.
        withdrawn: it duplicates an entry that was withdrawn.
        files: its readable parts that are not words; filled where it may become an entry.
    """

    found: Found
    contact: Contact
    fate: Fate
    withdrawn: bool = False
    files: tuple[FileRef, ...] = ()


def sort(reading: Pass, ground: Ground, choices: Choices) -> Iterator[Sorted | Item]:
    """The items of one pass over a file, its records sorted; everything else as it is."""
    told, latest = ground.told.fresh(), clock.now() + AHEAD
    for item in reading.items():
        if type(item) is Found:
            yield _sorted(_dated(item, latest), reading, ground.parties, told, choices)
        else:
            yield item


def imported(reading: Pass, ground: Ground, choices: Choices) -> Iterator[Sorted]:
    """Only the records that become entries, of one pass over a file."""
    for item in sort(reading, ground, choices):
        if isinstance(item, Sorted) and item.fate == "imported":
            yield item


def entry(one: Sorted, ground: Ground, offsets: Mapping[str, int]) -> Contact:
    """A record that becomes an entry, as it will be recorded.

    Args:
        one: the record.
        ground: where its source entry will stand, and who the keeper is.
        offsets: where members begin in what is stored; empty unless it is a folder.
    """
    found = one.found
    base = offsets.get(found.member, 0)
    reference = SourceRef(
        entry=ground.source,
        element=found.element,
        start=base + found.start,
        end=base + found.end,
        native_id=found.native_id,
        member=found.member,
    )
    own = one.contact.keeper_identifier or ground.parties.keeper_identifier(one.contact)
    return one.contact.having(source=reference, files=one.files, keeper_identifier=own)


def _sorted(found: Found, reading: Pass, parties: Parties, told: Told, choices: Choices) -> Sorted:
    if found.system:
        return Sorted(found, found.contact, "system")
    contact, theirs = parties.settled(found.contact)
    if not (theirs or choices.everyone):
        return Sorted(found, contact, "other")
    if choices.since is not None and _ended_before(contact.when, choices.since):
        return Sorted(found, contact, "early")
    files = reading.files(found) if found.media else ()
    if len(files) < len(found.media) and any(part.absent for part in found.media):
        contact = _lacking(contact)
    known, taken_back = told.take(contact, (one.sha256 for one in files), found.native_id)
    return Sorted(found, contact, "duplicate" if known else "imported", taken_back, files)


def _lacking(contact: Contact) -> Contact:
    """A contact that the export names a picture or sound of, and left it out."""
    return contact if "omitted" in contact.flags else contact.having(flags=(*contact.flags, "omitted"))


def _dated(found: Found, latest: int) -> Found:
    """A record; of one that its phone dates in the future, only what is written is kept of its time."""
    when = found.contact.when
    if when.at is None or when.at <= latest:
        return found
    unknown = Moment(written=when.written, precision="unknown", basis=when.basis, clock=when.clock)
    flags = (*found.contact.flags, "time-unreadable")
    return found._replace(contact=found.contact.having(when=unknown, flags=flags))


def _ended_before(when: Moment, since: Moment) -> bool:
    """Whether something was over before; a time that is not known never is."""
    if when.at is None or when.until is None or since.at is None:
        return False
    return when.at < since.at and when.until <= since.at


def withdrawn(case: CaseFile) -> frozenset[int]:
    """The serials of entries that a standing withdrawal names."""
    return frozenset(one.fact.target.serial for one in case.standing(Withdrawal))
