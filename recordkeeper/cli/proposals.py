"""What was just brought in and is probably in the record already, told by somebody else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.corroboration import corroborated
from recordkeeper.audit.counting import count
from recordkeeper.audit.doubles import Double, near_any
from recordkeeper.audit.notice import notices
from recordkeeper.audit.overlaps import Reach, overlaps
from recordkeeper.audit.tellings import Telling, Tellings, held
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli.opening import SETUP_KINDS, setup_case
from recordkeeper.ledger.casefile import CaseFile, brought_by, fold
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Source, Withdrawal

SHOWN_AT_ONCE = 3
Entries = Sequence[tuple[int, int]]
"""First and last serial of the contacts that each import made."""


def doubles(ledger: Ledger, new: Entries) -> list[Double]:
    """Typed entries that what was just brought in probably tells too, not yet told apart.

    Only what happened within a day of a typed entry is looked at: memory stays flat.
    """
    if not new:
        return []
    # What is new stands at the end: the typed entries are all before it, and reading stops there.
    before = takewhile(lambda one: one.serial < new[0][0], _contacts(ledger))
    typed = [one for one in before if brought_by(one.fact) is None]
    times = sorted(at for one in typed if (at := _at(one)) is not None)
    near = [
        one
        for one in (_contacts(ledger) if times else ())
        if _is_new(one.serial, new) and near_any(_at(one), times)
    ]
    if not near:
        return []
    around = ledger.entries("record", kinds=(*SETUP_KINDS, Source.kind, Same.kind, Marking.kind))
    entries = sorted((*around, *typed, *near), key=lambda one: one.serial)
    case = fold(entries, ledger.start(), ledger.vault_id)
    return list(count(case, notices(case)).doubles)


def seen_twice(ledger: Ledger, new: Entries) -> list[tuple[int, ...]]:
    """Entries of other files that what was just brought in probably tells too, not yet told apart.

    Of each entry only what is compared is held, and only where the times of two files overlap; of two files
    of one format, only what has a picture or sound, or lacks it.
    """
    case = setup_case(ledger, Source, Same)
    reach = overlaps(case, {first - 1 for first, _last in new}) if new else {}
    if not reach:
        return []
    gone = {one.fact.target.serial for one in case.standing(Withdrawal)}
    made = _tellings(ledger, case, reach, gone)
    found = corroborated(made, (one.fact for one in case.standing(Same)))
    return [together for together in found if any(_is_new(serial, new) for serial in together)]


def _tellings(
    ledger: Ledger, case: CaseFile, reach: Mapping[int, Reach], gone: set[int]
) -> Iterator[Telling]:
    directory, tellings = Directory(case), Tellings(case.region)
    for entry in _contacts(ledger):
        contact, at = entry.fact, _at(entry)
        file = brought_by(contact)
        if not isinstance(contact, Contact) or at is None or file is None or {entry.serial, file} & gone:
            continue
        look = reach.get(file)
        if look is None or not look.first <= at <= look.last or not (look.all or held(contact) is not None):
            continue
        who = directory.who(contact, contact.via)
        told = tellings.of(entry.serial, contact, who, directory.format_of(contact))
        if told is not None:
            yield told


def typed_lines(found: Sequence[Double]) -> Iterator[str]:
    """What to say of typed entries that are probably told by imported ones too."""
    for one in found:
        names = " ".join(map(str, (one.typed, *one.imported)))
        yield _(
            "#{typed} was typed and is probably here too: rk same {names}    or: rk same --apart {names}"
        ).format(typed=one.typed, names=names)


def lines(found: Sequence[tuple[int, ...]], source: int | None) -> Iterator[str]:
    """What to say of entries seen in independent sources: one by one if few, else all at once.

    Args:
        found: serials of each contact's entries.
        source: of the import that brought some of each; None where there were several.
    """
    for together in found[:SHOWN_AT_ONCE]:
        words = _("{names} are probably one contact, told twice.")
        yield words.format(names=", ".join(f"#{serial}" for serial in together))
    if len(found) == 1:
        names = " ".join(map(str, found[0]))
        yield _("If so: rk same {names}    or, if not: rk same --apart {names}").format(names=names)
    elif found:
        named = f" {source}" if source is not None else ""
        words = ngettext(
            "{count} contact was probably told twice. ",
            "{count} contacts were probably told twice. They count once. ",
            len(found),
        )
        advice = _(
            "To confirm all: rk same --proposed{named}    or, if not: rk same --apart --proposed{named}"
        )
        yield words.format(count=len(found)) + advice.format(named=named)


def _contacts(ledger: Ledger) -> Iterator[Entry]:
    return ledger.entries("record", kinds=(Contact.kind,))


def _is_new(serial: int, new: Entries) -> bool:
    return any(first <= serial <= last for first, last in new)


def _at(entry: Entry) -> int | None:
    return entry.fact.when.at if isinstance(entry.fact, Contact) else None
