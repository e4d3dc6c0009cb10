"""Correct an entry; the original is kept and printed beside the correction."""

from collections.abc import Callable, Iterator
from gettext import gettext as _
from typing import Any

import click

from recordkeeper.cli import output
from recordkeeper.cli.amendable import Amendment, amendments
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import compose, saved
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.correcting import apply_changes, correct
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import Fact


def amendable_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """An option for every field that can be corrected."""
    for one in reversed(amendments()):
        settings: dict[str, Any] = {"multiple": True} if one.many else {}
        option = click.option(f"--{one.option}", one.name, type=TEXT, help=one.help, **settings)
        function = option(function)
    return function


@command("amend", help=_('Correct an entry: rk amend 14 --when "21:35" --reason TEXT. The original is kept.'))
@click.argument("name", metavar="N")
@amendable_options
@click.option("--zone", help=_("Zone of the time given with --when."))
@click.option("--reason", type=TEXT, help=_("Why. Printed beside the correction."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def amend(
    session: Session, name: str, reason: str | None, note: str | None, zone: str | None, **given: Any
) -> None:
    """Record one correction for each field given, in one commit."""
    wanted = [(one, given[one.name]) for one in amendments() if given[one.name] not in {None, ()}]
    if not wanted:
        raise BadInput(
            _("Nothing was given to correct. Nothing was recorded."),
            _('Name a field, as in: rk amend {name} --when "21:35" --reason TEXT').format(name=name),
        )
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        serial = serial_of(case, name)
        ledger.entry(serial)
        one = case.all.get(serial)
        if one is None:
            raise NotFound(
                _("The content of entry {serial} cannot be read.").format(serial=serial), "rk verify"
            )
        why = given_or_asked(session, reason, _("Why? It is printed beside the correction"), "--reason")
        corrections = list(_corrections(session, case, one, wanted, zone, why))
        written = compose(ledger, lambda _writer: corrections, note=note)[0]
    if not session.json:
        for correction in corrections:
            output.note(
                _("  {field}: {old} → {new}").format(
                    field=correction.field, old=_words(correction.old), new=_words(correction.new)
                )
            )
    saved(session, "amend", written, message=_("#{serial} is corrected.").format(serial=serial))


def _corrections(
    session: Session,
    case: CaseFile,
    one: Standing[Fact],
    wanted: list[tuple[Amendment, Any]],
    zone: str | None,
    reason: str,
) -> Iterator[Correction]:
    fact = one.fact
    for amendment, typed in wanted:
        for field, value in amendment.read(session, case, fact, typed, zone):
            correction = correct(one.entry, fact, field, value, reason)
            # The next field is compared with the fact as it stands after this one.
            fact = apply_changes(fact, [_entry_of(one, correction)])[0]
            yield correction


def _entry_of(one: Standing[Fact], correction: Correction) -> Any:
    entry = one.entry
    return type(entry)(
        entry.book,
        entry.serial,
        entry.id,
        entry.digest,
        entry.link,
        entry.recorded_at,
        correction.kind,
        correction,
        None,
    )


def _words(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("written") or value)
    return _("nothing") if value is None else str(value)
