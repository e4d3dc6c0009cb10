"""The case file: the book folded into what stands now. A pure function of the entries.

Corrections are applied, withdrawals marked, markings and later files gathered. Nothing is judged
here: what was outside a boundary, or due, is for ``audit``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, cast

from msgspec import Struct, field

from recordkeeper import zones
from recordkeeper.ledger.correcting import Change, apply_changes
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.consequences import Consequence, Measure
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Attachment, Correction, Erasure, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Matter, Person
from recordkeeper.records.vocabulary import Act, Pick, Purpose

F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)

PREFIXES: dict[type[Fact], str] = {
    Person: "P",
    Boundary: "B",
    Statement: "S",
    Consequence: "C",
    Measure: "M",
}
"""Kinds that are also numbered among themselves, in order of entry: P1, B1, S1, C1, M1."""
MEASURE_END = "measure-end"
"""What an erasure calls a measure that ended another one, and so has no number of its own."""


class Standing(Struct, Generic[F_co], frozen=True):
    """A fact as it stands now.

    Attributes:
        entry: as it was recorded.
        fact: corrections applied.
        changes: the corrections, in order.
        withdrawn: the entry that withdrew it, or the imported file it came with; None while it stands.
        markings: the keeper's later views of it, in order (contacts).
        same: serials of the entries that tell the same contact, itself left out.
        apart: serials of entries that look like the same contact and are not.
        attachments: the entries that brought further files.
    """

    entry: Entry
    fact: F_co
    changes: tuple[Change, ...] = ()
    withdrawn: "Standing[Withdrawal] | None" = None
    markings: tuple["Standing[Marking]", ...] = ()
    same: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    attachments: tuple["Standing[Attachment]", ...] = ()

    @property
    def serial(self) -> int:
        """Its number in the record: the ¶ of the report."""
        return self.entry.serial

    @property
    def recorded_at(self) -> int:
        """When it was recorded, milliseconds UTC."""
        return self.entry.recorded_at or 0

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn is None

    @property
    def files(self) -> tuple[FileRef, ...]:
        """Its own files and those attached later."""
        own = getattr(self.fact, "files", ())
        return (*own, *(file for later in self.attachments for file in later.fact.files))


class CaseFile(Struct, frozen=True):
    """What stands now. Every tuple is in order of entry; withdrawn facts stay in, marked.

    Attributes:
        vault_id: 16 bytes, the name of the vault in its chains.
        head: of the record book it was folded from.
        all: every fact by its serial, for reading the record back in order.
        by_kind: the same facts, kind by kind.
        names: the serials of P1, B1, S1, C1, M1 …
        gone: serials whose content was erased, or is of a kind this program cannot read.
        erased: by the serial of each entry whose content was erased, the erasure.
    """

    vault_id: bytes
    head: Head
    all: Mapping[int, Standing[Fact]]
    by_kind: Mapping[type[Fact], Sequence[Standing[Fact]]]
    names: Mapping[str, int]
    gone: tuple[int, ...]
    erased: Mapping[int, Standing[Erasure]]

    @property
    def unread(self) -> tuple[int, ...]:
        """Serials of entries of a kind or version that this program cannot read."""
        return tuple(serial for serial in self.gone if serial not in self.erased)

    def of(self, kind: type[F]) -> tuple[Standing[F], ...]:
        """All facts of a kind, withdrawn ones too."""
        return cast("tuple[Standing[F], ...]", tuple(self.by_kind.get(kind, ())))

    def standing(self, kind: type[F]) -> tuple[Standing[F], ...]:
        """The facts of a kind that were not withdrawn."""
        return tuple(one for one in self.of(kind) if one.stands)

    def name(self, serial: int) -> str:
        """How the keeper names an entry: B1, S2, C1, P3, M1, or its serial with a #."""
        return next((name for name, of in self.names.items() if of == serial), f"#{serial}")

    @property
    def matter(self) -> Matter:
        """The matter this record is about; UTC and untitled before it is known."""
        found = self.of(Matter)
        return found[0].fact if found else Matter(home_zone="UTC")

    @property
    def home_zone(self) -> str:
        """IANA name of the zone that day figures are in."""
        return self.matter.home_zone

    @property
    def region(self) -> str:
        """ISO 3166 code of the country that numbers without a country code belong to, "" if not known.

        By the home zone: the jurisdiction is free words, and a country read into them would be a guess.
        """
        return zones.country(self.home_zone)

    def one(self, serial: int, kind: type[F]) -> Standing[F] | None:
        """The entry of that serial if it is of that kind."""
        found = self.all.get(serial)
        return cast("Standing[F]", found) if found is not None and type(found.fact) is kind else None


def fold(entries: Iterable[Entry], start: Head, vault_id: bytes) -> CaseFile:
    """Fold a record book, in order, into what stands.

    Args:
        entries: of the record book; entries without a fact are named in ``gone``.
        start: the head of the empty book.
        vault_id: 16 bytes.
    """
    facts: dict[int, Entry] = {}
    gone: list[int] = []
    head = start
    for entry in entries:
        head = Head(entry.serial, entry.link)
        if entry.fact is None:
            gone.append(entry.serial)
        else:
            facts[entry.serial] = entry
    gathered = _Gathered.over(facts.values())
    standing = {serial: gathered.stand(entry) for serial, entry in facts.items()}
    by_kind: dict[type[Fact], list[Standing[Fact]]] = {}
    for one in standing.values():
        by_kind.setdefault(type(one.fact), []).append(one)
    erasures = cast("Sequence[Standing[Erasure]]", by_kind.get(Erasure, ()))
    erased = {one.fact.target.serial: one for one in erasures}
    names = dict(_numbered(standing.values(), erased))
    return CaseFile(vault_id, head, standing, by_kind, names, tuple(gone), erased)


def kind_as_numbered(fact: Fact) -> str:
    """The kind of a fact, as an erasure of it says it: only what has a number is called by its kind."""
    return MEASURE_END if isinstance(fact, Measure) and fact.ends else fact.kind


def _numbered(
    facts: Iterable[Standing[Fact]], erased: Mapping[int, Standing[Erasure]]
) -> Iterator[tuple[str, int]]:
    counts = {kind.kind: 0 for kind in PREFIXES}
    prefixes = {kind.kind: prefix for kind, prefix in PREFIXES.items()}
    kinds = {serial: one.fact.of_kind for serial, one in erased.items()}
    kinds |= {one.serial: kind_as_numbered(one.fact) for one in facts if type(one.fact) in PREFIXES}
    # What was erased still counts: P2 stays P2 when P1 is gone.
    for serial, kind in sorted(kinds.items()):
        if kind in counts:
            counts[kind] += 1
            yield f"{prefixes[kind]}{counts[kind]}", serial


class _Gathered(Struct):
    """What later entries say of earlier ones, by the serial they speak of."""

    withdrawn: dict[int | None, Standing[Withdrawal]] = field(default_factory=dict)
    corrections: dict[int, list[Entry]] = field(default_factory=dict)
    markings: dict[int, list[Standing[Marking]]] = field(default_factory=dict)
    attachments: dict[int, list[Standing[Attachment]]] = field(default_factory=dict)
    same: dict[int, set[int]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def over(cls, entries: Iterable[Entry]) -> "_Gathered":
        entries = list(entries)
        found = cls()
        # Withdrawals first: a withdrawn correction, marking or "same" no longer speaks.
        for entry in reversed(entries):
            if isinstance(entry.fact, Withdrawal) and entry.serial not in found.withdrawn:
                found.withdrawn[entry.fact.target.serial] = Standing(entry, entry.fact)
        standing = [entry for entry in entries if entry.serial not in found.withdrawn]
        # Then corrections: what is gathered is what each entry says as corrected.
        for entry in standing:
            if isinstance(entry.fact, Correction):
                found.corrections.setdefault(entry.fact.target.serial, []).append(entry)
        for entry in standing:
            found.add(entry)
        return found

    def as_corrected(self, entry: Entry) -> tuple[Fact | None, tuple[Change, ...]]:
        speaking = self.corrections.get(entry.serial)
        return apply_changes(entry.fact, speaking) if entry.fact and speaking else (entry.fact, ())

    def add(self, entry: Entry) -> None:
        fact, _changes = self.as_corrected(entry)
        if isinstance(fact, Marking):
            for first, last in fact.entries:
                for serial in range(first, last + 1):
                    self.markings.setdefault(serial, []).append(Standing(entry, fact))
        elif isinstance(fact, Attachment):
            self.attachments.setdefault(fact.to, []).append(Standing(entry, fact))
        elif isinstance(fact, Same) and fact.apart:
            for serial in fact.entries:
                self.apart.setdefault(serial, set()).update(set(fact.entries) - {serial})
        elif isinstance(fact, Same):
            group = set(fact.entries).union(*(self.same.get(serial, ()) for serial in fact.entries))
            for serial in group:
                self.same[serial] = group

    def stand(self, entry: Entry) -> Standing[Fact]:
        serial = entry.serial
        fact, changes = self.as_corrected(entry)
        assert fact is not None  # noqa: S101 - told to the type checker; fold() set the rest aside
        return Standing(
            entry=entry,
            fact=fact,
            changes=changes,
            withdrawn=self.withdrawn.get(serial) or self.withdrawn.get(brought_by(entry.fact)),
            markings=tuple(self.markings.get(serial, ())),
            same=tuple(sorted(self.same.get(serial, set()) - {serial})),
            apart=tuple(sorted(self.apart.get(serial, ()))),
            attachments=tuple(self.attachments.get(serial, ())),
        )


def brought_by(fact: Fact | None) -> int | None:
    """The serial of the imported file that a contact came with; withdrawn, that takes the contact along."""
    return fact.source.entry if isinstance(fact, Contact) and fact.source is not None else None


def purpose(contact: Standing[Contact]) -> Purpose:
    """What a contact was about: the keeper's latest marking, else as recorded, else not given."""
    marked = [one.fact.purpose for one in contact.markings if one.fact.purpose]
    return marked[-1] if marked else contact.fact.purpose or "not-given"


def acts(contact: Standing[Contact]) -> tuple[Act, ...]:
    """The acts named in a contact, as recorded and as marked later, each once."""
    named = [*contact.fact.acts, *(act for one in contact.markings for act in one.fact.acts)]
    return tuple(dict.fromkeys(named))


def answers(contact: Standing[Contact]) -> int | None:
    """The serial of the entry or statement a contact answers, if any."""
    marked = [one.fact.answers for one in contact.markings if one.fact.answers]
    return marked[-1] if marked else contact.fact.answers


def via(contact: Standing[Contact]) -> int | None:
    """The serial of the person who acted for the other person, if any."""
    marked = [one.fact.via for one in contact.markings if one.fact.via]
    return marked[-1] if marked else contact.fact.via


def picks(contact: Standing[Contact]) -> tuple[Pick, ...]:
    """Whether the keeper picked this contact as the worst or the first."""
    return tuple(one.fact.pick for one in contact.markings if one.fact.pick)
