"""What an import would do, counted in one pass over the file, before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.intake.export import Export, Pass, Progress
from recordkeeper.intake.gathered import Gathered
from recordkeeper.intake.sorting import Choices, Ground, Sorted, entry, sort
from recordkeeper.intake.tally import Sender, Tally
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Container, Skipped, Trace
from recordkeeper.records.vocabulary import Direction, Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was found in a file, and what would be brought in.

    ``parsed`` is the sum of ``imported``, ``duplicates``, ``others`` and ``system``. What is skipped
    was not parsed.

    Attributes:
        choices: what the keeper said.
        ground: what the record said; `head` is the head it was read at.
        name, sha256, size: of the file.
        format, version, completeness: of what read it.
        notes: what had to be said of this very export.
        container: a lone file (""), an archive or a folder, as `Source` names it.
        inseparable: nothing of one record can be cut out of it.
        declared: how many records the file says it has, None when it says nothing.
        others: not between the keeper and theirs; ``early`` of them are only too early.
        withdrawn: how many duplicates are of entries that were withdrawn, and stay so.
        senders: everyone in the file, by how much they wrote or called, most first.
        directions, days: of what becomes entries; days in the zone of the record.
        first, last: the earliest and latest moment in the file, milliseconds UTC.
        zone_basis: what turned its times into UTC.
        offsets: the phone's own offsets from UTC that the file gives away, in seconds.
        skipped: what was not read.
        damage: where and how the file is damaged.
        missing: parts of new entries that cannot be read, or are named and not in the export.
        unreadable: how many of those are damaged, not merely left out of the export.
        traces: what the app itself wrote of blocks and reports; of other people than theirs nothing is kept.
        media: how many readable parts that are not words the new entries have.
        blocked_calls: how many new entries are calls that the phone itself blocked.
        flags: what importers say about the new entries, and of how many.
        added: bytes that the record keeps of it: the file or its cited ranges, and those parts once each.
        samples: the first facts that would be recorded.
        gathered: the new entries themselves, as they would be recorded.
    """

    choices: Choices
    ground: Ground = field(repr=False)
    name: str
    sha256: str
    size: int
    format: str
    version: int
    completeness: str
    notes: tuple[str, ...]
    container: Container
    inseparable: bool
    declared: int | None
    parsed: int
    imported: int
    duplicates: int
    others: int
    early: int
    system: int
    withdrawn: int
    senders: tuple[Sender, ...]
    directions: Mapping[Direction, int]
    days: Mapping[date, int]
    first: int | None
    last: int | None
    zone_basis: str
    offsets: tuple[int, ...]
    skipped: tuple[Skipped, ...]
    damage: tuple[str, ...]
    missing: tuple[Skipped, ...]
    unreadable: int
    traces: tuple[Trace, ...]
    media: int
    blocked_calls: int
    flags: Mapping[Flag, int]
    added: int
    samples: tuple[Contact, ...]
    gathered: Gathered = field(repr=False, compare=False)

    @property
    def head(self) -> Head:
        """The head of the record that this was computed against."""
        return self.ground.head

    @property
    def imported_before(self) -> bool:
        """Whether the very same file was imported before."""
        return self.sha256 in self.ground.sources

    @property
    def nothing_new(self) -> bool:
        """Whether there is nothing to record: an empty file, or the same file with nothing to add."""
        return not (self.parsed or self.traces) or (self.imported_before and not self.imported)


def preview(
    ledger: Ledger,
    export: Export,
    choices: Choices,
    *,
    on_progress: Progress | None = None,
) -> Preview:
    """Read a file once, keep nothing, and count what an import would do.

    Memory grows with the number of senders and days and with what the record has imported before,
    not with the messages of the file.

    Raises:
        BadInput: what the keeper said does not fit what the record says, or this export.
        ImportRefused: this is not such a file.
    """
    if choices.keep == "matching" and not export.importer.separable:
        raise BadInput(
            _("Of a database only the whole can be kept: a long message stands in many places of it."),
            _("Leave --keep out. Nothing was brought in."),
        )
    ground = Ground.of(ledger, choices, export.importer.name)
    reading = Pass(export, ground.said(choices), on_progress)
    tally = Tally(ground.zone)
    for item in sort(reading, ground, choices):
        tally.add(item)
        if type(item) is Sorted and item.fate == "imported":
            tally.gathered.add(entry(item, ground, export.offsets))
    return _counted(export, reading, ground, choices, tally)


def _counted(export: Export, reading: Pass, ground: Ground, choices: Choices, tally: Tally) -> Preview:
    fates = tally.fates
    return Preview(
        choices=choices,
        ground=ground,
        name=export.name,
        sha256=reading.sha256,
        size=export.size,
        format=export.importer.name,
        version=export.importer.version,
        container=export.material.container,
        inseparable=export.material.container == "zip" or not export.importer.separable,
        completeness=export.importer.completeness,
        notes=tuple(dict.fromkeys(tally.notes)),
        declared=tally.declared,
        parsed=fates.total(),
        imported=fates["imported"],
        duplicates=fates["duplicate"],
        others=fates["other"] + fates["early"],
        early=fates["early"],
        system=fates["system"],
        withdrawn=tally.withdrawn,
        senders=tally.ranked(),
        directions=dict(tally.directions),
        days=dict(sorted(tally.days.items())),
        first=tally.first,
        last=tally.last,
        zone_basis=", ".join(sorted(tally.bases)),
        offsets=tuple(sorted(tally.offsets)),
        skipped=tally.skipped.all(),
        damage=tuple(tally.damage),
        missing=tally.missing.all(),
        unreadable=tally.unreadable,
        traces=tuple(one for one in tally.traces if _about_them(one, ground)),
        media=tally.media,
        blocked_calls=tally.blocked_calls,
        flags=dict(tally.flags),
        added=_kept(export.size, tally, choices) + sum(tally.files.values()),
        samples=tuple(tally.samples),
        gathered=tally.gathered,
    )


def _about_them(trace: Trace, ground: Ground) -> bool:
    """Whom else the keeper blocked must not stand in a part of the record that leaves it."""
    return not trace.identifier or ground.parties.is_theirs(trace.identifier)


def _kept(size: int, tally: Tally, choices: Choices) -> int:
    return size if choices.keep == "whole" else tally.cited
