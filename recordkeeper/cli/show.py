"""One entry: every field, its history, and who outside has witnessed it."""

import re
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.witnessed import Witnessed
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, read_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import clocks, dates, witnesses, wording
from recordkeeper.disclosure.exhibits import exhibits
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import entry_line, erased_line
from recordkeeper.disclosure.timeline import row
from recordkeeper.errors import NotFound
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records import telling
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact

_PRIVATE = re.compile(r"^[Nn]([1-9]\d{0,14})$")


@command("show", help=_("One entry: every field, what was corrected, and its files."))
@click.argument("name", metavar="N")
def show(session: Session, name: str) -> None:
    """Print one entry as it stands, what it was before, and what later entries say of it."""
    if private := _PRIVATE.match(name):
        _show_private(session, int(private[1]))
        return
    case = read_case(session)
    serial = serial_of(case, name)
    one = case.all.get(serial)
    if one is None and serial in case.erased:
        _show_erased(session, case, serial)
        return
    if one is None:
        raise _absent(case, serial)
    findings = judge(case, as_of=clock.now())
    cells = row(case, findings, one, Directory(case), own=True)
    if session.json:
        output.data("show", {**cells, **entry_json(case, one, findings.witnessed)})
    elif session.plain:
        output.flat({**cells, **entry_json(case, one, findings.witnessed)})
    else:
        _tell(case, one, cells, findings)


def _show_private(session: Session, serial: int) -> None:
    """An entry of the private book: on this screen only."""
    with open_ledger(session, write=False) as ledger:
        entry = ledger.entry(serial, "private")
    fields = entry.fact.fields() if entry.fact else {}
    if session.json:
        output.data("show", {"name": f"N{serial}", "kind": entry.kind, "id": entry.id, "fields": fields})
        return
    output.say(f"N{serial}  {entry.kind}")
    output.columns([[name, _shown(value)] for name, value in fields.items()], indent="  ")


def _show_erased(session: Session, case: CaseFile, serial: int) -> None:
    """An entry that exists, and of which only its place, its seal and the reason are left."""
    by = case.erased[serial]
    shown = {
        "serial": serial,
        "name": case.name(serial),
        "kind": by.fact.of_kind or None,
        "digest": by.fact.target.digest,
        "erased_by": by.serial,
        "erased_at": instant(by.recorded_at, case.home_zone),
        "reason": by.fact.reason,
    }
    if session.json:
        output.data("show", shown)
    elif session.plain:
        output.flat(shown)
    else:
        output.say(f"#{serial}  {erased_line(by.fact)}")
        told = dates.instant_told(by.recorded_at, case.home_zone)
        table = [[_("erased by"), f"#{by.serial}, {told}"], [_("reason"), by.fact.reason]]
        output.columns([*table, [_("digest"), by.fact.target.digest]], indent="  ")


def _absent(case: CaseFile, serial: int) -> NotFound:
    if serial in case.gone:
        return NotFound(
            _("Entry {serial} has its place, but is of a newer kind, which this program cannot read.").format(
                serial=serial
            ),
            _("See: rk verify"),
        )
    return NotFound(
        _("There is no entry {serial}: the record ends at {last}.").format(
            serial=serial, last=case.head.count
        ),
        _("See: rk timeline"),
    )


def entry_json(case: CaseFile, one: Standing[Fact], seen: Witnessed) -> dict[str, Any]:
    """What `show --json` prints beside the timeline row."""
    return {
        "name": case.name(one.serial),
        "id": one.entry.id,
        "digest": one.entry.digest.hex(),
        "fields": one.fact.fields(),
        "history": [
            {
                "serial": change.serial,
                "recorded_at": instant(change.recorded_at, case.home_zone),
                "field": change.field,
                "old": change.old,
                "new": change.new,
                "reason": change.reason,
            }
            for change in one.changes
        ],
        "withdrawn_by": one.withdrawn.serial if one.withdrawn else None,
        "withdrawn_reason": one.withdrawn.fact.reason if one.withdrawn else None,
        "markings": [marking.serial for marking in one.markings],
        "independent_sources": _independent(case, one),
        "bracket": witnesses.bracket_json(seen.of(one.serial), case.home_zone),
    }


def _independent(case: CaseFile, one: Standing[Fact]) -> list[str]:
    """The formats of the exports that tell a contact: two backups by one app are one witness, not two."""
    directory = Directory(case)
    tellings = (case.one(serial, Contact) for serial in (one.serial, *one.same))
    return sorted({directory.format_of(each.fact) for each in tellings if each and each.stands} - {""})


def _tell(case: CaseFile, one: Standing[Fact], cells: dict[str, Any], findings: Findings) -> None:
    output.say(output.hanging(f"#{one.serial}  {entry_line(case, one)}", 8))
    when = getattr(one.fact, "when", None)
    table = [[_("when"), telling.told(when, when.zone or case.home_zone)]] if when else []
    table += [
        [name, _shown(value)]
        for name, value in one.fact.fields().items()
        if name not in {"when", "files", "source"}
    ]
    if cells["verdict"]:
        table.append([_("verdict"), wording.verdict(cells["verdict"])])
    table.append([_("recorded"), dates.instant_told(one.recorded_at, case.home_zone)])
    table.append([_("made"), witnesses.bracket_told(findings.witnessed.of(one.serial), case.home_zone)])
    table += [[_("clock"), clocks.sentence(fault)] for fault in findings.clocks.of(one.serial)]
    output.columns(table, indent="  ")
    if one.same:
        output.say(_("  Told also in {others}.").format(others=", ".join(f"#{n}" for n in one.same)))
    if len(sources := _independent(case, one)) > 1:
        words = _("  Seen in {count} independent sources: {names}.")
        output.say(words.format(count=len(sources), names=", ".join(sources)))
    for mark, file in exhibits(one, held=True):
        output.say(f"  {mark}  {file.name}  {file.size} bytes  SHA-256 {file.sha256}")
    for change in one.changes:
        output.say(
            _("  Corrected by #{serial}: {field} was {old}, now {new}. Reason: {reason}").format(
                serial=change.serial,
                field=change.field,
                old=_shown(change.old),
                new=_shown(change.new),
                reason=change.reason,
            )
        )
    if one.withdrawn:
        output.say(
            _("  Withdrawn by #{serial}. Reason: {reason}").format(
                serial=one.withdrawn.serial, reason=one.withdrawn.fact.reason
            )
        )


def _shown(value: object) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, dict) and "written" in value:
        return str(value["written"])
    if isinstance(value, list | tuple):
        return ", ".join(_shown(one) for one in value)
    return str(value)
