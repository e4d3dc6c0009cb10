"""Check that nothing was changed, step by numbered step."""

from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session, command, secret_of
from recordkeeper.cli.verify_head import is_head, verify_head
from recordkeeper.errors import IntegrityError, NewerFormat
from recordkeeper.ledger.bag import verify_file
from recordkeeper.ledger.copies import opened_backup
from recordkeeper.ledger.steps import Verification, unopened, unreadable
from recordkeeper.ledger.verification import verify as take_steps
from recordkeeper.vault.backup import is_backup

DAMAGED = 6


@command(
    "verify",
    help=_("Check that nothing was changed: the record; or FILE, a backup, a bundle, a head.txt."),
)
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def verify(session: Session, path: Path | None) -> int:
    """Take every step and print each; exit 6 when one fails."""
    if path is not None and is_head(path):
        return verify_head(session, path)
    found = _verified_file(session, path) if path is not None else _verified(session)
    if session.json:
        output.data("verify", verify_json(found))
    elif session.plain:
        output.flat(verify_json(found))
    else:
        _tell(found)
    return 0 if found.result == "intact" else DAMAGED


def _verified(session: Session) -> Verification:
    from recordkeeper.vault.inspection import inspect
    from recordkeeper.vault.making import open_vault

    directory = session.require()
    secret = secret_of(session)
    try:
        with open_vault(directory, secret, write=False) as vault:
            return take_steps(vault)
    except NewerFormat as error:
        return unreadable(error.message)
    except IntegrityError as error:
        seen = inspect(directory)
        if not seen.keys_readable:
            return unopened({1: "; ".join(seen.findings) or error.message})
        return unopened({2: "; ".join((*seen.findings, error.message))})


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


def verify_json(found: Verification) -> dict[str, Any]:
    """What `verify --json` prints."""
    head = found.heads.get("record")
    return {
        "result": found.result,
        "steps": [
            {"number": step.number, "name": step.name, "ok": step.ok, "detail": step.detail}
            for step in found.steps
        ],
        "entries": head.count if head else None,
        "head": head.link.hex() if head else None,
        "anchors": [],
        "unwitnessed_entries": head.count if head else None,
    }


def _tell(found: Verification) -> None:
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
    output.say(_("Result  {result}").format(result=found.result))
    if found.result == "intact":
        output.note(_("It shows that nothing here was changed since; not that events occurred as written."))
    elif found.result == "damaged":
        output.note(
            _("Keep these files as they are, and put back a copy made before. Nothing was changed now.")
        )
    else:
        output.note(_("Some entries were written by a newer program; verify with that one."))
