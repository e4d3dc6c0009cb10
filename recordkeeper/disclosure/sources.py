"""A10: where things came from: each imported file, what was read of it, and what it leaves out."""

from collections.abc import Iterator

from recordkeeper.audit.traces import about_them
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.disclosed import Line
from recordkeeper.disclosure.source_words import CONTAINER_WORDS, basis_told, trace_told
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.custody import Erasure, Skipped, Source

TOLD = 10
"""How many skipped, missing or damaged places of one file are printed; the source entry has them all."""


def sources(brief: Brief) -> Iterator[tuple[Line, ...]]:
    """A10: each imported file, its hash, counts, damage and what such exports leave out."""
    told: dict[str, int] = {}
    for one in brief.case.standing(Source):
        same_as = told.setdefault(one.fact.completeness, one.serial)
        left_out = one.fact.completeness if same_as == one.serial else _("as for ¶{n}").format(n=same_as)
        yield tuple(Line(label, text) for label, text in _source(brief, one, left_out) if text)


def _source(brief: Brief, one: Standing[Source], left_out: str) -> Iterator[tuple[str, str]]:
    fact = one.fact
    yield (
        _("File"),
        _("{name} (¶{serial}), {size} bytes").format(name=fact.name, serial=one.serial, size=fact.size),
    )
    yield _("SHA-256"), fact.sha256
    read = _("{importer}, version {version}, {date}")
    date = dates.instant_told(one.recorded_at, brief.home)
    yield _("It was"), CONTAINER_WORDS[fact.container]
    yield _("Read by"), read.format(importer=fact.importer, version=fact.importer_version, date=date)
    yield _("Options"), _("everyone's messages") if fact.everyone else _("the other side's messages")
    yield _("Counts"), _counts(fact)
    yield _("Not read"), _some(fact.skipped)
    yield _("Not there"), _some(fact.missing)
    yield _("Damage"), "; ".join(fact.damage[:TOLD])
    if fact.first is not None and fact.last is not None:
        first, last = (dates.instant_told(ms, brief.home) for ms in (fact.first, fact.last))
        yield _("Covers"), _("{first} to {last}").format(first=first, last=last)
    yield _("Times"), basis_told(fact)
    yield (
        _("The app's own record"),
        "; ".join(trace_told(one, brief.home) for one in about_them(fact, brief.directory)),
    )
    yield _("Of this file"), " ".join(fact.notes)
    yield _("Leaves out"), left_out
    kept = _("the whole file") if fact.kept == "whole" else _("the cited parts and the SHA-256")
    if by := _zeroed_by(brief, fact.stored):
        kept = _("{kept}; what was erased is overwritten with zeros ({erasures})").format(
            kept=kept, erasures=", ".join(f"¶{serial}" for serial in by)
        )
    yield _("Kept"), kept


def _some(found: tuple[Skipped, ...]) -> str:
    """The first of them, each with its reason, and how many more."""
    named = [f"{one.locator}: {one.reason}" if one.locator else one.reason for one in found[:TOLD]]
    if len(found) > TOLD:
        named.append(_("and {count} more").format(count=len(found) - TOLD))
    return "; ".join(named)


def _zeroed_by(brief: Brief, stored: str) -> list[int]:
    """The erasures that overwrote a part of a stored file."""
    return [
        one.serial
        for one in brief.case.of(Erasure)
        if any(source.sha256 == stored for source in one.fact.sources)
    ]


def _counts(fact: Source) -> str:
    counts = _(
        "{parsed} read: {imported} made entries, {duplicates} had already, {others} with other people "
        "left in the phone, {system} notices of the app"
    ).format(
        parsed=fact.parsed,
        imported=fact.imported,
        duplicates=fact.duplicates,
        others=fact.others,
        system=fact.system,
    )
    if fact.declared is None:
        return counts
    return counts + _("; the file itself says {count}").format(count=fact.declared)
