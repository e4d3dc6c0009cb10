"""Bringing an export in: the file first, then all of its entries in one commit, or none of them."""

import io
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Opener
from recordkeeper.intake.export import Export, Pass, Progress, faults_of_the_disk, sliced
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import Sorted, imported
from recordkeeper.ledger.ledger import Ledger, Writer
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.custody import Source
from recordkeeper.records.fact import Fact

ATTEMPTS = 5
"""How often the file is counted anew because another command wrote to the record meanwhile."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        counted: the counts as they were when it was recorded; they stand in the source entry too.
        source: serial of the source entry; None when there was nothing to record.
        entries: serials of the first and the last new contact; None when there are none.
    """

    counted: Preview
    source: int | None = None
    entries: tuple[int, int] | None = None


class _Moved(Exception):
    """Another command wrote to the record after the file was counted against it."""


def bring_in(
    ledger: Ledger,
    export: Export,
    agreed: Preview,
    *,
    on_progress: Progress | None = None,
) -> Imported:
    """Record what a preview showed.

    Killed at any instant, either all entries of the file are there or none; files stored for nothing
    are swept a day later. If another command wrote in between, the file is counted anew, so that the
    counts in the source entry are those of what was recorded with it.

    Args:
        ledger: open for writing.
        export: the same file.
        agreed: what the keeper saw and accepted.
        on_progress: called during each pass.

    Raises:
        RecordkeeperError: the file is not the one previewed, or the disk is full. No entry was made.
    """
    ledger.sweep_files()
    plan = agreed
    for _attempt in range(ATTEMPTS):
        if plan.head != ledger.head():
            plan = preview(ledger, export, agreed.choices, on_progress=on_progress)
        if plan.sha256 != agreed.sha256:
            raise _changed()
        if plan.nothing_new:
            return Imported(plan)
        stored = _keep_source(ledger, export, plan)
        said = plan.ground.said(plan.choices)
        if plan.media:
            _keep_media(ledger, export, Pass(export, said, on_progress), plan)
        entry = _Entries(ledger, export, Pass(export, said, on_progress), plan, stored)
        try:
            ledger.compose(entry.facts)
        except _Moved:
            continue
        return entry.made()
    raise RecordkeeperError(
        _("Other commands kept writing to this record. Nothing was brought in."),
        _("Wait until they have finished, then run the same command again."),
    )


def _keep_source(ledger: Ledger, export: Export, plan: Preview) -> str:
    matching = plan.choices.keep == "matching"
    with faults_of_the_disk():
        stored = ledger.keep_file(partial(sliced, export, plan.ranges) if matching else export.open)
    if not matching and stored.sha256 != plan.sha256:
        raise _changed()
    return stored.sha256


def _keep_media(ledger: Ledger, export: Export, reading: Pass, plan: Preview) -> None:
    kept: set[str] = set()
    for one in imported(reading, plan.ground, plan.choices):
        parts = (part for part in one.found.media if part.readable)
        for part, file in zip(parts, one.files, strict=True):
            if file.sha256 in kept:
                continue
            kept.add(file.sha256)
            with faults_of_the_disk():
                if ledger.keep_file(_opener(export, part)).sha256 != file.sha256:
                    raise _changed()


def _opener(export: Export, part: Media) -> Opener:
    if part.member is not None:
        return partial(export.material.open, part.member)
    return lambda: nullcontext(io.BytesIO(part.data or b""))


class _Entries:
    """The entries of one import, and where they came to stand."""

    def __init__(self, ledger: Ledger, export: Export, reading: Pass, plan: Preview, stored: str) -> None:
        self._ledger = ledger
        self._offsets = export.offsets
        self._reading = reading
        self._plan = plan
        self._stored = stored
        self._source = 0
        self._last = 0

    def facts(self, writer: Writer) -> Iterator[Fact]:
        """Identifiers given at import, the source, then its contacts, in the order of the file.

        Raises:
            _Moved: the counts are not those of the record as it is now; nothing is written.
            RecordkeeperError: the file changed since it was counted; nothing is written.
        """
        plan = self._plan
        if self._ledger.head() != plan.head:
            raise _Moved
        yield from plan.ground.parties.new
        self._source = writer.next_serial()
        yield _source(plan, self._stored)
        for one in imported(self._reading, plan.ground, plan.choices):
            self._last = writer.next_serial()
            yield self._contact(one)
        recorded = self._last - self._source if self._last else 0
        if (self._reading.sha256, recorded) != (plan.sha256, plan.imported):
            raise _changed()

    def made(self) -> Imported:
        """What was recorded, once it was committed."""
        entries = (self._source + 1, self._last) if self._last else None
        return Imported(self._plan, self._source, entries)

    def _contact(self, one: Sorted) -> Contact:
        found = one.found
        base = self._offsets.get(found.member, 0)
        reference = SourceRef(
            entry=self._source,
            element=found.element,
            start=base + found.start,
            end=base + found.end,
            native_id=found.native_id,
            member=found.member,
        )
        own = self._plan.ground.parties.keeper_identifier(one.contact)
        return one.contact.having(source=reference, files=one.files, keeper_identifier=own)


def _source(plan: Preview, stored: str) -> Source:
    return Source(
        sha256=plan.sha256,
        size=plan.size,
        name=plan.name,
        kept=plan.choices.keep,
        stored=stored,
        importer=plan.format,
        importer_version=plan.version,
        everyone=plan.choices.everyone,
        since=plan.choices.since,
        declared=plan.declared,
        parsed=plan.parsed,
        imported=plan.imported,
        duplicates=plan.duplicates,
        others=plan.others,
        system=plan.system,
        skipped=plan.skipped,
        damage=plan.damage,
        missing=plan.missing,
        traces=plan.traces,
        container=plan.container,
        completeness=plan.completeness,
        first=plan.first,
        last=plan.last,
        zone_basis=plan.zone_basis,
        zone=plan.choices.zone,
        date_order=plan.choices.date_order,
        offsets=plan.offsets,
        me=plan.choices.me,
        them=plan.choices.them,
    )


def _changed() -> RecordkeeperError:
    return RecordkeeperError(
        _("The file is not the same as when it was shown. Nothing was brought in."),
        _("Wait until nothing writes to it, or copy it, then run the same command again."),
    )
