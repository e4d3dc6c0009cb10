"""Withdraw an entry: it stays visible as withdrawn, and counts nowhere."""

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.naming import standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Erasure, Restored, Source, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Matter


@command("retract", help=_("Withdraw an entry. It stays visible as withdrawn, with your reason."))
@click.argument("name", metavar="N")
@click.option("--reason", type=TEXT, help=_("Why. Printed beside it."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def retract(session: Session, name: str, reason: str | None, note: str | None) -> None:
    """Record the withdrawal of an entry."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger, Source)
        entry = standing_entry(ledger, case, name)
        _check_kind(entry)
        file = _file_meant(ledger, case, entry)
        why = given_or_asked(session, reason, _("Why? It is printed beside the entry"), "--reason")
        fact = Withdrawal(target=ledger.target(entry.serial), reason=why)
        written = record(ledger, [fact], note=note)[0]
    saved(session, "retract", written, message=_message(entry, file))


def _message(entry: Entry, file: Source | None) -> str:
    along = brought_along(file)
    if isinstance(entry.fact, Withdrawal):
        target = entry.fact.target.serial
        return _("#{serial} stands again{along}.").format(serial=target, along=along)
    return _("#{serial} is withdrawn{along}.").format(serial=entry.serial, along=along)


def brought_along(fact: Fact | None) -> str:
    """What is withdrawn, or stands again, together with an imported file; "" for anything else."""
    if not isinstance(fact, Source):
        return ""
    many = ngettext(
        ", with the {count} entry it brought", ", with the {count} entries it brought", fact.imported
    )
    return many.format(count=fact.imported)


def _file_meant(ledger: Ledger, case: CaseFile, entry: Entry) -> Source | None:
    """The imported file that is withdrawn here or stands again, if it is one.

    Raises:
        BadInput: its messages were brought in again since; standing too, they would be told twice.
    """
    if isinstance(entry.fact, Source):
        return entry.fact
    chain = [entry]
    while isinstance(chain[-1].fact, Withdrawal):
        chain.append(ledger.entry(chain[-1].fact.target.serial))
    file = chain[-1]
    # Of a withdrawal of a withdrawal of its withdrawal, too, a file may come to stand again; of two it goes.
    if not isinstance(file.fact, Source) or len(chain) % 2:
        return None
    from recordkeeper.intake.duplicates import brought_again
    from recordkeeper.intake.sorting import withdrawn
    from recordkeeper.ledger.known_by import KnownBy
    from recordkeeper.records.identity import Spellings

    again = brought_again(
        ledger,
        file.serial,
        since=chain[-2].serial,
        withdrawn=withdrawn(case),
        spellings=Spellings(case.region, KnownBy(case).accounts(file.fact.importer)),
    )
    if again:
        raise BadInput(
            _("Messages of #{file} were brought in again since, by #{again}. Nothing was recorded.").format(
                file=file.serial, again=", #".join(map(str, again))
            ),
            _(
                "To let the older ones stand, withdraw the newer first: rk retract {again} --reason TEXT"
            ).format(again=again[0]),
        )
    return file.fact if chain[-2] is entry else None


def _check_kind(entry: Entry) -> None:
    """Refuse to withdraw what the whole record rests on, and what cannot be made undone."""
    if isinstance(entry.fact, Matter):
        raise BadInput(
            _("#{serial} says whose record this is, and cannot be withdrawn. Nothing was recorded.").format(
                serial=entry.serial
            ),
            _("To correct it: rk amend {serial} --title TEXT --reason TEXT").format(serial=entry.serial),
        )
    if isinstance(entry.fact, Erasure | Restored):
        raise BadInput(
            _("#{serial} tells what was done to the record; it cannot be withdrawn.").format(
                serial=entry.serial
            ),
            _("Nothing was recorded. See: rk show {serial}").format(serial=entry.serial),
        )
