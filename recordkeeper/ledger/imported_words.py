"""Where the words of an imported message stand in stored files, so that an erasure can zero them."""

from collections.abc import Iterator

from msgspec import Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from recordkeeper.records.fact import Fact


class Zeroed(Struct, frozen=True):
    """Byte ranges [start, end) to overwrite in a stored file, named by its SHA-256 (hex).

    Attributes:
        whole: no message can be cut out of the file, an archive or a database: all of it goes.
    """

    sha256: str
    ranges: tuple[tuple[int, int], ...]
    whole: bool = False


def zeroed(case: CaseFile, entry: Standing[Fact], going: frozenset[int]) -> Zeroed | None:
    """Where the words of an imported contact stand in what is stored of the file it came from.

    Args:
        case: the whole case.
        entry: what is erased; None comes of what was not imported, or from a file that is gone.
        going: serials of what is erased with it.

    Raises:
        BadInput: the place cannot be told, or another entry shows the same file as it was.
    """
    reference = entry.fact.source if isinstance(entry.fact, Contact) else None
    source = case.one(reference.entry, Source) if reference is not None else None
    if source is None:
        return None
    stored = source.fact.stored
    for one in case.all.values():
        if one.serial not in going and not isinstance(one.fact, Source) and stored in one.fact.files_cited():
            raise BadInput(
                _("The imported file that #{serial} came from is also a file of #{other}.").format(
                    serial=entry.serial, other=one.serial
                ),
                _("Nothing was erased. First: rk erase {other}").format(other=one.serial),
            )
    if source.fact.inseparable and source.fact.kept == "whole":
        return Zeroed(stored, ((0, source.fact.size),), whole=True)
    start, end = _place(case, entry.serial, source)
    return Zeroed(stored, ((start, end),))


def _place(case: CaseFile, serial: int, source: Standing[Source]) -> tuple[int, int]:
    """The byte range of a contact in the stored file: that of the export, or its turn among those kept."""
    start, end = _cited(case, serial, source)
    if source.fact.kept == "whole":
        return start, end
    # Its contacts stand right after a source, in the order of the file.
    at = sum(
        last - first for first, last in (_cited(case, n, source) for n in range(source.serial + 1, serial))
    )
    return at, at + end - start


def _cited(case: CaseFile, serial: int, source: Standing[Source]) -> tuple[int, int]:
    """The range that a contact cites; of an erased one, the range that was zeroed for it."""
    contact = case.one(serial, Contact)
    if contact is not None and contact.fact.source is not None:
        return contact.fact.source.start, contact.fact.source.end
    sources = case.erased[serial].fact.sources if serial in case.erased else ()
    found = next((one.ranges[0] for one in sources if one.sha256 == source.fact.stored and one.ranges), None)
    if found is None:
        raise BadInput(
            _("Where its words stand in the imported file of #{source} can no longer be told.").format(
                source=source.serial
            ),
            _("Nothing was erased. The file as a whole can go: rk erase {source}").format(
                source=source.serial
            ),
        )
    return found


def may_hold(case: CaseFile, entry: Standing[Fact]) -> Iterator[int]:
    """Imports kept whole that reach over the time of a contact: an overlapping export repeats messages."""
    when = entry.fact.when if isinstance(entry.fact, Contact) else None
    if when is None or when.at is None or when.until is None:
        return
    reference = entry.fact.source if isinstance(entry.fact, Contact) else None
    for one in case.of(Source):
        first, last = one.fact.first, one.fact.last
        own = reference is not None and reference.entry == one.serial
        covers = first is None or last is None or (first <= when.until and when.at <= last)
        if one.fact.kept == "whole" and covers and (not own or one.fact.duplicates):
            yield one.serial
