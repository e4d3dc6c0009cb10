"""Check that nothing was changed, step by numbered step."""

from pathlib import Path
from typing import Any, NamedTuple

import click

from recordkeeper.audit.clocks import changes
from recordkeeper.audit.witnessed import Witnessed
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.anchor import anchors_json, seen_outside
from recordkeeper.cli.options import Session, command, secret_of
from recordkeeper.cli.verify_head import is_head, verify_head
from recordkeeper.disclosure.witnesses import receipt_line, unwitnessed_told
from recordkeeper.errors import IntegrityError, NewerFormat
from recordkeeper.ledger.bag import verify_file
from recordkeeper.ledger.copies import opened_backup
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.steps import Verification, unopened, unreadable
from recordkeeper.ledger.verification import verify as take_steps
from recordkeeper.vault.backup import is_backup

DAMAGED = 6


class Beside(NamedTuple):
    """What is told beside the steps, and changes no result.

    Attributes:
        seen: what receipts show. home: the zone to tell their times in.
        clock_changes: how often the computer's clock, or its zone, changed while the record was written.
    """

    seen: Witnessed
    home: str
    clock_changes: int


@command(
    "verify",
    help=_("Check that nothing was changed: the record; or FILE, a backup, a bundle, a head.txt."),
)
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def verify(session: Session, path: Path | None) -> int:
    """Take every step and print each; exit 6 when one fails."""
    if path is not None and is_head(path):
        return verify_head(session, path)
    found, beside = _verified(session) if path is None else (_verified_file(session, path), None)
    if session.json:
        output.data("verify", verify_json(found, beside))
    elif session.plain:
        output.flat(verify_json(found, beside))
    else:
        _tell(found, beside)
    return 0 if found.result == "intact" else DAMAGED


def _verified(session: Session) -> tuple[Verification, Beside | None]:
    """Every step over the record, and, of one that is not damaged, what is told beside them."""
    from recordkeeper.vault.inspection import inspect
    from recordkeeper.vault.making import open_vault

    directory = session.require()
    secret = secret_of(session)
    try:
        with open_vault(directory, secret, write=False) as vault:
            found = take_steps(vault)
            return found, None if found.result == "damaged" else _beside(Ledger(vault))
    except NewerFormat as error:
        return unreadable(error.message), None
    except IntegrityError as error:
        seen = inspect(directory)
        if not seen.keys_readable:
            return unopened({1: "; ".join(seen.findings) or error.message}), None
        return unopened({2: "; ".join((*seen.findings, error.message))}), None


def _verified_file(session: Session, path: Path) -> Verification:
    if not (path.is_file() and is_backup(path)):
        return verify_file(path)
    secret = secret_of(session)
    try:
        with path.open("rb") as stream, opened_backup(stream, secret) as vault:
            return take_steps(vault)
    except NewerFormat as error:
        return unreadable(error.message)
    except IntegrityError as error:
        return unopened({2: error.message})


def _beside(ledger: Ledger) -> Beside:
    return Beside(*seen_outside(ledger), sum(1 for _change in changes(ledger.recorded())))


def verify_json(found: Verification, beside: Beside | None) -> dict[str, Any]:
    """What `verify --json` prints; of a file, or a damaged record, nothing is said of witnesses or clocks."""
    seen: dict[str, Any] = {"anchors": [], "unwitnessed_entries": None}
    if beside is not None:
        seen = anchors_json(beside.seen, beside.home)
    head = found.heads.get("record")
    return {
        "result": found.result,
        "steps": [
            {"number": step.number, "name": step.name, "ok": step.ok, "detail": step.detail}
            for step in found.steps
        ],
        "entries": head.count if head else None,
        "head": head.link.hex() if head else None,
        **seen,
        "clock_changes": beside.clock_changes if beside is not None else None,
    }


def _tell_beside(beside: Beside) -> None:
    for one in beside.seen.receipts:
        told = receipt_line(one.fact, beside.home)
        output.say(_("E{serial}  {told}").format(serial=one.serial, told=told))
    output.say(unwitnessed_told(beside.seen))
    if beside.clock_changes:
        told = ngettext(
            "Note  the computer's clock or zone changed {count} time while this was written: rk audit",
            "Note  the computer's clock or zone changed {count} times while this was written: rk audit",
            beside.clock_changes,
        )
        output.say(told.format(count=beside.clock_changes))


def _tell(found: Verification, beside: Beside | None) -> None:
    table = [
        [
            str(step.number),
            step.name,
            _("ok") if step.ok else _("FAILS"),
            "" if step.detail == "ok" else step.detail,
        ]
        for step in found.steps
    ]
    output.columns(table)
    head = found.heads.get("record")
    if head is not None:
        output.say(_("Head  {count} entries, {link}").format(count=head.count, link=head.link.hex()))
    if beside is not None:
        _tell_beside(beside)
    output.say(_("Result  {result}").format(result=found.result))
    if found.result == "intact":
        output.note(_("It shows that nothing here was changed since; not that events occurred as written."))
    elif found.result == "damaged":
        output.note(
            _("Keep these files as they are, and put back a copy made before. Nothing was changed now.")
        )
    else:
        output.note(_("Not everything could be read: the steps above say what. Nothing is said of the rest."))
