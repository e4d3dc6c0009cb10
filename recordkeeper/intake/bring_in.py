"""Bringing an export in: the file first, then all of its entries in one commit, or none of them."""

import io
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Opener
from recordkeeper.intake.export import (
    Export,
    Pass,
    Progress,
    Slice,
    changed,
    digest_of,
    faults_of_the_disk,
    sliced,
)
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import entry, imported
from recordkeeper.ledger.ledger import Ledger, Writer
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from recordkeeper.records.fact import Fact

_TOLD_EVERY = 100
"""Entries between two words of progress."""
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
            raise changed()
        if plan.nothing_new:
            return Imported(plan)
        stored = _keep_source(ledger, export, plan, on_progress)
        if plan.media:
            _keep_media(ledger, export, _again(export, plan, on_progress), plan)
        made = _Entries(ledger, plan, stored, _new(export, plan, on_progress), on_progress)
        try:
            ledger.compose(made.facts)
        except _Moved:
            continue
        return made.made()
    raise RecordkeeperError(
        _("Other commands kept writing to this record. Nothing was brought in."),
        _("Wait until they have finished, then run the same command again."),
    )


def _keep_source(ledger: Ledger, export: Export, plan: Preview, on_progress: Progress | None) -> str:
    if plan.choices.keep == "whole":
        opener: Opener = export.open
    else:
        opener = lambda: sliced(export, _cited(export, _new(export, plan, on_progress)))  # noqa: E731
    with faults_of_the_disk():
        stored = ledger.keep_file(opener).sha256
        if (stored if plan.choices.keep == "whole" else digest_of(export)) != plan.sha256:
            raise changed()
    return stored


def _cited(export: Export, new: Iterable[Contact]) -> Iterator[Slice]:
    """Where new entries stand in the export's own files."""
    for contact in new:
        if (where := contact.source) is not None:
            base = export.offsets.get(where.member, 0)
            yield Slice(where.member, where.start - base, where.end - base)


def _new(export: Export, plan: Preview, on_progress: Progress | None) -> Iterable[Contact]:
    """The new entries that a preview showed: kept waiting, or read from the file again."""
    return plan.gathered if plan.gathered.whole else _read_again(export, plan, on_progress)


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
                    raise changed()


def _opener(export: Export, part: Media) -> Opener:
    if part.member is not None:
        return partial(export.material.open, part.member)
    return lambda: nullcontext(io.BytesIO(part.data or b""))


def _again(export: Export, plan: Preview, on_progress: Progress | None) -> Pass:
    """One more reading of the same file, with all that was said of it."""
    return Pass(export, plan.ground.said(plan.choices), on_progress)


def _read_again(export: Export, plan: Preview, on_progress: Progress | None) -> Iterator[Contact]:
    """The new entries of an export too large to have been kept waiting.

    Raises:
        RecordkeeperError: the file is not what was previewed.
    """
    reading = _again(export, plan, on_progress)
    for one in imported(reading, plan.ground, plan.choices):
        yield entry(one, plan.ground, export.offsets)
    if reading.sha256 != plan.sha256:
        raise changed()


class _Entries:
    """The entries of one import, and where they came to stand."""

    def __init__(
        self,
        ledger: Ledger,
        plan: Preview,
        stored: str,
        new: Iterable[Contact],
        on_progress: Progress | None,
    ) -> None:
        self._ledger = ledger
        self._plan = plan
        self._stored = stored
        self._new = new
        self._tell = on_progress
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
        yield _source(plan, self._stored)
        count = 0
        for count, contact in enumerate(self._new, 1):
            yield contact
            if self._tell is not None and not count % _TOLD_EVERY:
                self._tell(count, plan.size * count // plan.imported, plan.size)
        if count != plan.imported:
            raise changed()
        self._last = writer.next_serial() - 1

    def made(self) -> Imported:
        """What was recorded, once it was committed."""
        source = self._plan.ground.source
        return Imported(self._plan, source, (source + 1, self._last) if self._last > source else None)


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
        inseparable=plan.inseparable,
        completeness=plan.completeness,
        notes=plan.notes,
        first=plan.first,
        last=plan.last,
        zone_basis=plan.zone_basis,
        zone=plan.choices.zone,
        date_order=plan.choices.date_order,
        offsets=plan.offsets,
        me=plan.choices.me,
        them=plan.choices.them,
    )
