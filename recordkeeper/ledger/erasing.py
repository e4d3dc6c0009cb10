"""Erasure: what goes with an entry, what stays, and doing all of it in one commit.

``docs/evidence-format.md``, "Erasure". With an entry go its corrections, which hold its words, and what was
attached to it; the same words in the imported file it came from are zeroed; a file goes with the last entry
that cites it. Everything else that speaks of it stays as it is, and is named to the keeper beforehand.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, NotFound, RecordkeeperError
from recordkeeper.ledger.casefile import CaseFile, Standing, kind_as_numbered
from recordkeeper.ledger.imported_words import Zeroed, may_hold, zeroed
from recordkeeper.ledger.ledger import Head, Ledger, Writer, Written
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.contacts import Marking, Same
from recordkeeper.records.custody import (
    Attachment,
    Correction,
    ErasedSource,
    Erasure,
    Receipt,
    Restored,
    Withdrawal,
)
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.people import Matter
from recordkeeper.vault.writing import Transaction

REFERRING = (
    "about",
    "aimed_at",
    "answers",
    "boundary",
    "captured_by",
    "consequence",
    "ends",
    "entries",
    "person",
    "proof_entries",
    "statement",
    "target",
    "to",
    "source",
    "via",
    "witnesses",
)
"""Every field in which one entry names another."""
FOUNDATION = (Matter, Erasure, Restored, Receipt)
"""What the record as a whole, or its proof, rests on: never erased."""
READINGS = (Correction, Withdrawal, Marking, Same)
"""What says how another entry is read: taken away alone, that entry would silently read otherwise."""


class Plan(Struct, frozen=True):
    """What erasing an entry takes with it, and what it leaves.

    Attributes:
        head: of the record book it was made from.
        going: the entry, then its corrections, its attachments and their corrections.
        zeroed: where its words stand in the imported file it came from; None when it came from none.
        dropped: SHA-256 (hex) of the files that nothing else cites.
        shared: files of what goes that stay, with the entries that cite them too.
        resting: serials of other entries that name it, in order.
        may_hold: serials of imports whose stored file may hold the same message once more.
    """

    head: Head
    going: tuple[Standing[Fact], ...]
    zeroed: Zeroed | None
    dropped: tuple[str, ...]
    shared: tuple[tuple[str, tuple[int, ...]], ...]
    resting: tuple[int, ...]
    may_hold: tuple[int, ...]

    @property
    def entry(self) -> Standing[Fact]:
        """The entry that was asked for."""
        return self.going[0]

    @property
    def serials(self) -> tuple[int, ...]:
        """The serials of all that goes."""
        return tuple(one.serial for one in self.going)


def plan(case: CaseFile, serial: int, citations: set[tuple[str, str, int]]) -> Plan:
    """What erasing an entry comes to; nothing is done yet.

    Args:
        case: the whole case.
        serial: of the entry.
        citations: of stored files, as `Ledger.citations` gives them.

    Raises:
        NotFound: there is no such entry, or its content is gone already.
        BadInput: it is one of those that are not erased.
    """
    entry = case.all.get(serial)
    if entry is None:
        raise _absent(case, serial)
    _check(case, entry)
    going = tuple(_going(case, entry))
    serials = frozenset(one.serial for one in going)
    dropped, shared = _files(case, going, citations)
    return Plan(
        head=case.head,
        going=going,
        zeroed=zeroed(case, entry, serials),
        dropped=dropped,
        shared=shared,
        resting=tuple(
            one.serial
            for one in case.all.values()
            if one.serial not in serials and not serials.isdisjoint(named_by(one.fact))
        ),
        may_hold=tuple(may_hold(case, entry)),
    )


def without(entries: Iterable[Entry], agreed: Plan) -> Iterator[Entry]:
    """The entries of a book as they will be read once a plan is carried out."""
    return (replace(one, fact=None) if one.serial in agreed.serials else one for one in entries)


def erase(ledger: Ledger, agreed: Plan, reason: str) -> list[Written]:
    """Do what a plan says, in one commit: killed at any instant, all of it is done or none.

    Args:
        ledger: open for writing.
        agreed: what the keeper saw and accepted.
        reason: why; it is printed.

    Raises:
        RecordkeeperError: another command wrote in between, or the disk is full. Nothing is erased.
        IntegrityError: a stored file is damaged. Nothing is erased.
    """

    def facts(_writer: Writer) -> Iterator[Fact]:
        if ledger.head() != agreed.head:
            raise RecordkeeperError(
                _("Another command wrote to this record meanwhile. Nothing was erased."),
                _("Run the same command again, to see what goes now."),
            )
        for one in agreed.going:
            yield Erasure(
                target=Target(serial=one.serial, digest=one.entry.digest.hex()),
                reason=reason,
                of_kind=kind_as_numbered(one.fact),
                sources=tuple(_sources(ledger, agreed)) if one is agreed.entry else (),
            )

    def let_go(transaction: Transaction) -> None:
        for serial in agreed.serials:
            transaction.remove_content("record", serial)
        if agreed.zeroed is not None:
            transaction.zero_file(agreed.zeroed.sha256, agreed.zeroed.ranges)
        for sha256 in agreed.dropped:
            transaction.drop_file(sha256)

    return ledger.compose(facts, then=let_go)


def _sources(ledger: Ledger, agreed: Plan) -> Iterator[ErasedSource]:
    if agreed.zeroed is not None:
        sha256, ranges = agreed.zeroed.sha256, agreed.zeroed.ranges
        yield ErasedSource(sha256=sha256, ranges=ranges, afterwards=ledger.zeroed_digest(sha256, ranges))


def named_by(fact: Fact) -> Iterator[int]:
    """The serials of the entries of the record book that a fact names."""
    for name in REFERRING:
        value = getattr(fact, name, None)
        if isinstance(fact, Marking) and name == "entries":
            for first, last in fact.entries:
                yield from range(first, last + 1)
        elif isinstance(value, int):
            yield value
        elif isinstance(value, tuple):
            yield from value
        elif isinstance(value, Target):
            yield value.serial
        elif value is not None and hasattr(value, "entry"):
            yield value.entry


def _absent(case: CaseFile, serial: int) -> NotFound:
    if serial in case.erased:
        return NotFound(
            _("The content of entry {serial} was erased already, by #{by}.").format(
                serial=serial, by=case.erased[serial].serial
            ),
            _("See: rk show {serial}").format(serial=serial),
        )
    if serial in case.gone:
        return NotFound(
            _("Entry {serial} is of a newer kind, which this program cannot erase.").format(serial=serial),
            _("Nothing was erased. Use the program that wrote it, or a newer one."),
        )
    return NotFound(
        _("There is no entry {serial}: the record ends at {last}.").format(
            serial=serial, last=case.head.count
        ),
        _("Nothing was erased. See: rk timeline"),
    )


def _check(case: CaseFile, entry: Standing[Fact]) -> None:
    """Refuse what the record rests on, and what would change how another entry reads."""
    fact = entry.fact
    if isinstance(fact, FOUNDATION):
        raise BadInput(
            _("#{serial} ({kind}) is what this record or its proof rests on, and is not erased.").format(
                serial=entry.serial, kind=fact.kind
            ),
            _("Nothing was erased. See: rk show {serial}").format(serial=entry.serial),
        )
    if not isinstance(fact, READINGS):
        return
    if isinstance(fact, Correction | Withdrawal) and fact.target.serial not in case.all:
        return
    advice = _("Nothing was erased. To take it back: rk retract {serial}")
    target = 0
    if isinstance(fact, Correction | Withdrawal):
        target = fact.target.serial
        advice = _("Nothing was erased. It can go with #{target}, or after it: rk erase {target}")
    raise BadInput(
        _("#{serial} ({kind}) says how another entry is read, and is not erased by itself.").format(
            serial=entry.serial, kind=fact.kind
        ),
        advice.format(serial=entry.serial, target=target),
    )


def _going(case: CaseFile, entry: Standing[Fact]) -> Iterator[Standing[Fact]]:
    """An entry and what goes with it; withdrawn corrections and attachments hold its words as well."""
    yield entry
    for correction in case.of(Correction):
        if correction.fact.target.serial == entry.serial:
            yield correction
    for attachment in case.of(Attachment):
        if attachment.fact.to == entry.serial:
            yield from _going(case, attachment)


def _files(
    case: CaseFile, going: Sequence[Standing[Fact]], citations: set[tuple[str, str, int]]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """The files that go, and those that stay because another entry cites them too."""
    serials = {one.serial for one in going}
    files = dict.fromkeys(sha256 for one in going for sha256 in one.fact.files_cited())
    # By the entries and by the list: a newer kind's citations stand in the list alone, and it may be old.
    citing = {(sha256, serial) for sha256, _book, serial in citations if serial not in case.erased}
    citing |= {(sha256, one.serial) for one in case.all.values() for sha256 in one.fact.files_cited()}
    others = {
        sha256: tuple(sorted({by for cited, by in citing if cited == sha256 and by not in serials}))
        for sha256 in files
    }
    dropped = tuple(sha256 for sha256 in files if not others[sha256])
    return dropped, tuple((sha256, by) for sha256, by in others.items() if by)
